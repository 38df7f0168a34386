"""Which codes stand on the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from interview_coder.analysis.conditions import families
from interview_coder.domain.model import Code
from interview_coder.domain.said import Said
from interview_coder.domain.tables import Pair


def cooccurrence(codes: Sequence[Code], said: Iterable[Said], *, subcodes: bool = False) -> list[Pair]:
    """The pairs of codes that share words, those that do so most often first.

    The words of a code in an interview are those under any of its codings, by whatever coder; a stretch that bears both
    codes without a break counts once. With ``subcodes`` what lies below a code counts to it, and a code is not paired
    with what lies below it. ``codes`` are in tree order.
    """
    below = families(codes) if subcodes else {code.id: {code.id} for code in codes}
    above: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        for member in below[code.id]:
            above[member].append(code.id)
    by_interview: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        by_interview[one.interview].append(one)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for coded in by_interview.values():
        # One bit for each character: what overlaps is then a matter of single operations on whole numbers. They are
        # large, so those of one interview are held at a time.
        by_code: dict[str, int] = defaultdict(int)
        for one in coded:
            covered = ((1 << (one.end - one.start)) - 1) << one.start
            for code_id in above.get(one.code, ()):
                by_code[code_id] |= covered
        for code_id, bits in by_code.items():
            total[code_id] += bits.bit_count()
        for (first, one_bits), (second, other_bits) in combinations(by_code.items(), 2):
            if both := one_bits & other_bits:
                pair = (first, second) if first < second else (second, first)
                counts[pair] += (both & ~(both << 1)).bit_count()
                shared[pair] += both.bit_count()
    rank = {code.id: index for index, code in enumerate(codes)}
    known = {code.id: code for code in codes}
    found = []
    for pair, count in counts.items():
        first, second = sorted(pair, key=rank.__getitem__)
        if second in below[first] or first in below[second]:
            continue
        either = total[first] + total[second] - shared[pair]
        found.append(Pair(known[first], known[second], count, shared[pair] / either))
    return sorted(found, key=lambda pair: (-pair.count, -pair.share, rank[pair.first.id], rank[pair.second.id]))
