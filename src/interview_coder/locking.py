"""Small files that several programs may change at once: one after the other, without standing in the way of work."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_PATIENCE: Final = 2.0
"""Seconds to wait for another program that is writing; after that this one writes all the same."""
_STALE: Final = 60.0
"""After so many seconds a lock file that goes with its lock is what a crash, or another machine, has left."""


@contextmanager
def alone(lock_file: Path, *, leave_none: bool = False) -> Iterator[None]:
    """Hold a lock file, made in a folder that is made if need be, where that can be had; with ``leave_none`` the file
    goes afterwards."""
    from filelock import FileLock, SoftFileLock, Timeout

    lock = (SoftFileLock if leave_none else FileLock)(lock_file, timeout=_PATIENCE)
    with suppress(OSError, Timeout, NotImplementedError):
        lock_file.parent.mkdir(parents=True, exist_ok=True)
        if leave_none and lock_file.exists() and time.time() - lock_file.stat().st_mtime > _STALE:
            lock_file.unlink()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
