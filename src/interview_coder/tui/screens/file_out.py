"""Asking where a table goes and writing it there: the format follows from the ending that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from interview_coder.i18n import _
from interview_coder.tui.screens.ask import Answer, Ask
from interview_coder.tui.screens.wait import waiting
from interview_coder.tui.widgets.path_picker import PathPicker

if TYPE_CHECKING:
    from interview_coder.study.reports import ExportReport
    from interview_coder.tui.base import App

_FORMATS = {"w": (".docx", "Word"), "x": (".xlsx", "Excel"), "c": (".csv", "CSV"), "m": (".md", "Markdown")}


async def write_out(
    app: App, title: str, name: str, write: Callable[[Path, bool], ExportReport]
) -> tuple[Path, ExportReport] | None:
    """Ask for format and place, have ``write(path, force)`` write there in a thread; ``None`` where it was left.

    Warnings are told. Call it in an ``async`` worker. Raises what ``write`` raises.
    """
    assert app.study is not None
    key = await app.push_screen_wait(Ask(title, [Answer(key, label) for key, (_end, label) in _FORMATS.items()]))
    if key is None:
        return None
    suffix = _FORMATS[key][0]
    start = app.study.path.parent / f"{name}{suffix}"
    paths = await app.push_screen_wait(
        PathPicker(title, "save", start=start, suffixes=(suffix,), name=start.name, use=_("Write"))
    )
    if not paths:
        return None
    # The picker has asked already whether a file that is there may go.
    report = await waiting(app, _("Writing…"), lambda: write(paths[0], True))
    for warning in report.warnings:
        app.notify(warning, severity="warning")
    return paths[0], report
