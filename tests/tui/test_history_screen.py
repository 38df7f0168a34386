"""The history on screen: every change, narrowed, and the way back to any point, also after a restart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import Select

from interview_coder.study import Study
from interview_coder.tui.screens.history import PAGE, GoingBack, History, HistoryRows
from interview_coder.tui.screens.workbench import Workbench

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch


def screen_of(drive: Drive) -> History:
    screen = drive.app.screen
    assert isinstance(screen, History)
    return screen


async def test_changes_are_listed_and_narrowed_by_who_what_where_and_when(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Bea") as other:
        first, second = other.interviews()
        other.add_coding(second.id, other.code("V5").id, 0, 10)
        other.set_study_memo("van Bea")
    with Study.open(study_file, coder="Anna") as study:
        study.add_coding(first.id, study.code("V3").id, 0, 10)
        study.undo()
    async with launch(study_file) as drive:
        await drive.keys("H")
        await drive.settled()
        screen = screen_of(drive)
        rows = screen.query_one(HistoryRows)
        whats = [entry.what for entry in rows.items]
        assert whats[:4] == ["undo", "passage coded", "memo changed", "passage coded"]
        assert rows.items[1].undone
        assert "undone" in drive.shown()

        async def narrowed(name: str, value: object) -> list[str]:
            screen.query_one(f"#where-{name}", Select).value = value
            await drive.settled()
            return [entry.what for entry in rows.items]

        assert await narrowed("coder", other_id(drive, "Bea")) == ["memo changed", "passage coded"]
        assert await narrowed("what", "passage coded") == ["passage coded"]
        assert await narrowed("coder", Select.NULL) == ["passage coded", "passage coded"]
        assert await narrowed("code", drive.study.code("V3").id) == ["passage coded"]
        assert await narrowed("code", Select.NULL) == ["passage coded", "passage coded"]
        assert await narrowed("interview", second.id) == ["passage coded"]
        assert await narrowed("days", 7) == ["passage coded"]
        # Enter shows what the change was on.
        await drive.keys("enter")
        assert isinstance(drive.app.screen, Workbench)
        assert drive.opened == second.id


def other_id(drive: Drive, name: str) -> str:
    return next(one.id for one in drive.study.coders() if one.name == name)


async def test_all_after_a_point_is_taken_back_once_it_was_seen(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        first = study.interviews()[0].id
        kept = study.add_coding(first, study.code("V1").id, 0, 3)
        for start in (4, 9, 13):
            study.add_coding(first, study.code("V2").id, start, start + 3)
    # A restart lies between.
    async with launch(study_file) as drive:
        assert len(drive.bench.codings) == 4
        await drive.keys("H")
        await drive.settled()
        await drive.keys("down", "down", "down")
        await drive.keys("u")
        await drive.settled()
        assert isinstance(drive.app.screen, GoingBack)
        assert "Take back 3 changes of yours?" in drive.shown()
        assert len(drive.app.screen.query_one(HistoryRows).items) == 3
        await drive.keys("escape")
        assert len(drive.study.codings(first)) == 4
        await drive.keys("u")
        await drive.settled()
        await drive.keys("ctrl+s")
        await drive.settled()
        assert [one.id for one in drive.study.codings(first)] == [kept.id]
        assert "3 changes are taken back" in drive.said()
        await drive.keys("escape")
        assert list(drive.bench.codings) == [kept.id]
        await drive.keys("U", "U", "U")
        assert len(drive.study.codings(first)) == 4
        # Behind the last change there is nothing: that is said.
        await drive.keys("H")
        await drive.settled()
        await drive.keys("u")
        await drive.settled()
        assert "nothing of your own to undo after that" in drive.said()


async def test_pages_come_as_the_cursor_goes_down(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        first = study.interviews()[0].id
        for count in range(PAGE + 30):
            study.set_coded_up_to(first, count + 1)
    async with launch(study_file, size=(80, 24), read_only=True) as drive:
        await drive.keys("H")
        await drive.settled()
        rows = screen_of(drive).query_one(HistoryRows)
        assert len(rows.items) == PAGE
        await drive.keys("end")
        await drive.settled()
        assert len(rows.items) > PAGE + 30
        assert len({entry.act for entry in rows.items}) == len(rows.items)
        await drive.keys("u")
        assert "read-only" in drive.said()
