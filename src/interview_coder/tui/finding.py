"""Finding words in a text whatever their case and accents, as spans of the text itself. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from interview_coder.domain.text import fold


class Finder:
    """A text made ready to be searched; build it once and ask it at every key."""

    def __init__(self, text: str) -> None:
        self.text = text
        if text.isascii():
            self._folded, self._ends = text.lower(), None
            return
        known: dict[str, str] = {}
        pieces = [known[char] if char in known else known.setdefault(char, fold(char)) for char in text]
        self._folded = "".join(pieces)
        # Where the folded form of each character ends: characters can fold to none (an accent) or to several (ß).
        plain = len(self._folded) == len(text) and all(len(piece) == 1 for piece in known.values())
        self._ends = None if plain else list(accumulate(map(len, pieces)))

    def spans(self, query: str) -> list[tuple[int, int]]:
        """Where the query stands, in order, without overlaps; white space in it stands for any."""
        wanted = " ".join(fold(query).split())
        if not wanted:
            return []
        haystack = self._folded.replace("\n", " ")
        found: list[tuple[int, int]] = []
        at = haystack.find(wanted)
        while at >= 0:
            found.append(self._span(at, at + len(wanted)))
            at = haystack.find(wanted, at + len(wanted))
        return found

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text whose folded form is ``[start, end)``, accents that follow the last sign included."""
        if self._ends is None:
            return start, end
        return bisect_right(self._ends, start), min(
            len(self.text), max(bisect_right(self._ends, end), bisect_left(self._ends, end) + 1)
        )
