"""What the team wants to know of every interview: made, renamed, taken away here; given in the details of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, RadioSet

from interview_coder.domain.model import Attribute, AttributeKind
from interview_coder.domain.text import one_line, safe
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import N_, _, ngettext
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.name_hint import NameHint
from interview_coder.tui.widgets.rows import Rows, spread
from interview_coder.tui.widgets.toggles import Choice

KINDS: Final = {
    AttributeKind.TEXT: N_("text"),
    AttributeKind.NUMBER: N_("number"),
    AttributeKind.DATE: N_("date"),
    AttributeKind.CHOICE: N_("choice"),
}
_ORDER: Final = tuple(KINDS)


class AttributeRows(Rows[Attribute], inherit_bindings=False):
    """The attributes; letters are the dialog's."""

    PLACES = (Place.WALK,)


class Attributes(ModalScreen[bool]):
    """The attributes of the study; the result says whether any was changed."""

    PLACES = (Place.ATTRIBUTES,)
    CSS_PATH = "attributes.tcss"
    AUTO_FOCUS = "AttributeRows"

    def __init__(self) -> None:
        super().__init__()
        self._changed = False
        self._given: Counter[str] = Counter()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("Attributes of interviews"), classes="dialog-title")
            yield Plain(
                _("What you want to know of every interview. r in the list of interviews gives one its values."),
                classes="dialog-text",
            )
            yield AttributeRows(self._draw, always_lit=True, empty=_("None yet. a adds one."))
        yield KeyBar()

    def on_mount(self) -> None:
        self._fill(0)

    def _fill(self, cursor: int | None = None) -> None:
        self._given = Counter(one for interview in self.study.interviews() for one in interview.attributes)
        self.query_one(AttributeRows).show(self.study.attributes(), cursor)

    def _draw(self, one: Attribute, width: int) -> Sequence[Content]:
        takes = ", ".join(one.choices) if one.choices else _(KINDS[one.kind])
        count = self._given[one.id]
        given = ngettext("{n} interview", "{n} interviews", count).format(n=count)
        left = Content.assemble(" ", (safe(one.name), "bold"), (f"  {safe(takes)}", "$muted"))
        return [spread(left, Content.styled(given + " ", "$muted"), width)]

    def on_rows_chosen(self) -> None:
        self.action_change()

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_add(self) -> None:
        if await self.app.push_screen_wait(AttributeForm(None)):
            self._changed = True
            self._fill(len(self.query_one(AttributeRows).items))

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_change(self) -> None:
        one = self.query_one(AttributeRows).current
        if one is not None and not self.app.read_only and await self.app.push_screen_wait(AttributeForm(one)):
            self._changed = True
            self._fill()

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_remove(self) -> None:
        one = self.query_one(AttributeRows).current
        if one is None:
            return
        count = self._given[one.id]
        values = ngettext("{n} interview has a value.", "{n} interviews have a value.", count).format(n=count)
        if await self.app.confirm(
            _("Take “{name}” away?").format(name=one.name),
            values + " " + _("u in the workbench brings all back."),
            yes=_("Take away"),
            danger=True,
        ):
            self.study.remove_attribute(one.id)
            self._changed = True
            self._fill()

    def action_back(self) -> None:
        self.dismiss(self._changed)


class AttributeForm(ModalScreen[bool]):
    """The name, the kind and the choices of an attribute; it is stored here, and what is wrong said in the form."""

    PLACES = (Place.METADATA,)
    CSS_PATH = "attributes.tcss"
    AUTO_FOCUS = "#name"

    def __init__(self, one: Attribute | None) -> None:
        super().__init__()
        self._one = one

    def compose(self) -> ComposeResult:
        one = self._one
        with Vertical(classes="dialog"):
            yield Plain(one.name if one else _("New attribute"), classes="dialog-title")
            with Horizontal(classes="field"):
                yield Plain(_("Name"), classes="label")
                yield Input(safe(one.name) if one else "", id="name", classes="-slim", max_length=200)
            with Horizontal(classes="field"):
                yield Plain(_("Takes"), classes="label")
                if one is not None:
                    yield Plain(_(KINDS[one.kind]))
                else:
                    with RadioSet(id="kind"):
                        for kind in _ORDER:
                            yield Choice(plain(_(KINDS[kind])), kind is AttributeKind.TEXT)
            with Horizontal(classes="field", id="choices-row"):
                yield Plain(_("Choices"), classes="label")
                yield Input(
                    safe("; ".join(one.choices)) if one else "",
                    placeholder=_("such as city; village"),
                    id="choices",
                    classes="-slim",
                )
            yield Plain(id="wrong")
            yield NameHint()
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Keep")), id="keep", variant="primary")
                yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    def on_mount(self) -> None:
        self._show_choices()

    @property
    def kind(self) -> AttributeKind:
        """What values it takes."""
        if self._one is not None:
            return self._one.kind
        return _ORDER[max(0, self.query_one("#kind", RadioSet).pressed_index)]

    def _show_choices(self) -> None:
        self.query_one("#choices-row").display = self.kind is AttributeKind.CHOICE

    def on_radio_set_changed(self) -> None:
        self._show_choices()

    def on_input_changed(self) -> None:
        self.query_one("#wrong", Plain).show("")
        self.query_one(NameHint).look("\n".join(field.value for field in self.query(Input)))

    def on_input_submitted(self) -> None:
        self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.action_save() if event.button.id == "keep" else self.dismiss(False)

    def action_save(self) -> None:
        name = self.query_one("#name", Input).value
        choices = [part for part in map(one_line, self.query_one("#choices", Input).value.split(";")) if part]
        kind = self.kind
        wanted = choices if kind is AttributeKind.CHOICE else []
        try:
            if self._one is None:
                self.study.add_attribute(name, kind, wanted)
            else:
                self.study.change_attribute(
                    self._one.id, name=name, choices=wanted if kind is AttributeKind.CHOICE else None
                )
        except InvalidInputError as error:
            self.query_one("#wrong", Plain).show(str(error))
        else:
            self.dismiss(True)
