"""Krippendorff's alpha for unitizing: agreement that respects where a passage begins and ends."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING

from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _

if TYPE_CHECKING:
    from interview_coder.analysis.continuum import Sums

Passage = tuple[int, int] | tuple[int, int, Hashable]
"""``(start, end)`` or ``(start, end, code)``, half open."""


def unitizing_alpha(coders: Sequence[Iterable[Passage]], length: int, begin: int = 0) -> float | None:
    """Krippendorff's alpha for unitizing (alpha_u, 1995/2004) of spans per coder on one continuum.

    ``coders`` has the spans of each coder, in any order; the continuum is ``[begin, begin + length)``. Spans with a
    code give the figure over all codes, ``1 - sum D_o / sum D_e``. Overlapping spans of one coder and code are united
    first. ``None`` where there are fewer than two coders or no span at all. Formula and source: ``continuum``.

    Raises InvalidInputError for a span that is empty or leaves the continuum.
    """
    sums = _sums(coders, length, begin)
    if sums is None:
        return None
    from interview_coder.analysis.continuum import alpha

    observed, expected = sums.disagreements(len(coders))
    figure = float(alpha(observed.sum(), expected.sum()))
    return None if math.isnan(figure) else figure


def unitizing_disagreements(
    coders: Sequence[Iterable[Passage]], length: int, begin: int = 0
) -> dict[Hashable, tuple[float, float]]:
    """Observed and expected disagreement (D_o, D_e) of each code, in order of first use; see ``unitizing_alpha``."""
    codes = _codes(coders)
    sums = _sums(coders, length, begin)
    if sums is None:
        return {}
    observed, expected = sums.disagreements(len(coders))
    return {code: (float(observed[index]), float(expected[index])) for index, code in enumerate(codes)}


def _codes(coders: Sequence[Iterable[Passage]]) -> list[Hashable]:
    return list(dict.fromkeys(span[2] if len(span) == 3 else None for spans in coders for span in spans))


def _sums(coders: Sequence[Iterable[Passage]], length: int, begin: int) -> Sums | None:
    import numpy as np

    from interview_coder.analysis.continuum import Passages, by_code, united

    coders = [list(spans) for spans in coders]
    codes = {code: index for index, code in enumerate(_codes(coders))}
    rows = [
        (codes[span[2] if len(span) == 3 else None], coder, span[0] - begin, span[1] - begin)
        for coder, spans in enumerate(coders)
        for span in spans
    ]
    if any(not 0 <= start < end <= length for _code, _coder, start, end in rows):
        raise InvalidInputError(_("A passage must have words and lie within the continuum."))
    if len(coders) < 2 or not rows:
        return None
    code, coder, start, end = np.array(rows, dtype=np.int64).T
    passages = united(Passages(code, coder, np.zeros_like(code), start, end))
    return by_code(passages, len(coders), len(codes), np.array([length]))
