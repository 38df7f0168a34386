"""What Typer itself says, in the words and the language of this program: the frame of the help, and wrong use."""

from __future__ import annotations

import re
from typing import Final

from typer.core import TyperCommand, TyperGroup

from interview_coder.i18n import N_, _

_FRAME: Final = (
    (re.compile(r"^Usage: ", re.MULTILINE), N_("Usage: ")),
    (re.compile(r"^Arguments:$", re.MULTILINE), N_("Arguments:")),
    (re.compile(r"^Options:$", re.MULTILINE), N_("Options:")),
    (re.compile(r"^Commands:$", re.MULTILINE), N_("Commands:")),
    (re.compile(r"\[OPTIONS\]"), N_("[OPTIONS]")),
    (re.compile(r"\bCOMMAND \[ARGS\]\.\.\."), N_("COMMAND [ARGS]...")),
    (re.compile(r"\[required\]"), N_("[required]")),
    (re.compile(r"\[default: "), N_("[default: ")),
    (re.compile(r"Show this message and exit\."), N_("Show this message and exit.")),
)
_WRONG: Final = (
    (r"Missing command\.", N_("A command is missing; “interview-coder --help” lists them.")),
    (r"Missing \w+ '?(?P<what>[^']+?)'?(?: / '.*')?\.(?: .*)?", N_("{what} is missing.")),
    (r"No such option: (?P<what>[^ ]+) \(Possible options: (?P<near>.+)\)", N_("There is no {what}; perhaps {near}?")),
    (r"No such option: (?P<what>[^ ]+).*", N_("There is no {what}.")),
    (
        r"No such command '(?P<what>[^']+)'\. Did you mean '?(?P<near>.+?)'?\?",
        N_("There is no command “{what}”; perhaps {near}? “interview-coder --help” lists them."),
    ),
    (r"No such command '(?P<what>.+)'\.", N_("There is no command “{what}”; “interview-coder --help” lists them.")),
    (r"Got unexpected extra arguments?(?:\(s\))? \((?P<what>.+)\)", N_("Too much was given: “{what}”.")),
    (
        r"Invalid value for '?(?P<what>[^':]+)'?(?: / '.*')?: (?:Value error, )?"
        r"'(?P<given>.*)' is not one of (?P<choices>.+)\.",
        N_("{what} cannot be “{given}”; it is one of {choices}."),
    ),
    (
        r"Invalid value for '?(?P<what>[^':]+)'?(?: / '.*')?: .*(?:valid integer|parse string as an integer).*",
        N_("{what} takes a whole number."),
    ),
    (
        r"Invalid value for '?(?P<what>[^':]+)'?(?: / '.*')?: .*greater than or equal to (?P<least>-?\d+)",
        N_("{what} is at least {least}."),
    ),
    (r"Invalid value for .*?: \w+ (?P<file>.+) is not readable\.", N_("You may not read {file}.")),
    (r"Invalid value for .*?: \w+ (?P<file>.+) is a directory\.", N_("{file} is a folder; give a file.")),
    (
        r"Invalid value for '?(?P<what>[^':]+)'?(?: / '.*')?: (?:Value error, )?(?P<why>.+)",
        N_("{what} is not right: {why}"),
    ),
    (r"Option '(?P<what>.+)' requires .+", N_("{what} needs a value behind it.")),
    (r"Option '(?P<what>.+)' does not take a value\.", N_("{what} takes no value.")),
)


def worded(help_text: str) -> str:
    """The help of a command with its frame in the language in force."""
    for found, ours in _FRAME:
        help_text = found.sub(_(ours), help_text)
    return help_text


def wrong_use(message: str) -> str:
    """The sentence for what Typer says of wrong use; what is not known here stays as it is."""
    for pattern, ours in _WRONG:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            parts = {name: text.replace("'", "") for name, text in match.groupdict().items()}
            return _(ours).format(**parts)
    return message


def with_own_frame(root: TyperGroup) -> None:
    """Let every command print its help in the language in force."""
    for one in (root, *root.commands.values()):
        assert isinstance(one, TyperCommand | TyperGroup)
        plain = one.get_help
        setattr(one, "get_help", lambda context, plain=plain: worded(plain(context)))  # noqa: B010 - an instance's own
