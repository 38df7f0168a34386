"""How far coders agree and where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from interview_coder.domain.coded import REPLICATES, SEED, CodedPassage, ComparedInterview, CompareUnit
from interview_coder.domain.model import Code, CodeKind
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _
from interview_coder.store import comparing, reading, settling
from interview_coder.store.schema import CONSENSUS
from interview_coder.study.base import StudyBase

if TYPE_CHECKING:
    from interview_coder.analysis.agreement import Agreement
    from interview_coder.analysis.comparison import Comparison, Period
    from interview_coder.analysis.consistency import Suggestion

Progress = Callable[[int, int], None]

LOOK_ALIKE = 80.0
"""From what score on two codes look alike."""


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
        replicates: int = REPLICATES,
        seed: int = SEED,
        progress: Progress | None = None,
    ) -> Agreement:
        """Figures of agreement, by unit or on the continuum: over all, per group, code, interview and pair of coders.

        ``coders`` are names or ids (default: everybody who coded; ``consensus`` is what was settled), ``interviews``
        references or ids (default: all); ``code`` takes a key, name, path or id and includes its sub-codes. The
        passages drawn up in advance are those of the code ``passages_of``, whoever marked them.
        ``without_interviewers`` leaves out turns and sentences of interviewers. Keys of groups are a kind of code
        (``condition``, ``theme``, ``open``) or the id of a code that has sub-codes. Intervals come from ``replicates``
        draws of interviews with ``seed``.

        ``progress`` is called with what is done and the whole; what it raises stops the work. Raises NotFoundError,
        InvalidInputError.
        """
        from interview_coder.analysis.agreement import agreement

        if (unit is CompareUnit.PASSAGE) != (passages_of is not None):
            raise InvalidInputError(_("Say which code marks the passages to compare by, and only for these."))
        if not 0 <= replicates <= 100_000:
            raise InvalidInputError(_("The number of replicates lies between 0 and 100,000."))
        found = self._comparable(unit, coders, code, interviews, passages_of, without_interviewers)
        used = {one.code for one in found.passages}
        return agreement(
            found.interviews,
            found.passages,
            coders=found.coders,
            unit=unit,
            groups=_groups(found.codebook, [one for one in found.codes if one.id in used]),
            codes=[one.id for one in found.codes],
            replicates=replicates,
            seed=seed,
            progress=progress or (lambda _done, _total: None),
        )

    def differences(
        self, first: str, second: str, *, code: str | None = None, interviews: Sequence[str] = ()
    ) -> Comparison:
        """Two coders passage by passage, in the interviews that both coded: where they differ and how, and which codes
        they take for each other.

        ``first`` and ``second`` are names or ids; ``code`` and ``interviews`` as in ``agreement``.
        Raises NotFoundError.
        """
        from interview_coder.analysis.comparison import compare, with_settlements

        found = self._comparable(CompareUnit.CONTINUUM, [first, second], code, interviews)
        with self._database.read() as connection:
            one, other = (reading.find_coder(connection, name).id for name in (first, second))
            settled = settling.settlements(connection)
        compared = compare(found.interviews, found.passages, one, other)
        return replace(compared, differences=with_settlements(compared.differences, settled))

    def labels(self) -> dict[str, str]:
        """What ids stand for: the names of coders (with the consensus), paths of codes, references of interviews."""
        with self._database.read() as connection:
            found = reading.coder_names(connection) | {CONSENSUS: _("consensus")}
            found |= {one.id: one.path for one in reading.codes(connection, counted=False)}
            return found | reading.references(connection)

    def drift(
        self,
        *,
        unit: CompareUnit = CompareUnit.TURN,
        coders: Sequence[str] = (),
        code: str | None = None,
        parts: int = 4,
    ) -> list[Period]:
        """Agreement over time: the interviews that two or more coded, by when they were, in ``parts`` of even size.

        The rest is as in ``agreement``; it does not take passages drawn up in advance. Raises NotFoundError.
        """
        from interview_coder.analysis.comparison import drift

        found = self._comparable(unit, coders, code)
        return drift(found.interviews, found.passages, found.coders, unit, parts=parts)

    def suggestions(self, progress: Progress | None = None) -> list[Suggestion]:
        """What looks uneven in the coding, without a second coder: passages that read alike but are coded differently,
        codes whose passages fall apart, sentences near in wording to a code's that are not coded, codes of one coder
        alone, and codes that look alike. By kind, the strongest first; nothing is changed.

        ``progress`` is called with what is done and the whole; what it raises stops the work.
        """
        from interview_coder.analysis import consistency
        from interview_coder.store.likeness import look_alikes  # rapidfuzz, only when asked for

        with self._database.read() as connection:
            passages = comparing.coded_passages(connection)
            coded, uncoded = comparing.worded_passages(connection, passages)
            codebook = reading.codes(connection, retired=False, counted=False)

        coders_of: dict[str, set[str]] = defaultdict(set)
        for one in passages:
            coders_of[one.interview].add(one.coder)
        found = consistency.suggestions(coded, uncoded, coders_of, progress or (lambda _done, _total: None))
        pairs = look_alikes(codebook, LOOK_ALIKE)
        return found + [
            consistency.Suggestion(
                consistency.SuggestionKind.LOOK_ALIKE,
                round(pair.score, 1),
                (pair.first.id, pair.second.id),
                (),
                (_(pair.reason),),
            )
            for pair in pairs[: consistency.MOST]
        ]

    def _comparable(
        self,
        unit: CompareUnit,
        coders: Sequence[str],
        code: str | None,
        interviews: Sequence[str] = (),
        passages_of: str | None = None,
        without_interviewers: bool = False,
    ) -> _Comparable:
        with self._database.read() as connection:
            every = reading.codes(connection, counted=False)
            drawn_up = reading.with_subcodes(every, reading.find_code(every, passages_of).id) if passages_of else set()
            among = {reading.find_coder(connection, name).id for name in coders}
            passages = comparing.coded_passages(connection, consensus=CONSENSUS in among)
            compared = comparing.compared_interviews(
                connection,
                passages,
                unit,
                drawn_up=drawn_up,
                without_interviewers=without_interviewers,
                only={reading.interview_id(connection, ref) for ref in interviews} if interviews else None,
            )
            people = reading.coders(connection, consensus=True)
        family = reading.with_subcodes(every, reading.find_code(every, code).id) if code else {one.id for one in every}
        among = among or {one.coder for one in passages if one.code not in drawn_up}
        return _Comparable(
            codebook=every,
            codes=[one for one in every if one.id in family - drawn_up],
            coders=[one.id for one in people if one.id in among],
            interviews=compared,
            passages=[one for one in passages if one.code in family - drawn_up and one.coder in among],
        )


class _Comparable(Struct, frozen=True):
    """What a comparison is made of: the codebook, the codes to look at, who is compared, and what they coded."""

    codebook: Sequence[Code]
    codes: Sequence[Code]
    coders: Sequence[str]
    interviews: Sequence[ComparedInterview]
    passages: Sequence[CodedPassage]


def _groups(every: Sequence[Code], used: Sequence[Code]) -> dict[str, list[str]]:
    """The kinds of codes, and each code with its sub-codes, that have two used codes or more."""
    groups = {kind.value: [one.id for one in used if one.kind is kind] for kind in CodeKind}
    for parent in dict.fromkeys(one.parent for one in every if one.parent):
        family = reading.with_subcodes(every, parent)
        groups[parent] = [one.id for one in used if one.id in family]
    return {name: members for name, members in groups.items() if len(members) > 1}
