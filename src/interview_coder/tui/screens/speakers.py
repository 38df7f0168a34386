"""Who speaks in an interview: labels and roles, to be changed and added to. Labels are never names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, RadioSet

from interview_coder.domain.model import Role, Speaker
from interview_coder.domain.text import one_line, safe
from interview_coder.i18n import _, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.name_hint import NameHint
from interview_coder.tui.widgets.rows import Rows, spread
from interview_coder.tui.widgets.toggles import Choice

_ROLES: Final = tuple(Role)
Typed = tuple[str, Role]


class SpeakerRows(Rows[Speaker], inherit_bindings=False):
    """The voices; letters are the dialog's."""

    PLACES = (Place.WALK,)


class Speakers(ModalScreen[bool]):
    """The voices of an interview; the result says whether any was changed."""

    PLACES = (Place.SPEAKERS,)
    CSS_PATH = "speakers.tcss"
    AUTO_FOCUS = "SpeakerRows"

    def __init__(self, interview_id: str) -> None:
        super().__init__()
        self._interview = interview_id
        self._changed = False
        self._turns: Counter[str] = Counter()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("Who speaks"), classes="dialog-title")
            yield SpeakerRows(self._draw, always_lit=True, empty=_("No speakers are known. a adds one."))
        yield KeyBar()

    def on_mount(self) -> None:
        self._fill(0)

    def _fill(self, cursor: int | None = None) -> None:
        turns = self.study.transcript(self._interview).turns
        self._turns = Counter(turn.speaker.id for turn in turns if turn.speaker is not None)
        speakers = self.study.interview(self._interview).speakers
        rows = self.query_one(SpeakerRows)
        rows.styles.height = max(3, min(12, len(speakers)))
        rows.show(speakers, cursor)

    def _draw(self, speaker: Speaker, width: int) -> Sequence[Content]:
        count = self._turns[speaker.id]
        turns = ngettext("{n} turn", "{n} turns", count).format(n=count)
        left = Content.assemble(" ", (safe(speaker.label), "bold"), (f"  {_(look.ROLE_NAMES[speaker.role])}", "$muted"))
        return [spread(left, Content.styled(turns + " ", "$muted"), width)]

    def on_rows_chosen(self) -> None:
        self.action_change()

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_change(self) -> None:
        speaker = self.query_one(SpeakerRows).current
        if speaker is None or self.app.read_only:
            return
        typed = await self.app.push_screen_wait(SpeakerForm(speaker))
        if typed is not None and typed != (speaker.label, speaker.role):
            self.study.change_speaker(self._interview, speaker.id, label=typed[0], role=typed[1])
            self._changed = True
            self._fill()

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_add(self) -> None:
        typed = await self.app.push_screen_wait(SpeakerForm(None))
        if typed is not None:
            self.study.add_speaker(self._interview, *typed)
            self._changed = True
            self._fill(len(self.query_one(SpeakerRows).items))

    def action_back(self) -> None:
        self.dismiss(self._changed)


class SpeakerForm(ModalScreen[Typed]):
    """The label and role of a voice, a new one where there is none."""

    PLACES = (Place.METADATA,)
    CSS_PATH = "speakers.tcss"
    AUTO_FOCUS = "Input"

    def __init__(self, speaker: Speaker | None) -> None:
        super().__init__()
        self._speaker = speaker

    def compose(self) -> ComposeResult:
        speaker = self._speaker
        with Vertical(classes="dialog"):
            yield Plain(_("Speaker") if speaker else _("New speaker"), classes="dialog-title")
            with Horizontal(classes="field"):
                yield Plain(_("Label"), classes="label")
                yield Input(
                    safe(speaker.label) if speaker else "",
                    placeholder=_("such as Respondent 2; no name"),
                    classes="-slim",
                    max_length=60,
                )
            with Horizontal(classes="field"):
                yield Plain(_("Role"), classes="label")
                with RadioSet():
                    for role in _ROLES:
                        yield Choice(
                            plain(_(look.ROLE_NAMES[role])), role is (speaker.role if speaker else Role.RESPONDENT)
                        )
            yield NameHint()
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Keep")), id="keep", variant="primary")
                yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one(NameHint).look(event.value)

    def on_input_submitted(self) -> None:
        self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.action_save() if event.button.id == "keep" else self.dismiss(None)

    def action_save(self) -> None:
        label = one_line(self.query_one(Input).value)
        if not label:
            self.query_one(Input).focus()
            return
        self.dismiss((label, _ROLES[max(0, self.query_one(RadioSet).pressed_index)]))
