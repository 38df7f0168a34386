"""The same conversation, in whatever format and layout, gives the same turns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from interview_coder.domain.model import Draft, KnownName, Metadata, Mode, NameKind, Role
from interview_coder.importing import read_draft

Writer = Callable[..., Path]
Talk = list[tuple[str, str]]

HEADER = [
    ("School", "7 - Graafschap College"),
    ("Opleiding", "Administratief Medewerker"),
    ("Datum", "3 mei 2021"),
    ("Wijze", "telefonisch"),
    ("Interviewer", "Sanne Vermeer"),
    ("Respondent", "Karin de Wit"),
]


def turns(draft: Draft) -> Talk:
    return [("" if turn.speaker is None else draft.speakers[turn.speaker].label, turn.text) for turn in draft.turns]


def test_same_turns(writer: Writer, talk: Talk, kind: str) -> None:
    draft = read_draft(writer(talk, kind))
    assert turns(draft) == talk
    assert [speaker.role for speaker in draft.speakers] == [Role.INTERVIEWER, Role.RESPONDENT, Role.RESPONDENT]


def test_same_turns_behind_a_header(writer: Writer, talk: Talk, kind: str) -> None:
    if kind in (".vtt", ".srt"):
        return
    draft = read_draft(writer(talk, kind, HEADER), programmes=["Administratief Medewerker"])
    assert turns(draft) == talk
    assert draft.metadata == Metadata(
        school=7,
        programmes=("Administratief Medewerker",),
        date=date(2021, 5, 3),
        mode=Mode.TELEPHONE,
        interviewers=("S.V.",),
    )
    assert draft.school_name == "Graafschap College"
    assert KnownName("Graafschap College", NameKind.ORGANISATION) in draft.names
    assert KnownName("Sanne Vermeer", NameKind.PERSON) in draft.names
