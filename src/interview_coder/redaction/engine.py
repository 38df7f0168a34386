"""The redactor: a spaCy pipeline of contact patterns, given names, the trained detector and the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from interview_coder.domain.model import Find, KnownName, NameKind
from interview_coder.domain.spans import Span, replace
from interview_coder.redaction.board import Board
from interview_coder.redaction.contacts import find_contacts
from interview_coder.redaction.detector import detector
from interview_coder.redaction.lexicon import lexicon
from interview_coder.redaction.names import KnownNames
from interview_coder.redaction.registry import NameRegistry
from interview_coder.redaction.rules import Rules
from interview_coder.redaction.tokens import Page

_ROUNDS: Final = 5


class Redactor:
    """Finds names in many texts with the same key file, model and known names.

    ``known`` are names that a file gives away about itself. ``model`` names an installed spaCy model (or is one) whose
    persons, places and organisations are united with what the rules find.
    """

    def __init__(
        self,
        registry: NameRegistry | None = None,
        model: Any = None,
        known: Sequence[KnownName] = (),
    ) -> None:
        self._names = KnownNames(known, registry.entries if registry else (), lexicon())

    def find(self, text: str) -> list[Find]:
        """The names in a text: in order, apart from each other, none splitting a grapheme.

        What is found does not change once it is replaced by marks: redacting twice changes nothing.
        """
        finds = self._pass(text)
        for _round in range(_ROUNDS):
            if not finds:
                break
            redacted, marks = replace(text, [Span(find.start, find.end) for find in finds])
            more = self._pass(redacted)
            if not more:
                break
            finds = _united(text, [*finds, *_mapped(more, finds, marks)])
        return finds

    def find_many(self, texts: Iterable[str]) -> Iterator[list[Find]]:
        """The names in each text, in the order of the texts."""
        for text in texts:
            yield self.find(text)

    def _pass(self, text: str) -> list[Find]:
        page = Page(text)
        board = Board(page, lexicon())
        _mark_contacts(board, find_contacts(text))
        rules = Rules(board)
        if self._names:
            self._names.apply(board, rules)
        reader = detector()
        if reader is not None:
            board.odds = reader.probabilities(page, board.flags, page.lines())
        rules.run()
        return _united(text, board.finds())


def find_names(text: str, registry: NameRegistry | None = None, model: Any = None) -> list[Find]:
    """The names in a text: persons, places, organisations and contact data, in order and apart from each other.

    Spans are half open, in Unicode code points; the word of kind (``College``), a possessive and punctuation lie
    outside. ``registry`` is the study's key file; ``model`` an installed spaCy model to unite with.
    """
    return Redactor(registry, model).find(text)


def _mark_contacts(board: Board, contacts: Sequence[Find]) -> None:
    """Mark the tokens of contact data; no other rule touches them."""
    page, position = board.page, 0
    for find in contacts:
        while position < len(page) and page.spans[position][1] <= find.start:
            position += 1
        first = position
        while position < len(page) and page.spans[position][0] < find.end:
            position += 1
        board.mark(first, position, NameKind.CONTACT, find.confidence, find.reason)
        board.kept[first:position] = [True] * (position - first)
        position = max(first, position - 1)


def _mapped(finds: Sequence[Find], earlier: Sequence[Find], marks: Sequence[Span]) -> Iterator[Find]:
    """Finds in a redacted text as finds in the text it was made of."""
    index = shift = 0
    for find in finds:
        while index < len(marks) and marks[index].end <= find.start:
            shift = earlier[index].end - marks[index].end
            index += 1
        yield Find(find.start + shift, find.end + shift, find.kind, find.confidence, find.reason)


def _united(text: str, finds: Iterable[Find]) -> list[Find]:
    """Finds in order, those that overlap or have only blanks between joined."""
    joined: list[Find] = []
    for find in sorted(finds, key=lambda item: (item.start, item.end)):
        last = joined[-1] if joined else None
        between = text[last.end : find.start] if last else ""
        if last and (find.start <= last.end or (between.isspace() and "\n" not in between)):
            best = last if last.confidence >= find.confidence else find
            joined[-1] = Find(last.start, max(last.end, find.end), last.kind, best.confidence, best.reason)
        else:
            joined.append(find)
    return joined
