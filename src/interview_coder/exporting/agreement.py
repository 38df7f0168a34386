"""The methods section on agreement as a file: a heading, sentences and a table per part; as a sheet a row per line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from interview_coder.domain.methods import Part
from interview_coder.exporting.document import Block, Cell, Column, Document, Heading, Paragraph, Sheet, Table
from interview_coder.exporting.formats import Target, write_export
from interview_coder.exporting.labels import Labels

AGREEMENT_FORMATS: Final = (".docx", ".xlsx", ".md", ".csv", ".html")


def export_agreement(target: Target, parts: Sequence[Part], *, language: str, when: datetime) -> tuple[str, ...]:
    """Write the parts, whose words are in that language already.

    In a sheet the first column says the part; as parts differ in their columns, each has its headers as a row of its
    own. Raises as ``write_export``.
    """
    labels = Labels(language)
    title = labels.gettext("Agreement of coders")
    study = target.info.title or Path(target.info.path).stem

    def document() -> Document:
        blocks: list[Block] = [
            Paragraph(study, labels.gettext("Study")),
            Paragraph(labels.moment(when), labels.gettext("Last change")),
        ]
        for part in parts:
            blocks.append(Heading(part.title, 1))
            blocks += [Paragraph(text, label) for label, text in part.sentences]
            if part.rows:
                columns = [Column(header, 5.0 if not place else 2.6) for place, header in enumerate(part.headers)]
                blocks.append(Table(columns, part.rows))
        return Document(title, language, when, blocks)

    def sheet() -> Sheet:
        most = max((len(part.headers) for part in parts), default=1)
        columns = [Column(labels.gettext("Part"), 4.0), *(Column(str(place + 1), 3.6) for place in range(max(2, most)))]
        rows: list[list[Cell]] = []
        for part in parts:
            lines: list[list[Cell]] = [[label, text] for label, text in part.sentences]
            if part.rows:
                lines.append([*part.headers])
                lines += ([*row] for row in part.rows)
            rows += [[part.title, *line, *[""] * (len(columns) - 1 - len(line))] for line in lines]
        return Sheet(title, title, language, when, columns, rows)

    total = sum(len(part.rows) for part in parts)
    return write_export(target, AGREEMENT_FORMATS, document=document, sheet=sheet, total=total)
