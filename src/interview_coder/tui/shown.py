"""Which codings the transcript shows: all, or without some coders, kinds of codes, or only some codes. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self

from msgspec import Struct

from interview_coder.domain.model import Code, CodeKind, Coding


class Shown(Struct):
    """What is hidden (``coders``, by id, and ``kinds``), and the codes that alone are shown; empty: all of them.

    A code is shown with what stands below it.
    """

    coders: frozenset[str] = frozenset()
    kinds: frozenset[CodeKind] = frozenset()
    codes: frozenset[str] = frozenset()
    _family: frozenset[str] = frozenset()

    @property
    def hides(self) -> bool:
        """Whether anything can be hidden."""
        return bool(self.coders or self.kinds or self.codes)

    def settle(self, codes: Iterable[Code]) -> None:
        """Learn the code tree, which comes in its order: parents first. Codes that are gone are asked for no more."""
        family: set[str] = set()
        known: set[str] = set()
        for code in codes:
            known.add(code.id)
            if code.id in self.codes or code.parent in family:
                family.add(code.id)
        self.codes &= known
        self._family = frozenset(family)

    def has(self, coding: Coding, code: Code) -> bool:
        """Whether a coding, of that code, is shown."""
        if coding.coder in self.coders or code.kind in self.kinds:
            return False
        return not self.codes or code.id in self._family

    def dump(self) -> dict[str, list[str]]:
        """As the settings remember it."""
        return {"coders": sorted(self.coders), "kinds": sorted(self.kinds), "codes": sorted(self.codes)}

    @classmethod
    def load(cls, value: object) -> Self:
        """From the settings; what cannot be read there hides nothing."""
        parts: Mapping[str, Any] = value if isinstance(value, Mapping) else {}

        def texts(name: str) -> frozenset[str]:
            found = parts.get(name, [])
            return (
                frozenset(text for text in found if isinstance(text, str)) if isinstance(found, list) else frozenset()
            )

        kinds = frozenset(kind for kind in CodeKind if kind in texts("kinds"))
        return cls(texts("coders"), kinds, texts("codes"))
