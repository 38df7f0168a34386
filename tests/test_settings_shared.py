"""The settings, with several programs at work on them."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from interview_coder.settings import Settings


def test_two_windows_keep_each_others_changes(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    first, second = Settings(file), Settings(file)
    first.set("coder", value="Anna")
    second.set("theme", value="light")
    first.merge("studies", "s", values={"interview": "a", "places": {"a": [1, 2]}})
    second.merge("studies", "s", values={"left": False, "places": {"b": [3, 4]}})
    fresh = Settings(file)
    assert (fresh.coder, fresh.get("theme")) == ("Anna", "light")
    assert fresh.get("studies", "s") == {"interview": "a", "left": False, "places": {"a": [1, 2], "b": [3, 4]}}
    # The window that wrote last knows what the other one wrote.
    assert second.coder == "Anna"


def test_recent_studies_of_two_windows_are_all_kept(tmp_path: Path) -> None:
    studies = [tmp_path / f"{name}.study" for name in "abc"]
    for study in studies:
        study.touch()
    first, second = Settings(tmp_path / "settings.toml"), Settings(tmp_path / "settings.toml")
    first.remember(studies[0])
    second.remember(studies[1])
    first.remember(studies[2])
    assert Settings(first.path).recent() == [studies[2], studies[1], studies[0]]
    second.forget(studies[1])
    assert Settings(first.path).recent() == [studies[2], studies[0]]


def _write(file: Path, name: str) -> None:
    settings = Settings(file)
    for number in range(10):
        settings.set("made", name, str(number), value=number)


def test_programs_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    writers = [multiprocessing.Process(target=_write, args=(file, name)) for name in ("a", "b", "c")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    made = Settings(file).get("made")
    assert {name: len(numbers) for name, numbers in made.items()} == {"a": 10, "b": 10, "c": 10}
    assert not list(tmp_path.glob("*.tmp"))


def test_a_file_with_a_mistake_in_it_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("[keys\nsave = 'f9'\n", encoding="utf-8")
    Settings(file).set("coder", value="Anna")
    assert "f9" in (tmp_path / "settings.broken").read_text(encoding="utf-8")
    assert Settings(file).coder == "Anna"


def test_settings_that_cannot_be_written_hold_while_the_program_runs(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, where the folder should be", encoding="utf-8")
    settings = Settings(tmp_path / "taken" / "settings.toml")
    settings.set("coder", value="Anna")
    assert settings.coder == "Anna"


def test_new_files_are_proposed_where_the_last_one_went_or_in_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = tmp_path / "Documents"
    monkeypatch.setattr("platformdirs.user_documents_dir", lambda: str(documents))
    settings = Settings(tmp_path / "settings.toml")
    assert settings.home() == Path.home()
    documents.mkdir()
    assert settings.home() == documents
    (tmp_path / "used").mkdir()
    settings.set("folder", value=str(tmp_path / "used"))
    assert settings.home() == tmp_path / "used"
    (tmp_path / "used").rmdir()
    assert settings.home() == documents
