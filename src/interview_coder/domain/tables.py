"""What tables and figures are made of: codes against interviews, codes together, new codes, progress."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from interview_coder.domain.model import Code, Status


class By(StrEnum):
    """What the columns of a matrix are."""

    INTERVIEW = "interview"
    SCHOOL = "school"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``key`` is the id of an interview, the number of a school or a programme's name; ``label`` is shown."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How often a code occurs in a column: codings, respondents in whose words, interviews in which."""

    codings: int = 0
    respondents: int = 0
    interviews: int = 0

    @property
    def present(self) -> int:
        """1 where it occurs, else 0."""
        return int(self.codings > 0)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A code and its cells, in the order of the columns; ``total`` counts each coding once."""

    code: Code
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class CodeMatrix:
    """Codes against interviews, schools or programmes.

    An interview on two programmes counts in both; one without a school or programme counts in no such column, only in
    the totals.
    """

    by: By
    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes on the same words: ``count`` stretches of text bear both, however many coders coded them.

    ``share`` is the number of characters that bear both by that of those that bear one of them (0 to 1; Jaccard).
    """

    first: Code
    second: Code
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class SaturationPoint:
    """An interview in order: how many codes it uses, how many of these no earlier one did, and how many so far."""

    interview: str
    reference: str
    codings: int
    codes: int
    new: int
    total: int


@dataclass(frozen=True, slots=True)
class InterviewProgress:
    """How far the coding of an interview is: ``share`` of its text (0 to 1), and codings by coder's name."""

    interview: str
    reference: str
    status: Status
    share: float
    codings: dict[str, int]


@dataclass(frozen=True, slots=True)
class CoderProgress:
    """What a coder did: codings, in how many interviews, with how many codes, and how many on each day (UTC)."""

    coder: str
    codings: int
    interviews: int
    codes: int
    days: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the coding is, by interview (in order of import) and by coder (by name)."""

    interviews: tuple[InterviewProgress, ...]
    coders: tuple[CoderProgress, ...]
