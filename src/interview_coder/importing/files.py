"""Finding and opening files that may be anything: bounded, without following loops, without waiting for a device."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from interview_coder.errors import ImportFailure
from interview_coder.i18n import N_, _

FORMATS: Final = (".txt", ".text", ".md", ".markdown", ".docx", ".odt", ".rtf", ".vtt", ".srt")
"""The suffixes that are read, in lower case."""

MAX_BYTES: Final = 64 * 1024 * 1024
"""Larger files are refused."""

MAX_FILES: Final = 5_000
_MAX_DEPTH: Final = 32
_NOT_REGULAR: Final = N_("This is not an ordinary file; give a transcript that is one.")
_HIDDEN: Final = ("~$", ".", "~")
_TEMPORARY: Final = (".tmp", ".part", ".crdownload", "~")


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[tuple[Path, str]]]:
    """The transcripts among the paths, folders searched throughout, and what cannot be read, each with a sentence.

    Files named by the user are all accounted for. Of folders only files in a known format are taken; hidden files,
    lock files and temporary ones are passed over, links to folders are not followed. Files come in the order of the
    paths, those of one folder sorted; none comes twice.
    """
    found: dict[Path, Path] = {}
    failed: list[tuple[Path, str]] = []
    for path in paths:
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as error:
            failed.append((path, _sentence(error)))
            continue
        if stat.S_ISDIR(mode):
            before = len(found) + len(failed)
            for inner in _walk(path, failed):
                if (problem := _problem(inner)) is None:
                    found.setdefault(_identity(inner), inner)
                else:
                    failed.append((inner, problem))
                if len(found) > MAX_FILES:
                    failed.append(
                        (path, _("There are more than {n} files here; import them in parts.").format(n=MAX_FILES))
                    )
                    return list(found.values())[:MAX_FILES], failed
            if len(found) + len(failed) == before and not any(path in inner.parents for inner in found.values()):
                failed.append((path, _("There are no transcripts in this folder.")))
        elif (problem := _problem(path) or _unsupported(path)) is not None:
            failed.append((path, problem))
        else:
            found.setdefault(_identity(path), path)
    return list(found.values()), failed


def _identity(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _walk(folder: Path, failed: list[tuple[Path, str]]) -> Iterator[Path]:
    """The paths in a folder and below that have the suffix of a transcript, sorted."""

    def note(error: OSError) -> None:
        failed.append((Path(error.filename or folder), _sentence(error)))

    for root, folders, names in os.walk(folder, onerror=note, followlinks=False):
        here = Path(root)
        deep = len(here.parts) - len(folder.parts) >= _MAX_DEPTH
        folders[:] = [] if deep else sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(_HIDDEN) and not name.endswith(_TEMPORARY) and Path(name).suffix.lower() in FORMATS:
                yield here / name


def _problem(path: Path) -> str | None:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        return _sentence(error)
    return None if stat.S_ISREG(mode) else _(_NOT_REGULAR)


def _unsupported(path: Path) -> str | None:
    suffix = path.suffix.lower()
    if suffix in FORMATS:
        return None
    if suffix in (".doc", ".pdf", ".pages", ".wpd", ".dot", ".docm", ".dotx", ".html", ".htm"):
        return _("Files in the format {suffix} are not read; open it in its own program and save it as .docx.").format(
            suffix=suffix
        )
    return _("Files of this kind are not read; use one of {formats}.").format(formats=", ".join(FORMATS))


def _sentence(error: Exception) -> str:
    """What is wrong with a path, for a user."""
    match error:
        case FileNotFoundError():
            return _("There is no such file.")
        case PermissionError():
            return _("This file may not be read; change its permissions or copy it.")
        case OSError() if error.errno is not None and _name_of(error.errno) == "ELOOP":
            return _("This link leads back to itself.")
        case _:
            return _("This file cannot be opened.")


def _name_of(number: int) -> str:
    import errno

    return errno.errorcode.get(number, "")


def read_bytes(path: Path) -> bytes:
    """The content of an ordinary file of at most MAX_BYTES.

    Raises ImportFailure for anything else, at once: nothing is opened that could make the program wait.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOCTTY", 0)
    try:
        # Opening some devices does something; look first, and again at what was opened.
        if not stat.S_ISREG(path.stat().st_mode):
            raise ImportFailure(_(_NOT_REGULAR) if not path.is_dir() else _("This is a folder, not a transcript."))
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise ImportFailure(_(_NOT_REGULAR))
            if status.st_size > MAX_BYTES:
                raise ImportFailure(_too_large())
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise ImportFailure(_sentence(error)) from None
    if len(data) > MAX_BYTES:
        raise ImportFailure(_too_large())
    if not data:
        raise ImportFailure(_("This file is empty."))
    return data


def _too_large() -> str:
    return _("This file is larger than {n} MB, which no transcript needs; check that it is the right file.").format(
        n=MAX_BYTES // (1024 * 1024)
    )
