"""Forms: Esc cancels, nothing typed is lost without a question, a refusal stands under its field."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, TextArea

from interview_coder.study import Study
from interview_coder.tui.base import Confirm
from interview_coder.tui.screens.code_editor import CodeEditor
from interview_coder.tui.screens.metadata import MetadataScreen
from interview_coder.tui.screens.start import NewStudy
from interview_coder.tui.screens.workbench import Workbench

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch


def hold_back(drive: Drive, key: str) -> None:
    """Send a key as the terminal does, behind the letters that are still on their way."""
    from textual import events

    driver = drive.app._driver
    assert driver is not None
    event = events.Key(key, None)
    event.set_sender(drive.app)
    driver.send_message(event)


@pytest.mark.parametrize("keys", [("f2", "r"), ("f3", "r"), ("f3", "a")])
async def test_escape_leaves_a_form_that_was_not_touched(
    keys: tuple[str, ...], study_file: Path, launch: Launch
) -> None:
    async with launch(study_file) as drive:
        before = drive.study.history()
        await drive.keys(*keys)
        assert isinstance(drive.app.screen, CodeEditor | MetadataScreen)
        await drive.keys("escape")
        assert isinstance(drive.app.screen, Workbench)
        assert drive.study.history() == before


@pytest.mark.parametrize(
    ("keys", "typed"), [(("f2", "r"), "word:7x"), (("f3", "r"), "word:Nee"), (("f3", "a"), "word:Nee")]
)
async def test_escape_never_stores_what_was_typed(
    keys: tuple[str, ...], typed: str, study_file: Path, launch: Launch
) -> None:
    async with launch(study_file) as drive:
        before = drive.study.history()
        await drive.keys(*keys, typed, "escape")
        assert isinstance(drive.app.screen, Confirm)
        # Going on keeps what was typed on the form.
        await drive.keys("n")
        assert isinstance(drive.app.screen, CodeEditor | MetadataScreen)
        assert drive.app.screen.query(Input).first().value.endswith(typed[-1])
        await drive.keys("escape", "enter")
        assert isinstance(drive.app.screen, Workbench)
        assert drive.study.history() == before


async def test_a_name_that_is_taken_is_told_at_the_field_and_nothing_is_lost(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        taken = drive.study.codes()[0]
        await drive.keys("f3", "a", f"word:{taken.name}")
        drive.app.screen.query_one("#definition", TextArea).focus()
        await drive.keys("word:lang nagedacht", "ctrl+s")
        form = drive.app.screen
        assert isinstance(form, CodeEditor)
        assert "at this place already" in drive.shown()
        assert form.focused is form.query_one("#name")
        assert form.query_one("#definition", TextArea).text == "lang nagedacht"
        await drive.keys("end", "word: twee")
        assert "at this place already" not in drive.shown()
        await drive.keys("ctrl+s")
        made = next(code for code in drive.study.codes() if code.name == f"{taken.name} twee")
        assert made.definition == "lang nagedacht"


async def test_a_code_is_renamed_and_moved_as_one_change(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        first, other = drive.study.codes()[0], drive.study.codes()[-1]
        changed = drive.study.change_code(first.id, name="Anders", parent=other.id)
        assert (changed.name, changed.parent) == ("Anders", other.id)
        drive.study.undo()
        assert drive.study.code(first.id).parent == first.parent
        assert drive.study.code(first.id).name == first.name


async def test_letters_typed_just_before_a_key_that_keeps_are_kept(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("f3", "a")
        drive._type("Reistijd naar school")
        hold_back(drive, "ctrl+s")
        await drive.settled()
        assert any(code.name == "Reistijd naar school" for code in drive.study.codes())


async def test_a_new_study_is_called_as_typed_to_the_last_letter(tmp_path: Path, launch: Launch) -> None:
    async with launch() as drive:
        drive.app.settings.set("folder", value=str(tmp_path))
        await drive.keys("n")
        assert isinstance(drive.app.screen, NewStudy)
        drive._type("Ombuiggesprekken")
        hold_back(drive, "ctrl+s")
        await drive.settled()
        assert (tmp_path / "ombuiggesprekken.study").is_file()
    with Study.open(tmp_path / "ombuiggesprekken.study", read_only=True) as study:
        assert study.info().title == "Ombuiggesprekken"


async def test_a_file_that_is_there_is_told_in_the_form_of_a_new_study(tmp_path: Path, launch: Launch) -> None:
    (tmp_path / "proef.study").write_bytes(b"mine")
    async with launch() as drive:
        drive.app.settings.set("folder", value=str(tmp_path))
        await drive.keys("n", "word:Proef", "enter")
        assert isinstance(drive.app.screen, NewStudy)
        assert "is there already" in drive.shown()
        await drive.keys("escape", "enter")
        assert not isinstance(drive.app.screen, NewStudy)
    assert (tmp_path / "proef.study").read_bytes() == b"mine"


async def test_typing_a_name_replaces_the_one_that_stands_there(launch: Launch) -> None:
    async with launch() as drive:
        await drive.keys("c", "word:Bea", "enter")
        assert drive.app.settings.coder == "Bea"
