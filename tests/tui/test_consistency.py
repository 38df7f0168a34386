"""Consistency on screen: the map, differences settled by key, suggestions dismissed, versions of the codebook."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.tui.test_snapshots import SIZES, compared, steady
from textual.widgets import Select

from interview_coder.domain.coded import CompareUnit, Decision
from interview_coder.domain.exports import ExportKind
from interview_coder.domain.model import Stance
from interview_coder.study import Study
from interview_coder.tui.screens.borders import Borders
from interview_coder.tui.screens.consistency import Consistency, ConsistencyRows
from interview_coder.tui.screens.differences import DifferenceRows, Differences
from interview_coder.tui.screens.export import ExportScreen
from interview_coder.tui.screens.versions import Changes
from interview_coder.tui.screens.workbench import Workbench

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch


@pytest.fixture
def twice(study_file: Path) -> Path:
    """The study coded by Anna and Bram, who differ in borders, stance and code, and in what only one of them saw."""
    first: dict[str, tuple[str, str, Stance | None]] = {
        "stage": ("Als er geen stage is", "V1", Stance.SUPPORTS),
        "ouders": ("De ouders willen dat ze hier blijven.", "V4", Stance.CONTRADICTS),
        "beeld": ("Het beroep heeft een goed beeld.", "V5", None),
        "gekozen": ("De leerling heeft al gekozen.", "V6", Stance.CONTRADICTS),
    }
    second: dict[str, tuple[str, str, Stance | None]] = {
        "stage": ("Als er geen stage is, houdt het op.", "V1", Stance.SUPPORTS),
        "ouders": ("De ouders willen dat ze hier blijven.", "V4", Stance.MIXED),
        "beeld": ("Het beroep heeft een goed beeld.", "stages", None),
        "bijzaak": ("al het andere is bijzaak", "V3", None),
    }
    for coder, made in (("Anna", first), ("Bram", second)):
        with Study.open(study_file, coder=coder) as study:
            for interview in study.interviews():
                text = study.transcript(interview.id).text
                for words, code, stance in made.values():
                    start = text.index(words)
                    study.add_coding(interview.id, study.code(code).id, start, start + len(words), stance=stance)
    return study_file


def rows(drive: Drive) -> ConsistencyRows:
    return drive.app.screen.query_one(ConsistencyRows)


async def opened(drive: Drive) -> None:
    await drive.keys("K")
    await drive.settled()
    assert isinstance(drive.app.screen, Consistency)


async def test_the_map_and_the_sides_look_as_approved(twice: Path, launch: Launch) -> None:
    async with launch(twice, size=SIZES[0]) as drive:
        drive.app.animation_level = "none"
        await opened(drive)
        for name, keys in (("heat", ("down", "down")), ("sides", ("4", "enter"))):
            await drive.keys(*keys[:1])
            await drive.settled()
            await drive.keys(*keys[1:])
            await drive.settled()
            for width, height in SIZES:
                await drive.pilot.resize_terminal(width, height)
                await drive.settled()
                await drive.pilot.pause()
                shown = steady(drive.shown())
                assert all(len(line) <= width for line in shown.splitlines())
                compared(f"{name}-{width}x{height}", shown)


async def test_differences_are_walked_and_settled_with_one_key_each(twice: Path, launch: Launch) -> None:
    async with launch(twice, size=(120, 40)) as drive:
        await opened(drive)
        before = [drive.study.codings(one.id) for one in drive.study.interviews()]
        # The worst code is under the row over all; Enter leads to the differences behind it, then behind all.
        await drive.keys("enter")
        await drive.settled()
        assert isinstance(drive.app.screen, Differences)
        listed = drive.app.screen.query_one(DifferenceRows)
        assert len(listed.items) == 10
        assert "10 to settle" in drive.shown()
        await drive.keys("a", "b", "o")
        assert [one.settlement.decision for one in listed.items[:3] if one.settlement] == [
            Decision.FIRST,
            Decision.SECOND,
            Decision.BOTH,
        ]
        assert listed.cursor == 3
        await drive.keys("m", "word:zie memo", "escape")
        assert "zie memo" in drive.shown()
        await drive.keys("l")
        later = listed.items[3].settlement
        assert later is not None
        assert (later.decision, later.note) == (Decision.LATER, "zie memo")
        assert "1 to discuss" in drive.shown()
        await drive.keys("x", "u")
        await drive.settled()
        assert "6 to settle" in drive.shown()
        await drive.keys("r")
        assert isinstance(drive.app.screen, Borders)
        span = drive.app.screen.span
        await drive.keys("right", "right", "left", "down", "enter")
        await drive.settled()
        (made,) = drive.study.settlements(decision=Decision.BORDERS)
        new = [one for one in drive.study.codings(made.interview, consensus=True) if one.code == made.code]
        assert any(one.start > span[0] and one.end > span[1] for one in new)
        assert [drive.study.codings(one.id) for one in drive.study.interviews()] == before
        await drive.keys("space", "enter")
        await drive.settled()
        assert isinstance(drive.app.screen, Workbench)


@pytest.mark.full
async def test_every_tab_has_something_to_say(twice: Path, launch: Launch) -> None:
    async with launch(twice, size=(120, 40)) as drive:
        await opened(drive)
        for tab, words in (
            ("2", "2 interviews coded twice"),
            ("3", "Anna – Bram"),
            ("4", "10 differences"),
            ("5", "Anna → Bram"),
            ("6", "interview"),
            ("7", "a suggestion is a question"),
        ):
            await drive.keys(tab)
            await drive.settled()
            assert words in drive.shown(), tab
        number = len(rows(drive).items)
        assert number
        await drive.keys("d")
        assert len(rows(drive).items) == number - 1
        assert sum(drive.study.dismissed(drive.study.suggestions())) == 1
        await drive.keys("h", "d")
        assert len(rows(drive).items) == number
        assert not any(drive.study.dismissed(drive.study.suggestions()))
        await drive.keys("right")
        await drive.settled()
        assert "v freezes the codebook" in drive.shown()
        await drive.keys("v", "enter")
        assert "needs a name" in drive.shown()
        await drive.keys("word:Ronde 1", "enter")
        await drive.settled()
        assert [one.name for one in drive.study.codebook_versions()] == ["Ronde 1"]
        drive.study.change_code("V1", definition="Anders.")
        await drive.keys("enter")
        assert isinstance(drive.app.screen, Changes)
        assert "definition changed" in drive.shown()
        await drive.keys("escape", "1")
        await drive.settled()
        await drive.keys("b", "b", "f")
        await drive.settled()
        screen = drive.app.screen
        assert isinstance(screen, Consistency)
        assert screen.unit is CompareUnit.CONTINUUM
        assert "Alpha for unitizing" in drive.shown()
        await drive.keys("b")
        await drive.settled()
        assert "Which code marks the passages?" in drive.shown()
        await drive.keys("word:V4", "enter")
        await drive.settled()
        assert [screen.unit] == [CompareUnit.PASSAGE]
        assert "passages of V4" in drive.shown()
        await drive.keys("6")
        await drive.settled()
        assert "The interviews coded twice" in drive.shown()
        await drive.keys("1", "b", "b", "b", "b")
        await drive.settled()
        await drive.keys("escape")
        await drive.settled()
        assert [screen.unit] == [CompareUnit.TURN]
        await drive.keys("4", "g", "y")
        assert "0 passages taken into the consensus." in drive.said()
        await drive.keys("f6")
        await drive.settled()
        assert isinstance(drive.app.screen, ExportScreen)
        assert drive.app.screen.query_one("#what", Select).value is ExportKind.AGREEMENT


async def test_computing_can_be_stopped_and_the_screen_stays_live(
    twice: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    whole = Study.agreement

    def slow(study: Study, **given: Any) -> Any:
        begun.set()
        go_on.wait(10)
        return whole(study, **given)

    async with launch(twice) as drive:
        monkeypatch.setattr(Study, "agreement", slow)
        await drive.keys("K")
        await drive.reached(begun)
        assert "Computing" in drive.shown()
        await drive.keys("x")
        assert "Stopped" in drive.shown()
        go_on.set()
        await drive.settled()
        assert not rows(drive).items
        await drive.keys("enter")
        await drive.settled()
        assert rows(drive).items


async def test_with_one_coder_it_says_what_to_do(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await opened(drive)
        assert "no interview was coded by two coders" in " ".join(drive.shown().split())
        await drive.keys("escape")
        assert isinstance(drive.app.screen, Workbench)
