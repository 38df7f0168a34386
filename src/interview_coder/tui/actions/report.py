"""What the report is made of: quotes, queries, conditions, figures, exports."""

from __future__ import annotations

from typing import Final

from interview_coder.i18n import N_
from interview_coder.tui.actions.model import (
    GROUP_BORDER,
    GROUP_CHANGE,
    GROUP_CODE,
    GROUP_FIND,
    GROUP_HERE,
    GROUP_LOOK,
    GROUP_MOVE,
    Action,
    Place,
    tabs,
)

ACTIONS: Final[dict[Place, tuple[Action, ...]]] = {
    Place.QUOTES: (
        Action("choose", ("enter",), N_("Go there"), N_("Show the passage in its interview."), GROUP_HERE, footer=2),
        Action(
            "edit",
            ("e",),
            N_("Edit"),
            N_("Leave words out, put words in, cut the ends, join passages; source and result side by side."),
            GROUP_HERE,
            footer=1,
        ),
        Action(
            "earlier", ("shift+up", "K"), N_("Earlier"), N_("Move the quote up."), GROUP_CHANGE, writes=True, footer=4
        ),
        Action(
            "later", ("shift+down", "J"), N_("Later"), N_("Move the quote down."), GROUP_CHANGE, writes=True, footer=5
        ),
        Action(
            "question",
            ("q",),
            N_("Question"),
            N_("Put the question of the interviewer before the quote."),
            GROUP_CHANGE,
            writes=True,
            footer=6,
        ),
        Action(
            "section",
            ("s",),
            N_("Section"),
            N_("Move the quote to another section."),
            GROUP_CHANGE,
            writes=True,
            footer=3,
        ),
        Action(
            "confirm",
            ("y",),
            N_("Looked at"),
            N_("Say that a quote whose source was corrected can stay."),
            GROUP_CHANGE,
            writes=True,
            footer=7,
        ),
        Action(
            "remove",
            ("delete",),
            N_("Remove"),
            N_("Take the quote out; the coding stays."),
            GROUP_CHANGE,
            writes=True,
            footer=8,
        ),
        Action("undo", ("u",), N_("Undo"), N_("Take back your last change."), GROUP_CHANGE, writes=True, footer=9),
        Action("redo", ("U",), N_("Redo"), N_("Do again what was undone."), GROUP_CHANGE, writes=True),
        Action(
            "export", ("x",), N_("Export"), N_("Write the quotes of this section to a file."), GROUP_HERE, footer=10
        ),
        Action("query", ("/",), N_("Ask the codings"), N_("Find codings by a query, to collect them."), GROUP_FIND),
        Action("other_side", ("tab",), N_("Other side"), N_("Between sections and quotes."), GROUP_MOVE),
    ),
    Place.SECTIONS: (
        Action(
            "add_section", ("a",), N_("New section"), N_("Add a section to the report."), GROUP_HERE, True, footer=1
        ),
        Action(
            "rename_section", ("r",), N_("Rename"), N_("Give the section a name and title."), GROUP_HERE, True, footer=2
        ),
        Action(
            "section_up",
            ("shift+up", "K"),
            N_("Move up"),
            N_("Move the section up."),
            GROUP_HERE,
            writes=True,
            footer=3,
        ),
        Action(
            "section_down",
            ("shift+down", "J"),
            N_("Move down"),
            N_("Move the section down."),
            GROUP_HERE,
            writes=True,
            footer=4,
        ),
        Action(
            "remove_section",
            ("delete",),
            N_("Remove"),
            N_("Take the section away; it must have no quotes."),
            GROUP_HERE,
            writes=True,
            footer=5,
        ),
    ),
    Place.QUOTE: (
        Action(
            "elide", ("e",), N_("Leave out"), N_("Leave the selected words out: […]."), GROUP_CHANGE, True, footer=1
        ),
        Action(
            "insert",
            ("i",),
            N_("Put in"),
            N_("Put words in brackets, such as [is], where the cursor is."),
            GROUP_CHANGE,
            writes=True,
            footer=4,
        ),
        Action(
            "keep_only",
            ("c",),
            N_("Cut to"),
            N_("Cut the passage down to the selected words; … stands for what goes."),
            GROUP_CHANGE,
            writes=True,
            footer=2,
        ),
        Action(
            "add",
            ("a",),
            N_("Add"),
            N_("Add the selected words: put back what was left out, make a passage longer, or join another one."),
            GROUP_CHANGE,
            writes=True,
            footer=3,
        ),
        Action(
            "borders",
            ("=",),
            N_("Move here"),
            N_("Put the borders of the passage around the selected words, without any sign."),
            GROUP_CHANGE,
            writes=True,
            footer=8,
        ),
        Action(
            "question",
            ("q",),
            N_("Question"),
            N_("Put the question of the interviewer before the quote, in italics."),
            GROUP_CHANGE,
            writes=True,
            footer=6,
        ),
        Action(
            "take_back",
            ("d", "delete"),
            N_("Take back"),
            N_("Take back the edit under the cursor, or take the passage out; ] and [ go to them."),
            GROUP_CHANGE,
            writes=True,
            footer=5,
        ),
        Action(
            "begin_earlier", ("<",), N_("Begin earlier"), N_("One word more at the start."), GROUP_BORDER, writes=True
        ),
        Action(
            "begin_later", ("comma",), N_("Begin later"), N_("One word less at the start."), GROUP_BORDER, writes=True
        ),
        Action("end_later", (">",), N_("End later"), N_("One word more at the end."), GROUP_BORDER, writes=True),
        Action("end_earlier", (".",), N_("End earlier"), N_("One word less at the end."), GROUP_BORDER, writes=True),
        Action("undo", ("u",), N_("Undo"), N_("Take back your last change."), GROUP_CHANGE, writes=True, footer=7),
        Action("redo", ("U",), N_("Redo"), N_("Do again what was undone."), GROUP_CHANGE, writes=True),
        Action(
            "confirm",
            ("o",),
            N_("Looked at"),
            N_("Say that a quote whose source was corrected can stay."),
            GROUP_CHANGE,
            writes=True,
        ),
        Action(
            "literal",
            ("l",),
            N_("As spoken"),
            N_("Show the words as spoken, or as printed again."),
            GROUP_LOOK,
            footer=9,
        ),
        Action("next_quote", ("n",), N_("Next quote"), N_("To the next quote of the section."), GROUP_LOOK),
        Action("previous_quote", ("N",), N_("Previous quote"), N_("To the previous quote of the section."), GROUP_LOOK),
        Action("copy_quote", ("Y",), N_("Copy quote"), N_("Copy the quote as it is printed."), GROUP_LOOK),
    ),
    Place.QUERY: (
        Action("choose", ("enter",), N_("Go there"), N_("Open the passage; q comes back here."), GROUP_HERE, footer=1),
        Action(
            "complete",
            ("tab",),
            N_("Complete"),
            N_("Complete what was typed; else go between the field and the list."),
            GROUP_HERE,
            footer=1,
            priority=True,
        ),
        Action(
            "collect",
            ("e",),
            N_("As quotes"),
            N_("Collect what is marked, or all, as quotes in a section; you see how many before it is done."),
            GROUP_HERE,
            writes=True,
            footer=2,
        ),
        Action(
            "code",
            ("c",),
            N_("Code them"),
            N_("Give the marked passages, or all, another code; you see how many before it is done."),
            GROUP_CODE,
            writes=True,
            footer=3,
        ),
        Action("mark", ("space",), N_("Mark"), N_("Mark the coding, or take the mark away."), GROUP_HERE, footer=4),
        Action("mark_all", ("a",), N_("Mark all"), N_("Mark all; where some are marked, none."), GROUP_HERE, footer=5),
        Action("field", ("/",), N_("Query"), N_("To the line of the query."), GROUP_FIND, footer=6),
        Action("undo", ("u",), N_("Undo"), N_("Take back your last change."), GROUP_CHANGE, writes=True),
        Action(
            "keep",
            ("ctrl+s",),
            N_("Keep"),
            N_("Keep the query under a name."),
            GROUP_HERE,
            writes=True,
            footer=7,
            priority=True,
        ),
        Action(
            "kept",
            ("ctrl+l",),
            N_("Kept ones"),
            N_("The queries that are kept: take one, rename or forget it."),
            GROUP_HERE,
            footer=8,
            priority=True,
        ),
    ),
    Place.KEPT_QUERIES: (
        Action("choose", ("enter",), N_("Ask"), N_("Ask this query."), GROUP_HERE, footer=1),
        Action("rename", ("r",), N_("Rename"), N_("Give it another name."), GROUP_HERE, writes=True, footer=2),
        Action("remove", ("delete", "x"), N_("Forget"), N_("Forget the query."), GROUP_HERE, writes=True, footer=3),
        Action("undo", ("u",), N_("Undo"), N_("Take back your last change."), GROUP_CHANGE, writes=True, footer=4),
    ),
    Place.COLLECTING: (
        Action(
            "save",
            ("enter", "ctrl+s"),
            N_("Collect"),
            N_("Collect them as quotes there, as one change."),
            GROUP_HERE,
            writes=True,
            footer=1,
        ),
    ),
    Place.CONDITIONS: (
        Action(
            "choose",
            ("enter",),
            N_("What was said"),
            N_("To what is said; there: go to the passage."),
            GROUP_HERE,
            footer=1,
        ),
        Action(
            "verdict",
            ("v",),
            N_("Verdict"),
            N_("Say whether the condition is met, overall or for a programme or school."),
            GROUP_HERE,
            writes=True,
            footer=2,
        ),
        Action("matrix", ("x",), N_("Table"), N_("See all conditions by programme or school."), GROUP_LOOK, footer=3),
        Action(
            "earlier",
            ("h",),
            N_("Verdicts so far"),
            N_("Every verdict ever given on it; again the counts."),
            GROUP_LOOK,
            footer=4,
        ),
    ),
    Place.MATRIX: (
        Action("other", ("x",), N_("By school"), N_("By school, and by programme again."), GROUP_LOOK, footer=1),
    ),
    Place.FIGURES: (
        *tabs(5, N_("To another figure: conditions, programmes, codes together, new codes, coders."), footer=1),
        Action("export", ("f6",), N_("Export"), N_("Write the figures to a page or a drawing."), GROUP_HERE, footer=2),
    ),
    Place.EXPORT: (
        Action("write", ("ctrl+s",), N_("Export"), N_("Write the file."), GROUP_HERE, footer=1, priority=True),
        Action(
            "where", ("ctrl+w",), N_("Where"), N_("Choose where the file goes."), GROUP_HERE, footer=2, priority=True
        ),
    ),
}
