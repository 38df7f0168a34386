"""Days, hours and numbers of rows: what has digits and is nobody's number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_TIME: Final = r"(?:[01]?\d|2[0-3])[.:][0-5]\d"
_NAMED: Final = (
    r"(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mrt|maart|march|apr(?:il)?|mei|may|june?|juni|july?|juli|aug(?:ustus|ust)?|"
    r"sep(?:t|tember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ALONE: Final = r"(?<![\w.,:/-])"
_DATED: Final = re.compile(
    "|".join(
        (
            # a day with an hour, as chats and recorders put them before each message: [14-09-23 21:07]
            rf"{_ALONE}(?:{_DAY}([-/.]){_MONTH}\1(?:20)?\d\d|20\d\d([-/])[01]\d\2[0-3]\d)(?:,?\s|T)"
            r"[0-2]?\d[:.][0-5]\d(?::[0-5]\d)?(?!\d)",
            rf"{_ALONE}{_DAY}[-/]{_MONTH},?\s(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)",
            rf"(?<![\w:])[0-2]?\d:[0-5]\d,\s{_DAY}([-/.])[01]?\d\3(?:20)?\d\d(?![\w-])",
            # a day, of a year that is likely: 02-07-19
            rf"{_ALONE}{_DAY}([-/.]){_MONTH}\4(?:[0-2]\d|[6-9]\d)(?![\w-])",
            r"(?<![\w.,/-])20\d\d-(?:[01]\d-[0-3]\d|\d{3,4})(?![\w-])",
            rf"(?<!\w){_NAMED} \d{{1,2}}, 20\d\d(?: \d{{1,2}}:\d\d)?(?!\d)",
            rf"(?<!\w){_DAY} {_NAMED} 20\d\d(?:, {_TIME})?(?!\d)",
            # hours: 10.15-11.30, and those of captions
            rf"{_ALONE}{_TIME}\s?[-–]\s?{_TIME}(?![\w-]|[.:]\d)",
            rf"(?:^|(?<=\s\s)|(?<=\t)){_TIME}(?=\s\s|\t)",
            r"(?<![\w:])\d\d:\d\d:\d\d(?:[.,]\d{3}|\.\d{6,7}| [+-]\d{4})(?!\d)",
        )
    ),
    re.IGNORECASE | re.MULTILINE,
)
# What a text has that may hold one, which is quicker to see.
_TICK: Final = re.compile(r"\d[-/.:]\d|, 20\d\d")
# Behind these even the look of a day is somebody's number: *giro 12-10-24*, *studentnummer, dat is 12-10-24*.
_NUMBER_OF: Final = re.compile(
    r"(?:nummer|nr|\bbel|\bbelt|\bbellen|tel|telefoon|mobiel|giro|rekening|\bid)\b"
    r"(?:\W{1,3}(?:is|was|dat|dan|toen|volgens|mij|eh|uh|geloof|ik|op|naar)\b){0,4}\W{1,3}$",
    re.IGNORECASE,
)
# The number of an item in a list, or of a row in a table of values.
_COUNTED: Final = re.compile(r"^[ \t]*([1-9]\d{0,4})(?:[.)](?=\s+[^\W\d])|(?=[;\t]| {2}))", re.MULTILINE)
# The days that rows of a table begin with: *02-02*, where one at least cannot be a mobile number.
_ROWS: Final = re.compile(r"^\d\d-\d\d(?=\t| {3})", re.MULTILINE)
# The time in a recording, in front of each thing that is said: *00.04.12*.
_TIMECODE: Final = re.compile(r"^[ \t]*0[0-3][ .:][0-5]\d[ .:][0-5]\d(?![\d.:])", re.MULTILINE)


def times(text: str) -> list[tuple[int, int]]:
    """The half-open spans of days, hours, and numbers of items and rows: what lies in one is nobody's number."""
    spans = [*_days(text), *_items(text)]
    rows = list(_ROWS.finditer(text))
    if any(not row[0].startswith("06") for row in rows):
        spans += [row.span() for row in rows]
    codes = [match.span() for match in _TIMECODE.finditer(text)]
    return spans + (codes if len(codes) > 1 else [])  # one alone may be a birthday


def _days(text: str) -> Iterator[tuple[int, int]]:
    behind = 0
    for tick in _TICK.finditer(text):
        if tick.start() < behind:
            continue
        line, behind = text.rfind("\n", 0, tick.start()) + 1, text.find("\n", tick.start()) % (len(text) + 1)
        for match in _DATED.finditer(text, line, behind):
            start, end = match.span()
            sent = start > 0 and text[start - 1] == "["  # when a message was sent, whatever the one before ends with
            if sent or not _NUMBER_OF.search(text, max(0, start - 40), start):
                yield start, end


def _items(text: str) -> Iterator[tuple[int, int]]:
    """The numbers of lines that count up by one, at least three of them."""
    matches = list(_COUNTED.finditer(text))
    run: list[re.Match[str]] = []
    for match in [*matches, None]:
        if match is not None and run and int(match[1]) == int(run[-1][1]) + 1:
            run.append(match)
            continue
        if len(run) > 2 and "nummer" not in _line_above(text, run[0].start()).lower():
            yield from (item.span() for item in run)
        run = [match] if match is not None else []


def _line_above(text: str, start: int) -> str:
    """The line above the one that begins at an offset."""
    return text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
