"""The real app over a real study on disk, driven by keys."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from textual import events, strip
from textual._compositor import Compositor, InlineUpdate
from textual.css.stylesheet import Stylesheet
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.worker import Worker

from interview_coder.domain.model import Draft, DraftSpeaker, DraftTurn, Metadata, Role
from interview_coder.intake import Prepared
from interview_coder.study import Study
from interview_coder.tui.app import InterviewCoder
from interview_coder.tui.base import Confirm
from interview_coder.tui.screens.workbench import Workbench

_parse_rules = Stylesheet._parse_rules
_rules: dict[Any, Any] = {}


def _parsed_once(sheet: Stylesheet, *source: Any, **options: Any) -> Any:
    key = (source, tuple(sorted(options.items())), tuple(sorted(sheet._variables.items())))
    if key not in _rules:
        _rules[key] = _parse_rules(sheet, *source, **options)
    return _rules[key]


# A sixth of the time of these tests went into reading the same style sheets for every app anew.
Stylesheet._parse_rules = _parsed_once  # type: ignore[method-assign,assignment]

_render_update = Compositor.render_update


def _drawn_when_looked_at(compositor: Compositor, full: bool = False, **options: Any) -> Any:
    return _render_update(compositor, full, **options) if full else None


# More than a quarter of it went into drawing each step of what no terminal shows: a screen is drawn when the keys of a
# test are pressed and answered, and when a test looks; where ``every_step_drawn`` is asked for as in a terminal.
Compositor.render_update = _drawn_when_looked_at  # type: ignore[method-assign,assignment]


class _NothingKept:
    """A cache that keeps nothing."""

    def get(self, _key: object) -> None:
        return None

    def __setitem__(self, _key: object, _value: object) -> None:
        pass


# Each line of a screen makes seven caches of what it is cut into, for a screen that is drawn many times.
_nothing_kept = _NothingKept()
strip.FIFOCache = lambda _size: _nothing_kept  # type: ignore[assignment,attr-defined,return-value]


@pytest.fixture
def every_step_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has each step of a screen drawn, as a terminal would."""
    monkeypatch.setattr(Compositor, "render_update", _render_update)


TURNS = (
    "Hoe gaat de intake hier?",
    "Wij kijken naar de stageplaatsen. Als er geen stage is, houdt het op. [lacht] Zo simpel is het.",
    "En de ouders?",
    "De ouders willen dat ze hier blijven. Het beroep heeft een goed beeld.",
    "Bent u het daarmee eens?",
    "Ja, al het andere is bijzaak. De leerling heeft al gekozen.",
)


def add_interview(study: Study, *turns: str, school: int | None = 1, programme: str = "Dierverzorging 2") -> str:
    """Store an interview of turns by an interviewer and a respondent; returns its id."""
    prepared = Prepared(
        file="interview.txt",
        draft=Draft(
            turns=tuple(DraftTurn(index % 2, text) for index, text in enumerate(turns)),
            speakers=(DraftSpeaker("Interviewer", Role.INTERVIEWER), DraftSpeaker("Respondent 1", Role.RESPONDENT)),
        ),
        finds=[],
        decisions=[],
        metadata=Metadata(school=school, programmes=(programme,) if programme else ()),
    )
    return study.store(prepared, force=True).interview.id


@pytest.fixture
def study_file(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with the mbo codebook and two interviews, closed; Anna codes."""
    made = tmp_path_factory.getbasetemp() / "made once.study"
    if not made.is_file():
        with Study.create(made, coder="Anna", title="Ombuigen", language="en") as study:
            add_interview(study, *TURNS)
            add_interview(study, *reversed(TURNS), school=2, programme="Helpende Zorg & Welzijn")
    return shutil.copyfile(made, tmp_path / "test.study")


@dataclass
class Drive:
    """The app and its pilot, with what tests ask most."""

    app: InterviewCoder
    pilot: Pilot[None]
    toasts: list[str] = field(default_factory=list)

    @property
    def bench(self) -> Workbench:
        """The workbench, wherever it is in the stack."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Workbench))

    @property
    def opened(self) -> str:
        """The id of the interview on screen."""
        assert self.bench.opened is not None
        return self.bench.opened.id

    @property
    def study(self) -> Study:
        """The study that the app has open."""
        assert self.app.study is not None
        return self.app.study

    async def keys(self, *keys: str) -> None:
        """Press keys, each as a user would: ``"word:..."`` types the letters behind the colon."""
        for key in keys:
            if key.startswith("word:"):
                self._type(key[5:])
                await self.pilot.pause()
            else:
                await self.pilot.press(key)
            await self._read()
        await self.pilot.pause()
        # The inspector is drawn behind the text, so that no key waits for it.
        await self.until(lambda: not getattr(self.app.screen, "_inspecting", False))
        self._draw()

    def _draw(self) -> None:
        """Have drawn what changed on the topmost screen since it was drawn last."""
        screen, below = self.app.screen, self.app._background_screens
        # In a context of its own: what lies below is remembered in it.
        self.app._display(screen, copy_context().run(_render_update, screen._compositor, screen_stack=below))

    async def _read(self) -> None:
        """Wait for what a screen reads anew after a key, as a user would who looks before the next."""
        reading = False
        while any(worker.group == "read" and not worker.is_finished for worker in self.app.workers):
            reading = True
            await asyncio.sleep(0.005)
        if reading:
            await self.pilot.pause()

    def _type(self, word: str) -> None:
        """Type letters as a quick typist does: the app works through them in order, nobody waits in between."""
        driver = self.app._driver
        assert driver is not None
        for char in word:
            event = events.Key("space" if char == " " else _character_to_key(char), char)
            event.set_sender(self.app)
            driver.send_message(event)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds; after two minutes, more than the slowest machine takes, it never will."""
        last = monotonic() + 120
        while not holds():
            assert monotonic() < last, "it never came to that"
            await asyncio.sleep(0.005)

    async def reached(self, event: threading.Event) -> None:
        """Wait until a thread has come to a place."""
        await self.until(event.is_set)

    async def settled(self) -> None:
        """Wait for the threads at work and the messages under way."""
        groups = {"open", "recent", "search", "paths", "import", "store", "count", "write", "demo", "wait", "model"}
        groups |= {"names", "quit", "read"}
        await self.pilot.pause()
        while busy := [worker for worker in self.app.workers if worker.group in groups and not worker.is_finished]:
            if self._asked(busy):
                break
            await asyncio.sleep(0.01)
        await self.pilot.pause()

    def _asked(self, busy: list[Worker[Any]]) -> bool:
        """Whether nothing is at work but what asks the user something first."""
        return isinstance(self.app.screen, Confirm) and all(worker.group == "open" for worker in busy)

    def said(self) -> str:
        """Every toast up to now, one a line."""
        return "\n".join(self.toasts)

    def shown(self) -> str:
        """What the screen shows, as text: the topmost screen over those below it."""
        compositor, below = self.app.screen._compositor, self.app._background_screens
        drawn = copy_context().run(compositor.render_inline, self.app.size, below)
        assert isinstance(drawn, InlineUpdate)
        return "\n".join("".join(segment.text for segment in strip) for strip in drawn.strips)


Launch = Callable[..., AbstractAsyncContextManager[Drive]]


@pytest.fixture
def launch() -> Launch:
    """Starts the app: ``async with launch(path, size=(120, 40)) as drive``. Toasts are on and recorded."""

    @asynccontextmanager
    async def start(
        path: Path | None = None, *, size: tuple[int, int] = (120, 40), **options: Any
    ) -> AsyncIterator[Drive]:
        app = InterviewCoder(path, coder=options.pop("coder", "Anna"), **options)
        toasts: list[str] = []
        tell = app.notify

        def notify(message: str, **how: Any) -> None:
            toasts.append(message)
            tell(message, **how)

        app.notify = notify  # type: ignore[method-assign]
        async with app.run_test(size=size, notifications=True) as pilot:
            drive = Drive(app, pilot, toasts)
            await drive.settled()
            yield drive
            if app.study is not None:
                app.close_study()

    return start
