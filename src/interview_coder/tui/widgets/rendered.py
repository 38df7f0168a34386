"""Markdown as it reads. What users wrote can neither steer the terminal nor be followed anywhere."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Markdown

from interview_coder.domain.text import safe


class Rendered(Widget):
    """A piece of Markdown; links are shown and not opened, pictures are named and not fetched."""

    DEFAULT_CSS = """
    Rendered { height: auto; }
    Rendered Markdown { padding: 0 1; margin: 0; background: transparent; }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._text = text

    def compose(self) -> ComposeResult:
        yield Markdown(safe(self._text), open_links=False)

    def show(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.query_one(Markdown).update(safe(text))

    def on_markdown_link_clicked(self, event: Markdown.LinkClicked) -> None:
        """A link in a memo leads nowhere: nothing here touches the network."""
        event.stop()
