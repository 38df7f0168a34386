"""Regular expressions over transcripts, matched where they can be stopped.

Python's engine can take for ever over a few words (``(a+)+b``) and nothing in the same process can stop it. So a second
Python matches, sends spans back, and is ended when it takes too long. Texts go to it through a pipe, never over a disk.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import warnings
from collections.abc import Sequence
from types import TracebackType
from typing import Final, Self

from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _

MAX_PATTERN: Final = 1_000
MAX_MATCHES: Final = 1_000
"""Of one turn: enough to see that a pattern fits nearly everything."""

SECONDS: Final = 3.0
"""What one transcript may take; an honest pattern takes a hundredth of it for an interview of an hour."""

_FLAGS: Final = re.IGNORECASE
_CHILD: Final = f"""
import json, re, sys
pattern = re.compile(json.loads(sys.stdin.buffer.readline()), {int(_FLAGS)})
for line in sys.stdin.buffer:
    found = []
    for index, text in enumerate(json.loads(line)):
        spans = []
        for match in pattern.finditer(text):
            if match.start() < match.end():
                spans.append(match.span())
                if len(spans) == {MAX_MATCHES}:
                    break
        if spans:
            found.append((index, spans))
    sys.stdout.write(json.dumps(found) + "\\n")
    sys.stdout.flush()
"""


def check_pattern(pattern: str) -> None:
    """Raises InvalidInputError with a sentence where a pattern is none, and says at which character."""
    if not pattern.strip():
        raise InvalidInputError(_("Type a pattern to look for."))
    if len(pattern) > MAX_PATTERN:
        raise InvalidInputError(_("A pattern has at most {n} characters.").format(n=MAX_PATTERN))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern, _FLAGS)
    except re.error as error:
        raise InvalidInputError(
            _("The pattern is not right at character {place}: {problem}.").format(
                place=(error.pos or 0) + 1, problem=error.msg
            )
        ) from None
    except (OverflowError, RecursionError, MemoryError):
        raise InvalidInputError(_("The pattern is too large or nested too deeply.")) from None


class Matcher:
    """A pattern at work; use it as a context manager. Case does not count, diacritics do."""

    def __init__(self, pattern: str, *, seconds: float = SECONDS) -> None:
        check_pattern(pattern)
        self._seconds = seconds
        try:
            self._child = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _CHILD],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            raise InvalidInputError(_("Patterns cannot be matched on this machine; search for words.")) from None
        self._send(pattern)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.kill()
        self._child.communicate()

    def spans(self, texts: Sequence[str]) -> list[tuple[int, list[tuple[int, int]]]]:
        """Which texts the pattern fits, by their index, and where: half-open spans, none of them empty.

        Raises InvalidInputError where it takes too long.
        """
        stop = threading.Timer(self._seconds, self._child.kill)
        stop.daemon = True
        stop.start()
        try:
            self._send(texts)
            assert self._child.stdout is not None
            line = self._child.stdout.readline()
        finally:
            stop.cancel()
        if not line.endswith(b"\n"):
            raise _too_slow()
        return [(index, [(start, end) for start, end in spans]) for index, spans in json.loads(line)]

    def _send(self, value: object) -> None:
        assert self._child.stdin is not None
        try:
            self._child.stdin.write(json.dumps(value).encode() + b"\n")
            self._child.stdin.flush()
        except OSError:
            raise _too_slow() from None


def _too_slow() -> InvalidInputError:
    return InvalidInputError(
        _("This pattern takes too long; avoid repeats within repeats, such as (a+)+, and several of .* in a row.")
    )
