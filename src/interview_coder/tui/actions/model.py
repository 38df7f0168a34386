"""What an action is, the places where actions are used, and the groups in which the help shows them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from msgspec import Struct

from interview_coder.i18n import N_


class Place(StrEnum):
    """Where an action can be used: a screen, or a widget of it."""

    EVERYWHERE = "everywhere"
    START = "start"
    WORKBENCH = "workbench"
    TRANSCRIPT = "transcript"
    INTERVIEWS = "interviews"
    CODES = "codes"
    PICKER = "picker"
    TEXT = "text"
    FORM = "form"
    LIST = "list"
    FINDING = "finding"
    ANSWERS = "answers"
    CONFIRM = "confirm"
    SEARCH = "search"
    AUTOCODE = "autocode"
    MEMOS = "memos"
    HISTORY = "history"
    CONDITIONS = "conditions"
    CONSISTENCY = "consistency"
    FIGURES = "figures"
    DIFFERENCES = "differences"
    BORDERS = "borders"
    VERSIONS = "versions"
    MATRIX = "matrix"
    QUOTES = "quotes"
    SECTIONS = "sections"
    QUOTE = "quote"
    QUERY = "query"
    KEPT_QUERIES = "kept-queries"
    COLLECTING = "collecting"
    CORRECT = "correct"
    SPEAKERS = "speakers"
    UNPLACED = "unplaced"
    ATTRIBUTES = "attributes"
    GOING_BACK = "going-back"
    WALK = "walk"
    ARROWS = "arrows"
    IMPORT = "import"
    REVIEW = "review"
    EXPORT = "export"
    METADATA = "metadata"
    PATHS = "paths"
    PASTE = "paste"
    MISSED = "missed"
    KEPT = "kept"
    KEYMAP = "keymap"
    SHOWN = "shown"
    SPLIT = "split"
    ALIKE = "alike"
    TAKING_OVER = "taking-over"
    CODERS = "coders"
    GRID = "grid"
    PLAN = "plan"
    DESK = "desk"
    MERGE = "merge"


class Action(Struct, frozen=True):
    """Something a user can do at a place.

    ``id`` names the handler, ``action_<id>``; ``call`` replaces it where one handler serves several actions
    (``quick(3)``). ``keys`` are Textual's names or single characters, the first is the one shown; an action without
    any is in the palette alone. ``writes`` marks what a read-only study refuses; ``footer`` ranks it there (1 first, 0
    not at all); ``shown`` replaces the keys where they are displayed
    (``1 … 9``); a ``hidden`` one has its keys told by another.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    writes: bool = False
    footer: int = 0
    call: str = ""
    shown: str = ""
    hidden: bool = False
    priority: bool = False

    @property
    def offered(self) -> bool:
        """Whether the palette has it; codes, which ``1`` to ``9`` give, stand there by their names."""
        return not self.hidden and not self.shown and self.id != "palette"

    @property
    def handler(self) -> str:
        """The action as Textual calls it."""
        return self.call or self.id


GROUP_MOVE: Final = N_("Move")
GROUP_SELECT: Final = N_("Select")
GROUP_CODE: Final = N_("Code")
GROUP_STANCE: Final = N_("Stance")
GROUP_CHANGE: Final = N_("Change")
GROUP_FIND: Final = N_("Find")
GROUP_PANES: Final = N_("Panes and screens")
GROUP_STUDY: Final = N_("Study")
GROUP_HERE: Final = N_("Here")
GROUP_DECIDE: Final = N_("Decide")
GROUP_KIND: Final = N_("Kind of name")
GROUP_BORDER: Final = N_("Extend and shrink")
GROUP_LOOK: Final = N_("Look")
GROUP_NAMES: Final = N_("Names")

# Through rows whose letters mean something else.
ROWS: Final = (
    Action("up", ("up",), N_("Up"), N_("One row up."), GROUP_MOVE),
    Action("down", ("down",), N_("Down"), N_("One row down."), GROUP_MOVE),
    Action("page_up", ("pageup",), N_("Page up"), N_("One page up."), GROUP_MOVE),
    Action("page_down", ("pagedown",), N_("Page down"), N_("One page down."), GROUP_MOVE),
    Action("first", ("home",), N_("First"), N_("To the first row."), GROUP_MOVE),
    Action("last", ("end",), N_("Last"), N_("To the last row."), GROUP_MOVE),
)


def tabs(last: int, told: str, *, footer: int) -> Iterator[Action]:
    """``1`` to ``last`` go to a tab; the first stands for all of them where keys are shown."""
    for n in range(1, last + 1):
        one = n == 1
        yield Action(
            f"tab_{n}",
            (str(n),),
            N_("Tab"),
            told,
            GROUP_LOOK,
            call=f"tab({n})",
            shown=f"1 … {last}" if one else "",
            footer=footer if one else 0,
            hidden=not one,
        )


PLACES: Final[dict[Place, str]] = {
    Place.WORKBENCH: N_("In the workbench"),
    Place.TRANSCRIPT: N_("In the transcript"),
    Place.FINDING: N_("While finding words in the interview"),
    Place.INTERVIEWS: N_("In the list of interviews"),
    Place.CODES: N_("In the code tree"),
    Place.PICKER: N_("In the code picker"),
    Place.SHOWN: N_("While choosing which codings are shown"),
    Place.SPLIT: N_("While splitting a code"),
    Place.ALIKE: N_("In the list of look-alikes"),
    Place.TAKING_OVER: N_("Before a codebook is imported"),
    Place.TEXT: N_("In a memo"),
    Place.FORM: N_("In a form"),
    Place.SEARCH: N_("While searching the study"),
    Place.AUTOCODE: N_("While coding what was found"),
    Place.MEMOS: N_("In the list of memos"),
    Place.CORRECT: N_("While correcting words"),
    Place.SPEAKERS: N_("In the list of speakers"),
    Place.UNPLACED: N_("In the list of what has no place"),
    Place.ATTRIBUTES: N_("In the list of attributes"),
    Place.HISTORY: N_("In the history"),
    Place.CONDITIONS: N_("In the list of conditions"),
    Place.MATRIX: N_("In the table of conditions"),
    Place.CONSISTENCY: N_("While looking at consistency"),
    Place.FIGURES: N_("While looking at figures"),
    Place.DIFFERENCES: N_("While settling differences"),
    Place.BORDERS: N_("While choosing new borders"),
    Place.VERSIONS: N_("In the changes of the codebook"),
    Place.QUOTES: N_("In the list of quotes"),
    Place.SECTIONS: N_("In the sections of the report"),
    Place.QUOTE: N_("While editing a quote"),
    Place.QUERY: N_("While asking the codings"),
    Place.KEPT_QUERIES: N_("In the list of queries"),
    Place.COLLECTING: N_("While collecting what was found"),
    Place.GOING_BACK: N_("Before changes are taken back"),
    Place.CODERS: N_("On the screen of the coders"),
    Place.GRID: N_("In the grid of interviews and coders"),
    Place.PLAN: N_("In the coders of a plan"),
    Place.DESK: N_("In the interviews of a new desk"),
    Place.MERGE: N_("While merging desks"),
    Place.LIST: N_("In a list"),
    Place.WALK: N_("Through a list"),
    Place.ARROWS: N_("Through a list by arrows"),
    Place.ANSWERS: N_("In a question with several answers"),
    Place.CONFIRM: N_("In a question of yes or no"),
    Place.START: N_("On the start screen"),
    Place.PATHS: N_("While choosing files"),
    Place.IMPORT: N_("While importing"),
    Place.PASTE: N_("While pasting a transcript"),
    Place.REVIEW: N_("In the redaction review"),
    Place.MISSED: N_("In the text of the redaction review"),
    Place.KEPT: N_("In the list of words that stay"),
    Place.METADATA: N_("In the details of an interview"),
    Place.EXPORT: N_("While exporting"),
    Place.KEYMAP: N_("While changing keys"),
    Place.EVERYWHERE: N_("Everywhere"),
}
"""The places in the order of the help, with their headings."""
