"""New borders for a passage on which coders differ, moved word by word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from interview_coder.domain.coded import Difference
from interview_coder.domain.model import Code, Transcript
from interview_coder.domain.text import safe, word_spans
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.widgets.keybar import KeyBar

_MORE = 1
"""So many turns before and after the place can be taken in."""


class Borders(ModalScreen[tuple[str, tuple[int, int]]]):
    """Where the passage begins and ends; the result is the code and the span."""

    PLACES = (Place.BORDERS,)
    CSS_PATH = "borders.tcss"

    def __init__(self, difference: Difference, transcript: Transcript, codes: Sequence[Code]) -> None:
        super().__init__()
        self._codes, self._code = list(codes), 0
        self._text = transcript.text
        turns = transcript.turns
        touched = [
            place for place, turn in enumerate(turns) if turn.end >= difference.start and turn.start < difference.end
        ]
        self._turns = turns[max(0, touched[0] - _MORE) : touched[-1] + 1 + _MORE]
        begin, end = self._turns[0].start, self._turns[-1].end
        self._words = [(begin + first, begin + last) for first, last in word_spans(self._text[begin:end])]
        self._starts = [first for first, _last in self._words]
        self._place = difference.start, difference.end
        self.span = self._place

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("New borders"), classes="dialog-title")
            yield Plain(id="borders-code")
            with VerticalScroll(id="borders-text", can_focus=False):
                yield Plain(id="words")
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        code = self._codes[self._code]
        self.query_one("#borders-code", Plain).show(Content.assemble(look.badge(code), " ", safe(code.path)))
        lines = []
        for turn in self._turns:
            words = plain(self._text[turn.start : turn.end])
            start, end = max(self.span[0], turn.start) - turn.start, min(self.span[1], turn.end) - turn.start
            if start < end:
                words = words.stylize("bold underline $accent", start, end)
            label = f"{safe(turn.speaker.label)}: " if turn.speaker else ""
            lines.append(Content.assemble((label, "$muted"), words))
        self.query_one("#words", Plain).show(Content("\n").join(lines))

    def _set(self, start: int, end: int) -> None:
        """Take other borders, where they hold words and touch the place."""
        if start < end and start < self._place[1] and self._place[0] < end:
            self.span = (start, end)
            self._show()

    def action_start_back(self) -> None:
        place = bisect_left(self._starts, self.span[0]) - 1
        if place >= 0:
            self._set(self._starts[place], self.span[1])

    def action_start_on(self) -> None:
        place = bisect_right(self._starts, self.span[0])
        if place < len(self._starts):
            self._set(self._starts[place], self.span[1])

    def action_end_back(self) -> None:
        ends = [last for _first, last in self._words if last < self.span[1]]
        if ends:
            self._set(self.span[0], ends[-1])

    def action_end_on(self) -> None:
        ends = [last for _first, last in self._words if last > self.span[1]]
        if ends:
            self._set(self.span[0], ends[0])

    def action_other(self) -> None:
        self._code = (self._code + 1) % len(self._codes)
        self._show()

    def action_save(self) -> None:
        self.dismiss((self._codes[self._code].id, self.span))
