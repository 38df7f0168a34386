"""Rules for letters that stand for somebody or a firm: *J.H.*, *collega M.*, *Kwakman, J.*, *de K.L.M.*"""

from __future__ import annotations

import re
from typing import Final

from interview_coder.redaction.lexicon import STAYS, Flag
from interview_coder.redaction.look import ORGANISATION, PERSON, Look
from interview_coder.redaction.tokens import is_initial, words

_LETTERED: Final = re.compile("[A-Z][a-z]?(?:v[dD]?|d)[A-Z]")
# Letters with full stops that are no person's.
_SHORTENED: Final = words(
    "nb ps ls bv nv vof cv ok mbo hbo vmbo vwo usa vs eg ehbo tbv ivm nvt zoz co ad tv cd pc am pm wc ww eu un vn vvd "
    "sp"
)
# What leads to a firm in letters with full stops.
_BEFORE_FIRM: Final = words("de het bij van naar voor")
# What a file is about, before the letters of whom.
_CASES: Final = words("casus dossier cliënt jongere kandidaat deelnemer patiënt")
_SHORT_TITLES: Final = words("dhr hr mw mevr mej ms")
# What ends an entry of a list or an address.
_ENDS_ENTRY: Final = frozenset("<(;|)[/")


class Initials(Look):
    """Marks initials."""

    def letters(self, index: int) -> None:
        """Letters that stand for somebody: *J.H.*, *collega M. zei*, *die noem ik K.*"""
        page, board = self.page, self.board
        if board.marks[index] is None and self._is_lettered(index):
            board.mark(index, index + 1, PERSON, 0.6, "initials")
        if (
            board.marks[index] is not None
            or not is_initial(page.words[index])
            or page.speech[index]
            or board.kept[index]
        ):
            return
        if index > 0 and page.words[index - 1] in (".", "-", "/", "&") and not page.gap[index]:
            return
        end = index
        while (
            end + 1 < len(page) and is_initial(page.words[end]) and page.words[end + 1] == "." and not page.gap[end + 1]
        ):
            end += 2
            if end >= len(page) or page.gap[end]:
                break
        count, lead = (end - index) // 2, self.low(index - 1)
        short = lead == "." and self.low(index - 2) in _SHORT_TITLES and not page.newline[index]  # dhr. B. wilde niet
        named = any(self.low(index - step) in self.words["naming"] for step in (1, 2, 3, 4)) and not page.newline[index]
        if count == 0:
            alone = len(page.words[index]) == 1 and not self._tied(index) and not page.newline[index]
            if alone and (lead in self.words["titles"] or (named and not page.starts[index])):
                board.mark(index, index + 1, PERSON, 0.7, "title")
            return
        name = end
        while name < len(page) and page.low[name] in self.particles and name < end + 3:
            name += 1
        further = name > end and name + 1 < len(page) and is_initial(page.words[name]) and page.words[name + 1] == "."
        if further:
            end = name + 1  # A. de J.
        elif (
            end < len(page)
            and not page.newline[end]
            and (self.proper(end) or (name > end and name < len(page) and self.proper(name)))
        ):
            return
        plain = "".join(page.low[index:end:2])
        flags = board.lexicon.flags(plain)
        if count > 1 and flags & Flag.ORGANISATION and lead in _BEFORE_FIRM and plain not in _SHORTENED:
            if not flags & STAYS or "bij" in (lead, self.low(index - 2)):
                board.mark(index, end, ORGANISATION, 0.8, "organisation-list")
            return
        stays = flags & (STAYS | Flag.ORGANISATION) or plain in _SHORTENED
        known = short or lead in self.words["titles"] or lead in self.words["kin"] or lead in self.words["trades"]
        known = known or named or lead in _CASES
        signs = count == 1 and lead in (",", ".") and end < len(page) and page.words[end] == ")"
        known = known or (signs and (end + 1 == len(page) or page.newline[end + 1]))  # nog nakijken, S.)
        if (not page.newline[index] and (known or further)) or (count > 1 and not stays and not self.in_lesson(index)):
            board.mark(index, end, PERSON, 0.6, "initials")

    def of_two_names(self) -> None:
        """Letters that two first names of somebody on the page begin with: *Berend-Jan … Iedereen zegt BJ*."""
        page, board = self.page, self.board
        known: set[str] = set()
        for index in self.loud:
            other = index + 1 + (self.low(index + 1) == "-")
            if self.capital(other) and self._is_first_of_somebody(index) and self._is_first_of_somebody(other):
                known.add(page.words[index][0] + page.words[other][0])
        for index in self.spots(letters.lower() for letters in known):
            if page.words[index] in known and board.marks[index] is None and not board.flags[index] & STAYS:
                board.mark(index, index + 1, PERSON, 0.7, "initials")

    def _is_first_of_somebody(self, index: int) -> bool:
        mark = self.board.marks[index]
        return mark is not None and mark.kind is PERSON and bool(self.board.flags[index] & Flag.FIRST)

    def inverted(self) -> None:
        """Initials behind a family name and a comma: *Kwakman, J.*, *Engel, R.M.*"""
        page, board = self.page, self.board
        for index in range(2, len(page) - 1):
            if page.words[index - 1] != "," or not is_initial(page.words[index]) or page.speech[index]:
                continue
            mark, end = board.marks[index - 2], index
            while end + 1 < len(page) and is_initial(page.words[end]) and page.words[end + 1] == ".":
                end += 2
            closes = end >= len(page) or page.newline[end] or page.words[end] in (",", ";", ")", "(", "|")
            if mark is not None and mark.kind is PERSON and end > index and closes and not page.newline[index]:
                board.mark(index, end, PERSON, mark.confidence, "initials")

    def turned_round(self) -> None:
        """A family name before a first name, in a list or an address: *Bakker, Lisanne*, *Ruiter, Dineke de <d@…>*."""
        page, board = self.page, self.board
        for comma in self.spots((",",)):
            family, given = comma - 1, comma + 1
            if family < 0 or given >= len(page) or not page.gap[given] or page.newline[given] or page.speech[given]:
                continue
            if not self.capital(family) or not self.capital(given):
                continue
            if not (board.flags[given] & Flag.FIRST or board.marks[given] is not None):
                continue
            opens = page.newline[family] or page.low[family - 1] in (":", ";", "|", "-", "•") or self._is_entry(family)
            end = given + 1
            while end < len(page) and self.capital(end) and page.gap[end] and not page.newline[end]:
                end += 1
            last = end
            while last < len(page) and not page.newline[last] and last < end + 3:
                if page.low[last] not in self.particles and page.low[last : last + 2] != ["/", "d"]:
                    break
                last += 1 + (page.low[last] == "/")  # v/d
            closes = last == len(page) or page.newline[last] or page.words[last] in _ENDS_ENTRY
            flags = board.flags[family]
            if opens and closes and not flags & STAYS and (flags & Flag.SURNAME or board.marks[family] is not None):
                board.mark(family, comma, PERSON, 0.75, "list-of-people")
                board.mark(given, last, PERSON, 0.75, "list-of-people")

    def in_columns(self) -> None:
        """A family name in the column behind a first name or a title: *Lisa\\tde\\tGroot*, *Mevrouw\\tKok*."""
        page, board = self.page, self.board
        for index in range(1, len(page)):
            if not page.newline[index] or page.begins_line(index) or board.marks[index] is not None:
                continue
            given, name = index - 1, index
            given -= page.low[given] == "."
            while name < len(page) - 1 and page.low[name] in self.particles and name < index + 3:
                name += 1
            closes = name + 1 >= len(page) or page.newline[name + 1] or not page.alpha[name + 1]
            alone = given >= 0 and page.newline[given] and page.alpha[given]
            flags = board.flags[name]
            plain = page.low[name] in self.little or flags & Flag.NATION or board.kept[name]
            plain = plain or flags & (Flag.KEEP | Flag.SURNAME) == Flag.KEEP
            if not (alone and closes and self.capital(name)) or page.speech[name] or plain:
                continue
            mark = board.marks[given]
            person = mark is not None and mark.kind is PERSON and board.flags[given] & Flag.FIRST
            own = name == index and board.flags[name] & (Flag.FIRST | Flag.EVERYDAY) == Flag.FIRST
            named = (person and board.flags[name] & Flag.SURNAME) or (own and len(page.low[name]) > 2)
            if named or page.low[given] in self.words["titles"]:
                board.mark(index, name + 1, PERSON, 0.7, "list-of-people")

    def _is_entry(self, index: int) -> bool:
        """Whether a number in a list stands before a token: *3  Boersma, Aïcha*, *1. Dijk, Sjoerd van*."""
        number = index - 1 - (self.low(index - 1) == ".")
        return number >= 0 and self.page.low[number].isdigit()

    def _is_lettered(self, index: int) -> bool:
        """Whether a word is the first letters of a name with a particle: *JvZ*, *MdW*."""
        stays = self.board.flags[index] & STAYS or self._tied(index) or self.page.speech[index]
        return not stays and bool(_LETTERED.fullmatch(self.page.words[index]))

    def _tied(self, index: int) -> bool:
        """Whether a sign ties a token to the one behind it."""
        return (
            index + 1 < len(self.page)
            and not self.page.gap[index + 1]
            and self.page.words[index + 1] in ("-", "&", "/", "'")
        )
