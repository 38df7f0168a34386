"""Where everything of a transcript lies: rows of the page (text, headers, space) and columns (gutter, text, stripes).

A row counts from 0 from the top of the transcript, whatever is scrolled; a line is a row that holds text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from interview_coder.domain.model import Transcript
from interview_coder.tui.widgets.wrapping import Lines

MEASURE: Final = 92
"""No line of text is wider than this: longer ones are tiring to read."""
MAX_LANES: Final = 6
LANE_CELLS: Final = 2
OVERFLOW_CELLS: Final = 3
_BESIDE_FROM: Final = 92
_LABEL_CELLS: Final = 16


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of the view, in cells from its left edge.

    ``gutter`` is where text starts; ``beside`` says that speakers stand beside the text, else above it; ``stripes``
    is where the lanes start, ``overflow`` where ``+n`` stands (``None``: nothing can be hidden), ``bar`` where the
    position bar starts.
    """

    width: int
    gutter: int
    text: int
    beside: bool
    stripes: int
    lanes: int
    overflow: int | None
    bar: int
    number: int

    @classmethod
    def fit(cls, width: int, turns: int, depth: int) -> Columns:
        """The columns for a view ``width`` cells wide; ``depth`` is the most codings that may share a row."""
        number = max(2, len(str(turns)))
        beside = width >= _BESIDE_FROM
        gutter = number + 2 + (_LABEL_CELLS + 1 if beside else 0)
        if width < 30:
            gutter = min(gutter, 2)
        bar_cells = 2 if width >= 30 else 1
        most = max(1, min(MAX_LANES, (width - 18) // 5))
        lanes = min(most, max(2, depth)) if width >= 30 else 1
        overflow = OVERFLOW_CELLS if depth > lanes else 0
        right = 1 + lanes * LANE_CELLS + overflow + bar_cells
        text = max(4, min(MEASURE, width - gutter - right))
        stripes = gutter + text + 1
        return cls(
            width=width,
            gutter=gutter,
            text=text,
            beside=beside,
            stripes=stripes,
            lanes=lanes,
            overflow=stripes + lanes * LANE_CELLS if overflow else None,
            bar=max(0, width - bar_cells),
            number=number,
        )


class Place(NamedTuple):
    """What a row shows: of turn ``turn`` (index), the line ``line`` (``None``: header or space) at ``row`` of it."""

    turn: int
    line: int | None
    header: bool


class Layout:
    """A transcript laid out in columns."""

    def __init__(self, transcript: Transcript, columns: Columns, lines: Lines | None = None) -> None:
        """``lines`` are those of the same text in another layout: taken over where the width is the same."""
        self.columns = columns
        self.text = text = transcript.text
        self.lines = lines if lines and lines.width == columns.text else Lines(text, columns.text)
        # A turn starts its own line; one that does not (a damaged study) goes on in the turn before it.
        kept = [i for i, turn in enumerate(transcript.turns) if turn.start == 0 or text[turn.start - 1] == "\n"]
        self.turns: list[int | None] = list(kept)
        starts = [transcript.turns[i].start for i in kept]
        if not starts or starts[0] > 0:
            self.turns.insert(0, None)
            starts.insert(0, 0)
        self.turn_starts = array("i", starts)
        self._above = 0 if columns.beside else 1
        self._extra = self._above + 1
        line_starts = self.lines.starts
        extra = self._extra
        self._tops = array("i", [bisect_left(line_starts, start) + extra * k for k, start in enumerate(starts)])
        self.rows = len(self.lines) + extra * len(starts) - 1

    def turn_of(self, offset: int) -> int:
        """The turn (index into ``turn_starts``) in which an offset lies."""
        return bisect_right(self.turn_starts, offset) - 1

    def turn_span(self, turn: int) -> tuple[int, int]:
        """The half-open span of a turn, without the newline that ends it."""
        behind = turn + 1
        end = self.turn_starts[behind] - 1 if behind < len(self.turn_starts) else len(self.text)
        return self.turn_starts[turn], max(self.turn_starts[turn], end)

    def row_of_line(self, line: int) -> int:
        """The row of a line."""
        return line + self._extra * self.turn_of(self.lines.starts[line]) + self._above

    def row_of(self, offset: int) -> int:
        """The row on which an offset lies."""
        return self.lines.line_of(offset) + self._extra * self.turn_of(offset) + self._above

    def place(self, row: int) -> Place:
        """What is on a row."""
        row = max(0, min(row, self.rows - 1))
        turn = bisect_right(self._tops, row) - 1
        line = row - self._extra * turn - self._above
        if line < self._tops[turn] - self._extra * turn:
            return Place(turn, None, True)
        behind = turn + 1
        if behind < len(self._tops) and line >= self._tops[behind] - self._extra * behind:
            return Place(turn, None, False)
        return Place(turn, line, row == self._tops[turn] + self._above)

    def line_near(self, row: int, direction: int = 1) -> int:
        """The line on a row, else the next one below (``direction`` 1) or above (-1)."""
        place = self.place(row)
        if place.line is not None:
            return place.line
        first = self._tops[place.turn] - self._extra * place.turn
        if place.header:
            return first if direction > 0 or not first else first - 1
        behind = self._tops[place.turn + 1] - self._extra * (place.turn + 1)
        return behind if direction > 0 else behind - 1

    def rows_of(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last row of a span that is not empty."""
        return self.row_of(start), self.row_of(max(start, end - 1))


def speaker_label(transcript: Transcript, index: int | None) -> Sequence[str]:
    """The number, label and time of a turn as shown, each empty where not known."""
    if index is None:
        return "", "", ""
    turn = transcript.turns[index]
    return str(turn.number), turn.speaker.label if turn.speaker else "", clock(turn.seconds)


def clock(seconds: float | None) -> str:
    """Seconds of a recording as ``1:02:31`` or ``2:31``; nothing for ``None``."""
    if seconds is None or seconds < 0:
        return ""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
