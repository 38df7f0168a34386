"""Merging desks: what comes in, in what they differ, one key for each difference; then it is done."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, ProgressBar
from textual.worker import get_current_worker

from interview_coder.domain.merging import (
    BOTH,
    KINDS,
    NOTICES,
    POLICIES,
    Conflict,
    Incoming,
    MergePolicy,
    MergeReport,
    conflict_line,
)
from interview_coder.domain.text import safe
from interview_coder.errors import Stopped
from interview_coder.i18n import N_, _, ngettext
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread

_REST: Final = (MergePolicy.NEWEST, MergePolicy.OURS, MergePolicy.THEIRS)
"""What can hold where nobody decided."""
_COUNTS: Final = {"new": N_("{n} new"), "changed": N_("{n} changed"), "gone": N_("{n} gone")}


class ConflictRows(Rows[Conflict], inherit_bindings=False):
    """The conflicts; letters are the screen's."""

    PLACES = (Place.WALK,)


class Came(VerticalScroll, can_focus=True):
    """What comes in."""


class MergeDesks(Screen[MergeReport]):
    """Desks, looked at before they are merged. The result is what was done, ``None`` where nothing was."""

    PLACES = (Place.MERGE,)
    CSS_PATH = "merge_desks.tcss"
    AUTO_FOCUS = "ConflictRows"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal")]

    class Looked(Message):
        """What would come in, by a policy."""

        def __init__(self, report: MergeReport, policy: MergePolicy) -> None:
            self.report, self.policy = report, policy
            super().__init__()

    class Progressed(Message):
        """So many steps are done."""

        def __init__(self, done: int, total: int) -> None:
            self.done, self.total = done, total
            super().__init__()

    class Ended(Message):
        """It is merged, or ``error`` says why not; ``looking`` says that it was only being looked at."""

        def __init__(self, report: MergeReport | None, error: Exception | None = None, *, looking: bool) -> None:
            self.report, self.error, self.looking = report, error, looking
            super().__init__()

    def __init__(self, desks: Sequence[Path]) -> None:
        super().__init__()
        self._desks = list(desks)
        self._policy = MergePolicy.NEWEST
        self._report: MergeReport | None = None
        self._decisions: dict[str, int | str] = {}
        self._working = self._looking = False
        self.refused = False
        """These files cannot be merged; the user was told why."""

    def compose(self) -> ComposeResult:
        yield Plain(id="title")
        with Came(id="came"):
            yield Plain(id="incoming")
        yield ConflictRows(self._draw, always_lit=True, empty=_("Looking at the desks…"))
        with Horizontal(id="sides"):
            for side in ("first", "others"):
                with VerticalScroll(id=f"{side}-side", classes="side"):
                    yield Plain(id=side)
        yield Plain(id="rest")
        with Horizontal(id="working"):
            yield Plain(_("Merging…"), id="told")
            yield ProgressBar(show_eta=False, show_percentage=False)
            yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one("#title", Plain).show(self._names())
        self._look_again()

    def _names(self) -> str:
        return ", ".join(path.name for path in self._desks)

    # Looking

    def _look_again(self) -> None:
        """Look at the desks: once at a time, as a desk that is being read is refused to others."""
        if not self._looking:
            self._looking = True
            self._look(self._policy)

    @work(thread=True, exclusive=True, exit_on_error=False, group="count")
    def _look(self, policy: MergePolicy) -> None:
        self._run(policy, {}, looking=True)

    @work(thread=True, exclusive=True, exit_on_error=False, group="write")
    def _merge(self, policy: MergePolicy, decisions: dict[str, int | str]) -> None:
        self._run(policy, decisions, looking=False)

    def _run(self, policy: MergePolicy, decisions: dict[str, int | str], *, looking: bool) -> None:
        """Merge, or only look, in a thread that can be stopped."""
        worker, study = get_current_worker(), self.study

        def progress(done: int, total: int) -> None:
            if worker.is_cancelled:
                raise Stopped
            self.post_message(self.Progressed(done, total))

        try:
            with self.app.holding(study) as usable:
                if not usable:
                    return
                report = study.merge(
                    self._desks, policy=policy, decisions=decisions, dry_run=looking, progress=progress
                )
        except Stopped:
            self.post_message(self.Ended(None, looking=looking))
        except Exception as error:  # told where it ends
            self.post_message(self.Ended(None, error, looking=looking))
        else:
            if not looking:
                self.post_message(self.Ended(report, looking=False))
            elif not worker.is_cancelled:
                self.post_message(self.Looked(report, policy))

    def on_merge_desks_progressed(self, event: Progressed) -> None:
        self.query_one(ProgressBar).update(total=event.total, progress=event.done)

    def on_merge_desks_looked(self, event: Looked) -> None:
        self._looking, first = False, self._report is None
        self._report = event.report
        conflicts = event.report.conflicts
        self.set_class(not conflicts, "-alike")
        self.query_one("#incoming", Plain).show(self._incoming(event.report))
        rows = self.query_one(ConflictRows)
        rows.empty = _("Nothing was changed in two ways.") if event.report.changed else ""
        rows.show(conflicts, 0 if first else None)
        self._read()
        if event.policy is not self._policy:
            self._look_again()

    def on_merge_desks_ended(self, event: Ended) -> None:
        if event.error is not None:
            self.app.complain(event.error)
        if event.looking:
            self._looking = False
            self.refused = event.error is not None and self._report is None
            if self.refused:
                self.dismiss(None)
        elif event.report is not None and event.report.changed:
            self.dismiss(event.report)
        else:
            self._working = False
            self.remove_class("-working")
            self.query_one(ConflictRows).focus()
            if event.error is None:
                self.app.notify(_("Stopped. Nothing was merged."))

    # Showing

    def _incoming(self, report: MergeReport) -> Content:
        if not report.changed:
            return plain(_("There is nothing new; the study is as it was."))
        lines = []
        for coder, some in groupby(report.incoming, key=lambda one: one.coder):
            kinds = " · ".join(_counted(one) for one in some)
            lines.append(Content.assemble((safe(coder), "bold"), "  ", safe(kinds)))
        for notice in report.notices:
            about = f"{notice.about}: " if notice.about else ""
            lines.append(Content.assemble(("! ", "$warning"), safe(about), _(NOTICES[notice.kind])))
        return Content("\n").join(lines)

    def _stands(self, one: Conflict) -> str:
        """Whose version stands."""
        choice = self._decisions.get(one.id, one.chosen)
        return _("both") if choice == BOTH else one.sides[int(choice)].coder

    def _draw(self, one: Conflict, width: int) -> Sequence[Content]:
        settled = one.id in self._decisions
        sign = ("●", "$success") if settled else ("○", "$warning")
        left = Content.assemble(" ", sign, " ", safe(conflict_line(one)))
        return [spread(left, Content.styled(safe(self._stands(one)) + " ", "bold" if settled else "$muted"), width)]

    def _read(self) -> None:
        report, rows = self._report, self.query_one(ConflictRows)
        if report is None:
            return
        told = [self._names(), ngettext("{n} change", "{n} changes", report.events).format(n=report.events)]
        count = len(rows.items)
        left = count - len(self._decided())
        if count:
            told.append(ngettext("{n} conflict", "{n} conflicts", count).format(n=count))
            told.append(ngettext("{n} to decide", "{n} to decide", left).format(n=left))
        self.query_one("#title", Plain).show(" · ".join(told))
        rest = _("Where you do not decide: {policy} (p).").format(policy=_(POLICIES[self._policy]))
        if not report.changed:
            rest = _("Esc goes back.")
        elif not count:
            rest = _("ctrl+s merges; it cannot be undone, but the study is backed up first.")
        self.query_one("#rest", Plain).show(rest)
        one = rows.current
        sides = [] if one is None else [self._side(one, n) for n in range(len(one.sides))]
        self.query_one("#first", Plain).show(sides[0] if sides else "")
        self.query_one("#others", Plain).show(Content("\n\n").join(sides[1:]))
        self.query_one(KeyBar).refresh()

    def _side(self, one: Conflict, place: int) -> Content:
        """A version: whose, when, where, and what it says."""
        side = one.sides[place]
        choice = self._decisions.get(one.id, one.chosen)
        where = _("desk of {name}").format(name=side.desk) if side.desk else _("here")
        head = Content.assemble(
            ("● " if choice in (place, BOTH) else "  ", "$success"),
            (f"{place + 1}. {safe(side.coder)}", "bold"),
            (f"  {side.time.astimezone():%Y-%m-%d %H:%M} · {safe(where)}", "$muted"),
        )
        if side.value is None:
            return Content.assemble(head, "\n", (_("taken away"), "italic"))
        return Content.assemble(head, "\n", safe(side.value) or "–")

    def on_rows_moved(self) -> None:
        self._read()

    # Deciding

    def offers(self, action: Action) -> bool:
        """Whether the footer shows an action."""
        one = self.query_one(ConflictRows).current
        if self._working:
            return False
        if action.id == "merge":
            return self._report is not None and self._report.changed
        if action.id == "take_both":
            return one is not None and one.both
        return one is not None

    def _decided(self) -> list[str]:
        return [one.id for one in self.query_one(ConflictRows).items if one.id in self._decisions]

    def _next_open(self) -> int:
        """The next conflict that nobody decided, going round; the same where there is none."""
        rows = self.query_one(ConflictRows)
        order = [*range(rows.cursor + 1, len(rows.items)), *range(rows.cursor + 1)]
        return next((place for place in order if rows.items[place].id not in self._decisions), rows.cursor)

    def _decide(self, choice: int | str | None) -> None:
        rows = self.query_one(ConflictRows)
        one = rows.current
        if one is None or self._working:
            return
        if choice is None:
            self._decisions.pop(one.id, None)
        elif choice == BOTH and not one.both:
            self.app.notify(_("Of this only one version can stand."), severity="warning")
            return
        elif isinstance(choice, int) and choice >= len(one.sides):
            return
        else:
            self._decisions[one.id] = choice
        rows.redraw(rows.cursor)
        place = rows.cursor if choice is None else self._next_open()
        if place == rows.cursor:
            self._read()
        else:
            rows.move_to(place)

    def action_take(self, number: int) -> None:
        self._decide(number - 1)

    def action_take_both(self) -> None:
        self._decide(BOTH)

    def action_leave(self) -> None:
        self._decide(None)

    def action_next_open(self) -> None:
        self.query_one(ConflictRows).move_to(self._next_open())

    def action_policy(self) -> None:
        if self._working or self._report is None:
            return
        self._policy = _REST[(_REST.index(self._policy) + 1) % len(_REST)]
        self._read()
        # What stands by the policy is for the merge to say.
        self._look_again()

    # Doing it

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_merge(self) -> None:
        if self._working or self._report is None or not self._report.changed:
            return
        if self._looking:
            self.app.notify(_("Wait a moment: this is finished first."), severity="warning")
            return
        decisions = {one: self._decisions[one] for one in self._decided()}
        left = len(self._report.conflicts) - len(decisions)
        detail = _("It cannot be undone; the study as it is now is backed up first.")
        if left:
            told = ngettext(
                "{n} conflict was not decided: {policy}.", "{n} conflicts were not decided: {policy}.", left
            )
            detail = told.format(n=left, policy=_(POLICIES[self._policy])) + " " + detail
        if not await self.app.confirm(_("Merge {desks}?").format(desks=self._names()), detail, yes=_("Merge")):
            return
        self._working = True
        self.add_class("-working")
        self.query_one(ProgressBar).update(total=None, progress=0)
        self.query_one("#cancel").focus()
        self._merge(self._policy, decisions)

    def on_button_pressed(self) -> None:
        self.action_back()

    def action_back(self) -> None:
        """Stop what is under way; else leave, after a question where something was decided."""
        if self._working:
            self.workers.cancel_group(self, "write")
        elif self._decisions:
            self._ask_to_leave()
        else:
            self.workers.cancel_group(self, "count")
            self.dismiss(None)

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def _ask_to_leave(self) -> None:
        if await self.app.confirm(
            _("Leave without merging?"), _("What you decided is not kept."), yes=_("Leave"), no=_("Go on here")
        ):
            self.dismiss(None)


def _counted(one: Incoming) -> str:
    """What came of a kind, in words: ``codings 12 new, 1 gone``."""
    counts = {name: getattr(one, name) for name in _COUNTS}
    told = ", ".join(_(_COUNTS[name]).format(n=n) for name, n in counts.items() if n)
    return f"{_(KINDS.get(one.table, one.table))} {told}"
