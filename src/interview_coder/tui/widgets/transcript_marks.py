"""The codings of a transcript as the view needs them: found by place, ranked, and laid out in lanes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final, NamedTuple

from interview_coder.domain.model import Stance
from interview_coder.domain.spans import SpanIndex
from interview_coder.tui.widgets.transcript_layout import Layout

_UNKNOWN: Final = -1
_AHEAD: Final = 64
"""How many lanes are found at once beyond the one that was asked for."""
_NEAR: Final = 400
"""Where a change of lanes goes on over more rows than this, it is not followed."""


class PassageMark(NamedTuple):
    """A coding as the transcript view shows it; a tuple, as a transcript may have fifty thousand of them.

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

    def get(self, mark_id: str) -> PassageMark | None:
        """The mark with that id; ``None`` if it is not there."""
        return self._by_id.get(mark_id)

    def put(self, mark: PassageMark) -> list[PassageMark] | None:
        """Add a mark, or put it in the place of the one with its id.

        Returns the marks to draw anew: it, the one it replaces and those whose lanes move; ``None`` where these are too
        many to follow. One whose span does not lie in the text is not taken.
        """
        known = self._by_id.get(mark.id)
        if known is not None and (known.start, known.end) == (mark.start, mark.end):
            self.all[self._position(known)] = self._by_id[mark.id] = mark
            return [mark]
        gone = self.remove(mark.id)
        if not 0 <= mark.start < mark.end <= self._length:
            return gone
        position = bisect_right(self.all, _order(mark), key=_order)
        if self._layout is not None:
            # Lanes are known of what was drawn: what is above the mark must be before it can be said what moves.
            for p in self._sharing(mark, position, self._layout):
                self.lane(p, self._layout)
        self.all.insert(position, mark)
        self._index.insert(position, (mark.start, mark.end))
        self._by_id[mark.id] = mark
        self._lanes.insert(position, _UNKNOWN)
        moved = self._settle(position, mark)
        return None if moved is None or gone is None else [*gone, mark, *moved]

    def remove(self, mark_id: str) -> list[PassageMark] | None:
        """Take a mark out, if it is there; returns what to draw anew, as ``put`` does."""
        gone = self._by_id.pop(mark_id, None)
        if gone is None:
            return []
        position = self._position(gone)
        self._index.remove(position)
        del self.all[position], self._lanes[position]
        moved = self._settle(position, gone)
        return None if moved is None else [gone, *moved]

    def position(self, mark_id: str | None) -> int | None:
        """Where a mark is in the order; ``None`` if it is not there."""
        mark = self._by_id.get(mark_id) if mark_id is not None else None
        return None if mark is None else self._position(mark)

    def _position(self, mark: PassageMark) -> int:
        position = bisect_left(self.all, _order(mark), key=_order)
        while self.all[position].id != mark.id:
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

        Each mark takes the first lane that no mark before it still fills; lanes are found when first asked for.
        Where the lane of a mark is known, so are those of the marks before it that share its first row.
        """
        if layout is not self._layout:
            self._lanes, self._layout = [_UNKNOWN] * len(self.all), layout
        if self._lanes[position] == _UNKNOWN:
            self._find_lanes(position, layout)
        return self._lanes[position]

    def _sharing(self, mark: PassageMark, position: int, layout: Layout) -> list[int]:
        """The marks before ``position`` that share the first row of a mark."""
        line, _ = layout.lines.span(layout.lines.line_of(mark.start))
        return [p for p in self._index.overlapping(line, mark.start + 1) if p < position]

    def _find_lanes(self, position: int, layout: Layout) -> None:
        """Find the lane of a mark, and those of marks around it that come with it."""
        first = position
        while unknown := [p for p in self._sharing(self.all[first], first, layout) if self._lanes[p] == _UNKNOWN]:
            first = unknown[0]
        lanes = _Filled(self, first, layout)
        for current in range(first, min(position + _AHEAD, len(self.all))):
            self._lanes[current] = lanes.take(self.all[current])

    def _settle(self, position: int, changed: PassageMark) -> list[PassageMark] | None:
        """Find the lanes anew from where one mark came or went; returns the marks behind it whose lanes moved.

        It ends where nothing that moved reaches to; ``None`` where that is too far, and all lanes from there on are
        forgotten. Marks whose lanes were not known were never drawn, and are passed over.
        """
        layout = self._layout
        if layout is None or position == len(self.all):
            return []
        top, reach = layout.rows_of(changed.start, changed.end)
        moved: list[PassageMark] = []
        lanes = _Filled(self, position, layout)
        for current in range(position, len(self.all)):
            mark, known = self.all[current], self._lanes[current]
            row, last = layout.rows_of(mark.start, mark.end)
            if row > reach:
                break
            if known == _UNKNOWN and mark is not changed:
                continue
            self._lanes[current] = lane = lanes.take(mark)
            if lane != known and mark is not changed:
                moved.append(mark)
                reach = max(reach, last)
            if reach - top > _NEAR:
                self._lanes[position:] = [_UNKNOWN] * (len(self.all) - position)
                return None
        return moved


class _Filled:
    """Which lanes are filled, and down to which row, going through the marks from one of them on."""

    def __init__(self, marks: Marks, position: int, layout: Layout) -> None:
        self._layout = layout
        self._until = {
            marks._lanes[p]: layout.row_of(marks.all[p].end - 1)
            for p in marks._sharing(marks.all[position], position, layout)
        }

    def take(self, mark: PassageMark) -> int:
        """The first lane that is free where the mark begins; it is filled by the mark from then on."""
        row, last = self._layout.rows_of(mark.start, mark.end)
        lane = 0
        while self._until.get(lane, -1) >= row:
            lane += 1
        self._until[lane] = last
        return lane
