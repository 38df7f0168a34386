"""Versions of the codebook: freezing it under a name, and what changed since."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input

from interview_coder.analysis.wording import CHANGED
from interview_coder.domain.text import safe
from interview_coder.domain.versions import CodebookVersion, CodeChange
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.forms import FormScreen, Wrong
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.name_hint import NameHint
from interview_coder.tui.widgets.rows import Rows, spread


class Freeze(FormScreen[bool]):
    """A name and a note for the codebook as it is now; it is kept here."""

    PLACES = (Place.FORM,)
    CSS_PATH = "versions.tcss"
    AUTO_FOCUS = "#name"

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("Freeze the codebook"), classes="dialog-title")
            yield Plain(_("It stays as it is; later you can see what changed since."), classes="dialog-text")
            for name, label in (("name", _("Name")), ("note", _("Note"))):
                with Horizontal(classes="field"):
                    yield Plain(label, classes="label")
                    yield Input(id=name, classes="-slim")
                yield Wrong(name)
            yield NameHint()
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Freeze")), id="keep", variant="primary")
                yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    def on_input_changed(self) -> None:
        self.accept()
        self.query_one(NameHint).look("\n".join(one.value for one in self.query(Input)))

    def on_input_submitted(self) -> None:
        self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.action_save() if event.button.id == "keep" else self.cancel()

    def action_save(self) -> None:
        try:
            self.study.freeze_codebook(self.query_one("#name", Input).value, self.query_one("#note", Input).value)
        except InvalidInputError as error:
            self.refuse(str(error), "name")
        else:
            self.dismiss(True)


class Changes(ModalScreen[None]):
    """What changed in the codebook since a version, or from it to another."""

    PLACES = (Place.VERSIONS,)
    CSS_PATH = "versions.tcss"
    AUTO_FOCUS = "Rows"

    def __init__(self, version: CodebookVersion) -> None:
        super().__init__()
        self._version = version
        self._other: CodebookVersion | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(id="changes-title", classes="dialog-title")
            yield Rows[CodeChange](self._draw, row_height=2, empty=_("Nothing changed."))
            yield Plain(_("Codings: before the older version, under it, since."), classes="dialog-hint")
        yield KeyBar()

    def on_mount(self) -> None:
        self._fill()

    def _fill(self) -> None:
        other = self._other.name if self._other else _("now")
        self.query_one("#changes-title", Plain).show(f"{self._version.name} → {other}")
        other_id = self._other.id if self._other else None
        self.query_one(Rows).show(self.study.codebook_changes(self._version.id, other_id), 0)

    def _draw(self, one: CodeChange, width: int) -> Sequence[Content]:
        kinds = ", ".join(_(CHANGED[kind]) for kind in one.kinds)
        counts = f"{one.earlier} / {one.under_first} / {one.under_second} "
        head = spread(Content.assemble(" ", (safe(one.code.path), "bold")), plain(counts, "$muted"), width)
        was = one.before.path if one.before and one.after and one.before.path != one.after.path else ""
        return [head, plain(f"   {kinds}{f' ({was})' if was else ''}", "$accent")]

    def action_other(self) -> None:
        """Compare with the next newer version, and at the end with now again."""
        newer = [one for one in self.study.codebook_versions() if one.time > self._version.time]
        place = -1 if self._other is None else [one.id for one in newer].index(self._other.id)
        self._other = newer[place + 1] if place + 1 < len(newer) else None
        self._fill()

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_remove(self) -> None:
        if await self.app.confirm(_("Keep this version no more?"), self._version.name):
            self.study.remove_version(self._version.id)
            self.dismiss(None)
