"""Names that are being typed are pointed out, and nothing more: in memos, codes, the picker, and codes in vivo."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, TextArea

from interview_coder.domain.model import Find, NameKind
from interview_coder.redaction import NameRegistry
from interview_coder.study import Study
from interview_coder.tui.base import Plain
from interview_coder.tui.screens.memo import Memo
from interview_coder.tui.widgets import name_hint
from interview_coder.tui.widgets.name_hint import NameHint

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause: what is tested is what comes after it."""
    monkeypatch.setattr(name_hint, "PAUSE", 0.001)


async def hint(drive: Drive) -> str:
    """What is pointed out once the search has come to rest; nothing while the line is hidden."""
    line = drive.app.screen.query_one(NameHint)
    while line._pause is not None and line._pause._task is not None and not line._pause._task.done():
        await drive.pilot.pause(0.005)
    await drive.settled()
    return str(line.content) if line.display else ""


async def test_a_name_in_a_memo_is_pointed_out_and_kept_all_the_same(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        await drive.keys("M", "word:Nog eens vragen naar het beroepsbeeld")
        assert await hint(drive) == ""
        await drive.keys("word: zoals Jan de Vries in Rotterdam zei")
        assert await hint(drive) == (
            "Looks like a name: “Jan de Vries”, “Rotterdam”; only what you redact stays out of the study."
        )
        assert "Looks like a name" in drive.shown()
        # A warning, not a refusal.
        await drive.keys("escape")
        assert drive.study.interview_memo(drive.opened).endswith("zoals Jan de Vries in Rotterdam zei")
        await drive.keys("M", "word: en")
        assert "“Rotterdam”" in await hint(drive)
        drive.app.screen.query_one(TextArea).text = ""
        assert await hint(drive) == ""


async def test_of_many_names_those_typed_last_are_named_and_the_others_counted(
    study_file: Path, launch: Launch
) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        await drive.keys("M", "word:Jan de Vries, Fatima, Rotterdam en Wietske, en ook Xander Schoonhoven")
        assert await hint(drive) == (
            "Looks like a name: “Rotterdam”, “Wietske”, “Xander Schoonhoven” and 2 more; only what you redact stays "
            "out of the study."
        )


async def test_who_is_quicker_than_the_search_is_told_afterwards(
    study_file: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_hint, "PAUSE", 1000)
    async with launch(study_file) as drive:
        await drive.keys("M", "word:Jan de Vries belt", "escape")
        await drive.settled()
        assert "Looks like a name: “Jan de Vries”" in drive.said()
        assert drive.study.interview_memo(drive.opened) == "Jan de Vries belt"


async def test_the_names_of_the_key_file_are_known_while_it_is_open(
    study_file: Path, launch: Launch, tmp_path: Path
) -> None:
    registry = NameRegistry.create(tmp_path / "keys.toml")
    registry.add("zonnebloem", NameKind.ORGANISATION)
    async with launch(study_file) as drive:
        await drive.keys("M", "word:over de zonnebloem")
        assert await hint(drive) == ""
        await drive.keys("escape")
        drive.app.registry = registry
        await drive.keys("M", "word: dus")
        assert "“zonnebloem”" in await hint(drive)


async def test_names_in_codes_are_pointed_out(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        await drive.keys("f3", "a", "word:Band met Rotterdam")
        assert "“Rotterdam”" in await hint(drive)
        drive.app.screen.query_one(Input).value = "Band met de stad"
        assert await hint(drive) == ""
        drive.app.screen.query_one("#definition", TextArea).text = "Zoals Jan de Vries het noemt."
        assert "“Jan de Vries”" in await hint(drive)
        await drive.keys("ctrl+s")
        await drive.settled()
        # What stood there before is not pointed out, what is new is.
        await drive.keys("r")
        assert await hint(drive) == ""


async def test_only_a_new_code_in_the_picker_is_looked_at(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("t", "x", "x", "c", "word:Sta")
        assert await hint(drive) == ""
        await drive.keys("ctrl+k", "ctrl+u", "word:Jan de Vries")
        assert "“Jan de Vries”" in await hint(drive)
        await drive.keys("enter")
        assert drive.study.code("Jan de Vries")


async def test_a_name_in_a_code_in_vivo_is_told(
    study_file: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        Study,
        "names_in",
        lambda _study, text, _registry=None: [
            Find(*match.span(), NameKind.PERSON, 0.9, "name-list") for match in re.finditer("Wij", text)
        ],
    )
    async with launch(study_file) as drive:
        await drive.keys("t", "x", "i")
        await drive.settled()
        assert "Looks like a name: “Wij”" in drive.said()


async def test_typing_goes_on_while_names_are_looked_for(
    study_file: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered, go_on = threading.Event(), threading.Event()

    def slowly(_study: Study, text: str, _registry: object = None) -> list[Find]:
        entered.set()
        assert go_on.wait(10)
        return [Find(0, 3, NameKind.PERSON, 0.9)] if text.startswith("Jan") else []

    monkeypatch.setattr(Study, "names_in", slowly)
    async with launch(study_file) as drive:
        await drive.keys("M", "word:Jan")
        await drive.reached(entered)
        await drive.keys("word: komt")
        assert isinstance(drive.app.screen, Memo)
        assert drive.app.screen.query_one(TextArea).text == "Jan komt"
        go_on.set()
        assert "“Jan”" in await hint(drive)
        assert drive.app.screen.query(Plain)
