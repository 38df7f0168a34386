"""Contact data of which only a half is told: a number that breaks off, a house by its number, a local part alone.

A number that was begun makes pieces of the numbers behind it (*026 en dan 361 nog wat … 361 44 05*, *nee, dat is een
acht*); what was heard of a house, a postcode or an account is found where it is said once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from interview_coder.domain.model import Find, NameKind
from interview_coder.redaction.addresses import PROVIDERS, SURE_PROVIDERS, TLD
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag, lexicon
from interview_coder.redaction.nets import CUES, NET, NETS
from interview_coder.redaction.speech import ADDRESSES, STOP, Run, Speech, is_measured, runs, tells_how_many
from interview_coder.redaction.tokens import words

_WHOLE: Final = {"phone": 10, "bsn": 9}
# How many words behind a number that breaks off the rest of it, some of its pieces, and a single digit may come.
_REST, _SOME, _ONE = 70, 35, 14
# Between these a number begins, and breaks off.
_TELLING: Final = words("is was nummer wordt : dus")
_BREAKS: Final = words(", ... … .. -")
_AREA: Final = re.compile(r"06|0[1-7]\d{1,2}|08[58]")
_ROOMS: Final = re.compile(
    r"(?:kamer|lokaal|zaal|code|crebo\w*|ruimte|artikel|versie|route|groep|klas|nummer|bus|lijn)"
)
# What leads to a piece of a number, and what may follow one; behind anything else a number counts things.
_LED: Final = re.compile(
    r"(?:.*\s)?(?:en dan(?: nog)?|moes?t het|(?:stond|staat)(?: er)?|(?:dat|dit|het) (?:is|was)(?: dus)?|"
    r"nee|sorry|wacht|eigenlijk|laatste(?: is| was)?)(?: een| de)?\s"
)
_ENDS: Final = words(
    """. , ? ! … ; " ” “ ' ) zijn en maar of nee nou ja eh uh hij dus want niet geen wacht nog dan dat die was hè haha
    erachter aan op daarna sorry wezen - ("""
)
_ALONE: Final = words(
    "ja nee oké ok oke eh uh dus en dan dat het is nou zo precies klopt nog een o oh juist wacht even"
)
_HOUSE_CUE: Final = re.compile(r"huis-?(?:nummer|nr)s?")
_LETTERED: Final = re.compile(r"(\d{1,4})-?([a-h]|hs|bis)")
# A letter with the name that tells it: *D van Dirk*.
_NAMED_LETTER: Final = re.compile(r"\b([a-z]) van \w+")
_PAUSE: Final = words("eh uh ehm uhm , … . - nee of sorry wacht hm ? dan en")
_PUT_RIGHT: Final = words("nee of sorry wacht pardon niet")
_BEFORE_HANDLE: Final = words(': " “ ‘ heet is als onder ben ze hij ik account , = volg')
_SENT_NEAR: Final = re.compile(
    rf"mail|apen?staart|@|inlog|account|gebruikersnaam|\b(?:{NET}|{'|'.join(sorted(SURE_PROVIDERS))})\b",
    re.IGNORECASE,
)
_GLUED: Final = re.compile(r"(?<![\w@./#-])(?P<word>[^\W\d_]{5,24})\d{1,4}(?![\w@]|[.,]\d)")
# What tells that a page without any contact data may speak of some; it has one of the signs then, or four digits.
_TALK_SIGNS: Final = ("mail", "@", "huis", "inlog", "account", "gebruikersnaam", "volg", *CUES.split())
_FOUR: Final = re.compile(r"\d{4}")
_TALK: Final = re.compile(
    rf"mail|@|huis-?n|inlog|account|gebruikersnaam|volg(?:en|t)?\b|(?:op|via) {NET}|{NET}[,:]|"
    r"\d{4}\W{1,3}(?:eh|uh|ehm|uhm|of|nee|wacht)\b"
)
_LOCAL: Final = re.compile(
    r"(?<![\w@./-])(?P<heads>(?:[^\W\d_]\.){1,4}|[^\W\d_]{2,3}\.)(?P<name>[a-zà-ÿ]{3,24})\d{0,4}(?![\w@]|\.\w|/)"
)
# A name and the letter behind its dot: *nisha.b*.
_NAME_AND_LETTER: Final = re.compile(r"(?<![\w@./-])[a-zà-ÿ]{3,20}\.[a-z](?![\w@/]|\.\w)")
# Words that dots join, as in the name of an account: *riemer.snijdt*.
_DOTTED: Final = re.compile(r"(?<![\w@./-])[a-z][a-z0-9]{1,20}(?:\.[a-z0-9]{2,20}){1,3}(?![\w@]|\.\w|/)", re.IGNORECASE)
_DOTTED_CUE: Final = re.compile(rf"mail|inlog|account|gebruikersnaam|\b(?:volg(?:en|t)?|adres|{NET})\b", re.IGNORECASE)
_VOWEL: Final = re.compile(r"[aeiouy]|dr|mr|mw|st|nr|hr|zn|mn")
_TOP: Final = re.compile(rf"(?:{TLD}|care|shop|club|docx?|xlsx?|pptx?|html?|jpeg)")


def find_halves(speech: Speech, found: Sequence[Find]) -> Iterator[Find]:
    """What goes on with, or says once more, a part of the contact data that were ``found``; finds may overlap."""
    if not found and not _speaks_of_contact(speech.text):
        return
    yield from _rests(speech, found)
    yield from _houses(speech, found)
    yield from _letters_put_right(speech, found)
    yield from _accounts_alone(speech)
    yield from _locals(speech, found)
    yield from _dotted_names(speech)
    yield from _numbered_names(speech)
    if any(find.reason in ADDRESSES for find in found):
        yield from _providers(speech, found)


def _speaks_of_contact(text: str) -> bool:
    """Whether a page may speak of contact data; most have no sign of it, and saying so is quicker than looking."""
    low = text.casefold()
    return (any(sign in low for sign in _TALK_SIGNS) or _FOUR.search(text) is not None) and bool(_TALK.search(low))


# -- Numbers -----------------------------------------------------------------------------------------------------------


def _rests(speech: Speech, found: Sequence[Find]) -> Iterator[Find]:
    """The pieces behind a number that breaks off, and an area that is dropped for a number: *0118, nee, 06 40 …*."""
    numbers = sorted((find for find in found if find.reason in _WHOLE), key=lambda find: find.start)
    if not numbers:
        return
    known: list[tuple[int, int, str, str]] = []
    for find in numbers:
        first, last = speech.tokens(find)
        known.append((first, last, find.reason, speech.value(first, last)))
    covered = {index for first, last, *_rest in known for index in range(first, last + 1)}
    ahead, open_ = 0, _Open()
    for run in runs(speech):
        while ahead < len(known) and known[ahead][0] <= run.first:
            first, last, reason, digits = known[ahead]
            open_.follow(last, reason, digits)
            ahead += 1
        if not covered.isdisjoint(range(run.first, run.last + 1)):
            continue
        if ahead < len(known) and _is_dropped(speech, run, known[ahead][0]):
            yield speech.find(run.first, run.last, 0.7, "phone")
        elif open_.lacks and _goes_on(speech, run, open_):
            open_.behind = max(open_.behind, run.last)
            for first, last in _spoken(speech, run):
                yield speech.find(first, last, 0.7, open_.reason)


class _Open:
    """The latest number that broke off."""

    def __init__(self) -> None:
        self.behind = -1
        """Its last token so far."""
        self.lacks = 0
        """How many digits were never said of it in one piece; 0 where no number is open."""
        self.reason = ""
        self.heard = ""

    def follow(self, last: int, reason: str, digits: str) -> None:
        """Take note of a number that was found."""
        whole = _WHOLE[reason]
        begins = reason == "bsn" or digits.startswith("0")
        if begins and 1 < len(digits) < whole:
            self.lacks, self.reason, self.heard = whole - len(digits), reason, digits
        elif len(digits) >= whole - 1:
            self.lacks = 0
        else:
            self.heard += digits
        self.behind = last


def _goes_on(speech: Speech, run: Run, number: _Open) -> bool:
    """Whether a run of digits is a piece of a number that broke off."""
    digits = speech.value(run.first, run.last)
    apart = speech.apart(number.behind, run.first)
    counts = is_measured(speech, run) or tells_how_many(speech, run)
    if apart > _REST or not digits or counts or len(digits) > number.lacks + 6:
        return False
    year = any(re.fullmatch(r"(?:19|20)\d\d", part) for part in run.numbers)
    after = speech.low[run.last + 1] if run.last + 1 < len(speech.low) else "."
    ends = speech.broken(run.last + 1) or after in _ENDS if run.last + 1 < len(speech.low) else True
    if not ends or year:
        return False
    # All of it but the area, said in one go: *2711662*, *54 28 19*, *361 44 05*.
    local = number.heard[:1] == "0" and len(digits) in (6, 7, 8)
    local = local and (len(digits) > 6 or len(run.numbers) > 1 or digits[:2] in number.heard[3:])
    if local and not run.listed and not speech.low[run.last].endswith(("honderd", "duizend")):
        return True
    first = speech.spans[run.first][0]
    line = max(speech.text.rfind("\n", 0, first) + 1, first - 30)
    led = _LED.fullmatch(re.sub(r"[^\w\s]", "", speech.text[line:first].lower())) is not None
    if len(run.numbers) > 1 and len(digits) > 2 and not run.listed:
        between = speech.low[number.behind + 1 : run.first]
        said = speech.low[run.first : run.last + 1]
        marks = any(word == "en" and after != "dan" for word, after in pairwise(said))  # een zeven en drie achten
        told = led or "." not in between or speech.alone(run.first, run.last, _ALONE)
        return told and not marks and apart <= (_SOME if len(digits) > 3 else _ONE)
    return apart <= _ONE and len(digits) <= min(4, number.lacks) and led and run.numbers != ("een",)


def _spoken(speech: Speech, run: Run) -> Iterator[tuple[int, int]]:
    """The first and the last token of each part of a run without *en dan* and *een* between."""
    first, start = -1, run.first
    if start < run.last and speech.low[start] == "een" and speech.low[start - 1] in ("is", "was", "wordt"):
        start += 1  # dat is een acht
    for index in range(start, run.last + 2):
        inside = index <= run.last and (speech.digits[index] or not speech.low[index].isalpha())
        inside = inside or (index < run.last and speech.low[index] in ("dubbel", "dubbele", "keer", "maal"))
        if inside and first < 0 and (speech.digits[index] or speech.low[index] in ("dubbel", "dubbele")):
            first = index
        elif not inside and first >= 0:
            yield first, index - 1
            first = -1


def _is_dropped(speech: Speech, run: Run, ahead: int) -> bool:
    """Whether an area is said before another number is: *0118, nee wacht, haar mobiel. 06 40 …*, *06, even denken, het
    is nieuw, 06 40 …*."""
    area = len(run.numbers) == 1 and _AREA.fullmatch(run.numbers[0])
    if not area or speech.apart(run.last, ahead) > 12:
        return False
    if speech.value(run.first, run.last) == "06":
        # Everybody has a *06*; a number begins where one is told.
        opens = run.first == 0 or speech.low[run.first - 1] in _TELLING
        return opens and speech.low[run.last + 1] in _BREAKS
    return run.first == 0 or _ROOMS.fullmatch(speech.low[run.first - 1]) is None


# -- Houses and postcodes ----------------------------------------------------------------------------------------------


def _houses(speech: Speech, found: Sequence[Find]) -> Iterator[Find]:
    """House numbers that are asked for, and those that are told once more: *31a*, *die zit op 31*."""
    low = speech.low
    cues = speech.where(_HOUSE_CUE)
    known: dict[str, int] = {}
    for find in found:
        if find.reason == "postcode":
            first, last = speech.tokens(find)
            if last - first > 1 and low[last].isdecimal() and len(low[last]) < 4 and len(low[first]) > 3:
                known[low[last]] = last
    for cue in cues:
        for index in range(cue + 1, min(cue + 14, len(low))):
            lettered = _LETTERED.fullmatch(low[index])
            if not (speech.digits[index] or lettered):
                continue
            if speech.apart(cue, index) > 6 or (low[index] in ("een", "ein") and low[index + 1 : index + 2] != ["."]):
                break
            last = index
            while last + 1 < len(low) and speech.digits[last + 1] and not speech.broken(last + 1):
                last += 1
            said = speech.value(index, last) if not lettered else lettered[1]
            after = low[last + 1] if last + 1 < len(low) else "."
            if len(said) > 4 or after in ("keer", "meter", "jaar", "uur", "huizen", "cijfers"):
                break
            end = last + (len(after) == 1 and after in "abcdefgh" and not speech.broken(last + 1))
            yield speech.find(index, end, 0.75, "postcode")
            known[said] = last
            break
    if not known:
        return
    for index, word in enumerate(low):
        lettered = _LETTERED.fullmatch(word)
        said = lettered[1] if lettered else word
        place = known.get(said)
        if place is None or not 0 < speech.apart(min(place, index), max(place, index)) + 1 < 60:
            continue
        before, after = low[index - 1] if index else "", low[index + 1] if index + 1 < len(low) else "."
        ends = not after[0].isalnum() or speech.broken(index + 1)
        if lettered or (ends and before in ("op", "nummer", "huisnummer", "van") and not speech.broken(index)):
            yield speech.find(index, index, 0.7, "postcode")


def _letters_put_right(speech: Speech, found: Sequence[Find]) -> Iterator[Find]:
    """The letters of a postcode behind a pause, put right, once more: *3332, eh, XT? Kan dat, XT?*, *e k nee e l*."""
    low = speech.low
    pairs: dict[str, int] = {}
    ends: list[int] = []
    for find in found:
        if find.reason == "postcode":
            ends.append(speech.tokens(find)[1])
            said = _NAMED_LETTER.sub(r"\1", speech.text[find.start : find.end].lower())
            heard = re.search(r"\b([a-z])[\s,]{0,2}(?:en )?([a-z])(?:\W+\d{1,4})?$", said)
            if heard and heard[1] + heard[2] not in STOP:
                pairs[heard[1] + heard[2]] = ends[-1]
    for index, word in enumerate(low):
        if len(word) != 4 or not word.isdecimal() or word[0] == "0" or word.startswith(("19", "20")):
            continue
        ahead = index + 1
        while ahead < len(low) and ahead - index < 6 and low[ahead] in _PAUSE and not speech.broken(ahead):
            ahead += 1
        if ahead < index + 2 or ahead >= len(low) or low[index + 1] in (".", "?"):
            continue
        first, last = speech.spans[ahead]
        letters = speech.text[first:last]
        if len(letters) == 2 and letters.isupper() and not lexicon().flags(low[ahead]) & (STAYS | Flag.PLACE):
            pairs[low[ahead]] = ahead
            yield speech.find(index, index, 0.75, "postcode")
            yield speech.find(ahead, ahead, 0.75, "postcode")
    for last in ends:
        ahead = last + 1
        while ahead < len(low) and ahead - last < 4 and low[ahead] in _PAUSE:
            ahead += 1
        between = low[last + 1 : ahead]
        asked = "?" in between and not {*low[last]}.isdisjoint(low[ahead : ahead + 1] and low[ahead])  # RB? RD.
        if between and (asked or not _PUT_RIGHT.isdisjoint(between)) and (end := _pair(speech, ahead)) >= 0:
            pairs["".join(low[ahead : end + 1])] = end
            yield speech.find(ahead, end, 0.75, "postcode")
    for index in range(len(low)) if pairs else ():
        end = _pair(speech, index)
        place = pairs.get("".join(low[index : end + 1])) if end >= 0 else None
        if place is not None and speech.apart(min(place, index), max(place, index)) < 40 and place != end:
            yield speech.find(index, end, 0.7, "postcode")


def _pair(speech: Speech, index: int) -> int:
    """The last token of two letters that stand at a token, in one word of capitals or apart; -1 where none do."""
    low = speech.low
    if index >= len(low):
        return -1
    start, end = speech.spans[index]
    if len(low[index]) == 2 and speech.text[start:end].isupper() and low[index].isalpha():
        return index
    two = low[index : index + 2]
    if len(two) == 2 and all(len(word) == 1 and word.isalpha() for word in two) and not speech.broken(index + 1):
        more = low[index + 2 : index + 3]
        return -1 if more and len(more[0]) == 1 and more[0].isalpha() else index + 1
    return -1


# -- Addresses ---------------------------------------------------------------------------------------------------------


def _accounts_alone(speech: Speech) -> Iterator[Find]:
    """A handle before the name of a net: *mijn contact: noorpluktbloemen op TikTok*."""
    low = speech.low
    for index in [index for index, word in enumerate(low) if word in NETS]:
        name = index - 2
        if name < 1 or low[index - 1] not in ("op", "via") or len(low[name]) < 6 or not low[name].isalnum():
            continue
        flags = lexicon().flags(low[name])
        opens = speech.broken(name) or low[name - 1] in _BEFORE_HANDLE
        if opens and not flags & (KNOWN_WORD | STAYS | Flag.EVERYDAY | Flag.COMMON | NAMED):
            yield speech.find(name, name, 0.7, "handle")


def _locals(speech: Speech, found: Sequence[Find]) -> Iterator[Find]:
    """An initial and a name as before the sign of an address, where mail is spoken of: *hj.kramp*, *R.s.o.reimer*."""
    text = speech.text
    if not _SENT_NEAR.search(text):
        return
    heard = " ".join(text[find.start : find.end].lower() for find in found if find.reason in ADDRESSES)
    for match in _LOCAL.finditer(text):
        heads, name = match["heads"].lower().rstrip("."), match["name"]
        flags = lexicon().flags(name)
        if _TOP.fullmatch(name) or flags & Flag.KEEP:
            continue
        near = _SENT_NEAR.search(text, max(0, match.start() - 120), match.end() + 80) is not None
        if "." not in heads and len(heads) > 1:
            sure = name in heard and _VOWEL.search(heads) is None
        else:
            initials = "." in heads and match["heads"].islower() and not flags & (Flag.EVERYDAY | Flag.COMMON)
            named = not flags & KNOWN_WORD or bool(flags & NAMED) or name.capitalize() in text
            if len(name) == 3:
                initials, named = False, bool(flags & NAMED) and not flags & Flag.EVERYDAY
            sure = near and (named or initials)
        if sure:
            heard += " " + name
            yield Find(*match.span(), NameKind.CONTACT, 0.7, "handle")
    for match in _NAME_AND_LETTER.finditer(text):
        if _SENT_NEAR.search(text, max(0, match.start() - 120), match.end() + 80):
            yield Find(*match.span(), NameKind.CONTACT, 0.7, "handle")


def _dotted_names(speech: Speech) -> Iterator[Find]:
    """The name of an account, behind a word for one: *via Instagram, hij heet daar riemer.snijdt*."""
    text = speech.text
    for match in _DOTTED.finditer(text):
        parts = match[0].lower().split(".")
        flags = [lexicon().flags(part) for part in parts]
        kept = any(flag & Flag.KEEP for flag in flags) and not any(flag & Flag.FIRST for flag in flags)
        small = len(parts) < 3 and any(part in STOP for part in parts)  # nails.by.chayenne
        if _TOP.fullmatch(parts[-1]) or small or kept:
            continue
        strange = not all(flag & (Flag.EVERYDAY | Flag.COMMON) for flag in flags)
        given = match[0].islower() and flags[0] & (Flag.FIRST | KNOWN_WORD) == Flag.FIRST and len(parts[0]) > 3
        if given and not flags[1] & KNOWN_WORD and len(parts[1]) > 3:
            yield Find(*match.span(), NameKind.CONTACT, 0.7, "handle")  # zahra.elidrissi
        elif strange and _DOTTED_CUE.search(text, max(0, match.start() - 80), match.start()):
            yield Find(*match.span(), NameKind.CONTACT, 0.7, "handle")


def _numbered_names(speech: Speech) -> Iterator[Find]:
    """A made-up word with a number glued to it, where mail or an account is spoken of: *dijkgraafje84*."""
    for match in _GLUED.finditer(speech.text):
        flags = lexicon().flags(match["word"].lower())
        strange = not flags & (KNOWN_WORD & ~Flag.COMPOUND | STAYS | Flag.EVERYDAY)
        if strange and _SENT_NEAR.search(speech.text, max(0, match.start() - 60), match.end() + 60):
            yield Find(*match.span(), NameKind.CONTACT, 0.7, "handle")


def _providers(speech: Speech, found: Sequence[Find]) -> Iterator[Find]:
    """Who hands out an address, behind its local part: *xx_naya, op hotmail*, *en dan icloud*."""
    low = speech.low
    for find in found:
        text = speech.text[find.start : find.end].lower()
        if find.reason not in ADDRESSES or not PROVIDERS.isdisjoint(re.findall(r"\w+", text)):
            continue
        last = speech.tokens(find)[1]
        for index in range(last + 1, min(last + 12, len(low))):
            behind = low[index - 1] in ("op", "bij", "dan", "apenstaartje", "at", ",", "@", "van")
            if low[index] in SURE_PROVIDERS and behind and speech.apart(last, index) < 9:
                yield speech.find(index, index, 0.7, "e-mail")
                break
