"""Counting names in texts of any length, piece by piece, in a time that hardly depends on how many names there are.

A sieve of tables over pairs of letters passes the few places where a name may begin; only those are looked at as the
patterns of ``domain.spellings`` say it. What the sieve passes in vain costs time; it never holds back a name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from interview_coder.domain.spellings import SPACES, anchored, folded, has_words

if TYPE_CHECKING:
    import numpy as np

    Table = np.ndarray[Any, np.dtype[np.uint16]]

_WORD: Final = re.compile(r"[^\W_]+")
_BEGINNING: Final = re.compile(r"(?<![^\W_])[^\W_]")
_FEW: Final = 600
"""In fewer signs words are looked up one by one, which is quicker there than the sieve."""
_TAIL: Final = 2_000
_LONG: Final = 65_536
_GROUPS: Final = 16


class Names:
    """Names to count in texts, whole, however they are written (``domain.spellings``)."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = [name for name in dict.fromkeys(names) if has_words(name)]
        self._by_word: dict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)
        beginnings: set[tuple[str, str]] = set()
        most, longest = 1, 1
        for name in self.names:
            first, spelled = anchored(name)
            self._by_word[first].append((name, re.compile(spelled)))
            behind = folded(name).partition(first)[2]
            beginnings.add((first, "".join(_WORD.findall(behind))[:1] if behind else ""))
            most = max(most, len(_WORD.findall(folded(name))))
            longest = max(longest, len(folded(name)))
        self.words: Final = most
        """How many words the longest name has."""
        self._beginnings = sorted(beginnings)
        self._spaces = re.compile(rf"([{SPACES}]{{4}})[{SPACES}]+")
        self._overlong = re.compile(rf"([^\W_]{{{longest + 1}}})[^\W_]+|([\W_]{{{10 * longest}}})[\W_]+")

    def count(self, text: str) -> Counter[str]:
        """How often each name stands in a text; those that do not are left out."""
        tally = Tally(self)
        tally.feed(text)
        return tally.end()

    def note(self, text: str, begin: int, end: int, counts: Counter[str]) -> None:
        """Count the names that begin in ``[begin, end)`` of a folded text."""
        if end - begin < _FEW:
            starts = [match.start() for match in _BEGINNING.finditer(text, begin, end)]
        else:
            starts = self._sieve.places(text, begin, end)
        for start in starts:
            word = _WORD.match(text, start)
            for name, spelled in self._by_word.get(word[0], ()) if word else ():
                if spelled.match(text, start):
                    counts[name] += 1

    def shortened(self, text: str) -> str:
        """A folded text in which names stand as often, without the rest of what is too long to be in one."""
        # A name of several words may have any number of spaces in it, and four are as good as more.
        text = self._spaces.sub(r"\1", text)
        return self._overlong.sub(lambda match: match[1] or match[2], text)

    @cached_property
    def _sieve(self) -> _Sieve:
        return _Sieve(self._beginnings)


class Tally:
    """Counts names in one text that comes in pieces, which may be cut anywhere."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._counts: Counter[str] = Counter()
        self._held = ""
        """The end of what came, folded: a name that begins there may go on. The sign before it comes with it."""
        self._begin = 0

    def feed(self, piece: str) -> None:
        """Take in the next piece of the text."""
        text = self._held + folded(piece)
        decided = self._decided(text, max(0, len(text) - _TAIL))
        if not decided and len(text) > _LONG:
            text = text[: self._begin] + self._names.shortened(text[self._begin :])
            decided = self._decided(text, 0)
        if decided > self._begin:
            self._names.note(text, self._begin, decided, self._counts)
            self._held, self._begin = text[decided - 1 :], 1
        else:
            self._held = text

    def end(self) -> Counter[str]:
        """The counts, when the last piece has come."""
        self._names.note(self._held, self._begin, len(self._held), self._counts)
        self._held, self._begin = "", 0
        return self._counts

    def copy(self) -> Tally:
        """Another that has taken in the same so far."""
        other = Tally(self._names)
        other._counts, other._held, other._begin = self._counts.copy(), self._held, self._begin
        return other

    def _decided(self, text: str, begin: int) -> int:
        """Up to where names that begin are whole in the text: before the last words, as many as a name may have.

        0 where there are not so many behind ``begin``.
        """
        starts = [match.start() for match in _BEGINNING.finditer(text, begin)]
        return starts[-self._names.words] if len(starts) >= self._names.words else 0


class _Sieve:
    """Finds where names may begin in a folded text: by the five letters from there on, and the one before.

    Names are dealt into groups, each a bit. A table says for each pair of letters which groups it fits: one
    for the sign before and the first letter, one for the second and third, one for the fourth and fifth. Letters are
    the bytes of Latin-1, one for each sign of the text; ``?`` stands for all others.
    """

    def __init__(self, beginnings: list[tuple[str, str]]) -> None:
        import numpy as np

        apart = [code for code in range(256) if not chr(code).isalnum()]
        anything = [*range(256)]
        tables = [np.zeros((256, 256), np.uint16) for _pair in range(3)]
        for number, (first, then) in enumerate(beginnings):
            bit = np.uint16(1 << number * _GROUPS // len(beginnings))
            letters = [[code] for code in first[:5].encode("latin-1", "replace")]
            # Behind the first word comes what parts it from the next, which begins right there at the soonest.
            letters += [apart, [*apart, *then.encode("latin-1", "replace")] if then else anything]
            letters += [anything] * 4
            pairs = zip((apart, *letters[1::2]), (letters[0], *letters[2::2]), strict=False)
            for table, (left, right) in zip(tables, pairs, strict=False):
                table[np.ix_(right, left)] |= bit
        self._tables = [table.ravel() for table in tables]
        self._opens = self._tables[0] != 0

    def places(self, text: str, begin: int, end: int) -> list[int]:
        """Where in ``[begin, end)`` a name may begin, in no order."""
        import numpy as np

        before = text[begin - 1 : begin].encode("latin-1", "replace") or b" "
        raw = before + text[begin : end + 6].encode("latin-1", "replace") + b" " * 7
        first, second, third = self._tables
        found: list[int] = []
        for odd in (0, 1):
            # The pairs that begin at even bytes, then those at odd ones; the left sign is the low byte.
            pairs = np.frombuffer(raw, "<u2", (end - begin + 1 - odd) // 2 + 2, odd)
            some = np.flatnonzero(self._opens.take(pairs[:-2]))
            fits = first[pairs[some]] & second[pairs[some + 1]] & third[pairs[some + 2]]
            found += (some[fits != 0] * 2 + (begin + odd)).tolist()
        return found
