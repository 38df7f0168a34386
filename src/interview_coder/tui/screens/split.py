"""Splitting a code: going through its passages one by one, and giving other codes to some."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from interview_coder.domain.model import Code, NewCode, QuoteFilter, QuoteRow, Transcript
from interview_coder.domain.text import safe
from interview_coder.i18n import _, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.screens.picker import Picked, Picker
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread


class Passage(Struct, frozen=True):
    """A passage of the code: the coding, and what became of it: ``stays``, another code, or neither yet."""

    quote: QuoteRow
    stays: bool = False
    other: Code | None = None


class PassageRows(Rows[Passage], inherit_bindings=False):
    """The passages; the keys of the screen walk them."""

    PLACES = ()


class Split(Screen[QuoteRow]):
    """The walk through the passages of a code; its result is a passage to open, or nothing.

    Each choice is stored at once, as a change of its own that undo takes back here and later.
    """

    PLACES = (Place.SPLIT,)
    CSS_PATH = "split.tcss"
    AUTO_FOCUS = "PassageRows"

    def __init__(self, code: Code, recent: Sequence[str] = ()) -> None:
        super().__init__()
        self._code = code
        self._recent = list(recent)
        self._last: Code | None = None
        self._undo: list[str] = []
        """The passages (ids of codings) that were given another code, in order."""
        self._transcript: Transcript | None = None

    def compose(self) -> ComposeResult:
        yield Plain(
            Content.assemble(look.badge(self._code), " ", (safe(self._code.name), "bold $primary")), id="split-title"
        )
        with Vertical(id="split-body"):
            yield PassageRows(self._draw, empty=_("Reading the passages …"), single_click=True)
            with VerticalScroll(id="split-passage", can_focus=False):
                yield Plain(id="about")
                yield Plain(id="words")
        yield KeyBar()

    def on_mount(self) -> None:
        self._read()

    @work(thread=True, exclusive=True, exit_on_error=False, group="search")
    def _read(self) -> None:
        study = self.study
        with self.app.holding(study) as usable:
            if not usable:
                return
            found = study.quotes(QuoteFilter(code=self._code.id))
        here = [Passage(row) for row in found if row.code_key == self._code.key]
        self.app.call_from_thread(self._show, here)

    def _show(self, passages: Sequence[Passage]) -> None:
        rows = self.query_one(PassageRows)
        rows.empty = _("No passage has this code.")
        rows.show(passages, 0)
        self._tell()

    @property
    def _rows(self) -> PassageRows:
        return self.query_one(PassageRows)

    def _tell(self) -> None:
        """Say how far it is."""
        items = self._rows.items
        left = sum(not item.stays and item.other is None for item in items)
        moved = sum(item.other is not None for item in items)
        self.query_one("#split-title", Plain).show(
            Content.assemble(
                look.badge(self._code), " ", (safe(self._code.name), "bold $primary"),
                (
                    "   "
                    + ngettext("{n} passage", "{n} passages", len(items)).format(n=look.number(len(items)))
                    + " · " + _("{n} to look at").format(n=look.number(left))
                    + " · " + _("{n} with another code").format(n=look.number(moved)),
                    "$muted",
                ),
            )
        )  # fmt: skip

    def _draw(self, item: Passage, width: int) -> Sequence[Content]:
        if item.other is not None:
            sign = Content.assemble(" ", ("→", "bold $accent"), look.badge(item.other), " ")
        else:
            sign = Content.assemble(" ", ("✓" if item.stays else "·", "$success" if item.stays else "$muted"), "    ")
        stance = f"{look.stance(item.quote.stance)} " if item.quote.stance else ""
        words = look.snippet(item.quote.quote, 200)
        right = Content.styled(f" {safe(item.quote.reference)}  {safe(item.quote.coder)} ", "$muted")
        return [
            spread(
                Content.assemble(sign, (stance, "bold $accent"), words), right if width >= 70 else Content(""), width
            )
        ]

    def on_rows_moved(self, event: Rows.Moved) -> None:
        item = event.item
        if not isinstance(item, Passage):
            return
        quote = item.quote
        turn = _("turn {n}").format(n=quote.turn)
        facts: list[Content | str | tuple[str, str]] = [
            (safe(quote.reference), "bold"),
            (f"  {turn}  {safe(quote.label)}  {safe(quote.coder)}", "$muted"),
        ]
        if quote.stance:
            facts.append((f"  {look.stance(quote.stance)} {_(look.STANCE_NAMES[quote.stance])}", "bold $accent"))
        if item.other is not None:
            facts += ["   → ", look.badge(item.other), " ", plain(item.other.name)]
        lines = [Content.assemble(*facts)]
        if quote.memo:
            lines.append(Content.assemble((_("Memo") + ": ", "bold $muted"), plain(quote.memo)))
        self.query_one("#about", Plain).show(Content("\n").join(lines))
        self.query_one("#words", Plain).show(self._in_context(quote))
        self.query_one("#split-passage", VerticalScroll).scroll_home(animate=False)

    def _in_context(self, quote: QuoteRow) -> Content:
        """The turn that a passage begins in, the passage marked, with as much of what follows as it covers."""
        if self._transcript is None or self._transcript.interview != quote.interview:
            self._transcript = self.study.transcript(quote.interview)
        text = self._transcript.text
        touched = [turn for turn in self._transcript.turns if turn.start < quote.end and turn.end > quote.start]
        start = touched[0].start if touched else quote.start
        end = touched[-1].end if touched else quote.end
        return Content.assemble(
            (safe(text[start : quote.start]), "$muted"),
            (safe(text[quote.start : quote.end]), "bold underline"),
            (safe(text[quote.end : end]), "$muted"),
        )

    # Choices

    def action_stays(self) -> None:
        index, item = self._rows.cursor, self._rows.current
        if item is None:
            return
        if item.other is None:
            self._rows.replace(index, replace(item, stays=True))
        self._next(index)

    def action_other(self) -> None:
        if self._rows.current is None:
            return
        codes = [code for code in self.study.codes() if code.id != self._code.id]
        self.app.push_screen(
            Picker(
                codes,
                recent=self._recent,
                about=self._rows.current.quote.quote,
                title=_("The code for this passage"),
                study=self.study,
            ),
            self._picked,
        )

    def _picked(self, picked: Picked | None) -> None:
        if picked is not None:
            self._give(picked)

    def action_same(self) -> None:
        if self._last is None:
            self.app.notify(_("No other code was chosen yet: c picks one."), severity="warning")
        else:
            self._give(self._last)

    def _give(self, wanted: Picked) -> None:
        index, item = self._rows.cursor, self._rows.current
        if item is None:
            return
        if item.other is not None:
            self.app.notify(_("This passage has another code already; u takes that back."), severity="warning")
            return
        # A new code is made with what it is given to: one act, which one undo takes back.
        self.study.recode([item.quote.id], wanted if isinstance(wanted, NewCode) else wanted.id)
        code = self.study.code(self.study.coding(item.quote.id).code)
        self._last = code
        self._recent = [code.id, *(other for other in self._recent if other != code.id)]
        self._undo.append(item.quote.id)
        self._rows.replace(index, replace(item, other=code))
        self._next(index)

    def _next(self, index: int) -> None:
        """Go to the next passage that is not looked at."""
        items = self._rows.items
        order = [*range(index + 1, len(items)), *range(index)]
        target = next((at for at in order if not items[at].stays and items[at].other is None), None)
        self._tell()
        if target is None:
            self.app.notify(_("That was the last one; Esc goes back."), timeout=4)
            self._rows.move_to(min(index + 1, len(items) - 1))
        else:
            self._rows.move_to(target)

    def action_undo(self) -> None:
        if not self._undo:
            index, item = self._rows.cursor, self._rows.current
            if item is not None and item.stays:
                self._rows.replace(index, replace(item, stays=False))
                self._tell()
            return
        wanted = self._undo[-1]
        entry = self.study.undo()
        touched = self.study.codings_of(entry.act)
        if touched is not None and wanted in touched:
            self._undo.pop()
            # A code that was made for the passage is gone with it.
            there = {code.id for code in self.study.codes()}
            self._recent = [code for code in self._recent if code in there]
            if self._last is not None and self._last.id not in there:
                self._last = None
            for index, item in enumerate(self._rows.items):
                if item.quote.id == wanted:
                    self._rows.replace(index, replace(item, other=None))
                    self._rows.move_to(index)
            self._tell()
        self.app.notify(_("Undone: {what}").format(what=look.act(entry)), timeout=3)

    def action_go_there(self) -> None:
        item = self._rows.current
        if item is not None:
            self.dismiss(item.quote)

    # The keys of the list, whatever has the focus

    def action_up(self) -> None:
        self._rows.action_up()

    def action_down(self) -> None:
        self._rows.action_down()

    def action_page_up(self) -> None:
        self._rows.action_page_up()

    def action_page_down(self) -> None:
        self._rows.action_page_down()

    def action_first(self) -> None:
        self._rows.action_first()

    def action_last(self) -> None:
        self._rows.action_last()
