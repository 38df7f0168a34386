"""Random keys in the workbench: after each the screen, the study and the history agree; undo gives the first state."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.tui.conftest import Drive, Launch

from interview_coder.errors import CannotUndoError
from interview_coder.tui.screens.workbench import Workbench

KEYS = (
    *("left", "right", "up", "down", "w", "b", "s", "S", "t", "T", "[", "]", "pagedown", "pageup", "home", "end"),
    *("v", "x", "shift+right", "shift+down", "escape", "o", "n", "N"),
    *("1", "2", ".", "i", "+", "-", "=", "d", "u", "U", "D", "C", ">", "<"),
)


def agree(drive: Drive) -> None:
    """What is on the screen is what the study holds."""
    bench, study = drive.bench, drive.study
    assert bench.opened is not None
    stored = {coding.id: coding for coding in study.codings(bench.opened.id)}
    assert bench.codings == stored
    assert bench.transcript == study.transcript(bench.opened.id)
    fresh = study.interview(bench.opened.id)
    assert (bench.opened.codings, bench.opened.status) == (fresh.codings, fresh.status)
    assert {code.id: code.codings for code in bench.codes.values()} == {
        code.id: code.codings for code in study.codes(include_retired=True)
    }
    marks = bench.view.marks
    shown = {mark.id: (mark.start, mark.end, mark.stance) for mark in (marks[place] for place in range(len(marks)))}
    assert {id_: shown[id_] for id_ in stored} == {
        id_: (coding.start, coding.end, coding.stance) for id_, coding in stored.items()
    }


def made(drive: Drive) -> object:
    """Everything that undo is to give back."""
    study = drive.study
    return [(one, study.codings(one.id), study.transcript(one.id)) for one in study.interviews()], study.codes(
        include_retired=True
    )


async def walk(drive: Drive, steps: int, seed: int) -> None:
    """Press random keys, looking after each, and take everything back at the end."""
    dice = random.Random(seed)
    await drive.keys("v", "w", "c", "word:V3", "enter")
    before = made(drive)
    for _undo in range(2):
        await drive.keys("u")
    first = made(drive)
    assert before != first
    for _step in range(steps):
        await drive.pilot.press(dice.choice(KEYS))
        assert isinstance(drive.app.screen, Workbench)
        agree(drive)
    while True:
        try:
            drive.study.undo()
        except CannotUndoError:
            break
    assert made(drive) == first
    assert drive.study.check() == []


@pytest.mark.usefixtures("every_step_drawn")
async def test_a_short_walk(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await walk(drive, 60, 1)


@pytest.mark.full
@pytest.mark.usefixtures("every_step_drawn")
@pytest.mark.parametrize("seed", range(2, 7))
async def test_long_walks(study_file: Path, launch: Launch, seed: int) -> None:
    async with launch(study_file) as drive:
        await walk(drive, 400, seed)
