"""Which change knew of which, and in what order changes at several desks count.

A desk numbers its events upwards, beyond all that it knows (Lamport 1978). What it knew of other desks is written down
where desks part and join: a count per desk, so that of any two events one can tell whether one knew the other (Fidge
1988, Mattern 1989) or they were made apart.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from interview_coder.errors import StudyFileError
from interview_coder.i18n import N_, _
from interview_coder.store.desks.files import Event, Source
from interview_coder.store.history import DESKS

HANDED: Final = N_("desk handed out")
MERGED: Final = N_("desks merged")

Counts = dict[str, int]


class Knowledge(NamedTuple):
    """What a desk knew at a time: up to which clock of each other desk, and which text edits lost (each to another)."""

    seen: Counts
    without: frozenset[tuple[str, str]]
    muted: frozenset[str]


_NOTHING: Final = Knowledge({}, frozenset(), frozenset())


class Causes:
    """The events of all desks that are joined, in order."""

    def __init__(self, sources: Sequence[Source], events: Iterable[Event]) -> None:
        """Raises StudyFileError where two files went on from one copy that was not handed out."""
        self.events = sorted(events, key=lambda event: (event.clock, event.desk, event.id))
        self._points: dict[str, list[tuple[int, Knowledge]]] = defaultdict(list)
        self.aliases: dict[str, str] = {}
        self._files: dict[int, Knowledge] = {}
        self._decided: dict[frozenset[str], str] = {}
        self._look_for_copies(sources)
        for event in self.events:
            if event.tbl == DESKS and event.after is not None:
                self._note(event)
        self._order()
        merges = [event for event in self.events if event.tbl == DESKS and event.what == MERGED and event.after]
        for event in sorted(merges, key=lambda event: event.order):
            assert event.after is not None
            self._decided.update({frozenset(pair): pair[1] for pair in event.after["decided"]})
            self.aliases.update(event.after["aliases"])

    def _look_for_copies(self, sources: Sequence[Source]) -> None:
        for one, other in zip(self.events, self.events[1:], strict=False):
            if (one.clock, one.desk) == (other.clock, other.desk):
                names = [source.name for source in sources if one.id in source.events or other.id in source.events]
                raise StudyFileError(
                    _(
                        "{file} is a plain copy of the same desk, and work went on in both; "
                        "hand out desks with “handout” instead of copying the file."
                    ).format(file=names[-1])
                )

    def _note(self, event: Event) -> None:
        after = event.after
        assert after is not None
        if event.what == HANDED:
            known = self.at(event.desk, event.clock)
            self._points[after["desk"]].append((0, known._replace(seen=after["seen"])))
        elif event.what == MERGED:
            knowledge = Knowledge(
                after["seen"], frozenset((one, other) for one, other in after["without"]), frozenset(after["muted"])
            )
            self._points[event.desk].append((event.clock, knowledge))

    def at(self, desk: str, clock: int) -> Knowledge:
        """What a desk knew of others when it wrote the event of that clock."""
        points = self._points.get(desk)
        if not points:
            return _NOTHING
        place = bisect_left(points, clock, key=lambda point: point[0])
        return points[place - 1][1] if place else _NOTHING

    def saw(self, later: Event, earlier: Event) -> bool:
        """Whether an event was made in the knowledge of another."""
        if later.desk == earlier.desk:
            return earlier.clock < later.clock
        return self.at(later.desk, later.clock).seen.get(earlier.desk, 0) >= earlier.clock

    def of(self, source: Source) -> Knowledge:
        """All that a file knows, its own work included."""
        if id(source) not in self._files:
            own = source.clock
            known = self.at(source.desk, own + 1)
            self._files[id(source)] = known._replace(seen={**known.seen, source.desk: own})
        return self._files[id(source)]

    def _order(self) -> None:
        """Order by time, but behind everything an event knew, whatever the clocks of the machines said."""
        history: dict[str, tuple[list[int], list[datetime]]] = defaultdict(lambda: ([], []))
        joined: dict[str, int] = defaultdict(int)
        for event in self.events:
            clocks, times = history[event.desk]
            time = event.time
            if times:
                time = max(time, times[-1])
            points = self._points.get(event.desk, ())
            while joined[event.desk] < len(points) and points[joined[event.desk]][0] < event.clock:
                for desk, clock in points[joined[event.desk]][1].seen.items():
                    other_clocks, other_times = history[desk]
                    if place := bisect_right(other_clocks, clock):
                        time = max(time, other_times[place - 1])
                joined[event.desk] += 1
            clocks.append(event.clock)
            times.append(time)
            event.order = (time, event.clock, event.desk, event.id)
        self.events.sort(key=lambda event: event.order)

    def replaces(self, later: Event, earlier: Event) -> bool:
        """Whether an event stands in the place of another: it knew it, or somebody decided so."""
        if self._decided and (decided := self._decided.get(frozenset((later.id, earlier.id)))):
            return decided == later.id
        return self.saw(later, earlier)

    def heads(self, events: Sequence[Event]) -> list[Event]:
        """The events, given in order, that no other one of them replaces."""
        found = [
            event for event in events if not any(other is not event and self.replaces(other, event) for other in events)
        ]
        return found or list(events[-1:])

    def in_line(self, events: Sequence[Event]) -> bool:
        """Whether events, given in order, were made one after the other."""
        return all(self.replaces(later, earlier) for earlier, later in itertools.pairwise(events))

    def counts_for_all(self, sources: Sequence[Source]) -> Counts:
        """What a study knows that joined these files."""
        joined: Counts = {}
        for source in sources:
            for desk, clock in self.of(source).seen.items():
                joined[desk] = max(clock, joined.get(desk, 0))
        return joined
