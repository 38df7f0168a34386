"""Tables and figures: codes against interviews, codes together, new codes by interview, progress."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from interview_coder.domain.conditions import Condition
from interview_coder.domain.model import Code
from interview_coder.domain.tables import By, CodeMatrix, Pair, Progress, SaturationPoint
from interview_coder.store import reading, said
from interview_coder.study.conditions import ConditionCalls
from interview_coder.study.reports import Progress as Told


class TableCalls(ConditionCalls):
    """Tables and figures: codes against interviews, codes together, new codes by interview, progress.

    ``progress`` is called with codings read and codings in all; what it raises stops the work.
    """

    def matrix(
        self,
        by: By | str = By.INTERVIEW,
        *,
        where: str | None = None,
        subcodes: bool = False,
        progress: Told | None = None,
    ) -> CodeMatrix:
        """How often each code in force, or with codings, occurs in each interview, school or programme.

        Only codings that a query finds count; with ``subcodes`` those below a code too. Raises QueryError.
        """
        from interview_coder.analysis.matrix import matrix

        with self._database.read() as connection:
            coded = said.said(connection, where=where, progress=progress)
            return matrix(
                _counted(reading.codes(connection)), coded, said.origins(connection), By(by), subcodes=subcodes
            )

    def cooccurrence(
        self, *, where: str | None = None, subcodes: bool = False, progress: Told | None = None
    ) -> list[Pair]:
        """The pairs of codes that stand on the same words, the most frequent first; as ``matrix``."""
        from interview_coder.analysis.cooccurrence import cooccurrence

        with self._database.read() as connection:
            coded = said.said(connection, where=where, progress=progress)
            return cooccurrence(reading.codes(connection, counted=False), coded, subcodes=subcodes)

    def saturation(
        self, *, by_date: bool = False, where: str | None = None, progress: Told | None = None
    ) -> list[SaturationPoint]:
        """The interviews in order of import, or of the date when they were held (not known: last), with new codes."""
        from interview_coder.analysis.saturation import saturation

        with self._database.read() as connection:
            known = reading.known(connection)
            order = said.origins(connection)
            if by_date:
                order.sort(key=lambda one: (known[one.id].metadata.date or date.max, one.number))
            return saturation(said.said(connection, where=where, progress=progress), order)

    def _drawn(
        self, progress: Told | None = None
    ) -> tuple[list[Condition], CodeMatrix, list[Pair], list[SaturationPoint], Progress]:
        """What figures are drawn from; what was coded is read once for all of them."""
        from interview_coder.analysis.cooccurrence import cooccurrence
        from interview_coder.analysis.matrix import matrix
        from interview_coder.analysis.saturation import saturation

        with self._database.read() as connection:
            coded = said.said(connection, progress=progress)
            codes, places = reading.codes(connection), said.origins(connection)
        by_programme = matrix(_counted(codes), coded, places, By.PROGRAMME)
        pairs, points = cooccurrence(codes, coded), saturation(coded, places)
        return self._all_conditions(coded), by_programme, pairs, points, self.coding_progress()

    def coding_progress(self) -> Progress:
        """How far the coding is, by interview and by coder."""
        from interview_coder.analysis.progress import progress

        with self._database.read() as connection:
            return progress(reading.interviews(connection), reading.coders(connection), said.work(connection))


def _counted(codes: Sequence[Code]) -> list[Code]:
    """The codes that a matrix has: those in force, or with codings."""
    return [code for code in codes if not code.retired or code.codings]
