"""Asking the codings: composed on one line, answered while it is typed, kept by name, collected and coded."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interview_coder.study import Study
from interview_coder.tui import retracing
from interview_coder.tui.screens.collected import Collected
from interview_coder.tui.screens.query import Querying
from interview_coder.tui.screens.workbench import Workbench

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch


@pytest.fixture
def coded(study_file: Path) -> Path:
    """Both interviews coded: each turn of a respondent with V1, one of them with V4 as well."""
    with Study.open(study_file, coder="Anna") as study:
        for number, interview in enumerate(study.interviews()):
            for turn in study.transcript(interview.id).turns:
                if turn.number % 2 == 0:
                    study.add_coding(interview.id, study.code("V1").id, turn.start, turn.end)
                    if number == 0 and turn.number == 2:
                        study.add_coding(interview.id, study.code("V4").id, turn.start, turn.end)
    return study_file


def asking(drive: Drive) -> Querying:
    screen = drive.app.screen
    assert isinstance(screen, Querying)
    return screen


async def test_a_query_is_answered_as_it_is_typed_and_leads_to_the_passage(coded: Path, launch: Launch) -> None:
    async with launch(coded) as drive:
        await drive.keys("q", "word:V1")
        await drive.settled()
        shown = drive.shown()
        assert "6 passages · 2 interviews · 2 respondents" in shown
        assert "stageplaatsen" in shown
        # What is unfinished or wrong is told with its place; what was found stays in sight.
        await drive.keys("word: AND")
        await drive.settled()
        assert "Something is missing at the end" in drive.shown()
        await drive.keys("word: V9")
        await drive.settled()
        lines = drive.shown().splitlines()
        place = next(line for line in lines if "V1 AND V9" in line).index("V9")
        assert next(line for line in lines if "▲" in line).index("▲") == place
        assert asking(drive)._memory.answers
        await drive.keys("backspace", "word:4")
        await drive.settled()
        assert "2 codings · 1 passage · 1 interview · 1 respondent" in drive.shown()
        # Down goes through what is suggested, else into the list; Enter opens the passage, q comes back.
        await drive.keys("escape", "down", "down", "enter")
        assert isinstance(drive.app.screen, Workbench)
        coding = drive.bench.codings[drive.bench.view.current_coding or ""]
        assert drive.bench.codes[coding.code].key == "V4"
        await drive.keys("q")
        await drive.settled()
        assert asking(drive).field.value == "V1 AND V4"
        await drive.keys("escape")
        assert isinstance(drive.app.screen, Workbench)


async def test_what_is_begun_is_completed(coded: Path, launch: Launch) -> None:
    async with launch(coded, size=(80, 24)) as drive:
        await drive.keys("q", "word:prog")
        assert "a programme of the interview" in drive.shown()
        await drive.keys("tab")
        assert asking(drive).field.value == "programme = "
        assert "Dierverzorging 2" in drive.shown()
        # The second suggestion is walked to and taken with Enter.
        await drive.keys("down", "down", "enter")
        assert asking(drive).field.value == 'programme = "Helpende Zorg & Welzijn" '
        await drive.settled()
        assert "3 passages · 1 interview" in drive.shown()
        await drive.keys("word:A", "tab", "word:V1", "escape")
        assert asking(drive).field.value == 'programme = "Helpende Zorg & Welzijn" AND V1'
        await drive.settled()
        assert "3 passages · 1 interview" in drive.shown()
        # Tab goes to the list and back where nothing is suggested.
        await drive.keys("tab", "tab")
        assert asking(drive).field.has_focus


async def test_what_was_found_is_collected_and_coded_each_as_one_change(coded: Path, launch: Launch) -> None:
    async with launch(coded) as drive:
        await drive.keys("Q", "slash", "word:V1", "enter")
        await drive.settled()
        await drive.keys("down", "space", "space", "e")
        shown = drive.shown()
        assert "Collect 2 codings as quotes in" in shown
        assert "2 quotes will be added" in shown
        await drive.keys("down", "enter")
        await drive.settled()
        section = drive.study.report_sections()[0].name
        assert len(drive.study.collected(section)) == 2
        # All of them: those that are there already are not collected twice.
        await drive.keys("e", "down")
        assert "4 quotes will be added · 2 stand there already" in drive.shown()
        await drive.keys("enter")
        await drive.settled()
        assert len(drive.study.collected(section)) == 6
        await drive.keys("u")
        await drive.settled()
        assert len(drive.study.collected(section)) == 2
        # Another code for all passages; the one that has it is told.
        await drive.keys("c", "word:V4", "enter")
        await drive.settled()
        assert "Give 5 passages the code" in drive.shown()
        assert "1 has the code already" in drive.shown()
        await drive.keys("y")
        await drive.settled()
        assert drive.study.found("V4").passages == 6
        await drive.keys("u")
        assert drive.study.found("V4").passages == 1
        await drive.keys("escape")
        assert isinstance(drive.app.screen, Collected)


async def test_collecting_many_is_stopped_and_taken_back_in_a_thread(
    coded: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()
    real = Study.collect

    def endless(_study: Study, ids: list[str], _section: str | None, *, progress: Callable[[int, int], None]) -> None:
        while True:
            progress(1, len(ids))
            begun.set()

    async with launch(coded) as drive:
        await drive.keys("q", "word:V1")
        await drive.settled()
        await drive.keys("enter")
        monkeypatch.setattr(Study, "collect", endless)
        await drive.keys("e", "enter")
        await drive.reached(begun)
        await drive.keys("escape")
        await drive.settled()
        assert "Nothing was collected" in drive.said()
        assert drive.study.collected() == []
        monkeypatch.setattr(Study, "collect", real)
        await drive.keys("enter")
        await drive.settled()
        assert len(drive.study.collected()) == 6
        # An act on more rows than are put back while the user waits for the key.
        monkeypatch.setattr(retracing, "FEW", 3)
        await drive.keys("u")
        await drive.settled()
        assert "Undone: quotes collected" in drive.said()
        assert drive.study.collected() == []
        await drive.keys("escape", "U")
        await drive.settled()
        assert "Done again: quotes collected" in drive.said()
        assert len(drive.study.collected()) == 6


async def test_queries_are_kept_renamed_and_forgotten(coded: Path, launch: Launch) -> None:
    async with launch(coded) as drive:
        await drive.keys("q", "word:V1 AND NOT V4", "ctrl+s", "word:alleen kansen", "enter")
        (query,) = drive.study.queries()
        assert (query.name, query.where) == ("alleen kansen", "V1 AND NOT V4")
        assert "alleen kansen" in drive.shown()
        # The same name again takes the query as it is now.
        await drive.keys("word: AND school = 1", "ctrl+s", "enter")
        assert [one.where for one in drive.study.queries()] == ["V1 AND NOT V4 AND school = 1"]
        await drive.keys("ctrl+l", "r", "word:ooit", "enter", "enter")
        assert asking(drive).field.value == "V1 AND NOT V4 AND school = 1"
        assert "ooit" in drive.shown()
        # A wrong query is not kept, and the form says why.
        await drive.keys("word: AND nix", "ctrl+s", "enter")
        assert [one.where for one in drive.study.queries()] == ["V1 AND NOT V4 AND school = 1"]
        await drive.keys("escape", "ctrl+l", "delete")
        assert drive.study.queries() == []
        await drive.keys("u")
        assert [one.name for one in drive.study.queries()] == ["ooit"]


async def test_typing_goes_on_while_a_query_is_answered(
    coded: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    asked: list[str] = []
    answer = Study.quotes

    def slow(study: Study, *given: object, where: str | None = None, **rest: object) -> object:
        asked.append(where or "")
        begun.set()
        assert go_on.wait(20)
        return answer(study, *given, where=where, **rest)  # type: ignore[arg-type]

    async with launch(coded) as drive:
        monkeypatch.setattr(Study, "quotes", slow)
        await drive.keys("q", "word:V1")
        await drive.reached(begun)
        await drive.keys("word: AND V4 AND school = 1")
        assert asking(drive).field.value == "V1 AND V4 AND school = 1"
        go_on.set()
        await drive.settled()
        # Of all that was typed meanwhile only the last is answered.
        assert asked == ["V1", "V1 AND V4 AND school = 1"]
        assert "1 passage · 1 interview" in drive.shown()
