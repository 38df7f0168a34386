"""Commands that open or make a study."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from interview_coder.cli.shell import (
    CoderOption,
    Language,
    StudyArgument,
    command,
    fail,
    has_terminal,
    progress_line,
    put,
    run_screens,
    say,
)
from interview_coder.i18n import N_, _
from interview_coder.study import Study, study_path


@command(N_("Open a study on the screens."), "interview-coder open ombuigen.study")
def open_(
    context: typer.Context,
    study: StudyArgument,
    read_only: Annotated[bool, typer.Option("--read-only", help=N_("Look, change nothing."))] = False,
    coder: CoderOption = None,
) -> None:
    path = study_path(study)
    if not has_terminal():
        Study.open(path, read_only=True).close()
        fail(_("The screens need a terminal; “interview-coder --help” lists the commands."), 2)
    run_screens(context, path, read_only=read_only, coder=coder)


@command(N_("Make the sample study, print its path and open it."), "interview-coder demo voorbeeld --no-open")
def demo(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help=N_("Where to make it (default: a temporary folder)."))
    ] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help=N_("Print where it is, open nothing."))] = False,
    language: Annotated[Language, typer.Option(help=N_("The language of the codebook."))] = Language.nl,
) -> None:
    from interview_coder.demo import make_demo

    if folder is None:
        folder = Path(tempfile.mkdtemp(prefix="interview-coder-demo-"))
        say(_("The sample study is made in a temporary folder; give a folder to keep it."))
    with progress_line() as step:
        path = make_demo(folder, language=language.value, progress=step)
    put(str(path))
    if not no_open and has_terminal():
        run_screens(context, path, sample=True)


@command(N_("Make a new study."), "interview-coder new ombuigen.study --template mbo --language nl")
def new(
    study: StudyArgument,
    template: Annotated[
        str,
        typer.Option(
            metavar="mbo|blank|FILE",
            help=N_("The codebook to begin with, or a file: TOML, or a codebook as .csv, .xlsx or .md."),
        ),
    ] = "mbo",
    language: Annotated[Language, typer.Option(help=N_("The language of codebook and exports."))] = Language.nl,
    title: Annotated[str, typer.Option(help=N_("What the study is called."))] = "",
    coder: CoderOption = None,
) -> None:
    with Study.create(study, template=template, language=language.value, title=title, coder=coder) as made:
        put(str(made.path))
