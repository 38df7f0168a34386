"""Looking a study over: is the file sound, do spans fit their texts, is a name left anywhere."""

from __future__ import annotations

import html
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import NoneType
from typing import Any, Final

from sqlalchemy import JSON, Column, Connection, literal, select
from sqlalchemy.exc import DatabaseError

from interview_coder.domain.marks import is_mark
from interview_coder.domain.text import fold
from interview_coder.i18n import _
from interview_coder.store import reading, schema
from interview_coder.store.database import Database, backup_folder

_SHOWN: Final = 20
_NEVER_EMPTY: Final = ("codings", "redactions")
_MAX_PART: Final = 200_000_000
_TAGS: Final = re.compile(r"<[^>]*>")


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
    for identifier, interview, text in connection.execute(
        select(schema.Transcript.id, schema.Transcript.interview_id, schema.Transcript.text)
    ):
        found += [f"{names[interview]}: {problem}" for problem in _transcript_problems(connection, identifier, text)]
    indexed = connection.exec_driver_sql(f"SELECT count(*) FROM {schema.FTS}").scalar()
    turns = connection.exec_driver_sql("SELECT count(*) FROM turns").scalar()
    if indexed != turns:
        found.append(_("The search index has {n} turns of {m}.").format(n=indexed, m=turns))
    return found


def _unreadable(connection: Connection) -> Iterable[str]:
    """Rows with values that are none of their kind; SQLite's own look does not see all of them."""
    for table in schema.Base.metadata.sorted_tables:
        try:
            rows = connection.execute(select(table)).all()
            values = zip(*rows, strict=True)
            sound = all(
                _is_kind(column, set(map(type, column_of)))
                for column, column_of in zip(table.columns, values, strict=bool(rows))
            )
        except (DatabaseError, ValueError, LookupError, TypeError):
            sound = False
        if not sound:
            yield _("The table {table} holds values that cannot be read.").format(table=table.name)
        elif table.name == schema.Study.__tablename__ and len(rows) != 1:
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
    for name in schema.SPAN_TABLES:
        rows = schema.table(name)
        outside = connection.execute(
            select(rows.c.id).where(
                rows.c.transcript_id == transcript,
                (rows.c.start < 0)
                | (rows.c.end > len(text))
                | (rows.c.start > rows.c.end)
                | ((rows.c.start == rows.c.end) & literal(name in _NEVER_EMPTY)),
            )
        ).all()
        if outside:
            yield _("{n} spans of {table} are empty or lie outside the text.").format(n=len(outside), table=name)
    marks = schema.Redaction
    for start, end in connection.execute(select(marks.start, marks.end).where(marks.transcript_id == transcript)):
        if not is_mark(text[start:end]):
            yield _("a redaction at {place} has lost its mark.").format(place=start)


def leftovers(database: Database, names: Sequence[str], *, files: Sequence[Path] = ()) -> dict[str, dict[str, int]]:
    """Where names still are: for each name that is found, the places (column, index, file) and how often.

    Whole words, case and diacritics folded, in every column that holds text and in the search vocabulary; the bytes of
    the study, its journal and its automatic backups are searched as UTF-8 and UTF-16 as well.
    """
    wanted = _Names(names)
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))

    def note(place: str, text: str) -> None:
        for name, count in wanted.count(text).items():
            found[name][place] += count

    with database.read() as connection:
        for place, text in reading.user_texts(connection):
            note(place, text)
        vocabulary = _vocabulary(connection)
    for name in wanted.names:
        tokens = _WORD.findall(fold(name))
        if len(tokens) == 1 and tokens[0] in vocabulary:
            found[name]["search vocabulary"] += 1
    for path in [*_raw_files(database.path), *files]:
        for text in _decoded(path):
            note(path.name, text)
    return {name: dict(places) for name, places in found.items()}


_WORD: Final = re.compile(r"\w+")


class _Names:
    """Names to look for as whole words in folded texts; how many there are hardly matters for the time it takes."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = [name for name in dict.fromkeys(names) if _WORD.search(fold(name))]
        self._by_word: dict[str, list[tuple[str, int, re.Pattern[str]]]] = defaultdict(list)
        for name in self.names:
            folded = " ".join(fold(name).split())
            pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, folded.split())) + r"(?!\w)"
            first = _WORD.search(folded)
            assert first is not None
            self._by_word[first[0]].append((name, first.start(), re.compile(pattern)))

    def count(self, text: str) -> dict[str, int]:
        """How often each name stands in a text; those that do not are left out."""
        counts: dict[str, int] = defaultdict(int)
        folded = fold(text)
        for word in _WORD.finditer(folded):
            for name, offset, pattern in self._by_word.get(word[0], ()):
                if word.start() >= offset and pattern.match(folded, word.start() - offset):
                    counts[name] += 1
        return counts


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


def _decoded(path: Path) -> Iterable[str]:
    """The bytes of a file as text, and those of the parts of a zip (a Word or Excel file), tags taken out."""
    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                if entry.file_size <= _MAX_PART:
                    part = archive.read(entry).decode("utf-8", "replace")
                    # Word splits a name over runs, and paragraphs are apart: look at both readings.
                    yield html.unescape(_TAGS.sub("", part))
                    yield html.unescape(_TAGS.sub(" ", part))
    yield data.decode("utf-8", "replace")
    yield data.decode("utf-16-le", "replace")
    yield data[1:].decode("utf-16-le", "replace")
