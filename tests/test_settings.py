"""What the program remembers, and what it leaves alone until it is needed."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import prepared

from interview_coder.settings import Settings, toml
from interview_coder.study import Study

_WORDS = st.text(st.characters(exclude_categories=["Cs"]))
_VALUES = st.one_of(_WORDS, st.booleans(), st.integers(-(2**63), 2**63 - 1), st.lists(st.one_of(_WORDS, st.integers())))
_TABLES: Any = st.recursive(
    st.dictionaries(_WORDS, _VALUES), lambda inner: st.dictionaries(_WORDS, st.one_of(_VALUES, inner)), max_leaves=12
)


@given(_TABLES)
def test_settings_are_toml_that_reads_back_the_same(table: dict[str, Any]) -> None:
    assert tomllib.loads(toml(table)) == table


def test_settings_outlive_the_program(tmp_path: Path) -> None:
    Settings(tmp_path / "s.toml").set("studies", "a-b", "places", value={"x": [1, 2]})
    Settings(tmp_path / "s.toml").set("theme", value="dark")
    assert Settings(tmp_path / "s.toml").get("studies", "a-b", "places", "x") == [1, 2]
    assert Settings(tmp_path / "s.toml").get("theme") == "dark"


HEAVY = {"spacy", "docx", "openpyxl", "odf", "alembic", "numpy", "rapidfuzz", "tomlkit", "sqlalchemy.orm"}
SCREENS = """
import asyncio, sys
from pathlib import Path
from interview_coder.tui.app import InterviewCoder
async def look():
    app = InterviewCoder(Path(sys.argv[1]) if len(sys.argv) > 1 else None, coder="Anna")
    async with app.run_test() as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("t")
        app.close_study()
asyncio.run(look())
print(sorted(name for name in sys.modules if name in HEAVY))
"""


def test_nothing_heavy_is_loaded_for_the_first_screens(tmp_path: Path) -> None:
    study_file = tmp_path / "a.study"
    with Study.create(study_file, coder="Anna") as study:
        study.store(prepared("Hoe gaat het?", "Wij kijken naar de stageplaatsen."))
    for arguments in ((), (str(study_file),)):
        code = f"HEAVY = {HEAVY!r}\n{SCREENS}"
        ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
        assert ran.stdout.strip() == "[]"
