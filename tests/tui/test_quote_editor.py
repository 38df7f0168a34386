"""The editor of quotes: source and result side by side, words left out and put in, never one changed."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interview_coder.domain.conditions import Verdict
from interview_coder.study import Study
from interview_coder.tui.screens.collected import Collected
from interview_coder.tui.screens.quote_editor import QuoteEditor
from interview_coder.tui.screens.workbench import Workbench

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch


@pytest.fixture
def coding(study_file: Path) -> str:
    """The second turn of the first interview, coded as V1."""
    with Study.open(study_file, coder="Anna") as study:
        first = study.interviews()[0]
        turn = study.transcript(first.id).turns[1]
        return study.add_coding(first.id, study.code("V1").id, turn.start, turn.end).id


def printed(drive: Drive) -> str:
    (quote,) = drive.study.collected()
    return "".join(run.text for run in quote.runs)


async def test_a_coding_is_collected_and_edited_by_keys_alone(study_file: Path, launch: Launch, coding: str) -> None:
    async with launch(study_file) as drive:
        drive.bench.view.focus()
        drive.bench.view.focus_coding(coding)
        await drive.keys("e", "e")
        editor = drive.app.screen
        assert isinstance(editor, QuoteEditor)
        whole = printed(drive)
        assert whole.startswith("“Wij kijken naar de stageplaatsen. Als er")
        assert "✓ Faithful" in drive.shown()
        # “naar de” goes, “[echt]” comes behind “kijken”.
        editor.view.goto(editor._source.index("naar"))
        await drive.keys("v", "w", "w", "e")
        assert printed(drive).startswith("“Wij kijken […] stageplaatsen.")
        editor.view.goto(editor._source.index("kijken") + 2)
        await drive.keys("i", "word:echt", "enter")
        assert printed(drive).startswith("“Wij kijken [echt] […] stageplaatsen.")
        assert "Wij kijken [echt] […]" in drive.shown()
        # Words alone cannot be put in without saying any.
        await drive.keys("i", "enter")
        assert "Words put into the quote" in " ".join(drive.shown().split())
        await drive.keys("escape")
        # The edit under the cursor is taken back; ] goes to it.
        editor.view.goto(editor._source.index("naar"))
        await drive.keys("d")
        assert printed(drive).startswith("“Wij kijken [echt] naar de stageplaatsen.")
        # The question comes before it, the end goes by the word.
        await drive.keys("q", "greater_than_sign", "full_stop", "full_stop")
        assert "Hoe gaat de intake hier? “Wij kijken" in printed(drive)
        assert printed(drive).endswith("Zo simpel …”")
        # The view as spoken has no edits.
        await drive.keys("l")
        assert "[echt]" not in drive.shown()
        await drive.keys("l", *["u"] * 6)
        assert printed(drive) == whole
        await drive.keys("U")
        assert printed(drive) != whole
        # Undo as far as the collecting closes the editor: there is no quote any more.
        await drive.keys("u", "u")
        assert drive.study.collected() == []
        assert isinstance(drive.app.screen, Workbench)


async def test_passages_join_move_and_go_on_a_small_screen(study_file: Path, launch: Launch, coding: str) -> None:
    with Study.open(study_file, coder="Anna") as study:
        study.collect([coding], "4.1")
    async with launch(study_file, size=(80, 24)) as drive:
        await drive.keys("Q", "e")
        editor = drive.app.screen
        assert isinstance(editor, QuoteEditor)
        first = editor._source.index("Wij kijken")
        editor.view.select(first, first + len("Wij kijken naar de stageplaatsen."))
        await drive.keys("=")
        assert printed(drive) == "“Wij kijken naar de stageplaatsen.”"
        later = editor._source.index("De ouders willen")
        editor.view.select(later, later + len("De ouders willen dat"))
        await drive.keys("a")
        assert printed(drive) == "“Wij kijken naar de stageplaatsen. […] De ouders willen dat”"
        # What is on neither side of a passage is told, and nothing changes.
        editor.view.select(later + 30, later + 36)
        await drive.keys("c")
        assert "within one passage" in drive.said()
        # With the mouse: two clicks take a word, the footer does what it says.
        editor.view.clear_selection()
        editor.view.goto(later)
        await drive.pilot.pause()
        row = editor.view._layout.row_of(later) - editor.view.scroll_offset.y  # type: ignore[union-attr]
        column = editor.view._layout.columns.gutter  # type: ignore[union-attr]
        await drive.pilot.click(editor.view, offset=(column, row), times=2)
        await drive.keys("e")
        assert printed(drive).endswith("[…] ouders willen dat”")
        editor.view.goto(later + 5)
        await drive.keys("d")
        assert printed(drive) == "“Wij kijken naar de stageplaatsen.”"
        await drive.keys("escape")
        assert isinstance(drive.app.screen, Collected)
        assert "edited" not in drive.shown()


async def test_sections_are_made_named_moved_and_removed(study_file: Path, launch: Launch, coding: str) -> None:
    with Study.open(study_file, coder="Anna") as study:
        study.collect([coding], "4.1")
        before = [one.name for one in study.report_sections()]
    async with launch(study_file) as drive:
        await drive.keys("Q", "tab", "home")

        def names() -> list[str]:
            return [one.name for one in drive.study.report_sections()]

        await drive.keys("a", "word:4.1b", "tab", "word:Ouders", "enter")
        assert names() == [before[0], "4.1b", *before[1:]]
        assert "4.1b Ouders" in drive.shown()
        await drive.keys("shift+up")
        assert names()[:2] == ["4.1b", before[0]]
        # A name that is taken is refused in the form.
        await drive.keys("r", f"word:{before[0]}", "enter")
        assert "There is a section" in drive.shown()
        await drive.keys("shift+home", "word:4.0", "enter")
        assert names()[:2] == ["4.0", before[0]]
        await drive.keys("delete")
        assert names() == before
        await drive.keys(*["u"] * 4)
        assert names() == before
        # One with quotes stays.
        await drive.keys("home", "down", "up", "delete")
        assert names() == before
        assert "has quotes" in drive.said()
        # The export opens with the section that is at hand.
        await drive.keys("escape", "Q", "x")
        assert not isinstance(drive.app.screen, Collected)
        assert f"{before[0]} How prospects" in drive.shown()


async def test_the_list_tells_what_is_faithful_and_where_words_are_used(
    study_file: Path, launch: Launch, coding: str
) -> None:
    with Study.open(study_file, coder="Anna") as study:
        (quote,) = study.collect([coding], "4.1")
        (other,) = study.collect([coding], "4.2")
        study.set_verdict("V1", Verdict.PARTLY, quotes=[quote.id])
        place = study.quote_source(quote.id).index("stageplaatsen")
        study.correct(quote.interview, place, place + len("stageplaatsen"), "plaatsen")
        study.confirm_quote(other.id)
    async with launch(study_file) as drive:
        await drive.keys("Q")
        shown = " ".join(drive.shown().split())
        assert "✗ " in shown
        assert "The transcript has changed since the quote was made." in shown
        assert "Used as well: 4.2, quote 1" in shown
        assert "partly met" in shown
        # In the editor too; having looked, it is faithful again.
        await drive.keys("e")
        assert "✗ The transcript has changed" in drive.shown()
        await drive.keys("o")
        assert "✓ Faithful" in drive.shown()
        await drive.keys("escape")
        assert "✗" not in drive.shown()


KEYS = (
    *("left", "right", "up", "down", "w", "b", "s", "S", "t", "T", "[", "]", "home", "end", "g", "G"),
    *("v", "x", "x", "v", "shift+right", "shift+down", "escape"),
    *("e", "c", "a", "=", "d", "<", "comma", ">", ".", "q", "l", "o", "n", "N", "e", "a", "U", "u"),
)


async def stroll(drive: Drive, steps: int, seed: int) -> None:
    """Press random keys in the editor: after each it shows what is stored, and that is faithful."""
    dice = random.Random(seed)
    await drive.keys("Q", "e")
    (first,) = drive.study.collected()
    for _step in range(steps):
        key = dice.choice(KEYS)
        editor = drive.app.screen
        if key == "escape" and isinstance(editor, QuoteEditor) and editor.view.selection is None:
            continue
        await drive.pilot.press(key)
        editor = drive.app.screen
        if not isinstance(editor, QuoteEditor):
            # Undo took the quote back; redo brings it again.
            drive.study.redo()
            await drive.keys("escape", "Q", "e")
            continue
        (quote,) = drive.study.collected()
        assert editor._quote == quote
        assert not quote.flaws
        marks = [editor.view.marks[place] for place in range(len(editor.view.marks))]
        assert len(marks) == sum(1 + len(piece.edits) for piece in quote.quote.pieces)
    while drive.study.collected_quote(first.id).quote != first.quote:
        drive.study.undo()
    assert drive.study.check() == []


async def test_a_short_stroll_of_random_keys(study_file: Path, launch: Launch, coding: str) -> None:
    with Study.open(study_file, coder="Anna") as study:
        study.collect([coding], "4.1")
    async with launch(study_file) as drive:
        await stroll(drive, 20, 1)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(2, 4))
async def test_long_strolls_of_random_keys(study_file: Path, launch: Launch, coding: str, seed: int) -> None:
    with Study.open(study_file, coder="Anna") as study:
        study.collect([coding], "4.1")
    async with launch(study_file, size=(80, 24)) as drive:
        await stroll(drive, 200, seed)
