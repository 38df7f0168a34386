"""Rules for what a firm does: which words are a trade, and that a trade or a word of kind stays beside its name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from interview_coder.domain.model import NameKind
from interview_coder.redaction.classes import nearly, vocabulary
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag
from interview_coder.redaction.look import ARTICLES, ORGANISATION, PERSON, PLACE, SIBLINGS, Look
from interview_coder.redaction.tokens import words

# Ends of words for what a firm does: Installatietechniek, Jachtbouw, Timmerwerken, Zadelmakerij, Tandzorg.
_ENDS: Final = (
    *("techniek", "bouw", "bouwers", "bouwgroep", "werken", "bewerking", "verwerking", "verhuur", "diensten", "handel"),
    *("montage", "reiniging", "bedekking", "makelaars", "makelaardij", "advocaten", "accountants", "adviseurs"),
    *("architecten", "ontwerp", "bestrating", "beveiliging", "verzorging", "schilders", "reizen", "bedrijf"),
    *("bedrijven", "kwekers", "kwekerij", "kwekerijen", "voeders", "winkel", "praktijk", "producten", "materialen"),
    *("systemen", "installaties", "installatie", "installateurs", "recycling", "service", "services", "verhuizers"),
    *("verhuizingen", "vervoer", "koeriers", "touringcars", "machines", "meubelen", "kozijnen", "keukens", "zorg"),
    *("makerij", "verwarming", "koeling", "isolatie", "industrie", "industrieën", "mechanisatie", "automatisering"),
    *("verlichting", "verpakking", "verpakkingen", "sanering", "inrichting", "stoffering", "betimmering", "opslag"),
    *("bestrijding", "onderhoud", "beheer", "advies", "adviesbureau", "stukadoors"),
    *("monteurs", "verzekeringen", "opleidingen", "trainingen", "renovatie", "restauratie"),
    *("constructie", "constructies", "vloeren", "daken", "gevels", "deuren", "ramen", "trappen", "wanden", "hekwerk"),
    *("hekwerken", "zonwering", "infra", "hosting", "logistiek", "transport", "transporten", "netwerk", "projecten"),
    *("smederij", "drukkerij", "brouwerij", "zagerij", "stoffeerderij", "gieterij", "zuivel", "schade"),
)
_TRADE: Final = re.compile(r"\w{3,}(?:" + "|".join(_ENDS) + ")")
# Ends of goods, works and people of a trade, which with a family name before them are a firm's.
_GOODS: Final = ("en", "ing", "ij", "ica", "iek", "staal", "hout", "glas", "vlees", "fruit", "handel", "tie")
_OF_FAMILIES: Final = ("stra", "sma", "ema", "inga", "mans", "ink", "huis", "ssen", "sens")
# Words before a name that are a family name as often as a trade.
_NOT_BEFORE: Final = words(
    "hout staal metaal bouw glas vis kaas water wild huis zorg woonzorg nv bv b.v n.v vof groep wijk stad dorp eiland "
    "techniek gebroeders wonen agro agri dairy foods mode design media bank sport sports"
)
# A key file may hold the whole name of a firm.
_GIVEN: Final = words("registry known organisation-list")
# Before a word of kind these are a part of it: Nautisch College, Medisch Centrum.
_SORTED: Final = words(
    "medisch nautisch maritiem agrarisch technisch stedelijk christelijk openbaar provinciaal regionaal "
    "protestants katholiek rooms-katholiek islamitisch gereformeerd reformatorisch bestuurlijk cultureel academisch "
    "grand beauty"
)
# Qualities in the east and the north that no dictionary has, before what a farm or a shop is called.
_DIALECT: Final = words("olde oale alde âlde nije niëe griene grutte lytse groete rooie witte swarte zwarte gouwen")
_CENTRES: Final = (["medisch", "centrum"], ["technisch", "centrum"])
_AT: Final = words("bij van naar voor door")
_WHERE: Final = words("op in te uit aan")
# What belongs to the name of a firm or a building.
_WITHIN: Final = words("zonen zoon zn partners international park kerk bank centrum zorg huis tuin oord villa kaas")


@lru_cache(4096)
def _is_garbled(word: str) -> bool:
    from rapidfuzz.distance import OSA

    known = vocabulary()
    return any(
        form[0] == word[0] and abs(len(form) - len(word)) < 3 and OSA.distance(word, form, score_cutoff=2) <= 2
        for form in known["after_school"] | known["before_organisation"]
        if len(form) > 8 and not form.endswith("er")
    )


class Trades(Look):
    """Leaves what a firm does, and the word of kind, beside its name."""

    def is_trade(self, index: int) -> bool:
        """Whether a word says what a firm does: listed, misspelt, or made of a word and an end of trades."""
        low, flags = self.page.low[index], self.board.flags[index]
        if self.listed_trade(index):
            return True
        if self.low(index + 1) == "'s" and self.listed_trade(index + 1):
            return True  # Ankersmit Auto's
        if self.strange(index) and (nearly(low, "trades_behind") or nearly(low, "trades_kept")):
            return self.low(index - 1) not in SIBLINGS  # Gebroeders Zwinkels
        if len(low) < 7 or not low.endswith(_ENDS) or flags & NAMED:
            return False
        if low.endswith("winkel") and not flags & Flag.WORD and self.board.flags[index - 1] & NAMED == Flag.FIRST:
            return False  # Gert Wolleswinkel
        if flags & KNOWN_WORD:
            return bool(_TRADE.fullmatch(low))
        return not low.endswith("winkel") and self._is_made_of_word(low)

    def listed_trade(self, index: int) -> bool:
        """Whether a list has the word as a trade, an *'s* with what it is glued to."""
        low = self.word_before(index + 1)
        return low in self.words["trades_behind"] or low in self.words["trades_kept"]

    def is_before_trade(self, index: int) -> bool:
        """Whether a capital that ends as a word of kind does, and that no dictionary has but as a compound, stands
        before a trade with one: *Bulthuis Kozijnen*."""
        made_up = self.board.flags[index] & (KNOWN_WORD | STAYS | NAMED) == Flag.COMPOUND
        trade = self.after(index)
        if not made_up or trade < 0 or self.page.speech[index] or not self.page.low[index].endswith(self.kind_ends):
            return False
        return self.capital(index) and self.capital(trade) and self.listed_trade(trade)

    def garbled(self, index: int) -> bool:
        """Whether a capital that nothing explains is a long word of kind with two slips: *Zienkehuis*."""
        low = self.page.low[index]
        if not 8 < len(low) < 25 or not self.capital(index) or not self.strange(index) or not _is_garbled(low):
            return False
        return not self.board.lexicon.slip_of(low) & NAMED  # Bloemendal

    def _is_made_of_word(self, low: str) -> bool:
        """Whether what stands before the end of a trade is a word and nobody's name: *railinfra*, not *Reitsmabouw*."""
        for end in _ENDS:
            if low.endswith(end) and len(low) > len(end) + 3:
                flags = self.board.lexicon.flags(low.removesuffix(end))
                if flags & KNOWN_WORD and not flags & NAMED:
                    return True
        return False

    def apart(self) -> None:
        """The word of kind or trade at either end of a name stays: *Metaalbouw […]*, *Techniek College […]*."""
        page, board, start = self.page, self.board, 0
        size = len(page)
        while start < size:
            mark = board.marks[start]
            if mark is None or mark.kind is NameKind.CONTACT:
                start += 1
                continue
            end = start + 1
            while end < size and not page.newline[end]:
                other = board.marks[end]
                if other is None or other.kind is NameKind.CONTACT:
                    break
                end += 1
            head = start + (end > start + 1 and page.low[start] in ARTICLES)
            given = mark.reason == "registry"  # the key file has *Christelijk* for the whole of a name
            if end == head + 1 and not given and (self._opens_school(head) or self._is_trade_of_gone(head)):
                for index in range(start, end):
                    self._leave(index)
            elif end > start + 1:
                self._trim(start, end)
            start = end

    def trades_in_name(self) -> None:
        """Words for what a firm does that belong to its name, most of them English: *Otto Workforce*, *Enza Zaden*."""
        page, board = self.page, self.board
        for index in range(1, len(page)):
            mark = board.marks[index - 1]
            if mark is None or mark.kind in (NameKind.CONTACT, PLACE) or board.marks[index] is not None:
                continue
            if page.low[index] == "en" and self._joins_trades(index):
                board.mark(index, index + 2, ORGANISATION, mark.confidence, mark.reason)
                continue
            if page.low[index] not in self.words["trades_in_name"] or not self.capital(index) or page.speech[index]:
                continue
            if self.low(index + 1) == "en" and self.capital(index + 2) and not self._joins_trades(index + 1):
                continue  # Groen Brood en Banket
            if page.alpha[index - 1] and page.gap[index] and not page.newline[index] and not page.shut[index]:
                board.mark(index, index + 1, ORGANISATION, mark.confidence, mark.reason)

    def _joins_trades(self, index: int) -> bool:
        """Whether *en* stands between two such words behind a name: *Kornelis Caps en Closures*."""
        page, known, last = self.page, self.words["trades_in_name"], index + 1
        both = last < len(page) and page.low[index - 1] in known and page.low[last] in known
        return both and self.capital(index - 1) and self.capital(last) and not any(page.newline[index : last + 1])

    def _opens_school(self, index: int) -> bool:
        """Whether a trade stands before a word of kind whose name follows: *Techniek College Rotterdam*."""
        page, kind, name = self.page, index + 1, index + 2
        if name >= len(page) or page.newline[kind] or self.board.marks[kind] is not None:
            return False
        if page.low[index] in _SORTED and (page.low[kind] in self.kinds or self.is_kind(kind)):
            return True
        if page.newline[name]:
            return False
        if page.low[kind] not in self.schools or not page.capital[index] or not self.is_trade(index):
            return False
        if page.shut[name]:
            return self._is_trade_of_gone(kind)
        return self.board.marks[name] is not None and page.gap[name] and page.capital[name]

    def _is_trade_of_gone(self, index: int) -> bool:
        """Whether a word of kind or trade stands beside a name that is out already: *Tandzorg […]*."""
        page, flags = self.page, self.board.flags[index]
        if not page.capital[index] or page.low[index] in self.belonging | _NOT_BEFORE or flags & NAMED:
            return False
        after = index + 1 < len(page) and page.shut[index + 1] and not page.newline[index + 1]
        known = flags & KNOWN_WORD or page.low[index] in self.kinds
        return bool(after and known) and (self.is_trade(index) or self.is_kind(index))

    def _trim(self, start: int, end: int) -> None:
        """Take words of kind from both ends of a run, as long as a name is left."""
        first, last, mark = start, end, self.board.marks[start]
        if mark is not None and mark.reason == "split-name":
            return  # Mc Donalds
        if last - first == 3 and self.page.low[first + 1] == "en" and not self.board.flags[first] & NAMED:
            return  # Zorg en Zekerheid
        listed = mark is not None and mark.reason == "organisation-list"  # Reformatorisch Dagblad
        if (
            last - first == 2
            and self.page.low[first] in _SORTED
            and self.page.low[first + 1] in self.kinds
            and not listed
        ):
            first = end  # Provinciaal Instituut […]
        while first < last - 1 and self._stays_before(first, last):
            first += 1
        while last > first + 1 and self._stays_behind(last - 1, first):
            last -= 1
        if last > first + 2 and self.page.low[last - 2 : last] in _CENTRES:
            last -= 2  # Zaans Medisch Centrum
        elif last > first + 1 and self.page.words[last - 1] == "Scholen":
            last -= 1  # one slip away from Scholten, so in no list of trades
        if last > first + (1 if last < end else 2) and self.page.low[last - 1] in ("en", "&"):
            last -= 1 + self._stays_behind(last - 2, first)  # Jansma Verf en Behang
        for index in (*range(start, first), *range(last, end)):
            self._leave(index)
        for index in range(first + 1, last - 1):
            # Van Rooij Logistiek op Trade Port West
            small = self.page.low[index + 1] in _WHERE and not self.page.capital[index + 1]
            if small and self.capital(index) and self.is_trade(index) and self._is_core(index - 1):
                self._leave(index)
                self._leave(index + 1)

    def _leave(self, index: int) -> None:
        self.board.marks[index] = None
        self.board.kept[index] = True

    def _stays_before(self, index: int, end: int) -> bool:
        """Whether a word of kind or trade opens a name: *Metaalbouw Hoftijzer*, *Gemeente Leuwarden*."""
        page, mark, low, more = self.page, self.board.marks[index], self.page.low[index], index + 1
        if mark is None or not page.alpha[more] or not page.gap[more] or low in self.belonging | _NOT_BEFORE:
            return False
        if page.speech[index] and mark.reason in _GIVEN and more < end and mark.confidence > 0.9:
            # A key file may hold the whole name of a school: nautisch college waddenzee; not one word heard as two.
            kind = low in _SORTED and page.low[more] in self.schools
            return (kind or low in self.schools) and any(self._is_core(i) for i in range(more, min(end, more + 6)))
        if page.speech[index] or not page.capital[index] or page.shout[index] or not page.capital[more]:
            return False
        place, flags = low in self.words["before_place"], self.board.flags[index]
        if (flags & (Flag.FIRST | Flag.SURNAME) and not place) or self.is_house(index):
            return False
        # Without a list the kind of a find is a guess: Tandzorg Prinsenland may be somebody's name.
        if mark.kind is PERSON and not place and not flags & KNOWN_WORD and not self.garbled(index):
            return False
        sorted_kind = low in _SORTED and (page.low[more] in self.kinds or self.is_kind(more))
        if not (place or sorted_kind or self.is_trade(index) or self.is_kind(index) or self.garbled(index)):
            return False
        return any(self._is_core(i) for i in range(more, min(end, more + 6)))

    def _stays_behind(self, index: int, start: int) -> bool:
        """Whether a word of kind or trade closes a name: *Gilde Opleidingen*, *De Waag Advocaten*, *bosma metaal*."""
        page, mark, low = self.page, self.board.marks[index], self.page.low[index]
        if mark is None or mark.kind is PLACE or not page.gap[index] or low in self.belonging | _WITHIN:
            return False
        if not self._is_core(index - 1):
            return False
        if mark.reason == "organisation-list" and low in self.schools and self.is_adjective(index - 1):
            return False  # Maritieme Academie
        if page.capital[index] and page.alpha[index - 1] and not page.capital[index - 1]:
            return False  # Vis à Vis, Aa gen Water
        if mark.reason == "organisation-list" and page.capital[index] and all(map(self.ordinary, range(start, index))):
            return False  # Free Record Shop
        if page.speech[index] or not page.capital[index]:
            given = mark.reason in _GIVEN and not page.capital[index] and not self.board.flags[index - 1] & Flag.FIRST
            family = page.speech[index] and self.low(start - 1) in _AT and self._is_family(start, index)
            return (given or family) and (self.is_trade(index) or (family and self.may_be_trade(index)))
        if self._is_family(start, index) and self.may_be_trade(index):
            return True  # Hoekstra Speeltoestellen
        if page.shout[index] or (mark.kind is PERSON and not self.garbled(index)):
            return False
        if self.board.flags[index - 1] & Flag.FIRST and low not in self.schools and not self.garbled(index):
            return False  # Tineke Bouw
        titled = page.low[start] in ARTICLES and page.capital[start]
        if titled and page.low[index - 1] in _DIALECT:
            return False  # De Olde Schoapskooi
        if titled and self.ordinary(index - 1) and (page.low[index - 1].endswith("e") or not self.is_trade(index)):
            return False  # De Nieuwste School, De Groene Hoveniers
        return low in self.kinds or self.is_trade(index) or self.garbled(index)

    def is_adjective(self, index: int) -> bool:
        """Whether a word of the dictionary says of what sort a school is, and names none: *Maritieme Academie*."""
        word = self.board.flags[index] & Flag.WORD
        return bool(word) and self.page.low[index].endswith("e") and self.ordinary(index)

    def _is_family(self, start: int, end: int) -> bool:
        """Whether the tokens close with a family name and hold nobody's first name."""
        flags = self.board.flags
        given = any(flags[index] & Flag.FIRST for index in range(max(start, end - 6), end))
        family = flags[end - 1] & Flag.SURNAME or (
            self.strange(end - 1) and self.page.low[end - 1].endswith(_OF_FAMILIES) and not flags[end - 1] & NAMED
        )
        return bool(family) and not given and not self.page.shout[end]

    def may_be_trade(self, index: int) -> bool:
        """Whether a long word of the dictionary, in no list of names, ends as goods, works and people of a trade do."""
        low, flags = self.page.low[index], self.board.flags[index]
        if len(low) < 8 or not low.endswith(_GOODS) or not (self.capital(index) or self.page.speech[index]):
            return False
        return bool(flags & KNOWN_WORD) and not flags & (NAMED | Flag.EVERYDAY | Flag.NATION | Flag.DEMONYM)

    def _is_core(self, index: int) -> bool:
        """Whether a token is more than a word of kind, a trade or a small word."""
        page, low = self.page, self.page.low[index]
        if not page.alpha[index] or low in self.little or low in self.particles:
            return False
        if self.board.flags[index] & (Flag.FIRST | Flag.SURNAME):
            return True
        return low not in self.kinds and not self.is_trade(index) and not self.garbled(index)
