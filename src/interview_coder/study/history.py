"""What was done, undoing and redoing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interview_coder.store import history, logbook, reading
from interview_coder.study.base import StudyBase

if TYPE_CHECKING:
    from interview_coder.domain.model import HistoryEntry, HistoryFilter


class HistoryCalls(StudyBase):
    """What was done, undoing and redoing it."""

    def undo(self) -> HistoryEntry:
        """Take back your own last act that is in force; returns what it was.

        Raises CannotUndoError where there is none, or a colleague's later work builds on it.
        """
        return self._entries([history.undo(self._database, self._own_id())])[0]

    def redo(self) -> HistoryEntry:
        """Bring back what undo took back last. Raises CannotUndoError where there is nothing."""
        return self._entries([history.redo(self._database, self._own_id())])[0]

    def count_retraced(self, *, again: bool = False) -> int:
        """How many rows ``undo``, or ``redo`` with ``again``, would change; 0 where there is nothing."""
        with self._database.read() as connection:
            return history.count_retraced(connection, self._own_id(), again=again)

    def codings_of(self, act: str) -> list[str] | None:
        """The codings that an act touched, gone ones too; ``None`` where it touched more than these.

        Memos on codings and the status of interviews do not count as more.
        """
        with self._database.read() as connection:
            return logbook.codings_of(connection, act)

    def undo_to(self, act: str) -> list[HistoryEntry]:
        """Take back everything of your own after an act, which itself stays; returns what it was, newest first.

        All of it or nothing: raises CannotUndoError where there is nothing, or a colleague's later work builds on one
        of them. ``redo`` brings them back one by one. Imports, deletions and redactions are passed over.
        """
        return self._entries(history.undo_to(self._database, self._own_id(), act))

    def would_undo(self, act: str) -> list[HistoryEntry]:
        """What ``undo_to`` would take back, newest first; nothing is done. Raises as it does."""
        return self._entries(history.undo_to(self._database, self._own_id(), act, only_look=True))

    def _entries(self, acts: Sequence[str]) -> list[HistoryEntry]:
        own = self._own_id()
        with self._database.read() as connection:
            found = logbook.entries(connection, acts, own)
            name = reading.coder_names(connection)[own]
        # It may have been that the coder had got another name.
        self._coder_name = self._database.reader = name
        return found

    def history(self, limit: int = 200, *, offset: int = 0, wanted: HistoryFilter | None = None) -> list[HistoryEntry]:
        """What was done, newest first. Raises NotFoundError where the filter names what does not exist."""
        own = self.coder.id
        with self._database.read() as connection:
            return logbook.history(connection, own=own, limit=limit, offset=offset, wanted=wanted)

    def count_history(self) -> int:
        """How many changes there are in the history."""
        with self._database.read() as connection:
            return logbook.count(connection)

    def history_whats(self) -> list[str]:
        """The different things that were done, as in ``HistoryEntry.what``: what a filter can choose from."""
        with self._database.read() as connection:
            return logbook.whats(connection)
