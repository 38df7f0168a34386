"""Several coders on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Cli = Callable[..., CompletedProcess[str]]


@pytest.fixture
def twice(made: Path, cli: Cli) -> Path:
    """The small study with two of its interviews coded by a second coder."""
    _first, second, third = [row["reference"] for row in json.loads(cli("interviews", made, "--json").stdout)]
    for interview, code, words, more in [
        (second, "V4", "als een meisje iets met dieren wil", ["--stance", "supports"]),
        (third, "doorstroom", "De meesten stromen door", []),
        (third, "stages", "Zijn er genoeg stages?", []),
    ]:
        ran = cli("code", made, "--interview", interview, "--code", code, "--text", words, "--coder", "Bram", *more)
        assert ran.returncode == 0, ran.stderr
    return made


def test_agreement_as_json_has_every_figure_with_what_it_means(twice: Path, cli: Cli) -> None:
    found = json.loads(cli("agreement", twice, "--json").stdout)
    assert found["coders"] == ["Anna", "Bram"]
    assert len(found["interviews"]) == 2
    assert len(found["left_out"]) == 1
    # 2 + 4 turns by 5 codes that were used there; they differ on V5, V7, stages (twice) and nothing else.
    whole = found["all"]
    assert whole["decisions"] == 6 * 5
    assert whole["figures"]["percent"]["value"] == pytest.approx(26 / 30)
    assert set(whole["figures"]) == {
        *("percent", "cohen_kappa", "fleiss_kappa", "conger_kappa"),
        *("brennan_prediger", "gwet_ac1", "krippendorff_alpha"),
    }
    assert whole["uses"] == {"Anna": 3, "Bram": 5}
    assert [line["name"] for line in found["codes"] if line["figures"]["percent"]["value"] == 1]
    assert all(line["meaning"] for line in [whole, *found["codes"], *found["pairs"], found["stance"]])
    assert found["pairs"][0]["figures"] == whole["figures"]
    assert found["stance"]["decisions"] == 1
    assert found["stance"]["figures"]["percent"]["value"] == 0


def test_agreement_of_one_code_on_the_continuum(twice: Path, cli: Cli) -> None:
    found = json.loads(cli("agreement", twice, "--code", "V4", "--unit", "continuum", "--json").stdout)
    assert [line["name"] for line in found["codes"]] == [found["codes"][0]["name"]]
    assert 0 < found["all"]["figures"]["unitizing_alpha"]["value"] < 1
    assert found["all"]["figures"] == found["codes"][0]["figures"]


def test_agreement_in_words(twice: Path, cli: Cli) -> None:
    ran = cli("agreement", twice, "--unit", "sentence", "--replicates", "50", "--without-interviewers")
    assert ran.returncode == 0
    assert ran.stdout.startswith("Compared by sentences: Anna, Bram\n2 interviews compared.\n1 interview left out")
    assert "Gwet's AC1\t" in ran.stdout
    assert "It rests on 8 passages: too few to say much." in ran.stdout
    assert "Only one of the coders used this code." in ran.stdout
    assert "[lacht]" not in ran.stdout


def test_passages_marked_with_a_code_can_be_the_units(twice: Path, cli: Cli) -> None:
    found = json.loads(cli("agreement", twice, "--unit", "passage", "--passages", "doorstroom", "--json").stdout)
    assert found["all"]["decisions"] == len(found["codes"])
    assert "Doorstroom" not in [line["name"] for line in found["codes"]]


def test_one_coder_gets_a_sentence_and_no_figures(twice: Path, cli: Cli) -> None:
    ran = cli("agreement", twice, "--coder", "Anna")
    assert ran.returncode == 0
    assert "One coder: there is nobody to compare with." in ran.stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--coder", "Niemand"], "no coder “Niemand”"),
        (["--code", "nergens"], "no code “nergens”"),
        (["--interview", "99. X"], "no interview “99. X”"),
        (["--unit", "passage"], "which code"),
        (["--passages", "V4"], "which code"),
        (["--replicates", "1000000"], "replicates"),
    ],
)
def test_what_cannot_be_compared_is_a_sentence(twice: Path, cli: Cli, options: list[str], words: str) -> None:
    ran = cli("agreement", twice, *options)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert words in ran.stderr


def test_consistency_suggests_with_reasons(twice: Path, cli: Cli) -> None:
    references = [row["reference"] for row in json.loads(cli("interviews", twice, "--json").stdout)]
    for code, interview in (("V1", references[0]), ("stages", references[0])):
        ran = cli(
            *("code", twice, "--interview", interview, "--code", code, "--coder", "Anna"),
            *("--text", "Er is hier geen werk voor hen", "--occurrence", "1" if code == "V1" else "2"),
        )
        assert ran.returncode == 0, ran.stderr
    found = json.loads(cli("consistency", twice, "--json").stdout)
    alike = next(one for one in found if one["kind"] == "alike")
    assert len(alike["codes"]) == 2
    assert {passage["text"] for passage in alike["passages"]} == {"Er is hier geen werk voor hen"}
    assert "“werk”" in alike["reasons"][0]
    shown = cli("consistency", twice).stdout
    assert shown.startswith("Passages that read alike but are coded differently\n")
    assert "Er is hier geen werk voor hen" in shown


def test_differences_of_two_coders_are_listed(twice: Path, cli: Cli) -> None:
    found = json.loads(cli("differences", twice, "Anna", "Bram", "--json").stdout)
    assert (found["first"], found["second"], len(found["interviews"])) == ("Anna", "Bram", 2)
    assert found["agreeing"] == 1
    assert sum(found["by_kind"].values()) == len(found["differences"])
    assert sum(one["places"] for one in found["confusion"]) == found["agreeing"] + len(found["differences"])
    borders = next(one for one in found["differences"] if one["kind"] == "other borders")
    assert borders["first"][0]["stance"] == "contradicts"
    shown = cli("differences", twice, "Anna", "Bram").stdout
    assert shown.startswith("Alike in 1 place.\n")
    assert "other borders\t1\n" in shown
    assert "”\tother borders\t" in shown
    assert "V7 −" in shown or "−\t" in shown
    assert cli("differences", twice, "Anna", "Niemand").returncode == 1
