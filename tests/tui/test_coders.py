"""The screen of the coders, and in the workbench: one's own interviews, what is blind, and saying that one is done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import add_interview
from tests.tui.test_snapshots import compared, steady
from textual.widgets import Input

from interview_coder.domain.assigning import Work
from interview_coder.study import Study
from interview_coder.tui.base import Confirm
from interview_coder.tui.screens.coder_form import CoderForm
from interview_coder.tui.screens.coders import CoderRows, Coders
from interview_coder.tui.screens.hand_out import HandOut, InterviewMarks
from interview_coder.tui.screens.plan import PlanForm
from interview_coder.tui.screens.workbench import Workbench
from interview_coder.tui.widgets.coder_grid import CoderGrid
from interview_coder.tui.widgets.panes import InterviewList
from interview_coder.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch


def team(path: Path) -> list[str]:
    """Bea joins Anna; she coded a passage of the first interview. Gives the ids of the interviews."""
    with Study.open(path, coder="Bea") as study:
        first, second = (one.id for one in study.interviews())
        study.add_coding(first, study.code("V3").id, 0, 8, memo="van Bea")
    return [first, second]


async def coders(drive: Drive) -> CoderGrid:
    await drive.keys("W")
    await drive.settled()
    assert isinstance(drive.app.screen, Coders)
    return drive.app.screen.query_one(CoderGrid)


async def done(drive: Drive, *keys: str) -> None:
    """Press keys, each once what the last one led to is there: a form, a change and the reading behind it."""
    for key in keys:
        await drive.keys(key)
        await drive.settled()
    await drive.pilot.pause()
    await drive.settled()


def told(drive: Drive) -> str:
    """What is shown, without line ends and borders."""
    return " ".join(drive.shown().replace("│", " ").split())


async def test_the_grid_gives_takes_and_undoes(study_file: Path, launch: Launch) -> None:
    first, second = team(study_file)
    async with launch(study_file, size=(80, 24)) as drive:
        grid = await coders(drive)
        assert "Space gives one" in drive.shown()
        assert "Anna" in drive.shown()
        assert "1 coding there all the same" not in drive.shown()
        await done(drive, "right")
        assert "Not given to Bea" in drive.shown()
        assert "1 coding there all the same." in told(drive)
        await done(drive, "space")
        assert [(one.coder_name, one.blind) for one in drive.study.assignments(interview=first)] == [("Bea", False)]
        assert "Being coded, 1 coding, up to" in told(drive)
        await done(drive, "left", "b", "down", "enter")
        assert [(one.coder_name, one.blind) for one in drive.study.assignments(coder="Anna")] == [
            ("Anna", True),
            ("Anna", False),
        ]
        # Anna codes the first one blind now: what Bea does there is told no more, and only somebody else may end it.
        await done(drive, "up", "right")
        assert "hidden from you until all coders are done. Not done yet: Anna, Bea." in told(drive)
        assert "1 interview blind" in drive.shown()
        await done(drive, "space")
        assert "somebody else" in drive.said()
        await done(drive, "down", "left", "space")
        assert drive.study.assignments(interview=second) == []
        await done(drive, "u")
        assert len(drive.study.assignments(interview=second)) == 1
        await done(drive, "U")
        assert drive.study.assignments(interview=second) == []
        # The mouse: a click goes to a cell, a second one gives it.
        width = grid.size.width
        await drive.pilot.click(CoderGrid, offset=(width - 3, 1))
        await drive.pilot.click(CoderGrid, offset=(width - 3, 1))
        await drive.settled()
        assert [one.coder_name for one in drive.study.assignments(interview=second)] == ["Bea"]
        # Enter on a name, or o, opens the interview.
        await done(drive, "o")
        assert isinstance(drive.app.screen, Workbench)
        assert drive.opened == second


async def test_coders_are_put_in_and_changed(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        await coders(drive)
        await done(drive, "a", "word:anna", "enter")
        assert isinstance(drive.app.screen, CoderForm)
        assert "exists already" in drive.shown()
        await done(drive, "end", "ctrl+u", "word:Cor [b]", "tab", "word:CX", "tab", "right", "ctrl+s")
        assert [(one.name, one.initials) for one in drive.study.coders()] == [("Anna", "AN"), ("Cor [b]", "CX")]
        colour = drive.study.coders()[1].colour
        await done(drive, "tab", "down", "enter", "tab", "tab", "right", "enter")
        assert isinstance(drive.app.screen, CoderForm)
        await done(drive, "ctrl+s")
        assert drive.study.coders()[1].colour != colour
        assert drive.app.screen.query_one(CoderRows).current == drive.study.coders()[1]
        # One's own name too, and the work stays one's own.
        await done(drive, "up", "r", "end", "ctrl+u", "word:Anneke", "ctrl+s")
        assert drive.study.coder.name == "Anneke"
        assert "Anneke (you)" in drive.shown()
        await done(drive, "u")
        assert drive.study.coder.name == "Anna"


async def test_a_plan_is_seen_before_it_is_kept_and_undone_in_one(study_file: Path, launch: Launch) -> None:
    team(study_file)
    async with launch(study_file, size=(80, 24)) as drive:
        await coders(drive)
        await done(drive, "p")
        form = drive.app.screen
        assert isinstance(form, PlanForm)
        assert len(form.query_one("#preview", Rows).items) == 2
        assert "2 interviews, 0 by several." in drive.shown()
        assert drive.study.assignments() == []
        assert form.focused is form.query_one("#share", Input)
        await done(drive, "end", "ctrl+u", "word:100")
        shown = told(drive)
        assert "2 interviews, 2 by several. Anna 2, Bea 2." in shown
        assert "By several: Dierverzorging 2 1 of 1, Helpende Zorg & Welzijn 1 of 1." in shown
        await done(drive, "tab", "end", "ctrl+u", "word:3")
        assert "name as many coders" in drive.shown()
        await done(drive, "ctrl+s")
        assert drive.study.assignments() == []
        await done(drive, "end", "ctrl+u", "word:2")
        await done(drive, "ctrl+s")
        assert isinstance(drive.app.screen, Coders)
        assert [(one.coder_name, one.blind) for one in drive.study.assignments()] == [("Anna", True), ("Bea", True)] * 2
        await done(drive, "u")
        assert drive.study.assignments() == []
        # Without Bea, and not blind.
        await done(drive, "p", "end", "ctrl+u", "word:0", "shift+tab", "down", "space")
        assert "2 interviews, 0 by several. Anna 2." in drive.shown()
        await done(drive, "tab", "tab", "tab", "tab", "space", "ctrl+s")
        assert [(one.coder_name, one.blind) for one in drive.study.assignments()] == [("Anna", False)] * 2
        # What is begun is not planned anew.
        await done(drive, "d", "p")
        assert "1 interview, 0 by several." in drive.shown()


async def test_own_interviews_what_is_blind_and_being_done(study_file: Path, launch: Launch) -> None:
    first, second = team(study_file)
    with Study.open(study_file, coder="Lead") as study:
        study.assign([first], "Anna", blind=True)
        study.assign([first], "Bea", blind=True)
    async with launch(study_file, size=(120, 40)) as drive:
        names = drive.app.screen.query_one(InterviewList)
        assert "⊘ 1. Dierverzorging" in drive.shown()
        assert "⊘ blind" in drive.shown()
        assert "Blind: what others code here" in told(drive)
        assert drive.bench.codings == {}
        await done(drive, "f2", "w")
        assert [one.id for one in names.items] == [first]
        assert "mine: 1" in drive.shown()
        await done(drive, "escape", ">")
        assert "last interview" in drive.said()
        await done(drive, "Y")
        assert "Not done yet: Bea." in drive.said()
        assert drive.study.assignments(coder="Anna")[0].work is Work.DONE
        assert names.items == []
        assert "Nothing waits for you." in drive.shown()
        await done(drive, "Y")
        assert "not done with this interview after all" in drive.said()
        await done(drive, "Y", ">")
        assert "last interview" in drive.said().splitlines()[-1]
        await done(drive, "f2", "w", "escape", ">")
        assert drive.opened == second
        await done(drive, "Y")
        assert "not assigned to you" in drive.said()
        await done(drive, "<")
    with Study.open(study_file, coder="Bea") as study:
        study.add_coding(first, study.code("V4").id, 0, 8)
    async with launch(study_file, coder="Bea") as drive:
        # Bea is the last: that cannot be taken back, so it is asked.
        await done(drive, "Y")
        assert isinstance(drive.app.screen, Confirm)
        await done(drive, "n")
        assert [one.done for one in drive.study.assignments(coder="Bea")] == [None]
        await done(drive, "Y")
        await done(drive, "y")
        assert "open to the others now" in drive.said()
        assert "⊘ blind" not in drive.shown()
        assert "you are done" in drive.shown()
        await done(drive, "Y")
        assert "cannot be taken back" in drive.said()


async def test_a_desk_is_handed_out_to_the_coder_of_the_column(study_file: Path, launch: Launch) -> None:
    first, _second = team(study_file)
    with Study.open(study_file, coder="Lead") as study:
        study.assign([first], "Bea", blind=True)
    async with launch(study_file, size=(80, 24)) as drive:
        await coders(drive)
        await done(drive, "right", "h")
        form = drive.app.screen
        assert isinstance(form, HandOut)
        assert form.query_one("#coder", Input).value == "Bea"
        assert form.query_one(InterviewMarks).marked == {first}
        await done(drive, "ctrl+s")
        assert "has 1 interview" in drive.said()
        assert (study_file.parent / "test-bea.study").is_file()
        assert isinstance(drive.app.screen, Coders)


async def test_without_interviews_it_says_what_to_do_and_read_only_changes_nothing(
    tmp_path: Path, study_file: Path, launch: Launch
) -> None:
    with Study.create(tmp_path / "empty.study", coder="Anna"):
        pass
    async with launch(tmp_path / "empty.study", size=(80, 24)) as drive:
        await coders(drive)
        assert "F5 in the workbench" in drive.shown()
        await done(drive, "space", "b", "d", "o", "left", "right", "escape")
        assert isinstance(drive.app.screen, Workbench)
    team(study_file)
    async with launch(study_file, coder="Zoë", read_only=True) as drive:
        await coders(drive)
        await done(drive, "space", "b", "p", "a", "r", "h", "tab", "enter")
        assert isinstance(drive.app.screen, Coders)
        assert drive.study.assignments() == []
        assert "read-only" in drive.said()


async def test_more_coders_than_fit_are_scrolled_to(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        for number in range(8):
            study.add_coder(f"Codeur {number}")
    async with launch(study_file, size=(80, 24)) as drive:
        grid = await coders(drive)
        header = next(line for line in drive.shown().splitlines() if line.startswith(" Interview"))
        assert ("Codeur 2" in header, "Codeur 7" in header, "›" in header) == (True, False, True)
        await done(drive, *["right"] * 12, "space")
        header = next(line for line in drive.shown().splitlines() if line.startswith(" Interview"))
        assert ("Codeur 7" in header, "Anna" in header, "‹" in header) == (True, False, True)
        assert [one.coder_name for one in drive.study.assignments()] == ["Codeur 7"]
        # A click finds the column that is seen.
        await drive.pilot.click(CoderGrid, offset=(grid.size.width - 20, 0))
        await drive.settled()
        assert grid.coder is not None
        assert grid.coder.name == "Codeur 6"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_it_looks_as_approved(study_file: Path, launch: Launch, size: tuple[int, int]) -> None:
    first, second = team(study_file)
    with Study.open(study_file, coder="Lead") as study:
        for number in range(3):
            add_interview(study, f"Vraag {number}?", "Antwoord.", school=3, programme="Dierverzorging 2")
        study.assign([first, second], "Anna", blind=True)
        study.assign([first], "Bea", blind=True)
        study.assign([second], "Cornelis van der Meulen")
    with Study.open(study_file, coder="Cornelis van der Meulen") as study:
        study.set_done(second)
    async with launch(study_file, coder="Lead", size=size) as drive:
        drive.app.animation_level = "none"
        await coders(drive)
        await done(drive, "home", "left", "left", "left")
        compared(f"coders-{size[0]}x{size[1]}", steady(drive.shown()))
        await done(drive, "p", "end", "ctrl+u", "word:34")
        compared(f"plan-{size[0]}x{size[1]}", steady(drive.shown()))
