"""What can leave a study as a file: the kinds, the formats of each, and which choices each takes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from interview_coder.domain.coded import CompareUnit
from interview_coder.domain.model import QuoteFilter
from interview_coder.domain.tables import By
from interview_coder.i18n import N_, ngettext


class ExportKind(StrEnum):
    """The kinds of export, in the order in which they are offered."""

    QUOTES = "quotes"
    APPENDIX = "appendix"
    REPORT = "report"
    CODEBOOK = "codebook"
    MATRIX = "matrix"
    COOCCURRENCE = "cooccurrence"
    SATURATION = "saturation"
    FIGURES = "figures"
    MEMOS = "memos"
    TRANSCRIPT = "transcript"
    INTERVIEWS = "interviews"
    AGREEMENT = "agreement"
    AUDIT = "audit"
    REDACTIONS = "redactions"


class Measure(StrEnum):
    """What a cell of the matrix counts; ``present`` is 0 or 1."""

    CODINGS = "codings"
    RESPONDENTS = "respondents"
    INTERVIEWS = "interviews"
    PRESENT = "present"


class Kind(Struct, frozen=True):
    """A kind of export: its name for users, the endings of its files, and the names of the choices that it takes.

    The first ending is the one that is proposed. Language and place are for all; a template is for .docx.
    """

    name: str
    formats: tuple[str, ...]
    takes: frozenset[str] = frozenset()


FILTERS: Final = ("code", "section", "programme", "school", "coder", "stance")
"""The fields of a ``QuoteFilter`` that exports take."""

_TABLE: Final = (".docx", ".xlsx", ".csv", ".md")
_COUNTS: Final = (".xlsx", ".csv")
_QUERY: Final = frozenset({"where", "query"})
_QUOTES: Final = frozenset(FILTERS) | _QUERY | {"literal", "context"}

KINDS: Final[dict[ExportKind, Kind]] = {
    ExportKind.QUOTES: Kind(
        N_("Table of quotes"), (".docx", ".xlsx", ".csv", ".md", ".html", ".tex"), _QUOTES | {"attributes"}
    ),
    ExportKind.APPENDIX: Kind(N_("Appendix of quotes"), (".docx", ".html", ".md", ".tex"), _QUOTES),
    ExportKind.REPORT: Kind(N_("Draft of the chapter"), (".docx", ".md", ".html")),
    ExportKind.CODEBOOK: Kind(N_("Codebook"), (".docx", ".xlsx", ".md", ".csv", ".html")),
    ExportKind.MATRIX: Kind(N_("Matrix of codes"), _COUNTS, _QUERY | {"by", "count"}),
    ExportKind.COOCCURRENCE: Kind(N_("Codes together"), _COUNTS, _QUERY),
    ExportKind.SATURATION: Kind(N_("New codes by interview"), _COUNTS),
    ExportKind.FIGURES: Kind(N_("Figures"), (".html", ".svg")),
    ExportKind.MEMOS: Kind(N_("Memos"), _TABLE, frozenset({"code", "coder"})),
    ExportKind.TRANSCRIPT: Kind(N_("Coded transcripts"), (".docx", ".html"), frozenset({"interview", "coder"})),
    ExportKind.INTERVIEWS: Kind(N_("List of interviews"), _TABLE),
    ExportKind.AGREEMENT: Kind(
        N_("Agreement between coders"),
        (".docx", ".xlsx", ".md", ".csv", ".html"),
        frozenset({"code", "unit", "without_interviewers"}),
    ),
    ExportKind.AUDIT: Kind(N_("Audit trail"), (".csv", ".xlsx", ".docx", ".html")),
    ExportKind.REDACTIONS: Kind(N_("Redaction log"), _TABLE),
}
"""Every kind of export."""


class ExportOptions(Struct, frozen=True):
    """How something is exported. ``language`` ``None`` is the study's; what a kind does not take is let be.

    ``where`` is a query that holds besides ``wanted``; ``template`` is a Word file whose looks a .docx takes.
    """

    wanted: QuoteFilter = field(default_factory=QuoteFilter)
    where: str | None = None
    interview: str | None = None
    by: By = By.INTERVIEW
    measure: Measure = Measure.CODINGS
    unit: CompareUnit = CompareUnit.TURN
    without_interviewers: bool = False
    literal: bool = False
    context: bool = False
    attributes: bool = False
    template: Path | None = None
    language: str | None = None


def written(kind: ExportKind, rows: int) -> str:
    """The sentence for so many rows written, with the places {n} and {file}."""
    match kind:
        case ExportKind.QUOTES | ExportKind.APPENDIX | ExportKind.REPORT:
            return ngettext("{n} quote written to {file}", "{n} quotes written to {file}", rows)
        case ExportKind.MEMOS:
            return ngettext("{n} memo written to {file}", "{n} memos written to {file}", rows)
        case ExportKind.INTERVIEWS | ExportKind.TRANSCRIPT:
            return ngettext("{n} interview written to {file}", "{n} interviews written to {file}", rows)
        case ExportKind.FIGURES:
            return ngettext("{n} figure written to {file}", "{n} figures written to {file}", rows)
        case _:
            return ngettext("{n} line written to {file}", "{n} lines written to {file}", rows)
