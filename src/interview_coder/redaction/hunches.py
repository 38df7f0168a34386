"""What the detector says of a token, weighed by what the capital and the dictionary say."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from msgspec.structs import replace

from interview_coder.redaction.figures import is_number, said_digits
from interview_coder.redaction.habits import MONTHS
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag
from interview_coder.redaction.look import BEFORE_THINGS, HYPHENS, JOINING, OF_WORK, PERSON, SUBJECTS
from interview_coder.redaction.singles import Singles
from interview_coder.redaction.tokens import words

# How sure the detector must be, by what the capital tells and whether the word is one of every day; lower-case words in
# ordinary text are never its to take. Below UNLIKELY a weak mark of a rule falls.
LIKELY: Final = {
    ("inside", False): 0.2,
    ("inside", True): 0.3,
    ("start", False): 0.97,
    ("start", True): 0.97,
    ("speech", False): 0.97,
    ("speech", True): 0.99,
    ("low", False): 2.0,
    ("low", True): 2.0,
}
LEAST: Final = min(LIKELY.values())
# The same for words of the dictionary that no list has as a name, in speech: made words in company, others.
MADE: Final = 0.9
KNOWN: Final = 0.95
# And for such words at a sentence start: those heard often, those seldom heard, those of every day.
OPENING: Final = 0.85
SELDOM: Final = 0.99
DAILY: Final = 0.9999
# For a small word or a title inside a sentence, and a made word in lower case on a page that leaves capitals out.
SMALL: Final = 0.95
MADE_UP: Final = 0.999
UNLIKELY: Final = 0.05
# Below AT_ALL the detector hears no name at all behind an article.
AT_ALL: Final = 0.025
DOUBTED: Final = 0.3
# Who is nobody's name in a note without articles: *Kandidaat komt samen met*; and what is sent.
_ANYBODY: Final = words(
    "kandidaat deelnemer cliënt client patiënt klant bewoner gast post mail brief moeder vader ouder ouders mama papa"
)
# What stands before somebody in speech.
_LEADING: Final = words("en met aan ja nou dat want of omdat als maar dus dan")
# What is told by a code.
_GROUPS: Final = words("groep klas lokaal team ruimte kamer")
_LASTS: Final = words("is was blijft bleef wordt werd duurt duurde gaat ging")
_SAID_AS: Final = (":", "als")
_VOWELS: Final = words("aa ae ee ie oo oe uu ue ui ei ij ou au eu ey ay")
# A word of the dictionary with fewer letters may well be what somebody is called, one with more seldom is.
_SHORT, _LONG = 5, 7
# What one does, and who: *Bestuurders doet mijn collega*.
_OF_ONE: Final = words("doet deed geeft gaf heeft had regelt maakt verzorgt kan mag moet wil vindt")
_WHO: Final = words("mijn m'n die de het onze zijn haar een")
_ARTICLES: Final = words("de het een onze")
_BY_LISTS: Final = words("name-list surname-list organisation-list capital-article place-list")
# What words for matters end in: *Schuldsanering loopt*, *Uitzendkracht was beter*.
_OF_MATTERS: Final = (
    *("ing", "heid", "atie", "teit", "schap", "isme", "kracht", "krachten", "werk", "zorg", "plicht", "geld", "tijd"),
    *("druk", "sport", "ness", "tie", "sie", "logie", "kunde", "techniek", "nis", "angst", "stress", "pijn", "verzuim"),
)
_MATTERS_DO: Final = words(
    "is was gaat ging wordt werd blijft bleef moet moest mag mocht kan kon hoort hoorde komt kwam kost kostte duurt "
    "duurde helpt hielp lukt lukte telt scheelt wil lijkt leek hoeft vraagt loopt begint begon"
)
# How words for trades end that somebody learns.
_TRADED: Final = ("vaart", "bouw", "bouwer", "list", "graaf", "werker", "maker", "loog", "icus", "iste", "teur")
# What leads to a thing that no dictionary has.
_BEFORE_UNKNOWN: Final = BEFORE_THINGS | {"dezelfde"}
# What stands before a month.
_WHEN: Final = words("in sinds vanaf tot eind begin half medio voor na per maand zegt :")
# A class, a unit of a programme, a key, a level, and who is of what letters name: *VZ1b*, *K0904*, *b2f0c4d1*, *n3*,
# *MBO-V'er*.
_CODE: Final = re.compile(r"[a-z]{1,4}\d{1,2}[a-d]|[a-z]\d{3,5}|(?=.*\d[a-z]+\d)[a-z\d]{6,}|n[1-4]|[a-z]'ers?")
# Above AGREED a weak mark of a rule becomes a sure one: two that do not know of each other say the same.
AGREED: Final = 0.95


class Hunches(Singles):
    """Marks single words that the detector takes for names."""

    def detected(self, index: int) -> None:
        """What the detector says of a token: a name that no rule saw, or a weak mark that it does not believe."""
        board, page = self.board, self.page
        odds, mark, flags, low = board.odds[index], board.marks[index], board.flags[index], page.low[index]
        if mark is not None:
            if self._is_unheard_thing(index):
                first = index - (page.capital[index - 1] and page.low[index - 1] in _ARTICLES)
                board.marks[first : index + 1] = [None] * (index + 1 - first)
            elif mark.confidence < 0.8 and odds > AGREED and page.capital[index]:
                board.marks[index] = replace(mark, confidence=0.8)
            elif mark.confidence <= 0.5 and odds < UNLIKELY and not page.capital[index]:
                board.marks[index] = None
            return
        if odds < LEAST or board.kept[index] or low in self.kinds or len(low) < 2:
            return
        if self._is_key(index) or self._opens_plainly(index) or self._is_vowel(index):
            return
        if flags & STAYS and not self._kept_as_name(index):
            return
        small = low in self.little and not (flags & Flag.FIRST and self.capital(index))
        if (small or low in self.particles or low in self.words["titles"]) and not self._stands_alone(index):
            return
        if (
            low.removesuffix("s") in self.words["brands"]
            or low in self.words["brands"]
            or self._is_coded(index)
            or (page.shout[index] and not page.speech[index])
        ):
            return
        if not flags & NAMED and (self.is_faded_guess(index) or self._is_plain_here(index)):
            return
        sure = odds > AGREED and self._case(index) == "inside" and not self.needless
        if (
            flags & KNOWN_WORD
            and not sure
            and (self._among_kept(index) or (not page.speech[index] and self.in_lesson(index)))
        ):
            return
        matter = self._case(index) == "inside" and self.is_matter(index) and not (sure and self._lies_in_town(index))
        if matter or self.is_made_thing(index):
            return
        if odds >= self._wanted(index) and not self._is_told_as_word(index, flags):
            board.mark(index, index + 1, self.kind(index, flags), 0.74 if odds > 0.99 else 0.6, "detector")

    def _lies_in_town(self, index: int) -> bool:
        """Whether what is told by an article is in a town: *op de Wending in Sittard*."""
        town = index + 2
        return (
            self.low(index - 1) in ("de", "het")
            and self.low(index + 1) == "in"
            and self.capital(town)
            and self.is_listed_town(town)
        )

    def _is_key(self, index: int) -> bool:
        """Whether a token is a code by itself: *A4'tje*, *VZ1b*; not *bij X11b*."""
        low = self.page.low[index]
        if "'" in low and any(map(str.isdigit, low)):
            return True
        word = low[:-1]
        noted = low[-1].isdigit() and word.isalpha() and len(word) > 2  # auteur3; not Henk2
        noted = noted and self.board.lexicon.flags(word) & (KNOWN_WORD | STAYS | NAMED) in (Flag.WORD, Flag.KEEP)
        return (noted or _CODE.fullmatch(low) is not None) and self.low(index - 1) not in self.words["firms"]

    def _is_vowel(self, index: int) -> bool:
        """Whether letters in small say how a name is written: *Hoogenkamp met oo*, *van Aert met ae*."""
        return self.page.low[index] in _VOWELS and self.low(index - 1) in ("met", "en", "of", "dubbel")

    def _opens_plainly(self, index: int) -> bool:
        """Whether a sentence opens with a verb behind *'t* (*'t Was zo*), with what something is done to, or with a
        word of no list that is a slip away from one that is heard often (*Tegewoordig*)."""
        page, flags, low = self.page, self.board.flags[index], self.page.low[index]
        if self.low(index - 1) == "'t" and page.starts[index - 1] and low in self.words["verbs"]:
            return True
        if not page.starts[index]:
            return False
        if flags & NAMED:
            return self._heads_things(index)
        return (not flags & Flag.EVERYDAY and self.slips_from_heard(index)) or self.is_worked_on(index)

    def _heads_things(self, index: int) -> bool:
        """Whether a word that is a name as well opens a list of things: *Spar, den, lariks*."""
        return bool(self.board.flags[index] & Flag.WORD) and self.low(index + 1) == "," and self.is_worked_on(index)

    def _is_coded(self, index: int) -> bool:
        """Whether a code tells which group it is, or a word of kin whose it is: *groep MZ2A*, *Mijn Broer*."""
        low, before = self.page.low[index], self.low(index - 1)
        if before == "mijn":
            return low in self.words["kin"]
        return before in _GROUPS and any(map(str.isdigit, low))

    def _is_plain_here(self, index: int) -> bool:
        """Whether a word says how or when behind a comma: *Beste mensen, Graag voor maandag*."""
        return self.low(index - 1) == "," and self.page.low[index] in self.words["never_at"]

    def _is_unheard_thing(self, index: int) -> bool:
        """Whether an article makes a word that is also a family name a thing, and the detector hears no name at all:
        *De Hond van de buren*, *de nieuwe Koning van de klas*."""
        page, mark, flags, article = self.page, self.board.marks[index], self.board.flags[index], self.low(index - 1)
        if mark is None or mark.reason not in _BY_LISTS or mark.confidence > 0.85 or page.speech[index]:
            return False
        heard = flags & Flag.WORD and flags & (Flag.EVERYDAY | Flag.COMMON)
        if article not in _ARTICLES or not heard or flags & Flag.FIRST or self.capital(self.after(index)):
            return False
        if page.shout[index]:
            return False  # De HU
        if not page.starts[index - 1] and page.capital[index - 1]:
            return False  # Jan De Hond
        if self.capital(index - 2) or self.low(index + 1) in self.words["deeds"] or not page.capital[index]:
            return False
        if article == "het" and mark.kind is PERSON:
            return self.board.odds[index] < DOUBTED  # nobody is called het Bos
        return self.board.odds[index] < (AT_ALL if page.capital[index - 1] else 2 * AT_ALL)

    def _stands_alone(self, index: int) -> bool:
        """Whether a small word or a title is a name by itself: *we hebben Hoop in de klas*, *en dan Dokter*."""
        page, odds, after = self.page, self.board.odds[index], self.after(index)
        if not self.capital(index) or page.speech[index] or self.needless or self.capital(after):
            return False
        if index + 1 < len(page) and page.shut[index + 1]:
            return False  # Pastor […]
        if self.low(index + 1) == "." and index + 2 < len(page) and page.shut[index + 2]:
            return False  # Mvr. […]
        if self.low(after) == "." and not page.gap[after]:
            name = after + 1
            if self.capital(self.after(after)) or (name < len(page) and page.shut[name] and not page.newline[name]):
                return False  # Dr. Nguyen, Mvr. […]
        return odds > SMALL if not page.starts[index] else odds > 0.7 and self._acts(index)

    def _acts(self, index: int) -> bool:
        """Whether the verb of a person follows a word that opens a sentence: *Smid heeft ze ingevuld*."""
        low, verb = self.page.low[index], self.low(index + 1)
        family = (
            self.board.flags[index] & Flag.SURNAME and self.board.odds[index] > 0.8 and low not in self.words["titles"]
        )
        if (
            verb not in self.words["verbs"]
            or low in _ANYBODY
            or ((low in self.posts or low in self.kinds) and not family)
        ):
            return False
        if self.needless or self.board.flags[index] & STAYS:
            return False
        if verb in _LASTS and self.low(index + 2) in ("het", "er", "dat"):
            return False  # Lang bleef het stil
        return not self.goes_on_as_word(index) and not self.page.capital[index + 1]

    def _owns(self, index: int) -> bool:
        """Whether a first name with *s* is followed by what somebody has: *Marks idee*."""
        flags, given = self.board.flags[index], self.board.lexicon.flags(self.page.low[index][:-1])
        if flags & (NAMED | STAYS | Flag.EVERYDAY | Flag.COMMON) or not given & Flag.FIRST or given & STAYS:
            return False
        return self._is_word_beside(index + 1) and not self.needless

    def _is_said_of(self, index: int) -> bool:
        """Whether the words around a name that is a word go with somebody: *zei sterk*, *storm die is*, *en els eh*."""
        before, after = self.low(index - 1), self.low(index + 1)
        if before in self.words["speech"] or before in _LEADING or after in self.words["verbs"]:
            return True
        if before in ("de", "het", "een"):
            return False  # de wolf die komt uit het bos
        return after == "van" or (after == "die" and self.low(index + 2) in self.words["verbs"])

    def things(self) -> None:
        """Words of the dictionary stay in a list of capitals that are mostly no names: *Hovenier, Boer, Bakker*."""
        page, board, index = self.page, self.board, 0
        last = len(page) - 2
        while index < last:
            items = [index]
            if page.capital[index] and self.capital(index) and not page.speech[index]:
                while items[-1] < last and page.low[items[-1] + 1] in JOINING and self.capital(items[-1] + 2):
                    if page.newline[items[-1] + 1] or page.newline[items[-1] + 2]:
                        break
                    items.append(items[-1] + 2)
            index = items[-1] + 1
            if len(items) < 3:
                continue
            heard = [i for i in items if board.flags[i] & (KNOWN_WORD | STAYS)]
            plain = sum(not board.flags[i] & NAMED for i in heard)
            if len(items) == 3 and (plain < 2 or len(heard) < 3):
                continue  # of three things two at least must be no name: Zaag, Beitel, Hamer
            if 2 * plain >= len(items) or (plain and len(heard) == len(items)):
                town = board.flags[items[0]] & Flag.PLACE and self.low(items[0] - 1) in self.words["places"]
                for item in items[bool(town) :]:  # in Hoorn, Sport en Bewegen
                    board.kept[item] = board.kept[item] or bool(board.flags[item] & Flag.WORD)

    def _wanted(self, index: int) -> float:
        """How sure the detector must be of a token: by its capital, its lists, what the dictionary says of it."""
        board, page, flags, low = self.board, self.page, self.board.flags[index], self.page.low[index]
        case = self._case(index)
        wanted = LIKELY[case, bool(flags & Flag.EVERYDAY)]
        if case == "inside" and flags & KNOWN_WORD and (self.needless or not flags & (Flag.WORD | NAMED)):
            # A word made of words is seldom a name.
            if self.needless and not flags & (NAMED | Flag.CAPITAL) and not self._led(index):
                return 2.0 if flags & (Flag.EVERYDAY | Flag.COMMON) else 0.998 if flags & Flag.WORD else 0.995
            made = 0.15 if self._opens_with_article(index) else 0.6  # Het Inkthuis bestaat niet meer
            wanted = 0.9 if self.needless or flags & (Flag.EVERYDAY | Flag.COMMON | Flag.WORD) else made
        elif case == "inside" and flags & (Flag.WORD | NAMED | Flag.CAPITAL) == Flag.WORD:
            wanted = max(wanted, self._wanted_of_word(index))
        if case == "start" and flags & Flag.FIRST and low not in self.little:
            wanted = 0.65
        elif flags & KNOWN_WORD and not flags & (NAMED | Flag.CAPITAL) and case != "inside":
            made = flags & KNOWN_WORD & ~Flag.WORD and self.low(index - 1) in self.words["firms"]
            speech = MADE if made else KNOWN
            seldom = OPENING if flags & Flag.COMMON else SELDOM
            wanted = max(wanted, speech if page.speech[index] else DAILY if flags & Flag.EVERYDAY else seldom)
        if case == "start" and flags & NAMED and flags & KNOWN_WORD and not flags & Flag.EVERYDAY:
            wanted = min(wanted, OPENING)
        if case == "start" and flags & KNOWN_WORD and self._acts(index):
            wanted = min(wanted, 0.7 if flags & Flag.EVERYDAY else 0.5)
        before = board.marks[self.before(index)] if self.before(index) >= 0 else None
        if before is not None and before.kind is PERSON and page.speech[index] and not said_digits(low):
            wanted = wanted / 2 if flags & NAMED else 0.96 if not flags & Flag.EVERYDAY else 0.99
        daily = case == "inside" and flags & (Flag.EVERYDAY | Flag.FIRST) == Flag.EVERYDAY
        if daily and self.low(index - 1) in ("een", "geen"):
            wanted = max(wanted, 0.9)  # Een Prins zal ik nooit worden
        if case in ("start", "inside") and low[-1] == "s" and self._owns(index):
            wanted = 0.5
        if case == "speech" and flags & KNOWN_WORD and flags & (Flag.FIRST | Flag.SURNAME) and self._is_said_of(index):
            wanted = 0.5
        return self._wanted_in_small(index, flags) if case == "low" else wanted

    def _wanted_of_word(self, index: int) -> float:
        """How sure the detector must be of a capital inside a sentence that only the dictionary has: of a long word
        more than of others, but not of a short one, or of one beside another capital."""
        flags, size, before = self.board.flags[index], len(self.page.low[index]), self.before(index)
        if size < _SHORT or self.capital(before) or self.capital(self.after(index)) or self.low(before) in HYPHENS:
            return 0.0
        return 0.9 if size > _LONG else 0.0 if flags & Flag.EVERYDAY else 0.8 if flags & Flag.COMMON else 0.5

    def _wanted_in_small(self, index: int, flags: int) -> float:
        """How sure the detector must be of a word in small letters where names have capitals."""
        board, low, before = self.board, self.page.low[index], self.before(index)
        mark = board.marks[before] if before >= 0 else None
        if not flags & KNOWN_WORD or flags & Flag.MAINLY:
            near = self.low(index - 1) in self.words["firms"] or self.low(index - 1) in self.words["places"]
            known = 0 if flags & (NAMED | Flag.CAPITAL) else board.lexicon.slip_of(low)
            everyday = known & Flag.WORD and not known & Flag.PLACE and board.lexicon.nearly_everyday(low)
            slip = everyday or known == Flag.WORD
            near = near and not everyday  # bij mevrow Aukje
            near = near or bool(flags & Flag.MAINLY and self._is_done_by(index))
            if self.sloppy and not slip:
                return 0.8
            if self.low(index - 1) in _BEFORE_UNKNOWN and not flags & (NAMED | Flag.MAINLY):
                return 2.0  # dezelfde lasproeven
            return 0.985 if near or not (slip or flags & Flag.MAINLY) else 2.0
        if flags & (KNOWN_WORD | STAYS | NAMED) != Flag.COMPOUND:
            return 2.0
        if self.low(index - 1) in self.words["places"] and board.lexicon.slip_of(low) & Flag.PLACE:
            return 0.9  # in zandvoord
        if self.sloppy:
            return MADE_UP if self._case(index - 1) != "low" or mark is None else 0.9
        return 0.995 if mark is not None and mark.kind is PERSON else 2.0  # Femke torenbeek

    def _is_done_by(self, index: int) -> bool:
        """Whether a verb of people stands beside the word, or a name and *en* before it: *belde wouter*, *Ilse en
        kelly*."""
        before, after = self.low(index - 1), self.low(index + 1)
        if before in self.words["speech"] or before in self.words["deeds"]:
            return True
        if (after in self.words["verbs"] or after in self.words["acts"]) and before not in BEFORE_THINGS:
            return True
        mark = self.board.marks[index - 2] if before in ("en", ",") and index > 1 else None
        return mark is not None and mark.kind is PERSON

    def _opens_with_article(self, index: int) -> bool:
        """Whether a sentence begins with an article before a word with a capital."""
        return self.low(index - 1) in ("de", "het") and self.page.starts[index - 1] and not self.page.newline[index]

    def _is_told_as_word(self, index: int, flags: int) -> bool:
        """Whether a word stands for itself at a sentence start, or is said as a word in small letters."""
        case, low = self._case(index), self.page.low[index]
        if case == "start":
            post = self.low(index + 1) == ":" or self.is_post(low)
            label = post and not flags & (NAMED | Flag.CAPITAL) and flags & KNOWN_WORD
            label = label or (low in self.words["adverbs"] and not flags & NAMED)  # Halverwege komt een student
            label = label or (low == "ah" and not self.page.shout[index])  # the shop is AH
            alone = bool(flags & Flag.WORD) and (self.is_told_alone(index) or self._stands_for_itself(index, flags))
            matter = len(low) > 7 and low.endswith(_OF_MATTERS)
            plain = low in self.words["matters"] or (len(low) > 4 and low.endswith("en"))
            matter = matter or (plain and self.low(index + 1) in _MATTERS_DO)
            matter = matter and not flags & (NAMED | Flag.CAPITAL)
            if low in self.words["matters"] and flags & NAMED and low not in self.loud_inside:
                return True  # Stroom kwam na tien minuten terug
            return bool(label) or alone or bool(matter and flags & Flag.WORD)
        if case == "speech":
            made = flags & (NAMED | Flag.COMPOUND) == Flag.COMPOUND and self.low(index - 1) not in (
                "bij",
                "naar",
                "heet",
            )
            return bool(made) and low.endswith(OF_WORK)  # de oude drukmachine
        if case != "low" or self.sloppy:
            return False
        before = self.low(index - 1)
        counted = before.isdigit() or is_number(before)  # een machine die vijf assen heeft
        return counted or (before in _SAID_AS and self._quotes(index))

    @cached_property
    def loud_inside(self) -> frozenset[str]:
        """The words that have a capital inside a sentence of the page."""
        page = self.page
        return frozenset(
            low
            for low, capital, start, speech in zip(page.low, page.capital, page.starts, page.speech, strict=True)
            if capital and not start and not speech
        )

    def _stands_for_itself(self, index: int, flags: int) -> bool:
        """Whether a word that no list has as a name is a sentence by itself, or turns one round: *Gênant.*, *Stroom
        vond ik altijd eng*."""
        after = index + 1
        if flags & (NAMED & ~Flag.SURNAME | Flag.CAPITAL) or after >= len(self.page) or self.page.newline[after]:
            return False
        low, ahead, then = self.page.low[index], self.page.low[after], self.low(after + 1)
        turned = ahead in self.words["verbs"] and then in SUBJECTS and then not in ("ze", "zij")
        if flags & Flag.SURNAME:
            return turned
        many = low.endswith(("en", "s")) and (
            (ahead in _OF_ONE and then in _WHO) or (ahead == "die" and low[-2] in "er")
        )
        quality = low[-1] == "e" and flags & Flag.COMMON and ahead[-1:] != "t" and self._is_word_beside(after)
        if many or quality:
            return True  # Bestuurders doet mijn collega, Stoere jongen
        still = ahead in ("is", "was") and then in ("overal", "nooit", "altijd")  # Vuur is overal
        return ahead in (".", "!") or turned or still or self.goes_on_as_word(index)

    def _quotes(self, index: int) -> bool:
        """Whether somebody says a word, or it is said how a word sounds: *zegt: pomalu*, *spreek je uit als honneu*."""
        before = self.low(index - 2)
        return before == "uit" if self.low(index - 1) == "als" else before in self.words["speech"]

    def _led(self, index: int) -> bool:
        """Whether a preposition or a piece of a name leads to the token: *van de Hoofdvaart*, *bij La Plase*."""
        before = self.before(index)
        if before >= 0 and self.capital(before):
            heard = self.board.flags[before] & (STAYS | Flag.EVERYDAY | Flag.COMMON)
            if self.board.marks[before] is not None or not heard or self.page.low[before] in self.particles:
                return True
        lead = index - 2 if self.low(index - 1) in ("de", "het", "den", "'t") else index - 1
        return self.low(lead) in self.words["firms"] or self.low(lead) in self.words["places"]

    def _kept_as_name(self, index: int) -> bool:
        """Whether the detector is sure that a kept word that is also somebody's name is one here: *zei Mei*."""
        flags, page = self.board.flags[index], self.page
        if flags & Flag.NATION or page.speech[index] or self.needless:
            return False
        if page.low[index] in self.words["state"] or (page.low[index] in MONTHS and self.low(index - 1) in _WHEN):
            return False
        if not flags & (Flag.FIRST | Flag.SURNAME) and not self._led_as_firm(index):
            return False
        # *Daar staat Kok te roken*: a noun would have an article.
        acting = flags & Flag.SURNAME and self.low(index - 1) in self.words["verbs"] - _LASTS
        wanted = 0.35 if acting and page.starts[index - 2] else 0.8
        return self._case(index) == "inside" and self.board.odds[index] > wanted and not self.in_lesson(index)

    def _led_as_firm(self, index: int) -> bool:
        """Whether a preposition or a word of kind leads to a kept word that ends in nothing that papers do: *kapsalon
        Knippies*, *bij Chateaubriand*."""
        flags, low = self.board.flags[index], self.page.low[index]
        if flags & Flag.PAPER or self.is_matter(index):
            return False
        before = index - 2 if self.low(index - 1) in ("de", "het") else index - 1
        if self.low(before) in ("bij", "van", "naar"):
            post = flags & (Flag.WORD | NAMED) == Flag.WORD and (self.is_post(low) or low.endswith(_TRADED))
            return not post  # bij Analist was dat anders
        return before == index - 1 and before >= 0 and self.is_kind(before)

    def _among_kept(self, index: int) -> bool:
        """Whether a word stands in a list of words that stay: *Veehouderij, Loonwerk, Groen*."""
        page, flags = self.page, self.board.flags
        for comma, other in ((index - 1, index - 2), (index + 1, index + 2)):
            if self.low(comma) not in (",", "en", "of") or not 0 <= other < len(page):
                continue
            if self.capital(other) and flags[other] & Flag.KEEP and not flags[other] & NAMED:
                return True
        return False

    def _case(self, index: int) -> str:
        """How much a token's capital tells: in speech nothing, at a start little, inside a sentence most."""
        page = self.page
        if page.speech[index]:
            return "speech"
        if not page.capital[index]:
            return "low"
        return "start" if page.starts[index] else "inside"
