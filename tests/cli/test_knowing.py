"""The history and the attributes of a study by command."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from interview_coder.domain.model import Metadata
from interview_coder.intake import Prepared
from interview_coder.study import Study

Cli = Callable[..., CompletedProcess[str]]


@pytest.fixture
def path(study: Study, prepare_turns: Callable[..., Prepared]) -> Path:
    for school, words in ((6, "De kansen zijn slecht."), (7, "De stage is goed.")):
        metadata = Metadata(school=school, programmes=("Dierverzorging 2",))
        report = study.store(prepare_turns("Hoe is het?", words, metadata=metadata))
    study.add_coding(report.interview.id, study.code("V1").id, 12, 20, memo="waarom")
    study.close()
    return study.path


def test_the_history_is_listed_and_narrowed(path: Path, cli: Cli) -> None:
    rows = json.loads(cli("history", path, "--json").stdout)
    assert [row["what"] for row in rows[:3]] == ["passage coded", "interview imported", "interview imported"]
    assert (rows[0]["coder"], rows[0]["undone"]) == ("Anna", False)
    here = json.loads(cli("history", path, "--interview", "6. Dierverzorging 2", "--json").stdout)
    assert [row["what"] for row in here] == ["interview imported"]
    assert cli("history", path, "--since", "2999-01-01").stdout == ""
    assert len(cli("history", path, "--limit", 1).stdout.splitlines()) == 1
    assert "passage coded" in cli("history", path, "--code", "V1").stdout
    assert cli("history", path, "--coder", "Niemand").returncode == 1
    assert cli("history", path, "--since", "gisteren").returncode == 2


def test_attributes_are_made_and_given_by_command(path: Path, cli: Cli, tmp_path: Path) -> None:
    made = cli("attributes", path, "--add", "Regio", "--kind", "choice", "--choice", "stad", "--choice", "dorp")
    assert made.stdout == "Regio\tchoice\tstad, dorp\n"
    assert cli("attributes", path, "--add", "Bezocht", "--kind", "date").returncode == 0
    given = cli(
        "attributes",
        path,
        "--interview",
        "6. Dierverzorging 2",
        "--set",
        "regio=STAD",
        "--set",
        "Bezocht=12 maart 2015",
    )
    assert given.returncode == 0
    ids = {row["name"]: row["id"] for row in json.loads(cli("attributes", path, "--json").stdout)}
    first, second = json.loads(cli("interviews", path, "--json").stdout)
    assert first["attributes"] == {ids["Regio"]: "stad", ids["Bezocht"]: "2015-03-12"}
    assert second["attributes"] == {}
    out = tmp_path / "lijst.md"
    assert cli("export", path, "interviews", "-o", out).returncode == 0
    assert "| 2015-03-12" in out.read_text(encoding="utf-8")
    for wrong, code in (
        (("--set", "Regio=stad"), 2),
        (("--interview", "6. Dierverzorging 2", "--set", "Regio"), 2),
        (("--interview", "6. Dierverzorging 2", "--set", "Regio=zee"), 1),
        (("--interview", "9. Kok", "--set", "Regio=stad"), 1),
        (("--add", "regio"), 1),
    ):
        assert cli("attributes", path, *wrong).returncode == code
    assert cli("export", path, "interviews", "-o", out, "--code", "V1").returncode == 2


def test_a_search_is_narrowed_by_command(path: Path, cli: Cli) -> None:
    assert len(json.loads(cli("search", path, "de OR het", "--json").stdout)) == 4
    assert len(json.loads(cli("search", path, "de OR het", "--role", "respondent", "--json").stdout)) == 2
    rows = json.loads(cli("search", path, "de OR het", "--school", "7", "--role", "respondent", "--json").stdout)
    assert [row["text"] for row in rows] == ["De stage is goed."]
    assert cli("search", path, "de", "--interview", "9. Kok").returncode == 1


def test_a_better_transcript_by_command(path: Path, cli: Cli, tmp_path: Path) -> None:
    better = tmp_path / "beter.txt"
    better.write_text("Interviewer: Hoe is het nu?\nRespondent: Joost zegt: de stage is goed.\n", encoding="utf-8")
    with Study.open(path, coder="Anna") as study:
        second = study.interviews()[1].id
        study.add_coding(second, study.code("V2").id, 15, 29)
    where = ("--interview", "7. Dierverzorging 2")
    assert cli("replace", path, better, *where).returncode == 2
    done = json.loads(cli("replace", path, better, *where, "--accept", "--json").stdout)
    assert done["interview"] == second
    assert done["same"] + done["close"] + len(done["unplaced"]) == 2
    with Study.open(path, read_only=True) as study:
        text = study.transcript(second).text
        assert "de stage is goed" in text
        assert "Joost" not in text
        assert study.check() == []
    # A text that has nothing of the old one leaves everything without a place.
    better.write_text("Interviewer: Dag.\nRespondent: Tot ziens allemaal.\n", encoding="utf-8")
    assert "without a place" in cli("replace", path, better, *where, "--no-redact").stderr
    left = json.loads(cli("unplaced", path, "--json").stdout)
    assert {one["kind"] for one in left} == {"coding"}
    assert len(cli("unplaced", path, *where).stdout.splitlines()) == len(left)
    assert cli("unplaced", path, "--interview", "6. Dierverzorging 2").stdout == ""
