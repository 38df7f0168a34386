"""A small form of one or two lines of text that is kept at once: a name, words to put in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input

from interview_coder.domain.text import safe
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _
from interview_coder.tui.actions import Place
from interview_coder.tui.base import Plain, plain
from interview_coder.tui.forms import FormScreen, Wrong
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.name_hint import NameHint


class Line(Struct, frozen=True):
    """A field: what stands before it, what is in it, and what it shows while it is empty."""

    label: str
    value: str = ""
    placeholder: str = ""


class Lines(FormScreen[bool]):
    """The form; the result is whether it was kept. ``keep(*values)`` stores it; what it refuses is said in the form."""

    PLACES = (Place.FORM,)
    CSS_PATH = "lines.tcss"
    AUTO_FOCUS = "Input"

    def __init__(self, title: str, fields: Sequence[Line], keep: Callable[..., object], *, hint: str = "") -> None:
        super().__init__()
        self._heading, self._fields, self._keep, self._hint = title, fields, keep, hint

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(self._heading, classes="dialog-title")
            for index, field in enumerate(self._fields):
                with Horizontal(classes="field"):
                    yield Plain(field.label, classes="label")
                    yield Input(
                        safe(field.value),
                        placeholder=field.placeholder,
                        id=f"line-{index}",
                        classes="-slim",
                        max_length=200,
                    )
            yield Wrong()
            yield NameHint()
            if self._hint:
                yield Plain(self._hint, classes="dialog-hint")
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Keep")), id="keep", variant="primary")
                yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.accept()
        self.query_one(NameHint).look("\n".join(field.value for field in self.query(Input)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.action_save() if event.button.id == "keep" else self.cancel()

    def action_save(self) -> None:
        try:
            self._keep(*(field.value for field in self.query(Input)))
        except InvalidInputError as error:
            self.refuse(str(error))
        else:
            self.dismiss(True)
