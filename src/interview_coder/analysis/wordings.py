"""How near pieces of text are in their words: tf-idf vectors, made here from the study's own texts alone.

A word weighs ``1 + ln(count)`` times ``ln((1 + N) / (1 + n))``, with n of N texts having it; vectors have length 1, so
that the likeness of two (their cosine) lies between 0 and 1. Words of one or two letters are left out; words that are
everywhere weigh next to nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from interview_coder.domain.text import fold

Vector = Mapping[str, float]

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_COMMON: Final = 60
"""Words in more texts than this do not lead from one text to the next; they count once two are compared."""


class Wordings:
    """Texts as vectors, with an index of which texts a rare word leads to."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(_WORD.findall(fold(text))) for text in texts]
        having = Counter(word for count in counts for word in count)
        self._weight = {word: math.log((1 + len(texts)) / (1 + often)) for word, often in having.items()}
        self.vectors: list[Vector] = [self._vector(count) for count in counts]
        self._index: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, vector in enumerate(self.vectors):
            for word, weight in vector.items():
                if having[word] <= _COMMON:
                    self._index[word].append((place, weight))

    def _vector(self, count: Mapping[str, int]) -> Vector:
        weights = {
            word: (1 + math.log(often)) * self._weight[word]
            for word, often in count.items()
            if self._weight.get(word, 0.0) > 0
        }
        return unit(weights)

    def vector(self, text: str) -> Vector:
        """A text from outside, in the words of these."""
        return self._vector(Counter(_WORD.findall(fold(text))))

    def near(self, vector: Vector, least: float, after: int = -1) -> list[tuple[float, int]]:
        """The texts with a likeness of ``least`` or more, the nearest first, of those behind place ``after``."""
        partly: dict[int, float] = defaultdict(float)
        for word, weight in vector.items():
            for place, other in self._index.get(word, ()):
                if place > after:
                    partly[place] += weight * other
        # Common words weigh little: what rare ones do not bring near enough, the others will not either.
        likely = [place for place, part in partly.items() if part >= least / 3]
        found = [(likeness(vector, self.vectors[place]), place) for place in likely]
        return sorted((one for one in found if one[0] >= least), key=lambda one: (-one[0], one[1]))


def unit(weights: Vector) -> Vector:
    """The vector brought to length 1; one of nothing stays so."""
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def likeness(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of length 1."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def shared_words(one: Vector, other: Vector) -> list[str]:
    """The words that two have in common, those that bring them together most first."""
    return sorted((word for word in one if word in other), key=lambda word: (-one[word] * other[word], word))


def middle(vectors: Iterable[Vector]) -> Vector:
    """The mean direction of vectors."""
    total: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for word, weight in vector.items():
            total[word] += weight
    return unit(total)


def halves(vectors: Sequence[Vector], rounds: int = 6) -> tuple[list[int], list[int]]:
    """The places of vectors in two halves, each nearer to its own middle than to the other's (2-means by cosine).

    Begins from the vector farthest from the common middle and the one farthest from that; the same at every call.
    """
    centre = middle(vectors)
    seed = min(range(len(vectors)), key=lambda place: (likeness(vectors[place], centre), place))
    other = min(range(len(vectors)), key=lambda place: (likeness(vectors[place], vectors[seed]), place))
    left, right = vectors[seed], vectors[other]
    parts: tuple[list[int], list[int]] = ([], [])
    for _round in range(rounds):
        before, parts = parts, ([], [])
        for place, vector in enumerate(vectors):
            parts[likeness(vector, right) > likeness(vector, left)].append(place)
        if parts == before or not all(parts):
            break
        left, right = (middle(vectors[place] for place in part) for part in parts)
    return parts
