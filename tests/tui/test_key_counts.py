"""How many keys coding costs, counted: every way of giving a selected passage a code, and a stance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from interview_coder.domain.model import Code, Coding, Stance
from interview_coder.domain.text import fold
from interview_coder.study import Study
from interview_coder.tui.screens.workbench import Workbench

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch


class Passage:
    """A passage, selected anew for each count, without any code; what is pressed on it is counted."""

    def __init__(self, drive: Drive) -> None:
        self.drive = drive
        self.span = (0, 0)
        self.pressed = 0

    async def select(self) -> None:
        """Take away what the passage has, and select it."""
        for coding in self.codings():
            self.drive.study.remove_coding(coding.id)
        self.drive.bench.reload()
        view = self.drive.bench.view
        view.clear_selection()
        view.goto(0)
        await self.drive.keys("word:txx")
        span = view.selected_span
        assert span is not None
        self.span = (span.start, span.end)
        self.pressed = 0

    async def press(self, letters: str = "", *keys: str) -> None:
        """Press letters, then other keys."""
        self.pressed += len(letters) + len(keys)
        await self.drive.keys(*([f"word:{letters}"] if letters else ()), *keys)

    def codings(self) -> list[Coding]:
        """What the study holds of it."""
        return [one for one in self.drive.study.codings(self.drive.opened) if (one.start, one.end) == self.span]

    def codes(self) -> set[str]:
        """The codes (ids) that it has."""
        return {coding.code for coding in self.codings()}


def shortest_prefix(code: Code, codes: list[Code]) -> str:
    """As few letters as say which code is meant: no other one's name, key or word begins with them."""
    starts = [
        start
        for other in codes
        if other.id != code.id
        for start in (fold(other.key), fold(other.name), *fold(other.name).split())
    ]
    for own in (fold(code.key), fold(code.name)):
        for length in range(1, len(own) + 1):
            if not any(start.startswith(own[:length]) for start in starts):
                return own[:length]
    raise AssertionError("no prefix tells this code from the others")


async def test_recent_codes_cost_one_key_and_letters_three_and_a_stance_one_more(
    study_file: Path, launch: Launch
) -> None:
    async with launch(study_file) as drive:
        passage = Passage(drive)
        older, newer = drive.study.code("V3"), drive.study.code("V5")
        for code in (older, newer):
            await passage.select()
            await passage.press(f";{code.mnemonic}")
            assert (passage.codes(), passage.pressed) == ({code.id}, 3)
        await passage.select()
        await passage.press(".")
        assert (passage.codes(), passage.pressed) == ({newer.id}, 1)
        await passage.select()
        await passage.press(str(drive.bench.quick.digit(older.id)))
        assert (passage.codes(), passage.pressed) == ({older.id}, 1)
        for key, stance in (("+", Stance.SUPPORTS), ("-", Stance.CONTRADICTS), ("=", Stance.MIXED)):
            await passage.select()
            await passage.press("." + key)
            assert ([one.stance for one in passage.codings()], passage.pressed) == ([stance], 2)


async def test_search_costs_the_shortest_prefix_and_two_keys_and_a_new_code_its_name_and_two(
    study_file: Path, launch: Launch
) -> None:
    async with launch(study_file) as drive:
        passage = Passage(drive)
        codes = drive.study.codes()
        for key in ("stages", "V4", "vsv"):
            code = drive.study.code(key)
            prefix = shortest_prefix(code, codes)
            await passage.select()
            await passage.press("c" + prefix, "enter")
            assert (passage.codes(), passage.pressed) == ({code.id}, len(prefix) + 2)
        # Enter makes a new code where nothing begins so; ctrl+n whatever there is.
        for name, key in (("Beeld van het beroep", "enter"), ("st", "ctrl+n")):
            await passage.select()
            await passage.press("c" + name, key)
            assert passage.codes() == {drive.study.code(name).id}
            assert passage.pressed == len(name) + 2


async def test_several_codes_are_marked_and_are_one_change(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        passage = Passage(drive)
        await passage.select()
        await drive.keys("word:cV3", "tab", "word:stages", "tab", "word:Reistijd", "tab", "enter")
        assert passage.codes() == {drive.study.code(name).id for name in ("V3", "stages", "Reistijd")}
        await drive.keys("u")
        assert passage.codes() == set()
        # Space marks where nothing is typed, and behind an arrow.
        await passage.select()
        await drive.keys("c", "space", "down", "space", "enter")
        assert len(passage.codes()) == 2


async def test_a_new_code_and_its_first_coding_are_one_change(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        passage = Passage(drive)
        codes = drive.study.codes(include_retired=True)
        for keys in (("i",), ("c", "word:Beeld van het beroep", "enter"), ("c", "word:vsv/Thuis", "enter")):
            await passage.select()
            await drive.keys(*keys)
            (coding,) = passage.codings()
            made = drive.study.code(coding.code)
            assert drive.bench.codes[made.id] == made
            assert made.codings == 1
            assert drive.bench.view.current_coding == coding.id
            await drive.keys("u")
            assert passage.codings() == []
            assert drive.study.codes(include_retired=True) == codes
            assert made.id not in drive.bench.codes
            await drive.keys("U")
            assert drive.study.code(made.id) == made
            await drive.keys("u")


async def test_letters_that_no_code_has_say_so_and_escape_lets_go(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        used = {code.mnemonic for code in study.codes()}
    free = next(a + b for a in "qxz" for b in "qxz" if a + b not in used)
    async with launch(study_file) as drive:
        passage = Passage(drive)
        await passage.select()
        await drive.keys(f"word:;{free}")
        assert free in drive.said()
        await drive.keys(";", "v", "backspace", "escape")
        assert drive.bench.view.selected_span == passage.span
        assert passage.codes() == set()
        assert isinstance(drive.app.screen, Workbench)
        # The keys mean again what they did.
        await drive.keys("t")
        assert drive.bench.view.selected_span is None
