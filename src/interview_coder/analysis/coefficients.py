"""Coefficients of agreement on tables of coders by units.

Each function takes ``ratings``: a sequence of coders, each a sequence of the same units, with any hashable value as
the rating and ``None`` (or NaN) where a coder did not rate the unit. Each returns a figure, at most 1, or ``None``
where the table cannot tell: no unit with two ratings, or no variation where chance is corrected for by it.

Formulas and sources are in ``tally``. ``categories`` names all categories that could have been given where the table
does not have all; it matters for Brennan and Prediger's and Gwet's coefficients.

Raises InvalidInputError where coders have different numbers of units, a value is in no category, or a level of
measurement asks for numbers and there are none.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _

if TYPE_CHECKING:
    from interview_coder.analysis.tally import Floats, Tally

Ratings = Sequence[Sequence[Hashable | None]]
Level = Literal["nominal", "ordinal", "interval", "ratio"]


def percent_agreement(ratings: Ratings) -> float | None:
    """The share of pairs of coders that agree, averaged over the units that two or more rated.

    Of two coders it is the plain percentage of agreement; chance is not taken out.
    """
    from interview_coder.analysis import tally

    return _figure(tally.percent, ratings)


def cohen_kappa(ratings: Ratings) -> float | None:
    """Cohen's kappa (1960) of exactly two coders, on the units that both rated."""
    from interview_coder.analysis import tally

    if len(ratings) != 2:
        raise InvalidInputError(_("Cohen's kappa compares two coders; Fleiss' and Conger's take more."))
    both = [(one, other) for one, other in _units(ratings) if not _missing(one) and not _missing(other)]
    return _figure(tally.conger, list(zip(*both, strict=True)) or [(), ()])


def fleiss_kappa(ratings: Ratings) -> float | None:
    """Fleiss' kappa (1971), with Gwet's treatment of missing ratings (2014)."""
    from interview_coder.analysis import tally

    return _figure(tally.fleiss, ratings)


def conger_kappa(ratings: Ratings) -> float | None:
    """Conger's kappa (1980): Cohen's for more coders, each with habits of its own.

    With ratings missing, a coder's habit is taken from all units that the coder rated (Gwet 2014).
    """
    from interview_coder.analysis import tally

    return _figure(tally.conger, ratings)


def brennan_prediger(ratings: Ratings, categories: Iterable[Hashable] | None = None) -> float | None:
    """Brennan and Prediger's coefficient (1981), also called S or free-marginal kappa: chance is 1/q."""
    from interview_coder.analysis import tally

    return _figure(tally.brennan_prediger, ratings, categories)


def gwet_ac1(ratings: Ratings, categories: Iterable[Hashable] | None = None) -> float | None:
    """Gwet's AC1 (2008): chance is the chance to agree on units that are hard to rate; steady for rare categories."""
    from interview_coder.analysis import tally

    return _figure(tally.ac1, ratings, categories)


def krippendorff_alpha(ratings: Ratings, level: Level = "nominal") -> float | None:
    """Krippendorff's alpha (2011) for units, on a level of measurement.

    ``ordinal`` takes values that can be put in order, ``interval`` and ``ratio`` take numbers, ``ratio`` none below 0.
    """
    from interview_coder.analysis import tally

    values = _values(ratings)
    if level != "nominal":
        values = _ordered(values, level)
    counts = _tally(ratings, values)
    return _told(tally.alpha(counts, _distances(counts, values, level)))


def _distances(counts: Tally, values: Sequence[Any], level: Level) -> Floats | None:
    """The squared differences of Krippendorff 2011, section E; those of ranks depend on how often each value comes."""
    if level == "nominal" or not values:
        return None
    import numpy as np

    if level == "ordinal":
        often = counts.coincidences.sum(axis=-1)
        # Ranks run from the middle of one value to the middle of the other.
        numbers = np.cumsum(often) - often / 2
    else:
        numbers = np.array(values, dtype=np.float64)
    differences: Floats = np.subtract.outer(numbers, numbers)
    if level == "ratio":
        sums = np.add.outer(numbers, numbers)
        differences = np.divide(differences, sums, out=np.zeros_like(sums), where=sums != 0)
    result: Floats = differences**2
    return result


def _ordered(values: list[Any], level: Level) -> list[Any]:
    if level in ("interval", "ratio") and not all(isinstance(value, int | float) for value in values):
        raise InvalidInputError(_("This level of measurement needs numbers as ratings."))
    if level == "ratio" and any(value < 0 for value in values):
        raise InvalidInputError(_("The ratio level has no values below nought."))
    try:
        return sorted(values)
    except TypeError:
        raise InvalidInputError(_("An ordinal level needs ratings that can be put in order.")) from None


def _missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _units(ratings: Ratings) -> list[tuple[Any, ...]]:
    try:
        return list(zip(*ratings, strict=True))
    except ValueError:
        raise InvalidInputError(
            _("Every coder needs the same units; give None where a coder did not rate one.")
        ) from None


def _values(ratings: Ratings) -> list[Any]:
    """The values in the table, each once, as they come."""
    return list(dict.fromkeys(value for unit in _units(ratings) for value in unit if not _missing(value)))


def _tally(ratings: Ratings, values: Sequence[Any]) -> Tally:
    import numpy as np

    from interview_coder.analysis.tally import MISSING, tally

    index = {value: place for place, value in enumerate(values)}
    try:
        rows = [[MISSING if _missing(value) else index[value] for value in coder] for coder in ratings]
    except KeyError:
        raise InvalidInputError(_("A rating is none of the categories.")) from None
    table = np.array(rows, dtype=np.int64).reshape(len(rows), len(rows[0]) if rows else 0)
    return tally(table, max(len(values), 1))


def _figure(
    formula: Callable[[Tally], Floats], ratings: Ratings, categories: Iterable[Hashable] | None = None
) -> float | None:
    values = _values(ratings)
    return _told(formula(_tally(ratings, values if categories is None else list(dict.fromkeys(categories)))))


def _told(figure: Floats) -> float | None:
    number = float(figure)
    return None if math.isnan(number) else number
