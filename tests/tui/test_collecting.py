"""Quotes for the report, collected in the workbench."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interview_coder.study import Study
from interview_coder.tui.screens.collected import Collected
from interview_coder.tui.screens.quote_editor import QuoteEditor
from interview_coder.tui.screens.workbench import Workbench

if TYPE_CHECKING:
    from tests.tui.conftest import Launch


async def test_codings_and_passages_become_quotes_that_undo_takes_back(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        first = study.interviews()[0]
        turn = study.transcript(first.id).turns[1]
        coding = study.add_coding(first.id, study.code("V1").id, turn.start, turn.end)
    async with launch(study_file) as drive:
        drive.bench.view.focus()
        drive.bench.view.focus_coding(coding.id)
        await drive.keys("e")
        (quote,) = drive.study.collected()
        assert quote.coding == coding.id
        assert quote.section == drive.study.code("V1").section
        # The same coding stands in its section once: again edits the quote.
        await drive.keys("e")
        assert isinstance(drive.app.screen, QuoteEditor)
        await drive.keys("escape")
        assert [one.id for one in drive.study.collected()] == [quote.id]
        # A selection goes before the coding under it.
        await drive.keys("x", "e")
        assert len(drive.study.collected()) == 2
        assert drive.bench.view.selected_span is None
        await drive.keys("u", "u")
        assert drive.study.collected() == []
        assert drive.study.coding(coding.id).id == coding.id


async def test_without_words_or_coding_nothing_is_collected(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("t", "e")
        assert drive.study.collected() == []
        assert "to collect a quote" in drive.shown()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_quotes_are_ordered_moved_and_removed(study_file: Path, launch: Launch, size: tuple[int, int]) -> None:
    with Study.open(study_file, coder="Anna") as study:
        first = study.interviews()[0]
        turn = study.transcript(first.id).turns[1]
        section = study.report_sections()[0].name
        one = study.collect_passage(first.id, turn.start, turn.start + 33, section=section)
        two = study.collect_passage(first.id, turn.start, turn.end, section=section)
    async with launch(study_file, size=size) as drive:
        await drive.keys("Q")
        await drive.settled()
        assert isinstance(drive.app.screen, Collected)
        assert "have words in common" in " ".join(drive.shown().split())
        await drive.keys("shift+down")
        assert [quote.id for quote in drive.study.collected(section)] == [two.id, one.id]
        await drive.keys("delete")
        assert [quote.id for quote in drive.study.collected(section)] == [two.id]
        await drive.keys("u")
        assert len(drive.study.collected(section)) == 2
        await drive.keys("s", "2")
        await drive.settled()
        assert len(drive.study.collected(section)) == 1
        await drive.keys("enter")
        assert isinstance(drive.app.screen, Workbench)
