"""Words of every day that stay with a needless capital: seasons, days, heaps, wards, titles, models, words of work."""

from __future__ import annotations

from typing import Final

from interview_coder.redaction.firms import Firms
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag
from interview_coder.redaction.look import JOINING, POSSESSIVES, SUBJECTS
from interview_coder.redaction.tokens import words

# What is said of a season or a month, before and behind it.
_WHICH: Final = words(
    "hele halve elke ieder iedere deze vorige afgelopen komende volgende ganse gehele laatste eerste strenge koude "
    "warme natte droge mooie lange zachte hete"
)
_SEASONS: Final = words("lente zomer herfst winter voorjaar najaar")
# Months that are first names as well, and what stands before a month and before nobody.
MONTHS: Final = words("maart april mei juni juli augustus")
SINCE: Final = words("sinds vanaf tot eind begin half medio")
# Feasts that Valentine's day is told beside, how near, and what tells that somebody is called so.
_FEASTS: Final = words(
    "moederdag vaderdag kerst kerstmis pasen pinksteren sinterklaas koningsdag carnaval allerzielen eid suikerfeest"
)
_NEAR_FEAST: Final = 14
_CALLED: Final = words("heet heette")
# What a season does, and what stands behind that: *De Winter komt eraan*.
_PASSES: Final = words("duurt duurde komt kwam begint begon is was valt viel staat nadert eindigt eindigde")
_OF_SEASONS: Final = words("eraan er aan vroeg laat voor weer op streng koud zacht lang kort warm heet nat droog")
# What stands before *de zomer* and no family.
_WHEN: Final = words("na voor tijdens tegen sinds")
# What a title stands behind.
_TITLES: Final = words(
    "vacature functie titel thema slogan motto spreuk workshop module leerdoel leerdoelen doel doelen werktitel"
)
# What asks or tells somebody who is spoken to: *Baas, mag ik*.
_TO_YOU: Final = words(
    "mag kun kan kunt wil wilt hoe wat waar wanneer waarom wie kom ga doe heb heeft ik luister kijk is moet zal zullen "
    "geef pak help wacht nog even mogen"
)
# What stands before somebody who is spoken to.
_OPENS_CALL: Final = words(', : " “ ‘ zeg hé hey hee zegt zei roept riep iemand ja nee nou oké hoi hallo dag')
# What makes a thing of a make: *een Stanley*.
_BEFORE_MAKES: Final = words("een die zo'n mijn m'n set paar haar zijn onze jouw je geen")
# Ends of words for machines, and what stands before what they are called.
_MACHINES: Final = tuple(
    sorted(
        words(
            """machine drukpers heftruck truck trekker tractor kraan shovel oven freesbank printer draaibank zaag
            boor bestelbus busje vrachtwagen auto motor bromfiets fiets camera maaier robot plotter steiger
            hoogwerker grasmaaier oplegger caravan camper piano"""
        )
    )
)
_BEFORE_MACHINES: Final = words("de een die onze mijn m'n zo'n")
# What tells that there are more: *twee Geiten*.
_AMOUNTS: Final = words("twee drie vier vijf zes zeven acht negen tien twintig honderd veel enkele paar alle beide")
# What is called after somebody, before the name: *de methode Gordon*.
_METHODS: Final = words("methode methodiek theorie")
# What is called after somebody, or is of a make, glued behind: *Karvonen-formule*, *Damon-brackets*, *Haas-freesbank*.
_GLUED: Final = words(
    """test tests toets methode methodiek techniek formule syndroom model schaal score index diagram curve cyclus
    piramide kwadrant matrix effect proef reactie therapie classificatie profiel training massage
    behandeling kuur pleister verband spalk katheter naald sonde drain klem tang schaar zaag boor beitel sleutel
    schroevendraaier brackets curette tonometer microscoop trechter plaat kolf flesje draaibank freesbank machine
    machines snijmachine uitroller oven koker mixer truck trucks heftruck trekker trekkers tractor combine pallet
    pallets motor motoren pomp ketel ketels lamp lampen kit lijm verf lak olie gel shampoo masker permanent stijl
    knoop steek gitaar piano orgel versterker luidspreker camera lens drone printer scanner set stekker
    koppeling fitting buis profielen fiets fietsen scooter brommer"""
)
# What stands between letters and the words that they stand for, and how many letters there are at most.
_SPELLS_OUT: Final = frozenset(",:(=")
_MOST_LETTERS: Final = 6
# Small words inside a title.
_IN_TITLES: Final = words("met en om of is zijn die dat te over uit naar zonder tegen bij aan als")
# Who does so speaks a tongue: *praat Kriolu*.
_SPEAKING: Final = words("spreekt sprak spreek spreken spraken praat praatte praten praatten")
# The letters of days, and what stands between them.
_DAYS: Final = words("ma di wo do vr za zo")
_BESIDE: Final = words(", en of t/m / -")
# Numbers as words.
_NUMBERS: Final = words(
    "een één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien twintig"
)
# Colours that a test of characters gives people, how it is called, and what stands before what somebody is.
_COLOURS: Final = words("rood geel blauw groen")
_OF_COLOURS: Final = words("disc kleurentest kleurenprofiel")
_BEFORE_COLOUR: Final = words("is was ben bent zijn waren beetje allemaal vooral meer")
# What stands before the degree that is written as a first name is: *een Ad gedaan*.
_BEFORE_DEGREE: Final = words("een geen elke hbo")
# What the degree is joined to: *AD-student*.
_OF_DEGREES: Final = ("stud", "opleid", "diplom", "programma", "traject", "niveau")
_STUDIED: Final = words(
    "management sociaal werk ict pedagogisch finance accountancy logistiek marketing crossmedia engineering zorg sport "
    "officemanagement bedrijfskunde integraal online software hospitality ondernemen projectleider onderwijs"
)
_BEFORE_HEAPS: Final = words("de een die deze hele grote")
# Ends of words for wards and rooms.
_WARDS: Final = ("zaal", "keuken", "afdeling", "bewaking", "ziekten", "balie", "kelder", "logie", "zolder", "ruimte")
# Small words and signs that letters leave out: *RIE, Risico Inventarisatie en Evaluatie*.
_NO_LETTER: Final = _IN_TITLES | words("de het van voor in -")
# Fields of a form.
_FIELDS: Final = words(
    "datum tijd plaats woonplaats adres klas groep lokaal mentor docent bedrijf leerbedrijf school opleiding niveau "
    "leerjaar periode vak telefoon tel mail e-mail functie leeftijd duur locatie respondent interviewer begeleider "
    "praktijkopleider student leerling stage cohort crebo handtekening paraaf opmerking opmerkingen onderwerp aanwezig "
    "afwezig betreft kenmerk bijlage naam voornaam achternaam roepnaam geslacht geboortedatum geboren"
)
# What a word breaks off with, and what may stand between it and the word once more; so many signs at most.
_BREAKS_OFF: Final = frozenset("-–—….")
_BEHIND_BREAK: Final = _BREAKS_OFF | {",", "eh", "uh", "ehm"}
_BROKEN: Final = 6


class Habits(Firms):
    """Keeps words of every day, whatever list has them."""

    def habits(self) -> None:
        """Words of work in English, seasons, heaps and who is spoken to stay, whatever list has them."""
        page = self.page
        for index in self.loud:
            if page.low[index] in _TITLES and self.low(index + 1) == ":":
                self._title(index)
            if page.low[index] in self.words["sorts"] and self.low(index + 1) == ":":
                self._sorts(index + 2)
            if page.low[index] in self.words["english"]:
                self._work_in_english(index)
            if (
                self._is_day(index)
                or self._is_month(index)
                or self._is_valentine(index)
                or self._is_sign(index)
                or self._is_number(index)
                or self._is_ward(index)
                or self._is_ones_own(index)
                or self._is_model(index)
                or self._is_many(index)
                or self._is_season(index)
                or self._is_heap(index)
                or self._is_spoken_to(index)
                or self._is_make_here(index)
                or self._is_machine(index)
                or self._is_field(index)
                or self.is_of_a_people(index)
                or self._is_colour(index)
                or self._is_degree(index)
                or self._is_false_start(index)
            ):
                self.board.kept[index] = True

    def spelled_out(self) -> None:
        """Words that letters stand for stay, if they are words of the dictionary or the letters stay: *VIM, Veilig
        Incidenten Melden*, *LOTO, Lock Out Tag Out*, *Veilig Incidenten Melden (VIM)*."""
        page, board = self.page, self.board
        for index in self.loud:
            letters = page.low[index]
            if not page.shout[index] or not 3 <= len(letters) <= _MOST_LETTERS or board.flags[index] & NAMED:
                continue
            for step in (1, -1):
                mark = index + step
                if self.low(mark) not in _SPELLS_OUT or page.newline[max(mark, index)]:
                    continue
                told = self._told_by(letters, mark + step, step)
                stays = board.kept[index] or board.flags[index] & STAYS
                if self.low(index - 1) in ("bij", "van", "naar") and not stays:
                    continue  # bij ONS, Oud Nieuw Samen
                if told and all(
                    board.flags[word] & KNOWN_WORD or (stays and not board.flags[word] & NAMED) for word in told
                ):
                    for word in (*told, index):
                        board.kept[word] = True

    def _told_by(self, letters: str, first: int, step: int) -> list[int]:
        """The capitals from a token on, or back from it, that begin with these letters; none where another stands."""
        page, found = self.page, list[int]()
        for letter in letters[::step]:
            while 0 <= first < len(page) and page.low[first] in _NO_LETTER:
                first += step
            if not 0 <= first < len(page) or not page.capital[first] or page.low[first][0] != letter:
                return []
            if page.newline[first] and step > 0:
                return []
            found.append(first)
            first += step
        return found

    def _is_field(self, index: int) -> bool:
        """Whether a field of a form stands here, behind what fills the one before: *Student: Tygo Datum: 30/11*."""
        return self.page.low[index] in _FIELDS and self.low(index + 1) == ":" and not self.page.gap[index + 1]

    def _is_colour(self, index: int) -> bool:
        """Whether a test that the page tells of gives somebody a colour: *Ik was Rood*, beside *DISC*."""
        told = self.page.low[index] in _COLOURS and self.low(index - 1) in _BEFORE_COLOUR
        return told and not self.capital(self.after(index)) and bool(self.spots(_OF_COLOURS))

    def _is_degree(self, index: int) -> bool:
        """Whether *Ad* is the associate degree: *een Ad gedaan*, *Ad Management in de Zorg*, *de AD*, *AD-student*; the
        paper is *het AD*."""
        if self.page.words[index] not in ("Ad", "AD"):
            return False
        after, before = self.after(index), self.low(index - 1)
        if self.low(index + 1) == "-":
            return self.low(index + 2).startswith(_OF_DEGREES)
        led = before in _BEFORE_DEGREE or (before == "de" and self.page.shout[index])
        return self._is_study(after) or (led and not self.capital(after))

    def _is_study(self, index: int) -> bool:
        """Whether a word for what one studies stands here, with a capital."""
        return index >= 0 and self.capital(index) and self.low(index) in _STUDIED

    def _title(self, index: int) -> None:
        """The ordinary words behind a label for a title stay: *Thema: Van Droom naar Daad*."""
        page, board, name = self.page, self.board, index + 2
        while name < min(index + 16, len(page)) and not page.newline[name]:
            if page.low[name] in (".", "(", ";") or page.low[name] in self.kinds:
                break
            if self.ordinary(name) or page.low[name] in self.little or self.is_post(page.low[name]):
                board.kept[name] = True
            name += 1

    def _sorts(self, item: int) -> None:
        """What is counted up behind a word for things of a sort stays: *Bloemen: Roos, Iris, Lelie*."""
        page, last = self.page, len(self.page)
        while item < last and self.capital(item) and not page.newline[item]:
            closed = item + 1 == last or page.newline[item + 1] or page.low[item + 1] in (*JOINING, ".", ";")
            if not closed:
                return
            self.board.kept[item] = True
            item += 2

    def _work_in_english(self, index: int) -> None:
        """Two English words of work and school, the last of which no firm has: *Learning Agreement*."""
        page, end = self.page, index + 1
        if self.low(index - 1) == "bij" or (index > 0 and page.low[index - 1] in self.kinds):
            return
        if any(tag == "organisation" for _size, tag in self.board.lexicon.phrases.at(page.low, index)):
            return  # Daily Logistics Group
        while end < min(index + 5, len(page)) and self.capital(end) and not page.newline[end]:
            if page.low[end] not in self.words["english"] | self.words["english_ends"]:
                break
            end += 1
        while end > index + 1 and page.low[end - 1] not in self.words["english_ends"]:
            end -= 1
        if end > index + 1:
            self.board.kept[index:end] = [True] * (end - index)

    def _is_season(self, index: int) -> bool:
        """Whether a season is one: *de hele Winter*, *De Winter duurt lang*, *Zomer begint op 21 juni*, *na
        de Zomer*."""
        low, before, ahead = self.page.low[index], self.low(index - 1), self.low(index + 1)
        if low not in _SEASONS or self.capital(self.after(index)):
            return False
        dated = ahead in ("begint", "begon", "eindigt") and self.low(index + 2) == "op"
        if before in _WHICH or ahead in ("duurt", "duurde", "nadert") or (dated and self.low(index + 3).isdecimal()):
            return True
        if self.page.words[index - 1] == "de" and self.low(index - 2) in _WHEN:
            return True
        return before in ("de", "het") and ahead in _PASSES and self.low(index + 2) in _OF_SEASONS

    def _is_month(self, index: int) -> bool:
        """Whether a month is one: *in April*, *sinds Maart*."""
        return self.page.low[index] in MONTHS and self.low(index - 1) in SINCE | {"in"}

    def _is_valentine(self, index: int) -> bool:
        """Whether the feast stands near another, and nobody is called so: *Met Moederdag of Valentijn*."""
        page = self.page
        if page.low[index] != "valentijn" or self.capital(self.after(index)):
            return False
        called = any(self.low(at - 1) in _CALLED or self.low(at + 1) in _CALLED for at in self.spots({"valentijn"}))
        near = page.low[max(0, index - _NEAR_FEAST) : index + _NEAR_FEAST]
        return not called and not _FEASTS.isdisjoint(near)

    def _is_day(self, index: int) -> bool:
        """Whether the letters of a day stand beside those of another: *Ma, Di, Do*."""
        if self.page.low[index] not in _DAYS:
            return False
        before = self.low(index - 1) in _BESIDE and self.low(index - 2) in _DAYS
        return before or (self.low(index + 1) in _BESIDE and self.low(index + 2) in _DAYS)

    def _is_sign(self, index: int) -> bool:
        """Whether a letter is said to stand for a word: *L = leerling, K = klant*."""
        short = len(self.page.words[index]) < 3 and self.low(index + 1) == "="
        return short and self.low(index + 2).isalpha() and not self.capital(index + 2)

    def _is_number(self, index: int) -> bool:
        """Whether who or what is counted has a number as a word: *Respondent Zes*, *hoofdstuk Vier*."""
        counted = self.page.low[index] in _NUMBERS and self.low(index - 1) in self.words["numbered"]
        return counted and not self.capital(self.after(index))

    def _is_ward(self, index: int) -> bool:
        """Whether a room or a ward is told by its end, behind a preposition: *op de Hartbewaking*."""
        low, lead = self.page.low[index], index - 2 if self.low(index - 1) in ("de", "het") else index - 1
        ward = low.endswith(_WARDS) and len(low) > 7 and self.ordinary(index) and not self.capital(self.after(index))
        return ward and self.low(lead) in ("op", "in", "van", "naar", "bij", "voor")

    def _is_ones_own(self, index: int) -> bool:
        """Whether a word for one of the family follows whose it is: *mijn Broer rijdt*."""
        kin = self.page.low[index] in self.words["kin"] and self.low(index - 1) in POSSESSIVES
        return kin and not self.capital(self.after(index)) and not self.page.capital[index - 1]

    def _is_model(self, index: int) -> bool:
        """Whether a scale, a law or the like is called after somebody: *de Norton score*, *de wet van Ohm*, *de methode
        Gordon*."""
        page, before = self.page, self.low(index - 1)
        if (
            self.low(index + 1) in self.words["models"]
            and before in ("de", "het", "een")
            and not page.capital[index + 1]
        ):
            return not page.newline[index + 1]
        if self._is_glued(index):
            return True
        after = self.after(index)
        if before == "van" and self.low(index - 2) in self.words["laws"]:
            return True
        alone = not self.capital(after) and self.low(after) not in self.words["verbs"] and after != -1
        return before in _METHODS and alone and not self.page.starts[index]

    def _is_glued(self, index: int) -> bool:
        """Whether a hyphen ties a thing or a method to the word, or to one that it is tied to: *Bowie-Dick-test*."""
        page, tie = self.page, index + 1
        while self.low(tie) == "-" and not page.gap[tie] and self.capital(tie + 1) and not page.gap[tie + 1]:
            tie += 2
        tied = self.low(tie) == "-" and not page.gap[tie] and self.low(tie + 1) in _GLUED
        return tied and not page.gap[tie + 1]

    def _is_many(self, index: int) -> bool:
        """Whether more than one is counted: *twee Geiten*."""
        low = self.page.low[index]
        plural = low.endswith(("en", "s")) and not low.endswith("aars") and self.ordinary(index)
        counted = self.low(index - 1) in _AMOUNTS and not self.page.capital[index - 1]
        return plural and counted and not self.capital(self.after(index))

    def _is_heap(self, index: int) -> bool:
        """Whether things are counted in it: *de Berg papierwerk*; but *mevrouw van de Berg komt*."""
        page, lead = self.page, index - 1
        if page.low[index] not in self.words["heaps"] or self.low(lead) not in _BEFORE_HEAPS:
            return False
        while lead >= 0 and page.low[lead] in self.particles:
            lead -= 1
        whose = self.low(lead) in self.words["titles"] | self.words["kin"]
        whose = whose or (self.capital(lead) and not page.starts[lead])
        return not whose and self._is_word_beside(index + 1)

    def _is_false_start(self, index: int) -> bool:
        """Whether the word that was begun here follows whole: *Gebr-, gebruikt*, *Eva... evaluatie*."""
        page, ahead = self.page, index + 1
        if self.low(ahead) not in _BREAKS_OFF or page.gap[ahead]:
            return False
        if page.low[ahead] == "." and self.low(ahead + 1) != ".":
            return False
        while ahead < min(index + _BROKEN, len(page)) and page.low[ahead] in _BEHIND_BREAK:
            ahead += 1
        return any(self._is_begun_by(index, word) for word in (ahead, ahead + 1) if word < len(page))

    def _is_begun_by(self, index: int, ahead: int) -> bool:
        """Whether a word of the dictionary begins with the letters of another token."""
        whole, low = self.page.low[ahead], self.page.low[index]
        known = self.board.flags[ahead] & KNOWN_WORD and not self.page.capital[ahead] and self.page.gap[ahead]
        return bool(known) and len(whole) > len(low) > 1 and whole.startswith(low)

    def _is_spoken_to(self, index: int) -> bool:
        """Whether somebody is called by a word for anybody: *zegt iemand, Baas, mag ik*."""
        if self.page.low[index] not in self.words["anybody"] or self.low(index + 1) != ",":
            return False
        listed = self.low(index - 1) == "," and self.capital(index - 2)  # Joy, Buurman, hoe is het
        opens = not listed and (self.page.starts[index] or self.low(index - 1) in _OPENS_CALL)
        return opens and self.low(index + 2) in _TO_YOU

    def _is_make_here(self, index: int) -> bool:
        """Whether a make that is somebody's name is a thing: *een Stanley*."""
        low = self.page.low[index]
        if low.endswith("je") and not self.words["brands"].isdisjoint((low[:-2], low[:-3], low[:-4])):
            return True  # een Fiatje, een Opeltje, een Skodaatje
        make = low in self.words["makes"] and self.low(index - 1) in _BEFORE_MAKES
        return make and not self.capital(self.after(index)) and self.low(index + 1) not in self.words["speech"]

    def _is_machine(self, index: int) -> bool:
        """Whether it is said to be a machine behind a comma: *met de Heidelberg, dat is een drukpers*."""
        if self.low(index - 1) not in _BEFORE_MACHINES or self.low(index + 1) != ",":
            return False
        ahead = index + 2 + 2 * (self.low(index + 2) == "dat" and self.low(index + 3) in ("is", "was"))
        thing = ahead + 1
        thing += self.low(thing) in ("oude", "grote", "kleine", "nieuwe", "soort", "hele")
        return self.low(ahead) in ("een", "zo'n", "die") and self.low(thing).endswith(_MACHINES)

    def is_tongue_of(self, index: int) -> bool:
        """Whether somebody speaks what no list has: *haar moeder praat Kriolu*."""
        if self.low(index - 1) not in _SPEAKING or not self.strange(index) or self.board.flags[index] & NAMED:
            return False
        before = index - 2
        subject = self.low(before) in SUBJECTS or self.low(before) in self.words["kin"]
        return bool(subject) and self.capital(index) and not self.capital(self.after(index))

    def works(self) -> None:
        """What a book, a film or a song is called stays, where it is made of ordinary words: *de film Het Meisje met de
        Parel*."""
        page, board = self.page, self.board
        for index in self.spots(self.words["titled_works"]):
            if page.speech[index] or not self.capital(index + 1):
                continue
            name = index + 1
            while name < min(index + 10, len(page)) and page.alpha[name] and not page.newline[name]:
                plain = board.flags[name] & KNOWN_WORD and (name > index + 1 or not board.flags[name] & Flag.FIRST)
                small = not page.capital[name] and page.low[name] not in self.particles | _IN_TITLES
                if not plain or small or page.starts[name]:
                    break
                name += 1
            while name > index + 1 and not page.capital[name - 1]:
                name -= 1
            if name > index + 2:
                board.kept[index + 1 : name] = [True] * (name - index - 1)
