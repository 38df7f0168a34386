"""A box to paste a transcript into, or to type one."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, TextArea

from interview_coder.domain.text import count_words, safe
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.widgets.keybar import KeyBar


class PasteArea(TextArea):
    """A text area that takes in nothing which could steer the terminal. Tabs stay: they may part columns."""

    async def _on_paste(self, event: events.Paste) -> None:
        text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        harmless = "\t".join(safe(part) for part in text.split("\t"))
        event.prevent_default()
        event.stop()
        await super()._on_paste(events.Paste(harmless))


class Paste(ModalScreen[str]):
    """The box; its result is the text. It stays in memory."""

    PLACES = (Place.PASTE,)
    CSS_PATH = "paste.tcss"
    AUTO_FOCUS = "TextArea"

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("Paste a transcript"), classes="dialog-title")
            yield Plain(
                _("A speaker before each turn, as in “I: …” and “R: …”, or each on a line of its own."), classes="hint"
            )
            yield PasteArea(soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
            yield Plain(id="paste-count", classes="hint")
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Use")), id="use", variant="primary")
                yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    def on_mount(self) -> None:
        self.on_text_area_changed()

    def on_text_area_changed(self) -> None:
        words = count_words(self.query_one(TextArea).text)
        self.query_one("#paste-count", Plain).show(look.words(words))

    def action_use_text(self) -> None:
        text = self.query_one(TextArea).text
        if text.strip():
            self.dismiss(text)
        else:
            self.app.notify(_("There is no text yet: paste it first."), severity="warning")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "use":
            self.action_use_text()
        else:
            self.dismiss(None)

    @property
    def _typed(self) -> bool:
        return bool(self.query_one(TextArea).text.strip())

    def action_back(self) -> None:
        """A transcript in the box is not thrown away by one key."""
        if not self._typed:
            self.dismiss(None)
            return
        self.run_worker(self._leave(), exclusive=True, exit_on_error=False)

    async def _leave(self) -> None:
        if await self.app.confirm(_("Throw the pasted text away?"), yes=_("Throw away"), danger=True):
            self.dismiss(None)
