"""What several coders made of the interviews, read for comparing it. Nothing is changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, func, select

from interview_coder.domain.coded import CodedPassage, ComparedInterview, CompareUnit, Worded
from interview_coder.domain.model import Role
from interview_coder.domain.spans import Span, SpanIndex, merge
from interview_coder.domain.text import sentence_spans
from interview_coder.store import reading, schema


def coded_passages(connection: Connection, *, consensus: bool = False) -> list[CodedPassage]:
    """Every coding of the study, by interview (order of import) and place; ``consensus``: what was agreed on too."""
    statement = (
        select(
            schema.Coding.coder_id,
            schema.Coding.code_id,
            schema.Transcript.interview_id,
            schema.Coding.start,
            schema.Coding.end,
            schema.Coding.stance,
            schema.Coding.created,
            schema.Coding.id,
            schema.Coding.changed,
        )
        .join(schema.Transcript, schema.Transcript.id == schema.Coding.transcript_id)
        .join(schema.Interview, schema.Interview.id == schema.Transcript.interview_id)
        .order_by(schema.Interview.number, schema.Coding.start, schema.Coding.end, schema.Coding.id)
    )
    rows = connection.execute(statement if consensus else statement.where(reading.own_work()))
    return [CodedPassage(*row) for row in rows]


def compared_interviews(
    connection: Connection,
    passages: Collection[CodedPassage],
    unit: CompareUnit,
    *,
    drawn_up: Collection[str] = (),
    without_interviewers: bool = False,
    only: Collection[str] | None = None,
) -> list[ComparedInterview]:
    """The interviews, in order of import, with who coded them and their units; ``only`` are ids.

    Whoever has a coding in an interview coded it. Units that are passages drawn up in advance are those that bear a
    code of ``drawn_up``. ``without_interviewers`` leaves out the turns, and the sentences in them, of interviewers.
    """
    coded: dict[str, set[str]] = defaultdict(set)
    marked: dict[str, list[Span]] = defaultdict(list)
    for one in passages:
        if one.code in drawn_up:
            marked[one.interview].append(Span(one.start, one.end))
        else:
            coded[one.interview].add(one.coder)
    turns = _turns(connection, without_interviewers) if unit in (CompareUnit.TURN, CompareUnit.SENTENCE) else {}
    sentences = unit is CompareUnit.SENTENCE
    text = schema.Transcript.text if sentences else func.length(schema.Transcript.text)
    rows = connection.execute(
        select(schema.Transcript.interview_id, text)
        .join(schema.Interview, schema.Interview.id == schema.Transcript.interview_id)
        .order_by(schema.Interview.number)
    )
    found = []
    for interview, value in rows:
        if only is not None and interview not in only:
            continue
        units = merge(marked[interview]) if unit is CompareUnit.PASSAGE else turns.get(interview, [])
        if sentences:
            units = [
                Span(start + turn.start, end + turn.start)
                for turn in units
                for start, end in sentence_spans(value[turn.start : turn.end])
            ]
        length = len(value) if sentences else value
        found.append(ComparedInterview(interview, length, frozenset(coded[interview]), tuple(units)))
    return found


def worded_passages(connection: Connection, passages: Collection[CodedPassage]) -> tuple[list[Worded], list[Worded]]:
    """Every coded place with its words, and the sentences of all but interviewers that no coding touches."""
    given: dict[str, dict[Span, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for one in passages:
        given[one.interview][Span(one.start, one.end)].add((one.code, one.coder))
    turns = _turns(connection, without_interviewers=True)
    rows = connection.execute(
        select(schema.Transcript.interview_id, schema.Transcript.text)
        .join(schema.Interview, schema.Interview.id == schema.Transcript.interview_id)
        .order_by(schema.Interview.number)
    )
    coded: list[Worded] = []
    uncoded: list[Worded] = []
    for interview, text in rows:
        here = sorted(given[interview].items())
        coded += [Worded(interview, *span, text[span.start : span.end], frozenset(codes)) for span, codes in here]
        taken = SpanIndex([span for span, _codes in here])
        for turn in turns.get(interview, []):
            for start, end in sentence_spans(text[turn.start : turn.end]):
                begin, close = start + turn.start, end + turn.start
                if not taken.overlapping(begin, close):
                    uncoded.append(Worded(interview, begin, close, text[begin:close]))
    return coded, uncoded


def _turns(connection: Connection, without_interviewers: bool) -> dict[str, list[Span]]:
    statement = (
        select(schema.Transcript.interview_id, schema.Turn.start, schema.Turn.end)
        .join(schema.Transcript, schema.Transcript.id == schema.Turn.transcript_id)
        .where(schema.Turn.start < schema.Turn.end)
        .order_by(schema.Turn.transcript_id, schema.Turn.start)
    )
    if without_interviewers:
        speaker = schema.Speaker
        statement = statement.outerjoin(speaker, speaker.id == schema.Turn.speaker_id).where(
            func.coalesce(speaker.role, Role.OTHER) != Role.INTERVIEWER
        )
    found: dict[str, list[Span]] = defaultdict(list)
    for interview, start, end in connection.execute(statement):
        found[interview].append(Span(start, end))
    return found
