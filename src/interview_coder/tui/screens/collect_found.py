"""Collecting what a query found as quotes: into which section, and how many are new there, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button

from interview_coder.domain.model import QuoteRow
from interview_coder.domain.text import fold
from interview_coder.i18n import _, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.screens.wait import waiting_or_stopped
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread


class Target(NamedTuple):
    """Where quotes can go: a section, outside of all (empty), or where their codes belong (``None``)."""

    section: str | None
    heading: str
    new: int


class TargetRows(Rows[Target], inherit_bindings=False):
    """The places; the keys are the dialog's."""

    PLACES = (Place.WALK,)


class CollectFound(ModalScreen[int]):
    """The sections, with how many quotes would be new in each; the result is how many were collected."""

    PLACES = (Place.COLLECTING,)
    CSS_PATH = "kept_queries.tcss"
    AUTO_FOCUS = "TargetRows"

    def __init__(self, rows: Sequence[QuoteRow]) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        count = len(self._rows)
        with Vertical(classes="dialog", id="collect-found"):
            yield Plain(
                ngettext("Collect {n} coding as a quote in", "Collect {n} codings as quotes in", count).format(
                    n=look.number(count)
                ),
                classes="dialog-title",
            )
            yield TargetRows(self._draw, always_lit=True)
            yield Plain(id="told", classes="dialog-hint")
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Collect")), id="collect", variant="primary")
                yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    def on_mount(self) -> None:
        known = {(coding, fold(section or "")) for coding, section in self.study.collected_codings()}
        sections = self.study.report_sections()
        names = {fold(one.name) for one in sections}
        homes = {row.id: fold(row.section or "") for row in self._rows}
        homes = {id_: home if home in names else "" for id_, home in homes.items()}

        def new(section: str | None) -> int:
            wanted = None if section is None else fold(section)
            return sum((id_, home if wanted is None else wanted) not in known for id_, home in homes.items())

        targets = [Target(None, _("the section of each code"), new(None))]
        targets += [Target(one.name, one.heading, new(one.name)) for one in sections]
        targets.append(Target("", _("outside the sections"), new("")))
        self.query_one(TargetRows).show(targets, 0)

    def _draw(self, target: Target, width: int) -> Sequence[Content]:
        told = ngettext("{n} new", "{n} new", target.new).format(n=look.number(target.new))
        return [spread(plain(" " + target.heading), plain(told + " ", "$muted"), width)]

    def on_rows_moved(self) -> None:
        target = self.query_one(TargetRows).current
        if target is None:
            return
        known = len(self._rows) - target.new
        told = [
            ngettext("{n} quote will be added", "{n} quotes will be added", target.new).format(
                n=look.number(target.new)
            )
        ]
        if known:
            told.append(
                ngettext("{n} stands there already", "{n} stand there already", known).format(n=look.number(known))
            )
        self.query_one("#told", Plain).show(" · ".join(told))
        self.query_one("#collect", Button).disabled = not target.new

    def on_rows_chosen(self) -> None:
        self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.action_save() if event.button.id == "collect" else self.dismiss(None)

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_save(self) -> None:
        target = self.query_one(TargetRows).current
        if target is None or not target.new:
            return
        ids = [row.id for row in self._rows]
        study, section = self.study, target.section
        if (
            await waiting_or_stopped(
                self.app, _("Collecting…"), lambda told: study.collect(ids, section, progress=told)
            )
            is None
        ):
            self.app.notify(_("Stopped. Nothing was collected."))
            return
        told = ngettext(
            "{n} quote collected; u takes it back.", "{n} quotes collected; u takes them back at once.", target.new
        )
        self.app.notify(told.format(n=look.number(target.new)), timeout=4)
        self.dismiss(target.new)
