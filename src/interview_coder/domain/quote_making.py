"""What a writer does to a quote with words selected in its source: leave out, put back, add, move and step borders.

Everything here gives a changed copy of a ``Quote`` that is as faithful as the one it was given; offsets are Unicode
code points into the source, spans half open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec.structs import replace

from interview_coder.domain.model import Role, Transcript, Turn
from interview_coder.domain.quote_edits import ATOM, FLAWS, EditKind, Flaw, Piece, Quote, QuoteEdit, whole
from interview_coder.domain.text import trim
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _

_ENDS: Final = re.compile(r"[.!?…]*[”’\")]*")
"""What closes a sentence and comes along with its last word."""


class Part(NamedTuple):
    """A passage of a quote, or one edit of it, and the words of the source that show where it is."""

    start: int
    end: int
    piece: Piece
    edit: QuoteEdit | None = None


def parts(quote: Quote, source: str) -> list[Part]:
    """The passages and edits of a quote by place; an insertion is shown on the word before it, at the start behind."""
    found = []
    for piece in quote.pieces:
        found.append(Part(piece.start, piece.end, piece))
        for edit in piece.edits:
            start, end = edit.start, edit.end
            if edit.kind is EditKind.INSERTION:
                back = source[piece.start : edit.start].rstrip()
                start = piece.start + len(back) - 1 if back else edit.start
                start, end = whole(source, start, start + 1) if source[start : start + 1].strip() else (start, start)
                start, end = max(start, piece.start), min(max(end, start + 1), piece.end)
            found.append(Part(start, end, piece, edit))
    return found


def leave_out(quote: Quote, source: str, start: int, end: int) -> Quote:
    """The quote without the words of a span that are in it, printed ``[…]``.

    Raises InvalidInputError where none of them is, or nothing would be left of a passage.
    """
    for low, high in _shares(quote, source, start, end):
        quote = quote.elide(source, low, high)
    return quote


def keep_only(quote: Quote, source: str, start: int, end: int) -> Quote:
    """The quote with the passages that a span touches cut down to it, ``…`` where something goes.

    Raises InvalidInputError where it touches none.
    """
    for low, high in _shares(quote, source, start, end):
        quote = quote.trim(source, low, high)
    return quote


def _shares(quote: Quote, source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What a span has in common with each passage."""
    spans = [trim(source, max(start, piece.start), min(end, piece.end)) for piece in quote.pieces]
    shares = [(low, high) for low, high in spans if low < high]
    if not shares:
        raise InvalidInputError(_("Choose words within one passage of the quote."))
    yield from shares


def add(quote: Quote, transcript: Transcript, start: int, end: int) -> Quote:
    """The quote with all words of a span in it: what was left out there comes back, what is new is a passage.

    Words beside or over a passage make it longer, within its turn. What an interviewer says becomes a question, unless
    the quote has nobody else's words. Raises InvalidInputError where the span holds no words.
    """
    source = transcript.text
    start, end = whole(source, start, end)
    for turn in transcript.turns:
        low, high = trim(source, max(start, turn.start), min(end, turn.end))
        if low < high:
            quote = _added(quote, source, low, high, question=_asks(turn) and not _only_asks(quote, transcript))
    return quote


def _asks(turn: Turn) -> bool:
    return turn.speaker is not None and turn.speaker.role is Role.INTERVIEWER


def _only_asks(quote: Quote, transcript: Transcript) -> bool:
    turns = transcript.turns
    return all(
        _asks(turn) for piece in quote.pieces for turn in turns if turn.start < piece.end and turn.end > piece.start
    )


def _added(quote: Quote, source: str, low: int, high: int, *, question: bool) -> Quote:
    met = [piece for piece in quote.pieces if piece.start < high and low < piece.end]
    if not met:
        return quote.join(source, low, high, question=question)
    first, last = min(low, met[0].start), max(high, met[-1].end)
    edits: list[QuoteEdit] = []
    for edit in (edit for piece in met for edit in piece.edits):
        if edit.kind is EditKind.INSERTION:
            edits.append(edit)
            continue
        for start, end in ((edit.start, min(edit.end, low)), (max(edit.start, high), edit.end)):
            if start < end and source[start:end].strip():
                # What was cut off at an end that is no end any more is left out within.
                at_end = edit.kind is EditKind.TRIM and (start == first or end == last)
                edits.append(QuoteEdit(EditKind.TRIM if at_end else EditKind.ELISION, start, end))
    longer = Piece(first, last, met[0].question, tuple(edits))
    return Quote(tuple(sorted((*(p for p in quote.pieces if p not in met), longer), key=lambda piece: piece.start)))


def moved(quote: Quote, source: str, at: int, start: int, end: int) -> Quote:
    """The quote with the borders of a passage put around a span, with no ``…``; edits within the span stay.

    It is the passage that the span touches, else the one at ``at``. Raises InvalidInputError where the span reaches
    beyond a turn or into another passage, or it touches several.
    """
    start, end = whole(source, start, end)
    if "\n" in source[start:end]:
        raise InvalidInputError(_("Choose words of one turn."))
    met = [piece for piece in quote.pieces if piece.start < end and start < piece.end]
    if len(met) > 1:
        raise InvalidInputError(_("Choose words within one passage of the quote."))
    piece = met[0] if met else piece_at(quote, at)
    edits = []
    for edit in piece.edits:
        low, high = max(edit.start, start), min(edit.end, end)
        if edit.kind is EditKind.INSERTION and start <= edit.start <= end:
            edits.append(edit)
        elif edit.kind is EditKind.ELISION and low < high:
            edits.append(replace(edit, start=low, end=high))
    return _replaced(quote, piece, replace(piece, start=start, end=end, edits=tuple(edits)))


def piece_at(quote: Quote, at: int) -> Piece:
    """The passage at an offset, or the only one. Raises InvalidInputError where it is not told which."""
    for piece in quote.pieces:
        if piece.start <= at <= piece.end:
            return piece
    if len(quote.pieces) == 1:
        return quote.pieces[0]
    raise InvalidInputError(_("Go to a passage of the quote first."))


def stepped(quote: Quote, source: str, at: int, *, end: bool, more: bool) -> Quote:
    """The quote with one word more or less at the beginning or ``end`` of the passage at ``at``.

    A word less is cut off, printed ``…``; a word more is one that was cut off, else one beside the passage in its
    turn. Raises InvalidInputError where there is no such word.
    """
    piece = piece_at(quote, at)
    low, high = _shown(piece)
    if not more:
        words = _words(source, low, high)
        if len(words) < 2:
            raise InvalidInputError(_(FLAWS[Flaw.EMPTY]))
        return quote.trim(source, *((low, words[-2][1]) if end else (words[1][0], high)))
    if (high < piece.end) if end else (low > piece.start):
        if end:
            words = _words(source, high, piece.end)
            return quote.trim(source, low, words[0][1] if len(words) > 1 else piece.end)
        words = _words(source, piece.start, low)
        return quote.trim(source, words[-1][0] if len(words) > 1 else piece.start, high)
    if end:
        border = source.find("\n", high)
        border = len(source) if border < 0 else border
        words = _words(source, high, border)
        reach = words[0][1] if words else trim(source, high, border)[1]
        ends = _ENDS.match(source, reach)
        reach = border if len(words) == 1 else ends.end() if ends else reach
        reach = trim(source, high, reach)[1]
    else:
        border = source.rfind("\n", 0, low) + 1
        words = _words(source, border, low)
        reach = words[-1][0] if len(words) > 1 else trim(source, border, low)[0]
    if not low > reach and not high < reach:
        raise InvalidInputError(_("The turn has no more words on this side."))
    wider = replace(piece, end=reach) if end else replace(piece, start=reach)
    return _replaced(quote, piece, wider)


def _shown(piece: Piece) -> tuple[int, int]:
    """The borders of what is not cut off at the ends."""
    low, high = piece.start, piece.end
    for edit in piece.edits:
        if edit.kind is EditKind.TRIM:
            low, high = (edit.end, high) if edit.start == piece.start else (low, edit.start)
    return low, high


def _words(source: str, start: int, end: int) -> list[tuple[int, int]]:
    return [atom.span() for atom in ATOM.finditer(source, start, end)]


def take_back(quote: Quote, part: Part) -> Quote:
    """The quote without an edit, or without a passage. Raises InvalidInputError where it is the only passage."""
    if part.edit is not None:
        return quote.without(part.edit)
    rest = tuple(piece for piece in quote.pieces if piece != part.piece)
    if not rest:
        raise InvalidInputError(_("A quote has at least one passage; the list of quotes takes the whole quote out."))
    return Quote(rest)


def _replaced(quote: Quote, old: Piece, new: Piece) -> Quote:
    others = [piece for piece in quote.pieces if piece != old]
    pieces: Sequence[Piece] = sorted((*others, new), key=lambda piece: piece.start)
    if any(after.start < before.end for before, after in pairwise(pieces)):
        raise InvalidInputError(_("This passage is in the quote already; choose one beside it."))
    return Quote(tuple(pieces))
