"""The tour: a few cards above the key bar of the workbench, each gone when what it asks for was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from textual.content import Content
from textual.widget import Widget

from interview_coder.i18n import N_, _
from interview_coder.tui.actions import REGISTRY, Place, key_name

if TYPE_CHECKING:
    from interview_coder.tui.screens.workbench import Workbench

LOOK: Final = 0.15
"""Seconds between two looks at what was done."""


def _opened(name: str) -> Callable[[Workbench, object], bool]:
    """Whether a screen of that class is open."""
    return lambda bench, _before: any(type(screen).__name__ == name for screen in bench.app.screen_stack)


def _selected(bench: Workbench, _before: object) -> bool:
    return bench.view.selected_span is not None


def _codings(bench: Workbench) -> object:
    return {(one.id, one.stance, one.memo) for one in bench.codings.values()}


def _changed(bench: Workbench, before: object) -> bool:
    return _codings(bench) != before


class Card(Struct, frozen=True):
    """What to do, with ``{key}`` for the keys of ``actions`` in order, and how to see that it was done."""

    title: str
    text: str
    actions: tuple[str, ...]
    done: Callable[[Workbench, object], bool]


CARDS: Final = (
    Card(
        N_("Bring in"),
        N_("{0} brings in transcripts; names are taken out before anything is kept. Look, and come back with Esc."),
        ("import_files",),
        _opened("ImportScreen"),
    ),
    Card(
        N_("Select"),
        N_("Select a passage: {0} begins, {1} goes on by a sentence, {2} by a word. Or drag with the mouse."),
        ("transcript.select_mode", "transcript.sentence_next", "transcript.word_next"),
        _selected,
    ),
    Card(
        N_("Code"),
        N_("{0} picks a code: type some letters, then Enter. From then on {1} gives the same code again."),
        ("code", "code_again"),
        _changed,
    ),
    Card(
        N_("Stance"),
        N_("Does the passage support the condition? {0} supports, {1} contradicts, {2} both."),
        ("supports", "contradicts", "mixed"),
        _changed,
    ),
    Card(N_("Memo"), N_("{0} writes a memo on the coding; Esc keeps it."), ("memo",), _changed),
    Card(
        N_("Undo"),
        N_("{0} takes your last change back, {1} does it again: nothing is lost."),
        ("undo", "redo"),
        _changed,
    ),
    Card(
        N_("Export"),
        N_("{0} writes the coded quotes for your report, as Word, Excel or text. Look, and come back with Esc."),
        ("export",),
        _opened("ExportScreen"),
    ),
    Card(
        N_("That is it"),
        N_("? shows the keys of where you are, F1 the handbook. The palette ({0}) has the rest, this tour too."),
        ("everywhere.palette",),
        lambda _bench, _before: False,
    ),
)


def shown_key(name: str) -> str:
    """The first key of an action of the workbench, or of the place before the point; ``?`` where it was given none."""
    where, _point, action = name.rpartition(".")
    keys = {one.id: one.keys for one in REGISTRY[Place(where or Place.WORKBENCH)]}[action]
    return key_name(keys[0]) if keys else "?"


class Tour(Widget):
    """The card in turn; ``next_card`` goes on without waiting for it to be done."""

    DEFAULT_CSS = """
    Tour {
        dock: bottom;
        height: 4;
        margin-bottom: 1;
        padding: 0 1;
        background: $panel;
        border-top: solid $accent;
    }
    """

    def __init__(self, bench: Workbench) -> None:
        super().__init__(id="tour")
        self._bench = bench
        self._at = 0
        self._before = _codings(bench)

    @property
    def card(self) -> Card:
        """The card that is shown."""
        return CARDS[self._at]

    def on_mount(self) -> None:
        self.set_interval(LOOK, self._look)

    def on_click(self) -> None:
        self.next_card()

    def _look(self) -> None:
        if self.card.done(self._bench, self._before):
            self.next_card()

    def next_card(self) -> None:
        """Show the next card; after the last one the tour is over."""
        self._before = _codings(self._bench)
        if self._at + 1 == len(CARDS):
            self.remove()
            return
        self._at += 1
        self.refresh()

    def render(self) -> Content:
        card = self.card
        text = _(card.text).format(*map(shown_key, card.actions))
        last = self._at + 1 == len(CARDS)
        skip = _("{key} closes the tour").format(key=shown_key("tour_next"))
        if not last:
            skip = _("{key} next card   {palette} “Tour” ends it").format(
                key=shown_key("tour_next"), palette=shown_key("everywhere.palette")
            )
        head = Content.assemble(
            (f"{self._at + 1}/{len(CARDS)}  {_(card.title)}", "bold $accent"), "   ", (skip, "$muted")
        )
        return Content("\n").join([head, Content(text)])
