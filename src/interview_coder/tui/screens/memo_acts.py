"""Memos from the workbench: on what is under the cursor, on the interview, a code, the study; and all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from textual import work
from textual.content import Content

from interview_coder.domain.model import Code, Coding, KeptDraft, MemoKind, MemoRow, PassageMemo
from interview_coder.i18n import _, ngettext
from interview_coder.tui import look
from interview_coder.tui.base import Plain
from interview_coder.tui.memo_subject import STUDY, subject_of
from interview_coder.tui.screens.bench import Bench
from interview_coder.tui.widgets.code_tree import CodeTree
from interview_coder.tui.widgets.panes import Inspector
from interview_coder.tui.widgets.transcript import PassageMark

PASSAGE: Final = "passage-memo."
"""How the marks of memos on passages are named, that stand among those of codings."""
_SIGN: Final = "✎"
_COLOUR: Final = "#9aa0a6"


class MemoActs(Bench):
    """The part of the workbench that writes memos."""

    def __init__(self) -> None:
        super().__init__()
        self._memos: tuple[str, list[PassageMemo]] = ("", [])

    # Memos on passages stand beside the codings, with a sign of their own.

    @property
    def passage_memos(self) -> list[PassageMemo]:
        """The memos on passages of the open interview."""
        if self.opened is None:
            return []
        if self._memos[0] != self.opened.id:
            self._memos = self.opened.id, self.study.passage_memos(self.opened.id)
        return self._memos[1]

    def _marks(self) -> list[PassageMark]:
        marks = super()._marks()
        marks += (
            PassageMark(PASSAGE + memo.id, memo.start, memo.end, _SIGN, _COLOUR, has_memo=True)
            for memo in self.passage_memos
            if memo.start < memo.end
        )
        return marks

    def open_interview(self, *given: object, **named: object) -> None:
        self._memos = "", []
        super().open_interview(*given, **named)  # type: ignore[arg-type]

    def reload(self) -> None:
        self._memos = "", []
        super().reload()

    def _inspect_now(self) -> None:
        super()._inspect_now()
        if not self.is_attached or self._beheld:
            return
        current = self.view.current_coding or ""
        memo = next((one for one in self.passage_memos if PASSAGE + one.id == current), None)
        if memo is not None and self.transcript is not None:
            coder = self.coders[memo.coder].name if memo.coder in self.coders else ""
            self.query_one(Inspector).show_passage_memo(self.transcript.text[memo.start : memo.end], memo.body, coder)
            line = Content.assemble((f"{_SIGN} ", "bold"), look.snippet(memo.body, 160))
            self.query_one("#here", Plain).show(line)

    # Writing

    def _write(self, target: str, after: Callable[[], object]) -> None:
        from interview_coder.tui.screens.memo import Memo

        def closed(_text: str | None) -> None:
            after()

        self.app.push_screen(Memo.on(subject_of(self.study, target), read_only=self.app.read_only), closed)

    def action_memo(self) -> None:
        """Write on the selected passage, else on what is under the cursor, else on the interview."""
        if self.opened is None:
            return
        current = self.view.current_coding or ""
        coding = self.codings.get(current)
        span = self.view.selected_span
        if span is not None:
            same = next((one for one in self.passage_memos if (one.start, one.end) == span), None)
            start, end = span
            target = f"memo.passage.{same.id}" if same else f"memo.new.{self.opened.id}.{start}.{end}"
            self._write(target, self._passages_changed)
        elif coding is not None:
            self.edit_memo(coding)
        elif current.startswith(PASSAGE):
            self._write(f"memo.passage.{current.removeprefix(PASSAGE)}", self._passages_changed)
        else:
            self.action_interview_memo()

    def _passages_changed(self) -> None:
        self._memos = "", []
        self.view.clear_selection()
        self.show_codings()

    def edit_memo(self, coding: Coding) -> None:
        """Open the memo on a coding."""

        def after() -> None:
            self.put(self.study.coding(coding.id))

        self._write(f"memo.coding.{coding.id}", after)

    def action_interview_memo(self) -> None:
        """Write on the interview under the cursor of the list, else on the one that is open."""
        interview = self.beheld_interview or self.opened
        if interview is not None:
            self._write(f"memo.interview.{interview.id}", lambda: self.show_interview_memo(interview))

    def action_study_memo(self) -> None:
        self._write(STUDY, lambda: None)

    def code_memo(self, code: Code) -> None:
        """Open the memo on a code."""

        def after() -> None:
            self._inspected = ()
            self._inspect()

        self._write(f"memo.code.{code.id}", after)

    # All of them

    @work(exit_on_error=False, group="dialog")
    async def action_memos(self) -> None:
        from interview_coder.tui.screens.memos import Memos

        row = await self.app.push_screen_wait(Memos())
        self.reload()
        if row is not None:
            self._go_to_memo(row)

    def _go_to_memo(self, row: MemoRow) -> None:
        """Show what a memo is on."""
        if row.kind is MemoKind.CODE and row.code is not None:
            self.query_one(CodeTree).reveal(row.code)
            self.query_one(CodeTree).focus()
            return
        interview = next((one for one in self.interviews if one.id == row.interview), None)
        if interview is None:
            return
        at = (row.start, row.end) if row.start is not None and row.end is not None else None
        if at is not None or self.opened is None or interview.id != self.opened.id:
            self.open_interview(interview, at)
        self.view.set_matches([])
        if row.kind is MemoKind.CODING and row.coding is not None:
            self.view.focus_coding(row.coding)
        elif row.kind is MemoKind.PASSAGE:
            self.view.focus_coding(PASSAGE + row.id)
        self.view.focus()

    def tell_drafts(self) -> None:
        """Point out what was being typed when the program stopped."""
        drafts = self.study.drafts()
        count = sum(one.target.startswith("memo.") for one in drafts)
        if count:
            told = ngettext(
                "{n} memo that you were typing is not kept yet: F8 shows it.",
                "{n} memos that you were typing are not kept yet: F8 shows them.",
                count,
            )
            self.app.notify(told.format(n=count), severity="warning", timeout=8)
        if places := [place for one in drafts if (place := self._place_of(one))]:
            told = _("What you were typing is not kept yet. Open it again to go on: {places}.")
            self.app.notify(told.format(places="; ".join(places)), severity="warning", timeout=12)

    def _place_of(self, draft: KeptDraft) -> str:
        """Where something other than a memo was being typed, as far as that is still there."""
        kind, _point, rest = draft.target.partition(".")
        if kind == "code":
            code = self.codes.get(rest)
            return _("the code “{name}”").format(name=code.name) if code else _("a new code") if rest == "new" else ""
        item = next((item for item in self.interviews if item.id == draft.fields.get("interview")), None)
        if kind != "words" or item is None:
            return ""
        return _("turn {n} of {interview}").format(n=draft.fields.get("turn", ""), interview=look.interview_title(item))
