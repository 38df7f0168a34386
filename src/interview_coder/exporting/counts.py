"""Tables of numbers: codes by interviews, schools or programmes; codes that go together; new codes by interview."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from interview_coder.domain.exports import KINDS, ExportKind, Measure
from interview_coder.domain.tables import By, CodeMatrix, Pair, SaturationPoint
from interview_coder.exporting.document import Cell, Column, Sheet
from interview_coder.exporting.formats import Target, write_export
from interview_coder.exporting.labels import Labels
from interview_coder.i18n import N_

COUNT_FORMATS: Final = KINDS[ExportKind.MATRIX].formats


_TITLES: Final = {
    By.INTERVIEW: N_("Codes by interview"),
    By.SCHOOL: N_("Codes by school"),
    By.PROGRAMME: N_("Codes by programme"),
}


def _write(
    target: Target,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    labels: Labels,
    when: datetime,
) -> tuple[str, ...]:
    # The tab of a sheet bears 31 characters.
    sheet = Sheet(title[:31], title, labels.language, when, columns, rows)
    return write_export(target, COUNT_FORMATS, sheet=lambda: sheet, total=len(rows))


def export_matrix(
    target: Target, matrix: CodeMatrix, measure: Measure, *, language: str, when: datetime
) -> tuple[str, ...]:
    """Write a row per code and a column per interview, school or programme. Raises as ``write_export``."""
    labels = Labels(language)
    heads = [Column(labels.gettext("Code key"), 2.0), Column(labels.gettext("Code"), 7.0)]
    heads += (Column(column.label, 2.6) for column in matrix.columns)
    rows: list[list[Cell]] = [
        [row.code.key, row.code.path, *(int(getattr(cell, measure.value)) for cell in row.cells)] for row in matrix.rows
    ]
    return _write(target, labels.gettext(_TITLES[matrix.by]), heads, rows, labels, when)


def export_cooccurrence(target: Target, pairs: Sequence[Pair], *, language: str, when: datetime) -> tuple[str, ...]:
    """Write the pairs of codes on the same words, the most frequent first. Raises as ``write_export``."""
    labels = Labels(language)
    gettext = labels.gettext
    heads = [
        Column(gettext("Code"), 7.0),
        Column(gettext("And code"), 7.0),
        Column(gettext("Passages"), 2.0),
        Column(gettext("Shared words (%)"), 2.6),
    ]
    rows: list[list[Cell]] = [
        [pair.first.path, pair.second.path, pair.count, round(100 * pair.share)] for pair in pairs
    ]
    return _write(target, gettext("Codes on the same words"), heads, rows, labels, when)


def export_saturation(
    target: Target, points: Sequence[SaturationPoint], *, language: str, when: datetime
) -> tuple[str, ...]:
    """Write the interviews in order, with how many codes each brought anew. Raises as ``write_export``."""
    labels = Labels(language)
    gettext = labels.gettext
    heads = [
        Column(gettext("Interview"), 7.0),
        Column(gettext("Codings"), 2.0),
        Column(gettext("Codes"), 2.0),
        Column(gettext("New codes"), 2.0),
        Column(gettext("Codes so far"), 2.4),
    ]
    rows: list[list[Cell]] = [[one.reference, one.codings, one.codes, one.new, one.total] for one in points]
    return _write(target, gettext("New codes by interview"), heads, rows, labels, when)
