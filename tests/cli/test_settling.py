"""Settling differences and versions of the codebook on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from tests.cli.test_agreement import twice

__all__ = ["twice"]

Cli = Callable[..., CompletedProcess[str]]


def test_a_difference_is_settled_listed_and_asked_for(twice: Path, cli: Cli) -> None:
    found = json.loads(cli("differences", twice, "Anna", "Bram", "--json").stdout)
    number = found["unsettled"]
    assert number == len(found["differences"]) > 1
    difference = found["differences"][0]
    coding = [*difference["first"], *difference["second"]][0]["id"]
    args = ("settle", twice, "Anna", "Bram", coding, "--coder", "Carla")
    assert cli(*args).returncode == 2
    ran = cli(*args, "--take", "both", "--note", "besproken", "--json")
    made = json.loads(ran.stdout)
    assert (made["decision"], made["note"], made["coder"]) == ("both", "besproken", "Carla")
    assert json.loads(cli("settlements", twice, "--json").stdout) == [made]
    again = json.loads(cli("differences", twice, "Anna", "Bram", "--json").stdout)
    assert (again["unsettled"], again["differences"][0]["settlement"]) == (number - 1, made)
    before = json.loads(cli("quotes", twice, "--json").stdout)
    assert json.loads(cli("quotes", twice, "--coder", "consensus", "--json").stdout)
    assert cli("settle", twice, "--agreed", "--alone").stderr.startswith("2 passages")
    assert json.loads(cli("quotes", twice, "--json").stdout) == before
    assert "besproken" in cli("settlements", twice).stdout
    assert cli("settlements", twice, "--remove", made["id"]).stderr == "Nothing was settled.\n"
    assert cli("settle", twice, "--agreed", coding).returncode == 2


def test_words_name_a_difference_as_well(twice: Path, cli: Cli) -> None:
    third = json.loads(cli("interviews", twice, "--json").stdout)[2]["reference"]
    where = ("settle", twice, "Anna", "Bram", "--take", "second", "--interview", third, "--text")
    made = json.loads(cli(*where, "genoeg stages", "--json").stdout)
    assert made["decision"] == "second"
    ran = cli(*where, "De meesten")
    assert (ran.returncode, "do not differ there" in ran.stderr) == (1, True)
    assert cli(*where[:-3], "--text", "genoeg").returncode == 2
    assert cli(*where[:-1]).returncode == 2


def test_versions_are_frozen_and_compared(twice: Path, cli: Cli) -> None:
    assert "never frozen" in cli("versions", twice).stderr
    (made,) = json.loads(cli("versions", twice, "--freeze", "Ronde 1", "--note", "proef", "--json").stdout)
    assert (made["name"], made["note"], made["codings"]) == ("Ronde 1", "proef", 0)
    assert json.loads(cli("changes", twice, "Ronde 1", "--json").stdout) == []
    assert cli("changes", twice, "Ronde 1").stderr == "Nothing changed.\n"
    assert cli("changes", twice, "Ronde 2").returncode == 1
    assert json.loads(cli("redefined", twice, "--json").stdout) == []
    assert cli("redefined", twice).stderr == "No code was defined anew after use.\n"
    assert "never frozen" in cli("versions", twice, "--remove", "ronde 1").stderr
