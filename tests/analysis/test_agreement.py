"""Figures of a comparison equal the coefficients on the plain table of who said yes to what, replicates included."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coder.analysis import coefficients, continuum, decisions, tally
from interview_coder.analysis.agreement import Agreement, Figure, Line, Measure, agreement, unitizing_alpha
from interview_coder.domain.coded import CodedPassage, ComparedInterview, CompareUnit
from interview_coder.domain.model import Stance
from interview_coder.domain.spans import Span

CODERS = ("ann", "bob", "cyd")
CODES = ("x", "y", "z")
LENGTH, UNIT = 30, 5


def interview(name: str, coders: Sequence[str] = CODERS) -> ComparedInterview:
    units = [Span(start, start + UNIT - 1) for start in range(0, LENGTH, UNIT)]
    return ComparedInterview(name, LENGTH, frozenset(coders), units)


@st.composite
def studies(draw: st.DrawFn) -> tuple[list[ComparedInterview], list[CodedPassage]]:
    """A few interviews, each coded by some of the coders, who mark passages within it."""
    interviews, passages = [], []
    for name in "ijkl"[: draw(st.integers(1, 4))]:
        coded = draw(st.lists(st.sampled_from(CODERS), min_size=1, max_size=3, unique=True))
        interviews.append(interview(name, coded))
        for coder in coded:
            for start, long, code in draw(
                st.lists(st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 9), st.sampled_from(CODES)), max_size=4)
            ):
                passages.append(CodedPassage(coder, code, name, start, min(start + long, LENGTH)))
    return interviews, passages


def table(
    interviews: Sequence[ComparedInterview],
    passages: Sequence[CodedPassage],
    codes: Sequence[str],
    coders: Sequence[str],
) -> list[list[bool | None]]:
    """Coders by (unit and code), the slow way."""
    rows: list[list[bool | None]] = [[] for _ in coders]
    for one in interviews:
        if len(one.coders & set(coders)) < 2:
            continue
        for start, end in one.units:
            for code in codes:
                for row, coder in zip(rows, coders, strict=True):
                    said = any(
                        (p.coder, p.code, p.interview) == (coder, code, one.id) and p.start < end and start < p.end
                        for p in passages
                    )
                    row.append(said if coder in one.coders else None)
    return rows


def plain(measure: Measure, rows: list[list[bool | None]]) -> float | None:
    if measure in (Measure.BRENNAN_PREDIGER, Measure.AC1):
        figure: float | None = getattr(coefficients, measure.value)(rows, categories=(False, True))
        return figure
    name = {Measure.PERCENT: "percent_agreement"}.get(measure, measure.value)
    return getattr(coefficients, name)(rows)  # type: ignore[no-any-return]


def same(figure: Figure, expected: float | None) -> bool:
    return figure.value is expected if expected is None else figure.value == pytest.approx(expected, abs=1e-9)


def check(line: Line, rows: list[list[bool | None]]) -> None:
    for measure, figure in line.figures.items():
        assert same(figure, plain(measure, rows)), measure
    said = [value for row in rows for value in row if value is not None]
    if line.prevalence is not None:
        assert line.prevalence == pytest.approx(sum(said) / len(said))


@settings(deadline=None)
@given(studies())
def test_figures_by_unit_are_those_of_the_table_of_decisions(
    study: tuple[list[ComparedInterview], list[CodedPassage]],
) -> None:
    interviews, passages = study
    found = agreement(
        interviews, passages, coders=CODERS, unit=CompareUnit.TURN, groups={"both": ["x", "y"]}, replicates=0
    )
    here = [one for one in interviews if one.id in found.interviews]
    assert {one.id for one in interviews if len(one.coders) < 2} == set(found.left_out)
    used = [line.key for line in found.codes]
    assert set(used) == {p.code for p in passages if p.interview in found.interviews}
    check(found.overall, table(here, passages, used, CODERS))
    check(found.groups[0], table(here, passages, [code for code in used if code in "xy"], CODERS))
    for line in found.codes:
        check(line, table(here, passages, [line.key], CODERS))
    for line in found.by_interview:
        check(line, table([one for one in here if one.id == line.key], passages, used, CODERS))
    for line in found.pairs:
        both = [one for one in interviews if set(line.coders) <= one.coders]
        codes = {p.code for p in passages if p.interview in {i.id for i in both} and p.coder in line.coders}
        check(line, table(both, passages, sorted(codes), line.coders))


def joined(
    order: Sequence[ComparedInterview], passages: Sequence[CodedPassage], coders: Sequence[str]
) -> list[list[tuple[int, int, str]]]:
    """The spans of each coder in interviews put end to end."""
    spans: list[list[tuple[int, int, str]]] = [[] for _ in coders]
    for place, one in enumerate(order):
        for p in passages:
            if p.interview == one.id:
                spans[coders.index(p.coder)].append((p.start + place * LENGTH, p.end + place * LENGTH, p.code))
    return spans


@settings(deadline=None)
@given(studies())
def test_the_continuum_is_that_of_the_interviews_that_all_coded_put_end_to_end(
    study: tuple[list[ComparedInterview], list[CodedPassage]],
) -> None:
    interviews, passages = study
    found = agreement(
        interviews, passages, coders=CODERS, unit=CompareUnit.CONTINUUM, groups={"both": ["x", "y"]}, replicates=0
    )
    here = [one for one in interviews if one.coders == set(CODERS)]
    assert found.interviews == tuple(one.id for one in here)
    spans = joined(here, passages, CODERS)

    def alpha(codes: str) -> float | None:
        return unitizing_alpha([[s for s in coder if s[2] in codes] for coder in spans], LENGTH * len(here))

    def figure(line: Line) -> Figure:
        return line.figures.get(Measure.UNITIZING, Figure(None))

    assert same(figure(found.overall), alpha("xyz"))
    assert same(figure(found.groups[0]), alpha("xy"))
    for line in found.codes:
        assert same(figure(line), alpha(line.key))
    for line in found.by_interview:
        one = [i for i in here if i.id == line.key]
        assert same(figure(line), unitizing_alpha(joined(one, passages, CODERS), LENGTH))


@settings(deadline=None)
@given(studies(), st.data())
def test_a_replicate_is_the_figure_of_the_interviews_drawn(
    study: tuple[list[ComparedInterview], list[CodedPassage]], data: st.DataObject
) -> None:
    interviews, passages = study
    here = [interview(one.id) for one in interviews]
    draw = st.lists(st.integers(0, len(here) - 1), min_size=len(here), max_size=len(here))
    draws = data.draw(st.lists(draw, min_size=1, max_size=4))
    place = {code: index for index, code in enumerate(CODES)}
    arrays = decisions.arrays(passages, here, CODERS, place)
    lengths = np.array([LENGTH] * len(here))
    sums = continuum.replicates(continuum.united(arrays), 3, 3, lengths, np.array(draws))
    observed, expected = sums.disagreements(3)
    counts = decisions.tallies(arrays, here, CODERS, 3)
    weights = np.array([np.bincount(one, minlength=len(here)) for one in draws]).astype(float)
    drawn = counts.weighted(weights)
    for index, one in enumerate(draws):
        spans = joined([here[i] for i in one], passages, CODERS)
        for code in range(3):
            mine = [[s for s in coder if s[2] == CODES[code]] for coder in spans]
            alpha = float(continuum.alpha(observed[index, code], expected[index, code]))
            whole = unitizing_alpha(mine, LENGTH * len(here))
            assert np.isnan(alpha) if whole is None else alpha == pytest.approx(whole)
        tables = [table([here[i]], passages, CODES, CODERS) for i in one]
        rows = [[value for part in tables for value in part[coder]] for coder in range(3)]
        kappa = float(tally.fleiss(tally.Tally(drawn.values[index].sum(axis=0), 3, 2)))
        expected_kappa = coefficients.fleiss_kappa(rows)
        assert np.isnan(kappa) if expected_kappa is None else kappa == pytest.approx(expected_kappa)


# --- intervals ------------------------------------------------------------------------------------------------------


def even_study(number: int = 12) -> tuple[list[ComparedInterview], list[CodedPassage]]:
    """Two coders who mark the same turns but in every third interview, where one marks another."""
    interviews = [interview(f"i{n}", CODERS[:2]) for n in range(number)]
    passages = []
    for n in range(number):
        passages.append(CodedPassage("ann", "x", f"i{n}", 0, 4))
        start = 10 if n % 3 == 0 else 0
        passages.append(CodedPassage("bob", "x", f"i{n}", start, start + 4))
        passages.append(CodedPassage("ann" if n % 5 else "bob", "x", f"i{n}", 20, 21 + n % 7))
    return interviews, passages


@pytest.mark.parametrize("unit", [CompareUnit.TURN, CompareUnit.CONTINUUM])
def test_intervals_hold_the_figure_and_come_back_with_the_seed(unit: CompareUnit) -> None:
    interviews, passages = even_study()

    def compare(seed: int) -> Agreement:
        return agreement(interviews, passages, coders=CODERS[:2], unit=unit, replicates=300, seed=seed)

    first, again, other = compare(3), compare(3), compare(4)
    figure = first.overall.headline
    assert figure.value is not None
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low < figure.value < figure.high <= 1
    assert first == again
    assert other.overall.headline != figure
    assert first.pairs[0].headline == figure
    assert {line.headline.low for line in first.by_interview} == {None}


def test_one_interview_has_figures_but_no_interval() -> None:
    interviews, passages = even_study(1)
    line = agreement(interviews, passages, coders=CODERS[:2], unit=CompareUnit.TURN).overall
    assert line.figures[Measure.PERCENT] == Figure(3 / 6)


def test_progress_ends_at_the_whole_and_never_goes_back() -> None:
    interviews, passages = even_study()
    seen: list[tuple[int, int]] = []
    agreement(
        interviews,
        passages,
        coders=CODERS,
        unit=CompareUnit.CONTINUUM,
        replicates=10,
        progress=lambda done, total: seen.append((done, total)),
    )
    shares = [done / total for done, total in seen]
    assert shares == sorted(shares)
    assert shares[-1] == 1


# --- stance ---------------------------------------------------------------------------------------------------------


def test_stance_compares_what_two_said_of_passages_that_overlap() -> None:
    both = [interview("i", CODERS[:2])]
    passages = [
        CodedPassage("ann", "x", "i", 0, 9, Stance.SUPPORTS),
        CodedPassage("bob", "x", "i", 4, 12, Stance.SUPPORTS),
        CodedPassage("ann", "x", "i", 15, 20, Stance.SUPPORTS),
        CodedPassage("bob", "x", "i", 15, 20, Stance.CONTRADICTS),
        # Nobody else coded this one, and of that nobody said a stance.
        CodedPassage("ann", "y", "i", 0, 4, Stance.MIXED),
        CodedPassage("ann", "z", "i", 0, 4),
        CodedPassage("bob", "z", "i", 0, 4),
    ]
    line = agreement(both, passages, coders=CODERS[:2], unit=CompareUnit.TURN).stance
    assert line.decisions == 2
    assert line.figures[Measure.PERCENT].value == 0.5
    assert line.uses == {"ann": 3, "bob": 2}


def test_without_a_passage_that_two_coded_there_is_no_figure_of_stance() -> None:
    passages = [CodedPassage("ann", "x", "i", 0, 9, Stance.SUPPORTS)]
    line = agreement([interview("i")], passages, coders=CODERS, unit=CompareUnit.TURN).stance
    assert (line.decisions, line.figures) == (0, {})


@pytest.mark.parametrize("unit", list(CompareUnit))
@pytest.mark.parametrize("coders", [(), ("ann",), ("ann", "bob")])
def test_with_nothing_to_compare_there_are_no_figures(unit: CompareUnit, coders: tuple[str, ...]) -> None:
    for interviews in ([], [interview("i")]):
        found = agreement(interviews, [], coders=coders, unit=unit)
        assert found.overall.figures == {}
        assert found.overall.prevalence is None
