"""Choosing files and folders to open, or a place to save: by typing a path, or by walking the folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Button, Input
from textual.worker import get_current_worker

from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _, ngettext
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.path_listing import (
    Listing,
    PathRow,
    completion,
    list_folder,
    matching,
    path_label,
    split_typed,
)
from interview_coder.tui.widgets.rows import Rows, spread

_MARK_CELLS = 5


class PathField(Input):
    """The field: while it is empty, the space bar and backspace act on the list."""

    def lets_through(self, key: str) -> bool:
        """Whether a key acts on the list just now."""
        return not self.value and key in ("space", "backspace")

    async def _on_key(self, event: events.Key) -> None:
        picker = self.screen
        if isinstance(picker, PathPicker) and self.lets_through(event.key):
            picker.action_mark() if event.key == "space" else picker.action_parent()
            event.stop()
            event.prevent_default()


class PathRows(Rows[PathRow], inherit_bindings=False):
    """The list of a folder: what is typed here goes to the field above it."""

    PLACES = ()

    def on_key(self, event: events.Key) -> None:
        if event.is_printable and event.character and event.key != "space":
            field = self.screen.query_one(Input)
            field.focus()
            field.insert_text_at_cursor(event.character)
            event.stop()

    def on_paste(self, event: events.Paste) -> None:
        field = self.screen.query_one(Input)
        field.focus()
        field.post_message(events.Paste(event.text))
        event.stop()

    def on_click(self, event: events.Click) -> None:
        row = self._index_at(event.y)
        if row >= 0 and event.x < _MARK_CELLS and event.chain == 1:
            self.move_to(row)
            picker = self.screen
            if isinstance(picker, PathPicker) and picker.markable(self.current):
                picker.action_mark(stay=True)
                # The list itself would take the click as a choice.
                event.prevent_default()


class _Completer(Suggester):
    """Shows, behind the cursor, what Tab or → would complete."""

    def __init__(self, picker: PathPicker) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._picker = picker

    async def get_suggestion(self, value: str) -> str | None:
        for row in matching(self._picker.entries, value) if value else ():
            if row.label == row.name and row.name.startswith(value):
                return row.name + (os.sep if row.folder else "")
        return None


class PathPicker(ModalScreen[list[Path]]):
    """A dialog that gives back paths: those to open, or one to save to.

    ``suffixes`` are the endings of the files to show (none: all). ``many`` allows several, ``folders`` whole folders.
    When saving, ``name`` is what the field begins with; an existing file is only given back after a question, and a
    name without one of the suffixes gets the first.
    """

    PLACES = (Place.PATHS,)
    CSS_PATH = "path_picker.tcss"
    AUTO_FOCUS = None

    class Listed(Message):
        """A folder was read."""

        def __init__(self, listing: Listing, onto: Path | None) -> None:
            self.listing, self.onto = listing, onto
            super().__init__()

    class Unreadable(Message):
        """A folder could not be read."""

        def __init__(self, sentence: str) -> None:
            self.sentence = sentence
            super().__init__()

    def __init__(
        self,
        title: str,
        mode: Literal["open", "save"] = "open",
        *,
        start: Path | None = None,
        suffixes: Sequence[str] = (),
        many: bool = False,
        folders: bool = False,
        name: str = "",
        use: str = "",
    ) -> None:
        super().__init__()
        self._heading, self._saving, self._suffixes = title, mode == "save", tuple(suffixes)
        self._many, self._folders, self._file_name = many and mode == "open", folders and mode == "open", name
        self._use = use or (_("Save") if self._saving else _("Open"))
        self.folder = _folder_near(start)
        self.entries: tuple[PathRow, ...] = ()
        self._cut = False
        self._marked: dict[Path, PathRow] = {}
        self._reading: Path | None = None
        self._then: Callable[[], object] | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(self._heading, classes="dialog-title")
            yield Plain(id="folder")
            hint = _("Name of the file") if self._saving else _("Type part of a name, or a path")
            yield PathField(
                self._file_name, placeholder=hint, suggester=_Completer(self), select_on_focus=False, id="path-typed"
            )
            yield PathRows(self._draw, always_lit=not self._saving, empty=_("Reading the folder…"))
            yield Plain(id="path-status", classes="hint")
            with Horizontal(classes="buttons"):
                yield Button(plain(self._use), id="use", variant="primary")
                yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    def on_mount(self) -> None:
        self.go(self.folder)
        if self._saving:
            field = self.query_one(Input)
            field.focus()
            stem = len(self._file_name) - len(Path(self._file_name).suffix)
            field.cursor_position = stem
        else:
            self.query_one(PathRows).focus()

    # Folders

    def go(self, folder: Path, *, onto: Path | None = None) -> None:
        """Show another folder, with the cursor on ``onto`` if it is in there."""
        self._reading, self._then = folder, None
        self._status(_("Reading {folder}…").format(folder=path_label(folder)))
        self._read(folder, onto)

    def _once_read(self, action: Callable[[], object]) -> bool:
        """Whether a folder is being read; then the action is done when it is there, not on the list before it."""
        if self._reading is not None:
            self._then = action
        return self._reading is not None

    @work(thread=True, exclusive=True, exit_on_error=False, group="paths")
    def _read(self, folder: Path, onto: Path | None) -> None:
        worker = get_current_worker()
        try:
            listing = list_folder(folder, self._suffixes, lambda: worker.is_cancelled)
        except InvalidInputError as error:
            if not worker.is_cancelled:
                self.post_message(self.Unreadable(str(error)))
            return
        if not worker.is_cancelled:
            self.post_message(self.Listed(listing, onto))

    def on_path_picker_listed(self, event: Listed) -> None:
        self.folder, self.entries, self._cut = event.listing.folder, event.listing.rows, event.listing.cut
        self.query_one("#folder", Plain).show(path_label(self.folder))
        self._reading, then, self._then = None, self._then, None
        self._show(event.onto)
        if then is not None:
            then()

    def on_path_picker_unreadable(self, event: Unreadable) -> None:
        self._reading, self._then = None, None
        self._show()
        self._status(event.sentence, wrong=True)

    def _show(self, onto: Path | None = None) -> None:
        typed = "" if self._saving else self.query_one(Input).value
        fitting = matching(self.entries, typed)
        above: list[PathRow] = []
        if not typed:
            if self.folder.parent != self.folder:
                above.append(PathRow(self.folder.parent, "..", _("one folder up"), True, role="up"))
            if self._folders and fitting:
                label = _("this folder, with everything in it")
                above.append(PathRow(self.folder, ".", label, True, role="here"))
        rows = self.query_one(PathRows)
        rows.empty = _("Nothing here fits.") if typed else _("There is nothing here that can be used.")
        cursor = next((i for i, row in enumerate(fitting) if row.path == onto), None)
        first = min(len(above), len(above) + len(fitting) - 1) if onto is None else 0
        rows.show([*above, *fitting], first if cursor is None else len(above) + cursor)
        self._tell()

    def _tell(self) -> None:
        shown = sum(not row.folder for row in self.query_one(PathRows).items)
        parts = [ngettext("{n} file", "{n} files", shown).format(n=shown)]
        if self._suffixes and not self._saving:
            parts[0] += " (" + " ".join(self._suffixes) + ")"
        if self._cut:
            parts.append(_("the folder holds more than can be listed: type a path"))
        if self._marked:
            count = len(self._marked)
            parts.insert(0, ngettext("{n} chosen", "{n} chosen", count).format(n=count))
        self._status(" · ".join(parts))

    def _status(self, text: str, *, wrong: bool = False) -> None:
        status = self.query_one("#path-status", Plain)
        status.set_class(wrong, "-wrong")
        status.show(text)

    def _draw(self, row: PathRow, width: int) -> Sequence[Content]:
        mark = "[x] " if row.path in self._marked and row.role != "up" else "[ ] " if self.markable(row) else "    "
        name = row.label if row.role != "entry" else row.label + (os.sep if row.folder else "")
        style = "$text-muted" if row.role != "entry" else "bold $primary" if row.folder else ""
        when = row.changed.strftime("%Y-%m-%d ") if row.changed else ""
        shown = f"{row.name:<3}{name}" if row.role != "entry" else name
        left = Content.assemble(" ", mark if self._many else "", plain(shown, style))
        return [spread(left, Content.styled(when, "$text-muted"), width)]

    # Typing

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one(KeyBar).refresh()
        # What the field holds now: fast fingers are ahead of the message.
        led = split_typed(event.input.value, self._reading or self.folder)
        if led is None:
            self._show()
            return
        folder, rest = led
        if _is_folder(folder):
            with self.prevent(Input.Changed):
                event.input.value = rest
                event.input.cursor_position = len(rest)
            self.go(folder)
        else:
            self._status(_("There is no folder {folder}.").format(folder=path_label(folder)), wrong=True)

    def action_complete(self) -> None:
        """Complete what was typed as far as it is clear; else go between the field and the list."""
        field = self.query_one(Input)
        rows = self.query_one(PathRows)
        if self.focused is not field:
            self.screen.focus_next()
            return
        if self._once_read(self.action_complete):
            return
        fitting = matching(self.entries, field.value) if field.value else []
        starting = [row for row in fitting if row.name.startswith(field.value)] or fitting
        if len(starting) == 1 and starting[0].folder:
            self._enter(starting[0])
            return
        completed = completion(self.entries, field.value)
        if completed != field.value:
            field.value = completed
            field.cursor_position = len(completed)
        else:
            rows.focus()

    # Choosing

    def markable(self, row: PathRow | None) -> bool:
        """Whether a row can be chosen together with others."""
        return row is not None and self._many and row.role != "up" and (self._folders or not row.folder)

    def offers(self, action: Action) -> bool:
        """Which actions the footer shows."""
        return self._many or action.id not in ("mark", "mark_all")

    def action_mark(self, *, stay: bool = False) -> None:
        rows = self.query_one(PathRows)
        row = rows.current
        if not self.markable(row) or row is None:
            return
        if self._marked.pop(row.path, None) is None:
            self._marked[row.path] = row
        rows.redraw(rows.cursor)
        if not stay:
            rows.action_down()
        self._tell()

    def action_mark_all(self) -> None:
        """Mark all files shown; when they are marked already, none."""
        if not self._many:
            return
        rows = self.query_one(PathRows)
        files = [row for row in rows.items if not row.folder]
        if all(row.path in self._marked for row in files):
            for row in files:
                self._marked.pop(row.path, None)
        else:
            self._marked.update((row.path, row) for row in files)
        rows.redraw()
        self._tell()

    def action_parent(self) -> None:
        if self.folder.parent != self.folder:
            self.go(self.folder.parent, onto=self.folder)

    def _enter(self, row: PathRow) -> None:
        if not self._saving:
            with self.prevent(Input.Changed):
                self.query_one(Input).value = ""
        self.go(row.path, onto=self.folder if row.role == "up" else None)

    def action_choose(self) -> None:
        """Go into the folder, or take the file (or all that are marked)."""
        if isinstance(self.focused, Button):
            self.focused.press()
            return
        if self._once_read(self.action_choose):
            return
        if self._saving and self.focused is self.query_one(Input):
            self._save()
            return
        row = self.query_one(PathRows).current
        if row is None:
            return
        if row.role == "here":
            self.dismiss(list(self._marked) or [row.path])
        elif row.folder:
            self._enter(row)
        elif self._saving:
            if row.label == row.name:
                self.query_one(Input).value = row.name
            self.query_one(Input).focus()
        else:
            self.dismiss(list(self._marked) or [row.path])

    def action_use(self) -> None:
        """Take what is marked, else the row under the cursor."""
        if self._once_read(self.action_use):
            return
        if self._saving:
            self._save()
            return
        row = self.query_one(PathRows).current
        if self._marked:
            self.dismiss(list(self._marked))
        elif row is not None and row.role != "up" and (self._folders or not row.folder):
            self.dismiss([row.path])
        elif self._folders:
            self.dismiss([self.folder])

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        self.query_one(PathRows).focus()
        self.action_choose()

    def on_input_submitted(self) -> None:
        self.action_choose()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "use":
            self.action_use()
        else:
            self.dismiss(None)

    @work(exclusive=True, exit_on_error=False, group="save")
    async def _save(self) -> None:
        typed = self.query_one(Input).value.strip()
        if not typed or typed in (".", "..") or "\0" in typed:
            self._status(_("Type a name for the file first."), wrong=True)
            return
        if split_typed(typed, self.folder) is not None:
            self._status(_("There is no folder by that name: the file can only go where there is one."), wrong=True)
            return
        if self._suffixes and not typed.casefold().endswith(tuple(s.casefold() for s in self._suffixes)):
            typed += self._suffixes[0]
        path = self.folder / typed
        label = path_label(path.name)
        try:
            taken, is_folder = path.exists() or path.is_symlink(), path.is_dir()
        except OSError as error:
            self._status(
                _("{file} cannot be used: {reason}.").format(file=label, reason=error.strerror or ""), wrong=True
            )
            return
        if is_folder:
            self._status(_("{file} is a folder; choose another name.").format(file=label), wrong=True)
            return
        if not os.access(self.folder, os.W_OK):
            self._status(_("Nothing may be written in this folder; choose another one."), wrong=True)
            return
        if taken and not await self.app.confirm(
            _("Replace {file}?").format(file=label),
            _("There is a file by that name already. Its contents will be lost."),
            yes=_("Replace"),
            danger=True,
        ):
            return
        self.dismiss([path])

    # The list moves while the focus is in the field

    def _step(self, name: str) -> None:
        rows = self.query_one(PathRows)
        if self.focused is not rows:
            rows.focus()
        getattr(rows, f"action_{name}")()

    def action_up(self) -> None:
        rows = self.query_one(PathRows)
        if self.focused is rows and rows.cursor <= 0:
            self.query_one(Input).focus()
        else:
            self._step("up")

    def action_down(self) -> None:
        self._step("down")

    def action_page_up(self) -> None:
        self._step("page_up")

    def action_page_down(self) -> None:
        self._step("page_down")

    def action_first(self) -> None:
        self._step("first")

    def action_last(self) -> None:
        self._step("last")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _folder_near(start: Path | None) -> Path:
    """The folder to begin in: the given one, that of a given file, the nearest above that is there; else home's."""
    candidates: list[Any] = [start, *start.absolute().parents] if start is not None else []
    for candidate in (*candidates, Path.cwd(), Path.home()):
        if _is_folder(candidate):
            return Path(os.path.normpath(candidate.absolute()))
    return Path(os.sep)
