"""Many texts, several processes, the same result each time; and a spaCy model that the user has installed."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy

from interview_coder.domain.model import DOUBTFUL, NameKind
from interview_coder.errors import InvalidInputError
from interview_coder.redaction import NameRegistry, Redactor, detector, find_names
from interview_coder.redaction.tokens import Page

TEXTS = [
    "Ik sprak met mevrouw Oosterhuis in Doetinchem.",
    "Bel 06-18273645 of mail naar w.hoogenboom@voorbeeldschool.nl.",
    "ja met fatima van het graafschap college in doetinchem",
    "",
    "De opleiding Helpende Zorg & Welzijn is vol.",
]

PACKAGE = "nl_core_news_sm"
# What the stand-in takes for a name: words that no rule of the redactor knows as one, one for each label.
ENTITIES = {
    "PERSON": "droogdoek",
    "GPE": "theepot",
    "LOC": "vensterbank",
    "ORG": "kruiwagen",
    "FAC": "trapleuning",
    "DATE": "regenton",
    "NORP": "wasmand",
    "WORK_OF_ART": "dakgoot",
    "LANGUAGE": "deurmat",
}


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of an importable spaCy package that finds the words above and nothing else."""
    import spacy

    nlp = spacy.blank("nl")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": word} for label, word in ENTITIES.items()])  # type: ignore[attr-defined, unused-ignore]
    package = tmp_path / PACKAGE
    package.mkdir()
    nlp.to_disk(package / "data")
    (package / "__init__.py").write_text(
        "from pathlib import Path\nimport spacy\n\n"
        "def load(**overrides):\n    return spacy.load(Path(__file__).parent / 'data', **overrides)\n",
        encoding="utf-8",
    )
    # spaCy asks for the metadata of an installed package.
    info = tmp_path / f"{PACKAGE}-0.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {PACKAGE}\nVersion: 0.0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    yield PACKAGE
    sys.modules.pop(PACKAGE, None)
    from interview_coder.redaction import engine

    engine._model.cache_clear()


def test_only_persons_places_and_organisations_of_an_installed_model_are_united(model: str) -> None:
    text = "Daar staan: " + ", ".join(f"een {word}" for word in ENTITIES.values()) + ", en mevrouw Oosterhuis."
    found = {text[find.start : find.end]: (find.kind, find.reason) for find in find_names(text, model=model)}
    assert found == {
        "droogdoek": (NameKind.PERSON, "model"),
        "theepot": (NameKind.PLACE, "model"),
        "vensterbank": (NameKind.PLACE, "model"),
        "trapleuning": (NameKind.PLACE, "model"),
        "kruiwagen": (NameKind.ORGANISATION, "model"),
        "Oosterhuis": (NameKind.PERSON, "title"),
    }
    assert [find.reason for find in find_names(text)] == ["title"]


def test_what_a_model_adds_is_doubtful_and_keeps_its_hands_off_words_that_stay(model: str) -> None:
    import spacy

    nlp = spacy.load(model)
    nlp.get_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "SBB"}])  # type: ignore[attr-defined, unused-ignore]
    [find] = find_names("Volgens SBB ligt daar een droogdoek.", model=nlp)
    assert find.confidence < DOUBTFUL
    assert find.reason == "model"


def test_a_model_that_is_not_installed_gets_a_sentence() -> None:
    with pytest.raises(InvalidInputError, match="nl_core_news_none"):
        Redactor(model="nl_core_news_none")


def test_several_processes_find_what_one_finds() -> None:
    names = NameRegistry()
    names.add("Zorg & Welzijn", NameKind.ORGANISATION)
    names.add("Verhagen", NameKind.PERSON)
    redactor = Redactor(names)
    texts = [*TEXTS, "dat zei verhagen ook"]
    alone = list(redactor.find_many(texts))
    assert alone == [redactor.find(text) for text in texts]
    assert list(redactor.find_many(texts, processes=2)) == alone


@pytest.mark.full
def test_a_fresh_program_finds_the_same() -> None:
    code = (
        "import json, sys\nfrom interview_coder.redaction import find_names\n"
        "texts = json.load(sys.stdin)\n"
        "finds = [[[f.start, f.end, f.kind, f.confidence, f.reason] for f in find_names(t)] for t in texts]\n"
        "json.dump(finds, sys.stdout)"
    )
    here = [[[f.start, f.end, f.kind, f.confidence, f.reason] for f in find_names(text)] for text in TEXTS]
    run = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(TEXTS),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "1"},
    )
    assert json.loads(run.stdout) == json.loads(json.dumps(here))


def test_what_was_read_before_does_not_matter() -> None:
    alone = [find_names(text) for text in TEXTS]
    redactor = Redactor()
    for text in reversed(TEXTS):
        redactor.find(text)
    assert [redactor.find(text) for text in TEXTS] == alone


def test_a_detector_that_has_read_nothing_yet_reads_an_empty_page() -> None:
    nlp = spacy.blank("nl")
    reader = detector.shipped(nlp)
    assert reader is not None
    assert reader.probabilities(nlp.vocab, Page(""), [], {}) == []
    assert len(reader.probabilities(nlp.vocab, Page("Hallo"), [0], {})) == 1


def test_finding_names_loads_nothing_that_fetches() -> None:
    code = (
        "import sys; from interview_coder.redaction import find_names; assert find_names('Dat zei Jan de Vries.'); "
        "sys.exit(not {'requests', 'urllib3', 'weasel', 'spacy.cli'}.isdisjoint(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_command_line_of_spacy_is_there_for_who_asks() -> None:
    code = (
        "from interview_coder.redaction import find_names; find_names('Ja.'); "
        "from spacy.cli import download; from spacy.cli.info import info; assert callable(download) and callable(info)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
