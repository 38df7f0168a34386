"""The words of a transcript: corrections, turns, speakers, a better transcription."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interview_coder.domain.model import SAME_SPEAKER, Coding, ReplaceReport, Role, Speaker, Transcript, Unplaced
from interview_coder.i18n import N_
from interview_coder.store import passages, replacing, turns, writing
from interview_coder.study.base import StudyBase
from interview_coder.study.importing import teach

if TYPE_CHECKING:
    from interview_coder.intake import Prepared
    from interview_coder.redaction import NameRegistry
    from interview_coder.store.passages import Passage


class WordCalls(StudyBase):
    """The words of a transcript: corrections, turns, speakers, a better transcription."""

    def find_passage(self, interview_id: str, words: str, *, occurrence: int | None = None) -> Passage:
        """Where words stand in an interview: exactly, else where the text reads nearly like them.

        ``occurrence`` (from 1) chooses where they stand several times. Raises NotFoundError where they do not occur, or
        occur several times and none was chosen.
        """
        return passages.find_passage(self.transcript(interview_id).text, words, occurrence)

    def edit_text(self, interview_id: str, start: int, end: int, replacement: str) -> Transcript:
        """Correct words of a transcript within one turn; every coding keeps its words.

        Raises InvalidInputError where it would touch a redaction or cross turns.
        """
        transcript = self.transcript(interview_id)
        with self._act(N_("text corrected")) as act:
            writing.edit_text(act, transcript.id, start, end, replacement)
        return self.transcript(interview_id)

    def correct(self, interview_id: str, start: int, end: int, words: str) -> Transcript:
        """Have a passage of one turn read as ``words``: only what differs is changed, as one act.

        Every coding keeps its words. Raises InvalidInputError where a mark of a redacted name is gone or moved, or the
        passage crosses turns.
        """
        transcript = self.transcript(interview_id)
        with self._act(N_("text corrected")) as act:
            writing.correct(act, transcript.id, start, end, words)
        return self.transcript(interview_id)

    def set_speaker(self, interview_id: str, turn_ids: Sequence[str], speaker_id: str | None) -> Transcript:
        """Say who speaks in some turns; ``None``: not known. Raises NotFoundError."""
        with self._act(N_("speaker changed")) as act:
            turns.set_speaker(act, interview_id, turn_ids, speaker_id)
        return self.transcript(interview_id)

    def add_speaker(self, interview_id: str, label: str, role: Role) -> Speaker:
        """A voice that the interview did not have yet. Raises InvalidInputError, NotFoundError."""
        self.interview(interview_id)
        with self._act(N_("speaker added")) as act:
            identifier = turns.add_speaker(act, interview_id, label, role)
        return self._speaker(interview_id, identifier)

    def change_speaker(
        self, interview_id: str, speaker_id: str, *, label: str | None = None, role: Role | None = None
    ) -> Speaker:
        """Give a voice another label or role. Raises InvalidInputError, NotFoundError."""
        with self._act(N_("speaker changed")) as act:
            turns.change_speaker(act, interview_id, speaker_id, label, role)
        return self._speaker(interview_id, speaker_id)

    def _speaker(self, interview_id: str, speaker_id: str) -> Speaker:
        return next(one for one in self.interview(interview_id).speakers if one.id == speaker_id)

    def split_turn(self, interview_id: str, offset: int, *, speaker_id: str | None = SAME_SPEAKER) -> Transcript:
        """Make a turn of its own of what follows ``offset``, of the same speaker unless one is given.

        Every coding keeps its words. Raises InvalidInputError where a part would have no words or a redaction would be
        cut, NotFoundError.
        """
        with self._act(N_("turn split")) as act:
            turns.split_turn(act, interview_id, offset, speaker_id)
        return self.transcript(interview_id)

    def join_turns(self, interview_id: str, turn_id: str) -> Transcript:
        """Make one turn of a turn and the next, of the first one's speaker; every coding keeps its words.

        Raises InvalidInputError at the last turn, NotFoundError.
        """
        with self._act(N_("turns joined")) as act:
            turns.join_turns(act, interview_id, turn_id)
        return self.transcript(interview_id)

    def replace_transcript(
        self, interview_id: str, prepared: Prepared, *, registry: NameRegistry | None = None
    ) -> ReplaceReport:
        """Put a better transcription in the place of an interview's text; prepared and decided on as for ``store``.

        Codings, memos and quotes move to the same words, else to nearly the same; what finds no place is kept under
        ``unplaced``. Metadata stay. It can be undone until something in the text is redacted late. Raises
        ImportFailure, InvalidInputError, NotFoundError.
        """
        redacted = self._redacted(prepared, registry)
        with self._act(N_("transcript replaced")) as act:
            result = replacing.replace_transcript(
                act,
                interview_id,
                text=redacted.text,
                speakers=prepared.draft.speakers,
                turns=[(turn.start, turn.end, turn.speaker, turn.seconds) for turn in redacted.turns],
                marks=[(mark.start, mark.end, mark.kind, mark.reason, mark.reviewed) for mark in redacted.marks],
            )
            writing.forget_review(act.connection, prepared.text)
        if registry is not None:
            teach(registry, prepared, prepared.metadata)
        new = tuple(one for one in self.unplaced(interview_id) if one.id in result.unplaced)
        return ReplaceReport(self.transcript(interview_id), result.kept, result.close, new)

    def unplaced(self, interview_id: str | None = None) -> list[Unplaced]:
        """What better transcriptions have no place for yet, in an interview or the study, the oldest first."""
        with self._database.read() as connection:
            return replacing.unplaced(connection, interview_id)

    def place(self, unplaced_id: str, start: int, end: int) -> Coding | None:
        """Put what had no place on ``[start, end)`` by hand; returns the coding, if it is one.

        Raises InvalidInputError, NotFoundError.
        """
        with self._act(N_("placed by hand")) as act:
            identifier = replacing.place(act, unplaced_id, start, end)
        return None if identifier is None else self.coding(identifier)

    def discard(self, unplaced_id: str) -> None:
        """Let go of what had no place. Raises NotFoundError."""
        with self._act(N_("discarded without a place")) as act:
            replacing.discard(act, unplaced_id)
