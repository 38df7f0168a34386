"""The one registry of what a user can do: bindings, footer, help, palette and docs/keys.md all derive from it.

To add an action: add a line to the table of its place and write ``action_<id>`` on the screen or widget of that place,
whose ``BINDINGS`` is ``bindings_for(Place.…)``. Labels are short (the footer shows them), help is one sentence. Both
are marked with ``N_`` and translated where they are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from enum import StrEnum
from typing import Final

from msgspec import Struct
from textual.binding import Binding, BindingType

from interview_coder.i18n import N_, _, catalogue


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


_MOVE: Final = N_("Move")
_SELECT: Final = N_("Select")
_CODE: Final = N_("Code")
_STANCE: Final = N_("Stance")
_CHANGE: Final = N_("Change")
_FIND: Final = N_("Find")
_PANES: Final = N_("Panes and screens")
_STUDY: Final = N_("Study")
_HERE: Final = N_("Here")
_DECIDE: Final = N_("Decide")
_KIND: Final = N_("Kind of name")
_BORDER: Final = N_("Extend and shrink")
_LOOK: Final = N_("Look")
_NAMES: Final = N_("Names")

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

REGISTRY: Final[dict[Place, tuple[Action, ...]]] = {
    Place.EVERYWHERE: (
        Action(
            "help",
            ("?", "ctrl+g"),
            N_("Help"),
            N_("Show the keys that work in this place; ctrl+g does so from a text field too."),
            _PANES,
            call="app.help",
            footer=20,
        ),
        Action(
            "handbook",
            ("f1",),
            N_("Handbook"),
            N_("Read how things are done, by task."),
            _PANES,
            call="app.handbook",
        ),
        Action(
            "palette",
            ("ctrl+p",),
            N_("Palette"),
            N_("Type what you want to do, or the name of a code or an interview."),
            _PANES,
            call="app.palette",
            footer=19,
            priority=True,
        ),
        Action(
            "jump",
            ("ctrl+o",),
            N_("Jump"),
            N_("Show a letter on every part of the screen; type it to go there."),
            _PANES,
            call="app.jump",
            priority=True,
        ),
        Action(
            "theme",
            ("ctrl+t",),
            N_("Light or dark"),
            N_("Switch between the light and the dark theme."),
            _PANES,
            call="app.theme",
        ),
        Action(
            "looks",
            (),
            N_("Look"),
            N_("Choose among dark, light, high contrast and the colours of the terminal."),
            _PANES,
            call="app.looks",
        ),
        Action(
            "keymap",
            (),
            N_("Change keys"),
            N_("Give an action another key; footer, help and palette show it."),
            _PANES,
            call="app.keymap",
        ),
        Action(
            "tour",
            (),
            N_("Tour"),
            N_("See on a few cards how a passage is selected, coded and exported, and try it."),
            _PANES,
            call="app.tour",
        ),
        Action(
            "back",
            ("escape",),
            N_("Back"),
            N_("Close what is open, or go back a step."),
            _PANES,
            call="screen.back",
            footer=18,
        ),
        Action(
            "quit",
            ("ctrl+q",),
            N_("Quit"),
            N_("Leave; everything is kept."),
            _PANES,
            call="app.quit",
            priority=True,
        ),
    ),
    Place.START: (
        Action("new", ("n",), N_("New study"), N_("Make a new study."), _STUDY, footer=1),
        Action("open", ("o",), N_("Open"), N_("Open a study by its file."), _STUDY, footer=2),
        Action("demo", ("d",), N_("Sample"), N_("Look around in a sample study."), _STUDY, footer=3),
        Action(
            "coder",
            ("c",),
            N_("Your name"),
            N_("Set the name that your codings carry."),
            _STUDY,
            footer=4,
        ),
        Action(
            "language",
            ("l",),
            N_("Nederlands/English"),
            N_("Switch the screens between Dutch and English."),
            _STUDY,
            footer=5,
        ),
        Action(
            "forget", ("delete",), N_("Forget"), N_("Take a study off this list; its file stays."), _STUDY, footer=6
        ),
    ),
    Place.WORKBENCH: (
        Action(
            "code",
            ("c",),
            N_("Code"),
            N_("Pick a code for the selection: type some letters, Enter."),
            _CODE,
            writes=True,
            footer=1,
        ),
        Action(
            "code_again",
            (".",),
            N_("Again"),
            N_("Give the selection the code that was used last."),
            _CODE,
            writes=True,
            footer=2,
        ),
        *(
            Action(
                f"quick_{n}",
                (str(n),),
                N_("Quick code"),
                N_("Give the selection a pinned or recent code; the code tree shows the numbers."),
                _CODE,
                writes=True,
                call=f"quick({n})",
                shown="1 … 9",
                hidden=n > 1,
            )
            for n in range(1, 10)
        ),
        Action(
            "mnemonic",
            (";",),
            N_("By letters"),
            N_("Give the selection a code by its two letters, which the code tree and the picker show."),
            _CODE,
            writes=True,
        ),
        Action(
            "in_vivo",
            ("i",),
            N_("In vivo"),
            N_("Make a new code named by the selected words, and give it to them."),
            _CODE,
            writes=True,
        ),
        Action(
            "supports",
            ("+",),
            N_("Supports"),
            N_("The passage supports the condition; again takes that back."),
            _STANCE,
            writes=True,
            footer=4,
        ),
        Action(
            "contradicts",
            ("-",),
            N_("Contradicts"),
            N_("The passage contradicts the condition; again takes that back."),
            _STANCE,
            writes=True,
        ),
        Action(
            "mixed",
            ("=",),
            N_("Mixed"),
            N_("The passage says both; again takes that back."),
            _STANCE,
            writes=True,
        ),
        Action(
            "remove", ("d",), N_("Remove"), N_("Remove the coding under the cursor."), _CHANGE, writes=True, footer=5
        ),
        Action(
            "memo",
            ("m",),
            N_("Memo"),
            N_("Write a memo on the selected passage or the coding under the cursor, else on the interview."),
            _CHANGE,
            footer=6,
        ),
        Action("interview_memo", ("M",), N_("Interview memo"), N_("Write a memo on the interview."), _CHANGE),
        Action(
            "memos",
            ("f8",),
            N_("Memos"),
            N_("See all memos: filter them, go to what they are on, export them; s writes on the study."),
            _CHANGE,
        ),
        Action(
            "collect",
            ("e",),
            N_("Quote"),
            N_("Collect the selection, or the coding under the cursor, as a quote; once it is one, edit that."),
            _CODE,
            writes=True,
        ),
        Action(
            "quotes",
            ("Q",),
            N_("Quotes"),
            N_("See the quotes for the report by section: edit, order and move them, see what is amiss."),
            _FIND,
        ),
        Action(
            "query",
            ("q",),
            N_("Ask the codings"),
            N_("Find codings by a query: codes with AND, OR, NOT, within, near, and what is known of them."),
            _FIND,
        ),
        Action(
            "conditions",
            ("V",),
            N_("Conditions"),
            N_("See for each condition what is said for and against it, and give verdicts."),
            _FIND,
        ),
        Action(
            "consistency",
            ("K",),
            N_("Consistency"),
            N_("See how far coders agree, settle where they differ, and see what looks uneven in the coding."),
            _FIND,
        ),
        Action(
            "coders",
            ("W",),
            N_("Who codes what"),
            N_("See who codes which interview and how far; give out, plan, say that you are done; name the coders."),
            _PANES,
        ),
        Action(
            "figures",
            ("F",),
            N_("Figures"),
            N_("See conditions by stance, codes by programme, codes together, new codes by interview, work by coder."),
            _PANES,
        ),
        Action(
            "codebook_versions",
            (),
            N_("Codebook versions"),
            N_("Freeze the codebook, see what changed since, and which codings are older than a definition."),
            _FIND,
        ),
        Action("study_memo", (), N_("Study memo"), N_("Write a memo on the whole study."), _CHANGE),
        Action("cycle", ("o",), N_("Next overlap"), N_("Go to the next coding of those that overlap here."), _CHANGE),
        Action(
            "undo",
            ("u",),
            N_("Undo"),
            N_("Take back your last change, as often as you like."),
            _CHANGE,
            writes=True,
            footer=3,
        ),
        Action("redo", ("U",), N_("Redo"), N_("Do again what was undone."), _CHANGE, writes=True),
        Action(
            "redact",
            ("R",),
            N_("Redact"),
            N_("Take a selected or typed name out for good; this cannot be undone."),
            _CHANGE,
            writes=True,
        ),
        Action(
            "correct",
            ("E",),
            N_("Correct"),
            N_("Correct words, who speaks, where turns begin, or the whole text; codings keep their words."),
            _CHANGE,
            writes=True,
        ),
        Action("correct_words", (), N_("Correct words"), N_("Change words of this turn."), _CHANGE, True),
        Action(
            "change_speaker",
            (),
            N_("Who speaks"),
            N_("Say who speaks in the selected turns."),
            _CHANGE,
            True,
        ),
        Action("split_turn", (), N_("Split turn"), N_("Split the turn at the cursor."), _CHANGE, True),
        Action("join_turns", (), N_("Join turns"), N_("Join the turn with the next."), _CHANGE, True),
        Action("speakers", (), N_("Speakers"), N_("Change labels and roles of the speakers."), _CHANGE, True),
        Action(
            "replace_text",
            (),
            N_("Replace the text"),
            N_("Put a better transcript in the place of this one; codings move to the same words."),
            _CHANGE,
            writes=True,
        ),
        Action(
            "unplaced",
            (),
            N_("Without a place"),
            N_("See what a replaced transcript has no place for, to place it by hand or let go of it."),
            _CHANGE,
        ),
        Action(
            "place_here",
            ("enter",),
            N_("Place here"),
            N_("Put what has no place yet on the selected words."),
            _CHANGE,
            writes=True,
            footer=1,
        ),
        Action(
            "done",
            ("D",),
            N_("Done"),
            N_("Mark the interview as done, or as being coded again."),
            _CHANGE,
            writes=True,
        ),
        Action(
            "own_done",
            ("Y",),
            N_("I am done"),
            N_("Say that your own coding of this interview is done, or is not after all; W shows who else codes it."),
            _CHANGE,
            writes=True,
        ),
        Action(
            "coded_to_here",
            ("C",),
            N_("Coded to here"),
            N_("Note that the interview is coded up to the cursor; again takes the note away."),
            _CHANGE,
            writes=True,
        ),
        Action(
            "go_on",
            ("Z",),
            N_("Go on"),
            N_("Go to where the coding of this interview got."),
            _MOVE,
        ),
        Action(
            "show_codings",
            ("f",),
            N_("Show"),
            N_("Choose which codings are shown: of which coders, kinds and codes."),
            _PANES,
        ),
        Action("find", ("/",), N_("Find"), N_("Find words in this interview."), _FIND, footer=7),
        Action("find_next", ("n",), N_("Next"), N_("Go to the next place that was found."), _FIND),
        Action("find_previous", ("N",), N_("Previous"), N_("Go to the previous place that was found."), _FIND),
        Action(
            "search",
            ("f7", "ctrl+f"),
            N_("Search the study"),
            N_("Find words in all interviews; Enter goes to the place."),
            _FIND,
        ),
        Action(
            "attributes",
            (),
            N_("Attributes"),
            N_("Say what you want to know of every interview."),
            _STUDY,
        ),
        Action(
            "export_interviews",
            (),
            N_("Export the interviews"),
            N_("Write the list of interviews, with status and attributes, to a file."),
            _STUDY,
        ),
        Action(
            "import_codebook",
            ("I",),
            N_("Import a codebook"),
            N_("Take over codes from a .csv, .xlsx or .md file, after a look at what is new and what changes."),
            _STUDY,
            writes=True,
        ),
        Action(
            "hand_out",
            (),
            N_("Hand out"),
            N_("Make a desk: a copy of all or some interviews, to work on apart and merge later."),
            _STUDY,
            writes=True,
        ),
        Action(
            "merge_desks",
            (),
            N_("Merge desks"),
            N_("Bring the work of desks together; you see first what comes in and where they differ."),
            _STUDY,
            writes=True,
        ),
        Action("next_interview", (">",), N_("Next interview"), N_("Open the next interview."), _PANES),
        Action(
            "previous_interview",
            ("<",),
            N_("Previous interview"),
            N_("Open the previous interview."),
            _PANES,
        ),
        Action(
            "pane_interviews",
            ("f2",),
            N_("Interviews"),
            N_("Go to the interviews; again hides them."),
            _PANES,
        ),
        Action("pane_codes", ("f3",), N_("Codes"), N_("Go to the code tree; again hides it."), _PANES),
        Action(
            "pane_inspector",
            ("f4",),
            N_("Inspector"),
            N_("Show or hide the inspector and the memo."),
            _PANES,
        ),
        Action("next_pane", ("tab",), N_("Next pane"), N_("Go to the next pane."), _PANES),
        Action(
            "import_files",
            ("f5",),
            N_("Import"),
            N_("Bring in transcripts; names are taken out first."),
            _STUDY,
            writes=True,
            footer=10,
        ),
        Action(
            "export",
            ("f6",),
            N_("Export"),
            N_("Write quotes, an appendix, a draft of the chapter, tables and more to a file."),
            _STUDY,
            footer=11,
        ),
        Action(
            "key_file",
            (),
            N_("Key file"),
            N_("Open the file with the names of this study: it helps to find them, and points them out as you type."),
            _NAMES,
        ),
        Action(
            "language_model",
            (),
            N_("Language model"),
            N_("Choose an installed spaCy model that looks for names along with the program."),
            _NAMES,
        ),
        Action(
            "kept_words",
            (),
            N_("Words that stay"),
            N_("See the words that you keep always, and take one back."),
            _NAMES,
        ),
        Action(
            "history",
            ("H",),
            N_("History"),
            N_("See every change: who, when, what; and go back to any point."),
            _STUDY,
        ),
        Action(
            "tour_next",
            ("f9",),
            N_("Next card"),
            N_("Go on to the next card of the tour."),
            _PANES,
        ),
        Action("close_study", ("f10",), N_("Close"), N_("Go back to the start screen."), _STUDY),
    ),
    Place.TRANSCRIPT: (
        Action("cursor_left", ("left",), N_("Left"), N_("One sign back."), _MOVE),
        Action("cursor_right", ("right",), N_("Right"), N_("One sign on."), _MOVE),
        Action("cursor_up", ("up", "k"), N_("Up"), N_("One line up."), _MOVE),
        Action("cursor_down", ("down", "j"), N_("Down"), N_("One line down."), _MOVE),
        Action("word_next", ("w", "ctrl+right"), N_("Word"), N_("To the next word."), _MOVE),
        Action("word_previous", ("b", "ctrl+left"), N_("Word back"), N_("To the previous word."), _MOVE),
        Action("sentence_next", ("s",), N_("Sentence"), N_("To the next sentence."), _MOVE),
        Action("sentence_previous", ("S",), N_("Sentence back"), N_("To the previous sentence."), _MOVE),
        Action("turn_next", ("t",), N_("Turn"), N_("To the next turn."), _MOVE),
        Action("turn_previous", ("T",), N_("Turn back"), N_("To the previous turn."), _MOVE),
        Action("coding_next", ("]",), N_("Next coding"), N_("To the next coding."), _MOVE),
        Action("coding_previous", ("[",), N_("Previous coding"), N_("To the previous coding."), _MOVE),
        Action("line_start", ("home",), N_("Line start"), N_("To the start of the line."), _MOVE),
        Action("line_end", ("end",), N_("Line end"), N_("To the end of the line."), _MOVE),
        Action("page_up", ("pageup",), N_("Page up"), N_("One page up."), _MOVE),
        Action("page_down", ("pagedown", "space"), N_("Page down"), N_("One page down."), _MOVE),
        Action("text_start", ("ctrl+home", "g"), N_("Top"), N_("To the start of the interview."), _MOVE),
        Action("text_end", ("ctrl+end", "G"), N_("End"), N_("To the end of the interview."), _MOVE),
        Action("select_left", ("shift+left",), N_("Select left"), N_("Extend the selection a sign back."), _SELECT),
        Action("select_right", ("shift+right",), N_("Select right"), N_("Extend the selection a sign on."), _SELECT),
        Action("select_up", ("shift+up",), N_("Select up"), N_("Extend the selection a line up."), _SELECT),
        Action("select_down", ("shift+down",), N_("Select down"), N_("Extend the selection a line down."), _SELECT),
        Action(
            "select_line_start",
            ("shift+home",),
            N_("Select to line start"),
            N_("Extend the selection to the start of the line."),
            _SELECT,
        ),
        Action(
            "select_line_end",
            ("shift+end",),
            N_("Select to line end"),
            N_("Extend the selection to the end of the line."),
            _SELECT,
        ),
        Action(
            "select_mode",
            ("v",),
            N_("Select"),
            N_("Begin a selection here; every move then extends it."),
            _SELECT,
            footer=12,
        ),
        Action(
            "grow", ("x",), N_("Grow"), N_("Select the word; again the sentence; again the turn."), _SELECT, footer=1
        ),
        Action(
            "copy",
            ("y",),
            N_("Copy"),
            N_("Copy the selection, or the passage of the coding under the cursor, with its reference."),
            _SELECT,
        ),
    ),
    Place.FINDING: (
        Action(
            "choose",
            ("enter",),
            N_("Go there"),
            N_("Close the field and go to the next place; n and N then go on."),
            _FIND,
            call="submit",
            footer=1,
        ),
        Action("find_next", ("down",), N_("Next"), N_("Show the next place that was found."), _FIND, footer=3),
        Action(
            "find_previous", ("up",), N_("Previous"), N_("Show the previous place that was found."), _FIND, footer=4
        ),
        Action(
            "search",
            ("f7",),
            N_("Search the study"),
            N_("Find these words in all interviews."),
            _FIND,
            call="screen.search",
            footer=5,
        ),
        Action("close", ("escape",), N_("Close"), N_("Close the field."), _FIND, call="screen.back", footer=2),
    ),
    Place.INTERVIEWS: (
        Action(
            "details",
            ("r",),
            N_("Details"),
            N_("Correct school, programmes, date and the like."),
            _HERE,
            writes=True,
            footer=2,
        ),
        Action(
            "status",
            ("space",),
            N_("Status"),
            N_("Not started, coding, done: go to the next."),
            _HERE,
            writes=True,
            footer=3,
        ),
        Action(
            "attributes", ("a",), N_("Attributes"), N_("Say what you want to know of every interview."), _HERE, footer=5
        ),
        Action(
            "mine",
            ("w",),
            N_("Mine"),
            N_("Show only the interviews that you have to code yet, or all."),
            _LOOK,
            footer=5,
        ),
        Action("export", ("x",), N_("Export"), N_("Write the list of interviews to a file."), _HERE, footer=6),
        Action(
            "delete",
            ("delete", "X"),
            N_("Delete"),
            N_("Delete the interview with every trace of it."),
            _HERE,
            writes=True,
            footer=4,
        ),
    ),
    Place.CODES: (
        Action("add_code", ("a",), N_("New code"), N_("Make a new code."), _HERE, writes=True, footer=2),
        Action(
            "add_subcode", ("A",), N_("New sub-code"), N_("Make a code under this one."), _HERE, writes=True, footer=3
        ),
        Action(
            "edit_code",
            ("r",),
            N_("Change"),
            N_("Rename, describe, recolour, move or retire the code."),
            _HERE,
            footer=4,
        ),
        Action(
            "pin", ("p",), N_("Pin"), N_("Pin the code: it keeps a number from 1 to 9."), _HERE, writes=True, footer=11
        ),
        Action("code_memo", ("m",), N_("Memo"), N_("Write a memo on the code."), _HERE),
        Action(
            "code_up", ("shift+up",), N_("Move up"), N_("Move the code up among its neighbours."), _HERE, writes=True
        ),
        Action(
            "code_down",
            ("shift+down",),
            N_("Move down"),
            N_("Move the code down among its neighbours."),
            _HERE,
            writes=True,
        ),
        Action(
            "code_in",
            ("shift+right",),
            N_("Indent"),
            N_("Put the code under the one above it."),
            _HERE,
            writes=True,
        ),
        Action(
            "code_out",
            ("shift+left",),
            N_("Outdent"),
            N_("Put the code beside the one that it is under."),
            _HERE,
            writes=True,
        ),
        Action(
            "retire",
            ("delete", "X"),
            N_("Retire"),
            N_("Take the code out of use, its codings kept; again takes it back into use."),
            _HERE,
            writes=True,
            footer=9,
        ),
        Action(
            "merge",
            ("J",),
            N_("Merge"),
            N_("Join the code with another one: codings, memos and sub-codes go there."),
            _HERE,
            writes=True,
            footer=7,
        ),
        Action(
            "split",
            ("s",),
            N_("Split"),
            N_("Go through the passages of the code and give other codes to some."),
            _HERE,
            writes=True,
            footer=8,
        ),
        Action(
            "look_alikes",
            ("L",),
            N_("Look-alikes"),
            N_("See pairs of codes that may be one, by name or definition."),
            _HERE,
            footer=10,
        ),
        Action(
            "relist",
            ("v",),
            N_("List"),
            N_("List the codes of this interview, then unused ones, then retired ones too."),
            _HERE,
            footer=6,
        ),
        Action(
            "show_only",
            ("f",),
            N_("Show only"),
            N_("Show only the codings of this code and those under it; again shows all."),
            _HERE,
        ),
        Action("next_use", ("]",), N_("Next use"), N_("Go to the next passage with this code."), _HERE, footer=5),
        Action("previous_use", ("[",), N_("Previous use"), N_("Go to the previous passage with this code."), _HERE),
        Action("fold", ("space",), N_("Fold"), N_("Show or hide the sub-codes."), _HERE),
    ),
    Place.PICKER: (
        Action("up", ("up",), N_("Up"), N_("One row up."), _MOVE),
        Action("down", ("down",), N_("Down"), N_("One row down."), _MOVE),
        Action("page_up", ("pageup",), N_("Page up"), N_("One page up."), _MOVE),
        Action("page_down", ("pagedown",), N_("Page down"), N_("One page down."), _MOVE),
        Action("choose", ("enter",), N_("Choose"), N_("Use this row, or all that are marked."), _HERE, footer=1),
        Action(
            "mark",
            ("tab",),
            N_("Mark"),
            N_("Mark the code, to give several at once; so does Space where nothing is typed."),
            _HERE,
            footer=3,
            priority=True,
        ),
        Action(
            "kind",
            ("ctrl+k",),
            N_("Kind"),
            N_("Make the new code an open code, a theme or a condition: go to the next."),
            _HERE,
            footer=4,
            priority=True,
        ),
        Action(
            "new_code",
            ("ctrl+n",),
            N_("New code"),
            N_("Make a new open code from what was typed, whatever matches; parent/name puts it under a code."),
            _HERE,
            footer=2,
            priority=True,
        ),
    ),
    Place.SHOWN: (
        Action(
            "flip", ("space", "enter"), N_("Show or hide"), N_("Show what the row says, or hide it."), _HERE, footer=1
        ),
        Action(
            "only_code",
            ("c",),
            N_("Only a code"),
            N_("Show a code and those under it only; more can be added."),
            _HERE,
            footer=2,
        ),
        Action("show_all", ("a",), N_("Show all"), N_("Hide nothing."), _HERE, footer=3),
    ),
    Place.SPLIT: (
        Action(
            "stays", ("enter", "k"), N_("Stays"), N_("The passage keeps its code: on to the next."), _DECIDE, footer=1
        ),
        Action(
            "other",
            ("c",),
            N_("Other code"),
            N_("Give the passage another code, or a new one."),
            _DECIDE,
            writes=True,
            footer=2,
        ),
        Action(
            "same",
            (".",),
            N_("The same"),
            N_("Give the passage the code that was chosen last."),
            _DECIDE,
            writes=True,
            footer=3,
        ),
        Action("undo", ("u",), N_("Undo"), N_("Take back the last choice."), _DECIDE, writes=True, footer=4),
        Action(
            "go_there", ("g",), N_("Go there"), N_("Close this and open the passage in its interview."), _HERE, footer=5
        ),
        Action("up", ("up",), N_("Up"), N_("One row up."), _MOVE),
        Action("down", ("down",), N_("Down"), N_("One row down."), _MOVE),
        Action("page_up", ("pageup",), N_("Page up"), N_("One page up."), _MOVE),
        Action("page_down", ("pagedown",), N_("Page down"), N_("One page down."), _MOVE),
        Action("first", ("home",), N_("First"), N_("To the first row."), _MOVE),
        Action("last", ("end",), N_("Last"), N_("To the last row."), _MOVE),
    ),
    Place.CODERS: (
        Action(
            "plan",
            ("p",),
            N_("Plan"),
            N_("Plan who codes what, a share by several, drawn by lot; you see it before it is kept."),
            _DECIDE,
            writes=True,
            footer=1,
        ),
        Action("add", ("a",), N_("New coder"), N_("Put in a coder."), _HERE, writes=True, footer=2),
        Action(
            "change",
            ("r",),
            N_("Change"),
            N_("Change the name, initials or colour of the coder."),
            _HERE,
            writes=True,
            footer=3,
        ),
        Action(
            "hand_out",
            ("h",),
            N_("Hand out"),
            N_("Make a desk for the coder, with the interviews that the coder was given."),
            _HERE,
            writes=True,
            footer=4,
        ),
        Action("undo", ("u",), N_("Undo"), N_("Take back your last change."), _CHANGE, writes=True, footer=5),
        Action("redo", ("U",), N_("Redo"), N_("Do again what was undone."), _CHANGE, writes=True),
    ),
    Place.GRID: (
        Action(
            "assign",
            ("space", "enter"),
            N_("Assign"),
            N_("Give the interview to the coder, or take it away; what is coded stays."),
            _DECIDE,
            writes=True,
            footer=1,
        ),
        Action(
            "blind",
            ("b",),
            N_("Blind"),
            N_("Let the coder code the interview blind, or with sight of the others; gives it where need be."),
            _DECIDE,
            writes=True,
            footer=2,
        ),
        Action(
            "own_done",
            ("d",),
            N_("I am done"),
            N_("Say that your own coding of this interview is done, or is not after all."),
            _DECIDE,
            writes=True,
            footer=3,
        ),
        Action("open", ("o",), N_("Open"), N_("Open the interview in the workbench."), _HERE, footer=4),
        Action("left", ("left",), N_("Left"), N_("To the coder on the left."), _MOVE),
        Action("right", ("right",), N_("Right"), N_("To the coder on the right."), _MOVE),
    ),
    Place.PLAN: (Action("mark", ("space",), N_("Mark"), N_("Let this coder take part, or not."), _HERE, footer=2),),
    Place.DESK: (
        Action("mark", ("space",), N_("Mark"), N_("Give this interview along, or not."), _HERE, footer=2),
        Action("mark_all", ("a",), N_("Mark all"), N_("Mark all; where all are marked, none."), _HERE, footer=3),
    ),
    Place.TAKING_OVER: (
        Action(
            "mark",
            ("space", "enter"),
            N_("Take or leave"),
            N_("Take this code over, or leave it as it is here."),
            _DECIDE,
            footer=2,
        ),
        Action("mark_all", ("a",), N_("All or none"), N_("Take all over; where all are, none."), _DECIDE, footer=3),
        Action(
            "take_over", ("ctrl+s",), N_("Import"), N_("Take over the codes that are marked."), _DECIDE, True, footer=1
        ),
    ),
    Place.MERGE: (
        Action("take_1", ("a", "1"), N_("First"), N_("The first version stands."), _DECIDE, True, 1, "take(1)"),
        Action("take_2", ("b", "2"), N_("Second"), N_("The second version stands."), _DECIDE, True, 2, "take(2)"),
        *(
            Action(
                f"take_{n}",
                (str(n),),
                N_("Another"),
                N_("The version with this number stands, where desks differ in more than two ways."),
                _DECIDE,
                writes=True,
                call=f"take({n})",
                shown="3 … 9",
                hidden=n > 3,
            )
            for n in range(3, 10)
        ),
        Action("take_both", ("o",), N_("Both"), N_("Both texts stay, one below the other."), _DECIDE, True, 3),
        Action(
            "leave",
            ("x", "delete"),
            N_("Leave it"),
            N_("Decide nothing here: what holds for the rest holds."),
            _DECIDE,
            footer=7,
        ),
        Action(
            "policy",
            ("p",),
            N_("The rest"),
            N_("What stands where you do not decide: the newest, what was done here, or elsewhere."),
            _DECIDE,
            footer=5,
        ),
        Action("next_open", ("space",), N_("Next"), N_("To the next that is not decided."), _MOVE, footer=6),
        Action(
            "merge",
            ("ctrl+s",),
            N_("Merge"),
            N_("Merge the desks as shown; the study is backed up first."),
            _HERE,
            writes=True,
            footer=4,
            priority=True,
        ),
    ),
    Place.ALIKE: (
        Action("merge", ("enter", "J"), N_("Merge"), N_("Make the two codes one."), _DECIDE, writes=True, footer=1),
        Action(
            "dismiss",
            ("x", "delete"),
            N_("They differ"),
            N_("Take the pair off this list; it is not shown again."),
            _DECIDE,
            footer=2,
        ),
    ),
    Place.TEXT: (
        Action(
            "save",
            ("ctrl+s",),
            N_("Keep"),
            N_("Keep what was typed and close; Esc keeps it too."),
            _HERE,
            footer=1,
            priority=True,
        ),
        Action(
            "read",
            ("ctrl+r",),
            N_("Read"),
            N_("Show the memo as it reads, or go on writing."),
            _LOOK,
            footer=2,
            priority=True,
        ),
    ),
    Place.FORM: (
        Action(
            "save",
            ("ctrl+s",),
            N_("Keep"),
            N_("Keep what is in the form and close it."),
            _HERE,
            footer=1,
            priority=True,
        ),
    ),
    Place.SEARCH: (
        Action(
            "choose", ("enter",), N_("Go there"), N_("Open the passage; F7 comes back to the hits."), _HERE, footer=1
        ),
        Action("hits", ("down",), N_("To the hits"), N_("From the field into the list of hits."), _MOVE, footer=2),
        Action("mark", ("space",), N_("Mark"), N_("Mark the hit, or take the mark away."), _HERE, footer=3),
        Action("mark_all", ("a",), N_("Mark all"), N_("Mark all hits; where some are marked, none."), _HERE, footer=4),
        Action(
            "code",
            ("c",),
            N_("Code them"),
            N_("Code the marked hits, or all where none is marked; you see which before it is done."),
            _CODE,
            writes=True,
            footer=2,
        ),
        Action("field", ("/",), N_("Words"), N_("To the field with the words."), _FIND, footer=5),
        Action(
            "regex",
            ("ctrl+r",),
            N_("Regex"),
            N_("Take the words as a regular expression, or as words again."),
            _FIND,
            footer=6,
            priority=True,
        ),
    ),
    Place.AUTOCODE: (
        Action(
            "save",
            ("ctrl+s",),
            N_("Code them"),
            N_("Code all that is ticked, as one change."),
            _HERE,
            writes=True,
            footer=1,
            priority=True,
        ),
        Action("untick", ("space",), N_("Tick"), N_("Leave the passage out, or take it in again."), _HERE, footer=2),
    ),
    Place.QUOTES: (
        Action("choose", ("enter",), N_("Go there"), N_("Show the passage in its interview."), _HERE, footer=2),
        Action(
            "edit",
            ("e",),
            N_("Edit"),
            N_("Leave words out, put words in, cut the ends, join passages; source and result side by side."),
            _HERE,
            footer=1,
        ),
        Action("earlier", ("shift+up", "K"), N_("Earlier"), N_("Move the quote up."), _CHANGE, writes=True, footer=4),
        Action("later", ("shift+down", "J"), N_("Later"), N_("Move the quote down."), _CHANGE, writes=True, footer=5),
        Action(
            "question",
            ("q",),
            N_("Question"),
            N_("Put the question of the interviewer before the quote."),
            _CHANGE,
            writes=True,
            footer=6,
        ),
        Action(
            "section", ("s",), N_("Section"), N_("Move the quote to another section."), _CHANGE, writes=True, footer=3
        ),
        Action(
            "confirm",
            ("y",),
            N_("Looked at"),
            N_("Say that a quote whose source was corrected can stay."),
            _CHANGE,
            writes=True,
            footer=7,
        ),
        Action(
            "remove",
            ("delete",),
            N_("Remove"),
            N_("Take the quote out; the coding stays."),
            _CHANGE,
            writes=True,
            footer=8,
        ),
        Action("undo", ("u",), N_("Undo"), N_("Take back your last change."), _CHANGE, writes=True, footer=9),
        Action("redo", ("U",), N_("Redo"), N_("Do again what was undone."), _CHANGE, writes=True),
        Action("export", ("x",), N_("Export"), N_("Write the quotes of this section to a file."), _HERE, footer=10),
        Action("query", ("/",), N_("Ask the codings"), N_("Find codings by a query, to collect them."), _FIND),
        Action("other_side", ("tab",), N_("Other side"), N_("Between sections and quotes."), _MOVE),
    ),
    Place.SECTIONS: (
        Action("add_section", ("a",), N_("New section"), N_("Add a section to the report."), _HERE, True, footer=1),
        Action("rename_section", ("r",), N_("Rename"), N_("Give the section a name and title."), _HERE, True, footer=2),
        Action(
            "section_up", ("shift+up", "K"), N_("Move up"), N_("Move the section up."), _HERE, writes=True, footer=3
        ),
        Action(
            "section_down",
            ("shift+down", "J"),
            N_("Move down"),
            N_("Move the section down."),
            _HERE,
            writes=True,
            footer=4,
        ),
        Action(
            "remove_section",
            ("delete",),
            N_("Remove"),
            N_("Take the section away; it must have no quotes."),
            _HERE,
            writes=True,
            footer=5,
        ),
    ),
    Place.QUERY: (
        Action("choose", ("enter",), N_("Go there"), N_("Open the passage; q comes back here."), _HERE, footer=1),
        Action(
            "complete",
            ("tab",),
            N_("Complete"),
            N_("Complete what was typed; else go between the field and the list."),
            _HERE,
            footer=1,
            priority=True,
        ),
        Action(
            "collect",
            ("e",),
            N_("As quotes"),
            N_("Collect what is marked, or all, as quotes in a section; you see how many before it is done."),
            _HERE,
            writes=True,
            footer=2,
        ),
        Action(
            "code",
            ("c",),
            N_("Code them"),
            N_("Give the marked passages, or all, another code; you see how many before it is done."),
            _CODE,
            writes=True,
            footer=3,
        ),
        Action("mark", ("space",), N_("Mark"), N_("Mark the coding, or take the mark away."), _HERE, footer=4),
        Action("mark_all", ("a",), N_("Mark all"), N_("Mark all; where some are marked, none."), _HERE, footer=5),
        Action("field", ("/",), N_("Query"), N_("To the line of the query."), _FIND, footer=6),
        Action("undo", ("u",), N_("Undo"), N_("Take back your last change."), _CHANGE, writes=True),
        Action(
            "keep",
            ("ctrl+s",),
            N_("Keep"),
            N_("Keep the query under a name."),
            _HERE,
            writes=True,
            footer=7,
            priority=True,
        ),
        Action(
            "kept",
            ("ctrl+l",),
            N_("Kept ones"),
            N_("The queries that are kept: take one, rename or forget it."),
            _HERE,
            footer=8,
            priority=True,
        ),
    ),
    Place.KEPT_QUERIES: (
        Action("choose", ("enter",), N_("Ask"), N_("Ask this query."), _HERE, footer=1),
        Action("rename", ("r",), N_("Rename"), N_("Give it another name."), _HERE, writes=True, footer=2),
        Action("remove", ("delete", "x"), N_("Forget"), N_("Forget the query."), _HERE, writes=True, footer=3),
        Action("undo", ("u",), N_("Undo"), N_("Take back your last change."), _CHANGE, writes=True, footer=4),
    ),
    Place.COLLECTING: (
        Action(
            "save",
            ("enter", "ctrl+s"),
            N_("Collect"),
            N_("Collect them as quotes there, as one change."),
            _HERE,
            writes=True,
            footer=1,
        ),
    ),
    Place.QUOTE: (
        Action("elide", ("e",), N_("Leave out"), N_("Leave the selected words out: […]."), _CHANGE, True, footer=1),
        Action(
            "insert",
            ("i",),
            N_("Put in"),
            N_("Put words in brackets, such as [is], where the cursor is."),
            _CHANGE,
            writes=True,
            footer=4,
        ),
        Action(
            "keep_only",
            ("c",),
            N_("Cut to"),
            N_("Cut the passage down to the selected words; … stands for what goes."),
            _CHANGE,
            writes=True,
            footer=2,
        ),
        Action(
            "add",
            ("a",),
            N_("Add"),
            N_("Add the selected words: put back what was left out, make a passage longer, or join another one."),
            _CHANGE,
            writes=True,
            footer=3,
        ),
        Action(
            "borders",
            ("=",),
            N_("Move here"),
            N_("Put the borders of the passage around the selected words, without any sign."),
            _CHANGE,
            writes=True,
            footer=8,
        ),
        Action(
            "question",
            ("q",),
            N_("Question"),
            N_("Put the question of the interviewer before the quote, in italics."),
            _CHANGE,
            writes=True,
            footer=6,
        ),
        Action(
            "take_back",
            ("d", "delete"),
            N_("Take back"),
            N_("Take back the edit under the cursor, or take the passage out; ] and [ go to them."),
            _CHANGE,
            writes=True,
            footer=5,
        ),
        Action("begin_earlier", ("<",), N_("Begin earlier"), N_("One word more at the start."), _BORDER, writes=True),
        Action("begin_later", ("comma",), N_("Begin later"), N_("One word less at the start."), _BORDER, writes=True),
        Action("end_later", (">",), N_("End later"), N_("One word more at the end."), _BORDER, writes=True),
        Action("end_earlier", (".",), N_("End earlier"), N_("One word less at the end."), _BORDER, writes=True),
        Action("undo", ("u",), N_("Undo"), N_("Take back your last change."), _CHANGE, writes=True, footer=7),
        Action("redo", ("U",), N_("Redo"), N_("Do again what was undone."), _CHANGE, writes=True),
        Action(
            "confirm",
            ("o",),
            N_("Looked at"),
            N_("Say that a quote whose source was corrected can stay."),
            _CHANGE,
            writes=True,
        ),
        Action(
            "literal", ("l",), N_("As spoken"), N_("Show the words as spoken, or as printed again."), _LOOK, footer=9
        ),
        Action("next_quote", ("n",), N_("Next quote"), N_("To the next quote of the section."), _LOOK),
        Action("previous_quote", ("N",), N_("Previous quote"), N_("To the previous quote of the section."), _LOOK),
        Action("copy_quote", ("Y",), N_("Copy quote"), N_("Copy the quote as it is printed."), _LOOK),
    ),
    Place.MEMOS: (
        Action("choose", ("enter",), N_("Go there"), N_("Show what the memo is on."), _HERE, footer=1),
        Action("write", ("m",), N_("Write"), N_("Open the memo to read it or write on."), _HERE, footer=2),
        Action("study_memo", ("s",), N_("Study memo"), N_("Write a memo on the whole study."), _HERE, footer=4),
        Action("export", ("x",), N_("Export"), N_("Write the memos that are listed to a file."), _HERE, footer=3),
        Action("words", ("/",), N_("Words"), N_("To the field with words to look for in memos."), _FIND, footer=5),
    ),
    Place.CORRECT: (
        Action(
            "save",
            ("ctrl+s",),
            N_("Keep"),
            N_("Keep the correction; Enter does so too."),
            _HERE,
            footer=1,
            priority=True,
        ),
    ),
    Place.SPEAKERS: (
        Action("change", ("enter",), N_("Change"), N_("Change label or role."), _HERE, writes=True, footer=1),
        Action("add", ("a",), N_("New"), N_("Add somebody who speaks."), _HERE, writes=True, footer=2),
    ),
    Place.UNPLACED: (
        Action(
            "place", ("enter",), N_("Place"), N_("Go and select where it stands now."), _HERE, writes=True, footer=1
        ),
        Action(
            "discard",
            ("delete", "x"),
            N_("Let go"),
            N_("Let go of it; undo brings it back."),
            _HERE,
            writes=True,
            footer=2,
        ),
    ),
    Place.ATTRIBUTES: (
        Action("add", ("a",), N_("New"), N_("Add something to know of every interview."), _HERE, writes=True, footer=1),
        Action("change", ("enter", "r"), N_("Change"), N_("Change its name or choices."), _HERE, writes=True, footer=2),
        Action(
            "remove",
            ("delete", "x"),
            N_("Take away"),
            N_("Take it away with its values; undo brings all back."),
            _HERE,
            writes=True,
            footer=3,
        ),
    ),
    Place.HISTORY: (
        Action("choose", ("enter",), N_("Go there"), N_("Show what the change was on."), _HERE, footer=2),
        Action(
            "undo_to",
            ("u",),
            N_("Back to here"),
            N_("Take back everything of yours after this change; you see what before it is done."),
            _HERE,
            writes=True,
            footer=1,
        ),
    ),
    Place.CONDITIONS: (
        Action(
            "choose", ("enter",), N_("What was said"), N_("To what is said; there: go to the passage."), _HERE, footer=1
        ),
        Action(
            "verdict",
            ("v",),
            N_("Verdict"),
            N_("Say whether the condition is met, overall or for a programme or school."),
            _HERE,
            writes=True,
            footer=2,
        ),
        Action("matrix", ("x",), N_("Table"), N_("See all conditions by programme or school."), _LOOK, footer=3),
        Action(
            "earlier",
            ("h",),
            N_("Verdicts so far"),
            N_("Every verdict ever given on it; again the counts."),
            _LOOK,
            footer=4,
        ),
    ),
    Place.CONSISTENCY: (
        Action(
            "choose",
            ("enter",),
            N_("Open"),
            N_("Walk through the differences behind it; of a suggestion: to the passage; of a version: what changed."),
            _HERE,
            footer=1,
        ),
        *(
            Action(
                f"tab_{n}",
                (str(n),),
                N_("Tab"),
                N_("To another tab: figures by code, interview and pair, differences, drift, suggestions, codebook."),
                _LOOK,
                call=f"tab({n})",
                shown="1 … 8" if n == 1 else "",
                footer=2 if n == 1 else 0,
                hidden=n > 1,
            )
            for n in range(1, 9)
        ),
        Action(
            "unit",
            ("b",),
            N_("Unit"),
            N_("Compare by turns, by sentences, on the continuum of characters, or by passages drawn up in advance."),
            _LOOK,
            footer=3,
        ),
        Action("measure", ("f",), N_("Figure"), N_("Show the next coefficient."), _LOOK, footer=4),
        Action(
            "without",
            ("i",),
            N_("Interviewers"),
            N_("Leave out what interviewers say, or count it again."),
            _LOOK,
        ),
        Action("stop", ("x",), N_("Stop"), N_("Stop computing."), _HERE, footer=2),
        Action(
            "drop",
            ("d",),
            N_("Dismiss"),
            N_("Dismiss the suggestion, also for colleagues; again brings it back."),
            _HERE,
            writes=True,
            footer=3,
        ),
        Action("dropped", ("h",), N_("Dismissed"), N_("Show what was dismissed as well, or not."), _LOOK, footer=5),
        Action(
            "other", ("o",), N_("Other passage"), N_("Go to the second passage of the suggestion."), _HERE, footer=4
        ),
        Action(
            "agreed",
            ("g",),
            N_("Take agreed"),
            N_("Take what all coders coded alike into the consensus."),
            _DECIDE,
            writes=True,
            footer=5,
        ),
        Action(
            "freeze",
            ("v",),
            N_("Freeze"),
            N_("Keep the codebook as it is now as a version."),
            _HERE,
            writes=True,
            footer=3,
        ),
        Action(
            "export",
            ("f6",),
            N_("Export"),
            N_("Write the agreement, differences and settlements to a file for the methods section."),
            _HERE,
            footer=6,
        ),
        Action("undo", ("u",), N_("Undo"), N_("Take back your last change."), _CHANGE, writes=True),
    ),
    Place.FIGURES: (
        *(
            Action(
                f"tab_{n}",
                (str(n),),
                N_("Tab"),
                N_("To another figure: conditions, programmes, codes together, new codes, coders."),
                _LOOK,
                call=f"tab({n})",
                shown="1 … 5" if n == 1 else "",
                footer=1 if n == 1 else 0,
                hidden=n > 1,
            )
            for n in range(1, 6)
        ),
        Action("export", ("f6",), N_("Export"), N_("Write the figures to a page or a drawing."), _HERE, footer=2),
    ),
    Place.DIFFERENCES: (
        Action("take_first", ("a",), N_("First"), N_("The consensus takes what the first has."), _DECIDE, True, 1),
        Action("take_second", ("b",), N_("Second"), N_("The consensus takes what the second has."), _DECIDE, True, 2),
        Action("take_both", ("o",), N_("Both"), N_("The consensus takes what both have."), _DECIDE, True, 3),
        Action("take_none", ("x",), N_("Neither"), N_("The consensus takes nothing here."), _DECIDE, True, 4),
        Action("borders", ("r",), N_("Borders"), N_("Choose new borders for the consensus."), _DECIDE, True, 5),
        Action("later", ("l",), N_("Discuss"), N_("Discuss it later; the consensus stays."), _DECIDE, True, 6),
        Action("note", ("m",), N_("Note"), N_("Write down why; kept with the decision."), _DECIDE, True, 7),
        Action("next_open", ("space",), N_("Next"), N_("To the next that is not settled."), _MOVE, footer=8),
        Action("choose", ("enter",), N_("Go there"), N_("Go to the passage in the interview."), _HERE, footer=9),
        Action("undo", ("u",), N_("Undo"), N_("Take back your last decision."), _CHANGE, True, 10),
    ),
    Place.BORDERS: (
        Action("save", ("enter", "ctrl+s"), N_("Take these"), N_("The consensus gets these borders."), _HERE, footer=1),
        Action("end_on", ("right",), N_("End on"), N_("The end moves a word on."), _BORDER, footer=2),
        Action("end_back", ("left",), N_("End back"), N_("The end moves a word back."), _BORDER, footer=3),
        Action("start_on", ("down",), N_("Start on"), N_("The beginning moves a word on."), _BORDER, footer=4),
        Action("start_back", ("up",), N_("Start back"), N_("The beginning moves a word back."), _BORDER, footer=5),
        Action("other", ("c",), N_("Code"), N_("The other of the two codes."), _HERE, footer=6),
    ),
    Place.VERSIONS: (
        Action(
            "other",
            ("o",),
            N_("Other version"),
            N_("Compare with the next newer version; at the end with now again."),
            _LOOK,
            footer=1,
        ),
        Action("remove", ("d",), N_("Remove"), N_("Keep this version no more."), _HERE, writes=True, footer=2),
    ),
    Place.MATRIX: (
        Action("other", ("x",), N_("By school"), N_("By school, and by programme again."), _LOOK, footer=1),
    ),
    Place.GOING_BACK: (
        Action("save", ("ctrl+s",), N_("Take back"), N_("Take back what is listed."), _HERE, footer=1, priority=True),
    ),
    Place.LIST: (
        Action("up", ("up", "k"), N_("Up"), N_("One row up."), _MOVE),
        Action("down", ("down", "j"), N_("Down"), N_("One row down."), _MOVE),
        Action("page_up", ("pageup",), N_("Page up"), N_("One page up."), _MOVE),
        Action("page_down", ("pagedown",), N_("Page down"), N_("One page down."), _MOVE),
        Action("first", ("home", "g"), N_("First"), N_("To the first row."), _MOVE),
        Action("last", ("end", "G"), N_("Last"), N_("To the last row."), _MOVE),
        Action("choose", ("enter",), N_("Choose"), N_("Open or use this row."), _MOVE, footer=1),
    ),
    Place.WALK: (
        Action("up", ("up", "k"), N_("Up"), N_("One row up."), _MOVE),
        Action("down", ("down", "j"), N_("Down"), N_("One row down."), _MOVE),
        Action("page_up", ("pageup",), N_("Page up"), N_("One page up."), _MOVE),
        Action("page_down", ("pagedown",), N_("Page down"), N_("One page down."), _MOVE),
        Action("first", ("home", "g"), N_("First"), N_("To the first row."), _MOVE),
        Action("last", ("end", "G"), N_("Last"), N_("To the last row."), _MOVE),
    ),
    Place.ARROWS: (
        Action("up", ("up",), N_("Up"), N_("One row up."), _MOVE),
        Action("down", ("down",), N_("Down"), N_("One row down."), _MOVE),
        Action("page_up", ("pageup",), N_("Page up"), N_("One page up."), _MOVE),
        Action("page_down", ("pagedown",), N_("Page down"), N_("One page down."), _MOVE),
        Action("first", ("home",), N_("First"), N_("To the first row."), _MOVE),
        Action("last", ("end",), N_("Last"), N_("To the last row."), _MOVE),
    ),
    Place.ANSWERS: (
        Action("up", ("up",), N_("Up"), N_("One row up."), _MOVE),
        Action("down", ("down",), N_("Down"), N_("One row down."), _MOVE),
        Action(
            "choose",
            ("enter",),
            N_("Choose"),
            N_("Give this answer; the key before an answer gives it at once."),
            _HERE,
            footer=1,
        ),
    ),
    Place.CONFIRM: (
        Action("yes", ("y", "j"), N_("Yes"), N_("Do what is asked."), _HERE, footer=1),
        Action("no", ("n",), N_("No"), N_("Do nothing."), _HERE, footer=2),
    ),
    Place.PATHS: (
        Action("choose", ("enter",), N_("Choose"), N_("Go into the folder, or take the file."), _HERE, footer=1),
        Action("mark", ("space",), N_("Mark"), N_("Choose several: mark this one."), _HERE, footer=2),
        Action(
            "mark_all",
            ("ctrl+a",),
            N_("All"),
            N_("Mark all files that are shown; again none."),
            _HERE,
            footer=3,
            priority=True,
        ),
        Action(
            "complete",
            ("tab",),
            N_("Complete"),
            N_("Complete what was typed; else go between the field and the list."),
            _HERE,
            footer=4,
            priority=True,
        ),
        Action("parent", ("backspace",), N_("Up"), N_("To the folder above."), _HERE, footer=5),
        Action(
            "use",
            ("ctrl+s",),
            N_("Use"),
            N_("Take what is marked, else the row under the cursor."),
            _HERE,
            footer=6,
            priority=True,
        ),
        Action("up", ("up",), N_("Up"), N_("One row up."), _MOVE),
        Action("down", ("down",), N_("Down"), N_("One row down."), _MOVE),
        Action("page_up", ("pageup",), N_("Page up"), N_("One page up."), _MOVE),
        Action("page_down", ("pagedown",), N_("Page down"), N_("One page down."), _MOVE),
        Action("first", ("home",), N_("First"), N_("To the first row."), _MOVE),
        Action("last", ("end",), N_("Last"), N_("To the last row."), _MOVE),
    ),
    Place.IMPORT: (
        Action("choose", ("enter",), N_("Next step"), N_("Do what this file needs next."), _HERE, footer=1),
        Action("add_files", ("o",), N_("Files"), N_("Choose files or a folder to import."), _HERE, footer=1),
        Action("paste_text", ("p",), N_("Paste"), N_("Paste a transcript, or type one."), _HERE, footer=2),
        Action(
            "review",
            ("r",),
            N_("Review"),
            N_("Decide on the names that were found in this file; Enter does what is next."),
            _HERE,
            footer=3,
        ),
        Action("accept_all", ("A",), N_("Accept all"), N_("Take out every name found, in all files."), _HERE, footer=5),
        Action("details", ("d",), N_("Details"), N_("School, programmes, date and the like."), _HERE, footer=6),
        Action("store", ("s",), N_("Import"), N_("Store the interviews that are ready in the study."), _HERE, footer=4),
        Action(
            "remove",
            ("x", "delete"),
            N_("Leave out"),
            N_("Take this file off the list; nothing of it is stored."),
            _HERE,
            footer=7,
        ),
        Action(
            "again",
            ("f",),
            N_("Force"),
            N_("Import this text although it is in the study already, or read a failed file again."),
            _HERE,
        ),
        Action(
            "anonymised",
            ("a",),
            N_("Already anonymised"),
            N_("Leave all names in, for transcripts that were anonymised before; what is found is only counted."),
            _HERE,
        ),
        Action(
            "key_file",
            ("k",),
            N_("Key file"),
            N_("Use a file with the names of this study: it helps to find them, and accepted ones are added."),
            _HERE,
        ),
        Action(
            "marks",
            ("m",),
            N_("Marks"),
            N_("Mark names as […] or as [persoon 1]: in all that is imported from now on."),
            _HERE,
        ),
        Action(
            "language_model",
            ("g",),
            N_("Language model"),
            N_("Choose an installed spaCy model that looks for names along with the program."),
            _HERE,
        ),
        Action(
            "kept_words",
            ("w",),
            N_("Words that stay"),
            N_("See the words that you keep always, and take one back."),
            _HERE,
        ),
        Action("stop", ("ctrl+x",), N_("Stop"), N_("Stop reading; what was read stays on the list."), _HERE),
    ),
    Place.PASTE: (
        Action("use_text", ("ctrl+s",), N_("Use"), N_("Read what was pasted."), _HERE, footer=1, priority=True),
    ),
    Place.REVIEW: (
        Action("next_open", ("tab",), N_("Next"), N_("To the next name that is not decided."), _MOVE),
        Action("accept", ("a", "enter"), N_("Take out"), N_("Take the name out of the text."), _DECIDE, footer=1),
        Action("keep", ("k",), N_("Leave in"), N_("Leave it in the text: it is no name."), _DECIDE, footer=2),
        Action(
            "accept_same",
            ("A",),
            N_("All the same"),
            N_("Take it out wherever it was found in this text."),
            _DECIDE,
            footer=3,
        ),
        Action(
            "keep_always",
            ("K",),
            N_("Always leave in"),
            N_("Leave it in wherever it is found, in other files and later imports of this study too."),
            _DECIDE,
            footer=4,
        ),
        Action("undo", ("u",), N_("Undo"), N_("Take back the last decision."), _DECIDE, footer=6),
        Action(
            "add", ("n",), N_("Missed one"), N_("Go to the text and select a name that was missed."), _DECIDE, footer=5
        ),
        Action("person", ("p",), N_("Person"), N_("It is the name of a person."), _KIND),
        Action("place", ("l",), N_("Place"), N_("It is a place, a region, a street."), _KIND),
        Action("organisation", ("o",), N_("Organisation"), N_("It is a school, a firm, a paper."), _KIND),
        Action("contact", ("c",), N_("Contact"), N_("It is an address, a number, a link."), _KIND),
        Action("end_on", ("right", "]"), N_("End on"), N_("Take one more word at the end."), _BORDER),
        Action("end_back", ("left", "["), N_("End back"), N_("Take one word less at the end."), _BORDER),
        Action("end_on_sign", ("shift+right", "}"), N_("End a sign on"), N_("One more sign at the end."), _BORDER),
        Action("end_back_sign", ("shift+left", "{"), N_("End a sign back"), N_("One sign less at the end."), _BORDER),
        Action("start_back", ("ctrl+left", "comma"), N_("Start back"), N_("Take one more word at the start."), _BORDER),
        Action("start_on", ("ctrl+right", "."), N_("Start on"), N_("Take one word less at the start."), _BORDER),
        Action("start_back_sign", ("<",), N_("Start a sign back"), N_("One more sign at the start."), _BORDER),
        Action("start_on_sign", (">",), N_("Start a sign on"), N_("One sign less at the start."), _BORDER),
        Action("order", ("s",), N_("Order"), N_("Doubtful ones first, or as in the text."), _LOOK, footer=10),
        Action("filter", ("t",), N_("Kind"), N_("Show one kind of name, then the next, then all."), _LOOK, footer=11),
        Action("after", ("v",), N_("Before/after"), N_("Show the text as it will be stored."), _LOOK, footer=9),
        Action(
            "finish",
            ("f", "ctrl+s"),
            N_("Finish"),
            N_("End the review; what is undecided can be taken out in one go."),
            _DECIDE,
            footer=7,
        ),
    ),
    Place.MISSED: (
        Action(
            "add_here",
            ("enter", "n"),
            N_("Take out"),
            N_("Take the selected words, or the word at the cursor, out; asks for the kind."),
            _HERE,
            footer=1,
        ),
        Action("add_person", ("p",), N_("As person"), N_("Take them out as the name of a person."), _HERE, footer=2),
        Action("add_place", ("l",), N_("As place"), N_("Take them out as a place."), _HERE, footer=3),
        Action(
            "add_organisation", ("o",), N_("As organisation"), N_("Take them out as a school or firm."), _HERE, footer=4
        ),
        Action("add_contact", ("c",), N_("As contact"), N_("Take them out as an address or number."), _HERE, footer=5),
        Action("to_queue", ("escape", "tab"), N_("Back"), N_("Back to the list of names."), _HERE, footer=3),
    ),
    Place.KEPT: (
        Action(
            "unkeep",
            ("delete", "x"),
            N_("Take back"),
            N_("Point the word out again in the next import; texts that are stored stay as they are."),
            _HERE,
            writes=True,
            footer=1,
        ),
    ),
    Place.KEYMAP: (
        Action(
            "key_back",
            ("ctrl+d",),
            N_("First key"),
            N_("Give the action the keys it had at first."),
            _HERE,
            footer=1,
            priority=True,
        ),
        Action(
            "keys_back",
            ("ctrl+x",),
            N_("All first keys"),
            N_("Give every action its first keys."),
            _HERE,
            footer=2,
            priority=True,
        ),
    ),
    Place.METADATA: (
        Action("save", ("ctrl+s",), N_("Keep"), N_("Keep the details and close."), _HERE, footer=1, priority=True),
    ),
    Place.EXPORT: (
        Action("write", ("ctrl+s",), N_("Export"), N_("Write the file."), _HERE, footer=1, priority=True),
        Action("where", ("ctrl+w",), N_("Where"), N_("Choose where the file goes."), _HERE, footer=2, priority=True),
    ),
}
"""Every action, by place. The order within a place is the order of the help."""


def bindings_for(*places: Place, only: Container[str] | None = None) -> list[BindingType]:
    """The actions of some places as a ``BINDINGS`` list. Labels stay English here: they are translated when shown.

    ``only`` names the ids to take.
    """
    return [
        Binding(
            ",".join(action.keys),
            action.handler,
            action.label,
            show=False,
            id=f"{place}.{action.id}",
            priority=action.priority,
        )
        for place in places
        for action in REGISTRY[place]
        if action.keys and (only is None or action.id in only)
    ]


def writing(name: str, places: Iterable[Place]) -> bool:
    """Whether the action called ``name`` (its id or handler) changes the study, at one of these places."""
    return any(
        action.writes and name in (action.id, action.handler, action.handler.partition("(")[0])
        for place in places
        for action in REGISTRY[place]
    )


_KEY_NAMES: Final = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "escape": "Esc", "enter": "Enter", "space": N_("Space"),
    "tab": "Tab", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End", "delete": "Del",
    "backspace": "Backspace", "comma": ",",
}  # fmt: skip


def key_name(key: str, say: Callable[[str], str] = _) -> str:
    """A key as people write it: ``ctrl+p``, ``F1``, ``↑``, ``shift+↑``; ``say`` translates."""
    if len(key) == 1:
        return key
    *modifiers, last = key.split("+")
    name = _KEY_NAMES.get(last, last.upper() if last[0] == "f" and last[1:].isdigit() else last)
    # Only this one differs on keyboards; "End" would be taken for the action of that name.
    return "+".join((*modifiers, say(name) if last == "space" else name))


def keys_shown(action: Action) -> str:
    """The keys of an action, as the footer and the help show them; those of the palette where it has none."""
    return action.shown or " ".join(key_name(key) for key in action.keys or ("ctrl+p",))


def keys_page(language: str) -> str:
    """docs/keys.md in a language (``en`` or ``nl``), as Markdown: one table for every place that has keys."""
    say = catalogue(language).gettext

    def cell(key: str) -> str:
        return f"`{key}`" if key != "|" else "`\\|`"

    title, columns = say(N_("Keys")), (say(N_("Key")), say(N_("Action")), say(N_("What it does")))
    parts = ["# " + title, "", say(N_("This page is made from the registry of actions in the program."))]
    for place, heading in PLACES.items():
        shown = [action for action in REGISTRY[place] if not action.hidden]
        if not shown:
            continue
        parts += [
            "",
            f"## {say(heading)}",
            "",
            "| " + " | ".join(columns) + " |",
            "|---|---|---|",
        ]
        for action in shown:
            names = [action.shown] if action.shown else [key_name(key, say) for key in action.keys or ("ctrl+p",)]
            parts.append(f"| {' '.join(map(cell, names))} | {say(action.label)} | {say(action.help)} |")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(keys_page("en"))
