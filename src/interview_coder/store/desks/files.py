"""A study read whole: its rows and its history as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import Connection, select

from interview_coder.domain.corrections import tokens
from interview_coder.domain.text import MARK
from interview_coder.store import schema
from interview_coder.store.desks.rules import RULES, Row
from interview_coder.store.history import plain


@dataclass(slots=True, eq=False)
class Event:
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


@dataclass(slots=True)
class Source:
    """A study file in memory."""

    name: str
    study: str
    desk: str
    rows: dict[str, dict[str, Row]]
    events: dict[str, Event] = field(default_factory=dict)


def read_source(connection: Connection, name: str) -> Source:
    """Everything in a study, without what stays at a desk."""
    rows: dict[str, dict[str, Row]] = {}
    for table in schema.Base.metadata.sorted_tables:
        if not RULES[table.name].local:
            rows[table.name] = {str(row.id): plain(row) for row in connection.execute(select(table))}
    study = next(iter(rows["study"].values()))
    source = Source(name, study["id"], study["desk"], rows)
    event = schema.Event
    columns = (
        event.id, event.desk, event.clock, event.act, event.coder_id, event.time, event.what, event.tbl, event.row,
        event.before, event.after, event.undoes,
    )  # fmt: skip
    for row in connection.execute(select(*columns).order_by(event.clock)):
        source.events[row[0]] = Event(*row)
    return source


def more_erased(one: Any, other: Any) -> Any:
    """Of one payload as two desks have it, what is left where each erased something: a name that went stays away."""
    if one == other:
        return one
    if one is None or other is None:
        return None
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: more_erased(one[key], other[key]) for key in one if key in other}
    if isinstance(one, str) and isinstance(other, str):
        return masked(one, other)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [more_erased(*pair) for pair in zip(one, other, strict=True)]
    return None


def masked(one: str, other: str) -> str:
    """What two readings of a text share; a mark stands where they differ."""
    first, second = sorted((one, other))
    old, new = tokens(first), tokens(second)
    parts: list[str] = []
    for what, start, end, _low, _high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            parts += old[start:end]
        elif parts[-1:] != [MARK]:
            parts.append(MARK)
    return "".join(parts).replace(MARK + MARK, MARK)
