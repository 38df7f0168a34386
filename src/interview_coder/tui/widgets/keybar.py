"""The bottom line: the keys that matter where the focus is, as many as fit; each can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.content import Content
from textual.dom import DOMNode
from textual.widget import Widget

from interview_coder.domain.text import safe
from interview_coder.i18n import _
from interview_coder.tui.actions import REGISTRY, Action, Place, key_name

if TYPE_CHECKING:
    from interview_coder.tui.base import App


_CLOSE: Final = "✕"


class KeyBar(Widget):
    """The footer. A node on the way from the focus to the app may define ``offers(action) -> bool`` to leave some out.

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
        self._places: list[tuple[int, int, Action, DOMNode]] = []
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

    def offered(self) -> list[tuple[Action, DOMNode]]:
        """The actions to show, most important first: those of the focused widget, its screen, then everywhere."""
        found: list[tuple[Action, DOMNode]] = []
        node: Any = self.screen.focused or self.screen
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
                (action, level)
                for action in actions
                if not (read_only and action.writes)
                and not (self.screen.is_modal and action.id == "palette")
                and (wanted is None or wanted(action))
            ]
        return found

    def render(self) -> Content:
        close = f"  {_CLOSE}" if getattr(self.screen, "CLOSES", False) else ""
        width = self.content_size.width - len(close)
        note = safe(self._note)
        room = width - (len(note) + 2 if note else 0)
        offered = self.offered()
        # Help closes the line whatever else fits: from there everything else can be found.
        last = [pair for pair in offered if pair[0].id == "help"]
        room -= sum(self._width(action) for action, _node in last)
        chosen: list[tuple[Action, DOMNode]] = []
        for action, node in offered:
            needed = self._width(action)
            if action.id == "help" or needed > room:
                continue
            chosen.append((action, node))
            room -= needed
        parts: list[tuple[str, str] | str] = []
        self._places = []
        at = 0
        for action, node in (*chosen, *last):
            key, label = self._key(action), _(action.label)
            self._places.append((at, at + len(key) + 1 + len(label), action, node))
            parts += [(key, "bold $primary"), " ", label, "   "]
            at += self._width(action)
        if note or close:
            parts += [" " * max(1 if note else 0, width - at - len(note)), (note, "$muted"), (close, "bold $primary")]
        return Content.assemble(*parts)

    @staticmethod
    def _key(action: Action) -> str:
        return action.shown or key_name(action.keys[0])

    def _width(self, action: Action) -> int:
        return len(self._key(action)) + 1 + len(_(action.label)) + 3

    async def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset_capture(self).x
        if getattr(self.screen, "CLOSES", False) and at >= self.content_size.width - 2:
            await self.app.run_action("back", self.screen)
            return
        for start, end, action, node in self._places:
            if start <= at < end:
                app: App = self.app  # type: ignore[assignment]
                await app.run_action(action.handler, node)
                return
