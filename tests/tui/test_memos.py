"""Memos from everywhere: written, read, listed, filtered, opened where they belong, exported, and never lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, Select, TextArea

from interview_coder.domain.model import MemoKind
from interview_coder.study import Study
from interview_coder.tui import noting
from interview_coder.tui.screens.ask import Ask
from interview_coder.tui.screens.memo import Memo
from interview_coder.tui.screens.memos import MemoRows, Memos
from interview_coder.tui.screens.workbench import Workbench
from interview_coder.tui.widgets import name_hint
from interview_coder.tui.widgets.code_tree import CodeTree
from interview_coder.tui.widgets.rendered import Rendered

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch


def kinds(drive: Drive) -> set[MemoKind]:
    return {row.kind for row in drive.study.memos()}


async def test_a_memo_is_written_on_passage_coding_interview_code_and_study(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        # On a passage, and again on the same, with the cursor in it.
        await drive.keys("t", "x", "m", "word:op een woord", "escape")
        (row,) = drive.study.memos()
        assert (row.kind, row.words, row.body) == (MemoKind.PASSAGE, "Wij", "op een woord")
        assert drive.bench.view.selected_span is None
        assert "Memo on this passage" in drive.shown()
        assert "op een woord" in drive.shown()
        await drive.keys("m", "word: en meer", "escape")
        assert [row.body for row in drive.study.memos()] == ["op een woord en meer"]
        # On a coding, an interview, the study, a code.
        await drive.keys("s", "x", "x", "c", "word:V3", "enter", "m", "word:codering", "escape")
        await drive.keys("M", "word:gesprek", "escape")
        await drive.keys("f8", "s", "word:studie", "escape", "escape")
        await drive.keys("f3", "m", "word:begrip", "escape")
        assert kinds(drive) == set(MemoKind)
        # Emptied, it is gone.
        await drive.keys("escape", "M", "ctrl+u", "escape")
        assert MemoKind.INTERVIEW not in kinds(drive)
        await drive.keys("u")
        assert MemoKind.INTERVIEW in kinds(drive)


async def test_the_list_narrows_and_goes_to_what_a_memo_is_on(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Bea") as other:
        first, second = other.interviews()
        place = other.find_passage(second.id, "bijzaak")
        other.add_passage_memo(second.id, place.start, place.end, "Over **bijzaak**, één woord")
    with Study.open(study_file, coder="Anna") as study:
        study.set_interview_memo(first.id, "Het eerste gesprek")
        coding = study.add_coding(second.id, study.code("V5").id, 0, 10, memo="Waarom toch")
        study.set_code_memo(study.code("V5").id, "De vijfde")
    async with launch(study_file) as drive:
        await drive.keys("f8")
        screen = drive.app.screen
        assert isinstance(screen, Memos)

        def listed() -> list[str]:
            return [row.body for row in screen.query_one(MemoRows).items]  # type: ignore[union-attr]

        async def narrowed(name: str, value: object) -> list[str]:
            screen.query_one(f"#where-{name}", Select).value = value
            await drive.pilot.pause()
            return listed()

        assert len(listed()) == 4
        assert await narrowed("kind", MemoKind.CODE) == ["De vijfde"]
        assert await narrowed("kind", Select.NULL) == listed()
        assert await narrowed("interview", second.id) == ["Waarom toch", "Over **bijzaak**, één woord"]
        assert await narrowed("coder", drive.study.coder.id) == ["Waarom toch"]
        await narrowed("coder", Select.NULL)
        await narrowed("interview", Select.NULL)
        assert set(await narrowed("code", drive.study.code("V5").id)) == {"Waarom toch", "De vijfde"}
        await narrowed("code", Select.NULL)
        await drive.keys("/", "word:EEN", "down")
        assert listed() == ["Over **bijzaak**, één woord"]
        # It is shown as it reads.
        assert "Over bijzaak, één woord" in drive.shown()
        await drive.keys("enter")
        assert isinstance(drive.app.screen, Workbench)
        assert drive.opened == second.id
        assert drive.study.transcript(second.id).text[drive.bench.view.cursor :].startswith("bijzaak")
        # Another's memo can be read, not changed.
        await drive.keys("m")
        assert isinstance(drive.app.screen, Memo)
        await drive.keys("word:x", "escape")
        assert len([row for row in drive.study.memos() if row.body == "Over **bijzaak**, één woord"]) == 1
        await drive.keys("f8", "/", "word:waarom", "enter", "enter")
        assert drive.bench.view.current_coding == coding.id
        await drive.keys("f8", "/", "word:vijfde", "enter", "enter")
        tree = drive.bench.query_one(CodeTree)
        assert tree.has_focus
        assert tree.current is not None
        assert tree.current.key == "V5"


async def test_what_is_listed_is_exported(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        study.set_study_memo("Over de studie")
        study.set_interview_memo(study.interviews()[0].id, "Over het gesprek")
    async with launch(study_file) as drive:
        await drive.keys("f8", "/", "word:gesprek", "enter", "x", "m", "ctrl+s")
        await drive.settled()
        out = study_file.parent / "test-memos.md"
        assert "1 memo written to test-memos.md" in drive.said()
        text = out.read_text(encoding="utf-8")
        assert "Over het gesprek" in text
        assert "Over de studie" not in text


async def test_markdown_is_rendered_and_can_do_no_harm(study_file: Path, launch: Launch) -> None:
    hostile = (
        "# Kop\n\n**vet** [rood](https://example.org) ![x](file:///etc/passwd)\n\n"
        "[@click=app.quit]boem[/] [/]\n\n- [red]punt"
    )
    async with launch(study_file) as drive:
        drive.study.set_study_memo(hostile)
        await drive.keys("f8", "m")
        screen = drive.app.screen
        assert isinstance(screen, Memo)
        await drive.keys("ctrl+r")
        shown = drive.shown()
        assert "vet" in shown
        assert "**" not in shown.split("Kept as")[0].split("Memo on the study")[1]
        assert "[@click=app.quit]boem" in shown
        assert "[red]punt" in shown
        assert screen.query_one(Rendered).is_mounted
        # Back to writing; nothing has changed by looking.
        await drive.keys("ctrl+r", "escape")
        assert drive.study.study_memo() == hostile


async def test_what_was_being_typed_is_offered_again_after_a_crash(
    study_file: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noting, "PAUSE", 0.001)
    monkeypatch.setattr(name_hint, "PAUSE", 0.001)
    async with launch(study_file) as drive:
        before = drive.study.history()
        await drive.keys("M", "word:een gedachte")
        await drive.until(lambda: [one.fields["text"] for one in drive.study.drafts()] == ["een gedachte"])
        assert drive.study.history() == before
        # The program dies here: nothing is kept, nothing is closed.
        assert drive.app.study is not None
        drive.app.study.close()
        drive.app.study = None
    async with launch(study_file) as drive:
        assert "1 memo that you were typing is not kept yet" in drive.said()
        assert drive.study.memos() == []
        await drive.keys("f8")
        screen = drive.app.screen
        assert isinstance(screen, Memos)
        assert "een gedachte" in drive.shown()
        await drive.keys("enter")
        assert isinstance(drive.app.screen, Ask)
        # Esc decides nothing.
        await drive.keys("escape")
        assert isinstance(drive.app.screen, Memos)
        await drive.keys("enter")
        assert isinstance(drive.app.screen, Ask)
        await drive.keys("g")
        assert drive.app.screen.query_one(TextArea).text == "een gedachte"
        await drive.keys("word:, verder", "escape")
        assert [row.body for row in drive.study.memos()] == ["een gedachte, verder"]
        assert drive.study.drafts() == []
        # One that is thrown away is not offered again.
        drive.study.keep_draft("memo.study", {"text": "weg ermee"})
        await drive.keys("s")
        await drive.keys("t", "escape")
        assert drive.study.drafts() == []
        assert drive.study.study_memo() == ""
        assert screen.query_one("#text", Input).value == ""
