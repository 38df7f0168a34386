"""What a folder holds, as the path picker shows it: read once, in a thread, and then filtered in memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct

from interview_coder.domain.text import fold, safe
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _

LIMIT = 100_000
"""Entries read from one folder; what lies beyond is not shown, and the listing says so."""


class PathRow(Struct, frozen=True):
    """A file or folder: ``name`` is as the disk has it, ``label`` is fit to show; ``changed`` is local time.

    ``role`` sets apart the rows that stand for the folder itself and for the one above it.
    """

    path: Path
    name: str
    label: str
    folder: bool
    changed: datetime | None = None
    folded: str = ""
    role: Literal["entry", "here", "up"] = "entry"


class Listing(Struct, frozen=True):
    """The folders (first) and files of a folder, each sorted by name; ``cut`` says that there are more."""

    folder: Path
    rows: tuple[PathRow, ...]
    cut: bool = False


def path_label(path: Path | str) -> str:
    """A path fit to show: on one line, nothing in it steers the terminal."""
    return safe(str(path)).replace("\n", "\u2424")


def list_folder(folder: Path, suffixes: Sequence[str] = (), cancelled: Callable[[], bool] = lambda: False) -> Listing:
    """The folders and those files of ``folder`` that end in one of ``suffixes`` (none given: all of them).

    Nothing is opened, only looked at; what cannot be looked at (a broken link, say) is left out.

    Raises InvalidInputError where the folder cannot be read.
    """
    wanted = tuple(suffix.casefold() for suffix in suffixes)
    rows: list[PathRow] = []
    cut = False
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if cancelled():
                    break
                if len(rows) >= LIMIT:
                    cut = True
                    break
                row = _row(entry, wanted)
                if row is not None:
                    rows.append(row)
    except OSError as error:
        raise InvalidInputError(
            _("The folder {folder} cannot be read: {reason}.").format(
                folder=path_label(folder), reason=(error.strerror or type(error).__name__)
            )
        ) from error
    rows.sort(key=lambda row: (not row.folder, row.folded, row.name))
    return Listing(folder, tuple(rows), cut)


def _row(entry: os.DirEntry[str], wanted: tuple[str, ...]) -> PathRow | None:
    try:
        folder = entry.is_dir()
        if not folder and wanted and not entry.name.casefold().endswith(wanted):
            return None
        if not folder and not entry.is_file():
            return None
        changed = None if folder else datetime.fromtimestamp(entry.stat().st_mtime).astimezone()
    except (OSError, ValueError, OverflowError):
        return None
    return PathRow(Path(entry.path), entry.name, path_label(entry.name), folder, changed, fold(entry.name))


def matching(rows: Sequence[PathRow], typed: str) -> list[PathRow]:
    """The rows that fit what was typed: names that begin with it, then names that hold it, case and accents folded.

    Hidden ones (a leading point) show only where the typing begins with a point.
    """
    hidden = typed.startswith(".")
    shown = [row for row in rows if hidden or not row.name.startswith(".")]
    if not typed:
        return shown
    wanted = fold(typed)
    first = [row for row in shown if row.folded.startswith(wanted)]
    return first + [row for row in shown if wanted in row.folded and not row.folded.startswith(wanted)]


def completion(rows: Sequence[PathRow], typed: str) -> str:
    """The longest text that every name beginning with ``typed`` shares; ``typed`` itself where none goes further."""
    names = [row.name for row in rows if row.folded.startswith(fold(typed)) and row.label == row.name]
    if not names or not typed:
        return typed
    shared = names[0]
    for name in names[1:]:
        size = 0
        while size < min(len(shared), len(name)) and fold(shared[size]) == fold(name[size]):
            size += 1
        shared = shared[:size]
    return shared if len(shared) > len(typed) else typed


def split_typed(typed: str, folder: Path) -> tuple[Path, str] | None:
    """The folder that the typed text leads to, seen from ``folder``, and what is left of it; ``None`` without a path.

    A ``~`` is the home folder. Pure: the folder need not exist.
    """
    separators = [os.sep, os.altsep] if os.altsep else [os.sep]
    cut = max(typed.rfind(separator) for separator in separators)
    if cut < 0:
        return None
    head, rest = typed[: cut + 1], typed[cut + 1 :]
    try:
        target = Path(head).expanduser()
    except RuntimeError:
        target = Path(head)
    return Path(os.path.normpath(folder / target)), rest
