"""Picking a code by a few letters, or making a new one from what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from interview_coder.domain.model import Code
from interview_coder.domain.text import fold, one_line, safe
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.ranking import Choice, Index
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.name_hint import NameHint
from interview_coder.tui.widgets.rows import Rows, spread

NAME_LIMIT = 60
"""Signs of the name of a code that is made from a passage."""

# Where nothing fits by prefix, the row that makes a new code has the cursor and must be seen beneath its rivals.
_RIVALS = 6


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code to be made: its name and the code it goes under, if any."""

    name: str
    parent: Code | None = None


Picked = Code | NewCode


class Picker(ModalScreen[Picked]):
    """The code picker. ``recent`` holds ids of codes, latest first; ``about`` is the passage, shown above.

    ``creates`` says whether new codes can be made here.
    """

    PLACES = (Place.PICKER,)
    CSS_PATH = "picker.tcss"
    AUTO_FOCUS = "Input"

    def __init__(
        self,
        codes: Sequence[Code],
        *,
        recent: Sequence[str] = (),
        about: str = "",
        title: str = "",
        creates: bool = True,
    ) -> None:
        super().__init__()
        self._codes = {code.id: code for code in codes}
        self._recent = [code for code in recent if code in self._codes]
        self._about, self._heading, self._creates = about, title or _("Code"), creates
        self._index = Index([Choice(code.id, code.name, code.key, code.path, code.pinned) for code in codes])
        self._depth = {code.id: code.path.count("/") for code in codes}

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(self._heading, classes="dialog-title")
            if self._about:
                yield Plain(f"“{look.snippet(self._about, 400)}”", id="about")
            hint = _("Letters of a code, or a new name") if self._creates else _("Letters of a code")
            yield Input(placeholder=hint, select_on_focus=False)
            yield Rows[Picked](self._draw, always_lit=True, single_click=True, empty=_("No code fits."))
            yield NameHint()
            yield Plain(id="definition")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Rows).can_focus = False
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _new(self, typed: str) -> NewCode | None:
        """What would be made from what was typed; ``parent/name`` puts it under a code."""
        name = one_line(typed)
        if not name or not self._creates:
            return None
        above, slash, below = (part.strip() for part in name.rpartition("/"))
        if slash and above and below:
            wanted = fold(above)
            for code in self._codes.values():
                if wanted in (fold(code.key), fold(code.name), fold(code.path)):
                    return NewCode(below, code)
        return NewCode(name)

    def _show(self, typed: str) -> None:
        ranked = self._index.rank(typed, self._recent)
        fits = bool(ranked) and (ranked[0].prefix or not typed.strip())
        if not fits and self._creates:
            ranked = ranked[:_RIVALS]
        items: list[Picked] = [self._codes[hit.choice.id] for hit in ranked]
        new = self._new(typed)
        if new is not None:
            items.append(new)
        self.query_one(Rows).show(items, 0 if fits or new is None else len(items) - 1)
        # The beginning of a code's name is no name of anybody.
        self.query_one(NameHint).look(new.name if new is not None and not fits else "")

    def _draw(self, item: Picked, width: int) -> Sequence[Content]:
        if isinstance(item, NewCode):
            left = Content.assemble(("  +  ", "bold $success"), _("New code "), ("“" + safe(item.name) + "”", "bold"))
            if item.parent is not None:
                left = Content.assemble(left, " ", _("under"), " ", plain(item.parent.name))
            return [left]
        parts: list[Content | tuple[str, str] | str] = [" ", look.badge(item), " ", plain(item.name)]
        if above := item.path.rpartition("/")[0]:
            parts.append(("  " + safe(above), "$muted"))
        right = Content.assemble((safe(item.key), "$muted"), f" {item.codings:>4} ")
        return [spread(Content.assemble(*parts), right, width)]

    def on_rows_moved(self, event: Rows.Moved) -> None:
        item = event.item
        if isinstance(item, Code):
            text = Content("\n").join(describe(item)) if describe(item) else plain(_("No definition yet."), "$muted")
        elif isinstance(item, NewCode):
            text = plain(_("A new open code. Describe it later in the code tree."), "$muted")
        else:
            text = Content("")
        self.query_one("#definition", Plain).show(text)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        self.dismiss(event.item)

    def on_input_submitted(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        item = self.query_one(Rows).current
        if item is not None:
            self.dismiss(item)

    def action_new_code(self) -> None:
        new = self._new(self.query_one(Input).value)
        if new is not None:
            self.dismiss(new)
        else:
            self.app.notify(_("Type the name of the new code first."), severity="warning")

    def action_up(self) -> None:
        self.query_one(Rows).action_up()

    def action_down(self) -> None:
        self.query_one(Rows).action_down()

    def action_page_up(self) -> None:
        self.query_one(Rows).action_page_up()

    def action_page_down(self) -> None:
        self.query_one(Rows).action_page_down()


def describe(code: Code) -> list[Content]:
    """Definition, when to use, when not, and example of a code, as far as they are there."""
    lines: list[Content] = []
    if code.definition:
        lines.append(plain(code.definition))
    for label, text in (
        (_("Use when"), code.use_when),
        (_("Not when"), code.not_when),
        (_("Example"), code.example),
    ):
        if text:
            lines.append(Content.assemble((f"{label}: ", "bold $muted"), plain(text)))
    return lines
