"""Merging desks into a study: one transaction that leaves what the files are together, or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, select, update

from interview_coder.domain.merging import Conflict, Incoming, MergePolicy, MergeReport, Notice, Side
from interview_coder.errors import InvalidInputError, StudyFileError
from interview_coder.i18n import _
from interview_coder.store import schema, writing
from interview_coder.store.database import DOCID_STEP, Database, backup_folder, index_turns, next_docid, open_database
from interview_coder.store.desks.causes import MERGED
from interview_coder.store.desks.files import Event, Source, read_source
from interview_coder.store.desks.gathering import JOINED_TEXTS
from interview_coder.store.desks.handing import put_events, put_rows
from interview_coder.store.desks.joining import Outcome, join
from interview_coder.store.desks.labels import Labels, side_value
from interview_coder.store.desks.rows import ERASED
from interview_coder.store.desks.rules import RULES, Row
from interview_coder.store.history import DESKS, TEXT, Act, parts

Progress = Callable[[int, int], None]

_OWN: Final = ("desk", "version", "created", "purge_pending")
"""Columns of the study's row that are of this file."""
_REDACTING: Final = frozenset({ERASED, "passage redacted", "interview deleted"})


def merge(
    database: Database,
    paths: Sequence[Path],
    by: str,
    *,
    policy: MergePolicy,
    decisions: Mapping[str, int | str],
    dry_run: bool,
    progress: Progress,
) -> MergeReport:
    """Join desks (files) into a study; ``by`` is who does it.

    ``decisions`` say by the id of a conflict which side stands, or ``both``. Raises InvalidInputError where a file is
    not a desk of this study or is the study itself, or conflicts are to be asked for and are not decided;
    StudyFileError, StudyBusyError where a file cannot be read.
    """
    paths = list({path.resolve(): path for path in paths}.values())
    steps = len(paths) + 3
    with _readable(database, paths) as desks:
        sources: list[Source] = []
        for path, desk in zip(paths, desks, strict=True):
            with desk.read() as connection:
                sources.append(read_source(connection, path.name, sources[-1] if sources else None))
            progress(len(sources), steps)
    with database.read(whole=True) if dry_run else database.write() as connection:
        actor = "" if dry_run else writing.add_coder(connection, by)
        study = read_source(connection, database.path.name, sources[-1])
        for path, source in zip(paths, sources, strict=True):
            if source.study != study.study:
                raise InvalidInputError(_("{file} belongs to another study; it was not merged.").format(file=path))
        outcome = join([study, *sources], policy, decisions)
        progress(len(paths) + 1, steps)
        report = _report(study, sources, outcome, paths)
        if dry_run or not report.changed:
            return report
        if policy is MergePolicy.ASK and (left := [one for one in report.conflicts if one.id not in decisions]):
            raise InvalidInputError(
                _("{n} conflicts are to be decided first; “--dry-run” lists them.").format(n=len(left))
            )
        backup: Path | None = _back_up(database)
        progress(len(paths) + 2, steps)
        forgets = bool(outcome.blanked) or any(
            event.what in _REDACTING for event in outcome.events if event.id not in study.events
        )
        _write(connection, study, outcome, actor, policy, forgets)
        progress(steps, steps)
    if forgets and backup is not None:
        backup.unlink(missing_ok=True)
        backup = None
        database.purge()
    return MergeReport(report.desks, True, report.events, report.incoming, report.conflicts, report.notices, backup)


@contextmanager
def _readable(database: Database, paths: Sequence[Path]) -> Iterator[list[Database]]:
    """The desks, opened to be read, none of them being in use elsewhere."""
    if not paths:
        raise InvalidInputError(_("Say which desks to merge."))
    opened: list[Database] = []
    try:
        for path in paths:
            if path.exists() and path.samefile(database.path):
                raise InvalidInputError(_("A study cannot be merged with itself; choose a desk."))
            opened.append(open_database(path, read_only=True, alone=True))
        yield opened
    finally:
        for one in opened:
            one.close()


def _back_up(database: Database) -> Path:
    folder = backup_folder(database.path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise StudyFileError(
            _("No backup can be written to {folder} ({reason}); nothing was merged.").format(
                folder=folder, reason=error.strerror
            )
        ) from None
    out = folder / f"{database.path.stem}.before-merge.study"
    database.backup(out, force=True)
    return out


# Writing


def _write(
    connection: Connection, study: Source, outcome: Outcome, actor: str, policy: MergePolicy, forgets: bool
) -> None:
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    final = outcome.joined.rows
    actor = _canon(outcome, actor)
    own = study.rows["study"][study.study]
    final["study"][study.study] |= {column: own[column] for column in _OWN}
    if forgets:
        final["study"][study.study]["purge_pending"] = True
    changes = differences(study.rows, final)
    _move_local(connection, outcome)
    _index(connection, study, final, changes)
    for name, (gone, fresh) in changes.items():
        table = schema.table(name)
        doomed = [*gone, *(identifier for identifier in fresh if identifier in study.rows[name])]
        for some in parts(doomed):
            connection.execute(delete(table).where(table.c.id.in_(some)))
    for table in schema.Base.metadata.sorted_tables:
        _gone, fresh = changes.get(table.name, ([], []))
        put_rows(connection, table.name, [final[table.name][identifier] for identifier in fresh])
    new = [event for event in outcome.events if event.id not in study.events]
    put_events(connection, new)
    _rewrite(connection, study, outcome)
    act = Act(connection, actor, MERGED)
    joined = outcome.joined
    act.write(
        DESKS,
        study.desk,
        None,
        {
            "seen": outcome.counts,
            "without": [one for text in joined.texts.values() for one in text.without],
            "muted": [one for text in joined.texts.values() for one in text.muted],
            "decided": joined.decided,
            "aliases": outcome.aliases,
            "desks": sorted({event.desk for event in new} - {study.desk}),
            "events": len(new),
            "policy": policy.value,
        },
    )
    for name, row, column, words in joined.both:
        if row in final.get(name, {}):
            act.update(name, row, **{column: words})
    act.finish()


def differences(before: Mapping[str, dict[str, Row]], after: Mapping[str, dict[str, Row]]) -> dict[str, Any]:
    """By table the ids of rows that go, and of those that are new or other than before."""
    found = {}
    for name, rows in after.items():
        here = before.get(name, {})
        gone = [identifier for identifier in here if identifier not in rows]
        fresh = [
            identifier for identifier, row in rows.items() if identifier not in here or _other(row, here[identifier])
        ]
        if gone or fresh:
            found[name] = (gone, fresh)
    return found


def _other(row: Row, before: Row) -> bool:
    return any(value != before.get(column) for column, value in row.items() if column != "docid")


def _canon(outcome: Outcome, identifier: str) -> str:
    while identifier in outcome.aliases:
        identifier = outcome.aliases[identifier]
    return identifier


def _move_local(connection: Connection, outcome: Outcome) -> None:
    """What stays at this desk follows a coder who is known under another id now."""
    for old in outcome.aliases:
        new = _canon(outcome, old)
        draft, review = schema.Draft, schema.Review
        targets = select(draft.target).where(draft.coder_id == new)
        connection.execute(delete(draft).where(draft.coder_id == old, draft.target.in_(targets)))
        for table in (draft, review, schema.Event):
            connection.execute(update(table).where(table.coder_id == old).values(coder_id=new))


def _index(connection: Connection, study: Source, final: Mapping[str, dict[str, Row]], changes: dict[str, Any]) -> None:
    """Give turns their rows of the full-text index; those of a text that changed get new ones, in order."""
    before, after = study.rows["turns"], final["turns"]
    gone, fresh = changes.get("turns", ([], []))
    homes = {before[one]["transcript_id"] for one in gone} | {after[one]["transcript_id"] for one in fresh}
    old = study.rows["transcripts"]
    homes |= {one for one, row in final["transcripts"].items() if one in old and row["text"] != old[one]["text"]}
    homes |= {one for one in old if one not in final["transcripts"]}
    free = next_docid(connection)
    stale = [row["docid"] for row in before.values() if row["transcript_id"] in homes]
    for some in parts(stale):
        connection.exec_driver_sql(f"DELETE FROM {schema.FTS} WHERE rowid = ?", [(docid,) for docid in some])
    again = []
    for row in sorted(after.values(), key=lambda one: (one["transcript_id"], one["number"])):
        if row["transcript_id"] not in homes:
            row["docid"] = before[row["id"]]["docid"]
            continue
        row["docid"], free = free, free + DOCID_STEP
        again.append(row)
    words = [
        (row["docid"], final["transcripts"][row["transcript_id"]]["text"][row["start"] : row["end"]]) for row in again
    ]
    for some in parts(words):
        index_turns(connection, list(some), fresh=True)
    if again or gone:
        changes["turns"] = (gone, list(dict.fromkeys([*fresh, *(row["id"] for row in again)])))


def _rewrite(connection: Connection, study: Source, outcome: Outcome) -> None:
    """Forget of the events here what another desk forgot."""
    event = schema.Event
    rows = [
        {"which": one.id, "earlier": one.before, "later": one.after}
        for one in outcome.events
        if one.id in outcome.blanked and one.id in study.events
    ]
    if rows:
        connection.execute(
            update(event)
            .where(event.id == bindparam("which"))
            .values(
                before=bindparam("earlier", type_=event.before.type), after=bindparam("later", type_=event.after.type)
            ),
            rows,
        )


# Telling


def _report(study: Source, sources: Sequence[Source], outcome: Outcome, paths: Sequence[Path]) -> MergeReport:
    new = [event for event in outcome.events if event.id not in study.events]
    final = outcome.joined.rows
    probe = {name: rows for name, rows in final.items() if name != "study"}
    changed = bool(new or outcome.blanked or differences(study.rows, probe))
    labels = Labels([study, *sources], outcome)
    conflicts = []
    for one in outcome.joined.disputes:
        sides = tuple(
            Side(
                coder=labels.coder(event.coder_id),
                time=event.time,
                desk=labels.desk(event.desk),
                value=side_value(one, event, value, labels),
                ours=event.id in study.events,
            )
            for event, value in zip(one.events, one.values, strict=True)
        )
        both = one.column in JOINED_TEXTS
        about = labels.of(one.tbl, one.row)
        conflicts.append(Conflict(one.id, one.kind, one.tbl, one.column, about, sides, one.chosen, both))
    notices = tuple(
        dict.fromkeys(Notice(notice.kind, labels.anything(notice.about)) for notice in outcome.joined.notices)
    )
    return MergeReport(
        desks=tuple(str(path) for path in paths),
        changed=changed,
        events=len(new),
        incoming=tuple(_incoming(new, labels)),
        conflicts=tuple(conflicts),
        notices=notices,
    )


def _incoming(new: Sequence[Event], labels: Labels) -> Iterator[Incoming]:
    """What comes in, by coder and kind: each row once, as its events together make or take it."""
    rows: dict[tuple[str, str], dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in new:
        if event.tbl in RULES or event.tbl == TEXT:
            rows[labels.coder(event.coder_id), event.tbl][event.row].append(event)
    for (coder, name), by_row in sorted(rows.items()):
        if name == TEXT:
            yield Incoming(coder, name, 0, sum(map(len, by_row.values())), 0)
            continue
        made = gone = changed = 0
        for events in by_row.values():
            first, last = events[0], events[-1]
            was, comes = first.before is not None, last.after is not None
            made += comes and not was
            gone += was and not comes
            changed += was and comes
        if made or gone or changed:
            yield Incoming(coder, name, made, changed, gone)
