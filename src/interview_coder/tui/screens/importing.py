"""Importing transcripts: choose, read, review, store. Nothing is stored before it is confirmed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import ProgressBar
from textual.worker import Worker, WorkerState, get_current_worker

from interview_coder.domain.model import Metadata
from interview_coder.domain.text import safe
from interview_coder.errors import AlreadyImportedError, InterviewCoderError
from interview_coder.i18n import _, ngettext
from interview_coder.intake import Prepared, prepare
from interview_coder.tui import look
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.screens.ask import Answer, Ask
from interview_coder.tui.screens.import_tray import SIGNS, Item, Stage, kinds_told, lacks, tray_of
from interview_coder.tui.screens.metadata import MetadataScreen
from interview_coder.tui.screens.paste import Paste
from interview_coder.tui.screens.review import ReviewScreen
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.path_listing import path_label
from interview_coder.tui.widgets.path_picker import PathPicker
from interview_coder.tui.widgets.rows import Rows, spread

if TYPE_CHECKING:
    from interview_coder.study import ImportReport, Study


class ImportRows(Rows[Item], inherit_bindings=False):
    """The files of the import; letters are the screen's."""

    PLACES = (Place.WALK,)


class ImportScreen(Screen["list[ImportReport]"]):
    """The import into a study. Its result is what was stored while it was open, one report for each interview."""

    PLACES = (Place.IMPORT,)
    CSS_PATH = "importing.tcss"
    AUTO_FOCUS = "ImportRows"

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

    def __init__(self, study: Study) -> None:
        super().__init__()
        self._study = study
        self.tray = tray_of(study)
        self._before = len(self.tray.reports())
        self._needs = self._needed_fields()
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
            self._draw,
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
        key_file = path_label(self.tray.key_file.name) if self.tray.key_file else _("none")
        self.query_one("#import-options", Plain).show(
            Content.assemble(
                ("a", "bold $primary"),
                (" " + _("Names:") + " ", "$text-muted"),
                names,
                ("    k", "bold $primary"),
                (" " + _("Key file:") + " ", "$text-muted"),
                key_file,
            )
        )

    def _draw(self, item: Item, width: int) -> Sequence[Content]:
        stage = self._stage(item)
        sign, style = SIGNS[stage]
        told = ""
        if item.prepared is not None or item.report is not None:
            names = item.names()
            if width >= 100:
                voices = len(item.prepared.draft.speakers) if item.prepared else len(item.report.interview.speakers)  # type: ignore[union-attr]
                told = "  ".join(
                    (
                        ngettext("{n} turn", "{n} turns", item.turns).format(n=look.number(item.turns)),
                        ngettext("{n} speaker", "{n} speakers", voices).format(n=voices),
                        look.words(item.words),
                    )
                )
                told += "  " + ", ".join(kinds_told(names))
            else:
                told = (
                    look.words(item.words)
                    + "  "
                    + ngettext("{n} name", "{n} names", names.total()).format(n=names.total())
                )
        warned = item.prepared is not None and bool(item.prepared.warnings)
        left = Content.assemble(" ", (sign, f"bold {style}"), " ", plain(item.label))
        right = Content.assemble(
            (told, "$text-muted"), (" !" if warned else "  ", "bold $warning"), (f" {_(stage.value):<16}", style)
        )
        return [spread(left, right, width)]

    def _show_detail(self) -> None:
        item = self.current
        self.query_one("#import-detail", Plain).show(self._describe(item) if item else Content(""))

    def _describe(self, item: Item) -> Content:
        lines: list[Content] = [Content.assemble((safe(item.label), "bold"))]
        if item.error:
            lines.append(plain(item.error, "$error"))
        if item.report is not None:
            report = item.report
            lines.append(
                Content.assemble(
                    (_("In the study as") + " ", "$text-muted"), (f"({safe(report.interview.reference)})", "bold")
                )
            )
            lines += self._numbers(item)
            lines += [Content.assemble(("! ", "$warning"), plain(warning)) for warning in report.warnings]
        elif item.prepared is not None:
            prepared = item.prepared
            reference = self._study.preview_reference(prepared.metadata) if not self._busy else ""
            if reference:
                lines.append(
                    Content.assemble((_("In the report:") + " ", "$text-muted"), (f"({safe(reference)})", "bold"))
                )
            lines += self._numbers(item)
            if lacks(prepared.metadata, self._needs):
                lines.append(Content.assemble(("! ", "$warning"), _("School number or programme is missing: press d.")))
            lines += [Content.assemble(("! ", "$warning"), plain(warning)) for warning in prepared.warnings]
        if hint := self._next_step(item):
            lines.append(Content.styled(hint, "$text-muted"))
        return Content("\n").join(lines)

    def _numbers(self, item: Item) -> list[Content]:
        speakers = (
            [voice.label for voice in item.report.interview.speakers]
            if item.report
            else [voice.label for voice in item.prepared.draft.speakers]
            if item.prepared
            else []
        )
        names = item.names()
        first = " · ".join(
            (
                ngettext("{n} turn", "{n} turns", item.turns).format(n=look.number(item.turns)),
                look.words(item.words),
                ", ".join(speakers) or _("no speakers found"),
            )
        )
        found = ngettext("{n} name", "{n} names", names.total()).format(n=names.total())
        told = ", ".join(kinds_told(names))
        doubtful = (
            " · " + ngettext("{n} doubtful", "{n} doubtful", item.doubtful).format(n=item.doubtful)
            if item.doubtful
            else ""
        )
        return [plain(first), plain(f"{found}: {told}{doubtful}" if told else found)]

    def _next_step(self, item: Item) -> str:
        return {
            Stage.WAITING: _("Enter reads it."),
            Stage.FAILED: _("Enter tries again; x takes it off the list."),
            Stage.REVIEW: _("Enter opens the review of its names; A takes out all names in all files."),
            Stage.DETAILS: _("Enter asks for what is missing."),
            Stage.READY: _("Enter or s stores what is ready; r looks at the names again."),
            Stage.STORED: _("Esc goes back to the workbench."),
            Stage.REPEATED: _("f imports it all the same; x takes it off the list."),
        }.get(self._stage(item), "")

    def offers(self, action: Action) -> bool:
        """Which actions the footer shows: those that do something now."""
        item = self.current
        if action.id == "store":
            return any(self._stage(one) is Stage.READY for one in self.tray.items)
        if action.id == "accept_all":
            return any(self._stage(one) is Stage.REVIEW for one in self.tray.items)
        if action.id in ("review", "details"):
            return item is not None and item.prepared is not None
        if action.id in ("choose", "remove"):
            return item is not None and item.report is None
        return True

    def on_rows_moved(self) -> None:
        self._show_detail()
        self.query_one(KeyBar).refresh()

    # Choosing

    def action_add_files(self) -> None:
        from interview_coder.importing import FORMATS

        picker = PathPicker(
            _("Transcripts to import"),
            start=self.tray.folder or self._study.path.parent,
            suffixes=FORMATS,
            many=True,
            folders=True,
            use=_("Read"),
        )
        self.app.push_screen(picker, self._chosen)

    def _chosen(self, paths: list[Path] | None) -> None:
        if paths:
            self.tray.folder = paths[0].parent
            self._find(paths)

    def action_paste_text(self) -> None:
        self.app.push_screen(Paste(), self._pasted)

    def _pasted(self, text: str | None) -> None:
        if not text:
            return
        self.tray.pasted += 1
        item = Item(_("pasted text {n}").format(n=self.tray.pasted), text=text, size=len(text))
        self.tray.items.append(item)
        self._refill(item)
        self._read_waiting()

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

    def on_import_screen_found(self, event: Found) -> None:
        if event.run != self._run:
            return
        self._busy = ""
        first: Item | None = None
        repeated = 0
        for path in event.paths:
            item = self.tray.add_path(path)
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
        self._worker = self._read(
            self._run, waiting, self._study.programmes(), self.tray.registry, not self.tray.anonymised
        )
        self._show_progress()

    @work(thread=True, exclusive=True, exit_on_error=False, group="import")
    def _read(self, run: int, items: list[Item], programmes: list[str], registry: Any, redact: bool) -> None:
        # The study is not touched here: its screens may use it meanwhile.
        worker = get_current_worker()
        for item in items:
            if worker.is_cancelled:
                return
            self.post_message(self.Begun(run, item))
            prepared, error = None, ""
            try:
                prepared = prepare(
                    item.path,
                    text=item.text or None,
                    name=item.label,
                    programmes=programmes,
                    registry=registry,
                    redact=redact,
                )
            except InterviewCoderError as failure:
                error = str(failure)
            except Exception as failure:  # one file must not stop the others
                self.app.call_from_thread(self.app.complain, failure)
                error = _("This file cannot be read because of a mistake in the program.")
            if worker.is_cancelled:
                return
            self.post_message(self.Read(run, item, prepared, error))
        self.post_message(self.Done(run, "read"))

    def on_import_screen_begun(self, event: Begun) -> None:
        if event.run == self._run:
            event.item.reading = self._busy == "read"
            self._redraw(event.item)
            self._show_progress(item=event.item)

    def on_import_screen_read(self, event: Read) -> None:
        if event.run != self._run:
            return
        item = event.item
        item.reading = False
        if event.prepared is not None:
            item.arrived(event.prepared)
            item.anonymised = self.tray.anonymised
        else:
            item.error = event.error
        done, count, size, total, since = self._progress
        self._progress = (done + 1, count, size + item.size, total, since)
        self._redraw(item)
        self._show_progress()

    def on_import_screen_done(self, event: Done) -> None:
        if event.run != self._run:
            return
        self._busy, self._worker = "", None
        self._show_progress()
        self._show_head()
        self._show_detail()
        if event.what == "read":
            self._read_waiting()
        else:
            self._tell_result()

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

    def action_stop(self) -> None:
        """Stop looking or reading; what was read stays."""
        if self._busy not in ("find", "read"):
            return
        self._run += 1
        self._busy = ""
        if self._worker is not None:
            self._worker.cancel()
        for item in self.tray.items:
            item.reading = False
        self._show_progress()
        self._refill(self.current)
        self.app.notify(_("Stopped. What was read stays on the list."))

    # One file

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        self._next(event.item)

    def action_choose(self) -> None:
        item = self.current
        if item is not None:
            self._next(item)

    def _next(self, item: Item) -> None:
        """Do what is next for a file."""
        stage = self._stage(item)
        if stage in (Stage.WAITING, Stage.FAILED):
            self._read_again(item)
        elif stage is Stage.REVIEW:
            self._review(item)
        elif stage is Stage.DETAILS:
            self._ask_details([item])
        elif stage is Stage.READY:
            self.action_store()
        elif stage is Stage.REPEATED:
            self.action_again()

    def _read_again(self, item: Item) -> None:
        if item.path is None and not item.text:
            return
        item.error = ""
        self._redraw(item)
        self._read_waiting()

    def action_review(self) -> None:
        item = self.current
        if item is None or item.prepared is None:
            self.app.notify(_("There is nothing to review in this file."), severity="warning")
            return
        self._review(item)

    def _review(self, item: Item) -> None:
        if item.prepared is None or self._busy == "store":
            return
        before = [(d.start, d.end, d.kind, d.keep, d.reason) for d in item.prepared.decisions]
        kept = (list(item.prepared.finds), list(item.prepared.decisions), set(self.tray.always))

        def back(outcome: str | None) -> None:
            assert item.prepared is not None
            if outcome == "cancelled":
                # The review replaces decisions, it never changes one: the old ones are as they were.
                item.prepared.finds[:], item.prepared.decisions[:] = kept[0], kept[1]
                self.tray.always.clear()
                self.tray.always.update(kept[2])
            now = [(d.start, d.end, d.kind, d.keep, d.reason) for d in item.prepared.decisions]
            item.touched = item.touched or now != before
            if outcome == "finished":
                item.reviewed = True
                item.asked = False
            self._redraw(item)
            if outcome == "finished":
                self._after_review(item)

        self.app.push_screen(ReviewScreen(self._study, item.prepared), back)

    def _after_review(self, item: Item) -> None:
        if self._stage(item) is Stage.DETAILS:
            self._ask_details([item])
        else:
            self._go_on(item)

    def _go_on(self, item: Item) -> None:
        """To the next file that wants something; where none does, offer to store."""
        for stage in (Stage.REVIEW, Stage.DETAILS):
            for other in self.tray.items:
                if self._stage(other) is stage:
                    self.query_one(ImportRows).move_to(self.tray.items.index(other))
                    return
        if self._stage(item) is Stage.READY and not self._busy:
            self.action_store()

    def action_details(self) -> None:
        item = self.current
        if item is None or item.prepared is None:
            self.app.notify(_("Only a file that was read has details to fill in."), severity="warning")
            return
        self._edit_details(item)

    @work(exclusive=True, exit_on_error=False, group="details")
    async def _edit_details(self, item: Item) -> None:
        if item.prepared is not None:
            await self._details_of(item, missing=False)

    async def _details_of(self, item: Item, *, missing: bool) -> None:
        assert item.prepared is not None
        metadata = await self.app.push_screen_wait(MetadataScreen(self._study, item.prepared, missing=missing))
        if metadata is not None:
            item.prepared.metadata = metadata
        item.asked = True
        self._redraw(item)

    @work(exclusive=True, exit_on_error=False, group="details")
    async def _ask_details(self, items: list[Item]) -> None:
        """Ask for what is missing, file by file; then go on."""
        for item in items:
            if self._stage(item) is Stage.DETAILS:
                await self._details_of(item, missing=True)
        self._go_on(items[-1])

    def action_remove(self) -> None:
        self._remove()

    @work(exclusive=True, exit_on_error=False, group="details")
    async def _remove(self) -> None:
        item = self.current
        if item is None or item.reading or self._busy == "store":
            return
        if (
            item.touched
            and item.report is None
            and not await self.app.confirm(
                _("Leave {file} out?").format(file=item.label),
                _("Nothing of it is stored, and what you decided on its names is lost."),
                yes=_("Leave out"),
                danger=True,
            )
        ):
            return
        item.forget()
        self.tray.items.remove(item)
        self._refill()

    def action_again(self) -> None:
        """Import a text that is in the study already; read a failed file again."""
        item = self.current
        if item is not None:
            self._force(item)

    @work(exclusive=True, exit_on_error=False, group="details")
    async def _force(self, item: Item) -> None:
        stage = self._stage(item)
        if stage is Stage.REPEATED:
            if await self.app.confirm(
                _("Import {file} all the same?").format(file=item.label), item.error, yes=_("Import")
            ):
                item.force, item.error = True, ""
                self._redraw(item)
                self._store_items([item])
        elif stage in (Stage.WAITING, Stage.FAILED):
            self._read_again(item)

    # All files

    def action_accept_all(self) -> None:
        self._accept_all()

    @work(exclusive=True, exit_on_error=False, group="details")
    async def _accept_all(self) -> None:
        items = [item for item in self.tray.items if self._stage(item) is Stage.REVIEW]
        if not items or self._busy:
            self.app.notify(_("There is nothing to accept now."), severity="warning")
            return
        names = sum(item.prepared.undecided for item in items if item.prepared)
        doubtful = sum(item.doubtful for item in items)
        question = ngettext("Take out {n} name without looking?", "Take out all {n} names without looking?", names)
        detail = ngettext("{n} of them is doubtful.", "{n} of them are doubtful.", doubtful).format(n=doubtful)
        detail += " " + _("Names that were not found stay in the text.")
        if not await self.app.confirm(question.format(n=names), detail, yes=_("Take out")):
            return
        for item in items:
            assert item.prepared is not None
            item.prepared.accept_all()
            item.touched = item.reviewed = True
            self._redraw(item)
        for item in items:
            if self._stage(item) is Stage.DETAILS:
                await self._details_of(item, missing=True)
        self._go_on(items[-1])

    def action_anonymised(self) -> None:
        self.tray.anonymised = not self.tray.anonymised
        self._options_changed()

    def _options_changed(self) -> None:
        """Read again, with the options as they are now, what was read and nobody has worked on."""
        stale = [
            item
            for item in self.tray.items
            if item.report is None and item.prepared is not None and not item.touched and not item.error
        ]
        for item in stale:
            item.prepared = None
        worked_on = sum(item.touched and item.report is None for item in self.tray.items)
        if worked_on:
            self.app.notify(
                ngettext(
                    "{n} file that you worked on stays as it is.",
                    "{n} files that you worked on stay as they are.",
                    worked_on,
                ).format(n=worked_on)
            )
        if self._busy == "read":
            self._run += 1
            self._busy = ""
            if self._worker is not None:
                self._worker.cancel()
            for item in self.tray.items:
                item.reading = False
        self._refill(self.current)
        self._read_waiting()

    def action_key_file(self) -> None:
        self._choose_key_file()

    @work(exclusive=True, exit_on_error=False, group="details")
    async def _choose_key_file(self) -> None:
        from interview_coder.redaction import NameRegistry

        answers = [Answer("o", _("Use an existing key file")), Answer("n", _("Make a new key file"))]
        if self.tray.registry is not None:
            answers.append(Answer("w", _("Go on without it")))
        answer = await self.app.push_screen_wait(
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
            return
        if answer == "w":
            self.tray.registry = self.tray.key_file = None
            self._options_changed()
            return
        picker = PathPicker(
            _("Key file"),
            "open" if answer == "o" else "save",
            start=self.tray.folder or self._study.path.parent,
            suffixes=(".toml",),
            name="" if answer == "o" else "names.toml",
        )
        paths = await self.app.push_screen_wait(picker)
        if not paths:
            return
        load: Callable[[Path], Any] = NameRegistry.load if answer == "o" else NameRegistry.create
        self.tray.registry, self.tray.key_file = load(paths[0]), paths[0]
        self._options_changed()

    # Storing

    def action_store(self) -> None:
        self._store_ready()

    @work(exclusive=True, exit_on_error=False, group="details")
    async def _store_ready(self) -> None:
        ready = [item for item in self.tray.items if self._stage(item) is Stage.READY]
        if not ready:
            self.app.notify(_("Nothing is ready yet: review the names first."), severity="warning")
            return
        if self._busy:
            self.app.notify(_("Wait until the files are read, or stop that with ctrl+x."), severity="warning")
            return
        question = ngettext("Store {n} interview in the study?", "Store {n} interviews in the study?", len(ready))
        if await self.app.confirm(question.format(n=len(ready)), self._store_detail(ready), yes=_("Store")):
            self._store_items(ready)

    def _store_detail(self, ready: list[Item]) -> str:
        out = sum(item.names().total() for item in ready)
        parts = [ngettext("{n} name is taken out.", "{n} names are taken out.", out).format(n=out)]
        kept = sum(decision.keep is True for item in ready if item.prepared for decision in item.prepared.decisions)
        if kept:
            parts.append(ngettext("{n} find stays in the text.", "{n} finds stay in the text.", kept).format(n=kept))
        others = len(self.tray.unstored()) - len(ready)
        if others > 0:
            parts.append(
                ngettext("{n} file is not ready yet.", "{n} files are not ready yet.", others).format(n=others)
            )
        return " ".join(parts)

    def _store_items(self, items: list[Item]) -> None:
        self._start("store", "")
        self._progress = (0, len(items), 0, 0, time.monotonic())
        self._show_progress()
        self._worker = self._store(self._run, items)

    @work(thread=True, exclusive=True, exit_on_error=False, group="store")
    def _store(self, run: int, items: list[Item]) -> None:
        for item in items:
            assert item.prepared is not None
            self.post_message(self.Begun(run, item))
            report: ImportReport | None = None
            error: InterviewCoderError | None = None
            try:
                report = self._study.store(item.prepared, force=item.force, registry=self.tray.registry)
            except InterviewCoderError as failure:
                error = failure
            self.post_message(self.Stored(item, report, error))
        self.post_message(self.Done(run, "store"))

    def on_import_screen_stored(self, event: Stored) -> None:
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
        self.app.notify(told, severity="warning" if failed else "information")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """After a mistake of ours, which the base tells, the screen must not wait for ever."""
        if event.state is WorkerState.ERROR and event.worker is self._worker:
            self._busy, self._worker = "", None
            for item in self.tray.items:
                item.reading = False
            self._show_progress()
            self._refill(self.current)

    # Leaving

    def action_back(self) -> None:
        if self._busy == "store":
            self.app.notify(_("Wait a moment: the interviews are being stored."), severity="warning")
            return
        if self.tray.unstored() or self._busy:
            self._leave()
        else:
            self._close(keep=False)

    @work(exclusive=True, exit_on_error=False, group="details")
    async def _leave(self) -> None:
        count = len(self.tray.unstored())
        answer = await self.app.push_screen_wait(
            Ask(
                ngettext("{n} file is not stored. Leave?", "{n} files are not stored. Leave?", count).format(n=count),
                [
                    Answer("k", _("Keep them on the list, go on later")),
                    Answer("t", _("Throw them away: nothing is stored"), danger=True),
                    Answer("s", _("Stay here")),
                ],
                detail=_("The list is kept in memory until the study is closed, never on disk."),
            )
        )
        if answer in ("k", "t"):
            self._close(keep=answer == "k")

    def _close(self, *, keep: bool) -> None:
        reports = self.tray.reports()[self._before :]
        self._run += 1
        if self._worker is not None:
            self._worker.cancel()
        for item in self.tray.items:
            item.reading = False
        if keep:
            self.tray.items[:] = [item for item in self.tray.items if item.report is None]
        else:
            self.tray.clear()
        self.dismiss(reports)

    def leaving(self) -> None:
        """The study closes: nothing with names in it stays in memory."""
        self._run += 1
        if self._worker is not None:
            self._worker.cancel()
        self.tray.clear()


def _duration(seconds: float) -> str:
    if seconds < 60:
        return _("{n} s").format(n=max(1, round(seconds)))
    return _("{n} min").format(n=round(seconds / 60))
