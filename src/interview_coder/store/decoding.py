"""What the bytes of a file may say: of a text, a database, a package of parts (Word, Excel, QDPX), in any encoding.

For looking whether a name is left, so nothing may be overlooked in silence.
"""

from __future__ import annotations

import html
import io
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

_MAX_PART: Final = 200_000_000
_DEEP: Final = 4
"""So many packages may be packed into each other."""
_SQLITE: Final = b"SQLite format 3\x00"
_PACKED: Final = (
    b"%PDF", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
"""How files begin whose words are packed in ways that are not read here."""
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
"""What an Office file with a password has in it."""
_TAGS: Final = re.compile(r"<[^>]*>")
_ESCAPES: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_SLASHES: Final = re.compile(r"\\(?=[^\w\s])")
_MARKS: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_SIGNS: Final = r"\x20-\x40\u0300-\u036f\u2010-\u203a"
_LETTERS: Final = (r"\x41-\u017f\u0218-\u021b\u1e00-\u1eff", r"\u0370-\u052f", r"\u0590-\u06ff")
_WIDE: Final = re.compile("|".join(f"[{_SIGNS}{letters}]{{6,}}" for letters in _LETTERS))
"""Text of one script: what is no UTF-16 looks so by chance only in shorter pieces, else like signs of the East."""
_RUN: Final = re.compile(r"[^\x00-\x1f\x7f-\x9f\ufffd]{6,}")
_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SEAMS: Final = re.compile(
    r"(?<![^\W_])[0-9]+(?=[^\W\d_]{4})|(?<=[^\W\d_]{4})[0-9]+|(?<=[^\W\d_])(?=[A-Z][^\W\d_A-Z]{3})"
)
"""Where one value of a database may end and the next begin: its bytes have nothing between them.

Only about longer words: bytes that are no text make short ones by chance.
"""


SEALED: Final[list[str]] = []
"""The readings of what cannot be looked into."""


def readings(path: Path) -> Iterator[list[str]]:
    """The parts of a file, each as all the texts that its bytes may stand for, or ``SEALED``; its name is the first."""
    yield [path.name]
    try:
        data = path.read_bytes()
    except OSError:
        yield SEALED
    else:
        yield from _of(data, _DEEP)


def _of(data: bytes, deep: int) -> Iterator[list[str]]:
    if data.startswith(_SQLITE):
        yield from ([value] for value in _values(data))
        yield from _plain(data)
    elif zipfile.is_zipfile(io.BytesIO(data)):
        yield from _parts(data, deep)
    else:
        yield from _plain(data)
        if data.startswith(_PACKED) or _LOCKED in data:
            yield SEALED


def _parts(data: bytes, deep: int) -> Iterator[list[str]]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        yield SEALED
        return
    with archive:
        for entry in archive.infolist():
            yield [entry.filename, entry.comment.decode("utf-8", "replace")]
            if entry.file_size > _MAX_PART or not deep:
                yield SEALED
                continue
            try:
                part = archive.read(entry)
            except (RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError):
                # Locked by a password, packed in a way that Python does not know, or damaged.
                yield SEALED
            else:
                yield from _of(part, deep - 1)


def _plain(data: bytes) -> Iterator[list[str]]:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            yield [*_meanings(data.decode(encoding, "replace"))]
            return
    text = data.decode("utf-8", "replace")
    if b"\x00" not in data:
        yield [*_meanings(text)]
        if "\ufffd" in text:
            yield [data.decode("cp1252", "replace")]
        return
    text = "\n".join(_RUN.findall(text))
    yield [text, _SEAMS.sub(" ", _ID.sub("0", _spelled_out(text)))]
    for encoding in ("utf-16-le", "utf-16-be"):
        yield ["\n".join(_WIDE.findall(part.decode(encoding, "replace"))) for part in (data, data[1:])]


def _meanings(text: str) -> Iterator[str]:
    """A text as it stands, and as what reads it would show it: without escapes, and where it has tags without those."""
    yield text
    if "\\" in text:
        yield _spelled_out(text)
    if "<" in text or "&" in text:
        # A name may stand in a tag; be split over tags; or end where the next paragraph begins.
        yield html.unescape(text)
        yield html.unescape(_TAGS.sub("", text))
        yield html.unescape(_TAGS.sub(" ", text))


def _spelled_out(text: str) -> str:
    """A text without the escapes of JSON, Markdown and LaTeX."""
    text = _ESCAPES.sub(lambda match: chr(int(match[1], 16)), text)
    return _SLASHES.sub("", text.replace("\\n", " ").replace("\\t", " "))


def _values(data: bytes) -> Iterator[str]:
    """All texts in a database, each by itself. Nothing where it cannot be read as one."""
    # A database in memory can have no journal.
    quiet = data[:18] + b"\x01\x01" + data[20:]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.text_factory = lambda value: value.decode("utf-8", "replace")
        try:
            connection.deserialize(quiet)
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (table,) in tables:
                quoted = str(table).replace('"', '""')
                for row in connection.execute(f'SELECT * FROM "{quoted}"'):
                    yield from (_spelled_out(value) for value in row if isinstance(value, str))
        except sqlite3.Error:
            return
