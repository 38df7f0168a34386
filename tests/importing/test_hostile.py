"""Files that are broken, disguised or built to harm: read safely or refused with a sentence, never anything else."""

from __future__ import annotations

import io
import os
import socket
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from interview_coder.domain.text import safe
from interview_coder.errors import ImportFailure
from interview_coder.importing import FORMATS, MAX_BYTES, find_files, parse_text, read_draft
from interview_coder.importing.formats import read_data

Writer = Callable[..., Path]
Talk = list[tuple[str, str]]

SECRET = "Graafschapper"
"""A word of the transcripts in these tests: no sentence may hold it."""

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files on Windows")


def refusal(path: Path) -> str:
    with pytest.raises(ImportFailure) as caught:
        read_draft(path)
    sentence = str(caught.value)
    assert SECRET not in sentence
    assert sentence.endswith(".")
    return sentence


def repacked(path: Path, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> Path:
    """The package with its members changed, and more of them."""
    members = {}
    with zipfile.ZipFile(path) as source:
        members = {name: change(name, source.read(name)) for name in source.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in {**members, **(extra or {})}.items():
            target.writestr(name, data)
    return path


@pytest.fixture(params=[".docx", ".odt"])
def package(request: pytest.FixtureRequest, writer: Writer, talk: Talk) -> Path:
    """A document of a word processor."""
    return writer(talk, request.param)


def content(name: str) -> bool:
    return name in ("word/document.xml", "content.xml")


def test_zip_bomb(package: Path) -> None:
    spaces = b" " * (60 * 1024 * 1024)
    repacked(package, lambda name, data: data.replace(b"?>", b"?>" + spaces, 1) if content(name) else data)
    assert package.stat().st_size < 1_000_000
    assert "unpacks" in refusal(package)


def test_bomb_in_a_part_that_is_not_read_is_never_unpacked(package: Path) -> None:
    repacked(package, lambda _name, data: data, {"media/picture.png": b"\0" * (80 * 1024 * 1024)})
    assert len(read_draft(package).turns) == 10


def test_size_in_the_directory_is_a_lie(package: Path) -> None:
    spaces = b" " * (60 * 1024 * 1024)
    repacked(package, lambda name, data: data.replace(b"?>", b"?>" + spaces, 1) if content(name) else data)
    raw = bytearray(package.read_bytes())
    with zipfile.ZipFile(package) as archive:
        size = next(info.file_size for info in archive.infolist() if content(info.filename))
    package.write_bytes(bytes(raw).replace(size.to_bytes(4, "little"), (2000).to_bytes(4, "little")))
    refusal(package)


def test_very_many_members(package: Path) -> None:
    repacked(package, lambda _name, data: data, {f"{number}": b"" for number in range(4000)})
    assert "parts" in refusal(package)


@pytest.mark.parametrize(
    "doctype",
    [
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE a SYSTEM "http://localhost:9/x.dtd">',
        b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
    ],
)
def test_entities_and_document_types(package: Path, doctype: bytes) -> None:
    def change(name: str, data: bytes) -> bytes:
        return data.replace(b"?>", b"?>" + doctype, 1) if content(name) else data

    assert "outside" in refusal(repacked(package, change))


def test_deep_nesting(package: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        return b"<a>" * 100_000 + b"</a>" * 100_000 if content(name) else data

    assert "nested" in refusal(repacked(package, change))


def test_names_of_members_that_climb_out(package: Path, tmp_path: Path) -> None:
    repacked(package, lambda _name, data: data, {"../../climbed.txt": b"x", "/tmp/climbed.xml": b"<a/>"})
    assert len(read_draft(package).turns) == 10
    assert not (tmp_path.parent / "climbed.txt").exists()
    assert not (tmp_path / "climbed.txt").exists()


@pytest.mark.parametrize("length", [10, 100, 500, 2000])
def test_cut_short(package: Path, length: int) -> None:
    package.write_bytes(package.read_bytes()[:length])
    assert "damaged" in refusal(package)


def test_content_missing(package: Path) -> None:
    with zipfile.ZipFile(package, "w") as target:
        target.writestr("[Content_Types].xml", "<a/>")
    assert "damaged" in refusal(package)


def test_encrypted_opendocument(writer: Writer, talk: Talk) -> None:
    path = writer(talk, ".odt")
    manifest = b'<?xml version="1.0"?><m><e><encryption-data/></e></m>'
    repacked(path, lambda name, data: manifest if name.endswith("manifest.xml") else data)
    assert "password" in refusal(path)


@pytest.mark.parametrize(
    ("start", "word"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"MZ\x90\0\x03\0\0\0", "program"),
        (b"\x7fELF\x02\x01\0", "program"),
        (b"SQLite format 3\0", "database"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old or protected"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (bytes(range(256)) * 4, "text"),
        (b"\x01\x02\x03\x04" * 100, "text"),
        (b"", "empty"),
        (b"PK\x05\x06" + b"\0" * 18, "compressed"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".docx", ".vtt", ".rtf"])
def test_other_things_under_a_name(tmp_path: Path, suffix: str, start: bytes, word: str) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(start and start + SECRET.encode() * (0 if start.startswith(b"PK") else 1))
    assert word in refusal(path)


@pytest.mark.parametrize("own", [".docx", ".odt", ".rtf"])
@pytest.mark.parametrize("suffix", FORMATS)
def test_known_format_under_another_name(tmp_path: Path, writer: Writer, talk: Talk, own: str, suffix: str) -> None:
    path = tmp_path / f"anders{suffix}"
    path.write_bytes(writer(talk, own).read_bytes())
    draft = read_draft(path)
    assert [turn.text for turn in draft.turns] == [words for _who, words in talk]
    assert (suffix == own) == (not any(suffix in warning for warning in draft.warnings))


def test_plain_text_called_docx(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_text("I: Hoe gaat het?\nR: Goed.\n", encoding="utf-8")
    draft = read_draft(path)
    assert [turn.text for turn in draft.turns] == ["Hoe gaat het?", "Goed."]
    assert any(".docx" in warning for warning in draft.warnings)


def test_spreadsheet(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "x.docx"
    openpyxl.Workbook().save(str(path))
    assert "spreadsheet" in refusal(path)


def test_large_file(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    assert "MB" in refusal(path)


def test_far_too_long_text(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"I: woord\nR: woord\n" * (MAX_BYTES // 20))
    assert "longer" in refusal(path)
    with pytest.raises(ImportFailure, match="longer"):
        parse_text("a" * 20_000_001)


@pytest.mark.parametrize("suffix", FORMATS)
def test_folder_with_the_name_of_a_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    path.mkdir()
    assert "folder" in refusal(path)


@needs_posix
def test_pipes_devices_and_sockets(tmp_path: Path) -> None:
    pipe, device, plug = tmp_path / "pipe.txt", tmp_path / "zero.txt", tmp_path / "plug.txt"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("plug.txt")
            for path in (pipe, device, plug):
                assert "ordinary file" in refusal(path)
            found, failed = find_files([tmp_path])
    finally:
        os.chdir(here)
    assert found == []
    assert sorted(path.name for path, _sentence in failed) == ["pipe.txt", "plug.txt", "zero.txt"]


@needs_posix
def test_links_that_loop(tmp_path: Path) -> None:
    loop, other = tmp_path / "a.txt", tmp_path / "b.txt"
    loop.symlink_to(other)
    other.symlink_to(loop)
    assert "link" in refusal(loop)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "folder" / "x.txt").write_text("I: hoi", encoding="utf-8")
    found, failed = find_files([tmp_path])
    assert found == [tmp_path / "folder" / "x.txt"]
    assert [path for path, _sentence in failed] == [loop, other]


@needs_posix
def test_no_such_file_and_not_to_be_read(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "x.txt")
    assert refusal(tmp_path / "x\0.txt")
    locked = tmp_path / "y.txt"
    locked.write_text("x", encoding="utf-8")
    locked.chmod(0)
    if os.geteuid():
        assert "may not be read" in refusal(locked)


LINES = [
    "a",
    " ",
    "\t",
    "I: ",
    "I: a ",
    "[00:12:31] ",
    "00:12:31 ",
    "(",
    "1:",
    "<v a",
    "<v ",
    "*a",
    "**a ",
    "_",
    "<!--",
    "| a ",
    "[a](",
    "A.",
    "a-",
    "&amp;",
    "00:00:01.000 --> ",
    "e\u0301",
    "School: 7 - ",
    "Datum: 1-",
    "Opleiding: niveau 2 ",
]


@pytest.mark.parametrize("suffix", [".txt", ".md", ".vtt"])
def test_very_long_lines(suffix: str) -> None:
    # Patterns that backtrack would take minutes for any of these.
    head = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n" if suffix == ".vtt" else "I: hoi\nR: dag\n"
    body = "".join(f"R: {piece * (40_000 // len(piece))}x\n{piece * (20_000 // len(piece))}x\n" for piece in LINES)
    draft = read_data((head + body + "R: nog een woord\n").encode(), f"x{suffix}")
    assert "nog een woord" in draft.turns[-1].text


@pytest.mark.parametrize("key", ["School", "Datum", "Opleiding", "Wijze", "Interviewer", "Plaats"])
@pytest.mark.parametrize("piece", ["7 - ", "1-", "niveau 2 ", "A. ", " en ", "(", "mei "])
def test_very_long_values_in_a_header(key: str, piece: str) -> None:
    draft = parse_text(f"{key}: {piece * (500_000 // len(piece))}\n\nI: hoi\nR: dag\n")
    assert [turn.text for turn in draft.turns][-2:] == ["hoi", "dag"]


def test_one_line_of_a_million_characters() -> None:
    draft = parse_text("I: hoi\nR: " + "woord " * 170_000)
    assert len(draft.turns[1].text) == 170_000 * 6 - 1


def test_very_many_lines() -> None:
    with pytest.raises(ImportFailure, match="lines"):
        parse_text("I: a\n" * 100_001)
    with pytest.raises(ImportFailure, match="lines"):
        parse_text("\n" * 1_000_000)


def test_steering_characters_are_shown() -> None:
    draft = parse_text("I: a\x1b[31mb\x07 [@click=app.quit] [/] \u202ec\ud800 \x9b1m\r\nR: d\x00e\u2028f\n")
    first, second = (turn.text for turn in draft.turns)
    assert "[@click=app.quit] [/]" in first
    assert safe(first) == first
    assert safe(second) == second
    assert second.startswith("d␀e")


def test_deep_rtf() -> None:
    with pytest.raises(ImportFailure, match="nested"):
        read_data(b"{\\rtf1 " + b"{" * 100_000, "x.rtf")


@pytest.mark.parametrize("body", [b"\\u-99999999999 ", b"\\'", b"}}}}", b"\\", b"\\cell\\row" * 1000])
def test_odd_rtf(body: bytes) -> None:
    draft = read_data(b"{\\rtf1\\ansi " + body + b" R: woord\\par}", "x.rtf")
    assert "woord" in draft.text


def test_rtf_with_binary_data_or_without_words() -> None:
    with pytest.raises(ImportFailure, match="binary"):
        read_data(b"{\\rtf1\\ansi \\bin100 woord}", "x.rtf")
    with pytest.raises(ImportFailure, match="no words"):
        read_data(b"{\\rtf1\\ansi \\uc16\\u8230 R: woord\\par}", "x.rtf")


def test_rtf_of_very_many_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interview_coder.importing.rtf._MAX_TOKENS", 10_000)
    with pytest.raises(ImportFailure, match="larger"):
        read_data(b"{\\rtf1 " + b"{\\b a}" * 10_000, "x.rtf")


def test_broken_word_parts(writer: Writer, talk: Talk) -> None:
    path = writer(talk, ".docx")
    repacked(path, lambda name, data: b"<a/>" if content(name) else data)
    assert "damaged" in refusal(path)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        target.writestr("word/document.xml", "not xml")
    path.write_bytes(buffer.getvalue())
    assert "damaged" in refusal(path)
    path.write_bytes(bytes(range(256)) * 8)
    assert "damaged" in refusal(path)
