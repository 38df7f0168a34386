"""The history: every change is an event, an act is undone as one, nothing in it is deleted.

An act is a write transaction that records each row it touches. Undo applies the values from before the act and is an
act itself, redo is the undo of an undo; so both survive a restart and the history only grows.

Spans in old events are offsets into the text of their time. They are carried through the text edits made since; an
edit and its undo cancel out (undo runs in the order of a stack, so they always nest).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, Date, Row, Table, and_, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from uuid6 import uuid7

from interview_coder.domain.marks import count_words_said
from interview_coder.domain.spans import Edit, Span, held, remap
from interview_coder.domain.text import line_starts
from interview_coder.errors import CannotUndoError, NotFoundError, Stopped
from interview_coder.i18n import N_, _
from interview_coder.store.database import DOCID_STEP, Database, index_turns, next_docid
from interview_coder.store.passages import same_pieces
from interview_coder.store.schema import (
    FTS,
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

DESKS: Final = "desks"
"""What stands in ``events.tbl`` where desks part and join; ``row`` is the desk that is new, or merged into."""

NOT_UNDONE: Final = frozenset(
    {
        N_("interview imported"),
        N_("interview deleted"),
        N_("passage redacted"),
        N_("names erased"),
        N_("study created"),
        N_("desk handed out"),
        N_("desks merged"),
    }
)
"""Acts that undo passes over: they are taken back by deleting, or by nothing."""

_UNRECORDED: Final[dict[str, tuple[str, ...]]] = {
    "interviews": ("words",),
    "turns": ("transcript_id", "docid", "number", "start", "end"),
}
"""Columns that follow from the text: events do not hold them, as what they held then is not what an undo may write."""

TurnRow = dict[str, Any]
"""What a turn is besides its words: ``id``, ``docid`` (``None``: any), ``speaker_id``, ``seconds``."""

Values = dict[str, Any] | None
"""A row as events hold it; ``None`` where there is none."""

Place = tuple[str, str]
"""A row: its table and its id."""

KEEP_EMPTY: Final = frozenset({"memos", "quote_edits"})
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
        self._one_way: set[tuple[str, str]] = set()
        """Rows whose spans an edit moved in a way that its reverse does not take back: what they were is written, also
        where they are the same in the end."""
        self._changes: dict[tuple[str, str], tuple[dict[str, Any] | None, dict[str, Any] | None]] = {}
        self._edits: dict[str, list[Edit]] = defaultdict(list)
        last = select(func.coalesce(func.max(Event.clock), 0)).scalar_subquery()
        self._desk, clock = connection.execute(select(Study.desk, last)).one()
        self._clock = int(clock) + 1

    @property
    def clock(self) -> int:
        """The clock of the event that is written next."""
        return self._clock

    def insert(self, name: str, /, **values: Any) -> str:
        """Put in a row, with a new id unless one is given; returns the id."""
        values.setdefault("id", new_id())
        self.connection.execute(insert(table(name)).values(**values))
        self.record(name, values["id"], None, self._row(name, values["id"]))
        return str(values["id"])

    def note(self, name: str, row: str) -> None:
        """Record a row as new that was put in otherwise."""
        self.record(name, row, None, self._row(name, row))

    def update(self, name: str, row: str, /, **values: Any) -> None:
        """Change a row; nothing is recorded where nothing changes."""
        before = self._row(name, row)
        self.connection.execute(update(table(name)).where(table(name).c.id == row).values(**values))
        after = self._row(name, row)
        if before != after:
            self.record(name, row, before, after)

    def update_many(self, name: str, rows: Sequence[str], /, **values: Any) -> None:
        """Give many rows the same values."""
        columns = _recorded(name)
        found = {}
        for some in parts(rows):
            for row in self.connection.execute(select(*columns).where(table(name).c.id.in_(some))):
                found[str(row.id)] = plain(row)
            self.connection.execute(update(table(name)).where(table(name).c.id.in_(some)).values(**values))
        new = {key: _jsonable(value) for key, value in values.items()}
        for identifier, before in found.items():
            self.record(name, identifier, before, before | new)

    def insert_many(self, name: str, rows: Sequence[dict[str, Any]]) -> None:
        """Put in rows, each with all its values."""
        if rows:
            self.connection.execute(insert(table(name)), list(rows))
        for row in rows:
            self.record(name, row["id"], None, {key: _jsonable(value) for key, value in row.items()})

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
        rows = [
            self._event(name, row, before, after)
            for (name, row), (before, after) in self._changes.items()
            if before != after or (before is not None and (name, row) in self._one_way)
        ]
        if rows:
            self.connection.execute(insert(Event), rows)
        self._changes.clear()
        self._one_way.clear()

    def write(self, name: str, row: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        """Write one event now."""
        self.connection.execute(insert(Event).values(**self._event(name, row, before, after)))

    def _event(
        self, name: str, row: str, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> dict[str, Any]:
        self._clock += 1
        return {
            "id": new_id(),
            "desk": self._desk,
            "clock": self._clock - 1,
            "act": self.id,
            "coder_id": self.coder,
            "time": self.time,
            "what": self.what,
            "tbl": name,
            "row": row,
            "before": before,
            "after": after,
            "undoes": self._undoes,
        }

    def edit_text(
        self,
        transcript: str,
        edit: Edit,
        inserted: str,
        *,
        remember: bool = True,
        turns: Sequence[TurnRow] | None = None,
    ) -> None:
        """Put ``inserted`` in the place of ``[edit.start, edit.end)`` of a text, and move every span with it.

        ``turns`` are the turns that those which the edit touches become, where newlines come or go. With ``remember``
        off the history keeps where, not what (late redaction).
        """
        text = str(self.connection.scalar(select(Transcript.text).where(Transcript.id == transcript)))
        removed, length = text[edit.start : edit.end], len(text)
        # Rows whose borders the edit touches are recorded: moving them back by rule alone would not restore them.
        for name in SPAN_TABLES:
            self._move(name, transcript, edit)
        text = text[: edit.start] + inserted + text[edit.end :]
        self._set_text(transcript, text)
        self._move_coded(transcript, edit)
        self._edits[transcript].append(edit)
        old = self._move_turns(transcript, edit, text, turns)
        before: dict[str, Any] = {"start": edit.start, "length": len(removed), "of": length}
        after: dict[str, Any] = {"start": edit.start, "length": len(inserted)}
        if remember:
            before["text"], after["text"] = removed, inserted
        if turns is not None:
            before["turns"], after["turns"] = old, list(turns)
        # At once, as the way of spans through later edits is read from it.
        self.write(TEXT, transcript, before, after)

    def replace_text(self, transcript: str, text: str, turns: Sequence[TurnRow], digest: str) -> None:
        """Put another text, with turns of its own, in the place of a transcript's.

        Whoever calls has moved the spans already, or moves them in this act: all there are then count as taken care of.
        """
        old = self.connection.execute(select(Transcript).where(Transcript.id == transcript)).one()
        known = self._turns(transcript)
        self.connection.exec_driver_sql(f"DELETE FROM {FTS} WHERE rowid = ?", [(row["docid"],) for row in known])
        self.connection.execute(delete(Turn).where(Turn.transcript_id == transcript))
        self._set_text(transcript, text)
        self.connection.execute(update(Transcript).where(Transcript.id == transcript).values(digest=digest))
        rows = self._with_docids(turns)
        self._insert_turns(transcript, text, rows)
        self.write(
            TEXT,
            transcript,
            {
                "start": 0,
                "length": len(old.text),
                "of": len(old.text),
                "text": old.text,
                "turns": known,
                "starts": line_starts(old.text),
                "whole": old.digest,
            },
            {
                "start": 0,
                "length": len(text),
                "text": text,
                "turns": rows,
                "whole": digest,
                # These say where, not what: they outlive a late redaction.
                "starts": line_starts(text),
                "same": same_pieces(old.text, text),
            },
        )

    def _set_text(self, transcript: str, text: str) -> None:
        self.connection.execute(update(Transcript).where(Transcript.id == transcript).values(text=text))
        home = select(Transcript.interview_id).where(Transcript.id == transcript).scalar_subquery()
        self.connection.execute(update(Interview).where(Interview.id == home).values(words=count_words_said(text)))

    def _move_coded(self, transcript: str, edit: Edit) -> None:
        """How far the coding is moves with the words; recorded where the edit goes over it, as spans are."""
        row = self.connection.execute(
            select(Interview.id, Interview.coded_up_to)
            .join(Transcript, Transcript.interview_id == Interview.id)
            .where(Transcript.id == transcript)
        ).one()
        moved = remap(Span(row.coded_up_to, row.coded_up_to), edit).start
        if moved == row.coded_up_to:
            return
        # Words taken out right before it leave nothing that tells whether they were coded, so that is recorded as well.
        if row.coded_up_to > edit.end or (row.coded_up_to == edit.end and edit.inserted):
            self.connection.execute(update(Interview).where(Interview.id == row.id).values(coded_up_to=moved))
        else:
            self._note_first("interviews", self._row("interviews", row.id) or {}, transcript, "coded_up_to")
            self.update("interviews", row.id, coded_up_to=moved)

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
            before = plain(row)
            self._note_first(name, before, transcript, "start", "end")
            if remap(span, edit.back) != Span(values["start"], values["end"]):
                # Several edits may bring it to where it was; each back by rule would not.
                self._one_way.add((name, str(values["id"])))
            if name == "quote_pieces" and values["start"] < edit.end and edit.start < values["end"]:
                self.doubt_quote(str(values["quote_id"]))
            # Of a quote's edits only what was put in has no words of its own.
            kept = name in KEEP_EMPTY and values.get("kind") not in ("elision", "trim")
            if name == "quote_edits" and kept:
                span = self._in_piece(span, str(values["piece_id"]))
            if span.start == span.end and not kept:
                self._cut(name, str(values["id"]))
            else:
                self.connection.execute(
                    update(rows).where(rows.c.id == values["id"]).values(start=span.start, end=span.end)
                )
                self.record(name, str(values["id"]), before, self._row(name, str(values["id"])))

    def _note_first(self, name: str, row: dict[str, Any], transcript: str, *columns: str) -> None:
        """Note what a row was before this act; its edits of the text can only have shifted the offsets in ``columns``.

        What an event says of before is of the text before its act: undo and redo carry it on from there.
        """
        if (name, row["id"]) in self._changes:
            return
        first = dict(row)
        for column in columns:
            for edit in reversed(self._edits[transcript]):
                shifted = edit.start + edit.inserted
                if first[column] > shifted or (first[column] == shifted and edit.inserted):
                    first[column] -= edit.shift
        self.record(name, row["id"], first, first)

    def _in_piece(self, span: Span, piece: str) -> Span:
        """Where what was put in stands in its piece, which has moved already, also where the words around both went."""
        pieces = table("quote_pieces")
        row = self.connection.execute(select(pieces.c.start, pieces.c.end).where(pieces.c.id == piece)).one()
        place = held(span.start, Span(row.start, row.end))
        return Span(place, place)

    def doubt_quote(self, quote: str) -> None:
        """Note that words under a collected quote are not what they were: somebody is to look at it again."""
        self.update("quotes", quote, source_changed=True)

    def _cut(self, name: str, row: str) -> None:
        """A passage lost its last word: it goes, and what hangs on it too; undo brings all of it back."""
        for child, column in (("memos", "coding_id"), ("quote_edits", "piece_id"), ("quotes", "coding_id")):
            if {"memos": "codings", "quote_edits": "quote_pieces", "quotes": "codings"}[child] != name:
                continue
            column_of = table(child).c[column]
            for identifier in self.connection.scalars(select(table(child).c.id).where(column_of == row)).all():
                if child == "quotes":
                    self.update(child, identifier, coding_id=None)
                    continue
                if child == "quote_edits":
                    inside = self._row(child, identifier) or {}
                    self._note_first(child, inside, inside["transcript_id"], "start", "end")
                self.delete(child, identifier)
        self.delete(name, row)

    def _turns(self, transcript: str, *conditions: Any) -> list[TurnRow]:
        rows = self.connection.execute(
            select(Turn.id, Turn.docid, Turn.speaker_id, Turn.seconds)
            .where(Turn.transcript_id == transcript, *conditions)
            .order_by(Turn.start)
        )
        return [dict(row._mapping) for row in rows]

    def _with_docids(self, turns: Sequence[TurnRow]) -> list[TurnRow]:
        """The turns with free rows of the full-text index, those that they name where these are free."""
        wanted = [turn["docid"] for turn in turns if turn["docid"] is not None]
        taken = {
            docid
            for some in parts(wanted)
            for docid in self.connection.scalars(select(Turn.docid).where(Turn.docid.in_(some)))
        }
        free = next_docid(self.connection) if taken or len(wanted) < len(turns) else 0
        rows = []
        for turn in turns:
            docid = turn["docid"]
            if docid is None or docid in taken:
                docid, free = free, free + DOCID_STEP
            rows.append({**turn, "docid": docid})
        return rows

    def _insert_turns(self, transcript: str, text: str, turns: Sequence[TurnRow], number: int = 1, at: int = 0) -> None:
        """Put in turns for the lines of ``text``, which lies at ``at`` of the transcript."""
        lines = text.split("\n")
        if len(lines) != len(turns):
            raise ValueError("there is one turn for each line")
        rows = []
        for index, (line, turn) in enumerate(zip(lines, turns, strict=True)):
            place = {"transcript_id": transcript, "number": number + index, "start": at, "end": at + len(line)}
            rows.append({**turn, **place})
            at += len(line) + 1
        self.connection.execute(insert(Turn), rows)
        index_turns(self.connection, [(turn["docid"], line) for turn, line in zip(turns, lines, strict=True)])

    def _move_turns(self, transcript: str, edit: Edit, text: str, turns: Sequence[TurnRow] | None) -> list[TurnRow]:
        """Move the turns with an edit, those that it touches becoming ``turns`` if given; returns what they were."""
        here = Turn.transcript_id == transcript
        touched = self.connection.execute(
            select(Turn.id, Turn.docid, Turn.number, Turn.start, Turn.end)
            .where(here, Turn.start <= edit.end, Turn.end >= edit.start)
            .order_by(Turn.start)
        ).all()
        if not touched or (turns is None and len(touched) > 1):
            raise ValueError("an edit lies within one turn")
        first, last = touched[0], touched[-1]
        more = 0 if turns is None else len(turns) - len(touched)
        self.connection.execute(
            update(Turn)
            .where(here, Turn.start > last.start)
            .values(start=Turn.start + edit.shift, end=Turn.end + edit.shift, number=Turn.number + more)
        )
        words = text[first.start : last.end + edit.shift]
        if turns is None:
            self.connection.execute(update(Turn).where(Turn.id == first.id).values(end=first.end + edit.shift))
            index_turns(self.connection, [(first.docid, words)])
            return []
        old = self._turns(transcript, Turn.id.in_([turn.id for turn in touched]))
        self.connection.exec_driver_sql(f"DELETE FROM {FTS} WHERE rowid = ?", [(turn.docid,) for turn in touched])
        self.connection.execute(delete(Turn).where(Turn.id.in_([turn.id for turn in touched])))
        self._insert_turns(transcript, words, self._with_docids(turns), first.number, first.start)
        return old

    def _row(self, name: str, row: str) -> dict[str, Any] | None:
        found = self.connection.execute(select(*_recorded(name)).where(table(name).c.id == row)).first()
        return None if found is None else plain(found)

    def rows(self, places: Iterable[Place]) -> dict[Place, Values]:
        """What stands in some rows, as events hold it; ``None`` where a row is not there."""
        found: dict[Place, Values] = dict.fromkeys(places)
        wanted: dict[str, list[str]] = defaultdict(list)
        for name, place in found:
            wanted[name].append(place)
        for name, ids in wanted.items():
            for some in parts(ids):
                for row in self.connection.execute(select(*_recorded(name)).where(table(name).c.id.in_(some))):
                    found[name, row.id] = plain(row)
        return found


def undo(database: Database, coder: str) -> str:
    """Take back the coder's own last act that is in force; returns the id of that act.

    Raises CannotUndoError where there is none or a colleague's later act builds on it.
    """
    with database.write() as connection:
        target = next(_in_force(connection, coder), None)
        if target is None:
            raise nothing_to_undo(connection, _("There is nothing to undo."))
        _take_back(connection, coder, target, N_("undo"))
    return target


def count_retraced(connection: Connection, coder: str, *, again: bool) -> int:
    """How many rows undo, or redo with ``again``, would change; 0 where there is nothing."""
    target = _last_undo(connection, coder) if again else next(_in_force(connection, coder), None)
    return connection.scalar(select(func.count()).where(Event.act == target)) or 0


def nothing_to_undo(connection: Connection, sentence: str) -> CannotUndoError:
    """Why there is nothing to take back."""
    if not parted(connection):
        return CannotUndoError(sentence)
    return CannotUndoError(
        _(
            "What was done before desks were handed out or merged cannot be undone; "
            "the study as it was before the last merge lies in its folder of backups."
        )
    )


def undo_to(database: Database, coder: str, act: str, *, only_look: bool = False) -> list[str]:
    """Take back all of the coder's own acts after an act, newest first; returns their ids. All of them, or none.

    ``only_look`` finds out whether it can be done, and does nothing. Raises NotFoundError where there is no such act,
    CannotUndoError where a colleague's later act builds on one.
    """
    targets: list[str] = []
    with suppress(Stopped), database.write() as connection:
        clock = connection.scalar(select(func.max(Event.clock)).where(Event.act == act))
        if clock is None:
            raise NotFoundError(_("The history has no such change."))
        for target in _in_force(connection, coder):
            if (connection.scalar(select(func.min(Event.clock)).where(Event.act == target)) or 0) <= clock:
                break
            targets.append(target)
        if not targets:
            raise nothing_to_undo(connection, _("There is nothing of your own to undo after that."))
        for target in targets:
            _take_back(connection, coder, target, N_("undo"))
        if only_look:
            raise Stopped
    return targets


def redo(database: Database, coder: str) -> str:
    """Bring back the act that the coder's last undo took back, unless something was done since; returns its id.

    Raises CannotUndoError where there is nothing to redo.
    """
    with database.write() as connection:
        target = _last_undo(connection, coder)
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
        # Said so that the index of this column is used.
        .where(Event.undoes > "")
        .group_by(Event.undoes, Event.act)
        .order_by(func.max(Event.clock).desc())
    )
    for identifier, undoes in rows:
        if identifier not in cancelled and undoes is not None:
            cancelled.add(undoes)
    return cancelled


def _undoable(connection: Connection, coder: str) -> Iterator[Row[str, str, str | None]]:
    """The coder's acts (act, what, undoes) from the newest, without those that are cancelled or cannot be taken back.

    A redo stands for the act that it brings back.
    """
    cancelled: set[str | None] = set()
    seen: set[str] = set()
    rows = connection.execute(
        select(Event.act, Event.what, Event.undoes)
        .where(Event.coder_id == coder, Event.clock > parted(connection))
        .order_by(Event.clock.desc())
        .execution_options(yield_per=50)
    )
    for row in rows:
        if row.act in seen:
            continue
        seen.add(row.act)
        if row.act in cancelled or row.what in NOT_UNDONE or _forgotten(connection, row.act):
            continue
        if row.what in ("undo", "redo"):
            cancelled.add(row.undoes)
        if row.what != "redo":
            yield row


def parted(connection: Connection) -> int:
    """The clock up to which nothing can be taken back: this desk was handed out then, or others were merged into it.

    What was done before was done on other rows, and texts, than there are now. 0 where that never happened.
    """
    desk = connection.scalar(select(Study.desk))
    last = select(func.max(Event.clock)).where(Event.tbl == DESKS, Event.row == desk)
    return connection.scalar(last) or 0


def _in_force(connection: Connection, coder: str) -> Iterator[str]:
    """The coder's acts that undo can take back, from the newest."""
    return (str(row.act) for row in _undoable(connection, coder) if row.what != "undo")


def _last_undo(connection: Connection, coder: str) -> str | None:
    """The undo that redo takes back: the coder's newest act, if it is one."""
    row = next(_undoable(connection, coder), None)
    return str(row.act) if row is not None and row.what == "undo" else None


def _forgotten(connection: Connection, act: str) -> bool:
    """Whether an act cannot be brought back, as something was erased: undo passes over it."""
    blank = and_(Event.before.is_(None), Event.after.is_(None))
    wordless = and_(Event.tbl == TEXT, func.json_type(Event.before, "$.text").is_(None))
    return connection.scalar(select(Event.id).where(Event.act == act, or_(blank, wordless)).limit(1)) is not None


def _take_back(connection: Connection, coder: str, target: str, what: str) -> None:
    events = connection.execute(select(Event).where(Event.act == target).order_by(Event.clock.desc())).all()
    _refuse_if_built_on(connection, coder, events)
    this = Act(connection, coder, what, undoes=target)
    rows = [event for event in events if event.tbl in Base.metadata.tables]
    # Turns of a text that comes back speak with voices that must be there; everything else lies in the text.
    voices = [event for event in rows if event.tbl == "speakers" and event.before is not None]
    _restore_all(this, voices, events[-1].clock)
    earlier = this.rows((event.tbl, event.row) for event in rows)
    for event in events:
        if event.tbl == TEXT:
            _edit_back(this, event)
    _restore_all(this, [event for event in rows if event not in voices], events[-1].clock, earlier)
    this.finish()
    if not connection.scalar(select(Event.id).where(Event.act == this.id).limit(1)):
        # Colleagues have brought about the same since: the act is taken back all the same.
        this.write("acts", target, None, {})


def _edit_back(this: Act, event: Row[Any]) -> None:
    before, after = event.before, event.after
    if "text" not in before or "text" not in after:
        raise _words_are_gone()
    if "whole" in before:
        _refuse_if_coded_since(this.connection, event)
        this.replace_text(event.row, before["text"], before["turns"], before["whole"])
        return
    if len(before["text"]) != before["length"]:
        raise _words_are_gone()  # a name in them was taken out by a version that left its place as it was
    start = after["start"]
    edit = Edit(start, start + after["length"], before["length"])
    this.edit_text(event.row, edit, before["text"], turns=before.get("turns"))


def _words_are_gone() -> CannotUndoError:
    return CannotUndoError(_("A text edit before a late redaction cannot be undone: its words are gone for good."))


def _refuse_if_coded_since(connection: Connection, event: Row[Any]) -> None:
    """A text that replaced another goes back only with spans that were there when it was replaced."""
    known = select(Event.row).where(Event.act == event.act)
    for name in SPAN_TABLES:
        rows = table(name)
        there = select(rows.c.id).where(rows.c.transcript_id == event.row, rows.c.id.not_in(known))
        later = connection.execute(
            select(Event.row, Event.before.is_(None).label("new"))
            .where(Event.tbl == name, Event.clock > event.clock, Event.row.in_(there))
            .order_by(Event.clock.desc())
        )
        # Of each row the first event since then is what remains.
        if any({one.row: one.new for one in later}.values()):
            raise _built_on()


def _built_on() -> CannotUndoError:
    return CannotUndoError(_("This cannot be taken back: later work builds on it. Undo or remove that first."))


def _restore_all(this: Act, events: Sequence[Row[Any]], first: int, earlier: dict[Place, Values] | None = None) -> None:
    """Give rows their values from before. ``earlier`` has what they were before the text went back.

    Rows point to each other in ways that no one order fits: what cannot go yet goes after the others.
    """
    current = this.rows((event.tbl, event.row) for event in events) | (earlier or {})
    edits = _Edits(this.connection, first)
    pending = list(events)
    while pending:
        refused = []
        for alike in _runs(pending):
            try:
                _restore(this, alike, current, edits)
            except IntegrityError:
                if len(alike) == 1:
                    refused += alike
                    continue
                for event in alike:
                    try:
                        _restore(this, [event], current, edits)
                    except IntegrityError:
                        refused.append(event)
        if len(refused) == len(pending):
            raise _built_on()
        pending = refused


def _runs(events: Iterable[Row[Any]]) -> Iterator[list[Row[Any]]]:
    """The events in their order, those together that follow each other and do the same to rows of one table."""
    for _alike, run in groupby(events, lambda event: (event.tbl, event.before is None)):
        yield list(run)


def _restore(this: Act, events: Sequence[Row[Any]], current: Mapping[Place, Values], edits: _Edits) -> None:
    """Give rows of one table their values from before, all of them or, raising IntegrityError, none."""
    rows = table(events[0].tbl)
    connection = this.connection
    places = [(event.tbl, event.row) for event in events]
    with connection.begin_nested():
        if events[0].before is None:
            for some in parts([event.row for event in events]):
                connection.execute(delete(rows).where(rows.c.id.in_(some)))
        else:
            ids = [event.row for event in events]
            there = {
                one
                for some in parts(ids)
                for one in connection.scalars(select(rows.c.id).where(rows.c.id.in_(some))).all()
            }
            fresh = []
            for event in events:
                values = _carried(event, rows, edits)
                if event.row in there:
                    connection.execute(update(rows).where(rows.c.id == event.row).values(**values))
                else:
                    fresh.append(values)
            # Rows may differ in columns: a table may have grown since.
            for _columns, alike in groupby(fresh, _columns_of):
                connection.execute(insert(rows), list(alike))
    for place, after in this.rows(places).items():
        this.record(*place, current[place], after)


def _columns_of(values: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(values)


def _carried(event: Row[Any], rows: Table, edits: _Edits) -> dict[str, Any]:
    """The values from before an event, where they lie in the texts of now."""
    values = typed(rows, event.before)
    if event.tbl in SPAN_TABLES and values.get("transcript_id") and values.get("start") is not None:
        span = edits.carry(Span(values["start"], values["end"]), values["transcript_id"])
        values["start"], values["end"] = span
    if event.tbl == "interviews" and "coded_up_to" in values:
        values["coded_up_to"] = edits.carry_coded(event.row, values["coded_up_to"])
    return values


class _Edits:
    """The text edits since a clock: where a span of the text as it was then lies now."""

    def __init__(self, connection: Connection, since: int) -> None:
        self._connection = connection
        self._since = since
        self._by_transcript: dict[str, list[Edit]] = {}

    def carry(self, span: Span, transcript: str) -> Span:
        """Where a span of a transcript lies now."""
        if transcript not in self._by_transcript:
            self._by_transcript[transcript] = self._read(transcript)
        for edit in self._by_transcript[transcript]:
            span = remap(span, edit)
        return span

    def carry_coded(self, interview: str, offset: int) -> int:
        """Where an offset into the transcript of an interview lies now."""
        transcript = self._connection.scalar(select(Transcript.id).where(Transcript.interview_id == interview))
        return self.carry(Span(offset, offset), transcript).start if transcript else offset

    def _read(self, transcript: str) -> list[Edit]:
        edits: list[tuple[str, Edit]] = []
        undo_of: dict[str, str] = {}
        for event in self._connection.execute(
            select(Event.act, Event.undoes, Event.before, Event.after)
            .where(Event.tbl == TEXT, Event.row == transcript, Event.clock >= self._since)
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
        return [edit for _act, edit in edits]


def _refuse_if_built_on(connection: Connection, coder: str, events: Sequence[Row[Any]]) -> None:
    """Refuse to take back rows, or the text, that a colleague has changed since."""
    last = max((event.clock for event in events), default=0)
    by_others = (Event.clock > last, Event.coder_id != coder)
    if connection.scalar(select(Event.id).where(*by_others).limit(1)) is None:
        return
    cancelled = undone_acts(connection)
    for some in parts(list(dict.fromkeys(_touched(events)))):
        for tbl, later, what in connection.exec_driver_sql(_LATER, (json.dumps(some), last, coder)).all():
            # A name that went from a row since is not what anybody builds on; from a text it is.
            erasing = () if tbl == TEXT else ("names erased",)
            if later not in cancelled and what not in ("undo", "redo", *erasing):
                raise CannotUndoError(_("This cannot be taken back: a colleague's later work builds on it."))


_LATER: Final = """
SELECT e.tbl, e.act, e.what FROM json_each(?) AS j
CROSS JOIN events AS e ON e.tbl = json_extract(j.value, '$[0]') AND e."row" = json_extract(j.value, '$[1]')
WHERE e.clock > ? AND e.coder_id <> ?
"""


def _touched(events: Iterable[Row[Any]]) -> Iterator[tuple[str, str]]:
    """The rows that events changed, turns of an edited text included."""
    for event in events:
        yield event.tbl, event.row
        if event.tbl == TEXT:
            turns = [*(event.before or {}).get("turns", ()), *(event.after or {}).get("turns", ())]
            yield from dict.fromkeys(("turns", turn["id"]) for turn in turns)


def _recorded(name: str) -> list[Any]:
    """The columns of a table that events hold."""
    return [column for column in table(name).columns if column.name not in _UNRECORDED.get(name, ())]


def parts(rows: Sequence[Any], size: int = 500) -> Iterator[Sequence[Any]]:
    """The rows in parts that a statement can take."""
    return (rows[index : index + size] for index in range(0, len(rows), size))


def plain(row: Row[Any]) -> dict[str, Any]:
    """A row as JSON values."""
    return {key: _jsonable(value) for key, value in row._mapping.items()}


def _jsonable(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def typed(rows: Table, values: dict[str, Any]) -> dict[str, Any]:
    """JSON values as the columns of a table take them."""
    result = dict(values)
    for column in rows.columns:
        value = result.get(column.name)
        if isinstance(value, str) and isinstance(column.type, UTCDateTime):
            result[column.name] = datetime.fromisoformat(value)
        elif isinstance(value, str) and isinstance(column.type, Date):
            result[column.name] = date.fromisoformat(value)
    return result
