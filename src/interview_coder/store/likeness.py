"""Codes that may be one: alike in name, one name within the other, or alike in definition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from interview_coder.domain.model import Code, LookAlike
from interview_coder.domain.text import fold
from interview_coder.i18n import N_

_NAMES: Final = N_("names alike")
_WITHIN: Final = N_("one name within the other")
_DEFINITIONS: Final = N_("definitions alike")

_WITHIN_SCORE: Final = 85.0
"""What a name within another counts for: much alike, but often a code and what should be its sub-code."""

_SHORTEST: Final = 30
"""Definitions shorter than this say too little to be compared, in characters."""


def look_alikes(codes: Sequence[Code], threshold: float) -> list[LookAlike]:
    """Pairs of codes that score ``threshold`` (0 to 100) or more, the most alike first; each pair once."""
    best: dict[tuple[int, int], tuple[float, str]] = {}
    for first, second, score, reason in _pairs(codes, threshold):
        pair = (first, second) if first < second else (second, first)
        if score >= threshold and score > best.get(pair, (0.0, ""))[0]:
            best[pair] = (score, reason)
    found = [LookAlike(codes[one], codes[two], score, reason) for (one, two), (score, reason) in best.items()]
    return sorted(found, key=lambda pair: (-pair.score, pair.first.path, pair.second.path))


def _pairs(codes: Sequence[Code], threshold: float) -> Iterator[tuple[int, int, float, str]]:
    words = [re.findall(r"\w+", fold(code.name)) for code in codes]
    yield from _alike([" ".join(sorted(some)) for some in words], threshold, _NAMES)
    having: dict[str, set[int]] = defaultdict(set)
    for index, some in enumerate(words):
        for word in some:
            having[word].add(index)
    for index, some in enumerate(words):
        if not some or len(" ".join(some)) < 4:
            continue
        for other in set.intersection(*(having[word] for word in some)) - {index}:
            # A sub-code often repeats the name that it lies under.
            if codes[other].parent != codes[index].id:
                yield index, other, _WITHIN_SCORE, _WITHIN
    definitions = [" ".join(sorted(re.findall(r"\w+", fold(code.definition)))) for code in codes]
    yield from _alike([text if len(text) >= _SHORTEST else "" for text in definitions], threshold, _DEFINITIONS)


def _alike(texts: Sequence[str], threshold: float, reason: str) -> Iterator[tuple[int, int, float, str]]:
    from rapidfuzz import fuzz, process

    given = [index for index, text in enumerate(texts) if text]
    for place, index in enumerate(given):
        later = {other: texts[other] for other in given[place + 1 :]}
        matches = process.extract(texts[index], later, scorer=fuzz.ratio, score_cutoff=threshold, limit=None)
        for _text, score, other in matches:
            yield index, other, score, reason
