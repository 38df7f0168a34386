"""A better transcription in the place of a transcript: codings, memos and quotes move to the same words.

What finds no place is taken out of the text and kept in ``unplaced`` as it was, until somebody places or discards it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec import Struct, field
from sqlalchemy import Connection, select

from interview_coder.domain.model import DraftSpeaker, NameKind, Stance, Unplaced, UnplacedKind
from interview_coder.domain.spans import Span, held
from interview_coder.domain.text import trim
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.i18n import _
from interview_coder.store import reading, schema
from interview_coder.store.codebook import join_codings
from interview_coder.store.history import Act, new_id, plain, typed
from interview_coder.store.passages import Placer
from interview_coder.store.writing import digest

_KINDS: Final = {
    "codings": UnplacedKind.CODING,
    "memos": UnplacedKind.MEMO,
    "quote_pieces": UnplacedKind.QUOTE,
}
_GOING: Final = ("settlements", "dismissal_places")
"""What is let go where it finds no place: what was decided on words that are gone is decided no more."""
_HANGING: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "codings": (("memos", "coding_id"), ("quotes", "coding_id")),
    "quote_pieces": (("quote_edits", "piece_id"),),
}
"""What hangs on a row, by table and column. Quotes outlive the coding that they were made of."""


class Replaced(Struct):
    """How many spans stand on the very same words, how many on nearly the same, and which (ids) have no place."""

    kept: int = 0
    close: int = 0
    unplaced: list[str] = field(default_factory=list)


def replace_transcript(
    act: Act,
    interview_id: str,
    *,
    text: str,
    speakers: Sequence[DraftSpeaker],
    turns: Sequence[tuple[int, int, int | None, float | None]],
    marks: Sequence[tuple[int, int, NameKind, str, bool]],
) -> Replaced:
    """Put a text without names, with its speakers, turns and marks, in the place of an interview's.

    ``turns`` are (start, end, index of the speaker, seconds); ``marks`` (start, end, kind, reason, reviewed). Raises
    NotFoundError, and InvalidInputError where the interview has that text already.
    """
    connection = act.connection
    old = connection.execute(
        select(schema.Transcript.id, schema.Transcript.text).where(schema.Transcript.interview_id == interview_id)
    ).first()
    if old is None:
        raise NotFoundError(_("There is no interview “{ref}”.").format(ref=interview_id))
    if old.text == text:
        raise InvalidInputError(_("The interview has this text already; nothing was replaced."))
    placer = Placer(old.text, text)
    result = Replaced()
    for name in (*_KINDS, *_GOING):
        _move(act, name, old.id, old.text, placer, result)
    _move_marks(act, old.id, marks)
    coded = connection.scalar(select(schema.Interview.coded_up_to).where(schema.Interview.id == interview_id)) or 0
    act.update("interviews", interview_id, coded_up_to=placer.offset(coded) if coded else 0)
    voices, silent = _voices(act, interview_id, speakers)
    act.replace_text(
        old.id,
        text,
        [
            {"id": new_id(), "docid": None, "speaker_id": None if voice is None else voices[voice], "seconds": seconds}
            for _start, _end, voice, seconds in turns
        ],
        digest(text),
    )
    for speaker in silent:
        act.delete("speakers", speaker)
    return result


def _move(act: Act, name: str, transcript: str, old: str, placer: Placer, result: Replaced) -> None:
    rows = schema.table(name)
    for row in act.connection.execute(select(rows).where(rows.c.transcript_id == transcript).order_by(rows.c.id)).all():
        span = Span(row.start, row.end)
        found = placer.place(span)
        if name == "quote_pieces" and (found is None or not found.exact):
            act.doubt_quote(row.quote_id)
        if name in _GOING:
            if found is None:
                act.delete(name, row.id)
            else:
                act.update(name, row.id, start=found.start, end=found.end)
            continue
        if found is None:
            _unplace(act, name, plain(row), old[span.start : span.end])
            result.unplaced.append(row.id)
            continue
        result.kept += found.exact
        result.close += not found.exact
        act.update(name, row.id, start=found.start, end=found.end)
        if name == "quote_pieces":
            _move_edits(act, row.id, placer, Span(found.start, found.end))


def _move_edits(act: Act, piece: str, placer: Placer, home: Span) -> None:
    """The edits of a piece of a quote move inside it; one whose words are not there any more goes."""
    edits = schema.table("quote_edits")
    for row in act.connection.execute(select(edits).where(edits.c.piece_id == piece)).all():
        if row.start == row.end:
            at = held(placer.offset(row.start), home)
            act.update("quote_edits", row.id, start=at, end=at)
            continue
        found = placer.place(Span(row.start, row.end))
        if found is not None and home.start <= found.start and found.end <= home.end:
            act.update("quote_edits", row.id, start=found.start, end=found.end)
        else:
            act.delete("quote_edits", row.id)


def _unplace(act: Act, name: str, values: dict[str, Any], words: str) -> None:
    hanging = []
    for child, column in _HANGING.get(name, ()):
        rows = schema.table(child)
        for row in act.connection.execute(select(rows).where(rows.c[column] == values["id"])).all():
            hanging.append([child, plain(row)])
            if child == "quotes":
                act.update(child, row.id, **{column: None})
            else:
                act.delete(child, row.id)
    act.delete(name, values["id"])
    act.insert(
        "unplaced",
        id=values["id"],
        transcript_id=values["transcript_id"],
        tbl=name,
        words=words,
        values=values | {"with": hanging},
        created=act.time,
    )


def _move_marks(act: Act, transcript: str, marks: Sequence[tuple[int, int, NameKind, str, bool]]) -> None:
    """The redactions of the old text go with it; the new one has its own."""
    mark = schema.Redaction
    for identifier in act.connection.scalars(select(mark.id).where(mark.transcript_id == transcript)).all():
        act.delete("redactions", identifier)
    act.insert_many(
        "redactions",
        [
            {
                "id": new_id(),
                "transcript_id": transcript,
                "start": start,
                "end": end,
                "kind": kind,
                "reason": reason,
                "reviewed": reviewed,
                "coder_id": act.coder,
                "created": act.time,
            }
            for start, end, kind, reason, reviewed in marks
        ],
    )


def _voices(act: Act, interview_id: str, speakers: Sequence[DraftSpeaker]) -> tuple[list[str], list[str]]:
    """The ids of the speakers, those of the interview where the label is the same, and the ids that are not needed."""
    speaker = schema.Speaker
    known = dict(
        act.connection.execute(select(speaker.label, speaker.id).where(speaker.interview_id == interview_id)).all()
    )
    ids = []
    for position, one in enumerate(speakers):
        identifier = known.get(one.label)
        if identifier is None:
            identifier = act.insert(
                "speakers", interview_id=interview_id, label=one.label, role=one.role, position=position
            )
        else:
            act.update("speakers", identifier, role=one.role, position=position)
        ids.append(identifier)
    return ids, [identifier for identifier in known.values() if identifier not in ids]


def unplaced(connection: Connection, interview_id: str | None = None) -> list[Unplaced]:
    """What replaced transcripts have no place for, in one interview or all, the oldest first."""
    row, transcript = schema.Unplaced, schema.Transcript
    statement = (
        select(row.id, row.tbl, row.words, row.values, transcript.interview_id)
        .join(transcript, transcript.id == row.transcript_id)
        .order_by(row.created, row.id)
    )
    if interview_id is not None:
        statement = statement.where(transcript.interview_id == interview_id)
    found = connection.execute(statement).all()
    if not found:
        return []
    references = reading.references(connection)
    coders = reading.coder_names(connection)
    codes = dict(connection.execute(select(schema.Code.id, schema.Code.name)).all())
    return [
        Unplaced(
            id=one.id,
            kind=_KINDS[one.tbl],
            interview=one.interview_id,
            reference=references[one.interview_id],
            code=one.values.get("code_id"),
            code_name=codes.get(one.values.get("code_id"), ""),
            coder=coders.get(one.values.get("coder_id"), ""),
            stance=Stance(one.values["stance"]) if one.values.get("stance") else None,
            memo=_memo(one.values),
            words=one.words,
        )
        for one in found
    ]


def _memo(values: Mapping[str, Any]) -> str:
    bodies = [values["body"]] if "body" in values else []
    bodies += [row["body"] for name, row in values.get("with", ()) if name == "memos"]
    return "\n\n".join(bodies)


def place(act: Act, unplaced_id: str, start: int, end: int) -> str | None:
    """Put what had no place on ``[start, end)``, white space at its borders left out; returns the id of the coding.

    ``None`` where it was no coding. Raises NotFoundError, InvalidInputError where the span has no words, or what the
    row belonged to is gone.
    """
    connection = act.connection
    row = _unplaced_row(connection, unplaced_id)
    text = str(connection.scalar(select(schema.Transcript.text).where(schema.Transcript.id == row.transcript_id)))
    if not 0 <= start < end <= len(text):
        raise InvalidInputError(_("The passage lies outside the transcript."))
    start, end = trim(text, start, end)
    if start == end:
        raise InvalidInputError(_("Select some words first."))
    values = typed(schema.table(row.tbl), {key: value for key, value in row.values.items() if key != "with"})
    _check_parents(connection, values)
    moved = {"changed": act.time} if "changed" in values else {}
    act.delete("unplaced", row.id)
    shift = start - values["start"] if text[start:end] == row.words else None
    act.insert(row.tbl, **(values | moved | {"start": start, "end": end}))
    for name, hanging in row.values.get("with", ()):
        _hang(act, name, hanging, row.id, shift)
    if row.tbl != "codings":
        return None
    coding = schema.Coding
    same = connection.scalar(
        select(coding.id).where(
            coding.transcript_id == row.transcript_id,
            coding.code_id == values["code_id"],
            coding.coder_id == values["coder_id"],
            coding.start == start,
            coding.end == end,
            coding.id != row.id,
        )
    )
    if same is not None:
        join_codings(act, row.id, same)
    return str(same or row.id)


def _hang(act: Act, name: str, hanging: dict[str, Any], row: str, shift: int | None) -> None:
    if name == "quotes":
        quote = schema.Quote
        free = select(quote.id).where(quote.id == hanging["id"], quote.coding_id.is_(None))
        if act.connection.scalar(free) is not None:
            act.update("quotes", hanging["id"], coding_id=row)
        return
    values = typed(schema.table(name), hanging)
    if name == "quote_edits":
        if shift is None:
            # An elision counts by words; on other words there is nothing that it could leave out.
            return
        values |= {"start": values["start"] + shift, "end": values["end"] + shift}
    act.insert(name, **values)


def _check_parents(connection: Connection, values: Mapping[str, Any]) -> None:
    for column, parent in (("code_id", schema.Code), ("quote_id", schema.Quote)):
        wanted = values.get(column)
        if wanted is not None and connection.scalar(select(parent.id).where(parent.id == wanted)) is None:
            raise InvalidInputError(_("The code or quote that it belonged to is gone; discard it."))


def discard(act: Act, unplaced_id: str) -> None:
    """Let go of what had no place; undo brings it back to the list. Raises NotFoundError."""
    act.delete("unplaced", _unplaced_row(act.connection, unplaced_id).id)


def _unplaced_row(connection: Connection, unplaced_id: str) -> Any:
    row = connection.execute(select(schema.Unplaced).where(schema.Unplaced.id == unplaced_id)).first()
    if row is None:
        raise NotFoundError(_("There is nothing without a place by that id."))
    return row
