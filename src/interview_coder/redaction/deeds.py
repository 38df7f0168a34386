"""Rules for people whose name is an ordinary word, told by what only people do, are or stand beside.

Who does what nobody but somebody does (*Bakker stelt voor*, *Geluk woont alleen*), who is so old (*Nacht is 18 en
werkt*), whose post or department stands behind the name (*Rust, lid van de raad, vroeg*; *Zwaan (zorg) belt*), of whom
it is said that it is a name (*Geluk is een achternaam*), who stands beside somebody (*Levi en Geluk*).
"""

from __future__ import annotations

from typing import Final

from interview_coder.redaction.lexicon import KNOWN_WORD, STAYS, Flag
from interview_coder.redaction.look import ORGANISATION, PERSON, PLACE, SUBJECTS, Look
from interview_coder.redaction.singles import TOWNS
from interview_coder.redaction.tokens import words

# What follows a verb where the sentence has turned round: *Knap vindt ze*, *Buiten belt er iemand*.
_TURNED: Final = SUBJECTS | words("er men iedereen niemand iemand")
# What a thing says or asks: *Stilte zegt genoeg*, *Rust vraagt tijd*.
_TELLING: Final = words("mij me ons iets niets niks veel meer genoeg alles weinig")
# Who asks says what for: *Bakker vraagt of*, but *Rust vraagt tijd*.
_ASKING: Final = words("vraagt vroeg")
_ASKED: Final = words("of om naar wat wie hoe waarom waar wanneer aan me mij ons hem haar : ,")
# A clause that only somebody opens: *Heilig zegt dat*, but *Formeel heet dat*.
_THAT: Final = words("dat het de een mijn")
# Ends of words for doings, groups and qualities.
_ABSTRACT: Final = ("en", "ing", "heid", "tie", "schap", "teit", "isme", "uur", "lijks", "eel", "weg", "wijze")
# Posts behind a comma that are no trade: *Rust, lid van de raad*.
_POSTS: Final = words("lid voorzitter secretaris penningmeester eigenaar eigenaresse directeur")
# First names that are small words.
_SMALL_FIRST: Final = words("elke door wil mei dan ad dag jet")
# Whose such a post is.
_WHOSE: Final = words("de onze mijn m'n haar zijn z'n hun een het")
_OF_WHAT: Final = words("van bij op in voor")
# What stands before a kind of name: *Mint is mijn naam*.
_HAS_NAME: Final = words("de een mijn zijn haar hun onze")
# Who says which town is theirs to serve: *ik doe Best*.
_SERVES: Final = words("doe doet deed deden")
# What ends a clause.
_CLOSING: Final = words(". , ; ? ! ) :")
# What leads to two words that are a firm, and what joins them: *naar Licht en Liefde*.
_TO_FIRMS: Final = words("bij naar via")
_IN_FIRMS: Final = words("en & voor op")
# What the detector gives at least: to a word that no list has as a name, to one that is a family name too, to one that
# little else tells of.
_FAINT: Final = 0.05
_UNLIKELY: Final = 0.08
_HEARD: Final = 0.5
# A mark that the rules here make no surer.
_SURE: Final = 0.8
# What may stand before that somebody is ill.
_MEANWHILE: Final = words("ook nu nog al weer pas net niet altijd toen inmiddels")
# Why people are away: *met pensioen*.
_AWAY: Final = words("verlof vakantie pensioen zwangerschapsverlof ziekteverlof")
# So many tokens of a sentence are looked through for its end.
_CLAUSE: Final = 10
# So many tokens tell whose a post is, and what stands between brackets.
_POST_LENGTH: Final = 6


class Deeds(Look):
    """Marks people, and some firms and towns, that are called by words of every day."""

    def deeds(self) -> None:
        """Somebody, some towns and firms of two words, at each capital that a rule has not made sure of."""
        page, board = self.page, self.board
        if self.needless:
            return
        for index in self.loud:
            if page.shout[index] or index + 1 == len(page):
                continue
            if self.low(index - 1) in _TO_FIRMS:
                self._firm_of_two(index)
            mark = board.marks[index]
            if mark is not None and (mark.kind is not PERSON or mark.confidence >= _SURE):
                continue
            if not board.flags[index] & KNOWN_WORD or board.flags[index] & Flag.NATION:
                continue
            if board.kept[index] and (board.kept[index + 1] or (index > 0 and board.kept[index - 1])):
                continue  # Assistent Kapper vond ik lastig
            if not page.starts[index] and mark is None:
                self._inside_sentence(index)
            if page.low[index] in self.little or page.low[index] in self.words["never_at"]:
                if page.low[index] in _SMALL_FIRST and self._has_told_post(index):
                    self.introduce(index, index + 1, 0.75)  # Elke, onze coördinator, wil
                continue
            if self._has_told_post(index) or self._has_department(index) or self._is_said_a_name(index):
                self.introduce(index, index + 1, 0.75)
            elif page.starts[index] and self._opens_as_people(index):
                self.introduce(index, index + 1, _SURE if board.flags[index] & Flag.SURNAME else 0.7)

    def _opens_as_people(self, index: int) -> bool:
        """Whether a word that opens a sentence does, is or is spoken of as only somebody is."""
        return (
            self._does_as_people(index)
            or self._is_so_old(index)
            or self._has_no_article(index)
            or self._is_as_people(index)
            or self._is_taken_up(index)
        )

    def _has_no_article(self, index: int) -> bool:
        """Whether a listed family name that the detector does not rule out does something without an article: *Vonk
        heeft het rooster*; not what has none: *Staal zit overal in*."""
        low, flags = self.page.low[index], self.board.flags[index]
        if (
            self.low(index + 1) not in self.words["doings"]
            or self.low(index + 2) in _TURNED
            or not flags & Flag.SURNAME
        ):
            return False
        if low in self.words["matter"] | self.words["kin"] | self.words["titles"] | self.kinds:
            return False
        if flags & (Flag.SURNAME | Flag.FIRST) != Flag.SURNAME:
            return False
        beside = self.after(index + 1)
        goes_on = beside >= 0 and not self.capital(beside) and not self.goes_on_as_word(index)
        return goes_on and self.may_hear(index, _UNLIKELY)

    def _is_as_people(self, index: int) -> bool:
        """Whether a word is said to be what only people are: *Mol is met pensioen*, *Rust was ziek*."""
        low, state = self.page.low[index], index + 2
        if self.low(index + 1) not in ("is", "was") or self.is_post(low) or low in self.posts | self.words["bodies"]:
            return False
        if self._is_made(index):
            return False
        if self.low(state) == "met":
            return self.low(state + 1) in _AWAY
        state += self.low(state) in _MEANWHILE
        return self.low(state) in self.words["conditions"] and self.low(state + 1) in _CLOSING | {
            "en",
            "maar",
            "dus",
            "geworden",
        }

    def _is_taken_up(self, index: int) -> bool:
        """Whether *hij* or *zij* takes a word up that has no article: *Lang was er niet, hij is ziek*; *Vink vond ik
        goed, die had geduld*."""
        page, low, end = self.page, self.page.low[index], index + 2
        if self.low(index + 1) not in self.words["verbs"] or (self.is_post(low) and not self._is_missed(index)):
            return False
        if (
            self._is_made(index)
            or low in self.words["adverbs"] | self.words["kin"] | self.words["titles"] | self.words["bodies"]
        ):
            return False
        turned = self.low(index + 2) in _TURNED and not self._is_missed(index)
        while end < min(index + _CLAUSE, len(page)) and page.alpha[end] and not page.capital[end]:
            end += 1
        taken = self.low(end) == "," and self.low(end + 2) in self.words["verbs"]
        if not taken or end >= len(page) or page.newline[end]:
            return False
        who = self.low(end + 1)
        if turned:
            liked = self.low(index + 1) in ("vond", "vind") and bool(self.board.flags[index] & Flag.SURNAME)
            return liked and who in ("die", "hij", "zij") and self.may_hear(index, _HEARD)
        return who in ("hij", "zij") or (who == "die" and self._is_missed(index))

    def _is_made(self, index: int) -> bool:
        """Whether a word stays elsewhere, is made of others, or ends as no name does; so is a letter."""
        low, flags = self.page.low[index], self.board.flags[index]
        made = bool(flags & (STAYS | Flag.COMPOUND | Flag.FORM)) or low.endswith(_ABSTRACT)
        return made or len(low) < 3

    def _is_missed(self, index: int) -> bool:
        """Whether it is said that somebody was not there: *Lang was er niet*."""
        return self.low(index + 1) in ("is", "was") and self.low(index + 2) == "er" and self.low(index + 3) == "niet"

    def _does_as_people(self, index: int) -> bool:
        """Whether a noun without its article does at a sentence start what only people do: *Bakker stelt voor*."""
        page, low, verb, then = self.page, self.page.low[index], self.low(index + 1), self.low(index + 2)
        if verb not in self.words["deeds"] or page.newline[index + 1] or then in _TURNED or low in self.words["bodies"]:
            return False
        if low in self.words["kin"] or low in self.words["titles"] or low in self.kinds or self.goes_on_as_word(index):
            return False
        if then in _TELLING and self.low(index + 3) in _TELLING | {".", "over", "dan"}:
            return False  # Muziek zegt mij niets
        if verb in _ASKING and then not in _ASKED:
            return False  # Rust vraagt tijd
        flags = self.board.flags[index]
        if flags & Flag.SURNAME:
            return True
        return not flags & (STAYS | Flag.FIRST) and self._may_do(index, verb, then)

    def _may_do(self, index: int, verb: str, then: str) -> bool:
        """Whether a word that no list has as a name may be somebody who does this."""
        low, adverb = self.page.low[index], self.page.low[index] in self.words["adverbs"]
        if adverb or len(low) < 3 or self.is_post(low) or low in self.posts or low.endswith(_ABSTRACT):
            return False
        if then in _THAT and not (then == "dat" and verb in self.words["speech"]):
            return False
        heard = self.may_hear(index, _FAINT)
        beside = self.after(index + 1)
        return heard and beside >= 0 and not self.capital(beside)

    def _is_so_old(self, index: int) -> bool:
        """Whether somebody is so old and does something: *Nacht is 18 en woont begeleid*."""
        page, age = self.page, index + 2
        if self.low(index + 1) not in ("is", "was") or not self.low(age).isdecimal() or self.is_post(page.low[index]):
            return False
        years = self.low(age + 1) == "jaar"
        does = self.low(age + 1 + years) in ("en", ",") and self.low(age + 2 + years) in self.words["living"]
        return 13 < int(page.low[age][:3]) < 100 and does

    def _has_told_post(self, index: int) -> bool:
        """Whether a post stands behind a name between commas: *Rust, lid van de raad, heeft*; *Zorg, de mentor (zo*."""
        page, low = self.page, self.page.low[index]
        if self.low(index + 1) != "," or low in self.words["adverbs"] or low in self.words["titles"]:
            return False
        post = index + 2 + (self.low(index + 2) in _WHOSE)
        told = self.low(post)
        if post >= len(page) or page.capital[post] or not (self.is_post(told) or told in _POSTS):
            return False
        end = post + 1
        if self.low(end) in _OF_WHAT:
            while end < min(post + _POST_LENGTH, len(page)) and page.words[end] not in (",", ".", "(", ":", ";", ")"):
                end += 1
        elif post == index + 2:
            return False
        return self.low(end) == "(" or (self.low(end) == "," and self.low(end + 1) in self.words["verbs"])

    def _has_department(self, index: int) -> bool:
        """Whether brackets tell where somebody works who does something: *Zwaan (maatschappelijk werk) belt*."""
        page, end = self.page, index + 2
        if (
            self.low(index + 1) != "("
            or page.low[index] in self.words["bodies"] | self.posts
            or self.is_post(page.low[index])
        ):
            return False
        while end < min(index + _POST_LENGTH, len(page)) and page.alpha[end] and not page.newline[end]:
            end += 1
        return end > index + 2 and self.low(end) == ")" and self.low(end + 1) in self.words["deeds"]

    def _is_said_a_name(self, index: int) -> bool:
        """Whether it is said of a word that it is a name: *Geluk is een achternaam*, *een Slager van zichzelf*."""
        return self.page.low[index + 1 : index + 3] == ["van", "zichzelf"] or (
            self.low(index + 1) in ("is", "was")
            and self.low(index + 2) in _HAS_NAME
            and self.low(index + 3) in self.words["kinds_of_name"]
            and self.low(index + 4) in _CLOSING
            and not self.is_post(self.page.low[index])
        )

    def _inside_sentence(self, index: int) -> None:
        """What a capital inside a sentence needs little company for."""
        board, low, before = self.board, self.page.low[index], self.low(index - 1)
        if low in TOWNS and before in _SERVES and self.low(index + 1) in _CLOSING | {"en"}:
            board.mark(index, index + 1, PLACE, 0.7, "place-after-preposition")  # ik doe Best, hij doet Goor
        elif low in self.little:
            self._called_by_small_word(index, before)
        elif self._is_beside_somebody(index):
            board.mark(index, index + 1, PERSON, 0.7, "list-of-people")
        elif self._has_post_before(index, before):
            self.introduce(index, index + 1, 0.75)

    def _called_by_small_word(self, index: int, before: str) -> None:
        """A small word that is all that follows a word of kind, or *ik ben*: *stichting Samen.*, *Ik ben Door.*"""
        if before == "ben" and self.low(index - 2) == "ik" and self.low(index + 1) in _CLOSING:
            self.introduce(index, index + 1, 0.75)
        named = before in self.words["before_organisation"] and not self.capital(index - 1)
        named = named and before not in self.words["lessons"] and self.page.low[index] not in self.particles
        loose = before in ("groep", "team", "school", "organisatie", "club", "bedrijf")
        if named and not loose and self.low(index + 1) in _CLOSING and self.may_hear(index, _HEARD):
            self.board.mark(index, index + 1, ORGANISATION, 0.75, "introduced")

    def _is_beside_somebody(self, index: int) -> bool:
        """Whether *en* joins a capital that a dictionary has to somebody: *Levi en Geluk*, *Geluk en Levi*."""
        page, board, low = self.page, self.board, self.page.low[index]
        if board.kept[index] or board.flags[index] & STAYS or low in self.kinds or low in self.posts:
            return False
        for step in (-1, 1):
            other = index + 2 * step
            if self.low(index + step) != "en" or not 0 <= other < len(page) or not self.capital(other):
                continue
            mark = board.marks[other]
            if mark is not None and mark.kind is PERSON and not any(page.newline[min(index, other) + 1 : index + 1]):
                return mark.confidence >= 0.7 and not page.newline[max(index, other)]
        return False

    def _has_post_before(self, index: int, before: str) -> bool:
        """Whether a post leads to a listed name that stays elsewhere, which does something: *Docent Bloem is ziek*."""
        flags = self.board.flags[index]
        if not flags & Flag.KEEP or not flags & (Flag.FIRST | Flag.SURNAME) or not self.is_post(before):
            return False
        return self.low(index + 1) in self.words["verbs"]

    def _firm_of_two(self, index: int) -> None:
        """Two words that are a firm together: *naar Licht en Liefde*."""
        page, board, last = self.page, self.board, index + 2
        if self.low(index + 1) not in _IN_FIRMS or last >= len(page) or not self.capital(last) or page.newline[last]:
            return
        both, either = board.flags[index] & board.flags[last], board.flags[index] | board.flags[last]
        if not both & Flag.WORD or both & Flag.SURNAME or either & (STAYS | Flag.FIRST) or self.in_lesson(index):
            return
        if any(board.kept[index : last + 1]) or page.newline[index + 1] or page.newline[index]:
            return
        if last + 1 >= len(page) or self.low(last + 1) in _CLOSING or page.newline[last + 1]:
            board.mark(index, last + 1, ORGANISATION, 0.75, "kind-of-organisation")
