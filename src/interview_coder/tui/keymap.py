"""The keys as a user changed them: ``keys.toml`` beside the settings, a table for each place.

::

    [workbench]
    code = ["k"]
    undo = ["ctrl+z"]

Names and places are those of the registry; what cannot be is left out, so a file can do no harm. The registry is
changed in place, so bindings, footer, help and palette all show the keys in force; docs/keys.md shows the first ones.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _
from interview_coder.settings import toml
from interview_coder.tui.actions import REGISTRY, Action, Place, key_name

Keys = tuple[str, ...]

DEFAULTS: Final[dict[Place, tuple[Action, ...]]] = dict(REGISTRY)
"""The registry as the program brings it."""

_TOGETHER: Final = frozenset({Place.WORKBENCH, Place.TRANSCRIPT})
"""Places whose keys work at the same time."""


def changeable(action: Action) -> bool:
    """Whether an action's keys can be changed: it has some, and they are its own."""
    return bool(action.keys) and not action.hidden and not action.shown


def action_at(place: Place, name: str, *, default: bool = False) -> Action | None:
    """The action of that name at a place, as it is now or as the program brings it."""
    actions = (DEFAULTS if default else REGISTRY)[place]
    return next((action for action in actions if action.id == name), None)


class KeyMap:
    """The changes, in a file; making one puts it in force in the registry."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._changed: dict[tuple[Place, str], Keys] = {}
        REGISTRY.update(DEFAULTS)
        # What is wrong in a file that somebody wrote by hand is passed over.
        for place, name, keys in _read(path):
            with suppress(InvalidInputError):
                self._put(place, name, keys)

    def changed(self, place: Place, name: str) -> bool:
        """Whether an action has other keys than the program brings."""
        return (place, name) in self._changed

    def bindings(self) -> dict[str, str]:
        """The changes by binding id, as Textual takes them."""
        return {f"{place}.{name}": ",".join(keys) for (place, name), keys in self._changed.items()}

    def set(self, place: Place, name: str, key: str) -> None:
        """Give an action one key in the place of those it has. Raises InvalidInputError, naming who has the key."""
        self._put(place, name, (key,))
        self._write()

    def reset(self, place: Place, name: str) -> None:
        """Give an action the keys that the program brings. Raises InvalidInputError where another has one by now."""
        action = action_at(place, name, default=True)
        if action is not None and self.changed(place, name):
            self._put(place, name, action.keys)
            del self._changed[place, name]
            self._write()

    def reset_all(self) -> None:
        """Give every action the keys that the program brings."""
        self._changed.clear()
        REGISTRY.update(DEFAULTS)
        self._write()

    def _put(self, place: Place, name: str, keys: Keys) -> None:
        action = action_at(place, name)
        if action is None or not changeable(action) or not keys:
            raise InvalidInputError(_("The keys of this action cannot be changed."))
        for key in keys:
            if action.priority and len(key) == 1:
                raise InvalidInputError(
                    _("{key} would be typed in text fields: choose one with ctrl, or a function key.").format(key=key)
                )
            if other := _owner(place, name, key):
                raise InvalidInputError(
                    _("{key} is “{action}” already; give that another key first.").format(
                        key=key_name(key), action=_(other.label)
                    )
                )
        REGISTRY[place] = tuple(replace(one, keys=keys) if one.id == name else one for one in REGISTRY[place])
        self._changed[place, name] = keys

    def _write(self) -> None:
        table: dict[str, dict[str, list[str]]] = {}
        for (place, name), keys in self._changed.items():
            table.setdefault(place.value, {})[name] = list(keys)
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            draft = self.path.with_suffix(".tmp")
            draft.write_text(toml(table), encoding="utf-8")
            draft.replace(self.path)


def _owner(place: Place, name: str, key: str) -> Action | None:
    """The other action that has a key where it would work at the same time."""
    near = {place, Place.EVERYWHERE} | (_TOGETHER if place in _TOGETHER else set())
    everywhere = set(Place) if place is Place.EVERYWHERE else near
    for where in everywhere:
        for action in REGISTRY[where]:
            if key in action.keys and (where, action.id) != (place, name):
                return action
    return None


def _read(path: Path) -> Iterator[tuple[Place, str, Keys]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return
    for where, actions in table.items():
        if where not in set(Place) or not isinstance(actions, Mapping):
            continue
        for name, keys in actions.items():
            given = [keys] if isinstance(keys, str) else keys
            if isinstance(given, list) and all(isinstance(key, str) and key for key in given):
                yield Place(where), name, tuple(given)
