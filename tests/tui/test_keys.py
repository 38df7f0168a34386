"""The registry of actions: complete, without clashes, and as docs/keys.md tells it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.binding import Binding

from interview_coder.tui.actions import PLACES, REGISTRY, Place, bindings_for, key_name, keys_page
from interview_coder.tui.app import InterviewCoder
from interview_coder.tui.screens.attributes import Attributes
from interview_coder.tui.screens.autocode import Autocode
from interview_coder.tui.screens.code_editor import CodeEditor
from interview_coder.tui.screens.correct import Correct
from interview_coder.tui.screens.history import GoingBack, History
from interview_coder.tui.screens.keymap import KeyMapScreen
from interview_coder.tui.screens.memo import Memo
from interview_coder.tui.screens.memos import Memos
from interview_coder.tui.screens.picker import Picker
from interview_coder.tui.screens.search import Search
from interview_coder.tui.screens.speakers import Speakers
from interview_coder.tui.screens.start import NewStudy, Start
from interview_coder.tui.screens.unplaced import WithoutPlace
from interview_coder.tui.screens.workbench import Workbench
from interview_coder.tui.widgets.code_tree import CodeTree
from interview_coder.tui.widgets.panes import InterviewList
from interview_coder.tui.widgets.rows import Rows
from interview_coder.tui.widgets.transcript import TranscriptView

ROOT = Path(__file__).parents[2]
HANDLERS: dict[Place, tuple[type, ...]] = {
    Place.EVERYWHERE: (InterviewCoder,),
    Place.START: (Start,),
    Place.WORKBENCH: (Workbench,),
    Place.TRANSCRIPT: (TranscriptView,),
    Place.INTERVIEWS: (InterviewList,),
    Place.CODES: (CodeTree,),
    Place.PICKER: (Picker,),
    Place.TEXT: (Memo,),
    Place.FORM: (CodeEditor, NewStudy),
    Place.LIST: (Rows,),
    Place.SEARCH: (Search,),
    Place.AUTOCODE: (Autocode,),
    Place.MEMOS: (Memos,),
    Place.HISTORY: (History,),
    Place.CORRECT: (Correct,),
    Place.SPEAKERS: (Speakers,),
    Place.UNPLACED: (WithoutPlace,),
    Place.ATTRIBUTES: (Attributes,),
    Place.GOING_BACK: (GoingBack,),
    Place.KEYMAP: (KeyMapScreen,),
}


def test_the_page_of_keys_is_what_the_registry_says() -> None:
    """Write it anew with: python -m interview_coder.tui.actions > docs/keys.md"""
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == keys_page("en")


def test_every_place_has_a_heading_and_its_actions_on_the_page() -> None:
    assert set(PLACES) == set(REGISTRY) == set(Place)
    page = keys_page("en")
    for actions in REGISTRY.values():
        for action in actions:
            assert action.hidden or action.help in page


@pytest.mark.parametrize("place", list(HANDLERS))
def test_every_action_of_a_place_has_a_handler(place: Place) -> None:
    for action in REGISTRY[place]:
        name = action.handler.rpartition(".")[2].partition("(")[0]
        for where in HANDLERS[place] if not action.handler.startswith("screen.") else (Workbench,):
            assert hasattr(where, f"action_{name}"), f"{where.__name__} lacks action_{name}"


@pytest.mark.parametrize("place", list(Place))
def test_no_two_actions_of_a_place_share_a_key(place: Place) -> None:
    keys = [key for action in REGISTRY[place] for key in action.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("place", list(Place))
def test_keys_work_in_every_terminal(place: Place) -> None:
    for action in REGISTRY[place]:
        for key in action.keys:
            assert not key.startswith(("alt+", "ctrl+shift+", "super+"))


def test_bindings_carry_an_id_so_that_keys_can_be_changed() -> None:
    for binding in bindings_for(*Place):
        assert isinstance(binding, Binding)
        assert binding.id


def test_keys_are_named_as_people_write_them() -> None:
    assert [key_name(key) for key in ("f1", "ctrl+p", "shift+up", "pagedown", "+", "escape")] == [
        "F1", "ctrl+p", "shift+↑", "PgDn", "+", "Esc",
    ]  # fmt: skip
