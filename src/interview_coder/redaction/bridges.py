"""What stands between the pieces of one number or address and goes with them: *0548, en dan 555, eh, nee wacht, 01 73*.

What only leads to them, or away from them, stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from interview_coder.domain.model import Find
from interview_coder.redaction.addresses import AT_SIGNS, TLD
from interview_coder.redaction.letters import ALPHABET
from interview_coder.redaction.lexicon import KNOWN_WORD, STAYS, Flag, lexicon
from interview_coder.redaction.nets import ON_THE_NET
from interview_coder.redaction.speech import ADDRESSES, NUMBERS, WHOLE, WHOLE_ACCOUNT, Speech
from interview_coder.redaction.tokens import words

# What is said between the pieces of a number or an address, and what goes with it.
_ASIDES: Final = words("eh uh euh ehm uhm nee wacht sorry ja dus nou")
_BESIDE_ASIDES: Final = words(", . ; : … ! ? - – en dan")
# What is said by somebody who is not done with a number or an address, what goes with it, and how long it is at most.
_HESITATION: Final = words(
    "eh uh euh ehm uhm hm nee wacht sorry ja nou dan nog even effe effies ff kijken denken momentje toestel "
    "doorkiesnummer"
)
_BESIDE_HESITATION: Final = words(", . … - – en dus de hoor een wat iets")
# What is asked or said about a digit inside a number.
_DOUBT: Final = re.compile(
    r"\W*(?:(?:is|was|staat) (?:dat(?: nou| nu)?(?: een)?|(?:het|er|daar)(?: nou| nu)? een|(?:er|daar) (?:nou|nu)) |"
    r"of (?:is het )?een |nog een keer(?:,? (?:ja|dus))?|twee keer(?: dus)?|"
    r"(?:zonder|met(?: een)?) (?:streepje|punt|spatie)s?(?: ertussen)?(?: dus)?|aan elkaar|"
    r"als (?:laatste|eerste))\W*",
    re.IGNORECASE,
)
_LONGEST_BRIDGE: Final = 45
# What somebody says who was wrong, or thinks, and how many other words go with it.
_WRONG: Final = words("nee wacht sorry")
_THINKS: Final = words("eh uh euh ehm uhm hm denken kijken")
_REMARK, _THOUGHT = 5, 4
_BETWEEN_NUMBERS: Final = _ASIDES | {"dan"}
_BETWEEN_CALLS: Final = _BETWEEN_NUMBERS | words("streepje spatie pauze")
# What is said for the signs between the groups of a number plate or an account.
_BETWEEN_CODES: Final = words(", streepje spatie punt en dan een")
_BEHIND_BETWEEN: Final = _BESIDE_ASIDES | words("de nog letters")
# How many signs and words a remark takes at most that is made before somebody is done.
_LONGEST: Final = 75
_CALLED: Final = words("phone bsn iban")
# How many digits the number of a citizen has.
_CITIZEN: Final = 9
MOST_WORDS: Final = 9
# Behind these the same is said once more.
_AGAIN: Final = words(", dus of nee ja")
# What opens something else.
OPENS: Final = re.compile(
    rf"\w*(?:nummer|mail|foon|mobiel|code|adres|site|link)\w*|{ON_THE_NET}\w*|vast|vaste|thuis|kantoor|prive|privé|bellen|"
    'wonen|woon|woont|werk|heb|heeft|oud|jaar|begint|eindigt|eind|vraagt|buiten|moeder|vader|["“”„]'
)
# What tells the letters of a postcode, before the number of its house.
_TELLS_LETTERS: Final = ALPHABET | words(", van en de met dat is nummer huisnummer eh of nou ja nee")
_STOPS: Final = frozenset([".", "?", "!", ";", ":"])
_ENDS: Final = re.compile(rf"(?:\.|punt |dot |puunt )\s?(?:{TLD}|el)$", re.IGNORECASE)
# What is said of an address for its signs.
ATS: Final = AT_SIGNS | {"at"}
_SIGNS: Final = ATS | words(
    "punt dot streepje underscore onderstreepje laagstreepje liggend tussenstreepje koppelteken slash"
)
CHOICES: Final = words("keuze toets optie toestel doorkies doorkiesnummer tst")


def without_asides(speech: Speech, find: Find) -> Find:
    """A find without what is said before its first piece and behind its last: *eh, nul zes twaalf, en dan*."""
    first, last = begin, end = speech.tokens(find)
    number = find.reason in NUMBERS
    asides = _BETWEEN_CALLS if find.reason == "phone" else _BETWEEN_NUMBERS if number else _ASIDES
    asides = asides | {"dan"} if find.reason == "e-mail" else asides
    behind = _BEHIND_BETWEEN if number else _BESIDE_ASIDES
    low = speech.low
    while begin <= end and low[begin] in asides and _is_aside(speech, begin, (first, last)):
        begin += 1
        while begin <= end and (low[begin] in behind or _is_article(speech, begin, last)):
            begin += 1
    while end >= begin and low[end] in asides and _is_aside(speech, end, (first, last)):
        end -= 1
        while end >= begin and low[end] in _BESIDE_ASIDES:
            end -= 1
    if (begin, end) == (first, last):
        return find
    start, stop = (speech.spans[begin][0], speech.spans[end][1]) if begin <= end else (find.end, find.end)
    return Find(max(find.start, start), min(find.end, stop), find.kind, find.confidence, find.reason)


def in_one(speech: Speech, finds: Sequence[Find]) -> list[Find]:
    """The finds of a text in order, those that are one number or address as one, with what is said between."""
    joined: list[Find] = []
    whole = -1
    for place, find in enumerate(finds):
        last = joined[-1] if joined else None
        if last is not None and (
            place <= whole or (find.start - last.end < _LONGEST and _is_bridge(speech, last, find))
        ):
            best = last if last.confidence >= find.confidence else find
            end = max(last.end, find.end)
            joined[-1] = Find(last.start, end, last.kind, best.confidence, best.reason)
        else:
            joined.append(find)
        whole = max(whole, _whole_with(speech, finds, place))
    return joined


def _whole_with(speech: Speech, finds: Sequence[Find], place: int) -> int:
    """The find with which a number that is begun has all its digits, whatever is said between on the line, -1 where
    none is: *nul zes, twaalf, zeven nul, eh, ik heb mijn bril niet op, acht drie, vier vijf*."""
    account, said = finds[place].reason == "iban", _figures(speech, finds[place])
    most = WHOLE_ACCOUNT if account and said else WHOLE * (finds[place].reason == "phone" and said[:1] == "0")
    for ahead in range(place + 1, len(finds)):
        before, after = finds[ahead - 1], finds[ahead]
        near = after.start - before.end < _LONGEST and "\n" not in speech.text[before.end : after.start]
        more = _figures(speech, after)
        if len(said) >= most or not near or after.reason not in _CALLED or more.startswith("06"):
            break
        lacks = most - len(said)
        said += more
        again = len(more) > lacks and more[-lacks:].startswith(more[:-lacks])  # 0345, … 57 11 … 57 11 86
        if len(said) == most or again:
            return ahead
    return -1


def _figures(speech: Speech, find: Find) -> str:
    """The figures of a find, also of words that have letters and figures: *NL06*."""
    first, last = speech.tokens(find)
    glued = "".join(re.sub(r"\D", "", speech.low[i]) for i in range(first, last + 1) if not speech.digits[i])
    return glued + speech.value(first, last)


def _is_bridge(speech: Speech, left: Find, right: Find) -> bool:
    """Whether what stands between two finds is said by somebody who is not done yet, on the same line."""
    if right.start <= left.end:
        return True
    last, (first, end) = speech.tokens(left)[1], speech.tokens(right)
    if "\n" in speech.text[left.end : right.start] or _ends(speech, last + 1, first):
        return False
    between = speech.low[last + 1 : first]
    if left.reason in ADDRESSES and right.reason == "phone" and not CHOICES.isdisjoint(between):
        return False  # …@….nl, doorkiesnummer 073
    if left.reason == right.reason and left.reason in NUMBERS and _is_told_twice(speech, left, right, between):
        return True
    others = sum(word not in _HESITATION and word not in _BESIDE_HESITATION for word in between)
    # Who puts a number right says so: *06 38 21 74 90. Nee, wat zeg ik, 74 09*.
    most = _REMARK if not _WRONG.isdisjoint(between) else _THOUGHT * (not _THINKS.isdisjoint(between))
    if most and left.reason == right.reason == "bsn" and len(_figures(speech, left)) < _CITIZEN:
        most = MOST_WORDS  # twee nul zeven, eh, ik heb m'n bril niet op, drie drie één
    if not _HESITATION.isdisjoint(between) and others <= most and right.start - left.end < _LONGEST_BRIDGE:
        return True
    if {left.reason, right.reason} <= NUMBERS and "streepje" in between and _BETWEEN_CODES.issuperset(between):
        return True  # G, streepje, 893
    if between == ["met"] and {left.reason, right.reason} <= ADDRESSES and ATS.isdisjoint(speech.low[first : end + 1]):
        return True  # … punt com met nul zes
    if _AGAIN.issuperset(between) and _is_said_again(speech, left, right, between):
        return True  # 2201 RX, of RZ; tbwissink punt nl, dus t b en dan wissink
    if left.reason == "phone" and len(between) < MOST_WORDS and not CHOICES.isdisjoint(between):
        return True  # en dan vragen om toestel 312
    if right.reason in NUMBERS:
        return goes_on(speech, last + 1, first) and _is_half(speech, left, right)
    told = frozenset(between) if not ATS.isdisjoint(speech.low[first : end + 1]) else frozenset()
    return goes_on(speech, last + 1, first, told) and _is_begun(speech, left, right)


def _is_told_twice(speech: Speech, left: Find, right: Find, between: Sequence[str]) -> bool:
    """Whether two numbers of one kind say the same: one of them is doubted, put right, or told by names."""
    if left.reason in ("phone", "bsn"):
        last, first = speech.tokens(left)[1], speech.tokens(right)[0]
        either = between == ["of"] and speech.low[last - 1] == "een" == speech.low[first]
        if either or _DOUBT.fullmatch(speech.text, left.end, right.start):
            return True  # een drie of een vier
    if left.reason == "postcode":
        return _TELLS_LETTERS.issuperset(between)  # HK, van Hendrik Karel, huisnummer 55
    return between == ["maar"]  # niet één acht maar acht één


def _ends(speech: Speech, begin: int, end: int) -> bool:
    """Whether a sentence ends among the tokens ``[begin, end)`` and the next one is no doubt: *wacht, …*."""
    low = speech.low
    return any(
        low[index] in _STOPS
        and speech.gap(index)
        and low[index - 1] not in (".", "…")
        and not (index + 1 == end and low[index - 1] in _HESITATION)
        and low[index + 1] not in _HESITATION
        for index in range(begin, end)
    )


def _is_said_again(speech: Speech, left: Find, right: Find, between: Sequence[str]) -> bool:
    """Whether the second find says the first once more, or a part of it."""
    if {left.reason, right.reason} <= ADDRESSES | {"initials"}:
        return "dus" in between or "nee" in between
    said = speech.value(*speech.tokens(right))
    if left.reason != right.reason or between == [","]:
        return False
    if left.reason == "postcode":
        return len(said) < 4
    return left.reason == "phone" and 0 < len(said) < 5 and not said.startswith("0")


def goes_on(speech: Speech, begin: int, end: int, known: frozenset[str] = frozenset()) -> bool:
    """Whether the tokens ``[begin, end)`` are plain words that open nothing else."""
    between = speech.low[begin:end]
    if sum(word[0].isalnum() for word in between) > MOST_WORDS or any(OPENS.fullmatch(word) for word in between):
        return False
    return not ATS.isdisjoint(between) or all(word in known or _is_plain(word) for word in between)


def _is_plain(word: str) -> bool:
    if len(word) < 2 or not word.isalpha():
        return True
    return bool(lexicon().flags(word) & (KNOWN_WORD | STAYS | Flag.EVERYDAY | Flag.COMMON))


def _is_half(speech: Speech, left: Find, right: Find) -> bool:
    """Whether a number goes on with the digits of another find, or an address with a few."""
    first, last = speech.tokens(left)
    said, more = speech.value(first, last), speech.value(*speech.tokens(right))
    apart = speech.tokens(right)[0] - last
    if left.reason in ADDRESSES:
        return _is_open(speech, left) and apart < 5 and len(more) < 5
    if left.reason == "postcode":
        digits = len(said) == 4 and bool(speech.digits[last])
        return digits and right.reason == "postcode" and len(more) < 4 and apart < 6
    if left.reason != "phone" or right.reason not in ("phone", "bsn") or not said.startswith("0"):
        return False
    again = more.startswith("0") and len(more) >= WHOLE and _WRONG.isdisjoint(speech.low[last + 1 : last + apart])
    return len(said) < WHOLE and not again and speech.low[last + 1 : last + apart] != ["of"]


def _is_begun(speech: Speech, left: Find, right: Find) -> bool:
    """Whether an address has not come to its end, and another piece goes on with it."""
    if right.reason not in ADDRESSES or not _is_open(speech, left):
        return False
    (first, last), (begin, end) = speech.tokens(left), speech.tokens(right)
    if ATS.isdisjoint(speech.low[first : last + 1]) and not ATS.isdisjoint(speech.low[begin : end + 1]):
        return True  # t.tenbroeke, ten broeke aan elkaar, apenstaartje
    return not _SIGNS.isdisjoint(speech.low[first : end + 1])


def _is_open(speech: Speech, find: Find) -> bool:
    """Whether a find is an address whose end is still to come."""
    text = speech.text[find.start : find.end]
    begun = find.reason in ADDRESSES | {"initials"}
    return begun and not _ENDS.search(text) and not ("@" in text and "." in text)


def _is_article(speech: Speech, index: int, last: int) -> bool:
    """Whether *een* stands before a letter: *en dan een K*."""
    after = speech.low[index + 1] if index < last else ""
    return speech.low[index] == "een" and len(after) == 1 and after.isalpha()


def _is_aside(speech: Speech, index: int, span: tuple[int, int]) -> bool:
    """Whether a token is said between pieces; glued to a sign it is a word of a written address."""
    start, end = speech.spans[index]
    if end - start == 2 and speech.text[start:end].isupper():
        return False  # 4711 EH
    first, last = span
    before = index == first or speech.gap(index - 1) or speech.low[index - 1] in (",", "…")
    pause = speech.low[index + 1 : index + 3] == [".", "."]
    return before and (index == last or speech.gap(index) or pause or speech.low[index + 1] in (",", "…"))
