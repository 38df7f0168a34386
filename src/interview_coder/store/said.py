"""What was coded, as plain rows for counting: which passage bears which code, and whose words are in it."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Final

from sqlalchemy import Connection, String, and_, case, distinct, func, select

from interview_coder.domain.model import Role, Stance
from interview_coder.domain.said import Found, Origin, Said, Work
from interview_coder.store import quoting, reading, schema
from interview_coder.store.querying import CODINGS, listed

Progress = Callable[[int, int], None]


def said(
    connection: Connection,
    *,
    codes: Collection[str] | None = None,
    where: str | None = None,
    progress: Progress | None = None,
) -> list[Said]:
    """The codings of the study, of these codes (ids), that a query finds, in the order of interviews and places.

    ``progress`` is called with codings read and codings in all, and may raise to stop. Raises QueryError.
    """
    transcript, interview = schema.table("transcripts"), schema.table("interviews")
    statement = (
        select(
            CODINGS.c.id,
            CODINGS.c.code_id,
            CODINGS.c.coder_id,
            transcript.c.interview_id,
            CODINGS.c.start,
            CODINGS.c.end,
            CODINGS.c.stance,
            CODINGS.c.transcript_id,
        )
        .join(transcript, transcript.c.id == CODINGS.c.transcript_id)
        .join(interview, interview.c.id == transcript.c.interview_id)
        .order_by(interview.c.number, CODINGS.c.start, CODINGS.c.end, CODINGS.c.id)
    )
    if codes is not None:
        statement = statement.where(listed(CODINGS.c.code_id, codes))
    own_work = CODINGS.c.coder_id != schema.CONSENSUS
    statement = statement.where(own_work if where is None else quoting.matching(connection, where))
    rows = connection.execute(statement).all()
    voices = _Voices(connection, {row.transcript_id for row in rows})
    found = []
    for index, (id_, code, coder, home, start, end, stance, text) in enumerate(rows):
        if progress is not None and index % _EVERY == 0:
            progress(index, len(rows))
        found.append(Said(id_, code, coder, home, start, end, stance, voices.under(text, start, end)))
    return found


_EVERY: Final = 1_000
"""After so many codings progress is told."""
_NOBODY: Final[frozenset[str]] = frozenset()

_TURNS: Final = """
SELECT u.transcript_id, u.start, u.end, CASE WHEN s.role = ? THEN s.id END
FROM turns AS u LEFT JOIN speakers AS s ON s.id = u.speaker_id
"""


class _Voices:
    """Which respondents speak where."""

    def __init__(self, connection: Connection, transcripts: Collection[str]) -> None:
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._ends: dict[str, list[int]] = defaultdict(list)
        self._voices: dict[str, list[frozenset[str]]] = defaultdict(list)
        alone: dict[str | None, frozenset[str]] = {None: _NOBODY}
        # Plain SQL: in a large study there are hundreds of thousands of them.
        some = "WHERE u.transcript_id IN (SELECT value FROM json_each(?)) ORDER BY u.transcript_id, u.start"
        for text, start, end, voice in connection.exec_driver_sql(
            _TURNS + some, (Role.RESPONDENT.value, json.dumps(list(transcripts)))
        ).all():
            self._starts[text].append(start)
            self._ends[text].append(end)
            self._voices[text].append(alone.get(voice) or alone.setdefault(voice, frozenset((voice,))))

    def under(self, transcript: str, start: int, end: int) -> frozenset[str]:
        """The respondents with words in a span."""
        starts, ends, voices = self._starts[transcript], self._ends[transcript], self._voices[transcript]
        index = bisect_right(starts, start) - 1
        if index < 0:
            index = 0
        found = _NOBODY
        while index < len(starts) and starts[index] < end:
            if ends[index] > start and voices[index]:
                # Most passages lie in one turn: its voices are taken as they are.
                found = found | voices[index] if found else voices[index]
            index += 1
        return found


def work(connection: Connection) -> list[Work]:
    """How many codings each coder made in each interview with each code on each day, those of the consensus apart."""
    transcript = schema.table("transcripts")
    day = func.date(CODINGS.c.created, type_=String)
    by = (CODINGS.c.coder_id, transcript.c.interview_id, CODINGS.c.code_id, day)
    rows = connection.execute(
        select(*by, func.count())
        .join(transcript, transcript.c.id == CODINGS.c.transcript_id)
        .where(CODINGS.c.coder_id != schema.CONSENSUS)
        .group_by(*by)
    )
    return [Work(coder, interview, code, date.fromisoformat(day), count) for coder, interview, code, day, count in rows]


def ranked(
    connection: Connection,
    codes: Collection[str],
    order: Sequence[Stance | None],
    *,
    interviews: Collection[str] | None = None,
    stance: Stance | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[str]:
    """The ids of codings of these codes: by stance, as ``order`` has it, then by interview and place."""
    transcript, interview = schema.table("transcripts"), schema.table("interviews")
    rank = case(*((CODINGS.c.stance == one, place) for place, one in enumerate(order) if one), else_=len(order))
    statement = (
        select(CODINGS.c.id)
        .join(transcript, transcript.c.id == CODINGS.c.transcript_id)
        .join(interview, interview.c.id == transcript.c.interview_id)
        .where(listed(CODINGS.c.code_id, codes), CODINGS.c.coder_id != schema.CONSENSUS)
        .order_by(rank, interview.c.number, CODINGS.c.start, CODINGS.c.end, CODINGS.c.id)
    )
    if interviews is not None:
        statement = statement.where(listed(interview.c.id, interviews))
    if stance is not None:
        statement = statement.where(CODINGS.c.stance == stance)
    return list(connection.scalars(statement.limit(limit).offset(offset)))


def found(connection: Connection, where: str) -> Found:
    """How much a query finds, counted by the database, as it may be nearly everything. Raises QueryError."""
    turn, first, speaker = schema.table("turns"), schema.table("turns").alias(), schema.table("speakers")
    hits = (
        select(CODINGS.c.transcript_id, CODINGS.c.start, CODINGS.c.end)
        .where(quoting.matching(connection, where))
        .cte("hits")
    )
    passages = select(hits).distinct().subquery()
    begins = (
        select(func.max(first.c.start))
        .where(first.c.transcript_id == hits.c.transcript_id, first.c.start <= hits.c.start)
        .scalar_subquery()
    )
    voices = (
        select(func.count(distinct(turn.c.speaker_id)))
        .select_from(hits)
        .join(
            turn,
            and_(
                turn.c.transcript_id == hits.c.transcript_id,
                turn.c.start >= func.coalesce(begins, 0),
                turn.c.start < hits.c.end,
                turn.c.end > hits.c.start,
            ),
        )
        .join(speaker, speaker.c.id == turn.c.speaker_id)
        .where(speaker.c.role == Role.RESPONDENT)
    )
    counts = (
        select(func.count()).select_from(hits),
        select(func.count()).select_from(passages),
        select(func.count(distinct(hits.c.transcript_id))),
        voices,
    )
    return Found(*connection.execute(select(*(one.scalar_subquery() for one in counts))).one())


def origins(connection: Connection) -> list[Origin]:
    """Where the interviews come from, in order of import."""
    return [
        Origin(id_, known.reference, known.number, known.metadata.programmes, known.metadata.school)
        for id_, known in reading.known(connection).items()
    ]
