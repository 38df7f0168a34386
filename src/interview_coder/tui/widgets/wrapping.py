"""Text laid out in terminal cells: what a cursor may stand on, how wide it is, and where lines break.

A **stop** is what the cursor moves over and what never is cut: a grapheme together with the zero-width characters
behind it, so that every stop covers at least one cell and cell and offset lead to each other without loss. What is
shown of a stop can differ from its text where the text would harm the screen (a lone combining mark, a pile of a
hundred of them); offsets never differ.

Text that needs none of this, nearly all of it, goes through one regular expression.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from rich.cells import cell_len, get_character_cell_size

from interview_coder.domain.text import safe

_COMPLEX: Final = re.compile(
    "[^\n -~\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482"
    "\u2010-\u2015\u2018-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122\u2190-\u2193\u2400-\u2421"
    "\u2500-\u25fc\ufffd]"
)
"""A character that is not surely one cell wide, alone in its grapheme and harmless."""

_WIDE: Final = re.compile(
    "[\u3001-\u3029\u3041-\u3096\u30a1-\u30fa\u3105-\u312f\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]+"
)
"""Characters that are two cells wide, and a stop each unless something behind joins the last."""

_REPLACEMENT: Final = "\ufffd"
_JOINER: Final = "\u200d"
_WIDEST: Final = 4
_LONGEST: Final = 16
# The kinds of characters that the rules of graphemes tell apart.
_BASE, _EXTEND, _FLAG, _PICTURE, _JAMO, _VIRAMA, _PREPEND = range(7)
_PREPENDED: Final = frozenset(
    (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0xD4E, 0x110BD, 0x110CD, 0x111C2, 0x111C3, 0x1193F)
) | {0x11941, 0x11A3A, *range(0x11A84, 0x11A8A), 0x11D46, 0x11F02}
_SPACING: Final = frozenset((0xE33, 0xEB3, 0xFF9E, 0xFF9F))


@lru_cache(maxsize=8192)
def _kind(char: str) -> int:
    code = ord(char)
    if code < 0x300:
        return _BASE if code not in (0xA9, 0xAE, 0xAD) else _EXTEND if code == 0xAD else _PICTURE
    if code in _PREPENDED:
        return _PREPEND
    category = unicodedata.category(char)
    if unicodedata.combining(char) == 9:
        return _VIRAMA
    if category in ("Mn", "Mc", "Me") or code in _SPACING or get_character_cell_size(char) == 0:
        return _EXTEND
    if 0x1F1E6 <= code <= 0x1F1FF:
        return _FLAG
    if 0x1100 <= code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return _JAMO
    if 0xD7B0 <= code <= 0xD7FB or 0x1160 <= code <= 0x11FF:
        return _EXTEND
    return _PICTURE if category == "So" or code >= 0x1F000 or code in (0x203C, 0x2049, 0x3030, 0x303D) else _BASE


class Stop(NamedTuple):
    """One stop: the half-open span in the text, what is shown of it, and the cells that this takes (at least 1)."""

    start: int
    end: int
    shown: str
    cells: int


def is_simple(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether every character of ``text[start:end]`` is a harmless stop of one cell by itself."""
    return _COMPLEX.search(text, start, len(text) if end is None else end) is None


def stops(text: str, start: int = 0, end: int | None = None) -> Iterator[Stop]:
    """The stops of ``text[start:end]``, in order, newlines included; ``start`` must be where a stop starts."""
    limit = len(text) if end is None else end
    at = start
    while at < limit:
        alone = _simple_until(text, at, limit)
        for place in range(at, alone):
            yield Stop(place, place + 1, text[place], 1)
        if (at := max(at, alone)) < limit:
            behind = _stop_end(text, at, limit)
            yield Stop(at, behind, *_shown(text[at : min(behind, at + _LONGEST)]))
            at = behind


def _simple_until(text: str, at: int, limit: int) -> int:
    """To where every character from ``at`` is a stop by itself: one before the next complex one, which may join it."""
    match = _COMPLEX.search(text, at, limit)
    return match.start() - 1 if match else limit


def _stop_end(text: str, at: int, limit: int) -> int:
    """Where the stop that starts at ``at`` ends."""
    before = _kind(text[at])
    if text[at] == "\n":
        return at + 1
    picture = before == _PICTURE
    at += 1
    while at < limit and text[at] != "\n":
        kind = _kind(text[at])
        joins = (
            kind in (_EXTEND, _VIRAMA)
            or before == _PREPEND
            or (before == _FLAG and kind == _FLAG)
            or (before == _JAMO and (kind == _JAMO or "\uac00" <= text[at] <= "\ud7a3"))
            or (picture and kind == _PICTURE and text[at - 1] == _JOINER)
            or (before == _VIRAMA and kind == _BASE and text[at].isalpha())
        )
        if not joins:
            break
        if kind == _FLAG:
            before = _EXTEND
        elif kind != _EXTEND or before not in (_VIRAMA, _PICTURE):
            before = kind
        at += 1
    return at


@lru_cache(maxsize=8192)
def _shown(stop: str) -> tuple[str, int]:
    """What the screen gets of a stop, and its cells: never a lone mark, never a pile, nothing that a terminal obeys."""
    if stop == "\n":
        return stop, 1
    stop = safe(stop)
    head = "-" if stop[0] == "\u00ad" else stop[0]
    if not get_character_cell_size(head) or unicodedata.category(head) == "Cf":
        head = _REPLACEMENT
    # What only formats goes, but for what ties the signs of one picture together.
    tail = [
        char
        for index, char in enumerate(stop[1:], 2)
        if unicodedata.category(char) != "Cf"
        or (char == _JOINER and index < len(stop) and _kind(stop[index]) == _PICTURE)
        or char == "\u200c"
        or "\U000e0020" <= char <= "\U000e007f"
    ]
    shown = head + "".join(tail)
    cells = cell_len(shown)
    return (shown, cells) if cells <= _WIDEST else (_REPLACEMENT, 1)


def fit(text: str, cells: int) -> str:
    """The text on exactly ``cells`` cells: cut with an ellipsis between stops, or filled with spaces."""
    shown, used = "", 0
    pieces = list(stops(text.replace("\n", " ")))
    if sum(stop.cells for stop in pieces) > cells:
        for stop in pieces:
            if used + stop.cells > cells - 1:
                break
            shown, used = shown + stop.shown, used + stop.cells
        shown, used = (shown + "…", used + 1) if cells else ("", 0)
    else:
        shown, used = "".join(stop.shown for stop in pieces), sum(stop.cells for stop in pieces)
    return shown + " " * (cells - used)


def wrap(text: str, width: int, complex_lines: Sequence[tuple[int, int]] | None = None) -> array[int]:
    """Where each line starts when the text is laid out ``width`` cells wide (at least ``_WIDEST``).

    Lines break behind a space (which may hang over the edge, one of them), behind a zero-width space, around wide
    characters, and inside a word only where it is wider than the line; never inside a stop. A newline ends a line and
    belongs to it. An empty text has one line. ``complex_lines`` are those of the text, if they are known already.
    """
    width = max(width, _WIDEST)
    starts = array("i")
    behind = 0
    for start, end in _complex_lines(text) if complex_lines is None else complex_lines:
        starts.extend(_wrap_simple(text, behind, start, width))
        starts.extend(_wrap_slowly(text, start, end, width))
        if end == len(text):
            return starts
        behind = end + 1
    starts.extend(_wrap_simple(text, behind, len(text), width))
    if not starts or text.endswith("\n"):
        starts.append(len(text))
    return starts


def _complex_lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines of the text, without their newlines, that hold a complex character."""
    at = 0
    while match := _COMPLEX.search(text, at):
        start = text.rfind("\n", at, match.start()) + 1 or at
        end = text.find("\n", match.end())
        at = len(text) if end < 0 else end
        yield start, at
        at += 1


def _wrap_simple(text: str, start: int, end: int, width: int) -> list[int]:
    """The starts of the screen lines of whole lines of text without a complex character; none for an empty stretch.

    A loop of its own, in which a screen line costs two searches: a resized transcript may have a hundred thousand.
    """
    starts: list[int] = []
    add, find, find_last = starts.append, text.find, text.rfind
    while start < end:
        add(start)
        newline = find("\n", start, end)
        if newline < 0:
            newline = end
        while (edge := start + width) < newline:
            start = edge + 1 if text[edge] == " " else find_last(" ", start, edge) + 1 or edge
            if start < end:
                add(start)
        start = newline + 1
    return starts


def _wrap_slowly(text: str, start: int, end: int, width: int) -> Iterator[int]:
    """The starts of the screen lines of one line of text that holds complex characters."""
    behind = start
    while behind < end:
        start = behind
        yield start
        edge = start + width
        # A stretch that is simple to one character beyond the line breaks as simple text does.
        if not is_simple(text, start, min(end, edge + 2)):
            behind = _break_after(text, start, end, width)
        elif edge >= end:
            behind = end
        else:
            behind = edge + 1 if text[edge] == " " else text.rfind(" ", start, edge) + 1 or edge
    # Behind a space that hangs over the edge there is no room for the newline: it gets a line.
    if end < len(text) and text[end - 1] == " " and _cells(text, start, end) > width:
        yield end


def _break_after(text: str, start: int, end: int, width: int) -> int:
    """Where the screen line that starts at ``start`` ends."""
    used, chance, wide, at = 0, start, False, start
    while at < end:
        alone = _simple_until(text, at, min(end, at + width + 2))
        if alone > at:
            if wide:
                chance = at
            edge = at + width - used
            if alone > edge:
                if text[edge] == " ":
                    return edge + 1
                chance = text.rfind(" ", at, edge) + 1 or chance
                return chance if chance > start else edge
            chance = text.rfind(" ", at, alone) + 1 or chance
            used, wide, at = used + alone - at, False, alone
            continue
        if (run := _WIDE.match(text, at, min(end, at + width))) and run.end() - 1 > at:
            fits = min(run.end() - 1 - at, (width - used) // 2)
            used, wide, at = used + 2 * fits, True, at + fits
            if used + 2 > width:
                return at
            continue
        behind = _stop_end(text, at, end)
        cells = _shown(text[at : min(behind, at + _LONGEST)])[1]
        if cells > 1 or wide:
            chance = at
        if used + cells > width:
            if text[at:behind] == " ":
                return behind
            return chance if chance > start else at
        if text[at:behind] == " " or "\u200b" in text[at:behind]:
            chance = behind
        used, wide, at = used + cells, cells > 1, behind
    return end


def _cells(text: str, start: int, end: int) -> int:
    """The cells that ``text[start:end]`` takes."""
    return end - start if is_simple(text, start, end) else sum(stop.cells for stop in stops(text, start, end))


class Lines:
    """A text wrapped to a width: lines, cells and offsets lead to each other.

    Offsets are code points; lines and cells count from 0. ``text`` may be long: what is kept is an array of line
    starts, and where the lines with complex characters are.
    """

    def __init__(self, text: str, width: int, like: Lines | None = None) -> None:
        """``like`` is the same text at another width: it need not be looked through again."""
        self.text = text
        self.width = max(width, _WIDEST)
        self._complex: Sequence[tuple[int, int]] = like._complex if like else list(_complex_lines(text))
        self.starts = wrap(text, width, self._complex)

    def __len__(self) -> int:
        return len(self.starts)

    def line_of(self, offset: int) -> int:
        """The line on which ``offset`` lies; the end of the text lies on the last one."""
        return bisect_right(self.starts, offset) - 1

    def span(self, line: int) -> tuple[int, int]:
        """The half-open span of a line, with the newline or hanging space that ends it."""
        behind = line + 1
        return self.starts[line], self.starts[behind] if behind < len(self.starts) else len(self.text)

    def stops(self, line: int) -> list[Stop]:
        """The stops of a line that the screen shows: no newline, no hanging space."""
        start, end = self.shown_span(line)
        return list(stops(self.text, start, end))

    def shown_span(self, line: int) -> tuple[int, int]:
        """The span of a line that the screen shows: at most ``width`` cells."""
        start, end = self.span(line)
        if end > start and self.text[end - 1] == "\n":
            return start, end - 1
        if end > start and self.text[end - 1] == " " and _cells(self.text, start, end) > self.width:
            return start, end - 1
        return start, end

    def cell_of(self, offset: int) -> int:
        """The cell in its line at which the stop at ``offset`` starts; the width for a space that hangs."""
        start, _ = self.span(self.line_of(offset))
        return _cells(self.text, start, self.stop_start(offset))

    def offset_at(self, line: int, cell: int) -> int:
        """The offset of the stop that covers a cell of a line; behind the last one, where the line ends.

        A line that was broken ends before its last stop, so that the answer lies on the line asked for.
        """
        start, end = self.span(line)
        if end == len(self.text) and line + 1 == len(self.starts):
            last = end
        else:
            last = end - 1
        if is_simple(self.text, start, end):
            return min(start + max(0, cell), last)
        used, found = 0, start
        for stop in stops(self.text, start, end):
            found = stop.start
            used += stop.cells
            if used > cell:
                return found
        return end if last == end else found

    def stop_start(self, offset: int) -> int:
        """Where the stop starts that holds ``offset``."""
        offset = max(0, min(offset, len(self.text)))
        start, end = self.span(self.line_of(offset))
        if offset == len(self.text) or is_simple(self.text, start, end):
            return offset
        found = start
        for stop in stops(self.text, start, end):
            if stop.start > offset:
                break
            found = stop.start
        return found

    def next_stop(self, offset: int) -> int:
        """Where the stop behind the one at ``offset`` starts; the end of the text at its end."""
        if offset >= len(self.text):
            return len(self.text)
        return _stop_end(self.text, self.stop_start(offset), len(self.text))

    def previous_stop(self, offset: int) -> int:
        """Where the stop before the one at ``offset`` starts; 0 at the start of the text."""
        start = self.stop_start(offset)
        return self.stop_start(start - 1) if start else 0
