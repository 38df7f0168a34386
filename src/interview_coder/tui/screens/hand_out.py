"""Handing out a desk: who will work there, on which interviews, in which file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input

from interview_coder.domain.merging import HandoutReport
from interview_coder.domain.model import Interview
from interview_coder.domain.text import one_line, safe, slug
from interview_coder.errors import InterviewCoderError, InvalidInputError
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import Plain, plain
from interview_coder.tui.forms import FormScreen, Wrong
from interview_coder.tui.screens.start import SUFFIX
from interview_coder.tui.screens.wait import waiting
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread
from interview_coder.tui.widgets.toggles import Tick


class InterviewMarks(Rows[Interview], inherit_bindings=False):
    """Interviews that can be marked."""

    PLACES = (Place.DESK, Place.WALK)

    def __init__(self) -> None:
        super().__init__(id="given", classes="value")
        self.marked: set[str] = set()

    @property
    def chosen(self) -> frozenset[str]:
        """The ids of those that are marked, as the form compares them."""
        return frozenset(self.marked)

    def draw(self, item: Interview, width: int) -> Sequence[Content]:
        mark = "[x] " if item.id in self.marked else "[ ] "
        counts = Content.styled(f"{look.codings(item.codings)} ", "$muted")
        return [spread(Content.assemble(" ", mark, plain(look.interview_title(item))), counts, width)]

    def action_mark(self) -> None:
        if self.current is not None:
            self.marked ^= {self.current.id}
            self.redraw(self.cursor)
            self.action_down()

    def action_mark_all(self) -> None:
        every = {item.id for item in self.items}
        self.marked = set() if self.marked == every else every
        self.redraw()

    def action_choose(self) -> None:
        """A second click marks, as Space does."""
        self.action_mark()


class HandOut(FormScreen[HandoutReport]):
    """The form of a new desk; the result says what it was given."""

    PLACES = (Place.FORM,)
    CSS_PATH = "hand_out.tcss"
    AUTO_FOCUS = "#coder"

    def __init__(
        self, interviews: Sequence[Interview], *, coder: str = "", given: Sequence[str] = (), blind: bool = False
    ) -> None:
        super().__init__()
        self._interviews = interviews
        self._coder, self._given, self._blind = coder, given, blind

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("Hand out a desk"), classes="dialog-title")
            with Horizontal(classes="field"):
                yield Plain(_("Who works there"), classes="label")
                yield Input(safe(self._coder), id="coder", classes="-slim")
            yield Wrong("coder")
            with Horizontal(classes="field"):
                yield Plain(_("File"), classes="label")
                yield Input(id="file", classes="-slim")
            yield Wrong("file")
            yield Tick(_("blind: nothing of what others coded goes along"), self._blind, id="blind")
            yield Plain(_("Interviews: all, or those that you mark"), id="which", classes="dialog-hint")
            yield InterviewMarks()
            yield Plain(
                _("What was done before cannot be undone any more, here and at the desk."), classes="dialog-hint"
            )
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Hand out")), id="make", variant="primary")
                yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    def on_mount(self) -> None:
        self._follow(self._coder)
        marks = self.query_one(InterviewMarks)
        marks.marked = set(self._given)
        marks.show(self._interviews)

    def _follow(self, coder: str) -> None:
        """Name the file by who works there."""
        before = self.query_one("#file", Input)
        folder = Path(before.value).parent if before.value else self.study.path.parent
        name = slug(coder) or _("desk")
        before.value = str(folder / f"{self.study.path.stem}-{name}{SUFFIX}")

    def on_input_changed(self, event: Input.Changed) -> None:
        """The file follows the name until somebody writes another one."""
        self.accept()
        if event.input.id == "coder" and event.input.has_focus:
            self._follow(event.value)

    def on_input_submitted(self) -> None:
        self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.action_save() if event.button.id == "make" else self.action_back()

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_save(self) -> None:
        from interview_coder.study import study_path

        study = self.study
        file = self.query_one("#file", Input).value.strip()
        coder = one_line(self.query_one("#coder", Input).value) or None
        blind = self.query_one("#blind", Tick).value
        given = sorted(self.query_one(InterviewMarks).marked) or None
        if not file or file.endswith(("/", "\\")):
            self.refuse(_("Say in which file the desk is to be kept."), "file")
            return
        path = study_path(Path(file).expanduser())
        try:
            report = await waiting(
                self.app,
                _("Writing the desk…"),
                lambda: study.hand_out(path, coder=coder, interviews=given, blind=blind),
            )
        except InvalidInputError as error:
            self.refuse(str(error), error.field or "coder")
        except InterviewCoderError as error:
            self.refuse(str(error), "file")
        else:
            self.dismiss(report)
