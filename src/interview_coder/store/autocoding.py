"""Coding what a search found: the passages first, to be looked at, then all of them in one act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy import Connection, select

from interview_coder.domain.model import Candidate, Hit, Stance, Status, Unit
from interview_coder.domain.text import sentence_spans, trim
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _
from interview_coder.store import schema
from interview_coder.store.history import Act, new_id, parts


def preview(connection: Connection, hits: Sequence[Hit], code_id: str, coder: str, unit: Unit) -> list[Candidate]:
    """The passages that would be coded, each once, in the order of the hits.

    ``coded`` says that a coding of this coder with this code covers the passage already.
    """
    covered = _codings(connection, {hit.interview for hit in hits}, code_id, coder)
    found: dict[tuple[str, int, int], Candidate] = {}
    for hit in hits:
        for start, end in _around(hit, unit):
            found[hit.interview, start, end] = Candidate(
                interview=hit.interview,
                reference=hit.reference,
                turn=hit.turn,
                start=start,
                end=end,
                words=hit.snippet[start - hit.start : end - hit.start],
                coded=any(one <= start and end <= other for one, other in covered[hit.interview]),
            )
    return list(found.values())


def _around(hit: Hit, unit: Unit) -> Iterator[tuple[int, int]]:
    """The passages of a hit, as spans of the transcript without white space at their borders."""
    if unit is Unit.TURN:
        spans: Iterable[tuple[int, int]] = [(0, len(hit.snippet))]
    else:
        spans = [(start - hit.start, end - hit.start) for start, end in hit.matches]
    if unit is Unit.SENTENCE:
        matches = list(spans)
        spans = [
            sentence
            for sentence in sentence_spans(hit.snippet)
            if any(start < sentence[1] and sentence[0] < end for start, end in matches)
        ]
    for span in spans:
        start, end = trim(hit.snippet, *span)
        if start < end:
            yield hit.start + start, hit.start + end


def _codings(
    connection: Connection, interviews: set[str], code_id: str, coder: str
) -> dict[str, list[tuple[int, int]]]:
    coding, transcript = schema.Coding, schema.Transcript
    statement = (
        select(transcript.interview_id, coding.start, coding.end)
        .join(transcript, transcript.id == coding.transcript_id)
        .where(coding.code_id == code_id, coding.coder_id == coder)
    )
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for interview, start, end in connection.execute(statement):
        if interview in interviews:
            found[interview].append((start, end))
    return found


def autocode(
    act: Act,
    candidates: Sequence[Candidate],
    code_id: str,
    stance: Stance | None,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Code the passages that do not have the code from this coder yet; returns how many that were.

    ``progress`` is called with codings made and in all, and may raise to stop. Raises InvalidInputError where a text is
    not any more as it was in the preview.
    """
    connection = act.connection
    wanted: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for one in candidates:
        wanted[one.interview][one.start, one.end] = one.words
    there = _codings(connection, set(wanted), code_id, act.coder)
    rows = []
    transcript = schema.Transcript
    columns = (transcript.id, transcript.interview_id, transcript.text)
    touched = []
    for some in parts(list(wanted)):
        for home in connection.execute(select(*columns).where(transcript.interview_id.in_(some))).all():
            done = set(there[home.interview_id])
            new = [span for span in sorted(wanted[home.interview_id]) if span not in done]
            if any(home.text[slice(*span)] != wanted[home.interview_id][span] for span in new):
                raise InvalidInputError(_("A text was changed since the search; search again."))
            if new:
                touched.append(home.interview_id)
            for start, end in new:
                values = {"code_id": code_id, "coder_id": act.coder, "start": start, "end": end, "stance": stance}
                rows.append(
                    {"id": new_id(), "transcript_id": home.id, **values, "created": act.time, "changed": act.time}
                )
    made = 0
    for page in parts(rows):
        act.insert_many("codings", page)
        made += len(page)
        if progress is not None:
            progress(made, len(rows))
    for some in parts(touched):
        fresh = connection.scalars(
            select(schema.Interview.id).where(
                schema.Interview.id.in_(some), schema.Interview.status == Status.NOT_STARTED
            )
        ).all()
        act.update_many("interviews", fresh, status=Status.CODING)
    return len(rows)
