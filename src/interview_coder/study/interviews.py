"""Interviews: metadata, status, attributes, deleting one with every trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from interview_coder.domain.model import Attribute, AttributeKind, Interview, Metadata, Status
from interview_coder.domain.text import one_line, slug
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import N_, _
from interview_coder.store import attributes, reading, writing
from interview_coder.study.base import StudyBase
from interview_coder.study.reports import ExportReport, Progress


class InterviewCalls(StudyBase):
    """Interviews: metadata, status, attributes, deleting one with every trace."""

    def interviews(self) -> list[Interview]:
        """Every interview, in order of import."""
        with self._database.read() as connection:
            return reading.interviews(connection)

    def known_programmes(self, names: Sequence[str]) -> tuple[str, ...]:
        """Programmes as the study calls them, where it knows them by another spelling; else as given, cleaned."""
        known = {slug(name): name for name in self.programmes()}
        return tuple(known.get(slug(name), one_line(name)) for name in names)

    def schools(self) -> list[int]:
        """The numbers of the study's schools."""
        with self._database.read() as connection:
            return reading.schools(connection)

    def set_metadata(self, interview_id: str, metadata: Metadata) -> Interview:
        """Correct school, programmes, sequence, date, mode or interviewers. Raises InvalidInputError, NotFoundError."""
        self.interview(interview_id)
        with self._act(N_("metadata changed")) as act:
            writing.set_metadata(act, interview_id, metadata)
        return self.interview(interview_id)

    def set_details(self, interview_id: str, metadata: Metadata, values: Mapping[str, str]) -> Interview:
        """Correct the metadata and the values of attributes (by id; empty: none) in one act.

        Raises InvalidInputError, NotFoundError.
        """
        self.interview(interview_id)
        with self._act(N_("metadata changed")) as act:
            writing.set_metadata(act, interview_id, metadata)
            for attribute_id, value in values.items():
                attributes.set_attribute(act, interview_id, attribute_id, value)
        return self.interview(interview_id)

    def preview_reference(self, metadata: Metadata, interview_id: str | None = None) -> str:
        """What the report would print for an interview with this metadata (``None``: for the one imported next)."""
        with self._database.read() as connection:
            return reading.preview_reference(connection, metadata, interview_id)

    def set_status(self, interview_id: str, status: Status) -> None:
        """Say how far the coding of an interview is."""
        self.interview(interview_id)
        with self._act(N_("status changed")) as act:
            act.update("interviews", interview_id, status=status)

    def set_coded_up_to(self, interview_id: str, offset: int) -> Interview:
        """Say up to which offset of its text an interview is coded; 0 says nothing. Raises InvalidInputError."""
        length = len(self.transcript(interview_id).text)
        if not 0 <= offset <= length:
            raise InvalidInputError(_("The place lies outside the transcript."))
        with self._act(N_("coded up to here")) as act:
            act.update("interviews", interview_id, coded_up_to=offset)
        return self.interview(interview_id)

    def attributes(self) -> list[Attribute]:
        """What the team wants to know of every interview besides the metadata."""
        with self._database.read() as connection:
            return attributes.attributes(connection)

    def add_attribute(
        self, name: str, kind: AttributeKind = AttributeKind.TEXT, choices: Sequence[str] = ()
    ) -> Attribute:
        """Something new to know of every interview. Raises InvalidInputError."""
        with self._act(N_("attribute added")) as act:
            identifier = attributes.add_attribute(act, name, kind, choices)
        return self._attribute(identifier)

    def change_attribute(
        self, attribute_id: str, *, name: str | None = None, choices: Sequence[str] | None = None
    ) -> Attribute:
        """Give an attribute another name or other choices, those in use included.

        Raises InvalidInputError, NotFoundError.
        """
        with self._act(N_("attribute changed")) as act:
            attributes.change_attribute(act, attribute_id, name, choices)
        return self._attribute(attribute_id)

    def checked_value(self, attribute_id: str, value: str) -> str:
        """A value of an attribute as it would be stored. Raises InvalidInputError with what it takes instead."""
        return attributes.value_of(self._attribute(attribute_id), value)

    def remove_attribute(self, attribute_id: str) -> None:
        """Take an attribute away, with its values; undo brings all back. Raises NotFoundError."""
        with self._act(N_("attribute removed")) as act:
            attributes.remove_attribute(act, attribute_id)

    def set_attribute(self, interview_id: str, attribute_id: str, value: str | float | None) -> Interview:
        """Give an interview a value; ``None`` or empty text takes it away. Raises InvalidInputError, NotFoundError."""
        self.interview(interview_id)
        with self._act(N_("attribute given")) as act:
            attributes.set_attribute(act, interview_id, attribute_id, value)
        return self.interview(interview_id)

    def _attribute(self, attribute_id: str) -> Attribute:
        with self._database.read() as connection:
            return attributes.attribute(connection, attribute_id)

    def export_interviews(
        self,
        path: Path,
        *,
        template: Path | None = None,
        force: bool = False,
        language: str | None = None,
        progress: Progress | None = None,
    ) -> ExportReport:
        """Write the list of interviews, with attributes, status and how far each is coded: .csv .xlsx .docx .md.

        Raises OutputExistsError, InvalidInputError.
        """
        from interview_coder.exporting import Target, export_interviews

        info = self.info()
        rows = self.interviews()
        target = Target(path, info, force, progress, template)
        warnings = export_interviews(
            target, rows, self.attributes(), language=language or info.language, when=self._last_change()
        )
        return ExportReport(len(rows), warnings)

    def delete_interview(self, interview_id: str) -> None:
        """Take an interview out with every trace: text, codings, memos, search index, history, free pages, backups.

        It cannot be undone. Exports, copies and the source file are not reached.
        """
        self.interview(interview_id)
        with self._act(N_("interview deleted")) as act:
            writing.delete_interview(act, interview_id)
        self._database.purge()
