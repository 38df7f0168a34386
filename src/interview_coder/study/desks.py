"""Desks: handing out copies to work on apart, and merging them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from interview_coder.domain.merging import HandoutReport, MergePolicy, MergeReport
from interview_coder.store import reading
from interview_coder.study.base import StudyBase

Progress = Callable[[int, int], None]


class DeskCalls(StudyBase):
    """Desks: handing out copies to work on apart, and merging them."""

    def hand_out(
        self,
        out: Path,
        *,
        coder: str | None = None,
        interviews: Sequence[str] | None = None,
        blind: bool = False,
        progress: Progress | None = None,
    ) -> HandoutReport:
        """Write a desk: a copy of the study, of these interviews (references or ids) alone if given, to work on apart.

        ``coder`` is who will code there (made if new). A ``blind`` desk holds nothing of colleagues' codings, memos,
        quotes and verdicts, nor of their history: not hidden, but not there. What somebody was typing and reviews of
        names do not go along. ``progress`` is called with what is done and the whole. Raises InvalidInputError,
        NotFoundError, OutputExistsError, StudyFileError.
        """
        from interview_coder.store.desks.handing import hand_out

        given = None
        if interviews is not None:
            with self._database.read() as connection:
                given = {reading.interview_id(connection, ref) for ref in interviews}
        return hand_out(
            self._database,
            out,
            self._coder_name,
            coder=coder,
            interviews=given,
            blind=blind,
            progress=progress or (lambda _done, _total: None),
        )

    def merge(
        self,
        desks: Sequence[Path],
        *,
        policy: MergePolicy = MergePolicy.NEWEST,
        decisions: Mapping[str, int | str] | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> MergeReport:
        """Join work that was done at desks into this study: all of it, or none; what was there before is backed up.

        ``policy`` says who is right where two changed the same thing apart; ``decisions`` say it for single conflicts:
        by their ids, of the report of a ``dry_run``, the number of the side that stands (from 0), or ``both`` to keep
        two texts. A decision holds for good; merging again asks nothing. It cannot be undone.

        ``progress`` is called with what is done and the whole; what it raises stops the work, and nothing is changed.
        Raises InvalidInputError where a file is not a desk of this study, or conflicts are to be asked for and are not
        decided; ReadOnlyError; StudyFileError and StudyBusyError where a desk cannot be read.
        """
        from interview_coder.store.desks.merging import merge

        report = merge(
            self._database,
            desks,
            self._coder_name,
            policy=policy,
            decisions=decisions or {},
            dry_run=dry_run,
            progress=progress or (lambda _done, _total: None),
        )
        # A coder made at two desks is one now.
        self._coder_id = None
        return report
