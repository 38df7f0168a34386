"""How far long work is, in words: a count, and how long it will still take."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Final

from interview_coder.i18n import _, current_language

_SOON: Final = 1.0
"""Seconds of work before anything is said of those to come."""
_OFTEN: Final = 0.1
"""Seconds between two times that it is told."""


class Pace:
    """Tells how far work is that calls ``progress``. Work in several parts, each with a count of its own, begins anew
    with each."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun = self._shown = clock()
        self._done = self._total = 0

    def told(self, done: int, total: int) -> str | None:
        """``1.200 of 5.000 · about 3 s to go``; ``None`` where it was told a moment ago, or there is nothing to say."""
        now = self._clock()
        if total != self._total or done < self._done:
            self._begun, self._shown = now, -math.inf
        self._done, self._total = done, total
        if not total or (now - self._shown < _OFTEN and done < total):
            return None
        self._shown = now
        count = _("{done} of {total}").format(done=_number(done), total=_number(total))
        passed = now - self._begun
        if not 0 < done < total or passed < _SOON:
            return count
        left = _("about {n} s to go").format(n=max(1, round(passed * (total - done) / done)))
        return f"{count} · {left}"


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "." if current_language() == "nl" else ",")
