"""Pairs of codes that may be one: merge them, or say that they differ."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from interview_coder.domain.model import Code, LookAlike
from interview_coder.domain.text import safe
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.screens.ask import Answer, Ask
from interview_coder.tui.screens.merging import agreed_to_merge
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread


class AlikeRows(Rows[LookAlike]):
    """The pairs; the keys of the dialog go before those of a list."""

    PLACES = (Place.ALIKE, Place.LIST)

    def offers(self, action: Action) -> bool:
        """What the footer shows: Enter does what the dialog says it does."""
        return action.id != "choose"

    def action_merge(self) -> None:
        self.action_choose()

    def action_dismiss(self) -> None:
        if isinstance(self.screen, LookAlikes):
            self.screen.set_apart()


class LookAlikes(ModalScreen[bool]):
    """The list; its result says whether codes were merged. ``differ`` holds pairs to leave out, and gains some."""

    CSS_PATH = "look_alikes.tcss"
    AUTO_FOCUS = "AlikeRows"

    def __init__(self, differ: set[str]) -> None:
        super().__init__()
        self._differ = differ
        self._merged = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("Codes that look alike"), classes="dialog-title")
            yield AlikeRows(self._draw, empty=_("Looking …"))
            yield Plain(id="both")
        yield KeyBar()

    def on_mount(self) -> None:
        self._look()

    @work(thread=True, exclusive=True, exit_on_error=False, group="search")
    def _look(self) -> None:
        study = self.study
        with self.app.holding(study) as usable:
            if not usable:
                return
            found = study.look_alikes()
        self.app.call_from_thread(self._show, found)

    def _show(self, found: Sequence[LookAlike]) -> None:
        rows = self.query_one(AlikeRows)
        rows.empty = _("No two codes look alike.")
        rows.show([pair for pair in found if _name(pair) not in self._differ])

    def _draw(self, pair: LookAlike, width: int) -> Sequence[Content]:
        left = Content.assemble(
            (f" {round(pair.score):>3}  ", "$accent"),
            look.badge(pair.first), " ", safe(pair.first.name), ("  ≈  ", "bold"),
            look.badge(pair.second), " ", safe(pair.second.name),
        )  # fmt: skip
        return [spread(left, Content.styled(_(pair.reason) + " ", "$muted"), width)]

    def on_rows_moved(self, event: Rows.Moved) -> None:
        pair = event.item
        parts: list[Content] = []
        if isinstance(pair, LookAlike):
            for code in (pair.first, pair.second):
                about = plain(code.definition) if code.definition else plain(_("No definition yet."), "$muted")
                head = Content.assemble(
                    look.badge(code), " ", (safe(code.path), "bold"), (f"  {look.codings(code.codings)}", "$muted")
                )
                parts += [head, about, Content("")]
        self.query_one("#both", Plain).show(Content("\n").join(parts))

    @work(exit_on_error=False, group="dialog")
    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        pair: LookAlike = event.item
        if self.app.read_only:
            self.app.notify(_("This study is open read-only: nothing can be changed."), severity="warning")
            return
        both = {"1": pair.first, "2": pair.second}
        answer = await self.app.push_screen_wait(
            Ask(
                _("Which of the two stays?"),
                [_answer(key, code) for key, code in both.items()],
            )
        )
        if answer not in both:
            return
        stays: Code = both[answer]
        goes = pair.second if stays is pair.first else pair.first
        if await agreed_to_merge(self.app, self.study, goes, stays):
            self._merged = True
            self._look()

    def set_apart(self) -> None:
        """The two codes are different things: the pair goes, and is not shown again."""
        rows = self.query_one(AlikeRows)
        pair = rows.current
        if pair is not None:
            self._differ.add(_name(pair))
            rows.show([other for other in rows.items if other is not pair])

    def action_back(self) -> None:
        self.dismiss(self._merged)


def _answer(key: str, code: Code) -> Answer:
    """A code as an answer: what tells it from the other comes first, in case there is no room for all."""
    above = "".join(f"  ‹ {name}" for name in reversed(code.path.split("/")[:-1]))
    return Answer(key, code.name, beside=above, note=look.codings(code.codings))


def _name(pair: LookAlike) -> str:
    """A pair as the settings remember it."""
    return " ".join(sorted((pair.first.id, pair.second.id)))
