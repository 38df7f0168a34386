"""Exported files in the programs that people open them with, where these are there: LibreOffice and Chromium."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from interview_coder.domain.conditions import Verdict
from interview_coder.domain.exports import KINDS, ExportKind
from interview_coder.domain.model import Metadata, Stance
from interview_coder.intake import Prepared
from interview_coder.study import Study

pytestmark = pytest.mark.full
OFFICE = shutil.which("soffice")
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
PDF = shutil.which("pdftotext")
PATIENCE = 300


@pytest.fixture
def filled(study: Study, prepare_turns: Callable[..., Prepared]) -> Study:
    """A study with a quote that was chosen, and a condition with a verdict."""
    known = Metadata(school=3, programmes=("Dierverzorging 2",))
    report = study.store(prepare_turns("Hoe is dat?", "Er is geen werk. <b>Zo</b> =1+1", metadata=known))
    interview = report.interview.id
    start = study.transcript(interview).text.index("Er is")
    coding = study.add_coding(interview, "V1", start, start + 16, stance=Stance.CONTRADICTS)
    study.collect([coding.id])
    study.set_verdict("V1", Verdict.NOT, rationale="Niemand ziet werk.")
    return study


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not there (apt-get install libreoffice)")
def test_libreoffice_makes_pages_of_every_office_file(filled: Study, tmp_path: Path) -> None:
    files = []
    for kind, known in KINDS.items():
        if kind is ExportKind.AGREEMENT:  # takes two coders
            continue
        for suffix in {".docx", ".xlsx"} & set(known.formats):
            files.append(tmp_path / f"{kind.value}-{suffix[1:]}{suffix}")
            filled.export(kind, files[-1])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    call = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)]
    subprocess.run(call, check=True, capture_output=True, timeout=PATIENCE)
    for file in files:
        assert file.with_suffix(".pdf").read_bytes().startswith(b"%PDF"), file.name
    if shutil.which("pdftotext"):
        pdf = str(tmp_path / "report-docx.pdf")
        words = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout
        assert "Er is geen werk." in words
        assert "Niemand ziet werk." in words


@pytest.mark.skipif(
    OFFICE is None or PDF is None, reason="LibreOffice or pdftotext is not there (apt-get install poppler-utils)"
)
@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_long_table_has_its_header_on_every_page_and_every_quote_once(
    study: Study, prepare_turns: Callable[..., Prepared], tmp_path: Path, suffix: str
) -> None:
    words = [
        f"Woord{number} is wat er staat, en dat is lang genoeg voor twee regels van een tabel." for number in range(80)
    ]
    known = Metadata(school=3, programmes=("Dierverzorging 2",))
    interview = study.store(prepare_turns("Hoe is dat?", *words, metadata=known)).interview.id
    text = study.transcript(interview).text
    for one in words:
        start = text.index(one)
        study.add_coding(interview, "V1", start, start + len(one))
    file = tmp_path / f"quotes{suffix}"
    study.export_quotes(file, language="nl")
    pages = _pages(file)
    assert len(pages) > 2
    together = " ".join(pages).split()
    assert [together.count(f"“Woord{number}") for number in range(80)] == [1] * 80
    assert all("Citaat" in page for page in pages if "Woord" in page)


def _pages(file: Path) -> list[str]:
    """The words of the pages that LibreOffice makes of a file."""
    folder = file.parent
    call = [str(OFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*call, "--outdir", str(folder), str(file)], check=True, capture_output=True, timeout=PATIENCE)
    words = subprocess.run(
        [str(PDF), str(file.with_suffix(".pdf")), "-"], check=True, capture_output=True, text=True, timeout=PATIENCE
    ).stdout
    return [page for page in words.split("\f") if page.strip()]


@pytest.mark.skipif(BROWSER is None, reason="Chromium is not there (apt-get install chromium)")
@pytest.mark.parametrize(
    "kind", [kind for kind, known in KINDS.items() if ".html" in known.formats and kind != "agreement"]
)
def test_chromium_shows_every_page_and_asks_for_nothing(filled: Study, tmp_path: Path, kind: ExportKind) -> None:
    page = tmp_path / f"{kind.value}.html"
    filled.export(kind, page)
    call = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile"]
    call += ["--enable-logging=stderr", "--v=0", "--dump-dom", page.as_uri()]
    ran = subprocess.run(call, check=True, capture_output=True, text=True, timeout=PATIENCE)
    assert "</main>" in ran.stdout
    # The policy of the page forbids every request: one that it tried would be told here.
    assert ":CONSOLE(" not in ran.stderr
