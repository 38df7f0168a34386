"""What the program remembers of a user, apart from any study: one TOML file in the user's configuration folder.

``INTERVIEW_CODER_CONFIG`` names another folder. A file that cannot be read counts as empty and one that cannot be
written is let go: settings never stand in the way of work. Nothing of a transcript is ever put here.
"""

from __future__ import annotations

import getpass
import json
import os
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import platformdirs


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
    """The settings as a nested table; every change is written at once, by replacing the file whole."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or folder() / "settings.toml"
        self._values: dict[str, Any] = {}
        with suppress(OSError, ValueError, RecursionError):
            self._values = tomllib.loads(self.path.read_text(encoding="utf-8"))

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
        table = self._values
        for key in keys[:-1]:
            inner = table.get(key)
            if not isinstance(inner, dict):
                inner = table[key] = {}
            table = inner
        if value is None:
            table.pop(keys[-1], None)
        else:
            table[keys[-1]] = value
        self._write()

    def _write(self) -> None:
        with suppress(OSError, ValueError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            draft = self.path.with_suffix(f".{os.getpid()}.tmp")
            draft.write_text(toml(self._values), encoding="utf-8")
            draft.replace(self.path)

    @property
    def language(self) -> str | None:
        """``nl`` or ``en``, or ``None`` for that of the locale."""
        value = self.get("language")
        return value if isinstance(value, str) else None

    @property
    def coder(self) -> str:
        """The name under which the user codes: as set, else the login name."""
        value = self.get("coder")
        if isinstance(value, str) and value.strip():
            return value.strip()
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
        others = [str(item) for item in self.recent() if str(item) != path]
        self.set("recent", value=[path, *others][:10])
