"""What a better transcript has no place for: the old words, to be placed by hand, discarded, or kept for later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from interview_coder.domain.model import Unplaced, UnplacedKind
from interview_coder.domain.text import safe
from interview_coder.i18n import N_, _, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread

KINDS: Final = {
    UnplacedKind.CODING: N_("coding"),
    UnplacedKind.MEMO: N_("memo"),
    UnplacedKind.QUOTE: N_("quote"),
}


class UnplacedRows(Rows[Unplaced], inherit_bindings=False):
    """What has no place; letters are the dialog's."""

    PLACES = (Place.WALK,)


class WithoutPlace(ModalScreen[Unplaced]):
    """The list; the result is what is to be placed in the workbench now. ``told`` says how it came about."""

    PLACES = (Place.UNPLACED,)
    CSS_PATH = "unplaced.tcss"
    AUTO_FOCUS = "UnplacedRows"

    def __init__(self, told: str = "") -> None:
        super().__init__()
        self._told = told

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("Without a place"), classes="dialog-title")
            if self._told:
                yield Plain(self._told, classes="dialog-text")
            yield UnplacedRows(self._draw, row_height=2, always_lit=True, empty=_("Everything has its place."))
            yield Plain(id="words")
            yield Plain(
                _("Enter places it by hand, Del lets go of it. Esc keeps the list for later: E, u shows it again."),
                classes="dialog-hint",
            )
        yield KeyBar()

    def on_mount(self) -> None:
        self._fill(0)

    def _fill(self, cursor: int | None = None) -> None:
        self.query_one(UnplacedRows).show(self.study.unplaced(), cursor)
        self._show_words()

    def _draw(self, one: Unplaced, width: int) -> Sequence[Content]:
        sign = look.stance(one.stance)
        left = Content.assemble(
            " ",
            (_(KINDS[one.kind]), "$accent"),
            "  ",
            (safe(one.code_name), "bold"),
            (f" {sign}" if sign else "", "$accent"),
            (f"  {safe(one.reference)}", "$muted"),
        )
        right = Content.styled(safe(one.coder) + " ", "$muted")
        return [spread(left, right, width), plain(f"   “{look.snippet(one.words, max(10, width - 8))}”", "italic")]

    def on_rows_moved(self) -> None:
        self._show_words()

    def _show_words(self) -> None:
        one = self.query_one(UnplacedRows).current
        parts = [] if one is None else [plain(f"“{look.snippet(one.words, 600)}”", "italic")]
        if one is not None and one.memo:
            parts.append(plain(_("Memo: {words}").format(words=look.snippet(one.memo, 300)), "$muted"))
        self.query_one("#words", Plain).show(Content("\n").join(parts))

    def on_rows_chosen(self) -> None:
        self.action_place()

    def action_place(self) -> None:
        one = self.query_one(UnplacedRows).current
        if one is not None:
            self.dismiss(one)

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_discard(self) -> None:
        one = self.query_one(UnplacedRows).current
        if one is None:
            return
        if await self.app.confirm(
            _("Let go of it?"),
            f"{_(KINDS[one.kind])}  {one.code_name} “{look.snippet(one.words, 200)}” "
            + _("u in the workbench brings it back."),
            yes=_("Let go"),
            danger=True,
        ):
            self.study.discard(one.id)
            self._fill()


def told_of(kept: int, close: int, without: int) -> str:
    """What came of a replaced transcript, in words."""
    parts = [
        ngettext("{n} stands on the very same words", "{n} stand on the very same words", kept).format(n=kept),
        ngettext("{n} on nearly the same", "{n} on nearly the same", close).format(n=close),
        ngettext("{n} has no place yet", "{n} have no place yet", without).format(n=without),
    ]
    return _("Codings, memos and quotes:") + " " + ", ".join(parts) + "."
