"""Writing a memo: a field that keeps what is typed by itself."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import TextArea

from interview_coder.domain.text import clean, safe
from interview_coder.i18n import _
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.name_hint import NameHint

PAUSE = 2.0
"""Seconds without a key after which a memo is kept."""


class Memo(ModalScreen[str]):
    """A memo in Markdown. ``keep(text)`` stores it: after a pause, and on closing in whatever way.

    The result is the text as it was kept last.
    """

    PLACES = (Place.TEXT,)
    CSS_PATH = "memo.tcss"
    AUTO_FOCUS = "TextArea"

    def __init__(
        self, title: str, text: str, keep: Callable[[str], object], *, about: str = "", read_only: bool = False
    ) -> None:
        super().__init__()
        self._heading, self._about, self._text = title, about, text
        self._keep, self._read_only = keep, read_only
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(self._heading, classes="dialog-title")
            if self._about:
                yield Plain(self._about, id="about")
            yield TextArea(safe(self._text), read_only=self._read_only, show_line_numbers=False, soft_wrap=True)
            yield NameHint()
            hint = _("Read-only.") if self._read_only else _("Kept as you type. Markdown: **bold**, - list, # heading.")
            yield Plain(hint, classes="dialog-hint")
        yield KeyBar()

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def on_text_area_changed(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._store)
        if not self._read_only:
            self.query_one(NameHint).look(self.query_one(TextArea).text)

    def _store(self) -> None:
        if self._read_only:
            return
        # Typed text is cleaned as transcripts are, line by line: a pasted control sign must not reach the terminal.
        text = "\n".join(clean(line) for line in self.query_one(TextArea).text.split("\n")).strip()
        if text != self._text.strip():
            self._keep(text)
            self._text = text

    def action_save(self) -> None:
        self.action_back()

    def action_back(self) -> None:
        self._store()
        self.dismiss(self._text)

    def leaving(self) -> None:
        self._store()

    def on_unmount(self) -> None:
        if self._pause is not None:
            self._pause.stop()
