"""Rules for places and firms that are made of a known name: quarters, coasts, what is called after a region."""

from __future__ import annotations

import re
from typing import Final

from interview_coder.domain.model import NameKind
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, Flag
from interview_coder.redaction.look import HYPHENS, ORGANISATION, PLACE, Look
from interview_coder.redaction.tokens import words

# What a hyphen ties to a name: Java-eiland, Borneo-kwartier.
_PARTS: Final = words("eiland eilanden buurt kwartier polder zee")
_COASTS: Final = words("zee zeese zeeër zeeweg zeeërweg duinen rijn ijssel maas zaan amstel vecht")
_QUARTERS: Final = words("wijk buurt kwartier")
_NATIONS: Final = words("molukse indische surinaamse japanse transvaalse")
# What is of a region, in the form that stands before a word with *het*: Twents Metaalhuis.
_REGIONAL: Final = words(
    "twents zeeuws drents gronings brabants noordbrabants noord-brabants limburgs gelders achterhoeks veluws sallands "
    "overijssels utrechts hollands noordhollands noord-hollands zuidhollands zuid-hollands westfries betuws zaans "
    "goois haags amsterdams rotterdams flevolands kempens wadlands biltsch stichts leids delfts haarlems"
)
# Where in a region somebody is from, and who or what is from there, though alone it may be of a country: *een
# Zeeuws-Vlaming*, *Noord-Hollandse*, *West-Friese*.
_SIDES: Final = words("noord zuid oost west midden zeeuws")
_OF_SIDES: Final = re.compile(
    r"(?:holland|frie[sz]|vlaam|vlaming|limburg|brabant|gelders|drent|groning|twent|velu|betuw|utrecht|achterhoek"
    r"|salland|kennemer)\w*"
)
# What follows the first word of a town of several.
_INSIDE: Final = words("op aan bij in en a ad")
# What stands between a town abroad and its water.
_BESIDE: Final = words("am an sur upon ob")
# What joins the bits of a foreign name: Mazar-e-Sharif.
_BITS: Final = words("e i al el ar as la do da os sur upon")


class Regions(Look):
    """Marks places and firms that are made of a name and a plain word."""

    def regions(self) -> None:
        """All of these over the page."""
        page = self.page
        for index in range(1, len(page) - 1):
            low = page.low[index]
            if low in _INSIDE and self.capital(index - 1) and not page.speech[index]:
                self._misspelt_town(index)
            if low in HYPHENS:
                self._hyphened(index)
            elif low == "aan":
                self._coast(index)
            elif low == "by":
                self._shop_by(index)
            elif low in _QUARTERS:
                self._quarter(index)
            elif low in _BESIDE:
                self._foreign_town(index)
            elif low in _REGIONAL:
                self._regional(index)

    def _hyphened(self, hyphen: int) -> None:
        """*Java-eiland*, *Mazar-e-Sharif* and *Noord-Hollander*: what a hyphen ties to a name."""
        page, board, first, last = self.page, self.board, hyphen - 1, hyphen + 1
        if page.gap[hyphen] or page.gap[last] or not page.alpha[first] or not page.alpha[last] or page.shut[first]:
            return
        if page.low[first] in _SIDES and _OF_SIDES.fullmatch(page.low[last]):
            if self.low(first - 1) in ("het", "'t", "plat") and page.low[last].endswith("s"):
                board.marks[first : last + 1] = [None] * 3  # what is spoken there
                return
            board.mark(first, last + 1, PLACE, 0.9, "demonym")
            return
        if page.low[last] in _PARTS and self.capital(first) and (not page.shout[first] or page.low[last] == "eiland"):
            if board.flags[first] & (NAMED | Flag.CAPITAL) or not board.flags[first] & KNOWN_WORD:
                board.mark(first, last + 1, PLACE, 0.8, "kind-of-place")
            return
        end = last + 2
        if page.low[last] not in _BITS or end >= len(page) or page.low[last + 1] not in HYPHENS or page.gap[end]:
            return
        mark, other = board.marks[first], board.marks[end]
        if page.gap[last + 1] or (mark is None and other is None) or not page.alpha[end] or page.shut[end]:
            return
        best = mark or other
        if best is not None and best.kind is not NameKind.CONTACT:
            board.mark(first, end + 1, best.kind, best.confidence, best.reason)

    def _coast(self, index: int) -> None:
        """A town and what it lies at: *Midsland aan Zee*, *de Wijk aan Zeese familie*."""
        page, board, water = self.page, self.board, index + 1
        while water < index + 3 and page.low[water] in ("den", "de") and water + 1 < len(page):
            water += 1
        town = board.marks[index - 1]
        if not self.capital(water) or page.low[water] not in _COASTS or not self.capital(index - 1):
            return
        if any(page.newline[index : water + 1]) or not (town or board.flags[index - 1] & (NAMED | Flag.CAPITAL)):
            return
        board.mark(index - 1, water + 1, PLACE, 0.9, "place-list")

    def _foreign_town(self, index: int) -> None:
        """A town abroad and what it lies at: *Zell am See*, *Weiden an der Maas*."""
        page, board, last = self.page, self.board, index + 1
        if page.low[last] in ("der", "dem"):
            last += 1
        if last >= len(page) or not self.capital(index - 1) or not self.capital(last) or page.capital[index]:
            return
        town = board.marks[index - 1]
        if town is None or town.kind is NameKind.CONTACT or any(page.newline[index : last + 1]) or page.shut[last]:
            return
        board.mark(index - 1, last + 1, PLACE, max(town.confidence, 0.8), "kind-of-place")

    def _misspelt_town(self, index: int) -> None:
        """A town of several words that is misspelt: *Berg op Zoom*, *Son en Breughle*."""
        page, board, last = self.page, self.board, index
        while last < min(index + 4, len(page) - 1) and not self.capital(last):
            last += 1
        first = index - 1
        if not self.capital(last) or any(page.newline[index : last + 1]) or any(page.shut[first : last + 1]):
            return
        if board.lexicon.nearly_town(page.low[first], tuple(page.low[index:last]), page.low[last]):
            board.mark(first, last + 1, PLACE, 0.9, "place-list")

    def _shop_by(self, index: int) -> None:
        """A shop of somebody: *Cut by Cengiz*, *Styled by Noa*."""
        page, board, first, last = self.page, self.board, index - 1, index + 1
        if not self.capital(first) or not self.capital(last) or page.newline[index] or page.newline[last]:
            return
        mark = board.marks[last]
        if mark is None or mark.kind is NameKind.CONTACT or board.flags[last] & Flag.BRAND:
            return
        while (
            index - first < 4
            and first > 0
            and self.capital(first - 1)
            and not page.newline[first]
            and not page.starts[first - 1]
        ):
            first -= 1
        board.mark(first, last + 1, ORGANISATION, 0.75, "kind-of-organisation")

    def _quarter(self, index: int) -> None:
        """The quarter of a people that lives in many a town: *de Molukse wijk*."""
        before = index - 1
        said = self.page.low[before] in _NATIONS and self.capital(before) and self.low(before - 1) == "de"
        if said and not self.page.newline[index]:
            self.board.mark(before, index, PLACE, 0.7, "kind-of-place")

    def _regional(self, index: int) -> None:
        """A firm that is called after its region: *Twents Metaalhuis*, *Zeeuws Vakmanschap*."""
        page, board, name = self.page, self.board, index + 1
        if not self.capital(index) or not self.capital(name) or page.speech[index] or page.newline[name]:
            return
        mark = board.marks[name]
        if mark is None or board.marks[index] is not None or not page.gap[name] or self.needless:
            return
        if mark.kind is NameKind.CONTACT or board.flags[name] & (Flag.FIRST | Flag.SURNAME | Flag.PLACE):
            return
        board.mark(index, name + 1, ORGANISATION, mark.confidence, mark.reason)
