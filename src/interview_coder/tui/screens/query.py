"""Asking the codings: a query is composed on one line, counted and answered while it is typed, kept by name, used."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace
from rich.cells import cell_len
from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input
from textual.worker import get_current_worker

from interview_coder.domain.model import Candidate, Code, QuoteFilter, QuoteRow
from interview_coder.domain.query_completion import Suggestion, completions
from interview_coder.domain.querying import FIELDS, MAX_CHARACTERS, QueryError
from interview_coder.domain.said import Found
from interview_coder.domain.text import safe
from interview_coder.i18n import N_, _, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.retracing import retrace
from interview_coder.tui.screens.lines import Line, Lines
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.panes import Head
from interview_coder.tui.widgets.rows import Rows, spread

PAUSE: Final = 0.12
"""Seconds without a key after which a query is answered."""
PAGE: Final = 200
"""So many codings are read at a time."""
AHEAD: Final = 40
"""The next page is read when the cursor is this near to the end of what is there."""
_OFFERED: Final = 8
_HELP: Final = N_(
    "A code finds its codings, with those below it.\n"
    "\n"
    "V4 AND V5            passages that bear both;  OR, NOT and brackets too\n"
    "V4 within V6         inside a coding of the other;  overlaps, near 3\n"
    'stance = contradicts    programme = "Dierverzorging 2"    school in (1, 3)\n'
    'text ~ "geen keus*"    memo != none    coder = Anna    date >= 2015-06\n'
    "\n"
    "Fields: {fields}. @ begins an attribute that you made. Tab completes what is typed."
)


class Answer(Struct, frozen=True):
    """A coding that a query found, with what stands before and behind it."""

    row: QuoteRow
    before: str = ""
    behind: str = ""


class Asked(Struct):
    """A query as it was left: it is there again when the user comes back from a passage."""

    where: str = ""
    name: str = ""
    """Under which it is kept, as long as it reads so."""
    kept: str = ""
    answers: list[Answer] = field(default_factory=list)
    found: Found | None = None
    cursor: int = 0
    marked: set[str] = field(default_factory=set)
    changed: bool = False
    """Something was collected or coded since the workbench was shown."""


class AnswerRows(Rows[Answer], inherit_bindings=False):
    """The codings that were found; letters are the screen's."""

    PLACES = (Place.WALK,)


class SuggestionRows(Rows[Suggestion], inherit_bindings=False, can_focus=False):
    """What the word at the cursor can become; the keys are the field's."""

    PLACES = ()


class Querying(Screen[QuoteRow]):
    """The line, its counts or what is wrong with it, and the codings in context; the result is the one to go to."""

    PLACES = (Place.QUERY,)
    CSS_PATH = "query.tcss"
    AUTO_FOCUS = "#where"

    class Answered(Message):
        """A page of codings."""

        def __init__(self, where: str, offset: int, answers: list[Answer], *, mark: bool = False) -> None:
            self.where, self.offset, self.answers, self.mark = where, offset, answers, mark
            super().__init__()

    class Counted(Message):
        """How much there is."""

        def __init__(self, where: str, found: Found) -> None:
            self.where, self.found = where, found
            super().__init__()

    class Refused(Message):
        """The query cannot be answered: a sentence and the place."""

        def __init__(self, where: str, error: QueryError) -> None:
            self.where, self.error = where, error
            super().__init__()

    def __init__(self, memory: Asked | None = None) -> None:
        super().__init__()
        self._memory = memory or Asked()
        self._error: QueryError | None = None
        self._walked = False
        self._begun = 0
        """Where the word begins that is completed."""
        self._one_at_a_time = threading.Lock()

    def compose(self) -> ComposeResult:
        yield Head()
        yield Input(
            self._memory.where,
            placeholder=_("a query, such as V4 AND stance = contradicts"),
            id="where",
            classes="-slim",
            max_length=MAX_CHARACTERS,
            select_on_focus=False,
        )
        yield Plain(id="caret")
        yield Plain(id="said")
        yield SuggestionRows(self._draw_suggestion, single_click=True, always_lit=True, id="offered")
        with Vertical(id="answers"):
            yield AnswerRows(self._draw, row_height=3, always_lit=True)
        yield KeyBar()

    def on_mount(self) -> None:
        self._known = self.study.vocabulary()
        self._offer([])
        memory = self._memory
        if memory.where.strip():
            self.query_one(AnswerRows).show(memory.answers, memory.cursor)
            # What was found may be otherwise by now.
            self._ask(memory.where, 0, max(PAGE, len(memory.answers)))
        self._tell()

    # What is asked

    @property
    def field(self) -> Input:
        """The line of the query."""
        return self.query_one("#where", Input)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        memory = self._memory
        if event.value == memory.where:
            return
        memory.where = event.value
        memory.marked.clear()
        memory.found, memory.cursor, self._error = None, 0, None
        start, offered = completions(event.value, self.field.cursor_position, self._known, _OFFERED)
        self._begun = start
        self._offer(offered)
        if event.value.strip():
            self._ask(event.value, 0, PAGE, pause=PAUSE)
        else:
            self.workers.cancel_group(self, "search")
            memory.answers = []
            self.query_one(AnswerRows).show([], -1)
        self._tell()

    @work(thread=True, exclusive=True, exit_on_error=False, group="search")
    def _ask(self, where: str, offset: int, limit: int | None, *, mark: bool = False, pause: float = 0) -> None:
        """Read codings from ``offset`` on; the first page counts them as well. ``mark`` asks for them to be marked."""
        worker = get_current_worker()
        if pause:
            time.sleep(pause)
        # A slow query must not run once for every letter of it.
        with self._one_at_a_time, self.app.holding(self.study) as usable:
            if not usable or worker.is_cancelled:
                return
            study = self.study
            try:
                rows = study.quotes(where=where, limit=limit, offset=offset)
                around = study.around(rows) if limit is not None else [("", "")] * len(rows)
                answers = [Answer(row, *words) for row, words in zip(rows, around, strict=True)]
                self.post_message(self.Answered(where, offset, answers, mark=mark))
                if offset == 0 and not worker.is_cancelled:
                    self.post_message(self.Counted(where, study.found(where)))
            except QueryError as error:
                self.post_message(self.Refused(where, error))

    def on_querying_answered(self, event: Answered) -> None:
        memory = self._memory
        if event.where != memory.where or event.offset > len(memory.answers):
            return
        rows = self.query_one(AnswerRows)
        self._error = None
        answers = event.answers
        if event.mark:
            memory.marked = {one.row.id for one in answers}
            # Those that were read with what stands around them are kept.
            answers = [*memory.answers, *answers[len(memory.answers) :]]
        memory.answers = [*memory.answers[: event.offset], *answers]
        cursor = rows.cursor if event.offset or event.mark else memory.cursor
        rows.show(memory.answers, min(cursor, len(memory.answers) - 1))
        rows.redraw()
        self._tell()

    def on_querying_counted(self, event: Counted) -> None:
        if event.where == self._memory.where:
            self._memory.found = event.found
            self._tell()

    def on_querying_refused(self, event: Refused) -> None:
        if event.where == self._memory.where:
            self._error = event.error
            self._tell()

    def _tell(self) -> None:
        """Say under the line what is wrong with it and where, else how much was found and marked."""
        memory, rows = self._memory, self.query_one(AnswerRows)
        name = memory.name if memory.name and memory.where == memory.kept else ""
        self.query_one(Head).show(plain(_("Ask the codings"), "bold $primary"), plain(name, "$muted"))
        said, error = self.query_one("#said", Plain), self._error
        # What is being typed is no mistake yet.
        typing = self._begun if self.query_one(SuggestionRows).display else len(memory.where.rstrip())
        unfinished = error is not None and error.place >= typing
        said.set_class(error is not None and not unfinished, "-wrong")
        self.query_one("#caret", Plain).show(self._caret(error) if error else "")
        rows.set_class(error is not None, "-stale")
        if error is not None:
            said.show(error.sentence)
        elif not memory.where.strip():
            said.show(_("ctrl+l has the queries that are kept."))
        else:
            said.show(self._counts())
        rows.empty = (
            ""
            if error
            else _(_HELP).format(fields=", ".join(FIELDS))
            if not memory.where.strip()
            else _("No codings fit.")
        )
        if not rows.items:
            rows.refresh()
        self.query_one(KeyBar).refresh()

    def _counts(self) -> str:
        memory = self._memory
        if memory.found is None:
            return "…"
        found = memory.found
        told = [
            ngettext("{n} passage", "{n} passages", found.passages).format(n=look.number(found.passages)),
            ngettext("{n} interview", "{n} interviews", found.interviews).format(n=look.number(found.interviews)),
            ngettext("{n} respondent", "{n} respondents", found.respondents).format(n=look.number(found.respondents)),
        ]
        if found.codings != found.passages:
            told.insert(0, look.codings(found.codings))
        if memory.marked:
            count = len(memory.marked)
            told.append(ngettext("{n} marked", "{n} marked", count).format(n=look.number(count)))
        return " · ".join(told)

    def _caret(self, error: QueryError) -> Content:
        """The sign under the place that is wrong, where the line shows it."""
        line = self.field
        at = cell_len(safe(error.query[: error.place])) - round(line.scroll_offset.x)
        return Content.styled(" " * (1 + min(max(0, at), max(0, line.content_size.width - 1))) + "▲", "bold $error")

    # Completing

    def _offer(self, offered: Sequence[Suggestion]) -> None:
        rows = self.query_one(SuggestionRows)
        self._walked = False
        rows.display = bool(offered)
        rows.styles.height = max(1, len(offered))
        rows.show(offered, 0)

    def _draw_suggestion(self, one: Suggestion, width: int) -> Sequence[Content]:
        left = Content.assemble(" ", (safe(one.text), "bold"))
        what = plain(one.what, "$muted")
        if not one.what or width - left.cell_length < 8:
            return [spread(left, Content(""), width)]
        return [spread(left, Content.assemble(what.truncate(width - left.cell_length - 3, ellipsis=True), " "), width)]

    def _complete(self, one: Suggestion) -> None:
        line = self.field
        text, at = line.value, line.cursor_position
        put = one.text if text[at : at + 1].strip() or at < len(text) else one.text.rstrip() + " "
        line.value = text[: self._begun] + put + text[at:]
        line.cursor_position = self._begun + len(put)
        if not put.rstrip().endswith(("=", "~", ">", "<")):
            self._offer([])

    def action_complete(self) -> None:
        """Take the suggestion; where there is none go between the line and the list."""
        offered = self.query_one(SuggestionRows)
        if offered.display and offered.current is not None and self.field.has_focus:
            self._complete(offered.current)
        elif self.field.has_focus:
            self.query_one(AnswerRows).focus()
        else:
            self.field.focus()

    def on_key(self, event: events.Key) -> None:
        """The arrows go through what is suggested, else from the line into the list and back."""
        rows, offered = self.query_one(AnswerRows), self.query_one(SuggestionRows)
        typing = self.field.has_focus
        if typing and offered.display and event.key in ("down", "up"):
            if event.key == "down" and not self._walked and offered.cursor == 0:
                self._walked = True
            else:
                offered.action_down() if event.key == "down" else offered.action_up()
                self._walked = True
        elif typing and event.key in ("down", "pagedown") and rows.items:
            rows.focus()
        elif rows.has_focus and event.key == "up" and rows.cursor <= 0:
            self.field.focus()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes a suggestion that was walked to, else goes to what was found."""
        event.stop()
        offered = self.query_one(SuggestionRows)
        if offered.display and self._walked and offered.current is not None:
            self._complete(offered.current)
            return
        self._offer([])
        if self._memory.answers:
            self.query_one(AnswerRows).focus()

    def action_back(self) -> None:
        """Put the suggestions away, else close."""
        if self.query_one(SuggestionRows).display:
            self._offer([])
        else:
            self.dismiss(None)

    # What was found

    def _draw(self, answer: Answer, width: int) -> Sequence[Content]:
        row = answer.row
        head = Content.assemble(
            ("● " if row.id in self._memory.marked else "  ", "bold $accent"),
            (safe(row.reference), "bold"),
            "  ",
            (safe(row.code_name), "$accent"),
            (f" {look.stance(row.stance)}" if row.stance else "", "$accent"),
        )
        right = f"{row.label} · " if row.label else ""
        where = plain(right + _("turn {n}").format(n=row.turn) + " ", "$muted")
        return [spread(head, where, width), *in_context(answer, width - 4, 2)]

    def on_rows_moved(self, event: Rows.Moved) -> None:
        if not isinstance(event.rows, AnswerRows):
            return
        memory, rows = self._memory, event.rows
        memory.cursor = max(0, rows.cursor)
        loaded = len(memory.answers)
        total = memory.found.codings if memory.found else 0
        if self._error is None and loaded < total and rows.cursor >= loaded - AHEAD:
            self._ask(memory.where, loaded, PAGE)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.rows, SuggestionRows):
            self._complete(event.item)
            self.field.focus()
        else:
            self.dismiss(event.item.row)

    def on_descendant_focus(self) -> None:
        if not self.field.has_focus:
            self._offer([])
        self.query_one(KeyBar).refresh()

    def offers(self, action: Action) -> bool:
        """Whether the footer shows an action."""
        typing = self.field.has_focus
        if action.id in ("choose", "mark", "mark_all", "collect", "code", "field", "undo"):
            return bool(self._memory.answers) and self._error is None and not typing
        if action.id == "complete":
            return typing
        return action.id != "keep" or (bool(self._memory.where.strip()) and self._error is None)

    def action_choose(self) -> None:
        if (answer := self.query_one(AnswerRows).current) is not None:
            self.dismiss(answer.row)

    def action_field(self) -> None:
        self.field.focus()

    def action_mark(self) -> None:
        rows = self.query_one(AnswerRows)
        if (answer := rows.current) is not None:
            self._memory.marked ^= {answer.row.id}
            rows.redraw(rows.cursor)
            rows.action_down()
            self._tell()

    def action_mark_all(self) -> None:
        """Mark all codings, those that are not read yet too; where some are marked, none."""
        memory = self._memory
        if memory.marked:
            memory.marked.clear()
        elif memory.found is not None and len(memory.answers) < memory.found.codings:
            self._ask(memory.where, 0, None, mark=True)
        else:
            memory.marked = {one.row.id for one in memory.answers}
        self.query_one(AnswerRows).redraw()
        self._tell()

    async def _taken(self) -> list[QuoteRow]:
        """The codings that were marked, else all that the query finds; where there are none a sentence says so."""
        from interview_coder.tui.screens.wait import waiting_or_stopped

        memory = self._memory
        if self._error is not None or not memory.answers:
            self.app.notify(_("There is nothing to use yet: ask for something first."), severity="warning")
            return []
        rows = [one.row for one in memory.answers]
        if not memory.marked and memory.found is not None and len(rows) < memory.found.codings:
            where = memory.where
            study = self.study
            read = await waiting_or_stopped(
                self.app, _("Reading all that was found…"), lambda told: study.quotes(where=where, progress=told)
            )
            rows = read or []
        return [row for row in rows if row.id in memory.marked or not memory.marked]

    # What is done with it

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_collect(self) -> None:
        """Collect what was marked, or all, as quotes in a section that is asked for."""
        from interview_coder.tui.screens.collect_found import CollectFound

        rows = await self._taken()
        if not rows:
            return
        if await self.app.push_screen_wait(CollectFound(rows)):
            self._used()

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_code(self) -> None:
        """Give the passages that were marked, or all, another code, after a look at how many."""
        from interview_coder.tui.screens.picker import Picker
        from interview_coder.tui.screens.wait import waiting, waiting_or_stopped

        rows = await self._taken()
        if not rows:
            return
        study = self.study
        picked = await self.app.push_screen_wait(
            Picker(study.codes(), title=_("The code for what was found"), creates=False)
        )
        if not isinstance(picked, Code):
            return
        candidates = await waiting(self.app, _("Looking…"), lambda: _candidates(self, rows, picked))
        fresh = [one for one in candidates if not one.coded]
        count, known = len(fresh), len(candidates) - len(fresh)
        told = ngettext("{n} has the code already", "{n} have the code already", known).format(n=look.number(known))
        if not fresh:
            self.app.notify(_("All of them have the code already."))
            return
        question = ngettext(
            "Give {n} passage the code “{code}”?", "Give {n} passages the code “{code}”?", count
        ).format(n=look.number(count), code=picked.name)
        told = (told + ". " if known else "") + _("u takes it back, all at once.")
        if await self.app.confirm(question, told, yes=_("Code them")):
            coded = await waiting_or_stopped(
                self.app, _("Coding…"), lambda progress: study.autocode(fresh, picked.id, progress=progress)
            )
            if coded is None:
                self.app.notify(_("Stopped. Nothing was coded."))
            self._used()

    def _used(self) -> None:
        memory = self._memory
        memory.changed = True
        memory.marked.clear()
        self._ask(memory.where, 0, max(PAGE, len(memory.answers)))
        self._tell()

    def action_undo(self) -> None:
        retrace(self, lambda _entry: self._used(), again=False)

    # Keeping queries

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_keep(self) -> None:
        """Ask for a name and keep the query under it; another query of that name is replaced after a question."""
        memory, where = self._memory, self._memory.where
        if not where.strip():
            return
        names: list[str] = []
        if await self.app.push_screen_wait(
            Lines(_("Keep the query"), [Line(_("Name"), memory.name)], lambda name: self._keep(name, where, names))
        ):
            memory.name, memory.kept = names[-1], where
            self._tell()

    def _keep(self, name: str, where: str, names: list[str]) -> None:
        # Under the name that it was loaded from it is kept anew.
        again = bool(self._memory.name) and name == self._memory.name
        names.append(self.study.save_query(name, where, replace=again).name)

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_kept(self) -> None:
        """Show the queries that are kept and take one."""
        from interview_coder.tui.screens.kept_queries import KeptQueries

        query = await self.app.push_screen_wait(KeptQueries())
        if query is not None:
            memory = self._memory
            memory.name, memory.kept = query.name, query.where
            self.field.value = query.where
            self.field.cursor_position = len(query.where)
            self._offer([])
            self._tell()


def _candidates(screen: Querying, rows: Sequence[QuoteRow], code: Code) -> list[Candidate]:
    """The passages of codings, each once, and whether this coder gave it the code already."""
    study = screen.study
    own = study.quotes(QuoteFilter(code=code.id, coder=study.coder.name)) if study.coder.id else []
    coded = {(one.interview, one.start, one.end) for one in own if one.code_path == code.path}
    found = {
        (row.interview, row.start, row.end): Candidate(
            row.interview, row.reference, row.turn, row.start, row.end, row.quote, coded=False
        )
        for row in rows
    }
    return [replace(one, coded=place in coded) for place, one in found.items()]


def in_context(answer: Answer, width: int, lines: int) -> list[Content]:
    """The words of a coding between what stands around them, on so many lines, each indented."""
    room = max(20, width * lines - 4)
    before = " ".join(safe(answer.before).split())
    behind = " ".join(safe(answer.behind).split())
    words = " ".join(safe(answer.row.quote).split())
    lead = min(len(before), max(room // 5, room - len(words) - len(behind)))
    before = before[-lead:].partition(" ")[2] if lead < len(before) and lead else before if lead else ""
    if len(words) > room - len(before):
        words, behind = words[: max(1, room - len(before) - 1)].rstrip() + "…", ""
    content = Content.assemble(
        ("…" + before + " " if before else "", "$muted"), words, (" " + behind if behind else "", "$muted")
    )
    wrapped = [line.rstrip() for line in content.wrap(max(10, width))]
    if len(wrapped) > lines:
        wrapped[lines - 1] = Content.assemble(wrapped[lines - 1].truncate(max(8, width - 1)).rstrip(), ("…", "$muted"))
    return [Content.assemble("    ", line) for line in wrapped[:lines]]
