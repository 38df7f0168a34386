"""Addresses as they are said: *jan punt de vries apenstaartje*, a site, a handle, letters spelled one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from interview_coder.domain.model import Find
from interview_coder.redaction.spoken import STOP, Speech
from interview_coder.redaction.tokens import words

TLD: Final = (
    "nl|com|net|org|eu|be|de|info|nu|edu|gov|io|college|school|app|online|amsterdam|frl|tv|biz|fr|uk|co|club|shop|site|"
    "dev|blog|zone|academy"
)
_TLDS: Final = frozenset(TLD.split("|")) - {"de"}
_SPELT_TLDS: Final = (("n", "l"), ("en", "el"), ("en", "l"), ("n", "el"), ("b", "e"), ("e", "u"), ("d", "e"))
_AT: Final = words(
    """apenstaartje apestaartje apenstaart apestaart apenstaatje aapjesstaart apenstaartjes apestaartjes
    apenstaartj apenstartje
    apenstertje apenstaartsje apestaatje aapenstaartje aapestaartje apenstaarje atteken"""
)
# The sign said in two words, which are read as one.
_TAIL: Final = re.compile(r"\b(?:apen?|aapen?|apes)\s(?:staartje|staatje|startje)\b|\bat[\s-]teken\b", re.IGNORECASE)
# Who hands out addresses: before their site, *bij* or *et* is the sign.
_PROVIDERS: Final = words(
    """gmail g hotmail hot outlook live ziggo kpn kpnmail xs4all planet hetnet home yahoo icloud proton
    protonmail upcmail casema
    chello telfort online quicknet zonnet tele2 wanadoo solcon msn googlemail caiway freeler"""
)
_DOT: Final = frozenset(["punt", "dot", ".", "puntje", "puunt"])
_JOINERS: Final = _DOT | words(
    """streepje min minnetje onderstreepje underscore tussenstreepje koppelteken plus - _ slash liggend laag lage
    onderliggend minteken hekje hashtag liggendstreepje laagstreepje dash hyphen verbindingsstreepje koppelstreepje"""
)
_UNDER: Final = frozenset(["onderstreepje", "underscore", "_", "laagstreepje", "liggendstreepje", "onderscore"])
_LINKS: Final = _UNDER | _DOT | words("streepje streep laag lage liggend onderliggend hekje hashtag min")
# What joins the parts of a handle where an account was spoken of.
_TOLD_LINKS: Final = _DOT | words("hekje hashtag streepje min")
_SOCIAL: Final = words("facebook instagram tiktok snapchat twitter linkedin youtube")
_HANDLE_CUE: Final = re.compile(
    r"(?:insta|tiktok|snap|twitter|facebook|youtube|account|gebruikersnaam|discord|skype|gamertag|nickname|username|"
    r"telegram|twitch|inlognaam|linkedin)\w*"
)
_SITE_CUE: Final = re.compile(r"(?:web)?(?:site|adres|winkel)|www|webshop|mail\w*|e-mail\w*")
_GO_ON: Final = words("daar die dat en of als want maar dus ja nou dan ik je is zie kun kan heb heet eh")
_PARTICLES: Final = words("de van der den het ter ten te el")
_WEAK_AT: Final = frozenset(["at", "@", "ad", "et", "add", "bij", "aapje"])
_ADDRESS_WORDS: Final = _AT | _UNDER | {"punt", "dot", "at", "@", "ad"}
_LONG_ADDRESS: Final = 48
_CHARACTERS: Final = words("dubbel dubbele cijfer cijfers hoofdletter kleine duizend tweeduizend honderd")
_SPELT_WITH: Final = words("dubbel dubbele hoofdletter een één streepje twee")
_REMARKS: Final = words("aan elkaar aaneen alles kleine letters")
_BEHIND_REMARKS: Final = _AT | _REMARKS | _JOINERS | {"at", "@"}
_NO_DOMAIN: Final = STOP - _PARTICLES - words("mail email site website insta gewoon schrijf")


def find_addresses(speech: Speech, national: Callable[[str], bool]) -> Iterator[Find]:
    """The addresses, sites and handles that are said, in no order; finds may overlap."""
    if not _ADDRESS_WORDS.isdisjoint(speech.low) and ("," in speech.low or "…" in speech.low):
        # A comma in dictation parts nothing: *jansen, aan elkaar, punt, k, apenstaartje*.
        speech = Speech(speech.text, [span for span in speech.spans if speech.text[span[0]] not in ",…"])
    if tails := [match.span() for match in _TAIL.finditer(speech.text)]:
        speech = Speech(speech.text, _in_one(speech.spans, tails))
    found = list(_addresses(speech, national))
    yield from found
    yield from _said_again(speech, [find for find in found if find.reason == "e-mail"])


def _in_one(spans: Sequence[tuple[int, int]], wholes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of tokens, those that lie in one of the ``wholes`` made one."""
    apart = [span for span in spans if not any(start < span[1] and span[0] < end for start, end in wholes)]
    return sorted([*apart, *wholes])


def _said_again(speech: Speech, addresses: Sequence[Find]) -> Iterator[Find]:
    """Parts of an address that are said once more: *ja, zorghuis min delinde*."""
    if not addresses:
        return
    said = {
        word
        for find in addresses
        for word in re.findall(r"\w{3,}", speech.text[find.start : find.end].lower())
        if word not in STOP and word not in _JOINERS and word not in _TLDS
    }
    low = speech.low
    for index in range(1, len(low) - 1):
        if (
            low[index] in _JOINERS
            and low[index - 1] in said
            and low[index + 1] in said
            and not speech.broken(index + 1)
        ):
            yield speech.find(index - 1, index + 1, 0.85, "e-mail")


def _addresses(speech: Speech, national: Callable[[str], bool]) -> Iterator[Find]:
    """E-mail addresses, sites and handles."""
    low = speech.low
    taken = -1
    for index, word in enumerate(low):
        if word in _AT or word in _WEAK_AT or _TAIL.fullmatch(word):
            found = _around_sign(speech, index, strong=word not in _WEAK_AT)
            if found is not None:
                taken = max(speech.token_of(found.end), index)
                yield found
        elif index > taken and _letter(speech, index):
            yield speech.find(index, _element(speech, index), 0.7, "e-mail")
        elif index > taken and word in _LINKS and (find := _joined_handle(speech, index)):
            taken = speech.token_of(find.end)
            yield find
        elif index > taken and index > 1 and low[index - 1] in ("punt", "dot", "puunt") and _top(low, index):
            start = _web(speech, _local(speech, index - 1, joined=True))
            if start == index - 1 and low[index - 2] in _SOCIAL:
                start -= 1
            path = low[index + 1 : index + 2] and low[index + 1] in ("slash", "/", "schuine")
            site = "".join("." if w in _DOT else w for w in low[start : index + 1])
            if start < index - 1 and not national(site + "/x" * bool(path)):
                end = index + (word not in _TLDS)
                while end + 2 < len(low) and low[end + 1] in ("slash", "/", "schuine") and low[end + 2][0].isalnum():
                    end += 2 + (low[end + 1] == "schuine" and end + 3 < len(low))
                    end = max(end, _element(speech, end))
                taken = end
                yield speech.find(start, end, 0.9, "url")


def _top(low: list[str], index: int) -> bool:
    """Whether a site ends here: in *nl*, or in *en el* where a site was spoken of."""
    if low[index] in _TLDS:
        return True
    told = any(_SITE_CUE.match(word) for word in low[max(0, index - 9) : index])
    return told and tuple(low[index : index + 2]) in _SPELT_TLDS


def _around_sign(speech: Speech, index: int, *, strong: bool) -> Find | None:
    """The address around a sign, or the handle behind it; a weak sign (*at*, *bij*) needs a site behind it."""
    low, word = speech.low, speech.low[index]
    end = _domain(speech, index + 1)
    if not strong and end < 0:
        told = word == "at" and any(_HANDLE_CUE.match(w) for w in low[max(0, index - 5) : index + 8])
        end = _element(speech, index + 1) if told else -1
        return speech.find(index, end, 0.75, "handle") if end > index + 1 else None
    if word in ("bij", "et", "add") and low[index + 1] not in _PROVIDERS:
        return None
    start = _local(speech, index)
    if end < 0:
        end = _element(speech, index + 1)
        if any(_HANDLE_CUE.match(w) for w in low[max(0, index - 6) : index]):
            while (
                end - index < 4
                and end + 1 < len(low)
                and low[end + 1].isalpha()
                and low[end + 1] not in _GO_ON
                and not speech.broken(end + 1)
            ):
                end += 1
    if start == index and not strong:
        return None
    return speech.find(start, max(end, index), 0.92, "e-mail" if start < index else "handle")


def _joined_handle(speech: Speech, index: int) -> Find | None:
    """A handle around *onderstreepje*; around *punt* only where an account was spoken of."""
    low, word = speech.low, speech.low[index]
    if not 0 < index < len(low) - 1 or not low[index + 1][0].isalnum():
        return None
    if low[index + 1] in _TLDS and word in _DOT:
        return None
    told = word in _TOLD_LINKS and word != "." and any(_HANDLE_CUE.match(w) for w in low[max(0, index - 8) : index])
    line, lying = ("streepje", "streep"), ("laag", "lage", "liggend", "onderliggend")
    low_line = (word in line and low[index - 1] in lying) or (word in lying and low[index - 1] in line)
    if word not in _UNDER and not told and not low_line:
        return None
    start, end = _local(speech, index, joined=True), _element(speech, index + 1)
    while end + 1 < len(low) and speech.digits[end + 1] and not speech.broken(end + 1):
        end += 1
    return speech.find(start, end, 0.85 if word in _UNDER else 0.8, "handle") if start <= index <= end else None


def _web(speech: Speech, start: int) -> int:
    """The token of a *www* that stands a little before an address, else the address's own first token."""
    for index in range(start - 1, max(start - 6, -1), -1):
        if speech.broken(index + 1):
            break
        if speech.low[index] == "www" or speech.low[max(0, index - 2) : index + 1] == ["w", "w", "w"]:
            return index if speech.low[index] == "www" else index - 2
    return start


def _letter(speech: Speech, index: int) -> bool:
    """Whether a letter, *streepje* or *punt*, and a word begin here: how the first half of an address is said."""
    low = speech.low
    return (
        len(low[index]) == 1
        and low[index].isalpha()
        and low[index] != "u"
        and index + 2 < len(low)
        and low[index + 1] in ("streepje", "punt", "onderstreepje")
        and len(low[index + 2]) > 2
        and low[index + 2].isalpha()
    )


def _domain(speech: Speech, index: int) -> int:
    """The last token of a domain that begins at a token; -1 where none does."""
    low = speech.low
    for ahead in range(index, min(index + 12, len(low) - 1)):
        if speech.broken(ahead) or low[ahead] in _NO_DOMAIN:
            return -1
        if low[ahead] not in _DOT or ahead <= index or speech.broken(ahead + 1):
            continue
        if low[ahead + 1] in _TLDS:
            return ahead + 1
        if tuple(low[ahead + 1 : ahead + 3]) in _SPELT_TLDS:
            return ahead + 2
    return -1


def _element(speech: Speech, index: int) -> int:
    """The last token of words joined by *punt*, *streepje* and the like; the token before where there are none."""
    low, end = speech.low, index - 1
    while end + 1 < min(len(low), index + 24) and low[end + 1][0].isalnum() and not speech.broken(end + 1):
        end += 1
        if end + 2 < len(low) and low[end + 1] in _JOINERS and low[end + 1] not in ".-" and not speech.broken(end + 1):
            end += 1
            continue
        break
    return end


def _local(speech: Speech, at: int, *, joined: bool = True) -> int:
    """The first token of what is joined up to the token ``at``: words apart by joiners, spelled letters, numbers."""
    low, start, index = speech.low, at, at - 1
    while index >= 0 and at - index < _LONG_ADDRESS:
        word = low[index]
        if _passes(speech, index, joined):
            index -= 1
            continue
        if speech.broken(index + 1) or (not word[0].isalnum() and word not in _JOINERS):
            break
        if (word in _JOINERS and not (word in ".-" and speech.gap(index))) or _spelt_on(low, index):
            start, joined = index, True
        elif len(word) == 1 or speech.digits[index] or word in _CHARACTERS:
            further = low[index + 1]
            if not joined and not (len(further) == 1 or speech.digits[index + 1] or further in _CHARACTERS):
                break
            if len(word) == 1 and word == "u" and not joined:
                break
            # Behind a name a number goes on with it: *lisa punt vos zes apenstaartje*.
            start, joined = index, joined and len(word) > 1 and bool(speech.digits[index] or word in _CHARACTERS)
        elif word in _PARTICLES and (joined or low[index + 1] not in _JOINERS):
            back = index
            while back > 0 and low[back] in _PARTICLES and index - back < 3:
                back -= 1
            if low[back] not in _JOINERS and low[back] not in STOP and low[back][0].isalnum() and index > back:
                # *m van der laan apenstaartje*: a name said in one breath.
                start, index, joined = back, back - 1, False
                continue
            if low[back] not in _JOINERS or low[back] in ".-":
                break
            start, joined = index, True
        elif joined and word not in STOP:
            start, joined = index, False
        else:
            break
        index -= 1
    while start < at and low[start] in _JOINERS:
        start += 1
    return start - _initial_before(speech, start, at)


def _letter_of(low: list[str], index: int) -> bool:
    """Whether a letter is told by a word: *s van simon*."""
    return index > 1 and low[index - 1] == "van" and len(low[index - 2]) == 1 and low[index][:1] == low[index - 2]


def _spelt_on(low: list[str], index: int) -> bool:
    """Whether a small word stands inside an address: *boukje en anne, aan elkaar*, *sanne met dubbel n*."""
    if low[index] == "elkaar" and low[index - 1] == "aan":
        return True
    if low[index] == "aan" and low[index + 1] == "elkaar":
        return index > 0 and low[index - 1] not in STOP
    if _letter_of(low, index) or (low[index] == "van" and _letter_of(low, index + 1)):
        return True
    if low[index] == "en":
        return low[index + 2 : index + 4] == ["aan", "elkaar"] and index > 0 and low[index - 1] not in STOP
    return low[index] == "met" and low[index + 1] in _SPELT_WITH


def _initial_before(speech: Speech, start: int, at: int) -> bool:
    """Whether a single letter stands before the first word of an address: *h wessels apenstaartje*."""
    low, initial = speech.low, start - 1
    if not 0 <= initial < at - 1 or low[at] not in _AT or not low[start].isalpha() or speech.broken(start):
        return False
    return len(low[initial]) == 1 and low[initial].isalpha() and low[initial] not in "uknt"


def _passes(speech: Speech, index: int, joined: bool) -> bool:
    """Whether a token stands inside an address without being a part: a comma, *aan elkaar*."""
    low = speech.low
    if not index or speech.broken(index + 1):
        return False
    if low[index] == ",":
        return joined or low[index - 1] in _JOINERS
    return joined and low[index] in _REMARKS and low[index + 1] in _BEHIND_REMARKS
