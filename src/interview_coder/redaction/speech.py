"""A text as it is dictated: its tokens, who speaks, how far words lie apart, and the numbers that are said in a row."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from interview_coder.domain.model import Find, NameKind
from interview_coder.redaction.figures import DOUBLE, PLURALS, TENS, UNITS, in_figures, said_digits
from interview_coder.redaction.lexicon import KNOWN_WORD, lexicon
from interview_coder.redaction.tokens import words

_BETWEEN: Final = words(
    """, - – . / … en dan streepje dus eh uh ehm uhm nog weer keer komt dubbel dubbele maal driemaal tweemaal viermaal
    spatie pauze nee wacht sorry"""
)
# No digits: *één momentje*, *met een streepje*.
_ONE: Final = words("een één eén")
_NO_DIGIT: Final = words("moment momentje ogenblik ogenblikje seconde tel streepje spatie pauze koppelteken")
_TENS: Final = words("tien 10")
_MANIFOLD: Final = words("tweemaal driemaal viermaal")
_GLUED: Final = re.compile(r"[^\W\d](?:_|\.)\d|__\d")
# So many of something, which is nobody's: *1.150 euro*, *2.300 volgers*.
_THOUSANDS: Final = re.compile(r"(?<![\w.,])\d{1,3}\.\d{3}(?= [^\W\d_]{4})")
# A mark or a part: *6,4*, *4/5*.
_MARK: Final = re.compile(r"\d{1,2}[,/]\d{1,2}")
# What says no more than that one listens.
_ASSENT: Final = words("ja nee oké oke ok okee hm hmm mhm mm jaja yes yep klopt precies juist eh uh ehm uhm")
# What asks in passing whether one listens.
_HEARD: Final = words("ja oké oke ok okee hè toch")
MEASURES: Final = words(
    """uur jaar jaren procent % euro weken week dagen dag minuten keer maanden man mensen studenten leerlingen cijfers
    cijfer plaatsen kinderen jongens meisjes volgers views likes dgn km kilometer graden eu fte ec"""
)
# Asking or telling something else, behind which a number is no part of what was dictated.
OTHER: Final = words(
    """oud leeftijd jaar jaren hoeveel hoelang uur uren minuten lang groot klas klassen lokaal kamer verdieping
    niveau leerjaar groep week weken dag dagen maand maanden geboren verdien verdient kost kostte euro procent
    percentage cijfer punten schaal leerlingen studenten mensen ouders kinderen collega's deelnemers vaak fte
    contracturen trein lijn bus laat vroeg wanneer artikel lid versie crebo module hoofdstuk pagina toets rij
    trede maat ton budget gemiddeld ver"""
)
# What stands around a number that is told alone.
AROUND: Final = words(
    """ja nee oké oke ok eh uh ehm uhm hm hmm nou dus en dan juist klopt precies sorry wacht jaja yes yep top goed
    exact inderdaad o oh ah nog keer maal maar is het dat dit een de twee drie op aan eind einde 't t begin
    achteraan vooraan laatste eerste eigenlijk niet geen klaar hè he hoor of denk ik geloof toch zo okee tot cijfer
    cijfers daarna daarachter ook alleen gewoon even apart streepje punt aan elkaar doe maar"""
)
HOW_MANY: Final = {"twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "2": 2, "3": 3, "4": 4}
# Lines of the whole country, and how numbers of a telephone begin.
NATIONAL: Final = words("112 113 114 116 144 911 1250 14 0800 0900 06 088")
# Reasons of contact data that is an address.
ADDRESSES: Final = words("e-mail handle url")
# The reasons of finds that are numbers.
NUMBERS: Final = words("phone bsn iban postcode postbus")
# How many digits the number of a telephone has.
WHOLE: Final = 10
# How many that of a Dutch account has: two to check it and ten of its own.
WHOLE_ACCOUNT: Final = 12
BSN: Final = re.compile(r"(?:bsn|burgerservice\w*|burger|sofi\w*|persoonsnummer|onderwijsnummer|pgn|b\.s\.n)")
# Words that no part of an address or of a spelled name is.
STOP: Final = words(
    """is was naar op via niet mailen mail mailt mailde gemaild mailadres emailadres adres of dan dat het de een van met
    mij me ik u je jij hij zij ze we voor eh uh ehm uhm dus nou ja nee gewoon maar aan heet account instagram insta
    twitter tiktok facebook en ook nog wel die zijn mijn haar hun email stuur sturen schrijf noteer komt anders snap
    snapchat website site"""
)


class Run(Struct, frozen=True):
    """Numbers said in a row: the tokens from first to last, the numbers in lower case, how many digits they have."""

    first: int
    last: int
    numbers: tuple[str, ...]
    digits: int
    listed: bool
    """Whether these are marks, years, amounts or somebody counting, not the parts of one number."""
    rising: bool = False
    """Whether nothing but that each is higher than the one before says that they are."""

    @property
    def nought(self) -> bool:
        """Whether it begins with a nought, as telephone numbers do."""
        return self.numbers[0] in ("nul", "zero", "nulzes") or self.numbers[0].startswith("0")

    @property
    def mobile(self) -> bool:
        """Whether it begins with *nul zes*."""
        if self.numbers[0] in ("06", "nulzes"):
            return True
        return self.nought and len(self.numbers) > 1 and self.numbers[1] in ("zes", "6", "zös", "six")

    @property
    def bare(self) -> bool:
        """Whether it is the beginning of a mobile number and nothing more."""
        return self.mobile and len(self.numbers) == 1 + (self.numbers[0] in ("nul", "zero", "0"))

    @property
    def spoken(self) -> bool:
        """Whether any of the numbers is a word."""
        return any(not word.isdecimal() for word in self.numbers)


class Speech:
    """The tokens of a text in small letters, for all readers of contact data.

    ``digits`` says of each how many digits it stands for.
    """

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.spans = spans
        self.low = [text[start:end].lower() for start, end in self.spans]
        self.digits = [said_digits(word) for word in self.low]
        for index in range(1, len(self.low)) if _GLUED.search(text) else ():
            # A part of a word: *opname_12*, *sanches.020*.
            if self.low[index - 1] in "_." and index > 1 and self.low[index].isdecimal() and not self._parted(index):
                self.digits[index] = 0
        for match in _THOUSANDS.finditer(text):
            first = self.token_of(match.start() + 1)
            if not any(word.endswith("nummer") for word in self.low[max(0, first - 4) : first]):
                self.digits[first : first + 3] = [0] * 3
        for index, word in enumerate(self.low[1:]):
            # *dubbel vijf*: two digits; *drie zessen*: the same digit more than once.
            if self.low[index] in DOUBLE and self.digits[index + 1] == 1:
                self.digits[index + 1] = 2 if word.isalpha() else self.digits[index + 1]
            elif word in PLURALS and word[0:3] != "nul" and self.digits[index]:
                self.digits[index + 1] = 1

        self.runs: list[Run] | None = None
        """The numbers said in a row, once somebody asked for them."""
        self._steps: list[int] | None = None
        self._turns: list[tuple[int, int]] | None = None

    def _parted(self, index: int) -> bool:
        """Whether white space or a number stands before the sign before a token."""
        glued = (
            self.spans[index - 1][1] == self.spans[index][0] and self.spans[index - 2][1] == self.spans[index - 1][0]
        )
        return not glued or not self.low[index - 2].isalpha() or bool(self.digits[index - 2])

    def turns(self) -> list[tuple[int, int]]:
        """The half-open run of tokens of each line, without who is speaking: *R:*, *Rachid:*, or *r* in speech."""
        if self._turns is None:
            begins = [index for index in range(len(self.low)) if index == 0 or self.broken(index)]
            heads = Counter(self.low[index] for index in begins)
            often = {head for head, times in heads.items() if len(head) == 1 and head.isalpha() and times > 1}
            bare = len(often) > 1 or {"i", "r"} <= heads.keys()
            self._turns = []
            for begin, end in pairwise([*begins, len(self.low)]):
                label = next((i for i in range(begin, min(begin + 5, end)) if self.low[i] == ":"), -1)
                if label < 0 and bare and (self.low[begin] in often or self.low[begin] in ("i", "r")):
                    label = begin
                self._turns.append((label + 1 if label >= 0 else begin, end))
        return self._turns

    def apart(self, first: int, second: int) -> int:
        """How many words lie between two tokens, not counting who speaks, signs, and *ja*."""
        if self._steps is None:
            spoken = bytearray(len(self.low))
            for begin, end in self.turns():
                spoken[begin:end] = b"\1" * (end - begin)
            self._steps, count = [], 0
            for index, word in enumerate(self.low):
                self._steps.append(count)
                count += spoken[index] and word[0].isalnum() and word not in _ASSENT
        last = len(self.low) - 1
        return max(0, self._steps[min(second, last)] - self._steps[min(first + 1, last)])

    def where(self, pattern: re.Pattern[str]) -> list[int]:
        """The tokens that a pattern matches whole, in order."""
        matched = {word for word in set(self.low) if pattern.fullmatch(word)}
        return [index for index, word in enumerate(self.low) if word in matched] if matched else []

    def value(self, first: int, last: int) -> str:
        """The digits that the tokens from ``first`` to ``last`` stand for, in figures."""
        return in_figures(self.low[first : last + 1], self.digits[first : last + 1])

    def opens(self, index: int) -> bool:
        """Whether somebody begins to speak at a token."""
        turns = self.turns()
        return turns[bisect_left(turns, index + 1, key=lambda turn: turn[0]) - 1][0] == index

    def tokens(self, find: Find) -> tuple[int, int]:
        """The first and the last token of a find."""
        first = bisect_left(self.spans, find.start, key=lambda span: span[1] - 1)
        return first, max(first, bisect_left(self.spans, find.end, key=lambda span: span[1]))

    def alone(self, first: int, last: int, around: frozenset[str]) -> bool:
        """Whether tokens are all that a sentence or a turn says, but for numbers and the words ``around``."""
        turns = self.turns()
        begin, end = turns[bisect_left(turns, first + 1, key=lambda turn: turn[0]) - 1]
        begin = min(begin, first)
        back = first - 1
        while back >= begin and not self._stops(back):
            if not (self.low[back] in around or self.digits[back] or not self.low[back][0].isalnum()):
                return False
            back -= 1
        ahead = last + 1
        while ahead < end and not self._stops(ahead):
            if not (self.low[ahead] in around or self.digits[ahead] or not self.low[ahead][0].isalnum()):
                return False
            ahead += 1
        return True

    def _stops(self, index: int) -> bool:
        """Whether a sentence ends at a token."""
        return self.low[index] in (".", "?", "!", "…", ";") and (
            index + 1 == len(self.low) or self.spans[index + 1][0] > self.spans[index][1]
        )

    def broken(self, index: int) -> bool:
        """Whether a line ends before a token."""
        return index > 0 and "\n" in self.text[self.spans[index - 1][1] : self.spans[index][0]]

    def gap(self, index: int) -> bool:
        """Whether white space follows a token: a full stop then ends a sentence."""
        return index + 1 < len(self.spans) and self.spans[index + 1][0] > self.spans[index][1]

    def token_of(self, end: int) -> int:
        """The token that ends at an offset."""
        return bisect_left(self.spans, end, key=lambda span: span[1])

    def find(self, first: int, last: int, confidence: float, reason: str) -> Find:
        """The find that covers the tokens from ``first`` to ``last``, both included."""
        return Find(self.spans[first][0], self.spans[last][1], NameKind.CONTACT, confidence, reason)


def runs(speech: Speech) -> list[Run]:
    """The numbers of a text that are said in a row, in order."""
    if speech.runs is None:
        speech.runs = list(_read_runs(speech))
    return speech.runs


def run_at(speech: Speech, index: int) -> Run | None:
    """The numbers said in a row that a token is one of, ``None`` where it is none."""
    every = runs(speech)
    place = bisect_right(every, index, key=lambda run: run.first) - 1
    return every[place] if place >= 0 and index <= every[place].last else None


def _read_runs(speech: Speech) -> Iterator[Run]:
    index, size = 0, len(speech.low)
    while index < size:
        counted = speech.low[index] in _ONE and not _NO_DIGIT.isdisjoint(speech.low[index + 1 : index + 2])
        if counted or not speech.digits[index]:
            index += 1
            continue
        if (
            speech.low[index] == "een"
            and index + 1 < size
            and speech.low[index + 1].isdecimal()
            and not speech.broken(index + 1)
        ):
            index += 1  # een 9
        first = last = index
        if first and speech.low[first - 1] in DOUBLE and not speech.broken(first):
            first -= 1
        elif first > 1 and speech.low[first - 2] in _MANIFOLD and speech.low[first - 1] in ("de", "het", "een"):
            first -= 2 * (not speech.broken(first) and not speech.broken(first - 1))
        members = [index]
        while True:
            ahead = last + 1
            while ahead < size and ahead - last <= 4 and not speech.digits[ahead]:
                word, before = speech.low[ahead], speech.low[ahead - 1]
                times = word in ("de", "het", "een") and before in ("keer", "maal", "dan")
                stop = word == "." and before != "." and speech.gap(ahead) and not _dictated(speech, first, ahead)
                times = times or (word == "eens" and before == "nog")
                dot = word == "punt" and any(BSN.match(w) for w in speech.low[max(0, first - 9) : first])
                if _asks_whether_heard(speech, ahead):
                    ahead += 3  # twee één acht, ja? negen nul vijf
                    break
                if (word not in _BETWEEN and not times and not dot) or stop:
                    break
                ahead += 1
            if (
                ahead >= size
                or not speech.digits[ahead]
                or speech.broken(ahead)
                or any(speech.broken(i) for i in range(last + 1, ahead))
                or (speech.low[ahead - 1] == "dus" and speech.low[ahead].endswith("honderd"))
            ):
                break
            last = ahead
            members.append(ahead)
        index = last + 1
        if len(members) > 1 and members[-1] - members[-2] > 1 and index < size and speech.low[index] in MEASURES:
            members.pop()
            last = members[-1]  # nul acht acht en dan nog vier cijfers
        before = speech.low[members[-1] - 1] if len(members) > 1 and speech.low[members[-1]] == "een" else ""
        told, figures = members[:-1], all(speech.low[i].isdecimal() for i in members[:-1])
        whole = before in ("en", ",") and sum(speech.digits[i] for i in told) >= (8 if figures else WHOLE)
        article = before in ("dan", "nog") or whole
        after = speech.low[index] if article and index < size and not speech.broken(index) else ""
        if after and (whole or after not in STOP) and lexicon().flags(after) & KNOWN_WORD:
            members.pop()
            last = members[-1]  # 030 27 11 en dan een vlek; 088 55 12, een kwartier
        if len(members) != 2 or speech.low[first] != "een" or speech.low[last] not in _TENS:  # a mark: een tien
            yield _run(speech, first, last, members)


def _asks_whether_heard(speech: Speech, comma: int) -> bool:
    """Whether somebody asks in passing whether a number was heard: *vijf, ja? zes*, *nul zes, oké? twaalf*."""
    low = speech.low
    return low[comma] == "," and low[comma + 2 : comma + 3] == ["?"] and low[comma + 1] in _HEARD


def _dictated(speech: Speech, first: int, stop: int) -> bool:
    """Whether a full stop only parts two numbers of a telephone number: *Nul. Zes. Twaalf.*"""
    low = speech.low
    nought = low[first] in ("nul", "zero") or low[first].startswith("0")
    ahead = stop + 1
    while (
        ahead < len(low)
        and ahead < stop + 4
        and low[ahead] in ("dan", "en", "drie", "keer", "maal", "dubbel")
        and not speech.digits[ahead]
    ):
        ahead += 1
    return nought and ahead < len(low) and low[stop - 1].isalpha() and bool(speech.digits[ahead])


def _run(speech: Speech, first: int, last: int, members: list[int]) -> Run:
    if len(members) > 2 and speech.low[first + 1 : first + 3] == ["keer", ","]:
        members = members[1:]
        first = members[0]  # nog één keer, 0-6-1-7
    numbers = tuple(speech.low[i] for i in members)
    rising = _is_rising(numbers)
    listed = all(re.fullmatch(rf"{TENS}|tien|honderd", word) for word in numbers)
    listed = listed or any(re.fullmatch(r"(?:19|20)\d\d", word) for word in numbers)
    listed = listed or (len(numbers) > 4 and all(word in ("een", "ein") for word in numbers[::2]))  # een zes, een zeven
    listed = listed or any(_decimal(speech, index) for index in members) or any(_time(speech, i) for i in members)
    if numbers[0] == "een" and len(numbers) > 2 and all(word in UNITS or word in PLURALS for word in numbers):
        # Marks: *een zeven en drie achten*.
        listed = listed or any(a == "en" and b != "dan" for a, b in pairwise(speech.low[first : last + 1]))
    digits = sum(speech.digits[i] for i in members)
    return Run(first, last, numbers, digits, listed or rising, rising and not listed)


def _is_rising(numbers: tuple[str, ...]) -> bool:
    """Whether each number is higher than the one before it, or somebody counts: *een twee drie vier vijf*."""
    if all(word in UNITS for word in numbers):
        values = [UNITS.index(word) for word in numbers]
        return len(numbers) > 3 and all(b - a == 1 for a, b in pairwise(values)) and values[0] == 1
    values = [int(word) if word.isdecimal() and len(word) < 9 else -1 for word in numbers]
    area = re.fullmatch(r"0[1-7]\d{1,2}", numbers[0]) is not None
    return len(values) > 1 and all(a < b for a, b in pairwise(values)) and values[0] >= 0 and not area


def _decimal(speech: Speech, index: int) -> bool:
    """Whether a comma joins a number to the next: *5,5*."""
    if index + 2 >= len(speech.low) or speech.low[index + 1] != "," or not speech.digits[index + 2]:
        return False
    return speech.digits[index] < 3 and not speech.gap(index) and not speech.gap(index + 1)


def _time(speech: Speech, index: int) -> bool:
    """Whether a time of the day begins at a number: *12.15*, not *12.15.33.40*."""
    low = speech.low
    if index + 2 >= len(low) or low[index + 1] not in (".", ":") or speech.gap(index) or speech.gap(index + 1):
        return False
    hour, minutes = low[index], low[index + 2]
    if not re.fullmatch(r"[01]?\d|2[0-4]", hour) or not re.fullmatch(r"[0-5]\d", minutes):
        return False
    after, alone = low[index + 3 : index + 5], index < 2 or low[index - 1] not in ".:" or speech.gap(index - 1)
    return alone and not (
        len(after) == 2 and after[0] in (".", "-") and after[1].isdecimal() and not speech.gap(index + 2)
    )


def is_measured(speech: Speech, run: Run) -> bool:
    """Whether a number tells how much of something there is, or the time."""
    ahead = speech.low[run.last + 1 : run.last + 3]
    if ahead and (ahead[0] in MEASURES or ahead[0] == "'s" or ahead == ["in", "totaal"]):
        return True  # tussen vier en zeven 's ochtends
    if run.first and speech.low[run.first - 1] in ("€", "$", "£"):
        return True
    if run.first and speech.low[run.first - 1] == "tussen" and len(run.numbers) == 2 and run.digits < 5:
        return True  # niet tussen drie en vijf
    before = speech.low[max(0, run.first - 3) : run.first]
    if before[-1:] == ["niet"] and before[0] in MEASURES:
        return True  # 640 uur, niet 850
    if (
        run.first > 1
        and speech.low[run.first - 1] == ":"
        and not speech.gap(run.first - 1)
        and speech.digits[run.first - 2]
    ):
        return True  # the minutes of a time
    if run.digits < 5 and _MARK.fullmatch(speech.text, speech.spans[run.first][0], speech.spans[run.last][1]):
        return True
    return (run.first > 0 and speech.low[run.first - 1] in ("half", "om")) or _time(speech, run.first)


def repeated(speech: Speech, index: int) -> int:
    """The last token of a digit that is said so many times, *drie keer een zeven*, from its first; -1 where none is."""
    run = run_at(speech, index) if index < len(speech.low) and not speech.broken(index) else None
    told = run is not None and run.first == index < run.last and speech.low[index + 1] in ("keer", "maal")
    return run.last if run is not None and told and not is_measured(speech, run) else -1


def tells_how_many(speech: Speech, run: Run) -> bool:
    """Whether a number tells how many digits are meant: *en de laatste twee?*"""
    before = speech.low[run.first - 1] if run.first else ""
    return len(run.numbers) == 1 and before in ("laatste", "eerste") and run.numbers[0] in HOW_MANY


def is_item(speech: Speech, run: Run) -> bool:
    """Whether a number opens a line of a list: *3. Rondvraag*."""
    first, behind = run.first, run.last + 1
    opens = run.last == first and (first == 0 or speech.broken(first)) and behind + 1 < len(speech.low)
    return opens and speech.low[behind] in (".", ")") and not speech.broken(behind + 1)
