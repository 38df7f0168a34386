"""The workbench: interviews and codes to the left, the transcript in the middle, what is known of it to the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input

from interview_coder.domain.model import Code, Coder, Coding, Hit, Interview, Status, StudyInfo, Transcript
from interview_coder.domain.quotes import quoted
from interview_coder.domain.text import safe
from interview_coder.i18n import _, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import Plain, plain
from interview_coder.tui.finding import Finder
from interview_coder.tui.quick import Quick
from interview_coder.tui.screens.coding import CodingActs, changed_place
from interview_coder.tui.screens.palette import Command
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.panes import CodeTree, Head, Inspector, InterviewList
from interview_coder.tui.widgets.rows import Rows
from interview_coder.tui.widgets.transcript import PassageMark, Position, TranscriptView

if TYPE_CHECKING:
    from interview_coder.tui.screens.import_tray import ImportOrder

REMEMBER = 20.0
"""Seconds between two times that the place of the user is remembered."""

_NEXT_STATUS = {Status.NOT_STARTED: Status.CODING, Status.CODING: Status.DONE, Status.DONE: Status.NOT_STARTED}


class Workbench(CodingActs):
    """Where coders work. Every change goes through the study at once; the screen shows what the study holds."""

    PLACES = (Place.WORKBENCH,)
    CSS_PATH = "workbench.tcss"
    AUTO_FOCUS = "TranscriptView"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (150, "-wide")]

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

    def compose(self) -> ComposeResult:
        # The layout for this width from the first frame on; Textual itself looks at it only later.
        for _width, name in self.HORIZONTAL_BREAKPOINTS:
            self.set_class(name == self._width_class(), name)
        yield Head()
        with Horizontal(id="body"):
            with Vertical(id="left"):
                with Vertical(id="interviews-pane", classes="pane"):
                    yield Plain(_("Interviews"), classes="pane-title", id="interviews-title")
                    yield InterviewList()
                with Vertical(id="codes-pane", classes="pane"):
                    yield Plain(_("Codes"), classes="pane-title")
                    yield CodeTree()
            with Vertical(id="middle"):
                yield TranscriptView(id="transcript")
                yield Plain(id="nothing")
                yield Plain(id="here")
                with Horizontal(id="find-bar"):
                    yield Input(placeholder=_("Find in this interview"), id="find", classes="-slim")
                    yield Plain(id="find-count")
            with Vertical(id="right", classes="pane"):
                yield Plain(_("Inspector"), classes="pane-title")
                yield Inspector()
        yield KeyBar()

    def _width_class(self) -> str:
        width = self.app.size.width
        return max((at, name) for at, name in self.HORIZONTAL_BREAKPOINTS if at <= width)[1]

    @property
    def view(self) -> TranscriptView:
        """The transcript on screen."""
        return self.query_one(TranscriptView)

    # Loading and remembering

    def on_mount(self) -> None:
        self._info = self.study.info()
        memory = self._memory()
        self.coder = self.study.coder.id
        self.quick = Quick(memory.get("quick", ()), memory.get("recent", ()))
        tree = self.query_one(CodeTree)
        tree.quick = self.quick
        tree.armed = lambda: self.view.selected_span is not None and not self.app.read_only
        tree.folded = set(memory.get("folded", ()))
        self.set_class(memory.get("left") is False, "-no-left")
        self.set_class(memory.get("right") is False, "-no-right")
        self.load_codes()
        self.load_interviews()
        last = memory.get("interview")
        known = [item for item in self.interviews if item.id == last] or self.interviews
        self.open_interview(known[0] if known else None)
        # A window that is closed says no goodbye.
        self.set_interval(REMEMBER, self.leaving)

    def _memory(self) -> dict[str, Any]:
        """What the settings remember of this study."""
        assert self._info is not None
        value = self.app.settings.get("studies", self._info.id, default={})
        return dict(value) if isinstance(value, dict) else {}

    def leaving(self) -> None:
        """Remember where the user is: interview, place in it, panes, codes under the digits."""
        if self._info is None:
            return
        before = self._memory()
        memory = dict(before)
        places = dict(memory.get("places", {}))
        if self.opened is not None:
            places[self.opened.id] = list(self.view.position)
        memory |= {
            "interview": self.opened.id if self.opened else "",
            "places": places,
            "quick": list(self.quick.slots),
            "recent": list(self.quick.recent),
            "folded": sorted(self.query_one(CodeTree).folded),
            "left": not self.has_class("-no-left"),
            "right": not self.has_class("-no-right"),
        }
        if memory != before:
            self.app.settings.set("studies", self._info.id, value=memory)

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
        self._close_find(clear=True)
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
        self.opened = _with(self.opened, codings=len(self.codings), status=status)
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

    def on_transcript_view_cursor_moved(self) -> None:
        self._inspect()
        if self.transcript is not None:
            done = round(100 * self.view.cursor / max(1, len(self.transcript.text)))
            turn = _("turn {n}").format(n=self.view.turn_number) + "  " if self.view.turn_number else ""
            self.query_one(KeyBar).note = f"{turn}{done}%"

    def on_transcript_view_selection_changed(self) -> None:
        self.query_one(KeyBar).refresh()

    def on_transcript_view_copy_requested(self, event: TranscriptView.CopyRequested) -> None:
        if self.transcript is not None and self.opened is not None:
            words = self.transcript.text[slice(*event.span)]
            self.app.copy_to_clipboard(f"{quoted(words)} ({look.interview_title(self.opened)})")
            self.app.notify(_("Copied, with its reference."), timeout=2)

    def offers(self, action: Action) -> bool:
        """Whether the footer shows an action: what cannot be done just now is left out."""
        view = self.view
        if action.id in ("code", "code_again"):
            return view.selected_span is not None or view.current_coding is not None
        if action.id in ("supports", "remove"):
            return view.current_coding is not None
        if action.id == "import_files":
            return not self.interviews
        return True

    # Panes

    def _toggle(self, side: str, widget: type[Rows[Any]]) -> None:
        """Show a list and go to it; when it has the focus already, hide its side."""
        peek = f"-peek-{side}" if self.has_class("-narrow") else ""
        hidden = not self.has_class(peek) if peek else self.has_class(f"-no-{side}")
        target = self.query_one(widget)
        if not hidden and target.has_focus:
            self.set_class(False, peek) if peek else self.add_class(f"-no-{side}")
            self.view.focus()
            return
        if peek:
            self.remove_class("-peek-left", "-peek-right")
            self.add_class(peek)
        else:
            self.remove_class(f"-no-{side}")
        target.focus()

    def action_pane_interviews(self) -> None:
        self._toggle("left", InterviewList)

    def action_pane_codes(self) -> None:
        self._toggle("left", CodeTree)

    def action_pane_inspector(self) -> None:
        if self.has_class("-narrow"):
            shown = self.has_class("-peek-right")
            self.remove_class("-peek-left", "-peek-right")
            self.set_class(not shown, "-peek-right")
            self.view.focus()
        else:
            self.toggle_class("-no-right")
            if self.has_class("-no-right") and self.query_one(Inspector).has_focus:
                self.view.focus()

    def action_next_pane(self) -> None:
        self.focus_next()

    def action_back(self) -> None:
        """Leave the find bar, the open pane, the selection; never the study."""
        if self.has_class("-finding"):
            self._close_find(clear=True)
        elif self.has_class("-peek-left") or self.has_class("-peek-right"):
            self.remove_class("-peek-left", "-peek-right")
            self.view.focus()
        elif not self.view.has_focus:
            self.view.focus()
        else:
            self.view.set_matches([])

    def action_close_study(self) -> None:
        self.app.close_study()  # type: ignore[attr-defined]

    # Interviews

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.rows, InterviewList):
            self.remove_class("-peek-left")
            if self.opened is None or self.opened.id != event.item.id:
                self.open_interview(event.item)
            self.view.focus()
        elif isinstance(event.rows, CodeTree):
            if self.view.selected_span is not None and not self.app.read_only:
                self.give(event.item.id)
            else:
                self._go_to_use(event.item, 1)

    def _step(self, by: int) -> None:
        if self.opened is None:
            return
        place = next(index for index, item in enumerate(self.interviews) if item.id == self.opened.id)
        if 0 <= place + by < len(self.interviews):
            self.open_interview(self.interviews[place + by])
        else:
            self.app.notify(_("This is the last interview.") if by > 0 else _("This is the first interview."))

    def action_next_interview(self) -> None:
        self._step(1)

    def action_previous_interview(self) -> None:
        self._step(-1)

    def action_done(self) -> None:
        if self.opened is not None:
            self._set_status(self.opened, Status.CODING if self.opened.status is Status.DONE else Status.DONE)

    def _set_status(self, interview: Interview, status: Status) -> None:
        self.study.set_status(interview.id, status)
        self.load_interviews()
        self._show_head()

    @work(exit_on_error=False, group="dialog")
    async def on_interview_list_do(self, event: InterviewList.Do) -> None:
        interview = event.interview
        if event.what == "status":
            self._set_status(interview, _NEXT_STATUS[interview.status])
        elif event.what == "details":
            from interview_coder.tui.screens.metadata import MetadataScreen

            metadata = await self.app.push_screen_wait(MetadataScreen(self.study, interview))
            if metadata is not None:
                self.study.set_metadata(interview.id, metadata)
                self.reload()
        elif event.what == "delete" and await self.app.confirm(
            _("Delete {reference}?").format(reference=look.interview_title(interview)),
            _(
                "The text, its {codings}, memos and history go for good; this cannot be undone. "
                "Exports and copies are not reached."
            ).format(codings=look.codings(interview.codings)),
            yes=_("Delete"),
            danger=True,
            typed=look.interview_title(interview),
        ):
            self.study.delete_interview(interview.id)
            self.reload()
            self.app.notify(_("The interview is deleted."))

    # Codes

    def on_code_tree_do(self, event: CodeTree.Do) -> None:
        code = event.code
        if event.what == "add":
            self.edit_code(None)
        elif code is None:
            return
        elif event.what == "add_below":
            self.edit_code(None, code)
        elif event.what == "edit":
            self.edit_code(code)
        elif event.what == "pin":
            self.pin_code(code)
        elif event.what == "memo":
            self.code_memo(code)
        elif event.what in ("up", "down"):
            self.shift_code(code, 1 if event.what == "down" else -1)
        else:
            self._go_to_use(code, 1 if event.what == "next_use" else -1)

    def _go_to_use(self, code: Code, by: int) -> None:
        """Go to the next or previous passage of this interview that has a code, round the end."""
        inside = code.path + "/"
        uses = sorted(
            (coding.start, coding.end, coding.id)
            for coding in self.codings.values()
            if coding.code == code.id or self.codes[coding.code].path.startswith(inside)
        )
        if not uses:
            self.app.notify(_("{code} is not used in this interview.").format(code=code.name))
            return
        cursor, current = self.view.cursor, self.view.current_coding
        at = next((index for index, use in enumerate(uses) if use[2] == current), None)
        if at is not None:
            chosen = uses[(at + by) % len(uses)]
        elif by > 0:
            chosen = next((use for use in uses if use[0] >= cursor), uses[0])
        else:
            chosen = next((use for use in reversed(uses) if use[0] < cursor), uses[-1])
        self.view.goto(chosen[0])
        self.view.focus_coding(chosen[2])

    def on_inspector_memo(self, event: Inspector.Memo) -> None:
        if event.coding is not None:
            self.edit_memo(self.codings.get(event.coding.id, event.coding))
        else:
            self.action_interview_memo()

    # Finding

    def action_find(self) -> None:
        if self.transcript is None:
            return
        self.add_class("-finding")
        field = self.query_one("#find", Input)
        field.focus()
        field.select_all()

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id == "find":
            self._show_found(self._find(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "find":
            self._close_find(clear=not event.value)
            if self.view.matches:
                self.view.next_match()
            elif event.value:
                self.app.notify(_("Not found in this interview; F7 looks in all of them."), severity="warning")

    def _find(self, words: str) -> int:
        """Mark where words stand in this interview; returns in how many places."""
        assert self.transcript is not None
        if self._finder is None:
            self._finder = Finder(self.transcript.text)
        return self.view.set_matches(self._finder.spans(words))

    def _show_found(self, count: int) -> None:
        typed = self.query_one("#find", Input).value
        text = ngettext("{n} place", "{n} places", count).format(n=look.number(count)) if typed else ""
        self.query_one("#find-count", Plain).show(text)

    def _close_find(self, *, clear: bool) -> None:
        self.remove_class("-finding")
        if clear:
            self.query_one("#find", Input).value = ""
            self.view.set_matches([])
        self.view.focus()

    def action_find_next(self) -> None:
        self.view.next_match() if self.view.matches else self.action_find()

    def action_find_previous(self) -> None:
        self.view.previous_match() if self.view.matches else self.action_find()

    @work(exit_on_error=False, group="dialog")
    async def action_search(self) -> None:
        from interview_coder.tui.screens.search import Search

        hit: Hit | None = await self.app.push_screen_wait(Search(self.query_one("#find", Input).value))
        if hit is not None:
            start, end = hit.matches[0] if hit.matches else (hit.start, hit.end)
            interview = next((item for item in self.interviews if item.id == hit.interview), None)
            if interview is not None:
                self.open_interview(interview, (start, end))
                self.view.focus()

    # Other screens

    def action_import_files(self) -> None:
        self.import_transcripts()

    @work(exit_on_error=False, group="dialog")
    async def import_transcripts(self, order: ImportOrder | None = None) -> None:
        """Open the import, with what was asked for from outside."""
        from interview_coder.tui.screens.importing import ImportScreen

        reports = await self.app.push_screen_wait(ImportScreen(self.study, order))
        self.reload()
        if reports:
            new = {report.interview.id for report in reports}
            self.open_interview(next((item for item in self.interviews if item.id in new), self.opened))

    @work(exit_on_error=False, group="dialog")
    async def action_export(self) -> None:
        from interview_coder.tui.screens.export import ExportScreen

        await self.app.push_screen_wait(ExportScreen(self.study))

    @work(exit_on_error=False, group="dialog")
    async def action_key_file(self) -> None:
        from interview_coder.tui.screens.key_file import choose_key_file

        if await choose_key_file(self.app, self.study) and self.app.registry is not None:
            self.app.notify(_("The key file is open until the study closes."), timeout=4)

    def action_language_model(self) -> None:
        from interview_coder.tui.screens.language_model import LanguageModel

        self.app.push_screen(LanguageModel())

    def action_kept_words(self) -> None:
        from interview_coder.tui.screens.kept_words import KeptWords

        self.app.push_screen(KeptWords(self.study))

    def action_history(self) -> None:
        from interview_coder.tui.screens.history import History

        self.app.push_screen(History())

    def commands(self) -> Iterator[Command]:
        """Codes and interviews, for the palette."""
        for code in self.offered_codes():
            yield Command(f"code.{code.id}", code.name, _("code"), partial(self._chosen_code, code), key=code.key)
        for interview in self.interviews:
            yield Command(
                f"interview.{interview.id}",
                look.interview_title(interview),
                _("interview"),
                partial(self.open_interview, interview),
            )

    def _chosen_code(self, code: Code) -> None:
        """A code from the palette: given to the selection, else gone to in the tree."""
        if self.view.selected_span is not None and not self.app.read_only:
            self.give(code.id)
        else:
            self.query_one(CodeTree).reveal(code.id)
            self.action_pane_codes()


def _with(interview: Interview, **changes: Any) -> Interview:
    from dataclasses import replace

    return replace(interview, **changes)
