"""The list of interviews: what is known of each, how far it is coded, and what the team asked of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct

from interview_coder.domain.model import Attribute, Interview, Mode, Status, StudyInfo
from interview_coder.exporting.document import Block, Cell, Column, Document, Paragraph, Sheet, Table
from interview_coder.exporting.formats import TABLE_FORMATS, Target, write_export
from interview_coder.exporting.labels import Labels
from interview_coder.i18n import N_

_STATUSES: Final = {
    Status.NOT_STARTED: N_("not started"),
    Status.CODING: N_("being coded"),
    Status.DONE: N_("done"),
}
_MODES: Final = {Mode.FACE_TO_FACE: N_("face to face"), Mode.TELEPHONE: N_("by telephone")}


def export_interviews(
    target: Target,
    rows: Sequence[Interview],
    attributes: Sequence[Attribute],
    *,
    language: str,
    when: datetime,
) -> tuple[str, ...]:
    """Write the list (.docx, .md, .xlsx, .csv); returns warnings. Raises as ``write_export``."""
    listed = _Listed(rows, attributes, Labels(language), target.info, when)
    return write_export(target, TABLE_FORMATS, document=listed.document, sheet=listed.sheet, total=len(rows))


class _Listed(Struct, frozen=True):
    rows: Sequence[Interview]
    attributes: Sequence[Attribute]
    labels: Labels
    info: StudyInfo
    when: datetime

    @property
    def title(self) -> str:
        return self.labels.gettext("Interviews")

    def _columns(self) -> list[Column]:
        gettext = self.labels.gettext
        return [
            Column(gettext("Interview"), 5.0),
            Column(gettext("School"), 1.5),
            Column(gettext("Programmes"), 4.0),
            Column(gettext("Date"), 2.2),
            Column(gettext("Held"), 2.5),
            Column(gettext("Interviewers"), 2.5),
            Column(gettext("Status"), 2.5),
            Column(gettext("Coded up to"), 2.0),
            Column(gettext("Words"), 1.8),
            Column(gettext("Codings"), 1.8),
            *(Column(one.name, 3.0) for one in self.attributes),
        ]

    def _cells(self, one: Interview) -> list[Cell]:
        gettext, known = self.labels.gettext, one.metadata
        return [
            one.reference,
            "" if known.school is None else known.school,
            "; ".join(known.programmes),
            known.date.isoformat() if known.date else "",
            gettext(_MODES[known.mode]) if known.mode else "",
            "; ".join(known.interviewers),
            gettext(_STATUSES[one.status]),
            f"{one.coded_share:.0%}" if one.coded_up_to else "",
            one.words,
            one.codings,
            *(one.attributes.get(attribute.id, "") for attribute in self.attributes),
        ]

    def sheet(self) -> Sheet:
        """A line per interview, in the order of import."""
        rows = [self._cells(one) for one in self.rows]
        return Sheet(self.title, self.title, self.labels.language, self.when, self._columns(), rows)

    def document(self) -> Document:
        """The same as one table."""
        gettext = self.labels.gettext
        blocks: list[Block] = [
            Paragraph(self.info.title or Path(self.info.path).stem, gettext("Study")),
            Paragraph(self.labels.moment(self.when), gettext("Last change")),
            Table(self._columns(), [self._cells(one) for one in self.rows]),
        ]
        return Document(self.title, self.labels.language, self.when, blocks)
