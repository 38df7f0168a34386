"""The codes under the digits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interview_coder.tui.quick import SLOTS, Quick

CODES = [f"c{number}" for number in range(14)]


def test_a_digit_keeps_its_code_while_others_are_used() -> None:
    quick = Quick()
    for code in CODES[:9]:
        quick.use(code)
    quick.use("c3")
    assert [quick.code(digit) for digit in range(1, 10)] == CODES[:9]
    # The tenth takes the place of the one that was used longest ago.
    quick.use("c9")
    assert quick.code(1) == "c9"
    assert quick.code(4) == "c3"


def test_pinned_codes_keep_their_digits_whatever_is_used() -> None:
    quick = Quick()
    for code in CODES[:9]:
        quick.use(code)
    quick.settle(CODES, ["c12"])
    pinned = quick.digit("c12")
    for code in CODES:
        quick.use(code)
    assert quick.digit("c12") == pinned


def test_codes_that_are_gone_leave_their_digit() -> None:
    quick = Quick(["a", "b"], ["b", "a"])
    quick.settle(["b"], [])
    assert (quick.code(1), quick.code(2), quick.last) == ("", "b", "b")


def test_a_code_that_is_pinned_no_longer_keeps_its_digit_only_if_it_was_used() -> None:
    quick = Quick()
    quick.settle(CODES, ["c1", "c2"])
    quick.use("c2")
    quick.settle(CODES, [])
    assert quick.digit("c1") is None
    assert quick.code(2) == "c2"


@given(st.lists(st.sampled_from(CODES)), st.lists(st.sampled_from(CODES), max_size=12, unique=True))
def test_the_last_used_code_has_a_digit_unless_all_are_pinned(used: list[str], pinned: list[str]) -> None:
    quick = Quick()
    quick.settle(CODES, pinned)
    for code in used:
        quick.use(code)
    taken = [code for code in quick.slots if code]
    assert len(taken) == len(set(taken)) <= SLOTS
    assert set(pinned[:SLOTS]) <= set(taken)
    if used:
        assert quick.last == used[-1]
        assert len(pinned) >= SLOTS or quick.digit(used[-1])
