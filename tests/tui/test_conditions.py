"""The conditions on screen: what is said, where it is silent, and verdicts given by keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import TextArea

from interview_coder.domain.conditions import Verdict
from interview_coder.domain.model import Stance
from interview_coder.study import Study
from interview_coder.tui.screens.condition_matrix import ConditionMatrix
from interview_coder.tui.screens.conditions import Conditions, EvidenceRows
from interview_coder.tui.screens.verdict import VerdictForm
from interview_coder.tui.screens.workbench import Workbench

if TYPE_CHECKING:
    from tests.tui.conftest import Launch


@pytest.fixture
def coded(study_file: Path) -> Path:
    """The study with a condition that one school supports and contradicts, and on which the other is silent."""
    with Study.open(study_file, coder="Anna") as study:
        first = study.interviews()[0]
        turn = study.transcript(first.id).turns[1]
        study.add_coding(first.id, study.code("V1").id, turn.start, turn.start + 33, stance=Stance.SUPPORTS)
        study.add_coding(first.id, study.code("V1").id, turn.start + 34, turn.end, stance=Stance.CONTRADICTS)
    return study_file


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_evidence_gaps_and_the_way_to_the_passage(coded: Path, launch: Launch, size: tuple[int, int]) -> None:
    async with launch(coded, size=size) as drive:
        await drive.keys("V")
        await drive.settled()
        assert isinstance(drive.app.screen, Conditions)
        assert "1 respondent" in drive.shown()
        assert "says nothing" in drive.shown()
        rows = drive.app.screen.query_one(EvidenceRows)
        assert [row.stance for row in rows.items] == [Stance.CONTRADICTS, Stance.SUPPORTS]
        await drive.keys("enter", "down", "enter")
        assert isinstance(drive.app.screen, Workbench)
        at = drive.bench.view.current_coding
        assert at is not None
        assert drive.study.coding(at).stance is Stance.SUPPORTS


async def test_a_verdict_is_given_changed_and_kept(coded: Path, launch: Launch) -> None:
    async with launch(coded, size=(90, 32)) as drive:
        await drive.keys("V")
        await drive.settled()
        await drive.keys("v")
        assert isinstance(drive.app.screen, VerdictForm)
        await drive.keys("ctrl+s")
        assert "Choose a verdict." in drive.shown()
        await drive.keys("down", "space")
        drive.app.screen.query_one(TextArea).focus()
        await drive.keys("word:Een school is stellig", "ctrl+s")
        await drive.settled()
        condition = drive.study.condition("V1")
        assert condition.verdict is not None
        assert condition.verdict.verdict is Verdict.PARTLY
        assert condition.verdict.rationale == "Een school is stellig"
        assert "partly met" in drive.shown()
        # Another verdict; the first stays readable.
        await drive.keys("v", "up", "space", "ctrl+s")
        await drive.settled()
        await drive.keys("h")
        assert "replaced since" in drive.shown()
        assert [one.verdict for one in drive.study.verdicts("V1")] == [Verdict.MET, Verdict.PARTLY]
        await drive.keys("escape", "u")
        assert [one.verdict for one in drive.study.verdicts("V1")] == [Verdict.PARTLY]


async def test_the_table_leads_to_a_programme(coded: Path, launch: Launch) -> None:
    async with launch(coded) as drive:
        await drive.keys("V")
        await drive.settled()
        await drive.keys("x")
        assert isinstance(drive.app.screen, ConditionMatrix)
        assert "−1 ±0 +1" in drive.shown()
        await drive.keys("x")
        assert "Conditions by school" in drive.shown()
        await drive.keys("x", "right", "right", "enter")
        screen = drive.app.screen
        assert isinstance(screen, Conditions)
        assert len(screen.query_one(EvidenceRows).items) == 2


async def test_no_conditions_no_harm(tmp_path: Path, launch: Launch) -> None:
    path = tmp_path / "blank.study"
    Study.create(path, template="blank", coder="Anna", language="en").close()
    async with launch(path) as drive:
        await drive.keys("V")
        await drive.settled()
        assert "No conditions." in drive.shown()
        await drive.keys("v", "x", "escape", "escape")
        assert isinstance(drive.app.screen, Workbench)
