"""Days as people write them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from interview_coder.domain.text import fold

_MONTHS: Final = (
    "jan januari january|feb februari february febr|mrt maart mar march|apr april|mei may|jun juni june|jul juli july|"
    "aug augustus august|sep sept september|okt oktober oct october|nov november|dec december"
)
_MONTH_OF: Final = {name: i for i, names in enumerate(_MONTHS.split("|"), 1) for name in names.split()}
ISO: Final = re.compile(r"(?<!\d)(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})(?!\d)")
DIGITS: Final = re.compile(r"(?<!\d)(\d{1,2}) ?[-/.] ?(\d{1,2}) ?[-/.] ?['’]?(\d{4}|\d{2})(?!\d)")
_DAY_FIRST: Final = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|e|ste|de)?[ .-]*(?:of )?([a-z]{3,9})\.?[ ,-]*['’]?(\d{4}|\d{2})(?!\d)"
)
_MONTH_FIRST: Final = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? *['’]?(\d{4})(?!\d)")


def day_of(value: str) -> date | None:
    """The day that a text names: ``3 mei 2021``, ``03-05-2021`` (day first), ``2021-05-03``, ``May 3, 2021``."""
    text = fold(value[:200])
    for named in _DAY_FIRST.finditer(text):
        if named[2] in _MONTH_OF:
            return _day(named[3], _MONTH_OF[named[2]], named[1])
    for named in _MONTH_FIRST.finditer(text):
        if named[1] in _MONTH_OF:
            return _day(named[3], _MONTH_OF[named[1]], named[2])
    if match := DIGITS.search(text):
        # Day first, as the Dutch write it; only 05/13/2021 cannot be that.
        return _day(match[3], match[2], match[1]) or _day(match[3], match[1], match[2])
    if match := ISO.search(text):
        return _day(match[1], match[2], match[3])
    return None


def _day(year: str, month: str | int, day: str) -> date | None:
    full = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(full, int(month), int(day)) if 1900 < full < 2200 else None
    except ValueError:
        return None
