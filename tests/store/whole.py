"""What the bytes of a file may say, read whole: the plainest way, to hold against the reading in pieces."""

from __future__ import annotations

import html
import io
import re
import sqlite3
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from interview_coder.domain.spellings import anchored, has_words
from interview_coder.domain.text import fold

_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_WORD = re.compile(r"[^\W_]+")
_MAX_PART = 200_000_000
_DEEP = 4
"""So many packages may be packed into each other."""
_SQLITE = b"SQLite format 3\x00"
_PACKED = (
    b"%PDF", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
"""How files begin whose words are packed in ways that are not read here."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What an Office file with a password has in it."""
_TAGS = re.compile(r"<[^>]*>")
_ESCAPES = re.compile(r"\\u([0-9a-fA-F]{4})")
_SLASHES = re.compile(r"\\(?=[^\w\s])")
_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_SIGNS = r"\x20-\x40\u0300-\u036f\u2010-\u203a"
_LETTERS = (r"\x41-\u017f\u0218-\u021b\u1e00-\u1eff", r"\u0370-\u052f", r"\u0590-\u06ff")
_WIDE = re.compile("|".join(f"[{_SIGNS}{letters}]{{6,}}" for letters in _LETTERS))
"""Text of one script: what is no UTF-16 looks so by chance only in shorter pieces, else like signs of the East."""
_RUN = re.compile(r"[^\x00-\x1f\x7f-\x9f\ufffd]{6,}")
_TELLING = re.compile(r".{12}|[^\W\d_]{5}", re.DOTALL)
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SEAMS = re.compile(r"(?<![^\W_])[0-9]+(?=[^\W\d_]{4})|(?<=[^\W\d_]{4})[0-9]+|(?<=[^\W\d_])(?=[A-Z][^\W\d_A-Z]{3})")
"""Where one value of a database may end and the next begin: its bytes have nothing between them.

Only about longer words: bytes that are no text make short ones by chance.
"""


SEALED: list[str] = []
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
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
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
            except (RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError):
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
    text = "\n".join(filter(_TELLING.search, _RUN.findall(text)))
    yield [text, _SEAMS.sub(" ", _ID.sub("0", _spelled_out(text)))]
    for encoding in ("utf-16-le", "utf-16-be"):
        yield [
            "\n".join(filter(_TELLING.search, _WIDE.findall(part.decode(encoding, "replace"))))
            for part in (data, data[1:])
        ]


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


class PlainNames:
    """Names to count in texts, word by word."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = [name for name in dict.fromkeys(names) if has_words(name)]
        self._by_word: dict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)
        for name in self.names:
            first, spelled = anchored(name)
            self._by_word[first].append((name, re.compile(spelled)))

    def count(self, text: str) -> dict[str, int]:
        """How often each name stands in a text; those that do not are left out."""
        counts: dict[str, int] = defaultdict(int)
        folded = fold(text.translate(_UNSEEN))
        for word in _WORD.finditer(folded):
            for name, spelled in self._by_word.get(word[0], ()):
                if spelled.match(folded, word.start()):
                    counts[name] += 1
        return counts


def counts(path: Path, names: PlainNames) -> tuple[Counter[str], bool]:
    """How often names stand in a file, and whether some of it could not be looked into."""
    found: Counter[str] = Counter()
    sealed = False
    for texts in readings(path):
        sealed = sealed or texts is SEALED
        highest: Counter[str] = Counter()
        for text in texts:
            highest |= Counter(names.count(text))
        found += highest
    return found, sealed
