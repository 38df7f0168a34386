"""Commands on what is known of a study besides its texts: the history, and the attributes of interviews."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from interview_coder.cli.shell import (
    CodeFilter,
    CoderFilter,
    JsonOption,
    StudyArgument,
    command,
    fail,
    put,
    put_json,
    say,
)
from interview_coder.domain.model import AttributeKind, HistoryFilter
from interview_coder.i18n import N_, _
from interview_coder.study import Study


@command(
    N_("List what was done, newest first: when, who, what, on what."),
    "interview-coder history ombuigen.study --since 2026-03-01 --json",
)
def history(
    study: StudyArgument,
    coder: CoderFilter = None,
    code: CodeFilter = None,
    interview: Annotated[
        str | None, typer.Option("--interview", metavar="REF", help=N_("Only what touches this interview."))
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option("--since", formats=["%Y-%m-%d"], metavar="DATE", help=N_("Only from this day on.")),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help=N_("At most so many."))] = 200,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import history_record

    day = since.replace(tzinfo=UTC) if since else None
    with Study.open(study, read_only=True) as opened:
        found = opened.history(limit, wanted=HistoryFilter(coder=coder, code=code, interview=interview, since=day))
    if as_json:
        put_json([history_record(entry) for entry in found])
    for entry in [] if as_json else found:
        undone = _("undone") if entry.undone else ""
        put("\t".join([f"{entry.time:%Y-%m-%d %H:%M}", entry.coder, _(entry.what), entry.detail, undone]))


@command(
    N_(
        "List what the team asks of every interview, add to it, or give an interview a value.\n\n"
        "Without options it lists the attributes. The values are in interviews --json and export interviews."
    ),
    "interview-coder attributes ombuigen.study --add Regio --kind choice --choice stad --choice platteland",
)
def attributes(
    study: StudyArgument,
    add: Annotated[str | None, typer.Option("--add", metavar="NAME", help=N_("Add an attribute by this name."))] = None,
    kind: Annotated[AttributeKind, typer.Option(help=N_("What values it takes."))] = AttributeKind.TEXT,
    choice: Annotated[
        list[str] | None, typer.Option("--choice", metavar="WORD", help=N_("One of the things to choose from."))
    ] = None,
    interview: Annotated[
        str | None, typer.Option("--interview", metavar="REF", help=N_("The interview that gets values."))
    ] = None,
    given: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help=N_("A value for it; none takes it away."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import attribute_record

    if bool(given) != bool(interview):
        fail(_("--set and --interview go together."), 2)
    pairs = [one.partition("=") for one in given or ()]
    if any(not sign for _name, sign, _value in pairs):
        fail(_("Write --set as NAME=VALUE."), 2)
    with Study.open(study, read_only=not (add or given)) as opened:
        if add:
            opened.add_attribute(add, kind, choice or ())
        if interview:
            here = opened.interview(interview)
            for name, _sign, value in pairs:
                opened.set_attribute(here.id, name.strip(), value)
            say(_("The values of {interview} are kept.").format(interview=here.reference))
        found = opened.attributes()
    if as_json:
        put_json([attribute_record(one) for one in found])
    for one in [] if as_json else found:
        put("\t".join([one.name, _(one.kind.value), ", ".join(one.choices)]))
