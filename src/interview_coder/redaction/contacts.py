"""E-mail, telephone, postcode with number, URL, handle, citizen service number: as written and as spoken."""

from __future__ import annotations

import re
from typing import Final

from interview_coder.domain.model import Find, NameKind

_DIGITS: Final = (
    "nul|zero|oh|een|één|eén|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|"
    "zeventien|achttien|negentien|(?:(?:een|één|twee|tweeë|twee|drie|drieë|vier|vijf|zes|zeven|acht|negen)[eë]?n)?"
    "(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
)
_SPOKEN: Final = rf"(?:(?:dubbel|dubbele|driemaal|drie keer|twee keer)\s+)?(?:{_DIGITS}|\d{{1,3}})"
_SEP: Final = r"(?:\s*[-–.,/]\s*|\s+(?:streepje\s+)?|…\s*|\.\.\.\s*)"
_TLD: Final = "nl|com|net|org|eu|be|de|info|nu|edu|gov|io|college|school|app|online|amsterdam|frl|tv|me|biz|fr|uk|co|club|shop|site|dev|blog|zone"
_LOCAL: Final = r"[\w.+%'’-]"
_AT: Final = r"(?:apenstaartje|apestaartje|apenstaart|apestaart|at|@)"
_DOT: Final = r"(?:punt|dot|\.)"
_JOIN: Final = r"(?:punt|dot|streepje|liggend streepje|laag streepje|underscore|koppelteken|min|plus|\.|-|_)"
_NUMBER_CUE: Final = (
    r"(?:bsn|b\.s\.n\.?|burgerservicenummer|burgerservice\s*nummer|burger\s+service\s*nummer|sofinummer|sofi-nummer|"
    r"sofi\s+nummer|persoonsgebonden\s+nummer|pgn|onderwijsnummer)"
)

_NO_POSTCODE: Final = "(?:en|in|of|op|is|ze|ik|je|we|te|al|uit|um|dm|km|cm|kg|na|zo|da|zn|ww|bv|nv|er|om|me|eh|uh|ja|af|nu|he|ha|ah|oh|hm|ml|mm|o k|mg|gr|pk|kw|gb|mb|u|ex|s)"

_RULES: Final[tuple[tuple[str, float, re.Pattern[str]], ...]] = (
    ("url", 0.99, re.compile(r"\b(?:https?://|ftp://|www\s?\.)[^\s<>\"“”\[\]{}]+", re.IGNORECASE)),
    (
        "e-mail",
        0.99,
        re.compile(
            rf"(?<![\w.+%-]){_LOCAL}*\w\s?(?:@|\(at\)|\[at\])\s?\w[\w-]*(?:\s?\.\s?\w[\w-]*)*(?:\.(?:{_TLD})|\.\w{{2,}})(?!\w)",
            re.IGNORECASE,
        ),
    ),
    ("e-mail", 0.95, re.compile(r"(?<![\w.+%-])[\w][\w.+%-]*@[\w][\w.-]*\w", re.IGNORECASE)),
    ("handle", 0.95, re.compile(r"(?<![\w@.])@\w[\w.]*\w")),
    (
        "url",
        0.9,
        re.compile(rf"(?<![\w@.-])(?:[a-z0-9][\w-]*\.)+(?:{_TLD})(?:/[^\s<>\"“”\[\]]*)?(?![\w-])", re.IGNORECASE),
    ),
    # Telephone: with an area code or 06, with the country, in any grouping.
    (
        "phone",
        0.97,
        re.compile(
            r"(?<![\w.,/-])(?:(?:\+|00)\s?\d{2}[\s.()/-]*(?:\(0\)[\s.-]*)?\d(?:[\s./-]*\d){7,9}|\(?0\d{1,3}\)?(?:[\s./–-]{0,3}\d){6,8})(?![\w])"
        ),
    ),
    ("phone", 0.9, re.compile(r"(?<![\w.,-])06[\s.–-]*(?:\d[\s.–-]*){7}\d(?!\w)")),
    ("phone", 0.9, re.compile(rf"(?<!\w)(?:nul|0)\s+(?:zes|6)(?:{_SEP}{_SPOKEN}){{3,9}}(?!\w)", re.IGNORECASE)),
    (
        "phone",
        0.9,
        re.compile(rf"(?<!\w)(?:06|plus\s+31|plus\s+eenendertig|\+31)(?:{_SEP}{_SPOKEN}){{3,9}}(?!\w)", re.IGNORECASE),
    ),
    ("phone", 0.85, re.compile(rf"(?<!\w)(?:nul|0\d{{1,3}})(?:{_SEP}{_SPOKEN}){{5,9}}(?!\w)", re.IGNORECASE)),
    (
        "phone",
        0.8,
        re.compile(
            r"(?<=nummer)(?:\s+(?:is|van\s+\w+\s+is|ook|dan|nog|even|dat\s+is|eh|uh)){0,3}\s*[:,]?\s*(?P<it>(?:\d[\s.–-]*){6,10}\d)(?!\w)",
            re.IGNORECASE,
        ),
    ),
    # Postcode, with the house number that goes with it.
    (
        "postcode",
        0.95,
        re.compile(
            r"(?<![\w.])[1-9]\d{3}\s?[A-Z]{2}(?:(?:[\s,]+|\s+(?:huis)?nummer\s+)\d{1,5}(?:\s?-?[a-zA-Z](?!\w)|\s?(?:bis|hs|[IVX]{1,3})(?!\w))?(?![\w.]))?(?!\w)"
        ),
    ),
    (
        "postcode",
        0.85,
        re.compile(
            rf"(?<=postcode)(?:\s+(?:is|van\s+\w+|dan|eh|uh)){{0,3}}\s*[:,]?\s*(?P<it>(?:\d{{4}}|(?:(?:{_DIGITS}|\d{{1,2}})\s+){{1,3}}(?:{_DIGITS}|\d{{1,2}})|{_DIGITS})\s?[a-z]\.?\s?[a-z]\b(?:[\s,]+(?:(?:huis)?nummer\s+)?(?:\d{{1,5}}|{_DIGITS})(?:\s?[a-z])?(?!\w))?)",
            re.IGNORECASE,
        ),
    ),
    (
        "postcode",
        0.8,
        re.compile(
            rf"(?<![\w.])[1-9]\d{{3}}\s?(?!{_NO_POSTCODE}\b)[a-z]\s?[a-z]\b(?:(?:\s+(?:huis)?nummer)?\s+\d{{1,5}}(?:\s?[a-z](?!\w))?)?(?!\w)"
        ),
    ),
    # The citizen service number: where the text says that it is one, whatever its check digit.
    (
        "bsn",
        0.97,
        re.compile(
            rf"{_NUMBER_CUE}(?:[\s:,]+(?:is|nummer|van|hem|haar|mij|die|dat|de|het|mijn|zijn|was|dus|dan|even|eh|uh|uhm|ehm|nou|ja|en|student|leerling|kandidaat|jongen|meisje|\w{{2,12}})){{0,6}}?[\s:,]+(?P<it>(?:\d[\s.-]*){{7,9}}\d|(?:{_SPOKEN}{_SEP}){{4,9}}{_SPOKEN})(?!\w)",
            re.IGNORECASE,
        ),
    ),
    ("iban", 0.97, re.compile(r"(?<!\w)[A-Z]{2}\d{2}\s?[A-Z]{4}(?:\s?\d){10}(?!\w)")),
)
_SPOKEN_DOMAIN: Final = re.compile(
    rf"(?<!\w)(?:www|w\s+w\s+w|drie\s+w's|drie\s+keer\s+w)(?:\s+{_DOT})?(?:\s+\w[\w-]*){{1,4}}?\s+{_DOT}\s+(?:{_TLD})(?:\s+(?:slash|schuine\s+streep)\s+\w+)*(?!\w)",
    re.IGNORECASE,
)
_SPOKEN_SITE: Final = re.compile(
    rf"(?<!\w)\w[\w-]*(?:\s+(?:streepje|{_DOT})\s+\w[\w-]*)*\s+(?:punt|dot)\s+(?:nl|com|net|org|eu|be|info|nu)(?:\s+(?:slash|schuine\s+streep)\s+\w+)*(?!\w)",
    re.IGNORECASE,
)
_AT_WORD: Final = re.compile(
    r"(?<!\w)(?:apenstaartje|apestaartje|apenstaart|apestaart|ampersand|at|@)(?!\w)", re.IGNORECASE
)
_DOMAIN: Final = re.compile(
    rf"\s+(?:\w[\w-]*(?:\s+(?:streepje|punt|dot|min|underscore)\s+|\s+)){{1,4}}?(?:punt|dot)?\s*(?:{_TLD})(?!\w)",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"(?<![\w.,/-])(?:\d[\s.-]?){8}\d(?![\w.,-]*\d)")
_STOP: Final = frozenset(
    [
        "is",
        "was",
        "naar",
        "op",
        "via",
        "mailen",
        "mail",
        "mailt",
        "mailde",
        "mailadres",
        "emailadres",
        "adres",
        "e-mailadres",
        "en",
        "of",
        "dan",
        "dat",
        "het",
        "de",
        "een",
        "van",
        "met",
        "mij",
        "me",
        "ik",
        "u",
        "je",
        "jij",
        "hij",
        "zij",
        "ze",
        "we",
        "voor",
        "eh",
        "uh",
        "ehm",
        "uhm",
        "dus",
        "nou",
        "ja",
        "nee",
        "gewoon",
        "maar",
        "aan",
        "heet",
        "account",
        "instagram",
        "insta",
        "twitter",
        "tiktok",
        "facebook",
        "gebruiken",
        "heeft",
        "ook",
        "nog",
        "wel",
        "die",
        "zijn",
        "mijn",
        "haar",
        "hun",
        "e-mail",
        "email:",
        "adres:",
        "stuur",
        "sturen",
        "schrijf",
        "noteer",
        "komt",
    ]
)
_PARTICLES: Final = frozenset(["de", "van", "der", "den", "het", "ter", "ten", "te", "el"])


def find_contacts(text: str) -> list[Find]:
    """The contact data in a text, in order and apart from each other."""
    low = text.lower()
    found: list[Find] = []
    for reason, confidence, pattern in _RULES:
        for match in pattern.finditer(text):
            start, end = match.span("it") if "it" in pattern.groupindex else match.span()
            end = _without_tail(text, start, end)
            if end > start and not (reason == "url" and _is_national(low[start:end])):
                found.append(Find(start, end, NameKind.CONTACT, confidence, reason))
    found += _spoken_mail(text)
    for pattern in (_SPOKEN_DOMAIN, _SPOKEN_SITE):
        for match in pattern.finditer(text):
            if not _is_national(match[0].lower().replace(" punt ", ".")):
                found.append(Find(match.start(), match.end(), NameKind.CONTACT, 0.9, "url"))
    for match in _BARE.finditer(text):
        if _is_bsn(match[0]):
            found.append(Find(match.start(), _without_tail(text, *match.span()), NameKind.CONTACT, 0.85, "bsn"))
    return _apart(found)


def _apart(found: list[Find]) -> list[Find]:
    """Overlapping finds joined, the surest reason kept."""
    joined: list[Find] = []
    for find in sorted(found, key=lambda item: (item.start, -item.end)):
        if joined and find.start < joined[-1].end:
            last = joined[-1]
            best = max(last, find, key=lambda item: item.confidence)
            joined[-1] = Find(last.start, max(last.end, find.end), NameKind.CONTACT, best.confidence, best.reason)
        else:
            joined.append(find)
    return joined


def _without_tail(text: str, start: int, end: int) -> int:
    """The end without punctuation and blanks that belong to the sentence."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:!?)'’\"”-–/"):
        if text[end - 1] == "/" and "://" in text[start:end]:
            break
        end -= 1
    return end


_NATIONAL: Final = frozenset(
    [
        "stagemarkt.nl",
        "kiesmbo.nl",
        "werk.nl",
        "studiekeuze123.nl",
        "beroepeninbeeld.nl",
        "kansopwerk.nl",
        "rijksoverheid.nl",
        "duo.nl",
        "s-bb.nl",
        "mbostart.nl",
        "mijnduo.nl",
        "cbs.nl",
        "uwv.nl",
        "google.nl",
        "google.com",
        "bol.com",
        "marktplaats.nl",
        "mboraad.nl",
        "nu.nl",
    ]
)


def _is_national(site: str) -> bool:
    """Whether the site is one of the whole country, which says nothing of anybody."""
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", site)
    return host in _NATIONAL


def _is_bsn(digits: str) -> bool:
    """Whether nine digits pass the check of the citizen service number."""
    numbers = [int(char) for char in digits if char.isdigit()]
    if len(numbers) != 9 or not any(numbers):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * number for weight, number in zip(weights, numbers, strict=True)) % 11 == 0


def _spoken_mail(text: str) -> list[Find]:
    """Addresses said out loud: back from the at sign over what is joined by *punt*, on to the top-level domain."""
    found: list[Find] = []
    for match in _AT_WORD.finditer(text):
        plain_at = match[0].lower() == "at"
        domain = _DOMAIN.match(text, match.end())
        if domain is None or (plain_at and not re.search(r"(?:punt|dot)\s+\w+$", domain[0], re.IGNORECASE)):
            if plain_at or match[0] == "@":
                continue
            follower = re.compile(
                r"\s+\w[\w.-]*(?:(?:\s+(?:punt|dot|streepje|underscore|laag\s+streepje)\s+)\w[\w-]*)*"
            ).match(text, match.end())
            if follower is None:
                continue
            end = follower.end()
        else:
            end = domain.end()
        start = _spoken_start(text, match.start())
        found.append(Find(start, end, NameKind.CONTACT, 0.9, "handle" if start == match.start() else "e-mail"))
    return found


def _spoken_start(text: str, at: int) -> int:
    """Where the local part before a spoken at sign begins."""
    start = at
    words = list(re.finditer(r"\S+", text[:at]))
    joined = True
    for count, word in enumerate(reversed(words)):
        bare = word[0].lower().strip(".,:;!?\"'“”()")
        if "\n" in text[word.end() : start] or count > 14:
            break
        is_joiner = bool(re.fullmatch(_JOIN, bare)) or bare in ("punt", "streepje", "underscore", "liggend", "laag")
        if word[0].rstrip()[-1:] in ",:;!?" and count > 0:
            break
        spelled = len(bare) == 1 or bare in ("dubbel", "cijfer")
        if bare in _PARTICLES and any(
            re.search(r"(?:punt|streepje|underscore)$", w[0].lower())
            for w in words[-count - 4 : len(words) - count - 1]
        ):
            spelled = True
        if not (joined or is_joiner or spelled) or (bare in _STOP and not is_joiner and not spelled):
            break
        start, joined = word.start(), is_joiner or spelled
    return start
