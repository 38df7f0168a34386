"""The whole job, from every sample format to the quote table: by commands and by ``Study`` it ends in the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from msgspec.structs import asdict, replace

from interview_coder.demo import codings, passage, sample_files
from interview_coder.domain.model import QuoteFilter, QuoteRow, Stance
from interview_coder.importing import FORMATS
from interview_coder.study import Study

Cli = Callable[..., CompletedProcess[str]]

PLANNED: dict[str, list[dict[str, Any]]] = {
    interview["file"]: interview.get("coding", [])[:5] for interview in codings()["interview"]
}
CODES = codings()["code"]
FILES = {file.name: file for file in sample_files()}


def one_per_format() -> list[str]:
    """A coded sample of every format."""
    chosen: dict[str, str] = {}
    for name in sorted(PLANNED):
        if PLANNED[name]:
            chosen.setdefault(Path(name).suffix, name)
    return list(chosen.values())


def test_there_is_a_sample_of_every_format() -> None:
    kinds = {"text": ".txt", "markdown": ".md"}
    assert {Path(name).suffix for name in one_per_format()} >= set(FORMATS) - {".text", ".markdown"} - set(
        kinds.values()
    )


def place(text: str, coding: dict[str, Any]) -> tuple[int, int]:
    """Where the passage of a planned coding stands."""
    found = passage(text, coding["words"], coding.get("until"))
    assert found is not None
    return found


def by_study(path: Path, names: list[str]) -> None:
    """The job by the study's own door."""
    coders = sorted({coding["coder"] for name in names for coding in PLANNED[name]})
    with Study.create(path, coder=coders[0]) as study:
        for code in CODES:
            study.add_code(code["name"], key=code["key"], parent=code.get("parent"))
        for name in names:
            prepared = study.prepare(FILES[name])
            prepared.accept_all()
            study.store(prepared)
    for coder in coders:
        with Study.open(path, coder=coder) as study:
            for interview, name in zip(study.interviews(), names, strict=True):
                text = study.transcript(interview.id).text
                for coding in PLANNED[name]:
                    if coding["coder"] == coder:
                        start, end = place(text, coding)
                        stance = Stance(coding["stance"]) if "stance" in coding else None
                        study.add_coding(
                            interview.id, coding["code"], start, end, stance=stance, memo=coding.get("memo", "")
                        )


def by_commands(path: Path, names: list[str], cli: Cli) -> None:
    """The job by commands; the words to code are those that a user would copy from the transcript."""
    coders = sorted({coding["coder"] for name in names for coding in PLANNED[name]})

    def run(*arguments: object) -> str:
        ran = cli(*arguments)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    run("new", path, "--coder", coders[0])
    with Study.open(path, coder=coders[0]) as study:
        for code in CODES:
            study.add_code(code["name"], key=code["key"], parent=code.get("parent"))
    run("import", path, *(FILES[name] for name in names), "--accept", "--coder", coders[0])
    rows = json.loads(run("interviews", path, "--json"))
    for row, name in zip(rows, names, strict=True):
        with Study.open(path, read_only=True) as study:
            text = study.transcript(row["id"]).text
        for coding in PLANNED[name]:
            start, end = place(text, coding)
            before = sum(text.startswith(text[start:end], place) for place in range(start))
            more: list[object] = []
            for option in ("stance", "memo"):
                if option in coding:
                    more += [f"--{option}", coding[option]]
            run(
                "code", path, "--interview", row["reference"], "--code", coding["code"], "--text", text[start:end],
                "--occurrence", before + 1, "--coder", coding["coder"], *more,
            )  # fmt: skip


def comparable(rows: list[QuoteRow]) -> list[dict[str, Any]]:
    """Rows without the ids, which every study has of its own."""
    return [asdict(replace(row, id="", interview="")) for row in rows]


@pytest.fixture
def both(tmp_path: Path, cli: Cli) -> tuple[Path, Path]:
    """The job done twice, on a sample of every format."""
    names = one_per_format()
    ways = tmp_path / "study.study", tmp_path / "commands.study"
    by_study(ways[0], names)
    by_commands(ways[1], names, cli)
    return ways


def test_commands_and_study_give_the_same_quotes(both: tuple[Path, Path], tmp_path: Path, cli: Cli) -> None:
    quotes = []
    for path in both:
        with Study.open(path, read_only=True) as study:
            assert study.check() == []
            quotes.append(comparable(study.quotes()))
            for wanted in (QuoteFilter(section="4.2"), QuoteFilter(stance=Stance.CONTRADICTS), QuoteFilter(school=7)):
                quotes[-1] += comparable(study.quotes(wanted))
    assert quotes[0] == quotes[1]
    assert len(quotes[0]) >= len(one_per_format()) * 4
    printed = [
        [
            {key: value for key, value in row.items() if key not in ("id", "interview")}
            for row in json.loads(cli("quotes", path, "--json").stdout)
        ]
        for path in both
    ]
    assert printed[0] == printed[1]
    assert [row["quote"] for row in printed[0]] == [row["quote"] for row in quotes[0]][: len(printed[0])]
    tables = []
    for path in both:
        out = tmp_path / f"{path.stem}.csv"
        assert cli("export", path, "quotes", "-o", out).returncode == 0
        tables.append(out.read_bytes())
    assert tables[0] == tables[1]
