"""Exporting the coded-quote table, or the redaction log: which quotes, in which format and language, to which file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, ProgressBar, RadioButton, RadioSet, Select
from textual.worker import get_current_worker

from interview_coder.domain.model import QuoteFilter, Stance
from interview_coder.domain.text import safe
from interview_coder.errors import InterviewCoderError, OutputExistsError
from interview_coder.i18n import N_, _, current_language, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.path_listing import path_label
from interview_coder.tui.widgets.path_picker import PathPicker
from interview_coder.tui.widgets.rows import spread
from interview_coder.tui.widgets.toggles import Choice

if TYPE_CHECKING:
    from interview_coder.study import Study

FORMATS: Final = ((".docx", "Word"), (".xlsx", "Excel"), (".csv", "CSV"), (".md", "Markdown"))
_LANGUAGES: Final = (("nl", "Nederlands"), ("en", "English"))
_WHAT: Final = (N_("quotes"), N_("redaction log"))
_LITERAL: Final = ((False, N_("as edited")), (True, N_("as spoken")))
_FIELDS: Final = ("code", "section", "programme", "school", "coder", "stance")


class _Stopped(Exception):  # noqa: N818 - not a mistake
    """The user stopped the export."""


class ExportScreen(ModalScreen[Path]):
    """The form, its progress and what came of it. The result is the file that was written last, if any."""

    PLACES = (Place.EXPORT,)
    CSS_PATH = "export.tcss"
    AUTO_FOCUS = "#format"

    class Counted(Message):
        """How many quotes the filter takes; for ``None``, how many lines the redaction log has."""

        def __init__(self, wanted: QuoteFilter | None, count: int) -> None:
            self.wanted, self.count = wanted, count
            super().__init__()

    class Progressed(Message):
        """So many rows are written."""

        def __init__(self, done: int, total: int) -> None:
            self.done, self.total = done, total
            super().__init__()

    class Ended(Message):
        """The export is over: ``rows`` were written, or ``error`` says why not; both ``None`` when it was stopped."""

        def __init__(self, path: Path, rows: int | None, error: InterviewCoderError | None = None) -> None:
            self.path, self.rows, self.error = path, rows, error
            super().__init__()

    LABELS: ClassVar[dict[str, str]] = {
        "code": N_("Code"),
        "section": N_("Section"),
        "programme": N_("Programme"),
        "school": N_("School"),
        "coder": N_("Coder"),
        "stance": N_("Stance"),
    }
    PROMPTS: ClassVar[dict[str, str]] = {
        "code": N_("all codes"),
        "section": N_("all sections"),
        "programme": N_("all programmes"),
        "school": N_("all schools"),
        "coder": N_("all coders"),
        "stance": N_("any, or none"),
    }

    def __init__(self, study: Study, filter: QuoteFilter | None = None) -> None:  # noqa: A002 - what it is
        super().__init__()
        self._study = study
        self._filter = filter or QuoteFilter()
        self._path = study.path.parent / (study.path.stem + "-" + _("quotes") + ".docx")
        self._force = False
        self._count: int | None = None
        self._writing = False
        self._written: Path | None = None

    # The form

    def compose(self) -> ComposeResult:
        language = self._study.info().language
        language = language if language in dict(_LANGUAGES) else current_language()
        with Vertical(classes="dialog"):
            yield Plain(_("Export"), classes="dialog-title")
            with VerticalScroll(can_focus=False, id="export-form"):
                yield from self._choices("what", _("What"), [(plain(_(name)), not i) for i, name in enumerate(_WHAT)])
                yield from self._choices(
                    "format", _("Format"), [(plain(name), not i) for i, (_s, name) in enumerate(FORMATS)]
                )
                for field in _FIELDS:
                    with Horizontal(classes="row of-quotes"):
                        yield Plain(_(self.LABELS[field]), classes="label")
                        options = self._options(field)
                        value = self._initial(field, [value for _label, value in options])
                        yield Select[Any](
                            options, prompt=_(self.PROMPTS[field]), value=value, id=f"filter-{field}", compact=True
                        )
                yield from self._choices(
                    "text", _("Words"), [(plain(_(name)), not lit) for lit, name in _LITERAL], classes="row of-quotes"
                )
                yield from self._choices(
                    "language", _("Language"), [(plain(name), code == language) for code, name in _LANGUAGES]
                )
                with Horizontal(classes="row"):
                    yield Plain(_("File"), classes="label")
                    yield Plain(id="export-path")
                    yield Button(plain(_("Where…")), id="where")
            yield Plain(id="export-count")
            with Horizontal(id="export-progress"):
                yield ProgressBar(show_eta=False, id="export-bar")
            yield Plain(
                _("The file will hold quotes. Names that are redacted in the study later are not taken out of it."),
                classes="hint of-quotes",
            )
            yield Plain(
                _("For the data officer: how many names of each kind were taken out of each text, why, by whom, when."),
                classes="hint of-log",
            )
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Export")), id="write", variant="primary")
                yield Button(plain(_("Close")), id="close")
        yield KeyBar()

    @staticmethod
    def _choices(
        name: str, label: str, choices: Sequence[tuple[Content, bool]], *, classes: str = "row"
    ) -> ComposeResult:
        with Horizontal(classes=classes):
            yield Plain(label, classes="label")
            with RadioSet(id=name):
                for content, chosen in choices:
                    yield Choice(content, chosen)

    def _options(self, field: str) -> list[tuple[Content, Any]]:
        """What a filter offers: labels and values."""
        study = self._study
        if field == "code":
            codes = study.codes(include_retired=True)
            return [(plain("  " * code.path.count("/") + code.name), code.id) for code in codes]
        if field == "section":
            titles = study.sections()
            used = {code.section for code in study.codes(include_retired=True) if code.section}
            return [(plain(f"{one} {titles.get(one, '')}".strip()), one) for one in sorted({*titles, *used})]
        if field == "programme":
            return [(plain(name), name) for name in study.programmes()]
        if field == "school":
            return [(plain(str(number)), number) for number in study.schools()]
        if field == "coder":
            return [(plain(coder.name), coder.name) for coder in study.coders()]
        return [
            (Content.assemble((look.STANCE_SIGNS[stance], "bold"), " ", _(look.STANCE_NAMES[stance])), stance)
            for stance in Stance
        ]

    def _initial(self, field: str, values: list[Any]) -> Any:
        given = getattr(self._filter, field)
        if field == "code" and given is not None:
            given = self._study.code(given).id
        return given if given in values else Select.NULL

    def on_mount(self) -> None:
        self._show_path()
        self._changed()

    def wanted(self) -> QuoteFilter:
        """The filter as chosen; what the caller asked for besides stays."""
        chosen: dict[str, Any] = {}
        for field in _FIELDS:
            value = self.query_one(f"#filter-{field}", Select).value
            chosen[field] = None if value is Select.NULL else value
        return replace(self._filter, **chosen)

    def _pressed(self, name: str) -> int:
        return max(0, self.query_one(f"#{name}", RadioSet).pressed_index)

    def _changed(self) -> None:
        self._count = None
        self._tell_count()
        self._count_rows(None if self.of_log else self.wanted())

    @property
    def of_log(self) -> bool:
        """Whether the redaction log is asked for, not the quotes."""
        return bool(self._pressed("what"))

    @work(thread=True, exclusive=True, exit_on_error=False, group="count")
    def _count_rows(self, wanted: QuoteFilter | None) -> None:
        worker = get_current_worker()
        with self.app.holding(self._study) as usable:
            if not usable:
                return
            count = len(self._study.redaction_log() if wanted is None else self._study.quotes(wanted))
        if not worker.is_cancelled:
            self.post_message(self.Counted(wanted, count))

    def on_export_screen_counted(self, event: Counted) -> None:
        if event.wanted == (None if self.of_log else self.wanted()):
            self._count = event.count
            self._tell_count()

    def _tell_count(self) -> None:
        line = self.query_one("#export-count", Plain)
        line.set_class(self._count == 0, "-none")
        if self._count is None:
            line.show(_("Counting…"))
        elif self._count == 0 and self.of_log:
            line.show(_("No names were taken out yet: there is nothing to export."))
        elif self._count == 0:
            line.show(_("No quotes fit: there is nothing to export."))
        else:
            line.show(self._told(self._count))
        self.query_one("#write", Button).disabled = not self._count or self._writing

    def _told(self, count: int) -> str:
        forms = ngettext("{n} line", "{n} lines", count) if self.of_log else ngettext("{n} quote", "{n} quotes", count)
        return forms.format(n=look.number(count))

    def on_select_changed(self) -> None:
        self._changed()

    def on_radio_set_changed(self, event: RadioSet.Changed) -> None:
        if event.radio_set.id == "what":
            self.set_class(self.of_log, "-log")
            for name in (_("quotes"), _("redactions")):
                if self._path.stem == f"{self._study.path.stem}-{name}":
                    self._path = self._own_path()
                    break
            self._force = False
            self._show_path()
            self._changed()
        elif event.radio_set.id == "format":
            self._path = self._path.with_suffix(FORMATS[self._pressed("format")][0])
            self._force = False
            self._show_path()

    def _own_path(self) -> Path:
        """Where the file goes as long as nobody chose a place."""
        name = _("redactions") if self.of_log else _("quotes")
        return self._path.with_name(f"{self._study.path.stem}-{name}{self._path.suffix}")

    def _show_path(self) -> None:
        width = max(20, self.query_one("#export-path").size.width)
        label = path_label(self._path)
        if len(label) > width:
            # The end of a path tells more than its beginning.
            label = "…" + label[-(width - 1) :]
        self.query_one("#export-path", Plain).show(spread(plain(label), Content(""), width))

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_path)

    # Where

    def action_where(self) -> None:
        if self._writing:
            return
        suffix = FORMATS[self._pressed("format")][0]
        picker = PathPicker(
            _("Where the redaction log goes") if self.of_log else _("Where the quotes go"),
            "save",
            start=self._path,
            suffixes=(suffix, *(other for other, _name in FORMATS if other != suffix)),
            name=self._path.name,
            use=_("Choose"),
        )
        self.app.push_screen(picker, self._placed)

    def _placed(self, paths: list[Path] | None) -> None:
        if paths:
            self._path, self._force = paths[0], True
            wanted = [suffix for suffix, _name in FORMATS].index(self._path.suffix.casefold())
            if wanted != self._pressed("format"):
                # The ending that was typed says the format.
                list(self.query_one("#format", RadioSet).query(RadioButton))[wanted].value = True
            self._show_path()

    # Writing

    def action_write(self) -> None:
        self._begin()

    @work(exclusive=True, exit_on_error=False, group="begin")
    async def _begin(self) -> None:
        if self._writing or not self._count:
            return
        if self._path.exists() and not self._force and not await self._may_replace():
            return
        self._writing = True
        self.add_class("-writing")
        self.query_one("#close", Button).label = plain(_("Stop"))
        self._tell_count()
        self._write(
            self._path,
            None if self.of_log else self.wanted(),
            bool(self._pressed("text")),
            _LANGUAGES[self._pressed("language")][0],
            self._path.exists(),
        )

    async def _may_replace(self) -> bool:
        return await self.app.confirm(
            _("Replace {file}?").format(file=path_label(self._path.name)),
            _("There is a file by that name already. Its contents will be lost."),
            yes=_("Replace"),
            danger=True,
        )

    @work(thread=True, exclusive=True, exit_on_error=False, group="write")
    def _write(self, path: Path, wanted: QuoteFilter | None, literal: bool, language: str, force: bool) -> None:
        worker = get_current_worker()

        def progress(done: int, total: int) -> None:
            if worker.is_cancelled:
                raise _Stopped
            self.post_message(self.Progressed(done, total))

        try:
            with self.app.holding(self._study) as usable:
                if not usable:
                    return
                if wanted is None:
                    report = self._study.export_redaction_log(path, force=force, language=language)
                else:
                    report = self._study.export_quotes(
                        path, wanted, literal=literal, force=force, language=language, progress=progress
                    )
        except _Stopped:
            self.post_message(self.Ended(path, None))
        except InterviewCoderError as error:
            self.post_message(self.Ended(path, None, error))
        else:
            for warning in report.warnings:
                self.app.call_from_thread(self.app.notify, warning, severity="warning")
            self.post_message(self.Ended(path, report.rows))

    def on_export_screen_progressed(self, event: Progressed) -> None:
        self.query_one(ProgressBar).update(total=event.total, progress=event.done)

    def on_export_screen_ended(self, event: Ended) -> None:
        self._writing = False
        self._force = False
        self.remove_class("-writing")
        self.query_one("#close", Button).label = plain(_("Close"))
        self._tell_count()
        line = self.query_one("#export-count", Plain)
        if isinstance(event.error, OutputExistsError):
            # It came there while the form was open.
            self._begin()
        elif event.error is not None:
            self.app.complain(event.error)
        elif event.rows is None:
            self.app.notify(_("Stopped. No file was written."))
        else:
            self._written = event.path
            forms = (
                ngettext("{n} line written to", "{n} lines written to", event.rows)
                if self.of_log
                else ngettext("{n} quote written to", "{n} quotes written to", event.rows)
            )
            care = "" if self.of_log else "  " + _("It holds quotes: keep it where only the team can read it.")
            line.show(
                Content.assemble(
                    ("✓ " + forms.format(n=look.number(event.rows)) + " ", "bold $success"),
                    (safe(path_label(event.path)), ""),
                    (care, "$text-muted"),
                )
            )
            self.query_one("#close").focus()

    def on_worker_state_changed(self, event: Any) -> None:
        """A mistake while writing: the base tells it, here the form comes back."""
        if event.worker.group == "write" and event.worker.error is not None:
            self.on_export_screen_ended(self.Ended(self._path, None, InterviewCoderError(_("Nothing was written."))))

    # Leaving

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "where":
            self.action_where()
        elif event.button.id == "write":
            self.action_write()
        else:
            self.action_back()

    def action_back(self) -> None:
        """Stop the writing, else close."""
        if self._writing:
            self.workers.cancel_group(self, "write")
        else:
            self.dismiss(self._written)

    def leaving(self) -> None:
        """The study closes: what is half written is given up, and leaves nothing behind."""
        self.workers.cancel_group(self, "write")
