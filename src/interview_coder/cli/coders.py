"""Commands on coders, who codes which interview, and coding blind."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated, Final

import typer

from interview_coder.cli.shell import CoderOption, JsonOption, StudyArgument, command, fail, put, put_json, say
from interview_coder.domain.assigning import Assignment, Work
from interview_coder.i18n import N_, _, ngettext
from interview_coder.study import Study

_WORK: Final = {Work.NOT_STARTED: N_("not started"), Work.CODING: N_("being coded"), Work.DONE: N_("done")}


@command(
    N_("List who codes; or put in a coder, or change a name, initials or colour."),
    'interview-coder coders ombuigen.study --change Bram --initials BV --colour "#4e79a7"',
)
def coders(
    study: StudyArgument,
    add: Annotated[str | None, typer.Option("--add", metavar="NAME", help=N_("Put in a coder."))] = None,
    change: Annotated[str | None, typer.Option("--change", metavar="NAME", help=N_("Change this coder."))] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help=N_("The new name."))] = None,
    initials: Annotated[
        str | None, typer.Option("--initials", metavar="XX", help=N_("The new initials, one to four letters."))
    ] = None,
    colour: Annotated[
        str | None, typer.Option("--colour", metavar="#RRGGBB", help=N_("The new colour, as #4e79a7."))
    ] = None,
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import coder_record

    changes = (name, initials, colour) != (None, None, None)
    if changes and add is None and change is None:
        fail(_("Say with --change which coder it is about."), 2)
    with Study.open(study, coder=coder, read_only=add is None and change is None) as opened:
        who = opened.add_coder(add).id if add is not None else change
        if who is not None and changes:
            opened.change_coder(who, name=name, initials=initials, colour=colour)
        found = opened.coders()
    if as_json:
        put_json([coder_record(one) for one in found])
    for one in [] if as_json else found:
        put(f"{one.name}\t{one.initials}\t{one.codings}")


@command(
    N_(
        "Give interviews to a coder, or take them away.\n\n"
        "With --blind the coder sees nothing there of what others did until all coders of the interview say “done”. "
        "Who has the file can read everything in it with other programs: docs/coders.md tells what blind means."
    ),
    'interview-coder assign ombuigen.study Bram "6. Dierverzorging 2" --blind',
)
def assign(
    study: StudyArgument,
    who: Annotated[str, typer.Argument(metavar="NAME", help=N_("Who codes them."))],
    interviews: Annotated[
        list[str], typer.Argument(metavar="REF...", help=N_("The interviews: references as printed, or ids."))
    ],
    blind: Annotated[bool, typer.Option("--blind", help=N_("Without seeing what others do."))] = False,
    remove: Annotated[bool, typer.Option("--remove", help=N_("Take them away; what is coded stays."))] = False,
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    with Study.open(study, coder=coder) as opened:
        if remove:
            opened.unassign(interviews, who)
        else:
            opened.assign(interviews, who, blind=blind)
        found = opened.assignments(coder=who)
    _show(found, as_json=as_json)


@command(N_("Show who codes which interview, and how far."), "interview-coder assignments ombuigen.study --json")
def assignments(
    study: StudyArgument,
    interview: Annotated[
        str | None, typer.Option("--interview", metavar="REF", help=N_("Only this interview."))
    ] = None,
    of: Annotated[str | None, typer.Option("--of", metavar="NAME", help=N_("Only this coder."))] = None,
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    with Study.open(study, coder=coder, read_only=True) as opened:
        found = opened.assignments(interview=interview, coder=of)
    _show(found, as_json=as_json)
    if not as_json and not found:
        say(_("No interview is assigned to anybody; “assign” and “plan” do that."))


@command(
    N_(
        "Plan who codes which interview, a share of them by several.\n\n"
        "Drawn by lot, balanced over programmes and interviewers and over the coders; the same seed gives the same "
        "plan. It is only shown, until --keep assigns the interviews (blind, unless --open). "
        "Interviews that somebody has already are left alone."
    ),
    "interview-coder plan ombuigen.study Anna Bram --share 0.3 --seed 7",
)
def plan(
    study: StudyArgument,
    people: Annotated[list[str], typer.Argument(metavar="NAME...", help=N_("The coders."))],
    share: Annotated[
        float, typer.Option("--share", metavar="X", help=N_("Coded by several: 0.2 is one in five."))
    ] = 0.2,
    together: Annotated[int, typer.Option("--together", metavar="N", help=N_("So many coders for each of these."))] = 2,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help=N_("What the draw starts from."))] = 1,
    keep: Annotated[bool, typer.Option("--keep", help=N_("Assign the interviews so."))] = False,
    open_: Annotated[bool, typer.Option("--open", help=N_("With --keep: coders see each other’s work."))] = False,
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    with Study.open(study, coder=coder, read_only=not keep) as opened:
        made = opened.plan_assignments(people, share=share, seed=seed, together=together)
        names = {one.id: one.name for one in opened.coders()}
        references = {one.id: one.reference for one in opened.interviews()}
        if keep:
            opened.keep_plan(made, blind=not open_)
    if as_json:
        put_json(
            {
                "seed": seed,
                "several": made.several,
                "kept": keep,
                "load": {
                    names[one]: number for one, number in sorted(made.load.items(), key=lambda pair: names[pair[0]])
                },
                "interviews": [
                    {"id": one, "reference": references[one], "coders": [names[who] for who in each]}
                    for one, each in made.coders.items()
                ],
            }
        )
        return
    for one, each in made.coders.items():
        put(f"{references[one]}\t{', '.join(names[who] for who in each)}")
    number = len(made.coders)
    text = ngettext(
        "{n} interview, {several} by several coders.", "{n} interviews, {several} by several coders.", number
    )
    say(text.format(n=number, several=made.several))
    if not keep:
        say(_("Nothing is assigned yet; --keep does it."))


@command(
    N_(
        "Say that your own coding of an interview is done.\n\n"
        "When all its coders are done, who coded it blind sees what the others did."
    ),
    'interview-coder done ombuigen.study "6. Dierverzorging 2" --coder Bram',
)
def done(
    study: StudyArgument,
    interview: Annotated[str, typer.Argument(metavar="REF", help=N_("The interview: its reference, or its id."))],
    take_back: Annotated[bool, typer.Option("--take-back", help=N_("It is not done after all."))] = False,
    coder: CoderOption = None,
) -> None:
    with Study.open(study, coder=coder) as opened:
        all_done = opened.set_done(interview, not take_back)
        waiting = [one.coder_name for one in opened.assignments(interview=interview) if one.done is None]
    if all_done:
        say(_("All coders of this interview are done: what each of them did is open to the others now."))
    else:
        say(_("Not done yet: {names}.").format(names=", ".join(waiting)))


def _show(found: list[Assignment], *, as_json: bool) -> None:
    from interview_coder.records import assignment_record

    if as_json:
        put_json([assignment_record(one) for one in found])
        return
    rows: dict[str, list[str]] = defaultdict(list)
    for one in found:
        told = _(_WORK[one.work]) if one.work is not None else _("not done yet")
        if one.codings:
            reached = f" {one.share:.0%}" if one.share is not None else ""
            told += f" ({one.codings}{reached})"
        if one.blind:
            told += " · " + _("blind")
        rows[one.reference].append(f"{one.coder_name}: {told}")
    for reference, each in rows.items():
        put("\t".join([reference, *each]))
