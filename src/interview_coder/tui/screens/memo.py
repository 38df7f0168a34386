"""Reading and writing a memo: what is typed is noted in the study as it is typed, and kept when the memo is closed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final, Self

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.timer import Timer
from textual.widgets import TextArea

from interview_coder.domain.text import clean, safe
from interview_coder.errors import InterviewCoderError
from interview_coder.i18n import _
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain
from interview_coder.tui.memo_subject import Subject
from interview_coder.tui.screens.ask import Answer, Ask
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.name_hint import NameHint

PAUSE = 1.5
"""Seconds without a key after which what is typed is noted in the study."""
PATIENCE: Final = 4
"""So many pauses it waits for names in it to be pointed out first."""


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
        self._keep, self._read_only, self._target = keep, read_only, target
        self._pause: Timer | None = None
        self._waited = 0
        self._noted = text

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
        elif self._target:
            self._offer()

    @work(exit_on_error=False, group="dialog")
    async def _offer(self) -> None:
        """Offer what was being typed when the program stopped."""
        draft = self.study.draft(self._target)
        text = draft.fields.get("text", "") if draft else ""
        if draft is None or text.strip() == self._text.strip():
            return
        answer = await self.app.push_screen_wait(
            Ask(
                _("Go on with what you were typing here?"),
                [Answer("g", _("go on with it")), Answer("t", _("throw it away"), danger=True)],
                detail=_("On {when}: {words}").format(
                    when=f"{draft.changed.astimezone():%Y-%m-%d %H:%M}", words=safe(text[-300:]).strip()
                ),
            )
        )
        if answer == "t":
            self.study.drop_draft(self._target)
        elif answer == "g":
            area = self.query_one(TextArea)
            area.text = safe(text)
            area.move_cursor(area.document.end)

    def typed(self) -> str:
        """What stands in the field, cleaned as transcripts are: a pasted control sign must not reach the terminal."""
        return "\n".join(clean(line) for line in self.query_one(TextArea).text.split("\n")).strip()

    def on_text_area_changed(self) -> None:
        if self._read_only:
            return
        self._waited = 0
        self._rest()
        self.query_one(NameHint).look(self.query_one(TextArea).text)

    def _rest(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._note)

    def _note(self) -> None:
        """Note what was typed, once names in it had their chance to be pointed out."""
        text = self.typed()
        if text == self._noted.strip():
            return
        if self.query_one(NameHint).looked != self.query_one(TextArea).text and self._waited < PATIENCE:
            self._waited += 1
            self._rest()
        elif self._target:
            self.study.keep_draft(self._target, {"text": text})
            self._noted = text
        else:
            self._store()

    def _store(self) -> None:
        if self._read_only:
            return
        text = self.typed()
        if text != self._text.strip():
            self._keep(text)
            self._text = self._noted = text
        if self._target:
            self.study.drop_draft(self._target)

    def action_read(self) -> None:
        """Show the memo as it reads, or go on writing."""
        from interview_coder.tui.widgets.rendered import Rendered

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
        if self._pause is not None:
            self._pause.stop()
