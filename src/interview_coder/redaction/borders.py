"""Rules for the borders of names: the trade behind a firm, a word of kind that a hyphen ties, a house number."""

from __future__ import annotations

import re
from typing import Final

from interview_coder.domain.model import NameKind
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag, within
from interview_coder.redaction.look import HYPHENS, ORGANISATION, PERSON, PLACE
from interview_coder.redaction.tokens import words
from interview_coder.redaction.trades import Trades

# Reasons of finds that no list has.
_GUESSES: Final = words("odd-capital unknown-capital unknown-start street detector kind-of-organisation")
# Words before a trade that belong to it.
_OF_TRADES: Final = words("fiscaal juridisch financieel technisch grafisch administratief agrarisch")
_LEADS: Final = words("aan op in naar adres is woon wonen woont zit zitten was , : . - ;")
_HOUSE: Final = re.compile(r"\d{1,3}[a-z]?")
_BEHIND: Final = words('. , ; ? ! te in " ” ’')
# What a number follows that is no road.
_NO_ROADS: Final = words(
    "bus tram trein perron spoor route blok gebouw niveau fase periode hoofdstuk pagina bijlage artikel punt vraag "
    "docent spreker student deelnemer respondent dag jaar leerjaar team deel les toets interview locatie werkplek "
    "halte poort hal kavel afslag wijk"
)
_COUNTED: Final = (
    *(
        "groep",
        "klas",
        "lokaal",
        "kamer",
        "zaal",
        "ronde",
        "week",
        "lijn",
        "leerling",
        "versie",
        "gesprek",
        "bijeenkomst",
    ),
)
_BEFORE_VAN: Final = words("bij met door naar aan van")
_FIRMS: Final = words("bij het firma maatschap kantoor bureau advocaten notarissen makelaars")
# What stands before a family name in its first word: *Van der Hoorn*.
_BEFORE_FAMILY: Final = words("de van den der ter ten te")
_PRESENTS: Final = words("ben is heet heette met collega vriendin vriend zegt zei mevrouw meneer")
# Trades that are family names as well: *Linda Hout*.
_OF_PEOPLE: Final = words(
    "hout staal bouw glas vis kaas bloemen beton kappers slagers bakkers tegels tuinen planten fruit groenten brood "
    "water bomen vee kalveren paling wijnen schilders wild"
)
_TOLD: Final = words("toen dan daarna daarop dus en zo nou want zelfs waarop")
_HOUSE_PART: Final = re.compile(r"\d{1,5}[a-z]?|[a-z]|-|/|bis|hs|i{1,3}")
_OF_ADDRESSES: Final = words("bureau kantoor locatie praktijk winkel magazijn student leerling respondent spreker")
_NEIGHBOURS: Final = words(
    "buurvrouw buurman buren overburen overbuurman overbuurvrouw bewoner bewoners huis flat pand"
)

_STOPS: Final = words(". , ; : ? ! )")
# Above this the detector hears a small word inside a name; what opens a name from Arabic before a hyphen.
_INSIDE: Final = 0.9
_JOINTS: Final = words("do da dos das du")
_OPENING: Final = words("al el an ar as ad ed")
_ROMAN: Final = words("II III IV VI VII VIII IX")


class Borders(Trades):
    """Moves the borders of what other rules marked."""

    def said(self, index: int) -> None:
        """A capital behind *toen zei*, *dan vraagt*, whatever word it is: *toen zei Mei een keer*."""
        page, board, low = self.page, self.board, self.page.low[index]
        if board.marks[index] is not None or page.speech[index] or page.starts[index] or not self.capital(index):
            return
        if board.kept[index]:
            return  # toen deed Boer zoekt Vrouw
        if self.low(index - 1) not in self.words["acts"] or self.low(index - 2) not in _TOLD or low in self.kinds:
            return
        if low in self.little or low in self.words["titles"] or board.flags[index] & Flag.NATION or page.shout[index]:
            return
        if board.flags[index] & (Flag.FIRST | Flag.SURNAME) or (board.odds and board.odds[index] > 0.5):
            board.mark(index, index + 1, PERSON, 0.75, "verb-of-speech")

    def partners(self) -> None:
        """Two family names that *en* joins, said to be a firm: *bij Smid en Dekker*."""
        page, board = self.page, self.board
        for index in self.spots(("of", "nee", "en")):
            if not 1 < index < len(page) - 1:
                continue
            if page.low[index] != "en":
                if self.low(index + 1) in self.particles | {","} and not page.speech[index]:
                    self._said_again(index)
                continue
            if board.marks[index] is not None or page.newline[index]:
                continue
            start, lead, kind, other = self._two_names(index)
            both = (index - 1, other)
            towns = all((mark := board.marks[i]) is not None and mark.kind is PLACE for i in both)
            if towns and not board.flags[other] & Flag.SURNAME:
                continue  # bij Oostrum en Jouswier
            if self.low(lead - 1) == "," and lead > 1 and board.marks[lead - 2] is not None and self.capital(lead - 2):
                continue  # Arvato, transportbedrijf Kok en Seacon
            called = self.low(lead) in ("is", "heet", "heette") and lead > 0 and self.is_kind(lead - 1)
            led = called or kind or (self.low(lead) in _FIRMS and lead == start - 1)
            trade = page.starts[start] and self.after(other) == other + 1 and self.capital(other + 1)
            trade = trade and self.is_trade(other + 1)
            told = trade or self._is_told_a_firm(other)  # Stam en Kuijs Makelaars
            couple = kind and self.low(other + 1) in _STOPS  # kinderopvang Ot en Sien
            if not (led or told) or any(page.newline[index + 1 : other + 1]) or page.speech[index]:
                continue
            if all(
                board.marks[i] is not None
                and self.capital(i)
                and (told or board.flags[i] & Flag.SURNAME or self.strange(i) or called or kind)
                and (couple or not board.flags[i] & Flag.FIRST or i > index + 1)
                for i in both
            ):
                board.mark(start, other + 1, ORGANISATION, 0.8, "kind-of-organisation")

    def _two_names(self, joint: int) -> tuple[int, int, bool, int]:
        """Where the name before *en* begins, the word that leads to it, whether it is a word of kind, and the last word
        of the name behind: *kwekerij Van der Hoorn en Vogelzang*, *een makelaarskantoor, Hoekstra en van Eck*."""
        page, board, start = self.page, self.board, joint - 1
        while self.low(start - 1) in _BEFORE_FAMILY and not page.newline[start]:
            if board.marks[start - 1] is None and not self.capital(start - 1):
                break
            start -= 1
        start = start if self.capital(start) else joint - 1
        lead = start - 2 if self.low(start - 1) == "," else start - 1
        kind = self.low(lead) in self.kinds
        if lead < start - 1:
            kind = self.low(lead - 1) in ("een", "zo'n", "'n") and self.is_kind(lead)
        other, small = joint + 1, not page.capital[joint + 1]
        while other < len(page) - 1 and (kind or not small) and page.low[other] in self.particles:
            other += 1
        if small and not board.flags[other] & Flag.SURNAME:
            other = joint + 1
        return start, lead, kind, other

    def _said_again(self, joint: int) -> None:
        """The particles of a family name that is put in another way: *Anouk de Crom of de Krom*."""
        page, board = self.page, self.board
        first = joint + 1 + (self.low(joint + 1) == ",")
        name, back = first, joint - 1
        while name < min(first + 3, len(page)) and page.low[name] in self.particles:
            name += 1
        while back > 1 and not page.alpha[back] and joint - back < 3:
            back -= 1
        mark, size = board.marks[back], name - first
        if not size or not self.capital(name) or page.newline[name] or mark is None or mark.kind is not PERSON:
            return
        if page.low[max(back - size, 0) : back] != page.low[first:name] or board.marks[back - 1] is None:
            return
        if within(page.low[back], page.low[name], 2):
            board.mark(first, name + 1, PERSON, mark.confidence, mark.reason)

    def _is_told_a_firm(self, index: int) -> bool:
        """Whether what follows makes a name a firm's: *Kerk en Toren, een stichting*, *Kok en Eik heette het*."""
        behind = [self.low(index + step) for step in (1, 2, 3)]
        if (behind[0] in ("heet", "heette") and behind[1] in ("het", "dat")) or behind == ["was", "het", "vroeger"]:
            return True
        if self.low(index + 1) != "," or self.low(index + 2) not in ("een", "de", "het", "zo'n"):
            return False
        kind = index + 3
        return kind < len(self.page) and not self.page.capital[kind] and self.is_kind(kind)

    def led_by_particles(self) -> None:
        """A small *van* between a preposition and a name belongs to it: *hij zit bij van Merksteijn*."""
        page, board = self.page, self.board
        for index in range(2, len(page)):
            mark, first = board.marks[index], index - 1
            if mark is None or mark.kind not in (PERSON, ORGANISATION) or board.marks[first] is not None:
                continue
            if board.flags[index] & (NAMED | KNOWN_WORD) == Flag.ORGANISATION:
                continue  # we willen er een bij van Yuverta
            while first > 0 and page.low[first] in ("de", "der", "den"):
                first -= 1
            foreign = page.low[first] in _JOINTS and first == index - 1  # bij da Vinsi
            if not (page.low[first] == "van" or foreign) or any(
                board.marks[i] is not None for i in range(first, index)
            ):
                continue
            if self.low(first - 1) in _BEFORE_VAN and not any(page.newline[first : index + 1]):
                board.mark(first, index, mark.kind, mark.confidence, mark.reason)

    def articles(self) -> None:
        """The article that opens a sentence belongs to a home or firm that no list has: *De Ielanen*, *De Slagen*."""
        page, board = self.page, self.board
        whole = {
            page.low[index]
            for index, mark in enumerate(board.marks)
            if mark is not None and mark.kind is ORGANISATION and self._has_its_article(index)
        }
        for index in range(1, len(page)):
            mark, article = board.marks[index], index - 1
            if mark is None or board.marks[article] is not None or not page.starts[article] or page.speech[index]:
                continue
            if page.low[article] not in ("de", "het", "'t") or page.newline[index] or not self.capital(index):
                continue
            told = self._is_told_what(index)
            guessed = (mark.reason in _GUESSES or told) and not board.flags[index] & (Flag.DEMONYM | Flag.ORGANISATION)
            guessed = guessed or page.low[index] in whole
            if guessed and not page.shut[article] and not self.needless and not page.shout[index]:
                board.mark(article, index, mark.kind, mark.confidence, mark.reason)

    def _has_its_article(self, index: int) -> bool:
        """Whether an article with a capital inside a sentence belongs to a marked word: *naar De Dageraad*."""
        article = index - 1
        if article < 1 or self.board.marks[article] is None or not self.page.capital[article]:
            return False
        return self.page.low[article] in ("de", "het") and not self.page.starts[article]

    def _is_told_what(self, index: int) -> bool:
        """Whether it is told what the marked words from one on are: *De Hooge Korn, dat is een familiebedrijf*."""
        end = index
        while end < len(self.page) and self.board.marks[end] is not None:
            end += 1
        return self.low(end) == "," and self.low(end + 1) == "dat" and self.low(end + 2) in ("is", "was")

    def loose_articles(self) -> None:
        """In lower-case speech the article of a home is no part of its name: *bij de […]*."""
        page, marks = self.page, self.board.marks
        for index in range(1, len(page) - 1):
            mark = marks[index]
            if mark is None or mark.kind is not ORGANISATION or not page.speech[index] or mark.confidence > 0.98:
                continue
            if mark.reason != "organisation-list" and page.low[index - 1] in self.words["places"]:
                continue  # in de bilt
            if marks[index - 1] is None and marks[index + 1] is not None and self.is_loose_article(index, index + 2):
                marks[index] = None

    def glued(self) -> None:
        """What is tied to a name and no word of its own: a word of kind or letters behind a hyphen (*Alfa-college*,
        *Fox-IT*), *'s* that closes a clause (*Haar zaak heet Barbara's.*), a Roman number (*Willem II*), and what a
        house is of (*het Huis van de Techniek*)."""
        page, board = self.page, self.board
        for index in range(1, len(page)):
            if page.low[index] == "'s":
                self._closing_genitive(index)
            elif page.words[index] in _ROMAN and page.gap[index] and not page.newline[index]:
                before = board.marks[index - 1]
                if before is not None and before.kind is not NameKind.CONTACT:
                    board.mark(index, index + 1, before.kind, before.confidence, before.reason)
            elif page.words[index] == "Huis" and page.low[index + 1 : index + 2] == ["van"]:
                self._house(index)
            mark = board.marks[index - 2] if index > 1 else None
            if mark is None or mark.kind is NameKind.CONTACT or board.marks[index] is not None:
                continue
            if page.words[index - 1] not in HYPHENS or page.gap[index] or page.gap[index - 1] or page.shut[index]:
                continue
            lettered = mark.kind is ORGANISATION and page.shout[index] and not page.shout[index - 2]
            lettered = lettered and len(page.low[index]) < 4 and page.low[index] not in self.kinds
            if page.low[index] in self.schools or lettered:
                board.mark(index - 1, index + 1, ORGANISATION, mark.confidence, mark.reason)

    def heard_inside(self) -> None:
        """What the detector hears inside a name found in parts: *Maria do Carmo*, *Jos van der…*, *Al-Ikhlaas*."""
        page, board = self.page, self.board
        for index in range(1, len(page)) if board.odds else ():
            if (
                board.odds[index] < _INSIDE
                or board.marks[index] is not None
                or not page.alpha[index]
                or page.shut[index]
            ):
                continue
            before, joint = board.marks[index - 1] if not page.newline[index] else None, index + 1
            small = page.low[index] in self.particles or page.low[index] in _JOINTS
            if before is not None and before.kind is PERSON and small and page.gap[index] and not page.capital[index]:
                behind = board.marks[joint] if self.after(index) == joint else None
                runs_on = page.low[index - 1] in self.particles and page.low[index] in self.particles
                if runs_on or (behind is not None and behind.kind is PERSON):
                    board.mark(index, joint, PERSON, before.confidence, before.reason)
            elif page.low[index] in _OPENING and page.words[joint : joint + 1] == ["-"] and joint + 1 < len(page):
                behind = None if page.gap[joint] or page.gap[joint + 1] else board.marks[joint + 1]
                if behind is not None and page.capital[index]:
                    board.mark(index, joint + 1, behind.kind, behind.confidence, behind.reason)

    def _house(self, index: int) -> None:
        """Mark a house with a capital and the capital that it is of, whatever that is elsewhere."""
        page, name = self.page, index + 2
        while page.low[name : name + 1] in (["de"], ["het"], ["den"]):
            name += 1
        if (
            self.capital(name)
            and not page.speech[name]
            and not any(page.newline[index + 1 : name + 1])
            and not self.needless
        ):
            self.board.kept[index : name + 1] = [False] * (name + 1 - index)
            self.board.mark(index, name + 1, ORGANISATION, 0.6, "kind-of-organisation")

    def _closing_genitive(self, index: int) -> None:
        """Mark *'s* with the name before it where nothing follows that would be the name's: a firm is called so."""
        page, mark, behind = self.page, self.board.marks[index - 1], index + 1
        if mark is None or mark.kind is NameKind.CONTACT or page.gap[index]:
            return
        if behind == len(page) or page.newline[behind] or page.words[behind] in _STOPS:
            self.board.mark(index, behind, mark.kind, mark.confidence, mark.reason)

    def trades(self) -> None:
        """What a firm does stays behind its name, as before one: *Verspaget Hoveniers*, *De Wit Fiscaal Advies*."""
        page, board = self.page, self.board
        for index in range(1, len(page)):
            if not page.capital[index]:
                continue
            self._firm_before_trade(index)
            mark, before = board.marks[index], board.marks[index - 1]
            of_trade = page.low[index - 1] in _OF_TRADES
            if before is None or before.kind is NameKind.CONTACT:
                continue
            if (mark is None and not of_trade) or page.newline[index] or not page.gap[index]:
                continue
            if (
                not page.alpha[index - 1]
                or page.low[index - 1] in self.particles
                or page.low[index - 1] in ("à", "gen")
            ):
                continue  # Vis à Vis, Aa gen Water
            if before.reason == "title" or (before.reason == "organisation-list" and self._trade_is_name(index)):
                continue
            named = board.flags[index] & Flag.SURNAME or not board.flags[index] & KNOWN_WORD
            if before.kind is PERSON and named and board.flags[index - 1] & Flag.FIRST and not self.listed_trade(index):
                continue  # Mees Brouwers, Twan Schoonen
            if self._is_person_by_name(index):
                board.mark(index - 1, index + 1, PERSON, 0.75, "introduced")
                continue
            further = index + 1 < len(page) and board.marks[index + 1] is not None and not self.is_trade(index + 1)
            if self.is_trade(index) and not further:
                two = index > 1 and of_trade and (board.marks[index - 2] is not None or page.shut[index - 2])
                first, end = index - 1 if two else index, index + 1
                while end < len(page) and board.marks[end] is not None and self.is_trade(end):
                    end += 1  # Ockels Installatie BV
                board.marks[first:end] = [None] * (end - first)
                board.kept[first:end] = [True] * (end - first)
                self._particles_of_firm(first - 1)

    def _trade_is_name(self, trade: int) -> bool:
        """Whether a listed name before a trade is nothing but words, so that the trade is what makes it one."""
        before = self.before(trade - 1)
        particle = before >= 0 and self.board.marks[before] is not None and self.page.low[before] in self.particles
        joined = self.page.low[trade - 1] in ("en", "&", "-")
        return joined or (self.ordinary(trade - 1) and not particle)

    def _particles_of_firm(self, index: int) -> None:
        """A capital particle before the name of a firm belongs to it: *(Van de Fliert Bouw, Lunteren)*; *R: Van Echten
        Bouw, in Gorssel.*"""
        page, board, mark, trade = self.page, self.board, self.board.marks[index], index + 1
        while index > 0 and board.marks[index - 1] is not None and not page.newline[index]:
            index -= 1
        first = index
        while first > 0 and page.low[first - 1] in self.particles and not page.newline[first]:
            first -= 1
            if page.capital[first]:
                break
        answers = page.low[first] == "van" and self.low(trade + 1) in (",", "in")
        bound = index - first > 1 or not page.starts[first] or answers
        if mark is not None and first < index and page.capital[first] and bound and board.marks[first] is None:
            board.mark(first, index, mark.kind, mark.confidence, mark.reason)

    def _is_person_by_name(self, trade: int) -> bool:
        """Whether a first name before the word of a trade is somebody who tells their name: *ik ben Tineke Bouw*."""
        flags = self.board.flags[trade - 1]
        if self.low(trade - 2) in ("ben", "heet") and self.low(trade - 3) in ("ik", "hij", "zij", "ze"):
            # Ik ben Door Wijnen, zij heet Mies Schilders.
            return bool(self.board.flags[trade] & Flag.SURNAME or flags & Flag.FIRST) and not flags & Flag.ORGANISATION
        if flags & (Flag.FIRST | Flag.ORGANISATION | Flag.SURNAME | KNOWN_WORD) != Flag.FIRST and not (
            flags & Flag.FIRST and self.page.low[trade] in _OF_PEOPLE
        ):
            return False
        if self.page.low[trade] in _OF_PEOPLE:
            return self.low(trade - 2) not in ("bij", "naar", "firma") and not self.is_kind(trade - 2)
        return self.low(trade - 2) in _PRESENTS

    def _firm_before_trade(self, index: int) -> None:
        """A capital before the capital of a trade is a firm, at a sentence start too: *Sterk Consulting*."""
        page, board, before = self.page, self.board, self.before(index)
        if before < 0 or not page.gap[index] or not self.listed_trade(index):
            return
        at_firm = self.low(before - 1) in ("bij", "firma")
        family = board.flags[before] & Flag.SURNAME and len(page.low[index]) > 9
        if not at_firm and not family and page.low[index] not in self.words["trades_behind"]:
            return
        if not self.capital(index) or page.starts[index] or page.speech[index] or self.needless or page.shout[index]:
            return
        low, flags = page.low[before], board.flags[before]
        if not self.capital(before) or board.kept[before] or board.marks[before] is not None:
            return
        if flags & Flag.NATION or (flags & STAYS and not at_firm):
            return
        if page.starts[before] and flags & Flag.EVERYDAY and not flags & NAMED:
            return  # Vooral Software developer is lastig
        if low in self.little or low in self.kinds or low in self.words["lessons"] or self.in_lesson(index):
            return
        board.mark(before, index + 1, ORGANISATION, 0.6, "kind-of-organisation")

    def housed(self) -> None:
        """The number of a house that is told apart from its street: *de Kerkweg, nummer 31*, *de buren van 33*."""
        page, board = self.page, self.board
        streets = [i for i, mark in enumerate(board.marks) if mark is not None and mark.reason == "street"]
        for index in range(2, len(page)) if streets else ():
            if not re.fullmatch(r"\d{1,4}[a-z]?", page.low[index]) or board.marks[index] is not None:
                continue
            told = page.low[index - 1] in ("nummer", "huisnummer", "nr")
            near = told and any(0 < index - street < 9 for street in streets)
            if near or (page.low[index - 1] in ("van", "op") and page.low[index - 2] in _NEIGHBOURS):
                board.mark(index, index + 1, PLACE, 0.7, "street")

    def addressed(self) -> None:
        """What stands before a house number and a postcode is a street: *Meer en Vaart 312-3, 1068 NA*."""
        page, board = self.page, self.board
        for index in range(2, len(page)):
            mark = board.marks[index]
            if mark is None or mark.reason != "postcode" or board.marks[index - 1] == mark or page.newline[index]:
                continue
            end = index - 1 if page.words[index - 1] in (",", ";", ":") else index
            number = end
            while number > 1 and number > end - 4 and _HOUSE_PART.fullmatch(page.low[number - 1]):
                number -= 1
            first = number
            while first > 0 and number - first < 6 and not page.newline[first] and not self._opens_address(first - 1):
                small = page.low[first - 1] in self.particles or page.low[first - 1] in ("en", "het")
                if not self.capital(first - 1) and not (small and first < number):
                    break
                first -= 1
            while first < number and not self.capital(first):
                first += 1
            before = board.marks[number - 1]
            open_still = before is None or before.kind is not NameKind.CONTACT
            if first < number < end and page.low[number][0].isdigit() and open_still:
                board.mark(first, end, PLACE, 0.85, "street")

    def _opens_address(self, index: int) -> bool:
        """Whether a word says that a street follows: *Woont Dorpsstraat 4*, *Bezoekadres Kerkweg 2*."""
        low = self.page.low[index]
        return self.page.starts[index] and (low in self.words["verbs"] or low.endswith("adres") or low in _OF_ADDRESSES)

    def numbered(self) -> None:
        """Capitals and a house number that close a clause are a street: *Hoge Holt 3.*, *aan de Singel 9 in Kollum*."""
        page, board = self.page, self.board
        for index in range(1, len(page) - 1):
            if not _HOUSE.fullmatch(page.low[index]) or page.newline[index] or not page.gap[index]:
                continue
            if page.low[index + 1] not in _BEHIND and not page.newline[index + 1]:
                continue
            if page.words[index + 1] in (".", ",") and not page.gap[index + 1]:
                after = index + 2
                if after < len(page) and not page.gap[after] and page.words[after][0].isdigit():
                    continue
            if page.shut[index] or board.marks[index] is not None:
                continue
            first = self._road_before(index)
            if first < index:
                board.mark(first, index + 1, PLACE, 0.65, "street")

    def _road_before(self, number: int) -> int:
        """The first of the capitals that may name a road before a number; the number itself where none do."""
        page, board, first = self.page, self.board, number
        while first > 0 and self.capital(first - 1) and not page.newline[first] and number - first < 5:
            if self._opens_address(first - 1):
                break
            flags, low = board.flags[first - 1], page.low[first - 1]
            road = low in self.words["street_ends"] and self.capital(first - 2) and first < number + 1
            if board.kept[first - 1] or low in self.words["lessons"]:
                return number
            if (flags & STAYS or low in self.kinds) and not road:
                return number
            if page.shout[first - 1] or low in self.little or low in self.words["brands"]:
                return number
            first -= 1
            if first > 0 and page.words[first - 1] in HYPHENS and not page.gap[first] and not page.gap[first - 1]:
                first -= 1
        if first == number or not page.alpha[first]:
            return number
        one = number - first == 1
        lead = self.low(first - 1)
        article = lead in ("de", "het", "'t", "den")
        if article:
            lead = self.low(first - 2)
        on_it = article and lead in ("aan", "op", "in") and not page.starts[first]
        on_it = on_it or (one and self._is_road_behind_town(first))
        opening = first
        while opening > 0 and page.low[opening - 1] in self.particles and not page.newline[opening]:
            opening -= 1
        if self.capital(opening) and self.asked_where(opening) and page.low[first] not in _NO_ROADS:
            return opening  # Adres? R: Op den Hook 3
        if one and not on_it and not self._is_road_in_town(first, number):
            return number
        led = lead in _LEADS or page.newline[first]
        person = board.marks[first] is not None and board.flags[first] & Flag.FIRST
        return first if led and not person else number

    def _is_road_behind_town(self, road: int) -> bool:
        """Whether a word before a house number ends as roads do or follows a town: *in Nieuwegein, Ravenswade 12*."""
        page, low, town = self.page, self.page.low[road], road - 2
        if low in _NO_ROADS or low.endswith(_COUNTED) or page.low[road - 1] not in (",", ":"):
            return False
        if len(low) > 6 and low.endswith(self.road_ends) and not self.board.flags[road] & Flag.FIRST:
            return True
        mark = self.board.marks[town] if town >= 0 else None
        return mark is not None and mark.kind is PLACE and self.capital(town) and not page.newline[road]

    def _is_road_in_town(self, road: int, number: int) -> bool:
        """Whether a town follows a word and a house number: *Keern 115, Hoorn*, *Gieterij 200, in Hengelo*."""
        if self.page.low[road] in _NO_ROADS or self.page.low[road].endswith(_COUNTED):
            return False
        after = number + 1
        after += self.low(after) == ","
        after += self.low(after) in ("in", "te")
        if not number + 1 < after < len(self.page) or any(self.page.newline[number + 1 : after + 1]):
            return False
        return self.capital(after) and self.board.flags[after] & (Flag.PLACE | Flag.FIRST) == Flag.PLACE
