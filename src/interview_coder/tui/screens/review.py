"""Reviewing what was found in a transcript: every name in its context, one key for each decision.

All of it happens in memory, on the prepared transcript. What is decided is remembered in the study as it goes, as
places without words: whoever leaves, in whatever way, goes on where they were once the same file is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content

from interview_coder.domain.model import NameKind, Redaction
from interview_coder.domain.text import fold, safe
from interview_coder.errors import ImportFailure
from interview_coder.i18n import _, ngettext
from interview_coder.tui.actions import Place, bindings_for
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.screens.ask import Answer, Ask
from interview_coder.tui.screens.import_tray import KIND_NAMES, always_kept
from interview_coder.tui.screens.review_look import (
    KIND_KEYS,
    KIND_QUESTIONS,
    LOOKS,
    as_transcript,
    describe_find,
    draw_find,
    short,
)
from interview_coder.tui.screens.review_queue import Edge, ReviewQueue, Unit
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread
from interview_coder.tui.widgets.transcript import PassageMark, TranscriptView

if TYPE_CHECKING:
    from interview_coder.intake import Prepared, Redacted
    from interview_coder.study import Study

Outcome = Literal["finished", "later", "cancelled"]


class ReviewRows(Rows[int], inherit_bindings=False):
    """The queue; the letters are keys of the screen."""

    PLACES = (Place.ARROWS,)


class ReviewText(TranscriptView):
    """The text with its finds, where a missed name is selected."""

    PLACES = (Place.MISSED, Place.TRANSCRIPT)
    BINDINGS = bindings_for(Place.MISSED)

    @property
    def _review(self) -> ReviewScreen:
        screen = self.screen
        assert isinstance(screen, ReviewScreen)
        return screen

    def action_to_queue(self) -> None:
        if not self.clear_selection():
            self._review.query_one(ReviewRows).focus()
            self._review.query_one(KeyBar).note = ""

    def action_add_here(self) -> None:
        self._review.add_missed(None)

    def action_add_person(self) -> None:
        self._review.add_missed(NameKind.PERSON)

    def action_add_place(self) -> None:
        self._review.add_missed(NameKind.PLACE)

    def action_add_organisation(self) -> None:
        self._review.add_missed(NameKind.ORGANISATION)

    def action_add_contact(self) -> None:
        self._review.add_missed(NameKind.CONTACT)


class ReviewScreen(Screen[Outcome]):
    """The review of one prepared transcript.

    The result is ``finished`` when all is decided, ``later`` when the user leaves with the decisions kept, and
    ``cancelled`` when all is as it was before.
    """

    PLACES = (Place.REVIEW,)
    CSS_PATH = "review.tcss"
    AUTO_FOCUS = "ReviewRows"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal")]

    def __init__(self, study: Study, prepared: Prepared) -> None:
        super().__init__()
        self.queue = ReviewQueue(prepared, always_kept(study))
        self._study, self._prepared = study, prepared
        self._style, self._language = study.mark_style(), study.info().language
        self._before = list(prepared.finds), list(prepared.decisions), set(self.queue.always)
        self._after = False
        self._stored: Redacted | None = None
        self._counts: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        yield Plain(id="review-head")
        with Container(id="review-body"):
            with Vertical(id="review-side"):
                yield ReviewRows(self._draw, empty=_("No names here. Press n to add one that was missed, f to finish."))
            with Vertical(id="review-middle"):
                yield ReviewText()
                yield Plain(id="review-detail")
        yield KeyBar()

    def on_mount(self) -> None:
        self._show_text()
        # Before the text is laid out, going to a name would put it at the very top, without what comes before it.
        self.call_after_refresh(self._refill, self.queue.following(None))

    # What is shown

    @property
    def current(self) -> int | None:
        """The index of the find under the cursor."""
        return self.query_one(ReviewRows).current

    def _show_text(self) -> None:
        view = self.query_one(ReviewText)
        self._stored = None
        if not self._after:
            view.show(as_transcript(self._prepared, "before"), self._marks())
            return
        try:
            stored = self._stored = self.queue.stored(self._style, self._language, self._numbering())
        except ImportFailure as error:
            self.app.complain(error)
            self._after = False
            self._show_text()
            return
        redactions = tuple(
            Redaction(str(number), mark.start, mark.end, mark.kind) for number, mark in enumerate(stored.marks)
        )
        view.show(as_transcript(self._prepared, "after", stored.text, redactions))

    def _numbering(self) -> Callable[[str, NameKind], int] | None:
        """The numbers that the key file would give, without giving them: nothing is confirmed yet."""
        from interview_coder.redaction import NameRegistry

        registry = self.app.registry
        return NameRegistry(entries=registry.entries).number_for if registry is not None else None

    def _marks(self) -> list[PassageMark]:
        marks = []
        for decision in self.queue.decisions:
            letter, colour = LOOKS[decision.keep]
            marks.append(
                PassageMark(
                    str(decision.start), decision.start, decision.end, letter, colour, own=decision.keep is not True
                )
            )
        return marks

    def _refill(self, index: int | None) -> None:
        """Show the queue anew, with the cursor on a find (``None``: on what comes nearest)."""
        rows = self.query_one(ReviewRows)
        shown = self.queue.rows()
        self._counts = dict(self.queue.counts())
        cursor = shown.index(index) if index in shown else min(max(rows.cursor, 0), len(shown) - 1)
        rows.show(shown, cursor)
        # In the middle, so that what comes next is in view.
        rows.move_to(cursor, centre=True)
        if self._after:
            self._show_text()
        else:
            self.query_one(ReviewText).set_marks(self._marks())
        self._show_current()

    def _show_current(self) -> None:
        """The head, the detail and the place in the text of the find under the cursor."""
        self._show_head()
        index = self.current
        detail = self.query_one("#review-detail", Plain)
        if index is None:
            detail.update(plain(_("No names to decide on. f finishes.")), layout=False)
            return
        # Its height is fixed: laying the screen out anew for each key would cost more than all the rest.
        detail.update(describe_find(self.queue, index), layout=False)
        view = self.query_one(ReviewText)
        if view.has_focus:
            return
        decision = self.queue.decisions[index]
        if self._stored is not None:
            view.goto(self.queue.place_after(decision.start, self._stored))
        else:
            view.goto(decision.start)
            view.focus_coding(str(decision.start))

    def _show_head(self) -> None:
        done, total = self.queue.decided(), len(self.queue)
        order = _("doubtful first") if self.queue.doubt_first else _("as in the text")
        kind = _("all kinds") if self.queue.kind is None else _(KIND_NAMES[self.queue.kind])
        view = _("as stored") if self._after else _("as read")
        width = 12
        filled = width * done // total if total else width
        left = Content.assemble(
            (_("Review of names") + "  ", "bold $primary"), (view + "  ", "$text-muted"), safe(self._prepared.file)
        )
        right = Content.assemble(
            (f"{kind} · {order}   ", "$text-muted"),
            ("█" * filled, "$success"),
            ("░" * (width - filled), "$text-muted"),
            " ",
            (_("{done} of {total}").format(done=done, total=total), "bold"),
            (_("  f finishes") if done == total else "", "bold $success"),
        )
        room = self.size.width - 2
        if right.cell_length > room // 2 + 8:
            right = right[len(f"{kind} · {order}   ") :]
        self.query_one("#review-head", Plain).update(spread(left, right, room), layout=False)

    def _draw(self, index: int, width: int) -> Sequence[Content]:
        return draw_find(self.queue, index, self._counts.get(fold(self.queue.name(index)), 1), width)

    # Moving

    def on_rows_moved(self) -> None:
        self._show_current()

    def on_rows_chosen(self) -> None:
        """A click on the row that has the cursor decides nothing: a slip would."""

    def on_transcript_view_coding_picked(self, event: TranscriptView.CodingPicked) -> None:
        self._go_to_find_at(int(event.id))

    def on_transcript_view_cursor_moved(self, event: TranscriptView.CursorMoved) -> None:
        if event.view.has_focus and event.current is not None and not self._after:
            self._go_to_find_at(int(event.current))

    def _go_to_find_at(self, start: int) -> None:
        rows = self.query_one(ReviewRows)
        index = self.queue.at(start)
        if index is not None and index in rows.items and index != rows.current:
            rows.move_to(rows.items.index(index))

    def action_next_open(self) -> None:
        self._advance(self.current)

    def _advance(self, index: int | None) -> None:
        """Go on to the next find that is not decided; stay where all are."""
        following = self.queue.following(index)
        if following is None:
            self._refill(index)
        else:
            self._refill(following)

    # Deciding

    def _note(self, text: str) -> None:
        """A word about what was done, at the end of the bottom line: a toast would lie over the names."""
        self.query_one(KeyBar).note = text

    def _decide(self, keep: bool, *, same: bool = False, always: bool = False) -> None:
        index = self.current
        if index is None:
            return
        reason = self.queue.finds[index].reason
        settled = self.queue.decide(index, keep, same=same, always=always)
        self._remember()
        self._note("")
        if always and reason == "registry":
            self._note(_("The key file has it: other texts ask again"))
        elif settled > 1:
            told = (
                ngettext("{n} stays in the text.", "{n} stay in the text.", settled)
                if keep
                else ngettext("{n} is taken out.", "{n} are taken out.", settled)
            )
            self._note(told.format(n=settled))
        self._advance(index)

    def _remember(self) -> None:
        """Store what is decided, at each key: a program that is killed loses none of it."""
        self._study.save_review(self._prepared)

    def _changed(self, index: int | None) -> None:
        self._remember()
        self._refill(index)

    def action_accept(self) -> None:
        self._decide(False)

    def action_keep(self) -> None:
        self._decide(True)

    def action_accept_same(self) -> None:
        self._decide(False, same=True)

    def action_keep_same(self) -> None:
        self._decide(True, same=True)

    def action_keep_always(self) -> None:
        self._decide(True, always=True)

    def action_undo(self) -> None:
        if not self.queue.touched:
            self.app.notify(_("There is nothing to take back."), severity="warning")
            return
        self._changed(self.queue.undo())

    def _set_kind(self, kind: NameKind) -> None:
        index = self.current
        if index is not None:
            self.queue.set_kind(index, kind)
            self._changed(index)

    def action_person(self) -> None:
        self._set_kind(NameKind.PERSON)

    def action_place(self) -> None:
        self._set_kind(NameKind.PLACE)

    def action_organisation(self) -> None:
        self._set_kind(NameKind.ORGANISATION)

    def action_contact(self) -> None:
        self._set_kind(NameKind.CONTACT)

    # Extending and shrinking

    def _move(self, edge: Edge, step: Literal[-1, 1], unit: Unit) -> None:
        index = self.current
        if index is None:
            return
        moved = self.queue.move(index, edge, step, unit)
        if moved is None:
            self.app.bell()
        else:
            self._changed(moved)

    def action_end_on(self) -> None:
        self._move("end", 1, "word")

    def action_end_back(self) -> None:
        self._move("end", -1, "word")

    def action_end_on_sign(self) -> None:
        self._move("end", 1, "character")

    def action_end_back_sign(self) -> None:
        self._move("end", -1, "character")

    def action_start_back(self) -> None:
        self._move("start", -1, "word")

    def action_start_on(self) -> None:
        self._move("start", 1, "word")

    def action_start_back_sign(self) -> None:
        self._move("start", -1, "character")

    def action_start_on_sign(self) -> None:
        self._move("start", 1, "character")

    # Adding

    def action_add(self) -> None:
        """Go to the text, where the missed name is selected."""
        if self._after:
            self.action_after()
        self.query_one(ReviewText).focus()
        self._note(_("x selects, p l o c add"))

    @work(exclusive=True, exit_on_error=False, group="add")
    async def add_missed(self, kind: NameKind | None) -> None:
        """Take out what is selected in the text, or the word at the cursor."""
        view = self.query_one(ReviewText)
        if self._after:
            self.app.notify(_("Names can be added in the text as read: press v first."), severity="warning")
            return
        if view.selected_span is None:
            view.grow()
        span = view.selected_span
        if span is None:
            self.app.notify(_("Select the words first."), severity="warning")
            return
        words = self.queue.text[span.start : span.end]
        if kind is None:
            answers = [Answer(key, _(question)) for key, question in KIND_QUESTIONS.items()]
            key = await self.app.push_screen_wait(Ask(_("“{words}” is").format(words=short(words)), answers))
            if key is None:
                return
            kind = KIND_KEYS[key]
        everywhere = False
        places = self.queue.occurrences(*span)
        if len(places) > 1:
            answer = await self.app.push_screen_wait(
                Ask(
                    _("Take “{words}” out").format(words=short(words)),
                    [
                        Answer("e", _("everywhere: {n} places").format(n=len(places))),
                        Answer("h", _("only here")),
                    ],
                )
            )
            if answer is None:
                return
            everywhere = answer == "e"
        added = self.queue.add(span.start, span.end, kind, everywhere=everywhere)
        view.clear_selection()
        self.query_one(ReviewRows).focus()
        if added:
            self.queue.kind = None if self.queue.kind is not kind else kind
            count = len(added)
            self._note(ngettext("{n} added and taken out.", "{n} added and taken out.", count).format(n=count))
        here = self.queue.at(span.start)
        self._changed(here if here is not None else (added[0] if added else None))

    # Looking

    def action_order(self) -> None:
        index = self.current
        self.queue.doubt_first = not self.queue.doubt_first
        self._refill(index)

    def action_filter(self) -> None:
        """The next kind of which there are names, after the last all."""
        index = self.current
        kinds = [kind for kind in NameKind if self.queue.kinds()[kind]]
        steps: list[NameKind | None] = [None, *kinds]
        at = steps.index(self.queue.kind) if self.queue.kind in steps else 0
        self.queue.kind = steps[(at + 1) % len(steps)]
        self._refill(index)

    def action_after(self) -> None:
        self._after = not self._after
        self._show_text()
        self._show_current()

    def on_resize(self) -> None:
        self._show_head()

    # Leaving

    def action_finish(self) -> None:
        self._finish()

    @work(exclusive=True, exit_on_error=False, group="leave")
    async def _finish(self) -> None:
        left = len(self.queue) - self.queue.decided()
        if left:
            question = ngettext(
                "{n} name is not decided. Take it out and finish?",
                "{n} names are not decided. Take them all out and finish?",
                left,
            ).format(n=left)
            if not await self.app.confirm(question, yes=_("Take out")):
                return
            self.queue.decide_rest()
            self._remember()
        self.dismiss("finished")

    def action_back(self) -> None:
        self._leave()

    @work(exclusive=True, exit_on_error=False, group="leave")
    async def _leave(self) -> None:
        if not self.queue.touched:
            self.dismiss("later")
            return
        answer = await self.app.push_screen_wait(
            Ask(
                _("Leave the review?"),
                [
                    Answer("k", _("Keep my decisions, go on later")),
                    Answer("t", _("Throw away what I decided since I opened it"), danger=True),
                    Answer("s", _("Stay here")),
                ],
                detail=_(
                    "Nothing of the text is stored yet. Decisions are remembered in the study, as places without "
                    "words: the same file, read again, has them back."
                ),
            )
        )
        if answer == "t":
            self._throw_away()
        if answer in ("k", "t"):
            self.dismiss("later" if answer == "k" else "cancelled")

    def _throw_away(self) -> None:
        """Have everything as it was when the review opened: it replaces decisions, it never changes one."""
        self._prepared.finds[:], self._prepared.decisions[:] = self._before[0], self._before[1]
        self.queue.always.clear()
        self.queue.always.update(self._before[2])
        if self.queue.decided():
            self._remember()
        else:
            self._study.forget_review(self._prepared)
