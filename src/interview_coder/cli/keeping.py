"""Commands that look after a study and its names: delete, erase, check, names, backup."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from interview_coder.cli.shell import (
    ForceOption,
    InterviewOption,
    JsonOption,
    KeysOption,
    StudyArgument,
    agreed,
    command,
    fail,
    has_terminal,
    open_registry,
    progress_line,
    put,
    put_json,
    say,
)
from interview_coder.domain.model import NameKind
from interview_coder.domain.spellings import has_words
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import N_, _, ngettext
from interview_coder.study import Study
from interview_coder.study.redaction import NOT_REACHED


class NamesAction(StrEnum):
    list = "list"
    add = "add"
    search = "search"
    destroy = "destroy"


@command(
    N_("Delete an interview with every trace; it cannot be undone."),
    'interview-coder delete ombuigen.study --interview "6. Dierverzorging 2"',
)
def delete(
    study: StudyArgument,
    interview: InterviewOption,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Do not ask; without a terminal nothing is asked."))] = False,
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
    keys: KeysOption = None,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Do not ask; without a terminal nothing is asked."))] = False,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.redaction import is_ordinary_word, is_small_word

    if not name_from_stdin:
        # A name on the command line would stay in the shell's history.
        fail(_("Give --name-from-stdin and the names on standard input, one a line."), 2)
    typed = sys.stdin.isatty()
    warning = _("Every place where these names stand becomes a mark of redaction; it cannot be undone.")
    warning += " " + _(NOT_REACHED)
    if typed:
        say(warning)
        say(_("Type the names, one a line, and end with an empty line."))
    lines = iter(sys.stdin.readline, "")
    names = []
    for line in lines:
        if not line.strip() and typed:
            break
        names.append(line.strip())
    wanted = [name for name in names if has_words(name)]
    if not yes and any(map(is_small_word, wanted)):
        fail(
            _(
                "One of these is a letter or a small word that every text is full of; nothing was changed. With --yes "
                "it goes all the same."
            ),
            2,
        )
    registry = open_registry(keys, create=True)
    with Study.open(study) as opened:
        if wanted and not typed:
            say(warning)
        ordinary = sum(map(is_ordinary_word, wanted))
        if ordinary:
            say(
                ngettext(
                    "{n} of them is an ordinary word as well: that goes too, wherever it stands.",
                    "{n} of them are ordinary words as well: those go too, wherever they stand.",
                    ordinary,
                ).format(n=ordinary)
            )
        if typed and not yes and not agreed(_("Take them out for good?")):
            fail(_("Nothing was changed."))
        if registry is not None:
            # First, so that nothing is taken out that could not be written down.
            for name in wanted:
                registry.learn(name, kind)
            registry.save()
        found = opened.erase_names(wanted, kind, registry=registry)
    if as_json:
        put_json({"erased": found})
    for place, count in {} if as_json else found.items():
        put(f"{place}\t{count}")
    total = sum(found.values())
    if total:
        say(ngettext("{n} place was cleaned.", "{n} places were cleaned.", total).format(n=total))
    else:
        say(_("None of these names was found; look whether they are written as in the texts."))


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
        list[Path] | None,
        typer.Option(
            "--file", metavar="FILE", help=N_("An export or copy, or a folder of them, to look through as well.")
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    registry = open_registry(keys)
    if registry is None and files:
        fail(_("Names are looked for in files with the key file: give --keys."), 2)
    if registry is not None and not len(registry):
        fail(_("There are no names in {file}: nothing was looked for.").format(file=keys))
    looked, closed = _files_in(files or [], keys)
    with Study.open(study, read_only=True) as opened, progress_line() as step:
        problems = opened.check()
        left, words, sealed = (
            opened.leftover_names(registry, looked, progress=step) if registry is not None else ({}, {}, [])
        )
    for name_places, certain in ((left, True), (words, False)):
        places: dict[str, int] = {}
        for counts in name_places.values():
            for place, count in counts.items():
                places[place] = places.get(place, 0) + count
        for place, count in sorted(places.items()):
            if certain:
                told = ngettext(
                    "{place}: names of the key file were found in {n} place.",
                    "{place}: names of the key file were found in {n} places.",
                    count,
                )
                problems.append(told.format(place=place, n=count))
            else:
                told = ngettext(
                    "{place}: words that are names of the key file, ordinary or a coder’s as well: {n} place; look.",
                    "{place}: words that are names of the key file, ordinary or a coder’s as well: {n} places; look.",
                    count,
                )
                say(told.format(place=place, n=count))
    problems += [
        _(
            "{file} cannot be looked into (it has a password, or is of a kind like .pdf); look through it yourself."
        ).format(file=file)
        for file in [*sealed, *closed]
    ]
    if as_json:
        put_json({"ok": not problems, "problems": problems})
    for problem in [] if as_json else problems:
        put(problem)
    if problems:
        raise typer.Exit(1)
    say(_("The study is sound."))
    if registry is not None:
        count = len(registry)
        told = ngettext(
            "{n} name of the key file was looked for: nothing of it is left.",
            "{n} names of the key file were looked for: nothing of them is left.",
            count,
        )
        if words:
            told = ngettext(
                "{n} name of the key file was looked for: nothing of it is left but for what is said above.",
                "{n} names of the key file were looked for: nothing of them is left but for what is said above.",
                count,
            )
        say(told.format(n=count))


def _files_in(given: list[Path], keys: Path | None) -> tuple[list[Path], list[str]]:
    """The files given and those in the folders given, but for the key file; and what is no file to look into."""
    looked: list[Path] = []
    closed: list[str] = []
    for path in given:
        if not os.path.lexists(path):
            fail(_("There is no file {file}.").format(file=path))
        inside = [path]
        if path.is_dir():
            walk = os.walk(path, followlinks=False)
            inside = sorted(Path(folder, name) for folder, folders, names in walk for name in [*names, *folders])
            inside = [one for one in inside if one.is_symlink() or not one.is_dir()]
            if not inside:
                fail(_("There is no file in the folder {folder}.").format(folder=path))
        for one in inside:
            own = keys is not None and one.exists() and one.samefile(keys)
            if one.is_file() and not own:
                looked.append(one)
            elif not own:
                closed.append(one.name)
    return looked, closed


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
    yes: Annotated[bool, typer.Option("--yes", help=N_("Do not ask; without a terminal nothing is asked."))] = False,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import name_record
    from interview_coder.redaction import NameRegistry, is_small_word

    if action is NamesAction.destroy:
        if has_terminal() and not yes and not agreed(_("Destroy {file} for good?").format(file=keyfile)):
            fail(_("Nothing was changed."))
        try:
            registry = NameRegistry.load(keyfile)
        except InvalidInputError:
            # With a mistake in it, it holds names all the same; but something else must not be destroyed by a slip.
            if keyfile.suffix != ".toml":
                raise
            registry = NameRegistry(keyfile)
        registry.destroy()
        say(
            _("{file} is overwritten and deleted; copies of it and snapshots of the disk are not reached.").format(
                file=keyfile
            )
        )
        return
    opened = open_registry(keyfile, create=action is NamesAction.add)
    assert opened is not None
    registry = opened
    if action is NamesAction.list:
        found = list(registry.entries)
    else:
        given = [text] if text is not None else [line for line in sys.stdin.read().splitlines() if line.strip()]
        if action is NamesAction.add:
            if not yes and any(map(is_small_word, filter(has_words, [*given, *(alias or ())]))):
                fail(_("One of these is a letter or a small word, no name; nothing was added. With --yes it is."), 2)
            found = [registry.add(name, kind, alias or (), school) for name in given]
            registry.save()
            for entry in found:
                if entry.kind is not kind:
                    say(_("A name that was there already keeps its kind: {kind}.").format(kind=_(entry.kind.value)))
        else:
            found = [entry for name in given for entry in registry.search(name)]
            if not found:
                say(_("No name in the key file is like that."))
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
