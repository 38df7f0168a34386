"""Coding by keyboard in the workbench, over a study on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, Select, TextArea

from interview_coder.domain.model import Stance, Status
from interview_coder.study import Study
from interview_coder.tui.actions import REGISTRY, Place
from interview_coder.tui.screens.memo import Memo
from interview_coder.tui.screens.picker import PickerBase
from interview_coder.tui.screens.start import Start
from interview_coder.tui.screens.workbench import Workbench
from interview_coder.tui.widgets.code_tree import CodeTree
from interview_coder.tui.widgets.panes import Inspector, InterviewList
from interview_coder.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from tests.tui.conftest import Launch

HOSTILE = ("[/]", "[@click=app.quit]boem[/]", "[red]rood", "\x1b[2J\x1b]0;pwned\x07", "a" * 200, "日本語 ☃ e\u0301")


async def test_the_whole_job_of_coding_survives_a_restart(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        first = drive.opened
        # The sentence under the cursor, by search: its prefix and two keys.
        await drive.keys("t", "x", "x", "c", "word:stages", "enter")
        (coding,) = drive.study.codings(first)
        text = drive.study.transcript(first).text
        assert text[coding.start : coding.end] == "Wij kijken naar de stageplaatsen."
        assert drive.study.code(coding.code).key == "stages"
        # A stance on it, and away again, and another.
        await drive.keys("+")
        assert drive.study.codings(first)[0].stance is Stance.SUPPORTS
        await drive.keys("+")
        assert drive.study.codings(first)[0].stance is None
        await drive.keys("-")
        assert drive.study.codings(first)[0].stance is Stance.CONTRADICTS
        await drive.keys("=")
        assert drive.study.codings(first)[0].stance is Stance.MIXED
        # The next sentence gets the same code by one key.
        await drive.keys("s", "x", "x", ".")
        codings = drive.study.codings(first)
        assert [drive.study.code(one.code).key for one in codings] == ["stages", "stages"]
        # A memo, kept by Esc.
        await drive.keys("m", "word:Kijk nog eens", "escape")
        assert drive.study.codings(first)[1].memo == "Kijk nog eens"
        # A new code, made in the picker: its name and two keys.
        await drive.keys("t", "t", "x", "x", "c", "word:Beeld van het beroep", "enter")
        assert drive.study.code("Beeld van het beroep").kind.value == "open"
        await drive.keys("ctrl+q")
    with Study.open(study_file) as study:
        assert len(study.codings(first)) == 3
        assert study.interview(first).status is Status.CODING
        assert study.check() == []
    async with launch(study_file) as drive:
        await drive.keys("u")
        assert len(drive.study.codings(first)) == 2
        assert drive.said().startswith("Undone:")
        await drive.keys("U")
        assert len(drive.study.codings(first)) == 3
        assert len(drive.bench.view.codings_at_cursor) == 1


async def test_each_way_of_giving_a_code_takes_at_most_three_keys(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        first = drive.opened
        await drive.keys("t", "x", "i")
        (coding,) = drive.study.codings(first)
        assert drive.study.code(coding.code).name == "Wij"
        await drive.keys("w", "x", ".")
        await drive.keys("w", "x", "1")
        assert [drive.study.code(one.code).name for one in drive.study.codings(first)] == ["Wij"] * 3
        # The same passage can have a second code without being selected again.
        await drive.keys("c", "word:V3", "enter")
        codes = [drive.study.code(one.code).key for one in drive.study.codings(first)]
        assert codes.count("V3") == 1


async def test_the_mouse_selects_and_a_code_is_given_by_a_click_and_enter(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.pilot.click("TranscriptView", offset=(12, 5), times=3)
        await drive.pilot.pause()
        assert drive.bench.view.selected_span is not None
        await drive.pilot.click(CodeTree, offset=(12, 6))
        await drive.pilot.pause()
        assert len(drive.study.codings(drive.opened)) == 1


async def test_remove_and_undo_bring_the_stance_and_memo_back(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        first = drive.opened
        await drive.keys("t", "x", "x", "c", "word:V4", "enter", "+", "m", "word:waarom", "ctrl+s")
        before = drive.study.codings(first)
        assert "d Remove" in drive.shown()
        await drive.keys("d")
        assert drive.study.codings(first) == []
        assert drive.bench.view.current_coding is None
        assert "d Remove" not in drive.shown()
        await drive.keys("u")
        assert drive.study.codings(first) == before
        assert drive.bench.view.current_coding == before[0].id


async def test_counts_and_status_follow_without_reading_all_anew(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("t", "x", "x", "c", "word:V3", "enter")
        code = drive.study.code("V3")
        tree = drive.bench.query_one(CodeTree)
        assert next(item for item in tree.items if item.id == code.id).codings == 1
        assert tree.here[code.id] == 1
        listed = drive.bench.query_one(InterviewList).items[0]
        assert (listed.codings, listed.status) == (1, Status.CODING)
        assert "1 coding" in drive.shown()
        await drive.keys("D")
        assert drive.study.interviews()[0].status is Status.DONE
        await drive.keys("D")
        assert drive.study.interviews()[0].status is Status.CODING


async def test_overlapping_codings_are_gone_through_and_the_inspector_follows(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("t", "x", "x", "c", "word:V3", "enter", "c", "word:V5", "enter")
        first = drive.bench.view.current_coding
        assert len(drive.bench.view.codings_at_cursor) == 2
        await drive.keys("o")
        second = drive.bench.view.current_coding or ""
        assert {first, second} == set(drive.bench.codings)
        name = drive.bench.codes[drive.bench.codings[second].code].name
        assert str(drive.bench.query_one("#coding").render()).split("\n")[0].endswith(name)
        await drive.keys("d")
        assert set(drive.bench.codings) == {first}


async def test_the_code_and_interview_gone_through_in_a_list_are_told_in_full(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("t", "x", "x", "c", "word:V5", "enter")
        code = drive.study.code("V5")
        told = drive.bench.query_one("#coding")
        await drive.keys("f3")
        tree = drive.bench.query_one(CodeTree)
        tree.move_to(tree.items.index(next(item for item in tree.items if item.id == code.id)))
        await drive.keys("m", "word:Let op", "escape")
        said = str(told.render())
        assert code.name in said
        assert code.definition in said
        assert "1 coding, 1 in this interview" in said
        assert "Memo on this code" in drive.shown()
        assert "Let op" in drive.shown()
        await drive.pilot.click("#coding-memo")
        assert isinstance(drive.app.screen, Memo)
        await drive.keys("escape", "f2", "down")
        item = drive.bench.query_one(InterviewList).current
        assert item is not None
        assert item.id != drive.opened
        assert item.reference in str(told.render())
        assert "Respondent 1" in str(told.render())
        await drive.keys("M", "word:Kort gesprek", "escape")
        assert drive.study.interview_memo(item.id) == "Kort gesprek"
        assert "Kort gesprek" in drive.shown()
        # Back in the text it is the coding under the cursor again; so it is once a key of the tree has gone to one.
        await drive.keys("escape")
        assert "Anna" in str(told.render())
        assert "Kort gesprek" not in drive.shown()
        await drive.keys("f3", "]")
        assert "Anna" in str(told.render())


async def test_a_small_terminal_tells_the_code_under_the_cursor_on_a_line(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        await drive.keys("f3", "down")
        code = drive.bench.query_one(CodeTree).current
        assert code is not None
        assert code.name in drive.shown()
        await drive.keys("f2", "down")
        assert "2. Helpende Zorg & Welzijn  ○ not started" in drive.shown()
        await drive.keys("escape")
        assert "No coding under the cursor." in drive.shown()


async def test_a_selection_or_the_coding_under_the_cursor_is_copied_with_its_reference(
    study_file: Path, launch: Launch
) -> None:
    async with launch(study_file) as drive:
        await drive.keys("t", "x", "x", "y")
        copied = "“Wij kijken naar de stageplaatsen.” (1. Dierverzorging 2)"
        assert drive.app.clipboard == copied
        await drive.keys("c", "word:V5", "enter", "s", "y")
        assert "Select a passage first" in drive.said()
        drive.app.copy_to_clipboard("")
        await drive.keys("[", "y")
        assert drive.app.clipboard == copied


async def test_what_needs_a_selection_or_a_coding_says_so(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        for key in ("c", ".", "i", "1", "+", "d", "o"):
            await drive.keys(key)
        assert isinstance(drive.app.screen, Workbench)
        assert drive.study.codings(drive.opened) == []
        assert "Select a passage first" in drive.said()
        assert "There is no coding under the cursor" in drive.said()


async def test_colleagues_codings_are_seen_but_not_changed(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Bram") as study:
        first = study.interviews()[0].id
        coding = study.add_coding(first, study.code("V3").id, 26, 40)
    async with launch(study_file) as drive:
        await drive.keys("]", "+", "d")
        assert drive.study.codings(first) == [coding]
        assert "Bram" in drive.said()
        assert "Bram" in str(drive.bench.query_one("#coding").render())


async def test_hostile_names_of_codes_are_shown_as_they_are(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        first = study.interviews()[0].id
        before = []
        for place, name in enumerate(HOSTILE):
            code = study.add_code(name, definition=name, example=name)
            study.change_code(code.id, pinned=True)
            before.append(study.add_coding(first, code.id, 26 + 4 * place, 40 + 4 * place, memo=name))
        study.set_interview_memo(first, HOSTILE[1])
    async with launch(study_file) as drive:
        shown = ""
        for _name in HOSTILE:
            await drive.keys("]", "m")
            shown += drive.shown()
            await drive.keys("escape", "o")
            shown += drive.shown()
        for keys in (
            ("d", "u"),
            ("?",),
            ("ctrl+p",),
            ("H",),
            ("c",),
            ("f3", "end", "r"),
            ("ctrl+o",),
            ("f7", "word:de"),
        ):
            await drive.keys(*keys)
            await drive.settled()
            shown += drive.shown()
            await drive.keys("escape", "escape")
        assert isinstance(drive.app.screen, Workbench)
        assert drive.study.codings(first) == before
        assert "\x1b" not in shown
        for name in ("[/]", "[@click=app.quit]boem[/]", "[red]rood"):
            assert name in shown


async def test_a_study_without_interviews_or_codes_says_what_to_do(tmp_path: Path, launch: Launch) -> None:
    path = tmp_path / "empty.study"
    Study.create(path, template="blank", coder="Anna").close()
    async with launch(path) as drive:
        assert "F5" in drive.shown()
        await drive.keys("c", ".", "i", "+", "d", "m", "M", "o", "u", "U", "/", "n", "N", ">", "<", "D", "R", "]", "x")
        await drive.keys("f3", "r", "p", "space", "enter", "]", "escape", "f2", "r", "space", "delete", "escape")
        assert isinstance(drive.app.screen, Workbench)
        await drive.keys("f3", "a", "word:Eerste code", "ctrl+s")
        assert [code.name for code in drive.study.codes()] == ["Eerste code"]


async def test_read_only_looks_but_changes_nothing(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        first = study.interviews()[0].id
        coding = study.add_coding(first, study.code("V3").id, 26, 40, memo="memo")
        entries = len(study.history())
    async with launch(study_file, read_only=True) as drive:
        assert "read-only" in drive.shown()
        await drive.keys("]", "+", "d", ".", "c", "i", "1", "u", "D", "f3", "a", "p", "escape", "f2", "space", "delete")
        await drive.keys("escape", "m", "word:weg", "escape")
        assert drive.study.codings(first) == [coding]
        assert "read-only" in drive.said()
    with Study.open(study_file) as study:
        assert len(study.history()) == entries


async def test_a_second_program_is_offered_to_look_on(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Bram"):
        async with launch(study_file) as drive:
            await drive.keys("enter")
            await drive.settled()
            assert drive.study.read_only
            assert isinstance(drive.app.screen, Workbench)


async def test_place_interview_and_panes_are_as_they_were(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("f4", ">", "t", "w", "w", "c", "escape")
        opened, cursor = drive.opened, drive.bench.view.cursor
        assert cursor > 0
        await drive.keys("ctrl+q")
    async with launch(study_file) as drive:
        assert (drive.opened, drive.bench.view.cursor) == (opened, cursor)
        assert not drive.bench.query_one("#right").display
        await drive.keys("<", ">")
        assert drive.bench.view.cursor == cursor


async def test_find_goes_on_and_round_whatever_case_and_accents(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        text = drive.study.transcript(drive.opened).text.casefold()
        places = [place for place in range(len(text)) if text.startswith("de ouders", place)]
        await drive.keys("/", "word:DÉ OUDERS", "enter")
        assert drive.bench.view.cursor == places[0]
        await drive.keys("n", "n")
        assert drive.bench.view.cursor == places[2 % len(places)]
        await drive.keys("N")
        assert drive.bench.view.cursor == places[1 % len(places)]
        await drive.keys("/", "word:bestaat niet", "enter")
        assert "Not found in this interview" in drive.said()


async def test_search_in_the_study_goes_to_the_place(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("f7", "word:bijzaak")
        await drive.settled()
        await drive.keys("down", "enter")
        text = drive.study.transcript(drive.opened).text
        assert drive.opened == drive.study.interviews()[1].id
        assert text[drive.bench.view.cursor :].startswith("bijzaak")


async def test_an_interview_is_deleted_only_when_its_reference_is_typed(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        first, second = drive.study.interviews()
        await drive.keys("f2", "delete", "word:fout", "enter")
        assert len(drive.study.interviews()) == 2
        await drive.keys("escape", "delete", f"word:{first.reference}", "enter")
        await drive.settled()
        assert [item.id for item in drive.study.interviews()] == [second.id]
        assert drive.opened == second.id
        assert drive.study.check() == []


async def test_a_name_is_taken_out_after_a_question(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("t", "w", "w", "w", "w", "x", "R", "h", "o")
        await drive.settled()
        await drive.keys("escape")
        transcript = drive.study.transcript(drive.opened)
        assert "Wij kijken naar de […]." in transcript.text
        assert drive.bench.view.transcript == transcript


async def test_codes_are_made_changed_moved_pinned_and_retired(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("f3", "a", "word:Reistijd", "ctrl+s")
        code = drive.study.code("Reistijd")
        tree = drive.bench.query_one(CodeTree)
        assert tree.current == code
        await drive.keys("r")
        editor = drive.app.screen
        editor.query_one("#name", Input).value = "Reisafstand"
        editor.query_one("#definition", TextArea).text = "Hoe ver het is."
        editor.query_one("#parent", Select).value = drive.study.code("stages").id
        await drive.keys("ctrl+s")
        await drive.settled()
        changed = drive.study.code(code.id)
        assert (changed.name, changed.definition) == ("Reisafstand", "Hoe ver het is.")
        assert changed.parent == drive.study.code("stages").id
        await drive.keys("m", "word:Let op", "escape", "shift+up")
        assert drive.study.code_memo(code.id) == "Let op"
        siblings = [other.id for other in drive.study.codes() if other.parent == changed.parent]
        assert siblings.index(code.id) == len(siblings) - 2
        await drive.keys("p")
        assert drive.study.code(code.id).pinned
        digit = drive.bench.quick.digit(code.id)
        await drive.keys("escape", "t", "x", str(digit))
        assert [coding.code for coding in drive.study.codings(drive.opened)] == [code.id]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (40, 12)])
async def test_every_pane_can_be_reached_at_every_size(study_file: Path, launch: Launch, size: tuple[int, int]) -> None:
    async with launch(study_file, size=size) as drive:
        await drive.keys("f2")
        assert drive.bench.query_one(InterviewList).has_focus
        assert drive.bench.query_one(InterviewList).region.width > 10
        await drive.keys("f3")
        assert drive.bench.query_one(CodeTree).has_focus
        await drive.keys("escape")
        assert drive.bench.view.has_focus
        before = drive.bench.query_one(Inspector).region.width
        await drive.keys("f4")
        assert (drive.bench.query_one(Inspector).region.width > 0) != (before > 0)
        await drive.keys("escape", "t", "x", "x", "c", "word:V3", "enter")
        assert len(drive.bench.codings) == 1


async def test_leaving_with_a_memo_open_keeps_it(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        first = drive.opened
        await drive.keys("M", "word:nog niet klaar")
        assert isinstance(drive.app.screen, Memo)
        await drive.keys("ctrl+q")
    with Study.open(study_file) as study:
        assert study.interview_memo(first) == "nog niet klaar"


async def test_the_study_closes_to_the_start_screen_and_opens_again(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("f10")
        await drive.settled()
        assert isinstance(drive.app.screen, Start)
        assert drive.app.study is None
        assert "Ombuigen" in drive.shown()
        assert "2 interviews" in drive.shown()
        await drive.keys("enter")
        await drive.settled()
        assert isinstance(drive.app.screen, Workbench)


async def test_jump_goes_to_a_pane_and_the_palette_to_a_code_and_an_interview(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("ctrl+o", "s")
        assert drive.bench.query_one(CodeTree).has_focus
        await drive.keys("escape", "ctrl+p", "word:2. Help", "enter")
        assert drive.study.interview(drive.opened).metadata.school == 2
        await drive.keys("ctrl+p", "word:Stages", "enter")
        assert drive.bench.query_one(CodeTree).current == drive.study.code("stages")
        await drive.keys("escape", "ctrl+p", "word:interview memo", "enter")
        assert isinstance(drive.app.screen, Memo)


async def test_picker_shows_the_definition_and_ctrl_n_always_makes_a_code(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("t", "x", "x", "c", "word:stages")
        assert isinstance(drive.app.screen, PickerBase)
        definition = drive.study.code("stages").definition
        assert definition[:20] in str(drive.app.screen.query_one("#definition").render())
        await drive.keys("ctrl+n")
        (coding,) = drive.study.codings(drive.opened)
        made = drive.study.code(coding.code)
        assert (made.name, made.parent) == ("stages", None)
        await drive.keys("s", "x", "x", "c", "word:vsv/nieuw kind", "enter")
        assert drive.study.code("nieuw kind").parent == drive.study.code("vsv").id


async def test_interviews_stand_as_a_report_goes_through_them(tmp_path: Path, launch: Launch) -> None:
    from tests.tui.conftest import TURNS, add_interview

    path = tmp_path / "order.study"
    with Study.create(path, coder="Anna", language="en") as study:
        for school in (12, None, 7, 2):
            add_interview(study, *TURNS, school=school)
    async with launch(path, size=(80, 24)) as drive:
        schools = [one.metadata.school for one in drive.bench.query_one(InterviewList).items]
        assert schools == [2, 7, 12, None]


async def test_read_only_is_seen_on_a_small_screen(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24), read_only=True) as drive:
        assert drive.shown().splitlines()[0].strip().startswith("read-only")
        assert "Memo" not in drive.shown().splitlines()[-1]


async def test_an_empty_study_offers_to_import(tmp_path: Path, launch: Launch) -> None:
    path = tmp_path / "empty.study"
    Study.create(path, coder="Anna", language="en").close()
    async with launch(path, size=(80, 24)) as drive:
        footer = drive.shown().splitlines()[-1]
        assert "F5 Import" in footer
        assert "Memo" not in footer
        assert "Undo" not in footer


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_palette_has_every_action_of_the_workbench(
    study_file: Path, launch: Launch, size: tuple[int, int]
) -> None:
    async with launch(study_file, size=size) as drive:
        await drive.keys("ctrl+p")
        offered = {command.id for command in drive.app.screen.query_one(Rows).items}
        for place in (Place.WORKBENCH, Place.TRANSCRIPT, Place.INTERVIEWS, Place.CODES, Place.EVERYWHERE):
            left_out = {action.id for action in REGISTRY[place] if f"action.{place}.{action.id}" not in offered}
            assert {one for one in left_out if not one.startswith("quick")} <= {"palette"}
        # They are done where they belong: a sentence grows in the transcript, the code under the cursor is pinned.
        await drive.keys("word:grow", "enter")
        assert drive.bench.view.selected_span is not None
        await drive.keys("c", "word:stages", "enter", "ctrl+p", "word:contradicts", "enter")
        assert drive.study.codings(drive.opened)[0].stance is Stance.CONTRADICTS
        pinned = sum(code.pinned for code in drive.study.codes())
        await drive.keys("ctrl+p", "word:pin", "enter")
        assert sum(code.pinned for code in drive.study.codes()) != pinned
