"""Alpha for unitizing: published examples, and a slow plain reading of the formula."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coder.analysis.unitizing import Passage, unitizing_alpha, unitizing_disagreements
from interview_coder.errors import InvalidInputError

# Krippendorff 2004, p. 254, as dkpro-statistics has it (Krippendorff2004Test): observers i and j, continuum 150 to 450.
OBSERVER_I = [(225, 295, "c"), (370, 400, "c"), (180, 240, "k"), (300, 350, "k")]
OBSERVER_J = [(220, 300, "c"), (355, 375, "c"), (400, 420, "c"), (180, 240, "k"), (300, 350, "k")]


def test_the_example_of_krippendorff_2004() -> None:
    found = unitizing_disagreements([OBSERVER_I, OBSERVER_J], 300, begin=150)
    observed, expected = found["c"]
    assert (round(observed, 4), round(expected, 4)) == (0.0144, 0.0532)
    assert round(1 - observed / expected, 4) == 0.7286
    observed, expected = found["k"]
    assert (observed, round(expected, 4)) == (0.0, 0.0490)


@pytest.mark.parametrize(("codes", "printed", "digits"), [("c", 0.7286, 4), ("k", 1.0, 4), ("ck", 0.859, 3)])
def test_alpha_of_the_example_per_code_and_over_codes(codes: str, printed: float, digits: int) -> None:
    """Over both codes the suite says 0.8591 within 0.0005: 1 - 0.0144 / (0.0532 + 0.0490), of rounded parts."""
    coders = [[span for span in coder if span[2] in codes] for coder in (OBSERVER_I, OBSERVER_J)]
    figure = unitizing_alpha(coders, 300, begin=150)
    assert figure is not None
    assert round(figure, digits) == printed
    assert codes != "ck" or figure == pytest.approx(0.8591, abs=0.0005)


@pytest.mark.parametrize(
    ("one", "other", "distances"),
    [
        # The distances of Krippendorff 2004, p. 254: the printed 50, 850 and 400.
        ([(225, 295)], [(220, 300)], 50),
        ([(370, 400)], [(355, 375)], 850),
        ([], [(400, 420)], 400),
        # A passage that touches another lies in a gap still.
        ([(380, 400)], [(400, 420)], 800),
    ],
)
def test_the_distances_of_the_example(one: list[Passage], other: list[Passage], distances: float) -> None:
    ((observed, _expected),) = unitizing_disagreements([one, other], 300, begin=150).values()
    assert observed == pytest.approx(2 * distances / (2 * 1 * 300**2))


@pytest.mark.parametrize(
    ("one", "other", "printed"),
    [
        # Krippendorff 1995, p. 57, examples A to D on 24 units of length, as dkpro-statistics has them.
        ([(2, 10), (14, 20)], [(4, 8), (15, 17)], 0.03125),
        ([(0, 18)], [(0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 9), (9, 10)], 2.26736),
        ([(2, 8), (10, 12), (14, 18), (20, 22)], [(0, 2), (4, 8), (10, 14), (16, 18), (20, 22)], 0.02777),
        ([(0, 2), (2, 10), (10, 14), (14, 20), (20, 24)], [(0, 4), (4, 8), (8, 15), (15, 17), (17, 24)], 0.38715),
    ],
)
def test_the_observed_disagreements_of_krippendorff_1995(
    one: list[Passage], other: list[Passage], printed: float
) -> None:
    ((observed, _expected),) = unitizing_disagreements([one, other], 24).values()
    # The source cuts 0.027777... off instead of rounding it.
    assert observed == pytest.approx(printed, abs=1e-5)


@pytest.mark.parametrize(("index", "printed"), [(0, 0.553), (2, 0.679)])
def test_alpha_approaches_krippendorff_1995_on_a_fine_continuum(index: int, printed: float) -> None:
    examples = {
        0: ([(2, 10), (14, 20)], [(4, 8), (15, 17)]),
        2: ([(2, 8), (10, 12), (14, 18), (20, 22)], [(0, 2), (4, 8), (10, 14), (16, 18), (20, 22)]),
    }
    fine = [[(start * 50_000, end * 50_000) for start, end in coder] for coder in examples[index]]
    assert unitizing_alpha(fine, 24 * 50_000) == pytest.approx(printed, abs=0.02)


# --- a slow plain reading of the formula ----------------------------------------------------------------------------


def plain(coders: Sequence[Sequence[Passage]], length: int) -> float | None:
    codes = {span[2] for coder in coders for span in coder if len(span) == 3}
    m = len(coders)
    observed = expected = 0.0
    for code in codes:
        united = [unite([(s[0], s[1]) for s in coder if len(s) == 3 and s[2] == code]) for coder in coders]
        for one, other in combinations(united, 2):
            for mine, theirs in ((one, other), (other, one)):
                for start, end in mine:
                    met = [t for t in theirs if start < t[1] and t[0] < end]
                    if not met:
                        observed += 2 * (end - start) ** 2 / (m * (m - 1) * length**2)
                    elif mine is one:
                        observed += sum(
                            2 * ((start - t[0]) ** 2 + (end - t[1]) ** 2) / (m * (m - 1) * length**2) for t in met
                        )
        lengths = [end - start for coder in united for start, end in coder]
        gaps = [
            right - left
            for coder in united
            for left, right in zip([0, *(end for _, end in coder)], [*(s for s, _ in coder), length], strict=True)
            if right > left
        ]
        total = sum(
            (len(lengths) - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
            + size**2 * sum(gap - size + 1 for gap in gaps if gap >= size)
            for size in lengths
        )
        whole = m * length * (m * length - 1) - sum(size * (size - 1) for size in lengths)
        expected += 2 / length * total / whole if whole else 0.0
    return 1 - observed / expected if expected else None


def unite(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result


LENGTH = 40
spans = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 12), st.sampled_from("abc")).map(
    lambda span: (span[0], min(span[0] + span[1], LENGTH), span[2])
)
coders = st.lists(st.lists(spans, max_size=6), min_size=2, max_size=4)


@settings(deadline=None)
@given(coders)
def test_alpha_equals_the_plain_formula(spans: list[list[Passage]]) -> None:
    figure, slow = unitizing_alpha(spans, LENGTH), plain(spans, LENGTH)
    assert figure is slow if slow is None else figure == pytest.approx(slow)


@settings(deadline=None)
@given(coders)
def test_overlapping_spans_count_as_one_and_order_does_not_matter(spans: list[list[Passage]]) -> None:
    doubled = [[*reversed(coder), *coder] for coder in reversed(spans)]
    assert unitizing_alpha(doubled, LENGTH) == pytest.approx(unitizing_alpha(spans, LENGTH))


@settings(deadline=None)
@given(st.lists(spans, min_size=1, max_size=6), st.integers(2, 4))
def test_coders_who_code_the_same_agree_wholly(spans: list[Passage], number: int) -> None:
    assert unitizing_alpha([spans] * number, LENGTH) == pytest.approx(1)


@pytest.mark.parametrize("coders", [[], [[(1, 2)]], [[], []]])
def test_one_coder_or_no_passage_gives_no_figure(coders: list[list[Passage]]) -> None:
    assert unitizing_alpha(coders, LENGTH) is None


@pytest.mark.parametrize("span", [(-1, 3), (5, 5), (38, 41)])
def test_a_span_outside_the_continuum_is_refused(span: Passage) -> None:
    with pytest.raises(InvalidInputError):
        unitizing_alpha([[span], []], LENGTH)
