"""Finding words in all transcripts, and coding what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interview_coder.domain.model import Candidate, Hit, SearchFilter, Stance, Unit
from interview_coder.i18n import N_
from interview_coder.store import autocoding, search
from interview_coder.study.base import StudyBase

if TYPE_CHECKING:
    from interview_coder.study.reports import Progress


class FindingCalls(StudyBase):
    """Finding words in all transcripts, and coding what was found."""

    def search(
        self,
        query: str,
        *,
        regex: bool = False,
        where: SearchFilter | None = None,
        limit: int | None = 200,
        offset: int = 0,
    ) -> list[Hit]:
        """The turns that match, in reading order, case and diacritics folded; ``limit`` ``None`` gives all.

        Words must all occur; ``"a phrase"``, ``begin*``, ``NEAR(a b, 5)``, AND, OR, NOT and brackets are known. With
        ``regex`` it is one of Python's regular expressions (case ignored, within a turn); screens run that in a
        thread. Raises InvalidInputError with what is wrong and where, NotFoundError.
        """
        with self._database.read() as connection:
            return search.search(connection, query, regex=regex, where=where, limit=limit, offset=offset)

    def count_hits(self, query: str, *, regex: bool = False, where: SearchFilter | None = None) -> int:
        """How many turns match; as ``search``."""
        with self._database.read() as connection:
            return search.count(connection, query, regex=regex, where=where)

    def autocode_preview(self, hits: Sequence[Hit], code_id: str, unit: Unit = Unit.SENTENCE) -> list[Candidate]:
        """The passages around hits that ``autocode`` would code, in their order: matches, their sentences or turns."""
        code = self.code(code_id)
        own = self.coder.id
        with self._database.read() as connection:
            return autocoding.preview(connection, hits, code.id, own, unit)

    def autocode(
        self,
        candidates: Sequence[Candidate],
        code_id: str,
        *,
        stance: Stance | None = None,
        progress: Progress | None = None,
    ) -> int:
        """Code passages of a preview, as one act; returns how many codings are new.

        ``progress`` is called with codings made and in all; what it raises takes all of it back. Raises
        InvalidInputError.
        """
        code = self.code(code_id)
        with self._act(N_("passages found and coded")) as act:
            return autocoding.autocode(act, candidates, code.id, stance, progress)
