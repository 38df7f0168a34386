"""What is being typed, noted in the study as it is typed, so that a crash loses none of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from interview_coder.store import drafts
from interview_coder.study.base import StudyBase

if TYPE_CHECKING:
    from interview_coder.domain.model import KeptDraft


class DraftCalls(StudyBase):
    """Drafts: yours alone, outside the history, until they are kept as what they are meant for or thrown away."""

    def keep_draft(self, target: str, fields: Mapping[str, str]) -> None:
        """Note what you are typing for a target (``memo.study``, ``memo.code.ID`` ...), by field."""
        coder = self.coder.id
        with self._database.write() as connection:
            drafts.keep(connection, coder, target, fields)

    def drop_draft(self, target: str) -> None:
        """Forget what was noted for a target: it was kept, or thrown away."""
        coder = self.coder.id
        if any(one.target == target for one in self.drafts()):
            with self._database.write() as connection:
                drafts.drop(connection, coder, target)

    def drafts(self) -> list[KeptDraft]:
        """What you were typing and neither kept nor threw away, the newest first."""
        coder = self.coder.id
        with self._database.read() as connection:
            return drafts.drafts(connection, coder)

    def draft(self, target: str) -> KeptDraft | None:
        """What you were typing for a target."""
        return next((one for one in self.drafts() if one.target == target), None)
