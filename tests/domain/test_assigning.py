"""A plan for who codes what: balanced, and the same again from the same seed."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coder.domain.assigning import ToPlan, plan
from interview_coder.errors import InvalidInputError

PROGRAMMES = ((), ("zorg",), ("dieren",), ("zorg", "dieren"))


@st.composite
def interviews(draw: st.DrawFn) -> list[ToPlan]:
    made = draw(st.lists(st.tuples(st.sampled_from(PROGRAMMES), st.sets(st.sampled_from("AB"))), max_size=30))
    return [ToPlan(str(index), where, tuple(sorted(who))) for index, (where, who) in enumerate(made)]


@given(interviews(), st.integers(2, 5), st.floats(0, 1), st.integers(), st.data())
def test_plan_is_balanced_within_one_and_repeats(
    wanted: list[ToPlan], people: int, share: float, seed: int, data: st.DataObject
) -> None:
    coders = [f"coder {index}" for index in range(people)]
    together = data.draw(st.integers(2, people))
    made = plan(wanted, coders, share=share, seed=seed, together=together)
    assert made == plan(wanted, coders, share=share, seed=seed, together=together)
    assert list(made.coders) == [one.id for one in wanted]
    sizes = Counter(len(set(each)) for each in made.coders.values())
    assert sizes[together] == made.several == round(share * len(wanted))
    assert sizes[1] == len(wanted) - made.several
    loads = [made.load.get(coder, 0) for coder in coders]
    assert max(loads) - min(loads) <= 1
    for where in PROGRAMMES:
        members = [one.id for one in wanted if one.programmes == where]
        several = sum(len(made.coders[one]) > 1 for one in members)
        if wanted:
            assert abs(several - made.several * len(members) / len(wanted)) < 1


def test_interviewers_take_turns_in_the_draw() -> None:
    wanted = [ToPlan(str(index), ("zorg",), ("AB" if index % 2 else "CD",)) for index in range(20)]
    made = plan(wanted, ["Anna", "Bram"], share=0.4, seed=3)
    drawn = Counter(one.interviewers for one in wanted if len(made.coders[one.id]) > 1)
    assert set(drawn.values()) == {4}


def test_work_given_before_counts_in_the_load() -> None:
    wanted = [ToPlan(str(index)) for index in range(6)]
    made = plan(wanted, ["Anna", "Bram"], share=0, seed=1, load={"Anna": 4})
    assert made.load == {"Anna": 1, "Bram": 5}


@pytest.mark.parametrize(
    ("coders", "share", "together"), [([], 0.2, 2), (["A"], 0.2, 2), (["A", "B"], 1.5, 2), (["A", "A"], 0, 2)]
)
def test_a_plan_that_cannot_be_is_refused(coders: list[str], share: float, together: int) -> None:
    with pytest.raises(InvalidInputError):
        plan([ToPlan("1")], coders, share=share, seed=1, together=together)
