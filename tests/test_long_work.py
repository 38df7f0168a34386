"""Long work says how far it is, can be stopped at any moment, and then leaves nothing behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hypothesis import given
from hypothesis import strategies as st

import interview_coder.cli.exporting as command
from interview_coder.domain.exports import KINDS, ExportKind
from interview_coder.domain.model import Candidate
from interview_coder.domain.pace import Pace
from interview_coder.domain.paged import PAGE, Paged, counted
from interview_coder.errors import Stopped
from interview_coder.intake import Prepared
from interview_coder.study import Study

Turns = Callable[..., Prepared]
MANY = PAGE + 40


_BUILT: list[bytes] = []


@pytest.fixture
def coded(tmp_path: Path, prepare_turns: Turns) -> Path:
    """A study with more codings than a page has: every word of an answer is coded, three are quotes, one is edited."""
    path = tmp_path / "lang.study"
    if not _BUILT:
        _build(path, prepare_turns)
        _BUILT.append(path.read_bytes())
    path.write_bytes(_BUILT[0])
    return path


def _build(path: Path, prepare_turns: Turns) -> None:
    with Study.create(path, coder="Anna") as study:
        said = " ".join(f"woord{number}" for number in range(MANY))
        interview = study.store(prepare_turns("Hoe gaat het?", said, "En dan?", "Dan niets."), force=True).interview
        text = study.transcript(interview.id).text
        words = [
            Candidate(interview.id, interview.reference, 2, *found.span(), found.group(), coded=False)
            for found in re.finditer(r"woord\d+", text)
        ]
        assert study.autocode(words, study.code("V4").id) == MANY
        [quote, *_others] = study.collect([row.id for row in study.quotes(limit=3)])
        study.change_quote(quote.id, quote.quote.insert(text, quote.quote.pieces[0].end, "sic"))


def test_a_list_that_is_read_page_by_page_is_the_list() -> None:
    @given(size=st.integers(0, 3 * PAGE), start=st.integers(0, PAGE), step=st.integers(1, 3))
    def check(size: int, start: int, step: int) -> None:
        read: list[int] = []

        def page(keys: object) -> list[int]:
            assert isinstance(keys, range)
            read.append(len(keys))
            return list(keys)

        paged = Paged(range(size), page)
        assert list(paged) == list(range(size))
        assert sum(read) == size
        assert max(read, default=0) <= PAGE
        assert list(paged[start::step]) == list(range(size))[start::step]
        assert [paged[-1 - index] for index in range(min(size, 3))] == list(range(size))[::-1][:3]
        with pytest.raises(IndexError):
            paged[size]

    check()


def test_pace_tells_a_count_and_what_is_to_come() -> None:
    now = 0.0
    pace = Pace(lambda: now)
    assert pace.told(0, 1_000) == "0 of 1,000"
    now = 0.05
    assert pace.told(100, 1_000) is None
    now = 2.0
    assert pace.told(500, 1_000) == "500 of 1,000 · about 2 s to go"
    # Another part of the work has a count, and a pace, of its own.
    now = 2.01
    assert pace.told(10, 80) == "10 of 80"
    assert pace.told(80, 80) == "80 of 80"
    assert pace.told(0, 0) is None
    # The first count is told whatever the clock says: 1234.56 - (1234.56 - 0.1) is less than 0.1.
    now = 1234.56
    assert Pace(lambda: now).told(1_200, 5_000) == "1,200 of 5,000"


@pytest.mark.parametrize(
    ("kind", "suffix"), [(kind, suffix) for kind, known in KINDS.items() for suffix in known.formats[:2]]
)
def test_every_kind_can_be_stopped_whenever_it_tells_how_far_it_is(
    coded: Path, tmp_path: Path, kind: ExportKind, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever stops is no reason to look through the whole file for damage.
    monkeypatch.setattr(
        import_module("interview_coder.store.checking"), "faults", lambda _connection: pytest.fail("looked for damage")
    )
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / f"out{suffix}"
    with Study.open(coded, read_only=True) as study:
        calls: list[tuple[int, int]] = []
        study.export(kind, target, force=True, progress=lambda done, total: calls.append((done, total)))
        target.unlink()
        assert calls
        assert all(0 <= done <= total for done, total in calls)
        for stop in {0, len(calls) // 2, len(calls) - 1}:
            left = stop

            def progress(_done: int, _total: int) -> None:
                nonlocal left
                left -= 1
                if left < 0:
                    raise Stopped

            with pytest.raises(Stopped):
                study.export(kind, target, progress=progress)
            assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [
        (kind, suffix)
        for kind in (ExportKind.QUOTES, ExportKind.APPENDIX, ExportKind.AUDIT)
        for suffix in KINDS[kind].formats
    ],
)
def test_rows_are_told_while_they_are_read(coded: Path, tmp_path: Path, kind: ExportKind, suffix: str) -> None:
    calls: list[tuple[int, int]] = []
    with Study.open(coded, coder="Anna") as study:
        if kind is ExportKind.AUDIT:
            for _change in range(70):
                study.set_study_memo("een")
                study.set_study_memo("twee")
        report = study.export(kind, tmp_path / f"out{suffix}", progress=lambda done, total: calls.append((done, total)))
    assert calls == sorted(calls)
    assert {total for _done, total in calls} == {report.rows}
    assert (calls[0][0], calls[-1][0]) == (0, report.rows)
    assert len(calls) > 2


def test_ctrl_c_says_that_no_file_was_written(
    coded: Path, tmp_path: Path, cli: Callable[..., CompletedProcess[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    @contextmanager
    def interrupted() -> Iterator[Callable[[int, int], None]]:
        yield pressed

    monkeypatch.setattr(command, "progress_line", interrupted)
    folder = tmp_path / "out"
    folder.mkdir()
    ran = cli("export", coded, "quotes", "-o", folder / "out.docx")
    assert (ran.returncode, ran.stdout, ran.stderr.strip()) == (1, "", "Stopped. No file was written.")
    assert list(folder.iterdir()) == []


def test_collecting_many_can_be_stopped_and_taken_back_as_one(coded: Path) -> None:
    with Study.open(coded, coder="Anna") as study:
        rows = study.quotes()
        ids = [row.id for row in rows]
        before = study.collected()

        def progress(done: int, _total: int) -> None:
            if done:
                raise Stopped

        with pytest.raises(Stopped):
            study.collect(ids, "", progress=progress)
        with pytest.raises(Stopped):
            study.quotes(progress=progress)
        assert study.quotes(progress=lambda _done, _total: None) == rows
        assert study.collected() == before
        made = study.collect(ids, "")
        after = study.collected()
        assert [quote.coding for quote in made] == ids
        assert len(after) == len(before) + MANY
        assert study.count_retraced() >= 2 * MANY
        assert study.undo().what == "quotes collected"
        assert study.collected() == before
        study.redo()
        assert study.collected() == after
        assert study.count_retraced(again=True) == 0
        assert study.check() == []


def test_counting_goes_page_by_page() -> None:
    calls: list[tuple[int, int]] = []
    assert list(counted(range(MANY), lambda done, total: calls.append((done, total)))) == list(range(MANY))
    assert calls == [(0, MANY), (PAGE, MANY)]
