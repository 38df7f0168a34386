"""The rules together, in their order: phrases, company, single words, chains, then what the page taught."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from interview_coder.domain.model import NameKind
from interview_coder.redaction.board import Mark
from interview_coder.redaction.borders import Borders
from interview_coder.redaction.classes import nearly
from interview_coder.redaction.companions import Companions
from interview_coder.redaction.deeds import Deeds
from interview_coder.redaction.hints import Hints
from interview_coder.redaction.hunches import LEAST, Hunches
from interview_coder.redaction.initials import Initials
from interview_coder.redaction.introductions import Introductions
from interview_coder.redaction.joints import Joints
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag, squeeze
from interview_coder.redaction.look import HYPHENS, ORGANISATION, PERSON, PLACE, QUOTES
from interview_coder.redaction.memory import Memory
from interview_coder.redaction.namesakes import Namesakes
from interview_coder.redaction.particles import Particles
from interview_coder.redaction.people import People
from interview_coder.redaction.pieced import Pieced
from interview_coder.redaction.regions import Regions
from interview_coder.redaction.several import Several
from interview_coder.redaction.streets import Streets, is_road
from interview_coder.redaction.tokens import is_initial, words
from interview_coder.redaction.tongues import Tongues
from interview_coder.redaction.voices import Voices
from interview_coder.redaction.workplaces import Workplaces

# What may stand before somebody is said to be one, and what leads to a family before its trade.
_PAUSES: Final = frozenset(",:.")
_AT: Final = words("bij van")
# What opens the name of a firm with a capital only: *MET GGZ*.
_SMALL: Final = words("met in op voor van bij aan over door")
# The number of a firm: *Beweging 3.0*.
_EDITION: Final = re.compile(r"\s\d\.\d(?!\w)")
_HALLS: Final = words("museum theater hotel")
# What *college* becomes behind the name of a school: *Albeda collage*.
_COLLEGES: Final = words("collage collega")
# What joins the words of an English name: *Hair by Ingrid*.
_ENGLISH: Final = words("by and for the 'n")
_ROLES: Final = words("interviewer interviewster respondent spreker vraag antwoord")
_FIRM_ENDS: Final = ("werf", "bedrijf", "bakkerij", "garage", "winkel", "boerderij", "kwekerij", "slagerij")
# What stands before a family name that begins with *van*, and seldom before a town that somebody comes from.
_BEFORE_FAMILY: Final = words(
    ": met bij door aan zei zegt vroeg vraagt vraag belt belde heet ene en of dat want als tegen"
)
# Who is from a town together, and who comes from somewhere.
_SEVERAL: Final = words("jongens meiden meisjes mannen vrouwen mensen kinderen")
_COMES: Final = words("kom komt komen kwam kwamen gekomen")
_VEHICLES: Final = words("bus trein fiets auto tram metro scooter brommer boot pont")
# Words of kind that belong to the name of a firm when they stand beside it with a capital.
_FIRM_WORDS: Final = words("techniek groep holding motors services")

# Towns that begin with *'s*, which is written without its apostrophe at times.
_GENITIVE: Final = re.compile("hertog|graven|graveland|heer|arends|gravel")

# What stands before a verb of people that the subject follows: *dat zei Goud*.
_TOLD: Final = words("dat toen dan daarna en zo dit daar , \" ” ' ’ want of als")

# What two people do.
_PLURAL: Final = words(
    "zijn waren zitten zaten werken werkten komen kwamen gaan gingen hebben hadden doen deden vinden vonden"
)
# How words for more than one end: *Buren en Yael zaten erbij*.
_OF_SEVERAL: Final = ("en", "ers", "els", "aars", "eurs", "ors", "jes", "ies", "ents", "'s")

_KIND_OF_TAG: Final = {"first": PERSON, "surname": PERSON, "place": PLACE, "organisation": ORGANISATION}


class Rules(
    People,
    Particles,
    Initials,
    Introductions,
    Deeds,
    Voices,
    Streets,
    Hunches,
    Hints,
    Joints,
    Memory,
    Namesakes,
    Several,
    Regions,
    Borders,
    Workplaces,
    Pieced,
    Companions,
    Tongues,
):
    """All rules, over one board. Each reads the board and marks tokens; later ones build on earlier marks."""

    def run(self) -> None:
        """Apply the rules in their order."""
        page = self.page
        tokens = [index for index in range(len(page)) if page.alpha[index] and not page.shut[index]]
        self._leave_and_list()
        self._judge_words(tokens)
        self._judge_company(tokens)
        self._ask_the_talk(tokens)
        self._join_the_parts()
        self._learn_from_page()
        self._spread_over_page()
        self._give_back()
        self.companions()

    def _leave_and_list(self) -> None:
        """What stays whatever stands beside it, then names that a list has whole, or in pieces."""
        self.habits()
        self.spelled_out()
        self.foreign_sentences()
        self.phrases()
        self.things()
        self.works()
        self.tools()
        self.programming()
        self.saints()
        self.listed_in_pieces()
        self.quoted()
        self.speakers()
        self.senders()

    def _judge_words(self, tokens: Sequence[int]) -> None:
        """Each word by itself and by the word beside it: streets, titles, words of kind, single words, the detector.

        Most words of a text are nobody's: what each rule can say nothing of is left out here.
        """
        page, board = self.page, self.board
        loud, size = set(self.loud), len(page)
        for index in tokens:
            if not self.before_code(index) if index in loud else is_road(page.low[index]):
                self.street(index)
        for index in tokens:
            low = page.low[index]
            if low in self.titling:
                self.titled(index)
            closed = (index + 1 < size and page.shut[index + 1]) or (index > 0 and page.shut[index - 1])
            long = len(low) > 7 or (len(low) > 5 and low[0] in "ck")
            if index in loud or closed or long or low in self.kinds or page.low[index - 1] in ("en", "&"):
                self.organisation(index)
            if index in loud:
                self.compound(index)
            self.place(index)
        for index in tokens:
            if self.may_be_single(index):
                self.single(index)
        for index in self.loud:
            self.pair(index)
        if board.odds:
            for index in tokens:
                if board.marks[index] is not None or board.odds[index] >= LEAST:
                    self.detected(index)

    def _judge_company(self, tokens: Sequence[int]) -> None:
        """Words of which the sentence says that they are somebody, a home or a firm."""
        page = self.page
        for index in self.loud:
            self.said(index)
            self.called(index)
            self.somebody(index)
            self.told(index)
            self.opens(index)
            self.homes(index)
            self.heading(index)
            self.is_town(index)
            self.is_firm(index)
            self.letters(index)
            self.ship(index)
            self.club(index)
            self.pair_told(index)
            self.sited(index)
            self.in_town(index)
            self.siblings(index)
        for index in tokens:
            follows = self.low(index + 1)
            if follows in _PAUSES:
                self.apposed(index)
            elif follows == "dat":
                self.told_in_speech(index)
            elif index and page.low[index - 1] in _AT:
                self.family_before_trade(index)

    def _ask_the_talk(self, tokens: Sequence[int]) -> None:
        """What a talk, a list, a letter or a form brings up."""
        self.numerals()
        self.answers()
        self.joined()
        self.listed(tokens)
        self.addressed()
        self.housed()
        self.signed()
        self.closing()
        self.attending()
        self.labelled()
        self.introductions()
        self.deeds()

    def _join_the_parts(self) -> None:
        """Particles, first names, initials and whatever else belongs to a name that was found."""
        self.particled()
        self.small_family()
        self.numbered()
        self.namesakes()
        self.forenames()
        self.loose_ends()
        self.nicknames()
        self.initialled()
        self.chains()
        self.carried()
        self.inner_words()
        self.inverted()
        self.turned_round()
        self.in_columns()
        self.widen()

    def _learn_from_page(self) -> None:
        """A name that is sure in one place is a name in the others; what it touches there is joined again."""
        self.learn()
        if self.heads_of_items():
            self.learn()
        self.taught_in_pieces(self._sure_names())
        self.seen_runs = self._runs()
        self.families()
        self.chains()
        self.widen()

    def _spread_over_page(self) -> None:
        """What stands beside names, or is one of several, wherever the page has it."""
        self.regions()
        self.of_two_names()
        self.partners()
        self.several()
        self.counted_up()
        self.told_pairs()
        self.pairs_at_work()
        self.pairs_with_a_small_word()
        self.small_words_joined()
        self.repeated()
        self.pieced()
        self.led_by_particles()
        self.glued()
        self.heard_inside()

    def _give_back(self) -> None:
        """What a name took with it and is none of it: articles, trades, the *van* of a workplace."""
        self.articles()
        self.workplaces()
        self.trades()
        self.apart()
        self.trades_in_name()
        self.of_firms()
        self.loose_articles()
        self.from_whom()

    def listed(self, tokens: Sequence[int]) -> None:
        """A first name that is a kept word, in a list of people: *Puck, Pip, Bloem en Ties*."""
        board, page = self.board, self.page
        for index in tokens:
            if board.marks[index] is not None:
                self._sure_in_pair(index)
                self._sure_by_company(index)
                continue
            if not self.capital(index) or page.speech[index] or board.kept[index]:
                continue
            heard = self.hears(index, 0.9)
            small = page.low[index] in self.little | self.words["state"]
            if small:
                continue
            if self._opens_pair(index):
                board.mark(index, index + 1, PERSON, 0.7, "list-of-people")
                continue
            if not (heard or board.flags[index] & (Flag.FIRST | Flag.SURNAME)):
                continue
            for comma, other in ((index - 1, index - 2), (index + 1, index + 2)):
                if self.low(comma) in (",", "en") and 0 <= other < len(page):
                    mark = board.marks[other]
                    first = (board.flags[other] | board.flags[index]) & Flag.FIRST
                    first = first or (
                        not page.starts[index] and not self.needless and board.flags[other] & Flag.SURNAME
                    )
                    first = first or self._heads_people(index)
                    if mark is not None and mark.kind is PERSON and (first or heard) and mark.confidence >= 0.7:
                        board.mark(index, index + 1, PERSON, 0.7, "list-of-people")

    def _opens_pair(self, index: int) -> bool:
        """Whether *en* joins a word that opens a sentence to somebody: *Mus en Specht zijn vrienden*, *Lotus en Yael
        Querido kwamen*; a noun would have an article."""
        page, board, other = self.page, self.board, index + 2
        if not page.starts[index] or self.low(index + 1) != "en" or other >= len(page) or self.needless:
            return False
        mark, flags, low = board.marks[other], board.flags[index], page.low[index]
        if mark is None or mark.kind is not PERSON or not self.capital(other) or flags & STAYS:
            return False
        if low in self.posts | self.kinds | self.words["titles"] | self.words["kin"] | self.words["trades"]:
            return False
        several = low.endswith(_OF_SEVERAL) or not flags & Flag.WORD or mark.confidence < 0.75
        if several and not flags & board.flags[other] & Flag.SURNAME:
            return False
        end = other + 1
        while end < len(page) and board.marks[end] is not None and not page.newline[end]:
            end += 1
        return self.low(end) in _PLURAL

    def _heads_people(self, index: int) -> bool:
        """Whether a family name opens a list of two more people: *Ploeg, Wagenaar en Schaap hebben getekend*."""
        marks, board = self.board.marks[index + 2 : index + 5 : 2], self.board
        if len(marks) < 2 or self.low(index + 1) != "," or self.low(index + 3) not in (",", "en") or self.needless:
            return False
        people = all(mark is not None and mark.kind is PERSON for mark in marks)
        return people and bool(board.flags[index] & board.flags[index + 2] & board.flags[index + 4] & Flag.SURNAME)

    def _sure_in_pair(self, index: int) -> None:
        """A first name that is a word becomes sure beside another person: *Roos en Storm*."""
        page, board, mark = self.page, self.board, self.board.marks[index]
        if mark is None or mark.kind is not PERSON or not 0.6 <= mark.confidence < 0.75 or page.starts[index]:
            return
        if not board.flags[index] & Flag.FIRST or not page.capital[index] or self.needless:
            return
        led = self.low(index + 2) == self.low(index - 1)  # met Roos en met Sterre
        for joint, other in ((index - 1, index - 2), (index + 1, index + 2 + led)):
            if self.low(joint) in ("en", ",") and 0 <= other < len(page) and page.capital[other]:
                beside = board.marks[other]
                if beside is not None and beside.kind is PERSON and board.flags[other] & Flag.FIRST:
                    board.marks[index] = replace(mark, confidence=0.75)

    def _sure_by_company(self, index: int) -> None:
        """A family name that is a word becomes sure beside what only people do (*en Blauw twijfelt*, *dat zei Goud*),
        and behind a first name that is a word as well (*Mark Schilder*)."""
        page, board, mark = self.page, self.board, self.board.marks[index]
        if mark is None or mark.kind is not PERSON or not 0.6 <= mark.confidence < 0.75 or page.starts[index]:
            return
        if not board.flags[index] & Flag.SURNAME or not self.capital(index) or page.speech[index] or self.needless:
            return
        before = board.marks[index - 1] if self.before(index) >= 0 else None
        given = before is not None and before.kind is PERSON and bool(board.flags[index - 1] & Flag.FIRST)
        said = self.low(index - 1) in self.words["deeds"] and self.low(index - 2) in _TOLD
        said = said or (self.low(index + 1) == "voor" and self._is_taught(index + 2))  # Vis voor Nederlands
        if self.low(index + 1) in self.words["deeds"] or given or said:
            board.marks[index] = replace(mark, confidence=0.8)

    def _is_taught(self, index: int) -> bool:
        """Whether a tongue or a subject stands here."""
        stays = index < len(self.page) and bool(self.board.flags[index] & STAYS)
        return stays and (self.capital(index) or self.low(index + 1) in (",", ".", "en"))

    def phrases(self) -> None:
        """Keep phrases first, then names of several words; the longest wins at each place."""
        board, page = self.board, self.page
        plain = [squeeze(low) if len(low) > 3 else low for low in page.low]  # VVV-bon
        for index in board.lexicon.phrases.openings(plain):
            if page.shut[index]:
                continue
            for length, tag in board.lexicon.phrases.at(plain, index):
                end = index + length
                if any(page.newline[index + 1 : end]) or any(page.shut[index:end]):
                    continue
                if tag == "brand" and self.at_work(index, end):
                    board.mark(index, end, ORGANISATION, 0.7, "brand")
                    break
                if tag == "keep" and self._works_there(index, end):
                    board.mark(index, end, ORGANISATION, 0.65, "detector")
                    break
                if tag in ("keep", "nation", "brand"):
                    board.kept[index:end] = [True] * length
                    break
                if tag == "surname" and self._is_no_family(index, end):
                    continue
                article = tag == "organisation" and page.low[index] in ("de", "het") and length == 2
                if (tag == "surname" or article) and self._other_within(plain, index, length):
                    continue
                if self._phrase(index, end, tag):
                    break

    def _works_there(self, start: int, end: int) -> bool:
        """Whether *bij* leads to words that stay elsewhere and the detector is sure of each: *bij het Groene Hart*."""
        page, odds = self.page, self.board.odds
        lead = start - 2 if self.low(start - 1) in ("het", "de") else start - 1
        if lead < start - 1 and self.capital(start - 1) and not page.starts[start - 1] and self.capital(end - 1):
            return self.hears(start - 1, 0.8) and self.hears(start, 0.8)  # dan was De Rode Loper beter
        if self.low(lead) in ("heet", "heette") and lead > 0 and self.is_kind(lead - 1) and self.capital(end - 1):
            return self.capital(start) and not page.speech[start]  # uw bedrijf heet Water en Vuur
        if self.low(lead) != "bij" or not self.capital(start) or page.speech[start] or self.needless or not odds:
            return False
        return all(odds[index] > 0.97 for index in range(start, end) if page.alpha[index])

    def _is_no_family(self, start: int, end: int) -> bool:
        """Whether small words before a capital are no part of a family name: *een wijk van Haarlem*, *die is van Urk*,
        *van Dongen naar Tilburg*, *het plafond van De Vorst*, *de Goede Verwachting*."""
        page, before = self.page, self.low(start - 1)
        known = before in self.words["titles"] | self.words["kin"] and before not in _SEVERAL
        if page.capital[start] or page.newline[start] or known:
            return False
        plural = before.endswith(("s", "en")) and self.board.flags[start - 1] & (Flag.WORD | Flag.FIRST) == Flag.WORD
        opens = plural and page.starts[start - 1] and self.capital(start - 1)  # Leerlingen van Urk
        if self.capital(start - 1) and before not in self.little and not opens:
            return False
        if page.low[start] == "de" and end - start == 2 and not page.speech[start] and self.proper(self.after(end - 1)):
            return page.gap[end]
        if page.low[start] != "van" or (end - start > 2 and page.speech[start]):
            return False
        if end - start > 2:
            return page.capital[start + 1]
        if before in _COMES and self.board.flags[end - 1] & Flag.PLACE:
            return True  # ik kom van stein
        ahead = (self.low(end), self.low(end + 1), self.low(end + 2))
        way = ahead[0] in ("naar", "tot") or (ahead[0] == "met" and ahead[2] in _VEHICLES)
        return bool(self.board.flags[end - 1] & Flag.PLACE) and (
            way or (before not in _BEFORE_FAMILY and not page.speech[start])
        )

    def _other_within(self, plain: list[str], index: int, length: int) -> bool:
        """Whether a place or firm begins inside a family name and goes beyond it: *van Eck en Wiel*."""
        return any(
            tag in ("place", "organisation", "keep") and index + 1 + size > index + length
            for size, tag in self.board.lexicon.phrases.at(plain, index + 1)
        )

    def _phrase(self, start: int, end: int, tag: str) -> bool:
        """Mark a listed name of several words, the words of kind at its ends apart; whether it was one."""
        page, board = self.page, self.board
        if any(board.kept[start:end]) or any(mark is not None for mark in board.marks[start:end]):
            return False
        first, last = self._core(start, end, tag)
        if tag == "organisation" and self._whose_particle(start):
            return False
        small = tag == "organisation" and page.low[start] in _SMALL and not page.capital[start]
        if small and self.capital(end - 1) and self.low(start - 1) != "bij":
            return False  # te maken met GGZ Nederland; bij van Dalen
        if tag == "place" and page.words[end : end + 1] == ["-"] and not page.gap[end] and self.capital(end + 1):
            return page.gap[end + 1]  # in 't Zand, de Noord-Hollandse
        inner = [i for i in range(first, last) if page.alpha[i]]
        plain = all(board.flags[i] & Flag.WORD or len(page.low[i]) < 3 for i in inner)
        capital = any(self.capital(i) and not page.starts[i] for i in range(start, end))
        capital = capital or (self.capital(start) and page.low[last - 1].isdigit())  # Beweging 3.0 heeft
        school = tag == "organisation" and self.capital(first) and last < end
        sloppy = tag == "organisation" and self.sloppy and self.low(start - 1) == "bij" and len(inner) > 1
        if plain and not page.speech[start] and not capital and not school and not sloppy:
            heard = bool(board.odds) and min(board.odds[start:end]) > 0.9
            if tag == "place" and page.low[start] == "den" and self.low(start - 1) in self.words["places"]:
                board.mark(start, end, PLACE, 0.7, "place-list")
                return True  # in den haag
            if tag != "surname" or not heard:
                return False
            board.mark(start, end, PERSON, 0.7, "surname-list")
            return True  # Meneer v.d. Wouw, van der wouw
        if tag == "surname" and plain and page.speech[start] and not self._whose(start, end):
            return False
        if tag == "surname" and plain and not page.speech[start] and not self.capital(end - 1):
            return False
        if page.speech[start] and plain and tag == "organisation" and not self._meant_in_speech(start, first, last):
            return False
        common = all(board.flags[i] & (Flag.EVERYDAY | Flag.COMMON) for i in inner)
        if page.speech[start] and tag == "place" and page.low[first] in ("de", "het") and common:
            return False  # in de wijk
        board.mark(first, last, _KIND_OF_TAG[tag], 0.85 if plain else 0.97, f"{tag}-list")
        board.kept[last:end] = [kept or page.low[i] in _COLLEGES for i, kept in enumerate(board.kept[last:end], last)]
        return True

    def _core(self, start: int, end: int, tag: str) -> tuple[int, int]:
        """A listed name of several words without the words of kind at its ends that stay."""
        page, board = self.page, self.board
        first, last = start, end
        if tag == "organisation" and not page.speech[start] and not page.capital[start] and self.capital(start + 1):
            first += self.is_kind(start)  # theater De Leest, kinderopvang Bink
        while (
            page.low[first] not in self.belonging
            and page.low[first] not in _HALLS
            and first < last - 1
            and not (tag == "place" and page.words[first + 1] in HYPHENS)
            and (page.low[first] in self.kinds or not page.alpha[first])
            and page.low[first + 1] != "en"  # Zorg en Zekerheid
            and not page.low[first + 1].isdigit()  # Loods 5
            and page.low[first][0] != "'"
            and not (tag == "organisation" and last - first == 2 and board.flags[first + 1] & NAMED == Flag.FIRST)
        ):
            first += 1
        while last > first + 1 and (
            (page.low[last - 1] in self.schools and page.low[last - 1] not in self.belonging)
            or nearly(page.low[last - 1], "after_school")
            or (page.gap[last - 1] and (self.nearly_college(last - 1) or page.low[last - 1] in _COLLEGES))
            or not (page.alpha[last - 1] or page.low[last - 1].isdigit() or self._is_called_with_s(last - 1, tag))
        ):
            last -= 1
        if all(page.low[i] in self.kinds for i in range(first, last)):
            # Stedelijk Dalton Lyceum, Techniek College
            first, last = start, end - (page.low[end - 1] in self.schools and end - start > 1)
        if tag == "organisation" and first < last < end and all(self.is_adjective(i) for i in range(first, last)):
            first, last = start, end  # Maritieme Academie
        if tag == "organisation" and last - first > 1 and not page.capital[first] and not page.speech[first]:
            first += page.low[first] in ("van", "de", "het", "'t")
        return first, last

    def _is_called_with_s(self, index: int, tag: str) -> bool:
        """Whether *'s* ends what a shop is called, and tells of nothing that is somebody's: *bij Sissy's als*."""
        if tag != "organisation" or self.page.low[index] != "'s":
            return False
        after = self.after(index)
        return after < 0 or not self.page.alpha[after] or self.page.low[after] in self.little

    def _whose(self, start: int, end: int) -> bool:
        """Whether words of the dictionary are a family name in lower-case speech: *scheepswerf de vries*."""
        before, flags = self.low(start - 1), self.board.flags
        if start == 0:
            return False
        first = flags[start - 1] & Flag.FIRST and not flags[start - 1] & (KNOWN_WORD | Flag.EVERYDAY)
        closes = self.after(end - 1) < 0 or self.low(end) in self.little or self.low(end) in self.words["verbs"]
        if first and closes and self.board.odds and self.board.odds[end - 1] > 0.35:
            return True  # marloes de kort
        if flags[end - 1] & Flag.EVERYDAY or not flags[end - 1] & Flag.SURNAME:
            return False
        if before in self.words["speech"] and self.hears(end - 1, 0.3):
            return True  # die zegt de ruiter
        return bool(first) or before in self.kinds or before in self.words["titles"] or before.endswith(_FIRM_ENDS)

    def _whose_particle(self, index: int) -> bool:
        """Whether a particle belongs to the name of somebody: *mevrouw van Driel*, *Lieke van Uden*."""
        before, page = self.before(index), self.page
        if page.low[index] in self.particles and self.low(index - 1) in self.words["titles"]:
            return True
        if page.low[index] != "van" or before < 0 or page.capital[index]:
            return False
        if not (self.capital(before) or page.speech[before]):
            return False
        return self.board.flags[before] & (Flag.FIRST | KNOWN_WORD | Flag.SURNAME) == Flag.FIRST

    def _meant_in_speech(self, start: int, first: int, last: int) -> bool:
        """Whether words of the dictionary that are a firm together are one in lower-case speech: *bij de toren*."""
        page, flags = self.page, self.board.flags
        core = [i for i in range(first, last) if page.low[i] not in self.little and page.low[i] not in self.particles]
        if not core or page.low[start] in ("van", "met", "op", "da"):
            return False
        if len(core) > 1 or first > start or page.alpha[first] != page.alpha[last - 1]:
            return not all(flags[i] & Flag.EVERYDAY for i in core) or first > start
        led = self.low(start - 1) in self.words["firms"] or self.low(start - 1) in self.kinds
        return led and not flags[core[0]] & (Flag.EVERYDAY | Flag.COMMON)

    def saints(self) -> None:
        """*Sint* or *St.* and a capital: a school, a home, a church; not the feast, which is kept as a phrase."""
        page, board = self.page, self.board
        for index in self.spots(("sint", "st")):
            if board.kept[index] or index + 1 == len(page):
                continue
            name = index + 1
            said = page.speech[index] and page.low[index] == "sint" and page.alpha[name] and not page.newline[name]
            if said and page.low[name] not in self.little and not board.kept[name] and len(page.low[name]) > 3:
                board.mark(index, name + 1, ORGANISATION, 0.7, "kind-of-organisation")
            if not self.capital(index):
                continue
            joints = "-" if page.low[index] == "sint" else ".-"  # Met Sint. Suf, hè.
            while page.words[name] in joints and name + 1 < len(page) and name < index + 3:
                name += 1
            if page.newline[name] or not self.proper(name, firm=True) or board.kept[name] or page.speech[name]:
                continue
            if page.low[name] in self.little or page.low[name] in ("piet", "nicolaas", "maarten", "juttemis"):
                continue
            board.mark(index, name + 1, ORGANISATION, 0.8, "kind-of-organisation")

    def initialled(self) -> None:
        """A listed place or firm behind initials is somebody's name: *M. de Haan*."""
        page, board = self.page, self.board
        for index in range(2, len(page)):
            mark = board.marks[index]
            if mark is None or mark.kind not in (PLACE, ORGANISATION) or board.marks[index - 1] is not None:
                continue
            first = index
            while first > 2 and page.low[first - 1] in self.particles and index - first < 3:
                first -= 1
            if (
                page.words[first - 1] == "."
                and not page.shut[first - 1]
                and is_initial(page.words[first - 2])
                and not board.kept[first - 2]
                and self.low(first - 3) not in ("een", "de")  # met een K. Kas
                and not any(page.newline[first : index + 1])
            ):
                board.mark(first - 2, index, PERSON, mark.confidence, mark.reason)
                end = index
                while end < len(page) and board.marks[end] == mark:
                    board.marks[end] = replace(mark, kind=PERSON)
                    end += 1

    def nicknames(self) -> None:
        """A nickname in quotes inside a name: *Bertus 'de Schoer' Hutten*, *Jan "Pommetje" Bos*."""
        page, board = self.page, self.board
        for index in range(1, len(page) - 3):
            mark = board.marks[index - 1]
            if page.words[index] not in QUOTES or mark is None or mark.kind is not PERSON or page.newline[index]:
                continue
            end = index + 1
            while end < min(index + 5, len(page)) and page.words[end] not in QUOTES and page.alpha[end]:
                end += 1
            if (
                not index + 1 < end < len(page) - 1
                or page.words[end] not in QUOTES
                or any(page.newline[index : end + 2])
            ):
                continue
            if self.proper(end + 1, firm=True) and page.gap[end + 1]:
                board.mark(index, end + 2, PERSON, mark.confidence, mark.reason)

    def widen(self) -> None:
        """Carry a name on to the capitals that touch it: *Lotus Nails*, *Nieuw-Beerta*, *Almere Haven*."""
        page, board = self.page, self.board
        size = len(page)
        for index in range(size):
            mark = board.marks[index]
            if mark is None or page.speech[index] or mark.kind is NameKind.CONTACT or not self.capital(index):
                continue
            back = self.before(index)
            if back >= 0 and page.low[back] == "s" and _GENITIVE.match(page.low[index]) and board.marks[back] is None:
                board.mark(back, index, mark.kind, mark.confidence, mark.reason)
                continue
            if back >= 0 and page.low[back] == "'t" and mark.kind is not PERSON and board.marks[back] is None:
                board.mark(back, index, mark.kind, mark.confidence, mark.reason)
                continue
            if back > 0 and page.words[back] in HYPHENS and page.low[back - 1] == "'s":
                board.mark(back - 1, index, mark.kind, mark.confidence, mark.reason)
                continue
            if back > 0 and page.low[back] in _ENGLISH and board.marks[back] is None and self._touches(back - 1):
                if not page.starts[back - 1] or page.capital[back]:
                    board.mark(back - 1, index, mark.kind, mark.confidence - 0.1, mark.reason)
                continue
            if back >= 0 and page.words[back] in HYPHENS and not page.gap[index] and not page.gap[back]:
                back = self.before(back)
            if back >= 0 and board.marks[back] is None and self._touches(back) and self._may_open(back, mark.kind):
                board.mark(back, index, mark.kind, mark.confidence - 0.1, mark.reason)
            if mark.kind is ORGANISATION and self._firm_goes_on(index, mark):
                continue
            further = self.after(index)
            if further >= 0 and page.words[further] in HYPHENS and not page.gap[further]:
                further = self.after(further)
                if further >= 0 and page.gap[further]:
                    further = -1
            if further >= 0 and board.marks[further] is None and self._touches(further):
                board.mark(index + 1, further + 1, mark.kind, mark.confidence - 0.1, mark.reason)

    def _firm_goes_on(self, index: int, mark: Mark) -> bool:
        """Carry a firm on over a number (*Beweging 3.0*), or *&* and a capital that is no trade (*Oase Beauty &
        Wellness*); whether it was the latter."""
        page, board, other = self.page, self.board, index + 2
        if _EDITION.match(page.text, page.ends[index]):
            board.mark(index + 1, index + 4, mark.kind, mark.confidence, mark.reason)
        if self.low(index + 1) != "&" or other >= len(page) or not page.gap[other]:
            return False
        if any(page.newline[index + 1 : other + 1]) or board.marks[other] is not None:
            return False
        if not self.proper(other) or self.is_trade(other):
            return False
        board.mark(index + 1, other + 1, mark.kind, mark.confidence - 0.1, mark.reason)
        return True

    def _may_open(self, index: int, kind: NameKind) -> bool:
        """Whether a capital before a name is a part of it: at a sentence start a seldom heard one before a person."""
        seldom = not self.board.flags[index] & (Flag.EVERYDAY | Flag.COMMON | Flag.KEEP)
        no_name = self.words["verbs"] | self.words["naming"] | self.words["kin"] | _ROLES
        low, named = self.page.low[index], self.board.flags[index] & NAMED
        seldom = seldom and low not in no_name and (bool(named) or not self.is_post(low))
        return not self.page.starts[index] or (kind is PERSON and seldom and not self.needless)

    def _touches(self, index: int) -> bool:
        """Whether a capital beside a name is a part of it."""
        page, flags, low = self.page, self.board.flags[index], self.page.low[index]
        if not self.capital(index) or self.board.kept[index] or page.shout[index] or flags & Flag.NATION:
            return False
        post = (low in self.words["kin"] and not flags & NAMED) or low in self.words["naming"]  # Directeur Bos
        if low in self.schools or low in self.words["titles"] or post:
            return False
        if squeeze(low) in self.schools or low in _COLLEGES or self.nearly_college(index):
            return False  # Hoornbeek Colllege
        if low in self.little and (page.starts[index] or self.needless or not flags & Flag.WORD):
            return False
        if flags & Flag.KEEP and (not flags & Flag.WORD or (len(low) > 9 and not flags & NAMED)):
            return False
        return not self.is_sort(index) or low in _FIRM_WORDS

    def quoted(self) -> None:
        """A title in quotes that begins with a capital article: “De Nieuwegeiner”."""
        page, board = self.page, self.board
        for index in range(1, len(page) - 2):
            if (
                page.words[index - 1] in QUOTES
                and page.low[index] in ("de", "het", "'t", "den")
                and page.capital[index]
            ):
                end = index + 1
                while end < len(page) and self.capital(end) and not board.kept[end]:
                    end += 1
                stays = end == index + 2 and board.flags[end - 1] & (NAMED | STAYS) == Flag.KEEP  # 'De Inspectie'
                if index + 1 < end < len(page) and page.words[end] in QUOTES and end - index < 5 and not stays:
                    board.mark(index, end, ORGANISATION, 0.7, "quoted-title")
