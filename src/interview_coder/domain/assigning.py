"""Who codes which interview, and a plan for it: a share coded by several, drawn by lot and balanced."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _

_Item = TypeVar("_Item")


class Work(StrEnum):
    """How far a coder is with an interview."""

    NOT_STARTED = "not-started"
    CODING = "coding"
    DONE = "done"


class Assignment(Struct, frozen=True):
    """An interview that a coder codes.

    ``work``, ``codings`` and ``coded_up_to`` (the end of the last passage, an offset) are ``None`` where the reader may
    not see them yet, or nobody counted; that a colleague is done may be known. ``length`` is that of the text.
    """

    interview: str
    reference: str
    coder: str
    coder_name: str
    blind: bool
    done: datetime | None
    hidden: bool
    """What others did here is still hidden from whoever reads this."""
    work: Work | None
    codings: int | None
    coded_up_to: int | None
    length: int

    @property
    def share(self) -> float | None:
        """How far the last passage reaches, of the whole text."""
        return None if self.coded_up_to is None else self.coded_up_to / self.length if self.length else 0.0


class ToPlan(Struct, frozen=True):
    """An interview that wants coders: what the lot is balanced over."""

    id: str
    programmes: tuple[str, ...] = ()
    interviewers: tuple[str, ...] = ()


class AssignmentPlan(Struct, frozen=True):
    """Coders (ids) by interview (id), in the order of the interviews."""

    coders: Mapping[str, tuple[str, ...]]
    seed: int

    @property
    def several(self) -> int:
        """How many interviews have more than one coder."""
        return sum(len(each) > 1 for each in self.coders.values())

    @property
    def load(self) -> dict[str, int]:
        """How many interviews each coder has."""
        return dict(Counter(coder for each in self.coders.values() for coder in each))


def plan(
    interviews: Sequence[ToPlan],
    coders: Sequence[str],
    *,
    share: float,
    seed: int,
    together: int = 2,
    load: Mapping[str, int] | None = None,
) -> AssignmentPlan:
    """Give every interview a coder, and a ``share`` (0 to 1) of them ``together`` coders.

    Which these are is drawn by lot: each combination of programmes has its part of them, within one (largest
    remainders), and within it the interviewers take turns. Coders get as many interviews as each other, within one
    (``load``: how many they have already), spread over the programmes. The same input and seed give the same plan.
    Raises InvalidInputError.
    """
    if not 0 <= share <= 1:
        raise InvalidInputError(_("The share lies between 0 and 1 (0.2: one in five)."))
    if not coders:
        raise InvalidInputError(_("Name at least one coder."))
    if len(set(coders)) < len(coders):
        raise InvalidInputError(_("A coder is named twice."))
    if share and not 2 <= together <= len(coders):
        raise InvalidInputError(_("To have interviews coded by {n}, name as many coders.").format(n=max(together, 2)))
    lot = random.Random(seed)
    several = _drawn(interviews, round(share * len(interviews)), lot)
    loads = Counter({coder: (load or {}).get(coder, 0) for coder in coders})
    in_programme: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    given: dict[str, tuple[str, ...]] = {}
    # Those with several coders first: whoever is left evens the load out.
    for one in sorted(_shuffled(interviews, lot), key=lambda one: one.id not in several):
        near = in_programme[one.programmes]
        order = sorted(_shuffled(coders, lot), key=lambda coder: (loads[coder], near[coder]))
        chosen = order[: together if one.id in several else 1]
        loads.update(chosen)
        near.update(chosen)
        given[one.id] = tuple(coder for coder in coders if coder in chosen)
    return AssignmentPlan({one.id: given[one.id] for one in interviews}, seed)


def _shuffled(items: Iterable[_Item], lot: random.Random) -> list[_Item]:
    result = list(items)
    lot.shuffle(result)
    return result


def _drawn(interviews: Sequence[ToPlan], number: int, lot: random.Random) -> set[str]:
    """The ids of the interviews that several code."""
    strata: dict[tuple[str, ...], list[ToPlan]] = defaultdict(list)
    for one in interviews:
        strata[one.programmes].append(one)
    quota = {name: number * len(members) / len(interviews) for name, members in strata.items()} if interviews else {}
    places = {name: int(exact) for name, exact in quota.items()}
    rest = _shuffled(strata, lot)
    rest.sort(key=lambda name: places[name] - quota[name])
    for name in rest[: number - sum(places.values())]:
        places[name] += 1
    seen: Counter[str] = Counter()
    size = Counter(name for one in interviews for name in one.interviewers)
    chosen: set[str] = set()
    for name in strata:
        left = _shuffled(strata[name], lot)
        for _place in range(places[name]):
            one = min(left, key=lambda each: max((seen[who] / size[who] for who in each.interviewers), default=0.0))
            left.remove(one)
            seen.update(one.interviewers)
            chosen.add(one.id)
    return chosen
