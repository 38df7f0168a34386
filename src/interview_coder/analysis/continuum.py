"""Krippendorff's alpha for unitizing on many codes, coders and interviews at once.

The transcripts of the interviews are put end to end; every passage of a coder is a section of that continuum, what lies
between them are gaps. Observed disagreement compares the passages of each pair of coders, expected disagreement all
passages with all passages and gaps of all coders. Sums are kept per code and interview where they add up, so that a
bootstrap replicate is a weighted sum; only the gaps that run across interviews are made anew for each replicate.

Source: Krippendorff 2004, Content Analysis, 2nd edition, pp. 251-256 (Krippendorff 1995, Sociological Methodology
25:47-76, with the sign in the count of places of a passage in a gap corrected as in 2004). With m coders, a continuum
of L characters, passages of length l, and gaps g, for a code:

    D_o = 2 / (m (m-1) L^2)  sum over pairs of coders of the distances
    D_e = 2/L * sum over passages of [ (N-1)/3 (2 l^3 - 3 l^2 + l) + l^2 sum over gaps g >= l of (g - l + 1) ]
              / ( mL (mL - 1) - sum over passages of l (l-1) )

The distance of two passages that overlap is the sum of the squared differences of their beginnings and their ends; that
of a passage which lies wholly in a gap of the other coder is the square of its length; else nought. Over codes alpha is
1 minus the sum of D_o divided by the sum of D_e.

Loaded only when figures are asked for: numpy is imported here.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
from msgspec import Struct

from interview_coder.analysis.tally import Floats, Ints


class Passages(Struct, frozen=True):
    """Passages in parallel arrays, sorted by code, coder and place; those of one code and coder do not overlap.

    ``start`` and ``end`` lie in the whole continuum; ``code``, ``coder`` and ``interview`` are indexes.
    """

    code: Ints
    coder: Ints
    interview: Ints
    start: Ints
    end: Ints

    def __len__(self) -> int:
        return len(self.code)

    def only(self, mask: Floats | Ints) -> Passages:
        return Passages(self.code[mask], self.coder[mask], self.interview[mask], self.start[mask], self.end[mask])

    @property
    def length(self) -> Floats:
        return (self.end - self.start).astype(float)


def united(passages: Passages) -> Passages:
    """In order, with the passages that overlap, of one code and coder, made one; those that only touch stay apart."""
    if not len(passages):
        return passages
    passages = passages.only(np.lexsort((passages.start, passages.coder, passages.code)))
    key = passages.code * (passages.coder.max() + 1) + passages.coder
    # With each group shifted behind the one before, one running maximum serves all.
    shift = key * (passages.end.max() + 1)
    reach = np.maximum.accumulate(passages.end + shift)
    first = np.ones(len(passages), dtype=bool)
    first[1:] = passages.start[1:] + shift[1:] >= reach[:-1]
    begins = np.flatnonzero(first)
    last = np.append(begins[1:], len(passages)) - 1
    ends = reach[last] - shift[last]
    return Passages(
        passages.code[begins], passages.coder[begins], passages.interview[begins], passages.start[begins], ends
    )


class Sums(Struct, frozen=True):
    """What alpha is made of, for any shape of groups: one entry per code, per replicate and code, and so on.

    ``observed`` is the sum of distances over pairs of coders; ``number`` the passages; ``cubes`` the sum of
    ``2 l^3 - 3 l^2 + l``; ``squares`` that of ``l (l-1)``; ``places`` that of ``l^2 (g - l + 1)``; ``length`` is that
    of the continuum.
    """

    observed: Floats
    number: Floats
    cubes: Floats
    squares: Floats
    places: Floats
    length: Floats

    def disagreements(self, coders: int) -> tuple[Floats, Floats]:
        """D_o and D_e."""
        with np.errstate(divide="ignore", invalid="ignore"):
            observed = 2 * self.observed / (coders * (coders - 1) * self.length**2)
            whole = coders * self.length
            expected = (2 / self.length) * ((self.number - 1) / 3 * self.cubes + self.places)
            expected = expected / (whole * (whole - 1) - self.squares)
        return observed, np.where(self.number > 0, expected, 0.0)


def alpha(observed: Floats, expected: Floats) -> Floats:
    """``1 - D_o / D_e``; NaN where nothing could differ."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - observed / expected, np.nan)


def distances(passages: Passages, coders: int, codes: int, interviews: int) -> Floats:
    """The observed distances, summed over the pairs of coders: ``[interviews, codes]``."""
    total = np.zeros(interviews * codes)
    group = passages.interview * codes + passages.code
    # Passages of different codes must not meet: each code has a stretch of its own.
    shift = passages.code * (int(passages.end.max(initial=0)) + 1)
    start, end = passages.start + shift, passages.end + shift
    of_coder = [np.flatnonzero(passages.coder == coder) for coder in range(coders)]
    for one, other in combinations(range(coders), 2):
        for mine, theirs, both in ((of_coder[one], of_coder[other], True), (of_coder[other], of_coder[one], False)):
            first = np.searchsorted(end[theirs], start[mine], side="right")
            number = np.maximum(np.searchsorted(start[theirs], end[mine], side="left") - first, 0)
            alone = mine[number == 0]
            total += added(group[alone], len(total), passages.length[alone] ** 2)
            if both:
                a = np.repeat(mine, number)
                b = theirs[expanded(first, number)]
                apart = (start[a] - start[b]).astype(float) ** 2 + (end[a] - end[b]).astype(float) ** 2
                total += added(group[a], len(total), apart)
    return total.reshape(interviews, codes)


def expanded(first: Ints, number: Ints) -> Ints:
    """``first[0], first[0] + 1, ...`` (``number[0]`` of them), then those of ``first[1]``, and so on."""
    begins = np.cumsum(number) - number
    result: Ints = np.arange(int(number.sum())) + np.repeat(first - begins, number)
    return result


def gaps(key: Ints, start: Ints, end: Ints, begins: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """The gaps between, before and after the passages of each key; a key without any is one gap.

    ``begins`` and ``ends`` are where the continuum of each key lies. Passages come sorted by key and place.
    Returns keys and lengths; gaps without length are left out.
    """
    # Between two borders of one key, of which the continuum's are the outermost, lies a gap.
    keys = np.arange(len(begins))
    left = np.concatenate([begins, end])
    left_key = np.concatenate([keys, key])
    right = np.concatenate([start, ends])
    right_key = np.concatenate([key, keys])
    # A passage's start comes before the continuum's end, its end after the continuum's begin: both sort alike.
    left_order = np.lexsort((left, left_key))
    right_order = np.lexsort((right, right_key))
    length = right[right_order] - left[left_order]
    some = length > 0
    return left_key[left_order][some], length[some]


def places(unit_key: Ints, unit_length: Ints, gap_key: Ints, gap_length: Ints, keys: int) -> Floats:
    """Per key the sum over its passages of ``l^2`` times the places that a passage of that length has in its gaps."""
    if not len(unit_key) or not len(gap_key):
        return np.zeros(keys)
    size = int(max(unit_length.max(), gap_length.max())) + 1
    place = np.sort(gap_key * size + gap_length)
    lengths = (place % size).astype(float)
    summed = np.concatenate([[0.0], np.cumsum(lengths)])
    first = np.searchsorted(place, unit_key * size + unit_length, side="left")
    behind = np.searchsorted(place, (unit_key + 1) * size, side="left")
    squared = unit_length.astype(float) ** 2
    worth = squared * (summed[behind] - summed[first] - (behind - first) * (unit_length - 1.0))
    return added(unit_key, keys, worth)


def added(key: Ints, size: int, values: Floats | None = None) -> Floats:
    """The values (ones, where none are given) added up per key: ``[size]``."""
    return np.bincount(key, values, minlength=size).astype(np.float64)


def _powers(length: Floats) -> tuple[Floats, Floats]:
    return 2 * length**3 - 3 * length**2 + length, length * (length - 1)


def by_code(passages: Passages, coders: int, codes: int, lengths: Ints) -> Sums:
    """The sums of each code over the whole continuum; ``lengths`` are those of the interviews, in order."""
    whole = int(lengths.sum())
    keys = codes * coders
    gap_key, gap_length = gaps(
        passages.code * coders + passages.coder,
        passages.start,
        passages.end,
        np.zeros(keys, dtype=np.int64),
        np.full(keys, whole),
    )
    cubes, squares = _powers(passages.length)
    return Sums(
        distances(passages, coders, codes, len(lengths)).sum(axis=0),
        added(passages.code, codes),
        added(passages.code, codes, cubes),
        added(passages.code, codes, squares),
        places(passages.code, passages.end - passages.start, gap_key // coders, gap_length, codes),
        np.full(codes, float(whole)),
    )


def by_interview(passages: Passages, coders: int, codes: int, lengths: Ints) -> Sums:
    """The sums of each code in each interview, as if it were a continuum of its own: ``[interviews, codes]``."""
    number = len(lengths)
    begins = np.cumsum(lengths) - lengths
    group = passages.interview * codes + passages.code
    order = np.lexsort((passages.start, passages.coder, group))
    sorted_ = passages.only(order)
    gap_key, gap_length = gaps(
        group[order] * coders + sorted_.coder,
        sorted_.start,
        sorted_.end,
        np.repeat(begins, codes * coders),
        np.repeat(begins + lengths, codes * coders),
    )
    cubes, squares = _powers(passages.length)
    shape, cells = (number, codes), number * codes
    return Sums(
        distances(passages, coders, codes, number),
        added(group, cells).reshape(shape),
        added(group, cells, cubes).reshape(shape),
        added(group, cells, squares).reshape(shape),
        places(group, passages.end - passages.start, gap_key // coders, gap_length, cells).reshape(shape),
        np.repeat(lengths.astype(float)[:, None], codes, axis=1),
    )


def replicates(
    passages: Passages,
    coders: int,
    codes: int,
    lengths: Ints,
    draws: Ints,
    step: Callable[[], None] = lambda: None,
) -> Sums:
    """The sums of each code in each replicate: ``[replicates, codes]``.

    ``draws`` (replicates x interviews) are the interviews that a replicate puts end to end, in that order. ``step`` is
    called after each code.

    The places of a passage in all gaps of a coder are ``G - (l-1) (n+1)``, with G the length and n+1 the number of the
    gaps (one before, between and after each of n passages, none shorter than nought), and ``l - 1 - g`` more for each
    gap shorter than the passage. The first part adds up over interviews; only short gaps have to be found.
    """
    number = len(lengths)
    weights = np.stack([np.bincount(draw, minlength=number) for draw in draws]).astype(float)
    length = passages.length
    group = passages.interview * codes + passages.code
    cells = number * codes

    def drawn(values: Floats | None) -> Floats:
        result: Floats = weights @ added(group, cells, values).reshape(number, codes)
        return result

    whole = (weights @ lengths.astype(float))[:, None]
    count, covered, squared = drawn(None), drawn(length), drawn(length**2)
    cubes, squares = _powers(length)
    places = squared * (coders * whole - covered) - drawn(length**2 * (length - 1)) * (count + coders)
    order = _Draws(draws, lengths)
    for code in range(codes):
        mine = passages.only(passages.code == code)
        if len(mine):
            places[:, code] += _short(mine, coders, order, weights)
        step()
    return Sums(
        weights @ distances(passages, coders, codes, number),
        count,
        drawn(cubes),
        drawn(squares),
        places,
        np.repeat(whole, codes, axis=1),
    )


class _Draws:
    """The interviews of each replicate in their order, and where each interview was drawn."""

    def __init__(self, draws: Ints, lengths: Ints) -> None:
        self.draws, self.lengths = draws, lengths
        self.begins = np.cumsum(lengths) - lengths
        self._order = np.argsort(draws, axis=None, kind="stable")
        often = np.bincount(draws.ravel(), minlength=len(lengths))
        self._first, self._often = np.cumsum(often) - often, often

    def of(self, interviews: Ints) -> tuple[Ints, Ints]:
        """Replicates and positions at which these interviews were drawn."""
        where = self._order[expanded(self._first[interviews], self._often[interviews])]
        return np.divmod(where, self.draws.shape[1])


_MOST = 4_000_000
"""Numbers in one table of passages by short gaps."""


def _short(mine: Passages, coders: int, order: _Draws, weights: Floats) -> Floats:
    """In each replicate the sum over passages of one code of ``l^2 (l - 1 - g)`` for each gap g shorter than l."""
    longest = int((mine.end - mine.start).max())
    same = (mine.interview[1:] == mine.interview[:-1]) & (mine.coder[1:] == mine.coder[:-1])
    gap = mine.start[1:] - mine.end[:-1]
    inside = same & (gap < longest - 1)
    home, gap = mine.interview[:-1][inside], gap[inside]
    ends = [_short_at_borders(mine.only(mine.coder == coder), order, longest - 1) for coder in range(coders)]
    replicate = np.concatenate([rows for rows, _ in ends])
    across = np.concatenate([lengths for _, lengths in ends])
    kinds, which = np.unique(np.concatenate([gap, across]), return_inverse=True)
    count, number = weights.shape
    often = weights @ added(home * len(kinds) + which[: len(gap)], number * len(kinds)).reshape(number, -1)
    often += added(replicate * len(kinds) + which[len(gap) :], count * len(kinds)).reshape(count, -1)
    total = np.zeros(count)
    by_interview = mine.only(np.argsort(mine.interview, kind="stable"))
    homes, first = np.unique(by_interview.interview, return_index=True)
    length = by_interview.length[:, None]
    step = max(1, _MOST // len(mine))
    for begin in range(0, len(kinds), step):
        worth = length**2 * np.maximum(length - 1 - kinds[None, begin : begin + step], 0)
        total += (weights[:, homes] @ np.add.reduceat(worth, first, axis=0) * often[:, begin : begin + step]).sum(
            axis=1
        )
    return total


def _short_at_borders(its: Passages, order: _Draws, limit: int) -> tuple[Ints, Ints]:
    """The gaps of one coder and code, shorter than ``limit``, that reach a border of an interview.

    From the end of each last passage of an interview, and from the begin of the whole, the gap is followed through
    interviews without passages to the next first passage or the end of the whole. Returns replicates and lengths.
    """
    lengths, draws = order.lengths, order.draws
    lead = np.full(len(lengths), -1)
    trail = np.full(len(lengths), limit)
    # The last assignment to an index holds: backwards it is the first passage.
    lead[its.interview[::-1]] = (its.start - order.begins[its.interview])[::-1]
    trail[its.interview] = order.begins[its.interview] + lengths[its.interview] - its.end
    replicate, position = order.of(np.flatnonzero(trail < limit))
    gap = trail[draws[replicate, position]]
    replicate = np.concatenate([replicate, np.arange(len(draws))])
    position = np.concatenate([position + 1, np.zeros(len(draws), dtype=np.int64)])
    gap = np.concatenate([gap, np.zeros(len(draws), dtype=np.int64)])
    found: list[tuple[Ints, Ints]] = []
    while len(gap):
        over = position == draws.shape[1]
        found.append((replicate[over], gap[over]))
        replicate, position, gap = replicate[~over], position[~over], gap[~over]
        here = draws[replicate, position]
        met = lead[here] >= 0
        closed = gap + np.where(met, lead[here], lengths[here])
        short = closed < limit
        found.append((replicate[met & short], closed[met & short]))
        on = short & ~met
        replicate, position, gap = replicate[on], position[on] + 1, closed[on]
    return np.concatenate([rows for rows, _ in found]), np.concatenate([some for _, some in found])
