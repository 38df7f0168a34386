"""The looks of the program, each seen as soon as the cursor is on it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from interview_coder.i18n import _
from interview_coder.tui import themes
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows


class Looks(ModalScreen[str]):
    """The themes by name; the result is the one to keep, ``None`` leaves everything as it was."""

    CSS_PATH = "looks.tcss"
    AUTO_FOCUS = "Rows"

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("Look"), classes="dialog-title")
            yield Rows[str](lambda name, _width: [plain(f" {_(themes.NAMES[name])}")])
            yield Plain(_("Enter keeps it, Esc leaves it as it was."), classes="dialog-hint")
        yield KeyBar()

    def on_mount(self) -> None:
        self._before = self.app.theme
        names = list(themes.NAMES)
        self.query_one(Rows).show(names, names.index(self._before) if self._before in names else 0)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        self.app.theme = event.item

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        self.dismiss(event.item)

    def action_back(self) -> None:
        self.app.theme = self._before
        self.dismiss(None)
