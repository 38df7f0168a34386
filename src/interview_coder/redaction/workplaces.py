"""Rules for *van* between somebody and where they work: *Joke Groen van Groen Dakbedekking*; the *van* stays."""

from __future__ import annotations

from typing import Final

from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag
from interview_coder.redaction.look import ARTICLES, HYPHENS, PERSON
from interview_coder.redaction.tokens import words
from interview_coder.redaction.trades import Trades

_ROADS: Final = ("straat", "weg", "laan", "plein", "kade", "gracht", "singel", "dreef")
# What stands before a first name more than before a family name.
_BEFORE_FIRST: Final = words("opa oma oom ome tante juf meester zuster broeder")
# What family names end in that are those of places: *van Kuilenborg*.
_OF_PLACES: Final = tuple(words("borg burg berg hoven hout houd huizen dijk beek horst veld veldt"))
# So many words has a name before its *van*, at the most.
_LONGEST_NAME: Final = 5
# Above these the detector hears the particle of a name: behind a full name, behind a first name alone.
_PARTICLE: Final = 0.3
_OF_ONE: Final = 0.4
# The same where what follows is a word that is seldom heard.
_OF_RARE: Final = 0.1
# Below this it hardly hears one: behind a name that has a particle already.
_HARDLY: Final = 0.05


class Workplaces(Trades):
    """Leaves the *van* between a person and a firm, a home, a quarter."""

    def workplaces(self) -> None:
        """Free a *van* that tells where somebody works or lives, with the article behind it."""
        page, board = self.page, self.board
        for index in self.spots(("van",)):
            if index == 0 or board.marks[index] is None or page.capital[index] or page.speech[index]:
                continue
            name = index + 1 + (self.low(index + 1) in ARTICLES and not page.capital[index + 1])
            if name >= len(page) or not self.capital(name):
                continue
            if self._is_what_they_teach(index, name):
                board.marks[index : name + 1] = [None] * (name + 1 - index)
            elif self._is_workplace(index, name):
                board.marks[index:name] = [None] * (name - index)

    def _is_what_they_teach(self, particle: int, name: int) -> bool:
        """Whether somebody is told by a subject or an office that stays: *meneer De Boer van Wiskunde*."""
        page, flags = self.page, self.board.flags[name]
        if page.newline[particle] or page.newline[name] or self.capital(self.after(name)):
            return False
        if name + 1 < len(page) and self.board.marks[name + 1] is not None:
            return False  # Taal aan Zee
        stays = flags & (Flag.MATTER | Flag.KEEP) and flags & (Flag.WORD | NAMED | Flag.NATION) == Flag.WORD
        return bool(stays) and self._person_opens(particle - 1) >= 0

    def _is_workplace(self, particle: int, name: int) -> bool:
        """Whether what stands around *van* makes the name behind it no family name."""
        page, flags, last = self.page, self.board.flags, particle - 1
        if page.newline[particle] or page.newline[name] or self._has_listed_particle(particle, name):
            return False
        if page.low[last] in self.words["titles"]:
            return False  # Alard baron van Voërst
        first = self._person_opens(last)
        if first < 0:
            return False
        firm = self._is_no_family_name(name)
        odds = self.board.odds[particle] if self.board.odds else 0.0
        titled = page.low[first] in self.words["titles"]
        if page.low[name] == page.low[last] and first < last:
            return True  # Joke Groen van Groen
        if name > particle + 1 and (flags[name] & NAMED == Flag.ORGANISATION or page.shout[name]) and first == last:
            return not page.shout[last]  # Sanne van de HAN
        if any(page.low[i] in self.particles for i in range(first, last)):
            listed = flags[name] & NAMED == Flag.ORGANISATION  # Rob van der Laan van Rijnstate
            return firm and odds < (_OF_ONE if listed else _HARDLY)
        family = flags[last] & (Flag.SURNAME | Flag.CAPITAL | KNOWN_WORD) and not flags[last] & Flag.FIRST
        if titled and first + 1 == last and page.low[first] in _BEFORE_FIRST:
            family = False  # mijn opa Hendrick van Voorthuysen
        double = last > 1 and page.words[last - 1] in HYPHENS and not flags[last] & Flag.FIRST
        double = double and not flags[last - 2] & Flag.FIRST  # Pieter-Jna van Roessel
        if (family or double) and (titled or first < last):
            return firm or (odds < _PARTICLE and not flags[name] & Flag.CAPITAL)
        given = flags[last] & Flag.FIRST and name == particle + 1
        rare = flags[name] & (Flag.WORD | Flag.EVERYDAY | Flag.COMMON | NAMED | STAYS) == Flag.WORD
        rare = rare and not self._trade_follows(name)  # Yentl van Kemenade
        return bool(given) and firm and odds < (_OF_RARE if rare else _OF_ONE)

    def _has_listed_particle(self, particle: int, name: int) -> bool:
        """Whether a list has the particles and the name as a family name, and the name is no firm."""
        listed = " ".join(self.page.low[particle : name + 1]) in self.board.lexicon.surname_phrases
        return listed and not self._trade_follows(name)

    def _person_opens(self, last: int) -> int:
        """The first word of a person's name that ends here, its title counted; -1 where it is none."""
        page, board, first = self.page, self.board, last
        while first >= 0 and last - first < _LONGEST_NAME and board.marks[first] is not None:
            hyphen = page.words[first] in HYPHENS and first < last
            if page.newline[first + 1] or not (page.alpha[first] or hyphen):
                break
            first -= 1
        if first == last or page.words[last] in HYPHENS:
            return -1
        titled = first >= 0 and page.low[first] in self.words["titles"] and not page.newline[first + 1]
        opens = first if titled else first + 1
        mark = board.marks[last]
        # What a word of kind took with it may be somebody: *Koen Bijlsma van Schreur Installatietechniek*.
        person = mark is not None and (mark.kind is PERSON or (opens < last and board.flags[opens] & Flag.FIRST))
        return opens if person else -1

    def _is_no_family_name(self, name: int) -> bool:
        """Whether a capital behind *van* is no family name: a listed firm, a word, something with a trade behind it."""
        flags, low = self.board.flags[name], self.page.low[name]
        if low in self.words["quarters"] or self._trade_follows(name):
            return True
        if len(low) > 7 and low.endswith(_ROADS) and self.low(name - 1) in ARTICLES:
            return True
        if flags & NAMED == Flag.ORGANISATION or (self.page.shout[name] and not self.page.shout[name - 2]):
            return True  # Sander van IW Noord
        made = flags & Flag.COMPOUND and not low.endswith(_OF_PLACES)  # Fietshulp, not Kuilenborg
        return bool(flags & (Flag.WORD | STAYS) or made) and not flags & NAMED

    def _trade_follows(self, name: int) -> bool:
        """Whether a trade or a word of kind with a capital follows a name."""
        behind = self.after(name)
        if not self.capital(behind) or not self.page.gap[behind]:
            return False
        return self.is_trade(behind) or self.is_sort(behind)
