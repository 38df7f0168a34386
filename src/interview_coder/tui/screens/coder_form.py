"""The form of a coder: name, initials, colour."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input

from interview_coder.domain.model import Coder
from interview_coder.domain.text import fold, one_line, safe
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import Plain, plain
from interview_coder.tui.forms import FormScreen, Wrong
from interview_coder.tui.screens.code_editor import Colours
from interview_coder.tui.widgets.keybar import KeyBar


class CoderForm(FormScreen[str]):
    """A coder to change, or a new one (``None``, the ``number`` of those there are gives the colour); gives the id."""

    PLACES = (Place.FORM,)
    CSS_PATH = "coder_form.tcss"
    AUTO_FOCUS = "#name"

    def __init__(self, coder: Coder | None, number: int = 0) -> None:
        super().__init__()
        self._coder = coder
        self._colour = coder.colour if coder else look.COLOURS[number % len(look.COLOURS)]

    def compose(self) -> ComposeResult:
        coder = self._coder
        with Vertical(classes="dialog"):
            yield Plain(coder.name if coder else _("New coder"), classes="dialog-title")
            with Horizontal(classes="field"):
                yield Plain(_("Name"), classes="label")
                yield Input(safe(coder.name) if coder else "", id="name", classes="-slim", max_length=80)
            yield Wrong("name")
            with Horizontal(classes="field"):
                yield Plain(_("Initials"), classes="label")
                yield Input(
                    safe(coder.initials) if coder else "",
                    placeholder=_("made from the name"),
                    id="initials",
                    classes="-slim",
                    max_length=4,
                )
            yield Wrong("initials")
            with Horizontal(classes="field"):
                yield Plain(_("Colour"), classes="label")
                yield Colours(self._colour, id="colour")
            yield Wrong("colour")
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Keep")), id="keep", variant="primary")
                yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    def on_input_changed(self) -> None:
        self.accept()

    def on_input_submitted(self) -> None:
        self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.action_save() if event.button.id == "keep" else self.cancel()

    def action_save(self) -> None:
        name = one_line(self.query_one("#name", Input).value)
        initials = one_line(self.query_one("#initials", Input).value) or None
        try:
            coder = self._coder or self._added(name)
            self.study.change_coder(
                coder.id,
                name=name,
                # Those of a coder that is changed may not be left empty.
                initials=initials if initials is not None or self._coder is None else "",
                colour=self.query_one(Colours).chosen,
            )
        except InvalidInputError as error:
            self.refuse(str(error), error.field or "name")
        else:
            self.dismiss(coder.id)

    def _added(self, name: str) -> Coder:
        """A coder of that name, who must be new."""
        if fold(name) in {fold(one.name) for one in self.study.coders()}:
            raise InvalidInputError(_("A coder of that name exists already."), field="name")
        return self.study.add_coder(name)
