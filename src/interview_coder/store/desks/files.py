"""A study read whole: its rows and its history as values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any, Final

from msgspec import Struct, field
from sqlalchemy import Connection, Date, Table, select

from interview_coder.domain.corrections import tokens
from interview_coder.domain.text import MARK
from interview_coder.domain.weaving import ELLIPSIS
from interview_coder.store import schema
from interview_coder.store.desks.rules import RULES, Row
from interview_coder.store.history import TEXT
from interview_coder.store.schema import UTCDateTime

# Rounds until nothing changes any more: one is mostly enough, five were the most in 20,000 pairs of random texts.
_ROUNDS: Final = 8
_MARKS: Final = re.compile(rf"{re.escape(MARK)}(?:\s*{re.escape(MARK)})+")


class Event(Struct, eq=False):
    """An event of the history; ``order`` sorts it behind all that it knew of, by time, the same at every desk."""

    id: str
    desk: str
    clock: int
    act: str
    coder_id: str
    time: datetime
    what: str
    tbl: str
    row: str
    before: Row | None
    after: Row | None
    undoes: str | None
    order: tuple[Any, ...] = ()

    def changed(self, column: str) -> bool:
        """Whether the event gave a column another value."""
        assert self.after is not None
        if self.before is None:
            return column in self.after
        return column in self.after and self.before.get(column) != self.after[column]


class Source(Struct):
    """A study file in memory."""

    name: str
    study: str
    desk: str
    rows: dict[str, dict[str, Row]]
    events: dict[str, Event] = field(default_factory=dict)
    _turns: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def clock(self) -> int:
        """Up to where its own desk counted."""
        return max((event.clock for event in self.events.values() if event.desk == self.desk), default=0)

    def turns(self, transcript: str) -> list[Row]:
        """The turns of a transcript, in order."""
        if not self._turns:
            for row in sorted(self.rows["turns"].values(), key=lambda one: one["number"]):
                self._turns.setdefault(row["transcript_id"], []).append(row)
        return self._turns.get(transcript, [])


def read_source(connection: Connection, name: str, like: Source | None = None) -> Source:
    """Everything in a study, without what stays at a desk. What is as in ``like`` is not held twice."""
    rows: dict[str, dict[str, Row]] = {}
    for table in schema.Base.metadata.sorted_tables:
        if not RULES[table.name].local:
            rows[table.name] = _read_rows(connection, table, like.rows[table.name] if like is not None else {})
    study = next(iter(rows["study"].values()))
    events = read_events(connection, like.events if like is not None else {})
    return Source(name, study["id"], study["desk"], rows, events)


def read_events(connection: Connection, known: Mapping[str, Event], since: int = 0) -> dict[str, Event]:
    """The history from a clock on. Events that are as in ``known`` are not held twice."""
    event = schema.Event
    columns = (
        event.id, event.desk, event.clock, event.act, event.coder_id, event.time, event.what, event.tbl, event.row,
        event.before, event.after, event.undoes,
    )  # fmt: skip
    found: dict[str, Event] = {}
    for row in connection.execute(select(*columns).where(event.clock >= since).order_by(event.clock)):
        there = known.get(row[0])
        same = there is not None and (there.before, there.after, there.coder_id) == (row[9], row[10], row[4])
        found[row[0]] = there if there is not None and same else Event(*row)
    return found


def _read_rows(connection: Connection, table: Table, known: Mapping[str, Row]) -> dict[str, Row]:
    """The rows of a table by id, as events hold them."""
    names = [column.name for column in table.columns]
    dated = [column.name for column in table.columns if isinstance(column.type, Date | UTCDateTime)]
    found: dict[str, Row] = {}
    for values in connection.execute(select(table)):
        row: Row = dict(zip(names, values, strict=True))
        for name in dated:
            if row[name] is not None:
                row[name] = row[name].isoformat()
        there = known.get(row["id"])
        found[row["id"]] = there if there == row else row
    return found


def more_erased(tbl: str, one: Any, other: Any) -> Any:
    """Of one payload of an event on a table as two desks have it, what is left where each erased something.

    A name that went stays away, in whatever order and however often payloads are compared.
    """
    if one == other:
        return one
    if one is None or other is None:
        return None
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: more_erased(tbl, one[key], other[key]) for key in one if key in other}
    if isinstance(one, str) and isinstance(other, str):
        return masked(one, other) if tbl != TEXT else _masked_correction(one, other)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [more_erased(tbl, *pair) for pair in zip(one, other, strict=True)]
    return None


def _masked_correction(one: str, other: str) -> str:
    """What two readings of the words of a correction share, sign by sign; where one is shorter, marks stand behind."""
    if len(one) == len(other):
        return "".join(char if char == there else ELLIPSIS for char, there in zip(one, other, strict=True))
    shared = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one[:shared] + ELLIPSIS * (max(len(one), len(other)) - shared)


def masked(one: str, other: str) -> str:
    """What two readings of a text share, a mark where they differ: the same when it is read against either again."""
    one, other = sorted((one, other))
    left = _shared(one, other)
    for _round in range(_ROUNDS):
        less = _shared(_shared(left, one), other)
        if less == left == _shared(left, one) == _shared(left, other):
            return left
        left = less
    return MARK


def _shared(one: str, other: str) -> str:
    """What two readings share in one comparison; which blanks stay beside a mark may be otherwise in the next."""
    first, second = sorted((one, other))
    old, new = tokens(first), tokens(second)
    parts: list[str] = []
    for what, start, end, _low, _high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            parts += old[start:end]
        elif parts[-1:] != [MARK]:
            parts.append(MARK)
    return _MARKS.sub(MARK, "".join(parts))
