"""Every change of the study: who, when, what, on what; and the way back to any point."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Select
from textual.worker import get_current_worker

from interview_coder.domain.model import HistoryEntry, HistoryFilter
from interview_coder.domain.text import safe
from interview_coder.i18n import N_, _, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain, Screen, plain
from interview_coder.tui.screens.wait import waiting
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread

PAGE: Final = 200
_DAYS: Final = ((1, N_("today")), (7, N_("the last seven days")), (30, N_("the last thirty days")))


class HistoryRows(Rows[HistoryEntry], inherit_bindings=False):
    """The changes; letters are the screen's."""

    PLACES = (Place.WALK,)


def draw(entry: HistoryEntry, width: int) -> Sequence[Content]:
    """One change on a line: when, what, on what, who."""
    style = "strike $muted" if entry.undone else ""
    left = Content.assemble(
        " ",
        (f"{entry.time.astimezone():%Y-%m-%d %H:%M}", "$muted"),
        "  ",
        (look.act(entry), style),
        ("  (" + _("undone") + ")" if entry.undone else "", "$muted"),
    )
    return [spread(left, Content.styled(safe(entry.coder) + " ", "bold" if entry.own else "$muted"), width)]


class History(Screen[HistoryEntry]):
    """The changes, newest first, narrowed by filters; the result is one whose interview or code is to be shown."""

    PLACES = (Place.HISTORY,)
    CSS_PATH = "history.tcss"
    AUTO_FOCUS = "HistoryRows"

    class Listed(Message):
        """Changes were read, from a place in the list on."""

        def __init__(self, wanted: HistoryFilter, offset: int, entries: list[HistoryEntry]) -> None:
            self.wanted, self.offset, self.entries = wanted, offset, entries
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self._more = False
        self._wanted = HistoryFilter()
        self.changed = False
        """Something was taken back while the screen was open."""

    def compose(self) -> ComposeResult:
        with Horizontal(id="filters"):
            for name, prompt, options in self._options():
                yield Select[Any](options, prompt=prompt, id=f"where-{name}", compact=True)
        yield Plain(id="said")
        yield HistoryRows(draw, always_lit=True, empty=_("Nothing has been changed yet."))
        yield KeyBar()

    def _options(self) -> list[tuple[str, str, list[tuple[Content, Any]]]]:
        study = self.study
        whats = sorted((_(what), what) for what in study.history_whats())
        codes = study.codes(include_retired=True)
        return [
            ("what", _("anything"), [(plain(name), what) for name, what in whats]),
            ("coder", _("anybody"), [(plain(one.name), one.id) for one in study.coders()]),
            (
                "interview",
                _("all interviews"),
                [(plain(look.interview_title(one)), one.id) for one in study.interviews()],
            ),
            ("code", _("all codes"), [(plain("  " * one.path.count("/") + one.name), one.id) for one in codes]),
            ("days", _("at any time"), [(plain(_(name)), days) for days, name in _DAYS]),
        ]

    def on_mount(self) -> None:
        self._fill()

    def wanted(self) -> HistoryFilter:
        """What the filters ask for."""
        given: dict[str, Any] = {}
        for name in ("what", "coder", "interview", "code"):
            value = self.query_one(f"#where-{name}", Select).value
            given[name] = None if value is Select.NULL else value
        days = self.query_one("#where-days", Select).value
        if isinstance(days, int) and days:
            midnight = datetime.now(UTC).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
            given["since"] = midnight - timedelta(days=days - 1)
        return HistoryFilter(**given)

    def _fill(self) -> None:
        self._wanted, self._more = self.wanted(), False
        self._read(self._wanted, 0)

    @work(thread=True, exclusive=True, exit_on_error=False, group="search")
    def _read(self, wanted: HistoryFilter, offset: int) -> None:
        """A filter goes through every change there ever was: not while somebody waits for a key."""
        worker = get_current_worker()
        with self.app.holding(self.study) as usable:
            entries = self.study.history(PAGE, offset=offset, wanted=wanted) if usable else []
        if not worker.is_cancelled:
            self.post_message(self.Listed(wanted, offset, entries))

    def on_history_listed(self, event: Listed) -> None:
        rows = self.query_one(HistoryRows)
        if event.wanted != self._wanted or event.offset not in (0, len(rows.items)):
            return
        self._more = len(event.entries) == PAGE
        rows.empty = _("Nothing has been changed yet.") if event.wanted == HistoryFilter() else _("No change fits.")
        if event.offset:
            rows.show([*rows.items, *event.entries], rows.cursor)
        else:
            rows.show(event.entries, 0)
        self._tell()

    def _tell(self) -> None:
        count = len(self.query_one(HistoryRows).items)
        number = look.number(count) + ("+" if self._more else "")
        told = ngettext("{n} change", "{n} changes", count).format(n=number)
        hint = "" if self.app.read_only else " · " + _("u takes back all of yours after the change under the cursor.")
        self.query_one("#said", Plain).show(told + hint)

    def on_select_changed(self) -> None:
        self._fill()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        rows = event.rows
        if self._more and rows.cursor >= len(rows.items) - 20:
            self._more = False
            self._read(self._wanted, len(rows.items))

    def on_rows_chosen(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        """Show what the change was on, where that is one thing."""
        entry = self.query_one(HistoryRows).current
        if entry is not None and (entry.interview or entry.code):
            self.dismiss(entry)
        elif entry is not None:
            self.app.notify(_("This change was not on one interview or code."))

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_undo_to(self) -> None:
        entry = self.query_one(HistoryRows).current
        if entry is None:
            return
        study = self.study
        back = await waiting(self.app, _("Looking what that takes back…"), lambda: study.would_undo(entry.act))
        if not await self.app.push_screen_wait(GoingBack(entry, back)):
            return
        done = await waiting(self.app, _("Taking it back…"), lambda: study.undo_to(entry.act))
        self.changed = True
        self._fill()
        told = ngettext(
            "{n} change is taken back; U does it again.", "{n} changes are taken back; U does them again.", len(done)
        )
        self.app.notify(told.format(n=look.number(len(done))))


class GoingBack(ModalScreen[bool]):
    """What would be taken back, to agree to or not."""

    PLACES = (Place.GOING_BACK,)
    CSS_PATH = "history.tcss"
    AUTO_FOCUS = "HistoryRows"

    def __init__(self, point: HistoryEntry, back: Sequence[HistoryEntry]) -> None:
        super().__init__()
        self._point, self._back = point, back

    def compose(self) -> ComposeResult:
        count = len(self._back)
        with Vertical(classes="dialog"):
            title = ngettext("Take back {n} change of yours?", "Take back {n} changes of yours?", count)
            yield Plain(title.format(n=look.number(count)), classes="dialog-title")
            yield Plain(
                _("This one and all before it stay: {what}").format(what=look.act(self._point)), classes="dialog-text"
            )
            yield HistoryRows(draw, always_lit=True)
            yield Plain(
                _(
                    "What colleagues did stays, and so do imports, deletions and redactions. U in the workbench does "
                    "them again one by one."
                ),
                classes="dialog-hint",
            )
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Take back")), id="back", variant="primary")
                yield Button(plain(_("Cancel")), id="cancel")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(HistoryRows).show(self._back, 0)

    def action_save(self) -> None:
        self.dismiss(True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "back")
