"""When the search for garbage has to wait."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_guard = threading.Lock()
_waiting = 0
_was_on = False


@contextmanager
def waiting_garbage() -> Iterator[None]:
    """While a thread makes hundreds of thousands of values, nothing looks for garbage among them.

    Each look would hold up every key for a third of a second. Only what is not referred to in circles is given back
    meanwhile: so it is for work of seconds, not for minutes.
    """
    global _waiting, _was_on
    with _guard:
        if not _waiting:
            _was_on = gc.isenabled()
            gc.disable()
        _waiting += 1
    try:
        yield
    finally:
        with _guard:
            _waiting -= 1
            if not _waiting and _was_on:
                gc.enable()
