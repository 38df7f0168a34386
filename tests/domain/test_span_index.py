"""The index of spans answers as going through all of them would."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coder.domain.spans import SpanIndex

spans = st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30)).map(lambda p: (p[0], p[0] + p[1])), max_size=90)


@given(spans.map(sorted), st.integers(0, 110), st.integers(1, 40))
def test_overlapping_is_what_a_walk_finds(found: list[tuple[int, int]], start: int, length: int) -> None:
    end = start + length
    expected = [i for i, (a, b) in enumerate(found) if a < end and b > start]
    assert SpanIndex(found).overlapping(start, end) == expected


@given(spans.map(sorted), st.integers(0, 5))
def test_depth_is_the_most_that_share_a_place(found: list[tuple[int, int]], reach: int) -> None:
    most = max((sum(a <= place < b + reach for a, b in found) for place in range(130)), default=0)
    assert SpanIndex(found).depth(reach) == most


@given(spans, st.data())
def test_adding_and_removing_one_by_one_ends_as_building_at_once(found: list[tuple[int, int]], data: Any) -> None:
    index = SpanIndex()
    kept: list[tuple[int, int]] = []
    for span in found:
        position = sum(other <= span for other in kept)
        kept.insert(position, span)
        index.insert(position, span)
    for _ in range(data.draw(st.integers(0, len(kept)))):
        position = data.draw(st.integers(0, len(kept) - 1))
        del kept[position]
        index.remove(position)
    built = SpanIndex(kept)
    assert len(index) == len(kept)
    for start in range(0, 110, 7):
        assert index.overlapping(start, start + 9) == built.overlapping(start, start + 9)


def test_spans_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="order"):
        SpanIndex([(5, 9), (1, 2)])
    with pytest.raises(ValueError, match="order"):
        SpanIndex([(5, 9)]).insert(1, (1, 2))
