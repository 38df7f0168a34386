"""Rules for firms and clubs that only what is said of them shows, and for words that ``&`` joins."""

from __future__ import annotations

import re
from typing import Final

from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag
from interview_coder.redaction.look import HYPHENS, ORGANISATION, PLACE, QUOTES, SIBLINGS
from interview_coder.redaction.makes import DOES, PREMISES, SAYS, WANTS, Makes
from interview_coder.redaction.tokens import words

# Whom or what a firm has for somebody who looks for it.
_SOUGHT: Final = words("iemand mensen plek plekken plaats werk vacatures niemand")
# What is said by the way behind the first of several.
_ASIDE: Final = words("natuurlijk ook dan bijvoorbeeld sowieso misschien uiteraard eerst vooral")
# Who tells for whom they work.
_PRESENTS: Final = words("ben bent is was")
# Trades that are hardly a part of anything else, short as they are.
_MODERN: Final = words("hosting webdesign infra houtbouw staalbouw betonbouw jachtbouw")
# Letters that fishing boats carry: of Urk, Texel, Yerseke, Den Helder, Scheveningen, Wieringen and others.
_PORTS: Final = words("UK TX YE HD SCH WR ARM KW ZK TH BRU VLI TM EH GO OD LO HA UQ IJM KG BU WL HN SL ST")
# A figure and a word in one are a firm or a school: 2Switch; not 4Havo, 4Daagse.
_LEVELS: Final = words("havo vwo vmbo mavo hbo mbo bol bbl kader basis daagse daags ever jarige gangen uur sterren")
_NUMERAL: Final = re.compile(r"\d{1,2}[A-Z][^\W\d_A-Z]{2,}")
# Letters that end the name of a firm: *Skyline TV*.
_LETTERED: Final = words("tv ict it hr bv vof fm")
_GUESSES: Final = words("detector odd-capital")
_SHOPS: Final = words(
    "winkel winkeltje zaak zaakje restaurant café kapsalon groothandel salon bloemist boetiek lunchroom"
)
_COLOURS: Final = words("rood wit zwart blauw groen geel oranje paars")
# What closes the name of a firm that is told behind the word for it.
_CLOSES: Final = words(", . ; ? ! ) in op aan te uit heet bij en die dat")
# What homes are said to be in speech.
_HOMES: Final = words(
    "inloop school dagbesteding zorginstelling verzorgingshuis verpleeghuis opvang vereniging winkel salon"
)
# What is said of a firm with an article: *Rust is ook een stageadres*.
_ADDRESSES: Final = words("stageadres stagebedrijf leerbedrijf werkplaats stageplaats sportschool")
# Words of kind that say too much of what is no firm: *Zorg is een organisatie*.
_VAGUE: Final = words(
    "school organisatie instelling concern bedrijf centrum opvang vereniging stichting winkel fabriek praktijk kantoor "
    "vmbo mbo college academie universiteit hogeschool instituut opleidingen salon markt molen kapper huis thuis"
)
_TELLING: Final = words("de het een die onze mijn zo'n dat hun haar zijn geen 't 'n deze dit ons jouw")
_OPENERS: Final = words("dit dat hier daar er wat het die deze wie ons mijn onze")
_WHERE: Final = words("in op aan te bij uit dat heet")
# How it goes on with what a firm does: *dat is een bedrijf voor lichtmasten*.
_GOES_ON: Final = words("voor in uit van dat waar")
# What somebody asks for who asks for a firm.
_PLACED: Final = words("school bedrijf stage stageplek plek winkel werk werkte werkt werkgever leerbedrijf stageadres")
_ASKING: Final = words("waar welk welke bij heet heette")
# How far back a question begins, and what asks for a town.
_FURTHEST: Final = 14
_STOPS: Final = frozenset([".", "?", "!", ":"])
_WHICH: Final = words("welk welke")
_LIVES: Final = words("woon woont woonde woonden kom komt kwam kwamen vandaan geboren opgegroeid gevestigd")
# How sure the detector must be of where somebody lives, and of where anything is.
_LIVING, _BEING = 0.1, 0.5
_TOWNS: Final = words("plaats stad dorp gemeente woonplaats wijk buurt stadsdeel")
_HAMLETS: Final = words("dorp dorpje plaats plaatsje gehucht buurtschap stadje eiland wijk buurt stad")
_LOOSE: Final = words("groep bank site zaak club team school locatie praktijk organisatie bedrijf park huis tuin kerk")


class Firms(Makes):
    """Marks firms and clubs by what is said of them."""

    def joined(self) -> None:
        """Two capitals and ``&``, by a word of kind or a name: *Kringloop Vraag & Aanbod*, *Hair & Beauty Esra*."""
        page, board = self.page, self.board
        for index in self.spots("&"):
            first, last = index - 1, index + 1
            if not self.capital(first) or not self.capital(last) or page.speech[index]:
                continue
            if board.kept[first] or board.kept[last] or page.newline[index] or page.newline[last]:
                continue
            if len(page.low[first]) + len(page.low[last]) < 3:
                continue  # Q&A
            led = first > 0 and self.is_kind(first - 1) and not page.newline[first]
            named = last + 1 < len(page) and board.marks[last + 1] is not None and page.capital[last + 1]
            heard = bool(board.odds) and min(board.odds[first], board.odds[last]) > 0.3
            known = board.marks[first] is not None or (heard and not page.starts[first])
            if (led or named or known) and not self.in_lesson(first):
                board.mark(first, last + 1, ORGANISATION, 0.65, "kind-of-organisation")

    def ship(self, index: int) -> None:
        """The sign of a fishing boat: *de UK 141*, *de TX-36*."""
        page, number = self.page, index + 1
        if page.words[index] not in _PORTS or page.speech[index] or self.low(index - 1) not in ("de", "een"):
            return
        number += self.low(number) == "-"
        if self.low(number).isdigit() and len(self.low(number)) < 4 and not page.newline[number]:
            self.board.mark(index, number + 1, ORGANISATION, 0.7, "kind-of-organisation")

    def in_town(self, index: int) -> None:
        """A firm that stays elsewhere, as all the country knows it, said to be somewhere: *Bol in Waalwijk*, *het dc
        van Bol*."""
        flags, page, low = self.board.flags[index], self.page, self.page.low[index]
        known = low in self.words["sites"] or (flags & Flag.ORGANISATION and low not in self.words["state"])
        if not flags & Flag.KEEP or not known or self.board.marks[index] is not None:
            return
        if not self.capital(index) or page.speech[index]:
            return
        town = index + 2 + (self.low(index + 2) in ("de", "het"))
        lies = self.low(index + 1) == "in" and self.capital(town) and self.is_listed_town(town)
        lies = lies or (self.low(index - 1) == "van" and self.low(index - 2) in PREMISES)  # in het dc van Bol
        if lies or (self.low(index + 1) in ("staat", "zit") and self.low(index + 2) in ("daar", "hier", "er")):
            self.board.kept[index] = False
            self.board.mark(index, index + 1, ORGANISATION, 0.65, "organisation-list")

    def pair_told(self, index: int) -> None:
        """Two words that *en* joins, told of a shop before a comma: *een winkel in Best, Bloem en Blad, op de hoek*."""
        page, board, last = self.page, self.board, index + 2
        if self.low(index - 1) != "," or self.low(index + 1) != "en" or self.low(index + 3) not in (",", "."):
            return
        if not self.capital(index) or not self.capital(last) or page.speech[index] or page.newline[last]:
            return
        if page.low[index] in self.posts or page.low[last] in self.posts:
            return
        guessed = all(mark is None or mark.reason in _GUESSES for mark in (board.marks[index], board.marks[last]))
        if guessed and not _SHOPS.isdisjoint(page.low[max(0, index - 12) : index]):
            board.mark(index, last + 1, ORGANISATION, 0.65, "kind-of-organisation")

    def club(self, index: int) -> None:
        """A club by its colours, or with the year it was founded: *Rood-Wit*, *Quick '20*."""
        page, mark = self.page, index + 1
        other = mark + (self.low(mark) == "-")
        if page.low[index] in _COLOURS and self.low(other) in _COLOURS and self.capital(index) and self.capital(other):
            self.board.mark(index, other + 1, ORGANISATION, 0.75, "kind-of-organisation")  # Oranje Zwart, Rood-Wit
        if not self.capital(index) or page.speech[index] or self.low(mark) != "'" or not page.gap[mark]:
            return
        if len(self.low(mark + 1)) != 2 or not self.low(mark + 1).isdigit() or page.gap[mark + 1] or page.newline[mark]:
            return
        low, flags = page.low[index], self.board.flags[index]
        known = self.board.marks[index] is not None or page.shout[index] or not page.starts[index]
        if known and low not in self.little and not flags & Flag.NATION and not self.board.kept[index]:
            first = index - 2 if self.low(index - 1) == "-" and self.capital(index - 2) else index
            self.board.mark(first, index + 3, ORGANISATION, 0.75, "kind-of-organisation")

    def told(self, index: int) -> None:
        """A capital that is said to be a shop or a club: *Kluis, de atletiekclub*, *Kans, dat is de kringloop*."""
        page, board, low = self.page, self.board, self.page.low[index]
        small = low in self.little and self.capital(index) and not page.starts[index] and not page.speech[index]
        small = small or (self.is_make(index) and self.capital(index) and not page.speech[index])
        if board.marks[index] is not None or self.low(index + 1) != "," or not (self.proper(index) or small):
            return
        flags, ahead = board.flags[index], index + 2
        if (
            flags & Flag.NATION
            or (flags & Flag.KEEP and (page.shout[index] or not flags & NAMED) and not self.is_make(index))
            or low in self.kinds
            or low in self.words["titles"]
            or self.needless
            or self.in_lesson(index)
        ):
            return
        is_told = self.low(ahead) == "dat" and self.low(ahead + 1) in ("is", "was")
        if (page.starts[index] and flags & Flag.EVERYDAY and not (is_told or flags & NAMED)) or (
            small and not is_told and not self.is_make(index)
        ):
            return
        if is_told:
            ahead += 2
        if self.low(index - 1) in ("op", "z'n", "mijn", "onze") or self.low(ahead) not in (
            "de",
            "het",
            "een",
            "die",
            "dat",
            "onze",
            "zo'n",
        ):
            return
        for kind in (ahead + 1, ahead + 2):
            if (
                kind < len(page)
                and self.is_kind(kind)
                and not page.capital[kind]
                and not any(page.newline[index + 1 : kind + 1])
            ):
                firm = (
                    is_told and page.low[kind - 1 : kind + 1] == ["een", "bedrijf"] and self.low(kind + 1) in _GOES_ON
                )
                known = firm or (is_told and flags & NAMED == Flag.ORGANISATION)  # Summa, dat is onze vaste school
                if page.low[kind] not in _LOOSE or (known and low not in self.little) or self.is_make(index):
                    sure = 0.75 if is_told and not page.starts[index] else 0.65
                    board.mark(index, index + 1, ORGANISATION, sure, "kind-of-organisation")
                return

    def told_in_speech(self, index: int) -> None:
        """A word that is said to be a home or a firm: *de kring dat is een verpleeghuis*."""
        page, board, low = self.page, self.board, self.page.low[index]
        if board.marks[index] is not None or board.kept[index] or not page.speech[index] or len(low) < 3:
            return
        if self.low(index + 1) != "dat" or self.low(index + 2) not in ("is", "was"):
            return
        if self.low(index - 1) not in ("de", "het", "'t") or board.flags[index] & STAYS or low in self.little:
            return
        if low in self.kinds | self.words["titles"] | self.words["lessons"] | self.words["kin"] or self.is_kind(index):
            return
        ahead = index + 3
        ahead += self.low(ahead) in ("ook", "dan", "hier", "trouwens")
        if self.low(ahead) not in ("een", "zo'n"):
            return
        for kind in (ahead + 1, ahead + 2):
            if kind >= len(page) or page.newline[kind]:
                return
            here = page.low[kind]
            if here in _ADDRESSES or here in _HOMES or (self.is_kind(kind) and here not in _LOOSE | _VAGUE):
                board.mark(index, index + 1, ORGANISATION, 0.6, "kind-of-organisation")
                return

    def family_before_trade(self, index: int) -> None:
        """In speech a family name that is a word, between *bij* or *van* and a trade: *ik zit bij zwart techniek*."""
        page, board, trade = self.page, self.board, index + 1
        at_firm = self.low(index - 1) == "bij"
        if not (at_firm or (self.low(index - 1) == "van" and self.low(index - 2) in _PRESENTS)):
            return
        if not page.speech[index] or board.marks[index] is not None:
            return
        if trade >= len(page) or page.newline[trade] or not board.flags[index] & Flag.SURNAME:
            return
        low, does = page.low[index], page.low[trade]
        known = at_firm and does in self.words["trades_behind"]
        # Long words of a trade are hardly anything else: *ik ben van kool klimaattechniek*.
        known = known or (does in self.words["trades_kept"] and (len(does) > 9 or does in _MODERN))
        if known and low not in self.little and not board.kept[index]:
            board.mark(index, trade, ORGANISATION, 0.6, "kind-of-organisation")

    def siblings(self, index: int) -> None:
        """A firm of brothers or sisters, its first word told with a capital: *Gebroeders Hoek*, *Gebr. van Dam*."""
        page, board = self.page, self.board
        if page.low[index] not in SIBLINGS or page.shut[index] or page.low[index - 1 : index] == ["de"]:
            return
        first = index + 1 + (self.low(index + 1) == ".")
        name = first
        while name < min(first + 3, len(page)) and page.low[name] in self.particles:
            name += 1
        if name >= len(page) or not self.capital(name) or any(page.newline[index + 1 : name + 1]) or board.kept[name]:
            return
        board.mark(index, name + 1, ORGANISATION, 0.8, "kind-of-organisation")

    def numerals(self) -> None:
        """A figure and a word with a capital in one: *2Switch*, *2College*."""
        page, board = self.page, self.board
        for index, word in enumerate(page.words):
            if len(word) < 4 or not word[0].isdigit() or page.shut[index] or board.kept[index]:
                continue
            if _NUMERAL.fullmatch(word) and page.low[index].lstrip("0123456789") not in _LEVELS:
                board.mark(index, index + 1, ORGANISATION, 0.75, "kind-of-organisation")

    def apposed(self, index: int) -> None:
        """Capitals behind a word of kind and a comma: *een kraam, Honing en Zout*, *het café, De Spaanse Hoek*."""
        page, board = self.page, self.board
        if page.capital[index] or page.speech[index] or self.needless:
            return
        if page.low[index] in _LOOSE or not self.is_kind(index):
            return
        if not any(self.low(index - step) in _TELLING for step in (1, 2, 3)):
            return
        stop, name = self.low(index + 1) in (".", "!"), index + 2
        while self.low(name) in QUOTES or (self.low(name) in ("de", "het", "'t") and not page.capital[name]):
            name += 1
        end = self._end_of_apposed(name)
        if end == name or any(page.newline[index + 1 : end]):
            return
        if end < len(page) and not page.newline[end] and self.low(end) not in _CLOSES:
            return
        flags, low = board.flags[name], page.low[name]
        if stop and not self._stands_alone_as_firm(name, end):
            return
        if end == name + 1 and (flags & (Flag.FIRST | Flag.SURNAME) or not flags & KNOWN_WORD or low in self.little):
            return
        if low in self.kinds | self.words["titles"] | self.words["lessons"] or self._is_list(end):
            return
        board.mark(name, end, ORGANISATION, 0.65, "kind-of-organisation")

    def _stands_alone_as_firm(self, start: int, end: int) -> bool:
        """Whether a sentence without a verb tells where a firm is: *Een trimsalon. Knip en Snuit, op de markt.*"""
        low = self.page.low[start]
        several = end > start + 1 and self.capital(end - 1) and (low in ("de", "het") or low not in self.little)
        return several and self.low(end) in (",", "in") and self.low(end + (self.low(end) == ",")) in _WHERE

    def _end_of_apposed(self, end: int) -> int:
        """The end of capitals that *en*, *en de*, *voor* may join."""
        page, board = self.page, self.board
        while end < len(page) and not page.newline[end]:
            if self.capital(end) and not board.kept[end] and not board.flags[end] & STAYS:
                end += 1
                continue
            if page.shout[end] and page.low[end] in _LETTERED and self.capital(end - 1):
                return end + 1  # Skyline TV
            more = end + 1
            if self.low(end) not in ("en", "voor", "&", "zonder") or not self.capital(end - 1):
                break
            more += self.low(more) in ("de", "het")
            if more >= len(page) or not self.capital(more) or page.newline[more] or board.kept[more]:
                break
            end = more + 1
        return end

    def _is_list(self, end: int) -> bool:
        """Whether another capital follows behind a comma or *en*."""
        return self.low(end) in (",", "en") and end + 1 < len(self.page) and self.capital(end + 1)

    def answers(self) -> None:
        """What answers the question for a school, a firm or a town: *En de school? R: Groenhart, die zit in Gouda.*"""
        page, board = self.page, self.board
        for index in self.spots("?"):
            if not 1 < index < len(page) - 1 or page.speech[index]:
                continue
            firm, doubt = self._asks_for_firm(index), self._asks_where(index)
            if not firm and doubt is None:
                continue
            name = index + 1
            for label in range(index + 1, min(index + 5, len(page) - 1)):
                if page.words[label] == ":" and page.newline[index + 1]:
                    name = label + 1
                    break
            lives = firm or doubt == _LIVING
            if lives and self._is_all_it_answers(name, Flag.ORGANISATION if firm else Flag.PLACE):
                board.mark(name, name + 1, ORGANISATION if firm else PLACE, 0.75, "introduced")
            elif doubt is not None and self._is_heard_there(name, doubt):
                board.mark(name, name + 1, PLACE, 0.6, "introduced")
            if not firm:
                continue
            first = name
            name += self.low(name) in ("de", "het") and self.capital(name + 1)
            end, asked = self._end_of_apposed(name), self._asks_name(index) or self._asks_which(index)
            if end == name and asked and self.low(name + 1) == "." and self._may_be_answer(name):
                end = name + 1
            if end == name or any(page.newline[first + 1 : end]) or self.low(end) not in _CLOSES:
                continue
            flags = board.flags[name]
            seldom = not flags & (Flag.EVERYDAY | Flag.COMMON | Flag.FIRST) and page.low[name] not in self.kinds
            lettered = end > name + 1 and page.low[end - 1] in _LETTERED  # Skyline TV
            heard = asked or lettered or not board.odds or board.odds[name] > 0.2
            told = name > first or seldom or end > name + 1 or (asked and self.low(end) == ".")
            several = asked and end > name + 1 and self.low(end) in (".", ",")  # Zonder Zorgen.
            small = page.low[name] in self.little and (not several or page.low[name] in self.words["firms"])
            if heard and told and not small and page.low[name] not in _TELLING:
                board.mark(first, end, ORGANISATION, 0.6, "kind-of-organisation")

    def _is_all_it_answers(self, name: int, wanted: int) -> bool:
        """Whether a listed name and no more than that is the answer: *Waar woon je? R: Beek.*, *R: Hoorn, al jaren*."""
        if self.board.marks[name] is not None or not self.board.flags[name] & wanted or not self.capital(name):
            return False
        ends = self.low(name + 1)
        return not self.needless and (ends == "." or (ends == "," and self.page.low[name] not in self.little))

    def _is_heard_there(self, name: int, doubt: float) -> bool:
        """Whether an unusual word is the answer and the detector hears a name: *Waar was dat? R: Kraaiennest, ja.*"""
        if self.board.marks[name] is not None or not self.capital(name) or self.needless or self.board.kept[name]:
            return False
        if self.board.flags[name] & (STAYS | Flag.EVERYDAY | Flag.COMMON) or self.page.low[name] in self.little:
            return False
        return self.low(name + 1) in (",", ".") and self.hears(name, doubt) and not self.is_made_thing(name)

    def _asks_where(self, index: int) -> float | None:
        """How sure the detector must be of what answers the question that ends here, if it asks where: less where it
        asks where somebody lives or comes from."""
        start = index - 1
        while start > 0 and index - start < _FURTHEST and self.page.words[start - 1] not in _STOPS:
            start -= 1
        asked = frozenset(self.page.low[start:index])
        if ("waar" in asked and asked & _LIVES) or (asked & _WHICH and asked & _TOWNS):
            return _LIVING
        return _BEING if "waar" in asked else None

    def _asks_name(self, index: int) -> bool:
        """Whether the question that ends here asks what a firm is called: *Hoe heet uw bedrijf ook weer?*"""
        low = self.page.low[max(0, index - 9) : index]
        for place, word in enumerate(low[1:-1], 1):
            if word in ("heet", "heette") and low[place - 1] == "hoe":
                kind = index - len(low) + place + 2
                return kind < index and (self.low(kind) in _PLACED or self.is_kind(kind))
        return False

    def _asks_which(self, index: int) -> bool:
        """Whether the question that ends here asks which firm: *Bij welk bedrijf ging het mis?*"""
        low = self.page.low[max(0, index - 9) : index]
        for place, word in enumerate(low[:-1]):
            if word in ("welk", "welke"):
                kind = index - len(low) + place + 1
                return self.low(kind) in _PLACED or self.is_kind(kind)
        return False

    def _may_be_answer(self, index: int) -> bool:
        """Whether a word that stays elsewhere may be what a firm is called: no people, no post, no word of kind."""
        low = self.page.low[index]
        if not self.capital(index) or self.board.flags[index] & Flag.NATION or self.page.shout[index]:
            return False
        return low not in self.kinds and low not in self.posts

    def _asks_for_firm(self, index: int) -> bool:
        """Whether the question that ends here asks where, or with which school or firm."""
        page, asked, start = self.page, False, index - 1
        while start >= 0 and index - start < _FURTHEST and page.words[start] not in _STOPS:
            low = page.low[start]
            if low in self.words["lessons"]:
                return False
            asked = asked or (not page.capital[start] and (low in _PLACED or self.is_kind(start)))
            if page.newline[start]:
                break
            start -= 1
        opens = page.low[start + 1 : start + 3]
        where = not _ASKING.isdisjoint(page.low[max(start, 0) : index])
        return asked and (where or (len(opens) == 2 and opens[0] in ("en", "de", "het") and index - start < 5))

    def opens(self, index: int) -> None:
        """A listed firm that is a word, at a sentence start: *Fokker in Hoogeveen zoekt iemand*, *Omring, en Evean*."""
        page, board, low, ahead = self.page, self.board, self.page.low[index], index + 1
        if not page.starts[index] or page.speech[index] or self.needless or board.marks[index] is not None:
            return
        flags = board.flags[index]
        if not flags & Flag.ORGANISATION or flags & (Flag.EVERYDAY | STAYS) or board.kept[index]:
            return
        plain = self.kinds | self.words["titles"] | self.words["trades"] | self.words["trades_behind"]
        if low in plain or low in self.words["trades_kept"] or any(page.newline[ahead : ahead + 3]):
            return
        lies = self.low(ahead) in ("in", "te") and self.is_listed_town(index + 2) and self.capital(index + 2)
        told = lies and self.low(index + 3) in DOES | WANTS
        if flags & NAMED == Flag.ORGANISATION:
            has = self.low(ahead) in ("had", "heeft") and self.low(ahead + 1) in _SOUGHT
            told = told or has or self.low(ahead) in SAYS | {"noemt"} or self.low(ahead) == "wil"
        ahead += self.low(ahead) in _ASIDE
        if self.low(ahead) == ",":
            other = ahead + 1 + (self.low(ahead + 1) == "en")
            told = told or (self.capital(other) and board.flags[other] & (NAMED | KNOWN_WORD) == Flag.ORGANISATION)
            told = told or self._is_told_school(ahead + 1)
        if told:
            board.mark(index, index + 1, ORGANISATION, 0.65, "organisation-list")

    def sited(self, index: int) -> None:
        """Two capitals that open a sentence, told to be in a town or street: *Het Palet, in Hoorn*, *Nieuw Peking, in
        Best*, *De Kennismakerij, hier op het Stationsplein*."""
        page, last = self.page, index + 1
        if not page.starts[index] or not self.capital(index) or not self.capital(last) or page.speech[index]:
            return
        leads = last + 2 + (self.low(last + 2) == "hier")
        road = self.low(leads) in ("op", "aan")
        place = leads + 1 + (self.low(leads + 1) in ("de", "het"))
        if self.low(last + 1) != "," or not (road or self.low(leads) == "in") or not self.capital(place):
            return
        told = page.low[place].endswith(self.road_ends) if road else self.is_listed_town(place)
        article = page.low[index] in ("de", "het")
        if any(page.newline[last : place + 1]) or not told or self.needless or self.is_post(page.low[last]):
            return
        if self.board.flags[last] & STAYS or (not article and not self.hears(index, 0.3)):
            return
        self.board.mark(index, last + 1, ORGANISATION, 0.65, "kind-of-organisation")

    def _is_told_school(self, index: int) -> bool:
        """Whether a programme, a town or somebody stands behind a school and a comma: *Terra, dierverzorging.*, *Terra,
        in Assen*, *Terra, meneer Kok*."""
        page, board = self.page, self.board
        if self.low(index) in ("in", "te"):
            return self.is_listed_town(index + 1) and self.capital(index + 1)
        if index >= len(page):
            return False
        if page.capital[index]:
            town = board.flags[index] & (Flag.PLACE | KNOWN_WORD) == Flag.PLACE and not page.newline[index]
            return town and self.low(index + 1) in (".", "") and self.capital(index)  # Surplus, Zevenbergen.
        programme = board.flags[index] & Flag.KEEP and not board.flags[index] & (NAMED | Flag.EVERYDAY)
        return bool(programme) or (page.low[index] in self.words["titles"] and self.capital(index + 1))

    def homes(self, index: int) -> None:
        """The first of a list of names with articles: *De Sleutel, De Brug en Het Kompas.*"""
        page, name = self.page, index + 1
        if page.low[index] not in ("de", "het") or not page.starts[index] or page.speech[index] or self.needless:
            return
        if not self.capital(name) or page.newline[name] or self.low(name + 1) not in (",", "en"):
            return
        other = name + 2
        if self.low(other) not in ("de", "het", "'t") or not page.capital[other] or not self.capital(other + 1):
            return
        if not self.board.flags[name] & STAYS and not any(page.newline[name : other + 2]):
            self.board.mark(index, name + 1, ORGANISATION, 0.65, "capital-article")

    def heading(self, index: int) -> None:
        """Any capital that is said to be what something is called: *een winkel die Ja heet*, *dat dorp heet Een*."""
        page, board, low = self.page, self.board, self.page.low[index]
        if board.marks[index] is not None or page.starts[index] or page.speech[index] or self.needless:
            return
        if not self.capital(index) or board.flags[index] & Flag.NATION or board.kept[index]:
            return
        once = self.low(index - 1) == "nog" and self.low(index + 1) == "was"
        if once and self.low(index - 2) in ("het", "dit", "dat"):
            board.mark(index, index + 1, ORGANISATION, 0.7, "introduced")  # sinds het nog Kramp was
            return
        called = self.low(index - 1) in ("heet", "heette")
        called = called or (self.low(index - 1) in ("die", "dat", "nu") and self.low(index + 1) in ("heet", "heette"))
        if not called or low in self.words["titles"] or page.shout[index]:
            return
        first = index - 2
        for before in (first, first - 1, first - 2):
            if before < 0 or page.newline[before + 1]:
                return
            if page.low[before] in _HAMLETS or self.is_kind(before):
                kind = PLACE if page.low[before] in _HAMLETS else ORGANISATION
                board.mark(index, index + 1, kind, 0.75, "introduced")
                return

    def is_town(self, index: int) -> None:
        """A listed town that is a word as well, told to be one: *Best is eigenlijk een dorp*."""
        if not self.is_listed_town(index) or self.board.marks[index] is not None or self.page.speech[index]:
            return
        article = self._told_to_be(index + 1)
        if article and not self.needless and not _HAMLETS.isdisjoint(self.page.low[article + 1 : article + 3]):
            self.board.mark(index, index + 1, PLACE, 0.75, "introduced")

    def _told_to_be(self, verb: int) -> int:
        """The article of what something is told to be by a verb, 0 where it is not: *is ook een …*."""
        if self.low(verb) not in ("is", "was"):
            return 0
        article = verb + 1
        while self.low(article) in ("trouwens", "ook", "nu", "nou", "hier", "toch", "eigenlijk"):
            article += 1
        return article if self.low(article) in ("een", "de", "het", "zo'n") else 0

    def is_firm(self, index: int) -> None:
        """A capital that is told to be a firm: *Rust is ook een stageadres*, *Wat is Fijn? Dat is een kinderopvang.*"""
        page, board, low = self.page, self.board, self.page.low[index]
        if board.marks[index] is not None or page.speech[index] or self.needless or not self.capital(index):
            return
        if board.flags[index] & STAYS or low in self.kinds or low in self.words["titles"] or page.shout[index]:
            return
        ahead = index + 1
        if self.low(ahead) == "?" and self.low(index - 1) == "is" and self.low(index - 2) == "wat":
            ahead += 1
            while self.low(ahead) not in ("dat", "") and ahead < index + 6:
                ahead += 1  # B: Wat is Fijn? A: Dat is
            ahead += 1
        elif low in self.little or low in _OPENERS or low in self.words["adverbs"]:
            return
        article = self._told_to_be(ahead)
        for kind in (article + 1, article + 2) if article else ():
            if kind >= len(page) or page.capital[kind] or not page.alpha[kind] or page.newline[kind]:
                return
            here = page.low[kind]
            if here == "een":
                return  # Daarvoor was het een kleuterschool
            if self.low(kind + 1) in HYPHENS and self.is_kind(min(kind + 2, len(page) - 1)):
                here = page.low[kind] + page.low[kind + 2]  # een video-bedrijf
                kind += 2
            if here in _ADDRESSES or (self.is_kind(kind) and here not in _LOOSE and here not in _VAGUE):
                first = index - (self.low(index - 1) in ("de", "het") and page.capital[index - 1])
                board.mark(first, index + 1, ORGANISATION, 0.65, "kind-of-organisation")
                return
