"""What the workbench does with desks: handing them out, and merging them."""

from __future__ import annotations

from textual import work

from interview_coder.domain.merging import HandoutReport
from interview_coder.i18n import _, ngettext
from interview_coder.tui.screens.bench import Bench


class DeskActs(Bench):
    """The part of the workbench about desks."""

    @work(exit_on_error=False, group="dialog")
    async def action_hand_out(self) -> None:
        from interview_coder.tui.screens.hand_out import HandOut

        report = await self.app.push_screen_wait(HandOut(self.interviews))
        if report is None:
            return
        # Who will work there may be new here.
        self.reload()
        self.app.notify(handed_out(report), timeout=8)

    @work(exit_on_error=False, group="dialog")
    async def action_merge_desks(self) -> None:
        from interview_coder.tui.screens.merge_desks import MergeDesks
        from interview_coder.tui.screens.start import SUFFIX
        from interview_coder.tui.widgets.path_listing import path_label
        from interview_coder.tui.widgets.path_picker import PathPicker

        folder = self.study.path.parent
        while True:
            paths = await self.app.push_screen_wait(
                PathPicker(_("Desks to merge"), start=folder, suffixes=(SUFFIX,), many=True, use=_("Look at them"))
            )
            if not paths:
                return
            screen = MergeDesks(paths)
            report = await self.app.push_screen_wait(screen)
            if not screen.refused:
                break
            folder = paths[0].parent
        if report is None:
            return
        # Anything may be another than it was, who codes here as well, and words may be gone.
        self.coder = self.study.coder.id
        self.erased()
        if report.backup is not None:
            told = _("The study as it was before: {file}").format(file=path_label(report.backup))
        else:
            told = _("Words were taken out for good at a desk, so no backup of before was kept.")
        await self.app.tell(_("The desks are merged."), told)


def handed_out(report: HandoutReport) -> str:
    """What a new desk holds, in words."""
    from interview_coder.tui.widgets.path_listing import path_label

    told = ngettext(
        "{file} has {n} interview and {m} codings.", "{file} has {n} interviews and {m} codings.", report.interviews
    ).format(file=path_label(report.path), n=report.interviews, m=report.codings)
    return told + " " + _("Nothing of what others coded is in it.") if report.blind else told
