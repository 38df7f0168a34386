"""Rules for family names that their particles tell: *vd Hout*, *van der Wahl*, *Van den hout*."""

from __future__ import annotations

from typing import Final

from interview_coder.redaction.lexicon import STAYS, Flag
from interview_coder.redaction.look import PERSON, SUBJECTS, Look
from interview_coder.redaction.tokens import words

# *van de* and *van der*, written short.
_SHORTENED: Final = words("vd vdr v.d. v.d v/d")
# Particles behind *van*.
_BOUND: Final = words("der den")
# Above this the detector is sure of a name, whatever word it is.
_SURE: Final = 0.9
# Below this it hears no *van* of a family name.
_OF_FAMILY: Final = 0.15
# What joins an old house to its manor, and what leads to the house.
_OF_MANORS: Final = words("toe thoe tot")
_OF_HOUSE: Final = words("een familie jonkheer jonkvrouw baron barones freule gravin graaf")
# What *van* tells where something comes from, before what does: *Van Visser kreeg ik*.
_SUBJECTS_BEHIND: Final = SUBJECTS - words("ze u jullie zij") | words("er")
# *Van Drop, zeg ik altijd*.
_NAMING: Final = words("heet heette heten zeg zei zeggen noem noemde noemen")

# What *van* asks with.
_WHOSE: Final = words("wie welk welke wat waar")
# All that leads to a family name.
_LEADING: Final = _SHORTENED | _BOUND | _OF_MANORS | {"van"}


class Particles(Look):
    """Marks family names by what leads to them."""

    def particled(self) -> None:
        """Family names behind *vd*, *van der*, *toe*, and behind *van* in speech."""
        page = self.page
        for index in self.spots(_LEADING):
            name = self.after(index)
            if page.shut[index] or name < 0 or not page.gap[name]:
                continue
            if page.speech[index]:
                if page.low[index] == "van":
                    self._heard_behind(index, name)
                continue
            if page.low[index] in _SHORTENED:
                self._shortened(index, name)
            elif page.low[index] in _BOUND and self.low(index - 1) in ("van", "v") and not page.newline[index]:
                self._bound(index - 1, name)
            elif page.low[index] in _OF_MANORS and not page.capital[index]:
                self._manor(index, name)

    def _shortened(self, first: int, name: int) -> None:
        """A family name behind *vd*: any word with a capital that the detector hears, if it is no school or shop."""
        flags, low = self.board.flags[name], self.page.low[name]
        if not self.capital(name) or low in self.kinds or low in self.posts or low in self.little:
            return
        if flags & Flag.SURNAME or (self.hears(name, _SURE) and not flags & (Flag.ORGANISATION | Flag.PLACE)):
            self.board.kept[first : name + 1] = [False, False]
            self.board.mark(first, name + 1, PERSON, 0.75, "surname-list")

    def _bound(self, first: int, name: int) -> None:
        """A family name behind *van der*, whatever else the word is; *Van den hout* where it is heard."""
        page, board, flags = self.page, self.board, self.board.flags[name]
        if board.marks[name] is not None or page.low[name] in self.little:
            return
        if self.capital(name) and page.low[name] not in self.kinds and not flags & Flag.NATION:
            sure = not flags & STAYS or flags & Flag.BRAND or self.hears(name, _SURE)
        else:
            sure = page.capital[first] and not page.starts[first] and page.alpha[name] and self.hears(name, _SURE)
        if sure:
            board.kept[first : name + 1] = [False] * (name + 1 - first)
            board.mark(first, name + 1, PERSON, 0.75, "surname-list")

    def _heard_behind(self, particle: int, name: int) -> None:
        """What the detector hears in speech behind *van* and a first name that is no word: *gijsbert van ek*."""
        page, board, given = self.page, self.board, particle - 1
        flags, low = board.flags[name], page.low[name]
        if not self.hears(name, 0.99) or not page.alpha[name] or board.odds[particle] < _OF_FAMILY:
            return
        mark = board.marks[given] if given >= 0 and not page.newline[particle] else None
        first = mark is not None and mark.kind is PERSON and board.flags[given] & (Flag.FIRST | Flag.WORD) == Flag.FIRST
        if not first or flags & (Flag.NATION | Flag.ORGANISATION | Flag.PLACE) or low in self.kinds | self.little:
            return
        board.kept[particle : name + 1] = [False, False]
        board.mark(particle, name + 1, PERSON, 0.7, "surname-list")

    def _manor(self, particle: int, name: int) -> None:
        """An old house with its manor: *Van Harinxma toe Sloten*, *weer een Reitsema tot Bellingwolde*."""
        page, board, house = self.page, self.board, particle - 1
        mark = board.marks[house] if self.before(particle) >= 0 else None
        if mark is None or not self.capital(house) or not self.capital(name) or board.flags[name] & Flag.FIRST:
            return
        before, given = self.low(house - 1), board.marks[house - 1] if self.before(house) >= 0 else None
        if page.low[particle] != "tot" and given is not None and given.kind is mark.kind is PERSON:
            board.mark(particle, name + 1, PERSON, 0.8, "surname-list")  # Gjalt Wiarda toe Boerma
        elif (page.low[particle] != "tot" and before == "van") or before in _OF_HOUSE:
            first = house - (before == "van")
            board.mark(first, name + 1, PERSON, 0.8, "surname-list")

    def of_firms(self) -> None:
        """A small *van* before *Van*, or before a firm of several words, is no part of a name: *Paul van Van Ostade*,
        *Wouter van Warm Thuis*, *Gatse van Fopma & Bos*."""
        page, board = self.page, self.board
        for index in self.spots(("van",)):
            if index == 0 or page.capital[index] or board.marks[index] is None or page.speech[index]:
                continue
            name = index + 1
            if not self.capital(name) or page.newline[name] or page.newline[index]:
                continue
            if self.low(name) == "van" or (board.marks[index - 1] is not None and self._is_firm_behind(name)):
                board.marks[index] = None

    def _is_firm_behind(self, name: int) -> bool:
        """Whether a name is the one before *van* once more, or goes on as only a firm does."""
        flags, more, person = self.board.flags, self.after(name), name - 2
        if more >= 0 and self.page.words[more] == "&":
            return self.capital(person)
        if self.page.low[name] in self.particles or not self.capital(more) or not self.page.gap[more]:
            return False
        if self.page.low[person] == self.page.low[name]:
            return True  # Zuur van Zuur Transport
        if self.is_sort(more):
            # Not *Roelof van Echten College*.
            return not flags[person] & Flag.FIRST or self.board.marks[person - 1] is not None
        both = flags[name] & flags[more] & Flag.WORD
        return bool(both) and not (flags[name] | flags[more]) & (Flag.SURNAME | Flag.FIRST)

    def _is_asked_whose(self, index: int) -> bool:
        """Whether it answers whose, or from where: *Waar kom je vandaan? R: Van Groenloo.*"""
        low, mark = self.page.low, index - 1
        while mark > 0 and index - mark < 5 and low[mark] != "?":
            mark -= 1
        if mark < 2 or low[mark] != "?":
            return False
        asked = low[max(mark - 8, 0) : mark]
        whose = any(asked[i] == "van" and asked[i + 1] in _WHOSE for i in range(len(asked) - 1))
        return whose or asked[-1] in ("vandaan", "van")

    def _is_known_without(self, name: int) -> bool:
        """Whether the page has a name alone, and nowhere behind a particle: *Melle kan dat. Van Melle mag u het nummer
        hebben*."""
        page, alone = self.page, False
        for index in range(1, len(page)):
            if page.low[index] != page.low[name] or index == name or not self.capital(index):
                continue
            if page.low[index - 1] in self.particles:
                return False
            alone = alone or self.board.marks[index] is not None
        return alone

    def from_whom(self) -> None:
        """Free a *Van* that opens a sentence and tells from whom somebody has what: *Van Visser kreeg ik taart*."""
        page, board = self.page, self.board
        for index in self.spots(("van",)):
            if index + 3 >= len(page) or not page.starts[index] or board.marks[index] is None:
                continue
            verb = index + 1
            while verb < min(index + 5, len(page) - 1) and board.marks[verb] is not None and not page.newline[verb]:
                verb += 1
            if page.low[index + 1] == "van" or self.low(verb) == "tot" or self._is_asked_whose(index):
                board.marks[index] = None  # Van Van Wijk, Van Noord tot Zuid
                continue
            given = board.flags[index + 1] & (Flag.FIRST | Flag.PLACE | Flag.WORD) == Flag.FIRST
            given = given and " ".join(page.low[index : index + 2]) not in board.lexicon.surname_phrases
            if given and verb > index + 2 and board.flags[index + 2] & Flag.SURNAME:
                board.marks[index] = None  # Van Vera Hamer
                continue
            does = self.low(verb) in self.words["verbs"] or self.low(verb) in self.words["acts"]
            does = does and self.low(verb + 1) not in SUBJECTS  # Van Samson schreef dat
            if verb == index + 2 and not does and not page.newline[verb] and self._is_known_without(index + 1):
                board.marks[index] = None
                continue
            known = self.low(verb) in self.words["verbs"] or bool(board.flags[verb] & Flag.EVERYDAY)
            known = known and self.low(verb) not in _NAMING
            if known and page.alpha[verb] and not page.capital[verb] and self.low(verb + 1) in _SUBJECTS_BEHIND:
                board.marks[index] = None
