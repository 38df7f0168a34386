"""The digits and the letters of a postcode that are told apart, where they were asked for: *de J van Johan*."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from interview_coder.domain.model import Find
from interview_coder.redaction.letters import Spelling
from interview_coder.redaction.lexicon import KNOWN_WORD, STAYS, Flag, lexicon
from interview_coder.redaction.speech import AROUND, STOP, Run, Speech, is_measured, runs

_ZIP_CUE: Final = re.compile(r"postcode|letters|cijfers")


def find_postcodes(speech: Speech, numbers: Sequence[Find], spelt: Sequence[Spelling]) -> Iterator[Find]:
    """The digits and the letters of a postcode that are told apart, where they were asked for."""
    low = speech.low
    cues = [index for index, word in enumerate(low) if _ZIP_CUE.match(word)]
    yield from _behind_places(speech)
    if not cues and "van" not in low and not any(find.reason == "postcode" for find in numbers):
        return
    codes = [index for index in cues if low[index].startswith("postcode")]
    asked_for = [index for index in cues if low[index] == "letters"]
    if not codes and not asked_for:
        cues = [index for index in cues if low[index - 1] in ("vier", "4")]  # cijfers are marks, too
    digits = [speech.tokens(find)[1] for find in numbers if find.reason == "postcode"]
    fours: list[int] = []
    for run in runs(speech):
        code = speech.value(run.first, run.last)
        written = speech.low[run.last].isdecimal() and len(speech.low[run.last]) == 4  # Dorpsstraat 12, 6741
        if (len(code) == 4 or written) and speech.low[run.last][0] != "0" != code[0]:
            fours.append(run.last)
        if len(code) != 4 or code[0] == "0" or is_measured(speech, run):
            continue
        lacks = bool(asked_for) and not run.listed and _without_letters(speech, run)
        if lacks or (speech.alone(run.first, run.last, AROUND) and _is_asked(speech, run.first, codes, cues)):
            digits.append(run.last)
            yield speech.find(run.first, run.last, 0.75, "postcode")
    digits.sort()
    for first, last, letters in spelt:
        if len(letters) > 3 or (len(letters) == 1 and not asked_for):
            continue
        near = _is_behind(speech, digits, first, 25)
        some = len(letters) == 1 and low[max(0, first - 2) : first] in (["met", "een"], ["alleen", "de"])
        asked = _is_behind(speech, asked_for, first, 12 if letters[1:] else 8)
        told = any(low[i] == "van" for i in range(first, last + 1))
        alone = speech.alone(first, last, AROUND | {"met", "iets", "en"})
        beside = len(letters) == 2 and told and 0 < first - _before(fours, first) < 5
        if (
            beside
            or (near and (some or (letters[1:] and (alone or told))))
            or (asked and (alone or told or letters[1:]))
        ):
            if beside:
                first = _before(fours, first)
                first -= next((back for back in range(4) if not speech.digits[first - back - 1]), 0) if first else 0
            yield speech.find(first - (low[first - 1] == "de" and told > 0), last, 0.75, "postcode")
    if asked_for or digits:
        yield from _two_letters(speech, asked_for, digits)


def _two_letters(speech: Speech, asked_for: Sequence[int], digits: Sequence[int]) -> Iterator[Find]:
    """Two letters of a postcode that are written as one word: *En de letters? JK.*"""
    low = speech.low
    for index, word in enumerate(low):
        if len(word) == 2 and word.isalpha() and word not in STOP and speech.alone(index, index, AROUND):
            known = lexicon().flags(word) & (KNOWN_WORD | STAYS | Flag.EVERYDAY)
            asked = _is_behind(speech, asked_for, index, 6)
            asked = asked or (low[index - 2 : index] == ["nee", ","] and index - _before(digits, index) < 7)
            near = _is_behind(speech, digits, index, 6)
            capital = speech.text[speech.spans[index][0]].isupper()
            if (asked and word not in AROUND and not known & Flag.EVERYDAY) or (near and not known and capital):
                yield speech.find(index, index, 0.7, "postcode")


def _without_letters(speech: Speech, run: Run) -> bool:
    """Whether it is said of the letters behind a number that they are not known: *6562, en de letters weet ik niet*."""
    behind = speech.low[run.last + 1 : run.last + 8]
    if behind[:1] not in ([","], ["maar"], ["en"]):
        return False
    said = behind[: next((i for i, word in enumerate(behind) if word in (".", "?", "!")), len(behind))]
    return "letters" in said and not speech.broken(min(run.last + 1, len(speech.low) - 1))


def _before(places: Sequence[int], index: int) -> int:
    """The last of places in order that lies before a token; far away where none does."""
    place = bisect_left(places, index)
    return places[place - 1] if place else -1_000_000


def _is_asked(speech: Speech, index: int, codes: Sequence[int], cues: Sequence[int]) -> bool:
    """Whether a postcode or its digits were asked for before a token."""
    return _is_behind(speech, codes, index, 25) or _is_behind(speech, cues, index, 10)


def _is_behind(speech: Speech, places: Sequence[int], index: int, most: int) -> bool:
    """Whether some words, fewer than ``most``, lie between one of places in order and a token behind it."""
    for place in range(bisect_left(places, index) - 1, -1, -1):
        apart = speech.apart(places[place], index)
        if apart:
            return apart < most
    return False


def _behind_places(speech: Speech) -> Iterator[Find]:
    """The digits of a postcode behind a place, as notes have them: *woont Deventer, 7415.*"""
    low = speech.low
    for index in [run.first for run in runs(speech) if run.first > 1 and run.digits == 4 and run.first == run.last]:
        word = low[index]
        if (
            len(word) == 4
            and word.isdecimal()
            and word[0] != "0"
            and not word.startswith(("19", "20"))
            and low[index - 1] == ","
        ):
            ends = index + 1 == len(low) or low[index + 1] in (".", ";", "|", ")") or speech.broken(index + 1)
            place = lexicon().flags(low[index - 2]) & (Flag.PLACE | KNOWN_WORD) == Flag.PLACE
            if ends and place and speech.text[speech.spans[index - 2][0]].isupper():
                yield speech.find(index, index, 0.7, "postcode")
