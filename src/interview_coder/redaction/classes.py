"""The closed classes of words that the rules know, and what is nearly a word of one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources

from interview_coder.redaction.lexicon import split


@cache
def vocabulary() -> Mapping[str, frozenset[str]]:
    """The closed word classes, by name."""
    raw = resources.files(__package__).joinpath("data", "vocabulary.toml").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(raw).items()}


def is_small_word(name: str) -> bool:
    """Whether a name is one letter, or made of the small words that every text is full of: *n*, *van de*."""
    parts = split(name)
    return sum(map(len, parts)) < 2 or all(part.lower() in vocabulary()["little"] for part in parts)


@cache
def posts() -> frozenset[str]:
    """What stands for somebody without being a name: titles, words of kin, trades, programmes."""
    known = vocabulary()
    return known["titles"] | known["kin"] | known["trades"] | known["lessons"]


@cache
def kinds() -> frozenset[str]:
    """The words of kind, before an organisation or behind it."""
    known = vocabulary()
    return known["before_organisation"] | known["after_organisation"]


@cache
def ends(name: str) -> tuple[str, ...]:
    """The words of a class, in order, as the ends of others."""
    return tuple(sorted(vocabulary()[name]))


@cache
def titling() -> frozenset[str]:
    """What a person is called or introduced by: titles, words of kin, trades, *heet*."""
    known = vocabulary()
    return known["titles"] | known["kin"] | known["trades"] | known["naming"]


@lru_cache(4096)
def nearly(word: str, name: str) -> bool:
    """Whether a long word is at most one slip of the pen away from a word of a class: *dierenambulnce*."""
    if not 7 < len(word) < 30:
        return False
    from rapidfuzz.distance import OSA

    shortened = _shortened(name)
    return any(
        OSA.distance(word, other, score_cutoff=1) <= 1
        for short in (word, *_without_one(word))
        for other in shortened.get(short, ())
    )


def _without_one(word: str) -> Iterator[str]:
    """A word without one of its letters, for each of them."""
    return (word[:index] + word[index + 1 :] for index in range(len(word)))


@cache
def _shortened(name: str) -> Mapping[str, list[str]]:
    """The words of a class, whole and without a letter: two words that one slip parts have one of these in common."""
    found: dict[str, list[str]] = {}
    for word in vocabulary()[name]:
        for short in {word, *_without_one(word)}:
            found.setdefault(short, []).append(word)
    return found


@lru_cache(4096)
def nearly_opening(word: str) -> bool:
    """Whether a word is what opens a paper or closes a letter, with a slip or two: *verlsag*, *noitite*."""
    from rapidfuzz.distance import OSA

    return any(
        form[0] == word[0] and OSA.distance(word, form, score_cutoff=2) <= (2 if len(form) > 6 else 1)
        for form in vocabulary()["openings"]
    )
