"""All memos of the study: listed, narrowed, read, opened where they belong, written on and exported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Select
from textual.worker import get_current_worker

from interview_coder.domain.model import KeptDraft, MemoFilter, MemoKind, MemoRow
from interview_coder.domain.text import safe
from interview_coder.errors import NotFoundError
from interview_coder.i18n import _, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.memo_subject import KIND_NAMES, STUDY, subject_of, target_of
from interview_coder.tui.screens.memo import Memo
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rendered import Rendered
from interview_coder.tui.widgets.rows import Rows, spread

PAGE: Final = 200
Row = MemoRow | KeptDraft


class MemoRows(Rows[Row], inherit_bindings=False):
    """The memos; letters are the screen's."""

    PLACES = (Place.WALK,)


class Memos(Screen[MemoRow]):
    """The list with its filters and the memo under the cursor beside it; the result is the memo to go to."""

    PLACES = (Place.MEMOS,)
    CSS_PATH = "memos.tcss"
    AUTO_FOCUS = "MemoRows"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    class Listed(Message):
        """The first page was read, and what was not kept before it; ``cursor`` is the row to go to."""

        def __init__(
            self, wanted: MemoFilter, drafts: list[KeptDraft], rows: list[MemoRow], cursor: int | None
        ) -> None:
            self.wanted, self.drafts, self.rows, self.cursor = wanted, drafts, rows, cursor
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self._more = False

    def compose(self) -> ComposeResult:
        with Horizontal(id="filters"):
            for name, prompt, options in self._options():
                yield Select[Any](options, prompt=prompt, id=f"where-{name}", compact=True)
        yield Input(placeholder=_("Words in the memo"), id="text", classes="-slim")
        yield Plain(id="said")
        with Horizontal(id="memos-body"):
            yield MemoRows(self._draw, row_height=2, always_lit=True, empty=_("Reading …"))
            with VerticalScroll(id="reading", can_focus=False):
                yield Plain(id="about")
                yield Rendered()
        yield KeyBar()

    def _options(self) -> list[tuple[str, str, list[tuple[Content, Any]]]]:
        study = self.study
        codes = study.codes(include_retired=True)
        return [
            ("kind", _("on anything"), [(plain(_(name)), kind) for kind, name in KIND_NAMES.items()]),
            ("coder", _("of anybody"), [(plain(one.name), one.id) for one in study.coders()]),
            ("code", _("all codes"), [(plain("  " * one.path.count("/") + one.name), one.id) for one in codes]),
            (
                "interview",
                _("all interviews"),
                [(plain(look.interview_title(one)), one.id) for one in study.interviews()],
            ),
        ]

    def on_mount(self) -> None:
        self._fill(0)

    def wanted(self) -> MemoFilter:
        """What the filters ask for."""
        given: dict[str, Any] = {"text": self.query_one("#text", Input).value.strip() or None}
        for name in ("kind", "coder", "code", "interview"):
            value = self.query_one(f"#where-{name}", Select).value
            given[name] = None if value is Select.NULL else value
        return MemoFilter(**given)

    def _fill(self, cursor: int | None = None) -> None:
        """Read the first page anew, what was not kept before it where nothing is asked for."""
        self._more = False
        self._list(self.wanted(), cursor)

    @work(thread=True, exclusive=True, exit_on_error=False, group="read")
    def _list(self, wanted: MemoFilter, cursor: int | None) -> None:
        """Words are looked for in every memo: not while somebody waits for a key."""
        study, worker = self.study, get_current_worker()
        with self.app.holding(study) as usable:
            if not usable:
                return
            drafts = [one for one in study.drafts() if one.target.startswith("memo.")] if wanted == MemoFilter() else []
            rows = study.memos(wanted, limit=PAGE)
        if not worker.is_cancelled:
            self.post_message(self.Listed(wanted, drafts, rows, cursor))

    def on_memos_listed(self, event: Listed) -> None:
        if event.wanted != self.wanted():
            return
        self._more = len(event.rows) == PAGE
        listed = self.query_one(MemoRows)
        everything = event.wanted == MemoFilter()
        listed.empty = _("No memos. m in the workbench writes one.") if everything else _("No memo fits.")
        listed.show([*event.drafts, *event.rows], event.cursor)
        self._tell()
        self._read()

    def _tell(self) -> None:
        items = self.query_one(MemoRows).items
        drafts = sum(isinstance(one, KeptDraft) for one in items)
        count = len(items) - drafts
        number = look.number(count) + ("+" if self._more else "")
        told = [ngettext("{n} memo", "{n} memos", count).format(n=number)]
        if drafts:
            told.append(ngettext("{n} not kept yet", "{n} not kept yet", drafts).format(n=drafts))
        self.query_one("#said", Plain).show(" · ".join(told))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._fill(0)

    def on_input_submitted(self) -> None:
        self.query_one(MemoRows).focus()

    def on_select_changed(self) -> None:
        self._fill(0)

    def _draw(self, row: Row, width: int) -> Sequence[Content]:
        if isinstance(row, KeptDraft):
            when = f"{row.changed.astimezone():%Y-%m-%d %H:%M} "
            head = Content.assemble(" ", (_("not kept yet"), "bold $warning"))
            text = row.fields.get("text", "")
            return [spread(head, Content.styled(when, "$muted"), width), plain("   " + look.snippet(text, width - 4))]
        on = " · ".join(part for part in (row.code_name, row.reference) if part)
        head = Content.assemble(" ", (_(KIND_NAMES[row.kind]), "$accent"), "  ", (safe(on), "bold"))
        right = Content.styled(f"{safe(row.coder)}  {row.changed.astimezone():%Y-%m-%d} ", "$muted")
        return [spread(head, right, width), plain("   " + look.snippet(row.body, width - 4))]

    def on_rows_moved(self, event: Rows.Moved) -> None:
        rows = event.rows
        if self._more and rows.cursor >= len(rows.items) - 20:
            known = sum(isinstance(one, MemoRow) for one in rows.items)
            more = self.study.memos(self.wanted(), limit=PAGE, offset=known)
            self._more = len(more) == PAGE
            rows.show([*rows.items, *more], rows.cursor)
            self._tell()
        self._read()

    def _read(self) -> None:
        """Show the memo under the cursor as it reads."""
        row = self.query_one(MemoRows).current
        about, body = self.query_one("#about", Plain), self.query_one(Rendered)
        if row is None:
            about.show("")
            body.show("")
        elif isinstance(row, KeptDraft):
            about.show(_("You were typing this when the program stopped. Enter goes on with it."))
            body.show(row.fields.get("text", ""))
        else:
            about.show(plain(f"“{look.snippet(row.words, 400)}”", "italic") if row.words else "")
            body.show(row.body)
        self.query_one(KeyBar).refresh()

    def offers(self, action: Action) -> bool:
        """Whether the footer shows an action."""
        row = self.query_one(MemoRows).current
        if action.id == "choose":
            return isinstance(row, MemoRow) and row.kind is not MemoKind.STUDY
        return row is not None or action.id not in ("write", "export")

    def on_key(self, event: events.Key) -> None:
        """The arrows go from the field into the list and back."""
        rows, field = self.query_one(MemoRows), self.query_one("#text", Input)
        if field.has_focus and event.key == "down" and rows.items:
            rows.focus()
        elif rows.has_focus and event.key == "up" and rows.cursor <= 0:
            field.focus()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        self._go(event.item)

    def action_choose(self) -> None:
        row = self.query_one(MemoRows).current
        if row is not None:
            self._go(row)

    def _go(self, row: Row) -> None:
        if isinstance(row, KeptDraft) or row.kind is MemoKind.STUDY:
            self.action_write()
        else:
            self.dismiss(row)

    def action_write(self) -> None:
        row = self.query_one(MemoRows).current
        if row is not None:
            self._open(row.target if isinstance(row, KeptDraft) else target_of(row))

    def action_study_memo(self) -> None:
        self._open(STUDY)

    @work(exit_on_error=False, group="dialog")
    async def _open(self, target: str) -> None:
        try:
            subject = subject_of(self.study, target)
        except NotFoundError:
            await self._gone(target)
            return
        await self.app.push_screen_wait(Memo.on(subject, read_only=self.app.read_only))
        self._fill()

    async def _gone(self, target: str) -> None:
        """What a draft was meant for is no more: its words can be read and thrown away."""
        if await self.app.confirm(
            _("What this memo was on is gone from the study. Throw it away?"),
            _("Its words stay in this list until then."),
            yes=_("Throw away"),
            danger=True,
        ):
            self.study.drop_draft(target)
            self._fill()

    def action_words(self) -> None:
        self.query_one("#text", Input).focus()

    @work(exit_on_error=False, group="dialog")
    async def action_export(self) -> None:
        """Write the memos that are listed to a file."""
        from interview_coder.tui.screens.file_out import write_out

        study, wanted = self.study, self.wanted()
        report = await write_out(
            self.app,
            _("Where the memos go"),
            f"{study.path.stem}-memos",
            lambda path, force: study.export_memos(path, wanted, force=force),
        )
        if report is not None:
            told = ngettext("{n} memo written to {file}", "{n} memos written to {file}", report[1].rows)
            self.app.notify(told.format(n=report[1].rows, file=report[0].name))
