"""Codebooks from files: our own exports come back the same, those of others are understood, broken ones are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from openpyxl import Workbook

from interview_coder.domain.model import Code, CodeKind
from interview_coder.errors import InvalidInputError
from interview_coder.study import Study

SUFFIXES = (".csv", ".xlsx", ".md")
HOSTILE = "=1+1 | a\\|b <br> **vet** [lacht] & &amp; `x` \\ eind"


def told(study: Study) -> list[tuple[Any, ...]]:
    """What a codebook says, parents by key."""
    codes = study.codes()
    keys = {code.id: code.key for code in codes}

    def of(code: Code) -> tuple[Any, ...]:
        texts = (code.definition, code.use_when, code.not_when, code.example)
        return (code.key, code.name, keys.get(code.parent or ""), code.kind, code.section, *texts, code.colour)

    return [of(code) for code in codes]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_export_comes_back_as_the_same_codebook(study: Study, tmp_path: Path, suffix: str, language: str) -> None:
    above = study.add_code("Eigen | code", key="eigen", definition=HOSTILE, use_when="een\ntwee", colour="#123456")
    study.add_code("-onder", parent=above.id, kind=CodeKind.CONDITION, example="@wie", section="4.9")
    file = tmp_path / f"codeboek{suffix}"
    study.export_codebook(file, language=language)
    with Study.create(tmp_path / "nieuw.study", template=file, language="nl") as made:
        assert told(made) == told(study)
    again = study.import_codebook(file)
    assert (again.new, again.changed) == ((), ())
    assert len(again.unchanged) == len(study.codes())


def test_a_codebook_is_taken_over_and_one_undo_takes_it_back(study: Study, tmp_path: Path) -> None:
    file = tmp_path / "c.csv"
    stages = study.code("stages")
    file.write_text(
        f"Key;Naam;Omschrijving;Valt onder\r\n{stages.key};{stages.name};Anders;\r\nnieuw;Nieuw;;stages\r\n",
        encoding="cp1252",
    )
    before = told(study)
    seen = study.compare_codebook(file)
    assert told(study) == before
    assert [code.key for code, _values in seen.changed] == ["stages"]
    study.import_codebook(file)
    assert study.code("stages").definition == "Anders"
    assert study.code("stages").use_when == stages.use_when
    assert study.code("nieuw").parent == stages.id
    assert len(study.codes()) == len(before) + 1
    study.undo()
    assert told(study) == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pad.csv", "Code,Beschrijving\nStages/Indicator,Aantal plaatsen\nStages > Kosten,\nOuders,Invloed\n"),
        (
            "ouder.csv",
            "name;parent;description\nStages;;\nIndicator;Stages;Aantal plaatsen\nKosten;Stages;\nOuders;;Invloed\n",
        ),
        ("lijst.md", "# Codeboek\n\n- Stages\n  - Indicator: Aantal plaatsen\n  - Kosten\n- **Ouders**: Invloed\n"),
        (
            "koppen.md",
            "# Codeboek\n\n## Stages\n\n### Indicator\n\nAantal plaatsen\n\n### Kosten\n\n## Ouders\n\nInvloed\n",
        ),
    ],
)
def test_codebooks_of_others_are_understood(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with Study.create(tmp_path / "s.study", template=file) as made:
        assert [code.path for code in made.codes()] == ["Stages", "Stages/Indicator", "Stages/Kosten", "Ouders"]
        assert [code.definition for code in made.codes()] == ["", "Aantal plaatsen", "", "Invloed"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"x,y\n1,2\n", "Name or Code"),
        ("b.csv", b"", "Name or Code"),
        ("c.xlsx", b"no zip", "no Excel file"),
        ("d.md", b"", "no code in it"),
        ("e.csv", b"name,parent\nA,B\n", "parent"),
        ("f.csv", b"key,name\na b,A\n", "short word"),
        ("g.csv", b"key,name,parent\na,A,b\nb,B,a\n", "circle"),
        ("h.csv", b"key,name\na,A\na,B\n", "two codes"),
        ("i.md", b"- A\n- A\n", "twice"),
        ("j.docx", b"", "none of these"),
    ],
)
def test_what_is_wrong_with_a_file_is_one_sentence(
    study: Study, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    before = told(study)
    with pytest.raises(InvalidInputError, match=said) as error:
        study.import_codebook(file)
    assert str(error.value).endswith(".")
    assert "\n" not in str(error.value)
    assert told(study) == before


def test_the_command_says_what_changes(study: Study, tmp_path: Path, cli: Callable[..., CompletedProcess[str]]) -> None:
    book = Workbook()
    book.active.append(["Code", "Definitie"])
    book.active.append(["Iets nieuws", "Wat nieuw is"])
    book.save(tmp_path / "c.xlsx")
    path = study.path
    study.close()
    dry = cli("codebook", path, "--import", tmp_path / "c.xlsx", "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert "Iets nieuws" in dry.stdout
    for expected in ("1 new, 0 changed", "0 new, 0 changed, 1 unchanged"):
        ran = cli("codebook", path, "--import", tmp_path / "c.xlsx")
        assert expected in ran.stderr


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        ("V4;Kansen geven de doorslag bij kiezen;", {"V4": "at this place already"}),
        ("V1a;Overtuiging: kans is klein;\nV1;Geen werk;V1a", {"V1": "below itself"}),
        ("stages;Stages;\nx;Stages;\ny;Kind;x", {"x": "at this place already", "y": "goes under"}),
        ("stages;Stages;onder\nonder;Onder;V4\nV4;Overhalen;", {}),
    ],
)
def test_what_cannot_be_taken_over_is_told_before_and_can_be_left_out(
    study: Study, tmp_path: Path, rows: str, refused: dict[str, str]
) -> None:
    file = tmp_path / "c.csv"
    file.write_text(f"Key;Naam;Valt onder\n{rows}\n", encoding="utf-8")
    before = told(study)
    seen = study.compare_codebook(file)
    assert {one.key for one, _reason in seen.refused} == set(refused), seen.refused
    assert all(refused[one.key] in reason for one, reason in seen.refused)
    if refused:
        with pytest.raises(InvalidInputError, match=next(iter(refused.values()))):
            study.import_codebook(file)
        assert told(study) == before
    done = study.import_codebook(file, set(refused))
    assert (done.new, done.changed) == (seen.new, seen.changed)


def test_what_is_left_out_stays_as_it_is_and_what_is_new_below_it_is_not_made(study: Study, tmp_path: Path) -> None:
    file = tmp_path / "c.csv"
    file.write_text(
        "Key;Naam;Omschrijving;Valt onder\nx;Nieuw;;\ny;Kind;;x\nstages;Stages;Anders;y\nvsv;VSV;Anders;\n",
        encoding="utf-8",
    )
    done = study.import_codebook(file, {"x", "vsv"})
    assert not done.new
    assert [(code.key, set(values)) for code, values in done.changed] == [("stages", {"definition"})]
    assert study.code("stages").parent is None
    assert study.code("vsv").definition != "Anders"
