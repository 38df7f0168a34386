"""Who codes which interview: a grid, how far everybody is, what is coded blind, and the coders themselves."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from interview_coder.domain.model import Coder, HistoryEntry, Interview
from interview_coder.domain.text import safe
from interview_coder.i18n import _, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.team import Team, bar
from interview_coder.tui.widgets.coder_grid import CoderGrid
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread

_WIDE = 118
"""From this width on there is room beside the grid."""


class CoderRows(Rows[Coder], inherit_bindings=False):
    """The coders; Enter changes one."""

    PLACES = (Place.LIST,)


class Coders(Screen[Interview]):
    """The team and its work; the result is an interview to open."""

    PLACES = (Place.CODERS,)
    CSS_PATH = "coders.tcss"
    AUTO_FOCUS = "CoderGrid"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]

    class Loaded(Message):
        """The team was read."""

        def __init__(self, team: Team) -> None:
            self.team = team
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self.team: Team | None = None

    def compose(self) -> ComposeResult:
        yield Plain(id="summary")
        yield Plain(id="blindness")
        yield Plain(id="columns")
        yield CoderGrid()
        with Horizontal(id="below"):
            yield Plain(id="cell")
            with Vertical(id="people"):
                yield Plain(_("Coders"), id="people-title")
                yield CoderRows(self._draw)
        yield KeyBar()

    def on_mount(self) -> None:
        self._read()

    @work(thread=True, exclusive=True, exit_on_error=False, group="count")
    def _read(self, before: Team | None = None) -> None:
        """Read the team anew; ``before`` as in ``Team.read``."""
        study, worker = self.study, get_current_worker()
        with self.app.holding(study) as usable:
            if not usable:
                return
            found = Team.read(study, before)
        if not worker.is_cancelled:
            self.post_message(self.Loaded(found))

    def on_coders_loaded(self, event: Loaded) -> None:
        team = self.team = event.team
        grid = self.query_one(CoderGrid)
        grid.empty = _("No interviews yet. F5 in the workbench brings them in.")
        grid.take(team)
        self.query_one("#summary", Plain).show(Content.assemble((team.summary(), "bold $primary")))
        self.query_one("#blindness", Plain).show(team.blindness())
        people = self.query_one(CoderRows)
        people.show(team.coders)
        # As high as the list, up to a limit: the grid gets the rest.
        people.styles.height = min(4 if self.has_class("-narrow") else 8, max(1, len(team.coders)))
        self._tell()
        self.query_one(KeyBar).refresh()

    def _draw(self, coder: Coder, width: int) -> Sequence[Content]:
        """A coder: initials, name, and how many of the given interviews are done."""
        assert self.team is not None
        share = self.team.share(coder)
        name: list[Content | str | tuple[str, str]] = [
            look.dot(coder),
            f" {safe(coder.initials):<4} ",
            (safe(coder.name), "bold"),
        ]
        if coder.id == self.team.me:
            name.append((" " + _("(you)"), "$muted"))
        far: list[Content | str | tuple[str, str]] = []
        if share.given:
            far = [bar(share, 8), " ", _("{done} of {n} done").format(done=share.done, n=share.given)]
        far.append((f"  {look.codings(share.codings)} ", "$muted"))
        return [spread(Content.assemble(*name), Content.assemble(*far), width)]

    def _tell(self) -> None:
        """Say of the cell with the cursor what it means."""
        grid = self.query_one(CoderGrid)
        interview, coder = grid.current, grid.coder
        if self.team is None or interview is None or coder is None:
            self.query_one("#cell", Plain).show("")
            return
        head = Content.assemble((safe(coder.name), "bold"), " · ", safe(look.interview_title(interview)))
        told = " ".join(self.team.told(interview, coder))
        self.query_one("#cell", Plain).show(Content("\n").join([head, plain(told)]))

    def on_coder_grid_header(self) -> None:
        self.query_one("#columns", Plain).show(self.query_one(CoderGrid).header(), resized=False)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        if isinstance(event.rows, CoderGrid):
            self._tell()
            self.query_one(KeyBar).refresh()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.rows, CoderGrid):
            self.dismiss(event.item)
        elif not self.app.read_only:
            self.action_change()

    def offers(self, action: Action) -> bool:
        """What the footer shows: nothing that needs interviews where there are none."""
        return action.id != "plan" or bool(self.team and self.team.interviews)

    # Changing who codes what

    @work(exit_on_error=False, group="dialog")
    async def on_coder_grid_do(self, event: CoderGrid.Do) -> None:
        if self.team is None:
            return
        interview, coder = event.interview.id, event.coder.name
        given = self.study.assignments(interview=interview, coder=coder, counted=False)
        if event.what == "done":
            await self._own_done(event.interview)
        elif event.what == "blind":
            self.study.assign([interview], coder, blind=not (given and given[0].blind))
        elif given:
            self.study.unassign([interview], coder)
        else:
            self.study.assign([interview], coder)
        self._read(self.team)

    async def _own_done(self, interview: Interview) -> None:
        all_done = await say_done(self, interview)
        if all_done:
            self.app.notify(all_done, timeout=6)

    @work(exit_on_error=False, group="dialog")
    async def action_plan(self) -> None:
        from interview_coder.tui.screens.plan import PlanForm

        if self.team is None:
            return
        made = await self.app.push_screen_wait(PlanForm(self.team))
        if made is not None:
            number = len(made.coders)
            told = ngettext("{n} interview is given out.", "{n} interviews are given out.", number).format(n=number)
            self.app.notify(told + " " + _("u takes it all back."), timeout=5)
            self._read(self.team)

    @work(exit_on_error=False, group="dialog")
    async def action_add(self) -> None:
        from interview_coder.tui.screens.coder_form import CoderForm

        if await self.app.push_screen_wait(CoderForm(None, len(self.team.coders if self.team else ()))):
            self._read()

    @work(exit_on_error=False, group="dialog")
    async def action_change(self) -> None:
        from interview_coder.tui.screens.coder_form import CoderForm

        people = self.query_one(CoderRows)
        coder = people.current if people.has_focus else self.query_one(CoderGrid).coder
        if coder is None:
            return
        form = CoderForm(coder)
        if await self.app.push_screen_wait(form):
            self._read()

    @work(exit_on_error=False, group="dialog")
    async def action_hand_out(self) -> None:
        from interview_coder.tui.screens.desk_acts import handed_out
        from interview_coder.tui.screens.hand_out import HandOut

        team, grid, people = self.team, self.query_one(CoderGrid), self.query_one(CoderRows)
        coder = people.current if people.has_focus else grid.coder
        if team is None or coder is None:
            return
        own = [one for one in team.given.values() if one.coder == coder.id]
        report = await self.app.push_screen_wait(
            HandOut(
                team.interviews,
                coder=coder.name,
                given=[one.interview for one in own],
                blind=any(one.blind for one in own),
            )
        )
        if report is not None:
            self.app.notify(handed_out(report), timeout=8)
            self._read()

    def action_undo(self) -> None:
        self._retraced(_("Undone: {what}"), self.study.undo())

    def action_redo(self) -> None:
        self._retraced(_("Done again: {what}"), self.study.redo())

    def _retraced(self, told: str, entry: HistoryEntry) -> None:
        self.app.notify(told.format(what=look.act(entry)), timeout=3)
        self._read()


async def say_done(screen: Screen[Interview] | Screen[None], interview: Interview) -> str:
    """Say that one’s own coding of an interview is done, or is not after all; asks first where nobody can take it back.

    Returns what to tell of it. Call it in an ``async`` worker. Raises as ``Study.set_done``.
    """
    study, me = screen.study, screen.study.coder.id
    team = study.assignments(interview=interview.id, counted=False)
    own = next((one for one in team if one.coder == me), None)
    done = own is None or own.done is None
    last = done and own is not None and all(one.done for one in team if one.coder != me)
    if (
        last
        and len(team) > 1
        and any(one.blind for one in team)
        and not await screen.app.confirm(
            _("Are you done with {interview}?").format(interview=look.interview_title(interview)),
            _("You are the last: all its coders then see each other’s work, and nobody can take that back."),
            yes=_("I am done"),
        )
    ):
        return ""
    if study.set_done(interview.id, done):
        return _("All coders of this interview are done: what each of them did is open to the others now.")
    if not done:
        return _("You are not done with this interview after all.")
    waiting = [one.coder_name for one in team if one.done is None and one.coder != me]
    return _("You are done with this interview. Not done yet: {names}.").format(names=", ".join(waiting))
