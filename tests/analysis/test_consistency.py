"""What looks uneven without a second coder."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coder.analysis.consistency import Suggestion, SuggestionKind, suggestions
from interview_coder.analysis.wordings import Wordings, halves, likeness
from interview_coder.domain.coded import Worded

FILLING = [
    "De trein naar huis vertrok gisteren veel te laat van het perron.",
    "Koken leren ze vooral in de keuken achter de kantine beneden.",
    "Het gebouw krijgt volgend jaar nieuwe ramen en een ander dak.",
    "Onze conciërge zet elke ochtend koffie voor alle docenten.",
]
"""Passages that have nothing to do with one another."""

OUDERS = "De ouders bepalen welke opleiding hun kind uiteindelijk kiest."


def place(number: int, words: str, *given: tuple[str, str], interview: str = "i") -> Worded:
    return Worded(interview, 100 * number, 100 * number + len(words), words, frozenset(given))


def filling() -> list[Worded]:
    return [place(50 + n, words, (f"rest{n}", "ann")) for n, words in enumerate(FILLING)]


def found(
    kind: SuggestionKind,
    coded: list[Worded],
    uncoded: list[Worded] | None = None,
    coders: tuple[str, ...] = ("ann",),
) -> list[Suggestion]:
    interviews = {one.interview: coders for one in coded}
    return [one for one in suggestions(coded, uncoded or [], interviews) if one.kind is kind]


def test_passages_that_read_alike_but_are_coded_differently() -> None:
    other = "Welke opleiding hun kind kiest, dat bepalen uiteindelijk de ouders."
    coded = [place(1, OUDERS, ("ouders", "ann")), place(2, other, ("keuze", "ann")), *filling()]
    (one,) = found(SuggestionKind.ALIKE, coded)
    assert one.codes == ("ouders", "keuze")
    assert one.passages == tuple(coded[:2])
    assert "“opleiding”" in one.reasons[0]
    assert 60 <= one.score <= 100


@pytest.mark.parametrize(
    "second",
    [
        # A code in common; the same place; other words.
        place(2, OUDERS, ("ouders", "ann"), ("keuze", "ann")),
        Worded("i", 105, 140, OUDERS, frozenset({("keuze", "ann")})),
        place(2, "Stages zijn er in deze regio al jaren veel te weinig.", ("keuze", "ann")),
    ],
)
def test_what_is_coded_evenly_is_left_alone(second: Worded) -> None:
    assert found(SuggestionKind.ALIKE, [place(1, OUDERS, ("ouders", "ann")), second, *filling()]) == []


def test_a_sentence_near_to_a_coded_passage_is_suggested_with_that_passage() -> None:
    coded = [place(1, OUDERS, ("ouders", "ann")), *filling()]
    near = place(3, "Hun ouders bepalen welke opleiding het wordt.")
    far = place(4, "Morgen schijnt de zon.")
    (one,) = found(SuggestionKind.UNCODED, coded, [far, near])
    assert (one.codes, one.passages) == (("ouders",), (near, coded[0]))


def test_a_code_whose_passages_fall_apart() -> None:
    parents = [f"Ouders bepalen de keuze van hun kind thuis aan tafel {n}" for n in ("een", "twee", "drie", "vier")]
    places = [f"Stageplaatsen ontbreken bij bedrijven hier in regio {n}" for n in ("een", "twee", "drie", "vier")]
    mixed = [place(n, words, ("mixed", "ann")) for n, words in enumerate(parents + places)]
    (one,) = found(SuggestionKind.APART, mixed + filling())
    assert one.codes == ("mixed",)
    assert "4 passages" in one.reasons[0]
    assert {one.passages[0].words in parents, one.passages[1].words in parents} == {True, False}
    single = [place(n, words, ("single", "ann")) for n, words in enumerate(parents + parents)]
    assert found(SuggestionKind.APART, single + filling()) == []


def test_a_code_that_one_coder_alone_applied_where_others_coded_too() -> None:
    mine = [place(n, FILLING[n], ("own", "ann")) for n in range(3)]
    both = [place(10 + n, FILLING[n], ("shared", coder)) for n, coder in enumerate(("ann", "bob", "ann"))]
    (one,) = found(SuggestionKind.ONE_CODER, mine + both, coders=("ann", "bob"))
    assert one.codes == ("own",)
    assert found(SuggestionKind.ONE_CODER, mine + both, coders=("ann",)) == []


def test_nothing_gives_nothing_and_progress_ends_at_the_whole() -> None:
    seen: list[tuple[int, int]] = []
    assert suggestions([], [], {}, lambda done, total: seen.append((done, total))) == []
    assert seen[-1][0] == seen[-1][1]


words = st.lists(st.sampled_from(["ouders", "stage", "keuze", "werk", "school", "kind", "zorg"]), max_size=6)


@settings(deadline=None)
@given(st.lists(words, min_size=2, max_size=8))
def test_vectors_have_length_one_and_likeness_goes_both_ways(texts: list[list[str]]) -> None:
    wordings = Wordings([" ".join(text) for text in texts])
    for vector in wordings.vectors:
        assert not vector or math.isclose(sum(weight**2 for weight in vector.values()), 1)
    first, second = wordings.vectors[:2]
    assert likeness(first, second) == pytest.approx(likeness(second, first))
    assert -1e-9 <= likeness(first, second) <= 1 + 1e-9
    near = wordings.near(first, 0.5)
    assert [one for one, _place in near] == sorted((one for one, _place in near), reverse=True)
    left, right = halves(wordings.vectors)
    assert sorted([*left, *right]) == list(range(len(texts)))
