"""Fixtures that every package's tests may use."""

from __future__ import annotations

import io
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from sqlalchemy import Engine
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache
from tests.killing import killer, moments  # noqa: F401 - fixtures

from interview_coder import cli as commands
from interview_coder import i18n
from interview_coder.domain.model import Draft, DraftSpeaker, DraftTurn, Metadata, Role
from interview_coder.intake import Prepared
from interview_coder.store import database
from interview_coder.study import Study

# How long an example takes says something of the machine, not of the program.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

_prepare_new = database._prepare_new
_empty = sqlite3.connect(":memory:", check_same_thread=False)


def _copied_once_made(engine: Engine) -> None:
    made = _empty.execute("PRAGMA page_count").fetchone()[0]
    if not made:
        _prepare_new(engine)
    with engine.connect() as connection:
        file = connection.connection.driver_connection
        assert isinstance(file, sqlite3.Connection)
        source, target = (_empty, file) if made else (file, _empty)
        source.backup(target)


# A tenth of the time of all tests went into making the same empty tables; commands in their own process make them anew.
database._prepare_new = _copied_once_made

_engine = database._engine


class _OneDialect(SQLiteDialect_pysqlite):
    """Equal to every other: what was compiled for one is found for the others."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _OneDialect)

    def __hash__(self) -> int:
        return 1


_compiled: LRUCache[Any, Any] = LRUCache(2000)


def _compiled_once(path: Path, *, read_only: bool = False) -> Engine:
    engine = _engine(path, read_only=read_only)
    engine.dialect.__class__ = _OneDialect
    engine._compiled_cache = _compiled
    return engine


# A third of the time of tests of exports went into compiling the same statements for each study anew.
database._engine = _compiled_once


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test reads or writes the settings of whoever runs it, and each begins in English."""
    monkeypatch.setenv("INTERVIEW_CODER_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    i18n.use_language("en")
    yield
    i18n.use_language("en")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """A new study with the mbo codebook, open for writing."""
    with Study.create(tmp_path / "test.study", coder="Anna") as opened:
        yield opened


def prepared(*turns: str, metadata: Metadata | None = None, name: str = "interview.txt") -> Prepared:
    """An interview in memory, of turns by an interviewer and a respondent in turn, without any names."""
    return Prepared(
        file=name,
        draft=Draft(
            turns=tuple(DraftTurn(index % 2, text) for index, text in enumerate(turns)),
            speakers=(DraftSpeaker("Interviewer", Role.INTERVIEWER), DraftSpeaker("Respondent 1", Role.RESPONDENT)),
        ),
        finds=[],
        decisions=[],
        metadata=metadata or Metadata(),
    )


@pytest.fixture
def prepare_turns() -> Callable[..., Prepared]:
    """Makes a prepared interview out of turns."""
    return prepared


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a command in this process, as ``cli("info", path, typed="words on stdin")``, without a terminal."""

    def run(*arguments: object, typed: str = "") -> subprocess.CompletedProcess[str]:
        given = [str(argument) for argument in arguments]
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _stream in range(2))
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.StringIO(typed))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as ended:
                commands.main(given)
            out.flush()
            err.flush()
        texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
        assert isinstance(ended.value.code, int)
        return subprocess.CompletedProcess(given, ended.value.code, *texts)

    return run
