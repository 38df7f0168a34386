"""What somebody changed in some words, told as small pieces."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coder.domain.corrections import Change, differences

words = st.lists(st.sampled_from(["de", "kans", "op", "werk", "is", "slecht", ".", ",", "[…]", "[persoon 1]", "é"]))


def read(before: str, changes: list[Change]) -> str:
    for change in reversed(changes):
        before = before[: change.start] + change.words + before[change.end :]
    return before


@given(words, words)
def test_the_pieces_make_the_one_text_of_the_other_and_leave_marks_alone(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    changes = differences(before, after)
    marks = [word for word in old if word.startswith("[")]
    if marks != [word for word in new if word.startswith("[")]:
        assert changes is None
        return
    assert changes is not None
    assert read(before, changes) == after
    assert not any("[" in change.words or "[" in before[change.start : change.end] for change in changes)
    assert all(one.end <= other.start for one, other in itertools.pairwise(changes))


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("de kans op werk", "de kans op werk", []),
        ("de kan op werk", "de kans op werk", [Change(3, 6, "kans")]),
        ("zo is het", "zo is het niet", [Change(9, 9, " niet")]),
        ("ja nee zo", "ja zo", [Change(3, 7, "")]),
        ("[…] zei dat", "[…] zegt dat", [Change(4, 7, "zegt")]),
    ],
)
def test_whole_words_are_changed_and_nothing_else(before: str, after: str, changes: list[Change]) -> None:
    assert differences(before, after) == changes
