"""Commands that show what a study holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from interview_coder.cli.shell import (
    CoderOption,
    JsonOption,
    StudyArgument,
    command,
    put,
    put_json,
    say,
)
from interview_coder.domain.model import Status
from interview_coder.i18n import N_, _
from interview_coder.study import Study

_STATUSES: Final = {
    Status.NOT_STARTED: N_("not started"),
    Status.CODING: N_("being coded"),
    Status.DONE: N_("done"),
}


@command(N_("List the interviews."), "interview-coder interviews ombuigen.study --json")
def interviews(study: StudyArgument, as_json: JsonOption = False) -> None:
    from interview_coder.records import interview_record

    with Study.open(study, read_only=True) as opened:
        found = opened.interviews()
    if as_json:
        put_json([interview_record(one) for one in found])
    for one in [] if as_json else found:
        put(f"{one.reference}\t{one.turns}\t{one.words}\t{one.codings}\t{_(_STATUSES[one.status])}")


@command(N_("List the codebook."), "interview-coder codes ombuigen.study")
def codes(study: StudyArgument, as_json: JsonOption = False) -> None:
    from interview_coder.records import code_record

    with Study.open(study, read_only=True) as opened:
        found = opened.codes()
    if as_json:
        put_json([code_record(code) for code in found])
    for code in [] if as_json else found:
        depth = "  " * code.path.count("/")
        put(f"{depth}{code.key}\t{code.name}\t{code.section or ''}\t{code.codings}")


@command(
    N_(
        "Take over a codebook from a .csv, .xlsx or .md file.\n\n"
        "New codes are made; codes that are there (same key, else same place or name) get what the file says of them. "
        "No code is removed, an empty cell changes nothing, and one undo takes all of it back."
    ),
    "interview-coder codebook ombuigen.study --import codeboek.xlsx --dry-run",
)
def codebook(
    study: StudyArgument,
    file: Annotated[Path, typer.Option("--import", metavar="FILE", help=N_("The file with the codebook."))],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Say what would change, change nothing."))] = False,
    leave_out: Annotated[
        list[str] | None,
        typer.Option("--leave-out", metavar="KEY", help=N_("A code of the file to leave out; repeat for more.")),
    ] = None,
    coder: CoderOption = None,
) -> None:
    with Study.open(study, coder=coder, read_only=dry_run) as opened:
        left = leave_out or ()
        found = opened.compare_codebook(file, left) if dry_run else opened.import_codebook(file, left)
    for one in found.new:
        put(f"+\t{one.key}\t{one.name}")
    for code, values in found.changed:
        put(f"~\t{code.key}\t{code.name}\t{', '.join(sorted(values))}")
    for one, reason in found.refused:
        put(f"!\t{one.key}\t{one.name}\t{reason}")
    counts = {"new": len(found.new), "changed": len(found.changed), "unchanged": len(found.unchanged)}
    say(_("{new} new, {changed} changed, {unchanged} unchanged").format(**counts))


@command(N_("Show what a study holds."), "interview-coder info ombuigen.study")
def info(study: StudyArgument, as_json: JsonOption = False) -> None:
    from interview_coder.records import info_record

    with Study.open(study, read_only=True) as opened:
        record = info_record(opened.info())
    if as_json:
        put_json(record)
    for key, value in {} if as_json else record.items():
        put(f"{key}\t{value}")
