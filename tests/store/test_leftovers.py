"""Looking for names in files of any size, piece by piece: nothing is missed that reading them whole would find."""

from __future__ import annotations

import html
import io
import json
import sqlite3
import tracemalloc
import zipfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store import whole

from interview_coder.store import decoding, seeking
from interview_coder.study import Study

NAMES = (
    "Quirijntje", "Jan-Willem", "Zoë D'Hondtje", "de Vries", "Bo", "'s-Hertogenbosch", "jan jan", "C++", "@piet",
    "a@b.nl", "0612345678", "Ωμέγα", "Иван Петров", "Łukasz Øst", "Op den Camp", "ß", "دانيال",
)  # fmt: skip
FILLING = (
    "a", "ja nou dus ", "\n", " ", " " * 30, "-", "_", "'", "’", ".", "1", "2024", "\t", "\r\n", "Open code", "V1", "Q",
    "0192abcd-0000-7000-8000-000000000000", "0192abcd-0000-7000-8000-000000000000-", "<b>", "</b>", "<", ">", "&",
    "&amp;", "&#x51;", "&euml;", "\\", "\\n", "\\u00eb", "\\u005c", "é", "\u0301", "\u00ad", "\u200b", "…", "\x00",
    "\x01\x02", "€", "😀", "ﬁ", "İ", "Σ", "\ufffd", "<<<", "x" * 80, "12345678901",
)  # fmt: skip
names = st.sampled_from(NAMES)


@st.composite
def written(draw: st.DrawFn) -> str:
    """A name in one of the ways that files write it, or nearly."""
    name = draw(names)
    at = draw(st.integers(0, len(name)))
    between = draw(st.sampled_from(["\u00ad", "<b>", "\u200b", "\\", "\u0301", "&#8203;", "\x00"]))
    gap = draw(st.sampled_from(["  ", "\n", "-", "\t", "_", "\x00", " " * 20, "</p><p>"]))
    return draw(
        st.sampled_from(
            [
                name,
                name.upper(),
                name.lower(),
                html.escape(name).replace("ë", "&euml;"),
                json.dumps(name)[1:-1],
                "".join(f"\\u{ord(char):04x}" for char in name),
                name[:at] + between + name[at:],
                name.replace(" ", gap).replace("-", "‐").replace("'", "’"),
            ]
        )
    )


texts = st.lists(st.one_of(st.sampled_from(FILLING), written(), st.just(" ")), max_size=30).map("".join)


def _database(rows: list[tuple[str, str]], header: bytes) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute('CREATE TABLE "a""b"(x, y)')
        connection.executemany('INSERT INTO "a""b" VALUES (?, ?)', rows)
        connection.commit()
        data = connection.serialize()
    return data[:18] + header + data[20:]


def _packed(parts: dict[str, bytes], cut: float) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    data = stream.getvalue()
    at = int(len(data) * cut)
    return data[:at] + data[at + 1 :]


single = st.one_of(
    texts.map(lambda text: text.replace("\x00", "").encode()),
    texts.map(str.encode),
    texts.map(lambda text: text.replace("\x00", "").encode("cp1252", "replace")),
    st.builds(lambda mark, text: mark + text.encode("utf-16-le"), st.sampled_from([b"\xff\xfe", b"", b"\x00"]), texts),
    st.builds(lambda mark, text: mark + text.encode("utf-16-be"), st.sampled_from([b"\xfe\xff", b"", b"\x00"]), texts),
    st.builds(
        lambda *pieces: b"".join(pieces),
        texts.map(lambda text: text.encode("utf-16-be")),
        st.binary(max_size=9),
        texts.map(str.encode),
        st.binary(max_size=9),
        texts.map(lambda text: text.encode("utf-16-le")),
    ),
    st.builds(
        _database, st.lists(st.tuples(texts, written()), max_size=5), st.sampled_from([b"\1\1", b"\2\2", b"\3\3"])
    ),
)
files = st.recursive(
    single,
    lambda inner: st.builds(
        _packed, st.dictionaries(names.map("{}.txt".format), inner, max_size=3), st.sampled_from([0.2, 0.7, 1, 1, 1])
    ),
    max_leaves=6,
)


def _matches(file: Path, piece: int, few: int, long: int) -> None:
    plain = whole.counts(file, whole.PlainNames(NAMES))
    with (
        patch.object(decoding, "_PIECE", piece),
        patch.object(decoding, "_AT_ONCE", piece * 20),
        patch.object(decoding, "_BATCH", piece),
        patch.object(seeking, "_FEW", few),
        patch.object(seeking, "_TAIL", few + 5),
        patch.object(seeking, "_LONG", long),
    ):
        parts = [*decoding.counts(file, seeking.Names(NAMES))]
    found = sum((counts for counts in parts if counts is not None), Counter[str]())
    assert (found, None in parts) == plain


sizes = {
    "piece": st.sampled_from([2, 3, 7, 16, 50, 200, 5_000]),
    "few": st.sampled_from([0, 20, 600]),
    "long": st.sampled_from([10, 100, 65_536]),
}


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=files, **sizes)
def test_pieces_say_what_the_whole_says(data: bytes, piece: int, few: int, long: int, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(data)
    _matches(tmp_path / "file", piece, few, long)


@pytest.mark.full
@settings(max_examples=4_000, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=files, **sizes)
def test_pieces_say_what_the_whole_says_many(data: bytes, piece: int, few: int, long: int, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(data)
    _matches(tmp_path / "file", piece, few, long)


@pytest.mark.parametrize(
    ("encoding", "mark", "text"),
    [
        ("utf-8", b"", "Zoë D’Hondtje"),
        ("utf-8", b"\x00", "Zoë D’Hondtje"),
        ("utf-8", b"", "Zo&euml; D&#x27;Hond<b>tje</b>"),
        ("cp1252", b"", "ZOË D'HONDTJE"),
        ("utf-16-le", b"\xff\xfe", "Zoë D’Hondtje"),
        ("utf-16-be", b"\xfe\xff", "Zoe\u0308 D-Hondtje"),
        ("utf-16-le", b"\x00\x01\x00", "met Zoë D’Hondtje"),
        ("utf-16-be", b"\x00\x01", "met Zoë D’Hondtje"),
    ],
)
def test_a_name_over_the_border_of_two_pieces_is_found(
    encoding: str, mark: bytes, text: str, study: Study, tmp_path: Path
) -> None:
    """At each border of a large file another part of the name is cut off."""
    name = text.encode(encoding)
    border = decoding._PIECE if (encoding, mark) == ("utf-8", b"") else 1 << 16
    space, line = " ".encode(encoding), "\n".encode(encoding)
    if mark[:1] == b"\x00":
        line = b"\x00\x07"
    file = tmp_path / "large"
    count = min(len(name), 14)
    step = len(name) / count
    with file.open("wb") as stream:
        stream.write(mark)
        for number in range(1, count + 1):
            begin = number * border - int(number * step)
            filling = (begin - stream.tell()) // len(space) * space
            stream.write(filling[: -2 * len(space)] + line + space + name)
    with patch.object(decoding, "_PIECE", border):
        assert study.leftovers(["Zoë D'Hondtje"], [file]) == {"Zoë D'Hondtje": {"large": count}}


def test_looking_changes_nothing_and_leaves_nothing(study: Study, tmp_path: Path) -> None:
    study.add_code("Quirijntje")
    with Study.create(tmp_path / "other.study", coder="Anna") as other:
        other.add_code("Quirijntje")
    folder = tmp_path / "copies"
    folder.mkdir()
    other.path.rename(folder / "copy.study")
    before = (folder / "copy.study").read_bytes(), study.path.read_bytes()
    counts = study.leftovers(["Quirijntje"], [folder / "copy.study"])
    # In columns, and in their bytes.
    assert counts["Quirijntje"]["copy.study"] > 2
    assert [path.name for path in folder.iterdir()] == ["copy.study"]
    assert ((folder / "copy.study").read_bytes(), study.path.read_bytes()) == before


def test_a_column_whose_name_is_no_text_hides_nothing(study: Study, tmp_path: Path) -> None:
    file = tmp_path / "broken.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE a (broken TEXT)")
        connection.execute("CREATE TABLE b (words TEXT)")
        connection.execute("INSERT INTO b VALUES ('daar kwam Quirijntje')")
        connection.commit()
    file.write_bytes(file.read_bytes().replace(b"broken", b"brok\x80n"))
    # In a column, and in its bytes.
    assert study.leftovers(["Quirijntje"], [file])["Quirijntje"] == {"broken.db": 2}


@pytest.mark.parametrize("kind", ["text", "bytes", "database", "packed", "packed twice"])
def test_a_large_file_takes_little_memory(kind: str, study: Study, tmp_path: Path) -> None:
    file = tmp_path / "large"
    text = b"En toen zei ze dat het goed ging met de stage.\n" * 200_000 + b"Quirijntje"
    if kind == "database":
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("CREATE TABLE a(b)")
            connection.executemany("INSERT INTO a VALUES (?)", [(line.decode(),) for line in text.splitlines()])
            connection.commit()
    elif kind.startswith("packed"):
        file.write_bytes(_packed({"a.txt": text}, 1))
        if kind == "packed twice":
            file.write_bytes(_packed({"a.zip": file.read_bytes()}, 1))
    else:
        file.write_bytes(text + b"\x00" * (kind == "bytes"))
    study.leftovers(["Quirijntje"])
    with patch.object(decoding, "_AT_ONCE", 1 << 20):
        tracemalloc.start()
        try:
            counts = study.leftovers(["Quirijntje"], [file])
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert counts["Quirijntje"]["large"] == (2 if kind == "database" else 1)
    # The file has nine and a half million bytes.
    assert peak < 30_000_000
