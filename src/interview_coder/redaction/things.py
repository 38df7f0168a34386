"""Rules for what is no name here, whatever a list says: a room, a people, a tongue, a programme, one of its kind."""

from __future__ import annotations

from typing import Final

from interview_coder.redaction.habits import Habits
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag
from interview_coder.redaction.look import JOINING, POSSESSIVES, SUBJECTS, UNITS, WORKING
from interview_coder.redaction.tokens import words

# What is called after a beast, a flower or a colour.
_ROOMS: Final = words(
    "zaal zaaltje lokaal tafel tafeltje ruimte gang vleugel kas hal code fase kleur lijn route stand knop knopje toets "
    "tabblad kolom vakje menu optie kopje rubriek icoon perron spoor uitgang ingang etage verdieping parkeerdek"
)
# What has a name that tells nothing of anybody.
_TOOLS: Final = words(
    "app appje programma programmaatje computerprogramma roosterprogramma systeem volgsysteem kassasysteem tool "
    "software roostersysteem pakket softwarepakket leeromgeving spel spelletje game computerspel bordspel kaartspel "
    "methode lesmethode taalmethode rekenmethode methodiek merk automerk serie film podcast "
    "televisieprogramma tv-programma robot"
)
# Languages of programming, and those of them that are names as well.
_CODES: Final = words(
    "java python javascript typescript php html css sql mysql kotlin react angular laravel bash powershell arduino "
    "node django assembler matlab"
)
_CODES_TOO: Final = words("ruby swift go dart rust perl julia scala delphi pascal ada elixir basic crystal jade vue")
_WRITES_CODE: Final = words("programmeert programmeer programmeren programmeertaal programmeertalen codeert coderen")
_TONGUES: Final = words("frans fries")
_SPOKEN: Final = words(
    "geen spreekt sprak spreek spreken praat praatte praten leert verstaat "
    "verstaan het beetje woordje vak uur alleen goed"
)
# What one does with a tongue, and what only with one.
_TAUGHT: Final = words("krijgen krijg kregen kreeg versta verstaan verstond leert leerde leerden")
_LEARNT: Final = _TAUGHT | words(
    "ken kent kende mocht mag moest moet heb had hebben hadden kan kon vind vond snap snapte"
)
_SAME_SENTENCE: Final = 9
# Peoples whose word is somebody's name as well.
PEOPLES: Final = words("pool noor brit deen rus schot est let waal fin pers berber")
# Posts of other countries that are family names as well: *daar heb je een Meister*.
_ABROAD: Final = words("meister mester maestro")
# What leads to a name in small letters.
_LEADS: Final = words("bij via met van in uit naar langs op rond vanuit tussen")


class Things(Habits):
    """Tells things from names by what stands beside them."""

    def tools(self) -> None:
        """What a program, a game, a method or a make is called stays: *de app Stagehulp*, *dat systeem heet Roosta*."""
        page, board = self.page, self.board
        for index in self.spots(_TOOLS):
            if page.speech[index] or index + 1 == len(page):
                continue
            if page.low[index] == "merk" and self.low(index - 1) in POSSESSIVES | {"eigen"}:
                continue  # hij noemt zijn merk Dijkjeugd
            name = index + 1 + (page.low[index + 1] in ("heet", "heette", "genaamd"))
            while name < min(index + 5, len(page)) and self.capital(name) and not page.newline[name]:
                if page.starts[name] or board.flags[name] & NAMED:
                    break
                board.kept[name] = True
                name += 1

    def programming(self) -> None:
        """Names that are languages of programming stay beside two others, or one and who writes in it: *Java, Python,
        een beetje Ruby*."""
        page, board = self.page, self.board
        said = set(page.low)
        if len(said & _CODES) < (2 if said.isdisjoint(_WRITES_CODE) else 1):
            return
        for index, low in enumerate(page.low):
            if (low not in _CODES_TOO and low not in _CODES) or not self.capital(index) or page.speech[index]:
                continue
            after = self.after(index)
            somebody = self.low(index - 1) in ("met", "aan", "tegen", "zegt", "zei", "heet", "mevrouw", "meneer")
            if not somebody and not self.capital(after) and self.low(after) not in self.words["speech"]:
                board.kept[index] = True

    def is_room(self, index: int, flags: int) -> bool:
        """Whether a room, a table or the like is called after a beast, a flower or a colour: *zaal Zwaluw*."""
        if self.low(index - 1) not in _ROOMS or not self.capital(index) or self.page.speech[index]:
            return False
        return bool(flags & (Flag.WORD | Flag.MAINLY)) and not self.capital(self.after(index))

    def is_one_of_many(self, index: int, flags: int) -> bool:
        """Whether *een* or what stays beside it makes a word a thing: *trots als een Pauw*, *Matroos en Schipper*."""
        if flags & Flag.SURNAME and not flags & Flag.FIRST and self.among_things(index):
            return True
        thing = flags & Flag.WORD and not flags & (Flag.PLACE | Flag.ORGANISATION)
        return bool(thing) and self.low(index - 1) in ("een", "geen") and not self.capital(self.after(index))

    def is_thing_here(self, index: int, flags: int) -> bool:
        """Whether what stands beside a word that is also a name makes it a people, a kind, a tongue."""
        told = self.page.starts[index] and self.low(index + 1) in ("is", "was") and self.is_told_a_thing(index)
        told = told or self._is_foreign_word(index) or (self.page.starts[index] and self.means_a_word(index))
        told = told or self._heads_words(index)
        group = flags & KNOWN_WORD and self.capital(index) and self.low(index - 1).endswith(WORKING)
        after = self.after(index)
        unit = self.page.low[index] in UNITS and self.capital(index) and self.capital(after) and self.ordinary(after)
        tongue = self._is_tongue(index) or self.is_tongue_of(index)
        return told or unit or bool(group) or self._is_one_of_kind(index, flags) or tongue

    def _heads_words(self, index: int) -> bool:
        """Whether a sentence opens with the first of several words that are nobody: *Iris, fresia, gerbera*, *Merel en
        spreeuw*."""
        page, at, items = self.page, index + 1, 0
        if self.low(at) not in JOINING or not page.starts[index] or page.speech[index] or not self.capital(index):
            return False
        if not self.board.flags[index] & (Flag.WORD | Flag.MAINLY):
            return False
        nobody = self.little | self.posts | self.words["verbs"] | self.words["adverbs"] | self.words["bodies"]
        while self.low(at) in JOINING and at + 1 < len(page) and not page.newline[at] and not page.newline[at + 1]:
            word, flags = page.low[at + 1], self.board.flags[at + 1]
            if page.capital[at + 1] or not flags & KNOWN_WORD or flags & Flag.EVERYDAY or word in nobody:
                break
            if word == page.low[index]:
                return False  # Boter en boter
            items, at = items + 1, at + 2
        return items > 1 or (items == 1 and self.low(index + 1) == "en")

    def _is_foreign_word(self, index: int) -> bool:
        """Whether a small letter is said to be the word of a tongue: *vloer is floor in het Engels*."""
        page = self.page
        if page.capital[index] or page.speech[index] or index + 3 >= len(page):
            return False
        said = self.low(index - 1) in ("is", "heet", "betekent", "zeg", "noem")
        return said and page.low[index + 1 : index + 3] == ["in", "het"] and bool(self.board.flags[index + 3] & STAYS)

    def _is_one_of_kind(self, index: int, flags: int) -> bool:
        """Whether *een* makes a people's word somebody of it, a shop or a club one of its kind: *een Pool*, *een soort
        Ikea*; not *bij een Jumbo*."""
        before, earlier = self.low(index - 1), self.low(index - 2)
        beside = index + 2 if self.low(index + 1) in JOINING and index + 2 < len(self.page) else -1
        people = self.low(beside) in PEOPLES or bool(beside > 0 and self.board.flags[beside] & Flag.NATION)
        if self.page.low[index] in PEOPLES and self.capital(beside) and people:
            return self.capital(index) and self.low(beside + 1) in (*JOINING, ".")  # Noor, Zweed of Fin
        if before not in ("een", "geen", "zo'n", "soort") or not self.capital(index) or self.page.speech[index]:
            return False
        if self.page.low[index] in PEOPLES | _ABROAD:
            return not self.capital(self.after(index))
        if before == "zo'n" and not flags & (NAMED | Flag.CAPITAL | Flag.DEMONYM):
            somebody = self.low(index + 1) == "," and self.low(index + 2) in ("die", "een")  # zo'n Wolmer, die
            return not somebody and not self.capital(self.after(index))  # zo'n Spijkstaal
        if flags & NAMED != Flag.ORGANISATION or self.capital(self.after(index)):
            return False
        # *We hebben hier een Lidl*: no make, and no likeness, but the shop.
        likeness = before in ("soort", "zo'n") or earlier in ("is", "was") or self.low(index + 1) == "-"
        likeness = likeness or self.page.shout[index]
        return (likeness or self.is_make(index)) and not {earlier} & (self.words["firms"] | self.words["places"])

    def _is_tongue(self, index: int) -> bool:
        """Whether a name is a tongue: *spreekt geen Frans*, *Frans en Duits*."""
        if self.page.low[index] not in _TONGUES or not self.capital(index):
            return False
        if self.low(index - 1) in _SPOKEN and not self.capital(self.after(index)):
            return True
        if self.low(index + 1) in ("spreken", "spreek", "spraken", "praten", "leren", "leer"):
            return True  # Frans spreken ze samen
        if self.page.starts[index] and self._is_subject_at_school(index):
            return True
        if self.low(index - 2) in JOINING and self.board.flags[index - 3] & Flag.NATION and self.capital(index - 1):
            return True  # ik Turks, Fatoumata Frans, Ioana Roemeens
        beside = (
            index - 2 if self.low(index - 1) in JOINING else -1,
            index + 2 if self.low(index + 1) in JOINING else -1,
        )
        return any(0 <= other < len(self.page) and self.board.flags[other] & Flag.NATION for other in beside)

    def _is_subject_at_school(self, index: int) -> bool:
        """Whether a tongue opens a sentence that says what is learnt: *Frans krijgen we ook*, *Frans is de taal van de
        keuken*, *Frans mocht ze laten vallen, Duits niet*."""
        ahead = self.page.low[index + 1 : index + 4]
        if ahead[:2] in (["is", "de"], ["is", "een"]) and ahead[2:] == ["taal"]:
            return True
        turned = ahead[:1] and ahead[0] in _LEARNT and ahead[1:2] and ahead[1] in SUBJECTS
        behind = range(index + 3, min(index + _SAME_SENTENCE, len(self.page)))
        beside = any(self.board.flags[other] & Flag.NATION and self.capital(other) for other in behind)
        return bool(turned) and (ahead[0] in _TAUGHT or beside or "laten" in self.page.low[index + 3 : index + 5])

    def among_things(self, index: int) -> bool:
        """Whether *en* joins a word to a capital that stays and is no name: *met Kok en Gastheer*."""
        for joint, other in ((index - 1, index - 2), (index + 1, index + 2)):
            if self.low(joint) not in JOINING or not 0 <= other < len(self.page) or not self.capital(other):
                continue
            flags = self.board.flags[other]
            if flags & Flag.KEEP and flags & KNOWN_WORD and not flags & NAMED and not self.page.shout[other]:
                return not self.page.starts[other]
        return False

    def is_faded_guess(self, index: int) -> bool:
        """Whether a small letter says nothing, as the capitals of the page are marks by now, and no preposition leads
        to the word, or it is a slip of another word."""
        if self.page.speech[index] and self.strange(index) and self.board.lexicon.nearly_heard(self.page.low[index]):
            return True
        if not self.page.faded[index] or self.page.capital[index]:
            return False
        slip = self.strange(index) and self.board.lexicon.slip_of(self.page.low[index]) == Flag.WORD
        return slip or self.low(index - 1) not in _LEADS
