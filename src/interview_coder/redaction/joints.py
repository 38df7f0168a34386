"""Rules for what lies between and beside the pieces of a name: small words and capitals that the detector hears."""

from __future__ import annotations

from typing import Final

from interview_coder.domain.model import NameKind
from interview_coder.redaction.board import Mark
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, Flag
from interview_coder.redaction.look import HYPHENS, OF_WORK, ORGANISATION, PERSON, Look
from interview_coder.redaction.tokens import words

# Small words inside family names, and those that join two words of a firm's name.
_PARTICLES: Final = words("van von fan de der den d'n het 't t ten ter tot thoe la le el gen")
# What opens the name of an old house, and what such names end in: *Oude Luttikhuis*, *Groot Koerkamp*.
_OLD_HOUSES: Final = words("oude groot grote klein kleine nieuwe lutke luttik")
_OF_HOUSES: Final = ("huis", "kamp", "ink", "borg", "hof", "wiek", "haar", "veld", "brink", "horst")
_OF_FIRMS: Final = words("en by")
# What a place or a firm is taken by, whatever stands before it.
_NOBODYS: Final = words("street kind-of-place kind-of-organisation brand")
# Words of kind that are family names as well.
_GROUNDS: Final = words(
    "stal hoeve park hof villa klooster molen kapel kasteel werf toren poort brug sluis zaal tuin kerk winkel"
)
# Small words that seldom end a name, unless it breaks off: *rachid oulad*.
_OPEN_ENDED: Final = words("oulad ould aït ait el al ben bin abu")
# Titles of old houses, between a first name and a family name, and words of kind inside the name of a firm.
_NOBLE: Final = words("baron barones graaf gravin jonkheer jonkvrouw ridder freule")
_INNER: Final = _NOBLE | {"school", "huis"}
# How sure the detector must be of a small word: alone before a name; the surest of those between two pieces; before a
# family name that a list has with it; of a capital beside a name, of one that goes with a first name or a list.
_ALONE: Final = 0.9
_BETWEEN: Final = 0.2
_LISTED: Final = 0.5
_BESIDE: Final = 0.94
_NEARLY: Final = 0.8


class Joints(Look):
    """Joins the pieces of names by what the detector says of the words between them."""

    def carried(self) -> None:
        """Small words before and inside a name, and capitals beside a person's: *Feikema van Dekema*, *Sterke Jan*."""
        board = self.board
        for index in range(len(self.page)) if board.odds else ():
            mark = board.marks[index]
            if mark is None or mark.kind is NameKind.CONTACT:
                continue
            self._small_before(index, mark)
            self._in_three(index, mark)
            self._beside(index, mark)
            self._small_behind(index, mark)

    def inner_words(self) -> None:
        """Words that lie inside a name as a title or a word of kind does before one: *Alard baron van Voërst*,
        *Huis ter Leede*, *Haarlem School of Hair*."""
        page, marks = self.page, self.board.marks
        for index in self.spots(_INNER):
            after = self.after(index)
            if after < 0 or page.speech[index] or marks[index] is not None:
                continue
            before, behind = marks[index - 1] if self.before(index) >= 0 else None, marks[after]
            if page.low[index] in _NOBLE:
                persons = before is not None and behind is not None and before.kind is behind.kind is PERSON
                if persons and page.capital[index - 1] and page.low[after] in self.particles:
                    self.board.mark(index, after, PERSON, 0.8, "title")
            elif page.capital[index] and page.low[index] == "huis":
                if page.low[after] in ("ter", "ten", "te") and behind is not None and behind.kind is not PERSON:
                    self.board.mark(index, after, ORGANISATION, 0.8, "kind-of-organisation")
            elif page.capital[index] and page.low[after] == "of" and before is not None and page.capital[index - 1]:
                last = after + 1
                while last < after + 4 and self.capital(last):
                    last += 1
                if last > after + 1:
                    self.board.mark(index - 1, last, ORGANISATION, 0.75, "kind-of-organisation")

    def _small_before(self, index: int, mark: Mark) -> None:
        """The small words that stand before a name."""
        page, board, first = self.page, self.board, index
        while first > 0 and index - first < 3 and self._is_small(first - 1) and not page.newline[first]:
            first -= 1
        if first == index or (page.low[first:index] == ["van"] and page.low[index + 1 : index + 2] == ["naar"]):
            return  # van Dongen naar Tilburg
        before = board.marks[first - 1] if first and not page.newline[first] else None
        run, odds = page.low[first:index], board.odds[first:index]
        if before is not None and before.kind is not NameKind.CONTACT:
            if min(odds) > _ALONE:
                given = (board.flags[index] | board.flags[first - 1]) & Flag.FIRST
                two = run == ["en"] and given and mark.kind is PERSON and before.kind is PERSON
                if not two:  # Piet Wind en Gerrit Zee
                    board.mark(first, index, before.kind, 0.7, before.reason)
            elif self._is_one_family(first - 1, before, index, mark) and (
                max(odds) > _BETWEEN
                or (run == ["tot"] and self._is_of_lords(first - 1))
                or ("t" in run and self._is_listed(first, index))
            ):
                board.mark(first - 1, index + 1, PERSON, 0.7, before.reason)
        elif min(odds) > _ALONE and _OF_FIRMS.isdisjoint(run):
            board.mark(first, index, mark.kind, mark.confidence, mark.reason)
        elif page.speech[index] and min(odds) > _LISTED and self._is_listed(first, index):
            board.mark(first, index + 1, PERSON, mark.confidence, mark.reason)

    def _is_small(self, index: int) -> bool:
        """Whether an unmarked small word in lower case stands here."""
        page, low = self.page, self.page.low[index]
        if low not in _PARTICLES and low not in _OF_FIRMS:
            return False
        return self.board.marks[index] is None and not page.capital[index] and not page.shut[index]

    def _is_listed(self, first: int, name: int) -> bool:
        """Whether a list has a family name with these particles, *'t* with or without its apostrophe."""
        run = ("'t" if low == "t" else low for low in self.page.low[first : name + 1])
        return " ".join(run) in self.board.lexicon.surname_phrases

    def _is_one_family(self, first: int, before: Mark, index: int, mark: Mark) -> bool:
        """Whether a person's name, or a capital that may be one, stands before particles and no firm behind them."""
        page, flags = self.page, self.board.flags[index]
        if not page.capital[first] or not page.capital[index] or page.speech[index]:
            return False
        if mark.reason in _NOBODYS or flags & Flag.ORGANISATION or page.low[index - 1] in _OF_FIRMS:
            return False
        given = self.board.flags[first] & (Flag.FIRST | Flag.ORGANISATION | KNOWN_WORD) == Flag.FIRST
        return before.kind is PERSON or before.reason == "unknown-capital" or given

    def _is_of_lords(self, index: int) -> bool:
        """Whether *tot* behind a capital belongs to a name, and does not tell how far: *een Sloet tot Everlo*."""
        return not self.board.flags[index] & (Flag.PLACE | Flag.FIRST) and self.low(index - 1) not in ("van", "vanaf")

    def _in_three(self, index: int, mark: Mark) -> None:
        """A name of three short words in speech: *tjon a ten*, *lo a njoe*."""
        page, board, last = self.page, self.board, index + 2
        if (
            last >= len(page)
            or not page.speech[index]
            or page.low[index + 1] != "a"
            or any(page.newline[index + 1 : last + 1])
        ):
            return
        if mark.kind is PERSON and min(board.odds[index + 1 : last + 1]) > 0.7 and len(page.low[last]) < 6:
            board.mark(index + 1, last + 1, PERSON, mark.confidence, mark.reason)

    def _beside(self, index: int, mark: Mark) -> None:
        """The capitals that touch a person's name, whatever words they are: *Oude Kotte*, *Boy Engels*."""
        page, board = self.page, self.board
        before = self.before(index)
        open_still = (mark.kind is PERSON or mark.reason == "street") and before >= 0 and page.gap[index]
        if self.low(before) == "koninklijke" and self.capital(before) and mark.kind is not NameKind.PLACE:
            board.mark(before, index + 1, ORGANISATION, mark.confidence + 0.01, mark.reason)  # Koninklijke Eijsbouts
        royal = page.low[index] == "koninklijke" and self.capital(index + 1) and not page.starts[index + 1]
        if royal and board.flags[index + 1] & Flag.ORGANISATION:
            board.mark(index, index + 2, ORGANISATION, mark.confidence + 0.01, mark.reason)  # Koninklijke Visio
        old = self.low(before) in _OLD_HOUSES and page.low[index].endswith(_OF_HOUSES) and self.capital(before)
        if old and board.marks[before] is None and page.gap[index] and board.odds[before] > _BESIDE:
            board.mark(before, index, PERSON, mark.confidence, mark.reason)  # Oude Luttikhuis, Groot Koerkamp
        opens = page.starts[before] and (self.low(before) in self.little or self.low(before).endswith("adres"))
        if open_still and self._is_heard(before) and not opens:
            board.mark(before, index, mark.kind, mark.confidence, mark.reason)
        after = self.after(index)
        if mark.kind is PERSON and after >= 0 and page.gap[after] and (self._is_heard(after) or self._is_home(after)):
            tied = after + 2 if self.low(after + 1) in HYPHENS and self.capital(after + 2) else 0
            end = tied + 1 if tied and not page.gap[tied] else after + 1
            board.mark(after, end, PERSON, mark.confidence, mark.reason)

    def _is_heard(self, index: int) -> bool:
        """Whether the detector is sure of an unmarked capital that is no word of kind, title or post."""
        page, board, low = self.page, self.board, self.page.low[index]
        if board.marks[index] is not None or not self.capital(index) or page.speech[index] or page.shout[index]:
            return False
        if board.kept[index] and index + 1 < len(page) and board.kept[index + 1] and self.capital(index + 1):
            return False  # To Everyone
        if board.odds[index] <= _BESIDE or low in self.posts or low in self.kinds or low in self.particles:
            return False
        if page.starts[index] and self.is_post(low) and not board.flags[index] & NAMED:
            return False  # Dierenverzorger Patrick
        other = low in self.words["trades_behind"] or low in self.words["before_place"]
        return not other and not self.is_sort(index)

    def _is_home(self, index: int) -> bool:
        """Whether a word for a house or its land is a family name behind a first name: *Fenna Stal*."""
        board, low = self.board, self.page.low[index]
        given = self.board.flags[index - 1] & (Flag.SURNAME | Flag.ORGANISATION | Flag.PLACE) == 0
        open_still = board.marks[index] is None and self.capital(index) and not self.page.speech[index]
        return open_still and given and low in _GROUNDS and board.odds[index] > (0.98 if low != "hoeve" else 0.9)

    def _small_behind(self, index: int, mark: Mark) -> None:
        """Particles behind a first name and a word that no other rule takes for a family name: *Bas van Hout*."""
        page, board, name = self.page, self.board, index + 1
        if mark.kind is not PERSON:
            return
        if name < len(page) and page.low[name] in _OPEN_ENDED and board.odds[name] > _BESIDE and not page.newline[name]:
            board.mark(name, name + 1, PERSON, 0.6, mark.reason)
        while name < min(index + 4, len(page)) and self._is_small(name) and not page.newline[name]:
            name += 1
        if not index + 1 < name < len(page) or page.newline[name] or board.marks[name] is not None:
            return
        odds, listed = board.odds, self._is_listed(index + 1, name)
        if min(odds[index + 1 : name]) < _LISTED or not page.alpha[name] or page.shut[name]:
            return
        if (self.is_kind(name) and odds[name] < 0.99) or (page.speech[name] and page.low[name].endswith(OF_WORK)):
            return
        given = self.board.flags[index] & Flag.FIRST and page.speech[name] and page.low[name] not in self.little
        named = listed or given or (page.capital[name] and not page.speech[name])
        if odds[name] > (_NEARLY if listed or given else _BESIDE) and named:
            board.mark(index + 1, name + 1, PERSON, 0.6, mark.reason)
