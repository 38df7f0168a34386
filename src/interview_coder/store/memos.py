"""Memos on the study, interviews, passages, codings and codes: listing them, and those on passages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from interview_coder.domain.model import MemoFilter, MemoKind, MemoRow, PassageMemo
from interview_coder.domain.text import clean, fold, trim
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.i18n import _
from interview_coder.store import quoting, reading, schema

if TYPE_CHECKING:
    from interview_coder.store.history import Act


def memos(
    connection: Connection, wanted: MemoFilter, *, limit: int | None = None, offset: int = 0, only: str | None = None
) -> list[MemoRow]:
    """The memos that match, those changed last first, or just the one with that id.

    Raises NotFoundError where the filter names a code, interview or coder that does not exist.
    """
    memo, coding, transcript = schema.Memo, schema.Coding, schema.Transcript
    place = func.coalesce(memo.transcript_id, coding.transcript_id)
    statement = (
        select(
            memo.id,
            memo.body,
            memo.coder_id,
            memo.created,
            memo.changed,
            memo.coding_id,
            memo.transcript_id,
            func.coalesce(memo.interview_id, transcript.interview_id).label("interview"),
            func.coalesce(memo.code_id, coding.code_id).label("code"),
            place.label("place"),
            func.coalesce(memo.start, coding.start).label("start"),
            func.coalesce(memo.end, coding.end).label("end"),
        )
        .outerjoin(coding, coding.id == memo.coding_id)
        .outerjoin(transcript, transcript.id == place)
        .where(*_conditions(connection, wanted))
        .order_by(memo.changed.desc(), memo.id.desc())
    )
    if only is not None:
        statement = statement.where(memo.id == only)
    text = fold(wanted.text or "").strip()
    if text:
        rows = [row for row in connection.execute(statement).all() if text in fold(row.body)]
        page = rows[offset:] if limit is None else rows[offset : offset + limit]
    else:
        page = list(connection.execute(statement.limit(-1 if limit is None else limit).offset(offset)).all())
    names = reading.coder_names(connection)
    references = reading.references(connection)
    codes = dict(connection.execute(select(schema.Code.id, schema.Code.name)).all())
    return [
        MemoRow(
            id=row.id,
            kind=_kind(row),
            body=row.body,
            coder=names[row.coder_id],
            created=row.created,
            changed=row.changed,
            interview=row.interview,
            reference=references.get(row.interview, ""),
            code=row.code,
            code_name=codes.get(row.code, ""),
            coding=row.coding_id,
            start=row.start,
            end=row.end,
            words=quoting.words_of(connection, row.place, row.start, row.end) if row.place else "",
        )
        for row in page
    ]


def _kind(row: Any) -> MemoKind:
    if row.coding_id is not None:
        return MemoKind.CODING
    if row.code is not None:
        return MemoKind.CODE
    if row.transcript_id is not None:
        return MemoKind.PASSAGE
    return MemoKind.STUDY if row.interview is None else MemoKind.INTERVIEW


def _conditions(connection: Connection, wanted: MemoFilter) -> Iterator[ColumnElement[bool]]:
    memo, coding = schema.Memo, schema.Coding
    match wanted.kind:
        case MemoKind.CODING:
            yield memo.coding_id.is_not(None)
        case MemoKind.CODE:
            yield memo.code_id.is_not(None)
        case MemoKind.PASSAGE:
            yield memo.transcript_id.is_not(None)
        case MemoKind.INTERVIEW:
            yield memo.interview_id.is_not(None)
        case MemoKind.STUDY:
            for column in (memo.coding_id, memo.code_id, memo.transcript_id, memo.interview_id):
                yield column.is_(None)
        case None:
            pass
    if wanted.code is not None:
        codes = reading.codes(connection, counted=False)
        family = reading.with_subcodes(codes, reading.find_code(codes, wanted.code).id)
        yield or_(memo.code_id.in_(family), coding.code_id.in_(family))
    if wanted.interview is not None:
        interview = reading.interview_id(connection, wanted.interview)
        here = select(schema.Transcript.id).where(schema.Transcript.interview_id == interview).scalar_subquery()
        yield or_(memo.interview_id == interview, memo.transcript_id == here, coding.transcript_id == here)
    if wanted.coder is not None:
        yield memo.coder_id == reading.find_coder(connection, wanted.coder).id


def memo(connection: Connection, memo_id: str) -> MemoRow:
    """The memo with that id. Raises NotFoundError."""
    found = memos(connection, MemoFilter(), only=memo_id)
    if not found:
        raise NotFoundError(_("There is no such memo."))
    return found[0]


def on_passages(connection: Connection, interview_id: str) -> list[PassageMemo]:
    """The memos on passages of an interview, in the order of the text."""
    row, transcript = schema.Memo, schema.Transcript
    here = select(transcript.id).where(transcript.interview_id == interview_id).scalar_subquery()
    statement = select(row.id, row.start, row.end, row.body, row.coder_id).where(row.transcript_id == here)
    rows = connection.execute(statement.order_by(row.start, row.id))
    return [PassageMemo(id_, start or 0, end or 0, body, coder) for id_, start, end, body, coder in rows]


def add_passage_memo(act: Act, interview_id: str, start: int, end: int, body: str) -> str:
    """Write a memo on a passage, white space at its borders left out; returns its id.

    Raises InvalidInputError where there are no words to write it on, or none in it.
    """
    row = act.connection.execute(
        select(schema.Transcript.id, schema.Transcript.text).where(schema.Transcript.interview_id == interview_id)
    ).first()
    if row is None:
        raise NotFoundError(_("There is no interview “{ref}”.").format(ref=interview_id))
    if not 0 <= start < end <= len(row.text):
        raise InvalidInputError(_("The passage lies outside the transcript."))
    start, end = trim(row.text, start, end)
    if start == end:
        raise InvalidInputError(_("Select some words first."))
    return act.insert(
        "memos",
        coder_id=act.coder,
        interview_id=None,
        coding_id=None,
        code_id=None,
        transcript_id=row.id,
        start=start,
        end=end,
        body=_body(body),
        created=act.time,
        changed=act.time,
    )


def _body(body: str) -> str:
    body = clean(body).strip("\n")
    if not body.strip():
        raise InvalidInputError(_("The memo has no words."))
    return body


def change_memo(act: Act, memo_id: str, body: str) -> bool:
    """Write a memo anew; empty text removes it. Returns whether it is still there. Raises NotFoundError."""
    known = act.connection.execute(select(schema.Memo.body).where(schema.Memo.id == memo_id)).first()
    if known is None:
        raise NotFoundError(_("There is no such memo."))
    if not clean(body).strip():
        act.delete("memos", memo_id)
        return False
    if _body(body) != known.body:
        act.update("memos", memo_id, body=_body(body), changed=act.time)
    return True
