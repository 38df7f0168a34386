"""A document as LaTeX, for pdfLaTeX, XeLaTeX and LuaLaTeX: signs of the words are signs on paper, never commands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
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
    Paragraph,
    Passages,
    Steps,
    Style,
    Table,
    plain,
)
from interview_coder.exporting.files import write_utf8

_LANGUAGES: Final = {"nl": "dutch", "en": "british"}
_LEVELS: Final = ("section", "subsection", "subsubsection", "paragraph", "subparagraph")
_ESCAPES: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    # In Dutch a straight quote mark is a shorthand.
    '"': r"\textquotedbl{}",
    "\n": r"\leavevmode\newline{}",
    "\t": r"\leavevmode\quad{}",
    "[": "{[}",
    "]": "{]}",
}
_SPECIAL: Final = re.compile("|".join(map(re.escape, _ESCAPES)))
# Two of these side by side print as one other sign.
_LIGATURE: Final = re.compile(r"(?<=[-'`,<>])(?=[-'`,<>])|(?<=[?!])(?=`)")
# What pdfLaTeX knows by itself; for other signs the preamble says what it is to print.
_KNOWN: Final = frozenset(
    [chr(code) for code in range(0x20, 0x7F)]
    + [chr(code) for code in range(0xA1, 0x180) if code not in (0xAD, 0x126, 0x127, 0x138, 0x149, 0x166, 0x167, 0x17F)]
    + list("\n\t–—‘’‚“”„†‡•…‰‹›€™")
)
_WHAT: Final = {"\u00a0": "~", "\u202f": r"\,", "\u2009": r"\,", "\u2011": "-", "\u2010": "-", "\u2212": "--"}


def write_latex(target: BinaryIO, document: Document, steps: Steps) -> None:
    """Write the document as .tex, an article of its own; ``\\input`` can take what is between its borders."""
    write_utf8(target, _article(document, steps))


def _article(document: Document, steps: Steps) -> Iterator[str]:
    landscape = ",landscape" if document.landscape else ""
    yield (
        "\\documentclass[a4paper,10pt]{article}\n\\usepackage{iftex}\n"
        "\\ifPDFTeX\n  \\usepackage[T1]{fontenc}\n  \\usepackage[utf8]{inputenc}\n  \\usepackage{textcomp}\n"
        "\\else\n  \\usepackage{fontspec}\n\\fi\n"
        f"\\usepackage[{_LANGUAGES.get(document.language, 'british')}]{{babel}}\n"
        f"\\usepackage[margin=2cm{landscape}]{{geometry}}\n\\usepackage{{longtable,array}}\n"
        "\\setlength{\\parindent}{0pt}\\setlength{\\parskip}{4pt}\\emergencystretch=3em\n"
        "\\setcounter{secnumdepth}{-1}\n"
    )
    yield from _unknown(document, steps)
    yield f"\\title{{{_text(document.title)}}}\n\\date{{}}\n\\begin{{document}}\n\\maketitle\n"
    for block in document.blocks:
        yield from _block(block, document, steps)
    yield "\\end{document}\n"


def _unknown(document: Document, steps: Steps) -> Iterator[str]:
    """For pdfLaTeX, what to print for signs that it has no letter for: their number, or nothing for marks."""
    signs = sorted({char for text in _texts(document, steps) for char in legal(text)} - _KNOWN)
    if not signs:
        return
    yield "\\ifPDFTeX\n"
    for char in signs:
        invisible = unicodedata.category(char) in ("Cf", "Mn", "Me")
        shown = _WHAT.get(char, "" if invisible else f"[U+{ord(char):04X}]")
        yield f"  \\DeclareUnicodeCharacter{{{ord(char):04X}}}{{{shown}}}\n"
    yield "\\fi\n"


def _texts(document: Document, steps: Steps) -> Iterator[str]:
    yield document.title
    for block in document.blocks:
        match block:
            case Heading(text, _level):
                yield text
            case Paragraph():
                yield from (block.label, block.number)
                yield from (run.text for run in block.runs)
            case Passages():
                for paragraph in block.paragraphs(steps):
                    yield from (paragraph.label, paragraph.number, *(run.text for run in paragraph.runs))
            case Table(columns, rows):
                yield from (column.header for column in columns)
                for row in rows:
                    yield from map(plain, row)
                    steps.step()
            case Figure(title, _svg, numbers):
                yield title
                yield from (column.header for column in numbers.columns)
                yield from (plain(cell) for row in numbers.rows for cell in row)
            case Annotated():
                marked = block.read()
                yield marked.text
                yield from (line.label for line in marked.lines)


def _block(block: Block, document: Document, steps: Steps) -> Iterator[str]:
    match block:
        case Heading(text, level, new_page):
            page = "\\clearpage\n" if new_page else ""
            command = _LEVELS[min(level, len(_LEVELS)) - 1]
            end = "\\mbox{}\\par" if level > 3 else ""
            yield f"\n{page}\\{command}{{{_text(text, ' ')}}}{end}\n"
        case Paragraph():
            yield _paragraph(block)
        case Passages():
            yield from map(_paragraph, block.paragraphs(steps))
        case Table():
            yield from _table(block, document, steps)
        case Figure(title, _svg, numbers):
            yield f"\n\\subsubsection{{{_text(title, ' ')}}}\n"
            yield from _table(numbers, document, steps)
        case Annotated():
            for line, segments in block.read().segments():
                words = "".join(_text(segment.text) for segment in segments)
                yield f"\n\\textbf{{{_text(line.head)}}} {words}\n"
                steps.step()


def _paragraph(block: Paragraph) -> str:
    label = f"\\textbf{{{_text(block.label)}:}} " if block.label else ""
    number = f"\\textbf{{{_text(block.number)}}} " if block.number else ""
    words = f"{number}{label}{_runs(block.runs)}"
    match block.style:
        case Style.BODY:
            return f"\n{words}\n"
        case Style.WARNING:
            return f"\n\\textbf{{{words}}}\n"
        case Style.CONTEXT:
            return f"\n\\begin{{quote}}\\small {words}\\end{{quote}}\n"
        case Style.BOX:
            return f"\n\\fbox{{\\parbox{{0.95\\linewidth}}{{{words}}}}}\n"
        case Style.QUOTE:
            return f"\n\\begin{{quote}}{words}\\end{{quote}}\n"


def _table(table: Table, document: Document, steps: Steps) -> Iterator[str]:
    total = sum(column.width for column in table.columns)
    room = (25.7 if document.landscape else 17.0) - 0.43 * len(table.columns)
    widths = "|".join(f"p{{{room * column.width / total:.2f}cm}}" for column in table.columns)
    heads = " & ".join(f"\\textbf{{{_text(column.header)}}}" for column in table.columns)
    yield f"\n{{\\small\\raggedright\n\\begin{{longtable}}{{|{widths}|}}\n\\hline\n"
    yield f"{heads} \\tabularnewline\n\\hline\n\\endhead\n"
    for row in table.rows:
        yield f"{' & '.join(map(_cell, row))} \\tabularnewline\n\\hline\n"
        steps.step()
    yield "\\end{longtable}}\n"


def _cell(cell: Cell) -> str:
    words = _runs(cell) if isinstance(cell, tuple) else _text(plain(cell))
    return f"\\raggedright {words}" if words else ""


def _runs(runs: Iterable[Run]) -> str:
    return "".join(f"\\textit{{{_text(run.text)}}}" if run.italic else _text(run.text) for run in runs)


def _text(text: str, line_end: str | None = None) -> str:
    text = legal(text)
    if line_end is not None:
        text = text.replace("\n", line_end)
    return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], _LIGATURE.sub("\0", text)).replace("\0", "{}")
