"""Work that is killed at a step, or runs out of room, in a process of its own (``cli/killer.py``)."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

DRIVER = Path(__file__).parent / "cli" / "killer.py"


@dataclass
class End:
    """How work ended: an exit code, or minus the signal that ended it."""

    status: int
    steps: int
    out: str
    err: str

    @property
    def killed(self) -> bool:
        return self.status == -signal.SIGKILL


class Killer:
    """Work in a process that ends where it is told to."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(
        self,
        work: str,
        *arguments: object,
        typed: str = "",
        kill_at: int = 0,
        file_limit: int = 0,
        limit_from: str = "",
    ) -> End:
        order = {
            "work": work,
            "arguments": [str(argument) for argument in arguments],
            "typed": typed,
            "kill_at": kill_at,
            "file_limit": file_limit,
            "limit_from": limit_from,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return End(**json.loads(self._process.stdout.readline()))


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    """The driver, with the program loaded."""
    folder = tmp_path_factory.mktemp("killer")
    environment = {**os.environ, "INTERVIEW_CODER_CONFIG": str(folder / "config"), "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(
        [sys.executable, DRIVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )
    yield Killer(process)
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(60) == 0


@pytest.fixture(params=[pytest.param(1, id="few"), pytest.param(150, id="many", marks=pytest.mark.full)])
def moments(request: pytest.FixtureRequest) -> Callable[[int], list[int]]:
    """Steps at which to kill work that takes so many: the first, some in between, and the last, which confirm it."""

    def choose(steps: int) -> list[int]:
        count: int = request.param
        rng = random.Random(steps)
        spread = [1 + int(steps * (place + rng.random()) / count) for place in range(count)]
        return sorted({min(steps, step) for step in (1, *spread, steps - steps // 50, steps - 2)} - {0})

    return choose


class Copies:
    """Fresh copies of a study, each in a folder of its own, with its automatic backups."""

    def __init__(self, base: Path, folder: Path) -> None:
        self._base, self._folder, self._count = base, folder, 0

    def fresh(self) -> Path:
        self._count += 1
        folder = self._folder / f"copy{self._count}"
        for source in sorted(self._base.parent.rglob("*")):
            target = folder / source.relative_to(self._base.parent)
            if source.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(source.read_bytes())
        return folder / self._base.name
