"""The codings of a transcript as the view needs them: found by place, ranked, and laid out in lanes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from interview_coder.domain.model import Stance
from interview_coder.domain.spans import SpanIndex
from interview_coder.tui.widgets.transcript_layout import Layout


@dataclass(frozen=True, slots=True)
class PassageMark:
    """A coding as the transcript view shows it.

    The half-open span lies in the transcript; ``letter`` and ``colour`` (``#rrggbb``) are its code's; ``own`` tells
    the coder's own codings from those of others; ``has_memo`` puts a sign beside the letter.
    """

    id: str
    start: int
    end: int
    letter: str
    colour: str
    own: bool = True
    stance: Stance | None = None
    has_memo: bool = False


class Marks:
    """The marks in order of their starts (longer first), addressed by their position in that order."""

    def __init__(self, marks: Iterable[PassageMark], length: int) -> None:
        self.all = sorted(
            (mark for mark in marks if 0 <= mark.start < mark.end <= length), key=lambda mark: (mark.start, -mark.end)
        )
        self._index = SpanIndex([(mark.start, mark.end) for mark in self.all])
        self._starts = [mark.start for mark in self.all]
        self._reach = list(accumulate((mark.end for mark in self.all), max))
        self._by_id = {mark.id: position for position, mark in enumerate(self.all)}
        self._lanes: dict[int, int] = {}
        self._layout: Layout | None = None

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, position: int) -> PassageMark:
        return self.all[position]

    def position(self, mark_id: str | None) -> int | None:
        """Where a mark is in the order; ``None`` if it is not there."""
        return None if mark_id is None else self._by_id.get(mark_id)

    def overlapping(self, start: int, end: int) -> list[int]:
        """The marks that touch ``[start, end)``, in order."""
        return self._index.overlapping(start, end) if end > start else []

    def at(self, offset: int) -> list[int]:
        """The marks over an offset, innermost (shortest) first; of equal ones the coder's own first, then the later."""
        under = self._index.overlapping(offset, offset + 1)
        return sorted(under, key=self.rank) if len(under) > 1 else under

    def rank(self, position: int) -> tuple[int, bool, int]:
        """Orders marks from the innermost to the outermost."""
        mark = self.all[position]
        return mark.end - mark.start, not mark.own, -position

    def next_from(self, offset: int) -> int | None:
        """The first mark that starts behind ``offset``."""
        position = bisect_right(self._starts, offset)
        return position if position < len(self.all) else None

    def last_before(self, offset: int) -> int | None:
        """The last mark that starts before ``offset``."""
        position = bisect_right(self._starts, offset - 1) - 1
        return position if position >= 0 else None

    def depth(self, width: int) -> int:
        """No row of ``width`` cells is shared by more marks than this."""
        return self._index.depth(width + 1)

    def lane(self, position: int, layout: Layout) -> int:
        """The lane (0, 1, ...) of a mark: marks that share a row never share a lane.

        Lanes are found for a mark together with all that are chained to it by shared rows, when first asked for.
        """
        if layout is not self._layout:
            self._lanes, self._layout = {}, layout
        found = self._lanes.get(position)
        if found is None:
            self._colour(position, layout)
            found = self._lanes[position]
        return found

    def _colour(self, position: int, layout: Layout) -> None:
        row_of, marks, reach = layout.row_of, self.all, self._reach
        first = position
        while first and row_of(reach[first - 1] - 1) >= row_of(marks[first].start):
            first -= 1
        taken: list[int] = []
        for current in range(first, len(marks)):
            mark = marks[current]
            if current > position and row_of(reach[current - 1] - 1) < row_of(mark.start):
                return
            start, last = layout.rows_of(mark.start, mark.end)
            for lane, until in enumerate(taken):
                if until < start:
                    taken[lane] = last
                    break
            else:
                lane = len(taken)
                taken.append(last)
            self._lanes[current] = lane
