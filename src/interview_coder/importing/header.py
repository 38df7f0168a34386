"""Metadata of an interview: the header block of a transcript, and the name of its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from interview_coder.domain.days import DIGITS, ISO, day_of
from interview_coder.domain.model import KnownName, Metadata, Mode, NameKind
from interview_coder.domain.text import one_line, slug
from interview_coder.i18n import _
from interview_coder.importing import labels
from interview_coder.importing.labels import fold
from interview_coder.importing.vocabulary import KEYS, TITLES, Field

_FIELD_OF: Final = {key: what for what, keys in KEYS.items() for key in keys}
# Keys that are as well labels of speakers: a line with one of these is a header only if its value says so.
_BOTH: Final = frozenset(
    key
    for key, what in _FIELD_OF.items()
    if what in (Field.INTERVIEWERS, Field.RESPONDENTS, Field.PEOPLE) and labels.voice(key).known
) - {"interviewers", "respondenten", "respondents", "deelnemers", "participants", "geinterviewden", "onderzoekers"}
_KINDS: Final = {
    Field.PLACE: NameKind.PLACE,
    Field.ORGANISATION: NameKind.ORGANISATION,
    Field.CONTACT: NameKind.CONTACT,
}

_PAIR: Final = re.compile(r"[ \t]*([^:\t=|]{1,40}?)[ \t]*(?::|\t|(?<=[\w)]) ?= ?)[ \t]*(.*)", re.DOTALL)
_UNPARTED: Final = (
    re.compile(
        r"(?i:gesprek |interview )?((?i:gesproken|afgenomen|gehouden|opgenomen) op):? ([^:]{0,12}\d[^:.]{3,25})\.?"
    ),
    re.compile(r"(?i:gesprek|interview) ((?i:opleiding)) ([^:.?!]{3,80})"),
)
"""Lines of a header in which no sign parts key and value: ``Gesproken op 3-4-2026``, ``Interview opleiding ...``."""
_PARTS: Final = re.compile(r" *[|;·] *|\t+")
_LIST: Final = re.compile(r"[ \t]*(?:,|;|/|\||\+|\n| & | en | and )[ \t]*")


def field_of(key: str) -> Field | None:
    """What a key is about, if it is one of a header."""
    return _FIELD_OF.get(_plain(key))


def _plain(key: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(key)))


def is_block(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table of two columns is a header: at least half of its first cells are keys that are no speakers."""
    keys = [row[0] for row in rows]
    known = [key for key in keys if field_of(key)]
    sure = [key for key in known if _plain(key) not in _BOTH]
    return bool(sure) and 2 * len(known) >= len(keys) and len({_plain(key) for key in known}) == len(known)


def pairs_of(text: str) -> list[tuple[str, str]]:
    """The pairs of a line, several perhaps (``School: 7 | Datum: 3 mei 2021``); empty if it is no header."""
    text = text[:2000].replace("**", "").strip()
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) > 1:
        pairs = [match.groups() for part in parts if (match := _PAIR.fullmatch(part))]
        if len(pairs) == len(parts) and all(field_of(key) for key, _value in pairs):
            return [(key, value.strip()) for key, value in pairs]
    match = _PAIR.fullmatch(text)
    if match and field_of(match[1]):
        return [(match[1], match[2].strip())]
    return [(match[1], match[2]) for pattern in _UNPARTED if (match := pattern.fullmatch(text))][:1]


def is_both(key: str) -> bool:
    """Whether a key is also a label of a speaker (``Interviewer``)."""
    return _plain(key) in _BOTH


class Header(Struct):
    """What a header block says, with the names in it; ``interviewers`` and ``respondents`` are as written."""

    metadata: Metadata = field(default_factory=Metadata)
    school_name: str = ""
    names: list[KnownName] = field(default_factory=list)
    interviewers: list[str] = field(default_factory=list)
    respondents: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read(pairs: Iterable[tuple[str, str]], programmes: Sequence[str]) -> Header:
    """What the pairs of a header block mean. A key that comes twice adds to lists; of single values the first holds."""
    found = Header()
    for key, raw in pairs:
        what, value = field_of(key), one_line(raw).strip(" *_")
        if what is None or not value.strip(" -–—?.…"):
            continue
        _take(found, what, value, programmes, many="en" in _plain(key)[-3:] or _plain(key).endswith("s"))
    found.metadata = replace(
        found.metadata, interviewers=tuple(dict.fromkeys(filter(None, map(initials, found.interviewers))))
    )
    return found


def _take(found: Header, what: Field, value: str, programmes: Sequence[str], *, many: bool) -> None:
    data = found.metadata
    match what:
        case Field.SCHOOL:
            number, name = school(value)
            found.metadata = replace(data, school=number if data.school is None else data.school)
            if name:
                found.school_name = found.school_name or name
                found.names.append(KnownName(name, NameKind.ORGANISATION))
        case Field.PROGRAMMES:
            new = tuple(dict.fromkeys((*data.programmes, *programmes_of(value, programmes, many=many))))
            found.metadata = replace(data, programmes=new)
        case Field.SEQUENCE if number_in := re.search(r"\d{1,3}", value):
            found.metadata = replace(data, sequence=data.sequence or int(number_in[0]) or None)
        case Field.DATE:
            day = day_of(value)
            if day is None:
                found.warnings.append(_("The date in the header could not be read."))
            found.metadata = replace(data, date=data.date or day)
        case Field.MODE:
            mode = mode_of(value)
            if mode is None:
                found.warnings.append(
                    _("The header does not say whether the interview was face to face or by telephone.")
                )
            found.metadata = replace(data, mode=data.mode or mode)
        case _:
            _take_names(found, what, value)


def _take_names(found: Header, what: Field, value: str) -> None:
    if what in (Field.INTERVIEWERS, Field.RESPONDENTS, Field.PEOPLE):
        people = _people(value)
        found.interviewers += people if what is Field.INTERVIEWERS else []
        found.respondents += people if what is Field.RESPONDENTS else []
        found.names += (KnownName(name, NameKind.PERSON) for name in people if labels.is_name(name))
    elif what is Field.PLACE and (mode := mode_of(value)):
        found.metadata = replace(found.metadata, mode=found.metadata.mode or mode)
    elif what in _KINDS and (what is Field.CONTACT or any(char.isupper() for char in value)):
        found.names.append(KnownName(value, _KINDS[what]))


def _people(value: str) -> list[str]:
    """The people of a list, without titles, functions in brackets or behind a comma."""
    names = []
    for part in _LIST.split(re.sub(r"\([^()]{0,80}\)", " ", value)):
        words = part.replace("(", " ").replace(")", " ").split()
        while words and fold(words[0]).strip(".") in TITLES:
            words.pop(0)
        name = " ".join(words)
        if labels.plausible(name) and not labels.voice(name).known:
            names.append(name)
    return names


_WITH: Final = re.compile(
    r"\b(?:met|with) ((?:(?:dhr|mevr|mw|dr|drs|mr|mrs|ms|de heer|mevrouw|meneer)\.? )?[A-ZÀ-Þ][\w’'.-]{0,30}"
    r"(?: (?:van|de|der|den|ter|ten|te|el|al|[A-ZÀ-Þ][\w’'.-]{0,30})){0,4})"
)


def names_in_title(title: str) -> list[KnownName]:
    """The people that a title names: ``Interview met Karin de Wit``."""
    people = [name for match in _WITH.finditer(title) for name in _people(match[1].rstrip(" ."))]
    return [KnownName(name, NameKind.PERSON) for name in people]


def initials(name: str) -> str:
    """The initials of a name: ``S.V.`` for Sanne Vermeer and for SV, ``J.d.V.`` for Jan de Vries and for JdV."""
    words = [word for word in re.split(r"[\s-]+", name) if word]
    if len(words) == 1 and not re.fullmatch(
        r"[^\W\d_](?:[a-z]{0,2}[A-Z]){1,3}[a-z]?|[A-Z]{1,4}|(?:[^\W\d_]{1,2}\.){1,5}", words[0]
    ):
        return words[0][:1].upper() + "."
    letters = []
    for word in words:
        if "." in word or word.isupper() or len(words) == 1:
            letters += [char for char in word if char.isalpha()]
        else:
            letters.append(word.lstrip("'’")[:1])
    return "".join(f"{letter}." for letter in letters[:8] if letter)


_NUMBER: Final = r"(?:school(?:nummer|nr)?|nummer|number|nr|no|#)?[ .:]*(\d{1,4})"
_SCHOOL: Final = re.compile(rf"{_NUMBER}(?:[ ]*[-–—.:,;/|]+[ ]*|[ ]+|[ ]*\()?(.*?)\)?", re.IGNORECASE | re.DOTALL)
_SCHOOL_LAST: Final = re.compile(
    rf"(.*?)[ ]*(?:\({_NUMBER}\)|[,;–—-] ?(?:school|nr|nummer)[ .]*(\d{{1,4}}))", re.IGNORECASE
)


def school(value: str) -> tuple[int | None, str]:
    """The number and the name of a school, either may be missing: ``7 - Graafschap College``."""
    value = value[:300]
    if match := _SCHOOL.fullmatch(value):
        number, name = match[1], match[2]
        if not name or not name[0].isdigit():
            return int(number) or None, name.strip(" ()")
    if match := _SCHOOL_LAST.fullmatch(value):
        return int(match[2] or match[3]), match[1].strip()
    return None, value if any(char.isalpha() for char in value) else ""


_TELEPHONE: Final = re.compile(r"telefo|\btele?\b|phone|\bgebeld|\bbellen|\bcall\b")
_FACE: Final = re.compile(
    r"face|\bf ?2 ?f\b|\bf t f\b|locatie|\blive\b|fysiek|persoon|person|on ?site|\bter plaatse|bezoek|oog in oog"
)
_NEITHER: Final = re.compile(r"video|teams|zoom|skype|online|digitaal|hybrid|webex|meet\b|chat|mail|schrift")


def mode_of(value: str) -> Mode | None:
    """Face to face or by telephone; ``None`` for anything else, video too, and for both at once."""
    text = re.sub(r"[^a-z0-9]+", " ", fold(value[:200]))
    if _NEITHER.search(text):
        return None
    phone, face = _TELEPHONE.search(text), _FACE.search(text)
    if bool(phone) == bool(face):
        return None
    return Mode.TELEPHONE if phone else Mode.FACE_TO_FACE


_LEVEL: Final = re.compile(r"(?:,? ?\(?\b(?:mbo|bol|bbl|niveau|level)[ -]?\d?\b\)?)+$", re.IGNORECASE)


def match_programme(value: str, programmes: Sequence[str]) -> str | None:
    """The known programme that a text means, by its slug, by the begin of it, or spelt a little differently."""
    from rapidfuzz import fuzz

    slugs = {slug(name): name for name in programmes}
    wanted = slug(value)
    for text in dict.fromkeys((wanted, slug(_LEVEL.sub("", value)))):
        if not text:
            continue
        if text in slugs:
            return slugs[text]
        begins = [name for known, name in slugs.items() if len(text) > 4 and known.startswith(text + "-")]
        if len(begins) == 1:
            return begins[0]
    digits = re.findall(r"\d+", wanted)
    scored = [
        (fuzz.ratio(wanted, known), name)
        for known, name in slugs.items()
        if len(wanted) > 4 and (re.findall(r"\d+", known) == digits or not digits)
    ]
    near = max(scored, default=(0.0, ""))
    return near[1] if near[0] >= 88 else None


def programmes_of(value: str, programmes: Sequence[str], *, many: bool = False) -> list[str]:
    """The programmes that a text names, as the study knows them or else as written.

    ``en``, ``and``, ``&`` and, unless ``many``, a comma part two programmes only where each part is a known one.
    """
    result: list[str] = []
    for part in re.split(r" *(?:[;+|/\n]|,(?= *[A-Z])) *" if many else r" *[;+|/\n] *", value):
        text = part.strip(" ,.-")
        if not text:
            continue
        known = match_programme(text, programmes)
        pieces = [] if known and slug(known) == slug(text) else _pair(text, programmes)
        result += pieces or [known or text]
    return list(dict.fromkeys(result))


def _pair(text: str, programmes: Sequence[str]) -> list[str]:
    """The known programmes on both sides of a word or sign that joins, if every side is one."""
    for joint in re.finditer(r",? (?:en|and|&) |, |-en-|_en_|-and-| - ", text):
        left, right = text[: joint.start()], text[joint.end() :]
        first = match_programme(left, programmes)
        if not first:
            continue
        last = match_programme(right, programmes)
        rest = [last] if last else _pair(right, programmes)
        if rest:
            return [first, *rest]
    return []


_PREFIX: Final = re.compile(
    r"(?:(?:interview|transcript(?:ie|ion)?|gesprek|verslag|int|school(?:nummer|nr)?|nr)[\s_.-]*)+(?=\d)",
    re.IGNORECASE,
)
_NOISE: Final = re.compile(
    r"(?:def(?:initief)?|final|concept|draft|v\d+|versie \d+|transcript(?:ie)?|interview|gesprek|geanonimiseerd|"
    r"anoniem|uitgewerkt|verbatim|kopie|copy|nl|schoon|clean)",
    re.IGNORECASE,
)
_SMALL: Final = frozenset(["en", "van", "de", "voor", "in", "op", "het", "der", "and", "of"])


def metadata_from_name(filename: str, programmes: Sequence[str]) -> Metadata:
    """What the name of a file tells: ``07_administratief-medewerker_2.docx`` is school 7, the programme, sequence 2.

    Two programmes are joined by ``+``, ``_en_`` or ``-en-``, the latter two only where both sides are known
    programmes. Anything that has not the form of school and programme tells nothing.
    """
    stem = one_line(re.split(r"[\\/]", filename)[-1][:200])
    stem = re.sub(r"\.[A-Za-z0-9]{1,8}$", "", stem)
    day = None
    if match := (ISO.search(stem) or DIGITS.search(stem)):
        day = day_of(match[0])
        if day:
            stem = stem[: match.start()] + stem[match.end() :]
    stem = _PREFIX.sub("", stem.strip(" _-."), count=1)
    head = re.match(r"0*(\d{1,3})(?:[ ._-]+|$)", stem)
    school_number = int(head[1]) if head and int(head[1]) else None
    rest = stem[head.end() :] if head else stem
    segments = [part.strip(" -.") for part in re.split(r"_+", rest)]
    segments = [part for part in segments if part and not _NOISE.fullmatch(part)]
    sequence = None
    if len(segments) > 1 and (
        match := re.fullmatch(r"(?:nr|no|deel|#)?[ .-]?\(?(\d{1,2})\)?", segments[-1], re.IGNORECASE)
    ):
        sequence = int(match[1]) or None
        segments.pop()
    text = "_".join(segments)
    names, tail = _programmes_in(text, programmes)
    if tail is not None and sequence is None:
        sequence = tail
    if not names and head and re.fullmatch(r"[^\W\d_]{2,}(?:[ +&-]+[^\W\d_]+|-\d)*", text) and "_" in stem:
        names = [_title(part) for part in text.split("+") if part.strip(" -")]
    if not names:
        return Metadata(date=day)
    return Metadata(school=school_number, programmes=tuple(names), sequence=sequence, date=day)


def _programmes_in(text: str, programmes: Sequence[str]) -> tuple[list[str], int | None]:
    """The known programmes of a piece of a file name, and the number behind them that is not part of a name."""
    known = {slug(name) for name in programmes}
    spaced = text.replace("_", " ").replace("-", " ")
    match = re.fullmatch(r"(.*[^\W\d_]\)?)[ ]*[ (](\d{1,2})\)?", spaced)
    # A number at the end belongs to the programme if that is how one is called, else it tells interviews apart.
    if match and slug(spaced) not in known and not any(slug(spaced).endswith(f"-{name}") for name in known):
        names, _tail = _programmes_in(match[1], programmes)
        if names:
            return names, int(match[2]) or None
    names = []
    for part in text.replace("_en_", " en ").replace("_", " ").split("+"):
        exact = match_programme(part.replace("-", " "), programmes)
        pieces = [] if exact and slug(exact) == slug(part) else _pair(part.replace("-", " "), programmes)
        if not pieces and " " in part:
            sides = [match_programme(side, programmes) for side in part.split(" ")]
            pieces = [side for side in sides if side] if all(sides) else []
        if not pieces and not exact:
            return [], None
        names += pieces or [exact or ""]
    return list(dict.fromkeys(names)), None


def _title(text: str) -> str:
    words = re.split(r"[\s-]+", text.strip(" -"))
    return " ".join(
        word if index and word in _SMALL else word[:1].upper() + word[1:] for index, word in enumerate(words)
    )


def merged(first: Metadata, second: Metadata) -> Metadata:
    """The first, completed by the second where it says nothing."""
    return Metadata(
        school=first.school if first.school is not None else second.school,
        programmes=first.programmes or second.programmes,
        sequence=first.sequence if first.sequence is not None else second.sequence,
        date=first.date or second.date,
        mode=first.mode or second.mode,
        interviewers=first.interviewers or second.interviewers,
    )
