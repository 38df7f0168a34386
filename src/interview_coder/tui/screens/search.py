"""Finding words in all interviews of the study."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input
from textual.worker import get_current_worker

from interview_coder.domain.model import Hit
from interview_coder.domain.text import safe
from interview_coder.i18n import _, ngettext
from interview_coder.tui.actions import Place
from interview_coder.tui.base import ModalScreen, Plain
from interview_coder.tui.widgets.rows import Rows, spread

_LIMIT = 200


class Search(ModalScreen[Hit]):
    """A field and the hits in context; the hit that is chosen is the result."""

    PLACES = (Place.LIST,)
    BINDINGS = []
    CSS_PATH = "search.tcss"
    AUTO_FOCUS = "Input"

    class Found(Message):
        """The hits of a query."""

        def __init__(self, query: str, hits: list[Hit]) -> None:
            self.query, self.hits = query, hits
            super().__init__()

    def __init__(self, query: str = "") -> None:
        super().__init__()
        self._first = query

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Input(self._first, placeholder=_("Words to find in all interviews"))
            yield Plain(id="count", classes="hint")
            yield Rows[Hit](self._draw, row_height=2, always_lit=True, empty=_("Type words; Enter goes to the place."))

    def on_mount(self) -> None:
        if self._first:
            self._look(self._first)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._look(event.value)

    @work(exclusive=True, exit_on_error=False, group="search")
    async def _look(self, query: str) -> None:
        hits = self.study.search(query, limit=_LIMIT) if query.strip() else []
        if not get_current_worker().is_cancelled:
            self.post_message(self.Found(query, hits))

    def on_search_found(self, event: Found) -> None:
        rows = self.query_one(Rows)
        rows.empty = _("Nothing found.") if event.query.strip() else _("Type words; Enter goes to the place.")
        rows.show(event.hits, 0)
        count = len(event.hits)
        text = ngettext("{n} passage", "{n} passages", count).format(n=count) if event.query.strip() else ""
        if count == _LIMIT:
            text = _("The first {n} passages").format(n=count)
        self.query_one("#count", Plain).show(text)

    def _draw(self, hit: Hit, width: int) -> Sequence[Content]:
        head = Content.assemble(" ", (safe(hit.reference), "bold"), (f"  {safe(hit.label)}", "$muted"))
        where = Content.styled(_("turn {n}").format(n=hit.turn) + " ", "$muted")
        return [spread(head, where, width), context(hit, width - 3)]

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        self.dismiss(event.item)

    def on_input_submitted(self) -> None:
        hit = self.query_one(Rows).current
        if hit is not None:
            self.dismiss(hit)

    def key_up(self) -> None:
        self.query_one(Rows).action_up()

    def key_down(self) -> None:
        self.query_one(Rows).action_down()

    def key_pageup(self) -> None:
        self.query_one(Rows).action_page_up()

    def key_pagedown(self) -> None:
        self.query_one(Rows).action_page_down()


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
