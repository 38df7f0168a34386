"""What somebody changed in some words, as small pieces: what stands on the other words stays put. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from msgspec import Struct

from interview_coder.domain.marks import marks_in

_TOKENS: Final = re.compile(r"\w+|\s+|[^\w\s]")


class Change(Struct, frozen=True):
    """Other words in the place of ``[start, end)``."""

    start: int
    end: int
    words: str


def differences(before: str, after: str) -> list[Change] | None:
    """What makes ``before`` read as ``after``, whole words at a time, in order and apart.

    The marks of redacted names hold the two together: ``None`` where they are not the same marks in the same order.
    """
    old, new = marks_in(before), marks_in(after)
    if [before[start:end] for start, end in old] != [after[start:end] for start, end in new]:
        return None
    found: list[Change] = []
    at = behind = 0
    for mark, other in zip([*old, (len(before),) * 2], [*new, (len(after),) * 2], strict=True):
        found += (
            Change(at + change.start, at + change.end, change.words)
            for change in _between(before[at : mark[0]], after[behind : other[0]])
        )
        at, behind = mark[1], other[1]
    return found


def tokens(text: str) -> list[str]:
    """Marks, words, white space and signs, in order; together they are the text."""
    return _TOKENS.findall(text)


def _between(before: str, after: str) -> Iterator[Change]:
    if before == after:
        return
    old, new = tokens(before), tokens(after)
    places = [0]
    for token in old:
        places.append(places[-1] + len(token))
    for what, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            yield Change(places[start], places[end], "".join(new[first:last]))
