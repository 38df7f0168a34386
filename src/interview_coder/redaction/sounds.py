"""Names by how they sound: one key for spellings that a slip of the ear or a double letter parts.

A whole list of names becomes keys in one go, which takes a few milliseconds: the signs between the names survive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

_ALIKE: Final = (
    *(("sch", "s"), ("ij", "y"), ("ei", "y"), ("ey", "y"), ("ou", "au"), ("ck", "k"), ("ch", "g"), ("gh", "g")),
    *(("c", "k"), ("dt", "t"), ("th", "t"), ("ph", "f"), ("d", "t"), ("z", "s"), ("v", "f"), ("oe", "u"), ("ie", "i")),
    ("uy", "ui"),
    *((letter * 2, letter) for letter in "aeioubfgklmnprst"),
)
# One slip may part keys of this length; of listed names only behind so many letters.
_NEAR: Final = 6
_HEAD: Final = 3
_SHORTEST: Final = 6
_LONGEST: Final = 24
# What parts the words of a listed name.
_JOINTS: Final = str.maketrans("", "", " -'")


def sound_keys(low: str) -> str:
    """The key of a name in lower case; of several names at once, whatever signs part them."""
    for letters, sound in _ALIKE:
        low = low.replace(letters, sound)
    return low


def joined_key(keys: Iterable[str]) -> str:
    """The key of words that are joined, from the keys of the words: where two meet, a letter is said once."""
    joined = ""
    for key in keys:
        joined += key[1:] if joined and key and joined[-1] == key[0] else key
    return joined


class Sounding:
    """Names that can be asked for by their key, exactly or with one slip; for as many as a page has."""

    def __init__(self) -> None:
        self._exact: dict[str, str] = {}
        self._short: dict[str, str] = {}
        self._lengths: dict[str, tuple[int, int]] = {}
        """By its first letter, how long the shortest and the longest key is."""

    def __bool__(self) -> bool:
        return bool(self._exact)

    def add(self, key: str, name: str) -> None:
        """Take note of a name under its key."""
        if not 3 < len(key) <= _LONGEST or key in self._exact:
            return
        self._exact[key] = name
        least, most = self._lengths.get(key[0], (len(key), len(key)))
        self._lengths[key[0]] = min(least, len(key)), max(most, len(key))
        if len(key) >= _NEAR:
            for short in _shortened(key):
                self._short.setdefault(short, key)

    def may_begin(self, key: str) -> bool:
        """Whether a name may begin as this key does."""
        return key[:1] in self._lengths

    def exact(self, key: str) -> str:
        """The name that sounds so; empty where none does."""
        return self._exact.get(key, "")

    def near(self, key: str) -> str:
        """The name that sounds so but for one letter that is left out, put in, changed or swapped with the next."""
        least, most = self._lengths.get(key[:1], (0, 0))
        if not max(_NEAR, least - 1) <= len(key) <= min(_LONGEST, most + 1):
            return ""
        if key in self._short:
            return self._exact[self._short[key]]
        for short in _shortened(key):
            other = short if short in self._exact else self._short.get(short, "")
            if other and other[0] == key[0]:
                return self._exact[other]
        return ""


class Listed:
    """A long list of names that can be asked for by their key; one slip may stand behind its first letters."""

    def __init__(self, names: Iterable[str]) -> None:
        known = sorted(name for name in names if _SHORTEST <= len(name) <= _LONGEST)
        keys = sound_keys("\n".join(known).translate(_JOINTS)).split("\n")
        self._exact = frozenset(keys)
        self._behind: dict[str, list[str]] = {}
        for key in keys:
            if len(key) >= _NEAR:
                self._behind.setdefault(key[:_HEAD], []).append(key)

    def exact(self, key: str) -> bool:
        """Whether a name sounds so."""
        return key in self._exact

    def near(self, key: str) -> bool:
        """Whether a name sounds so but for one letter behind its first ones."""
        near = self._behind.get(key[:_HEAD]) if _NEAR < len(key) <= _LONGEST else None
        if near is None:
            return False
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        return process.extractOne(key, near, scorer=OSA.distance, score_cutoff=1) is not None


def _shortened(key: str) -> Iterator[str]:
    """The key without each of its letters but the first."""
    for index in range(1, len(key)):
        yield key[:index] + key[index + 1 :]
