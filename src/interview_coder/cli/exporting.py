"""The command that writes files for the report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

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
from interview_coder.domain.exports import FILTERS, KINDS, ExportKind, ExportOptions, Measure, written
from interview_coder.domain.model import QuoteFilter
from interview_coder.domain.tables import By
from interview_coder.i18n import N_, _
from interview_coder.study import Study


@command(
    N_(
        "Write something of the study to a file.\n\n"
        "quotes (.docx .xlsx .csv .md .html .tex): the coded-quote table. "
        "appendix (.docx .html .md .tex): the quotes numbered, by section and code. "
        "report (.docx .md .html): a draft of the chapter with conditions, counts, verdicts and chosen quotes. "
        "codebook (.docx .xlsx .md .csv .html). matrix, cooccurrence, saturation (.xlsx .csv): tables of numbers. "
        "figures (.html .svg). "
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
    takes = KINDS[kind].takes | ({"template"} if ".docx" in KINDS[kind].formats else frozenset())
    for name, value in given.items():
        if value not in (None, False) and name not in takes:
            option = f"--with-{name}" if name in ("context", "attributes") else f"--{name.replace('_', '-')}"
            fail(_("{kind} takes no {option}; without it the export is whole.").format(kind=kind, option=option), 2)
    try:
        with Study.open(study, read_only=True) as opened, progress_line() as step:
            options = ExportOptions(
                wanted=QuoteFilter(code, section, programme, school, coder, stance),
                where=chosen_query(opened, where, query),
                interview=interview,
                by=by or By.INTERVIEW,
                measure=count or Measure.CODINGS,
                literal=literal,
                context=context,
                attributes=attributes,
                unit=unit or CompareUnit.TURN,
                without_interviewers=without_interviewers,
                template=template,
                language=language.value if language else None,
            )
            report = opened.export(kind, out, options, force=force, progress=step)
    except KeyboardInterrupt:
        fail(_("Stopped. No file was written."))
    for warning in report.warnings:
        say(warning)
    say(written(kind, report.rows).format(n=report.rows, file=out))
    if "stance" in takes and not report.rows:
        # A mistyped filter is seen by its name.
        chosen = [f"--{name} {given[name]}" for name in (*FILTERS, "where", "query") if given[name] is not None]
        if chosen:
            say(_("No coded passage fits {filters}.").format(filters=" ".join(chosen)))
        else:
            say(_("Nothing is coded yet."))
