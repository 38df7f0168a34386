"""Which spaCy model, if any, is united with the program's own search for names."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Input

from interview_coder.domain.text import one_line, safe
from interview_coder.errors import InterviewCoderError
from interview_coder.i18n import _
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.widgets.keybar import KeyBar


class LanguageModel(ModalScreen[str]):
    """Asks for the name of an installed model and tries it; the result is the name, empty for none."""

    PLACES = (Place.FORM,)
    CSS_PATH = "language_model.tcss"
    AUTO_FOCUS = "Input"

    class Tried(Message):
        """The model was loaded, or the error says why it cannot be."""

        def __init__(self, name: str, error: InterviewCoderError | None) -> None:
            self.name, self.error = name, error
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self._trying = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("Language model"), classes="dialog-title")
            yield Plain(
                _(
                    "The program finds names by itself. A Dutch spaCy model that you installed, such as "
                    "nl_core_news_lg, can look along; leave the field empty for none."
                ),
                classes="dialog-text",
            )
            yield Input(safe(str(self.app.settings.get("model") or "")), placeholder=_("none"), max_length=200)
            yield Plain(id="model-told", classes="dialog-hint")
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Keep")), id="keep", variant="primary")
                yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    def action_save(self) -> None:
        name = one_line(self.query_one(Input).value)
        if self._trying:
            return
        if not name:
            self._done(name)
            return
        self._trying = name
        self.query_one("#model-told", Plain).show(_("Loading the model…"))
        self._try(name)

    @work(thread=True, exclusive=True, exit_on_error=False, group="model")
    def _try(self, name: str) -> None:
        from interview_coder.redaction import Redactor

        error: InterviewCoderError | None = None
        try:
            Redactor(model=name)
        except InterviewCoderError as failure:
            error = failure
        self.post_message(self.Tried(name, error))

    def on_language_model_tried(self, event: Tried) -> None:
        self._trying = ""
        told = self.query_one("#model-told", Plain)
        told.set_class(event.error is not None, "-wrong")
        if event.error is not None:
            told.show(str(event.error))
        else:
            self._done(event.name)

    def _done(self, name: str) -> None:
        self.app.settings.set("model", value=name or None)
        self.dismiss(name)

    def on_input_submitted(self) -> None:
        self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "keep":
            self.action_save()
        else:
            self.dismiss(None)
