"""The texts of transcripts, joined: corrections of several desks, and the turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from interview_coder.domain.spans import Span
from interview_coder.domain.weaving import Change, State, Step, Weave, WeaveError
from interview_coder.errors import StudyFileError
from interview_coder.i18n import _
from interview_coder.store.desks.causes import Causes
from interview_coder.store.desks.files import Event, Source

REDACTING: Final = frozenset({"passage redacted", "names erased"})


@dataclass(slots=True)
class Text:
    """A transcript that was changed since it was imported, and how its spans lie in the end."""

    causes: Causes
    events: Sequence[Event]
    weave: Weave
    words: str
    disputes: list[tuple[Event, Event]]
    """Pairs (in force, not in force) of corrections of the same words."""
    _ways: dict[Any, list[Step]] = field(default_factory=dict)

    def carry(self, event: Event, span: Span, *, widen: bool, born: Event) -> tuple[Span, list[Event]]:
        """Where a span that an event wrote lies in the end, and the text edits that came over it.

        ``born`` is the event that made the row.
        """
        seen = frozenset(n for n, one in enumerate(self.events) if self.causes.saw(event, one))
        known = self.causes.at(event.desk, event.clock)
        key = (seen, known.without, known.muted)
        if key not in self._ways:
            self._ways[key] = self.weave.way(seen, self.pairs(known.without), self.positions(known.muted))
        way = self._ways[key]
        touched = []
        lies = span
        for step in way:
            here = [step]
            before = lies
            lies = self.weave.carry(lies, here, widen=widen, stays=lambda n: self.causes.saw(self.events[n], born))
            if step.change is not None and lies.end - lies.start != before.end - before.start:
                touched.append(self.events[step.change])
        return lies, touched

    def positions(self, ids: frozenset[str]) -> frozenset[int]:
        """The positions of events among the changes of this text."""
        return frozenset(n for n, one in enumerate(self.events) if one.id in ids) if ids else frozenset()

    def pairs(self, ids: frozenset[tuple[str, str]]) -> frozenset[tuple[int, int]]:
        """Pairs of events as positions."""
        place = {event.id: n for n, event in enumerate(self.events)}
        return frozenset((place[one], place[other]) for one, other in ids if one in place)

    def state_of(self, source: Source) -> State:
        """What is in force of the changes in a file."""
        known = self.causes.of(source)
        seen = [n for n, one in enumerate(self.events) if one.id in source.events]
        return self.weave.state(seen, self.pairs(known.without), self.positions(known.muted))

    @property
    def without(self) -> list[list[str]]:
        """The edits that count for nothing, each with the one that won over it."""
        return [[self.events[n].id, self.events[winner].id] for n, winner in sorted(self.weave.dead.items())]

    @property
    def muted(self) -> list[str]:
        """The edits whose words do not show."""
        return [self.events[n].id for n in sorted(self.weave.muted)]


def join_text(
    causes: Causes,
    sources: Sequence[Source],
    transcript: str,
    events: Sequence[Event],
    better: Callable[[Event, Event], Event],
    rank: Callable[[Event], Any],
) -> Text:
    """Join the corrections of a transcript (``events``, in order). Raises StudyFileError where they do not fit."""
    for plainly in (False, True):
        try:
            return _join(causes, sources, transcript, events, better, rank, plainly=plainly)
        except (WeaveError, KeyError):
            continue
    raise StudyFileError(
        _("The corrections of a transcript in {file} do not fit its text, so the desks cannot be merged.").format(
            file=sources[-1].name
        )
    )


def _join(
    causes: Causes,
    sources: Sequence[Source],
    transcript: str,
    events: Sequence[Event],
    better: Callable[[Event, Event], Event],
    rank: Callable[[Event], Any],
    *,
    plainly: bool,
) -> Text:
    changes = []
    partners = {} if plainly else _partners(events)
    place = {event.id: n for n, event in enumerate(events)}
    for n, event in enumerate(events):
        before, after = event.before, event.after
        if before is None or after is None:
            raise WeaveError("an event is blank")
        known = causes.at(event.desk, event.clock)
        changes.append(
            Change(
                start=before["start"],
                removed=before["length"],
                inserted=after["length"],
                words=after.get("text", _newline(before, after)),
                gone=before.get("text", _newline(after, before)),
                redaction=event.what in REDACTING,
                whole="whole" in before,
                undoes=place.get(partners.get(event.id, "")),
                seen=frozenset(m for m, other in enumerate(events[:n]) if causes.saw(event, other)),
                without=frozenset((place[one], place[other]) for one, other in known.without if one in place),
                muted=frozenset(place[one] for one in known.muted if one in place),
            )
        )
    weave = Weave(events[0].before["of"], changes)  # type: ignore[index]

    def winner(one: int, other: int) -> int:
        return place[better(events[one], events[other]).id]

    disputes = weave.resolve(winner, lambda n: rank(events[n]))
    text = Text(causes, events, weave, "", [(events[one], events[other]) for one, other in disputes])
    known_texts = [
        (text.state_of(source), source.rows["transcripts"][transcript]["text"])
        for source in sources
        if transcript in source.rows["transcripts"]
    ]
    text.words = weave.words(known_texts)
    return text


def _newline(one: dict[str, Any], other: dict[str, Any]) -> str | None:
    """What ``other`` put in where it has more turns than ``one``, though its words were forgotten."""
    more = "whole" not in one and len(other.get("turns", ())) > len(one.get("turns", ()))
    return "\n" if more and other["length"] == 1 else None


def _partners(events: Sequence[Event]) -> dict[str, str]:
    """For each edit of an undo (or redo) the one that it takes back: undo goes through an act from behind."""
    by_act: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda one: (one.desk, one.clock)):
        by_act.setdefault(event.act, []).append(event)
    found: dict[str, str] = {}
    for mine in by_act.values():
        theirs = by_act.get(mine[0].undoes or "", [])
        if len(theirs) == len(mine):
            found.update({one.id: other.id for one, other in zip(mine, reversed(theirs), strict=True)})
    return found


def turns_of(
    text: Text | None, sources: Sequence[Source], transcript: str, words: str
) -> list[tuple[str | None, Source | None]]:
    """For each line of the joined text the turn that it is (an id, and a file that has it).

    A turn is known by the newline before it; the first one by the beginning of the text.
    """
    mine = [source for source in sources if transcript in source.rows["transcripts"]]
    numbered = {id(source): _numbered(source, transcript) for source in mine}
    if text is None:
        return [(turn, mine[0]) for turn in numbered[id(mine[0])]]
    states = {id(source): text.state_of(source) for source in mine}
    final = text.weave.final()
    replaced = _last_whole(text, final)
    # Who has the transcription that is in force, and most of what was corrected in it, comes first.
    mine.sort(
        key=lambda source: (
            _last_whole(text, states[id(source)]) != replaced,
            -len(states[id(source)].alive & final.alive),
            source.desk,
        )
    )
    by_char: dict[Any, tuple[str, Source]] = {}
    for source in mine:
        lines = source.rows["transcripts"][transcript]["text"].split("\n")
        breaks, at = [], -1
        for line in lines[:-1]:
            at += len(line) + 1
            breaks.append(at)
        chars: list[Any] = [None, *text.weave.chars(states[id(source)], breaks)]
        for char, turn in zip(chars, numbered[id(source)], strict=True):
            by_char.setdefault(char, (turn, source))
    breaks, at = [], -1
    for line in words.split("\n")[:-1]:
        at += len(line) + 1
        breaks.append(at)
    found: list[tuple[str | None, Source | None]] = []
    taken: set[str] = set()
    for char in [None, *text.weave.chars(final, breaks)]:
        one = by_char.get(char)
        if one is None or one[0] in taken:
            found.append((None, None))
            continue
        taken.add(one[0])
        found.append(one)
    return found


def _last_whole(text: Text, state: State) -> int | None:
    return max((n for n in state.alive if text.weave.changes[n].whole), default=None)


def _numbered(source: Source, transcript: str) -> list[str]:
    rows = [row for row in source.rows["turns"].values() if row["transcript_id"] == transcript]
    return [row["id"] for row in sorted(rows, key=lambda row: row["number"])]
