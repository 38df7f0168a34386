"""Fetch what the full tests and the pictures need besides Python, or say what is missing: ``make test-full``.

On Debian and Ubuntu apt-get does it, as root or where sudo asks for no password. Elsewhere, and where that is not
allowed, the tests that need a program are skipped, with the reason. What is there already is left as it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import Final

PROGRAMS: Final = {
    "LibreOffice": (("soffice",), ("libreoffice-writer", "libreoffice-calc", "fonts-crosextra-carlito")),
    "Chromium": (("chromium", "google-chrome"), ("chromium",)),
    "pdftotext": (("pdftotext",), ("poppler-utils",)),
}
"""By which commands each program is known, and the packages of Debian that have it."""
LATEX: Final = ("pdflatex", "xelatex", "lualatex")


def missing() -> list[str]:
    """The programs that are not there."""
    return [name for name, (commands, _packages) in PROGRAMS.items() if not any(map(shutil.which, commands))]


def installer() -> list[str] | None:
    """How packages are installed here; ``None`` where that cannot be done without asking."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n", "apt-get"]
    return None


def install(names: list[str]) -> None:
    """Try to install programs; what does not work is told, and stays missing."""
    call = installer()
    if call is None:
        return
    packages = [package for name in names for package in PROGRAMS[name][1]]
    print(f"Installing {', '.join(packages)} …", flush=True)
    steps = (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages])
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in steps:
        ran = subprocess.run([*call, *step], env=environment, capture_output=True, text=True, check=False)
        if ran.returncode:
            last = (ran.stderr.strip() or ran.stdout.strip()).splitlines()
            print(f"apt-get {step[0]} failed: {last[-1] if last else ran.returncode}")


def main() -> None:
    """Install what can be, and say what is not there."""
    if names := missing():
        install(names)
    for name in missing():
        packages = " ".join(PROGRAMS[name][1])
        print(f"{name} is not there, what needs it is skipped (Debian and Ubuntu: apt-get install {packages}).")
    if not any(map(shutil.which, LATEX)):
        print("LaTeX is not there: .tex files are checked by a reader of their own, not compiled.")


if __name__ == "__main__":
    main()
