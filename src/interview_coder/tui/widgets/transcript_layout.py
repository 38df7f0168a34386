"""Where everything of a transcript lies: rows of the page (text, headers, space) and columns (gutter, text, stripes).

A row counts from 0 from the top of the transcript, whatever is scrolled; a line is a row that holds text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec import Struct
from rich.cells import cell_len

from interview_coder.domain.model import Transcript
from interview_coder.domain.text import safe
from interview_coder.tui.widgets.wrapping import Lines

MEASURE: Final = 92
"""No line of text is wider than this: longer ones are tiring to read."""
MAX_LANES: Final = 6
NARROWEST: Final = 12
"""In less than this the columns do not fit: rows are cut."""
OVERFLOW_CELLS: Final = 3
_BESIDE_FROM: Final = 100
_NARROW: Final = 30
_LABEL_CELLS: Final = 16


class Heads(NamedTuple):
    """How much room the heads of a transcript's turns ask for, in cells: number, speaker's label, time."""

    number: int = 2
    label: int = 0
    time: int = 0

    @classmethod
    def of(cls, transcript: Transcript) -> Heads:
        """The room that the turns of a transcript ask for."""
        labels = {turn.speaker.label for turn in transcript.turns if turn.speaker}
        last = max((turn.seconds for turn in transcript.turns if turn.seconds is not None), default=None)
        widest = max((cell_len(safe(label)) for label in labels), default=0)
        return cls(max(2, len(str(len(transcript.turns)))), min(_LABEL_CELLS, widest), len(clock(last)))


class Columns(Struct, frozen=True):
    """The columns of the view, in cells from its left edge.

    ``gutter`` is where text starts; ``beside`` says that speakers stand beside the text, else above it; ``stripes``
    is where the lanes start, ``lane`` how wide one is, ``overflow`` where ``+n`` stands (``None``: nothing can be
    hidden), ``bar`` where the position bar starts.
    """

    width: int
    heads: Heads
    gutter: int
    text: int
    beside: bool
    stripes: int
    lanes: int
    lane: int
    overflow: int | None
    bar: int

    @classmethod
    def fit(cls, width: int, heads: Heads, depth: int) -> Columns:
        """The columns for a view ``width`` cells wide; ``depth`` is the most codings that may share a row."""
        beside = width >= _BESIDE_FROM
        if beside:
            gutter = heads.number + 1 + heads.label + 2 + (heads.time + 2 if heads.time else 0)
        else:
            gutter = heads.number + 2 if width >= _NARROW else 1
        bar = 2 if width >= _NARROW else 1
        lane = 3 if beside else 2
        lanes = min(max(2, depth), MAX_LANES, max(1, (width - 18) // 5)) if width >= _NARROW else 1
        overflow = OVERFLOW_CELLS if depth > lanes else 0
        gap = 1 if width >= _NARROW else 0
        text = max(4, min(MEASURE, width - gutter - 1 - lanes * lane - overflow - gap - bar))
        stripes = gutter + text + 1
        return cls(
            width=width,
            heads=heads,
            gutter=gutter,
            text=text,
            beside=beside,
            stripes=stripes,
            lanes=lanes,
            lane=lane,
            overflow=stripes + lanes * lane if overflow else None,
            bar=max(0, width - bar),
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
        self.lines = lines if lines and lines.width == columns.text else Lines(text, columns.text, lines)
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
