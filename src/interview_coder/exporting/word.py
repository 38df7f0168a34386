"""A document as a Word file.

python-docx makes the shell (styles, page, settings); the body is written as text straight into the zip, which keeps
time and memory small for tens of thousands of rows and lets no words touch a temporary file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from interview_coder.domain.quotes import Run
from interview_coder.exporting.cells import legal
from interview_coder.exporting.document import Block, Cell, Document, Heading, Paragraph, Steps, Table
from interview_coder.exporting.files import AUTHOR, core_properties, read_zip, write_utf8, write_zip

if TYPE_CHECKING:
    from docx.document import Document as Shell

_LOCALES: Final = {"nl": "nl-NL", "en": "en-GB"}
_TWIPS_PER_CM: Final = 567
_PAGE_CM: Final = (29.7, 21.0)
_MARGIN_CM: Final = 2.0
_TEXT_CM: Final = _PAGE_CM[0] - 2 * _MARGIN_CM
_DEEPEST_HEADING: Final = 9
_CELL_STYLE: Final = "TableText"
_HEADER_STYLE: Final = "TableHeader"


def write_word(target: BinaryIO, document: Document, steps: Steps) -> None:
    """Write the document as .docx: A4 landscape, real headings and tables with repeated header rows."""
    shell = io.BytesIO()
    _shell(document).save(shell)
    parts: dict[str, Any] = dict(read_zip(shell))
    head, end_tag, tail = parts["word/document.xml"].partition(b"<w:sectPr")
    parts["docProps/core.xml"] = core_properties(document.title, document.language, document.when)

    def body(stream: IO[bytes]) -> None:
        stream.write(head)
        write_utf8(stream, _body(document, steps))
        stream.write(end_tag + tail)

    parts["word/document.xml"] = body
    write_zip(target, parts)


def _shell(document: Document) -> Shell:
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.enum.style import WD_STYLE_TYPE
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    shell = docx.Document()
    section = shell.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Cm(size) for size in _PAGE_CM)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN_CM)

    locale = _LOCALES.get(document.language, _LOCALES["en"])
    for part in (shell.styles.element, shell.settings.element):
        for mark in (*part.iter(qn("w:lang")), *part.iter(qn("w:themeFontLang"))):
            mark.set(qn("w:val"), locale)

    normal = shell.styles["Normal"]
    normal.font.size = Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    for style_id, name, bold in ((_CELL_STYLE, "Table Text", False), (_HEADER_STYLE, "Table Header", True)):
        style = shell.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), style_id)
        style.base_style = normal
        style.font.size, style.font.bold = Pt(9), bold
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.line_spacing = 1.0
        style.paragraph_format.keep_with_next = bold

    # The stock preview picture is of another document.
    package = shell.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]
    shell.core_properties.author = AUTHOR
    return shell


def _body(document: Document, steps: Steps) -> Iterator[str]:
    yield _paragraph("Title", [Run(document.title)])
    for block in document.blocks:
        yield from _block(block, steps)


def _block(block: Block, steps: Steps) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield _paragraph(f"Heading{min(level, _DEEPEST_HEADING)}", [Run(text)])
        case Paragraph(text, label):
            bold = _run(Run(f"{label}: "), "<w:b/>") if label else ""
            yield f"<w:p>{bold}{_run(Run(text))}</w:p>"
        case Table():
            yield from _table(block, steps)


def _table(table: Table, steps: Steps) -> Iterator[str]:
    widths = _widths([column.width for column in table.columns])
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>'
    )
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E7EAEE"/>'
    yield "".join(
        _cell(column.header, width, _HEADER_STYLE, shade) for column, width in zip(table.columns, widths, strict=True)
    )
    yield "</w:tr>"
    for row in table.rows:
        cells = "".join(_cell(cell, width, _CELL_STYLE) for cell, width in zip(row, widths, strict=True))
        yield f"<w:tr>{cells}</w:tr>"
        steps.step()
    # Without a paragraph between them Word makes one table of two.
    yield "</w:tbl><w:p/>"


def _widths(shares: Sequence[float]) -> list[int]:
    """The widths in twentieths of a point, together as wide as the text."""
    scale = _TEXT_CM * _TWIPS_PER_CM / sum(shares)
    return [round(share * scale) for share in shares]


def _cell(cell: Cell, width: int, style: str, extra: str = "") -> str:
    runs = cell if isinstance(cell, tuple) else (Run(str(cell)),)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{extra}</w:tcPr>{_paragraph(style, runs)}</w:tc>'


def _paragraph(style: str, runs: Sequence[Run]) -> str:
    return f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr>{''.join(map(_run, runs))}</w:p>"


def _run(run: Run, properties: str = "") -> str:
    if not run.text:
        return ""
    properties += "<w:i/>" if run.italic else ""
    text = escape(legal(run.text))
    text = text.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    text = text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    marked = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marked}<w:t xml:space="preserve">{text}</w:t></w:r>'
