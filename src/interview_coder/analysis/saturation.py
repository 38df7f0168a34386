"""How many codes each interview brings that none before it had."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from interview_coder.domain.said import Origin, Said
from interview_coder.domain.tables import SaturationPoint


def saturation(said: Iterable[Said], order: Sequence[Origin]) -> list[SaturationPoint]:
    """The interviews in this order, each with the codes that are new in it; those without codings bring none."""
    used: dict[str, list[str]] = defaultdict(list)
    for one in said:
        used[one.interview].append(one.code)
    seen: set[str] = set()
    points = []
    for origin in order:
        here = set(used[origin.id])
        new = len(here - seen)
        seen |= here
        points.append(SaturationPoint(origin.id, origin.reference, len(used[origin.id]), len(here), new, len(seen)))
    return points
