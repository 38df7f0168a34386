"""Keys and looks as the user wants them, and the tour."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.tui.conftest import Launch

from interview_coder.errors import InvalidInputError
from interview_coder.settings import folder
from interview_coder.tui import themes
from interview_coder.tui.actions import REGISTRY, Place
from interview_coder.tui.keymap import DEFAULTS, KeyMap
from interview_coder.tui.screens.importing import ImportScreen
from interview_coder.tui.widgets.tour import CARDS, Tour


@pytest.fixture(autouse=True)
def _first_keys() -> Iterator[None]:
    yield
    REGISTRY.update(DEFAULTS)


async def test_a_key_is_changed_on_the_screen_shown_everywhere_and_remembered(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("ctrl+p", "word:change keys", "enter", "word:take back your last", "enter", "ctrl+z", "escape")
        await drive.keys("v", "w", "c", "word:V3", "enter")
        assert len(drive.bench.codings) == 1
        await drive.keys("u")
        assert len(drive.bench.codings) == 1
        await drive.keys("ctrl+z")
        assert drive.bench.codings == {}
        assert "ctrl+z Undo" in drive.shown()
        await drive.keys("?")
        assert "ctrl+z" in drive.shown()
    async with launch(study_file) as drive:
        assert "ctrl+z Undo" in drive.shown()
        await drive.keys("ctrl+p", "word:change keys", "enter", "word:take back your last", "ctrl+d", "escape")
        assert "u Undo" in drive.shown()
    assert "undo" not in (folder() / "keys.toml").read_text(encoding="utf-8")


async def test_a_key_that_something_else_has_is_refused_and_says_what(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("ctrl+p", "word:change keys", "enter", "word:take back your last", "enter", "c")
        assert "“Code”" in drive.said()
        await drive.keys("enter", "escape", "escape")
        assert "u Undo" in drive.shown()


def test_files_written_by_hand_do_what_they_can(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_text(
        '[workbench]\nundo = "f12"\nno_such = ["x"]\ncode = ["d"]\nmemo = 3\n[nowhere]\na = ["b"]\n', encoding="utf-8"
    )
    keymap = KeyMap(file)
    assert keymap.bindings() == {"workbench.undo": "f12"}
    with pytest.raises(InvalidInputError, match="text fields"):
        keymap.set(Place.EVERYWHERE, "palette", "p")
    keymap.reset_all()
    assert KeyMap(file).bindings() == {}
    file.write_text("not toml [", encoding="utf-8")
    assert KeyMap(file).bindings() == {}


async def test_a_look_is_seen_before_it_is_kept(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("ctrl+p", "word:look", "enter", "down", "down")
        assert drive.app.theme == themes.CONTRAST
        await drive.keys("escape")
        assert drive.app.theme == themes.DARK
        for name in themes.NAMES:
            drive.app.theme = name
            await drive.pilot.pause()
        drive.app.theme = themes.DARK
        await drive.keys("ctrl+p", "word:look", "enter", "down", "enter")
    async with launch(study_file) as drive:
        assert drive.app.theme == themes.LIGHT


async def test_the_tour_follows_what_is_done(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:

        async def reaches(title: str) -> None:
            await drive.until(lambda: [tour.card.title for tour in drive.bench.query(Tour)] == [title])

        await drive.keys("ctrl+p", "word:tour", "enter")
        await reaches("Bring in")
        await drive.keys("f5")
        assert isinstance(drive.app.screen, ImportScreen)
        await reaches("Select")
        await drive.keys("escape")
        assert "v begins" in drive.shown()
        await drive.keys("v", "w")
        await reaches("Code")
        assert "c picks a code" in drive.shown()
        await drive.keys("c", "word:V3", "enter")
        await reaches("Stance")
        await drive.keys("+")
        await reaches("Memo")
        await drive.keys("m", "word:mooi", "escape")
        await reaches("Undo")
        await drive.keys("u")
        await reaches("Export")
        await drive.keys("f6")
        await reaches(CARDS[-1].title)
        await drive.keys("escape", "f9")
        assert not drive.bench.query(Tour)


async def test_the_tour_ends_when_it_is_asked_for_again(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("ctrl+p", "word:tour", "enter")
        assert drive.bench.query(Tour)
        await drive.keys("ctrl+p", "word:tour", "enter")
        assert not drive.bench.query(Tour)


async def test_the_tour_goes_over_the_sample_once_wherever_it_lies(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        assert not drive.bench.query(Tour)
    async with launch(study_file, sample=True) as drive:
        assert drive.bench.query_one(Tour).card == CARDS[0]
        await drive.pilot.click(Tour)
        assert drive.bench.query_one(Tour).card == CARDS[1]
    async with launch(study_file, sample=True) as drive:
        assert not drive.bench.query(Tour)


async def test_keys_work_on_when_the_pane_with_the_focus_finds_no_room(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(120, 40)) as drive:
        await drive.keys("f3")
        assert not drive.bench.view.has_focus
        await drive.pilot.resize_terminal(80, 24)
        await drive.settled()
        assert drive.bench.view.has_focus
        before = drive.bench.view.cursor
        await drive.keys("t")
        assert drive.bench.view.cursor != before
