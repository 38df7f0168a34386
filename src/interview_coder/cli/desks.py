"""Commands for desks: handing out copies to work on apart, and merging them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from interview_coder.cli.shell import (
    JsonOption,
    StudyArgument,
    command,
    fail,
    has_terminal,
    progress_line,
    put,
    put_json,
    say,
)
from interview_coder.domain.merging import (
    BOTH,
    KINDS,
    NOTICES,
    Conflict,
    MergePolicy,
    MergeReport,
    conflict_line,
)
from interview_coder.i18n import N_, _, ngettext
from interview_coder.study import Study, study_path


@command(
    N_(
        "Hand out a desk: a copy of the study, or of some interviews, to work on apart and merge later.\n\n"
        "Copy a study this way only: of plain copies a merge cannot tell what was done where."
    ),
    "interview-coder handout ombuigen.study -o bea.study --coder Bea --blind",
)
def handout(
    study: StudyArgument,
    out: Annotated[Path, typer.Option("-o", "--output", metavar="DESK", help=N_("The file of the desk."))],
    coder: Annotated[str | None, typer.Option("--coder", metavar="NAME", help=N_("Who will work at the desk."))] = None,
    interviews: Annotated[
        list[str] | None,
        typer.Option("--interviews", metavar="REF", help=N_("Only this interview; give it once for each.")),
    ] = None,
    blind: Annotated[
        bool,
        typer.Option("--blind", help=N_("Leave out colleagues' codings, memos, quotes, verdicts, and all traces.")),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    with Study.open(study) as opened, progress_line() as step:
        report = opened.hand_out(
            study_path(out), coder=coder, interviews=interviews or None, blind=blind, progress=step
        )
    if as_json:
        put_json(
            {
                "desk": str(report.path),
                "interviews": report.interviews,
                "codings": report.codings,
                "blind": report.blind,
            }
        )
    say(
        ngettext(
            "{file} has {n} interview and {m} codings.", "{file} has {n} interviews and {m} codings.", report.interviews
        ).format(file=report.path, n=report.interviews, m=report.codings)
    )


@command(
    N_(
        "Merge desks into a study: what was done apart comes together, by what each desk knew, in any order.\n\n"
        "Look with --dry-run first. The study as it was is backed up; a merge cannot be undone."
    ),
    "interview-coder merge ombuigen.study bea.study cor.study --dry-run",
)
def merge(
    study: StudyArgument,
    desks: Annotated[list[Path], typer.Argument(metavar="DESK...", help=N_("Desks that were handed out."))],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Only tell what would come in and in what desks differ."))
    ] = False,
    policy: Annotated[
        MergePolicy,
        typer.Option(
            help=N_("Who is right where two desks changed the same: this study's own desk, others, the newest, or ask.")
        ),
    ] = MergePolicy.NEWEST,
    as_json: JsonOption = False,
) -> None:
    paths = [study_path(desk) for desk in desks]
    decisions: dict[str, int | str] = {}
    with Study.open(study, read_only=dry_run) as opened, progress_line() as step:
        if policy is MergePolicy.ASK and not dry_run:
            decisions = _ask(opened.merge(paths, dry_run=True).conflicts)
        report = opened.merge(paths, policy=policy, decisions=decisions, dry_run=dry_run, progress=step)
    if as_json:
        put_json(merge_record(report, dry_run=dry_run))
    else:
        _tell(report)
    if not report.changed:
        say(_("There is nothing new; the study is as it was."))
    elif dry_run:
        say(_("Nothing was changed; without --dry-run it will be."))
    elif report.backup is not None:
        say(_("Merged. The study as it was before: {file}").format(file=report.backup))
    else:
        say(_("Merged. Words were taken out for good at a desk, so no backup of before was kept."))


def _ask(conflicts: tuple[Conflict, ...]) -> dict[str, int | str]:
    if conflicts and not has_terminal():
        fail(_("There are conflicts to decide and no terminal to ask at; choose another --policy."))
    found: dict[str, int | str] = {}
    for number, conflict in enumerate(conflicts, 1):
        say(_("{n} of {m}: {about}").format(n=number, m=len(conflicts), about=conflict_line(conflict)))
        for place, side in enumerate(conflict.sides, 1):
            value = _("taken away") if side.value is None else side.value
            say(f"  {place}. {side.coder}, {side.time.astimezone():%Y-%m-%d %H:%M}: {value}")
        choices = [str(place) for place in range(1, len(conflict.sides) + 1)] + [BOTH] * conflict.both
        answer = ""
        while answer not in choices:
            answer = typer.prompt(_("Which one? ({choices})").format(choices=", ".join(choices)), err=True).strip()
        found[conflict.id] = BOTH if answer == BOTH else int(answer) - 1
    return found


def _tell(report: MergeReport) -> None:
    for one in report.incoming:
        kind = _(KINDS.get(one.table, one.table))
        put(
            "\t".join(
                [
                    one.coder,
                    kind,
                    _("{n} new").format(n=one.new),
                    _("{n} changed").format(n=one.changed),
                    _("{n} gone").format(n=one.gone),
                ]
            )
        )
    for conflict in report.conflicts:
        stands = conflict.sides[conflict.chosen]
        put(_("differs: {what}; {coder}'s stands").format(what=conflict_line(conflict), coder=stands.coder))
    for notice in report.notices:
        put(f"{notice.about}: {_(NOTICES[notice.kind])}")


def merge_record(report: MergeReport, *, dry_run: bool) -> dict[str, object]:
    """A report as JSON."""
    return {
        "changed": report.changed,
        "dry_run": dry_run,
        "desks": list(report.desks),
        "events": report.events,
        "backup": str(report.backup) if report.backup else None,
        "incoming": [
            {"coder": one.coder, "kind": one.table, "new": one.new, "changed": one.changed, "gone": one.gone}
            for one in report.incoming
        ],
        "conflicts": [
            {
                "id": one.id,
                "kind": one.kind.value,
                "table": one.table,
                "column": one.column,
                "about": one.about,
                "chosen": one.chosen,
                "sides": [
                    {
                        "coder": side.coder,
                        "time": side.time.isoformat(),
                        "desk": side.desk,
                        "value": side.value,
                        "ours": side.ours,
                    }
                    for side in one.sides
                ],
            }
            for one in report.conflicts
        ],
        "notices": [{"kind": one.kind.value, "about": one.about} for one in report.notices],
    }
