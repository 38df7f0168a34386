"""Coders, who codes which interview, and blind coding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interview_coder.domain import assigning as planning
from interview_coder.domain.text import fold
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import N_, _
from interview_coder.store import assigning, reading, schema, visibility, writing
from interview_coder.study.base import StudyBase

if TYPE_CHECKING:
    from interview_coder.domain.assigning import Assignment, AssignmentPlan
    from interview_coder.domain.model import Coder


class AssigningCalls(StudyBase):
    """Coders, who codes which interview, and blind coding.

    Who codes an interview blind finds nothing there of what others did, whatever is called, until all coders of that
    interview are done. Whose reading it is, is the coder of the open study.
    """

    def add_coder(self, name: str) -> Coder:
        """The coder of that name, put in if new. Raises InvalidInputError."""
        with self._database.write() as connection:
            known = writing.add_coder(connection, name)
            return reading.find_coder(connection, known)

    def change_coder(
        self, ref: str, *, name: str | None = None, initials: str | None = None, colour: str | None = None
    ) -> Coder:
        """Change a coder's name, initials or colour (``#rrggbb``); undo takes it back.

        Raises NotFoundError, InvalidInputError.
        """
        coder = self._coder(ref)
        own = coder.id == self._own_id()
        with self._act(N_("coder changed")) as act:
            assigning.change_coder(act, coder, name=name, initials=initials, colour=colour)
            changed = reading.find_coder(act.connection, coder.id)
        if own:
            self._coder_id = coder.id
            self._coder_name = self._database.reader = changed.name
        return self._coder(coder.id)

    def assignments(
        self, *, interview: str | None = None, coder: str | None = None, counted: bool = True
    ) -> list[Assignment]:
        """Who codes which interview and how far, in order of import and by coder. Raises NotFoundError.

        With ``counted`` off it is only told who is done, which is quick in any study.
        """
        me = self.coder.id
        with self._database.read() as connection:
            place = None if interview is None else reading.interview_id(connection, interview)
            who = None if coder is None else reading.find_coder(connection, coder).id
            return assigning.assignments(connection, me, interview=place, coder=who, counted=counted)

    def assign(self, interviews: Sequence[str], coder: str, *, blind: bool = False) -> list[Assignment]:
        """Give interviews to a coder, who is put in if new; one act. Returns all of that coder's.

        Raises NotFoundError, InvalidInputError (a blind coder changes nothing about the own interview).
        """
        with self._database.read() as connection:
            places = [reading.interview_id(connection, ref) for ref in interviews]
        # Nobody is put in for an interview that is not there.
        who = self._coder(self.add_coder(coder).id)
        with self._act(N_("interview assigned")) as act:
            for place in places:
                assigning.assign(act, place, who.id, blind=blind)
        return self.assignments(coder=who.id)

    def unassign(self, interviews: Sequence[str], coder: str) -> None:
        """Take interviews from a coder; what is coded stays. Raises NotFoundError, InvalidInputError."""
        who = self._coder(coder)
        with self._act(N_("interview taken from a coder")) as act:
            for ref in interviews:
                assigning.unassign(act, reading.interview_id(act.connection, ref), who.id)

    def plan_assignments(
        self,
        coders: Sequence[str],
        *,
        share: float = 0.2,
        seed: int = 1,
        together: int = 2,
        interviews: Sequence[str] = (),
    ) -> AssignmentPlan:
        """A plan for who codes what; nothing is kept. As ``domain.assigning.plan``.

        ``interviews``: those to plan anew (default: all that nobody was given). Coders are names of the study.
        Raises InvalidInputError, NotFoundError.
        """
        with self._database.read() as connection:
            people = sorted((reading.find_coder(connection, name) for name in coders), key=lambda one: one.name)
            wanted, load = assigning.to_plan(connection, interviews)
        if any(one.id == schema.CONSENSUS for one in people):
            raise InvalidInputError(_("The consensus is nobody’s own work and codes nothing."))
        ids = [one.id for one in people]
        return planning.plan(wanted, ids, share=share, seed=seed, together=together, load=load)

    def keep_plan(self, made: AssignmentPlan, *, blind: bool = True) -> list[Assignment]:
        """Assign as a plan says, blind unless told otherwise, in one act; returns all assignments.

        Raises InvalidInputError.
        """
        with self._act(N_("interviews assigned by a plan")) as act:
            assigning.replace(act, made.coders, blind=blind)
        return self.assignments()

    def set_done(self, interview: str, done: bool = True) -> bool:
        """Say that one’s own coding of an interview is done, or is not after all.

        Returns whether all its coders are done: then what each did is open to the others, and nobody can take the word
        back. Raises NotFoundError, InvalidInputError.
        """
        with self._act(N_("coding said to be done") if done else N_("coding taken up again")) as act:
            return assigning.set_done(act, reading.interview_id(act.connection, interview), done=done)

    def blind_interviews(self) -> set[str]:
        """The interviews (ids) of which one sees only one’s own work so far."""
        with self._database.read() as connection:
            return visibility.hidden(connection)

    def _coder(self, ref: str) -> Coder:
        with self._database.read() as connection:
            found = reading.find_coder(connection, ref)
        if found.id == schema.CONSENSUS or fold(ref) == schema.CONSENSUS_NAME:
            raise InvalidInputError(_("The consensus is nobody’s own work and codes nothing."))
        return found
