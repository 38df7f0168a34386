"""What every form shares: Esc cancels, and asks first where something was typed; sentences stand under their fields.

Subclass ``FormScreen[Result]``; yield a ``Wrong(field)`` under each field that can be refused, and call
``refuse(sentence, field)`` instead of raising.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import work
from textual.widget import Widget
from textual.widgets import Checkbox, Input, RadioSet, Select, TextArea

from interview_coder.i18n import _
from interview_coder.tui.base import ModalScreen, Plain, Result

if TYPE_CHECKING:
    from collections.abc import Iterator


class Wrong(Plain):
    """The sentence under a field that says why it cannot be used; hidden while there is none."""

    DEFAULT_CSS = """
    Wrong { display: none; width: 1fr; height: auto; margin-left: 18; padding: 0 1; color: $error; }
    """

    def __init__(self, field: str = "") -> None:
        super().__init__(id=f"{field or 'form'}-wrong", classes="wrong")

    def say(self, sentence: str) -> None:
        """Show a sentence, or nothing."""
        self.display = bool(sentence)
        self.show(sentence)


class FormScreen(ModalScreen[Result]):
    """A form. Its result comes from keeping it; Esc, Cancel and a click beside it throw away what was typed."""

    def on_mount(self) -> None:
        # Subclasses fill in their fields first: Textual calls their ``on_mount`` before this one.
        self._as_opened = list(self._values())

    def _values(self) -> Iterator[tuple[Widget, Any]]:
        """What stands in the fields."""
        kinds = ("Input", "TextArea", "Select", "Checkbox", "RadioSet", ".value")
        for widget in self.query(",".join(kinds)):
            match widget:
                case Input() | Select() | Checkbox():
                    yield widget, widget.value
                case TextArea():
                    yield widget, widget.text
                case RadioSet():
                    yield widget, widget.pressed_index
                case _:
                    yield widget, getattr(widget, "chosen", None)

    @property
    def touched(self) -> bool:
        """Whether anything in the form is other than it was."""
        return list(self._values()) != self._as_opened

    def action_back(self) -> None:
        """Cancel; what was typed is thrown away only after a question."""
        if self.touched:
            self._ask_to_leave()
        else:
            self.cancel()

    def cancel(self) -> None:
        """Leave without a result."""
        self.dismiss(None)

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def _ask_to_leave(self) -> None:
        if await self.app.confirm(
            _("Leave without keeping what you changed here?"), yes=_("Throw away"), no=_("Go on here")
        ):
            self.cancel()

    def refuse(self, sentence: str, field: str = "") -> None:
        """Say under a field, or under them all, what is wrong, and go there."""
        self.accept()
        lines = self.query(f"#{field or 'form'}-wrong").results(Wrong)
        line = next(lines, None) or next(self.query(Wrong).results(Wrong), None)
        if line is None:
            self.app.notify(sentence, severity="error", timeout=8)
            return
        line.say(sentence)
        if field:
            for widget in self.query(f"#{field}").results(Widget):
                widget.focus(scroll_visible=False)
                self.call_after_refresh(line.scroll_visible, animate=False)

    def accept(self) -> None:
        """Take away the sentences."""
        for line in self.query(Wrong).results(Wrong):
            line.say("")
