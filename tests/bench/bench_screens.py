"""The app over the large study: from the key until the change is painted, and committed where there is one.

Keys go in as a terminal sends them, and what a terminal would get is made and thrown away. Times are of the clock, the
wait for the next frame included; the floor is a key in an empty Textual app, timed the same way.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from tests.bench import studies
from tests.bench.bench_data import in_process
from tests.bench.figures import MIB, Figure, p95
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App, ComposeResult
from textual.keys import _character_to_key
from textual.widgets import Static

import interview_coder.tui
from interview_coder.settings import Settings
from interview_coder.tui.app import InterviewCoder
from interview_coder.tui.screens.workbench import Workbench
from interview_coder.tui.tidying import Tidying

SIZE: Final = (120, 40)
HAND: Final = 0.06
"""Seconds from one key to the next, of somebody quick."""


class _Painting:
    """An app that does for a terminal what it always does, and tells when it has."""

    def _display(self, _screen: Any, renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate):
            renderable.render_segments(self.console)  # type: ignore[attr-defined]
        waiting: tuple[Callable[[], bool], asyncio.Event] | None = getattr(self, "waiting", None)
        if waiting is not None and waiting[0]():
            self.painted = time.perf_counter()
            waiting[1].set()


class Empty(_Painting, App[None]):
    """The floor: a word that changes with each key."""

    count = 0

    def compose(self) -> ComposeResult:
        yield Static("0")

    def on_key(self) -> None:
        self.count += 1
        self.query_one(Static).update(str(self.count))


class Coder(_Painting, InterviewCoder):
    """The program."""

    CSS_PATH = str(Path(interview_coder.tui.__file__).with_name("app.tcss"))


async def until(app: Any, act: Callable[[], object], done: Callable[[], bool]) -> float:
    """Milliseconds from an act until what it brings about is painted."""
    event = asyncio.Event()
    app.waiting = (done, event)
    begin = time.perf_counter()
    act()
    await asyncio.wait_for(event.wait(), 60)
    app.waiting = None
    return float(app.painted - begin) * 1000


def press(app: Any, key: str) -> None:
    """A key, as the driver of the terminal sends it."""
    name = _character_to_key(key) if len(key) == 1 else key
    event = events.Key(name, key if len(key) == 1 else None)
    event.set_sender(app)
    app._driver.send_message(event)


async def floor() -> list[float]:
    """Keys in the empty app."""
    app = Empty()
    took = []
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for _key in range(60):
            count = app.count
            took.append(await until(app, lambda: press(app, "x"), lambda count=count: app.count > count))  # type: ignore[misc]
            await pilot.pause()
    return took


@asynccontextmanager
async def workbench(path: Any) -> AsyncIterator[tuple[Coder, Any, Any]]:
    """The program with a study open."""
    settings = studies.WORK / "screens.toml"
    settings.unlink(missing_ok=True)
    app = Coder(path, coder="Anna", settings=Settings(settings))
    async with app.run_test(size=SIZE) as pilot:
        while not (isinstance(app.screen, Workbench) and app.screen.opened):
            await pilot.pause(0.02)
        # As the program itself does on a terminal.
        app.tidying = Tidying(app)
        app.tidying.begin()
        await pilot.pause()
        yield app, app.screen, pilot
        app.close_study()


def figures() -> Iterator[Figure]:
    """All figures of this file."""
    yield from asyncio.run(measured())
    empty, full = (float(in_process(what, module="bench_screens")) for what in ("empty_memory", "huge_memory"))
    name = "memory added, large study and a million words shown"
    yield Figure(name, full - empty, "MiB", empty, 120)


async def measured() -> list[Figure]:
    """The figures that need the app running."""
    empty = await floor()
    found = []
    with_copy = studies.copies(studies.huge(), "screens")
    for copy in with_copy:
        async with workbench(copy) as (app, bench, pilot):
            other = min(bench.interviews, key=lambda one: one.codings)
            for name, codings, target in (
                ("8,000 words, 500 codings", 500, 150),
                ("a million words, 50,000", 50_000, 1000),
            ):
                interview = next(one for one in bench.interviews if one.codings == codings)
                took = []
                for _time in range(3):
                    bench.open_interview(other)
                    await pilot.pause()
                    took.append(
                        await until(
                            app,
                            lambda interview=interview: bench.call_later(bench.open_interview, interview),  # type: ignore[misc]
                            lambda interview=interview: bench.view.transcript.interview == interview.id,  # type: ignore[misc]
                        )
                    )
                    await pilot.pause()
                found.append(Figure(f"open {name}", statistics.median(took), "ms", statistics.median(empty), target))
                found += await coded(app, bench, pilot, name, p95(empty))
    return found


async def coded(app: Coder, bench: Any, pilot: Any, name: str, empty: float) -> list[Figure]:
    """One coding after another, by the digit of a recent code."""
    dice = random.Random(3)
    code = next(code for code in bench.codes.values() if not code.retired)
    bench.quick.use(code.id)
    digit = str(bench.quick.digit(code.id))
    length = len(bench.transcript.text)
    took = []
    for _coding in range(41):
        start = dice.randrange(length - 400)
        bench.view.select(start, start + 120)
        # No hand is quicker than what follows a selection: the inspector and the footer are painted by then.
        await pilot.pause(HAND)
        before = len(bench.codings)
        took.append(await until(app, lambda: press(app, digit), lambda before=before: len(bench.codings) > before))  # type: ignore[misc]
        await pilot.pause()
    return [
        Figure(f"one coding, key to painted and committed, p95: {name}", p95(took[1:]), "ms", empty, 25),
        Figure("  median", statistics.median(took[1:]), "ms"),
    ]


# Memory


def _resident() -> float:
    """What this process holds in memory now, in MiB."""
    with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123 - no file of ours
        return int(stream.read().split()[1]) * 4096 / MIB


def empty_memory() -> None:
    """Of the empty app that imports textual and sqlalchemy."""
    import sqlalchemy  # noqa: F401

    async def look() -> None:
        app = Empty()
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            print(_resident())

    asyncio.run(look())


def huge_memory() -> None:
    """Of the program, with the large study open and the million words shown and paged through."""

    async def look() -> None:
        async with workbench(studies.huge()) as (_app, bench, pilot):
            bench.open_interview(max(bench.interviews, key=lambda one: one.words))
            await pilot.pause()
            for _page in range(60):
                await pilot.press("pagedown")
            await pilot.pause()
            print(_resident())

    asyncio.run(look())


if __name__ == "__main__":
    sys.exit("python -m tests.bench screens")
