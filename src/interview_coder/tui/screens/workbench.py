"""The workbench: interviews and codes to the left, the transcript in the middle, what is known of it to the right."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from interview_coder.domain.model import Code
from interview_coder.domain.quotes import quoted
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import Plain
from interview_coder.tui.quick import Quick
from interview_coder.tui.screens.code_acts import CodeActs
from interview_coder.tui.screens.desk_acts import DeskActs
from interview_coder.tui.screens.finding_acts import FindField, FindingActs
from interview_coder.tui.screens.interview_acts import InterviewActs
from interview_coder.tui.screens.mnemonic_acts import MnemonicActs
from interview_coder.tui.screens.palette import Command
from interview_coder.tui.screens.report_acts import ReportActs
from interview_coder.tui.screens.word_acts import WordActs
from interview_coder.tui.shown import Shown
from interview_coder.tui.widgets.code_tree import CodeTree, Listed
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.panes import Head, Inspector, InterviewList
from interview_coder.tui.widgets.rows import Rows
from interview_coder.tui.widgets.transcript import TranscriptView

REMEMBER = 20.0
"""Seconds between two times that the place of the user is remembered."""


class Workbench(CodeActs, MnemonicActs, FindingActs, WordActs, InterviewActs, ReportActs, DeskActs):
    """Where coders work. Every change goes through the study at once; the screen shows what the study holds."""

    PLACES = (Place.WORKBENCH,)
    CLOSES = False
    CSS_PATH = "workbench.tcss"
    AUTO_FOCUS = "TranscriptView"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (150, "-wide")]

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
                    yield Plain(_("Codes"), classes="pane-title", id="codes-title")
                    yield CodeTree()
            with Vertical(id="middle"):
                yield TranscriptView(id="transcript")
                yield Plain(id="nothing")
                yield Plain(id="here")
                yield Plain(id="letters")
                with Horizontal(id="find-bar"):
                    yield FindField(placeholder=_("Find in this interview"), id="find", classes="-slim")
                    yield Plain(id="find-count")
            with Vertical(id="right", classes="pane"):
                yield Plain(_("Inspector"), classes="pane-title")
                yield Inspector()
        yield KeyBar()

    def _width_class(self) -> str:
        width = self.app.size.width
        return max((at, name) for at, name in self.HORIZONTAL_BREAKPOINTS if at <= width)[1]

    # Remembering

    def on_mount(self) -> None:
        self._info = self.study.info()
        memory = self._memory()
        self.coder = self.study.coder.id
        self.quick = Quick(memory.get("quick", ()), memory.get("recent", ()))
        tree = self.query_one(CodeTree)
        tree.quick = self.quick
        tree.armed = lambda: self.view.selected_span is not None and not self.app.read_only
        tree.folded = set(memory.get("folded", ()))
        if memory.get("listed") in list(Listed):
            tree.listed = Listed(memory["listed"])
        self.set_class(memory.get("left") is False, "-no-left")
        self.set_class(memory.get("right") is False, "-no-right")
        self.shown = Shown.load(memory.get("shown"))
        self.mine = memory.get("mine") is True
        self.load_codes()
        self.read_interviews()
        last = memory.get("interview")
        known = [item for item in self.interviews if item.id == last] or self.interviews
        self.open_interview(known[0] if known else None)
        self.tell_drafts()
        # A window that is closed says no goodbye.
        self.set_interval(REMEMBER, self.leaving)

    def leaving(self) -> None:
        """Remember where the user is: interview, place in it, panes, codes under the digits."""
        if self._info is None:
            return
        before = self._memory()
        memory: dict[str, Any] = {
            "interview": self.opened.id if self.opened else "",
            "places": {self.opened.id: list(self.view.position)} if self.opened else {},
            "quick": list(self.quick.slots),
            "recent": list(self.quick.recent),
            "shown": self.shown.dump(),
            "mine": self.mine,
            "folded": sorted(self.query_one(CodeTree).folded),
            "listed": self.query_one(CodeTree).listed.value,
            "left": not self.has_class("-no-left"),
            "right": not self.has_class("-no-right"),
        }
        places = before.get("places", {})
        if {**before, **memory, "places": {**places, **memory["places"]}} != before:
            self.app.settings.merge("studies", self._info.id, values=memory)

    def on_resize(self) -> None:
        self.call_after_refresh(self._focus_what_is_left)

    def _focus_what_is_left(self) -> None:
        """Where a pane that had the focus found no room, the keys are the transcript's."""
        if self.focused is None:
            self.view.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What is under the cursor of the pane that one is in is what the inspector shows."""
        if isinstance(event.widget, CodeTree | InterviewList):
            self.behold(event.widget.current)
        elif isinstance(event.widget, TranscriptView):
            self.behold(None)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        if event.rows.has_focus and isinstance(event.rows, CodeTree | InterviewList):
            self.behold(event.item)

    def on_transcript_view_cursor_moved(self) -> None:
        self.behold(None)
        if self.transcript is not None:
            done = round(100 * self.view.cursor / max(1, len(self.transcript.text)))
            turn = _("turn {n}").format(n=self.view.turn_number) + "  " if self.view.turn_number else ""
            self.query_one(KeyBar).note = f"{turn}{done}%"

    def on_transcript_view_selection_changed(self) -> None:
        self._inspect()

    def _inspect_now(self) -> None:
        super()._inspect_now()
        # What can be done depends on what is selected.
        for bar in self.query(KeyBar):
            bar.refresh()

    def on_transcript_view_copy_requested(self, event: TranscriptView.CopyRequested) -> None:
        """Copy what is selected, else the passage of the coding under the cursor."""
        span = event.span or self._selection()
        if span is not None and self.transcript is not None and self.opened is not None:
            words = self.transcript.text[slice(*span)]
            self.app.copy_to_clipboard(f"{quoted(words)} ({look.interview_title(self.opened)})")
            self.app.notify(_("Copied, with its reference."), timeout=2)

    def offers(self, action: Action) -> bool:
        """Whether the footer shows an action: what cannot be done just now is left out."""
        view = self.view
        if action.id in ("code", "code_again"):
            return view.selected_span is not None or view.current_coding is not None
        if action.id in ("supports", "remove"):
            return view.current_coding is not None
        if action.id == "place_here":
            return self.placing is not None
        if action.id == "import_files":
            return not self.interviews
        if not self.interviews:
            # Nothing can be done with a text before there is one.
            return not action.writes and action.id not in ("memo", "find")
        return not (action.id == "memo" and self.app.read_only)

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
        elif self.leave_placing():
            self.view.focus()
        elif self.has_class("-peek-left") or self.has_class("-peek-right"):
            self.remove_class("-peek-left", "-peek-right")
            self.view.focus()
        elif not self.view.has_focus:
            self.view.focus()
        else:
            self.view.set_matches([])

    def action_tour_next(self) -> None:
        from interview_coder.tui.widgets.tour import Tour

        for tour in self.query(Tour):
            tour.next_card()

    def action_close_study(self) -> None:
        self.app.close_study()  # type: ignore[attr-defined]

    def on_inspector_memo(self, event: Inspector.Memo) -> None:
        if isinstance(event.subject, Code):
            self.code_memo(event.subject)
        elif event.subject is not None:
            self.edit_memo(self.codings.get(event.subject.id, event.subject))
        elif event.here:
            self.action_memo()
        else:
            self.action_interview_memo()

    # Other screens

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

    @work(exit_on_error=False, group="dialog")
    async def action_history(self) -> None:
        from interview_coder.tui.screens.history import History

        screen = History()
        entry = await self.app.push_screen_wait(screen)
        if screen.changed:
            self.reload()
        if entry is None:
            return
        interview = next((one for one in self.interviews if one.id == entry.interview), None)
        if interview is not None:
            self.open_interview(interview)
            self.view.focus()
        elif entry.code in self.codes:
            self.query_one(CodeTree).reveal(entry.code)
            self.query_one(CodeTree).focus()

    def commands(self) -> Iterator[Command]:
        """Codes and interviews, for the palette."""
        for code in self.offered_codes():
            yield Command(f"code.{code.id}", code.name, _("code"), partial(self._from_palette, code), key=code.key)
        for interview in self.interviews:
            yield Command(
                f"interview.{interview.id}",
                look.interview_title(interview),
                _("interview"),
                partial(self.open_interview, interview),
            )

    def _from_palette(self, code: Code) -> None:
        """A code from the palette: given to the selection, else gone to in the tree."""
        if self.view.selected_span is not None and not self.app.read_only:
            self.give(code.id)
        else:
            self.query_one(CodeTree).reveal(code.id)
            self.action_pane_codes()
