"""Quotes as the report prints them: references, quote marks, and edits that never reword.

Offsets are Unicode code points into the transcript (the *source* of a quote); spans are half open.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final, NamedTuple

from interview_coder.domain.model import Metadata, Mode, QuoteRow
from interview_coder.domain.text import MARK, one_line, trim
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import N_, _

# --- References ---------------------------------------------------------------------------------------------------

_FALLBACK: Final = "Interview {number}"
# References are data in the report's language, whatever the screen speaks: they do not go through the catalogue.
_AND: Final = {"nl": "en", "en": "and"}
_MODES: Final = {
    "nl": {Mode.FACE_TO_FACE: "face to face", Mode.TELEPHONE: "telefonisch"},
    "en": {Mode.FACE_TO_FACE: "face to face", Mode.TELEPHONE: "by telephone"},
}
_FIELDS: Final[dict[str, Callable[[Metadata, int, str], str]]] = {
    "school": lambda metadata, _number, _language: "" if metadata.school is None else str(metadata.school),
    "programmes": lambda metadata, _number, language: listed(metadata.programmes, language),
    "number": lambda _metadata, number, _language: str(number),
    "date": lambda metadata, _number, _language: metadata.date.isoformat() if metadata.date else "",
    "mode": lambda metadata, _number, language: _MODES[language][metadata.mode] if metadata.mode else "",
}


def listed(names: Sequence[str], language: str) -> str:
    """The names as running text: ``A``, ``A en B``, ``A, B en C`` (English: ``and``). Blank names are left out."""
    names = [name.strip() for name in names if name.strip()]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {_AND.get(language, _AND['en'])} {names[-1]}"


@lru_cache(maxsize=64)
def parse_pattern(pattern: str) -> tuple[str, ...]:
    """A reference pattern in pieces: literal text at even places, field names at odd ones.

    A pattern is one line of text with at least one of the fields ``{school}``, ``{programmes}``, ``{number}``,
    ``{date}`` (as 2025-03-31) and ``{mode}``; there is no other syntax, and braces have no other use.

    Raises InvalidInputError for an unknown field, a stray brace, several lines, or no field at all.
    """
    pieces = tuple(re.split(r"\{([^{}]*)\}", pattern))
    known = ", ".join(f"{{{name}}}" for name in _FIELDS)
    for name in pieces[1::2]:
        if name not in _FIELDS:
            message = _("The reference pattern has an unknown field {field}; the fields are {known}.")
            raise InvalidInputError(message.format(field=f"{{{name}}}", known=known))
    if len(pieces) == 1 or any(set(text) & set("{}\r\n") for text in pieces[::2]):
        message = _("The reference pattern must be one line with at least one of the fields {known}.")
        raise InvalidInputError(message.format(known=known))
    return pieces


def reference(pattern: str, metadata: Metadata, number: int, language: str) -> str:
    """What the report prints for an interview, without the outer brackets: ``11. Administratief Medewerker (2)``.

    ``number`` is the interview's order of import. The metadata's sequence number follows in brackets, unless the
    pattern itself holds ``{number}``, which tells interviews apart already. Where something that the pattern needs
    is not known, the reference is ``Interview 3``.

    Raises InvalidInputError for a bad pattern.
    """
    language = language if language in _AND else "en"
    pieces = parse_pattern(pattern)
    values = [_FIELDS[name](metadata, number, language) for name in pieces[1::2]]
    if not all(values):
        return _FALLBACK.format(number=number)
    text = pieces[0] + "".join(value + literal for value, literal in zip(values, pieces[2::2], strict=True))
    if metadata.sequence is None or "number" in pieces[1::2]:
        return text
    return f"{text} ({metadata.sequence})"


# --- Quote marks --------------------------------------------------------------------------------------------------

_OPENERS: Final = "([{“‘„«"
_CLOSERS: Final = ")]}”’».,;:!?…"


def quoted(text: str) -> str:
    """The text in outer curly quotes: ``“Dan zeg je: “Ga iets met techniek doen”, maar dat werkt niet.”``

    Straight double quotes inside become curly by position: opening before a word, closing after one, and where both
    would do (``zeg"ga``) by whether one is open. Quotes that are curly stay, so inner quotes are nested double ones.
    Apostrophes and single quotes stay as the transcript has them: at the start of a word (``'s middags``) nothing
    tells an apostrophe from an opening quote, and an apostrophe belongs to its word, which is never changed.
    """
    return f"“{_curl(text)}”"


def _curl(text: str) -> str:
    if '"' not in text:
        return text
    chars = list(text)
    depth = 0
    for index, char in enumerate(chars):
        if char == '"':
            before = chars[index - 1] if index else " "
            after = next((later for later in text[index + 1 :] if later != '"'), " ")
            opens = before.isspace() or before in _OPENERS or before in "-–—/"
            closes = after.isspace() or after in _CLOSERS
            char = chars[index] = "“" if (opens and not closes) or (opens == closes and not depth) else "”"
        depth = max(0, depth + (char in "“„") - (char == "”"))
    return "".join(chars)


def inner_text(row: QuoteRow, literal: bool = False) -> str:
    """What stands between the quote marks: the edited form where there is one, unless the literal words are asked."""
    return row.quote if literal or row.edited is None else row.edited


def printed(row: QuoteRow, literal: bool = False) -> str:
    """A quote with its reference, as the report has it: ``“…” (6. Dierverzorging 2)``."""
    return f"{quoted(inner_text(row, literal))} ({row.reference})"


# --- Edited quotes ------------------------------------------------------------------------------------------------

ELLIPSIS: Final = "…"
# What an edit takes or leaves whole: a bracketed note or mark, or a word. Nothing is ever cut through.
_ATOM: Final = re.compile(r"\[[^\[\]\n]*\]|\w+(?:[-'’.]\w+)*")
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


@dataclass(frozen=True, slots=True)
class QuoteEdit:
    """One edit of a quote: a span of the source, empty for an insertion, whose ``text`` has no brackets of its own."""

    kind: EditKind
    start: int
    end: int
    text: str = ""

    @property
    def mark(self) -> str:
        """How the edit is printed."""
        return {EditKind.ELISION: MARK, EditKind.TRIM: ELLIPSIS}.get(self.kind, f"[{self.text}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of the source with its edits in order: an answer, or an interviewer's ``question``."""

    start: int
    end: int
    question: bool = False
    edits: tuple[QuoteEdit, ...] = ()


class Run(NamedTuple):
    """A stretch of printed text; an interviewer's question is italic."""

    text: str
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Passages of one interview in the order of the interview, each with its edits; never free text.

    The methods give changed copies and snap outwards to whole words and whole bracketed notes, so that a quote made
    through them is faithful. What is read from elsewhere is checked with ``flaws``.
    """

    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, source: str, start: int, end: int, *, question: bool = False) -> Quote:
        """A quote of one passage, not edited. Raises InvalidInputError where the span holds no words."""
        return cls((Piece(*_whole(source, start, end), question),))

    def join(self, source: str, start: int, end: int, *, question: bool = False) -> Quote:
        """The quote with another passage of the interview.

        Raises InvalidInputError where it overlaps one that is there.
        """
        pieces = sorted((*self.pieces, Piece(*_whole(source, start, end), question)), key=lambda piece: piece.start)
        if any(after.start < before.end for before, after in pairwise(pieces)):
            raise InvalidInputError(_("This passage is in the quote already; choose one beside it."))
        return Quote(tuple(pieces))

    def elide(self, source: str, start: int, end: int) -> Quote:
        """The quote with words of one passage left out, printed ``[…]``; joins elisions that it meets.

        Raises InvalidInputError where the span is not within a passage, or nothing would be left of the passage.
        """
        index, piece = self._piece_of(start, end)
        start, end = _whole(source, start, end)
        start, end = max(start, piece.start), min(end, piece.end)
        kept = []
        for edit in piece.edits:
            if edit.kind is EditKind.ELISION and edit.start <= end and start <= edit.end:
                start, end = min(start, edit.start), max(end, edit.end)
            elif edit.kind is EditKind.TRIM:
                start, end = (max(start, edit.end), end) if edit.start == piece.start else (start, min(end, edit.start))
                kept.append(edit)
            else:
                kept.append(edit)
        kept = [edit for edit in kept if edit.kind is EditKind.TRIM or not start < edit.start < end]
        new = [QuoteEdit(EditKind.ELISION, start, end)] if start < end else []
        return self._with(source, index, replace(piece, edits=_ordered([*kept, *new])))

    def insert(self, at: int, text: str, source: str) -> Quote:
        """The quote with words put in, printed ``[text]``; inside a word they go behind it.

        Raises InvalidInputError where the text is empty or has brackets, or the place is not within a passage.
        """
        text = one_line(text)
        if not _insertable(text):
            raise InvalidInputError(_(FLAWS[Flaw.TEXT]))
        index, piece = self._piece_of(at, at)
        at = min(_snap(source, at)[1], piece.end)
        for edit in piece.edits:
            if edit.start < at < edit.end:
                raise InvalidInputError(_("These words are left out of the quote; put yours beside them."))
        return self._with(
            source, index, replace(piece, edits=_ordered([*piece.edits, QuoteEdit(EditKind.INSERTION, at, at, text)]))
        )

    def trim(self, source: str, start: int, end: int) -> Quote:
        """The quote with one passage cut down to the words of a span; what goes is printed ``…``.

        Raises InvalidInputError where the span is not within a passage or holds no words.
        """
        index, piece = self._piece_of(start, end)
        start, end = _whole(source, start, end)
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
        return self._with(source, index, replace(piece, edits=_ordered(edits)))

    def without(self, edit: QuoteEdit) -> Quote:
        """The quote with an edit taken back."""
        return Quote(tuple(replace(p, edits=tuple(e for e in p.edits if e != edit)) for p in self.pieces))

    def _piece_of(self, start: int, end: int) -> tuple[int, Piece]:
        for index, piece in enumerate(self.pieces):
            if piece.start <= start <= end <= piece.end:
                return index, piece
        raise InvalidInputError(_("Choose words within one passage of the quote."))

    def _with(self, source: str, index: int, piece: Piece) -> Quote:
        if not any(segment.kind is None and segment.text.strip() for segment in _segments(piece, source)):
            raise InvalidInputError(_(FLAWS[Flaw.EMPTY]))
        return Quote((*self.pieces[:index], piece, *self.pieces[index + 1 :]))


def _ordered(edits: Sequence[QuoteEdit]) -> tuple[QuoteEdit, ...]:
    return tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))


def _insertable(text: str) -> bool:
    # An insertion of dots alone would print like an elision.
    return bool(text.strip(" .…")) and text == one_line(text) and not set(text) & set("[]")


def _snap(source: str, at: int) -> tuple[int, int]:
    """The borders around a place: that of the word or note it lies within, else the place itself twice."""
    line = source.rfind("\n", 0, at) + 1
    end = source.find("\n", at)
    for atom in _ATOM.finditer(source, line, len(source) if end < 0 else end):
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


def _whole(source: str, start: int, end: int) -> tuple[int, int]:
    """A span without white space at its ends, widened to whole words. Raises InvalidInputError where none is left."""
    start, end = trim(source, max(start, 0), min(end, len(source)))
    if start >= end:
        raise InvalidInputError(_("Choose at least one word."))
    return _snap(source, start)[0], _snap(source, end)[1]


class _Segment(NamedTuple):
    text: str
    kind: EditKind | None
    """``None`` for words of the source."""


def _segments(piece: Piece, source: str) -> Iterator[_Segment]:
    """A piece as words of the source and marks, in order; no empty ones."""
    at = piece.start
    for edit in piece.edits:
        if at < edit.start:
            yield _Segment(source[at : edit.start], None)
        yield _Segment(edit.mark, edit.kind)
        at = edit.end
    if at < piece.end:
        yield _Segment(source[at : piece.end], None)


def _once(segments: list[_Segment]) -> list[_Segment]:
    """The segments with one mark where several would say the same beside each other.

    An elision beside another, beside a redaction mark or beside a trim says nothing new and goes; two redaction marks
    are words of the source and stay.
    """
    kept: list[_Segment] = []
    pending = list(segments)
    for index, segment in enumerate(pending):
        if segment.kind is EditKind.ELISION:
            before = next((other for other in reversed(kept) if other.text.strip()), None)
            after = next((other for other in pending[index + 1 :] if other.text.strip()), None)
            if (before and (before.kind is EditKind.ELISION or _ends(before, MARK))) or (
                after and (after.kind is EditKind.TRIM or (after.kind is None and after.text.lstrip().startswith(MARK)))
            ):
                continue
        kept.append(segment)
    return kept


def _ends(segment: _Segment, mark: str) -> bool:
    return segment.kind is EditKind.TRIM or (segment.kind is None and segment.text.rstrip().endswith(mark))


def _set(segments: Sequence[_Segment]) -> str:
    """The segments as running text: one space between words and marks, none before punctuation or after an opener."""
    text = ""
    mark = False
    for segment in segments:
        new = segment.text
        if segment.kind is None and text[-1:].isspace():
            new = new.lstrip(" ")
        touching = text and new and not text[-1].isspace() and not new[0].isspace()
        if touching and (mark or segment.kind is not None) and text[-1] not in _OPENERS and new[0] not in _CLOSERS:
            new = " " + new
        text += new
        mark = segment.kind is not None
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
            gap = _Segment(MARK, EditKind.ELISION) if between.strip() else _Segment(between or " ", None)
            last = blocks[-1][1]
            if not fresh:
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
            if not _insertable(edit.text):
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
    if any(_snap(source, border) != (border, border) for border in borders if 0 < border < len(source)):
        yield Flaw.CUT
    if not any(segment.kind is None and segment.text.strip() for segment in _segments(piece, source)):
        yield Flaw.EMPTY


# --- As text for storing ------------------------------------------------------------------------------------------


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
