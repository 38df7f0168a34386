"""The palette: what one wants to do, or the name of a code or an interview, by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from interview_coder.i18n import _
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, plain
from interview_coder.tui.ranking import Choice, Index
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, WalksRows, spread


class Command(Struct, frozen=True):
    """Something the palette offers: ``what`` says which sort it is, ``keys`` the short way; ``run`` does it."""

    id: str
    text: str
    what: str
    run: Callable[[], object]
    help: str = ""
    keys: str = ""
    key: str = ""


class Palette(ModalScreen[Command], WalksRows):
    """The palette; the result is what was chosen, to be run by the caller once the palette is closed."""

    PLACES = (Place.LIST,)
    BINDINGS = []
    CSS_PATH = "palette.tcss"
    AUTO_FOCUS = "Input"

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = {command.id: command for command in commands}
        self._index = Index([Choice(command.id, command.text, command.key) for command in commands])

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Input(placeholder=_("What do you want to do? Codes and interviews too"))
            yield Rows[Command](self._draw, always_lit=True, single_click=True, empty=_("Nothing fits."))
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Rows).can_focus = False
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, typed: str) -> None:
        found = [self._commands[hit.choice.id] for hit in self._index.rank(typed)]
        self.query_one(Rows).show(found, 0)

    def _draw(self, command: Command, width: int) -> Sequence[Content]:
        left = Content.assemble(" ", plain(command.text))
        if command.help:
            left = Content.assemble(left, "  ", plain(command.help, "$muted"))
        right = Content.assemble((command.what, "$muted"), " ", (f"{command.keys:>8} ", "bold $primary"))
        return [spread(left, right, width)]

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        self.dismiss(event.item)

    def on_input_submitted(self) -> None:
        command = self.query_one(Rows).current
        if command is not None:
            self.dismiss(command)
