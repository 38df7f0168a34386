"""The code tree beside the transcript: codes as they stand under each other, with their counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message

from interview_coder.domain.model import Code
from interview_coder.domain.text import safe
from interview_coder.i18n import N_, _
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.quick import Quick
from interview_coder.tui.widgets.rows import Rows, spread


class Listed(StrEnum):
    """Which codes the tree lists, in the order in which it goes through them."""

    IN_FORCE = "in_force"
    HERE = "here"
    UNUSED = "unused"
    ALL = "all"


_HEADINGS: Final = {
    Listed.IN_FORCE: N_("Codes"),
    Listed.HERE: N_("Codes in this interview"),
    Listed.UNUSED: N_("Unused codes"),
    Listed.ALL: N_("Codes, retired too"),
}
_EMPTY: Final = {
    Listed.IN_FORCE: N_("No codes yet. Select a passage, press c and type a name."),
    Listed.HERE: N_("No code is used in this interview; v shows other codes."),
    Listed.UNUSED: N_("Every code is used; v shows other codes."),
    Listed.ALL: N_("No codes yet. Select a passage, press c and type a name."),
}


class CodeTree(Rows[Code]):
    """The code tree: digit, letter on its colour, name, mnemonic, counts in this interview and in the study."""

    PLACES = (Place.CODES, Place.LIST)

    class Do(Message):
        """An action of the tree was asked for, on a code (none in an empty tree)."""

        def __init__(self, what: str, code: Code | None) -> None:
            self.what, self.code = what, code
            super().__init__()

    class Relisted(Message):
        """Other codes are listed; ``heading`` says which and how many."""

        def __init__(self, heading: str) -> None:
            self.heading = heading
            super().__init__()

    def __init__(self) -> None:
        super().__init__(empty=_(_EMPTY[Listed.IN_FORCE]), id="codes")
        self._codes: list[Code] = []
        self._parents: set[str] = set()
        self._dim: set[str] = set()
        self._depth: dict[str, int] = {}
        self.folded: set[str] = set()
        self.here: Mapping[str, int] = {}
        self.listed = Listed.IN_FORCE
        self.quick = Quick()
        self.armed: Callable[[], bool] = bool
        """Whether a click on a code is to give it at once: there is a passage selected."""

    def update(self, codes: Sequence[Code], here: Mapping[str, int]) -> None:
        """Show the codes, retired ones among them, ``here`` holding how often each occurs in the open interview."""
        self._codes, self.here = list(codes), here
        self._arrange()

    def count(self, code: Code, here: int) -> None:
        """Show other counts of one code."""
        self.here = {**self.here, code.id: here}
        self._codes = [code if other.id == code.id else other for other in self._codes]
        if self.listed in (Listed.HERE, Listed.UNUSED):
            self._arrange()
        for index, other in enumerate(self.items):
            if other.id == code.id:
                self.replace(index, code)

    def list_only(self, listed: Listed) -> None:
        """List other codes: those in force, those of this interview, unused ones, or all."""
        self.listed = listed
        self._arrange()

    def _chosen(self) -> set[str]:
        """The codes to list, apart from those that they stand under."""
        if self.listed is Listed.ALL:
            return {code.id for code in self._codes}
        if self.listed is Listed.HERE:
            return {code.id for code in self._codes if self.here.get(code.id)}
        in_force = {code.id for code in self._codes if not code.retired}
        if self.listed is Listed.IN_FORCE:
            return in_force
        used = {code.id for code in self._codes if code.codings}
        for code in reversed(self._codes):  # tree order: children come behind their parents
            if code.id in used and code.parent:
                used.add(code.parent)
        return in_force - used

    def _arrange(self, focus: str | None = None) -> None:
        chosen = self._chosen()
        self._dim = {code.id for code in self._codes} - chosen
        listed = set(chosen)
        for code in reversed(self._codes):
            if code.id in listed and code.parent:
                listed.add(code.parent)
        shown: list[Code] = []
        hidden: set[str] = set()
        self._parents, self._depth = set(), {}
        for code in self._codes:
            if code.id not in listed:
                continue
            self._depth[code.id] = self._depth.get(code.parent or "", -1) + 1
            if code.parent:
                self._parents.add(code.parent)
            if code.parent in hidden or code.parent in self.folded:
                hidden.add(code.id)
            else:
                shown.append(code)
        wanted = focus or (self.current.id if self.current else None)
        place = next((index for index, code in enumerate(shown) if code.id == wanted), None)
        self.empty = _(_EMPTY[self.listed])
        self.show(shown, place if place is not None else min(max(self.cursor, 0), len(shown) - 1))
        heading = _(_HEADINGS[self.listed])
        self.post_message(
            self.Relisted(heading if self.listed is Listed.IN_FORCE else f"{heading}  {look.number(len(chosen))}")
        )

    def reveal(self, code_id: str) -> None:
        """Put the cursor on a code, unfolding what hides it."""
        by_id = {code.id: code for code in self._codes}
        if code_id in by_id and code_id not in self._chosen():
            self.listed = Listed.ALL if by_id[code_id].retired else Listed.IN_FORCE
        above = by_id.get(code_id)
        while above is not None and above.parent:
            self.folded.discard(above.parent)
            above = by_id.get(above.parent)
        self._arrange(code_id)

    def draw(self, item: Code, width: int) -> Sequence[Content]:
        digit = self.quick.digit(item.id)
        fold = " " if item.id not in self._parents else "▸" if item.id in self.folded else "▾"
        here = self.here.get(item.id, 0)
        style = "strike $muted" if item.retired else "$muted" if item.id in self._dim else ""
        left = Content.assemble(
            (f"{digit or ' '}", "$accent"),
            "  " * self._depth.get(item.id, 0),
            (fold, "$muted"),
            look.badge(item),
            " ",
            (safe(item.name), style),
            (" •" if item.pinned else "", "$accent"),
        )
        short = (f"{safe(item.key)}  " if width >= 52 else "", "$muted")
        counts = Content.assemble(
            short,
            (f"{item.mnemonic} " if item.mnemonic and not item.retired else "", "$muted"),
            (f"{here or '':>2}", "bold"),
            (f"{f'/{item.codings}' if item.codings else '':<4}", "$muted"),
        )
        return [spread(left, counts, width)]

    def _do(self, what: str) -> None:
        self.post_message(self.Do(what, self.current))

    def action_add_code(self) -> None:
        self._do("add")

    def action_add_subcode(self) -> None:
        self._do("add_below")

    def action_edit_code(self) -> None:
        self._do("edit")

    def action_pin(self) -> None:
        self._do("pin")

    def action_next_use(self) -> None:
        self._do("next_use")

    def action_previous_use(self) -> None:
        self._do("previous_use")

    def action_fold(self) -> None:
        code = self.current
        if code is None:
            return
        target = code.id if code.id in self._parents else code.parent
        if target:
            self.folded ^= {target}
            self._arrange(target)

    def action_code_memo(self) -> None:
        self._do("memo")

    def action_code_up(self) -> None:
        self._do("up")

    def action_code_down(self) -> None:
        self._do("down")

    def action_code_in(self) -> None:
        self._do("in")

    def action_code_out(self) -> None:
        self._do("out")

    def action_retire(self) -> None:
        self._do("retire")

    def action_merge(self) -> None:
        self._do("merge")

    def action_split(self) -> None:
        self._do("split")

    def action_look_alikes(self) -> None:
        self._do("look_alikes")

    def action_show_only(self) -> None:
        self._do("show_only")

    def action_relist(self) -> None:
        order = list(Listed)
        self.list_only(order[(order.index(self.listed) + 1) % len(order)])

    def on_click(self, event: events.Click) -> None:
        """A click on the fold sign folds; one on a code gives it to the selected passage."""
        event.prevent_default()
        index = self._index_at(event.y)
        if index < 0:
            return
        again = index == self.cursor and event.chain == 2
        self.move_to(index)
        code = self.items[index]
        if event.x == 1 + 2 * self._depth.get(code.id, 0) and code.id in self._parents:
            self.action_fold()
        elif again or self.armed():
            self.action_choose()
