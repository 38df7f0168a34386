"""What can go wrong for a user, each with one clear sentence as its text.

The text of these errors is shown as it is, on screens and on stderr. It may name files and codes; it never holds
words of a transcript.
"""

from __future__ import annotations


class InterviewCoderError(Exception):
    """Any failure that a user can understand and mend; ``str(error)`` is the sentence to show."""


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """Somebody stopped long work, or it was only a look: what was begun is taken back, and nothing went wrong.

    What ``progress`` raises to stop should be one.
    """


class StudyFileError(InterviewCoderError):
    """The file cannot be used as a study: not one, damaged, of a newer version, or not to be written."""


class StudyBusyError(StudyFileError):
    """Another program has the study open for writing; it can still be opened read-only."""


class ReadOnlyError(InterviewCoderError):
    """A change was asked of a study that was opened read-only."""


class NotFoundError(InterviewCoderError):
    """An interview, code, coder or passage that was named does not exist, or the name fits several."""


class ImportFailure(InterviewCoderError):  # noqa: N818 - a failed file, reported as such
    """A transcript cannot be read or stored; the sentence says why."""


class AlreadyImportedError(ImportFailure):
    """The same text is in the study already; it can be forced in."""


class InvalidInputError(InterviewCoderError):
    """A value that was given cannot be used; ``field`` names which of several, where that is known."""

    def __init__(self, sentence: str = "", *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class CannotUndoError(InterviewCoderError):
    """There is nothing to undo or redo, or a colleague's later work builds on it."""


class OutputExistsError(InterviewCoderError):
    """The output file is there already and was not to be overwritten."""
