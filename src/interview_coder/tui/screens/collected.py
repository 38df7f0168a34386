"""The quotes for the report: sections at the left, the quotes of one as they are printed at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from interview_coder.domain.collecting import CollectedQuote
from interview_coder.domain.text import safe
from interview_coder.errors import InterviewCoderError
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.screens.ask import Answer, Ask
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread

Section = tuple[str, str, int]
"""Name (empty outside the sections), heading and number of quotes."""
_LETTERS: Final = "123456789abcdefghijklmnopqrstuvwxyz"


class SectionRows(Rows[Section], inherit_bindings=False):
    """The sections; letters are the screen's."""

    PLACES = (Place.WALK,)


class QuoteRows(Rows[CollectedQuote], inherit_bindings=False):
    """The quotes of a section; letters are the screen's."""

    PLACES = (Place.WALK,)


class Collected(Screen[CollectedQuote]):
    """Sections and their quotes; the result is the quote to go to."""

    PLACES = (Place.QUOTES,)
    CSS_PATH = "collected.tcss"
    AUTO_FOCUS = "SectionRows"

    def compose(self) -> ComposeResult:
        with Horizontal(id="collected"):
            yield SectionRows(self._draw_section, always_lit=True)
            with Vertical():
                yield QuoteRows(
                    self._draw,
                    row_height=2,
                    always_lit=True,
                    empty=_("No quotes here. e in the workbench collects one."),
                )
                with VerticalScroll(id="printed", can_focus=False):
                    yield Plain(id="words")
                    yield Plain(id="amiss")
        yield KeyBar()

    def on_mount(self) -> None:
        self._fill()
        sections = self.query_one(SectionRows)
        first = next((n for n, one in enumerate(sections.items) if one[2]), 0)
        sections.move_to(first)
        self._show(0)
        if self.query_one(QuoteRows).items:
            self.query_one(QuoteRows).focus()

    def _fill(self) -> None:
        """Read sections, quotes and warnings anew; cursors stay."""
        self._quotes = self.study.collected()
        self._warnings = self.study.quote_warnings()
        listed: list[Section] = [(one.name, one.heading, one.quotes) for one in self.study.report_sections()]
        outside = sum(one.section is None for one in self._quotes)
        self.query_one(SectionRows).show([*listed, ("", _("outside the sections"), outside)])
        self._show()

    def _show(self, cursor: int | None = None) -> None:
        section = self.query_one(SectionRows).current
        name = section[0] if section else ""
        self.query_one(QuoteRows).show([one for one in self._quotes if (one.section or "") == name], cursor)
        self._read()

    def _sentences(self, quote: CollectedQuote) -> list[str]:
        return [one.sentence for one in self._warnings if quote.id in one.quotes and one.section == quote.section]

    def _draw_section(self, section: Section, width: int) -> Sequence[Content]:
        warned = any((one.section or "") == section[0] for one in self._warnings)
        right = Content.assemble(("! " if warned else "", "$warning"), (f"{section[2]} ", "$muted"))
        return [spread(plain(" " + section[1]), right, width)]

    def _draw(self, quote: CollectedQuote, width: int) -> Sequence[Content]:
        mark = "✗ " if quote.flaws else "! " if self._sentences(quote) else ""
        head = Content.assemble(
            f" {quote.position}  ",
            (mark, "$error" if quote.flaws else "$warning"),
            (safe(quote.code_name), "$accent"),
        )
        right = Content.styled(safe(quote.reference) + " ", "$muted")
        return [spread(head, right, width), plain("   " + look.snippet(quote.printed, width - 4))]

    def _read(self) -> None:
        quote = self.query_one(QuoteRows).current
        words, amiss = self.query_one("#words", Plain), self.query_one("#amiss", Plain)
        runs = [plain(run.text, "italic" if run.italic else "") for run in quote.runs] if quote else []
        tail = [plain(f" ({quote.reference})", "$muted")] if quote else []
        words.show(Content.assemble(*runs, *tail))
        amiss.show(plain("\n".join(self._sentences(quote)) if quote else "", "$warning"))
        self.query_one(KeyBar).refresh()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        if isinstance(event.rows, SectionRows):
            self._show(0)
        else:
            self._read()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.rows, SectionRows):
            self.query_one(QuoteRows).focus()
        else:
            self.dismiss(event.item)

    def action_choose(self) -> None:
        if (quote := self.query_one(QuoteRows).current) is not None:
            self.dismiss(quote)

    def action_other_side(self) -> None:
        sections = self.query_one(SectionRows)
        (self.query_one(QuoteRows) if sections.has_focus else sections).focus()

    def offers(self, action: Action) -> bool:
        """Whether the footer shows an action."""
        return action.id == "undo" or self.query_one(QuoteRows).current is not None

    def _move(self, step: int) -> None:
        rows = self.query_one(QuoteRows)
        if rows.current is None or not 0 <= rows.cursor + step < len(rows.items):
            return
        self.study.place_quote(rows.current.id, rows.current.section, rows.current.position + step)
        self._fill()
        rows.move_to(rows.cursor + step)

    def action_earlier(self) -> None:
        self._move(-1)

    def action_later(self) -> None:
        self._move(1)

    def action_question(self) -> None:
        if (quote := self.query_one(QuoteRows).current) is not None:
            try:
                self.study.add_question(quote.id)
            except InterviewCoderError as error:
                self.app.notify(str(error), severity="warning", markup=False)
            self._fill()

    def action_confirm(self) -> None:
        if (quote := self.query_one(QuoteRows).current) is not None:
            self.study.confirm_quote(quote.id)
            self._fill()

    def action_remove(self) -> None:
        if (quote := self.query_one(QuoteRows).current) is not None:
            self.study.remove_quote(quote.id)
            self._fill()

    def action_undo(self) -> None:
        try:
            entry = self.study.undo()
        except InterviewCoderError as error:
            self.app.notify(str(error), severity="warning", markup=False)
            return
        self._fill()
        self.app.notify(_("Undone: {what}").format(what=look.act(entry)), timeout=3)

    @work(exit_on_error=False, group="dialog")
    async def action_section(self) -> None:
        """Ask where the quote goes."""
        quote = self.query_one(QuoteRows).current
        if quote is None:
            return
        by_letter = dict(zip(_LETTERS, self.query_one(SectionRows).items, strict=False))
        answers = [Answer(letter, heading) for letter, (_name, heading, _count) in by_letter.items()]
        key = await self.app.push_screen_wait(Ask(_("Which section does the quote go to?"), answers))
        if key is not None:
            self.study.place_quote(quote.id, by_letter[key][0] or None)
            self._fill()
