"""The rules that find names in a page: phrases, people, organisations, places, single words, then what the page taught.

Each rule reads the board and marks tokens. Later rules may rely on the marks of the earlier ones.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

from interview_coder.domain.model import NameKind
from interview_coder.redaction.board import Board
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag

PERSON, PLACE, ORGANISATION = NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION
_KIND_OF_TAG: Final = {"first": PERSON, "surname": PERSON, "place": PLACE, "organisation": ORGANISATION}
_ALONE: Final = frozenset(
    [
        "van",
        "de",
        "den",
        "der",
        "ter",
        "ten",
        "te",
        "el",
        "al",
        "ben",
        "bin",
        "abu",
        "bou",
        "ait",
        "aït",
        "oulad",
        "ould",
        "da",
        "dos",
        "del",
        "della",
        "di",
        "von",
        "zu",
        "la",
        "le",
        "'t",
        "vd",
        "vdr",
        "ibn",
    ]
)
_LEADING: Final = frozenset(["van", "in", "op", "aan", "uit", "onder", "over", "tot", "bij", "voor", "von", "de"])
_ARTICLES: Final = frozenset(["de", "den", "der", "het", "'t", "d'"])
# After these a capital is the name of a programme or a post, not of a school or a person.
_LESSONS: Final = frozenset(
    [
        "opleiding",
        "opleidingen",
        "richting",
        "niveau",
        "vak",
        "vakken",
        "cursus",
        "module",
        "profiel",
        "sector",
        "domein",
        "keuzedeel",
        "minor",
        "dossier",
        "team",
        "les",
        "lessen",
        "studie",
        "studies",
        "beroep",
        "bbl",
        "bol",
        "diploma",
        "diploma's",
        "crebo",
        "programma",
        "examen",
        "klas",
        "mbo",
        "hbo",
        "vmbo",
        "studierichting",
        "afdeling",
        "uitstroomrichting",
        "kwalificatie",
        "kwalificatiedossier",
        "leerweg",
        "variant",
        "certificaat",
        "training",
        "workshop",
        "project",
        "bachelor",
        "master",
        "hbo-opleiding",
        "mbo-opleiding",
        "vakgroep",
        "sectie",
    ]
)


@cache
def vocabulary() -> Mapping[str, frozenset[str]]:
    """The closed word classes, by name."""
    raw = resources.files(__package__).joinpath("data", "vocabulary.toml").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(raw).items()}


class Rules:
    """All rules, over one board."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.page = board.page
        self.words = vocabulary()
        self.little = self.words["little"]
        self.particles = self.words["particles"]
        self.generic = self.words["before_organisation"] | self.words["after_organisation"]

    def run(self) -> None:
        """Apply the rules in their order."""
        self.phrases()
        for index in range(len(self.page)):
            if not self.page.alpha[index] or self.page.shut[index]:
                continue
            self.titled(index)
            self.organisation(index)
            self.place(index)
            self.street(index)
        for index in range(len(self.page)):
            if self.page.alpha[index] and not self.page.shut[index]:
                self.single(index)
        self.chains()
        self.learn()
        self.chains()

    # -- the look of a token

    def _is_capital(self, index: int) -> bool:
        return index >= 0 and self.page.capital[index] and self.page.alpha[index] and not self.page.shut[index]

    def _proper(self, index: int) -> bool:
        """Whether a capitalised token may be part of a name: no small word, nothing that is kept."""
        if index < 0 or not self._is_capital(index) or self.page.speech[index]:
            return False
        flags, low = self.board.flags[index], self.page.low[index]
        if self.board.kept[index] or flags & Flag.NATION:
            return False
        if flags & Flag.KEEP and not flags & NAMED:
            return False
        return low not in self.little or bool(flags & NAMED)

    def _strange(self, index: int) -> bool:
        """Whether no dictionary and no keep list has the word."""
        flags, low = self.board.flags[index], self.page.low[index]
        return (
            not flags & (KNOWN_WORD | STAYS)
            and low not in self.words["titles"]
            and low not in self.generic
            and low not in self.particles
            and not any(char.isdigit() for char in low)
        )

    def _plausible(self, index: int, *, wanted: Flag = NAMED) -> bool:
        """Whether a token in lower-case speech may be a name: listed, or in no dictionary."""
        if index < 0 or not self.page.alpha[index] or self.page.shut[index] or self.board.kept[index]:
            return False
        flags, low = self.board.flags[index], self.page.low[index]
        if low in self.little or low in self.generic or flags & STAYS:
            return False
        if flags & wanted:
            return True
        return len(low) > 2 and self._strange(index)

    def _next(self, index: int) -> int:
        return self.board.near(index, 1)

    def _before(self, index: int) -> int:
        return self.board.near(index, -1)

    # -- phrases of the lists

    def phrases(self) -> None:
        """Keep phrases first, then names of several words; the longest wins at each place."""
        board, page = self.board, self.page
        for index in range(len(page)):
            if page.shut[index]:
                continue
            for length, tag in board.lexicon.phrases.at(page.low, index):
                end = index + length
                if any(page.newline[index + 1 : end]) or any(page.shut[index:end]):
                    continue
                if tag in ("keep", "nation"):
                    board.kept[index:end] = [True] * length
                    break
                if self._phrase(index, end, tag):
                    break

    def _phrase(self, start: int, end: int, tag: str) -> bool:
        """Mark a listed name of several words, the words of kind at its ends apart; whether it was one."""
        page, board = self.page, self.board
        if any(board.kept[start:end]) or any(mark is not None for mark in board.marks[start:end]):
            return False
        first, last = start, end
        while first < last and page.low[first] in self.generic and last - first > 1:
            first += 1
        while last > first + 1 and (page.low[last - 1] in self.generic or page.words[last - 1] in "-."):
            last -= 1
        if tag == "organisation" and not page.speech[first] and last - first > 1:
            first += page.low[first] in ("van", "de", "het", "'t") and not page.capital[first]
        capital = any(self._is_capital(i) and not page.starts[i] for i in range(start, end))
        words = [i for i in range(first, last) if page.alpha[i]]
        ordinary = all(board.flags[i] & Flag.WORD or len(page.low[i]) < 3 for i in words)
        if ordinary and not capital and not page.speech[start]:
            capital = sum(self._is_capital(i) for i in range(start, end)) > 1
            if not capital:
                return False
        if tag == "surname":
            if page.speech[start] and ordinary and page.low[end - 1] in self.little:
                return False
            if ordinary and not self._is_capital(end - 1):
                return False
        if (
            page.speech[start]
            and ordinary
            and tag == "organisation"
            and first == start
            and last == end
            and len(words) < 2
        ):
            return False
        board.mark(first, last, _KIND_OF_TAG[tag], 0.97 if not ordinary else 0.85, f"{tag}-list")
        return True

    # -- people

    def titled(self, index: int) -> None:
        """Meneer, mevrouw, dr. before a name; collega, heet before what looks like one."""
        low, page = self.page.low[index], self.page
        title = low in self.words["titles"]
        if not title and low not in self.words["kin"] and low not in self.words["naming"]:
            return
        after = self._next(index)
        if title and after >= 0 and page.words[after] == ".":
            after = self._next(after)
        while after >= 0 and page.low[after] in self.words["titles"]:
            after = self._next(after)
            if after >= 0 and page.words[after] == ".":
                after = self._next(after)
        if after < 0:
            return
        end = self._person(after, firm=title)
        if end > after:
            self.board.mark(after, end, PERSON, 0.95 if title else 0.85, "title" if title else "introduced")

    def _person(self, start: int, *, firm: bool) -> int:
        """The end of a person's name that begins at a token, after a title (``firm``) or a word of kin."""
        page = self.page
        index = self._initials(start)
        name = self._after_particles(index) if index >= 0 else -1
        if name < 0:
            return start
        moved = name > index
        if self._proper(name) and not (page.starts[name] and not firm):
            ordinary = self.board.flags[name] & KNOWN_WORD and not self.board.flags[name] & NAMED
            if ordinary and not firm:
                return start
            return self._onward(name + 1)
        if not page.capital[name] and (page.speech[name] or firm):
            flags = self.board.flags[name]
            wanted = Flag.SURNAME | Flag.FIRST if firm or moved else Flag.FIRST
            if not self._plausible(name, wanted=wanted):
                return start
            if not firm and not moved and flags & Flag.EVERYDAY:
                return start
            if not page.speech[name] and flags & KNOWN_WORD and not moved and flags & Flag.EVERYDAY:
                return start
            return self._onward(name + 1)
        return start

    def _initials(self, index: int) -> int:
        """The token behind initials such as ``A.B.``; the token itself where there are none."""
        page = self.page
        while (
            index >= 0
            and len(page.words[index]) <= 2
            and page.words[index][:1].isupper()
            and self._next(index) >= 0
            and page.words[index + 1] == "."
            and not page.gap[index + 1]
        ):
            index = self._next(index + 1)
        return index

    def _after_particles(self, index: int) -> int:
        """The token behind *van de*, *el*, *ter*; the token itself where there are none; -1 where nothing follows."""
        page, start = self.page, index
        while 0 <= index < start + 3 and page.low[index] in self.particles:
            if index == start and page.low[index] not in _ALONE and page.low[index] not in _LEADING:
                return start
            index = self._next(index)
            if index >= 0 and page.words[index] in ("-", ".") and not page.gap[index]:
                index = self._next(index)
        if index < 0:
            return -1
        if index == start + 1 and page.low[start] not in _ALONE:
            return start
        return index

    def _onward(self, index: int) -> int:
        """The end of a name of which the token before ``index`` is the last one sure."""
        page, board = self.page, self.board
        while 0 < index < len(page) and not page.newline[index] and not page.shut[index]:
            if page.words[index] in ("-", "‐") and not page.gap[index]:
                after = self._next(index)
                if after >= 0 and not page.gap[after] and self._joins(after, index - 1):
                    index = after + 1
                    continue
                return index
            if page.words[index] == "." and len(page.words[index - 1]) == 1 and page.capital[index - 1]:
                after = self._next(index)
                if after >= 0 and self._joins(after, index - 1):
                    index = after + 1
                    continue
                return index
            if not page.alpha[index]:
                return index
            if page.low[index] in self.particles and not (page.capital[index] and board.flags[index] & NAMED):
                after = self._after_particles(index)
                if after > index and self._joins(after, index - 1, through=index):
                    index = after + 1
                    continue
            if not self._joins(index, index - 1):
                return index
            index += 1
        return index

    def _joins(self, index: int, behind: int, *, through: int = -1) -> bool:
        """Whether a token carries on the person's name before it, perhaps through particles."""
        page, flags = self.page, self.board.flags[index]
        if through >= 0:
            if flags & (Flag.PLACE | Flag.ORGANISATION) and not flags & Flag.SURNAME:
                lower = not any(page.capital[i] for i in range(through, index))
                if lower and page.low[through] in ("van", "in", "uit", "bij", "op", "aan", "voor", "te"):
                    return False
            if page.speech[index]:
                return self._plausible(index, wanted=Flag.SURNAME)
            if not page.capital[index]:
                return bool(flags & Flag.SURNAME) and not flags & Flag.EVERYDAY and page.low[index] not in self.little
            return self._proper(index)
        if page.speech[index]:
            if flags & Flag.EVERYDAY or not self._plausible(index, wanted=Flag.SURNAME | Flag.FIRST):
                return False
            return True
        if self._proper(index):
            if page.shout[index] and not page.shout[behind]:
                return False
            return not flags & Flag.KEEP or bool(flags & Flag.SURNAME)
        return (
            len(page.words[index]) == 1
            and page.capital[index]
            and page.low[index] != "u"
            and index + 1 < len(page)
            and self._proper(index + 1)
        )

    # -- organisations

    def organisation(self, index: int) -> None:
        """A word of kind beside a name: ``ROC X``, ``X College``, ``basisschool De X``."""
        low, page = self.page.low[index], self.page
        if low in self.words["after_organisation"] and not (
            low in ("zorg", "bouw", "techniek") and not page.capital[index]
        ):
            self._backward(index)
        if low in self.words["before_organisation"]:
            self._forward(index, ORGANISATION, "kind-of-organisation")

    def _backward(self, index: int) -> None:
        """The capitals before ``College``: back over words of names, hyphens and particles between them."""
        page, start = self.page, index
        before = self._before(index)
        if before >= 0 and page.words[before] == "-" and not page.gap[index]:
            before = self._before(before)
        if before < 0:
            return
        if page.speech[index]:
            kinds = ("college", "lyceum", "ziekenhuis", "opleidingen", "gasthuis", "academie", "zorggroep")
            flags = self.board.flags[before]
            if (
                page.low[index] in kinds
                and self._plausible(before, wanted=NAMED | Flag.CAPITAL)
                and not flags & Flag.EVERYDAY
            ):
                self.board.mark(before, before + 1, ORGANISATION, 0.85, "kind-of-organisation")
            return
        while before >= 0:
            low = page.low[before]
            roman = page.shout[before] and re.fullmatch(r"[IVX]+", page.words[before])
            number = page.words[before] in ("I", "V", "X")
            if self._proper(before) or roman or number:
                if low in self.generic and not self._proper(self._before(before)):
                    if not (self.board.flags[before] & NAMED):
                        break
                start = before
            elif low not in ("van", "de", "der", "den", "het", "en", "-", "&", "in", "aan", "'t") or start == index:
                break
            before = self._before(before)
        while start < index and not self._is_capital(start):
            start += 1
        if start == index:
            return
        # A name at a sentence start may only be an ordinary word: ``Ons College``, ``Elke School``.
        if page.starts[start] and self.board.flags[start] & KNOWN_WORD and not self.board.flags[start] & NAMED:
            if start + 1 >= index and not page.capital[index]:
                return
        capital = page.capital[index]
        ordinary = self.board.flags[start] & KNOWN_WORD and not self.board.flags[start] & NAMED
        if not capital and ordinary:
            return
        end = index
        while end > start and not page.alpha[end - 1]:
            end -= 1
        self.board.mark(start, end, ORGANISATION, 0.9 if capital else 0.75, "kind-of-organisation")

    def _forward(self, index: int, kind: NameKind, reason: str) -> None:
        """The capitals behind a word of kind, with an article in between (``De``) that is a part of the name."""
        page, board = self.page, self.board
        start = self._next(index)
        while start >= 0 and page.words[start] in ("'", '"', "“", "‘", "”", "„"):
            start = self._next(start)
        if start < 0 or page.words[start] == "-":
            return
        name = start
        if page.low[start] in ("van", "in", "te") and kind is ORGANISATION:
            if page.low[index] not in ("roc", "aoc", "hogeschool", "universiteit", "college", "academie"):
                return
            name = start = self._next(start)
        while (
            name >= 0
            and page.low[name] in ("de", "het", "'t", "den", "der", "ter", "ten", "la", "le", "el", "st", "sint")
            and name < start + 2
        ):
            name = self._next(name)
            if name >= 0 and page.words[name] == ".":
                name = self._next(name)
        if name < 0:
            return
        if page.speech[name]:
            strong = page.low[index] in ("roc", "aoc", "gemeente", "provincie", "regio", "hogeschool")
            flags = board.flags[name]
            if (
                strong
                and self._plausible(name, wanted=Flag.PLACE | Flag.ORGANISATION | Flag.CAPITAL)
                and not flags & Flag.EVERYDAY
            ):
                board.mark(name, name + 1, kind, 0.85, reason)
            return
        if not self._proper(name) or page.low[name] in self.generic:
            return
        article = name > start
        if article and not page.capital[start]:
            start = name
            if board.flags[name] & KNOWN_WORD and not board.flags[name] & NAMED:
                return
        if board.flags[name] & Flag.KEEP:
            return
        end = name + 1
        while end < len(page) and not page.newline[end] and not page.shut[end]:
            if self._proper(end) and page.low[end] not in self.generic and not board.flags[end] & Flag.KEEP:
                end += 1
            elif page.words[end] in ("-", "&", "en", "van", "de", "der", "in", "aan", "op") and self._proper(
                end + 1 if end + 1 < len(page) else -1
            ):
                if page.words[end] in ("en", "in", "aan", "op", "van") and not (kind is ORGANISATION and article):
                    if page.words[end] != "van" or kind is not ORGANISATION:
                        break
                if page.words[end] == "-" and (page.gap[end] or page.gap[end + 1]):
                    break
                end += 2
            else:
                break
        plain = board.flags[name] & KNOWN_WORD and not board.flags[name] & NAMED
        if plain and page.low[index] in ("mbo", "vmbo", "school", "kantoor", "praktijk", "bouw", "groep", "club"):
            return
        board.mark(start, end, kind, 0.75 if plain else 0.9, reason)

    # -- places

    def place(self, index: int) -> None:
        """``gemeente X``, ``regio X``."""
        if self.page.low[index] in self.words["before_place"]:
            self._forward(index, PLACE, "kind-of-place")

    def street(self, index: int) -> None:
        """A word that ends in a word for a street, with its number; a name of several words before it."""
        page, board = self.page, self.board
        low, flags = page.low[index], board.flags[index]
        ends = next((end for end in _STREETS if low.endswith(end) and len(low) > len(end) + 2), "")
        alone = not ends and low in ("laan", "straat", "weg", "plein", "kade", "singel", "plantsoen", "dreef")
        number = self._next(index)
        numbered = (
            number >= 0
            and bool(re.fullmatch(r"\d{1,4}[a-z]?", page.low[number]))
            and not (
                self._next(number) >= 0
                and page.low[number + 1]
                in ("jaar", "uur", "procent", "leerlingen", "studenten", "keer", "weken", "dagen")
            )
        )
        if alone:
            before = self._before(index)
            if page.capital[index] and self._proper(before) and not page.starts[before]:
                board.mark(before, index + 1 + numbered, PLACE, 0.9, "street")
            return
        if not ends or board.kept[index]:
            return
        if self._is_capital(index) and not page.speech[index]:
            if page.starts[index] and flags & KNOWN_WORD and not numbered and not flags & Flag.PLACE:
                return
            strict = ends in (
                "straat",
                "laan",
                "weg",
                "plein",
                "kade",
                "gracht",
                "singel",
                "dreef",
                "plantsoen",
                "steeg",
            )
            if not strict and not numbered and flags & KNOWN_WORD:
                return
            start = index
            before = self._before(index)
            while before >= 0 and self._is_capital(before) and not page.starts[before] and self._proper(before):
                start, before = before, self._before(before)
            while (
                before >= 0 and page.low[before] in ("de", "van", "der", "den") and self._proper(self._before(before))
            ):
                before = self._before(before)
                start, before = before, self._before(before)
            board.mark(start, index + 1 + numbered, PLACE, 0.92, "street")
        elif numbered and ends in (
            "straat",
            "laan",
            "weg",
            "plein",
            "kade",
            "gracht",
            "singel",
            "dreef",
            "plantsoen",
            "steeg",
        ):
            board.mark(index, index + 2, PLACE, 0.85, "street")
        elif flags & Flag.CAPITAL and not flags & KNOWN_WORD:
            board.mark(index, index + 1, PLACE, 0.8, "street")
        elif page.speech[index] and ends in (
            "straat",
            "laan",
            "plein",
            "kade",
            "gracht",
            "singel",
            "plantsoen",
            "dreef",
        ):
            if not flags & Flag.WORD and self.board.low(index - 1) in ("de", "het", "in", "aan", "op", "naar", "bij"):
                board.mark(index, index + 1, PLACE, 0.7, "street")

    # -- single words

    def single(self, index: int) -> None:
        """One word by its lists, its capital and its place in the sentence."""
        board, page = self.board, self.page
        if board.marks[index] is not None or board.kept[index]:
            return
        flags, low = board.flags[index], page.low[index]
        if len(low) < 2 or flags & Flag.NATION or low in self.words["titles"]:
            return
        if self._is_compass_nation(index):
            return
        if page.speech[index] or not page.capital[index]:
            self._lower(index, flags, low)
        elif page.shout[index] and not low.startswith("ij"):
            self._shouted(index, flags, low)
        elif page.starts[index]:
            self._at_start(index, flags, low)
        else:
            self._inside(index, flags, low)

    def _is_compass_nation(self, index: int) -> bool:
        """``Noord-Afrikaans`` and the like: part of a word with a nation in it."""
        page = self.page
        return (
            page.low[index] in self.words["compass"]
            and index + 2 < len(page)
            and page.words[index + 1] == "-"
            and bool(self.board.flags[index + 2] & Flag.NATION)
        )

    def _kind(self, index: int, flags: Flag) -> NameKind:
        """The kind of a single name, by its lists, else by the word before it."""
        before = self.board.low(index - 1)
        if before in ("de", "het", "een", "'t"):
            before = self.board.low(index - 2)
        if flags & (Flag.PLACE | Flag.DEMONYM) and not flags & Flag.FIRST:
            return PLACE if not flags & Flag.SURNAME or before in self.words["places"] else PERSON
        if flags & Flag.ORGANISATION and not flags & (Flag.FIRST | Flag.SURNAME):
            return ORGANISATION
        if flags & (Flag.FIRST | Flag.SURNAME):
            return PERSON
        if before in self.words["places"]:
            return PLACE
        if before in ("bij", "van", "op", "het", "voor", "via") and flags & Flag.COMPOUND:
            return ORGANISATION
        if before == "bij" or self.board.low(index - 1) in ("het", "de"):
            return ORGANISATION
        return PERSON

    def _inside(self, index: int, flags: Flag, low: str) -> None:
        """A capital inside a sentence: a name unless a dictionary or the keep list has a reason for it."""
        board, page = self.board, self.page
        before = board.low(index - 1)
        if flags & Flag.KEEP:
            return
        kind = self._kind(index, flags)
        if low in self.particles or low in ("de", "het", "'t"):
            after = self._after_particles(index)
            if after > index and self._proper(after) and not board.flags[after] & STAYS:
                if (
                    board.flags[after] & NAMED
                    or not board.flags[after] & KNOWN_WORD
                    or page.low[index] not in self.little
                ):
                    board.mark(
                        index,
                        after + 1,
                        PERSON if board.flags[after] & Flag.SURNAME else ORGANISATION,
                        0.8,
                        "capital-article",
                    )
                elif before in self.words["firms"] | self.words["places"] | {"op"}:
                    board.mark(index, after + 1, ORGANISATION, 0.7, "capital-article")
            return
        if low in self.generic and not flags & (Flag.FIRST | Flag.PLACE):
            return
        if flags & NAMED and low not in self.little:
            if flags & KNOWN_WORD:
                if self._in_lesson(index) or self._quoted_speech(index):
                    return
                board.mark(index, index + 1, kind, 0.8 if not flags & Flag.EVERYDAY else 0.65, "name-list")
            else:
                board.mark(index, index + 1, kind, 0.97, "name-list")
            return
        if flags & (Flag.DEMONYM | Flag.CAPITAL) and not flags & KNOWN_WORD:
            board.mark(index, index + 1, kind, 0.9, "capital-list")
            return
        if self._strange(index):
            if not self._is_part_of_keep(index):
                board.mark(index, index + 1, kind, 0.8, "unknown-capital")
            return
        if low in self.little or flags & Flag.EVERYDAY or self._in_lesson(index):
            return
        # A word of the dictionary with a capital that nothing explains.
        if (
            before in self.words["firms"] | self.words["places"]
            and not self._quoted_speech(index)
            and before not in ("met", "van", "aan", "door", "voor")
        ):
            board.mark(index, index + 1, kind, 0.5, "odd-capital")

    def _in_lesson(self, index: int) -> bool:
        """Whether the word is said to be a programme, a subject, a post."""
        for step in (1, 2, 3):
            if self.board.low(index - step) in _LESSONS:
                return True
        after = self.board.low(index + 1)
        if after in ("niveau", "opleiding", "bol", "bbl") or self.board.low(index + 2) == "opleiding":
            return True
        return self.board.low(index - 1) in ("als", "tot", "diploma") and bool(self.board.flags[index] & Flag.WORD)

    def _quoted_speech(self, index: int) -> bool:
        """Whether a capital may open reported speech that stands without quote marks."""
        before = self.board.low(index - 1)
        return (
            before in ("ik", "zo", "denk", "zeg", "dacht", "zei", "zeggen", "roepen", "ze", "hij", "je", "we", "dan")
            and self.page.low[index] not in (())
            and not self.board.flags[index] & (Flag.FIRST | Flag.SURNAME)
        )

    def _is_part_of_keep(self, index: int) -> bool:
        """Whether a hyphen ties the word to one that stays (``SLB-Team``)."""
        page, board = self.page, self.board
        if index >= 2 and page.words[index - 1] == "-" and not page.gap[index] and not page.gap[index - 1]:
            return bool(board.flags[index - 2] & STAYS)
        return False

    def _at_start(self, index: int, flags: Flag, low: str) -> None:
        """A capital where any word has one: by the dictionary and by what follows."""
        board = self.board
        if flags & Flag.KEEP and not flags & Flag.FIRST:
            return
        kind = self._kind(index, flags)
        if low in self.particles and low not in ("an",):
            after = self._after_particles(index)
            if (
                after > index
                and self._proper(after)
                and board.flags[after] & Flag.SURNAME
                and not board.flags[after] & STAYS
            ):
                board.mark(index, after + 1, PERSON, 0.75, "capital-article")
            elif after > index and self._proper(after) and self._strange(after):
                board.mark(index, after + 1, ORGANISATION, 0.75, "capital-article")
            return
        if not flags & KNOWN_WORD:
            if flags & NAMED:
                board.mark(index, index + 1, kind, 0.95, "name-list")
            elif flags & (Flag.CAPITAL | Flag.DEMONYM):
                board.mark(index, index + 1, kind, 0.85, "capital-list")
            elif self._strange(index) and low not in self.little and len(low) > 2:
                if not re.fullmatch(
                    r"[hmuoeay]+|(ha|he|hi)+|[a-z]*(aa|ee|oo|uu)[aeou]+[a-z]*|[^aeiouyáéíóúëïöü]+", low
                ):
                    board.mark(index, index + 1, kind, 0.7, "unknown-start")
            return
        if flags & Flag.FIRST and self._begins_person(index, flags):
            board.mark(index, index + 1, PERSON, 0.75, "name-list")
        elif (
            flags & (Flag.SURNAME | Flag.ORGANISATION | Flag.PLACE)
            and low not in self.little
            and not flags & Flag.EVERYDAY
        ):
            after = self._next(index)
            if (
                after >= 0
                and self._proper(after)
                and board.flags[after] & Flag.SURNAME
                and not flags & Flag.KEEP
                and flags & Flag.FIRST
            ):
                board.mark(index, after + 1, PERSON, 0.7, "name-list")

    def _begins_person(self, index: int, flags: Flag) -> bool:
        """Whether a first name that is a word, at a sentence start, is the name."""
        page, board = self.page, self.board
        after = self._next(index)
        if after < 0:
            return False
        low = page.low[after]
        if page.words[after] in ("'s", "’s"):
            return True
        if (
            self._proper(after)
            and (board.flags[after] & Flag.SURNAME or not board.flags[after] & KNOWN_WORD)
            and not board.flags[after] & STAYS
        ):
            return True
        if low in self.particles:
            name = self._after_particles(after)
            if (
                name > after
                and self._proper(name)
                and not board.flags[name] & (Flag.PLACE | Flag.ORGANISATION) | Flag(0)
            ):
                return True
            if name > after and self._proper(name) and board.flags[name] & Flag.SURNAME:
                return True
        if low in self.words["verbs"] and page.low[index] != "best":
            return not flags & Flag.KEEP
        if low in ("en", ",") and after + 1 < len(page):
            return (
                self._proper(after + 1)
                and bool(board.flags[after + 1] & Flag.FIRST)
                and not board.flags[after + 1] & KNOWN_WORD
            )
        return False

    def _shouted(self, index: int, flags: Flag, low: str) -> None:
        """A word in capitals: an abbreviation or a stressed word stays unless a list has it as a name."""
        board = self.board
        if flags & Flag.KEEP:
            return
        if flags & Flag.ORGANISATION and len(low) < 7:
            board.mark(index, index + 1, ORGANISATION, 0.85, "organisation-list")
        elif flags & KNOWN_WORD or low in self.little:
            return
        elif flags & NAMED and len(low) > 2:
            board.mark(index, index + 1, self._kind(index, flags), 0.85, "name-list")
        elif len(low) > 5 and flags & (Flag.CAPITAL | Flag.DEMONYM):
            board.mark(index, index + 1, self._kind(index, flags), 0.8, "capital-list")
        elif len(low) > 1 and board.low(index - 1) in ("bij", "firma", "bedrijf", "stichting"):
            board.mark(index, index + 1, ORGANISATION, 0.6, "unknown-capital")
        elif len(low) > 5 and self._strange(index):
            board.mark(index, index + 1, self._kind(index, flags), 0.6, "unknown-capital")

    def _lower(self, index: int, flags: Flag, low: str) -> None:
        """A word in lower case: what lists have and the dictionary has not; more where all is in lower case."""
        board, page = self.board, self.page
        if flags & STAYS or low in self.little or low in self.generic or low in self.particles or len(low) < 3:
            return
        speech = page.speech[index]
        kind = self._kind(index, flags)
        if not flags & KNOWN_WORD:
            if flags & NAMED:
                sure = flags & (Flag.FIRST | Flag.PLACE) and len(low) > 3
                board.mark(index, index + 1, kind, 0.85 if speech and sure else 0.7, "name-list")
            elif flags & Flag.CAPITAL and len(low) > 3:
                board.mark(index, index + 1, kind, 0.75 if speech else 0.6, "capital-list")
            elif flags & Flag.DEMONYM and len(low) > 5:
                board.mark(index, index + 1, PLACE, 0.7 if speech else 0.6, "demonym")
            elif speech and len(low) > 3 and self._strange(index) and not self._is_part_of_keep(index):
                board.mark(index, index + 1, kind, 0.5, "unknown-word")
            return
        if not speech or not flags & NAMED:
            return
        before, after = board.low(index - 1), board.low(index + 1)
        if flags & Flag.PLACE and before in ("in", "uit", "naar", "vanuit", "rond") and not flags & Flag.EVERYDAY:
            board.mark(index, index + 1, PLACE, 0.6, "place-after-preposition")
        elif flags & Flag.FIRST and not flags & Flag.EVERYDAY:
            if before in self.words["speech"] or after in (
                "zegt",
                "zei",
                "vertelde",
                "belde",
                "mailde",
                "appte",
                "vindt",
                "vond",
            ):
                board.mark(index, index + 1, PERSON, 0.6, "verb-of-speech")
        if flags & Flag.FIRST and board.marks[index] is None:
            end = self._onward(index + 1)
            if end > index + 1 and (not flags & Flag.EVERYDAY or end > index + 2):
                board.mark(index, end, PERSON, 0.7, "first-name")

    # -- what belongs together, what the page taught

    def chains(self) -> None:
        """Carry a first name on to the family name, a surname back to its particles and initials."""
        page, board = self.page, self.board
        index = 0
        while index < len(page):
            mark = board.marks[index]
            if mark is None or mark.kind is not PERSON:
                index += 1
                continue
            end = index + 1
            while end < len(page) and board.marks[end] is not None:
                end += 1
            far = self._onward(end)
            if far > end:
                board.mark(end, far, PERSON, mark.confidence, mark.reason)
            self._back(index)
            index = max(far, end)

    def _back(self, index: int) -> None:
        """Particles and initials before a marked name, and a capital before those."""
        page, board = self.page, self.board
        start = index
        before = self._before(start)
        if board.flags[index] & Flag.SURNAME or page.low[index] not in self.little:
            run = start
            while before >= 0 and start - before <= 1 and page.low[before] in self.particles and run - before < 4:
                start, before = before, self._before(before)
            if start < index:
                strong = (
                    page.low[start] in ("van", "in", "op")
                    and index - start > 1
                    and page.low[index - 1] in ("der", "den", "'t")
                )
                listed = " ".join(page.low[start : index + 1]) in board.lexicon.surname_phrases
                capital = page.capital[start] and not page.starts[start]
                surname = bool(board.flags[index] & Flag.SURNAME) and not board.flags[index] & (
                    Flag.FIRST | Flag.PLACE | Flag.ORGANISATION
                )
                if not (strong or capital or listed or (surname and index - start > 1)):
                    start = index
        before = self._before(start)
        while (
            before > 0
            and page.words[before] == "."
            and len(page.words[before - 1]) <= 2
            and page.capital[before - 1]
            and page.alpha[before - 1]
        ):
            if page.newline[before]:
                break
            start = before - 1
            before = self._before(start)
        if before >= 0 and self._proper(before) and board.flags[before] & Flag.FIRST and board.marks[before] is None:
            if not (board.flags[before] & Flag.KEEP):
                start = before
        mark = board.marks[index]
        if start < index and mark is not None:
            board.mark(start, index, PERSON, mark.confidence, mark.reason)

    def learn(self) -> None:
        """A name that is sure once is a name everywhere: alone, at a sentence start, in lower case if it is no word."""
        page, board = self.page, self.board
        sure: dict[str, tuple[NameKind, float]] = {}
        for index, mark in enumerate(board.marks):
            if mark is None or not page.alpha[index] or len(page.low[index]) < 3 or mark.confidence < 0.6:
                continue
            low = page.low[index]
            small = low in self.little and not board.flags[index] & Flag.FIRST
            if small or low in self.particles or low in self.generic or board.flags[index] & Flag.NATION:
                continue
            if mark.kind is NameKind.CONTACT or (board.flags[index] & Flag.KEEP):
                continue
            if low not in sure or mark.confidence > sure[low][1]:
                sure[low] = (mark.kind, mark.confidence)
        for index in range(len(page)):
            if board.marks[index] is not None or not page.alpha[index] or page.shut[index] or board.kept[index]:
                continue
            low, flags = page.low[index], board.flags[index]
            known = sure.get(low) or (
                sure.get(low[:-1]) if low.endswith("s") and len(low) > 4 and not flags & KNOWN_WORD else None
            )
            if known is None or known[1] < 0.7:
                continue
            if flags & KNOWN_WORD:
                if not page.capital[index] or page.speech[index]:
                    if not page.speech[index] or flags & Flag.EVERYDAY or not flags & NAMED:
                        continue
                elif page.starts[index] and self.reads_as_word(index):
                    continue
            board.mark(index, index + 1, known[0], min(known[1], 0.8), "seen-before")

    def reads_as_word(self, index: int) -> bool:
        """Whether a word at a sentence start goes on as a sentence of that word would."""
        after = self.board.low(index + 1)
        if self.board.flags[index] & Flag.FIRST:
            return after in self.words["pronouns"]
        return after not in self.words["verbs"] and not after == ","


_STREETS: Final = (
    "straat",
    "laan",
    "weg",
    "plein",
    "kade",
    "gracht",
    "singel",
    "dijk",
    "steeg",
    "hof",
    "pad",
    "markt",
    "dreef",
    "plantsoen",
    "wal",
    "burg",
    "boulevard",
    "baan",
    "park",
)
