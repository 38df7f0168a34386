"""Modules that are read when something in them is first used: a program that needs few of them starts at once."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any


class Later:
    """Stands for a module until it is needed: what is asked of it, or set in it, is asked of the module.

    Python's own ``importlib.util.LazyLoader`` does the same for every form of import, but two threads that use such a
    module at once may find it half read.
    """

    __slots__ = ("_module",)

    def __init__(self, name: str) -> None:
        object.__setattr__(self, "_module", name)

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._module), name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(import_module(self._module), name, value)

    def __delattr__(self, name: str) -> None:
        delattr(import_module(self._module), name)


def modules(package: str, path: Iterable[str]) -> dict[str, Later]:
    """The modules of a package by their names, none of them read; with them among the package's globals,
    ``from package import module`` reads nothing yet, while ``from package.module import name`` reads it as ever."""
    return {found.name: Later(f"{package}.{found.name}") for found in iter_modules(path)}
