"""What tables and figures are made of: codes against interviews, codes together, new codes, progress."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from interview_coder.domain.model import Code, Status


class By(StrEnum):
    """What the columns of a matrix are."""

    INTERVIEW = "interview"
    SCHOOL = "school"
    PROGRAMME = "programme"


class Column(Struct, frozen=True):
    """A column: ``key`` is the id of an interview, the number of a school or a programme's name; ``label`` is shown."""

    key: str
    label: str


class Cell(Struct, frozen=True):
    """How often a code occurs in a column: codings, respondents in whose words, interviews in which."""

    codings: int = 0
    respondents: int = 0
    interviews: int = 0

    @property
    def present(self) -> int:
        """1 where it occurs, else 0."""
        return int(self.codings > 0)


class MatrixRow(Struct, frozen=True):
    """A code and its cells, in the order of the columns; ``total`` counts each coding once."""

    code: Code
    cells: tuple[Cell, ...]
    total: Cell


class CodeMatrix(Struct, frozen=True):
    """Codes against interviews, schools or programmes.

    An interview on two programmes counts in both; one without a school or programme counts in no such column, only in
    the totals.
    """

    by: By
    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]


class Pair(Struct, frozen=True):
    """Two codes on the same words: ``count`` stretches of text bear both, however many coders coded them.

    ``share`` is the number of characters that bear both by that of those that bear one of them (0 to 1; Jaccard).
    """

    first: Code
    second: Code
    count: int
    share: float


class SaturationPoint(Struct, frozen=True):
    """An interview in order: how many codes it uses, how many of these no earlier one did, and how many so far."""

    interview: str
    reference: str
    codings: int
    codes: int
    new: int
    total: int


class InterviewProgress(Struct, frozen=True):
    """How far the coding of an interview is: ``share`` of its text (0 to 1), and codings by coder's name."""

    interview: str
    reference: str
    status: Status
    share: float
    codings: dict[str, int]


class CoderProgress(Struct, frozen=True):
    """What a coder did: codings, in how many interviews, with how many codes, and how many on each day (UTC)."""

    coder: str
    codings: int
    interviews: int
    codes: int
    days: tuple[tuple[date, int], ...]


class Progress(Struct, frozen=True):
    """How far the coding is, by interview (in order of import) and by coder (by name)."""

    interviews: tuple[InterviewProgress, ...]
    coders: tuple[CoderProgress, ...]
