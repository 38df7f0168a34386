"""Edited quotes: passages of a transcript with what a writer left out and put in; never a word changed.

Offsets are Unicode code points into the transcript (the *source* of a quote); spans are half open.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Any, Final, NamedTuple

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from interview_coder.domain import spans
from interview_coder.domain.quotes import CLOSERS, OPENERS, Run, curl, quoted
from interview_coder.domain.text import MARK, one_line, trim
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import N_, _

ELLIPSIS: Final = "…"
# What an edit takes or leaves whole: a bracketed note or mark, or a word. Nothing is ever cut through.
ATOM: Final = re.compile(r"\[[^\[\]\n]*\]|['’]?[\w\u0300-\u036f]+(?:[-'’.][\w\u0300-\u036f]+)*")
_JOINERS: Final = "\u200d\ufe0e\ufe0f"


class EditKind(StrEnum):
    """What a writer may do to a quote; none of it changes a word."""

    ELISION = "elision"
    """Words left out, printed ``[…]``: prints like a redaction mark, which is part of the source and no edit."""
    INSERTION = "insertion"
    """Words put in, printed in brackets: ``[is]``."""
    TRIM = "trim"
    """Words left out at the beginning or end of a passage, printed ``…``."""


class Flaw(StrEnum):
    """Why a quote cannot be trusted to say what its source says."""

    GONE = "gone"
    ORDER = "order"
    PLACE = "place"
    CUT = "cut"
    TEXT = "text"
    EMPTY = "empty"
    CHANGED = "changed"


FLAWS: Final = {
    Flaw.GONE: N_("The passage that was quoted is no longer in the transcript."),
    Flaw.ORDER: N_("The passages of the quote overlap or are not in the order of the interview."),
    Flaw.PLACE: N_("An edit of the quote lies outside its passage or runs into another edit."),
    Flaw.CUT: N_("The quote begins, ends or leaves something out in the middle of a word."),
    Flaw.TEXT: N_("Words put into the quote must be one line, not empty, and without square brackets."),
    Flaw.EMPTY: N_("Nothing is left of a passage of the quote."),
    Flaw.CHANGED: N_("The transcript has changed since the quote was made."),
}
"""A sentence for each flaw, to be translated where it is shown."""


class QuoteEdit(Struct, frozen=True):
    """One edit of a quote: a span of the source, empty for an insertion, whose ``text`` has no brackets of its own."""

    kind: EditKind
    start: int
    end: int
    text: str = ""

    @property
    def mark(self) -> str:
        """How the edit is printed."""
        return {EditKind.ELISION: MARK, EditKind.TRIM: ELLIPSIS}.get(self.kind, f"[{self.text}]")


class Piece(Struct, frozen=True):
    """A passage of the source with its edits: an answer, or an interviewer's ``question``.

    The edits are kept by place, an insertion before what begins at the same place.
    """

    start: int
    end: int
    question: bool = False
    edits: tuple[QuoteEdit, ...] = ()

    def __post_init__(self) -> None:
        in_order = tuple(sorted(self.edits, key=lambda edit: (edit.start, edit.end)))
        force_setattr(self, "edits", in_order)


class Quote(Struct, frozen=True):
    """Passages of one interview in the order of the interview, each with its edits; never free text.

    The methods give changed copies and snap outwards to whole words and whole bracketed notes, so that a quote made
    through them is faithful. What is read from elsewhere is checked with ``flaws``.
    """

    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, source: str, start: int, end: int, *, question: bool = False) -> Quote:
        """A quote of one passage, not edited. Raises InvalidInputError where the span holds no words."""
        return cls((Piece(*whole(source, start, end), question),))

    def join(self, source: str, start: int, end: int, *, question: bool = False) -> Quote:
        """The quote with another passage of the interview.

        Raises InvalidInputError where it overlaps one that is there.
        """
        pieces = sorted((*self.pieces, Piece(*whole(source, start, end), question)), key=lambda piece: piece.start)
        if any(after.start < before.end for before, after in pairwise(pieces)):
            raise InvalidInputError(_("This passage is in the quote already; choose one beside it."))
        return Quote(tuple(pieces))

    def elide(self, source: str, start: int, end: int) -> Quote:
        """The quote with words of one passage left out, printed ``[…]``.

        Elisions that it overlaps become one with it, and what was put in among the words goes with them.

        Raises InvalidInputError where the span is not within a passage, or nothing would be left of the passage.
        """
        index, piece = self._piece_of(start, end)
        start, end = whole(source, start, end)
        start, end = max(start, piece.start), min(end, piece.end)
        kept = []
        for edit in piece.edits:
            if edit.kind is EditKind.ELISION and edit.start < end and start < edit.end:
                start, end = min(start, edit.start), max(end, edit.end)
            elif edit.kind is EditKind.TRIM:
                start, end = (max(start, edit.end), end) if edit.start == piece.start else (start, min(end, edit.start))
                kept.append(edit)
            else:
                kept.append(edit)
        kept = [edit for edit in kept if edit.kind is EditKind.TRIM or not start < edit.start < end]
        new = [QuoteEdit(EditKind.ELISION, start, end)] if start < end else []
        return self._with(source, index, replace(piece, edits=(*kept, *new)))

    def insert(self, source: str, at: int, text: str) -> Quote:
        """The quote with words put in, printed ``[text]``; inside a word they go behind it.

        Raises InvalidInputError where the text is empty or has brackets, or the place is not within a passage.
        """
        text = one_line(text)
        if not insertable(text):
            raise InvalidInputError(_(FLAWS[Flaw.TEXT]))
        index, piece = self._piece_of(at, at)
        at = min(snap(source, at)[1], piece.end)
        for edit in piece.edits:
            if edit.start < at < edit.end:
                raise InvalidInputError(_("These words are left out of the quote; put yours beside them."))
        return self._with(
            source, index, replace(piece, edits=(*piece.edits, QuoteEdit(EditKind.INSERTION, at, at, text)))
        )

    def trim(self, source: str, start: int, end: int) -> Quote:
        """The quote with one passage cut down to the words of a span; what goes is printed ``…``.

        Raises InvalidInputError where the span is not within a passage or holds no words.
        """
        index, piece = self._piece_of(start, end)
        start, end = whole(source, start, end)
        start, end = max(start, piece.start), min(end, piece.end)
        edits = [
            replace(edit, start=max(edit.start, start), end=min(edit.end, end))
            for edit in piece.edits
            if edit.kind is not EditKind.TRIM and edit.end >= start and edit.start <= end
        ]
        edits = [edit for edit in edits if edit.kind is EditKind.INSERTION or edit.start < edit.end]
        for cut in ((piece.start, start), (end, piece.end)):
            if source[slice(*cut)].strip():
                edits.append(QuoteEdit(EditKind.TRIM, *cut))
        return self._with(source, index, replace(piece, edits=tuple(edits)))

    def without(self, edit: QuoteEdit) -> Quote:
        """The quote with an edit taken back."""
        return Quote(tuple(replace(p, edits=tuple(e for e in p.edits if e != edit)) for p in self.pieces))

    def shifted(self, by: int) -> Quote:
        """The quote with all its offsets so much further on: offsets into a longer text, or into a part of it."""
        return Quote(
            tuple(
                Piece(
                    piece.start + by,
                    piece.end + by,
                    piece.question,
                    tuple(QuoteEdit(one.kind, one.start + by, one.end + by, one.text) for one in piece.edits),
                )
                for piece in self.pieces
            )
        )

    def moved(self, edit: spans.Edit) -> Quote:
        """The quote after an edit of its transcript: the same words, less what was cut; then ask ``flaws``."""
        pieces = []
        for piece in self.pieces:
            passage = replace(piece, **_moved(piece.start, piece.end, edit))
            edits = [replace(e, **_moved(e.start, e.end, edit)) for e in piece.edits]
            kept = tuple(
                _held(e, passage) if e.kind is EditKind.INSERTION else e
                for e in edits
                if e.start < e.end or e.kind is EditKind.INSERTION
            )
            pieces.append(replace(passage, edits=kept))
        return Quote(tuple(pieces))

    def _piece_of(self, start: int, end: int) -> tuple[int, Piece]:
        for index, piece in enumerate(self.pieces):
            if piece.start <= start <= end <= piece.end:
                return index, piece
        raise InvalidInputError(_("Choose words within one passage of the quote."))

    def _with(self, source: str, index: int, piece: Piece) -> Quote:
        if not any(segment.kind is None and segment.text.strip() for segment in _segments(piece, source)):
            raise InvalidInputError(_(FLAWS[Flaw.EMPTY]))
        return Quote((*self.pieces[:index], piece, *self.pieces[index + 1 :]))


def _held(insertion: QuoteEdit, passage: Piece) -> QuoteEdit:
    """An insertion kept in its passage, also where the words around both were replaced."""
    place = spans.held(insertion.start, spans.Span(passage.start, passage.end))
    return replace(insertion, start=place, end=place)


def _moved(start: int, end: int, edit: spans.Edit) -> dict[str, Any]:
    return spans.remap(spans.Span(start, end), edit)._asdict()


def insertable(text: str) -> bool:
    """Whether words can be put into a quote: one line, not empty, without square brackets."""
    # An insertion of dots alone would print like an elision.
    return bool(text.strip(" .…")) and text == one_line(text) and not set(text) & set("[]")


def snap(source: str, at: int) -> tuple[int, int]:
    """The borders around a place: that of the word or note it lies within, else the place itself twice."""
    line = source.rfind("\n", 0, at) + 1
    end = source.find("\n", at)
    opened = source.rfind("[", line, at)
    # No word goes over a space, and only a note that is open here does: what stands before either need not be read.
    begin = opened if opened >= 0 and source.find("]", opened, at) < 0 else max(line, source.rfind(" ", line, at))
    for atom in ATOM.finditer(source, begin, len(source) if end < 0 else end):
        if atom.start() < at < atom.end():
            return atom.span()
        if atom.start() >= at:
            break
    low = high = at
    while 0 < low < len(source) and _joined(source, low):
        low -= 1
    while 0 < high < len(source) and _joined(source, high):
        high += 1
    return low, high


def _joined(source: str, at: int) -> bool:
    """Whether the characters before and after a place make one sign."""
    return source[at] in _JOINERS or source[at - 1] == "\u200d" or unicodedata.combining(source[at]) > 0


def whole(source: str, start: int, end: int) -> tuple[int, int]:
    """A span without white space at its ends, widened to whole words. Raises InvalidInputError where none is left."""
    start, end = trim(source, max(start, 0), min(end, len(source)))
    if start >= end:
        raise InvalidInputError(_("Choose at least one word."))
    return snap(source, start)[0], snap(source, end)[1]


class _Segment(NamedTuple):
    text: str
    kind: EditKind | None
    """``None`` for words of the source."""

    def says_omitted(self, *, at_end: bool) -> bool:
        """Whether a reader sees at this end that words are not there."""
        if self.kind is None:
            return self.text.rstrip().endswith(MARK) if at_end else self.text.lstrip().startswith(MARK)
        return self.kind is not EditKind.INSERTION


def _segments(piece: Piece, source: str) -> Iterator[_Segment]:
    """A piece as words of the source, their quote marks curled, and marks of edits, in order; no empty ones."""
    text = curl(source[piece.start : piece.end])
    at = 0
    for edit in piece.edits:
        if at < edit.start - piece.start:
            yield _Segment(text[at : edit.start - piece.start], None)
        yield _Segment(edit.mark, edit.kind)
        at = max(at, edit.end - piece.start)
    if at < len(text):
        yield _Segment(text[at:], None)


def _once(segments: Sequence[_Segment]) -> list[_Segment]:
    """The segments with one mark where several would say the same beside each other.

    An elision beside another, beside a redaction mark or beside a trim says nothing new and goes; two redaction marks
    are words of the source and stay.
    """
    kept: list[_Segment] = []
    before: _Segment | None = None
    following: list[_Segment | None] = [None]
    for segment in reversed(segments):
        following.append(segment if segment.text.strip() else following[-1])
    joining = False
    for segment, after in zip(segments, reversed(following[:-1]), strict=True):
        if joining and segment.kind is None:
            segment = segment._replace(text=segment.text.lstrip())
            joining = not segment.text
        if segment.kind is EditKind.ELISION:
            # The white space towards the mark that says it already goes as well.
            if before and before.says_omitted(at_end=True):
                while kept and not kept[-1].text.strip():
                    kept.pop()
                kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
                continue
            if after and after.kind is not EditKind.ELISION and after.says_omitted(at_end=False):
                joining = True
                continue
        kept.append(segment)
        before = segment if segment.text.strip() else before
    return kept


def _set(segments: Sequence[_Segment]) -> str:
    """The segments as running text: one space between words and marks, none before punctuation or after an opener."""
    text = ""
    mark = False
    for segment in segments:
        new = segment.text
        if segment.kind is None and text[-1:].isspace():
            new = new.lstrip(" ")
        if not new:
            continue  # a mark behind passages that touch is a mark still
        # A redaction mark meets other words here only where an elision beside it has gone.
        is_mark = segment.kind is not None or new.startswith(MARK)
        touching = text and not text[-1].isspace() and not new[0].isspace() and text[-1] not in OPENERS
        if touching and (is_mark or (mark and new[0] not in CLOSERS)):
            new = " " + new
        text += new
        mark = segment.kind is not None or new.endswith(MARK)
    return text.strip()


def _blocks(quote: Quote, source: str) -> list[tuple[bool, str]]:
    """The quote as (is a question, running text): neighbouring answers are one block, so are neighbouring questions.

    Between two passages stands ``[…]`` where the source has words between them.
    """
    blocks: list[tuple[bool, list[_Segment]]] = []
    behind: Piece | None = None
    for piece in quote.pieces:
        segments = list(_segments(piece, source))
        fresh = behind is None or behind.question is not piece.question
        if behind is not None:
            between = source[behind.end : piece.start]
            gap = _Segment(MARK, EditKind.ELISION) if between.strip() else _Segment(between, None)
            last = blocks[-1][1]
            if not fresh:
                if not between and last and last[-1].kind is EditKind.TRIM:
                    # The words between them are trimmed away: what follows is a word of its own.
                    gap = _Segment(" ", None)
                # Inside a joined passage a trim is an omission like any other.
                if last and last[-1].kind is EditKind.TRIM:
                    last[-1] = _Segment(MARK, EditKind.ELISION)
                if segments and segments[0].kind is EditKind.TRIM:
                    segments[0] = _Segment(MARK, EditKind.ELISION)
                segments.insert(0, gap)
            elif gap.kind and not (last and last[-1].kind is EditKind.TRIM):
                segments.insert(0, gap)
        if fresh:
            blocks.append((piece.question, segments))
        else:
            blocks[-1][1].extend(segments)
        behind = piece
    return [(question, _set(_once(segments))) for question, segments in blocks]


def render(quote: Quote, source: str) -> tuple[Run, ...]:
    """The quote as the report prints it, without its reference: answers in quote marks, questions in italics.

    Words of the source come out as they are, in their order; ``[…]`` stands for an elision and between passages,
    ``…`` for a trim, brackets around insertions. An elision that only white space parts from a redaction mark or
    another elision prints with it as one ``[…]``, and beside a trim it is the ``…`` that prints: for a reader both say
    that words are not there. In the quote itself they stay apart.
    """
    runs: list[Run] = []
    for question, text in _blocks(quote, source):
        if runs:
            runs.append(Run(" "))
        runs.append(Run(text, True) if question else Run(quoted(text)))
    return tuple(runs)


def inner_words(quote: Quote, source: str) -> str:
    """The answers of the quote as running text without the outer marks, for a row of the quote table."""
    return " ".join(text for question, text in _blocks(quote, source) if not question)


def flaws(quote: Quote, source: str, printed: str | None = None) -> tuple[Flaw, ...]:
    """What keeps a quote from being faithful to its source, in the order of ``Flaw``; empty where nothing does.

    ``printed`` is how the quote was printed when it was made (``render`` joined): where it would print otherwise now,
    the source has changed.
    """
    found: set[Flaw] = set()
    if not quote.pieces:
        return (Flaw.EMPTY,)
    for piece in quote.pieces:
        found.update(_piece_flaws(piece, source))
    if any(after.start < before.end for before, after in pairwise(quote.pieces)):
        found.add(Flaw.ORDER)
    if printed is not None and not found and "".join(run.text for run in render(quote, source)) != printed:
        found.add(Flaw.CHANGED)
    return tuple(flaw for flaw in Flaw if flaw in found)


def faithful(quote: Quote, source: str, printed: str | None = None) -> bool:
    """Whether the quote says what its source says: no flaws."""
    return not flaws(quote, source, printed)


def _piece_flaws(piece: Piece, source: str) -> Iterator[Flaw]:
    if not 0 <= piece.start < piece.end <= len(source):
        yield Flaw.GONE
        return
    at = piece.start
    borders = [piece.start, piece.end]
    for edit in piece.edits:
        borders += (edit.start, edit.end)
        if edit.kind is EditKind.INSERTION:
            placed = at <= edit.start == edit.end <= piece.end
            if not insertable(edit.text):
                yield Flaw.TEXT
        else:
            placed = at <= edit.start < edit.end <= piece.end
            if edit.kind is EditKind.TRIM:
                placed = placed and (edit.start == piece.start or edit.end == piece.end)
            if edit.text:
                yield Flaw.TEXT
        if not placed:
            yield Flaw.PLACE
            return
        at = edit.end
    if any(snap(source, border) != (border, border) for border in borders if 0 < border < len(source)):
        yield Flaw.CUT
    if not any(segment.kind is None and segment.text.strip() for segment in _segments(piece, source)):
        yield Flaw.EMPTY


def to_json(quote: Quote) -> str:
    """The quote as JSON: spans and edits only, never words of the source. The same quote gives the same text."""
    pieces = [
        {
            "start": piece.start,
            "end": piece.end,
            "question": piece.question,
            "edits": [
                {"kind": edit.kind.value, "start": edit.start, "end": edit.end}
                | ({"text": edit.text} if edit.text else {})
                for edit in piece.edits
            ],
        }
        for piece in quote.pieces
    ]
    return json.dumps({"pieces": pieces}, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Quote:
    """The quote that ``to_json`` wrote. Raises InvalidInputError where the text is anything else."""
    try:
        return Quote(tuple(_read_piece(piece) for piece in _typed(json.loads(text)["pieces"], list)))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidInputError(_("A stored quote is damaged and cannot be read.")) from error


def _read_piece(value: Any) -> Piece:
    edits = (
        QuoteEdit(
            EditKind(edit["kind"]),
            _typed(edit["start"], int),
            _typed(edit["end"], int),
            _typed(edit.get("text", ""), str),
        )
        for edit in _typed(value["edits"], list)
    )
    return Piece(_typed(value["start"], int), _typed(value["end"], int), _typed(value["question"], bool), tuple(edits))


def _typed(value: Any, wanted: type) -> Any:
    if type(value) is not wanted:
        raise TypeError(wanted.__name__)
    return value
