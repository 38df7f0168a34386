"""``python -m tests.bench [data] [start] [screens] [view] [export]``: measures, prints one table, writes bench.json."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module

from tests.bench import studies
from tests.bench.figures import HEADING, Figure

PARTS = ("data", "start", "screens", "view", "export")


def main(wanted: list[str]) -> None:
    """Measure the parts that were asked for, all of them without words."""
    studies.WORK.mkdir(parents=True, exist_ok=True)
    # As in the program, before anything imports Textual.
    import_module("interview_coder.tui")
    os.environ["INTERVIEW_CODER_CONFIG"] = str(studies.WORK / "settings")
    found: list[Figure] = []
    begin = time.perf_counter()
    for part in [part for part in PARTS if not wanted or part in wanted]:
        print(f"\n{part}\n{HEADING}", flush=True)
        figures: Callable[[], Iterator[Figure]] = import_module(f"tests.bench.bench_{part}").figures
        for figure in figures():
            found.append(figure)
            print(figure.line(), flush=True)
    records = [figure.record() for figure in found]
    (studies.ROOT / "bench.json").write_text(json.dumps(records, indent=1) + "\n", encoding="utf-8")
    missed = [figure.name.strip() for figure in found if figure.met is False]
    load = f", load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else ""
    print(f"\n{len(found)} figures in {time.perf_counter() - begin:.0f} s{load}; missed: {', '.join(missed) or 'none'}")


if __name__ == "__main__":
    main(sys.argv[1:])
