"""The quotes for the report: sections at the left, the quotes of one as they are printed at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from interview_coder.domain.collecting import CollectedQuote, QuoteWarning, ReportSection, warnings
from interview_coder.domain.conditions import VERDICTS, Judgement
from interview_coder.domain.model import HistoryEntry, QuoteFilter, QuoteRow
from interview_coder.domain.text import safe
from interview_coder.errors import InterviewCoderError
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.retracing import retrace
from interview_coder.tui.screens.ask import Answer, Ask
from interview_coder.tui.screens.lines import Line, Lines
from interview_coder.tui.screens.query import Asked, Querying
from interview_coder.tui.screens.quote_editor import QuoteEditor, used
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread

if TYPE_CHECKING:
    from interview_coder.study import Study

_LETTERS: Final = "123456789abcdefghijklmnopqrstuvwxyz"


class Section(NamedTuple):
    """A section in the list; without ``id`` and ``name`` what stands outside of all."""

    id: str
    name: str
    title: str
    heading: str
    quotes: int


class Found(Struct):
    """All that the screen shows."""

    quotes: list[CollectedQuote] = field(default_factory=list)
    sections: list[ReportSection] = field(default_factory=list)
    verdicts: list[Judgement] = field(default_factory=list)
    warnings: dict[str, list[QuoteWarning]] = field(default_factory=dict)
    """What is to be thought of, by the quote that it is about."""
    warned: set[str] = field(default_factory=set)
    """The names of the sections with something to think of."""


def read(study: Study) -> Found:
    """All quotes, with their sections, verdicts and warnings."""
    found = Found(study.collected(), study.report_sections(), study.verdicts(current=True))
    for one in warnings(found.quotes):
        found.warned.add(one.section or "")
        for quote in one.quotes:
            found.warnings.setdefault(quote, []).append(one)
    return found


class SectionRows(Rows[Section], inherit_bindings=False):
    """The sections; letters are its own and the screen's."""

    PLACES = (Place.WALK, Place.SECTIONS)

    @property
    def _sections(self) -> Collected:
        assert isinstance(self.screen, Collected)
        return self.screen

    def offers(self, action: Action) -> bool:
        """Whether the footer shows an action: what is outside the sections is none of them."""
        return action.id == "add_section" or bool(self.current and self.current.id)

    def action_add_section(self) -> None:
        self._sections.add_section()

    def action_rename_section(self) -> None:
        self._sections.rename_section()

    def action_section_up(self) -> None:
        self._sections.move_section(-1)

    def action_section_down(self) -> None:
        self._sections.move_section(1)

    def action_remove_section(self) -> None:
        self._sections.remove_section()


class QuoteRows(Rows[CollectedQuote], inherit_bindings=False):
    """The quotes of a section; letters are the screen's."""

    PLACES = (Place.WALK,)


class Collected(Screen[CollectedQuote | QuoteRow]):
    """Sections and their quotes; the result is the quote, or the coding that was asked for, to go to.

    ``asked`` is the query as it was left, kept by the caller.
    """

    PLACES = (Place.QUOTES,)
    CSS_PATH = "collected.tcss"
    AUTO_FOCUS = "SectionRows"

    class Filled(Message):
        """All quotes were read, and what goes with them; ``section`` is the row to have the cursor on."""

        def __init__(self, found: Found, section: int | None) -> None:
            self.found, self.section = found, section
            super().__init__()

    def __init__(self, asked: Asked | None = None) -> None:
        super().__init__()
        self._asked = asked or Asked()
        self._found = Found()
        self._first = True

    def compose(self) -> ComposeResult:
        with Horizontal(id="collected"):
            yield SectionRows(self._draw_section)
            with Vertical():
                yield QuoteRows(
                    self._draw,
                    row_height=2,
                    empty=_("Reading …"),
                )
                with VerticalScroll(id="printed", can_focus=False):
                    yield Plain(id="words")
                    yield Plain(id="amiss")
        yield KeyBar()

    def on_mount(self) -> None:
        self._fill()

    @work(thread=True, exclusive=True, exit_on_error=False, group="read")
    def _fill(self, section: int | None = None) -> None:
        """Read sections, quotes and warnings anew, in a thread: there may be thousands. Cursors stay."""
        study, worker = self.study, get_current_worker()
        with self.app.holding(study) as usable:
            if not usable:
                return
            found = read(study)
        if not worker.is_cancelled:
            self.post_message(self.Filled(found, section))

    def on_collected_filled(self, event: Filled) -> None:
        self._found = event.found
        sections, quotes = self.query_one(SectionRows), self.query_one(QuoteRows)
        quotes.empty = _("No quotes here. e in the workbench collects one.")
        outside = sum(one.section is None for one in self._found.quotes)
        listed = [Section(one.id, one.name, one.title, one.heading, one.quotes) for one in self._found.sections]
        sections.show([*listed, Section("", "", "", _("outside the sections"), outside)], event.section)
        if self._first:
            self._first = False
            sections.move_to(next((n for n, one in enumerate(sections.items) if one.quotes), 0))
            self._show(0)
            if quotes.items:
                quotes.focus()
        else:
            self._show()

    def _show(self, cursor: int | None = None) -> None:
        section = self.query_one(SectionRows).current
        name = section.name if section else ""
        self.query_one(QuoteRows).show([one for one in self._found.quotes if (one.section or "") == name], cursor)
        self._read()

    def _sentences(self, quote: CollectedQuote) -> list[str]:
        return [one.sentence for one in self._found.warnings.get(quote.id, ()) if one.section == quote.section]

    def _draw_section(self, section: Section, width: int) -> Sequence[Content]:
        warned = section.name in self._found.warned
        right = Content.assemble(("! " if warned else "", "$warning"), (f"{section.quotes} ", "$muted"))
        return [spread(plain(" " + section.heading), right, width)]

    def _draw(self, quote: CollectedQuote, width: int) -> Sequence[Content]:
        warned = bool(self._sentences(quote))
        head = Content.assemble(
            f"{quote.position:>3} ",
            ("✗ ", "$error") if quote.flaws else ("✓ ", "$success"),
            ("! " if warned else "", "$warning"),
            (safe(quote.code_name), "$accent"),
            ("  " + _("edited") if quote.edited else "", "$muted"),
        )
        right = Content.assemble(plain(quote.reference, "$muted").truncate(width // 2, ellipsis=True), " ")
        return [spread(head, right, width), plain("   " + look.snippet(quote.printed, width - 4))]

    def _read(self) -> None:
        quote = self.query_one(QuoteRows).current
        words, amiss = self.query_one("#words", Plain), self.query_one("#amiss", Plain)
        runs = [plain(run.text, "italic" if run.italic else "") for run in quote.runs] if quote else []
        tail = [plain(f" ({quote.reference})", "$muted")] if quote else []
        words.show(Content.assemble(*runs, *tail))
        amiss.show(self._told(quote) if quote else "")
        self.query_one(KeyBar).refresh()

    def _told(self, quote: CollectedQuote) -> Content:
        """What is to be known of a quote: whether it is faithful, what is amiss, where it is used."""
        lines = [plain(f"! {sentence}", "$warning") for sentence in self._sentences(quote)]
        if quote.faithful:
            lines.insert(0, plain("✓ " + _("Faithful: each word is in the interview."), "$success"))
        verdicts = "; ".join(self._verdict(one) for one in self._found.verdicts if quote.id in one.quotes)
        told = (used(quote), _("Under a verdict: {verdicts}").format(verdicts=verdicts) if verdicts else "")
        return Content("\n").join([*lines, *(plain(line, "$muted") for line in told if line)])

    def _verdict(self, one: Judgement) -> str:
        scope = one.programme or (_("school {n}").format(n=one.school) if one.school is not None else "")
        return " · ".join(
            part for part in (self.study.code(one.condition).name, scope, _(VERDICTS[one.verdict])) if part
        )

    def on_rows_moved(self, event: Rows.Moved) -> None:
        if isinstance(event.rows, SectionRows):
            self._show(0)
        else:
            self._read()

    def on_descendant_focus(self) -> None:
        self.query_one(KeyBar).refresh()

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
        """Whether the footer shows an action: with the sections at hand those of a quote are left out."""
        quote = self.query_one(QuoteRows).current
        if action.id == "undo":
            return True
        if action.id == "export":
            return quote is not None and bool(quote.section)
        if action.id == "confirm":
            return quote is not None and bool(quote.flaws)
        return quote is not None and not self.query_one(SectionRows).has_focus

    @work(exit_on_error=False, group="dialog")
    async def action_edit(self) -> None:
        """Edit the quote at hand; what was done is seen here."""
        if (quote := self.query_one(QuoteRows).current) is not None:
            await self.app.push_screen_wait(QuoteEditor(quote.id))
            self._fill()

    @work(exit_on_error=False, group="dialog")
    async def action_query(self) -> None:
        row = await self.app.push_screen_wait(Querying(self._asked))
        if row is not None:
            self.dismiss(row)
        else:
            self._fill()

    @work(exit_on_error=False, group="dialog")
    async def action_export(self) -> None:
        from interview_coder.tui.screens.export import ExportScreen

        section = self.query_one(SectionRows).current
        name = section.name if section else ""
        await self.app.push_screen_wait(ExportScreen(self.study, QuoteFilter(section=name or None)))

    def _move(self, step: int) -> None:
        rows = self.query_one(QuoteRows)
        quote, at = rows.current, rows.cursor
        if quote is None or not 0 <= at + step < len(rows.items):
            return
        self.study.place_quote(quote.id, quote.section, quote.position + step)
        # Shown at once, so that the key can be pressed again before all is read.
        other = rows.items[at + step]
        moved = {
            quote.id: replace(other, position=quote.position),
            other.id: replace(quote, position=other.position),
        }
        self._found.quotes = [moved.get(one.id, one) for one in self._found.quotes]
        self._show(at + step)
        self._fill()

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
            self._found.quotes = [one for one in self._found.quotes if one.id != quote.id]
            self._show()
            self._fill()

    def action_undo(self) -> None:
        retrace(self, self._retraced, again=False)

    def action_redo(self) -> None:
        retrace(self, self._retraced, again=True)

    def _retraced(self, _entry: HistoryEntry) -> None:
        self._fill()

    @work(exit_on_error=False, group="dialog")
    async def action_section(self) -> None:
        """Ask where the quote goes."""
        quote = self.query_one(QuoteRows).current
        if quote is None:
            return
        by_letter = dict(zip(_LETTERS, self.query_one(SectionRows).items, strict=False))
        answers = [Answer(letter, section.heading) for letter, section in by_letter.items()]
        key = await self.app.push_screen_wait(Ask(_("Which section does the quote go to?"), answers))
        if key is not None:
            self.study.place_quote(quote.id, by_letter[key].name or None)
            self._fill()

    # The sections themselves

    @work(exit_on_error=False, group="dialog")
    async def add_section(self) -> None:
        """Ask for a section and put it behind the one at hand."""
        rows = self.query_one(SectionRows)
        place = min(rows.cursor + 1, len(rows.items) - 1)

        def keep(name: str, title: str) -> None:
            self.study.add_section(name, title, position=place)

        if await self.app.push_screen_wait(Lines(_("New section"), _lines("", ""), keep)):
            self._fill(place)

    @work(exit_on_error=False, group="dialog")
    async def rename_section(self) -> None:
        """Ask for another name and title of the section at hand."""
        section = self.query_one(SectionRows).current
        if section is None or not section.id:
            return

        def keep(name: str, title: str) -> None:
            self.study.change_section(section.id, name=name, title=title)

        if await self.app.push_screen_wait(Lines(section.heading, _lines(section.name, section.title), keep)):
            self._fill()

    def move_section(self, step: int) -> None:
        """Move the section at hand up or down."""
        rows = self.query_one(SectionRows)
        section, place = rows.current, rows.cursor + step
        if section is not None and section.id and 0 <= place < len(rows.items) - 1:
            self.study.change_section(section.id, position=place)
            items = [one for one in rows.items if one is not section]
            items.insert(place, section)
            rows.show(items, place)
            self._fill(place)

    def remove_section(self) -> None:
        """Take the section at hand away, if it has no quotes."""
        section = self.query_one(SectionRows).current
        if section is not None and section.id:
            self.study.remove_section(section.id)
            self._fill()


def _lines(name: str, title: str) -> list[Line]:
    return [Line(_("Name"), name, _("such as 4.1")), Line(_("Title"), title)]
