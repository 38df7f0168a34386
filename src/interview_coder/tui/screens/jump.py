"""Jump mode: a letter on every part of the screen that can have the focus."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from interview_coder.tui.base import ModalScreen, Plain

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class Jump(ModalScreen[Widget]):
    """Letters over the widgets; the one that is typed or clicked is the result."""

    DEFAULT_CSS = """
    Jump {
        background: $background 20%;
        align: left top;
        & .jump-letter {
            position: absolute;
            width: 5;
            height: 1;
            content-align: center middle;
            background: $accent;
            color: $background;
            text-style: bold;
        }
    }
    """

    def __init__(self, targets: Sequence[Widget]) -> None:
        super().__init__()
        self._targets = dict(zip(_LETTERS, targets, strict=False))

    def compose(self) -> ComposeResult:
        for letter, target in self._targets.items():
            label = Plain(letter, classes="jump-letter")
            region = target.region
            label.styles.offset = (region.x + max(0, min(2, region.width - 5)), region.y + min(1, region.height - 1))
            yield label

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            return
        event.stop()
        self.dismiss(self._targets.get(event.key))

    def on_click(self, event: events.Click) -> None:
        for target in self._targets.values():
            if target.region.contains(event.screen_x, event.screen_y):
                self.dismiss(target)
                return
        self.dismiss(None)
