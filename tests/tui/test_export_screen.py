"""Exporting quotes from the screen into real files."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest
from textual.widgets import Button, Input, RadioSet, Select

from interview_coder.domain.exports import KINDS, ExportKind
from interview_coder.domain.model import QuoteFilter, Stance
from interview_coder.study import ExportReport, Study
from interview_coder.tui.screens.export import ExportScreen
from interview_coder.tui.widgets.path_picker import PathPicker
from interview_coder.tui.widgets.toggles import Choice, Tick

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch


@pytest.fixture
def coded(study_file: Path) -> Path:
    """The study with three codings: two stages (one a contradiction), one of a condition."""
    with Study.open(study_file, coder="Anna") as study:
        first, second = study.interviews()
        stages = study.code("stages")
        study.add_coding(first.id, stages.id, 0, 10, stance=Stance.SUPPORTS)
        study.add_coding(second.id, stages.id, 5, 20, stance=Stance.CONTRADICTS)
        study.add_coding(first.id, study.code("V1").id, 12, 30)
    return study_file


async def opened(drive: Drive, wanted: QuoteFilter | None = None) -> list[Any]:
    result: list[Any] = []
    drive.app.push_screen(ExportScreen(drive.study, wanted), result.append)
    await drive.settled()
    return result


async def press(drive: Drive, *keys: str) -> None:
    await drive.keys(*keys)
    await drive.settled()


async def test_quotes_are_counted_filtered_and_written(coded: Path, launch: Launch) -> None:
    async with launch(coded, size=(80, 24)) as drive:
        result = await opened(drive)
        assert "3 quotes" in drive.shown()
        assert "redacted in the study later" in drive.shown()
        # Markdown, and the quotes of one stance, by the arrows alone.
        await press(drive, "tab", "enter", "down", "down", "down", "enter")
        assert "test-quotes.md" in drive.shown()
        drive.app.screen.query_one("#filter-stance", Select).focus()
        await press(drive, "enter", "down", "down", "enter")
        assert "1 quote" in drive.shown()
        await press(drive, "ctrl+s")
        assert "written to" in drive.shown()
        text = (coded.parent / "test-quotes.md").read_text()
        assert "2. Helpende Zorg & Welzijn" in text
        assert "1. Dierverzorging 2" not in text
        await press(drive, "escape")
        assert result == [coded.parent / "test-quotes.md"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_everything_is_in_view(coded: Path, launch: Launch, size: tuple[int, int]) -> None:
    async with launch(coded, size=size) as drive:
        await opened(drive)
        for label in ("Format", "Code", "Stance", "Words", "Language", "File", "3 quotes", "Export", "Close"):
            assert label in drive.shown()


async def test_a_filter_of_the_caller_is_where_the_form_begins(coded: Path, launch: Launch) -> None:
    async with launch(coded) as drive:
        await opened(drive, QuoteFilter(code="stages", school=1))
        assert "1 quote" in drive.shown()
        assert isinstance(drive.app.screen, ExportScreen)
        wanted = drive.app.screen.wanted()
        assert (wanted.code, wanted.school) == (drive.study.code("stages").id, 1)
        drive.app.screen.query_one("#filter-school", Select).focus()
        await press(drive, "enter", "home", "enter")
        assert "2 quotes" in drive.shown()


async def test_an_existing_file_is_replaced_only_when_asked(coded: Path, launch: Launch) -> None:
    target = coded.parent / "test-quotes.docx"
    target.write_text("mine")
    async with launch(coded) as drive:
        await opened(drive)
        await press(drive, "ctrl+s")
        assert "Replace test-quotes.docx?" in drive.shown()
        await press(drive, "n")
        assert target.read_text() == "mine"
        await press(drive, "ctrl+s", "y")
        assert "3 quotes written to" in drive.shown()
        assert target.read_bytes()[:2] == b"PK"


async def test_the_place_is_chosen_in_the_path_picker(coded: Path, launch: Launch) -> None:
    (coded.parent / "out").mkdir()
    async with launch(coded) as drive:
        await opened(drive)
        await press(drive, "ctrl+w", "home")
        await press(drive, "ctrl+k", "word:out/")
        await press(drive, "word:tabel", "enter", "ctrl+s")
        assert (coded.parent / "out" / "tabel.docx").is_file()


async def test_nothing_fits_nothing_is_written(coded: Path, launch: Launch) -> None:
    async with launch(coded) as drive:
        await opened(drive, QuoteFilter(code="vsv"))
        code = drive.study.code("vsv").name
        assert f"Nothing fits Code {code}" in " ".join(drive.shown().split())
        await press(drive, "ctrl+s")
        assert not list(coded.parent.glob("*.docx"))


async def test_stopping_leaves_no_file(coded: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch) -> None:
    async with launch(coded) as drive:
        await opened(drive)
        real = Study.export_quotes

        def stopped_on_the_way(study: Study, path: Path, *args: Any, **options: Any) -> ExportReport:
            # The user stops before the first row is written.
            assert isinstance(drive.app.screen, ExportScreen)
            drive.app.call_from_thread(drive.app.screen.action_back)
            return real(study, path, *args, **options)

        monkeypatch.setattr(Study, "export_quotes", stopped_on_the_way)
        await press(drive, "ctrl+s")
        assert "No file was written" in drive.said()
        assert list(coded.parent.glob("*quotes*")) == []


async def test_how_far_it_is_stands_on_the_form_and_keys_are_answered_meanwhile(
    coded: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, go = threading.Event(), threading.Event()
    real = Study.export_quotes

    def slow(study: Study, *args: Any, **options: Any) -> ExportReport:
        options["progress"](1_200, 5_000)
        told.set()
        assert go.wait(20)
        return real(study, *args, **options)

    monkeypatch.setattr(Study, "export_quotes", slow)
    async with launch(coded) as drive:
        await opened(drive)
        await drive.keys("ctrl+s")
        await drive.reached(told)
        await drive.keys("question_mark")
        assert not isinstance(drive.app.screen, ExportScreen)
        await drive.keys("escape")
        assert "1,200 of 5,000" in drive.shown()
        await drive.keys("escape")
        assert "Stopping…" in drive.shown()
        go.set()
        await drive.settled()
        assert "No file was written" in drive.said()
        assert list(coded.parent.glob("*quotes*")) == []


async def choose_kind(drive: Drive, kind: ExportKind) -> None:
    drive.app.screen.query_one("#what", Select).value = kind
    await drive.settled()


async def test_the_redaction_log_is_written_from_the_same_form(coded: Path, launch: Launch, tmp_path: Path) -> None:
    talk = tmp_path / "08_dierverzorging-2.txt"
    talk.write_text("I: Hoe gaat het?\nR: Jan de Vries woont in Rotterdam, en Jan de Vries blijft.", encoding="utf-8")
    async with launch(coded, size=(80, 24)) as drive:
        prepared = drive.study.prepare(talk)
        prepared.accept_all()
        drive.study.store(prepared)
        await opened(drive)
        # The last of the list.
        await press(drive, "enter", "end", "enter")
        assert "test-redactions.docx" in drive.shown()
        assert "For the data officer" in drive.shown()
        assert "Stance" not in drive.shown()
        # And back: the place follows what is written.
        await choose_kind(drive, ExportKind.QUOTES)
        assert "test-quotes.docx" in drive.shown()
        assert "3 quotes" in drive.shown()
        await choose_kind(drive, ExportKind.REDACTIONS)
        drive.app.screen.query_one("#format", Select).value = ".md"
        await drive.settled()
        await press(drive, "ctrl+s")
        assert "lines written to" in drive.shown()
        text = (coded.parent / "test-redactions.md").read_text(encoding="utf-8")
        assert "8. Dierverzorging 2" in text
        assert "Jan" not in text


@pytest.mark.full
async def test_every_kind_is_written_in_every_format_from_the_form(coded: Path, launch: Launch) -> None:
    with Study.open(coded) as study:
        study.add_passage_memo(study.interviews()[0].id, 0, 8, "Let op")
        study.collect([row.id for row in study.quotes()][:1])
    # The one needs names that were taken out, the other a second coder.
    kinds = {kind: known for kind, known in KINDS.items() if kind not in (ExportKind.REDACTIONS, ExportKind.AGREEMENT)}
    async with launch(coded) as drive:
        await opened(drive)
        for kind, known in kinds.items():
            await choose_kind(drive, kind)
            for suffix in known.formats:
                drive.app.screen.query_one("#format", Select).value = suffix
                await drive.settled()
                await press(drive, "ctrl+s")
                assert "written to" in drive.shown(), (kind, suffix, drive.shown())
        formats = [suffix for known in kinds.values() for suffix in known.formats]
        files = [file for file in coded.parent.iterdir() if file.suffix in formats]
        assert sorted(file.suffix for file in files) == sorted(formats)
        assert all(file.stat().st_size for file in files)
        assert not list(coded.parent.glob(".*tmp"))


async def test_what_was_chosen_last_comes_back(coded: Path, launch: Launch) -> None:
    async with launch(coded) as drive:
        await opened(drive)
        await choose_kind(drive, ExportKind.APPENDIX)
        screen = drive.app.screen
        screen.query_one("#filter-school", Select).value = 1
        screen.query_one("#format", Select).value = ".html"
        screen.query_one("#context", Tick).value = True
        screen.query_one("#language", RadioSet).query(Choice).last().value = True
        await drive.settled()
        await press(drive, "ctrl+s")
        assert "2 quotes written to" in drive.shown()
    words = (coded.parent / "test-appendix.html").read_text(encoding="utf-8")
    assert 'lang="en"' in words
    async with launch(coded) as drive:
        await opened(drive)
        assert "test-appendix.html" in drive.shown()
        assert "2 quotes" in drive.shown()
        assert drive.app.screen.query_one("#context", Tick).value
        await press(drive, "escape")
        # A caller who knows what is wanted is not answered with what was wanted last.
        await opened(drive, QuoteFilter(code="stages"))
        assert "test-quotes.docx" in drive.shown()


async def test_a_query_counts_and_a_wrong_one_is_told(coded: Path, launch: Launch) -> None:
    with Study.open(coded) as study:
        study.save_query("tegen", "stages AND stance = contradicts")
    async with launch(coded) as drive:
        await opened(drive)
        field = drive.app.screen.query_one("#where-query", Input)
        field.value = "stages"
        await drive.settled()
        assert "2 quotes" in drive.shown()
        field.value = "Tegen"
        await drive.settled()
        assert "1 quote" in drive.shown()
        field.value = "stages AND"
        await drive.settled()
        assert drive.app.screen.query_one("#write", Button).disabled
        field.value = "stages AND school = 77"
        await drive.settled()
        await press(drive, "ctrl+s")
        assert not list(coded.parent.glob("*.docx"))
        # It may have words of a text in it: it is remembered, but not on the disk.
        field.value = "stages AND NOT text ~ stageplaatsen"
        await drive.settled()
        await press(drive, "ctrl+s", "escape")
        await opened(drive)
        assert drive.app.screen.query_one("#where-query", Input).value == "stages AND NOT text ~ stageplaatsen"
        assert "stageplaatsen" not in drive.app.settings.path.read_text(encoding="utf-8")


async def test_a_template_gives_the_word_file_its_looks(coded: Path, launch: Launch, tmp_path: Path) -> None:
    template = tmp_path / "huis.docx"
    own = docx.Document()
    own.sections[0].footer.paragraphs[0].text = "Instituut"
    own.save(str(template))
    async with launch(coded) as drive:
        await opened(drive)
        drive.app.screen.query_one("#template", Button).press()
        await drive.settled()
        assert isinstance(drive.app.screen, PathPicker)
        drive.app.screen.dismiss([template])
        await drive.settled()
        assert "huis.docx" in drive.shown()
        await press(drive, "ctrl+s")
        assert "3 quotes written to" in drive.shown()
    made = docx.Document(str(coded.parent / "test-quotes.docx"))
    assert made.sections[0].footer.paragraphs[0].text == "Instituut"


async def test_a_log_without_any_line_is_not_written(coded: Path, launch: Launch) -> None:
    async with launch(coded) as drive:
        await opened(drive)
        await choose_kind(drive, ExportKind.REDACTIONS)
        await press(drive, "ctrl+s")
        assert "No names were taken out yet" in drive.shown()
        assert not list(coded.parent.glob("*.docx"))


async def test_quitting_while_writing_leaves_no_file(
    coded: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with launch(coded) as drive:
        await opened(drive)
        real = Study.export_quotes

        def quit_on_the_way(study: Study, path: Path, *args: Any, **options: Any) -> ExportReport:
            drive.app.call_later(drive.app.action_quit)
            while not drive.app.waits_to_close:
                threading.Event().wait(0.005)
            return real(study, path, *args, **options)

        monkeypatch.setattr(Study, "export_quotes", quit_on_the_way)
        await press(drive, "ctrl+s")
        await drive.app.all_closed()
        assert list(coded.parent.glob("*quotes*")) == []
        assert list(coded.parent.glob(".*tmp")) == []
