"""The conditions by programme (or school) in one table: the verdict, and how many passages say what."""

from __future__ import annotations

from typing import Final

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import DataTable

from interview_coder.domain.conditions import VERDICTS, Condition, Share
from interview_coder.domain.text import safe
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.screens.verdict import Scope
from interview_coder.tui.widgets.keybar import KeyBar

_KINDS: Final = ("programme", "school")


class ConditionMatrix(ModalScreen[tuple[str, Scope]]):
    """The table; the result is the condition and the programme or school to look at."""

    PLACES = (Place.MATRIX,)
    CSS_PATH = "condition_matrix.tcss"
    AUTO_FOCUS = "DataTable"

    def __init__(self, conditions: list[Condition]) -> None:
        super().__init__()
        self._kind = _KINDS[0]
        self._conditions = conditions

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(id="matrix-title", classes="dialog-title")
            yield DataTable(id="matrix", cursor_type="cell", zebra_stripes=True)
            yield Plain(
                _("− contradicts, ± mixed, + supports: passages; below them the verdict."), classes="dialog-text"
            )
        yield KeyBar()

    def on_mount(self) -> None:
        self._fill()

    def _shares(self, one: Condition) -> tuple[Share, ...]:
        return one.programmes if self._kind == "programme" else one.schools

    def _fill(self) -> None:
        by_school = self._kind == "school"
        heading = _("Conditions by school") if by_school else _("Conditions by programme")
        self.query_one("#matrix-title", Plain).show(heading)
        table = self.query_one(DataTable)
        table.clear(columns=True)
        table.add_column(Text(_("Condition")), width=24)
        table.add_column(Text(_("all")), width=16)
        for share in self._shares(self._conditions[0]) if self._conditions else ():
            name = _("School {n}").format(n=share.name) if by_school else share.name
            table.add_column(Text(safe(name)), width=16)
        for one in self._conditions:
            total = Share("", one.total, one.verdict)
            cells = [self._cell(share) for share in (total, *self._shares(one))]
            title = Content.assemble(look.badge(one.code), " ", plain(one.code.name))
            table.add_row(title.truncate(24, ellipsis=True), *cells, height=2)

    def _cell(self, share: Share) -> Content:
        evidence = share.evidence
        if not evidence.codings:
            return Content.styled("–", "$muted")
        counts = f"−{evidence.contradicts} ±{evidence.mixed} +{evidence.supports}"
        verdict = _(VERDICTS[share.verdict.verdict]) if share.verdict else ""
        return Content.assemble(counts, "\n", (verdict, "bold $primary"))

    def action_other(self) -> None:
        self._kind = _KINDS[1 - _KINDS.index(self._kind)]
        self._fill()

    def on_data_table_cell_selected(self, event: DataTable.CellSelected) -> None:
        event.stop()
        if not self._conditions:
            return
        one = self._conditions[event.coordinate.row]
        column = event.coordinate.column - 2
        scope: Scope = ("", "") if column < 0 else (self._kind, self._shares(one)[column].name)
        self.dismiss((one.code.id, scope))
