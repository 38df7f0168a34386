"""The coded-quote table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from interview_coder.domain.model import QuoteFilter, QuoteRow
from interview_coder.store import quoting
from interview_coder.study.base import StudyBase
from interview_coder.study.reports import ExportReport


class QuoteCalls(StudyBase):
    """The coded-quote table."""

    def quotes(self, wanted: QuoteFilter | None = None, *, limit: int | None = None, offset: int = 0) -> list[QuoteRow]:
        """The codings that match, as rows of the quote table in the order of the report. Raises NotFoundError."""
        with self._database.read() as connection:
            return quoting.quotes(connection, wanted or QuoteFilter(), limit=limit, offset=offset)

    def count_quotes(self, wanted: QuoteFilter | None = None) -> int:
        """How many codings match. Raises NotFoundError."""
        with self._database.read() as connection:
            return quoting.count(connection, wanted or QuoteFilter())

    def quote(self, coding_id: str) -> QuoteRow:
        """One coding as a row of the quote table. Raises NotFoundError."""
        with self._database.read() as connection:
            return quoting.quote(connection, coding_id)

    def export_quotes(
        self,
        path: Path,
        wanted: QuoteFilter | None = None,
        *,
        literal: bool = False,
        force: bool = False,
        language: str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> ExportReport:
        """Write the quote table to a .docx, .xlsx, .csv or .md file.

        ``progress`` is called with rows done and rows in all; what it raises stops the export. Raises
        OutputExistsError, InvalidInputError, NotFoundError. Nothing half written is left.
        """
        from interview_coder.exporting import export_quotes

        wanted = wanted or QuoteFilter()
        if wanted.code is not None:
            wanted = replace(wanted, code=self.code(wanted.code).key)
        rows = self.quotes(wanted)
        info = self.info()
        warnings = export_quotes(
            path,
            rows,
            info=info,
            language=language or info.language,
            when=self._last_change(),
            filters=wanted,
            literal=literal,
            force=force,
            progress=progress,
            sections=self.sections(),
        )
        return ExportReport(len(rows), warnings)
