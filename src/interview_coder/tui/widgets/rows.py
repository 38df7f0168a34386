"""A list of any length, drawn line by line: only the visible rows are made, and nothing in them is markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from rich.style import Style as RichStyle
from textual import events
from textual.cache import LRUCache
from textual.content import Content
from textual.dom import DOMNode
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import RenderOptions

from interview_coder.tui.actions import Place
from interview_coder.tui.base import Placed, plain

Item = TypeVar("Item")


def spread(left: Content, right: Content, width: int) -> Content:
    """One line of ``width`` cells: ``left`` cut with an ellipsis where it must be, ``right`` at the right end."""
    room = width - right.cell_length - (1 if right.cell_length else 0)
    if room < 4:
        return left.truncate(width, ellipsis=True)
    return Content.assemble(left.truncate(room, ellipsis=True, pad=True), " " if right.cell_length else "", right)


class Rows(Placed, ScrollView, Generic[Item], can_focus=True):
    """Rows with a cursor. ``draw(item, width)`` gives the lines of an item, at most ``height`` of them.

    Posts ``Rows.Moved`` when the cursor goes to another row and ``Rows.Chosen`` on Enter or a click on the row that
    has the cursor (``single_click``: on any row).
    """

    PLACES: ClassVar[tuple[Place, ...]] = (Place.LIST,)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor", "rows--cursor-blurred", "rows--hover"}
    DEFAULT_CSS = """
    Rows {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .rows--cursor-blurred { background: $foreground 10%; }
        & > .rows--cursor { background: $primary 35%; text-style: bold; }
        & > .rows--hover { background: $foreground 6%; }
    }
    """

    cursor: reactive[int] = reactive(-1, repaint=False)

    class Moved(Message):
        """The cursor is on another row."""

        def __init__(self, rows: Rows[Any], item: Any) -> None:
            self.rows, self.item = rows, item
            super().__init__()

        @property
        def control(self) -> Rows[Any]:
            return self.rows

    class Chosen(Message):
        """A row was chosen."""

        def __init__(self, rows: Rows[Any], item: Any) -> None:
            self.rows, self.item = rows, item
            super().__init__()

        @property
        def control(self) -> Rows[Any]:
            return self.rows

    def __init__(
        self,
        draw: Callable[[Item, int], Sequence[Content]] | None = None,
        *,
        empty: str = "",
        row_height: int = 1,
        single_click: bool = False,
        always_lit: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._draw = draw
        self.items: list[Item] = []
        self.empty = empty
        self._row_height = row_height
        self._single_click, self._always_lit = single_click, always_lit
        self._hover = -1
        self._lines: LRUCache[tuple[int, int], list[Content]] = LRUCache(1000)

    def draw(self, item: Item, width: int) -> Sequence[Content]:
        """The lines of an item."""
        assert self._draw is not None
        return self._draw(item, width)

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.cursor] if 0 <= self.cursor < len(self.items) else None

    def show(self, items: Sequence[Item], cursor: int | None = None) -> None:
        """Show other items, with the cursor on one of them (``None``: where it was, as far as possible)."""
        before = self.current
        self.items = list(items)
        self._lines.clear()
        self.virtual_size = Size(0, len(self.items) * self._row_height)
        wanted = self.cursor if cursor is None else cursor
        self._place(min(max(wanted, 0), len(self.items) - 1), quiet=self.current == before)
        self.refresh()

    def redraw(self, index: int | None = None) -> None:
        """Draw one row again (``None``: all), its item having changed."""
        if index is None:
            self._lines.clear()
            self.refresh()
            return
        for key in [key for key in self._lines.keys() if key[0] == index]:  # noqa: SIM118 - no mapping
            self._lines.discard(key)
        self._refresh_row(index)

    def replace(self, index: int, item: Item) -> None:
        """Put another item in the place of one."""
        self.items[index] = item
        self.redraw(index)

    def move_to(self, index: int, *, centre: bool = False) -> None:
        """Put the cursor on a row and bring it into view."""
        if self.items:
            self._place(min(max(index, 0), len(self.items) - 1), centre=centre)

    def _place(self, index: int, *, quiet: bool = False, centre: bool = False) -> None:
        before, self.cursor = self.cursor, index
        self._refresh_row(before)
        self._refresh_row(index)
        if index >= 0:
            height = max(1, self.scrollable_content_region.height)
            top = index * self._row_height
            if centre:
                self.scroll_to(y=top - height // 2, animate=False, immediate=True)
            elif top < self.scroll_offset.y:
                self.scroll_to(y=top, animate=False, immediate=True)
            elif top + self._row_height > self.scroll_offset.y + height:
                self.scroll_to(y=top + self._row_height - height, animate=False, immediate=True)
        if index != before or not quiet:
            self.post_message(self.Moved(self, self.current))

    def _refresh_row(self, index: int) -> None:
        if index >= 0:
            self.refresh(Region(0, index * self._row_height - self.scroll_offset.y, self.size.width, self._row_height))

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        base = self.visual_style
        options = RenderOptions(self._get_style, {"text_wrap": "nowrap", "text_overflow": "ellipsis"})
        if not self.items:
            lines = plain(self.empty, "$muted").wrap(max(1, width - 2)) if self.empty else []
            blank = Strip.blank(width, base.rich_style)
            if not 0 <= y - 1 < len(lines):
                return blank
            content = Content.assemble(" ", lines[y - 1])
            return content.render_strips(width, 1, base, options)[0].adjust_cell_length(width, base.rich_style)
        index, line = divmod(y + self.scroll_offset.y, self._row_height)
        if index >= len(self.items):
            return Strip.blank(width, base.rich_style)
        if (index, width) not in self._lines:
            self._lines[(index, width)] = list(self.draw(self.items[index], width))
        contents = self._lines[(index, width)]
        style = base
        if index == self.cursor:
            lit = self.has_focus or self._always_lit
            style += self.get_visual_style("rows--cursor" if lit else "rows--cursor-blurred", partial=True)
        elif index == self._hover:
            style += self.get_visual_style("rows--hover", partial=True)
        rich: RichStyle = style.rich_style
        if line >= len(contents):
            return Strip.blank(width, rich)
        strips = contents[line].render_strips(width, 1, style, options)
        strip = strips[0] if strips else Strip.blank(width, rich)
        return strip.adjust_cell_length(width, rich)

    def watch_has_focus(self, _focused: bool) -> None:
        self._refresh_row(self.cursor)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._lines.clear()

    def _index_at(self, y: int) -> int:
        index = (y + self.scroll_offset.y) // self._row_height
        return index if 0 <= index < len(self.items) else -1

    def on_mouse_move(self, event: events.MouseMove) -> None:
        hover = self._index_at(event.y)
        if hover != self._hover:
            before, self._hover = self._hover, hover
            self._refresh_row(before)
            self._refresh_row(hover)

    def on_leave(self) -> None:
        before, self._hover = self._hover, -1
        self._refresh_row(before)

    def on_click(self, event: events.Click) -> None:
        index = self._index_at(event.y)
        if index < 0:
            return
        again = index == self.cursor
        self.move_to(index)
        if again or self._single_click or event.chain == 2:
            self.action_choose()

    def action_up(self) -> None:
        self.move_to(self.cursor - 1)

    def action_down(self) -> None:
        self.move_to(self.cursor + 1)

    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height // self._row_height - 1)

    def action_page_up(self) -> None:
        self.move_to(self.cursor - self._page())

    def action_page_down(self) -> None:
        self.move_to(self.cursor + self._page())

    def action_first(self) -> None:
        self.move_to(0)

    def action_last(self) -> None:
        self.move_to(len(self.items) - 1)

    def action_choose(self) -> None:
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))


class WalksRows(DOMNode):
    """For a screen with a field over one list: while the field has the focus, up and down go through the list.

    It stands behind the base of the screen: Textual takes the styles of the first base only.
    """

    def key_up(self) -> None:
        self.query_one(Rows).action_up()

    def key_down(self) -> None:
        self.query_one(Rows).action_down()

    def key_pageup(self) -> None:
        self.query_one(Rows).action_page_up()

    def key_pagedown(self) -> None:
        self.query_one(Rows).action_page_down()
