"""Rules for streets: a word that ends in a word for a road, with its house number and the words before it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from interview_coder.redaction.figures import said_digits
from interview_coder.redaction.groups import Groups
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag
from interview_coder.redaction.look import PLACE
from interview_coder.redaction.tokens import words

STREETS: Final = (
    "straat",
    "straße",
    "strasse",
    "platz",
    "laan",
    "weg",
    "plein",
    "kade",
    "gracht",
    "singel",
    "dreef",
    "plantsoen",
    "steeg",
    "stroat",
    "strjitte",
    "straatje",
    "laantje",
    "pleintje",
    "grachtje",
    "steegje",
)
_PATHS: Final = (
    "promenade",
    "dijk",
    "hof",
    "pad",
    "markt",
    "wal",
    "burg",
    "boulevard",
    "baan",
    "park",
    "hoek",
    "erf",
    "veld",
)
# What ends in these is a street where a number follows: *de Westzijde 22*.
_SIDES: Final = ("zijde", "brink", "gaarde", "meent")
_ROADS: Final = re.compile("(?:" + "|".join(STREETS + _PATHS + _SIDES) + ")$")
_OF_STREETS: Final = words(
    "nieuwe oude lange korte hoge lage grote kleine eerste tweede derde verlengde voorste achterste"
)
_MEASURES: Final = words(
    "jaar uur procent leerlingen studenten keer weken dagen mensen plekken stuks euro minuten kilometer km meter huizen"
)
_OF: Final = words("van von de der den")
# What opens a sentence before a street: *Aan de Hoofdstraat 41*.
_LEADS_TO: Final = words("aan op in bij naar langs achter voor uit vanaf tegenover")
# What leads to a road, and to a house that its name and number tell.
_ON_ROADS: Final = words("op aan in naar langs")
_TO_HOUSES: Final = words("is was op aan adres naar")
# Who streets are named after, by their office.
_HONOURED: Final = words(
    "pastoor burgemeester dokter doctor dr professor prof kapelaan deken pater prins prinses koning koningin keizer "
    "mgr monseigneur generaal admiraal minister meester dominee ds graaf gravin hertog bisschop rector zuster broeder "
    "wethouder kolonel kapitein luitenant baron jonkheer jonker kardinaal paus president secretaris notaris"
)


# Words that have a number and are no road: *Lokaal 12*.
_NO_ROAD: Final = Flag.KEEP | Flag.EVERYDAY
# What ends the name of a street with the side of town that it lies on.
_SIDES_OF_TOWN: Final = words("noord oost zuid west")
# So many tokens are there at the most from the number of a house to what is asked in the next turn.
_NEXT_TURN: Final = 9

# No street has more words than these before its last; in a long row of capitals nobody looks for the first.
_MOST_WORDS: Final = 8


@lru_cache(4096)
def is_road(low: str) -> bool:
    """Whether a word in small letters ends as those for streets do."""
    return _ROADS.search(low) is not None


class Streets(Groups):
    """Marks streets."""

    def street(self, index: int) -> None:
        """A word that ends in a word for a street, with its number; a name of several words around it."""
        page, low = self.page, self.page.low[index]
        if not is_road(low):
            if page.capital[index] and not page.speech[index]:
                self._by_no_road(index)
            return
        flags = self.board.flags[index]
        if self.board.kept[index] or flags & Flag.KEEP:
            return
        numbered = self.house_number(index)
        if low in STREETS and self.low(index - 1) == "-" and not page.gap[index] and self.capital(index - 2):
            self.board.mark(index - 2, index + 1 + numbered, PLACE, 0.8, "street")  # de NDSM-kade
            return
        if low in STREETS or low in _PATHS:
            self._street_alone(index, numbered)
            return
        strict = next((end for end in STREETS if low.endswith(end) and len(low) > len(end) + 2), "")
        loose = strict or next((end for end in _PATHS if low.endswith(end) and len(low) > len(end) + 2), "")
        side = low.endswith(_SIDES) and numbered > 0 and not flags & (Flag.EVERYDAY | Flag.COMMON)
        if not loose and not side:
            return
        known = bool(flags & (Flag.WORD | Flag.COMPOUND))
        if self.capital(index) and not page.speech[index]:
            if (page.starts[index] and flags & Flag.WORD and not numbered) or (not strict and not numbered and known):
                return
            if not strict and not numbered and self._is_somebodys(index):
                return
            self.board.mark(self._street_start(index, numbered), index + 1 + numbered, PLACE, 0.92, "street")
        elif numbered and (strict or self._is_address(index) or (loose and self._said_on_a_road(index))):
            led = (
                page.speech[index] and self.low(index - 1) in _OF_STREETS and self.low(index - 2) not in ("een", "zo'n")
            )
            start = index - (led and not page.newline[index])
            self.board.mark(start, index + 1 + numbered, PLACE, 0.85, "street")
        elif strict and self._is_street_in_pieces(index):
            self.board.mark(index - 1, index + 1 + numbered, PLACE, 0.75, "street")
        elif page.speech[index] and strict and strict != "weg" and not flags & Flag.WORD:
            led = self.low(index - 1) in ("de", "het", "in", "aan", "op", "naar", "bij")
            if led:
                self.board.mark(index, index + 1, PLACE, 0.7, "street")

    def before_code(self, index: int) -> bool:
        """A capital and a number right before a postcode (*Brink zesenvijftig, vierenzeventig elf, B V*); whether it
        was one."""
        number = self.after(index)
        if number < 0 or not said_digits(self.page.low[number]) or self.board.marks[number] is not None:
            return False
        numbered = self.house_number(index)
        code = index + 1 + numbered
        code += self.low(code) == ","
        mark = self.board.marks[code] if numbered and code < len(self.page) else None
        if mark is None or mark.reason != "postcode" or self.page.newline[code]:
            return False
        self.board.mark(self._street_start(index, numbered), index + 1 + numbered, PLACE, 0.85, "street")
        return True

    def _by_no_road(self, index: int) -> None:
        """A street that ends in no word for a road: in honour of somebody (*op het Burgemeester Loefplijn*), or told
        by its number (*Dat is Lipomwyk 22*)."""
        page, low, name = self.page, self.page.low[index], index + 1
        if page.starts[index]:
            if numbered := self._answered_address(index):
                self.board.mark(index, index + 1 + numbered, PLACE, 0.8, "street")
            return
        if name >= len(page) or page.newline[name] or page.shout[index] or self.needless or not self.capital(index):
            return
        led = self.low(index - 1) in ("de", "het") and self.low(index - 2) in _ON_ROADS
        if low in _HONOURED:
            school = self.low(name).endswith("school") or self.low(name + 1) in self.schools
            if led and not school and self.proper(name):
                self.board.mark(index, name + 1, PLACE, 0.96, "street")
        elif page.low[name].isdigit() and (led or self.low(index - 1) in _TO_HOUSES):
            after = self.after(name)
            closes = (
                len(page.low[name]) < 4 and (after < 0 or not page.alpha[after]) and not self.low(name + 1).isdigit()
            )
            unknown = self.strange(index) and not self.board.flags[index] & (NAMED | STAYS)
            if closes and unknown and len(low) > 5:
                self.board.mark(index, name + 1, PLACE, 0.8, "street")

    def _answered_address(self, index: int) -> int:
        """How many tokens of a house number follow a word that is all of a sentence, where an address was asked for or
        the postcode is: *En een adres? Botter 37-12.*, *Achterom 63. I: Postcode?*; 0 where it is none."""
        page, number = self.page, index + 1
        if number >= len(page) or page.newline[number] or not re.fullmatch(r"\d{1,3}[a-z]?", page.low[number]):
            return 0
        numbered = self.house_number(index)
        closes = index + 1 + numbered
        if self.board.flags[index] & _NO_ROAD or not (
            closes >= len(page) or page.newline[closes] or page.words[closes] in (".", "?")
        ):
            return 0
        asked = page.low[max(0, index - _NEXT_TURN) : index]
        told = "postcode" in page.low[number + 1 : number + _NEXT_TURN] or ("?" in asked and "adres" in asked)
        return numbered if told else 0

    def _is_street_in_pieces(self, index: int) -> bool:
        """Whether the piece of a street stands in small letters behind its first one: *aan de Plompe torengracht*."""
        page, before = self.page, self.before(index)
        if before < 0 or page.speech[index] or not page.gap[index] or not self._on_a_road(before):
            return False
        flags, low = self.board.flags[before], page.low[before]
        described = flags & (Flag.WORD | NAMED | STAYS) == Flag.WORD and low.endswith("e")
        return self.capital(before) and (low in _OF_STREETS or described)

    def _is_somebodys(self, index: int) -> bool:
        """Whether a first name stands before a word, with small words between or not: *Cornelis van Lynden van
        Sandenburg*."""
        first = self.before(index)
        while first >= 0 and index - first < 6 and (self.page.low[first] in _OF or self.proper(first)):
            if self.proper(first) and self.board.flags[first] & (Flag.FIRST | KNOWN_WORD | Flag.PLACE) == Flag.FIRST:
                return True
            first = self.before(first)
        return self.proper(self.before(index)) and bool(self.board.flags[index - 1] & Flag.FIRST)

    def _street_alone(self, index: int, numbered: int) -> None:
        """A street whose word stands alone: *Oude Dijk 5*, *Laan van Meerdervoort*, *Lange Laan*."""
        page, low = self.page, self.page.low[index]
        before = self.before(index)
        small = not page.capital[index] and low in STREETS and page.gap[index]
        if small and self.proper(before) and not page.starts[before]:
            honoured = (page.low[before - 1] in _HONOURED or page.low[before - 1] in _OF_STREETS) and page.capital[
                before - 1
            ]
            led = self._on_a_road(before - honoured)
            honoured = honoured and (led or low != "weg" or self.low(before - 2) == "de")
            if honoured or (led and (low != "weg" or self.strange(before))):
                # aan de Edisson weg, de Burgemeester Tella weg
                self.board.mark(before - honoured, index + 1 + numbered, PLACE, 0.75, "street")
        if not self.capital(index) or page.speech[index]:
            return
        after = self.after(index)
        name = after
        while 0 <= name < index + 4 and page.low[name] in ("van", "de", "der", "den", "het", "ten", "ter", "op"):
            name = self.after(name)
        if name > after and low in STREETS and self.proper(name, firm=True):
            last = self._end(name + 1) - 1
            self.board.mark(index, last + 1 + self.house_number(last), PLACE, 0.9, "street")
            return
        if low in STREETS and not page.starts[index] and re.fullmatch(r"1[89]\d\d|20\d\d", self.low(index + 1)):
            self.board.mark(index, index + 2, PLACE, 0.8, "street")  # Plein 1945
            return
        if low in STREETS and numbered and self.low(index - 1) in ("de", "het") and not page.starts[index]:
            self.board.mark(index, index + 1 + numbered, PLACE, 0.8, "street")  # het Singel driehonderdvier
            return
        led = low in STREETS and not page.starts[before] and self.proper(before)
        if self.capital(before) and (numbered or (led and page.low[before] not in self.little)):
            self.board.mark(before, index + 1 + numbered, PLACE, 0.9, "street")

    def _is_address(self, index: int) -> bool:
        """Whether an address is told right before a word: *adres is kerkpad 3*."""
        return self.low(index - 1) in ("is", ":") and self.low(index - 2).endswith("adres")

    def _on_a_road(self, index: int) -> bool:
        """Whether *aan de* or the like leads to a token."""
        return self.low(index - 1) == "de" and self.low(index - 2) in ("aan", "op", "in")

    def _said_on_a_road(self, index: int) -> bool:
        """Whether a word in speech that no dictionary has stands where a road does: *op molenpad drieëntwintig*."""
        led = self.low(index - 1) in _ON_ROADS or self._on_a_road(index)
        return self.page.speech[index] and led and not self.board.flags[index] & (Flag.WORD | Flag.PLACE)

    def house_number(self, index: int) -> int:
        """How many tokens of a house number follow a street: ``14``, ``4 A``, ``12-14``, ``3 bis``."""
        page, number = self.page, self.after(index)
        if number < 0:
            return 0
        side = number + (page.low[number] == "-")
        if self.low(side) in _SIDES_OF_TOWN and self.capital(side) and self.capital(index):
            behind = self.house_number(side)
            return behind and behind + side - index  # Lopikerweg Oost 182, Akerstraat-Noord 318
        if not re.fullmatch(r"\d{1,4}[a-z]?", page.low[number]):
            return self._said_number(index, number)
        if self.after(number) < 0:
            return 1
        further = self.low(number + 1)
        if further in ("bus", "bte") and re.fullmatch(r"\d{1,4}[a-z]?", self.low(number + 2)):
            return 3
        if further in _MEASURES:
            return 0
        if (
            further in ("-", "–", "/")
            and number + 2 < len(page)
            and re.fullmatch(r"\d{1,4}[a-z]?|[a-z]|[iv]+|bis|hs|huis", page.low[number + 2])
            and (page.low[number + 2][0].isdigit() or not page.gap[number + 2])
        ):
            return 3
        if further in ("bis", "hs", "ii", "iii") or (
            re.fullmatch(r"[a-h]", further) and page.words[number + 1].isupper()
        ):
            return 2
        return 1

    def _said_number(self, street: int, index: int) -> int:
        """How many tokens of a house number in words follow a street: *tweehonderd twaalf*, *nummer zes*."""
        page, last = self.page, street
        if page.low[index] in ("nummer", "nr"):
            index = self.after(index)
        end = index
        while 0 <= end < index + 4 and said_digits(page.low[end]) and page.low[end] not in ("een", "ein", "eine"):
            last, end = end, self.after(end)
        if last > street and end >= 0 and re.fullmatch("[a-h]", page.low[end]):
            return end - street  # Kerkstraat achttien a
        goes_on = (
            end >= 0 and page.alpha[end] and page.low[end] not in self.little and not self.board.flags[end] & NAMED
        )
        goes_on = goes_on and page.low[end] != "postcode"
        return 0 if goes_on else last - street

    def _street_start(self, index: int, numbered: int) -> int:
        """The first word of a street of several words: *Burgemeester de Vlugtlaan*."""
        page, start = self.page, index
        before = self.before(index)
        while before >= 0 and self.proper(before) and not page.starts[before] and not self.is_sort(before):
            if index - before > _MOST_WORDS:
                break
            start, before = before, self.before(before)
        honoured = before >= 0 and page.low[before] in _HONOURED and page.capital[before]
        if honoured and (start < index or numbered or not page.starts[before]):
            return before  # Pastoor Kuijpersstraat 9, aan de Wethouder Korteboslaan
        if before >= 0 and numbered and page.starts[before] and page.words[before] == "Van" and start < index + 1:
            return before  # Van Berckelweg 30
        if before >= 0 and page.low[before] in ("de", "van", "der", "den") and not page.starts[before]:
            name = self.before(before)
            while name >= 0 and page.low[name] in ("de", "van", "der", "den"):
                name = self.before(name)
            leads = name >= 0 and page.starts[name] and page.low[name] in _LEADS_TO
            if self.capital(name) and not leads and (numbered or (self.proper(name) and not page.starts[name])):
                start = name
        return start
