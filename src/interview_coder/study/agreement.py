"""How far coders agree and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from interview_coder.analysis import agreement as analysis
from interview_coder.analysis.agreement import Agreement
from interview_coder.domain.coded import CodedPassage, CompareUnit
from interview_coder.domain.model import Code, CodeKind
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _
from interview_coder.store import comparing, reading
from interview_coder.study.base import StudyBase

Progress = Callable[[int, int], None]


class AgreementCalls(StudyBase):
    """How far coders agree and where they differ."""

    def agreement(
        self,
        *,
        unit: CompareUnit = CompareUnit.TURN,
        coders: Sequence[str] = (),
        code: str | None = None,
        interviews: Sequence[str] = (),
        passages_of: str | None = None,
        without_interviewers: bool = False,
        replicates: int = analysis.REPLICATES,
        seed: int = analysis.SEED,
        progress: Progress | None = None,
    ) -> Agreement:
        """Figures of agreement, by unit or on the continuum: over all, per group, code, interview and pair of coders.

        ``coders`` are names or ids (default: everybody who coded), ``interviews`` references or ids (default: all);
        ``code`` takes a key, name, path or id and includes its sub-codes. The passages drawn up in advance are those
        of the code ``passages_of``, whoever marked them. ``without_interviewers`` leaves out turns and sentences of
        interviewers. Keys of groups are a kind of code (``condition``, ``theme``, ``open``) or the id of a code that
        has sub-codes. Intervals come from ``replicates`` draws of interviews with ``seed``.

        ``progress`` is called with what is done and the whole; what it raises stops the work. Raises NotFoundError,
        InvalidInputError.
        """
        if (unit is CompareUnit.PASSAGE) != (passages_of is not None):
            raise InvalidInputError(_("Say which code marks the passages to compare by, and only for these."))
        if not 0 <= replicates <= 100_000:
            raise InvalidInputError(_("The number of replicates lies between 0 and 100,000."))
        with self._database.read() as connection:
            every = reading.codes(connection, counted=False)
            drawn_up = reading.with_subcodes(every, reading.find_code(every, passages_of).id) if passages_of else set()
            passages = comparing.coded_passages(connection)
            compared = comparing.compared_interviews(
                connection,
                passages,
                unit,
                drawn_up=drawn_up,
                without_interviewers=without_interviewers,
                only={reading.interview_id(connection, ref) for ref in interviews} if interviews else None,
            )
            among = _who(coders and [reading.find_coder(connection, name).id for name in coders], passages, drawn_up)
            order = {one.id: place for place, one in enumerate(reading.coders(connection))}
        family = reading.with_subcodes(every, reading.find_code(every, code).id) if code else {one.id for one in every}
        wanted = [one for one in every if one.id in family - drawn_up]
        taken = [one for one in passages if one.code in family and one.code not in drawn_up and one.coder in among]
        used = {one.code for one in taken}
        return analysis.agreement(
            compared,
            taken,
            coders=sorted(among, key=order.__getitem__),
            unit=unit,
            groups=_groups(every, [one for one in wanted if one.id in used]),
            codes=[one.id for one in wanted],
            replicates=replicates,
            seed=seed,
            progress=progress or (lambda _done, _total: None),
        )


def _who(asked: Sequence[str], passages: Collection[CodedPassage], drawn_up: Collection[str]) -> set[str]:
    return set(asked) or {one.coder for one in passages if one.code not in drawn_up}


def _groups(every: Sequence[Code], used: Sequence[Code]) -> dict[str, list[str]]:
    """The kinds of codes, and each code with its sub-codes, that have two used codes or more."""
    groups = {kind.value: [one.id for one in used if one.kind is kind] for kind in CodeKind}
    for parent in dict.fromkeys(one.parent for one in every if one.parent):
        family = reading.with_subcodes(every, parent)
        groups[parent] = [one.id for one in used if one.id in family]
    return {name: members for name, members in groups.items() if len(members) > 1}
