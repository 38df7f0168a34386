"""The redaction log: how many names were taken out of each transcript, for the data officer; never which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from interview_coder.domain.model import RedactionCount, StudyInfo
from interview_coder.domain.reasons import LOGGED
from interview_coder.exporting.document import Block, Cell, Column, Document, Heading, Paragraph, Sheet, Table
from interview_coder.exporting.formats import TABLE_FORMATS, Target, write_export
from interview_coder.exporting.labels import Labels


def export_redaction_log(
    target: Target,
    rows: Sequence[RedactionCount],
    *,
    language: str,
    when: datetime,
) -> tuple[str, ...]:
    """Write the log (.docx, .md, .xlsx, .csv); returns warnings as sentences. Raises as ``write_export``."""
    log = _Log(rows, Labels(language), target.info, when)
    return write_export(target, TABLE_FORMATS, document=log.document, sheet=log.sheet, total=len(rows))


class _Log(Struct, frozen=True):
    rows: Sequence[RedactionCount]
    labels: Labels
    info: StudyInfo
    when: datetime

    @property
    def title(self) -> str:
        return self.labels.gettext("Redaction log")

    def _columns(self) -> list[Column]:
        gettext = self.labels.gettext
        return [
            Column(gettext("Interview"), 6.0),
            Column(gettext("Kind of name"), 3.0),
            Column(gettext("Found by"), 4.0),
            Column(gettext("Reviewer"), 3.0),
            Column(gettext("Time"), 4.0),
            Column(gettext("Names out"), 2.0),
        ]

    def _cells(self, row: RedactionCount) -> list[Cell]:
        gettext = self.labels.gettext
        reason = gettext(LOGGED[row.reason]) if row.reason in LOGGED else row.reason
        # A mark without a reason stood in the source: who made it is not known.
        unseen = gettext("nobody; accepted unseen by {name}").format(name=row.reviewer) if row.reason else "–"
        reviewer = row.reviewer if row.reviewed else unseen
        kind = self.labels.kind(row.kind)
        return [row.reference, kind, reason, reviewer, self.labels.moment(row.time), row.count]

    def sheet(self) -> Sheet:
        """A line per interview, kind, reason, reviewer and time."""
        rows = [self._cells(row) for row in self.rows]
        return Sheet(self.title, self.title, self.labels.language, self.when, self._columns(), rows)

    def document(self) -> Document:
        """What this is, then a table per interview."""
        gettext = self.labels.gettext
        tables: dict[str, list[list[Cell]]] = {}
        for row in self.rows:
            tables.setdefault(row.reference, []).append(self._cells(row)[1:])
        blocks: list[Block] = [
            Paragraph(self.info.title or Path(self.info.path).stem, gettext("Study")),
            Paragraph(str(sum(row.count for row in self.rows)), gettext("Names out")),
            Paragraph(self.labels.moment(self.when), gettext("Last change")),
            Paragraph(gettext("The log counts what was taken out. It does not hold the names.")),
        ]
        for reference, cells in tables.items():
            blocks += (Heading(reference, 1), Table(self._columns()[1:], cells))
        return Document(self.title, self.labels.language, self.when, blocks)
