"""Late redaction everywhere: a name that slipped through goes from every text of the study and from its history."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, select, update

from interview_coder.domain.codebook import make_key
from interview_coder.domain.model import NameKind
from interview_coder.domain.quote_edits import ELLIPSIS, insertable
from interview_coder.domain.spans import Span, replace
from interview_coder.domain.spellings import pattern, places
from interview_coder.domain.text import MARK, fold
from interview_coder.store import schema
from interview_coder.store.history import TEXT, Act
from interview_coder.store.writing import Numbering, forget_edits, redact_passage

_LEFT_ALONE: Final = {"coders": ("name", "initials"), "interviews": ("interviewers",)}
"""The team's own names are not the study's secrets; who coded must stay known."""

_UNNOTED: Final = ("drafts", "reviews")
"""Tables whose rows the history does not know."""

_APART: Final = {
    ("programmes", "name"): None,
    ("speakers", "label"): "interview_id",
    ("sections", "name"): None,
    ("queries", "name"): None,
    ("attributes", "name"): None,
    ("codebook_versions", "name"): None,
}
"""Columns that tell rows apart (of one parent, where one is named): two names that go must not leave the same words."""


def erase(act: Act, names: Sequence[str], kind: NameKind, number: Numbering | None = None) -> dict[str, int]:
    """Take names out of every text in the study and in its history; returns how often, by ``table.column``.

    Codings keep their other words. The caller purges the file afterwards; a mark in the study has the next opening do
    it if that is cut short. Nothing of it can be undone, and earlier corrections of a text that held a name neither.
    """
    connection = act.connection
    wanted = pattern(names)
    counts: dict[str, int] = {}
    transcript = schema.Transcript
    for identifier in connection.scalars(select(transcript.id)).all():
        text = str(connection.scalar(select(transcript.text).where(transcript.id == identifier)))
        found = [span for piece in places(text, wanted) for span in _within_turns(text, piece)]
        for span in reversed(found):
            redact_passage(act, identifier, span.start, span.end, kind, number)
        _count(counts, "transcripts.text", len(found))
    erased: dict[tuple[str, str], dict[str, Any] | None] = {}
    for name, columns in schema.USER_TEXT.items():
        if name in ("transcripts", "events"):
            continue
        for column in columns:
            if column not in _LEFT_ALONE.get(name, ()):
                _count(counts, f"{name}.{column}", _erase_column(connection, name, column, wanted, erased))
    # What has been recorded so far may hold the names; what follows only says where they were.
    act.finish()
    _count(counts, "events", _erase_history(connection, wanted))
    for (name, identifier), values in erased.items():
        before = {"id": identifier}
        act.record(name, identifier, before, None if values is None else before | values)
    connection.execute(update(schema.Study).values(purge_pending=True))
    return counts


def _count(counts: dict[str, int], place: str, found: int) -> None:
    if found:
        counts[place] = counts.get(place, 0) + found


def _within_turns(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for part in text[span.start : span.end].split("\n"):
        if part.strip():
            yield Span(start, start + len(part))
        start += len(part) + 1


def _erase_column(
    connection: Connection,
    name: str,
    column: str,
    wanted: re.Pattern[str],
    erased: dict[tuple[str, str], dict[str, Any] | None],
) -> int:
    """Clean a column; notes in ``erased`` what rows have there now (``None``: the row went)."""
    rows = schema.table(name)
    total = 0
    # Read through to the end before anything is changed; only what is changed is kept meanwhile.
    dirty: list[tuple[str, Any, int]] = [
        (identifier, *clean)
        for identifier, value in connection.execute(select(rows.c.id, rows.c[column]))
        if (clean := _cleaned(value, wanted))[1]
    ]
    for identifier, cleaned, found in dirty:
        total += found
        if name == "quote_edits":
            # Words put into a quote print in brackets and have none of their own.
            cleaned = cleaned.replace(MARK, ELLIPSIS)
        if name == "kept_words" or (name == "quote_edits" and not insertable(cleaned)):
            connection.execute(delete(rows).where(rows.c.id == identifier))
            erased[name, identifier] = None
            continue
        if (name, column) == ("codes", "key"):
            taken = connection.scalars(select(schema.Code.key).where(schema.Code.id != identifier)).all()
            cleaned = make_key("code", taken)
        elif (name, column) in _APART:
            cleaned = _told_apart(connection, rows, column, identifier, cleaned)
        connection.execute(update(rows).where(rows.c.id == identifier).values({column: cleaned}))
        if name not in _UNNOTED:
            erased[name, identifier] = (erased.get((name, identifier)) or {}) | {column: cleaned}
    return total


def _told_apart(connection: Connection, rows: Table, column: str, identifier: str, cleaned: str) -> str:
    """Words for a row that no other of its kind has."""
    others = select(rows.c[column]).where(rows.c.id != identifier)
    if parent := _APART[rows.name, column]:
        siblings = select(rows.c[parent]).where(rows.c.id == identifier).scalar_subquery()
        others = others.where(rows.c[parent] == siblings)
    taken = set(map(fold, connection.scalars(others)))
    return next(one for n in itertools.count(1) if fold(one := f"{cleaned} {n}" if n > 1 else cleaned) not in taken)


def _erase_history(connection: Connection, wanted: re.Pattern[str]) -> int:
    """Clean what the history holds. Words of a correction that held a name fit their place no more once it is gone, so
    the corrections of that text are forgotten as a late redaction of it would have them."""
    event = schema.Event
    dirty: list[tuple[str, dict[str, Any]]] = []
    corrected: set[str] = set()
    total = 0
    for identifier, tbl, row, before, after in connection.execute(
        select(event.id, event.tbl, event.row, event.before, event.after).where(event.tbl.not_in(_LEFT_ALONE))
    ):
        sides = [_cleaned(side, wanted) for side in (before, after)]
        if found := sum(count for _side, count in sides):
            dirty.append((identifier, {"before": sides[0][0], "after": sides[1][0]}))
            total += found
            if tbl == TEXT:
                corrected.add(row)
    for identifier, cleaned in dirty:
        connection.execute(update(event).where(event.id == identifier).values(**cleaned))
    for transcript in sorted(corrected):
        forget_edits(connection, transcript)
    return total


def _cleaned(value: Any, wanted: re.Pattern[str]) -> tuple[Any, int]:
    """A value with names replaced by marks, in all texts inside it, and how many were."""
    if isinstance(value, str):
        spans = places(value, wanted)
        return (replace(value, spans, MARK)[0], len(spans)) if spans else (value, 0)
    if isinstance(value, dict):
        # The keys are the program's own words: names of columns and fields.
        parts = {key: _cleaned(inner, wanted) for key, inner in value.items()}
        return {key: part for key, (part, _count) in parts.items()}, sum(count for _part, count in parts.values())
    if isinstance(value, list):
        items = [_cleaned(inner, wanted) for inner in value]
        return [item for item, _count in items], sum(count for _item, count in items)
    return value, 0
