"""Rules for words that a name has beside it and that are its own: *Thermae 2000*, *Church of Pentecost*, *klooster
Sint-Nicolaas*, *Sinnema-Terwisscha van Scheltinga*."""

from __future__ import annotations

import re
from typing import Final

from interview_coder.domain.model import NameKind
from interview_coder.redaction.lexicon import NAMED, Flag, within
from interview_coder.redaction.look import HYPHENS, ORGANISATION, PERSON, PLACE
from interview_coder.redaction.sounds import sound_keys
from interview_coder.redaction.tokens import words
from interview_coder.redaction.trades import Trades

# What says of which sort a school is, and is its name where it has no other.
_QUALITIES: Final = words(
    "stedelijk christelijk openbaar agrarisch technisch maritiem maritieme nautisch grafisch islamitisch katholiek "
    "protestants gereformeerd reformatorisch vrije"
)
_SCHOOLS: Final = words("college lyceum gymnasium academie hogeschool")
# A key file has the whole of a name.
_GIVEN: Final = words("registry known")
# Foundations are called by what they are for.
_FOUNDATIONS: Final = words("stichting vereniging coöperatie")
_LONGEST: Final = 8
_GUESSED: Final = words("unknown-capital unknown-start odd-capital detector capital-list")
# The year in which a club was founded.
_FOUNDED: Final = re.compile(r"18[5-9]\d")
# What English names have before *of*.
_OF: Final = words("church university school college bank house academy institute league city kingdom army temple")
# Round numbers in the names of firms and baths.
_ROUND: Final = re.compile(r"[1-9]000|24/7|365|[1-9]00")
_SHUTS: Final = frozenset([",", ".", ")", ";", ":", "?", "!", "in", "op", "aan", "en", "of", "te", "bij"])
# What family names are made of that are words of kind as well.
_LANDS: Final = words(
    "hoeve hof huis berg veld dijk kamp bos beek brug molen donk laar horst vliet heide weide daal dam burg kasteel"
)
# A saint, whose feast stays.
_SAINTS: Final = words("sint st santa")
_CALLED: Final = words("heten genoemd")
_WANTS: Final = words("wou wilde wil moest mocht zou ging gaat blijft bleef")
_NAMED: Final = words("noemen noemden heet heette heten")
_SITS: Final = words("zit zat zitten staat")
# How somebody is, of whom it is told: *Storm is weg*.
_STATES: Final = words("weg ziek vrij jarig gestopt vertrokken verhuisd nieuw afwezig geslaagd gezakt over")
# Qualities that people are called by.
_ADJECTIVES: Final = words(
    "dikke lange kleine grote oude ouwe jonge rooie rode zwarte blonde malle gekke schele kale dove stille dunne korte "
    "wilde"
)
_ONE: Final = words("zo'n een die echte rasechte geboren")
# What is said before a name is put right: *mevrouw Sloof... Sloot*.
_RIGHT: Final = words("nee of eh uh sorry wacht bedoel ik geloof denk dacht . … , - –")
# How sure the detector must be of a word that only full stops part from the name that it puts right.
_ANEW: Final = 0.5
_PAUSES: Final = words("nee sorry wacht bedoel geloof denk dacht …")


class Companions(Trades):
    """Marks the words beside a name, or after a word that asks for one, that belong to it."""

    def companions(self) -> None:
        """Each way in which a word that is nobody's by itself is a name, or a part of one."""
        page, marks = self.page, self.board.marks
        for index, capital in enumerate(page.capital):
            # Most words are nobody's, and have no capital that could be somebody's.
            if marks[index] is None and (not capital or not self.capital(index)):
                continue
            if marks[index] is not None and page.alpha[index]:
                self._kind_given_back(index)
            if page.speech[index]:
                continue
            if marks[index] is not None:
                self._behind_firm(index)
                self._behind_family(index)
            else:
                self._by_its_place(index)

    def _kind_given_back(self, index: int) -> None:
        """Free a word of kind that a list has in a name: *regio college*, *mbo rijnland*."""
        page, board, mark, low = self.page, self.board, self.board.marks[index], self.page.low[index]
        if mark is None or mark.kind is not ORGANISATION or mark.reason in _GIVEN:
            return
        before = index > 0 and board.marks[index - 1] is not None and not page.newline[index] and page.gap[index]
        after = self.after(index) >= 0 and board.marks[index + 1] is not None and page.gap[index + 1]
        opens = low == "mbo" and after and not before
        if opens or (page.speech[index] and low in ("college", "lyceum") and before and page.alpha[index - 1]):
            board.marks[index], board.kept[index] = None, True

    def _by_its_place(self, index: int) -> None:
        """A capital that no list and no detector took, where the words around it make it a name."""
        page, board, low = self.page, self.board, self.page.low[index]
        before, after = self.low(index - 1), self.low(index + 1)
        if self._is_plain_school(index):
            board.mark(index, index + 1, ORGANISATION, 0.6, "kind-of-organisation")
        elif low in _SAINTS and page.words[index + 1 : index + 2] == ["-"] and self._is_building(index - 1):
            board.kept[index : index + 3] = [False] * 3
            board.mark(index, index + 3, ORGANISATION, 0.65, "kind-of-organisation")
        elif low in _FOUNDATIONS:
            self._foundation(index)
        elif low in _ADJECTIVES and self._is_nickname(index):
            board.mark(index, index + 1, PERSON, 0.65, "introduced")
        elif (said := self._put_right(index)) >= 0 and (mark := board.marks[said]) is not None:
            end = index + 1
            while page.low[end : end + 1] == page.low[said + end - index : said + end - index + 1] and page.gap[end]:
                end += 1  # Berent Botje, Berend Botje
            board.mark(index, end, mark.kind, 0.65, mark.reason)
        elif page.starts[index] and (self._is_told_of(index) or self._is_spelled(index) or self._is_said_back(index)):
            board.mark(index, index + 1, PERSON, 0.6, "introduced")
        elif page.words[index + 1 : index + 2] in (["’"], ["'"], ["”"], ['"']) and self._is_quoted_name(index):
            board.mark(index, index + 1, ORGANISATION, 0.6, "introduced")  # ‘de Loods’ noemen ze het
        elif before == "," and after in (".", ",") and self._is_home_called(index):
            board.mark(index, index + 1, ORGANISATION, 0.6, "kind-of-organisation")  # bij een kinderopvang, Hoera.
        elif after in _CALLED and before in (_WANTS | {"niet", "altijd"}) and not page.starts[index]:
            self.introduce(index, index + 1, 0.7)  # hij wou JB heten
        elif (
            board.flags[index] & (Flag.BRAND | Flag.KEEP)
            and after == ","
            and self.low(index + 2) == "die"
            and self.low(index + 3) in _SITS
            and any(mark is not None and mark.kind is PLACE for mark in board.marks[index + 5 : index + 7])
        ):
            board.mark(index, index + 1, ORGANISATION, 0.65, "brand")  # Google, die zit in de Eemshaven
        elif (
            before in _ONE
            and not page.starts[index]
            and low.endswith(("lander", "lanner"))
            and board.flags[index] & Flag.ORGANISATION
            and after not in ("hoeve", "bank")
        ):
            board.mark(index, index + 1, PLACE, 0.7, "demonym")  # zo'n Westlander

    def _is_told_of(self, index: int) -> bool:
        """Whether a name that is a word opens what is told of somebody: *Storm is weg, die zit bij de gemeente*."""
        flags = self.board.flags[index]
        if self.low(index + 1) != "is":
            return False
        somebody = flags & (Flag.FIRST | Flag.SURNAME) and not flags & Flag.KEEP and not self.needless
        who = self.low(index + 3) == "," and self.low(index + 4) in ("die", "hij", "zij", "ze")
        return bool(somebody) and self.low(index + 2) in _STATES and who

    def _put_right(self, index: int) -> int:
        """The first word of the name that a capital is said for, put right; -1 where it is for none: *mevrouw Sloof...
        Sloot*, *Zutt of Zut*, *Berent Botje, Berend Botje*."""
        page, first, meant, flags = self.page, index, self.page.low[index], self.board.flags[index]
        while first > 0 and page.low[first - 1] in _RIGHT and index - first < 7 and not page.newline[first]:
            first -= 1
        said, between = first - 1, page.low[first:index]
        mark = self.board.marks[said] if 0 <= said < index - 1 and not page.newline[first] else None
        if mark is None or mark.kind is NameKind.CONTACT or not self.capital(said) or meant in self.little:
            return -1
        if between[:2] == [".", "."] or not _PAUSES.isdisjoint(between):
            bare = not any(word.isalpha() for word in between)
            if bare and self.ordinary(index) and not self.hears(index, _ANEW):
                return -1  # Ik wacht op Karel... Kamer is bezet
            return said if len(meant) > 3 and self._is_nearly_said(said, index, 2) else -1
        if between not in ([","], ["of"], [",", "of"], ["."]) or self.needless or page.speech[index]:
            return -1
        alone = self.low(index + 1) in (".", ",", "?") and flags & (Flag.KEEP | NAMED) != Flag.KEEP
        if flags & Flag.EVERYDAY or (between == ["."] and not alone):
            return -1  # Dorn. Doorn. En daar
        while said > 0 and not page.newline[said] and page.gap[said] and self.board.marks[said - 1] is not None:
            said -= 1
        return said if len(meant) > 2 and self._is_nearly_said(said, index, 1 if len(meant) < 6 else 2) else -1

    def _is_nearly_said(self, before: int, index: int, slips: int) -> bool:
        """Whether a word begins as another one sounds, and is at most so many slips away from it."""
        said, meant = self.page.low[before], self.page.low[index]
        if len(said) < 3 or said == meant or sound_keys(said)[0] != sound_keys(meant)[0]:
            return False
        return within(said, meant, slips)

    def _is_quoted_name(self, index: int) -> bool:
        """Whether an article and a capital between quotes are what something is called: *‘de Loods’ noemen ze het*."""
        article = self.low(index - 1) in ("de", "het") and self.page.words[index - 2] in ("‘", "'", "“", '"')
        return article and self.low(index + 2) in _NAMED

    def _is_nickname(self, index: int) -> bool:
        """Whether a quality belongs to the first name behind it: *Dikke Henk, die is weg*."""
        mark = self.board.marks[index + 1] if self.after(index) >= 0 else None
        person = mark is not None and mark.kind is PERSON and bool(self.board.flags[index + 1] & Flag.FIRST)
        return person and self.capital(index + 1) and self.may_hear(index, 0.5)

    def _is_spelled(self, index: int) -> bool:
        """Whether it is told how a word is written that opens a sentence: *Bakhuizen, met een z*."""
        said = [self.low(index + step) for step in range(1, 5)]
        return said[:2] == [",", "met"] and said[2] in ("een", "één", "dubbel", "twee") and len(said[3]) == 1

    def _is_said_back(self, index: int) -> bool:
        """Whether somebody says again, alone, what the other called a name on the line before: *Bouwend, ja*."""
        page = self.page
        if self.low(index + 1) not in (",", ".") or self.low(index - 1) != ":" or self.needless:
            return False
        line = next((label for label in range(index - 2, max(index - 6, 0), -1) if page.newline[label]), 0)
        other = line - 1
        while other > 0 and not page.newline[other]:
            if page.low[other] == page.low[index] and self.board.marks[other] is not None and page.capital[other]:
                return True
            other -= 1
        return False

    def _is_home_called(self, index: int) -> bool:
        """Whether a home or a shop stands before a comma and a capital that is a cry elsewhere."""
        kind, flags = index - 2, self.board.flags[index]
        if kind < 1 or not self.is_kind(kind) or self.capital(kind) or flags & Flag.NATION or self.needless:
            return False
        led = self.low(kind - 1) in ("een", "bij", "kleine") or self.low(kind - 2) == "bij"  # bij de opvang, Pippi,
        return led and not self.page.starts[index]

    def _is_plain_school(self, index: int) -> bool:
        """Whether a quality is all the name that a school has: *eerst een jaar Stedelijk College*."""
        page, kind = self.page, index + 1
        if self.page.low[index] not in _QUALITIES or page.starts[index] or self.needless:
            return False
        if self.low(kind) not in _SCHOOLS or not self.capital(kind) or page.newline[kind]:
            return False
        beside = [other for other in (index - 1, kind + 1) if 0 <= other < len(page)]
        return not any(page.shut[other] or self.board.marks[other] or self.capital(other) for other in beside)

    def _is_building(self, index: int) -> bool:
        low = self.low(index)
        return bool(low) and (
            self.is_kind(index) or low in self.words["before_place"] or low in ("klooster", "abdij", "parochie")
        )

    def _foundation(self, index: int) -> None:
        """*Stichting Voortgezet Onderwijs Kennemerland*, *Stichting Jong Zeemanschap*: all capitals up to a word of
        kind."""
        page, board, end = self.page, self.board, index + 1
        while end < min(index + _LONGEST, len(page)) and self.capital(end) and page.gap[end] and not page.newline[end]:
            if self.is_sort(end) and page.low[end] != "onderwijs":
                break
            end += 1
        rest = range(index + 1, end)
        if all(board.kept[i] for i in rest) or all(board.marks[i] is not None for i in rest):
            return
        if page.low[index] == "stichting" or any(board.marks[i] is not None for i in rest):
            board.kept[index + 1 : end] = [False] * len(rest)
            board.mark(index + 1, end, ORGANISATION, 0.7, "kind-of-organisation")

    def _behind_firm(self, index: int) -> None:
        """*Thermae 2000*, *Church of Pentecost*."""
        page, board, mark = self.page, self.board, self.board.marks[index]
        after = self.after(index)
        if mark is None or after < 0 or board.marks[after] is not None or not page.gap[after]:
            return
        if mark.kind is ORGANISATION and after == index + 1 and _FOUNDED.fullmatch(page.low[after]):
            board.mark(after, after + 1, ORGANISATION, mark.confidence, mark.reason)  # bij Quick 1888
            return
        guessed = mark.reason in _GUESSED and not board.flags[index] & (Flag.FIRST | Flag.PLACE)
        if guessed and _ROUND.fullmatch(page.low[after]) and self.low(after + 1) in _SHUTS and self._is_led(index):
            board.mark(after, after + 1, ORGANISATION, 0.6, mark.reason)
        elif page.low[index] in _OF and page.low[after] == "of" and self.capital(self.after(after)):
            board.mark(after, after + 2, ORGANISATION, 0.65, mark.reason)

    def _is_led(self, index: int) -> bool:
        """Whether a preposition leads to a name, or to the article before it."""
        lead = index - 1 - (self.low(index - 1) in ("de", "het"))
        return self.low(lead) in ("bij", "van", "naar", "voor", "door")

    def _behind_family(self, index: int) -> None:
        """The particle inside a double family name, and before a family name that is a word of kind."""
        page, board, mark = self.page, self.board, self.board.marks[index]
        if mark is None or mark.kind is not PERSON or self.low(index + 1) != "van" or not page.gap[index + 1]:
            return
        name = index + 2
        if name >= len(page) or board.marks[index + 1] is not None or not self.capital(name) or page.newline[name]:
            return
        last = not self.capital(self.after(name))
        double = index > 1 and page.words[index - 1] in HYPHENS and not page.gap[index]
        flags = board.flags[name] & (Flag.CAPITAL | Flag.SURNAME | Flag.ORGANISATION | Flag.PLACE)
        double = double and flags in (Flag.CAPITAL, Flag.SURNAME) and board.marks[name] is not None
        first = board.flags[index] & Flag.FIRST and board.marks[index - 1 : index] in ([None], [])
        if last and (double or (first and page.low[name] in _LANDS)):
            board.mark(index + 1, name + 1, PERSON, 0.65, mark.reason)
