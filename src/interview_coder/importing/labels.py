"""What a speaker label can look like, and what it says about who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from interview_coder.domain import text as texts
from interview_coder.domain.model import Role
from interview_coder.importing.vocabulary import CODES, GENERIC, ONE_VOICE, PARTICLES, ROLES, STOP, TITLES, WEAK

LONGEST: Final = 48
"""Labels are no longer than this, in characters."""

_ROLE_OF: Final = {word: role for table in (ROLES, ONE_VOICE) for role, some in table.items() for word in some}
_FULL: Final = _ROLE_OF.keys() - CODES

_TOKEN: Final = re.compile(r"[^\W_]+(?:[.’'`-][^\W_]+)*\.?|['’][st]\b|&", re.UNICODE)
_NUMBERED: Final = re.compile(r"([a-z]+)[ ._-]?(\d{1,2})")
_CAPITAL_WORD: Final = re.compile(r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[.’'`-][^\W\d_]+)*\.?", re.UNICODE)
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.?-?){1,5}", re.UNICODE)
_WORDLIKE: Final = re.compile(r"[^\W\d_][a-zß-öø-ÿ]+(?![A-Z.])|[A-ZÀ-Þ]{5}")
INITIALS_ONLY: Final = re.compile(
    r"[A-ZÀ-Þ]\.|(?:[A-ZÀ-Þ][a-z]?\.-?){2,5}|[A-ZÀ-Þ]{1,4}|[A-ZÀ-Þ][a-z]{0,2}[A-ZÀ-Þ][a-z]?"
)
_NOT_IN_LABELS: Final = frozenset('?!;"“”„«»…=<>{}|\\*')


class Voice(Struct, frozen=True):
    """A label read: ``key`` is the same for every spelling of the same voice, ``name`` what in it may be a name.

    ``weak`` says that the label is also an ordinary word or letter; ``generic`` that it only numbers voices.
    """

    key: str
    role: Role | None = None
    number: int | None = None
    name: str = ""
    weak: bool = False
    generic: bool = False

    @property
    def known(self) -> bool:
        """Whether the label says by itself that it is one."""
        return self.role is not None or self.generic


def fold(text: str) -> str:
    """The text for comparing, as everywhere, but quickly where it is ASCII."""
    return text.lower() if text.isascii() else texts.fold(text)


def bare(label: str) -> str:
    """The label without brackets, colon and marks around it."""
    return " ".join(label.split()).strip(" \t:*_[]<>-–—").removesuffix(".").strip()


@lru_cache(maxsize=4096)
def voice(label: str) -> Voice:
    """What a label says about its voice."""
    label = bare(label)
    folded = " ".join(fold(label).replace("(", " (").split())
    if found := _whole(folded):
        return found
    together = re.split(r" ?[/+&,] ?| en | and ", folded)
    if len(together) > 1 and all(_whole(part) for part in together):
        return Voice(folded, Role.OTHER)
    tokens = list(_TOKEN.finditer(label))
    if not 1 < len(tokens) <= 7:
        return Voice(folded, name=label if plausible(label) else "")
    for index in range(len(tokens)):
        if found := _role_in(label, tokens, index):
            return found
    return Voice(folded, name=label if plausible(label) else "")


def _role_in(label: str, tokens: Sequence[re.Match[str]], index: int) -> Voice | None:
    """The voice of a label in which one word is a role and the rest a name: ``Interviewer Sanne``, ``Karin (R1)``."""
    token = tokens[index]
    word = fold(token[0]).strip(".")
    numbered = _NUMBERED.fullmatch(word)
    stem, number, end = numbered[1] if numbered else word, int(numbered[2]) if numbered else None, token.end()
    if stem not in _ROLE_OF and stem not in GENERIC:
        return None
    if number is None and index + 1 < len(tokens) and tokens[index + 1][0].isdecimal():
        number, end = int(tokens[index + 1][0][:4]), tokens[index + 1].end()
    bracketed = label[max(0, token.start() - 1)] == "(" and label[end : end + 1] == ")"
    # "R - Karin" says who R is; "R Karin" may be anything, and so may "Docent Karin".
    apart = index == 0 and label[end:].lstrip()[:1] in tuple("(-–—/,")
    if not bracketed and not (stem in _FULL - WEAK or stem in GENERIC) and not (apart and (number or stem not in WEAK)):
        return None
    name = " ".join((label[: token.start()] + " " + label[end:]).replace("(", " ").replace(")", " ").split())
    name = name.strip(" -–—,/:.")
    role = _ROLE_OF.get(stem)
    if role is Role.OTHER and stem in GENERIC:
        role = None
    if fold(name) in _ROLE_OF:
        return Voice(fold(label), role, number, generic=role is None)
    if not plausible(name):
        return None
    return Voice(f"{role or 'spreker'} {fold(name)}", role, number, name, generic=role is None)


def _whole(folded: str) -> Voice | None:
    """The voice of a label that is a word of a role, with a number perhaps: ``r1``, ``respondent 2``, ``spreker 1``."""
    numbered = _NUMBERED.fullmatch(folded)
    word, number = (numbered[1], int(numbered[2])) if numbered else (folded.rstrip("."), None)
    if word in GENERIC and number is not None:
        return Voice(f"spreker {number}", number=number, generic=True)
    role = _ROLE_OF.get(word)
    if role is None:
        return None
    if role is Role.OTHER:
        return Voice(folded, role, weak=word in WEAK)
    weak = word in WEAK and number is None
    # Words for jobs and letters that may belong to two people stay apart; plain words for the role are one voice.
    same = word in ONE_VOICE[role]
    return Voice(f"{role} {number or ''}".strip() if same else folded, role, number, weak=weak)


@lru_cache(maxsize=4096)
def plausible(label: str) -> bool:
    """Whether a label can be the name of somebody: capitals, initials, a title, particles; no sentence."""
    label = label.strip()
    if not 0 < len(label) <= LONGEST or not _NOT_IN_LABELS.isdisjoint(label):
        return False
    head = re.split(r"[(,]", label, maxsplit=1)[0].strip()
    words, behind = head.split(), label[len(head) :].split()
    # "Jan de Vries, docent" and "Jan (teamleider zorg)" are labels; "Tja, dat zei hij" is a sentence.
    if not 0 < len(words) <= 6 or len(behind) > 4 or (behind and fold(words[0]).strip(".") in STOP):
        return False
    if any(word.endswith((".", "…")) and len(word) > 4 for word in behind[:-1]):
        return False
    capitals = 0
    for word in words:
        plain = fold(word).strip(".")
        if len(words) > 1 and plain in STOP and plain not in PARTICLES:
            return False
        if _CAPITAL_WORD.fullmatch(word):
            capitals += plain not in TITLES or len(words) == 1
        elif _INITIALS.fullmatch(word) and len(word) <= 6 and any(char.isupper() for char in word):
            capitals += 1
        elif plain not in TITLES and plain not in PARTICLES and word not in ("/", "+"):
            return False
    return capitals > 0


def is_name(text: str) -> bool:
    """Whether a text is a name to look for: ``Bo`` and ``JANSEN``, not the initials ``KdW``, ``SV`` or ``P.B.``"""
    return plausible(text) and _WORDLIKE.search(text) is not None


def person(text: str) -> bool:
    """Whether a value of a header reads as one or more names of people: two capitalised words, initials, a title."""
    for part in re.split(r"\s*(?:,|;|/|\+|&|\ben\b|\band\b)\s*", text.strip()):
        words = part.split("(", 1)[0].split()
        if not words or not plausible(part) or fold(words[0]).strip(".,") in STOP:
            return False
        initials = len(words) == 1 and INITIALS_ONLY.fullmatch(words[0])
        if len(words) < 2 and not initials:
            return False
    return True
