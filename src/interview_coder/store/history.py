"""The history: every change is an event, an act is undone as one, nothing in it is deleted.

An act is a write transaction that records each row it touches. Undo applies the values from before the act and is an
act itself, redo is the undo of an undo; so both survive a restart and the history only grows.

Spans in old events are offsets into the text of their time. They are carried through the text edits made since; an
edit and its undo cancel out (undo runs in the order of a stack, so they always nest).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Date, Row, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from uuid6 import uuid7

from interview_coder.domain.marks import count_words_said
from interview_coder.domain.spans import Edit, Span, remap
from interview_coder.errors import CannotUndoError
from interview_coder.i18n import N_, _
from interview_coder.store.database import Database, index_turns
from interview_coder.store.schema import (
    SPAN_TABLES,
    Base,
    Event,
    Interview,
    Study,
    Transcript,
    Turn,
    UTCDateTime,
    table,
)

TEXT: Final = "text"
"""What stands in ``events.tbl`` for an edit of a transcript's text."""

NOT_UNDONE: Final = frozenset(
    {N_("interview imported"), N_("interview deleted"), N_("passage redacted"), N_("names erased"), N_("study created")}
)
"""Acts that undo passes over: they are taken back by deleting, or by nothing."""

_KEEP_EMPTY: Final = frozenset({"memos", "quote_edits"})
"""Span tables whose rows stay when every word under them is cut: a memo, an insertion at a place."""


def new_id() -> str:
    """An id that sorts by time."""
    return str(uuid7())


def now() -> datetime:
    return datetime.now(UTC)


class Act:
    """One act of a coder, in an open transaction: change rows through it, ``finish`` it, and the history knows."""

    def __init__(self, connection: Connection, coder: str, what: str, undoes: str | None = None) -> None:
        self.connection = connection
        self.coder = coder
        self.what = what
        self.id = new_id()
        self.time = now()
        self._undoes = undoes
        self._changes: dict[tuple[str, str], tuple[dict[str, Any] | None, dict[str, Any] | None]] = {}
        self._desk = str(connection.scalar(select(Study.desk)))
        self._clock = (connection.scalar(select(func.max(Event.clock))) or 0) + 1

    def insert(self, name: str, /, **values: Any) -> str:
        """Put in a row, with a new id unless one is given; returns the id."""
        values.setdefault("id", new_id())
        self.connection.execute(insert(table(name)).values(**values))
        self.record(name, values["id"], None, self._row(name, values["id"]))
        return str(values["id"])

    def update(self, name: str, row: str, /, **values: Any) -> None:
        """Change a row; nothing is recorded where nothing changes."""
        before = self._row(name, row)
        self.connection.execute(update(table(name)).where(table(name).c.id == row).values(**values))
        after = self._row(name, row)
        if before != after:
            self.record(name, row, before, after)

    def delete(self, name: str, row: str) -> None:
        """Take out a row."""
        before = self._row(name, row)
        self.connection.execute(delete(table(name)).where(table(name).c.id == row))
        self.record(name, row, before, None)

    def record(self, name: str, row: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        """Note a change of a row; several changes of one row become one event, and none where nothing changed."""
        first, _last = self._changes.get((name, row), (before, after))
        self._changes[name, row] = (first, after)

    def finish(self) -> None:
        """Write the events; an act without any was none."""
        for (name, row), (before, after) in self._changes.items():
            if before != after:
                self.write(name, row, before, after)
        self._changes.clear()

    def write(self, name: str, row: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        """Write one event now."""
        self.connection.execute(
            insert(Event).values(
                id=new_id(),
                desk=self._desk,
                clock=self._clock,
                act=self.id,
                coder_id=self.coder,
                time=self.time,
                what=self.what,
                tbl=name,
                row=row,
                before=before,
                after=after,
                undoes=self._undoes,
            )
        )
        self._clock += 1

    def edit_text(self, transcript: str, edit: Edit, inserted: str, *, remember: bool = True) -> None:
        """Put ``inserted`` in the place of ``[edit.start, edit.end)`` of a text, and move every span with it.

        The edit lies within one turn. With ``remember`` off the history keeps where, not what (late redaction).
        """
        text = str(self.connection.scalar(select(Transcript.text).where(Transcript.id == transcript)))
        removed = text[edit.start : edit.end]
        # Rows whose borders the edit touches are recorded: moving them back by rule alone would not restore them.
        for name in SPAN_TABLES:
            self._move(name, transcript, edit)
        text = text[: edit.start] + inserted + text[edit.end :]
        self.connection.execute(update(Transcript).where(Transcript.id == transcript).values(text=text))
        home = select(Transcript.interview_id).where(Transcript.id == transcript).scalar_subquery()
        self.connection.execute(update(Interview).where(Interview.id == home).values(words=count_words_said(text)))
        self._move_turns(transcript, edit, text)
        before = {"start": edit.start, "length": len(removed)} | ({"text": removed} if remember else {})
        after = {"start": edit.start, "length": len(inserted)} | ({"text": inserted} if remember else {})
        # At once, as the way of spans through later edits is read from it.
        self.write(TEXT, transcript, before, after)

    def _move(self, name: str, transcript: str, edit: Edit) -> None:
        rows = table(name)
        here = rows.c.transcript_id == transcript
        touched = self.connection.execute(
            select(rows).where(here, rows.c.start <= edit.end, rows.c.end >= edit.start)
        ).all()
        self.connection.execute(
            update(rows)
            .where(here, rows.c.start > edit.end)
            .values(start=rows.c.start + edit.shift, end=rows.c.end + edit.shift)
        )
        for row in touched:
            values = row._mapping
            span = remap(Span(values["start"], values["end"]), edit)
            before = _plain(row)
            if span.start == span.end and name not in _KEEP_EMPTY:
                self._cut(name, str(values["id"]))
            else:
                self.connection.execute(
                    update(rows).where(rows.c.id == values["id"]).values(start=span.start, end=span.end)
                )
                self.record(name, str(values["id"]), before, self._row(name, str(values["id"])))

    def _cut(self, name: str, row: str) -> None:
        """A passage lost its last word: it goes, and what hangs on it too; undo brings all of it back."""
        for child, column in (("memos", "coding_id"), ("quote_edits", "piece_id"), ("quotes", "coding_id")):
            if {"memos": "codings", "quote_edits": "quote_pieces", "quotes": "codings"}[child] != name:
                continue
            column_of = table(child).c[column]
            for identifier in self.connection.scalars(select(table(child).c.id).where(column_of == row)).all():
                if child == "quotes":
                    self.update(child, identifier, coding_id=None)
                else:
                    self.delete(child, identifier)
        self.delete(name, row)

    def _move_turns(self, transcript: str, edit: Edit, text: str) -> None:
        here = Turn.transcript_id == transcript
        home = self.connection.execute(
            select(Turn.id, Turn.docid, Turn.start, Turn.end)
            .where(here, Turn.start <= edit.start, Turn.end >= edit.end)
            .order_by(Turn.start)
        ).first()
        if home is None:
            raise ValueError("an edit lies within one turn")
        self.connection.execute(
            update(Turn)
            .where(here, Turn.start > home.start)
            .values(start=Turn.start + edit.shift, end=Turn.end + edit.shift)
        )
        self.connection.execute(update(Turn).where(Turn.id == home.id).values(end=home.end + edit.shift))
        index_turns(self.connection, [(home.docid, text[home.start : home.end + edit.shift])])

    def _row(self, name: str, row: str) -> dict[str, Any] | None:
        found = self.connection.execute(select(table(name)).where(table(name).c.id == row)).first()
        return None if found is None else _plain(found)


def undo(database: Database, coder: str) -> str:
    """Take back the coder's own last act that is in force; returns the id of that act.

    Raises CannotUndoError where there is none or a colleague's later act builds on it.
    """
    with database.write() as connection:
        target = _last(connection, coder, redo=False)
        if target is None:
            raise CannotUndoError(_("There is nothing to undo."))
        _take_back(connection, coder, target, N_("undo"))
    return target


def redo(database: Database, coder: str) -> str:
    """Bring back the act that the coder's last undo took back, unless something was done since; returns its id.

    Raises CannotUndoError where there is nothing to redo.
    """
    with database.write() as connection:
        target = _last(connection, coder, redo=True)
        if target is None:
            raise CannotUndoError(_("There is nothing to redo."))
        undone = connection.scalar(select(Event.undoes).where(Event.act == target).limit(1))
        _take_back(connection, coder, target, N_("redo"))
    return str(undone)


def undone_acts(connection: Connection) -> set[str]:
    """The acts that are not in force: undone, and not redone since."""
    cancelled: set[str] = set()
    rows = connection.execute(
        select(Event.act, Event.undoes)
        .where(Event.undoes.is_not(None))
        .group_by(Event.act)
        .order_by(func.max(Event.clock).desc())
    )
    for identifier, undoes in rows:
        if identifier not in cancelled and undoes is not None:
            cancelled.add(undoes)
    return cancelled


def _last(connection: Connection, coder: str, *, redo: bool) -> str | None:
    """The act that undo (or redo) takes back next, walking the coder's acts from the newest."""
    cancelled: set[str] = set()
    seen: set[str] = set()
    rows = connection.execute(
        select(Event.act, Event.what, Event.undoes)
        .where(Event.coder_id == coder)
        .order_by(Event.clock.desc())
        .execution_options(yield_per=50)
    )
    for row in rows:
        if row.act in seen:
            continue
        seen.add(row.act)
        if row.act in cancelled or row.what in NOT_UNDONE or _forgotten(connection, row.act):
            continue
        if row.what == "redo":
            cancelled.add(row.undoes)
        elif row.what == "undo":
            if redo:
                return str(row.act)
            cancelled.add(row.undoes)
        else:
            return None if redo else str(row.act)
    return None


def _forgotten(connection: Connection, act: str) -> bool:
    """Whether an act cannot be brought back, as something was erased: undo passes over it."""
    return any(
        (event.before is None and event.after is None) or (event.tbl == TEXT and "text" not in (event.before or {}))
        for event in connection.execute(select(Event.tbl, Event.before, Event.after).where(Event.act == act))
    )


def _take_back(connection: Connection, coder: str, target: str, what: str) -> None:
    events = connection.execute(select(Event).where(Event.act == target).order_by(Event.clock.desc())).all()
    _refuse_if_built_on(connection, coder, events)
    this = Act(connection, coder, what, undoes=target)
    first = events[-1].clock
    rows = [event for event in events if event.tbl in Base.metadata.tables]
    earlier = {(event.tbl, event.row): this._row(event.tbl, event.row) for event in rows}
    for event in events:
        if event.tbl == TEXT:
            _edit_back(this, event)
    # An edit goes first, then rows get their values from before; inserts run from parents to children.
    try:
        for event in rows:
            place = (event.tbl, event.row)
            current = earlier.pop(place) if place in earlier else this._row(*place)
            _restore(this, event, current, first)
    except IntegrityError:
        raise CannotUndoError(
            _("This cannot be taken back: later work builds on it. Undo or remove that first.")
        ) from None
    this.finish()
    if not connection.scalar(select(Event.id).where(Event.act == this.id).limit(1)):
        # Colleagues have brought about the same since: the act is taken back all the same.
        this.write("acts", target, None, {})


def _edit_back(this: Act, event: Row[Any]) -> None:
    before, after = event.before, event.after
    if "text" not in before or "text" not in after:
        raise CannotUndoError(_("A text edit before a late redaction cannot be undone: its words are gone for good."))
    start = after["start"]
    this.edit_text(event.row, Edit(start, start + after["length"], before["length"]), before["text"])


def _restore(this: Act, event: Row[Any], current: dict[str, Any] | None, first: int) -> None:
    rows = table(event.tbl)
    connection = this.connection
    if event.before is None:
        connection.execute(delete(rows).where(rows.c.id == event.row))
        after = None
    else:
        values = _typed(rows, event.before)
        if event.tbl in SPAN_TABLES and values.get("transcript_id") and values.get("start") is not None:
            span = _carry(connection, Span(values["start"], values["end"]), values["transcript_id"], first)
            values["start"], values["end"] = span
        if connection.scalar(select(rows.c.id).where(rows.c.id == event.row)) is None:
            connection.execute(insert(rows).values(**values))
        else:
            connection.execute(update(rows).where(rows.c.id == event.row).values(**values))
        after = this._row(event.tbl, event.row)
    this.record(event.tbl, event.row, current, after)


def _carry(connection: Connection, span: Span, transcript: str, since: int) -> Span:
    """Where a span of the text as it was before the act at clock ``since`` lies now."""
    edits: list[tuple[str, Edit]] = []
    undo_of: dict[str, str] = {}
    for event in connection.execute(
        select(Event.act, Event.undoes, Event.before, Event.after)
        .where(Event.tbl == TEXT, Event.row == transcript, Event.clock >= since)
        .order_by(Event.clock)
    ):
        if edits and event.undoes == edits[-1][0]:
            edits.pop()
            undo_of[event.act] = event.undoes
            continue
        # A redo is the act it brings back: a later undo of that act cancels it.
        label = event.act
        if event.undoes is not None:
            undo_of[event.act] = event.undoes
            label = undo_of.get(event.undoes, event.act)
        start = event.before["start"]
        edits.append((label, Edit(start, start + event.before["length"], event.after["length"])))
    for _act, edit in edits:
        span = remap(span, edit)
    return span


def _refuse_if_built_on(connection: Connection, coder: str, events: Sequence[Row[Any]]) -> None:
    """Refuse to take back rows, or the text, that a colleague has changed since."""
    cancelled = undone_acts(connection)
    last = max((event.clock for event in events), default=0)
    others = (
        select(Event.act, Event.what)
        .where(Event.tbl == bindparam("tbl"), Event.row == bindparam("row"))
        .where(Event.clock > last, Event.coder_id != coder)
    )
    for event in events:
        for later in connection.execute(others, {"tbl": event.tbl, "row": event.row}):
            if later.act not in cancelled and later.what not in ("undo", "redo"):
                raise CannotUndoError(_("This cannot be taken back: a colleague's later work builds on it."))


def _plain(row: Row[Any]) -> dict[str, Any]:
    """A row as JSON values."""
    return {key: _jsonable(value) for key, value in row._mapping.items()}


def _jsonable(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def _typed(rows: Table, values: dict[str, Any]) -> dict[str, Any]:
    """JSON values as the columns of a table take them."""
    result = dict(values)
    for column in rows.columns:
        value = result.get(column.name)
        if isinstance(value, str) and isinstance(column.type, UTCDateTime):
            result[column.name] = datetime.fromisoformat(value)
        elif isinstance(value, str) and isinstance(column.type, Date):
            result[column.name] = date.fromisoformat(value)
    return result
