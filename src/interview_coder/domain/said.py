"""A coding as far as counting goes."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from interview_coder.domain.model import Stance


class Said(Struct, frozen=True):
    """A coding and whose words it holds: ids of itself, its code, coder and interview, and of respondents."""

    id: str
    code: str
    coder: str
    interview: str
    start: int
    end: int
    stance: Stance | None
    respondents: frozenset[str] = frozenset()

    @property
    def passage(self) -> tuple[str, int, int]:
        """The place: codings of several coders on the same one are one passage."""
        return self.interview, self.start, self.end


class Work(Struct, frozen=True):
    """How many codings a coder made in an interview with a code on a day (of UTC)."""

    coder: str
    interview: str
    code: str
    day: date
    codings: int


class Found(Struct, frozen=True):
    """How much a query finds; a passage is a place in an interview, however many coders coded it."""

    codings: int
    passages: int
    interviews: int
    respondents: int


class Origin(Struct, frozen=True):
    """Where an interview comes from."""

    id: str
    reference: str
    number: int
    programmes: tuple[str, ...]
    school: int | None
