"""The redactor: a spaCy pipeline of contact patterns, given names, the trained detector, a user's model, the rules."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from interview_coder.domain.model import Find, KnownName, NameKind
from interview_coder.domain.spans import Span, replace
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _
from interview_coder.redaction import detector
from interview_coder.redaction.board import Board
from interview_coder.redaction.contacts import find_contacts, national_sites, told_letters
from interview_coder.redaction.figures import is_number
from interview_coder.redaction.lexicon import STAYS, lexicon
from interview_coder.redaction.names import KnownNames
from interview_coder.redaction.registry import NameRegistry
from interview_coder.redaction.rules import Rules
from interview_coder.redaction.tokens import Page

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_ROUNDS: Final = 5
# What a firm is by law, and what is added to a letter, with full stops.
_LEGAL_FORM: Final = re.compile(r"(?<![\w.])(?P<it>[BNC]\.[ ]?V|N\.[ ]?B|P\.[ ]?S)\.(?![ ]?[A-Z])")
# Letters with full stops, which stay where they do without: *het R.O.C.*
_POINTED: Final = re.compile(r"(?<![\w.])(?:[A-Z]\.){3,}(?! ?[A-Z])")
# The sign of word processors for an apostrophe, which the rules know as a straight one: *m’n*, *’t Gooi*.
_APOSTROPHE: Final = re.compile(r"(?<=[^\W_])’(?=[^\W_])|(?<![\w.,?!…])’(?=[stnmrk](?:\b|-))", re.IGNORECASE)
# What parts lines and columns.
_PARTS: Final = re.compile(r"[\n\t]|\s{3}")
# A month that is a first name as well, in a date: *3 jan '19*.
_MONTHED: Final = re.compile(
    r"(?<!\d)\d{1,2}[ -](?P<it>jan|feb|apr|mei|jun|jul|aug|sep|okt|nov|dec)"
    r"(?:-(?:\d\d|\d{4})|\.? ?['’]\d\d|\.? (?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_KINDS: Final = {
    "PERSON": NameKind.PERSON,
    "PER": NameKind.PERSON,
    "GPE": NameKind.PLACE,
    "LOC": NameKind.PLACE,
    "FAC": NameKind.PLACE,
    "ORG": NameKind.ORGANISATION,
}


class Redactor:
    """Finds names in many texts with the same key file, model and known names.

    ``known`` are names that a file gives away about itself. ``model`` names an installed spaCy model (or is a loaded
    one) whose persons, places and organisations are united with what the rules find.

    Raises InvalidInputError where the model cannot be loaded.
    """

    def __init__(
        self,
        registry: NameRegistry | None = None,
        model: Any = None,
        known: Sequence[KnownName] = (),
    ) -> None:
        self._names = KnownNames(known, registry.entries if registry else (), lexicon())
        self._model = _model(model) if isinstance(model, str) else model

    def find(self, text: str) -> list[Find]:
        """The names in a text: in order, apart from each other, none splitting a grapheme.

        What is found does not change once it is replaced by marks: redacting twice changes nothing.
        """
        memo: detector.Memo = {}
        text = _APOSTROPHE.sub("'", text)
        finds = self._pass(text, memo)
        for _round in range(_ROUNDS):
            if not finds:
                break
            redacted, marks = replace(text, [Span(find.start, find.end) for find in finds])
            more = self._pass(redacted, memo)
            if not more:
                break
            finds = _united(text, [*finds, *_mapped(more, finds, marks)])
        return finds

    def find_many(self, texts: Iterable[str], *, processes: int = 1) -> Iterator[list[Find]]:
        """The names in each text, in the order of the texts; with ``processes`` above one on as many cores."""
        if processes <= 1:
            for text in texts:
                yield self.find(text)
            return
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # Threads and a terminal may be open: a fresh process each, never a fork.
        with ProcessPoolExecutor(processes, get_context("spawn"), _adopt, (self,)) as pool:
            yield from pool.map(_find_adopted, texts)

    def _pass(self, text: str, memo: detector.Memo) -> list[Find]:
        """One reading of a text by the whole pipeline."""
        nlp = _pipeline()
        doc = nlp.make_doc(text)
        doc.user_data["names"] = self._names
        doc.user_data["model"] = self._model
        doc.user_data["memo"] = memo
        board: Board = nlp(doc).user_data["board"]
        return _united(text, board.finds())


def find_names(text: str, registry: NameRegistry | None = None, model: Any = None) -> list[Find]:
    """The names in a text: persons, places, organisations and contact data, in order and apart from each other.

    Spans are half open, in Unicode code points; the word of kind (``College``), a possessive and punctuation lie
    outside. ``registry`` is the study's key file; ``model`` an installed spaCy model to unite with.

    Raises InvalidInputError where the model cannot be loaded.
    """
    return Redactor(registry, model).find(text)


_adopted: Redactor | None = None


def _adopt(redactor: Redactor) -> None:
    global _adopted
    _adopted = redactor


def _find_adopted(text: str) -> list[Find]:
    assert _adopted is not None
    return _adopted.find(text)


@cache
def _spacy() -> ModuleType:
    """spaCy without its command line, which nobody calls here: it takes a sixth of the start, and can fetch."""
    if "spacy" not in sys.modules:
        stands_in = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
        vars(stands_in["spacy.cli.info"])["info"] = None
        sys.modules.update(stands_in)
        with suppress(ImportError):  # a release that takes more from it is loaded whole
            import_module("spacy")
        for name in stands_in:
            sys.modules.pop(name, None)
    return import_module("spacy")


@cache
def _model(name: str) -> Language:
    """An installed spaCy model."""
    try:
        loaded: Language = _spacy().load(name)
        return loaded
    except (OSError, ImportError, ValueError):
        raise InvalidInputError(
            _("The language model {model} is not installed; install it, or leave the setting out.").format(model=name)
        ) from None


def _keep(board: Board) -> None:
    """Keep numbers, months in dates, sites of the whole country, and names that only tell letters from the rules."""
    for index, word in enumerate(board.page.low):
        if len(word) > 7 and is_number(word):
            board.kept[index] = True
    for pattern in (_MONTHED, _LEGAL_FORM):
        for match in pattern.finditer(board.page.text):
            first, last = board.page.tokens_of(*match.span("it"))
            board.kept[first:last] = [True] * (last - first)
    for match in _POINTED.finditer(board.page.text):
        if board.lexicon.flags(match[0].replace(".", "").lower()) & STAYS:
            first, last = board.page.tokens_of(*match.span())
            board.kept[first:last] = [True] * (last - first)
    for start, end in national_sites(board.page.text):
        first, last = board.page.tokens_of(start, end)
        if board.page.capital[first] or board.low(first - 1) == "bij":
            continue  # who works at Bol.com
        board.kept[first:last] = [True] * (last - first)
    for start, end in told_letters(board.page.text, board.page.low):
        first, last = board.page.tokens_of(start, end)
        board.kept[first:last] = [True] * (last - first)


@cache
def _pipeline() -> Language:
    """The pipeline that all redactors share; a document carries its own board, given names and model."""
    spacy = _spacy()
    from spacy.language import Language

    def contacts(doc: Doc) -> Doc:
        board: Board = doc.user_data["board"]
        _mark_contacts(board, find_contacts(board.page.text, board.page.spans))
        _keep(board)
        return doc

    def detect(doc: Doc) -> Doc:
        if reader is not None:
            board: Board = doc.user_data["board"]
            board.odds = reader.probabilities(doc.vocab, board.page, board.flags, doc.user_data["memo"])
        return doc

    def unite(doc: Doc) -> Doc:
        if doc.user_data["model"] is not None:
            _mark_entities(doc.user_data["board"], doc.user_data["model"])
        return doc

    def rules(doc: Doc) -> Doc:
        board: Board = doc.user_data["board"]
        applied = Rules(board)
        names: KnownNames = doc.user_data["names"]
        if names:
            names.apply(board, applied)
        applied.run()
        return doc

    @spacy.registry.tokenizers("interview_tokenizer")  # type: ignore[attr-defined, untyped-decorator, unused-ignore]
    def tokenizer() -> Callable[[Language], _Tokenizer]:
        return _Tokenizer

    # The tokenizer is given from the start: building spaCy's own, to throw it away, takes most of a second.
    nlp: Language = spacy.blank("nl", config={"nlp": {"tokenizer": {"@tokenizers": "interview_tokenizer"}}})
    nlp.max_length = 100_000_000
    reader = detector.shipped(nlp)
    for name, component in (("contacts", contacts), ("detect", detect), ("unite", unite), ("rules", rules)):
        Language.component(f"interview_{name}", func=component)
        nlp.add_pipe(f"interview_{name}")
    gc.freeze()  # the lists stay: looking for garbage in them takes a fifteenth of the reading
    return nlp


class _Tokenizer:
    """Lays a text out as a page and gives it to spaCy as a document with the page's board."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc

        page = Page(text)
        board = Board(page, lexicon())
        doc = Doc(self._vocab, words=page.words)
        doc.user_data["board"] = board
        return doc


def _mark_contacts(board: Board, contacts: Sequence[Find]) -> None:
    """Mark the tokens of contact data; no other rule touches them."""
    for find in contacts:
        first, last = board.page.tokens_of(find.start, find.end)
        board.mark(first, last, find.kind, find.confidence, find.reason)
        board.kept[first:last] = [True] * (last - first)
        if board.low(last) == "." and last + 1 < len(board.page):
            board.page.starts[last + 1] = True  # no initial stands before it: 7475 dubbel P. Bellen kan ook


def _mark_entities(board: Board, model: Language) -> None:
    """Mark what a user's model takes for a person, a place or an organisation."""
    page = board.page
    for entity in model(page.text).ents:
        kind = _KINDS.get(entity.label_)
        if kind is None:
            continue
        first, last = page.tokens_of(entity.start_char, entity.end_char)
        for index in range(first, last):
            if page.alpha[index] and not board.kept[index] and not board.flags[index] & STAYS:
                board.mark(index, index + 1, kind, 0.7, "model")


def _mapped(finds: Sequence[Find], earlier: Sequence[Find], marks: Sequence[Span]) -> Iterator[Find]:
    """Finds in a redacted text as finds in the text it was made of."""
    index = shift = 0
    for find in finds:
        while index < len(marks) and marks[index].end <= find.start:
            shift = earlier[index].end - marks[index].end
            index += 1
        yield Find(find.start + shift, find.end + shift, find.kind, find.confidence, find.reason)


def _united(text: str, finds: Iterable[Find]) -> list[Find]:
    """Finds in order, those that overlap or have only blanks between joined; not those of two columns of a table."""
    joined: list[Find] = []
    for find in sorted(finds, key=lambda item: (item.start, item.end)):
        last = joined[-1] if joined else None
        between = text[last.end : find.start] if last else ""
        if last and (find.start <= last.end or (between.isspace() and not _PARTS.search(between))):
            best = last if last.confidence >= find.confidence else find
            joined[-1] = Find(last.start, max(last.end, find.end), last.kind, best.confidence, best.reason)
        else:
            joined.append(find)
    return joined
