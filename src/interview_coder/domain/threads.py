"""The runs of characters of which a text and all its corrections consist. Pure.

All characters that ever stood in the text lie in one sequence of runs, each with the change that put it in and the
changes that took it out. Offsets of a change are read in the text as its desk had it then; what it puts in lies right
behind the character before it (the order of Roh et al., "Replicated abstract data types", 2011, RGA). So every desk's
text, and the joined one, are the same runs with others of them shown, whatever the order in which desks were joined.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from msgspec import Struct, field

from interview_coder.domain.spans import Edit


class WeaveError(ValueError):
    """The changes do not fit the text: they were not made one after the other at their desk."""


class Change(Struct, frozen=True):
    """One correction: at ``start`` of the text as its desk had it, ``removed`` characters went, ``inserted`` came.

    ``seen`` are the positions of the changes that its desk knew. ``without`` are those of them that counted for nothing
    there, each with the change that won over it, ``muted`` those of which only what they put in did. ``undoes`` is the
    change that it takes back. Another transcription is ``whole``: a change that changes nothing by itself, and is the
    ``head`` of those that do, one for each piece in which the two differ. ``words`` is what a change put in and
    ``gone`` what stood there, as far as that is known still.
    """

    start: int
    removed: int
    inserted: int
    words: str | None = None
    gone: str | None = None
    redaction: bool = False
    whole: bool = False
    head: int | None = None
    undoes: int | None = None
    seen: frozenset[int] = frozenset()
    without: frozenset[tuple[int, int]] = frozenset()
    muted: frozenset[int] = frozenset()


class State(NamedTuple):
    """Which changes are in force, which lost (each to another), and of which what they put in does not show."""

    alive: frozenset[int]
    lost: frozenset[tuple[int, int]]
    muted: frozenset[int]


class Run(Struct):
    origin: int
    offset: int
    length: int
    cut: set[int] = field(default_factory=set)


ELLIPSIS: Final = "…"

Char = tuple[int, int]
"""The change that put a character in (-1: it was there from the beginning) and its place among those."""


class Piece(NamedTuple):
    """A part of a text: its words (``None``: forgotten everywhere), and whether any redaction takes them out."""

    words: str | None
    length: int
    redacted: bool

    @property
    def shown(self) -> str:
        """The words, or signs in their place."""
        return ELLIPSIS * self.length if self.words is None else self.words


class Step(NamedTuple):
    """Edits that bring a text from one state to the next, last ones first; ``change`` is whose they are."""

    edits: tuple[Edit, ...]
    change: int | None


class Threads:
    """The characters that ever stood in one text, in runs, with the changes that put them in and took them out.

    The changes come in an order in which each is behind all that its desk had seen.
    """

    def __init__(self, length: int, changes: Sequence[Change]) -> None:
        """``length`` is that of the text before all changes. Raises WeaveError where they do not fit."""
        self.changes = list(changes)
        self._runs = [Run(-1, 0, length)] if length else []
        self._cancels: dict[int, list[int]] = {}
        self.toggles: set[int] = set()
        """The changes that only take another one back, or bring it back."""
        self._left: dict[int, Char | None] = {}
        self._right: dict[int, Char | None] = {}
        for index in range(len(self.changes)):
            self._take_in(index)
        self._origins: dict[int, list[tuple[int, Run]]] = {}
        for run in self._runs:
            self._origins.setdefault(run.origin, []).append((run.offset, run))
        for runs in self._origins.values():
            runs.sort(key=lambda pair: pair[0])
        self.dead: dict[int, int] = {}
        """The changes that count for nothing, each with the one that won over it."""
        self.muted: set[int] = set()
        self._parts: dict[int, str] = {}
        self._shadowed: set[int] | None = None

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

    def before(self, index: int) -> State:
        """What was in force where and when a change was made."""
        change = self.changes[index]
        return self.state(change.seen, change.without, change.muted)

    def after(self, index: int) -> State:
        """What was in force there behind a change, all pieces of it included."""
        change = self.changes[index]
        own = {other for other, one in enumerate(self.changes) if one.head == index}
        return self.state(change.seen | own | {index}, change.without, change.muted)

    def _shows(self, run: Run, state: State) -> bool:
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
        state = self.before(index)
        partner = change.undoes
        if partner is not None and partner in state.alive and self._mirrors(change, partner, state):
            self._cancels.setdefault(partner, []).append(index)
            self.toggles.add(index)
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
        if change.redaction:
            self._reach_back(index)
        if change.inserted:
            self._runs.insert(at, Run(index, 0, change.inserted))

    def _reach_back(self, index: int) -> None:
        """A redaction also takes what stood there before the words that it takes, should it ever come back."""
        reached: set[int] = set()
        while more := {run.origin for run in self._runs if index in run.cut and run.origin >= 0} - reached:
            reached |= more
            for run in self._runs:
                if not run.cut.isdisjoint(more):
                    run.cut.add(index)

    def _mirrors(self, change: Change, partner: int, state: State) -> bool:
        """Whether a change takes another one back at its place, so that the two together are none."""
        other = self.changes[partner]
        if change.whole and change.head is None:
            return True
        if partner in self.toggles:
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
        rest = Run(run.origin, run.offset + at, run.length - at, set(run.cut))
        run.length = at
        self._runs.insert(position + 1, rest)

    def _cut_at(self, char: Char | None) -> set[int]:
        if char is None:
            return set()
        return self._run_of(char).cut

    def _run_of(self, char: Char) -> Run:
        runs = self._origins[char[0]]
        return runs[bisect_right(runs, char[1], key=lambda pair: pair[0]) - 1][1]
