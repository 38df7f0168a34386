"""Every change of the study: who, when, what."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from interview_coder.domain.model import HistoryEntry
from interview_coder.domain.text import safe
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.base import ModalScreen, Plain
from interview_coder.tui.widgets.rows import Rows, spread


class History(ModalScreen[None]):
    """The changes, newest first; what is undone is struck out."""

    CSS_PATH = "history.tcss"
    AUTO_FOCUS = "Rows"

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("History"), classes="dialog-title")
            yield Rows[HistoryEntry](self._draw, empty=_("Nothing has been changed yet."))
            yield Plain(
                _("u in the workbench takes back your own last change, U does it again."), classes="dialog-hint"
            )

    def on_mount(self) -> None:
        self.query_one(Rows).show(self.study.history(limit=2000), 0)

    def _draw(self, entry: HistoryEntry, width: int) -> Sequence[Content]:
        when = entry.time.astimezone().strftime("%Y-%m-%d %H:%M")
        style = "strike $muted" if entry.undone else ""
        left = Content.assemble(
            " ",
            (when, "$muted"),
            "  ",
            (look.act(entry), style),
            ("  (" + _("undone") + ")" if entry.undone else "", "$muted"),
        )
        return [spread(left, Content.styled(safe(entry.coder) + " ", "$muted"), width)]
