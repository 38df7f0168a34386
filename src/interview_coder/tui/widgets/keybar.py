"""The bottom line: the keys that matter where the focus is, as many as fit; each can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from textual import events
from textual.content import Content
from textual.dom import DOMNode
from textual.widget import Widget
from textual.widgets import Input, TextArea

from interview_coder.domain.text import safe
from interview_coder.i18n import _
from interview_coder.tui.actions import REGISTRY, Action, Place, key_name

if TYPE_CHECKING:
    from interview_coder.tui.base import App


_CLOSE: Final = "✕"
_GAP: Final = 3
"""Blanks between two actions."""
_TYPED: Final = frozenset({"space", "comma"})
"""Keys with names that are letters to a text field."""


class Offer(NamedTuple):
    """An action in the footer: where it is done, and the key of it that works there."""

    action: Action
    node: DOMNode
    key: str

    @property
    def width(self) -> int:
        """Cells with the blanks behind it."""
        return len(self.key) + 1 + len(_(self.action.label)) + _GAP


def _key(action: Action, focused: Widget | None) -> str:
    """The key of an action as people write it, the first that the ``focused`` widget does not use; else nothing."""
    field = isinstance(focused, Input) or (isinstance(focused, TextArea) and not focused.read_only)
    if focused is None or not field or action.priority:
        return action.shown or key_name(action.keys[0])
    if action.shown:
        return ""
    # A field that need not scroll hands on the keys that would scroll it.
    bound = focused._bindings.key_to_bindings.items()
    used = {*_TYPED, *(key for key, ones in bound if not all(one.action.startswith("scroll_") for one in ones))}
    # Enter is what a field of one line hands on, unless it says itself what Enter does.
    used = used - {"enter"} if isinstance(focused, Input) else used | {"enter"}
    used |= {key for place in getattr(focused, "PLACES", ()) for own in REGISTRY[place] for key in own.keys}
    passes = getattr(focused, "lets_through", None)
    for key in action.keys:
        if (len(key) > 1 and key not in used) or (passes is not None and passes(key)):
            return key_name(key)
    return ""


class KeyBar(Widget):
    """The footer. A node on the way from the focus to the app may define ``offers(action) -> bool`` to leave some out.

    While a text field has the focus, keys that would be typed into it, or that it uses itself, are not named; a field
    may define ``lets_through(key) -> bool`` for keys that do more than that. Esc is named in dialogs, which have no
    sign to click.

    ``note`` is a short text at the right end. Behind it, on a screen that one goes back from, is a sign to click for
    that; dialogs are left by a click beside them.
    """

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        background: $panel;
        color: $muted;
        padding: 0 1;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._places: list[tuple[int, int, Offer]] = []
        self._note = ""

    @property
    def note(self) -> str:
        """What stands at the right end."""
        return self._note

    @note.setter
    def note(self, text: str) -> None:
        if text != self._note:
            self._note = text
            self.refresh()

    def on_mount(self) -> None:
        self.watch(self.screen, "focused", self._moved, init=False)

    def _moved(self) -> None:
        self.refresh()

    def offered(self) -> list[Offer]:
        """The actions to show, most important first: those of the focused widget, its screen, then everywhere."""
        found: list[Offer] = []
        focused = self.screen.focused
        node: Any = focused or self.screen
        chain: list[DOMNode] = [*node.ancestors_with_self]
        if self.app not in chain:
            chain.append(self.app)
        read_only = getattr(self.app, "read_only", False)
        for level in chain:
            places: tuple[Place, ...] = getattr(level, "PLACES", ())
            wanted = getattr(level, "offers", None)
            actions = sorted(
                (action for place in places for action in REGISTRY[place] if action.footer),
                key=lambda action: action.footer,
            )
            found += [
                Offer(action, level, key)
                for action in actions
                if not (read_only and action.writes)
                and not (self.screen.is_modal and action.id == "palette")
                and not (action.id == "back" and not self.screen.is_modal)
                and (wanted is None or wanted(action))
                and (key := _key(action, focused if level is not focused else None))
            ]
        return found

    def render(self) -> Content:
        close = f"  {_CLOSE}" if getattr(self.screen, "CLOSES", False) else ""
        width = self.content_size.width - len(close)
        note = safe(self._note)
        room = width - (len(note) + 2 if note else 0)
        offered = self.offered()
        # Help closes the line whatever else fits: from there everything else can be found.
        last = [offer for offer in offered if offer.action.id == "help"]
        room -= sum(offer.width for offer in last)
        chosen: list[Offer] = []
        for offer in offered:
            if offer.action.id == "help" or offer.width > room:
                continue
            chosen.append(offer)
            room -= offer.width
        parts: list[tuple[str, str] | str] = []
        self._places = []
        at = 0
        for offer in (*chosen, *last):
            self._places.append((at, at + offer.width - _GAP, offer))
            parts += [(offer.key, "bold $primary"), " ", _(offer.action.label), " " * _GAP]
            at += offer.width
        if note or close:
            parts += [" " * max(1 if note else 0, width - at - len(note)), (note, "$muted"), (close, "bold $primary")]
        return Content.assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset_capture(self).x
        if getattr(self.screen, "CLOSES", False) and at >= self.content_size.width - 2:
            await self.app.run_action("back", self.screen)
            return
        for start, end, offer in self._places:
            if start <= at < end:
                app: App = self.app  # type: ignore[assignment]
                await app.run_action(offer.action.handler, offer.node)
                return
