"""Memos on the study, interviews, passages, codings and codes."""

from __future__ import annotations

from pathlib import Path

from interview_coder.domain.model import MemoFilter, MemoRow, PassageMemo
from interview_coder.i18n import N_
from interview_coder.store import coding, memos, reading
from interview_coder.study.base import StudyBase
from interview_coder.study.reports import ExportReport, Progress


class MemoCalls(StudyBase):
    """Memos on the study, interviews, passages, codings and codes."""

    def interview_memo(self, interview_id: str) -> str:
        """The memo on an interview, or nothing."""
        with self._database.read() as connection:
            return reading.memo(connection, interview_id=interview_id)

    def set_interview_memo(self, interview_id: str, text: str) -> None:
        """Write the memo on an interview; empty text takes it away."""
        self.interview(interview_id)
        with self._act(N_("memo changed")) as act:
            coding.set_memo(act, text, interview_id=interview_id)

    def code_memo(self, code_id: str) -> str:
        """The memo on a code, or nothing."""
        with self._database.read() as connection:
            return reading.memo(connection, code_id=code_id)

    def set_code_memo(self, code_id: str, text: str) -> None:
        """Write the memo on a code; empty text takes it away."""
        code = self.code(code_id)
        with self._act(N_("memo changed")) as act:
            coding.set_memo(act, text, code_id=code.id)

    def study_memo(self) -> str:
        """The memo on the study, or nothing."""
        with self._database.read() as connection:
            return reading.memo(connection)

    def set_study_memo(self, text: str) -> None:
        """Write the memo on the study; empty text takes it away."""
        with self._act(N_("memo changed")) as act:
            coding.set_memo(act, text)

    def memos(self, wanted: MemoFilter | None = None, *, limit: int | None = None, offset: int = 0) -> list[MemoRow]:
        """The memos that match, those changed last first. Raises NotFoundError."""
        with self._database.read() as connection:
            return memos.memos(connection, wanted or MemoFilter(), limit=limit, offset=offset)

    def memo(self, memo_id: str) -> MemoRow:
        """The memo with that id. Raises NotFoundError."""
        with self._database.read() as connection:
            return memos.memo(connection, memo_id)

    def passage_memos(self, interview_id: str) -> list[PassageMemo]:
        """The memos on passages of an interview, in the order of the text; quick. ``coder`` is an id."""
        with self._database.read() as connection:
            return memos.on_passages(connection, interview_id)

    def add_passage_memo(self, interview_id: str, start: int, end: int, text: str) -> MemoRow:
        """Write a memo on a passage, white space at its borders left out. Raises InvalidInputError, NotFoundError."""
        with self._act(N_("memo written")) as act:
            identifier = memos.add_passage_memo(act, interview_id, start, end, text)
        return self.memo(identifier)

    def change_memo(self, memo_id: str, text: str) -> MemoRow | None:
        """Write any memo anew; empty text removes it. Raises NotFoundError."""
        with self._act(N_("memo changed")) as act:
            there = memos.change_memo(act, memo_id, text)
        return self.memo(memo_id) if there else None

    def export_memos(
        self,
        path: Path,
        wanted: MemoFilter | None = None,
        *,
        template: Path | None = None,
        force: bool = False,
        language: str | None = None,
        progress: Progress | None = None,
    ) -> ExportReport:
        """Write memos to a .md, .docx, .xlsx or .csv file.

        Raises OutputExistsError, InvalidInputError, NotFoundError.
        """
        from interview_coder.exporting import Target, export_memos

        info = self.info()
        rows = self.memos(wanted)
        target = Target(path, info, force, progress, template)
        warnings = export_memos(target, rows, language=language or info.language, when=self._last_change())
        return ExportReport(len(rows), warnings)
