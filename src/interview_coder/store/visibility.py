"""What a coder who codes blind may see: the one place where it is decided.

A coder to whom an interview is assigned blind sees nothing that others did on it until all who are assigned to it say
that they are done. Every reading goes through a connection of ``Database.read``, and there the tables of codings,
memos, quotes, settlements and history are covered by temporary views of the same names, which leave those rows out: a
reading that is written tomorrow is blind without knowing of it. Writing sees the tables themselves, as moving the spans
of a text must reach every row. Coders without blind work read the tables; for them all of this is one quick question.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, select

from interview_coder.domain.text import fold
from interview_coder.store import schema

_WAITING: Final = (
    "SELECT DISTINCT coders.id, coders.name FROM main.assignments AS mine"
    " JOIN main.coders ON coders.id = mine.coder_id WHERE mine.blind"
    " AND EXISTS (SELECT 1 FROM main.assignments AS other"
    " WHERE other.interview_id = mine.interview_id AND other.done IS NULL)"
)

_SIDE: Final = "coalesce(json_extract({event}.after, '$.{key}'), json_extract({event}.before, '$.{key}'))"


def _side(key: str, event: str = "e") -> str:
    return _SIDE.format(event=event, key=key)


_HIDDEN_EVENT: Final = f"""
    (e.tbl IN ('codings', 'memos', 'quote_pieces', 'quote_edits', 'settlements', 'dismissal_places', 'unplaced')
        AND {_side("transcript_id")} IN (SELECT id FROM blind_transcripts))
    OR (e.tbl IN ('memos', 'quotes') AND {_side("interview_id")} IN (SELECT id FROM blind_interviews))
    OR (e.tbl = 'memos' AND {_side("coding_id")} IN (
        SELECT c.row FROM main.events AS c WHERE c.tbl = 'codings'
        AND {_side("transcript_id", "c")} IN (SELECT id FROM blind_transcripts)
        UNION SELECT k.id FROM main.codings AS k WHERE k.transcript_id IN (SELECT id FROM blind_transcripts)))
    OR (e.tbl = 'interviews' AND e.row IN (SELECT id FROM blind_interviews)
        AND (json_extract(e.before, '$.status') <> json_extract(e.after, '$.status')
            OR json_extract(e.before, '$.coded_up_to') <> json_extract(e.after, '$.coded_up_to')))
"""

_VIEWS: Final[dict[str, str]] = {
    # A view of this name says for whom the others are made.
    "blind_interviews": """
        SELECT mine.interview_id AS id FROM main.assignments AS mine
        WHERE mine.coder_id = {me} AND mine.blind AND EXISTS (
            SELECT 1 FROM main.assignments AS other
            WHERE other.interview_id = mine.interview_id AND other.done IS NULL)""",
    "blind_transcripts": """
        SELECT t.id FROM main.transcripts AS t WHERE t.interview_id IN (SELECT id FROM blind_interviews)""",
    # How far the coding is, is told by one's own work.
    "interviews": f"""
        SELECT {", ".join(column.name for column in schema.Interview.__table__.columns if column.name != "status")},
            CASE WHEN r.id NOT IN (SELECT id FROM blind_interviews) THEN r.status
                WHEN EXISTS (SELECT 1 FROM main.assignments AS a
                    WHERE a.interview_id = r.id AND a.coder_id = {{me}} AND a.done IS NOT NULL) THEN 'done'
                WHEN EXISTS (SELECT 1 FROM main.codings AS c JOIN main.transcripts AS t ON t.id = c.transcript_id
                    WHERE t.interview_id = r.id AND c.coder_id = {{me}}) THEN 'coding'
                ELSE 'not started' END AS status
        FROM main.interviews AS r""",
    "codings": """
        SELECT * FROM main.codings AS r
        WHERE r.coder_id = {me} OR r.transcript_id NOT IN (SELECT id FROM blind_transcripts)""",
    "memos": """
        SELECT * FROM main.memos AS r WHERE r.coder_id = {me} OR NOT (
            coalesce(r.interview_id IN (SELECT id FROM blind_interviews), 0)
            OR coalesce(r.transcript_id IN (SELECT id FROM blind_transcripts), 0)
            OR coalesce(r.coding_id IN (
                SELECT c.id FROM main.codings AS c WHERE c.transcript_id IN (SELECT id FROM blind_transcripts)), 0))""",
    "quotes": """
        SELECT * FROM main.quotes AS r
        WHERE r.coder_id = {me} OR r.interview_id NOT IN (SELECT id FROM blind_interviews)""",
    "quote_pieces": """
        SELECT * FROM main.quote_pieces AS r WHERE r.quote_id IN (SELECT id FROM quotes)""",
    "quote_edits": """
        SELECT * FROM main.quote_edits AS r WHERE r.piece_id IN (SELECT id FROM quote_pieces)""",
    "verdict_quotes": """
        SELECT * FROM main.verdict_quotes AS r WHERE r.quote_id IN (SELECT id FROM quotes)""",
    "settlements": """
        SELECT * FROM main.settlements AS r WHERE r.transcript_id NOT IN (SELECT id FROM blind_transcripts)""",
    "dismissals": """
        SELECT * FROM main.dismissals AS r WHERE r.coder_id = {me} OR r.id NOT IN (
            SELECT p.dismissal_id FROM main.dismissal_places AS p
            WHERE p.transcript_id IN (SELECT id FROM blind_transcripts))""",
    "dismissal_places": """
        SELECT * FROM main.dismissal_places AS r WHERE r.dismissal_id IN (SELECT id FROM dismissals)""",
    "unplaced": """
        SELECT * FROM main.unplaced AS r WHERE json_extract(r."values", '$.coder_id') = {me}
            OR r.transcript_id NOT IN (SELECT id FROM blind_transcripts)""",
    "events": f"""
        SELECT * FROM main.events AS r WHERE r.coder_id = {{me}} OR r.act NOT IN (
            SELECT e.act FROM main.events AS e WHERE e.coder_id <> {{me}} AND ({_HIDDEN_EVENT}))""",
}

COVERED: Final = frozenset(_VIEWS) - {"blind_interviews", "blind_transcripts"}
"""The tables that a blind coder reads through a view."""


_COVERED: Final = "covered"
"""Set on a connection that may have such views; on all others no question is asked about them."""


def cover(connection: Connection, reader: str) -> None:
    """Leave out, on this connection, what the coder of that name may not see yet."""
    waiting = connection.exec_driver_sql(_WAITING).all()
    me = next((str(id_) for id_, name in waiting if fold(name) == fold(reader)), None)
    if me is None and _COVERED not in connection.info:
        return
    made = connection.exec_driver_sql("SELECT sql FROM temp.sqlite_master WHERE name = 'blind_interviews'").scalar()
    quoted = None if me is None else "'" + me.replace("'", "''") + "'"
    if quoted is None or quoted not in (made or ""):
        uncover(connection)
        connection.info[_COVERED] = True
        for name, statement in _VIEWS.items() if quoted is not None else ():
            connection.exec_driver_sql(f'CREATE TEMP VIEW "{name}" AS {statement.replace("{me}", quoted or "")}')


def uncover(connection: Connection) -> None:
    """Read the tables themselves on this connection."""
    if _COVERED not in connection.info:
        return
    for name in connection.exec_driver_sql("SELECT name FROM temp.sqlite_master WHERE type = 'view'").scalars().all():
        connection.exec_driver_sql(f'DROP VIEW temp."{name}"')


def hidden(connection: Connection) -> set[str]:
    """The interviews of which the reader of this connection sees only own work so far, by id."""
    made = connection.exec_driver_sql("SELECT 1 FROM temp.sqlite_master WHERE name = 'blind_interviews'").scalar()
    return set(connection.exec_driver_sql("SELECT id FROM blind_interviews").scalars()) if made else set()


def is_blind(connection: Connection, coder: str, interview: str) -> bool:
    """Whether a coder (an id) may not see yet what others did on an interview."""
    row = schema.Assignment
    waiting = select(row.id).where(row.interview_id == interview, row.done.is_(None)).limit(1)
    if connection.scalar(waiting) is None:
        return False
    mine = select(row.id).where(row.interview_id == interview, row.coder_id == coder, row.blind)
    return connection.scalar(mine) is not None
