"""The drawn page of a transcript: wrapped to the width of the view, coloured by the theme, scrolled, hit by the mouse.

What the user does to it is in ``transcript.py``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rich.segment import Segment
from textual.color import Color
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from interview_coder.domain.model import Transcript
from interview_coder.i18n import N_, _
from interview_coder.tui.widgets.transcript_layout import MEASURE, NARROWEST, OVERFLOW_CELLS, Columns, Heads, Layout
from interview_coder.tui.widgets.transcript_marks import Marks, PassageMark
from interview_coder.tui.widgets.transcript_model import Passage, Position
from interview_coder.tui.widgets.transcript_mouse import Target
from interview_coder.tui.widgets.transcript_paint import Bar, Painter, Scene
from interview_coder.tui.widgets.transcript_palette import Palette
from interview_coder.tui.widgets.wrapping import Lines, fit

_EMPTY: Final = N_("No interview is open. Choose one from the list, or import a transcript.")
MARGIN: Final = 2
_COLOURS: Final = ("primary", "secondary", "accent")


class TranscriptCanvas(ScrollView, can_focus=True):
    """Shows a transcript with its codings, cursor and selection; knows no keys."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TranscriptCanvas {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 0;
        scrollbar-size-horizontal: 0;
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self.transcript: Transcript | None = None
        """What is shown."""
        self._message = ""
        self._heads = Heads()
        self._passage: Passage | None = None
        self._layout: Layout | None = None
        self._painter: Painter | None = None
        self._palette: Palette | None = None
        self._marks = Marks((), 0)
        self._bar: Bar | None = None
        self._scene = Scene()
        self._chosen: str | None = None
        self._top = 0
        self._settling = False
        self._seen: tuple[int, int] | None = None
        """The text in view, for as long as it takes to draw it."""

    def _tell(self) -> None:
        """Tell the others what changed under the cursor."""

    # -- what is shown

    @property
    def marks(self) -> Marks:
        """The codings that are shown."""
        return self._marks

    @property
    def coded_up_to(self) -> int:
        """The offset up to which the transcript counts as coded; 0 for nothing said."""
        return self._scene.coded

    @coded_up_to.setter
    def coded_up_to(self, offset: int) -> None:
        self._scene.coded = offset
        self._bar = None
        if self._painter:
            self._painter.forget()
        self.refresh()

    def show(self, transcript: Transcript, marks: Iterable[PassageMark] = ()) -> None:
        """Show a transcript with its codings. The same transcript again, edited perhaps, keeps place and cursor."""
        before = self._passage
        same = before is not None and before.transcript.id == transcript.id
        position = Position(self._top, before.cursor) if before and same else Position()
        self.transcript = transcript
        self._heads = Heads.of(transcript)
        self._passage = Passage(transcript)
        self._layout = self._painter = self._bar = None
        self._marks = Marks(marks, len(transcript.text))
        self._scene = Scene()
        self._chosen = self._chosen if same else None
        self._top = min(position.top, len(transcript.text))
        self._passage.cursor = min(position.cursor, len(transcript.text))
        self._lay_out()
        self.refresh()
        self._tell()

    def set_marks(self, marks: Iterable[PassageMark]) -> None:
        """Show other codings on the same text."""
        if self._passage is None:
            return
        self._marks = Marks(marks, len(self._passage.text))
        self._bar = None
        if self._painter:
            self._painter.marks = self._marks
        self._lay_out()
        self._marks_changed()

    def put_mark(self, mark: PassageMark) -> None:
        """Show one coding more, or one that changed; quick however many there are."""
        lit, layout, before = self._lit(), self._layout, self._marks.get(mark.id)
        changed = self._marks.put(mark)
        self._count(before, -1)
        self._count(self._marks.get(mark.id), 1)
        self._lay_out(mark)
        if layout is self._layout:
            self._some_changed(changed, lit)
        else:
            self._marks_changed()

    def drop_mark(self, mark_id: str) -> None:
        """Show a coding no longer."""
        lit, before = self._lit(), self._marks.get(mark_id)
        self._count(before, -1)
        self._some_changed(self._marks.remove(mark_id), lit)

    def _count(self, mark: PassageMark | None, by: int) -> None:
        if mark is not None and self._bar is not None:
            self._bar.count(mark, by)

    def _lit(self) -> PassageMark | None:
        """The mark that is drawn as the current one."""
        current = self._scene.current
        return self._marks[current] if current is not None and current < len(self._marks) else None

    def _current_position(self) -> int | None:
        """The position of the mark that is the current one now."""
        return None

    def _marks_changed(self) -> None:
        self._scene.current = None
        if self._painter:
            self._painter.forget()
        self._tell()
        self.refresh()

    def _some_changed(self, marks: list[PassageMark] | None, lit: PassageMark | None) -> None:
        """Draw again the rows of some marks (``None``: all rows); ``lit`` was drawn as the current one."""
        layout, painter = self._layout, self._painter
        if layout is None or painter is None or marks is None:
            self._marks_changed()
            return
        if not marks:
            return
        self._scene.current = self._current_position()
        spans = [layout.rows_of(mark.start, mark.end) for mark in marks]
        painter.forget(spans)
        first, height = self.scroll_offset.y, self.content_size.height
        spans += [layout.rows_of(mark.start, mark.end) for mark in (lit, self._lit()) if mark is not None]
        rows = {row - first for low, high in spans for row in range(max(low, first), min(high + 1, first + height))}
        if self._bar:
            rows.update(row for mark in marks for row in self._bar.rows_of(mark))
        self._refresh_rows(rows)
        self._tell()

    def _refresh_rows(self, rows: Iterable[int]) -> None:
        """Draw some rows of the view again, those of them that it has."""
        left, top, (width, height) = self.gutter.left, self.gutter.top, self.content_size
        if regions := [Region(left, top + y, width, 1) for y in sorted(rows) if 0 <= y < height]:
            self.refresh(*regions)

    def clear(self, message: str = "") -> None:
        """Show no transcript; ``message`` says what to do next."""
        self.transcript = self._passage = self._layout = self._painter = self._bar = None
        self._marks, self._scene, self._chosen, self._message = Marks((), 0), Scene(), None, message
        self._top = 0
        self.virtual_size = Size(self.content_size.width, 0)
        self._tell()
        self.refresh()

    def _lay_out(self, mark: PassageMark | None = None) -> None:
        """Wrap anew where the width, the text or the need for lanes changed; the passage at the top stays there.

        ``mark`` says that nothing but this one is new.
        """
        width = self.content_size.width
        if self._passage is None or self.transcript is None or width < 1:
            return
        old = self._layout
        # The widest that the text may get: with fewer lanes it would be wider, and more codings could share a row.
        depth = self._marks.depth(min(MEASURE, max(8, width - 10)), mark)
        if old and old.columns.width == width:
            depth = max(depth, old.columns.lanes)
        columns = Columns.fit(width, self._heads, depth)
        if old and (old.columns == columns or (old.columns.width == width and depth <= old.columns.lanes)):
            return
        self._layout = Layout(self.transcript, columns, old.lines if old else None)
        self._painter = Painter(self.transcript, self._layout, self._marks, self._colours())
        self._settling = True
        self.virtual_size = Size(width, self._layout.rows + 1)
        row = self._layout.row_of(self._top) if self._top else 0
        if not self._layout.columns.beside and row and self._layout.place(row - 1).header:
            row -= 1
        self.scroll_to(y=row, animate=False, force=True)
        self._settling = False

    def _colours(self) -> Palette:
        if self._palette is None:
            _under, _ink, background, text = self.colors
            plain = self.app.native_ansi_color
            theme = self.app.theme_variables
            found = {name: Color.parse(theme.get(name, "ansi_default")) for name in _COLOURS} if not plain else {}
            self._palette = Palette(
                background,
                background + text,
                {name: found.get(name, text) for name in _COLOURS},
                plain=plain,
                grey=self.app.no_color,
                focused=self.has_focus,
            )
        return self._palette

    def notify_style_update(self) -> None:
        """The theme or the focus changed: colours are found anew."""
        super().notify_style_update()
        self._palette = None
        if self._painter and self.is_attached:
            self._painter.palette = self._colours()
            self._painter.forget()

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.notify_style_update()
        self.refresh()

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if changed:
            # Before the frame with the new size is drawn: a resize is told of only behind it.
            self._lay_out()
        return changed

    def on_resize(self) -> None:
        self._lay_out()
        self._tell()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self._layout and not self._settling and self._layout.columns.width == self.content_size.width:
            line = self._layout.line_near(round(new_value))
            self._top = self._layout.lines.starts[line] if round(new_value) else 0

    # -- drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        self._seen = None
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        width = self.content_size.width
        if self._painter is None or self._layout is None:
            return Strip(self._empty_line(y, width), width)
        if self._seen is None:
            self._seen = self._window()
        columns = self._layout.columns
        row = y + self.scroll_offset.y
        segments = self._painter.row(row, self._scene, top=y == 0)
        bar = self._position_bar().row(y, *self._seen, self._colours(), columns.width - columns.bar)
        if columns.width == width and width >= NARROWEST:
            return Strip([*segments, *bar], width)
        return Strip([*segments, *bar]).adjust_cell_length(width, self._colours().space)

    def _empty_line(self, y: int, width: int) -> list[Segment]:
        palette = self._colours()
        lines = Lines(self._message or _(_EMPTY), max(8, min(60, width - 4)))
        # A transcript that waits for its size is not there yet either.
        if self._passage is not None or not 1 <= y <= len(lines) or width < 12:
            return [Segment(" " * width, palette.space)]
        start, end = lines.shown_span(y - 1)
        return [Segment("  ", palette.space), Segment(fit(lines.text[start:end], width - 2), palette.muted)]

    def _position_bar(self) -> Bar:
        assert self._passage is not None
        height = self.content_size.height
        if self._bar is None or self._bar.height != height:
            self._bar = Bar(height, len(self._passage.text), self._marks, self._scene)
        return self._bar

    def _window(self) -> tuple[int, int]:
        """The text in view, as offsets."""
        assert self._layout is not None
        first = self._layout.line_near(self.scroll_offset.y)
        last = self._layout.line_near(self.scroll_offset.y + self.content_size.height - 1, -1)
        return (
            self._layout.lines.starts[first] if self.scroll_offset.y else 0,
            self._layout.lines.span(last)[1],
        )

    def _reveal(self, row: int, roomy: bool) -> None:
        """Scroll so that a row is in view; ``roomy`` puts one that was out of view a third down the page."""
        first, height = self.scroll_offset.y, self.content_size.height
        margin = min(MARGIN, max(0, (height - 1) // 2))
        if first + margin <= row <= first + height - 1 - margin:
            return
        if roomy and not first <= row < first + height:
            target = row - height // 3
        elif row < first + margin:
            target = row - margin
        else:
            target = row - height + 1 + margin
        self.scroll_to(y=max(0, target), animate=False)

    def target_at(self, x: int, y: int, *, text: bool = False) -> Target | None:
        """What lies at a cell of the content; ``text`` looks for text only, as a drag does."""
        if self._layout is None or self._painter is None:
            return None
        layout, columns = self._layout, self._layout.columns
        row = y + self.scroll_offset.y
        below = row >= layout.rows
        line = len(layout.lines) - 1 if below else layout.line_near(max(0, row))
        offset = len(layout.text) if below else layout.lines.offset_at(line, x - columns.gutter)
        if text or (below and x < columns.bar):
            return Target(offset, row)
        if x >= columns.bar:
            return Target(offset, row, bar=True)
        place = layout.place(row)
        lanes, hidden = self._painter.lanes_on(place, self._scene.current)
        if columns.overflow is not None and hidden and 0 <= x - columns.overflow < OVERFLOW_CELLS:
            return Target(offset, row, overflow=True)
        lane = (x - columns.stripes) // columns.lane
        return Target(offset, row, coding=lanes[lane] if 0 <= lane < len(lanes) else None)

    def scroll_to_fraction(self, y: int) -> None:
        """Scroll to where row ``y`` of the position bar stands for."""
        if self._passage is None or self._layout is None:
            return
        height = max(1, self.content_size.height)
        offset = max(0, min(y, height)) * len(self._passage.text) // height
        self.scroll_to(y=max(0, self._layout.row_of(offset) - height // 2), animate=False)
