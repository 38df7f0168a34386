"""Codings and memos: changes of them, each within an act of the history."""

from __future__ import annotations

from sqlalchemy import select

from interview_coder.domain.model import Stance, Status
from interview_coder.domain.text import clean, trim
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.i18n import _
from interview_coder.store import reading, schema
from interview_coder.store.history import Act


def add_coding(
    act: Act, interview_id: str, code_id: str, start: int, end: int, *, stance: Stance | None, memo: str
) -> str:
    """Code a passage; white space at its borders is left out. Returns the coding's id.

    The same passage with the same code by the same coder is not doubled: the one there is gets the stance and memo.
    Raises InvalidInputError where the span holds no words or leaves the text.
    """
    connection = act.connection
    row = connection.execute(
        select(schema.Transcript.id, schema.Transcript.text).where(schema.Transcript.interview_id == interview_id)
    ).first()
    if row is None:
        raise NotFoundError(_("There is no interview “{ref}”.").format(ref=interview_id))
    if not 0 <= start < end <= len(row.text):
        raise InvalidInputError(_("The passage lies outside the transcript."))
    start, end = trim(row.text, start, end)
    if start == end:
        raise InvalidInputError(_("Select some words first."))
    known = connection.scalar(
        select(schema.Coding.id).where(
            schema.Coding.transcript_id == row.id,
            schema.Coding.code_id == code_id,
            schema.Coding.coder_id == act.coder,
            schema.Coding.start == start,
            schema.Coding.end == end,
        )
    )
    if known is None:
        known = act.insert(
            "codings",
            transcript_id=row.id,
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
    status = connection.scalar(select(schema.Interview.status).where(schema.Interview.id == interview_id))
    if status == Status.NOT_STARTED:
        act.update("interviews", interview_id, status=Status.CODING)
    return str(known)


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
    known = act.connection.scalar(reading.memo_on(select(schema.Memo.id), target))
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
