"""What the report needs, from the workbench: quotes, conditions with their verdicts, consistency, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from interview_coder.domain.model import QuoteRow
from interview_coder.i18n import _
from interview_coder.tui.screens.bench import Bench
from interview_coder.tui.widgets.code_tree import CodeTree

if TYPE_CHECKING:
    from interview_coder.domain.collecting import CollectedQuote
    from interview_coder.tui.screens.query import Asked


class ReportActs(Bench):
    """The part of the workbench that leads to what the report is made of."""

    def __init__(self) -> None:
        super().__init__()
        self._asked: Asked | None = None

    @work(exit_on_error=False, group="dialog")
    async def action_query(self) -> None:
        from interview_coder.tui.screens.query import Asked, Querying

        asked = self._asked = self._asked or Asked()
        row = await self.app.push_screen_wait(Querying(asked))
        if asked.changed:
            asked.changed = False
            self.reload()
        self._show_row(row)

    @work(exit_on_error=False, group="dialog")
    async def action_conditions(self) -> None:
        from interview_coder.tui.screens.conditions import Conditions

        tree = self.query_one(CodeTree)
        chosen = tree.current.id if tree.has_focus and tree.current is not None else None
        row = await self.app.push_screen_wait(Conditions(chosen))
        self.reload()
        self._show_row(row)

    def _show_row(self, row: QuoteRow | None) -> None:
        """Show a coding in its interview."""
        interview = next((one for one in self.interviews if row is not None and one.id == row.interview), None)
        if row is None or interview is None:
            return
        self.open_interview(interview, (row.start, row.end))
        self.view.focus_coding(row.id)
        self.view.focus()

    @work(exit_on_error=False, group="dialog")
    async def action_consistency(self) -> None:
        await self._look_at_consistency("codes")

    @work(exit_on_error=False, group="dialog")
    async def action_figures(self) -> None:
        from interview_coder.tui.screens.figures import Figures

        await self.app.push_screen_wait(Figures())

    @work(exit_on_error=False, group="dialog")
    async def action_coders(self) -> None:
        from interview_coder.tui.screens.coders import Coders

        interview = await self.app.push_screen_wait(Coders())
        self.coder = self.study.coder.id
        self.reload()
        found = next((one for one in self.interviews if interview is not None and one.id == interview.id), None)
        if found is not None:
            self.open_interview(found)
            self.view.focus()

    @work(exit_on_error=False, group="dialog")
    async def action_codebook_versions(self) -> None:
        await self._look_at_consistency("codebook")

    async def _look_at_consistency(self, tab: str) -> None:
        from interview_coder.tui.screens.consistency import Consistency

        spot = await self.app.push_screen_wait(Consistency(tab))
        self.reload()
        interview = next((one for one in self.interviews if spot is not None and one.id == spot.interview), None)
        if spot is not None and interview is not None:
            self.open_interview(interview, (spot.start, spot.end))
            self.view.focus()

    @work(exit_on_error=False, group="dialog")
    async def action_quotes(self) -> None:
        from interview_coder.tui.screens.collected import Collected
        from interview_coder.tui.screens.query import Asked

        asked = self._asked = self._asked or Asked()
        quote = await self.app.push_screen_wait(Collected(asked))
        asked.changed = False
        self.reload()
        if isinstance(quote, QuoteRow):
            self._show_row(quote)
            return
        interview = next((one for one in self.interviews if quote is not None and one.id == quote.interview), None)
        if quote is None or interview is None:
            return
        piece = quote.quote.pieces[0]
        self.open_interview(interview, (piece.start, piece.end))
        if quote.coding in self.codings:
            self.view.focus_coding(quote.coding)
        self.view.focus()

    @work(exit_on_error=False, group="dialog")
    async def action_collect(self) -> None:
        """Make a quote of the selected passage, else of the coding under the cursor, in the section of its code.

        Where the coding is a quote already, edit that.
        """
        span, coding = self.view.selected_span, self.codings.get(self.view.current_coding or "")
        if span is not None and self.opened is not None:
            quote = self.study.collect_passage(self.opened.id, *span)
            self.view.clear_selection()
        elif coding is not None:
            before = {one.id for one in self.study.collected(coding=coding.id)}
            quote = self.study.collect([coding.id])[0]
            if quote.id in before:
                await self.edit_quote(quote)
                return
        else:
            self.app.notify(_("Select words, or go to a coding, to collect a quote."), severity="warning")
            return
        told = _("Collected: {place}. u takes it back.").format(place=self._place(quote))
        more = _("e again edits it.") if quote.coding else ""
        self.app.notify(f"{told} {more}".rstrip(), timeout=4)

    async def edit_quote(self, quote: CollectedQuote) -> None:
        """Open the editor on a quote; undoing there may go beyond it. Call it in an ``async`` worker."""
        from interview_coder.tui.screens.quote_editor import QuoteEditor

        await self.app.push_screen_wait(QuoteEditor(quote.id))
        self.reload()

    def erased(self) -> None:
        # What was asked may be what had to go.
        self._asked = None
        super().erased()

    def _place(self, quote: CollectedQuote) -> str:
        if quote.section is None:
            return _("outside the sections")
        return _("section {section}").format(section=self.study.report_section(quote.section).heading)
