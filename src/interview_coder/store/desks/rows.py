"""The rows of a study, joined: what each row is after everything that the desks did to it.

A row is a function of the events on it, so it does not matter who was joined with whom first. Of each column the events
count that no other one knew and replaced; where there are several with different values, the desks are in conflict.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from interview_coder.domain.merging import BOTH, ConflictKind, MergePolicy, Notice, NoticeKind
from interview_coder.domain.spans import Span
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _
from interview_coder.store import schema
from interview_coder.store.desks.causes import Causes
from interview_coder.store.desks.files import Event, Source, masked
from interview_coder.store.desks.rules import RULES, Row, Rule
from interview_coder.store.desks.texts import REDACTING, Text, join_text
from interview_coder.store.history import TEXT

ERASED: Final = "names erased"
DELETED: Final = "interview deleted"
JOINED_TEXTS: Final = frozenset({"definition", "use_when", "not_when", "example", "body", "rationale"})
"""Columns of which both versions can be kept, one below the other."""


@dataclass(slots=True)
class Dispute:
    """A conflict by its events: the versions and which one stands."""

    id: str
    kind: ConflictKind
    tbl: str
    row: str
    column: str
    events: list[Event]
    values: list[Any]
    chosen: int


@dataclass(slots=True)
class Joined:
    """What comes of joining: the rows, the texts, and what there is to tell."""

    rows: dict[str, dict[str, Row]]
    texts: dict[str, Text]
    words: dict[str, str] = field(default_factory=dict)
    disputes: list[Dispute] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    decided: list[list[str]] = field(default_factory=list)
    both: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Texts that were joined by hand: table, row, column, text."""


class Joiner:
    """Joins sources whose events are united already, with one set of aliases (row -> the row that it is)."""

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
        self._by_row: dict[tuple[str, str], list[Event]] = defaultdict(list)
        self._based: dict[tuple[str, str], list[tuple[Source, Row]]] = defaultdict(list)
        self._text_acts: set[tuple[str, str]] = set()
        self._ignored: set[str] = set()
        self._group_events: dict[tuple[str, str], list[Event]] = defaultdict(list)
        self._winners: dict[tuple[str, str], Event | None] = {}
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

    # Texts

    def join_texts(self) -> None:
        """Join the words of every transcript; what hangs on corrections that do not count is ignored from then on."""
        transcripts = {
            identifier: None
            for source in self.sources
            for identifier in source.rows["transcripts"]
            if identifier not in self.doomed
        }
        for transcript in transcripts:
            events = self._by_row.get((TEXT, transcript), [])
            if not events:
                self.result.words[transcript] = self._based["transcripts", transcript][0][1]["text"]
                continue
            text = join_text(self.causes, self.sources, transcript, events, self._better_text, self.rank)
            self.result.texts[transcript] = text
            self.result.words[transcript] = text.words
            for winner, loser in text.disputes:
                if winner.what in REDACTING and "whole" in (loser.before or {}):
                    raise InvalidInputError(
                        _(
                            "A better transcription was put in at one desk while a name was taken out of the same text "
                            "at another: undo the replacement at its desk, merge, and put it in again."
                        )
                    )
                if winner.what in REDACTING:
                    self.tell(NoticeKind.REDACTED, transcript)
            dead = {event for event, _winner in text.without}
            self._ignored |= {event.act for event in events if event.id in dead}

    def _better_text(self, one: Event, other: Event) -> Event:
        decided = self.causes.replaces(one, other), self.causes.replaces(other, one)
        if decided[0] is not decided[1]:
            return one if decided[0] else other
        events = [one, other]
        values = [(event.after or {}).get("text") for event in events]
        chosen = self.decide(ConflictKind.TEXT, TEXT, one.row, "text", events, values)
        return events[chosen]

    # Rows

    def ids(self, name: str) -> Iterator[str]:
        """Every row of a table that there ever was, in order."""
        found = {row for tbl, row in self._by_row if tbl == name} | {row for tbl, row in self._based if tbl == name}
        return iter(sorted(found - self.doomed))

    def join_rows(self) -> None:
        """Join every table whose rows are their own."""
        for table in schema.Base.metadata.sorted_tables:
            rule = RULES[table.name]
            if rule.local:
                continue
            rows = self.result.rows[table.name] = {}
            if rule.woven:
                continue
            for identifier in self.ids(table.name):
                values = self.row(table.name, identifier)
                if values is not None:
                    rows[identifier] = values

    def row(self, name: str, identifier: str, *, anyway: bool = False) -> Row | None:
        """What a row is in the end, ``None`` where it is none; with ``anyway`` as if nobody had taken it away."""
        rule = RULES[name]
        events = [event for event in self._by_row.get((name, identifier), ()) if not self._counts_not(event)]
        if rule.group and (allowed := self._allowed(name, identifier, rule)):
            events = [event for event in events if allowed(event)]
        based = self._based.get((name, identifier), [])
        blank = [event for event in events if event.before is None and event.after is None]
        if blank:
            events = [event for event in events if event.before is not None or event.after is not None]
            if not events:
                last = max(blank, key=lambda event: event.order)
                there = [identifier in source.rows[name] for source in self.sources if last.id in source.events]
                return self._plain(name, identifier, based[0][1]) if based and all(there) else None
        if not events:
            return self._unmoved(name, identifier, based) if based else None
        values = self._first(identifier, events, based)
        if len(events) == 1 or self.causes.in_line(events):
            for event in events:
                for column, value in (event.after or {}).items():
                    if event.changed(column):
                        values[column] = value
            if events[-1].after is None and not anyway:
                return None
        else:
            if not anyway and not self._lives(name, identifier, events):
                return None
            values |= self._columns(name, identifier, events, rule)
        return self._placed(name, identifier, values, events)

    def _counts_not(self, event: Event) -> bool:
        return event.act in self._ignored and event.tbl != TEXT

    @staticmethod
    def _first(identifier: str, events: Sequence[Event], based: Sequence[tuple[Source, Row]]) -> Row:
        values: Row = {}
        for _home, row in based:
            values = dict(row)
            break
        for event in reversed(events):
            values |= event.before or {}
        values["id"] = identifier
        return values

    def _plain(self, name: str, identifier: str, row: Row) -> Row:
        return self._renamed(name, {**row, "id": identifier})

    def _renamed(self, name: str, values: Row) -> Row:
        """The values with what they point to under its present id."""
        if self.aliases:
            for key in schema.table(name).foreign_keys:
                column = key.parent.name
                if isinstance(values.get(column), str):
                    values[column] = self.canon(values[column])
        values["id"] = self.canon(values["id"])
        return values

    def _lives(self, name: str, identifier: str, events: Sequence[Event]) -> bool:
        quiet = RULES[name].quiet
        heads = self.causes.heads(events)
        gone = [event for event in heads if event.after is None]
        if not gone:
            return True
        if any(event.what == ERASED for event in gone):
            return False
        changing = [
            event
            for event in heads
            if event.after is not None
            and event.what != ERASED
            and (event.before is None or any(event.changed(key) and key not in quiet for key in event.after))
            and not self._moved_only(name, event)
        ]
        if not changing:
            return False
        both = [max(gone, key=self.rank), max(changing, key=self.rank)]
        return self.decide(ConflictKind.DELETED, name, identifier, "", both, [None, ""]) == 1

    def _moved_only(self, name: str, event: Event) -> bool:
        """Whether an event only follows a correction of the text."""
        if name not in schema.SPAN_TABLES or event.before is None or event.after is None:
            return False
        if (event.act, event.after.get("transcript_id")) not in self._text_acts:
            return False
        return all(key in ("start", "end") or not event.changed(key) for key in event.after)

    def _columns(self, name: str, identifier: str, events: Sequence[Event], rule: Rule) -> Row:
        """The value of each column."""
        values: Row = {}
        writing = [event for event in events if event.after is not None]
        spans = name in schema.SPAN_TABLES
        last_gone: dict[str, Row] = {}
        for event in writing:
            if event.before is None:
                gone = [one for one in events if one.after is None and self.causes.saw(event, one)]
                if gone:
                    last_gone[event.id] = gone[-1].before or {}
        columns = dict.fromkeys(key for event in writing for key in event.after or {})
        for column in columns:
            if column == "id" or (spans and column in ("start", "end")):
                continue
            setting = [
                event
                for event in writing
                if event.changed(column)
                and (event.id not in last_gone or last_gone[event.id].get(column) != (event.after or {})[column])
            ]
            if setting:
                values[column] = self._value(name, identifier, column, setting, quiet=column in rule.quiet)
        return values

    def _value(self, name: str, identifier: str, column: str, setting: list[Event], *, quiet: bool) -> Any:
        erasures = [event for event in setting if event.what == ERASED]
        if erasures:
            setting = [
                event
                for event in setting
                if event in erasures or all(self.causes.saw(event, erasure) for erasure in erasures)
            ]
        heads = self.causes.heads(setting)
        values = [(event.after or {})[column] for event in heads]
        if all(self._same(value, values[0]) for value in values):
            return values[0]
        if all(event in erasures for event in heads) and all(isinstance(value, str) for value in values):
            if column == "key":
                return max(values)
            merged = min(values)
            for value in sorted(values)[1:]:
                merged = masked(merged, value)
            return merged
        if quiet:
            return (max(heads, key=lambda event: event.order).after or {})[column]
        by_value: dict[str, Event] = {}
        for event, value in zip(heads, values, strict=True):
            key = repr(self.canon(value) if isinstance(value, str) else value)
            if key not in by_value or self.rank(by_value[key]) < self.rank(event):
                by_value[key] = event
        rivals = list(by_value.values())
        told = [(event.after or {})[column] for event in rivals]
        return told[self.decide(ConflictKind.CHANGED, name, identifier, column, rivals, told)]

    def _same(self, one: Any, other: Any) -> bool:
        if isinstance(one, str) and isinstance(other, str):
            return self.canon(one) == self.canon(other)
        return bool(one == other)

    # Groups

    def _allowed(self, name: str, identifier: str, rule: Rule) -> Callable[[Event], bool] | None:
        """Which events count for a row whose group several desks put together apart; ``None``: all."""
        assert rule.group is not None
        values = self.known.get(name, {}).get(identifier)
        events = self._by_row.get((name, identifier), ())
        owner = next(
            (found for event in events if (found := self._owner(name, event, rule.group)) is not None),
            self.canon(values[rule.group]) if values else None,
        )
        if owner is None:
            return None
        key = (name, owner)
        if key not in self._winners:
            self._winners[key] = self._winner(name, owner)
        winner = self._winners[key]
        if winner is None:
            return None
        stands = winner

        def allowed(event: Event) -> bool:
            return event.act == stands.act or self.causes.saw(stands, event) or self._moved_only(name, event)

        return allowed

    def _winner(self, name: str, owner: str) -> Event | None:
        events = [
            event
            for event in self._group_events[name, owner]
            if not self._counts_not(event)
            and not self._moved_only(name, event)
            and event.what != ERASED
            and (event.act, self._place_of(event)) not in self._text_acts
        ]
        if not events or self.causes.in_line(events):
            return None
        # An act stands for all that it did to the group.
        acts = {event.act: event for event in events}
        rivals = self.causes.heads(sorted(acts.values(), key=lambda event: event.order))
        if len(rivals) < 2:
            return None
        return rivals[self.decide(ConflictKind.PARTS, name, owner, "", rivals, ["" for _event in rivals])]

    @staticmethod
    def _place_of(event: Event) -> Any:
        return (event.after or event.before or {}).get("transcript_id")

    # Places

    def _unmoved(self, name: str, identifier: str, based: Sequence[tuple[Source, Row]]) -> Row | None:
        """A row that no event is about: as it came with the study or an import."""
        source, row = based[0]
        values = self._plain(name, identifier, row)
        text = self.result.texts.get(str(values.get("transcript_id")))
        if name in schema.SPAN_TABLES and text is not None and values["start"] is not None:
            first, last = text.weave.chars(text.state_of(source), [values["start"], values["end"] - 1])
            offset = text.weave.offsets(text.weave.final())
            start, end = offset(first), offset(last)
            if start is None or end is None:
                return None
            values["start"], values["end"] = start, end + 1
        return values

    def _placed(self, name: str, identifier: str, values: Row, events: Sequence[Event]) -> Row | None:
        values = self._renamed(name, values)
        if name == "interviews":
            self._carry_coded(values, events)
            return values
        if name not in schema.SPAN_TABLES or values.get("transcript_id") is None or values.get("start") is None:
            return values
        setting = [
            event for event in events if event.after is not None and (event.changed("start") or event.changed("end"))
        ]
        if not setting:
            return values
        heads = self.causes.heads(setting)
        chosen = [event for event in heads if not self._moved_only(name, event)] or heads
        spans = {(event.after or {})["start"]: event for event in chosen}
        event = max(chosen, key=lambda one: one.order)
        if len(chosen) > 1 and len(spans) > 1 and not RULES[name].group and not self._by_alias(chosen):
            rivals = sorted(chosen, key=lambda one: one.order)
            told = [f"{(one.after or {})['start']}-{(one.after or {})['end']}" for one in rivals]
            event = rivals[self.decide(ConflictKind.CHANGED, name, identifier, "start", rivals, told)]
        after = event.after or {}
        span = Span(after["start"], after["end"])
        text = self.result.texts.get(values["transcript_id"])
        if text is not None:
            span, touched = text.carry(event, span, widen=name == "codings", born=events[0])
            if touched and name == "quote_pieces":
                self._doubt(values["quote_id"], touched)
        values["start"], values["end"] = span
        return values

    @staticmethod
    def _by_alias(events: Sequence[Event]) -> bool:
        return len({event.row for event in events}) > 1

    def _doubt(self, quote: str, touched: Sequence[Event]) -> None:
        """A collected quote is to be looked at again, unless somebody did so in the knowledge of the corrections."""
        events = self._by_row.get(("quotes", self.canon(quote)), ())
        row = self.result.rows.get("quotes", {}).get(self.canon(quote))
        if row is None or row["source_changed"]:
            return
        if not any(all(self.causes.saw(event, one) for one in touched) for event in events):
            row["source_changed"] = True
            self.tell(NoticeKind.WORDS, self.canon(quote))

    def _carry_coded(self, values: Row, events: Sequence[Event]) -> None:
        setting = [event for event in events if event.after is not None and event.changed("coded_up_to")]
        if not setting or not values.get("coded_up_to"):
            return
        event = max(self.causes.heads(setting), key=lambda one: one.order)
        offset = (event.after or {})["coded_up_to"]
        transcript = next(
            (one for one, row in self.known["transcripts"].items() if row.get("interview_id") == values["id"]), None
        )
        text = self.result.texts.get(transcript or "")
        if text is not None:
            offset = text.carry(event, Span(offset, offset), widen=False, born=event)[0].start
        values["coded_up_to"] = offset
