"""The command that writes files for the report."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from interview_coder.cli.quotes import chosen_query
from interview_coder.cli.shell import (
    CodeFilter,
    CoderFilter,
    ForceOption,
    Language,
    ProgrammeFilter,
    QueryFilter,
    SchoolFilter,
    SectionFilter,
    StanceFilter,
    StudyArgument,
    WhereFilter,
    command,
    fail,
    progress_line,
    say,
)
from interview_coder.domain.coded import CompareUnit
from interview_coder.domain.model import MemoFilter, QuoteFilter
from interview_coder.domain.tables import By
from interview_coder.i18n import N_, _, ngettext
from interview_coder.study import ExportReport, Study


class ExportKind(StrEnum):
    quotes = "quotes"
    appendix = "appendix"
    report = "report"
    codebook = "codebook"
    matrix = "matrix"
    cooccurrence = "cooccurrence"
    saturation = "saturation"
    memos = "memos"
    transcript = "transcript"
    interviews = "interviews"
    agreement = "agreement"
    audit = "audit"
    redactions = "redactions"


class Measure(StrEnum):
    codings = "codings"
    respondents = "respondents"
    interviews = "interviews"
    present = "present"


_FILTERS: Final = frozenset({"code", "section", "programme", "school", "coder", "stance"})
_QUERY: Final = frozenset({"where", "query"})
# What each kind takes besides the file, --language and --force.
_TAKES: Final[dict[ExportKind, frozenset[str]]] = {
    ExportKind.quotes: _FILTERS | _QUERY | {"literal", "context", "attributes", "template"},
    ExportKind.appendix: _FILTERS | _QUERY | {"literal", "context", "template"},
    ExportKind.report: frozenset({"template"}),
    ExportKind.codebook: frozenset({"template"}),
    ExportKind.matrix: _QUERY | {"by", "count"},
    ExportKind.cooccurrence: _QUERY,
    ExportKind.saturation: frozenset(),
    ExportKind.memos: frozenset({"code", "coder"}),
    ExportKind.transcript: frozenset({"interview", "template"}),
    ExportKind.interviews: frozenset(),
    ExportKind.agreement: frozenset({"code", "unit", "without_interviewers", "template"}),
    ExportKind.audit: frozenset({"template"}),
    ExportKind.redactions: frozenset(),
}


@command(
    N_(
        "Write something of the study to a file.\n\n"
        "quotes (.docx .xlsx .csv .md .html .tex): the coded-quote table. "
        "appendix (.docx .html .md .tex): the quotes numbered, by section and code. "
        "report (.docx .md .html): a draft of the chapter with conditions, counts, verdicts and chosen quotes. "
        "codebook (.docx .xlsx .md .csv .html). matrix, cooccurrence, saturation (.xlsx .csv): tables of numbers. "
        "memos, interviews, redactions (.docx .xlsx .csv .md). transcript (.docx .html): codings in the margin. "
        "audit (.csv .xlsx .docx .html): who did what, when. "
        "agreement (.docx .xlsx .md .csv .html): how far coders agree, for the methods section."
    ),
    "interview-coder export ombuigen.study quotes -o citaten.docx --section 4.2",
)
def export(
    study: StudyArgument,
    kind: Annotated[ExportKind, typer.Argument(metavar="KIND", help=N_("What to write, as said above."))],
    out: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help=N_("Where to; the ending says the format."))
    ],
    code: CodeFilter = None,
    section: SectionFilter = None,
    programme: ProgrammeFilter = None,
    school: SchoolFilter = None,
    coder: CoderFilter = None,
    stance: StanceFilter = None,
    where: WhereFilter = None,
    query: QueryFilter = None,
    interview: Annotated[
        str | None, typer.Option("--interview", metavar="REF", help=N_("The interview of a transcript (default: all)."))
    ] = None,
    by: Annotated[By | None, typer.Option("--by", help=N_("The columns of the matrix."))] = None,
    count: Annotated[
        Measure | None, typer.Option("--count", help=N_("What the matrix counts; present is 0 or 1."))
    ] = None,
    literal: Annotated[bool, typer.Option("--literal", help=N_("The literal words, also of edited quotes."))] = False,
    context: Annotated[
        bool, typer.Option("--with-context", help=N_("With the turns before and after each quote."))
    ] = False,
    attributes: Annotated[
        bool, typer.Option("--with-attributes", help=N_("With what is known of the interview, in columns."))
    ] = False,
    unit: Annotated[CompareUnit | None, typer.Option("--unit", help=N_("By what coders are compared."))] = None,
    without_interviewers: Annotated[
        bool, typer.Option("--without-interviewers", help=N_("Leave out what interviewers say."))
    ] = False,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="FILE", help=N_("A .docx or .dotx whose looks a Word file takes.")),
    ] = None,
    force: ForceOption = False,
    language: Annotated[
        Language | None, typer.Option(help=N_("The language of headings (default: the study's)."))
    ] = None,
) -> None:
    given: dict[str, Any] = {
        "code": code,
        "section": section,
        "programme": programme,
        "school": school,
        "coder": coder,
        "stance": stance,
        "where": where,
        "query": query,
        "interview": interview,
        "by": by,
        "count": count,
        "literal": literal,
        "context": context,
        "attributes": attributes,
        "template": template,
        "unit": unit,
        "without_interviewers": without_interviewers,
    }
    for name, value in given.items():
        if value not in (None, False) and name not in _TAKES[kind]:
            option = f"--with-{name}" if name in ("context", "attributes") else f"--{name.replace('_', '-')}"
            fail(_("{kind} takes no {option}; without it the export is whole.").format(kind=kind, option=option), 2)
    wanted = QuoteFilter(code, section, programme, school, coder, stance)
    usual: dict[str, Any] = {"force": force, "language": language.value if language else None}
    with Study.open(study, read_only=True) as opened, progress_line() as step:
        asked = chosen_query(opened, where, query)
        quoted: dict[str, Any] = {
            "where": asked,
            "literal": literal,
            "with_context": context,
            "template": template,
            "progress": step,
        }
        calls: dict[ExportKind, Callable[[], ExportReport]] = {
            ExportKind.quotes: lambda: opened.export_quotes(out, wanted, **quoted, with_attributes=attributes, **usual),
            ExportKind.appendix: lambda: opened.export_appendix(out, wanted, **quoted, **usual),
            ExportKind.report: lambda: opened.export_report(out, template=template, **usual),
            ExportKind.codebook: lambda: opened.export_codebook(out, template=template, **usual),
            ExportKind.matrix: lambda: opened.export_matrix(
                out, by=by or By.INTERVIEW, measure=(count or Measure.codings).value, where=asked, **usual
            ),
            ExportKind.cooccurrence: lambda: opened.export_cooccurrence(out, where=asked, **usual),
            ExportKind.saturation: lambda: opened.export_saturation(out, **usual),
            ExportKind.memos: lambda: opened.export_memos(out, MemoFilter(code=code, coder=coder), **usual),
            ExportKind.transcript: lambda: opened.export_transcripts(
                out, interview=interview, template=template, progress=step, **usual
            ),
            ExportKind.interviews: lambda: opened.export_interviews(out, **usual),
            ExportKind.agreement: lambda: opened.export_agreement(
                out,
                unit=unit or CompareUnit.TURN,
                code=code,
                without_interviewers=without_interviewers,
                template=template,
                progress=step,
                **usual,
            ),
            ExportKind.audit: lambda: opened.export_audit(out, template=template, **usual),
            ExportKind.redactions: lambda: opened.export_redaction_log(out, **usual),
        }
        report = calls[kind]()
    for warning in report.warnings:
        say(warning)
    say(_written(kind, report.rows).format(n=report.rows, file=out))
    if kind in (ExportKind.quotes, ExportKind.appendix) and not report.rows:
        say(_("No coded passage fits the choice; “quotes” without options lists them all."))


def _written(kind: ExportKind, rows: int) -> str:
    match kind:
        case ExportKind.quotes | ExportKind.appendix | ExportKind.report:
            return ngettext("{n} quote written to {file}", "{n} quotes written to {file}", rows)
        case ExportKind.memos:
            return ngettext("{n} memo written to {file}", "{n} memos written to {file}", rows)
        case ExportKind.interviews | ExportKind.transcript:
            return ngettext("{n} interview written to {file}", "{n} interviews written to {file}", rows)
        case _:
            return ngettext("{n} line written to {file}", "{n} lines written to {file}", rows)
