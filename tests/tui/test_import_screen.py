"""Importing by keyboard, from files on disk into a study on disk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input, TextArea

from interview_coder.domain.model import Find, NameKind
from interview_coder.study import Study
from interview_coder.tui.screens.ask import Ask
from interview_coder.tui.screens.import_tray import Stage
from interview_coder.tui.screens.import_work import ImportRows
from interview_coder.tui.screens.importing import ImportScreen
from interview_coder.tui.screens.metadata import MetadataScreen
from interview_coder.tui.screens.review import ReviewScreen
from interview_coder.tui.screens.workbench import Workbench

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch

NAMES = {
    "Jan de Vries": (NameKind.PERSON, 0.95),
    "Wil": (NameKind.PERSON, 0.4),
    "Rotterdam": (NameKind.PLACE, 0.99),
    "Zandstad": (NameKind.ORGANISATION, 0.9),
}
TALK = """I: Hoe gaat de intake bij jullie op school? [lacht]
R: Jan de Vries zegt dat het in Rotterdam anders gaat dan hier.
I: En bij jullie dan?
R: Bij Zandstad doen we dat zelf, met Wil en Jan de Vries samen. {extra}
"""
HEADER = "School: ROC Zandstad\nOpleiding: Administratief Medewerker\n\n"


class Finder:
    """A redactor that knows a few names, in place of the engine: what the screen does with finds is tested here."""

    def __init__(self, registry: object = None, model: object = None, known: Sequence[object] = ()) -> None:
        pass

    def find(self, text: str) -> list[Find]:
        found = [
            Find(match.start(), match.end(), kind, confidence, "list")
            for words, (kind, confidence) in NAMES.items()
            for match in re.finditer(rf"\b{words}\b", text)
        ]
        return sorted(found, key=lambda find: find.start)


@pytest.fixture(autouse=True)
def _finder(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "engine" not in request.fixturenames:
        monkeypatch.setattr("interview_coder.redaction.Redactor", Finder)


@pytest.fixture
def engine() -> None:
    """The test wants the real redactor."""


@pytest.fixture
def study_path(tmp_path: Path) -> Path:
    """An empty study with the mbo codebook."""
    (tmp_path / "work").mkdir()
    path = tmp_path / "work" / "mine.study"
    Study.create(path, coder="Anna", language="nl").close()
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two transcripts, one of which names its school, and a file that is none."""
    here = tmp_path / "transcripts"
    here.mkdir()
    (here / "07_dierverzorging-2.txt").write_text(TALK.format(extra="Klaar."), encoding="utf-8")
    (here / "bad.docx").write_bytes(b"PK\x03\x04 but no archive")
    (here / "tweede gesprek.md").write_text(HEADER + TALK.format(extra="Nog iets."), encoding="utf-8")
    return here


def rows(drive: Drive) -> list[tuple[str, Stage]]:
    screen = next(screen for screen in drive.app.screen_stack if isinstance(screen, ImportScreen))
    return [(item.label, screen._stage(item)) for item in screen.query_one(ImportRows).items]


async def press(drive: Drive, *keys: str) -> None:
    await drive.keys(*keys)
    await drive.settled()


async def choose(drive: Drive, *paths: Path) -> None:
    """Choose files by typing their paths, from the import screen on."""
    for path in paths:
        await press(drive, "o")
        field = drive.app.screen.query_one(Input)
        field.focus()
        # A pasted path is taken apart as a typed one is.
        field.post_message(events.Paste(str(path)))
        await drive.settled()
        await press(drive, "enter")


def leftovers(path: Path) -> list[str]:
    """Which of the names are in any file beside the study, as bytes."""
    data = b"".join(file.read_bytes() for file in path.parent.rglob("*") if file.is_file())
    return [name for name in NAMES if name.encode() in data]


async def test_the_whole_import_by_keyboard(study_path: Path, folder: Path, launch: Launch) -> None:
    async with launch(study_path, size=(80, 24)) as drive:
        await press(drive, "f5")
        assert "Press o to choose" in drive.shown()
        await press(drive, "o", *["backspace"], "word:transcripts", "enter", "ctrl+a", "ctrl+s")
        assert rows(drive) == [
            ("07_dierverzorging-2.txt", Stage.REVIEW),
            ("bad.docx", Stage.FAILED),
            ("tweede gesprek.md", Stage.REVIEW),
        ]
        assert "4 turns" in drive.shown()
        assert "5 names" in drive.shown()
        # The bad one says why, and stands in nobody's way.
        await press(drive, "down")
        assert isinstance(drive.app.screen, ImportScreen)
        assert drive.app.screen.current is not None
        assert drive.app.screen.current.error.endswith(".")
        await press(drive, "up", "enter")
        assert isinstance(drive.app.screen, ReviewScreen)
        # Wil stays, all else goes: the file's name gave the rest.
        await press(drive, "k", *["a"] * 4, "f")
        assert rows(drive)[0][1] is Stage.READY
        # On to the second, which lacks its school's number; the name of the school is shown as help.
        await press(drive, "enter", *["a"] * 5, "f")
        assert isinstance(drive.app.screen, MetadataScreen)
        assert "The file says: ROC Zandstad" in drive.shown()
        await press(drive, "word:11", "enter")
        assert "Store 2 interviews in the study?" in drive.shown()
        assert drive.study.interviews() == []
        assert leftovers(study_path) == []
        await press(drive, "y")
        assert [stage for _label, stage in rows(drive)] == [Stage.STORED, Stage.FAILED, Stage.STORED]
        assert "2 interviews imported. 1 could not be." in drive.said()
        await press(drive, "escape")
        assert isinstance(drive.app.screen, Workbench)
        first, second = drive.study.interviews()
        assert first.reference == "7. Dierverzorging 2"
        assert second.reference == "11. Administratief Medewerker"
        text = drive.study.transcript(first.id).text
        assert "Bij […] doen we dat zelf, met Wil en […] samen. Klaar." in text
        assert "[lacht]" in text
        assert "Wil" not in drive.study.transcript(second.id).text
        assert drive.study.check() == []
        await press(drive, "ctrl+q")
    assert leftovers(study_path) == ["Wil"]


async def test_leaving_in_the_middle_stores_nothing_and_can_be_gone_on_with(
    study_path: Path, folder: Path, launch: Launch
) -> None:
    async with launch(study_path, size=(80, 24)) as drive:
        await press(drive, "f5")
        await choose(drive, folder / "tweede gesprek.md")
        await press(drive, "enter", "a", "a", "escape", "k")
        await press(drive, "escape")
        assert "1 file is not stored" in drive.shown()
        await press(drive, "k")
        assert isinstance(drive.app.screen, Workbench)
        assert drive.study.interviews() == []
        assert leftovers(study_path) == []
        # Back again: the decisions are where they were.
        await press(drive, "f5", "enter")
        assert "2 of 5" in drive.shown()
        await press(drive, "escape", "escape", "t")
        assert isinstance(drive.app.screen, Workbench)
        await press(drive, "f5")
        assert rows(drive) == []
        assert drive.study.interviews() == []
        await press(drive, "ctrl+q")
    assert leftovers(study_path) == []


async def test_throwing_the_decisions_of_a_review_away(study_path: Path, folder: Path, launch: Launch) -> None:
    async with launch(study_path, size=(80, 24)) as drive:
        await press(drive, "f5")
        await choose(drive, folder / "tweede gesprek.md")
        await press(drive, "enter", "K", "a", "right", "escape", "t", "enter")
        assert "0 of 5" in drive.shown()


async def test_the_same_text_is_refused_until_forced(study_path: Path, folder: Path, launch: Launch) -> None:
    again = folder / "again.txt"
    again.write_text((folder / "07_dierverzorging-2.txt").read_text(encoding="utf-8"), encoding="utf-8")
    async with launch(study_path, size=(80, 24)) as drive:
        await press(drive, "f5")
        await choose(drive, folder / "07_dierverzorging-2.txt", again)
        await press(drive, "A", "y")
        # The copy's name tells nothing: it is asked for.
        assert isinstance(drive.app.screen, MetadataScreen)
        await press(drive, "word:8", "ctrl+s", "y")
        assert [stage for _label, stage in rows(drive)] == [Stage.STORED, Stage.REPEATED]
        assert len(drive.study.interviews()) == 1
        await press(drive, "end")
        assert "in the study already" in drive.shown()
        await press(drive, "f", "n")
        assert len(drive.study.interviews()) == 1
        await press(drive, "f", "y")
        assert [stage for _label, stage in rows(drive)] == [Stage.STORED, Stage.STORED]
        assert [interview.metadata.school for interview in drive.study.interviews()] == [7, 8]


async def test_all_is_accepted_at_once_after_a_question(study_path: Path, folder: Path, launch: Launch) -> None:
    async with launch(study_path, size=(80, 24)) as drive:
        await press(drive, "f5")
        await choose(drive, folder / "07_dierverzorging-2.txt", folder / "tweede gesprek.md")
        await press(drive, "A")
        assert "Take out all 10 names without looking?" in drive.shown()
        assert "2 of them are doubtful" in drive.shown()
        await press(drive, "n")
        assert [stage for _label, stage in rows(drive)] == [Stage.REVIEW, Stage.REVIEW]
        await press(drive, "A", "y", "word:3", "enter", "n")
        assert [stage for _label, stage in rows(drive)] == [Stage.READY, Stage.READY]
        assert drive.study.interviews() == []
        await press(drive, "s", "y", "escape")
        assert len(drive.study.interviews()) == 2
        await press(drive, "ctrl+q")
    assert leftovers(study_path) == []


async def test_what_was_anonymised_before_keeps_its_words(study_path: Path, folder: Path, launch: Launch) -> None:
    async with launch(study_path, size=(80, 24)) as drive:
        await press(drive, "f5")
        await choose(drive, folder / "07_dierverzorging-2.txt")
        await press(drive, "a", "n")
        assert "already anonymised" not in drive.shown()
        await press(drive, "a", "y")
        assert "already anonymised" in drive.shown()
        assert rows(drive) == [("07_dierverzorging-2.txt", Stage.READY)]
        assert "5 possible names were found and left in the text." in drive.shown()
        await press(drive, "s")
        assert "5 finds stay in the text." in drive.shown()
        await press(drive, "y")
        (interview,) = drive.study.interviews()
        assert "Jan de Vries" in drive.study.transcript(interview.id).text
        # The switch goes for what comes next, until it is set back.
        await press(drive, "a")
        await choose(drive, folder / "tweede gesprek.md")
        assert rows(drive)[1][1] is Stage.REVIEW


async def test_text_is_pasted_reviewed_and_stored(study_path: Path, launch: Launch) -> None:
    async with launch(study_path, size=(80, 24)) as drive:
        await press(drive, "f5", "p")
        drive.app.screen.query_one(TextArea).post_message(
            events.Paste("I: Wie bent u?\r\nR: Jan de Vries uit Rotterdam.\x1b[31m[/]\r\nI:\tDank u.\r\n")
        )
        await drive.settled()
        assert "\x1b" not in drive.app.screen.query_one(TextArea).text
        await press(drive, "ctrl+s")
        assert rows(drive) == [("pasted text 1", Stage.REVIEW)]
        await press(drive, "enter", "f", "y", "word:2", "tab", "space", "ctrl+s", "y")
        (interview,) = drive.study.interviews()
        assert interview.turns == 3
        assert drive.study.transcript(interview.id).text.split("\n")[1].startswith("[…] uit […].")


async def test_a_pasted_text_is_not_thrown_away_by_one_key(study_path: Path, launch: Launch) -> None:
    async with launch(study_path, size=(80, 24)) as drive:
        await press(drive, "f5", "p", "word:I hallo", "escape")
        assert "Throw the pasted text away?" in drive.shown()
        await press(drive, "n", "escape", "y")
        assert rows(drive) == []


async def test_files_are_left_out_and_read_again(study_path: Path, folder: Path, launch: Launch) -> None:
    async with launch(study_path, size=(80, 24)) as drive:
        await press(drive, "f5")
        await choose(drive, folder / "bad.docx", folder / "tweede gesprek.md")
        # Mended on disk, then read again.
        await press(drive, "home")
        (folder / "bad.docx").unlink()
        await press(drive, "f")
        assert rows(drive)[0][1] is Stage.FAILED
        await press(drive, "x")
        assert rows(drive) == [("tweede gesprek.md", Stage.REVIEW)]
        await press(drive, "enter", "a", "escape", "k", "x")
        assert "Leave tweede gesprek.md out?" in drive.shown()
        await press(drive, "y")
        assert rows(drive) == []


async def test_reading_is_stopped_and_what_was_read_stays(
    study_path: Path, folder: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with launch(study_path, size=(80, 24)) as drive:
        await press(drive, "f5")
        real = Finder.find

        def find(finder: Finder, text: str) -> list[Find]:
            # The user stops while the second file is being read.
            if "Nog iets" in text:
                assert isinstance(drive.app.screen, ImportScreen)
                drive.app.call_from_thread(drive.app.screen.action_stop)
            return real(finder, text)

        monkeypatch.setattr(Finder, "find", find)
        for number in range(3):
            (folder / f"z{number}.txt").write_text(TALK.format(extra=str(number)), encoding="utf-8")
        await press(drive, "o", "backspace", "word:transcripts", "enter", "ctrl+a", "ctrl+s")
        stages = [stage for _label, stage in rows(drive)]
        assert (
            stages
            == [Stage.REVIEW, Stage.FAILED, Stage.WAITING, Stage.WAITING, Stage.WAITING, Stage.WAITING][: len(stages)]
        )
        assert "Stopped" in drive.said()
        # Enter goes on where it was stopped.
        monkeypatch.setattr(Finder, "find", real)
        await press(drive, "end", "enter")
        assert [stage for _label, stage in rows(drive)].count(Stage.REVIEW) == 5


async def test_references_without_a_school_ask_for_none(tmp_path: Path, folder: Path, launch: Launch) -> None:
    path = tmp_path / "blank.study"
    Study.create(path, template="blank", coder="Anna").close()
    async with launch(path, size=(80, 24)) as drive:
        await press(drive, "f5")
        await choose(drive, folder / "tweede gesprek.md")
        await press(drive, "A", "y")
        assert "Store 1 interview in the study?" in drive.shown()
        await press(drive, "y")
        assert [interview.reference for interview in drive.study.interviews()] == ["Interview 1"]


async def test_a_new_key_file_gets_the_names_that_were_taken_out(
    study_path: Path, folder: Path, launch: Launch, engine: None
) -> None:
    async with launch(study_path, size=(80, 24)) as drive:
        await press(drive, "f5", "k")
        assert isinstance(drive.app.screen, Ask)
        await press(drive, "escape")
        assert "Key file: none" in drive.shown()
        await press(drive, "k", "n", "home", "ctrl+k")
        await press(drive, "word:sleutel", "enter")
        assert "Key file: sleutel.toml" in drive.shown()
        # The real engine: what it finds, and only that, is gone from the study and in the key file.
        await choose(drive, folder / "07_dierverzorging-2.txt")
        await press(drive, "A", "y", "y")
        (interview,) = drive.study.interviews()
        text = drive.study.transcript(interview.id).text
        assert "Rotterdam" not in text
        assert "Jan de Vries" not in text
        await press(drive, "ctrl+q")
    assert "Jan de Vries" in (study_path.parent.parent / "sleutel.toml").read_text(encoding="utf-8")
    assert not {"Jan de Vries", "Rotterdam"} & set(leftovers(study_path))


async def test_names_that_were_confirmed_in_one_file_are_found_in_those_still_to_come(
    study_path: Path, folder: Path, launch: Launch, engine: None
) -> None:
    (folder / "1_zorg.txt").write_text(
        "Interviewer: En Wim de Bakker, die bakker wilde worden?\nRespondent: Ja, die.\nInterviewer: Goed.\n",
        encoding="utf-8",
    )
    (folder / "2_spraak.txt").write_text("ja roos was er ook bij en wim de bakker\n", encoding="utf-8")
    (folder / "3_los.txt").write_text("I: Wat doet de bakker?\nR: Hij bakt brood.\n", encoding="utf-8")
    async with launch(study_path, size=(80, 24)) as drive:
        await press(drive, "f5", "k", "n", "home", "ctrl+k", "word:sleutel", "enter")
        await choose(drive, folder / "1_zorg.txt", folder / "2_spraak.txt", folder / "3_los.txt")
        screen = drive.app.screen
        assert isinstance(screen, ImportScreen)
        first, second, third = screen.tray.items
        assert first.prepared is not None
        before = second.prepared, third.prepared
        # Back on the first file; all its names go.
        await press(drive, "home", "enter", *["a"] * len(first.prepared.finds), "f")
        while isinstance(drive.app.screen, MetadataScreen):
            await press(drive, "escape")
        assert "it is read again" in drive.said()
        assert second.prepared is not None
        assert second.prepared is not before[0]
        assert third.prepared is before[1]
        found = [second.prepared.text[find.start : find.end] for find in second.prepared.finds]
        assert "wim de bakker" in found
        await press(drive, "ctrl+q", "y")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_hostile_file_names_are_shown_as_they_are(
    study_path: Path, folder: Path, launch: Launch, size: tuple[int, int]
) -> None:
    (folder / "[@click=app.quit]x[.txt").write_text("R: Dag.", encoding="utf-8")
    (folder / "\x1b[2Jy.txt").write_text("R: Hallo.", encoding="utf-8")
    async with launch(study_path, size=size) as drive:
        await press(drive, "f5")
        await choose(drive, folder)
        assert "[@click=app.quit]x[.txt" in drive.shown()
        assert "␛[2Jy.txt" in drive.shown()
        assert "\x1b" not in drive.shown()
