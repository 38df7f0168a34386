"""Numbers as they are said: telephones, citizen service numbers, accounts, postcodes with spelled letters.

Addresses that are said are in the module ``addresses``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from interview_coder.domain.model import Find, NameKind
from interview_coder.redaction.tokens import words

_UNIT: Final = (
    "nul|zero|een|één|eén|ein|ien|iene|ene|twee|twie|tweeë|tweë|drie|drei|drieë|vier|veer|vijf|vief|vuuf|viif|zes|zös|zeuf|zeven|"
    "zeuven|zeuve|acht|ach|negen|neugen|njoggen|tien|tiene|elf|ellef|twaalf|twoalf|twelf|tweelf|twaolf|dertien|datien|"
    "veertien|vijftien|vieftien|zestien|zeventien|zeuventien|achttien|achtien|negentien"
)
_TENS: Final = (
    "twintig|twinteg|twintich|dertig|dertich|datig|veertig|vijftig|vieftig|zestig|zeventig|zeuventig|tseventig|tachtig|"
    "tachentig|tachtich|negentig|neugentig"
)
_NUMBER: Final = re.compile(
    r"(?:(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)?honderd(?:en)?)?"
    rf"(?:(?:{_UNIT})(?:[eë]?n|un)?-?(?:{_TENS})|{_TENS}|{_UNIT})?"
)
# Two digits that were written as one word: *zevenvijf*.
_PAIR: Final = re.compile("(?:nul|een|twee|drie|vier|vijf|zes|zeven|acht|negen){2}")
_TWO: Final = re.compile(rf"(?:.*(?:{_TENS})|tien|tiene|elf|ellef|tw[aeo]+lf|.+tien)")
_BETWEEN: Final = words(
    """, - – . / … en dan streepje dus eh uh ehm uhm nog weer keer komt dubbel dubbele maal driemaal tweemaal viermaal
    spatie pauze nee wacht sorry"""
)
_DOUBLE: Final = words("dubbel dubbele")
# Two letters behind a number that are a word, not the letters of a postcode.
_NO_LETTERS: Final = words(
    """en in is er of op ze ik je we te al uit um na zo da ww bv nv om me eh uh ja af nu he hè ha ah oh hm wo ma di vr
    za ie as ne nr ei km cm kg dm mm"""
)
_NUMBERED: Final = re.compile(
    r"(?:student|leerling|personeels|klant|relatie|polis|dossier|lidmaatschaps|paspoort|rijbewijs|patiënt|cliënt)\w*(?:nummer|nr)"
)
# Letters as their names are written.
_SPELT: Final = words("bee cee dee gee haa jee kaa ka pee tee vee wee zet iks ef es em")
_BETWEEN_LETTERS: Final = words("en dan een de nog met letters letter daarachter erachter hoofdletters")
_CUES: Final = re.compile(r"(?:tele?foon|mobiel|nummer|bel|bell|app|whatsapp|bereik|06|tel|doorkies|sms|gsm|lijn)\w*")
_BSN: Final = re.compile(r"(?:bsn|burgerservice\w*|burger|sofi\w*|persoonsnummer|onderwijsnummer|pgn|b\.s\.n)")
_DATE: Final = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d|\b\d{1,2}[.:]\d\d\b(?!\s?\d)")
_ACCOUNT: Final = re.compile(r"(?:\w*rekening\w*|\w*iban\w*|bank\w*)")
_BANK_PIECES: Final = words("nl be abna rabo ing ingb bunq snsb trio knab asnb rbrb triodos")
# Words that no part of an address or of a spelled name is.
STOP: Final = words(
    """is was naar op via mailen mail mailt mailde mailadres emailadres adres of dan dat het de een van met mij me ik u
    je jij hij zij ze we voor eh uh ehm uhm dus nou ja nee gewoon maar aan heet account instagram insta twitter
    tiktok facebook en ook nog wel die zijn mijn haar hun email stuur sturen schrijf noteer komt anders gewoon snap
    snapchat website site"""
)


@dataclass(frozen=True, slots=True)
class _Run:
    """Numbers said in a row: token indices, how many numbers and digits, and whether the first is a nought."""

    first: int
    last: int
    numbers: int
    digits: int
    nought: bool
    mobile: bool
    rising: bool
    words: bool


class Speech:
    """The tokens of a text, for the readers of this module."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.spans = spans
        self.low = [text[start:end].lower() for start, end in self.spans]
        self.digits = [said_digits(word) for word in self.low]
        for index, word in enumerate(self.low[1:]):
            # *dubbel vijf*: two digits.
            if self.low[index] in _DOUBLE and self.digits[index + 1] == 1:
                self.digits[index + 1] = 2 if word.isalpha() else self.digits[index + 1]

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


@lru_cache(4096)
def said_digits(word: str) -> int:
    """How many digits a token stands for when a number is dictated; 0 for no number."""
    if word.isdecimal():
        return len(word)
    if not word or not word[0].isalpha():
        return 0
    if not _NUMBER.fullmatch(word):
        return 2 if word == "nullen" or _PAIR.fullmatch(word) else 0
    if "honderd" in word:
        return 3
    return 2 if _TWO.fullmatch(word) else 1


def find_numbers(speech: Speech) -> Iterator[Find]:
    """Telephone and account numbers and postcodes that are said, in no order; finds may overlap."""
    yield from _numbers(speech)
    yield from _endings(speech)
    yield from _plates(speech)


def _runs(speech: Speech) -> Iterator[_Run]:
    index, size = 0, len(speech.low)
    while index < size:
        if not speech.digits[index]:
            index += 1
            continue
        first = last = index
        members = [index]
        while True:
            ahead = last + 1
            while ahead < size and ahead - last <= 4 and not speech.digits[ahead]:
                word, before = speech.low[ahead], speech.low[ahead - 1]
                times = word in ("de", "het", "een") and before in ("keer", "maal", "dan")
                stop = word == "." and before != "." and speech.gap(ahead) and not _dictated(speech, first, ahead)
                if (word not in _BETWEEN and not times) or stop:
                    break
                ahead += 1
            if (
                ahead >= size
                or not speech.digits[ahead]
                or speech.broken(ahead)
                or any(speech.broken(i) for i in range(last + 1, ahead))
            ):
                break
            last = ahead
            members.append(ahead)
        yield _run(speech, first, last, members)
        index = last + 1


def _dictated(speech: Speech, first: int, stop: int) -> bool:
    """Whether a full stop only parts two numbers of a telephone number: *Nul. Zes. Twaalf.*"""
    low = speech.low
    nought = low[first] in ("nul", "zero") or low[first].startswith("0")
    return nought and stop + 1 < len(low) and low[stop - 1].isalpha() and bool(speech.digits[stop + 1])


def _run(speech: Speech, first: int, last: int, members: list[int]) -> _Run:
    words = [speech.low[i] for i in members]
    values = [int(word) if word.isdecimal() and len(word) < 9 else -1 for word in words]
    rising = all(a < b for a, b in pairwise(values)) and values[0] >= 0
    tens = all(re.fullmatch(rf"{_TENS}|tien|honderd", word) for word in words)
    nought = words[0] in ("nul", "zero") or words[0].startswith("0")
    mobile = words[0] == "06" or (nought and len(words) > 1 and words[1] in ("zes", "6", "zös"))
    return _Run(
        first,
        last,
        len(members),
        sum(speech.digits[i] for i in members),
        nought,
        mobile,
        rising or tens,
        any(not word.isdecimal() for word in words),
    )


def _numbers(speech: Speech) -> Iterator[Find]:
    """Telephone numbers, service numbers and postcodes among the runs of numbers."""
    pending, told, behind = 0, -1000, -1000
    for run in _runs(speech):
        bank = speech.low[run.first - 1] if run.first else ""
        if run.digits >= 7 and any(_ACCOUNT.fullmatch(word) for word in speech.low[max(0, run.first - 16) : run.first]):
            yield speech.find(_account_from(speech, run.first), run.last, 0.9, "iban")
            continue
        if run.first > 2 and re.fullmatch("[a-z]{4}", bank) and run.digits >= 7 and speech.digits[run.first - 2]:
            yield speech.find(_account_from(speech, run.first), run.last, 0.9, "iban")
            continue
        if run.first and speech.low[run.first - 1] in ("postbus", "antwoordnummer") and run.words and run.digits <= 6:
            yield speech.find(run.first - 1, run.last, 0.9, "postbus")
            continue
        postcode = _postcode(speech, run)
        if postcode is not None:
            yield postcode
            continue
        if _DATE.fullmatch(speech.text[speech.spans[run.first][0] : speech.spans[run.last][1]]):
            continue
        context = speech.low[max(0, run.first - 12) : run.first]
        if any(_BSN.match(word) for word in context):
            told = run.first
        if run.first - told < 40 and run.digits >= 7:
            yield speech.find(run.first, run.last, 0.95, "bsn")
            continue
        if run.digits >= 5 and any(_NUMBERED.fullmatch(word) for word in context[-6:]):
            yield speech.find(run.first, run.last, 0.85, "bsn")
            continue
        cue = any(_CUES.match(word) for word in context[-9:])
        whole = run.digits >= 9 and run.numbers >= 4 and not run.rising and (run.words or cue)
        begun = run.nought and (
            (cue and run.words and run.numbers > 2 and run.digits > 3)
            or (run.mobile and run.numbers > 1 + (speech.low[run.first] != "06"))
            or (run.digits >= 6 and run.numbers >= 3)
        )
        again = behind > 0 and run.first - behind <= 8 and run.numbers >= 4 and run.digits >= 4 and not run.rising
        rest = pending > 0 and run.first - behind <= 25 and run.numbers >= 2 and 2 <= run.digits <= pending + 1
        near = any(
            w.startswith(("doorkies", "toestel", "nummer")) for w in speech.low[max(0, run.first - 3) : run.first]
        )
        extension = any(w.startswith(("doorkies", "toestel")) for w in speech.low[max(0, run.first - 3) : run.first])
        if (
            whole
            or (extension and run.numbers >= 2 and run.digits <= 6)
            or (near and run.digits >= 5 and run.numbers >= 3 and not run.rising)
            or begun
            or (cue and run.digits >= 7 and run.numbers >= 3 and not run.rising)
            or (rest and not run.rising)
            or again
        ):
            plus = run.first > 0 and speech.low[run.first - 1] in ("plus", "+", "o")
            yield speech.find(run.first - plus, run.last, 0.9, "phone")
            pending = max(0, (pending if rest and not begun else 10) - run.digits)
            behind = run.last
        elif speech.low[run.first] == "06" and run.numbers == 1:
            pending, behind = 8, run.last


def _account_from(speech: Speech, first: int) -> int:
    """The first token of an account number: letters and numbers before its long run of digits."""
    low = speech.low
    while first > 0 and not speech.broken(first):
        word = low[first - 1]
        tens = word == "en" and speech.digits[first] and first > 1 and speech.digits[first - 2]
        if not (tens or speech.digits[first - 1] or word in _BANK_PIECES or (len(word) == 1 and word.isalpha())):
            break
        first -= 1
    return first


def _endings(speech: Speech) -> Iterator[Find]:
    """The last digits of a number, said apart: *eindigt op 68 in plaats van 63*."""
    low = speech.low
    for index, word in enumerate(low):
        if not word.startswith("eindig") or not any(
            _CUES.match(w) or _BSN.match(w) for w in low[max(0, index - 8) : index]
        ):
            continue
        for ahead in range(index + 1, min(index + 9, len(low))):
            if speech.digits[ahead] and word and low[ahead] not in ("een", "ein") and not speech.broken(ahead):
                yield speech.find(ahead, ahead, 0.7, "phone")


def _plates(speech: Speech) -> Iterator[Find]:
    """The number plate of a car: *kenteken is twaalf a b c drie*."""
    low = speech.low
    for index, word in enumerate(low):
        if not word.startswith("kenteken"):
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


def _postcode(speech: Speech, run: _Run) -> Find | None:
    """Four digits and two letters, with the house number that follows."""
    low = speech.low
    cue = "postcode" in low[max(0, run.first - 6) : run.first]
    total, last = 0, run.first - 1
    for index in range(run.first, run.last + 1):
        if speech.digits[index]:
            total += speech.digits[index]
            last = index
            if total >= 4:
                break
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


def _letters(speech: Speech, index: int, *, strong: bool) -> tuple[int, int]:
    """The token behind the two letters of a postcode, and how many there are: *ak*, *A van Anton, K van Karel*.

    Where a postcode is announced (``strong``), small words may stand between the letters.
    """
    low, letters, end = speech.low, 0, index
    while index < len(low) and letters < 2 and not speech.broken(index):
        word = low[index]
        told = strong and len(word) == 2 and index + 1 < len(low) and bool(speech.digits[index + 1])
        if word in _SPELT:
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
            or (strong and index - end < 4 and word in _BETWEEN_LETTERS)
        ):
            index += 1
        else:
            break
    return end, letters
