"""Every kind of export through the command, from the sample study, read back by other programs' readers."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from subprocess import CompletedProcess
from xml.etree import ElementTree

import docx
import openpyxl
import pytest
from tests.exporting.reading import latex_blocks

from interview_coder.domain.conditions import Verdict
from interview_coder.domain.model import Metadata, Stance
from interview_coder.domain.quotes import quoted
from interview_coder.errors import InvalidInputError
from interview_coder.intake import Prepared
from interview_coder.study import Study

Cli = Callable[..., CompletedProcess[str]]
HOSTILE = '<script>alert(1)</script> \\input{x} & 50% _a_ "zeg" [lacht] א 👩'


@pytest.fixture
def filled(study: Study, prepare_turns: Callable[..., Prepared]) -> Study:
    """A study of two coded interviews, one passage with signs that mean something to some format."""
    for school, words in ((3, f"Er is geen werk. {HOSTILE}"), (8, "Stages zijn er te weinig.")):
        known = Metadata(school=school, programmes=("Dierverzorging 2",))
        report = study.store(prepare_turns("Hoe is dat?", words, "En dan?", "Tja.", metadata=known))
        interview = report.interview.id
        text = study.transcript(interview).text
        start = text.index(words)
        study.add_coding(interview, "V1", start, start + len(words), stance=Stance.CONTRADICTS, memo="Let op")
        study.add_coding(interview, "V4", start, start + 5, stance=Stance.SUPPORTS)
    return study


class _Page(HTMLParser):
    """The words and tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def page(path: Path) -> _Page:
    return _Page(path.read_text(encoding="utf-8"))


def document(path: Path) -> str:
    opened = docx.Document(str(path))
    cells = (cell.text for table in opened.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])


KINDS = {
    "quotes": (".docx", ".xlsx", ".csv", ".md", ".html", ".tex"),
    "appendix": (".docx", ".html", ".md", ".tex"),
    "report": (".docx", ".md", ".html"),
    "codebook": (".docx", ".xlsx", ".md", ".csv", ".html"),
    "matrix": (".xlsx", ".csv"),
    "cooccurrence": (".xlsx", ".csv"),
    "saturation": (".xlsx", ".csv"),
    "figures": (".html", ".svg"),
    "memos": (".docx", ".xlsx", ".csv", ".md"),
    "transcript": (".docx", ".html"),
    "interviews": (".docx", ".xlsx", ".csv", ".md"),
    "agreement": (".docx", ".xlsx", ".md", ".csv", ".html"),
    "audit": (".csv", ".xlsx", ".docx", ".html"),
    "redactions": (".docx", ".xlsx", ".csv", ".md"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_goes_to_every_format_twice_with_the_same_bytes(
    filled: Study, kind: str, tmp_path: Path, cli: Cli
) -> None:
    filled.close()
    for suffix in KINDS[kind]:
        files = [tmp_path / f"{name}{suffix}" for name in ("one", "two")]
        for file in files:
            ran = cli("export", filled.path, kind, "-o", file, "--language", "nl")
            assert ran.returncode == 0, ran.stderr
        assert files[0].read_bytes() == files[1].read_bytes()
        assert cli("export", filled.path, kind, "-o", files[0]).returncode == 1
        if suffix == ".docx":
            document(files[0])
        elif suffix == ".html":
            assert page(files[0]).words
    refused = cli("export", filled.path, kind, "-o", tmp_path / "x.pdf")
    assert refused.returncode == 1
    assert ".pdf" in refused.stderr


def test_an_option_that_a_kind_has_no_use_for_is_refused(filled: Study, tmp_path: Path, cli: Cli) -> None:
    filled.close()
    ran = cli("export", filled.path, "codebook", "-o", tmp_path / "c.md", "--school", "3")
    assert ran.returncode == 2
    assert "--school" in ran.stderr
    assert not (tmp_path / "c.md").exists()


def test_the_chapter_has_the_quotes_on_a_condition_under_it_and_the_rationale_behind_them(
    filled: Study, tmp_path: Path
) -> None:
    rows = {row.quote: row.id for row in filled.quotes()}
    filled.collect([rows["Stages zijn er te weinig."], rows["Stage"]], "4.2")
    filled.set_verdict("V4", Verdict.NOT, rationale="Omdat het niet gaat.")
    filled.export_report(tmp_path / "r.docx")
    read = document(tmp_path / "r.docx")
    fourth, fifth = (f"{key} {filled.code(key).name}" for key in ("V4", "V5"))
    # What speaks of a condition of another section comes last in this one.
    order = (fourth, quoted("Stages"), "Omdat het niet gaat.", fifth, quoted("Stages zijn er te weinig."))
    places = [read.index(text) for text in order]
    assert places == sorted(places)


def test_pages_ask_nothing_of_the_network_and_run_nothing(filled: Study, tmp_path: Path) -> None:
    filled.export_quotes(tmp_path / "q.html", with_context=True, with_attributes=True)
    filled.export_appendix(tmp_path / "a.html", with_context=True)
    filled.export_transcripts(tmp_path / "t.html")
    filled.export_report(tmp_path / "r.html")
    for name in "qatr":
        read = page(tmp_path / f"{name}.html")
        assert not {tag for tag, _attributes in read.tags} & {"script", "iframe", "img", "object", "form", "base"}
        links = [value for _tag, given in read.tags for key, value in given.items() if key in ("href", "src")]
        assert all(str(link).startswith(("#", "data:,")) for link in links)
        assert not any(key.startswith("on") for _tag, given in read.tags for key in given)
    assert HOSTILE.split(' "')[0] in page(tmp_path / "q.html").words


def test_the_appendix_numbers_every_quote_once_with_its_reference_and_the_turns_around(
    filled: Study, tmp_path: Path
) -> None:
    rows = filled.quotes()
    for suffix in (".docx", ".html"):
        filled.export_appendix(tmp_path / f"a{suffix}", with_context=True)
        words = document(tmp_path / "a.docx") if suffix == ".docx" else page(tmp_path / "a.html").words
        for number, row in enumerate(rows, start=1):
            assert words.count(f"{number}. {quoted(row.quote)} ({row.reference})") == 1
        assert words.count("Interviewer: En dan?") == len(rows)


def test_a_passage_collected_in_two_sections_prints_its_last_edit_in_every_file(filled: Study, tmp_path: Path) -> None:
    [coding] = [row.id for row in filled.quotes() if row.quote == "Stages zijn er te weinig."]
    for section, left_out in (("4.2", "er te"), ("4.1", "zijn")):
        [quote] = filled.collect([coding], section)
        source = filled.quote_source(quote.id)
        at = source.index(left_out)
        filled.change_quote(quote.id, quote.quote.elide(source, at, at + len(left_out)))
    for suffix in (".docx", ".html"):
        filled.export_quotes(tmp_path / f"q{suffix}")
        words = document(tmp_path / "q.docx") if suffix == ".docx" else page(tmp_path / "q.html").words
        assert "“Stages […] er te weinig.”" in words
    filled.export_quotes(tmp_path / "q.csv")
    assert "“Stages […] er te weinig.”" in (tmp_path / "q.csv").read_text(encoding="utf-8-sig")


def test_codings_are_comments_in_the_margin_of_the_same_words(filled: Study, tmp_path: Path) -> None:
    filled.export_transcripts(tmp_path / "t.docx", language="en")
    opened = docx.Document(str(tmp_path / "t.docx"))
    comments = list(opened.comments)
    codings = [coding for one in filled.interviews() for coding in filled.codings(one.id)]
    assert len(comments) == len(codings) == 4
    assert {comment.author for comment in comments} == {"Anna"}
    assert any(comment.text.endswith("\nLet op") for comment in comments)
    with zipfile.ZipFile(tmp_path / "t.docx") as archive:
        body = archive.read("word/document.xml").decode()
    covered = []
    for number in range(len(comments)):
        inner = body.split(f'<w:commentRangeStart w:id="{number}"/>')[1].split(f'<w:commentRangeEnd w:id="{number}"/>')[
            0
        ]
        covered.append("".join(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", inner)))
    wanted = [row.quote for row in filled.quotes()]
    unescaped = [text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for text in covered]
    assert sorted(unescaped) == sorted(wanted)


def test_a_template_gives_its_styles_and_not_its_words(filled: Study, tmp_path: Path) -> None:
    template = docx.Document()
    template.add_paragraph("Woorden van het sjabloon")
    template.styles["Heading 1"].font.name = "Courier New"
    template.sections[0].header.paragraphs[0].text = "Instituut"
    template.save(str(tmp_path / "t.docx"))
    with zipfile.ZipFile(tmp_path / "t.docx") as old, zipfile.ZipFile(tmp_path / "t.dotx", "w") as new:
        for entry in old.infolist():
            content = old.read(entry).replace(b"document.main+xml", b"template.main+xml")
            new.writestr(entry.filename, content)
    for name in ("t.docx", "t.dotx"):
        out = tmp_path / f"out-{name}.docx"
        filled.export_quotes(out, template=tmp_path / name)
        opened = docx.Document(str(out))
        assert opened.styles["Heading 1"].font.name == "Courier New"
        assert opened.sections[0].header.paragraphs[0].text == "Instituut"
        assert "sjabloon" not in document(out)
        assert quoted(filled.quotes()[0].quote) in document(out)
    (tmp_path / "bad.docx").write_bytes(b"no zip")
    for bad in ("bad.docx", "missing.docx", "t.docm"):
        with pytest.raises(InvalidInputError):
            filled.export_quotes(tmp_path / "never.docx", template=tmp_path / bad)
    assert not (tmp_path / "never.docx").exists()


def test_the_matrix_counts_what_was_asked(filled: Study, tmp_path: Path) -> None:
    filled.export_matrix(tmp_path / "m.csv", by="school", measure="present", language="en")
    with (tmp_path / "m.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["Code key"]: row for row in csv.DictReader(stream)}
    assert list(rows["V1"].values())[2:] == ["1", "1"]
    assert list(rows["V2"].values())[2:] == ["0", "0"]
    filled.export_matrix(tmp_path / "m.xlsx", language="en")
    page_ = openpyxl.load_workbook(tmp_path / "m.xlsx").active
    assert page_.freeze_panes == "A2"
    assert {row[0].value: [cell.value for cell in row[2:]] for row in page_.iter_rows(min_row=2)}["V4"] == [1, 1]


def test_latex_is_closed_in_order_and_has_no_command_of_the_words(filled: Study, tmp_path: Path) -> None:
    filled.export_quotes(tmp_path / "q.tex", with_context=True, with_attributes=True)
    filled.export_appendix(tmp_path / "a.tex", with_context=True)
    # The reader fails at what is not closed, at a special sign that is not escaped and at a command it does not know.
    cells = [text for kind, texts in latex_blocks(tmp_path / "q.tex") for text in texts if kind == "row"]
    quotes = [texts[0] for kind, texts in latex_blocks(tmp_path / "a.tex") if kind == "quote"]
    for row in filled.quotes():
        assert quoted(row.quote) in cells
        assert any(quote.endswith(f" {quoted(row.quote)} ({row.reference})") for quote in quotes)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Er is geen", "Er is {geen"),
        ("Er is geen", "Er is geen}"),
        ("Er is geen", "Er is \\input{x}"),
        ("Er is geen", "Er is 5 % geen"),
        ("Er is geen", "Er is # geen"),
        ("Er is geen", "Er is $geen$"),
        ("Er is geen", "Er is ge_en"),
        ("Er is geen", 'Er is "geen'),
        ("Er is geen", "Er is -- geen"),
        ("Er is geen", "Er is [geen]"),
        ("Er is geen", "Er \\begin{quote} geen"),
        ("Er is geen", "Er & geen"),
        ("Er is geen", "Er is g\u01ddn"),
        ("\\end{quote}", ""),
    ],
)
def test_the_reader_of_latex_sees_what_is_wrong(filled: Study, tmp_path: Path, old: str, new: str) -> None:
    filled.export_appendix(tmp_path / "a.tex")
    text = (tmp_path / "a.tex").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "a.tex").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(AssertionError):
        list(latex_blocks(tmp_path / "a.tex"))


@pytest.mark.full
@pytest.mark.parametrize("engine", ["pdflatex", "lualatex", "xelatex"])
def test_latex_compiles(filled: Study, tmp_path: Path, engine: str) -> None:
    if shutil.which(engine) is None:
        pytest.skip(f"{engine} is not installed")

    def compiled(name: str) -> subprocess.CompletedProcess[str]:
        command = [engine, "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300)

    fonts = "\\usepackage{iftex}\\iftutex\\usepackage{fontspec}\\fi\\usepackage[dutch]{babel}"
    plain = f"\\documentclass{{article}}{fonts}\\begin{{document}}a\\end{{document}}"
    (tmp_path / "plain.tex").write_text(plain, encoding="utf-8")
    if compiled("plain").returncode:
        pytest.skip(f"{engine} is installed in part: it cannot set one letter in Dutch")
    filled.export_quotes(tmp_path / "q.tex")
    filled.export_appendix(tmp_path / "a.tex", with_context=True)
    for name in ("q", "a"):
        ran = compiled(name)
        assert ran.returncode == 0, ran.stdout[-2000:]


def test_figures_are_drawings_that_say_their_numbers(filled: Study, tmp_path: Path) -> None:
    filled.add_code("<script>x</script>", key="kwaad")
    interview = filled.interviews()[0].id
    filled.add_coding(interview, "kwaad", 0, 5)
    assert filled.export_figures(tmp_path / "f.svg", language="en").rows == 5
    text = (tmp_path / "f.svg").read_text(encoding="utf-8")
    assert "<script" not in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    drawn = ElementTree.fromstring(text)
    svg = "{http://www.w3.org/2000/svg}"
    plots = drawn.findall(f"{svg}svg")
    assert len(plots) == 5
    for plot in plots:
        assert plot.find(f"{svg}title") is not None
        assert plot.find(f"{svg}desc") is not None
    words = "".join(drawn.itertext())
    assert "<script>x</script>" in words
    assert "Dierverzorging 2" in words
    filled.export_report(tmp_path / "r.html", language="en")
    report = page(tmp_path / "r.html")
    assert sum(tag == "svg" for tag, _attributes in report.tags) == 5
    assert "The numbers" in report.words
