"""Bringing a transcript in: read and find names in memory, store once they are decided on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from interview_coder.domain.model import Metadata, NameKind
from interview_coder.errors import InterviewCoderError
from interview_coder.i18n import N_, _
from interview_coder.store import reading, writing
from interview_coder.study.base import StudyBase
from interview_coder.study.reports import ImportReport

if TYPE_CHECKING:
    from interview_coder.intake import Prepared
    from interview_coder.redaction import NameRegistry


class ImportCalls(StudyBase):
    """Bringing a transcript in: read and find names in memory, store once they are decided on."""

    def prepare(
        self,
        path: Path | None = None,
        *,
        text: str | None = None,
        registry: NameRegistry | None = None,
        model: str | None = None,
        redact: bool = True,
        look: bool = True,
    ) -> Prepared:
        """Read a file or pasted text and find its names, in memory alone; ``store`` it once they are decided on.

        With ``redact`` off names stay in and are counted; with ``look`` off too they are not even looked for. Raises
        ImportFailure. Slow (a second or so) where names are looked for: screens call it in a thread.
        """
        from interview_coder.intake import prepare

        prepared = prepare(
            path,
            text=text,
            programmes=self.programmes(),
            registry=registry,
            model=model,
            redact=redact,
            look=look,
            kept=self.kept_words(),
        )
        if redact:
            with self._database.read() as connection:
                decided = reading.review(connection, writing.digest(prepared.text))
            if decided:
                prepared.resume(decided)
        return prepared

    def save_review(self, prepared: Prepared) -> None:
        """Remember what was decided so far on a prepared interview: offsets, kinds, decisions, none of its words.

        The same text, prepared again, has the decisions back; storing it forgets them.
        """
        with self._database.write() as connection:
            writing.save_review(
                connection, writing.add_coder(connection, self._coder_name), prepared.text, prepared.decided()
            )

    def forget_review(self, prepared: Prepared) -> None:
        """Forget what was decided so far on a prepared interview."""
        with self._database.write() as connection:
            writing.forget_review(connection, prepared.text)

    def store(
        self,
        prepared: Prepared,
        *,
        metadata: Metadata | None = None,
        force: bool = False,
        registry: NameRegistry | None = None,
    ) -> ImportReport:
        """Store a prepared interview without its names, whole or not at all.

        ``metadata`` replaces what the file said. With the key file (``registry``) open, names that were taken out, and
        what a school's number stands for, are added to it. Raises ImportFailure where names are undecided or the same
        text is there already (unless forced).
        """
        redacted = self._redacted(prepared, registry)
        known = metadata or prepared.metadata
        counts: dict[str, int] = {}
        for mark in redacted.marks:
            if mark.taken:
                counts[mark.kind.value] = counts.get(mark.kind.value, 0) + 1
        with self._act(N_("interview imported")) as act:
            interview_id, warnings = writing.store_interview(
                act,
                text=redacted.text,
                speakers=prepared.draft.speakers,
                turns=[(turn.start, turn.end, turn.speaker, turn.seconds) for turn in redacted.turns],
                marks=[(mark.start, mark.end, mark.kind, mark.reason, mark.reviewed) for mark in redacted.marks],
                metadata=known,
                force=force,
            )
            writing.forget_review(act.connection, prepared.text)
        if registry is not None:
            try:
                teach(registry, prepared, known)
            except InterviewCoderError as error:
                # The interview is in; a key file that cannot be written is told, and does not make it a failure.
                warnings.append(str(error))
        interview = self.interview(interview_id)
        return ImportReport(
            file=prepared.file,
            interview=interview,
            turns=interview.turns,
            words=interview.words,
            redactions=counts,
            warnings=(*prepared.warnings, *self._missing(known), *warnings),
        )

    def _missing(self, metadata: Metadata) -> Iterator[str]:
        """What the references of this study would need and an interview lacks."""
        with self._database.read() as connection:
            if reading.template(connection) == "blank":
                return
        if metadata.school is None:
            yield _(
                "The number of the school is not known; the reference needs it: add it in the details, or by --school."
            )
        if not metadata.programmes:
            yield _("The programme is not known; the reference needs it: add it in the details, or by --programme.")


def teach(registry: NameRegistry, prepared: Prepared, metadata: Metadata) -> None:
    """Put the names that were taken out, and the school's, into the key file."""
    for words, kind in prepared.taken():
        registry.learn(words, kind)
    if prepared.draft.school_name:
        registry.add(prepared.draft.school_name, NameKind.ORGANISATION, school=metadata.school)
    registry.save()
