"""Which of many names a few typed letters mean: prefixes, initials, then likeness, with what was used lately ahead.

Pure functions over plain text, for the code picker and the palette.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from interview_coder.domain.text import fold

_WORDS: Final = re.compile(r"\w+")

# The tiers lie further apart than all bonuses together: a bonus only orders names that match in the same way.
_EXACT, _KEY, _NAME, _WORD, _INITIALS, _INSIDE = 1000.0, 900.0, 800.0, 700.0, 600.0, 500.0
_LIKE_CUTOFF: Final = 62.0
_ENOUGH: Final = 60
"""Where so many names are meant directly, none is looked for that only resembles what was typed."""
_RECENT: Final = 60.0
_PINNED: Final = 20.0


class Choice(Struct, frozen=True):
    """What can be chosen: ``text`` as people read it, ``key`` a short name besides it, ``context`` helps (a path)."""

    id: str
    text: str
    key: str = ""
    context: str = ""
    pinned: bool = False


class Ranked(Struct, frozen=True):
    """A choice that fits: ``prefix`` says that what was typed begins its name, its key or its words."""

    choice: Choice
    score: float
    prefix: bool


class _Folded(Struct, frozen=True):
    text: str
    key: str
    words: tuple[str, ...]
    initials: str
    haystack: str


@lru_cache(maxsize=8192)
def _folded(name: str, short: str) -> _Folded:
    """A name made ready; remembered, as the same codes are picked from all day."""
    text, key = fold(name), fold(short)
    words = tuple(_WORDS.findall(text))
    return _Folded(text, key, words, "".join(word[0] for word in words), f"{text} {key}".strip())


class Index:
    """Choices made ready for ranking; build it once for a list and ask it at every key."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self.choices = list(choices)
        self._folded = [_folded(choice.text, choice.key) for choice in self.choices]
        self._haystacks = [folded.haystack for folded in self._folded]

    def rank(self, query: str, recent: Sequence[str] = (), *, likeness: bool = True) -> list[Ranked]:
        """The choices that fit ``query``, best first; without a query all, recent and pinned ones first.

        ``recent`` holds ids, latest first. Ties keep the order of the list. ``likeness=False`` leaves out what only
        resembles the query.
        """
        bonus = {choice: _RECENT * (1 - place / max(1, len(recent))) for place, choice in enumerate(recent)}

        def extra(choice: Choice) -> float:
            return bonus.get(choice.id, 0.0) + (_PINNED if choice.pinned else 0.0)

        wanted = " ".join(fold(query).split())
        if not wanted:
            plain = [Ranked(choice, extra(choice), False) for choice in self.choices]
            return sorted(plain, key=lambda ranked: -ranked.score)
        pieces = tuple(_WORDS.findall(wanted))
        # Quick to tell of nearly every name: what was typed is neither in it nor its initials.
        part = pieces[0] if pieces else wanted
        tiers = {
            index: tier
            for index, folded in enumerate(self._folded)
            if (part in folded.haystack or folded.initials.startswith(wanted))
            and (tier := _tier(folded, wanted, pieces))
        }
        scores = self._alike(wanted) if likeness and len(wanted) > 2 and len(tiers) < _ENOUGH else {}
        scores.update(tiers)
        found: list[Ranked] = []
        for index, score in sorted(scores.items()):
            # Among equals the shorter name is more of what was typed.
            brevity = 10 * min(1.0, len(wanted) / max(1, len(self._folded[index].text)))
            choice = self.choices[index]
            found.append(Ranked(choice, score + brevity + extra(choice), score >= _WORD))
        found.sort(key=lambda ranked: -ranked.score)
        return found

    def _alike(self, wanted: str) -> dict[int, float]:
        """How much each name resembles the query, by index, where it does at all."""
        from rapidfuzz import fuzz, process

        hits = process.extract(
            wanted, self._haystacks, scorer=fuzz.partial_ratio, processor=None, score_cutoff=_LIKE_CUTOFF, limit=60
        )
        return {index: 3 * fuzz.WRatio(wanted, self._haystacks[index]) + score for _text, score, index in hits}


def _tier(folded: _Folded, wanted: str, pieces: tuple[str, ...]) -> float:
    """How directly a name is meant: exactly, by its key, its beginning, its words, its initials, or by a part."""
    if wanted in (folded.key, folded.text):
        return _EXACT
    if folded.key and folded.key.startswith(wanted):
        return _KEY
    if folded.text.startswith(wanted):
        return _NAME
    if pieces and _begins_words(folded.words, pieces):
        return _WORD
    if len(wanted) > 1 and folded.initials.startswith(wanted):
        return _INITIALS
    if len(wanted) > 1 and wanted in folded.text:
        return _INSIDE
    return 0.0


def _begins_words(words: tuple[str, ...], pieces: tuple[str, ...]) -> bool:
    """Whether the pieces begin words of the name, in order (``pl dif`` for *Place differs*)."""
    at = iter(words)
    return all(any(word.startswith(piece) for word in at) for piece in pieces)
