"""Garbage is looked for while the hands are still: with a large study a whole look takes longer than a key may."""

from __future__ import annotations

import gc
import time
from typing import Any, Final

from textual import events
from textual.app import App

START: Final = 1.0
"""Seconds after which what is loaded is taken to stay."""
STILL: Final = 2.0
"""Seconds without a key or the mouse that count as still; as often it is looked."""
_NEVER: Final = 1_000_000
_ENOUGH: Final = 10
"""Looks at the young that make one at everything worth its while; Python's own number."""


class Tidying:
    """Takes the whole looks out of Python's hands for as long as an app runs; those at the young stay automatic."""

    def __init__(self, app: App[Any]) -> None:
        self._hands = time.monotonic()
        app.set_timer(START, self.begin)
        app.set_interval(STILL, self.look)

    def begin(self) -> None:
        """From now on, leaving out what the start loaded."""
        gc.freeze()
        gc.enable()
        gc.set_threshold(*gc.get_threshold()[:2], _NEVER)

    def saw(self, event: events.Event) -> None:
        """Take notice of an event, for it may be the hands."""
        if isinstance(event, events.InputEvent):
            self._hands = time.monotonic()

    def look(self) -> None:
        """A whole look, if the hands are still and enough was made since the last."""
        if time.monotonic() - self._hands >= STILL and gc.get_count()[2] >= _ENOUGH:
            gc.collect()
