"""A name wherever it is written whole: case, accents, spaces, hyphens and apostrophes do not count.

What late redaction takes out and what a check looks for is the same, so that nothing can be left by a difference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from interview_coder.domain.spans import Span, merge
from interview_coder.domain.text import fold

_UNSEEN: Final = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
"""Signs without a width, which programs put where a word may break; inside a name they would hide it."""
SPACES: Final = r"\s\-\u2010-\u2015\u2212_"
"""What may part the words of a name; in names of files and keys of codes that is an underscore or a hyphen."""
_STOPS: Final = r".'\u2018\u2019\u201b\u02bc`\u2032"
_PARTS: Final = re.compile(rf"[{SPACES}{_STOPS}]+|[^\W_]+|.", re.DOTALL)
_WORD: Final = re.compile(r"[^\W_]+")
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_FEW: Final = 8
_BEFORE: Final = r"(?<![^\W_])"
_AFTER: Final = r"(?![^\W_])"


def folded(text: str) -> str:
    """A text as names are looked for in it; sign by sign, so that pieces folded are the folded whole."""
    if text.isascii():
        return text.lower()
    # Bytes are lowered at once where they are ASCII; the same few other signs come again and again.
    lowered = text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
    return _BEYOND_ASCII.sub(_folded_signs, lowered)


def _folded_signs(signs: re.Match[str]) -> str:
    return _folded_few(signs[0]) if len(signs[0]) < _FEW else fold(signs[0].translate(_UNSEEN))


@lru_cache(4096)
def _folded_few(signs: str) -> str:
    return fold(signs.translate(_UNSEEN))


def _bare(name: str) -> str:
    """The folded name without what is no part of it at its ends; empty where it has no words."""
    bare = re.sub(rf"^[{SPACES}{_STOPS}]+|[{SPACES}{_STOPS}]+$", "", folded(name))
    return bare if _WORD.search(bare) else ""


def _spelled(bare: str) -> str:
    """A pattern for the ways to write a name, or the rest of one, to its end, in folded text."""
    parts = []
    for part in _PARTS.findall(bare):
        if re.search(rf"[{_STOPS}]", part):
            parts.append(rf"[{SPACES}{_STOPS}]{{1,3}}")
        elif re.match(rf"[{SPACES}]", part):
            parts.append(rf"(?:[{SPACES}]+|[{_STOPS}])")
        else:
            parts.append(re.escape(part))
    return "".join(parts) + _AFTER


@lru_cache(4096)
def same(name: str) -> str:
    """What all ways to write a name have in common."""
    return " ".join(_WORD.findall(folded(name)))


def has_words(name: str) -> bool:
    """Whether there is anything in a name to look for."""
    return bool(_bare(name))


def anchored(name: str) -> tuple[str, str]:
    """The first word of a name, folded, and a pattern for the ways to write the name from there on.

    What comes before the first word (a sign, as in a handle) makes no difference to who is meant.
    """
    bare = _bare(name)
    first = _WORD.search(bare)
    assert first is not None
    return first[0], _BEFORE + _spelled(bare[first.start() :])


def pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Matches any of the names in folded text, the longest where several begin."""
    longest_first = sorted({bare for name in names if (bare := _bare(name))}, key=lambda bare: (-len(bare), bare))
    rests: dict[str, list[str]] = {}
    for bare in longest_first:
        rests.setdefault(bare[0], []).append(_spelled(bare[1:]))
    # A pattern that begins with a few letters is looked for quickly; what stands before them is looked at afterwards.
    return re.compile("|".join(rf"{re.escape(first)}(?<![^\W_].)(?:{'|'.join(rest)})" for first, rest in rests.items()))


def places(text: str, names: re.Pattern[str]) -> list[Span]:
    """Where names stand in a text, in order and apart."""
    plain = folded(text)
    found = [match.span() for match in names.finditer(plain)]
    if not found or text.isascii():
        return merge(Span(*span) for span in found) if found else []
    # Where each sign of the folded text comes from.
    origins: list[int] = []
    behind = 0
    for signs in _BEYOND_ASCII.finditer(text):
        origins += range(behind, signs.start())
        for index, char in enumerate(signs[0], signs.start()):
            origins += [index] * len(folded(char))
        behind = signs.end()
    origins += range(behind, len(text) + 1)
    return merge(Span(origins[start], origins[end]) for start, end in found)
