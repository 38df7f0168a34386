"""Quotes collected for the report: reading them, and changes within an act."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, func, select

from interview_coder.domain.collecting import CollectedQuote, with_uses
from interview_coder.domain.model import Role
from interview_coder.domain.quote_edits import FLAWS, EditKind, Flaw, Piece, Quote, QuoteEdit, flaws, render
from interview_coder.domain.text import fold, trim
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.i18n import _
from interview_coder.store import reading, schema
from interview_coder.store.history import Act, new_id, parts
from interview_coder.store.sections import find_section, sections

_QUESTION: Final = "question"
_ANSWER: Final = "answer"


# Reading


@dataclass(frozen=True, slots=True)
class Collected:
    """A collected quote, and whose words it holds: ids of respondents, or of the interview where none is known."""

    quote: CollectedQuote
    voices: tuple[str, ...]


class _Turns:
    """Who speaks where in a transcript."""

    def __init__(self, connection: Connection, transcript: str) -> None:
        turn, speaker = schema.Turn, schema.Speaker
        self.rows = connection.execute(
            select(turn.start, turn.end, speaker.id, speaker.label, speaker.role)
            .outerjoin(speaker, speaker.id == turn.speaker_id)
            .where(turn.transcript_id == transcript)
            .order_by(turn.start)
        ).all()
        self._starts = [row.start for row in self.rows]

    def at(self, offset: int) -> int:
        """The index of the turn at an offset."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def under(self, start: int, end: int) -> list[Any]:
        """The turns that a span touches."""
        return [row for row in self.rows[self.at(start) :] if row.start < end and row.end > start]


def collected(connection: Connection, only: Collection[str] | None = None) -> list[Collected]:
    """The collected quotes of all interviews, or of those with these ids, in the order of the report.

    That is by section (those outside last), and by hand within.
    """
    quote, section = schema.Quote, schema.Section
    places = _places(connection)
    statement = (
        select(quote, section.name.label("section"))
        .outerjoin(section, section.id == quote.section_id)
        .order_by(section.position.is_(None), section.position, section.id, quote.position, quote.id)
    )
    rows = connection.execute(statement if only is None else statement.where(quote.interview_id.in_(only))).all()
    if not rows:
        return []
    stored = _stored(connection, {row.interview_id for row in rows})
    shared = _Shared(connection, {row.interview_id for row in rows})
    made = [_made(row, places[row.id], stored.get(row.id, Quote(())), shared) for row in rows]
    quotes = with_uses([one.quote for one in made])
    return [Collected(quote, one.voices) for quote, one in zip(quotes, made, strict=True)]


def find(connection: Connection, quote_id: str) -> CollectedQuote:
    """The collected quote with that id. Raises NotFoundError."""
    interview = connection.scalar(select(schema.Quote.interview_id).where(schema.Quote.id == quote_id))
    if interview is None:
        raise NotFoundError(_("There is no collected quote “{ref}”.").format(ref=quote_id))
    return next(one.quote for one in collected(connection, {interview}) if one.quote.id == quote_id)


class _Shared:
    """What quotes of the same interviews share."""

    def __init__(self, connection: Connection, interviews: Collection[str]) -> None:
        transcript = schema.Transcript
        self.references = reading.references(connection, interviews)
        self.coders = reading.coder_names(connection)
        self.texts: dict[str, str] = {}
        self.turns: dict[str, _Turns] = {}
        columns = (transcript.id, transcript.interview_id, transcript.text)
        for row in connection.execute(select(*columns).where(transcript.interview_id.in_(interviews))):
            self.texts[row.interview_id] = row.text
            self.turns[row.interview_id] = _Turns(connection, row.id)
        coding, code = schema.Coding, schema.Code
        self.codes = {
            row.id: row
            for row in connection.execute(
                select(coding.id, code.key, code.name)
                .join(code, code.id == coding.code_id)
                .join(schema.Quote, schema.Quote.coding_id == coding.id)
            )
        }


def _made(row: Any, position: int, quote: Quote, shared: _Shared) -> Collected:
    source, turns = shared.texts[row.interview_id], shared.turns[row.interview_id]
    code = shared.codes.get(row.coding_id)
    found = flaws(quote, source)
    if row.source_changed and Flaw.CHANGED not in found:
        found = (*found, Flaw.CHANGED)
    answers = [piece for piece in quote.pieces if not piece.question]
    speaking = [turn for piece in quote.pieces for turn in turns.under(piece.start, piece.end)]
    heard = {
        turn.id for piece in answers for turn in turns.under(piece.start, piece.end) if turn.role == Role.RESPONDENT
    }
    spans_hold = not set(found) & {Flaw.GONE, Flaw.EMPTY}
    return Collected(
        CollectedQuote(
            id=row.id,
            section=row.section,
            position=position,
            interview=row.interview_id,
            reference=shared.references[row.interview_id],
            coding=row.coding_id,
            code_key=code.key if code else "",
            code_name=code.name if code else "",
            coder=shared.coders[row.coder_id],
            created=row.created,
            changed=row.changed,
            quote=quote,
            literal=" ".join(source[piece.start : piece.end] for piece in answers or quote.pieces),
            runs=render(quote, source) if spans_hold else (),
            flaws=found,
            speakers=tuple(dict.fromkeys(turn.label for turn in speaking if turn.label)),
        ),
        tuple(sorted(heard)) or (row.interview_id,),
    )


def _places(connection: Connection) -> dict[str, int]:
    """The place of every quote in its section, from 1."""
    counters: dict[str | None, Iterable[int]] = defaultdict(lambda: count(1))
    quote = schema.Quote
    rows = connection.execute(select(quote.id, quote.section_id).order_by(quote.position, quote.id))
    return {row.id: next(iter(counters[row.section_id])) for row in rows}


def _stored(connection: Connection, interviews: Collection[str]) -> dict[str, Quote]:
    """The quotes of interviews as values, by id; one without pieces is left out."""
    quote, piece, edit = schema.Quote, schema.QuotePiece, schema.QuoteEdit
    edits: dict[str, list[QuoteEdit]] = defaultdict(list)
    for change in connection.execute(
        select(edit)
        .join(piece, piece.id == edit.piece_id)
        .join(quote, quote.id == piece.quote_id)
        .where(quote.interview_id.in_(interviews))
        .order_by(edit.start, edit.end, edit.id)
    ):
        edits[change.piece_id].append(QuoteEdit(EditKind(change.kind), change.start, change.end, change.text))
    pieces: dict[str, list[Piece]] = defaultdict(list)
    for row in connection.execute(
        select(piece)
        .join(quote, quote.id == piece.quote_id)
        .where(quote.interview_id.in_(interviews))
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


def collect(act: Act, coding_ids: Sequence[str], section: str | None) -> list[str]:
    """Make a quote of each coding, at the end of a section; returns their ids.

    ``None``: the section of the coding's code; empty: outside the sections. A coding that is collected in the section
    already gives the quote there is. Raises NotFoundError.
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
    making = _Making(act)
    found = []
    for identifier in ids:
        if identifier not in passages:
            raise NotFoundError(_("There is no coding “{ref}”.").format(ref=identifier))
        row = passages[identifier]
        place = here.id if here else None
        if section is None:
            place = by_name.get(fold(codes[row.code_id].section or ""))
        passage = _Passage(row.interview_id, row.start, row.end, identifier)
        found.append(known.get((identifier, place)) or making.quote(passage, place))
    making.write()
    return found


def collect_passage(act: Act, interview: str, start: int, end: int, section: str | None, *, question: bool) -> str:
    """Make a quote of a passage, coded or not; returns its id. Raises InvalidInputError, NotFoundError."""
    place = find_section(act.connection, section).id if section else None
    making = _Making(act)
    identifier = making.quote(_Passage(interview, start, end, None), place, question=question)
    making.write()
    return identifier


class _Making:
    """Quotes that are made in an act, each at the end of its section, and written together."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self._texts: dict[str, tuple[str, str, _Turns]] = {}
        self._next: dict[str | None, int] = {}
        self._quotes: list[dict[str, Any]] = []
        self._pieces: list[dict[str, Any]] = []

    def quote(self, passage: _Passage, section: str | None, *, question: bool = False) -> str:
        """A quote of a passage; returns its id. Raises InvalidInputError, NotFoundError."""
        transcript, source, turns = self._text(passage.interview)
        if not 0 <= passage.start < passage.end <= len(source):
            raise InvalidInputError(_("The passage lies outside the transcript."))
        if question:
            quote = Quote.of(source, passage.start, passage.end, question=True)
        else:
            quote = _by_turns(turns, source, passage.start, passage.end)
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
                "transcript_id": transcript,
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

    def _text(self, interview: str) -> tuple[str, str, _Turns]:
        if interview not in self._texts:
            transcript, source = source_of(self._act.connection, interview)
            self._texts[interview] = transcript, source, _Turns(self._act.connection, transcript)
        return self._texts[interview]

    def _place(self, section: str | None) -> int:
        if section not in self._next:
            here = schema.Quote.section_id == section if section else schema.Quote.section_id.is_(None)
            last = self._act.connection.scalar(select(func.max(schema.Quote.position)).where(here))
            self._next[section] = 0 if last is None else last + 1
        self._next[section] += 1
        return self._next[section] - 1


def _by_turns(turns: _Turns, source: str, start: int, end: int) -> Quote:
    """A passage as a quote, a piece for each turn; what an interviewer says beside others is a question."""
    spans = []
    for turn in turns.under(start, end):
        low, high = trim(source, max(start, turn.start), min(end, turn.end))
        if low < high:
            spans.append((low, high, turn.role == Role.INTERVIEWER))
    mixed = len({asks for _low, _high, asks in spans}) > 1
    quote: Quote | None = None
    for low, high, asks in spans:
        question = asks and mixed
        quote = (
            quote.join(source, low, high, question=question)
            if quote
            else Quote.of(source, low, high, question=question)
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
    turns = _Turns(connection, transcript)
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
    """Move a quote to a section (``None``: outside), to a place from 1 (``None``: last). Raises NotFoundError."""
    find(act.connection, quote_id)
    place = find_section(act.connection, section).id if section else None
    quote = schema.Quote
    here = quote.section_id == place if place else quote.section_id.is_(None)
    order = list(
        act.connection.scalars(
            select(quote.id).where(here, quote.id != quote_id).order_by(quote.position, quote.id)
        ).all()
    )
    order.insert(len(order) if position is None else max(0, position - 1), quote_id)
    act.update("quotes", quote_id, section_id=place)
    for index, identifier in enumerate(order):
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
