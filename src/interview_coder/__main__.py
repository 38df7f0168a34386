"""The front door: ``interview-coder`` and ``python -m interview_coder``.

The plain ways of opening the screens go there at once; everything else is a command. Loading the commands takes as
long as two frames on the screen, which somebody who opens a study every morning would wait for in vain.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path


def _screens_wanted(arguments: list[str]) -> bool:
    """Whether nothing but the screens is asked for: no arguments, or one study file, on a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    return not arguments or (len(arguments) == 1 and arguments[0].endswith(".study") and Path(arguments[0]).is_file())


def main() -> None:
    """Run the program; ends by SystemExit with its exit code."""
    arguments = sys.argv[1:]
    if not _screens_wanted(arguments):
        from interview_coder.cli import main as commands

        commands()
    # Whatever is loaded now stays: looking for garbage in it would take a tenth of the start.
    gc.disable()
    from interview_coder.i18n import use_language
    from interview_coder.settings import Settings
    from interview_coder.tui.app import run

    use_language(Settings().language)
    sys.exit(run(Path(arguments[0]) if arguments else None))


if __name__ == "__main__":
    main()
