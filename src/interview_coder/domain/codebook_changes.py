"""What a codebook from a file means for one that is there: what it adds, what it changes, what cannot be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from msgspec import Struct

from interview_coder.domain.codebook import Template, TemplateCode
from interview_coder.domain.model import Code
from interview_coder.domain.text import fold
from interview_coder.i18n import _

CODEBOOKS: Final = (".csv", ".xlsx", ".md")
"""The files that a codebook is read from, besides the TOML of templates."""


class CodebookChanges(Struct, frozen=True):
    """What taking over a codebook does; nothing is ever removed.

    ``changed`` has per code the fields that become other than they are, ``parent`` as the key of a code in the file;
    ``refused`` has the codes of the file that cannot be taken over, each with the sentence that says why. ``placed``
    gives the id of the code in the study by the key of one in the file.
    """

    new: tuple[TemplateCode, ...]
    changed: tuple[tuple[Code, dict[str, str]], ...]
    unchanged: tuple[Code, ...]
    placed: dict[str, str]
    refused: tuple[tuple[TemplateCode, str], ...] = ()


COMPARED: Final = ("name", "kind", "section", "definition", "use_when", "not_when", "example", "colour")
"""The fields that a codebook says something of, beside the place of a code in the tree."""


def compare_codebooks(
    codes: Sequence[Code], template: Template, fields: Collection[str], leave_out: Collection[str] = ()
) -> CodebookChanges:
    """What taking over a codebook would change. ``fields`` are those that its file speaks of; what is empty is let be.

    A code is the same by its key, where the file has keys, else by its path, else by its name where only one has it.
    Codes of the file with a key of ``leave_out`` are not taken over, nor what is new below them.
    """
    placed = _matched(codes, template, "key" in fields)
    own = {code.id: code for code in codes}
    tree = _Tree(codes)
    without = set(leave_out)
    new: list[TemplateCode] = []
    changed: list[tuple[Code, dict[str, str]]] = []
    unchanged: list[Code] = []
    refused: list[tuple[TemplateCode, str]] = []
    for one in template.codes:
        if one.key in placed:
            continue
        if one.key in without or one.parent in without - placed.keys():
            if one.parent in {other.key for other, _reason in refused}:
                refused.append((one, _("The code that it goes under cannot be taken over.")))
            without.add(one.key)
        elif reason := tree.add(one, placed.get(one.parent or "", one.parent)):
            refused.append((one, reason))
            without.add(one.key)
        else:
            new.append(one)
    for one in template.codes:
        code = own.get(placed.get(one.key, ""))
        if code is None or one.key in without:
            continue
        values = _differing(code, one, fields)
        above = one.parent
        if above and above not in without - placed.keys() and placed.get(above) != (code.parent or ""):
            values["parent"] = above
        if not values:
            unchanged.append(code)
        elif reason := tree.change(code, values, placed.get(above or "", above)):
            refused.append((one, reason))
        else:
            changed.append((code, values))
    return CodebookChanges(tuple(new), tuple(changed), tuple(unchanged), placed, tuple(refused))


def _matched(codes: Sequence[Code], template: Template, by_key: bool) -> dict[str, str]:
    """The id of the code that a code of the file is, by its key in the file; each is taken once."""
    keys = {code.key.casefold(): code for code in codes}
    paths = {fold(code.path): code for code in codes}
    names = Counter(fold(code.name) for code in codes)
    by_name = {fold(code.name): code for code in codes if names[fold(code.name)] == 1}
    placed: dict[str, str] = {}
    path_of: dict[str, str] = {}
    taken: set[str] = set()
    for one in template.codes:
        path_of[one.key] = f"{path_of[one.parent]}/{one.name}" if one.parent else one.name
        code = keys.get(one.key.casefold()) if by_key else None
        code = code or paths.get(fold(path_of[one.key])) or by_name.get(fold(one.name))
        if code is not None and code.id not in taken:
            placed[one.key] = code.id
            taken.add(code.id)
    return placed


def _differing(code: Code, one: TemplateCode, fields: Collection[str]) -> dict[str, str]:
    """What the file says otherwise of a code, its place apart."""
    return {
        field: wanted
        for field in COMPARED
        if (field in fields or field == "name")
        and (wanted := getattr(one, field))
        and wanted != getattr(code, field)
        and not (field == "colour" and wanted.lower() == code.colour.lower())
    }


class _Tree:
    """The tree of codes as it becomes while a codebook is taken over, to see what cannot be before it is tried."""

    def __init__(self, codes: Sequence[Code]) -> None:
        self._name = {code.id: code.name for code in codes}
        self._parent = {code.id: code.parent for code in codes}
        self._there = {(code.parent, fold(code.name)): code.id for code in codes}

    def add(self, one: TemplateCode, parent: str | None) -> str:
        """Hang a new code below another; a sentence says why that cannot be."""
        if (parent, fold(one.name)) in self._there:
            return self._taken(one.name)
        self._put(one.key, one.name, parent)
        return ""

    def change(self, code: Code, values: dict[str, str], parent: str | None) -> str:
        """Give a code another name or place; a sentence says why that cannot be."""
        name = values.get("name", code.name)
        parent = parent if "parent" in values else self._parent[code.id]
        above = parent
        while above is not None:
            if above == code.id:
                return _("A code cannot stand below itself.")
            above = self._parent[above]
        if self._there.get((parent, fold(name)), code.id) != code.id:
            return self._taken(name)
        self._there.pop((self._parent[code.id], fold(self._name[code.id])), None)
        self._put(code.id, name, parent)
        return ""

    @staticmethod
    def _taken(name: str) -> str:
        return _("There is a code “{name}” at this place already.").format(name=name)

    def _put(self, identifier: str, name: str, parent: str | None) -> None:
        self._name[identifier], self._parent[identifier] = name, parent
        self._there[parent, fold(name)] = identifier
