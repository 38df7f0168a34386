"""What the bytes of a file may say: of a text, a database, a package of parts (Word, Excel, QDPX), in any encoding.

For counting the names that are left in it, so nothing may be overlooked in silence. Files are read piece by piece, each
text that the bytes may stand for goes through steps that carry over what a piece cuts apart, and names are counted as
in the whole: so the size of a file does not matter for the memory that this takes.
"""

from __future__ import annotations

import codecs
import html
import io
import re
import sqlite3
import struct
import zipfile
import zlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Protocol

from interview_coder.store.seeking import Names, Tally

if TYPE_CHECKING:
    import numpy as np

_PIECE: Final = 1 << 20
"""So many bytes are read at once."""
_MAX_PART: Final = 200_000_000
_DEEP: Final = 4
"""So many packages may be packed into each other."""
_AT_ONCE: Final = 32 << 20
"""Packed packages up to this size are held in memory, as their parts lie anywhere in them."""
_SQLITE: Final = b"SQLite format 3\x00"
_PACKED: Final = (
    b"%PDF", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
"""How files begin whose words are packed in ways that are not read here."""
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
"""What an Office file with a password has in it."""
_DAMAGED: Final = (
    RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error,
)  # fmt: skip
"""Locked by a password, packed in a way that Python does not know, or damaged."""
_TAGS: Final = re.compile(r"<[^>]*>")
_ESCAPES: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_SLASHES: Final = re.compile(r"\\(?=[^\w\s])")
_MARKS: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_SIGNS: Final = r"\x20-\x40\u0300-\u036f\u2010-\u203a"
_LETTERS: Final = (r"\x41-\u017f\u0218-\u021b\u1e00-\u1eff", r"\u0370-\u052f", r"\u0590-\u06ff")
_SCRIPTS: Final = tuple(f"[{_SIGNS}{letters}]" for letters in _LETTERS)
"""Text of one script: what is no UTF-16 looks so by chance only in shorter pieces, else like signs of the East."""
_TEXT: Final = (r"[^\x00-\x1f\x7f-\x9f\ufffd]",)
_RUN: Final = 6
"""So many signs of text in bytes of any kind are looked at."""
_TELLING: Final = re.compile(r".{12}|[^\W\d_]{5}", re.DOTALL)
"""What such signs must have: *Bo* and *Ed* stand among a few by chance."""
_ID: Final = re.compile(r"-(?<=[0-9a-f]{8}-)[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DIGITS: Final = re.compile(r"[0-9](?:(?<![^\W_].)[0-9]*(?=[^\W\d_]{4})|(?<=[^\W\d_]{4}.)[0-9]*)")
_CAPITAL: Final = re.compile(r"([A-Z])(?<=[^\W\d_].)(?=[^\W\d_A-Z]{3})")
"""These two tell where one value of a database may end and the next begin: its bytes have nothing between them.

Only about longer words: bytes that are no text make short ones by chance. That the patterns begin with what is rare,
and look back from there, makes them quick.
"""
_BETWEEN: Final = "\n\x00\n"
"""Put between texts that are counted together: no name goes over it."""
_GAP: Final = "\x00"
_BATCH: Final = 1 << 18
_HELD: Final = 1 << 20
_REACH: Final = 64
"""So far, in signs, the changes below look back and ahead, but for digits without end."""


Step = Callable[[int], None]
"""Is told of bytes that were read."""


def counts(path: Path, names: Names, step: Step = lambda _size: None) -> Iterator[Counter[str] | None]:
    """How often names stand in each part of a file; ``None`` for a part that cannot be looked into.

    The first part is the name of the file. What stands in several readings of the same bytes stands there once. The
    file is only read, and nothing comes to lie beside it; ``step`` is told how many of its bytes have been.
    """
    yield names.count(path.name)
    try:
        with path.open("rb") as stream:
            yield from _of(stream, names, _DEEP, step, path)
    except OSError:
        yield None


def _of(
    stream: IO[bytes], names: Names, deep: int, step: Step = lambda _size: None, path: Path | None = None
) -> Iterator[Counter[str] | None]:
    head = stream.read(len(_SQLITE))
    if head == _SQLITE:
        tally = Tally(names)
        for text in batches(_values(stream, path)):
            tally.feed(_spelled_out(text))
        yield tally.end()
        yield from _in_bytes(_pieces(stream, step), names)
    elif zipfile.is_zipfile(stream):
        yield from _parts(stream, names, deep, step)
    else:
        nature = _Nature(_pieces(stream))
        yield from _in_bytes(_pieces(stream, step), names) if nature.mixed else _in_text(stream, nature, names, step)
        if head.startswith(_PACKED) or nature.locked:
            yield None


def _pieces(stream: IO[bytes], step: Step = lambda _size: None) -> Iterator[bytes]:
    stream.seek(0)
    while piece := stream.read(_PIECE):
        yield piece
        step(len(piece))


class _Nature:
    """What has to be known of a file before it is read: its encoding, and what stands anywhere in it."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.encoding = "utf-8"
        self.mixed = self.locked = self.foreign = False
        """Whether there is more than text in it, an Office file with a password, signs of another encoding."""
        self.closing = 0
        """How many tags may end in it."""
        end = b""
        decoder: codecs.IncrementalDecoder | None = None
        for piece in pieces:
            if decoder is None:
                self.encoding = _MARKS.get(piece[:2], self.encoding)
                decoder = codecs.getincrementaldecoder(self.encoding)("replace")
            ends = end + piece
            self.locked = self.locked or _LOCKED in ends
            end = ends[-len(_LOCKED) :]
            self.mixed = self.mixed or (self.encoding == "utf-8" and b"\x00" in piece)
            if not self.mixed:
                text = decoder.decode(piece)
                self.foreign = self.foreign or "\ufffd" in text
                self.closing += text.count(">")
        if decoder is not None:
            self.foreign = self.foreign or bool(decoder.decode(b"", final=True))


def _parts(stream: IO[bytes], names: Names, deep: int, step: Step) -> Iterator[Counter[str] | None]:
    try:
        archive = zipfile.ZipFile(stream)
    except _DAMAGED:
        yield None
        return
    with archive:
        # In the order in which they lie: a package that is packed itself can be read forwards only.
        for entry in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
            yield names.count(entry.filename) | names.count(entry.comment.decode("utf-8", "replace"))
            if entry.file_size > _MAX_PART or not deep or entry.header_offset < 0:
                yield None
                continue
            try:
                with archive.open(entry) as part:
                    if entry.file_size <= _AT_ONCE:
                        found = [*_of(io.BytesIO(part.read()), names, deep - 1)]
                    else:
                        # Once to its end, where it is told whether it is whole.
                        deque(_pieces(part), 0)
                        part.seek(0)
                        found = [*_of(part, names, deep - 1)]
            except _DAMAGED:
                yield None
            else:
                yield from found
            step(entry.compress_size)


def _in_text(stream: IO[bytes], nature: _Nature, names: Names, step: Step) -> Iterator[Counter[str]]:
    decoder = codecs.getincrementaldecoder(nature.encoding)("replace")
    meanings = _Meanings(names, nature.closing)
    windows = Tally(names) if nature.foreign and nature.encoding == "utf-8" else None
    for piece in _pieces(stream, step):
        meanings.feed(decoder.decode(piece))
        if windows:
            windows.feed(piece.decode("cp1252", "replace"))
    meanings.feed(decoder.decode(b"", final=True))
    yield meanings.end()
    if windows:
        yield windows.end()


def _in_bytes(pieces: Iterable[bytes], names: Names) -> Iterator[Counter[str]]:
    """Names in what is no text as a whole: wherever signs of text follow each other in it, in UTF-8 or UTF-16."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    runs = _Runs(_TEXT)
    plain, apart = Tally(names), _Reading(Tally(names), _Local(_apart))
    wide = [[_Wide(names, encoding, begin) for begin in (0, 1)] for encoding in _MARKS.values()]

    def feed(text: str) -> None:
        plain.feed(text)
        apart.feed(text)

    for piece in pieces:
        feed(runs.feed(decoder.decode(piece)))
        for encoding in wide:
            for one in encoding:
                one.feed(piece)
    feed(runs.feed(decoder.decode(b"", final=True)))
    yield plain.end() | apart.end()
    for first, second in wide:
        yield first.end() | second.end()


class _Step(Protocol):
    """Changes a text that comes in pieces to what it would be, changed as a whole."""

    def feed(self, text: str) -> str:
        """The next piece; returns what can be told by now."""
        ...

    def end(self) -> str:
        """What was kept back."""
        ...


class _Reading:
    """A text as it is after some steps, and the names in it."""

    def __init__(self, tally: Tally, *steps: _Step) -> None:
        self._tally = tally
        self._steps = steps

    def feed(self, text: str) -> None:
        for step in self._steps:
            text = step.feed(text)
        self._tally.feed(text)

    def end(self) -> Counter[str]:
        text = ""
        for step in self._steps:
            text = step.feed(text) + step.end()
        self._tally.feed(text)
        return self._tally.end()


class _Meanings:
    """A text as it stands, and as what reads it would show it: without escapes, and where it has tags without those.

    A name may stand in a tag; be split over tags; or end where the next paragraph begins. A reading is the text as it
    stands until a sign comes that makes it another.
    """

    def __init__(self, names: Names, closing: int) -> None:
        self._plain = Tally(names)
        self._closing = closing
        self._others: list[_Reading] = []
        self._asleep: list[tuple[str, Callable[[int], tuple[_Step, ...]]]] = [
            ("\\", lambda _closing: (_Local(_spelled_out),)),
            ("&", lambda _closing: (_Local(html.unescape),)),
            ("<&", lambda closing: (_Untag("", closing), _Local(html.unescape))),
            ("<&", lambda closing: (_Untag(" ", closing), _Local(html.unescape))),
        ]

    def feed(self, text: str) -> None:
        for one in [*self._asleep]:
            if any(sign in text for sign in one[0]):
                self._others.append(_Reading(self._plain.copy(), *one[1](self._closing)))
                self._asleep.remove(one)
        for reading in self._others:
            reading.feed(text)
        self._plain.feed(text)
        self._closing -= text.count(">")

    def end(self) -> Counter[str]:
        highest = self._plain.end()
        for reading in self._others:
            highest |= reading.end()
        return highest


class _Local:
    """A change that does not reach over white space."""

    def __init__(self, change: Callable[[str], str]) -> None:
        self._change = change
        self._held = ""

    def feed(self, text: str) -> str:
        text = self._held + text
        cut = max(text.rfind(" "), text.rfind("\n")) + 1
        if not cut and len(text) > _HELD:
            cut = self._joint(text)
        self._held = text[cut:]
        return self._change(text[:cut])

    def end(self) -> str:
        return self._change(self._held)

    def _joint(self, text: str) -> int:
        """Where a text without white space can be cut so that the change comes out the same."""
        last = len(text) - _REACH
        for place in range(last, last - 4_000, -1):
            left, right = text[place - _REACH : place], text[place : place + _REACH]
            if self._change(left) + self._change(right) == self._change(left + right):
                return place
        return last


class _Untag:
    """Leaves tags out. What looks like one stays where it never ends."""

    def __init__(self, instead: str, closing: int) -> None:
        self._instead = instead
        self._closing = closing
        self._inside = False

    def feed(self, text: str) -> str:
        self._closing -= text.count(">")
        if self._inside:
            end = text.find(">")
            if end < 0:
                return ""
            self._inside = False
            text = text[end + 1 :]
        behind = text.rfind(">") + 1
        begin = text.find("<", behind) if self._closing else -1
        self._inside = begin >= 0
        rest = text[behind:begin] + self._instead if self._inside else text[behind:]
        return _TAGS.sub(self._instead, text[:behind]) + rest

    def end(self) -> str:
        return ""


class _Runs:
    """The stretches of text in what is none, each on a line: so many signs of one kind that it can be no chance."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        self._whole = re.compile("|".join(f"{kind}{{{_RUN},}}" for kind in kinds))
        self._more = [re.compile(f"{kind}*") for kind in kinds]
        self._open: re.Pattern[str] | None = None
        self._held = ""

    def feed(self, text: str) -> str:
        text = self._held + text
        self._held = ""
        more = ""
        if self._open is not None:
            match = self._open.match(text)
            more = match[0] if match else ""
            if len(more) == len(text):
                return more
            self._open = None
        runs = self._whole.findall(text, len(more))
        # No stretch stands once more behind the last one.
        behind = text.rfind(runs[-1]) + len(runs[-1]) if runs else len(more)
        if runs and behind == len(text):
            if _TELLING.search(runs[-1]):
                self._open = next(pattern for pattern in self._more if pattern.fullmatch(runs[-1]))
            else:
                self._held = runs.pop()
        else:
            self._held = text[max(behind, len(text) - _RUN + 1) :]
        return "\n".join((more, *filter(_TELLING.search, runs)))


class _Wide:
    """The text in UTF-16 among bytes, from the first or the second byte on, and the names in it."""

    _kinds: dict[str, np.ndarray[Any, np.dtype[np.uint8]]] = {}

    def __init__(self, names: Names, encoding: str, begin: int) -> None:
        import numpy as np

        self._tally = Tally(names)
        self._encoding = encoding
        self._skip = begin
        self._runs = _Runs(_SCRIPTS)
        self._held = b""
        self._inside = False
        """Whether the last piece ended in a stretch of text."""
        if encoding not in self._kinds:
            # For each unit, read with the low byte first: a bit for each script that it may belong to.
            kinds = np.zeros(1 << 16, np.uint8)
            signs = "".join(map(chr, range(1 << 16)))
            for number, script in enumerate(_SCRIPTS):
                kinds[[match.start() for match in re.finditer(script, signs)]] |= np.uint8(1 << number)
            self._kinds[encoding] = kinds if encoding == "utf-16-le" else kinds.reshape(256, 256).T.ravel()

    def feed(self, piece: bytes) -> None:
        import numpy as np

        raw = self._held + piece[self._skip :]
        self._skip = 0
        units = len(raw) // 2
        kinds = self._kinds[self._encoding].take(np.frombuffer(raw, "<u2", units))
        two = kinds[:-1] & kinds[1:]
        four = two[:-2] & two[2:]
        six = four[:-2] & four[2:]
        done = 0
        said: list[str] = []
        if self._inside or six.any():
            gaps = np.flatnonzero(kinds == 0)
            hits = np.flatnonzero(six)
            at = 0
            while self._inside or at < len(hits):
                gap = int(np.searchsorted(gaps, done if self._inside else hits[at]))
                begin = int(gaps[gap - 1]) + 1 if gap else 0
                done = int(gaps[gap]) if gap < len(gaps) else units
                said.append(raw[2 * begin : 2 * done].decode(self._encoding, "replace"))
                self._inside = done == units
                if self._inside:
                    break
                at = int(np.searchsorted(hits, done))
            # A sign that is none of a text ends each stretch but one that goes on in the next piece.
            self._tally.feed(self._runs.feed("\x00".join(said if self._inside else (*said, ""))))
        self._held = raw[2 * max(done, units - _RUN + 1) :]

    def end(self) -> Counter[str]:
        return self._tally.end()


def _spelled_out(text: str) -> str:
    """A text without the escapes of JSON, Markdown and LaTeX."""
    if "\\" not in text:
        return text
    text = _ESCAPES.sub(lambda match: chr(int(match[1], 16)), text)
    return _SLASHES.sub("", text.replace("\\n", " ").replace("\\t", " "))


def _apart(text: str) -> str:
    """The text of a database with its values apart."""
    return _CAPITAL.sub(r" \1", _DIGITS.sub(" ", _without_ids(_spelled_out(text))))


def _without_ids(text: str) -> str:
    if _GAP not in text:
        # Their last four parts first, then what stands before each; all of it in C.
        *parts, last = _ID.sub(_GAP, text).split(_GAP)
        if min(map(len, parts), default=8) >= 8:
            return "0".join([*[part[:-8] for part in parts], last])
    parts = []
    done = 0
    match = _ID.search(text)
    while match:
        begin = match.start() - 8
        if begin >= done:
            parts += (text[done:begin], "0")
            done = match.end()
        match = _ID.search(text, max(done, match.start() + 1))
    return "".join((*parts, text[done:]))


def _values(stream: IO[bytes], path: Path | None) -> Iterator[str]:
    """All texts in a database, each by itself. Nothing where it cannot be read as one."""
    stream.seek(0)
    header = stream.read(20)
    # Opened so, it is only read and nothing comes to lie beside it; a journal that is there is looked at by itself.
    lies = path is not None and header[18:20] in (b"\x01\x01", b"\x02\x02")
    where = f"{path.resolve().as_uri()}?mode=ro&immutable=1" if path and lies else ":memory:"
    try:
        with closing(sqlite3.connect(where, uri=True)) as connection:
            connection.text_factory = lambda value: value.decode("utf-8", "replace")
            if not lies:
                stream.seek(0)
                data = bytearray(stream.read(_MAX_PART))
                # A database in memory can have no journal.
                data[18:20] = b"\x01\x01"
                connection.deserialize(data)
                del data
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (table,) in tables:
                quoted = str(table).replace('"', '""')
                # One table that is broken, or a column of it whose name is no text, hides no other.
                with suppress(sqlite3.Error, UnicodeDecodeError):
                    for row in connection.execute(f'SELECT * FROM "{quoted}"'):
                        yield from [value for value in row if isinstance(value, str)]
    except sqlite3.Error:
        return


def batches(texts: Iterable[str]) -> Iterator[str]:
    """Many short texts as fewer long ones, in which names stand as often: none goes over what parts them."""
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size > _BATCH:
            yield _BETWEEN.join((*batch, ""))
            batch, size = [], 0
    yield _BETWEEN.join(batch)
