"""Tables as text: .csv for programs, .md for wikis and editors."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from interview_coder.domain.quotes import Run
from interview_coder.exporting.cells import harmless, legal, markdown
from interview_coder.exporting.document import (
    Annotated,
    Cell,
    Document,
    Figure,
    Heading,
    Paragraph,
    Passages,
    Sheet,
    Steps,
    Style,
    Table,
    plain,
)
from interview_coder.exporting.files import write_utf8


def write_csv(target: BinaryIO, sheet: Sheet, steps: Steps) -> None:
    """Write the sheet as .csv after RFC 4180: commas, quotes doubled, lines ending in CR LF.

    UTF-8 with a byte order mark, without which Excel on Windows spoils every curly quote. Commas in every language:
    this file is for programs (R, pandas, SPSS), which expect them; a Dutch Excel, which would want semicolons, reads
    the file through Data > From Text/CSV, and has the .xlsx for a double click.
    """

    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\r\n")

    def written(row: Iterable[Cell]) -> str:
        line.seek(0)
        line.truncate()
        writer.writerow(cell if isinstance(cell, int) else harmless(legal(plain(cell))) for cell in row)
        return line.getvalue()

    def lines() -> Iterator[str]:
        yield "\ufeff" + written(column.header for column in sheet.columns)
        for row in sheet.rows:
            yield written(row)
            steps.step()

    write_utf8(target, lines())


def write_markdown(target: BinaryIO, document: Document, steps: Steps) -> None:
    """Write the document as Markdown with tables (GitHub's and pandoc's); what it says shows literally."""
    write_utf8(target, _markdown(document, steps))


def _markdown(document: Document, steps: Steps) -> Iterator[str]:
    yield f"# {_words(document.title, ' ')}\n"
    boxed = False
    for block in document.blocks:
        in_box = isinstance(block, Paragraph) and block.style is Style.BOX
        yield ">\n" if boxed and in_box else "\n"
        boxed = in_box
        match block:
            case Heading(text, level):
                # The title has the first level.
                yield f"{'#' * min(level + 1, 6)} {_words(text, ' ')}\n"
            case Paragraph():
                yield _paragraph(block)
            case Passages():
                for index, paragraph in enumerate(block.paragraphs(steps)):
                    yield ("\n" if index else "") + _paragraph(paragraph)
            case Table():
                yield from _table(block, steps)
            case Figure(title, _svg, numbers):
                yield f"#### {_words(title, ' ')}\n\n"
                yield from _table(numbers, steps)
            case Annotated():
                for line, segments in block.read().segments():
                    yield f"**{_words(line.head)}** {''.join(_words(one.text) for one in segments)}\n\n"
                    steps.step()


_PREFIXES: Final = {Style.BOX: "> ", Style.CONTEXT: "> > ", Style.QUOTE: "> "}


def _paragraph(block: Paragraph) -> str:
    label = f"**{_words(block.label)}:** " if block.label else ""
    number = f"**{_words(block.number)}** " if block.number else ""
    prefix = _PREFIXES.get(block.style, "")
    words = number + label + _cell(block.runs)
    if words and not words.startswith("*"):
        words = _opening(words)
    return f"{prefix}**{words}**\n" if block.style is Style.WARNING else f"{prefix}{words}\n"


# What a line may begin with that would make it something else than a paragraph.
_BLOCK: Final = re.compile(r"(\s*)([-+>=](?=\s|$|[-=])|>|:(?=\s)|\d{1,9}(?=[.)](?:\s|$))|\s{4})")


def _opening(words: str) -> str:
    """The words of a paragraph so that its first sign begins no list, quotation or rule."""
    if not (match := _BLOCK.match(words)):
        return words
    rest = words[match.end(1) :]
    if rest[0].isdigit():
        digits = len(match[2])
        return f"{rest[:digits]}\\{rest[digits:]}"
    return f"\\{rest}" if rest[0] in "-+>=:" else rest.lstrip()


def _table(table: Table, steps: Steps) -> Iterator[str]:
    yield _line([column.header for column in table.columns])
    yield _line(["---" for _column in table.columns])
    for row in table.rows:
        yield _line(row)
        steps.step()


def _line(cells: Iterable[Cell]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |\n"


def _cell(cell: Cell) -> str:
    runs = cell if isinstance(cell, tuple) else (Run(plain(cell)),)
    return "".join(f"*{_words(run.text)}*" if run.italic else _words(run.text) for run in runs)


def _words(text: str, line_end: str = "<br>") -> str:
    return line_end.join(markdown(line) for line in legal(text).split("\n"))
