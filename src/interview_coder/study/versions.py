"""Versions of the codebook, and what changed after it had been used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_coder.i18n import N_
from interview_coder.store import reading, versions
from interview_coder.study.base import StudyBase

if TYPE_CHECKING:
    from interview_coder.domain.versions import CodebookVersion, CodeChange, Redefined


class VersionCalls(StudyBase):
    """Versions of the codebook, and what changed after it had been used."""

    def freeze_codebook(self, name: str, note: str = "") -> CodebookVersion:
        """Keep the codebook as it is now as a version. Raises InvalidInputError where the name is empty or taken."""
        with self._act(N_("codebook frozen")) as act:
            return versions.find(act.connection, versions.freeze(act, name, note))

    def codebook_versions(self) -> list[CodebookVersion]:
        """The versions of the codebook, the oldest first."""
        with self._database.read() as connection:
            return versions.versions(connection)

    def codebook_version(self, ref: str) -> CodebookVersion:
        """The version with that name or id. Raises NotFoundError."""
        with self._database.read() as connection:
            return versions.find(connection, ref)

    def remove_version(self, ref: str) -> None:
        """Keep a version no more; the codebook stays as it is. Raises NotFoundError."""
        with self._act(N_("version removed")) as act:
            act.delete("codebook_versions", versions.find(act.connection, ref).id)

    def codebook_changes(self, first: str, second: str | None = None) -> list[CodeChange]:
        """What changed from one version (name or id) to another, or to now. Raises NotFoundError."""
        with self._database.read() as connection:
            newer = versions.find(connection, second) if second is not None else None
            return versions.compare(connection, versions.find(connection, first), newer)

    def redefined(self, code: str | None = None) -> list[Redefined]:
        """The codes that were defined anew after use, with the codings from before. Raises NotFoundError."""
        with self._database.read() as connection:
            only = reading.code_id(connection, code) if code is not None else None
            return versions.redefined(connection, only)
