"""What was coded, as plain rows for counting: which passage bears which code, and whose words are in it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, and_, distinct, func, select

from interview_coder.domain.model import Role
from interview_coder.domain.said import Found, Origin, Said
from interview_coder.store import quoting, reading, schema
from interview_coder.store.querying import CODINGS, listed


def said(connection: Connection, *, codes: Collection[str] | None = None, where: str | None = None) -> list[Said]:
    """The codings of the study, of these codes (ids), that a query finds, in the order of interviews and places.

    Raises QueryError.
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
            CODINGS.c.created,
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
    return [
        Said(
            id=row.id,
            code=row.code_id,
            coder=row.coder_id,
            interview=row.interview_id,
            start=row.start,
            end=row.end,
            stance=row.stance,
            created=row.created,
            respondents=voices.under(row.transcript_id, row.start, row.end),
        )
        for row in rows
    ]


class _Voices:
    """Which respondents speak where."""

    def __init__(self, connection: Connection, transcripts: Iterable[str]) -> None:
        turn, speaker = schema.table("turns"), schema.table("speakers")
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._ends: dict[str, list[int]] = defaultdict(list)
        self._voices: dict[str, list[str | None]] = defaultdict(list)
        rows = connection.execute(
            select(turn.c.transcript_id, turn.c.start, turn.c.end, speaker.c.id, speaker.c.role)
            .outerjoin(speaker, speaker.c.id == turn.c.speaker_id)
            .where(listed(turn.c.transcript_id, transcripts))
            .order_by(turn.c.transcript_id, turn.c.start)
        )
        for transcript, start, end, voice, role in rows:
            self._starts[transcript].append(start)
            self._ends[transcript].append(end)
            self._voices[transcript].append(voice if role == Role.RESPONDENT else None)

    def under(self, transcript: str, start: int, end: int) -> frozenset[str]:
        """The respondents with words in a span."""
        starts, ends, voices = self._starts[transcript], self._ends[transcript], self._voices[transcript]
        index = max(0, bisect_right(starts, start) - 1)
        found = set()
        while index < len(starts) and starts[index] < end:
            voice = voices[index]
            if voice is not None and ends[index] > start:
                found.add(voice)
            index += 1
        return frozenset(found)


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
