"""Does work on a study in forked children that end where a test says: killed at a step, or out of room for files.

A step is a line of the code that writes (study, store, whole files, key file), or so many instructions of SQLite: the
same work takes the same steps, so that a kill at a step can be done again. Reads one JSON object a line from stdin,
writes one a line to stdout:

    {"work": "cli" | "code" | "redact" | "undo", "arguments": [...], "typed": "",
     "kill_at": 0, "file_limit": 0, "limit_from": "part of the path of the file at whose opening the limit begins"}
    {"status": exit code or minus the signal, "steps": taken, "out": "", "err": ""}
"""

from __future__ import annotations

import importlib
import io
import json
import os
import resource
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import interview_coder
from interview_coder import cli
from interview_coder.domain.model import NameKind
from interview_coder.errors import CannotUndoError
from interview_coder.redaction import find_names
from interview_coder.store import database
from interview_coder.study import Study

_HOME = str(Path(interview_coder.__file__).parent)
_WATCHED = tuple(
    os.path.join(_HOME, *parts)  # noqa: PTH118 - compared with the names of code objects
    for parts in (("study", ""), ("store", ""), ("exporting", "files.py"), ("redaction", "registry.py"))
)
_INSTRUCTIONS = 400


class Steps:
    """Counts, and kills this process at the step that was asked for."""

    def __init__(self, kill_at: int) -> None:
        self.taken = 0
        self._kill_at = kill_at

    def step(self) -> int:
        self.taken += 1
        if self.taken == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def on_line(self, _frame: FrameType, event: str, _argument: object) -> Any:
        if event == "line":
            self.step()
        return self.on_line

    def on_call(self, frame: FrameType, _event: str, _argument: object) -> Any:
        return self.on_line if frame.f_code.co_filename.startswith(_WATCHED) else None

    def connect(self, *arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = _connect(*arguments, **options)
        connection.set_progress_handler(self.step, _INSTRUCTIONS)
        return connection


_connect: Callable[..., sqlite3.Connection] = sqlite3.connect


def code_many(path: str, count: str) -> NoReturn:
    """Code one word after the other; each id is printed once its coding is stored."""
    with Study.open(path, coder="Anna") as study:
        interview = study.interviews()[0]
        text = study.transcript(interview.id).text
        for number in range(int(count)):
            start = number % (len(text) - 8)
            coding = study.add_coding(interview.id, study.code("V1").id, start, start + 8, memo=f"memo {number}")
            print(coding.id, flush=True)  # noqa: T201 - it is the answer
    sys.exit(0)


def redact_words(path: str, words: str) -> NoReturn:
    """Take words out of the first interview, where they stand first."""
    with Study.open(path, coder="Anna") as study:
        interview = study.interviews()[0]
        start = study.transcript(interview.id).text.index(words)
        study.redact_passage(interview.id, start, start + len(words), NameKind.PERSON)
    sys.exit(0)


def undo_all(path: str) -> NoReturn:
    """Take everything back that can be, then do it all again."""
    with Study.open(path, coder="Anna") as study:
        for turn in (study.undo, study.redo):
            with suppress(CannotUndoError):
                while True:
                    turn()
    sys.exit(0)


def limit_files(size: int, begin: str) -> None:
    """From the opening of such a file on no file may grow beyond a size: like a full disk, writing fails."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    # Python does not look whether bytecode was written whole: it would leave stumps, which no later process can load.
    sys.dont_write_bytecode = True

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("open", "sqlite3.connect") and begin in str(arguments[0]):
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    sys.addaudithook(watch)


def work(order: dict[str, Any]) -> NoReturn:
    """What the child does; ends the process."""
    steps = Steps(order["kill_at"])
    if order["file_limit"]:
        limit_files(order["file_limit"], order["limit_from"])
    sys.stdin = io.StringIO(order["typed"])
    sqlite3.connect = steps.connect  # type: ignore[assignment]
    sys.settrace(steps.on_call)
    status = 1
    try:
        match order["work"]:
            case "cli":
                cli.main(order["arguments"])
            case "code":
                code_many(*order["arguments"])
            case "redact":
                redact_words(*order["arguments"])
            case "undo":
                undo_all(*order["arguments"])
    except SystemExit as ended:
        status = int(ended.code or 0)
    finally:
        sys.settrace(None)
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(3, str(steps.taken).encode())
        os._exit(status)


def run(order: dict[str, Any]) -> dict[str, Any]:
    """Have a child do it, and say how it ended."""
    reading, writing = os.pipe()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            os.close(reading)
            for descriptor, number in ((out.fileno(), 1), (err.fileno(), 2), (writing, 3)):
                os.dup2(descriptor, number)
            work(order)
        os.close(writing)
        _child, status = os.waitpid(child, 0)
        with os.fdopen(reading) as pipe:
            taken = int(pipe.read() or 0)
        texts = {}
        for name, stream in (("out", out), ("err", err)):
            stream.seek(0)
            texts[name] = stream.read().decode("utf-8", "replace")
    return {"status": os.waitstatus_to_exitcode(status), "steps": taken, **texts}


def main() -> None:
    """Serve orders until there are no more."""
    os.dup2(2, 3)
    # What every child would load anew.
    for module in ("alembic.command", "alembic.config", "alembic.script", "docx", "interview_coder.records"):
        importlib.import_module(module)
    find_names("Vooraf geladen: Anna.")
    database.known_revisions()
    with suppress(SystemExit), redirect_stdout(io.StringIO()):
        cli.main(["--version"])
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)  # noqa: T201 - it is the answer


if __name__ == "__main__":
    main()
