"""The details of an interview: school, programmes, date and the like, with the reference that they give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, RadioSet

from interview_coder.domain.days import day_of
from interview_coder.domain.model import Interview, Metadata, Mode
from interview_coder.domain.text import one_line, safe, slug
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.attribute_fields import AttributeFields
from interview_coder.tui.base import Plain, plain
from interview_coder.tui.forms import FormScreen, Wrong
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.toggles import Choice, Tick

if TYPE_CHECKING:
    from interview_coder.intake import Prepared
    from interview_coder.study import Study

HIGHEST: Final = 9999
"""The highest number of a school or of an interview within it."""

_MODES: Final = (None, Mode.FACE_TO_FACE, Mode.TELEPHONE)


class Form(Struct, frozen=True):
    """What the fields hold, as typed."""

    school: str = ""
    programmes: tuple[str, ...] = ()
    others: str = ""
    sequence: str = ""
    date: str = ""
    mode: Mode | None = None
    interviewers: str = ""

    def read(self) -> tuple[Metadata, dict[str, str]]:
        """The metadata as far as it can be read, and a sentence for each field that cannot."""
        wrong: dict[str, str] = {}
        ticked = {slug(name) for name in self.programmes}
        others = [name for part in self.others.split(";") if slug(name := one_line(part)) not in {"", *ticked}]
        metadata = Metadata(
            school=_number(self.school, "school", wrong),
            programmes=tuple(dict.fromkeys((*self.programmes, *others))),
            sequence=_number(self.sequence, "sequence", wrong),
            date=_date(self.date, wrong),
            mode=self.mode,
            interviewers=tuple(
                part for raw in self.interviewers.replace(";", ",").split(",") if (part := one_line(raw))
            ),
        )
        return metadata, wrong


def _number(typed: str, field: str, wrong: dict[str, str]) -> int | None:
    typed = typed.strip()
    if not typed:
        return None
    if typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= HIGHEST:
        return int(typed)
    wrong[field] = _("Type a whole number from 1 to {highest}, or nothing.").format(highest=HIGHEST)
    return None


def _date(typed: str, wrong: dict[str, str]) -> date | None:
    if not typed.strip():
        return None
    day = day_of(one_line(typed))
    if day is None:
        wrong["date"] = _("Type a date such as 2015-03-12, 12-3-2015 or 12 March 2015, or nothing.")
    return day


class MetadataScreen(FormScreen[Metadata]):
    """The form. Its result is what was typed; nothing is stored here. ``missing`` says why it is asked for.

    The name of the school that a file gives is shown as help for finding its number, and goes nowhere else.
    """

    PLACES = (Place.METADATA,)
    CSS_PATH = "metadata.tcss"
    AUTO_FOCUS = "#school"

    def __init__(self, study: Study, subject: Interview | Prepared, *, missing: bool = False) -> None:
        super().__init__()
        self._study, self._missing = study, missing
        self.given: dict[str, str] = {}
        """The values of attributes that were changed, by id, once the form is kept."""
        self._interview = subject if isinstance(subject, Interview) else None
        self._was = subject.metadata
        self._heading = (
            _("Details of {interview}").format(interview=subject.reference)
            if isinstance(subject, Interview)
            else _("Details of {file}").format(file=subject.file)
        )
        self._hint = "" if isinstance(subject, Interview) else subject.draft.school_name
        self._known = self._programmes(study.programmes())

    def _programmes(self, known: Sequence[str]) -> list[str]:
        """The names to tick, those that the interview has first: their order is that of the reference."""
        has = {slug(name) for name in self._was.programmes}
        return [*self._was.programmes, *(name for name in known if slug(name) not in has)]

    def compose(self) -> ComposeResult:
        was = self._was
        with Vertical(classes="dialog"):
            yield Plain(self._heading, classes="dialog-title")
            with VerticalScroll(can_focus=False):
                if self._missing:
                    yield Plain(
                        _("The reference in the report needs these; the file does not give them all."), id="why"
                    )
                yield from self._field("school", _("School number"), "" if was.school is None else str(was.school))
                if self._hint:
                    yield Plain(
                        _("The file says: {school}. Only the number is kept.").format(school=one_line(self._hint)),
                        id="school-name",
                        classes="help",
                    )
                with Horizontal(classes="row"):
                    yield Plain(_("Programmes"), classes="label")
                    with Vertical(id="programmes"):
                        for index, name in enumerate(self._known):
                            yield Tick(plain(name), name in was.programmes, id=f"programme-{index}")
                        if not self._known:
                            yield Plain(_("none known yet"), classes="hint")
                yield from self._field("others", _("Others"), "", hint=_("names, with ; between them"))
                yield from self._field(
                    "sequence",
                    _("Interview number"),
                    "" if was.sequence is None else str(was.sequence),
                    hint=_("where a school gave several on one programme"),
                )
                yield from self._field(
                    "date", _("Date"), was.date.isoformat() if was.date else "", hint=_("2015-03-12, 12 March 2015")
                )
                with Horizontal(classes="row"):
                    yield Plain(_("Held"), classes="label")
                    with RadioSet(id="mode"):
                        for mode in _MODES:
                            label = _("not known") if mode is None else _(look.MODE_NAMES[mode])
                            yield Choice(plain(label), was.mode is mode)
                yield from self._field(
                    "interviewers",
                    _("Interviewers"),
                    ", ".join(was.interviewers),
                    hint=_("initials, with , between them"),
                )
                if self._interview is not None:
                    yield AttributeFields(self._study, self._interview)
            yield Plain(id="preview")
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Keep")), id="keep", variant="primary")
                yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    def _field(self, name: str, label: str, value: str, *, hint: str = "") -> ComposeResult:
        with Horizontal(classes="row"):
            yield Plain(label, classes="label")
            yield Input(safe(value), placeholder=hint, id=name, classes="-slim", max_length=200)
        yield Wrong(name)

    def on_mount(self) -> None:
        self._changed()

    def form(self) -> Form:
        """What stands in the fields."""

        def typed(name: str) -> str:
            return self.query_one(f"#{name}", Input).value

        ticked = tuple(
            name for index, name in enumerate(self._known) if self.query_one(f"#programme-{index}", Tick).value
        )
        pressed = self.query_one("#mode", RadioSet).pressed_index
        return Form(
            school=typed("school"),
            programmes=ticked,
            others=typed("others"),
            sequence=typed("sequence"),
            date=typed("date"),
            mode=_MODES[pressed] if pressed > 0 else None,
            interviewers=typed("interviewers"),
        )

    def _changed(self, *, telling: bool = False) -> tuple[Metadata, dict[str, str]]:
        """Read the fields, show the reference, and a sentence at what is wrong (``telling``: where none stood too)."""
        metadata, wrong = self.form().read()
        for field in ("school", "sequence", "date"):
            line = self.query_one(f"#{field}-wrong", Wrong)
            line.say(wrong.get(field, "") if telling or line.display else "")
        reference = self._study.preview_reference(metadata, self._interview.id if self._interview else None)
        self.query_one("#preview", Plain).show(
            Content.assemble((_("In the report:") + " ", "$text-muted"), (f"({safe(reference)})", "bold"))
        )
        return metadata, wrong

    def on_input_changed(self) -> None:
        self._changed()

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """A field that is left tells what is wrong with it; a date is shown as it was understood."""
        metadata, wrong = self.form().read()
        if event.input.id in wrong:
            self.query_one(f"#{event.input.id}-wrong", Wrong).display = True
            self._changed()
        elif event.input.id == "date" and metadata.date is not None:
            event.input.value = metadata.date.isoformat()

    def on_checkbox_changed(self) -> None:
        self._changed()

    def on_radio_set_changed(self) -> None:
        self._changed()

    def action_save(self) -> None:
        metadata, wrong = self._changed(telling=True)
        if wrong:
            self.query_one(f"#{next(iter(wrong))}", Input).focus()
            return
        for fields in self.query(AttributeFields):
            if fields.refused():
                return
            self.given = fields.values()
        self.dismiss(metadata)

    def on_input_submitted(self) -> None:
        self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "keep":
            self.action_save()
        else:
            self.dismiss(None)
