"""The codings of a transcript as the view needs them: found by place, ranked, and laid out in lanes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from interview_coder.domain.model import Stance
from interview_coder.domain.spans import SpanIndex
from interview_coder.tui.widgets.transcript_layout import Layout

_UNKNOWN: Final = -1
_AHEAD: Final = 64
"""How many lanes are found at once beyond the one that was asked for."""


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


def _order(mark: PassageMark) -> tuple[int, int]:
    return mark.start, -mark.end


class Marks:
    """The marks in order of their starts (longer first), addressed by their position in that order."""

    def __init__(self, marks: Iterable[PassageMark], length: int) -> None:
        self._length = length
        self.all = sorted((mark for mark in marks if 0 <= mark.start < mark.end <= length), key=_order)
        self._index = SpanIndex([(mark.start, mark.end) for mark in self.all])
        self._by_id = {mark.id: mark for mark in self.all}
        self._lanes = [_UNKNOWN] * len(self.all)
        self._layout: Layout | None = None

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, position: int) -> PassageMark:
        return self.all[position]

    def add(self, mark: PassageMark) -> bool:
        """Add a mark whose id is not there yet; False where its span does not lie in the text."""
        if not 0 <= mark.start < mark.end <= self._length:
            return False
        position = bisect_right(self.all, _order(mark), key=_order)
        self.all.insert(position, mark)
        self._index.insert(position, (mark.start, mark.end))
        self._by_id[mark.id] = mark
        self._lanes[position:] = [_UNKNOWN] * (len(self.all) - position)
        return True

    def remove(self, mark_id: str) -> PassageMark | None:
        """Take a mark out and return it; ``None`` if it is not there."""
        position = self.position(mark_id)
        if position is None:
            return None
        self._index.remove(position)
        self._lanes[position:] = [_UNKNOWN] * (len(self.all) - position - 1)
        del self._by_id[mark_id]
        return self.all.pop(position)

    def position(self, mark_id: str | None) -> int | None:
        """Where a mark is in the order; ``None`` if it is not there."""
        mark = self._by_id.get(mark_id) if mark_id is not None else None
        if mark is None:
            return None
        position = bisect_left(self.all, _order(mark), key=_order)
        while self.all[position].id != mark_id:
            position += 1
        return position

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
        position = self._index.first_from(offset + 1)
        return position if position < len(self.all) else None

    def last_before(self, offset: int) -> int | None:
        """The last mark that starts before ``offset``."""
        position = self._index.first_from(offset) - 1
        return position if position >= 0 else None

    def depth(self, width: int, mark: PassageMark | None = None) -> int:
        """No row of ``width`` cells, none that ``mark`` touches if it is given, is shared by more marks than this."""
        if mark is None:
            return self._index.depth(width + 1)
        near = self._index.overlapping(mark.start - width - 1, mark.end + width + 1)
        return SpanIndex([(self.all[p].start, self.all[p].end) for p in near]).depth(width + 1)

    def lane(self, position: int, layout: Layout) -> int:
        """The lane (0, 1, ...) of a mark: marks that share a row never share a lane.

        Each mark takes the first lane that no mark before it still fills; lanes are found when first asked for, and
        those in front of a mark that is added or removed stay.
        """
        if layout is not self._layout:
            self._lanes, self._layout = [_UNKNOWN] * len(self.all), layout
        if self._lanes[position] == _UNKNOWN:
            self._find_lanes(position, layout)
        return self._lanes[position]

    def _find_lanes(self, position: int, layout: Layout) -> None:
        """Find the lane of a mark, and those of marks around it that come with it."""
        first = position
        while True:
            mark = self.all[first]
            row = layout.row_of(mark.start)
            line, _ = layout.lines.span(layout.lines.line_of(mark.start))
            active = [p for p in self._index.overlapping(line, mark.start + 1) if p < first]
            unknown = [p for p in active if self._lanes[p] == _UNKNOWN]
            if not unknown:
                break
            first = unknown[0]
        filled: dict[int, int] = {}
        for p in active:
            filled[self._lanes[p]] = layout.row_of(self.all[p].end - 1)
        for current in range(first, min(position + _AHEAD, len(self.all))):
            mark = self.all[current]
            row, last = layout.rows_of(mark.start, mark.end)
            lane = 0
            while filled.get(lane, -1) >= row:
                lane += 1
            filled[lane] = last
            self._lanes[current] = lane
