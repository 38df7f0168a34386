"""The study: the one door through which screens, commands and scripts work.

A study is one file. ``Study.open`` takes it for writing (one program at a time) or read-only; each method is one thing
that a user can do, is a transaction of its own and, where it changes something, one act of the history.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Self

import interview_coder
from interview_coder.settings import Settings
from interview_coder.store import writing
from interview_coder.store.database import create_database, open_database
from interview_coder.study.assigning import AssigningCalls
from interview_coder.study.codebook import CodebookCalls, read_template
from interview_coder.study.coding import CodingCalls
from interview_coder.study.desks import DeskCalls
from interview_coder.study.drafts import DraftCalls
from interview_coder.study.exports import ExportCalls
from interview_coder.study.finding import FindingCalls
from interview_coder.study.importing import ImportCalls
from interview_coder.study.reports import ExportReport, ImportReport
from interview_coder.study.words import WordCalls

__all__ = ["SUFFIX", "ExportReport", "ImportReport", "Study", "study_path"]

SUFFIX = ".study"
"""How study files are called."""


class Study(
    ExportCalls,
    ImportCalls,
    CodebookCalls,
    CodingCalls,
    WordCalls,
    FindingCalls,
    DraftCalls,
    DeskCalls,
    AssigningCalls,
):
    """An open study. Use as a context manager, or ``close`` it."""

    @classmethod
    def create(
        cls,
        path: Path | str,
        *,
        template: str | Path = "mbo",
        language: str = "nl",
        coder: str | None = None,
        title: str = "",
    ) -> Self:
        """Make a new study file from a template and open it.

        A template is ``mbo``, ``blank``, a TOML file, or a codebook as .csv, .xlsx or .md.

        Raises InvalidInputError (template), OutputExistsError, StudyFileError.
        """
        path = study_path(path)
        chosen = read_template(template, language)
        name = coder or Settings().coder
        create_database(
            path,
            lambda connection: writing.fill_new_study(
                connection,
                chosen,
                title=title or chosen.title or path.stem,
                coder=name,
                version=interview_coder.__version__,
            ),
        )
        return cls.open(path, coder=name)

    @classmethod
    def open(cls, path: Path | str, *, coder: str | None = None, read_only: bool = False) -> Self:
        """Open a study, ``coder`` being whose work it will be.

        Default: the name in the settings, else whom the desk was handed out to, else the login name.

        Raises StudyFileError where the file is no study that this version can use, and StudyBusyError where another
        program has it open for writing.
        """
        return cls(open_database(study_path(path), read_only=read_only), coder)

    def backup(self, out: Path, *, force: bool = False) -> None:
        """Write a copy of the study. Raises OutputExistsError, StudyFileError."""
        self._database.backup(out, force=force)

    def check(self) -> list[str]:
        """What is wrong with the file, a sentence each: integrity, references, spans, search index."""
        from interview_coder.store import checking

        with self._database.read(whole=True) as connection:
            return checking.problems(connection)


def study_path(path: Path | str) -> Path:
    """The file that a name means: ``.study`` is added where no suffix is given and no such file exists."""
    path = Path(path)
    if path.suffix or not path.name:
        return path
    with suppress(OSError):  # a name too long for the disk is told by whoever opens it
        if path.exists():
            return path
    return path.with_name(path.name + SUFFIX)
