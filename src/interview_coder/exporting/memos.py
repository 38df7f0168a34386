"""Memos as a file: a document to read, by what they are on, or one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct

from interview_coder.domain.model import MemoKind, MemoRow, StudyInfo
from interview_coder.domain.quotes import quoted
from interview_coder.exporting.document import Block, Cell, Column, Document, Heading, Paragraph, Sheet
from interview_coder.exporting.formats import TABLE_FORMATS, Target, write_export
from interview_coder.exporting.labels import Labels
from interview_coder.i18n import N_

_KINDS: Final = {
    MemoKind.STUDY: N_("Study"),
    MemoKind.INTERVIEW: N_("Interview"),
    MemoKind.PASSAGE: N_("Passage"),
    MemoKind.CODING: N_("Coding"),
    MemoKind.CODE: N_("Code"),
}
_CHAPTERS: Final = {
    MemoKind.STUDY: N_("On the study"),
    MemoKind.INTERVIEW: N_("On interviews"),
    MemoKind.PASSAGE: N_("On passages"),
    MemoKind.CODING: N_("On codings"),
    MemoKind.CODE: N_("On codes"),
}


def export_memos(
    target: Target,
    rows: Sequence[MemoRow],
    *,
    language: str,
    when: datetime,
) -> tuple[str, ...]:
    """Write memos (.docx, .md, .xlsx, .csv); returns warnings as sentences. Raises as ``write_export``."""
    memos = _Memos(rows, Labels(language), target.info, when)
    return write_export(target, TABLE_FORMATS, document=memos.document, sheet=memos.sheet, total=len(rows))


class _Memos(Struct, frozen=True):
    rows: Sequence[MemoRow]
    labels: Labels
    info: StudyInfo
    when: datetime

    @property
    def title(self) -> str:
        return self.labels.gettext("Memos")

    def sheet(self) -> Sheet:
        """A line per memo, in the order given."""
        gettext = self.labels.gettext
        columns = [
            Column(gettext("On"), 2.5),
            Column(gettext("Interview"), 5.0),
            Column(gettext("Code"), 4.0),
            Column(gettext("Words"), 6.0),
            Column(gettext("Memo"), 8.0),
            Column(gettext("Coder"), 3.0),
            Column(gettext("Changed"), 4.0),
        ]
        rows: list[list[Cell]] = [
            [
                gettext(_KINDS[row.kind]),
                row.reference,
                row.code_name,
                row.words,
                row.body,
                row.coder,
                self.labels.moment(row.changed),
            ]
            for row in self.rows
        ]
        return Sheet(self.title, self.title, self.labels.language, self.when, columns, rows)

    def document(self) -> Document:
        """A chapter for each thing that memos are on; each memo says on what, by whom and when."""
        gettext = self.labels.gettext
        blocks: list[Block] = [
            Paragraph(self.info.title or Path(self.info.path).stem, gettext("Study")),
            Paragraph(str(len(self.rows)), gettext("Memos")),
            Paragraph(self.labels.moment(self.when), gettext("Last change")),
        ]
        for kind, chapter in _CHAPTERS.items():
            rows = [row for row in self.rows if row.kind is kind]
            if rows:
                blocks.append(Heading(gettext(chapter), 1))
            for row in rows:
                blocks += self._memo(row)
        return Document(self.title, self.labels.language, self.when, blocks)

    def _memo(self, row: MemoRow) -> list[Block]:
        on = " · ".join(part for part in (row.code_name, row.reference) if part)
        blocks: list[Block] = [Heading(on, 2)] if on else []
        if row.words:
            blocks.append(Paragraph(quoted(row.words)))
        return [*blocks, Paragraph(row.body, f"{row.coder}, {self.labels.moment(row.changed)}")]
