"""The methods section on agreement: coders, sample, units, figures, differences, settlements, sources of formulas.

All words are in the language in force when it is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from interview_coder.analysis.agreement import Agreement, Figure, Line, LineKind, Measure
from interview_coder.analysis.comparison import Comparison, Period
from interview_coder.analysis.wording import DIFFERENT, GROUPS, MEASURES, decided, sentences
from interview_coder.domain.coded import CompareUnit, Decision, DifferenceKind, Settlement
from interview_coder.domain.methods import Part
from interview_coder.domain.model import CodeKind
from interview_coder.domain.versions import CodebookVersion, Redefined
from interview_coder.i18n import N_, _, ngettext

SOURCES: Final = {
    Measure.PERCENT: N_(
        "the mean over units of the share of pairs of coders who decide alike; chance is not taken out."
    ),
    Measure.COHEN: (
        "Cohen, J. (1960). A coefficient of agreement for nominal scales. "
        "Educational and Psychological Measurement, 20, 37-46."
    ),
    Measure.FLEISS: (
        "Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. "
        "Psychological Bulletin, 76, 378-382."
    ),
    Measure.CONGER: (
        "Conger, A. J. (1980). Integration and generalization of kappas for multiple raters. "
        "Psychological Bulletin, 88, 322-328."
    ),
    Measure.BRENNAN_PREDIGER: (
        "Brennan, R. L., & Prediger, D. J. (1981). Coefficient kappa: some uses, misuses, and alternatives. "
        "Educational and Psychological Measurement, 41, 687-699."
    ),
    Measure.AC1: (
        "Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high agreement. "
        "British Journal of Mathematical and Statistical Psychology, 61, 29-48."
    ),
    Measure.ALPHA: "Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability.",
    Measure.UNITIZING: (
        "Krippendorff, K. (2004). Content Analysis: An Introduction to Its Methodology, 2nd edition, pp. 251-256."
    ),
}
"""Where the figures come from; references are the same in every language."""

HOW: Final = {
    CompareUnit.TURN: N_("A unit is a turn; it bears a code where a passage of that code shares a character with it."),
    CompareUnit.SENTENCE: N_(
        "A unit is a sentence; it bears a code where a passage of that code shares a character with it."
    ),
    CompareUnit.PASSAGE: N_(
        "A unit is a passage drawn up in advance; "
        "it bears a code where a passage of that code shares a character with it."
    ),
    CompareUnit.CONTINUUM: N_(
        "Coders are compared on the continuum of characters: where a passage of a code begins and where it ends."
    ),
}
"""What a decision is, to be translated when shown."""


class Material(Struct, frozen=True):
    """What the section is made of; ``labels`` has the names of coders, codes and interviews by id."""

    found: Agreement
    comparisons: Sequence[Comparison]
    settlements: Sequence[Settlement]
    periods: Sequence[Period]
    version: CodebookVersion | None
    redefined: Sequence[Redefined]
    labels: Mapping[str, str]
    without_interviewers: bool = False
    comma: bool = False
    """Figures have a comma, as in Dutch."""


def parts(material: Material) -> list[Part]:
    """The section, part by part; those that would be empty are left out."""
    found = material.found
    if not found.interviews:
        return [Part(_("Method"), [("", one) for one in sentences(found.overall, found.unit)])]
    made = [
        _method(material),
        _figures(_("Over all"), [found.overall], material),
        _figures(_("Codes"), _worst_first(found.codes), material),
        _figures(_("Groups of codes"), found.groups, material),
        _figures(_("Pairs of coders"), found.pairs, material),
        _figures(_("Interviews"), found.by_interview, material),
        _figures(_("Stance"), [found.stance], material),
        _kinds(material),
        _confusion(material),
        _settled(material),
        _drift(material),
    ]
    return [one for one in made if one.rows or one.sentences]


def _worst_first(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda one: (one.headline.value is None, one.headline.value or 0.0))


def _method(material: Material) -> Part:
    found, labels = material.found, material.labels
    told: list[tuple[str, str]] = [(_("Coders"), ", ".join(labels[one] for one in found.coders))]
    number = len(found.interviews)
    sample = ngettext(
        "{n} interview that two or more of them coded: {references}.",
        "{n} interviews that two or more of them coded: {references}.",
        number,
    ).format(n=number, references="; ".join(labels[one] for one in found.interviews))
    if found.left_out:
        sample += " " + ngettext(
            "{n} interview left out: too few of these coders coded it.",
            "{n} interviews left out: too few of these coders coded them.",
            len(found.left_out),
        ).format(n=len(found.left_out))
    told.append((_("Sample of interviews"), sample))
    unit = _(HOW[found.unit]) + " " + _("Text that nobody coded counts as a no.")
    if material.without_interviewers:
        unit += " " + _("What interviewers say is left out.")
    told.append((_("Unit"), unit))
    pooled = _("Figures over all and of groups pool the decisions of unit by code.")
    told.append((_("Codes"), pooled + " " + _("Codes that none of the coders used in these interviews are left out.")))
    if found.replicates and number > 1:
        interval = _("95 % bootstrap: {n} draws of interviews with replacement, percentiles 2.5 and 97.5, seed {seed}.")
        told.append((_("Intervals"), interval.format(n=found.replicates, seed=found.seed)))
    told.append((_("Codebook"), _codebook(material)))
    told += [(_(MEASURES[measure]), _(SOURCES[measure])) for measure in found.overall.figures]
    told.append(
        ("", _("Krippendorff asks for 0.800 to draw conclusions and takes 0.667 as the least for tentative ones."))
    )
    return Part(_("Method"), told)


def _codebook(material: Material) -> str:
    version = material.version
    if version is None:
        told = _("The codebook was not frozen as a version.")
    else:
        told = _("Version “{name}” of {date}.").format(name=version.name, date=f"{version.time:%Y-%m-%d}")
    if material.redefined:
        number = len(material.redefined)
        told += " " + ngettext(
            "{n} code was defined anew after use.", "{n} codes were defined anew after use.", number
        ).format(n=number)
    return told


def _number(value: float | None, comma: bool) -> str:
    if value is None:
        return "–"
    text = f"{round(value, 3) + 0.0:.3f}"
    return text.replace(".", ",") if comma else text


def _figure(figure: Figure | None, comma: bool) -> str:
    if figure is None or figure.low is None or figure.high is None:
        return _number(figure.value if figure else None, comma)
    return f"{_number(figure.value, comma)} [{_number(figure.low, comma)}; {_number(figure.high, comma)}]"


def _name(line: Line, labels: Mapping[str, str]) -> str:
    match line.kind:
        case LineKind.PAIR | LineKind.ALL | LineKind.STANCE:
            return ", ".join(labels[one] for one in line.coders)
        case _:
            return _(GROUPS[CodeKind(line.key)]) if line.key in set(CodeKind) else labels.get(line.key, line.key)


def _figures(title: str, lines: Sequence[Line], material: Material) -> Part:
    measures = list(dict.fromkeys(one for line in lines for one in line.figures))
    measures.sort(key=lambda one: one not in (Measure.ALPHA, Measure.UNITIZING))
    whole = lines[0] if len(lines) == 1 else None
    pairs = all(line.kind in (LineKind.PAIR, LineKind.ALL, LineKind.STANCE) for line in lines)
    headers = [
        _("Coders") if pairs else title,
        *(_(MEASURES[one]) for one in measures),
        _("Prevalence"),
        _("Passages"),
        _("Interviews"),
    ]
    rows: list[list[str | int]] = []
    for line in lines:
        said = "–" if line.prevalence is None else f"{_number(100 * line.prevalence, material.comma)} %"
        uses = "/".join(str(often) for often in line.uses.values())
        figures = [_figure(line.figures.get(one), material.comma) for one in measures]
        rows.append([_name(line, material.labels), *figures, said, uses, line.interviews])
    told = [("", one) for one in sentences(whole, material.found.unit)] if whole is not None else []
    return Part(title, told, headers, rows if measures else [])


def _kinds(material: Material) -> Part:
    labels = material.labels
    headers = [_("Coders"), _("Alike"), *(_(DIFFERENT[kind]) for kind in DifferenceKind), _("Not settled")]
    rows: list[list[str | int]] = [
        [f"{labels[one.first]}, {labels[one.second]}", one.agreeing, *one.by_kind.values(), one.unsettled]
        for one in material.comparisons
    ]
    told = _(
        "A place is counted once for each pair: passages of one code that overlap, or two codes at the same place."
    )
    return Part(_("Kinds of difference"), [("", told)] if rows else [], headers, rows)


def _confusion(material: Material) -> Part:
    labels = material.labels
    together: Counter[tuple[str, str]] = Counter()
    for one in material.comparisons:
        for (first, second), often in one.confusion.items():
            if first is not None and second is not None and first != second:
                low, high = sorted((labels[first], labels[second]))
                together[low, high] += often
    rows: list[list[str | int]] = [
        [*pair, often] for pair, often in sorted(together.items(), key=lambda item: (-item[1], item[0]))
    ]
    headers = [_("Code"), _("taken for"), _("Places")]
    return Part(_("Codes taken for each other"), (), headers, rows)


def _settled(material: Material) -> Part:
    labels = material.labels
    counts = Counter(one.decision for one in material.settlements)
    left = sum(one.unsettled for one in material.comparisons)
    if not counts:
        return Part(_("Settlements"), [("", _("Nothing was settled."))] if left else [])
    decisions = {one: decided(one, _("the first"), _("the second")) for one in Decision}
    told = "; ".join(f"{decisions[one]}: {counts[one]}" for one in Decision if counts[one])
    number = sum(counts.values())
    whole = ngettext("{n} difference was decided on", "{n} differences were decided on", number).format(n=number)
    rows: list[list[str | int]] = [[*_settlement(one, labels)] for one in material.settlements]
    headers = [
        _("Interview"),
        _("Code"),
        _("Coders"),
        _("Difference"),
        _("Decision"),
        _("Decided by"),
        _("Date"),
        _("Note"),
    ]
    return Part(_("Settlements"), [("", f"{whole} ({told}).")], headers, rows)


def _settlement(one: Settlement, labels: Mapping[str, str]) -> Iterator[str]:
    first, second = labels[one.first], labels[one.second]
    yield labels[one.interview]
    yield ", ".join(dict.fromkeys(labels[code] for code in (one.code, one.other_code) if code))
    yield f"{first}, {second}"
    yield _(DIFFERENT[one.kind])
    yield decided(one.decision, first, second)
    yield labels[one.coder]
    yield f"{one.time:%Y-%m-%d}"
    yield one.note


def _drift(material: Material) -> Part:
    if len(material.periods) < 2:
        return Part(_("Over time"))
    rows: list[list[str | int]] = []
    for one in material.periods:
        when = f"{one.begin:%Y-%m-%d} – {one.end:%Y-%m-%d}" if one.begin and one.end else ""
        rows.append([when, _number(one.line.headline.value, material.comma), one.line.interviews])
    measure = Measure.UNITIZING if material.found.unit is CompareUnit.CONTINUUM else Measure.ALPHA
    return Part(_("Over time"), (), [_("Coded"), _(MEASURES[measure]), _("Interviews")], rows)
