"""Sentences in other tongues in a Dutch talk: their words and nouns are nobody's (*Wir sind hier in Gronau*)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from interview_coder.redaction.lexicon import NAMED, Flag
from interview_coder.redaction.look import Look
from interview_coder.redaction.tokens import words

# Words that a sentence of the tongue can hardly do without.
_ENGLISH: Final = words(
    """the and you your he she they my his her its this that these those are were be been being am i'm it's don't
    doesn't didn't can't isn't that's you're we're they're i've not have has does did done what how who why where
    when which there here because but from about would could should will shall may might if then than only very
    much many some any each every other our us them him me so to by for with at as or an can one born name now new"""
)
_GERMAN: Final = words(
    """und das dem wir sie die der nach unter vom am im ins ist sind bin bist seid nicht nichts ich ihr mich dich
    sich uns euch mein meine dein deine sein seine unser unsere auch aber wenn weil mit von zum zur zu auf für aus
    beim nach wie wer warum hat habe haben hatte war waren wird werden würde kann kannst muss müssen soll will
    eine einen einem einer kein keine nur schon immer mehr sehr gut da hier jetzt man es"""
)
_FRENCH: Final = words(
    """le la les un une des du et est sont c'est j'ai suis nous vous ils elle elles il pas ne que qui quoi où avec
    pour dans sur mais très bien mon ma mes ton ta tes son sa ses notre votre leur ce cette ces comme plus merci"""
)
# Words of Dutch that one of the three has as well say nothing alone: so many of the others must be there, and so large
# a share of its small letters must be of the tongue.
_DUTCH: Final = words(
    "die der her his be been am not can one had me so to by at as an or new name then than man war hier da es will we"
    " la le ma ton son sa ne plus du un et sur ce mes du an any us"
)
_SURE: Final = 2
_SHARE: Final = 0.35
_ENDS: Final = frozenset([".", "?", "!", "…", '"', "“", "”", "„", "‘", ":"])
# Behind these stands somebody, whatever the tongue.
_TITLES: Final = words("herr frau mister mr mrs miss monsieur madame")


class Tongues(Look):
    """Keeps what sentences in English, German and French are made of."""

    def foreign_sentences(self) -> None:
        """Keep the small letters, and the words of the tongue, of sentences in another tongue; the capitals of German
        that no list has as a name are nouns."""
        page, board = self.page, self.board
        for sentence in self._sentences():
            tongue = self._tongue_of(sentence)
            for index in sentence if tongue else ():
                low, flags = page.low[index], board.flags[index]
                noun = tongue is _GERMAN and not flags & (NAMED | Flag.CAPITAL) and self._is_noun(index)
                if low in tongue or not page.capital[index] or noun:
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
            if len(own) >= _SHARE * small and sum(low not in _DUTCH for low in own) >= _SURE:
                return tongue
        return frozenset()

    def _is_noun(self, index: int) -> bool:
        """Whether a capital is no name that is led to by a title or a first name."""
        before = self.before(index)
        return before < 0 or not (
            self.page.low[before] in _TITLES
            or (self.page.capital[before] and self.board.flags[before] & (Flag.FIRST | Flag.SURNAME))
        )
