"""The codebook as it was at some time, and what changed between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

from interview_coder.domain.model import Code, CodeKind

DEFINING: Final = ("definition", "use_when", "not_when")
"""The texts that say what a code means."""


class FrozenCode(Struct, frozen=True):
    """A code as it was; ``parent`` is the id of the one above it."""

    id: str
    key: str
    name: str
    path: str
    parent: str | None
    kind: CodeKind
    section: str | None
    definition: str
    use_when: str
    not_when: str
    example: str
    retired: bool


class CodebookVersion(Struct, frozen=True):
    """The codebook as it was when somebody froze it under a name; ``coder`` is an id.

    ``codings`` counts those made while it was the newest version: until the next one, or until now.
    """

    id: str
    name: str
    note: str
    codes: tuple[FrozenCode, ...]
    coder: str
    time: datetime
    codings: int = 0


class ChangeKind(StrEnum):
    """What became of a code between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    REDEFINED = "redefined"
    EXAMPLE = "example"


class CodeChange(Struct, frozen=True):
    """A code that is not in both versions as it was, as it was in each (``None``: not there, or retired).

    ``earlier``, ``under_first`` and ``under_second`` count its codings made before the first version, from it until the
    second, and since.
    """

    kinds: tuple[ChangeKind, ...]
    before: FrozenCode | None
    after: FrozenCode | None
    earlier: int = 0
    under_first: int = 0
    under_second: int = 0

    @property
    def code(self) -> FrozenCode:
        """The code as it is in the newer version, else in the older one."""
        return self.after or self.before  # type: ignore[return-value]


class Redefined(Struct, frozen=True):
    """A code whose definition changed after it had been used: when last and by whom, and the codings from before (ids).

    ``before`` are the texts that the oldest of these codings was made by, ``after`` those of now: definition, use when,
    not when.
    """

    code: str
    time: datetime
    coder: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    codings: tuple[str, ...]


def frozen(codes: Iterable[Code]) -> tuple[FrozenCode, ...]:
    """The codes as they are now."""
    return tuple(
        FrozenCode(
            id=one.id,
            key=one.key,
            name=one.name,
            path=one.path,
            parent=one.parent,
            kind=one.kind,
            section=one.section,
            definition=one.definition,
            use_when=one.use_when,
            not_when=one.not_when,
            example=one.example,
            retired=one.retired,
        )
        for one in codes
    )


def changes(first: Sequence[FrozenCode], second: Sequence[FrozenCode]) -> list[CodeChange]:
    """What changed from the first to the second, in the order of the second; what is gone comes last.

    A retired code counts as not there.
    """
    old = {one.id: one for one in first if not one.retired}
    new = {one.id: one for one in second if not one.retired}
    found = []
    for after in new.values():
        before = old.get(after.id)
        kinds = (ChangeKind.ADDED,) if before is None else _kinds(before, after)
        if kinds:
            found.append(CodeChange(kinds, before, after))
    gone = [one for one in old.values() if one.id not in new]
    return found + [CodeChange((ChangeKind.REMOVED,), one, None) for one in gone]


def _kinds(before: FrozenCode, after: FrozenCode) -> tuple[ChangeKind, ...]:
    told = {
        ChangeKind.RENAMED: before.name != after.name or before.key != after.key,
        ChangeKind.MOVED: (before.parent, before.section, before.kind) != (after.parent, after.section, after.kind),
        ChangeKind.REDEFINED: any(getattr(before, name) != getattr(after, name) for name in DEFINING),
        ChangeKind.EXAMPLE: before.example != after.example,
    }
    return tuple(kind for kind, is_so in told.items() if is_so)
