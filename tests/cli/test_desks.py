"""Desks on the command line: handed out, merged, told as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from tests.cli.test_contract import documented_keys, keys_of

Cli = Callable[..., CompletedProcess[str]]


def test_a_desk_is_handed_out_blind_and_merged(made: Path, cli: Cli, tmp_path: Path) -> None:
    desk = tmp_path / "cor.study"
    ran = cli("handout", made, "-o", desk, "--coder", "Cor", "--blind", "--json")
    assert ran.returncode == 0, ran.stderr
    handed = json.loads(ran.stdout)
    assert (handed["codings"], handed["blind"]) == (0, True)
    assert keys_of(handed) == documented_keys("handout")
    assert cli("handout", made, "-o", desk).returncode == 1
    interview = json.loads(cli("interviews", desk, "--json").stdout)[1]["reference"]
    words = "als een meisje iets met dieren wil"
    ran = cli("code", desk, "--interview", interview, "--code", "V4", "--text", words, "--coder", "Cor")
    assert ran.returncode == 0, ran.stderr
    looked = json.loads(cli("merge", made, desk, "--dry-run", "--json").stdout)
    assert {"coder": "Cor", "kind": "codings", "new": 1, "changed": 0, "gone": 0} in looked["incoming"]
    ran = cli("merge", made, desk)
    assert ran.returncode == 0, ran.stderr
    assert "Cor\tcodings\t1 new" in ran.stdout
    assert "Merged." in ran.stderr
    again = json.loads(cli("merge", made, desk, "--json").stdout)
    assert not again["changed"]
    assert again["conflicts"] == []
    assert set(again) <= documented_keys("merge")
    ran = cli("merge", made, made)
    assert (ran.returncode, "itself" in ran.stderr) == (1, True)
