"""A question with a few answers, each one key away."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.widgets.rows import Rows


class Answer(Struct, frozen=True):
    """One answer: the key that gives it, which is also the result, and what it says."""

    key: str
    label: str
    danger: bool = False


class Answers(Rows[Answer], inherit_bindings=False):
    """The answers; the letters of the dialog go before those of a list."""

    PLACES = ()


class Ask(ModalScreen[str]):
    """A question; its result is the key of the answer, ``None`` on Esc. Arrows and Enter, the keys, and clicks work."""

    CSS_PATH = "ask.tcss"
    AUTO_FOCUS = "Answers"

    def __init__(self, question: str, answers: Sequence[Answer], *, detail: str = "") -> None:
        super().__init__()
        self._question, self._answers, self._detail = question, answers, detail

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(self._question, classes="dialog-title")
            if self._detail:
                yield Plain(self._detail, classes="dialog-text")
            yield Answers(self._draw, single_click=True)

    def on_mount(self) -> None:
        rows = self.query_one(Answers)
        rows.styles.height = len(self._answers)
        rows.show(self._answers, 0)

    def _draw(self, answer: Answer, _width: int) -> Sequence[Content]:
        style = "$error" if answer.danger else ""
        return [Content.assemble(" ", (answer.key, "bold $primary"), "  ", plain(answer.label, style))]

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        self.dismiss(event.item.key)

    def on_key(self, event: events.Key) -> None:
        rows = self.query_one(Answers)
        if event.character and event.character in {answer.key for answer in self._answers}:
            self.dismiss(event.character)
        elif event.key in ("up", "down"):
            rows.action_up() if event.key == "up" else rows.action_down()
        elif event.key == "enter":
            rows.action_choose()
        else:
            return
        event.stop()
