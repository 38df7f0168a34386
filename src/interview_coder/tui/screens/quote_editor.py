"""The editor of a quote: its interview on one side, the quote as the report prints it on the other.

Words are selected in the interview and left out, put in brackets, cut off, added; none can be changed. Each act is
stored at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from interview_coder.domain import quote_making as making
from interview_coder.domain.collecting import CollectedQuote, QuoteWarning
from interview_coder.domain.model import Transcript
from interview_coder.domain.quote_edits import EditKind, Quote
from interview_coder.domain.quotes import quoted
from interview_coder.domain.text import safe
from interview_coder.errors import NotFoundError
from interview_coder.i18n import N_, _
from interview_coder.tui import look
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.retracing import retrace
from interview_coder.tui.screens.lines import Line, Lines
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.panes import Head
from interview_coder.tui.widgets.transcript import PassageMark, TranscriptView

_PASSAGE: Final = "#4e79a7"
_QUESTION: Final = "#b07aa1"
_SIGNS: Final = {
    EditKind.ELISION: ("…", "#e15759", N_("left out")),
    EditKind.TRIM: ("…", "#e15759", N_("cut off")),
    EditKind.INSERTION: ("+", "#59a14f", N_("put in")),
}
"""How an edit is marked in the interview: letter, colour, and what it is."""


class QuoteEditor(Screen[None]):
    """One collected quote beside its interview."""

    PLACES = (Place.QUOTE,)
    CSS_PATH = "quote_editor.tcss"
    AUTO_FOCUS = "TranscriptView"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal")]

    class Warned(Message):
        """What is to be thought of in the section of the quote."""

        def __init__(self, found: list[QuoteWarning]) -> None:
            self.found = found
            super().__init__()

    def __init__(self, quote_id: str) -> None:
        super().__init__()
        self._quote_id = quote_id
        self._transcript: Transcript | None = None
        self._parts: dict[str, making.Part] = {}
        self._warnings: list[QuoteWarning] = []
        self._literal = False

    def compose(self) -> ComposeResult:
        self.set_class(self.app.size.width < 100, "-narrow")
        yield Head()
        with Horizontal(id="sides"):
            with Vertical(id="source"):
                yield Plain(_("The interview"), classes="pane-title")
                yield TranscriptView()
                yield Plain(id="here")
            with Vertical(id="result"):
                yield Plain(id="result-title", classes="pane-title")
                with VerticalScroll(can_focus=False):
                    yield Plain(id="printed")
                    yield Plain(id="amiss")
        yield KeyBar()

    def on_mount(self) -> None:
        self._open(self._quote_id)

    # Showing

    @property
    def view(self) -> TranscriptView:
        """The interview."""
        return self.query_one(TranscriptView)

    def _open(self, quote_id: str) -> None:
        self._quote_id = quote_id
        self._quote = self.study.collected_quote(quote_id)
        self._show()
        if self._quote.quote.pieces:
            self.view.goto(self._quote.quote.pieces[0].start)

    def _show(self) -> None:
        """Read the quote anew and show it on both sides; the cursor stays."""
        quote = self._quote = self.study.collected_quote(self._quote_id)
        transcript = self.study.transcript(quote.interview)
        listed = making.parts(quote.quote, transcript.text)
        self._parts = {str(number): part for number, part in enumerate(listed)}
        marks = [self._mark(name, part, quote.quote) for name, part in self._parts.items()]
        if transcript != self._transcript:
            self._transcript = transcript
            self.view.show(transcript, marks)
        else:
            self.view.set_marks(marks)
        self._show_head()
        self._show_result()
        self._warn()

    @work(thread=True, exclusive=True, exit_on_error=False, group="read")
    def _warn(self) -> None:
        """Look what is to be thought of in the section, in a thread: every quote of the study is read for it."""
        study, section, worker = self.study, self._quote.section, get_current_worker()
        with self.app.holding(study) as usable:
            if usable:
                found = study.quote_warnings(section or None)
                if not worker.is_cancelled:
                    self.post_message(self.Warned(found))

    def on_quote_editor_warned(self, event: Warned) -> None:
        self._warnings = event.found
        self._show_result()

    @staticmethod
    def _mark(name: str, part: making.Part, quote: Quote) -> PassageMark:
        if part.edit is not None:
            letter, colour, _what = _SIGNS[part.edit.kind]
        elif part.piece.question:
            letter, colour = "?", _QUESTION
        else:
            letter, colour = str(quote.pieces.index(part.piece) + 1)[-1], _PASSAGE
        return PassageMark(name, part.start, part.end, letter, colour)

    def _show_head(self) -> None:
        quote = self._quote
        section = self.study.report_section(quote.section) if quote.section else None
        place = section.heading if section else _("outside the sections")
        left = Content.assemble((safe(place), "bold $primary"), "  ", _("quote {n}").format(n=quote.position))
        code = f"{quote.code_key} {quote.code_name}".strip() if quote.code_key != quote.code_name else quote.code_key
        right = plain(f"{quote.reference}{' · ' if code else ''}{code}", "$muted")
        self.query_one(Head).show(left, right)

    def _show_result(self) -> None:
        quote = self._quote
        title = _("As spoken") if self._literal else _("As printed")
        self.query_one("#result-title", Plain).show(title)
        if self._literal:
            words = plain(f"{quoted(quote.literal)} ({quote.reference})")
        else:
            runs = [plain(run.text, "italic" if run.italic else "") for run in quote.runs]
            words = Content.assemble(*runs, plain(f" ({quote.reference})"))
        self.query_one("#printed", Plain).show(words)
        lines = [plain(f"✗ {sentence}", "$error") for sentence in quote.problems]
        lines = lines or [plain("✓ " + _("Faithful: each word is in the interview."), "$success")]
        lines += [
            plain(f"! {one.sentence}", "$warning")
            for one in self._warnings
            if quote.id in one.quotes and one.section == quote.section and one.kind != "unfaithful"
        ]
        lines.append(plain(used(quote), "$muted"))
        self.query_one("#amiss", Plain).show(Content("\n").join(line for line in lines if line.plain))
        self.query_one(KeyBar).refresh()

    def _show_here(self) -> None:
        part = self._current
        if part is None:
            told = plain(_("Select words: v and a move, shift and arrows, x, or the mouse."), "$muted")
        elif part.edit is None:
            told = plain(_("a question of the quote") if part.piece.question else _("a passage of the quote"))
        else:
            what = _(_SIGNS[part.edit.kind][2])
            words = part.edit.text or look.snippet(self._source[part.edit.start : part.edit.end], 50)
            told = Content.assemble((what + ": ", "$accent"), safe(words))
        self.query_one("#here", Plain).show(told, resized=False)
        self.query_one(KeyBar).refresh()

    def on_transcript_view_cursor_moved(self) -> None:
        self._show_here()

    def on_transcript_view_selection_changed(self) -> None:
        self.query_one(KeyBar).refresh()

    def on_transcript_view_copy_requested(self, event: TranscriptView.CopyRequested) -> None:
        if event.span is not None:
            self._copy(f"{quoted(self._source[slice(*event.span)])} ({self._quote.reference})")

    @property
    def _source(self) -> str:
        return self._transcript.text if self._transcript else ""

    @property
    def _current(self) -> making.Part | None:
        """The passage or edit under the cursor."""
        return self._parts.get(self.view.current_coding or "")

    def offers(self, action: Action) -> bool:
        """Whether the footer shows an action."""
        if action.id in ("elide", "keep_only", "add", "borders", "grow", "select_mode"):
            return (self.view.selected_span is not None) == (action.id not in ("grow", "select_mode"))
        if action.id == "take_back":
            return self._current is not None
        return True

    # Acts on the quote

    def _change(self, change: Callable[[Quote], Quote]) -> None:
        """Keep the quote as an act makes it; what cannot be done is told."""
        cursor = self.view.cursor
        self.study.change_quote(self._quote_id, change(self._quote.quote))
        self.view.clear_selection()
        self._show()
        if not self.view.current_coding:
            self.view.goto(min(cursor, len(self._source)))

    def _selected(self) -> tuple[int, int] | None:
        span = self.view.selected_span
        if span is None:
            self.app.notify(_("Select words first: v and a move, shift and arrows, x, or the mouse."))
        return span

    def action_elide(self) -> None:
        if (span := self._selected()) is not None:
            self._change(lambda quote: making.leave_out(quote, self._source, *span))

    def action_keep_only(self) -> None:
        if (span := self._selected()) is not None:
            self._change(lambda quote: making.keep_only(quote, self._source, *span))

    def action_add(self) -> None:
        if (span := self._selected()) is not None and (transcript := self._transcript) is not None:
            self._change(lambda quote: making.add(quote, transcript, *span))

    def action_borders(self) -> None:
        if (span := self._selected()) is not None:
            self._change(lambda quote: making.moved(quote, self._source, self.view.cursor, *span))

    @work(exit_on_error=False, group="dialog")
    async def action_insert(self) -> None:
        """Ask for the words to put in where the cursor is, behind a selection."""
        span = self.view.selected_span
        at = span.end if span else self.view.cursor
        making.piece_at(self._quote.quote, at)
        await self.app.push_screen_wait(
            Lines(
                _("Words to put in"),
                [Line(_("In brackets"), "", _("such as is"))],
                lambda text: self._change(lambda quote: quote.insert(self._source, at, text.strip().strip("[]"))),
                hint=_("They are printed in brackets where the cursor is; inside a word behind it."),
            )
        )

    def action_take_back(self) -> None:
        if (part := self._current) is not None:
            self._change(lambda quote: making.take_back(quote, part))

    def action_question(self) -> None:
        self.study.add_question(self._quote_id)
        self._show()

    def _step(self, *, end: bool, more: bool) -> None:
        at = self.view.cursor
        self._change(lambda quote: making.stepped(quote, self._source, at, end=end, more=more))

    def action_begin_earlier(self) -> None:
        self._step(end=False, more=True)

    def action_begin_later(self) -> None:
        self._step(end=False, more=False)

    def action_end_later(self) -> None:
        self._step(end=True, more=True)

    def action_end_earlier(self) -> None:
        self._step(end=True, more=False)

    def action_confirm(self) -> None:
        self.study.confirm_quote(self._quote_id)
        self._show()

    def action_undo(self) -> None:
        retrace(self, lambda _entry: self._retraced(), again=False)

    def action_redo(self) -> None:
        retrace(self, lambda _entry: self._retraced(), again=True)

    def _retraced(self) -> None:
        try:
            self.view.clear_selection()
            self._show()
        except NotFoundError:
            # What was taken back was the collecting of this quote.
            self.dismiss(None)

    # Looking

    def action_literal(self) -> None:
        self._literal = not self._literal
        self._show_result()

    def action_copy_quote(self) -> None:
        self._copy(self._quote.printed)

    def _copy(self, text: str) -> None:
        self.app.copy_to_clipboard(text)
        self.app.notify(_("Copied, with its reference."), timeout=2)

    def _go(self, step: int) -> None:
        listed = self.study.collected_ids(self._quote.section)
        place = listed.index(self._quote_id) + step
        if 0 <= place < len(listed):
            self._open(listed[place])
        else:
            self.app.notify(_("There are no more quotes in this section."), timeout=2)

    def action_next_quote(self) -> None:
        self._go(1)

    def action_previous_quote(self) -> None:
        self._go(-1)


def used(quote: CollectedQuote) -> str:
    """Where else words of a quote are used, in one line; nothing where they are not."""
    if not quote.uses:
        return ""
    places = [
        _("{section}, quote {n}").format(section=use.section or _("outside the sections"), n=use.position)
        for use in quote.uses
    ]
    return _("Used as well: {places}").format(places=" · ".join(places))
