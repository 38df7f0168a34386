"""What several coders made of the same interviews, as plain values for comparing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

from interview_coder.domain.model import Stance
from interview_coder.domain.spans import Span

REPLICATES: Final = 1000
"""From how many draws of interviews the intervals of agreement come."""
SEED: Final = 1


class CompareUnit(StrEnum):
    """By what pieces of text coders are compared: turns, sentences, passages drawn up in advance, or characters."""

    TURN = "turn"
    SENTENCE = "sentence"
    PASSAGE = "passage"
    CONTINUUM = "continuum"


class DifferenceKind(StrEnum):
    """How two coders differ on a passage."""

    ONLY_FIRST = "only first"
    ONLY_SECOND = "only second"
    OTHER_CODE = "other code"
    BORDERS = "other borders"
    STANCE = "other stance"


class Decision(StrEnum):
    """How a difference is settled: what the consensus takes."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"
    BORDERS = "borders"
    NONE = "none"
    LATER = "later"


class CodedPassage(Struct, frozen=True):
    """A coding as far as comparing goes; ids of coder, code and interview, a half-open span in its transcript."""

    coder: str
    code: str
    interview: str
    start: int
    end: int
    stance: Stance | None = None
    created: datetime | None = None
    id: str = ""
    changed: datetime | None = None


class Settlement(Struct, frozen=True):
    """What was decided, by whom and when, on a half-open span of an interview where two coders differed; ids.

    ``other_code`` is the second coder's code where it is another than ``code``.
    """

    id: str
    interview: str
    start: int
    end: int
    code: str
    other_code: str | None
    first: str
    second: str
    kind: DifferenceKind
    decision: Decision
    note: str
    coder: str
    time: datetime


class Difference(Struct, frozen=True):
    """A place where two coders differ, and the passages of each there; the span covers them all.

    ``settlement`` is what was decided on it, ``None`` where nothing was, or a passage changed since.
    """

    kind: DifferenceKind
    interview: str
    start: int
    end: int
    first: tuple[CodedPassage, ...]
    second: tuple[CodedPassage, ...]
    settlement: Settlement | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in question, that of the first coder before that of the second."""
        return tuple(dict.fromkeys(one.code for one in (*self.first, *self.second)))


class ComparedInterview(Struct, frozen=True):
    """An interview, who coded it, and its units.

    ``length`` counts the characters of the transcript. ``coders`` are those who coded it, also where they found nothing
    to code. ``units`` are in order and apart from each other; the continuum needs none.
    """

    id: str
    length: int
    coders: frozenset[str]
    units: Sequence[Span] = ()


class Worded(Struct, frozen=True):
    """A place in a transcript with its words, and which codes it was ``given`` by whom: pairs of ids, none: uncoded."""

    interview: str
    start: int
    end: int
    words: str
    given: frozenset[tuple[str, str]] = frozenset()

    @property
    def codes(self) -> frozenset[str]:
        """The codes that the place bears, whoever gave them."""
        return frozenset(code for code, _coder in self.given)


def stretches(passages: Iterable[CodedPassage]) -> Iterator[list[CodedPassage]]:
    """The passages that hang together: of one interview and code, each overlapping one of the others.

    They come by interview, code and place, those of a stretch by start. A passage that only touches another is in a
    stretch of its own.
    """
    stretch: list[CodedPassage] = []
    reach = 0
    for passage in sorted(passages, key=lambda one: (one.interview, one.code, one.start, one.end, one.coder)):
        same = stretch and (passage.interview, passage.code) == (stretch[0].interview, stretch[0].code)
        if same and passage.start < reach:
            stretch.append(passage)
            reach = max(reach, passage.end)
            continue
        if stretch:
            yield stretch
        stretch, reach = [passage], passage.end
    if stretch:
        yield stretch


def one_stance(passages: Iterable[CodedPassage]) -> Stance | None:
    """What passages of one coder say together: mixed where they say different things."""
    said = {passage.stance for passage in passages} - {None}
    return said.pop() if len(said) == 1 else Stance.MIXED if said else None
