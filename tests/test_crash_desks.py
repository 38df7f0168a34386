"""Handing out and merging, killed in the middle or without room: all of it is done, or nothing, and nothing twice."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import prepared
from tests.killing import Copies, Killer

from interview_coder.domain.model import NameKind
from interview_coder.study import Study

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are not forked on Windows")

NAME = "Zwaluwstaart"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two desks that coded, corrected and took a name out, and the study that they are of."""
    folder = tmp_path_factory.mktemp("desks")
    main = folder / "main.study"
    with Study.create(main, coder="Anna") as study:
        words = " ".join(f"woord{number}" for number in range(150))
        interview = study.store(
            prepared("Hoe gaat het?", f"Mevrouw {NAME} zegt {words}.", "En dan?", words)
        ).interview.id
        code = study.code("V1").id
        study.add_coding(interview, code, 0, 3)
        for name in ("bea", "cor"):
            study.hand_out(folder / f"{name}.study", coder=name.capitalize())
    for name in ("bea", "cor"):
        with Study.open(folder / f"{name}.study", coder=name.capitalize()) as desk:
            for number in range(10, 30):
                place = desk.find_passage(interview, f"woord{number} woord{number + 1}", occurrence=1)
                desk.add_coding(interview, code, place.start, place.end)
            place = desk.find_passage(interview, f" woord{len(name) + ord(name[0])} ", occurrence=1)
            desk.edit_text(interview, place.start, place.end, f" van {name} ")
    return main


def end_names(desk: Path) -> None:
    with Study.open(desk, coder="Cor") as study:
        study.erase_names([NAME], NameKind.PERSON)


def codings(path: Path) -> int:
    with Study.open(path, coder="Anna") as study:
        assert study.check() == []
        return len(study.quotes())


@pytest.mark.parametrize(
    "erased", [pytest.param(False, id="kept"), pytest.param(True, id="erased", marks=pytest.mark.full)]
)
def test_killed_while_merging(
    erased: bool, shelf: Path, tmp_path: Path, killer: Killer, moments: Callable[[int], list[int]]
) -> None:
    copies = Copies(shelf, tmp_path)
    whole = copies.fresh()
    desks = [whole.with_name(f"{name}.study") for name in ("bea", "cor")]
    if erased:
        end_names(desks[1])
    kept = [desk.read_bytes() for desk in desks]
    done = killer.run("cli", "merge", whole, *desks)
    assert done.status == 0, done.err
    assert codings(whole) == 41
    found = set()
    for step in moments(done.steps):
        path = copies.fresh()
        assert killer.run("cli", "merge", path, *desks, kill_at=step).killed
        assert [desk.read_bytes() for desk in desks] == kept
        found.add(count := codings(path))
        assert count in (1, 41)
        before = path.parent / "main.backups" / "main.before-merge.study"
        if count == 41 and not erased:
            assert codings(before) == 1
        ended = killer.run("cli", "merge", path, *desks)
        assert ended.status == 0, ended.err
        assert codings(path) == 41
        for file in path.parent.rglob("main*") if erased else ():
            assert not file.is_file() or NAME.encode() not in file.read_bytes(), file
    assert 1 in found


def test_killed_while_handing_out(
    shelf: Path, tmp_path: Path, killer: Killer, moments: Callable[[int], list[int]]
) -> None:
    copies = Copies(shelf, tmp_path)
    done = killer.run("cli", "handout", copies.fresh(), "-o", tmp_path / "new.study", "--coder", "Dirk")
    assert done.status == 0, done.err
    for step in moments(done.steps):
        path = copies.fresh()
        desk, other = path.with_name("dirk.study"), path.with_name("other.study")
        assert killer.run("cli", "handout", path, "-o", desk, "--coder", "Dirk", kill_at=step).killed
        assert codings(path) == 1
        if desk.exists():
            assert codings(desk) == 1
        assert killer.run("cli", "handout", path, "-o", other, "--coder", "Dirk").status == 0
        with Study.open(other, coder="Dirk") as study:
            study.add_coding(study.interviews()[0].id, study.code("V2").id, 4, 8)
        # What a desk knows that the study does not, because it was killed, is no matter.
        both = [one for one in (desk, other) if one.exists()]
        assert killer.run("cli", "merge", path, *both).status == 0
        assert codings(path) == 2


@pytest.mark.parametrize("room", [0, 100_000, *(pytest.param(n, marks=pytest.mark.full) for n in (20_000, 300_000))])
def test_no_room_while_merging(room: int, shelf: Path, tmp_path: Path, killer: Killer) -> None:
    path = Copies(shelf, tmp_path).fresh()
    desks = [path.with_name(f"{name}.study") for name in ("bea", "cor")]
    ended = killer.run("cli", "merge", path, *desks, file_limit=20_000 + room)
    if ended.status:
        assert ended.err.count("\n") == 1
        assert "went wrong in the program" not in ended.err
        assert codings(path) == 1
        assert killer.run("cli", "merge", path, *desks).status == 0
    assert codings(path) == 41


@pytest.mark.parametrize("room", [0, 100_000, pytest.param(20_000, marks=pytest.mark.full)])
def test_no_room_while_handing_out(room: int, shelf: Path, tmp_path: Path, killer: Killer) -> None:
    path = Copies(shelf, tmp_path).fresh()
    desk = tmp_path / "out" / "dirk.study"
    desk.parent.mkdir()
    ended = killer.run("cli", "handout", path, "-o", desk, "--coder", "Dirk", file_limit=20_000 + room)
    assert ended.status == 1
    assert ended.err.count("\n") == 1
    assert "went wrong in the program" not in ended.err
    assert list(desk.parent.iterdir()) == []
    assert codings(path) == 1
