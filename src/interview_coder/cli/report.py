"""Commands that choose quotes for the report and edit them, and that keep queries."""

from __future__ import annotations

from typing import Annotated

import typer

from interview_coder.cli.shell import (
    CoderOption,
    JsonOption,
    StudyArgument,
    WhereFilter,
    command,
    fail,
    put,
    put_json,
    say,
)
from interview_coder.domain.collecting import CollectedQuote
from interview_coder.domain.quote_edits import Piece, Quote
from interview_coder.errors import NotFoundError
from interview_coder.i18n import N_, _, ngettext
from interview_coder.study import Study

QuoteArgument = Annotated[
    str,
    typer.Argument(metavar="QUOTE", help=N_("The collected quote: its id, as “quotes --collected --json” gives it.")),
]


def put_collected(quotes: list[CollectedQuote]) -> None:
    """Collected quotes, one a line; what is amiss with them on stderr."""
    for quote in quotes:
        put("\t".join([quote.section or "", str(quote.position), quote.id, quote.printed.replace("\n", " ")]))
    for quote in quotes:
        for problem in quote.problems:
            say(_("Quote {quote}: {problem}").format(quote=quote.id, problem=problem))


@command(
    N_(
        "List the sections of the report, or add or remove one.\n\n"
        "Those of the template come first; quotes are collected in them with “collect”."
    ),
    'interview-coder sections ombuigen.study --add "5" --title "Lessen voor anderen"',
)
def sections(
    study: StudyArgument,
    add: Annotated[str | None, typer.Option("--add", metavar="NAME", help=N_("A new section: number or name."))] = None,
    change: Annotated[
        str | None,
        typer.Option("--change", metavar="NAME", help=N_("Give a section another --name, --title, --position.")),
    ] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help=N_("The new name of the section."))] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="T", help=N_("The title of the section."))] = None,
    position: Annotated[
        int | None, typer.Option("--position", min=1, metavar="N", help=N_("The place among the sections, from 1."))
    ] = None,
    remove: Annotated[
        str | None, typer.Option("--remove", metavar="NAME", help=N_("Take away a section that has no quotes."))
    ] = None,
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import section_record

    if change is None and add is None and any(one is not None for one in (name, title, position)):
        fail(_("Say with --add or --change which section is meant."), 2)
    place = None if position is None else position - 1
    with Study.open(study, coder=coder, read_only=all(one is None for one in (add, change, remove))) as opened:
        if remove is not None:
            opened.remove_section(remove)
        if add is not None:
            opened.add_section(add, title or "", position=None if change else place)
        if change is not None:
            opened.change_section(change, name=name, title=None if add else title, position=place)
        found = opened.report_sections()
    if as_json:
        put_json([section_record(section) for section in found])
    for section in [] if as_json else found:
        put(f"{section.name}\t{section.title}\t{section.quotes}")


@command(
    N_(
        "Collect coded passages as quotes in a section of the report.\n\n"
        "The codings are given by their ids (“quotes --json” has them) or by a query. Without --section each goes to "
        "the section of its code. What is collected in the section already stays as it is."
    ),
    "interview-coder collect ombuigen.study --where 'V4 AND stance = contradicts' --section 4.2",
)
def collect(
    study: StudyArgument,
    codings: Annotated[
        list[str] | None, typer.Argument(metavar="[CODING]...", help=N_("The codings, by their ids."))
    ] = None,
    where: WhereFilter = None,
    section: Annotated[
        str | None, typer.Option("--section", metavar="S", help=N_("The section, by its number or name."))
    ] = None,
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import collected_record

    if bool(codings) == (where is not None):
        fail(_("Give codings by their ids, or --where."), 2)
    with Study.open(study, coder=coder) as opened:
        chosen = codings or [row.id for row in opened.quotes(where=where)]
        quotes = opened.collect(chosen, section)
    if as_json:
        put_json([collected_record(quote) for quote in quotes])
    else:
        put_collected(quotes)
    say(ngettext("{n} quote collected.", "{n} quotes collected.", len(quotes)).format(n=len(quotes)))


@command(
    N_(
        "Show or edit a collected quote; its words are never changed.\n\n"
        "Edits are made in the order: --trim, --join, --elide, --insert, --question. WORDS are literal words of the "
        "interview; where they stand in the quote several times, give more of them."
    ),
    'interview-coder quote ombuigen.study 0198c2 --elide "zeg maar" --insert "is" --after "dat"',
)
def quote(
    study: StudyArgument,
    quote: QuoteArgument,
    trim: Annotated[
        str | None, typer.Option("--trim", metavar="WORDS", help=N_("Keep these words of a passage only, printed “…”."))
    ] = None,
    join: Annotated[
        str | None, typer.Option("--join", metavar="WORDS", help=N_("Add another passage of the interview."))
    ] = None,
    question: Annotated[
        bool, typer.Option("--question", help=N_("Add the interviewer's question before it, in italics."))
    ] = False,
    elide: Annotated[
        list[str] | None,
        typer.Option("--elide", metavar="WORDS", help=N_("Leave words out, printed […]; more than once for several.")),
    ] = None,
    insert: Annotated[
        str | None, typer.Option("--insert", metavar="TEXT", help=N_("Put words in, printed in brackets."))
    ] = None,
    after: Annotated[
        str | None, typer.Option("--after", metavar="WORDS", help=N_("Behind which words (default: at the end)."))
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help=N_("First take all edits of its passages back."))] = False,
    section: Annotated[
        str | None, typer.Option("--section", metavar="S", help=N_("Move it to this section; empty: outside them."))
    ] = None,
    position: Annotated[
        int | None, typer.Option("--position", min=1, metavar="N", help=N_("Move it to this place in the section."))
    ] = None,
    confirm: Annotated[
        bool, typer.Option("--confirm", help=N_("Its source has changed; it was looked at and can stay."))
    ] = False,
    remove: Annotated[bool, typer.Option("--remove", help=N_("Take it out of the report; the coding stays."))] = False,
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import collected_record

    edits = plain or question or any(one is not None for one in (trim, join, elide, insert))
    moves = section is not None or position is not None
    if after is not None and insert is None:
        fail(_("--after says where --insert goes; give both."), 2)
    with Study.open(study, coder=coder, read_only=not (edits or moves or confirm or remove)) as opened:
        known = opened.collected_quote(quote)
        if remove:
            opened.remove_quote(known.id)
            return
        if edits:
            source = opened.quote_source(known.id)
            changed = (
                Quote(tuple(Piece(p.start, p.end, p.question) for p in known.quote.pieces)) if plain else known.quote
            )
            if trim is not None:
                changed = changed.trim(source, *_span(changed, source, trim))
            if join is not None:
                passage = opened.find_passage(known.interview, join)
                changed = changed.join(source, passage.start, passage.end)
            for words in elide or ():
                changed = changed.elide(source, *_span(changed, source, words))
            if insert is not None:
                place = changed.pieces[-1].end if after is None else _span(changed, source, after)[1]
                changed = changed.insert(source, place, insert)
            if changed != known.quote:
                opened.change_quote(known.id, changed)
            if question:
                opened.add_question(known.id)
        if moves:
            place_in = known.section if section is None else section or None
            opened.place_quote(known.id, place_in, position)
        if confirm:
            opened.confirm_quote(known.id)
        known = opened.collected_quote(known.id)
    if as_json:
        put_json(collected_record(known))
    else:
        put_collected([known])


def _span(quote: Quote, source: str, words: str) -> tuple[int, int]:
    """Where words stand in a quote. Raises NotFoundError where they do not, or several times."""
    found = []
    for piece in quote.pieces:
        start = source.find(words, piece.start, piece.end)
        while words and start >= 0:
            found.append(start)
            start = source.find(words, start + 1, piece.end)
    if len(found) != 1:
        sentence = (
            _("The words “{words}” stand in the quote several times; give more of them.")
            if found
            else _("The words “{words}” do not stand in the quote.")
        )
        raise NotFoundError(sentence.format(words=words))
    return found[0], found[0] + len(words)


@command(
    N_("List the queries that are kept, or keep or remove one."),
    "interview-coder queries ombuigen.study --save Tegenspraak --where 'kind = condition AND stance = contradicts'",
)
def queries(
    study: StudyArgument,
    save: Annotated[
        str | None, typer.Option("--save", metavar="NAME", help=N_("Keep --where under this name."))
    ] = None,
    where: WhereFilter = None,
    replace: Annotated[bool, typer.Option("--replace", help=N_("Also where there is one of that name."))] = False,
    rename: Annotated[
        tuple[str, str] | None, typer.Option("--rename", metavar="NAME NEW", help=N_("Give a query another name."))
    ] = None,
    remove: Annotated[str | None, typer.Option("--remove", metavar="NAME", help=N_("Forget a query."))] = None,
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import query_record

    if (save is None) != (where is None):
        fail(_("To keep a query give both --save and --where."), 2)
    with Study.open(study, coder=coder, read_only=all(one is None for one in (save, rename, remove))) as opened:
        if remove is not None:
            opened.remove_query(remove)
        if rename is not None:
            opened.change_query(*rename)
        if save is not None and where is not None:
            opened.save_query(save, where, replace=replace)
        found = opened.queries()
    if as_json:
        put_json([query_record(one) for one in found])
    for one in [] if as_json else found:
        put(f"{one.name}\t{one.where}")
