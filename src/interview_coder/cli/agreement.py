"""Commands on several coders: how far they agree."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Final

import typer

from interview_coder.analysis.consistency import SuggestionKind
from interview_coder.analysis.wording import DIFFERENT, GROUPS, decided
from interview_coder.cli.shell import CodeFilter, JsonOption, StudyArgument, command, progress_line, put, put_json
from interview_coder.domain.coded import CompareUnit
from interview_coder.domain.model import CodeKind, Stance
from interview_coder.i18n import N_, _, ngettext
from interview_coder.study import Study

if TYPE_CHECKING:
    from interview_coder.analysis.agreement import Agreement, Figure, Line


@command(
    N_("Say how far coders agree: per code, group of codes, interview and pair of coders."),
    "interview-coder agreement ombuigen.study --unit continuum",
)
def agreement(
    study: StudyArgument,
    code: CodeFilter = None,
    unit: Annotated[
        CompareUnit, typer.Option("--unit", help=N_("By what to compare; continuum: where passages begin and end."))
    ] = CompareUnit.TURN,
    coder: Annotated[
        list[str] | None,
        typer.Option("--coder", metavar="NAME", help=N_("Compare these coders (again for each; default: all).")),
    ] = None,
    interview: Annotated[
        list[str] | None,
        typer.Option("--interview", metavar="REF", help=N_("Only this interview (again for each; default: all).")),
    ] = None,
    passages: Annotated[
        str | None,
        typer.Option("--passages", metavar="C", help=N_("With --unit passage: the code that marks the passages.")),
    ] = None,
    without_interviewers: Annotated[
        bool, typer.Option("--without-interviewers", help=N_("Leave out what interviewers say."))
    ] = False,
    replicates: Annotated[
        int,
        typer.Option("--replicates", metavar="N", min=0, help=N_("How often to draw interviews for the intervals.")),
    ] = 1000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help=N_("Where the draws begin."))] = 1,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import agreement_record

    with Study.open(study, read_only=True) as opened, progress_line() as progress:
        found = opened.agreement(
            unit=unit,
            coders=coder or (),
            code=code,
            interviews=interview or (),
            passages_of=passages,
            without_interviewers=without_interviewers,
            replicates=replicates,
            seed=seed,
            progress=progress,
        )
        labels = opened.labels()
    if as_json:
        put_json(agreement_record(found, labels))
    else:
        _print(found, labels)


@command(
    N_("List where two coders differ, passage by passage."), "interview-coder differences ombuigen.study Anna Bram"
)
def differences(
    study: StudyArgument,
    first: Annotated[str, typer.Argument(metavar="CODER", help=N_("The first coder."))],
    second: Annotated[str, typer.Argument(metavar="OTHER", help=N_("The second coder."))],
    code: CodeFilter = None,
    interview: Annotated[
        list[str] | None,
        typer.Option("--interview", metavar="REF", help=N_("Only this interview (again for each; default: all).")),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import comparison_record

    with Study.open(study, read_only=True) as opened:
        found = opened.differences(first, second, code=code, interviews=interview or ())
        labels = opened.labels()
        texts = {one: opened.transcript(one).text for one in {each.interview for each in found.differences}}
    if as_json:
        put_json(comparison_record(found, labels))
        return
    put(ngettext("Alike in {n} place.", "Alike in {n} places.", found.agreeing).format(n=found.agreeing))
    left = found.unsettled
    put(ngettext("{n} difference to settle.", "{n} differences to settle.", left).format(n=left))
    for kind, often in found.by_kind.items():
        put(f"{_(DIFFERENT[kind])}\t{often}")
    for one in found.differences:
        sides = [
            ", ".join(dict.fromkeys(f"{labels[each.code]} {_SIGNS[each.stance]}".rstrip() for each in side)) or "-"
            for side in (one.first, one.second)
        ]
        words = shorten(texts[one.interview][one.start : one.end], 60, placeholder=" …")
        settled = one.settlement.decision if one.settlement else None
        put(
            "\t".join(
                (
                    f"({labels[one.interview]})",
                    f"{one.start}-{one.end}",
                    f"“{words}”",
                    _(DIFFERENT[one.kind]),
                    *sides,
                    decided(settled, labels[found.first], labels[found.second]) if settled else "",
                    (*one.first, *one.second)[0].id,
                )
            )
        )


_SIGNS: Final = {None: "", Stance.SUPPORTS: "+", Stance.CONTRADICTS: "−", Stance.MIXED: "±"}

SUGGESTED: Final = {
    SuggestionKind.ALIKE: N_("Passages that read alike but are coded differently"),
    SuggestionKind.APART: N_("Codes whose passages fall apart"),
    SuggestionKind.UNCODED: N_("Sentences near to a coded passage that are not coded"),
    SuggestionKind.ONE_CODER: N_("Codes that one coder alone applied"),
    SuggestionKind.LOOK_ALIKE: N_("Codes that look alike"),
}
"""What is suggested, to be translated when shown."""


@command(
    N_("Say what looks uneven in the coding, without a second coder; nothing is changed."),
    "interview-coder consistency ombuigen.study --json",
)
def consistency(
    study: StudyArgument,
    dismissed: Annotated[
        bool, typer.Option("--dismissed", help=N_("Also what somebody dismissed on the screen."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import suggestion_record

    with Study.open(study, read_only=True) as opened, progress_line() as progress:
        found = opened.suggestions(progress)
        gone = opened.dismissed(found)
        labels = opened.labels()
    if not dismissed:
        found = [one for one, is_gone in zip(found, gone, strict=True) if not is_gone]
    if as_json:
        put_json([suggestion_record(one, labels) for one in found])
        return
    if not found:
        put(_("Nothing looks uneven."))
    shown: SuggestionKind | None = None
    for one in found:
        if one.kind is not shown:
            put(_(SUGGESTED[one.kind]))
            shown = one.kind
        put(f"  {one.score:.0f}\t{', '.join(labels[code] for code in one.codes)}\t{' '.join(one.reasons)}")
        for passage in one.passages:
            put(f"    ({labels[passage.interview]})\t{passage.words}")


def _print(found: Agreement, labels: dict[str, str]) -> None:
    from interview_coder.analysis.wording import MEASURES, UNITS, sentences

    def name(line: Line) -> str:
        return group_name(line.key, labels)

    def who(line: Line) -> str:
        return ", ".join(labels[coder] for coder in line.coders)

    put(_("Compared by {unit}: {coders}").format(unit=_(UNITS[found.unit]), coders=who(found.overall)))
    number, left = len(found.interviews), len(found.left_out)
    put(ngettext("{n} interview compared.", "{n} interviews compared.", number).format(n=number))
    if left:
        text = ngettext(
            "{n} interview left out: too few of these coders coded it.",
            "{n} interviews left out: too few of these coders coded them.",
            left,
        )
        put(text.format(n=left))
    put("")
    put(_("Over all"))
    for measure, figure in found.overall.figures.items():
        put(f"  {_(MEASURES[measure])}\t{figure_text(figure)}")
    for sentence in sentences(found.overall, found.unit):
        put(f"  {sentence}")
    blocks: list[tuple[str, tuple[Line, ...], Callable[[Line], str]]] = [
        (_("Pairs of coders"), found.pairs, who),
        (_("Groups of codes"), found.groups, name),
        (_("Codes"), found.codes, name),
        (_("Interviews"), found.by_interview, name),
        (_("Stance"), (found.stance,), who),
    ]
    for title, lines, label in blocks:
        if lines:
            put("")
            put(title)
        for line in lines:
            put("\t".join((f"  {label(line)}", figure_text(line.headline), *_more(line))))
            put("    " + " ".join(sentences(line, found.unit)))


def _more(line: Line) -> list[str]:
    from interview_coder.analysis.agreement import Measure

    shown = [
        f"{title} {figure.value:.3f}"
        for title, measure in (("AC1", Measure.AC1), ("%", Measure.PERCENT))
        if (figure := line.figures.get(measure)) is not None and figure.value is not None
    ]
    if line.prevalence is not None:
        shown.append(_("prevalence {share:.1%}").format(share=line.prevalence))
    return [*shown, "/".join(str(often) for often in line.uses.values())]


def group_name(key: str, labels: dict[str, str]) -> str:
    """What a group, code or interview is called."""
    return _(GROUPS[CodeKind(key)]) if key in set(CodeKind) else labels.get(key, key)


def figure_text(figure: Figure) -> str:
    """A figure with its interval, three decimals; a dash where there is none."""
    if figure.value is None:
        return "-"
    if figure.low is None or figure.high is None:
        return f"{figure.value:.3f}"
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"
