"""The yes-or-no decisions of unit by code, counted per interview and code.

A coder says yes to a code on a unit where a passage of the coder with that code shares a character with the unit; a
coder who coded the interview says no to everything else.

Loaded only when figures are asked for: numpy is imported here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from interview_coder.analysis.continuum import Passages, added, expanded
from interview_coder.analysis.tally import MISSING, Floats, Ints, Tally, tally
from interview_coder.domain.coded import CodedPassage, ComparedInterview, one_stance, stretches
from interview_coder.domain.model import Stance

NO, YES = 0, 1


def arrays(
    passages: Iterable[CodedPassage],
    interviews: Sequence[ComparedInterview],
    coders: Sequence[str],
    codes: Mapping[str, int],
) -> Passages:
    """The passages of these coders in these interviews, on the continuum of the interviews put end to end."""
    begins, length = {}, 0
    for index, interview in enumerate(interviews):
        begins[interview.id] = (index, length)
        length += interview.length
    place = {coder: index for index, coder in enumerate(coders)}
    rows = [
        (codes[one.code], place[one.coder], *_placed(begins[one.interview], one))
        for one in passages
        if one.interview in begins and one.coder in place and one.code in codes
    ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    return Passages(*table.T)


def _placed(begin: tuple[int, int], passage: CodedPassage) -> tuple[int, int, int]:
    index, offset = begin
    return index, offset + passage.start, offset + passage.end


def tallies(passages: Passages, interviews: Sequence[ComparedInterview], coders: Sequence[str], codes: int) -> Tally:
    """The counts ``[interviews, codes]`` for two categories, no and yes; two coders or more coded each interview."""
    number, m = len(interviews), len(coders)
    there = np.array([[coder in one.coders for coder in coders] for one in interviews], dtype=bool).reshape(number, m)
    passages = passages.only(there[passages.interview, passages.coder])
    start, end, home = _units(interviews)
    first = np.searchsorted(end, passages.start, side="right")
    covered = np.maximum(np.searchsorted(start, passages.end, side="left") - first, 0)
    unit = expanded(first, covered)
    code, coder = np.repeat(passages.code, covered), np.repeat(passages.coder, covered)
    said = np.unique((unit * codes + code) * m + coder)
    cell, saying = np.unique(said // m, return_counts=True)
    group = home[cell // codes] * codes + cell % codes
    shape, cells = (number, codes), number * codes
    yes = added(group, cells, saying.astype(float)).reshape(shape)
    squared = added(group, cells, saying.astype(float) ** 2).reshape(shape)
    by_coder = added((home[said // m // codes] * codes + said // m % codes) * m + said % m, cells * m)
    by_coder = by_coder.reshape(number, codes, m)
    units = np.bincount(home, minlength=number).astype(float)[:, None]
    rating = there.sum(axis=1).astype(float)[:, None]
    values = np.zeros((number, codes, Tally.width(m, 2)))
    counts = Tally(values, m, 2)
    values[..., 0] = values[..., 1] = units
    # Of r coders, k say yes: k(k-1) + (r-k)(r-k-1) of r(r-1) ordered pairs agree, which needs only sums of k and k^2.
    values[..., 2] = units + 2 * (squared - rating * yes) / (rating * (rating - 1))
    counts.shares[..., YES] = yes / rating
    counts.shares[..., NO] = units - yes / rating
    differ = (rating * yes - squared) / (rating - 1)
    counts.coincidences[..., YES, YES] = yes - differ
    counts.coincidences[..., YES, NO] = counts.coincidences[..., NO, YES] = differ
    counts.coincidences[..., NO, NO] = units * rating - yes - differ
    counts.ratings[..., YES] = by_coder
    counts.ratings[..., NO] = (units * there)[:, None, :] - by_coder
    return counts


def _units(interviews: Sequence[ComparedInterview]) -> tuple[Ints, Ints, Ints]:
    """Starts and ends on the continuum, and the interview, of all units in order."""
    sizes = [len(one.units) for one in interviews]
    lengths = np.array([one.length for one in interviews], dtype=np.int64)
    home: Ints = np.repeat(np.arange(len(interviews)), sizes)
    spans = np.array([span for one in interviews for span in one.units], dtype=np.int64).reshape(-1, 2)
    offset = (np.cumsum(lengths) - lengths)[home]
    return spans[:, 0] + offset, spans[:, 1] + offset, home


STANCES: tuple[Stance | None, ...] = (*Stance, None)
"""What can be said of a passage; ``None``: that it has no stance, where another coder gave one."""


def stance_tallies(
    passages: Iterable[CodedPassage], interviews: Sequence[ComparedInterview], coders: Sequence[str]
) -> Tally:
    """The counts ``[interviews]`` of the stances on passages that two coders or more gave the same code.

    A unit is a stretch of passages of one code that overlap; who has none in it gave no rating.
    """
    place = {coder: index for index, coder in enumerate(coders)}
    columns: dict[str, list[list[int]]] = {one.id: [] for one in interviews}
    wanted = (one for one in passages if one.coder in place and one.interview in columns)
    for stretch in stretches(wanted):
        by_coder: dict[str, list[CodedPassage]] = {}
        for passage in stretch:
            by_coder.setdefault(passage.coder, []).append(passage)
        if len(by_coder) < 2 or all(passage.stance is None for passage in stretch):
            continue
        column = [MISSING] * len(coders)
        for coder, mine in by_coder.items():
            column[place[coder]] = STANCES.index(one_stance(mine))
        columns[stretch[0].interview].append(column)
    rows = [_stances(columns[one.id], len(coders)) for one in interviews]
    return Tally(np.stack(rows), len(coders), len(STANCES))


def _stances(columns: list[list[int]], coders: int) -> npt.NDArray[np.float64]:
    table = np.array(columns, dtype=np.int64).reshape(-1, coders).T
    result: Floats = tally(table, len(STANCES)).values
    return result
