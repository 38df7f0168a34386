"""Commands that take coded quotes out."""

from __future__ import annotations

from typing import Annotated

import typer

from interview_coder.cli.shell import (
    CodeFilter,
    CoderFilter,
    JsonOption,
    ProgrammeFilter,
    QueryFilter,
    SchoolFilter,
    SectionFilter,
    StanceFilter,
    StudyArgument,
    WhereFilter,
    command,
    fail,
    put,
    put_json,
    say,
)
from interview_coder.domain.collecting import WarningKind
from interview_coder.domain.model import QuoteFilter
from interview_coder.i18n import N_, _
from interview_coder.study import Study


def chosen_query(study: Study, where: str | None, query: str | None) -> str | None:
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
                    where = one.section or _("Outside the sections")
                    say(f"{where}: {one.sentence}")
        return
    wanted = QuoteFilter(code, section, programme, school, coder, stance)
    with Study.open(study, read_only=True) as opened:
        rows = opened.quotes(wanted, where=chosen_query(opened, where, query))
    if as_json:
        put_json([quote_record(row) for row in rows])
    for row in [] if as_json else rows:
        place = [row.section or "", row.code_key, _(row.stance.value) if row.stance else "", row.coder]
        put("\t".join([*place, printed(row).replace("\n", " ")]))
