"""What looks uneven in the coding, without a second coder: suggestions with their reasons, never applied.

Nearness in wording is taken from the study's own texts (``wordings``) and from rapidfuzz; nothing comes from outside.
A suggestion is a question to a person: texts that read alike can mean different things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import combinations
from typing import Final

from msgspec import Struct

from interview_coder.analysis.wordings import Vector, Wordings, halves, likeness, middle, shared_words
from interview_coder.domain.coded import Worded
from interview_coder.i18n import _, ngettext

ALIKE: Final = 0.6
NEAR: Final = 0.5
"""From what likeness on two passages read alike, and an uncoded sentence is near to a coded passage."""
FEWEST_WORDS: Final = 3
"""So many telling words two texts must share at least."""
FEWEST_PASSAGES: Final = 6
"""A code with fewer passages cannot be said to fall apart."""
APART: Final = 0.15
TIGHTER: Final = 0.1
"""A code falls apart where its halves are less alike than this, and each holds together by so much more."""
FEWEST_USES: Final = 3
MOST: Final = 200
"""Suggestions of each kind at most, the strongest first."""


class SuggestionKind(StrEnum):
    """What looks uneven."""

    ALIKE = "alike"
    APART = "apart"
    UNCODED = "uncoded"
    ONE_CODER = "one coder"
    LOOK_ALIKE = "look-alike"


class Suggestion(Struct, frozen=True):
    """Something to look at: how strong (0 to 100), the ids of the codes, the passages, and the reasons as sentences."""

    kind: SuggestionKind
    score: float
    codes: tuple[str, ...]
    passages: tuple[Worded, ...]
    reasons: tuple[str, ...]


Progress = Callable[[int, int], None]


def suggestions(
    coded: Sequence[Worded],
    uncoded: Sequence[Worded],
    coders_of: Mapping[str, Collection[str]],
    progress: Progress = lambda _done, _total: None,
) -> list[Suggestion]:
    """Everything that looks uneven, by kind and then the strongest first.

    ``coded`` are the passages, each place once; ``uncoded`` sentences that bear no code; ``coders_of`` tells who coded
    each interview. ``progress`` is called with what is done and the whole.
    """
    whole = len(coded) + len(uncoded) + 1
    wordings = Wordings([one.words for one in coded])
    found = [
        *alike_but_coded_differently(coded, wordings, lambda done: progress(done, whole)),
        *near_but_not_coded(coded, uncoded, wordings, lambda done: progress(len(coded) + done, whole)),
        *falling_apart(coded, wordings),
        *of_one_coder(coded, coders_of),
    ]
    progress(whole, whole)
    return found


def _strongest(found: Iterable[Suggestion]) -> list[Suggestion]:
    return sorted(found, key=lambda one: (-one.score, [(p.interview, p.start) for p in one.passages], one.codes))[:MOST]


def alike_but_coded_differently(
    coded: Sequence[Worded], wordings: Wordings, step: Callable[[int], None] = lambda _done: None
) -> list[Suggestion]:
    """Passages at different places that read alike and have no code in common."""
    from rapidfuzz import fuzz

    found = []
    for place, one in enumerate(coded):
        if place % 500 == 0:
            step(place)
        vector = wordings.vectors[place]
        for near, other_place in wordings.near(vector, NEAR, after=place):
            other = coded[other_place]
            if one.codes & other.codes or _meet(one, other):
                continue
            words = shared_words(vector, wordings.vectors[other_place])
            # What is nearly the same wording counts also where rare words pull the likeness down.
            ratio = fuzz.token_sort_ratio(one.words, other.words) / 100
            score = max(near, ratio)
            if score >= ALIKE and len(words) >= FEWEST_WORDS:
                codes = (*sorted(one.codes), *sorted(other.codes))
                reason = _("They share the words {words} and have no code in common.")
                found.append(_said(SuggestionKind.ALIKE, score, codes, (one, other), reason, words))
    return _strongest(found)


def near_but_not_coded(
    coded: Sequence[Worded],
    uncoded: Sequence[Worded],
    wordings: Wordings,
    step: Callable[[int], None] = lambda _done: None,
) -> list[Suggestion]:
    """Sentences without a code whose words are near to those of a coded passage, with the nearest passage."""
    found = []
    for place, one in enumerate(uncoded):
        if place % 500 == 0:
            step(place)
        vector = wordings.vector(one.words)
        for near, other_place in wordings.near(vector, NEAR)[:1]:
            other = coded[other_place]
            words = shared_words(vector, wordings.vectors[other_place])
            if len(words) >= FEWEST_WORDS:
                reason = _("It shares the words {words} with a passage that has the code.")
                codes = tuple(sorted(other.codes))
                found.append(_said(SuggestionKind.UNCODED, near, codes, (one, other), reason, words))
    return _strongest(found)


def _said(
    kind: SuggestionKind,
    score: float,
    codes: tuple[str, ...],
    passages: tuple[Worded, ...],
    reason: str,
    words: Sequence[str],
) -> Suggestion:
    return Suggestion(kind, round(100 * score, 1), codes, passages, (reason.format(words=_quoted(words)),))


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words[:5])


def _meet(one: Worded, other: Worded) -> bool:
    return one.interview == other.interview and one.start < other.end and other.start < one.end


def falling_apart(coded: Sequence[Worded], wordings: Wordings) -> list[Suggestion]:
    """Codes whose passages fall into two halves that have few words in common."""
    having: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(coded):
        if wordings.vectors[place]:
            for code in one.codes:
                having[code].append(place)
    found = []
    for code, places in having.items():
        if len(places) < FEWEST_PASSAGES:
            continue
        vectors = [wordings.vectors[place] for place in places]
        parts = halves(vectors)
        if min(map(len, parts)) < 2:
            continue
        groups = [[vectors[place] for place in part] for part in parts]
        left, right = (middle(group) for group in groups)
        between = likeness(left, right)
        inside = min(_cohesion(group) for group in groups)
        if between >= APART or inside < between + TIGHTER:
            continue
        words = [sorted(centre, key=lambda word: (-centre[word], word))[:4] for centre in (left, right)]
        nearest = [
            max(part, key=lambda place: likeness(vectors[place], centre))
            for part, centre in zip(parts, (left, right), strict=True)
        ]
        reason = _("{left} passages turn on {words}, {right} others on {others}: is it one code?").format(
            left=len(parts[0]), right=len(parts[1]), words=_quoted(words[0]), others=_quoted(words[1])
        )
        shown = tuple(coded[places[place]] for place in nearest)
        found.append(Suggestion(SuggestionKind.APART, round(100 * (1 - between), 1), (code,), shown, (reason,)))
    return _strongest(found)


def _cohesion(vectors: Sequence[Vector]) -> float:
    """The mean likeness of pairs, of at most the first forty."""
    pairs = list(combinations(vectors[:40], 2))
    return sum(likeness(one, other) for one, other in pairs) / len(pairs)


def of_one_coder(coded: Sequence[Worded], coders_of: Mapping[str, Collection[str]]) -> list[Suggestion]:
    """Codes that one coder alone applied, where others coded the same interviews."""
    having: dict[str, list[Worded]] = defaultdict(list)
    for one in coded:
        for code in one.codes:
            having[code].append(one)
    found = []
    for code, passages in having.items():
        coders = {coder for one in passages for given, coder in one.given if given == code}
        shared = [one for one in passages if set(coders_of.get(one.interview, ())) - coders]
        if len(coders) != 1 or len(shared) < FEWEST_USES:
            continue
        reason = ngettext(
            "{n} passage has it in interviews that others coded too, all by one coder.",
            "{n} passages have it in interviews that others coded too, all by one coder.",
            len(shared),
        ).format(n=len(shared))
        score = 100 * len(shared) / (len(shared) + FEWEST_USES)
        found.append(Suggestion(SuggestionKind.ONE_CODER, round(score, 1), (code,), tuple(shared[:3]), (reason,)))
    return _strongest(found)
