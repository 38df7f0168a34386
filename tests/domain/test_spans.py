"""Spans: what edits do to them, and what replacing and lanes promise."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coder.domain.spans import Edit, Span, lanes, merge, remap, replace

LENGTH = 40
points = st.integers(0, LENGTH)
spans = st.tuples(points, points).map(lambda pair: Span(*sorted(pair)))
filled = spans.filter(lambda span: span.start < span.end)


@given(filled, spans, st.integers(0, 8))
def test_a_span_keeps_its_words_less_what_was_cut(span: Span, cut: Span, inserted: int) -> None:
    """Each character has an identity: what the span held and the edit left it holds after."""
    before: list[object] = list(range(LENGTH))
    new: list[object] = [f"new {index}" for index in range(inserted)]
    after = before[: cut.start] + new + before[cut.end :]
    edit = Edit(cut.start, cut.end, inserted)
    moved = remap(span, edit)
    assert 0 <= moved.start <= moved.end <= len(after)
    held = set(before[span.start : span.end])
    holds = set(after[moved.start : moved.end])
    assert holds - set(new) == held & set(after)
    if holds & set(new):
        assert span.start <= cut.start
        assert cut.end <= span.end


@given(filled, points, st.integers(1, 8))
def test_an_insertion_and_its_removal_change_nothing(span: Span, place: int, length: int) -> None:
    there = remap(span, Edit(place, place, length))
    assert remap(there, Edit(place, place + length, 0)) == span


def test_a_corrected_word_stays_coded() -> None:
    assert remap(Span(5, 10), Edit(5, 10, 3)) == Span(5, 8)
    assert remap(Span(5, 10), Edit(7, 10, 1)) == Span(5, 8)


def test_an_insertion_at_a_border_stays_outside() -> None:
    assert remap(Span(5, 10), Edit(5, 5, 3)) == Span(8, 13)
    assert remap(Span(5, 10), Edit(10, 10, 3)) == Span(5, 10)


@given(st.lists(spans, max_size=12))
def test_merged_spans_cover_the_same_and_stand_apart(given_spans: list[Span]) -> None:
    merged = merge(given_spans)
    assert {i for span in merged for i in range(*span)} == {i for span in given_spans for i in range(*span)}
    assert all(one.end < other.start for one, other in pairwise(merged))


@given(st.text(max_size=LENGTH), st.lists(spans, max_size=6), st.sampled_from(["[…]", "", "[persoon 1]"]))
def test_replacing_keeps_everything_outside_the_spans(text: str, given_spans: list[Span], mark: str) -> None:
    chosen = merge(Span(min(s.start, len(text)), min(s.end, len(text))) for s in given_spans)
    result, placed = replace(text, chosen, mark)
    assert all(result[start:end] == mark for start, end in placed)
    rest, behind = "", 0
    for start, end in placed:
        rest += result[behind:start]
        behind = end
    expected, behind = "", 0
    for start, end in chosen:
        expected += text[behind:start]
        behind = end
    assert rest + result[placed[-1].end if placed else 0 :] == expected + text[behind:]


def test_replacing_refuses_overlaps() -> None:
    with pytest.raises(ValueError, match="ordered"):
        replace("abcdef", [Span(0, 3), Span(2, 4)])


@given(st.lists(filled, max_size=20))
def test_spans_in_one_lane_never_overlap_and_no_lane_is_wasted(given_spans: list[Span]) -> None:
    chosen = lanes(given_spans)
    for index, one in enumerate(given_spans):
        for other_index in range(index):
            if chosen[index] == chosen[other_index]:
                assert not one.overlaps(given_spans[other_index])
    deepest = max((sum(s.start <= i < s.end for s in given_spans) for i in range(LENGTH)), default=0)
    assert len(set(chosen)) == deepest
