"""Finding words in all interviews of the study, and coding what was found."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct, field
from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Select
from textual.worker import get_current_worker

from interview_coder.domain.model import Code, Hit, SearchFilter
from interview_coder.domain.text import safe
from interview_coder.errors import InterviewCoderError
from interview_coder.i18n import _, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread
from interview_coder.tui.widgets.toggles import Tick

PAGE: Final = 200
"""So many turns are read at a time."""
AHEAD: Final = 40
"""The next page is read when the cursor is this near to the end of what is there."""


class Wanted(Struct, frozen=True):
    """What is looked for."""

    query: str = ""
    regex: bool = False
    where: SearchFilter = field(default_factory=SearchFilter)


class Remembered(Struct):
    """A search as it was left: it is there again when the user comes back from a passage."""

    wanted: Wanted = field(default_factory=Wanted)
    hits: list[Hit] = field(default_factory=list)
    total: int | None = None
    cursor: int = 0
    marked: set[tuple[str, int]] = field(default_factory=set)
    coded: bool = False
    """Something was coded from the search since the workbench was shown."""


class HitRows(Rows[Hit], inherit_bindings=False):
    """The hits; letters are the screen's."""

    PLACES = (Place.WALK,)


class Search(Screen[Hit]):
    """A field, filters and the hits in context; the result is the hit to go to. ``memory`` is kept by the caller."""

    PLACES = (Place.SEARCH,)
    CSS_PATH = "search.tcss"
    AUTO_FOCUS = "#query"

    class Found(Message):
        """A page of hits."""

        def __init__(self, wanted: Wanted, offset: int, hits: list[Hit], *, mark: bool = False) -> None:
            self.wanted, self.offset, self.hits, self.mark = wanted, offset, hits, mark
            super().__init__()

    class Counted(Message):
        """How many turns match."""

        def __init__(self, wanted: Wanted, total: int) -> None:
            self.wanted, self.total = wanted, total
            super().__init__()

    class Refused(Message):
        """The query cannot be used; the sentence says why."""

        def __init__(self, wanted: Wanted, sentence: str) -> None:
            self.wanted, self.sentence = wanted, sentence
            super().__init__()

    def __init__(self, memory: Remembered | None = None) -> None:
        super().__init__()
        self._memory = memory or Remembered()
        self._error = ""
        self._one_at_a_time = threading.Lock()

    def compose(self) -> ComposeResult:
        wanted = self._memory.wanted
        with Horizontal(id="ask"):
            yield Input(wanted.query, placeholder=_("Words to find in all interviews"), id="query")
            yield Tick(plain(_("regex")), wanted.regex, id="regex")
        with Horizontal(id="filters"):
            for name, prompt, options in self._options():
                given = getattr(wanted.where, name)
                values = [value for _label, value in options]
                yield Select[Any](
                    options,
                    prompt=prompt,
                    value=given if given in values else Select.NULL,
                    id=f"where-{name}",
                    compact=True,
                )
        yield Plain(id="said")
        yield HitRows(self._draw, row_height=2, always_lit=True, single_click=False)
        yield KeyBar()

    def _options(self) -> list[tuple[str, str, list[tuple[Content, Any]]]]:
        """The filters: their field of ``SearchFilter``, what stands for all, labels and values."""
        study = self.study
        roles = [(plain(_(name)), role) for role, name in look.ROLE_NAMES.items()]
        programmes = [(plain(name), name) for name in study.programmes()]
        schools = [(plain(_("school {n}").format(n=number)), number) for number in study.schools()]
        interviews = [(plain(look.interview_title(one)), one.id) for one in study.interviews()]
        return [
            ("role", _("all speakers"), list(roles)),
            ("programme", _("all programmes"), list(programmes)),
            ("school", _("all schools"), list(schools)),
            ("interview", _("all interviews"), list(interviews)),
        ]

    def on_mount(self) -> None:
        memory = self._memory
        rows = self.query_one(HitRows)
        if memory.wanted.query.strip():
            rows.show(memory.hits, memory.cursor)
            if memory.hits:
                # Who comes back goes on with what was found.
                self.set_focus(rows)
            self._tell()
            # What was found may read otherwise by now.
            self._look(memory.wanted, 0, max(PAGE, len(memory.hits)))
        else:
            self._say_nothing_asked()

    # What is asked

    def wanted(self) -> Wanted:
        """What stands in the field and the filters."""
        where: dict[str, Any] = {}
        for name in ("role", "programme", "school", "interview"):
            value = self.query_one(f"#where-{name}", Select).value
            where[name] = None if value is Select.NULL else value
        return Wanted(
            self.query_one("#query", Input).value, self.query_one("#regex", Tick).value, SearchFilter(**where)
        )

    def _changed(self) -> None:
        wanted, memory = self.wanted(), self._memory
        if wanted == memory.wanted:
            return
        memory.wanted = wanted
        memory.marked.clear()
        memory.total, memory.cursor = None, 0
        self._error = ""
        if wanted.query.strip():
            self._look(wanted, 0, PAGE)
        else:
            self.workers.cancel_group(self, "search")
            memory.hits = []
            self._say_nothing_asked()

    def _say_nothing_asked(self) -> None:
        rows = self.query_one(HitRows)
        rows.empty = self._advice()
        rows.show([], -1)
        self._tell()

    def _advice(self) -> str:
        """How words, or patterns, are asked for."""
        if self._memory.wanted.regex:
            return _(
                "A pattern must fit within a turn: . is any sign, \\w one of a word, \\d a digit, \\b the edge of a "
                "word; a* is any number of a, a+ one or more, a? one or none; (one|other) is either, [aeo] one of "
                "these; \\( is the bracket itself. Case does not count."
            )
        return _(
            "Words must all occur in a turn. “A phrase” goes in quotation marks; begin* finds what begins so; AND, OR, "
            "NOT, NEAR(a b, 5) and brackets are known. Case and accents do not count."
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._changed()

    def on_select_changed(self) -> None:
        self._changed()

    def on_checkbox_changed(self) -> None:
        self._changed()

    @work(thread=True, exclusive=True, exit_on_error=False, group="search")
    def _look(self, wanted: Wanted, offset: int, limit: int | None, *, mark: bool = False) -> None:
        """Read hits from ``offset`` on; the first page counts them as well. ``mark`` asks for them to be marked."""
        worker = get_current_worker()
        # A slow pattern must not run once for every letter of it.
        with self._one_at_a_time, self.app.holding(self.study) as usable:
            if not usable or worker.is_cancelled:
                return
            study, asked = self.study, {"regex": wanted.regex, "where": wanted.where}
            try:
                hits = study.search(wanted.query, limit=limit, offset=offset, **asked)  # type: ignore[arg-type]
                self.post_message(self.Found(wanted, offset, hits, mark=mark))
                if offset == 0 and not worker.is_cancelled:
                    more = limit is not None and len(hits) == limit
                    total = study.count_hits(wanted.query, **asked) if more else len(hits)  # type: ignore[arg-type]
                    self.post_message(self.Counted(wanted, total))
            except InterviewCoderError as error:
                self.post_message(self.Refused(wanted, str(error)))

    def on_search_found(self, event: Found) -> None:
        memory = self._memory
        if event.wanted != memory.wanted or event.offset > len(memory.hits):
            return
        rows = self.query_one(HitRows)
        self._error = ""
        memory.hits = [*memory.hits[: event.offset], *event.hits]
        rows.empty = _("Nothing found.")
        cursor = rows.cursor if event.offset else memory.cursor
        rows.show(memory.hits, min(cursor, len(memory.hits) - 1))
        if event.mark:
            memory.marked = {(hit.interview, hit.turn) for hit in memory.hits}
            rows.redraw()
        self._tell()

    def on_search_counted(self, event: Counted) -> None:
        if event.wanted == self._memory.wanted:
            self._memory.total = event.total
            self._tell()

    def on_search_refused(self, event: Refused) -> None:
        if event.wanted == self._memory.wanted:
            self._error = event.sentence
            rows = self.query_one(HitRows)
            rows.empty = self._advice()
            if not rows.items:
                rows.show([], -1)
            self._tell()

    def _tell(self) -> None:
        """Say under the field what is wrong with the query, else how much was found and marked."""
        line, memory = self.query_one("#said", Plain), self._memory
        line.set_class(bool(self._error), "-wrong")
        self.query_one(KeyBar).refresh()
        if self._error:
            line.show(self._error)
            return
        if not memory.wanted.query.strip():
            line.show("")
            return
        total = memory.total
        told = [ngettext("{n} turn", "{n} turns", total).format(n=look.number(total))] if total is not None else ["…"]
        if memory.marked:
            count = len(memory.marked)
            told.append(ngettext("{n} marked", "{n} marked", count).format(n=look.number(count)))
        line.show(" · ".join(told))

    # The hits

    def _draw(self, hit: Hit, width: int) -> Sequence[Content]:
        marked = (hit.interview, hit.turn) in self._memory.marked
        head = Content.assemble(
            ("●" if marked else " ", "bold $accent"), (safe(hit.reference), "bold"), (f"  {safe(hit.label)}", "$muted")
        )
        where = Content.styled(_("turn {n}").format(n=hit.turn) + " ", "$muted")
        return [spread(head, where, width), context(hit, width - 3)]

    def on_rows_moved(self, event: Rows.Moved) -> None:
        memory, rows = self._memory, event.rows
        memory.cursor = max(0, rows.cursor)
        loaded = len(memory.hits)
        if memory.total is not None and loaded < memory.total and rows.cursor >= loaded - AHEAD:
            self._look(memory.wanted, loaded, PAGE)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        self.dismiss(event.item)

    def action_choose(self) -> None:
        hit = self.query_one(HitRows).current
        if hit is not None:
            self.dismiss(hit)

    def on_input_submitted(self) -> None:
        self.action_choose()

    def on_key(self, event: events.Key) -> None:
        """Page down goes from the field into the list, up from its first row back."""
        rows, query = self.query_one(HitRows), self.query_one("#query", Input)
        if query.has_focus and event.key == "pagedown" and rows.items:
            rows.focus()
            rows.action_page_down()
        elif rows.has_focus and event.key == "up" and rows.cursor <= 0:
            query.focus()
        else:
            return
        event.stop()
        event.prevent_default()

    def action_hits(self) -> None:
        """From the field, and from what stands beside it, into the list."""
        rows = self.query_one(HitRows)
        if rows.items:
            rows.focus()
            rows.action_down()

    def action_field(self) -> None:
        self.query_one("#query", Input).focus()

    def action_regex(self) -> None:
        self.query_one("#regex", Tick).toggle()

    def action_mark(self) -> None:
        rows = self.query_one(HitRows)
        hit = rows.current
        if hit is not None:
            self._memory.marked ^= {(hit.interview, hit.turn)}
            rows.redraw(rows.cursor)
            rows.action_down()
            self._tell()

    def action_mark_all(self) -> None:
        """Mark all hits, those that are not read yet too; where some are marked, none."""
        memory = self._memory
        if memory.marked:
            memory.marked.clear()
        elif memory.total is not None and len(memory.hits) < memory.total:
            self._look(memory.wanted, 0, None, mark=True)
        else:
            memory.marked = {(hit.interview, hit.turn) for hit in memory.hits}
        self.query_one(HitRows).redraw()
        self._tell()

    def offers(self, action: Action) -> bool:
        """Whether the footer shows an action."""
        if action.id == "hits":
            # On a filter the same key opens its list.
            return bool(self._memory.hits) and not isinstance(self.focused, HitRows | Select)
        if action.id in ("mark", "mark_all", "code"):
            return bool(self._memory.hits)
        return True

    # Coding

    @work(exit_on_error=False, group="dialog")
    async def action_code(self) -> None:
        """Code the marked hits, or all of them where none is marked."""
        from interview_coder.tui.screens.autocode import Autocode
        from interview_coder.tui.screens.picker import Picker

        memory = self._memory
        if not memory.hits or self._error:
            self.app.notify(_("There is nothing to code yet: look for something first."), severity="warning")
            return
        chosen = [hit for hit in memory.hits if (hit.interview, hit.turn) in memory.marked]
        picked = await self.app.push_screen_wait(
            Picker(self.study.codes(), title=_("The code for what was found"), creates=False)
        )
        if not isinstance(picked, Code):
            return
        done = await self.app.push_screen_wait(Autocode(self.study, picked, memory.wanted, chosen))
        if done:
            memory.coded = True
            memory.marked.clear()
            self.query_one(HitRows).redraw()
            self._tell()


def context(hit: Hit, width: int) -> Content:
    """The words around the first match on one line, the matches marked."""
    text = safe(hit.snippet).replace("\n", " ")
    matches = [(max(0, start - hit.start), min(len(text), end - hit.start)) for start, end in hit.matches]
    matches = [(start, end) for start, end in matches if start < end]
    first = matches[0][0] if matches else 0
    begin = 0
    if first > width // 3:
        begin = text.rfind(" ", 0, max(0, first - width // 3)) + 1
    content = Content(text)
    for start, end in matches:
        content = content.stylize("bold reverse", start, end)
    return Content.assemble("   ", "…" if begin else "", content[begin:])
