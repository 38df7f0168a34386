"""What the workbench does with codes: the acts of the code tree, and going through the passages of a code."""

from __future__ import annotations

from interview_coder.domain.model import Code
from interview_coder.i18n import _
from interview_coder.tui.screens.coding import CodingActs
from interview_coder.tui.widgets.panes import CodeTree
from interview_coder.tui.widgets.rows import Rows


class CodeActs(CodingActs):
    """The part of the workbench about codes."""

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.rows, CodeTree):
            self._chosen_code(event.item)

    def _chosen_code(self, code: Code) -> None:
        """A code of the tree: given to the selection, else its next passage is gone to."""
        if self.view.selected_span is not None and not self.app.read_only:
            self.give(code.id)
        else:
            self._go_to_use(code, 1)

    def on_code_tree_do(self, event: CodeTree.Do) -> None:
        code = event.code
        if event.what == "add":
            self.edit_code(None)
        elif code is None:
            return
        elif event.what == "add_below":
            self.edit_code(None, code)
        elif event.what == "edit":
            self.edit_code(code)
        elif event.what == "pin":
            self.pin_code(code)
        elif event.what == "memo":
            self.code_memo(code)
        elif event.what in ("up", "down"):
            self.shift_code(code, 1 if event.what == "down" else -1)
        else:
            self._go_to_use(code, 1 if event.what == "next_use" else -1)

    def _go_to_use(self, code: Code, by: int) -> None:
        """Go to the next or previous passage of this interview that has a code, round the end."""
        inside = code.path + "/"
        uses = sorted(
            (coding.start, coding.end, coding.id)
            for coding in self.codings.values()
            if coding.code == code.id or self.codes[coding.code].path.startswith(inside)
        )
        if not uses:
            self.app.notify(_("{code} is not used in this interview.").format(code=code.name))
            return
        cursor, current = self.view.cursor, self.view.current_coding
        at = next((index for index, use in enumerate(uses) if use[2] == current), None)
        if at is not None:
            chosen = uses[(at + by) % len(uses)]
        elif by > 0:
            chosen = next((use for use in uses if use[0] >= cursor), uses[0])
        else:
            chosen = next((use for use in reversed(uses) if use[0] < cursor), uses[-1])
        self.view.goto(chosen[0])
        self.view.focus_coding(chosen[2])
