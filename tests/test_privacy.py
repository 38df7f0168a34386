"""No name of an interview reaches the disk, no word of one a message or a log, and nothing the network."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
import traceback
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from interview_coder.cli import main
from interview_coder.domain.text import fold
from interview_coder.intake import Prepared
from interview_coder.store import writing
from interview_coder.store.database import backup_folder
from interview_coder.study import Study

Cli = Callable[..., CompletedProcess[str]]
Turns = Callable[..., Prepared]

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_transcripts"
NAMES: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "tests" / "data" / "sample_names.toml").read_text(encoding="utf-8")
)["name"]
CERTAIN = [entry["text"] for entry in NAMES if not entry.get("ordinary")]
ORDINARY = [entry["text"] for entry in NAMES if entry.get("ordinary")]
PROGRAM = Path(sys.executable).with_name("interview-coder")


class Search:
    """Names as whole words, case and diacritics folded."""

    def __init__(self, names: Sequence[str]) -> None:
        self._by_word: dict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)
        for name in names:
            folded = fold(name)
            word = re.search(r"\w+", folded)
            assert word is not None
            assert word.start() == 0, "names in the list begin with a letter or digit"
            self._by_word[word[0]].append((name, re.compile(rf"{re.escape(folded)}(?!\w)")))

    def __call__(self, text: str) -> set[str]:
        folded = fold(text)
        return {
            name
            for word in re.finditer(r"\w+", folded)
            for name, pattern in self._by_word.get(word[0], ())
            if pattern.match(folded, word.start())
        }


CERTAINLY = Search(CERTAIN)


def readings(path: Path) -> Iterator[str]:
    """What the bytes of a file, and of the parts of a package, may mean: UTF-8, UTF-16, and without the tags."""
    if zipfile.is_zipfile(path):
        # What is packed has any three letters somewhere by chance.
        with zipfile.ZipFile(path) as archive:
            blobs = ["\n".join(archive.namelist()).encode(), *map(archive.read, archive.namelist())]
    elif path.name.endswith("-wal"):
        blobs = [pages(path.read_bytes())]
    else:
        blobs = [path.read_bytes()]
    for blob in blobs:
        text = blob.decode("utf-8", "replace")
        yield text
        yield re.sub(r"<[^>]*>", "", text)
        yield re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
        yield blob.decode("utf-16-le", "replace")
        yield blob[1:].decode("utf-16-le", "replace")


def pages(journal: bytes) -> bytes:
    """The pages in SQLite's write-ahead journal (https://sqlite.org/fileformat2.html#walformat), without the salts and
    checksums before each, which are three letters of a name by chance."""
    size = int.from_bytes(journal[8:12])
    return b"".join(journal[start + 24 : start + 24 + size] for start in range(32, len(journal), 24 + size))


def found_in(folder: Path, search: Callable[[str], set[str]]) -> dict[str, set[str]]:
    """Which names stand where in the files of a folder and below, names of files included."""
    result: dict[str, set[str]] = defaultdict(set)
    for path in sorted(folder.rglob("*")):
        result["file names"] |= search(str(path.relative_to(folder)))
        if path.is_file():
            for text in readings(path):
                result[str(path.relative_to(folder))] |= search(text)
    return {place: names for place, names in result.items() if names}


class Made:
    """The sample interviews imported, everything coded, exported and backed up; the folder has all that was written."""

    def __init__(self, folder: Path, run: Callable[..., None]) -> None:
        self.folder = folder
        self.study = folder / "work" / "samples.study"
        self.study.parent.mkdir()
        run("new", self.study)
        # As if an older program had made one: what it holds is of the import, too.
        backup_folder(self.study).mkdir()
        run("import", self.study, SAMPLES, "--accept")
        with Study.open(self.study) as study:
            for interview in study.interviews():
                study.add_coding(interview.id, study.code("V1").id, 0, len(study.transcript(interview.id).text))
            self.open = found_in(folder, CERTAINLY)
            self.texts = {one.reference: study.transcript(one.id).text for one in study.interviews()}
            self.quotes = [row.quote for row in study.quotes()]
        for suffix in ("docx", "xlsx", "csv", "md"):
            run("export", self.study, "quotes", "-o", folder / f"quotes.{suffix}")
        for name in ("by hand.study", "work/samples.backups/samples.0000.study"):
            run("backup", self.study, "-o", folder / name)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("privacy")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INTERVIEW_CODER_CONFIG", str(folder / "config"))
        patch.setenv("TMPDIR", str(folder / "temporary"))
        patch.setattr(tempfile, "tempdir", None)
        (folder / "temporary").mkdir()

        def run(*arguments: object) -> None:
            with pytest.raises(SystemExit) as ended:
                main([str(argument) for argument in arguments])
            assert ended.value.code == 0

        yield Made(folder, run)


def test_the_search_finds_what_it_is_to_find(tmp_path: Path) -> None:
    name = next(text for text in CERTAIN if len(text) > 6 and text.isalpha())
    for number, encoding in enumerate(("utf-8", "utf-16-le", "utf-16-be")):
        (tmp_path / f"{number}.bin").write_bytes(b"\x00\xff\x01" + f"x. {name.upper()}, y".encode(encoding))
    with zipfile.ZipFile(tmp_path / "3.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:t>{name[:3]}</w:t><w:t>{name[3:]}</w:t>")
    (tmp_path / name).mkdir()
    assert set(found_in(tmp_path, CERTAINLY)) == {"0.bin", "1.bin", "2.bin", "3.docx", "file names"}


def test_the_samples_are_full_of_names(made: Made) -> None:
    sources = "\n".join(text for path in SAMPLES.iterdir() for text in readings(path))
    assert len(CERTAINLY(sources)) > 200
    assert sorted(made.quotes) == sorted(made.texts.values())


def test_no_name_is_in_any_transcript(made: Made) -> None:
    left = {
        reference: sorted(names)
        for reference, text in made.texts.items()
        if (
            names := CERTAINLY(text)
            | {name for name in ORDINARY if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)}
        )
    }
    assert left == {}


def test_no_name_is_in_any_column_or_word_of_the_index(made: Made) -> None:
    left: dict[str, set[str]] = defaultdict(set)
    connection = sqlite3.connect(made.study)
    connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, turn_index, row)")
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in (*tables, "words"):
        for row in connection.execute(f'SELECT * FROM "{table}"'):
            for value in row:
                text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                left[table] |= CERTAINLY(text)
                left[table] |= CERTAINLY(re.sub(r"\\[nu]", " ", text))
    connection.close()
    assert {table: names for table, names in left.items() if names} == {}


def test_no_name_is_in_any_byte_that_was_written(made: Made) -> None:
    written = {str(path.relative_to(made.folder)) for path in made.folder.rglob("*") if path.is_file()}
    assert {"work/samples.study", "work/samples.backups/samples.0000.study", "by hand.study", "quotes.docx"} <= written
    assert list((made.folder / "temporary").iterdir()) == []
    assert made.open == {}
    assert found_in(made.folder, CERTAINLY) == {}


def test_the_journal_of_an_open_study_was_looked_at_too(tmp_path: Path, prepare_turns: Turns) -> None:
    """That the search above saw a name there would be."""
    with Study.create(tmp_path / "a.study") as study:
        study.store(prepare_turns("Hoe?", f"Dat zei {CERTAIN[0]} ook."))
        assert "a.study-wal" in found_in(tmp_path, CERTAINLY)


def test_only_the_key_file_has_names_where_there_is_one(tmp_path: Path, cli: Cli) -> None:
    keys = tmp_path / "keys" / "namen.toml"
    keys.parent.mkdir()
    path = tmp_path / "a.study"
    assert cli("new", path).returncode == 0
    source = SAMPLES / "07_administratief-medewerker_1.docx"
    assert cli("import", path, source, "--accept", "--keys", keys).returncode == 0
    text = keys.read_text(encoding="utf-8")
    taught = [entry["text"] for entry in tomllib.loads(text)["name"]]
    assert len(taught) > 5
    assert CERTAINLY(text)
    elsewhere = {place for place in found_in(tmp_path, CERTAINLY) if not place.startswith("keys")}
    assert elsewhere == set()
    ran = cli("check", path, "--keys", keys, "--json")
    assert json.loads(ran.stdout) == {"ok": True, "problems": []}


# Messages and logs

SECRET = "Kwispelstaartje"


def test_a_mistake_of_the_program_tells_no_word(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    path, talk = tmp_path / "a.study", tmp_path / "talk.txt"
    talk.write_text(f"I: Hoe?\nR: Goed, {SECRET}, het gaat goed.\n", encoding="utf-8")
    assert cli("new", path).returncode == 0

    def fail(text: str) -> int:
        raise ValueError(text)

    monkeypatch.setattr(writing, "count_words_said", fail)
    for options in ((), ("--debug",)):
        ran = cli(*options, "import", path, talk, "--no-redact")
        assert ran.returncode == 1
        assert "ValueError" in ran.stderr
        assert SECRET not in ran.stdout + ran.stderr
    log = tmp_path / "config" / "debug.log"
    assert "store_interview" in log.read_text(encoding="utf-8")
    for file in tmp_path.rglob("*"):
        if file.is_file() and file != talk:
            assert SECRET.encode() not in file.read_bytes(), file
    assert cli("check", path).returncode == 0


def test_a_mistake_elsewhere_is_logged_without_words(
    made: Made, tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise RuntimeError(f"in {SECRET}")

    monkeypatch.setattr(Study, "quotes", fail)
    ran = cli("quotes", made.study)
    assert not (tmp_path / "config" / "debug.log").exists()
    ran = cli("--debug", "quotes", made.study)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert SECRET not in ran.stderr
    log = (tmp_path / "config" / "debug.log").read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert SECRET not in log


@pytest.mark.parametrize("table", ["turns", "events", "turn_index", "transcripts"])
def test_an_error_of_the_database_holds_no_word(table: str, tmp_path: Path, prepare_turns: Turns) -> None:
    with Study.create(tmp_path / "a.study") as study:
        prepared = prepare_turns("Hoe?", f"Goed, {SECRET}, het gaat goed.")
        other = sqlite3.connect(tmp_path / "a.study")
        other.execute(f"DROP TABLE {table}")
        other.commit()
        other.close()
        with pytest.raises(Exception) as caught:
            study.store(prepared)
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    error: BaseException | None = caught.value
    while error is not None:
        assert SECRET not in repr(vars(error))
        error = error.__context__


def test_no_failed_import_tells_a_word(tmp_path: Path, cli: Cli) -> None:
    path = tmp_path / "a.study"
    assert cli("new", path).returncode == 0
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "a.txt").write_text(f"School: {SECRET}\nDatum: {SECRET}\n\nI: {SECRET}?\nR: Ja.\n", encoding="utf-8")
    (folder / "b.txt").write_bytes(SECRET.encode() + b"\x00\x01\x02" * 100)
    (folder / "c.docx").write_bytes(b"PK\x03\x04" + SECRET.encode())
    (folder / "d.rtf").write_bytes(b"{\\rtf1 " + SECRET.encode() + b"{" * 5_000)
    (folder / "e.md").write_text(f"---\nDatum: {SECRET}\nWijze: {SECRET}\n---\n", encoding="utf-8")
    (folder / "f.vtt").write_text(f"WEBVTT\n\n{SECRET} --> {SECRET}\n", encoding="utf-8")
    for options in (("--accept",), ("--accept", "--json"), ("--accept", "--force", "--school", "99999")):
        ran = cli("import", path, folder, *options)
        assert ran.returncode == 1
        assert SECRET not in ran.stderr
        assert SECRET not in ran.stdout


# The network

# Libraries may ask at import whether there is IPv6, by a socket that goes nowhere; nothing may look up or connect.
WATCH = """
import sys

SENDING = (
    "socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request", "http.client.connect", "ftplib.connect",
)

def watch(event, arguments):
    if event in SENDING:
        with open({log!r}, "a") as stream:
            stream.write(event + " " + repr(arguments) + chr(10))
        raise OSError("no network in this test")

sys.addaudithook(watch)
"""


def test_the_whole_job_touches_no_network(tmp_path: Path) -> None:
    log, house = tmp_path / "log", tmp_path / "house"
    house.mkdir()
    (house / "sitecustomize.py").write_text(WATCH.format(log=str(log)), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(house), "INTERVIEW_CODER_CONFIG": str(tmp_path / "config")}

    def run(*arguments: object) -> int:
        return subprocess.run(
            [*map(str, arguments)],
            env=environment,
            check=False,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
        ).returncode

    seen = run(sys.executable, "-c", "import socket; socket.create_connection(('localhost', 9))")
    assert seen != 0
    assert "socket." in log.read_text(encoding="utf-8")
    log.unlink()
    path = tmp_path / "a.study"
    for arguments in (
        ("new", path),
        ("import", path, SAMPLES / "07_administratief-medewerker_1.docx", "--accept", "--keys", tmp_path / "k.toml"),
        ("export", path, "quotes", "-o", tmp_path / "a.docx"),
        ("check", path, "--keys", tmp_path / "k.toml"),
    ):
        assert run(PROGRAM, *arguments) == 0, arguments
    assert not log.exists()
