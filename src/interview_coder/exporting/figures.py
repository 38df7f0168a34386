"""The figures of a study: conditions by stance, codes by programme, codes together, new codes, coding by coder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from interview_coder.domain.conditions import Condition
from interview_coder.domain.exports import KINDS, ExportKind
from interview_coder.domain.tables import CodeMatrix, Pair, Progress, SaturationPoint
from interview_coder.exporting import charts
from interview_coder.exporting.document import Column, Document, Figure, Paragraph, Steps, Table
from interview_coder.exporting.files import whole_file
from interview_coder.exporting.formats import Target, check_target, write_export
from interview_coder.exporting.labels import Labels

FIGURE_FORMATS: Final = KINDS[ExportKind.FIGURES].formats
_MOST: Final = 25
"""So many rows are drawn; the numbers beside the plot have all."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the figures are drawn from."""

    conditions: Sequence[Condition]
    matrix: CodeMatrix
    pairs: Sequence[Pair]
    points: Sequence[SaturationPoint]
    progress: Progress


def figures(numbers: Numbers, labels: Labels) -> list[Figure]:
    """The five figures in order; those without any number are left out."""
    gettext = labels.gettext
    made: list[Figure] = []

    def add(title: str, svg: str, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:
        columns = [Column(head, 6.0 if index == 0 else 2.0) for index, head in enumerate(heads)]
        if rows:
            made.append(Figure(title, svg, Table(columns, [list(row) for row in rows])))

    stances = [gettext("Contradicts"), gettext("Mixed"), gettext("Supports"), gettext("No stance")]
    judged = [
        (f"{one.code.key} {one.code.name}", (e.contradicts, e.mixed, e.supports, e.neutral))
        for one in numbers.conditions
        for e in (one.total,)
    ]
    title = gettext("What is said of each condition")
    about = gettext("Passages per condition, by whether they contradict or support it.")
    add(
        title,
        charts.bars(title, about, stances, judged),
        [gettext("Condition"), *stances],
        [(n, *v) for n, v in judged],
    )

    programmes = [column.label for column in numbers.matrix.columns]
    counted = [
        (f"{row.code.key} {row.code.name}", [cell.codings for cell in row.cells])
        for row in numbers.matrix.rows
        if row.total.codings
    ]
    title = gettext("Codes by programme")
    about = gettext("How many codings each code has in each programme; the darker the more.")
    drawn = sorted(counted, key=lambda row: -sum(row[1]))[:_MOST]
    shown = [row for row in counted if row in drawn]
    if programmes:
        heads = [gettext("Code"), *programmes]
        add(title, charts.heat(title, about, programmes, shown), heads, [(n, *v) for n, v in counted])

    # Two names do not fit beside a bar: keys do, and the table has the names.
    together = [(f"{pair.first.key} + {pair.second.key}", (pair.count,)) for pair in numbers.pairs[:_MOST]]
    named = [(f"{pair.first.path} + {pair.second.path}", pair.count) for pair in numbers.pairs[:100]]
    title = gettext("Codes on the same words")
    about = gettext("How many passages bear both codes, for the pairs that do so most.")
    heads = [gettext("Codes"), gettext("Passages")]
    add(title, charts.bars(title, about, heads[1:], together), heads, named)

    title = gettext("New codes by interview")
    about = gettext("How many different codes were used up to each interview, in order.")
    heads = [gettext("Interview"), gettext("New codes"), gettext("Codes so far")]
    rows = [(f"{n}. {one.reference}", one.new, one.total) for n, one in enumerate(numbers.points, start=1)]
    add(title, charts.curve(title, about, [(one.reference, one.total) for one in numbers.points]), heads, rows)

    coders = [(one.coder, (one.codings,)) for one in numbers.progress.coders]
    title = gettext("Codings by coder")
    about = gettext("How many codings each coder made.")
    heads = [gettext("Coder"), gettext("Codings"), gettext("Interviews"), gettext("Codes")]
    worked = [(one.coder, one.codings, one.interviews, one.codes) for one in numbers.progress.coders]
    add(title, charts.bars(title, about, heads[1:2], coders), heads, worked)
    return made


def export_figures(target: Target, numbers: Numbers, *, language: str, when: datetime) -> tuple[int, tuple[str, ...]]:
    """Write the figures to an .html page with their numbers, or under each other to an .svg file; also how many."""
    labels = Labels(language)
    made = figures(numbers, labels)
    title = labels.gettext("Figures")
    if check_target(target, FIGURE_FORMATS) == ".svg":
        with whole_file(target.path, force=target.force) as stream:
            _draw(stream, title, made)
            Steps(0, target.progress).end()
        return len(made), ()
    study = Paragraph(target.info.title or Path(target.info.path).stem, labels.gettext("Study"))
    change = Paragraph(labels.moment(when), labels.gettext("Last change"))
    document = Document(title, language, when, [study, change, *made], landscape=False)
    return len(made), write_export(target, FIGURE_FORMATS, document=lambda: document, total=document.rows)


def _draw(stream: BinaryIO, title: str, made: Sequence[Figure]) -> None:
    stream.write(charts.stacked(title, [(one.title, one.svg) for one in made]).encode())
