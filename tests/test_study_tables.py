"""Tables and figures: codes against places, codes together, new codes, progress."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coder.analysis.cooccurrence import cooccurrence
from interview_coder.domain.model import Code, CodeKind, Metadata
from interview_coder.domain.said import Said
from interview_coder.domain.tables import By, Cell
from interview_coder.intake import Prepared
from interview_coder.study import Study

Turns = Callable[..., Prepared]


@pytest.fixture
def interviews(study: Study, prepare_turns: Turns) -> list[str]:
    places = (
        Metadata(2, ("Zorg",), date=date(2015, 5, 1)),
        Metadata(1, ("Zorg", "Dieren"), date=date(2015, 3, 1)),
        Metadata(),
    )
    ids = [
        study.store(prepare_turns("Kan dat?", f"Nee, dat willen ze niet, nummer {n}.", metadata=one)).interview.id
        for n, one in enumerate(places)
    ]
    for interview, words, key in (
        (ids[0], "dat willen", "V4"),
        (ids[0], "willen ze", "V1a"),
        (ids[0], "Kan dat?", "V4"),
        (ids[1], "willen ze niet", "V1a"),
        (ids[1], "Nee", "stages"),
    ):
        passage = study.find_passage(interview, words)
        study.add_coding(interview, study.code(key).id, passage.start, passage.end)
    return ids


def test_a_matrix_counts_codings_respondents_and_interviews(study: Study, interviews: list[str]) -> None:
    table = study.matrix()
    assert [column.key for column in table.columns] == interviews
    rows = {row.code.key: row for row in table.rows}
    assert rows["V4"].cells == (Cell(2, 1, 1), Cell(), Cell())
    assert rows["V1a"].total == Cell(2, 2, 2)
    assert [cell.present for cell in rows["V1a"].cells] == [1, 1, 0]
    assert rows["V1"].total == Cell()
    table = study.matrix("programme", subcodes=True)
    assert [column.label for column in table.columns] == ["Zorg", "Dieren"]
    rows = {row.code.key: row for row in table.rows}
    assert [cell.codings for cell in rows["V1"].cells] == [2, 1]
    table = study.matrix(By.SCHOOL, where="V1a AND school = 1")
    assert [column.key for column in table.columns] == ["1", "2"]
    assert [cell.codings for row in table.rows if row.code.key == "V1a" for cell in row.cells] == [1, 0]


def test_codes_together_new_codes_and_progress(study: Study, interviews: list[str]) -> None:
    [pair] = study.cooccurrence()
    assert (pair.first.key, pair.second.key, pair.count) == ("V1a", "V4", 1)
    assert pair.share == pytest.approx(len("willen") / len("dat willenKan dat? ze" + "willen ze niet"))
    points = study.saturation()
    assert [(one.codings, one.codes, one.new, one.total) for one in points] == [
        (3, 2, 2, 2),
        (2, 2, 1, 3),
        (0, 0, 0, 3),
    ]
    assert [one.new for one in study.saturation(by_date=True)] == [2, 1, 0]
    study.set_coded_up_to(interviews[0], len(study.transcript(interviews[0]).text))
    progress = study.coding_progress()
    assert [one.share for one in progress.interviews] == [1.0, 0.0, 0.0]
    assert progress.interviews[0].codings == {"Anna": 3}
    [anna] = progress.coders
    assert (anna.codings, anna.interviews, anna.codes) == (5, 2, 3)
    assert sum(count for _day, count in anna.days) == 5


CODES = [
    Code(key, key, key, key, CodeKind.OPEN, None, parent, 0, "#000000", "A")
    for key, parent in (("a", None), ("b", "a"), ("c", None))
]
SAID = st.lists(
    st.builds(
        lambda code, interview, start, length: Said("", code, "", interview, start, start + length, None),
        st.sampled_from("abc"),
        st.sampled_from("xy"),
        st.integers(0, 20),
        st.integers(1, 9),
    ),
    max_size=12,
)


@given(said=SAID, subcodes=st.booleans())
def test_codes_together_agree_with_a_count_by_hand(said: list[Said], subcodes: bool) -> None:
    def bears(code: str) -> list[tuple[str, int]]:
        mine = {"a", "b"} if subcodes and code == "a" else {code}
        return sorted({(one.interview, at) for one in said if one.code in mine for at in range(one.start, one.end)})

    wanted = {}
    for first, second in (("a", "b"), ("a", "c"), ("b", "c")):
        if subcodes and (first, second) == ("a", "b"):
            continue
        both = set(bears(first)) & set(bears(second))
        stretches = sum((interview, at - 1) not in both for interview, at in both)
        if both:
            wanted[first, second] = (stretches, len(both) / len({*bears(first), *bears(second)}))
    found = {(one.first.id, one.second.id): one for one in cooccurrence(CODES, said, subcodes=subcodes)}
    assert {pair: (one.count, one.share) for pair, one in found.items()} == wanted
