"""Planning who codes what: a share by several, drawn by lot; seen before it is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input
from textual.worker import get_current_worker

from interview_coder.domain.assigning import AssignmentPlan
from interview_coder.domain.model import Coder, Interview
from interview_coder.domain.text import safe
from interview_coder.errors import InterviewCoderError, InvalidInputError
from interview_coder.i18n import _, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import Plain, plain
from interview_coder.tui.forms import FormScreen, Wrong
from interview_coder.tui.team import Team
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread
from interview_coder.tui.widgets.toggles import Tick


class Wanted(Struct, frozen=True):
    """What a plan is to be made of."""

    coders: tuple[str, ...]
    share: float
    together: int
    seed: int
    interviews: tuple[str, ...]


class CoderMarks(Rows[Coder], inherit_bindings=False):
    """Coders that can be marked."""

    PLACES = (Place.PLAN, Place.WALK)

    class Marked(Message):
        """Others are marked."""

    def __init__(self, team: Team) -> None:
        super().__init__(id="coders", classes="value")
        self._coders = team.coders
        # Who leads and never codes need not be let out each time.
        working = {one.id for one in team.coders if one.codings} | {coder for _interview, coder in team.given}
        self.marked = working if len(working) > 1 else {one.id for one in team.coders}

    def on_mount(self) -> None:
        self.show(self._coders)

    @property
    def chosen(self) -> frozenset[str]:
        """The ids of those that are marked, as the form compares them."""
        return frozenset(self.marked)

    def draw(self, item: Coder, width: int) -> Sequence[Content]:
        mark = "[x] " if item.id in self.marked else "[ ] "
        left = Content.assemble(" ", mark, look.dot(item), " ", safe(item.name))
        return [spread(left, Content.styled(f"{look.codings(item.codings)} ", "$muted"), width)]

    def action_mark(self) -> None:
        if self.current is not None:
            self.marked ^= {self.current.id}
            self.redraw(self.cursor)
            self.post_message(self.Marked())

    def action_choose(self) -> None:
        """A second click marks, as Space does."""
        self.action_mark()


class PlanForm(FormScreen[AssignmentPlan]):
    """The form of a plan, with the plan below it as it would be; the result is the one that was kept."""

    PLACES = (Place.FORM,)
    CSS_PATH = "plan.tcss"
    AUTO_FOCUS = "#share"

    class Made(Message):
        """A plan, or why there is none."""

        def __init__(self, wanted: Wanted, plan: AssignmentPlan | None, wrong: str) -> None:
            self.wanted, self.plan, self.wrong = wanted, plan, wrong
            super().__init__()

    def __init__(self, team: Team) -> None:
        super().__init__()
        self._team = team
        self._interviews = {one.id: one for one in team.interviews}
        self._plan: AssignmentPlan | None = None
        self._shown: Wanted | None = None
        given = {interview for interview, _coder in team.given}
        begun = {interview for (interview, _coder), one in team.given.items() if one.done or one.codings != 0}
        self._free = [one.id for one in team.interviews if one.id not in given]
        self._again = [one.id for one in team.interviews if one.id not in begun]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("Plan who codes what"), classes="dialog-title")
            yield CoderMarks(self._team)
            with Horizontal(id="numbers"):
                for name, label, value in (
                    ("share", _("Coded by several, %"), "20"),
                    ("together", _("coders each"), "2"),
                    ("seed", _("seed"), "1"),
                ):
                    yield Plain(label, classes="label")
                    yield Input(value, id=name, classes="-slim", max_length=9, restrict=r"[0-9]*[.,]?[0-9]*")
            with Horizontal(id="ticks"):
                yield Tick(_("blind"), True, id="blind")
                yield Tick(_("those given but not begun, too"), not self._free, id="again")
            yield Wrong()
            yield Plain(id="about")
            yield Rows[tuple[Interview, tuple[str, ...]]](self._draw, id="preview")
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Give out")), id="keep", variant="primary")
                yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(CoderMarks).styles.height = min(4, max(1, len(self._team.coders)))
        self._look()

    def _wanted(self) -> Wanted:
        """What is in the form. Raises InvalidInputError."""
        texts = {one.id: one.value.replace(",", ".") for one in self.query(Input)}
        try:
            share = float(texts["share"] or 0) / 100
            together, seed = int(texts["together"]), int(texts["seed"])
        except ValueError:
            raise InvalidInputError(_("Write the share, the number of coders and the seed as numbers.")) from None
        marks = self.query_one(CoderMarks)
        coders = tuple(one.id for one in self._team.coders if one.id in marks.marked)
        return Wanted(
            coders, share, together, seed, tuple(self._again if self.query_one("#again", Tick).value else self._free)
        )

    def _look(self) -> None:
        """Make the plan anew, in a thread."""
        try:
            wanted = self._wanted()
        except InvalidInputError as error:
            self._show(None, str(error))
        else:
            self._make(wanted)

    @work(thread=True, exclusive=True, exit_on_error=False, group="count")
    def _make(self, wanted: Wanted) -> None:
        study, worker = self.study, get_current_worker()
        with self.app.holding(study) as usable:
            if not usable:
                return
            made, wrong = None, ""
            try:
                made = (
                    study.plan_assignments(
                        wanted.coders,
                        share=wanted.share,
                        seed=wanted.seed,
                        together=wanted.together,
                        interviews=wanted.interviews,
                    )
                    if wanted.interviews
                    else None
                )
            except InterviewCoderError as error:
                wrong = str(error)
        if not worker.is_cancelled:
            self.post_message(self.Made(wanted, made, wrong))

    def on_plan_form_made(self, event: Made) -> None:
        self._shown = event.wanted
        nothing = "" if event.wanted.interviews else _("Every interview is given out and begun: nothing to plan.")
        self._show(event.plan, event.wrong or nothing)

    def _show(self, made: AssignmentPlan | None, wrong: str) -> None:
        self._plan = made
        self.accept()
        if wrong:
            self.refuse(wrong)
        rows = self.query_one("#preview", Rows)
        rows.show([(self._interviews[one], each) for one, each in made.coders.items()] if made else [], 0)
        self.query_one("#about", Plain).show(self._about(made) if made else "")
        self.query_one("#keep", Button).disabled = made is None

    def _about(self, made: AssignmentPlan) -> str:
        """What the plan comes to: how many are coded by several, of which programmes, and the load of each coder."""
        names = {one.id: one.name for one in self._team.coders}
        whole: Counter[str] = Counter()
        several: Counter[str] = Counter()
        for one, each in made.coders.items():
            for programme in self._interviews[one].metadata.programmes:
                whole[programme] += 1
                several[programme] += len(each) > 1
        number = len(made.coders)
        told = ngettext("{n} interview, {m} by several.", "{n} interviews, {m} by several.", number)
        parts = [told.format(n=number, m=made.several)]
        parts.append(", ".join(f"{names[one]} {often}" for one, often in sorted(made.load.items())) + ".")
        if made.several:
            spread_over = ", ".join(
                _("{programme} {n} of {all}").format(programme=one, n=several[one], all=whole[one])
                for one in sorted(whole)
            )
            parts.append(_("By several: {programmes}.").format(programmes=spread_over))
        return " ".join(parts)

    def _draw(self, item: tuple[Interview, tuple[str, ...]], width: int) -> Sequence[Content]:
        interview, each = item
        coders = [one for one in self._team.coders if one.id in each]
        right: list[Content | str] = []
        for coder in coders:
            right += [" ", look.dot(coder), " ", safe(coder.name)]
        return [spread(plain(" " + look.interview_title(interview)), Content.assemble(*right, " "), width)]

    def on_input_changed(self) -> None:
        self._look()

    def on_checkbox_changed(self) -> None:
        self._look()

    def on_coder_marks_marked(self) -> None:
        self._look()

    def on_input_submitted(self) -> None:
        self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.action_save() if event.button.id == "keep" else self.action_back()

    def action_save(self) -> None:
        try:
            wanted = self._wanted()
        except InvalidInputError as error:
            self.refuse(str(error))
            return
        if wanted != self._shown:
            # Nobody gives out what was not seen.
            self.app.notify(_("The plan is being made anew: look at it first."), severity="warning")
            return
        if self._plan is None:
            return
        try:
            self.study.keep_plan(self._plan, blind=self.query_one("#blind", Tick).value)
        except InvalidInputError as error:
            self.refuse(str(error))
        else:
            self.dismiss(self._plan)
