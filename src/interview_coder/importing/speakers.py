"""Who is who: the voices of a transcript become ``Interviewer``, ``Respondent 1``, ``Spreker 1``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from interview_coder.domain.model import DraftSpeaker, KnownName, NameKind, Role
from interview_coder.domain.text import one_line
from interview_coder.i18n import _
from interview_coder.importing import labels
from interview_coder.importing.header import Header
from interview_coder.importing.labels import Voice, fold
from interview_coder.importing.vocabulary import PARTICLES, TITLES


class Heard(Struct):
    """A voice and what was heard of it; ``source`` is the label as first written."""

    voice: Voice
    source: str
    turns: int = 0
    words: int = 0
    questions: int = 0
    role: Role | None = None

    def hear(self, text: str) -> None:
        """Count a turn."""
        self.turns += 1
        self.words += len(text.split())
        self.questions += text.rstrip(" \"'”’)]").endswith("?")


class Cast(Struct):
    """The speakers in order of appearance, the names that their labels give away, and what was guessed."""

    speakers: list[DraftSpeaker] = field(default_factory=list)
    names: list[KnownName] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def cast(heard: Sequence[Heard], header: Header) -> Cast:
    """The speakers, one for each voice and in the same order."""
    result = Cast()
    for one in heard:
        one.role = _told(one.voice, heard)
        if one.role is None:
            one.role = _in_header(one.voice.name or one.source, header)
    if unknown := [one for one in heard if one.role is None]:
        _guess(unknown, heard, result)
    labelled = _numbered(heard)
    for one, label in zip(heard, labelled, strict=True):
        result.speakers.append(DraftSpeaker(label, one.role or Role.OTHER, one_line(one.source)))
        result.names += _names_of(one)
    return result


def _told(voice: Voice, heard: Sequence[Heard]) -> Role | None:
    """The role that the label tells. ``V`` is who asks only where somebody answers: it may be a name's initial."""
    if voice.weak and voice.key in ("interviewer", "respondent"):
        others = {one.voice.role for one in heard if one.voice.key != voice.key}
        if not others & {Role.INTERVIEWER, Role.RESPONDENT}:
            return None
    return voice.role


def _in_header(name: str, header: Header) -> Role | None:
    for role, people in ((Role.INTERVIEWER, header.interviewers), (Role.RESPONDENT, header.respondents)):
        if any(same_person(name, person) for person in people):
            return role
    return None


def same_person(label: str, name: str) -> bool:
    """Whether a label means the person: the name, its first or last part, or its initials."""
    left, right = _parts(label), _parts(name)
    if not left or not right:
        return False
    if left == right or (len(left) < len(right) and (left == right[: len(left)] or left == right[-len(left) :])):
        return True
    if len(right) < len(left) and (right == left[: len(right)] or right == left[-len(right) :]):
        return True
    if (
        len(left) == len(right)
        and left[1:] == right[1:]
        and left[0][0] == right[0][0]
        and 1 in (len(left[0]), len(right[0]))
    ):
        return len(left) > 1
    short = "".join(left)
    everything, core = "".join(part[0] for part in right), "".join(p[0] for p in right if p not in PARTICLES)
    return len(short) <= 5 and len(right) > 1 and short in (everything, core)


def _parts(name: str) -> list[str]:
    parts = [part for part in re.split(r"[^\w]+", fold(re.sub(r"\([^()]{0,60}\)", "", name))) if part]
    return [part for part in parts if part not in TITLES]


def _guess(unknown: list[Heard], heard: Sequence[Heard], result: Cast) -> None:
    """Give roles to the voices whose labels say nothing."""
    roles = {one.role for one in heard}
    if Role.INTERVIEWER not in roles and len(heard) > 1:
        asker = max(unknown, key=lambda one: _asks(one, heard))
        asker.role = Role.INTERVIEWER
        result.warnings.append(
            _("Which speaker is the interviewer was guessed from who asks the questions; check the speakers.")
        )
    elif Role.INTERVIEWER not in roles:
        result.warnings.append(_("Only one speaker was found and taken for the respondent; check the speakers."))
    # Beside an interviewer and respondents who are called so, a name that hardly speaks is somebody who came in.
    told = {one.voice.role for one in heard} >= {Role.INTERVIEWER, Role.RESPONDENT}
    all_words = sum(one.words for one in heard)
    for one in unknown:
        passing = told and one.words < 0.15 * all_words
        one.role = one.role or (Role.OTHER if passing else Role.RESPONDENT)


def _asks(one: Heard, heard: Sequence[Heard]) -> float:
    """How much a voice is like an interviewer: asks questions, spoke first, speaks shortly."""
    asked = sum(other.questions for other in heard) or 1
    longest = max(other.words / max(other.turns, 1) for other in heard) or 1
    score = one.questions / asked + one.questions / max(one.turns, 1)
    score += 0.4 if one is heard[0] else 0.0
    score += 0.5 * (1 - one.words / max(one.turns, 1) / longest)
    # A voice that said hardly anything asked nothing either.
    return score * min(1.0, one.turns / 3 + 0.4)


def _numbered(heard: Sequence[Heard]) -> list[str]:
    """The label of each voice; numbers that the source gives to one role are kept where they tell voices apart."""
    texts: dict[int, str] = {}
    for role, word in ((Role.INTERVIEWER, "Interviewer"), (Role.RESPONDENT, "Respondent"), (Role.OTHER, "Spreker")):
        mine = [index for index, one in enumerate(heard) if one.role is role]
        given = [heard[i].voice.number if heard[i].voice.role is role else None for i in mine]
        kept = {number for number in given if number}
        taken: set[int] = set()
        for index, number in zip(mine, given, strict=True):
            if not number or number in taken:
                number = next(n for n in range(1, len(heard) + 100) if n not in taken and n not in kept)
            taken.add(number)
            single = role is Role.INTERVIEWER and len(mine) == 1
            texts[index] = word if single else f"{word} {number}"
    return [texts[index] for index in range(len(heard))]


def _names_of(one: Heard) -> list[KnownName]:
    """The names that a label holds; initials alone are no names to look for."""
    parts = re.split(r"\s*(?:[,/(+]|\ben\b|\band\b)\s*", one.voice.name.replace(")", " "))
    return [KnownName(part.strip(), NameKind.PERSON) for part in parts if labels.is_name(part)]
