"""A codebook from a file, on screen: looked at, some codes left, taken over, taken back."""

from __future__ import annotations

from pathlib import Path

from tests.tui.conftest import Drive, Launch

from interview_coder.study import Study
from interview_coder.tui.screens.codebook_import import CodebookImport
from interview_coder.tui.screens.workbench import Workbench
from interview_coder.tui.widgets.path_picker import PathPicker

CSV = """\
Key;Name;Description;Parent
A;Judging;;
V1;Little work;Other words;A
stages;Internships;;
vsv;Dropping out of school;Leaving without a diploma;
nieuw;New theme;What is new;
onder;Below it;;nieuw
weg;Not this one;;
V4;Prospects decide the choice;;
V5;Prospects decide the choice;;V4
"""


async def choose(drive: Drive, name: str) -> None:
    """Type the name of a file in the path picker, and take it."""
    await drive.settled()
    assert isinstance(drive.app.screen, PathPicker)
    await drive.keys(f"word:{name}")
    await drive.settled()
    await drive.keys("enter")
    await drive.settled()


async def test_a_codebook_is_looked_at_taken_over_and_taken_back(study_file: Path, launch: Launch) -> None:
    (study_file.parent / "codes.csv").write_text(CSV, encoding="utf-8")
    (study_file.parent / "broken.md").write_text("nothing\n", encoding="utf-8")
    async with launch(study_file, size=(80, 24)) as drive:
        before = drive.study.codes(include_retired=True)
        await drive.keys("f3", "I")
        await choose(drive, "broken")
        # What is wrong is one sentence, and the next file can be chosen.
        assert "there is no code in it" in drive.said()
        await choose(drive, "codes")
        screen = drive.app.screen
        assert isinstance(screen, CodebookImport)
        shown = drive.shown()
        assert drive.study.codes(include_retired=True) == before
        for words in ("1 not possible", "at this place already", "[x] + New theme/Below it", "4 changed", "3 new"):
            assert words in shown, shown
        # The file and the study, one below the other.
        await drive.keys("down", "down")
        assert "file: Other words" in drive.shown(), drive.shown()
        assert f"here: {drive.study.code('V1').definition[:30]}" in drive.shown()
        # A new code goes with what is new below it, and comes back with what it hangs below.
        await drive.keys("down", "down", "down", "space")
        assert "[ ] + New theme/Below it" in drive.shown()
        await drive.keys("space")
        assert "[x] + New theme " in drive.shown()
        assert "[x] + New theme/Below it" in drive.shown()
        await drive.keys("end", "space", "a", "end", "space", "ctrl+s")
        await drive.settled()
        assert isinstance(drive.app.screen, Workbench)
        assert "2 new, 4 changed" in drive.said()
        paths = {code.key: code.path for code in drive.study.codes()}
        assert paths["onder"] == "New theme/Below it"
        assert paths["V1"] == "Judging/Little work"
        assert "weg" not in paths
        assert "New theme" in drive.shown()
        await drive.keys("u")
        assert drive.study.codes(include_retired=True) == before


async def test_what_is_here_already_and_what_nobody_wants_changes_nothing(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        study.export_codebook(study_file.parent / "codes.xlsx")
        history = len(study.history())
    async with launch(study_file, size=(80, 24)) as drive:
        await drive.keys("ctrl+p", "word:import a codebook", "enter")
        await choose(drive, "codes")
        assert "says all that already" in drive.shown()
        await drive.keys("space", "a", "ctrl+s")
        await drive.settled()
        assert isinstance(drive.app.screen, CodebookImport)
        await drive.keys("escape")
        assert isinstance(drive.app.screen, Workbench)
        assert len(drive.study.history()) == history


async def test_nothing_is_imported_into_a_study_that_is_open_read_only(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, read_only=True) as drive:
        await drive.keys("I")
        assert "read-only" in drive.said()
        assert isinstance(drive.app.screen, Workbench)
