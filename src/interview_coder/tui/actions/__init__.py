"""The one registry of what a user can do: bindings, footer, help, palette and docs/keys.md all derive from it.

To add an action: add a line to the table of its place and write ``action_<id>`` on the screen or widget of that place,
whose ``BINDINGS`` is ``bindings_for(Place.…)``. Labels are short (the footer shows them), help is one sentence. Both
are marked with ``N_`` and translated where they are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from typing import Final

from textual.binding import Binding, BindingType

from interview_coder.i18n import N_, _, catalogue
from interview_coder.tui.actions import codes, common, material, report, team, workbench
from interview_coder.tui.actions.model import PLACES, Action, Place

__all__ = ["PLACES", "REGISTRY", "Action", "Place", "bindings_for", "key_name", "keys_page", "keys_shown", "writing"]

REGISTRY: Final[dict[Place, tuple[Action, ...]]] = {
    place: actions
    for table in (common, material, workbench, codes, team, report)
    for place, actions in table.ACTIONS.items()
}
"""Every action, by place. The order within a place is the order of the help."""


def bindings_for(*places: Place, only: Container[str] | None = None) -> list[BindingType]:
    """The actions of some places as a ``BINDINGS`` list. Labels stay English here: they are translated when shown.

    ``only`` names the ids to take.
    """
    return [
        Binding(
            ",".join(action.keys),
            action.handler,
            action.label,
            show=False,
            id=f"{place}.{action.id}",
            priority=action.priority,
        )
        for place in places
        for action in REGISTRY[place]
        if action.keys and (only is None or action.id in only)
    ]


def writing(name: str, places: Iterable[Place]) -> bool:
    """Whether the action called ``name`` (its id or handler) changes the study, at one of these places."""
    return any(
        action.writes and name in (action.id, action.handler, action.handler.partition("(")[0])
        for place in places
        for action in REGISTRY[place]
    )


_KEY_NAMES: Final = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "escape": "Esc", "enter": "Enter", "space": N_("Space"),
    "tab": "Tab", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End", "delete": "Del",
    "backspace": "Backspace", "comma": ",",
}  # fmt: skip


def key_name(key: str, say: Callable[[str], str] = _) -> str:
    """A key as people write it: ``ctrl+p``, ``F1``, ``↑``, ``shift+↑``; ``say`` translates."""
    if len(key) == 1:
        return key
    *modifiers, last = key.split("+")
    name = _KEY_NAMES.get(last, last.upper() if last[0] == "f" and last[1:].isdigit() else last)
    # Only this one differs on keyboards; "End" would be taken for the action of that name.
    return "+".join((*modifiers, say(name) if last == "space" else name))


def keys_shown(action: Action) -> str:
    """The keys of an action, as the footer and the help show them; those of the palette where it has none."""
    return action.shown or " ".join(key_name(key) for key in action.keys or ("ctrl+p",))


def keys_page(language: str) -> str:
    """docs/keys.md in a language (``en`` or ``nl``), as Markdown: one table for every place that has keys."""
    say = catalogue(language).gettext

    def cell(key: str) -> str:
        return f"`{key}`" if key != "|" else "`\\|`"

    title, columns = say(N_("Keys")), (say(N_("Key")), say(N_("Action")), say(N_("What it does")))
    parts = ["# " + title, "", say(N_("This page is made from the registry of actions in the program."))]
    for place, heading in PLACES.items():
        shown = [action for action in REGISTRY[place] if not action.hidden]
        if not shown:
            continue
        parts += [
            "",
            f"## {say(heading)}",
            "",
            "| " + " | ".join(columns) + " |",
            "|---|---|---|",
        ]
        for action in shown:
            names = [action.shown] if action.shown else [key_name(key, say) for key in action.keys or ("ctrl+p",)]
            parts.append(f"| {' '.join(map(cell, names))} | {say(action.label)} | {say(action.help)} |")
    return "\n".join(parts) + "\n"
