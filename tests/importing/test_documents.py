"""Word, OpenDocument and RTF: what is on the page is read, what is not stays out or is counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from interview_coder.domain.model import Draft
from interview_coder.importing import read_draft
from interview_coder.importing.formats import read_data

W = nsdecls("w")


def turns(draft: Draft) -> list[tuple[str, str]]:
    return [("" if turn.speaker is None else draft.speakers[turn.speaker].label, turn.text) for turn in draft.turns]


def words_of(tmp_path: Path, *paragraphs: str) -> Draft:
    """The draft of a Word document with these paragraphs, given as the XML inside them."""
    document: Any = docx.Document()
    section = document.element.body[-1]
    for inner in paragraphs:
        section.addprevious(parse_xml(f"<w:p {W} xmlns:mc='{MC}' xmlns:wps='{WPS}' xmlns:v='urn:v'>{inner}</w:p>"))
    path = tmp_path / "x.docx"
    document.save(str(path))
    return read_draft(path)


MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def test_changes_are_read_as_accepted(tmp_path: Path) -> None:
    draft = words_of(
        tmp_path,
        run("I: Hoe ")
        + "<w:del w:id='1' w:author='x'><w:r><w:delText>weg</w:delText></w:r></w:del>"
        + f"<w:ins w:id='2' w:author='x'>{run('gaat het?')}</w:ins>",
        f"<w:moveFrom w:id='3' w:author='x'>{run('R: oud')}</w:moveFrom>",
        f"<w:moveTo w:id='4' w:author='x'>{run('R: Goed.')}</w:moveTo>",
    )
    assert turns(draft) == [("Interviewer", "Hoe gaat het?"), ("Respondent 1", "Goed.")]


def test_what_is_not_on_the_page_stays_out(tmp_path: Path) -> None:
    field = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
    draft = words_of(
        tmp_path,
        run("I: Hoe?") + "<w:r><w:commentReference w:id='1'/></w:r>" + run(" geheim", "<w:vanish/>"),
        run("R: Goed") + field + run(" hoor.") + "<w:r><w:footnoteReference w:id='2'/></w:r>",
    )
    assert turns(draft) == [("Interviewer", "Hoe?"), ("Respondent 1", "Goed hoor.")]
    assert draft.warnings == ("2 notes and comments were left out.",)


def test_links_breaks_and_content_controls(tmp_path: Path) -> None:
    draft = words_of(
        tmp_path,
        run("I: Hoe ")
        + f"<w:hyperlink>{run('gaat')}</w:hyperlink>"
        + f"<w:sdt><w:sdtContent>{run(' het?')}</w:sdtContent></w:sdt>"
        + "<w:r><w:br/></w:r>"
        + run("R:")
        + "<w:r><w:tab/><w:t>Zo</w:t><w:noBreakHyphen/><w:t>zo.</w:t></w:r>",
    )
    assert turns(draft) == [("Interviewer", "Hoe gaat het?"), ("Respondent 1", "Zo-zo.")]


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    inner = f"<w:txbxContent><w:p>{run('R: In een kader.')}</w:p></w:txbxContent>"
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{inner}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert turns(words_of(tmp_path, run("I: Hoe?") + box)) == [
        ("Interviewer", "Hoe?"),
        ("Respondent 1", "In een kader."),
    ]


def test_bold_by_style_and_bold_without_colon(tmp_path: Path) -> None:
    document = docx.Document()
    for number in range(2):
        for who, words in (("Sanne", "Hoe is het?"), ("Karin", f"Goed {number}.")):
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{who} ", style="Strong")
            paragraph.add_run(words)
    path = tmp_path / "x.docx"
    document.save(str(path))
    assert turns(read_draft(path)) == [
        ("Interviewer", "Hoe is het?"),
        ("Respondent 1", "Goed 0."),
        ("Interviewer", "Hoe is het?"),
        ("Respondent 1", "Goed 1."),
    ]


@pytest.mark.parametrize("side", ["bold", "italic"])
def test_questions_in_another_type(tmp_path: Path, side: str) -> None:
    document = docx.Document()
    document.add_heading("Gesprek", 1)
    for words, asked in (("Hoe is het?", True), ("Goed.", False), ("Ja.", False), ("En nu?", True), ("Nu ook.", False)):
        setattr(document.add_paragraph().add_run(words), side, asked)
    path = tmp_path / "x.docx"
    document.save(str(path))
    draft = read_draft(path)
    assert turns(draft) == [
        ("Interviewer", "Hoe is het?"),
        ("Respondent 1", "Goed. Ja."),
        ("Interviewer", "En nu?"),
        ("Respondent 1", "Nu ook."),
    ]
    assert any("bold" in warning for warning in draft.warnings)


def test_headings_between_turns_are_left_out_and_counted(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("I: Hoe is het?")
    document.add_heading("Deel twee", 2)
    document.add_paragraph("R: Goed.")
    path = tmp_path / "x.docx"
    document.save(str(path))
    draft = read_draft(path)
    assert turns(draft) == [("Interviewer", "Hoe is het?"), ("Respondent 1", "Goed.")]
    assert draft.warnings == ("1 line that belongs to no turn was left out.",)


@pytest.mark.parametrize(
    "rows",
    [
        [("I", "Hoe?"), ("R", "Zo."), ("", "Echt."), ("I", "En?")],
        [("Interviewer:", "Hoe?"), ("Respondent:", "Zo. Echt."), ("Interviewer:", "En?")],
        [("Tijd", "Wie", "Tekst"), ("00:01", "I", "Hoe?"), ("00:05", "R", "Zo. Echt."), ("00:09", "I", "En?")],
        [("1", "I", "Hoe?"), ("2", "R", "Zo. Echt."), ("3", "I", "En?")],
        [("00:01", "I: Hoe?"), ("00:05", "R: Zo.\nEcht."), ("00:09", "I: En?")],
        [("Sanne (00:01)", "Hoe?"), ("Karin (00:05)", "Zo. Echt."), ("Sanne (00:09)", "En?")],
        [("Interviewer", "Respondent"), ("Hoe?", "Zo. Echt."), ("En?", "")],
        [("I: Hoe?\nR: Zo. Echt.\nI: En?",)],
    ],
)
@pytest.mark.parametrize("suffix", [".docx", ".odt", ".md"])
def test_tables(tmp_path: Path, rows: list[tuple[str, ...]], suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    if suffix == ".docx":
        document = docx.Document()
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.save(str(path))
    elif suffix == ".odt":
        open_table(path, rows)
    elif len(rows[0]) == 1:
        return
    else:
        lines = ["| " + " | ".join(cell.replace("\n", "<br>") for cell in row) + " |" for row in rows]
        path.write_text("\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]), encoding="utf-8")
    draft = read_draft(path)
    merged = [(who, words) for who, words in turns(draft)]
    assert merged in (
        [("Interviewer", "Hoe?"), ("Respondent 1", "Zo. Echt."), ("Interviewer", "En?")],
        [("Interviewer", "Hoe?"), ("Respondent 1", "Zo."), ("Respondent 1", "Echt."), ("Interviewer", "En?")],
    )
    if rows[0][0] in ("Tijd", "00:01", "Sanne (00:01)"):
        assert [turn.seconds for turn in draft.turns] == [1, 5, 9]


def open_table(path: Path, rows: list[tuple[str, ...]]) -> None:
    from odf.opendocument import OpenDocumentText
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document: Any = OpenDocumentText()
    table = Table()
    for row in rows:
        line = TableRow()
        for text in row:
            cell = TableCell()
            for part in text.split("\n"):
                cell.addElement(P(text=part))
            line.addElement(cell)
        table.addElement(line)
    document.text.addElement(table)
    document.save(str(path))


def test_opendocument_spaces_tabs_breaks_notes_and_lists(tmp_path: Path) -> None:
    from odf.office import Annotation
    from odf.opendocument import OpenDocumentText
    from odf.text import H, LineBreak, List, ListItem, Note, NoteBody, NoteCitation, P, S, Tab

    document: Any = OpenDocumentText()
    first = P(text="I:")
    for element in (Tab(), "Hoe", S(c=3), "gaat het?", LineBreak(), "R: Goed."):
        first.addText(element) if isinstance(element, str) else first.addElement(element)
    note = Note(noteclass="footnote")
    note.addElement(NoteCitation(text="1"))
    body = NoteBody()
    body.addElement(P(text="voetnoot"))
    note.addElement(body)
    first.addElement(note)
    comment = Annotation()
    comment.addElement(P(text="opmerking"))
    first.addElement(comment)
    items, item = List(), ListItem()
    item.addElement(P(text="I: En?"))
    items.addElement(item)
    for element in (first, H(outlinelevel=1, text="Deel twee"), items):
        document.text.addElement(element)
    path = tmp_path / "x.odt"
    document.save(str(path))
    draft = read_draft(path)
    assert turns(draft) == [("Interviewer", "Hoe gaat het?"), ("Respondent 1", "Goed."), ("Interviewer", "En?")]
    assert len(draft.warnings) == 2


RTF = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset77 Geneva;}}
{\colortbl;\red0\green0\blue0;}{\*\generator Riched20;}{\info{\author Geheim}}
{\header Geheim\par}\pard\f0 {\b I:} Hoe gaat h\'e9t \'93nu\'94\rquote s \{hier\}?\par
{\deleted Geheim}R: Goed{\footnote Geheim}\emdash \u8364?\u-10179?\u-8704? {\v Geheim}
{\field{\*\fldinst HYPERLINK "x"}{\fldrslt daar}}.\line
I: {\f1 \'8e}\~x\_y\par{\pict\pngblip 89504e47}
}"""


def test_rich_text() -> None:
    draft = read_data(RTF, "x.rtf")
    assert turns(draft) == [
        ("Interviewer", "Hoe gaat hét “nu”’s {hier}?"),
        ("Respondent 1", "Goed—€\U0001f600 daar."),
        ("Interviewer", "é x-y"),
    ]
    assert draft.warnings == ("1 note or comment was left out.",)


def test_table_in_rich_text() -> None:
    cells = [("I", "Hoe?"), ("R", "Zo."), ("I", "En?"), ("R", "Ja.")]
    rows = "".join(
        f"\\trowd\\cellx1000\\cellx9000\\pard\\intbl {who}\\cell {words}\\cell\\row\n" for who, words in cells
    )
    draft = read_data(f"{{\\rtf1\\ansi {rows}\\pard Einde.\\par}}".encode(), "x.rtf")
    assert [words for _who, words in turns(draft)] == ["Hoe?", "Zo.", "En?", "Ja. Einde."]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"]
)
@pytest.mark.parametrize("sample", ["Ja, één idee: ’s middags geïnteresseerde cliënten in België", "Eén café, hé"])
def test_encodings(encoding: str, sample: str) -> None:
    if encoding == "cp850":
        sample = sample.replace("’", "'")
    draft = read_data(f"I: Hoe gaat het met u?\r\nR: {sample}.\r\n".encode(encoding), "x.txt")
    assert turns(draft) == [("Interviewer", "Hoe gaat het met u?"), ("Respondent 1", f"{sample}.")]
    sure = encoding in ("utf-8", "utf-8-sig", "utf-16")
    assert len(draft.warnings) == (not sure)


def test_a_few_wrong_bytes_in_utf8() -> None:
    text = "I: Wat vindt u?\nR: Eén café, geïnteresseerd, cliënt, vóór, één.\n".encode() + b"I: En de caf\xe9s?\n"
    draft = read_data(text, "x.txt")
    assert draft.turns[-1].text == "En de cafés?"
    assert len(draft.warnings) == 1
