"""One conversation, written in every format and layout: what the readers are tested with."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Conversation = list[tuple[str, str]]
"""The turns of a talk: the label of who speaks (``Interviewer``, ``Respondent 1``) and the words."""

HEADER = [
    ("School", "7 - Graafschap College"),
    ("Opleiding", "Administratief Medewerker"),
    ("Datum", "3 mei 2021"),
    ("Wijze", "telefonisch"),
    ("Interviewer", "Sanne Vermeer"),
    ("Respondent", "Karin de Wit"),
]

Header = list[tuple[str, str]]
Layout = Callable[[str, str], str]

_CODES = {"Interviewer": "I", "Respondent 1": "R1", "Respondent 2": "R2"}
_NAMES = {"Interviewer": "Sanne Vermeer", "Respondent 1": "Karin de Wit", "Respondent 2": "Mevr. Bakker"}
_INITIALS = {"Interviewer": "SV", "Respondent 1": "KdW", "Respondent 2": "P.B."}

LAYOUTS: dict[str, Layout] = {
    "codes": lambda who, words: f"{_CODES[who]}: {words}\n",
    "codes, blank lines": lambda who, words: f"{_CODES[who]}: {words}\n\n",
    "roles": lambda who, words: f"{who}: {words}\n",
    "capitals": lambda who, words: f"{'INT' if who == 'Interviewer' else 'RESP' + who[-1]}: {words}\n",
    "capitals, tab": lambda who, words: f"{'INT' if who == 'Interviewer' else 'RESP' + who[-1]}\t{words}\n",
    "capitals, spaces": lambda who, words: f"{'INT' if who == 'Interviewer' else 'RESP' + who[-1]}   {words}\n",
    "names": lambda who, words: f"{_NAMES[who]}: {words}\n\n",
    "initials": lambda who, words: f"{_INITIALS[who]}: {words}\n",
    "names, tab": lambda who, words: f"{_NAMES[who]}\t{words}\n",
    "own line": lambda who, words: f"{who}\n{words}\n\n",
    "own line, colon": lambda who, words: f"{_NAMES[who]}:\n{words}\n\n",
    "own line, names": lambda who, words: f"{_NAMES[who]}\n{words}\n\n",
    "own line, time": lambda who, words: f"{_NAMES[who]}  00:12\n{words}\n\n",
    "time in front": lambda who, words: f"[00:01:12] {_CODES[who]}: {words}\n",
    "short time in front": lambda who, words: f"12:31 {_NAMES[who]}: {words}\n",
    "time behind label": lambda who, words: f"{who} [00:12:31]: {words}\n",
    "time inside": lambda who, words: f"{_CODES[who]}: {words} (12:31)\n",
    "brackets": lambda who, words: f"[{_CODES[who]}] {words}\n",
    "bullets": lambda who, words: f"- {_CODES[who]}: {words}\n",
}
"""Layouts of plain text."""


def written(talk: Conversation, layout: str, header: Header | None = None) -> str:
    """A plain text of the talk."""
    head = "".join(f"{key}: {value}\n" for key, value in header or [])
    return (head + "\n" if head else "") + "".join(LAYOUTS[layout](who, words) for who, words in talk)


def markdown(talk: Conversation, header: Header | None = None) -> str:
    """A Markdown text, speakers in bold, the header as front matter."""
    head = "---\n" + "".join(f"{key}: {value}\n" for key, value in header) + "---\n\n" if header else ""
    escaped = [(who, words.replace("*", "\\*").replace("_", "\\_").replace("[", "\\[")) for who, words in talk]
    return head + "".join(f"**{who}:** {words}\n\n" for who, words in escaped)


def captions(talk: Conversation, suffix: str) -> str:
    """Captions, each turn in cues of six words, the speaker as a voice (VTT) or a label (SRT)."""
    parts = ["WEBVTT\n"] if suffix == ".vtt" else []
    number = 0
    for who, text in talk:
        words = text.split()
        for start in range(0, len(words), 6):
            piece = " ".join(words[start : start + 6])
            stamp = f"00:{number // 60:02}:{number % 60:02}"
            number += 1
            if suffix == ".vtt":
                parts.append(f"{stamp}.000 --> {stamp}.900\n<v {who}>{html.escape(piece)}</v>\n")
            else:
                label = f"{who}: " if start == 0 else ""
                parts.append(f"{number}\n{stamp},000 --> {stamp},900\n{label}{piece}\n")
    return "\n".join(parts)


def rtf(talk: Conversation, header: Header | None = None) -> bytes:
    """A Rich Text file with speakers in bold."""

    def escaped(text: str) -> str:
        units = text.encode("utf-16-le")
        result = ""
        for low, high in zip(units[::2], units[1::2], strict=True):
            code = low + 256 * high
            char = chr(code)
            result += f"\\{char}" if char in "\\{}" else char if code < 128 else f"\\u{code - 65536 * (code > 32767)}?"
        return result

    head = "".join(f"{escaped(key)}: {escaped(value)}\\par\n" for key, value in header or [])
    body = "".join(f"{{\\b {escaped(who)}:}} {escaped(words)}\\par\n" for who, words in talk)
    return ("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\pard " + head + "\\par\n" + body + "}").encode("ascii")


def word(path: Path, talk: Conversation, header: Header | None = None, layout: str = "bold") -> Path:
    """A Word document: speakers in bold, in a table, or the interviewer's turns in bold without labels."""
    import docx

    document = docx.Document()
    if header and layout == "table":
        table = document.add_table(rows=0, cols=2)
        for pair in header:
            for cell, text in zip(table.add_row().cells, pair, strict=True):
                cell.text = text
    elif header:
        document.add_heading("Transcript", 0)
        for key, value in header:
            document.add_paragraph(f"{key}: {value}")
        document.add_paragraph()
    if layout == "table":
        table = document.add_table(rows=1, cols=3)
        for cell, text in zip(table.rows[0].cells, ("Tijd", "Spreker", "Tekst"), strict=True):
            cell.text = text
        for number, (who, words) in enumerate(talk):
            for cell, text in zip(table.add_row().cells, (f"00:{number:02}", who, words), strict=True):
                cell.text = text
    for who, words in talk if layout != "table" else []:
        paragraph = document.add_paragraph()
        if layout == "bold":
            paragraph.add_run(f"{who}:").bold = True
            paragraph.add_run(f" {words}")
        elif layout == "unlabelled":
            paragraph.add_run(words).bold = who == "Interviewer"
        else:
            paragraph.add_run(LAYOUTS[layout](who, words).strip())
    document.save(str(path))
    return path


def opendocument(path: Path, talk: Conversation, header: Header | None = None, layout: str = "bold") -> Path:
    """An OpenDocument text: speakers in bold, or in a table."""
    from odf.opendocument import OpenDocumentText
    from odf.style import Style, TextProperties
    from odf.table import Table, TableCell, TableColumn, TableRow
    from odf.text import P, Span

    document: Any = OpenDocumentText()
    strong = Style(name="Strong", family="text")
    strong.addElement(TextProperties(fontweight="bold"))
    document.automaticstyles.addElement(strong)
    for key, value in header or []:
        document.text.addElement(P(text=f"{key}: {value}"))
    document.text.addElement(P())
    table = Table(name="Transcript")
    table.addElement(TableColumn(numbercolumnsrepeated=2))
    for who, words in talk:
        if layout == "table":
            row = TableRow()
            for text in (who, words):
                cell = TableCell()
                cell.addElement(P(text=text))
                row.addElement(cell)
            table.addElement(row)
        else:
            paragraph = P()
            paragraph.addElement(Span(stylename=strong, text=f"{who}:"))
            paragraph.addText(f" {words}")
            document.text.addElement(paragraph)
    if layout == "table":
        document.text.addElement(table)
    document.save(str(path))
    return path


Writer = Callable[..., Path]


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    """Writes a talk as ``write(talk, kind, header)`` and gives the path; ``KINDS`` lists the kinds."""

    def write(talk: Conversation, kind: str, header: Header | None = None) -> Path:
        kind, _, layout = kind.partition(": ")
        path = tmp_path / f"gesprek{kind}"
        match kind:
            case ".docx":
                return word(path, talk, header, layout or "bold")
            case ".odt":
                return opendocument(path, talk, header, layout or "bold")
            case ".rtf":
                path.write_bytes(rtf(talk, header))
            case ".md":
                path.write_text(markdown(talk, header), encoding="utf-8")
            case ".vtt" | ".srt":
                path.write_text(captions(talk, kind), encoding="utf-8")
            case _:
                path.write_text(written(talk, layout or "roles", header), encoding="utf-8")
        return path

    return write


TALK: Conversation = [
    ("Interviewer", "Goedemorgen, fijn dat u tijd heeft. Mag ik het gesprek opnemen?"),
    ("Respondent 1", "Ja hoor, dat is goed [lacht]. Ik dacht: nou ja, waarom niet..."),
    ("Interviewer", "Hoe kijkt u naar de stages in de regio?"),
    ("Respondent 1", "Tja, dat is lastig. Ik zei tegen hem: “Ga iets met techniek doen”, maar dat werkt niet."),
    ("Respondent 2", "Daar ben ik het mee eens. In Coevorden lukt het wél, om 12:30 zit het daar vol."),
    ("Interviewer", "En de ouders?"),
    ("Respondent 2", "Die willen vooral dat het kind iets kiest wat past (denk aan zorg)."),
    ("Respondent 1", "Precies. En één ding: als je 40 plaatsen hebt, is het vol."),
    ("Interviewer", "Dan wil ik u bedanken voor dit gesprek."),
    ("Respondent 1", "Graag gedaan."),
]

KINDS = [*(f".txt: {layout}" for layout in LAYOUTS), ".md", ".vtt", ".srt", ".rtf"]
KINDS += [
    ".docx: bold",
    ".docx: table",
    ".docx: codes",
    ".docx: names",
    ".docx: capitals, tab",
    ".odt: bold",
    ".odt: table",
]


@pytest.fixture
def talk() -> Conversation:
    """A talk of an interviewer with two respondents."""
    return list(TALK)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for ``kind`` runs for every format and layout, ``layout`` for every one of plain text."""
    if "kind" in metafunc.fixturenames:
        metafunc.parametrize("kind", KINDS)
    if "layout" in metafunc.fixturenames:
        metafunc.parametrize("layout", LAYOUTS)
