"""What the workbench holds and shows: the open interview with its codings, the codebook, the list of interviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from textual.content import Content

from interview_coder.domain.model import Code, Coder, Coding, Interview, Status, StudyInfo, Transcript
from interview_coder.domain.text import safe
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.finding import Finder
from interview_coder.tui.quick import Quick
from interview_coder.tui.widgets.panes import CodeTree, Head, Inspector, InterviewList
from interview_coder.tui.widgets.transcript import PassageMark, Position, TranscriptView


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
        self.quick = Quick()
        self.coder = ""
        self._info: StudyInfo | None = None
        self._inspected: tuple[Coding | None, tuple[str, ...]] | None = None
        self._finder: Finder | None = None

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
        shown = [code for code in codes if not code.retired or code.codings]
        self.query_one(CodeTree).update(shown, self._counts_here())

    def load_interviews(self) -> None:
        """Read the list of interviews anew."""
        self.interviews = self.study.interviews()
        if self.opened is not None:
            self.opened = next((item for item in self.interviews if item.id == self.opened.id), None)
        self.query_one(InterviewList).update(self.interviews, self.opened.id if self.opened else "")
        # The pane is as high as its list, up to a limit in the style sheet: the code tree gets the rest.
        self.query_one("#interviews-pane").styles.height = max(4, len(self.interviews) + 1)
        done = sum(item.status is Status.DONE for item in self.interviews)
        title = Content.assemble(_("Interviews"), (f"  {done}/{len(self.interviews)}" if self.interviews else "", ""))
        self.query_one("#interviews-title", Plain).show(title)

    def open_interview(self, interview: Interview | None, at: tuple[int, int] | None = None) -> None:
        """Show an interview, where it was left or at a passage; ``None`` shows what to do in an empty study."""
        if self.opened is not None and interview is not None and self.opened.id != interview.id:
            self.leaving()
        self.opened = interview
        self.set_class(interview is None, "-empty")
        if interview is None:
            self.transcript, self.codings = None, {}
            self.view.clear()
            self.query_one("#nothing", Plain).show(
                _("This study has no interviews yet.\n\nF5 brings in transcripts: names are taken out first.")
            )
        else:
            self.transcript = self.study.transcript(interview.id)
            self.codings = {coding.id: coding for coding in self.study.codings(interview.id)}
            self._finder = None
            self.view.show(self.transcript, self._marks())
            place = self._memory().get("places", {}).get(interview.id)
            if at is not None:
                self.view.goto(at[0])
                self.view.set_matches([at])
            elif isinstance(place, list) and len(place) == 2:
                self.view.position = Position(int(place[0]), int(place[1]))
        self._inspected = None
        self.load_interviews()
        self.query_one(CodeTree).update(self._shown_codes(), self._counts_here())
        memo = self.study.interview_memo(interview.id) if interview else ""
        self.query_one(Inspector).show_interview_memo(memo)
        self._show_head()
        self._inspect()

    def reload(self) -> None:
        """Read everything of the study anew, after a change that may have touched more than a coding."""
        before, text = list(self.codings.values()), self.transcript.text if self.transcript else ""
        self.load_codes()
        self.load_interviews()
        if self.opened is None:
            self.open_interview(self.interviews[0] if self.interviews else None)
            return
        self.codings = {coding.id: coding for coding in self.study.codings(self.opened.id)}
        fresh = self.study.transcript(self.opened.id)
        if self.transcript is None or fresh.text != text or fresh.redactions != self.transcript.redactions:
            self.transcript = fresh
            self._finder = None
            self.view.show(fresh, self._marks())
        self.show_codings()
        place_changed = changed_place(before, list(self.codings.values()))
        if place_changed is not None:
            self.view.goto(place_changed)
        self.query_one(CodeTree).update(self._shown_codes(), self._counts_here())
        self.query_one(Inspector).show_interview_memo(self.study.interview_memo(self.opened.id))
        self._show_head()

    def erased(self) -> None:
        """Words are gone from the study: show everything anew, and search for them no more."""
        self._info = self.study.info()
        self.reload()

    # What is shown

    def _shown_codes(self) -> list[Code]:
        return [code for code in self.codes.values() if not code.retired or code.codings]

    def offered_codes(self) -> list[Code]:
        """The codes that can be given."""
        return [code for code in self.codes.values() if not code.retired]

    def _counts_here(self) -> Counter[str]:
        return Counter(coding.code for coding in self.codings.values())

    def count_here(self, code_id: str) -> int:
        """How often a code occurs in the open interview."""
        return sum(coding.code == code_id for coding in self.codings.values())

    def _marks(self) -> list[PassageMark]:
        marks = []
        for coding in self.codings.values():
            code = self.codes.get(coding.code)
            if code is not None:
                marks.append(
                    PassageMark(
                        coding.id,
                        coding.start,
                        coding.end,
                        code.letter,
                        code.colour,
                        own=coding.coder == self.coder,
                        stance=coding.stance,
                        has_memo=bool(coding.memo),
                    )
                )
        return marks

    def show_codings(self, current: str | None = None) -> None:
        """Paint the codings as they are now, ``current`` being the one to look at."""
        self.view.set_marks(self._marks())
        if current is not None:
            self.view.focus_coding(current)
        self._inspected = None
        self._inspect()

    def counted(self) -> None:
        """Show the counts and the status of the open interview after a change of its codings."""
        if self.opened is None:
            return
        status = Status.CODING if self.opened.status is Status.NOT_STARTED and self.codings else self.opened.status
        self.opened = replace(self.opened, codings=len(self.codings), status=status)
        self.interviews = [self.opened if item.id == self.opened.id else item for item in self.interviews]
        self.query_one(InterviewList).refresh_one(self.opened)
        self._show_head()

    def _show_head(self) -> None:
        assert self._info is not None
        left: list[Content | str | tuple[str, str]] = []
        right: list[Content | str | tuple[str, str]] = [(safe(self._info.title), "$muted")]
        if self.opened is None:
            left.append((safe(self._info.title), "bold $primary"))
            right = []
        else:
            sign = look.STATUS_SIGNS[self.opened.status]
            left += [
                (safe(look.interview_title(self.opened)), "bold $primary"),
                "   ",
                (f"{sign} {_(look.STATUS_NAMES[self.opened.status])}", look.STATUS_STYLES[self.opened.status]),
                (f"   {look.words(self.opened.words)} · {look.codings(len(self.codings))}", "$muted"),
            ]
        if self.app.read_only:
            right = [(" " + _("read-only") + " ", "reverse $warning")]
        self.query_one(Head).show(Content.assemble(*left), Content.assemble(*right))

    def _inspect(self) -> None:
        """Show what is known of the coding under the cursor, if it is another than is shown."""
        view = self.view
        coding = self.codings.get(view.current_coding or "")
        here = tuple(view.codings_at_cursor)
        if self._inspected == (coding, here):
            return
        self._inspected = coding, here
        text = self.transcript.text if self.transcript else ""
        passage = text[coding.start : coding.end] if coding else ""
        overlapping = [self.codings[name] for name in here if name in self.codings]
        self.query_one(Inspector).show(coding, overlapping, self.codes, self.coders, passage)
        self.query_one("#here", Plain).show(self._line(coding, len(overlapping)))

    def _line(self, coding: Coding | None, count: int) -> Content:
        """The coding under the cursor on one line, for small terminals."""
        code = self.codes.get(coding.code) if coding else None
        if coding is None or code is None:
            return plain(_("No coding under the cursor."), "$muted")
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
