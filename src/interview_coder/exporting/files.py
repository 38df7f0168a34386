"""Files that are whole or not there, and office files that are the same bytes for the same content."""

from __future__ import annotations

import errno
import os
import secrets
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO, Final
from xml.sax.saxutils import escape

from interview_coder.errors import InterviewCoderError, InvalidInputError, OutputExistsError
from interview_coder.exporting.cells import legal
from interview_coder.i18n import N_, _

AUTHOR: Final = "interview_coder"
_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)

_PROTECTED: Final = N_(
    "{file} cannot be written: it is open in another program, or the place is protected; close it or choose another."
)
_REASONS: Final = {
    errno.EACCES: _PROTECTED,
    errno.EPERM: _PROTECTED,
    errno.EROFS: N_("{file} cannot be written: this disk is read-only; choose another place."),
    errno.ENOSPC: N_("{file} was not written: the disk is full; make room or choose another place."),
    errno.EDQUOT: N_("{file} was not written: your share of the disk is full; make room or choose another place."),
    errno.EFBIG: N_("{file} was not written: it is too large for this disk; choose another place."),
    errno.ENAMETOOLONG: N_("{file} cannot be written: the name is too long; choose a shorter one."),
}


@contextmanager
def whole_file(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """A binary stream, readable and seekable, whose content becomes the file at ``path`` when the block ends well.

    Until then it is a hidden draft in the same folder; when the block raises anything, the draft goes and ``path`` is
    as it was. A file that is there is replaced only with ``force``, also where it appears while the block runs.

    Raises OutputExistsError, InvalidInputError where the folder is missing or ``path`` is a folder, and
    InterviewCoderError with a sentence where the system refuses (protected, full disk).
    """
    # Path.is_dir would raise for a name that is too long; that is for the system to say below.
    if not os.path.isdir(path.parent):  # noqa: PTH112
        message = _("The folder {folder} does not exist; make it first or choose another.")
        raise InvalidInputError(message.format(folder=path.parent))
    if os.path.isdir(path):  # noqa: PTH112
        raise InvalidInputError(_("{file} is a folder; give the name of a file.").format(file=path))
    if not force and os.path.lexists(path):
        raise _exists(path)
    # A device or a pipe is nobody's file; of a link it is the link that is replaced.
    if os.path.exists(path) and not (os.path.isfile(path) or os.path.islink(path)):  # noqa: PTH110, PTH113, PTH114
        raise InvalidInputError(_("{file} is no ordinary file; give another name.").format(file=path))
    draft = path.parent / f".{AUTHOR}-{secrets.token_hex(8)}.tmp"
    try:
        with draft.open("x+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _publish(draft, path, force=force)
        _sync_folder(path.parent)
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        known = _REASONS.get(error.errno or 0)
        reason = _(known) if known else _("{file} was not written: {reason}.")
        raise InterviewCoderError(reason.format(file=path, reason=error.strerror or type(error).__name__)) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _exists(path: Path) -> OutputExistsError:
    message = _("{file} is there already; nothing was written. Choose another name.")
    return OutputExistsError(message.format(file=path))


def _publish(draft: Path, path: Path, *, force: bool) -> None:
    if force:
        draft.replace(path)
        return
    try:
        # A link never replaces a file, so nobody's file is lost that came while this one was written.
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # A disk without links; there the look just before the move has to do.
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        draft.replace(path)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_zip(target: BinaryIO, parts: Mapping[str, bytes | Callable[[IO[bytes]], None]]) -> None:
    """Write a zip of the named parts in their order; a part is its bytes or a function that writes them to a stream.

    Dates, systems and rights of the entries are fixed: the same parts give the same bytes anywhere.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            if isinstance(content, bytes):
                archive.writestr(entry, content)
            else:
                with archive.open(entry, "w", force_zip64=True) as stream:
                    content(stream)


def read_zip(source: IO[bytes]) -> dict[str, bytes]:
    """The parts of a zip by name, in their order."""
    with zipfile.ZipFile(source) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def write_utf8(stream: IO[bytes], parts: Iterable[str], buffer: int = 1 << 16) -> None:
    """Write pieces of text as UTF-8, gathered into blocks of about ``buffer`` characters."""
    gathered: list[str] = []
    size = 0
    for part in parts:
        gathered.append(part)
        size += len(part)
        if size >= buffer:
            stream.write("".join(gathered).encode())
            gathered.clear()
            size = 0
    stream.write("".join(gathered).encode())


def utc(when: datetime) -> datetime:
    """The moment in UTC; one without a zone is taken to be in UTC, so that no machine's zone gets into a file."""
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)


def core_properties(title: str, language: str, when: datetime) -> bytes:
    """The ``docProps/core.xml`` of an office file: title, language, author, and both dates at ``when``."""
    stamp = utc(when).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(legal(title))}</dc:title><dc:creator>{AUTHOR}</dc:creator><dc:language>{language}</dc:language>"
        f"<cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified></cp:coreProperties>'
    ).encode()
