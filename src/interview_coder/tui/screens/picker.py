"""Picking a code by a few letters, or making a new one from what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from interview_coder.domain.model import Code, CodeKind, CodeUse, NewCode
from interview_coder.domain.text import fold, one_line, safe
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import ModalScreen, Plain, Result, plain
from interview_coder.tui.ranking import Choice, Index
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.name_hint import NameHint
from interview_coder.tui.widgets.panes import describe
from interview_coder.tui.widgets.rows import Rows, spread

if TYPE_CHECKING:
    from interview_coder.study import Study

NAME_LIMIT = 60
"""Signs of the name of a code that is made from a passage."""

# Where nothing fits by prefix, the row that makes a new code has the cursor and must be seen beneath its rivals.
_RIVALS = 6


Picked = Code | NewCode


class _Field(Input):
    """The field of the picker; Space marks a code while nothing is being typed."""

    def on_key(self, event: events.Key) -> None:
        picker = self.screen
        if event.key == "space" and isinstance(picker, PickerBase) and picker.space_marks:
            event.stop()
            event.prevent_default()
            picker.action_mark()


class PickerBase(ModalScreen[Result]):
    """The code picker. ``recent`` holds ids of codes, latest first; ``about`` is the passage, shown above.

    ``creates`` says whether new codes can be made here; ``here`` is how often each code occurs in the open interview;
    with a ``study``, passages are shown that have the code under the cursor.
    """

    PLACES = (Place.PICKER,)
    CSS_PATH = "picker.tcss"
    AUTO_FOCUS = "Input"
    several = False
    """Whether codes can be marked, to choose several in one go."""

    def __init__(
        self,
        codes: Sequence[Code],
        *,
        recent: Sequence[str] = (),
        about: str = "",
        title: str = "",
        creates: bool = True,
        here: Mapping[str, int] | None = None,
        study: Study | None = None,
    ) -> None:
        super().__init__()
        self._codes = {code.id: code for code in codes}
        self._recent = [code for code in recent if code in self._codes]
        self._about, self._heading, self._creates = about, title, creates
        self._here, self._study = here or {}, study
        self._index = Index([Choice(code.id, code.name, code.key, code.path, code.pinned) for code in codes])
        self._kind = CodeKind.OPEN
        self._marked: dict[str, Picked] = {}
        self._ready = False
        self._ahead: list[events.Key] = []
        """What was typed before the field was there."""
        self._arrows = False
        """Whether the last key walked the list: Space then marks, as nothing is being typed."""

    def finish(self, chosen: list[Picked]) -> None:
        """Close with what was chosen, which is at least one."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            if self._heading:
                yield Plain(self._heading, classes="dialog-title")
            if self._about:
                yield Plain(f"“{look.snippet(self._about, 400)}”", id="about")
            hint = _("Letters of a code, or a new name") if self._creates else _("Letters of a code")
            yield _Field(placeholder=hint, select_on_focus=False)
            yield Rows[Picked](self._draw, always_lit=True, single_click=True, empty=_("No code fits."))
            yield Plain(id="marked")
            yield NameHint()
            yield Plain(id="definition")
            if self._study is not None:
                yield Plain(id="uses")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Rows).can_focus = False
        self._ready = True
        typed = "".join(key.character or "" for key in self._ahead if key.is_printable)
        self._show(typed)
        if typed:
            with self.prevent(Input.Changed):
                self.query_one(Input).insert_text_at_cursor(typed)
        if any(key.key == "enter" for key in self._ahead):
            self.action_choose()

    @property
    def space_marks(self) -> bool:
        """Whether Space is no letter now."""
        return self.several and (self._arrows or not self.query_one(Input).value)

    def take_key(self, event: events.Key) -> bool:
        """What was typed before the field could take it is done once it can."""
        if not self._ready:
            self._ahead.append(event)
            return True
        # The field uses every letter that comes to it: this one was on its way to the screen below.
        if event.is_printable and event.character is not None:
            self.query_one(Input).insert_text_at_cursor(event.character)
            return True
        return False

    def offers(self, action: Action) -> bool:
        """What the footer shows."""
        return {"mark": self.several, "new_code": self._creates, "kind": self._creates}.get(action.id, True)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._arrows = False
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
                    return NewCode(below, code, self._kind)
            # The beginning of a parent's name will do, where it means one code.
            ranked = self._index.rank(above, self._recent)
            if ranked and ranked[0].prefix:
                return NewCode(below, self._codes[ranked[0].choice.id], self._kind)
        return NewCode(name, kind=self._kind)

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
        mark = ("✓" if _name(item) in self._marked else " ", "bold $success")
        if isinstance(item, NewCode):
            left = Content.assemble(
                mark, (" +  ", "bold $success"), _("New code "), ("“" + safe(item.name) + "”", "bold")
            )
            if item.parent is not None:
                left = Content.assemble(left, " ", _("under"), " ", plain(item.parent.name))
            return [spread(left, Content.styled(_(look.KIND_NAMES[item.kind]) + " ", "$muted"), width)]
        parts: list[Content | tuple[str, str] | str] = [mark, look.badge(item), " ", plain(item.name)]
        if above := item.path.rpartition("/")[0]:
            parts.append(("  " + safe(above), "$muted"))
        right = Content.assemble(
            (safe(item.key) + " " if width >= 60 else "", "$muted"),
            (f"{item.mnemonic:>2}", "$accent"),
            f" {item.codings:>4} ",
        )
        return [spread(Content.assemble(*parts), right, width)]

    def on_rows_moved(self, event: Rows.Moved) -> None:
        item = event.item
        if isinstance(item, Code):
            about = Content("\n").join(describe(item)) if describe(item) else plain(_("No definition yet."), "$muted")
            text = Content.assemble(look.uses(item, self._here.get(item.id, 0)), "\n", about)
        elif isinstance(item, NewCode):
            text = plain(
                _("A new code. ctrl+k changes its kind; parent/name puts it under a code. Describe it in the tree."),
                "$muted",
            )
        else:
            text = Content("")
        self.query_one("#definition", Plain).show(text)
        if self._study is not None:
            self.query_one("#uses", Plain).show("")
            if isinstance(item, Code) and item.codings:
                self._read_uses(self._study, item)

    @work(thread=True, exclusive=True, exit_on_error=False, group="uses")
    def _read_uses(self, study: Study, code: Code) -> None:
        """Look up what a code was given to, away from the keys."""
        with self.app.holding(study) as open_:
            if not open_:
                return
            found = study.uses(code.id, 2)
        self.app.call_from_thread(self._show_uses, code, found)

    def _show_uses(self, code: Code, found: Sequence[CodeUse]) -> None:
        if self.is_attached and self.query_one(Rows).current == code:
            lines = [
                Content.assemble(
                    (f"“{look.snippet(use.words, 110)}”", "italic"), (f" ({safe(use.reference)})", "$muted")
                )
                for use in found
            ]
            self.query_one("#uses", Plain).show(Content("\n").join(lines))

    def on_rows_chosen(self) -> None:
        self.action_choose()

    def on_input_submitted(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        item = self.query_one(Rows).current
        if self._marked:
            self.finish(list(self._marked.values()))
        elif item is not None:
            self.finish([item])

    def action_new_code(self) -> None:
        new = self._new(self.query_one(Input).value)
        if new is not None:
            self.finish([*self._marked.values(), new])
        elif self._creates:
            self.app.notify(_("Type the name of the new code first."), severity="warning")

    def action_kind(self) -> None:
        """Another kind for the new code; the cursor goes to it."""
        if not self._creates:
            return
        kinds = [CodeKind.OPEN, CodeKind.THEME, CodeKind.CONDITION]
        self._kind = kinds[(kinds.index(self._kind) + 1) % len(kinds)]
        rows = self.query_one(Rows)
        new = self._new(self.query_one(Input).value)
        if new is not None and rows.items:
            rows.replace(len(rows.items) - 1, new)
            rows.move_to(len(rows.items) - 1)

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away; what was typed goes, for the next code."""
        item = self.query_one(Rows).current
        if item is None or not self.several:
            return
        name = _name(item)
        if name in self._marked:
            del self._marked[name]
        else:
            self._marked[name] = item
        names = ", ".join(f"“{safe(marked.name)}”" for marked in self._marked.values())
        self.query_one("#marked", Plain).show(
            Content.assemble(("✓ ", "bold $success"), names) if names else Content("")
        )
        self.query_one("#marked").display = bool(names)
        field = self.query_one(Input)
        if field.value:
            field.value = ""
        else:
            self.query_one(Rows).redraw()

    def action_up(self) -> None:
        self._arrows = True
        self.query_one(Rows).action_up()

    def action_down(self) -> None:
        self._arrows = True
        self.query_one(Rows).action_down()

    def action_page_up(self) -> None:
        self.query_one(Rows).action_page_up()

    def action_page_down(self) -> None:
        self.query_one(Rows).action_page_down()


class Picker(PickerBase[Picked]):
    """Picks one code; the result is it."""

    def finish(self, chosen: list[Picked]) -> None:
        self.dismiss(chosen[-1])


class CodesPicker(PickerBase[list[Picked]]):
    """Picks codes; the result is what was marked, or the one under the cursor."""

    several = True

    def finish(self, chosen: list[Picked]) -> None:
        self.dismiss(chosen)


def _name(item: Picked) -> str:
    """What tells an item from others: two new codes of one name are one."""
    return item.id if isinstance(item, Code) else f"{item.parent.id if item.parent else ''}/{fold(item.name)}"
