"""The rows of a study, joined: what each row is after everything that the desks did to it.

A row is a function of the events on it, so it does not matter who was joined with whom first. Of each column the events
count that no other one knew and replaced; where there are several with different values, the desks are in conflict.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from interview_coder.domain.merging import ConflictKind, NoticeKind
from interview_coder.domain.quote_edits import EditKind
from interview_coder.domain.spans import Span, held
from interview_coder.store import schema
from interview_coder.store.desks.files import Event, Source, masked
from interview_coder.store.desks.gathering import Gathered
from interview_coder.store.desks.rules import RULES, Row, Rule
from interview_coder.store.desks.texts import REDACTING, Text, join_text
from interview_coder.store.history import KEEP_EMPTY, TEXT

ERASED: Final = "names erased"
DELETED: Final = "interview deleted"


class Joiner(Gathered):
    """Joins sources whose events are united already."""

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
            for winner, _loser in text.disputes:
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
        self.choose_settlements()
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
        self._hold_insertions()

    def _hold_insertions(self) -> None:
        """Put what was put into a quote back in its passage where the words around both were replaced elsewhere."""
        pieces = self.result.rows["quote_pieces"]
        for values in self.result.rows["quote_edits"].values():
            piece = pieces.get(values["piece_id"])
            if piece is not None and values["kind"] == EditKind.INSERTION:
                values["start"] = values["end"] = held(values["start"], Span(piece["start"], piece["end"]))

    def row(self, name: str, identifier: str, *, anyway: bool = False) -> Row | None:
        """What a row is in the end, ``None`` where it is none; with ``anyway`` as if nobody had taken it away."""
        rule = RULES[name]
        every = self.events_on(name, identifier)
        events = [event for event in every if not self._counts_not(event)]
        if rule.group and (allowed := self._allowed(name, identifier, rule)):
            events = [event for event in events if allowed(event)]
        based = self._based.get((name, identifier), [])
        blank = [event for event in events if event.before is None and event.after is None]
        if blank:
            events = [event for event in events if event.before is not None or event.after is not None]
            if not events:
                last = max(blank, key=lambda event: event.order)
                there = [_has(source, name, identifier) for source in self.sources if last.id in source.events]
                told = [row for home, row in based if last.id in home.events]
                return self._plain(name, identifier, told[0]) if told and all(there) else None
        if not events:
            made = bool(every) and every[0].before is None
            return self._unmoved(name, identifier, based) if based and not made else None
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
        if any(event.before is None and not any(self._takes(one, event) for one in gone) for event in events):
            return True
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

    def _takes(self, gone: Event, made: Event) -> bool:
        """Whether a row that was made went with a deletion: of the same row, or of one that it was known to be."""
        return gone.row == made.row or self.causes.saw(gone, made)

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
        if key not in self._standing:
            self._standing[key] = self._group_stands(name, owner)
        standing = self._standing[key]
        if standing is None:
            return None
        winner, acts, others = standing

        def allowed(event: Event) -> bool:
            if event.act in acts or event.what == ERASED or self._moved_only(name, event):
                return True
            return event.act not in others and self.causes.saw(winner, event)

        return allowed

    def _group_stands(self, name: str, owner: str) -> tuple[Event, set[str], set[str]] | None:
        """How a group was put together in the end: the last event of it, the acts that led there, and other acts."""
        events = [
            event
            for event in self._group_events[name, owner]
            if not self._counts_not(event)
            and not self._moved_only(name, event)
            and event.what != ERASED
            and (event.act, self._place_of(event)) not in self._text_acts
        ]
        return self._stands(
            events, lambda rivals: self.decide(ConflictKind.PARTS, name, owner, "", rivals, ["" for _event in rivals])
        )

    def choose_settlements(self) -> None:
        """Where a place was settled in two ways, one stands; what the consensus was made by another is not counted."""
        for (name, row), every in list(self._by_row.items()):
            if name != "settlements":
                continue
            told = [
                event
                for event in every
                if not self._counts_not(event) and (event.after is None or event.changed("decision"))
            ]

            def choose(rivals: list[Event], row: str = row) -> int:
                values = [(event.after or {}).get("decision") for event in rivals]
                if len(set(values)) == 1 and values[0] != "borders":
                    return len(rivals) - 1
                return self.decide(ConflictKind.CHANGED, "settlements", row, "decision", rivals, values)

            if (standing := self._stands(told, choose)) is not None:
                self._ignored |= standing[2]

    def _stands(
        self, events: Sequence[Event], choose: Callable[[list[Event]], int]
    ) -> tuple[Event, set[str], set[str]] | None:
        """Of acts that were done to one thing apart, the last event that counts, the acts that led there, and others.

        ``None`` where each knew those before it.
        """
        if all(self.causes.saw(later, earlier) for earlier, later in itertools.pairwise(events)):
            return None
        # An act stands for all that it did to the group.
        acts = sorted({event.act: event for event in events}.values(), key=lambda event: event.order)
        rivals = self.causes.heads(acts)
        winner = rivals[choose(rivals) if len(rivals) > 1 else 0]
        led: set[str] = set()
        heads = [winner]
        while heads:
            # What lost against what this was built on stays out, though it was known.
            led |= {event.act for event in heads}
            past = [
                event for event in acts if event.act not in led and any(self.causes.saw(one, event) for one in heads)
            ]
            heads = self.causes.heads(past) if past else []
        return winner, led, {event.act for event in acts} - led

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
        text = self.result.texts.get(values["transcript_id"])
        event = self._placing(name, identifier, values, setting, text)
        following = [event]
        for one in reversed(setting):
            if not self._moved_only(name, following[-1]):
                break
            following.append(one)
        if text is not None:
            # Words that stood in the place of others that are back tell less of a span than those it lay on before.
            following.sort(key=lambda one: self._moved_only(name, one) and text.taken_back(one, self._span(one)))
        values["start"], values["end"] = self._carried(name, identifier, values, following, text)
        return values

    def _placing(self, name: str, identifier: str, values: Row, setting: Sequence[Event], text: Text | None) -> Event:
        """The event that says where a span lies."""
        heads = self.causes.heads(setting)
        by_hand = [event for event in heads if not self._moved_only(name, event)]
        if len(by_hand) > 1 and not RULES[name].group and not self._by_alias(by_hand):
            rivals = [*{self._lies(name, event, text)[0]: event for event in by_hand}.values()]
            if len(rivals) > 1:
                told = [self._words_at(one, values["transcript_id"]) for one in rivals]
                return rivals[self.decide(ConflictKind.CHANGED, name, identifier, "start", rivals, told)]
        # Who put another transcription in its place moved what was there with it.
        return max(by_hand or heads, key=lambda one: (text is None or text.settled(one), one.order))

    def _words_at(self, event: Event, transcript: str) -> str:
        """The words on which an event put a span."""
        after, text = event.after or {}, self.result.texts.get(transcript)
        words = self.result.words.get(transcript, "") if text is None else text.weave.words(text.state_at(event))
        return words[after["start"] : after["end"]]

    @staticmethod
    def _span(event: Event) -> Span:
        after = event.after or {}
        return Span(after["start"], after["end"])

    @staticmethod
    def _lies(name: str, event: Event, text: Text | None) -> tuple[Span, list[Event]]:
        """Where a span that an event wrote lies in the joined text, and the edits that came over it."""
        span = Joiner._span(event)
        return (span, []) if text is None else text.carry(event, span, widen=name == "codings")

    def _carried(self, name: str, identifier: str, values: Row, events: Sequence[Event], text: Text | None) -> Span:
        """Where a span lies by the first of the events; where nothing is left of that, by the next."""
        for event in events:
            lies, touched = self._lies(name, event, text)
            left = lies.start < lies.end
            if name == "codings" and text is not None and not text.words[lies.start : lies.end].strip():
                # Blanks are no words to be coded; the coding waits for a place.
                lies, left = Span(lies.start, lies.start), False
            if left or name in KEEP_EMPTY or text is None:
                if touched and name == "quote_pieces":
                    self._doubt(values["quote_id"], touched)
                return lies
        if name == "codings" and text is not None:
            here = [source.rows["unplaced"].get(identifier) for source in self.sources]
            told = [row["words"] for row in here if row is not None]
            after = events[0].after or {}
            self.lost[identifier] = text.lost_words(text.state_at(events[0]), Span(after["start"], after["end"]), told)
        return lies

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
            offset = text.carry(event, Span(offset, offset), widen=False)[0].start
        values["coded_up_to"] = offset


def _has(source: Source, name: str, identifier: str) -> bool:
    """Whether a file has a row, or has in its place what waited in ``unplaced`` there before."""
    return identifier in source.rows[name] or (name == "unplaced" and identifier in source.rows["codings"])
