"""What two people say back of an address: its pieces (*Noor, laag streepje, haverkort*), and what it ends in (*niet nl
maar org*)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from interview_coder.domain.model import Find
from interview_coder.redaction.addresses import PROVIDERS, spelt_top
from interview_coder.redaction.figures import in_figures, said_digits
from interview_coder.redaction.lexicon import KNOWN_WORD, Flag, lexicon
from interview_coder.redaction.speech import ADDRESSES, Speech
from interview_coder.redaction.tokens import words

# What is said or written between the pieces of an address and is no part of its letters.
_SEPARATORS: Final = words(
    ", - _ . punt dot streepje streep laag liggend underscore onderstreepje tussenstreepje en dan"
)
_SIGNS: Final = re.compile(r"\b(?:punt|dot|streepje|underscore|onderstreepje|apen?staart\w*|at|aan elkaar)\b|[\W_]")
_SIDES: Final = re.compile(r"@|apen?staart\w*|\bat\b")
# How many tokens around an address it is said back in, and how long what is said back is at least.
_FAR, _SHORT = 60, 5
_MANY: Final = 24
# What addresses end in, where it is said alone, and how near to one.
_TOPS: Final = words("nl com net org eu be frl example info nu")
_NEAR: Final = 25


def find_echoes(speech: Speech, found: Sequence[Find]) -> Iterator[Find]:
    """What is said back of the addresses among the ``found``; finds may overlap."""
    addresses = sorted((find for find in found if find.reason in ADDRESSES), key=lambda find: find.start)
    if not addresses:
        return
    places = [speech.tokens(find) for find in addresses]
    for find, (first, last) in zip(addresses, places, strict=True):
        for side in _SIDES.split(speech.text[find.start : find.end].lower()):
            figures = [word if word in ("een", "één") else _in_figures(word) for word in side.split()]
            for whole in dict.fromkeys(_SIGNS.sub("", said) for said in (side, " ".join(figures))):
                if len(whole) >= _SHORT:
                    yield from _pieces(speech, whole, first, last)
    yield from _endings(speech, sorted(index for place in places for index in place))


def _in_figures(word: str) -> str:
    return in_figures([word], [said_digits(word)]) or word


def _pieces(speech: Speech, whole: str, first: int, last: int) -> Iterator[Find]:
    """Runs of two pieces and more of an address, with signs or words for signs between."""
    low, index, stop = speech.low, max(0, first - _FAR), min(len(speech.low), last + _FAR)
    while index < stop:
        end, parted = (last, False) if first <= index <= last else _run(speech, whole, index)
        for begin, last_piece in _spoken(low, index, end) if parted else ():
            yield speech.find(begin, last_piece, 0.7, "e-mail")
        index = max(end, index) + 1
        while index < stop and not low[index][0].isalnum():
            index += 1


def _spoken(low: Sequence[str], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The first and the last token of each part of a run without *en dan* between."""
    begin = first
    for index in range(first, last + 1):
        if low[index] in ("en", "dan"):
            end = index - 1
            while end > begin and not low[end][0].isalnum():
                end -= 1
            if end >= begin:
                yield begin, end
            begin = index + 1
    yield begin, last


def _run(speech: Speech, whole: str, index: int) -> tuple[int, bool]:
    """The last token of the pieces of an address that begin at a token, and whether a sign stands between two."""
    low, joined, last, ahead, pieces, parted = speech.low, "", index, index, 0, False
    while ahead < len(low) and ahead - index < _MANY and not (ahead > index and speech.broken(ahead)):
        word = low[ahead]
        said = speech.value(ahead, ahead) if speech.digits[ahead] and not word.isdecimal() else word
        if word.isalnum() and joined + said in whole:
            parted = parted or (pieces > 0 and ahead > last + 1 and not _is_tied(speech, last, ahead))
            joined, last, pieces = joined + said, ahead, pieces + 1
        elif not pieces or word not in _SEPARATORS or (word == "." and speech.gap(ahead)):
            break
        ahead += 1
    long = pieces > 1 and len(joined) >= _SHORT
    return last, long and (parted or _is_told_whole(speech, index, last, joined == whole))


def _is_told_whole(speech: Speech, first: int, last: int, whole: bool) -> bool:
    """Whether pieces without a sign between are an address: the whole with a letter or a number among them (*j van e
    drie vier, dus jvane34*), or no names and said alone or to be one word (*Kies met mij, aan elkaar*)."""
    low = speech.low[first : last + 1]
    spelt = any(speech.digits[first + i] or (len(word) == 1 and word.isalpha()) for i, word in enumerate(low))
    if whole and spelt and "".join(low) not in PROVIDERS:
        return True
    behind = [word for word in speech.low[last + 1 : last + 4] if word != ","]
    plain = all(lexicon().flags(word) & KNOWN_WORD and not lexicon().flags(word) & Flag.FIRST for word in low)
    return plain and (behind[:2] == ["aan", "elkaar"] or (whole and speech.alone(first, last, frozenset())))


def _is_tied(speech: Speech, before: int, after: int) -> bool:
    """Whether a hyphen makes one name of two words: *Tjon-A-Fat*; not letters that are spelled: *S-E-W*."""
    tied = speech.low[before + 1 : after] == ["-"] and not speech.gap(before) and not speech.gap(before + 1)
    return tied and max(len(speech.low[before]), len(speech.low[after])) > 1


def _endings(speech: Speech, places: Sequence[int]) -> Iterator[Find]:
    """What an address ends in, said apart from it: *punt com? / Punt nl.*, *wij zijn punt nl*, *niet nl maar org*."""
    low = speech.low
    for index, word in enumerate(low):
        dotted = word in ("punt", "dot") and index + 1 < len(low) and not speech.broken(index + 1)
        first = index + dotted
        spelt = spelt_top(low, first) if dotted and first + 1 < len(low) and not speech.broken(first + 1) else 0
        if not spelt and (low[first] not in _TOPS or not (dotted or _is_contrast(speech, first))):
            continue
        around = bisect_left(places, index)
        beside = places[max(0, around - 1) : around + 1]
        if any(speech.apart(min(place, index), max(place, index)) < _NEAR for place in beside):
            yield speech.find(index, first + max(1, spelt) - 1, 0.7, "e-mail")


def _is_contrast(speech: Speech, index: int) -> bool:
    """Whether the ending of an address is said against another, or alone: *nee com*, *Niet nl?*, *Org.*"""
    low = speech.low
    if low[index] in ("nu", "be", "info", "net"):
        return False
    before = low[index - 1] if index and not speech.broken(index) else ""
    after = low[index + 1] if index + 1 < len(low) and not speech.broken(index + 1) else "."
    return before in ("niet", "maar", "nee", "of", "geen") or (
        (speech.opens(index) or before in (".", "?")) and not after[0].isalnum()
    )
