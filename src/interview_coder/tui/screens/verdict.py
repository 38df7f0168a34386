"""Giving a verdict on a condition: for whom, which, under which proviso, and why."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, RadioSet, Select, TextArea

from interview_coder.domain.conditions import VERDICTS, Condition, Judgement, Verdict
from interview_coder.domain.text import safe
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.name_hint import NameHint
from interview_coder.tui.widgets.toggles import Choice

Scope = tuple[str, str]
"""For whom a verdict is: ``("", "")`` overall, ``("programme", name)`` or ``("school", number)``."""

_ORDER: Final = tuple(Verdict)


class VerdictForm(ModalScreen[bool]):
    """The form; the verdict is stored here, and what is wrong said in the form. ``quote`` is a coding it rests on."""

    PLACES = (Place.FORM,)
    CSS_PATH = "verdict.tcss"
    AUTO_FOCUS = "RadioSet"

    def __init__(
        self, condition: Condition, scope: Scope, scopes: list[tuple[Content, Scope]], quote: str | None
    ) -> None:
        super().__init__()
        self._condition, self._scope, self._scopes, self._quote = condition, scope, scopes, quote

    def compose(self) -> ComposeResult:
        before = self._before(self._scope)
        with Vertical(classes="dialog"):
            yield Plain(self._condition.code.name, classes="dialog-title")
            with Horizontal(classes="field"):
                yield Plain(_("For"), classes="label")
                yield Select[Scope](self._scopes, value=self._scope, allow_blank=False, id="scope", compact=True)
            with Horizontal(classes="field", id="verdicts"):
                yield Plain(_("Verdict"), classes="label")
                with RadioSet(id="verdict"):
                    for one in _ORDER:
                        yield Choice(plain(_(VERDICTS[one])), before is not None and before.verdict is one)
            with Horizontal(classes="field", id="proviso"):
                yield Plain(_("Provided that"), classes="label")
                yield Input(safe(before.provided) if before else "", id="provided", classes="-slim")
            yield Plain(_("Why"), classes="label-above")
            yield TextArea(before.rationale if before else "", id="rationale")
            if self._quote is not None:
                yield Plain(_("It rests on the passage under the cursor, which is collected as a quote."), id="rests")
            yield Plain(id="wrong")
            yield NameHint()
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Keep")), id="keep", variant="primary")
                yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    def _before(self, scope: Scope) -> Judgement | None:
        """The verdict in force for somebody."""
        kind, value = scope
        if not kind:
            return self._condition.verdict
        shares = self._condition.programmes if kind == "programme" else self._condition.schools
        return next((share.verdict for share in shares if share.name == value), None)

    def on_mount(self) -> None:
        self._show_proviso()
        verdicts = self.query_one("#verdict", RadioSet)
        # The cursor begins on what is chosen, not on the first.
        for _step in range(max(0, verdicts.pressed_index)):
            verdicts.action_next_button()

    @property
    def verdict(self) -> Verdict | None:
        """Which one is chosen."""
        pressed = self.query_one("#verdict", RadioSet).pressed_index
        return _ORDER[pressed] if pressed >= 0 else None

    def _show_proviso(self) -> None:
        self.query_one("#proviso").display = self.verdict is Verdict.PROVIDED

    def on_radio_set_changed(self) -> None:
        self._show_proviso()
        self._clear()

    def on_input_changed(self) -> None:
        self._clear()

    def on_text_area_changed(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self.query_one("#wrong", Plain).show("")
        typed = (self.query_one("#provided", Input).value, self.query_one("#rationale", TextArea).text)
        self.query_one(NameHint).look("\n".join(typed))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.action_save() if event.button.id == "keep" else self.dismiss(False)

    def action_save(self) -> None:
        verdict = self.verdict
        if verdict is None:
            self.query_one("#wrong", Plain).show(_("Choose a verdict."))
            return
        chosen = self.query_one("#scope", Select).value
        kind, value = chosen if isinstance(chosen, tuple) else self._scope
        try:
            self.study.set_verdict(
                self._condition.code.id,
                verdict,
                programme=value if kind == "programme" else None,
                school=int(value) if kind == "school" else None,
                provided=self.query_one("#provided", Input).value if verdict is Verdict.PROVIDED else "",
                rationale=self.query_one("#rationale", TextArea).text,
                quotes=[self._quote] if self._quote is not None else (),
            )
        except InvalidInputError as error:
            self.query_one("#wrong", Plain).show(str(error))
        else:
            self.dismiss(True)
