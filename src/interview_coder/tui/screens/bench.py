"""What the workbench holds and shows: the open interview with its codings, the codebook, the list of interviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace
from textual.content import Content

from interview_coder.domain.assigning import Assignment
from interview_coder.domain.model import Code, Coder, Coding, Interview, Status, StudyInfo, Transcript
from interview_coder.domain.text import safe
from interview_coder.errors import NotFoundError
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.finding import Finder
from interview_coder.tui.quick import Quick
from interview_coder.tui.shown import Shown
from interview_coder.tui.team import BLIND
from interview_coder.tui.widgets.code_tree import CodeTree
from interview_coder.tui.widgets.panes import Head, Inspector, InterviewList
from interview_coder.tui.widgets.transcript import PassageMark, Position, TranscriptView

_FEW = 200
"""After an act on more codings than this, all of them are read anew."""


class Bench(Screen[None]):
    """The part of the workbench that reads the study and shows it; what changes it is in the classes upon this one."""

    def __init__(self) -> None:
        super().__init__()
        self.interviews: list[Interview] = []
        self.opened: Interview | None = None
        self.transcript: Transcript | None = None
        self.codes: dict[str, Code] = {}
        self.coders: dict[str, Coder] = {}
        self.codings: dict[str, Coding] = {}
        self.here: Counter[str] = Counter()
        """How often each code occurs in the open interview."""
        self.shown = Shown()
        self.quick = Quick()
        self.coder = ""
        self.own: dict[str, Assignment] = {}
        """What the user was given to code, by interview."""
        self.mine = False
        """Whether the list has only what the user has to code yet."""
        self._info: StudyInfo | None = None
        self._inspecting = False
        self._recounted: set[str] = set()
        """Codes whose counts are to be shown anew."""
        self._recount = False
        """Whether those of the open interview are."""
        self._inspected: tuple[object, ...] = ()
        self._beheld = ""
        """The id of the code or interview that is gone through in its list, and shown in the place of a coding."""
        self._memo_of = ""
        """The id of the interview whose memo is shown."""
        self._finder: Finder | None = None
        self._new: set[str] = set()
        """Codings made since it was chosen what to show: they are seen whatever that was."""

    @property
    def view(self) -> TranscriptView:
        """The transcript on screen."""
        return self.query_one(TranscriptView)

    # Loading

    def _memory(self) -> dict[str, Any]:
        """What the settings remember of this study."""
        assert self._info is not None
        value = self.app.settings.get("studies", self._info.id, default={})
        return dict(value) if isinstance(value, dict) else {}

    def load_codes(self) -> None:
        """Read codes and coders anew."""
        codes = self.study.codes(include_retired=True)
        self.codes = {code.id: code for code in codes}
        self.coders = {coder.id: coder for coder in self.study.coders()}
        self.quick.settle(self.codes, [code.id for code in codes if code.pinned and not code.retired])
        self.shown.settle(codes)
        self.query_one(CodeTree).update(codes, self.here)

    def read_interviews(self) -> None:
        """Read the interviews and what the user was given of them."""
        self.interviews = look.in_order(self.study.interviews())
        own = self.study.assignments(coder=self.coder, counted=False) if self.coder else ()
        self.own = {one.interview: one for one in own}

    @property
    def listed(self) -> list[Interview]:
        """The interviews in the list: all, or those that the user has to code yet."""
        if not self.mine:
            return self.interviews
        waiting = {one.interview for one in self.own.values() if one.done is None}
        return [item for item in self.interviews if item.id in waiting]

    def load_interviews(self) -> None:
        """Read the list of interviews anew."""
        self.read_interviews()
        if self.opened is not None:
            self.opened = next((item for item in self.interviews if item.id == self.opened.id), None)
        self.show_interviews()

    def show_interviews(self) -> None:
        """Show the list of interviews as it was read, with a sign on the one that is open."""
        listed = self.listed
        blind = frozenset(one.interview for one in self.own.values() if one.hidden)
        self.query_one(InterviewList).update(listed, self.opened.id if self.opened else "", blind, mine=self.mine)
        # The pane is as high as its list, up to a limit in the style sheet: the code tree gets the rest.
        self.query_one("#interviews-pane").styles.height = max(4, len(listed) + 1)
        done = sum(item.status is Status.DONE for item in self.interviews)
        title = Content.assemble(_("Interviews"), (f"  {done}/{len(self.interviews)}" if self.interviews else "", ""))
        if self.mine:
            title += Content.styled("  " + _("mine: {n}").format(n=len(listed)), "bold $warning")
        self.query_one("#interviews-title", Plain).show(title)

    def open_interview(self, interview: Interview | None, at: tuple[int, int] | None = None) -> None:
        """Show an interview, where it was left or at a passage; ``None`` shows what to do in an empty study."""
        if self.opened is not None and interview is not None and self.opened.id != interview.id:
            self.leaving()
        self.opened = interview
        self.set_class(interview is None, "-empty")
        if interview is None:
            self.transcript = None
            self._take([])
            self.view.clear()
            self.query_one("#nothing", Plain).show(
                _("This study has no interviews yet.\n\nF5 brings in transcripts: names are taken out first.")
            )
        else:
            self.transcript = self.study.transcript(interview.id)
            self._take(self.study.codings(interview.id))
            self._finder = None
            self.view.show(self.transcript, self._marks())
            self.view.coded_up_to = interview.coded_up_to
            place = self._memory().get("places", {}).get(interview.id)
            if at is not None:
                self.view.goto(at[0])
                self.view.set_matches([at])
            elif isinstance(place, list) and len(place) == 2:
                self.view.position = Position(int(place[0]), int(place[1]))
        self._inspected = ()
        self.show_interviews()
        self.query_one(CodeTree).update(list(self.codes.values()), self.here)
        self.show_interview_memo(interview)
        self._show_head()
        self._inspect()

    def reload(self) -> None:
        """Read everything of the study anew, after a change that may have touched more than a coding."""
        before = list(self.codings.values())
        self.load_codes()
        self.load_interviews()
        if self.opened is None:
            self.open_interview(self.interviews[0] if self.interviews else None)
            return
        self._take(self.study.codings(self.opened.id))
        fresh = self.study.transcript(self.opened.id)
        if fresh != self.transcript:
            self.transcript = fresh
            self._finder = None
            self.view.show(fresh, self._marks())
        self.view.coded_up_to = self.opened.coded_up_to
        self.show_codings()
        place_changed = changed_place(before, list(self.codings.values()))
        if place_changed is not None:
            self.view.goto(place_changed)
        self.query_one(CodeTree).update(list(self.codes.values()), self.here)
        self.show_interview_memo(self.opened)
        self._show_head()

    def erased(self) -> None:
        """Words are gone from the study: show everything anew, and search for them no more."""
        self._info = self.study.info()
        self.reload()

    # What is shown

    def offered_codes(self) -> list[Code]:
        """The codes that can be given."""
        return [code for code in self.codes.values() if not code.retired]

    def _take(self, codings: Sequence[Coding]) -> None:
        """Hold the codings of the open interview."""
        self.codings = {coding.id: coding for coding in codings}
        self.here = Counter(coding.code for coding in codings)

    def _mark(self, coding: Coding) -> PassageMark | None:
        """A coding as the transcript shows it, if it does."""
        code = self.codes.get(coding.code)
        if code is None or not (coding.id in self._new or self.shown.has(coding, code)):
            return None
        return PassageMark(
            coding.id,
            coding.start,
            coding.end,
            code.letter,
            code.colour,
            own=coding.coder == self.coder,
            stance=coding.stance,
            has_memo=bool(coding.memo),
        )

    def _marks(self) -> list[PassageMark]:
        return [mark for coding in self.codings.values() if (mark := self._mark(coding)) is not None]

    def show_codings(self, current: str | None = None) -> None:
        """Paint all codings as they are now, ``current`` being the one to look at."""
        self.view.set_marks(self._marks())
        self._look_at(current)

    def put(self, *codings: Coding) -> None:
        """Show codings that are new or have changed, the first one being the one to look at; quick in any study."""
        for coding in codings:
            before = self.codings.get(coding.id)
            self.codings[coding.id] = coding
            if before is None:
                self._new.add(coding.id)
            self._count(before.code if before else None, coding.code)
            if mark := self._mark(coding):
                self.view.put_mark(mark)
            else:
                self.view.drop_mark(coding.id)
        self._look_at(codings[0].id if codings else None)

    def drop(self, coding_id: str) -> None:
        """Show a coding no longer that is gone from the study."""
        gone = self.codings.pop(coding_id, None)
        if gone is not None:
            self._count(gone.code, None)
            self.view.drop_mark(coding_id)
            self._look_at(None)

    def _count(self, before: str | None, after: str | None) -> None:
        """A coding that had one code has another: ``None`` is that it was not there, or is no more."""
        if before == after:
            return
        for code_id, by in ((before, -1), (after, 1)):
            code = self.codes.get(code_id or "")
            if code is not None:
                self.here[code.id] += by
                self.codes[code.id] = replace(code, codings=max(0, code.codings + by))
                self._recounted.add(code.id)

    def _look_at(self, current: str | None) -> None:
        if current is not None:
            self.view.focus_coding(current)
            self._beheld = ""
        self._inspected = ()
        self._inspect()

    def follow(self, act: str) -> None:
        """Show what an act that was taken back, or done again, left behind, reading no more than that."""
        touched = self.study.codings_of(act)
        if touched is None or len(touched) > _FEW:
            self.reload()
            return
        left: list[Coding] = []
        place: int | None = None
        for coding_id in touched:
            try:
                left.append(self.study.coding(coding_id))
            except NotFoundError:
                gone = self.codings.get(coding_id)
                if gone is None:
                    # It stood in another interview.
                    self.reload()
                    return
                place = gone.start if place is None else min(place, gone.start)
        if any(self.opened is None or coding.interview != self.opened.id for coding in left):
            self.reload()
            return
        for coding_id in set(touched) - {coding.id for coding in left}:
            self.drop(coding_id)
        self.put(*left)
        if self.opened is not None:
            self._counted(self.study.interview(self.opened.id))
        if left:
            self.view.goto(left[0].start)
            self.view.focus_coding(left[0].id)
        elif place is not None:
            self.view.goto(place)

    def show_only(self, shown: Shown) -> None:
        """Show other codings than up to now."""
        self.shown = shown
        self.shown.settle(self.codes.values())
        self._new.clear()
        self.show_codings()
        self._show_head()

    def counted(self) -> None:
        """Count the codings of the open interview, and see to its status, after a change of them."""
        if self.opened is None:
            return
        started = self.opened.status is Status.NOT_STARTED and bool(self.codings)
        status = Status.CODING if started else self.opened.status
        self._counted(replace(self.opened, codings=len(self.codings), status=status))

    def _counted(self, opened: Interview) -> None:
        self.opened = opened
        self.interviews = [opened if item.id == opened.id else item for item in self.interviews]
        self._recount = True
        self._inspect()

    def _show_counts(self) -> None:
        """Show the counts that changed, in the lists and the top line."""
        tree = self.query_one(CodeTree)
        for code_id in self._recounted & self.codes.keys():
            tree.count(self.codes[code_id], self.here[code_id])
        self._recounted.clear()
        if self._recount and self.opened is not None:
            self.query_one(InterviewList).refresh_one(self.opened)
            self._show_head()
        self._recount = False

    @property
    def _blindness(self) -> str:
        """What is hidden of the open interview, and until when."""
        own = self.own.get(self.opened.id) if self.opened else None
        if own is None or not own.hidden:
            return ""
        if own.done:
            return _("Blind: what others code here opens to you when all its coders are done.")
        return _("Blind: what others code here is hidden from you until all its coders are done. Y says that you are.")

    def _show_head(self) -> None:
        assert self._info is not None
        self.query_one(Inspector).show_blindness(self._blindness)
        left: list[Content | str | tuple[str, str]] = []
        right: list[Content | str | tuple[str, str]] = [(safe(self._info.title), "$muted")]
        if self.opened is None:
            left.append((safe(self._info.title), "bold $primary"))
            right = []
        else:
            sign = look.STATUS_SIGNS[self.opened.status]
            own = self.own.get(self.opened.id)
            left.append((safe(look.interview_title(self.opened)), "bold $primary"))
            if own is not None and own.hidden:
                left.append((f"   {BLIND} " + _("blind"), "bold $warning"))
            if own is not None and own.done:
                left.append(("   " + _("you are done"), "$success"))
            left += [
                "   ",
                (f"{sign} {_(look.STATUS_NAMES[self.opened.status])}", look.STATUS_STYLES[self.opened.status]),
                (f"   {look.words(self.opened.words)} · {look.codings(len(self.codings))}", "$muted"),
            ]
            if self.opened.coded_up_to and self.transcript is not None:
                done = round(100 * self.opened.coded_up_to / max(1, len(self.transcript.text)))
                left.append((" · " + _("coded to {n}%").format(n=done), "$muted"))
            if self.shown.hides:
                left.append(("   " + _("shown: {n}").format(n=look.number(len(self.view.marks))), "bold $warning"))
        if self.app.read_only:
            # First, so that it is seen on the narrowest screen.
            left[:0] = [(" " + _("read-only") + " ", "reverse $warning"), " "]
        self.query_one(Head).show(Content.assemble(*left), Content.assemble(*right))

    def _inspect(self) -> None:
        """Show counts, and what is known of the coding under the cursor, once the transcript is painted.

        No key waits for them.
        """
        if not self._inspecting:
            self._inspecting = True
            # By way of the transcript: its own painting is then under way, and comes first.
            self.view.call_after_refresh(self.call_after_refresh, self._inspect_now)

    def behold(self, item: Code | Interview | None) -> None:
        """Show a code or an interview in the place of the coding under the cursor; ``None``: that one again."""
        self._beheld = item.id if item is not None else ""
        self._inspect()

    @property
    def beheld_interview(self) -> Interview | None:
        """The interview that is gone through in the list."""
        return next((one for one in self.interviews if one.id == self._beheld), None) if self._beheld else None

    def show_interview_memo(self, interview: Interview | None) -> None:
        """Show the memo on an interview."""
        self._memo_of = interview.id if interview is not None else ""
        self.query_one(Inspector).show_interview_memo(self.study.interview_memo(interview.id) if interview else "")

    def _inspect_now(self) -> None:
        self._inspecting = False
        if not self.is_attached:
            return
        self._show_counts()
        code, interview = self.codes.get(self._beheld), self.beheld_interview
        view = self.view
        coding = self.codings.get(view.current_coding or "")
        here = tuple(view.codings_at_cursor)
        seen = (code, self.here[code.id]) if code else (interview,) if interview else (coding, here)
        if self._inspected == seen:
            return
        self._inspected = seen
        about = interview or self.opened
        if about is not None and about.id != self._memo_of:
            self.show_interview_memo(about)
        inspector = self.query_one(Inspector)
        if code is not None:
            inspector.show_code(code, self.here[code.id], self.study.code_memo(code.id))
            line = Content.assemble(
                look.badge(code), " ", (safe(code.name), "bold"), "  ", look.uses(code, self.here[code.id])
            )
        elif interview is not None:
            inspector.show_interview(interview, self.study.attributes())
            line = Content.assemble((safe(look.interview_title(interview)), "bold"), "  ", look.progress(interview))
        else:
            text = self.transcript.text if self.transcript else ""
            passage = text[coding.start : coding.end] if coding else ""
            overlapping = [self.codings[name] for name in here if name in self.codings]
            inspector.show(coding, overlapping, self.codes, self.coders, passage)
            line = self._line(coding, len(overlapping))
        self.query_one("#here", Plain).show(line, resized=False)

    def _line(self, coding: Coding | None, count: int) -> Content:
        """The coding under the cursor on one line, for small terminals."""
        code = self.codes.get(coding.code) if coding else None
        if coding is None or code is None:
            return plain(self._blindness or _("No coding under the cursor."), "$muted")
        parts: list[Content | str | tuple[str, str]] = [look.badge(code), " ", (safe(code.name), "bold")]
        if coding.stance:
            parts.append((f"  {look.stance(coding.stance)} {_(look.STANCE_NAMES[coding.stance])}", "$accent"))
        if coding.coder in self.coders:
            parts.append((f"  {safe(self.coders[coding.coder].name)}", "$muted"))
        if count > 1:
            parts.append(("  " + _("{n} here, o").format(n=count), "$muted"))
        if coding.memo:
            parts.append(f"  “{look.snippet(coding.memo, 80)}”")
        return Content.assemble(*parts)


def changed_place(before: Sequence[Coding], after: Sequence[Coding]) -> int | None:
    """Where the first of the codings begins that differ between two states, or nothing."""
    old, new = {coding.id: coding for coding in before}, {coding.id: coding for coding in after}
    places = [
        (new.get(name) or old[name]).start for name in (old.keys() | new.keys()) if old.get(name) != new.get(name)
    ]
    return min(places, default=None)
