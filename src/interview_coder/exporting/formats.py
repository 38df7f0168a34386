"""Which writer a file's ending means, and the one way to a file for all exports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct

from interview_coder.domain.exports import KINDS, ExportKind
from interview_coder.domain.model import StudyInfo
from interview_coder.errors import InvalidInputError
from interview_coder.exporting.document import Document, Progress, Sheet, Steps
from interview_coder.exporting.excel import write_excel
from interview_coder.exporting.files import whole_file
from interview_coder.exporting.latex import write_latex
from interview_coder.exporting.plain import write_csv, write_markdown
from interview_coder.exporting.web import write_web
from interview_coder.exporting.word import write_word
from interview_coder.i18n import _, ngettext

_DOCUMENTS: Final[dict[str, Callable[[BinaryIO, Document, Steps], None]]] = {
    ".docx": write_word,
    ".md": write_markdown,
    ".html": write_web,
    ".tex": write_latex,
}
_SHEETS: Final[dict[str, Callable[[BinaryIO, Sheet, Steps], int | None]]] = {
    ".xlsx": write_excel,
    ".csv": write_csv,
}
_PASSES: Final = {".xlsx": 2, ".tex": 2}
"""How often a writer goes through the rows: these look first for what no cell holds, or no letter stands for."""
TABLE_FORMATS: Final = KINDS[ExportKind.MEMOS].formats
"""The suffixes that the memos and the redaction log can be exported to."""


class Target(Struct, frozen=True):
    """Where an export goes, and how: ``template`` is a Word file that gives its looks, for .docx only.

    ``progress`` is called with rows done and rows in all; what it raises stops the export.
    """

    path: Path
    info: StudyInfo
    force: bool = False
    progress: Progress | None = None
    template: Path | None = None


def write_export(
    target: Target,
    formats: Sequence[str],
    *,
    total: int,
    document: Callable[[], Document] | None = None,
    sheet: Callable[[], Sheet] | None = None,
) -> tuple[str, ...]:
    """Write the document or the sheet, as the suffix asks for; returns warnings as sentences.

    ``formats`` are the suffixes that this export has; ``total`` is the number of rows, for the progress. The file is
    whole or not there.

    Raises OutputExistsError where it is there and not ``force``, InvalidInputError for an unknown suffix, a template
    where there is no use for one, a missing folder or the study itself as the file, and InterviewCoderError where the
    system refuses to write.
    """
    path, suffix = target.path, check_target(target, formats)
    steps = Steps(total, target.progress, passes=_PASSES.get(suffix, 1))
    continued: int | None = None
    with whole_file(path, force=target.force) as stream:
        if suffix == ".docx" and document:
            write_word(stream, document(), steps, target.template)
        elif (write_document := _DOCUMENTS.get(suffix)) and document:
            write_document(stream, document(), steps)
        elif sheet:
            continued = _SHEETS[suffix](stream, sheet(), steps)
        # The last moment at which whoever watches may still stop: after this the file is there.
        steps.end()
    if not continued:
        return ()
    sentence = ngettext(
        "{n} text is longer than an Excel cell can hold; it goes on in an extra column at the end.",
        "{n} texts are longer than an Excel cell can hold; they go on in extra columns at the end.",
        continued,
    )
    return (sentence.format(n=continued),)


def check_target(target: Target, formats: Sequence[str]) -> str:
    """The suffix of a target, in small letters. Raises InvalidInputError as ``write_export``."""
    path, suffix = target.path, target.path.suffix.lower()
    if suffix not in formats:
        message = _("This can be exported to {formats}; give {file} one of these endings.")
        raise InvalidInputError(message.format(formats=", ".join(formats), file=path.name))
    if target.template is not None and suffix != ".docx":
        raise InvalidInputError(_("A template gives a Word file its looks; leave it out, or export to .docx."))
    if _same_file(path, Path(target.info.path)):
        raise InvalidInputError(_("{file} is the study itself; choose another file to export to.").format(file=path))
    if target.template is not None and _same_file(path, target.template):
        raise InvalidInputError(_("{file} is the template itself; choose another file to export to.").format(file=path))
    return suffix


def _same_file(path: Path, study: Path) -> bool:
    try:
        return path.samefile(study)
    except OSError:
        return False
