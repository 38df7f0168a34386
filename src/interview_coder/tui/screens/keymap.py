"""Every action with its keys, to give it another one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from interview_coder.domain.text import fold
from interview_coder.i18n import _
from interview_coder.tui.actions import PLACES, REGISTRY, Action, Place, bindings_for, keys_shown
from interview_coder.tui.base import ModalScreen, Plain
from interview_coder.tui.keymap import KeyMap, changeable
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, WalksRows, spread


class Key(Struct, frozen=True):
    """A row: an action at its place."""

    place: Place
    action: Action


class KeyMapScreen(ModalScreen[None], WalksRows):
    """All actions, those of a place together; a field narrows them, Enter asks for the new key."""

    PLACES = (Place.KEYMAP,)
    BINDINGS = bindings_for(Place.KEYMAP)
    CSS_PATH = "keymap.tcss"
    AUTO_FOCUS = "Input"

    def __init__(self, keymap: KeyMap) -> None:
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("Change keys"), classes="dialog-title")
            yield Input(placeholder=_("Some letters of an action, or its key"), classes="-slim")
            yield Rows[Key](self._draw, always_lit=True, single_click=True, empty=_("Nothing fits."))
            yield Plain(_("Enter asks for the new key. Keys that you changed have a sign: •"), classes="dialog-hint")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Rows).can_focus = False
        self._fill(0)

    def _fill(self, cursor: int) -> None:
        wanted = self.query_one(Input).value
        rows = [
            Key(place, action)
            for place in PLACES
            for action in REGISTRY[place]
            if changeable(action)
            and (
                wanted in action.keys or fold(wanted) in fold(f"{_(action.label)} {_(action.help)} {_(PLACES[place])}")
            )
        ]
        self.query_one(Rows).show(rows, min(cursor, len(rows) - 1))

    def _draw(self, key: Key, width: int) -> Sequence[Content]:
        sign = "•" if self._keymap.changed(key.place, key.action.id) else " "
        left = Content.assemble((f"{sign}{keys_shown(key.action):<16.16} ", "bold $primary"), _(key.action.label))
        return [spread(left, Content.styled(_(PLACES[key.place]) + " ", "$muted"), width)]

    def on_input_changed(self) -> None:
        self._fill(0)

    def on_input_submitted(self) -> None:
        self._ask()

    def on_rows_chosen(self) -> None:
        self._ask()

    @work(exit_on_error=False, group="dialog")
    async def _ask(self) -> None:
        rows = self.query_one(Rows)
        row: Key | None = rows.current
        if row is None:
            return
        key = await self.app.push_screen_wait(AskKey(_(row.action.label)))
        if key is not None:
            self._keymap.set(row.place, row.action.id, key)
            self._changed()

    def _changed(self) -> None:
        self.app.set_keymap(self._keymap.bindings())
        for screen in self.app.screen_stack:
            screen.query(KeyBar).refresh()
        self._fill(self.query_one(Rows).cursor)

    def action_key_back(self) -> None:
        row: Key | None = self.query_one(Rows).current
        if row is not None:
            self._keymap.reset(row.place, row.action.id)
            self._changed()

    @work(exit_on_error=False, group="dialog")
    async def action_keys_back(self) -> None:
        if await self.app.confirm(_("Give all actions their first keys again?")):
            self._keymap.reset_all()
            self._changed()


class AskKey(ModalScreen[str]):
    """Waits for one key; the result is its name."""

    BINDINGS = []
    inherit_bindings = False

    def __init__(self, label: str) -> None:
        super().__init__(id="ask-key")
        self._label = label

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("Press the new key of “{action}”.").format(action=self._label), classes="dialog-title")
            yield Plain(_("Esc leaves it as it is."), classes="dialog-hint")

    async def on_event(self, event: events.Event) -> None:
        """Take the key before any binding does, those of the program included."""
        if isinstance(event, events.Key):
            event.stop()
            name = event.character if event.is_printable and event.character and event.key != "space" else event.key
            self.dismiss(None if event.key == "escape" else name)
            return
        await super().on_event(event)
