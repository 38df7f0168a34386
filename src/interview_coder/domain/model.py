"""The words of the domain as values: what a study holds, as the rest of the program sees it.

All values are immutable. Ids are UUIDs (version 7) as text. Offsets are Unicode code points into the transcript of
the interview; spans are half open. Times are UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NamedTuple

from msgspec import Struct, field


class Role(StrEnum):
    """Who speaks, as far as the analysis cares."""

    INTERVIEWER = "interviewer"
    RESPONDENT = "respondent"
    OTHER = "other"


class Mode(StrEnum):
    """How the interview was held."""

    FACE_TO_FACE = "face-to-face"
    TELEPHONE = "telephone"


class Status(StrEnum):
    """How far the coding of an interview is."""

    NOT_STARTED = "not started"
    CODING = "coding"
    DONE = "done"


class CodeKind(StrEnum):
    """A condition of the study, a theme that cuts across them, or a code that came up while coding."""

    CONDITION = "condition"
    THEME = "theme"
    OPEN = "open"


class Stance(StrEnum):
    """What a passage says about a condition."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    MIXED = "mixed"


class MemoKind(StrEnum):
    """What a memo is on."""

    STUDY = "study"
    INTERVIEW = "interview"
    PASSAGE = "passage"
    CODING = "coding"
    CODE = "code"


class AttributeKind(StrEnum):
    """What values an attribute takes."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


class Unit(StrEnum):
    """How much is coded around words that were found."""

    MATCH = "match"
    SENTENCE = "sentence"
    TURN = "turn"


class NameKind(StrEnum):
    """What sort of name a redaction took out."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    CONTACT = "contact"
    OTHER = "other"


class Metadata(Struct, frozen=True):
    """What is known of an interview besides its text. ``None`` and empty mean not known.

    ``programmes`` are names as the report prints them, in order. ``interviewers`` are initials or whatever the
    team writes for its own people.
    """

    school: int | None = None
    programmes: tuple[str, ...] = ()
    sequence: int | None = None
    date: date | None = None
    mode: Mode | None = None
    interviewers: tuple[str, ...] = ()


class Speaker(Struct, frozen=True):
    """A voice in a transcript: never a name, always a label such as ``Respondent 1``."""

    id: str
    label: str
    role: Role


SAME_SPEAKER: Final = "same"
"""In the place of a speaker's id: whoever speaks there now."""


class Turn(Struct, frozen=True):
    """One utterance: ``number`` counts from 1, the span lies in the transcript, ``seconds`` runs with the recording."""

    id: str
    number: int
    start: int
    end: int
    speaker: Speaker | None
    seconds: float | None = None


class Redaction(Struct, frozen=True):
    """Where a name was: the span of its mark in the transcript, and its kind. The name itself is nowhere."""

    id: str
    start: int
    end: int
    kind: NameKind


class Interview(Struct, frozen=True):
    """One interview of the study; ``number`` is its order of import (from 1), ``reference`` what the report prints.

    ``coded_up_to`` is an offset into the transcript and ``coded_share`` (0 to 1) its part of the whole text;
    ``attributes`` has the values that were given, by the id of the attribute.
    """

    id: str
    number: int
    reference: str
    metadata: Metadata
    status: Status
    speakers: tuple[Speaker, ...]
    turns: int
    words: int
    codings: int
    coded_up_to: int = 0
    coded_share: float = 0.0
    attributes: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.id)


class Transcript(Struct, frozen=True):
    """The whole text of an interview, its turns joined by newlines, names already out."""

    id: str
    interview: str
    text: str
    turns: tuple[Turn, ...]
    redactions: tuple[Redaction, ...]


class Code(Struct, frozen=True):
    """A code of the codebook.

    ``path`` joins the names from the root with ``/``; ``section`` is the code's own report section or that of the
    nearest ancestor; ``letter`` marks it in the stripes, ``mnemonic`` (two letters, unique) gives it in the picker;
    ``colour`` is ``#rrggbb``; ``codings`` counts its own codings in the study, sub-codes apart.
    """

    id: str
    key: str
    name: str
    path: str
    kind: CodeKind
    section: str | None
    parent: str | None
    position: int
    colour: str
    letter: str
    definition: str = ""
    use_when: str = ""
    not_when: str = ""
    example: str = ""
    pinned: bool = False
    retired: bool = False
    codings: int = 0
    mnemonic: str = ""


class NewCode(Struct, frozen=True):
    """A code to be made: its name, the code it goes under, if any, and its kind."""

    name: str
    parent: Code | None = None
    kind: CodeKind = CodeKind.OPEN


class LookAlike(Struct, frozen=True):
    """Two codes that may be one: how alike they are (0 to 100), and in what, as an English phrase to translate."""

    first: Code
    second: Code
    score: float
    reason: str


class MergePreview(Struct, frozen=True):
    """What merging codes would do: how many codings, memos and sub-codes move, how many codings join others."""

    codings: int
    joined: int
    memos: int
    subcodes: int


class CodeUse(Struct, frozen=True):
    """A passage that has a code: where, by whom (name), and the beginning of its words."""

    coding: str
    interview: str
    reference: str
    coder: str
    start: int
    end: int
    words: str


class Coder(Struct, frozen=True):
    """Somebody who codes."""

    id: str
    name: str
    initials: str
    colour: str
    codings: int = 0


class Coding(Struct, frozen=True):
    """A passage bears a code, in the eyes of a coder."""

    id: str
    interview: str
    code: str
    coder: str
    start: int
    end: int
    stance: Stance | None
    memo: str
    created: datetime


class QuoteFilter(Struct, frozen=True):
    """Which codings to take; everything that is given must hold. Empty: all of them.

    ``code`` takes a code's key, name, path or id and includes its sub-codes; ``section`` includes sub-sections.
    """

    code: str | None = None
    section: str | None = None
    programme: str | None = None
    school: int | None = None
    coder: str | None = None
    stance: Stance | None = None
    interview: str | None = None


class QuoteRow(Struct, frozen=True):
    """One coding as a row of the quote table, in the order of the report: section, codebook, interview, place.

    ``quote`` is the literal text without outer marks, ``edited`` how the report prints it where somebody edited it;
    ``runs`` is that edited form in stretches, as (text with outer marks, is an italic question), empty without one.
    ``reference`` has no outer brackets; ``turn`` counts from 1; ``label`` is who spoke.
    """

    id: str
    interview: str
    reference: str
    section: str | None
    code_key: str
    code_name: str
    code_path: str
    code_kind: CodeKind
    quote: str
    edited: str | None
    stance: Stance | None
    coder: str
    memo: str
    start: int
    end: int
    turn: int
    label: str = ""
    runs: tuple[tuple[str, bool], ...] = ()


class QuotePlace(NamedTuple):
    """Where a row of the quote table stands, and whether somebody edited it."""

    id: str
    interview: str
    section: str | None
    code_path: str
    code_key: str
    edited: bool


class Hit(Struct, frozen=True):
    """A turn that a search found: ``snippet`` is its text, ``matches`` are spans in the transcript."""

    interview: str
    reference: str
    turn: int
    label: str
    start: int
    end: int
    snippet: str
    matches: tuple[tuple[int, int], ...]


class SearchFilter(Struct, frozen=True):
    """Where to search; everything that is given must hold. ``interview`` is an id or a reference."""

    role: Role | None = None
    programme: str | None = None
    school: int | None = None
    interview: str | None = None


class Candidate(Struct, frozen=True):
    """A passage around words that were found, that could be coded; ``coded`` says that you gave it the code already."""

    interview: str
    reference: str
    turn: int
    start: int
    end: int
    words: str
    coded: bool


class MemoFilter(Struct, frozen=True):
    """Which memos to take; everything that is given must hold.

    ``code`` takes a key, name, path or id and includes sub-codes, for memos on codes and on their codings;
    ``interview`` is an id or a reference; ``text`` must stand in the memo, case and diacritics apart.
    """

    kind: MemoKind | None = None
    code: str | None = None
    interview: str | None = None
    coder: str | None = None
    text: str | None = None


class MemoRow(Struct, frozen=True):
    """A memo and what it is on: ids where there are any, the reference, the code's name, the words of the passage."""

    id: str
    kind: MemoKind
    body: str
    coder: str
    created: datetime
    changed: datetime
    interview: str | None = None
    reference: str = ""
    code: str | None = None
    code_name: str = ""
    coding: str | None = None
    start: int | None = None
    end: int | None = None
    words: str = ""


class PassageMemo(Struct, frozen=True):
    """A memo on a passage, as the transcript shows it."""

    id: str
    start: int
    end: int
    body: str
    coder: str


class Attribute(Struct, frozen=True):
    """Something that the team wants to know of every interview; ``choices`` are what a choice takes."""

    id: str
    name: str
    kind: AttributeKind
    choices: tuple[str, ...] = ()


class KeptDraft(Struct, frozen=True):
    """What somebody was typing, by field, when it was noted; ``target`` says what it is meant for."""

    target: str
    fields: Mapping[str, str]
    changed: datetime


class UnplacedKind(StrEnum):
    """What has no place in a replaced transcript."""

    CODING = "coding"
    MEMO = "memo"
    QUOTE = "quote"


class Unplaced(Struct, frozen=True):
    """What stood on words that a better transcription does not have; kept until somebody places or discards it."""

    id: str
    kind: UnplacedKind
    interview: str
    reference: str
    code: str | None
    code_name: str
    coder: str
    stance: Stance | None
    memo: str
    words: str


class ReplaceReport(Struct, frozen=True):
    """What came of a better transcription: spans on the very same words, on nearly the same, and without a place."""

    transcript: Transcript
    kept: int
    close: int
    unplaced: tuple[Unplaced, ...]


class HistoryFilter(Struct, frozen=True):
    """Which acts to list; everything that is given must hold. ``what`` is as in ``HistoryEntry``, the rest refs."""

    coder: str | None = None
    interview: str | None = None
    code: str | None = None
    what: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class RedactionCount(Struct, frozen=True):
    """A line of the redaction log: so many names of a kind, found for a reason, taken out by somebody at a time.

    ``reviewed`` says that they were looked at; else all that was found was accepted at once.
    """

    reference: str
    kind: NameKind
    reason: str
    reviewer: str
    time: datetime
    count: int
    reviewed: bool = True


class HistoryEntry(Struct, frozen=True):
    """One act in the history: who did what, when; ``undone`` says that it is not in force.

    ``detail`` says on which code, interview and how many; ``code`` and ``interview`` are ids where it is about one;
    ``own`` says that whoever has the study open did it.
    """

    act: str
    coder: str
    time: datetime
    what: str
    detail: str
    undone: bool
    interview: str | None = None
    code: str | None = None
    own: bool = False


class StudyInfo(Struct, frozen=True):
    """The study at a glance, for ``info`` and the start screen."""

    path: str
    id: str
    title: str
    language: str
    template: str
    version: str
    created: datetime
    interviews: int
    words: int
    codes: int
    codings: int
    coders: int
    memos: int


class Find(Struct, frozen=True):
    """A name that the redactor saw in a text: the half-open span of what is to be taken out.

    The generic word of a name (``College``), possessive endings and punctuation lie outside the span.
    ``confidence`` runs from 0 to 1; below ``DOUBTFUL`` a person should look. ``reason`` is a short key that says which
    rule or list found it.
    """

    start: int
    end: int
    kind: NameKind
    confidence: float = 1.0
    reason: str = ""


DOUBTFUL = 0.75
"""Finds below this confidence are doubtful: review shows them first."""


class DraftTurn(Struct, frozen=True):
    """A turn as read from a file, on one line, cleaned: names are still in it, so it stays in memory."""

    speaker: int | None
    """Index into the draft's speakers; ``None`` where the source names no speaker."""
    text: str
    seconds: float | None = None


class DraftSpeaker(Struct, frozen=True):
    """A voice of a draft: the label that is kept and what the source called it (a name, perhaps; memory only)."""

    label: str
    role: Role
    source: str = ""


class KnownName(Struct, frozen=True):
    """A name that the file itself gives away (speaker labels, header): to be looked for in the text. Memory only."""

    text: str
    kind: NameKind


class Draft(Struct, frozen=True):
    """A transcript as read from a file, before names are out: never to be stored or logged."""

    turns: tuple[DraftTurn, ...]
    speakers: tuple[DraftSpeaker, ...]
    metadata: Metadata = field(default_factory=Metadata)
    names: tuple[KnownName, ...] = ()
    school_name: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The turns joined by newlines: the string that redaction works on and that is stored once names are out."""
        return "\n".join(turn.text for turn in self.turns)
