"""Rules for organisations and places: a word of kind and the capitals beside it."""

from __future__ import annotations

import re
from typing import Final

from interview_coder.domain.model import NameKind
from interview_coder.redaction.classes import nearly
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag
from interview_coder.redaction.look import HYPHENS, LONGEST, ORGANISATION, PERSON, PLACE, QUOTES, UNITS, WORKING
from interview_coder.redaction.tokens import words
from interview_coder.redaction.trades import Trades

_CODE: Final = re.compile(r"\d")
_TO: Final = words("roc aoc hogeschool universiteit college academie school")
_ARTICLES: Final = words("de het 't den der van ter ten la le el st sint 'n d' op in aan")
_BUILDINGS: Final = words(
    "kerk kapel molen toren hal huis poort brug sluis plein markt kade haven zaal hoeve hof zathe state park tuin "
    "gasthuis abdij klooster kasteel borg villa burcht oord"
)
_COMPOUNDS: Final = (
    "school",
    "college",
    "lyceum",
    "kerk",
    "huis",
    "hoeve",
    "schoal",
    "kliniek",
    "museum",
    "hof",
    "colege",
    "kollege",
)
# Ends of words for homes, which in speech a name follows with an article or without one.
_HOME_ENDS: Final = (
    "huis",
    "centrum",
    "groep",
    "school",
    "kliniek",
    "boerderij",
    "pension",
    "opvang",
    "tehuis",
    "verblijf",
    "club",
)
# Ends of words for firms, and what stands before one that has no article: *bij mosselkwekerij Schot*.
_FIRM_ENDS: Final = ("bedrijf", "kwekerij", "handel", "bakkerij", "slagerij", "garage", "makerij", "winkel", "fabriek")
_BEFORE_FIRM: Final = words("bij van naar door met voor en , (")
# Ends of words for posts, which some write with a capital: Allround Beautyspecialist.
_POSTS: Final = (
    "specialist",
    "medewerker",
    "verzorger",
    "begeleider",
    "assistent",
    "monteur",
    "manager",
    "adviseur",
    "coördinator",
)
# Clubs in letters, and what two figures behind one may count.
_CLUBS: Final = words("vv sv sc fc rksv rkvv")
_COUNTED: Final = words(
    "jaar jaren uur keer weken maanden dagen man mensen leden teams leerlingen studenten euro procent"
)
# What the whole country has begins with these.
_NATIONAL: Final = words(
    "nationaal nationale landelijk landelijke europees europese regionaal regionale centraal centrale"
)
# Ends of words for shops and homes, which may be called after anything.
_SHOPS: Final = (
    *(
        "salon",
        "café",
        "cafe",
        "restaurant",
        "dagverblijf",
        "speelzaal",
        "crèche",
        "toko",
        "manege",
        "pension",
        "kroeg",
    ),
    *(
        "basisschool",
        "kinderopvang",
        "bakkerij",
        "slagerij",
        "kwekerij",
        "camping",
        "pizzeria",
        "snackbar",
        "cafetaria",
    ),
    *("studio", "boerderij", "trimsalon", "lunchroom", "kledingwinkel", "bloemenwinkel", "dansschool", "sportschool"),
)
# More tokens than any name of a school or firm has.
_LONGEST: Final = 16
# Below this the detector hears no name in either of two words.
_UNHEARD: Final = 0.2
_LEVELS: Final = words("mbo vmbo hbo isk roc aoc vso vavo")
# What is *en* in the names of other tongues.
_AND_ABROAD: Final = words("y et und and")
_SIZES: Final = words("klein groot nieuw oud jong mooi wit groen")
_LOOSE: Final = words(
    "mbo vmbo school kantoor praktijk bouw groep club site team bank kerk park winkel werkgroep projectgroep "
    "stuurgroep klankbordgroep focusgroep regiegroep kerngroep expertgroep ontwikkelgroep"
)


class Groups(Trades):
    """Marks organisations and places by the word of kind beside them."""

    def organisation(self, index: int) -> None:
        """``ROC X``, ``X College``, ``basisschool De X``, ``X & Zonen``."""
        low, page, mark = self.page.low[index], self.page, self.board.marks[index]
        if mark is not None and mark.reason == "split-name":
            return  # Mc Donalds
        if page.words[index] == "Mc" and self.proper(after := self.after(index)) and not page.speech[index]:
            kind = ORGANISATION if self.board.flags[after] & Flag.ORGANISATION else PERSON
            self.board.mark(index, after + 1, kind, 0.7, "split-name")
            return
        if self.nearly_college(index):
            self.board.kept[index] = True
            self._backward(index)
            return
        opened = index > 0 and page.shut[index - 1] and page.gap[index] and not page.newline[index]
        if low not in self.kinds and self.low(index - 1) in ("en", "&") and index > 2 and page.shut[index - 3]:
            opened = self.is_trade(index - 2) and self.is_trade(index)  # […] Verf en Behang
        if opened and (self.capital(index) or page.speech[index]) and self._is_of_firm(index):
            self.board.kept[index] = True  # The name of the firm is out already.
        trade = low in self.words["after_organisation"] and self.capital(index) and not self.board.kept[index]
        if low in self.schools or trade:
            self._backward(index)
        if self._closed_behind(index):
            self.board.kept[index] = True  # Its name is out already.
        if self.is_before_trade(index):
            self.board.mark(index, index + 1, ORGANISATION, 0.7, "kind-of-organisation")
        elif self.is_kind(index):
            self._forward(index, ORGANISATION, "kind-of-organisation")
        if (
            self.proper(index)
            and self.low(index + 1) in ("&", "en")
            and self.low(index + 2) in ("partners", "zonen", "zn", "zoon", "co")
            and page.low[index] not in self.words["kin"]
        ):
            first = self.before(index)
            while first >= 0 and page.low[first] in self.particles and not page.capital[first]:
                first = self.before(first)
            whole = first >= 0 and first < index - 1 and page.low[first] in self.particles and page.capital[first]
            self.board.mark(first if whole else index, index + 3, ORGANISATION, 0.9, "kind-of-organisation")

    def _is_of_firm(self, index: int) -> bool:
        """Whether a capital behind a name that is out already is the trade of a firm."""
        if self.page.speech[index] and self.low(index - 4) not in ("bij", "van", "naar", "voor", "door"):
            return self.is_trade(index) and not self.board.flags[index] & NAMED  # vier […] tuinhout
        return self.is_trade(index) or self.garbled(index) or self.may_be_trade(index)

    def _closed_behind(self, index: int) -> bool:
        """Whether a name that is out already follows a word of kind or trade: *Metaalbouw […]*."""
        page, after = self.page, index + 1
        if after >= len(page) or not page.shut[after] or page.newline[after]:
            return False
        place = self.page.low[index] in self.words["before_place"]
        trade = self.capital(index) and (self.is_trade(index) or self.garbled(index))
        return place or trade or self.is_kind(index)

    def compound(self, index: int) -> None:
        """A capital that ends in a word of kind, with its capitals: *Burgemeester Harmsmaschool*, *Grote Kerk*."""
        page, low = self.page, self.page.low[index]
        if not self.capital(index) or page.speech[index] or page.starts[index] or page.shout[index]:
            return
        if low in self.schools or (len(low) > 7 and self.strange(index) and nearly(low, "after_school")):
            return  # Spaarne Gasthuis
        before, flags = self.before(index), self.board.flags[index]
        if low in _BUILDINGS:
            if self.capital(before) and not page.starts[before] and not self.board.kept[before]:
                small = page.low[before] in self.little or page.low[before] in self.kinds
                article = self.low(before - 1) in ("de", "het") and self.low(before - 2) in ("bij", "van", "naar", "op")
                if article and self.board.flags[before] & Flag.NATION and not self.needless:
                    self.board.mark(before, index + 1, ORGANISATION, 0.6, "kind-of-organisation")  # de Chinese Brug
                if not small and not self.board.flags[before] & (Flag.NATION | Flag.KEEP):
                    self.board.mark(before, index + 1, ORGANISATION, 0.6, "kind-of-organisation")
            return
        if not low.endswith(_COMPOUNDS) or flags & (KNOWN_WORD | Flag.KEEP) or len(low) < 9:
            return
        start = index
        while before >= 0 and self.capital(before) and not page.starts[before] and not self.board.kept[before]:
            if self.board.flags[before] & (Flag.NATION | Flag.KEEP) or page.low[before] in self.little | self.kinds:
                break
            start, before = before, self.before(before)
            if before > 0 and page.words[before] == "." and not page.gap[before]:
                before = self.before(before)
        title = before - 1
        named = start == index and self.low(before) == "van" and self.hears(title, 0.9) and self.capital(title)
        if named and not page.starts[title] and not self.board.flags[title] & STAYS:
            start = title  # de Baron van Dedemkerk
        self.board.mark(start, index + 1, ORGANISATION, 0.85, "kind-of-organisation")

    def pair(self, index: int) -> None:
        """Two words of the dictionary, with capitals that nothing explains: *Zilte Cijfers*, *Hoge Woerd*."""
        page, board, after = self.page, self.board, self.after(index)
        if after >= 0 and page.low[after] == "en" and not page.starts[index] and board.odds:
            after = self.after(after)  # Hoop en Vrees
            if after >= 0 and min(board.odds[index], board.odds[after]) < 0.5:
                return
        if after < 0 or page.starts[after] or page.speech[index] or self.needless or not page.gap[after]:
            return
        if self.is_matter(index) or board.flags[after] & Flag.MATTER or self.is_made_thing(after):
            return  # Warme Overdracht, Verbeterplan Onderwijskwaliteit, Taalgericht Vakonderwijs
        for place in (index, after):
            flags, low = board.flags[place], page.low[place]
            if (
                len(low) < 3
                or low.endswith(_POSTS)
                or not self.capital(place)
                or board.kept[place]
                or board.marks[place] is not None
                or page.shout[place]
            ):
                return
            if flags & (STAYS | NAMED) or not flags & KNOWN_WORD or low in self.little or low in self.kinds:
                return
            if low in _NATIONAL or low in ("geachte", "beste"):
                return  # Nationaal Cohortonderzoek
            if low in self.words["titles"] or low in self.words["lessons"]:
                return
        led = page.low[index - 1] in ("de", "het", "een", "elke", "onze", "die") and not page.starts[index]
        titled = led or (page.low[index - 1] in self.little and self.capital(index - 1) and not page.newline[index])
        unheard = bool(board.odds) and max(board.odds[index], board.odds[after]) < _UNHEARD
        if not (titled and unheard) and not self.in_lesson(index):  # not Een Veilige Leeromgeving
            board.mark(index, after + 1, ORGANISATION, 0.55, "odd-capital")

    def nearly_college(self, index: int) -> bool:
        """Whether a word of no dictionary is *college* misspelt, in whatever way it was heard."""
        low = self.page.low[index]
        known = self.board.flags[index] & (Flag.WORD | STAYS)
        if low[0] not in "ck" or not 6 <= len(low) <= 9 or known or low in self.kinds:
            return False
        if self.board.lexicon.slip_of(low) & NAMED:
            return False  # Kollem
        from rapidfuzz.distance import OSA

        return min(OSA.distance(low, form) for form in ("college", "kollege", "kolletsje")) <= 2

    def place(self, index: int) -> None:
        """``gemeente X``, ``regio X``."""
        if self.page.low[index] in self.words["before_place"]:
            self._forward(index, PLACE, "kind-of-place")

    def _backward(self, index: int) -> None:
        """The capitals before ``College``: back over words of names, hyphens and particles between them."""
        page = self.page
        before = self.before(index)
        if before >= 0 and page.words[before] in HYPHENS and not page.gap[index]:
            before = self.before(before)
        if before < 0:
            return
        if page.speech[index]:
            self._backward_in_speech(before, index)
            return
        start = self._first_capital(before, index)
        if start == index:
            return
        capital, ordinary = page.capital[index], self.ordinary(start)
        if ordinary and not capital:
            return
        if (ordinary or not capital) and page.starts[start] and start + 1 == index and self.low(start) in self.little:
            return  # Na school
        end = index
        while end > start and not page.alpha[end - 1]:
            end -= 1
        trade, last = end, self.words["trades_behind"] | self.words["trades_kept"]
        while end > start and page.low[end - 1] in last:
            end -= 1  # Terpstra Installatie BV
        if end == start and trade > end:
            opened = self.before(start) < 0 and start > 0 and page.shut[start - 1]
            if opened or page.low[start] == "techniek":
                return
            end = trade
        firm = page.low[index] in self.belonging or page.low[index] not in self.schools
        firm = firm and trade == end
        firm = firm and not self.board.kept[index]
        article = self.before(start)
        if capital and ordinary and article >= 0 and page.words[article] in ("De", "Het") and not page.starts[article]:
            start, firm = article, True  # naar De Nieuwste School
        self.board.mark(
            start, index + 1 if firm else end, ORGANISATION, 0.9 if capital else 0.75, "kind-of-organisation"
        )

    def _first_capital(self, before: int, index: int) -> int:
        """The first token of the run of capitals that ends before the word of kind at ``index``."""
        page, start = self.page, index
        kind = page.capital[index] and (page.low[index] in self.schools or self.board.kept[index])
        while before >= 0 and index - before < _LONGEST:
            low, word = page.low[before], page.words[before]
            numeral = bool(re.fullmatch(r"[IVX]+", word)) or (word in ("Een", "Eerste") and start == index)
            kept = (
                kind
                and self.capital(before)
                and not self.board.kept[before]
                and not page.starts[before]
                and low not in self.little
            )
            if self.proper(before) or numeral or kept:
                if low in _LEVELS and not self.board.flags[before] & NAMED:
                    break  # MBO College
                if low in UNITS and start == index:
                    break  # Team Onderwijs
                if low in self.kinds and not self.board.flags[before] & NAMED and not (kept and start == index):
                    break
                start = before
            elif low not in ("van", "de", "der", "den", "-", "&", "aan", "'t") or start == index:
                break
            before = self.before(before)
        while start < index and not self.capital(start):
            start += 1
        return start

    def _backward_in_speech(self, before: int, index: int) -> None:
        kinds = ("college", "lyceum", "ziekenhuis", "opleidingen", "gasthuis", "academie", "zorggroep", "courant")
        flags, low = self.board.flags[before], self.page.low[before]
        if self.page.low[index] not in kinds or flags & Flag.EVERYDAY:
            return
        if self.plausible(before, NAMED | Flag.CAPITAL) or (
            flags & Flag.WORD and low not in self.little and self.page.low[index] == "college"
        ):
            belongs = self.page.low[index] in self.belonging
            self.board.mark(before, index + belongs, ORGANISATION, 0.8, "kind-of-organisation")

    def _forward(self, index: int, kind: NameKind, reason: str) -> None:
        """The capitals behind a word of kind, with an article in between (``De``) that is a part of the name."""
        page, board = self.page, self.board
        start = self.after(index)
        quoted = False
        while start >= 0 and page.words[start] in QUOTES:
            start, quoted = self.after(start), True
        if start < 0 or page.words[start] in HYPHENS:
            return
        if page.low[start] in ("van", "in", "te") and kind is ORGANISATION and not page.capital[start]:
            if self._family_firm(index, start) or page.low[index] not in _TO or self._roc_van(index, start):
                return
            start = self.after(start)
            towns = page.low[start - 1] != "van" and board.flags[start] & (Flag.PLACE | Flag.ORGANISATION) == Flag.PLACE
            kind = PLACE if towns else kind  # het college in Doetinchem
        name = self._behind_articles(start) if start >= 0 else -1
        if name < 0:
            return
        if page.speech[name]:
            self._forward_in_speech(index, start, name, kind, reason)
            return
        titled = name > start and page.capital[start]
        titled = titled or self._opens_small(name)
        bare = name == start or page.low[start] == "'t"  # kinderdagverblijf 't Kruimeltje
        family = bare and (self._is_family_of_nation(index, name) or self._is_shop_of_kept(index, name))
        if not self.proper(name) and not ((quoted or titled) and self.capital(name)) and not family:
            return
        if self._is_no_firm(start, name):
            return
        if name > start and not page.capital[start] and page.low[start] not in ("'t", "'n"):
            if not self._takes_article(index, start, name, kind):
                return
            whole = kind is not PLACE and page.low[index] not in self.words["lessons"] | _LOOSE
            start = start if whole else name  # Hotel de Draak
        plain = self.ordinary(name)
        if plain and name == start and (page.low[index] in _LOOSE or self.in_lesson(name)) and not quoted:
            return
        if page.capital[index] and start == index + 1 and (page.low[index] in self.belonging or self.is_house(index)):
            start = index
        end = self._end_of_titled(name + 1) if titled else self._end(name + 1)
        end = self._end_of_kept(end) if family else end
        end += self._has_year(index, end)
        board.mark(start, end, kind, 0.75 if plain else 0.9, reason)
        if start > index and kind is ORGANISATION:
            board.kept[index] = True

    def _has_year(self, kind: int, end: int) -> bool:
        """Whether two figures behind a club say when it was founded: *voetbalvereniging Quick 20*."""
        low = self.page.low[kind]
        if not (low.endswith(("vereniging", "club")) or low in _CLUBS) or end >= len(self.page):
            return False
        year = self.page.low[end].isdigit() and len(self.page.low[end]) == 2 and not self.page.newline[end]
        return year and self.low(end + 1) not in _COUNTED

    def _opens_small(self, index: int) -> bool:
        """Whether a small word with a capital opens a name of several words: *Ons Huis*, *atelier Zonder Zoom*."""
        low, after = self.page.low[index], self.after(index)
        if low not in self.little or not self.capital(index) or self.page.starts[index] or self.needless:
            return False
        return self.capital(after) and not self.board.kept[after]

    def _takes_article(self, index: int, start: int, name: int, kind: NameKind) -> bool:
        """Whether a small article between a word of kind and a capital opens a name: *Hotel de Draak*."""
        low = self.page.low
        if low[start] in ("op", "in", "aan"):
            return False
        if not self.ordinary(name):
            return True
        return (
            kind is not PLACE and not self.needless and low[index] not in _LOOSE and low[start] in ("de", "het", "den")
        )

    def _is_family_of_nation(self, index: int, name: int) -> bool:
        """Whether a family name that is a people's stands behind a word of kind with a capital, or one that has no
        article: *Vishandel Schot*, *bij mosselkwekerij Schot*."""
        flags, low = self.board.flags[name], self.page.low[index]
        bare = self.low(index - 1) in _BEFORE_FIRM and low.endswith(_FIRM_ENDS) and self.hears(name, 0.5)
        named = flags & Flag.NATION and flags & Flag.SURNAME and self.capital(name)
        named = named and (self.page.capital[index] or bare)
        return bool(named) and low not in _LOOSE and not self.page.starts[index]

    def _end_of_kept(self, end: int) -> int:
        """The end of the capitals that stay elsewhere."""
        page = self.page
        while end < len(page) and self.board.kept[end] and self.capital(end) and not page.newline[end]:
            end += 1
        return end

    def _is_shop_of_kept(self, index: int, name: int) -> bool:
        """Whether a shop or a home is called after what stays elsewhere: *kapsalon Knippie*, *crèche Dikkie Dik*."""
        page, flags = self.page, self.board.flags[name]
        if not page.low[index].endswith(_SHOPS) or self.needless or flags & (Flag.NATION | Flag.PAPER):
            return False
        return self.capital(name) and not page.shout[name] and bool(self.board.kept[name] or flags & Flag.KEEP)

    def _is_no_firm(self, start: int, name: int) -> bool:
        """Whether a word of kind follows another, or letters that the whole country says: *groep PIE*."""
        page = self.page
        if name == start and page.shout[name] and page.low[name] in self.words["letters"]:
            return True
        if (
            page.low[name - 1] in ("groep", "klas", "team")
            and len(page.words[name]) < 6
            and _CODE.search(page.words[name])
        ):
            return True  # groep D2A
        if page.low[name - 1].endswith(WORKING) and name == start and self.board.flags[name] & KNOWN_WORD:
            return True  # Werkgroep Taal en Toegang
        if name > start and page.capital[start]:
            return False
        # *Hotel Haarhuis.*: where no other capital follows that may be the name, it is this one.
        last = name == start and page.capital[name - 1] and not self.capital(name + 1)
        made = last and not self.board.flags[name] & Flag.WORD and page.low[name - 1] not in _LOOSE
        return self.is_sort(name) and (page.low[name] in self.kinds or not made)

    def _family_firm(self, index: int, start: int) -> bool:
        """Mark *bakkerij van Aarst*: without an article the particle belongs to the firm's name; whether it was one."""
        page, name = self.page, self.after(start)
        if page.low[start] != "van" or name < 0 or not self.proper(name) or page.speech[name] or page.low[index] in _TO:
            return False
        flags = self.board.flags[name]
        family = (
            self.strange(name) and (not flags & NAMED or flags & Flag.SURNAME) and not flags & (Flag.FIRST | Flag.PLACE)
        )
        if (
            not family
            or self.low(index - 1) not in ("bij", "naar", "van", "door", "met", "en", ",", "(")
            or page.low[index] in _LOOSE
        ):
            return False
        self.board.mark(start, self._end(name + 1), ORGANISATION, 0.7, "kind-of-organisation")
        return True

    def _end_of_titled(self, end: int) -> int:
        """The end of a name with a capital article and all capitals behind it."""
        page, end = self.page, self.end_of_title(end)
        while end < len(page) and self.capital(end) and not page.newline[end] and not self.board.kept[end]:
            end = self._end(end + 1)
        return end

    def _behind_articles(self, start: int) -> int:
        """The token behind *De*, *'t*, *St.*; -1 where the line ends."""
        page, name = self.page, start
        while name >= 0 and page.low[name] in _ARTICLES and name < start + 3:
            name = self.after(name)
            if name >= 0 and page.words[name] == ".":
                name = self.after(name)
        return name

    def _roc_van(self, index: int, start: int) -> bool:
        """Mark *van Twente* behind *ROC*: the preposition is a part of such a name; whether it was one."""
        page = self.page
        name = self.behind_particles(start) if page.low[index] == "roc" and page.low[start] == "van" else -1
        if name <= start or not self.proper(name) or page.speech[name]:
            return False
        self.board.mark(start, self._end(name + 1), ORGANISATION, 0.9, "kind-of-organisation")
        return True

    def _forward_in_speech(self, index: int, start: int, name: int, kind: NameKind, reason: str) -> None:
        low, flags = self.page.low[index], self.board.flags[name]
        strong = low in ("roc", "aoc", "gemeente", "provincie", "regio", "hogeschool")
        if strong and not flags & Flag.EVERYDAY and self.plausible(name, Flag.PLACE | Flag.ORGANISATION | Flag.CAPITAL):
            self.board.mark(name, name + 1, kind, 0.85, reason)
            return
        if not (low.endswith(_HOME_ENDS) or self.is_kind(index)) or low in _LOOSE:
            return
        if self.low(index - 1) in _BEFORE_FIRM and self._is_listed_family(start, name):
            self.board.mark(start, name + 1, kind, 0.6, reason)
            return
        if flags & Flag.EVERYDAY or self.page.low[name] in self.kinds or self.page.low[name] in self.little:
            return
        article = name > start and self.page.low[start] in ("de", "het", "'t")
        heard = self.hears(name, 0.3)
        if not low.endswith(_HOME_ENDS) and (article or not heard):
            return
        if self.page.alpha[name] and (
            article or heard or self.plausible(name) or flags & (Flag.COMPOUND | Flag.CAPITAL)
        ):
            if article and flags & Flag.WORD and not flags & NAMED and not self._closes(name):
                return
            second = self.after(name)
            more = second >= 0 and (self.page.low[second] in _BUILDINGS or self.hears(second, 0.6))
            self.board.mark(start if article else name, name + 1 + more, kind, 0.6, reason)

    def _is_listed_family(self, start: int, name: int) -> bool:
        """Whether a family name follows a word of kind in speech: *bij juwelier schouten*, *bij maatschap de jong*."""
        if name > start:
            return " ".join(self.page.low[start : name + 1]) in self.board.lexicon.surname_phrases
        flags = self.board.flags[name]
        return bool(flags & Flag.SURNAME) and not flags & (STAYS | Flag.EVERYDAY) and self.may_hear(name, 0.05)

    def _closes(self, index: int) -> bool:
        """Whether what follows ends a name of a home: the end, a preposition, a small verb."""
        return self.after(index) < 0 or self.low(index + 1) in self.little

    def _end(self, end: int) -> int:
        """The end of a run of capitals that may hold *van*, *de*, ``&`` and hyphens."""
        page, last = self.page, min(len(self.page), end + LONGEST)
        while end < last and not page.newline[end] and not page.shut[end]:
            more = end + 1 if end + 1 < len(page) else -1
            if self.proper(end) and page.low[end] not in self.schools:
                end += 1
            elif self.capital(end) and self.board.flags[end] & Flag.NATION and page.low[end - 1] in _SIZES:
                end += 1  # pension Klein Zwitserland
            elif (page.words[end] == "&" and self.capital(more)) or (
                page.words[end] in HYPHENS and not page.gap[end] and self.proper(more) and not page.gap[more]
            ):
                end += 2
            elif page.low[end] in _AND_ABROAD and self.capital(more) and page.gap[more]:
                end += 2  # hotel Sol y Mar
            elif page.low[end] in ("het", "voor", "zonder", "met") and self.capital(more) and self.hears(more, 0.5):
                end = more + 1  # stichting Vier het Leven
            elif page.low[end] in ("van", "de", "der", "den", "op", "'t") and not page.capital[end]:
                name = end
                while 0 <= name < end + 3 and page.low[name] in ("van", "de", "der", "den", "het", "op", "'t"):
                    name = self.after(name)
                bound = page.low[name - 1] in ("der", "den", "'t", "de") and name - end > 1
                bound = bound or (page.low[end] == "van" and self._is_thing(end - 1))  # dierenpension Hof van Ede
                if name < 0 or not bound or not self.proper(name) or self.lies_there(end, name):
                    break
                end = name + 1
            else:
                break
        return end

    def _is_thing(self, index: int) -> bool:
        """Whether a word of the dictionary is nobody's name."""
        flags = self.board.flags[index]
        return bool(flags & KNOWN_WORD) and not flags & (Flag.FIRST | Flag.SURNAME)
