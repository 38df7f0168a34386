"""Conditions: the evidence for and against each, and the verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interview_coder.domain.conditions import Condition, Judgement, Verdict
from interview_coder.domain.model import Code, CodeKind, QuoteRow, Stance
from interview_coder.domain.text import slug
from interview_coder.errors import NotFoundError
from interview_coder.i18n import N_, _
from interview_coder.store import judging, quoting, reading, said
from interview_coder.study.base import StudyBase

if TYPE_CHECKING:
    from interview_coder.domain.said import Origin, Said


class ConditionCalls(StudyBase):
    """Conditions: the evidence for and against each, and the verdicts."""

    def conditions(self) -> list[Condition]:
        """The conditions of the codebook in its order, with evidence by programme and school, and verdicts in force.

        A condition is a code of that kind; sub-codes count to it. One that was retired comes along where it has a
        verdict.
        """
        return self._all_conditions()

    def _all_conditions(self, coded: Sequence[Said] | None = None) -> list[Condition]:
        """As ``conditions``; ``coded`` is everything that was coded, where somebody has read it already."""
        codes = self.codes(include_retired=True)
        with self._database.read() as connection:
            judged = {one.condition for one in judging.judgements(connection)}
        chosen = [code for code in codes if code.kind is CodeKind.CONDITION and (not code.retired or code.id in judged)]
        return self._conditions(codes, chosen, coded)

    def condition(self, ref: str) -> Condition:
        """One condition, or a code below one, which is judged apart. Raises NotFoundError."""
        codes = self.codes(include_retired=True)
        return self._conditions(codes, [self._condition_code(codes, ref)])[0]

    def _conditions(
        self, codes: Sequence[Code], chosen: Sequence[Code], coded: Sequence[Said] | None = None
    ) -> list[Condition]:
        from interview_coder.analysis import conditions as analysis

        below = analysis.families(codes)
        with self._database.read() as connection:
            if coded is None:
                coded = said.said(connection, codes={member for code in chosen for member in below[code.id]})
            places: list[Origin] = said.origins(connection)
            current = [one for one in judging.judgements(connection) if one.current]
        return analysis.conditions(codes, coded, places, current, chosen)

    def _condition_code(self, codes: Sequence[Code], ref: str) -> Code:
        from interview_coder.analysis import conditions as analysis

        code = reading.find_code(codes, ref)
        if code.id not in analysis.is_condition(codes):
            raise NotFoundError(
                _("“{name}” is no condition, nor below one; the kind of a code can be changed.").format(name=code.name)
            )
        return code

    def evidence(
        self,
        ref: str,
        *,
        programme: str | None = None,
        school: int | None = None,
        stance: Stance | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[QuoteRow]:
        """The codings on a condition, sub-codes included: what contradicts it first, then mixed, then what supports it.

        Those without a stance come last; within each by interview and place. Raises NotFoundError.
        """
        from interview_coder.analysis import conditions as analysis

        with self._database.read() as connection:
            codes = reading.codes(connection, counted=False)
            family = analysis.families(codes)[self._condition_code(codes, ref).id]
            here = None
            if school is not None or programme is not None:
                here = {
                    origin.id
                    for origin in said.origins(connection)
                    if (school is None or origin.school == school)
                    and (programme is None or slug(programme) in map(slug, origin.programmes))
                }
            page = said.ranked(
                connection,
                family,
                analysis.NEGATIVE_FIRST,
                interviews=here,
                stance=stance,
                limit=limit,
                offset=offset,
            )
            return quoting.by_ids(connection, page)

    def set_verdict(
        self,
        ref: str,
        verdict: Verdict,
        *,
        programme: str | None = None,
        school: int | None = None,
        provided: str = "",
        rationale: str = "",
        quotes: Sequence[str] = (),
    ) -> Judgement:
        """Give a verdict on a condition, overall or for one programme or school; earlier ones stay readable.

        ``quotes`` are ids of collected quotes that it rests on, or of codings, which are collected then. Raises
        InvalidInputError, NotFoundError.
        """
        code = self._condition_code(self.codes(include_retired=True), ref)
        with self._act(N_("verdict given")) as act:
            identifier = judging.judge(
                act,
                code.id,
                Verdict(verdict),
                programme=programme,
                school=school,
                provided=provided,
                rationale=rationale,
                quotes=quotes,
            )
        return next(one for one in self.verdicts() if one.id == identifier)

    def verdicts(
        self,
        ref: str | None = None,
        *,
        programme: str | None = None,
        school: int | None = None,
        current: bool = False,
    ) -> list[Judgement]:
        """The verdicts, the newest first, those that others have come in the place of too unless ``current``.

        Raises NotFoundError.
        """
        code = None if ref is None else self.code(ref).id
        with self._database.read() as connection:
            found = judging.judgements(connection)
        return [
            one
            for one in found
            if (code is None or one.condition == code)
            and (programme is None or slug(one.programme or "") == slug(programme))
            and (school is None or one.school == school)
            and (one.current or not current)
        ]

    def remove_verdict(self, judgement_id: str) -> None:
        """Take a verdict back: the one before it is in force again. Raises NotFoundError."""
        with self._act(N_("verdict taken back")) as act:
            judging.withdraw(act, judgement_id)
