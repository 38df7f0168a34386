"""What the report needs, from the workbench: the conditions with their evidence and verdicts."""

from __future__ import annotations

from textual import work

from interview_coder.tui.screens.bench import Bench
from interview_coder.tui.widgets.code_tree import CodeTree


class ReportActs(Bench):
    """The part of the workbench that leads to what the report is made of."""

    @work(exit_on_error=False, group="dialog")
    async def action_conditions(self) -> None:
        from interview_coder.tui.screens.conditions import Conditions

        tree = self.query_one(CodeTree)
        chosen = tree.current.id if tree.has_focus and tree.current is not None else None
        row = await self.app.push_screen_wait(Conditions(chosen))
        self.reload()
        interview = next((one for one in self.interviews if row is not None and one.id == row.interview), None)
        if row is None or interview is None:
            return
        self.open_interview(interview, (row.start, row.end))
        self.view.focus_coding(row.id)
        self.view.focus()
