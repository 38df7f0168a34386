"""Importing and redacting by command: what is stored, reported and refused."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import tomllib
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from interview_coder.redaction import NameRegistry
from interview_coder.study import Study

Cli = Callable[..., CompletedProcess[str]]

NAME = "Zwaluwstaart"


@pytest.fixture
def empty(tmp_path: Path, cli: Cli) -> Path:
    path = tmp_path / "leeg.study"
    assert cli("new", path).returncode == 0
    return path


def test_import_reports_every_file(empty: Path, talks: Path, cli: Cli) -> None:
    ran = cli("import", empty, talks, "--accept", "--json")
    assert ran.returncode == 0
    report = json.loads(ran.stdout)
    assert set(report) == {"imported", "failed"}
    assert report["failed"] == []
    for row in report["imported"]:
        assert set(row) == {"file", "interview", "reference", "turns", "words", "redactions", "warnings"}
        assert isinstance(row["turns"], int)
        assert isinstance(row["words"], int)
        assert all(isinstance(warning, str) for warning in row["warnings"])
    first = report["imported"][0]
    assert first["file"] == str(talks / "3_administratief-medewerker_1.txt")
    assert first["redactions"] == {"person": 1}
    assert NAME not in ran.stdout + ran.stderr
    listed = json.loads(cli("interviews", empty, "--json").stdout)
    assert [(row["id"], row["reference"]) for row in listed] == [
        (row["interview"], row["reference"]) for row in report["imported"]
    ]
    assert NAME.encode() not in empty.read_bytes()


def test_without_json_a_line_a_file_comes_out(empty: Path, talks: Path, cli: Cli) -> None:
    ran = cli("import", empty, talks, "--accept")
    assert ran.returncode == 0
    lines = [line.split("\t") for line in ran.stdout.splitlines()]
    assert [Path(line[0]).name for line in lines] == sorted(path.name for path in talks.iterdir())
    assert lines[0][1:] == ["3. Administratief Medewerker (1)", "4 turns", "44 words", "1 name out"]


def test_names_stay_without_redaction_but_a_warning_counts_them(empty: Path, talks: Path, cli: Cli) -> None:
    ran = cli("import", empty, talks / "3_administratief-medewerker_1.txt", "--no-redact", "--json")
    assert ran.returncode == 0
    [row] = json.loads(ran.stdout)["imported"]
    assert row["redactions"] == {}
    assert any("1 possible name" in warning for warning in row["warnings"])
    assert "1 possible name" in ran.stderr
    assert NAME not in ran.stderr
    with Study.open(empty, read_only=True) as study:
        assert NAME in study.transcript(row["interview"]).text


def test_names_are_not_even_counted_where_nobody_is_to_look(empty: Path, talks: Path, cli: Cli) -> None:
    talk = talks / "3_administratief-medewerker_1.txt"
    ran = cli("import", empty, talk, "--no-redact", "--no-look", "--json")
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["imported"][0]["warnings"] == []
    assert cli("import", empty, talk, "--accept", "--no-look").returncode == 2


def test_one_bad_file_does_not_stop_the_others(empty: Path, talks: Path, cli: Cli) -> None:
    (talks / "0_leeg.txt").write_bytes(b"")
    (talks / "4_binair.txt").write_bytes(bytes(range(256)) * 64)
    (talks / "5_kapot.docx").write_bytes(b"PK\x03\x04" + b"\x00" * 300)
    ran = cli("import", empty, talks, "--accept", "--json")
    assert ran.returncode == 1
    report = json.loads(ran.stdout)
    assert len(report["imported"]) == 3
    assert [Path(row["file"]).name for row in report["failed"]] == ["0_leeg.txt", "4_binair.txt", "5_kapot.docx"]
    for row in report["failed"]:
        assert set(row) == {"file", "error"}
        assert row["error"].endswith(".")
        assert f"{row['file']}: {row['error']}" in ran.stderr.splitlines()
    assert len(json.loads(cli("interviews", empty, "--json").stdout)) == 3


def test_a_mistake_of_the_program_in_one_file_does_not_stop_the_others(
    empty: Path, talks: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Study.prepare

    def prepare(self: Study, path: Path | None = None, **options: object) -> object:
        if path is not None and path.name.startswith("3_administratief-medewerker_2"):
            raise RecursionError("Kwispelstaartje")
        return real(self, path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Study, "prepare", prepare)
    ran = cli("import", empty, talks, "--accept", "--json")
    assert ran.returncode == 1
    report = json.loads(ran.stdout)
    assert len(report["imported"]) == 2
    [failed] = report["failed"]
    assert Path(failed["file"]).name == "3_administratief-medewerker_2.txt"
    assert "Kwispelstaartje" not in ran.stdout + ran.stderr


def test_the_same_words_again_are_refused_unless_forced(made: Path, talks: Path, cli: Cli) -> None:
    ran = cli("import", made, talks, "--accept", "--json")
    assert ran.returncode == 1
    report = json.loads(ran.stdout)
    assert report["imported"] == []
    assert ["already" in row["error"] for row in report["failed"]] == [True] * 3
    copy = talks.parent / "8_anders-genoemd.txt"
    copy.write_bytes((talks / "8_dierverzorging-2.txt").read_bytes())
    assert cli("import", made, copy, "--accept").returncode == 1
    ran = cli("import", made, talks / "8_dierverzorging-2.txt", "--accept", "--force", "--json")
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["imported"][0]["reference"] == "8. Dierverzorging 2 (2)"
    references = [row["reference"] for row in json.loads(cli("interviews", made, "--json").stdout)]
    assert references[2:] == ["8. Dierverzorging 2 (1)", "8. Dierverzorging 2 (2)"]


def test_another_name_in_the_same_words_is_the_same_interview(empty: Path, tmp_path: Path, cli: Cli) -> None:
    for number, name in enumerate(("Geertruida Zwaluwstaart", "Marieke Jansen")):
        (tmp_path / f"{number}.txt").write_text(f"I: Hoe?\nR: Dat weet mevrouw {name} wel.\n", encoding="utf-8")
    ran = cli("import", empty, tmp_path / "0.txt", tmp_path / "1.txt", "--accept", "--json")
    assert ran.returncode == 1
    assert [len(part) for part in json.loads(ran.stdout).values()] == [1, 1]


def test_what_is_given_wins_over_header_and_file_name(empty: Path, talks: Path, cli: Cli) -> None:
    ran = cli(
        "import", empty, talks / "3_administratief-medewerker_1.txt", "--accept",
        "--school", 11, "--programme", "dierverzorging 2", "--programme", "Helpende Zorg & Welzijn",
        "--sequence", 4, "--date", "2016-02-29", "--mode", "face-to-face",
    )  # fmt: skip
    assert ran.returncode == 0
    [row] = json.loads(cli("interviews", empty, "--json").stdout)
    assert row["reference"] == "11. Dierverzorging 2 en Helpende Zorg & Welzijn (4)"
    assert row["programmes"] == ["Dierverzorging 2", "Helpende Zorg & Welzijn"]
    assert (row["school"], row["sequence"], row["date"], row["mode"]) == (11, 4, "2016-02-29", "face-to-face")


def test_a_date_may_be_written_the_dutch_way(empty: Path, talks: Path, cli: Cli) -> None:
    assert cli("import", empty, talks / "8_dierverzorging-2.txt", "--accept", "--date", "29-02-2016").returncode == 0
    assert json.loads(cli("interviews", empty, "--json").stdout)[0]["date"] == "2016-02-29"


def test_a_number_out_of_bounds_stores_nothing(empty: Path, talks: Path, cli: Cli) -> None:
    ran = cli("import", empty, talks / "8_dierverzorging-2.txt", "--accept", "--school", 123456)
    assert ran.returncode == 1
    assert "between 1 and 9999" in ran.stderr
    assert json.loads(cli("interviews", empty, "--json").stdout) == []
    assert cli("check", empty).returncode == 0


def test_a_sequence_number_that_is_taken_gives_way_with_a_warning(made: Path, tmp_path: Path, cli: Cli) -> None:
    path = tmp_path / "3_administratief-medewerker_1.txt"
    path.write_text("I: Nog iets?\nR: Nee, dit was het wel zo'n beetje.\n", encoding="utf-8")
    ran = cli("import", made, path, "--accept", "--json")
    assert ran.returncode == 0
    [row] = json.loads(ran.stdout)["imported"]
    assert row["reference"] == "3. Administratief Medewerker (3)"
    assert any("Number 1 is taken" in warning for warning in row["warnings"])


def test_what_is_not_known_is_said(empty: Path, tmp_path: Path, cli: Cli) -> None:
    path = tmp_path / "gesprek.txt"
    path.write_text("I: Nog iets?\nR: Nee, dit was het wel.\n", encoding="utf-8")
    ran = cli("import", empty, path, "--accept")
    assert ran.returncode == 0
    assert "school is not known" in ran.stderr
    assert "programme is not known" in ran.stderr


def test_a_folder_without_transcripts_is_a_failure(empty: Path, tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "niets").mkdir()
    ran = cli("import", empty, tmp_path / "niets", "--accept", "--json")
    assert ran.returncode == 1
    assert [len(part) for part in json.loads(ran.stdout).values()] == [0, 1]


# The key file


def school_talk(folder: Path, school: str, words: str = "Nee, dit was het wel.") -> Path:
    path = folder / "gesprek.txt"
    path.write_text(
        f"School: {school}\nOpleiding: Dierverzorging 2\n\nI: Hoe gaat het op het {school}?\nR: {words}\n",
        encoding="utf-8",
    )
    return path


def test_the_key_file_is_made_and_taught(empty: Path, tmp_path: Path, cli: Cli) -> None:
    keys = tmp_path / "sleutels" / "namen.toml"
    keys.parent.mkdir()
    path = school_talk(tmp_path, "Boterbloem College", "Dat moet u Geertruida Zwaluwstaart vragen.")
    ran = cli("import", empty, path, "--accept", "--keys", keys, "--school", 5)
    assert ran.returncode == 0, ran.stderr
    assert "key file" in ran.stderr
    names = tomllib.loads(keys.read_text(encoding="utf-8"))["name"]
    assert any("Zwaluwstaart" in entry["text"] for entry in names)
    assert [entry["school"] for entry in names if "school" in entry] == [5]
    assert keys.stat().st_mode & 0o077 == 0 or os.name == "nt"
    for name in (b"Zwaluwstaart", b"Boterbloem"):
        assert name not in empty.read_bytes()


def test_the_key_file_gives_the_number_of_a_school(empty: Path, tmp_path: Path, cli: Cli) -> None:
    keys = tmp_path / "namen.toml"
    keys.write_text(
        '[[name]]\ntext = "Boterbloem College"\nkind = "organisation"\nschool = 5\n'
        '\n[[name]]\ntext = "Kwispelientje"\nkind = "person"\n',
        encoding="utf-8",
    )
    ran = cli(
        "import",
        empty,
        school_talk(tmp_path, "Boterbloem College", "Kwispelientje zei dat."),
        "--accept",
        "--keys",
        keys,
    )
    assert ran.returncode == 0, ran.stderr
    [row] = json.loads(cli("interviews", empty, "--json").stdout)
    assert row["reference"] == "5. Dierverzorging 2"
    assert b"Kwispelientje" not in empty.read_bytes()
    assert NameRegistry.load(keys).school_number("Boterbloem College") == 5


def test_the_key_file_is_not_made_where_there_is_no_study(tmp_path: Path, talks: Path, cli: Cli) -> None:
    ran = cli("import", tmp_path / "none", talks, "--accept", "--keys", tmp_path / "namen.toml")
    assert ran.returncode == 1
    assert not (tmp_path / "namen.toml").exists()


def test_a_key_file_that_cannot_be_written_does_not_undo_what_was_stored(
    empty: Path, talks: Path, tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = tmp_path / "namen.toml"
    keys.write_text('[[name]]\ntext = "Iemand"\nkind = "person"\n', encoding="utf-8")
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target == keys:
            raise PermissionError(13, "Permission denied")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    ran = cli("import", empty, talks, "--accept", "--keys", keys, "--json")
    report = json.loads(ran.stdout)
    assert [len(report[part]) for part in ("imported", "failed")] == [3, 0]
    assert ran.returncode == 0
    assert "key file" in ran.stderr
    assert len(json.loads(cli("interviews", empty, "--json").stdout)) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00",
        b"name = 3",
        b'[[name]]\ntext = 3\nkind = "person"',
        b'[[name]]\ntext = "a"\nkind = "wizard"',
        b"name = " + b"[" * 50_000,
        b'[[name]]\ntext = "a"\nkind = "person"\naliases = ["b", 3]',
    ],
    ids=["binary", "number", "type", "kind", "nesting", "alias"],
)
def test_a_hostile_key_file_gets_a_sentence(content: bytes, empty: Path, talks: Path, tmp_path: Path, cli: Cli) -> None:
    keys = tmp_path / "namen.toml"
    keys.write_bytes(content)
    ran = cli("import", empty, talks, "--accept", "--keys", keys)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "namen.toml" in ran.stderr
    assert keys.read_bytes() == content
    assert json.loads(cli("interviews", empty, "--json").stdout) == []


# Redaction without a study


def test_redact_prints_one_turn_a_line_without_names(talks: Path, cli: Cli) -> None:
    ran = cli("redact", talks / "3_administratief-medewerker_1.txt")
    assert ran.returncode == 0
    lines = ran.stdout.splitlines()
    assert [line.split(":")[0] for line in lines] == ["Interviewer", "Respondent 1"] * 2
    assert "[…]" in ran.stdout
    assert NAME not in ran.stdout + ran.stderr


@pytest.mark.parametrize("with_source", [False, True])
def test_redact_as_json(with_source: bool, talks: Path, cli: Cli) -> None:
    more = ["--with-source"] if with_source else []
    ran = cli("redact", talks / "3_administratief-medewerker_1.txt", "--json", *more)
    assert ran.returncode == 0
    record = json.loads(ran.stdout)
    assert set(record) == {"text", "redactions"} | ({"source"} if with_source else set())
    assert (NAME in ran.stdout) == with_source
    for mark in record["redactions"]:
        assert set(mark) == {"start", "end", "kind", "replacement", "confidence", "reason"}
        assert 0 < mark["confidence"] <= 1
        assert mark["reason"]
        assert mark["kind"] in ("person", "place", "organisation", "contact", "other")
        assert mark["replacement"] == "[…]"
    if with_source:
        text, behind = "", 0
        for mark in record["redactions"]:
            text += record["source"][behind : mark["start"]] + mark["replacement"]
            behind = mark["end"]
        assert text + record["source"][behind:] == record["text"]
        assert NAME in record["source"]


def test_redact_to_a_file_never_overwrites(talks: Path, tmp_path: Path, cli: Cli) -> None:
    source, out = talks / "3_administratief-medewerker_1.txt", tmp_path / "uit.txt"
    printed = cli("redact", source).stdout
    ran = cli("redact", source, "-o", out)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert out.read_text(encoding="utf-8") == printed
    out.write_text("mijn werk", encoding="utf-8")
    assert cli("redact", source, "-o", out).returncode == 1
    assert out.read_text(encoding="utf-8") == "mijn werk"
    assert cli("redact", source, "-o", out, "--force").returncode == 0
    link = tmp_path / "link.txt"
    link.symlink_to(source)
    assert cli("redact", source, "-o", link, "--force").returncode == 1
    assert NAME in source.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".PDF"])
def test_redact_writes_no_text_under_a_name_that_promises_more(
    suffix: str, talks: Path, tmp_path: Path, cli: Cli
) -> None:
    out = tmp_path / f"uit{suffix}"
    ran = cli("redact", next(talks.iterdir()), "-o", out)
    assert ran.returncode == 2
    assert ".txt or .md" in ran.stderr
    assert not out.exists()


def test_blanks_are_no_name_with_or_without_yes(tmp_path: Path, cli: Cli) -> None:
    for more in ((), ("--yes",)):
        ran = cli("names", tmp_path / "namen.toml", "add", "--text", "   ", *more)
        assert ran.returncode == 1
        assert "at least one letter or digit" in ran.stderr


def test_initials_keep_their_kind_and_number_however_often_a_text_is_redacted(tmp_path: Path, cli: Cli) -> None:
    talk, keys = tmp_path / "nn.txt", tmp_path / "namen.toml"
    talk.write_text(
        "Interviewer: Wie was er?\nRespondent: Ook N.N. was er, en J.P. ook. En Ahmed B. kwam.\n", encoding="utf-8"
    )
    assert cli("names", keys, "add", "--text", "Zwaluwstaart").returncode == 0
    first, *others = (cli("redact", talk, "--keys", keys, "--marks", "typed").stdout for _time in range(3))
    assert re.search(r"Ook \[persoon \d\] was er, en \[persoon \d\] ook\. En \[persoon \d\] kwam\.", first)
    assert others == [first, first]
    plain = cli("redact", talk, "--keys", keys).stdout
    assert "Ook […] was er, en […] ook. En […] kwam." in plain
    kinds = [entry["kind"] for entry in tomllib.loads(keys.read_text(encoding="utf-8"))["name"]]
    assert kinds == ["person"] * 4


def test_redact_takes_the_names_of_a_key_file_and_leaves_it_alone(talks: Path, tmp_path: Path, cli: Cli) -> None:
    keys = tmp_path / "namen.toml"
    keys.write_text('[[name]]\ntext = "onze decaan"\nkind = "other"\n', encoding="utf-8")
    before = keys.read_bytes()
    ran = cli("redact", talks / "3_administratief-medewerker_1.txt", "--keys", keys, "--json")
    assert "onze decaan" not in ran.stdout
    assert {mark["kind"] for mark in json.loads(ran.stdout)["redactions"]} == {"person", "other"}
    assert keys.read_bytes() == before


# Names of files


def test_a_file_name_that_holds_a_name_is_not_kept(empty: Path, tmp_path: Path, cli: Cli) -> None:
    folder = tmp_path / "Zwaluwstaart"
    folder.mkdir()
    path = folder / "interview Geertruida Zwaluwstaart.txt"
    path.write_text("I: Hoe gaat het?\nR: Het gaat wel.\n", encoding="utf-8")
    assert cli("import", empty, path, "--accept").returncode == 0
    with sqlite3.connect(empty) as connection:
        dump = "\n".join(connection.iterdump())
    connection.close()
    assert "zwaluwstaart" not in dump.lower()
    assert b"zwaluwstaart" not in empty.read_bytes().lower()


@pytest.mark.skipif(os.name == "nt", reason="there are no such names on Windows")
def test_odd_file_names_are_told_and_harmless(empty: Path, tmp_path: Path, cli: Cli) -> None:
    folder = tmp_path / "vreemd"
    folder.mkdir()
    names = [
        b"\x1b[31mrood.txt",
        b"a\xffb.txt",
        b"regel\neinde.txt",
        b"\xe2\x80\xaeomgekeerd.txt",
        b"@click=app.quit.txt",
    ]
    for number, name in enumerate(names):
        path = os.fsencode(folder) + b"/" + name
        Path(os.fsdecode(path)).write_text(f"I: Hoe?\nR: Dit is gesprek {number}.\n", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/\x1b]0;kwaad\x07.txt")).write_bytes(b"")
    ran = cli("import", empty, folder, "--accept", "--json")
    assert ran.returncode == 1
    report = json.loads(ran.stdout)
    assert [len(report[part]) for part in ("imported", "failed")] == [5, 1]
    assert not set(ran.stderr) & {"\x1b", "\x07", "\u202e"}
    assert "\x1b" not in ran.stdout


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_the_program_exported_is_no_transcript(tmp_path: Path, cli: Cli, language: str) -> None:
    path, folder = tmp_path / "s.study", tmp_path / "map"
    folder.mkdir()
    talk = "I: Hoe gaat het hier op school?\nR: Goed hoor, de stages lopen zoals het moet.\n"
    (folder / "gesprek.txt").write_text(talk, encoding="utf-8")
    with Study.create(path, coder="Anna", language=language) as study:
        prepared = study.prepare(folder / "gesprek.txt", redact=False)
        interview = study.store(prepared).interview
        study.add_coding(interview.id, study.code("stages").id, 0, 20)
        for suffix in ("docx", "md"):
            study.export_quotes(folder / f"citaten.{suffix}")
    ran = cli("import", path, folder, "--accept", "--force", "--json")
    told = json.loads(ran.stdout)
    assert [Path(one["file"]).name for one in told["imported"]] == ["gesprek.txt"]
    assert {Path(one["file"]).name for one in told["failed"]} == {"citaten.docx", "citaten.md"}
    assert all("exported by this program" in one["error"] for one in told["failed"])


def test_the_redaction_log_tells_what_was_accepted_unseen(tmp_path: Path, cli: Cli) -> None:
    path, talk = tmp_path / "s.study", tmp_path / "gesprek.txt"
    talk.write_text(f"I: Wie doet de intake?\nR: Dat doet mevrouw {NAME}, en soms Marieke.\n", encoding="utf-8")
    with Study.create(path, coder="Anna") as study:
        prepared = study.prepare(talk)
        assert len(prepared.decisions) == 2
        prepared.decisions[0].keep = False
        prepared.accept_all()
        study.store(prepared)
        assert [row.reviewed for row in study.redaction_log()].count(False) == 1
        # What was accepted unseen stays so by way of a review that was left.
        other = study.prepare(text=f"I: En wie nog?\nR: Mevrouw {NAME} [naam] dus.")
        other.accept_all()
        study.save_review(other)
        again = study.prepare(text=other.text)
        assert again.undecided == 0
        assert [one.reviewed for one in again.decisions] == [False] * len(again.decisions)
    out = tmp_path / "log.csv"
    assert cli("export", path, "redactions", "-o", out).returncode == 0
    written = out.read_text(encoding="utf-8-sig")
    assert "niemand; ongezien aanvaard door Anna" in written
    assert "name-list" not in written
    assert NAME not in written
