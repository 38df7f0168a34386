"""The sample interviews: there, invented names all on the list, and the files those that the sources make."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from interview_coder.domain.codebook import load_template
from interview_coder.domain.model import Draft, Mode, Role
from interview_coder.importing import FORMATS, find_files, read_draft

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "sample_transcripts"
NAMES: dict[str, Any] = tomllib.loads((ROOT / "tests" / "data" / "sample_names.toml").read_text(encoding="utf-8"))
PROGRAMMES = load_template("mbo", "nl").programmes


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("samples_tool", ROOT / "tools" / "samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


TOOL = _tool()
SAMPLES = TOOL.samples()
FILES = [sample.file for sample in SAMPLES]


@pytest.fixture(scope="module")
def drafts() -> dict[str, Draft]:
    return {file: read_draft(FOLDER / file, programmes=PROGRAMMES) for file in FILES}


def test_the_files_are_those_that_the_sources_make(tmp_path: Path) -> None:
    written = TOOL.write(tmp_path)
    shipped = {path.name for path in FOLDER.iterdir()} - {"README"}
    assert {path.name for path in written} == shipped
    for path in written:
        if path.suffix in (".docx", ".odt"):
            # The compressed bytes depend on the zlib at hand, the parts do not.
            with zipfile.ZipFile(path) as new, zipfile.ZipFile(FOLDER / path.name) as old:
                assert new.namelist() == old.namelist()
                assert all(new.read(name) == old.read(name) for name in new.namelist()), path.name
                assert {entry.date_time for entry in old.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        else:
            assert path.read_bytes() == (FOLDER / path.name).read_bytes(), path.name


def test_there_are_enough_of_every_format_and_length() -> None:
    assert len(SAMPLES) >= 9
    assert {Path(file).suffix for file in FILES} == {".txt", ".md", ".docx", ".odt", ".rtf", ".vtt", ".srt"}
    assert {Path(file).suffix for file in FILES} <= set(FORMATS)
    assert [sample.file for sample in SAMPLES if not 1_000 <= sample.words <= 2_500] == []
    assert len({sample.layout for sample in SAMPLES}) == len(SAMPLES)


def test_every_file_gives_its_turns_word_for_word(drafts: dict[str, Draft]) -> None:
    for sample in SAMPLES:
        draft = drafts[sample.file]
        assert [turn.text for turn in draft.turns] == [text for _speaker, text in sample.turns], sample.file
        labels = {speaker for speaker, _text in sample.turns}
        assert len(draft.speakers) == len(labels), sample.file
        assert {speaker.role for speaker in draft.speakers} == {Role.INTERVIEWER, Role.RESPONDENT}, sample.file


def test_schools_and_programmes_are_found(drafts: dict[str, Draft]) -> None:
    found = [(draft.metadata.school, draft.metadata.programmes, draft.metadata.sequence) for draft in drafts.values()]
    administration, care, animals = PROGRAMMES
    assert found == [
        (1, (animals,), None),
        (2, (care,), None),
        (3, (administration,), None),
        (4, (administration, care), None),
        (5, (animals,), None),
        (6, (care,), None),
        (7, (administration,), 1),
        (7, (administration,), 2),
        (7, (care,), None),
        (9, (care, animals), None),
    ]
    assert {draft.metadata.mode for draft in drafts.values()} == {Mode.FACE_TO_FACE, Mode.TELEPHONE, None}
    assert sum(draft.metadata.date is not None for draft in drafts.values()) == 8


def test_the_folder_holds_no_other_file_to_import() -> None:
    found, failed = find_files([FOLDER])
    assert {path.name for path in found} == set(FILES)
    assert failed == []


def _written() -> str:
    return "\n".join(
        "\n".join([sample.file, *sample.head, *(f"{speaker}: {text}" for speaker, text in sample.turns)])
        for sample in SAMPLES
    )


def test_every_listed_name_and_word_is_in_a_sample() -> None:
    text = _written()
    listed = [(entry["text"], entry["text"]) for entry in NAMES["name"]]
    listed += [(entry["text"], entry["generic"]) for entry in NAMES["name"] if "generic" in entry]
    listed += [(word, word) for word in NAMES["stays"]]
    missing = [name for name, word in listed if not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)]
    assert missing == []
    texts = [entry["text"] for entry in NAMES["name"]]
    assert len(texts) == len(set(texts))
    assert {entry["kind"] for entry in NAMES["name"]} == {"person", "place", "organisation", "contact"}


def test_every_capital_inside_a_sentence_is_on_the_list() -> None:
    listed = [*(entry["text"] for entry in NAMES["name"]), *NAMES["stays"], *NAMES["either"]]
    known = {word for name in listed for word in re.findall(r"[\w-]+", name)}
    unknown = []
    for sample in SAMPLES:
        for _speaker, text in sample.turns:
            for match in re.finditer(r"\w[\w'’-]*", text):
                before = text[: match.start()].rstrip(" '\"‘“[(")
                inside = bool(before) and before[-1] not in ".?!:]"
                word = match[0].strip("'’-")
                if inside and word[0].isupper() and word not in known:
                    unknown.append((sample.file, word))
    assert unknown == []


def test_every_sample_speaks_of_the_subject() -> None:
    for sample in SAMPLES:
        text = " ".join(words for _speaker, words in sample.turns).lower()
        for subject in (
            "stage",
            "doorstro|doorleren",
            "cascade",
            "plaatsen|klassen|toelaat",
            "oudere?|vader|moeder",
            "geslaagd|gelukt|succes",
        ):
            assert re.search(subject, text), (sample.file, subject)
