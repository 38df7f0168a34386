"""Ranking names by a few letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coder.tui.ranking import Choice, Index

NAMES = (
    ("V1", "Poor prospects with this programme"),
    ("V2", "Better prospects elsewhere"),
    ("stages", "Internships"),
    ("places", "Places as an indicator"),
    ("vsv", "Risk of leaving early"),
    ("", "Élan of the teacher"),
    ("", "Image of the occupation"),
    ("", "Praatje vooraf"),
)


@pytest.fixture
def index() -> Index:
    return Index([Choice(str(place), text, key) for place, (key, text) in enumerate(NAMES)])


@pytest.mark.parametrize(
    ("typed", "first", "prefix"),
    [
        ("v2", "Better prospects elsewhere", True),
        ("V1", "Poor prospects with this programme", True),
        ("int", "Internships", True),
        ("stag", "Internships", True),
        ("plac", "Places as an indicator", True),
        ("occu", "Image of the occupation", True),
        ("im oc", "Image of the occupation", True),
        ("elan", "Élan of the teacher", True),
        ("iot", "Image of the occupation", False),
        ("rospec", "Better prospects elsewhere", False),
        ("intrenships", "Internships", False),
    ],
)
def test_what_is_meant_comes_first(index: Index, typed: str, first: str, prefix: bool) -> None:
    best = index.rank(typed)[0]
    assert (best.choice.text, best.prefix) == (first, prefix)


def test_recent_ones_lead_among_equals_and_never_over_better_matches(index: Index) -> None:
    assert index.rank("prospects")[0].choice.text == "Better prospects elsewhere"
    assert index.rank("prospects", recent=["0"])[0].choice.text == "Poor prospects with this programme"
    assert index.rank("internships", recent=["3", "4", "0"])[0].choice.text == "Internships"
    assert [hit.choice.id for hit in index.rank("", recent=["4", "2"])][:2] == ["4", "2"]


def test_pinned_ones_come_before_others_without_a_query() -> None:
    index = Index([Choice("a", "A"), Choice("b", "B", pinned=True), Choice("c", "C")])
    assert [hit.choice.id for hit in index.rank("")] == ["b", "a", "c"]


def test_nothing_like_it_gives_nothing(index: Index) -> None:
    assert index.rank("xyzq") == []


@given(st.lists(st.text(min_size=1, max_size=30), max_size=12), st.text(max_size=30))
def test_any_names_and_any_typing_are_ranked_once_each_in_order(names: list[str], typed: str) -> None:
    hits = Index([Choice(str(place), name) for place, name in enumerate(names)]).rank(typed)
    assert len({hit.choice.id for hit in hits}) == len(hits) <= len(names)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    if not typed.split():
        assert len(hits) == len(names)
