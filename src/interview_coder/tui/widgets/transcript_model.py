"""What a user does to a transcript, apart from any screen: cursor, selection, moves by unit.

Offsets are Unicode code points; the cursor stands before the character at its offset and always where a stop starts.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal, NamedTuple

from interview_coder.domain.model import Transcript
from interview_coder.domain.spans import Span
from interview_coder.domain.text import (
    next_sentence,
    next_word,
    previous_sentence,
    previous_word,
    sentence_at,
    trim,
    word_at,
)
from interview_coder.tui.widgets.transcript_layout import Layout

Unit = Literal["char", "word", "sentence", "turn", "line", "page", "edge", "start", "end"]
"""What moves step over: ``edge`` is the start (-1) or end (1) of the line, ``start`` and ``end`` those of the text."""


class Position(NamedTuple):
    """Where a reader was: offset of the first line on screen, offset of the cursor."""

    top: int = 0
    cursor: int = 0


class Passage:
    """The cursor and the selection in a transcript.

    ``anchor`` is where the selection was begun, ``None`` for no selection; its other end is the cursor.
    """

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self.text = transcript.text
        self.cursor = 0
        self.anchor: int | None = None
        self.visual = False
        self._goal: int | None = None
        self._redactions = [(mark.start, mark.end) for mark in transcript.redactions]

    @property
    def selection(self) -> tuple[int, int] | None:
        """The selection as it is drawn, half open; ``None`` where nothing is selected."""
        if self.anchor is None or self.anchor == self.cursor:
            return None
        return min(self.anchor, self.cursor), max(self.anchor, self.cursor)

    @property
    def span(self) -> Span | None:
        """The selection as it can be coded: no white space at its ends, redaction marks whole; ``None`` if empty."""
        if (chosen := self.selection) is None:
            return None
        start, end = trim(self.text, *chosen)
        if start >= end:
            return None
        return Span(self._whole(start)[0], self._whole(end - 1)[1] if end > start else end)

    def _whole(self, offset: int) -> tuple[int, int]:
        """The redaction mark that holds ``offset``, else the character itself."""
        at = bisect_right(self._redactions, (offset, len(self.text) + 1)) - 1
        if at >= 0 and self._redactions[at][0] <= offset < self._redactions[at][1]:
            return self._redactions[at]
        return offset, offset + 1

    def point(self, layout: Layout) -> int:
        """The offset that the user points at: the cursor, or the last character of a selection that ends there."""
        if self.anchor is not None and self.anchor < self.cursor and (span := self.span):
            return layout.lines.stop_start(span.end - 1)
        return self.cursor

    def put(self, layout: Layout, offset: int, *, extend: bool = False) -> None:
        """Put the cursor at an offset; ``extend`` keeps or begins a selection."""
        if not extend:
            self.anchor = None
        elif self.anchor is None:
            self.anchor = self.cursor
        self.cursor = layout.lines.stop_start(offset)
        self._goal = None

    def select(self, layout: Layout, start: int, end: int) -> None:
        """Select a span, made longer to whole stops."""
        lines = layout.lines
        self.anchor = lines.stop_start(start)
        behind = lines.stop_start(end)
        self.cursor = behind if behind == min(end, len(self.text)) else lines.next_stop(end)
        self._goal = None

    def clear(self, layout: Layout) -> bool:
        """Let the selection go, with the cursor on its last character; False where there was none."""
        had = self.anchor is not None or self.visual
        self.cursor = self.point(layout)
        self.anchor, self.visual = None, False
        return had

    def move(self, layout: Layout, unit: Unit, direction: int, page: int, *, extend: bool) -> None:
        """Move the cursor by one ``unit``, on (1) or back (-1); ``page`` is the rows of a page."""
        extend = extend or self.visual
        chosen = self.selection
        goal = self._goal
        if unit == "char" and chosen and not extend:
            target = chosen[0] if direction < 0 else self.point(layout)
        elif unit in ("line", "page"):
            if goal is None:
                goal = layout.lines.cell_of(self.cursor)
            target = self._vertical(layout, direction, page if unit == "page" else 1, goal)
        else:
            target = self._horizontal(layout, unit, direction)
        self.put(layout, target, extend=extend)
        if unit in ("line", "page"):
            self._goal = goal

    def _vertical(self, layout: Layout, direction: int, rows: int, goal: int) -> int:
        lines = layout.lines
        line = lines.line_of(self.cursor)
        if rows == 1:
            target = line + direction
        else:
            row = layout.row_of_line(line) + direction * rows
            target = layout.line_near(row, direction) if 0 <= row < layout.rows else (-1 if row < 0 else len(lines))
        if target < 0:
            return 0
        if target >= len(lines):
            return len(self.text)
        return lines.offset_at(target, goal)

    def _horizontal(self, layout: Layout, unit: Unit, direction: int) -> int:
        text, cursor, lines = self.text, self.cursor, layout.lines
        on = direction > 0
        if unit == "char":
            return lines.next_stop(cursor) if on else lines.previous_stop(cursor)
        if unit == "word":
            return next_word(text, cursor) if on else previous_word(text, cursor)
        if unit == "sentence":
            return next_sentence(text, cursor) if on else previous_sentence(text, cursor)
        if unit == "turn":
            starts, turn = layout.turn_starts, layout.turn_of(cursor)
            if on:
                return starts[turn + 1] if turn + 1 < len(starts) else len(text)
            return starts[turn] if starts[turn] < cursor else starts[max(0, turn - 1)]
        if unit == "edge":
            line = lines.line_of(cursor)
            return lines.offset_at(line, layout.columns.width) if on else lines.span(line)[0]
        return 0 if unit == "start" else len(text)

    def grown(self, layout: Layout) -> Span | None:
        """The selection made one unit larger: word, sentence, turn; ``None`` where nothing larger is left."""
        text = self.text
        span = self.span
        start, end = span or (self.cursor, self.cursor)
        last = max(start, end - 1)
        if span is None and self._whole(start)[1] - start > 1:
            return Span(*self._whole(start))
        if span is None:
            here = word_at(text, start) or sentence_at(text, start)
            if here:
                return Span(*here)
        words = (word_at(text, start), word_at(text, last))
        sentences = (sentence_at(text, start), sentence_at(text, last))
        turns = (
            trim(text, *layout.turn_span(layout.turn_of(start))),
            trim(text, *layout.turn_span(layout.turn_of(last))),
        )
        for first, final in (words, sentences, turns):
            if not first or not final or final[0] > last:
                continue
            if first[0] <= start and end <= final[1] and (first[0], final[1]) != (start, end):
                return Span(first[0], final[1])
        return None

    def unit_at(self, layout: Layout, offset: int, clicks: int) -> tuple[int, int]:
        """What so many clicks on a place select: 2 its word, 3 its sentence, more its turn."""
        here: tuple[int, int] | None = None
        if clicks == 2:
            mark = self._whole(offset)
            here = mark if mark[1] - mark[0] > 1 else word_at(self.text, offset)
        elif clicks == 3:
            here = sentence_at(self.text, offset)
        if here is None or (clicks < 4 and not here[0] <= offset < here[1]):
            here = layout.turn_span(layout.turn_of(offset)) if clicks >= 4 else (offset, offset)
        return trim(self.text, *here) if here[0] < here[1] else here
