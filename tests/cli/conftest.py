"""A small study made by commands, and the installed program as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(sys.executable).with_name("interview-coder")

Ran = subprocess.CompletedProcess[str]

TALKS = {
    "3_administratief-medewerker_1.txt": (
        "School: 3\nOpleiding: Administratief Medewerker\nDatum: 12 maart 2015\nWijze: telefonisch\n\n"
        "I: Hoe kijkt u naar de kansen op werk?\n"
        "R: Er is hier geen werk voor hen. Dat weten we van Geertruida Zwaluwstaart, onze decaan.\n"
        "I: En wat doet u dan?\n"
        "R: We praten met de ouders. Er is hier geen werk voor hen, zeggen we dan. [lacht] Maar ja...\n"
    ),
    "3_administratief-medewerker_2.txt": (
        "I: Kunt u leerlingen ompraten?\n"
        "R: Nee, als een meisje iets met dieren wil, dan wil ze dat. Daar praat je haar niet vanaf.\n"
    ),
    "8_dierverzorging-2.txt": (
        "I: Zijn er genoeg stages?\n"
        "R: Stages zijn er altijd te weinig, dus wij beperken de instroom.\n"
        "I: Stromen ze door?\n"
        "R: De meesten stromen door naar niveau 3.\n"
    ),
}
"""Small transcripts: file names and contents; ``Geertruida Zwaluwstaart`` is a name."""

Cli = Callable[..., Ran]


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder with the small transcripts."""
    return write_talks(tmp_path / "talks")


def write_talks(folder: Path) -> Path:
    folder.mkdir()
    for name, text in TALKS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


_BUILT: list[bytes] = []


@pytest.fixture
def made(tmp_path: Path, cli: Cli) -> Path:
    """A study with the small transcripts and six codings by two coders, made by commands once and copied since."""
    path = tmp_path / "klein.study"
    if not _BUILT:
        _build(path, tmp_path / "sources", cli)
        _BUILT.append(path.read_bytes())
    path.write_bytes(_BUILT[0])
    return path


def _build(path: Path, folder: Path, cli: Cli) -> None:
    write_talks(folder)
    assert cli("new", path, "--coder", "Anna").returncode == 0
    ran = cli("import", path, folder, "--accept", "--coder", "Anna")
    assert ran.returncode == 0, ran.stderr
    first, second, third = [row["reference"] for row in json.loads(cli("interviews", path, "--json").stdout)]
    for interview, code, words, coder, more in [
        (first, "V1", "Dat weten we", "Anna", ["--stance", "supports", "--memo", "Wie is dat?"]),
        (second, "V4", "als een meisje iets met dieren wil, dan wil ze dat", "Anna", ["--stance", "contradicts"]),
        (second, "V5", "Daar praat je haar niet vanaf.", "Bram", ["--stance", "mixed"]),
        (third, "stages", "Stages zijn er altijd te weinig", "Bram", []),
        (third, "doorstroom", "De meesten stromen door", "Anna", []),
        (third, "V7", "dus wij beperken de instroom.", "Anna", ["--stance", "contradicts"]),
    ]:
        ran = cli("code", path, "--interview", interview, "--code", code, "--text", words, "--coder", coder, *more)
        assert ran.returncode == 0, ran.stderr


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., Ran]:
    """Runs the installed program, as ``program("info", path)``; all it may write besides lies in the test's folder."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = {
        **os.environ,
        "INTERVIEW_CODER_CONFIG": str(tmp_path / "config"),
        "TMPDIR": str(temporary),
        "LC_ALL": "C.UTF-8",
    }

    def run(*arguments: object, **options: Any) -> Ran:
        return subprocess.run(
            [PROGRAM, *map(str, arguments)],
            env=environment | options.pop("environment", {}),
            stdin=options.pop("stdin", subprocess.DEVNULL),
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
            **options,
        )

    return run
