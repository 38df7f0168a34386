"""Tables and figures: codes against interviews, codes together, new codes by interview, progress."""

from __future__ import annotations

from datetime import date

from interview_coder.domain.tables import By, CodeMatrix, Pair, Progress, SaturationPoint
from interview_coder.store import reading, said
from interview_coder.study.base import StudyBase


class TableCalls(StudyBase):
    """Tables and figures: codes against interviews, codes together, new codes by interview, progress."""

    def matrix(self, by: By | str = By.INTERVIEW, *, where: str | None = None, subcodes: bool = False) -> CodeMatrix:
        """How often each code in force, or with codings, occurs in each interview, school or programme.

        Only codings that a query finds count; with ``subcodes`` those below a code too. Raises QueryError.
        """
        from interview_coder.analysis.matrix import matrix

        with self._database.read() as connection:
            codes = [code for code in reading.codes(connection) if not code.retired or code.codings]
            return matrix(
                codes, said.said(connection, where=where), said.origins(connection), By(by), subcodes=subcodes
            )

    def cooccurrence(self, *, where: str | None = None, subcodes: bool = False) -> list[Pair]:
        """The pairs of codes that stand on the same words, the most frequent first; as ``matrix``."""
        from interview_coder.analysis.cooccurrence import cooccurrence

        with self._database.read() as connection:
            codes = reading.codes(connection, counted=False)
            return cooccurrence(codes, said.said(connection, where=where), subcodes=subcodes)

    def saturation(self, *, by_date: bool = False, where: str | None = None) -> list[SaturationPoint]:
        """The interviews in order of import, or of the date when they were held (not known: last), with new codes."""
        from interview_coder.analysis.saturation import saturation

        with self._database.read() as connection:
            known = reading.known(connection)
            order = said.origins(connection)
            if by_date:
                order.sort(key=lambda one: (known[one.id].metadata.date or date.max, one.number))
            return saturation(said.said(connection, where=where), order)

    def coding_progress(self) -> Progress:
        """How far the coding is, by interview and by coder."""
        from interview_coder.analysis.progress import progress

        with self._database.read() as connection:
            return progress(
                reading.interviews(connection),
                reading.coders(connection),
                said.said(connection),
                reading.text_lengths(connection),
            )
