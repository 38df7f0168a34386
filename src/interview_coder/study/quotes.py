"""The coded-quote table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interview_coder.domain import query_completion
from interview_coder.domain.model import QuoteFilter, QuoteRow
from interview_coder.domain.paged import counted
from interview_coder.i18n import N_
from interview_coder.store import attributes, quoting, reading, said, saved
from interview_coder.study.base import StudyBase

if TYPE_CHECKING:
    from interview_coder.domain.query_completion import Vocabulary
    from interview_coder.domain.querying import SavedQuery
    from interview_coder.domain.said import Found
    from interview_coder.study.reports import Progress


class QuoteCalls(StudyBase):
    """The coded-quote table."""

    def quotes(
        self,
        wanted: QuoteFilter | None = None,
        *,
        where: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        progress: Progress | None = None,
    ) -> list[QuoteRow]:
        """The codings that match both, as rows of the quote table in the order of the report.

        ``where`` is a query as docs/queries.md describes it. Raises NotFoundError, and QueryError with the place where
        the query is wrong.
        """
        with self._database.read() as connection:
            if progress is None:
                return quoting.quotes(connection, wanted or QuoteFilter(), where, limit=limit, offset=offset)
            rows = quoting.listing(connection, wanted or QuoteFilter(), where).rows
            return list(counted(rows[offset : None if limit is None else offset + limit], progress))

    def count_quotes(self, wanted: QuoteFilter | None = None, *, where: str | None = None) -> int:
        """How many codings match both. Raises as ``quotes``."""
        with self._database.read() as connection:
            return quoting.count(connection, wanted or QuoteFilter(), where)

    def found(self, where: str) -> Found:
        """How many codings, passages, interviews and respondents a query finds. Raises as ``quotes``."""
        with self._database.read() as connection:
            return said.found(connection, where)

    def around(self, rows: Sequence[QuoteRow], characters: int = 120) -> list[tuple[str, str]]:
        """What stands before and behind each of some rows in its interview, so many characters at most."""
        with self._database.read() as connection:
            return quoting.around(connection, rows, characters)

    def vocabulary(self) -> Vocabulary:
        """What a query can name in this study."""
        with self._database.read() as connection:
            codes = [(code.key, code.name) for code in reading.codes(connection, counted=False)]
            values = {
                "programme": reading.programmes(connection),
                "section": list(reading.sections(connection)),
                "coder": [coder.name for coder in reading.coders(connection)],
                "interview": list(reading.references(connection).values()),
                "school": [str(school) for school in reading.schools(connection)],
            }
            own = {one.name: list(one.choices) for one in attributes.attributes(connection)}
        return query_completion.Vocabulary(codes, values, own)

    def quote(self, coding_id: str) -> QuoteRow:
        """One coding as a row of the quote table. Raises NotFoundError."""
        with self._database.read() as connection:
            return quoting.quote(connection, coding_id)

    def queries(self) -> list[SavedQuery]:
        """The queries that were kept, by name."""
        with self._database.read() as connection:
            return saved.queries(connection)

    def query(self, ref: str) -> SavedQuery:
        """The kept query with that name or id. Raises NotFoundError."""
        with self._database.read() as connection:
            return saved.find(connection, ref)

    def save_query(self, name: str, where: str, *, replace: bool = False) -> SavedQuery:
        """Keep a query under a name, in the place of another of that name only with ``replace``.

        Raises QueryError where it cannot be answered, InvalidInputError.
        """
        self.count_quotes(where=where)
        with self._act(N_("query kept")) as act:
            identifier = saved.save(act, name, where, replace=replace)
        return self.query(identifier)

    def change_query(self, ref: str, name: str) -> SavedQuery:
        """Give a kept query another name. Raises InvalidInputError where it is taken, NotFoundError."""
        with self._act(N_("query renamed")) as act:
            identifier = saved.rename(act, ref, name)
        return self.query(identifier)

    def remove_query(self, ref: str) -> None:
        """Forget a kept query; undo brings it back. Raises NotFoundError."""
        with self._act(N_("query removed")) as act:
            saved.remove(act, ref)
