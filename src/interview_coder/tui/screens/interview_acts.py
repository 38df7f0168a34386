"""What the workbench does with interviews: opening, status, details, deleting, bringing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from interview_coder.domain.model import Interview, Status
from interview_coder.i18n import _, ngettext
from interview_coder.tui import look
from interview_coder.tui.screens.bench import Bench
from interview_coder.tui.widgets.panes import InterviewList
from interview_coder.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from interview_coder.tui.screens.import_tray import ImportOrder

_NEXT_STATUS = {Status.NOT_STARTED: Status.CODING, Status.CODING: Status.DONE, Status.DONE: Status.NOT_STARTED}


class InterviewActs(Bench):
    """The part of the workbench about interviews."""

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.rows, InterviewList):
            self.remove_class("-peek-left")
            if self.opened is None or self.opened.id != event.item.id:
                self.open_interview(event.item)
            self.view.focus()

    def _step(self, by: int) -> None:
        if self.opened is None:
            return
        order = {item.id: place for place, item in enumerate(self.interviews)}
        here = order[self.opened.id]
        # Through what the list shows, also from an interview that it does not show.
        there = [item for item in self.listed if (order[item.id] - here) * by > 0]
        if there:
            self.open_interview(there[0 if by > 0 else -1])
        else:
            self.app.notify(_("This is the last interview.") if by > 0 else _("This is the first interview."))

    def action_next_interview(self) -> None:
        self._step(1)

    def action_previous_interview(self) -> None:
        self._step(-1)

    def action_done(self) -> None:
        if self.opened is not None:
            self._set_status(self.opened, Status.CODING if self.opened.status is Status.DONE else Status.DONE)

    @work(exit_on_error=False, group="dialog")
    async def action_own_done(self) -> None:
        from interview_coder.tui.screens.coders import say_done

        if self.opened is None:
            return
        told = await say_done(self, self.opened)
        if told:
            # What others did may be open now.
            self.reload()
            self.app.notify(told, timeout=6)

    def on_interview_list_mine(self) -> None:
        """Show only the interviews that the user has to code yet, or all again."""
        self.mine = not self.mine
        self.show_interviews()

    def action_coded_to_here(self) -> None:
        opened = self.opened
        if opened is None or self.transcript is None:
            return
        span = self.view.selected_span
        here = span.end if span else min(self.view.cursor + 1, len(self.transcript.text))
        offset = 0 if here == opened.coded_up_to else here
        self._counted(self.study.set_coded_up_to(opened.id, offset))
        self.view.coded_up_to = offset
        self.app.notify(
            _("Coded up to here; Z comes back to it.") if offset else _("The note of how far the coding got is gone."),
            timeout=3,
        )

    def action_go_on(self) -> None:
        offset = self.view.coded_up_to
        if offset:
            self.view.goto(offset - 1)
        else:
            self.app.notify(_("C notes how far the coding of this interview got."))

    def _set_status(self, interview: Interview, status: Status) -> None:
        self.study.set_status(interview.id, status)
        self.load_interviews()
        self._show_head()

    @work(exit_on_error=False, group="dialog")
    async def on_interview_list_do(self, event: InterviewList.Do) -> None:
        interview = event.interview
        if event.what == "status":
            self._set_status(interview, _NEXT_STATUS[interview.status])
        elif event.what == "details":
            from interview_coder.tui.screens.metadata import MetadataScreen

            form = MetadataScreen(self.study, interview)
            metadata = await self.app.push_screen_wait(form)
            if metadata is not None:
                self.study.set_details(interview.id, metadata, form.given)
                self.reload()
        elif event.what == "attributes":
            self.action_attributes()
        elif event.what == "export":
            self.action_export_interviews()
        elif event.what == "delete" and await self.app.confirm(
            _("Delete {reference}?").format(reference=look.interview_title(interview)),
            _(
                "The text, its {codings}, memos and history go for good; this cannot be undone. "
                "Exports and copies are not reached."
            ).format(codings=look.codings(interview.codings)),
            yes=_("Delete"),
            danger=True,
            typed=look.interview_title(interview),
        ):
            self.study.delete_interview(interview.id)
            self.reload()
            self.app.notify(_("The interview is deleted."))

    @work(exit_on_error=False, group="dialog")
    async def action_attributes(self) -> None:
        from interview_coder.tui.screens.attributes import Attributes

        if await self.app.push_screen_wait(Attributes()):
            self.load_interviews()

    @work(exit_on_error=False, group="dialog")
    async def action_export_interviews(self) -> None:
        from interview_coder.tui.screens.file_out import write_out

        study = self.study
        report = await write_out(
            self.app,
            _("Where the list of interviews goes"),
            f"{study.path.stem}-" + _("interviews"),
            lambda path, force: study.export_interviews(path, force=force),
        )
        if report is not None:
            written = ngettext("{n} interview written to {file}", "{n} interviews written to {file}", report[1].rows)
            self.app.notify(written.format(n=report[1].rows, file=report[0].name))

    def action_import_files(self) -> None:
        self.import_transcripts()

    @work(exit_on_error=False, group="dialog")
    async def import_transcripts(self, order: ImportOrder | None = None) -> None:
        """Open the import, with what was asked for from outside."""
        from interview_coder.tui.screens.importing import ImportScreen

        reports = await self.app.push_screen_wait(ImportScreen(self.study, order))
        self.reload()
        if reports:
            new = {report.interview.id for report in reports}
            self.open_interview(next((item for item in self.interviews if item.id in new), self.opened))
