"""Quotes as the report prints them: references and quote marks. What writers do to a quote is in ``quote_edits``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from interview_coder.domain.model import Metadata, Mode, QuoteRow
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _

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


class Run(NamedTuple):
    """A stretch of printed text; an interviewer's question is italic."""

    text: str
    italic: bool = False


OPENERS: Final = "([{“‘„«-–—/"
"""No space follows these, and a straight quote mark behind one opens."""
CLOSERS: Final = ")]}”’».,;:!?…"
"""No space precedes these, and a straight quote mark before one closes."""

_QUOTES: Final = re.compile('"+|[“„”]')


def quoted(text: str) -> str:
    """The text in outer curly quotes: ``“Dan zeg je: “Ga iets met techniek doen”, maar dat werkt niet.”``"""
    return f"“{curl(text)}”"


def curl(text: str) -> str:
    """The text with straight double quotes curled by position: same length, nothing else changes.

    Opening before a word, closing after one, and where both or neither would do (``zeg"ga``) by whether one is open.
    Quotes that are curly stay, so inner quotes are nested double ones. Apostrophes and single quotes stay as the
    transcript has them: at the start of a word (``'s middags``) nothing tells an apostrophe from an opening quote, and
    an apostrophe belongs to its word, which is never changed.
    """
    depth = 0

    def turned(match: re.Match[str]) -> str:
        nonlocal depth
        before, after = text[match.start() - 1 : match.start()] or " ", text[match.end() : match.end() + 1] or " "
        closes = after.isspace() or after in CLOSERS
        result = ""
        for char in match[0]:
            if char == '"':
                opens = before.isspace() or before in OPENERS
                char = "“" if (opens and not closes) or (opens == closes and not depth) else "”"
            depth = max(0, depth + (-1 if char == "”" else 1))
            result += char
            before = char
        return result

    return _QUOTES.sub(turned, text) if '"' in text else text


def inner_text(row: QuoteRow, literal: bool = False) -> str:
    """What stands between the quote marks: the edited form where there is one, unless the literal words are asked."""
    return row.quote if literal or row.edited is None else row.edited


def printed(row: QuoteRow, literal: bool = False) -> str:
    """A quote with its reference, as the report has it: ``“…” (6. Dierverzorging 2)``."""
    return f"{quoted(inner_text(row, literal))} ({row.reference})"
