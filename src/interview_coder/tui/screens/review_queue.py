"""The decisions of a redaction review, apart from any screen: what is asked first, and what each key does.

Everything lives in the ``finds`` and ``decisions`` of the prepared transcript, two lists in the same order, by place
in the text. An index is a position in both. Nothing here writes anywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from interview_coder.domain.marks import MarkStyle
from interview_coder.domain.model import Find, NameKind
from interview_coder.domain.spans import Span
from interview_coder.domain.text import fold, trim, word_spans
from interview_coder.intake import ADDED, Decision, Prepared, Redacted
from interview_coder.tui.widgets.wrapping import is_simple, stops

Edge = Literal["start", "end"]
Unit = Literal["word", "character"]

CHANGED: Final = "changed"
"""The reason of a find that a person made by joining several."""


ALWAYS: Final = "always"
"""The reason of a decision to keep a name wherever it is found: so it is remembered with the decision."""


class _State(Struct, frozen=True):
    finds: tuple[Find, ...]
    decisions: tuple[Decision, ...]
    always: frozenset[str]
    joined: tuple[tuple[Find, Decision], ...]
    start: int


class ReviewQueue:
    """The finds of one transcript, with the decisions taken on them, and their undoing.

    ``always`` holds the folded names that the user keeps always: shared by the reviews of one import.
    """

    def __init__(self, prepared: Prepared, always: set[str] | None = None) -> None:
        self.prepared = prepared
        # The draft joins its turns anew each time it is asked; names are looked up by the hundred.
        self.text = prepared.text
        self.always: set[str] = always if always is not None else set()
        self.doubt_first = True
        self.kind: NameKind | None = None
        self._past: list[_State] = []
        self._joined: list[tuple[Find, Decision]] = []
        """The finds that others took in: they come back where an edge is moved back over them."""
        self._sort()
        for index, decision in enumerate(self.decisions):
            if decision.keep is None and fold(self.name(index)) in self.always:
                self.decisions[index] = replace(decision, keep=True)

    # Looking

    @property
    def decisions(self) -> list[Decision]:
        """The decisions, by place."""
        return self.prepared.decisions

    @property
    def finds(self) -> list[Find]:
        """The finds, in the order of the decisions."""
        return self.prepared.finds

    def __len__(self) -> int:
        return len(self.decisions)

    def name(self, index: int) -> str:
        """The words that would be taken out."""
        decision = self.decisions[index]
        return self.text[decision.start : decision.end]

    def decided(self) -> int:
        """How many finds have a decision."""
        return sum(decision.keep is not None for decision in self.decisions)

    def rows(self) -> list[int]:
        """The finds to show, in the order of the queue: the most doubtful first, or as the text has them."""
        shown = [i for i, decision in enumerate(self.decisions) if self.kind in (None, decision.kind)]
        if self.doubt_first:
            shown.sort(key=lambda i: (self.finds[i].confidence, self.decisions[i].start))
        return shown

    def kinds(self) -> Counter[NameKind]:
        """How many finds there are of each kind."""
        return Counter(decision.kind for decision in self.decisions)

    def same(self, index: int) -> list[int]:
        """The finds of the same name, this one included; case and accents do not count."""
        name = fold(self.name(index))
        return [i for i in range(len(self)) if fold(self.name(i)) == name]

    def counts(self) -> Counter[str]:
        """How often each (folded) name was found."""
        return Counter(fold(self.name(i)) for i in range(len(self)))

    def kept_always(self, index: int) -> bool:
        """Whether the name stays wherever it occurs."""
        return fold(self.name(index)) in self.always

    def at(self, offset: int) -> int | None:
        """The find that covers a place of the text."""
        return next((i for i, found in enumerate(self.decisions) if found.start <= offset < found.end), None)

    def following(self, index: int | None) -> int | None:
        """The next undecided find in the order of the queue, round the end; ``None`` when all are decided."""
        rows = self.rows()
        at = rows.index(index) if index in rows else -1
        round_the_end = rows[at + 1 :] + rows[: at + 1]
        return next((i for i in round_the_end if self.decisions[i].keep is None), None)

    def stored(
        self,
        style: MarkStyle = MarkStyle.PLAIN,
        language: str = "nl",
        number: Callable[[str, NameKind], int] | None = None,
    ) -> Redacted:
        """The text as it would be stored now, what is undecided taken out, with marks of a style (see ``redacted``).

        Raises ImportFailure.
        """
        decisions = [replace(decision, keep=decision.keep is True) for decision in self.decisions]
        return replace(self.prepared, decisions=decisions).redacted(style, language, number)

    def place_after(self, offset: int, stored: Redacted) -> int:
        """Where a place of the text lies in the text as it would be stored; within a name, where its mark begins."""
        gone = [decision for decision in self.decisions if decision.keep is not True]
        marks = iter(mark for mark in stored.marks if mark.taken)
        shift, before = 0, None
        mark = None
        for decision in gone:
            if decision.start > offset:
                break
            between = self.text[before.end : decision.start] if before is not None else "\n"
            if mark is None or between.strip() or "\n" in between:
                # Names with only spaces between them share one mark.
                mark = next(marks)
            if offset < decision.end:
                return mark.start
            shift, before = mark.end - decision.end, decision
        return min(max(0, offset + shift), len(stored.text))

    # Deciding

    def decide(self, index: int, keep: bool, *, same: bool = False, always: bool = False) -> int:
        """Take a name out or keep it, here or everywhere it was found; returns how many finds that settles."""
        decisions, always_before = list(self.decisions), set(self.always)
        self._remember(index)
        chosen = self.same(index) if same or always else [index]
        name = fold(self.name(index))
        if always and keep:
            self.always.add(name)
        elif not keep:
            self.always.discard(name)
        for i in chosen:
            why = self.decisions[i].reason
            if always and keep:
                why = ALWAYS
            elif why == ALWAYS:
                why = self.finds[i].reason if self.finds[i].reason != ALWAYS else ""
            self.decisions[i] = replace(self.decisions[i], keep=keep, reason=why, reviewed=True)
        if (decisions, always_before) == (self.decisions, self.always):
            self._past.pop()  # what was decided so already is nothing to take back
        return len(chosen)

    def decide_rest(self, keep: bool = False) -> int:
        """Decide all that are undecided at once, unseen; returns how many."""
        open_ones = [i for i, decision in enumerate(self.decisions) if decision.keep is None]
        if open_ones:
            self._remember(open_ones[0])
        for i in open_ones:
            self.decisions[i] = replace(self.decisions[i], keep=keep, reviewed=False)
        return len(open_ones)

    def set_kind(self, index: int, kind: NameKind) -> None:
        """Say what sort of name it is; the same name of the same kind follows."""
        old = self.decisions[index].kind
        if kind is old:
            return
        self._remember(index)
        for i in self.same(index):
            if self.decisions[i].kind is old:
                self.decisions[i] = replace(self.decisions[i], kind=kind)

    def move(self, index: int, edge: Edge, step: Literal[-1, 1], unit: Unit) -> int | None:
        """Move an edge of a find a step on (1) or back (-1); others that it then overlaps join it, and are found by
        themselves again, whole, where the edge is moved back over a part of them.

        An edge stays within its turn, off white space, and leaves at least one sign. Returns the find's index
        afterwards, or ``None`` where there is nowhere to go.
        """
        found = self.decisions[index]
        start, end = self._moved(found.start, found.end, edge, step, unit)
        left = [
            (find, one)
            for find, one in self._joined
            if found.start <= one.start and one.end <= found.end and not (start <= one.start and one.end <= end)
        ]
        # One that took in another holds it: the inner one waits until that is shrunk as well.
        left = [pair for pair in left if not any(_holds(other, pair[1]) for _find, other in left)]
        for _find, one in left:
            start, end = (max(start, one.end), end) if edge == "start" else (start, min(end, one.start))
        start, end = self._trimmed(start, end) if left and start < end else (start, end)
        if (start, end) == (found.start, found.end) or start >= end:
            return None
        self._remember(index)
        self._joined = [pair for pair in self._joined if pair not in left]
        self.finds.extend(find for find, _one in left)
        self.decisions.extend(one for _find, one in left)
        return self._put(index, start, end)

    def add(self, start: int, end: int, kind: NameKind, *, everywhere: bool = False) -> list[int]:
        """Take out a passage that was missed, or all its occurrences as whole words; returns their indexes.

        A passage may not go through a turn: only the part in the turn where it begins is taken.
        Empty where the passage is white space.
        """
        line = self._line(start)
        start, end = self._trimmed(start, min(end, line[1]))
        if start >= end:
            return []
        self._remember(start, offset=True)
        starts = []
        for span in self.occurrences(start, end) if everywhere else [Span(start, end)]:
            covering = [d for d in self.decisions if d.start < span.end and span.start < d.end]
            if span.start != start and covering:
                continue
            starts.append(min([span.start, *(d.start for d in covering)]))
            self._add_one(span, kind)
        return [i for i, decision in enumerate(self.decisions) if decision.start in starts]

    def occurrences(self, start: int, end: int) -> list[Span]:
        """Where the words of a passage stand in the text as whole words, the passage itself among them."""
        name = re.escape(self.text[start:end])
        found = (Span(*match.span()) for match in re.finditer(rf"(?<!\w){name}(?!\w)", self.text))
        spans = [span for span in found if self._whole(span)]
        here = Span(start, end)
        return spans if here in spans else [*(span for span in spans if not span.overlaps(here)), here]

    def undo(self) -> int | None:
        """Take back the last decision; returns the find that it was about, ``None`` when there is nothing to undo."""
        if not self._past:
            return None
        state = self._past.pop()
        self.finds[:] = state.finds
        self.decisions[:] = state.decisions
        self.always.clear()
        self.always.update(state.always)
        self._joined = list(state.joined)
        starts = [decision.start for decision in self.decisions]
        return min(bisect_left(starts, state.start), len(starts) - 1) if starts else 0

    @property
    def touched(self) -> bool:
        """Whether there is anything to undo."""
        return bool(self._past)

    # The inside

    def _sort(self) -> None:
        order = sorted(range(len(self)), key=lambda i: self.decisions[i].start)
        self.finds[:] = [self.finds[i] for i in order]
        self.decisions[:] = [self.decisions[i] for i in order]

    def _remember(self, at: int, *, offset: bool = False) -> None:
        start = at if offset else self.decisions[at].start
        state = _State(tuple(self.finds), tuple(self.decisions), frozenset(self.always), tuple(self._joined), start)
        self._past.append(state)

    def _add_one(self, span: Span, kind: NameKind) -> None:
        self.finds.append(Find(span.start, span.end, kind, 1.0, ADDED))
        self.decisions.append(Decision(span.start, span.end, kind, False, ADDED))
        self._put(len(self) - 1, span.start, span.end)

    def _put(self, index: int, start: int, end: int) -> int:
        """Give a find its span; those that overlap it are swallowed. Returns its index in the new order."""
        eaten = [i for i, other in enumerate(self.decisions) if i != index and other.start < end and start < other.end]
        start = min([start, *(self.decisions[i].start for i in eaten)])
        end = max([end, *(self.decisions[i].end for i in eaten)])
        self.decisions[index] = replace(self.decisions[index], start=start, end=end)
        if eaten:
            # What was decided otherwise on one of them is to be decided on again.
            kept = {self.decisions[i].keep for i in (index, *eaten)}
            keep = kept.pop() if len(kept) == 1 else None
            self.decisions[index] = replace(self.decisions[index], reason=CHANGED, keep=keep)
        self._joined += [(self.finds[i], self.decisions[i]) for i in eaten]
        for i in reversed(eaten):
            del self.finds[i], self.decisions[i]
        self._sort()
        return next(i for i, decision in enumerate(self.decisions) if decision.start == start)

    def _line(self, offset: int) -> tuple[int, int]:
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else end

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A span without white space at its ends, no sign cut in two: a mark upon a space goes with the space."""
        start, end = trim(self.text, start, end)
        if start >= end or self._whole(Span(start, end)):
            return start, end
        low, high = self._line(start)
        inside = [low + border for border in _graphemes(self.text[low:high]) if start <= low + border <= end]
        return self._trimmed(inside[0], inside[-1]) if len(inside) > 1 else (start, start)

    def _whole(self, span: Span) -> bool:
        """Whether a span cuts no sign in two."""
        if is_simple(self.text, max(0, span.start - 1), min(len(self.text), span.end + 1)):
            return True
        low, high = self._line(span.start)
        return {span.start - low, span.end - low} <= set(_graphemes(self.text[low:high]))

    def _moved(self, start: int, end: int, edge: Edge, step: int, unit: Unit) -> tuple[int, int]:
        low, high = self._line(start)
        line = self.text[low:high]
        borders = _word_borders(line, edge) if unit == "word" else _graphemes(line)
        borders = sorted({*borders, 0 if edge == "start" else len(line)})
        at = (start if edge == "start" else end) - low
        while True:
            place = bisect_right(borders, at) if step > 0 else bisect_left(borders, at) - 1
            if not 0 <= place < len(borders):
                return start, end
            at = borders[place]
            span = (low + at, end) if edge == "start" else (start, low + at)
            if span[0] >= span[1]:
                return start, end
            trimmed = self._trimmed(*span)
            # Stepping over a space must not stop on it.
            if trimmed != (start, end) and trimmed[0] < trimmed[1]:
                return trimmed


def _holds(outer: Decision, inner: Decision) -> bool:
    """Whether a find has another, smaller one inside it."""
    return outer is not inner and outer.start <= inner.start and inner.end <= outer.end


def _word_borders(line: str, edge: Edge) -> Iterable[int]:
    return [span[0 if edge == "start" else 1] for span in word_spans(line)]


def _graphemes(line: str) -> Iterable[int]:
    return [0, *(stop.end for stop in stops(line))]
