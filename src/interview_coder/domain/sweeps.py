"""Which of many spans lie within, or overlap, one of many others: each question is one pass in order of the starts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Placing(NamedTuple):
    """A half-open span in a text, with ids of its own and of the text."""

    id: str
    text: str
    start: int
    end: int


def within(these: Iterable[Placing], those: Iterable[Placing]) -> list[str]:
    """The ids of ``these`` that lie inside one of ``those`` in the same text, or on the same place; never in itself."""
    reach = _Reach(those)
    return [one.id for one in these if reach.furthest(one, one.start + 1) >= one.end]


def overlapping(these: Iterable[Placing], those: Iterable[Placing]) -> list[str]:
    """The ids of ``these`` that share a character with one of ``those`` in the same text, themselves apart."""
    reach = _Reach(those)
    return [one.id for one in these if reach.furthest(one, one.end) > one.start]


class _Reach:
    """How far spans that begin before a place reach: the two furthest ends over each beginning of the list."""

    def __init__(self, spans: Iterable[Placing]) -> None:
        by_text: dict[str, list[Placing]] = defaultdict(list)
        for span in spans:
            by_text[span.text].append(span)
        self._starts: dict[str, list[int]] = {}
        self._ends: dict[str, list[tuple[int, str, int]]] = {}
        for text, some in by_text.items():
            some.sort(key=lambda span: span.start)
            self._starts[text] = [span.start for span in some]
            best, owner, second = -1, "", -1
            ends = self._ends[text] = []
            for span in some:
                if span.end > best:
                    best, owner, second = span.end, span.id, best
                elif span.end > second:
                    second = span.end
                ends.append((best, owner, second))

    def furthest(self, one: Placing, before: int) -> int:
        """The furthest end of a span, not ``one`` itself, that begins before a place; -1 where none does."""
        known = bisect_left(self._starts.get(one.text, ()), before)
        if not known:
            return -1
        best, owner, second = self._ends[one.text][known - 1]
        return second if owner == one.id else best


class Places:
    """Places in texts (spans that do not overlap), for asking which of many spans hold one of them."""

    def __init__(self, places: Iterable[tuple[str, int, int]]) -> None:
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._ends: dict[str, list[int]] = defaultdict(list)
        for text, start, end in sorted(places):
            self._starts[text].append(start)
            self._ends[text].append(end)

    def __len__(self) -> int:
        return len(self._starts)

    def texts(self) -> list[str]:
        """The texts that have any."""
        return list(self._starts)

    def inside(self, span: Placing) -> bool:
        """Whether a whole place lies in a span."""
        starts: Sequence[int] = self._starts.get(span.text, ())
        index = bisect_left(starts, span.start)
        return index < len(starts) and self._ends[span.text][index] <= span.end


def turns_apart(spans: Iterable[Placing], starts: dict[str, Sequence[int]], reach: int = 0) -> list[Placing]:
    """The spans counted in turns instead of characters, each made longer by ``reach`` turns at both ends.

    ``starts`` has the offsets at which the turns of each text begin, in order.
    """
    return [
        Placing(
            one.id,
            one.text,
            bisect_right(starts[one.text], one.start) - reach,
            bisect_left(starts[one.text], one.end) + 1 + reach,
        )
        for one in spans
    ]
