"""Names given beforehand, by the file itself or by the key file: found exactly, inflected, in parts and misspelt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from interview_coder.domain.model import KnownName, NameKind
from interview_coder.domain.text import fold
from interview_coder.redaction.board import Board
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, Flag, Lexicon, split
from interview_coder.redaction.look import vocabulary
from interview_coder.redaction.registry import NameEntry
from interview_coder.redaction.rules import Rules

_ENDINGS: Final = ("s", "'s", "tje", "je", "tjes", "'er", "er", "ers", "se", "ër", "naar", "naars")
_FUZZY_LENGTH: Final = 5


@dataclass(frozen=True, slots=True)
class _Known:
    kind: NameKind
    reason: str
    whole: bool


class KnownNames:
    """The names to look for in every text, whole, by their parts, and nearly so."""

    def __init__(self, known: Iterable[KnownName], entries: Iterable[NameEntry], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._phrases: dict[str, list[tuple[tuple[str, ...], NameKind, str]]] = {}
        self._parts: dict[str, _Known] = {}
        self._memo: dict[str, _Known | None] = {}
        for name in known:
            self._add(name.text, name.kind, "known")
        for entry in entries:
            for form in entry.forms:
                self._add(form, entry.kind, "registry")
        for phrases in self._phrases.values():
            phrases.sort(key=lambda item: (-len(item[0]), item))
        self._fuzzy = sorted(part for part in self._parts if len(part) >= _FUZZY_LENGTH)

    def __bool__(self) -> bool:
        return bool(self._parts or self._phrases)

    def _add(self, text: str, kind: NameKind, reason: str) -> None:
        words = vocabulary()
        titles, particles = words["titles"], words["particles"]
        generic = words["before_organisation"] | words["after_organisation"] | words["before_place"]
        tokens = [fold(token) for token in split(text)]
        while tokens and (
            tokens[0] in titles or (tokens[0] in generic and len(tokens) > 1) or not tokens[0][0].isalnum()
        ):
            tokens.pop(0)
        while len(tokens) > 1 and (tokens[-1] in generic or not tokens[-1][0].isalnum()):
            tokens.pop()
        if not tokens or not any(char.isalnum() for char in tokens[0]):
            return
        if len(tokens) > 1:
            self._phrases.setdefault(tokens[0], []).append((tuple(tokens), kind, reason))
        single = len(tokens) == 1
        for token in tokens:
            if not token[0].isalpha() or token in generic or token in titles:
                continue
            if not single and (token in particles or len(token) < 3 or token in words["little"]):
                continue
            flags = self._lexicon.flags(token)
            if not single and kind is not NameKind.PERSON and flags & (Flag.EVERYDAY | Flag.KEEP | Flag.NATION):
                continue
            if not single and kind is not NameKind.PERSON and flags & KNOWN_WORD and not flags & NAMED:
                continue
            self._parts.setdefault(token, _Known(kind, reason, single))

    def apply(self, board: Board, rules: Rules) -> None:
        """Mark every place where a name stands."""
        page = board.page
        low = [fold(word) for word in page.low]
        for index, word in enumerate(low):
            if page.shut[index]:
                continue
            for tokens, kind, reason in self._phrases.get(word, ()):
                end = index + len(tokens)
                if tuple(low[index:end]) == tokens and not any(page.newline[index + 1 : end]):
                    article = tokens[0] in ("de", "het") and not page.capital[index] and not page.speech[index]
                    board.mark(index + article, end, kind, 0.99, reason)
                    break
            if not page.alpha[index] or board.kept[index]:
                continue
            part = self._part(word)
            if part is not None and self._stands(board, rules, index, word, part):
                board.mark(index, index + 1, part.kind, 0.98 if word in self._parts else 0.8, part.reason)

    def _stands(self, board: Board, rules: Rules, index: int, word: str, part: _Known) -> bool:
        """Whether a part that is also a word of the dictionary is meant as the name here."""
        page, flags = board.page, board.flags[index]
        ordinary = flags & KNOWN_WORD or word in rules.little or flags & Flag.KEEP
        if not ordinary:
            return True
        if page.speech[index]:
            if part.whole:
                return word not in rules.little or not rules.reads_as_word(index)
            return not flags & Flag.EVERYDAY and word not in rules.little
        if not page.capital[index]:
            return False
        return not page.starts[index] or not rules.reads_as_word(index)

    def _part(self, word: str) -> _Known | None:
        found = self._parts.get(word)
        if found is not None:
            return found
        if word in self._memo:
            return self._memo[word]
        found = self._inflected(word) or self._misspelt(word)
        self._memo[word] = found
        return found

    def _inflected(self, word: str) -> _Known | None:
        if self._lexicon.flags(word) & Flag.WORD:
            return None
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                stem = word[: -len(ending)]
                options = [stem]
                if len(stem) > 3 and stem[-1] == stem[-2]:
                    options.append(stem[:-1])
                if ending in ("er", "ers", "se", "ër", "naar", "naars"):
                    options += [stem + "en", stem + "e"]
                for option in options:
                    if option in self._parts:
                        return self._parts[option]
        return None

    def _misspelt(self, word: str) -> _Known | None:
        """The name that a word of no dictionary nearly is; the longer the name, the more may differ."""
        if (
            len(word) < _FUZZY_LENGTH - 1
            or not self._fuzzy
            or self._lexicon.flags(word) & (KNOWN_WORD | Flag.KEEP | Flag.NATION)
        ):
            return None
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        for cutoff in (1, 2):
            hit = process.extractOne(word, self._fuzzy, scorer=OSA.distance, score_cutoff=cutoff)
            if hit is not None and len(hit[0]) >= (_FUZZY_LENGTH if cutoff == 1 else 8):
                return self._parts[str(hit[0])]
        return None
