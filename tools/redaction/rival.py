"""Score deduce on an evaluation set as `evaluate.py` does: `python tools/redaction/rival.py [dev|holdout]`.

deduce pins libraries of its own, so it is installed apart: `python -m venv build/rival`, then
`build/rival/bin/pip install --editable . deduce==3.0.6` and `build/rival/bin/python tools/redaction/rival.py holdout`.
Its ages and dates are no names here and are left out.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict

from evaluate import ROOT, Score, lines, read, score

from interview_coder.domain.model import Find, NameKind

_NO_NAMES = frozenset(["leeftijd", "datum"])


def main() -> None:
    """Read the set, run deduce over it, print the table."""
    from deduce import Deduce  # type: ignore[import-not-found]

    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("part", nargs="?", default="dev", help="dev or holdout")
    excerpts = [
        read(path) for path in sorted((ROOT / "evaluation" / "redaction" / parser.parse_args().part).glob("*.txt"))
    ]
    begin = time.perf_counter()
    deduce = Deduce()
    started = time.perf_counter() - begin
    groups: dict[str, Score] = defaultdict(Score)
    begin = time.process_time()
    for excerpt in excerpts:
        finds = [
            Find(found.start_char, found.end_char, NameKind.PERSON)
            for found in deduce.deidentify(excerpt.text).annotations
            if found.tag not in _NO_NAMES
        ]
        score(excerpt, finds, (groups["all"], groups[excerpt.style]))
    speed = sum(len(excerpt.text) for excerpt in excerpts) / (time.process_time() - begin)
    ordered = {name: groups[name] for name in ["all", *sorted(set(groups) - {"all"})]}
    sys.stdout.write("\n".join(lines(ordered)) + f"\n{speed:,.0f} characters/s; start {started:.1f} s\n")


if __name__ == "__main__":
    main()
