"""Two coders in one study: where they differ, drift, and who counts as having coded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from interview_coder.analysis.consistency import SuggestionKind
from interview_coder.domain.coded import DifferenceKind
from interview_coder.domain.model import Stance
from interview_coder.errors import NotFoundError
from interview_coder.intake import Prepared
from interview_coder.study import Study

WORDS = "Er is hier geen werk."


@pytest.fixture
def twice(tmp_path: Path, prepare_turns: Callable[..., Prepared]) -> Iterator[Study]:
    """A study of two interviews: both coders coded the first, Anna alone the second."""
    path = tmp_path / "twice.study"
    with Study.create(path, coder="Anna") as study:
        texts = (("Hoe is het?", WORDS, "En dan?", "We praten met ouders."), ("Wat nu?", "Stages zijn er weinig."))
        ids = [study.store(prepare_turns(*turns, name=f"{turns[0]}.txt")).interview.id for turns in texts]
        codes = {code.key: code.id for code in study.codes()}
        start = study.transcript(ids[0]).text.index(WORDS)
        study.add_coding(ids[0], codes["V1"], start, start + len(WORDS), stance=Stance.SUPPORTS)
        study.add_coding(ids[1], codes["stages"], 8, 14)
    with Study.open(path, coder="Bram") as study:
        study.add_coding(ids[0], codes["V1"], start, start + len(WORDS), stance=Stance.CONTRADICTS)
        study.add_coding(ids[0], codes["V2"], start + 3, start + 10)
        yield study


def test_differences_of_two_coders_in_what_both_coded(twice: Study) -> None:
    found = twice.differences("anna", "Bram")
    assert len(found.interviews) == 1
    assert [one.kind for one in found.differences] == [DifferenceKind.STANCE, DifferenceKind.ONLY_SECOND]
    assert found.differences[0].first[0].stance is Stance.SUPPORTS
    back = twice.differences("Bram", "Anna")
    assert [one.kind for one in back.differences] == [DifferenceKind.STANCE, DifferenceKind.ONLY_FIRST]
    assert twice.differences("Anna", "Bram", code="V2").by_kind[DifferenceKind.ONLY_SECOND] == 1
    with pytest.raises(NotFoundError):
        twice.differences("Anna", "Niemand")


def test_drift_of_one_shared_interview_is_one_period(twice: Study) -> None:
    (period,) = twice.drift()
    assert period.line.interviews == 1
    assert period.begin == period.end


def test_agreement_leaves_out_what_one_coder_coded(twice: Study) -> None:
    found = twice.agreement(replicates=0)
    assert (len(found.interviews), len(found.left_out)) == (1, 1)
    assert [line.uses for line in found.codes] == [
        dict(zip(found.coders, uses, strict=True)) for uses in ((1, 1), (0, 1))
    ]


def test_suggestions_read_the_study_and_change_nothing(twice: Study) -> None:
    before = twice.path.read_bytes()
    kinds = {one.kind for one in twice.suggestions()}
    # The template has two sub-codes of one name.
    assert SuggestionKind.LOOK_ALIKE in kinds
    assert twice.path.read_bytes() == before
