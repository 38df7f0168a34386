"""The coded-quote table: one row per coding, as a document by section and code or as one sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from interview_coder.domain.model import QuoteFilter, QuoteRow, StudyInfo
from interview_coder.domain.quotes import inner_text, quoted
from interview_coder.exporting.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Progress,
    Sheet,
    Table,
)
from interview_coder.exporting.formats import write_table
from interview_coder.exporting.labels import Labels
from interview_coder.i18n import N_


class _QuoteColumn(NamedTuple):
    key: str
    header: str
    width: float
    in_documents: bool
    in_sheets: bool


# One row model for every format. In documents the section and the code are headings, and the place is one cell.
_COLUMNS: Final = (
    _QuoteColumn("section", N_("Section"), 2.0, False, True),
    _QuoteColumn("code", N_("Code"), 6.0, False, True),
    _QuoteColumn("quote", N_("Quote"), 11.0, True, True),
    _QuoteColumn("reference", N_("Reference"), 4.0, True, True),
    _QuoteColumn("stance", N_("Stance"), 2.4, True, True),
    _QuoteColumn("coder", N_("Coder"), 2.4, True, True),
    _QuoteColumn("memo", N_("Memo"), 4.0, True, True),
    _QuoteColumn("place", N_("Place"), 3.4, True, False),
    _QuoteColumn("interview", N_("Interview"), 4.0, False, True),
    _QuoteColumn("turn", N_("Turn"), 1.6, False, True),
)


def export_quotes(
    path: Path,
    rows: Sequence[QuoteRow],
    *,
    info: StudyInfo,
    language: str,
    when: datetime,
    filters: QuoteFilter,
    literal: bool = False,
    force: bool = False,
    progress: Progress | None = None,
    sections: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Write the coded-quote table to ``path``, in the format that its suffix names; returns warnings as sentences.

    ``language`` (``nl`` or ``en``) is that of headers, stances and the document, whatever the screen speaks; ``when``
    is the time of the study's last event; ``sections`` has the titles of the report's sections by number, for the
    headings. The same arguments give the same bytes. An edited quote prints instead of the literal one unless
    ``literal``. ``progress`` is called with rows done and rows in all; what it raises stops the export. The file is
    whole or not there.

    Raises OutputExistsError where the file is there and not ``force``, InvalidInputError for an unknown suffix, a
    missing folder or the study itself as the file, and InterviewCoderError where the system refuses to write.
    """
    table = _QuoteTable(rows, Labels(language), info, filters, when, literal, sections or {})
    return write_table(path, table.document, table.sheet, info=info, total=len(rows), force=force, progress=progress)


@dataclass(frozen=True, slots=True)
class _QuoteTable:
    """The table in the two forms that the writers know."""

    rows: Sequence[QuoteRow]
    labels: Labels
    info: StudyInfo
    filters: QuoteFilter
    when: datetime
    literal: bool
    titles: Mapping[str, str]

    @property
    def title(self) -> str:
        return self.labels.gettext("Coded quotes")

    def sheet(self) -> Sheet:
        """Everything as one sheet, in the order of the rows."""
        keys, columns = self._columns(in_sheet=True)
        rows = [self._cells(row, keys) for row in self.rows]
        return Sheet(self.title, self.title, self.labels.language, self.when, columns, rows)

    def document(self) -> Document:
        """A heading per section, under it one per code with its table; before them what this is an export of."""
        keys, columns = self._columns(in_sheet=False)
        sections: dict[str, dict[tuple[str, str], list[list[Cell]]]] = {}
        for row in self.rows:
            codes = sections.setdefault(row.section or "", {})
            codes.setdefault((row.code_path, row.code_key), []).append(self._cells(row, keys))
        blocks: list[Block] = list(self._facts())
        for section, codes in sections.items():
            blocks.append(Heading(self._section(section), 1))
            for (path, _key), cells in codes.items():
                blocks += (Heading(path, 2), Table(columns, cells))
        return Document(self.title, self.labels.language, self.when, blocks)

    def _columns(self, *, in_sheet: bool) -> tuple[list[str], list[Column]]:
        chosen = [column for column in _COLUMNS if (column.in_sheets if in_sheet else column.in_documents)]
        headers = [Column(self.labels.gettext(column.header), column.width) for column in chosen]
        return [column.key for column in chosen], headers

    def _cells(self, row: QuoteRow, keys: Sequence[str]) -> list[Cell]:
        place = self.labels.gettext("{interview}, turn {turn}")
        values: dict[str, Cell] = {
            "section": row.section or "",
            "code": row.code_path,
            "quote": quoted(inner_text(row, self.literal)),
            "reference": f"({row.reference})",
            "stance": self.labels.stance(row.stance),
            "coder": row.coder,
            "memo": row.memo,
            "place": place.format(interview=row.reference, turn=row.turn),
            "interview": row.reference,
            "turn": row.turn,
        }
        return [values[key] for key in keys]

    def _section(self, section: str) -> str:
        if not section:
            return self.labels.gettext("Without a section")
        if title := self.titles.get(section):
            return f"{section} {title}"
        # A number alone makes no heading; a section that has words does.
        named = any(char.isalpha() for char in section)
        return section if named else self.labels.gettext("Section {number}").format(number=section)

    def _facts(self) -> Iterator[Paragraph]:
        gettext, ngettext = self.labels.gettext, self.labels.ngettext
        yield Paragraph(self.info.title or Path(self.info.path).stem, gettext("Study"))
        yield Paragraph(self._filters() or gettext("none, all coded passages"), gettext("Filters"))
        interviews = len({row.interview for row in self.rows})
        quotes = ngettext("{n} quote", "{n} quotes", len(self.rows)).format(n=len(self.rows))
        sources = ngettext("{n} interview", "{n} interviews", interviews).format(n=interviews)
        count = gettext("{quotes} from {interviews}").format(quotes=quotes, interviews=sources)
        yield Paragraph(count, gettext("Count"))
        yield Paragraph(self.labels.moment(self.when), gettext("Last change"))
        if self.literal and any(row.edited is not None for row in self.rows):
            yield Paragraph(gettext("as spoken, without the edits of the quotes"), gettext("Quotes"))
        if not self.rows:
            yield Paragraph(gettext("No coded passage fits these filters."))

    def _filters(self) -> str:
        gettext, filters = self.labels.gettext, self.filters
        # An interview may be given by its id, which tells a reader nothing.
        interview = self.rows[0].reference if filters.interview and self.rows else filters.interview
        chosen = (
            (gettext("code"), filters.code),
            (gettext("section"), filters.section),
            (gettext("programme"), filters.programme),
            (gettext("school"), filters.school),
            (gettext("coder"), filters.coder),
            (gettext("stance"), self.labels.stance(filters.stance)),
            (gettext("interview"), interview),
        )
        return "; ".join(f"{label} {value}" for label, value in chosen if value not in (None, ""))
