"""A name wherever it is written whole: case, accents, spaces, hyphens and apostrophes do not count.

What late redaction takes out and what a check looks for is the same, so that nothing can be left by a difference.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from interview_coder.domain.spans import Span, merge
from interview_coder.domain.text import fold

_UNSEEN: Final = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
"""Signs without a width, which programs put where a word may break; inside a name they would hide it."""
_SPACES: Final = r"\s\-\u2010-\u2015\u2212_"
"""What may part the words of a name; in names of files and keys of codes that is an underscore or a hyphen."""
_STOPS: Final = r".'\u2018\u2019\u201b\u02bc`\u2032"
_PARTS: Final = re.compile(rf"[{_SPACES}{_STOPS}]+|[^\W_]+|.", re.DOTALL)
_WORD: Final = re.compile(r"[^\W_]+")
_BEFORE: Final = r"(?<![^\W_])"
_AFTER: Final = r"(?![^\W_])"


def _folded(text: str) -> str:
    return fold(text if text.isascii() else text.translate(_UNSEEN))


def _bare(name: str) -> str:
    """The folded name without what is no part of it at its ends; empty where it has no words."""
    bare = re.sub(rf"^[{_SPACES}{_STOPS}]+|[{_SPACES}{_STOPS}]+$", "", _folded(name))
    return bare if _WORD.search(bare) else ""


def _spelled(bare: str) -> str:
    """A pattern for the ways to write a name, whole, in folded text."""
    parts = []
    for part in _PARTS.findall(bare):
        if re.search(rf"[{_STOPS}]", part):
            parts.append(rf"[{_SPACES}{_STOPS}]{{1,3}}")
        elif re.match(rf"[{_SPACES}]", part):
            parts.append(rf"(?:[{_SPACES}]+|[{_STOPS}])")
        else:
            parts.append(re.escape(part))
    return _BEFORE + "".join(parts) + _AFTER


@lru_cache(4096)
def same(name: str) -> str:
    """What all ways to write a name have in common."""
    return " ".join(_WORD.findall(_folded(name)))


def has_words(name: str) -> bool:
    """Whether there is anything in a name to look for."""
    return bool(_bare(name))


def pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Matches any of the names in folded text, the longest where several begin."""
    longest_first = sorted({bare for name in names if (bare := _bare(name))}, key=lambda bare: (-len(bare), bare))
    return re.compile("|".join(map(_spelled, longest_first)))


def places(text: str, names: re.Pattern[str]) -> list[Span]:
    """Where names stand in a text, in order and apart."""
    if text.isascii():
        return merge(Span(*match.span()) for match in names.finditer(text.lower()))
    parts: list[str] = []
    offsets: list[int] = []
    for index, char in enumerate(text):
        folded = _folded(char)
        parts.append(folded)
        offsets += [index] * len(folded)
    offsets.append(len(text))
    return merge(Span(offsets[match.start()], offsets[match.end()]) for match in names.finditer("".join(parts)))


class Names:
    """Names to count in texts; how many they are hardly matters for the time it takes."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = [name for name in dict.fromkeys(names) if has_words(name)]
        self._by_word: dict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)
        for name in self.names:
            bare = _bare(name)
            first = _WORD.search(bare)
            assert first is not None
            # What comes before the first word (a sign, as in a handle) makes no difference to who is meant.
            self._by_word[first[0]].append((name, re.compile(_spelled(bare[first.start() :]))))

    def count(self, text: str) -> dict[str, int]:
        """How often each name stands in a text; those that do not are left out."""
        counts: dict[str, int] = defaultdict(int)
        folded = _folded(text)
        for word in _WORD.finditer(folded):
            for name, spelled in self._by_word.get(word[0], ()):
                if spelled.match(folded, word.start()):
                    counts[name] += 1
        return counts
