"""Text made fit for files."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coder.domain.quotes import Run
from interview_coder.exporting.cells import harmless, legal, markdown, portions, utf16_length
from interview_coder.exporting.document import Column, Document, Heading, Paragraph, Steps, Table
from interview_coder.exporting.plain import write_markdown
from interview_coder.exporting.word import write_word


@given(st.text())
def test_legal_text_stays_and_becomes_no_different_the_second_time(text: str) -> None:
    result = legal(text)
    assert legal(result) == result
    assert all(char in "\t\n" or char.isprintable() or char > "\x9f" for char in result)
    if text.isprintable():
        assert result == text


@given(st.text(alphabet=st.characters(codec="utf-8")), st.integers(2, 9))
def test_portions_fit_and_join_to_the_text(text: str, limit: int) -> None:
    pieces = list(portions(text, limit))
    assert "".join(pieces) == text
    assert all(utf16_length(piece) <= limit for piece in pieces)
    assert len(pieces) <= 2 * (utf16_length(text) // limit) + 1
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("text", ["", "woord", "“=1”", "a=1", "[…]", "'1", "1-2"])
def test_words_that_are_no_formula_stay(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize("text", ["=1", "+1", "-x", "@a", " =1", "'=1", "''@a"])
def test_one_apostrophe_stands_before_what_might_be_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[…] en [lacht] & zo (6. Dierverzorging 2)", "[…] en [lacht] & zo (6. Dierverzorging 2)"),
        ("[@click=app.quit]", r"[\@click=app.quit]"),
        ("jan@x.nl", "jan@x.nl"),
        ("[a](b) [a]{.b}", r"[a\](b) [a\]{.b}"),
        ("a|b\\|c", r"a\|b\\\|c"),
        ("<b>&lt;", r"\<b>&amp;lt;"),
        ("*a* _b_ `c` ~d~ #e $f$", r"\*a\* \_b\_ \`c\` \~d\~ \#e \$f\$"),
    ],
)
def test_markdown_escapes_what_would_mean_something_and_no_more(text: str, expected: str) -> None:
    assert markdown(text) == expected


DOCUMENT = Document(
    "Titel",
    "nl",
    datetime(2025, 1, 1, tzinfo=UTC),
    (
        Heading("Kop", 12),
        Paragraph("woorden", "Label"),
        Table((Column("A", 1), Column("B", 2)), [((Run("Echt?", True), Run(" “Ja”")), 3)]),
        Table((Column("A", 1),), [("x",)]),
    ),
)


def test_an_interviewers_question_is_italic_in_word() -> None:
    stream = io.BytesIO()
    write_word(stream, DOCUMENT, Steps(DOCUMENT.rows, None))
    read = docx.Document(stream)
    cell = read.tables[0].rows[1].cells[0]
    assert [(run.text, bool(run.italic)) for run in cell.paragraphs[0].runs] == [("Echt?", True), (" “Ja”", False)]
    assert read.tables[0].rows[1].cells[1].text == "3"
    assert [paragraph.style.name for paragraph in read.paragraphs[:2] if paragraph.style] == ["Title", "Heading 9"]
    assert [(run.text, bool(run.bold)) for run in read.paragraphs[2].runs] == [("Label: ", True), ("woorden", False)]


def test_an_interviewers_question_is_italic_in_markdown() -> None:
    stream = io.BytesIO()
    write_markdown(stream, DOCUMENT, Steps(DOCUMENT.rows, None))
    assert stream.getvalue().decode() == (
        "# Titel\n\n###### Kop\n\n**Label:** woorden\n\n"
        "| A | B |\n| --- | --- |\n| *Echt?* “Ja” | 3 |\n\n| A |\n| --- |\n| x |\n"
    )
