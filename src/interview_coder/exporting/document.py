"""What an export says, before it is a file: a document of headings and tables, or one sheet of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from interview_coder.domain.quotes import Run

Cell = str | int | tuple[Run, ...]
"""Words, a number to count with, or words of which some are italic."""

Progress = Callable[[int, int], None]
"""Called with rows done and rows in all; whatever it raises stops the export, which then leaves nothing behind."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header and its width, as a share of the page or sheet in centimetres."""

    header: str
    width: float


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1, 2, ... ."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, with a label in bold before it if it has one."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; every row has a cell per column."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A text of blocks in order. ``language`` is ``nl`` or ``en``; ``when`` becomes the dates inside the file."""

    title: str
    language: str
    when: datetime
    blocks: Sequence[Block]

    @property
    def rows(self) -> int:
        """How many table rows it has, for progress."""
        return sum(len(block.rows) for block in self.blocks if isinstance(block, Table))


@dataclass(frozen=True, slots=True)
class Sheet:
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


class Steps:
    """Counts rows for a progress call, which is made at the start, now and then, and at the end."""

    def __init__(self, total: int, progress: Progress | None, every: int = 100) -> None:
        self._total, self._progress, self._every = total, progress, every
        self._done = 0
        if progress:
            progress(0, total)

    def step(self) -> None:
        """One row is done."""
        self._done += 1
        if self._progress and (self._done % self._every == 0 or self._done == self._total):
            self._progress(self._done, self._total)
