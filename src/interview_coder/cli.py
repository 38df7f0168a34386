"""The commands: one per use case, thin; each is a call on ``Study``.

Data go to stdout, messages to stderr. Exit codes: 0 done, 1 failed, 2 wrong use.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn, ParamSpec

import typer
from typer.core import TyperGroup

from interview_coder import __version__, i18n
from interview_coder.domain.marks import MarkStyle
from interview_coder.domain.model import MemoFilter, Mode, NameKind, QuoteFilter, Stance, Status
from interview_coder.domain.text import safe
from interview_coder.errors import ImportFailure, InterviewCoderError, InvalidInputError
from interview_coder.i18n import N_, _, ngettext
from interview_coder.settings import Settings
from interview_coder.study import ImportReport, Study, study_path

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
    str | None, typer.Option("--coder", metavar="NAME", help=N_("Who codes (default: the setting, else your login)."))
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


class ExportKind(StrEnum):
    quotes = "quotes"
    redactions = "redactions"
    memos = "memos"


class NamesAction(StrEnum):
    list = "list"
    add = "add"
    search = "search"
    destroy = "destroy"


_STATUSES: Final = {
    Status.NOT_STARTED: N_("not started"),
    Status.CODING: N_("being coded"),
    Status.DONE: N_("done"),
}

Parameters = ParamSpec("Parameters")


def command(text: str, example: str) -> Callable[[Callable[Parameters, None]], Callable[Parameters, None]]:
    """Register a function as a command of its own name, with help, an example, and errors as sentences."""

    def register(function: Callable[Parameters, None]) -> Callable[Parameters, None]:
        @wraps(function)
        def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
            try:
                function(*args, **kwargs)
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
        _run_screens(context, None)


def _run_screens(context: typer.Context, study: Path | None, **options: Any) -> None:
    from interview_coder.tui.app import run

    debug = bool((context.obj or {}).get("debug"))
    raise typer.Exit(run(study, debug=debug, **options))


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
    _run_screens(context, path, read_only=read_only, coder=coder)


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
        _run_screens(context, path)


@command(N_("Make a new study."), "interview-coder new ombuigen.study --template mbo --language nl")
def new(
    study: StudyArgument,
    template: Annotated[
        str, typer.Option(metavar="mbo|blank|FILE", help=N_("The codebook to begin with, or a TOML file of your own."))
    ] = "mbo",
    language: Annotated[Language, typer.Option(help=N_("The language of codebook and exports."))] = Language.nl,
    title: Annotated[str, typer.Option(help=N_("What the study is called."))] = "",
    coder: CoderOption = None,
) -> None:
    with Study.create(study, template=template, language=language.value, title=title, coder=coder) as made:
        put(str(made.path))


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
    given = _given_metadata(school, programme, sequence, date, mode)
    path = study_path(study)
    if not accept and not no_redact:
        if not has_terminal():
            fail(_("Reviewing names needs a terminal; use --accept, or --no-redact for texts without names."), 2)
        _run_screens(
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
            prepared = opened.prepare(file, registry=registry, model=model, redact=not no_redact)
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
                _log(error)
            failed.append((str(file), _mistake(error)))
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


def open_registry(path: Path | None, *, create: bool = False) -> NameRegistry | None:
    """The key file, made where it is not there and may be."""
    if path is None:
        return None
    from interview_coder.redaction import NameRegistry

    if create and not path.exists():
        say(_("The key file {file} is made; keep it apart from the study.").format(file=path))
        return NameRegistry.create(path)
    return NameRegistry.load(path)


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

    registry = open_registry(keys)
    prepared = prepare(file, registry=registry, model=model or Settings().get("model"))
    for warning in prepared.warnings:
        say(_("{file}: note: {warning}").format(file=file, warning=warning))
    number = registry.number_for if registry is not None else None
    redacted = redact_source(prepared, marks or MarkStyle.PLAIN, language.value, number)
    if registry is not None and marks is MarkStyle.TYPED:
        registry.save()
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


@command(N_("List the interviews."), "interview-coder interviews ombuigen.study --json")
def interviews(study: StudyArgument, as_json: JsonOption = False) -> None:
    from interview_coder.records import interview_record

    with Study.open(study, read_only=True) as opened:
        found = opened.interviews()
    if as_json:
        put_json([interview_record(one) for one in found])
    for one in [] if as_json else found:
        put(f"{one.reference}\t{one.turns}\t{one.words}\t{one.codings}\t{_(_STATUSES[one.status])}")


@command(N_("List the codebook."), "interview-coder codes ombuigen.study")
def codes(study: StudyArgument, as_json: JsonOption = False) -> None:
    from interview_coder.records import code_record

    with Study.open(study, read_only=True) as opened:
        found = opened.codes()
    if as_json:
        put_json([code_record(code) for code in found])
    for code in [] if as_json else found:
        depth = "  " * code.path.count("/")
        put(f"{depth}{code.key}\t{code.name}\t{code.section or ''}\t{code.codings}")


@command(N_("List who codes."), "interview-coder coders ombuigen.study")
def coders(study: StudyArgument, as_json: JsonOption = False) -> None:
    from interview_coder.records import coder_record

    with Study.open(study, read_only=True) as opened:
        found = opened.coders()
    if as_json:
        put_json([coder_record(coder) for coder in found])
    for coder in [] if as_json else found:
        put(f"{coder.name}\t{coder.initials}\t{coder.codings}")


@command(
    N_("Code a passage by its words."),
    'interview-coder code ombuigen.study --interview "6. Dierverzorging 2" --code V1 --text "er is geen werk"',
)
def code(
    study: StudyArgument,
    interview: InterviewOption,
    code: Annotated[str, typer.Option(metavar="CODE", help=N_("The code: key, name, path or id."))],
    text: Annotated[str, typer.Option(metavar="WORDS", help=N_("The literal words to code."))],
    occurrence: Annotated[
        int | None, typer.Option(min=1, metavar="N", help=N_("Which one, where the words occur several times."))
    ] = None,
    stance: Annotated[Stance | None, typer.Option(help=N_("What the passage says about a condition."))] = None,
    memo: Annotated[str, typer.Option(metavar="M", help=N_("A memo on the coding."))] = "",
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import quote_record

    with Study.open(study, coder=coder) as opened:
        found = opened.interview(interview)
        chosen = opened.code(code)
        passage = opened.find_passage(found.id, text, occurrence=occurrence)
        coding = opened.add_coding(found.id, chosen.id, passage.start, passage.end, stance=stance, memo=memo)
        row = opened.quote(coding.id)
    if not passage.exact:
        say(_("Found by a close match ({score:.0f} %): “{words}”.").format(score=passage.score, words=row.quote))
    if as_json:
        put_json(quote_record(row) | {"match": "exact" if passage.exact else "close"})
    else:
        put(f"{row.code_key}\t“{row.quote}”\t({row.reference})")


@command(
    N_(
        "Find words in all transcripts.\n\n"
        "Words must all occur in a turn; known are a phrase in quotation marks, begin*, NEAR(a b, 5), AND, OR, NOT and "
        "brackets. Case and diacritics do not count."
    ),
    "interview-coder search ombuigen.study '(ouders OR thuis) kies*'",
)
def search(
    study: StudyArgument,
    query: Annotated[str, typer.Argument(metavar="QUERY", help=N_("What to look for."))],
    regex: Annotated[
        bool, typer.Option("--regex", help=N_("It is a regular expression, as Python knows them."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import hit_record

    with Study.open(study, read_only=True) as opened:
        hits = opened.search(query, regex=regex, limit=None)
    if as_json:
        put_json([hit_record(hit) for hit in hits])
    for hit in [] if as_json else hits:
        put(f"{hit.reference}\t{hit.turn}\t{hit.label}\t{hit.snippet}")


CodeFilter = Annotated[
    str | None,
    typer.Option("--code", metavar="C", help=N_("Only this code (key, name, path or id) and its sub-codes.")),
]
SectionFilter = Annotated[str | None, typer.Option("--section", metavar="S", help=N_("Only this report section."))]
ProgrammeFilter = Annotated[str | None, typer.Option("--programme", metavar="P", help=N_("Only this programme."))]
SchoolFilter = Annotated[int | None, typer.Option("--school", metavar="N", help=N_("Only this school number."))]
CoderFilter = Annotated[str | None, typer.Option("--coder", metavar="NAME", help=N_("Only this coder's work."))]
StanceFilter = Annotated[Stance | None, typer.Option("--stance", help=N_("Only this stance."))]


@command(
    N_("List the coded quotes, in the order of the report."),
    "interview-coder quotes ombuigen.study --code V4 --stance contradicts",
)
def quotes(
    study: StudyArgument,
    code: CodeFilter = None,
    section: SectionFilter = None,
    programme: ProgrammeFilter = None,
    school: SchoolFilter = None,
    coder: CoderFilter = None,
    stance: StanceFilter = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.domain.quotes import printed
    from interview_coder.records import quote_record

    wanted = QuoteFilter(code, section, programme, school, coder, stance)
    with Study.open(study, read_only=True) as opened:
        rows = opened.quotes(wanted)
    if as_json:
        put_json([quote_record(row) for row in rows])
    for row in [] if as_json else rows:
        place = [row.section or "", row.code_key, _(row.stance.value) if row.stance else "", row.coder]
        put("\t".join([*place, printed(row).replace("\n", " ")]))


@command(
    N_("Write the coded-quote table, the memos or the redaction log to a file."),
    "interview-coder export ombuigen.study quotes -o citaten.docx --section 4.2",
)
def export(
    study: StudyArgument,
    kind: Annotated[
        ExportKind,
        typer.Argument(metavar="KIND", help=N_("quotes, memos, or redactions (the log for the data officer).")),
    ],
    out: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help=N_("Where to: .docx, .xlsx, .csv or .md."))
    ],
    code: CodeFilter = None,
    section: SectionFilter = None,
    programme: ProgrammeFilter = None,
    school: SchoolFilter = None,
    coder: CoderFilter = None,
    stance: StanceFilter = None,
    literal: Annotated[bool, typer.Option("--literal", help=N_("The literal words, also of edited quotes."))] = False,
    force: ForceOption = False,
    language: Annotated[
        Language | None, typer.Option(help=N_("The language of headings (default: the study's)."))
    ] = None,
) -> None:
    chosen = language.value if language else None
    if kind is ExportKind.redactions:
        with Study.open(study, read_only=True) as opened:
            log = opened.export_redaction_log(out, force=force, language=chosen)
        say(
            ngettext("{n} line written to {file}", "{n} lines written to {file}", log.rows).format(n=log.rows, file=out)
        )
        return
    if kind is ExportKind.memos:
        if any(one is not None for one in (section, programme, school, stance)):
            fail(_("Memos can be chosen by --code and --coder only."), 2)
        with Study.open(study, read_only=True) as opened:
            memos = opened.export_memos(out, MemoFilter(code=code, coder=coder), force=force, language=chosen)
        for warning in memos.warnings:
            say(warning)
        written = ngettext("{n} memo written to {file}", "{n} memos written to {file}", memos.rows)
        say(written.format(n=memos.rows, file=out))
        return
    wanted = QuoteFilter(code, section, programme, school, coder, stance)
    with Study.open(study, read_only=True) as opened, progress_line() as step:
        report = opened.export_quotes(
            out,
            wanted,
            literal=literal,
            force=force,
            language=chosen,
            progress=step,
        )
    for warning in report.warnings:
        say(warning)
    written = ngettext("{n} quote written to {file}", "{n} quotes written to {file}", report.rows)
    say(written.format(n=report.rows, file=out))


@command(
    N_("Delete an interview with every trace; it cannot be undone."),
    'interview-coder delete ombuigen.study --interview "6. Dierverzorging 2"',
)
def delete(
    study: StudyArgument,
    interview: InterviewOption,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Do not ask."))] = False,
) -> None:
    with Study.open(study) as opened:
        found = opened.interview(interview)
        if has_terminal() and not yes:
            say(
                _("{reference}: {n} turns and {m} codings will be gone for good.").format(
                    reference=found.reference, n=found.turns, m=found.codings
                )
            )
            if not agreed(_("Delete it?")):
                fail(_("Nothing was deleted."))
        opened.delete_interview(found.id)
    say(
        _("{reference} is deleted. Exports, your own backups and the source file are not reached.").format(
            reference=found.reference
        )
    )


@command(
    N_(
        "Take a name out of a whole study, for good.\n\n"
        "Texts, memos, codes, quotes, search index, history and automatic backups are cleaned; it cannot be undone."
    ),
    "interview-coder erase ombuigen.study --name-from-stdin --kind person",
)
def erase(
    study: StudyArgument,
    name_from_stdin: Annotated[
        bool, typer.Option("--name-from-stdin", help=N_("Read the names from standard input, one a line."))
    ] = False,
    kind: Annotated[NameKind, typer.Option(help=N_("What kind of name it is."))] = NameKind.OTHER,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Do not ask."))] = False,
    as_json: JsonOption = False,
) -> None:
    if not name_from_stdin:
        # A name on the command line would stay in the shell's history.
        fail(_("Give --name-from-stdin and the names on standard input, one a line."), 2)
    typed = sys.stdin.isatty()
    if typed:
        say(_("Every place where these names stand becomes […]; it cannot be undone."))
        say(_("Type the names, one a line, and end with an empty line."))
    lines = iter(sys.stdin.readline, "")
    names = []
    for line in lines:
        if not line.strip() and typed:
            break
        names.append(line.strip())
    with Study.open(study) as opened:
        if typed and not yes and not agreed(_("Take them out for good?")):
            fail(_("Nothing was changed."))
        found = opened.erase_names([name for name in names if name], kind)
    if as_json:
        put_json({"erased": found})
    for place, count in {} if as_json else found.items():
        put(f"{place}\t{count}")
    total = sum(found.values())
    say(ngettext("{n} place was cleaned.", "{n} places were cleaned.", total).format(n=total))
    say(_("Not reached: exports, your own backups, the source files, snapshots and swap of the disk."))


@command(
    N_(
        "Check the study, and that no name is left in it.\n\n"
        "The names looked for are those of the key file; counts are printed, never names."
    ),
    "interview-coder check ombuigen.study --keys namen.toml",
)
def check(
    study: StudyArgument,
    keys: KeysOption = None,
    files: Annotated[
        list[Path] | None, typer.Option("--file", metavar="FILE", help=N_("An export or copy to look through as well."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    registry = open_registry(keys)
    for file in files or []:
        if not file.is_file():
            fail(_("There is no file {file}.").format(file=file))
    with Study.open(study, read_only=True) as opened:
        problems = opened.check()
        left, words = opened.leftover_names(registry, files or []) if registry is not None else ({}, {})
    for name_places, certain in ((left, True), (words, False)):
        places: dict[str, int] = {}
        for counts in name_places.values():
            for place, count in counts.items():
                places[place] = places.get(place, 0) + count
        for place, count in sorted(places.items()):
            if certain:
                problems.append(_("{place}: names of the key file were found {n} times.").format(place=place, n=count))
            else:
                say(
                    _("{place}: names that are ordinary words too were found {n} times; look at them.").format(
                        place=place, n=count
                    )
                )
    if as_json:
        put_json({"ok": not problems, "problems": problems})
    for problem in [] if as_json else problems:
        put(problem)
    if problems:
        raise typer.Exit(1)
    say(_("The study is sound."))


@command(
    N_("Look after the key file: the names of a study, kept apart from it."),
    "interview-coder names namen.toml add --text 'Graafschap' --kind organisation --school 7",
)
def names(
    keyfile: Annotated[Path, typer.Argument(metavar="KEYFILE", help=N_("The key file; add makes it."))],
    action: Annotated[NamesAction, typer.Argument(metavar="list|add|search|destroy", help=N_("What to do."))],
    text: Annotated[
        str | None, typer.Option("--text", metavar="NAME", help=N_("The name; without it, read from standard input."))
    ] = None,
    kind: Annotated[NameKind, typer.Option(help=N_("What kind of name it is."))] = NameKind.PERSON,
    alias: Annotated[list[str] | None, typer.Option(metavar="NAME", help=N_("Another way to write it."))] = None,
    school: Annotated[int | None, typer.Option(min=1, metavar="N", help=N_("The number that stands for it."))] = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import name_record
    from interview_coder.redaction import NameRegistry

    if action is NamesAction.destroy:
        NameRegistry.load(keyfile).destroy()
        say(
            _("{file} is overwritten and deleted; copies of it and snapshots of the disk are not reached.").format(
                file=keyfile
            )
        )
        return
    registry = open_registry(keyfile, create=action is NamesAction.add)
    assert registry is not None
    if action is NamesAction.list:
        found = list(registry.entries)
    else:
        given = [text] if text is not None else [line for line in sys.stdin.read().splitlines() if line.strip()]
        if action is NamesAction.add:
            found = [registry.add(name, kind, alias or (), school) for name in given]
            registry.save()
        else:
            found = [entry for name in given for entry in registry.search(name)]
    if as_json:
        put_json([name_record(entry) for entry in found])
    for entry in [] if as_json else found:
        put("\t".join([entry.text, _(entry.kind.value), ", ".join(entry.aliases), str(entry.school or "")]))


@command(
    N_("Write a copy of the study, also while it is open elsewhere."),
    "interview-coder backup ombuigen.study -o ombuigen-backup.study",
)
def backup(
    study: StudyArgument,
    out: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help=N_("Where to."))],
    force: ForceOption = False,
) -> None:
    with Study.open(study, read_only=True) as opened:
        opened.backup(out, force=force)
    say(_("Written: {file}").format(file=out))


@command(N_("Show what a study holds."), "interview-coder info ombuigen.study")
def info(study: StudyArgument, as_json: JsonOption = False) -> None:
    from interview_coder.records import info_record

    with Study.open(study, read_only=True) as opened:
        record = info_record(opened.info())
    if as_json:
        put_json(record)
    for key, value in {} if as_json else record.items():
        put(f"{key}\t{value}")


@contextmanager
def progress_line() -> Iterator[Callable[[int, int], None]]:
    """A count on stderr while something long runs, where somebody sees it."""
    shown = False

    def step(done: int, total: int) -> None:
        nonlocal shown
        if sys.stderr.isatty():
            typer.echo(f"\r{done}/{total}", nl=False, err=True)
            shown = True

    try:
        yield step
    finally:
        if shown:
            typer.echo("\r\x1b[K", nl=False, err=True)


_VALUED: Final = ("--language",)


def with_open(arguments: Sequence[str], commands: Sequence[str]) -> list[str]:
    """The arguments with ``open`` put in where the first word is no command."""
    result = list(arguments)
    index = 0
    while index < len(result) and result[index].startswith("-"):
        if result[index] in ("--help", "-h", "--version"):
            return result
        index += 2 if result[index] in _VALUED else 1
    if index < len(result) and result[index] not in commands:
        result.insert(index, "open")
    return result


def _translated(root: TyperGroup) -> TyperGroup:
    """Help in the language in force: texts are marked where they stand and looked up here."""
    root.epilog = _(root.epilog) if root.epilog else None
    for one in (root, *root.commands.values()):
        if one is not root and one.epilog:
            one.epilog = _("Example: {command}").format(command=one.epilog)
        one.help = _(one.help) if one.help else None
        for parameter in one.params:
            text = getattr(parameter, "help", None)
            if text:
                setattr(parameter, "help", _(text))  # noqa: B010 - only some kinds of parameter have one
    return root


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program; ends by SystemExit with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Dutch text goes out whole also where the system speaks an old encoding.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    i18n.use_language(_asked_language(given) or Settings().language)
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    debug = "--debug" in given
    try:
        _translated(root).main(with_open(given, list(root.commands)), prog_name="interview-coder")
    except BrokenPipeError:
        # Whoever read the data has seen enough; keep Python from flushing into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except InterviewCoderError as error:
        say(str(error))
        sys.exit(1)
    except Exception as error:
        if debug:
            _log(error)
        say(_mistake(error))
        sys.exit(1)
    sys.exit(0)


def _asked_language(arguments: Sequence[str]) -> str | None:
    """The screens' language where it is given before the command, so that help speaks it too."""
    if arguments and arguments[0] == "--language" and len(arguments) > 1:
        return arguments[1]
    return arguments[0].partition("=")[2] if arguments and arguments[0].startswith("--language=") else None


def _mistake(error: Exception) -> str:
    return _("Something went wrong in the program ({kind}); nothing half done was kept. --debug writes a log.").format(
        kind=type(error).__name__
    )


def _log(error: BaseException) -> None:
    """Where a mistake of the program happened, never with which words: frames, no values, no message."""
    import traceback

    from interview_coder.settings import folder

    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    (place / "debug.log").write_text("\n".join([type(error).__name__, *frames]) + "\n", encoding="utf-8")
    say(_("Written: {file}").format(file=place / "debug.log"))
