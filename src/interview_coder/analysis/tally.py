"""Counts that every coefficient of agreement is a function of, and the coefficients.

All counts are sums over units: those of several interviews or codes are added up, and a bootstrap replicate is a
weighted sum. Every property and coefficient keeps the leading axes of the counts, so that a thousand replicates are one
call. A coefficient that cannot be told (no pair of ratings, no variation where it needs some) is NaN.

Loaded only when figures are asked for: numpy is imported here.

Sources: Cohen 1960 (Educational and Psychological Measurement 20:37-46); Fleiss 1971 (Psychological Bulletin
76:378-382); Conger 1980 (Psychological Bulletin 88:322-328); Brennan & Prediger 1981 (Educational and Psychological
Measurement 41:687-699); Gwet 2008 (British Journal of Mathematical and Statistical Psychology 61:29-48) and 2014
(Handbook of Inter-Rater Reliability, 4th edition, for ratings that are missing); Krippendorff 2011 (Computing
Krippendorff's Alpha-Reliability, repository.upenn.edu/asc_papers/43).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MISSING = -1


class Tally(Struct, frozen=True):
    """The counts, on the last axis of ``values``, for ``coders`` coders and ``categories`` categories.

    In order: units rated by one coder or more; units rated by two or more; the sum over these of the share of pairs of
    coders that agree; per category the sum over rated units of the share of the ratings; the coincidences
    (categories x categories); the ratings of each coder (coders x categories).
    """

    values: Floats
    coders: int
    categories: int

    @staticmethod
    def width(coders: int, categories: int) -> int:
        """How many counts there are."""
        return 3 + categories + categories * categories + coders * categories

    @property
    def rated(self) -> Floats:
        return self.values[..., 0]

    @property
    def paired(self) -> Floats:
        return self.values[..., 1]

    @property
    def agreeing(self) -> Floats:
        return self.values[..., 2]

    @property
    def shares(self) -> Floats:
        """``[..., categories]``"""
        return self.values[..., 3 : 3 + self.categories]

    @property
    def coincidences(self) -> Floats:
        """``[..., categories, categories]``: o_ck of Krippendorff 2011."""
        start = 3 + self.categories
        flat = self.values[..., start : start + self.categories**2]
        return flat.reshape(*flat.shape[:-1], self.categories, self.categories)

    @property
    def ratings(self) -> Floats:
        """``[..., coders, categories]``: how often each coder gave each category."""
        flat = self.values[..., 3 + self.categories + self.categories**2 :]
        return flat.reshape(*flat.shape[:-1], self.coders, self.categories)

    def total(self, axis: int | tuple[int, ...] = 0) -> Tally:
        """Added up over axes."""
        return Tally(self.values.sum(axis=axis), self.coders, self.categories)

    def weighted(self, weights: Floats) -> Tally:
        """The sums over the first axis, one for each row of ``weights``: bootstrap replicates."""
        flat = self.values.reshape(self.values.shape[0], -1)
        return Tally((weights @ flat).reshape(-1, *self.values.shape[1:]), self.coders, self.categories)


def tally(ratings: Ints, categories: int) -> Tally:
    """The counts of one table: ``ratings`` is coders x units, each the index of a category or ``MISSING``."""
    coders = ratings.shape[0]
    given = np.stack([(ratings == category).sum(axis=0) for category in range(categories)], axis=-1).astype(float)
    number = given.sum(axis=-1)
    two, one = number >= 2, number >= 1
    several, count = given[two], number[two, None]
    agreeing = ((several * (several - 1)).sum(axis=-1) / (count * (count - 1))[:, 0]).sum()
    shares = (given[one] / number[one, None]).sum(axis=0)
    coincidences = (several / (count - 1)).T @ several - np.diag((several / (count - 1)).sum(axis=0))
    marks = np.stack([(ratings == category).sum(axis=1) for category in range(categories)], axis=-1).astype(float)
    values = np.concatenate([[one.sum(), two.sum(), agreeing], shares, coincidences.ravel(), marks.ravel()])
    return Tally(values, coders, categories)


def _corrected(observed: Floats, chance: Floats) -> Floats:
    """``(observed - chance) / (1 - chance)``; NaN where chance alone makes all agree."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(1 - chance > 1e-12, (observed - chance) / (1 - chance), np.nan)


def _per(sums: Floats, count: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(count > 0, sums / count, np.nan)


def percent(counts: Tally) -> Floats:
    """The mean over units with two ratings or more of the share of pairs of coders that agree."""
    return _per(counts.agreeing, counts.paired)


def fleiss(counts: Tally) -> Floats:
    """Chance: the sum over categories of the squared mean share of a category."""
    shares = _per(counts.shares, counts.rated[..., None])
    return _corrected(percent(counts), (shares**2).sum(axis=-1))


def conger(counts: Tally) -> Floats:
    """Chance: the mean over pairs of coders of how often the two would meet by their own habits.

    A coder's habit is taken from all units that the coder rated, those that nobody else rated too (Gwet 2014, as in
    irrCAC: 0.763 on his example; taken from units with two ratings or more it would be 0.762). Coders without any
    rating are left out.
    """
    ratings = counts.ratings
    number = ratings.sum(axis=-1, keepdims=True)
    habits = np.where(number > 0, ratings / np.where(number > 0, number, 1), 0.0)
    coders = (number[..., 0] > 0).sum(axis=-1)
    meeting = (habits.sum(axis=-2) ** 2).sum(axis=-1) - (habits**2).sum(axis=(-2, -1))
    return _corrected(percent(counts), _per(meeting, (coders * (coders - 1)).astype(float)))


def brennan_prediger(counts: Tally) -> Floats:
    """Chance: every category equally likely, 1/q."""
    observed = percent(counts)
    return _corrected(observed, np.full_like(observed, 1 / counts.categories))


def ac1(counts: Tally) -> Floats:
    """Chance: the sum of ``p (1 - p)`` over categories, divided by their number less one."""
    observed = percent(counts)
    if counts.categories < 2:
        return np.full_like(observed, np.nan)
    shares = _per(counts.shares, counts.rated[..., None])
    return _corrected(observed, (shares * (1 - shares)).sum(axis=-1) / (counts.categories - 1))


def alpha(counts: Tally, distances: Floats | None = None) -> Floats:
    """``1 - D_o / D_e`` from the coincidences; ``distances`` (categories x categories) are nominal unless given."""
    if distances is None:
        distances = 1 - np.eye(counts.categories)
    found = counts.coincidences
    values = found.sum(axis=-1)
    number = values.sum(axis=-1)
    observed = (found * distances).sum(axis=(-2, -1))
    expected = (values[..., :, None] * values[..., None, :] * distances).sum(axis=(-2, -1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - (number - 1) * observed / expected, np.nan)
