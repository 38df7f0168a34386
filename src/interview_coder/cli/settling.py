"""Commands that settle differences between coders and keep versions of the codebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from interview_coder.analysis.wording import CHANGED, DIFFERENT, decided
from interview_coder.cli.shell import (
    CodeFilter,
    CoderOption,
    JsonOption,
    StanceFilter,
    StudyArgument,
    command,
    fail,
    put,
    put_json,
    say,
)
from interview_coder.domain.coded import Decision, Settlement
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.i18n import N_, _, ngettext
from interview_coder.study import Study


@command(
    N_(
        "Settle a difference between two coders, and keep what comes of it as consensus.\n\n"
        "“differences” lists them with the id of a coding in each; words of the interview name one as well. The "
        "consensus is a layer of its own: each coder’s work stays as it is, and --coder consensus asks for it. With "
        "--agreed it takes in what all coders coded alike."
    ),
    'interview-coder settle ombuigen.study Anna Bram --interview "7. Kok" --text "geen stage" --take second',
)
def settle(
    study: StudyArgument,
    first: Annotated[str | None, typer.Argument(metavar="CODER", help=N_("The first coder."))] = None,
    second: Annotated[str | None, typer.Argument(metavar="OTHER", help=N_("The second coder."))] = None,
    coding: Annotated[
        str | None, typer.Argument(metavar="CODING", help=N_("The id of a coding that is part of the difference."))
    ] = None,
    interview: Annotated[
        str | None, typer.Option("--interview", metavar="REF", help=N_("With --text: the interview."))
    ] = None,
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="WORDS", help=N_("Literal words of the difference, instead of an id.")),
    ] = None,
    take: Annotated[
        Decision | None, typer.Option("--take", help=N_("What the consensus takes; later: it is to be discussed."))
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help=N_("Why."))] = "",
    start: Annotated[
        int | None, typer.Option("--start", metavar="N", min=0, help=N_("With --take borders: where it begins."))
    ] = None,
    end: Annotated[
        int | None, typer.Option("--end", metavar="N", min=0, help=N_("With --take borders: where it ends."))
    ] = None,
    code: Annotated[
        str | None, typer.Option("--code", metavar="C", help=N_("With --take borders: the code it gets."))
    ] = None,
    stance: StanceFilter = None,
    agreed: Annotated[bool, typer.Option("--agreed", help=N_("Take in what all coders coded alike."))] = False,
    alone: Annotated[
        bool, typer.Option("--alone", help=N_("With --agreed: interviews that one coder alone coded as well."))
    ] = False,
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import settlement_record

    if agreed == bool(first) or (alone and not agreed):
        fail(_("Name two coders and a coding of a difference, or give --agreed."), 2)
    named = (coding is None) is not (text is None) and (interview is None) is (text is None)
    if not agreed and (second is None or not named):
        fail(_("Name two coders and a coding of a difference, or its --interview and --text."), 2)
    if not agreed and take is None:
        fail(_("Say with --take what the consensus takes."), 2)
    if (start is None) != (end is None):
        fail(_("--start and --end go together."), 2)
    with Study.open(study, coder=coder) as opened:
        if agreed:
            number = opened.adopt_agreed(alone=alone)
            text = ngettext("{n} passage taken into the consensus.", "{n} passages taken into the consensus.", number)
            say(text.format(n=number))
            return
        assert first is not None
        assert second is not None
        assert take is not None
        if coding is None:
            coding = _coding_at(opened, (first, second), str(interview), str(text))
        span = (start, end) if start is not None and end is not None else None
        made = opened.settle(first, second, coding, take, note=note, span=span, code=code, stance=stance)
        labels = opened.labels()
    if as_json:
        put_json(settlement_record(made, labels))
    else:
        say(_("Settled: {decision}.").format(decision=_told(made, labels)))


def _coding_at(study: Study, pair: tuple[str, str], interview: str, words: str) -> str:
    """A coding of the one difference between two coders that touches these words. Raises NotFoundError."""
    where = study.interview(interview).id
    passage = study.find_passage(where, words)
    found = [
        one
        for one in study.differences(*pair, interviews=[where]).differences
        if one.start < passage.end and passage.start < one.end
    ]
    if len(found) > 1:
        raise InvalidInputError(_("They differ in several places there; name one by the id of a coding."))
    if not found:
        raise NotFoundError(_("These two do not differ there; the command “differences” lists where they do."))
    return [*found[0].first, *found[0].second][0].id


def _told(one: Settlement, labels: Mapping[str, str]) -> str:
    return decided(one.decision, labels[one.first], labels[one.second])


@command(
    N_("List what was settled, and what is to be discussed; or take a settlement back."),
    "interview-coder settlements ombuigen.study --decision later --json",
)
def settlements(
    study: StudyArgument,
    code: CodeFilter = None,
    decision: Annotated[Decision | None, typer.Option("--decision", help=N_("Only what was decided so."))] = None,
    interview: Annotated[
        list[str] | None,
        typer.Option("--interview", metavar="REF", help=N_("Only this interview (again for each; default: all).")),
    ] = None,
    remove: Annotated[
        str | None, typer.Option("--remove", metavar="ID", help=N_("Take this settlement back, with its consensus."))
    ] = None,
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import settlement_record

    with Study.open(study, coder=coder, read_only=remove is None) as opened:
        if remove is not None:
            opened.unsettle(remove)
        found = opened.settlements(code=code, interviews=interview or (), decision=decision)
        labels = opened.labels()
    if as_json:
        put_json([settlement_record(one, labels) for one in found])
        return
    for one in found:
        codes = ", ".join(labels[each] for each in (one.code, one.other_code) if each)
        pair = f"{labels[one.first]}, {labels[one.second]}"
        what = (f"({labels[one.interview]})", f"{one.start}-{one.end}", codes, pair, _(DIFFERENT[one.kind]))
        put("\t".join((*what, _told(one, labels), labels[one.coder], f"{one.time:%Y-%m-%d}", one.note, one.id)))
    if not found:
        say(_("Nothing was settled."))


@command(
    N_("List the versions of the codebook; or freeze it as it is now under a name."),
    "interview-coder versions ombuigen.study --freeze 'After the first round' --note 'ten interviews'",
)
def versions(
    study: StudyArgument,
    freeze: Annotated[
        str | None, typer.Option("--freeze", metavar="NAME", help=N_("Keep the codebook of now under this name."))
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help=N_("With --freeze: what it is."))] = "",
    remove: Annotated[
        str | None, typer.Option("--remove", metavar="NAME", help=N_("Keep this version no more."))
    ] = None,
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import version_record

    with Study.open(study, coder=coder, read_only=freeze is None and remove is None) as opened:
        if remove is not None:
            opened.remove_version(remove)
        if freeze is not None:
            opened.freeze_codebook(freeze, note)
        found = opened.codebook_versions()
        labels = opened.labels()
    if as_json:
        put_json([version_record(one, labels) for one in found])
        return
    for one in found:
        number = sum(not code.retired for code in one.codes)
        counts = ngettext("{n} code", "{n} codes", number).format(n=number)
        since = ngettext("{n} coding under it", "{n} codings under it", one.codings).format(n=one.codings)
        put("\t".join((one.name, f"{one.time:%Y-%m-%d %H:%M}", labels[one.coder], counts, since, one.note)))
    if not found:
        say(_("The codebook was never frozen; --freeze NAME does it."))


@command(
    N_("Compare a version of the codebook with another, or with the codebook of now."),
    "interview-coder changes ombuigen.study 'After the first round'",
)
def changes(
    study: StudyArgument,
    first: Annotated[str, typer.Argument(metavar="VERSION", help=N_("The older version."))],
    second: Annotated[str | None, typer.Argument(metavar="OTHER", help=N_("The newer one (default: now)."))] = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import code_change_record

    with Study.open(study, read_only=True) as opened:
        found = opened.codebook_changes(first, second)
    if as_json:
        put_json([code_change_record(one) for one in found])
        return
    for one in found:
        counts = f"{one.earlier}/{one.under_first}/{one.under_second}"
        put("\t".join((one.code.key, one.code.path, ", ".join(_(CHANGED[kind]) for kind in one.kinds), counts)))
    say(_("Codings: before the older version/under it/since.") if found else _("Nothing changed."))


@command(
    N_("List codes that were defined anew after use, and how many codings came before."),
    "interview-coder redefined ombuigen.study --code V4",
)
def redefined(study: StudyArgument, code: CodeFilter = None, as_json: JsonOption = False) -> None:
    from interview_coder.records import redefined_record

    with Study.open(study, read_only=True) as opened:
        found = opened.redefined(code)
        labels = opened.labels()
    if as_json:
        put_json([redefined_record(one, labels) for one in found])
        return
    for one in found:
        number = len(one.codings)
        before = ngettext("{n} coding from before", "{n} codings from before", number).format(n=number)
        put("\t".join((labels[one.code], before, f"{one.time:%Y-%m-%d}", labels[one.coder])))
        put(f"  - {' '.join(one.before)}")
        put(f"  + {' '.join(one.after)}")
    if not found:
        say(_("No code was defined anew after use."))
