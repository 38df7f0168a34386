"""Looking a study over: is the file sound, do spans fit their texts, is a name left anywhere."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import NoneType
from typing import Any, Final

from sqlalchemy import JSON, Column, Connection, select
from sqlalchemy.exc import DatabaseError

from interview_coder.domain.marks import is_mark
from interview_coder.domain.spellings import same
from interview_coder.i18n import _
from interview_coder.store import decoding, reading, schema
from interview_coder.store.database import Database, backup_folder
from interview_coder.store.seeking import Names, Tally

_SHOWN: Final = 20
_AT_ONCE: Final = 500
_NEVER_EMPTY: Final = ("codings", "redactions")


def problems(connection: Connection) -> list[str]:
    """What is wrong with the study, a sentence each; empty when it is sound."""
    found = faults(connection)
    if not found and connection.scalar(select(schema.Study.purge_pending)):
        found.append(
            _("Traces of something deleted may still be in the file; close the study everywhere and open it once.")
        )
    return found


def faults(connection: Connection) -> list[str]:
    """What this program never makes: damage, rows that cannot be read or point nowhere, spans that do not fit."""
    found = [
        _("The database is damaged: {what}.").format(what=row[0])
        for row in connection.exec_driver_sql(f"PRAGMA integrity_check({_SHOWN})")
        if row[0] != "ok"
    ]
    found += _unreadable(connection)
    found += [
        _("A row of {table} points to a row of {parent} that does not exist.").format(table=row[0], parent=row[2])
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_SHOWN)
    ]
    if found:
        # What follows takes for granted that rows can be read and lead to others.
        return found
    if len(reading.codes(connection)) != connection.exec_driver_sql("SELECT count(*) FROM codes").scalar():
        found.append(_("Codes stand below themselves, in a circle."))
    names = {item.id: item.reference for item in reading.interviews(connection)}
    lengths: dict[str, int] = {}
    of: dict[str, str] = {}
    for identifier, interview, text in connection.execute(
        select(schema.Transcript.id, schema.Transcript.interview_id, schema.Transcript.text)
    ):
        lengths[identifier], of[identifier] = len(text), names[interview]
        found += [f"{names[interview]}: {problem}" for problem in _transcript_problems(connection, identifier, text)]
    found += [f"{of[identifier]}: {problem}" for identifier, problem in _outside(connection, lengths)]
    indexed = connection.exec_driver_sql(f"SELECT count(*) FROM {schema.FTS}").scalar()
    turns = connection.exec_driver_sql("SELECT count(*) FROM turns").scalar()
    if indexed != turns:
        found.append(_("The search index has {n} turns of {m}.").format(n=indexed, m=turns))
    return found


def _unreadable(connection: Connection) -> Iterable[str]:
    """Rows with values that are none of their kind; SQLite's own look does not see all of them."""
    for table in schema.Base.metadata.sorted_tables:
        types: list[set[type]] = [set() for _column in table.columns]
        count = 0
        try:
            for rows in connection.execute(select(table)).partitions(_AT_ONCE):
                count += len(rows)
                for known, values in zip(types, zip(*rows, strict=True), strict=True):
                    known.update(map(type, values))
            sound = all(map(_is_kind, table.columns, types))
        except (DatabaseError, ValueError, LookupError, TypeError):
            sound = False
        if not sound:
            yield _("The table {table} holds values that cannot be read.").format(table=table.name)
        elif table.name == schema.Study.__tablename__ and count != 1:
            yield _("The row that says which study this is has been lost.")


def _is_kind(column: Column[Any], types: set[type]) -> bool:
    """Whether a column may hold values of these types."""
    kind = dict if isinstance(column.type, JSON) else column.type.python_type
    allowed = {float: (float, int), bool: (bool,), int: (int,)}.get(kind, (kind,))
    return all((one is NoneType and bool(column.nullable)) or issubclass(one, allowed) for one in types)


def _transcript_problems(connection: Connection, transcript: str, text: str) -> Iterable[str]:
    behind = 0
    turns = connection.execute(
        select(schema.Turn.number, schema.Turn.start, schema.Turn.end, schema.Turn.docid)
        .where(schema.Turn.transcript_id == transcript)
        .order_by(schema.Turn.number)
    ).all()
    index: dict[int, str] = dict(
        connection.exec_driver_sql(
            f"SELECT rowid, body FROM {schema.FTS} WHERE rowid IN (SELECT docid FROM turns WHERE transcript_id = ?)",
            (transcript,),
        ).all()
    )
    for turn in turns:
        if turn.start != behind or turn.end < turn.start or text[turn.end : turn.end + 1] not in ("", "\n"):
            yield _("turn {n} does not lie where the one before ends.").format(n=turn.number)
        behind = turn.end + 1
        if index.get(turn.docid) != text[turn.start : turn.end]:
            yield _("turn {n} is not in the search index as it stands in the text.").format(n=turn.number)
    if behind != len(text) + 1:
        yield _("the turns do not cover the text.")
    marks = schema.Redaction
    for start, end in connection.execute(select(marks.start, marks.end).where(marks.transcript_id == transcript)):
        if not is_mark(text[start:end]):
            yield _("a redaction at {place} has lost its mark.").format(place=start)


def _outside(connection: Connection, lengths: dict[str, int]) -> Iterable[tuple[str, str]]:
    """The transcripts whose spans do not fit their texts, which are so long, and what to say of them."""
    for name in schema.SPAN_TABLES:
        for transcript, count in connection.exec_driver_sql(
            f'SELECT rows.transcript_id, count(*) FROM json_each(?) AS texts CROSS JOIN "{name}" AS rows'
            ' ON rows.transcript_id = texts.key WHERE rows.start < 0 OR rows."end" > texts.value'
            ' OR rows.start > rows."end" OR (? AND rows.start = rows."end") GROUP BY rows.transcript_id',
            (json.dumps(lengths), name in _NEVER_EMPTY),
        ):
            yield transcript, _("{n} spans of {table} are empty or lie outside the text.").format(n=count, table=name)


def leftovers(
    database: Database,
    names: Sequence[str],
    *,
    files: Sequence[Path] = (),
    progress: Callable[[int, int], None] | None = None,
) -> tuple[dict[str, dict[str, int]], list[str]]:
    """Where names still are: for each that is found, the places (column, index, file) and how often; and which files
    could not be looked into.

    Whole words, whatever their case, diacritics, hyphens and apostrophes, in every column that holds text and in the
    search vocabulary; the bytes of the study, its journal and its automatic backups are searched in every encoding.
    ``progress`` is told of megabytes read, and of those in all.
    """
    wanted = Names(names)
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    sealed: list[str] = []
    looked = [*_raw_files(database.path), *files]
    told = _told(progress, sum(path.stat().st_size for path in looked))

    def note(place: str, counts: Counter[str]) -> None:
        for name, count in counts.items():
            found[name][place] += count

    with database.read(whole=True) as connection:
        for place, stands in _in_columns(connection, wanted):
            note(place, stands)
        vocabulary = _vocabulary(connection)
    for name in wanted.names:
        tokens = same(name).split()
        if len(tokens) == 1 and tokens[0] in vocabulary:
            found[name]["search vocabulary"] += 1
    for path in looked:
        for counts in decoding.counts(path, wanted, told):
            if counts is not None:
                note(path.name, counts)
            elif path.name not in sealed:
                sealed.append(path.name)
    return {name: dict(places) for name, places in found.items()}, sealed


def standing(database: Database, names: Sequence[str]) -> dict[str, int]:
    """How often names stand in each column of the study that holds text, of those where they do."""
    with database.read(whole=True) as connection:
        found = {place: counts.total() for place, counts in _in_columns(connection, Names(names))}
    return {place: count for place, count in found.items() if count}


def _in_columns(connection: Connection, wanted: Names) -> Iterator[tuple[str, Counter[str]]]:
    for place, texts in groupby(reading.user_texts(connection), itemgetter(0)):
        tally = Tally(wanted)
        for some in decoding.batches(text for _place, text in texts):
            tally.feed(some)
        yield place, tally.end()


def _told(progress: Callable[[int, int], None] | None, total: int) -> Callable[[int], None]:
    """Takes bytes as they are read, and tells how many are done of all, in megabytes."""
    done = 0

    def told(size: int) -> None:
        nonlocal done
        done += size
        if progress is not None:
            progress(min(done, total) // 1_000_000, total // 1_000_000)

    return told


def _vocabulary(connection: Connection) -> set[str]:
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, {schema.FTS}, row)"
    )
    return set(connection.exec_driver_sql("SELECT term FROM temp.vocabulary").scalars())


def _raw_files(study: Path) -> list[Path]:
    study = study.resolve()
    beside = [study.with_name(study.name + suffix) for suffix in ("", "-wal")]
    folder = backup_folder(study)
    return [path for path in (*beside, *(sorted(folder.iterdir()) if folder.is_dir() else ())) if path.is_file()]
