"""A document as a Word file.

``shell`` gives styles, page and settings; the body is written as text straight into the zip, which keeps time and
memory small for tens of thousands of rows and lets no words touch a temporary file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

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
    Note,
    Paragraph,
    Passages,
    Steps,
    Style,
    Table,
    plain,
)
from interview_coder.exporting.files import core_properties, utc, write_utf8, write_zip
from interview_coder.exporting.shell import CELL, COMMENTS_PART, HEADER, TITLE, Shell, heading_style, open_shell

_SPACE: Final = ' xml:space="preserve"'
_GAP: Final = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/></w:pPr></w:p>'
_MARGIN: Final = 75
_MARGINS: Final = (
    f'<w:tblCellMar><w:left w:w="{_MARGIN}" w:type="dxa"/><w:right w:w="{_MARGIN}" w:type="dxa"/></w:tblCellMar>'
)
_LETTER: Final = 92
_BOLD: Final = 95
_SLACK: Final = 70
"""How wide a letter of a table is, and what wide letters take besides, in twentieths of a point."""
_LONGEST: Final = 14
_LONGEST_HEAD: Final = 18
_LOOKED_AT: Final = 40
"""So many letters of a word get room, in so many rows."""
_PROSE: Final = 4.5
_OF_PROSE: Final = 0.6
"""A column of this width or wider holds prose, and keeps so much of its share."""


def write_word(target: BinaryIO, document: Document, steps: Steps, template: Path | None = None) -> None:
    """Write the document as .docx: real styles, headings and tables with repeated header rows, on A4.

    A ``template`` (.docx or .dotx) gives its styles, page, headers and footers; its own text is left out.

    Raises InvalidInputError where the template cannot be used.
    """
    annotated = any(isinstance(block, Annotated) for block in document.blocks)
    shell = open_shell(document.language, landscape=document.landscape, template=template, comments=annotated)
    parts = shell.parts
    parts["docProps/core.xml"] = core_properties(document.title, document.language, document.when)
    writer = _Writer(shell, steps)

    def body(stream: IO[bytes]) -> None:
        stream.write(shell.head)
        write_utf8(stream, writer.body(document))
        stream.write(shell.tail)

    def comments(stream: IO[bytes]) -> None:
        # The shell's part is one empty element.
        stream.write(shell.comments.rstrip().removesuffix(b"/>").removesuffix(b"></w:comments>") + b">")
        write_utf8(stream, (_comment(number, note) for number, note in enumerate(writer.notes)))
        stream.write(b"</w:comments>")

    parts[shell.body_part] = body
    if annotated:
        # Behind the body, which finds out what there is to remark.
        parts[COMMENTS_PART] = comments
    write_zip(target, parts)


class _Writer:
    """Turns blocks into WordprocessingML, counting rows and keeping the remarks that stand in the margin."""

    def __init__(self, shell: Shell, steps: Steps) -> None:
        self._shell, self._steps = shell, steps
        self.notes: list[Note] = []
        """The remarks on what is written; their numbers are their places."""

    def body(self, document: Document) -> Iterator[str]:
        yield self._paragraph(TITLE, [Run(document.title)])
        for block in document.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading(text, level, new_page):
                extra = "<w:pageBreakBefore/>" if new_page else ""
                yield self._paragraph(heading_style(level), [Run(text)], extra)
            case Paragraph():
                yield self._worded(block)
            case Passages():
                yield from map(self._worded, block.paragraphs(self._steps))
            case Table():
                yield from self._table(block)
            case Figure(title, _svg, numbers):
                yield self._paragraph(heading_style(3), [Run(title)])
                yield from self._table(numbers)
            case Annotated():
                yield from self._annotated(block.read())

    def _worded(self, paragraph: Paragraph) -> str:
        bold = "<w:b/>"
        label = _run(Run(f"{paragraph.label}: "), bold) if paragraph.label else ""
        number = _run(Run(f"{paragraph.number} "), bold) if paragraph.number else ""
        words = number + label + "".join(map(_run, paragraph.runs))
        style = self._shell.style(paragraph.style)
        properties = "" if paragraph.style is Style.BODY else f"<w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr>"
        return f"<w:p>{properties}{words}</w:p>"

    def _paragraph(self, style: str, runs: Sequence[Run], extra: str = "") -> str:
        name = quoteattr(self._shell.style(style))
        return f"<w:p><w:pPr><w:pStyle w:val={name}/>{extra}</w:pPr>{''.join(map(_run, runs))}</w:p>"

    def _table(self, table: Table) -> Iterator[str]:
        widths = self._widths(table)
        grid = quoteattr(self._shell.style("Table Grid"))
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val={grid}/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{_MARGINS}<w:tblLook w:val="0620" w:firstRow="1" '
            'w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>'
        )
        yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        yield "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="E7EAEE"/>'
        for column, width in zip(table.columns, widths, strict=True):
            yield self._cell(column.header, width, HEADER, shade)
        yield "</w:tr>"
        for row in table.rows:
            cells = "".join(self._cell(cell, width, CELL) for cell, width in zip(row, widths, strict=True))
            yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
            self._steps.step()
        # Without a paragraph between them Word makes one table of two.
        yield f"</w:tbl>{_GAP}"

    def _widths(self, table: Table) -> list[int]:
        """The widths in twentieths of a point, together as wide as the text; no word is broken where there is room.

        Words are looked for in the header and the first rows; columns of prose keep most of their share instead.
        """
        room = self._shell.text_width
        wanted = [column.width for column in table.columns]
        words = [_longest(column.header, _LONGEST_HEAD) * _BOLD + _SLACK for column in table.columns]
        for row in table.rows[:_LOOKED_AT]:
            words = [max(one, _longest(plain(cell), _LONGEST) * _LETTER) for one, cell in zip(words, row, strict=True)]
        least = [
            _OF_PROSE * share / sum(wanted) * room if share >= _PROSE else one + 2 * _MARGIN
            for share, one in zip(wanted, words, strict=True)
        ]
        if sum(least) >= room:
            return [round(one * room / sum(least)) for one in least]
        narrow: set[int] = set()
        while True:
            left = room - sum(least[place] for place in narrow)
            scale = left / sum(share for place, share in enumerate(wanted) if place not in narrow)
            more = {place for place, share in enumerate(wanted) if share * scale < least[place]} - narrow
            if not more:
                return [round(least[n] if n in narrow else share * scale) for n, share in enumerate(wanted)]
            narrow |= more

    def _cell(self, cell: Cell, width: int, style: str, extra: str = "") -> str:
        runs = cell if isinstance(cell, tuple) else (Run(str(cell)),)
        words = self._paragraph(style, runs, '<w:jc w:val="right"/>' if isinstance(cell, int) else "")
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{extra}</w:tcPr>{words}</w:tc>'

    def _annotated(self, block: Marked) -> Iterator[str]:
        """Turns as paragraphs, with the borders of comments among the words."""
        first = len(self.notes)
        self.notes += block.notes
        for line, segments in block.segments():
            label = f"{line.number}  {line.label}: " if line.label else f"{line.number}  "
            words = [_run(Run(label), "<w:b/>")]
            for segment in segments:
                words += (f'<w:commentRangeStart w:id="{first + note}"/>' for note in segment.begins)
                words.append(_run(Run(segment.text)))
                for note in segment.ends:
                    identifier = first + note
                    words.append(
                        f'<w:commentRangeEnd w:id="{identifier}"/><w:r><w:commentReference w:id="{identifier}"/></w:r>'
                    )
            yield f"<w:p>{''.join(words)}</w:p>"
            self._steps.step()


def _longest(text: str, limit: int) -> int:
    return min(limit, max(map(len, text.split()), default=0))


def _comment(number: int, note: Note) -> str:
    author, initials = quoteattr(legal(note.author)), quoteattr(legal(note.initials))
    words = _run(Run(note.title), "<w:b/>")
    body = "".join(f"<w:p>{_run(Run(text))}</w:p>" for text in (note.text,) if text)
    return (
        f'<w:comment w:id="{number}" w:author={author} w:date="{utc(note.when):%Y-%m-%dT%H:%M:%SZ}" '
        f"w:initials={initials}><w:p>{words}</w:p>{body}</w:comment>"
    )


def _run(run: Run, properties: str = "") -> str:
    if not run.text:
        return ""
    properties += "<w:i/>" if run.italic else ""
    text = escape(legal(run.text))
    text = text.replace("\n", f"</w:t><w:br/><w:t{_SPACE}>")
    text = text.replace("\t", f"</w:t><w:tab/><w:t{_SPACE}>")
    marked = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{marked}<w:t{_SPACE}>{text}</w:t></w:r>"
