"""The coded-quote table: one row per coding, as a document by section and code or as one sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from interview_coder.domain.model import QuoteFilter, QuoteRow, StudyInfo
from interview_coder.domain.quotes import inner_text, quoted
from interview_coder.errors import InvalidInputError
from interview_coder.exporting.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Progress,
    Sheet,
    Steps,
    Table,
)
from interview_coder.exporting.excel import write_excel
from interview_coder.exporting.files import whole_file
from interview_coder.exporting.labels import Labels
from interview_coder.exporting.plain import write_csv, write_markdown
from interview_coder.exporting.word import write_word
from interview_coder.i18n import N_, _, ngettext

_DOCUMENTS: Final[dict[str, Callable[[BinaryIO, Document, Steps], None]]] = {
    ".docx": write_word,
    ".md": write_markdown,
}
_SHEETS: Final[dict[str, Callable[[BinaryIO, Sheet, Steps], int | None]]] = {
    ".xlsx": write_excel,
    ".csv": write_csv,
}
QUOTE_FORMATS: Final = (".docx", ".xlsx", ".csv", ".md")
"""The suffixes that a coded-quote table can be exported to."""

# One row model for every format: (key, header, width in cm, in the tables of documents, in sheets).
# In documents the section and the code are headings, and the place is one cell.
_COLUMNS: Final = (
    ("section", N_("Section"), 2.0, False, True),
    ("code", N_("Code"), 6.0, False, True),
    ("quote", N_("Quote"), 11.0, True, True),
    ("reference", N_("Reference"), 4.0, True, True),
    ("stance", N_("Stance"), 2.4, True, True),
    ("coder", N_("Coder"), 2.4, True, True),
    ("memo", N_("Memo"), 4.0, True, True),
    ("place", N_("Place"), 3.4, True, False),
    ("interview", N_("Interview"), 4.0, False, True),
    ("turn", N_("Turn"), 1.6, False, True),
)


def export_quotes(
    path: Path,
    rows: Sequence[QuoteRow],
    *,
    info: StudyInfo,
    language: str,
    when: datetime,
    filters: QuoteFilter,
    literal: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> tuple[str, ...]:
    """Write the coded-quote table to ``path``, in the format that its suffix names; returns warnings as sentences.

    ``language`` (``nl`` or ``en``) is that of headers, stances and the document, whatever the screen speaks; ``when``
    is the time of the study's last event. The same arguments give the same bytes. An edited quote prints instead of
    the literal one unless ``literal``. ``progress`` is called with rows done and rows in all; what it raises stops the
    export. The file is whole or not there.

    Raises OutputExistsError where the file is there and not ``force``, InvalidInputError for an unknown suffix, a
    missing folder or the study itself as the file, and InterviewCoderError where the system refuses to write.
    """
    suffix = path.suffix.lower()
    if suffix not in QUOTE_FORMATS:
        message = _("Quotes can be exported to {formats}; give {file} one of these endings.")
        raise InvalidInputError(message.format(formats=", ".join(QUOTE_FORMATS), file=path.name))
    if _same_file(path, Path(info.path)):
        raise InvalidInputError(_("{file} is the study itself; choose another file to export to.").format(file=path))
    labels = Labels(language)
    title = labels.gettext(N_("Coded quotes"))
    steps = Steps(len(rows), progress)
    continued: int | None = None
    with whole_file(path, force=force) as target:
        if write_document := _DOCUMENTS.get(suffix):
            blocks = tuple(_blocks(rows, labels, info, filters, when, literal))
            write_document(target, Document(title, language, when, blocks), steps)
        else:
            columns = tuple(Column(labels.gettext(header), width) for _k, header, width, _d, sheet in _COLUMNS if sheet)
            keys = [key for key, _header, _width, _document, sheet in _COLUMNS if sheet]
            cells = [_cells(row, keys, labels, literal) for row in rows]
            continued = _SHEETS[suffix](target, Sheet(title, title, language, when, columns, cells), steps)
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


def _cells(row: QuoteRow, keys: Sequence[str], labels: Labels, literal: bool) -> list[Cell]:
    values: dict[str, Cell] = {
        "section": row.section or "",
        "code": row.code_path,
        "quote": quoted(inner_text(row, literal)),
        "reference": f"({row.reference})",
        "stance": labels.stance(row.stance),
        "coder": row.coder,
        "memo": row.memo,
        "place": labels.gettext("{interview}, turn {turn}").format(interview=row.reference, turn=row.turn),
        "interview": row.reference,
        "turn": row.turn,
    }
    return [values[key] for key in keys]


def _blocks(
    rows: Sequence[QuoteRow], labels: Labels, info: StudyInfo, filters: QuoteFilter, when: datetime, literal: bool
) -> Iterator[Block]:
    yield from _facts(rows, labels, info, filters, when, literal)
    columns = tuple(Column(labels.gettext(header), width) for _k, header, width, document, _s in _COLUMNS if document)
    keys = [key for key, _header, _width, document, _sheet in _COLUMNS if document]
    sections: dict[str | None, dict[tuple[str, str], list[list[Cell]]]] = {}
    for row in rows:
        codes = sections.setdefault(row.section or None, {})
        codes.setdefault((row.code_path, row.code_key), []).append(_cells(row, keys, labels, literal))
    for section, codes in sections.items():
        yield Heading(_section(section, labels), 1)
        for (path, _key), cells in codes.items():
            yield Heading(path, 2)
            yield Table(columns, cells)


def _section(section: str | None, labels: Labels) -> str:
    if section is None:
        return labels.gettext("Without a section")
    # A number alone is no heading; a section that has words is.
    return section if any(char.isalpha() for char in section) else labels.gettext("Section {n}").format(n=section)


def _facts(
    rows: Sequence[QuoteRow], labels: Labels, info: StudyInfo, filters: QuoteFilter, when: datetime, literal: bool
) -> Iterator[Block]:
    """Which study, which filters, how many, as of when."""
    say = labels.gettext
    yield Paragraph(info.title or Path(info.path).stem, say("Study"))
    chosen = [
        (say("code"), filters.code),
        (say("section"), filters.section),
        (say("programme"), filters.programme),
        (say("school"), filters.school),
        (say("coder"), filters.coder),
        (say("stance"), labels.stance(filters.stance)),
        (say("interview"), rows[0].reference if filters.interview and rows else filters.interview),
    ]
    named = "; ".join(f"{label} {value}" for label, value in chosen if value not in (None, ""))
    yield Paragraph(named or say("none, all coded passages"), say("Filters"))
    interviews = len({row.interview for row in rows})
    counts = (
        labels.ngettext("{n} quote", "{n} quotes", len(rows)).format(n=len(rows)),
        labels.ngettext("{n} interview", "{n} interviews", interviews).format(n=interviews),
    )
    yield Paragraph(say("{quotes} from {interviews}").format(quotes=counts[0], interviews=counts[1]), say("Count"))
    yield Paragraph(labels.moment(when), say("Last change"))
    if literal and any(row.edited is not None for row in rows):
        yield Paragraph(say("as spoken, without the edits of the quotes"), say("Quotes"))
    if not rows:
        yield Paragraph(say("No coded passage fits these filters."))
