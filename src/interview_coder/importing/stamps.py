"""Times in a transcript: ``[00:12:31]``, ``(12:31)``, ``#00:12:31-5#``, ``00:12:31``; all patterns are linear."""

from __future__ import annotations

import re
from typing import Final

_CLOCK: Final = r"\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3}|-\d(?!\d))?"
_LONG: Final = r"\d{1,3}:[0-5]\d:[0-5]\d(?:[.,]\d{1,3})?"
_RANGE: Final = r"(?: {0,3}(?:-{1,2}>?|–|—|tot|to) {0,3}"
_BRACKETED: Final = rf"[\[({{<#] ?(?P<in>{_CLOCK}){_RANGE}{_CLOCK})? ?[\])}}>#]"
_BARE: Final = rf"(?<![\w:.,])(?P<bare>{_LONG}){_RANGE}{_LONG})?(?![\w:])"
_SHORT: Final = rf"(?<![\w:.,])(?P<short>{_CLOCK}){_RANGE}{_CLOCK})?(?![\w:])"

STAMP: Final = re.compile(f"{_BRACKETED}|{_BARE}")
ANY_STAMP: Final = re.compile(f"{_BRACKETED}|{_SHORT}")
_INNER: Final = re.compile(f" ?(?:{STAMP.pattern}) ?")
_BEHIND: Final = re.compile(r"^\s*(?:[-–—|:](?:\s+|$))?")
# In round brackets one digit of minutes may also be a ratio or a verse: words, unless the text is full of stamps.
_RATIO: Final = re.compile(r" ?\(\d:[0-5]\d\) ?")


def seconds(clock: str) -> float:
    """The seconds of ``h:mm:ss``, ``mm:ss``, with a decimal part perhaps."""
    whole = re.split(r"[.,-]", clock.strip(), maxsplit=1)
    total = 0.0
    for part in whole[0].split(":"):
        total = total * 60 + int(part)
    return total + (float(f"0.{whole[1]}") if len(whole) > 1 else 0.0)


def value(match: re.Match[str]) -> float:
    """The seconds that a match of STAMP or ANY_STAMP stands for."""
    return seconds(next(group for group in match.groupdict().values() if group))


def leading(text: str, *, short: bool = False) -> tuple[float | None, str]:
    """The time at the begin of a line and what follows it; ``short`` also takes a bare ``mm:ss``."""
    match = (ANY_STAMP if short else STAMP).match(text)
    if not match and len(text) < 40:
        # A clock alone on its line is no time of day.
        match = ANY_STAMP.fullmatch(text.strip())
    if not match:
        return None, text
    return value(match), _BEHIND.sub("", text[match.end() :])


def without(text: str, *, ratios: bool = False) -> str:
    """The text, on one line, without the times inside it; ``ratios`` leaves a lone ``(3:16)`` where it is."""

    def gap(match: re.Match[str]) -> str:
        if ratios and _RATIO.fullmatch(match[0]):
            return match[0]
        following = text[match.end() : match.end() + 1]
        return "" if not following or following in ".,;:!?…)]" or match.start() == 0 else " "

    return _INNER.sub(gap, text).strip()
