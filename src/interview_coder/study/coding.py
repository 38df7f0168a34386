"""Codings: applying codes to passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interview_coder.i18n import N_
from interview_coder.store import codebook, coding, reading
from interview_coder.study.base import StudyBase

if TYPE_CHECKING:
    from interview_coder.domain.model import Coding, NewCode, Stance


class CodingCalls(StudyBase):
    """Codings: applying codes to passages."""

    def codings(self, interview_id: str, *, consensus: bool = False) -> list[Coding]:
        """The codings of an interview, of all coders or those of the consensus, by place."""
        with self._database.read() as connection:
            return reading.codings(connection, interview_id, consensus=consensus)

    def add_coding(
        self,
        interview_id: str,
        code_id: str,
        start: int,
        end: int,
        *,
        stance: Stance | None = None,
        memo: str = "",
    ) -> Coding:
        """Code the passage ``[start, end)``, white space at its borders left out.

        The same passage with the same code again gives the coding there is. Raises InvalidInputError, NotFoundError.
        """
        return self.add_codings(interview_id, [code_id], start, end, stance=stance, memo=memo)[0]

    def add_codings(
        self,
        interview_id: str,
        codes: Sequence[str | NewCode],
        start: int,
        end: int,
        *,
        stance: Stance | None = None,
        memo: str = "",
    ) -> list[Coding]:
        """Give the passage ``[start, end)`` several codes as one act, new ones being made in it.

        The rest is as with ``add_coding``.
        """
        with self._act(N_("passage coded")) as act:
            made = [
                coding.add_coding(act, interview_id, code, start, end, stance=stance, memo=memo)
                for code in dict.fromkeys([codebook.code_for(act, one) for one in codes])
            ]
            return [reading.coding(act.connection, identifier) for identifier in made]

    def set_stance(self, coding_id: str, stance: Stance | None) -> Coding:
        """Say what the passage says about the condition; ``None`` takes the stance away."""
        if self.coding(coding_id).stance != stance:
            with self._act(N_("stance changed")) as act:
                act.update("codings", coding_id, stance=stance, changed=act.time)
        return self.coding(coding_id)

    def set_memo(self, coding_id: str, text: str) -> Coding:
        """Write the memo on a coding; empty text takes it away."""
        self.coding(coding_id)
        with self._act(N_("memo changed")) as act:
            coding.set_memo(act, text, coding_id=coding_id)
        return self.coding(coding_id)

    def remove_coding(self, coding_id: str) -> None:
        """Take a coding away, and its memo; undo brings both back."""
        self.coding(coding_id)
        with self._act(N_("coding removed")) as act:
            coding.remove_coding(act, coding_id)
