"""Files made to harm, through the whole program: what can be read is in, the rest is told, nothing else changes."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_coder.cli import main
from interview_coder.domain.model import Metadata
from interview_coder.errors import InterviewCoderError, StudyFileError
from interview_coder.intake import Prepared
from interview_coder.store.schema import APPLICATION_ID
from interview_coder.study import Study

Cli = Callable[..., CompletedProcess[str]]
Turns = Callable[..., Prepared]

PROGRAM = Path(sys.executable).with_name("interview-coder")

needs_posix = pytest.mark.skipif(os.name == "nt", reason="there are no such files on Windows")

TALK = "I: Hoe gaat het hier?\nR: Wij hebben werk genoeg, zegt iedereen. {}\n"

WORD = (
    '<?xml version="1.0"?>{doctype}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{body}</w:body></w:document>"
)
OPEN = (
    '<?xml version="1.0"?>{doctype}<office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
    "<office:body><office:text>{body}</office:text></office:body></office:document-content>"
)
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)


def word(words: str, inside: str = "") -> str:
    """Paragraphs of a Word document: the talk, with something put into it."""
    return "".join(f"<w:p><w:r><w:t>{line}</w:t>{inside}</w:r></w:p>" for line in TALK.format(words).splitlines())


def package(path: Path, content: str | bytes, extra: dict[str, bytes] | None = None) -> None:
    """A file of a word processor with this as its main part."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        if path.suffix == ".docx":
            archive.writestr(
                "[Content_Types].xml",
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
                'ContentType="application/xml"/><Default Extension="rels" ContentType='
                '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
                'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
            )
            archive.writestr(
                "_rels/.rels",
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
                'Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
                'Target="word/document.xml"/></Relationships>',
            )
            archive.writestr("word/document.xml", content)
        else:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("content.xml", content)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)


def write_hostile(folder: Path) -> None:
    """Fill a folder; the names begin with ``in`` where the file has a talk that can be read, else with ``out``."""
    folder.mkdir()
    (folder / "in goed.txt").write_text(TALK.format("Eén."), encoding="utf-8")
    (folder / "in klik.txt").write_text(TALK.format("[@click=app.quit]weg[/] [/] [red]rood"), encoding="utf-8")
    (folder / "in escape.txt").write_bytes(TALK.format("\x1b[31m \x1b]0;titel\x07 \x9b2J \u202eom").encode())
    (folder / "in halve tekens.txt").write_bytes(TALK.format("XX").encode().replace(b"XX", b"\xed\xa0\xbd helft"))
    (folder / "in lange regel.txt").write_text(TALK.format("zonderspatie" * 30_000), encoding="utf-8")
    (folder / "in tekens.txt").write_text(TALK.format("e" + "\u0301" * 100_000), encoding="utf-8")
    (folder / "in stemmen.txt").write_text(
        "".join(f"Stem{number}: Dit is zin {number}.\n" for number in range(1_000)), encoding="utf-8"
    )
    (folder / "in beurten.txt").write_text(
        "".join(f"{'IR'[n % 2]}: Dit is zin {n}.\n" for n in range(4_000)), encoding="utf-8"
    )
    package(folder / "in klimt.docx", WORD.format(doctype="", body=word("Docx.")), {"../../../climbed.txt": b"x"})
    package(
        folder / "in plaat.docx", WORD.format(doctype="", body=word("Plaat.")), {"word/media/a.png": bytes(60_000_000)}
    )
    package(folder / "in spaties.odt", OPEN.format(doctype="", body=text_of('a<text:s text:c="2000000000"/>b')))
    package(folder / "out bom.docx", WORD.format(doctype=" " * 100_000_000, body=word("")))
    package(folder / "out leugen.odt", OPEN.format(doctype=" " * 100_000_000, body=text_of("")))
    package(folder / "out entiteit.docx", WORD.format(
        doctype='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', body=word("&x;")))  # fmt: skip
    package(folder / "out lach.odt", OPEN.format(doctype=LAUGHS, body=text_of("&j;&j;")))
    package(folder / "out diep.docx", WORD.format(doctype="", body="<w:p>" * 100_000 + "</w:p>" * 100_000))
    package(folder / "out geen xml.docx", b"\x00" * 1_000)
    (folder / "out diep.rtf").write_bytes(rb"{\rtf1 " + b"{" * 2_000_000)
    (folder / "out bin.rtf").write_bytes(rb"{\rtf1\ansi\bin999999999999 \u-99999999999?\'zz}")
    (folder / "out groot.txt").touch()
    os.truncate(folder / "out groot.txt", 200_000_000)
    (folder / "out binair.txt").write_bytes(random.Random(1).randbytes(300_000))
    (folder / "out leeg.md").write_bytes(b"")
    (folder / "out tijden.srt").write_text("1\n99:99:99,999 --> 00:00:00,000\n\n" * 50_000, encoding="utf-8")
    if os.name == "nt":
        return
    (folder / "out lus.txt").symlink_to("out lus.txt")
    (folder / "out nul.txt").symlink_to("/dev/zero")
    (folder / "out weg.txt").symlink_to("nergens")
    os.mkfifo(folder / "out buis.txt")
    (folder / "rond").symlink_to(folder)
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(folder)  # a socket's path is short
        listener.bind("out stop.txt")
        os.chdir(here)


def text_of(words: str) -> str:
    """Paragraphs of an OpenDocument text: the talk."""
    return "".join(f"<text:p>{line}</text:p>" for line in TALK.format(words).splitlines())


@dataclass(frozen=True)
class Import:
    """An import of the hostile files: what was reported, what it cost, what it left."""

    report: dict[str, Any]
    status: int
    err: str
    seconds: float
    megabytes: float
    study: Path
    before: dict[str, int]
    folder: Path


def sizes(folder: Path) -> dict[str, int]:
    return {
        str(path.relative_to(folder)): path.lstat().st_size
        for path in sorted(folder.rglob("*"))
        if not path.is_symlink() and not path.is_dir()
    }


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Import:
    if os.name == "nt":
        pytest.skip("costs of a process are not told on Windows")
    home = tmp_path_factory.mktemp("hostile")
    (home / "temporary").mkdir()
    folder = home / "files"
    write_hostile(folder)
    assert (folder / "out bom.docx").stat().st_size < 200_000
    study = home / "work" / "a.study"
    study.parent.mkdir()
    Study.create(study).close()
    before = sizes(folder)
    environment = {**os.environ, "INTERVIEW_CODER_CONFIG": str(home / "config"), "TMPDIR": str(home / "temporary")}
    with (home / "out").open("wb") as out, (home / "err").open("wb") as err:
        process = subprocess.Popen(
            [PROGRAM, "import", study, folder, "--accept", "--json"],
            stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment | {"LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        _process, status, cost = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    scale = 1 if sys.platform == "darwin" else 1024
    assert sizes(folder) == before
    assert sorted(path.name for path in home.iterdir() if path.name != "config") == [
        "err", "files", "out", "temporary", "work",
    ]  # fmt: skip
    assert list((home / "temporary").iterdir()) == []
    assert {path.name for path in study.parent.iterdir()} <= {"a.study", ".a.study.lock"}
    return Import(
        report=json.loads((home / "out").read_text(encoding="utf-8")),
        status=process.returncode,
        err=(home / "err").read_text(encoding="utf-8"),
        seconds=cost.ru_utime + cost.ru_stime,
        megabytes=cost.ru_maxrss * scale / 1e6,
        study=study,
        before=before,
        folder=folder,
    )


def test_what_can_be_read_is_in_and_the_rest_has_a_sentence(imported: Import) -> None:
    assert imported.status == 1
    stored = {Path(row["file"]).name for row in imported.report["imported"]}
    failed = {Path(row["file"]).name: row["error"] for row in imported.report["failed"]}
    names = {path.name for path in imported.folder.iterdir() if path.name != "rond"}
    assert stored | set(failed) == names
    assert {name: failed.get(name) for name in names if name.startswith("in ") and name not in stored} == {}
    assert {name for name in stored if not name.startswith("in ")} == set()
    for name, sentence in failed.items():
        assert sentence.endswith("."), name
        assert "\n" not in sentence
        assert "went wrong in the program" not in sentence, (name, sentence)


def test_it_costs_little(imported: Import) -> None:
    # Far more than it takes; far less than what an unbounded reader would need.
    assert imported.megabytes < 1_500
    assert imported.seconds < 120


def test_oddities_are_harmless_and_the_study_is_sound(imported: Import) -> None:
    with Study.open(imported.study) as study:
        assert study.check() == []
        texts = "\n".join(study.transcript(one.id).text for one in study.interviews())
    assert "]weg[/] [/] [red]rood" in texts
    for char in ("\x1b", "\x07", "\x9b", "\u202e"):
        assert char not in texts
        assert char not in imported.err
    assert not any(0xD800 <= ord(char) <= 0xDFFF for char in texts)
    assert "root:" not in texts


# On a terminal


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal, and keeps what is written."""

    def isatty(self) -> bool:
        return True


STEERING = ("\x1b", "\x07", "\x9b", "\u202e")
"""Signs that change what a terminal shows or does."""


@pytest.fixture
def oddly_named(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    names = ("\x1b[31mrood.txt", "\x1b]0;titel\x07.txt", "c1\x9b2J.txt", "\u202eom.txt", "a\rb.txt", "\x1b[2Jstuk.txt")
    for number, name in enumerate(names):
        (folder / name).write_text(TALK.format(number) if "stuk" not in name else "", encoding="utf-8")
    return folder


@needs_posix
def test_words_from_outside_never_steer_the_terminal(
    oddly_named: Path, tmp_path: Path, prepare_turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, path = oddly_named, tmp_path / "a.study"
    with Study.create(path) as study:
        study.store(prepare_turns("Hoe?", "Goed.", metadata=Metadata(school=1, programmes=("Zorg \x1b[31m",))))
    for arguments in (
        ["import", path, folder, "--accept", "--json"],
        ["import", path, folder, "--accept", "--force"],
        ["import", path, *sorted(folder.iterdir())],
        ["interviews", path],
        ["interviews", path, "--json"],
        ["info", tmp_path / "\x1b[31mniets"],
        ["export", path, "quotes", "-o", tmp_path / "\x1b[31muit.md"],
        ["export", path, "quotes", "-o", tmp_path / "\x1b[31muit\x9b.pdf"],
        ["code", path, "--interview", "\x1b[31m", "--code", "V1", "--text", "Goed"],
        ["redact", folder / "\x1b[31mrood.txt", "-o", tmp_path / "\x1b[31mrood.txt"],
        ["new", tmp_path / "b", "--template", "\x1b[31m.toml"],
        ["quotes", path, "--coder", "\x1b[31m"],
        ["quotes", path, "--\x1b[31m"],
        ["quotes", path, "--stance", "\x1b[31m"],
    ):  # fmt: skip
        screen = io.BytesIO()
        with monkeypatch.context() as patch:
            for name in ("stdout", "stderr"):
                patch.setattr(sys, name, Terminal(screen, encoding="utf-8", newline="", write_through=True))
            with pytest.raises(SystemExit):
                main([str(argument) for argument in arguments])
            seen = screen.getvalue().decode().replace("\r\x1b[K", "")
        assert seen or arguments[0] == "quotes"
        # The count of files goes over itself on its line.
        assert [part for part in seen.split("\r")[1:] if not part[:1].isdigit()] == [], arguments
        assert not set(seen) & set(STEERING), arguments


@needs_posix
def test_names_of_files_do_not_steer_a_real_terminal(oddly_named: Path, tmp_path: Path, cli: Cli) -> None:
    assert cli("new", tmp_path / "a").returncode == 0
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [PROGRAM, "import", tmp_path / "a", oddly_named, "--accept", "--json"],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "INTERVIEW_CODER_CONFIG": str(tmp_path / "config"), "LC_ALL": "C.UTF-8"},
    )
    os.close(theirs)
    seen = b""
    with contextlib.suppress(OSError):
        while part := os.read(ours, 4096):
            seen += part
    os.close(ours)
    assert process.wait(60) == 1
    assert b"imported" in seen
    assert not set(seen.replace(b"\r\x1b[K", b"").decode()) & set(STEERING)


# Studies


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("studies")


@pytest.fixture
def sound(shelf: Path, prepare_turns: Turns) -> Path:
    """A study with something of everything: to be copied."""
    path = shelf / "sound.study"
    if not path.exists():
        with Study.create(path, coder="Anna", template="blank") as study:
            report = study.store(
                prepare_turns("Hoe?", "Wij hebben […] werk genoeg, zegt men.", metadata=Metadata(school=1))
            )
            code = study.add_code("Werk", definition="Over werk")
            coding = study.add_coding(report.interview.id, code.id, 5, 12, memo="Echt?")
            study.set_interview_memo(report.interview.id, "Memo.")
            study.edit_text(report.interview.id, 0, 3, "Hoezo")
            study.set_memo(coding.id, "Echt waar?")
            study.undo()
    return path


def look_at_everything(study: Study) -> None:
    """Whatever reads or writes a study, as screens and commands do it."""
    study.info()
    study.check()
    study.codes()
    study.coders()
    study.sections()
    for interview in study.interviews():
        text = study.transcript(interview.id).text
        study.codings(interview.id)
        study.interview_memo(interview.id)
        study.search("werk")
        study.leftovers(["Iemand"])
        if len(text) > 3 and study.codes():
            study.add_coding(interview.id, study.codes()[0].id, 0, 3)
    study.quotes()
    study.history()
    study.undo()
    study.set_study_memo("Nog een.")


def assert_sentence_or_fine(path: Path) -> None:
    for read_only in (True, False):
        try:
            with Study.open(path, coder="Bo", read_only=read_only) as study:
                look_at_everything(study)
        except InterviewCoderError as error:
            sentence = str(error)
        else:
            sentence = "."
        assert sentence.endswith(".")


def mutated(data: st.DataObject, content: bytearray) -> bytearray:
    """The content with a few pieces of a few pages written over."""
    for _change in range(data.draw(st.integers(1, 6))):
        page = data.draw(st.integers(0, len(content) // 4096 - 1))
        start = page * 4096 + data.draw(st.integers(0, 4090))
        piece = data.draw(st.binary(min_size=1, max_size=40))
        content[start : start + len(piece)] = piece
    return content


def assert_mutants_do_no_harm(data: st.DataObject, sound: Path, folder: Path) -> None:
    path = folder / "mutant.study"
    shutil.rmtree(folder / "mutant.backups", ignore_errors=True)
    for beside in folder.glob("mutant.study*"):
        beside.unlink(missing_ok=True)
    path.write_bytes(mutated(data, bytearray(sound.read_bytes())))
    assert_sentence_or_fine(path)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_study_with_random_bytes_in_it_is_fine_or_gets_a_sentence(
    data: st.DataObject, sound: Path, tmp_path: Path
) -> None:
    assert_mutants_do_no_harm(data, sound, tmp_path)


@pytest.mark.full
@settings(max_examples=1_500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_soak_studies_with_random_bytes(data: st.DataObject, sound: Path, tmp_path: Path) -> None:
    assert_mutants_do_no_harm(data, sound, tmp_path)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(length=st.integers(100, 200_000), tail=st.binary(max_size=5_000))
def test_a_study_that_was_cut_short_is_fine_or_gets_a_sentence(
    length: int, tail: bytes, sound: Path, tmp_path: Path
) -> None:
    path = tmp_path / "cut.study"
    for beside in tmp_path.glob("cut.study*"):
        beside.unlink(missing_ok=True)
    path.write_bytes(sound.read_bytes()[:length] + tail)
    assert_sentence_or_fine(path)


CHANGES = [
    "DROP TABLE turn_index",
    "DROP TABLE codings",
    "ALTER TABLE interviews DROP COLUMN words",
    "ALTER TABLE codes ADD COLUMN more TEXT",
    "DROP INDEX ix_codings_place",
    "DELETE FROM study",
    "INSERT INTO study SELECT 'x', {columns} FROM study",
    "UPDATE sections SET title = x'00ff', position = 'first'",
    "UPDATE events SET before = '[1, 2]'",
    "UPDATE events SET after = 'null'",
    "UPDATE study SET language = x'00ff'",
    "UPDATE study SET reference_pattern = '{number.__class__}'",
    "UPDATE study SET purge_pending = 'maybe'",
    "UPDATE events SET before = '[]', after = '\"x\"'",
    "UPDATE events SET after = '{\"start\": -5, \"length\": 99999}' WHERE tbl = 'text'",
    "UPDATE events SET before = '{\"nonsense\": 1}' WHERE tbl = 'codings'",
    "UPDATE events SET tbl = 'sqlite_master'",
    "UPDATE events SET tbl = 'study'",
    "UPDATE events SET clock = 'never'",
    "UPDATE events SET undoes = act",
    "UPDATE codes SET parent_id = id",
    "UPDATE codes SET position = 'first', kind = 'wizard'",
    "UPDATE codes SET name = x'ff00ff'",
    "UPDATE turns SET start = -3, \"end\" = 99999999999",
    "UPDATE codings SET start = 9223372036854775807, \"end\" = 9223372036854775807",
    "UPDATE transcripts SET text = ''",
    "UPDATE transcripts SET text = NULL",
    "UPDATE transcripts SET text = 12",
    "UPDATE interviews SET created = '9999-99-99'",
    "UPDATE interviews SET words = 1e300",
    "UPDATE interviews SET number = 'een'",
    "UPDATE coders SET colour = 'x', created = ''",
    "UPDATE turn_index SET body = NULL",
    "DELETE FROM turn_index",
    "CREATE TABLE extra (x)",
    "CREATE VIEW v AS SELECT 1",
    "CREATE TRIGGER t AFTER INSERT ON codings BEGIN DELETE FROM memos; END",
    "DROP TABLE alembic_version",
    "DELETE FROM alembic_version",
    "UPDATE alembic_version SET version_num = NULL",
    "UPDATE alembic_version SET version_num = '../../x'",
]  # fmt: skip
"""What somebody who means harm could do to a study with a tool for databases."""


@pytest.mark.parametrize("statement", CHANGES)
def test_a_study_that_was_tampered_with_is_fine_or_gets_a_sentence(statement: str, sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "tampered.study"
    path.write_bytes(sound.read_bytes())
    connection = sqlite3.connect(path, isolation_level=None)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(study)")][1:]
    for setting in ("foreign_keys=OFF", "ignore_check_constraints=ON", "writable_schema=ON"):
        connection.execute(f"PRAGMA {setting}")
    statement = statement.replace("{columns}", ", ".join(columns))
    try:
        connection.execute(statement)
    except sqlite3.IntegrityError:
        pytest.skip("SQLite itself does not let that be done")
    connection.close()
    assert_sentence_or_fine(path)


def test_a_circle_of_codes_does_not_go_round_for_ever(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "circle.study"
    path.write_bytes(sound.read_bytes())
    with Study.open(path) as study:
        study.add_code("Twee")
    connection = sqlite3.connect(path)
    first, second = [row[0] for row in connection.execute("SELECT id FROM codes ORDER BY position")]
    connection.execute("UPDATE codes SET parent_id = ? WHERE id = ?", [second, first])
    connection.execute("UPDATE codes SET parent_id = ? WHERE id = ?", [first, second])
    connection.commit()
    connection.close()
    assert_sentence_or_fine(path)
    with Study.open(path, read_only=True) as study:
        assert study.check() != []


def test_a_code_that_lost_its_id_does_not_go_round_for_ever(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "nameless.study"
    shutil.copy(sound, path)
    bound, free = "\tid VARCHAR NOT NULL", "\tid VARCHAR"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'codes'", (bound, free))
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE codes SET id = NULL, parent_id = NULL")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'codes'", (f"{free},", f"{bound},")
        )
    with Study.open(path, read_only=True) as study:
        assert len(study.codes()) == 1
        assert study.check() != []
    assert_sentence_or_fine(path)


def test_other_databases_that_say_they_are_studies_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.study"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("CREATE TABLE alembic_version (version_num)")
    connection.execute("INSERT INTO alembic_version VALUES ('0001')")
    connection.commit()
    connection.close()
    for read_only in (False, True):
        with pytest.raises(StudyFileError):
            Study.open(path, read_only=read_only)


# Settings


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"language = 3\ncoder = []\nrecent = 7", b"x = " + b"[" * 50_000, b"x = " + b"9" * 9_000],
    ids=["binary", "types", "nesting", "digits"],
)
def test_broken_settings_do_not_stand_in_the_way(content: bytes, tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "config").mkdir(exist_ok=True)
    (tmp_path / "config" / "settings.toml").write_bytes(content)
    assert cli("new", tmp_path / "a").returncode == 0
    assert cli("info", tmp_path / "a").returncode == 0
