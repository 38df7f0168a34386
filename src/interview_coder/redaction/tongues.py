"""Sentences in other tongues in a Dutch talk: their words and nouns are nobody's (*Wir sind hier in Gronau*)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from interview_coder.redaction.lexicon import NAMED, Flag
from interview_coder.redaction.look import Look
from interview_coder.redaction.tokens import words

# Words that a sentence of the tongue can hardly do without; none that is somebody's name here (*Will*, *Ton*, *Nur*).
_ENGLISH: Final = words(
    """the and you your he she they my his her its this that these those are were be been being am i'm it's don't
    doesn't didn't can't isn't that's you're we're they're i've not have does did done what how who why where when
    which there here because but from about would could should shall might if then than only very much many some
    any each every other our us them him me so to by for with at or one name now new"""
)
_GERMAN: Final = words(
    """und das dem wir sie die der nach unter vom am im ins ist sind bist seid nicht nichts ich ihr mich dich sich
    uns euch mein meine dein deine sein seine unser unsere auch aber wenn weil mit von zum zur zu auf für aus beim
    nach wie wer warum hat habe haben hatte war waren wird werden würde kann kannst muss müssen soll eine einen
    einem einer kein keine schon immer mehr sehr gut da hier jetzt man es läuft"""
)
_FRENCH: Final = words(
    """le la les un une des du et est sont c'est j'ai suis nous vous ils elles il pas ne que qui quoi où avec pour
    dans sur mais très bien mon ma mes ta tes sa ses notre votre leur ce cette ces comme plus merci"""
)
# Words of Dutch that one of the three has as well say nothing alone: so many of the others must be there, and so large
# a share of its small letters must be of the tongue.
_DUTCH: Final = words(
    """die der her his be been am not one had he me so to by at or new name then than man war hier da es we us any have
    das wie wer waren sein mit la le ma ne plus du un et sur ce mes des les dans mais pas est"""
)
_TELLING: Final = (_ENGLISH | _GERMAN | _FRENCH) - _DUTCH
# What follows in English where Dutch has a letter, and a first name: *I was a nurse*, *My husband*.
_ENGLISH_PAIRS: Final = {
    "i": words("am was have had will would can could do did don't didn't think know love need want like work worked"),
    "my": words(
        "husband wife mother father mum mom dad son daughter brother sister friend boss name teacher school english job"
    ),
}
_SURE: Final = 2
_SHARE: Final = 0.35
_ENDS: Final = frozenset([".", "?", "!", "…", '"', "“", "”", "„", "‘", ":"])
# Behind these stands somebody, whatever the tongue.
_TITLES: Final = words("herr frau mister mr mrs miss monsieur madame")


class Tongues(Look):
    """Keeps what sentences in English, German and French are made of."""

    def foreign_sentences(self) -> None:
        """Keep the small letters, and the words of the tongue, of sentences in another tongue; the capitals of German
        that no list has as a name are nouns. What a list has as a name, and particles (*Van der Berg*), are left."""
        page, board = self.page, self.board
        for index in self.spots(_ENGLISH_PAIRS):
            board.kept[index] |= page.capital[index] and self.low(index + 1) in _ENGLISH_PAIRS[page.low[index]]
        if len(self.spots(_TELLING)) < _SURE:
            return
        for sentence in self._sentences():
            tongue = self._tongue_of(sentence)
            for index in sentence if tongue else ():
                low, unlisted = page.low[index], not board.flags[index] & (NAMED | Flag.CAPITAL)
                plain = unlisted and low not in self.particles and not page.capital[index]
                if low in tongue or plain or (tongue is _GERMAN and unlisted and self._is_noun(index)):
                    board.kept[index] = True

    def _sentences(self) -> Iterator[list[int]]:
        """The words of each sentence that is not all in small letters."""
        page, sentence = self.page, list[int]()
        for index, word in enumerate(page.words):
            if page.newline[index] or (word in _ENDS and not page.shut[index]):
                yield sentence
                sentence = []
            if page.alpha[index] and not page.shut[index] and not page.speech[index]:
                sentence.append(index)
        yield sentence

    def _tongue_of(self, sentence: Sequence[int]) -> frozenset[str]:
        """The words of the tongue that a sentence is in; empty for Dutch."""
        if len(sentence) <= _SURE:
            return frozenset()
        lows = [self.page.low[index] for index in sentence]
        small = sum(not self.page.capital[index] for index in sentence)
        for tongue in (_ENGLISH, _GERMAN, _FRENCH):
            own = [low for low in lows if low in tongue]
            if len(own) >= _SHARE * small and sum(low in _TELLING for low in own) >= _SURE:
                return tongue
        return frozenset()

    def _is_noun(self, index: int) -> bool:
        """Whether a capital stands here that no title or first name leads to."""
        before = self.before(index)
        return self.page.capital[index] and not (
            self.low(before) in _TITLES
            or (self.capital(before) and self.board.flags[before] & (Flag.FIRST | Flag.SURNAME))
        )
