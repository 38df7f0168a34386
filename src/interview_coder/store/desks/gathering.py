"""What desks did, gathered by the row that it was done to, and decisions between versions of one thing."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec import Struct, field

from interview_coder.domain.merging import BOTH, ConflictKind, MergePolicy, Notice, NoticeKind
from interview_coder.store.desks.causes import Causes
from interview_coder.store.desks.files import Event, Source
from interview_coder.store.desks.rules import RULES, Row
from interview_coder.store.desks.texts import Text
from interview_coder.store.history import TEXT

JOINED_TEXTS: Final = frozenset({"definition", "use_when", "not_when", "example", "body", "rationale"})
"""Columns of which both versions can be kept, one below the other."""


class Dispute(Struct):
    """A conflict by its events: the versions and which one stands."""

    id: str
    kind: ConflictKind
    tbl: str
    row: str
    column: str
    events: list[Event]
    values: list[Any]
    chosen: int


class Joined(Struct):
    """What comes of joining: the rows, the texts, and what there is to tell."""

    rows: dict[str, dict[str, Row]]
    texts: dict[str, Text]
    words: dict[str, str] = field(default_factory=dict)
    disputes: list[Dispute] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    decided: list[list[str]] = field(default_factory=list)
    both: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Texts that were joined by hand: table, row, column, text."""


class Gathered:
    """Files with their events united, by row, under one set of aliases (row -> the row that it is).

    ``policy`` decides between versions, and ``decisions`` do for single conflicts.
    """

    def __init__(
        self,
        causes: Causes,
        sources: Sequence[Source],
        aliases: Mapping[str, str],
        policy: MergePolicy,
        decisions: Mapping[str, int | str],
        doomed: frozenset[str],
        known: Mapping[str, Mapping[str, Row]],
    ) -> None:
        self.causes = causes
        self.sources = sources
        self.aliases = aliases
        self.policy = policy
        self.decisions = decisions
        self.doomed = doomed
        self.known = known
        self.result = Joined({}, {})
        self.lost: dict[str, str] = {}
        """The words that codings lay on which have no place in the joined text."""
        self._by_row: dict[tuple[str, str], list[Event]] = defaultdict(list)
        self._based: dict[tuple[str, str], list[tuple[Source, Row]]] = defaultdict(list)
        self._text_acts: set[tuple[str, str]] = set()
        self._ignored: set[str] = set()
        self._group_events: dict[tuple[str, str], list[Event]] = defaultdict(list)
        self._standing: dict[tuple[str, str], tuple[Event, set[str], set[str]] | None] = {}
        for event in causes.events:
            self._by_row[event.tbl, self.canon(event.row)].append(event)
            if event.tbl == TEXT:
                self._text_acts.add((event.act, event.row))
            elif event.tbl in RULES and (column := RULES[event.tbl].group):
                owner = self._owner(event.tbl, event, column)
                if owner is not None:
                    self._group_events[event.tbl, owner].append(event)
        for source in sources:
            for name, rows in source.rows.items():
                for identifier, row in rows.items():
                    self._based[name, self.canon(identifier)].append((source, row))
        for (_name, identifier), based in self._based.items():
            # Of a thing made twice, the row that gave it its id comes first, and the oldest.
            if len(based) > 1:
                based.sort(key=lambda one: (one[1]["id"] != identifier, one[1].get("created") or ""))

    def canon(self, identifier: str) -> str:
        """The id under which a row is known in the end."""
        while identifier in self.aliases:
            identifier = self.aliases[identifier]
        return identifier

    def _owner(self, name: str, event: Event, column: str) -> str | None:
        for values in (event.after, event.before, self.known.get(name, {}).get(event.row)):
            if values and values.get(column) is not None:
                return self.canon(str(values[column]))
        return None

    def events_on(self, name: str, identifier: str) -> Sequence[Event]:
        """The events on a row, in order."""
        return self._by_row.get((name, identifier), ())

    def birth(self, name: str, identifier: str) -> tuple[Any, ...] | None:
        """What a row was when it was made and on which characters it lay; the same whatever became of it since."""
        event = next((event for event in self.events_on(name, identifier) if event.after), None)
        if event is None or event.after is None:
            return None
        after, text = event.after, self.result.texts.get(event.after["transcript_id"])
        ends: Sequence[Any] = (after["start"], after["end"] - 1)
        if text is not None:
            ends = text.weave.chars(text.state_at(event), ends)
        values = (after[column] for column in RULES[name].born)
        return (*(self.canon(value) if isinstance(value, str) else value for value in values), *ends)

    # Order and decisions

    def rank(self, event: Event) -> tuple[Any, ...]:
        """By what the policy chooses: the highest stands."""
        own = event.desk == self.sources[0].desk
        first = {MergePolicy.OURS: own, MergePolicy.THEIRS: not own}.get(self.policy, False)
        return (first, *event.order)

    def decide(
        self, kind: ConflictKind, name: str, row: str, column: str, events: list[Event], values: list[Any]
    ) -> int:
        """Which of several versions stands, and note it."""
        own = self.sources[0]
        order = sorted(range(len(events)), key=lambda n: (events[n].id not in own.events, events[n].order))
        events, values = [events[n] for n in order], [values[n] for n in order]
        ids = " ".join([name, row, column, *sorted(event.id for event in events)])
        identifier = hashlib.sha256(ids.encode()).hexdigest()[:12]
        chosen = max(range(len(events)), key=lambda n: self.rank(events[n]))
        wanted = self.decisions.get(identifier)
        if isinstance(wanted, int) and 0 <= wanted < len(events):
            chosen = wanted
        elif wanted == BOTH and column in JOINED_TEXTS:
            text = "\n\n".join(dict.fromkeys(str(value) for value in values if value))
            self.result.both.append((name, row, column, text))
        self.result.disputes.append(Dispute(identifier, kind, name, row, column, events, values, chosen))
        self.result.decided += [[event.id, events[chosen].id] for n, event in enumerate(events) if n != chosen]
        return order[chosen]

    def tell(self, kind: NoticeKind, about: str) -> None:
        """Note something to be looked at."""
        self.result.notices.append(Notice(kind, about))
