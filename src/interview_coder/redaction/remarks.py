"""What somebody says about an address while dictating it: *met een s op het eind*, *zonder streepje*, *de letter d*.

The readers of addresses do not see it, so that they join what stands before it to what comes behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from interview_coder.redaction.speech import STOP, Speech
from interview_coder.redaction.tokens import words

# What a remark begins with, what it has one of, and how long it is at most.
_LEADS: Final = words(
    "met zonder dus alles allemaal aan alleen gewoon zoals niet los vast en de geen kleine op je weer of klinkt in"
)
_TELLS: Final = words(
    """eind einde begin midden elkaar letter letters klein kleine hoofdletter hoofdletters spatie spaties naam
    achternaam voornaam bijnaam woord geschreven schrijf schrijft schrijven spreekt klinkt weet los vast ertussen
    woordje erachter ervoor erin tussen zonder geen streepjes punten accent accenten trema dubbel dubbele afgekort
    afkorting voluit allebei fries engels frans duits nederlands cijfer cijfers"""
)
_LONG: Final = 9
# Behind these something else has to tell what is meant: *kleine letters*, not *kleine jan*.
_DESCRIBES: Final = words("klein kleine los vast alleen gewoon")
# What joins the parts of an address, also in a remark: *met een streepje ertussen*.
_JOINS: Final = words("streepje punt underscore onderstreepje tussenstreepje koppelteken")
_SIGNS: Final = words("apenstaartje apestaartje apenstaart apestaart at @ bij")
_ENDS: Final = _SIGNS - {"bij"} | _JOINS
# What a remark of any kind begins with, behind an address that was begun.
_SPEAKS: Final = words("hoe je ik dat dit wat die ja jawel nee hij zij ze zeg weet want")
_STOPS: Final = frozenset([".", "?", "!", ";", ":"])
# Behind *zonder* and behind *en dan* only these make a remark.
_LACKING: Final = words(
    """streepje streepjes punt punten puntje puntjes spatie spaties hoofdletter hoofdletters accent accenten trema
    apostrof tussenstreepje underscore cijfers"""
)
# How a letter is written: *met lange ij*, *met dubbel s*.
_HOW: Final = words("een één lange korte dubbel dubbele gewone")
_POINTS: Final = words("die dat zo'n weer")


def remarks(speech: Speech) -> set[int]:
    """The tokens of remarks about an address."""
    low, found = speech.low, set[int]()
    for index in range(1, len(low) - 1):
        word, after = low[index], low[index + 1]
        if word == "," and low[index - 1].isalnum() and low[index - 1] not in STOP:
            found.update(_clause(speech, index + 1))
        elif word == "zonder" and after in _LACKING:
            where = low[index + 2 : index + 5]
            more = where[:2] == ["op", "de"] and len("".join(where)) == 5  # zonder puntjes op de o
            found.update(range(index, index + 2 + 3 * more))
        elif word == "niet" and after in ("punt", "dot") and low[index + 3 : index + 4] == ["maar"]:
            led = 2 * (low[index - 2 : index] == ["en", "dan"])  # en dan niet punt nl maar punt com
            found.update(range(index - led, index + 4))
        elif word in ("met", "dus", "en") and _opens(low, index):
            found.update(_unmarked(speech, index))
    return found


def _opens(low: Sequence[str], index: int) -> bool:
    """Whether a remark begins without a comma: *met een k*, *dus alleen f en g*, *en dan die*."""
    ahead = low[index + 1 : index + 3]
    if low[index - 1] in STOP or not low[index - 1].isalnum() or len(ahead) < 2:
        return False
    if low[index] == "met":
        return ahead[0] in _HOW and (ahead[1] in ("ij", "ei") or (len(ahead[1]) == 1 and ahead[1].isalpha()))
    return (
        ahead[0] == "alleen" and len(ahead[1]) == 1
        if low[index] == "dus"
        else ahead[0] == "dan" and ahead[1] in _POINTS
    )


def _unmarked(speech: Speech, first: int) -> Iterator[int]:
    """The tokens of the remark that begins without a comma, up to a sign or a joint of the address."""
    low, end = speech.low, first + 1
    while end < len(low) and low[end] not in _ENDS:
        if end - first > _LONG or low[end] in _STOPS or low[end] == "," or speech.broken(end):
            return
        end += 1
    if end < len(low) and not speech.broken(end):
        yield from range(first, end)


def _clause(speech: Speech, first: int) -> Iterator[int]:
    """The tokens of the remark that a comma opens, none where it opens none."""
    low, end = speech.low, first
    name = first + (low[first] in ("gewoon", "dus") and first + 1 < len(low))
    again = low[name] not in STOP and len(low[name]) > 1 and low[name] in low[max(0, first - 5) : first - 1]
    if not again and low[first] not in _LEADS and low[first] not in _SPEAKS:
        return
    while end < len(low) and low[end] not in (",", "…") and low[end] not in _SIGNS:
        if end - first > _LONG or low[end] in _STOPS or speech.broken(end):
            return
        end += 1
    said = low[first:end]
    behind = low[end + (low[end] == ",")] if end + 1 < len(low) else ""
    if not behind or not said:
        return
    # Wim streepje Jan, hoe verzin je het, apenstaartje …
    loose = said[0] in _SPEAKS and behind in _SIGNS and not _JOINS.isdisjoint(low[max(0, first - 5) : first])
    if not ((again and len(said) > 1) or loose or (said[0] in _LEADS and _is_remark(said))):
        return
    joins = behind not in _JOINS | _SIGNS and "zonder" not in said
    for index in range(first, end):
        letter = said[0] == "de" and index == end - 1
        if not letter and not (joins and low[index] in _JOINS):
            yield index


def _is_remark(said: Sequence[str]) -> bool:
    """Whether words between two commas tell of an address how it is written."""
    if said[0] == "en":
        return len(said) > 3 and said[1] == "dan" and said[2] in _POINTS
    if said[0] == "de":
        return len(said) == 3 and said[1] == "letter"
    if said == ["aan", "elkaar"]:
        return False  # boukje en anne, aan elkaar: the readers know it
    letters = any(len(word) == 1 for word in said)
    if "met" in said[:2] and (letters or not _JOINS.isdisjoint(said)):
        return True  # met een k, gewoon met een streepje
    if "zonder" not in said[:2] and not _JOINS.isdisjoint(said):
        return False
    if said[0] == "zoals" or (letters and "alleen" in said):
        return len(said) > 2  # zoals je het zegt; dus alleen f en g
    return not _TELLS.isdisjoint(said[said[0] in _DESCRIBES :])
