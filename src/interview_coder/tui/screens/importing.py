"""Importing transcripts: choose, read, review, store. Nothing is stored before it is confirmed."""

from __future__ import annotations

from pathlib import Path

from textual import work

from interview_coder.domain.marks import MarkStyle
from interview_coder.i18n import _, ngettext
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.screens.ask import Answer, Ask
from interview_coder.tui.screens.import_tray import ImportOrder, Item, Stage
from interview_coder.tui.screens.import_work import ImportRows, ImportWork
from interview_coder.tui.screens.kept_words import KeptWords
from interview_coder.tui.screens.key_file import choose_key_file, open_key_file
from interview_coder.tui.screens.language_model import LanguageModel
from interview_coder.tui.screens.metadata import MetadataScreen
from interview_coder.tui.screens.paste import Paste
from interview_coder.tui.screens.review import ReviewScreen
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.path_listing import path_label
from interview_coder.tui.widgets.path_picker import PathPicker
from interview_coder.tui.widgets.rows import Rows


class ImportScreen(ImportWork):
    """The import into a study. Its result is what was stored while it was open, one report for each interview.

    With an ``order`` it reads those files at once, and goes on to the review of the first.
    """

    PLACES = (Place.IMPORT,)
    CSS_PATH = "importing.tcss"
    AUTO_FOCUS = "ImportRows"

    def on_mount(self) -> None:
        super().on_mount()
        if self._order is not None:
            self._begin(self._order)

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

    def _begin(self, order: ImportOrder) -> None:
        if order.marks is not None:
            self._set_marks(order.marks)
        self.tray.model = order.model
        if "programmes" in order.given:
            order.given["programmes"] = self._study.known_programmes(order.given["programmes"])
        if order.keys is not None and open_key_file(self.app, order.keys, create=True):
            self.app.notify(
                _("The key file {file} is made; keep it apart from the study.").format(file=path_label(order.keys.name))
            )
        self._show_head()
        self._find(list(order.paths))

    def _after_reading(self) -> None:
        """What was asked for from outside goes straight on to the review of its first file."""
        order, self._order = self._order, None
        first = next((item for item in self.tray.items if self._stage(item) is Stage.REVIEW), None)
        if order is not None and first is not None and self.is_current:
            self.query_one(ImportRows).move_to(self.tray.items.index(first))
            self._review(first)

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

    def action_stop(self) -> None:
        """Stop looking or reading; what was read stays."""
        if self._busy not in ("find", "read"):
            return
        self._cancel()
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

        def back(outcome: str | None) -> None:
            assert item.prepared is not None
            now = [(d.start, d.end, d.kind, d.keep, d.reason) for d in item.prepared.decisions]
            item.touched = item.touched or now != before
            if outcome == "finished":
                item.reviewed = True
                item.asked = False
            self._redraw(item)
            if outcome == "finished":
                self._after_review(item)

        self.app.push_screen(ReviewScreen(self._study, item.prepared), back)

    def _look_again(self) -> None:
        """Read once more, while the key file is open, what holds names that were confirmed just now."""
        registry = self.app.registry
        stale = self.tray.missed(registry) if registry is not None and not self.tray.anonymised else []
        if not stale:
            return
        for item in stale:
            item.prepared = None
        told = ngettext(
            "A name that you took out stands in {n} other file: it is read again.",
            "Names that you took out stand in {n} other files: they are read again.",
            len(stale),
        )
        self.app.notify(told.format(n=len(stale)))
        if self._busy == "read":
            self._cancel()
        self._refill(self.current)
        self._read_waiting()

    def _after_review(self, item: Item) -> None:
        self._look_again()
        if self._stage(item) is Stage.DETAILS:
            self._ask_details([item])
        else:
            self._go_on(item)

    def _go_on(self, item: Item) -> None:
        """To the next file that wants something; where none does, offer to store."""
        coming = (Stage.READING, Stage.WAITING) if self._busy == "read" else ()
        for stage in (Stage.REVIEW, *coming, Stage.DETAILS):
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
        if item.prepared is not None:
            self._study.forget_review(item.prepared)
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
        self._look_again()
        for item in items:
            if self._stage(item) is Stage.DETAILS:
                await self._details_of(item, missing=True)
        self._go_on(items[-1])

    def action_anonymised(self) -> None:
        self._anonymised()

    @work(exclusive=True, exit_on_error=False, group="anonymised")
    async def _anonymised(self) -> None:
        """Leave all names in, when that is what is wanted: in the review the same key takes one out."""
        if not self.tray.anonymised and not await self.app.confirm(
            _("Leave every name in these texts?"),
            _("This is for transcripts that were anonymised before: nothing is taken out of them."),
            yes=_("Leave in"),
        ):
            return
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
            self._cancel()
        self._refill(self.current)
        self._read_waiting()

    @work(exclusive=True, exit_on_error=False, group="details")
    async def action_key_file(self) -> None:
        if await choose_key_file(self.app, self._study, self.tray.folder):
            self._options_changed()

    def action_marks(self) -> None:
        """The other style of marks, for what is stored from now on."""
        self._set_marks(MarkStyle.TYPED if self._style is MarkStyle.PLAIN else MarkStyle.PLAIN)

    def _set_marks(self, style: MarkStyle) -> None:
        if style is not self._style:
            self._study.set_mark_style(style)
            self._style = style
        self._show_head()

    @work(exclusive=True, exit_on_error=False, group="details")
    async def action_language_model(self) -> None:
        before = self.model
        if await self.app.push_screen_wait(LanguageModel()) is not None:
            self.tray.model = None
        if self.model != before:
            self._options_changed()

    @work(exclusive=True, exit_on_error=False, group="details")
    async def action_kept_words(self) -> None:
        before = self._study.kept_words()
        await self.app.push_screen_wait(KeptWords(self._study))
        if self._study.kept_words() != before:
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
                detail=_(
                    "The list is kept in memory until the study is closed. Decisions on names are remembered in the "
                    "study, as places without words: the same file, chosen again, has them back."
                ),
            )
        )
        if answer in ("k", "t"):
            self._close(keep=answer == "k")

    def _close(self, *, keep: bool) -> None:
        reports = self.tray.reports()[self._before :]
        self._cancel()
        if keep:
            self.tray.items[:] = [item for item in self.tray.items if item.report is None]
        else:
            for item in self.tray.unstored():
                if item.prepared is not None:
                    self._study.forget_review(item.prepared)
            self.tray.clear()
        self.dismiss(reports)

    def leaving(self) -> None:
        """The study closes: nothing with names in it stays in memory."""
        self._cancel()
        self.tray.clear()
