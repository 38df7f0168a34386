"""Commands on the conditions of a study: the evidence, and the verdicts."""

from __future__ import annotations

from typing import Annotated

import typer

from interview_coder.cli.shell import CoderOption, JsonOption, StudyArgument, command, fail, put, put_json
from interview_coder.domain.conditions import VERDICTS, Condition, Evidence, Judgement, Verdict
from interview_coder.i18n import N_, _
from interview_coder.study import Study


def _verdict(judgement: Judgement | None) -> str:
    if judgement is None:
        return _("no verdict")
    return " ".join(part for part in (_(VERDICTS[judgement.verdict]), judgement.provided) if part)


def _counts(evidence: Evidence) -> str:
    """For, against, mixed, without a stance, passages, respondents."""
    counts = (evidence.supports, evidence.contradicts, evidence.mixed, evidence.neutral)
    return "\t".join(map(str, (*counts, evidence.passages, evidence.respondents)))


@command(
    N_(
        "List the conditions: what is said for and against, and the verdicts.\n\n"
        "Columns: code, name, passages that support, contradict, are mixed and have no stance, passages in all, "
        "respondents, verdict. With --condition by programme and school, silent ones too, and all verdicts ever given."
    ),
    "interview-coder conditions ombuigen.study --condition V4",
)
def conditions(
    study: StudyArgument,
    condition: Annotated[
        str | None, typer.Option("--condition", metavar="C", help=N_("One condition (key, name, path or id), in full."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import condition_record, judgement_record

    with Study.open(study, read_only=True) as opened:
        found = opened.conditions() if condition is None else [opened.condition(condition)]
        history = [] if condition is None else opened.verdicts(found[0].code.id)
    if as_json:
        records = [condition_record(one) for one in found]
        if condition is None:
            put_json(records)
        else:
            put_json(records[0] | {"verdicts": [judgement_record(one) for one in history]})
        return
    for one in found:
        put(f"{one.code.key}\t{one.code.name}\t{_counts(one.total)}\t{_verdict(one.verdict)}")
        if condition is not None:
            _put_in_full(one, history)


def _put_in_full(condition: Condition, history: list[Judgement]) -> None:
    for part in condition.parts:
        put(f"  {part.code.key}\t{part.code.name}\t{_counts(part.evidence)}\t{_verdict(part.verdict)}")
    for share in condition.programmes:
        put(f"  {share.name}\t\t{_counts(share.evidence)}\t{_verdict(share.verdict)}")
    for share in condition.schools:
        school = _("School {number}").format(number=share.name)
        put(f"  {school}\t\t{_counts(share.evidence)}\t{_verdict(share.verdict)}")
    for one in history:
        scope = one.programme or (_("School {number}").format(number=one.school) if one.school else _("overall"))
        put(f"  {one.time:%Y-%m-%d}\t{one.coder}\t{scope}\t{_verdict(one)}\t{one.rationale}".replace("\n", " "))


@command(
    N_(
        "Give a verdict on a condition, overall or for a programme or school.\n\n"
        "The newest is in force; earlier ones stay readable with “conditions --condition”."
    ),
    'interview-coder verdict ombuigen.study --condition V4 --verdict not --rationale "Bijna niemand ziet het zo."',
)
def verdict(
    study: StudyArgument,
    condition: Annotated[
        str, typer.Option("--condition", metavar="C", help=N_("The condition: key, name, path or id of its code."))
    ],
    verdict: Annotated[Verdict, typer.Option("--verdict", help=N_("Whether it is met; “provided” needs --provided."))],
    programme: Annotated[
        str | None, typer.Option("--programme", metavar="P", help=N_("The verdict is for this programme."))
    ] = None,
    school: Annotated[
        int | None, typer.Option("--school", metavar="N", help=N_("The verdict is for the school of this number."))
    ] = None,
    provided: Annotated[
        str, typer.Option("--provided", metavar="TEXT", help=N_("Under which proviso it is met."))
    ] = "",
    rationale: Annotated[str, typer.Option("--rationale", metavar="TEXT", help=N_("Why."))] = "",
    quotes: Annotated[
        list[str] | None,
        typer.Option(
            "--quote", metavar="ID", help=N_("A quote or coding that it rests on; more than once for several.")
        ),
    ] = None,
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import judgement_record

    if programme is not None and school is not None:
        fail(_("Give --programme or --school, not both."), 2)
    with Study.open(study, coder=coder) as opened:
        given = opened.set_verdict(
            condition,
            verdict,
            programme=programme,
            school=school,
            provided=provided,
            rationale=rationale,
            quotes=quotes or (),
        )
    if as_json:
        put_json(judgement_record(given))
    else:
        put(_verdict(given))
