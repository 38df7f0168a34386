"""The coefficients equal those of well-kept libraries, which docs/decisions.md says why the program does not run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import krippendorff
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from interview_coder.analysis import coefficients
from interview_coder.analysis.coefficients import Level, cohen_kappa, krippendorff_alpha

Table = list[list[int | None]]

# Figures of irrCAC 0.4.4, which cannot be installed beside this program (it needs one old version of scipy).
IRRCAC: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "data" / "irrcac.json").read_text())["tables"]

tables = st.integers(2, 5).flatmap(
    lambda coders: st.lists(
        st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=coders, max_size=coders), min_size=1, max_size=12
    ).map(lambda rows: [list(coder) for coder in zip(*rows, strict=True)])
)


@pytest.mark.parametrize("name", ["gwet_ac1", "fleiss_kappa", "conger_kappa", "brennan_prediger", "krippendorff_alpha"])
def test_coefficients_equal_irrcac(name: str) -> None:
    for example in IRRCAC:
        assert getattr(coefficients, name)(example["ratings"]) == pytest.approx(example[name], abs=1e-7)


@settings(deadline=None)
@given(tables)
def test_cohens_kappa_equals_scikit_learn(table: Table) -> None:
    both = [(a, b) for a, b in zip(table[0], table[1], strict=True) if a is not None and b is not None]
    figure = cohen_kappa(table[:2])
    if figure is None:
        assert not both or len({value for pair in both for value in pair}) == 1
    else:
        assert figure == pytest.approx(cohen_kappa_score(*zip(*both, strict=True)))


@settings(deadline=None)
@given(tables, st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_alpha_equals_the_krippendorff_library(table: Table, level: Level) -> None:
    figure = krippendorff_alpha(table, level=level)
    if figure is not None:
        numbers = [[float("nan") if value is None else value for value in coder] for coder in table]
        assert figure == pytest.approx(krippendorff.alpha(numbers, level_of_measurement=level))
