"""Finding words from the workbench: in the open interview, and in all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Input

from interview_coder.i18n import _, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import Placed, Plain
from interview_coder.tui.finding import Finder
from interview_coder.tui.screens.bench import Bench
from interview_coder.tui.widgets.transcript import TranscriptView

if TYPE_CHECKING:
    from interview_coder.domain.model import Hit
    from interview_coder.tui.screens.search import Remembered


class FindField(Placed, Input):
    """The field of words to find in the open interview."""

    PLACES = (Place.FINDING,)
    there = False
    """Whether the cursor of the transcript went to a place of these words already."""

    def action_find_next(self) -> None:
        self.screen.query_one(TranscriptView).next_match()
        self.there = True

    def action_find_previous(self) -> None:
        self.screen.query_one(TranscriptView).previous_match()
        self.there = True


class FindingActs(Bench):
    """The part of the workbench that finds words."""

    def __init__(self) -> None:
        super().__init__()
        self._search: Remembered | None = None

    def action_find(self) -> None:
        if self.transcript is None:
            return
        self.add_class("-finding")
        field = self.query_one(FindField)
        field.there = False
        field.focus()
        field.select_all()

    def on_input_changed(self, event: Input.Changed) -> None:
        if isinstance(event.input, FindField):
            event.input.there = False
            self._show_found(self._find(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if isinstance(event.input, FindField):
            self._close_find(clear=not event.value)
            if self.view.matches:
                if not event.input.there:
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
        typed = self.query_one(FindField).value
        text = ngettext("{n} place", "{n} places", count).format(n=look.number(count)) if typed else ""
        self.query_one("#find-count", Plain).show(text)

    def _close_find(self, *, clear: bool) -> None:
        self.remove_class("-finding")
        if clear:
            self.query_one(FindField).value = ""
            self.view.set_matches([])
        self.view.focus()

    def action_find_next(self) -> None:
        self.view.next_match() if self.view.matches else self.action_find()

    def action_find_previous(self) -> None:
        self.view.previous_match() if self.view.matches else self.action_find()

    @work(exit_on_error=False, group="dialog")
    async def action_search(self) -> None:
        from interview_coder.tui.screens.search import Remembered, Search, Wanted

        memory = self._search = self._search or Remembered()
        typed = self.query_one(FindField).value
        if not memory.wanted.query:
            memory.wanted = Wanted(typed)
        hit: Hit | None = await self.app.push_screen_wait(Search(memory))
        if memory.coded:
            memory.coded = False
            self.reload()
        interview = next((item for item in self.interviews if hit is not None and item.id == hit.interview), None)
        if hit is None or interview is None:
            return
        at = hit.matches[0] if hit.matches else (hit.start, hit.end)
        self.open_interview(interview, at)
        # n and N go on through the hits of this interview.
        self.view.set_matches([span for one in memory.hits if one.interview == hit.interview for span in one.matches])
        self.view.focus()

    def erased(self) -> None:
        # What was looked for may be what had to go.
        self._search = None
        self._close_find(clear=True)
        super().erased()
