"""The rows of a transcript as strips of styled text: gutter, text with highlights, stripes, position bar."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Final

from msgspec import Struct, field
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from interview_coder.domain.model import Role, Transcript
from interview_coder.domain.text import safe
from interview_coder.tui.look import STANCE_SIGNS
from interview_coder.tui.widgets.transcript_layout import OVERFLOW_CELLS, Layout, Place, speaker_label
from interview_coder.tui.widgets.transcript_marks import Marks, PassageMark
from interview_coder.tui.widgets.transcript_palette import Look, Palette
from interview_coder.tui.widgets.wrapping import fit, is_simple, stops

MEMO_SIGN: Final = "*"
CODED_SIGN: Final = "✓"
"""In the gutter of the last line that counts as coded, and in the position bar."""
_CACHE_ROWS: Final = 2048
Spans = Sequence[tuple[int, int]]


class Scene(Struct):
    """What is shown beside the text itself; offsets are code points.

    ``selection`` is half open and in order; ``current`` is the position of the coding that the next key acts on;
    ``matches`` are in order and apart, ``match`` is the one at the cursor; ``coded`` is how far the coding got, 0 where
    nothing is said of that.
    """

    cursor: int = 0
    selection: tuple[int, int] | None = None
    current: int | None = None
    matches: Spans = field(default_factory=list)
    match: int | None = None
    coded: int = 0


class Painter:
    """Draws the rows of one layout; what it drew is kept until the marks, the matches or the palette change."""

    def __init__(self, transcript: Transcript, layout: Layout, marks: Marks, palette: Palette) -> None:
        self.transcript, self.layout, self.marks, self.palette = transcript, layout, marks, palette
        self._redactions = [(mark.start, mark.end) for mark in transcript.redactions]
        self._cache: dict[tuple[int, object, object, int | None, bool], list[Segment]] = {}

    def forget(self, spans: Iterable[tuple[int, int]] | None = None) -> None:
        """Draw rows anew, from first to last of each span (``None``: every row): something changed that they may show.

        Rows that were drawn with a current mark are drawn anew in any case: marks are known by their positions.
        """
        if spans is None:
            self._cache.clear()
            return
        rows = {row for first, last in spans for row in range(first, last + 1)}
        self._cache = {key: drawn for key, drawn in self._cache.items() if key[3] is None and key[0] not in rows}

    def row(self, row: int, scene: Scene, *, top: bool) -> list[Segment]:
        """The segments of a row up to the position bar; ``top`` repeats the letters of stripes that began above."""
        layout = self.layout
        if row >= layout.rows:
            return [Segment(" " * layout.columns.bar, self.palette.space)]
        place = layout.place(row)
        start, end = (0, 0) if place.line is None else layout.lines.span(place.line)
        chosen = cursor = None
        if place.line is not None:
            if scene.selection and scene.selection[0] < end and start < scene.selection[1]:
                chosen = (max(start, scene.selection[0]), min(end, scene.selection[1]))
            if start <= scene.cursor < end or scene.cursor == end == len(layout.text):
                cursor = scene.cursor
        current = scene.current
        if current is not None:
            first, last = layout.rows_of(self.marks[current].start, self.marks[current].end)
            current = current if first <= row <= last else None
        key = (row, chosen, cursor, current, top)
        segments = self._cache.get(key)
        if segments is None:
            if len(self._cache) >= _CACHE_ROWS:
                self._cache.clear()
            segments = self._gutter(place)
            if place.line is not None and start < scene.coded <= end:
                blank = segments.pop()
                segments += [Segment(blank.text[:-1], blank.style), Segment(CODED_SIGN, self.palette.current_number)]
            if place.line is not None:
                segments += self._text(place, chosen, cursor, current, scene)
            segments += self._stripes(place, current, top=top)
            segments = self._cache[key] = list(Segment.simplify(segments))
        return segments

    def _gutter(self, place: Place) -> list[Segment]:
        """The gutter of a row, and the room of the text too where the row holds none."""
        columns, palette = self.layout.columns, self.palette
        heads = columns.heads
        blank = [Segment(" " * columns.gutter, palette.space)]
        room = columns.text + 1
        rest = [Segment(" " * room, palette.space)] if place.line is None else []
        if not place.header or (place.line is not None and not columns.beside):
            return [*blank, *rest]
        number, label, time = speaker_label(self.transcript, self.layout.turns[place.turn])
        name = palette.label(self._role(place))
        if columns.gutter < heads.number + 2:
            head = blank
        else:
            head = [Segment(f"{number:>{heads.number}}", palette.muted), Segment(" ", palette.space)]
        if columns.beside:
            head += [Segment(fit(label, heads.label), name), Segment("  ", palette.space)]
            if heads.time:
                head += [Segment(f"{time:>{heads.time}}", palette.muted), Segment("  ", palette.space)]
            return [*head, *rest]
        head += [Segment(" ", palette.space)] if head is not blank else []
        wide = len(time) if time and len(time) + 8 <= room else 0
        shown = fit(label, min(cell_len(safe(label)), room - wide - 2 if wide else room))
        head.append(Segment(shown, name))
        room -= cell_len(shown)
        if wide:
            head += [Segment("  ", palette.space), Segment(time, palette.muted)]
            room -= wide + 2
        return [*head, Segment(" " * room, palette.space)]

    def _role(self, place: Place) -> Role | None:
        index = self.layout.turns[place.turn]
        speaker = None if index is None else self.transcript.turns[index].speaker
        return speaker.role if speaker else None

    def _text(
        self, place: Place, chosen: tuple[int, int] | None, cursor: int | None, current: int | None, scene: Scene
    ) -> list[Segment]:
        """The text of a line and one cell more, where the cursor stands behind the end or on a hanging space."""
        assert place.line is not None
        text, palette = self.layout.text, self.palette
        start, end = self.layout.lines.shown_span(place.line)
        # The space that ends a line bears no tint: edges of passages stay as even as those of the text.
        inked = end - 1 if end > start and text[end - 1] == " " else end
        covering = self.marks.overlapping(start, end)
        redacted = _touching(self._redactions, start, end)
        found = _touching(scene.matches, start, end)
        asks = self._role(place) is Role.INTERVIEWER
        simple = is_simple(text, start, end)
        cells = [] if simple else list(stops(text, start, end))
        cuts = {start, inked, end}
        spans = [(self.marks[p].start, self.marks[p].end) for p in covering]
        for span in (*spans, *redacted, *found, *((chosen,) if chosen else ())):
            cuts.update(offset for offset in span if start < offset < end)
        if cursor is not None and cursor < end:
            cuts.add(cursor)
            cuts.add(min(end, cursor + 1) if simple else next(stop.end for stop in cells if stop.start >= cursor))
        segments: list[Segment] = []
        used = 0
        edges = sorted(cuts)
        for a, b in pairwise(edges):
            here = [p for p in covering if self.marks[p].start <= a < self.marks[p].end and a < inked]
            mark = None
            if here:
                mark = self.marks[current if current in here else min(here, key=self.marks.rank)]
            style = palette.text(
                Look(
                    asks=asks,
                    mark=mark.colour if mark else "",
                    current=bool(here) and current in here,
                    own=mark.own if mark else True,
                    redacted=any(s <= a < e for s, e in redacted),
                    match=self._match(a, found, scene),
                    selected=chosen is not None and chosen[0] <= a < chosen[1],
                    cursor=a == cursor,
                )
            )
            if simple:
                shown, width = text[a:b], b - a
            else:
                inside = [stop for stop in cells if a <= stop.start < b]
                shown, width = "".join(stop.shown for stop in inside), sum(stop.cells for stop in inside)
            if shown:
                segments.append(Segment(shown, style))
                used += width
        rest = self.layout.columns.text + 1 - used
        if cursor is not None and cursor >= end:
            segments.append(Segment(" ", palette.text(Look(cursor=True))))
            rest -= 1
        if rest:
            segments.append(Segment(" " * rest, palette.space))
        return segments

    def _match(self, offset: int, found: Spans, scene: Scene) -> int:
        for span in found:
            if span[0] <= offset < span[1]:
                return 2 if scene.match is not None and scene.matches[scene.match] == span else 1
        return 0

    def marks_on(self, place: Place) -> list[int]:
        """The marks whose stripes run through a row."""
        if place.line is not None:
            return self.marks.overlapping(*self.layout.lines.span(place.line))
        behind = place.turn if place.header else place.turn + 1
        if not 0 < behind < len(self.layout.turn_starts):
            return []
        border = self.layout.turn_starts[behind]
        return [p for p in self.marks.overlapping(border - 1, border) if self.marks[p].end > border]

    def lanes_on(self, place: Place, current: int | None) -> tuple[list[int | None], list[int]]:
        """The mark in each lane of a row, and the marks that found no lane."""
        lanes: list[int | None] = [None] * self.layout.columns.lanes
        hidden: list[int] = []
        for p in self.marks_on(place):
            lane = self.marks.lane(p, self.layout)
            if lane < len(lanes):
                lanes[lane] = p
            else:
                hidden.append(p)
        if current in hidden and current is not None:
            # The coding at hand is always seen: it takes the last lane.
            hidden.remove(current)
            if (pushed := lanes[-1]) is not None:
                hidden.append(pushed)
            lanes[-1] = current
        return lanes, hidden

    def _stripes(self, place: Place, current: int | None, *, top: bool) -> list[Segment]:
        columns, palette = self.layout.columns, self.palette
        lanes, hidden = self.lanes_on(place, current)
        start, end = (-1, -1) if place.line is None else self.layout.lines.span(place.line)
        segments: list[Segment] = []
        used = columns.gutter + columns.text + 1
        for p in lanes:
            if p is None:
                segments.append(Segment(" " * columns.lane, palette.space))
                continue
            mark = self.marks[p]
            segments += self._stripe(
                mark, p == current, place.line is not None and mark.start >= start, mark.end <= end, top
            )
        used += columns.lane * len(lanes)
        if columns.overflow is not None:
            count = f"+{len(hidden)}" if hidden else ""
            segments.append(Segment(f"{count[:OVERFLOW_CELLS]:>{OVERFLOW_CELLS}}", palette.muted))
            used += OVERFLOW_CELLS
        if columns.bar > used:
            segments.append(Segment(" " * (columns.bar - used), palette.space))
        return segments

    def _stripe(self, mark: PassageMark, current: bool, head: bool, tail: bool, top: bool) -> list[Segment]:
        palette, cells = self.palette, self.layout.columns.lane
        line = palette.stripe(mark.colour, current=current, own=mark.own)
        if head or top:
            sign = STANCE_SIGNS[mark.stance] if mark.stance else MEMO_SIGN if mark.has_memo else " "
            sign += " " * (cells - 2)
            letter = palette.letter(
                mark.colour, current=current, own=mark.own, memo=mark.has_memo and mark.stance is not None
            )
            return [Segment(fit(mark.letter or "·", 1), letter), Segment(sign, line)]
        if mark.own:
            glyph = ("╹" if tail else "┃") if current else ("╵" if tail else "│")
        else:
            glyph = "╵" if tail else ("┇" if current else "┊")
        return [Segment(f"{glyph:<{cells}}", line)]


_START: Final = attrgetter("start")
_COLOUR: Final = attrgetter("colour")


class Bar:
    """The position bar: where in the transcript the view stands, where codings are and where words were found."""

    def __init__(self, height: int, length: int, marks: Marks, scene: Scene) -> None:
        self.height, self.length = max(1, height), max(1, length)
        self._counts: list[Counter[str]] = [Counter() for _ in range(self.height)]
        # Nearly every mark lies on one row of the bar: those that begin on a row are counted there at once.
        first = 0
        for row, counts in enumerate(self._counts):
            limit = -(-(row + 1) * self.length // self.height)
            behind = bisect_left(marks.all, limit, first, key=_START)
            here = marks.all[first:behind]
            counts.update(map(_COLOUR, here))
            for mark in here:
                if mark.end > limit:
                    self._count(mark, 1, self.rows_of(mark)[1:])
            first = behind
        self.found = {start * self.height // self.length for start, _ in scene.matches}
        self.coded = (scene.coded - 1) * self.height // self.length if scene.coded else -1

    def count(self, mark: PassageMark, by: int) -> None:
        """Count a mark in (1) or out (-1)."""
        self._count(mark, by, self.rows_of(mark))

    def _count(self, mark: PassageMark, by: int, rows: range) -> None:
        for row in rows:
            self._counts[row][mark.colour] += by
            if not self._counts[row][mark.colour]:
                del self._counts[row][mark.colour]

    def rows_of(self, mark: PassageMark) -> range:
        """The rows of the bar that count a mark."""
        first = mark.start * self.height // self.length
        return range(first, min((mark.end - 1) * self.height // self.length, self.height - 1) + 1)

    def row(self, y: int, first: int, behind: int, palette: Palette, cells: int) -> list[Segment]:
        """The bar on row ``y`` of the view, which shows the text from offset ``first`` to ``behind``."""
        if self.height <= y:
            return [Segment(" " * cells, palette.space)]
        whole = first <= 0 and behind >= self.length
        low, high = first * self.height // self.length, max(1, behind) * self.height // self.length
        low = min(low, self.height - 1)
        inside = low <= y <= max(low, high - (behind < self.length)) and not whole
        mark: tuple[str, Style] = (" ", palette.space)
        if y in self.found:
            mark = ("◆", palette.found)
        elif colour := max(self._counts[y], key=self._counts[y].__getitem__, default=""):
            mark = ("▪", palette.stripe(colour, current=False, own=True))
        track = ("┃", palette.thumb) if inside else ("│", palette.faint)
        if whole:
            track = (" ", palette.space)
        if y == self.coded:
            track = (CODED_SIGN, palette.current_number)
        if cells == 1:
            return [Segment(*(mark if mark[0] != " " else track))]
        return [Segment(*mark), Segment(*track)]


def _touching(spans: Spans, start: int, end: int) -> Spans:
    """The spans, in order and apart, that touch ``[start, end)``."""
    if not spans or end <= start:
        return ()
    first = bisect_right(spans, (start,))
    if first and spans[first - 1][1] > start:
        first -= 1
    return spans[first : bisect_left(spans, (end,))]
