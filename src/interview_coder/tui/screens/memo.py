"""Reading and writing a memo: what is typed is noted in the study as it is typed, and kept when the memo is closed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Self

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import TextArea

from interview_coder.domain.text import clean, safe
from interview_coder.errors import InterviewCoderError
from interview_coder.i18n import _
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import ModalScreen, Plain
from interview_coder.tui.memo_subject import Subject
from interview_coder.tui.noting import Noting
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.name_hint import NameHint


class Memo(ModalScreen[str]):
    """A memo in Markdown. ``keep(text)`` stores it on closing, in whatever way; the result is the text as kept last.

    With a ``target`` what is typed is noted as a draft under that name until then, and offered again after a crash.
    """

    PLACES = (Place.TEXT,)
    CSS_PATH = "memo.tcss"
    AUTO_FOCUS = "TextArea"

    def __init__(
        self,
        title: str,
        text: str,
        keep: Callable[[str], object],
        *,
        about: str = "",
        read_only: bool = False,
        target: str = "",
    ) -> None:
        super().__init__()
        self._heading, self._about, self._text = title, about, text
        self._keep, self._read_only = keep, read_only
        self._noting = Noting(self, target, lambda: {"text": self.typed()})

    @classmethod
    def on(cls, subject: Subject, *, read_only: bool) -> Self:
        """The memo on something."""
        return cls(
            subject.title,
            subject.text,
            subject.keep,
            about=subject.about,
            read_only=read_only or not subject.own,
            target=subject.target,
        )

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(self._heading, classes="dialog-title")
            if self._about:
                yield Plain(self._about, id="about")
            yield TextArea(safe(self._text), read_only=self._read_only, show_line_numbers=False, soft_wrap=True)
            yield VerticalScroll(id="as-read")
            yield NameHint()
            hint = _("Read-only.") if self._read_only else _("Kept as you type. Markdown: **bold**, - list, # heading.")
            yield Plain(hint, classes="dialog-hint")
        yield KeyBar()

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        if self._read_only:
            self.action_read()
        else:
            self._noting.begin()
            self._offer()

    @work(exit_on_error=False, group="dialog")
    async def _offer(self) -> None:
        if fields := await self._noting.offered():
            area = self.query_one(TextArea)
            area.text = safe(fields.get("text", ""))
            area.move_cursor(area.document.end)

    def offers(self, action: Action) -> bool:
        """What the footer shows: one that is read-only stands there as it reads, and is left with Esc."""
        return not (self._read_only and action.id in ("save", "read"))

    def typed(self) -> str:
        """What stands in the field, cleaned as transcripts are: a pasted control sign must not reach the terminal."""
        return "\n".join(clean(line) for line in self.query_one(TextArea).text.split("\n")).strip()

    def on_text_area_changed(self) -> None:
        if self._read_only:
            return
        self._noting.touch()
        self.query_one(NameHint).look(self.query_one(TextArea).text)

    def _store(self) -> None:
        if self._read_only:
            return
        text = self.typed()
        if text != self._text.strip():
            self._keep(text)
            self._text = text
        self._noting.done()

    def action_read(self) -> None:
        """Show the memo as it reads, or go on writing."""
        from interview_coder.tui.widgets.rendered import Rendered

        if self._read_only and self.has_class("-reading"):
            return
        reading = not self.has_class("-reading")
        self.set_class(reading, "-reading")
        pane = self.query_one("#as-read", VerticalScroll)
        pane.remove_children()
        if reading:
            pane.mount(Rendered(self.typed()))
            pane.focus()
        else:
            self.query_one(TextArea).focus()

    def action_save(self) -> None:
        self.action_back()

    def action_back(self) -> None:
        self._store()
        self.dismiss(self._text)

    def leaving(self) -> None:
        with suppress(InterviewCoderError):
            self._store()

    def on_unmount(self) -> None:
        self._noting.stop()
