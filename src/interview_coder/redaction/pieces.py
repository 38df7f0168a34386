"""Contact data told in pieces: what is spelled, said back, put right, or given in a turn of its own.

These readers see what the others found, and look around it: the other speaker says a number back (*38, ja*), a digit is
put right (*05 op het eind, niet 50*), the letters of a postcode come when they are asked for (*de J van Johan*).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from interview_coder.domain.model import Find, NameKind
from interview_coder.redaction.addresses import AT_SIGNS, PROVIDERS
from interview_coder.redaction.classes import vocabulary
from interview_coder.redaction.handles import SPELT_WITH
from interview_coder.redaction.letters import ALPHABET, Spelling, is_abbreviation, spellings
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag, lexicon
from interview_coder.redaction.nets import ON_THE_NET
from interview_coder.redaction.postcodes import find_postcodes
from interview_coder.redaction.speech import (
    ADDRESSES,
    AROUND,
    HOW_MANY,
    NATIONAL,
    NUMBERS,
    OTHER,
    STOP,
    WHOLE,
    WHOLE_ACCOUNT,
    Run,
    Speech,
    is_item,
    is_measured,
    runs,
    tells_how_many,
)
from interview_coder.redaction.tokens import words

_DIGITS: Final = r"(?:\d|[a-zë]+(?:tig|tien|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|nul)\b)"
_BEHIND: Final = re.compile(
    r"\W*(?:,?\s?(?:ja|hè|sorry)\W+)?(?:(?:op|aan|in)\s(?:het|'t|’t|t)\s(?:eind|einde|begin|midden|laatst)|achteraan|vooraan|"
    r"erachter|ervoor|ertussen|eindig(?:t|de)\b|als laatste|als eerste|in plaats van|i\.p\.v|waar (?:er )?een|"
    rf"te moeten (?:zijn|wezen|staan)|moet het (?:zijn|wezen)|(?:en )?(?:niet|geen) (?:een )?{_DIGITS})",
    re.IGNORECASE,
)
_SURE_BEFORE: Final = re.compile(
    r".*\b(?:plaats van(?: een)?|laatste(?: cijfers?)? (?:is|zijn|was|waren|wordt)(?: een| twee| drie| vier)?|"
    r"laatste (?:vier|drie|twee)(?: cijfers?)?(?: zijn)?|op het einde?(?: een)?|blijkt(?: het)?|waar (?:er )?een|"
    r"eindig(?:t|end|de) op(?: een)?|bedoel(?: ik)?)\W*",
    re.IGNORECASE | re.DOTALL,
)
_DENIED: Final = re.compile(r".*\b(?:niet|geen|nee|sorry|fout|pardon)[\W]*(?:een )?", re.IGNORECASE | re.DOTALL)
# What was heard or written before it was put right: *ik had 76 22 opgeschreven*.
_HAD: Final = re.compile(
    r".*\b(?:ik (?:had|heb|zei)|(?:er|hier) (?:staat|stond))(?: hier| eerst| altijd){0,2} ", re.IGNORECASE | re.DOTALL
)
_BEHIND_HAD: Final = words("dus opgeschreven genoteerd staan gehoord verstaan ingetoetst getoetst want")
_MUST: Final = re.compile(
    r".*\b(?:(?:het|dat) (?:moest|moet|had|hoort|hoorde)|(?:eind|einde|begin|midden) (?:moest|moet)) "
    r"(?:eigenlijk )?(?:een )?",
    re.IGNORECASE | re.DOTALL,
)
_REALLY: Final = re.compile(r".*\b(?:is|was) eigenlijk een ", re.IGNORECASE | re.DOTALL)
_BE: Final = re.compile(r" (?:te )?(?:zijn|wezen|moeten)\b", re.IGNORECASE)
_FIGURE_BEHIND: Final = re.compile(
    r",?\s(?:(?:het|als) cijfer\b|er(?:achter|voor|tussen)\b|achteraan\b)", re.IGNORECASE
)
# What lacks in an address, and where: *er moet een 7 achter pen*.
_LACKS: Final = re.compile(
    r".*\b(?:moet|moest|hoort|hoorde|komt|kwam|ontbreekt|mist|vergeten)\b.{0,12}\been ", re.IGNORECASE | re.DOTALL
)
_BESIDE: Final = re.compile(r" (?:achter|voor|tussen|na)\b")
_SIGN: Final = re.compile(r"@|apen?staart\w*\s|\bat\s|www\.|www punt |://")
_TOP: Final = re.compile(r"(?:\.|\spunt\s)[a-z]{2,}(?:/.*)?$")
_SPELLS: Final = re.compile(r"spel|letter|schrijf")
_MAILS: Final = re.compile(rf"\w*mail\w*|apen?staart\w*|{ON_THE_NET}\w*|adres")
# What links the parts of an address that stands alone in a turn.
_LINKS: Final = words("punt dot streepje underscore onderstreepje min puntje _")
_HANDS: Final = AT_SIGNS | {"at"}
_LEADS: Final = words(
    """ja jawel nee oké oke ok eh uh ehm uhm hm nou dus en dan juist klopt precies sorry wacht is het dat dit o oh maar
    gewoon eerst wordt niet waar mijn mail adres mailadres zeg i r"""
)
_INNER: Final = words("van de der den el ten ter")
_ENDS: Final = frozenset([".", ",", "…", "?", "met", "dan", "en", "of", "is", "wacht"])
_WORDS_OF_KIND: Final = words(
    "punt streepje apenstaartje underscore gmail hotmail ziggo outlook live student info mail com"
)
_QUOTES: Final = words("' \" ‘ ’ “ ” „")
_FAR: Final = 60
_LONG: Final = 10
_LONG_WORD: Final = 7
_STOPS: Final = frozenset(".,?!")


class _Anchor(Struct, frozen=True):
    """A find as tokens, with the digits that it holds."""

    first: int
    last: int
    reason: str
    digits: str


def find_pieces(speech: Speech, found: Sequence[Find]) -> Iterator[Find]:
    """What belongs to the contact data that were ``found``, in no order; finds may overlap."""
    if not speech.low:
        return
    spelt = list(spellings(speech))
    spelled = list(_spelled(speech, found, spelt))
    yield from spelled
    ends = list(_counted(speech))
    yield from ends
    numbers = [find for find in [*found, *ends] if find.reason in NUMBERS]
    addresses = [find for find in [*found, *spelled] if find.reason in ADDRESSES or find.reason == "initials"]
    if numbers:
        yield from _pieces_of_numbers(speech, numbers)
    if addresses:
        yield from _digits_of_addresses(speech, addresses)
        yield from _words_again(speech, addresses)
        yield from _firms_again(speech, addresses)
        yield from _letters_again(speech, addresses, spelt)
    yield from find_postcodes(speech, numbers, spelt)
    yield from _addresses_alone(speech, found)


# -- Numbers -----------------------------------------------------------------------------------------------------------


def _pieces_of_numbers(speech: Speech, numbers: Sequence[Find]) -> Iterator[Find]:
    """Numbers near a known one that say it back, put it right, or go on with it."""
    known = sorted(_anchors(speech, numbers), key=lambda anchor: anchor.first)
    strings = {anchor.digits for anchor in known if len(anchor.digits) > 2}
    firsts = [anchor.first for anchor in known]
    covered = {index for anchor in known for index in range(anchor.first, anchor.last + 1)}
    behind, lacks = -1, 0
    for run in runs(speech):
        place = bisect_left(firsts, run.first + 1) - 1
        if place >= 0 and known[place].last > behind:
            here = known[place]
            here = next(other for other in known if other.first <= here.first and other.last >= here.last)
            if here.reason in ("phone", "iban"):
                account = here.reason == "iban" or speech.low[here.first] == "nl"
                whole = WHOLE if here.digits.startswith("0") else WHOLE_ACCOUNT if account else lacks
                lacks = max(0, whole - len(here.digits))
            behind = here.last
        if not covered.isdisjoint(range(run.first, run.last + 1)):
            continue
        ahead = firsts[place + 1] if place + 1 < len(firsts) else -1
        apart = speech.apart(behind, run.first) if behind >= 0 else 10 * _FAR
        coming = speech.apart(run.last, ahead) if ahead >= 0 else 10 * _FAR
        near = min(apart, coming)
        if is_measured(speech, run) or tells_how_many(speech, run):
            continue
        if _belongs(speech, run, strings, apart=apart, near=near, behind=behind, lacks=lacks if apart < 12 else 0):
            behind = run.last
            digits = speech.value(run.first, run.last)
            lacks = max(0, lacks - len(digits))
            if len(digits) > 4:
                strings.add(digits)
            yield speech.find(run.first, run.last, 0.7, "phone")


def _belongs(speech: Speech, run: Run, strings: set[str], *, apart: int, near: int, behind: int, lacks: int) -> bool:
    """Whether a run of numbers is a piece of what is being dictated."""
    digits = speech.value(run.first, run.last)
    if not digits or digits in NATIONAL or run.numbers == ("een",) or _is_other(speech, run, digits):
        return False
    alone = speech.alone(run.first, run.last, AROUND)
    year = re.fullmatch(r"(?:19|20)\d\d", digits) is not None and len(run.numbers) == 1
    echo = any(digits in string for string in strings)
    if near > _FAR:
        return len(digits) > 1 and any(string.endswith(digits) for string in strings) and _put_right(speech, run, apart)
    free = OTHER.isdisjoint(speech.low[behind + 1 : run.first])
    if alone and len(digits) <= lacks:
        return free
    if len(digits) == lacks and apart < 6 and _closes(speech, run):
        return True
    if alone and apart <= 4 and behind >= 0 and free and not year:
        return True
    if echo and (apart <= 3 if year else len(digits) >= 4 or (alone and len(digits) > 1 and near <= 30)):
        return True
    if len(run.numbers) > 1 and any(len(part) > 3 and part in string for part in run.numbers for string in strings):
        return True
    if echo and len(digits) == 3 and len(run.numbers) > 1:
        return True
    if not echo and len(digits) > 4 and any(_like(digits, string) for string in strings):
        return True
    if len(digits) == 4 and not year and near <= 30:
        # The last four in another order: *of dat niet 5526 was*.
        turned = any(_like(digits, string) and sorted(digits) == sorted(string[-4:]) for string in strings)
        if turned:
            return True
    # Zelfde nummer, maar dan op het eind 74.
    before = speech.low[max(0, run.first - 14) : run.first]
    called = near <= 30 or ("nummer" in before and before[-1] in ("eind", "einde"))
    if called and len(digits) <= 6 and not year:
        start = speech.spans[run.first][0]
        sure = _SURE_BEFORE.fullmatch(speech.text, speech.text.rfind("\n", 0, start) + 1, start)
        return (not run.listed or alone or echo or sure is not None) and _put_right(speech, run, apart)
    return False


def _is_other(speech: Speech, run: Run, digits: str) -> bool:
    """Whether a run is the number of something else (*3. Rondvraag*, *leerjaar 2*), or a nought that stands before."""
    behind = speech.low[run.last + 1 : run.last + 2]
    nought = run.numbers[-1] in ("nul", "0") and behind in (["ervoor"], ["voor"])
    counts = len(digits) < 3 and run.first > 0 and speech.low[run.first - 1] in OTHER
    return nought or counts or is_item(speech, run)


def _closes(speech: Speech, run: Run) -> bool:
    """Whether a pause stands before digits, and nothing behind them: *effe denken, 20.*"""
    paused = speech.low[run.first - 1] in (",", "…", "eh", "uh", "dan")
    return paused and _STOPS.issuperset(speech.low[run.last + 1 : run.last + 2])


def _like(digits: str, known: str) -> bool:
    """Whether digits differ in few places from the end of a known number."""
    tail = known[-len(digits) :]
    return len(tail) == len(digits) and sum(a != b for a, b in zip(digits, tail, strict=True)) <= 2


def _put_right(speech: Speech, run: Run, apart: int) -> bool:
    """Whether the words around a number say what is wrong in another, or where it stands: *05 op het eind, niet 50*."""
    start, end = speech.spans[run.first][0], speech.spans[run.last][1]
    line = speech.text.rfind("\n", 0, start) + 1
    before, after = speech.text[max(line, start - 40) : start], speech.text[end : end + 44].split("\n", 1)[0]
    if (_MUST.fullmatch(before) and _BE.match(after)) or (apart < 6 and _REALLY.fullmatch(before)):
        return True
    if (_BEHIND.match(after) and speech.value(run.first, run.last).strip("0")) or _SURE_BEFORE.fullmatch(before):
        return True
    had = _HAD.fullmatch(before) and not _BEHIND_HAD.isdisjoint(speech.low[run.last + 1 : run.last + 2])
    denied = bool(had) or _DENIED.fullmatch(before) is not None
    return apart <= 4 and len(speech.value(run.first, run.last)) <= 4 and denied


def _counted(speech: Speech) -> Iterator[Find]:
    """As many digits as were announced: *de laatste vier: 1609*."""
    low = speech.low
    for run in runs(speech):
        ahead = run.first
        numbers, first = run.numbers, run.first
        if numbers[0] in HOW_MANY and len(numbers) > 1 and run.first and low[run.first - 1] in ("laatste", "eerste"):
            first, ahead = next(i for i in range(run.first + 1, run.last + 1) if speech.digits[i]), run.first + 1
        else:
            while ahead > 0 and low[ahead - 1] in (":", ",", "is", "zijn", "cijfers", "dan", "dat"):
                ahead -= 1
        if run.first > 3 and low[run.first - 1] == ":":
            announced = next((i for i in range(run.first - 2, max(0, run.first - 8), -1) if low[i] in HOW_MANY), 0)
            ahead = announced + 1 if announced else ahead
        if ahead > 1 and low[ahead - 2] in ("laatste", "eerste") and low[ahead - 1] in HOW_MANY:
            digits = speech.value(first, run.last)
            if len(digits) == HOW_MANY[low[ahead - 1]] and not is_measured(speech, run):
                yield speech.find(first, run.last, 0.7, "phone")


def _anchors(speech: Speech, finds: Sequence[Find]) -> Iterator[_Anchor]:
    for find in finds:
        first, last = speech.tokens(find)
        yield _Anchor(first, last, find.reason, speech.value(first, last))


# -- Words of addresses ------------------------------------------------------------------------------------------------


def _words_again(speech: Speech, addresses: Sequence[Find]) -> Iterator[Find]:
    """Words that are made of what was heard of an address: *pouwelsen1*, *bakkertje punt brabo*, *gijsjehetbeestje*."""
    heard: set[str] = set()
    whole: set[str] = set()
    halves: list[tuple[str, str]] = []
    for find in addresses:
        text = speech.text[find.start : find.end].lower()
        if len(sides := _SIGN.split(text)) == 2:
            halves.append((re.sub(r"[\W_]", "", sides[0]) + "at", re.sub(r"[\W_]", "", sides[1])))
        local = _TOP.sub("", text.lstrip("@").split("@", 1)[0])
        heard.update(word for word in re.findall(r"[^\W\d_]{4,}", local) if word not in STOP | _WORDS_OF_KIND)
        squeezed = re.sub(r"\b(?:van [a-z]+|punt|streepje|underscore|apen?staart\w*)\b|[\W_]", "", local)
        if 3 < len(squeezed) < 40:
            whole.add(squeezed)
    if not heard and not whole:
        return
    low = speech.low
    for index, word in enumerate(low):
        dot = word == "." and not speech.gap(index)
        if (dot or (word in _LINKS and word != "min")) and 0 < index < len(low) - 1 and not speech.broken(index + 1):
            if low[index - 1] in heard and low[index + 1] in heard and not speech.broken(index):
                yield speech.find(index - 1, index + 1, 0.8, "handle")
            elif word in _LINKS and (chain := _chain(speech, index, whole)) is not None:
                yield speech.find(*chain, 0.8, "handle")
            continue
        if word in heard and speech.text[speech.spans[index][0]].islower() and _is_spelt_out(low, index + 1):
            yield speech.find(index, index, 0.7, "handle")  # blom met één o; blom, zonder s
            continue
        if len(word) < 5 or not word[0].isalnum():
            continue
        flags = lexicon().flags(word)
        plain = re.sub(r"[\W_]", "", word)
        if flags & (KNOWN_WORD | STAYS | Flag.EVERYDAY | NAMED):
            # What only looks like a compound may be what somebody called a site: *Studiovlek*.
            made_up = flags & (KNOWN_WORD | STAYS | Flag.EVERYDAY | NAMED) == Flag.COMPOUND
            glued = low[index + 1 : index + 3] == ["aan", "elkaar"]
            told = low[index - 1] == "gewoon" and low[index + 1 : index + 2] in (["."], ["?"], [","])
            told = told or _is_spelt_out(low, index + 1)
            known = plain in whole or (told and word in heard)
            apart = told or speech.alone(index, index, AROUND)
            if known and (made_up or glued) and len(plain) > _LONG_WORD and apart:
                yield speech.find(index, index, 0.7, "handle")
            continue
        typed = any(
            plain.startswith(a) and len(plain) > len(a) + 3 and b.startswith(plain[len(a) :]) for a, b in halves
        )
        made = (
            typed
            or plain in whole
            or any(len(other) > 3 and plain.startswith(other) and len(plain) > len(other) for other in whole)
            or (
                len(plain) > 5
                and not (len(low[index - 1]) == 1 and low[index - 1].isalpha())
                and any(_ends_in(other, plain) for other in whole)
            )
        )
        if made or (len(word) > 7 and any(word.startswith(other) and word != other for other in heard)):
            yield speech.find(index, index, 0.7, "handle")


def _is_spelt_out(low: Sequence[str], index: int) -> bool:
    """Whether it is said here how the word before is spelled: *met één o*, *, zonder s*."""
    index += low[index : index + 1] == [","]
    led, how = "".join(low[index : index + 1]), "".join(low[index + 1 : index + 2])
    return (led == "met" and how in SPELT_WITH) or (led == "zonder" and len(how) == 1 and how.isalpha())


def _ends_in(whole: str, word: str) -> bool:
    """Whether an address ends in a word, with no more than initials before it: *mvanderlaak*."""
    return whole.endswith(word) and len(whole) < len(word) + 3


def _chain(speech: Speech, index: int, whole: set[str]) -> tuple[int, int] | None:
    """The first and the last token of the known local part that is said around a link: *mossel punt man punt 88*."""
    low, first, last = speech.low, index - 1, index + 1
    while first > 1 and low[first - 1] in _LINKS and index - first < _LONG and not speech.broken(first - 1):
        first -= 2
    while last + 2 < len(low) and low[last + 1] in _LINKS and last - index < _LONG and not speech.broken(last + 2):
        last += 2
    after = last + 1
    for end in (after, last) if after < len(low) and speech.digits[after] and not speech.broken(after) else (last,):
        parts = [
            speech.value(i, i) if speech.digits[i] else low[i] for i in range(first, end + 1) if low[i] not in _LINKS
        ]
        if "".join(parts) in whole:
            return first, end
    return None


def _letters_again(speech: Speech, addresses: Sequence[Find], spelt: Sequence[Spelling]) -> Iterator[Find]:
    """A few letters of an address that are told apart: *met c k*, *let op, w m*, *'ng' van Noordergraaf*."""
    heard = []
    for find in addresses:
        whole = re.sub(
            r"\b(?:punt|streepje|underscore|apen?staart\w*)\b|[\W_]", "", speech.text[find.start : find.end].lower()
        )
        heard.append((*speech.tokens(find), whole))
    low = speech.low
    for first, last, letters in spelt:
        parts = [word for word in low[first : last + 1] if word != "-"]
        if len(parts) == 2 and "".join(parts) == letters and _near(heard, first, last, letters):
            yield speech.find(first, last, 0.7, "e-mail")
    for index in range(1, len(low) - 1):
        word = low[index]
        quoted = low[index - 1] in _QUOTES and low[index + 1] in _QUOTES and 1 < len(word) < 6 and word.isalpha()
        if quoted and word not in STOP and _near(heard, index, index, word):
            yield speech.find(index, index, 0.7, "e-mail")


def _near(heard: Sequence[tuple[int, int, str]], first: int, last: int, letters: str) -> bool:
    """Whether letters are those of an address that stands near, and no part of it themselves."""
    return any(
        letters in whole and (0 < first - end < 40 or 0 < begin - last < 15) for begin, end, whole in heard
    ) and not any(begin <= first <= end for begin, end, _whole in heard)


def _firms_again(speech: Speech, addresses: Sequence[Find]) -> Iterator[Find]:
    """The firm that a site is called after, as words of their own: *bakkerijjansen.nl* and *Bakkerij Jansen*."""
    hosts: set[str] = set()
    own: set[int] = set()
    for find in addresses:
        first, last = speech.tokens(find)
        own.update(range(first, last + 1))
        text = speech.text[find.start : find.end].lower()
        host = _SIGN.split(text)[-1]
        squeezed = re.sub(r"\b(?:punt|streepje|min)\b|[\W_]", "", _TOP.sub("", host))
        if _TOP.search(host) and len(squeezed) > 6 and squeezed not in PROVIDERS:
            hosts.add(squeezed)
    low = speech.low
    for index, word in enumerate(low) if hosts else ():
        if index in own or not any(host.startswith(word) and host != word for host in hosts):
            continue
        joined, end = word, index
        while end + 1 < len(low) and end - index < 5 and low[end + 1].isalpha() and not speech.broken(end + 1):
            end += 1
            joined += low[end]
            if joined in hosts:
                break
        if joined not in hosts or end == index or not own.isdisjoint(range(index, end + 1)):
            continue
        flags = [lexicon().flags(low[i]) for i in range(index, end + 1)]
        first, last = index, end
        kinds = vocabulary()["before_organisation"] | vocabulary()["after_organisation"]
        while first < last and (flags[first - index] & STAYS or low[first] in kinds):
            first += 1
        while first < last and low[last] in kinds:
            last -= 1
        while (
            first < last
            and not speech.text[speech.spans[first][0]].isupper()
            and speech.text[speech.spans[last][0]].isupper()
        ):
            first += 1  # bakkerij Jansen
        capital = speech.text[speech.spans[last][0]].isupper()
        if capital or any(not flag & KNOWN_WORD for flag in flags):
            yield Find(speech.spans[first][0], speech.spans[last][1], NameKind.ORGANISATION, 0.8, "seen-before")


def _digits_of_addresses(speech: Speech, addresses: Sequence[Find]) -> Iterator[Find]:
    """A number that is said to be in an address: *dan een 1, het cijfer*, *met 08 erachter*."""
    places: list[tuple[int, int, str]] = []
    for find in addresses:
        first, last = speech.tokens(find)
        written = re.sub(r"\D+", " ", speech.text[find.start : find.end])
        places.append((first, last, f"{speech.value(first, last)} {written}"))
    for run in runs(speech):
        if run.digits > 5 or is_measured(speech, run) or is_item(speech, run) or {*run.numbers} == {"een"}:
            continue
        if not any(speech.apart(min(first, run.first), max(first, run.first)) < 20 for first, _last, _said in places):
            continue
        said = speech.value(run.first, run.last)
        spoken = len(run.numbers) > 1
        if len(said) > 1 and any(
            said in own
            and (0 <= run.first - last < 8 or (spoken and run.first > last and speech.apart(last, run.first) < 24))
            for _first, last, own in places
        ):
            yield speech.find(run.first, run.last, 0.7, "handle")
            continue
        start, end = speech.spans[run.first][0], speech.spans[run.last][1]
        behind = _FIGURE_BEHIND.match(speech.text[end : end + 24])
        lacks = _LACKS.fullmatch(speech.text[max(0, start - 30) : start])
        behind = behind or (lacks and _BESIDE.match(speech.text, end))
        if behind and speech.value(run.first, run.last).strip("0"):
            yield speech.find(run.first, run.last, 0.7, "handle")


def _addresses_alone(speech: Speech, found: Sequence[Find]) -> Iterator[Find]:
    """The half of an address that is all there is in a turn: *oké, het is s punt el haddioui*, *m a v d l*."""
    low = speech.low
    cues = speech.where(_MAILS)
    cues += [speech.tokens(find)[0] for find in found if find.reason == "e-mail"]
    if not cues:
        return
    cues.sort()
    for first, stop in speech.turns():
        place = bisect_left(cues, first)
        near = [cues[i] for i in (place - 1, place) if 0 <= i < len(cues)]
        if not any(abs(speech.apart(min(cue, first), max(cue, first))) < 20 for cue in near):
            continue
        opens = [first, *(i + 1 for i in range(first, stop) if low[i] in (",", ".", "?", "…") and speech.gap(i))]
        for begin in opens:
            if find := _address_at(speech, begin, stop) or _behind_link(speech, begin, stop):
                yield find


def _behind_link(speech: Speech, begin: int, stop: int) -> Find | None:
    """The word that goes on behind a link that was all there was before it: *En dan een punt. Dan vdh.*"""
    low, start = speech.low, begin
    if begin < 3 or low[begin - 2] not in _LINKS | _HANDS or low[begin - 3] not in ("een", "dan", ".", ","):
        return None
    while start < stop and low[start] in _LEADS:
        start += 1
    ends = start + 1 >= stop or low[start + 1] in (".", ",", "…", "?")
    if start >= stop or not ends or not low[start].isalnum() or low[start] in STOP | _LINKS | _HANDS | AROUND:
        return None
    return speech.find(start, start, 0.7, "e-mail")


def _address_at(speech: Speech, begin: int, stop: int) -> Find | None:
    """The half of an address that a part of a turn begins with, where it is all of that part."""
    low, start = speech.low, begin
    while start < stop and (low[start] in _LEADS or not low[start][0].isalnum()):
        start += 1
    last, links, letters, signed = start - 1, 0, 0, False
    while last + 1 < stop:
        word = low[last + 1]
        linked = last >= start and (low[last] in _LINKS | _HANDS or (links > 0 and low[last] in _INNER))
        if word in _LINKS or word in _HANDS:
            links, signed = links + 1, signed or word in _HANDS
        elif len(word) == 1 and word.isalpha():
            letters += 1
        elif (
            not word[0].isalnum()
            or (last >= start and not linked and not (links and word in _INNER))
            or (word in STOP and word not in _INNER)
            or (speech.digits[last + 1] and not linked)
        ):
            break
        last += 1
    end = last
    while last >= start and low[last] in _LINKS | _HANDS:
        last -= 1
    inside = range(start, last + 1)
    if last < start or (not links and letters < 3) or all(speech.digits[i] or low[i] in _LINKS for i in inside):
        return None
    if (end + 1 < stop and low[end + 1] not in _ENDS) or low[start] in ("zonder", "geen"):
        return None
    if last == start and not (end > last and _is_half(low[start])):
        return None
    if (
        not letters
        and not (signed and links > 1)
        and all(lexicon().flags(low[i]) & (Flag.EVERYDAY | STAYS) for i in inside)
    ):
        return None
    if not links and is_abbreviation("".join(low[i] for i in inside)):
        return None
    return speech.find(start, end, 0.7, "e-mail")


def _is_half(word: str) -> bool:
    """Whether a word before a last *punt* or *at* is how an address begins: *jorn punt*; not *een goed punt*."""
    return len(word) > 2 and word not in STOP and not lexicon().flags(word) & (Flag.EVERYDAY | STAYS)


# -- Letters -----------------------------------------------------------------------------------------------------------


def _is_no_spelling(speech: Speech, first: int, last: int, letters: str) -> bool:
    """Whether letters stand in columns of a table, or are a word drawn apart: *A G E N D A*."""
    span = speech.text[speech.spans[first][0] : speech.spans[last][1]]
    drawn = span.isupper() and span.replace(" ", "").isalpha()
    return "\t" in span or "   " in span or (drawn and bool(lexicon().flags(letters) & Flag.WORD))


def _spelled(speech: Speech, found: Sequence[Find], spelt: Sequence[Spelling]) -> Iterator[Find]:
    """Names that are spelled: *B-O-S-M-A*, *w i e r dubbel e*, *K van Karel, A van Anton*."""
    low = speech.low
    mails = [index for find in found if find.reason == "e-mail" for index in speech.tokens(find)]
    for first, last, letters in spelt:
        told = sum(low[i] == "van" for i in range(first, last + 1))
        count = sum(len(low[i]) == 1 and low[i].isalpha() for i in range(first, last + 1))
        named = len(letters) > 2 and letters in low[max(0, first - 14) : last + 14]
        if told < 2 and (is_abbreviation(letters) or letters in "abcdefghijklmnopqrstuvwxyz"):
            continue
        if not told and _is_no_spelling(speech, first, last, letters):
            continue
        cued = any(_SPELLS.search(word) for word in low[max(0, first - 14) : first])
        mail = any(abs(index - first) < 25 for index in mails)
        alone = speech.alone(first, last, AROUND)
        if (
            count > 3
            or told > 1
            or named
            or (told and (count > 1 or low[last] in ALPHABET) and (cued or mail))
            or (count == 3 and (cued or mail) and alone)
        ):
            first -= told > 0 and low[first - 1] == "de"
            yield Find(speech.spans[first][0], speech.spans[last][1], NameKind.PERSON, 0.75, "initials")
