"""Style sheets that are parsed once: Textual parses all of them anew for each screen that brings its own."""

from __future__ import annotations

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

_SHEETS = 1024
"""More than there are; Textual keeps 64, and going through more than it keeps it finds none of them again."""


class StyleSheets(Stylesheet):
    """Textual's style sheets, of which a parsed one is kept until a variable (a colour of the theme) changes."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(_SHEETS)

    def set_variables(self, variables: dict[str, str]) -> None:
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        self.parse()
