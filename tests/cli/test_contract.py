"""What every command promises: help with an example, documented JSON, exit codes, clean streams."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import typer.main

from interview_coder.cli import app
from interview_coder.study import Study

Cli = Callable[..., CompletedProcess[str]]

ROOT = typer.main.get_command(app)
COMMANDS: dict[str, Any] = dict(ROOT.commands)  # type: ignore[attr-defined]
DOCUMENTED = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")

PROMISED: dict[str, set[str]] = {
    "open": set(),
    "demo": {"--no-open"},
    "new": {"--template", "--language"},
    "import": {
        *("--accept", "--no-redact", "--keys", "--force", "--json"),
        *("--school", "--programme", "--sequence", "--date", "--mode"),
    },
    "redact": {"-o", "--keys", "--json", "--with-source"},
    "interviews": {"--json"},
    "codes": {"--json"},
    "coders": {"--json"},
    "code": {"--interview", "--code", "--text", "--occurrence", "--stance", "--memo", "--coder", "--json"},
    "quotes": {"--code", "--section", "--programme", "--school", "--coder", "--stance", "--json"},
    "export": {
        *("-o", "--literal", "--force"),
        *("--code", "--section", "--programme", "--school", "--coder", "--stance"),
    },
    "delete": {"--interview"},
    "check": {"--keys"},
    "backup": {"-o"},
    "info": {"--json"},
    "search": {"--regex", "--role", "--programme", "--school", "--interview", "--json"},
    "history": {"--coder", "--code", "--interview", "--since", "--limit", "--json"},
    "replace": {"--interview", "--accept", "--no-redact", "--keys", "--json"},
    "unplaced": {"--interview", "--json"},
    "attributes": {"--add", "--kind", "--choice", "--interview", "--set", "--json"},
}
"""The commands and the options that scripts may rely on."""


def options(name: str) -> set[str]:
    return {option for parameter in COMMANDS[name].params for option in parameter.opts}


@pytest.mark.parametrize("name", PROMISED)
def test_promised_commands_and_options_are_there(name: str) -> None:
    assert PROMISED[name] <= options(name)


def test_every_command_that_works_as_somebody_takes_a_coder() -> None:
    assert {name for name in COMMANDS if "--coder" in options(name)} >= {"open", "new", "import", "code"}


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_it_does_with_an_example(name: str, cli: Cli) -> None:
    ran = cli(name, "--help")
    assert ran.returncode == 0
    assert ran.stderr == ""
    assert f"Example: interview-coder {name}" in ran.stdout.replace("\n", " ")
    for parameter in COMMANDS[name].params:
        assert parameter.name == "help" or getattr(parameter, "help", None), f"{name} {parameter.name} has no help"


def example(name: str) -> list[str]:
    return shlex.split(str(COMMANDS[name].epilog))[2:]


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_can_be_typed_as_they_stand(name: str) -> None:
    words = example(name)
    with COMMANDS[name].make_context(name, list(words)) as context:
        assert context.params


def test_the_list_of_commands_names_them_all(cli: Cli) -> None:
    ran = cli("--help")
    assert ran.returncode == 0
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\S", ran.stdout, re.MULTILINE), name


@pytest.mark.parametrize("name", [name for name in COMMANDS if "--json" in options(name)])
def test_json_is_documented(name: str) -> None:
    assert re.search(rf"^##.*\b{name} .*--json", DOCUMENTED, re.MULTILINE)


README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_every_command_and_what_scripts_rely_on(name: str) -> None:
    section = README.split("## The commands")[1].split("\n## ")[0]
    assert re.search(rf"`{name}\b", section)
    assert {option for option in PROMISED.get(name, set()) if not re.search(rf"{option}\b", section)} == set()


def documented_keys(command: str) -> set[str]:
    """The words in quotes of the section of a command in docs/json.md, and nothing else."""
    sections = re.split(r"^## ", DOCUMENTED, flags=re.MULTILINE)
    section = next(part for part in sections if re.search(rf"\b{command}\b", part.splitlines()[0]))
    block = section.split("```")[1]
    return set(re.findall(r'"(\w+)"', block))


def keys_of(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys_of(inner)}
    if isinstance(value, list):
        return {key for inner in value for key in keys_of(inner)}
    return set()


@pytest.mark.parametrize("name", ["interviews", "codes", "coders", "quotes", "history", "check", "info"])
def test_printed_keys_are_the_documented_ones(name: str, made: Path, cli: Cli) -> None:
    ran = cli(name, made, "--json")
    assert ran.returncode == 0
    assert keys_of(json.loads(ran.stdout)) == documented_keys(name)


ID = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"


def test_interviews_as_json(made: Path, cli: Cli) -> None:
    rows = json.loads(cli("interviews", made, "--json").stdout)
    assert [row["reference"] for row in rows] == [
        "3. Administratief Medewerker (1)",
        "3. Administratief Medewerker (2)",
        "8. Dierverzorging 2",
    ]
    first = rows[0]
    assert re.fullmatch(ID, first["id"])
    assert (first["school"], first["programmes"], first["sequence"]) == (3, ["Administratief Medewerker"], 1)
    assert (first["date"], first["mode"]) == ("2015-03-12", "telephone")
    assert first["speakers"] == [
        {"label": "Interviewer", "role": "interviewer"},
        {"label": "Respondent 1", "role": "respondent"},
    ]
    assert (first["turns"], first["codings"], first["status"]) == (4, 1, "coding")
    assert isinstance(first["words"], int)
    assert rows[1]["date"] is None
    assert rows[1]["mode"] is None


def test_codes_as_json(made: Path, cli: Cli) -> None:
    rows = json.loads(cli("codes", made, "--json").stdout)
    keys = [row["key"] for row in rows]
    assert [key for key in keys if re.fullmatch("V[1-7]", key)] == [f"V{n}" for n in range(1, 8)]
    assert {"stages", "doorstroom", "vsv"} <= set(keys)
    by_id = {row["id"]: row for row in rows}
    for row in rows:
        assert row["kind"] in ("condition", "theme", "open")
        assert isinstance(row["codings"], int)
        assert row["path"].split("/")[-1] == row["name"]
        if row["parent"] is not None:
            above = by_id[row["parent"]]
            assert row["path"] == f"{above['path']}/{row['name']}"
            assert row["section"] == above["section"] or row["section"] is not None
    assert {row["key"]: row["section"] for row in rows if row["key"] in ("V1", "V4", "V7")} == {
        "V1": "4.1",
        "V4": "4.2",
        "V7": "4.3",
    }
    assert {row["key"]: row["codings"] for row in rows if row["codings"]} == {
        "V1": 1, "V4": 1, "V5": 1, "V7": 1, "stages": 1, "doorstroom": 1,
    }  # fmt: skip


def test_quotes_as_json_in_the_order_of_the_report(made: Path, cli: Cli) -> None:
    rows = json.loads(cli("quotes", made, "--json").stdout)
    assert [(row["section"], row["code"]) for row in rows] == [
        ("4.1", "V1"),
        ("4.2", "V4"),
        ("4.2", "V5"),
        ("4.3", "V7"),
        (None, "stages"),
        (None, "doorstroom"),
    ]
    first = rows[0]
    assert first["quote"] == "Dat weten we"
    assert first["reference"] == "3. Administratief Medewerker (1)"
    assert (first["stance"], first["coder"], first["memo"]) == ("supports", "Anna", "Wie is dat?")
    assert first["turn"] == 2
    assert first["end"] - first["start"] == len("Dat weten we")
    interviews = {row["id"]: row for row in json.loads(cli("interviews", made, "--json").stdout)}
    assert interviews[first["interview"]]["reference"] == first["reference"]
    assert rows[-1]["stance"] is None


def test_coders_and_info_as_json(made: Path, cli: Cli) -> None:
    coders = json.loads(cli("coders", made, "--json").stdout)
    assert [(row["name"], row["codings"]) for row in coders] == [("Anna", 4), ("Bram", 2)]
    info = json.loads(cli("info", made, "--json").stdout)
    assert info["path"] == str(made)
    assert (info["interviews"], info["codings"], info["coders"], info["language"]) == (3, 6, 2, "nl")
    assert re.match(r"\d{4}-\d\d-\d\dT.*\+00:00$", info["created"])


def test_lists_without_json_are_one_line_a_row_on_stdout(made: Path, cli: Cli) -> None:
    for name, rows in (("interviews", 3), ("coders", 2), ("quotes", 6)):
        ran = cli(name, made)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert len(ran.stdout.splitlines()) == rows
    line = cli("quotes", made, "--code", "V4").stdout
    assert "“als een meisje iets met dieren wil, dan wil ze dat” (3. Administratief Medewerker (2))" in line


# Wrong use and failures


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "{study}"),
        ("import", "{study}", "x.txt", "--accept", "--no-redact"),
        ("import", "{study}", "x.txt", "--accept", "--school", "nul"),
        ("import", "{study}", "x.txt", "--accept", "--school", "0"),
        ("import", "{study}", "x.txt", "--accept", "--date", "morgen"),
        ("import", "{study}", "x.txt", "--accept", "--mode", "fax"),
        ("import", "{study}", "x.txt"),
        ("code", "{study}", "--interview", "x", "--code", "V1"),
        ("code", "{study}", "--interview", "x", "--code", "V1", "--text", "a", "--stance", "maybe"),
        ("code", "{study}", "--interview", "x", "--code", "V1", "--text", "a", "--occurrence", "0"),
        ("quotes",),
        ("quotes", "{study}", "--stance", "maybe"),
        ("quotes", "{study}", "--nonsense"),
        ("export", "{study}", "poems", "-o", "x.csv"),
        ("export", "{study}", "quotes"),
        ("backup", "{study}"),
        ("delete", "{study}"),
        ("new", "x", "--language", "fr"),
        ("erase", "{study}"),
        ("redact",),
        ("open", "{study}"),
        ("{study}",),
        (),
    ],
    ids=" ".join,
)
def test_wrong_use_exits_2(
    arguments: tuple[str, ...], made: Path, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = made.read_bytes()
    ran = cli(*(word.format(study=made) for word in arguments))
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr.strip()
    assert "Traceback" not in ran.stderr
    assert made.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("interviews", "{none}"),
        ("interviews", "{folder}"),
        ("interviews", "{text}"),
        ("{none}",),
        ("codes", "{text}"),
        ("info", "{none}"),
        ("check", "{text}"),
        ("check", "{study}", "--keys", "{none}"),
        ("check", "{study}", "--keys", "{study}"),
        ("import", "{none}", "{text}", "--accept"),
        ("import", "{study}", "{none}", "--accept"),
        ("import", "{study}", "{study}", "--accept"),
        ("import", "{study}", "{text}", "--accept", "--keys", "{study}"),
        ("redact", "{none}"),
        ("redact", "{study}"),
        ("redact", "{text}", "--keys", "{none}"),
        ("redact", "{text}", "-o", "{text}"),
        ("redact", "{text}", "-o", "{folder}/none/out.txt"),
        ("new", "{study}"),
        ("new", "{folder}/none/a.study"),
        ("new", "{folder}/a.study", "--template", "{none}"),
        ("new", "{folder}/a.study", "--template", "{text}"),
        ("code", "{study}", "--interview", "99. Niets", "--code", "V1", "--text", "werk"),
        ("code", "{study}", "--interview", "8. Dierverzorging 2", "--code", "V99", "--text", "stages"),
        ("code", "{study}", "--interview", "8. Dierverzorging 2", "--code", "V1", "--text", "  "),
        ("code", "{study}", "--interview", "8. Dierverzorging 2", "--code", "V1", "--text", "olifanten in Parijs"),
        ("quotes", "{study}", "--code", "V99"),
        ("quotes", "{study}", "--coder", "Niemand"),
        ("export", "{study}", "quotes", "-o", "{folder}/a.pdf"),
        ("export", "{study}", "quotes", "-o", "{study}"),
        ("export", "{study}", "quotes", "-o", "{study}", "--force"),
        ("export", "{study}", "quotes", "-o", "{text}"),
        ("export", "{study}", "quotes", "-o", "{folder}/none/a.csv"),
        ("delete", "{study}", "--interview", "99. Niets"),
        ("backup", "{study}", "-o", "{study}"),
        ("backup", "{study}", "-o", "{study}", "--force"),
        ("backup", "{study}", "-o", "{text}"),
        ("backup", "{study}", "-o", "{folder}/none/b.study"),
    ],
    ids=" ".join,
)
def test_failures_exit_1_with_a_sentence_and_change_nothing(
    arguments: tuple[str, ...], made: Path, cli: Cli, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    text = tmp_path / "geheim.md"
    text.write_text("I: Hoe?\nR: Kwispelstaartje.\n", encoding="utf-8")
    places = {"study": made, "none": tmp_path / "none", "folder": folder, "text": text}
    before = made.read_bytes(), text.read_bytes()
    ran = cli(*(word.format(**places) for word in arguments))
    assert ran.returncode == 1
    assert ran.stdout == ""
    sentences = ran.stderr.rstrip("\n").split("\n")
    assert len(sentences) == 1, ran.stderr
    assert sentences[0].endswith(".")
    assert "Traceback" not in ran.stderr
    assert "wispel" not in ran.stderr
    assert "went wrong in the program" not in ran.stderr
    assert (made.read_bytes(), text.read_bytes()) == before
    assert list(folder.iterdir()) == []
    assert not (tmp_path / "none").exists()


def test_a_word_that_is_no_command_means_open(made: Path, cli: Cli, tmp_path: Path) -> None:
    for words in ((made,), (made.with_suffix(""),), ("--language", "en", made), ("--language=en", made)):
        ran = cli(*words)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert "need a terminal" in ran.stderr
    assert "no study" in cli(tmp_path / "none").stderr


def test_the_suffix_may_be_left_out_everywhere(made: Path, cli: Cli) -> None:
    assert json.loads(cli("info", made.with_suffix(""), "--json").stdout)["path"] == str(made)


def test_the_version_is_printed(cli: Cli) -> None:
    from interview_coder import __version__

    assert cli("--version").stdout == f"interview-coder {__version__}\n"


@pytest.mark.parametrize("words", [("LC_ALL", "nl_NL.UTF-8"), ("--language", "nl"), ("--language=nl",)], ids=" ".join)
def test_messages_and_help_speak_dutch(
    words: tuple[str, ...], made: Path, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = words
    if words[0] == "LC_ALL":
        monkeypatch.setenv(*words)
        options = ()
    assert cli(*options, "info", tmp_path / "none").stderr == (
        f"Er is geen studie {tmp_path / 'none.study'}; maak die eerst, of kijk naar de naam.\n"
    )
    assert "Voorbeeld: interview-coder quotes" in cli(*options, "quotes", "--help").stdout
    # Data are the same in every language.
    assert cli(*options, "quotes", made, "--json").stdout == cli("--language", "en", "quotes", made, "--json").stdout


# The program as it is installed


def test_the_installed_program_keeps_streams_apart(made: Path, program: Cli, tmp_path: Path) -> None:
    ran = program("quotes", made, "--json", environment={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [row["code"] for row in json.loads(ran.stdout)] == ["V1", "V4", "V5", "V7", "stages", "doorstroom"]
    ran = program("info", tmp_path / "none")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == f"There is no study {tmp_path / 'none.study'}; make it first, or look at the name.\n"


def test_the_installed_program_needs_a_terminal_for_screens(made: Path, program: Cli) -> None:
    for words in ((), (made,), ("import", made, made.parent)):
        ran = program(*words)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert "terminal" in ran.stderr


def test_a_reader_that_has_seen_enough_is_no_mistake(made: Path, program: Cli) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = subprocess.run(
            [Path(sys.executable).with_name("interview-coder"), "codes", made, "--json"],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            encoding="utf-8",
            timeout=120,
        )
    finally:
        os.close(writing)
    assert ran.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["open", "map"], "map is a folder; give the study file in it."),
        (["new", ""], "Give the file a name."),
        (["new", "n" * 300], "choose another."),
        (["new", "geen/map"], "There is no folder geen; make it first, or choose another place."),
        (["backup", "s", "-o", "geen/map.study"], "There is no folder geen; make it first, or choose another place."),
        (["backup", "s", "-o", "copy.study"], "--force replaces it."),
        (["new", "s"], "s.study exists already; nothing was written.\n"),
        (["export", "s", "quotes", "-o", "x.csv"], "Nothing is coded yet."),
        (["quotes", "s", "--stance", "voor"], "--stance cannot be “voor”; it is one of supports, contradicts, mixed."),
        (["import", "s", "x.txt", "--school", "zes"], "--school takes a whole number."),
        (["import", "s", "x.txt", "--school", "0"], "--school is at least 1."),
        (["import", "s"], "PATH... is missing."),
        (["quotes"], "STUDY is missing.\n“interview-coder quotes --help” shows how it is used."),
        (["qoutes", "s"], "There is no command “qoutes”; perhaps quotes"),
        (["code", "s", "--intervieuw", "3"], "There is no --intervieuw; perhaps --interview?"),
    ],
)
def test_wrong_use_gets_a_sentence_that_says_how_to_go_on(
    arguments: list[str], said: str, tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "map").mkdir()
    Study.create(tmp_path / "s.study").close()
    (tmp_path / "copy.study").write_bytes(b"mine")
    ran = cli(*arguments)
    assert said in ran.stderr
    assert ran.returncode == {"export": 0}.get(arguments[0], ran.returncode or 3)
    assert ran.stdout == ""
    assert (tmp_path / "copy.study").read_bytes() == b"mine"


def test_the_frame_of_the_help_speaks_dutch_too(cli: Cli) -> None:
    shown = cli("--language", "nl", "quotes", "--help").stdout
    for english in ("Usage", "Arguments", "Options:", "required", "Show this message"):
        assert english not in shown
    assert shown.startswith("Gebruik: interview-coder quotes [OPTIES] {STUDY}")


def test_a_file_that_may_not_be_read_gets_a_sentence(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = tmp_path / "geheim.txt"
    talk.write_text("I: Hoe gaat het?\n", encoding="utf-8")
    may = os.access
    monkeypatch.setattr("os.access", lambda path, mode, **more: Path(path) != talk and may(path, mode, **more))
    ran = cli("redact", talk)
    assert ran.returncode == 2
    assert f"You may not read {talk}." in ran.stderr
