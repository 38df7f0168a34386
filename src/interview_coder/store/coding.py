"""Codings and memos: changes of them, each within an act of the history."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Row, func, select

from interview_coder.domain.model import Stance, Status
from interview_coder.domain.text import clean, trim
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.i18n import _
from interview_coder.store import reading, schema
from interview_coder.store.database import words_of_turn
from interview_coder.store.history import Act
from interview_coder.store.visibility import is_blind


def add_coding(
    act: Act, interview_id: str, code_id: str, start: int, end: int, *, stance: Stance | None, memo: str
) -> str:
    """Code a passage; white space at its borders is left out. Returns the coding's id.

    The same passage with the same code by the same coder is not doubled: the one there is gets the stance and memo.
    Raises InvalidInputError where the span holds no words or leaves the text.
    """
    connection = act.connection
    interview = connection.execute(
        select(schema.Transcript.id, schema.Interview.status)
        .join(schema.Interview, schema.Interview.id == schema.Transcript.interview_id)
        .where(schema.Interview.id == interview_id)
    ).first()
    if interview is None:
        raise NotFoundError(_("There is no interview “{ref}”.").format(ref=interview_id))
    transcript = interview.id
    start, end = _trimmed(connection, transcript, start, end)
    known = connection.scalar(
        select(schema.Coding.id).where(
            schema.Coding.transcript_id == transcript,
            schema.Coding.code_id == code_id,
            schema.Coding.coder_id == act.coder,
            schema.Coding.start == start,
            schema.Coding.end == end,
        )
    )
    if known is None:
        known = act.insert(
            "codings",
            transcript_id=transcript,
            code_id=code_id,
            coder_id=act.coder,
            start=start,
            end=end,
            stance=stance,
            created=act.time,
            changed=act.time,
        )
    elif stance is not None and stance != reading.coding(connection, known).stance:
        act.update("codings", known, stance=stance, changed=act.time)
    if memo:
        set_memo(act, memo, coding_id=known)
    if interview.status == Status.NOT_STARTED:
        act.update("interviews", interview_id, status=Status.CODING)
    return str(known)


def _trimmed(connection: Connection, transcript: str, start: int, end: int) -> tuple[int, int]:
    """A passage without white space at its borders. Raises InvalidInputError where it has no words or leaves the text.

    The words are read from the turns at its borders: reading the text takes long where it has a million words.
    """
    turn = schema.Turn
    here = turn.transcript_id == transcript
    first = select(func.coalesce(func.max(turn.start), 0)).where(here, turn.start <= start)
    turns = connection.execute(
        select(turn.docid, turn.start, turn.end)
        .where(here, turn.start < end, turn.start >= first.scalar_subquery())
        .order_by(turn.start)
    ).all()
    behind = turns[-1].end if turns else 0
    if end > behind:
        behind = connection.scalar(select(func.max(turn.end)).where(here)) or 0
    if not 0 <= start < end <= behind:
        raise InvalidInputError(_("The passage lies outside the transcript."))
    opening = _words_in(connection, turns, start, end)
    closing = opening if len(turns) == 1 else _words_in(connection, reversed(turns), start, end)
    if opening is None or closing is None:
        raise InvalidInputError(_("Select some words first."))
    return opening[0], closing[1]


def _words_in(
    connection: Connection, turns: Iterable[Row[int, int, int]], start: int, end: int
) -> tuple[int, int] | None:
    """What of a passage lies in the first of some turns that has words in it, white space at the ends left out."""
    for docid, begins, ends in turns:
        if ends <= start:
            continue
        span = trim(words_of_turn(connection, docid), max(start, begins) - begins, min(end, ends) - begins)
        if span[0] < span[1]:
            return begins + span[0], begins + span[1]
    return None


def remove_coding(act: Act, coding_id: str) -> None:
    """Take a coding away, and its memo with it; quotes made of it stay."""
    connection = act.connection
    for memo in connection.scalars(select(schema.Memo.id).where(schema.Memo.coding_id == coding_id)).all():
        act.delete("memos", memo)
    for quote in connection.scalars(select(schema.Quote.id).where(schema.Quote.coding_id == coding_id)).all():
        act.update("quotes", quote, coding_id=None)
    act.delete("codings", coding_id)


def set_memo(act: Act, body: str, **target: str | None) -> None:
    """Write the memo on a target (``interview_id``, ``coding_id``, ``code_id``; none: the study); empty removes it."""
    body = clean(body).strip("\n")
    statement = reading.memo_on(select(schema.Memo.id), target)
    interview = target.get("interview_id")
    if interview is not None and is_blind(act.connection, act.coder, interview):
        # A colleague's memo is not there for this coder, and must not be written over.
        statement = statement.where(schema.Memo.coder_id == act.coder)
    known = act.connection.scalar(statement)
    if known is None and body.strip():
        columns = {"interview_id": None, "coding_id": None, "code_id": None} | target
        act.insert(
            "memos", coder_id=act.coder, **columns, transcript_id=None, start=None, end=None, body=body,
            created=act.time, changed=act.time,
        )  # fmt: skip
    elif known is not None and not body.strip():
        act.delete("memos", known)
    elif known is not None and body != act.connection.scalar(select(schema.Memo.body).where(schema.Memo.id == known)):
        act.update("memos", known, body=body, changed=act.time)
