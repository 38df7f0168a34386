"""The audit trail: every act on the study, by whom and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from interview_coder.domain.exports import KINDS, ExportKind
from interview_coder.domain.model import HistoryEntry
from interview_coder.exporting.document import Cell, Column, Document, Lazy, Paragraph, Sheet, Table
from interview_coder.exporting.formats import Target, write_export
from interview_coder.exporting.labels import Labels

AUDIT_FORMATS: Final = KINDS[ExportKind.AUDIT].formats


def export_audit(target: Target, entries: Sequence[HistoryEntry], *, language: str, when: datetime) -> tuple[str, ...]:
    """Write the acts, oldest first, a row each. Raises as ``write_export``."""
    labels = Labels(language)
    gettext = labels.gettext
    columns = [
        Column(gettext("Time"), 3.6),
        Column(gettext("Coder"), 3.0),
        Column(gettext("Act"), 5.0),
        Column(gettext("On what"), 10.0),
        Column(gettext("In force"), 2.0),
    ]

    def cells(entry: HistoryEntry) -> list[Cell]:
        force = gettext("taken back") if entry.undone else gettext("yes")
        return [labels.moment(entry.time), entry.coder, gettext(entry.what), entry.detail, force]

    rows = Lazy(entries, cells)
    title = gettext("Audit trail")

    def document() -> Document:
        study = Paragraph(target.info.title or Path(target.info.path).stem, gettext("Study"))
        return Document(title, language, when, [study, Table(columns, rows)])

    def sheet() -> Sheet:
        return Sheet(title, title, language, when, columns, rows)

    return write_export(target, AUDIT_FORMATS, document=document, sheet=sheet, total=len(rows))
