"""What a call tells of long work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_coder.domain.model import Interview

Progress = Callable[[int, int], None]
"""Called with rows done and rows in all; what it raises stops the work, which leaves nothing behind."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of one imported file; ``redactions`` counts the names taken out, by kind."""

    file: str
    interview: Interview
    turns: int
    words: int
    redactions: dict[str, int]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What came of an export: how many rows were written, and what whoever opens the file should know."""

    rows: int
    warnings: tuple[str, ...] = ()
