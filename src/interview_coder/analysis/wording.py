"""What figures of agreement mean, in words; and when they say nothing."""

from __future__ import annotations

from typing import Final

from interview_coder.analysis.agreement import Line, LineKind, Measure
from interview_coder.domain.coded import CompareUnit, Decision, DifferenceKind
from interview_coder.domain.model import CodeKind
from interview_coder.domain.versions import ChangeKind
from interview_coder.i18n import N_, _, ngettext

RELIABLE: Final = 0.8
TENTATIVE: Final = 0.667
"""Krippendorff 2004, p. 241: conclusions from 0.800 on, tentative ones from 0.667 on."""

FEW_USES: Final = 10
FEW_INTERVIEWS: Final = 5
RARE: Final = 0.05
WIDE: Final = 0.3

MEASURES: Final = {
    Measure.PERCENT: N_("Percent agreement"),
    Measure.COHEN: N_("Cohen's kappa"),
    Measure.FLEISS: N_("Fleiss' kappa"),
    Measure.CONGER: N_("Conger's kappa"),
    Measure.BRENNAN_PREDIGER: N_("Brennan-Prediger"),
    Measure.AC1: N_("Gwet's AC1"),
    Measure.ALPHA: N_("Krippendorff's alpha"),
    Measure.UNITIZING: N_("Alpha for unitizing"),
}
"""What the figures are called, to be translated when shown."""

UNITS: Final = {
    CompareUnit.TURN: N_("turns"),
    CompareUnit.SENTENCE: N_("sentences"),
    CompareUnit.PASSAGE: N_("passages drawn up in advance"),
    CompareUnit.CONTINUUM: N_("the continuum of characters"),
}
"""What the units are called, to be translated when shown."""

GROUPS: Final = {
    CodeKind.CONDITION: N_("All conditions"),
    CodeKind.THEME: N_("All themes"),
    CodeKind.OPEN: N_("All open codes"),
}
"""The groups of codes by kind, to be translated when shown."""

DIFFERENT: Final = {
    DifferenceKind.ONLY_FIRST: N_("only the first"),
    DifferenceKind.ONLY_SECOND: N_("only the second"),
    DifferenceKind.OTHER_CODE: N_("another code"),
    DifferenceKind.BORDERS: N_("other borders"),
    DifferenceKind.STANCE: N_("another stance"),
}
"""How two coders differ, to be translated when shown."""

DECIDED: Final = {
    Decision.FIRST: N_("as {first}"),
    Decision.SECOND: N_("as {second}"),
    Decision.BOTH: N_("as both"),
    Decision.BORDERS: N_("new borders"),
    Decision.NONE: N_("neither"),
    Decision.LATER: N_("to discuss"),
}
"""What was decided on a difference, to be translated when shown; ``first`` and ``second`` are the coders."""

CHANGED: Final = {
    ChangeKind.ADDED: N_("added"),
    ChangeKind.REMOVED: N_("gone"),
    ChangeKind.RENAMED: N_("renamed"),
    ChangeKind.MOVED: N_("moved"),
    ChangeKind.REDEFINED: N_("definition changed"),
    ChangeKind.EXAMPLE: N_("example changed"),
}
"""What became of a code between two versions of the codebook, to be translated when shown."""


def different(kind: DifferenceKind, first: str, second: str) -> str:
    """How two coders, by name, differ."""
    if kind in (DifferenceKind.ONLY_FIRST, DifferenceKind.ONLY_SECOND):
        return _("only {name}").format(name=first if kind is DifferenceKind.ONLY_FIRST else second)
    return _(DIFFERENT[kind])


def decided(decision: Decision, first: str, second: str) -> str:
    """What was decided on a difference between two coders, by name."""
    return _(DECIDED[decision]).format(first=first, second=second)


def sentences(line: Line, unit: CompareUnit) -> list[str]:
    """What a line of figures says, a sentence each: why there is no figure, else what it is worth and its limits."""
    silence = _silence(line, unit)
    return [silence] if silence else [_verdict(line), *_limits(line)]


def _silence(line: Line, unit: CompareUnit) -> str:
    """Why the line has nothing to say; empty where it has."""
    if len(line.coders) < 2:
        return _("One coder: there is nobody to compare with.")
    if not line.interviews:
        if unit is CompareUnit.CONTINUUM and len(line.coders) > 2:
            return _("No interview was coded by all of these coders; compare them two by two.")
        return _("No interview was coded by two of these coders.")
    if line.kind is LineKind.STANCE and not line.decisions:
        return _("No passage was given the same code by two coders and a stance by one of them.")
    if not any(line.uses.values()):
        return _("Nobody coded anything here, so there is nothing to compare.")
    if line.headline.value is None:
        return _("Every decision is the same one: without any variation no figure can tell skill from chance.")
    return ""


def _verdict(line: Line) -> str:
    value, low = line.headline.value or 0.0, line.headline.low
    if value <= 0 and line.kind in (LineKind.ALL, LineKind.PAIR):
        return _("No better than chance. If they shared these interviews out between them, comparing tells nothing.")
    if value < 0:
        return _("They agree less than chance would: it looks as if the coders mean different things by it.")
    if value < TENTATIVE:
        return _("Too low to build on (below 0.667): talk the differences over and sharpen the definition.")
    if value < RELIABLE:
        return _("Good enough for tentative conclusions (0.667 to 0.800), not for firm ones.")
    if low is not None and low < TENTATIVE:
        return _("Good enough to conclude from (0.800 or more), yet the interval reaches below 0.667: code more twice.")
    return _("Good enough to conclude from (0.800 or more).")


def _limits(line: Line) -> list[str]:
    found = []
    uses = sum(line.uses.values())
    if line.kind is LineKind.CODE and sum(1 for often in line.uses.values() if often) == 1:
        found.append(_("Only one of the coders used this code."))
    if line.kind is LineKind.STANCE:
        uses = line.decisions
    if uses < FEW_USES:
        found.append(
            ngettext(
                "It rests on {n} passage: too few to say much.", "It rests on {n} passages: too few to say much.", uses
            ).format(n=uses)
        )
    if line.kind is not LineKind.INTERVIEW and line.interviews < FEW_INTERVIEWS:
        found.append(
            ngettext(
                "It comes from {n} interview: take any interval as a rough one.",
                "It comes from {n} interviews: take any interval as a rough one.",
                line.interviews,
            ).format(n=line.interviews)
        )
    figure = line.headline
    if figure.low is not None and figure.high is not None and figure.high - figure.low > WIDE:
        found.append(_("The interval is wide: the figure may well be another in other interviews."))
    percent = line.figures.get(Measure.PERCENT)
    if (
        line.prevalence is not None
        and line.prevalence < RARE
        and percent is not None
        and (percent.value or 0) >= 0.9
        and (figure.value or 0) < RELIABLE
    ):
        found.append(
            _("Nearly every decision is a no, so percent agreement is high whatever they do; look at alpha and AC1.")
        )
    return found
