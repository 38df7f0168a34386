"""One text out of the corrections that several desks made of it apart. Pure.

All characters that ever stood in the text lie in one sequence of runs, each with the change that put it in and the
changes that took it out. Offsets of a change are read in the text as its desk had it then; what it puts in lies right
behind the character before it (the order of Roh et al., "Replicated abstract data types", 2011, RGA). So every desk's
text, and the joined one, are the same runs with others of them shown, whatever the order in which desks were joined.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Final, NamedTuple

from interview_coder.domain.spans import Edit, Span, remap


class WeaveError(ValueError):
    """The changes do not fit the text: they were not made one after the other at their desk."""


@dataclass(frozen=True, slots=True)
class Change:
    """One correction: at ``start`` of the text as its desk had it, ``removed`` characters went, ``inserted`` came.

    ``seen`` are the positions of the changes that its desk knew. ``without`` are those of them that counted for nothing
    there, each with the change that won over it, ``muted`` those of which only what they put in did. ``undoes`` is the
    change that it takes back. ``words`` is what it put in and ``gone`` what stood there, as far as that is known still.
    """

    start: int
    removed: int
    inserted: int
    words: str | None = None
    gone: str | None = None
    redaction: bool = False
    whole: bool = False
    undoes: int | None = None
    seen: frozenset[int] = frozenset()
    without: frozenset[tuple[int, int]] = frozenset()
    muted: frozenset[int] = frozenset()


class State(NamedTuple):
    """Which changes are in force, which lost (each to another), and of which what they put in does not show."""

    alive: frozenset[int]
    lost: frozenset[tuple[int, int]]
    muted: frozenset[int]


@dataclass(slots=True)
class _Run:
    origin: int
    offset: int
    length: int
    cut: set[int] = field(default_factory=set)


ELLIPSIS: Final = "…"

Char = tuple[int, int]
"""The change that put a character in (-1: it was there from the beginning) and its place among those."""


class Step(NamedTuple):
    """Edits that bring a text from one state to the next, last ones first; ``change`` is whose they are."""

    edits: tuple[Edit, ...]
    change: int | None


class Weave:
    """The corrections of one text, in an order in which each comes behind all that its desk had seen."""

    def __init__(self, length: int, changes: Sequence[Change]) -> None:
        """``length`` is that of the text before all changes. Raises WeaveError where they do not fit."""
        self.changes = list(changes)
        self._runs = [_Run(-1, 0, length)] if length else []
        self._cancels: dict[int, list[int]] = {}
        self._toggles: set[int] = set()
        self._left: dict[int, Char | None] = {}
        self._right: dict[int, Char | None] = {}
        for index in range(len(self.changes)):
            self._take_in(index)
        self._origins: dict[int, list[tuple[int, _Run]]] = {}
        for run in self._runs:
            self._origins.setdefault(run.origin, []).append((run.offset, run))
        for runs in self._origins.values():
            runs.sort(key=lambda pair: pair[0])
        self.dead: dict[int, int] = {}
        """The changes that count for nothing, each with the one that won over it."""
        self.muted: set[int] = set()

    # States and what shows in them

    def state(
        self, seen: Collection[int], without: Collection[tuple[int, int]] = (), muted: Collection[int] = ()
    ) -> State:
        """What is in force of the changes in ``seen``."""
        alive: set[int] = set()
        lost = {index for index, _winner in without}
        for index in sorted(seen, reverse=True):
            if index not in lost and not any(other in alive for other in self._cancels.get(index, ())):
                alive.add(index)
        here = frozenset(seen)
        return State(frozenset(alive), frozenset(pair for pair in without if pair[0] in here), frozenset(muted))

    def final(self) -> State:
        """What is in force in the end."""
        return self.state(range(len(self.changes)), self.dead.items(), self.muted)

    def _before(self, change: Change) -> State:
        return self.state(change.seen, change.without, change.muted)

    def _shows(self, run: _Run, state: State) -> bool:
        there = run.origin < 0 or (run.origin in state.alive and run.origin not in state.muted)
        if not there or not run.cut.isdisjoint(state.alive):
            return False
        # What a change that lost took out comes back as far as the winner's desk had it.
        return run.origin < 0 or not any(
            index in run.cut and run.origin not in self.changes[winner].seen for index, winner in state.lost
        )

    def length(self, state: State) -> int:
        """How long the text is in a state."""
        return sum(run.length for run in self._runs if self._shows(run, state))

    # Taking changes in

    def _take_in(self, index: int) -> None:
        change = self.changes[index]
        state = self._before(change)
        partner = change.undoes
        if partner is not None and partner in state.alive and self._mirrors(change, partner, state):
            self._cancels.setdefault(partner, []).append(index)
            self._toggles.add(index)
            return
        at, left = self._place(change.start, state)
        position, right = at, None
        remaining = change.removed
        while position < len(self._runs):
            run = self._runs[position]
            if self._shows(run, state):
                if not remaining:
                    right = (run.origin, run.offset)
                    break
                if run.length > remaining:
                    self._split(position, remaining)
                    run = self._runs[position]
                run.cut.add(index)
                remaining -= run.length
            position += 1
        if remaining:
            raise WeaveError("a change leaves the text")
        self._left[index], self._right[index] = left, right
        if change.inserted:
            self._runs.insert(at, _Run(index, 0, change.inserted))

    def _mirrors(self, change: Change, partner: int, state: State) -> bool:
        """Whether a change takes another one back at its place, so that the two together are none."""
        other = self.changes[partner]
        if partner in self._toggles:
            # Bringing back what was taken back.
            other_of = self.changes[partner].undoes
            return other_of is not None and (change.start, change.removed, change.inserted) == (
                other.start,
                other.inserted,
                other.removed,
            )
        if (change.start, change.removed, change.inserted) != (other.start, other.inserted, other.removed):
            return False
        place = 0
        for run in self._runs:
            if run.origin == partner or partner in run.cut:
                return place == change.start
            if self._shows(run, state):
                place += run.length
        return False

    def _place(self, start: int, state: State) -> tuple[int, Char | None]:
        """Where in the runs an insertion at ``start`` goes, and the character before it."""
        if not start:
            return 0, None
        behind = 0
        for position, run in enumerate(self._runs):
            if not self._shows(run, state):
                continue
            if behind + run.length >= start:
                if behind + run.length > start:
                    self._split(position, start - behind)
                    run = self._runs[position]
                return position + 1, (run.origin, run.offset + run.length - 1)
            behind += run.length
        raise WeaveError("a change leaves the text")

    def _split(self, position: int, at: int) -> None:
        run = self._runs[position]
        rest = _Run(run.origin, run.offset + at, run.length - at, set(run.cut))
        run.length = at
        self._runs.insert(position + 1, rest)

    # Changes that do not go together

    def resolve(self, better: Callable[[int, int], int], rank: Callable[[int], Any]) -> list[tuple[int, int]]:
        """Find which changes count where desks corrected the same words: sets ``dead`` and ``muted``.

        ``better`` names the winner of two, mostly the one of the higher ``rank``. A redaction wins over every other
        change, a better transcription over corrections, and of two equal corrections one is enough. Returns the pairs
        (winner, loser) that ``better`` was asked for, or where a redaction or a transcription took a correction along.
        """
        everything = self.state(range(len(self.changes)))
        order = [index for index in sorted(everything.alive) if index not in self._toggles]
        rivals = self._rivals(order)
        needs = {index: self._needs(index) for index in order}
        ranks = {index: rank(index) for index in order}
        strength = dict(ranks)
        for index in reversed(order):
            # What others build on is as strong as these: it should not fall after they stood.
            for need in needs[index]:
                if need in strength:
                    strength[need] = max(strength[need], strength[index])
        found: list[tuple[int, int]] = []
        for index in sorted(order, key=lambda one: (self._class(one), strength[one], one), reverse=True):
            if index in self.dead:
                continue
            losers = []
            for other in sorted(rivals.get(index, ())):
                if other in self.dead:
                    continue
                winner = self._winner(index, other, better, ranks)
                if winner is None:
                    self.muted.add(max(index, other))
                elif winner == other:
                    losers = [index]
                    found.append((other, index))
                    self.dead[index] = other
                    break
                else:
                    losers.append(other)
                    if not self._same(index, other):
                        found.append((index, other))
            if index not in self.dead:
                self.dead.update(dict.fromkeys(losers, index))
            self._bury(order, needs)
        self.muted -= set(self.dead)
        return found

    def _class(self, index: int) -> int:
        change = self.changes[index]
        return 2 if change.redaction else 1 if change.whole else 0

    def _winner(
        self, index: int, other: int, better: Callable[[int, int], int], ranks: Mapping[int, Any]
    ) -> int | None:
        """Which of two changes of the same words counts; ``None`` where both do."""
        classes = self._class(index), self._class(other)
        if classes[0] != classes[1]:
            return index if classes[0] > classes[1] else other
        if classes[0] == 2:
            return None
        if self._same(index, other):
            return index if ranks[index] > ranks[other] else other
        return better(index, other)

    def _bury(self, order: Sequence[int], needs: Mapping[int, set[int]]) -> None:
        """What was built on a change that does not count, does not count either."""
        for index in order:
            if index not in self.dead and (lost := [need for need in sorted(needs[index]) if need in self.dead]):
                self.dead[index] = self.dead[lost[0]]

    def _needs(self, index: int) -> set[int]:
        """The changes whose words a change corrects."""
        found = {run.origin for run in self._runs if index in run.cut and run.origin >= 0}
        left, right = self._left[index], self._right[index]
        if left is not None and right is not None and left[0] == right[0] >= 0:
            found.add(left[0])
        return found

    def _rivals(self, order: Sequence[int]) -> dict[int, list[int]]:
        """For each change those that were made apart from it and changed the same words."""
        pairs: set[tuple[int, int]] = set()
        among = set(order)
        for run in self._runs:
            cut = sorted(run.cut & among)
            pairs.update((one, other) for n, one in enumerate(cut) for other in cut[n + 1 :])
        for index in order:
            left, right = self._cut_at(self._left[index]), self._cut_at(self._right[index])
            change = self.changes[index]
            for other in (left | right) & among:
                inside = other in left and other in right
                # What was put against a name may be a part of it.
                if inside or (self.changes[other].redaction and change.inserted):
                    pairs.add((min(index, other), max(index, other)))
        points: dict[tuple[Char | None, Char | None], list[int]] = {}
        for index in order:
            if not self.changes[index].removed and self.changes[index].inserted:
                points.setdefault((self._left[index], self._right[index]), []).append(index)
        for same in points.values():
            pairs.update((one, other) for n, one in enumerate(same) for other in same[n + 1 :])
        rivals: dict[int, list[int]] = {}
        for one, other in sorted(pairs):
            if one not in self.changes[other].seen:
                rivals.setdefault(other, []).append(one)
                rivals.setdefault(one, []).append(other)
        return rivals

    def _cut_at(self, char: Char | None) -> set[int]:
        if char is None:
            return set()
        return self._run_of(char).cut

    def _run_of(self, char: Char) -> _Run:
        runs = self._origins[char[0]]
        return runs[bisect_right(runs, char[1], key=lambda pair: pair[0]) - 1][1]

    def _same(self, one: int, other: int) -> bool:
        first, second = self.changes[one], self.changes[other]
        if first.words is None or first.words != second.words or first.whole or second.whole:
            return False
        return all((one in run.cut) == (other in run.cut) for run in self._runs) and (
            first.removed > 0 or self._left[one] == self._left[other]
        )

    # Texts

    def words(self, known: Iterable[tuple[State, str]]) -> str:
        """The text in the end, from texts of some states and what the changes say.

        Words that come back and were forgotten everywhere are shown as ``…``. Raises WeaveError where a text is not
        what its changes make of it.
        """
        parts: dict[int, str] = {}
        for state, text in known:
            at = 0
            for position, run in enumerate(self._runs):
                if self._shows(run, state):
                    parts.setdefault(position, text[at : at + run.length])
                    at += run.length
            if at != len(text):
                raise WeaveError("a text is not what its changes make of it")
        final = self.final()
        shown = [position for position, run in enumerate(self._runs) if self._shows(run, final)]
        for position in shown:
            if position not in parts:
                parts[position] = self._told(self._runs[position])
        return "".join(parts[position] for position in shown)

    def _told(self, wanted: _Run) -> str:
        """The words of a run as the changes tell them."""
        words = self.changes[wanted.origin].words if wanted.origin >= 0 else None
        if words is not None:
            return words[wanted.offset : wanted.offset + wanted.length]
        for index in sorted(wanted.cut):
            gone = self.changes[index].gone
            if gone is None:
                continue
            at = 0
            for run in self._runs:
                if run is wanted:
                    return gone[at : at + run.length]
                at += run.length * (index in run.cut)
        return ELLIPSIS * wanted.length

    def chars(self, state: State, offsets: Sequence[int]) -> list[Char]:
        """The characters at offsets of the text in a state."""
        shown = [run for run in self._runs if self._shows(run, state)]
        ends = list(accumulate(run.length for run in shown))
        found = []
        for offset in offsets:
            position = bisect_right(ends, offset)
            run = shown[position]
            found.append((run.origin, run.offset + offset - (ends[position] - run.length)))
        return found

    def offsets(self, state: State) -> Callable[[Char], int | None]:
        """Gives the offset of a character in the text of a state, ``None`` where it does not show."""
        starts: dict[int, int] = {}
        at = 0
        for run in self._runs:
            if self._shows(run, state):
                starts[id(run)] = at
                at += run.length

        def offset(char: Char) -> int | None:
            run = self._run_of(char)
            start = starts.get(id(run))
            return None if start is None else start + char[1] - run.offset

        return offset

    # Spans

    def way(self, seen: frozenset[int], without: frozenset[tuple[int, int]], muted: frozenset[int]) -> list[Step]:
        """How a span of the text as a desk had it comes to lie in the end: the edits that it did not see, in order."""
        before = self.state(seen, without, muted)
        known = set(seen)
        after = self.state(known, self.dead.items(), self.muted)
        steps = [Step(self._between(before, after), None)]
        for index in range(len(self.changes)):
            if index in known or index in self.dead:
                continue
            known.add(index)
            before, after = after, self.state(known, self.dead.items(), self.muted)
            steps.append(Step(self._between(before, after), index))
        return [step for step in steps if step.edits]

    def _between(self, before: State, after: State) -> tuple[Edit, ...]:
        if before == after:
            return ()
        edits: list[Edit] = []
        at = start = removed = inserted = 0
        for run in self._runs:
            was, comes = self._shows(run, before), self._shows(run, after)
            if was and comes:
                if removed or inserted:
                    edits.append(Edit(start, start + removed, inserted))
                at += run.length
                start, removed, inserted = at, 0, 0
            elif was:
                removed += run.length
                at += run.length
            elif comes:
                inserted += run.length
        if removed or inserted:
            edits.append(Edit(start, start + removed, inserted))
        return tuple(reversed(edits))

    def carry(self, span: Span, way: Sequence[Step], *, widen: bool, stays: Callable[[int], bool]) -> Span:
        """Where a span lies in the end. With ``widen`` one that a redaction cuts takes in its mark, as a coding does.

        ``stays`` tells whether a better transcription (a change) was taken into account in the span already.
        """
        for edits, change in way:
            if change is not None and self.changes[change].whole and stays(change):
                continue
            redacts = widen and change is not None and self.changes[change].redaction
            for edit in edits:
                if redacts and span.start < edit.end and edit.start < span.end:
                    span = Span(min(span.start, edit.start), max(span.end, edit.end))
                span = remap(span, edit)
        return span
