"""What is being typed is in the study as it is typed, and goes with what it is about."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from interview_coder.domain.model import AttributeKind, Metadata, NameKind
from interview_coder.errors import CannotUndoError, InvalidInputError
from interview_coder.intake import Prepared
from interview_coder.study import Study

Turns = Callable[..., Prepared]


@pytest.fixture
def interview(study: Study, prepare_turns: Turns) -> str:
    return study.store(
        prepare_turns("Hoe is het?", "De kansen op wrk zijn hier slecht, zegt […] wel.", "En de ouders?", "Die kiezen.")
    ).interview.id


def test_a_draft_is_kept_outside_the_history_and_for_its_coder_alone(study: Study, tmp_path: Path) -> None:
    before = study.history()
    study.keep_draft("memo.study", {"text": "half een ge"})
    study.keep_draft("memo.study", {"text": "half een gedachte\x1b"})
    study.keep_draft("code.new", {"name": "Beeld", "definition": ""})
    assert [one.target for one in study.drafts()] == ["code.new", "memo.study"]
    assert study.history() == before
    study.close()
    with Study.open(tmp_path / "test.study", coder="Bea") as other:
        assert other.drafts() == []
        other.drop_draft("memo.study")
    with Study.open(tmp_path / "test.study", coder="Anna") as again:
        kept = again.draft("memo.study")
        assert kept is not None
        assert kept.fields["text"].startswith("half een gedachte")
        assert "\x1b" not in kept.fields["text"]
        again.drop_draft("memo.study")
        assert again.draft("memo.study") is None
        assert again.check() == []


def test_a_draft_outlives_a_kill(study: Study, tmp_path: Path) -> None:
    study.close()
    dying = (
        "import os, signal, sys; from interview_coder.study import Study; "
        "study = Study.open(sys.argv[1], coder='Anna'); "
        "study.keep_draft('memo.study', {'text': 'tot hier'}); os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run([sys.executable, "-c", dying, tmp_path / "test.study"], check=False)
    assert ended.returncode == -signal.SIGKILL
    with Study.open(tmp_path / "test.study", coder="Anna") as again:
        assert [one.fields["text"] for one in again.drafts()] == ["tot hier"]
        assert again.check() == []


def test_names_go_from_drafts_too(study: Study, interview: str) -> None:
    turn = study.transcript(interview).turns[1].id
    study.keep_draft("memo.study", {"text": "Joost zei dat ook"})
    study.keep_draft(f"words.{turn}", {"text": "De kansen op werk, zei Joost"})
    assert study.leftovers(["Joost"])["Joost"]["drafts.fields"] == 2
    counts = study.erase_names(["Joost"])
    assert counts == {"drafts.fields": 2}
    assert study.leftovers(["Joost"]) == {}
    # A correction that is being typed holds the words of the text, those that are taken out as well.
    study.keep_draft(f"words.{turn}", {"text": "De kansen op werk zijn hier slecht"})
    study.redact_passage(interview, 12, 18, NameKind.OTHER)
    assert [one.target for one in study.drafts()] == ["memo.study"]


def test_an_interview_takes_its_drafts_along(study: Study, interview: str) -> None:
    coding = study.add_coding(interview, study.code("V1").id, 12, 30)
    turn = study.transcript(interview).turns[1].id
    for target in (f"memo.interview.{interview}", f"memo.coding.{coding.id}", f"words.{turn}", "memo.study"):
        study.keep_draft(target, {"text": "x"})
    study.delete_interview(interview)
    assert [one.target for one in study.drafts()] == ["memo.study"]


def test_a_turn_is_read_otherwise_in_one_act_and_codings_keep_their_words(study: Study, interview: str) -> None:
    text = study.transcript(interview).text
    turn = study.transcript(interview).turns[1]
    ids = [
        study.add_coding(interview, study.code("V1").id, place.start, place.end).id
        for place in (study.find_passage(interview, words) for words in ("kansen op wrk", "hier slecht", "zegt"))
    ]
    after = study.correct(
        interview, turn.start, turn.end, "De kansen op werk zijn\nhier erg slecht, zegt […] wel degelijk."
    )
    assert after.text[after.turns[1].start : after.turns[1].end] == (
        "De kansen op werk zijn hier erg slecht, zegt […] wel degelijk."
    )
    assert [study.quote(one).quote for one in ids] == ["kansen op werk", "hier erg slecht", "zegt"]
    assert len(after.redactions) == 1
    entry = study.history()[0]
    assert (entry.what, entry.interview) == ("text corrected", interview)
    # The history shows what was changed, until a name is taken out of that text.
    assert "“wrk” → “werk” · 2 more" in entry.detail
    for wrong in ("De kansen zijn slecht", "[…] De kansen op werk zijn hier slecht, zegt […] wel.", ""):
        with pytest.raises(InvalidInputError):
            study.correct(interview, after.turns[1].start, after.turns[1].end, wrong)
    with pytest.raises(InvalidInputError):
        study.correct(interview, 0, len(after.text), after.text.replace("En", "Of").replace("\n", " "))
    study.undo()
    assert study.transcript(interview).text == text
    study.redact_passage(interview, 0, 3, NameKind.OTHER)
    assert not any("wrk" in one.detail for one in study.history())
    # What changes nothing leaves nothing to undo.
    turn = study.transcript(interview).turns[1]
    study.correct(interview, turn.start, turn.end, study.transcript(interview).text[turn.start : turn.end])
    assert study.check() == []


def test_what_goes_back_is_told_before_it_does(study: Study, interview: str) -> None:
    first = study.add_coding(interview, study.code("V1").id, 12, 20)
    anchor = study.history()[0].act
    study.set_memo(first.id, "waarom")
    study.add_coding(interview, study.code("V2").id, 12, 20)
    before = study.history()
    told = study.would_undo(anchor)
    assert [one.what for one in told] == ["passage coded", "memo changed"]
    assert study.history() == before
    assert [one.act for one in study.undo_to(anchor)] == [one.act for one in told]
    with pytest.raises(CannotUndoError):
        study.would_undo(anchor)


def test_dates_are_attributes_and_details_are_one_act(study: Study, interview: str, tmp_path: Path) -> None:
    visited = study.add_attribute("Bezocht", AttributeKind.DATE)
    size = study.add_attribute("Omvang", AttributeKind.NUMBER)
    assert study.checked_value(visited.id, "12 maart 2015") == "2015-03-12"
    with pytest.raises(InvalidInputError, match="date"):
        study.checked_value(visited.id, "gisteren")
    before = study.interview(interview)
    after = study.set_details(
        interview, Metadata(school=6, programmes=("Dierverzorging 2",)), {visited.id: "12-3-2015", size.id: "250"}
    )
    assert after.metadata.school == 6
    assert after.attributes == {visited.id: "2015-03-12", size.id: "250"}
    assert study.set_coded_up_to(interview, len(study.transcript(interview).text) // 2).coded_share == pytest.approx(
        0.5, abs=0.02
    )
    report = study.export_interviews(tmp_path / "lijst.csv", language="nl")
    assert report.rows == 1
    header, line = (tmp_path / "lijst.csv").read_text(encoding="utf-8-sig").splitlines()
    assert header.endswith(("Bezocht;Omvang", "Bezocht,Omvang"))
    assert all(value in line for value in ("2015-03-12", "250", "50%"))
    study.undo()
    study.undo()
    assert study.interview(interview) == before
    for name in ("lijst.docx", "lijst.md", "lijst.xlsx"):
        assert study.export_interviews(tmp_path / name).rows == 1
        assert (tmp_path / name).stat().st_size > 0
