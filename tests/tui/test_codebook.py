"""The code tree: moving, retiring, listing, merging, splitting, look-alikes, showing only some codings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import Input, Select

from interview_coder.domain.model import Code
from interview_coder.study import Study
from interview_coder.tui.screens.look_alikes import AlikeRows, LookAlikes
from interview_coder.tui.screens.shown import ShownCodings
from interview_coder.tui.screens.split import Split
from interview_coder.tui.screens.workbench import Workbench
from interview_coder.tui.widgets.code_tree import CodeTree

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch


def path(drive: Drive, name: str) -> str:
    """Where a code stands in the tree."""
    return drive.study.code(name).path


async def at(drive: Drive, name: str) -> Code:
    """Put the cursor of the tree on a code."""
    code = drive.study.code(name)
    tree = drive.bench.query_one(CodeTree)
    tree.reveal(code.id)
    tree.focus()
    await drive.pilot.pause()
    return code


def listed(drive: Drive) -> list[str]:
    """The keys of the codes in the tree, and whether they stand there for others only."""
    return [code.key for code in drive.bench.query_one(CodeTree).items]


async def test_codes_are_moved_retired_and_brought_back(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        for name in ("Aap", "Noot", "Mies"):
            study.add_code(name)
    async with launch(study_file) as drive:
        await at(drive, "Mies")
        await drive.keys("shift+right")
        assert path(drive, "Mies") == "Noot/Mies"
        await drive.keys("shift+left")
        assert path(drive, "Mies") == "Mies"
        await drive.keys("shift+up", "shift+up", "shift+right")
        above = [code for code in drive.study.codes() if code.parent is None]
        assert path(drive, "Mies") == f"{above[-3].name}/Mies"
        await drive.keys("shift+left")
        assert [code.name for code in drive.study.codes() if code.parent is None][-3:] == ["Mies", "Aap", "Noot"]
        # Retired, out of the tree; listed with the others, and back.
        await drive.keys("delete")
        assert drive.study.code("Mies").retired
        tree = drive.bench.query_one(CodeTree)
        assert "Mies" not in [code.name for code in tree.items]
        await drive.keys("v", "v", "v")
        assert "retired" in str(drive.bench.query_one("#codes-title").render())
        await at(drive, "Mies")
        await drive.keys("delete")
        assert not drive.study.code("Mies").retired
        # All of it is undone one by one.
        before = [(code.name, code.parent) for code in drive.study.codes()]
        await drive.keys("u", "u", "u")
        assert [(code.name, code.parent) for code in drive.study.codes()] != before
        await drive.keys("U", "U", "U")
        assert [(code.name, code.parent) for code in drive.study.codes()] == before


async def test_the_tree_lists_what_is_used_here_and_what_is_not_used_at_all(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        first, second = (item.id for item in study.interviews())
        study.add_coding(first, study.code("V1a").id, 26, 40)
        study.add_coding(second, study.code("vsv").id, 0, 10)
    async with launch(study_file) as drive:
        everything = listed(drive)
        await drive.keys("f3", "v")
        assert listed(drive) == ["A", "V1", "V1a"]
        await drive.keys("v")
        unused = {code.key for code in drive.study.unused_codes()}
        assert unused <= set(listed(drive))
        assert not {"V1a", "vsv"} & unused
        assert "vsv" in listed(drive), "its sub-codes are unused, so it stands above them"
        # A code that is used leaves the list at once.
        await drive.keys("escape", "word:txx", "c", "word:V3", "enter")
        assert "V3" not in listed(drive)
        await drive.keys("f3", "v", "v")
        assert listed(drive) == everything


async def test_codes_are_merged_after_a_preview_and_it_is_one_undo(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        first = study.interviews()[0].id
        one, other = study.add_code("Beeld van het vak"), study.add_code("Beroepsbeeld")
        study.add_code("Kleding", parent=one.id)
        study.add_codings(first, [one.id, other.id], 26, 40)
        study.add_coding(first, one.id, 60, 80, memo="kijk")
        study.set_code_memo(one.id, "Over het vak.")
        before = study.codings(first)
    async with launch(study_file) as drive:
        await at(drive, "Beeld van het vak")
        await drive.keys("J", "word:beroepsb", "enter")
        await drive.pilot.pause()
        shown = drive.shown()
        for sentence in ("2 codings move", "1 of them joins", "The memo moves along", "1 sub-code moves along"):
            assert sentence in shown
        await drive.keys("escape")
        assert drive.study.codings(first) == before
        await drive.keys("J", "word:beroepsb", "enter")
        await drive.pilot.pause()
        await drive.keys("y")
        await drive.pilot.pause()
        merged = drive.study.codings(first)
        assert {coding.code for coding in merged} == {other.id}
        assert [(coding.start, coding.memo) for coding in merged] == [(26, ""), (60, "kijk")]
        assert path(drive, "Kleding") == "Beroepsbeeld/Kleding"
        assert drive.study.code(one.id).retired
        assert drive.bench.codings == {coding.id: coding for coding in merged}
        await drive.keys("u")
        assert drive.study.codings(first) == before
        assert not drive.study.code(one.id).retired


async def test_a_code_is_split_passage_by_passage_each_choice_its_own_undo(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        first, second = (item.id for item in study.interviews())
        code = study.add_code("Van alles")
        made = [study.add_coding(first, code.id, start, start + 12).id for start in (26, 60, 130)]
    with Study.open(study_file, coder="Bram") as study:
        made.append(study.add_coding(second, code.id, 0, 12).id)
    async with launch(study_file) as drive:
        await at(drive, "Van alles")
        await drive.keys("s")
        await drive.settled()
        assert isinstance(drive.app.screen, Split)
        assert "Bram" in drive.shown()
        # The first stays; the second goes to a code that is made here; the third to the same; the last to a known one.
        await drive.keys("k", "c", "word:Eigen plek", "enter")
        await drive.keys(".", "c", "word:V5", "enter")
        assert "0 to look at" in drive.shown()
        names = [drive.study.code(drive.study.coding(id_).code).name for id_ in made]
        assert names == ["Van alles", "Eigen plek", "Eigen plek", drive.study.code("V5").name]
        await drive.keys("u")
        assert drive.study.coding(made[-1]).code == code.id
        assert "1 to look at" in drive.shown()
        await drive.keys("escape")
        assert isinstance(drive.app.screen, Workbench)
        assert drive.bench.here[drive.study.code("Eigen plek").id] == 2
        # Undo goes on where the screen left off.
        await drive.keys("u")
        assert drive.study.coding(made[2]).code == code.id
        await drive.keys("s")
        await drive.settled()
        await drive.keys("end", "g")
        assert drive.opened == second
        assert drive.study.check() == []


async def test_a_code_made_while_splitting_goes_with_the_choice_that_made_it(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        first = study.interviews()[0].id
        code = study.add_code("Van alles")
        made = study.add_coding(first, code.id, 26, 38).id
    async with launch(study_file) as drive:
        await at(drive, "Van alles")
        await drive.keys("s")
        await drive.settled()
        await drive.keys("c", "word:Eigen plek", "enter")
        assert drive.study.code(drive.study.coding(made).code).name == "Eigen plek"
        await drive.keys("u")
        assert drive.study.coding(made).code == code.id
        assert "Eigen plek" not in [other.name for other in drive.study.codes(include_retired=True)]
        # What is gone cannot be given again.
        await drive.keys(".")
        assert drive.study.coding(made).code == code.id


async def test_look_alikes_are_merged_or_told_apart_for_good(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        first = study.interviews()[0].id
        for name in ("Reisafstand", "Reis-afstand", "Reis afstanden"):
            code = study.add_code(name)
        study.add_coding(first, code.id, 26, 40)
    async with launch(study_file) as drive:
        await drive.keys("f3", "L")
        await drive.settled()
        rows = drive.app.screen.query_one(AlikeRows)
        pairs = len(rows.items)
        assert pairs >= 3
        names = {rows.items[0].first.name, rows.items[0].second.name}
        await drive.keys("x")
        assert len(rows.items) == pairs - 1
        await drive.keys("escape", "L")
        await drive.settled()
        rows = drive.app.screen.query_one(AlikeRows)
        assert all({pair.first.name, pair.second.name} != names for pair in rows.items)
        wanted = {"Reisafstand", "Reis-afstand", "Reis afstanden"}
        pair = next(pair for pair in rows.items if {pair.first.name, pair.second.name} <= wanted)
        rows.move_to(rows.items.index(pair))
        await drive.keys("enter", "2")
        await drive.pilot.pause()
        await drive.keys("y")
        await drive.settled()
        assert isinstance(drive.app.screen, LookAlikes)
        assert drive.study.code(pair.first.id).retired
        assert not drive.study.code(pair.second.id).retired
        await drive.keys("escape", "u")
        assert not drive.study.code(pair.first.id).retired


async def test_shown_codings_are_chosen_by_coder_kind_and_code_and_remembered(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Bram") as study:
        first = study.interviews()[0].id
        study.add_coding(first, study.code("V1a").id, 0, 10)
    with Study.open(study_file, coder="Anna") as study:
        study.add_coding(first, study.code("V3").id, 26, 40)
        study.add_coding(first, study.code("vsv").id, 60, 70)
        by_start = {coding.start: coding.id for coding in study.codings(first)}

    def seen(drive: Drive) -> list[int]:
        return [mark.start for mark in drive.bench.view.marks.all]

    async with launch(study_file) as drive:
        assert seen(drive) == [0, 26, 60]
        # Not those of Bram, then no themes either.
        await drive.keys("f", "down", "space", "escape")
        assert seen(drive) == [26, 60]
        assert "shown: 2" in drive.shown()
        await drive.keys("f")
        assert isinstance(drive.app.screen, ShownCodings)
        await drive.keys("down", "down", "down", "down", "space", "escape")
        assert seen(drive) == [26]
        # What is hidden is not gone to, but what is coded now is seen.
        await drive.keys("ctrl+home", "]", "]")
        assert drive.bench.view.current_coding == by_start[26]
        await drive.keys("word:txx", "c", "word:vsv", "enter", "+")
        assert len(seen(drive)) == 2
        await drive.keys("ctrl+q")
    async with launch(study_file) as drive:
        assert seen(drive) == [26]
        await drive.keys("f", "a", "escape")
        assert len(seen(drive)) == 4
        # Only one code with what is under it, from the tree and back.
        await at(drive, "V1")
        await drive.keys("f")
        assert seen(drive) == [0]
        await drive.keys("f")
        assert len(seen(drive)) == 4
        await drive.keys("escape", "f", "c", "word:V3", "enter", "escape")
        assert seen(drive) == [26]


async def test_how_far_the_coding_got_is_noted_shown_and_gone_back_to(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("word:tww", "C")
        noted = drive.study.interview(drive.opened).coded_up_to
        assert noted == drive.bench.view.cursor + 1
        assert "✓" in drive.shown()
        assert "coded to" in drive.shown()
        await drive.keys("ctrl+end", "Z")
        assert drive.bench.view.cursor == noted - 1
        await drive.keys("u")
        assert drive.study.interview(drive.opened).coded_up_to == 0
        assert "coded to" not in drive.shown()
        await drive.keys("U", "C")
        assert drive.study.interview(drive.opened).coded_up_to == 0


async def test_the_picker_makes_codes_of_a_kind_under_a_code_and_shows_uses(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        first = study.interviews()[0].id
        study.add_coding(first, study.code("V3").id, 26, 58)
    async with launch(study_file) as drive:
        await drive.keys("word:txx", "c", "word:V3")
        await drive.app.workers.wait_for_complete([worker for worker in drive.app.workers if worker.group == "uses"])
        await drive.pilot.pause()
        shown = drive.shown()
        assert "1 coding, 1 in this interview" in shown
        assert "Wij kijken naar de stageplaatsen" in shown
        drive.app.screen.query_one(Input).value = "prospects dec/Reistijd"
        await drive.pilot.pause()
        await drive.keys("ctrl+k", "enter")
        made = drive.study.code("Reistijd")
        assert (made.kind.value, made.path.count("/")) == ("theme", 2)
        assert made.id in {coding.code for coding in drive.study.codings(first)}


async def test_letters_and_kind_are_changed_in_the_form_and_a_clash_is_refused(
    study_file: Path, launch: Launch
) -> None:
    async with launch(study_file) as drive:
        code = await at(drive, "V3")
        other = drive.study.code("vsv")
        await drive.keys("r")
        form = drive.app.screen
        form.query_one("#mnemonic", Input).value = "QQ"
        form.query_one("#kind", Select).value = "theme"
        await drive.keys("ctrl+s")
        changed = drive.study.code(code.id)
        assert (changed.mnemonic, changed.kind.value) == ("qq", "theme")
        assert "qq" in drive.shown()
        await drive.keys("escape", "word:txx;qq")
        assert [coding.code for coding in drive.study.codings(drive.opened)] == [code.id]
        await at(drive, "V3")
        await drive.keys("r")
        drive.app.screen.query_one("#mnemonic", Input).value = other.mnemonic
        await drive.keys("ctrl+s")
        assert f"The mnemonic “{other.mnemonic}” belongs to “{other.name}”." in drive.said() + drive.shown()
        assert drive.study.code(code.id).mnemonic == "qq"


async def test_a_code_form_that_was_being_filled_in_is_told_of_and_waits(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        code = study.add_code("Van alles")
        typed = {"name": "Van alles", "definition": "een omschrijving"}
        study.keep_draft(f"code.{code.id}", typed)
    async with launch(study_file) as drive:
        assert "Open it again to go on: the code “Van alles”" in drive.said()
        await at(drive, "Van alles")
        await drive.keys("r", "escape")
        assert isinstance(drive.app.screen, Workbench)
        await drive.keys("r", "g")
        assert "een omschrijving" in drive.shown()
        await drive.keys("ctrl+s")
        assert drive.study.code(code.id).definition == "een omschrijving"
        assert drive.study.drafts() == []
