"""Addresses as they are said: *jan punt de vries apenstaartje*, a site, a handle, letters spelled one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from interview_coder.domain.model import Find
from interview_coder.redaction.figures import said_digits
from interview_coder.redaction.handles import GO_ON, HANDLE_CUE, SPELT_WITH, find_accounts
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag, lexicon
from interview_coder.redaction.nets import NETS
from interview_coder.redaction.remarks import remarks
from interview_coder.redaction.speech import STOP, Speech, repeated
from interview_coder.redaction.tokens import words

TLD: Final = (
    "nl|com|net|org|eu|be|de|info|nu|edu|gov|io|college|school|app|online|amsterdam|frl|tv|biz|fr|uk|co|club|shop|site|"
    "dev|blog|zone|academy|example"
)
# Endings of sites that are seldom said, but written.
WRITTEN_TLD: Final = (
    f"{TLD}|care|coop|pro|works|tech|design|studio|store|events|group|agency|example|invalid|network|media|digital|social|"
    "community|education|training|coach|consulting|solutions|services|systems|support|world|life|link|page|photo|photography|"
    "gallery|music|bike|cafe|hotel|catering|pizza|beer|kitchen|farm|garden|flowers|florist|pet|vet|clinic|dental|"
    "health|healthcare|fitness|yoga|hair|beauty|fashion|clothing|shoes|toys|games|game|fun|rocks|ninja|guru|expert|center|"
    "company|business|international|global|house|homes|estate|properties|rent|construction|builders|tools|parts|cars|auto|"
    "delivery|energy|solar|eco|green|organic|xyz|vip|ltd|gmbh|llc|inc|law|legal|tax|accountants|finance|money|gifts|gift|"
    "market|marketing|deals|express|gal|vlaanderen|brussels|gent|berlin|hamburg|koeln|nrw|ruhr|london|paris|swiss|mobi|travel|"
    "jobs|museum|aero|int|cloud|software|computer|email|chat|tube|video|news|press|directory|guide|wiki|place|city|camp|"
    "holiday|tours|church|charity|foundation|ngo|gives|university|courses|institute|science|engineering|graphics|ink|"
    "gg|it|es|pl|tr|sr|aw|cw|ch|at|dk|se|fi|ie|us"
)
_TLDS: Final = frozenset(TLD.split("|")) - {"de"}
# Endings behind the sign of an address, where a word that is none of an address cannot be meant.
_SIGNED_TLDS: Final = (
    _TLDS
    | frozenset(WRITTEN_TLD.split("|"))
    | words(
        """me ly gg la im to cc so test restaurant bar pub salon theater film band dance art taxi run golf dentist
        doctor surgery cleaning plumbing auction"""
    )
) - {"de"}
# Endings that are words: behind *punt* they end a site only where one was spoken of.
_WORDY_TLDS: Final = words("nu school college online app club shop site blog zone academy tv co amsterdam")
# Endings that a transcript may take for a sentence of their own, behind the sign.
_SENTENCES: Final = words("nl com")
_SPELT_TLDS: Final = (("n", "l"), ("en", "el"), ("en", "l"), ("n", "el"), ("b", "e"), ("e", "u"), ("d", "e"))
_SPELT_LONG: Final = (("c", "o", "m"), ("f", "r", "l"), ("o", "r", "g"), ("e", "f", "er", "el"))
AT_SIGNS: Final = words(
    """apenstaartje apestaartje apenstaart apestaart apenstaatje aapjesstaart apenstaartjes apestaartjes
    apenstaartj apenstartje
    apenstertje apenstaartsje apestaatje apenstaartie apestaartie aperstaartje aapestaart apenstaarte
    apenkrul apekrul slingeraap slingeraapje krulletje-a
    aapenstaartje aapestaartje apenstaarje atteken"""
)
# The sign said in two words, which are read as one.
_TAIL: Final = re.compile(
    r"\b(?:apen?|aapen?|apes)\s(?:staartje|staatje|startje)\b|\bat[\s-](?:teken|sign)\b|\ba[\s-]tje\b|\bkrul(?:letje)?[\s-]a\b",
    re.IGNORECASE,
)
# Who hands out addresses: before their site, *bij* or *et* is the sign.
PROVIDERS: Final = words(
    """gmail g hotmail hot outlook live ziggo kpn kpnmail xs4all planet hetnet home yahoo icloud proton
    protonmail upcmail casema gmx freenet
    kpnplanet zeelandnet chello telfort online quicknet zonnet tele2 wanadoo solcon msn googlemail caiway freeler"""
)
SURE_PROVIDERS: Final = words("gmail hotmail ziggo outlook kpnmail icloud protonmail yahoo xs4all")
# Behind these *de* is no article: *at gmx punt de*.
_GERMAN: Final = (["gmx"], ["web"], ["freenet"])
_DOT: Final = frozenset(["punt", "dot", ".", "puntje", "puunt"])
_JOINERS: Final = _DOT | words(
    """streepje min minnetje onderstreepje underscore tussenstreepje koppelteken plus - _ slash liggend laag lage
    onderliggend minteken hekje hashtag liggendstreepje laagstreepje dash hyphen verbindingsstreepje koppelstreepje"""
)
_UNDER: Final = frozenset(["onderstreepje", "underscore", "_", "laagstreepje", "liggendstreepje", "onderscore"])
_LINKS: Final = _UNDER | _DOT | words("streepje streep laag lage liggend onderliggend hekje hashtag min")
# What joins the parts of a handle where an account was spoken of.
_TOLD_LINKS: Final = _DOT | words("hekje hashtag streepje min")
_SLASHES: Final = frozenset(["slash", "/", "schuine", "schuin"])
# What is said behind *https*, and how many tokens before the words of a site it stands at most.
_BEHIND_SCHEME: Final = words("dubbele dubbel punt slash schuine twee :")
_SCHEME: Final = 10
_SITE_CUE: Final = re.compile(r"(?:web)?(?:site|adres|winkel)|www|webshop|mail\w*|e-mail\w*")
_PARTICLES: Final = words("de van der den het ter ten te el")
# Behind these a sign is spoken of, and is no part of a handle.
_BEFORE_SIGN: Final = words("dat het een die dit zonder geen")
# What leads on to a word before it: *werken bij apenstaartje*.
_BOUND: Final = words("bij over onder")
_WEAK_AT: Final = frozenset(["at", "@", "ad", "et", "add", "bij", "aapje"])
_ADDRESS_WORDS: Final = AT_SIGNS | _UNDER | {"punt", "dot", "at", "@", "ad"}
_LONG_ADDRESS: Final = 48
_NEAR: Final = 30
# How far behind the word for a net a name on it is said, and how many tokens it has at most.
_NEAR_NET, _LONG_NAME = 15, 9
# How near mail is spoken of where an address has no word for its point.
_MAILED: Final = 12
_CHARACTERS: Final = words("dubbel dubbele cijfer cijfers hoofdletter kleine duizend tweeduizend honderd")
_REMARKS: Final = words(
    """aan elkaar aaneen alles kleine letters klein geschreven allemaal achter zonder hoofdletters spaties spatie punten
    hoofdletter letter"""
)
# Who teaches or writes, before a first name: *juf marloes apenstaartje*.
_STYLED: Final = words("juf juffrouw meester coach oma opa tante oom team bakker slager boer dokter mama papa")
_FILLERS: Final = words("eh uh ehm uhm ja en dan het de een zo'n komt nog iets met getal cijfer")
_THINKING: Final = words("eh uh ehm uhm dan")
_BEHIND_REMARKS: Final = AT_SIGNS | _REMARKS | _JOINERS | {"at", "@"}
_SIGNS: Final = AT_SIGNS | {"@"}
# Before these, small words are the speaker's, not the address's.
_BEHIND_FILLERS: Final = _SIGNS | _JOINERS - {"-", ".", "min", "plus", "dash", "laag", "lage"} | {"at", "schuine"}
# What is said of the sign itself: *het apenstaartje staat achteraan*.
_SAID_OF_SIGN: Final = words("zijn is was staat staan stond komt moet kan hoort zit zat mag heet vergeten")
# What tells of a sign where it stands: *zonder punt ertussen*.
_DESCRIBED: Final = words("ertussen tussen erachter ervoor erin daartussen daarachter")
# A sign with its site, written in one.
_SITE_BEHIND: Final = re.compile(r"@[^\W_][\w-]*(?:\.[^\W_][\w-]*)+")
_NO_DOMAIN: Final = STOP - _PARTICLES - words("mail email site website insta gewoon schrijf")


def find_addresses(speech: Speech, national: Callable[[str], bool]) -> Iterator[Find]:
    """The addresses, sites and handles that are said, in no order; finds may overlap."""
    if not _ADDRESS_WORDS.isdisjoint(speech.low):
        speech = Speech(speech.text, _fluent(speech))
    if tails := [match.span() for match in _TAIL.finditer(speech.text)]:
        speech = Speech(speech.text, _in_one(speech.spans, tails))
    found = list(_addresses(speech, national))
    yield from found
    yield from find_accounts(speech)
    yield from _pieces(speech)
    yield from _said_again(speech, [find for find in found if find.reason == "e-mail"])


def _pieces(speech: Speech) -> Iterator[Find]:
    """Pieces of an address that others come between: *jansen punt m.* *Ja.* *Apenstaartje.* *Ja.* *gmail punt com.*"""
    low = speech.low
    signs = [index for index, word in enumerate(low) if word in AT_SIGNS]
    for index in range(1, len(low) - 1):
        joins = low[index] in _JOINERS and low[index].isalpha() and low[index] not in ("min", "plus")
        if not joins or not any(abs(sign - index) < _NEAR for sign in signs):
            continue
        before, after = low[index - 1], low[index + 1]
        if before in ("zonder", "geen") or after in _DESCRIBED:
            continue
        if speech.digits[index - 1] and speech.digits[index + 1]:
            continue
        if speech.broken(index) or speech.broken(index + 1) or not (before[0].isalnum() and after[0].isalnum()):
            continue
        heard = [
            word for word in (before, after) if len(word) > 1 and lexicon().flags(word) & (Flag.EVERYDAY | Flag.KEEP)
        ]
        letter = len(before) == 1 or len(after) == 1
        if before not in STOP and after not in STOP and (letter or after in _TLDS - _WORDY_TLDS or not heard):
            yield speech.find(_local(speech, index), _element(speech, index + 1), 0.7, "e-mail")


def _fluent(speech: Speech) -> list[tuple[int, int]]:
    """The spans of the tokens without what dictation puts between the parts of an address.

    That is commas, dots of hesitation, *en dan een* or *eh* beside a sign, a joiner or a spelled letter, and remarks.
    """
    low, spans, aside = speech.low, speech.spans, remarks(speech)
    pauses = [
        i in aside or low[i] in ",…" or (low[i] == "." and "." in (low[max(0, i - 1)] * (i > 0), *low[i + 1 : i + 2]))
        for i in range(len(low))
    ]
    said = [i for i in range(len(low)) if not pauses[i]]
    kept: list[tuple[int, int]] = []
    index = 0
    while index < len(said):
        end = index
        while end < len(said) and end - index < 6 and (low[said[end]] in _FILLERS or _ends(speech, said[end])):
            end += 1
        before = low[said[index - 1]] if index else ""
        after = low[said[end]] if end < len(said) else ""
        run = {low[i] for i in said[index:end]}
        if end > index and _is_thought(run, before, after):
            index = end
            continue
        kept.append(spans[said[index]])
        index += 1
    return kept


def _is_thought(run: set[str], before: str, after: str) -> bool:
    """Whether small words between two others are the speaker's own, not a part of an address."""
    if "." in run and after not in _JOINERS and before not in _JOINERS:
        return False
    if "met" in run and "iets" not in run:
        return False
    if before in _SIGNS:
        return bool(run - {"."})
    thinks = not run.isdisjoint(_THINKING)
    if before in _JOINERS or before == "at" or (len(after) == 1 and after.isalpha()) or said_digits(after):
        return thinks
    return after in _BEHIND_FILLERS and (thinks or after in _SIGNS)


def _ends(speech: Speech, index: int) -> bool:
    """Whether a full stop only parts two pieces of dictation: *scheldemond. En dan punt nl*."""
    return speech.low[index] == "." and speech.gap(index) and speech.low[index + 1 : index + 2] in (["en"], ["dan"])


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
        if low[index] in _JOINERS and low[index].isalpha() and not speech.broken(index + 1):
            both = (low[index - 1], low[index + 1])
            if all(word in said or (len(word) > 3 and any(word in other for other in said)) for word in both):
                yield speech.find(index - 1, index + 1, 0.85, "e-mail")


def _addresses(speech: Speech, national: Callable[[str], bool]) -> Iterator[Find]:
    """E-mail addresses, sites and handles."""
    low = speech.low
    taken = -1
    for index, word in enumerate(low):
        if word in AT_SIGNS or word in _WEAK_AT or _TAIL.fullmatch(word):
            found = _around_sign(speech, index, strong=word not in _WEAK_AT)
            if found is not None:
                taken = max(speech.token_of(found.end), index)
                yield found
        elif index > taken and _letter(speech, index):
            yield speech.find(index, _numbered(speech, _element(speech, index)), 0.7, "e-mail")
        elif index > taken and word in _LINKS and (find := _joined_handle(speech, index)):
            taken = speech.token_of(find.end)
            yield find
        elif index > taken and index > 1 and low[index - 1] in ("punt", "dot", "puunt") and _top(low, index):
            start = _web(speech, _local(speech, index - 1, joined=True))
            if start == index - 1 and low[index - 2] in NETS:
                start -= 1
            path = low[index + 1 : index + 2] and low[index + 1] in _SLASHES
            site = "".join("." if w in _DOT else w for w in low[start : index + 1])
            if start < index - 1 and not national(site + "/x" * bool(path)):
                end = index + max(1, spelt_top(low, index)) - 1
                while end + 2 < len(low) and low[end + 1] in _SLASHES and low[end + 2][0].isalnum():
                    end += 2 + (low[end + 1] in ("schuin", "schuine") and end + 3 < len(low))
                    end = max(_spelled_to(speech, end), _element(speech, end))
                if path:
                    end = _more_names(speech, end)
                taken = end
                yield speech.find(start, end, 0.9, "url")


def _top(low: list[str], index: int) -> bool:
    """Whether a site ends here: in *nl*, or in *en el* where a site was spoken of."""
    told = any(_SITE_CUE.match(word) for word in low[max(0, index - 9) : index])
    if low[index] in _SIGNED_TLDS and "www" in low[max(0, index - 9) : index]:
        return True
    if low[index] in _TLDS:
        return told or low[index] not in _WORDY_TLDS
    spelt = spelt_top(low, index)
    return spelt > 0 and (told or spelt > 2 or low[index] == "n" or low[index + 1] == "l")


def spelt_top(low: Sequence[str], index: int) -> int:
    """How many tokens from one on spell what a site ends in: two for *n l*, three for *f r l*, else none."""
    if tuple(low[index : index + 2]) in _SPELT_TLDS:
        return 2
    return next((len(spelt) for spelt in _SPELT_LONG if tuple(low[index : index + len(spelt)]) == spelt), 0)


def _around_sign(speech: Speech, index: int, *, strong: bool) -> Find | None:
    """The address around a sign, or the handle behind it; a weak sign (*at*, *bij*) needs a site behind it."""
    low, word = speech.low, speech.low[index]
    if word == "@" and _is_written(speech, index):
        return None  # found by its pattern
    provided = low[index + 1 : index + 2] and low[index + 1] in PROVIDERS
    tops = _SIGNED_TLDS if strong or word == "at" or provided else _TLDS
    end = _domain(speech, index + 1, tops | {"de"} if low[index + 1 : index + 2] in _GERMAN else tops)
    if end < 0 and (strong or word == "at") and any("mail" in near for near in low[max(0, index - _MAILED) : index]):
        end = _domain_without_point(speech, index + 1)
    if end < 0 and not provided and low[index - 1 : index] in (["achter"], ["na"]):
        return None  # hetzelfde achter het apenstaartje
    if not strong and end < 0:
        if word == "at" and low[index + 1 : index + 2] and low[index + 1] in SURE_PROVIDERS:
            top = low[index + 2 : index + 3] in (["com"], ["nl"], ["net"]) and not speech.broken(index + 2)
            return speech.find(_local(speech, index), index + 1 + top, 0.85, "e-mail")
        if word == "at" and (last := _clause_on_net(speech, index)) > index + 1:
            return speech.find(index, last, 0.75, "handle")
        told = word == "at" and any(HANDLE_CUE.match(w) for w in low[max(0, index - 5) : index + 8])
        end = _more_names(speech, _element(speech, index + 1)) if told else -1
        flags = lexicon().flags(low[index + 1]) if end == index + 1 else 0
        named = end == index + 1 and (flags & (Flag.FIRST | Flag.EVERYDAY | STAYS) == Flag.FIRST or not flags)
        return speech.find(index, end, 0.75, "handle") if end > index + 1 or named else None
    if word in ("bij", "et", "add") and low[index + 1] not in PROVIDERS:
        return None
    start = _local(speech, index)
    if end < 0:
        end = _element(speech, index + 1)
        led = start == index and strong and low[index - 1 : index] in (["op"], ["via"], ["onder"])
        if led or any(HANDLE_CUE.match(w) for w in low[max(0, index - 6) : index]):
            while (
                end - index < 4
                and end + 1 < len(low)
                and low[end + 1].isalpha()
                and low[end + 1] not in GO_ON
                and not speech.broken(end + 1)
            ):
                end += 1
    if start == index and (not strong or end <= index or (end == index + 1 and low[end] in _SAID_OF_SIGN)):
        return None
    if start == index and low[index + 1 : index + 2] == ["."]:
        start += 2
    return speech.find(start, max(end, index), 0.92, "e-mail" if start < index else "handle")


def _clause_on_net(speech: Speech, sign: int) -> int:
    """The last token of a clause that is a name on a net and nothing more: *Op Insta. At sterre slaat toe.*; else the
    sign."""
    low, last = speech.low, sign
    near = low[max(0, sign - _NEAR_NET) : sign]
    opens = not near or speech.opens(sign) or not near[-1][0].isalnum() or _pauses(speech, sign)
    told = (opens or HANDLE_CUE.match(near[-1])) and any(HANDLE_CUE.match(word) for word in near)
    if not told and "heet" not in near[-3:]:
        return sign
    while last + 1 < len(low) and last - sign < _LONG_NAME and not speech.broken(last + 1):
        word = low[last + 1]
        joins = word == low[last] or speech.digits[last + 1] or not _JOINERS.isdisjoint(low[last : last + 2])
        if not word[0].isalnum() or (_pauses(speech, last + 1) and not joins):
            break
        everyday = lexicon().flags(word) & (Flag.EVERYDAY | Flag.FIRST) == Flag.EVERYDAY
        if word in GO_ON or (last == sign and (word in STOP or everyday) and word not in _PARTICLES):
            return sign  # At iedereen mee?
        last += 1
    ahead = last + 1
    ends = ahead == len(low) or speech.broken(ahead) or not low[ahead][0].isalnum() or _pauses(speech, ahead)
    return last if ends else sign


def _pauses(speech: Speech, index: int) -> bool:
    """Whether a comma stands before a token, also one that the reader of addresses does not see."""
    return "," in speech.text[speech.spans[index - 1][1] : speech.spans[index][0]]


def _is_written(speech: Speech, sign: int) -> bool:
    """Whether an address is written around a sign, whole, and nothing that was said goes on before it."""
    low, start, begin = speech.low, sign, speech.spans[sign][0]
    if not _SITE_BEHIND.match(speech.text, begin) or not speech.text[max(0, begin - 1) : begin].isalnum():
        return False
    while start > 0 and not speech.gap(start - 1):
        start -= 1
    # Where nothing is glued to the sign its name was taken for a remark.
    return start in (0, sign) or (low[start - 1] not in _JOINERS and len(low[start - 1]) > 1)


def _spelled_to(speech: Speech, index: int) -> int:
    """The last of the letters that are spelled from a token on; the token itself where it is no letter."""
    low = speech.low
    while index + 1 < len(low) and len(low[index]) == len(low[index + 1]) == 1 and low[index + 1].isalnum():
        if speech.broken(index + 1):
            break
        index += 1
    return index


def _more_names(speech: Speech, end: int) -> int:
    """The last of the words behind a token that go on with somebody's name: *slash jan jansen*."""
    low = speech.low
    while end + 1 < len(low) and low[end + 1].isalpha() and not speech.broken(end + 1) and low[end + 1] not in GO_ON:
        flags = lexicon().flags(low[end + 1])
        if not (flags & NAMED or not flags & KNOWN_WORD) or flags & (STAYS | Flag.EVERYDAY):
            break
        end += 1
    return end


def _joined_handle(speech: Speech, index: int) -> Find | None:
    """A handle around *onderstreepje*; around *punt* only where an account was spoken of."""
    low, word = speech.low, speech.low[index]
    if not 0 < index < len(low) - 1 or not low[index + 1][0].isalnum():
        return None
    if (low[index + 1] in _TLDS and word in _DOT) or (word == "min" and low[index + 1] == "of"):
        return None  # min of meer
    if word in ("hekje", "hashtag") and low[index - 1] in _BEFORE_SIGN:
        return None  # dat hekje hoeft niet
    opens = index < 3 or not low[index - 3][0].isalnum() or speech.broken(index - 2)
    if opens and low[max(0, index - 2) : index] == ["met", "een"]:
        return None  # Met een underscore, dat is zo'n laag streepje; but: jan met een underscore vos
    near = low[max(0, index - 8) : index]
    told = word in _TOLD_LINKS and word != "." and ("volg" in near or any(map(HANDLE_CUE.match, near)))
    line, lying = ("streepje", "streep"), ("laag", "lage", "liggend", "onderliggend")
    low_line = (word in line and low[index - 1] in lying) or (word in lying and low[index - 1] in line)
    if word not in _UNDER and not told and not low_line:
        return None
    start, end = _local(speech, index, joined=True), _element(speech, index + 1)
    while end + 1 < len(low) and speech.digits[end + 1] and not speech.broken(end + 1):
        if low[end + 1] == "een" and not speech.digits[end]:
            break  # @barbershop_vos een dm
        end += 1
    if low[end] in ("en", "van", "de", "het") and low[end - 1] in _UNDER and low[end + 1 : end + 2] != []:
        end += low[end + 1].isalpha() and not speech.broken(end + 1)  # stuc underscore en zoon
    times = end + 1 + (low[end + 1 : end + 2] == [","])
    end = max(end, repeated(speech, times))  # streepje laag, drie keer een zeven
    if low[start] in ("zo'n", "zon") or (low_line and not told and start == index):
        return None  # met zo'n laag streepje
    start -= low_line and start == index and not speech.broken(index)  # laag streepje anna
    return speech.find(start, end, 0.85 if word in _UNDER else 0.8, "handle") if start <= index <= end else None


def _web(speech: Speech, start: int) -> int:
    """The token of a *www* or *https* that stands a little before an address, else the address's own first token."""
    for index in range(start - 1, max(start - _SCHEME, -1), -1):
        if speech.broken(index + 1):
            break
        if speech.low[index] in ("http", "https") and speech.low[index + 1] in _BEHIND_SCHEME:
            return index
    for index in range(min(start, len(speech.low) - 1), max(start - 6, -1), -1):
        if index < start and speech.broken(index + 1):
            break
        if speech.low[index] in ("www", "wwwpunt"):
            return index
        if speech.low[max(0, index - 2) : index + 1] in (
            ["w", "w", "w"],
            ["drie", "keer", "w"],
            ["driemaal", "de", "w"],
        ):
            return index - 2
        if speech.low[max(0, index - 1) : index + 1] == ["driemaal", "w"]:
            return index - 1
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


def _domain(speech: Speech, index: int, tops: frozenset[str]) -> int:
    """The last token of a domain that begins at a token; -1 where none does."""
    low = speech.low
    for ahead in range(index, min(index + 12, len(low) - 1)):
        if speech.broken(ahead) or (low[ahead] in _NO_DOMAIN and not _joins_domain(low, ahead, index)):
            if (
                ahead > index
                and low[ahead : ahead + 2] == ["aan", "elkaar"]
                and not _DOT.isdisjoint(low[ahead + 2 : ahead + 3])
            ):
                continue  # at hotel de linde breda aan elkaar punt nl
            return -1
        if low[ahead] not in _DOT or ahead <= index or speech.broken(ahead + 1):
            continue
        parted = low[ahead] == "." and speech.gap(ahead)  # sint maarten parochie. Nl
        if low[ahead + 1] in (tops if not parted else _SENTENCES):
            return ahead + 1
        if spelt := spelt_top(low, ahead + 1):
            return ahead + spelt
    return -1


def _domain_without_point(speech: Speech, index: int) -> int:
    """The last token of a domain that closes a clause without a word for its point, else -1: *at tcr mbo nl*."""
    low = speech.low
    for last in range(index + 1, min(index + 6, len(low))):
        if speech.broken(last) or low[last - 1] in STOP or not low[last - 1].isalnum():
            return -1
        if low[last] in ("nl", "com"):
            closes = last + 1 == len(low) or speech.broken(last + 1) or not low[last + 1][0].isalnum()
            return last if closes or _pauses(speech, last + 1) else -1
    return -1


def _numbered(speech: Speech, last: int) -> int:
    """The last token of the number that ends what is said behind a token, else the token: *k punt oosterwold twee*."""
    low, end = speech.low, last
    while end + 1 < min(len(low), last + 4) and speech.digits[end + 1] and not speech.broken(end + 1):
        end += 1
    return end if end + 1 == len(low) or speech.broken(end + 1) or not low[end + 1][0].isalnum() else last


def _joins_domain(low: list[str], ahead: int, first: int) -> bool:
    """Whether *en* stands inside the name of a site: *zorg en welzijn punt nl*."""
    return ahead > first and low[ahead] == "en" and not _DOT.isdisjoint(low[ahead + 2 : ahead + 4])


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
        if word == "." and start == at and speech.gap(index) and not _closes_initial(speech, index):
            break  # Punt. Apenstaartjes zijn voor katten.
        if (word in _JOINERS and not (word in ".-" and speech.gap(index))) or _spelt_on(low, index):
            start, joined = index, True
        elif _character(speech, index):
            if not joined and (word == "u" or not _character(speech, index + 1)):
                break
            # Behind a name a number goes on with it: *lisa punt vos zes apenstaartje*; not *school, 182736@…*.
            written = index == at - 1 and word.isdecimal() and not speech.gap(index)
            start, joined = index, joined and len(word) > 1 and not written
        elif word in _PARTICLES and (joined or low[index + 1] not in _JOINERS):
            first = _breath(speech, index, start)
            if first < 0:
                break
            # *m van der laan apenstaartje*: a name said in one breath.
            start, index, joined = first, first, first == index and low[index - 1] in _JOINERS
        elif joined and word not in STOP and not _leads_away(speech, index, start):
            start, joined = index, word in _BOUND and index == at - 1
            if low[index - 1] in _CHARACTERS | SPELT_WITH and low[index - 2 : index - 1] == ["met"]:
                start, index, joined = index - 2, index - 2, True  # jansen met twee essen
        elif (
            index + 1 == start
            and start < at
            and (_goes_before(speech, index, start) or (word in _STYLED and lexicon().flags(low[start]) & Flag.FIRST))
        ):
            start = index
        else:
            break
        index -= 1
    while start < at and low[start] in _JOINERS:
        start += 1
    start -= _initials_before(speech, start, at) or _dotted_before(speech, start, at)
    couple = start > 1 and low[start - 1] == "en" and len(low[start]) == len(low[start - 2]) == 1
    couple = couple and low[start - 2].isalpha() and low[start - 2] != "u" and not speech.broken(start - 1)
    return start - 2 * (couple and not speech.broken(start))  # j en m vosselman


def _closes_initial(speech: Speech, index: int) -> bool:
    """Whether a full stop stands behind the initial after a first name: *amadou b. at*."""
    name, letter = ("", "", *speech.low[max(0, index - 2) : index])[-2:]
    return name.isalpha() and letter.isalpha() and len(letter) == 1 < len(name) and not speech.gap(index - 1)


def _leads_away(speech: Speech, index: int, start: int) -> bool:
    """Whether a word of every day before a comma only leads to an address: *je nummer, vijf nul drie apenstaart*."""
    if "," not in speech.text[speech.spans[index][1] : speech.spans[index + 1][0]] and speech.low[index + 1] != ",":
        return False
    flags = lexicon().flags(speech.low[index])
    return bool(speech.digits[start]) and bool(flags & Flag.EVERYDAY) and not flags & (Flag.FIRST | Flag.SURNAME)


def _character(speech: Speech, index: int) -> bool:
    """Whether a token is a letter, a number, or a word about them."""
    word = speech.low[index]
    return (
        len(word) == 1 or bool(speech.digits[index]) or word in _CHARACTERS or (len(word) == 3 and word.endswith("'s"))
    )


def _breath(speech: Speech, index: int, start: int) -> int:
    """Where a name begins whose particles end at a token, before a word at ``start``; -1 where it has no part in it."""
    low, back = speech.low, index
    while back > 0 and low[back] in _PARTICLES and index - back < 3:
        back -= 1
    if low[back] not in _JOINERS and low[back] not in STOP and low[back][0].isalnum() and index > back:
        flags = lexicon().flags(low[back])
        heard = flags & Flag.EVERYDAY and not flags & (Flag.FIRST | Flag.SURNAME) and len(low[back]) > 2
        if heard and low[start].isalpha() and f"{low[index]} {low[start]}" not in lexicon().surname_phrases:
            return -1  # op naam van jwdevries@
        return back
    if low[back] in _JOINERS and low[back] not in ".-":
        return index
    return index if index + 1 == start and f"{low[index]} {low[start]}" in lexicon().surname_phrases else -1


def _goes_before(speech: Speech, index: int, start: int) -> bool:
    """Whether a word without a joiner is a part of an address: a first name, or what is spelled behind it."""
    low, word = speech.low, speech.low[index]
    if not word.isalpha() or len(word) < 3 or word in STOP:
        return False
    flags = lexicon().flags(word)
    ahead = start + 1 + (low[start + 1] == ",")
    small = bool(lexicon().flags(low[start]) & Flag.EVERYDAY)  # werken bij, aan elkaar, apenstaartje
    if low[ahead : ahead + 2] == ["aan", "elkaar"] and (small or not flags & Flag.EVERYDAY):
        return True  # mts sikkema aan elkaar at
    if len(low[start]) == 1 and len(low[start + 1]) == 1 and low[start + 1].isalpha():
        return low[start] == word[0] or bool(flags & Flag.SURNAME)
    return bool(flags & Flag.FIRST) and not flags & (Flag.EVERYDAY | STAYS)


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
    return low[index] == "met" and low[index + 1] in SPELT_WITH


def _initials_before(speech: Speech, start: int, at: int) -> int:
    """How many single letters stand before the first word of an address: *h wessels apenstaartje*."""
    low, initial = speech.low, start - 1
    if (
        not 0 <= initial < at - 1
        or low[at] not in AT_SIGNS | {"at"}
        or not low[start].isalpha()
        or speech.broken(start)
    ):
        return 0
    if not (
        len(low[initial]) == 1
        and low[initial].isalpha()
        and (
            low[initial] not in "uknt"
            or (low[initial] != "u" and low[initial - 1] in ("is", "naar", ":", ",", "heet", "op", "voor"))
            or (low[initial] != "u" and len(low[initial - 1]) == 1 and low[initial - 1].isalpha())
        )
    ):
        return 0
    while start - initial < 4 and initial > 0 and len(low[initial - 1]) == 1 and low[initial - 1].isalpha():
        if low[initial - 1] == "u" or speech.broken(initial):
            break
        initial -= 1
    return start - initial


def _dotted_before(speech: Speech, start: int, at: int) -> int:
    """How many tokens initials with full stops have before the only word of an address: *naar c. boer at*."""
    low, first = speech.low, start
    if start != at - 1 or low[at] not in AT_SIGNS | {"at"}:
        return 0
    while first > 1 and low[first - 1] == "." and len(low[first - 2]) == 1 and low[first - 2].isalpha():
        if speech.gap(first - 2) or speech.broken(first) or speech.text[speech.spans[first - 2][0]].isupper():
            break
        first -= 2
    return start - first


def _passes(speech: Speech, index: int, joined: bool) -> bool:
    """Whether a token stands inside an address without being a part: a comma, *aan elkaar*."""
    low = speech.low
    if not index or speech.broken(index + 1):
        return False
    if low[index] == ",":
        return joined or low[index - 1] in _JOINERS
    return joined and low[index] in _REMARKS and low[index + 1] in _BEHIND_REMARKS
