"""Conditions: codes of which the analysis asks whether they are met, the evidence for and against, the verdicts."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

from interview_coder.domain.model import Code
from interview_coder.i18n import N_


class Verdict(StrEnum):
    """Whether a condition is met."""

    MET = "met"
    PARTLY = "partly"
    NOT = "not"
    CANNOT_BE_SAID = "cannot-be-said"
    PROVIDED = "provided"


VERDICTS: Final = {
    Verdict.MET: N_("met"),
    Verdict.PARTLY: N_("partly met"),
    Verdict.NOT: N_("not met"),
    Verdict.CANNOT_BE_SAID: N_("cannot be said"),
    Verdict.PROVIDED: N_("met, provided that"),
}
"""What a report calls them, to be translated where it is shown."""


class Judgement(Struct, frozen=True):
    """A verdict on a condition, overall or for one programme or one school, as somebody gave it at a time.

    ``condition`` is the id of the code, ``quotes`` are ids of collected quotes. ``provided`` says under which proviso
    it is met. ``current`` is the newest of its scope.
    """

    id: str
    condition: str
    programme: str | None
    school: int | None
    verdict: Verdict
    provided: str
    rationale: str
    quotes: tuple[str, ...]
    coder: str
    time: datetime
    current: bool


class Evidence(Struct, frozen=True):
    """How much was said. A passage is a place in an interview, counted once however many coders coded it.

    ``supports``, ``contradicts``, ``mixed`` and ``neutral`` (no stance) count the passages with a coding of that
    stance, so that one on which coders differ counts in each; ``respondents`` the speakers of that role whose words
    are in them.
    """

    supports: int = 0
    contradicts: int = 0
    mixed: int = 0
    neutral: int = 0
    passages: int = 0
    codings: int = 0
    respondents: int = 0
    interviews: int = 0


class Share(Struct, frozen=True):
    """What one programme or one school says of a condition, and the verdict for it. ``name`` is a school's number."""

    name: str
    evidence: Evidence
    verdict: Judgement | None = None


class Part(Struct, frozen=True):
    """A sub-code of a condition with its own evidence, what lies below it included."""

    code: Code
    evidence: Evidence
    verdict: Judgement | None = None


class Condition(Struct, frozen=True):
    """A condition: the evidence, sub-codes included, in all and by programme and school, and the verdicts in force.

    Every condition has the same programmes and schools, in the same order: those of the study's interviews. Who says
    nothing of it is in ``silent_programmes`` and ``silent_schools``.
    """

    code: Code
    total: Evidence
    programmes: tuple[Share, ...]
    schools: tuple[Share, ...]
    parts: tuple[Part, ...]
    verdict: Judgement | None = None

    @property
    def silent_programmes(self) -> tuple[str, ...]:
        """The programmes whose interviews say nothing of it."""
        return tuple(share.name for share in self.programmes if not share.evidence.codings)

    @property
    def silent_schools(self) -> tuple[int, ...]:
        """The numbers of the schools that say nothing of it."""
        return tuple(int(share.name) for share in self.schools if not share.evidence.codings)
