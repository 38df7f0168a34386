"""The coded-quote table, read back by the programs' own readers from each format."""

from __future__ import annotations

import csv
import gettext
import tempfile
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from interview_coder import i18n
from interview_coder.domain.model import CodeKind, QuoteFilter, QuoteRow, Stance, StudyInfo
from interview_coder.domain.quotes import curl, inner_text, quoted
from interview_coder.errors import InvalidInputError, OutputExistsError
from interview_coder.exporting import TABLE_FORMATS, Target, export_quotes
from interview_coder.exporting.cells import is_formula, legal

WHEN = datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC)
INFO = StudyInfo("mbo.study", "id", "Ombuigen", "nl", "mbo", "1", WHEN, 2, 100, 3, 3, 1, 0)

ROW = QuoteRow(
    id="1",
    interview="a",
    reference="11. Administratief Medewerker (2)",
    section="4.1",
    code_key="V1",
    code_name="Overtuiging",
    code_path="Kansen/Overtuiging",
    code_kind=CodeKind.CONDITION,
    quote='Dan zeg je: "Ga iets met techniek doen", maar dat werkt niet bij […] [lacht].',
    edited=None,
    stance=Stance.CONTRADICTS,
    coder="Anna",
    memo="Kijk hier nog eens naar",
    start=0,
    end=70,
    turn=12,
)
OTHER = replace(
    ROW,
    id="2",
    interview="b",
    reference="5. Administratief Medewerker en Helpende Zorg & Welzijn",
    section="4.2",
    code_key="V4",
    code_path="Ombuigen",
    quote="Ja.\nEn toen?",
    stance=None,
    memo="",
    turn=3,
)
LOOSE = replace(ROW, id="3", section=None, code_key="x", code_path="in | of <b>uit</b>", stance=Stance.MIXED)
ROWS = (ROW, OTHER, LOOSE)

Read = list[dict[str, str]]


def export(path: Path, rows: Any = ROWS, **options: Any) -> tuple[str, ...]:
    usual: dict[str, Any] = {"language": "en", "when": WHEN, "filters": QuoteFilter()}
    where = {name: options.pop(name) for name in ("force", "progress", "template") if name in options}
    target = Target(path, options.pop("info", INFO), **where)
    return export_quotes(target, rows, **(usual | options))


def read_docx(path: Path) -> Read:
    rows: Read = []
    section = code = ""
    document = docx.Document(str(path))
    for element in document.element.body:
        if element.tag == qn("w:p"):
            paragraph = WordParagraph(element, document)
            if paragraph.style and paragraph.style.name == "Heading 1":
                section = paragraph.text
            elif paragraph.style and paragraph.style.name == "Heading 2":
                code = paragraph.text
        elif element.tag == qn("w:tbl"):
            table = [[cell.text for cell in row.cells] for row in WordTable(element, document).rows]
            rows += ({"Section": section, "Code": code} | dict(zip(table[0], row, strict=True)) for row in table[1:])
    return rows


def read_xlsx(path: Path) -> Read:
    header, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    assert len(set(header)) == len(header)
    return [dict(zip(header, ("" if value is None else str(value) for value in row), strict=True)) for row in rows]


def read_csv(path: Path) -> Read:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [{key: v[1:] if v[:1] == "'" and is_formula(v.lstrip("'")) else v for key, v in row.items()} for row in rows]


def read_md(path: Path) -> Read:
    def words(token: Token) -> str:
        # Only text and line ends may come out: anything else means that words were read as markup.
        inner = [(child.type, child.content) for child in token.children or ()]
        assert all(kind in ("text", "text_special") or (kind, html) == ("html_inline", "<br>") for kind, html in inner)
        return "".join("\n" if kind == "html_inline" else text for kind, text in inner)

    rows: Read = []
    header: list[str] = []
    row: list[str] = []
    heading = ["", "", ""]
    level = ""
    parser = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    for token in parser.parse(path.read_text(encoding="utf-8")):
        if token.type == "heading_open":
            level = token.tag
        elif token.type == "tr_open":
            row = []
        elif token.type == "inline" and level:
            heading[int(level[1]) - 1] = words(token)
            level = ""
        elif token.type == "inline" and token.level >= 4:
            row.append(words(token))
        elif token.type == "thead_close":
            header = row
        elif token.type == "tr_close" and row is not header and header:
            if row != header:
                rows.append({"Section": heading[1], "Code": heading[2]} | dict(zip(header, row, strict=True)))
        elif token.type == "table_close":
            header = []
    return rows


READERS: dict[str, Callable[[Path], Read]] = {
    ".docx": read_docx,
    ".xlsx": read_xlsx,
    ".csv": read_csv,
    ".md": read_md,
}


@pytest.fixture(params=TABLE_FORMATS)
def suffix(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_quotes_and_references_read_back_as_the_report_prints_them(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"quotes{suffix}"
    assert export(path) == ()
    first, second, third = READERS[suffix](path)
    assert first["Quote"] == "“Dan zeg je: “Ga iets met techniek doen”, maar dat werkt niet bij […] [lacht].”"
    assert first["Reference"] == "(11. Administratief Medewerker (2))"
    assert second["Quote"] == "“Ja.\nEn toen?”"
    assert second["Reference"] == "(5. Administratief Medewerker en Helpende Zorg & Welzijn)"
    assert [row["Stance"] for row in (first, second, third)] == ["contradicts", "", "mixed"]
    assert (first["Coder"], first["Memo"]) == ("Anna", "Kijk hier nog eens naar")
    assert [row["Code"] for row in (first, second, third)] == ["Kansen/Overtuiging", "Ombuigen", "in | of <b>uit</b>"]
    if suffix in (".docx", ".md"):
        assert [row["Section"] for row in (first, third)] == ["Section 4.1", "Without a section"]
        assert first["Turn"] == "12"
    else:
        assert [row["Section"] for row in (first, third)] == ["4.1", ""]
        assert (first["Interview"], first["Turn"]) == ("11. Administratief Medewerker (2)", "12")


def test_the_edited_quote_prints_unless_the_literal_one_is_asked_for(tmp_path: Path, suffix: str) -> None:
    row = replace(ROW, edited="… dat [is] zo")
    export(tmp_path / f"edited{suffix}", [row])
    export(tmp_path / f"literal{suffix}", [row], literal=True)
    assert READERS[suffix](tmp_path / f"edited{suffix}")[0]["Quote"] == "“… dat [is] zo”"
    assert READERS[suffix](tmp_path / f"literal{suffix}")[0]["Quote"] == quoted(row.quote)


def test_the_same_export_gives_the_same_bytes_on_any_day_and_in_any_zone(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(tmp_path / f"one{suffix}")
    elsewhere = WHEN.astimezone(timezone(timedelta(hours=-9)))
    monkeypatch.setattr("time.time", lambda: 2e9)
    export(tmp_path / f"two{suffix}", when=elsewhere)
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_dates_and_author_of_office_files(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"quotes{suffix}"
    export(path, language="nl")
    with zipfile.ZipFile(path) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
    properties = (
        docx.Document(str(path)).core_properties if suffix == ".docx" else openpyxl.load_workbook(path).properties
    )
    assert properties.created.replace(tzinfo=UTC) == properties.modified.replace(tzinfo=UTC) == WHEN
    assert (properties.author if suffix == ".docx" else properties.creator) == "interview_coder"
    assert properties.title == i18n.catalogue("nl").gettext("Coded quotes")
    assert properties.language == "nl"


def test_the_word_file_is_made_of_real_styles_headings_and_tables(tmp_path: Path) -> None:
    path = tmp_path / "quotes.docx"
    export(path, language="en", sections={"4.1": "Kansen"}, filters=QuoteFilter(school=11, stance=Stance.MIXED))
    document = docx.Document(str(path))
    paragraphs = [(p.style.name, p.text) for p in document.paragraphs if p.style and p.text]
    assert paragraphs[:5] == [
        ("Title", "Coded quotes"),
        ("Normal", "Study: Ombuigen"),
        ("Normal", "Filters: school 11; stance mixed"),
        ("Normal", "Count: 3 quotes from 2 interviews"),
        ("Normal", "Last change: 2025-03-04 05:06 UTC"),
    ]
    assert paragraphs[5:] == [
        ("Heading 1", "4.1 Kansen"),
        ("Heading 2", "Kansen/Overtuiging"),
        ("Heading 1", "Section 4.2"),
        ("Heading 2", "Ombuigen"),
        ("Heading 1", "Without a section"),
        ("Heading 2", "in | of <b>uit</b>"),
    ]
    assert len(document.tables) == 3
    for table in document.tables:
        assert table.style is not None
        assert table.style.name == "Table Grid"
        header = table.rows[0]
        assert header._tr.trPr is not None
        assert header._tr.trPr.find(qn("w:tblHeader")) is not None
        assert {cell.paragraphs[0].style.name for cell in header.cells} == {"Table Header"}
        assert {cell.paragraphs[0].style.name for cell in table.rows[1].cells} == {"Table Text"}
        assert sum(cell.width.cm for cell in header.cells if cell.width) == pytest.approx(29.7 - 4, abs=0.1)
    page = document.sections[0]
    assert [length.cm for length in (page.page_width, page.page_height, page.left_margin) if length] == pytest.approx(
        [29.7, 21, 2], abs=0.1
    )
    languages = {mark.get(qn("w:val")) for mark in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_the_excel_file_is_frozen_filtered_and_wrapped(tmp_path: Path) -> None:
    path = tmp_path / "quotes.xlsx"
    export(path)
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == 1
    page = book.active
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == page.dimensions == "A1:I4"
    assert page["C2"].alignment.wrap_text
    assert page["A1"].font.bold
    assert page.column_dimensions["C"].width > page.column_dimensions["I"].width > 4
    assert page["I2"].value == 12


FORMULAS = ["=1+1", "+31", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", '=HYPERLINK("http://x","y")']


@pytest.mark.parametrize("text", FORMULAS)
def test_words_are_never_a_formula(tmp_path: Path, text: str) -> None:
    row = replace(ROW, memo=text, coder=text, code_path=text, section=text, reference=text)
    export(tmp_path / "q.xlsx", [row])
    page = openpyxl.load_workbook(tmp_path / "q.xlsx").active
    for address in ("A2", "B2", "F2", "G2", "H2"):
        assert page[address].data_type == "s"
        assert page[address].quotePrefix
        assert page[address].value == legal(text)
    export(tmp_path / "q.csv", [row])
    with (tmp_path / "q.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = next(csv.DictReader(stream))
    assert cells["Memo"] == cells["Coder"] == cells["Code"] == cells["Section"] == "'" + legal(text)


def test_ordinary_words_get_no_guard(tmp_path: Path) -> None:
    export(tmp_path / "q.xlsx")
    assert not openpyxl.load_workbook(tmp_path / "q.xlsx").active["G2"].quotePrefix
    export(tmp_path / "q.csv")
    content = (tmp_path / "q.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfSection,Code,Quote,Reference,")
    # RFC 4180: a cell with a comma stands in quotes, and a row ends in CR LF.
    assert '\r\n4.1,Kansen/Overtuiging,"“Dan zeg je: “Ga' in content.decode()


def test_texts_longer_than_an_excel_cell_go_on_in_another_column(tmp_path: Path) -> None:
    quote, memo = "woord " * 12_000 + "eind", "👩" * 20_000
    warnings = export(tmp_path / "q.xlsx", [replace(ROW, quote=quote), replace(OTHER, memo=memo)])
    assert warnings == ("2 texts are longer than an Excel cell can hold; they go on in extra columns at the end.",)
    first, second = read_xlsx(tmp_path / "q.xlsx")
    assert list(first)[-3:] == ["Quote (2)", "Quote (3)", "Memo (2)"]
    assert first["Quote"] + first["Quote (2)"] + first["Quote (3)"] == quoted(quote)
    assert (first["Memo"], first["Memo (2)"]) == (ROW.memo, "")
    assert second["Memo"] + second["Memo (2)"] == memo
    assert (second["Quote"], second["Quote (2)"]) == (quoted(OTHER.quote), "")
    assert all(len(value.encode("utf-16-le")) // 2 <= 32_767 for row in (first, second) for value in row.values())


def test_excel_does_not_read_letters_out_of_words_that_look_like_its_escapes(tmp_path: Path) -> None:
    export(tmp_path / "q.xlsx", [replace(ROW, memo="_x0041_ _x00zz_")])
    with zipfile.ZipFile(tmp_path / "q.xlsx") as archive:
        assert b"_x005F_x0041_ _x00zz_" in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv", ".md"])
def test_what_no_file_can_hold_is_replaced_by_a_visible_sign(tmp_path: Path, suffix: str) -> None:
    memo = "a\x00\x1b[31m\x0b\x7f\x85\ud800\ufffe\uffffz\r\ny"
    export(tmp_path / f"q{suffix}", [replace(ROW, memo=memo)])
    assert READERS[suffix](tmp_path / f"q{suffix}")[0]["Memo"] == "a␀␛[31m␋␡\n\ufffd\ufffd\ufffdz\ny"


class Dutch(gettext.NullTranslations):
    """A catalogue that is not the one of the screen."""

    words = {"Quote": "Citaat", "contradicts": "weerspreekt", "Section {number}": "Paragraaf {number}"}

    def gettext(self, message: str) -> str:
        return self.words.get(message, message)


def test_headers_and_stances_speak_the_language_of_the_export(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = i18n.catalogue
    monkeypatch.setattr(i18n, "catalogue", lambda language: Dutch() if language == "nl" else catalogue(language))
    for screen in ("en", "nl"):
        i18n.use_language(screen)
        export(tmp_path / f"nl-{screen}{suffix}", language="nl")
        export(tmp_path / f"en-{screen}{suffix}", language="en")
    assert READERS[suffix](tmp_path / f"nl-en{suffix}")[0]["Citaat"].startswith("“Dan")
    assert READERS[suffix](tmp_path / f"nl-en{suffix}")[0]["Stance"] == "weerspreekt"
    assert READERS[suffix](tmp_path / f"en-nl{suffix}")[0]["Stance"] == "contradicts"
    for language in ("nl", "en"):
        files = [tmp_path / f"{language}-{screen}{suffix}" for screen in ("en", "nl")]
        assert files[0].read_bytes() == files[1].read_bytes()


def test_rows_of_one_code_stand_in_one_table_in_the_order_they_came(tmp_path: Path) -> None:
    rows = [replace(ROW, id="1", turn=1), replace(OTHER, turn=2), replace(ROW, id="3", turn=3)]
    export(tmp_path / "q.docx", rows)
    assert [row["Turn"] for row in read_docx(tmp_path / "q.docx")] == ["1", "3", "2"]
    assert len(docx.Document(str(tmp_path / "q.docx")).tables) == 2
    export(tmp_path / "q.csv", rows)
    assert [row["Turn"] for row in read_csv(tmp_path / "q.csv")] == ["1", "2", "3"]


def test_an_export_without_rows_says_so(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"q{suffix}"
    export(path, [], filters=QuoteFilter(code="V1"))
    assert READERS[suffix](path) == []
    if suffix == ".docx":
        texts = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
        assert "No coded passage fits these filters." in texts
        assert "Filters: code V1" in texts


def test_progress_counts_every_row_once(tmp_path: Path, suffix: str) -> None:
    calls: list[tuple[int, int]] = []
    rows = [replace(ROW, id=str(n)) for n in range(250)]
    export(tmp_path / f"q{suffix}", rows, progress=lambda done, total: calls.append((done, total)))
    assert (calls[0], calls[-1]) == ((0, 250), (250, 250))
    assert calls == sorted(set(calls))
    assert {total for _done, total in calls} == {250}


def test_stopping_an_export_leaves_nothing_behind(tmp_path: Path, suffix: str) -> None:
    class StopHere(Exception):  # noqa: N818
        pass

    def progress(done: int, total: int) -> None:
        if done:
            raise StopHere

    kept = tmp_path / f"kept{suffix}"
    kept.write_bytes(b"mine")
    for path in (tmp_path / f"new{suffix}", kept):
        with pytest.raises(StopHere):
            export(path, progress=progress, force=True)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [kept.name]
    assert kept.read_bytes() == b"mine"


def test_a_file_that_is_there_is_kept_unless_forced(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"q{suffix}"
    path.write_bytes(b"mine")
    with pytest.raises(OutputExistsError, match="already"):
        export(path)
    assert path.read_bytes() == b"mine"
    export(path, force=True)
    assert len(READERS[suffix](path)) == 3


def test_other_endings_and_the_study_itself_are_refused(tmp_path: Path) -> None:
    for name in ("q.pdf", "q", "q.docx.zip", ".docx"):
        with pytest.raises(InvalidInputError, match=r"\.docx, \.xlsx, \.csv, \.md, \.html, \.tex"):
            export(tmp_path / name)
    study = tmp_path / "odd.csv"
    study.write_bytes(b"study")
    (tmp_path / "link.md").symlink_to(study)
    for path in (study, tmp_path / "link.md"):
        with pytest.raises(InvalidInputError, match="study itself"):
            export(path, info=replace(INFO, path=str(study)), force=True)
    assert study.read_bytes() == b"study"
    export(tmp_path / "UPPER.MD")


_AWKWARD = (
    *("woord", "[…]", "[lacht]", "[@click=app.quit]", "[a](b)", "![a](b)", "<b>", "</td>", "&amp;", "&", "|", "\\"),
    *("*x*", "_y_", "`z`", "~~w~~", "# kop", "- punt", "=1", "'", "'=", '"', "“", "שלום", "مرحبا", "👩\u200d🏫", "\n"),
    *("http://x.nl", "a@b.nl", "$1$", "^1^", "]]>", "{x}", "\t", "\x1b", "1. een", "---", "\\|"),
)
_TEXT = st.text(max_size=80) | st.lists(st.sampled_from(_AWKWARD), max_size=8).map(" ".join)
_ROWS = st.lists(
    st.builds(
        replace,
        st.sampled_from(ROWS),
        quote=_TEXT,
        memo=_TEXT,
        coder=_TEXT,
        reference=_TEXT,
        edited=st.none() | _TEXT,
        turn=st.integers(1, 99),
    ),
    max_size=6,
)


@settings(max_examples=15, deadline=None)
@given(rows=_ROWS, literal=st.booleans())
def test_every_quote_reads_back_equal_in_every_format_and_every_row_once(rows: list[QuoteRow], literal: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for suffix, read in READERS.items():
            path = Path(folder) / f"q{suffix}"
            export(path, rows, literal=literal)
            wanted = [
                (f"“{curl(inner_text(row, literal))}”", f"({row.reference})", row.coder, row.memo) for row in rows
            ]
            found = [tuple(row[key] for key in ("Quote", "Reference", "Coder", "Memo")) for row in read(path)]
            # Markdown folds white space at the ends of a cell; nothing else may differ.
            ends = None if suffix == ".md" else ""
            assert sorted(tuple(text.strip(ends) for text in row) for row in found) == sorted(
                tuple(legal(text).strip(ends) for text in row) for row in wanted
            )
