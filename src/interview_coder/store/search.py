"""Full-text search over the turns of a study (FTS5; case and diacritics folded)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _
from interview_coder.store.schema import FTS

_OPEN: Final = "\x02"
_CLOSE: Final = "\x03"
_PART: Final = re.compile(r'"([^"]*)"(\*?)|(\S+)')


@dataclass(frozen=True, slots=True)
class Found:
    """A turn that matches: its place in the transcript, its words, and where in the transcript the matches lie."""

    interview: str
    turn: int
    label: str
    start: int
    end: int
    words: str
    matches: tuple[tuple[int, int], ...]


def match_query(query: str) -> str:
    """What a user typed as an FTS5 query: all words must occur, ``"a phrase"`` as it is, ``word*`` by its beginning.

    Nothing a user types can be syntax of FTS5. Raises InvalidInputError where there is nothing to look for.
    """
    parts = []
    for phrase, phrase_star, word in _PART.findall(query):
        bare = phrase or word.rstrip("*")
        star = "*" if phrase_star or (word.endswith("*") and bare) else ""
        if any(char.isalnum() for char in bare):
            parts.append('"' + bare.replace('"', '""') + '"' + star)
    if not parts:
        raise InvalidInputError(_("Type a word to look for."))
    return " ".join(parts)


def search(connection: Connection, query: str, limit: int) -> list[Found]:
    """The turns that match, in the order of interviews and turns, at most ``limit``."""
    statement = text(
        f"SELECT t.id AS transcript, t.interview_id, u.number, u.start, u.end, s.label, f.marked "
        f"FROM (SELECT rowid, highlight({FTS}, 0, :open, :close) AS marked FROM {FTS} WHERE {FTS} MATCH :query "
        f"ORDER BY rowid LIMIT :limit) AS f "
        f"JOIN turns AS u ON u.docid = f.rowid JOIN transcripts AS t ON t.id = u.transcript_id "
        f"JOIN interviews AS i ON i.id = t.interview_id "
        f"LEFT JOIN speakers AS s ON s.id = u.speaker_id ORDER BY i.number, u.number"
    )
    values = {"open": _OPEN, "close": _CLOSE, "query": match_query(query), "limit": limit}
    try:
        rows = connection.execute(statement, values).all()
    except OperationalError:
        raise InvalidInputError(_("This cannot be searched for; try other words.")) from None
    return [
        Found(
            interview=row.interview_id,
            turn=row.number,
            label=row.label or "",
            start=row.start,
            end=row.end,
            words=row.marked.replace(_OPEN, "").replace(_CLOSE, ""),
            matches=_matches(row.marked, row.start),
        )
        for row in rows
    ]


def _matches(marked: str, offset: int) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    begun = 0
    for char in marked:
        if char == _OPEN:
            begun = offset
        elif char == _CLOSE:
            spans.append((begun, offset))
        else:
            offset += 1
    return tuple(spans)
