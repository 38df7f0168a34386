"""Codebooks from .csv, .xlsx and .md files: our own exports, and those of others.

A table needs a column with names; key, parent (a key or a name), kind, section, definition, use when, not when, example
and colour are taken where they are there, under Dutch or English headers. A name such as ``Stages/Indicator`` or
``Stages > Indicator`` says what it lies under, where there is no column for parents. A .md file without a table is read
as a list or as headings: what is indented lies under what is not, and words behind a colon are the definition.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from interview_coder.domain.codebook import (
    MAX_CHARACTERS,
    MAX_CODES,
    MAX_KEY,
    Template,
    make_key,
    template_from,
)
from interview_coder.domain.text import fold, one_line
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _

_HEADERS: Final = {
    "key": "key sleutel id afkorting abbreviation|code key|sleutel van de code",
    "name": "name naam code label codenaam|code name",
    "parent": "parent ouder bovenliggend hoofdcode categorie category|parent code|bovenliggende code|valt onder",
    "kind": "kind soort type",
    "section": "section paragraaf",
    "definition": "definition definitie omschrijving beschrijving description toelichting betekenis",
    "use_when": "inclusion inclusie|use when|gebruik als|gebruiken als|wel als|when to use|wanneer wel",
    "not_when": "exclusion exclusie|not when|niet als|gebruik niet als|when not to use|wanneer niet",
    "example": "example voorbeeld|voorbeeldcitaat",
    "colour": "colour color kleur",
}
_FIELDS: Final = {
    phrase: field
    for field, given in _HEADERS.items()
    for part in given.split("|")
    for phrase in ([part] if part != given.split("|")[0] else part.split())
}
_KINDS: Final = {
    "condition": "condition",
    "voorwaarde": "condition",
    "theme": "theme",
    "thema": "theme",
    "open": "open",
    "open code": "open",
}
_PATH: Final = re.compile(r"\s*[/>»]\s*")
_KEY: Final = re.compile(r"\w[\w.-]*")
_ROW: Final = re.compile(r"\s*\|(.*)\|\s*$")
_CELLS: Final = re.compile(r"(?<!\\)\|")
_ESCAPED: Final = re.compile(r"\\([\\`*_~^$#|<@\]])|<br>|&amp;")
_PLAIN: Final = {"<br>": "\n", "&amp;": "&"}
_ITEM: Final = re.compile(r"(\s*)(?:[-*+]|\d+[.)])\s+(.*)")
_HEADING: Final = re.compile(r"(#{1,6})\s+(.*)")
_FORMULA: Final = re.compile(r"'(?=\s*[=+\-@＝＋－＠]|[\t\r\n])")

Row = dict[str, str]


def read_codebook(path: Path, language: str) -> tuple[Template, frozenset[str]]:
    """The codebook in a file, and the fields that the file speaks of; keys and colours are made up where it does not.

    ``language`` is that of the study. Raises InvalidInputError with one sentence that says what is wrong with the file.
    """
    try:
        rows = _READERS[path.suffix.lower()](path)
        fields = {field for row in rows for field in row}
        codes = _codes(rows)
        if not codes:
            raise InvalidInputError(_("there is no code in it; it needs a column with names, or a list."))
        return template_from({"code": codes}, language, key=path.stem), frozenset(fields)
    except InvalidInputError as error:
        raise InvalidInputError(_("Codebook {file}: {problem}").format(file=path.name, problem=error)) from None
    except OSError as error:
        raise InvalidInputError(
            _("Codebook {file} cannot be read: {reason}.").format(file=path.name, reason=error.strerror or error)
        ) from None


def _text(path: Path) -> str:
    with path.open("rb") as stream:
        raw = stream.read(4 * MAX_CHARACTERS + 1)
    if len(raw) > 4 * MAX_CHARACTERS:
        raise InvalidInputError(_("it is too large."))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What a Dutch Excel writes as “CSV” is in the code page of Windows.
        return raw.decode("cp1252", errors="replace")


def _csv(path: Path) -> list[Row]:
    text = _text(path)
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        grid = [
            [_FORMULA.sub("", cell, count=1) if cell.startswith("'") else cell for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ]
    except csv.Error:
        raise InvalidInputError(_("it is no table of commas or semicolons.")) from None
    return _table(grid)


def _xlsx(path: Path) -> list[Row]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            page = book.worksheets[0]
            grid = [
                ["" if cell is None else str(cell) for cell in row]
                for row in page.iter_rows(max_row=MAX_CODES + 2, max_col=100, values_only=True)
            ]
        finally:
            book.close()
    except OSError:
        raise
    except Exception:  # openpyxl raises whatever the XML of others makes it stumble over
        raise InvalidInputError(_("it is no Excel file that can be read; save it anew as .xlsx or .csv.")) from None
    return _table(grid)


def _md(path: Path) -> list[Row]:
    lines = _text(path).splitlines()
    grid = [_cells(match[1]) for line in lines if (match := _ROW.match(line))]
    if len(grid) > 1:
        return _table([row for row in grid if not all(re.fullmatch(r":?-+:?", cell.strip()) for cell in row)])
    return _outline(lines)


def _cells(row: str) -> list[str]:
    return [_unescaped(cell.strip()) for cell in _CELLS.split(row)]


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: match[1] or _PLAIN[match[0]], text)


def _outline(lines: Iterable[str]) -> list[Row]:
    """Codes of headings and of list items, each under the one before it that is less deep."""
    rows: list[Row] = []
    above: list[tuple[int, list[str]]] = []
    heading = 0
    items = any(_ITEM.match(line) for line in lines)
    levels = [len(match[1]) for line in lines if (match := _HEADING.match(line))]
    # One heading over everything is the title of the page.
    title = items or levels.count(min(levels, default=0)) == 1
    for line in lines:
        if match := _HEADING.match(line):
            heading = len(match[1])
            depth, words = heading, match[2]
            if title and heading == min(levels) and levels.count(heading) == 1:
                continue
        elif match := _ITEM.match(line):
            depth, words = 10 + len(match[1].expandtabs(4)), match[2]
        else:
            if line.strip() and rows and not line.lstrip().startswith(("```", "---")):
                rows[-1]["definition"] = f"{rows[-1].get('definition', '')} {line.strip()}".strip()
            continue
        words = _unescaped(words).replace("**", "").strip()
        name, _colon, definition = words.partition(": ")
        while above and above[-1][0] >= depth:
            above.pop()
        path = [*(above[-1][1] if above else []), one_line(name.rstrip(":"))]
        above.append((depth, path))
        row = {"path": "\n".join(path)}
        if definition.strip():
            row["definition"] = definition.strip()
        rows.append(row)
    return rows


_READERS: Final = {".csv": _csv, ".xlsx": _xlsx, ".md": _md}


def _table(grid: Sequence[Sequence[str]]) -> list[Row]:
    """The rows under the first row that is a header."""
    heads = [[_FIELDS.get(fold(one_line(cell)).strip(" :*")) for cell in row] for row in grid[:20]]
    begin = next((n for n, one in enumerate(heads) if "name" in one or ("key" in one and "definition" in one)), None)
    if begin is None:
        raise InvalidInputError(_("no column is headed Name or Code."))
    fields = heads[begin]
    rows = []
    for line in grid[begin + 1 :]:
        found: Row = {}
        for field, cell in zip(fields, line, strict=False):
            if field and field not in found:
                found[field] = cell.strip()
        found.setdefault("name", found.get("key", ""))
        if found["name"]:
            rows.append(found)
    if len(rows) > MAX_CODES:
        raise InvalidInputError(_("it has more than {limit} codes.").format(limit=MAX_CODES))
    return rows


def _codes(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The codes as a template has them, parents by key; a parent that is only named in others becomes a code."""
    has_parents = any(row.get("parent") for row in rows)
    by_path: dict[tuple[str, ...], dict[str, Any]] = {}
    codes: list[dict[str, Any]] = []
    taken = {fold(row["key"]) for row in rows if row.get("key")}

    def made(path: Sequence[str], row: Row) -> dict[str, Any]:
        key = row.get("key") or make_key(path[-1], taken)
        taken.add(key.casefold())
        code: dict[str, Any] = {"key": key, "name": path[-1]}
        by_path[tuple(map(fold, path))] = code
        codes.append(code)
        return code

    for row in rows:
        if "path" in row:
            path = row["path"].split("\n")
        else:
            name = one_line(row["name"])
            split = [] if has_parents or row.get("key") else [part for part in _PATH.split(name) if part]
            path = split or [name]
        for depth in range(1, len(path)):
            if tuple(map(fold, path[:depth])) not in by_path:
                above = made(path[:depth], {})
                if depth > 1:
                    above["parent"] = by_path[tuple(map(fold, path[: depth - 1]))]["key"]
        place = tuple(map(fold, path))
        if (len(path) > 1 and place in by_path) or ("path" in row and place in by_path):
            raise InvalidInputError(_("the code “{name}” stands in it twice.").format(name=path[-1]))
        code = made(path, row)
        if not _KEY.fullmatch(code["key"]) or len(code["key"]) > MAX_KEY:
            raise InvalidInputError(
                _("the key “{key}” of “{name}” is no short word without spaces.").format(
                    key=one_line(code["key"])[:MAX_KEY], name=path[-1]
                )
            )
        if len(path) > 1:
            code["parent"] = by_path[place[:-1]]["key"]
        code.update({field: row[field] for field in _TEXTS if row.get(field)})
        if kind := row.get("kind"):
            code["kind"] = _KINDS.get(fold(kind), "open")
    _hang(codes, rows)
    return codes


_TEXTS: Final = ("section", "definition", "use_when", "not_when", "example", "colour")


def _hang(codes: Sequence[dict[str, Any]], rows: Sequence[Row]) -> None:
    """Give codes the parents that a column of their file names, by key or by name."""
    keys = {fold(code["key"]): code for code in codes}
    names = {fold(code["name"]): code for code in codes}
    given = [row for row in rows if "path" not in row]
    if not any(row.get("parent") for row in given):
        return
    for code, row in zip(codes, given, strict=True):
        if not (wanted := one_line(row.get("parent", ""))):
            continue
        above = keys.get(fold(wanted)) or names.get(fold(_PATH.split(wanted)[-1]))
        if above is None:
            raise InvalidInputError(
                _("the parent “{parent}” of “{name}” is no code of it.").format(parent=wanted, name=code["name"])
            )
        code["parent"] = above["key"]
