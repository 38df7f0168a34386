"""Two coders passage by passage: kinds of differences, confusion of codes, drift."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coder.analysis.comparison import Comparison, compare, drift
from interview_coder.domain.coded import CodedPassage, ComparedInterview, CompareUnit, DifferenceKind, stretches
from interview_coder.domain.model import Stance
from interview_coder.domain.spans import Span

A, B = "ann", "bob"
BEGIN = datetime(2015, 3, 1, tzinfo=UTC)


def interview(name: str = "i", *coders: str) -> ComparedInterview:
    return ComparedInterview(name, 100, frozenset(coders or (A, B)), [Span(at, at + 9) for at in range(0, 100, 10)])


def compared(*passages: CodedPassage) -> Comparison:
    return compare([interview()], passages, A, B)


def test_each_kind_of_difference_is_told() -> None:
    found = compared(
        CodedPassage(A, "x", "i", 0, 9),
        CodedPassage(B, "x", "i", 0, 9),
        CodedPassage(A, "x", "i", 10, 19),
        CodedPassage(B, "y", "i", 30, 39),
        CodedPassage(A, "x", "i", 40, 49),
        CodedPassage(B, "y", "i", 41, 49),
        CodedPassage(A, "z", "i", 50, 59),
        CodedPassage(B, "z", "i", 52, 65),
        CodedPassage(A, "z", "i", 70, 79, Stance.SUPPORTS),
        CodedPassage(B, "z", "i", 70, 79, Stance.MIXED),
    )
    assert found.agreeing == 1
    assert [(one.kind, one.start, one.end) for one in found.differences] == [
        (DifferenceKind.ONLY_FIRST, 10, 19),
        (DifferenceKind.ONLY_SECOND, 30, 39),
        (DifferenceKind.OTHER_CODE, 40, 49),
        (DifferenceKind.BORDERS, 50, 65),
        (DifferenceKind.STANCE, 70, 79),
    ]
    assert found.by_kind == dict.fromkeys(DifferenceKind, 1)
    assert found.confusion == {("x", "x"): 1, ("x", None): 1, (None, "y"): 1, ("x", "y"): 1, ("z", "z"): 2}


def test_a_second_code_on_a_passage_that_both_coded_is_laid_beside_the_other_coders_second_code() -> None:
    found = compared(
        *(CodedPassage(coder, "x", "i", 0, 20) for coder in (A, B)),
        CodedPassage(A, "y", "i", 0, 20),
        CodedPassage(B, "z", "i", 0, 20),
    )
    assert (found.agreeing, found.by_kind[DifferenceKind.OTHER_CODE]) == (1, 1)


def test_two_passages_in_the_place_of_one_are_one_difference_of_borders() -> None:
    found = compared(
        CodedPassage(A, "x", "i", 0, 50), CodedPassage(B, "x", "i", 0, 20), CodedPassage(B, "x", "i", 30, 50)
    )
    (one,) = found.differences
    assert (one.kind, len(one.first), len(one.second)) == (DifferenceKind.BORDERS, 1, 2)


def test_passages_that_hardly_meet_are_not_at_the_same_place() -> None:
    found = compared(CodedPassage(A, "x", "i", 0, 50), CodedPassage(B, "y", "i", 40, 90))
    assert [one.kind for one in found.differences] == [DifferenceKind.ONLY_FIRST, DifferenceKind.ONLY_SECOND]


def test_only_interviews_that_both_coded_are_compared() -> None:
    found = compare([interview("i", A)], [CodedPassage(A, "x", "i", 0, 9)], A, B)
    assert (found.interviews, found.differences, found.confusion) == ((), (), {})


passages = st.lists(
    st.builds(
        lambda coder, code, start, long, stance: CodedPassage(coder, code, "i", start, start + long, stance),
        st.sampled_from([A, B]),
        st.sampled_from("xyz"),
        st.integers(0, 60),
        st.integers(1, 30),
        st.sampled_from([None, Stance.SUPPORTS, Stance.CONTRADICTS]),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(passages)
def test_every_passage_is_in_one_place_and_the_other_way_round_says_the_same(made: list[CodedPassage]) -> None:
    found = compare([interview()], made, A, B)
    back = compare([interview()], made, B, A)
    told = [one for difference in found.differences for one in (*difference.first, *difference.second)]
    agreed = len(made) - len(told)
    assert agreed >= 2 * found.agreeing
    assert sorted(told, key=repr) == sorted((p for p in made if p in told), key=repr)
    assert sum(found.confusion.values()) == found.agreeing + len(found.differences)
    assert back.agreeing == found.agreeing
    for kind in (DifferenceKind.BORDERS, DifferenceKind.STANCE):
        assert back.by_kind[kind] == found.by_kind[kind]
    for one in found.differences:
        assert all(p.coder == A for p in one.first)
        assert all(p.coder == B for p in one.second)


@settings(deadline=None)
@given(passages)
def test_stretches_hold_every_passage_once_and_do_not_meet(made: list[CodedPassage]) -> None:
    found = list(stretches(made))
    assert sorted((p for stretch in found for p in stretch), key=repr) == sorted(made, key=repr)
    for place, stretch in enumerate(found):
        for other in found[place + 1 :]:
            if other[0].code == stretch[0].code:
                assert not any(p.start < q.end and q.start < p.end for p in stretch for q in other)


def test_drift_follows_the_order_of_coding() -> None:
    interviews = [interview(f"i{n}") for n in range(8)]
    made = []
    for n in range(8):
        # Numbered against the order of coding: the last interviews were coded first, and alike.
        time = BEGIN + timedelta(days=8 - n)
        made.append(CodedPassage(A, "x", f"i{n}", 0, 9, created=time))
        made.append(CodedPassage(B, "x", f"i{n}", 0 if n > 3 else 20, 9 if n > 3 else 29, created=time))
    periods = drift(interviews, made, [A, B], CompareUnit.TURN, parts=2)
    assert [period.line.interviews for period in periods] == [4, 4]
    assert periods[0].line.headline.value == 1
    assert (periods[1].line.headline.value or 0) < 0
    assert periods[0].end is not None
    assert periods[1].begin is not None
    assert periods[0].end < periods[1].begin


def test_drift_of_nothing_is_nothing() -> None:
    assert drift([interview("i", A)], [], [A, B], CompareUnit.TURN) == []
