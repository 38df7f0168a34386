"""The footer names what works where the focus is: in fields, in lists, in questions over other screens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from interview_coder.domain.text import fold
from interview_coder.i18n import use_language
from interview_coder.study import Study
from interview_coder.tui.base import Confirm
from interview_coder.tui.screens.ask import Ask
from interview_coder.tui.screens.history import HistoryRows
from interview_coder.tui.screens.search import HitRows
from interview_coder.tui.screens.workbench import Workbench
from interview_coder.tui.widgets.code_tree import CodeTree, Listed
from interview_coder.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch


def footer(drive: Drive) -> str:
    """The bottom line."""
    return drive.shown().splitlines()[-1]


async def go(drive: Drive, *keys: str) -> None:
    """Press keys and wait for what is read."""
    await drive.keys(*keys)
    await drive.settled()


async def test_the_footer_of_the_search_is_that_of_the_field_or_of_the_hits(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await go(drive, "f7", "word:ouders")
        typing = footer(drive)
        assert "Enter Go there" in typing
        assert "↓ To the hits" in typing
        assert "ctrl+g Help" in typing
        assert not any(letter in typing for letter in ("c Code", "Space Mark", "a Mark", "/ Words", "? Help"))
        # The one key that it names leads into the list, where the letters work.
        await drive.keys("down")
        assert all(offer in footer(drive) for offer in ("c Code them", "Space Mark", "a Mark all", "/ Words"))
        assert "To the hits" not in footer(drive)


async def test_who_comes_back_to_the_search_is_in_the_list_of_hits(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await go(drive, "f7", "word:ouders", "enter")
        assert isinstance(drive.app.screen, Workbench)
        await go(drive, "f7")
        assert drive.app.screen.query_one(HitRows).has_focus
        await go(drive, "c")
        assert "The code for what was found" in drive.shown()
        await go(drive, "escape")
        assert drive.app.screen.query_one("#query", Input).value == "ouders"
        # Another search is one key away, and replaces the words.
        await go(drive, "/", "word:bijzaak")
        assert drive.app.screen.query_one("#query", Input).value == "bijzaak"


async def test_a_wrong_pattern_is_told_with_the_help_of_patterns(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await go(drive, "f7")
        assert "quotation marks" in drive.shown()
        await go(drive, "ctrl+r", "word:(z")
        assert drive.app.screen.query_one("#said").has_class("-wrong")
        assert "A pattern must fit within a turn" in drive.shown()
        assert "quotation marks" not in drive.shown()


async def test_the_field_that_finds_in_the_interview_says_what_its_keys_do(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("/", "word:de")
        shown = footer(drive)
        assert all(offer in shown for offer in ("Enter Go there", "Esc Close", "↓ Next", "↑ Previous"))
        assert not any(offer in shown for offer in ("u Undo", "m Memo", "/ Find"))
        # They do what they say: the places are gone through while the field stays open, and Enter stays where one is.
        view, places = drive.bench.view, []
        for key in ("down", "down", "up"):
            await drive.keys(key)
            places.append(view.cursor)
        assert places[0] == places[2] != places[1]
        assert all(fold(drive.bench.transcript.text[at : at + 2]) == "de" for at in places)  # type: ignore[union-attr]
        await drive.keys("enter")
        assert view.has_focus
        assert view.cursor == places[2]
        await drive.keys("n")
        assert view.cursor == places[1]


async def test_questions_and_read_only_memos_have_a_footer_of_their_own(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        above = study.add_code("Ontvangst bij instellingen en bedrijven in de regio rond de school")
        first = study.add_code("Eerste contact met de mensen van de school", parent=above.id)
        study.add_code("Eerste contact met mensen van de school", parent=above.id)
        study.add_coding(study.interviews()[0].id, first.id, 0, 3)
        study.set_interview_memo(study.interviews()[0].id, "Zie school 2.")
    async with launch(study_file, size=(80, 24)) as drive:
        await go(drive, "f3", "L")
        assert "Enter Merge" in footer(drive)
        rows: Rows[object] = drive.app.screen.query_one(Rows)
        at = next(index for index, pair in enumerate(rows.items) if first.id in (pair.first.id, pair.second.id))  # type: ignore[attr-defined]
        await go(drive, *["down"] * at, "enter")
        assert isinstance(drive.app.screen, Ask)
        assert "Enter Choose" in footer(drive)
        assert "Esc Back" in footer(drive)
        assert "Merge" not in footer(drive)
        # Own names first, and how often each is used.
        answers = [line for line in drive.shown().splitlines() if "Eerste contact" in line and "coding" in line]
        assert any("Eerste contact met de mensen" in line and "1 coding " in line for line in answers)
        assert any("Eerste contact met mensen" in line and "0 codings" in line for line in answers)
        await go(drive, "2")
        assert isinstance(drive.app.screen, Confirm)
        assert "y Yes" in footer(drive)
        assert "n No" in footer(drive)
        await go(drive, "n")
        assert not isinstance(drive.app.screen, Confirm)
    async with launch(study_file, size=(80, 24), read_only=True) as drive:
        await drive.keys("M")
        assert "Zie school 2." in drive.shown()
        assert "Esc Back" in footer(drive)
        assert "ctrl+" not in footer(drive)


async def test_the_palette_and_what_asks_for_a_line_do_not_show_the_keys_of_the_screen_below(
    study_file: Path, launch: Launch
) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        await drive.keys("ctrl+p")
        assert "Enter Choose" in footer(drive)
        assert "u Undo" not in footer(drive)
        await go(drive, "word:look", "enter")
        assert "Esc Back" in footer(drive)
        assert "u Undo" not in footer(drive)
        await go(drive, "escape", "f10", "n")
        assert "ctrl+s Keep" in footer(drive)
        assert "o Open" not in footer(drive)


async def test_the_picker_keeps_five_rows_on_a_small_screen(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        await drive.keys("v", "s", "c", "tab")
        rows = drive.app.screen.query_one(Rows)
        assert "✓ “" in drive.shown()
        lines = drive.shown().splitlines()
        shown = [code.name for code in rows.items[:5]]
        assert all(any(name[:12] in line for line in lines) for name in shown)
        # What is known of the code stands below as far as there is room.
        assert "Not used yet" in drive.shown()


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_roles_of_speakers_stand_apart_and_whole(
    study_file: Path, launch: Launch, language: str, size: tuple[int, int]
) -> None:
    use_language(language)
    async with launch(study_file, size=size) as drive:
        await drive.keys("E", "l", "a")
        shown = drive.shown()
        for role in ("( ) interviewer ", "(•) respondent ", "( ) overig " if language == "nl" else "( ) other "):
            assert role in shown


@pytest.mark.parametrize(
    ("language", "key", "filters"),
    [
        ("nl", "f7", ["alle sprekers", "alle opleidingen", "alle scholen", "alle interviews"]),
        ("en", "f7", ["all speakers", "all programmes", "all schools", "all interviews"]),
        ("nl", "H", ["alles", "iedereen", "alle interviews", "alle codes", "wanneer ook"]),
        ("en", "H", ["anything", "anybody", "all interviews", "all codes", "at any time"]),
        ("nl", "f6", ["[ ] context", "[ ] kenmerken"]),
        ("en", "f6", ["[ ] context", "[ ] attributes"]),
    ],
)
async def test_what_can_be_chosen_is_readable_at_eighty_columns(
    study_file: Path, launch: Launch, language: str, key: str, filters: list[str]
) -> None:
    use_language(language)
    async with launch(study_file, size=(80, 24)) as drive:
        await go(drive, key)
        line = next(line for line in drive.shown().splitlines() if filters[0] in line)
        assert all(f"{name} " in line for name in filters)


async def test_dates_are_hinted_and_read_in_the_language_of_the_screens(study_file: Path, launch: Launch) -> None:
    for language, typed in (("en", "12 March 2015"), ("nl", "13 maart 2015")):
        use_language(language)
        async with launch(study_file, size=(100, 40)) as drive:
            await drive.keys("f2", "r")
            field = drive.app.screen.query_one("#date", Input)
            if language == "en":
                assert "12 March 2015" in drive.shown()
            field.focus()
            await go(drive, *["delete"] * 12, f"word:{typed}", "ctrl+s")
            told = drive.study.interview(drive.opened).metadata.date
            assert told is not None
            assert told.isoformat() == f"2015-03-{typed[:2]}"


async def test_keys_of_lists_work_in_the_history_and_its_help_says_so(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        for start in (0, 4, 9):
            study.add_coding(study.interviews()[0].id, study.code("V1").id, start, start + 3)
    async with launch(study_file) as drive:
        await go(drive, "H")
        rows = drive.app.screen.query_one(HistoryRows)
        await drive.keys("j", "j", "k")
        assert rows.cursor == 1
        await drive.keys("G")
        assert rows.cursor == len(rows.items) - 1
        await drive.keys("g")
        assert rows.cursor == 0
        await drive.keys("?")
        assert "Through a list" in drive.shown()
        assert "files or names" not in drive.shown()
        assert "↓ j" in drive.shown()


async def test_the_code_tree_lists_after_a_restart_what_it_listed_before(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("f3", "v")
        assert "Codes in this interview" in drive.shown()
    async with launch(study_file) as drive:
        assert drive.bench.query_one(CodeTree).listed is Listed.HERE
        assert "Codes in this interview" in drive.shown()
        await drive.keys("f3", "v", "v", "v")
    async with launch(study_file) as drive:
        assert drive.bench.query_one(CodeTree).listed is Listed.IN_FORCE
