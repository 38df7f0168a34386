"""What the mouse does to a transcript: clicks, drags with scrolling at the edges, stripes, position bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from textual import events
from textual.timer import Timer

if TYPE_CHECKING:
    from interview_coder.tui.widgets.transcript import TranscriptView

_CHAIN_SECONDS: Final = 0.5
_SCROLL_SECONDS: Final = 0.05


class Target(NamedTuple):
    """What lies under the mouse: an offset of the text always, and a coding, ``+n`` or the bar where it is one."""

    offset: int
    row: int
    coding: int | None = None
    overflow: bool = False
    bar: bool = False


class Pointer:
    """The mouse over one view: it keeps the capture while a button is down, and counts clicks itself."""

    def __init__(self, view: TranscriptView) -> None:
        self._view = view
        self._clicks = 0
        self._last: tuple[int, int, float] = (-1, -1, -1.0)
        self._held: tuple[int, int] | None = None
        """What the press took, half open; ``None`` while no button is down."""
        self._on_bar = False
        self._moved = False
        self._at = (0, 0)
        self._timer: Timer | None = None

    @property
    def dragging(self) -> bool:
        """Whether a button is held down."""
        return self._held is not None or self._on_bar

    def down(self, event: events.MouseDown) -> None:
        """A press: the place is taken, selected by the count of clicks, or extended to with shift."""
        view = self._view
        x, y = self._inside(event)
        target = view.target_at(x, y)
        if target is None or event.button != 1:
            return
        chained = self._last[:2] == (x, y) and event.time - self._last[2] < _CHAIN_SECONDS
        self._clicks = self._clicks + 1 if chained else 1
        self._last = (x, y, event.time)
        self._moved = False
        self._at = (x, y)
        if target.bar:
            self._on_bar = True
            view.scroll_to_fraction(y)
        elif target.overflow:
            view.pick_hidden(target.row)
            return
        elif target.coding is not None:
            view.pick_coding(target.coding, target.row)
            return
        elif event.shift:
            anchor = view.selection[0] if view.selection else view.cursor
            self._held = (anchor, anchor)
            self._extend(target)
        else:
            self._held = view.press(target.offset, self._clicks)
        view.capture_mouse()

    def move(self, event: events.MouseMove) -> None:
        """A drag: the selection follows, the text scrolls where the mouse is at an edge."""
        if not self.dragging:
            return
        self._at = self._inside(event)
        if self._on_bar:
            self._view.scroll_to_fraction(self._at[1])
            return
        if self._at != self._last[:2]:
            self._moved = True
        self._follow()
        if self._speed() and self._timer is None:
            self._timer = self._view.set_interval(_SCROLL_SECONDS, self.scroll_on)

    def up(self) -> None:
        """The button is let go."""
        if self.dragging:
            self._held, self._on_bar = None, False
            self._view.release_mouse()
        self._stop()

    def scroll_on(self) -> None:
        """One step of scrolling while the mouse is held at an edge."""
        speed = self._speed()
        if self._held is None or not speed:
            self._stop()
            return
        self._view.scroll_to(y=self._view.scroll_offset.y + speed, animate=False)
        self._follow()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _speed(self) -> int:
        """Rows to scroll in a step: more the further the mouse is beyond the edge."""
        height = self._view.content_size.height
        y = self._at[1]
        if not self._moved or height < 4:
            return 0
        if y <= 0:
            return max(y, -8) - 1 if y < 0 else -1
        return min(y - height + 1, 8) + 1 if y >= height - 1 else 0

    def _follow(self) -> None:
        height = self._view.content_size.height
        target = self._view.target_at(self._at[0], max(0, min(self._at[1], height - 1)), text=True)
        if target is not None and self._moved:
            self._extend(target)

    def _extend(self, target: Target) -> None:
        """Select from what was pressed to the target, the cell under the mouse included."""
        assert self._held is not None
        view = self._view
        start, end = view.unit_span(target.offset, max(1, self._clicks))
        if target.offset >= self._held[0]:
            view.extend(self._held[0], max(end, self._held[1]))
        else:
            view.extend(self._held[1], start)

    def _inside(self, event: events.MouseEvent) -> tuple[int, int]:
        """The cell of an event within the content of the view; it may lie outside while the mouse is captured."""
        gutter = self._view.gutter
        return event.x - gutter.left, event.y - gutter.top
