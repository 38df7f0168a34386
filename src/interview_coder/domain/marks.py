"""What stands in the place of a name: ``[…]``, or a typed mark such as ``[persoon 1]``, as the study chose."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from interview_coder.domain.model import NameKind
from interview_coder.domain.text import MARK, count_words


class MarkStyle(StrEnum):
    """How a study marks names."""

    PLAIN = "plain"
    TYPED = "typed"


_WORDS: Final[dict[str, dict[NameKind, str]]] = {
    "nl": {
        NameKind.PERSON: "persoon",
        NameKind.PLACE: "plaats",
        NameKind.ORGANISATION: "organisatie",
        NameKind.CONTACT: "contactgegeven",
        NameKind.OTHER: "naam",
    },
    "en": {
        NameKind.PERSON: "person",
        NameKind.PLACE: "place",
        NameKind.ORGANISATION: "organisation",
        NameKind.CONTACT: "contact",
        NameKind.OTHER: "name",
    },
}
_MARK: Final = re.compile(
    r"\[(?:…|(?:" + "|".join(sorted({word for words in _WORDS.values() for word in words.values()})) + r")(?: \d+)?)\]"
)


def mark_for(style: MarkStyle, kind: NameKind, language: str, number: int | None = None) -> str:
    """The mark of a name of a kind; ``number`` tells names apart in the typed style, where it is known."""
    if style is MarkStyle.PLAIN:
        return MARK
    word = _WORDS.get(language, _WORDS["nl"])[kind]
    return f"[{word}]" if number is None else f"[{word} {number}]"


def is_mark(text: str) -> bool:
    """Whether a text is one mark, of either style and language."""
    return _MARK.fullmatch(text) is not None


def marks_in(text: str) -> list[tuple[int, int]]:
    """The half-open spans of all marks in a text, in order."""
    return [match.span() for match in _MARK.finditer(text)]


def count_words_said(text: str) -> int:
    """How many words a redacted text has; marks are none."""
    return count_words(_MARK.sub(" ", text))
