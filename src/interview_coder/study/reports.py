"""What a call tells of long work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from interview_coder.domain.model import Interview

Progress = Callable[[int, int], None]
"""Called with rows done and rows in all; what it raises stops the work, which leaves nothing behind."""


class ImportReport(Struct, frozen=True):
    """What came of one imported file; ``redactions`` counts the names taken out, by kind."""

    file: str
    interview: Interview
    turns: int
    words: int
    redactions: dict[str, int]
    warnings: tuple[str, ...]


class ExportReport(Struct, frozen=True):
    """What came of an export: how many rows were written, and what whoever opens the file should know."""

    rows: int
    warnings: tuple[str, ...] = ()
