"""Who codes which interview: reading and changing it, and what is known of the coders themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, func, select

from interview_coder.domain.assigning import Assignment, ToPlan, Work
from interview_coder.domain.model import Coder
from interview_coder.domain.text import fold, one_line
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.i18n import _
from interview_coder.store import reading, schema, visibility
from interview_coder.store.history import Act

MAX_INITIALS = 4


def assignments(
    connection: Connection,
    reader: str,
    *,
    interview: str | None = None,
    coder: str | None = None,
    counted: bool = True,
) -> list[Assignment]:
    """Who codes which interview, in order of import and by name; ``reader`` is the id of who reads.

    ``interview`` and ``coder`` (ids) ask for these alone. With ``counted`` off it is not told how far they are, which a
    large study takes a moment for.
    """
    row = schema.Assignment
    wanted = [
        column == value for column, value in ((row.interview_id, interview), (row.coder_id, coder)) if value is not None
    ]
    rows = connection.execute(
        select(row.interview_id, row.coder_id, schema.Coder.name, row.blind, row.done)
        .join(schema.Coder, schema.Coder.id == row.coder_id)
        .join(schema.Interview, schema.Interview.id == row.interview_id)
        .where(*wanted)
        .order_by(schema.Interview.number, schema.Coder.name)
    ).all()
    if not rows:
        return []
    hidden, names = visibility.hidden(connection), reading.references(connection)
    done = _counts(connection, interview, coder) if counted else {}
    lengths = reading.text_lengths(connection) if counted else {}
    found = []
    for one in rows:
        number, end = done.get((one.interview_id, one.coder_id), (0, 0))
        unseen = not counted or (one.interview_id in hidden and one.coder_id != reader)
        work = Work.DONE if one.done else Work.CODING if number else Work.NOT_STARTED
        found.append(
            Assignment(
                interview=one.interview_id,
                reference=names[one.interview_id],
                coder=one.coder_id,
                coder_name=one.name,
                blind=one.blind,
                done=one.done,
                hidden=one.interview_id in hidden,
                work=None if unseen and not one.done else work,
                codings=None if unseen else number,
                coded_up_to=None if unseen else end,
                length=lengths.get(one.interview_id, 0),
            )
        )
    return found


def _counts(connection: Connection, interview: str | None, coder: str | None) -> dict[tuple[str, str], tuple[int, int]]:
    """How many codings there are by interview and coder, and where the last of them ends."""
    coding, transcript = schema.Coding, schema.Transcript
    wanted = [
        column == value
        for column, value in ((transcript.interview_id, interview), (coding.coder_id, coder))
        if value is not None
    ]
    rows = connection.execute(
        select(transcript.interview_id, coding.coder_id, func.count(), func.max(coding.end))
        .join(transcript, transcript.id == coding.transcript_id)
        .where(*wanted)
        .group_by(transcript.interview_id, coding.coder_id)
    )
    return {(there, who): (number, end) for there, who, number, end in rows}


def to_plan(connection: Connection, only: Sequence[str] = ()) -> tuple[list[ToPlan], dict[str, int]]:
    """The interviews to plan (those named, else those that nobody was given), and how many each coder has besides."""
    row = schema.Assignment
    given = connection.execute(select(row.interview_id, row.coder_id)).all()
    wanted = {reading.interview_id(connection, ref) for ref in only}
    taken = {interview for interview, _coder in given}
    found = [
        ToPlan(id_, one.metadata.programmes, one.metadata.interviewers)
        for id_, one in reading.known(connection).items()
        if (id_ in wanted if wanted else id_ not in taken)
    ]
    planned = {one.id for one in found}
    load: dict[str, int] = {}
    for interview, coder in given:
        if interview not in planned:
            load[coder] = load.get(coder, 0) + 1
    return found, load


def _may_change(act: Act, interview: str) -> None:
    """Refuse who codes an interview blind to end that by giving it away."""
    if visibility.is_blind(act.connection, act.coder, interview):
        raise InvalidInputError(_("You code this interview blind; who codes it is for somebody else to change."))


def assign(act: Act, interview: str, coder: str, *, blind: bool) -> None:
    """Give an interview to a coder, or change whether that is blind. Raises InvalidInputError."""
    known = connection_row(act.connection, interview, coder)
    if known is None or known[1] != blind:
        _may_change(act, interview)
        _give(act, interview, coder, blind=blind)


def _give(act: Act, interview: str, coder: str, *, blind: bool) -> None:
    row = schema.Assignment
    known = connection_row(act.connection, interview, coder)
    if known is not None:
        act.update("assignments", known[0], blind=blind)
    else:
        act.insert(
            row.__tablename__, interview_id=interview, coder_id=coder, blind=blind, done=None, by_id=act.coder,
            created=act.time,
        )  # fmt: skip


def connection_row(connection: Connection, interview: str, coder: str) -> tuple[str, bool, bool] | None:
    """The id of an assignment, whether it is blind and done; ``None`` where there is none."""
    row = schema.Assignment
    found = connection.execute(
        select(row.id, row.blind, row.done).where(row.interview_id == interview, row.coder_id == coder)
    ).first()
    return None if found is None else (found.id, found.blind, found.done is not None)


def unassign(act: Act, interview: str, coder: str, *, asked: bool = False) -> None:
    """Take an interview from a coder; what is coded stays. Raises InvalidInputError, NotFoundError.

    ``asked`` says that it was made sure before that it may be.
    """
    known = connection_row(act.connection, interview, coder)
    if known is None:
        raise NotFoundError(_("That coder does not code that interview."))
    if not asked:
        _may_change(act, interview)
    act.delete("assignments", known[0])


def replace(act: Act, given: Mapping[str, Iterable[str]], *, blind: bool) -> None:
    """Give interviews to exactly these coders, who may be oneself, blind. Raises InvalidInputError."""
    row = schema.Assignment
    for interview, coders in given.items():
        rows = act.connection.execute(select(row.coder_id, row.blind).where(row.interview_id == interview)).all()
        before, wanted = dict(rows), dict.fromkeys(coders, blind)
        if before == wanted:
            continue
        # Asked once, before the first change: that may be what makes oneself blind.
        _may_change(act, interview)
        for coder in sorted(before.keys() - wanted):
            unassign(act, interview, coder, asked=True)
        for coder in sorted(wanted):
            _give(act, interview, coder, blind=blind)


def set_done(act: Act, interview: str, *, done: bool) -> bool:
    """Say that one's own coding of an interview is done, or is not after all; returns whether all are done now.

    Raises NotFoundError where the interview is not one's own, InvalidInputError where it is too late to take it back.
    """
    row = schema.Assignment
    known = connection_row(act.connection, interview, act.coder)
    if known is None:
        raise NotFoundError(_("This interview is not assigned to you."))
    waiting = select(func.count()).where(row.interview_id == interview, row.done.is_(None))
    if not done and known[1] and known[2] and not act.connection.scalar(waiting):
        raise InvalidInputError(_("All coders are done and see each other’s work; that cannot be taken back."))
    if done != known[2]:
        act.update("assignments", known[0], done=act.time if done else None)
    return not act.connection.scalar(waiting)


def change_coder(
    act: Act, coder: Coder, *, name: str | None = None, initials: str | None = None, colour: str | None = None
) -> None:
    """Change what a coder is called, or the initials or colour (``#rrggbb``). Raises InvalidInputError."""
    values: dict[str, str] = {}
    if name is not None:
        values["name"] = one_line(name)[:80]
        if not values["name"]:
            raise InvalidInputError(_("A coder needs a name."), field="name")
        others = [one for one in reading.coders(act.connection) if one.id != coder.id]
        if fold(values["name"]) in {schema.CONSENSUS_NAME, *(fold(one.name) for one in others)}:
            raise InvalidInputError(_("A coder of that name exists already."), field="name")
    if initials is not None:
        values["initials"] = one_line(initials)[:MAX_INITIALS]
        if not values["initials"]:
            raise InvalidInputError(_("A coder needs initials: one to four letters."), field="initials")
    if colour is not None:
        if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
            raise InvalidInputError(_("A colour is written as #rrggbb."), field="colour")
        values["colour"] = colour.lower()
    if values:
        act.update("coders", coder.id, **values)
