"""How quick the transcript view alone is, on texts of three sizes.

Times are of the processor, from the call (or key) to the bytes for the terminal: waiting for the next frame, which
Textual draws sixty times a second, is left out. Memory is what the view keeps of its own, text and codings apart.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

from tests.bench.figures import Figure
from textual._compositor import CompositorUpdate
from textual.app import App, ComposeResult

from interview_coder.domain.model import NameKind, Redaction, Role, Speaker, Stance, Transcript, Turn
from interview_coder.tui.widgets.transcript import PassageMark, TranscriptView

SIZE = (120, 40)
WORDS = """ja nou dus de leerling een het school niet opleiding werk stage als die dan wij ook bij intake kans voor maar
administratief medewerker ouders gesprek eigenlijk doorstroom beroep gewoon natuurlijk regio niveau zorg […]
voortijdig schoolverlaten motivatie""".split()  # noqa: SIM905 - a list of them is hard to read
COLOURS = ("#4c7cc4", "#e85828", "#288828", "#a02888", "#40d0f4", "#b82840", "#a0d028", "#7c4cc4")


def made(words: int, codings: int, seed: int = 1) -> tuple[Transcript, list[PassageMark]]:
    """An interview of so many words with so many codings, some of them over many turns."""
    dice = random.Random(seed)
    speakers = (Speaker("i", "Interviewer", Role.INTERVIEWER), Speaker("r", "Respondent 1", Role.RESPONDENT))
    turns: list[Turn] = []
    parts: list[str] = []
    length = count = 0
    while count < words:
        number = len(turns) + 1
        size = dice.randint(4, 25) if number % 2 else dice.randint(20, 120)
        text = " ".join(dice.choice(WORDS) for _ in range(size)).capitalize() + "."
        turns.append(Turn(str(number), number, length, length + len(text), speakers[(number + 1) % 2], number * 9.0))
        parts.append(text)
        length += len(text) + 1
        count += size
    text = "\n".join(parts)
    marks = []
    for index in range(codings):
        start = dice.randrange(len(text) - 200)
        reach = dice.choice((40, 80, 120, 300, 900)) if index % 500 else dice.choice((5000, 20000))
        marks.append(
            PassageMark(
                str(index),
                start,
                min(len(text), start + reach),
                dice.choice("abcdefg1234"),
                dice.choice(COLOURS),
                index % 3 > 0,
                dice.choice((None, *Stance)),
                index % 7 == 0,
            )
        )
    redactions: list[Redaction] = []
    at = text.find("[…]")
    while at >= 0 and len(redactions) < words // 40:
        redactions.append(Redaction(str(at), at, at + 3, NameKind.PERSON))
        at = text.find("[…]", at + 3)
    return Transcript("t", "i", text, tuple(turns), tuple(redactions)), marks


class Host(App[None]):
    """An app with nothing but the view; what would go to the terminal is made, and thrown away."""

    def compose(self) -> ComposeResult:
        yield TranscriptView()

    def _display(self, screen: Any, renderable: Any) -> None:  # noqa: ARG002 - Textual's signature
        if isinstance(renderable, CompositorUpdate):
            renderable.render_segments(self.console)


async def timed(view: TranscriptView, act: Callable[[], object]) -> float:
    """Processor milliseconds from an act until it is painted."""
    painted = asyncio.Event()
    begin = time.process_time()
    act()
    view.call_after_refresh(painted.set)
    await painted.wait()
    return (time.process_time() - begin) * 1000


def quantiles(values: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    return statistics.median(values), statistics.quantiles(values, n=20)[-1]


async def measure(words: int, codings: int, paint_target: float) -> list[Figure]:
    """Measure one size."""
    found: list[Figure] = []

    def line(name: str, value: float, target: float) -> None:
        found.append(Figure(f"{words:>9,} words: {name}", value, "ms", None, target))

    transcript, marks = made(words, codings)
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        view = app.query_one(TranscriptView)
        view.focus()
        await pilot.pause()
        line("first paint", await timed(view, lambda: view.show(transcript, marks)), paint_target)
        again = [await timed(view, lambda: view.show(transcript, marks)) for _ in range(3)]
        line("paint again", statistics.median(again), paint_target)
        pages = [await timed(view, lambda: view.move("page")) for _ in range(60)]
        pages += [await timed(view, lambda: view.goto(random.randrange(len(transcript.text)))) for _ in range(60)]
        median, p95 = quantiles(pages)
        line("page or jump, median", median, 15)
        line("page or jump, p95", p95, 45)
        view.goto(len(transcript.text) // 2)
        await pilot.pause()
        steps = [await timed(view, lambda: view.move("word", 1, True)) for _ in range(60)]
        steps += [await timed(view, lambda: view.move("line", 1, True)) for _ in range(60)]
        median, p95 = quantiles(steps)
        line("extend selection, median", median, 4)
        line("extend selection, p95", p95, 12)
        keys = [await timed(view, lambda: view.move("char")) for _ in range(60)]
        line("cursor key, p95", quantiles(keys)[1], 12)
        mark = PassageMark("new", view.cursor, view.cursor + 60, "z", "#b82840")
        puts = [await timed(view, lambda: put(view, mark)) for _ in range(40)]
        line("one coding more, median", quantiles(puts)[0], 20)
        line("one coding more, p95", quantiles(puts)[1], 25)
        wraps = [await timed(view, lambda w=width: resize(app, w)) for width in (100, 90, 120, 80, 110)]  # type: ignore[misc]
        line("resize with the top passage kept, worst", max(wraps), 250)
    return found


def put(view: TranscriptView, mark: PassageMark) -> None:
    """Show one coding more and go to it."""
    view.put_mark(mark)
    view.focus_coding(mark.id)


def resize(app: App[None], width: int) -> None:
    """Give the view another width."""
    app.query_one(TranscriptView).styles.width = width


async def memory() -> list[Figure]:
    """What the view keeps for a million words."""
    transcript, marks = made(1_000_000, 50_000)
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        view = app.query_one(TranscriptView)
        tracemalloc.start()
        view.show(transcript, marks)
        await pilot.pause()
        for _ in range(100):
            view.move("page")
            await pilot.pause()
        kept, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return [
        Figure("memory of the view, a million words", kept / 2**20, "MiB", None, 60),
        Figure("  at its most", most / 2**20, "MiB", None, 90),
    ]


def figures() -> Iterator[Figure]:
    """All figures of this file."""
    for words, codings, target in ((8_000, 500, 150), (100_000, 5_000, 250), (1_000_000, 50_000, 1000)):
        yield from asyncio.run(measure(words, codings, target))
    yield from asyncio.run(memory())
