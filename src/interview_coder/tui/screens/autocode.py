"""Coding what a search found: how much around the words, which passages, and what is coded already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, RadioSet
from textual.worker import get_current_worker

from interview_coder.domain.model import Candidate, Code, Hit, Stance, Unit
from interview_coder.domain.text import safe
from interview_coder.i18n import N_, _, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.screens.wait import waiting_or_stopped
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread
from interview_coder.tui.widgets.toggles import Choice

if TYPE_CHECKING:
    from interview_coder.study import Study
    from interview_coder.tui.screens.search import Wanted

_UNITS: Final = ((Unit.SENTENCE, N_("the sentence")), (Unit.TURN, N_("the turn")), (Unit.MATCH, N_("the words alone")))
_STANCES: Final = (None, Stance.SUPPORTS, Stance.CONTRADICTS, Stance.MIXED)

Place_ = tuple[str, int, int]


class CandidateRows(Rows[Candidate], inherit_bindings=False):
    """The passages; letters are the dialog's."""

    PLACES = (Place.WALK,)


class Autocode(ModalScreen[int]):
    """The preview of what would be coded; the result is how many codings were made.

    ``chosen`` are the hits to code; where there are none, all that ``wanted`` finds.
    """

    PLACES = (Place.AUTOCODE,)
    CSS_PATH = "autocode.tcss"
    AUTO_FOCUS = "CandidateRows"

    class Previewed(Message):
        """The passages at one level."""

        def __init__(self, unit: Unit, candidates: list[Candidate]) -> None:
            self.unit, self.candidates = unit, candidates
            super().__init__()

    def __init__(self, study: Study, code: Code, wanted: Wanted, chosen: Sequence[Hit] = ()) -> None:
        super().__init__()
        self._study, self._code, self._wanted, self._chosen = study, code, wanted, chosen
        self._left_out: set[Place_] = set()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(
                Content.assemble(_("Code what was found:") + " ", look.badge(self._code), " ", safe(self._code.name)),
                classes="dialog-title",
            )
            with Horizontal(classes="row"):
                yield Plain(_("Code"), classes="label")
                with RadioSet(id="unit"):
                    for unit, name in _UNITS:
                        yield Choice(plain(_(name)), unit is Unit.SENTENCE)
            with Horizontal(classes="row"):
                yield Plain(_("Stance"), classes="label")
                with RadioSet(id="stance"):
                    for stance in _STANCES:
                        yield Choice(plain(_(look.STANCE_NAMES[stance]) if stance else _("none")), stance is None)
            yield Plain(id="told")
            yield CandidateRows(self._draw, row_height=2, always_lit=True, empty=_("Looking…"))
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Code them")), id="code", variant="primary", disabled=True)
                yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    def on_mount(self) -> None:
        self._preview(self.unit)

    @property
    def unit(self) -> Unit:
        """How much around the words is coded."""
        return _UNITS[max(0, self.query_one("#unit", RadioSet).pressed_index)][0]

    def on_radio_set_changed(self, event: RadioSet.Changed) -> None:
        if event.radio_set.id == "unit":
            self._left_out.clear()
            self._preview(self.unit)

    @work(thread=True, exclusive=True, exit_on_error=False, group="search")
    def _preview(self, unit: Unit) -> None:
        worker = get_current_worker()
        wanted = self._wanted
        with self.app.holding(self._study) as usable:
            if not usable:
                return
            hits = list(self._chosen) or self._study.search(
                wanted.query, regex=wanted.regex, where=wanted.where, limit=None
            )
            candidates = self._study.autocode_preview(hits, self._code.id, unit)
        if not worker.is_cancelled:
            self.post_message(self.Previewed(unit, candidates))

    def on_autocode_previewed(self, event: Previewed) -> None:
        if event.unit is self.unit:
            rows = self.query_one(CandidateRows)
            rows.empty = _("Nothing found.")
            rows.show(event.candidates, 0)
            self._tell()

    def taken(self) -> list[Candidate]:
        """The passages that would get a coding: neither unticked nor coded already."""
        return [
            one for one in self.query_one(CandidateRows).items if not one.coded and _place(one) not in self._left_out
        ]

    def _tell(self) -> None:
        rows = self.query_one(CandidateRows)
        count, coded = len(self.taken()), sum(one.coded for one in rows.items)
        told = [ngettext("{n} passage will be coded", "{n} passages will be coded", count).format(n=look.number(count))]
        if coded:
            told.append(ngettext("{n} has the code already", "{n} have the code already", coded).format(n=coded))
        self.query_one("#told", Plain).show(" · ".join(told))
        self.query_one("#code", Button).disabled = not count

    def _draw(self, one: Candidate, width: int) -> Sequence[Content]:
        sign = "[=]" if one.coded else "[ ]" if _place(one) in self._left_out else "[x]"
        style = "$muted" if sign != "[x]" else ""
        head = Content.assemble(
            " ", (sign, "$success" if sign == "[x]" else "$muted"), " ", (safe(one.reference), style)
        )
        turn = _("coded already") if one.coded else _("turn {n}").format(n=one.turn)
        return [
            spread(head, Content.styled(turn + " ", "$muted"), width),
            plain("     " + look.snippet(one.words, max(10, width - 6)), style),
        ]

    def action_untick(self) -> None:
        rows = self.query_one(CandidateRows)
        one = rows.current
        if one is not None and not one.coded:
            self._left_out ^= {_place(one)}
            rows.redraw(rows.cursor)
        rows.action_down()
        self._tell()

    def on_rows_chosen(self) -> None:
        self.action_untick()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.action_save() if event.button.id == "code" else self.dismiss(None)

    def action_save(self) -> None:
        self._code_them()

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def _code_them(self) -> None:
        taken = self.taken()
        if not taken:
            return
        stance = _STANCES[max(0, self.query_one("#stance", RadioSet).pressed_index)]
        count = await waiting_or_stopped(
            self.app,
            _("Coding…"),
            lambda progress: self._study.autocode(taken, self._code.id, stance=stance, progress=progress),
        )
        if count is None:
            self.app.notify(_("Stopped. Nothing was coded."))
            return
        told = ngettext("{n} passage coded; u takes it back.", "{n} passages coded; u takes them back at once.", count)
        self.app.notify(told.format(n=look.number(count)))
        self.dismiss(count)


def _place(one: Candidate) -> Place_:
    return one.interview, one.start, one.end
