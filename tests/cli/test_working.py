"""Coding, listing, exporting, deleting, checking and backing up by command."""

from __future__ import annotations

import csv
import errno
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from interview_coder.domain.model import QuoteFilter
from interview_coder.study import Study

Cli = Callable[..., CompletedProcess[str]]

FIRST = "3. Administratief Medewerker (1)"
SECOND = "3. Administratief Medewerker (2)"
THIRD = "8. Dierverzorging 2"


def rows(cli: Cli, study: Path, *filters: object) -> list[dict[str, Any]]:
    ran = cli("quotes", study, *filters, "--json")
    assert ran.returncode == 0, ran.stderr
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


# Coding


def test_words_are_found_exactly(made: Path, cli: Cli) -> None:
    ran = cli(
        "code", made, "--interview", THIRD, "--code", "V3", "--text", "wij beperken de instroom",
        "--coder", "Cas", "--stance", "supports", "--memo", "kan dat?", "--json",
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    row = json.loads(ran.stdout)
    assert row["match"] == "exact"
    assert (row["quote"], row["code"], row["coder"]) == ("wij beperken de instroom", "V3", "Cas")
    assert (row["stance"], row["memo"], row["turn"]) == ("supports", "kan dat?", 2)
    assert [found for found in rows(cli, made) if found["id"] == row["id"]] == [
        {key: value for key, value in row.items() if key != "match"}
    ]


def test_words_that_are_nearly_there_are_found_and_that_is_said(made: Path, cli: Cli) -> None:
    ran = cli("code", made, "--interview", THIRD, "--code", "V3", "--text", "wij beprken de instrom", "--json")
    assert ran.returncode == 0
    row = json.loads(ran.stdout)
    assert (row["match"], row["quote"]) == ("close", "wij beperken de instroom")
    assert "close match" in ran.stderr


def test_words_that_stand_there_twice_need_a_number(made: Path, cli: Cli) -> None:
    place = ("code", made, "--interview", FIRST, "--code", "V1", "--text", "Er is hier geen werk voor hen")
    ran = cli(*place)
    assert ran.returncode == 1
    assert "2 times" in ran.stderr
    assert len(rows(cli, made)) == 6
    starts = []
    for number in (1, 2):
        ran = cli(*place, "--occurrence", number, "--json")
        assert ran.returncode == 0
        starts.append((json.loads(ran.stdout)["turn"], json.loads(ran.stdout)["start"]))
    assert [turn for turn, _start in starts] == [2, 4]
    assert starts[0][1] < starts[1][1]
    ran = cli(*place, "--occurrence", 3)
    assert ran.returncode == 1
    assert "no number 3" in ran.stderr


def test_the_same_passage_again_is_not_doubled(made: Path, cli: Cli) -> None:
    place = ("code", made, "--interview", THIRD, "--code", "V3", "--text", "Stages zijn er", "--json")
    first, again = (json.loads(cli(*place, "--coder", "Anna").stdout) for _time in range(2))
    assert first == again
    assert json.loads(cli(*place, "--coder", "Bram").stdout)["id"] != first["id"]
    assert len(rows(cli, made)) == 8


def test_interviews_and_codes_go_by_any_of_their_names(made: Path, cli: Cli) -> None:
    interview = json.loads(cli("interviews", made, "--json").stdout)[2]
    code = next(row for row in json.loads(cli("codes", made, "--json").stdout) if row["key"] == "stages")
    for reference in (interview["id"], THIRD, f"({THIRD})", THIRD.upper(), "8.  dierverzorging  2"):
        for name in (code["id"], code["key"], code["name"], code["path"], code["key"].upper()):
            ran = cli("code", made, "--interview", reference, "--code", name, "--text", "te weinig", "--json")
            assert ran.returncode == 0, (reference, name, ran.stderr)
    assert len(rows(cli, made)) == 7


def test_names_of_codes_that_several_bear_are_refused_with_their_keys(made: Path, cli: Cli) -> None:
    with Study.open(made) as study:
        for parent in ("stages", "vsv"):
            study.add_code("Ouders", parent=parent, key=f"ouders-{parent}")
    ran = cli("code", made, "--interview", THIRD, "--code", "Ouders", "--text", "te weinig")
    assert ran.returncode == 1
    assert "ouders-stages" in ran.stderr
    assert "ouders-vsv" in ran.stderr


def test_the_coder_is_the_option_else_the_setting_else_the_login(
    made: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    from interview_coder.settings import Settings

    def coder(*more: str) -> str:
        ran = cli("code", made, "--interview", THIRD, "--code", "V3", "--text", "te weinig", "--json", *more)
        return str(json.loads(ran.stdout)["coder"])

    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(variable, "inlognaam")
    assert coder() == "inlognaam"
    Settings().set("coder", value="Uit de instelling")
    assert coder() == "Uit de instelling"
    assert coder("--coder", "anna") == "Anna"


def test_undo_knows_what_commands_did(made: Path, cli: Cli) -> None:
    place = ("code", made, "--interview", THIRD, "--code", "V3", "--text", "te weinig", "--coder", "Anna")
    assert cli(*place).returncode == 0
    with Study.open(made, coder="Anna") as study:
        study.undo()
    assert len(rows(cli, made)) == 6


# Filters


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        (["--code", "V1"], ["V1"]),
        (["--code", "V99-is-none"], None),
        (["--section", "4.2"], ["V4", "V5"]),
        (["--section", "4"], ["V1", "V4", "V5", "V7"]),
        (["--section", "4.25"], []),
        (["--programme", "dierverzorging 2"], ["V7", "stages", "doorstroom"]),
        (["--programme", "Administratief Medewerker", "--section", "4.2"], ["V4", "V5"]),
        (["--school", "8"], ["V7", "stages", "doorstroom"]),
        (["--school", "9"], []),
        (["--coder", "Bram"], ["V5", "stages"]),
        (["--coder", "bram", "--stance", "mixed"], ["V5"]),
        (["--coder", "Niemand"], None),
        (["--stance", "contradicts"], ["V4", "V7"]),
        (["--stance", "contradicts", "--school", "8", "--coder", "Anna", "--section", "4.3", "--code", "V7"], ["V7"]),
    ],
    ids=" ".join(["{}"]).format,
)
def test_filters_of_quotes_and_export_are_the_same(
    filters: list[str], codes: list[str] | None, made: Path, cli: Cli, tmp_path: Path
) -> None:
    out = tmp_path / "uit.csv"
    listed, exported = cli("quotes", made, "--json", *filters), cli("export", made, "quotes", "-o", out, *filters)
    if codes is None:
        assert (listed.returncode, exported.returncode) == (1, 1)
        assert not out.exists()
        return
    found = json.loads(listed.stdout)
    assert [row["code"] for row in found] == codes
    assert (exported.returncode, exported.stdout) == (0, "")
    with out.open(encoding="utf-8-sig", newline="") as stream:
        table = list(csv.reader(stream, delimiter=csv.Sniffer().sniff(stream.readline()).delimiter))
    assert len(table) == len(codes)


def test_a_code_takes_its_sub_codes_along(made: Path, cli: Cli) -> None:
    with Study.open(made, coder="Anna") as study:
        child = study.add_code("Toezicht", parent="stages", key="toezicht")
        passage = study.find_passage(study.interview(THIRD).id, "te weinig")
        study.add_coding(study.interview(THIRD).id, child.id, passage.start, passage.end)
    assert {row["code"] for row in rows(cli, made, "--code", "stages")} == {"stages", "toezicht"}
    assert {row["code"] for row in rows(cli, made, "--code", "toezicht")} == {"toezicht"}


# Export

FORMATS = (".docx", ".xlsx", ".csv", ".md")


def everything(path: Path) -> str:
    """All text of an exported file, parts of a package one after the other."""
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_export_holds_every_quote_and_twice_the_same_bytes(
    suffix: str, made: Path, cli: Cli, tmp_path: Path
) -> None:
    first, again = tmp_path / f"eerst{suffix}", tmp_path / f"nog eens{suffix}"
    ran = cli("export", made, "quotes", "-o", first)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "6 quotes written" in ran.stderr
    text = everything(first)
    for row in rows(cli, made):
        assert row["quote"] in text
        assert row["reference"] in text
    assert cli("export", made, "quotes", "-o", again).returncode == 0
    assert first.read_bytes() == again.read_bytes()
    english = tmp_path / f"english{suffix}"
    assert cli("export", made, "quotes", "-o", english, "--language", "en").returncode == 0


def test_an_export_replaces_a_file_only_by_force(made: Path, cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "uit.md"
    out.write_text("mijn werk", encoding="utf-8")
    assert cli("export", made, "quotes", "-o", out).returncode == 1
    assert out.read_text(encoding="utf-8") == "mijn werk"
    assert cli("export", made, "quotes", "-o", out, "--force").returncode == 0
    assert "Dat weten we" in out.read_text(encoding="utf-8")


def test_no_export_or_backup_goes_over_the_study_by_another_name(made: Path, cli: Cli, tmp_path: Path) -> None:
    before = made.read_bytes()
    link, hard = tmp_path / "link.csv", tmp_path / "hard.csv"
    link.symlink_to(made)
    hard.hardlink_to(made)
    for out in (link, hard):
        ran = cli("export", made, "quotes", "-o", out, "--force")
        assert ran.returncode == 1
        assert ran.stderr.endswith(".\n")
        ran = cli("backup", made, "-o", out, "--force")
        assert ran.returncode == 1
    for suffix in ("-wal", "-shm", "-journal"):
        assert cli("backup", made, "-o", made.with_name(made.name + suffix), "--force").returncode == 1
    assert made.read_bytes() == before
    assert link.is_symlink()


def test_literal_leaves_edits_out(made: Path, cli: Cli, tmp_path: Path) -> None:
    with Study.open(made, coder="Anna") as study:
        [coding] = study.quotes(QuoteFilter(code="V4"))
        [quote] = study.collect([coding.id])
        start = coding.start + len("als een meisje ")
        study.change_quote(quote.id, quote.quote.elide(study.quote_source(quote.id), start, start + len("iets")))
    edited, literal = tmp_path / "edited.md", tmp_path / "literal.md"
    assert cli("export", made, "quotes", "-o", edited, "--code", "V4").returncode == 0
    assert cli("export", made, "quotes", "-o", literal, "--code", "V4", "--literal").returncode == 0
    words = "als een meisje iets met dieren wil, dan wil ze dat"
    assert words in literal.read_text(encoding="utf-8")
    assert words not in edited.read_text(encoding="utf-8")
    [row] = rows(cli, made, "--code", "V4")
    assert row["quote"] == words
    assert row["edited"] is not None
    assert "iets" not in row["edited"]


# Deleting and erasing


def test_delete_takes_an_interview_with_every_trace(made: Path, cli: Cli) -> None:
    ran = cli("delete", made, "--interview", SECOND)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert SECOND in ran.stderr
    left = json.loads(cli("interviews", made, "--json").stdout)
    assert [row["reference"] for row in left] == [FIRST, THIRD]
    assert len(rows(cli, made)) == 4
    data = made.read_bytes().lower()
    for word in (b"iets met dieren", b"ompraten", b"praat je haar"):
        assert word not in data
    assert cli("check", made).returncode == 0
    assert cli("delete", made, "--interview", SECOND).returncode == 1


def test_erase_takes_words_out_everywhere(made: Path, cli: Cli) -> None:
    with Study.open(made, coder="Anna") as study:
        study.set_study_memo("De decaan belt morgen.")
    ran = cli("erase", made, "--name-from-stdin", "--kind", "person", "--json", typed="Decaan\n\nolifant\n")
    assert ran.returncode == 0
    counts = json.loads(ran.stdout)["erased"]
    assert counts["transcripts.text"] == 1
    assert counts["memos.body"] == 1
    assert b"decaan" not in made.read_bytes().lower()
    assert cli("check", made).returncode == 0
    assert ran.stderr.index("cannot be undone") < ran.stderr.index("Not reached")


def test_erase_says_when_a_name_is_an_ordinary_word_or_stands_nowhere(made: Path, cli: Cli) -> None:
    ran = cli("erase", made, "--name-from-stdin", typed="decaan\n")
    assert "1 of them is an ordinary word as well" in ran.stderr
    ran = cli("erase", made, "--name-from-stdin", typed="Qwertinga\n")
    assert ran.returncode == 0
    assert "None of these names was found" in ran.stderr


def test_erase_takes_nothing_out_that_cannot_be_written_down(
    made: Path, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before, keys = rows(cli, made), tmp_path / "namen.toml"
    assert cli("names", keys, "add", "--text", "Zwaluwstaart").returncode == 0
    with monkeypatch.context() as patch:
        patch.setattr("interview_coder.redaction.registry.os.fsync", full)
        ran = cli("erase", made, "--name-from-stdin", "--yes", "--keys", keys, typed="ouders\nmeisje\n")
    assert ran.returncode == 1
    assert "cannot be written" in ran.stderr
    assert rows(cli, made) == before


def test_erase_without_a_name_changes_nothing(made: Path, cli: Cli) -> None:
    before = made.read_bytes()
    assert cli("erase", made, "--name-from-stdin", typed="\n \n").returncode == 1
    assert made.read_bytes() == before


# Checking


def damaged(study: Path, *statements: str) -> None:
    connection = sqlite3.connect(study)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA ignore_check_constraints=ON")
    for statement in statements:
        assert connection.execute(statement).rowcount != 0, statement
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ('UPDATE codings SET "end" = 99999', "lie outside the text"),
        ('UPDATE codings SET start = "end" WHERE rowid = 1', ""),
        ("UPDATE codings SET code_id = 'nowhere' WHERE rowid = 1", "does not exist"),
        ("DELETE FROM codes WHERE key = 'V4'", "does not exist"),
        ("DELETE FROM turn_index WHERE rowid = (SELECT max(docid) FROM turns)", "search index"),
        ("UPDATE turn_index SET body = 'iets anders' WHERE rowid = (SELECT max(docid) FROM turns)", "search index"),
        ("UPDATE redactions SET start = start + 1", "lost its mark"),
        ("UPDATE turns SET \"end\" = \"end\" + 1 WHERE number = 1", "does not lie"),
        ("DELETE FROM turns WHERE docid = (SELECT max(docid) FROM turns)", "turns"),
        ("UPDATE transcripts SET text = text || 'nog wat'", "turn"),
        ("UPDATE transcripts SET text = replace(text, 'werk', 'wijn')", "search index"),
        ("UPDATE interviews SET status = 'lost' WHERE number = 1", ""),
        ("DELETE FROM transcripts WHERE rowid = 1", ""),
        ("UPDATE interviews SET created = 'gisteren' WHERE number = 1", ""),
        ("UPDATE interviews SET date = 'gisteren' WHERE number = 1", ""),
        ("UPDATE sections SET position = 'geen getal'", ""),
        ("UPDATE study SET reference_pattern = '{nonsense}'", ""),
        ("UPDATE events SET before = '{', after = '{'", ""),
        ("UPDATE transcripts SET text = CAST(x'80ff41' AS TEXT) WHERE rowid = 1", ""),
        ("DELETE FROM study", ""),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else None,
)  # fmt: skip
def test_check_says_what_is_wrong(statement: str, said: str, made: Path, cli: Cli) -> None:
    damaged(made, statement)
    ran = cli("check", made)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert said in ran.stdout + ran.stderr
    assert "went wrong in the program" not in ran.stderr
    for line in (ran.stdout + ran.stderr).splitlines():
        assert line.endswith(".")
    as_json = cli("check", made, "--json")
    assert as_json.returncode == 1
    if ran.stdout:
        record = json.loads(as_json.stdout)
        assert record["ok"] is False
        assert record["problems"] == ran.stdout.splitlines()


def test_check_says_which_names_are_left(made: Path, cli: Cli, tmp_path: Path) -> None:
    keys = tmp_path / "namen.toml"
    keys.write_text('[[name]]\ntext = "Zwaluwstaart"\nkind = "person"\naliases = ["Kwispeliëntje"]\n', encoding="utf-8")
    path = tmp_path / "vierde.txt"
    path.write_text("I: Hoe?\nR: Dat zei kwispelientje.\n", encoding="utf-8")
    assert cli("import", made, path, "--no-redact").returncode == 0
    ran = cli("check", made, "--keys", keys, "--json")
    assert ran.returncode == 1
    record = json.loads(ran.stdout)
    assert record["ok"] is False
    assert any("transcripts.text" in problem for problem in record["problems"])
    assert any("search vocabulary" in problem for problem in record["problems"])
    assert any(made.name in problem for problem in record["problems"])
    assert "wispeli" not in ran.stdout + ran.stderr
    keys.write_text('[[name]]\ntext = "Zwaluwstaart"\nkind = "person"\n', encoding="utf-8")
    ran = cli("check", made, "--keys", keys, "--json")
    assert (ran.returncode, json.loads(ran.stdout)) == (0, {"ok": True, "problems": []})


# Backups


def test_a_backup_can_be_made_while_somebody_works(made: Path, cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "kopie.study"
    with Study.open(made, coder="Anna") as study:
        study.set_study_memo("Pas geschreven.")
        ran = cli("import", made, made.parent, "--accept")
        assert ran.returncode == 1
        assert "open in another window" in ran.stderr
        assert cli("backup", made, "-o", out).returncode == 0
        for name in ("interviews", "codes", "coders", "quotes", "info", "check"):
            assert cli(name, made).returncode == 0
    with Study.open(out) as copy:
        assert copy.study_memo() == "Pas geschreven."
        assert copy.check() == []
        assert len(copy.quotes()) == 6
    assert cli("backup", made, "-o", out).returncode == 1
    assert cli("backup", made, "-o", out, "--force").returncode == 0


def torn(source: Path, target: Path, words: str) -> None:
    """A copy of a study as a killed program leaves it: with work that lies in its journal alone."""
    target.write_bytes(source.read_bytes())
    with Study.open(target) as study:
        study.set_study_memo(words)
        beside = target.with_name(target.name + "-wal")
        kept = target.read_bytes(), beside.read_bytes()
    target.write_bytes(kept[0])
    beside.write_bytes(kept[1])
    assert words.encode() in kept[1]


def test_a_backup_over_a_study_that_was_killed_is_not_mixed_with_it(made: Path, cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "oud.study"
    torn(made, out, "Oud werk.")
    with Study.open(made) as study:
        study.set_study_memo("Nieuw werk.")
        for number in range(20):
            study.add_code(f"Code {number}")
    assert cli("backup", made, "-o", out, "--force").returncode == 0
    assert cli("check", out).returncode == 0
    with Study.open(out) as copy:
        assert copy.study_memo() == "Nieuw werk."
        assert copy.check() == []


def test_a_backup_does_not_replace_a_study_that_somebody_works_in(made: Path, cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "ander.study"
    assert cli("new", out).returncode == 0
    with Study.open(out) as other:
        assert cli("backup", made, "-o", out, "--force").returncode == 1
        other.set_study_memo("Nog hier.")
    with Study.open(out) as other:
        assert other.study_memo() == "Nog hier."


def test_a_new_study_is_not_mixed_with_what_one_of_its_name_left(made: Path, cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "weer.study"
    torn(made, path, "Oud werk.")
    path.unlink()
    assert cli("new", path).returncode == 0
    with Study.open(path) as study:
        assert study.study_memo() == ""
        assert study.check() == []
        assert study.interviews() == []


# New studies


def test_a_template_of_ones_own(cli: Cli, tmp_path: Path) -> None:
    template = tmp_path / "eigen.toml"
    template.write_text(
        'title = "Eigen"\nreference = "Gesprek {number}"\n[[code]]\nkey = "a"\nname = "Alfa"\nsection = "2.1"\n',
        encoding="utf-8",
    )
    path = tmp_path / "eigen.study"
    ran = cli("new", tmp_path / "eigen", "--template", template, "--language", "en", "--coder", "Anna", "--title", "T")
    assert (ran.returncode, ran.stdout) == (0, f"{path}\n")
    assert [row["path"] for row in json.loads(cli("codes", path, "--json").stdout)] == ["Alfa"]
    info = json.loads(cli("info", path, "--json").stdout)
    assert (info["language"], info["template"], info["title"]) == ("en", "eigen", "T")


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00\x01",
        b"code = 3",
        b"[[code]]\nname = ''",
        b"[[code]]\nname = 'a'\nkey = 'a'\n[[code]]\nname = 'b'\nkey = 'A'",
        b"[[code]]\nname = 'a'\nkey = 'a'\nparent = 'b'\n[[code]]\nname = 'b'\nkey = 'b'\nparent = 'a'",
        b"[[code]]\nname = 'a'\ncolour = 'rood'",
        b"reference = '{0.__class__}'",
        b"x = " + b"[" * 100_000,
        b"x = " + b"9" * 10_000,
        b"a" * 5_000_000,
        b"[[code]]\nname = 'a\\u001b[31m'\n[x\x1b[31m]\n",
    ],
    ids=[
        "binary",
        "number",
        "nameless",
        "keys",
        "circle",
        "colour",
        "reference",
        "nesting",
        "digits",
        "large",
        "escape",
    ],
)
def test_a_hostile_template_gets_a_sentence(content: bytes, cli: Cli, tmp_path: Path) -> None:
    template = tmp_path / "kwaad.toml"
    template.write_bytes(content)
    ran = cli("new", tmp_path / "a.study", "--template", template)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert len(ran.stderr.strip().split("\n")) == 1
    assert len(ran.stderr) < 1_000
    assert "kwaad.toml" in ran.stderr
    assert "\x1b" not in ran.stderr
    assert not (tmp_path / "a.study").exists()


def test_the_demo_is_made_once_and_kept(cli: Cli, tmp_path: Path) -> None:
    ran = cli("demo", tmp_path / "voorbeeld")
    assert ran.returncode == 0
    path = Path(ran.stdout.strip())
    assert path.parent == tmp_path / "voorbeeld"
    assert cli("check", path).returncode == 0
    assert 110 <= len(rows(cli, path)) <= 140
    ran = cli("code", path, "--interview", "5. Dierverzorging 2", "--code", "V1", "--text", "ik", "--occurrence", 1)
    assert ran.returncode == 0, ran.stderr
    before = rows(cli, path)
    ran = cli("demo", tmp_path / "voorbeeld", "--no-open")
    assert (ran.returncode, ran.stdout) == (0, f"{path}\n")
    assert rows(cli, path) == before


def test_the_demo_says_where_it_is_when_nobody_said(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interview_coder.demo.make_demo", lambda folder, **_options: folder / "voorbeeld.study")
    ran = cli("demo")
    assert ran.returncode == 0
    assert re.search("temporary folder", ran.stderr)
    folder = Path(ran.stdout.strip()).parent
    assert folder.is_dir()
    folder.rmdir()


def test_a_correction_that_changes_nothing_is_no_act(made: Path, cli: Cli) -> None:
    with Study.open(made, coder="Anna") as study:
        interview = study.interview(THIRD).id
        study.set_study_memo("Dit gaat terug.")
        study.edit_text(interview, 0, 4, study.transcript(interview).text[:4])
        study.edit_text(interview, 3, 3, "")
        study.undo()
        assert study.study_memo() == ""


def test_check_finds_a_name_behind_a_line_end_in_the_history(made: Path, cli: Cli, tmp_path: Path) -> None:
    keys = tmp_path / "namen.toml"
    keys.write_text('[[name]]\ntext = "Kwispelientje"\nkind = "person"\n', encoding="utf-8")
    with Study.open(made, coder="Anna") as study:
        study.set_study_memo("Bellen:\nKwispelientje")
        study.set_study_memo("")
    ran = cli("check", made, "--keys", keys)
    assert ran.returncode == 1
    assert "events.after" in ran.stdout


def test_work_in_the_journal_is_seen_where_the_folder_may_not_be_written(
    made: Path, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interview_coder.store.database.os.access", lambda path, _mode: Path(path) != tmp_path)
    assert json.loads(cli("info", made, "--json").stdout)["codings"] == 6
    with Study.open(made, coder="Anna") as study:
        study.remove_coding(study.quotes()[0].id)
        assert json.loads(cli("info", made, "--json").stdout)["codings"] == 5
