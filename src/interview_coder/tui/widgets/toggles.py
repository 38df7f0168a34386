"""Tick boxes and choices that can be told apart without colour: ``[x]`` and ``(•)``."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Checkbox, RadioButton

_CSS = """
    {name} {{
        width: auto;
        height: 1;
        border: none;
        padding: 0 2 0 0;
        background: transparent;
        &:focus {{ border: none; background-tint: transparent; }}
        & > .toggle--button {{ color: $text-muted !important; background: transparent !important; }}
        &.-on > .toggle--button {{ color: $success !important; background: transparent !important; }}
        &:focus > .toggle--label {{ background: $primary 35%; color: $foreground; text-style: bold; }}
    }}
"""


class Tick(Checkbox):
    """A tick box."""

    DEFAULT_CSS = _CSS.format(name="Tick")

    @property
    def _button(self) -> Content:
        return Content.styled("[x]" if self.value else "[ ]", self.get_visual_style("toggle--button"))


class Choice(RadioButton):
    """One of several, of which one holds."""

    DEFAULT_CSS = (
        _CSS.format(name="Choice")
        + """
    Choice.-selected > .toggle--label { text-style: underline; }
    RadioSet:focus > Choice.-selected > .toggle--label { background: $primary 35%; text-style: bold; }
    """
    )

    @property
    def _button(self) -> Content:
        return Content.styled("(•)" if self.value else "( )", self.get_visual_style("toggle--button"))
