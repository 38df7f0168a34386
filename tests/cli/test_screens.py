"""What the commands that open screens hand over to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from interview_coder import cli as commands
from interview_coder.domain.marks import MarkStyle
from interview_coder.domain.model import Mode


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path | None, dict[str, Any]]]:
    """The calls that open screens, with a terminal that is only said to be there."""
    calls: list[tuple[Path | None, dict[str, Any]]] = []

    def run(study: Path | None = None, **options: Any) -> int:
        calls.append((study, options))
        return 0

    monkeypatch.setattr("interview_coder.tui.app.run", run)
    for module in (commands, commands.importing, commands.starting):
        monkeypatch.setattr(module, "has_terminal", lambda: True)
    return calls


def test_an_import_to_be_reviewed_takes_all_that_was_said_to_the_screen(
    cli: Callable[..., CompletedProcess[str]], opened: list[tuple[Path | None, dict[str, Any]]], tmp_path: Path
) -> None:
    ran = cli(
        "import", tmp_path / "a.study", tmp_path / "een.txt", tmp_path / "map", "--keys", tmp_path / "namen.toml",
        "--school", 4, "--programme", "Dierverzorging 2", "--programme", "Helpende", "--sequence", 2,
        "--date", "2019-03-12", "--mode", "telephone", "--model", "nl_core_news_sm", "--marks", "typed",
        "--coder", "Anna", "--force",
    )  # fmt: skip
    assert ran.returncode == 0
    [(study, options)] = opened
    assert study == tmp_path / "a.study"
    assert options == {
        "coder": "Anna",
        "debug": False,
        "force": True,
        "given": {
            "school": 4,
            "programmes": ("Dierverzorging 2", "Helpende"),
            "sequence": 2,
            "date": date(2019, 3, 12),
            "mode": Mode.TELEPHONE,
        },
        "import_paths": [tmp_path / "een.txt", tmp_path / "map"],
        "keys": tmp_path / "namen.toml",
        "marks": MarkStyle.TYPED,
        "model": "nl_core_news_sm",
    }


def test_the_screens_take_all_that_the_command_gives() -> None:
    import inspect

    from interview_coder.tui.app import run

    assert {"coder", "debug", "force", "given", "import_paths", "keys", "marks", "model"} <= set(
        inspect.signature(run).parameters
    )


def test_the_sample_is_opened_as_such(
    cli: Callable[..., CompletedProcess[str]], opened: list[tuple[Path | None, dict[str, Any]]], tmp_path: Path
) -> None:
    assert cli("demo", tmp_path).returncode == 0
    assert opened == [(tmp_path / "voorbeeld.study", {"debug": False, "sample": True})]
