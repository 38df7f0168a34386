"""The key file of the session: opened, made or let go of; its names are in memory until the study closes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from interview_coder.i18n import _
from interview_coder.tui.base import App
from interview_coder.tui.screens.ask import Answer, Ask
from interview_coder.tui.widgets.path_listing import path_label
from interview_coder.tui.widgets.path_picker import PathPicker

if TYPE_CHECKING:
    from interview_coder.study import Study

_ABOUT = "key_file"
"""Under which name the settings remember where a study's key file was; only the path, which is the user's own."""


def open_key_file(app: App, path: Path, *, create: bool = False) -> bool:
    """Open a key file for the session; with ``create`` one that is not there is made. Returns whether it was.

    Raises NotFoundError, OutputExistsError, InvalidInputError.
    """
    from interview_coder.redaction import NameRegistry

    make = create and not path.exists()
    app.registry = NameRegistry.create(path) if make else NameRegistry.load(path)
    if app.study is not None:
        app.settings.set("studies", app.study.info().id, _ABOUT, value=str(path.resolve()))
    return make


def _last(app: App, study: Study) -> Path | None:
    """The key file that was open with this study last, if it is still there."""
    remembered = app.settings.get("studies", study.info().id, _ABOUT)
    path = Path(remembered) if isinstance(remembered, str) else None
    return path if path is not None and path.is_file() else None


async def choose_key_file(app: App, study: Study, folder: Path | None = None) -> bool:
    """Ask which key file to use; returns whether another one is open now. Call it in an ``async`` worker."""
    answers = [Answer("o", _("Use an existing key file")), Answer("n", _("Make a new key file"))]
    last = _last(app, study)
    here = app.registry.path if app.registry is not None else None
    if last is not None and (here is None or last != here.resolve()):
        answers.insert(0, Answer("a", _("Use {file} again").format(file=path_label(last.name))))
    if app.registry is not None:
        answers.append(Answer("w", _("Go on without it")))
    answer = await app.push_screen_wait(
        Ask(
            _("Key file"),
            answers,
            detail=_(
                "It holds the names of this study, apart from the study itself, and helps to find them. Keep it in "
                "a safe place, and destroy it when the study is done."
            ),
        )
    )
    if answer is None:
        return False
    if answer == "w":
        app.registry = None
        return True
    if answer == "a" and last is not None:
        open_key_file(app, last)
        return True
    beside = study.path.resolve().parent
    picker = PathPicker(
        _("Key file"),
        "open" if answer == "o" else "save",
        # A new one does not lie with the study: who copies that folder would take the names along.
        start=folder or (beside if answer == "o" else beside.parent),
        suffixes=(".toml",),
        name="" if answer == "o" else _("names.toml"),
    )
    paths = await app.push_screen_wait(picker)
    if not paths:
        return False
    if answer == "n" and paths[0].exists():
        # To make one is not to use one: the names in it would be somebody else's.
        from interview_coder.redaction import NameRegistry

        NameRegistry.create(paths[0])
    open_key_file(app, paths[0], create=answer == "n")
    if paths[0].resolve().parent == beside:
        app.notify(
            _("This key file lies in the folder of the study: who copies that folder has the names too."),
            severity="warning",
        )
    return True
