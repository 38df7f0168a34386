"""Versions of the codebook, what changed between them, and codings older than a definition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from interview_coder.domain.versions import ChangeKind
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.intake import Prepared
from interview_coder.study import Study


@pytest.fixture
def coded(tmp_path: Path, prepare_turns: Callable[..., Prepared]) -> Iterator[Study]:
    """A study of one interview in which stages was used once."""
    with Study.create(tmp_path / "v.study", coder="Anna") as study:
        here = study.store(prepare_turns("Hoe is het?", "Stages zijn er weinig.", name="een.txt")).interview.id
        study.add_coding(here, "stages", 12, 18)
        yield study


def test_a_version_is_compared_with_now_and_with_another(coded: Study) -> None:
    first = coded.freeze_codebook(" Eerste  ronde ", "na tien interviews")
    assert (first.name, first.note, first.coder) == ("Eerste ronde", "na tien interviews", coded.coder.id)
    assert len(first.codes) == len(coded.codes(include_retired=True))
    assert coded.codebook_changes("eerste ronde") == []
    here = coded.interviews()[0].id
    coded.add_coding(here, "stages", 19, 25)
    coded.change_code("stages", definition="Alleen stages die een bedrijf aanbiedt.", name="Stageplekken")
    added = coded.add_code("Vervoer", parent="stages")
    coded.retire_code("V7")
    second = coded.freeze_codebook("Tweede ronde")
    coded.add_coding(here, added.id, 12, 18)
    (change, new, gone) = coded.codebook_changes("Eerste ronde", second.id)
    assert change.kinds == (ChangeKind.RENAMED, ChangeKind.REDEFINED)
    assert (change.earlier, change.under_first, change.under_second) == (1, 1, 0)
    assert (new.kinds, new.before, new.under_second) == ((ChangeKind.ADDED,), None, 1)
    assert (gone.kinds, gone.after, gone.code.key) == ((ChangeKind.REMOVED,), None, "V7")
    assert [one.codings for one in coded.codebook_versions()] == [1, 1]
    coded.move_code(added.id, None)
    (moved,) = coded.codebook_changes("Tweede ronde")
    assert moved.kinds == (ChangeKind.MOVED,)
    with pytest.raises(InvalidInputError):
        coded.freeze_codebook("TWEEDE ronde")
    with pytest.raises(InvalidInputError):
        coded.freeze_codebook("  ")
    with pytest.raises(NotFoundError):
        coded.codebook_changes("Derde ronde")
    coded.remove_version("Eerste ronde")
    coded.undo()
    assert len(coded.codebook_versions()) == 2
    assert coded.check() == []


def test_codings_from_before_a_definition_are_told_until_it_is_changed_back(coded: Study) -> None:
    assert coded.redefined() == []
    old = coded.code("stages").definition
    coded.change_code("stages", definition="Iets anders.")
    here = coded.interviews()[0].id
    coded.add_coding(here, "stages", 19, 25)
    (found,) = coded.redefined("stages")
    assert found.code == coded.code("stages").id
    assert len(found.codings) == 1
    assert (found.before[0], found.after[0]) == (old, "Iets anders.")
    coded.change_code("stages", name="Stageplekken")
    assert len(coded.redefined()[0].codings) == 1
    coded.change_code("stages", definition=old)
    (back,) = coded.redefined()
    assert found.codings != back.codings
    assert back.before[0] == "Iets anders."


def test_a_name_that_is_erased_goes_from_versions_and_notes_as_well(coded: Study) -> None:
    coded.change_code("stages", definition="Zoals Pietersen zei.")
    coded.freeze_codebook("Versie Pietersen", "met Pietersen besproken")
    coded.erase_names(["Pietersen"])
    kept = str(coded.codebook_versions())
    assert "Pietersen" not in kept
    assert kept.count("[…]") >= 3
