"""The commands: one per use case, thin; each is a call on ``Study``.

Data go to stdout, messages to stderr. Exit codes: 0 done, 1 failed, 2 wrong use.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from interview_coder import __version__, i18n

# isort: off
# The order of --help.
from interview_coder.cli import starting, importing, listing, coding, quotes, exporting, report  # noqa: F401
from interview_coder.cli import conditions, coders, agreement, settling, desks, knowing, keeping  # noqa: F401

# isort: on
from interview_coder.cli.shell import Language, app, fail, has_terminal, log_mistake, mistake, put, run_screens, say
from interview_coder.cli.wording import with_own_frame, wrong_use
from interview_coder.errors import InterviewCoderError
from interview_coder.i18n import N_, _
from interview_coder.settings import Settings

__all__ = ["app", "main"]

_VALUED: Final = ("--language",)


def _version(wanted: bool) -> None:
    if wanted:
        put(f"interview-coder {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    language: Annotated[Language | None, typer.Option(help=N_("The language of screens and messages."))] = None,
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=N_("Print the version and stop."))
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help=N_("Log mistakes of the program, without words of transcripts."))
    ] = False,
) -> None:
    context.obj = {"debug": debug}
    if language is not None:
        i18n.use_language(language.value)
    if context.invoked_subcommand is None:
        if not has_terminal():
            fail(_("The screens need a terminal; “interview-coder --help” lists the commands."), 2)
        run_screens(context, None)


def with_open(arguments: Sequence[str], commands: Sequence[str]) -> list[str]:
    """The arguments with ``open`` put in where the first word is no command."""
    result = list(arguments)
    index = 0
    while index < len(result) and result[index].startswith("-"):
        if result[index] in ("--help", "-h", "--version"):
            return result
        index += 2 if result[index] in _VALUED else 1
    others = [one for one in result[index + 1 :] if not one.startswith("-")]
    if index < len(result) and result[index] not in commands and (not others or Path(result[index]).exists()):
        # With more words behind it, it was rather meant as a command.
        result.insert(index, "open")
    return result


@cache
def _commands(_language: str) -> TyperGroup:
    """All commands with help in the language in force: texts are marked where they stand and looked up here."""
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    root.epilog = _(root.epilog) if root.epilog else None
    for one in (root, *root.commands.values()):
        if one is not root and one.epilog:
            one.epilog = _("Example: {command}").format(command=one.epilog)
        one.help = _(one.help) if one.help else None
        for parameter in one.params:
            text = getattr(parameter, "help", None)
            if text:
                setattr(parameter, "help", _(text))  # noqa: B010 - only some kinds of parameter have one
    with_own_frame(root)
    return root


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program; ends by SystemExit with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Dutch text goes out whole also where the system speaks an old encoding.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    root = _commands(i18n.use_language(_asked_language(given) or Settings().language))
    debug = "--debug" in given
    try:
        code = root.main(with_open(given, list(root.commands)), prog_name="interview-coder", standalone_mode=False)
        sys.exit(code or 0)
    except TyperException as error:
        sentence = wrong_use(error.format_message())
        say(sentence)
        if "--help" not in sentence:
            command = getattr(getattr(error, "ctx", None), "command_path", "interview-coder")
            say(_("“{command} --help” shows how it is used.").format(command=command))
        sys.exit(error.exit_code)
    except typer.Abort:
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read the data has seen enough; keep Python from flushing into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except InterviewCoderError as error:
        say(str(error))
        sys.exit(1)
    except Exception as error:
        if debug:
            log_mistake(error)
        say(mistake(error))
        sys.exit(1)
    sys.exit(0)


def _asked_language(arguments: Sequence[str]) -> str | None:
    """The screens' language where it is given before the command, so that help speaks it too."""
    if arguments and arguments[0] == "--language" and len(arguments) > 1:
        return arguments[1]
    return arguments[0].partition("=")[2] if arguments and arguments[0].startswith("--language=") else None
