"""Tables as text: .csv for programs, .md for wikis and editors."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from interview_coder.domain.quotes import Run
from interview_coder.exporting.cells import harmless, legal, markdown
from interview_coder.exporting.document import Cell, Document, Heading, Paragraph, Sheet, Steps, Table, plain
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
    for block in document.blocks:
        yield "\n"
        match block:
            case Heading(text, level):
                # The title has the first level.
                yield f"{'#' * min(level + 1, 6)} {_words(text, ' ')}\n"
            case Paragraph(text, label):
                bold = f"**{_words(label)}:** " if label else ""
                yield f"{bold}{_words(text)}\n"
            case Table(columns, rows):
                yield _line([column.header for column in columns])
                yield _line(["---" for _column in columns])
                for row in rows:
                    yield _line(row)
                    steps.step()


def _line(cells: Iterable[Cell]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |\n"


def _cell(cell: Cell) -> str:
    runs = cell if isinstance(cell, tuple) else (Run(plain(cell)),)
    return "".join(f"*{_words(run.text)}*" if run.italic else _words(run.text) for run in runs)


def _words(text: str, line_end: str = "<br>") -> str:
    return line_end.join(markdown(line) for line in legal(text).split("\n"))
