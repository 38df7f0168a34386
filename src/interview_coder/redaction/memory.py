"""What a page teaches: a name that is sure once is a name everywhere on it."""

from __future__ import annotations

from typing import Final

from interview_coder.domain.model import NameKind
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag, one_slip
from interview_coder.redaction.look import BEFORE_THINGS, PERSON, SUBJECTS, THINGS
from interview_coder.redaction.openings import Openings
from interview_coder.redaction.tokens import words

# With one of these, and nothing behind it, a name stands for a sentence: *Storm niet.*
_TOO: Final = words("niet ook wel zelf evenmin weer")
_CLOSING: Final = words(". , ; ? ! en maar niet dus hoor")
# Behind a word that opens a sentence without a verb these say where the thing is.
_WHERE: Final = words("op in naar uit rond langs")
# First names that are particles of other names.
_GIVEN: Final = words("ben")
# How sure the detector must be of a word that is a name elsewhere on the page: in small letters, or a slip of it.
_SMALL: Final = 0.9
_REALLY: Final = words("echt gewoon dus zeg maar")
# So many tokens of a question are looked through for a name.
_QUESTION: Final = 12


class Memory(Openings):
    """Marks again what is sure elsewhere."""

    def learn(self) -> None:
        """A name that is sure once is a name everywhere: alone, at a sentence start, in lower case if it is no word."""
        self._learn()
        if self._another():
            self._learn()
        self._mistyped()

    def _learn(self) -> None:
        """Mark again what the marks of now make sure."""
        page, board = self.page, self.board
        sure = self._sure_names()
        for index in range(len(page)):
            if board.marks[index] is not None or not page.alpha[index] or page.shut[index] or board.kept[index]:
                continue
            low, flags = page.low[index], board.flags[index]
            known = sure.get(low)
            if known is None and low.endswith("s") and len(low) > 3 and (page.capital[index] or not flags & KNOWN_WORD):
                known = sure.get(low[:-1])
                if known is not None and flags & KNOWN_WORD:
                    # *Riks voorbeeld*, *Bakkers eis*: what somebody has follows.
                    if known[0] is PERSON and known[1] >= 0.8 and self._is_thing_owned(index + 1):
                        board.mark(index, index + 1, PERSON, 0.7, "seen-before")
                    continue
            if known is None or known[1] < 0.7 or low in SUBJECTS:
                continue
            if flags & Flag.MAINLY and not page.capital[index] and not page.speech[index]:
                continue
            if not page.capital[index] and not page.speech[index] and self.low(index - 1) in BEFORE_THINGS:
                continue  # een joy
            if not page.capital[index] and not page.speech[index] and self._is_deaf_to(index):
                continue  # dat was joy, zei ze
            if page.speech[index] and flags & KNOWN_WORD and self.low(index - 1) in ("een", "geen", "zo'n"):
                continue
            if page.starts[index] and self.is_french(index):
                continue
            titled = known[0] is PERSON and known[1] >= 0.8
            if flags & (KNOWN_WORD | Flag.KEEP) and not self._means_the_name(index, flags, titled=titled):
                continue
            board.mark(index, index + 1, known[0], min(known[1], 0.8), "seen-before")

    def _mistyped(self) -> None:
        """A word that opens a sentence, does what people do or is in no dictionary, and is one slip away from somebody
        on the page: *Bart … Baart zegt zoveel*, *Lieke … Likee weet het*."""
        page, board = self.page, self.board
        people = {
            page.low[index]
            for index, mark in enumerate(board.marks)
            if mark is not None
            and mark.kind is PERSON
            and mark.confidence >= 0.9
            and board.flags[index] & (Flag.FIRST | Flag.CAPITAL)
        }
        deeds = self.words["deeds"] | {"heeft", "had"}
        for name in self.loud if people else ():
            if board.marks[name] is not None or board.kept[name] or not page.starts[name]:
                continue
            low, flags = page.low[name], board.flags[name]
            if len(low) < 4 or flags & (Flag.EVERYDAY | Flag.NATION):
                continue
            heard = self.hears(name, _SMALL) or self.low(name + 1) in deeds
            if not heard and not (self.strange(name) and self.after(name) >= 0):
                continue
            if low in self.little or low in people or (flags & Flag.WORD and not self.hears(name, 0.5)):
                continue
            if any(other[0] == low[0] and other in people for other in one_slip(low)):
                board.mark(name, name + 1, PERSON, 0.7, "seen-before")

    def _another(self) -> bool:
        """A word with *een* beside somebody with *een*: *een Hoop, een Vrede en een Zegen*."""
        page, board, found = self.page, self.board, False
        for index in range(4, len(page)):
            if page.low[index - 1] != "een" or page.low[index - 4] != "een" or page.low[index - 2] not in (",", "en"):
                continue
            other, flags = board.marks[index - 3], board.flags[index]
            if other is None or other.kind is not PERSON or not page.capital[index] or page.speech[index]:
                continue
            if board.marks[index] is None and flags & Flag.WORD and not flags & STAYS and not self.needless:
                board.mark(index, index + 1, PERSON, 0.75, "introduced")
                found = True
        return found

    def _is_deaf_to(self, index: int) -> bool:
        """Whether the detector hears no name in small letters, on a page that gives names their capital."""
        return bool(self.board.odds) and self.board.odds[index] < 0.05 and not self.sloppy

    def _is_thing_owned(self, index: int) -> bool:
        """Whether a lower-case word of the dictionary stands here that is neither small nor a verb."""
        page = self.page
        if index >= len(page) or page.capital[index] or not page.alpha[index] or page.newline[index]:
            return False
        low = page.low[index]
        return bool(self.board.flags[index] & KNOWN_WORD) and low not in self.little and low not in self.words["verbs"]

    def _runs(self) -> frozenset[str]:
        """The family names that stand with particles in a marked person."""
        page, board = self.page, self.board
        runs = set()
        for index in range(1, len(page)):
            mark, first = board.marks[index], index
            if mark is None or mark.kind is not PERSON or page.low[index] in self.particles:
                continue
            while (
                first > 0
                and board.marks[first - 1] is not None
                and page.low[first - 1] in self.particles
                and not page.newline[first]
            ):
                first -= 1
            if first < index:
                runs.add(" ".join(page.low[first : index + 1]))
        return frozenset(runs)

    def _means_the_name(self, index: int, flags: int, *, titled: bool) -> bool:
        """Whether a word that is a name elsewhere on the page (``titled``: behind *meneer*) is one here."""
        page = self.page
        if page.speech[index]:
            wanted = 0 if flags & Flag.FIRST else Flag.COMMON
            if flags & Flag.FIRST and flags & Flag.EVERYDAY and self.page.low[index] not in self.little:
                led = self.low(index - 1) in (
                    "en",
                    "met",
                    "aan",
                    "voor",
                    "tegen",
                    "zei",
                    "zegt",
                    "heet",
                    "ja",
                    "nou",
                    "dus",
                )
                return led and self.low(index + 1) in (self.words["verbs"] | {"die", "en", "ook", "dan"})
            return bool(flags & NAMED) and not flags & (Flag.EVERYDAY | wanted)
        if not page.capital[index]:
            heard = not flags & (Flag.EVERYDAY | Flag.COMMON | Flag.KEEP) and bool(self.board.odds)
            return titled and heard and self.board.odds[index] > _SMALL  # die voorman, lubbert, liet me
        taught = self.low(index + 1) == "niveau" or (self.low(index - 1) == "in" and not page.starts[index - 1])
        if taught and self.in_lesson(index):
            return False  # voor Kok niveau 2, les in Kok
        if self.low(index - 1) in ("een", "geen") and self._is_told_kind(index):
            return False  # een roos, echt een bloem
        if page.starts[index] and (self.opens_as_name(index) or self._is_answer(index)):
            return True
        if page.starts[index] and self.opens_as_word(index):
            return False
        if page.starts[index] and self.low(index + 1) in _TOO and self.low(index + 2) in _CLOSING:
            return True  # Prins ook, maar hij is ziek
        if page.starts[index] and self.low(index + 1) in _WHERE and self.board.flags[index] & Flag.WORD:
            return False  # Storm op zee
        ahead = self.low(index + 1)
        if page.starts[index] and ahead.endswith(("en", "e")) and self._is_thing_owned(index + 1):
            return ahead in self.words["acts"]  # Jonge mensen
        if page.starts[index] and self._goes_with_a_thing(index):
            return False
        if titled and page.starts[index]:
            first = flags & Flag.FIRST and not flags & Flag.EVERYDAY
            subjects = SUBJECTS if first else self.words["pronouns"]
            return not self.goes_on_as_word(index) and self.low(index + 1) not in subjects
        return not page.starts[index] or not self.reads_as_word(index)

    def _is_answer(self, index: int) -> bool:
        """Whether a turn opens with a name because that is asked for or said back, or said in full next: *Mooi. Mevrouw
        Mooi, van het bureau.*"""
        full = self.low(index + 1) == "." and self.low(index + 2) in self.words["titles"]
        full = full and self.low(index + 3) == self.page.low[index]
        return full or self._was_asked_for(index) or self._is_echoed(index)

    def _is_echoed(self, index: int) -> bool:
        """Whether a turn opens with a place that is a seldom heard word, and a comma: *Muggenbeet, bestaat dat?*"""
        flags, ahead = self.board.flags[index], self.low(index + 1)
        seldom = flags & Flag.PLACE and not flags & (Flag.EVERYDAY | Flag.COMMON | STAYS)
        return bool(seldom) and ahead in (",", "?") and self.low(index + 2) != "en"

    def _is_told_kind(self, index: int) -> bool:
        """Whether a comma and a thing tell what a word with an article is: *een Roos, echt een bloem*; or the sentence
        turns round behind it: *Een Prins zal ik nooit worden*."""
        if self.page.starts[index - 1] and self.low(index + 2) in SUBJECTS:
            return self.low(index + 1) in self.words["verbs"] | {"zal", "ben", "wil", "kan"}
        ahead = index + 2
        while self.low(ahead) in _REALLY and ahead < index + 4:
            ahead += 1
        return self.low(index + 1) == "," and self.low(ahead) in ("een", "zo'n") and self.low(ahead + 1) in THINGS

    def _was_asked_for(self, index: int) -> bool:
        """Whether it opens the answer to a question for that name: *I: En Rook? R: Rook is weg.*"""
        page, low, mark = self.page, self.page.low[index], index - 1
        while mark > 0 and index - mark < 5 and page.words[mark] != "?":
            mark -= 1
        opens = page.newline[index] or (page.words[index - 1] == ":" and any(page.newline[mark + 1 : index]))
        if page.words[mark] != "?" or not opens:
            return False
        for asked in range(mark - 1, max(mark - _QUESTION, -1), -1):
            if page.words[asked] in (".", "?", "!"):
                return False
            if page.low[asked] == low:
                return page.capital[asked] and not page.starts[asked] and self.board.marks[asked] is not None
        return False

    def _goes_with_a_thing(self, index: int) -> bool:
        """Whether a word that opens a sentence says how a thing is, or *en* joins it to one: *Groot nieuws*, *Zon en
        schaduw*; if the detector does not object."""
        low, ahead = self.page.low[index], self.low(index + 1)
        if not self.board.odds or self.board.odds[index] > 0.05:
            return False
        if ahead == "en":
            return self._is_thing_owned(index + 2) and not self.low(index + 2).startswith(low[:4])
        verbal = ahead.endswith(("t", "d", "de", "te", "en")) or self.page.newline[min(index + 1, len(self.page) - 1)]
        return self._is_thing_owned(index + 1) and not verbal and not self.board.flags[index] & Flag.FIRST

    def _sure_names(self) -> dict[str, tuple[NameKind, float]]:
        """The words of names that the page gives with some certainty, with their kind."""
        page, board = self.page, self.board
        sure: dict[str, tuple[NameKind, float]] = {}
        for index, mark in enumerate(board.marks):
            if mark is None or not page.alpha[index] or len(page.low[index]) < 2 or mark.kind is NameKind.CONTACT:
                continue
            low, flags = page.low[index], board.flags[index]
            told = mark.confidence > 0.9 or mark.reason == "introduced"
            small = low in self.little and not (flags & Flag.FIRST or told)
            small = small or (low in self.words["trades_in_name"] and mark.kind is not PERSON)  # Otto Workforce
            family = mark.kind is PERSON and flags & Flag.SURNAME and index > 0 and board.marks[index - 1] == mark
            if (
                small
                or (low in self.particles and low not in _GIVEN)
                or (low in self.kinds and not family and not (told and mark.kind is PERSON and flags & Flag.SURNAME))
                or flags & Flag.NATION
                or mark.confidence < 0.7
            ):
                continue
            given = board.marks[index - 1] if index and not page.newline[index] else None
            # Behind a first name what a list has as a firm is a family name: *Marieke Verstegen*.
            behind = given is not None and given.kind is PERSON and bool(board.flags[index - 1] & Flag.FIRST)
            if low not in sure or mark.confidence > sure[low][1]:
                sure[low] = (PERSON if behind else mark.kind, mark.confidence)
        return sure
