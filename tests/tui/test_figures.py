"""The figures in the terminal: a plot or a table per tab, what to do where there is nothing, and the way to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import DataTable, Select
from textual_plotext import PlotextPlot

from interview_coder.domain.exports import ExportKind
from interview_coder.domain.model import Stance
from interview_coder.exporting.figures import FigureKind
from interview_coder.study import Study
from interview_coder.tui import themes
from interview_coder.tui.screens.export import ExportScreen
from interview_coder.tui.screens.figures import Figures
from interview_coder.tui.screens.workbench import Workbench

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch


def coded(path: Path) -> None:
    """Codings of three codes in two programmes, two of them on the same words; a name that looks like markup."""
    with Study.open(path, coder="Anna") as study:
        study.change_code(study.code("stages").id, name="Stages [b]hier")
        for interview, made in zip(
            study.interviews(),
            (
                (
                    ("Als er geen stage is", "V1", Stance.SUPPORTS),
                    ("Als er geen stage is", "stages", None),
                    ("De ouders willen", "V1", Stance.CONTRADICTS),
                    ("Het beroep", "V1", Stance.CONTRADICTS),
                ),
                (("Wij kijken", "V2", Stance.MIXED),),
            ),
            strict=True,
        ):
            text = study.transcript(interview.id).text
            for words, code, stance in made:
                start = text.index(words)
                study.add_coding(interview.id, study.code(code).id, start, start + len(words), stance=stance)


async def test_each_figure_is_drawn_with_its_numbers_at_both_sizes_and_leads_to_the_export(
    study_file: Path, launch: Launch
) -> None:
    coded(study_file)
    async with launch(study_file, size=(80, 24)) as drive:
        await drive.keys("F")
        await drive.settled()
        screen = drive.app.screen
        assert isinstance(screen, Figures)
        for width, height in ((80, 24), (120, 40)):
            await drive.pilot.resize_terminal(width, height)
            for key, words in {
                "1": ("-- Contradicts", "----", "++++", "V1 ", "Supports: 1"),
                "2": ("Dierverzorg", "3 ████", "1 ▒▒", "·", "Stages [b]hie"),
                "3": ("V1 + stages 1", "Stages [b]hier", "Passages: 1"),
                "4": ("•• Codes so far", "New codes: 2 · Codes so far: 2"),
                "5": ("Anna 5", "Codings: 5 · Done: 0 · Under way: 5"),
            }.items():
                await drive.keys(key)
                await drive.settled()
                shown = drive.shown()
                assert all(word in shown for word in words), (key, shown)
                assert all(len(line) <= width for line in shown.splitlines())
                assert screen.query_one("#plot").display is (key != "2")
        # A row or a cell is told in full.
        await drive.keys("2", "down", "right", "right")
        assert drive.app.screen.query_one(DataTable).cursor_coordinate.column == 2
        assert "Helpende Zorg & Welzijn: " in drive.shown()
        # The colours of the terminal, too, can draw it.
        drive.app.theme = themes.TERMINAL_DARK
        await drive.keys("1")
        await drive.settled()
        assert "----" in drive.shown()
        await drive.keys("f6")
        await drive.settled()
        assert isinstance(drive.app.screen, ExportScreen)
        assert drive.app.screen.query_one("#what", Select).value is ExportKind.FIGURES
        await drive.keys("escape", "escape")
        assert isinstance(drive.app.screen, Workbench)


async def test_without_numbers_each_tab_says_what_to_do(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        await drive.keys("F")
        await drive.settled()
        told = {await _told(drive, str(key)) for key in range(1, 6)}
        assert len(told) == len(FigureKind)
        assert all("yet." in one for one in told)


async def _told(drive: Drive, key: str) -> str:
    await drive.keys(key)
    screen = drive.app.screen
    assert not screen.query_one(PlotextPlot).display
    assert not screen.query_one(DataTable).display
    return " ".join(drive.shown().split())
