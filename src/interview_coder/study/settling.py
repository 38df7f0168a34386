"""Settling differences between coders: the consensus, and suggestions that were dismissed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from interview_coder import i18n
from interview_coder.domain.coded import REPLICATES, SEED, CompareUnit, Decision, Difference, Settlement
from interview_coder.errors import NotFoundError
from interview_coder.i18n import N_, _
from interview_coder.store import comparing, reading, settling
from interview_coder.study.agreement import AgreementCalls, Progress
from interview_coder.study.reports import ExportReport
from interview_coder.study.versions import VersionCalls

if TYPE_CHECKING:
    from interview_coder.analysis.consistency import Suggestion
    from interview_coder.domain.model import Stance


class SettlingCalls(AgreementCalls, VersionCalls):
    """Settling differences between coders: the consensus, and suggestions that were dismissed.

    The consensus is a layer of codings of its own, whose coder is called ``consensus``. Filters, queries, exports and
    comparisons that name that coder look at it; all others leave it out.
    """

    def settle(
        self,
        first: str,
        second: str,
        coding_id: str,
        decision: Decision | str,
        *,
        note: str = "",
        span: tuple[int, int] | None = None,
        code: str | None = None,
        stance: Stance | None = None,
    ) -> Settlement:
        """Settle the difference between two coders of which a coding is part, and keep what comes of it as consensus.

        ``decision``: what the first has, what the second has, both, new ``borders`` (a half-open span; with the
        ``code`` and ``stance`` of the consensus where they are other than what is there), none of it, or to discuss it
        later, which leaves the consensus as it is. Settling it again replaces what was decided. One act, which undo
        takes back. Raises NotFoundError where there is no such difference, InvalidInputError.
        """
        found = self.differences(first, second)
        difference = next(
            (one for one in found.differences if any(each.id == coding_id for each in (*one.first, *one.second))), None
        )
        if difference is None:
            raise NotFoundError(_("These two do not differ there; the command “differences” lists where they do."))
        return self.settle_difference(
            (found.first, found.second), difference, decision, note=note, span=span, code=code, stance=stance
        )

    def settle_difference(
        self,
        pair: tuple[str, str],
        difference: Difference,
        decision: Decision | str,
        *,
        note: str = "",
        span: tuple[int, int] | None = None,
        code: str | None = None,
        stance: Stance | None = None,
    ) -> Settlement:
        """Settle a difference of ``differences`` between a pair of coders (ids); the rest is as in ``settle``."""
        with self._act(N_("difference settled")) as act:
            wanted = reading.code_id(act.connection, code) if code is not None else None
            made = settling.settle(
                act, pair, difference, Decision(decision), note=note, span=span, code=wanted, stance=stance
            )
            return settling.settlements(act.connection, [made])[0]

    def note_settlement(self, settlement_id: str, note: str) -> Settlement:
        """Write why it was settled so; the decision stays. Raises NotFoundError."""
        with self._act(N_("settlement noted")) as act:
            settling.note(act, settlement_id, note)
            return settling.settlements(act.connection, [settlement_id])[0]

    def unsettle(self, settlement_id: str) -> None:
        """Decide no more on a place, and take what the consensus has there of its codes away. Raises NotFoundError."""
        with self._act(N_("settlement taken back")) as act:
            settling.take_back(act, settlement_id)

    def settlements(
        self, *, code: str | None = None, interviews: Sequence[str] = (), decision: Decision | str | None = None
    ) -> list[Settlement]:
        """What was decided on differences, by interview and place; ``code`` includes its sub-codes.

        Raises NotFoundError.
        """
        with self._database.read() as connection:
            found = settling.settlements(connection)
            if code is not None:
                every = reading.codes(connection, counted=False)
                family = reading.with_subcodes(every, reading.find_code(every, code).id)
                found = [one for one in found if {one.code, one.other_code} & family]
            if interviews:
                here = {reading.interview_id(connection, ref) for ref in interviews}
                found = [one for one in found if one.interview in here]
        return [one for one in found if decision is None or one.decision == Decision(decision)]

    def adopt_agreed(self, *, alone: bool = False) -> int:
        """Take into the consensus what all coders of an interview coded alike; returns how many passages are new.

        What was settled stands. ``alone`` takes over the interviews that one coder alone coded as well, as they are.
        One act.
        """
        from interview_coder.analysis.comparison import agreed_passages

        with self._database.read() as connection:
            passages = comparing.coded_passages(connection)
            interviews = comparing.compared_interviews(connection, passages, CompareUnit.CONTINUUM)
        taken = agreed_passages(interviews, passages)
        if alone:
            single = {one.id for one in interviews if len(one.coders) == 1}
            taken += [one for one in passages if one.interview in single]
        with self._act(N_("agreed passages taken into the consensus")) as act:
            return settling.take_over(act, taken)

    def export_agreement(
        self,
        path: Path,
        *,
        unit: CompareUnit = CompareUnit.TURN,
        coders: Sequence[str] = (),
        code: str | None = None,
        interviews: Sequence[str] = (),
        without_interviewers: bool = False,
        version: str | None = None,
        replicates: int = REPLICATES,
        seed: int = SEED,
        template: Path | None = None,
        force: bool = False,
        language: str | None = None,
        progress: Progress | None = None,
    ) -> ExportReport:
        """Write the methods section on agreement to a .docx, .xlsx, .md, .csv or .html file.

        It has the coders, sample, units and sources of the figures; the figures over all, per code, group, pair and
        interview; kinds of difference, codes taken for each other, settlements, and drift. ``version`` is the version
        of the codebook to name (default: the newest). The rest is as in ``agreement`` and the other exports.
        """
        from interview_coder.analysis.methods import Material, parts
        from interview_coder.exporting import Target, export_agreement

        info = self.info()
        language = language or info.language
        found = self.agreement(
            unit=unit, coders=coders, code=code, interviews=interviews, without_interviewers=without_interviewers,
            replicates=replicates, seed=seed, progress=progress,
        )  # fmt: skip
        compared = [
            self.differences(first, second, code=code, interviews=interviews)
            for first, second in combinations(found.coders, 2)
        ]
        here = set(found.interviews)
        versions = self.codebook_versions()
        material = Material(
            found=found,
            comparisons=[one for one in compared if one.interviews],
            settlements=[one for one in self.settlements(code=code) if one.interview in here],
            periods=self.drift(unit=unit, coders=coders, code=code),
            version=self.codebook_version(version) if version is not None else versions[-1] if versions else None,
            redefined=self.redefined(),
            labels=self.labels(),
            without_interviewers=without_interviewers,
            comma=language == "nl",
        )
        with i18n.speaking(language):
            made = parts(material)
        target = Target(path, info, force, None, template)
        when = self._last_change()
        return ExportReport(
            sum(len(one.rows) for one in made), export_agreement(target, made, language=language, when=when)
        )

    def dismiss(self, suggestion: Suggestion) -> None:
        """Do not show a suggestion of ``suggestions`` again; undo, or ``bring_back``, does."""
        with self._act(N_("suggestion dismissed")) as act:
            settling.dismiss(act, _told(suggestion))

    def dismissed(self, suggestions: Sequence[Suggestion]) -> list[bool]:
        """Of each suggestion, whether somebody dismissed it."""
        with self._database.read() as connection:
            known = settling.dismissed(connection)
        return [_told(one) in known for one in suggestions]

    def bring_back(self, suggestion: Suggestion) -> None:
        """Show a dismissed suggestion again."""
        with self._act(N_("suggestion brought back")) as act:
            known = settling.dismissed(act.connection).get(_told(suggestion))
            if known is not None:
                settling.bring_back(act, [known])


def _told(suggestion: Suggestion) -> settling.Dismissed:
    places = frozenset((one.interview, one.start, one.end) for one in suggestion.passages)
    return suggestion.kind.value, frozenset(suggestion.codes), places
