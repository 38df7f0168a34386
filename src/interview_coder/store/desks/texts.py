"""The texts of transcripts, joined: corrections of several desks, and the turns."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import replace

from interview_coder.domain.spans import Span
from interview_coder.domain.text import MARK, line_starts
from interview_coder.domain.weaving import ELLIPSIS, Change, Char, Piece, State, Step, Weave, WeaveError
from interview_coder.errors import StudyFileError
from interview_coder.i18n import _
from interview_coder.store.desks.causes import Causes, Knowledge
from interview_coder.store.desks.files import Event, Source
from interview_coder.store.desks.rules import Row

REDACTING: Final = frozenset({"passage redacted", "names erased"})


class Part(Struct, frozen=True):
    """A change as desks know it: the event that made it, and the id of it. Most events make one change."""

    id: str
    event: Event


class Text(Struct):
    """A transcript that was changed since it was imported, and how its spans lie in the end."""

    causes: Causes
    parts: Sequence[Part]
    weave: Weave
    words: str
    disputes: list[tuple[Event, Event]]
    """Pairs (in force, not in force) of corrections of the same words."""
    _ways: dict[State, list[Step]] = field(default_factory=dict)
    _states: dict[tuple[str, int], tuple[frozenset[int], State]] = field(default_factory=dict)

    def carry(self, event: Event, span: Span, *, widen: bool) -> tuple[Span, list[Event]]:
        """Where a span that an event wrote lies in the end, and the text edits that came over it."""
        touched = []
        for step in self._way(event):
            before = span
            span = self.weave.carry(span, [step], widen=widen)
            if step.change is not None and span.end - span.start != before.end - before.start:
                touched.append(self.parts[step.change].event)
        return span, touched

    def taken_back(self, event: Event, span: Span) -> bool:
        """Whether words in or beside a span that an event wrote do not stand in the end, or others came back there."""
        return any(
            edit.start <= span.end and span.start <= edit.end
            for step in self._way(event)
            if step.change is None
            for edit in step.edits
        )

    def _way(self, event: Event) -> list[Step]:
        seen, state = self._knew(event)
        if state not in self._ways:
            self._ways[state] = self.weave.way(seen, state.lost, state.muted)
        return self._ways[state]

    def _knew(self, event: Event) -> tuple[frozenset[int], State]:
        """Which changes were known where and when an event was written, and what was in force of them."""
        key = (event.desk, event.clock)
        if key not in self._states:
            known = self.causes.at(event.desk, event.clock)
            seen = frozenset(n for n, part in enumerate(self.parts) if self.causes.saw(event, part.event))
            self._states[key] = (seen, self._state(seen, known))
        return self._states[key]

    def _state(self, seen: Collection[int], known: Knowledge) -> State:
        place = {part.id: n for n, part in enumerate(self.parts)}
        without, muted = _of(known, place)
        return self.weave.state(seen, without, muted)

    def state_at(self, event: Event) -> State:
        """What was in force of the changes where and when an event was written."""
        return self._knew(event)[1]

    def state_of(self, source: Source) -> State:
        """What is in force of the changes in a file."""
        seen = [n for n, part in enumerate(self.parts) if part.event.id in source.events]
        return self._state(seen, self.causes.of(source))

    # Other transcriptions

    def base(self, state: State) -> int | None:
        """The transcription that a text is of in a state: its change, ``None`` for the one that was imported."""
        alive = state.alive - self.weave.toggles
        changes = self.weave.changes
        return max((n for n in alive if changes[n].whole and changes[n].head is None), default=None)

    def settled(self, event: Event) -> bool:
        """Whether an event knew the transcription that is in force in the end."""
        return self.base(self.state_at(event)) == self.base(self.weave.final())

    def digest(self) -> str | None:
        """The digest of the transcription that is in force; ``None`` where there was only one ever."""
        if (base := self.base(self.weave.final())) is not None:
            return str((self.parts[base].event.after or {})["whole"])
        first = next((part.event.before for part in self.parts if "whole" in (part.event.before or {})), None)
        return str(first["whole"]) if first else None

    # Words that went

    def before_replacing(self, event: Event, span: Span, told: Sequence[str]) -> str | None:
        """What is left of words of the text that an event's act replaced; ``None``: nothing of them was redacted."""
        for n, part in enumerate(self.parts):
            if part.event.act == event.act and self.weave.changes[n].whole:
                state = self.state_at(part.event)
                redacted = any(piece.redacted for piece in self.weave.pieces(state, span))
                return self.lost_words(state, span, told) if redacted else None
        return None

    def lost_words(self, state: State, span: Span, told: Sequence[str]) -> str:
        """Words that stood in a span in a state, a mark for those that were redacted since.

        ``told`` is what files have of these words: it says what the changes do not any more.
        """
        parts: list[str | None] = []
        pattern, mark = "", re.escape(MARK)
        for piece in self.weave.pieces(state, span):
            if piece.redacted:
                if parts[-1:] != [None]:
                    parts.append(None)
                # A file has these words, neither more nor less, or one mark for all that went side by side.
                pattern += f"(?:{mark}|(?<={mark})|.{{{piece.length}}})"
            else:
                parts.append(piece.shown)
                pattern += f"({'.' * piece.length if piece.words is None else re.escape(piece.words)})"
        found = [match.groups() for words in told if (match := re.fullmatch(pattern, words, re.DOTALL))]
        # The least reading, and not that of the least of the files: it is the least again once a file has it.
        left = iter(min(found, default=tuple(part for part in parts if part is not None)))
        return "".join(MARK if part is None else next(left) for part in parts)

    def less_redacted(self) -> Iterator[tuple[Event, Row, Row]]:
        """The edits of which the history has words that redactions took out, with both sides less those."""
        weave = self.weave
        if not any(change.redaction for change in weave.changes):
            return
        for n, (part, change) in enumerate(zip(self.parts, weave.changes, strict=True)):
            before, after = part.event.before or {}, part.event.after or {}
            if change.head is None and ("text" in before or "text" in after):
                sides = _less(before, weave.pieces(weave.before(n))), _less(after, weave.pieces(weave.after(n)))
                if sides != (before, after):
                    yield part.event, *sides

    @property
    def without(self) -> list[list[str]]:
        """The changes that count for nothing, each with the one that won over it."""
        return [[self.parts[n].id, self.parts[winner].id] for n, winner in sorted(self.weave.dead.items())]

    @property
    def muted(self) -> list[str]:
        """The changes whose words do not show."""
        return [self.parts[n].id for n in sorted(self.weave.muted)]


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
    parts, changes = _changes(causes, events, {} if plainly else _partners(events))
    weave = Weave(events[0].before["of"], changes)  # type: ignore[index]
    place = {part.id: n for n, part in enumerate(parts)}

    def winner(one: int, other: int) -> int:
        return place[better(parts[one].event, parts[other].event).id]

    disputes = weave.resolve(winner, lambda n: rank(parts[n].event))
    text = Text(causes, parts, weave, "", [(parts[one].event, parts[other].event) for one, other in disputes])
    weave.learn(
        (text.state_of(source), source.rows["transcripts"][transcript]["text"])
        for source in sources
        if transcript in source.rows["transcripts"]
    )
    text.words = weave.words(weave.final())
    return text


def _less(side: Row, pieces: Sequence[Piece]) -> Row:
    """One side of an edit without the words of it that were redacted; ``pieces`` is the text then."""
    hidden = "".join(("1" if piece.redacted else "0") * piece.length for piece in pieces)
    words, start = side.get("text"), side["start"]
    if words is None:
        return side
    there = zip(words, hidden[start : start + side["length"]], strict=False)
    return {**side, "text": "".join(ELLIPSIS if gone == "1" else char for char, gone in there)}


# From events to changes


def _changes(causes: Causes, events: Sequence[Event], partners: Mapping[str, str]) -> tuple[list[Part], list[Change]]:
    """What events did to a text; ``partners`` are undos, each with what it takes back."""
    parts: list[Part] = []
    changes: list[Change] = []
    place: dict[str, int] = {}
    for event in events:
        if event.before is None or event.after is None:
            raise WeaveError("an event is blank")
        without, muted = _of(causes.at(event.desk, event.clock), place)
        seen = {m for m, other in enumerate(parts) if causes.saw(event, other.event)}
        partner = partners.get(event.id)
        back = [n for n, part in enumerate(parts) if part.event.id == partner]
        for number, change in enumerate(_of_event(event, [changes[n] for n in back])):
            identifier = f"{event.id}#{number}" if number else event.id
            # What is taken back piece by piece goes the other way.
            undoes = back[-number if number else 0] if number < len(back) else None
            place[identifier] = len(parts)
            changes.append(
                replace(
                    change,
                    head=place[event.id] if number else None,
                    undoes=undoes,
                    seen=frozenset(seen),
                    without=without,
                    muted=muted,
                )
            )
            seen.add(len(parts))
            parts.append(Part(identifier, event))
    return parts, changes


def _of(known: Knowledge, place: Mapping[str, int]) -> tuple[frozenset[tuple[int, int]], frozenset[int]]:
    """Which changes lost, and which do not show, as a desk knows it."""
    return (
        frozenset((place[one], place[other]) for one, other in known.without if one in place and other in place),
        frozenset(place[one] for one in known.muted if one in place),
    )


def _of_event(event: Event, back: Sequence[Change]) -> list[Change]:
    """What one event did; of another transcription first its head, then the pieces that differ, from behind.

    ``back`` are the changes that it takes back.
    """
    before, after = event.before or {}, event.after or {}
    if "whole" not in before:
        return [
            Change(
                start=before["start"],
                removed=before["length"],
                inserted=after["length"],
                words=_words(after) or _newline(before, after),
                gone=_words(before) or _newline(after, before),
                redaction=event.what in REDACTING,
            )
        ]
    head = Change(0, 0, 0, whole=True)
    if back and back[0].whole:
        pieces = [(one.start, one.inserted, one.removed, one.gone, one.words) for one in reversed(back[1:])]
    else:
        pieces = [*_pieces(before, after)]
    return [
        head,
        *(
            Change(start, removed, inserted, words=words, gone=gone, whole=True)
            for start, removed, inserted, words, gone in pieces
        ),
    ]


def _pieces(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[int, int, int, str | None, str | None]]:
    """Where two transcriptions differ, from behind: the place in the old one, how much goes and comes, the words."""
    old, new = _words(before), _words(after)
    at, behind = before["length"], after["length"]
    for start, other, length in [*reversed(after["same"]), (0, 0, 0)]:
        end, begin = start + length, other + length
        if (at, behind) != (end, begin):
            yield (
                end,
                at - end,
                behind - begin,
                None if new is None else new[begin:behind],
                None if old is None else old[end:at],
            )
        at, behind = start, other


def _words(side: Mapping[str, Any]) -> str | None:
    """The words of one side of an edit, ``None`` where they are not known, or a name was erased from them."""
    words = side.get("text")
    return words if words is not None and len(words) == side["length"] else None


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


def turns_of(text: Text | None, sources: Sequence[Source], transcript: str, words: str) -> list[Row | None]:
    """For each line of the joined text the turn that it is: its id, who speaks, from when.

    A turn is known by the newline before it; the first one by the beginning of the text.
    """
    mine = [source for source in sources if transcript in source.rows["transcripts"]]
    if text is None:
        return [*mine[0].turns(transcript)]
    states = {id(source): text.state_of(source) for source in mine}
    final = text.weave.final()
    replaced = text.base(final)
    # Who has the transcription that is in force, and most of what was corrected in it, comes first.
    mine.sort(
        key=lambda source: (
            text.base(states[id(source)]) != replaced,
            -len(states[id(source)].alive & final.alive),
            source.desk,
        )
    )
    by_char: dict[Char | None, Row] = {}
    for char, turn in _told_turns(text, final):
        by_char.setdefault(char, turn)
    for source in mine:
        chars = _breaks(text, states[id(source)], line_starts(source.rows["transcripts"][transcript]["text"]))
        for char, turn in zip(chars, source.turns(transcript), strict=True):
            by_char.setdefault(char, turn)
    found: list[Row | None] = []
    taken: set[str] = set()
    for char in _breaks(text, final, line_starts(words)):
        told = by_char.get(char)
        found.append(told if told is not None and told["id"] not in taken else None)
        if told is not None:
            taken.add(told["id"])
    return found


def _breaks(text: Text, state: State, starts: Sequence[int]) -> list[Char | None]:
    """The newlines before the lines of a text in a state; before the first there is none."""
    return [None, *text.weave.chars(state, [start - 1 for start in starts[1:]])]


def _told_turns(text: Text, final: State) -> Iterator[tuple[Char | None, Row]]:
    """Turns as history tells them, those in force first: newlines that no file shows may come back."""
    weave = text.weave
    wholes = [n for n, one in enumerate(weave.changes) if one.whole and one.head is None and n not in weave.toggles]
    sides = [(text.parts[n].event.before or {}, text.parts[n].event.after or {}) for n in wholes]
    for (_before, after), n in reversed([*zip(sides, wholes, strict=True)]):
        if n in final.alive:
            yield from zip(_breaks(text, weave.after(n), after["starts"]), after["turns"], strict=True)
    for n, (part, change) in enumerate(zip(text.parts, weave.changes, strict=True)):
        before, after = part.event.before or {}, part.event.after or {}
        if change.whole:
            continue
        if len(after.get("turns", ())) == 2 and change.inserted == 1:
            yield (n, 0), after["turns"][1]
        elif len(before.get("turns", ())) == 2 and change.removed == 1 and n not in weave.toggles:
            for char in weave.taken(n):
                yield char, before["turns"][1]
    for (before, after), n in zip(sides, wholes, strict=True):
        yield from zip(_breaks(text, weave.before(n), before["starts"]), before["turns"], strict=True)
        yield from zip(_breaks(text, weave.after(n), after["starts"]), after["turns"], strict=True)
