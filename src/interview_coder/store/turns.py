"""Corrections of who speaks where: turns split and joined, voices given and renamed. All within an act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select

from interview_coder.domain.model import SAME_SPEAKER, Role
from interview_coder.domain.spans import Edit
from interview_coder.domain.text import fold, one_line
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.i18n import _
from interview_coder.store import schema
from interview_coder.store.database import DOCID_STEP
from interview_coder.store.history import Act, new_id
from interview_coder.store.writing import protected

MAX_LABEL: Final = 60


def set_speaker(act: Act, interview_id: str, turn_ids: Sequence[str], speaker_id: str | None) -> None:
    """Say who speaks in some turns of an interview; ``None``: not known."""
    _check_speaker(act.connection, interview_id, speaker_id)
    transcript = _transcript(act.connection, interview_id)
    for identifier in turn_ids:
        _turn(act.connection, transcript.id, schema.Turn.id == identifier)
    act.update_many("turns", list(dict.fromkeys(turn_ids)), speaker_id=speaker_id)


def add_speaker(act: Act, interview_id: str, label: str, role: Role) -> str:
    """A new voice in an interview; returns its id."""
    label = _label(act.connection, interview_id, label, None)
    position = act.connection.scalar(
        select(func.max(schema.Speaker.position)).where(schema.Speaker.interview_id == interview_id)
    )
    last = -1 if position is None else position
    return act.insert("speakers", interview_id=interview_id, label=label, role=role, position=last + 1)


def change_speaker(act: Act, interview_id: str, speaker_id: str, label: str | None, role: Role | None) -> None:
    """Give a voice another label or role."""
    _check_speaker(act.connection, interview_id, speaker_id)
    values: dict[str, Any] = {}
    if label is not None:
        values["label"] = _label(act.connection, interview_id, label, speaker_id)
    if role is not None:
        values["role"] = role
    if values:
        act.update("speakers", speaker_id, **values)


def _label(connection: Connection, interview_id: str, label: str, this: str | None) -> str:
    label = one_line(label)
    if not label or len(label) > MAX_LABEL:
        raise InvalidInputError(_("A speaker needs a label of at most {n} characters.").format(n=MAX_LABEL))
    speaker = schema.Speaker
    for identifier, known in connection.execute(
        select(speaker.id, speaker.label).where(speaker.interview_id == interview_id)
    ):
        if identifier != this and fold(known) == fold(label):
            raise InvalidInputError(_("There is a speaker “{label}” in this interview already.").format(label=known))
    return label


def _check_speaker(connection: Connection, interview_id: str, speaker_id: str | None) -> None:
    speaker = schema.Speaker
    known = select(speaker.id).where(speaker.interview_id == interview_id, speaker.id == (speaker_id or ""))
    if speaker_id is not None and connection.scalar(known) is None:
        raise NotFoundError(_("There is no such speaker in this interview."))


def _transcript(connection: Connection, interview_id: str) -> Row[str, str]:
    transcript = schema.Transcript
    row = connection.execute(
        select(transcript.id, transcript.text).where(transcript.interview_id == interview_id)
    ).first()
    if row is None:
        raise NotFoundError(_("There is no interview “{ref}”.").format(ref=interview_id))
    return row


def _turn(
    connection: Connection, transcript: str, *conditions: Any
) -> Row[str, int, int, int, int, str | None, float | None]:
    turn = schema.Turn
    row = connection.execute(
        select(turn.id, turn.docid, turn.number, turn.start, turn.end, turn.speaker_id, turn.seconds)
        .where(turn.transcript_id == transcript, *conditions)
        .order_by(turn.start)
    ).first()
    if row is None:
        raise NotFoundError(_("There is no such turn in this interview."))
    return row


def split_turn(act: Act, interview_id: str, offset: int, speaker_id: str | None) -> None:
    """Make a turn of its own of what follows ``offset``; white space there becomes the border.

    Raises InvalidInputError where one part would have no words, or a redaction would be cut.
    """
    connection = act.connection
    transcript = _transcript(connection, interview_id)
    text = transcript.text
    if speaker_id != SAME_SPEAKER:
        _check_speaker(connection, interview_id, speaker_id)
    if not 0 <= offset <= len(text):
        raise InvalidInputError(_("The passage lies outside the transcript."))
    turn = _turn(connection, transcript.id, schema.Turn.start <= offset, schema.Turn.end >= offset)
    start = end = offset
    while start > turn.start and text[start - 1].isspace():
        start -= 1
    while end < turn.end and text[end].isspace():
        end += 1
    if not text[turn.start : start].strip() or not text[end : turn.end].strip():
        raise InvalidInputError(_("Choose a place with words before and behind it, within one turn."))
    if protected(connection, transcript.id, start, end):
        raise InvalidInputError(_("A redacted name is not to be cut in two; choose a place beside it."))
    behind = connection.scalar(select(func.min(schema.Turn.docid)).where(schema.Turn.docid > turn.docid))
    between = (turn.docid + (behind or turn.docid + DOCID_STEP)) // 2
    first = {"id": turn.id, "docid": turn.docid, "speaker_id": turn.speaker_id, "seconds": turn.seconds}
    second = {
        "id": new_id(),
        "docid": between if between > turn.docid else None,
        "speaker_id": turn.speaker_id if speaker_id == SAME_SPEAKER else speaker_id,
        "seconds": None,
    }
    act.edit_text(transcript.id, Edit(start, end, 1), "\n", turns=[first, second])


def join_turns(act: Act, interview_id: str, turn_id: str) -> None:
    """Make one turn of a turn and the next, spoken by the first one's voice. Raises InvalidInputError at the last."""
    connection = act.connection
    transcript = _transcript(connection, interview_id)
    turn = _turn(connection, transcript.id, schema.Turn.id == turn_id)
    if turn.end == len(transcript.text):
        raise InvalidInputError(_("There is no turn behind this one."))
    kept = {"id": turn.id, "docid": turn.docid, "speaker_id": turn.speaker_id, "seconds": turn.seconds}
    act.edit_text(transcript.id, Edit(turn.end, turn.end + 1, 1), " ", turns=[kept])
