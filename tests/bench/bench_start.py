"""From the command to the first key that is answered, in a terminal of its own (POSIX alone has those).

The floor is an empty Textual app that imports textual and sqlalchemy, started the same way. Each is started several
times, in turn with the floor; the quickest start of each counts, as a busy machine only makes it slower.
"""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from tests.bench import studies
from tests.bench.bench_data import environment
from tests.bench.figures import Figure

from interview_coder.study import Study

TIMES: Final = 7
FLOOR: Final = """
import sqlalchemy, sys
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("ready-now", id="word")
    def on_key(self, event):
        self.query_one("#word").update("answered")
Empty().run()
"""
_ESCAPES: Final = re.compile(
    rb"\x1b(?:\[[0-9;?<>=$ ]*[a-zA-Z~]|[()][A-Z0-9]|[=>78]|P[^\x1b]*\x1b\\|\][^\x07\x1b]*(?:\x07|\x1b\\))"
)


def figures() -> Iterator[Figure]:
    """All figures of this file; none where there is no pseudo-terminal."""
    if sys.platform == "win32":
        return
    commands = {
        "floor": ([sys.executable, "-c", FLOOR], b"x", "ready-now", "answered"),
        "start screen": ([sys.executable, "-m", "interview_coder"], b"?", "Recent studies", "Keys in this place"),
        **{
            str(path): (
                [sys.executable, "-m", "interview_coder", str(path)],
                b"t",
                "turn 1",
                "turn 2",
            )
            for path in (studies.small(), studies.large())
        },
    }
    took: dict[str, list[float]] = {name: [] for name in commands}
    for _time in range(TIMES):
        for name, (command, key, ready, answer) in commands.items():
            took[name].append(started(command, key, ready, answer))
    floor = min(took.pop("floor"))
    names = ("the start screen", "18 interviews", "1,000 interviews and 100,000 codings")
    for name, more, values in zip(names, (0.3, 0.3, 0.6), took.values(), strict=True):
        yield Figure(f"cold start to the first key: {name}", min(values), "s", floor, floor + more)


def started(command: Sequence[str], key: bytes, ready: str, answer: str) -> float:
    """Seconds from starting a program until it has answered its first key, pressed as soon as it shows ``ready``."""
    import fcntl
    import pty
    import termios

    settings = studies.WORK / "settings" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('coder = "Anna"\nlanguage = "en"\n', encoding="utf-8")
    begin = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(studies.ROOT)
        os.execvpe(command[0], list(command), {**environment(), "TERM": "xterm-256color", "LC_ALL": "en_US.UTF-8"})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    pressed = False
    try:
        while True:
            if not select.select([terminal], [], [], 60)[0]:
                raise TimeoutError(f"{command[-1]} never showed {answer if pressed else ready}: {plain(seen)[-300:]}")
            seen += os.read(terminal, 65536)
            words = plain(seen)
            if not pressed and ready in words:
                os.write(terminal, key)
                pressed = True
                seen = b""
            elif pressed and answer in words:
                return time.perf_counter() - begin
    finally:
        os.kill(process, signal.SIGKILL)
        os.close(terminal)
        with suppress(ChildProcessError):
            os.waitpid(process, 0)


def plain(output: bytes) -> str:
    """What a program wrote to its terminal, without what steers it."""
    return _ESCAPES.sub(b"", output).decode("utf-8", "replace")


def settle(path: Path) -> None:
    """Leave no journal behind for the next start to read."""
    with Study.open(path, read_only=True):
        pass
