"""The whole job by keyboard, on a sample of every format; commands on the same files end in the same quotes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import TYPE_CHECKING, Any

import pytest

from interview_coder.demo import sample_files
from interview_coder.domain.model import Stance
from interview_coder.study import Study
from interview_coder.tui.screens.workbench import Workbench

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch

Cli = Callable[..., CompletedProcess[str]]

# On the sentence at the cursor: what is typed behind "select the sentence", and what it comes to.
CODED: tuple[tuple[tuple[str, ...], str, Stance | None, str], ...] = (
    (("c", "word:V1a", "enter", "+"), "V1a", Stance.SUPPORTS, ""),
    (("c", "word:stages", "enter", "m", "word:Kijk nog eens", "ctrl+s"), "stages", None, "Kijk nog eens"),
    (("c", "word:Eigen vondst", "enter", "-"), "Eigen vondst", Stance.CONTRADICTS, ""),
)
KEPT = ("quote", "reference", "section", "code", "stance", "coder", "memo", "start", "end", "turn")


def one_per_format() -> list[Path]:
    """A sample of every format."""
    chosen: dict[str, Path] = {}
    for file in sample_files():
        chosen.setdefault(file.suffix, file)
    return list(chosen.values())


async def press(drive: Drive, *keys: str) -> None:
    await drive.keys(*keys)
    await drive.settled()


async def by_keyboard(launch: Launch, path: Path, folder: Path) -> None:
    """Import, accept, code three sentences of each interview, close, open again, export the table."""
    async with launch(path, size=(80, 24)) as drive:
        await press(drive, "f5", "o", "backspace", f"word:{folder.name}", "enter", "ctrl+a", "ctrl+s")
        await press(drive, "A", "y", "y")
        await press(drive, "escape")
        assert isinstance(drive.app.screen, Workbench)
        interviews = drive.study.interviews()
        assert len(interviews) == len(one_per_format())
        seen = set()
        for _interview in interviews:
            seen.add(drive.opened)
            for turn, (keys, *_) in enumerate(CODED):
                await drive.keys("word:" + "t" * (2 if turn else 3) + "xx", *keys)
            await press(drive, "D", ">")
        assert seen == {interview.id for interview in interviews}
        await press(drive, "ctrl+q")
    async with launch(path) as drive:
        assert {interview.codings for interview in drive.study.interviews()} == {len(CODED)}
        await press(drive, "f6", "ctrl+w", "home", "ctrl+k", "word:keys.csv", "enter", "ctrl+s", "escape", "ctrl+q")


def by_commands(cli: Cli, path: Path, files: list[Path], rows: list[dict[str, Any]]) -> None:
    """The same by commands, each passage given by its words."""

    def run(*arguments: object) -> str:
        ran = cli(*arguments, "--coder", "Anna")
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    run("import", path, *files, "--accept")
    for row in rows:
        with Study.open(path, read_only=True) as study:
            text = study.transcript(study.interview(row["reference"]).id).text
        before = sum(text.startswith(row["quote"], at) for at in range(row["start"]))
        more = ["--stance", row["stance"]] if row["stance"] else []
        more += ["--memo", row["memo"]] if row["memo"] else []
        run(
            "code", path, "--interview", row["reference"], "--code", row["code"], "--text", row["quote"],
            "--occurrence", before + 1, *more,
        )  # fmt: skip


@pytest.mark.usefixtures("every_step_drawn")
async def test_keys_and_commands_end_in_the_same_quotes(tmp_path: Path, launch: Launch, cli: Cli) -> None:
    folder = tmp_path / "transcripts"
    folder.mkdir()
    files = [Path(shutil.copy(file, folder)) for file in one_per_format()]
    (tmp_path / "work").mkdir()
    ways = tmp_path / "work" / "keys.study", tmp_path / "work" / "commands.study"
    for path in ways:
        Study.create(path, coder="Anna").close()
    await by_keyboard(launch, ways[0], folder)
    typed = json.loads(cli("quotes", ways[0], "--json").stdout)
    assert len(typed) == len(files) * len(CODED)
    with Study.open(ways[0], read_only=True) as study:
        for row in typed:
            interview = study.interview(row["interview"])
            text = study.transcript(interview.id).text
            assert text[row["start"] : row["end"]] == row["quote"]
            assert row["quote"][-1] in '.?!…”"'
        names = {study.code(ref).name for _keys, ref, *_rest in CODED}
        meant = {(study.code(ref).name, stance, memo) for _keys, ref, stance, memo in CODED}
        assert {(row.code_name, row.stance, row.memo) for row in study.quotes()} == meant
        assert len(names) == len(CODED)
        assert study.check() == []
    with Study.open(ways[1], coder="Anna") as study:
        study.add_code("Eigen vondst")
    by_commands(cli, ways[1], files, typed)
    ordered = json.loads(cli("quotes", ways[1], "--json").stdout)
    assert [{key: row[key] for key in KEPT} for row in ordered] == [{key: row[key] for key in KEPT} for row in typed]
    assert cli("export", ways[1], "quotes", "-o", tmp_path / "work" / "commands.csv").returncode == 0
    assert (tmp_path / "work" / "commands.csv").read_bytes() == (tmp_path / "work" / "keys.csv").read_bytes()
