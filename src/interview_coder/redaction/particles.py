"""Rules for family names that their particles tell: *vd Hout*, *van der Wahl*, *Van den hout*."""

from __future__ import annotations

from typing import Final

from interview_coder.redaction.lexicon import STAYS, Flag
from interview_coder.redaction.look import PERSON, SUBJECTS, Look
from interview_coder.redaction.tokens import words

_SHORT: Final = words("vd vdr v.d. v.d v/d")
_BOUND: Final = words("der den")
# Above this the detector is sure of a name, whatever word it is.
_SURE: Final = 0.9
# What *van* tells where something comes from, before what does: *Van Visser kreeg ik*.
_GIVEN: Final = SUBJECTS - words("ze u jullie zij") | words("er")
# *Van Drop, zeg ik altijd*.
_NAMING: Final = words("heet heette heten zeg zei zeggen noem noemde noemen")


class Particles(Look):
    """Marks family names by what leads to them."""

    def particled(self) -> None:
        """All of these over the page."""
        page = self.page
        for index in range(len(page) - 1):
            name = index + 1
            if page.shut[index] or page.speech[index] or page.newline[name] or not page.gap[name]:
                continue
            if page.low[index] in _SHORT:
                self._shortened(index, name)
            elif page.low[index] in _BOUND and self.low(index - 1) in ("van", "v") and not page.newline[index]:
                self._bound(index - 1, name)

    def _shortened(self, first: int, name: int) -> None:
        """*vd Hout*: any word with a capital that the detector hears, if it is no school or shop."""
        flags, low = self.board.flags[name], self.page.low[name]
        if not self.capital(name) or low in self.kinds or low in self.posts or low in self.little:
            return
        if flags & Flag.SURNAME or (self._hears(name) and not flags & (Flag.ORGANISATION | Flag.PLACE)):
            self.board.kept[first : name + 1] = [False, False]
            self.board.mark(first, name + 1, PERSON, 0.75, "surname-list")

    def _bound(self, first: int, name: int) -> None:
        """*van der Wahl*, whatever else the word is; *Van den hout* where the detector hears it."""
        page, board, flags = self.page, self.board, self.board.flags[name]
        if board.marks[name] is not None or page.low[name] in self.little:
            return
        if self.capital(name) and page.low[name] not in self.kinds and not flags & Flag.NATION:
            sure = not flags & STAYS or flags & Flag.BRAND or self._hears(name)
        else:
            sure = page.capital[first] and not page.starts[first] and page.alpha[name] and self._hears(name)
        if sure:
            board.kept[first : name + 1] = [False] * (name + 1 - first)
            board.mark(first, name + 1, PERSON, 0.75, "surname-list")

    def _hears(self, index: int) -> bool:
        """Whether the detector is sure of a name."""
        return bool(self.board.odds) and self.board.odds[index] > _SURE

    def from_whom(self) -> None:
        """*Van* that opens a sentence before what somebody gets is no part of a name: *Van Visser kreeg ik taart*."""
        page, board = self.page, self.board
        for index in range(len(page) - 3):
            if page.low[index] != "van" or not page.starts[index] or board.marks[index] is None:
                continue
            verb = index + 1
            while verb < min(index + 5, len(page) - 1) and board.marks[verb] is not None and not page.newline[verb]:
                verb += 1
            known = self.low(verb) in self.words["verbs"] or bool(board.flags[verb] & Flag.EVERYDAY)
            known = known and self.low(verb) not in _NAMING
            if known and page.alpha[verb] and not page.capital[verb] and self.low(verb + 1) in _GIVEN:
                board.marks[index] = None
