"""A document as one .html file: no request leaves it, no script is in it, it prints, and it is light or dark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib import resources
from itertools import groupby
from typing import BinaryIO, Final

from interview_coder.domain.quotes import Run
from interview_coder.exporting.cells import legal
from interview_coder.exporting.document import (
    Annotated,
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    Marked,
    Paragraph,
    Passages,
    Steps,
    Style,
    Table,
)
from interview_coder.exporting.files import utc, write_utf8
from interview_coder.exporting.labels import Labels

_CLASSES: Final = {
    Style.BODY: "",
    Style.QUOTE: "quote",
    Style.CONTEXT: "context",
    Style.BOX: "",
    Style.WARNING: "warning",
}
# Nothing may be fetched whatever the words say; the style sheet is the one below.
_POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
_MANY: Final = 3
"""From so many headings on there is a list of them before the text."""


@cache
def _style() -> str:
    return (resources.files("interview_coder") / "exporting" / "page.css").read_text(encoding="utf-8")


def write_web(target: BinaryIO, document: Document, steps: Steps) -> None:
    """Write the document as .html. Words of users are text wherever they stand, never tags."""
    write_utf8(target, _page(document, steps))


def _page(document: Document, steps: Steps) -> Iterator[str]:
    title = _text(document.title)
    yield (
        f'<!DOCTYPE html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="interview_coder">\n<meta name="color-scheme" content="light dark">\n'
        f'<meta name="date" content="{utc(document.when):%Y-%m-%dT%H:%M:%SZ}">\n'
        # An icon of its own keeps browsers from asking for one.
        '<link rel="icon" href="data:,">\n'
        f"<title>{title}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n"
    )
    labels = Labels(document.language)
    yield from _contents(document, labels)
    anchors = 0
    for boxed, blocks in groupby(
        document.blocks, lambda block: isinstance(block, Paragraph) and block.style is Style.BOX
    ):
        if boxed:
            yield '<div class="box">\n'
        for block in blocks:
            if isinstance(block, Heading):
                anchors += 1
                level = min(block.level + 1, 6)
                page = ' class="page"' if block.new_page else ""
                yield f'<h{level} id="h{anchors}"{page}>{_text(block.text)}</h{level}>\n'
            else:
                yield from _block(block, labels, steps)
        if boxed:
            yield "</div>\n"
    yield "</main>\n</body>\n</html>\n"


def _contents(document: Document, labels: Labels) -> Iterator[str]:
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    if sum(heading.level == 1 for heading in headings) < _MANY:
        return
    name = _text(labels.gettext("Contents"))
    yield f'<nav aria-label="{name}">\n<ol>\n'
    for number, heading in enumerate(headings, start=1):
        if heading.level == 1:
            yield f'<li><a href="#h{number}">{_text(heading.text)}</a></li>\n'
    yield "</ol>\n</nav>\n"


def _block(block: Block, labels: Labels, steps: Steps) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _paragraph(block)
        case Passages():
            yield from map(_paragraph, block.paragraphs(steps))
        case Table():
            yield from _table(block, steps)
        case Figure(title, svg, numbers):
            yield f"<figure>\n<figcaption>{_text(title)}</figcaption>\n{svg}\n"
            summary = _text(labels.gettext("The numbers"))
            yield f"<details>\n<summary>{summary}</summary>\n"
            yield from _table(numbers, steps)
            yield "</details>\n</figure>\n"
        case Annotated():
            yield from _annotated(block.read(), steps)


def _paragraph(block: Paragraph) -> str:
    label = f"<strong>{_text(block.label)}:</strong> " if block.label else ""
    number = f"<strong>{_text(block.number)}</strong> " if block.number else ""
    kind = _CLASSES[block.style]
    opening = f'<p class="{kind}">' if kind else "<p>"
    return f"{opening}{number}{label}{_runs(block.runs)}</p>\n"


def _table(table: Table, steps: Steps) -> Iterator[str]:
    total = sum(column.width for column in table.columns)
    shares = "".join(f'<col style="width:{100 * column.width / total:.1f}%">' for column in table.columns)
    heads = "".join(f'<th scope="col">{_text(column.header)}</th>' for column in table.columns)
    yield f"<table>\n<colgroup>{shares}</colgroup>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
    for row in table.rows:
        yield f"<tr>{''.join(map(_cell, row))}</tr>\n"
        steps.step()
    yield "</tbody>\n</table>\n"


def _cell(cell: Cell) -> str:
    if isinstance(cell, int):
        return f'<td class="number">{cell}</td>'
    return f"<td>{_runs(cell if isinstance(cell, tuple) else (Run(cell),))}</td>"


def _annotated(block: Marked, steps: Steps) -> Iterator[str]:
    """Turns with their coded words marked, and beside each turn the notes that begin in it."""
    number = 0
    numbers: dict[int, int] = {}
    for line, segments in block.segments():
        words = ""
        begun: list[int] = []
        for segment in segments:
            for note in segment.begins:
                number += 1
                numbers[note] = number
                begun.append(note)
            if not segment.on:
                words += _text(segment.text)
                continue
            titles = _text("; ".join(block.notes[note].title for note in segment.on))
            signs = f"<sup>{_listed(numbers[note] for note in segment.begins)}</sup>" if segment.begins else ""
            words += f'<mark title="{titles}">{signs}{_text(segment.text)}</mark>'
        notes = "".join(_note(block, note, numbers[note]) for note in begun)
        side = f"<ul>{notes}</ul>" if notes else ""
        label = f"<strong>{_text(line.head)}</strong> "
        yield f'<div class="turn"><p>{label}{words}</p>{side}</div>\n'
        steps.step()


def _note(block: Marked, index: int, number: int) -> str:
    note = block.notes[index]
    body = f"\n{_text(note.text)}" if note.text else ""
    colour = escape(note.colour, quote=True)
    return (
        f'<li style="border-color:{colour}"><sup>{number}</sup> <strong>{_text(note.title)}</strong> '
        f"({_text(note.author)}){body}</li>"
    )


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def _runs(runs: Iterable[Run]) -> str:
    return "".join(f"<em>{_text(run.text)}</em>" if run.italic else _text(run.text) for run in runs)


def _text(text: str) -> str:
    return escape(legal(text), quote=True)
