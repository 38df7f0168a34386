"""Days, hours and numbers of rows: what has digits and is nobody's number."""

from __future__ import annotations

import re
from typing import Final

_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_TIME: Final = r"(?:[01]?\d|2[0-3])[.:][0-5]\d"
_NAMED: Final = r"(?:jan|feb|mrt|mar|maa|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)\w*\.?"
_ALONE: Final = r"(?<![\w.,:/-])"
_DATED: Final = re.compile(
    "|".join(
        (
            # a day with an hour, as chats and recorders put them before each message: [14-09-23 21:07]
            rf"{_ALONE}(?:{_DAY}([-/.]){_MONTH}\1(?:20)?\d\d|20\d\d([-/])[01]\d\2[0-3]\d)(?:,?\s|T)"
            r"[0-2]?\d(?::[0-5]\d(?::[0-5]\d)?|\.[0-5]\d(?!\.?\d| \d\d(?!\d)))(?!\d)",
            rf"{_ALONE}{_DAY}[-/]{_MONTH},?\s(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)",
            rf"(?<![\w:])[0-2]?\d:[0-5]\d,\s{_DAY}([-/.])[01]?\d\3(?:20)?\d\d(?![\w-])",
            # a day of a year that is likely, where no digit goes on: 02-07-19
            rf"{_ALONE}{_DAY}([-/.]){_MONTH}\4(?:[0-2]\d|[6-9]\d)(?![\w-]|[\s./]{{0,2}}\d)",
            r"(?<![\w.,/-])20\d\d-(?:[01]\d-[0-3]\d|\d{3,4})(?![\w-])",
            rf"(?<!\w){_NAMED} \d{{1,2}}, 20\d\d(?: \d{{1,2}}:\d\d)?",
            rf"(?<!\w){_DAY} {_NAMED} 20\d\d(?:, {_TIME})?(?!\d)",
            r"^\d\d-\d\d(?=\t| {3})",
            # hours: 10.15-11.30, and those of captions
            rf"{_ALONE}{_TIME}\s?[-–]\s?{_TIME}(?![\w-]|[.:]\d)",
            r"(?<![\w:])\d\d:\d\d:\d\d(?:[.,]\d{1,9}| [+-]\d{4})(?!\d)",
        )
    ),
    re.IGNORECASE,
)
# What a line has that may hold one, which is quicker to see.
_TICK: Final = re.compile(r"\d[-/.:]\d")
# The number of an item in a list, and that of a row in a table of values.
_ITEM: Final = re.compile(r"^[ \t]*\d{1,2}[.)](?=\s)", re.MULTILINE)
_RECORD: Final = re.compile(r"^[ \t]*\d{1,7}(?=[;\t])", re.MULTILINE)
# The time in a recording, in front of each thing that is said: *00.04.12*.
_TIMECODE: Final = re.compile(r"^[ \t]*0[0-3][ .:][0-5]\d[ .:][0-5]\d(?![\d.:])", re.MULTILINE)


def without_times(text: str) -> str:
    """The text, as long as it was, with signs that say nothing in place of dates, hours and numbers of rows."""

    def blank(match: re.Match[str]) -> str:
        return ";" * len(match[0])

    lines = text.split("\n")
    text = "\n".join(_DATED.sub(blank, line) if _TICK.search(line) else line for line in lines)
    text = _ITEM.sub(blank, text)
    if (";" in text or "\t" in text) and len(_RECORD.findall(text)) > 2:
        text = _RECORD.sub(blank, text)
    if len(_TIMECODE.findall(text)) > 1:  # one alone may be a birthday
        text = _TIMECODE.sub(blank, text)
    return text
