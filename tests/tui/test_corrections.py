"""Correcting transcripts from the workbench: words, speakers, turns, a better file; codings keep their words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from interview_coder.domain.model import NameKind, Role
from interview_coder.study import Study
from interview_coder.tui import noting
from interview_coder.tui.base import Confirm, Message_
from interview_coder.tui.screens.ask import Ask
from interview_coder.tui.screens.correct import Correct, WordsArea
from interview_coder.tui.screens.review import ReviewScreen
from interview_coder.tui.screens.unplaced import UnplacedRows, WithoutPlace
from interview_coder.tui.screens.workbench import Workbench
from interview_coder.tui.widgets import name_hint
from interview_coder.tui.widgets.path_picker import PathPicker

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch


def spoken(drive: Drive, number: int) -> str:
    """The words of a turn as the study holds them."""
    transcript = drive.study.transcript(drive.opened)
    turn = transcript.turns[number - 1]
    return transcript.text[turn.start : turn.end]


def to_end(drive: Drive) -> None:
    """Put the cursor of the field at the end."""
    area = drive.app.screen.query_one(WordsArea)
    area.move_cursor(area.document.end)


def quotes(drive: Drive) -> list[str]:
    return [drive.study.quote(one.id).quote for one in drive.study.codings(drive.opened)]


async def test_words_of_a_turn_are_corrected_and_codings_keep_theirs(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("t", "x", "x", "c", "word:V3", "enter")
        assert quotes(drive) == ["Wij kijken naar de stageplaatsen."]
        cursor = drive.bench.view.cursor
        await drive.keys("E", "w", "word:Nou, ")
        to_end(drive)
        await drive.keys("word: Echt waar.", "enter")
        assert spoken(drive, 2) == (
            "Nou, Wij kijken naar de stageplaatsen. Als er geen stage is, houdt het op. [lacht] Zo simpel is het. "
            "Echt waar."
        )
        assert quotes(drive) == ["Wij kijken naar de stageplaatsen."]
        assert abs(drive.bench.view.cursor - cursor) <= 5
        assert "u takes it back" in drive.said()
        assert drive.study.history()[0].what == "text corrected"
        await drive.keys("u")
        assert spoken(drive, 2).startswith("Wij kijken")
        # Of a selection only those words; what is not kept changes nothing.
        await drive.keys("t", "t", "x", "E", "w")
        screen = drive.app.screen
        assert isinstance(screen, Correct)
        assert screen.typed() == "De"
        area = screen.query_one(WordsArea)
        area.select_all()
        await drive.keys("word:Ze", "escape")
        assert isinstance(drive.app.screen, Ask)
        await drive.keys("t")
        assert spoken(drive, 4).startswith("De ouders")
        await drive.keys("E", "w")
        to_end(drive)
        await drive.keys("word: beide", "escape", "k")
        assert spoken(drive, 4).startswith("De beide ouders")
        assert drive.study.check() == []


async def test_marks_of_redacted_names_cannot_be_touched(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        first = study.interviews()[0].id
        place = study.find_passage(first, "ouders willen")
        study.redact_passage(first, place.start, place.start + 6, NameKind.PERSON)
    async with launch(study_file) as drive:
        await drive.keys("t", "t", "t", "E", "w")
        screen = drive.app.screen
        assert isinstance(screen, Correct)
        area = screen.query_one(WordsArea)
        before = area.text
        assert before.startswith("De […] willen")
        # Into it, over it, another one made by hand.
        area.move_cursor((0, 4))
        await drive.keys("word:x", "delete")
        assert area.text == before
        area.select_all()
        await drive.keys("backspace")
        assert area.text == before
        to_end(drive)
        await drive.keys("word: […]")
        assert area.text == before + " […"
        assert "stay as they are" in drive.said()
        await drive.keys("enter")
        # Words around it can be, and a name that is typed is pointed out (the hint itself has tests of its own).
        assert len(drive.study.transcript(first).redactions) == 1
        assert drive.study.check() == []


async def test_a_correction_that_was_being_typed_survives_a_crash(
    study_file: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noting, "PAUSE", 0.001)
    monkeypatch.setattr(name_hint, "PAUSE", 0.001)
    async with launch(study_file) as drive:
        await drive.keys("t", "E", "w")
        to_end(drive)
        await drive.keys("word: Erbij.")
        await drive.until(lambda: any(one.fields["text"].endswith("Erbij.") for one in drive.study.drafts()))
        assert drive.app.study is not None
        drive.app.study.close()
        drive.app.study = None
    async with launch(study_file) as drive:
        assert "Open it again to go on: turn 2 of" in drive.said()
        await drive.keys("t", "t", "T", "E", "w")
        assert isinstance(drive.app.screen, Ask)
        assert "Erbij." in drive.shown()
        await drive.keys("escape")
        assert isinstance(drive.app.screen, Workbench)
        await drive.keys("E", "w", "g", "enter")
        assert spoken(drive, 2).endswith("Zo simpel is het. Erbij.")
        assert drive.study.drafts() == []


async def test_speakers_change_turns_split_and_join(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        # Turn 2 is split at its second sentence, and somebody new says it.
        await drive.keys("t", "s", "E", "t", "n", "word:Respondent 2", "enter")
        turns = drive.study.transcript(drive.opened).turns
        assert [turn.speaker.label for turn in turns[:3] if turn.speaker] == [
            "Interviewer", "Respondent 1", "Respondent 2",
        ]  # fmt: skip
        assert spoken(drive, 3).startswith("Als er geen stage is")
        assert (drive.bench.opened and drive.bench.opened.turns) == 7
        # What another speaker said is joined only when that is meant.
        await drive.keys("E", "j")
        assert "Turns 3 and 4 have different speakers." in drive.shown()
        await drive.keys("escape")
        assert len(drive.study.transcript(drive.opened).turns) == 7
        await drive.keys("E", "j", "enter")
        assert spoken(drive, 2).endswith("stageplaatsen.")
        assert spoken(drive, 3).endswith("En de ouders?")
        await drive.keys("u", "u", "u")
        assert len(drive.study.transcript(drive.opened).turns) == 6
        # Several turns at once.
        await drive.keys("ctrl+home", "v", "t", "t", "w", "E", "s", "2")
        labels = [turn.speaker.label for turn in drive.study.transcript(drive.opened).turns if turn.speaker]
        assert labels[:4] == ["Respondent 1", "Respondent 1", "Respondent 1", "Respondent 1"]
        await drive.keys("u")
        # Labels and roles.
        await drive.keys("escape", "E", "l", "down", "enter")
        field = drive.app.screen.query_one(Input)
        field.value = "Docent"
        await drive.keys("tab", "right", "right", "space", "ctrl+s", "escape")
        speakers = drive.study.interview(drive.opened).speakers
        assert (speakers[1].label, speakers[1].role) == ("Docent", Role.OTHER)
        assert "Docent" in drive.shown()


async def test_a_better_file_takes_the_place_of_the_text(study_file: Path, launch: Launch, tmp_path: Path) -> None:
    with Study.open(study_file, coder="Anna") as study:
        first = study.interviews()[0].id
        for words in (
            "Wij kijken naar de stageplaatsen.",
            "Als er geen stage is, houdt het op.",
            "al het andere is bijzaak",
        ):
            place = study.find_passage(first, words)
            study.add_coding(first, study.code("V3").id, place.start, place.end, memo="om " + words[:3])
    better = tmp_path / "beter.txt"
    better.write_text(
        "Interviewer: Hoe gaat de intake hier?\n"
        "Respondent: Wij kijken naar de stageplaatsen. Als er geen stages zijn, dan houdt het op. [lacht]\n"
        "Interviewer: En de ouders?\n"
        "Respondent: De ouders van Joost willen dat ze hier blijven. Het beroep heeft een goed beeld.\n",
        encoding="utf-8",
    )
    async with launch(study_file) as drive:
        await drive.keys("E", "r")
        picker = drive.app.screen
        assert isinstance(picker, PathPicker)
        await drive.settled()
        picker.dismiss([better])
        await drive.settled()
        assert isinstance(drive.app.screen, ReviewScreen)
        # The name is taken out as in an import, then the text is replaced.
        await drive.keys("a", "f")
        await drive.settled()
        assert isinstance(drive.app.screen, Confirm)
        await drive.keys("y")
        await drive.settled()
        screen = drive.app.screen
        assert isinstance(screen, WithoutPlace)
        shown = drive.shown()
        assert "1 has no place" in shown
        assert "al het andere is bijzaak" in shown
        assert "om al" in shown
        assert "Joost" not in drive.study.transcript(first).text
        # Not now; then by hand.
        await drive.keys("escape")
        assert quotes(drive)[0] == "Wij kijken naar de stageplaatsen."
        assert "stages zijn" in quotes(drive)[1]
        await drive.keys("E", "u", "enter")
        assert isinstance(drive.app.screen, Workbench)
        assert "press Enter" in drive.shown()
        await drive.keys("enter")
        assert "Select the words" in drive.said()
        await drive.keys("g", "x", "x", "enter")
        assert quotes(drive)[0] == "Hoe gaat de intake hier?"
        assert drive.study.unplaced() == []
        assert drive.bench.placing is None
        assert [one.memo for one in drive.study.codings(first)] == ["om al ", "om Wij", "om Als"]
        assert drive.study.check() == []
        # All of it goes back.
        await drive.keys("u", "u")
        assert "bijzaak" in drive.study.transcript(first).text
        assert len(drive.study.codings(first)) == 3


async def test_what_has_no_place_can_be_let_go_of(study_file: Path, launch: Launch, tmp_path: Path) -> None:
    with Study.open(study_file, coder="Anna") as study:
        first = study.interviews()[0].id
        place = study.find_passage(first, "al het andere is bijzaak")
        study.add_coding(first, study.code("V3").id, place.start, place.end)
        prepared = study.prepare(text="Interviewer: Iets heel anders.\nRespondent: Zeker weten.\n", redact=False)
        study.replace_transcript(first, prepared)
    async with launch(study_file) as drive:
        await drive.keys("E", "u", "x")
        await drive.keys("y")
        assert drive.study.unplaced() == []
        assert drive.app.screen.query_one(UnplacedRows).items == []
        await drive.keys("escape", "u")
        assert len(drive.study.unplaced()) == 1


async def test_no_name_of_a_better_file_reaches_the_disk_when_it_is_left(
    study_file: Path, launch: Launch, tmp_path: Path
) -> None:
    better = tmp_path / "beter.txt"
    better.write_text("Interviewer: Wie?\nRespondent: Vraag het aan Joost van Zandstad.\n", encoding="utf-8")
    async with launch(study_file) as drive:
        await drive.keys("E", "r")
        picker = drive.app.screen
        assert isinstance(picker, PathPicker)
        await drive.settled()
        picker.dismiss([better])
        await drive.settled()
        assert isinstance(drive.app.screen, ReviewScreen)
        await drive.keys("escape")
        await drive.settled()
        while not isinstance(drive.app.screen, Workbench):
            await drive.keys("t" if isinstance(drive.app.screen, Ask) else "escape")
            await drive.settled()
        assert "Hoe gaat de intake" in drive.study.transcript(drive.opened).text
        assert drive.study.leftovers(["Joost"]) == {}
        assert not isinstance(drive.app.screen, Message_)
