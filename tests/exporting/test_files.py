"""Files that are whole or not there, whatever happens while they are written."""

from __future__ import annotations

import errno
import io
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from interview_coder.errors import InterviewCoderError, InvalidInputError, OutputExistsError
from interview_coder.exporting.files import read_zip, whole_file, write_utf8, write_zip


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    return made


def test_a_file_appears_whole_when_the_block_ends(folder: Path) -> None:
    path = folder / "a.csv"
    with whole_file(path) as stream:
        stream.write(b"words")
        stream.flush()
        assert not path.exists()
    assert path.read_bytes() == b"words"
    assert left_in(folder) == ["a.csv"]


def test_nothing_appears_when_the_block_fails(folder: Path) -> None:
    def write() -> None:
        with whole_file(folder / "a.csv") as stream:
            stream.write(b"words")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write()
    assert left_in(folder) == []


def test_a_file_that_comes_while_another_is_written_is_not_lost(folder: Path) -> None:
    path = folder / "a.csv"
    with pytest.raises(OutputExistsError, match="already"), whole_file(path):
        path.write_bytes(b"mine")
    assert path.read_bytes() == b"mine"
    assert left_in(folder) == ["a.csv"]


def test_the_same_holds_on_a_disk_without_links(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_args: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "not supported")

    monkeypatch.setattr(os, "link", no_links)
    path = folder / "a.csv"
    with whole_file(path) as stream:
        stream.write(b"one")
    assert path.read_bytes() == b"one"
    other = folder / "b.csv"
    with pytest.raises(OutputExistsError), whole_file(other) as stream:
        other.write_bytes(b"mine")
    assert other.read_bytes() == b"mine"
    assert left_in(folder) == ["a.csv", "b.csv"]


def test_force_replaces_the_file_and_a_link_to_another_file_leaves_that_alone(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.csv"
    elsewhere.write_bytes(b"theirs")
    link = folder / "a.csv"
    link.symlink_to(elsewhere)
    with pytest.raises(OutputExistsError), whole_file(link):
        pass
    with whole_file(link, force=True) as stream:
        stream.write(b"new")
    assert link.read_bytes() == b"new"
    assert elsewhere.read_bytes() == b"theirs"


def test_a_link_that_leads_nowhere_counts_as_a_file(folder: Path) -> None:
    (folder / "a.csv").symlink_to(folder / "gone")
    with pytest.raises(OutputExistsError), whole_file(folder / "a.csv"):
        pass


def test_a_missing_folder_and_a_folder_as_file_get_a_sentence(folder: Path) -> None:
    with pytest.raises(InvalidInputError, match="does not exist; make it first"), whole_file(folder / "no" / "a.csv"):
        pass
    (folder / "a.csv").mkdir()
    with pytest.raises(InvalidInputError, match="is a folder"), whole_file(folder / "a.csv", force=True):
        pass
    assert left_in(folder) == ["a.csv"]


def test_a_name_that_is_too_long_gets_a_sentence(folder: Path) -> None:
    with pytest.raises(InterviewCoderError, match="too long"), whole_file(folder / ("a" * 300 + ".csv")) as stream:
        stream.write(b"words")
    assert left_in(folder) == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the size of files are POSIX")
def test_a_disk_that_takes_no_more_gets_a_sentence_and_keeps_what_was_there(folder: Path) -> None:
    import resource

    path = folder / "a.csv"
    path.write_bytes(b"mine")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, hard))
    try:
        with pytest.raises(InterviewCoderError, match="too large"), whole_file(path, force=True) as stream:
            stream.write(b"x" * (1 << 17))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == b"mine"
    assert left_in(folder) == ["a.csv"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "your share of the disk is full"),
        (errno.EACCES, "protected"),
        (errno.EPERM, "protected"),
        (errno.EROFS, "read-only"),
        (errno.EIO, "was not written: "),
    ],
)
def test_what_the_system_says_becomes_one_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(InterviewCoderError, match=words) as caught, whole_file(folder / "a.csv") as stream:
        stream.write(b"words")
    assert str(folder / "a.csv") in str(caught.value)
    assert "words" not in str(caught.value)
    assert str(caught.value).endswith(".")
    assert left_in(folder) == []


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are POSIX")
def test_a_new_file_has_the_rights_that_the_user_gives_new_files(folder: Path) -> None:
    before = os.umask(0o027)
    try:
        with whole_file(folder / "a.csv") as stream:
            stream.write(b"words")
    finally:
        os.umask(before)
    assert (folder / "a.csv").stat().st_mode & 0o777 == 0o640


def test_zips_of_the_same_parts_are_the_same_bytes() -> None:
    parts: dict[str, bytes | Callable[[IO[bytes]], None]] = {
        "b.xml": b"<b/>",
        "a.xml": lambda stream: write_utf8(stream, ["é", "x" * 100_000, "z"]),
    }
    first, second = io.BytesIO(), io.BytesIO()
    write_zip(first, parts)
    write_zip(second, parts)
    assert first.getvalue() == second.getvalue()
    assert list(read_zip(first).items()) == [("b.xml", b"<b/>"), ("a.xml", ("é" + "x" * 100_000 + "z").encode())]
    with zipfile.ZipFile(first) as archive:
        assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in archive.infolist())
