"""Coefficients of agreement equal published examples to the printed digit, and a slow plain reading of the formulas."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Hashable, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coder.analysis.agreement import (
    brennan_prediger,
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)
from interview_coder.analysis.coefficients import Level
from interview_coder.errors import InvalidInputError

Table = list[list[int | None]]

# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C: 4 observers, 12 units.
KRIPPENDORFF: Table = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
# Gwet's 4 raters (Handbook of Inter-Rater Reliability 2014; cac.raw4raters of irrCAC): the last unit has another rater.
GWET: Table = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, None],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


@pytest.mark.parametrize(
    ("level", "printed"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_is_that_of_krippendorff_2011(level: Level, printed: float) -> None:
    figure = krippendorff_alpha(KRIPPENDORFF, level=level)
    assert figure is not None
    assert round(figure, 3) == printed


@pytest.mark.parametrize(
    ("coefficient", "printed"),
    [
        (percent_agreement, 0.818),
        (gwet_ac1, 0.775),
        (fleiss_kappa, 0.761),
        (brennan_prediger, 0.773),
        # As irrCAC's own test has it; with habits taken only from units that two or more rated it would be 0.762.
        (conger_kappa, 0.763),
        (krippendorff_alpha, 0.743),
    ],
)
def test_coefficients_are_those_of_gwets_four_raters(
    coefficient: Callable[[Table], float | None], printed: float
) -> None:
    figure = coefficient(GWET)
    assert figure is not None
    assert round(figure, 3) == printed


def test_cohens_kappa_is_that_of_the_textbook_example() -> None:
    # 50 proposals for a grant, read by two: both yes 20, both no 15, yes and no 5, no and yes 10; kappa 0.40.
    cells = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert cohen_kappa(list(zip(*cells, strict=True))) == pytest.approx(0.40)


def test_fleiss_kappa_is_that_of_the_textbook_example() -> None:
    # 14 raters, 10 subjects, 5 categories; kappa 0.210.
    counts = [
        (0, 0, 0, 0, 14),
        (0, 2, 6, 4, 2),
        (0, 0, 3, 5, 6),
        (0, 3, 9, 2, 0),
        (2, 2, 8, 1, 1),
        (7, 7, 0, 0, 0),
        (3, 2, 6, 3, 0),
        (2, 5, 3, 2, 2),
        (6, 5, 2, 1, 0),
        (0, 2, 2, 3, 7),
    ]
    subjects = [[category for category, often in enumerate(row) for _ in range(often)] for row in counts]
    figure = fleiss_kappa(list(zip(*subjects, strict=True)))
    assert figure is not None
    assert round(figure, 3) == 0.210


# --- a slow plain reading of the formulas ---------------------------------------------------------------------------


def units(table: Sequence[Sequence[Hashable | None]]) -> list[list[Hashable]]:
    return [[value for value in unit if value is not None] for unit in zip(*table, strict=True)]


def plain_observed(table: Table) -> float | None:
    shares = []
    for unit in units(table):
        if len(unit) > 1:
            pairs = list(combinations(unit, 2))
            shares.append(sum(a == b for a, b in pairs) / len(pairs))
    return sum(shares) / len(shares) if shares else None


def plain_categories(table: Table) -> list[Hashable]:
    return sorted({value for unit in units(table) for value in unit}, key=repr)


def plain_shares(table: Table) -> list[float]:
    rated = [unit for unit in units(table) if unit]
    return [sum(unit.count(c) / len(unit) for unit in rated) / len(rated) for c in plain_categories(table)]


def plain_corrected(table: Table, chance: float) -> float | None:
    observed = plain_observed(table)
    return None if observed is None or chance > 1 - 1e-12 else (observed - chance) / (1 - chance)


def plain_fleiss(table: Table) -> float | None:
    return plain_corrected(table, sum(share**2 for share in plain_shares(table)))


def plain_ac1(table: Table) -> float | None:
    shares = plain_shares(table)
    return plain_corrected(table, sum(p * (1 - p) for p in shares) / (len(shares) - 1)) if len(shares) > 1 else None


def plain_brennan_prediger(table: Table) -> float | None:
    return plain_corrected(table, 1 / len(plain_categories(table)))


def plain_conger(table: Table) -> float | None:
    habits = []
    for coder in table:
        given_ = [value for value in coder if value is not None]
        if given_:
            habits.append([sum(value == c for value in given_) / len(given_) for c in plain_categories(table)])
    pairs = list(combinations(habits, 2))
    if not pairs:
        return None
    return plain_corrected(
        table, sum(sum(a * b for a, b in zip(one, other, strict=True)) for one, other in pairs) / len(pairs)
    )


def plain_alpha(table: Table, level: Level) -> float | None:
    """Krippendorff 2011, section E, pair by pair."""
    rated = [[value for value in unit if value is not None] for unit in zip(*table, strict=True)]
    pairable = [unit for unit in rated if len(unit) > 1]
    values = [value for unit in pairable for value in unit]

    def distance(a: int, b: int) -> float:
        if level == "nominal":
            return float(a != b)
        if level == "interval":
            return float(a - b) ** 2
        if level == "ratio":
            return ((a - b) / (a + b)) ** 2 if a + b else 0.0
        low, high = min(a, b), max(a, b)
        return (sum(values.count(g) for g in range(low, high + 1)) - (values.count(a) + values.count(b)) / 2) ** 2

    number = len(values)
    observed = sum(
        distance(unit[i], unit[j]) / (len(unit) - 1)
        for unit in pairable
        for i in range(len(unit))
        for j in range(len(unit))
        if i != j
    )
    expected = sum(distance(values[i], values[j]) for i in range(number) for j in range(number) if i != j)
    return 1 - (number - 1) * observed / expected if expected else None


def same(found: float | None, plain: float | None) -> bool:
    return found is plain if found is None or plain is None else found == pytest.approx(plain, abs=1e-9)


tables = st.integers(2, 5).flatmap(
    lambda coders: st.lists(
        st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=coders, max_size=coders), min_size=1, max_size=12
    ).map(lambda rows: [list(coder) for coder in zip(*rows, strict=True)])
)


@settings(deadline=None)
@given(tables)
def test_coefficients_equal_the_plain_formulas(table: Table) -> None:
    if plain_observed(table) is None:
        assert percent_agreement(table) is None
        return
    assert same(percent_agreement(table), plain_observed(table))
    assert same(fleiss_kappa(table), plain_fleiss(table))
    assert same(gwet_ac1(table), plain_ac1(table))
    assert same(brennan_prediger(table), plain_brennan_prediger(table))
    assert same(conger_kappa(table), plain_conger(table))


@settings(deadline=None)
@given(tables, st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_alpha_equals_the_plain_formula(table: Table, level: Level) -> None:
    assert same(krippendorff_alpha(table, level=level), plain_alpha(table, level))


@settings(deadline=None)
@given(tables, st.permutations(range(4)))
def test_names_of_categories_and_order_of_coders_do_not_matter(table: Table, names: list[int]) -> None:
    renamed = [[None if value is None else names[value] for value in coder] for coder in reversed(table)]
    for coefficient in (percent_agreement, fleiss_kappa, conger_kappa, brennan_prediger, gwet_ac1, krippendorff_alpha):
        assert same(coefficient(renamed), coefficient(table))


# --- what cannot be told --------------------------------------------------------------------------------------------

EVERY = (percent_agreement, fleiss_kappa, conger_kappa, brennan_prediger, gwet_ac1, krippendorff_alpha)


@pytest.mark.parametrize("coefficient", EVERY)
@pytest.mark.parametrize("table", [[], [[]], [[1, 2]], [[1, None], [None, 2]], [[None], [None]]])
def test_without_a_unit_that_two_rated_there_is_no_figure(
    coefficient: Callable[[Table], float | None], table: Table
) -> None:
    assert coefficient(table) is None


def test_without_variation_what_corrects_for_chance_by_it_says_nothing() -> None:
    table = [["no"] * 5, ["no"] * 5]
    assert percent_agreement(table) == 1
    assert fleiss_kappa(table) is conger_kappa(table) is cohen_kappa(table) is krippendorff_alpha(table) is None
    assert gwet_ac1(table) is brennan_prediger(table) is None
    # With the categories that could have been given, these two can tell.
    assert gwet_ac1(table, categories=("yes", "no")) == 1
    assert brennan_prediger(table, categories=("yes", "no")) == 1


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: percent_agreement([[1, 2], [1]]), "same units"),
        (lambda: cohen_kappa([[1], [1], [1]]), "two coders"),
        (lambda: krippendorff_alpha([["a", "b"], ["a", "b"]], level="interval"), "numbers"),
        (lambda: krippendorff_alpha([[-1, 2], [1, 2]], level="ratio"), "nought"),
        (lambda: krippendorff_alpha([["a", 2], ["a", 2]], level="ordinal"), "order"),
        (lambda: gwet_ac1([["a"], ["b"]], categories=["a"]), "categories"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(call: Callable[[], float | None], words: str) -> None:
    with pytest.raises(InvalidInputError, match=words):
        call()


def test_the_package_loads_without_numpy() -> None:
    code = "import sys, interview_coder.analysis.agreement, interview_coder.cli; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
