"""What is measured, and how it is shown: one figure is a line of the table and an entry of bench.json."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

MIB = 2**20


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what came out, what the plainest program needs for the same (``floor``), and what it may be at most.

    ``floor`` and ``target`` are in the figure's unit; ``None`` where there is none.
    """

    name: str
    value: float
    unit: str
    floor: float | None = None
    target: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; ``None`` without one."""
        return None if self.target is None else self.value <= self.target

    def record(self) -> dict[str, object]:
        """The entry of bench.json."""
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "unit": self.unit,
            "floor": None if self.floor is None else round(self.floor, 4),
            "target": None if self.target is None else round(self.target, 4),
            "met": self.met,
        }

    def line(self) -> str:
        """The line of the table."""
        floor = "" if self.floor is None else f"{self.floor:.2f}"
        target = "" if self.target is None else f"{self.target:.1f}"
        verdict = {True: "met", False: "MISSED", None: ""}[self.met]
        return f"{self.name:<66} {self.value:>10.2f} {self.unit:<5} {floor:>9} {target:>9}  {verdict}"


HEADING = f"{'what':<66} {'value':>10} {'':<5} {'floor':>9} {'target':>9}"


def median_ms(act: Callable[[], object], times: int = 9) -> float:
    """The median of some runs, in milliseconds; the first one, which fills caches, is left out.

    As with ``timeit``, nobody looks for garbage meanwhile: how long that takes depends on what else is in memory.
    """
    act()
    gc.disable()
    try:
        return statistics.median(_timed(act) for _run in range(times))
    finally:
        gc.enable()


def _timed(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return (time.perf_counter() - begin) * 1000


def p95(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


@contextmanager
def stopwatch() -> Iterator[Callable[[], float]]:
    """Gives a function that says how many seconds went by since the block began."""
    begin = time.perf_counter()
    yield lambda: time.perf_counter() - begin
