"""Names over a whole import: asked for from outside, gone on with later, kept always, marked, in the key file."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.widgets import Input

from interview_coder.domain.marks import MarkStyle
from interview_coder.domain.model import Find, Mode, NameKind
from interview_coder.redaction import NameRegistry
from interview_coder.settings import Settings
from interview_coder.study import ImportReport, Study
from interview_coder.tui.app import InterviewCoder
from interview_coder.tui.screens.import_tray import ImportOrder, Stage
from interview_coder.tui.screens.import_work import ImportRows
from interview_coder.tui.screens.importing import ImportScreen
from interview_coder.tui.screens.kept_words import KeptWords
from interview_coder.tui.screens.language_model import LanguageModel
from interview_coder.tui.screens.review import ReviewScreen
from interview_coder.tui.screens.start import Start
from interview_coder.tui.screens.workbench import Workbench

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch

NAMES = {"Jan de Vries": NameKind.PERSON, "Wil": NameKind.PERSON, "Rotterdam": NameKind.PLACE}
TALK = """I: Hoe gaat de intake bij jullie op school?
R: Jan de Vries zegt dat het in Rotterdam anders gaat, en Wil ook.
I: En bij jullie dan?
R: Met Wil en Jan de Vries samen. {extra}
"""


class Finder:
    """A redactor that knows a few names and those of the key file."""

    def __init__(self, registry: Any = None, model: object = None, known: Sequence[object] = ()) -> None:
        del model, known
        self.names = {**NAMES, **{entry.text: entry.kind for entry in (registry.entries if registry else ())}}

    def find(self, text: str) -> list[Find]:
        found = [
            Find(match.start(), match.end(), kind, 0.4 if words == "Wil" else 0.9, "name-list")
            for words, kind in self.names.items()
            for match in re.finditer(rf"\b{words}\b", text)
        ]
        return sorted(found, key=lambda find: find.start)


@pytest.fixture(autouse=True)
def _finder(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "engine" not in request.fixturenames:
        monkeypatch.setattr("interview_coder.redaction.Redactor", Finder)


@pytest.fixture
def engine() -> None:
    """The test wants the real redactor."""


@pytest.fixture
def study_path(tmp_path: Path) -> Path:
    """An empty study with the mbo codebook."""
    (tmp_path / "work").mkdir()
    path = tmp_path / "work" / "mine.study"
    Study.create(path, coder="Anna", language="nl").close()
    return path


@pytest.fixture
def talks(tmp_path: Path) -> list[Path]:
    """Two transcripts whose names give school and programme."""
    paths = [tmp_path / "07_dierverzorging-2.txt", tmp_path / "08_dierverzorging-2.txt"]
    for number, path in enumerate(paths):
        path.write_text(TALK.format(extra=f"Zo is het {number}."), encoding="utf-8")
    return paths


def importing(drive: Drive) -> ImportScreen:
    return next(screen for screen in drive.app.screen_stack if isinstance(screen, ImportScreen))


def stages(drive: Drive) -> list[Stage]:
    screen = importing(drive)
    return [screen._stage(item) for item in screen.query_one(ImportRows).items]


async def press(drive: Drive, *keys: str) -> None:
    await drive.keys(*keys)
    await drive.settled()


async def choose(drive: Drive, path: Path) -> None:
    """Choose a file by its path, in whatever asks for one."""
    field = drive.app.screen.query_one(Input)
    field.focus()
    field.value = ""
    field.post_message(events.Paste(str(path)))
    await drive.settled()
    await press(drive, "enter")


def words_on_disk(study_path: Path) -> list[str]:
    data = b"".join(file.read_bytes() for file in study_path.parent.rglob("*") if file.is_file())
    return [name for name in NAMES if name.encode() in data]


# From the command line


async def test_an_import_from_the_command_line_goes_straight_to_the_review(
    study_path: Path, talks: list[Path], launch: Launch, tmp_path: Path
) -> None:
    keys = tmp_path / "sleutel.toml"
    given = {"school": 4, "programmes": ("helpende zorg & welzijn",), "date": date(2019, 3, 12), "mode": Mode.TELEPHONE}
    order = ImportOrder((talks[0],), keys=keys, given=given, marks=MarkStyle.TYPED)
    async with launch(study_path, size=(80, 24), order=order) as drive:
        assert isinstance(drive.app.screen, ReviewScreen)
        assert "0 of 5" in drive.shown()
        assert "The key file sleutel.toml is made" in drive.said()
        await press(drive, "A", "A", "A", "f")
        # What was given stands in the place of what the file's name says: nothing is asked.
        assert "Store 1 interview in the study?" in drive.shown()
        await press(drive, "y")
        assert "1 interview imported. 3 names are new in sleutel.toml." in drive.said()
        (interview,) = drive.study.interviews()
        assert interview.reference == "4. Helpende Zorg & Welzijn"
        assert (interview.metadata.date, interview.metadata.mode) == (date(2019, 3, 12), Mode.TELEPHONE)
        assert "[persoon 1] zegt dat het in [plaats 1] anders gaat" in drive.study.transcript(interview.id).text
        await press(drive, "escape")
        # The order is done: the next import begins empty.
        await press(drive, "f5")
        assert stages(drive) == []
    assert {entry.text for entry in NameRegistry.load(keys).entries} == set(NAMES)


async def test_a_forced_order_takes_a_text_in_again(study_path: Path, talks: list[Path], launch: Launch) -> None:
    for force in (False, True):
        async with launch(study_path, order=ImportOrder((talks[0],), force=force)) as drive:
            await press(drive, "f", "y", "y")
            assert stages(drive) == [Stage.STORED]
            assert len(drive.study.interviews()) == 1 + force


async def test_a_study_that_can_only_be_read_says_that_nothing_is_imported(
    study_path: Path, talks: list[Path], launch: Launch
) -> None:
    async with launch(study_path, read_only=True, order=ImportOrder((talks[0],))) as drive:
        assert isinstance(drive.app.screen, Workbench)
        assert "nothing can be imported" in drive.said()


# Leave and go on


async def test_a_review_is_gone_on_with_after_a_restart(study_path: Path, talks: list[Path], launch: Launch) -> None:
    async with launch(study_path, size=(80, 24), order=ImportOrder((talks[0],))) as drive:
        # Three keys, and the program is closed.
        await press(drive, "k", "k", "A", "ctrl+q")
    assert words_on_disk(study_path) == []
    async with launch(study_path, size=(80, 24)) as drive:
        await press(drive, "f5", "o")
        await choose(drive, talks[0])
        assert "4 of 5 names were decided earlier." in drive.shown()
        await press(drive, "enter")
        assert "4 of 5" in drive.shown()
        await press(drive, "f", "y", "y")
        text = drive.study.transcript(drive.study.interviews()[0].id).text
        assert text.split("\n")[1] == "[…] zegt dat het in […] anders gaat, en Wil ook."
        await press(drive, "ctrl+q")
    # Stored, it is forgotten: the same file begins anew.
    with Study.open(study_path) as study:
        assert study.prepare(talks[0]).undecided == 5


async def test_each_decision_is_remembered_as_it_is_made(study_path: Path, talks: list[Path], launch: Launch) -> None:
    async with launch(study_path, order=ImportOrder((talks[0],))) as drive:
        total = drive.study.prepare(talks[0]).undecided
        for done in range(1, total + 1):
            await press(drive, "a")
            assert drive.study.prepare(talks[0]).undecided == total - done
        await press(drive, "u")
        assert drive.study.prepare(talks[0]).undecided == 1


async def test_decisions_that_are_thrown_away_are_forgotten(
    study_path: Path, talks: list[Path], launch: Launch
) -> None:
    async with launch(study_path, size=(80, 24), order=ImportOrder(tuple(talks))) as drive:
        await press(drive, *["a"] * 5, "escape", "t")
        assert drive.study.prepare(talks[0]).undecided == 5
        # Left out of the list: what was decided on it goes too.
        await press(drive, "enter", "a", "escape", "k")
        assert drive.study.prepare(talks[0]).undecided == 4
        await press(drive, "x", "y")
        assert drive.study.prepare(talks[0]).undecided == 5
        # And so with all of the list.
        await press(drive, "enter", "a", "a", "escape", "k")
        assert drive.study.prepare(talks[1]).undecided == 3
        await press(drive, "escape", "t")
        assert drive.study.prepare(talks[1]).undecided == 5


async def test_names_of_a_key_file_opened_meanwhile_are_asked_about_too(
    study_path: Path, talks: list[Path], launch: Launch, tmp_path: Path
) -> None:
    async with launch(study_path, order=ImportOrder((talks[0],))) as drive:
        await press(drive, *["a"] * 5, "ctrl+q")
    registry = NameRegistry.create(tmp_path / "keys.toml")
    registry.add("intake", NameKind.ORGANISATION)
    registry.save()
    async with launch(study_path, size=(80, 24), order=ImportOrder((talks[0],), keys=tmp_path / "keys.toml")) as drive:
        assert isinstance(drive.app.screen, ReviewScreen)
        assert "5 of 6" in drive.shown()


# Kept always


async def test_what_is_kept_always_stays_in_later_imports_and_can_be_taken_back(
    study_path: Path, talks: list[Path], launch: Launch
) -> None:
    async with launch(study_path, size=(80, 24), order=ImportOrder((talks[0],))) as drive:
        await press(drive, "K", "A", "A", "f")
        assert drive.study.kept_words() == []
        await press(drive, "y")
        assert drive.study.kept_words() == ["Wil"]
        await press(drive, "ctrl+q")
    async with launch(study_path, size=(80, 24), order=ImportOrder((talks[1],))) as drive:
        assert "0 of 3" in drive.shown()
        await press(drive, "escape", "w")
        assert isinstance(drive.app.screen, KeptWords)
        assert "Wil" in drive.shown()
        await press(drive, "x", "escape")
        assert drive.study.kept_words() == []
        # The file is read again: the word is asked about.
        assert "5 names" in drive.shown()


async def test_to_keep_always_is_remembered_over_a_restart(study_path: Path, talks: list[Path], launch: Launch) -> None:
    async with launch(study_path, order=ImportOrder((talks[0],))) as drive:
        await press(drive, "K", "A", "A", "ctrl+q")
    async with launch(study_path, size=(80, 24), order=ImportOrder((talks[0],))) as drive:
        await press(drive, "s", "y")
        assert drive.study.kept_words() == ["Wil"]
    async with launch(study_path, order=ImportOrder((talks[1],))) as drive:
        assert isinstance(drive.app.screen, ReviewScreen)
        assert len(drive.app.screen.queue) == 3


async def test_what_is_taken_out_after_all_is_not_kept(study_path: Path, talks: list[Path], launch: Launch) -> None:
    async with launch(study_path, size=(80, 24), order=ImportOrder(tuple(talks))) as drive:
        await press(drive, "K", "u", "A", "A", "A", "f", "enter", "K", "A", "A", "f", "y")
        assert drive.study.kept_words() == ["Wil"]
        assert len(drive.study.interviews()) == 2
        await press(drive, "escape")
        await press(drive, "ctrl+p", "word:stay", "enter")
        assert isinstance(drive.app.screen, KeptWords)


# Marks, key file, model


async def test_typed_marks_show_their_numbers_before_anything_is_stored(
    study_path: Path, talks: list[Path], launch: Launch, tmp_path: Path
) -> None:
    async with launch(study_path, size=(130, 40)) as drive:
        await press(drive, "f5")
        assert "Marks: […]" in drive.shown()
        await press(drive, "m")
        assert "Marks: [persoon]" in drive.shown()
        assert drive.study.mark_style() is MarkStyle.TYPED
        await press(drive, "o")
        await choose(drive, talks[0])
        await press(drive, "enter", "v")
        assert "[persoon] zegt dat het in [plaats] anders gaat, en [persoon] ook" in drive.shown()
        await press(drive, "escape", "k", "n")
        await choose(drive, tmp_path / "sleutel.toml")
        assert "Marks: [persoon 1]" in drive.shown()
        await press(drive, "enter", "s", "v")
        assert "[persoon 1] zegt dat het in [plaats 1] anders gaat, en [persoon 2] ook" in drive.shown()
        await press(drive, "down", "down", "down", "down")
        assert "Met [persoon 2] en [persoon 1] samen" in drive.shown()
        assert drive.app.registry is not None
        assert len(drive.app.registry) == 0
        assert NameRegistry.load(tmp_path / "sleutel.toml").entries == ()
        await press(drive, "f", "y", "y")
        # Accepted finds are in the key file, with the numbers of their marks.
        stored = {entry.text: entry.number for entry in NameRegistry.load(tmp_path / "sleutel.toml").entries}
        assert stored == {"Jan de Vries": 1, "Rotterdam": 1, "Wil": 2}
        await press(drive, "m")
        assert drive.study.mark_style() is MarkStyle.PLAIN


async def test_the_key_file_stays_open_until_the_study_closes_and_is_offered_again(
    study_path: Path, launch: Launch, tmp_path: Path
) -> None:
    async with launch(study_path, size=(80, 24)) as drive:
        await press(drive, "ctrl+p", "word:key file", "enter", "n")
        await choose(drive, tmp_path / "sleutel.toml")
        assert "open until the study closes" in drive.said()
        await press(drive, "f5")
        assert "Key file: sleutel.toml" in drive.shown()
        await press(drive, "k")
        assert "again" not in drive.shown()
        await press(drive, "w")
        assert drive.app.registry is None
        await press(drive, "k", "a")
        assert drive.app.registry is not None
        await press(drive, "escape", "f10")
        assert isinstance(drive.app.screen, Start)
        assert drive.app.registry is None
        await press(drive, "enter", "f5")
        assert "Key file: none" in drive.shown()
        await press(drive, "k", "a")
        assert "Key file: sleutel.toml" in drive.shown()


async def test_a_model_that_is_not_installed_is_one_sentence(
    study_path: Path, talks: list[Path], launch: Launch, engine: None
) -> None:
    async with launch(study_path, size=(80, 24)) as drive:
        await press(drive, "ctrl+p", "word:language", "enter")
        assert isinstance(drive.app.screen, LanguageModel)
        await press(drive, "word:nl_no_such", "enter")
        assert "The language model nl_no_such is not installed" in re.sub(r"\s+", " ", drive.shown())
        assert Settings().get("model") is None
        await press(drive, "escape")
        # Set by hand, or gone since: the import says it once, and its files wait.
        drive.app.settings.set("model", value="nl_no_such")
        await press(drive, "f5", "o")
        await choose(drive, talks[0])
        assert drive.said().count("The language model nl_no_such is not installed") == 1
        assert stages(drive) == [Stage.WAITING]
        await press(drive, "g", "ctrl+k", "enter")
        assert Settings().get("model") is None
        assert stages(drive) == [Stage.REVIEW]


async def test_a_model_that_is_installed_is_united_with(
    study_path: Path, talks: list[Path], launch: Launch, tmp_path: Path, engine: None
) -> None:
    import spacy

    nlp = spacy.blank("nl")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "gaat"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "model")
    async with launch(study_path, size=(80, 24)) as drive:
        await press(drive, "f5", "g")
        drive.app.screen.query_one(Input).value = str(tmp_path / "model")
        await press(drive, "enter")
        await press(drive, "o")
        await choose(drive, talks[0])
        item = importing(drive).tray.items[0]
        assert item.prepared is not None
        assert "model" in {find.reason for find in item.prepared.finds}


# Closing while something is stored


async def test_quitting_waits_for_what_is_being_stored(
    study_path: Path, talks: list[Path], launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered, go_on = threading.Event(), threading.Event()
    real = Study.store

    def slowly(study: Study, *args: Any, **options: Any) -> ImportReport:
        entered.set()
        assert go_on.wait(10)
        return real(study, *args, **options)

    monkeypatch.setattr(Study, "store", slowly)
    exits: list[int] = []
    leave = InterviewCoder.exit

    def exiting(app: InterviewCoder, *args: Any, **options: Any) -> None:
        exits.append(len(Study.open(study_path, read_only=True).interviews()))
        leave(app, *args, **options)

    monkeypatch.setattr(InterviewCoder, "exit", exiting)
    async with launch(study_path, size=(80, 24), order=ImportOrder(tuple(talks))) as drive:
        await press(drive, "escape", "A", "y")
        await drive.keys("y")
        await drive.reached(entered)
        await drive.keys("ctrl+q")
        assert "A moment: what you confirmed is being finished" in drive.said()
        assert drive.app.waits_to_close
        assert exits == []
        go_on.set()
        await drive.app.all_closed()
        await drive.settled()
    # Both were confirmed, both are in before the program goes.
    assert exits == [2]
    with Study.open(study_path) as study:
        assert study.check() == []


async def test_closing_the_study_while_a_file_is_read_lets_the_reading_end(
    study_path: Path, talks: list[Path], launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered, go_on = threading.Event(), threading.Event()
    real = Finder.find

    def slowly(finder: Finder, text: str) -> list[Find]:
        entered.set()
        assert go_on.wait(10)
        return real(finder, text)

    monkeypatch.setattr(Finder, "find", slowly)
    async with launch(study_path, size=(80, 24)) as drive:
        await press(drive, "f5", "o")
        field = drive.app.screen.query_one(Input)
        field.focus()
        field.value = str(talks[0])
        await drive.settled()
        await drive.keys("enter")
        await drive.reached(entered)
        await drive.keys("escape", "k", "f10")
        assert isinstance(drive.app.screen, Start)
        assert drive.app.waits_to_close
        go_on.set()
        await drive.app.all_closed()
        # Free for whoever comes next.
        Study.open(study_path).close()
