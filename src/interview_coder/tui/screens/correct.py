"""Correcting the words of a turn: redaction marks cannot be touched, and everything else stays where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from interview_coder.domain.marks import marks_in
from interview_coder.domain.text import clean, safe
from interview_coder.i18n import _
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain
from interview_coder.tui.noting import Noting
from interview_coder.tui.screens.ask import Answer, Ask
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.name_hint import NameHint

_KEEP: Final = "k"
_THROW: Final = "t"


class WordsArea(TextArea):
    """A field of one paragraph in which the marks of redacted names can neither be changed nor made."""

    def edit(self, edit: Edit) -> EditResult:
        edit.text = " ".join(clean(edit.text).split("\n"))
        before = self.text
        # There is one line: a place in it is its column.
        start, end = sorted((edit.from_location[1], edit.to_location[1]))
        after = before[:start] + edit.text + before[end:]
        if _marks(before) != _marks(after):
            self.app.bell()
            self.app.notify(
                _("The marks of redacted names stay as they are; correct the words around them."), severity="warning"
            )
            return EditResult(end_location=edit.from_location, replaced_text="")
        return super().edit(edit)

    async def _on_key(self, event: events.Key) -> None:
        """Enter keeps, as a turn is one paragraph."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            screen = self.screen
            if isinstance(screen, Correct):
                screen.action_save()
            return
        await super()._on_key(event)


def _marks(text: str) -> list[str]:
    return [text[start:end] for start, end in marks_in(text)]


class Correct(ModalScreen[str]):
    """The words of a turn, or some of them, to be read otherwise; the result is how. Nothing is stored here.

    ``target`` names the draft under which what is typed is noted.
    """

    PLACES = (Place.CORRECT,)
    CSS_PATH = "correct.tcss"
    AUTO_FOCUS = "WordsArea"

    def __init__(self, title: str, words: str, target: str, where: Mapping[str, str]) -> None:
        """``where`` says to who finds the draft which words it is on: ``interview`` (id) and ``turn`` (number)."""
        super().__init__()
        self._heading, self._words = title, words
        self._noting = Noting(self, target, lambda: {"text": self.typed(), "of": words, **where})

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(self._heading, classes="dialog-title")
            yield WordsArea(safe(self._words), show_line_numbers=False, soft_wrap=True, tab_behavior="focus")
            yield NameHint()
            yield Plain(
                _("Codings keep their words. Marks of redacted names stay; a name that was missed goes with R."),
                classes="dialog-hint",
            )
        yield KeyBar()

    def on_mount(self) -> None:
        self._noting.begin()
        self._offer()

    @work(exit_on_error=False, group="dialog")
    async def _offer(self) -> None:
        fields = await self._noting.offered() or {}
        # Over other words than those it was typed over it would take back what was corrected since.
        if fields.get("of") == self._words:
            self.query_one(WordsArea).load_text(safe(fields.get("text", "")))

    def typed(self) -> str:
        """What stands in the field."""
        return self.query_one(WordsArea).text

    def on_text_area_changed(self) -> None:
        typed = self.typed()
        # Only what was typed is looked at: the rest has been reviewed.
        self.query_one(NameHint).look(typed if typed != safe(self._words) else "")
        self._noting.touch()

    def action_save(self) -> None:
        self._noting.done()
        typed = self.typed()
        self.dismiss(None if typed == safe(self._words) else typed)

    def action_back(self) -> None:
        if self.typed() == safe(self._words):
            self._noting.done()
            self.dismiss(None)
        else:
            self._leave()

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def _leave(self) -> None:
        answer = await self.app.push_screen_wait(
            Ask(
                _("Keep the correction?"),
                [Answer(_KEEP, _("keep it")), Answer(_THROW, _("throw it away"), danger=True)],
            )
        )
        if answer == _KEEP:
            self.action_save()
        elif answer == _THROW:
            self._noting.done()
            self.dismiss(None)

    def leaving(self) -> None:
        self._noting.now()

    def on_unmount(self) -> None:
        self._noting.stop()
