"""The figures of a study: conditions by stance, codes by programme, codes together, new codes, coding by coder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct

from interview_coder.domain.conditions import Condition
from interview_coder.domain.exports import KINDS, ExportKind
from interview_coder.domain.model import Status
from interview_coder.domain.tables import CodeMatrix, Pair, Progress, SaturationPoint
from interview_coder.exporting import charts
from interview_coder.exporting.document import Column, Document, Figure, Paragraph, Steps, Table
from interview_coder.exporting.files import whole_file
from interview_coder.exporting.formats import Target, check_target, write_export
from interview_coder.exporting.labels import Labels

FIGURE_FORMATS: Final = KINDS[ExportKind.FIGURES].formats
_MOST: Final = 25
"""So many rows are drawn; the numbers beside the plot have all."""


class Numbers(Struct, frozen=True):
    """What the figures are drawn from."""

    conditions: Sequence[Condition]
    matrix: CodeMatrix
    pairs: Sequence[Pair]
    points: Sequence[SaturationPoint]
    progress: Progress


class FigureKind(StrEnum):
    """What a figure is of."""

    CONDITIONS = "conditions"
    PROGRAMMES = "programmes"
    TOGETHER = "together"
    SATURATION = "saturation"
    CODERS = "coders"


class Tally(Struct, frozen=True):
    """The numbers of a figure, in words of a language.

    ``rows`` are all there is, a cell for each of ``heads``; ``drawn`` is what a plot has room for: a label and a number
    for each of ``series``.
    """

    kind: FigureKind
    title: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    series: tuple[str, ...]
    drawn: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw: no row, or no number but 0."""
        return not any(any(values) for _label, values in self.drawn)


def tallies(numbers: Numbers, labels: Labels) -> tuple[Tally, ...]:
    """The numbers of the five figures, in the order of ``FigureKind``."""
    gettext = labels.gettext

    stances = (gettext("Contradicts"), gettext("Mixed"), gettext("Supports"), gettext("No stance"))
    judged = tuple(
        (f"{one.code.key} {one.code.name}", (e.contradicts, e.mixed, e.supports, e.neutral))
        for one in numbers.conditions
        for e in (one.total,)
    )
    conditions = Tally(
        FigureKind.CONDITIONS,
        gettext("What is said of each condition"),
        gettext("Passages per condition, by whether they contradict or support it."),
        (gettext("Condition"), *stances),
        tuple((name, *values) for name, values in judged),
        stances,
        judged,
    )

    programmes = tuple(column.label for column in numbers.matrix.columns)
    counted = tuple(
        (f"{row.code.key} {row.code.name}", tuple(cell.codings for cell in row.cells))
        for row in numbers.matrix.rows
        if row.total.codings and programmes
    )
    most = sorted(counted, key=lambda row: -sum(row[1]))[:_MOST]
    by_programme = Tally(
        FigureKind.PROGRAMMES,
        gettext("Codes by programme"),
        gettext("How many codings each code has in each programme; the darker the more."),
        (gettext("Code"), *programmes),
        tuple((name, *values) for name, values in counted),
        programmes,
        tuple(row for row in counted if row in most),
    )

    passages = gettext("Passages")
    together = Tally(
        FigureKind.TOGETHER,
        gettext("Codes on the same words"),
        gettext("How many passages bear both codes, for the pairs that do so most."),
        (gettext("Codes"), passages),
        tuple((f"{pair.first.path} + {pair.second.path}", pair.count) for pair in numbers.pairs[:100]),
        (passages,),
        # Two names do not fit beside a bar: keys do, and the table has the names.
        tuple((f"{pair.first.key} + {pair.second.key}", (pair.count,)) for pair in numbers.pairs[:_MOST]),
    )

    saturation = Tally(
        FigureKind.SATURATION,
        gettext("New codes by interview"),
        gettext("How many different codes were used up to each interview, in order."),
        (gettext("Interview"), gettext("New codes"), gettext("Codes so far")),
        tuple((f"{n}. {one.reference}", one.new, one.total) for n, one in enumerate(numbers.points, start=1)),
        (gettext("Codes so far"), gettext("New codes")),
        tuple((one.reference, (one.total, one.new)) for one in numbers.points),
    )

    finished: Counter[str] = Counter()
    for interview in numbers.progress.interviews:
        if interview.status is Status.DONE:
            finished.update(interview.codings)
    parts = (gettext("Done"), gettext("Under way"))
    coders = Tally(
        FigureKind.CODERS,
        gettext("Codings by coder"),
        gettext("How many codings each coder made, in interviews that are done and in those under way."),
        (gettext("Coder"), gettext("Codings"), *parts, gettext("Interviews"), gettext("Codes")),
        tuple(
            (one.coder, one.codings, finished[one.coder], one.codings - finished[one.coder], one.interviews, one.codes)
            for one in numbers.progress.coders
        ),
        parts,
        tuple((one.coder, (finished[one.coder], one.codings - finished[one.coder])) for one in numbers.progress.coders),
    )
    return conditions, by_programme, together, saturation, coders


def figures(numbers: Numbers, labels: Labels) -> list[Figure]:
    """The five figures in order; those without any row are left out."""
    made: list[Figure] = []
    for one in tallies(numbers, labels):
        if not one.rows:
            continue
        columns = [Column(head, 6.0 if index == 0 else 2.0) for index, head in enumerate(one.heads)]
        made.append(Figure(one.title, _svg(one), Table(columns, [list(row) for row in one.rows])))
    return made


def _svg(one: Tally) -> str:
    match one.kind:
        case FigureKind.PROGRAMMES:
            return charts.heat(one.title, one.about, one.series, one.drawn)
        case FigureKind.SATURATION:
            return charts.curve(one.title, one.about, [(label, values[0]) for label, values in one.drawn])
        case _:
            return charts.bars(one.title, one.about, one.series, one.drawn)


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
