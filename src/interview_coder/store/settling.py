"""What coders settle between them: decisions on differences, the consensus that comes of them, dismissed suggestions.

The consensus is codings of a coder of its own (``schema.CONSENSUS``): whatever reads, moves, corrects or erases codings
treats them too, and nothing of the coders' own work is touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from interview_coder.domain.coded import CodedPassage, Decision, Difference, Settlement, one_stance
from interview_coder.domain.model import Stance
from interview_coder.domain.text import clean, trim
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.i18n import _
from interview_coder.store import reading, schema, writing
from interview_coder.store.coding import remove_coding
from interview_coder.store.history import Act


class Wanted(NamedTuple):
    """A coding that the consensus is to have."""

    code: str
    start: int
    end: int
    stance: Stance | None


def settlements(connection: Connection, only: Collection[str] | None = None) -> list[Settlement]:
    """What was decided, by interview (order of import) and place; ``only`` are ids of settlements."""
    row, transcript, interview = schema.Settlement, schema.Transcript, schema.Interview
    statement = (
        select(
            row.id,
            transcript.interview_id,
            row.start,
            row.end,
            row.code_id,
            row.other_code_id,
            row.first_id,
            row.second_id,
            row.kind,
            row.decision,
            row.note,
            row.coder_id,
            row.changed,
        )
        .join(transcript, transcript.id == row.transcript_id)
        .join(interview, interview.id == transcript.interview_id)
        .order_by(interview.number, row.start, row.end, row.id)
    )
    if only is not None:
        statement = statement.where(row.id.in_(only))
    return [Settlement(*tuple(one)) for one in connection.execute(statement)]


def settle(
    act: Act,
    pair: tuple[str, str],
    difference: Difference,
    decision: Decision,
    *,
    note: str = "",
    span: tuple[int, int] | None = None,
    code: str | None = None,
    stance: Stance | None = None,
) -> str:
    """Decide on a difference between a pair of coders; returns the id of the settlement.

    The consensus has then at this place, of the codes in question, what was decided and nothing else; with ``LATER`` it
    stays as it is. ``span``, ``code`` and ``stance`` are for ``BORDERS``. Raises InvalidInputError where the new
    borders hold no words or lie elsewhere.
    """
    connection = act.connection
    transcript, text = connection.execute(
        select(schema.Transcript.id, schema.Transcript.text).where(
            schema.Transcript.interview_id == difference.interview
        )
    ).one()
    if decision is not Decision.LATER:
        wanted = _wanted(difference, decision, span, code, stance, text)
        codes = {*difference.codes, *(one.code for one in wanted)}
        _put(act, transcript, wanted, _there(connection, transcript, codes, difference.start, difference.end))
    codes_in_order = difference.codes
    values = {
        "kind": difference.kind,
        "decision": decision,
        "note": clean(note).strip(),
        "coder_id": act.coder,
        "first_id": pair[0],
        "second_id": pair[1],
        "changed": act.time,
    }
    place = {
        "transcript_id": transcript,
        "start": difference.start,
        "end": difference.end,
        "code_id": codes_in_order[0],
        "other_code_id": codes_in_order[1] if len(codes_in_order) > 1 else None,
    }
    row = schema.table("settlements")
    known = connection.scalar(
        select(row.c.id)
        .where(*(row.c[name].is_not_distinct_from(value) for name, value in place.items()))
        .where(row.c.first_id.in_(pair), row.c.second_id.in_(pair))
        .order_by(row.c.id)
    )
    if known is None:
        return act.insert("settlements", **place, **values, created=act.time)
    act.update("settlements", known, **values)
    return str(known)


def _wanted(
    difference: Difference,
    decision: Decision,
    span: tuple[int, int] | None,
    code: str | None,
    stance: Stance | None,
    text: str,
) -> list[Wanted]:
    match decision:
        case Decision.FIRST:
            return _as_wanted(difference.first)
        case Decision.SECOND:
            return _as_wanted(difference.second)
        case Decision.BOTH:
            return _as_wanted((*difference.first, *difference.second))
        case Decision.BORDERS:
            start, end = span or (difference.start, difference.end)
            if not 0 <= start < end <= len(text):
                raise InvalidInputError(_("The passage lies outside the transcript."))
            start, end = trim(text, start, end)
            if start >= end:
                raise InvalidInputError(_("Select some words first."))
            if end <= difference.start or difference.end <= start:
                raise InvalidInputError(_("The new borders lie elsewhere; they share words with what is settled."))
            said = stance or one_stance((*difference.first, *difference.second))
            return [Wanted(code or difference.codes[0], start, end, said)]
        case _:
            return []


def _as_wanted(passages: Iterable[CodedPassage]) -> list[Wanted]:
    by_place: dict[tuple[str, int, int], list[CodedPassage]] = defaultdict(list)
    for one in passages:
        by_place[one.code, one.start, one.end].append(one)
    return [Wanted(*place, one_stance(each)) for place, each in by_place.items()]


def _there(
    connection: Connection, transcript: str, codes: Collection[str], start: int, end: int
) -> dict[tuple[str, int, int], str]:
    """Codings of the consensus of some codes that share characters with a span."""
    coding = schema.Coding
    rows = connection.execute(
        select(coding.code_id, coding.start, coding.end, coding.id).where(
            coding.coder_id == schema.CONSENSUS,
            coding.transcript_id == transcript,
            coding.code_id.in_(codes),
            coding.start < end,
            coding.end > start,
        )
    )
    return {(row.code_id, row.start, row.end): row.id for row in rows}


def _put(act: Act, transcript: str, wanted: Sequence[Wanted], there: dict[tuple[str, int, int], str]) -> None:
    """Have the consensus read as wanted in the place of what is there, which keeps its rows where it is the same."""
    places = {one[:3] for one in wanted}
    for place, identifier in there.items():
        if place not in places:
            remove_coding(act, identifier)
    coder = writing.add_consensus(act.connection)
    for one in wanted:
        known = there.get(one[:3])
        if known is None:
            act.insert(
                "codings",
                transcript_id=transcript,
                code_id=one.code,
                coder_id=coder,
                start=one.start,
                end=one.end,
                stance=one.stance,
                created=act.time,
                changed=act.time,
            )
        elif reading.coding(act.connection, known).stance != one.stance:
            act.update("codings", known, stance=one.stance, changed=act.time)


def take_over(act: Act, passages: Sequence[CodedPassage]) -> int:
    """Have the consensus contain passages that nobody contests, where it says nothing yet; returns how many are new.

    Where it has a passage of the same code that shares characters, or somebody settled that place, that stands.
    """
    connection = act.connection
    homes = dict(connection.execute(select(schema.Transcript.interview_id, schema.Transcript.id)).all())
    taken: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    coding = schema.Coding
    rows = select(coding.transcript_id, coding.code_id, coding.start, coding.end)
    for transcript, code, start, end in connection.execute(rows.where(coding.coder_id == schema.CONSENSUS)):
        taken[transcript, code].append((start, end))
    for one in settlements(connection):
        if one.decision is not Decision.LATER:
            for settled in filter(None, (one.code, one.other_code)):
                taken[homes[one.interview], settled].append((one.start, one.end))
    new = 0
    for passage in passages:
        transcript = homes[passage.interview]
        here = taken[transcript, passage.code]
        if all(end <= passage.start or passage.end <= start for start, end in here):
            _put(act, transcript, [Wanted(passage.code, passage.start, passage.end, passage.stance)], {})
            new += 1
    return new


def _known(connection: Connection, settlement_id: str) -> Any:
    row = connection.execute(select(schema.Settlement).where(schema.Settlement.id == settlement_id)).first()
    if row is None:
        raise NotFoundError(_("There is no settlement by that id; the command “settlements” lists them."))
    return row


def note(act: Act, settlement_id: str, text: str) -> None:
    """Write the note on a settlement. Raises NotFoundError."""
    act.update("settlements", _known(act.connection, settlement_id).id, note=clean(text).strip())


def take_back(act: Act, settlement_id: str) -> None:
    """Decide no more on a place: the settlement goes, and what the consensus has there of its codes.

    Raises NotFoundError.
    """
    row = _known(act.connection, settlement_id)
    if row.decision is not Decision.LATER:
        codes = {row.code_id, row.other_code_id or row.code_id}
        for coding in _there(act.connection, row.transcript_id, codes, row.start, row.end).values():
            remove_coding(act, coding)
    act.delete("settlements", row.id)


Dismissed = tuple[str, frozenset[str], frozenset[tuple[str, int, int]]]
"""What tells a suggestion: its kind, codes and places (interview, start, end)."""


def dismissed(connection: Connection) -> dict[Dismissed, str]:
    """The suggestions that were dismissed, and the ids of the dismissals."""
    place, transcript, row = schema.DismissalPlace, schema.Transcript, schema.Dismissal
    places: dict[str, set[tuple[str, int, int]]] = defaultdict(set)
    for identifier, interview, start, end in connection.execute(
        select(place.dismissal_id, transcript.interview_id, place.start, place.end).join(
            transcript, transcript.id == place.transcript_id
        )
    ):
        places[identifier].add((interview, start, end))
    return {
        (kind, frozenset(codes.get("codes", ())), frozenset(places[identifier])): identifier
        for identifier, kind, codes in connection.execute(select(row.id, row.kind, row.codes))
    }


def dismiss(act: Act, suggestion: Dismissed) -> None:
    """Keep that somebody does not want to see a suggestion again."""
    kind, codes, places = suggestion
    homes = dict(act.connection.execute(select(schema.Transcript.interview_id, schema.Transcript.id)).all())
    row = act.insert("dismissals", kind=kind, codes={"codes": sorted(codes)}, coder_id=act.coder, created=act.time)
    for interview, start, end in sorted(places):
        act.insert("dismissal_places", dismissal_id=row, transcript_id=homes[interview], start=start, end=end)


def bring_back(act: Act, dismissal_ids: Collection[str]) -> None:
    """Show dismissed suggestions again."""
    place = schema.DismissalPlace
    for identifier in act.connection.scalars(select(place.id).where(place.dismissal_id.in_(dismissal_ids))).all():
        act.delete("dismissal_places", identifier)
    for identifier in dismissal_ids:
        act.delete("dismissals", identifier)
