"""What an export says, before it is a file: a document of headings and tables, or one sheet of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar, overload

from msgspec import Struct

from interview_coder.domain.quotes import Run

Cell = str | int | tuple[Run, ...]
"""Words, a number to count with, or words of which some are italic."""

Progress = Callable[[int, int], None]
"""Called with rows done and rows in all; whatever it raises stops the export, which then leaves nothing behind."""


class Column(Struct, frozen=True):
    """A column: its header and its width, as a share of the page or sheet in centimetres."""

    header: str
    width: float


class Heading(Struct, frozen=True):
    """A heading of level 1, 2, ... ; ``new_page``: it begins a page where there are pages."""

    text: str
    level: int
    new_page: bool = False


class Style(StrEnum):
    """What a paragraph is; in Word files the name of its style, which a template may have made its own."""

    BODY = "Normal"
    QUOTE = "Interview Quote"
    CONTEXT = "Quote Context"
    BOX = "Condition Box"
    WARNING = "Check Me"


class Paragraph(Struct, frozen=True):
    """Running text, with a label or a number in bold before it if it has one.

    Boxed paragraphs that follow each other stand in one box.
    """

    text: str | tuple[Run, ...]
    label: str = ""
    style: Style = Style.BODY
    number: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The text in runs."""
        return self.text if isinstance(self.text, tuple) else (Run(self.text),)


class Table(Struct, frozen=True):
    """A table with a header row; every row has a cell per column."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


class Passages(Struct, frozen=True):
    """Paragraphs that are made item by item when they are written, so that a long text never stands in memory whole."""

    items: Sequence[int]
    make: Callable[[int], Iterable[Paragraph]]

    def paragraphs(self, steps: Steps) -> Iterator[Paragraph]:
        """All paragraphs; each item is a step."""
        for item in self.items:
            yield from self.make(item)
            steps.step()


class Figure(Struct, frozen=True):
    """A picture where the file can show one, and its numbers as a table, which stands alone where it cannot."""

    title: str
    svg: str
    numbers: Table


class Note(Struct, frozen=True):
    """A remark in the margin on a span of a transcript: by whom, when, what; ``colour`` is ``#rrggbb``."""

    start: int
    end: int
    title: str
    text: str
    author: str
    initials: str
    when: datetime
    colour: str


class Line(NamedTuple):
    """A turn of a transcript: its number, who speaks, and its span."""

    number: int
    label: str
    start: int
    end: int

    @property
    def head(self) -> str:
        """What stands before the words: the number, and who speaks where that is known."""
        return f"{self.number} {self.label}:" if self.label else str(self.number)


class Segment(NamedTuple):
    """Words between two borders of notes: the indexes of the notes that begin, are on, and end with them."""

    text: str
    begins: tuple[int, ...]
    on: tuple[int, ...]
    ends: tuple[int, ...]


class Annotated(Struct, frozen=True):
    """A transcript with remarks in the margin, which is read when it is written."""

    read: Callable[[], Marked]


class Marked(Struct, frozen=True):
    """The text of a transcript with remarks; spans are half open, in code points of ``text``."""

    text: str
    lines: Sequence[Line]
    notes: Sequence[Note]

    def segments(self) -> Iterator[tuple[Line, list[Segment]]]:
        """Every line in segments; a note that spans lines is on in each of them, and begins and ends once."""
        waiting = sorted(range(len(self.notes)), key=lambda index: (self.notes[index].start, -self.notes[index].end))
        active: list[int] = []
        begun: set[int] = set()
        at = 0
        for line in self.lines:
            while at < len(waiting) and self.notes[waiting[at]].start < max(line.end, line.start + 1):
                active.append(waiting[at])
                at += 1
            borders = {line.start, line.end}
            for index in active:
                borders |= {b for b in (self.notes[index].start, self.notes[index].end) if line.start < b < line.end}
            segments = []
            for start, end in pairwise(sorted(borders)):
                on = tuple(i for i in active if self.notes[i].start < end and start < self.notes[i].end)
                begins = tuple(i for i in on if i not in begun)
                begun.update(begins)
                ends = tuple(i for i in on if self.notes[i].end <= end or self._last_line(i, line))
                segments.append(Segment(self.text[start:end], begins, on, ends))
            active = [
                index for index in active if self.notes[index].end > line.end and not self._last_line(index, line)
            ]
            yield line, segments

    def _last_line(self, index: int, line: Line) -> bool:
        """Whether no word of a note lies behind the line though its span goes on into the line end."""
        return self.notes[index].end == line.end + 1


Block = Heading | Paragraph | Passages | Table | Figure | Annotated


class Document(Struct, frozen=True):
    """A text of blocks in order. ``language`` is ``nl`` or ``en``; ``when`` becomes the dates inside the file."""

    title: str
    language: str
    when: datetime
    blocks: Sequence[Block]
    landscape: bool = True

    @property
    def rows(self) -> int:
        """How many table rows it has, for progress."""
        return sum(len(block.rows) for block in self.blocks if isinstance(block, Table))


class Sheet(Struct, frozen=True):
    """One sheet of rows, for spreadsheets and programs. ``name`` is on the tab, ``title`` in the file's properties."""

    name: str
    title: str
    language: str
    when: datetime
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def plain(cell: Cell) -> str:
    """The words of a cell."""
    return cell if isinstance(cell, str) else str(cell) if isinstance(cell, int) else "".join(run.text for run in cell)


Item = TypeVar("Item")


class Lazy(Sequence[Sequence[Cell]], Generic[Item]):
    """Rows of cells that are made when they are asked for, so that a large table never stands in memory whole."""

    def __init__(self, items: Sequence[Item], make: Callable[[Item], Sequence[Cell]]) -> None:
        self._items, self._make = items, make

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> Sequence[Cell]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Sequence[Cell]]: ...
    def __getitem__(self, index: int | slice) -> Sequence[Cell] | Sequence[Sequence[Cell]]:
        if isinstance(index, slice):
            return Lazy(self._items[index], self._make)
        return self._make(self._items[index])


class Steps:
    """Counts rows for a progress call, which is made at the start, now and then, and at the end.

    Where a writer goes through the rows more than once (``passes``), a step is that part of a row.
    """

    def __init__(self, total: int, progress: Progress | None, every: int = 100, passes: int = 1) -> None:
        self._rows, self._progress, self._every, self._passes = total, progress, every, passes
        self._total = total * passes
        self._done = 0
        if progress:
            progress(0, total)

    def step(self) -> None:
        """One row is done."""
        self._done += 1
        if self._progress and (self._done % self._every == 0 or self._done == self._total):
            self._progress(self._done // self._passes, self._rows)

    def end(self) -> None:
        """All is written."""
        if self._progress and (self._done != self._total or not self._total):
            self._progress(self._rows, self._rows)
