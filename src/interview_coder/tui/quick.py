"""The nine codes under the digits: pinned ones keep theirs, the others are those used lately. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

SLOTS: Final = 9
RECENT: Final = 40
"""How many codes are remembered as used lately."""


class Quick:
    """Which code lies under which digit, and which were used lately (latest first). Ids are those of codes.

    A digit keeps its code as long as it can: a code that is used joins on a free digit, else on that of the code that
    was used longest ago, so fingers can learn them.
    """

    def __init__(self, slots: Sequence[str] = (), recent: Sequence[str] = ()) -> None:
        self.slots: list[str] = [str(slot) for slot in (*slots, *[""] * SLOTS)][:SLOTS]
        self.recent: list[str] = [str(code) for code in recent][:RECENT]
        self._pinned: list[str] = []

    def settle(self, codes: Iterable[str], pinned: Sequence[str]) -> None:
        """Drop codes that are gone, or no longer pinned and never used; give each pinned one a digit, in tree order."""
        known = set(codes)
        self.recent = [code for code in self.recent if code in known]
        seated = known & {*self.recent, *pinned}
        self.slots = [code if code in seated else "" for code in self.slots]
        self._pinned = list(pinned)
        for code in self._pinned[:SLOTS]:
            if code not in self.slots:
                self._seat(code)

    def use(self, code: str) -> None:
        """Note that a code was given to a passage."""
        self.recent = [code, *(other for other in self.recent if other != code)][:RECENT]
        if code not in self.slots:
            self._seat(code)

    def _seat(self, code: str) -> None:
        if "" in self.slots:
            self.slots[self.slots.index("")] = code
            return
        free = [place for place, other in enumerate(self.slots) if other not in self._pinned]
        if free:
            age = {other: place for place, other in enumerate(self.recent)}
            oldest = max(free, key=lambda place: age.get(self.slots[place], RECENT))
            self.slots[oldest] = code

    def code(self, digit: int) -> str:
        """The code under a digit from 1 to 9, or nothing."""
        return self.slots[digit - 1] if 1 <= digit <= SLOTS else ""

    def digit(self, code: str) -> int | None:
        """The digit of a code, if it has one."""
        return self.slots.index(code) + 1 if code in self.slots else None

    @property
    def last(self) -> str:
        """The code used last, or nothing."""
        return self.recent[0] if self.recent else ""
