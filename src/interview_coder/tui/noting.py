"""Noting in the study what is being typed, so that a crash loses none of it: after a pause, names pointed out first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from textual.timer import Timer

from interview_coder.domain.text import safe
from interview_coder.i18n import _
from interview_coder.tui.screens.ask import Answer, Ask
from interview_coder.tui.widgets.name_hint import NameHint

if TYPE_CHECKING:
    from interview_coder.tui.base import ModalScreen

PAUSE = 1.5
"""Seconds without a key after which what is typed is noted."""
PATIENCE: Final = 4
"""So many pauses it waits for names in it to be pointed out."""
_BEFORE: Final = 40
_SHOWN: Final = 300
"""So much is shown of what was typed in a field, that much before the place where it begins to be new."""


class Noting:
    """Notes the fields of a dialog under ``target``, by way of ``Study.keep_draft``; an empty target notes nothing.

    ``fields`` reads what stands in them now. The dialog calls ``touch`` at every change and ``done`` when the text was
    kept or thrown away.
    """

    def __init__(self, screen: ModalScreen[Any], target: str, fields: Callable[[], Mapping[str, str]]) -> None:
        self._screen, self._target, self._fields = screen, target, fields
        self._pause: Timer | None = None
        self._waited = 0
        self._noted: dict[str, str] = {}
        self._undecided = False
        """Whether there is an older draft that the user has neither taken up nor thrown away."""

    def begin(self) -> None:
        """What stands in the fields now need not be noted."""
        self._noted = dict(self._fields())

    def touch(self) -> None:
        """Something was typed."""
        self._waited = 0
        self._rest()

    def _rest(self) -> None:
        self.stop()
        if self._target and not self._screen.app.read_only:
            self._pause = self._screen.set_timer(PAUSE, self._note)

    def _note(self) -> None:
        if self._screen.query_one(NameHint).busy and self._waited < PATIENCE:
            self._waited += 1
            self._rest()
        else:
            self.now()

    def now(self) -> None:
        """Note what stands in the fields, unless it is what was noted last."""
        fields = dict(self._fields())
        if self._target and not self._undecided and not self._screen.app.read_only and fields != self._noted:
            self._screen.study.keep_draft(self._target, fields)
            self._noted = fields

    def stop(self) -> None:
        """Note nothing more."""
        if self._pause is not None:
            self._pause.stop()
            self._pause = None

    def done(self) -> None:
        """What was noted is of no use any more."""
        self.stop()
        if self._target and not self._undecided and not self._screen.app.read_only:
            self._screen.study.drop_draft(self._target)

    async def offered(self) -> dict[str, str] | None:
        """What was being typed when the program stopped, where the user wants to go on with it.

        Call it in an ``async`` worker. Without an answer the dialog closes, and what was typed waits for the next time.
        """
        study = self._screen.study
        draft = study.draft(self._target) if self._target and not self._screen.app.read_only else None
        if draft is None or {**self._fields(), **draft.fields} == dict(self._fields()):
            return None
        self._undecided = True
        answer = await self._screen.app.push_screen_wait(
            Ask(
                _("Go on with what you were typing here?"),
                [Answer("g", _("go on with it")), Answer("t", _("throw it away"), danger=True)],
                detail=_("On {when}: {words}").format(
                    when=f"{draft.changed.astimezone():%Y-%m-%d %H:%M}", words=safe(self._new_in(draft.fields))
                ),
            )
        )
        self._undecided = answer is None
        if answer is None:
            self._screen.dismiss(None)
        elif answer == "t":
            study.drop_draft(self._target)
        return dict(draft.fields) if answer == "g" else None

    def _new_in(self, typed: Mapping[str, str]) -> str:
        """The words about the place where something was typed, field by field."""
        now = self._fields()
        pieces = []
        for name, text in typed.items():
            before = now.get(name, "")
            if text.strip() and text != before:
                shorter = min(len(text), len(before))
                same = next((at for at in range(shorter) if text[at] != before[at]), shorter)
                start = text.rfind(" ", 0, max(0, same - _BEFORE)) + 1
                piece = text[start : start + _SHOWN]
                pieces.append(f"{'…' if start else ''}{piece.strip()}{'…' if start + _SHOWN < len(text) else ''}")
        return "\n".join(pieces)
