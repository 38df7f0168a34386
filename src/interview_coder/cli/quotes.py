"""Commands that take coded quotes out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from interview_coder.cli.shell import (
    CodeFilter,
    CoderFilter,
    ForceOption,
    JsonOption,
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
    put,
    put_json,
    say,
)
from interview_coder.domain.collecting import WarningKind
from interview_coder.domain.model import MemoFilter, QuoteFilter
from interview_coder.i18n import N_, _, ngettext
from interview_coder.study import Study


class ExportKind(StrEnum):
    quotes = "quotes"
    redactions = "redactions"
    memos = "memos"
    interviews = "interviews"


def _where(study: Study, where: str | None, query: str | None) -> str | None:
    """The query that was typed, or the one that was kept."""
    if where is not None and query is not None:
        fail(_("Give --where or --query, not both."), 2)
    return where if query is None else study.query(query).where


@command(
    N_(
        "List the coded quotes, in the order of the report.\n\n"
        "With --collected those that were chosen for the report, as it prints them, by section, in the order by hand."
    ),
    "interview-coder quotes ombuigen.study --where 'V4 AND stance = contradicts AND programme = \"Dierverzorging 2\"'",
)
def quotes(
    study: StudyArgument,
    code: CodeFilter = None,
    section: SectionFilter = None,
    programme: ProgrammeFilter = None,
    school: SchoolFilter = None,
    coder: CoderFilter = None,
    stance: StanceFilter = None,
    where: WhereFilter = None,
    query: QueryFilter = None,
    collected: Annotated[
        bool, typer.Option("--collected", help=N_("The quotes that were chosen for the report, edited."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.cli.report import put_collected
    from interview_coder.domain.quotes import printed
    from interview_coder.records import collected_record, quote_record

    if collected:
        if any(one is not None for one in (code, programme, school, coder, stance, where, query)):
            fail(_("Collected quotes can be chosen by --section only."), 2)
        with Study.open(study, read_only=True) as opened:
            chosen = opened.collected(section)
            warnings = opened.quote_warnings(section or None)
        if as_json:
            put_json([collected_record(quote) for quote in chosen])
        else:
            put_collected(chosen)
            for one in warnings:
                if one.kind is not WarningKind.UNFAITHFUL:
                    say(f"{one.section or _('Outside the sections')}: {one.sentence}")
        return
    wanted = QuoteFilter(code, section, programme, school, coder, stance)
    with Study.open(study, read_only=True) as opened:
        rows = opened.quotes(wanted, where=_where(opened, where, query))
    if as_json:
        put_json([quote_record(row) for row in rows])
    for row in [] if as_json else rows:
        place = [row.section or "", row.code_key, _(row.stance.value) if row.stance else "", row.coder]
        put("\t".join([*place, printed(row).replace("\n", " ")]))


@command(
    N_("Write the coded-quote table, the memos, the list of interviews or the redaction log to a file."),
    "interview-coder export ombuigen.study quotes -o citaten.docx --section 4.2",
)
def export(
    study: StudyArgument,
    kind: Annotated[
        ExportKind,
        typer.Argument(
            metavar="KIND", help=N_("quotes, memos, interviews, or redactions (the log for the data officer).")
        ),
    ],
    out: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help=N_("Where to: .docx, .xlsx, .csv or .md."))
    ],
    code: CodeFilter = None,
    section: SectionFilter = None,
    programme: ProgrammeFilter = None,
    school: SchoolFilter = None,
    coder: CoderFilter = None,
    stance: StanceFilter = None,
    where: WhereFilter = None,
    query: QueryFilter = None,
    literal: Annotated[bool, typer.Option("--literal", help=N_("The literal words, also of edited quotes."))] = False,
    force: ForceOption = False,
    language: Annotated[
        Language | None, typer.Option(help=N_("The language of headings (default: the study's)."))
    ] = None,
) -> None:
    chosen = language.value if language else None
    if kind is ExportKind.redactions:
        with Study.open(study, read_only=True) as opened:
            log = opened.export_redaction_log(out, force=force, language=chosen)
        say(
            ngettext("{n} line written to {file}", "{n} lines written to {file}", log.rows).format(n=log.rows, file=out)
        )
        return
    if kind is ExportKind.interviews:
        if any(one is not None for one in (code, section, programme, school, coder, stance)):
            fail(_("The list of interviews is written whole."), 2)
        with Study.open(study, read_only=True) as opened:
            listed = opened.export_interviews(out, force=force, language=chosen)
        written = ngettext("{n} interview written to {file}", "{n} interviews written to {file}", listed.rows)
        say(written.format(n=listed.rows, file=out))
        return
    if kind is ExportKind.memos:
        if any(one is not None for one in (section, programme, school, stance, where, query)):
            fail(_("Memos can be chosen by --code and --coder only."), 2)
        with Study.open(study, read_only=True) as opened:
            memos = opened.export_memos(out, MemoFilter(code=code, coder=coder), force=force, language=chosen)
        for warning in memos.warnings:
            say(warning)
        written = ngettext("{n} memo written to {file}", "{n} memos written to {file}", memos.rows)
        say(written.format(n=memos.rows, file=out))
        return
    wanted = QuoteFilter(code, section, programme, school, coder, stance)
    with Study.open(study, read_only=True) as opened, progress_line() as step:
        report = opened.export_quotes(
            out,
            wanted,
            where=_where(opened, where, query),
            literal=literal,
            force=force,
            language=chosen,
            progress=step,
        )
    for warning in report.warnings:
        say(warning)
    written = ngettext("{n} quote written to {file}", "{n} quotes written to {file}", report.rows)
    say(written.format(n=report.rows, file=out))
    if not report.rows:
        say(_("No coded passage fits the choice; “quotes” without options lists them all."))
