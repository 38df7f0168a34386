"""Commands that show what a study holds."""

from __future__ import annotations

from typing import Final

from interview_coder.cli.shell import (
    JsonOption,
    StudyArgument,
    command,
    put,
    put_json,
)
from interview_coder.domain.model import Status
from interview_coder.i18n import N_, _
from interview_coder.study import Study

_STATUSES: Final = {
    Status.NOT_STARTED: N_("not started"),
    Status.CODING: N_("being coded"),
    Status.DONE: N_("done"),
}


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


@command(N_("Show what a study holds."), "interview-coder info ombuigen.study")
def info(study: StudyArgument, as_json: JsonOption = False) -> None:
    from interview_coder.records import info_record

    with Study.open(study, read_only=True) as opened:
        record = info_record(opened.info())
    if as_json:
        put_json(record)
    for key, value in {} if as_json else record.items():
        put(f"{key}\t{value}")
