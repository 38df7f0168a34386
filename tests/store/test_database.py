"""The study file: what opens, what is refused, what a lock, a migration and a purge promise."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from interview_coder.domain.model import Metadata, NameKind
from interview_coder.errors import OutputExistsError, ReadOnlyError, StudyBusyError, StudyFileError
from interview_coder.intake import Prepared
from interview_coder.store import database, schema
from interview_coder.study import Study

Turns = Callable[..., Prepared]


def test_a_study_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(StudyFileError):
        Study.create(tmp_path / "missing" / "a.study")
    assert list(tmp_path.iterdir()) == []
    with Study.create(tmp_path / "a.study") as study:
        assert study.check() == []
    with pytest.raises(OutputExistsError):
        Study.create(tmp_path / "a.study")
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".")) == [
        "a.study",
        "config",
    ] or [path.name for path in tmp_path.iterdir() if path.suffix == ".study"] == ["a.study"]


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"SQLite format 3\x00", b"SQLite format 3\x00" + b"\xff" * 4096, b"PK\x03\x04" + b"\x00" * 200],
)
def test_what_is_no_study_gets_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.study"
    path.write_bytes(content)
    with pytest.raises(StudyFileError, match="not a study"):
        Study.open(path)
    assert path.read_bytes() == content


def test_a_foreign_database_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "x.study"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(StudyFileError, match="not a study"):
        Study.open(path)


def test_a_folder_and_a_missing_file_get_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StudyFileError, match="is a folder"):
        Study.open(tmp_path)
    with pytest.raises(StudyFileError, match="no study"):
        Study.open(tmp_path / "none")


def test_a_damaged_study_gets_a_sentence(study: Study) -> None:
    path = study.path
    study.close()
    content = bytearray(path.read_bytes())
    content[200:4096] = b"\x7f" * 3896
    path.write_bytes(content)
    with pytest.raises(StudyFileError, match="damaged"):
        Study.open(path)


def test_a_study_with_triggers_was_tampered_with(study: Study) -> None:
    path = study.path
    study.close()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON codings BEGIN DELETE FROM memos; END")
    connection.close()
    with pytest.raises(StudyFileError, match="never makes"):
        Study.open(path)


def test_a_newer_study_is_refused_and_left_alone(study: Study) -> None:
    path = study.path
    study.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StudyFileError, match="newer version"):
            Study.open(path, read_only=read_only)
    assert path.read_bytes() == before


def test_one_program_writes_and_others_may_read(study: Study) -> None:
    with pytest.raises(StudyBusyError, match="read-only"):
        Study.open(study.path)
    with Study.open(study.path, read_only=True) as reader:
        study.set_study_memo("hello")
        assert reader.study_memo() == "hello"
        with pytest.raises(ReadOnlyError):
            reader.set_study_memo("other")
    study.close()
    with Study.open(study.path) as again:
        assert again.study_memo() == "hello"


def test_a_read_only_file_opens_read_only(study: Study) -> None:
    path = study.path
    study.set_study_memo("kept")
    study.close()
    path.chmod(0o444)
    with Study.open(path, read_only=True) as reader:
        assert reader.study_memo() == "kept"


def test_reading_leaves_the_file_as_it_was_and_nothing_beside_it(study: Study) -> None:
    path = study.path
    study.set_study_memo("kept")
    study.close()
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with Study.open(path, read_only=True) as reader, Study.open(path, read_only=True) as other:
        assert reader.study_memo() == other.study_memo() == "kept"
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside


def test_a_failed_migration_leaves_the_study_as_it_was_and_a_backup(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = study.path
    study.set_study_memo("precious")
    study.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    connection.close()

    def explode(_engine: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(database, "known_revisions", lambda: [schema.HEAD, "0000"])
    monkeypatch.setattr(database, "_migrate", explode)
    with pytest.raises(StudyFileError, match="backup lies in"):
        Study.open(path)
    [backup] = database.backup_folder(path).iterdir()
    for file in (path, backup):
        with sqlite3.connect(file) as connection:
            assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0000",)
            assert connection.execute("SELECT body FROM memos").fetchone() == ("precious",)
        connection.close()


def test_the_program_is_at_the_newest_migration() -> None:
    assert database.known_revisions()[0] == schema.HEAD


def test_a_backup_is_a_study_and_never_overwrites(study: Study, tmp_path: Path) -> None:
    study.set_study_memo("kept")
    out = tmp_path / "copy.study"
    study.backup(out)
    with pytest.raises(OutputExistsError):
        study.backup(out)
    with pytest.raises(OutputExistsError, match="onto itself"):
        study.backup(study.path, force=True)
    with Study.open(out) as copy:
        assert copy.study_memo() == "kept"
        assert copy.check() == []
    with pytest.raises(StudyFileError, match="There is no folder"):
        study.backup(tmp_path / "missing" / "copy.study")


def test_deleting_an_interview_leaves_no_word_of_it(study: Study, prepare_turns: Turns) -> None:
    report = study.store(
        prepare_turns("Hoe gaat het?", "Kwispelstaartje zegt Zonneroosje.", metadata=Metadata(school=3))
    )
    kept = study.store(prepare_turns("En u?", "Prima hoor."))
    passage = study.find_passage(report.interview.id, "Kwispelstaartje")
    coding = study.add_coding(report.interview.id, study.code("V1").id, passage.start, passage.end, memo="Vlindermemo")
    study.set_interview_memo(report.interview.id, "Rupsmemo")
    study.edit_text(report.interview.id, passage.end, passage.end, " Duizendpoot")
    study.undo()
    study.set_memo(coding.id, "")
    study.delete_interview(report.interview.id)
    words = ["Kwispelstaartje", "Zonneroosje", "Vlindermemo", "Rupsmemo", "Duizendpoot"]
    assert study.leftovers(words) == {}
    assert study.check() == []
    assert [one.id for one in study.interviews()] == [kept.interview.id]
    study.close()
    data = study.path.read_bytes().lower()
    assert not any(word.lower().encode() in data for word in words)


def test_a_purge_that_was_cut_short_is_finished_at_the_next_opening(
    study: Study, prepare_turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = study.store(prepare_turns("Hoe?", "Kwispelstaartje zegt Zonneroosje."))

    def die(_self: database.Database) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(database.Database, "purge", die)
        with pytest.raises(KeyboardInterrupt):
            study.delete_interview(report.interview.id)
    study.close()
    with Study.open(study.path) as again:
        assert again.interviews() == []
    assert b"kwispelstaartje" not in study.path.read_bytes().lower()


def test_every_text_column_is_on_one_of_the_lists() -> None:
    for name, table in schema.Base.metadata.tables.items():
        for column in table.columns:
            if column.primary_key or column.foreign_keys:
                continue
            if column.type.python_type in (str, dict) or not isinstance(column.type.python_type, type):
                on_user = column.name in schema.USER_TEXT.get(name, ())
                on_plain = column.name in schema.PLAIN_TEXT.get(name, ())
                assert on_user != on_plain, f"{name}.{column.name} must be on one of the two lists"


def test_an_erased_name_is_nowhere_left(study: Study, prepare_turns: Turns) -> None:
    first = study.store(
        prepare_turns("Hoe gaat het met Zoë van Dam?", "Zoe van dam zegt: ZOË  VAN DAM’s hond, niet Zoë.")
    )
    other = study.store(prepare_turns("Zoëtje?", "Nee hoor, van Dam niet."))
    passage = study.find_passage(first.interview.id, "Zoe van dam zegt")
    coding = study.add_coding(
        first.interview.id, study.code("V1").id, passage.start, passage.end, memo="Over Zoë van Dam"
    )
    code = study.add_code("Zoë van Dam", key="zoë-van-dam", definition="Wat Zoë van Dam vindt")
    study.change_code(code.id, name="zoe van dam zelf")
    study.edit_text(other.interview.id, 8, 11, "Zoë van Dam")
    study.set_study_memo("Zoë van Dam belt morgen")
    study.undo()
    found = study.erase_names(["Zoë van Dam"], NameKind.PERSON)
    assert found["transcripts.text"] == 4
    assert study.leftovers(["Zoë van Dam"]) == {}
    assert study.transcript(first.interview.id).text == "Hoe gaat het met […]?\n[…] zegt: […]’s hond, niet Zoë."
    assert [row.quote for row in study.quotes()] == ["[…] zegt"]
    assert study.coding(coding.id).memo == "Over […]"
    assert study.code(code.id).definition == "Wat […] vindt"
    assert study.check() == []
    study.close()
    data = study.path.read_bytes().decode("utf-8", "replace").casefold()
    assert "zoë van dam" not in data
    assert "zoe van dam" not in data
