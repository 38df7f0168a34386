"""What writing 100,000 coded quotes costs, in seconds and memory: each format in a process of its own."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from interview_coder.domain.model import CodeKind, QuoteFilter, QuoteRow, StudyInfo
from interview_coder.exporting import QUOTE_FORMATS, Target, export_quotes

WHEN = datetime(2025, 3, 4, tzinfo=UTC)
INFO = StudyInfo("none.study", "id", "Ombuigen", "nl", "mbo", "1", WHEN, 18, 100, 200, 100_000, 3, 0)
WORDS = "Als een meisje iets met dieren wil, dan wil ze dat, en daar praat je haar niet vanaf [lacht]. "
ROWS = 100_000


def row(number: int) -> QuoteRow:
    """One row of many: 200 codes in 7 sections, 18 interviews."""
    code = number * 200 // ROWS
    return QuoteRow(
        id=str(number),
        interview=str(number % 18),
        reference=f"{number % 11 + 1}. Dierverzorging 2",
        section=f"4.{code // 30 + 1}",
        code_key=f"c{code}",
        code_name=f"Code {code}",
        code_path=f"Thema/Code {code}",
        code_kind=CodeKind.THEME,
        quote=f"{number} {WORDS * (number % 4 + 1)}",
        edited=None,
        stance=None,
        coder="Anna",
        memo="",
        start=0,
        end=100,
        turn=number % 300 + 1,
    )


def measure(suffix: str) -> None:
    """Write the rows to a file of that kind and print what it took."""
    rows = [row(number) for number in range(ROWS)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"quotes{suffix}"
        export_quotes(Target(path, INFO), rows, language="nl", when=WHEN, filters=QuoteFilter())
        took, size = time.perf_counter() - began, path.stat().st_size / 2**20
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    memory = f"{peak:4.0f} MiB peak ({before:.0f} for the rows)"
    print(f"{suffix:6} {ROWS} quotes {took:6.1f} s  {size:5.1f} MiB file  {memory}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1])
    else:
        for kind in QUOTE_FORMATS:
            subprocess.run([sys.executable, __file__, kind], check=True)
