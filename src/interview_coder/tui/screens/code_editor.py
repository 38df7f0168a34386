"""Changing a code: its name, key, colour, place in the tree and definition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Button, Checkbox, Input, Select, TextArea

from interview_coder.domain.model import Code, CodeKind
from interview_coder.domain.text import clean, one_line, safe
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import Plain, plain
from interview_coder.tui.forms import FormScreen, Wrong
from interview_coder.tui.noting import Noting
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.name_hint import NameHint

_TEXTS = ("definition", "use_when", "not_when", "example")


class Colours(Widget, can_focus=True):
    """A row of colours; the arrows go through them."""

    DEFAULT_CSS = """
    Colours { height: 1; width: 1fr; padding: 0 1; }
    Colours:focus { background: $primary 20%; }
    """
    DEFAULT_CLASSES = "value"
    chosen: reactive[str] = reactive("#808080")

    class Changed(Message):
        """Another colour was chosen."""

    def __init__(self, colour: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        offered = [*look.COLOURS]
        if colour.lower() not in offered:
            offered.insert(0, colour)
        self._offered = offered
        self.set_reactive(Colours.chosen, colour)

    def render(self) -> Content:
        parts = []
        for value in self._offered:
            back = look.colour(value)
            mark = "✓" if value.lower() == self.chosen.lower() else " "
            front = "#000000" if back.get_contrast_text(1.0).brightness < 0.5 else "#ffffff"
            parts.append((f" {mark} ", f"bold {front} on {back.hex}"))
            parts.append((" ", ""))
        return Content.assemble(*parts)

    def _step(self, by: int) -> None:
        at = [value.lower() for value in self._offered].index(self.chosen.lower())
        self.chosen = self._offered[(at + by) % len(self._offered)]

    def on_key(self, event: events.Key) -> None:
        if event.key in ("left", "right"):
            self._step(1 if event.key == "right" else -1)
            event.stop()

    def on_click(self, event: events.Click) -> None:
        index = event.get_content_offset_capture(self).x // 4
        if 0 <= index < len(self._offered):
            self.chosen = self._offered[index]


class CodeEditor(FormScreen[str]):
    """The form of a code. ``keep(changes)`` stores what was changed, by field of ``Study.change_code``, and ``parent``.

    It gives the id of the code, which is the result; the sentence of an InvalidInputError that it raises stands under
    its field. ``code`` is ``None`` for a new one, then ``parent`` is the code it goes under and ``name`` is always
    among the changes.
    """

    PLACES = (Place.FORM,)
    CSS_PATH = "code_editor.tcss"
    AUTO_FOCUS = "#name"

    def __init__(
        self,
        code: Code | None,
        codes: Sequence[Code],
        keep: Callable[[dict[str, Any]], str],
        *,
        parent: Code | None = None,
        read_only: bool = False,
    ) -> None:
        super().__init__()
        self._keep = keep
        self._code, self._codes, self._read_only = code, codes, read_only
        self._above = code.parent if code else parent.id if parent else None
        self._noting = Noting(self, f"code.{code.id if code else 'new'}", self._typed)

    def compose(self) -> ComposeResult:
        code = self._code
        with Vertical(classes="dialog"):
            yield Plain(_("New code") if code is None else code.name, classes="dialog-title")
            with VerticalScroll(can_focus=False):
                yield from self._field("name", _("Name"), code.name if code else "")
                yield from self._field("key", _("Short key"), code.key if code else "", hint=_("made from the name"))
                yield from self._field(
                    "section", _("Report section"), self._own_section(), hint=_("that of the code above")
                )
                with Horizontal(classes="field"):
                    yield Plain(_("Under"), classes="label")
                    yield Select[str](
                        [(plain("  " * other.path.count("/") + other.name), other.id) for other in self._parents()],
                        prompt=_("nothing: top of the tree"),
                        value=self._above or Select.NULL,
                        id="parent",
                    )
                yield Wrong("parent")
                with Horizontal(classes="field"):
                    yield Plain(_("Kind"), classes="label")
                    yield Select[str](
                        [(plain(_(look.KIND_NAMES[kind])), kind.value) for kind in CodeKind],
                        allow_blank=False,
                        value=(code.kind if code else CodeKind.OPEN).value,
                        id="kind",
                    )
                with Horizontal(classes="field"):
                    yield Plain(_("Colour"), classes="label")
                    yield Colours(
                        code.colour if code else look.COLOURS[len(self._codes) % len(look.COLOURS)], id="colour"
                    )
                yield Wrong("colour")
                yield from self._field("letter", _("Letter"), code.letter if code else "", hint=_("first of the name"))
                yield from self._field(
                    "mnemonic", _("Two letters"), code.mnemonic if code else "", hint=_("made from the name")
                )
                for name, label in zip(
                    _TEXTS, (_("Definition"), _("Use when"), _("Not when"), _("Example")), strict=True
                ):
                    with Horizontal(classes="field tall"):
                        yield Plain(label, classes="label")
                        text = safe(str(getattr(code, name))) if code else ""
                        yield TextArea(text, id=name, tab_behavior="focus")
                with Horizontal(classes="field"):
                    yield Plain("", classes="label")
                    yield Checkbox(_("Pinned"), code.pinned if code else False, id="pinned")
                    yield Checkbox(_("Retired"), code.retired if code else False, id="retired")
            yield NameHint()
            yield Wrong()
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Keep")), id="keep", variant="primary", disabled=self._read_only)
                yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    def on_mount(self) -> None:
        self._noting.begin()
        self._offer()

    @work(exit_on_error=False, group="dialog")
    async def _offer(self) -> None:
        fields = await self._noting.offered() or {}
        for name, text in fields.items():
            if name == "name":
                self.query_one("#name", Input).value = safe(text)
            elif name in _TEXTS:
                self.query_one(f"#{name}", TextArea).text = safe(text)

    def _typed(self) -> dict[str, str]:
        """What was typed in the fields that hold more than a word."""
        return {"name": self.query_one("#name", Input).value} | {
            name: self.query_one(f"#{name}", TextArea).text for name in _TEXTS
        }

    def _own_section(self) -> str:
        """The section written on the code itself: not the one it has from above."""
        if self._code is None or not self._code.section:
            return ""
        above = (
            next((other for other in self._codes if other.id == self._code.parent), None) if self._code.parent else None
        )
        return "" if above is not None and above.section == self._code.section else self._code.section

    def _parents(self) -> list[Code]:
        """The codes that this one can go under: not itself nor what is beneath it."""
        if self._code is None:
            return list(self._codes)
        inside = self._code.path + "/"
        return [
            other for other in self._codes if other.id != self._code.id and not (other.path + "/").startswith(inside)
        ]

    def _field(self, name: str, label: str, value: str, *, hint: str = "") -> ComposeResult:
        with Horizontal(classes="field"):
            yield Plain(label, classes="label")
            yield Input(
                safe(value),
                placeholder=hint,
                id=name,
                classes="-slim",
                max_length={"letter": 1, "mnemonic": 2}.get(name, 200),
            )
        yield Wrong(name)

    def on_input_changed(self, event: Input.Changed) -> None:
        for line in self.query(f"#{event.input.id}-wrong").results(Wrong):
            line.say("")
        self._point_names_out()

    def on_text_area_changed(self) -> None:
        self._point_names_out()

    def _point_names_out(self) -> None:
        """Look for names in the fields that were changed."""
        typed = self._typed()
        changed = [text for name, text in typed.items() if self._code is None or text != getattr(self._code, name)]
        self.query_one(NameHint).look("\n".join(changed))
        self._noting.touch()

    def changes(self) -> dict[str, Any]:
        """What differs from the code as it was.

        Raises InvalidInputError where the name is empty.
        """
        new: dict[str, Any] = {
            name: one_line(self.query_one(f"#{name}", Input).value) for name in ("name", "key", "letter", "mnemonic")
        }
        new["kind"] = CodeKind(str(self.query_one("#kind", Select).value))
        section = one_line(self.query_one("#section", Input).value)
        for name in _TEXTS:
            lines = self.query_one(f"#{name}", TextArea).text.split("\n")
            new[name] = "\n".join(clean(line) for line in lines).strip()
        new["colour"] = self.query_one(Colours).chosen
        new["pinned"] = self.query_one("#pinned", Checkbox).value
        new["retired"] = self.query_one("#retired", Checkbox).value
        if not new["name"]:
            raise InvalidInputError(_("A code needs a name."), field="name")
        before = {name: getattr(self._code, name) for name in new} if self._code else {}
        changed = {name: value for name, value in new.items() if before.get(name, "") != value}
        if section != self._own_section():
            changed["section"] = section or None
        # An empty key, letter or mnemonic means: choose one for me.
        for name in ("key", "letter", "mnemonic"):
            if not changed.get(name, "-"):
                del changed[name]
        chosen = self.query_one("#parent", Select).value
        parent = chosen if isinstance(chosen, str) else None
        if self._code is None or parent != self._code.parent:
            changed["parent"] = parent
        return changed

    def action_save(self) -> None:
        if self._read_only:
            return
        try:
            identifier = self._keep(self.changes())
        except InvalidInputError as error:
            self.refuse(str(error), error.field)
        else:
            self._noting.done()
            self.dismiss(identifier)

    def on_input_submitted(self) -> None:
        self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "keep":
            self.action_save()
        else:
            self.cancel()

    def cancel(self) -> None:
        self._noting.done()
        super().cancel()

    def leaving(self) -> None:
        self._noting.now()
