"""The transcript on screen: read, move, select, see codings. Drawn row by row, so that any length is quick.

For who builds on it::

    view = TranscriptView()
    view.show(transcript, marks)            # another transcript, or the same one after an edit: the place is kept
    view.set_marks(marks)                   # codings changed; put_mark(mark) and drop_mark(id) change one
    view.clear(message="")                  # nothing to show; the message says what to do next
    view.selected_span                      # Span to code, trimmed, or None
    view.selected_text                      # its words
    view.cursor, view.selection, view.visual
    view.codings_at_cursor                  # ids, innermost first;  view.current_coding: the one that keys act on
    view.move(unit, direction, extend=False); view.goto(offset); view.select(start, end); view.grow()
    view.toggle_visual(); view.clear_selection() -> bool (False: there was none, so Esc may go on)
    view.next_coding(); view.previous_coding(); view.cycle_overlaps(); view.focus_coding(id)
    view.set_matches(spans) -> int; view.next_match(); view.previous_match(); view.match_index (from 0) or None
    view.position                           # Position(top, cursor): save it, assign it later
    view.turn_number                        # number of the turn under the cursor, or None

After a selection was coded: ``view.put_mark(mark)``, ``view.clear_selection()``, ``view.focus_coding(mark.id)``; the
cursor then stands in the new coding, and a stance key acts on it. Messages: ``SelectionChanged(span)``,
``CursorMoved(offset, codings)``, ``CodingPicked(id)``, ``CopyRequested(span)``.

Keys come from the registry of actions (``Place.TRANSCRIPT``). Mouse: click puts the cursor, drag selects, two clicks
a word, three a sentence, four a turn; shift+click extends; a click on a stripe picks its coding, on ``+n`` the next
one; the position bar at the right edge goes where it is clicked.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Final

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding
from textual.message import Message

from interview_coder.domain.spans import Span
from interview_coder.i18n import N_
from interview_coder.tui.actions import REGISTRY, Place, bindings_for
from interview_coder.tui.widgets.transcript_canvas import MARGIN, TranscriptCanvas
from interview_coder.tui.widgets.transcript_marks import PassageMark
from interview_coder.tui.widgets.transcript_model import Position, Unit
from interview_coder.tui.widgets.transcript_mouse import Pointer

__all__ = ["TRANSCRIPT_KEYS", "PassageMark", "Position", "TranscriptView"]

TRANSCRIPT_KEYS: Final = tuple(
    (",".join(action.keys), action.handler, action.help) for action in REGISTRY[Place.TRANSCRIPT]
)
"""The keys of the view: keys, action, English description. The registry of actions is where they are written."""


def _step(unit: Unit, direction: int, *, extend: bool = False) -> Callable[[TranscriptView], None]:
    """An action that moves the cursor."""

    def action(view: TranscriptView) -> None:
        view.move(unit, direction, extend)

    return action


class TranscriptView(TranscriptCanvas):
    """A transcript with its codings; see the module for what it offers."""

    PLACES: ClassVar[tuple[Place, ...]] = (Place.TRANSCRIPT,)
    BINDINGS = [*bindings_for(Place.TRANSCRIPT), Binding("escape", "clear_selection", N_("Clear"), show=False)]

    class SelectionChanged(Message):
        """Another passage is selected: ``span`` is what can be coded, ``None`` for nothing."""

        def __init__(self, view: TranscriptView, span: Span | None) -> None:
            super().__init__()
            self.view, self.span = view, span

        @property
        def control(self) -> TranscriptView:
            """The view."""
            return self.view

    class CursorMoved(Message):
        """The cursor is elsewhere, or the codings under it changed: ``codings`` are ids, innermost first."""

        def __init__(self, view: TranscriptView, offset: int, codings: list[str], current: str | None) -> None:
            super().__init__()
            self.view, self.offset, self.codings, self.current = view, offset, codings, current

        @property
        def control(self) -> TranscriptView:
            """The view."""
            return self.view

    class CodingPicked(Message):
        """The user picked a coding: by its stripe, or among those that overlap."""

        def __init__(self, view: TranscriptView, id: str) -> None:  # noqa: A002 - what it is
            super().__init__()
            self.view, self.id = view, id

        @property
        def control(self) -> TranscriptView:
            """The view."""
            return self.view

    class CopyRequested(Message):
        """The user wants the passage ``span`` on the clipboard; ``None``: nothing is selected."""

        def __init__(self, view: TranscriptView, span: Span | None) -> None:
            super().__init__()
            self.view, self.span = view, span

        @property
        def control(self) -> TranscriptView:
            """The view."""
            return self.view

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._told: tuple[object, ...] = ()
        self._told_span: Span | None = None
        self._telling = False
        self._pointer = Pointer(self)

    # -- state

    @property
    def cursor(self) -> int:
        """The offset of the cursor."""
        return self._passage.cursor if self._passage else 0

    @property
    def selection(self) -> tuple[int, int] | None:
        """The selection as (anchor, cursor), ``None`` for none."""
        if self._passage is None or self._passage.anchor is None:
            return None
        return self._passage.anchor, self._passage.cursor

    @property
    def visual(self) -> bool:
        """Whether every move extends the selection."""
        return self._passage is not None and self._passage.visual

    @property
    def selected_span(self) -> Span | None:
        """What would be coded now: no white space at its ends, redaction marks whole; ``None`` for nothing."""
        return self._passage.span if self._passage else None

    @property
    def selected_text(self) -> str:
        """The words of the selected span."""
        return self._passage.text[slice(*span)] if self._passage and (span := self._passage.span) else ""

    @property
    def turn_number(self) -> int | None:
        """The number of the turn under the cursor."""
        if self._layout is None or self.transcript is None:
            return None
        index = self._layout.turns[self._layout.turn_of(self.cursor)]
        return None if index is None else self.transcript.turns[index].number

    def _under(self) -> list[int]:
        if self._passage is None or self._layout is None:
            return []
        return self._marks.at(self._passage.point(self._layout))

    @property
    def codings_at_cursor(self) -> list[str]:
        """The ids of the codings under the cursor, innermost first."""
        return [self._marks[p].id for p in self._under()]

    @property
    def current_coding(self) -> str | None:
        """The coding that keys act on: the one picked last if it is under the cursor, else the innermost."""
        under = self._under()
        chosen = self._marks.position(self._chosen)
        if chosen in under:
            return self._chosen
        return self._marks[under[0]].id if under else None

    @property
    def position(self) -> Position:
        """Where the reader is; assign it to go back there."""
        return Position(self._top, self.cursor)

    @position.setter
    def position(self, position: tuple[int, int]) -> None:
        if self._passage is None:
            return
        length = len(self._passage.text)
        self._top = max(0, min(position[0], length))
        cursor = max(0, min(position[1], length))
        if self._layout is None:
            self._passage.cursor, self._passage.anchor = cursor, None
            return
        self._passage.put(self._layout, cursor)
        row = self._layout.row_of(self._top) if self._top else 0
        self.scroll_to(y=row, animate=False, force=True)
        self._changed()

    # -- moving and selecting

    def move(self, unit: Unit, direction: int = 1, extend: bool = False) -> None:
        """Move the cursor one unit on (1) or back (-1); ``extend``, or visual mode, takes the selection along.

        Units: char, word, sentence, turn, line, page; edge (of the line); start and end (of the text).
        """
        if self._passage is None or self._layout is None:
            return
        page = max(1, self.content_size.height - MARGIN)
        before = self._layout.row_of(self._passage.cursor)
        self._passage.move(self._layout, unit, direction, page, extend=extend)
        if unit == "page":
            # The page turns under a cursor that keeps its place on the screen.
            row = self._layout.row_of(self._passage.cursor)
            self.scroll_to(y=self.scroll_offset.y + row - before, animate=False)
        self._changed(reveal=True)

    def goto(self, offset: int) -> None:
        """Put the cursor at an offset, in view."""
        if self._passage and self._layout:
            self._passage.put(self._layout, offset)
            self._passage.visual = False
            self._changed(reveal=True, roomy=True)
        elif self._passage:
            self._passage.cursor = self._top = max(0, min(offset, len(self._passage.text)))

    def select(self, start: int, end: int) -> None:
        """Select ``[start, end)``, in view."""
        if self._passage and self._layout:
            self._passage.select(self._layout, start, end)
            self._changed(reveal=True, roomy=True)

    def grow(self) -> None:
        """Select the word at the cursor; again: its sentence; again: its turn."""
        if self._passage and self._layout and (span := self._passage.grown(self._layout)):
            self._passage.select(self._layout, *span)
            self._changed(reveal=True)

    def toggle_visual(self) -> None:
        """Begin a selection at the cursor that every move extends; again lets it go."""
        if self._passage is None or self._layout is None:
            return
        if self._passage.visual:
            self._passage.clear(self._layout)
        else:
            self._passage.visual = True
            if self._passage.anchor is None:
                self._passage.anchor = self._passage.cursor
        self._changed()

    def clear_selection(self) -> bool:
        """Let the selection go; the cursor stays on its last character. False where there was nothing to let go."""
        if self._passage is None or self._layout is None or not self._passage.clear(self._layout):
            return False
        self._changed()
        return True

    # -- codings

    def next_coding(self) -> None:
        """Go to the coding that starts next."""
        self._step_coding(1)

    def previous_coding(self) -> None:
        """Go to the coding that starts before."""
        self._step_coding(-1)

    def _step_coding(self, direction: int) -> None:
        if self._passage is None or self._layout is None:
            return
        here = self._marks.position(self.current_coding)
        cursor = self._passage.cursor
        if here is not None and self._marks[here].start == cursor:
            target: int | None = here + direction
        elif direction > 0:
            target = self._marks.next_from(cursor)
        else:
            target = self._marks.last_before(cursor)
        if target is not None and 0 <= target < len(self._marks):
            self._chosen = self._marks[target].id
            self.goto(self._marks[target].start)

    def cycle_overlaps(self) -> None:
        """Make the next of the codings under the cursor the current one, from the inside out and round."""
        under = self._under()
        if not under:
            return
        here = self._marks.position(self.current_coding)
        following = under[(under.index(here) + 1) % len(under)] if here in under else under[0]
        self._pick(following)

    def _pick(self, position: int) -> None:
        self._chosen = self._marks[position].id
        self._changed()
        self.post_message(self.CodingPicked(self, self._marks[position].id))

    def focus_coding(self, mark_id: str) -> None:
        """Make a coding the current one: the cursor goes into it, no further than it must if it touches it already."""
        position = self._marks.position(mark_id)
        if position is None or self._passage is None or self._layout is None:
            return
        mark, cursor = self._marks[position], self._passage.cursor
        self._chosen = mark_id
        last = self._layout.lines.stop_start(mark.end - 1)
        if not mark.start <= cursor <= last:
            near = last <= cursor <= mark.end + 1
            self._passage.put(self._layout, last if near else mark.start)
        else:
            self._passage.anchor = None
        self._passage.visual = False
        self._changed(reveal=True, roomy=True)

    # -- finding

    def set_matches(self, spans: Iterable[tuple[int, int]]) -> int:
        """Show where words were found (spans in order); returns how many there are. Nothing moves."""
        length = len(self._passage.text) if self._passage else 0
        self._scene.matches = [(start, end) for start, end in spans if 0 <= start < end <= length]
        self._scene.match = None
        self._bar = None
        if self._painter:
            self._painter.forget()
        self.refresh()
        return len(self._scene.matches)

    @property
    def matches(self) -> Sequence[tuple[int, int]]:
        """The places that were found."""
        return self._scene.matches

    @property
    def match_index(self) -> int | None:
        """The place that was gone to last, from 0."""
        return self._scene.match

    def next_match(self) -> None:
        """Go to the next place that was found, from the last round to the first."""
        self._step_match(1)

    def previous_match(self) -> None:
        """Go to the previous place that was found, from the first round to the last."""
        self._step_match(-1)

    def _step_match(self, direction: int) -> None:
        matches = self._scene.matches
        if not matches or self._painter is None:
            return
        if direction > 0:
            target = bisect_right(matches, (self.cursor, len(self._painter.layout.text) + 1))
        else:
            target = bisect_left(matches, (self.cursor,)) - 1
        self._scene.match = target % len(matches)
        self._painter.forget()
        self.refresh()
        self.goto(matches[self._scene.match][0])

    # -- after every change

    def _changed(self, *, reveal: bool = False, roomy: bool = False) -> None:
        """Bring the scene up to date, draw again the rows that changed, scroll, tell the others."""
        if self._passage is None or self._layout is None:
            return
        scene, passage, layout = self._scene, self._passage, self._layout
        selection, cursor = passage.selection, passage.cursor
        current = self._marks.position(self.current_coding)
        rows = {layout.row_of(scene.cursor), layout.row_of(cursor)}
        spans: list[tuple[int, int]] = []
        if selection != scene.selection:
            old, new = scene.selection, selection
            if old and new and old[0] == new[0]:
                spans.append((min(old[1], new[1]), max(old[1], new[1])))
            elif old and new and old[1] == new[1]:
                spans.append((min(old[0], new[0]), max(old[0], new[0])))
            else:
                spans += [span for span in (old, new) if span]
        if current != scene.current:
            spans += [
                (self._marks[p].start, self._marks[p].end)
                for p in (current, scene.current)
                if p is not None and p < len(self._marks)
            ]
        scene.selection, scene.cursor, scene.current = selection, cursor, current
        first, height = self.scroll_offset.y, self.content_size.height
        for start, end in spans:
            low, high = layout.rows_of(start, end)
            rows.update(range(max(first, low), min(first + height, high + 1)))
        if reveal:
            self._reveal(layout.row_of(cursor), roomy)
        if self.scroll_offset.y == first:
            self._refresh_rows(row - first for row in rows)
        self._tell()

    def _current_position(self) -> int | None:
        return self._marks.position(self.current_coding)

    def _tell(self) -> None:
        if self._scene.current != (position := self._current_position()):
            self._scene.current = position
            self.refresh()
        if not self._telling:
            # Several changes by one key are told as one.
            self._telling = True
            self.call_next(self._tell_now)

    def _tell_now(self) -> None:
        self._telling = False
        current = self.current_coding
        if self._passage is None:
            told: tuple[object, ...] = ()
            codings: list[str] = []
        else:
            codings = self.codings_at_cursor
            told = (self._passage, self.cursor, current, *codings)
        if told != self._told:
            self._told = told
            self.post_message(self.CursorMoved(self, self.cursor, codings, current))
        span = self.selected_span
        if span != self._told_span:
            self._told_span = span
            self.post_message(self.SelectionChanged(self, span))

    # -- mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._pointer.down(event)
        event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._pointer.move(event)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self._pointer.up()
        event.stop()

    def on_mouse_release(self) -> None:
        self._pointer.up()

    def press(self, offset: int, clicks: int) -> tuple[int, int]:
        """Put the cursor at an offset, or select its word, sentence or turn; returns what a drag keeps of it."""
        assert self._passage is not None
        assert self._layout is not None
        self._passage.visual = False
        span = self.unit_span(offset, clicks)
        if clicks > 1 and span[0] < span[1]:
            self._passage.select(self._layout, *span)
        else:
            self._passage.put(self._layout, offset)
        self._changed()
        return span

    def unit_span(self, offset: int, clicks: int) -> tuple[int, int]:
        """What a drag takes in at an offset: the character (1 click), word, sentence or turn."""
        assert self._passage is not None
        assert self._layout is not None
        if clicks > 1:
            return self._passage.unit_at(self._layout, offset, clicks)
        start = self._layout.lines.stop_start(offset)
        return start, start if start >= len(self._passage.text) else self._layout.lines.next_stop(start)

    def extend(self, anchor: int, cursor: int) -> None:
        """Select from an anchor to a cursor, either of which may come first; nothing scrolls."""
        assert self._passage is not None
        assert self._layout is not None
        self._passage.anchor = self._layout.lines.stop_start(anchor)
        self._passage.put(self._layout, cursor, extend=True)
        self._changed()

    def pick_coding(self, position: int, row: int) -> None:
        """Make the coding whose stripe was clicked on a row the current one; the cursor goes to it on that row."""
        assert self._passage is not None
        assert self._layout is not None
        mark = self._marks[position]
        line = self._layout.lines.starts[self._layout.line_near(row)]
        self._passage.visual = False
        self._passage.put(self._layout, min(max(mark.start, line), mark.end - 1))
        self._pick(position)

    def pick_hidden(self, row: int) -> None:
        """Go round the codings of a row that have no lane of their own."""
        assert self._painter is not None
        assert self._layout is not None
        place = self._layout.place(row)
        hidden = [
            p for p in self._painter.marks_on(place) if self._marks.lane(p, self._layout) >= self._layout.columns.lanes
        ]
        if hidden:
            following = hidden.index(self._scene.current) + 1 if self._scene.current in hidden else 0
            self.pick_coding(hidden[following % len(hidden)], row)

    # -- actions of the registry

    action_cursor_left = _step("char", -1)
    action_cursor_right = _step("char", 1)
    action_cursor_up = _step("line", -1)
    action_cursor_down = _step("line", 1)
    action_word_next = _step("word", 1)
    action_word_previous = _step("word", -1)
    action_sentence_next = _step("sentence", 1)
    action_sentence_previous = _step("sentence", -1)
    action_turn_next = _step("turn", 1)
    action_turn_previous = _step("turn", -1)
    action_line_start = _step("edge", -1)
    action_line_end = _step("edge", 1)
    action_page_up = _step("page", -1)
    action_page_down = _step("page", 1)
    action_text_start = _step("start", -1)
    action_text_end = _step("end", 1)
    action_select_left = _step("char", -1, extend=True)
    action_select_right = _step("char", 1, extend=True)
    action_select_up = _step("line", -1, extend=True)
    action_select_down = _step("line", 1, extend=True)
    action_select_line_start = _step("edge", -1, extend=True)
    action_select_line_end = _step("edge", 1, extend=True)

    def action_coding_next(self) -> None:
        self.next_coding()

    def action_coding_previous(self) -> None:
        self.previous_coding()

    def action_select_mode(self) -> None:
        self.toggle_visual()

    def action_grow(self) -> None:
        self.grow()

    def action_clear_selection(self) -> None:
        if not self.clear_selection():
            raise SkipAction

    def action_copy(self) -> None:
        self.post_message(self.CopyRequested(self, self.selected_span))
