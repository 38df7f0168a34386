"""The first screen: the studies worked on lately, a new one, a sample, and who is coding."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input
from textual.worker import get_current_worker

from interview_coder import __version__
from interview_coder.domain.model import StudyInfo
from interview_coder.domain.text import one_line, safe, slug
from interview_coder.errors import InterviewCoderError, InvalidInputError, OutputExistsError
from interview_coder.i18n import _, current_language, ngettext, use_language
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, Screen, plain
from interview_coder.tui.forms import FormScreen, Wrong
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread

SUFFIX = ".study"


class Recent(Struct, frozen=True):
    """A study on the list; ``info`` follows once it was looked into, ``wrong`` says why it could not be."""

    path: Path
    info: StudyInfo | None = None
    wrong: str = ""


class Start(Screen[None]):
    """Recent studies, new, open, sample; name and language."""

    CLOSES = False
    PLACES = (Place.START,)
    CSS_PATH = "start.tcss"
    AUTO_FOCUS = "Rows"

    class Looked(Message):
        """A study on the list was looked into."""

        def __init__(self, recent: Recent) -> None:
            self.recent = recent
            super().__init__()

    class Making(Message):
        """How far the making of the sample study is."""

        def __init__(self, done: int, total: int) -> None:
            self.done, self.total = done, total
            super().__init__()

    class Made(Message):
        """The sample study is there."""

        def __init__(self, path: Path) -> None:
            self.path = path
            super().__init__()

    def __init__(self, *, waiting: bool = False) -> None:
        """``waiting``: a study is about to cover the screen, so nothing is drawn before it is gone back to."""
        super().__init__()
        self._waiting = waiting

    def compose(self) -> ComposeResult:
        if self._waiting:
            return
        with Vertical(id="sheet"):
            yield Plain(Content.assemble(("interview coder", "bold $primary"), (f"  {__version__}", "$muted")))
            yield Plain(_("Transcripts in, names out, passages coded, quotes for the report."), classes="hint")
            yield Plain(_("Recent studies"), classes="heading")
            yield Rows[Recent](
                self._draw,
                row_height=2,
                empty=_("No study yet. Press n to make one, or d to look around in a sample."),
            )
            with Horizontal(id="doors"):
                for name, label in (("new", _("New study")), ("open", _("Open…")), ("demo", _("Sample study"))):
                    yield Button(plain(label), id=name)
            yield Plain(id="who", classes="hint")
        yield KeyBar()

    def on_mount(self) -> None:
        self._fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key does anything here while a study is about to cover the screen."""
        return not self._waiting and super().check_action(action, parameters)

    async def on_screen_resume(self) -> None:
        self._fill()

    async def wake(self) -> None:
        """Draw what was waited with."""
        if self._waiting:
            self._waiting = False
            await self.recompose()
            self._fill()
            # None where the program ended meanwhile.
            for rows in self.query(Rows):
                rows.focus()

    def _fill(self) -> None:
        if not self.query(Rows):
            return
        paths = self.app.settings.recent()
        known = {recent.path: recent for recent in self.query_one(Rows).items}
        self.query_one(Rows).show([known.get(path, Recent(path)) for path in paths])
        self._who()
        if paths:
            self._look_into(paths)

    def _who(self) -> None:
        language = "Nederlands" if current_language() == "nl" else "English"
        self.query_one("#who", Plain).show(
            Content.assemble(
                _("You code as") + " ",
                (safe(self.app.settings.coder), "bold $foreground"),
                "   ",
                _("Language") + " ",
                (language, "bold $foreground"),
            )
        )

    @work(thread=True, exclusive=True, exit_on_error=False, group="recent")
    def _look_into(self, paths: Sequence[Path]) -> None:
        from interview_coder.study import Study

        for path in paths:
            if get_current_worker().is_cancelled:
                return
            try:
                with Study.open(path, read_only=True) as study:
                    recent = Recent(path, study.info())
            except InterviewCoderError as error:
                recent = Recent(path, wrong=str(error))
            self.post_message(self.Looked(recent))

    def on_start_looked(self, event: Looked) -> None:
        rows = self.query_one(Rows)
        for index, recent in enumerate(rows.items):
            if recent.path == event.recent.path:
                rows.replace(index, event.recent)

    def _draw(self, recent: Recent, width: int) -> Sequence[Content]:
        info = recent.info
        title = (info.title if info else "") or recent.path.stem
        counts = ""
        if info:
            interviews = ngettext("{n} interview", "{n} interviews", info.interviews).format(
                n=look.number(info.interviews)
            )
            counts = f"{interviews} · {look.codings(info.codings)} "
        head = spread(Content.assemble(" ", (safe(title), "bold")), Content.styled(counts, "$muted"), width)
        below = (
            Content.styled(f" {safe(recent.wrong)}", "$error")
            if recent.wrong
            else plain(f" {_short(recent.path)}", "$muted")
        )
        return [head, below]

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        self._open(event.item.path)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.run_worker(self.app.run_action(event.button.id or "", self), exit_on_error=False)

    def _open(self, path: Path) -> None:
        self.app.open_study(path)  # type: ignore[attr-defined]

    @work(exit_on_error=False, group="dialog")
    async def action_new(self) -> None:
        study = await self.app.push_screen_wait(NewStudy())
        if study is not None:
            self._open(study)

    @work(exit_on_error=False, group="dialog")
    async def action_open(self) -> None:
        from interview_coder.tui.widgets.path_picker import PathPicker

        chosen = await self.app.push_screen_wait(
            PathPicker(_("Open a study"), start=self.app.settings.home(), suffixes=(SUFFIX,))
        )
        if chosen:
            self._open(chosen[0])

    @work(thread=True, exclusive=True, exit_on_error=False, group="demo")
    def action_demo(self) -> None:
        from interview_coder.demo import make_demo

        worker = get_current_worker()

        def progress(done: int, total: int) -> None:
            if worker.is_cancelled:
                raise InvalidInputError(_("The sample study was not made."))
            self.post_message(self.Making(done, total))

        progress(0, 1)
        path = make_demo(language=current_language(), progress=progress)
        self.post_message(self.Made(path))

    def on_start_making(self, event: Making) -> None:
        done = 30 * event.done // max(1, event.total)
        self.query_one("#who", Plain).show(
            Content.assemble(
                _("Making the sample study") + "  ",
                ("━" * done, "$primary"),
                ("─" * (30 - done), "$muted"),
                f"  {event.done}/{event.total}  ",
                _("Esc stops it"),
            )
        )

    def on_start_made(self, event: Made) -> None:
        self._who()
        self._open(event.path)

    def action_back(self) -> None:
        """Stop making the sample study, if that is under way."""
        self.workers.cancel_group(self, "demo")
        self._who()

    @work(exit_on_error=False, group="dialog")
    async def action_coder(self) -> None:
        name = await self.app.push_screen_wait(
            OneLine(
                _("Your name"), _("Your codings carry this name, for your colleagues to see."), self.app.settings.coder
            )
        )
        if name is not None and one_line(name):
            self.app.settings.set("coder", value=one_line(name))
            self._fill()

    async def action_language(self) -> None:
        language = "en" if current_language() == "nl" else "nl"
        self.app.settings.set("language", value=language)
        use_language(language)
        await self.recompose()
        self._fill()
        self.query_one(Rows).focus()

    def action_forget(self) -> None:
        recent = self.query_one(Rows).current
        if recent is not None:
            self.app.settings.forget(recent.path)
            self._fill()


def _short(path: Path) -> str:
    """A path with the home folder as ``~``."""
    with suppress(ValueError, RuntimeError):
        return str(Path("~") / path.relative_to(Path.home()))
    return str(path)


class OneLine(ModalScreen[str]):
    """One line to type; the result is the text, ``None`` when it was left."""

    AUTO_FOCUS = "Input"

    def __init__(self, title: str, detail: str = "", value: str = "") -> None:
        super().__init__()
        self._heading, self._detail, self._value = title, detail, value

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(self._heading, classes="dialog-title")
            # What stands there is selected, so that typing replaces it.
            yield Input(safe(self._value), select_on_focus=True)
            if self._detail:
                yield Plain(self._detail, classes="dialog-hint")
        yield KeyBar()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())


class NewStudy(FormScreen[Path]):
    """The form of a new study; the result is the file that was made."""

    PLACES = (Place.FORM,)
    AUTO_FOCUS = "#title"

    def compose(self) -> ComposeResult:
        from textual.widgets import Select

        with Vertical(classes="dialog"):
            yield Plain(_("New study"), classes="dialog-title")
            yield from self._field(_("Name"), Input(id="title", classes="-slim"))
            yield from self._field(_("File"), Input(id="file", classes="-slim"))
            yield Wrong("file")
            yield from self._field(
                _("Codebook"),
                Select[str](
                    [(_("mbo: seven conditions and the themes"), "mbo"), (_("blank"), "blank")],
                    value="mbo",
                    allow_blank=False,
                    id="template",
                ),
            )
            yield from self._field(
                _("Language"),
                Select[str](
                    [("Nederlands", "nl"), ("English", "en")],
                    value=current_language(),
                    allow_blank=False,
                    id="language",
                ),
            )
            yield from self._field(_("Your name"), Input(safe(self.app.settings.coder), id="coder", classes="-slim"))
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Make")), id="make", variant="primary")
                yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    @staticmethod
    def _field(label: str, widget: Input | object) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Plain(label, classes="label")
            yield widget  # type: ignore[misc]

    def on_mount(self) -> None:
        self.query_one("#file", Input).value = str(self.app.settings.home() / f"studie{SUFFIX}")

    def on_input_changed(self, event: Input.Changed) -> None:
        """The file follows the name until somebody writes another one."""
        self.accept()
        if event.input.id == "title" and event.input.has_focus:
            folder = Path(self.query_one("#file", Input).value).parent
            self.query_one("#file", Input).value = str(folder / f"{slug(event.value) or 'studie'}{SUFFIX}")

    def on_input_submitted(self) -> None:
        self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.action_save() if event.button.id == "make" else self.dismiss(None)

    def action_save(self) -> None:
        try:
            path = self._make()
        except InvalidInputError as error:
            self.refuse(str(error), error.field)
        except InterviewCoderError as error:
            self.refuse(str(error), "file")
        else:
            self.dismiss(path)

    def _make(self) -> Path:
        """Make the study that the form describes."""
        from textual.widgets import Select

        from interview_coder.study import Study

        file = self.query_one("#file", Input).value.strip()
        if not file or file.endswith(("/", "\\")):
            raise InvalidInputError(_("Say in which file the study is to be kept."), field="file")
        path = Path(file).expanduser()
        if not path.suffix:
            path = path.with_suffix(SUFFIX)
        if path.exists():
            raise OutputExistsError(
                _("{file} is there already; choose another name, or open it.").format(file=path.name)
            )
        coder = one_line(self.query_one("#coder", Input).value) or self.app.settings.coder
        title = one_line(self.query_one("#title", Input).value)
        study = Study.create(
            path,
            template=str(self.query_one("#template", Select).value),
            language=str(self.query_one("#language", Select).value),
            coder=coder,
            title=title,
        )
        study.close()
        self.app.settings.set("coder", value=coder)
        self.app.settings.set("folder", value=str(path.parent.resolve()))
        return path
