"""Numbers as they are said: telephones, citizen service numbers, accounts, postcodes with spelled letters.

Addresses that are said are in the module ``addresses``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from interview_coder.domain.model import Find, NameKind
from interview_coder.redaction.figures import (
    DOUBLE,
    FREE_LINES,
    PLURALS,
    TENS,
    UNITS,
    in_figures,
    said_digits,
)
from interview_coder.redaction.lexicon import KNOWN_WORD, lexicon
from interview_coder.redaction.tokens import words

_BETWEEN: Final = words(
    """, - – . / … en dan streepje dus eh uh ehm uhm nog weer keer komt dubbel dubbele maal driemaal tweemaal viermaal
    spatie pauze nee wacht sorry"""
)
_GLUED: Final = re.compile(r"[^\W\d](?:_|\.)\d|__\d")
# What says no more than that one listens.
_ASSENT: Final = words("ja nee oké oke ok okee hm hmm mhm mm jaja yes yep klopt precies juist eh uh ehm uhm")
# Behind these a number is said anew.
_FEW: Final = words("laatste eerste")
_MEASURES: Final = words(
    """uur jaar jaren procent % euro weken week dagen dag minuten keer maanden man mensen studenten leerlingen cijfers
    cijfer plaatsen kinderen jongens meisjes dgn km kilometer graden eu fte ec"""
)
_NO: Final = words("nee niet sorry pardon oeps correctie fout wacht")
# Two letters behind a number that are a word, not the letters of a postcode.
_NO_LETTERS: Final = words(
    """en in is er of op ze ik je we te al uit um na zo da ww bv nv om me eh uh ja af nu he hè ha ah oh hm wo ma di vr
    za ie as ne nr ei km cm kg dm mm eu ex mb gb pk gr ml pp ha st"""
)
_NUMBERED: Final = re.compile(
    r"(?:student|leerling|personeels|klant|relatie|polis|dossier|lidmaatschaps|paspoort|rijbewijs|patiënt|cliënt)\w*(?:nummer|nr)"
)
# Letters as their names are written.
_SPELT: Final = words("aa bee cee dee gee haa jee kaa ka pee tee vee wee zet iks ef es em")
# Names that stand for letters.
ALPHABET: Final = words(
    """anton anna bernard cornelis dirk eduard ferdinand gerard hendrik izaak isaac johan johannes karel lodewijk leo
    maria nico nicolaas otto pieter quotiënt quirinius rudolf richard simon theodor utrecht victor willem xantippe
    xander yvonne ypsilon zaandam zacharias alfa bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike
    november oscar papa quebec romeo sierra tango uniform whiskey yankee zulu"""
)
_BETWEEN_LETTERS: Final = words("en dan een de nog met letters letter daarachter erachter hoofdletters")
_CUES: Final = re.compile(
    r"(?:tele?foon|mobiel|fax|\w*nummer|bel|bell|app|whatsapp|bereik|06|tel|doorkies|sms|gsm|lijn)\w*"
)
_BSN: Final = re.compile(r"(?:bsn|burgerservice\w*|burger|sofi\w*|persoonsnummer|onderwijsnummer|pgn|b\.s\.n)")
_DATE: Final = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d|\b\d{1,2}[.:]\d\d\b(?!\s?\d)")
_ACCOUNT: Final = re.compile(r"(?:\w*rekening\w*|\w*iban\w*|bank\w*)")
_BANK_PIECES: Final = words("nl be abna rabo ing ingb bunq snsb trio knab asnb rbrb triodos")
# Words that no part of an address or of a spelled name is.
STOP: Final = words(
    """is was naar op via niet mailen mail mailt mailde mailadres emailadres adres of dan dat het de een van met mij me
    ik u je jij hij zij ze we voor eh uh ehm uhm dus nou ja nee gewoon maar aan heet account instagram insta twitter
    tiktok facebook en ook nog wel die zijn mijn haar hun email stuur sturen schrijf noteer komt anders gewoon snap
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
        return self.nought and len(self.numbers) > 1 and self.numbers[1] in ("zes", "6", "zös")

    @property
    def bare(self) -> bool:
        """Whether it is the beginning of a mobile number and nothing more."""
        return self.mobile and len(self.numbers) == 1 + (self.numbers[0] in ("nul", "zero", "0"))

    @property
    def spoken(self) -> bool:
        """Whether any of the numbers is a word."""
        return any(not word.isdecimal() for word in self.numbers)


class Speech:
    """The tokens of a text, for the readers of this module."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.spans = spans
        self.low = [text[start:end].lower() for start, end in self.spans]
        self.digits = [said_digits(word) for word in self.low]
        for index in range(1, len(self.low)) if _GLUED.search(text) else ():
            # A part of a word: *opname_12*, *sanches.020*.
            if self.low[index - 1] in "_." and index > 1 and self.low[index].isdecimal() and not self._parted(index):
                self.digits[index] = 0
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
            heads = [self.low[index] for index in begins]
            often = {head for head in heads if len(head) == 1 and head.isalpha() and heads.count(head) > 1}
            bare = len(often) > 1 or {"i", "r"} <= set(heads)
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


def find_numbers(speech: Speech) -> Iterator[Find]:
    """Telephone and account numbers and postcodes that are said, in no order; finds may overlap."""
    yield from _numbers(speech)
    yield from _endings(speech)
    yield from _plates(speech)


def runs(speech: Speech) -> list[Run]:
    """The numbers of a text that are said in a row, in order."""
    if speech.runs is None:
        speech.runs = list(_read_runs(speech))
    return speech.runs


def _read_runs(speech: Speech) -> Iterator[Run]:
    index, size = 0, len(speech.low)
    while index < size:
        if not speech.digits[index]:
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
        members = [index]
        while True:
            ahead = last + 1
            while ahead < size and ahead - last <= 4 and not speech.digits[ahead]:
                word, before = speech.low[ahead], speech.low[ahead - 1]
                times = word in ("de", "het", "een") and before in ("keer", "maal", "dan")
                stop = word == "." and before != "." and speech.gap(ahead) and not _dictated(speech, first, ahead)
                dot = word == "punt" and any(_BSN.match(w) for w in speech.low[max(0, first - 9) : first])
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
        if len(members) > 2 and members[-1] - members[-2] > 1 and index < size and speech.low[index] in _MEASURES:
            members.pop()
            last = members[-1]  # nul acht acht en dan nog vier cijfers
        article = len(members) > 1 and speech.low[members[-1]] == "een" and speech.low[members[-1] - 1] == "dan"
        after = speech.low[index] if article and index < size and not speech.broken(index) else ""
        if after and after not in STOP and lexicon().flags(after) & KNOWN_WORD:
            members.pop()
            last = members[-1]  # 030 27 11 en dan een vlek
        yield _run(speech, first, last, members)


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
    if not re.fullmatch(r"\d|1\d|2[0-4]", hour) or not re.fullmatch(r"[0-5]\d", minutes):
        return False
    after, alone = low[index + 3 : index + 5], index < 2 or low[index - 1] not in ".:" or speech.gap(index - 1)
    return alone and not (
        len(after) == 2 and after[0] in (".", ":", "-") and after[1].isdecimal() and not speech.gap(index + 2)
    )


def _numbers(speech: Speech) -> Iterator[Find]:
    """Telephone numbers, service numbers and postcodes among the runs of numbers."""
    calls, told, half = _Calls(speech), -1000, None
    for run in runs(speech):
        if account := _account(speech, run):
            yield account
            continue
        if postcode := _postcode(speech, run):
            if half is not None and run.first - half.last < 12 and half.numbers[0] == run.numbers[0]:
                yield speech.find(half.first, half.last, 0.7, "postcode")  # tweeëntachtig vijftig, nee, …
            yield postcode
            yield from _letters_again(speech, speech.token_of(postcode.end))
            continue
        half = run if run.digits == 4 and len(run.numbers) > 1 else half
        if _DATE.fullmatch(speech.text[speech.spans[run.first][0] : speech.spans[run.last][1]]):
            continue
        context = speech.low[max(0, run.first - 12) : run.first]
        if any(_BSN.match(word) for word in context):
            told = run.first
        piece = run.first - told < 25 and run.digits > 2 and not run.listed and not is_measured(speech, run)
        if (run.first - told < 40 and run.digits >= 7) or piece:
            yield speech.find(run.first, run.last, 0.95, "bsn")
        elif run.digits >= 5 and any(_NUMBERED.fullmatch(word) for word in context[-6:]):
            yield speech.find(run.first, run.last, 0.85, "bsn")
        else:
            yield from calls.read(run)


def is_measured(speech: Speech, run: Run) -> bool:
    """Whether a number tells how much of something there is, or the time."""
    if run.last + 1 < len(speech.low) and speech.low[run.last + 1] in _MEASURES:
        return True
    return (run.first > 0 and speech.low[run.first - 1] in ("half", "om")) or _time(speech, run.first)


class _Calls:
    """Reads telephone numbers from the runs of a text in order, and remembers what was said of them."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._behind = -1000
        """The last token of the latest find."""
        self._missing = 0
        """How many digits the latest number lacks."""
        self._begun: Run | None = None
        """The beginning of a number that nothing has followed yet."""
        self._said: set[str] = set()

    def read(self, run: Run) -> Iterator[Find]:
        """The finds that a run gives: itself, and the beginning that it completes."""
        if self._is_national(run):
            return
        begins = self._begins(run)
        completes = self._completes(run)
        if begins or completes or self._is_whole(run) or self._is_said_again(run):
            if completes and self._begun is not None:
                yield self._find(self._begun)
            yield self._find(run)
            begun = self._missing if completes and not begins else 10 * run.nought
            echo = completes and self._begun is None and self._said.issuperset(run.numbers)
            self._missing = max(0, begun - run.digits * (not echo))
            self._begun = None
            self._behind = run.last
            self._said.update(run.numbers)
        elif run.numbers[0] not in ("0800", "0900") and (
            run.bare or (run.nought and 3 <= run.digits <= 5 and not run.listed)
        ):
            if len(run.numbers) == 1 and 3 <= run.digits <= 4 and self._cue(run) and not run.spoken:
                yield self._find(run)  # die bel ik op 0223
            self._begun, self._missing, self._behind = run, 10 - run.digits, run.last

    def _is_national(self, run: Run) -> bool:
        """Whether a number is a line of the whole country: *0900-8844*, *nul achthonderd …*."""
        said = self._speech.value(run.first, run.last)
        return (said.startswith("0900") and len(said) < 9) or said in FREE_LINES

    def _find(self, run: Run) -> Find:
        plus = run.first > 0 and self._speech.low[run.first - 1] in ("plus", "+", "o")
        return self._speech.find(run.first - plus, run.last, 0.9, "phone")

    def _cue(self, run: Run) -> bool:
        """Whether a telephone was spoken of."""
        return any(_CUES.match(word) for word in self._speech.low[max(0, run.first - 9) : run.first])

    def _begins(self, run: Run) -> bool:
        """Whether a run is a telephone number from its beginning, though some of it may be missing."""
        if not run.nought:
            return False
        told = self._cue(run) and run.spoken and len(run.numbers) > 2 and run.digits > 3
        # An area is written as nothing else is: *0181-66*, *0499, dan 57*.
        area = re.fullmatch(r"0[1-7]\d{1,2}", run.numbers[0]) and len(run.numbers) > 1 and not run.listed
        told = told or (bool(area) and run.digits > 4 and (self._cue(run) or run.digits > 5))
        return told or (run.mobile and run.digits > 3) or (run.digits >= 6 and len(run.numbers) >= 3)

    def _is_whole(self, run: Run) -> bool:
        """Whether a run is a number without its nought, or an extension."""
        before = self._speech.low[max(0, run.first - 3) : run.first]
        extension = any(word.startswith(("doorkies", "toestel")) for word in before)
        if extension and run.digits <= 6 and (len(run.numbers) >= 2 or run.digits > 2):
            return True
        if run.listed:
            return False
        many, cue = len(run.numbers), self._cue(run)
        near = any(word.startswith(("doorkies", "toestel", "nummer")) for word in before)
        return (
            (run.digits >= 9 and many >= 4 and (run.spoken or cue))
            or (near and run.digits >= 5 and many >= 3)
            or (cue and run.digits >= 7 and many >= 3)
        )

    def _completes(self, run: Run) -> bool:
        """Whether a run is what the latest number lacks: *nul zes*, zei ze. *Twaalf vierendertig …*"""
        apart = self._apart(run)
        if self._missing <= 0 or apart > 25 or (run.listed and not (run.rising and apart < 5)):
            return False
        if len(run.numbers) == 1:
            # Said piece by piece, with somebody who says yes between: *Twaalf.* *Ja.* *Vierendertig.*
            return apart < 9 and run.digits <= self._missing and self._stands_alone(run)
        if self._begun is not None and self._begun.bare:
            return (4 if apart < 9 else 6) <= run.digits <= self._missing + 1
        if self._begun is None:
            return 2 <= run.digits <= self._missing + 1
        return abs(run.digits - self._missing) <= 1

    def _apart(self, run: Run) -> int:
        """How many words lie between the latest find and a run, at most how many tokens."""
        return self._speech.apart(self._behind, run.first) if self._behind >= 0 else 1000

    def _stands_alone(self, run: Run) -> bool:
        """Whether nothing but signs and line ends stand around a number."""
        speech = self._speech
        opens = run.first == 0 or speech.opens(run.first) or speech.low[run.first - 1] in (".", ",", ":", "?", "!", "…")
        after = run.last + 1
        return opens and (
            after >= len(speech.low) or speech.broken(after) or speech.low[after] in (".", ",", "?", "!", "…")
        )

    def _is_said_again(self, run: Run) -> bool:
        """Whether a run says a number anew, or a part of it: *nee, twaalf achttien*."""
        apart, many = self._apart(run), len(run.numbers)
        if run.listed or not self._said:
            return False
        if apart <= 8 and many >= 4 and run.digits >= 4:
            return True
        if apart <= 5 and many == 1 and run.digits == 2 and run.numbers[0] in self._said:
            return True
        denied = not _NO.isdisjoint(self._speech.low[max(0, self._behind + 1) : run.first])
        if apart <= 9 and denied and run.digits > 1 and not is_measured(self._speech, run):
            return True
        return apart <= 40 and many >= 2 and run.digits >= 4 and 2 * len(self._said.intersection(run.numbers)) > many


def _account(speech: Speech, run: Run) -> Find | None:
    """A bank account, or a box at the post office."""
    low, before = speech.low, speech.low[max(0, run.first - 16) : run.first]
    if not before:
        return None
    bank = re.fullmatch("[a-z]{4}", before[-1]) and run.first > 2 and speech.digits[run.first - 2]
    if run.digits >= 7 and (bank or any(_ACCOUNT.fullmatch(word) for word in before)):
        return speech.find(_account_from(speech, run.first), run.last, 0.9, "iban")
    if low[run.first - 1] in ("postbus", "antwoordnummer") and run.spoken and run.digits <= 6:
        after, letters = _letters(speech, run.last + 1, strong=False)
        return speech.find(run.first - 1, after - 1 if letters == 2 else run.last, 0.9, "postbus")
    return None


def _account_from(speech: Speech, first: int) -> int:
    """The first token of an account number: letters and numbers before its long run of digits."""
    low = speech.low
    while first > 0 and not speech.broken(first):
        word = low[first - 1]
        tens = word == "en" and speech.digits[first] and first > 1 and speech.digits[first - 2]
        pause = word in (",", "-") and first > 1 and low[first - 2] in _BANK_PIECES
        if not (
            pause or tens or speech.digits[first - 1] or word in _BANK_PIECES or (len(word) == 1 and word.isalpha())
        ):
            break
        first -= 1
    return first


def _endings(speech: Speech) -> Iterator[Find]:
    """A few digits of a number, said apart: *eindigt op 68 in plaats van 63*, *de laatste vier cijfers zijn 6789*."""
    low = speech.low
    for index, word in enumerate(low):
        digits = word in ("cijfers", "cijfer", "getallen")
        starts = word.startswith(("begin", "begon"))
        if not digits and not starts and not word.startswith("eindig"):
            continue
        near = low[max(0, index - 8) : index] + low[index + 1 : index + 5] * digits
        cued = any(_BSN.match(w) or _ACCOUNT.fullmatch(w) or w.startswith("postcode") for w in near)
        called = any(_CUES.match(w) for w in near)
        if not cued and not called and not starts:
            continue
        if digits and _FEW.isdisjoint(low[max(0, index - 3) : index]):
            continue
        for ahead in range(index + 1, min(index + 9, len(low))):
            if speech.broken(ahead):
                break
            alone = low[ahead] in ("een", "ein") and not speech.digits[min(ahead + 1, len(low) - 1)]
            if speech.digits[ahead] and not alone:
                last = ahead
                while last + 1 < len(low) and speech.digits[last + 1] and not speech.broken(last + 1):
                    last += 1
                said = speech.value(ahead, last)
                # A telephone number that begins so tells something only with its area or more.
                tells = cued or not starts or (said.startswith("0") and len(said) > 2) or (called and len(said) > 3)
                if tells and not (last + 1 < len(low) and low[last + 1] in _MEASURES):
                    yield speech.find(ahead, last, 0.7, "phone")


def _plates(speech: Speech) -> Iterator[Find]:
    """The number plate of a car: *kenteken is twaalf a b c drie*."""
    low = speech.low
    for index, word in enumerate(low):
        if not word.startswith(("kenteken", "nummerplaat", "nummerbord")):
            continue
        for first in range(index + 1, min(index + 7, len(low))):
            if speech.broken(first):
                break
            last = first - 1
            while last + 1 < len(low) and (_is_character(speech, last + 1) or low[last + 1] in ("-", "streepje", ",")):
                last += 1
            while last > first and not _is_character(speech, last):
                last -= 1
            letters = any(low[i].isalpha() and not speech.digits[i] for i in range(first, last + 1))
            if last - first > 1 and letters and any(speech.digits[first : last + 1]):
                yield speech.find(first, last, 0.85, "bsn")
                break


def _is_character(speech: Speech, index: int) -> bool:
    """Whether a token is a letter or a number."""
    return bool(speech.digits[index]) or (len(speech.low[index]) == 1 and speech.low[index].isalpha())


def _postcode(speech: Speech, run: Run) -> Find | None:
    """Four digits and two letters, with the house number that follows."""
    low = speech.low
    cue = any(word.startswith("postcode") for word in low[max(0, run.first - 12) : run.first])
    total, last = 0, run.first - 1
    for index in range(run.first, run.last + 1):
        if speech.digits[index]:
            total += speech.digits[index]
            last = index
            if total >= 4:
                break
    if last < run.last and run.digits == 8 and "nee" in low[last : run.last]:
        last = run.last  # said anew: tweeëntachtig vijftig, nee, tweeëntachtig drieënvijftig
    if total != 4 or low[run.first].startswith("0") or low[run.first] == "nul":
        return None
    after, letters = _letters(speech, last + 1, strong=cue)
    if letters < 2 and not cue:
        return None
    end = after - 1 if letters == 2 else last
    while low[end] in (".", ",", "-"):
        end -= 1
    house = end + 1
    if low[house : house + 2] == ["en", "dan"]:
        house += 2
    while house < len(low) and low[house] in (",", "nummer", "huisnummer", "op", "en", "dan") and house - end <= 3:
        house += 1
    if house < len(low) and speech.digits[house] and not speech.broken(house):
        end = house
        while end < run.last and speech.digits[end + 1]:
            end += 1
    return speech.find(run.first, max(end, last), 0.9, "postcode")


def _letters_again(speech: Speech, last: int) -> Iterator[Find]:
    """The two letters of a postcode, said once more behind it: *J B? JB, ja.*"""
    low = speech.low
    letters = "".join(low[max(0, last - 1) : last + 1])
    for index in range(last + 1, min(last + 6, len(low))):
        if len(letters) == 2 and low[index] == letters:
            yield speech.find(index, index, 0.8, "postcode")


def _two_letters(low: list[str], index: int) -> bool:
    """Whether *en dan* leads to two letters: *drieënvijftig vierentachtig en dan eh g l*."""
    first = index
    while first < len(low) and first - index < 6 and low[first] in _BETWEEN_LETTERS | {"eh", ".", "…", ","}:
        first += 1
    two = low[first : first + 2]
    return (
        first > index and "dan" in low[index:first] and len(two) == 2 and all(len(w) == 1 and w.isalpha() for w in two)
    )


def _told_by(low: list[str], index: int) -> bool:
    """Whether a name stands for a letter, with another beside it: *Anton Bernard*."""
    return any(0 <= other < len(low) and low[other] in ALPHABET for other in (index - 1, index + 1))


def _letters(speech: Speech, index: int, *, strong: bool) -> tuple[int, int]:
    """The token behind the two letters of a postcode, and how many there are: *ak*, *A van Anton, K van Karel*.

    Where a postcode is announced (``strong``), small words may stand between the letters.
    """
    low, letters, end = speech.low, 0, index
    strong = strong or _two_letters(low, index)
    while index < len(low) and letters < 2 and not speech.broken(index):
        word = low[index]
        told = strong and len(word) == 2 and index + 1 < len(low) and bool(speech.digits[index + 1])
        if word in _SPELT or (strong and word in ALPHABET and _told_by(low, index)):
            letters, index = letters + 1, index + 1
            end = index
        elif (
            word.isalpha()
            and len(word) <= 2
            and letters + len(word) <= 2
            and (told or word not in (STOP | _NO_LETTERS))
            and not (word == "u" and not strong)
        ):
            letters += len(word)
            index += 1
            if (
                low[index : index + 1] == ["van"]
                and len(word) == 1
                and index + 1 < len(low)
                and low[index + 1].isalpha()
            ):
                index += 2
            end = index
        elif (
            word in (".", ",", "-")
            or (word == "de" and low[index + 2 : index + 3] == ["van"] and len(low[index + 1]) == 1)
            or (strong and index - end < 6 and (word in _BETWEEN_LETTERS or word in ("eh", "…")))
        ):
            index += 1
        else:
            break
    return end, letters
