"""What the study is made of: studies, files that come in, the review of names, corrections, details."""

from __future__ import annotations

from typing import Final

from interview_coder.i18n import N_
from interview_coder.tui.actions.model import (
    GROUP_BORDER,
    GROUP_DECIDE,
    GROUP_HERE,
    GROUP_KIND,
    GROUP_LOOK,
    GROUP_MOVE,
    GROUP_STUDY,
    Action,
    Place,
)

ACTIONS: Final[dict[Place, tuple[Action, ...]]] = {
    Place.START: (
        Action("new", ("n",), N_("New study"), N_("Make a new study."), GROUP_STUDY, footer=1),
        Action("open", ("o",), N_("Open"), N_("Open a study by its file."), GROUP_STUDY, footer=2),
        Action("demo", ("d",), N_("Sample"), N_("Look around in a sample study."), GROUP_STUDY, footer=3),
        Action(
            "coder",
            ("c",),
            N_("Your name"),
            N_("Set the name that your codings carry."),
            GROUP_STUDY,
            footer=4,
        ),
        Action(
            "language",
            ("l",),
            N_("Nederlands/English"),
            N_("Switch the screens between Dutch and English."),
            GROUP_STUDY,
            footer=5,
        ),
        Action(
            "forget",
            ("delete",),
            N_("Forget"),
            N_("Take a study off this list; its file stays."),
            GROUP_STUDY,
            footer=6,
        ),
    ),
    Place.IMPORT: (
        Action("choose", ("enter",), N_("Next step"), N_("Do what this file needs next."), GROUP_HERE, footer=1),
        Action("add_files", ("o",), N_("Files"), N_("Choose files or a folder to import."), GROUP_HERE, footer=1),
        Action("paste_text", ("p",), N_("Paste"), N_("Paste a transcript, or type one."), GROUP_HERE, footer=2),
        Action(
            "review",
            ("r",),
            N_("Review"),
            N_("Decide on the names that were found in this file; Enter does what is next."),
            GROUP_HERE,
            footer=3,
        ),
        Action(
            "accept_all", ("A",), N_("Accept all"), N_("Take out every name found, in all files."), GROUP_HERE, footer=5
        ),
        Action("details", ("d",), N_("Details"), N_("School, programmes, date and the like."), GROUP_HERE, footer=6),
        Action(
            "store", ("s",), N_("Import"), N_("Store the interviews that are ready in the study."), GROUP_HERE, footer=4
        ),
        Action(
            "remove",
            ("x", "delete"),
            N_("Leave out"),
            N_("Take this file off the list; nothing of it is stored."),
            GROUP_HERE,
            footer=7,
        ),
        Action(
            "again",
            ("f",),
            N_("Force"),
            N_("Import this text although it is in the study already, or read a failed file again."),
            GROUP_HERE,
        ),
        Action(
            "anonymised",
            ("a",),
            N_("Already anonymised"),
            N_("Leave all names in, for transcripts that were anonymised before; what is found is only counted."),
            GROUP_HERE,
        ),
        Action(
            "key_file",
            ("k",),
            N_("Key file"),
            N_("Use a file with the names of this study: it helps to find them, and accepted ones are added."),
            GROUP_HERE,
        ),
        Action(
            "marks",
            ("m",),
            N_("Marks"),
            N_("Mark names as […] or as [persoon 1]: in all that is imported from now on."),
            GROUP_HERE,
        ),
        Action(
            "language_model",
            ("g",),
            N_("Language model"),
            N_("Choose an installed spaCy model that looks for names along with the program."),
            GROUP_HERE,
        ),
        Action(
            "kept_words",
            ("w",),
            N_("Words that stay"),
            N_("See the words that you keep always, and take one back."),
            GROUP_HERE,
        ),
        Action("stop", ("ctrl+x",), N_("Stop"), N_("Stop reading; what was read stays on the list."), GROUP_HERE),
    ),
    Place.PASTE: (
        Action("use_text", ("ctrl+s",), N_("Use"), N_("Read what was pasted."), GROUP_HERE, footer=1, priority=True),
    ),
    Place.REVIEW: (
        Action("next_open", ("tab",), N_("Next"), N_("To the next name that is not decided."), GROUP_MOVE),
        Action("accept", ("a", "enter"), N_("Take out"), N_("Take the name out of the text."), GROUP_DECIDE, footer=1),
        Action("keep", ("k",), N_("Leave in"), N_("Leave it in the text: it is no name."), GROUP_DECIDE, footer=2),
        Action(
            "accept_same",
            ("A",),
            N_("All the same"),
            N_("Take it out wherever it was found in this text."),
            GROUP_DECIDE,
            footer=4,
        ),
        Action(
            "keep_same",
            ("ctrl+k",),
            N_("Leave all in"),
            N_("Leave it in wherever it was found in this text."),
            GROUP_DECIDE,
            footer=8,
        ),
        Action(
            "keep_always",
            ("K",),
            N_("Always leave in"),
            N_("Leave it in wherever it is found, in other files and later imports of this study too."),
            GROUP_DECIDE,
            footer=5,
        ),
        Action("undo", ("u",), N_("Undo"), N_("Take back the last decision."), GROUP_DECIDE, footer=7),
        Action(
            "add",
            ("n",),
            N_("Missed one"),
            N_("Go to the text and select a name that was missed."),
            GROUP_DECIDE,
            footer=6,
        ),
        Action("person", ("p",), N_("Person"), N_("It is the name of a person."), GROUP_KIND),
        Action("place", ("l",), N_("Place"), N_("It is a place, a region, a street."), GROUP_KIND),
        Action("organisation", ("o",), N_("Organisation"), N_("It is a school, a firm, a paper."), GROUP_KIND),
        Action("contact", ("c",), N_("Contact"), N_("It is an address, a number, a link."), GROUP_KIND),
        Action("end_on", ("right", "]"), N_("End on"), N_("Take one more word at the end."), GROUP_BORDER),
        Action("end_back", ("left", "["), N_("End back"), N_("Take one word less at the end."), GROUP_BORDER),
        Action("end_on_sign", ("shift+right", "}"), N_("End a sign on"), N_("One more sign at the end."), GROUP_BORDER),
        Action(
            "end_back_sign", ("shift+left", "{"), N_("End a sign back"), N_("One sign less at the end."), GROUP_BORDER
        ),
        Action(
            "start_back", ("ctrl+left", "comma"), N_("Start back"), N_("Take one more word at the start."), GROUP_BORDER
        ),
        Action("start_on", ("ctrl+right", "."), N_("Start on"), N_("Take one word less at the start."), GROUP_BORDER),
        Action("start_back_sign", ("<",), N_("Start a sign back"), N_("One more sign at the start."), GROUP_BORDER),
        Action("start_on_sign", (">",), N_("Start a sign on"), N_("One sign less at the start."), GROUP_BORDER),
        Action("order", ("s",), N_("Order"), N_("Doubtful ones first, or as in the text."), GROUP_LOOK, footer=10),
        Action(
            "filter", ("t",), N_("Kind"), N_("Show one kind of name, then the next, then all."), GROUP_LOOK, footer=11
        ),
        Action("after", ("v",), N_("Before/after"), N_("Show the text as it will be stored."), GROUP_LOOK, footer=9),
        Action(
            "finish",
            ("f", "ctrl+s"),
            N_("Finish"),
            N_("End the review; what is undecided can be taken out in one go."),
            GROUP_DECIDE,
            footer=3,
        ),
    ),
    Place.MISSED: (
        Action(
            "add_here",
            ("enter", "n"),
            N_("Take out"),
            N_("Take the selected words, or the word at the cursor, out; asks for the kind."),
            GROUP_HERE,
            footer=1,
        ),
        Action(
            "add_person", ("p",), N_("As person"), N_("Take them out as the name of a person."), GROUP_HERE, footer=2
        ),
        Action("add_place", ("l",), N_("As place"), N_("Take them out as a place."), GROUP_HERE, footer=3),
        Action(
            "add_organisation",
            ("o",),
            N_("As organisation"),
            N_("Take them out as a school or firm."),
            GROUP_HERE,
            footer=4,
        ),
        Action(
            "add_contact", ("c",), N_("As contact"), N_("Take them out as an address or number."), GROUP_HERE, footer=5
        ),
        Action("to_queue", ("escape", "tab"), N_("Back"), N_("Back to the list of names."), GROUP_HERE, footer=3),
    ),
    Place.KEPT: (
        Action(
            "unkeep",
            ("delete", "x"),
            N_("Take back"),
            N_("Point the word out again in the next import; texts that are stored stay as they are."),
            GROUP_HERE,
            writes=True,
            footer=1,
        ),
    ),
    Place.METADATA: (
        Action("save", ("ctrl+s",), N_("Keep"), N_("Keep the details and close."), GROUP_HERE, footer=1, priority=True),
    ),
    Place.CORRECT: (
        Action(
            "save",
            ("ctrl+s",),
            N_("Keep"),
            N_("Keep the correction; Enter does so too."),
            GROUP_HERE,
            footer=1,
            priority=True,
        ),
    ),
    Place.SPEAKERS: (
        Action("change", ("enter",), N_("Change"), N_("Change label or role."), GROUP_HERE, writes=True, footer=1),
        Action("add", ("a",), N_("New"), N_("Add somebody who speaks."), GROUP_HERE, writes=True, footer=2),
    ),
    Place.UNPLACED: (
        Action(
            "place",
            ("enter",),
            N_("Place"),
            N_("Go and select where it stands now."),
            GROUP_HERE,
            writes=True,
            footer=1,
        ),
        Action(
            "discard",
            ("delete", "x"),
            N_("Let go"),
            N_("Let go of it; undo brings it back."),
            GROUP_HERE,
            writes=True,
            footer=2,
        ),
    ),
    Place.ATTRIBUTES: (
        Action(
            "add", ("a",), N_("New"), N_("Add something to know of every interview."), GROUP_HERE, writes=True, footer=1
        ),
        Action(
            "change", ("enter", "r"), N_("Change"), N_("Change its name or choices."), GROUP_HERE, writes=True, footer=2
        ),
        Action(
            "remove",
            ("delete", "x"),
            N_("Take away"),
            N_("Take it away with its values; undo brings all back."),
            GROUP_HERE,
            writes=True,
            footer=3,
        ),
    ),
    Place.TAKING_OVER: (
        Action(
            "mark",
            ("space", "enter"),
            N_("Take or leave"),
            N_("Take this code over, or leave it as it is here."),
            GROUP_DECIDE,
            footer=2,
        ),
        Action(
            "mark_all", ("a",), N_("All or none"), N_("Take all over; where all are, none."), GROUP_DECIDE, footer=3
        ),
        Action(
            "take_over",
            ("ctrl+s",),
            N_("Import"),
            N_("Take over the codes that are marked."),
            GROUP_DECIDE,
            True,
            footer=1,
        ),
    ),
}
