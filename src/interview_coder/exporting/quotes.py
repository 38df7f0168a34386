"""The coded-quote table: one row per coding, as a document by section and code or as one sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct

from interview_coder.domain.exports import KINDS, ExportKind
from interview_coder.domain.model import Attribute, Interview, QuoteFilter, QuotePlace, QuoteRow, StudyInfo
from interview_coder.domain.quotes import Run, inner_text, listed, quoted
from interview_coder.exporting.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Lazy,
    Paragraph,
    Sheet,
    Table,
)
from interview_coder.exporting.formats import Target, write_export
from interview_coder.exporting.labels import Labels
from interview_coder.i18n import N_

QUOTE_FORMATS: Final = KINDS[ExportKind.QUOTES].formats
"""The suffixes that the quote table can be exported to."""

_PAGED: Final = 500
"""From so many quotes on, a section begins a page."""


class _QuoteColumn(NamedTuple):
    key: str
    header: str
    width: float
    in_documents: bool
    in_sheets: bool
    in_context: bool = False


# One row model for every format. In documents the section and the code are headings, and the reference says which
# interview it is.
_COLUMNS: Final = (
    _QuoteColumn("section", N_("Section"), 2.0, False, True),
    _QuoteColumn("code", N_("Code"), 6.0, False, True),
    _QuoteColumn("before", N_("Turn before"), 6.0, True, True, in_context=True),
    _QuoteColumn("quote", N_("Quote"), 11.0, True, True),
    _QuoteColumn("after", N_("Turn after"), 6.0, True, True, in_context=True),
    _QuoteColumn("reference", N_("Reference"), 4.0, True, True),
    _QuoteColumn("stance", N_("Stance"), 3.0, True, True),
    _QuoteColumn("coder", N_("Coder"), 2.4, True, True),
    _QuoteColumn("memo", N_("Memo"), 4.0, True, True),
    _QuoteColumn("interview", N_("Interview"), 4.0, False, True),
    _QuoteColumn("turn", N_("Turn"), 1.6, True, True),
)


def export_quotes(
    target: Target,
    rows: Sequence[QuoteRow],
    *,
    language: str,
    when: datetime,
    filters: QuoteFilter,
    where: str | None = None,
    literal: bool = False,
    sections: Mapping[str, str] | None = None,
    sources: Sources | None = None,
    places: Sequence[QuotePlace] | None = None,
) -> tuple[str, ...]:
    """Write the coded-quote table, in the format that the suffix names; returns warnings as sentences.

    ``language`` (``nl`` or ``en``) is that of headers, stances and the document, whatever the screen speaks; ``when``
    is the time of the study's last event; ``sections`` has the titles of the report's sections by number, for the
    headings; ``sources`` brings turns around quotes and attributes where they are wanted; ``places`` says where each
    row stands, so that rows that are read page by page need not all be read for it. The same arguments give the same
    bytes. An edited quote prints instead of the literal one unless ``literal``. Raises as ``write_export``.
    """
    places = places_of(rows) if places is None else places
    labels = Labels(language)
    table = _QuoteTable(
        rows, places, labels, target.info, filters, where, when, literal, sections or {}, sources or Sources()
    )
    return write_export(target, QUOTE_FORMATS, document=table.document, sheet=table.sheet, total=len(rows))


def places_of(rows: Sequence[QuoteRow]) -> list[QuotePlace]:
    """Where each of some rows stands."""
    return [
        QuotePlace(row.id, row.interview, row.section, row.code_path, row.code_key, row.edited is not None)
        for row in rows
    ]


def printed(row: QuoteRow, *, literal: bool) -> tuple[Run, ...]:
    """The quote with its outer marks, as the report has it; where somebody edited it, with questions in italics."""
    if not literal and row.edited is not None and row.runs:
        return tuple(Run(*run) for run in row.runs)
    return (Run(quoted(inner_text(row, literal))),)


class Sources(Struct, frozen=True):
    """What an export may say of a quote besides its row; everything may be left out.

    ``around`` gives the turns before and after a row; ``attributes`` are the study's own, and with ``interviews`` (by
    id) there is a column for each of them and for what is known of every interview.
    """

    around: Callable[[QuoteRow], tuple[str, str]] | None = None
    interviews: Mapping[str, Interview] | None = None
    attributes: Sequence[Attribute] = ()


_KNOWN: Final = (
    ("school", N_("School"), 1.6),
    ("programmes", N_("Programmes"), 4.0),
    ("date", N_("Date"), 2.4),
    ("mode", N_("Mode"), 2.4),
)


class _QuoteTable(Struct, frozen=True):
    """The table in the two forms that the writers know."""

    rows: Sequence[QuoteRow]
    places: Sequence[QuotePlace]
    labels: Labels
    info: StudyInfo
    filters: QuoteFilter
    where: str | None
    when: datetime
    literal: bool
    titles: Mapping[str, str]
    sources: Sources

    @property
    def title(self) -> str:
        return self.labels.gettext("Coded quotes")

    def sheet(self) -> Sheet:
        """Everything as one sheet, in the order of the rows."""
        keys, columns = self._columns(in_sheet=True)
        rows = Lazy(self.rows, lambda row: self._cells(row, keys, plainly=True))
        return Sheet(self.title, self.title, self.labels.language, self.when, columns, rows)

    def document(self) -> Document:
        """A heading per section, under it one per code with its table; before them what this is an export of."""
        keys, columns = self._columns(in_sheet=False)
        sections: dict[str, dict[tuple[str, str], list[int]]] = {}
        for index, place in enumerate(self.places):
            codes = sections.setdefault(place.section or "", {})
            codes.setdefault((place.code_path, place.code_key), []).append(index)
        blocks: list[Block] = list(self._facts())
        paged = len(self.rows) > _PAGED
        for section, codes in sections.items():
            blocks.append(Heading(self.labels.section(section, self.titles), 1, new_page=paged))
            for (path, _key), some in codes.items():
                cells = Lazy(some, lambda index: self._cells(self.rows[index], keys, plainly=False))
                blocks += (Heading(path, 2), Table(columns, cells))
        return Document(self.title, self.labels.language, self.when, blocks)

    def _columns(self, *, in_sheet: bool) -> tuple[list[str], list[Column]]:
        chosen = [column for column in _COLUMNS if (column.in_sheets if in_sheet else column.in_documents)]
        if self.sources.around is None:
            chosen = [column for column in chosen if not column.in_context]
        headers = [Column(self.labels.gettext(column.header), column.width) for column in chosen]
        keys = [column.key for column in chosen]
        if self.sources.interviews is not None:
            for key, header, width in _KNOWN:
                keys.append(key)
                headers.append(Column(self.labels.gettext(header), width))
            for attribute in self.sources.attributes:
                keys.append(f"attribute {attribute.id}")
                headers.append(Column(attribute.name, 3.0))
        return keys, _told_apart(headers)

    def _cells(self, row: QuoteRow, keys: Sequence[str], *, plainly: bool) -> list[Cell]:
        # A spreadsheet has no italics within a cell; there the answers stand alone.
        runs = printed(row, literal=self.literal)
        before, after = self.sources.around(row) if self.sources.around else ("", "")
        values: dict[str, Cell] = {
            "section": row.section or "",
            "code": row.code_path,
            "before": before,
            "quote": quoted(inner_text(row, self.literal)) if plainly else runs,
            "after": after,
            "reference": f"({row.reference})",
            "stance": self.labels.stance(row.stance),
            "coder": row.coder,
            "memo": row.memo,
            "interview": row.reference,
            "turn": row.turn,
        }
        if self.sources.interviews is not None:
            values |= self._attributes(self.sources.interviews[row.interview])
        return [values[key] for key in keys]

    def _attributes(self, interview: Interview) -> dict[str, Cell]:
        known = interview.metadata
        values: dict[str, Cell] = {
            "school": "" if known.school is None else known.school,
            "programmes": listed(known.programmes, self.labels.language),
            "date": known.date.isoformat() if known.date else "",
            "mode": self.labels.mode(known.mode),
        }
        for attribute in self.sources.attributes:
            values[f"attribute {attribute.id}"] = interview.attributes.get(attribute.id, "")
        return values

    def _facts(self) -> Iterator[Paragraph]:
        gettext, ngettext = self.labels.gettext, self.labels.ngettext
        yield Paragraph(self.info.title or Path(self.info.path).stem, gettext("Study"))
        yield Paragraph(self._filters() or gettext("none, all coded passages"), gettext("Filters"))
        interviews = len({place.interview for place in self.places})
        quotes = ngettext("{n} quote", "{n} quotes", len(self.rows)).format(n=len(self.rows))
        sources = ngettext("{n} interview", "{n} interviews", interviews).format(n=interviews)
        count = gettext("{quotes} from {interviews}").format(quotes=quotes, interviews=sources)
        yield Paragraph(count, gettext("Count"))
        yield Paragraph(self.labels.moment(self.when), gettext("Last change"))
        if self.literal and any(place.edited for place in self.places):
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
            (gettext("query"), self.where),
        )
        return "; ".join(f"{label} {value}" for label, value in chosen if value not in (None, ""))


def _told_apart(columns: Sequence[Column]) -> list[Column]:
    """The columns with a number behind a header that stands there already: an attribute may be called Memo."""
    used: set[str] = set()
    result = []
    for column in columns:
        header, number = column.header, 1
        while header in used:
            number += 1
            header = f"{column.header} ({number})"
        used.add(header)
        result.append(Column(header, column.width))
    return result
