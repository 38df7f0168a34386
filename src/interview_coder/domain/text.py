"""Text as it comes in and as it is shown: cleaning, safe display, words, sentences.

Offsets are Unicode code points everywhere; spans are half open.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MARK: Final = "[…]"
"""What stands in the place of a name, and of words that a researcher left out."""

_REPLACEMENT = "\ufffd"
_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)


def _visible_signs() -> dict[int, str]:
    """Each control character and the one visible sign that stands for it (newline is text, not a control)."""
    table = {code: chr(0x2400 + code) for code in range(0x20) if code != 0x0A}
    table[0x7F] = "\u2421"
    table.update(dict.fromkeys((*range(0x80, 0xA0), *_BIDI), _REPLACEMENT))
    table.update(dict.fromkeys((0xFFF9, 0xFFFA, 0xFFFB), _REPLACEMENT))
    return table


_VISIBLE: Final = _visible_signs()
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
# Word processors put these where a line may break; inside a name they would hide it from every list.
_DROPPED: Final = dict.fromkeys((0xFEFF, 0x00AD, 0x200B, 0x2060), "")
_SPACES: Final = dict.fromkeys((0x00A0, 0x202F, 0x2007, 0x3000, *range(0x2000, 0x200B)), " ")
_LINE_ENDS: Final = re.compile("\r\n?|[\u2028\u2029\u0085\x0b\x0c]")
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_WORD: Final = re.compile(r"\w+(?:[-'’.]\w+)*", re.UNICODE)
_SENTENCE_END: Final = re.compile(r"(?<![\[.…])(?:[.!?…]|\.\.\.)+[\"'”’)\]]*(?=\s|$)|\n")


def safe(text: str) -> str:
    """The text with every control, bidi and surrogate character as one visible sign: same length, same offsets.

    For display: nothing in the result can steer a terminal. Newlines stay.
    """
    return _SURROGATES.sub(_REPLACEMENT, text).translate(_VISIBLE)


def clean(text: str) -> str:
    """The text as it is stored: NFC, line ends ``\\n``, tabs and odd spaces a space, controls made visible.

    Soft hyphens, blanks without width, word joiners and byte order marks go. Idempotent.
    """
    if text.isprintable():
        # Most lines are: nothing that the tables below name counts as printable.
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    text = _LINE_ENDS.sub("\n", _SURROGATES.sub(_REPLACEMENT, text))
    text = text.replace("\t", " ").translate(_DROPPED).translate(_SPACES)
    return unicodedata.normalize("NFC", text.translate(_VISIBLE))


def one_line(text: str) -> str:
    """The text cleaned and on one line, white space folded: the form of a turn."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """The text for comparing: case folded, diacritics gone. Its length may differ from the text's."""
    if text.isascii():
        return text.lower()
    # Most signs of most texts need no more than this: only the others are looked at one by one.
    return _BEYOND_ASCII.sub(_folded, text.lower())


def _folded(signs: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFKD", signs[0].casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def count_words(text: str) -> int:
    """How many words the text has; ``zij-instromer``, ``zo'n`` and ``o.k`` are one each."""
    return len(_WORD.findall(text))


def word_spans(text: str) -> list[tuple[int, int]]:
    """The half-open span of each word, in order."""
    return [match.span() for match in _WORD.finditer(text)]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The half-open span of each sentence, in order, without the white space around it.

    A line end closes a sentence. Spans do not overlap; together they hold every character but white space.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in (*_SENTENCE_END.finditer(text), None):
        end = match.end() if match else len(text)
        span = trim(text, start, end)
        if span[0] < span[1]:
            spans.append(span)
        start = end
    return spans


def word_at(text: str, offset: int) -> tuple[int, int] | None:
    """The span of the word at ``offset``, or of the next one on the same line; ``None`` where no word follows."""
    line = text.rfind("\n", 0, offset) + 1
    begin = _after_space(text, line, offset)
    for match in _WORD.finditer(text, begin, _line_end(text, offset)):
        if match.end() > offset:
            return match.span()
    return None


def sentence_at(text: str, offset: int) -> tuple[int, int] | None:
    """The span of the sentence at ``offset``, without the white space around it; in the space between two, the next.

    ``None`` where no sentence follows on the same line.
    """
    line = text.rfind("\n", 0, offset) + 1
    begin, reach = line, _WINDOW
    while True:
        window = max(line, offset - reach)
        # The end of a sentence that `offset` stands right behind lies before it: look one further for the space.
        ends = [m.end() for m in _SENTENCE_END.finditer(text, window, min(len(text), offset + 1)) if m.end() <= offset]
        if ends or window == line:
            begin = ends[-1] if ends else line
            break
        reach *= 4
    match = _SENTENCE_END.search(text, begin)
    span = trim(text, begin, match.end() if match else len(text))
    return span if span[0] < span[1] else None


def next_word(text: str, offset: int) -> int:
    """Where the next word behind ``offset`` starts, on any line; the end of the text where none does."""
    here = word_at(text, offset)
    match = _WORD.search(text, here[1] if here and here[0] <= offset else offset)
    return match.start() if match else len(text)


def previous_word(text: str, offset: int) -> int:
    """Where the word before ``offset`` starts, or the one at ``offset`` if that starts earlier; 0 where none does."""
    while offset > 0:
        line = text.rfind("\n", 0, offset) + 1
        begin, reach = offset, _WINDOW
        while begin > line:
            begin = _after_space(text, line, max(line, offset - reach))
            starts = [m.start() for m in _WORD.finditer(text, begin, _line_end(text, offset)) if m.start() < offset]
            if starts:
                return starts[-1]
            reach *= 4
        offset = line - 1
    return 0


def next_sentence(text: str, offset: int) -> int:
    """Where the next sentence behind ``offset`` starts; the end of the text where none does."""
    here = sentence_at(text, offset)
    if here and here[0] > offset:
        return here[0]
    behind = here[1] if here else offset
    while behind < len(text) and text[behind].isspace():
        behind += 1
    return behind


def previous_sentence(text: str, offset: int) -> int:
    """Where the sentence before ``offset`` starts, or the one at it if that starts earlier; 0 where none does."""
    here = sentence_at(text, offset)
    if here and here[0] < offset:
        return here[0]
    while offset > 0 and text[offset - 1].isspace():
        offset -= 1
    before = sentence_at(text, offset - 1) if offset else None
    return before[0] if before else 0


_WINDOW: Final = 512
"""How far moves look back at first: a line may be a whole interview, and a move must not read it from its start."""


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _after_space(text: str, line: int, offset: int) -> int:
    """The last place at or before ``offset`` on its line that follows a space: no word runs across it."""
    return max(line, text.rfind(" ", line, offset) + 1)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends; an empty span at ``start`` where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def slug(name: str) -> str:
    """The name in lower-case ASCII letters and digits, joined by hyphens: ``helpende-zorg-en-welzijn``."""
    ascii_name = fold(name.replace("&", " en "))
    return "-".join(re.findall(r"[a-z0-9]+", ascii_name))


def line_starts(text: str) -> list[int]:
    """Where each line of a text begins."""
    return [0, *(place + 1 for place, char in enumerate(text) if char == "\n")]
