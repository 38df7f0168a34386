"""Text made fit for the files it goes into: legal in XML, never a formula, literal in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_ILLEGAL: Final = {
    **{code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)},
    0x7F: "\u2421",
    **dict.fromkeys((*range(0x80, 0xA0), 0xFFFE, 0xFFFF), "\ufffd"),
}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_DIRTY: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_LINE_END: Final = re.compile("\r\n?|[\x85\u2028\u2029]")
# Spreadsheets also take the full-width signs, and skip white space before them.
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_MARKDOWN: Final = re.compile(
    r"[\\`*_~^$#|<]"  # signs with a meaning anywhere
    r"|\](?=[(\[{:])"  # the end of a link's text; brackets alone are text
    r"|(?<!\w)@(?=\w)"  # a mention or citation
    r"|&(?=#?\w+;)"  # an entity
)


def legal(text: str) -> str:
    """The text as XML and terminals can bear it: line ends ``\\n``, other controls a visible sign, no surrogates.

    Everything else stays as it is, so that a text without controls reads back the same.
    """
    if not _DIRTY.search(text):
        return text
    return _SURROGATE.sub("\ufffd", _LINE_END.sub("\n", text)).translate(_ILLEGAL)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula or a command instead of words."""
    return _FORMULA.match(text) is not None


def harmless(text: str) -> str:
    """The text for a cell of a .csv file, where only a leading ``'`` makes a spreadsheet read words as words.

    Words that begin so themselves get another one: who takes one away has what was written.
    """
    return f"'{text}" if is_formula(text.lstrip("'")) else text


def markdown(line: str) -> str:
    """A line of text so that Markdown, GitHub's or pandoc's, shows it literally, in a table cell or a heading.

    Only what would mean something is escaped: ``[…]``, ``[lacht]`` and ``&`` stay readable and can be searched for.
    """
    return _MARKDOWN.sub(lambda match: "&amp;" if match[0] == "&" else f"\\{match[0]}", line)


def utf16_length(text: str) -> int:
    """How long a spreadsheet holds the text to be: in UTF-16 code units."""
    return len(text) + sum(char > "\uffff" for char in text)


def portions(text: str, limit: int) -> Iterator[str]:
    """The text in pieces of at most ``limit`` UTF-16 code units, at least one; joined they are the text."""
    start = size = 0
    for index, char in enumerate(text):
        width = 2 if char > "\uffff" else 1
        if size + width > limit:
            yield text[start:index]
            start, size = index, 0
        size += width
    yield text[start:]
