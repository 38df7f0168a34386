"""Quotes for the report: collecting them in sections, editing, ordering, looking whether they are faithful."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interview_coder.domain import collecting as values
from interview_coder.domain.text import fold, one_line
from interview_coder.i18n import N_
from interview_coder.store import collecting, reading, sections
from interview_coder.study.base import StudyBase

if TYPE_CHECKING:
    from interview_coder.domain.collecting import CollectedQuote, QuoteWarning, ReportSection
    from interview_coder.domain.quote_edits import Quote
    from interview_coder.study.reports import Progress


class CollectingCalls(StudyBase):
    """Quotes for the report: collecting them in sections, editing, ordering, looking whether they are faithful."""

    def report_sections(self) -> list[ReportSection]:
        """The sections of the report in order: those of the template, and what the team added."""
        with self._database.read() as connection:
            return sections.sections(connection)

    def report_section(self, ref: str) -> ReportSection:
        """The section with that name or id. Raises NotFoundError."""
        with self._database.read() as connection:
            return sections.find_section(connection, ref)

    def add_section(self, name: str, title: str = "", *, position: int | None = None) -> ReportSection:
        """A new section, at a place among the others (from 0; ``None``: last). Raises InvalidInputError."""
        with self._act(N_("section added")) as act:
            identifier = sections.add_section(act, name, title, position)
        return self.report_section(identifier)

    def change_section(
        self, ref: str, *, name: str | None = None, title: str | None = None, position: int | None = None
    ) -> ReportSection:
        """Give a section another name, title or place (from 0). Raises InvalidInputError, NotFoundError."""
        with self._act(N_("section changed")) as act:
            identifier = sections.change_section(act, ref, name, title, position)
        return self.report_section(identifier)

    def remove_section(self, ref: str) -> None:
        """Take a section away. Raises InvalidInputError where quotes stand in it, NotFoundError."""
        with self._act(N_("section removed")) as act:
            sections.remove_section(act, ref)

    def collect(
        self, coding_ids: Sequence[str], section: str | None = None, *, progress: Progress | None = None
    ) -> list[CollectedQuote]:
        """Make a quote of each coding at the end of a section, as one act.

        ``None``: the section of the coding's code; empty: outside the sections. What an interviewer says in a passage
        with an answer becomes a question. A coding that is in the section already gives the quote there is.
        ``progress`` is called with codings done and in all; what it raises takes all of it back. Raises NotFoundError.
        """
        with self._act(N_("quotes collected")) as act:
            identifiers = collecting.collect(act, coding_ids, section, progress)
        with self._database.read() as connection:
            by_id = {quote.id: quote for quote in collecting.by_ids(connection, identifiers)}
        return [by_id[identifier] for identifier in identifiers]

    def collected_ids(self, section: str | None) -> list[str]:
        """The ids of the quotes of a section (a name; ``None``: outside) in their order; quick."""
        with self._database.read() as connection:
            return collecting.ids(connection, section)

    def collected_codings(self) -> set[tuple[str, str | None]]:
        """Which codings are collected, and in which sections (``None``: outside), by ids and names; quick."""
        with self._database.read() as connection:
            return collecting.codings(connection)

    def collect_passage(
        self, interview_id: str, start: int, end: int, *, section: str | None = None, question: bool = False
    ) -> CollectedQuote:
        """Make a quote of ``[start, end)`` of an interview, coded or not. Raises InvalidInputError, NotFoundError."""
        with self._act(N_("quotes collected")) as act:
            identifier = collecting.collect_passage(act, interview_id, start, end, section, question=question)
        return self.collected_quote(identifier)

    def collected(
        self, section: str | None = None, *, interview: str | None = None, coding: str | None = None
    ) -> list[CollectedQuote]:
        """The collected quotes, by section (those outside last) and by hand within; all that is given must hold.

        ``section`` is a name or id, empty for those outside; ``interview`` an id or reference; ``coding`` an id.
        Raises NotFoundError.
        """
        with self._database.read() as connection:
            name = sections.find_section(connection, section).name if section else None
            only = None if interview is None else {reading.interview_id(connection, interview)}
            if coding is not None and only is None:
                only = collecting.interviews_of(connection, coding)
            found = collecting.collected(connection, only)
        return [
            quote
            for quote in found
            if (section is None or quote.section == name) and (coding is None or quote.coding == coding)
        ]

    def collected_quote(self, quote_id: str) -> CollectedQuote:
        """The collected quote with that id. Raises NotFoundError."""
        with self._database.read() as connection:
            return collecting.find(connection, quote_id)

    def quote_source(self, quote_id: str) -> str:
        """The text that a collected quote is made of: what the edits of a ``Quote`` want. Raises NotFoundError."""
        return self.transcript(self.collected_quote(quote_id).interview).text

    def change_quote(self, quote_id: str, quote: Quote) -> CollectedQuote:
        """Keep an edited quote; it counts as looked at. Raises InvalidInputError where it is not faithful."""
        with self._act(N_("quote edited")) as act:
            collecting.change_quote(act, quote_id, quote)
        return self.collected_quote(quote_id)

    def add_question(self, quote_id: str) -> CollectedQuote:
        """Put the interviewer's turn before a quote in front of it, in italics.

        Raises InvalidInputError where there is none, or it is there already.
        """
        with self._database.read() as connection:
            quote = collecting.with_question(connection, quote_id)
        return self.change_quote(quote_id, quote)

    def confirm_quote(self, quote_id: str) -> CollectedQuote:
        """Say that a quote whose source has changed was looked at and can stay. Raises NotFoundError."""
        with self._act(N_("quote looked at")) as act:
            collecting.confirm_quote(act, quote_id)
        return self.collected_quote(quote_id)

    def place_quote(self, quote_id: str, section: str | None, position: int | None = None) -> CollectedQuote:
        """Move a quote to a section (``None``: outside) and a place in it, from 1; ``None``: last. NotFoundError."""
        with self._act(N_("quote moved")) as act:
            collecting.place_quote(act, quote_id, section, position)
        return self.collected_quote(quote_id)

    def remove_quote(self, quote_id: str) -> None:
        """Take a quote out of the report; the coding stays. Raises NotFoundError."""
        with self._act(N_("quote removed")) as act:
            collecting.remove_quote(act, quote_id)

    def quote_warnings(self, section: str | None = None) -> list[QuoteWarning]:
        """What to think of: quotes that are not faithful, words used twice, one respondent in most of a section.

        ``section`` is a name or id, ``None`` for all. Raises NotFoundError.
        """
        with self._database.read() as connection:
            found = collecting.collected(connection)
            chosen = None if section is None else fold(one_line(sections.find_section(connection, section).name))
        known = values.warnings(found)
        return [one for one in known if chosen is None or fold(one.section or "") == chosen]
