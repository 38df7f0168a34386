"""Who codes which interview, as it is read for the screens, and in words: how far, and what is hidden from whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from textual.content import Content

from interview_coder.domain.assigning import Assignment, Work
from interview_coder.domain.model import Coder, Interview
from interview_coder.i18n import N_, _, ngettext
from interview_coder.tui import look

if TYPE_CHECKING:
    from interview_coder.study import Study

BLIND: Final = "⊘"
"""The sign of what is coded blind."""
CELL: Final = 12
"""How wide a cell of the grid is."""
SIGNS: Final = {Work.NOT_STARTED: ("○", "$muted"), Work.CODING: ("◐", "$accent"), Work.DONE: ("●", "$success")}
_WORK: Final = {Work.NOT_STARTED: N_("not started"), Work.CODING: N_("being coded"), Work.DONE: N_("done")}


class Share(Struct, frozen=True):
    """How far a coder is: interviews given and done, how many blind and not open yet, and codings in all."""

    given: int
    done: int
    blind: int
    codings: int


class Team(Struct):
    """Interviews, coders, and what each does where, as far as ``me`` (an id) may know it."""

    interviews: list[Interview]
    coders: list[Coder]
    me: str
    given: dict[tuple[str, str], Assignment]
    """By interview and coder."""
    codings: dict[tuple[str, str], int]
    hidden: frozenset[str]
    """The interviews of which one sees only one’s own work."""

    @classmethod
    def read(cls, study: Study, before: Team | None = None) -> Team:
        """Read it; takes a moment in a large study.

        ``before`` is how it was when only who codes what has changed since: no coding is counted anew then.
        """
        coders, hidden = study.coders(), frozenset(study.blind_interviews())
        given = {(one.interview, one.coder): one for one in study.assignments()}
        me = study.coder.id
        if before is not None and before.hidden == hidden:
            return cls(before.interviews, coders, me, given, before.codings, hidden)
        ids = {one.name: one.id for one in coders}
        codings = {
            (one.interview, ids[name]): often
            for one in study.coding_progress().interviews
            for name, often in one.codings.items()
            if name in ids
        }
        return cls(look.in_order(study.interviews()), coders, me, given, codings, hidden)

    def of(self, interview: str) -> list[Assignment]:
        """Who codes an interview, by name."""
        found = (self.given.get((interview, one.id)) for one in self.coders)
        return [one for one in found if one is not None]

    def waiting(self, interview: str) -> list[str]:
        """Who codes an interview and is not done yet, by name."""
        return [one.coder_name for one in self.of(interview) if one.done is None]

    def closed(self, interview: str) -> bool:
        """Whether somebody codes it blind and not all of its coders are done."""
        return bool(self.waiting(interview)) and any(one.blind for one in self.of(interview))

    def share(self, coder: Coder) -> Share:
        """How far a coder is."""
        own = [one for one in self.given.values() if one.coder == coder.id]
        return Share(
            len(own),
            sum(one.done is not None for one in own),
            sum(one.blind and bool(self.waiting(one.interview)) for one in own),
            coder.codings,
        )

    # In words

    def summary(self) -> str:
        """The whole in one line."""
        coders = Counter(interview for interview, _coder in self.given)
        number = len(self.interviews)
        several = sum(often > 1 for often in coders.values())
        done = sum(not self.waiting(interview) for interview in coders)
        parts = [ngettext("{n} interview", "{n} interviews", number).format(n=number)]
        if coders:
            parts.append(_("{n} by two or more").format(n=several))
            parts.append(_("{n} done by all its coders").format(n=done))
        if coders and (nobody := number - len(coders)):
            parts.append(_("{n} by nobody yet").format(n=nobody))
        return " · ".join(parts)

    def blindness(self) -> str:
        """What is hidden from whoever looks, or else from others, and until when."""
        if self.hidden:
            return ngettext(
                "{sign} You code {n} interview blind: what others do there is hidden from you until all its coders are "
                "done.",
                "{sign} You code {n} interviews blind: what others do there is hidden from you until all coders of the "
                "interview are done.",
                len(self.hidden),
            ).format(sign=BLIND, n=len(self.hidden))
        closed = sum(self.closed(one.id) for one in self.interviews)
        if closed:
            return ngettext(
                "{sign} {n} interview is coded blind: its coders do not see each other’s work until all are done. "
                "You see all of it.",
                "{sign} {n} interviews are coded blind: their coders do not see each other’s work until all are done. "
                "You see all of it.",
                closed,
            ).format(sign=BLIND, n=closed)
        if not self.given:
            return _("Nobody was given an interview yet: Space gives one, p plans all of them, a puts in a colleague.")
        return _("Everybody sees everybody’s work; b lets a coder code an interview blind.")

    def told(self, interview: Interview, coder: Coder) -> list[str]:
        """What a coder does with an interview, in sentences."""
        one = self.given.get((interview.id, coder.id))
        often = self.codings.get((interview.id, coder.id), 0)
        if one is None:
            told = [_("Not given to {coder}. Space gives it, b gives it blind.").format(coder=coder.name)]
            if often:
                told.append(
                    ngettext("{n} coding there all the same.", "{n} codings there all the same.", often).format(n=often)
                )
            return told
        others = [each.coder_name for each in self.of(interview.id) if each.coder != coder.id]
        waiting = self.waiting(interview.id)
        names = _("Not done yet: {names}.").format(names=", ".join(waiting))
        if one.hidden and coder.id != self.me:
            return [
                _("What {coder} does here is hidden from you until all coders are done.").format(coder=coder.name),
                names,
            ]
        told = [_(_WORK[one.work]) if one.work else ""]
        if often:
            told.append(look.codings(often))
            told.append(_("up to {share} of the text").format(share=f"{one.share or 0:.0%}"))
        first = ", ".join(told) + "."
        sentences = [first[0].upper() + first[1:]]
        if one.blind and not others:
            sentences.append(_("Blind, but nobody else codes it: give it to a second coder."))
        elif one.blind and waiting:
            sentences.append(
                _("{coder} sees nothing of what {others} did here until all are done.").format(
                    coder=coder.name, others=", ".join(others)
                )
            )
            sentences.append(names)
        elif one.blind:
            sentences.append(_("Coded blind; all its coders are done and see each other’s work now."))
        elif waiting and len(waiting) < len(others) + 1:
            sentences.append(names)
        return sentences

    # In the grid

    def cell(self, interview: str, coder: str) -> Content:
        """How far a coder is with an interview, ``CELL`` wide: a sign, whether blind, codings, how far in the text."""
        one, often = self.given.get((interview, coder)), self.codings.get((interview, coder), 0)
        if one is None:
            return Content.styled(f"·  {often or '':>4}".ljust(CELL), "$muted")
        sign, style = SIGNS[one.work or Work.NOT_STARTED]
        blind = BLIND if one.blind else " "
        if one.work is None or (one.hidden and coder != self.me):
            hidden = _("hidden")
            return Content.assemble((sign, style), (f"{blind} {hidden:>9.9}", "$muted"))
        far = f"{one.share:.0%}" if often and one.share is not None else ""
        return Content.assemble((sign, f"bold {style}"), blind, f" {often or '':>4}", (f" {far:>4}", "$muted"))


def bar(share: Share, cells: int) -> Content:
    """How many of the given interviews are done, as a bar."""
    filled = round(cells * share.done / share.given) if share.given else 0
    return Content.assemble(("█" * filled, "$success"), ("░" * (cells - filled), "$muted"))
