"""Names given beforehand, by the file or the key file: found exactly, inflected, in parts, misheard, misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from interview_coder.domain.model import KnownName, NameKind
from interview_coder.domain.text import fold
from interview_coder.redaction.board import Board
from interview_coder.redaction.classes import vocabulary
from interview_coder.redaction.figures import said
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, Flag, Lexicon, split
from interview_coder.redaction.registry import NameEntry
from interview_coder.redaction.rules import Rules
from interview_coder.redaction.streets import STREETS
from interview_coder.redaction.tokens import words

_OF_PLACES: Final = ("er", "ers", "se", "ër", "naar", "naars", "aar", "aars")
_ENDINGS: Final = ("s", "'s", "tje", "je", "tjes", "'er", *_OF_PLACES)
_FUZZY_LENGTH: Final = 5
# Spellings that sound alike, in the order in which they are made one.
_ALIKE: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"sch|sj|sh", "s"),
        (r"ij|ey|ei|y", "i"),
        (r"auw|ouw|au|ou", "o"),
        (r"th|dt", "t"),
        (r"ph|v|w", "f"),
        (r"ch|gh|g|h", "g"),
        (r"ck|qu|q|c|k", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"d", "t"),
        (r"b$", "p"),
        (r"ng$", "nk"),
        (r"ae|ee|e", "e"),
        (r"oe|uu|u", "u"),
        (r"ie|i", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_DETERMINERS: Final = words(
    """de het een 't die dat dit deze zo'n geen elke elk ieder mijn jouw zijn haar hun onze ons je m'n z'n d'r per wat
    welk welke"""
)
# What joins a word of kind to the rest of a name.
_JOINTS: Final = words("aan voor op in en met")
_LEADING: Final = words("met aan door bij voor en tegen zonder naast vraagt vroeg zegt zei heet ben van hoi dag hallo")


def sound_of(word: str) -> str:
    """A key that is the same for spellings that sound alike in Dutch, of a name in lower case without diacritics."""
    for pattern, sound in _ALIKE:
        word = pattern.sub(sound, word)
    return word


class _Known(Struct, frozen=True):
    kind: NameKind
    reason: str
    whole: bool
    given: bool = False
    """Whether the part is the first word of a person's name."""


class _Phrase(Struct, frozen=True, order=True):
    """A name of several words in lower case, of which the first ``size`` go."""

    tokens: tuple[str, ...]
    size: int
    kind: NameKind
    reason: str
    article: bool = False
    """Whether it was given with its article in a capital: *De Wever*."""


@cache
def _generic() -> frozenset[str]:
    """The words of kind that stand before a name or behind one, and are no part of it."""
    words = vocabulary()
    return (words["before_organisation"] | words["after_organisation"] | words["before_place"]) - words["belonging"]


# What a recogniser writes for signs and numerals: *scotch en soda*, *koning willem een*, *s heeren loo*.
_SAID: Final = {"&": "en", "I": "een", "II": "twee", "III": "drie", "IV": "vier", "'s": "s"}


def _as_said(written: Sequence[str], tokens: Sequence[str]) -> tuple[str, ...]:
    """How a name is said that is written in letters, with a figure or a sign: *s t c*, *paal zeventien*."""
    if len(tokens) == 1:
        letters = written[0].isalpha() and written[0].isupper() and 1 < len(written[0]) < 6
        return tuple(tokens[0]) if letters else ()
    heard = tuple(
        said(int(token)) if token.isdecimal() and len(token) < 3 else _SAID.get(word, token)
        for word, token in zip(written, tokens, strict=True)
    )
    return heard if all(heard) and heard != tuple(tokens) else ()


class KnownNames:
    """The names to look for in every text, whole, by their parts, and nearly so."""

    def __init__(self, known: Iterable[KnownName], entries: Iterable[NameEntry], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._phrases: dict[str, list[_Phrase]] = {}
        self._families: set[tuple[str, str]] = set()
        """Particles and the words behind them in the names of persons: *de wit*, *van zetten*."""
        self._parts: dict[str, _Known] = {}
        self._joined: dict[str, _Known] = {}
        self._memo: dict[str, _Known | None] = {}
        for name in known:
            self._add(name.text, name.kind, "known")
        for entry in entries:
            for form in entry.forms:
                self._add(form, entry.kind, "registry")
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: (-len(phrase.tokens), phrase))
        self._sounds = {sound_of(part): self._parts[part] for part in sorted(self._parts) if len(part) > 3}
        self._fuzzy = sorted(part for part in self._parts if len(part) >= _FUZZY_LENGTH)

    def __bool__(self) -> bool:
        return bool(self._parts or self._phrases)

    def _add(self, text: str, kind: NameKind, reason: str) -> None:
        written = split(text)
        folded = [fold(token) for token in written]
        first, tokens, behind = self._core(folded)
        if not tokens or not any(char.isalnum() for char in tokens[0]) or tokens in (["de"], ["het"]):
            return
        words, size = vocabulary(), len(tokens)
        said_words = [token for token in folded if token[0].isalnum()]
        cut = sum(token[0].isalnum() for token in tokens) + len(behind) < len(said_words)  # signs tell no kind
        if kind is NameKind.PERSON and (cut or behind) and words["titles"].isdisjoint(folded):
            kind = NameKind.ORGANISATION  # A word of kind says so, whatever the key file does.
        if size > 1 or (behind and (tokens[0] in _generic() or self._is_ordinary(tokens[0]))):
            whole = (*tokens, *behind) if size == 1 else tuple(tokens)  # Christelijk Lyceum
            article = tokens[0] in ("de", "het") and written[first][0].isupper()
            self._phrases.setdefault(tokens[0], []).append(_Phrase(whole, size, kind, reason, article))
        if tokens[:2] == ["'s", "-"]:
            self._phrases["'s"].append(_Phrase(("'s", *tokens[2:]), size - 1, kind, reason))  # 's Gravenzande
        if said_tokens := _as_said(written[first : first + size], tokens):
            self._phrases.setdefault(said_tokens[0], []).append(_Phrase(said_tokens, len(said_tokens), kind, reason))
        if tokens[1:2] == ["-"] and size > 3:
            self._phrases.setdefault(tokens[0], []).append(_Phrase(tuple(tokens[:3]), 3, kind, reason))  # Mei-Ling Tan
        for run in (tokens, tokens[:3] if tokens[1:2] == ["-"] else ()):
            joined = "".join(token for token in run if token.isalpha())
            if len(joined) > 5:
                self._joined.setdefault(joined, _Known(kind, reason, True))
        self._add_parts(tokens, kind, reason)

    def _core(self, said: list[str]) -> tuple[int, list[str], list[str]]:
        """Where the name itself begins, its words without titles and words of kind, and the words of kind behind it."""
        words, generic, first, last = vocabulary(), _generic(), 0, len(said)
        while first < last and (
            said[first] in words["titles"]
            or (said[first] in generic and first + 1 < last)
            or not (said[first][0].isalnum() or said[first] == "'s")
        ):
            first += 1
        rest = said[first:last]
        if rest and first and (rest[0] in _JOINTS or (len(rest) == 1 and rest[0] in generic)):
            # A name that is made of its word of kind: *Techniek aan de Maas*, *Christelijk Lyceum*.
            first = next((index for index, word in enumerate(said[:first]) if word in generic), first)
        schools = words["after_school"] | words["before_place"]
        while last - first > 1 and (said[last - 1] in schools or not said[last - 1][0].isalnum()):
            last -= 1
        return first, said[first:last], [word for word in said[last:] if word[0].isalnum()]

    def _is_ordinary(self, word: str) -> bool:
        """Whether a word is heard every day and names nobody by itself."""
        flags = self._lexicon.flags(word)
        return bool(flags & (Flag.EVERYDAY | Flag.KEEP)) and not flags & NAMED

    def _add_parts(self, tokens: list[str], kind: NameKind, reason: str) -> None:
        """Take note of the words of a name that are a name alone."""
        words, person, single = vocabulary(), kind is NameKind.PERSON, len(tokens) == 1
        particles, generic = words["particles"], _generic()
        if person:
            self._families |= {(a, b) for a, b in pairwise(tokens) if a in particles and b not in particles}
        for place, token in enumerate(tokens):
            if not token[0].isalpha() or token in generic or token in words["titles"]:
                continue
            if not single and (token in particles or len(token) < 3 or token in words["little"]):
                continue
            flags = self._lexicon.flags(token)
            if kind is NameKind.CONTACT and not single and flags & Flag.PLACE:
                continue  # *7001 AB Doetinchem* says nothing of Doetinchem
            common = flags & (Flag.EVERYDAY | Flag.KEEP | Flag.NATION) or (flags & KNOWN_WORD and not flags & NAMED)
            if not single and not person and common:
                continue
            self._parts.setdefault(token, _Known(kind, reason, single, person and not single and place == 0))

    def apply(self, board: Board, rules: Rules) -> None:
        """Mark every place where a name stands."""
        page = board.page
        low = [fold(word) for word in page.low]
        for index, word in enumerate(low):
            if page.shut[index]:
                continue
            for phrase in self._phrases.get(word, ()):
                end = index + len(phrase.tokens)
                if tuple(low[index:end]) == phrase.tokens and not any(page.newline[index + 1 : end]):
                    start, end = self._start(rules, index, phrase), index + phrase.size
                    board.mark(start, self._past_house(rules, end, phrase.kind), phrase.kind, 0.99, phrase.reason)
                    break
            else:
                if page.alpha[index]:
                    self._heard_apart(board, low, index)
            if not page.alpha[index] or board.kept[index]:
                continue
            part = self._part(word)
            if part is None:
                continue
            if self._stands(board, rules, index, word, part):
                sure = 0.98 if word in self._parts else 0.8
                board.mark(index, self._past_house(rules, index + 1, part.kind), part.kind, sure, part.reason)
            elif (low[index - 1], word) in self._families and self._is_family_in_speech(board, rules, index):
                board.mark(index - 1, index + 1, part.kind, 0.9, part.reason)

    def _start(self, rules: Rules, index: int, phrase: _Phrase) -> int:
        """Where a name begins: behind an article that is no part of it, as it is of *de krim* and *De Wever*."""
        page, size = rules.page, phrase.size
        if phrase.tokens[0] not in ("de", "het") or page.capital[index]:
            return index
        if not page.speech[index]:
            return index + 1
        town = (size, "place") in self._lexicon.phrases.at(page.low, index)
        everyday = size == 2 and self._lexicon.flags(phrase.tokens[1]) & Flag.EVERYDAY  # in de wijk
        own = (phrase.article and not everyday) or town or not rules.is_loose_article(index, index + size)
        return index if own else index + 1

    def _past_house(self, rules: Rules, end: int, kind: NameKind) -> int:
        """Where a place ends, with the number of a house behind a street in speech: *dorpsweg zestien*."""
        page = rules.page
        road = kind is NameKind.PLACE and page.speech[end - 1] and page.low[end - 1].endswith(STREETS)
        return end + rules.house_number(end - 1) if road else end

    def _heard_apart(self, board: Board, low: list[str], index: int) -> None:
        """A name that was heard as two or three words, or several words that were heard as one."""
        page, joined = board.page, low[index]
        for end in range(index + 1, min(index + 4, len(page) + 1)):
            known = self._joined.get(joined) or (self._nearly_joined(joined) if end > index + 1 else None)
            if known is not None and not (end == index + 1 and board.flags[index] & KNOWN_WORD):
                board.mark(index, end, known.kind, 0.85, known.reason)
                return
            if end >= len(page) or not page.alpha[end] or page.newline[end] or page.shut[end]:
                return
            joined += low[end]

    def _nearly_joined(self, joined: str) -> _Known | None:
        """The long name that words said apart are but for one letter: *lichte voorde*."""
        if len(joined) < 9 or not self._joined:
            return None
        if joined not in self._memo:
            from rapidfuzz import process
            from rapidfuzz.distance import OSA

            near = [name for name in self._joined if name[0] == joined[0] and abs(len(name) - len(joined)) < 3]
            hit = process.extractOne(joined, near, scorer=OSA.distance, score_cutoff=1) if near else None
            alike = next((name for name in near if sound_of(name) == sound_of(joined)), None)  # hollandse veld
            found = str(hit[0]) if hit else alike
            self._memo[joined] = self._joined[found] if found else None
        return self._memo[joined]

    def _stands(self, board: Board, rules: Rules, index: int, word: str, part: _Known) -> bool:
        """Whether a part that is also a word of the dictionary is meant as the name here."""
        page, flags = board.page, board.flags[index]
        ordinary = flags & KNOWN_WORD or word in rules.little or flags & Flag.KEEP
        if not ordinary:
            return True
        if page.speech[index]:
            return self._stands_in_speech(board, rules, index, word, part)
        if not page.capital[index]:
            return False
        return not page.starts[index] or not rules.reads_as_word(index)

    def _stands_in_speech(self, board: Board, rules: Rules, index: int, word: str, part: _Known) -> bool:
        """Whether a word of the dictionary is the name in lower-case speech: by its company."""
        flags, before, after = board.flags[index], board.low(index - 1), board.low(index + 1)
        if before in rules.words["titles"]:
            return True
        person = part.kind is NameKind.PERSON
        led = before in _LEADING or before in rules.words["kin"] or before in rules.words["naming"]
        said = after in rules.words["acts"] or before in rules.words["speech"]
        behind_given = before in self._parts and self._parts[before].given
        placed = board.low(index - 2) in ("in", "uit", "bij", "naar", "via") and not flags & Flag.EVERYDAY
        if part.whole and not (person and before in _DETERMINERS and not placed):
            return word not in rules.little or (led or said) or not rules.reads_as_word(index)
        if before in _DETERMINERS or word in rules.little:
            return behind_given
        if flags & Flag.EVERYDAY:
            return behind_given or (part.given and (led or said))
        return part.given or part.whole or behind_given or led or said or not flags & Flag.COMMON

    def _is_family_in_speech(self, board: Board, rules: Rules, index: int) -> bool:
        """Whether a known particle and word are somebody by what stands around them: *heet de groot*, *de wit zei*."""
        if not board.page.speech[index] or index == 0 or any(board.page.newline[index : index + 1]):
            return False
        before, after = board.low(index - 2), board.low(index + 1)
        after = board.low(index + 2) if after == "die" else after
        called = rules.words["naming"] | rules.words["titles"] | rules.words["kin"]
        return before in called or after in rules.words["acts"] or before in rules.words["speech"]

    def _part(self, word: str) -> _Known | None:
        found = self._parts.get(word)
        if found is not None:
            return found
        if word in self._memo:
            return self._memo[word]
        found = self._inflected(word) or self._sounding(word) or self._misspelt(word)
        self._memo[word] = found
        return found

    def _inflected(self, word: str) -> _Known | None:
        flags = self._lexicon.flags(word)
        known = flags & Flag.WORD
        if known and flags & (Flag.EVERYDAY | Flag.COMMON):
            return None  # echter, of Echt
        for ending in _OF_PLACES if known else _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                stem = word[: -len(ending)]
                options = [stem]
                if len(stem) > 3 and stem[-1] == stem[-2]:
                    options.append(stem[:-1])
                if ending in _OF_PLACES:
                    options += [stem + "en", stem + "e"]
                for option in options:
                    part = self._parts.get(option)
                    if part is not None and (not known or part.kind is NameKind.PLACE):
                        return part
        return None

    def _sounding(self, word: str) -> _Known | None:
        """The name that a word of no dictionary sounds like."""
        if len(word) < 4 or self._lexicon.flags(word) & (KNOWN_WORD | Flag.KEEP | Flag.NATION):
            return None
        return self._sounds.get(sound_of(word))

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
