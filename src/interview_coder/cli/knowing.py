"""Commands on what a study knows and keeps of its texts: history, attributes, a better transcript and what it left."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from interview_coder.cli.shell import (
    CodeFilter,
    CoderFilter,
    CoderOption,
    InterviewOption,
    JsonOption,
    KeysOption,
    ModelOption,
    StudyArgument,
    command,
    fail,
    open_registry,
    put,
    put_json,
    say,
)
from interview_coder.domain.model import AttributeKind, HistoryFilter, Unplaced
from interview_coder.i18n import N_, _
from interview_coder.settings import Settings
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


@command(
    N_(
        "Put a better transcript in the place of an interview's text, names taken out first.\n\n"
        "Codings, memos and quotes move to the same words, or nearly the same; what finds no place is kept and listed."
    ),
    'interview-coder replace ombuigen.study beter.docx --interview "6. Dierverzorging 2" --accept',
)
def replace(
    study: StudyArgument,
    path: Annotated[Path, typer.Argument(metavar="FILE", help=N_("The better transcript."))],
    interview: InterviewOption,
    accept: Annotated[bool, typer.Option("--accept", help=N_("Take out every name that is found, unseen."))] = False,
    no_redact: Annotated[
        bool, typer.Option("--no-redact", help=N_("Names were taken out before: store the text as it is."))
    ] = False,
    keys: KeysOption = None,
    model: ModelOption = None,
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import unplaced_record

    if accept == no_redact:
        fail(_("Give --accept or --no-redact; on screen (E, r) you see every name first."), 2)
    chosen = model or Settings().get("model")
    with Study.open(study, coder=coder) as opened:
        registry = open_registry(keys, create=True)
        here = opened.interview(interview)
        prepared = opened.prepare(path, registry=registry, model=chosen, redact=not no_redact)
        prepared.accept_all()
        report = opened.replace_transcript(here.id, prepared, registry=registry)
    if as_json:
        left = [unplaced_record(one) for one in report.unplaced]
        put_json({"interview": here.id, "same": report.kept, "close": report.close, "unplaced": left})
        return
    say(
        _("{same} on the very same words, {close} on nearly the same, {left} without a place.").format(
            same=report.kept, close=report.close, left=len(report.unplaced)
        )
    )
    for one in report.unplaced:
        put(_unplaced_line(one))


@command(
    N_("List what better transcripts have no place for, with its old words; on screen (E, u) it is placed by hand."),
    "interview-coder unplaced ombuigen.study",
)
def unplaced(
    study: StudyArgument,
    interview: Annotated[
        str | None, typer.Option("--interview", metavar="REF", help=N_("Only this interview."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import unplaced_record

    with Study.open(study, read_only=True) as opened:
        found = opened.unplaced(opened.interview(interview).id if interview else None)
    if as_json:
        put_json([unplaced_record(one) for one in found])
    for one in [] if as_json else found:
        put(_unplaced_line(one))


def _unplaced_line(one: Unplaced) -> str:
    return "\t".join([_(one.kind.value), one.reference, one.code_name, one.coder, one.words.replace("\n", " ")])
