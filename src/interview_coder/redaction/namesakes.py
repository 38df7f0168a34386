"""Rules for firms that are called by ordinary words, where the text tells that they are firms: *wij heten Samen*."""

from __future__ import annotations

import re
from typing import Final

from interview_coder.domain.model import NameKind
from interview_coder.redaction.figures import is_number
from interview_coder.redaction.lexicon import KNOWN_WORD, STAYS, Flag
from interview_coder.redaction.look import ARTICLES_OF_NAMES, LONGEST, ORGANISATION, QUOTES, SUBJECTS
from interview_coder.redaction.tokens import words
from interview_coder.redaction.trades import Trades

# Small words inside the name of a firm, and the articles behind them.
_JOINTS: Final = words("en of & voor zonder op aan na onder tussen à and n 'n gen")
# What joins two words to one name.
_PAIRING: Final = words("en & à")
# Who says what they are called.
_WE: Final = words("wij we ons")
# What a house does: *Bloei zit in Made*.
_SITS: Final = words("zit ligt staat zat lag stond")
# What ends a clause.
_CLOSING: Final = words('. , ; ? ! ) ” "')
# Who is not sure of what a firm is called.
_GUESSED: Final = words("geloof dacht denk meen gok")
# Who speaks of a firm as of one thing.
_AS_ONE: Final = _SITS | words("heet was heette")
# Sizes in the names of firms.
_SIZES: Final = words("XL XXL XS XXS")
# Words of kind that a number may close: *Haarstudio 53*.
_SHOPS: Final = ("studio", "buro", "bureau", "salon", "atelier", "café", "bar", "hotel", "brasserie", "huis")
# Ends of what is counted.
_COUNTED: Final = ("en", "s", "jaar", "uur", "man", "keer", "euro", "procent", "dag", "week", "mei")
# Words of kind behind which things follow as often as names: *een bedrijf, Loonwerk en Mest*.
_OFTEN_OF_THINGS: Final = words(
    "bedrijf groep team school organisatie club praktijk locatie instelling site bank opleiding"
)
# Where somebody works or learns, before the firm between commas.
_WORKPLACES: Final = words("stagebedrijf leerbedrijf stageplek stageadres werkgever leerplek stageplaats leerwerkplek")
# What opens the name of a house: *Onder de Linden*.
_PLACING: Final = words("bij onder in op aan achter naast tegenover voor boven om")
# What somebody says before a name between commas.
_CRIES: Final = words("ja nee kijk wacht luister hallo hoi dag welkom dank bedankt jawel jazeker alsjeblieft jammer")
_DASHES: Final = ("-", "–", "—")
# What leads to such a word: *hetzelfde bedrijf, TenneT*.
_SOMEBODYS: Final = words("een n 'n mijn zijn haar onze ons hun hetzelfde dezelfde")
# What is in no name of a firm.
_NONE_OF: Final = words("ik hij zij jij u dat dit er hier")
# What makes a number the first of a time or a date.
_TICKS: Final = re.compile(r"[:.,/-]\d")
# The longest name of several words.
_LONGEST_NAME: Final = 7


class Namesakes(Trades):
    """Marks firms that are called by words of every day."""

    def namesakes(self) -> None:
        """Firms that are told to be one by what stands around them, whatever words they are called by."""
        page = self.page
        for index in sorted({*self.loud, *self.spots(_PAIRING)}):
            if page.speech[index]:
                continue
            if page.words[index] in _PAIRING and self.capital(index - 1) and self.capital(index + 1):
                self._and_so(index - 1)
                self._two_in_one(index)
            if not self.capital(index):
                continue
            self._at_never(index)
            self._with_number(index)
            self._number_before(index)
            self._article_behind_dash(index)
            if not self.needless:
                self._are_we(index)
                self._by_preposition(index)
                self._told_by_kind(index)
                self._shop_alone(index)
                self._reads_as_title(index)
                self._in_town(index)
                self._behind_kind(index)
        self._so_called()

    def _mark_firm(self, start: int, end: int, sure: float) -> None:
        """Mark a firm; the small words of a longer name teach nothing about themselves."""
        self.board.mark(start, end, ORGANISATION, sure, "introduced" if end == start + 1 else "kind-of-organisation")

    def _at_never(self, index: int) -> None:
        """A word that nobody can be *bij*: *stage bij Oktober*, *bij Precies*."""
        page, low = self.page, self.page.low[index]
        if self.board.marks[index] is not None or low not in self.words["never_at"] or self.low(index - 1) != "bij":
            return
        if page.newline[index] or page.shout[index] or self.low(index + 1)[:1].isdigit():
            return
        after = self.after(index)
        if after < 0 or not self.capital(after):
            self._mark_firm(index, index + 1, 0.8)

    def _and_so(self, index: int) -> None:
        """A firm that ends in *en Zo*: *Knip en Zo*, *Huid & Zo*."""
        page, so = self.page, index + 2
        if self.low(so) != "zo":
            return
        if page.low[index] not in self.little and not page.newline[index + 1] and not page.newline[so]:
            self._mark_firm(index, so + 1, 0.8)

    def _two_in_one(self, joint: int) -> None:
        """Two names that are one firm: *Hubertus en Berkhoff, dat zit in Ede*, *een naam als Kwast en Lak*."""
        page, board, first, last = self.page, self.board, joint - 1, joint + 1
        if page.newline[joint] or page.newline[last] or board.marks[joint] is not None:
            return
        marks = (board.marks[first], board.marks[last])
        sign = page.words[joint] != "en" and any(marks) and not (board.kept[first] or board.kept[last])
        plain = board.flags[first] & board.flags[last] & Flag.WORD and not board.flags[last] & STAYS
        if sign or ((all(marks) or (plain and marks[0])) and self._is_one_of_two(joint)):
            self._mark_firm(first, last + 1, 0.75)

    def _is_one_of_two(self, joint: int) -> bool:
        """Whether two names that *en* joins are spoken of as one thing."""
        start, end = self._start_of_marks(joint - 1), max(joint + 2, self._end_of_marks(joint + 1))
        if self.low(start - 1) == "als" and self.low(start - 2) in ("naam", "bedrijfsnaam"):
            return True
        if self._stands_town(joint - 1) or self._stands_town(joint + 1):
            return False
        if self.low(end) == "," and self.low(end + 1) == "dat" and self.low(end + 2) in _AS_ONE:
            return True
        flags = self.board.flags[joint - 1] | self.board.flags[joint + 1]
        if flags & (Flag.FIRST | Flag.PLACE | Flag.ORGANISATION) or self._behind_town(end) < 0:
            return False
        return self.low(start - 1) in ("bij", "van") or (self.low(start - 1) == "," and not self.capital(start - 2))

    def _start_of_marks(self, index: int) -> int:
        """The first of the marked tokens that end here."""
        least = max(0, index - LONGEST)
        while index > least and self.board.marks[index - 1] is not None and not self.page.newline[index]:
            index -= 1
        return index

    def _end_of_marks(self, index: int) -> int:
        """The token behind the marked ones that begin here."""
        last = min(len(self.page), index + LONGEST)
        while index < last and self.board.marks[index] is not None:
            index += 1
        return index

    def _with_number(self, index: int) -> None:
        """A number or letters that the detector hears in the name before them: *Buro 38*, *Vidar XL*."""
        page, board, number, mark = self.page, self.board, index + 1, self.board.marks[index]
        if number >= len(page) or page.newline[number] or not page.gap[number] or board.marks[number] is not None:
            return
        low = page.low[number]
        if page.words[number] in _SIZES:
            heard = mark is not None and mark.kind is not NameKind.PLACE
            if heard and mark is not None:
                board.mark(number, number + 1, mark.kind, mark.confidence, mark.reason)
            return
        if not low.isdigit() or len(low) > 3 or (mark is not None and mark.kind is NameKind.PLACE):
            return
        if _TICKS.match(page.text, page.ends[number]):
            return  # Marieke van der Veen 0:03
        odds = board.odds[number] if board.odds else 0.0
        shop = page.low[index].endswith(_SHOPS) and (self._leads_to_firm(index) or not page.starts[index])
        if not (shop and (odds > 0.3 or self._leads_to_firm(index))) and not (mark is not None and odds > 0.8):
            return
        if self._is_counted(number + 1):
            return
        board.kept[index] = False
        self._mark_firm(index, number + 1, 0.75)

    def _is_counted(self, index: int) -> bool:
        """Whether what follows a number is counted by it: *Jumbo 3 dagen*."""
        page = self.page
        if index >= len(page) or page.newline[index] or not page.alpha[index] or page.capital[index]:
            return False
        low = page.low[index]
        return low in self.words["never_at"] or (low not in self.little and low.endswith(_COUNTED))

    def _number_before(self, index: int) -> None:
        """A number in letters before a name that *bij* leads to: *bij Vijfhonderd Graden*."""
        page, board, name = self.page, self.board, index + 1
        if self.low(index - 1) != "bij" or board.marks[index] is not None or not self.capital(name):
            return
        mark = board.marks[name]
        if mark is None or mark.kind is NameKind.PLACE or not page.gap[name] or not is_number(page.low[index]):
            return
        if not page.newline[index] and not page.newline[name] and not page.speech[name]:
            board.kept[index] = False
            self._mark_firm(index, name + 1, 0.7)

    def _article_behind_dash(self, index: int) -> None:
        """The capital article of a name behind a dash in a line: *Groen – Het Witte Busje.*"""
        page, marks = self.page, self.board.marks
        if page.low[index] not in ("de", "het") or self.low(index - 1) not in _DASHES or page.newline[index - 1]:
            return
        name = index + 1
        if self.capital(name) and page.gap[index] and marks[index] is None and marks[name] is not None:
            end = self._end_of_marks(name)
            if end == len(page) or page.newline[end] or self.low(end) in _CLOSING:
                self._mark_firm(index, end, 0.7)

    def _by_preposition(self, index: int) -> None:
        """A house whose name begins with a preposition: *bij Onder de Linden*, *een eigen zaak: Bij de Buren*."""
        page = self.page
        if page.starts[index] or page.low[index] not in _PLACING:
            return
        end = self._end_of_placed(index)
        if end > index and not self.in_lesson(index):
            self._mark_firm(index, end, 0.7)

    def _end_of_placed(self, index: int) -> int:
        """The end of a preposition with a capital, its article and the capitals behind it; the token itself where that
        is no name."""
        page, name = self.page, index + 2
        if page.low[index] not in _PLACING or self.low(index + 1) not in ARTICLES_OF_NAMES or page.capital[index + 1]:
            return index
        if not self.capital(name) or any(page.newline[index + 1 : name + 1]) or self.board.flags[name] & STAYS:
            return index
        return self.end_of_run(name)

    def _told_by_kind(self, index: int) -> None:
        """A word of which commas tell the kind: *Morgen, de thuiszorg, is gestopt*."""
        page, board, low, flags = self.page, self.board, self.page.low[index], self.board.flags[index]
        if board.marks[index] is not None or self.low(index + 1) != "," or flags & Flag.NATION or page.shout[index]:
            return
        when = low in self.words["never_at"] and low not in _CRIES
        if (not when and (self._is_sort_of_thing(index) or flags & STAYS)) or not page.starts[index]:
            return
        kind = index + 3
        if self.low(index + 2) not in ("de", "het") or not self.is_kind(kind) or self.capital(kind):
            return
        if self.low(kind + 1) == "," and (self.low(kind + 2) in self.words["verbs"] or self.low(kind + 2) in _AS_ONE):
            self._mark_firm(index, index + 1, 0.7)

    def _shop_alone(self, index: int) -> None:
        """A made word for a shop that is the name by itself: *bij Haarhuis mocht dat niet*."""
        page, low, after = self.page, self.page.low[index], index + 1
        if not low.endswith(_SHOPS) or page.starts[index] or self.board.marks[index] is not None:
            return
        known = self.board.flags[index] & (Flag.WORD | STAYS) or not self.board.flags[index] & KNOWN_WORD
        if known or self.low(index - 1) not in ("bij", "van", "naar", "via"):
            return
        if after < len(page) and (page.shut[after] or page.words[after] in QUOTES or self.capital(after)):
            return
        if self.low(after) not in ARTICLES_OF_NAMES and not self.low(after)[:1].isdigit():
            self._mark_firm(index, after, 0.7)

    def _reads_as_title(self, index: int) -> None:
        """Small words with needless capitals before the trade of a firm: *Ja Ik Wil Fotografie*."""
        page, end = self.page, index
        if page.low[index] not in self.little or self.capital(self.before(index)):
            return
        while end < min(len(page), index + _LONGEST_NAME) and self.capital(end) and (end == index or page.gap[end]):
            if page.newline[end] and end > index:
                break
            end += 1
        small = sum(page.low[i] in self.little and page.low[i] not in self.particles for i in range(index, end - 1))
        last = end - 1
        if (
            end - index > 2
            and small > 1
            and (self.is_sort(last) or self.is_trade(last))
            and not any(page.shout[index:end])
        ):
            self._mark_firm(index, last, 0.65)

    def _are_we(self, index: int) -> None:
        """A firm that says what it is called: *wij heten Samen*, *Wij zijn Klimaatplan.*"""
        page, verb = self.page, self.low(index - 1)
        if (
            page.starts[index]
            or self.low(index - 2) not in _WE
            or (verb != "zijn" and verb not in self.words["called"])
        ):
            return
        end = self.end_of_run(index)
        if verb == "zijn" and not self._is_one_firm(index, end):
            return
        if not self.board.flags[index] & Flag.NATION and (end == len(page) or not self.capital(end)):
            self._mark_firm(index, end, 0.8)

    def _is_one_firm(self, index: int, end: int) -> bool:
        """Whether what *we* are is one thing and no sort of people: not *Wij zijn Bouwers*, *Wij zijn Katholiek*."""
        low, flags = self.page.low[index], self.board.flags[index]
        if end < len(self.page) and self.low(end) not in _CLOSING and not self.page.newline[end]:
            return False
        if end > index + 1:
            return not flags & STAYS
        plural = low.endswith(("en", "s", "isch", "lijk", "iek", "ig", "e"))
        return bool(flags & KNOWN_WORD) and not plural and not flags & STAYS and not self._is_sort_of_thing(index)

    def _is_sort_of_thing(self, index: int) -> bool:
        """Whether a word is a post, a lesson, a word of kind or a small word."""
        low = self.page.low[index]
        return low in self.posts or low in self.little or low in self.words["adverbs"] or self.is_kind(index)

    def _in_town(self, index: int) -> None:
        """A word that opens a sentence and is in a town: *Licht, in Ermelo, doet elektra*, *Vlucht (Weesp)*."""
        page, board, flags = self.page, self.board, self.board.flags[index]
        if board.marks[index] is not None or not page.starts[index] or flags & STAYS or not flags & KNOWN_WORD:
            return
        if self._is_sort_of_thing(index) or self.capital(index + 1):
            return
        if self._opens_in_town(index) or self._heard_in_town(index):
            self._mark_firm(index, index + 1, 0.75)

    def _opens_in_town(self, index: int) -> bool:
        """Whether a comma, a town, a comma and what somebody does follow: *, in Ermelo, doet elektra*."""
        close = self._behind_town(index + 2)
        if self.low(index + 1) != "," or close < 0 or self.low(close) != ",":
            return False
        verb = self.low(close + 1)
        does = verb in self.words["verbs"] or verb in ("doet", "heeft", "is", "zit", "wil", "gaat", "was", "had")
        return does and self.low(close + 2) not in SUBJECTS | {"er"} and not self.capital(close + 2)

    def _heard_in_town(self, index: int) -> bool:
        """Whether the detector hears it and a town is told: *Bloei zit in Made*, *Vlucht (Weesp)*."""
        if not self.board.odds or self.board.odds[index] < 0.3:
            return False
        if self.low(index + 1) == "(":
            return self._stands_town(index + 2) and self.low(index + 3) == ")"
        return self.low(index + 1) in _SITS and self._behind_town(index + 2) > 0

    def _behind_town(self, index: int) -> int:
        """The token behind *in* and a town; -1 where there is none."""
        if self.low(index) not in ("in", "te", "uit") or not self._stands_town(index + 1):
            return -1
        end = index + 2
        while end < min(index + _LONGEST_NAME, len(self.page)) and self.board.marks[end] == self.board.marks[index + 1]:
            end += 1
        return end

    def _stands_town(self, index: int) -> bool:
        """Whether a capital is marked as a place."""
        mark = self.board.marks[index] if index < len(self.page) else None
        return mark is not None and mark.kind is NameKind.PLACE and self.page.capital[index]

    def _behind_kind(self, index: int) -> None:
        """What a word of kind and a town, or a colon lead to: *een winkel in Goor, Poot en Vin*, *een eigen zaak: Bij
        de Buren.*, *stagebedrijf, Topicus*."""
        page, lead = self.page, index - 1
        if self.low(lead) not in (",", ":") or page.newline[index] or page.newline[lead]:
            return
        end = max(self.end_of_run(index), self._end_of_placed(index))
        guessed = self.low(end) in _GUESSED and self.low(end + 1) == "ik"  # een firma uit Goor, Wavin geloof ik
        if end < len(page) and not page.newline[end] and self.low(end) not in _CLOSING and not guessed:
            return
        single, flags = end == index + 1, self.board.flags[index]
        if self.low(lead) == ",":
            kind, told = self._kind_before(lead), _SOMEBODYS
            listed = single and bool(flags & (Flag.ORGANISATION | Flag.BRAND))  # hetzelfde bedrijf, TenneT
            stays = single and not listed and self.low(kind) not in _WORKPLACES
            stays = (
                stays
                or (kind == lead - 1 and self.low(kind) in _OFTEN_OF_THINGS and not listed)
                or bool(flags & Flag.NATION)
            )
        else:
            kind, told = lead - 1, frozenset(["eigen"])
            stays = single and bool(flags & STAYS)
        known = self.is_kind(kind) or page.low[kind] in ("zaak", "zaakje", "tent")
        if kind < 1 or page.capital[kind] or stays or not known:
            return
        if _NONE_OF.isdisjoint(page.low[index:end]) and any(self.low(kind - step) in told for step in (1, 2)):
            self._mark_firm(index, end, 0.75)

    def _kind_before(self, comma: int) -> int:
        """The word before a comma, or before *in* and a town that stand there."""
        town = self._start_of_marks(comma - 1) if self.board.marks[comma - 1] is not None else comma
        if town < comma and self.low(town - 1) in ("in", "te", "uit") and self._stands_town(town):
            return town - 2
        return comma - 1

    def repeated(self) -> None:
        """A name of several words that the page gives once is a name everywhere on it: *Cijfers op Orde*."""
        page, board = self.page, self.board
        known: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for start, end in self._runs_of_words():
            known.setdefault(tuple(page.words[start : start + 2]), set()).add(tuple(page.words[start:end]))
        for index in range(len(page)) if known else ():
            for name in known.get(tuple(page.words[index : index + 2]), ()):
                end = index + len(name)
                if tuple(page.words[index:end]) != name or any(page.newline[index + 1 : end]) or page.shut[index]:
                    continue
                if any(board.marks[i] is None for i in range(index, end)):
                    board.mark(index, end, ORGANISATION, 0.75, "seen-before")

    def _runs_of_words(self) -> list[tuple[int, int]]:
        """The marked firms of several words, one of them small or unknown to the lists, between two capitals."""
        page, marks, found, start = self.page, self.board.marks, [], 0
        size = len(page)
        while start < size:
            end, firm = start, False
            while end < size and (end == start or not page.newline[end]):
                mark = marks[end]
                if mark is None or mark.kind is NameKind.CONTACT:
                    break
                firm = firm or mark.kind is ORGANISATION
                end += 1
            capitals = end > start and page.capital[start] and page.capital[end - 1] and not page.speech[start]
            if firm and capitals and 2 < end - start <= _LONGEST_NAME:
                found.append((start, end))
            end = max(end, start + 1)
            start = end
        return found

    def _so_called(self) -> None:
        """Capitals of which it is said that a firm is called so: *bij Zorg aan Huis, zo heet dat*, *een gymclub, Kunst
        na Arbeid heet die*."""
        page = self.page
        for verb in self.spots(("heet", "heette")):
            if verb < 2 or page.newline[verb] or page.speech[verb]:
                continue
            end = verb
            if self.low(verb - 1) in ("zo", "dat", "die"):
                if self.low(verb - 1) != "zo" and self.low(verb + 1) != "zo":
                    continue
                end = verb - 1
                end -= self.low(end - 1) == ","
            elif self.low(verb + 1) not in ("die", "dat", "het", "'t"):
                continue
            start = self._start_of_run(end)
            told = self.low(verb + 2) == "," and self._behind_town(verb + 3) > 0  # Vrijdag, dat heet zo, in Goor
            if start < end and (told or self._leads_to_firm(start)):
                self._mark_firm(start, end, 0.75)

    def _leads_to_firm(self, start: int) -> bool:
        """Whether *bij*, or a word of kind and a comma, stands before a name."""
        before = self.low(start - 1)
        if before in ("bij", "via"):
            return True
        kind = start - 2
        return before in (",", ":") and kind > 0 and self.is_kind(kind) and not self.page.capital[kind]

    def _start_of_run(self, end: int) -> int:
        """The start of the capitals that end here, with the small words that join them; ``end`` where none do."""
        page, start = self.page, end
        while start > max(0, end - _LONGEST_NAME) and self.capital(start - 1) and not page.newline[start]:
            start -= 1
            if page.starts[start]:
                break
            joint = start - 1 - (self.low(start - 1) in ARTICLES_OF_NAMES)
            if joint > 0 and self._may_join(joint, start) and self.capital(joint - 1):
                start = joint
        return start

    def _may_join(self, joint: int, name: int) -> bool:
        """Whether a small word may join what stands behind it to a name: *in* joins no town, *aan de* no street."""
        low, flags = self.low(joint), self.board.flags[name]
        if name > joint + 1 and self.page.low[name].endswith(self.road_ends):
            return False
        if low == "of" and not flags & KNOWN_WORD:
            return False  # Wijgboldus of Wiggbolds
        return low in _JOINTS or (low == "in" and flags & (Flag.PLACE | STAYS | Flag.WORD) == Flag.WORD)

    def end_of_run(self, start: int) -> int:
        """The end of the capitals that begin here, with the small words that join them."""
        page, end, last = self.page, start, min(len(self.page), start + _LONGEST_NAME)
        while end < last and self.capital(end) and (end == start or not page.newline[end]):
            end += 1
            more = end + 1 + (self.low(end + 1) in ARTICLES_OF_NAMES)
            joined = more < len(page) and self._may_join(end, more) and self.capital(more)
            if joined and not any(page.newline[end : more + 1]):
                end = more
        return end
