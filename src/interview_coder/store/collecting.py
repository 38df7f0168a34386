"""Quotes collected for the report: reading them, and changes within an act."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, func, select

from interview_coder.domain.collecting import CollectedQuote, with_uses
from interview_coder.domain.model import Role
from interview_coder.domain.paged import PAGE
from interview_coder.domain.quote_edits import FLAWS, EditKind, Flaw, Piece, Quote, QuoteEdit, flaws, render
from interview_coder.domain.text import fold, trim
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.i18n import _
from interview_coder.store import reading, schema
from interview_coder.store.history import Act, new_id, parts
from interview_coder.store.querying import listed
from interview_coder.store.schema import FTS
from interview_coder.store.sections import find_section, sections

_QUESTION: Final = "question"
_ANSWER: Final = "answer"


# Reading


class _Turns:
    """Who speaks where in a transcript, or in a stretch of it. ``rows`` are the turns in order."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self.rows = rows
        self._starts = [row.start for row in rows]

    @classmethod
    def of(cls, connection: Connection, transcript: str) -> _Turns:
        """All turns of a transcript."""
        turn, speaker = schema.Turn, schema.Speaker
        statement = (
            select(turn.start, turn.end, speaker.id, speaker.label, speaker.role)
            .outerjoin(speaker, speaker.id == turn.speaker_id)
            .where(turn.transcript_id == transcript)
            .order_by(turn.start)
        )
        return cls(connection.execute(statement).all())

    def at(self, offset: int) -> int:
        """The index of the turn at an offset."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def under(self, start: int, end: int) -> list[Any]:
        """The turns that a span touches."""
        behind = bisect_left(self._starts, end)
        return [row for row in self.rows[self.at(start) : behind] if row.end > start]


def collected(connection: Connection, only: Collection[str] | None = None) -> list[CollectedQuote]:
    """The collected quotes of all interviews, or of those with these ids, in the order of the report.

    That is by section (those outside last), and by hand within.
    """
    quote, section = schema.Quote, schema.Section
    places = _places(connection)
    statement = (
        select(*quote.__table__.columns, section.name.label("section"))
        .outerjoin(section, section.id == quote.section_id)
        .order_by(section.position.is_(None), section.position, section.id, quote.position, quote.id)
    )
    rows = connection.execute(statement if only is None else statement.where(listed(quote.interview_id, only))).all()
    if not rows:
        return []
    interviews = {row.interview_id for row in rows}
    stored = _stored(connection, interviews)
    shared = _Shared(connection, interviews, stored)
    return with_uses([_made(row, places[row.id], stored.get(row.id, Quote(())), shared) for row in rows])


def by_ids(connection: Connection, quote_ids: Collection[str]) -> list[CollectedQuote]:
    """The collected quotes with these ids, in the order of the report."""
    interviews = connection.scalars(select(schema.Quote.interview_id).where(listed(schema.Quote.id, quote_ids)))
    wanted = set(quote_ids)
    return [one for one in collected(connection, set(interviews)) if one.id in wanted]


def ids(connection: Connection, section: str | None) -> list[str]:
    """The quotes of a section with that name, or outside of all, in their order."""
    quote = schema.Quote
    statement = select(quote.id).outerjoin(schema.Section, schema.Section.id == quote.section_id)
    here = schema.Section.name.is_(None) if section is None else schema.Section.name == section
    return list(connection.scalars(statement.where(here).order_by(quote.position, quote.id)))


def codings(connection: Connection) -> set[tuple[str, str | None]]:
    """The codings that are collected, each with the name of a section in which it is."""
    quote, section = schema.Quote, schema.Section
    statement = select(quote.coding_id, section.name).outerjoin(section, section.id == quote.section_id)
    rows = connection.execute(statement.where(quote.coding_id.is_not(None)))
    return {(coding, name) for coding, name in rows if coding is not None}


def interviews_of(connection: Connection, coding: str) -> set[str]:
    """The interviews in which a coding is collected: one, or none."""
    return set(connection.scalars(select(schema.Quote.interview_id).where(schema.Quote.coding_id == coding)))


def find(connection: Connection, quote_id: str) -> CollectedQuote:
    """The collected quote with that id. Raises NotFoundError."""
    interview = connection.scalar(select(schema.Quote.interview_id).where(schema.Quote.id == quote_id))
    if interview is None:
        raise NotFoundError(_("There is no collected quote “{ref}”.").format(ref=quote_id))
    return next(one for one in collected(connection, {interview}) if one.id == quote_id)


class _Source(NamedTuple):
    """A stretch of a transcript, of whole turns: which transcript, where it begins, the words, and the turns."""

    transcript: str
    start: int
    text: str
    turns: _Turns


class _Turn(NamedTuple):
    """A turn of a stretch."""

    start: int
    end: int
    id: str | None
    label: str | None
    role: str | None


# The turns under each quote, and those between its passages: no whole transcript is read for a quote.
_STRETCHES: Final = f"""
SELECT json_extract(j.value, '$[0]'), t.id, u.start, u.end, s.id, s.label, s.role, f.body
FROM json_each(?) AS j
CROSS JOIN transcripts AS t ON t.interview_id = json_extract(j.value, '$[1]')
CROSS JOIN turns AS u ON u.transcript_id = t.id
    AND u.start >= coalesce((SELECT max(v.start) FROM turns AS v
        WHERE v.transcript_id = t.id AND v.start <= json_extract(j.value, '$[2]')), 0)
    AND u.start <= json_extract(j.value, '$[3]')
CROSS JOIN {FTS} AS f ON f.rowid = u.docid
LEFT JOIN speakers AS s ON s.id = u.speaker_id
ORDER BY j.key, u.start
"""


def _stretches(connection: Connection, spans: Sequence[tuple[str, str, int, int]]) -> dict[str, _Source]:
    """The stretches under spans, which are given as (name, interview, start, end); by name."""
    found: dict[str, list[tuple[_Turn, str]]] = defaultdict(list)
    homes: dict[str, str] = {}
    for name, transcript, *turn, body in connection.exec_driver_sql(_STRETCHES, (json.dumps(spans),)).all():
        homes[name] = transcript
        found[name].append((_Turn(*turn), body))
    return {
        name: _Source(
            homes[name],
            turns[0][0].start,
            "\n".join(body for _turn, body in turns),
            _Turns([turn for turn, _body in turns]),
        )
        for name, turns in found.items()
    }


class _Shared:
    """What quotes of the same interviews share, and the stretches of text that they are made of."""

    def __init__(self, connection: Connection, interviews: Collection[str], quotes: Mapping[str, Quote]) -> None:
        self.references = reading.references(connection, interviews)
        self.coders = reading.coder_names(connection)
        quote, coding, code = schema.Quote, schema.Coding, schema.Code
        rows = connection.execute(
            select(quote.id, quote.interview_id, code.key, code.name)
            .outerjoin(coding, coding.id == quote.coding_id)
            .outerjoin(code, code.id == coding.code_id)
            .where(listed(quote.interview_id, interviews))
        ).all()
        self.codes = {row.id: row for row in rows}
        spans = [
            (
                row.id,
                row.interview_id,
                min(piece.start for piece in quotes[row.id].pieces),
                max(piece.end for piece in quotes[row.id].pieces),
            )
            for row in rows
            if row.id in quotes
        ]
        self.sources = _stretches(connection, spans)


_NOWHERE: Final = _Source("", 0, "", _Turns(()))


def _made(row: Any, position: int, quote: Quote, shared: _Shared) -> CollectedQuote:
    source = shared.sources.get(row.id, _NOWHERE)
    # Offsets into the stretch, which is all that is looked at.
    here = quote.shifted(-source.start)
    code = shared.codes[row.id]
    found = flaws(here, source.text)
    if row.source_changed and Flaw.CHANGED not in found:
        found = (*found, Flaw.CHANGED)
    answers = [piece for piece in here.pieces if not piece.question]
    turns = [(piece, source.turns.under(piece.start, piece.end)) for piece in quote.pieces]
    speaking = [turn for _piece, under in turns for turn in under]
    heard = {turn.id for piece, under in turns if not piece.question for turn in under if turn.role == Role.RESPONDENT}
    spans_hold = not set(found) & {Flaw.GONE, Flaw.EMPTY}
    return CollectedQuote(
        id=row.id,
        section=row.section,
        position=position,
        interview=row.interview_id,
        reference=shared.references[row.interview_id],
        coding=row.coding_id,
        code_key=code.key or "",
        code_name=code.name or "",
        coder=shared.coders[row.coder_id],
        created=row.created,
        changed=row.changed,
        quote=quote,
        literal=" ".join(source.text[max(0, piece.start) : piece.end] for piece in answers or here.pieces),
        runs=render(here, source.text) if spans_hold else (),
        flaws=found,
        speakers=tuple(dict.fromkeys(turn.label for turn in speaking if turn.label)),
        voices=tuple(sorted(heard)) or (row.interview_id,),
    )


def _places(connection: Connection) -> dict[str, int]:
    """The place of every quote in its section, from 1."""
    quote = schema.Quote
    place = func.row_number().over(partition_by=quote.section_id, order_by=(quote.position, quote.id))
    return dict(connection.execute(select(quote.id, place)).all())


def _stored(connection: Connection, interviews: Collection[str]) -> dict[str, Quote]:
    """The quotes of interviews as values, by id; one without pieces is left out."""
    quote, piece, edit = schema.Quote, schema.QuotePiece, schema.QuoteEdit
    edits: dict[str, list[QuoteEdit]] = defaultdict(list)
    for change in connection.execute(
        select(edit)
        .join(piece, piece.id == edit.piece_id)
        .join(quote, quote.id == piece.quote_id)
        .where(listed(quote.interview_id, interviews))
        .order_by(edit.start, edit.end, edit.id)
    ):
        edits[change.piece_id].append(QuoteEdit(EditKind(change.kind), change.start, change.end, change.text))
    pieces: dict[str, list[Piece]] = defaultdict(list)
    for row in connection.execute(
        select(piece)
        .join(quote, quote.id == piece.quote_id)
        .where(listed(quote.interview_id, interviews))
        .order_by(piece.position, piece.start, piece.id)
    ):
        pieces[row.quote_id].append(Piece(row.start, row.end, row.kind == _QUESTION, tuple(edits[row.id])))
    return {identifier: Quote(tuple(parts)) for identifier, parts in pieces.items()}


# Changes


class _Passage(NamedTuple):
    interview: str
    start: int
    end: int
    coding: str | None


def collect(
    act: Act, coding_ids: Sequence[str], section: str | None, progress: Callable[[int, int], None] | None = None
) -> list[str]:
    """Make a quote of each coding, at the end of a section; returns their ids.

    ``None``: the section of the coding's code; empty: outside the sections. A coding that is collected in the section
    already gives the quote there is. ``progress`` is called with codings done and in all, and may raise to stop. Raises
    NotFoundError.
    """
    connection = act.connection
    here = None if not section else find_section(connection, section)
    by_name = {fold(one.name): one.id for one in sections(connection)}
    codes = {code.id: code for code in reading.codes(connection, counted=False)} if section is None else {}
    ids = list(dict.fromkeys(coding_ids))
    quote, coding, transcript = schema.Quote, schema.Coding, schema.Transcript
    known: dict[tuple[str | None, str | None], str] = {}
    passages: dict[str, Any] = {}
    for some in parts(ids):
        for there in connection.execute(
            select(quote.id, quote.coding_id, quote.section_id)
            .where(quote.coding_id.in_(some))
            .order_by(quote.position.desc(), quote.id.desc())
        ):
            known[there.coding_id, there.section_id] = there.id
        for row in connection.execute(
            select(coding.id, coding.code_id, coding.start, coding.end, transcript.interview_id)
            .join(transcript, transcript.id == coding.transcript_id)
            .where(coding.id.in_(some))
        ):
            passages[row.id] = row
    for identifier in ids:
        if identifier not in passages:
            raise NotFoundError(_("There is no coding “{ref}”.").format(ref=identifier))
    making = _Making(act)
    found: list[str] = []
    sources: dict[str, _Source] = {}
    for index, identifier in enumerate(ids):
        if index % PAGE == 0:
            if progress is not None:
                progress(index, len(ids))
            rows = (passages[one] for one in ids[index : index + PAGE])
            sources = _stretches(connection, [(row.id, row.interview_id, row.start, row.end) for row in rows])
        row = passages[identifier]
        place = here.id if here else None
        if section is None:
            place = by_name.get(fold(codes[row.code_id].section or ""))
        passage = _Passage(row.interview_id, row.start, row.end, identifier)
        found.append(known.get((identifier, place)) or making.quote(passage, sources[identifier], place))
    making.write()
    return found


def collect_passage(act: Act, interview: str, start: int, end: int, section: str | None, *, question: bool) -> str:
    """Make a quote of a passage, coded or not; returns its id. Raises InvalidInputError, NotFoundError."""
    place = find_section(act.connection, section).id if section else None
    interview = reading.interview_id(act.connection, interview)
    source = _stretches(act.connection, [("", interview, start, end)]).get("")
    making = _Making(act)
    passage = _Passage(interview, start, end, None)
    identifier = making.quote(passage, source or _NOWHERE, place, question=question)
    making.write()
    return identifier


class _Making:
    """Quotes that are made in an act, each at the end of its section, and written together."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self._next: dict[str | None, int] = {}
        self._quotes: list[dict[str, Any]] = []
        self._pieces: list[dict[str, Any]] = []

    def quote(self, passage: _Passage, source: _Source, section: str | None, *, question: bool = False) -> str:
        """A quote of a passage, with the stretch under it; returns its id. Raises InvalidInputError."""
        if not 0 <= passage.start < passage.end <= source.start + len(source.text):
            raise InvalidInputError(_("The passage lies outside the transcript."))
        start, end = passage.start - source.start, passage.end - source.start
        quote = Quote.of(source.text, start, end, question=True) if question else _by_turns(source, start, end)
        quote = quote.shifted(source.start)
        identifier = new_id()
        self._quotes.append(
            {
                "id": identifier,
                "interview_id": passage.interview,
                "coding_id": passage.coding,
                "coder_id": self._act.coder,
                "section_id": section,
                "position": self._place(section),
                "source_changed": False,
                "created": self._act.time,
                "changed": self._act.time,
            }
        )
        self._pieces += [
            {
                "id": new_id(),
                "quote_id": identifier,
                "transcript_id": source.transcript,
                "position": position,
                "kind": _QUESTION if piece.question else _ANSWER,
                "start": piece.start,
                "end": piece.end,
            }
            for position, piece in enumerate(quote.pieces)
        ]
        return identifier

    def write(self) -> None:
        """Put them into the study."""
        self._act.insert_many("quotes", self._quotes)
        self._act.insert_many("quote_pieces", self._pieces)

    def _place(self, section: str | None) -> int:
        if section not in self._next:
            here = schema.Quote.section_id == section if section else schema.Quote.section_id.is_(None)
            last = self._act.connection.scalar(select(func.max(schema.Quote.position)).where(here))
            self._next[section] = 0 if last is None else last + 1
        self._next[section] += 1
        return self._next[section] - 1


def _by_turns(source: _Source, start: int, end: int) -> Quote:
    """A passage as a quote, a piece for each turn; what an interviewer says beside others is a question.

    Offsets are those of the stretch.
    """
    text, base = source.text, source.start
    spans = []
    for turn in source.turns.under(start + base, end + base):
        low, high = trim(text, max(start, turn.start - base), min(end, turn.end - base))
        if low < high:
            spans.append((low, high, turn.role == Role.INTERVIEWER))
    mixed = len({asks for _low, _high, asks in spans}) > 1
    quote: Quote | None = None
    for low, high, asks in spans:
        question = asks and mixed
        quote = (
            quote.join(text, low, high, question=question) if quote else Quote.of(text, low, high, question=question)
        )
    if quote is None:
        raise InvalidInputError(_("Choose at least one word."))
    return quote


def source_of(connection: Connection, interview: str) -> tuple[str, str]:
    """The id and the text of the transcript of an interview. Raises NotFoundError."""
    row = connection.execute(
        select(schema.Transcript.id, schema.Transcript.text).where(schema.Transcript.interview_id == interview)
    ).first()
    if row is None:
        raise NotFoundError(_("There is no interview “{ref}”.").format(ref=interview))
    return row.id, row.text


def change_quote(act: Act, quote_id: str, quote: Quote) -> None:
    """Keep an edited quote, which counts as looked at. Raises InvalidInputError where it is not faithful."""
    known = find(act.connection, quote_id)
    transcript, source = source_of(act.connection, known.interview)
    for flaw in flaws(quote, source):
        raise InvalidInputError(_(FLAWS[flaw]))
    if quote == known.quote:
        return
    _store(act, quote_id, transcript, quote)
    act.update("quotes", quote_id, source_changed=False, changed=act.time)


def with_question(connection: Connection, quote_id: str) -> Quote:
    """The quote with the interviewer's turn before its first answer. Raises InvalidInputError where there is none."""
    known = find(connection, quote_id)
    transcript, source = source_of(connection, known.interview)
    turns = _Turns.of(connection, transcript)
    if not known.quote.pieces:
        raise InvalidInputError(_(FLAWS[Flaw.EMPTY]))
    first = turns.at(min(piece.start for piece in known.quote.pieces))
    for turn in reversed(turns.rows[:first]):
        if turn.role == Role.INTERVIEWER:
            return known.quote.join(source, turn.start, turn.end, question=True)
    raise InvalidInputError(_("No question of an interviewer stands before this quote."))


def _store(act: Act, quote_id: str, transcript: str, quote: Quote) -> None:
    """Write pieces and edits; rows of those that are as they were stay."""
    piece, edit = schema.QuotePiece, schema.QuoteEdit
    rows = act.connection.execute(select(piece).where(piece.quote_id == quote_id)).all()
    free = {(row.start, row.end, row.kind): row.id for row in rows}
    homes = []
    for position, one in enumerate(quote.pieces):
        kind = _QUESTION if one.question else _ANSWER
        home = free.pop((one.start, one.end, kind), None)
        if home is None:
            home = act.insert(
                "quote_pieces",
                quote_id=quote_id,
                transcript_id=transcript,
                position=position,
                kind=kind,
                start=one.start,
                end=one.end,
            )
        else:
            act.update("quote_pieces", home, position=position)
        homes.append(home)
    for gone in {row.id for row in rows} - set(homes):
        for identifier in act.connection.scalars(select(edit.id).where(edit.piece_id == gone)).all():
            act.delete("quote_edits", identifier)
        act.delete("quote_pieces", gone)
    for home, one in zip(homes, quote.pieces, strict=True):
        _store_edits(act, home, transcript, one.edits)


def _store_edits(act: Act, piece: str, transcript: str, edits: Sequence[QuoteEdit]) -> None:
    edit = schema.QuoteEdit
    rows = act.connection.execute(select(edit).where(edit.piece_id == piece).order_by(edit.id)).all()
    free: dict[QuoteEdit, list[str]] = defaultdict(list)
    for row in rows:
        free[QuoteEdit(EditKind(row.kind), row.start, row.end, row.text)].append(row.id)
    for one in edits:
        if free[one]:
            free[one].pop(0)
            continue
        act.insert(
            "quote_edits",
            piece_id=piece,
            transcript_id=transcript,
            kind=one.kind.value,
            start=one.start,
            end=one.end,
            text=one.text,
        )
    for identifiers in free.values():
        for identifier in identifiers:
            act.delete("quote_edits", identifier)


def confirm_quote(act: Act, quote_id: str) -> None:
    """Note that somebody looked at a quote whose source has changed. Raises NotFoundError."""
    find(act.connection, quote_id)
    act.update("quotes", quote_id, source_changed=False)


def place_quote(act: Act, quote_id: str, section: str | None, position: int | None) -> None:
    """Move a quote to a section (``None``: outside), to a place from 1 (``None``: last). Raises NotFoundError.

    Nothing is written where the quote stands there already, whatever numbers others left behind.
    """
    find(act.connection, quote_id)
    place = find_section(act.connection, section).id if section else None
    quote = schema.Quote
    here = quote.section_id == place if place else quote.section_id.is_(None)
    now = list(act.connection.scalars(select(quote.id).where(here).order_by(quote.position, quote.id)).all())
    order = [identifier for identifier in now if identifier != quote_id]
    order.insert(len(order) if position is None else max(0, position - 1), quote_id)
    if order == now:
        return
    act.update("quotes", quote_id, section_id=place)
    known = dict(act.connection.execute(select(quote.id, quote.position).where(here)).all())
    for index, identifier in enumerate(order):
        if known.get(identifier) != index:
            act.update("quotes", identifier, position=index)


def remove_quote(act: Act, quote_id: str) -> None:
    """Take a quote out of the report, its edits too, and out of the verdicts that name it. Raises NotFoundError."""
    find(act.connection, quote_id)
    connection = act.connection
    link, piece, edit = schema.JudgementQuote, schema.QuotePiece, schema.QuoteEdit
    for identifier in connection.scalars(select(link.id).where(link.quote_id == quote_id)).all():
        act.delete("verdict_quotes", identifier)
    for home in connection.scalars(select(piece.id).where(piece.quote_id == quote_id)).all():
        for identifier in connection.scalars(select(edit.id).where(edit.piece_id == home)).all():
            act.delete("quote_edits", identifier)
        act.delete("quote_pieces", home)
    act.delete("quotes", quote_id)
