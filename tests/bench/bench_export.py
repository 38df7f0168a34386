"""Files of the large study: what each kind of export takes in seconds and memory, each in a process of its own.

The study is the large one with what a team adds to it: a second coder on a tenth of the interviews, 5,000 memos, 2,000
quotes collected for the report of which 200 are edited, verdicts, and a history in which every coding is an act. A
floor is what a script would do for the same file: plain sqlite3 for the rows, and Python's csv, or openpyxl.
"""

from __future__ import annotations

import csv
import json
import resource
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.bench import studies
from tests.bench.bench_data import in_process, plain
from tests.bench.figures import MIB, Figure, stopwatch

from interview_coder.domain.conditions import Verdict
from interview_coder.domain.exports import ExportKind, ExportOptions
from interview_coder.domain.model import CodeKind
from interview_coder.domain.tables import By
from interview_coder.store import history
from interview_coder.study import Study

SECONDS: Final = 60
"""So long an export may take."""
MEMORY: Final = 500
"""So many MiB the whole process may need at any time."""
MEMOS: Final = 5_000
QUOTES: Final = 2_000
WANTED: Final = (
    *((ExportKind.QUOTES, suffix) for suffix in (".docx", ".xlsx", ".csv", ".md", ".html", ".tex")),
    *((ExportKind.APPENDIX, suffix) for suffix in (".docx", ".html")),
    *((ExportKind.REPORT, suffix) for suffix in (".docx", ".html")),
    (ExportKind.CODEBOOK, ".docx"),
    (ExportKind.MATRIX, ".xlsx"),
    (ExportKind.COOCCURRENCE, ".xlsx"),
    (ExportKind.SATURATION, ".xlsx"),
    (ExportKind.FIGURES, ".html"),
    *((ExportKind.MEMOS, suffix) for suffix in (".docx", ".xlsx")),
    *((ExportKind.TRANSCRIPT, suffix) for suffix in (".docx", ".html")),
    (ExportKind.INTERVIEWS, ".xlsx"),
    (ExportKind.AGREEMENT, ".docx"),
    *((ExportKind.AUDIT, suffix) for suffix in (".xlsx", ".docx")),
    (ExportKind.REDACTIONS, ".xlsx"),
)
"""The kinds and formats that are measured: all kinds, and every way of writing."""

ALL: Final = """
SELECT k.section, k.name, substr(t.text, c.start + 1, c."end" - c.start), i.number, c.stance, p.name
FROM codings AS c JOIN codes AS k ON k.id = c.code_id JOIN coders AS p ON p.id = c.coder_id
JOIN transcripts AS t ON t.id = c.transcript_id JOIN interviews AS i ON i.id = t.interview_id
ORDER BY k.section, k.position, i.number, c.start
"""


def figures() -> Iterator[Figure]:
    """All figures of this file."""
    study = worked_on()
    floors = {suffix: json.loads(in_process("plain_table", study, suffix, module="bench_export")) for suffix in _PLAIN}
    for kind, suffix in WANTED:
        told = json.loads(in_process("measure", study, kind, suffix, module="bench_export"))
        floor = floors.get(suffix) if kind is ExportKind.QUOTES else None
        yield Figure(
            f"export {kind} {suffix} ({told['rows']:,} rows)",
            told["seconds"],
            "s",
            floor["seconds"] if floor else None,
            SECONDS,
        )
        yield Figure("  memory at any time", told["peak"], "MiB", floor["peak"] if floor else None, MEMORY)


def measure(study: str, kind: str, suffix: str) -> None:
    """In a process of its own: write that file and print what it took, from opening the study to the file."""
    with tempfile.TemporaryDirectory() as folder, stopwatch() as passed:
        with Study.open(study, coder="Anna", read_only=True) as opened:
            options = ExportOptions(by=By.INTERVIEW, language="nl")
            # As the commands and the screen do, somebody watches.
            report = opened.export(kind, Path(folder) / f"out{suffix}", options, progress=lambda _done, _total: None)
        seconds = passed()
    print(json.dumps({"seconds": seconds, "peak": _peak(), "rows": report.rows}))


def _peak() -> float:
    """The most memory that this process had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / MIB


_PLAIN: Final = (".csv", ".xlsx")


def plain_table(study: str, suffix: str) -> None:
    """In a process of its own: the same rows through plain sqlite3 and csv or openpyxl."""
    with tempfile.TemporaryDirectory() as folder, plain(Path(study)) as connection, stopwatch() as passed:
        rows = connection.execute(ALL)
        path = Path(folder) / f"plain{suffix}"
        if suffix == ".csv":
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)
        else:
            _plain_excel(rows, path)
        seconds = passed()
    print(json.dumps({"seconds": seconds, "peak": _peak()}))


def _plain_excel(rows: sqlite3.Cursor, path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(path)


def worked_on() -> Path:
    """The large study as a team would leave it, made at the first run."""
    path = studies.kept("worked-on")
    if not path.exists():
        draft = path.with_suffix(".draft.study")
        draft.unlink(missing_ok=True)
        with Study.open(studies.large(), read_only=True) as study:
            study.backup(draft)
        with Study.open(draft, coder="Bram") as study:
            studies.spread_codings(study, [one.id for one in study.interviews()[:100]], 100, 0, seed=8)
        with Study.open(draft, coder="Anna") as study:
            _write_memos(study)
            _collect(study)
            _tell_acts_apart(study)
        draft.rename(path)
    return path


def _write_memos(study: Study) -> None:
    with study._act("memo written") as act:
        codings = act.connection.exec_driver_sql("SELECT id FROM codings ORDER BY id").scalars().all()
        nothing = dict.fromkeys(("interview_id", "code_id", "transcript_id", "start", "end"))
        rows = [
            {
                **nothing,
                "id": history.new_id(),
                "coder_id": act.coder,
                "coding_id": coding,
                "body": f"Bij dit fragment valt op dat het gesprek anders loopt dan gedacht ({number}).",
                "created": act.time,
                "changed": act.time,
            }
            for number, coding in enumerate(codings[:: len(codings) // MEMOS][:MEMOS])
        ]
        act.insert_many("memos", rows)


def _collect(study: Study) -> None:
    rows = study.quotes()
    quotes = study.collect([row.id for row in rows[:: len(rows) // QUOTES][:QUOTES]])
    for quote in quotes[:: QUOTES // 200]:
        source = study.transcript(quote.interview).text
        piece = next(piece for piece in quote.quote.pieces if not piece.question)
        middle = (piece.start + piece.end) // 2
        study.change_quote(quote.id, quote.quote.insert(source, middle, "is"))
    for code in study.codes():
        if code.kind is CodeKind.CONDITION and code.parent is None:
            study.set_verdict(code.id, Verdict.PARTLY, rationale="Wisselend.", quotes=[quotes[0].id])
            for school in study.schools()[:50]:
                study.set_verdict(code.id, Verdict.MET, school=school, rationale="Hier wel.")


def _tell_acts_apart(study: Study) -> None:
    """Every coding an act of its own, as where people code by hand."""
    with study._database.write() as connection:
        connection.exec_driver_sql("UPDATE events SET act = \"row\", what = 'coding added' WHERE tbl = 'codings'")
