"""What the workbench does with codes: the acts of the code tree, and going through the passages of a code."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace
from textual import work

from interview_coder.domain.codebook_changes import CODEBOOKS
from interview_coder.domain.model import Code
from interview_coder.errors import InterviewCoderError
from interview_coder.i18n import _
from interview_coder.tui.base import Plain
from interview_coder.tui.screens.coding import CodingActs
from interview_coder.tui.screens.picker import Picker
from interview_coder.tui.widgets.code_tree import CodeTree
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

    def on_code_tree_relisted(self, event: CodeTree.Relisted) -> None:
        self.query_one("#codes-title", Plain).show(event.heading)

    def on_code_tree_do(self, event: CodeTree.Do) -> None:
        code = event.code
        match event.what:
            case "add":
                self.edit_code(None)
            case "look_alikes":
                self.look_alikes()
            case what if code is not None:
                self._do(what, code)

    def _do(self, what: str, code: Code) -> None:
        acts: dict[str, Callable[[], object]] = {
            "add_below": lambda: self.edit_code(None, code),
            "edit": lambda: self.edit_code(code),
            "pin": lambda: self.pin_code(code),
            "memo": lambda: self.code_memo(code),
            "up": lambda: self.shift_code(code, -1),
            "down": lambda: self.shift_code(code, 1),
            "in": lambda: self._indent(code),
            "out": lambda: self._outdent(code),
            "retire": lambda: self._retire(code),
            "merge": lambda: self.merge_code(code),
            "split": lambda: self.split_code(code),
            "show_only": lambda: self._show_only(code),
            "next_use": lambda: self._go_to_use(code, 1),
            "previous_use": lambda: self._go_to_use(code, -1),
        }
        acts[what]()

    # The tree

    def _beside(self, code: Code) -> list[Code]:
        """The codes in force that stand beside a code, itself among them."""
        return [
            other
            for other in self.codes.values()
            if other.parent == code.parent and (other.id == code.id or not other.retired)
        ]

    def _moved(self, code: Code, parent: str | None, position: int | None = None) -> None:
        self.study.move_code(code.id, parent, position)
        self.load_codes()
        self.query_one(CodeTree).reveal(code.id)

    def shift_code(self, code: Code, by: int) -> None:
        """Move a code up (-1) or down (1) among the codes beside it."""
        beside = self._beside(code)
        place = beside.index(code) + by
        if 0 <= place < len(beside):
            self._moved(code, code.parent, place)

    def _indent(self, code: Code) -> None:
        beside = self._beside(code)
        place = beside.index(code)
        if place:
            self._moved(code, beside[place - 1].id)
        else:
            self.app.notify(_("There is no code above it to go under."))

    def _outdent(self, code: Code) -> None:
        if code.parent is None:
            self.app.notify(_("It stands at the top of the tree already."))
            return
        above = self.codes[code.parent]
        self._moved(code, above.parent, self._beside(above).index(above) + 1)

    def _retire(self, code: Code) -> None:
        self.study.retire_code(code.id, not code.retired)
        self.load_codes()
        if code.retired:
            self.query_one(CodeTree).reveal(code.id)
            self.app.notify(_("Back in use: {code}.").format(code=code.name), timeout=3)
        else:
            self.app.notify(
                _("Retired: {code}. Its codings stay; v lists retired codes, u brings it back.").format(code=code.name)
            )

    def _show_only(self, code: Code) -> None:
        only = frozenset({code.id})
        if self.shown.codes == only:
            self.show_only(replace(self.shown, codes=frozenset()))
        else:
            self.show_only(replace(self.shown, codes=only))
            self.app.notify(_("Only codings of {code} are shown; f again shows all.").format(code=code.name), timeout=3)

    @work(exit_on_error=False, group="dialog")
    async def action_show_codings(self) -> None:
        from interview_coder.tui.screens.shown import ShownCodings

        chosen = await self.app.push_screen_wait(
            ShownCodings(self.shown, list(self.codes.values()), list(self.coders.values()), self.codings.values())
        )
        if chosen is not None and chosen.dump() != self.shown.dump():
            self.show_only(chosen)

    # Merging and splitting

    @work(exit_on_error=False, group="dialog")
    async def merge_code(self, code: Code) -> None:
        """Ask into which code another one goes, and merge them."""
        from interview_coder.tui.screens.merging import agreed_to_merge

        others = [other for other in self.offered_codes() if other.id != code.id]
        picked = await self.app.push_screen_wait(
            Picker(
                others,
                recent=self.quick.recent,
                title=_("Merge “{code}” into which code?").format(code=code.name),
                creates=False,
                study=self.study,
            )
        )
        if isinstance(picked, Code) and await agreed_to_merge(self.app, self.study, code, picked):
            self.reload()
            self.query_one(CodeTree).reveal(picked.id)

    @work(exit_on_error=False, group="dialog")
    async def split_code(self, code: Code) -> None:
        """Go through the passages of a code, and give other codes to some."""
        from interview_coder.tui.screens.split import Split

        if not code.codings:
            self.app.notify(_("No passage has the code {code} yet.").format(code=code.name))
            return
        place = await self.app.push_screen_wait(Split(code, self.quick.recent))
        self.reload()
        if place is not None:
            interview = next((item for item in self.interviews if item.id == place.interview), None)
            if interview is not None:
                self.open_interview(interview, (place.start, place.end))
                self.view.focus()
        else:
            self.query_one(CodeTree).reveal(code.id)

    @work(exit_on_error=False, group="dialog")
    async def look_alikes(self) -> None:
        """Show pairs of codes that may be one."""
        from interview_coder.tui.screens.look_alikes import LookAlikes

        assert self._info is not None
        differ = set(map(str, self._memory().get("differ", ())))
        merged = await self.app.push_screen_wait(LookAlikes(differ))
        self.app.settings.set("studies", self._info.id, "differ", value=sorted(differ))
        if merged:
            self.reload()

    @work(exit_on_error=False, group="dialog")
    async def action_import_codebook(self) -> None:
        """Ask for a file with a codebook, show what it brings, take it over."""
        from interview_coder.tui.screens.codebook_import import CodebookImport
        from interview_coder.tui.screens.wait import waiting
        from interview_coder.tui.widgets.path_picker import PathPicker

        folder = self.study.path.parent
        while True:
            paths = await self.app.push_screen_wait(
                PathPicker(_("Import a codebook"), start=folder, suffixes=CODEBOOKS, use=_("Look at it"))
            )
            if not paths:
                return
            try:
                seen = await waiting(
                    self.app, _("Reading the codebook…"), partial(self.study.compare_codebook, paths[0])
                )
                break
            except InterviewCoderError as error:
                self.app.complain(error)
                folder = paths[0].parent
        done = await self.app.push_screen_wait(CodebookImport(paths[0], seen, list(self.codes.values())))
        if done is None:
            return
        self.reload()
        if done.new:
            made = {code.key: code.id for code in self.codes.values()}
            self.query_one(CodeTree).reveal(made.get(done.new[0].key, ""))
        told = _("{new} new, {changed} changed; u takes it back.")
        self.app.notify(told.format(new=len(done.new), changed=len(done.changed)), timeout=6)

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
