"""Exporting: what, in which format and language, with which choices, to which file; then its progress and its end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from msgspec.structs import replace
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, ProgressBar, RadioSet, Select
from textual.worker import WorkerState, get_current_worker

from interview_coder.domain.exports import FILTERS, KINDS, ExportKind, ExportOptions, Measure, written
from interview_coder.domain.model import Code, MemoFilter, QuoteFilter, Stance
from interview_coder.domain.tables import By
from interview_coder.domain.text import fold, safe
from interview_coder.errors import InterviewCoderError, OutputExistsError, Stopped
from interview_coder.i18n import N_, _, current_language, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.screens.wait import paced
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.path_listing import path_label
from interview_coder.tui.widgets.path_picker import PathPicker
from interview_coder.tui.widgets.rows import spread
from interview_coder.tui.widgets.toggles import Choice, Tick

if TYPE_CHECKING:
    from interview_coder.study import Study

_FORMATS: Final = {
    ".docx": "Word (.docx)",
    ".xlsx": "Excel (.xlsx)",
    ".csv": "CSV (.csv)",
    ".md": "Markdown (.md)",
    ".html": N_("page (.html)"),
    ".tex": "LaTeX (.tex)",
    ".svg": "SVG (.svg)",
}
_LANGUAGES: Final = (("nl", "Nederlands"), ("en", "English"))
_LITERAL: Final = ((False, N_("as edited")), (True, N_("as spoken")))
_TICKS: Final = {"context": N_("context"), "attributes": N_("attributes")}
_BY: Final = {By.INTERVIEW: N_("interviews"), By.SCHOOL: N_("schools"), By.PROGRAMME: N_("programmes")}
_MEASURES: Final = {
    Measure.CODINGS: N_("codings"),
    Measure.RESPONDENTS: N_("respondents"),
    Measure.INTERVIEWS: N_("interviews"),
    Measure.PRESENT: N_("0 or 1"),
}
_FILES: Final = {
    ExportKind.QUOTES: N_("quotes"),
    ExportKind.APPENDIX: N_("appendix"),
    ExportKind.REPORT: N_("chapter"),
    ExportKind.CODEBOOK: N_("codebook"),
    ExportKind.MATRIX: N_("matrix"),
    ExportKind.COOCCURRENCE: N_("codes-together"),
    ExportKind.SATURATION: N_("new-codes"),
    ExportKind.FIGURES: N_("figures"),
    ExportKind.MEMOS: N_("memos"),
    ExportKind.TRANSCRIPT: N_("transcripts"),
    ExportKind.INTERVIEWS: N_("interviews"),
    ExportKind.AGREEMENT: N_("agreement"),
    ExportKind.AUDIT: N_("audit"),
    ExportKind.REDACTIONS: N_("redactions"),
}
_HELD: Final = N_("The file will hold quotes. Names that are redacted in the study later are not taken out of it.")
_HINTS: Final = {
    ExportKind.QUOTES: _HELD,
    ExportKind.APPENDIX: _HELD,
    ExportKind.TRANSCRIPT: _HELD,
    ExportKind.REPORT: N_("A heading per section, the conditions with counts and verdicts, and the quotes you chose."),
    ExportKind.REDACTIONS: N_(
        "For the data officer: how many names of each kind were taken out of each text, why, by whom, when."
    ),
}
_ALWAYS: Final = (ExportKind.REPORT, ExportKind.CODEBOOK)
"""Kinds that say something also where no row is counted."""


_MOST: Final = 5
"""So many warnings are shown one by one."""


class ExportScreen(ModalScreen[Path]):
    """The form, its progress and what came of it. The result is the file that was written last, if any.

    What was chosen last comes back, unless the caller gives a kind, a filter or a query (``where``).
    """

    PLACES = (Place.EXPORT,)
    CSS_PATH = "export.tcss"
    AUTO_FOCUS = "#what"

    class Counted(Message):
        """How much there is to export; ``error`` says why that cannot be known."""

        def __init__(self, asked: Any, count: int, error: InterviewCoderError | None = None) -> None:
            self.asked, self.count, self.error = asked, count, error
            super().__init__()

    class Progressed(Message):
        """So many rows are read or written; ``told`` says so, and how long it will still take."""

        def __init__(self, done: int, total: int, told: str) -> None:
            self.done, self.total, self.told = done, total, told
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

    def __init__(
        self,
        study: Study,
        filter: QuoteFilter | None = None,  # noqa: A002 - what it is
        *,
        kind: ExportKind | None = None,
        where: str | None = None,
    ) -> None:
        super().__init__()
        self._study = study
        self._preset = filter is not None or kind is not None or where is not None
        self._filter = filter or QuoteFilter()
        self._where = where or ""
        self._wished = kind
        self._kind = kind or ExportKind.QUOTES
        self._memory: dict[str, Any] = {}
        self._codes: list[Code] = []
        self._template: Path | None = None
        self._path = study.path.parent
        self._force = False
        self._count: int | None = None
        self._error = ""
        self._writing = self._stopping = False
        self._written: Path | None = None

    # The form

    def compose(self) -> ComposeResult:
        self._codes = self._study.codes(include_retired=True)
        self._recall()
        memory = self._memory
        language = memory.get("language") or self._study.info().language
        language = language if language in dict(_LANGUAGES) else current_language()
        with Vertical(classes="dialog"):
            yield Plain(_("Export"), classes="dialog-title")
            with VerticalScroll(can_focus=False, id="export-form"):
                kinds = [(plain(_(KINDS[kind].name)), kind) for kind in ExportKind]
                yield from self._row("what", _("What"), kinds, value=self._kind)
                yield from self._row("format", _("Format"), self._formats(), value=self._suffix_wanted())
                for field in FILTERS:
                    options = self._options(field)
                    value = self._initial(field, [value for _label, value in options])
                    yield from self._row(
                        f"filter-{field}", _(self.LABELS[field]), options, value=value, of=field, prompt=self.PROMPTS
                    )
                interviews = [(plain(one.reference), one.id) for one in self._study.interviews()]
                yield from self._row(
                    "interview", _("Interview"), interviews, of="interview", prompt={"interview": N_("all interviews")}
                )
                by = [(plain(_(name)), one) for one, name in _BY.items()]
                yield from self._row("by", _("Columns"), by, value=By(memory.get("by", By.INTERVIEW)), of="by")
                counts = [(plain(_(name)), one) for one, name in _MEASURES.items()]
                count = Measure(memory.get("count", Measure.CODINGS))
                yield from self._row("count", _("Counts"), counts, value=count, of="count")
                with Horizontal(classes="row of-where"):
                    yield Plain(_("Query"), classes="label")
                    yield Input(
                        self._where,
                        id="where-query",
                        compact=True,
                        placeholder=_("none; or V4 AND NOT stages, or a name"),
                    )
                with Horizontal(classes="row of-literal"):
                    yield Plain(_("Words"), classes="label")
                    with RadioSet(id="text"):
                        for literal, name in _LITERAL:
                            yield Choice(plain(_(name)), literal is bool(memory.get("literal")))
                with Horizontal(classes="row of-context"):
                    yield Plain(classes="label")
                    for name, label in _TICKS.items():
                        yield Tick(plain(_(label)), bool(memory.get(name)), id=name, classes=f"of-{name}")
                with Horizontal(classes="row"):
                    yield Plain(_("Language"), classes="label")
                    with RadioSet(id="language"):
                        for code, name in _LANGUAGES:
                            yield Choice(plain(name), code == language)
                with Horizontal(classes="row of-template"):
                    yield Plain(_("Looks"), classes="label")
                    yield Plain(id="template-path")
                    yield Button(plain(_("Template…")), id="template", compact=True)
                    yield Button(plain(_("Our own")), id="no-template", compact=True)
                with Horizontal(classes="row"):
                    yield Plain(_("File"), classes="label")
                    yield Plain(id="export-path")
                    yield Button(plain(_("Where…")), id="where", compact=True)
            yield Plain(id="export-count")
            with Horizontal(id="export-progress"):
                yield ProgressBar(show_eta=False, id="export-bar")
            yield Plain(id="export-hint", classes="hint")
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Export")), id="write", variant="primary")
                yield Button(plain(_("Close")), id="close")
        yield KeyBar()

    @staticmethod
    def _row(
        name: str,
        label: str,
        options: list[tuple[Content, Any]],
        *,
        value: Any = Select.NULL,
        of: str = "",
        prompt: dict[str, str] | None = None,
    ) -> ComposeResult:
        with Horizontal(classes=f"row of-{of}" if of else "row"):
            yield Plain(label, classes="label")
            if prompt is None:
                yield Select[Any](options, allow_blank=False, value=value, id=name, compact=True)
            else:
                yield Select[Any](options, prompt=_(prompt[of]), value=value, id=name, compact=True)

    def _formats(self) -> list[tuple[Content, str]]:
        return [(plain(_(_FORMATS[suffix])), suffix) for suffix in KINDS[self._kind].formats]

    def _suffix_wanted(self) -> str:
        formats = KINDS[self._kind].formats
        last = self._memory.get("formats", {}).get(self._kind.value)
        return last if last in formats else formats[0]

    def _options(self, field: str) -> list[tuple[Content, Any]]:
        """What a filter offers: labels and values."""
        study = self._study
        if field == "code":
            return [(plain("  " * code.path.count("/") + code.name), code.id) for code in self._codes]
        if field == "section":
            titles = study.sections()
            used = {code.section for code in self._codes if code.section}
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
        self._path = self._path / "x"
        self._take_kind()

    # What was chosen last

    def _recall(self) -> None:
        """Take up what was chosen last; a file of settings with nonsense in it counts for nothing."""
        given = self.app.settings.get("export", default={})
        memory = dict(given) if isinstance(given, dict) else {}
        formats = memory.get("formats")
        memory["formats"] = formats if isinstance(formats, dict) else {}
        memory["by"] = memory["by"] if memory.get("by") in set(By) else By.INTERVIEW
        memory["count"] = memory["count"] if memory.get("count") in set(Measure) else Measure.CODINGS
        self._memory = memory
        if isinstance(template := memory.get("template"), str) and Path(template).is_file():
            self._template = Path(template)
        if isinstance(folder := memory.get("folder"), str) and Path(folder).is_dir():
            self._path = Path(folder)
        if self._preset:
            return
        if memory.get("kind") in set(ExportKind):
            self._kind = ExportKind(memory["kind"])
        filters = self.app.settings.get("studies", self._study.info().id, "export", default={})
        if isinstance(filters, dict):
            known = {name: filters[name] for name in FILTERS if name in filters}
            if known.get("code") not in {code.id for code in self._codes}:
                known.pop("code", None)
            known["stance"] = Stance(known["stance"]) if known.get("stance") in set(Stance) else None
            self._filter = QuoteFilter(**known)
            self._where = self.app.export_query

    def _remember(self) -> None:
        options = self._chosen()
        suffix = self._path.suffix.casefold()
        values: dict[str, Any] = {
            "kind": self._kind.value,
            "language": options.language,
            "formats": {self._kind.value: suffix},
            "template": str(self._template) if self._template else "",
        }
        takes = KINDS[self._kind].takes
        values |= {name: getattr(options, name) for name in ("literal", "context", "attributes") if name in takes}
        if "by" in takes:
            values |= {"by": options.by.value, "count": options.measure.value}
        self.app.settings.merge("export", values=values)
        if "stance" in takes:
            chosen = {name: value for name in FILTERS if (value := getattr(options.wanted, name)) is not None}
            self.app.settings.set("studies", self._study.info().id, "export", value=chosen)
            self.app.export_query = self._typed_query()

    # What is chosen

    def wanted(self) -> QuoteFilter:
        """The filter as chosen; what the caller asked for besides stays."""
        takes = KINDS[self._kind].takes
        chosen = {field: self._value(f"filter-{field}") if field in takes else None for field in FILTERS}
        return replace(self._filter, **chosen)

    def _value(self, name: str) -> Any:
        value = self.query_one(f"#{name}", Select).value
        return None if value is Select.NULL else value

    def _typed_query(self) -> str:
        return self.query_one("#where-query", Input).value.strip()

    def _query(self) -> str | None:
        """The query that was typed, or that of the name that was typed."""
        if "where" not in KINDS[self._kind].takes or not (typed := self._typed_query()):
            return None
        return next((one.where for one in self._study.queries() if fold(one.name) == fold(typed)), typed)

    def _chosen(self) -> ExportOptions:
        """All choices."""
        return ExportOptions(
            wanted=self.wanted(),
            where=self._query(),
            interview=self._value("interview"),
            by=self._value("by"),
            measure=self._value("count"),
            literal=self.query_one("#text", RadioSet).pressed_index == 1,
            context=self.query_one("#context", Tick).value,
            attributes=self.query_one("#attributes", Tick).value,
            template=self._template if self._path.suffix.casefold() == ".docx" else None,
            language=_LANGUAGES[max(0, self.query_one("#language", RadioSet).pressed_index)][0],
        )

    def _named(self) -> str:
        """The filters that are chosen, by their names."""
        takes = KINDS[self._kind].takes
        names = []
        for field in FILTERS:
            select = self.query_one(f"#filter-{field}", Select)
            if field in takes and select.value is not Select.NULL:
                label = next(text for text, value in self._options(field) if value == select.value)
                names.append(f"{_(self.LABELS[field])} {label.plain.strip()}")
        if "where" in takes and self._typed_query():
            query = _("Query")
            names.append(f"{query} {self._typed_query()}")
        return ", ".join(names)

    def _take_kind(self) -> None:
        """Show the choices of the kind at hand, and propose a file."""
        kind = KINDS[self._kind]
        for name in (*FILTERS, "where", "literal", "context", "attributes", "interview", "by", "count"):
            for row in self.query(f".of-{name}"):
                row.display = name in kind.takes
        formats = self.query_one("#format", Select)
        with self.prevent(Select.Changed):
            formats.set_options(self._formats())
            formats.value = self._suffix_wanted()
        self._path = self._path.with_name(f"{self._study.path.stem}-{_(_FILES[self._kind])}{formats.value}")
        self._force = False
        self.query_one("#export-hint", Plain).show(_(_HINTS[self._kind]) if self._kind in _HINTS else "")
        self._show_path()
        self._changed()

    # How much there is

    def _changed(self) -> None:
        self._count, self._error = None, ""
        self._tell_count()
        try:
            where = self._query()
        except InterviewCoderError as error:
            self._error = str(error)
            self._tell_count()
            return
        self._count_rows((self._kind, self.wanted(), where))

    @work(thread=True, exclusive=True, exit_on_error=False, group="count")
    def _count_rows(self, asked: tuple[ExportKind, QuoteFilter, str | None]) -> None:
        worker = get_current_worker()
        error, count = None, 0
        with self.app.holding(self._study) as usable:
            if not usable:
                return
            try:
                count = self._counted(*asked)
            except InterviewCoderError as problem:
                error = problem
        if not worker.is_cancelled:
            self.post_message(self.Counted(asked, count, error))

    def _counted(self, kind: ExportKind, wanted: QuoteFilter, where: str | None) -> int:
        study = self._study
        match kind:
            case ExportKind.REPORT:
                return len(study.collected())
            case ExportKind.CODEBOOK:
                return len(study.codes())
            case ExportKind.MEMOS:
                return len(study.memos(MemoFilter(code=wanted.code, coder=wanted.coder)))
            case ExportKind.TRANSCRIPT | ExportKind.INTERVIEWS | ExportKind.SATURATION:
                return len(study.interviews())
            case ExportKind.AUDIT:
                return study.count_history()
            case ExportKind.REDACTIONS:
                return len(study.redaction_log())
            case ExportKind.MATRIX | ExportKind.COOCCURRENCE | ExportKind.AGREEMENT | ExportKind.FIGURES:
                return study.count_quotes(where=where)
            case _:
                return study.count_quotes(wanted, where=where)

    def on_export_screen_counted(self, event: Counted) -> None:
        with_same = event.asked[0] == self._kind and event.asked[1] == self.wanted()
        if with_same and event.asked[2] == self._query():
            self._count, self._error = event.count, str(event.error or "")
            self._tell_count()

    def _tell_count(self) -> None:
        line = self.query_one("#export-count", Plain)
        nothing = self._count == 0 and self._kind not in _ALWAYS
        line.set_class(nothing or bool(self._error), "-none")
        if self._error:
            line.show(self._error)
        elif self._count is None:
            line.show(_("Counting…"))
        elif not nothing:
            line.show(self._told(self._count))
        elif self._kind is ExportKind.REDACTIONS:
            line.show(_("No names were taken out yet: there is nothing to export."))
        elif named := self._named():
            line.show(_("Nothing fits {filters}: choose otherwise.").format(filters=named))
        else:
            line.show(_("There is nothing to export yet."))
        off = self._count is None or nothing or bool(self._error) or self._writing
        self.query_one("#write", Button).disabled = off

    def _told(self, count: int) -> str:
        match self._kind:
            case ExportKind.QUOTES | ExportKind.APPENDIX | ExportKind.REPORT:
                forms = ngettext("{n} quote", "{n} quotes", count)
            case ExportKind.MATRIX | ExportKind.COOCCURRENCE | ExportKind.AGREEMENT | ExportKind.FIGURES:
                forms = ngettext("{n} coding", "{n} codings", count)
            case ExportKind.TRANSCRIPT | ExportKind.INTERVIEWS | ExportKind.SATURATION:
                forms = ngettext("{n} interview", "{n} interviews", count)
            case _:
                forms = ngettext("{n} line", "{n} lines", count)
        return forms.format(n=look.number(count))

    def on_select_changed(self, event: Select.Changed) -> None:
        if event.select.id == "what":
            if event.value != self._kind:
                self._kind = ExportKind(str(event.value))
                self._take_kind()
        elif event.select.id == "format":
            self._path = self._path.with_suffix(str(event.value))
            self._force = False
            self._show_path()
        else:
            self._changed()

    def on_input_changed(self) -> None:
        self._changed()

    def on_input_submitted(self) -> None:
        self.action_write()

    def _show_path(self) -> None:
        self._shorten("#export-path", path_label(self._path))
        self.query_one("#no-template").display = self._template is not None
        label = path_label(self._template) if self._template else _("our own")
        # The button beside it, where there is one now, takes its room first.
        self.call_after_refresh(self._shorten, "#template-path", label)
        for row in self.query(".of-template"):
            row.display = self._path.suffix.casefold() == ".docx"

    def _shorten(self, where: str, label: str) -> None:
        width = max(20, self.query_one(where).size.width)
        # The end of a path tells more than its beginning.
        label = "…" + label[-(width - 1) :] if len(label) > width else label
        self.query_one(where, Plain).show(spread(plain(label), Content(""), width))

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_path)

    # Where

    def action_where(self) -> None:
        if self._writing:
            return
        suffix = self._value("format")
        formats = KINDS[self._kind].formats
        picker = PathPicker(
            _("Where the file goes: {what}").format(what=_(KINDS[self._kind].name)),
            "save",
            start=self._path,
            suffixes=(suffix, *(other for other in formats if other != suffix)),
            name=self._path.name,
            use=_("Choose"),
        )
        self.app.push_screen(picker, self._placed)

    def _placed(self, paths: list[Path] | None) -> None:
        if paths:
            self._path, self._force = paths[0], True
            self.app.settings.set("export", "folder", value=str(self._path.parent))
            with self.prevent(Select.Changed):
                # The ending that was typed says the format.
                self.query_one("#format", Select).value = self._path.suffix.casefold()
            self._show_path()

    def _choose_template(self) -> None:
        start = self._template or self._study.path.parent / "x"
        picker = PathPicker(
            _("A Word file whose looks the export takes"),
            "open",
            start=start,
            suffixes=(".docx", ".dotx"),
            use=_("Choose"),
        )
        self.app.push_screen(picker, self._take_template)

    def _take_template(self, paths: list[Path] | None) -> None:
        if paths:
            self._template = paths[0]
            self._show_path()
            # A button comes beside it, so there is less room.
            self.call_after_refresh(self._show_path)

    # Writing

    def action_write(self) -> None:
        self._begin()

    @work(exclusive=True, exit_on_error=False, group="begin")
    async def _begin(self) -> None:
        if self._writing or self.query_one("#write", Button).disabled:
            return
        if self._path.exists() and not self._force and not await self._may_replace():
            return
        self._writing, self._stopping = True, False
        self.add_class("-writing")
        self.query_one(ProgressBar).update(total=None, progress=0)
        self.query_one("#close", Button).label = plain(_("Stop"))
        self._tell_count()
        self._remember()
        self._write(self._path, self._kind, self._chosen(), self._path.exists())

    async def _may_replace(self) -> bool:
        return await self.app.confirm(
            _("Replace {file}?").format(file=path_label(self._path.name)),
            _("There is a file by that name already. Its contents will be lost."),
            yes=_("Replace"),
            danger=True,
        )

    @work(thread=True, exclusive=True, exit_on_error=False, group="write")
    def _write(self, path: Path, kind: ExportKind, options: ExportOptions, force: bool) -> None:
        progress = paced(lambda *far: self.post_message(self.Progressed(*far)))
        try:
            with self.app.holding(self._study) as usable:
                if not usable:
                    return
                report = self._study.export(kind, path, options, force=force, progress=progress)
        except Stopped:
            self.post_message(self.Ended(path, None))
        except InterviewCoderError as error:
            self.post_message(self.Ended(path, None, error))
        else:
            for warning in report.warnings[:_MOST]:
                self.app.call_from_thread(self.app.notify, warning, severity="warning")
            self.post_message(self.Ended(path, report.rows))

    def on_export_screen_progressed(self, event: Progressed) -> None:
        self.query_one(ProgressBar).update(total=event.total or None, progress=event.done)
        if self._writing and not self._stopping:
            self.query_one("#export-count", Plain).show(event.told)

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
            told = written(self._kind, event.rows)
            told = told.format(n=look.number(event.rows), file=safe(path_label(event.path)))
            held = self._kind not in (ExportKind.REDACTIONS, ExportKind.INTERVIEWS, ExportKind.CODEBOOK)
            care = "  " + _("It holds words of the study: keep it where only the team can read it.") if held else ""
            line.show(Content.assemble(("✓ ", "bold $success"), (told, "bold"), (care, "$text-muted")))
            self.query_one("#close").focus()

    def on_worker_state_changed(self, event: Any) -> None:
        """A mistake while writing: the base tells it, here the form comes back."""
        if event.worker.group == "write" and event.state is WorkerState.ERROR:
            self.on_export_screen_ended(self.Ended(self._path, None, InterviewCoderError(_("Nothing was written."))))

    # Leaving

    def on_button_pressed(self, event: Button.Pressed) -> None:
        match event.button.id:
            case "where":
                self.action_where()
            case "write":
                self.action_write()
            case "template":
                self._choose_template()
            case "no-template":
                self._template = None
                self._show_path()
                self.call_after_refresh(self._show_path)
            case _:
                self.action_back()

    def action_back(self) -> None:
        """Stop the writing, else close."""
        if self._writing:
            self._stopping = True
            self.workers.cancel_group(self, "write")
            self.query_one("#export-count", Plain).show(_("Stopping…"))
        else:
            self.dismiss(self._written)

    def leaving(self) -> None:
        """The study closes: what is half written is given up, and leaves nothing behind."""
        self.workers.cancel_group(self, "write")
