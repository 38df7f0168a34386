"""What a token looks like: the questions that all rules ask of a board."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from interview_coder.domain.model import NameKind
from interview_coder.redaction.board import Board
from interview_coder.redaction.classes import ends, kinds, nearly, posts, titling, vocabulary
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag
from interview_coder.redaction.tokens import is_initial, words

# Particles that are written short, with a full stop.
_DOTTED: Final = words("v d vd vdr 't t s")
# What joins the things of a list.
JOINING: Final = (",", "en", "of")
# No name has more tokens; a longer row of capitals is looked through no further.
LONGEST: Final = 40
PERSON: Final = NameKind.PERSON
PLACE: Final = NameKind.PLACE
ORGANISATION: Final = NameKind.ORGANISATION
HYPHENS: Final = frozenset(["-", "‐", "‑"])
# Between the word for a lesson and its name: *opleiding tot*, *keuzedeel “*.
_PASSING: Final = words("van tot de het als richting in - \" “ ‘ ' en , voor")
# What somebody is told to do: *Peer, leg eens uit*.
ORDERS: Final = words(
    "leg luister wacht hou houd geef bel mail vertel schrijf teken zet help probeer pak stuur lees haal laat kom ga "
    "kijk blijf neem"
)
# What is given in a programme, not in a place: *les in Kok*.
_TAUGHT: Final = words("les lessen diploma examen examens training cursus bijscholing")
_SOMEBODY: Final = words(
    "bazin compagnon bewoner bewoonster klant mens type figuur kerel vent gast lieverd schat held heerser lastpak dame "
    "heer gozer knul"
)
# Ends of words for somebody: *zorgenkind*, *vrachtwagenchauffeur*, *badmeester*.
_PERSONS: Final = (
    *("man", "vrouw", "kind", "meisje", "jongen", "vriend", "vriendin", "leerling", "student", "studente", "docent"),
    *("docente", "baas", "meester", "leider", "leidster", "begeleider", "begeleidster", "houder", "beheerder", "juf"),
    *("directeur", "zuster", "broer", "zoon", "dochter", "moeder", "vader", "oma", "opa", "monteur", "secretaresse"),
    *("secretaris", "coördinator", "medewerker", "medewerkster", "verzorger", "verzorgster", "verpleegkundige", "tolk"),
    *("specialist", "adviseur", "manager", "mentor", "coach", "assistent", "assistente", "eigenaar", "eigenaresse"),
    *(
        "collega",
        "consulent",
        "consulente",
        "assessor",
        "beoordelaar",
        "examinator",
        "ambtenaar",
        "voorzitter",
        "maker",
        "maakster",
        "werker",
        "werkster",
        "trainer",
        "hulp",
    ),
    *("teamlid", "raadslid", "bestuurslid", "kamerlid", "gezinslid", "commissielid"),
    *("chauffeur", "genoot", "genote", "stagiair", "stagiaire", "leerlinge", "buur", "maatje", "vennoot"),
)
# Ends of words for what is done at work, and with what: *op de veerdienst*, *van de drukmachines*.
OF_WORK: Final = tuple(
    sorted(
        words(
            """dienst diensten zorg vak bewaking machine machines toon onderwijs planning beheer apparaat
            apparatuur installatie installaties administratie ploeg lijn afdeling bezorging"""
        )
    )
)
# Ends of words of kind that are hardly ever a name by themselves, and ends of those that are.
_SORTS: Final = (
    *("bedrijf", "bedrijven", "fabriek", "winkel", "praktijk", "kwekerij", "handel", "kantoor", "makerij", "rokerij"),
    *("vereniging", "bakkerij", "slagerij", "garage", "paviljoen", "veiling", "kliniek", "zaak", "bureau", "werf"),
    *("branderij", "brouwerij", "drukkerij", "smederij", "zagerij", "stoffeerderij", "spuiterij", "studio", "salon"),
    *("pension", "asiel", "opvang", "manege", "verhuur", "spreekuur", "afslag", "poelier", "wielers", "coöperatie"),
)
# Houses that a hotel or a shop is in and is called by.
_HOUSES: Final = words("kasteel landgoed slot fort herberg hof paviljoen studio atelier salon")
_HOMES: Final = ("boerderij", "huis", "hoeve")
# Before a small letter these make a thing of what is a name elsewhere: *had geen joy*, *it goes*.
BEFORE_THINGS: Final = words("een geen zo'n de het 't nergens veel meer it my your the a")
_FOREMOST: Final = words("enige eerste laatste beste oudste jongste slimste liefste")
_WHOSE: Final = words("een de mijn m'n onze zijn haar zo'n")
_TURNED: Final = words("ik je jij we wij jullie zij")
# What a question for an address says.
_WHERE: Final = words("adres straat straatnaam woon woont woonadres gevestigd huisnummer")
POSSESSIVES: Final = words("mijn m'n zijn z'n haar d'r onze ons hun je jouw uw")
SUBJECTS: Final = words("ik je jij hij ze zij we wij men jullie u ie")
# What stands in a sentence that says what a word means, and what it says.
_ALSO: Final = words("ook trouwens gewoon eigenlijk nu toch natuurlijk immers letterlijk")
THINGS: Final = words(
    "bloem bloemetje boom struik plant kruid kleur dier beest vogel vis insect hond woord werkwoord naam maand seizoen "
    "dag steen edelsteen stof metaal ding vak beroep ambacht plaats plek stad dorp rivier land merk weer getal letter "
    "gereedschap lied spel sport gerecht vrucht groente instrument schip auto feest"
)
_DEAR: Final = words("ding vak hobby passie leven sport werk wereld lievelingsvak lievelingskleur")
_MUCH: Final = words("veel alles niets niks iets zoveel nogal heel een het dat")
_DONE: Final = words("doe doen doet deed deden")
_MANY_DO: Final = words(
    "maken maakten zijn waren hebben hadden doen deden gaan gingen komen kwamen worden werden kunnen konden mogen"
)
# Things that somebody may be said to be: *Vos is de naam*, *Beer is het dier*.
_OF_PEOPLE: Final = words("naam dier beest kind plaats plek stad dorp")
# What somebody is something of: *klein van stuk*, *Dekker van beroep*.
_SELF: Final = words("beroep hart aard karakter nature stuk geest lijf gestalte stem kleur smaak geur vak")
# What follows the thing that is told to be dealt with: *Leg het maar neer*.
_URGING: Final = words("dan maar even eens toch nou gewoon niet eerst")
# What lies or falls somewhere.
_LIES: Final = words("lag ligt viel valt hing hangt groeit groeide")
# Groups of people that are called after what they do.
WORKING: Final = ("werkgroep", "projectgroep", "stuurgroep", "klankbordgroep", "kerngroep", "vakgroep", "appgroep")
# Parts of a body that are called after what they do.
UNITS: Final = words("team regieteam wijkteam afdeling sector unit domein cluster werkgroep vakgroep bureau project")
# The definite articles, and the old one that names still have.
ARTICLES: Final = words("de het 't")
ARTICLES_OF_NAMES: Final = ARTICLES | {"den"}
# No rule looks so far before the first token.
_BEYOND: Final = 64
# How sure the detector must be of a word that is a slip away from a heard one.
_SLIPPED: Final = 0.9995
# A figure for what it sounds like, inside a word: *Wigo4it*.
_SPELT_AS: Final = re.compile(r"[^\W\d_]{2,}[24][^\W\d_]{2,}")
# What one says of a lesson.
_OF_LESSONS: Final = words(
    "vond vind vinden vonden had hadden heb hebben deed doe doen volg volgde haat haatte kan kon"
)
# What is done to a thing, behind it.
_WORKED: Final = re.compile(r"(?:ge|be|ver|ont)\w{3,}(?:[dt]|en)|\w{4,}en")
QUOTES: Final = frozenset(["'", '"', "“", "‘", "”", "„", "’", "«"])


# Who is of a people, in words that are family names, too; what says so, and of whom in the family.
_OF_A_PEOPLE: Final = words("pool fin deen griek fries schot rus let est ier zweed turk belg")
_ARTICLES: Final = words("de het 't den")
# What leads to a firm or a place.
_TOWARDS: Final = words("bij van naar aan uit vanaf in te op")
_TRUE: Final = words("een echte halve rasechte")
_FAMILY: Final = words(
    "opa oma vader moeder pa ma papa mama grootvader grootmoeder overgrootvader schoonvader schoonmoeder"
)
# How adjectives before a field end.
_ADJECTIVES: Final = ("e", "isch", "iek", "eel", "aal", "ief", "loten", "neld")


# With a capital these open the name of a firm: *Gebroeders Hoek*, *Gebr. van Dam*.
SIBLINGS: Final = words("gebroeders gebr gebrs gezusters")
# What one does with a programme that is called as a post is: *gestopt met Kok*.
_BEGUN: Final = words("gestopt stopte stoppen stopt begonnen begon beginnen begint doorgegaan verder klaar geswitcht")


class Look:
    """Questions about the tokens of a board. Indices may be -1, of which nothing is true."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.page = page = board.page
        # What is asked most often is laid out once, with nothing behind it for -1 and what follows the last token.
        self._low = [*page.low, *[""] * _BEYOND]
        self._capitals = [
            capital and alpha and not shut
            for capital, alpha, shut in zip(page.capital, page.alpha, page.shut, strict=True)
        ] + [False] * _BEYOND
        self._size = len(page)
        # The neighbours on the same line, -1 where there is none or it is shut.
        self._before = [board.near(index, -1) for index in range(self._size)]
        self._after = [board.near(index, 1) for index in range(self._size)]
        self.loud = [index for index, speech in enumerate(page.speech) if self._capitals[index] and not speech]
        """The tokens whose capital may mean something, in order."""
        self.words = vocabulary()
        self.little = self.words["little"]
        self.particles = self.words["particles"]
        self.posts = posts()
        self.titling = titling()
        self.schools = self.words["after_school"]
        self.belonging = self.words["belonging"]
        self.road_ends, self.kind_ends = ends("street_ends"), ends("kind_ends")
        self.needless = self._writes_needless_capitals()
        self.sloppy = self._leaves_capitals_out()
        self.kinds = kinds()

    def _writes_needless_capitals(self) -> bool:
        """Whether the page gives far more ordinary words a capital inside sentences than it has sure names."""
        page, ordinary, sure = self.page, 0.0, 0
        told: set[str] = set()
        for index, flags in enumerate(self.board.flags):
            if (
                not page.capital[index]
                or page.starts[index]
                or page.speech[index]
                or page.shut[index]
                or page.shout[index]
            ):
                continue
            if flags & KNOWN_WORD and not flags & (NAMED | STAYS):
                # A firm that is called by words and named twice is no proof.
                ordinary += page.low[index] not in self.little and page.low[index] not in told
                told.add(page.low[index])
            elif flags & (NAMED | Flag.CAPITAL | Flag.DEMONYM) and not flags & (KNOWN_WORD | STAYS):
                sure += 1
            elif flags & STAYS and not flags & Flag.NATION:
                ordinary += 0.5
        return ordinary > 3 and ordinary > 1.5 * sure

    def _leaves_capitals_out(self) -> bool:
        """Whether two names at least that are no words stand in lower case on a page that has capitals."""
        page, board, found = self.page, self.board, 0
        for index, flags in enumerate(board.flags):
            if page.capital[index] or page.speech[index] or page.shut[index] or len(page.low[index]) < 4:
                continue
            if flags & (Flag.FIRST | Flag.PLACE | Flag.SURNAME) and not flags & (KNOWN_WORD | STAYS):
                found += not board.odds or board.odds[index] > 0.5
        return found > 1

    def is_kind(self, index: int) -> bool:
        """Whether a token says what sort of firm follows: a word of kind, or one made of it (*baggerbedrijf*)."""
        low = self.low(index)
        if low in self.words["before_organisation"] or low in self.schools:
            return True
        if len(low) < 8 or self.board.flags[index] & (NAMED | Flag.CAPITAL):
            return False
        return low.endswith(self.kind_ends) or (self.strange(index) and nearly(low, "before_organisation"))

    def is_sort(self, index: int) -> bool:
        """Whether a token is a word of kind by itself or by its end, and no name: *Machinefabriek*, *Palingrokerij*."""
        low = self.page.low[index]
        if low in self.kinds:
            return True
        if len(low) > 7 and self.strange(index) and (nearly(low, "after_school") or nearly(low, "before_organisation")):
            return True  # Zihkenhuis
        if len(low) < 9 or not low.endswith(_SORTS) or low.endswith(_HOMES):
            return False
        flags = self.board.flags[index]
        return bool(flags & KNOWN_WORD) and not flags & NAMED

    def is_house(self, index: int) -> bool:
        """Whether a house carries its name behind what it is used for: *hotel Kasteel Bloemendal*."""
        before = self.before(index)
        return self.page.low[index] in _HOUSES and not self.capital(before) and self.is_sort(before)

    def is_listed_town(self, index: int) -> bool:
        """Whether a list has a word as a place."""
        return index < len(self.page) and bool(self.board.flags[index] & Flag.PLACE)

    def is_make(self, index: int) -> bool:
        """Whether a word is a make: a thing in most mouths."""
        return bool(self.board.flags[index] & Flag.BRAND) or self.page.low[index] in self.words["brands"]

    def is_loose_article(self, start: int, end: int) -> bool:
        """Whether a small article opens the name of a home, not behind its word of kind and in no family's name: *bij
        de zonnewijzer*; not *zorgcentrum de zonnewijzer*, *de vries*."""
        page = self.page
        if end - start < 2 or page.low[start] not in ("de", "het") or page.capital[start]:
            return False
        if start > 0 and (page.low[start - 1] in self.kinds or self.is_kind(start - 1)):
            return False
        return " ".join(page.low[start:end]) not in self.board.lexicon.surname_phrases

    def capital(self, index: int) -> bool:
        """Whether a token begins with a capital that may mean something."""
        try:
            return self._capitals[index]
        except IndexError:
            return False

    def proper(self, index: int, *, firm: bool = False) -> bool:
        """Whether a capitalised token may be part of a name: no small word, nothing that is kept.

        After a title or a sure first name (``firm``) any word of the dictionary may be a family name.
        """
        if not self.capital(index) or self.page.speech[index] or self.board.kept[index]:
            return False
        flags, low = self.board.flags[index], self.page.low[index]
        if firm:
            long_kept = flags & Flag.KEEP and not flags & NAMED and len(low) > 9 and not low.endswith("makers")
            # A people is no family name's rival behind a first name: *Joris Fransen*.
            several = flags & Flag.FIRST or (flags & Flag.SURNAME and low.endswith("en"))
            # So is a make: *Sander Wahl*, *meneer Philips*.
            return (
                (bool(flags & Flag.WORD) and not long_kept) or not flags & STAYS or bool(several | flags & Flag.BRAND)
            )
        if flags & Flag.NATION or (flags & Flag.KEEP and not flags & NAMED):
            return False
        return low not in self.little or bool(flags & NAMED)

    def ordinary(self, index: int) -> bool:
        """Whether a token is a word of the dictionary and in no list of names."""
        flags = self.board.flags[index]
        return bool(flags & KNOWN_WORD) and not flags & NAMED

    def strange(self, index: int) -> bool:
        """Whether no dictionary, word class or keep list has the word."""
        flags, low = self.board.flags[index], self.page.low[index]
        return (
            not flags & (KNOWN_WORD | STAYS)
            and low not in self.words["titles"]
            and low not in self.kinds
            and low not in self.particles
            and (low.isalpha() or not any(char.isdigit() for char in low) or _SPELT_AS.fullmatch(low) is not None)
        )

    def slipped(self, index: int, doubt: float) -> bool:
        """Whether an unknown word is one slip away from a heard word and no name, if the detector does not object."""
        odds = self.board.odds[index] if self.board.odds else 0.0
        return odds < doubt and self.board.lexicon.slip_of(self.page.low[index]) == Flag.WORD

    def slips_from_heard(self, index: int) -> bool:
        """Whether a word is one slip away from a word that is heard often (*Tegewoordig*), if the detector is not sure
        of a name."""
        return self.board.lexicon.nearly_heard(self.page.low[index]) and not self.may_hear(index, _SLIPPED)

    def hears(self, index: int, wanted: float) -> bool:
        """Whether the detector gives a token more than this probability; without a detector it does not."""
        return bool(self.board.odds) and self.board.odds[index] > wanted

    def may_hear(self, index: int, wanted: float) -> bool:
        """Whether the detector, where there is one, gives a token more than this probability."""
        return not self.board.odds or self.board.odds[index] > wanted

    def introduce(self, start: int, end: int, confidence: float = 0.75) -> None:
        """Mark tokens as somebody whom the text brings up, whatever was kept of them."""
        self.board.kept[start:end] = [False] * (end - start)
        self.board.mark(start, end, PERSON, confidence, "introduced")

    def plausible(self, index: int, wanted: int = NAMED) -> bool:
        """Whether a token in lower-case speech may be a name: listed so, or in no dictionary."""
        if index < 0 or not self.page.alpha[index] or self.page.shut[index] or self.board.kept[index]:
            return False
        flags, low = self.board.flags[index], self.page.low[index]
        if low in self.little or low in self.kinds or flags & STAYS:
            return False
        return bool(flags & wanted) or (len(low) > 2 and self.strange(index))

    def after(self, index: int) -> int:
        """The next token on the line, -1 where there is none."""
        return self._after[index] if 0 <= index < self._size else self.board.near(index, 1)

    def before(self, index: int) -> int:
        """The token before it on the line, -1 where there is none."""
        return self._before[index] if 0 <= index < self._size else -1

    def word_before(self, index: int) -> str:
        """The word before a token in lower case, with a glued *'s*: *collega's*; empty where there is none."""
        before = index - 1
        word = self.low(before) if before >= 0 else ""
        glued = word == "'s" and before > 0 and not self.page.gap[before]
        return self.low(before - 1) + word if glued else word

    def low(self, index: int) -> str:
        """The token in lower case; empty outside the page."""
        try:
            return self._low[index]
        except IndexError:
            return ""

    def spots(self, words: Iterable[str]) -> list[int]:
        """The tokens that are one of these words in lower case, in order."""
        places = self._places
        return sorted(index for word in places.keys() & words for index in places[word])

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word of the page stands."""
        places: dict[str, list[int]] = {}
        for index, low in enumerate(self.page.low):
            places.setdefault(low, []).append(index)
        return places

    def behind_particles(self, index: int) -> int:
        """The token behind *van de*, *el*, *op den*; else the token itself; -1 where nothing follows."""
        page, start = self.page, index
        while 0 <= index < start + 4 and page.low[index] in self.particles:
            low = page.low[index]
            if index > start and page.capital[index] and page.low[index - 1] in self.words["bound"]:
                return index  # Van der Bij
            if index == start and low not in self.words["alone"] and low not in self.words["leading"]:
                return start
            if index > start and low in ("van", "in", "op", "aan", "uit", "bij", "voor", "tot"):
                return start
            if index > start and page.capital[index] and not page.capital[start]:
                return start
            index = self.after(index)
            if index >= 0 and page.low[index] == "'s" and not page.gap[index]:
                return start  # da's
            while index >= 0 and page.words[index] in ("-", ".") and not page.gap[index]:
                if page.words[index] == "." and low not in _DOTTED:
                    return start
                index = self.after(index)
        if index == start + 1 and page.low[start] not in self.words["alone"]:
            return start
        return index

    def lies_there(self, start: int, name: int) -> bool:
        """Whether particles before a capital say where somebody is, as the detector hears them outside the name:
        *Nicole aan de Parade*; not *Joke op den Camp*."""
        page = self.page
        if page.low[start] not in ("op", "aan", "in") or page.capital[start] or page.speech[start]:
            return False
        if page.low[start] == "in" and not self.board.flags[name] & Flag.PLACE:
            return False  # Thuis in de Buurt
        if name == start + 1 and not self.board.flags[start - 1] & Flag.FIRST:
            return False  # Scholten op Reimer
        listed = " ".join(page.low[start : name + 1]) in self.board.lexicon.surname_phrases
        return not listed and not self.may_hear(start, 0.05)

    def end_of_title(self, end: int) -> int:
        """The end of a name with a capital article: *De Ring van Putten*, *De Weide 12b*."""
        page = self.page
        if end < len(page) and not page.newline[end]:
            if re.fullmatch(r"\d{1,4}[a-z]?", page.low[end]) and page.gap[end]:
                return end + 1
            name = end
            while 0 <= name < min(end + 3, len(page)) and page.low[name] in ("van", "de", "het", "der", "den"):
                name = self.after(name)
            if name > end and self.proper(name):
                return name + 1
            other = end + 2
            if (
                page.low[end] == "en"
                and self.low(end + 1) in ("de", "het")
                and other < len(page)
                and self.proper(other)
            ):
                alike = page.low[end - 2] == page.low[end + 1] and not self.board.flags[other] & Flag.ORGANISATION
                return other + 1 if alike and self.low(other + 1) not in self.kinds else end
        return end

    def behind_initials(self, index: int) -> int:
        """The token behind initials such as ``A.B.``; the token itself where there are none."""
        page = self.page
        while index >= 0 and is_initial(page.words[index]):
            dot = self.after(index)
            if dot < 0 or page.words[dot] != "." or page.gap[dot]:
                break
            index = self.after(dot)
        return index

    def goes_on_as_word(self, index: int) -> bool:
        """Whether a sentence turns round after its first word (*Rust kent ze niet*), tells what it is (*Zilver is het
        nieuwe goud*), or lists things (*Klaver, gras, alles*)."""
        after, then = self.low(index + 1), self.low(index + 2)
        if self.is_french(index):
            return True
        if then in _TURNED and after in self.words["turning"]:
            return True  # Slager word je niet zomaar
        if self.means_a_word(index):
            return True
        if then == "men" or (then == "er" and after in _LIES):
            return True  # Geluk dwingt men niet af, Sneeuw lag er niet
        if self.is_told_alone(index):
            return True
        if after == "of" and (then in ("geen", "niet") or self._is_word_beside(index + 2)):
            return True  # Zomer of winter
        if after in ("is", "was") and self.is_told_a_thing(index):
            return True
        if after in self.words["verbs"]:
            if then in SUBJECTS:
                return True
            if any(self.low(index + step) in ("naam", "achternaam", "bijnaam", "voornaam") for step in (3, 4)):
                return False  # Bot is de naam
            whose = index + 2 + (then in ("ook", "nu", "hier", "toen"))
            if self.low(whose) in _WHOSE and (self.is_somebody(whose + 1) or self.is_somebody(whose + 2)):
                return False  # Vos is een man die, Stil is de baas
            most = self.low(whose) == "de" and self.low(whose + 1).endswith("ste")  # Kort is de langste.
            if (most or self.low(whose + 1) in _FOREMOST) and self.low(whose + 2) in ("die", ".", ",", "en"):
                return False  # Stern was de enige die
            return (
                after in ("is", "was")
                and then in ("de", "het", "een", "wat")
                and not self.board.flags[index] & Flag.FIRST
            )
        thing = index + 2 < len(self.page) and self.page.alpha[index + 2] and not self.page.capital[index + 2]
        told = then in self.little or then in self.words["verbs"] or then in ORDERS
        return after == "," and thing and not told

    def is_french(self, index: int) -> bool:
        """Whether *Frans* is the tongue, as one speaks of lessons: *Frans vond ik niks*."""
        taught = self.page.low[index] == "frans" and self.low(index + 1) in _OF_LESSONS
        return taught and self.low(index + 2) in ("ik", "we", "je")

    def is_worked_on(self, index: int) -> bool:
        """Whether what is done to a thing follows it (*Havermelk opschuimen*, *Meesterproef gehaald*), or other things
        do (*Zilverui, augurk, kappertjes*)."""
        page, done = self.page, index + 1
        if self.low(done) == ",":
            things = [thing for thing in (done + 1, done + 3) if thing < len(page)]
            if self.low(done + 2) not in (",", "en") or self.low(done + 1) in ORDERS:
                return False
            return all(self._is_word_beside(thing) and not self.is_somebody(thing) for thing in things)
        known = self.board.flags[index] & KNOWN_WORD and self._is_word_beside(done)
        return bool(known) and _WORKED.fullmatch(page.low[done]) is not None

    def means_a_word(self, index: int) -> bool:
        """Whether a sentence says what a word means (*Faith betekent geloof*, *Joy is Engels voor plezier*), has one as
        the thing that is done (*Jasmijn snoeien doen we*), or more than one of it (*Kuipers maakten tonnen*)."""
        low, after, then = self.page.low[index], self.low(index + 1), self.low(index + 2)
        if after == "betekent":
            return then not in _MUCH
        if after == "," and then == "dat" and self.low(index + 3) in ("staat", "betekent", "stond"):
            return True  # Bloem, dat staat daar op de deur
        tongue = index + 2 < len(self.page) and bool(self.board.flags[index + 2] & STAYS)
        if after in ("is", "was") and tongue and self.low(index + 3) == "voor":
            return True
        if after.endswith("en") and then in _DONE and self._is_word_beside(index + 1):
            return True
        people = self.board.flags[index] & (Flag.CAPITAL | Flag.DEMONYM | KNOWN_WORD) in (Flag.CAPITAL, Flag.DEMONYM)
        return low.endswith("s") and len(low) > 5 and after in _MANY_DO and not people  # Helmonders zijn stiller

    def is_told_alone(self, index: int) -> bool:
        """Whether two words behind it make it the word: *Rein van hart*, *Groen als opleiding*, *Graaf hem dan dicht*,
        *Linde is het merk*, *Mos groeit vanzelf*, *Geluk, zegt Geluk*."""
        ahead = index + 1 + (self.low(index + 1) in QUOTES)
        low, after, then, last = self.page.low[index], self.low(ahead), self.low(ahead + 1), self.low(ahead + 2)
        if after == ",":
            return last == low and then in self.words["speech"] and self.capital(ahead + 2)
        if ahead > index + 1:
            return False
        if after == "van":
            return then in _SELF
        if after == "als":
            return then in self.words["lessons"] | THINGS
        if after in ("hem", "het", "ze", "die"):
            return then in _URGING
        if after in ("is", "was") and then == "het":
            return last in THINGS - _OF_PEOPLE and not self.page.capital[index + 3]
        return after in self.words["doings_of_matter"] and not self.capital(index + 1)

    def is_told_a_thing(self, index: int) -> bool:
        """Whether a sentence says what a word means: *Iris is ook een bloem*, *Joy is in het Engels blijdschap*."""
        ahead = index + 2
        while self.low(ahead) in _ALSO:
            ahead += 1
        meant = ahead + 1 + (self.low(ahead + 1) == ",")
        tongue = self.low(meant) == "in" and self.low(meant + 1) in ("het", "'t") and meant + 2 < len(self.page)
        if tongue and self.board.flags[meant + 2] & STAYS and not self.page.capital[ahead]:
            return True  # Luna is maan, in het Spaans
        if self.low(ahead) == "in" and self.low(ahead + 1) in ("het", "'t") and ahead + 2 < len(self.page):
            return bool(self.board.flags[ahead + 2] & Flag.NATION)
        if self.low(ahead) in ("mijn", "m'n") and self.low(ahead + 1) in _DEAR:
            return True  # Stucwerk is mijn ding
        if ahead == index + 2 or self.low(ahead) not in ("een", "de", "het", "geen"):
            return False
        return self.low(ahead + 1) in THINGS or self.low(ahead + 2) in THINGS

    def is_somebody(self, index: int) -> bool:
        """Whether a lower-case word for a person stands here: *jongen*, *teamleider*, *zorgenkind*."""
        if not 0 <= index < len(self.page) or self.page.capital[index]:
            return False
        return self.is_post(self.page.low[index])

    def is_matter(self, index: int) -> bool:
        """Whether a field, a sector or a state stands here, or an adjective before one: *Zorginnovatie*, *Warme
        Overdracht*; not behind an article with a capital (*De Ontdekking*), nor a street (*Stadsring 71*)."""
        page, flags = self.page, self.board.flags
        if index > 0 and page.capital[index - 1] and page.low[index - 1] in ("de", "het", "'t", "den"):
            return False
        if page.low[index].endswith("ing") and self.low(index - 1) in ("bij", "naar", "op"):
            return False  # bij Bezieling
        numbered, last = self.low(index + 1)[:1].isdigit(), index + 1
        if flags[index] & Flag.MATTER:
            return not numbered or not page.low[index].endswith(self.road_ends)
        if last >= len(page) or not flags[last] & Flag.MATTER or not page.capital[last] or not page.gap[last]:
            return False
        if page.newline[last] or page.low[last] in self.kinds or self.low(last + 1)[:1].isdigit():
            return False
        return flags[index] & (Flag.WORD | NAMED) == Flag.WORD and page.low[index].endswith(_ADJECTIVES)

    def is_made_thing(self, index: int) -> bool:
        """Whether a capital is made with a head that no name is made with (*Schadehersteller*), and nothing leads to it
        as to a name: *bij Haarlokaal*, *De Zonnewijzer*, *een dagcentrum, Zonnestraal*, *Uitvaartkisten Weustink*."""
        page, board = self.page, self.board
        if not self.capital(index) or not board.lexicon.is_made_thing(page.low[index]):
            return False
        if self.capital(self.after(index)) or (self.low(index + 1) == "," and self.low(index + 2) == "in"):
            return False
        before, lead = self.before(index), index - 1
        if before >= 0 and page.low[before] == ",":
            return self.capital(before - 1) and board.marks[before - 1] is None
        if before >= 0 and self.capital(before):
            named = board.flags[before] & NAMED or not board.flags[before] & (KNOWN_WORD | STAYS)
            if named or (page.low[before] in _ARTICLES and not page.starts[before]):
                return False
        if self.low(before) in _ARTICLES or (self.capital(before) and self.low(before) not in _TOWARDS):
            lead -= 1
        return self.low(lead) not in _TOWARDS

    def is_of_a_people(self, index: int) -> bool:
        """Whether somebody is said to be of a people: *mijn opa was Pool*, *een echte Fin*."""
        if self.page.low[index] not in _OF_A_PEOPLE or self.capital(self.after(index)):
            return False
        before = self.low(index - 1)
        if before in _TRUE:
            return not self.page.capital[index - 1]
        return before in ("is", "was") and self.low(index - 2) in _FAMILY and self.ends_clause(index)

    def ends_clause(self, index: int) -> bool:
        """Whether a clause ends behind a token."""
        return self.after(index) < 0 or self.low(index + 1) in (",", ".", ";", "?", "!", "en", "of", "maar")

    def is_post(self, low: str) -> bool:
        """Whether a word says who somebody is or what somebody does: *consulent*, *stagebegeleider*."""
        return low in self.words["kin"] or low in self.words["trades"] or low in _SOMEBODY or low.endswith(_PERSONS)

    def _is_word_beside(self, index: int) -> bool:
        """Whether a lower-case word of the dictionary that is neither small nor a verb stands here."""
        page = self.page
        if index >= len(page) or not page.alpha[index] or page.capital[index] or page.newline[index]:
            return False
        low = page.low[index]
        known = bool(self.board.flags[index] & KNOWN_WORD)
        return known and low not in self.little and low not in self.words["verbs"] | self.words["acts"]

    def reads_as_word(self, index: int) -> bool:
        """Whether a word at a sentence start goes on as a sentence with that word, not that name, would."""
        after = self.low(index + 1)
        if self.goes_on_as_word(index):
            return True
        if index + 1 >= len(self.page) or self.page.newline[index + 1]:
            return False
        if self.board.flags[index] & Flag.FIRST:
            return after in (self.words["pronouns"] if self.board.flags[index] & Flag.EVERYDAY else SUBJECTS)
        return after not in self.words["verbs"] and after not in (",", ".", "?", "!", "en")

    def asked_where(self, index: int) -> bool:
        """Whether the question before a token asks for an address: *Adres? R: Op den Hook 3.*"""
        words = self.page.words
        for mark in range(index - 1, max(index - 7, -1), -1):
            if words[mark] == "?":
                return any(self.low(mark - step) in _WHERE for step in range(1, 9))
            if words[mark] in (".", "!", ","):
                return False
        return False

    def in_lesson(self, index: int) -> bool:
        """Whether the word is said to be a programme, a subject, a post."""
        for step in (1, 2, 3):
            before = self.low(index - step)
            if before in self.words["lessons"]:
                return True
            passes = before in _PASSING or (index >= step and self.capital(index - step))
            taught = self.low(index - 2) in _TAUGHT and self.board.flags[index] & Flag.WORD
            if not passes or (before == "in" and step == 1 and not taught):
                break
        if self.low(index + 1) in ("niveau", "opleiding", "bol", "bbl") or self.low(index + 2) == "opleiding":
            return True
        if self.low(index + 1) == "op" and self.low(index + 2) == "niveau" and self.board.flags[index] & Flag.WORD:
            return True  # bij Bloem op niveau twee
        if self.low(index - 1) == "met" and self.low(index - 2) in _BEGUN and self.page.low[index] in self.posts:
            return True  # gestopt met Kok
        if self.low(index - 1) == "tot" and self.low(index + 1) in ("terug", "er", "weer", "belt", "komt", "klaar"):
            return False  # wachten tot Vos terug is
        if self.low(index - 1) == "als" and self.page.starts[index - 1] and self.board.flags[index] & Flag.FIRST:
            return False  # Als Lieve er niet is
        if self.low(index - 1) == "als" and self.low(index + 1) in self.words["deeds"]:
            return self.is_post(self.page.low[index])  # als Tea zegt dat
        return self.low(index - 1) in ("als", "tot", "diploma") and bool(self.board.flags[index] & Flag.WORD)
