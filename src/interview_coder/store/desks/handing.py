"""Handing out a desk: a copy of a study, or of some of its interviews, to work on apart.

The copy is a new file that only ever held what was given. Whatever is missing from it was not given: joining reads
history, so absence says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, insert

from interview_coder.domain.merging import HandoutReport
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _
from interview_coder.store import schema, writing
from interview_coder.store.database import DOCID_STEP, Database, drafted, index_turns
from interview_coder.store.desks.causes import HANDED, Causes
from interview_coder.store.desks.files import Event, Source, read_events, read_source
from interview_coder.store.desks.joining import home
from interview_coder.store.desks.rules import RULES, Row
from interview_coder.store.history import DESKS, TEXT, Act, new_id, parts, typed

Progress = Callable[[int, int], None]

_STEPS: Final = 3


def hand_out(
    database: Database,
    out: Path,
    by: str,
    *,
    coder: str | None,
    interviews: Collection[str] | None,
    blind: bool,
    progress: Progress,
) -> HandoutReport:
    """Write a desk of these interviews (ids; ``None``: all), for a coder; ``by`` is who does it.

    A blind one holds nothing of colleagues' codings, memos, quotes and verdicts. Raises InvalidInputError where a blind
    desk is for nobody, OutputExistsError, StudyFileError.
    """
    if blind and coder is None:
        raise InvalidInputError(_("Say who will code at a blind desk, so that it holds that coder's own work."))
    # The file appears once the study knows of it: a desk that it does not know could never be merged.
    with ExitStack() as placing, database.write() as connection:
        actor = writing.add_coder(connection, by)
        wanted = writing.add_coder(connection, coder) if coder is not None else None
        progress(0, _STEPS)
        source = read_source(connection, database.path.name)
        progress(1, _STEPS)
        causes = Causes([source], source.events.values())
        desk = new_id()
        act = Act(connection, actor, HANDED)
        counts = causes.of(source).seen
        given = sorted(interviews) if interviews is not None else None
        after = {"desk": desk, "coder": wanted, "blind": blind, "interviews": given}
        act.write(DESKS, desk, None, {**after, "seen": {**counts, source.desk: act.clock}})
        source.events |= read_events(connection, {}, since=act.clock - 1)
        part = _part(source, None if given is None else set(given), wanted if blind else None)
        part.desk = desk
        progress(2, _STEPS)
        placing.enter_context(drafted(out, lambda fresh: _fill(fresh, part)))
    progress(_STEPS, _STEPS)
    return HandoutReport(out, len(part.rows["interviews"]), len(part.rows["codings"]), blind, desk)


def _part(source: Source, given: set[str] | None, only: str | None) -> Source:
    """What of a study goes along: of these interviews, and of private rows those of one coder."""
    known: dict[str, dict[str, Row]] = {name: dict(rows) for name, rows in source.rows.items()}
    for event in source.events.values():
        if event.tbl in known and (values := event.after or event.before) and len(values) > 1:
            known[event.tbl].setdefault(event.row, values)

    def goes(name: str, identifier: str, values: Row | None) -> bool:
        if given is not None and (place := home(name, identifier, known, values)) is not None and place not in given:
            return False
        return only is None or name not in RULES or not RULES[name].private or _owner(name, values, known) == only

    rows = {
        name: {identifier: dict(row) for identifier, row in held.items() if goes(name, identifier, row)}
        for name, held in source.rows.items()
    }
    _drop_loose(rows)
    events = {}
    for event in source.events.values():
        values = event.after or event.before or known.get(event.tbl, {}).get(event.row)
        if goes(event.tbl, event.row, None if event.tbl == TEXT else values):
            events[event.id] = event
    return Source(source.name, source.study, source.desk, rows, events)


def _owner(name: str, values: Row | None, known: Mapping[str, Mapping[str, Row]]) -> Any:
    """Whose a private row is: its coder's, or of whoever made what it belongs to."""
    if values is None:
        return None
    if name == "unplaced":
        inner = values.get("values") or {}
        return _owner(str(values.get("tbl")), inner, known) if values.get("tbl") != name else None
    if values.get("coder_id") is not None:
        return values["coder_id"]
    for key in schema.table(name).foreign_keys:
        parent = key.column.table.name
        above = known.get(parent, {}).get(str(values.get(key.parent.name)))
        if RULES[parent].private and above is not None:
            return _owner(parent, above, known)
    return None


def _drop_loose(rows: dict[str, dict[str, Row]]) -> None:
    """Take out rows that hang on something that was not given; a quote without its coding stays."""
    again = True
    while again:
        again = False
        for table in schema.Base.metadata.sorted_tables:
            for identifier, row in list(rows.get(table.name, {}).items()):
                for key in table.foreign_keys:
                    column, parent = key.parent.name, key.column.table.name
                    if row.get(column) is None or row[column] in rows[parent]:
                        continue
                    if column in RULES[table.name].lets_go:
                        row[column] = None
                        continue
                    del rows[table.name][identifier]
                    again = True
                    break


def _fill(connection: Connection, source: Source) -> None:
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    study = next(iter(source.rows["study"].values()))
    study |= {"desk": source.desk, "purge_pending": False}
    order = {transcript: n for n, transcript in enumerate(sorted(source.rows["transcripts"]))}
    turns = sorted(source.rows["turns"].values(), key=lambda row: (order[row["transcript_id"]], row["number"]))
    words = []
    for n, turn in enumerate(turns, 1):
        turn["docid"] = n * DOCID_STEP
        text = source.rows["transcripts"][turn["transcript_id"]]["text"]
        words.append((turn["docid"], text[turn["start"] : turn["end"]]))
    for table in schema.Base.metadata.sorted_tables:
        put_rows(connection, table.name, list(source.rows.get(table.name, {}).values()))
    for some in parts(words):
        index_turns(connection, list(some), fresh=True)
    put_events(connection, list(source.events.values()))


def put_rows(connection: Connection, name: str, rows: list[Row]) -> None:
    """Put in rows given as values of events."""
    table = schema.table(name)
    for some in parts(rows):
        connection.execute(insert(table), [typed(table, row) for row in some])


def put_events(connection: Connection, events: list[Event]) -> None:
    """Put in events as they are."""
    columns = [column.name for column in schema.table("events").columns]
    for some in parts(events):
        connection.execute(insert(schema.Event), [{name: getattr(one, name) for name in columns} for one in some])
