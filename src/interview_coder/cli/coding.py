"""Commands that code and find passages."""

from __future__ import annotations

from typing import Annotated

import typer

from interview_coder.cli.shell import (
    CoderOption,
    InterviewOption,
    JsonOption,
    ProgrammeFilter,
    SchoolFilter,
    StudyArgument,
    command,
    put,
    put_json,
    say,
)
from interview_coder.domain.model import Role, SearchFilter, Stance
from interview_coder.i18n import N_, _
from interview_coder.study import Study


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
    role: Annotated[Role | None, typer.Option("--role", help=N_("Only what such a speaker says."))] = None,
    programme: ProgrammeFilter = None,
    school: SchoolFilter = None,
    interview: Annotated[
        str | None, typer.Option("--interview", metavar="REF", help=N_("Only this interview."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from interview_coder.records import hit_record

    where = SearchFilter(role=role, programme=programme, school=school, interview=interview)
    with Study.open(study, read_only=True) as opened:
        hits = opened.search(query, regex=regex, where=where, limit=None)
    if as_json:
        put_json([hit_record(hit) for hit in hits])
    for hit in [] if as_json else hits:
        put(f"{hit.reference}\t{hit.turn}\t{hit.label}\t{hit.snippet}")
