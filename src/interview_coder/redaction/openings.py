"""Words that open a sentence and are names elsewhere on the page: what follows tells the word from the name."""

from __future__ import annotations

from typing import Final

from interview_coder.redaction.lexicon import Flag
from interview_coder.redaction.look import Look
from interview_coder.redaction.tokens import words

# Above SURELY the detector hears the name, whatever follows; below DEAF it hears none, and a weak hint of the word is
# enough; below DOUBTFUL it takes a whole turn of phrase, below NOTHING hardly anything.
SURELY: Final = 0.88
DOUBTFUL: Final = 0.25
DEAF: Final = 0.1
NOTHING: Final = 0.01
SILENT: Final = 0.0008

_ENDS: Final = words(". ? !")
_STOPS: Final = words(". , ; ? ! ” \" '")
# What somebody exclaims or greets with, that is a noun elsewhere.
_CRIES: Final = words("dag hemel hel god heer lief schat goed mooi best prima fijn")
_EXCLAIMED: Final = words("zegt zei roept riep dacht denkt")
_ONE: Final = words("een ein ene geen 'n drie twee vier tien honderd")
_ARTICLES: Final = words("een de het geen 'n 't die dat")
# What is done to a speech or a look, behind how it is done: *kort gezegd*, *breed gezien*.
_PUT: Final = words("gezegd gezien gesproken genomen gesteld bekeken samengevat")
_OF_TALK: Final = words("ik je jij we wij jullie")
_NEVER: Final = words("nooit altijd niet zelden overal")


class Openings(Look):
    """Asks whether a capital at a sentence start is the word, not the name."""

    def opens_as_name(self, index: int) -> bool:
        """Whether the detector hears the name, a verb of the past is followed by what only a verb has (*Visser viste
        nooit*), or somebody plays on it: *Boter en boter*."""
        low, ahead, then = self.page.low[index], self.low(index + 1), self.low(index + 2)
        acted = len(ahead) > 4 and ahead.endswith(("te", "de")) and then in _NEVER
        played = ahead in (",", "en") and then == low and not self.page.capital[index + 2] and low not in self.little
        turned = ahead in self.words["verbs"] and then in _OF_TALK  # Stroom vond ik eng
        if ahead in self.words["verbs"] and then in ("hij", "ze", "zij"):
            turned = not self.board.flags[index] & (Flag.FIRST | Flag.SURNAME)  # Passie had hij wel
        return (
            (self._odds(index) > SURELY and not turned and not self.is_told_alone(index))
            or played
            or bool(acted and self.board.flags[index] & Flag.SURNAME)
        )

    def opens_as_word(self, index: int) -> bool:
        """Whether what follows makes it the word: *Stilte, ja*, *Kort van stof*, *Tevreden? Heel tevreden*."""
        odds, first = self._odds(index), self.board.flags[index] & Flag.FIRST
        low, ahead, then = self.page.low[index], self.low(index + 1), self.low(index + 2)
        if ahead == "," and then in _EXCLAIMED and low in _CRIES:
            return True  # Hemel, zegt een klant
        if odds > DOUBTFUL and not (odds < 0.5 and ahead == "achter"):
            return False
        if odds < SILENT and (ahead == "," or self._goes_on_small(index + 1)):
            return ahead != "en" or not self.capital(index + 2)  # Wil influencer worden
        if (
            odds < NOTHING
            and ahead.isalpha()
            and ahead not in self.little
            and self.board.lexicon.flags(low + ahead) & Flag.WORD
        ):
            return not self.page.capital[index + 1]  # Linde hout
        if odds < DEAF and (ahead in _PUT or ahead == "noch"):
            return True
        if ahead in ("van", "als") and then in _ONE:
            return True  # Parel van een leerling, Sterk als een beer
        if first:
            return False
        return self._opens_as_thing(index, odds)

    def _opens_as_thing(self, index: int, odds: float) -> bool:
        """The same of a word that is no first name: *Donker en licht*, *Hoop is geen plan*."""
        low, ahead, then = self.page.low[index], self.low(index + 1), self.low(index + 2)
        small = then.isalpha() and then not in self.little and not self.page.capital[index + 2]
        if ahead == "en" and odds < DEAF / 2 and small:
            return self.low(index + 3) in _ENDS and not then.startswith(low[:4])  # Donker en licht
        if ahead in ("is", "was") and then == "geen":
            return self._is_no_such_thing(index)
        if ahead in _ENDS and self._comes_again(index):
            return True
        if odds < DEAF and (ahead == "ja" or (ahead == "," and then == "ja")):
            return True
        if odds < DEAF and ahead in (",", "!") and low in _CRIES:
            return True
        if odds < NOTHING and (ahead == "bij" or (ahead == "." and then != "zo")):
            return True
        if ahead == "van":
            return self._is_saying(index)
        return ahead in ("is", "was") and odds < DEAF / 2 and self._is_what_it_is(index)

    def _is_no_such_thing(self, index: int) -> bool:
        """Whether a thing is said not to be another: *Hoop is geen plan*; not *Zeeman is geen zeeman*, *Vos is geen
        prater*."""
        other, low = index + 3, self.low(index + 3)
        if low == self.page.low[index] or not self._is_small_word(other) or self.is_somebody(other):
            return False
        if self.is_somebody(other + 1):
            return False  # Vrolijk is geen vrolijke man
        return not low.endswith(("er", "ster", "aar", "ist", "eur"))

    def _is_small_word(self, index: int) -> bool:
        """Whether a word in small letters stands on the page here."""
        return index < len(self.page) and self.page.alpha[index] and not self.page.capital[index]

    def _odds(self, index: int) -> float:
        """What the detector says; without one, neither this nor that."""
        return self.board.odds[index] if self.board.odds else 0.5

    def _goes_on_small(self, index: int) -> bool:
        """Whether a small letter follows on the line, and no verb."""
        page = self.page
        if index >= len(page) or not page.alpha[index] or page.capital[index] or page.newline[index]:
            return False
        return page.low[index] not in self.words["verbs"] and page.low[index] not in self.words["acts"]

    def _comes_again(self, index: int) -> bool:
        """Whether the word comes again at once in small letters, without an article: *Zwart. Van top tot zwart*."""
        page, low = self.page, self.page.low[index]
        for again in range(index + 2, min(index + 8, len(page))):
            if page.newline[again]:
                return False
            if page.low[again] == low:
                return not page.capital[again] and page.low[again - 1] not in _ARTICLES
        return False

    def _is_saying(self, index: int) -> bool:
        """Whether it is of a thing without its article: *Kort van stof*."""
        page, thing = self.page, index + 2
        if thing >= len(page) or not page.alpha[thing] or page.newline[thing]:
            return False
        if page.low[thing] == page.low[index]:
            return True
        return not page.capital[thing] and page.low[thing] not in self.little and page.low[thing] != "beroep"

    def _is_what_it_is(self, index: int) -> bool:
        """Whether a thing is said to be what it is: *Staal is staal*."""
        what, end = self.low(index + 2), self.low(index + 3)
        if end not in _STOPS or self.page.capital[index + 2]:
            return False
        plain = self.page.alpha[index + 2] and self._odds(index) < NOTHING and not self.is_somebody(index + 2)
        return what == self.page.low[index] or plain
