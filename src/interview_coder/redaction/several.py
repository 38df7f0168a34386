"""Rules for firms and homes that are called by several words with a small one among them: *Knip en Knap*."""

from __future__ import annotations

from typing import Final

from interview_coder.redaction.lexicon import NAMED, STAYS, Flag
from interview_coder.redaction.look import ARTICLES_OF_NAMES, ORGANISATION, PLACE, Look
from interview_coder.redaction.tokens import words

# Small words inside such names, and those of them that need an article behind them.
_JOINTS: Final = words("en of voor zonder in op aan met onder tussen")
_WITH_ARTICLE: Final = words("in op aan")
# What leads to a firm whatever it is called, and what does where its words are marked already.
_SURE: Final = words("bij heet heette")
_WORKING: Final = words("van via naar is noemt met")
_LEADING: Final = _SURE | _WORKING
_TELLING: Final = words("de het een die onze zo'n")
# Ends of words of kind that say too little.
_LOOSE: Final = (
    *("groep", "bank", "site", "zaak", "team", "school", "locatie", "praktijk", "organisatie", "bedrijf", "park"),
    *("huis", "tuin", "stage", "instelling"),
)
# Small words that open a sentence before a name.
_OPENERS: Final = words(
    "en maar of dus dan want ook ja nee nou bij van met voor in op aan uit door naar toen daar hier omdat als nadat "
    "doordat zodat hoewel terwijl zolang wanneer tenzij indien dat hoe wat waar waarom"
)
# Who is written with a capital out of respect.
_SPOKEN_TO: Final = words("u uw ik je jij jouw hij hem zijn wij ons onze god heer")
# Small words that stand for themselves: *tussen Wel en Niet*.
_NO_PIECES: Final = _SPOKEN_TO | words("ja nee wel niet geen dat dit dan toen")
# What tells of the words before it: a comma and what it is, or that it is called so.
_TELLS: Final = words(", heet heette")
# What is marked by its capital or its sound alone.
_HUNCHES: Final = words("odd-capital detector")
_CLOSING: Final = words(". , ; ? ! ) in te op aan uit en heet")


# What firms, homes and schools are counted up behind, how far behind, and how many words one has at most.
_COUNTED: Final = words(
    "locaties vestigingen bedrijven leerbedrijven stagebedrijven bedrijfjes winkels werkgevers scholen organisaties "
    "restaurants hotels kwekerijen instellingen salons zaken garages partners klanten"
)
_REACH, _MOST_WORDS = 16, 4


class Several(Look):
    """Marks firms and homes of several words."""

    def several(self) -> None:
        """Capitals that small words join, where a firm is meant: *bij Knip en Knap*, *Hand in Hand, een winkel*."""
        page, board = self.page, self.board
        for joint in range(1, len(page) - 1):
            if page.low[joint] not in _JOINTS or board.marks[joint] is not None or not self.capital(joint - 1):
                continue
            last = joint + 1 + (self.low(joint + 1) in ARTICLES_OF_NAMES)
            if last >= len(page) or any(page.newline[joint : last + 1]) or page.speech[joint] or self.needless:
                continue
            if not self.capital(last) or page.shut[last] or not self._may_be_firm(joint, last):
                continue
            first = self._first_of_name(joint - 1)
            if self._means_firm(first, joint, last):
                board.mark(first, last + 1, ORGANISATION, 0.65, "kind-of-organisation")

    def counted_up(self) -> None:
        """Sentences that only count up what was told of before, one of it marked: *Drie locaties. Het Vlindertje,
        Okidoki en Bommelstee.*"""
        page, board = self.page, self.board
        for start in self.loud if not self.needless else ():
            if not page.starts[start] or _COUNTED.isdisjoint(page.low[max(0, start - _REACH) : start]):
                continue
            items = self._items(start)
            marks = [board.marks[last] for _first, last in items]
            if len(items) < 2 or not any(marks):
                continue
            for (first, last), mark in zip(items, marks, strict=True):
                small = page.low[last] in self.little and not board.flags[last] & NAMED
                if mark is None and not small and (not board.flags[last] & STAYS or board.flags[last] & NAMED):
                    board.mark(first, last + 1, ORGANISATION, 0.6, "kind-of-organisation")

    def _items(self, start: int) -> list[tuple[int, int]]:
        """The first and last token of each run of capitals in a sentence that has nothing else but commas and *en*."""
        page, items, at = self.page, list[tuple[int, int]](), start
        while True:
            first = at
            while (
                at < min(first + _MOST_WORDS, len(page)) and self.capital(at) and not (at > first and page.newline[at])
            ):
                at += 1
            if at == first:
                return []
            items.append((first, at - 1))
            if at == len(page) or page.newline[at] or page.low[at] == ".":
                return items
            if page.low[at] not in (",", "en"):
                return []
            at += 1

    def told_pairs(self) -> None:
        """Two capitals or three that are said to be a firm: *Goed Gevoel, dat is een kapsalon*."""
        page, board = self.page, self.board
        for comma in range(2, len(page) - 2):
            if page.low[comma] not in _TELLS or page.speech[comma] or self.needless:
                continue
            if not (self._is_told(comma) or self._is_called(comma)):
                continue
            first = comma
            while first > 0 and comma - first < 3 and self.capital(first - 1) and not page.newline[first]:
                if board.kept[first - 1] or board.flags[first - 1] & Flag.NATION or page.shout[first - 1]:
                    break
                first -= 1
            if comma - first < 2 or page.low[first] in self.words["titles"] | self.words["kin"] | self.words["trades"]:
                continue
            if page.starts[first] and page.low[first] in _OPENERS:
                continue
            if self.is_sort(first) or self.in_lesson(first) or self.capital(first - 1):
                continue
            if any(board.marks[index] is None for index in range(first, comma)):
                board.mark(first, comma, ORGANISATION, 0.65, "kind-of-organisation")

    def pairs_at_work(self) -> None:
        """Two words of the dictionary behind *bij*, one of them small: *bij Goed Gevoel*, *bij Samen Sterk*."""
        page, board = self.page, self.board
        for lead in range(len(page) - 2):
            if page.low[lead] != "bij" or page.speech[lead] or self.needless or any(page.newline[lead + 1 : lead + 3]):
                continue
            pair = (lead + 1, lead + 2)
            if not all(self.capital(i) and page.gap[i] and not page.shout[i] for i in pair) or self.in_lesson(lead + 1):
                continue
            flags = board.flags[pair[0]] | board.flags[pair[1]]
            if flags & (STAYS | Flag.FIRST | Flag.PLACE) or any(board.kept[i] or self.is_sort(i) for i in pair):
                continue
            if not all(board.flags[i] & Flag.WORD for i in pair) or self.capital(self.after(pair[1])):
                continue
            heard = bool(board.odds) and min(board.odds[i] for i in pair) > 0.3
            if page.low[pair[0]] in self.little or heard:
                board.mark(pair[0], pair[1] + 1, ORGANISATION, 0.6, "odd-capital")

    def pairs_with_a_small_word(self) -> None:
        """Two capitals inside a sentence, one of them a small word: *ze heeft er zelf één, Papier Hier*."""
        page, board = self.page, self.board
        for first in self.loud[:-1] if not self.needless else ():
            last = first + 1
            pair = (first, last)
            if page.starts[first] or page.newline[last] or not page.gap[last] or not self.capital(last):
                continue
            if any(board.marks[i] is not None or board.kept[i] or page.shout[i] or page.speech[i] for i in pair):
                continue
            small = [i for i in pair if page.low[i] in self.little and page.low[i] not in _NO_PIECES]
            if len(small) != 1 or self.capital(first - 1) or self.capital(self.after(last)) or self.in_lesson(first):
                continue
            flags = board.flags[first + last - small[0]]
            if flags & Flag.WORD and not flags & (STAYS | Flag.FIRST | Flag.PLACE) and self.may_hear(small[0], 0.05):
                board.mark(first, last + 1, ORGANISATION, 0.6, "odd-capital")

    def small_words_joined(self) -> None:
        """Two small words with capitals inside a sentence that *en* joins: *de dames van Haar en Meer*."""
        page, board = self.page, self.board
        for joint in self.spots(("en", "&")) if not self.needless else ():
            first, last = joint - 1, joint + 1
            if first < 1 or last >= len(page) or page.starts[first] or any(page.newline[first : last + 1]):
                continue
            if not (self.capital(first) and self.capital(last)) or page.speech[joint] or board.kept[first]:
                continue
            pair = (page.low[first], page.low[last])
            firm = self.low(first - 1) in _LEADING and board.marks[joint] is None
            if firm and all(low in self.little and low not in _NO_PIECES for low in pair):
                board.mark(first, last + 1, ORGANISATION, 0.6, "odd-capital")

    def _first_of_name(self, index: int) -> int:
        """The first of the marked capitals that end at a token, the token itself where it is not marked."""
        page, marks = self.page, self.board.marks
        while index > 0 and marks[index] is not None and marks[index - 1] is not None and not page.newline[index]:
            index -= 1
        return index

    def _may_be_firm(self, joint: int, last: int) -> bool:
        """Whether the capitals beside a small word are words of the dictionary, and nobody's name and no towns."""
        board, low = self.board, self.page.low[joint]
        first, other = board.flags[joint - 1], board.flags[last]
        if first & (Flag.FIRST | Flag.PLACE | Flag.NATION | Flag.ORGANISATION) or not first & Flag.WORD:
            return False
        if self.page.low[joint - 1] in self.kinds or self.page.low[last] in self.kinds or board.kept[joint - 1]:
            return False
        mark, behind = board.marks[joint - 1], board.marks[last]
        if first & other & STAYS or board.kept[last] or "street" in (mark and mark.reason, behind and behind.reason):
            return False
        if behind is not None and behind.kind is PLACE and last == joint + 1 and low != "voor":
            return False  # dierenarts Kat in Dieren
        if low in ("en", "zonder"):
            return other & (Flag.WORD | Flag.FIRST | Flag.PLACE | Flag.NATION) == Flag.WORD
        if low in _WITH_ARTICLE and last == joint + 2:
            street = self.page.low[last] in self.words["street_ends"]
            led = self.low(joint - 2) == "bij" and self.low(last + 1) == "in" and not first & Flag.SURNAME
            return bool(other & Flag.WORD) and (led or not street)  # bij Rechthuis aan de Kade in Uithoorn
        plain = other & Flag.WORD and not other & Flag.PLACE
        return low == "voor" or bool(plain) or (low == "of" and self.strange(last))

    def _means_firm(self, first: int, joint: int, last: int) -> bool:
        """Whether what stands before or behind the words tells that they are a firm."""
        page, board = self.page, self.board
        after, lead = last + 1, first - 2 if self.low(first - 1) in ("de", "het") else first - 1
        closed = after == len(page) or page.newline[after] or self.low(after) in _CLOSING
        if not closed and page.capital[after]:
            return False
        kind = 0 <= lead == first - 1 and not page.newline[first] and self.is_kind(lead)
        kind = kind and not page.low[lead].endswith(_LOOSE)
        if kind or (lead == first - 1 and self.low(lead) in _SURE) or self._is_told(after):
            return not self.in_lesson(first)
        town = self.low(after) == "," and self.low(after + 1) == "in" and self.is_listed_town(after + 2)
        ends = (board.marks[joint - 1], board.marks[last])
        guessed = any(mark is not None and mark.reason in _HUNCHES for mark in ends)
        stays = (board.flags[joint - 1] | board.flags[last]) & STAYS
        if not page.starts[first] and None in ends and ((town and not stays) or (closed and guessed)):
            return not self.in_lesson(first)  # ik heb Bloem en Blad, in Kudelstaart; via Maatjes voor Morgen.
        led = self.low(lead) in _LEADING
        led = led or (lead > 0 and self.low(lead) == "," and self.is_kind(lead - 1) and not page.capital[lead - 1])
        return bool(closed and led and board.marks[joint - 1] is not None and board.marks[last] is not None)

    def _is_called(self, verb: int) -> bool:
        """Whether it is said that something is called so: *Warm Welkom Wonen heet het*."""
        return self.low(verb) in ("heet", "heette") and self.low(verb + 1) in ("het", "dat", "die", "ze", "ie")

    def _is_told(self, comma: int) -> bool:
        """Whether a word of kind follows behind a comma: *, een winkel*, *, dat is een kapsalon*."""
        page, ahead = self.page, comma + 1
        if self.low(comma) != "," or page.newline[comma]:
            return False
        ahead += 2 * (self.low(ahead) == "dat" and self.low(ahead + 1) in ("is", "was"))
        if self.low(ahead) not in _TELLING:
            return False
        for kind in range(ahead + 1, min(ahead + 3, len(page))):
            if page.newline[kind] or page.capital[kind]:
                return False
            if self.is_kind(kind):
                return not page.low[kind].endswith(_LOOSE)
        return False
