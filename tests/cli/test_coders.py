"""Commands on coders and who codes what."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from interview_coder.domain.model import Metadata
from interview_coder.intake import Prepared
from interview_coder.study import Study

Cli = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def path(tmp_path: Path, prepare_turns: Callable[..., Prepared]) -> Path:
    path = tmp_path / "desks.study"
    with Study.create(path, coder="Carla") as study:
        for number in (1, 2, 3, 4):
            metadata = Metadata(school=number, programmes=("Dierverzorging 2",))
            study.store(prepare_turns("Hoe is het?", f"Er is werk op plek {number}."), metadata=metadata)
    return path


def test_plan_assign_and_done(cli: Cli, path: Path) -> None:
    for name in ("Anna", "Bram"):
        assert cli("coders", path, "--add", name).returncode == 0
    first = cli("plan", path, "Anna", "Bram", "--share", "0.5", "--seed", "3", "--json")
    shown = json.loads(first.stdout)
    assert (shown["several"], shown["kept"], sum(shown["load"].values())) == (2, False, 6)
    assert "Nothing is assigned" in cli("plan", path, "Anna", "Bram").stderr
    assert cli("assignments", path).stdout == ""
    kept = cli("plan", path, "Anna", "Bram", "--share", "0.5", "--seed", "3", "--keep", "--coder", "Carla")
    assert (kept.returncode, "2 by several" in kept.stderr) == (0, True)
    rows = json.loads(cli("assignments", path, "--json").stdout)
    assert len(rows) == 6
    assert {(row["work"], row["blind"], row["hidden"]) for row in rows} == {("not-started", True, False)}
    both = next(one["reference"] for one in shown["interviews"] if len(one["coders"]) == 2)
    mine = json.loads(cli("assignments", path, "--interview", both, "--coder", "Anna", "--json").stdout)
    assert [(row["hidden"], row["work"]) for row in mine] == [(True, "not-started"), (True, None)]
    assert "Bram" in cli("done", path, both, "--coder", "Anna").stderr
    assert "are done" in cli("done", path, both, "--coder", "Bram").stderr
    late = cli("done", path, both, "--coder", "Bram", "--take-back")
    assert (late.returncode, "taken back" in late.stderr) == (1, True)
    assert "done" in cli("assignments", path, "--of", "Bram").stdout


def test_assign_and_take_away(cli: Cli, path: Path) -> None:
    ref = "1. Dierverzorging 2"
    given = cli("assign", path, "Daan", ref, "2. Dierverzorging 2", "--blind", "--coder", "Carla")
    assert (given.returncode, given.stdout.count("blind")) == (0, 2)
    assert cli("assign", path, "Daan", ref, "--remove", "--coder", "Daan").returncode == 1
    taken = cli("assign", path, "Daan", ref, "--remove", "--coder", "Carla", "--json")
    assert [row["reference"] for row in json.loads(taken.stdout)] == ["2. Dierverzorging 2"]
    assert cli("assign", path, "consensus", ref).returncode == 1
    assert cli("assign", path, "Daan", "99. Niets").returncode == 1


def test_coders_change_and_undo(cli: Cli, path: Path) -> None:
    cli("coders", path, "--add", "Bram")
    changed = cli("coders", path, "--change", "bram", "--initials", "BX", "--colour", "#AABBCC", "--json")
    assert ("BX", "#aabbcc") in [(one["initials"], one["colour"]) for one in json.loads(changed.stdout)]
    assert cli("coders", path, "--change", "Bram", "--colour", "red").returncode == 1
    assert cli("coders", path, "--change", "Bram", "--name", "Carla").returncode == 1
    assert cli("coders", path, "--initials", "B").returncode == 2
    with Study.open(path) as study:
        study.undo()
    assert "BX" not in cli("coders", path).stdout
