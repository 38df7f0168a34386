"""Quotes that were chosen for the report: the sections they stand in, where else they are used, what is amiss."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from interview_coder.domain.quote_edits import FLAWS, Flaw, Quote
from interview_coder.domain.quotes import Run
from interview_coder.i18n import _

FEW: Final = 4
"""From so many quotes on a section can be dominated by one respondent."""


class ReportSection(Struct, frozen=True):
    """A section of the report: ``name`` is its number (``4.1``) or whatever the team calls it, unique in the study.

    ``position`` counts from 0; ``quotes`` says how many are collected in it.
    """

    id: str
    name: str
    title: str
    position: int
    quotes: int = 0

    @property
    def heading(self) -> str:
        """Name and title: ``4.1 Kansen``."""
        return f"{self.name} {self.title}".strip()


class Use(Struct, frozen=True):
    """Another collected quote that has words in common with this one; ``section`` is ``None`` outside of all."""

    quote: str
    section: str | None
    position: int


class CollectedQuote(Struct, frozen=True):
    """A quote for the report: passages of one interview with their edits, at a place in a section.

    ``position`` counts from 1 within the section; ``coding`` is what it was made of, if that is still there.
    ``literal`` are the words of the answers as spoken, ``runs`` the quote as it is printed, without its reference.
    ``speakers`` are the labels of who speaks in it, in order; ``voices`` the ids of its respondents, or that of the
    interview where none is known. ``uses`` are other quotes with words in common.
    """

    id: str
    section: str | None
    position: int
    interview: str
    reference: str
    coding: str | None
    code_key: str
    code_name: str
    coder: str
    created: datetime
    changed: datetime
    quote: Quote
    literal: str
    runs: tuple[Run, ...]
    flaws: tuple[Flaw, ...] = ()
    speakers: tuple[str, ...] = ()
    uses: tuple[Use, ...] = ()
    voices: tuple[str, ...] = ()

    @property
    def printed(self) -> str:
        """As the report prints it, with its reference."""
        return f"{''.join(run.text for run in self.runs)} ({self.reference})"

    @property
    def edited(self) -> bool:
        """Whether it prints anything but the words of one passage."""
        return len(self.quote.pieces) != 1 or bool(self.quote.pieces[0].edits)

    @property
    def faithful(self) -> bool:
        """Whether it says what its source says."""
        return not self.flaws

    @property
    def problems(self) -> tuple[str, ...]:
        """What keeps it from being faithful, a sentence each."""
        return tuple(_(FLAWS[flaw]) for flaw in self.flaws)


class WarningKind(StrEnum):
    """What may be amiss with the quotes of a section."""

    UNFAITHFUL = "unfaithful"
    TWICE = "twice"
    DOMINATED = "dominated"


class QuoteWarning(Struct, frozen=True):
    """Something about the quotes of a section to think of; ``quotes`` are their ids."""

    kind: WarningKind
    section: str | None
    quotes: tuple[str, ...]
    sentence: str


def with_uses(quotes: Sequence[CollectedQuote]) -> list[CollectedQuote]:
    """The quotes, each knowing the others that have words in common with it."""
    by_interview: dict[str, list[CollectedQuote]] = defaultdict(list)
    for quote in quotes:
        by_interview[quote.interview].append(quote)
    found = []
    for quote in quotes:
        others = by_interview[quote.interview]
        uses = tuple(
            Use(other.id, other.section, other.position)
            for other in others
            if other.id != quote.id and _share_words(quote.quote, other.quote)
        )
        found.append(replace(quote, uses=uses) if uses else quote)
    return found


def _share_words(one: Quote, other: Quote) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.pieces for b in other.pieces)


def warnings(quotes: Iterable[CollectedQuote]) -> list[QuoteWarning]:
    """What may be amiss, section by section: quotes that are not faithful, that print words twice, one voice only.

    ``quotes`` are all of the study. A respondent dominates a section of four quotes or more when more than half of them
    are theirs.
    """
    sections: dict[str | None, list[CollectedQuote]] = defaultdict(list)
    for quote in quotes:
        sections[quote.section].append(quote)
    found: list[QuoteWarning] = []
    for section, members in sections.items():
        for quote in members:
            for sentence in quote.problems:
                text = _("Quote {n}: {problem}").format(n=quote.position, problem=sentence)
                found.append(QuoteWarning(WarningKind.UNFAITHFUL, section, (quote.id,), text))
            found += [
                QuoteWarning(WarningKind.TWICE, section, (quote.id, use.quote), _twice(quote, use))
                for use in quote.uses
                # Within a section it is said once, at the later of the two.
                if use.section != section or use.position < quote.position
            ]
        found += _dominated(section, members)
    return found


def _twice(quote: CollectedQuote, use: Use) -> str:
    if use.section == quote.section:
        return _("Quotes {n} and {m} have words in common.").format(n=use.position, m=quote.position)
    if use.section is None:
        return _("Words of quote {n} are also used outside the sections.").format(n=quote.position)
    return _("Words of quote {n} are also used in section {section}.").format(n=quote.position, section=use.section)


def _dominated(section: str | None, members: Sequence[CollectedQuote]) -> list[QuoteWarning]:
    if len(members) < FEW:
        return []
    counts = Counter(voice for quote in members for voice in set(quote.voices))
    result = []
    for voice, count in counts.items():
        if 2 * count > len(members):
            theirs = [quote for quote in members if voice in quote.voices]
            sentence = _("{n} of the {m} quotes are of one respondent, in {reference}.").format(
                n=count, m=len(members), reference=theirs[0].reference
            )
            ids = tuple(quote.id for quote in theirs)
            result.append(QuoteWarning(WarningKind.DOMINATED, section, ids, sentence))
    return result
