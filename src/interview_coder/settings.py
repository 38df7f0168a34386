"""What the program remembers of a user, apart from any study: one TOML file in the user's configuration folder.

``INTERVIEW_CODER_CONFIG`` names another folder. A file that cannot be read counts as empty (one with a mistake in it is
kept as ``settings.broken``) and one that cannot be written is let go: settings never stand in the way of work. Several
programs may run at once: a change is made to what the file holds by then, one program after the other. Nothing of a
transcript is ever put here.
"""

from __future__ import annotations

import getpass
import json
import os
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import platformdirs

from interview_coder.locking import alone


def folder() -> Path:
    """Where the settings live."""
    if given := os.environ.get("INTERVIEW_CODER_CONFIG"):
        return Path(given)
    return Path(platformdirs.user_config_dir("interview-coder", appauthor=False))


def toml(table: Mapping[str, Any]) -> str:
    """A nested table of text, numbers, truths and lists as TOML; anything else is left out.

    Written here because it happens while the first screen appears, where loading a library would be felt.
    """
    lines: list[str] = []
    pending: list[tuple[tuple[str, ...], Mapping[str, Any]]] = [((), table)]
    while pending:
        path, here = pending.pop()
        if path:
            lines += ["", f"[{'.'.join(map(_quoted, path))}]"]
        lines += [
            f"{_quoted(key)} = {value}" for key, given in here.items() if (value := _toml_value(given)) is not None
        ]
        pending += [((*path, key), inner) for key, inner in reversed([*here.items()]) if isinstance(inner, Mapping)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _toml_value(value: object) -> str | None:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(one for item in value if (one := _toml_value(item)) is not None)}]"
    return None


class Settings:
    """The settings as a nested table; every change is written at once, by replacing the file whole.

    What is not changed here is left as another window of the program wrote it.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or folder() / "settings.toml"
        self._values: dict[str, Any] = {}
        self._read()

    def _read(self) -> None:
        """Take over what the file holds; where it cannot be read, what was known stays."""
        try:
            self._values = tomllib.loads(self.path.read_text(encoding="utf-8"))
        except OSError:
            return
        except (ValueError, RecursionError):
            # Written by hand, with a mistake: the next change must not wipe it out.
            with suppress(OSError):
                self.path.replace(self.path.with_suffix(".broken"))

    def get(self, *keys: str, default: Any = None) -> Any:
        """The value under a path of keys, else ``default``."""
        value: Any = self._values
        for key in keys:
            if not isinstance(value, dict) or key not in value:
                return default
            value = value[key]
        return value

    def set(self, *keys: str, value: Any) -> None:
        """Put a value (text, number, truth, list, table) under a path of keys; ``None`` takes it away."""

        def put() -> None:
            table = self._table(keys[:-1])
            if value is None:
                table.pop(keys[-1], None)
            else:
                table[keys[-1]] = value

        self._change(put)

    def merge(self, *keys: str, values: Mapping[str, Any]) -> None:
        """Put values under a path of keys, table by table: what they do not name stays as it is."""
        self._change(lambda: _merge(self._table(keys), values))

    def _table(self, keys: tuple[str, ...]) -> dict[str, Any]:
        """The table under a path of keys, made where there is none."""
        table = self._values
        for key in keys:
            inner = table.get(key)
            if not isinstance(inner, dict):
                inner = table[key] = {}
            table = inner
        return table

    def _change(self, change: Callable[[], None]) -> None:
        """Change what the file holds now, while no other program does so."""
        with alone(self.path.with_suffix(".lock")):
            self._read()
            change()
            with suppress(OSError, ValueError):
                draft = self.path.with_suffix(f".{os.getpid()}.tmp")
                draft.write_text(toml(self._values), encoding="utf-8")
                draft.replace(self.path)

    @property
    def language(self) -> str | None:
        """``nl`` or ``en``, or ``None`` for that of the locale."""
        value = self.get("language")
        return value if isinstance(value, str) else None

    @property
    def own_name(self) -> str | None:
        """The name that the user set to code under, if any."""
        value = self.get("coder")
        return value.strip() or None if isinstance(value, str) else None

    @property
    def coder(self) -> str:
        """The name under which the user codes: as set, else the login name."""
        if self.own_name is not None:
            return self.own_name
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            return "coder"

    def recent(self) -> list[Path]:
        """The studies opened last, newest first, those that are still there."""
        listed = self.get("recent", default=[])
        return (
            [Path(item) for item in listed if isinstance(item, str) and Path(item).is_file()]
            if isinstance(listed, list)
            else []
        )

    def remember(self, study: Path) -> None:
        """Put a study at the head of the recent ones."""
        path = str(study.resolve())
        self._change(lambda: self._list([path, *(item for item in map(str, self.recent()) if item != path)]))

    def forget(self, study: Path) -> None:
        """Take a study off the recent ones."""
        self._change(lambda: self._list([str(item) for item in self.recent() if item != study]))

    def _list(self, recent: list[str]) -> None:
        self._values["recent"] = recent[:10]

    def home(self) -> Path:
        """Where new files are proposed: the folder used last, else the user's documents, else their home."""
        last = self.get("folder")
        proposed = [Path(last)] if isinstance(last, str) else []
        with suppress(OSError, RuntimeError):
            proposed.append(Path(platformdirs.user_documents_dir()))
        return next((place for place in proposed if place.is_dir()), Path.home())


def _merge(table: dict[str, Any], values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        inner = table.get(key)
        if isinstance(value, Mapping) and isinstance(inner, dict):
            _merge(inner, value)
        else:
            table[key] = dict(value) if isinstance(value, Mapping) else value
