"""Searching the turns of a study: by words through the full-text index, or by a pattern through their texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from interview_coder.domain.model import Hit, SearchFilter
from interview_coder.domain.text import slug
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _
from interview_coder.store import reading
from interview_coder.store.matching import Matcher
from interview_coder.store.query import match_query
from interview_coder.store.schema import FTS

_OPEN: Final = "\x02"
_CLOSE: Final = "\x03"
_MARKED: Final = re.compile(f"{_OPEN}[^{_CLOSE}]*{_CLOSE}")


def search(
    connection: Connection,
    query: str,
    *,
    regex: bool = False,
    where: SearchFilter | None = None,
    limit: int | None = 200,
    offset: int = 0,
) -> list[Hit]:
    """The turns that match, in the order of interviews and turns; ``limit`` ``None`` gives all of them.

    Raises InvalidInputError where the query or pattern cannot be used, NotFoundError where the filter names an
    interview that does not exist.
    """
    narrow = _Narrow(connection, where)
    if regex:
        stop = None if limit is None else offset + limit
        hits = list(islice(_by_pattern(connection, query, narrow), offset, stop))
    else:
        hits = _by_words(connection, query, narrow, limit, offset)
    names = reading.references(connection, {hit.interview for hit in hits})
    return [
        Hit(hit.interview, names[hit.interview], hit.turn, hit.label, hit.start, hit.end, hit.snippet, hit.matches)
        for hit in hits
    ]


def count(connection: Connection, query: str, *, regex: bool = False, where: SearchFilter | None = None) -> int:
    """How many turns match. Raises as ``search``."""
    narrow = _Narrow(connection, where)
    if regex:
        return sum(1 for _hit in _by_pattern(connection, query, narrow))
    if narrow.all:
        statement = f"SELECT count(*) FROM {FTS} WHERE {FTS} MATCH :query"
    else:
        statement = f"SELECT count(*) FROM {FTS} AS f {_TURNS} WHERE {FTS} MATCH :query {narrow.condition}"
    with _as_sentence():
        return int(connection.exec_driver_sql(statement, {"query": match_query(query), **narrow.values}).scalar() or 0)


# The index gives its rows in order, so that the first page is there before the last match is found.
_TURNS: Final = "CROSS JOIN turns AS u ON u.docid = f.rowid LEFT JOIN speakers AS s ON s.id = u.speaker_id"


class _Narrow:
    """A filter as a condition on turns (``u``) and their speakers (``s``)."""

    def __init__(self, connection: Connection, where: SearchFilter | None) -> None:
        where = where or SearchFilter()
        self.all = where == SearchFilter()
        conditions: list[str] = []
        self.values: dict[str, Any] = {}
        if where.role is not None:
            conditions.append("s.role = :role")
            self.values["role"] = where.role.value
        inside: list[str] = []
        if where.interview is not None:
            inside.append("i.id = :interview")
            self.values["interview"] = reading.interview_id(connection, where.interview)
        if where.school is not None:
            inside.append("i.school_id IN (SELECT id FROM schools WHERE number = :school)")
            self.values["school"] = where.school
        if where.programme is not None:
            inside.append(
                "EXISTS (SELECT 1 FROM interview_programmes AS p "
                "WHERE p.interview_id = i.id AND p.programme_id = :programme)"
            )
            self.values["programme"] = next(
                (
                    row.id
                    for row in connection.execute(text("SELECT id, name FROM programmes"))
                    if slug(row.name) == slug(where.programme)
                ),
                "",
            )
        self.interviews = " AND ".join(inside) or "1"
        if inside:
            conditions.append(
                "u.transcript_id IN (SELECT t.id FROM transcripts AS t JOIN interviews AS i ON i.id = t.interview_id "
                f"WHERE {self.interviews})"
            )
        self.role = "s.role = :role" if where.role is not None else "1"
        self.condition = "".join(f" AND {one}" for one in conditions)


def _by_words(connection: Connection, query: str, narrow: _Narrow, limit: int | None, offset: int) -> list[Hit]:
    statement = (
        f"SELECT t.interview_id, p.number, p.start, p.end, p.label, p.marked FROM ("
        f"SELECT u.transcript_id, u.number, u.start, u.end, s.label, highlight({FTS}, 0, :open, :close) AS marked "
        f"FROM {FTS} AS f {_TURNS} WHERE {FTS} MATCH :query {narrow.condition} "
        f"ORDER BY f.rowid LIMIT :limit OFFSET :offset) AS p "
        f"JOIN transcripts AS t ON t.id = p.transcript_id JOIN interviews AS i ON i.id = t.interview_id "
        f"ORDER BY i.number, p.number"
    )
    values: Mapping[str, Any] = {
        "open": _OPEN,
        "close": _CLOSE,
        "query": match_query(query),
        "limit": -1 if limit is None else max(0, limit),
        "offset": max(0, offset),
        **narrow.values,
    }
    with _as_sentence():
        rows = connection.exec_driver_sql(statement, values).all()
    return [
        Hit(
            interview=row.interview_id,
            reference="",
            turn=row.number,
            label=row.label or "",
            start=row.start,
            end=row.end,
            snippet=row.marked.replace(_OPEN, "").replace(_CLOSE, ""),
            matches=_matches(row.marked, row.start),
        )
        for row in rows
    ]


def _by_pattern(connection: Connection, pattern: str, narrow: _Narrow) -> Iterator[Hit]:
    interviews = connection.execute(
        text(
            "SELECT t.id, t.interview_id, t.text FROM interviews AS i JOIN transcripts AS t ON t.interview_id = i.id "
            f"WHERE {narrow.interviews} ORDER BY i.number"
        ),
        {name: value for name, value in narrow.values.items() if name != "role"},
    )
    turns = text(
        "SELECT u.number, u.start, u.end, s.label FROM turns AS u LEFT JOIN speakers AS s ON s.id = u.speaker_id "
        f"WHERE u.transcript_id = :transcript AND {narrow.role} ORDER BY u.start"
    )
    role = {name: value for name, value in narrow.values.items() if name == "role"}
    with Matcher(pattern) as matcher:
        for row in interviews:
            spoken = connection.execute(turns, {"transcript": row.id, **role}).all()
            for index, spans in matcher.spans([row.text[turn.start : turn.end] for turn in spoken]):
                turn = spoken[index]
                yield Hit(
                    interview=row.interview_id,
                    reference="",
                    turn=turn.number,
                    label=turn.label or "",
                    start=turn.start,
                    end=turn.end,
                    snippet=row.text[turn.start : turn.end],
                    matches=tuple((turn.start + start, turn.start + end) for start, end in spans),
                )


@contextmanager
def _as_sentence() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        # Every other trouble (a lock, a full disk) has a sentence of its own.
        if "fts5" not in str(error.orig):
            raise
        raise InvalidInputError(_("This cannot be searched for; try other words.")) from None


def _matches(marked: str, offset: int) -> tuple[tuple[int, int], ...]:
    # Each mark before a match moves it by one: two for every match before it.
    return tuple(
        (found.start() + offset - 2 * before, found.end() + offset - 2 * before - 2)
        for before, found in enumerate(_MARKED.finditer(marked))
    )
