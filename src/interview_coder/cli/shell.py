"""What all commands share: options, output, errors as sentences."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, ParamSpec

import typer

from interview_coder.domain.marks import MarkStyle
from interview_coder.domain.model import Stance
from interview_coder.domain.pace import Pace
from interview_coder.domain.text import safe
from interview_coder.errors import InterviewCoderError, OutputExistsError
from interview_coder.i18n import N_, _

if TYPE_CHECKING:
    from interview_coder.redaction import NameRegistry


app = typer.Typer(
    name="interview-coder",
    help=N_("Code qualitative interviews: transcripts in, names out, passages coded, quote tables for the report."),
    epilog=N_("Without a command the start screen opens; STUDY alone opens that study."),
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

StudyArgument = Annotated[Path, typer.Argument(metavar="STUDY", help=N_("The study file (.study may be left out)."))]
JsonOption = Annotated[bool, typer.Option("--json", help=N_("Print JSON, as docs/json.md describes it."))]
CoderOption = Annotated[
    str | None,
    typer.Option(
        "--coder", metavar="NAME", help=N_("Who codes (default: the setting, else whose desk it is, else your login).")
    ),
]
KeysOption = Annotated[
    Path | None, typer.Option("--keys", metavar="FILE", help=N_("The key file with the names of this study."))
]
ModelOption = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help=N_("An installed spaCy model to unite with, as nl_core_news_lg.")),
]
MarksOption = Annotated[
    MarkStyle | None, typer.Option("--marks", help=N_("Mark names as […] (plain) or as [persoon 1] (typed)."))
]
ForceOption = Annotated[bool, typer.Option("--force", help=N_("Replace a file that exists."))]
InterviewOption = Annotated[
    str, typer.Option("--interview", metavar="REF", help=N_("The interview: its reference as printed, or its id."))
]


class Language(StrEnum):
    nl = "nl"
    en = "en"


CodeFilter = Annotated[
    str | None,
    typer.Option("--code", metavar="C", help=N_("Only this code (key, name, path or id) and its sub-codes.")),
]
SectionFilter = Annotated[str | None, typer.Option("--section", metavar="S", help=N_("Only this report section."))]
ProgrammeFilter = Annotated[str | None, typer.Option("--programme", metavar="P", help=N_("Only this programme."))]
SchoolFilter = Annotated[int | None, typer.Option("--school", metavar="N", help=N_("Only this school number."))]
CoderFilter = Annotated[str | None, typer.Option("--coder", metavar="NAME", help=N_("Only this coder's work."))]
StanceFilter = Annotated[Stance | None, typer.Option("--stance", help=N_("Only this stance."))]


WhereFilter = Annotated[
    str | None,
    typer.Option("--where", metavar="QUERY", help=N_("Only what this query finds; docs/queries.md tells how.")),
]
QueryFilter = Annotated[
    str | None, typer.Option("--query", metavar="NAME", help=N_("Only what the query kept under this name finds."))
]


Parameters = ParamSpec("Parameters")


def command(text: str, example: str) -> Callable[[Callable[Parameters, None]], Callable[Parameters, None]]:
    """Register a function as a command of its own name, with help, an example, and errors as sentences."""

    def register(function: Callable[Parameters, None]) -> Callable[Parameters, None]:
        @wraps(function)
        def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
            try:
                function(*args, **kwargs)
            except OutputExistsError as error:
                fail(" ".join([str(error), _("--force replaces it.")]) if "force" in kwargs else str(error))
            except InterviewCoderError as error:
                fail(str(error))

        name = function.__name__.rstrip("_")
        app.command(name, help=text, epilog=example)(run)
        return function

    return register


def say(message: str) -> None:
    """A message for the user, on stderr; nothing in it can steer the terminal."""
    typer.echo(safe(message), err=True)


def fail(message: str, code: int = 1) -> NoReturn:
    """Say what is wrong and stop."""
    say(message)
    raise typer.Exit(code)


def put(text: str) -> None:
    """Data, on stdout."""
    typer.echo(safe(text) if sys.stdout.isatty() else text)


def put_json(value: object) -> None:
    """Data as JSON, on stdout."""
    put(json.dumps(value, ensure_ascii=False, indent=2))


def agreed(question: str) -> bool:
    """Whether the user answers yes, in the language in force or in English; anything else is a no."""
    answer: str = typer.prompt(question + " " + _("[y/N]"), default="", show_default=False, err=True)
    return answer.strip().casefold() in {"y", "yes", _("yes"), _("yes")[:1]}


def has_terminal() -> bool:
    """Whether screens can be shown."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def run_screens(context: typer.Context, study: Path | None, **options: Any) -> None:
    from interview_coder.tui.app import run

    debug = bool((context.obj or {}).get("debug"))
    raise typer.Exit(run(study, debug=debug, **options))


@contextmanager
def progress_line() -> Iterator[Callable[[int, int], None]]:
    """A count on stderr while something long runs, and how long it will still take, where somebody sees it."""
    shown = False
    pace = Pace()

    def step(done: int, total: int) -> None:
        nonlocal shown
        if sys.stderr.isatty() and (told := pace.told(done, total)) is not None:
            typer.echo(f"\r\x1b[K{told}", nl=False, err=True)
            shown = True

    try:
        yield step
    finally:
        if shown:
            typer.echo("\r\x1b[K", nl=False, err=True)


def open_registry(path: Path | None, *, create: bool = False) -> NameRegistry | None:
    """The key file, made where it is not there and may be."""
    if path is None:
        return None
    from interview_coder.redaction import NameRegistry

    if create and not path.exists():
        made = NameRegistry.create(path)
        say(_("The key file {file} is made; keep it apart from the study.").format(file=path))
        return made
    return NameRegistry.load(path)


def mistake(error: Exception) -> str:
    """The sentence for a mistake of the program."""
    return _("Something went wrong in the program ({kind}); nothing half done was kept. --debug writes a log.").format(
        kind=type(error).__name__
    )


def log_mistake(error: BaseException) -> None:
    """Where a mistake of the program happened, never with which words: frames, no values, no message."""
    import traceback

    from interview_coder.settings import folder

    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    (place / "debug.log").write_text("\n".join([type(error).__name__, *frames]) + "\n", encoding="utf-8")
    say(_("Written: {file}").format(file=place / "debug.log"))
