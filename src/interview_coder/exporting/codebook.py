"""The codebook as a file: a row per code, in tree order, parents by key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from interview_coder.domain.exports import KINDS, ExportKind
from interview_coder.domain.model import Code
from interview_coder.exporting.document import Cell, Column, Document, Paragraph, Sheet, Table
from interview_coder.exporting.formats import Target, write_export
from interview_coder.exporting.labels import Labels
from interview_coder.i18n import N_

CODEBOOK_FORMATS: Final = KINDS[ExportKind.CODEBOOK].formats

_COLUMNS: Final = (
    (N_("Code key"), 2.0),
    (N_("Name"), 3.4),
    (N_("Parent"), 2.0),
    (N_("Kind"), 2.0),
    (N_("Section"), 1.6),
    (N_("Definition"), 5.0),
    (N_("Use when"), 3.6),
    (N_("Not when"), 3.6),
    (N_("Example"), 3.6),
    (N_("Colour"), 1.8),
    (N_("Codings"), 1.6),
)
_WITHOUT_COLOUR: Final = (".docx", ".html")
"""What people read; the others can be read into a study again, and say all."""


def export_codebook(target: Target, codes: Sequence[Code], *, language: str, when: datetime) -> tuple[str, ...]:
    """Write the codes in tree order, a row each, parents by key. Raises as ``write_export``."""
    labels = Labels(language)
    columns = [Column(labels.gettext(header), width) for header, width in _COLUMNS]
    coloured = target.path.suffix.lower() not in _WITHOUT_COLOUR
    if not coloured:
        del columns[-2]
    by_id = {code.id: code for code in codes}
    title = labels.gettext("Codebook")

    def cells(code: Code) -> list[Cell]:
        parent = by_id.get(code.parent or "")
        section = "" if parent and parent.section == code.section else code.section or ""
        texts = [code.definition, code.use_when, code.not_when, code.example]
        kind = labels.code_kind(code.kind)
        colour = [code.colour] if coloured else []
        return [code.key, code.name, parent.key if parent else "", kind, section, *texts, *colour, code.codings]

    rows = [cells(code) for code in codes]

    def document() -> Document:
        study = Paragraph(target.info.title or Path(target.info.path).stem, labels.gettext("Study"))
        change = Paragraph(labels.moment(when), labels.gettext("Last change"))
        return Document(title, language, when, [study, change, Table(columns, rows)])

    def sheet() -> Sheet:
        return Sheet(title, title, language, when, columns, rows)

    return write_export(target, CODEBOOK_FORMATS, document=document, sheet=sheet, total=len(rows))
