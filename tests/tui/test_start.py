"""The start screen, and what every screen stands on."""

from __future__ import annotations

import importlib
import pkgutil
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.widget import Widget
from textual.widgets import Input

import interview_coder.tui
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import current_language, use_language
from interview_coder.settings import Settings
from interview_coder.study import Study
from interview_coder.tui import themes
from interview_coder.tui.app import InterviewCoder
from interview_coder.tui.screens.start import NewStudy, Start
from interview_coder.tui.screens.workbench import Workbench

if TYPE_CHECKING:
    from tests.tui.conftest import Launch


async def test_a_new_study_is_made_and_opened_by_keyboard(tmp_path: Path, launch: Launch) -> None:
    async with launch() as drive:
        await drive.keys("n")
        assert isinstance(drive.app.screen, NewStudy)
        drive.app.screen.query_one("#file", Input).value = str(tmp_path / "x.study")
        await drive.keys("word:Mijn studie")
        assert drive.app.screen.query_one("#file", Input).value == str(tmp_path / "mijn-studie.study")
        await drive.keys("enter")
        await drive.settled()
        assert isinstance(drive.app.screen, Workbench)
        assert drive.study.info().title == "Mijn studie"
        assert any(code.key == "V7" for code in drive.study.codes())
    assert Settings().recent() == [tmp_path / "mijn-studie.study"]


async def test_a_study_that_is_there_is_not_overwritten(study_file: Path, launch: Launch) -> None:
    before = study_file.read_bytes()
    async with launch() as drive:
        await drive.keys("n")
        drive.app.screen.query_one("#file", Input).value = str(study_file)
        await drive.keys("ctrl+s")
        assert isinstance(drive.app.screen, NewStudy)
        assert "is there already" in drive.shown()
    assert study_file.read_bytes() == before


async def test_recent_studies_show_their_counts_and_can_be_forgotten(study_file: Path, launch: Launch) -> None:
    Settings().remember(study_file)
    async with launch() as drive:
        await drive.settled()
        assert "Ombuigen" in drive.shown()
        assert "2 interviews" in drive.shown()
        await drive.keys("delete")
        assert "Ombuigen" not in drive.shown()
    assert Settings().recent() == []
    assert study_file.exists()


async def test_a_file_that_is_no_study_gets_a_sentence(tmp_path: Path, launch: Launch) -> None:
    path = tmp_path / "[red]not[b].study"
    path.write_text("not a study")
    Settings().remember(path)
    async with launch(path) as drive:
        await drive.settled()
        assert isinstance(drive.app.screen, Start)
        assert drive.toasts
        assert "Traceback" not in drive.said()


async def test_language_theme_and_name_are_kept(launch: Launch) -> None:
    async with launch() as drive:
        await drive.keys("l")
        assert current_language() == "nl"
        await drive.keys("ctrl+t")
        await drive.keys("c", "end", "word: Jansen", "enter")
        await drive.settled()
        assert "Jansen" in drive.shown()
    settings = Settings()
    assert settings.language == "nl"
    assert settings.get("theme") == themes.LIGHT
    assert settings.coder.endswith(" Jansen")
    async with launch() as drive:
        assert drive.app.theme == themes.LIGHT


@pytest.mark.parametrize("language", ["en", "nl"])
async def test_help_and_handbook_open_everywhere(study_file: Path, launch: Launch, language: str) -> None:
    use_language(language)
    async with launch(study_file) as drive:
        await drive.keys("?")
        shown = drive.shown()
        assert "PgDn" in shown or "." in shown
        await drive.keys("escape", "f1")
        assert ("Handboek" if language == "nl" else "Handbook") in drive.shown()
        await drive.keys("escape", "f10")
        await drive.settled()
        await drive.keys("f1", "escape", "?", "escape")
        assert isinstance(drive.app.screen, Start)


async def test_help_tells_the_keys_of_the_place_with_the_focus(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("f2", "?")
        text = str(drive.app.screen.query_one("#table").render())
        assert text.index("In the list of interviews") < text.index("In the transcript") < text.index("Everywhere")


async def test_a_sentence_for_the_user_is_told_and_work_goes_on(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:

        def fail(*_args: Any, **_fields: Any) -> None:
            raise InvalidInputError("Dat kan niet: [@click=app.quit]x[/]")

        drive.study.set_status = fail  # type: ignore[method-assign]
        await drive.keys("D", "f2", "space")
        assert drive.toasts == ["Dat kan niet: [@click=app.quit]x[/]"] * 2
        assert "[@click=app.quit]" in drive.shown()
        assert isinstance(drive.app.screen, Workbench)


async def test_a_mistake_of_the_program_ends_in_a_sentence_without_words_of_users(
    study_file: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    app = InterviewCoder(study_file, coder="Anna")

    def fail() -> None:
        geheim = "geheime woorden"
        raise ValueError(geheim)

    async def use() -> None:
        async with app.run_test() as pilot:
            await pilot.pause()
            app.call_later(fail)
            await pilot.pause()

    with pytest.raises(ValueError):
        await use()
    if app.study is not None:
        app.study.close()
    said = capsys.readouterr()
    assert "geheime" not in said.out + said.err + caplog.text
    assert "stopped because of a mistake" in said.err


async def test_a_study_opened_by_name_of_file_in_the_picker(study_file: Path, launch: Launch) -> None:
    Settings().set("folder", value=str(study_file.parent))
    async with launch() as drive:
        await drive.keys("o")
        await drive.settled()
        await drive.keys("word:test", "enter")
        await drive.settled()
        assert isinstance(drive.app.screen, Workbench)


def test_all_looks_have_the_same_variables() -> None:
    first, *others = themes.THEMES
    assert len(others) >= 2
    for look in others:
        assert look.variables.keys() == first.variables.keys(), look.name


def test_no_two_widgets_have_the_same_name() -> None:
    """Style sheets go by name: those of the one would shape the other, once both were seen."""

    def below(kind: type[Widget]) -> Iterator[type[Widget]]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    for module in pkgutil.walk_packages(interview_coder.tui.__path__, "interview_coder.tui."):
        importlib.import_module(module.name)
    names = Counter(kind.__name__ for kind in {*below(Widget)} if kind.__module__.startswith("interview_coder."))
    assert [name for name, times in names.items() if times > 1] == []


def test_a_study_is_left_as_it_was_by_looking_into_it(study_file: Path) -> None:
    with Study.open(study_file, read_only=True) as study:
        assert study.info().interviews == 2


async def test_keys_typed_before_a_study_is_there_do_no_harm(study_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = threading.Event()
    opened = Study.open

    def late(*given: Any, **named: Any) -> Study:
        typed.wait()
        return opened(*given, **named)

    monkeypatch.setattr(Study, "open", late)
    app = InterviewCoder(study_file, coder="Anna")
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, Start)
        for key in ("escape", "enter", "n", "o", "d", "delete", "w", "down"):
            await pilot.press(key)
        assert isinstance(app.screen, Start)
        typed.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, Workbench)
        await pilot.press("question_mark")
        assert not isinstance(app.screen, Workbench)


async def test_keys_wait_for_a_screen_that_is_being_made(launch: Launch) -> None:
    async with launch() as drive:
        screen = NewStudy()
        drive.app.push_screen(screen)
        await drive.keys("escape")
        assert isinstance(drive.app.screen, Start)
