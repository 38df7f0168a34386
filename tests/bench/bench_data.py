"""The data: importing, quotes, searching, and how all of it grows. Floors are plain sqlite3 and FTS5 in the same run.

A floor does what a script of a page would do: it reads the files, splits them at the labels, keeps texts and turns in
plain tables with the same durability (WAL, ``synchronous=FULL``, a transaction an interview), and asks SQL.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench import studies
from tests.bench.figures import MIB, Figure, median_ms, stopwatch

from interview_coder.domain.model import QuoteFilter
from interview_coder.study import Study

PAGE = 50
GROWTH = (18, 1_000, 10_000)
MORE = 40
"""Transcripts that are imported into studies of each size."""


def figures() -> Iterator[Figure]:
    """All figures of this file."""
    yield from importing()
    yield from asking(studies.large())
    yield from growth()


# Importing


def importing() -> Iterator[Figure]:
    """1,000 transcripts from files, in a process of its own; the study that comes of it is kept as the large one."""
    files = studies.transcript_files(1_000)
    floor = plain_import(files)
    target = studies.WORK / "import.study"
    target.unlink(missing_ok=True)
    told = json.loads(in_process("import_all", target))
    if not studies.kept("large").exists():
        with Study.open(target, coder="Anna") as study:
            studies.code_large(study)
        target.rename(studies.kept("large"))
    target.unlink(missing_ok=True)
    yield Figure("import 1,000 transcripts, names not looked for", told["seconds"], "s", floor, 6 * floor)
    yield Figure("  memory at any time", told["peak"], "MiB", None, 300)


def import_all(target: str) -> None:
    """In the process of its own: import everything, say how long it took and how much memory at most."""
    import resource

    files = studies.transcript_files(1_000)
    with Study.create(target, coder="Anna") as study, stopwatch() as passed:
        studies.import_files(study, files)
        seconds = passed()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps({"seconds": seconds, "peak": peak / MIB}))


def in_process(what: str, *arguments: object, module: str = "bench_data") -> str:
    """What a function of a module prints, run in a fresh interpreter."""
    call = f"from tests.bench import {module} as b; b.{what}({', '.join(repr(str(one)) for one in arguments)})"
    ran = subprocess.run(
        [sys.executable, "-c", call], cwd=studies.ROOT, capture_output=True, text=True, check=True, env=environment()
    )
    return ran.stdout.splitlines()[-1]


def environment() -> dict[str, str]:
    """The environment of processes that are measured: nobody's settings, the source tree first."""
    import os

    path = os.pathsep.join((str(studies.ROOT / "src"), str(studies.ROOT)))
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": path, "INTERVIEW_CODER_CONFIG": str(studies.WORK / "settings")}


def plain_import(files: list[Path], into: Path | None = None) -> float:
    """Seconds that plain sqlite3 and FTS5 take for the same files."""
    path = into or studies.WORK / "floor.db"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE transcripts (id INTEGER PRIMARY KEY, text TEXT);"
        "CREATE TABLE turns (id INTEGER PRIMARY KEY, transcript INT, start INT, stop INT, speaker TEXT);"
        'CREATE VIRTUAL TABLE words USING fts5(body, tokenize = "unicode61 remove_diacritics 2");'
    )
    with stopwatch() as passed:
        for number, file in enumerate(files):
            labels, texts = zip(
                *(line.split(": ", 1) for line in file.read_text(encoding="utf-8").splitlines()), strict=True
            )
            connection.execute("BEGIN")
            connection.execute("INSERT INTO transcripts VALUES (?, ?)", (number, "\n".join(texts)))
            rows, at = [], 0
            for label, text in zip(labels, texts, strict=True):
                rows.append((number, at, at + len(text), label))
                at += len(text) + 1
            connection.executemany("INSERT INTO turns(transcript, start, stop, speaker) VALUES (?, ?, ?, ?)", rows)
            connection.executemany("INSERT INTO words(body) VALUES (?)", [(text,) for text in texts])
            connection.execute("COMMIT")
        seconds = passed()
    connection.close()
    if into is None:
        for left in path.parent.glob(f"{path.name}*"):
            left.unlink()
    return seconds


# Asking

QUOTES = """
SELECT c.id, i.number, k.name, c.stance, p.name, substr(t.text, c.start + 1, c."end" - c.start)
FROM codings AS c JOIN codes AS k ON k.id = c.code_id JOIN coders AS p ON p.id = c.coder_id
JOIN transcripts AS t ON t.id = c.transcript_id JOIN interviews AS i ON i.id = t.interview_id
WHERE k.key = ? ORDER BY i.number, c.start
"""
FOUND = """
SELECT f.rowid, u.transcript_id, u.start, u."end", f.marked FROM (
    SELECT rowid, highlight(turn_index, 0, '<', '>') AS marked FROM turn_index WHERE turn_index MATCH ?
    ORDER BY rowid LIMIT ?) AS f
JOIN turns AS u ON u.docid = f.rowid ORDER BY f.rowid
"""
COUNTED = "SELECT count(*) FROM turn_index WHERE turn_index MATCH ?"


@contextmanager
def plain(path: Path) -> Iterator[sqlite3.Connection]:
    """The file through plain sqlite3."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        yield connection
    finally:
        connection.close()


def asking(path: Path) -> Iterator[Figure]:
    """Quotes of one code, and words in all texts."""
    with Study.open(path, read_only=True) as study, plain(path) as raw:
        key = studies.asked_code(study)
        wanted = QuoteFilter(code=key)
        count = study.count_quotes(wanted)
        assert count == len(raw.execute(QUOTES, (key,)).fetchall()) == studies.ONE_CODE
        first = median_ms(lambda: study.quotes(wanted, limit=PAGE))
        plain_first = median_ms(lambda: raw.execute(QUOTES + " LIMIT ?", (key, PAGE)).fetchall())
        yield Figure(f"quotes of one code, first {PAGE} of {count:,}", first, "ms", plain_first, 50)
        everything = median_ms(lambda: study.quotes(wanted), 5)
        plain_all = median_ms(lambda: raw.execute(QUOTES, (key,)).fetchall(), 5)
        yield Figure(f"quotes of one code, all {count:,}", everything, "ms", plain_all, 3 * plain_all)
        for name, query in (
            ("a common word", "opleiding"),
            ("two words", "opleiding ouders"),
            ("begins with", "door*"),
        ):
            yield _searched(study, raw, name, query)


def _searched(study: Study, raw: sqlite3.Connection, name: str, query: str) -> Figure:
    def ours() -> int:
        study.search(query, limit=PAGE)
        return study.count_hits(query)

    def floor() -> int:
        raw.execute(FOUND, (query, PAGE)).fetchall()
        return int(raw.execute(COUNTED, (query,)).fetchone()[0])

    found = ours()
    assert found == floor() > PAGE
    plain_ms = median_ms(floor, 15)
    return Figure(
        f"search, {name}: first {PAGE} and the count ({found:,})", median_ms(ours, 15), "ms", plain_ms, 2 * plain_ms
    )


# Growing


def growth() -> Iterator[Figure]:
    """The same work in studies of 18, 1,000 and 10,000 transcripts; the ratio is per transcript, 1 being linear."""
    paths = [studies.grown(count) for count in GROWTH]
    works: dict[str, Callable[[Path], float]] = {
        "open the study and list its interviews": _listed,
        "quotes of one code, all": _quoted,
        "search, first page and count": _found,
    }
    for name, work in works.items():
        took = [work(path) for path in paths]
        yield from _grown(name, took, "ms", [count / GROWTH[0] for count in GROWTH])
    added = [_added(path) for path in paths]
    yield from _grown("one more transcript", added, "ms", [1.0] * len(GROWTH))


def _grown(name: str, took: list[float], unit: str, linear: list[float]) -> Iterator[Figure]:
    for count, value in zip(GROWTH, took, strict=True):
        yield Figure(f"{count:>6,} transcripts: {name}", value, unit)
    # Against the middle one: what every call costs hides in the smallest.
    ratio = (took[2] / took[1]) / (linear[2] / linear[1])
    yield Figure(f"  growth of that from {GROWTH[1]:,} to {GROWTH[2]:,} (1 is linear)", ratio, "x", None, 1.25)


def _listed(path: Path) -> float:
    def act() -> None:
        with Study.open(path, read_only=True) as study:
            study.interviews()

    return median_ms(act, 3)


def _quoted(path: Path) -> float:
    with Study.open(path, read_only=True) as study:
        wanted = QuoteFilter(code=studies.asked_code(study))
        return median_ms(lambda: study.quotes(wanted), 3)


def _found(path: Path) -> float:
    with Study.open(path, read_only=True) as study:
        return median_ms(lambda: (study.search("opleiding", limit=PAGE), study.count_hits("opleiding")), 3)


def _added(path: Path) -> float:
    """Milliseconds for one transcript more."""
    files = studies.transcript_files(MORE + 10, studies.SHORT)
    with contextmanager(studies.copies)(path, "more") as copy, Study.open(copy, coder="Anna") as study:
        studies.import_files(study, files[:10], 50_000)
        with stopwatch() as passed:
            studies.import_files(study, files[10:], 60_000)
            return passed() * 1000 / MORE
