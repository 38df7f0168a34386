"""What a methods section says, before it is a file."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Part(Struct, frozen=True):
    """A section: its title, sentences (with a label before them, or none), and a table of words and counts."""

    title: str
    sentences: Sequence[tuple[str, str]] = ()
    headers: Sequence[str] = ()
    rows: Sequence[Sequence[str | int]] = ()
