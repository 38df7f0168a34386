"""Which corrections of a text count where desks corrected the same words apart. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from interview_coder.domain.threads import Char, State, Threads

_NEAR: Final = 15
"""Other words of a better transcription as near as this (characters) to a name that was taken out may be the name."""


class Rivals(Threads):
    """Changes of which some do not go together."""

    def resolve(self, better: Callable[[int, int], int], rank: Callable[[int], Any]) -> list[tuple[int, int]]:
        """Find which changes count where desks corrected the same words: sets ``dead`` and ``muted``.

        ``better`` names the winner of two, mostly the one of the higher ``rank``. A redaction wins over everything, and
        counts whatever becomes of what it was built on; a better transcription wins over corrections, and of two one
        stands, whole; of two equal corrections one is enough. Returns the pairs (winner, loser) that ``better`` was
        asked for, or where a redaction or a transcription took a correction along.
        """
        everything = self.state(range(len(self.changes)))
        order = [index for index in sorted(everything.alive) if index not in self.toggles]
        rivals = self._rivals(order)
        needs = {index: self._needs(index) for index in order}
        self._bury_undone(order, needs, everything)
        ranks = {index: rank(index) for index in order}
        strength = dict(ranks)
        for index in reversed(order):
            # What others build on is as strong as these: it should not fall after they stood.
            for need in needs[index]:
                if need in strength:
                    strength[need] = max(strength[need], strength[index])
        found: list[tuple[int, int]] = []
        for index in sorted(order, key=lambda one: (*self._class(one), strength[one], one), reverse=True):
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
        self._mute_idle(order)
        return found

    def _class(self, index: int) -> tuple[int, bool]:
        """What is stronger, whenever it was made; of another transcription first whether it stands at all."""
        change = self.changes[index]
        return 2 if change.redaction else 1 if change.whole else 0, change.whole and change.head is None

    def _winner(
        self, index: int, other: int, better: Callable[[int, int], int], ranks: Mapping[int, Any]
    ) -> int | None:
        """Which of two changes of the same words counts; ``None`` where both do."""
        classes = self._class(index), self._class(other)
        if classes[0] != classes[1]:
            return index if classes[0] > classes[1] else other
        if self.changes[index].redaction:
            return None
        if self._same(index, other):
            return index if ranks[index] > ranks[other] else other
        return better(index, other)

    def _bury(self, order: Sequence[int], needs: Mapping[int, set[int]]) -> None:
        """What was built on a change that does not count, does not count either."""
        for index in order:
            if index in self.dead or self.changes[index].redaction:
                continue
            if lost := [need for need in sorted(needs[index]) if need in self.dead]:
                self.dead[index] = self.dead[lost[0]]

    def _bury_undone(self, order: Sequence[int], needs: Mapping[int, set[int]], everything: State) -> None:
        """What was built on a change that was taken back apart from it does not count."""
        for index in order:
            if self.changes[index].redaction:
                continue
            for need in sorted(needs[index] - everything.alive):
                if back := [other for other in self._cancels.get(need, ()) if other in everything.alive]:
                    self.dead[index] = back[0]
                    break
        self._bury(order, needs)

    def _mute_idle(self, order: Sequence[int]) -> None:
        """A redaction leaves no mark where its words would not stand anyway, as what they were put in by does not."""
        final = self.final()
        standing = final.alive - {index for index in order if self.changes[index].redaction}
        for index in sorted(order):
            change = self.changes[index]
            if change.redaction and not any(
                index in run.cut
                and (run.origin < 0 or (run.origin in final.alive and run.origin not in self.muted))
                and run.cut.isdisjoint(standing)
                for run in self._runs
            ):
                self.muted.add(index)

    def _needs(self, index: int) -> set[int]:
        """The changes whose words a change corrects, and of which it is a part."""
        found = {run.origin for run in self._runs if index in run.cut and run.origin >= 0}
        if (head := self.changes[index].head) is not None:
            found.add(head)
        elif self.changes[index].whole:
            # One transcription was put in the place of another: without that one its pieces have no place.
            state = self.before(index)
            found |= {other for other in state.alive - self.toggles if self._class(other) == (1, True)}
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
        pairs |= self._near_redactions(order)
        heads = [index for index in order if self._class(index) == (1, True)]
        # Of two transcriptions one stands, with all its pieces.
        pairs = {pair for pair in pairs if not all(self.changes[one].whole for one in pair)}
        pairs.update((one, other) for n, one in enumerate(heads) for other in heads[n + 1 :])
        rivals: dict[int, list[int]] = {}
        for one, other in sorted(pairs):
            if one not in self.changes[other].seen:
                rivals.setdefault(other, []).append(one)
                rivals.setdefault(one, []).append(other)
        return rivals

    def _near_redactions(self, order: Sequence[int]) -> set[tuple[int, int]]:
        """Redactions with pieces of other transcriptions close by: the name may be spelled otherwise there."""
        redactions = [index for index in order if self.changes[index].redaction]
        pieces = [index for index in order if self.changes[index].head is not None]
        if not redactions or not pieces:
            return set()
        places: dict[int, list[int]] = {index: [] for index in (*redactions, *pieces)}
        for position, run in enumerate(self._runs):
            for index in {run.origin, *run.cut} & places.keys():
                places[index].append(position)
        found = set()
        for piece in pieces:
            seen = self.changes[piece].seen
            for redaction in redactions:
                if redaction in seen or not places[redaction] or not places[piece]:
                    continue
                first, second = sorted((places[redaction], places[piece]), key=lambda one: one[0])
                between = self._runs[first[-1] + 1 : second[0]]
                if sum(run.length for run in between if run.origin < 0 or run.origin in seen) <= _NEAR:
                    found.add((min(piece, redaction), max(piece, redaction)))
        return found

    def _same(self, one: int, other: int) -> bool:
        first, second = self.changes[one], self.changes[other]
        if first.words is None or first.words != second.words or first.whole or second.whole:
            return False
        return all((one in run.cut) == (other in run.cut) for run in self._runs) and (
            first.removed > 0 or self._left[one] == self._left[other]
        )

    def _beside_redactions(self) -> set[int]:
        """The changes that may have put in again what a redaction took out that they did not know, in force or not."""
        if not any(change.redaction for change in self.changes):
            return set()
        if self._shadowed is None:
            order = [index for index in range(len(self.changes)) if index not in self.toggles]
            found = {index for index, winner in self.dead.items() if self.changes[winner].redaction}
            for index, others in self._rivals(order).items():
                if not self.changes[index].redaction and any(self.changes[other].redaction for other in others):
                    found.add(index)
            for index in order:
                if not found.isdisjoint(self._needs(index)) and not self.changes[index].redaction:
                    found.add(index)
            self._shadowed = found
        return self._shadowed
