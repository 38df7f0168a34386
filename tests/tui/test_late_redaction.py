"""Names that slipped through, taken out in the workbench by keys, here or everywhere, for good."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from interview_coder.domain.model import NameKind
from interview_coder.redaction import NameRegistry
from interview_coder.study import Study
from interview_coder.tui.base import Plain
from interview_coder.tui.screens.wait import Wait
from interview_coder.tui.screens.workbench import Workbench
from interview_coder.tui.widgets.panes import Inspector

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch

SELECT = ("t", "w", "w", "w", "w", "x")
"""Keys that select *stageplaatsen* in the first interview, as if it were a name."""


async def press(drive: Drive, *keys: str) -> None:
    await drive.keys(*keys)
    await drive.settled()


def told(drive: Drive) -> str:
    """What the dialog says."""
    assert drive.app.screen.is_modal
    return " ".join(str(plain.content) for plain in drive.app.screen.query(Plain))


def bytes_beside(study_file: Path) -> bytes:
    return b"".join(file.read_bytes() for file in study_file.parent.glob(f"*{study_file.name}*"))


async def test_a_name_goes_from_one_place_and_says_where_it_still_is(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        await press(drive, *SELECT, "R")
        assert "cannot be undone" in told(drive)
        await press(drive, "escape")
        before = drive.study.transcript(drive.opened).text
        drive.study.add_code("Stageplaatsen zat", key="genoeg")
        await press(drive, "R", "h", "l")
        assert "It still stands in 1 other place. Also in: codes 1." in told(drive)
        assert "Not reached: exports made before" in told(drive)
        await press(drive, "escape")
        transcript = drive.study.transcript(drive.opened)
        assert transcript.text == before.replace("stageplaatsen", "[…]")
        assert [one.kind for one in transcript.redactions] == [NameKind.PLACE]
        assert drive.bench.view.transcript == transcript
        assert "stageplaatsen" in drive.study.transcript(drive.study.interviews()[1].id).text


async def test_a_name_goes_from_everywhere_and_nothing_of_it_is_left(
    study_file: Path, launch: Launch, tmp_path: Path
) -> None:
    keys = tmp_path / "sleutel.toml"
    NameRegistry.create(keys)
    async with launch(study_file, size=(120, 40)) as drive:
        first = drive.opened
        drive.study.add_code("Stageplaatsen zat")
        drive.study.set_interview_memo(first, "Let op de STAGEPLAATSEN hier.")
        drive.app.registry = NameRegistry.load(keys)
        await press(drive, *SELECT, "c", "word:V3", "enter", "m", "word:over stageplaatsen", "escape")
        await press(drive, "f7", "word:stageplaatsen")
        await press(drive, "enter")
        await press(drive, "/", "word:stageplaatsen", "enter")
        drive.bench.view.goto(0)
        await press(drive, *SELECT, "R", "e", "o")
        assert "It stands in 2 places of 2 interviews." in told(drive)
        # No is what Enter says here.
        await press(drive, "enter")
        assert "stageplaatsen" in drive.study.transcript(first).text
        await press(drive, "R", "e", "o", "y")
        assert re.search(r"\d+ places were cleaned\. \(texts 2, ", told(drive))
        assert "memos 2" in told(drive)
        assert "The key file has it now." in told(drive)
        await press(drive, "escape")
        assert isinstance(drive.app.screen, Workbench)
        for interview in drive.study.interviews():
            assert "stageplaatsen" not in drive.study.transcript(interview.id).text
        # The screen shows what the study holds: text, memos, codes.
        assert "tageplaatsen" not in drive.shown()
        assert "Let op de […] hier." in drive.shown()
        assert drive.bench.query_one(Inspector).is_mounted
        assert drive.study.code("[…] zat").name == "[…] zat"
        # The coding keeps its place.
        (coding,) = drive.study.codings(first)
        assert drive.study.transcript(first).text[coding.start : coding.end] == "[…]"
        assert drive.study.check() == []
        await press(drive, "ctrl+q")
    assert b"tageplaatsen" not in bytes_beside(study_file)
    (entry,) = NameRegistry.load(keys).entries
    assert (entry.text, entry.kind) == ("stageplaatsen", NameKind.ORGANISATION)


async def test_a_word_that_is_no_name_alone_is_told_before_it_goes(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        await press(drive, *SELECT, "R", "e", "o")
        assert "It is an ordinary word as well" in told(drive)
        await press(drive, "escape")
        place = drive.study.transcript(drive.opened).text.index("stageplaatsen")
        drive.study.correct(drive.opened, place, place + len("stageplaatsen"), "Tjitske")
        drive.bench.reload()
        drive.bench.view.clear_selection()
        drive.bench.view.goto(0)
        await press(drive, *SELECT, "R", "e", "p")
        assert "Tjitske" in told(drive)
        assert "ordinary word" not in told(drive)


async def test_what_goes_through_turns_is_refused_with_a_sentence(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await press(drive, "v", "t", "t", "R")
        assert "within one turn" in drive.said()
        assert isinstance(drive.app.screen, Workbench)


async def test_it_is_finished_before_the_program_goes(
    study_file: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered, go_on = threading.Event(), threading.Event()
    real = Study.erase_names

    def slowly(study: Study, *args: Any, **named: Any) -> dict[str, int]:
        entered.set()
        assert go_on.wait(10)
        return real(study, *args, **named)

    monkeypatch.setattr(Study, "erase_names", slowly)
    async with launch(study_file) as drive:
        await press(drive, *SELECT, "R", "e", "p")
        await drive.keys("y")
        await drive.reached(entered)
        # Esc does not stop it half way.
        await drive.keys("escape")
        assert isinstance(drive.app.screen, Wait)
        await drive.keys("ctrl+q")
        assert drive.app.waits_to_close
        go_on.set()
        await drive.app.all_closed()
    assert b"stageplaatsen" not in bytes_beside(study_file)


async def test_two_keys_at_once_close_one_dialog(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        await press(drive, *SELECT, "R")
        dialog = drive.app.screen
        # Both wait in the queue of the dialog before it closes.
        for _twice in range(2):
            dialog.post_message(events.Key("h", "h"))
        await drive.settled()
        assert drive.app.is_running
        assert drive.app.screen is not dialog
        assert drive.bench in drive.app.screen_stack


async def test_undo_says_that_a_name_taken_out_stays_out(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        drive.study.set_interview_memo(drive.opened, "Rustig gesprek.")
        await press(drive, *SELECT, "R", "h", "l", "escape", "u")
        assert any("What was taken out for good stays out." in toast for toast in drive.toasts)
        await press(drive, "U")
        assert "[…]" in drive.study.transcript(drive.opened).text


async def test_a_name_that_stands_in_a_memo_alone_is_typed(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        drive.study.set_interview_memo(drive.opened, "Wietske vroeg het, en Wietskes zus.")
        await press(drive, "R")
        await press(drive, "word:wietske", "enter", "p")
        assert "It stands in 0 places of 0 interviews. Also in: memos 2." in told(drive)
        await press(drive, "y")
        assert "(memos 2, history 2)" in told(drive)
        await press(drive, "escape")
        assert drive.study.interview_memo(drive.opened) == "[…] vroeg het, en […] zus."
        await press(drive, "R", "escape")
        assert drive.app.screen is drive.bench
