"""The acts of coding in the workbench: giving codes and stances, taking them back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from textual import work

from interview_coder.domain.model import Code, Coding, NewCode, Stance
from interview_coder.domain.text import one_line
from interview_coder.errors import InterviewCoderError
from interview_coder.i18n import N_, _
from interview_coder.tui.retracing import retrace
from interview_coder.tui.screens.bench import Bench
from interview_coder.tui.screens.memo_acts import MemoActs
from interview_coder.tui.screens.picker import NAME_LIMIT, CodesPicker, Picked
from interview_coder.tui.widgets.code_tree import CodeTree
from interview_coder.tui.widgets.name_hint import tell_of_names

_SELECT_FIRST = N_("Select a passage first: x takes the word, the sentence, the turn; or use v, shift or the mouse.")
_NO_CODING = N_("There is no coding under the cursor; ] goes to the next one.")


class CodingActs(MemoActs):
    """The part of the workbench that codes, and takes codings back."""

    def _bench(self) -> Bench:
        return self

    def _selection(self) -> tuple[int, int] | None:
        """The selected passage, else that of the coding under the cursor; without either the user is told how."""
        bench = self._bench()
        if bench.opened is None:
            return None
        if span := bench.view.selected_span:
            return span
        coding = bench.codings.get(bench.view.current_coding or "")
        if coding is None:
            self.app.notify(_(_SELECT_FIRST), severity="warning")
            return None
        return coding.start, coding.end

    def _current(self) -> Coding | None:
        """The coding under the cursor; where there is none the user is told so."""
        bench = self._bench()
        coding = bench.codings.get(bench.view.current_coding or "")
        if coding is None:
            self.app.notify(_(_NO_CODING), severity="warning")
        return coding

    def _own(self, coding: Coding | None) -> Coding | None:
        """The coding, if it is the user's own to change."""
        bench = self._bench()
        if coding is not None and coding.coder != bench.coder:
            name = bench.coders[coding.coder].name if coding.coder in bench.coders else "?"
            self.app.notify(_("This is a coding of {name}: only they change it.").format(name=name), severity="warning")
            return None
        return coding

    # Giving codes

    def give(self, *code_ids: str) -> None:
        """Give the selected passage a code, or several in one go."""
        span = self._selection()
        if span is not None:
            self._apply(code_ids, span)

    def _apply(self, codes: Sequence[str | NewCode], span: tuple[int, int]) -> None:
        """Give a passage codes (ids, or codes to be made), as one change."""
        bench = self._bench()
        assert bench.opened is not None
        codings = self.study.add_codings(bench.opened.id, codes, *span)
        new = any(isinstance(one, NewCode) for one in codes)
        if new:
            bench.load_codes()
        for coding in codings:
            if coding.id in bench.codings:
                name = bench.codes[coding.code].name
                self.app.notify(_("This passage has the code {code} already.").format(code=name))
        slots = list(bench.quick.slots)
        for coding in reversed(codings):
            bench.quick.use(coding.code)
        bench.view.clear_selection()
        bench.put(*codings)
        if new:
            # They came with their codings counted, and were then counted again.
            bench.load_codes()
        elif slots != bench.quick.slots:
            self.query_one(CodeTree).redraw()
        bench.counted()

    def action_code(self) -> None:
        bench = self._bench()
        span = self._selection()
        if span is None or bench.transcript is None:
            return
        # Opened at once, not by a worker: letters typed ahead must find it there.
        self.app.push_screen(
            CodesPicker(
                bench.offered_codes(),
                recent=bench.quick.recent,
                about=bench.transcript.text[slice(*span)],
                here=bench.here,
                study=self.study,
            ),
            partial(self._picked, span),
        )

    def _picked(self, span: tuple[int, int], picked: Sequence[Picked] | None) -> None:
        if picked:
            self._apply([one.id if isinstance(one, Code) else one for one in picked], span)

    def action_code_again(self) -> None:
        bench = self._bench()
        if bench.quick.last in bench.codes:
            self.give(bench.quick.last)
        else:
            self.app.notify(_("No code was used yet: c picks one."), severity="warning")

    def action_quick(self, digit: int) -> None:
        bench = self._bench()
        code_id = bench.quick.code(digit)
        if code_id in bench.codes:
            self.give(code_id)
        else:
            self.app.notify(
                _("No code under {digit} yet: codes get a digit when they are used or pinned.").format(digit=digit)
            )

    def action_in_vivo(self) -> None:
        bench = self._bench()
        span = self._selection()
        if span is None or bench.transcript is None:
            return
        name = vivo_name(bench.transcript.text[slice(*span)])
        if not name:
            self.app.notify(_("There are no words in this selection to name a code."), severity="warning")
            return
        known = next((code for code in bench.codes.values() if code.name.casefold() == name.casefold()), None)
        self._apply([known.id if known else NewCode(name)], span)
        if known is None:
            tell_of_names(self.app, name)

    # Stance, removal

    def _stance(self, stance: Stance) -> None:
        coding = self._own(self._current())
        if coding is None:
            return
        changed = self.study.set_stance(coding.id, None if coding.stance is stance else stance)
        self._bench().put(changed)

    def action_supports(self) -> None:
        self._stance(Stance.SUPPORTS)

    def action_contradicts(self) -> None:
        self._stance(Stance.CONTRADICTS)

    def action_mixed(self) -> None:
        self._stance(Stance.MIXED)

    def action_remove(self) -> None:
        coding = self._own(self._current())
        if coding is None:
            return
        bench = self._bench()
        self.study.remove_coding(coding.id)
        bench.drop(coding.id)
        code = bench.codes.get(coding.code)
        if code is not None:
            self.app.notify(_("Removed: {code}. u brings it back.").format(code=code.name), timeout=3)
        bench.counted()

    def action_cycle(self) -> None:
        view = self._bench().view
        if view.codings_at_cursor:
            view.cycle_overlaps()
        else:
            self.app.notify(_(_NO_CODING), severity="warning")

    # Undo, redaction

    def action_undo(self) -> None:
        retrace(self, lambda entry: self._bench().follow(entry.act), again=False)

    def action_redo(self) -> None:
        retrace(self, lambda entry: self._bench().follow(entry.act), again=True)

    @work(exit_on_error=False, group="dialog")
    async def action_redact(self) -> None:
        bench = self._bench()
        span = bench.view.selected_span
        if bench.transcript is None or bench.opened is None:
            return
        from interview_coder.tui.screens.late_redaction import redact_everywhere, redact_late
        from interview_coder.tui.screens.start import OneLine

        try:
            if span is not None:
                words = bench.transcript.text[slice(*span)]
                changed = await redact_late(self.app, self.study, bench.opened.id, span, words)
            else:
                asked = OneLine(
                    _("Which name goes from the whole study?"),
                    _("It may stand in memos, codes or the history alone. Select it to take it out of one place."),
                )
                typed = await self.app.push_screen_wait(asked)
                changed = bool(typed) and await redact_everywhere(self.app, self.study, typed or "")
        except InterviewCoderError:
            # It may have come about for a part: what the study holds now is shown, and the error told.
            bench.erased()
            raise
        if changed:
            bench.view.clear_selection()
            bench.erased()

    # Codes

    @work(exit_on_error=False, group="dialog")
    async def edit_code(self, code: Code | None, parent: Code | None = None) -> None:
        """Open the form of a code, or of a new one under ``parent``."""
        from interview_coder.tui.screens.code_editor import CodeEditor

        codes = self.study.codes(include_retired=True)
        kept = await self.app.push_screen_wait(
            CodeEditor(code, codes, partial(self._keep_code, code), parent=parent, read_only=self.app.read_only)
        )
        if kept is not None:
            self._bench().reload()
            self.query_one(CodeTree).reveal(kept)

    def _keep_code(self, code: Code | None, changes: dict[str, Any]) -> str:
        """Store what the form of a code changed; returns the id of the code."""
        if code is None:
            later = {name: changes.pop(name) for name in ("letter", "pinned", "retired") if name in changes}
            code = self.study.add_code(changes.pop("name"), **changes)
            changes = {name: value for name, value in later.items() if value}
        if changes:
            self.study.change_code(code.id, **changes)
        return code.id

    def pin_code(self, code: Code) -> None:
        """Pin a code, or let it loose."""
        self.study.change_code(code.id, pinned=not code.pinned)
        self._bench().load_codes()


def vivo_name(words: str) -> str:
    """A name for a code out of the selected words: one line, whole words, at most ``NAME_LIMIT`` signs."""
    line = one_line(words).strip(" .,;:…")
    if len(line) <= NAME_LIMIT:
        return line
    cut = line[: NAME_LIMIT - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" .,;:…") + "…"
