"""Two coders passage by passage: where they differ and how, which codes they take for each other, and drift."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from interview_coder.analysis.agreement import Line, agreement
from interview_coder.domain.coded import (
    CodedPassage,
    ComparedInterview,
    CompareUnit,
    Decision,
    Difference,
    DifferenceKind,
    Settlement,
    one_stance,
    stretches,
)
from interview_coder.domain.spans import Span

SAME_PLACE: Final = 0.5
"""Passages of different codes are at the same place where they share at least this part of what they cover together."""


class Comparison(Struct, frozen=True):
    """What two coders made of the interviews that both coded.

    ``agreeing`` counts the places with the same code, borders and stance. ``confusion`` counts places by the code of
    the first and that of the second coder, ``None`` where a coder has none there.
    """

    first: str
    second: str
    interviews: tuple[str, ...]
    agreeing: int
    differences: tuple[Difference, ...]
    confusion: Mapping[tuple[str | None, str | None], int]

    @property
    def by_kind(self) -> dict[DifferenceKind, int]:
        """How many differences there are of each kind, all kinds in order."""
        found = Counter(one.kind for one in self.differences)
        return {kind: found[kind] for kind in DifferenceKind}

    @property
    def unsettled(self) -> int:
        """How many differences nobody has decided on yet; what is to be discussed later counts among them."""
        return sum(one.settlement is None or one.settlement.decision is Decision.LATER for one in self.differences)


def compare(
    interviews: Sequence[ComparedInterview], passages: Iterable[CodedPassage], first: str, second: str
) -> Comparison:
    """Lay the passages of two coders beside each other.

    Passages of one code that overlap belong together: with the same borders and stance they agree, else they differ in
    borders or stance. What is left of each coder is paired with a passage of another code at the same place, the best
    fitting first; what is left then only one of them coded. Differences come by interview and place.
    """
    both = [one.id for one in interviews if {first, second} <= one.coders]
    order = {identifier: place for place, identifier in enumerate(both)}
    found: list[Difference] = []
    confusion: Counter[tuple[str | None, str | None]] = Counter()
    alone: dict[str, tuple[list[list[CodedPassage]], list[list[CodedPassage]]]] = defaultdict(lambda: ([], []))
    agreeing = 0
    for stretch in stretches(one for one in passages if one.coder in (first, second) and one.interview in order):
        mine = [one for one in stretch if one.coder == first]
        theirs = [one for one in stretch if one.coder == second]
        if not mine or not theirs:
            alone[stretch[0].interview][0 if mine else 1].append(stretch)
            continue
        confusion[stretch[0].code, stretch[0].code] += 1
        if _borders(mine) != _borders(theirs):
            found.append(_difference(DifferenceKind.BORDERS, mine, theirs))
        elif one_stance(mine) != one_stance(theirs):
            found.append(_difference(DifferenceKind.STANCE, mine, theirs))
        else:
            agreeing += 1
    for left, right in alone.values():
        for mine, theirs in _paired(left, right):
            confusion[mine[0].code if mine else None, theirs[0].code if theirs else None] += 1
            kind = (
                DifferenceKind.OTHER_CODE
                if mine and theirs
                else DifferenceKind.ONLY_FIRST
                if mine
                else DifferenceKind.ONLY_SECOND
            )
            found.append(_difference(kind, mine, theirs))
    found.sort(key=lambda one: (order[one.interview], one.start, one.end, one.kind))
    return Comparison(first, second, tuple(both), agreeing, tuple(found), dict(confusion))


def with_settlements(differences: Iterable[Difference], settlements: Iterable[Settlement]) -> tuple[Difference, ...]:
    """The differences, each with the newest settlement that covers its place and codes.

    A settlement made before one of the passages was changed, or came to be, does not hold any more. Which pair of
    coders it was made for does not count: what the consensus says at a place is said once.
    """
    by_interview: dict[str, list[Settlement]] = defaultdict(list)
    for one in sorted(settlements, key=lambda one: (one.time, one.id), reverse=True):
        by_interview[one.interview].append(one)

    def settled(difference: Difference) -> Settlement | None:
        codes = set(difference.codes)
        since = [time for each in (*difference.first, *difference.second) if (time := each.changed or each.created)]
        for one in by_interview[difference.interview]:
            covers = one.start <= difference.start and difference.end <= one.end
            if covers and codes <= {one.code, one.other_code} and one.time >= max(since, default=one.time):
                return one
        return None

    return tuple(replace(one, settlement=settled(one)) for one in differences)


def agreed_passages(interviews: Iterable[ComparedInterview], passages: Iterable[CodedPassage]) -> list[CodedPassage]:
    """Passages that all coders of an interview gave the same code, borders and stance, once each.

    Only interviews that two or more coded are looked at; ``coders`` of them are those who count.
    """
    many = {one.id: one.coders for one in interviews if len(one.coders) > 1}
    found: list[CodedPassage] = []
    for stretch in stretches(one for one in passages if one.coder in many.get(one.interview, ())):
        by_coder: dict[str, list[CodedPassage]] = defaultdict(list)
        for one in stretch:
            by_coder[one.coder].append(one)
        views = {(frozenset(_borders(each)), one_stance(each)) for each in by_coder.values()}
        if len(by_coder) == len(many[stretch[0].interview]) and len(views) == 1:
            first = next(iter(by_coder.values()))
            found += {(one.start, one.end): one for one in first}.values()
    return found


def _borders(passages: Iterable[CodedPassage]) -> set[tuple[int, int]]:
    return {(one.start, one.end) for one in passages}


def _cover(passages: Iterable[CodedPassage]) -> Span:
    borders = _borders(passages)
    return Span(min(start for start, _ in borders), max(end for _, end in borders))


def _difference(kind: DifferenceKind, mine: Sequence[CodedPassage], theirs: Sequence[CodedPassage]) -> Difference:
    span = _cover([*mine, *theirs])
    return Difference(kind, [*mine, *theirs][0].interview, span.start, span.end, tuple(mine), tuple(theirs))


def _paired(
    left: list[list[CodedPassage]], right: list[list[CodedPassage]]
) -> list[tuple[list[CodedPassage], list[CodedPassage]]]:
    """Stretches of two coders at the same place, each in one pair at most, and those that stay alone."""
    fits = []
    for i, mine in enumerate(left):
        one = _cover(mine)
        for j, theirs in enumerate(right):
            other = _cover(theirs)
            shared = min(one.end, other.end) - max(one.start, other.start)
            whole = max(one.end, other.end) - min(one.start, other.start)
            if shared >= SAME_PLACE * whole:
                fits.append((-shared / whole, one.start, i, j))
    pairs: list[tuple[list[CodedPassage], list[CodedPassage]]] = []
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for _fit, _start, i, j in sorted(fits):
        if i not in taken_left and j not in taken_right:
            pairs.append((left[i], right[j]))
            taken_left.add(i)
            taken_right.add(j)
    pairs += [(mine, []) for i, mine in enumerate(left) if i not in taken_left]
    pairs += [([], theirs) for j, theirs in enumerate(right) if j not in taken_right]
    return pairs


class Period(Struct, frozen=True):
    """A part of the interviews in the order in which they were coded, and how far the coders agree in it."""

    begin: datetime | None
    end: datetime | None
    line: Line


def drift(
    interviews: Sequence[ComparedInterview],
    passages: Sequence[CodedPassage],
    coders: Sequence[str],
    unit: CompareUnit,
    *,
    parts: int = 4,
) -> list[Period]:
    """Agreement over time: the interviews that two or more coded, cut into ``parts`` of even size by when they were.

    An interview was coded when its last passage was. Fewer interviews than parts give as many periods as interviews.
    """
    among = set(coders)
    taken = [one for one in passages if one.coder in among]
    last: dict[str, datetime] = {}
    for one in taken:
        if one.created is not None:
            last[one.interview] = max(one.created, last.get(one.interview, one.created))
    shared = [one for one in interviews if len(one.coders & among) > 1 and one.id in last]
    shared.sort(key=lambda one: last[one.id])
    number = min(parts, len(shared))
    periods = []
    for part in range(number):
        here = shared[part * len(shared) // number : (part + 1) * len(shared) // number]
        found = agreement(here, taken, coders=coders, unit=unit, replicates=0)
        periods.append(Period(last[here[0].id], last[here[-1].id], found.overall))
    return periods
