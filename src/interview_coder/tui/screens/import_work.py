"""The slow part of an import, in threads: looking for files, reading them, storing them; and the list that shows it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import ProgressBar
from textual.worker import Worker, WorkerState, get_current_worker

from interview_coder.domain.marks import mark_for
from interview_coder.domain.model import Metadata, NameKind
from interview_coder.domain.text import fold, safe
from interview_coder.errors import AlreadyImportedError, InterviewCoderError, InvalidInputError
from interview_coder.i18n import _, ngettext
from interview_coder.intake import Prepared
from interview_coder.tui.actions import Place
from interview_coder.tui.base import Plain, Screen
from interview_coder.tui.screens.import_look import describe_item, draw_item
from interview_coder.tui.screens.import_tray import ImportOrder, Item, Stage, lacks, tray_of
from interview_coder.tui.screens.review_queue import ALWAYS
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.path_listing import path_label
from interview_coder.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from interview_coder.redaction import NameRegistry
    from interview_coder.study import ImportReport, Study


class ImportRows(Rows[Item], inherit_bindings=False):
    """The files of the import; letters are the screen's."""

    PLACES = (Place.ARROWS,)


class ImportWork(Screen["list[ImportReport]"]):
    """The list of files with its progress, and the threads that work on it. What keys do is in ``importing``.

    One thing is under way at a time; a run that was stopped may still post messages, which its number tells apart.
    """

    class Found(Message):
        """The files behind the chosen paths are known."""

        def __init__(self, run: int, paths: list[Path], failed: list[tuple[Path, str]]) -> None:
            self.run, self.paths, self.failed = run, paths, failed
            super().__init__()

    class Begun(Message):
        """A file is being read, or stored."""

        def __init__(self, run: int, item: Item) -> None:
            self.run, self.item = run, item
            super().__init__()

    class Read(Message):
        """A file was read, or could not be."""

        def __init__(self, run: int, item: Item, prepared: Prepared | None, error: str) -> None:
            self.run, self.item, self.prepared, self.error = run, item, prepared, error
            super().__init__()

    class Refused(Message):
        """No file can be read with these settings; the error says why."""

        def __init__(self, run: int, error: InterviewCoderError) -> None:
            self.run, self.error = run, error
            super().__init__()

    class Stored(Message):
        """An interview is in the study, or could not be stored."""

        def __init__(self, item: Item, report: ImportReport | None, error: InterviewCoderError | None) -> None:
            self.item, self.report, self.error = item, report, error
            super().__init__()

    class Done(Message):
        """A run of the worker is over."""

        def __init__(self, run: int, what: str) -> None:
            self.run, self.what = run, what
            super().__init__()

    _MISSING: ClassVar[dict[str, Metadata]] = {
        "school": Metadata(programmes=("x",)),
        "programmes": Metadata(school=1),
    }

    def __init__(self, study: Study, order: ImportOrder | None = None) -> None:
        super().__init__()
        self._study, self._order = study, order
        self.tray = tray_of(study)
        self._before = len(self.tray.reports())
        self._needs = self._needed_fields()
        self._known = 0
        self._style, self._language = study.mark_style(), study.info().language
        self._run = 0
        self._busy = ""
        self._worker: Worker[None] | None = None
        self._progress: tuple[int, int, int, int, float] = (0, 0, 0, 0, 0.0)

    def _needed_fields(self) -> tuple[str, ...]:
        """The fields without which the study's references cannot be printed."""
        known = self._study.preview_reference(Metadata())
        full = self._study.preview_reference(Metadata(school=1, programmes=("x",)))
        if known == full:
            return ()
        return tuple(field for field, lack in self._MISSING.items() if self._study.preview_reference(lack) == known)

    def compose(self) -> ComposeResult:
        yield Plain(id="import-head")
        yield Plain(id="import-options")
        yield ImportRows(
            lambda item, width: draw_item(item, self._stage(item), width),
            empty=_(
                "Nothing chosen yet. Press o to choose transcripts or a folder of them, or p to paste one. Names are "
                "looked for first; you decide on them, and only then an interview is stored."
            ),
        )
        with Horizontal(id="import-progress"):
            yield ProgressBar(show_eta=False, show_percentage=False, id="import-bar")
            yield Plain(id="import-progress-text")
        with VerticalScroll(id="import-detail-scroll", can_focus=False):
            yield Plain(id="import-detail")
        yield KeyBar()

    def on_mount(self) -> None:
        self._refill()
        self._show_progress()

    def on_resize(self) -> None:
        self._show_head()

    # What is shown

    @property
    def current(self) -> Item | None:
        """The file under the cursor."""
        return self.query_one(ImportRows).current

    def _stage(self, item: Item) -> Stage:
        return item.stage(self._needs)

    def _refill(self, item: Item | None = None) -> None:
        rows = self.query_one(ImportRows)
        cursor = self.tray.items.index(item) if item in self.tray.items else None
        rows.show(self.tray.items, cursor)
        self._show_head()
        self._show_detail()

    def _show_head(self) -> None:
        stages = [self._stage(item) for item in self.tray.items]
        parts = [f"{count} {_(stage.value)}" for stage in Stage if (count := stages.count(stage))]
        title = Content.assemble(
            (_("Import") + "  ", "bold $primary"),
            (safe(self._study.path.stem), ""),
            ("  " + " · ".join(parts), "$text-muted"),
        )
        self.query_one("#import-head", Plain).show(title)
        names = (
            (_("left in, already anonymised"), "bold $warning")
            if self.tray.anonymised
            else (_("found, decided on by you, taken out"), "")
        )
        registry = self.app.registry
        key_file = path_label(registry.path.name) if registry is not None and registry.path else _("none")
        numbered = 1 if registry is not None else None
        marks = mark_for(self._style, NameKind.PERSON, self._language, numbered)
        options = [("a", _("Names:"), names), ("k", _("Key file:"), (key_file, "")), ("m", _("Marks:"), (marks, ""))]
        if model := self.model:
            options.append(("g", _("Model:"), (safe(model), "")))
        told = [
            Content.assemble((key, "bold $primary"), (f" {label} ", "$text-muted"), value)
            for key, label, value in options
        ]
        # On one line where there is room, else the names and below them the rest.
        line = Content("    ").join(told)
        if line.cell_length > self.app.size.width - 2:
            line = Content("\n").join([told[0], Content("    ").join(told[1:])])
        self.query_one("#import-options", Plain).show(line)

    def _show_detail(self) -> None:
        item = self.current
        told = Content("")
        if item is not None:
            metadata = item.prepared.metadata if item.prepared else None
            reference = self._study.preview_reference(metadata) if metadata and self._busy != "store" else ""
            lacking = metadata is not None and lacks(metadata, self._needs)
            told = describe_item(item, self._stage(item), reference, lacking=lacking)
        self.query_one("#import-detail", Plain).show(told)

    # Reading

    def _find(self, paths: list[Path]) -> None:
        if self._busy:
            self.app.notify(_("Wait until the files are read, or stop that with ctrl+x."), severity="warning")
            return
        self._start("find", _("Looking for transcripts…"))
        self._worker = self._look_for(self._run, paths)

    def _start(self, what: str, told: str) -> None:
        self._run += 1
        self._busy = what
        self._progress = (0, 0, 0, 0, time.monotonic())
        self._show_progress(told)

    @work(thread=True, exclusive=True, exit_on_error=False, group="import")
    def _look_for(self, run: int, paths: list[Path]) -> None:
        from interview_coder.importing import find_files

        found, failed = find_files(paths)
        if not get_current_worker().is_cancelled:
            self.post_message(self.Found(run, found, failed))

    def on_import_work_found(self, event: Found) -> None:
        if event.run != self._run:
            return
        self._busy = ""
        first: Item | None = None
        repeated = 0
        for path in event.paths:
            item = self.tray.add_path(path)
            if item is not None and self._order is not None:
                item.force = self._order.force
                item.given = dict(self._order.given)
            first, repeated = first or item, repeated + (item is None)
        for path, sentence in event.failed:
            self.tray.add_failure(path, sentence)
        if repeated:
            told = ngettext("{n} file is on the list already.", "{n} files are on the list already.", repeated)
            self.app.notify(told.format(n=repeated), severity="warning")
        self._refill(first)
        self._read_waiting()

    def _read_waiting(self) -> None:
        """Read what is on the list and was not read yet."""
        waiting = [item for item in self.tray.items if self._stage(item) is Stage.WAITING]
        if self._busy or not waiting:
            self._show_progress()
            return
        self._start("read", "")
        total = sum(item.size for item in waiting)
        self._progress = (0, len(waiting), 0, total, time.monotonic())
        known = self.tray.confirmed(self.app.registry) if self.app.registry is not None else None
        self._worker = self._read(self._run, waiting, known, self.model, not self.tray.anonymised)
        self._show_progress()

    @property
    def model(self) -> str | None:
        """The spaCy model to unite with: that of the command line, else the setting."""
        chosen = self.tray.model or self.app.settings.get("model")
        return chosen if isinstance(chosen, str) and chosen else None

    @work(thread=True, exclusive=True, exit_on_error=False, group="import")
    def _read(
        self, run: int, items: list[Item], registry: NameRegistry | None, model: str | None, redact: bool
    ) -> None:
        from interview_coder.redaction import Redactor

        worker = get_current_worker()
        try:
            if model is not None:
                Redactor(model=model)
        except InvalidInputError as failure:
            # The same for every file: told once, and the files wait.
            self.post_message(self.Refused(run, failure))
            return
        for item in items:
            if worker.is_cancelled:
                return
            self.post_message(self.Begun(run, item))
            prepared, error = None, ""
            try:
                # A file at a time: closing the study waits for this one only.
                with self.app.holding(self._study) as usable:
                    if not usable:
                        return
                    prepared = self._study.prepare(
                        item.path, text=item.text or None, registry=registry, model=model, redact=redact
                    )
                prepared.file = item.label
            except InterviewCoderError as failure:
                error = str(failure)
            except Exception as failure:  # one file must not stop the others
                self.app.call_from_thread(self.app.complain, failure)
                error = _("This file cannot be read because of a mistake in the program.")
            if worker.is_cancelled:
                return
            self.post_message(self.Read(run, item, prepared, error))
        self.post_message(self.Done(run, "read"))

    def on_import_work_refused(self, event: Refused) -> None:
        if event.run == self._run:
            self._cancel()
            self._show_progress()
            self.app.complain(event.error)

    def on_import_work_begun(self, event: Begun) -> None:
        if event.run == self._run:
            event.item.reading = self._busy == "read"
            self._redraw(event.item)
            self._show_progress(item=event.item)

    def on_import_work_read(self, event: Read) -> None:
        if event.run != self._run:
            return
        item = event.item
        item.reading = False
        if event.prepared is not None:
            item.arrived(event.prepared, anonymised=self.tray.anonymised)
            self.tray.always |= {
                fold(event.prepared.text[one.start : one.end])
                for one in event.prepared.decisions
                if one.keep is True and one.reason == ALWAYS
            }
        else:
            item.error = event.error
        done, count, size, total, since = self._progress
        self._progress = (done + 1, count, size + item.size, total, since)
        self._redraw(item)
        self._show_progress()

    def on_import_work_done(self, event: Done) -> None:
        if event.run != self._run:
            return
        self._busy, self._worker = "", None
        self._show_progress()
        self._show_head()
        self._show_detail()
        if event.what == "read":
            self._read_waiting()
            self._after_reading()
        else:
            self._tell_result()

    def _after_reading(self) -> None:
        """What follows once a run of reading is over."""

    def _redraw(self, item: Item) -> None:
        if item in self.tray.items:
            self.query_one(ImportRows).redraw(self.tray.items.index(item))
        self._show_head()
        if item is self.current:
            self._show_detail()
        self.query_one(KeyBar).refresh()

    def _show_progress(self, told: str = "", *, item: Item | None = None) -> None:
        self.query_one("#import-progress").display = bool(self._busy)
        if not self._busy:
            return
        done, count, size, total, since = self._progress
        self.query_one(ProgressBar).update(total=count or None, progress=done)
        parts = [told] if told else [_("{n} of {total}").format(n=min(done + 1, count), total=count)]
        if 0 < size < total:
            left = (time.monotonic() - since) / size * (total - size)
            parts.append(_("about {time} left").format(time=_duration(left)))
        if self._busy != "store":
            parts.append(_("ctrl+x stops"))
        label = item or next((one for one in self.tray.items if one.reading), None)
        if label is not None and not told:
            parts.append(label.label)
        self.query_one("#import-progress-text", Plain).show(" · ".join(parts))

    def _cancel(self) -> None:
        """Let go of what is under way: its messages count no longer."""
        self._run += 1
        self._busy = ""
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None
        for item in self.tray.items:
            item.reading = False

    # Storing

    def _store_items(self, items: list[Item]) -> None:
        self._start("store", "")
        self._progress = (0, len(items), 0, 0, time.monotonic())
        self._show_progress()
        self._known = len(self.app.registry) if self.app.registry is not None else 0
        # What the thread needs is given to it: the list may be let go of while it works.
        wanted = [(item, item.prepared, item.force) for item in items if item.prepared is not None]
        self._worker = self._store(self._run, wanted, frozenset(self.tray.always), self.app.registry)

    @work(thread=True, exclusive=True, exit_on_error=False, group="store")
    def _store(
        self,
        run: int,
        wanted: list[tuple[Item, Prepared, bool]],
        always: frozenset[str],
        registry: NameRegistry | None,
    ) -> None:
        # All of it was confirmed: who closes the program meanwhile waits for it.
        with self.app.holding(self._study) as usable:
            for item, prepared, force in wanted if usable else ():
                self.post_message(self.Begun(run, item))
                report: ImportReport | None = None
                error: InterviewCoderError | None = None
                try:
                    report = self._study.store(prepared, force=force, registry=registry)
                    self._keep_words(prepared, always)
                except InterviewCoderError as failure:
                    error = failure
                self.post_message(self.Stored(item, report, error))
        self.post_message(self.Done(run, "store"))

    def _keep_words(self, prepared: Prepared, always: frozenset[str]) -> None:
        """Have the study keep what is to stay always, and no longer keep what was taken out after all."""
        text = prepared.text
        kept = {fold(word): word for word in self._study.kept_words()}
        for decision in prepared.decisions:
            word = text[decision.start : decision.end]
            if decision.keep is True and fold(word) in always and fold(word) not in kept:
                self._study.keep_word(word)
                kept[fold(word)] = word
            elif decision.keep is False and fold(word) in kept:
                self._study.unkeep_word(kept.pop(fold(word)))

    def on_import_work_stored(self, event: Stored) -> None:
        item = event.item
        done, count, size, total, since = self._progress
        self._progress = (done + 1, count, size, total, since)
        if event.report is not None:
            item.report, item.error = event.report, ""
            item.words = event.report.words
            item.forget()
        else:
            item.error = str(event.error)
            item.repeated = isinstance(event.error, AlreadyImportedError)
        self._redraw(item)
        self._show_progress()

    def _tell_result(self) -> None:
        stored = len(self.tray.reports()) - self._before
        failed = sum(bool(item.error) for item in self.tray.items)
        told = ngettext("{n} interview imported.", "{n} interviews imported.", stored).format(n=stored)
        if failed:
            told += " " + ngettext("{n} could not be.", "{n} could not be.", failed).format(n=failed)
        if stored and (registry := self.app.registry) is not None and registry.path is not None:
            more = len(registry) - self._known
            known = ngettext("{n} name is new in {file}.", "{n} names are new in {file}.", more)
            if registry.unsaved:
                known, failed = _("{file} could not be written: the names are not in it."), failed + 1
            told += " " + known.format(n=more, file=path_label(registry.path.name))
        self.app.notify(told, severity="warning" if failed else "information")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """After a mistake of ours, which the base tells, the screen must not wait for ever."""
        if event.state is WorkerState.ERROR and event.worker is self._worker:
            self._cancel()
            self._show_progress()
            self._refill(self.current)


def _duration(seconds: float) -> str:
    if seconds < 60:
        return _("{n} s").format(n=max(1, round(seconds)))
    return _("{n} min").format(n=round(seconds / 60))
