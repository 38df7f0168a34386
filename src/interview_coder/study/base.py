"""What all calls of a study share: the file, the coder, acts of the history, and looking one thing up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from interview_coder.domain.marks import MarkStyle
from interview_coder.domain.model import Code, Coder, Coding, Interview, StudyInfo, Transcript
from interview_coder.domain.text import fold
from interview_coder.settings import Settings
from interview_coder.store import history, logbook, reading, writing

if TYPE_CHECKING:
    from interview_coder.intake import Prepared, Redacted
    from interview_coder.redaction import NameRegistry
    from interview_coder.store.database import Database


def _whose(database: Database) -> str:
    """Whose work it is where nobody says so: the name in the settings, whose desk it is, the login name."""
    settings = Settings()
    if settings.own_name is not None:
        return settings.own_name
    from interview_coder.store.desks.owner import whose

    return whose(database) or settings.coder


class StudyBase:
    """What all calls of a study share: the file, the coder, acts of the history, and looking one thing up."""

    def __init__(self, database: Database, coder: str | None) -> None:
        self._database = database
        # As it is stored: a name that is not found again would be put in again.
        self._coder_name = writing.coder_name(coder or _whose(database))
        self._coder_id: str | None = None
        database.reader = self._coder_name

    def close(self) -> None:
        """Let the file go. Nothing is lost without it: every change is stored when it is made."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The study file."""
        return self._database.path

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return self._database.read_only

    @property
    def coder(self) -> Coder:
        """Whose work it is; who never coded in a study opened read-only has no id."""
        with self._database.read() as connection:
            for coder in reading.coders(connection):
                if fold(coder.name) == fold(self._coder_name):
                    return coder
        if self.read_only:
            return Coder("", self._coder_name, self._coder_name[:2].upper(), "#888888")
        with self._database.write() as connection:
            writing.add_coder(connection, self._coder_name)
        return self.coder

    @contextmanager
    def _act(self, what: str) -> Iterator[history.Act]:
        with self._database.write() as connection:
            coder = self._coder_id or writing.add_coder(connection, self._coder_name)
            act = history.Act(connection, coder, what)
            yield act
            act.finish()
        # Not before: an act that fails takes a coder who is new back with it.
        self._coder_id = coder

    def info(self) -> StudyInfo:
        """The study at a glance."""
        with self._database.read() as connection:
            return reading.info(connection, str(self.path))

    def _last_change(self) -> datetime:
        with self._database.read() as connection:
            return logbook.last_change(connection) or reading.info(connection, str(self.path)).created

    def _own_id(self) -> str:
        if not self._coder_id:
            self._coder_id = self.coder.id
        return self._coder_id

    def interview(self, ref: str) -> Interview:
        """The interview with that reference or id. Raises NotFoundError."""
        with self._database.read() as connection:
            return reading.interview(connection, ref)

    def transcript(self, interview_id: str) -> Transcript:
        """The text of an interview, with turns and redactions. Raises NotFoundError."""
        with self._database.read() as connection:
            return reading.transcript(connection, interview_id)

    def programmes(self) -> list[str]:
        """The names of the study's programmes."""
        with self._database.read() as connection:
            return reading.programmes(connection)

    def sections(self) -> dict[str, str]:
        """The titles of the report's sections in order, by number or by what the team calls them."""
        with self._database.read() as connection:
            return reading.sections(connection)

    def codes(self, include_retired: bool = False) -> list[Code]:
        """The codebook in tree order, depth first."""
        with self._database.read() as connection:
            return reading.codes(connection, retired=include_retired)

    def code(self, ref: str) -> Code:
        """The code with that key, name, path or id. Raises NotFoundError."""
        return reading.find_code(self.codes(include_retired=True), ref)

    def coding(self, coding_id: str) -> Coding:
        """The coding with that id. Raises NotFoundError."""
        with self._database.read() as connection:
            return reading.coding(connection, coding_id)

    def coders(self) -> list[Coder]:
        """Everybody who codes, by name."""
        with self._database.read() as connection:
            return reading.coders(connection)

    def kept_words(self) -> list[str]:
        """Words that look like names and stay in this study's texts, in alphabetical order."""
        with self._database.read() as connection:
            return reading.kept_words(connection)

    def _redacted(self, prepared: Prepared, registry: NameRegistry | None) -> Redacted:
        with self._database.read() as connection:
            style, language = reading.mark_style(connection), reading.language(connection)
        if registry is None or style is MarkStyle.PLAIN:
            return prepared.redacted(style, language)
        # A number that only the study has would be given to somebody else the next time.
        with registry.numbering() as number:
            return prepared.redacted(style, language, number)
