"""How far coders agree: figures per code, per group of codes, per interview, per pair of coders and over all.

Two ways of looking. By units (turns, sentences, passages drawn up in advance) every coder decides on every unit and
code; figures of groups and over all pool these decisions. On the continuum of characters, alpha for unitizing asks
where passages begin and end. Interviews that fewer than two of the compared coders coded are left out; the continuum
takes those that all of them coded.

Intervals are percentiles of a bootstrap that draws interviews, the same draws for all lines of a comparison, from a
seed. The functions on plain tables are in ``coefficients`` and ``unitizing`` and are offered here too.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

from interview_coder.analysis.coefficients import (
    brennan_prediger,
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)
from interview_coder.analysis.unitizing import unitizing_alpha, unitizing_disagreements
from interview_coder.domain.coded import REPLICATES, SEED, CodedPassage, ComparedInterview, CompareUnit

if TYPE_CHECKING:
    from interview_coder.analysis.tally import Floats, Ints, Tally

__all__ = [
    "Agreement",
    "Figure",
    "Line",
    "LineKind",
    "Measure",
    "agreement",
    "brennan_prediger",
    "cohen_kappa",
    "conger_kappa",
    "fleiss_kappa",
    "gwet_ac1",
    "krippendorff_alpha",
    "percent_agreement",
    "unitizing_alpha",
    "unitizing_disagreements",
]


Progress = Callable[[int, int], None]


class Measure(StrEnum):
    """The figures."""

    PERCENT = "percent"
    COHEN = "cohen_kappa"
    FLEISS = "fleiss_kappa"
    CONGER = "conger_kappa"
    BRENNAN_PREDIGER = "brennan_prediger"
    AC1 = "gwet_ac1"
    ALPHA = "krippendorff_alpha"
    UNITIZING = "unitizing_alpha"


class LineKind(StrEnum):
    """What a line of figures is about."""

    ALL = "all"
    GROUP = "group"
    CODE = "code"
    INTERVIEW = "interview"
    PAIR = "pair"
    STANCE = "stance"


class Figure(Struct, frozen=True):
    """A figure and its 95 % interval; ``None`` where the codings cannot tell."""

    value: float | None
    low: float | None = None
    high: float | None = None


class Line(Struct, frozen=True):
    """Figures on one thing.

    ``key`` is the id of the code or interview, the name of the group, or empty; ``coders`` are those compared.
    ``decisions`` counts the units by codes that were decided on (on the continuum: the characters); ``uses`` the
    passages of each coder; ``prevalence`` is the share of all decisions (characters) that were a yes.
    """

    kind: LineKind
    key: str
    coders: tuple[str, ...]
    figures: Mapping[Measure, Figure]
    interviews: int
    decisions: int
    uses: Mapping[str, int]
    prevalence: float | None

    @property
    def headline(self) -> Figure:
        """Krippendorff's alpha, of whichever kind was asked for."""
        return self.figures.get(Measure.UNITIZING) or self.figures.get(Measure.ALPHA) or Figure(None)


class Agreement(Struct, frozen=True):
    """What a comparison came to; ``left_out`` are interviews that too few of the coders coded."""

    unit: CompareUnit
    coders: tuple[str, ...]
    interviews: tuple[str, ...]
    left_out: tuple[str, ...]
    replicates: int
    seed: int
    overall: Line
    groups: tuple[Line, ...]
    codes: tuple[Line, ...]
    by_interview: tuple[Line, ...]
    pairs: tuple[Line, ...]
    stance: Line


def agreement(
    interviews: Sequence[ComparedInterview],
    passages: Iterable[CodedPassage],
    *,
    coders: Sequence[str],
    unit: CompareUnit,
    groups: Mapping[str, Iterable[str]] | None = None,
    codes: Sequence[str] | None = None,
    replicates: int = REPLICATES,
    seed: int = SEED,
    progress: Progress = lambda _done, _total: None,
) -> Agreement:
    """Compare coders.

    ``groups`` names sets of codes. ``codes`` are those to look at, in the order of the lines (default: all that occur);
    codes that none of the coders used in the compared interviews get no line. Without ``replicates`` there are no
    intervals. ``progress`` is called with what is done and the whole.
    """
    coders = tuple(coders)
    wanted = None if codes is None else set(codes)
    taken = [one for one in passages if one.coder in coders and (wanted is None or one.code in wanted)]
    continuum = unit is CompareUnit.CONTINUUM
    compared = _compared(interviews, coders, len(coders) if continuum else 2)
    pairs = [] if len(coders) == 2 else list(combinations(coders, 2))
    steps = _Steps(progress, 1 + len(pairs))
    found = _Comparison(compared, taken, coders, codes, continuum, replicates, seed, steps)
    lines = [found.line(LineKind.PAIR, "", found.codes)] if len(coders) == 2 else []
    for pair in pairs:
        two = _Comparison(_compared(interviews, pair, 2), taken, pair, codes, continuum, replicates, seed, steps)
        lines.append(two.line(LineKind.PAIR, "", two.codes))
    here = {one.id for one in compared}
    return Agreement(
        unit=unit,
        coders=coders,
        interviews=tuple(one.id for one in compared),
        left_out=tuple(one.id for one in interviews if one.id not in here),
        replicates=replicates,
        seed=seed,
        overall=found.line(LineKind.ALL, "", found.codes),
        groups=tuple(found.line(LineKind.GROUP, name, members) for name, members in (groups or {}).items()),
        codes=tuple(found.line(LineKind.CODE, code, [code]) for code in found.codes),
        by_interview=tuple(found.interview_line(index) for index in range(len(compared))),
        pairs=tuple(lines),
        stance=found.stance_line(),
    )


def _compared(
    interviews: Sequence[ComparedInterview], coders: Sequence[str], least: int
) -> tuple[ComparedInterview, ...]:
    """The interviews that two or more of the coders coded, at least ``least`` of them."""
    among = set(coders)
    return tuple(one for one in interviews if len(one.coders & among) >= max(2, least))


class _Steps:
    """Tells how far a comparison of several parts is, each counting on its own."""

    def __init__(self, progress: Progress, parts: int) -> None:
        self._progress, self._parts, self._part = progress, parts, 0

    def begin(self) -> None:
        self._part += 1
        self(0, 1)

    def __call__(self, done: int, total: int) -> None:
        self._progress(100 * (self._part - 1) + 100 * done // max(total, 1), 100 * self._parts)


class _Comparison:
    """The counts of some coders on the interviews that they share; a line is made of those of some codes.

    ``_point``, ``_drawn`` and ``_each`` are counts per code, per replicate and code, and per interview, on whose last
    axis ``_formulas`` work. They add up over codes.
    """

    def __init__(
        self,
        interviews: Sequence[ComparedInterview],
        passages: Iterable[CodedPassage],
        coders: Sequence[str],
        codes: Sequence[str] | None,
        continuum: bool,
        replicates: int,
        seed: int,
        step: _Steps,
    ) -> None:
        step.begin()
        self.interviews, self.coders = interviews, tuple(coders)
        here = {one.id for one in interviews}
        self.passages = [one for one in passages if one.interview in here and one.coder in coders]
        self.uses = Counter((one.code, one.coder) for one in self.passages)
        self._uses_here = Counter((one.interview, one.coder) for one in self.passages)
        used = dict.fromkeys(one.code for one in self.passages)
        self.codes = [code for code in (used if codes is None else codes) if code in used]
        self._place = {code: index for index, code in enumerate(self.codes)}
        self._replicates, self._seed = replicates if len(interviews) > 1 else 0, seed
        self._continuum = continuum
        self._formulas: dict[Measure, Callable[[Floats], Floats]] = {}
        if self.codes and len(coders) > 1:
            (self._by_characters if continuum else self._by_units)(step)
        step(1, 1)

    def _draws(self) -> Ints:
        import numpy as np

        number = len(self.interviews)
        return np.random.default_rng(self._seed).integers(0, number, size=(self._replicates, number))

    def _weights(self) -> Floats:
        import numpy as np

        draws = self._draws()
        return np.stack([np.bincount(draw, minlength=len(self.interviews)) for draw in draws]).astype(float)

    def _by_units(self, step: _Steps) -> None:
        from interview_coder.analysis import decisions, tally

        count = len(self.codes)
        taken = decisions.arrays(self.passages, self.interviews, self.coders, self._place)
        counts = decisions.tallies(taken, self.interviews, self.coders, count)
        step(1, 3)
        self._formulas = _formulas(len(self.coders), 2)
        self._point = counts.total(0).values
        self._each = counts.total(1).values
        self._drawn = counts.weighted(self._weights()).values if self._replicates else None
        step(2, 3)
        ratings = tally.Tally(self._point, len(self.coders), 2).ratings.sum(axis=-2)
        self._yes, self._all = ratings[:, decisions.YES], ratings.sum(axis=-1)
        here = tally.Tally(self._each, len(self.coders), 2).ratings.sum(axis=-2)
        self._yes_here, self._all_here = here[:, decisions.YES], here.sum(axis=-1)
        self._decided, self._decided_here = self._point[:, 1], self._each[:, 1]

    def _by_characters(self, step: _Steps) -> None:
        import numpy as np

        from interview_coder.analysis import continuum, decisions

        count, m = len(self.codes), len(self.coders)
        lengths = np.array([one.length for one in self.interviews], dtype=np.int64)
        taken = continuum.united(decisions.arrays(self.passages, self.interviews, self.coders, self._place))
        self._formulas = {Measure.UNITIZING: lambda parts: continuum.alpha(parts[..., 0], parts[..., 1])}
        self._point = np.stack(continuum.by_code(taken, m, count, lengths).disagreements(m), axis=-1)
        each = np.stack(continuum.by_interview(taken, m, count, lengths).disagreements(m), axis=-1)
        self._each = each.sum(axis=1)
        self._drawn = None
        if self._replicates:
            done = iter(range(1, count + 1))
            sums = continuum.replicates(taken, m, count, lengths, self._draws(), lambda: step(next(done), count + 1))
            self._drawn = np.stack(sums.disagreements(m), axis=-1)
        self._yes = continuum.added(taken.code, count, taken.length)
        self._yes_here = continuum.added(taken.interview, len(lengths), taken.length)
        self._decided, self._decided_here = np.full(count, float(lengths.sum())), lengths.astype(float)
        self._all, self._all_here = m * self._decided, m * self._decided_here * count

    def line(self, kind: LineKind, key: str, codes: Iterable[str]) -> Line:
        """The figures of some codes together."""
        at = [self._place[code] for code in codes if code in self._place]
        figures: dict[Measure, Figure] = {}
        for measure, formula in self._formulas.items() if at else ():
            drawn = None if self._drawn is None else formula(self._drawn[:, at].sum(axis=1))
            figures[measure] = _figure(formula(self._point[at].sum(axis=0)), drawn)
        whole = float(self._all[at].sum()) if at else 0.0
        decided = 0.0 if not at else self._decided[at[0]] if self._continuum else self._decided[at].sum()
        return Line(
            kind=kind,
            key=key,
            coders=self.coders,
            figures=figures,
            interviews=len(self.interviews),
            decisions=round(float(decided)),
            uses={coder: sum(self.uses[self.codes[index], coder] for index in at) for coder in self.coders},
            prevalence=float(self._yes[at].sum()) / whole if whole else None,
        )

    def interview_line(self, index: int) -> Line:
        """The figures of all codes in one interview, without intervals: one interview cannot tell how they vary."""
        interview = self.interviews[index]
        some = bool(self._formulas)
        whole = float(self._all_here[index]) if some else 0.0
        return Line(
            kind=LineKind.INTERVIEW,
            key=interview.id,
            coders=tuple(coder for coder in self.coders if coder in interview.coders),
            figures={measure: _figure(formula(self._each[index])) for measure, formula in self._formulas.items()},
            interviews=1,
            decisions=round(float(self._decided_here[index])) if some else 0,
            uses={coder: self._uses_here[interview.id, coder] for coder in self.coders},
            prevalence=float(self._yes_here[index]) / whole if whole else None,
        )

    def stance_line(self) -> Line:
        """Whether passages that several gave the same code have the same stance."""
        figures: dict[Measure, Figure] = {}
        decided = 0.0
        if self.passages and len(self.coders) > 1:
            from interview_coder.analysis import decisions

            counts = decisions.stance_tallies(self.passages, self.interviews, self.coders)
            total = counts.total(0)
            decided = float(total.paired)
            drawn = counts.weighted(self._weights()).values if self._replicates else None
            for measure, formula in (_formulas(len(self.coders), counts.categories) if decided else {}).items():
                figures[measure] = _figure(formula(total.values), None if drawn is None else formula(drawn))
        said = Counter(one.coder for one in self.passages if one.stance is not None)
        return Line(
            kind=LineKind.STANCE,
            key="",
            coders=self.coders,
            figures=figures,
            interviews=len(self.interviews),
            decisions=round(decided),
            uses={coder: said[coder] for coder in self.coders},
            prevalence=None,
        )


def _formulas(coders: int, categories: int) -> dict[Measure, Callable[[Floats], Floats]]:
    """The coefficients on the last axis of counts; Cohen's kappa is Conger's of two coders who rated the same units."""
    from interview_coder.analysis import tally

    def on_counts(formula: Callable[[Tally], Floats]) -> Callable[[Floats], Floats]:
        return lambda values: formula(tally.Tally(values, coders, categories))

    of: dict[Measure, Callable[[Tally], Floats]] = {Measure.PERCENT: tally.percent}
    if coders == 2:
        of[Measure.COHEN] = tally.conger
    of |= {
        Measure.FLEISS: tally.fleiss,
        Measure.CONGER: tally.conger,
        Measure.BRENNAN_PREDIGER: tally.brennan_prediger,
        Measure.AC1: tally.ac1,
        Measure.ALPHA: tally.alpha,
    }
    return {measure: on_counts(formula) for measure, formula in of.items()}


def _figure(value: Floats, drawn: Floats | None = None) -> Figure:
    """A figure with the 2.5th and 97.5th percentile of the replicates; no interval where half of them cannot tell."""
    import numpy as np

    number = float(value)
    if math.isnan(number):
        return Figure(None)
    told = drawn[~np.isnan(drawn)] if drawn is not None else np.empty(0)
    if drawn is None or 2 * len(told) <= len(drawn):
        return Figure(number)
    low, high = np.percentile(told, [2.5, 97.5])
    return Figure(number, float(low), float(high))
