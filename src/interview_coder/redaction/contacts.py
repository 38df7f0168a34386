"""E-mail, telephone, postcode with number, URL, handle, citizen service number, as they are written.

What is said out loud (*jan punt de vries apenstaartje gmail punt com*) is in the modules ``spoken`` and ``addresses``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from interview_coder.domain.model import Find, NameKind
from interview_coder.redaction.addresses import TLD, WRITTEN_TLD, find_addresses
from interview_coder.redaction.bridges import in_one, without_asides
from interview_coder.redaction.dates import times
from interview_coder.redaction.dictation import find_dictated
from interview_coder.redaction.echoes import find_echoes
from interview_coder.redaction.figures import FREE_LINES
from interview_coder.redaction.halves import find_halves
from interview_coder.redaction.letters import ALPHABET
from interview_coder.redaction.lexicon import KNOWN_WORD, Flag, lexicon
from interview_coder.redaction.margins import with_margins
from interview_coder.redaction.nets import CUES, ON_THE_NET
from interview_coder.redaction.patterns import RULES
from interview_coder.redaction.pieces import find_pieces
from interview_coder.redaction.speech import Speech
from interview_coder.redaction.spoken import find_numbers
from interview_coder.redaction.tokens import tokenise, words

_NETS: Final = CUES.split()
_LINE: Final = re.compile("[^\n]+")
# An address that the end of a line breaks at its sign.
_BROKEN: Final = re.compile(
    rf"(?<![\w.+%-])\w[\w.+%-]*(?:@[ \t]*\n[ \t]*|[ \t]*\n[ \t]*@)(?:[\w-]+\.)+(?:{WRITTEN_TLD})(?!\w)", re.IGNORECASE
)
_INITIALLED: Final = re.compile(r"(?<![\w@./-])[a-z]\.([a-z]{4,20})(?![\w@])")
# What a line must hold to be worth reading closely.
_SIGN: Final = re.compile(
    r"[\d@_#]|duizend|honderd[ ,]|\bplaats van\b|\ber(?:voor|achter)\b|\w\.\w|://|\bwww|[(\[{<]\s?(?:at|a[)\]}]|ad|apen|punt|dot)|"
    r"\bpostbus|\bteams",
    re.IGNORECASE,
)
# Sites of the whole country, which say nothing of anybody.
_NATIONAL: Final = words(
    """stagemarkt.nl kiesmbo.nl werk.nl studiekeuze123.nl beroepeninbeeld.nl kansopwerk.nl rijksoverheid.nl duo.nl
    s-bb.nl mbostart.nl mijnduo.nl cbs.nl uwv.nl google.nl google.com marktplaats.nl mboraad.nl leerbanenmarkt.nl
    indeed.nl indeed.com wikipedia.org youtube.com facebook.com jobmbo.nl onderwijsinspectie.nl examenblad.nl
    cinop.nl ecbo.nl nro.nl slo.nl cito.nl nibud.nl digid.nl svb.nl belastingdienst.nl toeslagen.nl overheid.nl
    wetten.overheid.nl nos.nl nu.nl rivm.nl kvk.nl fnv.nl aob.nl cnv.nl nji.nl nuffic.nl vo-raad.nl
    onderwijsincijfers.nl 9292.nl ns.nl bol.com thuisbezorgd.nl netflix.com canva.com chatgpt.com quizlet.com
    openai.com kahoot.it kahoot.com office.com microsoft.com zoom.us teams.microsoft.com whatsapp.com
    web.whatsapp.com instagram.com tiktok.com snapchat.com linkedin.com twitter.com x.com spotify.com apple.com
    amazon.nl amazon.com coolblue.nl vinted.nl wehkamp.nl zalando.nl ah.nl jumbo.com mijnoverheid.nl
    mijn.overheid.nl mijnuwv.nl studielink.nl surf.nl kennisnet.nl nationalevacaturebank.nl randstad.nl
    tempo-team.nl 113.nl thuisarts.nl ggd.nl politie.nl rdw.nl cbr.nl anwb.nl postnl.nl knmi.nl buienradar.nl
    ad.nl telegraaf.nl volkskrant.nl nrc.nl trouw.nl rtl.nl juridischloket.nl defensie.nl werkenbijdefensie.nl
    mbo-today.nl mbotoday.nl tweedekamer.nl eerstekamer.nl raadvanstate.nl woordenlijst.org vandale.nl encyclo.nl
    officielebekendmakingen.nl independer.nl nidos.nl coa.nl ind.nl vluchtelingenwerk.nl kindertelefoon.nl
    funda.nl kamernet.nl herzieningmbo.nl kwalificatiesmbo.nl leeroverzicht.nl skillsheroes.nl nl.wikipedia.org
    google.be translate.google.com deepl.com maps.google.com gmail.com hotmail.com outlook.com duolingo.com
    oefenen.nl werkzoeken.nl dedecaan.net scholieren.com rvo.nl discriminatie.nl loket.nl thuiswinkel.org exam.net
    mijngezondheid.net asp.net vb.net ado.net
    wikihow.com reddit.com discord.com twitch.tv pinterest.com github.com airbnb.nl booking.com schiphol.nl"""
)
_SOCIAL: Final = words(
    """facebook.com youtube.com indeed.com indeed.nl marktplaats.nl instagram.com tiktok.com snapchat.com linkedin.com
    twitter.com x.com spotify.com github.com reddit.com twitch.tv pinterest.com vinted.nl whatsapp.com discord.com
    kahoot.it zoom.us teams.microsoft.com funda.nl kamernet.nl airbnb.nl booking.com"""
)
# Dates, and years beside each other or beside an amount.
_DATE: Final = re.compile(
    r"(?:19|20)\d\d \d{4}|\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d|(?:19|20)\d\d[-/. ]\d{1,2}[-/. ]\d{1,2}"
    r"|(?:19|20)\d\d ?-? ?(?:19|20)\d\d"
)


# A word that is written with the sign of an address: *M@ZL*, *N@tschool*.
_WITH_SIGN: Final = re.compile(r"[a-z]@[^\W\d_]{2,9}(?:-\w+)?$", re.IGNORECASE)
# The letters of a postcode, and the names that tell them: *GV. Van Gerard, Victor.*
_LETTER_NAME: Final = "|".join(sorted(ALPHABET))
_TOLD: Final = re.compile(
    rf"(?:(?<!\w)(?P<letters>[A-Z]\s?[A-Z]|\[…\]))[.,]?\s(?P<it>(?:van\s|de\s)?(?P<first>{_LETTER_NAME})"
    rf"(?:,|\sen|,\sen)?\s(?:van\s)?(?P<second>{_LETTER_NAME}))(?=[.,!?\n]|$)",
    re.IGNORECASE,
)
_ENDING: Final = re.compile(r"\w\.(?:nl|com|org|net|it|us|tv|eu|be)(?!\w)", re.IGNORECASE)
_SITE: Final = re.compile(
    rf"(?<![\w@.-])(?:https?://)?(?:[a-zA-Z0-9][\w-]*\.)+(?:{TLD}|it|us|tv)(?![\w-]|\.\w|/\w)", re.IGNORECASE
)
_ISBN: Final = re.compile(r"97[89][ -]?\d(?:[ -]?\d){9}(?!\w)")
# What files end in, and words behind which an underscore stands in a handle.
_FILE_TYPES: Final = (
    r"\.(?:mp[34]|m4a|wav|amr|wma|mov|avi|vtt|srt|docx?|odt|rtf|pdf|html?|txt"
    r"|xlsx?|csv|pptx?|jpe?g|png|zip|sav|dta|sps)"
)
_FILE: Final = re.compile(rf".+{_FILE_TYPES}", re.IGNORECASE)
_ENDS_FILE: Final = re.compile(rf"{_FILE_TYPES}(?!\w)", re.IGNORECASE)
_CUED: Final = re.compile(
    rf"{ON_THE_NET}|mail|volg|@|naam\b|\bdm\b|\bspeel\w* (?:\w+ )?als\b",
    re.IGNORECASE,
)
_CODES: Final = words("bsn iban")
# How many signs and tokens a code has at most.
_LONG_CODE, _CODE_TOKENS = 24, 12
# What may stand between days and hours: small words, and the hours of a day in a column of their own.
_BETWEEN_TIMES: Final = words("en tot t m tm om of van")
_HOURS: Final = re.compile(r"(?<=[\t ])\d{1,2}(?:[.,]\d{1,2})?(?![\w.,])")
# Lines of the whole country: *0900-8844*.
_FREE_LINE: Final = re.compile("|".join(rf"{line[:4]}[\s-]?{line[4:]}" for line in sorted(FREE_LINES)))


def find_contacts(text: str, spans: Sequence[tuple[int, int]] | None = None) -> list[Find]:
    """The contact data in a text, written or spoken, in order and apart from each other.

    ``spans`` are those of its tokens, if they are known already.
    """
    found: list[Find] = []
    shut = _merged(national_sites(text) + times(text))

    def add(finds: Iterable[Find]) -> None:
        found.extend(find for find in finds if not _is_shut(text, find, shut))

    for line in _LINE.finditer(text):
        if _SIGN.search(text, *line.span()) or _speaks_of_nets(line[0].lower()):
            add(_written(text, *line.span()))
    if "@" in text:
        add(Find(*match.span(), NameKind.CONTACT, 0.95, "e-mail") for match in _BROKEN.finditer(text))
    add(_initialled(text))
    speech = Speech(text, tokenise(text) if spans is None else spans)
    add(find_numbers(speech))
    add(find_addresses(speech, is_national))
    add(find_pieces(speech, found))
    add(find_halves(speech, found))
    add(find_dictated(speech, _apart(found)))
    add(find_echoes(speech, _apart(found)))
    add(_codes_again(speech, found))
    joined = _apart(
        [
            find
            for find in found
            if not _ISBN.match(text, find.start)
            and not (find.reason == "handle" and _is_file(text, find.start, find.end))
        ]
    )
    told = list(told_letters(text, speech.low))
    parts = (without_asides(speech, _without_told(find, told)) for find in joined)
    whole: list[Find] = []
    for part in parts:
        if part.end > part.start:
            whole.append(with_margins(speech, part, whole[-1].end if whole else 0))
    return in_one(speech, whole)


def _is_shut(text: str, find: Find, shut: Sequence[tuple[int, int]]) -> bool:
    """Whether a find holds nothing but what stays, with small words and the hours of a day between."""
    place = bisect_right(shut, find.start, key=lambda span: span[1])
    rest, behind = [], find.start
    while place < len(shut) and shut[place][0] < find.end:
        rest.append(text[behind : max(behind, shut[place][0])])
        behind, place = shut[place][1], place + 1
    if not rest:
        return False
    rest.append(text[behind : find.end] if behind < find.end else "")
    hours = sum(len(_HOURS.findall(part)) for part in rest)
    left = [word for part in rest for word in re.findall(r"\w+", _HOURS.sub("", part).lower())]
    return hours < 2 and all(word in _BETWEEN_TIMES for word in left)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _speaks_of_nets(line: str) -> bool:
    """Whether a line in small letters has a word for a net or for a name there: quicker than to look where."""
    return any(cue in line for cue in _NETS)


def _codes_again(speech: Speech, found: Sequence[Find]) -> Iterator[Find]:
    """Codes of letters and digits that were found, written once more with other signs between: *VX 833 K*."""
    codes = {
        code
        for find in found
        if find.reason in _CODES
        and 4 < len(code := "".join(filter(str.isalnum, speech.text[find.start : find.end].lower()))) < _LONG_CODE
        and not code.isdigit()
        and not code.isalpha()
    }
    low = speech.low
    for first in range(len(low)) if codes else ():
        code, last = "", first
        while last < len(low) and last - first < _CODE_TOKENS and len(code) < _LONG_CODE:
            if last > first and speech.broken(last):
                break
            code += low[last] if low[last].isalnum() else ""
            if not (low[last].isalnum() or low[last] in ("-", ".")):
                break
            if code in codes and low[first].isalnum() and low[last].isalnum():
                yield speech.find(first, last, 0.8, "bsn")
                break
            last += 1


def _without_told(find: Find, told: Sequence[tuple[int, int]]) -> Find:
    """A find without the names that only tell the letters before them."""
    for start, end in told:
        if start < find.end <= end:
            return Find(find.start, max(find.start, start), find.kind, find.confidence, find.reason)
    return find


def national_sites(text: str) -> list[tuple[int, int]]:
    """The spans of the sites of the whole country that are written in a text; they stay."""
    if not _ENDING.search(text):
        return []
    return [match.span() for match in _SITE.finditer(text) if is_national(match[0].lower())]


def told_letters(text: str, low: Iterable[str]) -> Iterator[tuple[int, int]]:
    """The spans of the names that only tell the two letters before them, in a text or a redacted one; they stay.

    ``low`` are its words in small letters: where fewer than two of them are such names, nothing is looked for.
    """
    if sum(map(ALPHABET.__contains__, low)) < 2:
        return
    for match in _TOLD.finditer(text):
        letters = "".join(match["letters"].split()).lower()
        if letters == "[…]" or letters == match["first"][0].lower() + match["second"][0].lower():
            yield match.span("it")


def _written(text: str, begin: int, stop: int) -> Iterator[Find]:
    """The contact data that is written in a part of a text."""
    line = text[begin:stop].casefold()
    held = sum(map(str.isdecimal, line))
    for reason, confidence, digits, needs, pattern in RULES:
        # Most patterns cannot be in most lines, and saying so is quicker than looking.
        if held < digits or (needs and not any(sign in line for sign in needs)):
            continue
        for match in pattern.finditer(text, begin, stop):
            start, end = match.span("it") if "it" in pattern.groupindex else match.span()
            end = _without_tail(text, start, end)
            if reason == "e-mail" and _WITH_SIGN.match(text, start, end):
                continue
            if end <= start or (reason == "url" and is_national(text[start:end].lower())):
                continue
            if reason in ("bsn", "phone") and (
                _DATE.fullmatch(text[start:end]) or _FREE_LINE.fullmatch(text[start:end])
            ):
                continue
            yield Find(start, end, NameKind.CONTACT, confidence, reason)


def _is_file(text: str, start: int, end: int) -> bool:
    """Whether words are a file or a variable, and nobody's: *REC_0017*, *interview_03.mp3*, *uitval_ja*."""
    name = text[start:end]
    typed = _FILE.fullmatch(name) or _ENDS_FILE.match(text, end)
    if not (typed or "_" in name):
        return False
    if re.fullmatch(r"[A-Z]{2,5}_\d+", _ENDS_FILE.sub("", name)):
        return True
    if not typed and _CUED.search(text, max(0, start - 60), end + 20):
        return False
    parts = [part for part in re.split(r"[\W\d_]+", _ENDS_FILE.sub("", name).lower()) if part]
    flags = [lexicon().flags(part) for part in parts]
    return all(
        len(part) < 3 or flag & Flag.KEEP or (flag & KNOWN_WORD and not flag & (Flag.FIRST | Flag.SURNAME))
        for part, flag in zip(parts, flags, strict=True)
    )


def _initialled(text: str) -> Iterator[Find]:
    """An initial and a family name as on a site, where an address stands near: *er is ook een f.nijland*."""
    if "@" not in text and "mail" not in text and "apenstaart" not in text:
        return
    for match in _INITIALLED.finditer(text):
        flags = lexicon().flags(match[1])
        if flags & Flag.SURNAME or not flags & (KNOWN_WORD | Flag.KEEP):
            yield Find(*match.span(), NameKind.CONTACT, 0.7, "handle")


def is_national(site: str) -> bool:
    """Whether a site (in lower case) is one of the whole country."""
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", site)
    name, _slash, path = host.partition("/")
    return name in _NATIONAL and not (path and name in _SOCIAL)


def _apart(found: list[Find]) -> list[Find]:
    """Overlapping finds joined, the surest reason kept."""
    joined: list[Find] = []
    for find in sorted(found, key=lambda item: (item.start, -item.end)):
        if joined and find.start < joined[-1].end:
            last = joined[-1]
            best = last if last.confidence >= find.confidence else find
            joined[-1] = Find(last.start, max(last.end, find.end), best.kind, best.confidence, best.reason)
        else:
            joined.append(find)
    return joined


def _without_tail(text: str, start: int, end: int) -> int:
    """The end without punctuation and blanks that belong to the sentence."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:!?'’\"”-–/…"):
        if text[end - 1] == "/" and "://" in text[start:end]:
            break
        end -= 1
    if end > start and text[end - 1] == ")" and "(" not in text[start:end]:
        end -= 1
    return end
