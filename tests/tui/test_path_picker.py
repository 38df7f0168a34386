"""Choosing files and places to save, by keyboard, over real folders."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.widgets import Input

from interview_coder.errors import InvalidInputError
from interview_coder.tui.widgets.path_listing import Listing, completion, list_folder, matching, split_typed
from interview_coder.tui.widgets.path_picker import PathPicker, PathRows

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch

NAMES = ("alpha.docx", "beta 2.docx", "betty.txt", "gamma.pdf", ".secret.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of several kinds, a folder with one more, and one without."""
    here = tmp_path / "interviews"
    (here / "more").mkdir(parents=True)
    (here / "empty").mkdir()
    for name in NAMES:
        (here / name).write_text("x")
    (here / "more" / "delta.txt").write_text("x")
    return here


async def opened(drive: Drive, folder: Path, mode: Literal["open", "save"] = "open", **options: Any) -> list[Any]:
    """Push a picker; the list gets its result when it closes."""
    result: list[Any] = []
    options = {"suffixes": (".docx", ".txt"), **options}
    drive.app.push_screen(PathPicker("Choose", mode, start=folder, **options), result.append)
    await drive.settled()
    return result


def labels(drive: Drive) -> list[str]:
    return [row.label for row in drive.app.screen.query_one(PathRows).items]


async def press(drive: Drive, *keys: str) -> None:
    """Press keys; after each that may read a folder, wait for it. Letters go together, as typed."""
    waiting: list[str] = []
    for key in keys:
        waiting.append(key)
        if len(key) > 1 or key == os.sep:
            await drive.pilot.press(*waiting)
            await drive.settled()
            waiting = []
    await drive.pilot.press(*waiting)
    await drive.settled()


async def test_several_files_of_two_folders_are_marked_and_chosen(folder: Path, launch: Launch) -> None:
    async with launch(size=(80, 24)) as drive:
        result = await opened(drive, folder, many=True, folders=True)
        assert labels(drive)[2:] == ["empty", "more", "alpha.docx", "beta 2.docx", "betty.txt"]
        # The cursor begins on the first entry: two folders, then a file.
        await press(drive, "down", "down", "space", "up", "up", "enter")
        assert "delta.txt" in labels(drive)
        await press(drive, "end", "space")
        assert "2 chosen" in drive.shown()
        await press(drive, "ctrl+s")
        assert result == [[folder / "alpha.docx", folder / "more" / "delta.txt"]]


async def test_a_whole_folder_is_chosen(folder: Path, launch: Launch) -> None:
    async with launch(size=(80, 24)) as drive:
        result = await opened(drive, folder, many=True, folders=True)
        await press(drive, "home", "down", "enter")
        assert result == [[folder]]


async def test_all_shown_files_are_marked_at_once_and_unmarked(folder: Path, launch: Launch) -> None:
    async with launch(size=(80, 24)) as drive:
        result = await opened(drive, folder, many=True)
        await press(drive, "ctrl+a", "ctrl+a")
        assert "chosen" not in drive.shown()
        await press(drive, "ctrl+a", "ctrl+s")
        assert result == [[folder / "alpha.docx", folder / "beta 2.docx", folder / "betty.txt"]]


async def test_typing_filters_completes_and_takes_paths(folder: Path, launch: Launch) -> None:
    async with launch(size=(80, 24)) as drive:
        result = await opened(drive, folder)
        await press(drive, "b")
        assert labels(drive) == ["beta 2.docx", "betty.txt"]
        await press(drive, "tab")
        assert drive.app.screen.query_one(Input).value == "bet"
        await press(drive, "t", "enter")
        assert result == [[folder / "betty.txt"]]

        result = await opened(drive, folder)
        await press(drive, *"more", os.sep)
        assert labels(drive) == ["one folder up", "delta.txt"]
        await press(drive, "backspace")
        assert "alpha.docx" in labels(drive)
        # A path with a folder that is not there is told, and mended by going on typing.
        await press(drive, *"nowhere", os.sep)
        assert "There is no folder" in drive.shown()
        await press(drive, *["backspace"] * 8, *"mo", "tab")
        assert labels(drive) == ["one folder up", "delta.txt"]
        await press(drive, "escape")
        assert result == [None]


async def test_hidden_files_show_only_when_asked_for(folder: Path, launch: Launch) -> None:
    async with launch(size=(80, 24)) as drive:
        result = await opened(drive, folder)
        assert ".secret.txt" not in labels(drive)
        await press(drive, ".", "enter")
        assert result == [[folder / ".secret.txt"]]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
async def test_hostile_names_are_shown_harmlessly_and_can_be_chosen(folder: Path, launch: Launch) -> None:
    hostile = ["[@click=app.quit]a.txt", "\x1b[2J\x07b.txt", "new\nline.txt", os.fsdecode(b"\xff\xfe.txt")]
    for name in hostile:
        (folder / name).write_text("x")
    async with launch(size=(80, 24)) as drive:
        result = await opened(drive, folder, many=True)
        await press(drive, "ctrl+a")
        shown = drive.shown()
        assert "[@click=app.quit]a.txt" in shown
        assert "␛[2J␇b.txt" in shown
        assert "\x1b" not in shown
        await press(drive, "ctrl+s")
        assert {path.name for path in result[0]} >= set(hostile)


async def test_saving_adds_the_ending_and_asks_before_replacing(folder: Path, launch: Launch) -> None:
    async with launch(size=(80, 24)) as drive:
        result = await opened(drive, folder, "save", suffixes=(".docx",), name="alpha.docx")
        await press(drive, "enter")
        assert "Replace alpha.docx?" in drive.shown()
        await press(drive, "n")
        assert result == []
        await press(drive, "home", "ctrl+k", *"new quotes", "enter")
        assert result == [[folder / "new quotes.docx"]]
        assert not (folder / "new quotes.docx").exists()

        result = await opened(drive, folder, "save", suffixes=(".docx",), name="alpha.docx")
        await press(drive, "enter", "y")
        assert result == [[folder / "alpha.docx"]]


@pytest.mark.parametrize(
    ("typed", "told"), [("", "Type a name"), ("more", "is a folder"), ("none/x", "There is no folder")]
)
async def test_saving_refuses_what_cannot_be_a_file(folder: Path, launch: Launch, typed: str, told: str) -> None:
    async with launch(size=(80, 24)) as drive:
        result = await opened(drive, folder, "save", suffixes=(), name="")
        await press(drive, *typed, "enter")
        assert told in drive.shown()
        assert result == []


async def test_saving_goes_into_a_folder_that_is_typed_or_walked_to(folder: Path, launch: Launch) -> None:
    async with launch(size=(80, 24)) as drive:
        result = await opened(drive, folder, "save", suffixes=(".csv",), name="")
        await press(drive, *"more/", *"q", "enter")
        assert result == [[folder / "more" / "q.csv"]]
        result = await opened(drive, folder, "save", suffixes=(".csv",), name="q.csv")
        await press(drive, "down", "end", "enter", "ctrl+s")
        assert result == [[folder / "more" / "q.csv"]]


async def test_a_folder_of_ten_thousand_files_is_one_widget(tmp_path: Path, launch: Launch) -> None:
    for number in range(10_000):
        os.close(os.open(tmp_path / f"interview-{number:05}.txt", os.O_CREAT | os.O_WRONLY))
    async with launch(size=(80, 24)) as drive:
        result = await opened(drive, tmp_path, many=True)
        assert len(labels(drive)) >= 10_000
        assert len(drive.app.screen.query("*")) < 20
        await press(drive, *"09999", "enter")
        assert result == [[tmp_path / "interview-09999.txt"]]


async def test_a_click_marks_and_a_second_click_opens(folder: Path, launch: Launch) -> None:
    async with launch(size=(80, 24)) as drive:
        result = await opened(drive, folder, many=True)
        row = labels(drive).index("alpha.docx")
        await drive.pilot.click(PathRows, offset=(2, row))
        assert "1 chosen" in drive.shown()
        await drive.pilot.click("#use")
        assert result == [[folder / "alpha.docx"]]


def test_a_folder_that_cannot_be_read_gives_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="cannot be read"):
        list_folder(tmp_path / "nowhere")


def test_broken_links_and_devices_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "endless.txt").symlink_to("/dev/zero")
    (tmp_path / "good.txt").write_text("x")
    assert [row.name for row in list_folder(tmp_path, (".txt",)).rows] == ["good.txt"]


@given(st.lists(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1)), st.text())
def test_completion_never_loses_a_name(names: list[str], typed: str) -> None:
    from interview_coder.domain.text import fold
    from interview_coder.tui.widgets.path_listing import PathRow, path_label

    rows = [PathRow(Path(name), name, path_label(name), False, folded=fold(name)) for name in names]
    completed = completion(rows, typed)
    fitting = [row for row in matching(rows, typed) if row.folded.startswith(fold(typed)) and row.label == row.name]
    if completed != typed:
        assert len(completed) > len(typed)
        assert all(row.folded.startswith(fold(completed)) for row in fitting)


def test_a_typed_path_is_seen_from_the_folder() -> None:
    here = Path(os.sep) / "a" / "b"
    assert split_typed("name", here) is None
    assert split_typed("../c/x", here) == (Path(os.sep) / "a" / "c", "x")
    assert split_typed("/", here) == (Path(os.sep), "")
    assert split_typed("~/x", here) == (Path.home(), "x")


async def test_enter_waits_for_the_folder_of_the_path_that_was_pasted(
    folder: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Event()

    def listing(*args: Any) -> Listing:
        slow.wait()
        return list_folder(*args)

    async with launch() as drive:
        result = await opened(drive, folder / "empty", many=True, folders=True)
        monkeypatch.setattr("interview_coder.tui.widgets.path_picker.list_folder", listing)
        drive.app.post_message(events.Paste(str(folder / "more" / "delta.txt")))
        await drive.pilot.press("enter")
        assert result == []
        slow.set()
        await drive.settled()
        assert result == [[folder / "more" / "delta.txt"]]
