"""Several coders: who codes what, desks and merging, consistency, differences."""

from __future__ import annotations

from typing import Final

from interview_coder.i18n import N_
from interview_coder.tui.actions.model import (
    GROUP_BORDER,
    GROUP_CHANGE,
    GROUP_DECIDE,
    GROUP_HERE,
    GROUP_LOOK,
    GROUP_MOVE,
    Action,
    Place,
    tabs,
)

ACTIONS: Final[dict[Place, tuple[Action, ...]]] = {
    Place.CODERS: (
        Action(
            "plan",
            ("p",),
            N_("Plan"),
            N_("Plan who codes what, a share by several, drawn by lot; you see it before it is kept."),
            GROUP_DECIDE,
            writes=True,
            footer=1,
        ),
        Action("add", ("a",), N_("New coder"), N_("Put in a coder."), GROUP_HERE, writes=True, footer=2),
        Action(
            "change",
            ("r",),
            N_("Change"),
            N_("Change the name, initials or colour of the coder."),
            GROUP_HERE,
            writes=True,
            footer=3,
        ),
        Action(
            "hand_out",
            ("h",),
            N_("Hand out"),
            N_("Make a desk for the coder, with the interviews that the coder was given."),
            GROUP_HERE,
            writes=True,
            footer=4,
        ),
        Action("undo", ("u",), N_("Undo"), N_("Take back your last change."), GROUP_CHANGE, writes=True, footer=5),
        Action("redo", ("U",), N_("Redo"), N_("Do again what was undone."), GROUP_CHANGE, writes=True),
    ),
    Place.GRID: (
        Action(
            "assign",
            ("space", "enter"),
            N_("Assign"),
            N_("Give the interview to the coder, or take it away; what is coded stays."),
            GROUP_DECIDE,
            writes=True,
            footer=1,
        ),
        Action(
            "blind",
            ("b",),
            N_("Blind"),
            N_("Let the coder code the interview blind, or with sight of the others; gives it where need be."),
            GROUP_DECIDE,
            writes=True,
            footer=2,
        ),
        Action(
            "own_done",
            ("d",),
            N_("I am done"),
            N_("Say that your own coding of this interview is done, or is not after all."),
            GROUP_DECIDE,
            writes=True,
            footer=3,
        ),
        Action("open", ("o",), N_("Open"), N_("Open the interview in the workbench."), GROUP_HERE, footer=4),
        Action("left", ("left",), N_("Left"), N_("To the coder on the left."), GROUP_MOVE),
        Action("right", ("right",), N_("Right"), N_("To the coder on the right."), GROUP_MOVE),
    ),
    Place.PLAN: (
        Action("mark", ("space",), N_("Mark"), N_("Let this coder take part, or not."), GROUP_HERE, footer=2),
    ),
    Place.DESK: (
        Action("mark", ("space",), N_("Mark"), N_("Give this interview along, or not."), GROUP_HERE, footer=2),
        Action("mark_all", ("a",), N_("Mark all"), N_("Mark all; where all are marked, none."), GROUP_HERE, footer=3),
    ),
    Place.MERGE: (
        Action("take_1", ("a", "1"), N_("First"), N_("The first version stands."), GROUP_DECIDE, True, 1, "take(1)"),
        Action("take_2", ("b", "2"), N_("Second"), N_("The second version stands."), GROUP_DECIDE, True, 2, "take(2)"),
        *(
            Action(
                f"take_{n}",
                (str(n),),
                N_("Another"),
                N_("The version with this number stands, where desks differ in more than two ways."),
                GROUP_DECIDE,
                writes=True,
                call=f"take({n})",
                shown="3 … 9",
                hidden=n > 3,
            )
            for n in range(3, 10)
        ),
        Action("take_both", ("o",), N_("Both"), N_("Both texts stay, one below the other."), GROUP_DECIDE, True, 3),
        Action(
            "leave",
            ("x", "delete"),
            N_("Leave it"),
            N_("Decide nothing here: what holds for the rest holds."),
            GROUP_DECIDE,
            footer=7,
        ),
        Action(
            "policy",
            ("p",),
            N_("The rest"),
            N_("What stands where you do not decide: the newest, what was done here, or elsewhere."),
            GROUP_DECIDE,
            footer=5,
        ),
        Action("next_open", ("space",), N_("Next"), N_("To the next that is not decided."), GROUP_MOVE, footer=6),
        Action(
            "merge",
            ("ctrl+s",),
            N_("Merge"),
            N_("Merge the desks as shown; the study is backed up first."),
            GROUP_HERE,
            writes=True,
            footer=4,
            priority=True,
        ),
    ),
    Place.CONSISTENCY: (
        Action(
            "choose",
            ("enter",),
            N_("Open"),
            N_("Walk through the differences behind it; of a suggestion: to the passage; of a version: what changed."),
            GROUP_HERE,
            footer=1,
        ),
        *tabs(
            8,
            N_("To another tab: figures by code, interview and pair, differences, drift, suggestions, codebook."),
            footer=2,
        ),
        Action(
            "unit",
            ("b",),
            N_("Unit"),
            N_("Compare by turns, by sentences, on the continuum of characters, or by passages drawn up in advance."),
            GROUP_LOOK,
            footer=3,
        ),
        Action("measure", ("f",), N_("Figure"), N_("Show the next coefficient."), GROUP_LOOK, footer=4),
        Action(
            "without",
            ("i",),
            N_("Interviewers"),
            N_("Leave out what interviewers say, or count it again."),
            GROUP_LOOK,
        ),
        Action("stop", ("x",), N_("Stop"), N_("Stop computing."), GROUP_HERE, footer=2),
        Action(
            "drop",
            ("d",),
            N_("Dismiss"),
            N_("Dismiss the suggestion, also for colleagues; again brings it back."),
            GROUP_HERE,
            writes=True,
            footer=3,
        ),
        Action(
            "dropped", ("h",), N_("Dismissed"), N_("Show what was dismissed as well, or not."), GROUP_LOOK, footer=5
        ),
        Action(
            "other",
            ("o",),
            N_("Other passage"),
            N_("Go to the second passage of the suggestion."),
            GROUP_HERE,
            footer=4,
        ),
        Action(
            "agreed",
            ("g",),
            N_("Take agreed"),
            N_("Take what all coders coded alike into the consensus."),
            GROUP_DECIDE,
            writes=True,
            footer=5,
        ),
        Action(
            "freeze",
            ("v",),
            N_("Freeze"),
            N_("Keep the codebook as it is now as a version."),
            GROUP_HERE,
            writes=True,
            footer=3,
        ),
        Action(
            "export",
            ("f6",),
            N_("Export"),
            N_("Write the agreement, differences and settlements to a file for the methods section."),
            GROUP_HERE,
            footer=6,
        ),
        Action("undo", ("u",), N_("Undo"), N_("Take back your last change."), GROUP_CHANGE, writes=True),
    ),
    Place.DIFFERENCES: (
        Action("take_first", ("a",), N_("First"), N_("The consensus takes what the first has."), GROUP_DECIDE, True, 1),
        Action(
            "take_second", ("b",), N_("Second"), N_("The consensus takes what the second has."), GROUP_DECIDE, True, 2
        ),
        Action("take_both", ("o",), N_("Both"), N_("The consensus takes what both have."), GROUP_DECIDE, True, 3),
        Action("take_none", ("x",), N_("Neither"), N_("The consensus takes nothing here."), GROUP_DECIDE, True, 4),
        Action("borders", ("r",), N_("Borders"), N_("Choose new borders for the consensus."), GROUP_DECIDE, True, 5),
        Action("later", ("l",), N_("Discuss"), N_("Discuss it later; the consensus stays."), GROUP_DECIDE, True, 6),
        Action("note", ("m",), N_("Note"), N_("Write down why; kept with the decision."), GROUP_DECIDE, True, 7),
        Action("next_open", ("space",), N_("Next"), N_("To the next that is not settled."), GROUP_MOVE, footer=8),
        Action("choose", ("enter",), N_("Go there"), N_("Go to the passage in the interview."), GROUP_HERE, footer=9),
        Action("undo", ("u",), N_("Undo"), N_("Take back your last decision."), GROUP_CHANGE, True, 10),
    ),
    Place.BORDERS: (
        Action(
            "save", ("enter", "ctrl+s"), N_("Take these"), N_("The consensus gets these borders."), GROUP_HERE, footer=1
        ),
        Action("end_on", ("right",), N_("End on"), N_("The end moves a word on."), GROUP_BORDER, footer=2),
        Action("end_back", ("left",), N_("End back"), N_("The end moves a word back."), GROUP_BORDER, footer=3),
        Action("start_on", ("down",), N_("Start on"), N_("The beginning moves a word on."), GROUP_BORDER, footer=4),
        Action("start_back", ("up",), N_("Start back"), N_("The beginning moves a word back."), GROUP_BORDER, footer=5),
        Action("other", ("c",), N_("Code"), N_("The other of the two codes."), GROUP_HERE, footer=6),
    ),
    Place.VERSIONS: (
        Action(
            "other",
            ("o",),
            N_("Other version"),
            N_("Compare with the next newer version; at the end with now again."),
            GROUP_LOOK,
            footer=1,
        ),
        Action("remove", ("d",), N_("Remove"), N_("Keep this version no more."), GROUP_HERE, writes=True, footer=2),
    ),
}
