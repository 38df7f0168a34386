"""A sheet of rows as an Excel file.

openpyxl makes the shell (styles, header, filter, frozen pane); the rows are written as text straight into the zip:
openpyxl would put them into a temporary file first, and words of a study stay out of those.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import IO, Any, BinaryIO, Final, NamedTuple
from xml.sax.saxutils import escape

from interview_coder.errors import InvalidInputError
from interview_coder.exporting.cells import is_formula, legal, portions, utf16_length
from interview_coder.exporting.document import Cell, Column, Sheet, Steps, plain
from interview_coder.exporting.files import AUTHOR, core_properties, read_zip, write_utf8, write_zip
from interview_coder.i18n import _

CELL_LIMIT: Final = 32_767
"""What an Excel cell holds, in UTF-16 code units."""
ROW_LIMIT: Final = 1_048_576
"""Rows of an Excel sheet, the header included."""

_CHARACTERS_PER_CM: Final = 4.5
_LONGEST: Final = 18
_BUTTON: Final = 4
"""So many letters of a word in a header get room, and so many are hidden by the button of its filter."""
_LINE: Final = 15
_HIGHEST: Final = 405
_SHEET_PART: Final = "xl/worksheets/sheet1.xml"
# Excel reads _x0041_ in a text as the letter A, unless its first underscore is itself written so.
_ESCAPE_LIKE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class _Formats(NamedTuple):
    """Indexes of the cell formats in the shell."""

    text: int
    guarded: int
    """As text, with the mark that Excel sets itself for words typed behind a ``'``: they stay words when edited."""
    number: int


def write_excel(target: BinaryIO, sheet: Sheet, steps: Steps) -> int:
    """Write the sheet as .xlsx; words are never formulas. Returns how many cells go on in an extra column.

    A text longer than an Excel cell holds goes on in columns of its own at the end, headed ``Memo (2)``: nothing is
    cut off.

    Raises InvalidInputError where there are more rows than a sheet holds.
    """
    if len(sheet.rows) >= ROW_LIMIT:
        message = _("An Excel sheet holds {limit} rows and these are {rows}; choose fewer, or export to .csv.")
        raise InvalidInputError(message.format(limit=ROW_LIMIT - 1, rows=len(sheet.rows)))
    long = _long_texts(sheet.rows, steps)
    extra = sorted({(column, n) for (_row, column), texts in long.items() for n in range(1, len(texts))})
    columns = [*sheet.columns]
    columns += (Column(f"{sheet.columns[c].header} ({n + 1})", sheet.columns[c].width) for c, n in extra)
    names, parts, formats = _shell(sheet, columns)
    head, end_tag, tail = parts[_SHEET_PART].partition(b"</sheetData>")
    # The shell has a header only; readers that stream believe what it says of its size.
    size = f"A1:{names[-1]}{len(sheet.rows) + 1}"
    head = re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="{size}"'.encode(), head)
    # Sections such as 4.1 are words; without this Excel puts a warning on every one.
    ignored = f'<ignoredErrors><ignoredError sqref="{size}" numberStoredAsText="1"/></ignoredErrors></worksheet>'
    tail = tail.replace(b"</worksheet>", ignored.encode())

    widths = [_width(column) for column in columns]

    def rows() -> Iterator[str]:
        for index, row in enumerate(sheet.rows):
            cells = list(row)
            if extra:
                first = [long.get((index, column), (cell,))[0] for column, cell in enumerate(row)]
                cells = [*first, *((long.get((index, c), ())[n : n + 1] or ("",))[0] for c, n in extra)]
            inner = "".join(_cell(f"{name}{index + 2}", c, formats) for name, c in zip(names, cells, strict=True))
            yield f'<row r="{index + 2}" ht="{_height(cells, widths)}">{inner}</row>'
            steps.step()

    def body(stream: IO[bytes]) -> None:
        stream.write(head)
        write_utf8(stream, rows())
        stream.write(end_tag + tail)

    parts[_SHEET_PART] = body
    parts["docProps/core.xml"] = core_properties(sheet.title, sheet.language, sheet.when)
    write_zip(target, parts)
    return len(long)


def _long_texts(rows: Sequence[Sequence[Cell]], steps: Steps) -> dict[tuple[int, int], tuple[str, ...]]:
    """The texts that no cell holds, in portions, by (row, column)."""
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for index, row in enumerate(rows):
        for column, cell in enumerate(row):
            # No sign takes more than two units.
            if not isinstance(cell, int) and 2 * len(text := plain(cell)) > CELL_LIMIT:
                text = legal(text)
                if utf16_length(text) > CELL_LIMIT:
                    found[index, column] = tuple(portions(text, CELL_LIMIT))
        steps.step()
    return found


def _width(column: Column) -> float:
    """In characters; the longest word of the header fits, and the button of its filter."""
    longest = min(_LONGEST, max(map(len, column.header.split()), default=0)) + _BUTTON
    return max(round(column.width * _CHARACTERS_PER_CM, 1), longest)


def _height(cells: Sequence[Cell], widths: Sequence[float]) -> int:
    """Of a row, in points: LibreOffice does not find it out by itself, and lines would lie over each other."""
    lines = 1
    for cell, width in zip(cells, widths, strict=True):
        if not isinstance(cell, int):
            lines = max(lines, sum(1 + int(len(line) / (0.95 * width)) for line in plain(cell).split("\n")))
    return min(_HIGHEST, _LINE * lines)


def _cell(address: str, cell: Cell, formats: _Formats) -> str:
    if isinstance(cell, int):
        return f'<c r="{address}" s="{formats.number}"><v>{cell}</v></c>'
    text = legal(plain(cell))
    if not text:
        return f'<c r="{address}" s="{formats.text}"/>'
    style = formats.guarded if is_formula(text) else formats.text
    text = escape(_ESCAPE_LIKE.sub("_x005F_", text))
    return f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _shell(sheet: Sheet, columns: Sequence[Column]) -> tuple[list[str], dict[str, Any], _Formats]:
    """The letters of the columns, the parts of a workbook with the header row only, and formats for rows to come."""
    from openpyxl import Workbook
    from openpyxl.cell import Cell as ShellCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    page = book.active
    page.title = sheet.name
    wrapped = Alignment(wrap_text=True, vertical="top")
    names = [get_column_letter(index + 1) for index in range(len(columns))]
    for name, column in zip(names, columns, strict=True):
        header = page[f"{name}1"]
        header.value, header.data_type = legal(column.header), "s"
        header.font, header.alignment = Font(bold=True), wrapped
        header.fill = PatternFill("solid", fgColor="E7EAEE")
        page.column_dimensions[name].width = _width(column)

    def style_of(guarded: bool = False, number: bool = False) -> int:
        sample = ShellCell(page)
        sample.alignment = Alignment(vertical="top") if number else wrapped
        sample.quotePrefix = guarded
        return int(sample.style_id)

    formats = _Formats(style_of(), style_of(guarded=True), style_of(number=True))
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{names[-1]}{len(sheet.rows) + 1}"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    book.properties.creator = AUTHOR
    stream = io.BytesIO()
    book.save(stream)
    return names, read_zip(stream), formats
