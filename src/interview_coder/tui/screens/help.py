"""The keys of the place where the user is, and the handbook."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Markdown

from interview_coder.i18n import _, current_language
from interview_coder.tui.actions import PLACES, REGISTRY, Action, Place, keys_shown
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.widgets.keybar import KeyBar


class Help(ModalScreen[None]):
    """Every key that works at some places, the nearest place first, in as many columns as fit."""

    CSS_PATH = "help.tcss"

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self._places = list(dict.fromkeys(places))

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("Keys in this place"), classes="dialog-title")
            with VerticalScroll(id="keys"):
                yield Plain(id="table")
            yield Plain(_("Esc closes. F1 opens the handbook."), classes="dialog-hint")

    def on_mount(self) -> None:
        self.query_one("#keys").focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        self.query_one("#table", Plain).show(self._table(self.query_one("#keys").container_size.width - 2))

    def _table(self, width: int) -> Content:
        lines: list[Content] = []
        for place in self._places:
            actions = [action for action in REGISTRY[place] if not action.hidden]
            if not actions:
                continue
            if lines:
                lines.append(Content(""))
            lines.append(Content.styled(_(PLACES[place]), "bold $accent"))
            group = ""
            for action in actions:
                if action.group != group and len({other.group for other in actions}) > 1:
                    group = action.group
                    lines.append(Content.styled(_(group), "italic $muted"))
                lines.append(self._line(action, width))
        return Content("\n").join(lines)

    @staticmethod
    def _line(action: Action, width: int) -> Content:
        """Keys, label where there is room, and help, which goes on below itself where it is long."""
        label = f"{_(action.label):<20} " if width >= 90 else ""
        head = Content.assemble((f"  {keys_shown(action):<15} ", "bold $primary"), label)
        indent = head.cell_length
        lines = plain(_(action.help), "$muted" if label else "").wrap(max(10, width - indent))
        return Content("\n" + " " * indent).join([Content.assemble(head, lines[0].rstrip()), *lines[1:]])

    def action_help(self) -> None:
        self.dismiss(None)


def handbook_text(language: str) -> str:
    """The handbook in a language, as Markdown; English where it is not translated."""
    folder = resources.files("interview_coder.tui") / "handbook"
    for name in (f"{language}.md", "en.md"):
        if (folder / name).is_file():
            return (folder / name).read_text(encoding="utf-8")
    return ""


class Handbook(ModalScreen[None]):
    """How things are done, by task."""

    CSS_PATH = "help.tcss"

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            with VerticalScroll(id="book"):
                yield Markdown(handbook_text(current_language()), open_links=False)
            yield Plain(_("Arrows and PgDn scroll, Esc closes."), classes="dialog-hint")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one("#book").focus()
