"""Settling differences: a consensus of its own, which nothing counts twice, and dismissed suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_coder.domain.coded import CompareUnit, Decision, DifferenceKind
from interview_coder.domain.model import QuoteFilter, Stance
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.intake import Prepared
from interview_coder.study import Study

TEXTS = ("Hoe is het?", "Er is hier in de regio geen werk te vinden.", "En dan?", "We praten met ouders en leerlingen.")


@pytest.fixture
def twice(tmp_path: Path, prepare_turns: Callable[..., Prepared]) -> Iterator[Study]:
    """Two coded an interview: alike once, with other borders, another stance, another code, and one of them alone."""
    path = tmp_path / "twice.study"
    with Study.create(path, coder="Anna") as study:
        here = study.store(prepare_turns(*TEXTS, name="een.txt")).interview.id
        text = study.transcript(here).text
        codes = {code.key: code.id for code in study.codes()}

        def code(study: Study, key: str, words: str, stance: Stance | None = None) -> None:
            start = text.index(words)
            study.add_coding(here, codes[key], start, start + len(words), stance=stance)

        code(study, "V1", "geen werk", Stance.SUPPORTS)
        code(study, "V2", "in de regio", Stance.SUPPORTS)
        code(study, "V3", "geen werk te vinden")
        code(study, "V4", "praten met ouders")
        code(study, "V5", "leerlingen")
    with Study.open(path, coder="Bram") as study:
        code(study, "V1", "geen werk", Stance.SUPPORTS)
        code(study, "V2", "in de regio", Stance.CONTRADICTS)
        code(study, "V3", "hier in de regio geen werk")
        code(study, "stages", "praten met ouders")
    with Study.open(path, coder="Carla") as study:
        yield study


def only(study: Study) -> str:
    return study.interviews()[0].id


def agreed(study: Study) -> list[tuple[str, str, Stance | None]]:
    """The consensus as key, words and stance."""
    keys = {code.id: code.key for code in study.codes()}
    text = study.transcript(only(study)).text
    return [
        (keys[one.code], text[one.start : one.end], one.stance) for one in study.codings(only(study), consensus=True)
    ]


def settle_all(study: Study, *decisions: Decision) -> None:
    found = study.differences("Anna", "Bram")
    for one, decision in zip(found.differences, decisions, strict=True):
        study.settle_difference((found.first, found.second), one, decision, note="besproken")


KINDS = [DifferenceKind.BORDERS, DifferenceKind.STANCE, DifferenceKind.OTHER_CODE, DifferenceKind.ONLY_FIRST]


def test_each_decision_writes_the_consensus_and_nothing_else(twice: Study) -> None:
    before = twice.codings(only(twice))
    found = twice.differences("Anna", "Bram")
    assert sorted(one.kind for one in found.differences) == sorted(KINDS)
    assert found.unsettled == 4
    by_kind = {one.kind: one for one in found.differences}
    pair = (found.first, found.second)
    made = twice.settle_difference(pair, by_kind[DifferenceKind.STANCE], Decision.FIRST, note="  zo is het ")
    assert (made.note, made.coder, made.decision) == ("zo is het", twice.coder.id, Decision.FIRST)
    assert agreed(twice) == [("V2", "in de regio", Stance.SUPPORTS)]
    twice.settle_difference(pair, by_kind[DifferenceKind.OTHER_CODE], Decision.BOTH)
    assert {key for key, _words, _stance in agreed(twice)} == {"V2", "V4", "stages"}
    twice.settle_difference(pair, by_kind[DifferenceKind.OTHER_CODE], "second")
    assert {key for key, _words, _stance in agreed(twice)} == {"V2", "stages"}
    borders = by_kind[DifferenceKind.BORDERS]
    text = twice.transcript(only(twice)).text
    start = text.index("geen")
    twice.settle_difference(pair, borders, Decision.BORDERS, span=(start - 1, start + 10), code="V6")
    assert ("V6", "geen werk", None) in agreed(twice)
    twice.settle_difference(pair, by_kind[DifferenceKind.ONLY_FIRST], Decision.LATER)
    assert len(agreed(twice)) == 3
    again = twice.differences("Anna", "Bram")
    assert again.unsettled == 1
    assert {one.settlement.decision for one in again.differences if one.settlement} == {
        Decision.FIRST,
        Decision.SECOND,
        Decision.BORDERS,
        Decision.LATER,
    }
    assert len(twice.settlements()) == 4
    assert len(twice.settlements(decision="later", code="V5")) == 1
    assert twice.codings(only(twice)) == before
    assert twice.check() == []


def test_refuses_borders_elsewhere_and_places_without_a_difference(twice: Study) -> None:
    found = twice.differences("Anna", "Bram")
    difference = found.differences[-1]
    with pytest.raises(InvalidInputError):
        twice.settle("Anna", "Bram", difference.first[0].id, Decision.BORDERS, span=(0, 3))
    with pytest.raises(InvalidInputError):
        twice.settle("Anna", "Bram", difference.first[0].id, Decision.BORDERS, span=(5, 5))
    alike = next(one for one in twice.codings(only(twice)) if one.code == twice.code("V1").id)
    with pytest.raises(NotFoundError):
        twice.settle("Anna", "Bram", alike.id, Decision.BOTH)
    assert twice.settlements() == []


def test_undo_takes_a_settlement_and_its_consensus_back_together(twice: Study) -> None:
    settle_all(twice, *[Decision.BOTH] * 4)
    assert len(agreed(twice)) == 2 + 1 + 2 + 1
    for _each in range(4):
        twice.undo()
    assert (agreed(twice), twice.settlements()) == ([], [])
    twice.redo()
    assert len(twice.settlements()) == 1
    (made,) = twice.settlements()
    twice.unsettle(made.id)
    assert (agreed(twice), twice.settlements()) == ([], [])


def test_nothing_counts_the_consensus_twice_and_whoever_asks_for_it_gets_it(twice: Study) -> None:
    def count() -> tuple[object, ...]:
        return (
            twice.info().codings,
            twice.info().coders,
            len(twice.coders()),
            [code.codings for code in twice.codes()],
            twice.interviews()[0].codings,
            len(twice.quotes()),
            sum(cell.codings for row in twice.matrix().rows for cell in row.cells),
            len(twice.cooccurrence()),
            twice.agreement(replicates=0),
        )

    assert twice.coder.name == "Carla"
    before = count()
    settle_all(twice, *[Decision.BOTH] * 4)
    assert twice.adopt_agreed() == 1
    assert count() == before
    number = len(agreed(twice))
    assert number == 7
    assert len(twice.quotes(QuoteFilter(coder="consensus"))) == number
    assert len(twice.quotes(where="coder = consensus")) == number
    assert len(twice.quotes(where="coder != consensus")) == len(twice.quotes())
    assert {row.code_key for row in twice.quotes(where="V4 AND coder = consensus")} == {"V4"}
    assert sum(cell.codings for row in twice.matrix(where="coder = Consensus").rows for cell in row.cells) == number
    assert len(twice.quotes(QuoteFilter(coder="consensus"), where="V1 AND NOT stages")) == 1
    against = twice.agreement(coders=["Bram", "consensus"], replicates=0)
    assert sorted(against.overall.uses.values()) == [4, 7]


def test_agreed_passages_are_taken_over_once_and_what_was_settled_stands(twice: Study) -> None:
    found = twice.differences("Anna", "Bram")
    by_kind = {one.kind: one for one in found.differences}
    twice.settle_difference((found.first, found.second), by_kind[DifferenceKind.ONLY_FIRST], Decision.NONE)
    assert twice.adopt_agreed(alone=True) == 1
    assert agreed(twice) == [("V1", "geen werk", Stance.SUPPORTS)]
    assert twice.adopt_agreed(alone=True) == 0
    assert twice.differences("Anna", "consensus").agreeing == 1


def test_a_passage_that_changed_since_is_to_be_settled_again(twice: Study) -> None:
    settle_all(twice, *[Decision.BOTH] * 4)
    assert twice.differences("Bram", "Anna").unsettled == 0
    path = twice.path
    twice.close()
    with Study.open(path, coder="Anna") as anna:
        mine = next(
            one for one in anna.codings(only(anna)) if one.code == anna.code("V2").id and one.stance is Stance.SUPPORTS
        )
        anna.set_stance(mine.id, Stance.MIXED)
        assert anna.differences("Anna", "Bram").unsettled == 1


def test_the_consensus_moves_with_corrections_merges_and_goes_with_the_interview(twice: Study) -> None:
    settle_all(twice, *[Decision.BOTH] * 4)
    words = agreed(twice)
    text = twice.transcript(only(twice)).text
    twice.edit_text(only(twice), text.index("Er is"), text.index("Er is") + 2, "Er is echt niets en er")
    assert agreed(twice) == words
    assert twice.differences("Anna", "Bram").unsettled == 0
    twice.merge_codes(["V4"], "stages")
    assert [one.code for one in twice.settlements() if one.kind is DifferenceKind.OTHER_CODE] == [
        twice.code("stages").id
    ]
    twice.delete_interview(only(twice))
    assert (twice.settlements(), twice.check()) == ([], [])


def test_a_coder_cannot_be_called_consensus(twice: Study) -> None:
    path = twice.path
    settle_all(twice, *[Decision.BOTH] * 4)
    twice.close()
    with Study.open(path, coder="Consensus") as study, pytest.raises(InvalidInputError):
        study.add_coding(only(study), "V1", 0, 3)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(Decision)), max_size=6))
def test_whatever_is_decided_each_coders_work_stays_and_undo_leads_back(
    twice: Study, steps: list[tuple[int, Decision]]
) -> None:
    before, coder = twice.codings(only(twice)), twice.coder
    done = 0
    for place, decision in steps:
        found = twice.differences("Anna", "Bram")
        made = twice.settle_difference((found.first, found.second), found.differences[place], decision)
        assert made.coder == coder.id
        done += 1
    assert twice.codings(only(twice)) == before
    assert twice.check() == []
    for _each in range(done):
        twice.undo()
    assert (agreed(twice), twice.settlements()) == ([], [])


def test_a_dismissed_suggestion_stays_dismissed_when_the_text_moves(twice: Study) -> None:
    (first, *_more) = found = twice.suggestions()
    twice.dismiss(first)
    assert twice.dismissed(found) == [True, *[False] * (len(found) - 1)]
    twice.edit_text(only(twice), 0, 3, "Hoe gaat")
    again = twice.suggestions()
    assert sum(twice.dismissed(again)) == 1
    twice.bring_back(next(one for one, gone in zip(again, twice.dismissed(again), strict=True) if gone))
    assert not any(twice.dismissed(again))
    twice.delete_interview(only(twice))
    assert twice.check() == []


def test_the_methods_section_says_all_of_it_in_the_language_asked_for(twice: Study, tmp_path: Path) -> None:
    settle_all(twice, Decision.BOTH, Decision.FIRST, Decision.LATER, Decision.NONE)
    twice.freeze_codebook("Ronde 1")
    twice.change_code("V2", definition="Iets anders.")
    for language, words in (
        ("en", ["Krippendorff, K. (2011)", "besproken", "Version “Ronde 1”", "1 code was defined anew", "as Anna"]),
        ("nl", ["Krippendorff, K. (2011)", "besproken", "Ronde 1", "Anna, Bram"]),
    ):
        report = twice.export_agreement(tmp_path / f"{language}.md", language=language, replicates=20)
        said = (tmp_path / f"{language}.md").read_text(encoding="utf-8")
        assert report.rows > 8
        assert [word for word in words if word not in said] == []
        twice.export_agreement(tmp_path / f"{language}-2.md", language=language, replicates=20)
        assert said == (tmp_path / f"{language}-2.md").read_text(encoding="utf-8")
    twice.export_agreement(tmp_path / "c.csv", unit=CompareUnit.CONTINUUM, without_interviewers=True, language="en")
    assert "Alpha for unitizing" in (tmp_path / "c.csv").read_text(encoding="utf-8-sig")


def test_transcripts_are_written_with_one_layer(twice: Study, tmp_path: Path) -> None:
    found = twice.differences("Anna", "Bram")
    other = next(one for one in found.differences if one.kind is DifferenceKind.OTHER_CODE)
    twice.settle_difference((found.first, found.second), other, Decision.SECOND)
    said = {}
    for coder in (None, "Anna", "consensus"):
        file = tmp_path / f"{coder}.html"
        twice.export_transcripts(file, coder=coder, language="en")
        said[coder] = file.read_text(encoding="utf-8")
    names = [twice.code(key).name for key in ("V4", "stages")]
    assert [[name in said[coder] for name in names] for coder in said] == [[True, True], [True, False], [False, True]]
