"""Finding words in the whole study, going there and back, and coding what was found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.tui.conftest import add_interview
from textual.widgets import Input, Select

from interview_coder.domain.model import Role, Stance
from interview_coder.study import Study
from interview_coder.tui.screens.autocode import Autocode
from interview_coder.tui.screens.search import PAGE, HitRows, Search
from interview_coder.tui.screens.wait import Wait
from interview_coder.tui.screens.workbench import Workbench

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch


async def look(drive: Drive, *keys: str) -> Search:
    """Press keys and wait for what is found."""
    await drive.keys(*keys)
    await drive.settled()
    screen = drive.app.screen
    assert isinstance(screen, Search)
    return screen


async def test_enter_goes_to_the_passage_and_the_hits_are_still_there(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        screen = await look(drive, "f7", "word:OUDERS")
        rows = screen.query_one(HitRows)
        assert [(hit.turn, hit.reference[0]) for hit in rows.items] == [(3, "1"), (4, "1"), (3, "2"), (4, "2")]
        assert "4 turns" in drive.shown()
        await drive.keys("down", "down", "enter")
        assert isinstance(drive.app.screen, Workbench)
        assert drive.bench.opened is not None
        assert drive.bench.opened.reference.startswith("2.")
        view = drive.bench.view
        text = drive.study.transcript(drive.opened).text
        assert text[view.cursor : view.cursor + 6] == "ouders"
        assert len(view.matches) == 2
        here = view.cursor
        await drive.keys("n")
        assert view.cursor != here
        # Back at the hits, with the cursor where it was.
        screen = await look(drive, "f7")
        assert screen.query_one("#query", Input).value == "OUDERS"
        assert screen.query_one(HitRows).cursor == 2
        await drive.keys("escape")
        assert isinstance(drive.app.screen, Workbench)


async def test_the_mouse_goes_back_from_a_whole_screen(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        assert "✕" not in drive.shown()
        await look(drive, "f7", "word:bijzaak")
        assert drive.shown().splitlines()[-1].rstrip().endswith("✕")
        await drive.pilot.click(offset=(118, 39))
        assert isinstance(drive.app.screen, Workbench)


async def test_the_language_of_queries_works_and_mistakes_are_said_under_the_field(
    study_file: Path, launch: Launch
) -> None:
    async with launch(study_file) as drive:
        screen = await look(drive, "f7", 'word:"willen dat ze" OR stagepl*')
        assert len(screen.query_one(HitRows).items) == 4
        assert drive.said() == ""
        screen.query_one("#query", Input).value = '(ouders AND "zo'
        screen = await look(drive)
        wrong = drive.shown()
        assert screen.query_one("#said").has_class("-wrong")
        screen.query_one("#query", Input).value = "ouders"
        await look(drive)
        assert not screen.query_one("#said").has_class("-wrong")
        assert drive.shown() != wrong
        # The same box takes a pattern.
        screen.query_one("#query", Input).value = r"\bz(o|e)\b"
        await look(drive, "ctrl+r")
        assert {hit.turn for hit in screen.query_one(HitRows).items} == {2, 3, 4, 5}
        screen.query_one("#query", Input).value = "(z"
        await look(drive)
        assert screen.query_one("#said").has_class("-wrong")
        screen.query_one("#query", Input).value = ""
        await look(drive)
        assert "A pattern must fit" in drive.shown()
        await look(drive, "ctrl+r")
        assert "quotation marks" in drive.shown()


async def test_filters_narrow_by_speaker_programme_school_and_interview(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        screen = await look(drive, "f7", "word:ouders")

        async def found(name: str, value: object) -> list[tuple[str, int]]:
            screen.query_one(f"#where-{name}", Select).value = value
            await look(drive)
            return [(hit.reference[0], hit.turn) for hit in screen.query_one(HitRows).items]

        assert await found("role", Role.RESPONDENT) == [("1", 4), ("2", 4)]
        assert await found("school", 2) == [("2", 4)]
        assert await found("programme", "Dierverzorging 2") == []
        assert await found("school", Select.NULL) == [("1", 4)]
        assert await found("role", Select.NULL) == [("1", 3), ("1", 4)]
        assert await found("programme", Select.NULL) == [("1", 3), ("1", 4), ("2", 3), ("2", 4)]
        assert await found("interview", drive.study.interviews()[1].id) == [("2", 3), ("2", 4)]


async def test_pages_come_as_the_cursor_goes_down(tmp_path: Path, launch: Launch) -> None:
    path = tmp_path / "long.study"
    with Study.create(path, coder="Anna", language="en") as study:
        add_interview(study, *(f"Woord nummer {n} is ja." for n in range(3 * PAGE + 7)))
    async with launch(path, size=(80, 24)) as drive:
        screen = await look(drive, "f7", "word:ja")
        rows = screen.query_one(HitRows)
        assert len(rows.items) == PAGE
        assert "607 turns" in drive.shown()
        for _page in range(3):
            await look(drive, "down", "end")
        assert [hit.turn for hit in rows.items] == list(range(1, 3 * PAGE + 8))
        await drive.keys("end", "enter")
        assert drive.bench.view.turn_number == 3 * PAGE + 7
        # All are marked, those too that were never shown.
        screen = await look(drive, "f7", "down", "a")
        assert "607 marked" in drive.shown()


async def test_chosen_hits_are_coded_at_once_and_taken_back_at_once(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        first = study.interviews()[0].id
        place = study.find_passage(first, "De ouders willen dat ze hier blijven.")
        study.add_coding(first, study.code("V5").id, place.start, place.end)
    async with launch(study_file) as drive:
        # All four turns; of one the sentence has the code already.
        await look(drive, "f7", "word:ouders", "down")
        await drive.keys("c", "word:V5", "enter")
        await drive.settled()
        assert isinstance(drive.app.screen, Autocode)
        assert "3 passages will be coded · 1 has the code already" in drive.shown()
        # One is left out.
        await drive.keys("space", "ctrl+s")
        await drive.settled()
        assert "2 passages coded" in drive.said()
        assert sum(len(drive.study.codings(row.id)) for row in drive.study.interviews()) == 3
        await drive.keys("escape")
        assert isinstance(drive.app.screen, Workbench)
        assert len(drive.bench.codings) == len(drive.study.codings(drive.opened))
        await drive.keys("u")
        assert [one.coder for row in drive.study.interviews() for one in drive.study.codings(row.id)] == [
            drive.study.coder.id
        ]


async def test_coding_what_was_found_can_be_stopped(
    study_file: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    autocode = Study.autocode
    async with launch(study_file) as drive:

        def stopped(self: Study, *given: Any, **how: Any) -> int:
            # Esc is pressed while the passages are being coded.
            screen = drive.app.screen
            assert isinstance(screen, Wait)
            drive.app.call_from_thread(screen.action_back)
            return autocode(self, *given, **how)

        monkeypatch.setattr(Study, "autocode", stopped)
        before = drive.study.history()
        await look(drive, "f7", "word:ouders", "down")
        await drive.keys("c", "word:V5", "enter")
        await drive.settled()
        await drive.keys("ctrl+s")
        await drive.settled()
        assert "Nothing was coded" in drive.said()
        assert isinstance(drive.app.screen, Autocode)
        assert drive.study.history() == before


async def test_marked_hits_alone_are_coded_at_the_level_asked_for(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await look(drive, "f7", "word:stage", "down", "space")
        assert "1 marked" in drive.shown()
        await drive.keys("c", "word:stages", "enter")
        await drive.settled()
        screen = drive.app.screen
        assert isinstance(screen, Autocode)
        # The words alone, and what they do to the condition.
        screen.query_one("#unit").focus()
        await drive.keys("right", "right", "space")
        await drive.settled()
        screen.query_one("#stance").focus()
        await drive.keys("right", "space", "ctrl+s")
        await drive.settled()
        (coding,) = [one for row in drive.study.interviews() for one in drive.study.codings(row.id)]
        assert drive.study.quote(coding.id).quote == "stage"
        assert coding.stance is Stance.SUPPORTS
        assert drive.study.history()[0].what == "passages found and coded"


async def test_nothing_is_coded_in_a_study_that_is_open_read_only(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, read_only=True) as drive:
        await look(drive, "f7", "word:ouders", "down", "c")
        assert "read-only" in drive.said()
        await drive.keys("enter")
        assert isinstance(drive.app.screen, Workbench)
