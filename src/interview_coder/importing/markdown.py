"""Markdown as transcripts use it: front matter, headings, bold and italic, tables, lists, quotes; the rest is words."""

from __future__ import annotations

import re
from typing import Final

from interview_coder.importing.lines import Document, Line, tidy

_FENCE: Final = re.compile(r"(?:---|\+\+\+)[ ]*")
_ENTRY: Final = re.compile(r"([^:#\n]{1,40}?)[ ]*:(?:[ ]+(.*))?")
_RULE: Final = re.compile(r"[ ]*(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,}|={3,})")
_HEADING: Final = re.compile(r"#{1,6}[ ]+(.*)")
_DELIMITER: Final = re.compile(r"[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*){0,30}\|?[ ]*")
_BULLET: Final = re.compile(r"(?:[-*+]|>)[ ]+")
_BREAK: Final = re.compile(r"<br[ ]?/?>", re.IGNORECASE)
_EMPHASIS: Final = re.compile(
    r"(?P<strong>\*\*\*|\*\*|__)(?=[^\s*_])(?P<a>[^*_\n]{1,4000}?)(?<=[^\s])(?P=strong)"
    r"|(?<![\w*])\*(?=[^\s*])(?P<b>[^*\n]{1,4000}?)(?<=[^\s])\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])(?P<c>[^_\n]{1,4000}?)(?<=[^\s])_(?![\w_])"
)
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK: Final = re.compile(r"\[([^\[\]\n]{1,300})\]\((?:https?://|mailto:|#)[^()\s]{0,500}\)")
_LABELLED: Final = re.compile(
    r"^(?:(?:[-*] )?(?:\*\*|__)[^*_\n]{1,60}(?:\*\*|__)"
    r"|\*[^*\n ][^*\n]{1,500}\*$"
    r"|\|?[ ]*:?-{3,9}:?[ ]*\|[ :|-]{3,200}$)",
    re.MULTILINE,
)


def is_markdown(text: str) -> bool:
    """Whether a plain text is Markdown beyond doubt: front matter, or lines that begin in bold."""
    return _front(text.lstrip("\ufeff").split("\n")) is not None or _marked(text[:200_000])


def _marked(text: str) -> bool:
    found = _LABELLED.findall(text)
    return len(found) > 1 or any("--" in mark for mark in found)


def read_markdown(text: str) -> Document:
    """The lines of a Markdown text and its front matter."""
    rows = _without_comments(tidy(text)).split("\n")
    front = _front(rows)
    document = Document([], front=front[0] if front else [])
    if front:
        rows = rows[front[1] :]
    table = 0
    for index, row in enumerate(rows):
        if _is_row(rows, index, inside=bool(table and document.lines and document.lines[-1].table == table)):
            if not _DELIMITER.fullmatch(row[:2000]):
                if not (document.lines and document.lines[-1].table == table and table):
                    table += 1
                document.lines.append(Line(cells=_cells(row), table=table))
            continue
        if _RULE.fullmatch(row[:200]) and len(row) <= 200:
            document.lines.append(Line())
            continue
        if row.lstrip().startswith("```"):
            continue
        for piece in _BREAK.split(row):
            document.lines.append(_line(piece))
    return document


def _without_comments(text: str) -> str:
    parts, place = [], 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[place:start])
        place = end + 3
    return "".join((*parts, text[place:]))


def _front(rows: list[str]) -> tuple[list[tuple[str, str]], int] | None:
    """The pairs of the front matter and the number of rows that it takes."""
    if not rows or not _FENCE.fullmatch(rows[0].rstrip("\r")[:20]):
        return None
    pairs: list[tuple[str, str]] = []
    for index, raw in enumerate(rows[1:200], 1):
        row = raw.rstrip("\r")
        if _FENCE.fullmatch(row[:20]) or row.strip() == "...":
            return (pairs, index + 1) if pairs else None
        plain = row.strip()
        if plain.startswith("- ") and pairs:
            key, value = pairs[-1]
            pairs[-1] = key, "; ".join(filter(None, (value, _value(plain[2:]))))
        elif match := _ENTRY.fullmatch(plain[:1000]):
            pairs.append((match[1].strip("\"'"), _value(match[2] or "")))
        elif plain and not plain.startswith("#"):
            return None
    return None


def _value(text: str) -> str:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return "; ".join(part.strip().strip("\"'") for part in text[1:-1].split(","))
    return text.strip("\"'")


def _is_row(rows: list[str], index: int, *, inside: bool) -> bool:
    row = rows[index].strip()
    if "|" not in row or len(row) > 200_000:
        return False
    if row.startswith("|"):
        return row.count("|") > 2 or inside
    following = rows[index + 1][:2000] if index + 1 < len(rows) else ""
    return inside or ("|" in following and _DELIMITER.fullmatch(following) is not None)


def _cells(row: str) -> tuple[str, ...]:
    plain = row.strip().replace("\\|", "\ue000")
    cells = plain.removeprefix("|").removesuffix("|").split("|")
    return tuple(_line(_BREAK.sub(" ", cell.replace("\ue000", "|"))).text for cell in cells[:64])


def _line(row: str) -> Line:
    text = row.strip(" ").removesuffix("\\")
    heading = _HEADING.fullmatch(text)
    if heading:
        text = heading[1].rstrip("# ")
    for _depth in range(3):
        bullet = _BULLET.match(text)
        if not bullet:
            break
        text = text[bullet.end() :]
    if text == ">":
        text = ""
    lead = _lead(text)
    shown = _words(text[lead:]) if lead else _words(text)
    begin = _words(text[:lead]) if lead else ""
    gap = " " if begin and (text[lead - 1 : lead] == " " or text[lead : lead + 1] == " ") else ""
    whole = (begin + gap + shown.lstrip(" ") if gap else begin + shown).strip(" ")
    return Line(whole, lead=min(len(begin), len(whole)), heading=heading is not None)


def _lead(text: str) -> int:
    """How many characters of the source make the emphasised begin of a line, marks included."""
    match = _EMPHASIS.match(text)
    return match.end() if match else 0


def _words(text: str) -> str:
    """The text without marks of Markdown."""
    kept = text.replace("\\*", "\ue001").replace("\\_", "\ue002")
    for _depth in range(2):
        kept = _EMPHASIS.sub(lambda m: m["a"] or m["b"] or m["c"] or "", kept)
    kept = _LINK.sub(r"\1", kept)
    return _ESCAPE.sub(r"\1", kept.replace("\ue001", "*").replace("\ue002", "_"))
