"""Programs that are killed, and disks that are full: nothing confirmed is lost, nothing half done is left."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.killing import Copies, Killer

from interview_coder.domain.model import NameKind
from interview_coder.errors import StudyFileError
from interview_coder.intake import Prepared
from interview_coder.store.database import backup_folder
from interview_coder.study import Study

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are not forked on Windows")

PROGRAM = Path(sys.executable).with_name("interview-coder")

Turns = Callable[..., Prepared]

SECRETS = ("Kwispelstaartje", "Zonneroosjesteeg")
"""Words that are deleted or erased in these tests: two of the first interview's."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the study lies that all tests copy."""
    return tmp_path_factory.mktemp("base")


@pytest.fixture
def base(shelf: Path, prepare_turns: Turns) -> Path:
    """A study with two interviews, closed, with an automatic backup of it: to be copied."""
    path = shelf / "werk.study"
    if path.exists():
        return path
    with Study.create(path, coder="Anna") as study:
        words = " ".join(f"woord{number}" for number in range(300))
        first = study.store(
            prepare_turns("Hoe gaat het?", f"{SECRETS[0]} woont in de {SECRETS[1]}. {words}", "En dan?", words)
        )
        study.store(prepare_turns("Hoe is het?", "Prima. Er is werk genoeg, ook voor later."))
        passage = study.find_passage(first.interview.id, SECRETS[0])
        coding = study.add_coding(first.interview.id, study.code("V1").id, passage.start, passage.end)
        study.set_memo(coding.id, f"Vraag {SECRETS[0]} na.")
        study.set_memo(coding.id, "Nagevraagd. " * 40)
        folder = backup_folder(path)
        folder.mkdir()
        study.backup(folder / "werk.0000.study")
    return path


@pytest.fixture
def copies(base: Path, tmp_path: Path) -> Copies:
    return Copies(base, tmp_path)


def bytes_of(path: Path) -> bytes:
    """Everything that lies in and below the folder of a study, in lower case."""
    return b"\n".join(file.read_bytes() for file in sorted(path.parent.rglob("*")) if file.is_file()).lower()


def assert_nothing_left(path: Path, words: tuple[str, ...]) -> None:
    """No byte, column or word of the index has these words or a large part of them."""
    data = bytes_of(path)
    for word in words:
        for part in {word[:9], word[-9:]}:
            assert part.lower().encode() not in data
            assert part.lower().encode("utf-16-le") not in data
    with Study.open(path) as study:
        assert study.leftovers(words) == {}
        assert study.check() == []


def talks(folder: Path, count: int = 3) -> Path:
    """A folder of small interviews, each with a name in it."""
    folder.mkdir()
    for number in range(count):
        words = " ".join(f"zin{number}x{place}" for place in range(60))
        (folder / f"{number}_dierverzorging-2.txt").write_text(
            f"I: Vraag {number}?\nR: Dat zegt mevrouw Geertruida Zwaluwstaart ook. {words}\n", encoding="utf-8"
        )
    return folder


# Killed


def test_killed_while_importing(
    killer: Killer, copies: Copies, moments: Callable[[int], list[int]], tmp_path: Path
) -> None:
    folder = talks(tmp_path / "talks")
    whole = copies.fresh()
    done = killer.run("cli", "import", whole, folder, "--accept")
    assert done.status == 0, done.err
    with Study.open(whole, read_only=True) as study:
        texts = [study.transcript(one.id).text for one in study.interviews()]
    counts = set()
    for step in moments(done.steps):
        path = copies.fresh()
        assert killer.run("cli", "import", path, folder, "--accept", kill_at=step).killed
        assert b"zwaluwstaart" not in bytes_of(path)
        with Study.open(path) as study:
            assert study.check() == []
            stored = [study.transcript(one.id).text for one in study.interviews()]
            assert stored == texts[: len(stored)]
            counts.add(len(stored))
        again = killer.run("cli", "import", path, folder, "--accept")
        assert again.status == (1 if len(stored) > 2 else 0)
        with Study.open(path, read_only=True) as study:
            assert [study.transcript(one.id).text for one in study.interviews()] == texts
            assert study.check() == []
    assert len(counts) > 1


def test_killed_while_coding(killer: Killer, copies: Copies, moments: Callable[[int], list[int]]) -> None:
    done = killer.run("code", copies.fresh(), 15)
    assert done.status == 0, done.err
    assert len(done.out.split()) == 15
    counts = set()
    for step in moments(done.steps):
        path = copies.fresh()
        ended = killer.run("code", path, 15, kill_at=step)
        assert ended.killed
        confirmed = ended.out.split()
        counts.add(len(confirmed))
        with Study.open(path, coder="Anna") as study:
            assert study.check() == []
            interview = study.interviews()[0].id
            there = {coding.id: coding for coding in study.codings(interview)}
            assert set(confirmed) <= set(there)
            assert len(there) - 1 - len(confirmed) in (0, 1)
            assert [there[one].memo for one in confirmed] == [f"memo {number}" for number in range(len(confirmed))]
            if len(there) > 1:
                study.undo()
                assert len(study.codings(interview)) == len(there) - 1
                assert study.check() == []
    assert len(counts) > 1


@pytest.mark.parametrize("suffix", [".docx", pytest.param(".csv", marks=pytest.mark.full)])
def test_killed_while_exporting(
    suffix: str, killer: Killer, copies: Copies, moments: Callable[[int], list[int]], tmp_path: Path
) -> None:
    path = copies.fresh()
    whole = tmp_path / f"whole{suffix}"
    done = killer.run("cli", "export", path, "quotes", "-o", whole)
    assert done.status == 0, done.err
    for step in moments(done.steps):
        new, old = tmp_path / f"new{suffix}", tmp_path / f"old{suffix}"
        new.unlink(missing_ok=True)
        old.write_bytes(b"from before")
        assert killer.run("cli", "export", path, "quotes", "-o", new, kill_at=step).killed
        assert not new.exists() or new.read_bytes() == whole.read_bytes()
        assert killer.run("cli", "export", path, "quotes", "-o", old, "--force", kill_at=step).killed
        assert old.read_bytes() in (b"from before", whole.read_bytes())
    assert killer.run("cli", "check", path).status == 0


def test_killed_while_backing_up(
    killer: Killer, copies: Copies, moments: Callable[[int], list[int]], tmp_path: Path
) -> None:
    path, out = copies.fresh(), tmp_path / "copy.study"
    done = killer.run("cli", "backup", path, "-o", out)
    assert done.status == 0, done.err
    for step in moments(done.steps):
        out.unlink(missing_ok=True)
        assert killer.run("cli", "backup", path, "-o", out, kill_at=step).killed
        if out.exists():
            assert killer.run("cli", "check", out).status == 0


def test_killed_while_making_a_study(killer: Killer, moments: Callable[[int], list[int]], tmp_path: Path) -> None:
    path = tmp_path / "new.study"
    done = killer.run("cli", "new", path)
    assert done.status == 0, done.err
    for step in moments(done.steps):
        for file in tmp_path.glob("*new.study*"):
            file.unlink()
        assert killer.run("cli", "new", path, kill_at=step).killed
        ended = killer.run("cli", "check" if path.exists() else "new", path)
        assert ended.status == 0, ended.err


def removals(path: Path) -> dict[str, tuple[Any, ...]]:
    with Study.open(path, read_only=True) as study:
        interview = study.interviews()[0].id
    return {
        "delete": ("cli", "delete", path, "--interview", interview),
        "erase": ("cli", "erase", path, "--name-from-stdin"),
        "redact": ("redact", path, SECRETS[1]),
    }


@pytest.mark.parametrize("how", [*(pytest.param(how, marks=pytest.mark.full) for how in ("delete", "erase")), "redact"])
def test_killed_while_taking_words_out(
    how: str, killer: Killer, copies: Copies, moments: Callable[[int], list[int]]
) -> None:
    typed = "\n".join(SECRETS)
    words = SECRETS[1:] if how == "redact" else SECRETS
    whole = copies.fresh()
    done = killer.run(*removals(whole)[how], typed=typed)
    assert done.status == 0, done.err
    assert_nothing_left(whole, words)
    gone = set()
    for step in moments(done.steps):
        path = copies.fresh()
        assert killer.run(*removals(path)[how], typed=typed, kill_at=step).killed
        with Study.open(path) as study:
            assert study.check() == []
            left = study.leftovers(words)
            assert len(study.interviews()) == (1 if how == "delete" and not left else 2)
        gone.add(not left)
        if left:
            # Nothing was confirmed: all of it is as it was.
            assert {place for places in left.values() for place in places} >= {"transcripts.text"}
            with Study.open(path) as study:
                assert len(study.quotes()) == 1
                assert words[0] in study.transcript(study.interviews()[0].id).text
            assert killer.run(*removals(path)[how], typed=typed).status == 0
        assert_nothing_left(path, words)
    assert gone == {True, False}


@pytest.mark.full
def test_killed_while_undoing_or_backing_up_after_words_went(
    killer: Killer, copies: Copies, moments: Callable[[int], list[int]], tmp_path: Path
) -> None:
    erased = copies.fresh()
    assert killer.run("cli", "erase", erased, "--name-from-stdin", typed="\n".join(SECRETS)).status == 0
    backups = tmp_path / "backups"
    backups.mkdir()
    after = Copies(erased, tmp_path / "after")
    copy = backups / "copy.study"
    for before, after_it in ((("undo",), ()), (("cli", "backup"), ("-o", copy))):
        done = killer.run(*before, after.fresh(), *after_it)
        assert done.status == 0, done.err
        for step in moments(done.steps):
            path = after.fresh()
            copy.unlink(missing_ok=True)
            assert killer.run(*before, path, *after_it, kill_at=step).killed
            assert not [word for word in SECRETS if word[:9].lower().encode() in bytes_of(copy)]
            assert_nothing_left(path, SECRETS)


def read_until(descriptor: int, wanted: bytes) -> bytes:
    """What a process writes, up to what a pattern finds at the end of it, or to its own end."""
    seen = b""
    while not re.search(wanted + rb"\Z", seen):
        try:
            part = os.read(descriptor, 1)
        except OSError:
            return seen
        if not part:
            return seen
        seen += part
    return seen


def test_files_that_were_counted_are_in_when_the_program_is_killed(copies: Copies, tmp_path: Path) -> None:
    folder, path = talks(tmp_path / "talks", 6), copies.fresh()
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [PROGRAM, "import", path, folder, "--accept"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    # How far it is is told a few times a second: some counts are skipped.
    told = re.search(rb"(\d) of 6\Z", read_until(ours, rb"[1-6] of 6"))
    assert told
    process.kill()
    assert process.wait(60) == -signal.SIGKILL
    os.close(ours)
    with Study.open(path) as study:
        assert study.check() == []
        assert len(study.interviews()) >= 2 + int(told[1])
    assert b"zwaluwstaart" not in bytes_of(path)


def test_a_terminal_that_is_closed_ends_the_program_and_frees_the_study(copies: Copies, tmp_path: Path) -> None:
    path = copies.fresh()
    ours, theirs = os.openpty()
    environment = {
        **os.environ,
        "INTERVIEW_CODER_CONFIG": str(tmp_path),
        "TERM": "xterm",
        "COLUMNS": "80",
        "LINES": "24",
    }
    # No signal tells it, as under a ``make`` that ends first.
    process = subprocess.Popen([PROGRAM, path], stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    assert b"gaat" in read_until(ours, b"gaat")
    os.close(ours)
    assert process.wait(60) == 0
    with Study.open(path, coder="Anna") as study:
        assert not study.read_only
        assert study.check() == []


@pytest.mark.full
@pytest.mark.parametrize("seed", range(40))
def test_soak_killed_from_outside_at_any_time(seed: int, copies: Copies, tmp_path: Path) -> None:
    rng = random.Random(seed)
    folder, path = talks(tmp_path / "talks", 12), copies.fresh()
    for _round in range(4):
        order = rng.choice((f"import {path} {folder} --accept --force", f"erase {path} --name-from-stdin")).split()
        process = subprocess.Popen(
            [PROGRAM, *order], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        assert process.stdin is not None
        process.stdin.write("\n".join(SECRETS).encode())
        process.stdin.close()
        try:
            process.wait(rng.uniform(0.7, 4))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        with Study.open(path) as study:
            assert study.check() == []
        assert b"zwaluwstaart" not in bytes_of(path)
    with Study.open(path) as study:
        study.erase_names(SECRETS)
    assert_nothing_left(path, SECRETS)


# A full disk


@pytest.mark.parametrize("room", [0, 1_000, 30_000, 120_000])
def test_no_room_while_importing(room: int, killer: Killer, copies: Copies, tmp_path: Path) -> None:
    path = copies.fresh()
    ended = killer.run("cli", "import", path, talks(tmp_path / "talks"), "--accept", "--json", file_limit=50_000 + room)
    assert ended.status == 1
    assert "Traceback" not in ended.err
    assert "went wrong in the program" not in ended.err
    report = json.loads(ended.out)
    assert report["failed"]
    with Study.open(path) as study:
        assert study.check() == []
        assert len(study.interviews()) == 2 + len(report["imported"])
        assert {row["interview"] for row in report["imported"]} <= {one.id for one in study.interviews()}
        study.set_study_memo("Er is weer plaats.")


@pytest.mark.parametrize("room", [0, 4_000, 30_000, 60_000])
def test_no_room_while_coding(room: int, killer: Killer, copies: Copies) -> None:
    path = copies.fresh()
    ended = killer.run("code", path, 200, file_limit=40_000 + room)
    assert ended.status == 1
    with Study.open(path) as study:
        assert study.check() == []
        confirmed = ended.out.split()
        assert set(confirmed) <= {coding.id for coding in study.codings(study.interviews()[0].id)}


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv", ".md"])
def test_no_room_for_an_export(suffix: str, killer: Killer, copies: Copies, tmp_path: Path) -> None:
    out = tmp_path / "exports" / f"out{suffix}"
    out.parent.mkdir()
    ended = killer.run("cli", "export", copies.fresh(), "quotes", "-o", out, file_limit=300, limit_from=".tmp")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.endswith(".\n")
    assert ended.err.count("\n") == 1
    assert "went wrong in the program" not in ended.err
    assert list(out.parent.iterdir()) == []


def test_no_room_for_a_backup_or_a_new_study(killer: Killer, copies: Copies, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for order in (("backup", copies.fresh(), "-o", folder / "b.study"), ("new", folder / "n.study")):
        ended = killer.run("cli", *order, file_limit=20_000, limit_from=".tmp")
        assert (ended.status, ended.out) == (1, "")
        assert "cannot be written" in ended.err
        assert list(folder.iterdir()) == []


def test_no_room_to_read_is_not_taken_for_damage(killer: Killer, copies: Copies) -> None:
    ended = killer.run("cli", "info", copies.fresh(), file_limit=2_000)
    assert (ended.status, ended.out) == (1, "")
    assert "is the disk full?" in ended.err


@pytest.mark.parametrize("how", ["delete", "erase", "redact"])
@pytest.mark.parametrize("limit", [20_000, 100_000, 250_000])
def test_no_room_to_clean_up(how: str, limit: int, killer: Killer, copies: Copies) -> None:
    words = SECRETS[1:] if how == "redact" else SECRETS
    path = copies.fresh()
    before = removals(path)[how]
    ended = killer.run(*before, typed="\n".join(SECRETS), file_limit=limit)
    if how != "redact":
        # Before it takes a name out, it says what it does not reach; then one sentence.
        assert ended.err.count("\n") <= 1 + (how == "erase") or ended.status == 0
        assert "went wrong in the program" not in ended.err
    with Study.open(path) as study:
        assert study.check() == []
        left = study.leftovers(words)
    if left:
        assert killer.run(*removals(path)[how], typed="\n".join(SECRETS)).status == 0
    assert_nothing_left(path, words)


# Somebody reads meanwhile


def test_words_are_cleaned_away_later_where_somebody_reads(copies: Copies, monkeypatch: pytest.MonkeyPatch) -> None:
    base = copies.fresh()
    monkeypatch.setattr("interview_coder.store.database._BUSY_SECONDS", 0)
    reader = sqlite3.connect(base, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM transcripts").fetchall()
    with Study.open(base) as study:
        with pytest.raises(StudyFileError, match="traces of it may still be in the file"):
            study.erase_names(SECRETS, NameKind.PERSON)
        assert any("Traces" in problem for problem in study.check())
        assert all(word not in study.transcript(study.interviews()[0].id).text for word in SECRETS)
    reader.close()
    with Study.open(base) as study:
        assert study.check() == []
    assert_nothing_left(base, SECRETS)
