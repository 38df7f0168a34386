"""Where words stand in a text: exactly, nearly, or in a better transcription of the same talk."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from interview_coder.domain.corrections import tokens
from interview_coder.domain.spans import Span
from interview_coder.domain.text import clean, fold, one_line, trim, word_spans
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.i18n import _


class Passage(Struct, frozen=True):
    """Words found in an interview: their span, and whether they stand there as asked or only much like it."""

    start: int
    end: int
    exact: bool
    score: float


_NEAR: Final = 88.0
"""How alike (rapidfuzz, 0 to 100) words must be to pass for a close match: a typing error or two in a sentence."""


def find_passage(text: str, words: str, occurrence: int | None) -> Passage:
    """Where words stand in a text: exactly, else where it reads nearly like them.

    ``occurrence`` (from 1) chooses where they stand several times. Raises InvalidInputError where there are no words,
    NotFoundError where they do not occur, or occur several times and none was chosen.
    """
    wanted = clean(words).strip()
    if not wanted:
        raise InvalidInputError(_("Give the words to look for."))
    places = [Passage(place, place + len(wanted), True, 100.0) for place in _places(text, wanted)]
    return _choose(places or near(text, one_line(wanted)), occurrence)


def _places(text: str, wanted: str) -> Iterator[int]:
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)


def _choose(places: Sequence[Passage], occurrence: int | None) -> Passage:
    if not places:
        raise NotFoundError(_("These words do not occur in the interview."))
    if occurrence is not None:
        if not 1 <= occurrence <= len(places):
            raise NotFoundError(
                _("These words occur {n} times; there is no number {m}.").format(n=len(places), m=occurrence)
            )
        return places[occurrence - 1]
    if len(places) > 1:
        raise NotFoundError(
            _("These words occur {n} times; say which with an occurrence number, or give more words.").format(
                n=len(places)
            )
        )
    return places[0]


def near(text: str, wanted: str, most: int = 20) -> list[Passage]:
    """Passages that read nearly like the words, best first; several only where they are about equally alike."""
    from rapidfuzz import fuzz

    folded, target = fold_same_length(text), fold_same_length(wanted)
    alignment = fuzz.partial_ratio_alignment(target, folded, score_cutoff=_NEAR - 8)
    if alignment is None or len(target) < 4:
        return []
    words = word_spans(text)
    found: list[Passage] = []
    covered = folded
    while alignment is not None and len(found) < most:
        inside = [span for span in words if span[1] > alignment.dest_start and span[0] < alignment.dest_end]
        if not inside:
            break
        best = max(
            (
                Passage(first[0], last[1], False, fuzz.ratio(target, folded[first[0] : last[1]]))
                for first in inside[:3]
                for last in inside[-3:]
                if first[0] < last[1]
            ),
            key=lambda passage: passage.score,
        )
        best = _with_punctuation(text, best, wanted)
        if best.score < _NEAR or (found and best.score < found[0].score - 3):
            break
        found.append(best)
        covered = covered[: best.start] + "\x00" * (best.end - best.start) + covered[best.end :]
        alignment = fuzz.partial_ratio_alignment(target, covered, score_cutoff=_NEAR - 8)
    return found


def _with_punctuation(text: str, passage: Passage, wanted: str) -> Passage:
    """The passage with the closing punctuation that was asked for."""
    end = passage.end
    while end < len(text) and wanted[-1:] in ".,;:?!…)”’\"'" and text[end] in ".,;:?!…)”’\"'":
        end += 1
    return replace(passage, end=end)


def fold_same_length(text: str) -> str:
    """Lower case, character by character, so that offsets stay."""
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


_GRAM: Final = 4
"""So many words in a row that occur once in both texts are the same place."""
_LARGEST: Final = 100_000_000
"""Pieces between such places are compared word by word up to this product of their lengths (a bit each)."""
_CLOSE: Final = 60.0
"""How alike the words at the aligned place must be to those that stood there."""
_SHORT: Final = 12
"""Words shorter than this stand in many places: they count as the same only near where they are expected."""
_VICINITY: Final = 400


def same_pieces(old: str, new: str) -> list[tuple[int, int, int]]:
    """The pieces that a text shares with a better transcription of the same talk: where each lies in both, how long.

    In order and apart, whole words and what is between them.
    """
    olds, news = tokens(old), tokens(new)
    starts, others = ([0, *accumulate(map(len, some))] for some in (olds, news))
    found: list[tuple[int, int, int]] = []
    run: list[int] = []
    partners = _align(olds, news)
    for index in range(len(olds) + 1):
        if run and (index == len(olds) or partners[index] != partners[index - 1] + 1 or partners[index] < 0):
            if any(olds[one][0].isalnum() for one in run):
                first = run[0]
                found.append((starts[first], others[partners[first]], starts[index] - starts[first]))
            run = []
        if index < len(olds) and partners[index] >= 0:
            run.append(index)
    return found


class Placer:
    """Finds the spans of a text in a better transcription of the same talk."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._old_words, self._new_words = word_spans(old), word_spans(new)
        self._old_starts = [start for start, _end in self._old_words]
        self._to = _align(
            [fold(old[start:end]) for start, end in self._old_words],
            [fold(new[start:end]) for start, end in self._new_words],
        )
        self._known = [index for index, other in enumerate(self._to) if other >= 0]

    def place(self, span: Span) -> Passage | None:
        """Where the words of a span stand now: the very same ones, or ones that are much alike; ``None``: nowhere.

        White space at the borders of the span is left out.
        """
        span = Span(*trim(self._old, span.start, span.end))
        words = self._old[span.start : span.end]
        if not words:
            return None
        aligned = self._aligned(span)
        if aligned is not None and aligned.exact:
            return aligned
        expected = self.offset(span.start)
        places: Iterable[int] = _places(self._new, words)
        if not any(map(str.isalnum, words)):
            places = self._between_neighbours(span, places)
        exact = min(places, key=lambda place: abs(place - expected), default=-1)
        if exact >= 0 and (len(words) >= _SHORT or abs(exact - expected) <= _VICINITY):
            return Passage(exact, exact + len(words), True, 100.0)
        if aligned is not None and aligned.score >= _CLOSE:
            return aligned
        if len(words) < _SHORT:
            return None
        alike = [one for one in near(self._new, words, most=5) if not self._takes_others(one, span)]
        return min(alike, key=lambda passage: abs(passage.start - expected), default=None)

    def _between_neighbours(self, span: Span, places: Iterable[int]) -> list[int]:
        """The places between the words that stood around a span: one mark reads as any other."""
        first = bisect_left(self._old_starts, span.start)
        before, behind = self._neighbour(first - 1, -1), self._neighbour(first, 1)
        least = self._new_words[before][1] if before >= 0 else 0
        most = self._new_words[behind][0] if behind < len(self._new_words) else len(self._new)
        return [place for place in places if least <= place and place + span.end - span.start <= most]

    def _takes_others(self, passage: Passage, span: Span) -> bool:
        """Whether a passage has words that stood outside the span."""
        return any(
            other >= 0
            and self._new_words[other][0] < passage.end
            and passage.start < self._new_words[other][1]
            and not (self._old_words[index][0] < span.end and span.start < self._old_words[index][1])
            for index, other in enumerate(self._to)
        )

    def offset(self, offset: int) -> int:
        """About where a place of the old text lies in the new one."""
        word = bisect_right(self._old_starts, offset) - 1
        at = bisect_right(self._known, word) - 1
        if at < 0:
            return min(offset, len(self._new))
        known = self._known[at]
        ahead = offset - self._old_words[known][0]
        limit = len(self._new)
        if at + 1 < len(self._known):
            limit = self._new_words[self._to[self._known[at + 1]]][0]
        return min(self._new_words[self._to[known]][0] + ahead, limit)

    def _aligned(self, span: Span) -> Passage | None:
        first = self._first_word(span.start)
        last = bisect_left(self._old_starts, span.end) - 1
        if last < first:
            return None
        inside = [self._to[index] for index in range(first, last + 1) if self._to[index] >= 0]
        if not inside:
            return None
        # Words at the borders that were corrected have no partner: try with those that stand in their place.
        before = self._neighbour(first - 1, -1)
        behind = self._neighbour(last + 1, 1)
        starts = {inside[0], before + 1} if self._to[first] < 0 else {inside[0]}
        ends = {inside[-1], behind - 1} if self._to[last] < 0 else {inside[-1]}
        words = self._old[span.start : span.end]
        lead = self._old[span.start : max(span.start, self._old_words[first][0])]
        tail = self._old[min(span.end, self._old_words[last][1]) : span.end]
        best: Passage | None = None
        for one in starts:
            for other in ends:
                if one <= other:
                    found = self._between(one, other, lead, tail, words)
                    if best is None or found.score > best.score:
                        best = found
        return best

    def _first_word(self, offset: int) -> int:
        index = bisect_right(self._old_starts, offset) - 1
        return index if index >= 0 and self._old_words[index][1] > offset else index + 1

    def _neighbour(self, index: int, step: int) -> int:
        """The partner of the nearest word that has one, from ``index`` on."""
        while 0 <= index < len(self._to) and self._to[index] < 0:
            index += step
        if 0 <= index < len(self._to):
            return self._to[index]
        return -1 if step < 0 else len(self._new_words)

    def _between(self, first: int, last: int, lead: str, tail: str, words: str) -> Passage:
        from rapidfuzz import fuzz

        start, end = self._new_words[first][0], self._new_words[last][1]
        if lead and self._new[max(0, start - len(lead)) : start] == lead:
            start -= len(lead)
        if tail and self._new[end : end + len(tail)] == tail:
            end += len(tail)
        start, end = trim(self._new, start, end)
        found = self._new[start:end]
        score = fuzz.ratio(fold_same_length(words), fold_same_length(found))
        return Passage(start, end, found == words, score)


def _align(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """For each word of the old text its partner in the new one, -1 where it has none; in the same order in both."""
    from rapidfuzz.distance import LCSseq

    to = [-1] * len(old)
    at_old = at_new = 0
    for one, other in [*_anchors(old, new), (len(old), len(new))]:
        if one > at_old and other > at_new and (one - at_old) * (other - at_new) <= _LARGEST:
            for op in LCSseq.opcodes(old[at_old:one], new[at_new:other]):
                if op.tag == "equal":
                    for step in range(op.src_end - op.src_start):
                        to[at_old + op.src_start + step] = at_new + op.dest_start + step
        if one < len(old) and other < len(new):
            to[one] = other
        at_old, at_new = one + 1, other + 1
    return to


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places that begin the same unique words in both texts, in order in both, as many as there can be."""
    places = _unique(new)
    pairs = [
        (one, places[gram]) for gram, one in sorted(_unique(old).items(), key=lambda pair: pair[1]) if gram in places
    ]
    # The longest run that rises in the new text as well (patience sorting).
    tops: list[int] = []
    chosen: list[int] = []
    before: list[int] = []
    for index, (_one, other) in enumerate(pairs):
        pile = bisect_left(tops, other)
        before.append(chosen[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(other)
            chosen.append(index)
        else:
            tops[pile], chosen[pile] = other, index
    run: list[tuple[int, int]] = []
    index = chosen[-1] if chosen else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def _unique(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    seen: dict[tuple[str, ...], int] = {}
    for index in range(len(words) - _GRAM + 1):
        gram = tuple(words[index : index + _GRAM])
        seen[gram] = -1 if gram in seen else index
    return {gram: index for gram, index in seen.items() if index >= 0}
