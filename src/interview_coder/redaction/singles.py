"""Rules for one word: its lists, its capital, its place in the sentence."""

from __future__ import annotations

import re
from typing import Final

from interview_coder.domain.model import NameKind
from interview_coder.redaction.classes import nearly, nearly_opening
from interview_coder.redaction.habits import MONTHS, SINCE
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag
from interview_coder.redaction.look import JOINING, OF_WORK, ORDERS, ORGANISATION, PERSON, PLACE
from interview_coder.redaction.things import Things
from interview_coder.redaction.tokens import words

# Sounds and stretched words are in no dictionary and are no names: mmm, hahaha, jaaa.
_SOUND: Final = re.compile(r"[hmuoeay]+|(?:ha|he|hi|ho)+|\w*([aeouyhmf])\1\1\w*|[^aeiouyáéíóúëïöüè]+")
# Who speaks, a room, a road: R05, B12.
_CODE: Final = re.compile(r"[A-Z]\d{1,3}")
# A road, in speech: *over de a7*.
_ROAD: Final = re.compile(r"[an]\d{1,3}")
# Who belongs to what letters stand for: OBP'er, zzp'ers.
_MEMBER: Final = re.compile(r"[A-Z]{1,5}['’](?:er|ers|ster)")
_NUMERAL: Final = re.compile(r"m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})")
# What stands before a firm in speech.
_AT: Final = words("bij van naar via achter naast voor tegenover boven langs in door onder tegen aan met")
_PEOPLE: Final = words("man vrouw jongen jongens meisje meisjes kind kinderen mannen vrouwen")
# Who is of a nation, one alone, that a firm or somebody is called as well; and what stands before a name.
_ONE_OF_A_NATION: Final = words(
    "schot brit pool deen turk zweed griek noor fin ier vlaming waal zwitser spanjaard hollander"
)
_BARE: Final = words("bij van met door aan via namens")
# Fields of a form that want a town.
_FIELDS_OF_PLACES: Final = words("plaats woonplaats geboorteplaats vestigingsplaats locatie")
# Who does something with somebody: *Roos en ik hebben*.
_TOGETHER: Final = words("ik wij we hij zij jij")
_AT_HOME: Final = words("bij van naar op in via")
# Towns whose names are everyday words.
TOWNS: Final = words(
    "leiden best weert goes houten ede epe putten buren oss haren laren borne echt stein beek horst heel kampen rijen "
    "leek helden"
)
COMPASS: Final = words("noord zuid oost west zuidoost noordoost noordwest zuidwest")
_SMALLTOWNS: Final = words("hem een meer halen zetten landen waren over op")
# What somebody does of whom it is told behind *en*: *en Bloem begint*. And where a town lies: *achter Echt*.
_BEGINS: Final = words("begint begon stopt stopte zegt zei wil wilde wou kan kon moet moest")
_BEYOND: Final = words("achter voorbij boven onder naast tegenover")
# First names that are small words; with a capital behind one of these they are somebody.
_SMALL_FIRST: Final = words("wil")
_BEFORE_PERSON: Final = words("met aan door zei zegt vroeg van voor naar en dat")
_QUOTING: Final = words("ik zo denk zeg dacht zei zeggen roepen ze hij je we dan gezegd")

# Prepositions that are first names as well.
_PREPOSITIONS: Final = words("na bij door aan in op met tot over voor")

# Below this the detector takes a seldom heard word in lower case for no home.
_RARE: Final = 0.2
# Below this the detector hears no name at all in a kept word that is somebody's.
_UNHEARD: Final = 0.05

# What the weather and things do.
_THINGS_DO: Final = words(
    "trok trekt viel valt raakt raakte begint begon duurt duurde ligt lag blijft bleef stond staat"
)
_FEELING: Final = words(
    "jammer leuk fijn sneu lastig vervelend naar zielig rot moeilijk belangrijk zuur spannend zwaar"
)
_CLOSES_POST: Final = words(". ) van bij op ;")
# Who does so does it for a firm.
_WORKS_FOR: Final = ("werk", "gewerkt", "vaar", "gevaren", "voer", "rijd", "rijdt", "reed", "gereden", "vlieg")
_ASKED: Final = words("kun kan wil mag heb ben weet zou zal ga kom hoor zie wou")
_ORDERED: Final = words("eens even maar het dat die de je mij me jij ons hier niet nou mee door")
_WHOM: Final = words("me mij je jou hem haar ons jullie hen ze iemand niemand")
_OF_ME: Final = words("ben bent zijn binne")


class Singles(Things):
    """Marks single words."""

    def may_be_single(self, index: int) -> bool:
        """Whether :meth:`single` has to look: most words are words of the dictionary in lower case, and no names."""
        page, flags = self.page, self.board.flags[index]
        if page.capital[index] or page.speech[index] or flags & (Flag.WORD | Flag.BRAND) != Flag.WORD:
            return True
        return page.low[index] in self.words["brands"]

    def single(self, index: int) -> None:
        """One word that nothing has marked yet."""
        board, page = self.board, self.page
        if board.marks[index] is not None or board.kept[index]:
            return
        flags, low = board.flags[index], page.low[index]
        title = low in self.words["titles"] and not (page.shout[index] and flags & Flag.ORGANISATION)
        if flags & STAYS:
            self._half_of_a_name(index, flags)
        if flags & Flag.NATION and low in _ONE_OF_A_NATION and self._stands_bare(index):
            board.mark(index, index + 1, self.kind(index, flags), 0.6, "detector")
        if flags & Flag.NATION or title or self._is_part_of_nation(index):
            return
        if (
            self._slip_of_kept(index)
            or (_CODE.fullmatch(page.words[index]) and not flags & Flag.BRAND)
            or (page.speech[index] and _ROAD.fullmatch(low))
            or self.is_room(index, flags)
            or self.is_thing_here(index, flags)
        ):
            board.kept[index] = True
            return
        make = flags & Flag.BRAND and not flags & Flag.FIRST
        if (
            low in self.words["brands"]
            or low.removesuffix("s") in self.words["brands"]
            or (make and (not page.speech[index] or self.low(index - 1) in ("bij", "naar")))
        ):
            if self.at_work(index, index + 1):
                board.mark(index, index + 1, ORGANISATION, 0.7, "brand")
        elif page.speech[index] or not page.capital[index]:
            if len(low) > 2:
                self._lower(index, flags, low)
        elif _MEMBER.fullmatch(page.words[index]):
            board.kept[index] = True
        elif page.shout[index] and not low.startswith("ij"):
            self._shouted(index, flags, low)
        elif page.starts[index]:
            self._at_start(index, flags, low)
        elif len(low) > 1:
            self._inside(index, flags, low)

    def _stands_bare(self, index: int) -> bool:
        """Whether *bij* and the like stand before a word that wants an article, and the detector hears a name."""
        return self.low(index - 1) in _BARE and self._is_heard_bare(index)

    def _is_heard_bare(self, index: int) -> bool:
        """Whether the detector hears a name in a capital inside a sentence that nothing follows as to a word."""
        bare = self.capital(index) and not self.page.starts[index] and not self.needless
        return bare and self.hears(index, 0.5) and self.low(index + 1) not in ("tot", "naar", "of", "-")

    def _slip_of_kept(self, index: int) -> bool:
        """Whether an unknown word is one slip away from one that stays: *Nederlans*, *Paasen*, *okotber*."""
        low, flags, board = self.page.low[index], self.board.flags[index], self.board
        if self.strange(index) and not flags & NAMED and (nearly(low, "titles") or self._slips_at_opening(index)):
            return True  # Mervrouw, Notiite
        if (
            flags & (NAMED | STAYS | Flag.WORD | Flag.CAPITAL | Flag.DEMONYM)
            or not 6 <= len(low) <= 20
            or self.page.shout[index]
        ):
            return False
        if self.low(index - 1) == "van" and self.board.flags[index - 2] & Flag.FIRST and self.capital(index - 2):
            return False  # Ceciel van Ierlant
        beside = (self.before(index), self.after(index))
        if not self.page.speech[index] and any(self.capital(i) and self.page.low[i] not in self.little for i in beside):
            return False  # Willemien Spanjer
        if self.page.starts[index] and self.low(index + 1) in self.words["deeds"] and self.hears(index, 0.95):
            return False  # Rianda zocht niemand
        return board.lexicon.nearly_kept(low)

    def _slips_at_opening(self, index: int) -> bool:
        """Whether a line or a sentence opens with what papers and letters do, misspelt: *Verlsag*, *Groejtes*."""
        page, low = self.page, self.page.low[index]
        if not page.starts[index] or not page.capital[index] or page.speech[index] or not 6 <= len(low) <= 16:
            return False
        return nearly_opening(low) and not self.board.lexicon.slip_of(low) & NAMED

    def _is_part_of_nation(self, index: int) -> bool:
        """``Noord-Afrikaans`` and the like: part of a word with a nation in it."""
        page = self.page
        if index + 2 >= len(page) or page.words[index + 1] != "-" or page.gap[index + 1]:
            return False
        return page.low[index] in self.words["compass"] and bool(self.board.flags[index + 2] & Flag.NATION)

    def _half_of_a_name(self, index: int, flags: int) -> None:
        """A word that stays and that a hyphen ties to a first name: *Frans-Willem*, *Jelte-Frans*."""
        page, board, name = self.page, self.board, index + 2
        if not self.capital(index):
            return
        if name < len(page) and page.words[index + 1] == "-" and not page.gap[index + 1] and not page.gap[name]:
            other = board.flags[name]
            double = flags & Flag.FIRST and other & Flag.SURNAME and not other & Flag.WORD  # Mei-Lin
            if self.capital(name) and (other & Flag.FIRST or double) and not other & STAYS:
                board.mark(index, index + 3, PERSON, 0.85, "name-list")
        if index > 1 and page.words[index - 1] == "-" and not page.gap[index] and not page.gap[index - 1]:
            before = board.marks[index - 2]
            if before is not None and before.kind is PERSON and flags & Flag.FIRST:
                board.mark(index - 1, index + 1, PERSON, 0.85, "name-list")

    def _is_part_of_keep(self, index: int) -> bool:
        """Whether a hyphen ties the word to one that stays (``SLB-Team``)."""
        page = self.page
        if index < 2 or page.words[index - 1] != "-" or page.gap[index] or page.gap[index - 1]:
            return False
        return bool(self.board.flags[index - 2] & STAYS)

    def kind(self, index: int, flags: int) -> NameKind:
        """The kind of a single name, by its lists, else by the word before it."""
        article = self.low(index - 1) in ("de", "het", "een", "'t")
        before = self.low(index - 2) if article else self.low(index - 1)
        if flags & (Flag.PLACE | Flag.DEMONYM) and not flags & Flag.FIRST:
            return PLACE if not flags & Flag.SURNAME or before in self.words["places"] else PERSON
        if flags & Flag.ORGANISATION and not flags & (Flag.FIRST | Flag.SURNAME):
            return ORGANISATION
        if flags & (Flag.FIRST | Flag.SURNAME):
            return PERSON
        if before in self.words["places"] and not article:
            return PLACE
        return ORGANISATION if before == "bij" or article else PERSON

    def _inside(self, index: int, flags: int, low: str) -> None:
        """A capital inside a sentence: a name unless a dictionary or the keep list has a reason for it."""
        board = self.board
        if low in self.particles and not flags & Flag.FIRST:
            self._capital_article(index, low)
            return
        if flags & Flag.FIRST and low in _SMALL_FIRST and self.low(index - 1) in _BEFORE_PERSON and not self.needless:
            board.mark(index, index + 1, PERSON, 0.6, "name-list")  # met Wil
            return
        if flags & Flag.KEEP and self._kept_but_meant(index, flags):
            return
        if self._is_town_of_words(index, flags, low):
            board.mark(index, index + 1, PLACE, 0.6, "place-after-preposition")
            return
        if flags & Flag.KEEP or (low in self.kinds and not flags & (Flag.FIRST | Flag.PLACE)):
            return
        kind = self.kind(index, flags)
        lies = self.low(index - 1) in _BEYOND and self.low(index - 2) in ("ligt", "lag", "woont", "woonde")
        if flags & NAMED and (
            low not in self.little
            or self.low(index - 1) in self.words["places"]
            or self._listed_with_a_name(index)
            or (lies and flags & Flag.PLACE)  # dat ligt achter Echt
        ):
            if not flags & KNOWN_WORD:
                board.mark(index, index + 1, kind, 0.97, "name-list")
            elif self._is_meant(index, flags):
                board.mark(index, index + 1, kind, 0.65 if flags & Flag.EVERYDAY else 0.8, "name-list")
            return
        if self._is_pet_name(flags, low):
            board.mark(index, index + 1, PERSON, 0.6, "unknown-capital")
        elif flags & KNOWN_WORD:
            self._odd(index, flags, low, kind)
        elif flags & (Flag.DEMONYM | Flag.CAPITAL):
            board.mark(index, index + 1, kind, 0.9, "capital-list")
        elif self.strange(index) and not self._is_part_of_keep(index) and not self.is_made_thing(index):
            board.mark(index, index + 1, kind, 0.8, "unknown-capital")

    def _is_meant(self, index: int, flags: int) -> bool:
        """Whether a capital that is a listed name and a word stands for the name."""
        if self.is_one_of_many(index, flags) or (self.needless and not self.may_hear(index, 0.85)):
            return False
        return not self._opens_speech(index, flags) and (
            not self.in_lesson(index) or self._is_firm_at_hand(index, flags)
        )

    def _is_town_of_words(self, index: int, flags: int, low: str) -> bool:
        """Whether a preposition of place makes a word a town or its quarter: *in Noord*, *uit Best*, *in Haven*."""
        before = self.low(index - 1)
        if before not in ("in", "uit", "te", "op", "naar", "van"):
            return False
        if flags & Flag.KEEP:
            bare = flags & Flag.WORD and before == "in" and self._is_heard_bare(index)
            return bool(bare) and self.hears(index, 0.99) and not self.in_lesson(index)
        return (low in COMPASS and before != "te" and self.low(index + 1) != "-") or (
            low in _SMALLTOWNS and before != "op"
        )

    def _is_firm_at_hand(self, index: int, flags: int) -> bool:
        """Whether *als* before a listed firm that is a word opens what it does: *als Gamma me niet wil*."""
        does = self.low(index - 1) == "als" and self.low(index + 1) in _WHOM
        return does and flags & (NAMED | Flag.EVERYDAY) == Flag.ORGANISATION and self.hears(index, 0.5)

    def _kept_but_meant(self, index: int, flags: int) -> bool:
        """Mark a kept word that its company makes a name: *April van Hout*, *bij Doornroosje*; whether it was one."""
        board, before = self.board, self.low(index - 1)
        dated = before in SINCE and self.page.low[index] in MONTHS  # sinds Maart op de Wending
        if flags & Flag.FIRST and not dated and self._named_in_full(index):
            board.mark(index, index + 1, PERSON, 0.75, "name-list")
            return True
        if self.needless:
            return False
        if flags & Flag.ORGANISATION and before == "bij" and self.page.low[index] not in self.words["state"]:
            board.mark(index, index + 1, ORGANISATION, 0.65, "organisation-list")
            return True
        if flags & Flag.FIRST and before == "voor" and self.low(index - 2) in _FEELING:
            board.mark(index, index + 1, PERSON, 0.75, "introduced")  # jammer voor Job
            return True
        works = before == "voor" and self.low(index - 2).startswith(_WORKS_FOR) and not flags & Flag.PAPER
        if works and self.hears(index, 0.1) and self.page.low[index] not in self.words["state"]:
            board.mark(index, index + 1, ORGANISATION, 0.65, "introduced")  # ik vaar voor Danser
            return True
        does = before in ("en", "maar", "want") and self.low(index + 1) in self.words["doings"] | _BEGINS
        if does and flags & (Flag.FIRST | Flag.SURNAME) and self.hears(index, 0.2) and not self.among_things(index):
            board.mark(index, index + 1, PERSON, 0.6, "name-list")  # en Bloem begint na de kerst
            return True
        said = before in self.words["speech"] or before in ("met", "aan", "door")
        unheard = flags & STAYS and bool(board.odds) and not self.hears(index, _UNHEARD)  # met Spaans
        if flags & Flag.SURNAME and said and not (unheard or self.in_lesson(index) or self.among_things(index)):
            board.mark(index, index + 1, PERSON, 0.6, "verb-of-speech")
            return True
        return False

    def _named_in_full(self, index: int) -> bool:
        """Whether a family name follows a first name: *April van Hout*."""
        after = self.after(index)
        name = self.behind_particles(after) if after >= 0 else -1
        if name < 0 or not self.proper(name, firm=True):
            return False
        flags = self.board.flags[name]
        # *Frans Gorissen*: a family name that no list has.
        unknown = not flags & (KNOWN_WORD | NAMED) and not self.page.shout[name] and self.page.gap[name]
        return name > after or (bool(flags & Flag.SURNAME or unknown) and not flags & STAYS)

    def _listed_with_a_name(self, index: int) -> bool:
        """Whether *en*, *of* or a comma joins the word to a name that is no other word: *met Best en met Oirschot*."""
        for step in (1, -1):
            other = index + step
            if step < 0 and self.low(other) not in JOINING:
                other -= 1  # the preposition of the second one
            if self.low(other) not in JOINING:
                continue
            other += step
            if step > 0 and self.low(other) == self.low(index - 1):
                other += 1
            while step > 0 and self.low(other) in self.particles and self.capital(other) and other < index + 6:
                other += 1  # met Best en met Van Rooijen
            if 0 <= other < len(self.page) and self.capital(other):
                flags, led = self.board.flags[other], self.low(other - 1) in self.particles and self.strange(other)
                mark = self.board.marks[other]
                town = mark is not None and (mark.kind is PLACE or bool(flags & Flag.PLACE))
                if town and self.board.flags[index] & Flag.PLACE:
                    return True  # Roermond, Weert, Echt; voor Horst en Heel
                if (flags & NAMED and not flags & KNOWN_WORD) or led:
                    return True
        return False

    def _odd(self, index: int, flags: int, low: str, kind: NameKind) -> None:
        """A word of the dictionary with a capital that nothing explains."""
        if low in self.little or self.in_lesson(index) or self._opens_speech(index, flags):
            return
        before = self.low(index - 1)
        if self.needless or not self.may_hear(index, 0.02) or self.is_matter(index) or self.is_made_thing(index):
            return
        if before == "'t":
            self.board.mark(index - 1, index + 1, ORGANISATION, 0.6, "odd-capital")
        elif before in self.words["places"] or (
            before in self.words["firms"] and (flags & Flag.WORD or before in ("bij", "van", "naar"))
        ):
            self.board.mark(index, index + 1, kind, 0.5, "odd-capital")
        elif (
            before in ("het", "'t", "de", "den")
            and flags & KNOWN_WORD
            and not flags & Flag.EVERYDAY
            and self.low(index - 2) in ("op", "van", "bij", "naar", "in", "uit")
        ):
            self.board.mark(index, index + 1, ORGANISATION, 0.5, "odd-capital")

    def _capital_article(self, index: int, low: str) -> None:
        """``De Vries``, ``Van Dijk``, ``De Regenboog``: a capital article inside a sentence begins a name."""
        board, page = self.board, self.page
        name = self.after(index) if low == "het" else self.behind_particles(index)
        before = self.low(index - 1)
        led = low == "de" and before in self.words["firms"] | self.words["places"] and not self.needless
        if name <= index or not (self.proper(name, firm=True) or (led and self.capital(name))):
            return
        flags = board.flags[name]
        kept = flags & Flag.KEEP and not flags & Flag.WORD and not led  # De Boswachter may be an inn
        if (flags & Flag.NATION or kept) and not flags & NAMED:
            return
        kind = PERSON if flags & Flag.SURNAME or low == "van" else self.kind(index, flags)
        end = self.end_of_title(name + 1)
        if end > name + 1:
            board.mark(index, end, PLACE if self.low(end - 1)[:1].isdigit() else ORGANISATION, 0.75, "capital-article")
            return
        if flags & NAMED or not flags & KNOWN_WORD or self.low(name - 1) in self.words["bound"]:
            board.mark(index, name + 1, kind, 0.8, "capital-article")
        elif low == "van" and name > index + 1 and not page.starts[index]:
            board.mark(index, name + 1, ORGANISATION, 0.75, "capital-article")
        elif low in ("de", "het", "den", "'t"):
            sure = before in self.words["firms"] | self.words["places"] | {"op", "en"}
            board.mark(index, name + 1, ORGANISATION, 0.7 if sure else 0.6, "capital-article")

    def _opens_speech(self, index: int, flags: int) -> bool:
        """Whether a capital may open reported speech that stands without quote marks."""
        return self.low(index - 1) in _QUOTING and not flags & (Flag.FIRST | Flag.SURNAME)

    def _at_start(self, index: int, flags: int, low: str) -> None:
        """A capital where any word has one: by the dictionary and by what follows."""
        board, page = self.board, self.page
        if page.newline[index] and self.low(index + 1) == ":" and flags & Flag.FIRST and low not in self.little:
            board.mark(index, index + 1, PERSON, 0.85, "name-list")
            return
        if flags & Flag.KEEP and not flags & Flag.FIRST:
            return
        if low in self.particles and not flags & Flag.FIRST:
            name = self.behind_particles(index)
            loose = low in ("in", "op", "aan", "uit", "bij", "over", "onder", "voor", "tot", "te")
            if loose and " ".join(page.low[index : name + 1]) not in board.lexicon.surname_phrases:
                return
            if name > index + 1 and self.low(name - 1) in ("der", "den", "ter", "'t") and self.proper(name, firm=True):
                board.mark(index, name + 1, PERSON, 0.75, "capital-article")  # Van der Bij is
                return
            does = self.low(name + 1) in self.words["doings"] | self.words["deeds"]
            if low == "van" and name > index + 1 and does and self.strange(name) and not board.flags[name] & NAMED:
                board.mark(index, name + 1, PERSON, 0.7, "capital-article")  # Van de Branthof heeft
                return
            if (
                name > index
                and self.proper(name)
                and board.flags[name] & Flag.SURNAME
                and not board.flags[name] & (STAYS | Flag.PLACE)
                and not (low == "van" and board.flags[name] & Flag.FIRST and self._name_goes_on(name))
            ):
                letters = page.shout[name] and low in ("de", "het") and name == index + 1  # De HU
                first, kind = (name, ORGANISATION) if letters else (index, PERSON)
                board.mark(first, name + 1, kind, 0.75, "capital-article")
            return
        if not flags & KNOWN_WORD:
            self._unknown_at_start(index, flags, low)
            return
        if self._fills_a_field(index, flags):
            return
        if flags & NAMED == Flag.ORGANISATION and self._lies_in_a_town(index):
            board.mark(index, index + 1, ORGANISATION, 0.7, "name-list")  # Gamma in Papendrecht, daar zit
            return
        if flags & Flag.PLACE and not flags & (Flag.FIRST | Flag.SURNAME) and self.is_worked_on(index):
            return  # Assen richten, lagers persen
        self._word_at_start(index, flags, low)

    def _lies_in_a_town(self, index: int) -> bool:
        """Whether *in* and a town follow a firm that is a word, and the detector does not object."""
        town = index + 2
        lies = self.low(index + 1) == "in" and self.capital(town) and self.is_listed_town(town)
        return lies and self.may_hear(index, 0.05) and not self.is_matter(index)

    def _fills_a_field(self, index: int, flags: int) -> bool:
        """Mark a word that a form asks a name for: *Plaats en datum: Kampen*; whether it was one."""
        if self.low(index - 1) != ":" or flags & STAYS or not flags & Flag.PLACE:
            return False
        field = self.page.low[max(0, index - 4) : index - 1]
        if not _FIELDS_OF_PLACES.isdisjoint(field):
            self.board.mark(index, index + 1, PLACE, 0.8, "name-list")
            return True
        return False

    def _unknown_at_start(self, index: int, flags: int, low: str) -> None:
        """A capital at a sentence start that no dictionary has."""
        board = self.board
        kind = self.kind(index, flags)
        if _SOUND.fullmatch(low) and not flags & (Flag.FIRST | Flag.PLACE):
            return
        if flags & NAMED and len(low) > 1:
            if not self._is_unheard(index) and not self.is_french(index):
                board.mark(index, index + 1, kind, 0.95, "name-list")
        elif flags == Flag.CAPITAL and not self.may_hear(index, 0.1) and board.lexicon.nearly_everyday(low):
            return  # Leker hoor
        elif flags & (Flag.CAPITAL | Flag.DEMONYM):
            board.mark(index, index + 1, kind, 0.85, "capital-list")
        elif self.strange(index) and low not in self.little and len(low) > 2:
            # Zijscheutjes eruit halen
            unheard = self.slipped(index, 0.9) or not self.may_hear(index, 0.1) or self.is_worked_on(index)
            unheard = unheard or self.is_made_thing(index)
            if not unheard and not self.slips_from_heard(index):
                board.mark(index, index + 1, kind, 0.7, "unknown-start")

    def _is_unheard(self, index: int) -> bool:
        """Whether the detector hears no name at all at a sentence start, and no verb or other name follows: *Meister
        ben je, of je bent het niet*."""
        if self.may_hear(index, 0.02) or self.capital(self.after(index)):
            return False
        ahead = self.low(index + 1)
        return ahead not in (".", "?", "!", ":", "-", "'s") and (ahead in _OF_ME or ahead not in self.words["verbs"])

    def _name_goes_on(self, index: int) -> bool:
        """Whether a capital follows a first name, after a hyphen or not."""
        after = self.after(index)
        if after >= 0 and self.page.words[after] == "-":
            after = self.after(after)
        return self.proper(after)

    def _word_at_start(self, index: int, flags: int, low: str) -> None:
        """A word of the dictionary at a sentence start: a name by what follows."""
        board, page = self.board, self.page
        if flags & Flag.FIRST and self._begins_person(index, flags):
            board.mark(index, index + 1, PERSON, 0.75, "name-list")
        elif self._is_slip_of_name(flags, low) or (
            self._is_pet_name(flags, low)
            and (self.low(index + 1) in self.words["verbs"] or self.low(index + 1) in (",", "en"))
        ):
            board.mark(index, index + 1, PERSON, 0.6, "unknown-start")
        elif self._has_a_post(index, flags, low):
            board.mark(index, index + 1, PERSON, 0.65, "introduced")
        elif self._begins_list(index, flags):
            board.mark(index, index + 1, self.kind(index + 2, board.flags[index + 2]), 0.6, "list-of-names")
        elif (
            flags & (Flag.PLACE | Flag.ORGANISATION)
            and self.low(index - 1) == "("
            and self.low(index + 1) in (")", ",")
        ):
            board.mark(index, index + 1, self.kind(index, flags), 0.7, "name-list")
        elif flags & Flag.PLACE and self.low(index + 1) == "," and index + 2 < len(page):
            # The first of a list of towns: *Best, Oss, Goor*.
            other = board.flags[index + 2]
            if self.capital(index + 2) and other & Flag.PLACE and not other & KNOWN_WORD:
                board.mark(index, index + 1, PLACE, 0.7, "name-list")

    def _has_a_post(self, index: int, flags: int, low: str) -> bool:
        """Whether a word at a sentence start is said to be somebody: *Rots, de bedrijfsleider*, *Ploegmakers zou*."""
        if low in _SMALL_FIRST and self.low(index + 1) == "," and self.low(index + 2) in ("jij", "jouw", "wat"):
            return True  # Wil, jij zat te knikken
        if low in self.little or self.needless or flags & Flag.NATION:
            return False
        if self.low(index + 1) == "," and flags & (Flag.FIRST | Flag.SURNAME) and not flags & Flag.KEEP:
            asked = self.low(index + 2) in _ASKED and self.low(index + 3) in ("je", "jij", "jullie", "u")
            told = self.low(index + 2) in ORDERS and self.low(index + 3) in _ORDERED
            if (asked and self.low(index + 4) not in ("dat", "die", "nog", "er")) or told:
                return True  # Bos, kun je morgen; Dolly, laat dat liggen
        post = self.low(index + 3)
        if low.endswith("lijk") and not flags & NAMED:
            return False  # Ongelooflijk, die jongen
        if self.low(index + 1) == "," and self.low(index + 2) in ("de", "het", "onze", "mijn", "een", "die"):
            known = self.words["kin"] | self.words["trades"] | self.words["titles"]
            if self.low(index + 2) == "die" and post in _PEOPLE:
                return False  # Meid, die man bedoelt het niet zo
            return post in known or post.endswith(("leider", "leidster", "begeleider", "begeleidster", "directeur"))
        plural = not flags & Flag.WORD and low.endswith(("mans", "makers", "aars"))
        if plural and self.low(index + 1) in self.words["verbs"]:
            return True
        if self.low(index + 1) == "," and self.low(index + 2) in ("jij", "jouw") and flags & Flag.SURNAME:
            return not flags & STAYS  # Prins, jij zat te knikken
        if flags & Flag.SURNAME and not flags & STAYS and low not in self.posts and low not in self.kinds:
            told = self.low(index + 1) == "," and self.is_somebody(index + 2) and self.low(index + 3) in _CLOSES_POST
            does = self.low(index + 1) in ("deed", "doet") and self.low(index + 2) in ("dat", "het")
            if told or (does and self.may_hear(index, 0.1)):
                return True  # Goud, eigenaar. Winter deed dat voorheen.
        return False

    def _is_slip_of_name(self, flags: int, low: str) -> bool:
        """Whether a word that only seems made of two words is a name misspelt: *Schotlens* for *Scholtens*."""
        return flags == Flag.COMPOUND and bool(self.board.lexicon.slip_of(low) & NAMED) and not self.needless

    def _is_pet_name(self, flags: int, low: str) -> bool:
        """Whether a word is a diminutive that no dictionary has as such: *Guurtje*, *Leuntje*."""
        known = flags & (Flag.WORD | Flag.COMPOUND | STAYS | Flag.EVERYDAY | Flag.COMMON)
        return bool(flags & Flag.FORM) and not known and low.endswith("je") and not self.needless

    def _begins_list(self, index: int, flags: int) -> bool:
        """Whether a seldom heard word opens a list of names: *Zwartsluis, Genemuiden, Hasselt*."""
        other, page = index + 2, self.page
        heard = flags & (Flag.EVERYDAY | Flag.COMMON) and not flags & Flag.ORGANISATION
        if heard or flags & STAYS or self.low(index + 1) != "," or other >= len(page):
            return False
        if not self.capital(other) or self.low(other + 1) not in (",", "en") or self.needless:
            return False
        return bool(self.board.flags[other] & NAMED) and not self.board.flags[other] & KNOWN_WORD

    def _begins_person(self, index: int, flags: int) -> bool:
        """Whether a first name that is a word, at a sentence start, is the name."""
        page, board = self.page, self.board
        after = self.after(index)
        if after < 0:
            return False
        low, more = page.low[after], board.flags[after]
        closes = self.low(after + 1) in (",", ".", ")") and self.capital(after) and not self.needless
        if low == "'s" or (page.low[index] in _SMALL_FIRST and more & Flag.SURNAME and closes):
            return True  # Wil Bakker, bakker.
        if page.low[index] in _PREPOSITIONS and not self.may_hear(index, 0.5):
            return False  # Na Ede ging ik
        if self.goes_on_as_word(index):
            return False
        if self.proper(after) and (
            (more & Flag.SURNAME and (not more & STAYS or not flags & Flag.EVERYDAY))
            or not more & (STAYS | Flag.EVERYDAY)
        ):
            return True
        if low in self.particles:
            name = self.behind_particles(after)
            if name > after and self.proper(name, firm=True):
                own = (
                    Flag.ORGANISATION if low == "van" and not flags & Flag.EVERYDAY else Flag.PLACE | Flag.ORGANISATION
                )
                if board.flags[name] & Flag.KEEP and not board.flags[name] & NAMED:
                    return False  # Na de Kerst
                return bool(board.flags[name] & Flag.SURNAME) or not board.flags[name] & own
        if low in self.words["acts"]:
            return True
        if low in self.words["verbs"]:
            if flags & Flag.EVERYDAY and low in _THINGS_DO and not self.may_hear(index, 0.5):
                return False  # Storm trok over het land
            return (not flags & Flag.KEEP and low not in ("is", "was")) or not flags & Flag.EVERYDAY
        return self._stands_beside_somebody(index, flags)

    def _stands_beside_somebody(self, index: int, flags: int) -> bool:
        """Whether a word that opens a sentence and is a first name stands beside somebody (*Roos en ik hebben*, *Roos,
        Bram en ik*), or closes what is said as only a seldom heard word does."""
        page, low, other = self.page, self.low(index + 1), index + 2
        small = page.low[index] in self.little
        with_kin = self.low(other) in ("haar", "zijn", "d'r", "z'n") and self.is_somebody(other + 1)
        if low == "en" and (self.low(other) in _TOGETHER or with_kin):
            return not small and not flags & Flag.KEEP  # Lente en haar tweelingzus
        if low in ("en", ",") and other < len(page) and self.proper(other):
            beside = self.board.flags[other]
            return bool(beside & Flag.FIRST) and not (small and beside & KNOWN_WORD)
        if low in (",", ".", "?", "!", "”", '"', "'") and not small:
            return not flags & (Flag.EVERYDAY | Flag.KEEP)
        return False

    def _family_in_speech(self, index: int) -> bool:
        """Whether a listed family name with its particles follows in speech: *mark de wit*."""
        low = self.page.low
        if low[index] in ("ben", "wil", "na", "mei", "maart", "ad", "kom", "dag") or self.low(index - 1) in (
            "de",
            "het",
            "een",
        ):
            return False
        listed = self.board.lexicon.surname_phrases
        for size in (3, 2):
            if index + size < len(low) and " ".join(low[index + 1 : index + 1 + size]) in listed:
                self.board.mark(index + 1, index + 1 + size, PERSON, 0.6, "surname-list")
                return True
        return False

    def _shouted(self, index: int, flags: int, low: str) -> None:
        """A word in capitals: an abbreviation or a stressed word stays unless a list has it as a name."""
        board = self.board
        if flags & Flag.KEEP:
            return
        if flags & Flag.SURNAME and self.low(index - 1) == ":" and self.is_post(self.low(index - 2)):
            board.mark(index, index + 1, PERSON, 0.7, "introduced")  # Docent: HOEK
            return
        if self._is_firm_in_letters(index, flags):
            board.mark(index, index + 1, ORGANISATION, 0.75, "kind-of-organisation")
        if low in self.words["letters"]:
            if flags & Flag.ORGANISATION and self.hears(index, 0.99) and self.at_work(index, index + 1):
                board.mark(index, index + 1, ORGANISATION, 0.7, "brand")  # ik ken haar nog van NCRV
            return
        if flags & Flag.ORGANISATION and len(low) < 7:
            board.mark(index, index + 1, ORGANISATION, 0.85, "organisation-list")
        elif flags & KNOWN_WORD or low in self.little or low in self.kinds:
            return
        elif flags & NAMED and len(low) > 2:
            board.mark(index, index + 1, self.kind(index, flags), 0.85, "name-list")
        elif len(low) > 5 and flags & (Flag.CAPITAL | Flag.DEMONYM):
            board.mark(index, index + 1, self.kind(index, flags), 0.8, "capital-list")
        elif (
            self.low(index - 1) in ("op", "naar") and 2 < len(low) < 6 and self.strange(index) and not self.needless
        ) or (self.low(index - 1) in ("bij", "firma", "bedrijf", "stichting") and len(low) > 1):
            board.mark(index, index + 1, ORGANISATION, 0.6, "unknown-capital")
        elif (
            1 < len(low) < 6
            and self.strange(index)
            and self.low(index - 1) in ("het", "de", "'t")
            and self.low(index - 2) in ("bij", "op", "in", "naar", "van")
            and not self.needless
            and not self.in_lesson(index)
        ):
            board.mark(index, index + 1, ORGANISATION, 0.55, "unknown-capital")
        elif len(low) > 5 and self.strange(index) and not _SOUND.fullmatch(low):
            board.mark(index, index + 1, self.kind(index, flags), 0.6, "unknown-capital")
        elif 2 < len(low) < 6 and self.strange(index) and not self.needless and not self._is_code(index):
            # The keep list has what the whole country says in letters: others are somebody's.
            board.mark(index, index + 1, ORGANISATION, 0.51, "unknown-letters")

    def _is_firm_in_letters(self, index: int, flags: int) -> bool:
        """Whether letters are tied to a word of kind, or spell a word and are where somebody works, or among firms:
        *ROC-KWC*, *bij DA*, *Gasunie, NAM*."""
        if self.low(index - 1) == "-" and self.low(index - 2) in ("roc", "aoc", "mbo") and not self.page.gap[index]:
            return True
        low = self.page.low[index]
        if not flags & KNOWN_WORD or low in self.words["letters"] or len(low) > 3:
            return False
        before = self.low(index - 2) if self.low(index - 1) in ("de", "het") else self.low(index - 1)
        if before == "bij" and self.hears(index, 0.6):
            return True
        among = self.among_firms(index - 2, index - 1) or self.among_firms(index + 2, index + 1)
        return among and self.low(index - 1) in (",", ".", ":", "")

    def _is_code(self, index: int) -> bool:
        """Whether letters are a numeral, or tied by a hyphen or a figure to what is no name: *XVII*, *ABC-model*."""
        page, low = self.page, self.page.low[index]
        if low in self.words["letters"]:
            return True
        if (
            _NUMERAL.fullmatch(low)
            or re.fullmatch(r"[aeiouh]+|[hm]+", low)
            or self.in_lesson(index)
            or self._is_part_of_keep(index)
        ):
            return True
        tied = index + 2 < len(page) and page.words[index + 1] in ("-", "/") and not page.gap[index + 1]
        return tied or self.low(index + 1)[:1].isdigit() or self.low(index - 1)[:1].isdigit()

    def _lower(self, index: int, flags: int, low: str) -> None:
        """A word in lower case: what lists have and the dictionary has not; more where all is in lower case."""
        board, speech = self.board, self.page.speech[index]
        if (
            speech
            and low in TOWNS
            and self.low(index - 1) in ("in", "uit", "naar", "te", "via")
            and self._stands_for_town(index)
        ):
            board.mark(index, index + 1, PLACE, 0.6, "place-after-preposition")
            return
        if flags & STAYS or low in self.little or low in self.kinds or low in self.particles:
            return
        if flags & KNOWN_WORD:
            if speech and flags & NAMED:
                self._lower_word(index, flags)
            if speech and board.marks[index] is None and self._rare_home(index, flags):
                board.mark(index, index + 1, ORGANISATION, 0.51, "firm-after-preposition")
            return
        if not speech and self.low(index - 1) in ("een", "geen"):
            return  # voor een french
        if not speech and (flags & Flag.MAINLY or (board.odds and board.odds[index] < (0.5 if self.sloppy else 0.96))):
            return
        kind = self.kind(index, flags)
        if flags & NAMED:
            sure = flags & (Flag.FIRST | Flag.PLACE) and len(low) > 3
            board.mark(index, index + 1, kind, 0.85 if speech and sure else 0.7, "name-list")
        elif flags & Flag.CAPITAL and len(low) > 3:
            board.mark(index, index + 1, kind, 0.75 if speech else 0.6, "capital-list")
        elif flags & Flag.DEMONYM and len(low) > 5:
            board.mark(index, index + 1, PLACE, 0.7 if speech else 0.6, "demonym")
        elif (
            speech
            and len(low) > 3
            and self.strange(index)
            and not self._is_part_of_keep(index)
            and not _SOUND.fullmatch(low)
            and not self.slipped(index, 0.95)
            and not self.is_faded_guess(index)
        ):
            board.mark(index - (self.low(index - 1) == "'t"), index + 1, kind, 0.5, "unknown-word")

    def _stands_for_town(self, index: int) -> bool:
        """Whether *in best* means a town: nothing follows that the everyday word would go with."""
        return self.low(index + 1) in self.little and self.low(index + 1) not in ("wel", "veel", "goed", "lang")

    def _rare_home(self, index: int, flags: int) -> bool:
        """Whether a seldom heard word behind *naar de*, *bij het* may be a home or a firm: *naar de zonnewijzer*."""
        low = self.page.low[index]
        seldom = not flags & (Flag.EVERYDAY | Flag.COMMON | Flag.FORM) and len(low) > 4
        if low.endswith(OF_WORK) or (low.endswith("s") and self.board.lexicon.flags(low[:-1]) & Flag.WORD):
            return False  # van de leerlingzorg, bij de ketels
        if not seldom or self.low(index - 1) not in ("de", "het", "'t") or self.low(index - 2) not in _AT_HOME:
            return False
        if self.page.faded[index]:
            return False
        if self.board.odds and self.board.odds[index] < _RARE:
            return False
        after = self.after(index)
        return (after < 0 or self.low(index + 1) in self.little) and not self.in_lesson(index)

    def _lower_word(self, index: int, flags: int) -> None:
        """A name that is a word too, in lower-case speech: only its company can tell."""
        board = self.board
        before, after = self.low(index - 1), self.low(index + 1)
        everyday = bool(flags & Flag.EVERYDAY)
        town = not everyday or (self.page.low[index] in TOWNS and after not in ("wel", "veel", "goed", "lang"))
        beside = self.after(index)
        place_beside = beside >= 0 and board.flags[beside] & Flag.PLACE and not board.flags[beside] & KNOWN_WORD
        if flags & Flag.PLACE and before in ("in", "uit", "naar", "vanuit", "rond") and (town or place_beside):
            board.mark(index, index + 1, PLACE, 0.6, "place-after-preposition")
        elif (
            flags & Flag.ORGANISATION
            and not everyday
            and (
                before in _AT
                or (before in ("de", "het", "'t") and self.low(index - 2) in _AT)
                or (before == "het" and self.low(index - 2) in ("op", "in"))
            )
        ):
            board.mark(index, index + 1, ORGANISATION, 0.6, "firm-after-preposition")
        elif flags & Flag.FIRST and self._family_in_speech(index):
            board.mark(index, index + 1, PERSON, 0.6, "name-list")
        elif flags & Flag.FIRST and not everyday:
            said = before in self.words["speech"] or after in self.words["acts"]
            if said:
                board.mark(index, index + 1, PERSON, 0.6, "verb-of-speech")
