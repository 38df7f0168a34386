"""One text out of the corrections that several desks made of it apart. Pure.

``threads`` has the runs of characters and what shows of them, ``rivalry`` decides between corrections of one place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from interview_coder.domain.rivalry import Rivals
from interview_coder.domain.spans import Edit, Span, remap
from interview_coder.domain.text import MARK
from interview_coder.domain.threads import ELLIPSIS, Change, Char, Piece, Run, State, Step, WeaveError

__all__ = ["ELLIPSIS", "Change", "Char", "Piece", "State", "Step", "Weave", "WeaveError"]


class Weave(Rivals):
    """The corrections of one text: what it reads in the end, and where spans of it lie."""

    # Texts

    def learn(self, known: Iterable[tuple[State, str]]) -> None:
        """Take in the words of texts, each in its state. Raises WeaveError where one is not what its changes make."""
        for state, text in known:
            at = 0
            for position, run in enumerate(self._runs):
                if self._shows(run, state):
                    self._parts.setdefault(position, text[at : at + run.length])
                    at += run.length
            if at != len(text):
                raise WeaveError("a text is not what its changes make of it")

    def words(self, state: State) -> str:
        """The text in a state. Words that were forgotten everywhere are shown as ``…``, marks as marks."""
        return "".join(piece.shown for piece in self.pieces(state))

    def pieces(self, state: State, span: Span | None = None) -> list[Piece]:
        """What the text, or a span of it, consists of in a state."""
        found = []
        at = 0
        gone = self._beside_redactions()
        for position, run in enumerate(self._runs):
            if not self._shows(run, state):
                continue
            start, end = at, at + run.length
            at = end
            if span is not None:
                start, end = max(start, span.start), min(end, span.end)
            if start < end:
                words = self._parts.get(position)
                words = self._told(run) if words is None else words
                begin = at - run.length
                redacted = run.origin in gone or any(self.changes[index].redaction for index in run.cut)
                found.append(
                    Piece(None if words is None else words[start - begin : end - begin], end - start, redacted)
                )
        return found

    def _told(self, wanted: Run) -> str | None:
        """The words of a run as the changes tell them, ``None`` where none does."""
        if wanted.origin >= 0:
            change = self.changes[wanted.origin]
            if change.words is not None:
                return change.words[wanted.offset : wanted.offset + wanted.length]
            if change.redaction and wanted.length == len(MARK):
                return MARK
        for index in sorted(wanted.cut):
            gone = self.changes[index].gone
            if gone is None:
                continue
            at = 0
            for run in self._runs:
                if run is wanted:
                    return gone[at : at + run.length]
                at += run.length * (index in run.cut)
        return None

    def taken(self, index: int) -> list[Char]:
        """The characters that a change took out."""
        return [(run.origin, run.offset + n) for run in self._runs if index in run.cut for n in range(run.length)]

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
        # What was taken back since never lies on the way.
        unseen = [index for index in sorted(self.final().alive - self.toggles) if index not in seen]
        known = set(range(len(self.changes))).difference(unseen)
        after = self.state(known, self.dead.items(), self.muted)
        steps = [Step(self._between(before, after), None)]
        for index in unseen:
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

    def carry(self, span: Span, way: Sequence[Step], *, widen: bool) -> Span:
        """Where a span lies in the end; with ``widen`` one that a redaction cuts takes in its mark, as codings do."""
        for edits, change in way:
            redacts = widen and change is not None and self.changes[change].redaction
            for edit in edits:
                if redacts and span.start < edit.end and edit.start < span.end:
                    span = Span(min(span.start, edit.start), max(span.end, edit.end))
                span = remap(span, edit)
        return span
