"""Numbers as words: how many digits each stands for, and which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from interview_coder.redaction.tokens import words

_UNIT: Final = (
    "nul|zero|een|één|eén|ein|ien|iene|ene|twee|twie|tweeë|tweë|drie|drei|drieë|vier|veer|vijf|vief|vuuf|viif|zes|zös|zeuf|zeven|"
    "zeuven|zeuve|acht|ach|negen|neugen|njoggen|tien|tiene|elf|ellef|twaalf|twoalf|twelf|tweelf|twaolf|dertien|datien|"
    "veertien|vijftien|vieftien|zestien|zeventien|zeuventien|achttien|achtien|negentien|"
    "one|two|three|four|five|six|seven|eight|nine"
)
TENS: Final = (
    "twintig|twinteg|twintich|dertig|dertich|datig|veertig|vijftig|vieftig|zestig|zeventig|zeuventig|tseventig|tachtig|"
    "tachentig|tachtich|negentig|neugentig"
)
_NUMBER: Final = re.compile(
    r"(?:(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)?honderd(?:en)?)?"
    rf"(?:(?:{_UNIT})(?:[eë]?n|un)?-?(?:{TENS})|{TENS}|{_UNIT})?"
)
# Digits that were written as one word: *zevenvijf*, *nulvierzevenvijf*.
_DIGIT: Final = re.compile("nul|een|twee|drie|vier|vijf|zes|zeven|acht|negen")
_CHAIN: Final = re.compile(rf"(?:{_DIGIT.pattern}){{2,10}}")
_TWO: Final = re.compile(rf"(?:.*(?:{TENS})|tien|tiene|elf|ellef|tw[aeo]+lf|.+tien)")
# Each spelling of _UNIT and TENS in order, as its number.
_UNIT_VALUES: Final = (
    *(0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 5, 5, 6, 6, 7, 7, 7, 7, 8, 8, 9, 9, 9),
    *(10, 10, 11, 11, 12, 12, 12, 12, 12, 13, 13, 14, 15, 15, 16, 17, 17, 18, 18, 19),
    *range(1, 10),
)
_TENS_VALUES: Final = (20, 20, 20, 30, 30, 30, 40, 50, 50, 60, 70, 70, 70, 80, 80, 80, 90, 90)
_JOINTS: Final = ("en", "ën", "n", "un", "", "en-", "ën-", "-", "t", "ent")
DOUBLE: Final = words("dubbel dubbele double")
PLURALS: Final = {
    "enen": "1", "eentjes": "1", "tweeën": "2", "drieën": "3", "vieren": "4", "vijven": "5", "zessen": "6",
    "zevens": "7", "achten": "8", "negens": "9", "nullen": "0", "nulletjes": "0",
}  # fmt: skip
UNITS: Final = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_BELOW_TWENTY: Final = (
    *UNITS, "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)  # fmt: skip
_FULL_TENS: Final = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_TIMES: Final = {
    "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6,
    "tweemaal": 2, "driemaal": 3, "viermaal": 4, "vijfmaal": 5, "zesmaal": 6,
}  # fmt: skip
# Lines of the whole country, for whoever is in need or on the way; any other 0800 or 0900 is somebody's.
FREE_LINES: Final = words(
    "09008844 09009292 08000113 08000432 08002000 08000543 08008051 08001351 08001205 08001450 08000450"
)


@lru_cache(4096)
def said_digits(word: str) -> int:
    """How many digits a token stands for when a number is dictated; 0 for no number."""
    if word.isdecimal():
        return len(word)
    if not word or not word[0].isalpha():
        return 0
    if not _NUMBER.fullmatch(word):
        if word in ("nullen", "nulletjes"):
            return 2
        return len(_DIGIT.findall(word)) if _CHAIN.fullmatch(word) else 0
    if "honderd" in word:
        return 3
    return 2 if _TWO.fullmatch(word) else 1


def is_number(word: str) -> bool:
    """Whether a word is a number: *achtenveertig*, *tweeduizend*."""
    head, thousand, tail = word.partition("duizend")
    if thousand:
        return (not head or bool(said_digits(head))) and (not tail or bool(said_digits(tail.removeprefix("en"))))
    return bool(said_digits(word))


@cache
def _table() -> dict[str, str]:
    """The digits of all numbers below a hundred, however they are spelled."""
    units = dict(zip(_UNIT.split("|"), _UNIT_VALUES, strict=True))
    tens = dict(zip(TENS.split("|"), _TENS_VALUES, strict=True))
    both = {
        unit + joint + ten: low + high
        for unit, low in units.items()
        if 0 < low < 10
        for joint in _JOINTS
        for ten, high in tens.items()
    }
    return {word: str(number) for word, number in (both | tens | units).items()} | PLURALS


def said(number: int) -> str:
    """A number below a hundred as it is said, without diacritics: ``23`` as ``drieentwintig``; empty for any other."""
    if number < len(_BELOW_TWENTY):
        return _BELOW_TWENTY[number]
    ten, unit = divmod(number, 10)
    return (f"{UNITS[unit]}en" if unit else "") + _FULL_TENS[ten - 2] if ten < 10 else ""


def figures(word: str) -> str:
    """The digits of one number; a question mark where they are not known."""
    if word.isdecimal():
        return word
    head, hundred, tail = word.partition("honderd")
    if hundred:
        return (figures(head) if head else "1") + (figures(tail.removeprefix("en")) if tail else "").rjust(2, "0")
    if _CHAIN.fullmatch(word):
        return "".join(str(UNITS.index(digit)) for digit in _DIGIT.findall(word))
    return _table().get(word, "?")


def in_figures(low: Sequence[str], digits: Sequence[int]) -> str:
    """What tokens say as one number: *nul zes dubbel vier* as ``0644``; ``digits`` tells which are numbers."""
    out: list[str] = []
    index = 0
    while index < len(low):
        word, times, ahead = low[index], 1, index
        if word in DOUBLE:
            times, ahead = 2, index + 1
        elif word in _TIMES and index + 1 < len(low):
            ahead = index + 1
            while ahead < len(low) - 1 and low[ahead] in ("keer", "maal", "de", "het", "een"):
                ahead += 1
            counted = low[index + 1] in ("keer", "maal")  # zes keer een nul; not zes een, drie
            told = counted or word.endswith("maal") or low[ahead] in PLURALS
            times, ahead = (_TIMES[word], ahead) if told else (1, index)
        if ahead < len(low) and digits[ahead]:
            out.append(figures(low[ahead]) * times)
            index = ahead
        index += 1
    return "".join(out)
