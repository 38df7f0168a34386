"""Contact data as a talk about it: it is asked for or announced, and what is said next belongs to it, turn after turn.

A talk opens with its word (*hoe kan ik u bereiken*, *Postcode?*), takes the numbers and letters that stand alone
between signs (*Zes negen negen.* *Ja.* *Veertig twaalf.*), and closes when something else is asked, or said at length.
Only then is it judged, as a whole: whether its pieces make a number of that kind. So an age or a mark behind a
telephone that was spoken of is none. Halves of addresses in turns of their own are in ``pieces`` and ``halves``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from interview_coder.domain.model import Find
from interview_coder.redaction.figures import DOUBLE, FREE_LINES
from interview_coder.redaction.letters import ALPHABET
from interview_coder.redaction.speech import (
    AROUND,
    BSN,
    NATIONAL,
    NUMBERS,
    OTHER,
    Run,
    Speech,
    is_item,
    is_measured,
    runs,
    tells_how_many,
)
from interview_coder.redaction.tokens import words

# What opens a talk, or goes on with it; the first that fits counts.
_CUES: Final = (
    ("bsn", BSN),
    (
        "customer",
        re.compile(r"(?:student|leerling|personeels|medewerkers|werknemers|deelnemers|klant|relatie|polis|lidmaatschaps|paspoort|cliënt|inlog|debiteur|crediteur|chauffeurs|zaak|meldings?|contract|dossier)-?\w*(?:nummer|nr)"),
    ),
    ("iban", re.compile(r"(?:bank|giro|spaar)?rekening(?:nummer|nr)?|iban(?:nummer)?|bankgegevens")),
    ("plate", re.compile(r"kenteken|nummerplaat|nummerbord|kentekennummer")),
    ("postcode", re.compile(r"postcode")),
    ("postbus", re.compile(r"postbus(?:nummer)?|antwoordnummer|postadres")),
    ("extension", re.compile(r"(?:toestel|doorkies)(?:nummer)?")),
    (
        "phone",
        re.compile(
            r"(?:mobiele?|vaste|priv[eé])?(?:tele?foon)?nummer|tele?foon|mobiele?|mobieltje|06|kengetal|netnummer|sms|gsm|"
            r"bereik|bereiken|bereikbaar|bellen|opbellen|terugbellen|nabellen|bel|appen|whatsapp|whatsappen|app"
        ),
    ),
)  # fmt: skip
# What asks for something else only behind *hoe*: *hoe lang*; *dat nummer is lang hoor* does not.
_DEGREES: Final = words("lang groot ver laat vroeg")
# What even a word for contact data does not undo: *hoe vaak bel je?*
_AMOUNT: Final = words("hoeveel hoelang vaak wanneer")
_OTHER_NUMBER: Final = re.compile(
    r"\w{3,}nummers?|\w+(?:cijfer|jaars|jarige?|uurs|uren)|\w*(?:leeftijd|klas|lokaal)|(?:onder|boven)bouw"
)
# What is said around a piece, and says nothing else.
_AROUND: Final = AROUND | words(
    """tweemaal driemaal viermaal
    mhm mm prima fijn mooi dank dankjewel bedankt genoteerd was die begint eindigt midden dacht nummer nummers
    getal kengetal netnummer letter letters erachter ervoor daarvoor spatie komma met iets erin ergens hij heb
    mijn mobiel vast thuis zaak werk wordt staat hier zei je u komt moment momentje ogenblik kijken weer alles
    makkelijk eens nr nl be van voor na hoofdletters hoofdletter huisnummer postcode streep wat eerst daar er in
    hem hen zit zitten"""
)
# Words that lead to a number at the end of what somebody says: *mijn nummer thuis is*.
_LEADS: Final = words("is op naar met dan : zijn wordt nummer thuis mobiel")
# What tells where in a number some digits stand: *eindigt op 68*, *iets met 28 op het eind*.
_PLACES: Final = words("eindigt begint achteraan vooraan ergens")
_ENDS: Final = words("eind einde begin")
_CONTRARY: Final = words("nee niet sorry wacht fout pardon")
_TALKS: Final = words("herhalen herhaal rest verder vervolg zeggen zei hoor hoorde bedoel welk welke")
# How a telephone number begins, also behind a false start: *zes eh, nul zes*.
_NOUGHT: Final = re.compile(r"0\d\d|\d?06")
_ACCOUNT: Final = re.compile(r"[a-z]{2}\d{2}\w{0,20}")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_FOUR: Final = re.compile(r"[1-9]\d{3}")
# Letters and digits in one: *NL93*, *6A*.
_GLUED: Final = re.compile(
    r"(?=\w*\d)[a-z]{1,4}\d{1,10}|\d{1,4}[a-z]{1,3}|[a-z]{1,3}\d{1,3}[a-z]{1,3}|\d{1,3}[a-z]{1,3}\d{1,3}"
)
# How many words may lie between the opening of a talk and its first piece, and between two of its pieces.
_WAIT, _PAUSE = 24, 12
# How many pieces a talk has at most, and how far a sentence is looked through for what stands beside one.
_MANY, _BESIDE = 60, 24
# How many digits a number has.
_WHOLE: Final = {"phone": 10, "bsn": 9, "iban": 12}
# Behind these *een* is no digit: *dat is een acht*.
_BEFORE_ARTICLE: Final = words("is was wordt nog ergens")
# Words that are more than numbers.
_HARDLY: Final = words("een ein ene iene ach")
_MIXED: Final = frozenset(["customer", "iban", "plate", "postcode", "postbus"])
# Kinds to which the number of a house belongs.
_HOUSED: Final = frozenset(["postcode", "postbus"])
_REASONS: Final = {"customer": "bsn", "plate": "bsn", "extension": "phone"}
_BANKS: Final = words("abna abn rabo ing ingb bunq snsb sns trio triodos knab asnb asn rbrb regiobank revolut")


class _Piece(Struct, frozen=True):
    """Numbers or letters that stand alone: their tokens, what they say, the turn, and whether a reader knew them."""

    first: int
    last: int
    said: str
    turn: int
    known: bool = False
    placed: bool = False
    """Whether it is told where in a number they stand: *iets met 28 op het eind*."""


class _Talk:
    """A talk about one kind of contact data."""

    def __init__(self, kind: str, behind: int) -> None:
        self.kind = kind
        self.behind = behind
        """The latest token that belongs to it."""
        self.pieces: list[_Piece] = []
        self.heard = ""
        """What its pieces say together, without what is said back."""

    def take(self, piece: _Piece) -> None:
        """Take note of a piece."""
        answer = bool(self.pieces) and self.pieces[-1].turn != piece.turn
        if not (answer and piece.said in self.heard):
            self.heard += piece.said
        self.pieces.append(piece)
        self.behind = max(self.behind, piece.last)

    def admits(self, speech: Speech, piece: _Piece) -> bool:
        """Whether a piece may belong to it: near enough, and something lacks that it could be."""
        apart = speech.apart(self.behind, piece.first) if piece.first > self.behind else 0
        if apart > (_PAUSE if self.pieces else _WAIT) or len(self.pieces) >= _MANY:
            return False
        digits = sum(map(str.isdigit, self.heard))
        whole = _WHOLE.get(self.kind, _MANY)
        # Of a number that is whole a single digit says nothing again: *6 gebeld, 3 ja*.
        return digits < whole or piece.known or (len(piece.said) > 1 and piece.said in self.heard)


@lru_cache(4096)
def _cue(word: str) -> str:
    """The kind of contact data that a word is about, empty for other words."""
    return next((kind for kind, cue in _CUES if cue.fullmatch(word)), "") if word[0].isalnum() else ""


def find_dictated(speech: Speech, found: Sequence[Find]) -> Iterator[Find]:
    """The pieces of contact data that a talk about it is made of, in no order; finds may overlap those ``found``."""
    for talk in _Reader(speech, found).talks():
        for first, last in _whole(speech, _judged(talk)):
            yield speech.find(first, last, 0.7, _REASONS.get(talk.kind, talk.kind))


def _whole(speech: Speech, pieces: Sequence[_Piece]) -> Iterator[tuple[int, int]]:
    """The first and the last token of pieces, the new ones that only a comma parts in one turn made one."""
    first, before = -1, None
    for piece in pieces:
        signs = speech.low[before.last + 1 : piece.first] if before else ["."]
        if before and before.turn == piece.turn and not (before.known or piece.known) and {*signs} <= {",", "-"}:
            before = piece
            continue
        if before:
            yield first, before.last
        first, before = piece.first, piece
    if before:
        yield first, before.last


class _Reader:
    """Goes through a text sentence by sentence, and keeps the talk that is open."""

    def __init__(self, speech: Speech, found: Sequence[Find]) -> None:
        self.speech = speech
        told = ((index, _cue(word)) for index, word in enumerate(speech.low))
        self.cues = {index: kind for index, kind in told if kind}
        self.known = sorted((*speech.tokens(find), find.reason) for find in found if find.reason in NUMBERS)
        self._runs = runs(speech) if speech.low else []
        self._firsts = [run.first for run in self._runs]
        self.open: _Talk | None = None

    def talks(self) -> Iterator[_Talk]:
        """The talks that end with pieces, in order."""
        if not self.cues and not self.known:
            return
        for turn, begin, end in self._sentences():
            closed = self._read(turn, begin, end)
            if closed is not None and closed.pieces:
                yield closed
        if self.open is not None and self.open.pieces:
            yield self.open

    def _sentences(self) -> Iterator[tuple[int, int, int]]:
        """The turn and the half-open run of tokens of each sentence."""
        for turn, (begin, end) in enumerate(self.speech.turns()):
            start = begin
            for index in range(begin, end):
                ends = self.speech.low[index] in (".", "?", "!", "…", ";")
                if ends and (index + 1 == end or self.speech.gap(index)):
                    yield turn, start, index + 1
                    start = index + 1
            if start < end:
                yield turn, start, end

    def _read(self, turn: int, begin: int, end: int) -> _Talk | None:
        """Take the pieces of a sentence into the talk that is open, or open one; the talk that the sentence closes."""
        said = self.speech.low[begin:end]
        cue, kind, cued = self._told(begin, end)
        if not _AMOUNT.isdisjoint(said) or (not kind and _is_other(said)):
            return self._close()
        pieces = self._pieces(turn, (begin, end), kind, cued=cued)
        closed = None
        if kind and (self.open is None or not self._goes_on(kind)):
            closed, self.open = self._close(), _Talk(kind, cue)
        if self.open is None:
            return closed
        if kind:
            self.open.behind = max(self.open.behind, cue)
        elif not pieces and said[-1] == "?" and any(self._is_content(index) for index in range(begin, end)):
            return self._close()
        for piece in pieces:
            if not self.open.admits(self.speech, piece):
                return self._close()
            self.open.take(piece)
        return closed

    def _told(self, begin: int, end: int) -> tuple[int, str, bool]:
        """The token that tells what kind of contact data a sentence is about, the kind, and whether a word does."""
        for index in range(end - 1, begin - 1, -1):
            if index in self.cues:
                if self.open is not None and self.open.kind in _HOUSED and self.speech.low[index] == "nummer":
                    return index, self.open.kind, False  # en welk nummer?
                return index, self.cues[index], True
        place = bisect_left(self.known, (begin,))
        if place < len(self.known) and self.known[place][0] < end:
            reason = self.known[place][2]
            same = self.open is not None and _REASONS.get(self.open.kind) == reason
            return self.known[place][0], self.open.kind if self.open is not None and same else reason, False
        return -1, "", False

    def _goes_on(self, kind: str) -> bool:
        """Whether a word for contact data goes on with the talk that is open: *dat is het kengetal*."""
        told = self.open.kind if self.open else ""
        return kind == told or (kind == "phone" and told in ("bsn", "customer", "iban", "plate"))

    def _close(self) -> _Talk | None:
        """End the talk that is open; that talk."""
        closed, self.open = self.open, None
        return closed

    def _is_content(self, index: int) -> bool:
        """Whether a word says something else than what stands around numbers."""
        word = self.speech.low[index]
        return word.isalpha() and len(word) > 2 and word not in _AROUND | _TALKS and not self.speech.digits[index]

    # -- Pieces --------------------------------------------------------------------------------------------------------

    def _pieces(self, turn: int, sentence: tuple[int, int], told: str, *, cued: bool) -> list[_Piece]:
        """The numbers, and where the kind has them the letters, of a sentence."""
        begin, end = sentence
        kind = told or (self.open.kind if self.open else "")
        if not kind:
            return []
        pieces = [
            piece
            for run in self._runs_in(begin, end)
            for first, last in self._parts(run)
            if (piece := self._number(run, (first, last), turn, sentence, kind, cued=cued))
        ]
        if kind in _MIXED:
            pieces += self._letters(turn, begin, end, kind)
            pieces.sort(key=lambda piece: piece.first)
        return pieces

    def _runs_in(self, begin: int, end: int) -> Iterator[Run]:
        """The runs of numbers that begin in a sentence."""
        for place in range(bisect_left(self._firsts, begin), len(self._runs)):
            if self._runs[place].first >= end:
                break
            yield self._runs[place]

    def _parts(self, run: Run) -> Iterator[tuple[int, int]]:
        """The first and the last token of the parts of a run: what a find ends, or *nee* (*negen twee, nee, 9243*)."""
        low, first, last, inside = self.speech.low, -1, -1, -1
        for index in range(run.first, run.last + 1):
            if not (self.speech.digits[index] or low[index] in DOUBLE | _CONTRARY):
                continue
            holder = self._holder(index)
            if first >= 0 and (low[index] in _CONTRARY or holder != inside):
                yield first, last
                first = -1
            article = low[index] == "een" and index < run.last and low[index - 1] in _BEFORE_ARTICLE
            if low[index] not in _CONTRARY and not (first < 0 and article):
                first, last, inside = (index if first < 0 else first), index, holder
        if first >= 0:
            yield first, last

    def _holder(self, index: int) -> int:
        """The place of the known number that holds a token, -1 where none does."""
        place = bisect_left(self.known, (index + 1,)) - 1
        return place if place >= 0 and index <= self.known[place][1] else -1

    def _is_known(self, first: int, last: int, kind: str) -> bool:
        """Whether a find of a number of the kind that is talked about holds a token."""
        place = self._holder(first)
        return place >= 0 and last <= self.known[place][1] and self.known[place][2] == _REASONS.get(kind, kind)

    def _number(
        self, run: Run, span: tuple[int, int], turn: int, sentence: tuple[int, int], kind: str, *, cued: bool
    ) -> _Piece | None:
        """Numbers of a run as a piece, where they stand alone or a reader knew them."""
        (first, last), (begin, end) = span, sentence
        low, speech = self.speech.low, self.speech
        digits = speech.value(first, last)
        known = self._is_known(first, last, kind)
        if not digits or "?" in digits:
            return None
        if not known:
            if is_measured(speech, run) or is_item(speech, run) or tells_how_many(speech, run):
                return None
            if (low[first] in _HARDLY and first == last) or self._is_elsewhere(run, digits, kind):
                return None
            if run.listed and len(run.numbers) > 1 and not run.rising:
                return None
            if not self._stands_clear(first, last, begin, end, cued=cued):
                return None
        near = low[max(begin, first - 4) : first] + low[last + 1 : min(last + 5, end)]
        first, last = self._with_letters(first, last, kind)
        placed = not _PLACES.isdisjoint(near) or ("op" in near and not _ENDS.isdisjoint(near))
        return _Piece(first, last, digits, turn, known, placed)

    def _with_letters(self, first: int, last: int, kind: str) -> tuple[int, int]:
        """The first and the last token with the letters that hyphens glue to a customer's number: *88-4471-B*."""
        low, gap = self.speech.low, self.speech.gap
        if kind != "customer":
            return first, last
        if last + 2 < len(low) and low[last + 1] == "-" and _is_letter(low[last + 2]):
            last += 2 * (not gap(last) and not gap(last + 1))
        if first > 1 and low[first - 1] == "-" and _is_letter(low[first - 2]):
            first -= 2 * (not gap(first - 1) and not gap(first - 2))
        return first, last

    def _is_elsewhere(self, run: Run, digits: str, kind: str) -> bool:
        """Whether a number is a line or the code of a whole country, a year, or a nought to stand before another."""
        if digits == "31" and run.first and self.speech.low[run.first - 1] == "plus":
            return True
        behind = self.speech.low[run.last + 1] if run.last + 1 < len(self.speech.low) else ""
        lead = digits == "0" and behind in ("ervoor", "voor")
        year = _YEAR.fullmatch(self.speech.low[run.first]) is not None and run.first == run.last and kind == "phone"
        return lead or year or digits in FREE_LINES or digits in NATIONAL - {"06"}

    def _stands_clear(self, first: int, last: int, begin: int, end: int, *, cued: bool) -> bool:
        """Whether only words around a piece stand beside it, up to the next signs."""
        low = self.speech.low
        begin, end = max(begin, first - _BESIDE), min(end, last + _BESIDE)
        ahead = last + 1
        if low[ahead : ahead + 1] in ([":"], [")"]) or self._is_half_word(ahead, end):
            return False  # Twee: …; (17); 06-nummer
        while ahead < end and (low[ahead][0].isalnum() or low[ahead] in ("-", "'")):
            if not self._is_around(ahead):
                return False
            ahead += 1
        back = first - 1
        while back >= begin and low[back] not in (",", ".", ";", ":", "?", "…", "–"):
            if not self._is_around(back):
                return cued and low[first - 1] in _LEADS
            back -= 1
        return True

    def _is_half_word(self, hyphen: int, end: int) -> bool:
        """Whether a hyphen glues a word to what stands before it: *06-nummer*, not *6-ZRS*."""
        glued = hyphen + 1 < end and self.speech.low[hyphen] == "-"
        glued = glued and not self.speech.gap(hyphen - 1) and not self.speech.gap(hyphen)
        word = self.speech.low[hyphen + 1] if glued else ""
        return len(word) > 1 and not self.speech.digits[hyphen + 1] and not self._is_group(hyphen + 1)

    def _is_around(self, index: int) -> bool:
        """Whether a token says no more than a number, a letter, or what is said beside one."""
        word = self.speech.low[index]
        return (
            word in _AROUND
            or index in self.cues
            or bool(self.speech.digits[index])
            or (len(word) == 1 and word not in "()[]")
            or word in DOUBLE
            or word in ALPHABET
            or word in _BANKS
            or self._is_group(index)
            or bool(_GLUED.fullmatch(word))
        )

    def _is_group(self, index: int) -> bool:
        """Whether a token is a few capitals that are no word: *GV*, *TKJ*."""
        start, end = self.speech.spans[index]
        text = self.speech.text[start:end]
        return 1 < len(text) < 5 and text.isupper() and text.isalpha() and index not in self.cues

    def _letters(self, turn: int, begin: int, end: int, kind: str) -> Iterator[_Piece]:
        """The letters of a sentence that stand alone: *GV*, *t k j*, *Dubbel k*, *Van Gerard, Victor*."""
        low, index = self.speech.low, begin
        while index < end:
            last, said = index, ""
            word = low[index]
            if kind == "customer":
                said = word if _GLUED.fullmatch(word) else ""
            elif self._is_group(index) or word in _BANKS:
                said = word
            elif word in DOUBLE and index + 1 < end and _is_letter(low[index + 1]):
                last, said = index + 1, low[index + 1] * 2
            elif _is_letter(word):
                while last + 1 < end and _is_letter(low[last + 1]):
                    last += 1
                said = "".join(low[index : last + 1])
            elif word in ALPHABET:
                said = word[0]
            elif (_ACCOUNT if kind == "iban" else _GLUED).fullmatch(word):
                said = word
            if said and word == "u" and not self._is_group(index):
                said = ""
            known = self._is_known(index, last, kind)
            if said and (known or self._stands_clear(index, last, begin, end, cued=False)):
                yield _Piece(index, last, said, turn, known)
            index = last + 1


def _is_other(said: Sequence[str]) -> bool:
    """Whether a sentence asks for or tells something else than contact data."""
    others = OTHER if "hoe" in said else OTHER - _DEGREES
    return any(word in others or _OTHER_NUMBER.fullmatch(word) for word in said)


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


# -- Judging -----------------------------------------------------------------------------------------------------------


def _judged(talk: _Talk) -> list[_Piece]:
    """The pieces of a talk that make contact data of its kind."""
    return _JUDGES[talk.kind](talk)


def _phone(talk: _Talk) -> list[_Piece]:
    """A number that begins with a nought and goes on, or is known in part; else what is said to be in one."""
    pieces = talk.pieces
    start = next((i for i, piece in enumerate(pieces) if piece.known or _NOUGHT.match(piece.said)), len(pieces))
    rest = _Talk(talk.kind, 0)
    for piece in pieces[start:]:
        rest.take(piece)
    if len(rest.pieces) > 1 and len(rest.heard) > 3 and rest.heard not in FREE_LINES:
        return [
            p
            for p, after in pairwise(rest.pieces)
            if not (p.said in ("0", "06") and p.said != after.said and after.said[0] == "0")
        ] + [rest.pieces[-1]]
    return [piece for piece in pieces if piece.placed and len(piece.said) > (3 if piece.said[0] == "0" else 1)]


def _extension(talk: _Talk) -> list[_Piece]:
    """Two to six digits, and what of them is said back."""
    first = talk.pieces[0].said
    return [piece for piece in talk.pieces if piece.said in first or first in piece.said] if 1 < len(first) < 7 else []


def _number(talk: _Talk) -> list[_Piece]:
    """The number of a citizen, a student, a customer: five digits at least."""
    return talk.pieces if sum(map(str.isdigit, talk.heard)) > 4 else []


def _box(talk: _Talk) -> list[_Piece]:
    """The number of a box; behind it a postcode, of which the letters count only when its digits were said."""
    pieces = talk.pieces
    code = next((i for i, piece in enumerate(pieces) if _FOUR.search(piece.said)), len(pieces))
    return [
        piece
        for index, piece in enumerate(pieces)
        if 1 < len(piece.said) < 10 and (piece.said.isdigit() or (index > code and len(piece.said) == 2))
    ]


def _plate(talk: _Talk) -> list[_Piece]:
    """Letters and digits, six of them or nearly so."""
    mixed = any(map(str.isdigit, talk.heard)) and any(map(str.isalpha, talk.heard))
    return talk.pieces if mixed and len(talk.heard) > 3 else []


def _account(talk: _Talk) -> list[_Piece]:
    """The number of an account: seven digits at least."""
    return talk.pieces if sum(map(str.isdigit, talk.heard)) > 6 else []


def _postcode(talk: _Talk) -> list[_Piece]:
    """Four digits and what was said of them before, the two letters behind them, and a house."""
    pieces = talk.pieces
    code = next((i for i, piece in enumerate(pieces) if piece.known or _FOUR.fullmatch(piece.said)), -1)
    if code < 0 and _FOUR.match(talk.heard) and talk.heard[4:6].isalpha():
        return pieces  # Drieëndertig. Nul twee. W K.
    good: list[_Piece] = []
    letters = pieces[code].said[4:6] if code >= 0 and _FOUR.match(pieces[code].said) else ""
    letters = letters if letters.isalpha() else ""
    for index, piece in enumerate(pieces if code >= 0 else ()):
        if _is_part(piece, letters, behind=index > code, before=good[-1] if good else None):
            good.append(piece)
            letters += piece.said if piece.said.isalpha() and len(letters) < 2 else ""
    return good


def _is_part(piece: _Piece, letters: str, *, behind: bool, before: _Piece | None) -> bool:
    """Whether a piece belongs to a postcode of which some letters were said."""
    said = piece.said
    if said.isalpha():
        house = before is not None and re.fullmatch(r"\d{1,3}", before.said) and before.last + 1 == piece.first
        # What only tells the letters that were said is none of them: *GV. Van Gerard, Victor.*
        return (bool(house) and bool(letters)) or (behind and len(letters + said) < 3) or said == letters
    return not behind or len(said) == 4 or (bool(letters) and len(said) < 5) or _GLUED.fullmatch(said) is not None


_JUDGES: Final[dict[str, Callable[[_Talk], list[_Piece]]]] = {
    "phone": _phone,
    "extension": _extension,
    "bsn": _number,
    "customer": _number,
    "iban": _account,
    "plate": _plate,
    "postcode": _postcode,
    "postbus": _box,
}
