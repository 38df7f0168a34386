"""The queries that are kept: take one, give it another name, forget it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from interview_coder.domain.querying import SavedQuery
from interview_coder.domain.text import safe
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.screens.lines import Line, Lines
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread


class KeptRows(Rows[SavedQuery], inherit_bindings=False):
    """The queries; letters are the dialog's."""

    PLACES = (Place.WALK,)


class KeptQueries(ModalScreen[SavedQuery]):
    """The list; the result is the query to ask."""

    PLACES = (Place.KEPT_QUERIES,)
    CSS_PATH = "kept_queries.tcss"
    AUTO_FOCUS = "KeptRows"

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("Queries that are kept"), classes="dialog-title")
            yield KeptRows(
                self._draw,
                row_height=2,
                always_lit=True,
                empty=_("None yet. ctrl+s under a query keeps it."),
            )
        yield KeyBar()

    def on_mount(self) -> None:
        self._fill(0)

    def _fill(self, cursor: int | None = None) -> None:
        self.query_one(KeptRows).show(self.study.queries(), cursor)
        self.query_one(KeyBar).refresh()

    def _draw(self, one: SavedQuery, width: int) -> Sequence[Content]:
        head = Content.assemble(" ", (safe(one.name), "bold"))
        return [
            spread(head, plain(one.coder + " ", "$muted"), width),
            plain("   " + look.snippet(one.where, max(10, width - 4)), "$muted"),
        ]

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        self.dismiss(event.item)

    def action_choose(self) -> None:
        if (query := self.query_one(KeptRows).current) is not None:
            self.dismiss(query)

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_rename(self) -> None:
        query = self.query_one(KeptRows).current
        if query is not None and await self.app.push_screen_wait(
            Lines(query.name, [Line(_("Name"), query.name)], lambda name: self.study.change_query(query.id, name))
        ):
            self._fill()

    def action_remove(self) -> None:
        if (query := self.query_one(KeptRows).current) is not None:
            self.study.remove_query(query.id)
            self._fill()
            self.app.notify(_("Forgotten: {name}. u takes it back.").format(name=query.name), timeout=4)

    def action_undo(self) -> None:
        entry = self.study.undo()
        self._fill()
        self.app.notify(_("Undone: {what}").format(what=look.act(entry)), timeout=3)
