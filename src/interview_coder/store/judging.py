"""Verdicts on conditions: all that were ever given, and giving one within an act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select

from interview_coder.domain.conditions import Judgement, Verdict
from interview_coder.domain.text import clean, one_line, slug
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.i18n import _
from interview_coder.store import collecting, reading, schema
from interview_coder.store.history import Act


def judgements(connection: Connection) -> list[Judgement]:
    """Every verdict, the newest first; the first of each scope is in force."""
    row, link = schema.Judgement, schema.JudgementQuote
    quotes: dict[str, list[str]] = defaultdict(list)
    for verdict, quote in connection.execute(select(link.verdict_id, link.quote_id).order_by(link.position, link.id)):
        quotes[verdict].append(quote)
    coders = reading.coder_names(connection)
    rows = connection.execute(
        select(row, schema.Programme.name.label("programme"), schema.School.number.label("school"))
        .outerjoin(schema.Programme, schema.Programme.id == row.programme_id)
        .outerjoin(schema.School, schema.School.id == row.school_id)
        .order_by(row.created.desc(), row.id.desc())
    )
    seen: set[tuple[str, str | None, str | None]] = set()
    found = []
    for one in rows:
        scope = (one.code_id, one.programme_id, one.school_id)
        found.append(
            Judgement(
                id=one.id,
                condition=one.code_id,
                programme=one.programme,
                school=one.school,
                verdict=one.verdict,
                provided=one.provided,
                rationale=one.rationale,
                quotes=tuple(quotes[one.id]),
                coder=coders[one.coder_id],
                time=one.created,
                current=scope not in seen,
            )
        )
        seen.add(scope)
    return found


def judge(
    act: Act,
    code: str,
    verdict: Verdict,
    *,
    programme: str | None,
    school: int | None,
    provided: str,
    rationale: str,
    quotes: Sequence[str],
) -> str:
    """Give a verdict on a condition (the id of its code); returns its id. Those before it stay.

    ``quotes`` are ids of collected quotes, or of codings, which are collected. Raises InvalidInputError, NotFoundError.
    """
    connection = act.connection
    if programme is not None and school is not None:
        raise InvalidInputError(_("A verdict is on the whole, on a programme or on a school; give one of them."))
    provided = one_line(provided)
    if (verdict is Verdict.PROVIDED) is not bool(provided):
        raise InvalidInputError(
            _("Say under which proviso the condition is met.")
            if verdict is Verdict.PROVIDED
            else _("Only “met, provided that” takes a proviso.")
        )
    identifier = act.insert(
        "verdicts",
        code_id=code,
        programme_id=None if programme is None else _programme(connection, programme),
        school_id=None if school is None else _school(connection, school),
        verdict=verdict,
        provided=provided,
        rationale=clean(rationale).strip(),
        coder_id=act.coder,
        created=act.time,
    )
    for position, quote in enumerate(dict.fromkeys(_quote(act, one) for one in quotes)):
        act.insert("verdict_quotes", verdict_id=identifier, quote_id=quote, position=position)
    return identifier


def _programme(connection: Connection, name: str) -> str:
    for identifier, known in connection.execute(select(schema.Programme.id, schema.Programme.name)):
        if slug(known) == slug(name):
            return identifier
    raise NotFoundError(_("There is no programme “{name}”.").format(name=name))


def _school(connection: Connection, number: int) -> str:
    found = connection.scalar(select(schema.School.id).where(schema.School.number == number))
    if found is None:
        raise NotFoundError(_("There is no school {number}.").format(number=number))
    return found


def _quote(act: Act, ref: str) -> str:
    if act.connection.scalar(select(schema.Quote.id).where(schema.Quote.id == ref)) is not None:
        return ref
    known = act.connection.scalar(
        select(schema.Quote.id).where(schema.Quote.coding_id == ref).order_by(schema.Quote.id).limit(1)
    )
    return known if known is not None else collecting.collect(act, [ref], None)[0]


def withdraw(act: Act, judgement_id: str) -> None:
    """Take a verdict back; the one before it is in force again. Raises NotFoundError."""
    connection = act.connection
    if connection.scalar(select(schema.Judgement.id).where(schema.Judgement.id == judgement_id)) is None:
        raise NotFoundError(_("There is no such verdict."))
    link = schema.JudgementQuote
    for identifier in connection.scalars(select(link.id).where(link.verdict_id == judgement_id)).all():
        act.delete("verdict_quotes", identifier)
    act.delete("verdicts", judgement_id)
