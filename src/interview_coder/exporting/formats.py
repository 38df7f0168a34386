"""Which writer a file's ending means, and the one way to a file for all exports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from interview_coder.domain.model import StudyInfo
from interview_coder.errors import InvalidInputError
from interview_coder.exporting.document import Document, Progress, Sheet, Steps
from interview_coder.exporting.excel import write_excel
from interview_coder.exporting.files import whole_file
from interview_coder.exporting.plain import write_csv, write_markdown
from interview_coder.exporting.word import write_word
from interview_coder.i18n import _, ngettext

_DOCUMENTS: Final[dict[str, Callable[[BinaryIO, Document, Steps], None]]] = {
    ".docx": write_word,
    ".md": write_markdown,
}
_SHEETS: Final[dict[str, Callable[[BinaryIO, Sheet, Steps], int | None]]] = {
    ".xlsx": write_excel,
    ".csv": write_csv,
}
TABLE_FORMATS: Final = (".docx", ".xlsx", ".csv", ".md")
"""The suffixes that a table can be exported to."""


def write_table(
    path: Path,
    document: Callable[[], Document],
    sheet: Callable[[], Sheet],
    *,
    info: StudyInfo,
    total: int,
    force: bool,
    progress: Progress | None = None,
) -> tuple[str, ...]:
    """Write a table to ``path`` as the document or the sheet that its suffix asks for; returns warnings as sentences.

    ``total`` is the number of rows, for ``progress``. The file is whole or not there. Raises OutputExistsError where it
    is there and not ``force``, InvalidInputError for an unknown suffix, a missing folder or the study itself as the
    file, and InterviewCoderError where the system refuses to write.
    """
    suffix = path.suffix.lower()
    if suffix not in TABLE_FORMATS:
        message = _("A table can be exported to {formats}; give {file} one of these endings.")
        raise InvalidInputError(message.format(formats=", ".join(TABLE_FORMATS), file=path.name))
    if _same_file(path, Path(info.path)):
        raise InvalidInputError(_("{file} is the study itself; choose another file to export to.").format(file=path))
    steps = Steps(total, progress)
    continued: int | None = None
    with whole_file(path, force=force) as target:
        if write_document := _DOCUMENTS.get(suffix):
            write_document(target, document(), steps)
        else:
            continued = _SHEETS[suffix](target, sheet(), steps)
    if not continued:
        return ()
    sentence = ngettext(
        "{n} text is longer than an Excel cell can hold; it goes on in an extra column at the end.",
        "{n} texts are longer than an Excel cell can hold; they go on in extra columns at the end.",
        continued,
    )
    return (sentence.format(n=continued),)


def _same_file(path: Path, study: Path) -> bool:
    try:
        return path.samefile(study)
    except OSError:
        return False
