"""Rules for words that are said to be somebody: *Rif, dat is een jongen*, *Kok, van het restaurant, die zei*."""

from __future__ import annotations

from typing import Final

from interview_coder.redaction.lexicon import NAMED, Flag
from interview_coder.redaction.look import PERSON, Look
from interview_coder.redaction.tokens import words

_WHOSE: Final = words("een de die mijn m'n onze zijn z'n haar d'r zo'n deze dat hun 'n")
_EVEN: Final = words("ook dan dus eh gewoon echt toch trouwens nog zelf eigenlijk")
_SPEAKS: Final = words("zei zegt vond vindt vertelde vertelt belde belt vroeg vraagt riep mailde appte dacht")
_OF: Final = words("van uit bij in")


class Hints(Look):
    """Marks capitals of which the same sentence tells who they are."""

    def somebody(self, index: int) -> None:
        """A capital that is said to be somebody, whatever word it is."""
        page, board, low, flags = self.page, self.board, self.page.low[index], self.board.flags[index]
        if board.marks[index] is not None or page.shout[index] or flags & Flag.NATION or low in self.kinds:
            return
        if low in self.words["kin"] or low in self.words["titles"] or low in self.words["lessons"]:
            return
        person = flags & (Flag.FIRST | Flag.SURNAME)
        if flags & Flag.KEEP and not flags & NAMED:
            return
        heard = bool(board.odds) and board.odds[index] > 0.5
        if (page.starts[index] and not person) or (low in self.little and not heard) or self.needless:
            return
        if self._is_told_who(index) or ((person or heard) and self._speaks(index)):
            board.kept[index] = False
            board.mark(index, index + 1, PERSON, 0.8, "introduced")

    def _is_told_who(self, index: int) -> bool:
        """Whether it goes on with who that is: *, dat is een jongen*, *in de klas, dat is een meisje*, *, die man*."""
        comma = self._comma(index + 1, 4)
        if comma < 0:
            return False
        ahead = comma + 1
        told = self.low(ahead) in ("dat", "dit") and self.low(ahead + 1) in ("is", "was")
        if comma > index + 1 and not told:
            return False
        ahead += 2 * told
        while self.low(ahead) in _EVEN:
            ahead += 1
        if self.low(ahead) not in _WHOSE or (self.low(ahead) == "de" and self.page.starts[index] and not told):
            return False
        return any(self.is_somebody(i) for i in range(ahead + 1, ahead + 4) if self._is_before(ahead, i))

    def _is_before(self, first: int, last: int) -> bool:
        """Whether nothing but words stands from a token up to another, on one line."""
        if last >= len(self.page) or any(self.page.newline[first + 1 : last + 1]):
            return False
        return all(self.page.alpha[first:last])

    def _comma(self, index: int, most: int) -> int:
        """The comma here, or behind a place that follows (*in de klas,*); -1 where there is none."""
        page = self.page
        if self.low(index) == ",":
            return index
        if self.low(index) not in _OF:
            return -1
        for comma in range(index + 1, min(index + most, len(page))):
            if page.words[comma] == ",":
                return comma
            if not page.alpha[comma] or page.newline[comma]:
                return -1
        return -1

    def _speaks(self, index: int) -> bool:
        """Whether it says, or is where somebody works and does something: *, die zei*, *, van de school, die vond*."""
        if self.low(index + 1) != ",":
            return False
        if self.low(index + 2) == "die":
            return self.low(index + 3) in _SPEAKS
        if self.low(index + 2) not in _OF:
            return False
        comma = self._comma(index + 2, 7)
        return comma > 0 and self.low(comma + 1 + (self.low(comma + 1) == "die")) in self.words["verbs"]
