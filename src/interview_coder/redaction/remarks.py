"""What somebody says about an address while dictating it: *met een s op het eind*, *zonder streepje*, *de letter d*.

The readers of addresses do not see it, so that they join what stands before it to what comes behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from interview_coder.redaction.speech import Speech
from interview_coder.redaction.tokens import words

# What a remark begins with, what it has one of, and how long it is at most.
_LEADS: Final = words(
    "met zonder dus alles allemaal aan alleen gewoon zoals niet los vast en de geen kleine op je weer of klinkt"
)
_TELLS: Final = words(
    """eind einde begin midden elkaar letter letters klein kleine hoofdletter hoofdletters spatie spaties alleen naam
    achternaam voornaam bijnaam woord geschreven schrijf schrijft schrijven zoals gewoon spreekt klinkt weet los vast
    ertussen erachter ervoor erin tussen zonder geen streepjes punten accent accenten trema dubbel dubbele afgekort
    afkorting voluit allebei fries engels frans duits nederlands cijfer cijfers"""
)
_LONG: Final = 9
# What is a sign of the address in a remark: *met een streepje ertussen*.
_JOINS: Final = words("streepje punt underscore onderstreepje tussenstreepje koppelteken")
_SIGNS: Final = words("apenstaartje apestaartje apenstaart apestaart at @ bij")
_STOPS: Final = frozenset([".", "?", "!", ";", ":"])
# Behind *zonder*, *en dan* and *de* only these make a remark.
_LACKING: Final = words(
    """streepje streepjes punt punten puntje puntjes spatie spaties hoofdletter hoofdletters accent accenten trema
    apostrof tussenstreepje underscore cijfers"""
)
_POINTS: Final = words("die dat zo'n weer")


def remarks(speech: Speech) -> set[int]:
    """The tokens of remarks about an address."""
    low, found = speech.low, set[int]()
    for index in range(1, len(low) - 1):
        if low[index] == "," and low[index + 1] in _LEADS:
            found.update(_said(speech, index + 1))
        elif low[index] == "zonder" and low[index + 1] in _LACKING:
            found.update((index, index + 1))
    return found


def _said(speech: Speech, first: int) -> Iterator[int]:
    """The tokens of the remark that a token begins, none where it begins none."""
    low, end = speech.low, first
    while end < len(low) and low[end] not in (",", "…") and low[end] not in _SIGNS:
        if end - first > _LONG or low[end] in _STOPS or speech.broken(end):
            return
        end += 1
    said = low[first:end]
    if end == len(low) or not _is_remark(said):
        return
    behind = low[end + (low[end] == ",") :][:1]
    joins = not _JOINS.isdisjoint(said) and behind and behind[0] not in _JOINS | _SIGNS and "zonder" not in said
    for index in range(first, end):
        letter = said[0] == "de" and index == end - 1
        if not letter and not (joins and low[index] in _JOINS):
            yield index


def _is_remark(said: list[str]) -> bool:
    """Whether words between two commas tell of an address how it is written."""
    if said[0] == "en":
        return len(said) > 3 and said[1] == "dan" and said[2] in _POINTS
    if said[0] == "de":
        return len(said) == 3 and said[1] == "letter"
    if said == ["aan", "elkaar"]:
        return False  # boukje en anne, aan elkaar: the readers know it
    if said[0] == "met" and not _JOINS.isdisjoint(said):
        return True
    return not _TELLS.isdisjoint(said)
