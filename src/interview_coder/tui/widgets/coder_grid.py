"""The grid of interviews by coders: rows as in any list, and a cell of the row that has the cursor as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message

from interview_coder.domain.model import Coder, Interview
from interview_coder.domain.text import safe
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import plain
from interview_coder.tui.team import CELL, Team
from interview_coder.tui.widgets.rows import Rows

_TITLE: Final = 22
"""So wide at least is the name of an interview."""


class CoderGrid(Rows[Interview], inherit_bindings=False):
    """Interviews by coders; the arrows go through the cells, a click on the cell with the cursor chooses it."""

    PLACES = (Place.GRID, Place.WALK)

    class Header(Message):
        """Other columns are shown, or the cursor is in another one."""

    class Do(Message):
        """Something was asked for, on a cell."""

        def __init__(self, what: str, interview: Interview, coder: Coder) -> None:
            self.what, self.interview, self.coder = what, interview, coder
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="grid", always_lit=True, empty=_("Reading …"))
        self.team: Team | None = None
        self.column = 0
        self._first = 0

    @property
    def coder(self) -> Coder | None:
        """The coder of the cell with the cursor."""
        coders = self.team.coders if self.team else []
        return coders[self.column] if self.column < len(coders) else None

    def take(self, team: Team) -> None:
        """Show a team, with the cursor where it was, to begin with in one's own column."""
        if self.team is None:
            ids = [one.id for one in team.coders]
            self.column = ids.index(team.me) if team.me in ids else 0
        self.team = team
        self.column = min(self.column, max(0, len(team.coders) - 1))
        self.show(team.interviews)
        self._follow()

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width or self.app.size.width

    def _shown(self) -> int:
        """How many coders fit beside the names."""
        return max(1, (self._width - _TITLE) // (CELL + 1))

    def _visible(self) -> list[Coder]:
        coders = self.team.coders if self.team else []
        return coders[self._first : self._first + self._shown()]

    def _follow(self) -> None:
        """Bring the column with the cursor into view."""
        shown = self._shown()
        last = max(0, len(self.team.coders if self.team else []) - shown)
        self._first = min(max(self._first, self.column - shown + 1), self.column, last)
        self.redraw()
        self.post_message(self.Header())

    def on_resize(self) -> None:
        self._follow()

    def draw(self, item: Interview, width: int) -> Sequence[Content]:
        if self.team is None:
            return []
        visible = self._visible()
        room = max(4, width - len(visible) * (CELL + 1))
        parts = [plain(" " + look.interview_title(item)).truncate(room, ellipsis=True, pad=True)]
        chosen = self.current is not None and self.current.id == item.id
        for place, coder in enumerate(visible, self._first):
            cell = self.team.cell(item.id, coder.id)
            parts += [Content(" "), plain(cell.plain, "bold reverse") if chosen and place == self.column else cell]
        return [Content.assemble(*parts)]

    def header(self) -> Content:
        """The names of the coders over their columns."""
        visible = self._visible()
        room = max(4, self._width - len(visible) * (CELL + 1))
        after = len(self.team.coders if self.team else ()) - self._first - len(visible)
        more = ("  ‹" if self._first else "") + ("  ›" if after > 0 else "")
        title = Content.styled(" " + _("Interview") + more, "$muted")
        parts = [title.truncate(room, ellipsis=True, pad=True)]
        for place, coder in enumerate(visible, self._first):
            style = "bold underline" if place == self.column else "$muted"
            name = Content.assemble(look.dot(coder), " ", (safe(coder.name), style))
            parts += [Content(" "), name.truncate(CELL, ellipsis=True, pad=True)]
        return Content.assemble(*parts)

    def _place(self, index: int, *, quiet: bool = False, centre: bool = False) -> None:
        before = self.cursor
        super()._place(index, quiet=quiet, centre=centre)
        # The cell is drawn in the row: both rows have another look now.
        for row in {before, index}:
            self.redraw(row)

    def to_column(self, column: int) -> None:
        """Put the cursor in another column."""
        coders = self.team.coders if self.team else []
        if coders:
            self.column = min(max(column, 0), len(coders) - 1)
            self._follow()
            self.post_message(self.Moved(self, self.current))

    def action_left(self) -> None:
        self.to_column(self.column - 1)

    def action_right(self) -> None:
        self.to_column(self.column + 1)

    def on_click(self, event: events.Click) -> None:
        event.prevent_default()
        index = self._index_at(event.y)
        visible = self._visible()
        left = self._width - len(visible) * (CELL + 1)
        if index < 0:
            return
        again = index == self.cursor
        self.move_to(index)
        if event.x < left:
            if event.chain == 2:
                self.post_message(self.Chosen(self, self.current))
            return
        column = self._first + (event.x - left) // (CELL + 1)
        again = again and column == self.column
        self.to_column(column)
        if again:
            # By way of the app, which refuses it where nothing can be changed.
            self.call_later(self.app.run_action, "assign", self)

    def _do(self, what: str) -> None:
        coder, interview = self.coder, self.current
        if coder is not None and interview is not None:
            self.post_message(self.Do(what, interview, coder))

    def action_assign(self) -> None:
        self._do("assign")

    def action_blind(self) -> None:
        self._do("blind")

    def action_own_done(self) -> None:
        self._do("done")

    def action_open(self) -> None:
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))
