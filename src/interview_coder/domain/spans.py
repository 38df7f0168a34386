"""Spans of a text and what edits do to them.

Offsets are Unicode code points; a span is half open. An edit takes out ``[start, end)`` and puts ``inserted``
characters in its place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from interview_coder.domain.text import MARK


class Span(NamedTuple):
    """A half-open piece ``[start, end)`` of a text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


class Edit(Struct, frozen=True):
    """One change of a text: ``[start, end)`` goes, ``inserted`` characters come in its place."""

    start: int
    end: int
    inserted: int

    @property
    def shift(self) -> int:
        """By how much everything behind the edit moves."""
        return self.inserted - (self.end - self.start)

    @property
    def back(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.start, self.start + self.inserted, self.end - self.start)


def remap(span: Span, edit: Edit) -> Span:
    """Where a span lies after an edit, so that it covers the same words as before, less what was cut.

    An edit inside the span, ends included where it replaces words, belongs to the span: a corrected word stays coded.
    A pure insertion at either border stays outside. What sticks out of the edited piece keeps its words; of a
    replacement that crosses a border the new words stay outside, as nobody chose to code them. A span that is cut
    whole becomes empty, at the edit's start.
    """
    start, end = span
    if edit.start == edit.end and edit.start in (start, end) and start < end:
        # An insertion at a border is outside the span.
        return Span(start + edit.inserted, end + edit.inserted) if edit.start == start else span
    if end <= edit.start:
        return span
    if start >= edit.end:
        return Span(start + edit.shift, end + edit.shift)
    if start <= edit.start and edit.end <= end:
        return Span(start, end + edit.shift)
    if edit.start <= start and end <= edit.end:
        return Span(edit.start, edit.start)
    if start < edit.start:
        return Span(start, edit.start)
    return Span(edit.start + edit.inserted, end + edit.shift)


def held(place: int, span: Span) -> int:
    """The offset in a span, its ends included, that lies nearest to an offset."""
    return min(max(place, span.start), span.end)


def merge(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap or touch joined into one; empty ones go."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def replace(text: str, spans: Sequence[Span], marks: Sequence[str] | str = MARK) -> tuple[str, list[Span]]:
    """The text with each span replaced by its mark, and where the marks lie in the result.

    ``spans`` are in order and apart from each other. ``marks`` is one mark for all, or one for each span.

    Raises ValueError where spans overlap, are out of order or leave the text.
    """
    parts: list[str] = []
    placed: list[Span] = []
    behind = length = 0
    for index, (start, end) in enumerate(spans):
        if not behind <= start <= end <= len(text):
            raise ValueError("spans must be ordered, apart and inside the text")
        mark = marks if isinstance(marks, str) else marks[index]
        parts += (text[behind:start], mark)
        length += start - behind
        placed.append(Span(length, length + len(mark)))
        length += len(mark)
        behind = end
    parts.append(text[behind:])
    return "".join(parts), placed


def lanes(spans: Sequence[Span]) -> list[int]:
    """The lane (0, 1, ...) of each span, so that spans in one lane never overlap: greedy colouring by start.

    The lanes come in the order of ``spans``; the fewest lanes that the overlaps allow are used.
    """
    result = [0] * len(spans)
    ends: list[int] = []
    for index in sorted(range(len(spans)), key=lambda i: (spans[i].start, -spans[i].end, i)):
        span = spans[index]
        for lane, end in enumerate(ends):
            if end <= span.start:
                result[index], ends[lane] = lane, span.end
                break
        else:
            result[index] = len(ends)
            ends.append(span.end)
    return result


class SpanIndex:
    """Which of many spans touch a place, found without going through all of them.

    ``spans`` come in order of their starts (ValueError otherwise); answers are positions in that order. A question
    costs about as much as its answer, however long single spans are: over the ends lies a tree of maxima, each node
    the maximum of sixteen below it. Adding or removing one span is quick too, and moves the positions behind it.
    """

    _SHIFT = 4

    def __init__(self, spans: Sequence[tuple[int, int]] = ()) -> None:
        self._starts = [start for start, _ in spans]
        if any(after < before for before, after in pairwise(self._starts)):
            raise ValueError("spans must be in order of their starts")
        self._levels = [[end for _, end in spans]]
        self._raise_from(0)

    def __len__(self) -> int:
        return len(self._starts)

    def _raise_from(self, position: int) -> None:
        """Make the levels above the ends anew, from the node over ``position`` on."""
        fan, level = 1 << self._SHIFT, 0
        while len(self._levels[level]) > fan:
            below = self._levels[level]
            position >>= self._SHIFT
            level += 1
            if len(self._levels) == level:
                self._levels.append([])
            first = min(position, len(self._levels[level]))
            self._levels[level][first:] = [max(below[i : i + fan]) for i in range(first * fan, len(below), fan)]
        del self._levels[level + 1 :]

    def insert(self, position: int, span: tuple[int, int]) -> None:
        """Add a span at its place in the order; ValueError where that is not its place."""
        starts = self._starts
        if (position and starts[position - 1] > span[0]) or (position < len(starts) and starts[position] < span[0]):
            raise ValueError("spans must be in order of their starts")
        starts.insert(position, span[0])
        self._levels[0].insert(position, span[1])
        self._raise_from(position)

    def remove(self, position: int) -> None:
        """Take out the span at a position."""
        del self._starts[position]
        del self._levels[0][position]
        self._raise_from(position)

    def overlapping(self, start: int, end: int) -> list[int]:
        """The spans that share at least one character with ``[start, end)``, in order."""
        limit = bisect_left(self._starts, end)
        if not limit:
            return []
        fan, top = 1 << self._SHIFT, len(self._levels) - 1
        nodes: Iterable[int] = range(((limit - 1) >> (self._SHIFT * top)) + 1)
        for level in range(top, 0, -1):
            maxima = self._levels[level]
            last = ((limit - 1) >> (self._SHIFT * (level - 1))) + 1
            nodes = [
                child
                for node in nodes
                if maxima[node] > start
                for child in range(node * fan, min(node * fan + fan, last))
            ]
        ends = self._levels[0]
        return [node for node in nodes if ends[node] > start]

    def first_from(self, offset: int) -> int:
        """The position of the first span that starts at ``offset`` or later; the count of spans where none does."""
        return bisect_left(self._starts, offset)

    def depth(self, reach: int = 0) -> int:
        """The most spans that lie over one another anywhere, each made longer by ``reach`` at its end."""
        ends = sorted(self._levels[0])
        return max((i + 1 - bisect_right(ends, start - reach) for i, start in enumerate(self._starts)), default=0)
