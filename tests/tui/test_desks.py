"""Desks on screen: handing one out, merging several, deciding where they differ."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.conftest import Drive, Launch

from interview_coder.study import Study, study_path
from interview_coder.tui.base import Confirm, Message_
from interview_coder.tui.screens.hand_out import HandOut, InterviewMarks
from interview_coder.tui.screens.merge_desks import ConflictRows, MergeDesks
from interview_coder.tui.screens.wait import Wait
from interview_coder.tui.screens.workbench import Workbench
from interview_coder.tui.widgets.path_picker import PathPicker, PathRows


async def palette(drive: Drive, words: str) -> None:
    await drive.keys("ctrl+p", f"word:{words}", "enter")
    await drive.settled()


async def choose(drive: Drive, *names: str) -> None:
    """Mark desks in the picker and look at them."""
    if not isinstance(drive.app.screen, PathPicker):
        await palette(drive, "merge desks")
    await drive.settled()
    picker = drive.app.screen
    assert isinstance(picker, PathPicker)
    rows = picker.query_one(PathRows)
    for index, row in enumerate(rows.items):
        if row.path.stem in names and not row.folder:
            rows.move_to(index)
            await drive.keys("space")
    await drive.keys("ctrl+s")
    await drive.settled()


def work_apart(study_file: Path, *names: str) -> None:
    """Desks where the same definition was written anew, at each in another way; Bea coded as well."""
    folder = study_file.parent
    with Study.open(study_file, coder="Anna") as study:
        code, interview = study.codes()[0].id, study.interviews()[0].id
        for name in names:
            study.hand_out(folder / f"{name.lower()}.study", coder=name)
    for name in names:
        with Study.open(folder / f"{name.lower()}.study", coder=name) as desk:
            desk.change_code(code, definition=f"zoals {name} zegt")
            if name == "Bea":
                desk.add_coding(interview, code, 0, 3)


async def finished(drive: Drive) -> None:
    """Wait for what was handed out or merged, and for what is told of it."""
    await drive.settled()
    await drive.pilot.pause()


async def test_two_desks_that_differ_are_decided_once(study_file: Path, launch: Launch) -> None:
    work_apart(study_file, "Bea", "Cor")
    async with launch(study_file, size=(80, 24)) as drive:
        await choose(drive, "test")
        assert "merged with itself" in drive.said()
        assert isinstance(drive.app.screen, PathPicker)
        await choose(drive, "bea", "cor")
        screen = drive.app.screen
        assert isinstance(screen, MergeDesks)
        shown = drive.shown()
        assert "zoals Bea zegt" in shown
        assert "zoals Cor zegt" in shown
        assert "codings 1 new" in shown
        rows = screen.query_one(ConflictRows)
        assert len(rows.items) == 1
        coders = [side.coder for side in rows.items[0].sides]
        key = "ab"[coders.index("Bea")]
        # The newest would be Cor's; what was decided is asked about before it is thrown away.
        assert coders[rows.items[0].chosen] == "Cor"
        await drive.keys("p", "p")
        await drive.settled()
        drive.app.clear_notifications()
        await drive.pilot.pause()
        assert "what was done at other desks stands" in drive.shown()
        assert coders[rows.items[0].chosen] == "Cor"
        await drive.keys(key, "escape")
        assert isinstance(drive.app.screen, Confirm)
        await drive.keys("n")
        assert drive.app.screen is screen
        before = drive.study.codes()[0].definition
        await drive.keys("ctrl+s")
        assert isinstance(drive.app.screen, Confirm)
        assert drive.study.codes()[0].definition == before
        await drive.keys("y")
        await finished(drive)
        assert isinstance(drive.app.screen, Message_)
        # Nothing was refused but the study itself, at first.
        assert len(drive.toasts) == 1
        backups = list(study_file.parent.glob("*.backups/*before-merge.study"))
        assert len(backups) == 1
        assert "before-merge" in drive.shown().replace("\n", "")
        await drive.keys("escape")
        assert isinstance(drive.app.screen, Workbench)
        assert drive.study.codes()[0].definition == "zoals Bea zegt"
        assert [coding.code for coding in drive.bench.codings.values()] == [drive.study.codes()[0].id]
        assert any(entry.detail.endswith("desk of Bea") for entry in drive.study.history())
        await choose(drive, "bea", "cor")
        assert isinstance(drive.app.screen, MergeDesks)
        assert not drive.app.screen.query_one(ConflictRows).items
        assert "There is nothing new" in drive.shown()
        await drive.keys("ctrl+s", "escape")
        assert isinstance(drive.app.screen, Workbench)


async def test_a_merge_can_be_stopped_and_nothing_is_changed(
    study_file: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_apart(study_file, "Cor")
    merge = Study.merge
    async with launch(study_file) as drive:
        await choose(drive, "cor")
        screen = drive.app.screen
        assert isinstance(screen, MergeDesks)

        def stopped(self: Study, *desks: object, **how: object) -> object:
            # Cancel is pressed while the first desk is being read.
            drive.app.call_from_thread(screen.action_back)
            return merge(self, *desks, **how)  # type: ignore[arg-type]

        monkeypatch.setattr(Study, "merge", stopped)
        before = drive.study.history()
        await drive.keys("ctrl+s", "y")
        await finished(drive)
        assert "Nothing was merged" in drive.said()
        assert drive.app.screen is screen
        assert drive.study.history() == before


async def test_a_desk_is_handed_out_from_a_form(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        wanted = drive.bench.interviews[0].id
        await palette(drive, "hand out")
        form = drive.app.screen
        assert isinstance(form, HandOut)
        form.query_one("#blind").focus()
        await drive.keys("space", "ctrl+s")
        await finished(drive)
        assert drive.app.screen is form
        assert "Say who will code at a blind desk" in " ".join(drive.shown().split())
        form.query_one("#coder").focus()
        await drive.keys("word:Bea")
        form.query_one(InterviewMarks).focus()
        await drive.keys("space", "ctrl+s")
        await finished(drive)
        assert not isinstance(drive.app.screen, HandOut | Wait)
        assert "has 1 interview and 0 codings" in drive.said()
    with Study.open(study_path(study_file.with_name("test-bea.study")), coder="Bea") as desk:
        assert [one.id for one in desk.interviews()] == [wanted]
