"""A question with a few answers, each one key away."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread


class Answer(Struct, frozen=True):
    """One answer: the key that gives it, which is also the result, and what it says.

    ``beside`` stands behind the label as far as there is room; ``note`` stands at the right end.
    """

    key: str
    label: str
    danger: bool = False
    beside: str = ""
    note: str = ""


class Answers(Rows[Answer], inherit_bindings=False):
    """The answers; the letters of the dialog go before those of a list."""

    PLACES = (Place.ANSWERS,)


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
        yield KeyBar()

    def on_mount(self) -> None:
        rows = self.query_one(Answers)
        rows.styles.height = len(self._answers)
        rows.show(self._answers, 0)

    def _draw(self, answer: Answer, width: int) -> Sequence[Content]:
        style = "$error" if answer.danger else ""
        left = Content.assemble(
            " ", (answer.key, "bold $primary"), "  ", plain(answer.label, style), plain(answer.beside, "$muted")
        )
        return [spread(left, plain(answer.note, "$muted"), width)]

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        self.dismiss(event.item.key)

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character in {answer.key for answer in self._answers}:
            self.dismiss(event.character)
            event.stop()
