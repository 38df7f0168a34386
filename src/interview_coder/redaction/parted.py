"""Rules for names that were heard as several words, beside those that a list has in one: see ``split_names``."""

from __future__ import annotations

from typing import Final

from interview_coder.domain.model import NameKind
from interview_coder.redaction.lexicon import KNOWN_WORD, Flag
from interview_coder.redaction.look import PERSON, PLACE, Look

# Behind these a capital is a place.
_LED: Final = ("in", "uit", "naar", "te", "vanuit")
# How long a name is at least that was heard as two or three words; how long with a slip in it.
_LONG, _LONGER = 6, 8
_PARTS: Final = 3


class Parted(Look):
    """Joins words that are one name of the page, or nearly one of a list."""

    def parted_towns(self) -> None:
        """A place that was heard as several words, with a slip: *in Wyn schoten*."""
        page, board = self.page, self.board
        for index in range(1, len(page) - 1):
            if not self.capital(index) or page.speech[index] or self.low(index - 1) not in _LED:
                continue
            for last in self._ends(index):
                joined = "".join(page.low[index : last + 1])
                strange = any(not board.flags[i] & KNOWN_WORD for i in range(index, last + 1))
                small = page.low[last] in self.little or page.capital[last]
                if not strange or small or len(joined) < _LONGER or board.lexicon.flags(joined) & KNOWN_WORD:
                    continue
                if board.lexicon.slip_of(joined) & Flag.PLACE:
                    board.mark(index, last + 1, PLACE, 0.7, "split-name")
                    break

    def parted_again(self, sure: dict[str, tuple[NameKind, float]]) -> None:
        """A name of the page that was heard as several words elsewhere on it: *Wit haren*, *Bouts ma*."""
        page, board = self.page, self.board
        taught = {low: kind for low, (kind, _confidence) in sure.items() if len(low) >= _LONG}
        for index in range(len(page) - 1):
            here, behind = board.marks[index], board.marks[index + 1]
            if here is not None and behind is not None and here.kind is behind.kind is PERSON:
                joined = page.low[index] + page.low[index + 1]  # Jelte Bout Sma
                if joined.isalpha() and not page.newline[index + 1] and len(joined) >= _LONG:
                    taught.setdefault(joined, PERSON)
        heads = {low[:2] for low in taught}
        for index in range(len(page) - 1) if taught else ():
            if page.low[index][:2] not in heads or not page.alpha[index] or page.shut[index]:
                continue
            for last in self._ends(index):
                kind = taught.get("".join(page.low[index : last + 1]))
                if kind is not None and self._is_parted(index, last):
                    board.mark(index, last + 1, kind, 0.7, "split-name")
                    break

    def _ends(self, index: int) -> list[int]:
        """The tokens that a name of several words can end at that begins at a token."""
        page, ends = self.page, []
        for last in range(index + 1, min(index + _PARTS + 1, len(page))):
            if not page.alpha[last] or page.newline[last] or page.shut[last] or not page.gap[last]:
                break
            ends.append(last)
        return ends

    def _is_parted(self, first: int, last: int) -> bool:
        """Whether words that make a name together are no words of their own, and not marked already."""
        page, board, parts = self.page, self.board, range(first, last + 1)
        if all(board.marks[i] is not None for i in parts) or page.low[first] in self.particles:
            return False
        if self.capital(first) and not page.speech[first]:
            return not page.starts[first] or any(not board.flags[i] & KNOWN_WORD for i in parts)  # Zelden rust
        heard = all(board.flags[i] & (Flag.EVERYDAY | Flag.COMMON) for i in parts)
        return not heard
