"""Undo and redo on screens: at once where it is a matter of a moment, else in a thread with a sign that it works."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from interview_coder.domain.model import HistoryEntry
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.base import ModalScreen, Screen

FEW: Final = 300
"""So many rows are put back while the user waits for the key."""


def retrace(screen: Screen[Any] | ModalScreen[Any], then: Callable[[HistoryEntry], None], *, again: bool) -> None:
    """Undo, or redo with ``again``; do ``then`` with what it was, and tell it. Raises CannotUndoError."""
    from interview_coder.study.redaction import FOR_GOOD

    study = screen.study
    step = study.redo if again else study.undo
    told = _("Done again: {what}") if again else _("Undone: {what}")
    if not again and any(latest.own and latest.what in FOR_GOOD for latest in study.history(limit=1)):
        told = _("Undone: {what}. What was taken out for good stays out.")

    def done(entry: HistoryEntry) -> None:
        then(entry)
        screen.app.notify(told.format(what=look.act(entry)), timeout=3)

    async def in_thread() -> None:
        from interview_coder.tui.screens.wait import waiting

        done(await waiting(screen.app, _("Doing it again…") if again else _("Taking it back…"), step))

    if study.count_retraced(again=again) <= FEW:
        done(step())
    else:
        screen.run_worker(in_thread(), exit_on_error=False, group="dialog")
