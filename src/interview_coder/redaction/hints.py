"""Rules for words that are said to be somebody: *Rif, dat is een jongen*, *Kok, van het restaurant, die zei*."""

from __future__ import annotations

from typing import Final

from interview_coder.redaction.lexicon import NAMED, Flag
from interview_coder.redaction.look import ORGANISATION, PERSON, Look
from interview_coder.redaction.tokens import words

_WHOSE: Final = words("een de die mijn m'n onze zijn z'n haar d'r zo'n deze dat hun 'n")
_MINE: Final = words("mijn m'n mien zijn z'n haar d'r onze ons hun")
_ANYBODY: Final = words("iemand eentje degene persoon")
_EVEN: Final = words("ook dan dus eh gewoon echt toch trouwens nog zelf eigenlijk")
_SPEAKS: Final = words("zei zegt vond vindt vertelde vertelt belde belt vroeg vraagt riep mailde appte dacht")
_OF: Final = words("van uit bij in")
_ELDEST: Final = words("oudste jongste")

# So many tokens away from a word nothing is said of it.
_FAR: Final = 10


class Hints(Look):
    """Marks capitals of which the same sentence tells who they are."""

    def somebody(self, index: int) -> None:
        """A capital that is said to be somebody, whatever word it is."""
        page, board, low, flags = self.page, self.board, self.page.low[index], self.board.flags[index]
        mark = board.marks[index]
        if (mark is not None and mark.confidence >= 0.8) or page.shout[index] or low in self.kinds:
            return
        heard = bool(board.odds) and board.odds[index] > 0.5
        kin = low in self.words["kin"] and not (heard and flags & Flag.SURNAME)
        title = low in self.words["titles"] and (page.starts[index] or not flags & (Flag.SURNAME | Flag.PLACE))
        if flags & Flag.NATION or kin or title or low in self.words["lessons"] or self.is_of_a_people(index):
            return
        person = flags & (Flag.FIRST | Flag.SURNAME)
        if (flags & Flag.KEEP and not flags & NAMED) or (mark is not None and mark.kind is not PERSON):
            return
        little = low in self.little and not heard and (page.starts[index] or not flags & Flag.FIRST)
        little = little and not (flags & Flag.FIRST and self._is_kin(index))
        if (page.starts[index] and not person) or little or self.needless:
            return
        if self._is_told_who(index) or ((person or heard) and (self._speaks(index) or self._is_one(index))):
            self.introduce(index, index + 1, 0.8)

    def _is_kin(self, index: int) -> bool:
        """Whether one of the family is told between commas: *Wil, mijn vrouw, die*; not behind *Dan*."""
        told = self.page.low[index + 1 : index + 5]
        whole = len(told) == 4 and told[0] == "," and told[1] in _MINE and told[2] in self.words["kin"]
        return whole and told[3] in (",", ".", ")") and self.page.low[index] not in ("dan", "en")

    def called(self, index: int) -> None:
        """A capital that is said to be what somebody is called: *Hoop, ja zo heet ze*, *Beer heet hij*."""
        page, board, low = self.page, self.board, self.page.low[index]
        flags, mark = board.flags[index], board.marks[index]
        sure = mark is not None and (mark.kind is not PERSON or mark.confidence >= 0.75)
        if sure or not self.capital(index) or page.speech[index]:
            return
        if flags & Flag.NATION or (flags & Flag.KEEP and not flags & (NAMED | Flag.WORD)):
            return
        if self._is_name_of(index) or self._is_asked_who(index):
            board.mark(index, index + 1, PERSON, 0.8, "introduced")
            return
        if self.low(index - 1) == "die" and self.low(index + 1) in ("heet", "heette"):
            if self.low(index - 2) in _ANYBODY or self.is_somebody(index - 2):
                board.mark(index, index + 1, PERSON, 0.75, "introduced")  # iemand die Water heet
            return
        ahead, so = index + 1, False
        if self.low(ahead) in (",", "("):
            ahead += 1
            while self.low(ahead) in ("ja", "echt", "want", "nee") and ahead < index + _FAR:
                ahead += 1
            ahead += self.low(ahead) == "," and self.low(ahead + 1) == "zo"  # Hoop, ja, zo heet ze
            so = self.low(ahead) == "zo"
            ahead += so
        if low in self.little and not (flags & NAMED and (so or not page.starts[index])):
            return  # Ja, zo heet ze
        if not so and (ahead > index + 1 or low in self.little or self.low(index - 1) in ("op", "in", "bij")):
            return  # op Insta heet ze
        named = so and self.low(ahead) in ("noem", "noemen", "noemde", "noemden")
        heard = self.low(ahead + 1) in ("ze", "hij", "zij", "ie", "ik")
        heard = heard or (so and self.low(ahead + 1) in _MINE and self.is_somebody(ahead + 2))
        if named or (self.low(ahead) in ("heet", "heette") and heard):
            board.mark(index, index + 1, PERSON, 0.75, "introduced")
        elif self.low(ahead) in ("heten", "heetten") and self.low(ahead + 1) in ("wij", "we", "ze", "zij"):
            board.mark(index, index + 1, ORGANISATION, 0.75, "introduced")  # Slikwerk, zo heten we

    def _is_name_of(self, index: int) -> bool:
        """Whether a word is said to be somebody's name: *Bloem. Ja, dat is mijn voornaam*, *Roet is zijn naam*."""
        if self.page.low[index] in self.little and self.page.starts[index]:
            return False
        ahead = index + 1
        if self.low(ahead) in (",", ".", "?", "!"):
            ahead += 1
            while self.low(ahead) in ("ja", "echt", "nee", ",", "hoor") and ahead < index + _FAR:
                ahead += 1
            if self.low(ahead) not in ("dat", "zo"):
                return False
            ahead += 1
        verb, whose, name = (self.low(ahead + step) for step in range(3))
        if verb in ("is", "was") and whose == "ook":
            whose, name = name, self.low(ahead + 3)
            return whose == "de" and name == "naam" and self.low(ahead + 4) == "van"  # Rust was ook de naam van de baas
        return verb in ("is", "was") and whose in _MINE and name in self.words["kinds_of_name"]

    def _is_asked_who(self, index: int) -> bool:
        """Whether somebody asks who that is: *En Rook, wie is dat?*, *Wie is Zomer?*."""
        page = self.page
        if page.starts[index] or page.low[index] in self.kinds or self.needless:
            return False
        if page.low[index + 1 : index + 4] in ([",", "wie", "is"], [",", "wie", "was"]):
            return True
        return page.low[max(index - 2, 0) : index] in (["wie", "is"], ["wie", "was"]) and self.low(index + 1) == "?"

    def _is_told_who(self, index: int) -> bool:
        """Whether it goes on with who that is: *, dat is een jongen*, *in de klas, dat is een meisje*, *, die man*."""
        stop = self.low(index + 1) == "." and not self.page.starts[index]
        comma = index + 1 if stop else self._comma(index + 1, 4)
        if comma < 0:
            return False
        ahead = comma + 1
        told = self.low(ahead) in ("dat", "dit") and self.low(ahead + 1) in ("is", "was")
        if stop and not (told and self.low(ahead + 2) in _WHOSE):
            return False
        if comma > index + 1 and not told:
            return False
        ahead += 2 * told
        while self.low(ahead) in _EVEN and ahead < index + _FAR:
            ahead += 1
        if self.low(ahead) not in _WHOSE or (self.low(ahead) == "de" and self.page.starts[index] and not told):
            return False
        nation = self.low(ahead) == "een" and self.capital(ahead + 1) and self.board.flags[ahead + 1] & Flag.NATION
        if nation and self.page.low[ahead + 1][-1] not in "se":
            return True  # dat is een Noor
        if self.low(ahead) == "de" and self.low(ahead + 1) in _ELDEST:
            return True
        return any(self.is_somebody(i) for i in range(ahead + 1, ahead + 4) if self._is_before(ahead, i))

    def _is_before(self, first: int, last: int) -> bool:
        """Whether nothing but words stands from a token up to another, on one line."""
        if last >= len(self.page) or any(self.page.newline[first + 1 : last + 1]):
            return False
        return all(self.page.alpha[first:last])

    def _comma(self, index: int, most: int) -> int:
        """The comma here, or behind a place that follows (*in de klas,*); -1 where there is none."""
        page = self.page
        if self.low(index) == ",":
            return index
        if self.low(index) not in _OF:
            return -1
        for comma in range(index + 1, min(index + most, len(page))):
            if page.words[comma] == ",":
                return comma
            if not page.alpha[comma] or page.newline[comma]:
                return -1
        return -1

    def _is_one(self, index: int) -> bool:
        """Whether it is the subject of *was ook een leerling hier*, or works somewhere: *van de apotheek belde*."""
        verb = index + 1
        if self.low(verb) in ("is", "was", "wordt", "werd", "blijft", "bleef"):
            verb += 1
            while self.low(verb) in _EVEN or self.low(verb) in ("hier", "nu", "toen"):
                verb += 1
            if self.low(verb) not in _WHOSE or not self._is_before(verb, verb + 1):
                return False
            return self.is_somebody(verb + 1) or (self._is_before(verb, verb + 2) and self.is_somebody(verb + 2))
        if (
            self.low(verb) != "van"
            or self.low(verb + 1) not in ("de", "het", "onze", "'t")
            or verb + 3 >= len(self.page)
        ):
            return False
        does = self.low(verb + 3) in self.words["verbs"] or self.low(verb + 3) == "die"
        return does and self.is_kind(verb + 2) and not self.page.capital[verb + 2]

    def _speaks(self, index: int) -> bool:
        """Whether it says, or is where somebody works and does something: *, die zei*, *, van de school, die vond*."""
        if self.low(index + 1) != ",":
            return False
        if self.low(index + 2) == "die":
            return self.low(index + 3) in _SPEAKS
        if self.low(index + 2) not in _OF:
            return False
        comma = self._comma(index + 2, 7)
        return comma > 0 and self.low(comma + 1 + (self.low(comma + 1) == "die")) in self.words["verbs"]
