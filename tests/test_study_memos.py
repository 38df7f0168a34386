"""Memos on everything, listed, filtered, changed and exported; attributes; the history and the way back in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from interview_coder.domain.model import (
    AttributeKind,
    HistoryFilter,
    MemoFilter,
    MemoKind,
    Metadata,
    NameKind,
    Stance,
    Status,
)
from interview_coder.errors import CannotUndoError, InvalidInputError, NotFoundError
from interview_coder.intake import Prepared
from interview_coder.study import Study

Turns = Callable[..., Prepared]
Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def interview(study: Study, prepare_turns: Turns) -> str:
    metadata = Metadata(school=6, programmes=("Dierverzorging 2",))
    return study.store(
        prepare_turns("Hoe is het?", "De kansen op werk zijn hier slecht.", metadata=metadata)
    ).interview.id


@pytest.fixture
def written(study: Study, interview: str) -> dict[MemoKind, str]:
    """A memo of each kind; the study's ids by kind."""
    study.set_study_memo("over de studie")
    study.set_interview_memo(interview, "over het gesprek")
    study.add_passage_memo(interview, 14, 24, "over de kansen")
    study.add_coding(interview, study.code("V1a").id, 25, 33, memo="over de codering")
    study.set_code_memo(study.code("V1").id, "over de code, één")
    return {row.kind: row.id for row in study.memos()}


def test_memos_are_listed_with_what_they_are_on(study: Study, interview: str, written: dict[MemoKind, str]) -> None:
    rows = {row.kind: row for row in study.memos()}
    assert list(rows) == [MemoKind.CODE, MemoKind.CODING, MemoKind.PASSAGE, MemoKind.INTERVIEW, MemoKind.STUDY]
    assert rows[MemoKind.STUDY].interview is None
    assert rows[MemoKind.INTERVIEW].reference == "6. Dierverzorging 2"
    passage, coding, code = rows[MemoKind.PASSAGE], rows[MemoKind.CODING], rows[MemoKind.CODE]
    assert (passage.words, passage.start, passage.end) == ("kansen op", 15, 24)
    assert (coding.words, coding.reference, coding.code) == ("werk zij", "6. Dierverzorging 2", study.code("V1a").id)
    assert code.code_name == study.code("V1").name
    assert {row.coder for row in rows.values()} == {"Anna"}
    assert study.memo(passage.id) == passage
    with pytest.raises(NotFoundError):
        study.memo("none")


@pytest.mark.parametrize(
    ("wanted", "bodies"),
    [
        (MemoFilter(kind=MemoKind.PASSAGE), ["over de kansen"]),
        (MemoFilter(kind=MemoKind.STUDY), ["over de studie"]),
        (MemoFilter(kind=MemoKind.INTERVIEW), ["over het gesprek"]),
        (MemoFilter(code="V1"), ["over de code, één", "over de codering"]),
        (MemoFilter(code="V1", kind=MemoKind.CODING), ["over de codering"]),
        (MemoFilter(interview="6. Dierverzorging 2"), ["over de codering", "over de kansen", "over het gesprek"]),
        (MemoFilter(text="EEN"), ["over de code, één"]),
        (MemoFilter(coder="anna", kind=MemoKind.CODE), ["over de code, één"]),
    ],
)
def test_memos_are_filtered(study: Study, written: dict[MemoKind, str], wanted: MemoFilter, bodies: list[str]) -> None:
    assert [row.body for row in study.memos(wanted)] == bodies
    assert [row.body for offset in range(4) for row in study.memos(wanted, limit=1, offset=offset)] == bodies


def test_any_memo_is_changed_and_removed_by_its_id(study: Study, interview: str, written: dict[MemoKind, str]) -> None:
    before = study.memos()
    for kind, identifier in written.items():
        changed = study.change_memo(identifier, f"anders {kind}\n")
        assert changed is not None
        assert changed.body == f"anders {kind}"
    assert study.study_memo() == "anders study"
    assert study.codings(interview)[0].memo == "anders coding"
    for identifier in written.values():
        assert study.change_memo(identifier, " \n") is None
    assert study.memos() == []
    with pytest.raises(NotFoundError):
        study.change_memo(written[MemoKind.CODE], "x")
    for _act in range(10):
        study.undo()
    assert study.memos() == before


def test_a_memo_on_a_passage_needs_words_and_moves_with_them(study: Study, interview: str) -> None:
    for start, end, text in ((3, 4, "x"), (10, 9, "x"), (0, 500, "x"), (0, 3, "  ")):
        with pytest.raises(InvalidInputError):
            study.add_passage_memo(interview, start, end, text)
    memo = study.add_passage_memo(interview, 15, 21, "x")
    study.edit_text(interview, 0, 3, "Hoe goed")
    assert study.memo(memo.id).words == "kansen"


@pytest.mark.parametrize("suffix", [".md", ".docx", ".csv", ".xlsx"])
def test_memos_leave_as_files(
    study: Study, written: dict[MemoKind, str], tmp_path: Path, suffix: str, cli: Run
) -> None:
    out = tmp_path / f"memos{suffix}"
    assert study.export_memos(out).rows == 5
    first = out.read_bytes()
    study.close()
    assert cli("export", study.path, "memos", "-o", out).returncode == 1
    done = cli("export", study.path, "memos", "-o", out, "--force")
    assert (done.returncode, "5 memos written" in done.stderr) == (0, True)
    assert out.read_bytes() == first
    if suffix == ".md":
        text = out.read_text(encoding="utf-8")
        for body in ("over de studie", "over het gesprek", "over de kansen", "over de codering", "“kansen op”"):
            assert body in text
    one = cli("export", study.path, "memos", "-o", out, "--force", "--code", "V1")
    assert "2 memos written" in one.stderr
    assert cli("export", study.path, "memos", "-o", out, "--force", "--section", "4.1").returncode == 2


def test_the_history_is_told_in_words_with_ids_and_pages(study: Study, interview: str) -> None:
    code = study.code("V1")
    study.add_coding(interview, code.id, 12, 30)
    study.set_status(interview, Status.DONE)
    study.change_code(code.id, definition="anders")
    study.undo()
    study.redo()
    entries = study.history()
    assert [entry.what for entry in entries] == [
        "redo",
        "undo",
        "code changed",
        "status changed",
        "passage coded",
        "interview imported",
        "study created",
    ]
    told = {entry.what: entry for entry in entries}
    assert told["passage coded"].detail == f"{code.name} · 6. Dierverzorging 2"
    assert (told["passage coded"].code, told["passage coded"].interview) == (code.id, interview)
    assert told["status changed"].detail == "6. Dierverzorging 2"
    assert told["undo"].detail == told["redo"].detail == f"code changed: {code.name}"
    assert all(entry.own for entry in entries)
    assert [entry for offset in range(0, 8, 3) for entry in study.history(3, offset=offset)] == entries
    assert study.history_whats() == sorted(told)


def test_the_history_is_filtered(study: Study, interview: str, prepare_turns: Turns) -> None:
    other = study.store(prepare_turns("En u?", "Prima hoor.", metadata=Metadata(school=7, programmes=("Zorg",))))
    coding = study.add_coding(interview, study.code("V1").id, 12, 30, memo="m")
    study.set_memo(coding.id, "anders")
    study.add_coding(other.interview.id, study.code("V2").id, 6, 11)
    study.set_speaker(other.interview.id, [study.transcript(other.interview.id).turns[0].id], None)
    middle = study.history(limit=1)[0].time
    study.close()
    with Study.open(study.path, coder="Bram") as again:
        again.set_stance(coding.id, Stance.MIXED)

        def whats(**wanted: object) -> list[str]:
            return [entry.what for entry in again.history(wanted=HistoryFilter(**wanted))]  # type: ignore[arg-type]

        assert whats(code="V1") == ["stance changed", "memo changed", "passage coded"]
        assert whats(interview="7. Zorg") == ["speaker changed", "passage coded", "interview imported"]
        assert whats(interview=interview, coder="Anna") == ["memo changed", "passage coded", "interview imported"]
        assert whats(coder="Bram") == ["stance changed"]
        assert whats(what="passage coded", code="V2") == ["passage coded"]
        assert whats(since=middle)[0] == "stance changed"
        assert "stance changed" not in whats(until=middle)
        assert [entry.own for entry in again.history(limit=2)] == [True, False]
        with pytest.raises(NotFoundError):
            again.history(wanted=HistoryFilter(coder="niemand"))


def test_undo_goes_back_to_a_point_and_redo_forth_again(study: Study, interview: str) -> None:
    code = study.code("V1").id
    study.add_coding(interview, code, 12, 20)
    point = study.history(limit=1)[0].act
    kept = study.quotes()
    study.add_coding(interview, code, 21, 30)
    study.undo()
    study.add_coding(interview, code, 24, 30)
    study.set_study_memo("later")
    study.close()
    with Study.open(study.path, coder="Anna") as again:
        assert [entry.what for entry in again.undo_to(point)] == ["memo changed", "passage coded"]
        assert again.quotes() == kept
        assert again.study_memo() == ""
        with pytest.raises(CannotUndoError, match="nothing of your own"):
            again.undo_to(point)
        assert [again.redo().what, again.redo().what] == ["passage coded", "memo changed"]
        assert again.study_memo() == "later"
        with pytest.raises(NotFoundError):
            again.undo_to("none")


def test_undo_to_a_point_is_all_or_nothing(study: Study, interview: str) -> None:
    point = study.history(limit=1)[0].act
    code = study.add_code("ouders")
    study.set_study_memo("later")
    study.close()
    with Study.open(study.path, coder="Bram") as other:
        other.add_coding(interview, code.id, 12, 30)
    with Study.open(study.path, coder="Anna") as again:
        with pytest.raises(CannotUndoError):
            again.undo_to(point)
        assert again.study_memo() == "later"
        assert again.check() == []


def test_undo_to_a_point_passes_over_what_is_never_undone(study: Study, interview: str) -> None:
    point = study.history(limit=1)[0].act
    study.set_study_memo("een")
    name = study.find_passage(interview, "slecht")
    study.redact_passage(interview, name.start, name.end, NameKind.OTHER)
    study.set_study_memo("twee")
    assert len(study.undo_to(point)) == 2
    assert study.study_memo() == ""
    assert study.transcript(interview).text.endswith("[…].")


def test_a_team_defines_what_it_wants_to_know(study: Study, interview: str) -> None:
    before = study.interview(interview)
    size = study.add_attribute("Aantal leerlingen", AttributeKind.NUMBER)
    region = study.add_attribute(" Regio ", AttributeKind.CHOICE, ["Stad", "Platteland", "stad"])
    note = study.add_attribute("Bijzonder")
    assert [one.name for one in study.attributes()] == ["Aantal leerlingen", "Regio", "Bijzonder"]
    assert region.choices == ("Stad", "Platteland")
    study.set_attribute(interview, size.id, "1250,5")
    study.set_attribute(interview, "regio", "STAD")
    given = study.set_attribute(interview, note.id, "  vast  team ").attributes
    assert given == {size.id: "1250.5", region.id: "Stad", note.id: "vast team"}
    assert study.interviews()[0].attributes == given
    assert study.set_attribute(interview, size.id, 12.0).attributes[size.id] == "12"
    for attribute, value in ((size.id, "veel"), (size.id, "nan"), (region.id, "Zee"), (note.id, "x" * 1001)):
        with pytest.raises(InvalidInputError):
            study.set_attribute(interview, attribute, value)
    with pytest.raises(NotFoundError):
        study.set_attribute(interview, "onbekend", "x")
    with pytest.raises(InvalidInputError, match="already"):
        study.add_attribute("REGIO")
    with pytest.raises(InvalidInputError, match="choose from"):
        study.add_attribute("leeg", AttributeKind.CHOICE)
    with pytest.raises(InvalidInputError, match="given to interviews"):
        study.change_attribute(region.id, choices=["Platteland"])
    assert study.change_attribute(region.id, name="Streek", choices=["Stad", "Dorp"]).choices == ("Stad", "Dorp")
    study.remove_attribute(region.id)
    assert region.id not in study.interview(interview).attributes
    study.undo()
    assert study.interview(interview).attributes[region.id] == "Stad"
    assert study.set_attribute(interview, region.id, None).attributes.keys() == {size.id, note.id}
    while study.attributes():
        study.undo()
    assert study.interview(interview) == before
    assert study.check() == []


def test_values_go_with_a_deleted_interview(study: Study, interview: str) -> None:
    attribute = study.add_attribute("Bijzonder")
    study.set_attribute(interview, attribute.id, "Kwispelstaartje")
    study.delete_interview(interview)
    assert study.leftovers(["Kwispelstaartje"]) == {}
    assert study.check() == []


def test_the_command_line_searches(study: Study, interview: str, cli: Run) -> None:
    study.close()
    found = cli("search", study.path, "kans* AND werk")
    assert found.stdout == "6. Dierverzorging 2\t2\tRespondent 1\tDe kansen op werk zijn hier slecht.\n"
    assert '"matches": [' in cli("search", study.path, r"^de\b", "--regex", "--json").stdout
    wrong = cli("search", study.path, "(kansen")
    assert (wrong.returncode, "character 1" in wrong.stderr) == (1, True)


def test_a_coder_is_found_again_under_a_name_that_was_cleaned(tmp_path: Path) -> None:
    name = "Anna \x07\u202eBos\n" + "x" * 300
    with Study.create(tmp_path / "study.study", coder=name) as study:
        first = study.coder
        assert study.coder == first
    with Study.open(study.path, coder=name) as again:
        assert again.coder == first
        assert len(again.coders()) == 1
