"""How long handing out and merging take: two desks of a thousand interviews with a hundred thousand codings.

``PYTHONPATH=. .venv/bin/python -m tests.bench.bench_merge``
"""

from __future__ import annotations

import random
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench import studies

from interview_coder.study import Study

CODINGS, CORRECTIONS = 300, 30
"""What is done at each desk meanwhile."""


@contextmanager
def measured(what: str) -> Iterator[list[int]]:
    """Print the time, and how often progress was told."""
    begin, begun = time.perf_counter(), time.process_time()
    steps: list[int] = []
    yield steps
    took, used = time.perf_counter() - begin, time.process_time() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = f", progress told {len(steps)} times" if steps else ""
    print(f"{what}: {took:.1f} s, {used:.1f} s of processor time, up to {memory:.0f} MiB so far{told}", flush=True)


def work_apart(path: Path, coder: str, seed: int) -> None:
    """Code and correct at a desk."""
    chance = random.Random(seed)
    with Study.open(path, coder=coder) as study:
        interviews, codes = study.interviews(), study.codes()
        for _n in range(CODINGS):
            start = chance.randrange(40_000)
            study.add_coding(chance.choice(interviews).id, chance.choice(codes).id, start, start + 60)
        for _n in range(CORRECTIONS):
            interview = chance.choice(interviews).id
            place = study.find_passage(interview, " leerling ", occurrence=3)
            study.edit_text(interview, place.start, place.end, f" {coder.lower()} ")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        main_file, bea, cor = (Path(folder) / f"{name}.study" for name in ("main", "bea", "cor"))
        shutil.copy(studies.large(), main_file)
        with Study.open(main_file, coder="Anna") as study:
            print(f"{len(study.interviews())} interviews, {len(study.quotes())} codings", flush=True)
            with measured("hand out"):
                study.hand_out(bea, coder="Bea")
            with measured("hand out blind"):
                study.hand_out(cor, coder="Cor", blind=True)
        for path, coder in ((bea, "Bea"), (cor, "Cor")):
            work_apart(path, coder, len(coder) + ord(coder[0]))
        with Study.open(main_file, coder="Anna") as study:
            for what, dry in (("look at two desks", True), ("merge them", False), ("merge them again", False)):
                with measured(what) as steps:
                    study.merge([bea, cor], dry_run=dry, progress=lambda done, _total: steps.append(done))
            assert study.check() == []


if __name__ == "__main__":
    main()
