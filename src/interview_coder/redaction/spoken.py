"""Numbers as they are said: telephones, citizen service numbers, accounts, postcodes with spelled letters.

Addresses that are said are in the module ``addresses``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from interview_coder.domain.model import Find
from interview_coder.redaction.bridges import MOST_WORDS, goes_on
from interview_coder.redaction.figures import DOUBLE, FREE_LINES, figures
from interview_coder.redaction.letters import ALPHABET
from interview_coder.redaction.lexicon import KNOWN_WORD, Flag, lexicon
from interview_coder.redaction.speech import BSN, MEASURES, OTHER, STOP, Run, Speech, is_measured, repeated, runs
from interview_coder.redaction.tokens import words

# Behind these a number is said anew.
_FEW: Final = words("laatste eerste")
_NO: Final = words("nee niet sorry pardon oeps correctie fout wacht")
# Two letters behind a number that are a word, not the letters of a postcode; and those that may be told as such.
_SMALL: Final = words(
    "en in is er of op ze ik je we te al uit um na zo da om me eh uh ja af nu he hè wo ma di vr za ie as ne nr"
)
_NO_LETTERS: Final = _SMALL | words("ww bv nv ha ah oh hm ei km cm kg dm mm eu ex mb gb pk gr ml pp st")
# Whose number it was that was said: *negenenveertig tweeëntwintig, mijn personeelsnummer*.
_OWN: Final = words("mijn m'n mn zijn z'n haar d'r")
_NUMBERED: Final = re.compile(
    r"(?:student|leerling|personeels|klant|relatie|polis|dossier|lidmaatschaps|paspoort|rijbewijs|patiënt|cliënt)\w*(?:nummer|nr)|"
    r"(?:bonus|klanten|leden|spaar|zorg|bibliotheek|studenten|chip|bank)(?:kaart|pas)\w*"
)
# Letters as their names are written.
SPELT: Final = words("aa bee cee dee gee haa jee kaa ka pee tee vee wee zet iks ef es em")
_BETWEEN_LETTERS: Final = words("en dan een de nog met letters letter daarachter erachter hoofdletters")
# What somebody says who looks for them.
_THINKS: Final = words("eh uh ehm even effe effies denken kijken …")
# So many figures, said one by one, are a number, with a nought among them and without one: marks have none.
_SPELLED, _SPELLED_OUT = 5, 7
# What stands between a postcode and the number of a house.
_BEFORE_HOUSE: Final = words(", nummer nummertje huisnummer op en dan")
_CUES: Final = re.compile(
    r"(?:tele?foon|mobiel|fax|\w*nummer|bel|bell|gebeld|opgebeld|app|whatsapp|bereik|06|tel|doorkies|sms|gsm|lijn)\w*"
)
# Dates, with a time or without one, times, and school years.
_DATE: Final = re.compile(
    r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d(?:,?\s\d{1,2}(?:[.:]\d\d)?)?|(?:19|20)\d\d ?[-/–] ?(?:19|20)?\d\d|"
    r"\b\d{1,2}[.:]\d\d\b(?!\s?\d)"
)
# The areas of the telephone, and what somebody says who knows no more than one.
_AREA: Final = r"0(?:1[035]|20|2[346]|3[03568]|4[0356]|5[0358]|7\d|(?:1[1-8]|2[2-9]|3[1-4]|4[1-9]|5[1-9])\d)"
_AREAS: Final = words("netnummer kengetal")
_LOST: Final = words("weet vlek gat streep kras vraagteken onleesbaar niks niets vergeten kwijt lezen")
# The codes of countries that are dialled from here.
_COUNTRIES: Final = words(
    "31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 90 212 213 351 352 353 358 359 380 420 421 597 599"
)
_ACCOUNT: Final = re.compile(r"(?:\w*rekening\w*|\w*iban\w*|bank\w*)")
# What accounts of other countries begin with, and how many digits the shortest has.
_ABROAD: Final = frozenset(["BE", "DE", "FR", "LU", "GB", "IE", "ES", "PT", "IT", "AT", "CH", "PL", "DK", "SE", "NO"])
_ACCOUNT_ABROAD: Final = 14
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# What is said between the signs of a number plate.
_BETWEEN_SIGNS: Final = words(", - streepje eh uh euh ehm en dan")
# What parts its groups where it was written or recognised: *94. BKZ-3*.
_BETWEEN_GROUPS: Final = frozenset([".", "-", ",", "streepje"])
# A number of so many digits is the same with two of them turned round or one more: *218 40 77 36*, *218 47 07 36*.
_LONG_NUMBER: Final = 8
# The six signs of a Dutch number plate, in its groups.
_SIX: Final = re.compile(
    r"[A-Z]{2}(?:\d\d[A-Z]{2}|\d{4}|[A-Z]{2}\d\d|\d{3}[A-Z])|\d\d(?:[A-Z]{2}\d\d|[A-Z]{4}|[A-Z]{3}\d)|"
    r"\d(?:[A-Z]{3}\d\d|[A-Z]{2}\d{3})|[A-Z](?:\d{3}[A-Z]{2}|\d\d[A-Z]{3})|[A-Z]{3}\d\d[A-Z]|\d{3}[A-Z]{2}\d"
)
# What is said near one, and how near.
_CAR: Final = re.compile(
    r"\w*(?:auto|bus|busje|wagen|bestel|scooter|brommer|motor|trailer|aanhanger|truck|trekker|oplegger|caravan|camper)|"
    r"rijdt?|reed|plaat|taxi|scania|daf|volvo"
)
_NEAR_CAR: Final = 15
# What the number of a box at the post office follows.
BOXES: Final = words("postbus antwoordnummer")
# The codes of banks in the numbers of accounts, and what else belongs to such a number.
_CODES: Final = words("abna rabo ingb bunq snsb trio knab asnb rbrb")
BANKS: Final = _CODES | words("nl be ing triodos rabobank abn amro asn sns regiobank")


def find_numbers(speech: Speech) -> Iterator[Find]:
    """Telephone and account numbers and postcodes that are said, in no order; finds may overlap."""
    yield from _numbers(speech)
    yield from _endings(speech)
    yield from _plates(speech)


def _numbers(speech: Speech) -> Iterator[Find]:
    """Telephone numbers, service numbers and postcodes among the runs of numbers."""
    calls, told, half, known = _Calls(speech), -1000, None, list[Counter[str]]()
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
        if _DATE.fullmatch(speech.text, speech.spans[run.first][0], speech.spans[run.last][1]):
            continue
        context = speech.low[max(0, run.first - 12) : run.first]
        if any(BSN.match(word) for word in context):
            told = run.first
        piece = run.first - told < 25 and run.digits > 2 and not run.listed and not is_measured(speech, run)
        plain = run.digits >= _LONG_NUMBER and set("-:/").isdisjoint(speech.low[run.first : run.last])
        said = Counter(speech.value(run.first, run.last) if plain else "")
        if (run.first - told < 40 and run.digits >= 7) or piece:
            known += [said] if said else []
            yield speech.find(run.first, run.last, 0.95, "bsn")
        elif run.digits >= 5 and any(_NUMBERED.fullmatch(word) for word in context[-6:]):
            letter = speech.low[run.first - 1]
            lettered = len(letter) == 1 and letter.isalpha() and letter != "u" and not speech.broken(run.first)
            yield speech.find(run.first - lettered, run.last, 0.85, "bsn")  # S dertig, zesentwintig
        elif run.digits >= 4 and _is_called_a_number(speech, run.last + 1):
            yield speech.find(run.first, run.last, 0.8, "bsn")
        else:
            finds = list(calls.read(run))
            if not finds and said and any(_is_turned_round(said, other) for other in known):
                finds = [speech.find(run.first, run.last, 0.7, "bsn")]
            known += [said] if said and finds else []
            yield from finds


def _is_turned_round(said: Counter[str], other: Counter[str]) -> bool:
    """Whether two numbers have the same figures, but for one that either lacks."""
    return (said - other).total() < 2 and (other - said).total() < 2


def _is_called_a_number(speech: Speech, index: int) -> bool:
    """Whether what follows says whose number it was: *negenenveertig tweeëntwintig, mijn personeelsnummer*."""
    low = speech.low
    index += low[index : index + 1] == [","]
    own = low[index : index + 1] and low[index] in _OWN and len(low) > index + 1
    return bool(own) and _NUMBERED.fullmatch(low[index + 1]) is not None


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
        self._echoed: list[Run] = []
        """The same beginning, as often as it was said before."""
        self._said: set[str] = set()
        self._headless = False
        """Whether the latest number is whole but for its nought."""

    def read(self, run: Run) -> Iterator[Find]:
        """The finds that a run gives: itself, and the beginning that it completes."""
        if self._is_national(run):
            return
        if run.bare and self._headless and self._apart(run) < 3:
            yield self._find(run)  # zes eenenvijftig, nul nul, … Nul zes, sorry
            return
        begins = self._begins(run) or self._is_abroad(run) or _is_town_hall(self._speech, run)
        completes = self._completes(run)
        if begins or completes or self._is_whole(run) or self._is_said_again(run):
            if completes and self._begun is not None and not begins:
                yield from map(self._find, (*self._echoed, self._begun))
            yield self._find(run)
            begun = self._missing if completes and not begins else 10 * run.nought
            echo = completes and self._begun is None and self._said.issuperset(run.numbers)
            self._missing = max(0, begun - run.digits * (not echo))
            self._headless = not run.nought and run.digits == 9
            self._begun = None
            self._behind = run.last
            self._said.update(run.numbers)
        elif run.numbers[0] not in ("0800", "0900") and (
            run.bare or (run.nought and 3 <= run.digits <= 5 and not run.listed and self._is_free(run))
        ):
            told = len(run.numbers) == 1 and 3 <= run.digits <= 4 and self._cue(run) and self._is_told(run)
            if told or _breaks_off(self._speech, run):
                yield self._find(run)  # die bel ik op 0223
            same = self._begun is not None and self._begun.numbers == run.numbers and self._apart(run) < 9
            self._echoed = [*self._echoed[-3:], self._begun] if same and self._begun is not None else []
            whole = 8 if self._speech.value(run.first, run.last) in ("0800", "0900") else 10
            self._begun, self._missing, self._behind = run, whole - run.digits, run.last

    def _is_told(self, run: Run) -> bool:
        """Whether an area in figures tells more than how a number begins: not *026 ervoor*, *088 en nog wat*."""
        ahead = self._speech.low[run.last + 1 : run.last + 4]
        return not run.spoken and ahead[:1] != ["ervoor"] and ahead not in (["en", "nog", "wat"], ["en", "nog", "iets"])

    def _is_free(self, run: Run) -> bool:
        """Whether nothing that is counted or numbered was spoken of just before: *welk lokaal? Nul twaalf*."""
        low, first = self._speech.low, max(0, run.first - 7)
        fixed = {i for i in range(first, run.first) if low[i] == "lijn" and low[i - 1] in ("vaste", "directe")}
        return OTHER.isdisjoint(low[i] for i in range(first, run.first) if i not in fixed)

    def _is_national(self, run: Run) -> bool:
        """Whether a number is a line of the whole country: *0900-8844*, *nul achthonderd …*."""
        said = self._speech.value(run.first, run.last)
        code = run.first > 0 and self._speech.low[run.first - 1] == "plus" and said in _COUNTRIES
        return said == "0900" or said in FREE_LINES or code

    def _find(self, run: Run) -> Find:
        plus = run.first > 0 and self._speech.low[run.first - 1] in ("plus", "+", "o")
        return self._speech.find(run.first - plus, run.last, 0.9, "phone")

    def _is_abroad(self, run: Run) -> bool:
        """Whether a number begins with the code of a country: *plus negenenveertig, een zeven een*."""
        if run.first == 0 or self._speech.low[run.first - 1] not in ("plus", "+") or run.digits < 5:
            return False
        said = self._speech.value(run.first, run.last)
        counted = run.first > 1 and self._speech.digits[run.first - 2]
        return not counted and any(said.startswith(code) for code in _COUNTRIES)

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
            return not is_measured(self._speech, run)
        if before[-1:] and before[-1].startswith(("doorkies", "toestel")) and run.digits == 2:
            return True  # doorkiesnummer tweeëntwintig
        if run.listed:
            return False
        many, cue = len(run.numbers), self._cue(run)
        near = any(word.startswith(("doorkies", "toestel", "nummer")) for word in before)
        return (
            (run.digits >= 9 and many >= 4 and (run.spoken or cue))
            or self._is_spelled(run)
            or (near and run.digits >= 5 and many >= 3)
            or (cue and run.digits >= 7 and many >= 3)
        )

    def _is_spelled(self, run: Run) -> bool:
        """Whether figures are said one by one, and are no marks, no scores (*een nul, twee nul*) and no counting."""
        if len(run.numbers) != run.digits or not self._is_free(run):
            return False
        said = [int(one) for word in run.numbers if not word.isdecimal() and (one := figures(word)).isdecimal()]
        counts = {other - one for one, other in pairwise(said)} <= {1, -1}
        nought = 0 in said[1:] and set(said[1::2]) != {0}
        return not counts and len(said) == run.digits >= (_SPELLED if nought else _SPELLED_OUT)

    def _completes(self, run: Run) -> bool:
        """Whether a run is what the latest number lacks: *nul zes*, zei ze. *Twaalf vierendertig …*"""
        apart = self._apart(run)
        if self._missing <= 0 or apart > 25 or (run.listed and not (run.rising and apart < 5)):
            return False
        if is_measured(self._speech, run):
            return False
        if len(run.numbers) == 1:
            # Said piece by piece, with somebody who says yes between: *Twaalf.* *Ja.* *Vierendertig.*
            told = OTHER.isdisjoint(self._speech.low[self._behind + 1 : run.first])
            return apart < 9 and run.digits <= self._missing and told and self._stands_alone(run)
        if self._begun is not None and self._begun.bare:
            return (4 if apart < 9 else 6) <= run.digits <= self._missing + 1
        if self._begun is None:
            return 2 <= run.digits <= self._missing + 1
        said = self._speech.value(run.first, run.last)
        again = said[-self._missing :].startswith(said[: -self._missing] or "-")  # 57 11 … 57 11 86
        return abs(run.digits - self._missing) <= 1 or again

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
        if run.listed or not self._said or is_measured(self._speech, run):
            return False
        if apart <= 8 and many >= 4 and run.digits >= 4:
            return True
        if apart <= 5 and many == 1 and run.digits == 2 and run.numbers[0] in self._said:
            return True
        if apart <= 9 and many >= 3 and run.digits >= 6 and run.numbers[0] in self._said:
            return True  # 038 850, eh, hoe was het, 850 31 77
        denied = not _NO.isdisjoint(self._speech.low[max(0, self._behind + 1) : run.first])
        if apart <= 9 and denied and run.digits > 1:
            return True
        return apart <= 40 and many >= 2 and run.digits >= 4 and 2 * len(self._said.intersection(run.numbers)) > many


def _is_town_hall(speech: Speech, run: Run) -> bool:
    """Whether a number is that of a town hall, 14 and the area: *veertien nul een een vier*."""
    called = run.numbers[0] in ("veertien", "14") and len(run.numbers) > 1
    return called and re.fullmatch(rf"14{_AREA}", speech.value(run.first, run.last)) is not None


def _breaks_off(speech: Speech, run: Run) -> bool:
    """Whether an area is all that is known of a number, or is called one: *0572, dan weet ik het niet meer*."""
    behind = speech.low[run.last + 1 : run.last + 9]
    if not run.listed and not _AREAS.isdisjoint(behind[:4]):
        return True  # nul acht en dertig, van het netnummer
    while behind and behind[0] in (",", "…", "en", "maar"):
        behind = behind[1:]
    goes = behind[:1] in (["dan"], ["daarna"], ["verder"]) or behind[:2] == ["de", "rest"]
    lost = not _LOST.isdisjoint(behind[1:5])
    return goes and lost and re.fullmatch(_AREA, speech.value(run.first, run.last)) is not None


def _account(speech: Speech, run: Run) -> Find | None:
    """A bank account, or a box at the post office."""
    low, before = speech.low, speech.low[max(0, run.first - 16) : run.first]
    if not before:
        return None
    abroad = speech.text[slice(*speech.spans[run.first - 1])] in _ABROAD and not speech.broken(run.first)
    if abroad and run.digits >= _ACCOUNT_ABROAD:
        return speech.find(run.first - 1, run.last, 0.9, "iban")
    bank = re.fullmatch("[a-z]{4}", before[-1]) and run.first > 2 and speech.digits[run.first - 2]
    spelled = "".join(word for word in before[-9:] if len(word) == 1 and word.isalpha())  # R A B O
    coded = not _CODES.isdisjoint(before[-6:]) or any(code in spelled for code in _CODES)
    if coded and run.digits > 1:
        first = _account_from(speech, run.first)
        if low[first] == "nl" or low[first : first + 2] == ["n", "l"]:
            return speech.find(first, run.last, 0.85, "iban")  # one that breaks off, too
    bank = bank or coded
    if run.digits >= 7 and (bank or any(_ACCOUNT.fullmatch(word) for word in before)):
        return speech.find(_account_from(speech, run.first), run.last, 0.9, "iban")
    if low[run.first - 1] in BOXES and run.spoken and run.digits <= 6:
        after, letters = _letters(speech, run.last + 1, strong=False)
        return speech.find(run.first - 1, after - 1 if letters == 2 else run.last, 0.9, "postbus")
    return None


def _account_from(speech: Speech, first: int) -> int:
    """The first token of an account number: letters and numbers before its long run of digits."""
    low = speech.low
    for country in range(first - 1, max(-1, first - 2 * MOST_WORDS), -1):
        if speech.broken(country + 1):
            break
        if low[country] == "nl" and not _CODES.isdisjoint(low[country:first]):
            return country if goes_on(speech, country + 1, first, BANKS) else first
    while first > 0 and not speech.broken(first):
        word = low[first - 1]
        tens = word == "en" and speech.digits[first] and first > 1 and speech.digits[first - 2]
        pause = word in (",", "-") and first > 1 and (low[first - 2] in BANKS or _is_character(speech, first - 2))
        if not (pause or tens or speech.digits[first - 1] or word in BANKS or (len(word) == 1 and word.isalpha())):
            break
        first -= 1
    return first - 2 * (low[max(0, first - 2) : first] == ["en", "el"])  # as NL is heard


def _endings(speech: Speech) -> Iterator[Find]:
    """A few digits of a number, said apart: *eindigt op 68 in plaats van 63*, *de laatste vier cijfers zijn 6789*."""
    low = speech.low
    for index, word in enumerate(low):
        digits = word in ("cijfers", "cijfer", "getallen")
        starts = word.startswith(("begin", "begon"))
        if not digits and not starts and not word.startswith("eindig"):
            continue
        near = low[max(0, index - 8) : index] + low[index + 1 : index + 5] * digits
        cued = any(BSN.match(w) or _ACCOUNT.fullmatch(w) or w.startswith("postcode") for w in near)
        called = any(_CUES.match(w) for w in near)
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
                last = max(last, repeated(speech, ahead))  # eindigt op drie keer acht
                said = speech.value(ahead, last)
                # A telephone number that begins so tells something only with its area or more.
                tells = (
                    cued
                    or (called and (not starts or len(said) > 3))
                    or (starts and said.startswith("0") and len(said) > 2)
                )
                # Het oude, eindigend op 338.
                tells = tells or (word.startswith("eindig") and low[ahead - 1] == "op" and len(said) > 2)
                if tells and not (last + 1 < len(low) and low[last + 1] in MEASURES):
                    yield speech.find(ahead, last, 0.7, "phone")


def _plates(speech: Speech) -> Iterator[Find]:
    """The number plate of a car: *kenteken is twaalf a b c drie*; near a car its six signs need no word for one."""
    low = speech.low
    for index, word in enumerate(low):
        if not word.startswith(("kenteken", "nummerplaat", "nummerbord")):
            continue
        for first in range(index + 1, min(index + 7, len(low))):
            if speech.broken(first):
                break
            if not _is_character(speech, first):
                continue
            last = first - 1
            while last + 1 < len(low) and (_is_character(speech, last + 1) or low[last + 1] in _BETWEEN_SIGNS):
                last += 1
            while last > first and not _is_character(speech, last):
                last -= 1
            letters = any(low[i].isalpha() and not speech.digits[i] for i in range(first, last + 1))
            if last - first > 1 and letters and any(speech.digits[first : last + 1]):
                yield speech.find(first, last, 0.85, "bsn")
                break
    yield from _six_signs(speech)


def _six_signs(speech: Speech) -> Iterator[Find]:
    """Letters and numbers that are a number plate together, near a car: *dat busje, vijf v t k eenentachtig*, *de
    Scania, 94. BKZ 3*."""
    low, index, size = speech.low, 0, len(speech.low)
    while index < size:
        if not (_is_character(speech, index) or _is_group(speech, index)):
            index += 1
            continue
        ahead, signs, last, hyphened = index, "", index, False
        while ahead < size and (ahead == index or not speech.broken(ahead)):
            if _is_character(speech, ahead) or _is_group(speech, ahead):
                signs += speech.value(ahead, ahead) if speech.digits[ahead] else low[ahead].upper()
                hyphened, last = hyphened or (ahead > index and low[ahead - 1] == "streepje"), ahead
            elif low[ahead] not in _BETWEEN_GROUPS or ahead > last + 1:
                break
            ahead += 1
        if last - index > 1 and _SIX.fullmatch(signs):
            lettered = any(len(word) == 1 and word.isalpha() for word in low[index : last + 1])
            apart = _NEAR_CAR if lettered else 3 * _NEAR_CAR
            near = low[max(0, index - apart) : index] + low[last + 1 : last + 1 + apart]
            if hyphened or any(_CAR.fullmatch(word) for word in near):
                yield speech.find(index, last, 0.75, "bsn")
        index = last + 1


def _is_group(speech: Speech, index: int) -> bool:
    """Whether two or three capitals in one stand here, as on a number plate."""
    start, end = speech.spans[index]
    return 1 < end - start < 4 and speech.text[start:end].isalpha() and speech.text[start:end].isupper()


def _is_character(speech: Speech, index: int) -> bool:
    """Whether a token is a letter or a number."""
    return bool(speech.digits[index]) or (len(speech.low[index]) == 1 and speech.low[index].isalpha())


def _postcode(speech: Speech, run: Run) -> Find | None:
    """Four digits and two letters, with the house number that follows."""
    low = speech.low
    cue = any(word.startswith("postcode") for word in low[max(0, run.first - 12) : run.first])
    begin = run.first
    spoken = len(run.numbers) > 1 and low[begin].isdecimal() and run.numbers[1].isalpha()
    if spoken and run.digits > 4 and low[begin + 1] == ",":
        begin += 2  # Achterweg 53, drie zes zeven één
    begin = _behind_house(speech, run, begin)
    head = begin
    if not _NO.isdisjoint(low[begin : run.last]) and run.digits == 8 and low[run.last - 1].isalpha():
        begin = run.last - 1  # eenentachtig dertig, nee wacht, drieëntachtig eenentwintig, r k
    total, last = 0, begin - 1
    for index in range(begin, run.last + 1):
        if speech.digits[index]:
            total += speech.digits[index]
            last = index
            if total >= 4:
                break
    if total != 4 or low[begin].startswith("0") or low[begin] == "nul":
        return None
    told = not re.match(r"19|20", low[begin]) and _two_told(speech, last + 1)
    placed = begin > 0 and (begin > run.first or _is_town(low[begin - 1]))
    after, letters = _letters(speech, last + 1, strong=cue or told, placed=placed)
    if letters < 2 and not cue:
        return None
    if not cue and _YEAR.fullmatch(low[begin]) and after < len(low) and _YEAR.fullmatch(low[after]):
        return None  # WI 2007, WI 2013
    end = after - 1 if letters == 2 else last
    while low[end] in (".", ",", "-"):
        end -= 1
    house = end + 1
    if low[house : house + 2] == ["en", "dan"]:
        house += 2
    while house < len(low) and low[house] in _BEFORE_HOUSE and house - end <= 3:
        house += 1
    if house < len(low) and speech.digits[house] and not speech.broken(house):
        end = house
        while end < run.last and speech.digits[end + 1]:
            end += 1
    return speech.find(min(head, begin), max(end, last), 0.9, "postcode")


def _behind_house(speech: Speech, run: Run, begin: int) -> int:
    """Where the digits of a postcode begin that two numbers of two digits tell, right behind the number of a house:
    *Kerkweg vijf tweeënveertig eenenvijftig nl*, *Brink 4, 51 32, eh, N L*."""
    low, first, ahead = speech.low, run.last - 1, run.last + 1
    if begin != run.first or first <= begin or run.digits > 8:
        return begin
    pair = speech.digits[first] == speech.digits[run.last] == 2 and run.digits > 4
    while ahead < len(low) and ahead < run.last + 5 and (low[ahead] == "," or low[ahead] in _THINKS):
        ahead += 1
    letters = low[ahead : ahead + 2]
    apart = len(letters) == 2 and all(_is_letter(word) for word in letters) and not run.nought
    apart = apart and _NO.isdisjoint(low[begin:first])  # negenendertig, nee, eenennegentig twintig a b
    told = low[first].isalpha() and ahead == run.last + 1 and bool(letters) and len(letters[0]) == 2
    told = told and letters[0].isalpha() and letters[0] not in STOP | _SMALL
    return first if pair and (told or apart) and not speech.broken(ahead) else begin


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha() and word != "u"


def _is_town(word: str) -> bool:
    """Whether a list has a word as a place, and no dictionary has it."""
    return lexicon().flags(word) & (Flag.PLACE | KNOWN_WORD) == Flag.PLACE


def _letters_again(speech: Speech, last: int) -> Iterator[Find]:
    """The two letters of a postcode, said once more behind it: *J B? JB, ja.*"""
    low = speech.low
    letters = low[last] if len(low[last]) == 2 else "".join(low[max(0, last - 1) : last + 1])
    for index in range(last + 1, min(last + 6, len(low))):
        if len(letters) == 2 and low[index] == letters:
            yield speech.find(index, index, 0.8, "postcode")


def _two_letters(low: list[str], index: int) -> bool:
    """Whether *en dan* leads to two letters: *drieënvijftig vierentachtig en dan eh g l*."""
    first = index
    while first < len(low) and first - index < 6 and low[first] in _BETWEEN_LETTERS | _THINKS | {".", ","}:
        first += 1
    two = low[first : first + 2]
    thinks = not (_THINKS | {"dan"}).isdisjoint(low[index:first])
    return thinks and len(two) == 2 and all(len(word) == 1 and word.isalpha() for word in two)


def _each_with_article(low: list[str], index: int) -> bool:
    """Whether two letters follow, each with its article: *de d en de x*."""
    said = [word for word in low[index : index + 7] if word not in (",", "en", "dan", "nog")][:4]
    return (
        len(said) == 4 and said[::2] == ["de", "de"] and all(len(word) == 1 and word.isalpha() for word in said[1::2])
    )


def _two_told(speech: Speech, index: int) -> bool:
    """Whether two names that stand for letters follow: *2906, Karel Bernard*."""
    low = speech.low
    while index < len(low) and low[index] in (",", "eh", "uh", "en", "dan") and not speech.broken(index):
        index += 1
    first, joint, other = (*low[index : index + 3], "", "", "")[:3]
    second = other if joint in (",", "en") else joint
    return first in ALPHABET and second in ALPHABET and not speech.broken(index)


def _told_by(low: list[str], index: int) -> bool:
    """Whether a name stands for a letter, with another beside it: *Anton Bernard*."""
    beside = (*low[max(0, index - 2) : index][::-1], "", ""), (*low[index + 1 : index + 3], "", "")
    return any(near in ALPHABET or (near == "," and far in ALPHABET) for near, far, *_rest in beside)


def _letters(speech: Speech, index: int, *, strong: bool, placed: bool = False) -> tuple[int, int]:
    """The token behind the two letters of a postcode, and how many there are: *ak*, *A van Anton, K van Karel*.

    Where a postcode is announced (``strong``), small words may stand between the letters; behind a town or the number
    of a house (``placed``) the two may be a measure or a cry: *katwijk tweeëntwintig vijfentwintig ha*.
    """
    low, letters, end = speech.low, 0, index
    strong = strong or _two_letters(low, index) or _each_with_article(low, index)
    while index < len(low) and letters < 2 and not speech.broken(index):
        word = low[index]
        told = strong and len(word) == 2 and index + 1 < len(low) and bool(speech.digits[index + 1])
        told = told or (
            len(word) == 2 and word not in STOP | _SMALL and (placed or "huisnummer" in low[index + 1 : index + 4])
        )
        if letters == 1 and low[index - 1] in _THINKS and word == low[end - 1]:
            index += 1  # K, eh, K M
        elif word in DOUBLE and not letters and re.fullmatch("[a-z]", "".join(low[index + 1 : index + 2])):
            return index + 2, 2  # 7475 dubbel P
        elif word in SPELT or (strong and word in ALPHABET and _told_by(low, index)):
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
            or (strong and index - end < 6 and (word in _BETWEEN_LETTERS or word in _THINKS))
        ):
            index += 1
        else:
            break
    return end, letters
