"""Commands that take names out: import and redact."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from msgspec.structs import replace

from interview_coder.cli.shell import (
    CoderOption,
    ForceOption,
    JsonOption,
    KeysOption,
    Language,
    MarksOption,
    ModelOption,
    StudyArgument,
    command,
    fail,
    has_terminal,
    log_mistake,
    mistake,
    open_registry,
    progress_line,
    put,
    put_json,
    run_screens,
    say,
)
from interview_coder.domain.marks import MarkStyle
from interview_coder.domain.model import Mode
from interview_coder.errors import ImportFailure, InterviewCoderError, InvalidInputError
from interview_coder.i18n import N_, _, ngettext
from interview_coder.settings import Settings
from interview_coder.study import ImportReport, Study, study_path

# What no plain text is called.
_NO_TEXT: Final = frozenset([".docx", ".doc", ".odt", ".rtf", ".pdf", ".html", ".htm", ".xlsx", ".ods"])


@command(
    N_(
        "Import transcripts, names taken out before anything is stored.\n\n"
        "With neither --accept nor --no-redact a screen shows every name for you to decide on."
    ),
    "interview-coder import ombuigen.study transcripten/ --accept --keys namen.toml",
)
def import_(
    context: typer.Context,
    study: StudyArgument,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help=N_("Transcripts, or folders of them."))],
    accept: Annotated[bool, typer.Option("--accept", help=N_("Take out every name that is found, unseen."))] = False,
    no_redact: Annotated[
        bool, typer.Option("--no-redact", help=N_("Names were taken out before: store the text as it is."))
    ] = False,
    no_look: Annotated[
        bool, typer.Option("--no-look", help=N_("With --no-redact: do not count names either; quick for many files."))
    ] = False,
    keys: KeysOption = None,
    force: Annotated[bool, typer.Option("--force", help=N_("Store a text that is there already again."))] = False,
    as_json: JsonOption = False,
    school: Annotated[int | None, typer.Option(min=1, metavar="N", help=N_("The number of the school."))] = None,
    programme: Annotated[
        list[str] | None, typer.Option(metavar="P", help=N_("The programme; more than once for several."))
    ] = None,
    sequence: Annotated[
        int | None, typer.Option(min=1, metavar="N", help=N_("Which interview at this school and programme."))
    ] = None,
    date: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help=N_("When it was held."))] = None,
    mode: Annotated[Mode | None, typer.Option(help=N_("How it was held."))] = None,
    model: ModelOption = None,
    marks: MarksOption = None,
    coder: CoderOption = None,
) -> None:
    if accept and no_redact:
        fail(_("Give --accept or --no-redact, not both."), 2)
    if no_look and not no_redact:
        fail(_("--no-look goes with --no-redact: names that are to go must be looked for."), 2)
    given = _given_metadata(school, programme, sequence, date, mode)
    path = study_path(study)
    if not accept and not no_redact:
        if not has_terminal():
            fail(_("Reviewing names needs a terminal; use --accept, or --no-redact for texts without names."), 2)
        run_screens(
            context,
            path,
            coder=coder,
            import_paths=list(paths),
            keys=keys,
            given=given,
            model=model,
            marks=marks,
            force=force,
        )
    from interview_coder.importing import find_files

    files, failures = find_files(paths)
    failed = [(str(file), sentence) for file, sentence in failures]
    model = model or Settings().get("model")
    with Study.open(path, coder=coder) as opened, progress_line() as step:
        registry = open_registry(keys, create=True)
        if marks is not None:
            opened.set_mark_style(marks)

        def take_in(file: Path) -> ImportReport:
            prepared = opened.prepare(file, registry=registry, model=model, redact=not no_redact, look=not no_look)
            prepared.accept_all()
            known = replace(prepared.metadata, **_for_study(given, opened))
            report = opened.store(prepared, metadata=known, force=force, registry=registry)
            return replace(report, file=str(file))

        imported, refused = _import_each(files, take_in, step, debug=bool(context.obj["debug"]))
    failed += refused
    if not files and not failed:
        failed.append((", ".join(map(str, paths)), _("There are no transcripts here that can be read.")))
    _report_import(imported, failed, as_json=as_json)
    if failed:
        raise typer.Exit(1)


def _import_each(
    files: Sequence[Path], take_in: Callable[[Path], ImportReport], step: Callable[[int, int], None], *, debug: bool
) -> tuple[list[ImportReport], list[tuple[str, str]]]:
    """Import file by file: what came of those that are in, and a sentence for each that is not.

    A bad file does not stop the others. Where the study itself cannot be written, or somebody stops it, what is in
    stays in and is reported all the same.
    """
    imported: list[ImportReport] = []
    failed: list[tuple[str, str]] = []
    for index, file in enumerate(files):
        step(index, len(files))
        try:
            imported.append(take_in(file))
        except (ImportFailure, InvalidInputError) as error:
            failed.append((str(file), str(error)))
        except (InterviewCoderError, KeyboardInterrupt) as error:
            failed.append((str(file), str(error) or _("This file was not imported any more.")))
            say(_("Stopped; {n} of {m} files were imported.").format(n=len(imported), m=len(files)))
            break
        except Exception as error:
            if debug:
                log_mistake(error)
            failed.append((str(file), mistake(error)))
    return imported, failed


def _report_import(imported: Sequence[ImportReport], failed: Sequence[tuple[str, str]], *, as_json: bool) -> None:
    from interview_coder.records import import_record

    for report in imported:
        for warning in report.warnings:
            say(_("{file}: note: {warning}").format(file=report.file, warning=warning))
    for file, sentence in failed:
        say(f"{file}: {sentence}")
    if as_json:
        put_json(import_record(imported, failed))
        return
    for report in imported:
        count = sum(report.redactions.values())
        put(
            "\t".join(
                [
                    report.file,
                    report.interview.reference,
                    ngettext("{n} turn", "{n} turns", report.turns).format(n=report.turns),
                    ngettext("{n} word", "{n} words", report.words).format(n=report.words),
                    ngettext("{n} name out", "{n} names out", count).format(n=count),
                ]
            )
        )


def _given_metadata(
    school: int | None, programmes: list[str] | None, sequence: int | None, held: str | None, mode: Mode | None
) -> dict[str, Any]:
    """The metadata fields that the command line gives."""
    fields: dict[str, Any] = {}
    if programmes:
        fields["programmes"] = tuple(programmes)
    if held is not None:
        try:
            fields["date"] = date.fromisoformat(held)
        except ValueError:
            try:
                fields["date"] = datetime.strptime(held, "%d-%m-%Y").date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                fail(_("“{date}” is no date; write it as 2015-03-12.").format(date=held), 2)
    fields |= {
        name: value for name, value in (("school", school), ("sequence", sequence), ("mode", mode)) if value is not None
    }
    return fields


def _for_study(given: dict[str, Any], study: Study) -> dict[str, Any]:
    """The given fields, programmes by the names that the study has for them."""
    if "programmes" not in given:
        return given
    return given | {"programmes": study.known_programmes(given["programmes"])}


@command(
    N_("Take the names out of one transcript.\n\nNo study is needed; one turn per line comes out, as Label: words."),
    "interview-coder redact interview.docx -o interview.txt",
)
def redact(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("The transcript."))],
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help=N_("Write to this file."))] = None,
    keys: KeysOption = None,
    as_json: JsonOption = False,
    with_source: Annotated[
        bool, typer.Option("--with-source", help=N_("With --json: the text with its names as well."))
    ] = False,
    model: ModelOption = None,
    marks: MarksOption = None,
    language: Annotated[Language, typer.Option(help=N_("The language of typed marks."))] = Language.nl,
    force: ForceOption = False,
) -> None:
    from interview_coder.intake import prepare, redact_source
    from interview_coder.records import redaction_record

    if out is not None and out.suffix.lower() in _NO_TEXT:
        fail(_("What is written is plain text; end the name of the file in .txt or .md."), 2)
    registry = open_registry(keys)
    prepared = prepare(file, registry=registry, model=model or Settings().get("model"))
    for warning in prepared.warnings:
        say(_("{file}: note: {warning}").format(file=file, warning=warning))
    if registry is None or marks is not MarkStyle.TYPED:
        redacted = redact_source(prepared, marks or MarkStyle.PLAIN, language.value)
    else:
        known = len(registry)
        with registry.numbering() as number:
            redacted = redact_source(prepared, marks, language.value, number)
        learned = len(registry) - known
        if learned:
            say(
                ngettext(
                    "{n} name has come into the key file, which keeps its number.",
                    "{n} names have come into the key file, which keeps their numbers.",
                    learned,
                ).format(n=learned)
            )
    if as_json:
        text = json.dumps(redaction_record(redacted, with_source=with_source), ensure_ascii=False, indent=2)
    else:
        text = redacted.text
    if out is None:
        put(text)
        return
    from interview_coder.exporting.files import whole_file

    if out.exists() and out.samefile(file):
        fail(_("The transcript cannot be overwritten by its redaction; choose another file."))
    with whole_file(out, force=force) as stream:
        stream.write((text + "\n").encode())
    say(_("Written: {file}").format(file=out))
