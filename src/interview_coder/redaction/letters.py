"""Letters that are said one by one: *B-O-S-M-A*, *w i e r dubbel e*, *K van Karel*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from interview_coder.redaction.figures import DOUBLE
from interview_coder.redaction.lexicon import Flag, lexicon
from interview_coder.redaction.speech import Speech
from interview_coder.redaction.tokens import words

# Names that stand for letters.
ALPHABET: Final = words(
    """anton anna bernard cornelis dirk eduard ferdinand gerard hendrik izaak isaac johan johannes karel lodewijk leo
    maria nico nicolaas otto pieter quotiënt quirinius rudolf richard simon theodor utrecht victor willem xantippe
    xander yvonne ypsilon zaandam zacharias alfa bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike
    november oscar papa quebec romeo sierra tango uniform whiskey yankee zulu"""
)
_BETWEEN: Final = words("of en dan een nog , - . … – eh uh streepje punt ertussen apart de spatie")
_MANY: Final = {"twee": 2, "drie": 3}
_OPENING: Final = DOUBLE | _MANY.keys()
_PLURAL: Final = re.compile(r"[^\W\d_]['’]s")
# Ends of abbreviations that are none on their own: *v m b o t l*.
_TAILS: Final = words("tl bb kb gl en")

# The first and the last token of letters that are spelled, and the letters.
Spelling = tuple[int, int, str]


def spellings(speech: Speech) -> Iterator[Spelling]:
    """Where letters are said one by one: the first and last token, and the letters. *K van Karel* is one."""
    low, behind = speech.low, -1
    turns = iter(speech.turns())
    begin, end = next(turns)
    begun = [i for i, word in enumerate(low) if (len(word) == 1 and word.isalpha()) or word in _OPENING]
    for index in begun:
        if index < behind:
            continue
        while index >= end:
            begin, end = next(turns)
        if index < begin:
            continue
        last, letters = _spelling(speech, index, end)
        if letters:
            yield index, last, letters
            behind = last + 1


def _spelling(speech: Speech, index: int, end: int) -> tuple[int, str]:
    """The last token of the letters that are said from a token on, and the letters."""
    low, last, letters, ahead = speech.low, index - 1, "", index
    while ahead < end:
        stop, more = _letter_at(speech, ahead, end)
        if more:
            letters, last, ahead = letters + more, stop, stop + 1
            continue
        if not letters or ahead - last > 4 or low[ahead] not in _BETWEEN:
            break
        another = low[ahead] == "een" and "dan" not in low[last + 1 : ahead]
        another = another or (low[ahead] == "de" and low[ahead + 2 : ahead + 3] != ["van"])
        if another or (low[ahead] == "." and speech.gap(ahead)):
            break
        ahead += 1
    return last, letters


def _letter_at(speech: Speech, index: int, end: int) -> tuple[int, str]:
    """The last token of one letter that is said at a token, and the letter, as often as it is meant."""
    low, first, times = speech.low, index, 1
    if low[index] in DOUBLE:
        first, times = index + 1, 2
    elif low[index] in _MANY and low[index + 1 : index + 2] in (["keer"], ["maal"]):
        first, times = index + 2 + (low[index + 2 : index + 3] in (["een"], ["de"])), _MANY[low[index]]
    elif low[index] in _MANY and index + 1 < end and _PLURAL.fullmatch(low[index + 1]):
        return index + 1, low[index + 1][0] * _MANY[low[index]]
    if first >= end or len(low[first]) != 1 or not low[first].isalpha():
        return index, ""
    name = low[first + 2] if low[first + 1 : first + 2] == ["van"] and first + 2 < end else ""
    told = len(name) > 2 and name[0] == low[first]
    return first + 2 * told, low[first] * times


def is_abbreviation(letters: str) -> bool:
    """Whether letters said one by one are what one says all over the country: *v m b o t l*, *b b l*."""
    reach = [True] + [False] * len(letters)
    for stop in range(1, len(letters) + 1):
        for size in range(2, min(stop, 6) + 1):
            piece = letters[stop - size : stop]
            known = size > 2 and bool(lexicon().flags(piece) & Flag.KEEP)
            if reach[stop - size] and (known or (stop > size and piece in _TAILS)):
                reach[stop] = True
    return reach[-1]
