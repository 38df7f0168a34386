"""The tables of a study file.

Ids are UUIDs (version 7) made here, never numbers of the database, so that desks can work apart and be merged.
Offsets are Unicode code points into ``transcripts.text``; spans are half open. Times are UTC.

Three lists say what the columns mean, for everything that must treat all of them: ``SPAN_TABLES`` (what an edit of a
text moves), ``USER_TEXT`` (where words of users and transcripts can be) and ``PLAIN_TEXT`` (text columns that never
hold any). A test fails on a text column that is on neither list.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Index,
    MetaData,
    Table,
    TypeDecorator,
    UniqueConstraint,
)

from interview_coder.domain.coded import Decision, DifferenceKind
from interview_coder.domain.conditions import Verdict
from interview_coder.domain.model import AttributeKind, CodeKind, Mode, NameKind, Role, Stance, Status
from interview_coder.store.mapping import DeclarativeBase, Mapped, mapped_column


class UTCDateTime(TypeDecorator[datetime]):
    """A point in time; SQLite forgets the zone, so it is UTC going in and UTC coming out."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def time_of(stored: str) -> datetime:
    """The point in time that SQLite gives as text where a column is read by plain SQL."""
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def _enum(kind: type[StrEnum], name: str) -> Enum:
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        "datetime": UTCDateTime(),
        "date": Date(),
        "dict[str, Any]": JSON(none_as_null=True),
    }


class Study(Base):
    """The one row that says which study this is."""

    __tablename__ = "study"

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    language: Mapped[str]
    template: Mapped[str]
    reference_pattern: Mapped[str]
    mark_style: Mapped[str] = mapped_column(default="plain")
    """How names are marked from now on: ``plain`` (``[…]``) or ``typed`` (``[persoon 1]``)."""
    desk: Mapped[str]
    created: Mapped[datetime]
    version: Mapped[str]
    purge_pending: Mapped[bool] = mapped_column(default=False)
    """Something was erased and the free pages are not clean yet; the next opening finishes it."""


class Section(Base):
    """A section of the report: those of the template, and what the team added."""

    __tablename__ = "sections"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    """Its number (``4.1``) or what the team calls it; unique, case and diacritics apart."""
    title: Mapped[str] = mapped_column(default="")
    position: Mapped[int]


class School(Base):
    __tablename__ = "schools"

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)


class Programme(Base):
    __tablename__ = "programmes"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]


class Coder(Base):
    __tablename__ = "coders"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    initials: Mapped[str]
    colour: Mapped[str]
    created: Mapped[datetime]


class Interview(Base):
    __tablename__ = "interviews"

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    school_id: Mapped[str | None] = mapped_column(ForeignKey("schools.id"), index=True)
    sequence: Mapped[int | None]
    date: Mapped[date | None]
    mode: Mapped[Mode | None] = mapped_column(_enum(Mode, "mode"))
    interviewers: Mapped[str] = mapped_column(default="")
    """Initials of the team's own interviewers, joined by ``; ``."""
    status: Mapped[Status] = mapped_column(_enum(Status, "status"), default=Status.NOT_STARTED)
    coded_up_to: Mapped[int] = mapped_column(default=0)
    words: Mapped[int] = mapped_column(default=0)
    coder_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    created: Mapped[datetime]


class InterviewProgramme(Base):
    __tablename__ = "interview_programmes"
    __table_args__ = (UniqueConstraint("interview_id", "programme_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id"))
    programme_id: Mapped[str] = mapped_column(ForeignKey("programmes.id"), index=True)
    position: Mapped[int]


class Speaker(Base):
    __tablename__ = "speakers"
    __table_args__ = (UniqueConstraint("interview_id", "label"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id"))
    label: Mapped[str]
    role: Mapped[Role] = mapped_column(_enum(Role, "role"))
    position: Mapped[int]


class Transcript(Base):
    """The text of an interview: its turns joined by newlines, names already out."""

    __tablename__ = "transcripts"

    id: Mapped[str] = mapped_column(primary_key=True)
    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id"), unique=True)
    text: Mapped[str]
    digest: Mapped[str] = mapped_column(index=True)
    """SHA-256 of the text as it was imported (names out): the same interview twice is seen by it."""


class Turn(Base):
    __tablename__ = "turns"
    __table_args__ = (
        CheckConstraint('start >= 0 AND start <= "end"', name="span"),
        Index("ix_turns_place", "transcript_id", "start"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    transcript_id: Mapped[str] = mapped_column(ForeignKey("transcripts.id"))
    docid: Mapped[int] = mapped_column(unique=True)
    """The turn's row in the full-text index; local to this file."""
    number: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    speaker_id: Mapped[str | None] = mapped_column(ForeignKey("speakers.id"), index=True)
    seconds: Mapped[float | None]


class Code(Base):
    __tablename__ = "codes"

    id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("codes.id"), index=True)
    position: Mapped[int]
    kind: Mapped[CodeKind] = mapped_column(_enum(CodeKind, "kind"))
    section: Mapped[str | None]
    colour: Mapped[str]
    letter: Mapped[str]
    mnemonic: Mapped[str | None] = mapped_column(unique=True)
    """Two letters that give the code in the picker; ``None`` once all pairs are given away."""
    definition: Mapped[str] = mapped_column(default="")
    use_when: Mapped[str] = mapped_column(default="")
    not_when: Mapped[str] = mapped_column(default="")
    example: Mapped[str] = mapped_column(default="")
    pinned: Mapped[bool] = mapped_column(default=False)
    retired: Mapped[bool] = mapped_column(default=False)
    coder_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    created: Mapped[datetime]


class Coding(Base):
    __tablename__ = "codings"
    __table_args__ = (
        CheckConstraint('start >= 0 AND start < "end"', name="span"),
        # With the coder in them, counting leaves the consensus out without looking a row up.
        Index("ix_codings_place", "transcript_id", "start", "coder_id"),
        Index("ix_codings_code", "code_id", "transcript_id", "coder_id"),
        Index("ix_codings_coder", "coder_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    transcript_id: Mapped[str] = mapped_column(ForeignKey("transcripts.id"))
    code_id: Mapped[str] = mapped_column(ForeignKey("codes.id"))
    coder_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    start: Mapped[int]
    end: Mapped[int]
    stance: Mapped[Stance | None] = mapped_column(_enum(Stance, "stance"))
    created: Mapped[datetime]
    changed: Mapped[datetime]


class Memo(Base):
    """A memo on the study (no target), an interview, a passage (with a span), a coding or a code."""

    __tablename__ = "memos"
    __table_args__ = (Index("ix_memos_place", "transcript_id", "start"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    coder_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    interview_id: Mapped[str | None] = mapped_column(ForeignKey("interviews.id"), index=True)
    coding_id: Mapped[str | None] = mapped_column(ForeignKey("codings.id"), index=True)
    code_id: Mapped[str | None] = mapped_column(ForeignKey("codes.id"), index=True)
    transcript_id: Mapped[str | None] = mapped_column(ForeignKey("transcripts.id"))
    start: Mapped[int | None]
    end: Mapped[int | None]
    body: Mapped[str]
    created: Mapped[datetime]
    changed: Mapped[datetime]


class Redaction(Base):
    """Where a name was taken out and what kind it was; never the name."""

    __tablename__ = "redactions"
    __table_args__ = (Index("ix_redactions_place", "transcript_id", "start"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    transcript_id: Mapped[str] = mapped_column(ForeignKey("transcripts.id"))
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[NameKind] = mapped_column(_enum(NameKind, "name_kind"))
    reason: Mapped[str] = mapped_column(default="")
    reviewed: Mapped[bool] = mapped_column(default=True)
    """Somebody looked at it; else all that was found was accepted at once."""
    coder_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    created: Mapped[datetime]


class KeptWord(Base):
    """A word that looks like a name and is none in this study: imports leave it in the text."""

    __tablename__ = "kept_words"

    id: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(unique=True)
    coder_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    created: Mapped[datetime]


class Review(Base):
    """A review of names that was left before its end: offsets, kinds and decisions, none of the words."""

    __tablename__ = "reviews"

    id: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    """SHA-256 of the source text: the same file, read again, finds its decisions by it."""
    decisions: Mapped[dict[str, Any]]
    coder_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    changed: Mapped[datetime]


class Quote(Base):
    """A quote for the report: pieces of one interview in an order, with edits; never free text."""

    __tablename__ = "quotes"

    id: Mapped[str] = mapped_column(primary_key=True)
    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id"), index=True)
    coding_id: Mapped[str | None] = mapped_column(ForeignKey("codings.id"), index=True)
    coder_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    section_id: Mapped[str | None] = mapped_column(ForeignKey("sections.id"), index=True)
    position: Mapped[int]
    """Its place in the section, by hand; from 0."""
    source_changed: Mapped[bool] = mapped_column(default=False)
    """Words under it were corrected, redacted or lost since somebody looked at it."""
    created: Mapped[datetime]
    changed: Mapped[datetime]


class QuotePiece(Base):
    """One span of a quote: words of an answer, or the interviewer's question before them."""

    __tablename__ = "quote_pieces"
    __table_args__ = (
        CheckConstraint("kind IN ('answer', 'question')", name="kind"),
        Index("ix_quote_pieces_place", "transcript_id", "start"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    quote_id: Mapped[str] = mapped_column(ForeignKey("quotes.id"), index=True)
    transcript_id: Mapped[str] = mapped_column(ForeignKey("transcripts.id"))
    position: Mapped[int]
    kind: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]


class QuoteEdit(Base):
    """A change inside a piece: words left out (an elision or a trim), or an insertion at a place (an empty span)."""

    __tablename__ = "quote_edits"
    __table_args__ = (
        CheckConstraint("kind IN ('elision', 'trim', 'insertion')", name="kind"),
        Index("ix_quote_edits_place", "transcript_id", "start"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    piece_id: Mapped[str] = mapped_column(ForeignKey("quote_pieces.id"), index=True)
    transcript_id: Mapped[str] = mapped_column(ForeignKey("transcripts.id"))
    kind: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str] = mapped_column(default="")


class Judgement(Base):
    """A verdict on a condition, overall or for a programme or school: the newest of a scope is in force."""

    __tablename__ = "verdicts"
    __table_args__ = (CheckConstraint("programme_id IS NULL OR school_id IS NULL", name="scope"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    code_id: Mapped[str] = mapped_column(ForeignKey("codes.id"), index=True)
    programme_id: Mapped[str | None] = mapped_column(ForeignKey("programmes.id"))
    school_id: Mapped[str | None] = mapped_column(ForeignKey("schools.id"))
    verdict: Mapped[Verdict] = mapped_column(_enum(Verdict, "verdict"))
    provided: Mapped[str] = mapped_column(default="")
    rationale: Mapped[str] = mapped_column(default="")
    coder_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    created: Mapped[datetime]


class JudgementQuote(Base):
    """A collected quote that a verdict rests on."""

    __tablename__ = "verdict_quotes"
    __table_args__ = (UniqueConstraint("verdict_id", "quote_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    verdict_id: Mapped[str] = mapped_column(ForeignKey("verdicts.id"))
    quote_id: Mapped[str] = mapped_column(ForeignKey("quotes.id"), index=True)
    position: Mapped[int]


class SavedQuery(Base):
    """A question to the codings, kept under a name."""

    __tablename__ = "queries"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    """Unique, case and diacritics apart."""
    expression: Mapped[str]
    coder_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    created: Mapped[datetime]
    changed: Mapped[datetime]


class Attribute(Base):
    """Something that the team wants to know of every interview, besides what the program asks for."""

    __tablename__ = "attributes"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[AttributeKind] = mapped_column(_enum(AttributeKind, "attribute_kind"))
    choices: Mapped[dict[str, Any]]
    """``{"choices": [...]}``: what there is to choose from, in order."""
    position: Mapped[int]
    coder_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    created: Mapped[datetime]


class AttributeValue(Base):
    __tablename__ = "attribute_values"
    __table_args__ = (UniqueConstraint("interview_id", "attribute_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id"))
    attribute_id: Mapped[str] = mapped_column(ForeignKey("attributes.id"), index=True)
    value: Mapped[str]


class Assignment(Base):
    """Who codes which interview, and whether that coder says the work is done."""

    __tablename__ = "assignments"
    __table_args__ = (UniqueConstraint("interview_id", "coder_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id"))
    coder_id: Mapped[str] = mapped_column(ForeignKey("coders.id"), index=True)
    blind: Mapped[bool] = mapped_column(default=False)
    """This coder sees nothing of what others did on the interview until all who are assigned to it are done."""
    done: Mapped[datetime | None]
    by_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    """Who assigned it."""
    created: Mapped[datetime]


class Settlement(Base):
    """What was decided on a place where two coders differ; what came of it are codings of the consensus.

    The newest on a place and its codes is in force. Nothing of it touches the codings of the two.
    """

    __tablename__ = "settlements"
    __table_args__ = (Index("ix_settlements_place", "transcript_id", "start"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    transcript_id: Mapped[str] = mapped_column(ForeignKey("transcripts.id"))
    start: Mapped[int]
    end: Mapped[int]
    code_id: Mapped[str] = mapped_column(ForeignKey("codes.id"), index=True)
    other_code_id: Mapped[str | None] = mapped_column(ForeignKey("codes.id"), index=True)
    """The second coder's code, where it is another one."""
    first_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    second_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    kind: Mapped[DifferenceKind] = mapped_column(_enum(DifferenceKind, "difference_kind"))
    decision: Mapped[Decision] = mapped_column(_enum(Decision, "decision"))
    note: Mapped[str] = mapped_column(default="")
    coder_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    """Who decided."""
    created: Mapped[datetime]
    changed: Mapped[datetime]


class Dismissal(Base):
    """A suggestion on consistency that somebody looked at and does not want to see again."""

    __tablename__ = "dismissals"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    codes: Mapped[dict[str, Any]]
    """``{"codes": [...]}``: the ids of the codes it was about."""
    coder_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    created: Mapped[datetime]


class DismissalPlace(Base):
    """A passage of a dismissed suggestion."""

    __tablename__ = "dismissal_places"
    __table_args__ = (Index("ix_dismissal_places_place", "transcript_id", "start"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    dismissal_id: Mapped[str] = mapped_column(ForeignKey("dismissals.id"), index=True)
    transcript_id: Mapped[str] = mapped_column(ForeignKey("transcripts.id"))
    start: Mapped[int]
    end: Mapped[int]


class CodebookVersion(Base):
    """The codebook as it was when somebody froze it."""

    __tablename__ = "codebook_versions"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    """Unique, case and diacritics apart."""
    note: Mapped[str] = mapped_column(default="")
    content: Mapped[dict[str, Any]]
    """``{"codes": [...]}`` in tree order, each with its fields."""
    coder_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    created: Mapped[datetime]


class Draft(Base):
    """Something that a coder was typing when it was noted: offered again until it is kept or thrown away.

    No act of the history, as nothing was decided; ``target`` says what it is meant for, by ids.
    """

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("coder_id", "target"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    coder_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    target: Mapped[str]
    fields: Mapped[dict[str, Any]]
    """What was typed, by field."""
    changed: Mapped[datetime]


class Unplaced(Base):
    """A coding, memo or piece of a quote whose words a better transcription does not have; kept until it is placed.

    Its id is that of the row it was and will be again.
    """

    __tablename__ = "unplaced"

    id: Mapped[str] = mapped_column(primary_key=True)
    transcript_id: Mapped[str] = mapped_column(ForeignKey("transcripts.id"), index=True)
    tbl: Mapped[str]
    words: Mapped[str]
    """What it stood on."""
    values: Mapped[dict[str, Any]]
    """The row's values, and under ``with`` the rows that hung on it: ``[[table, values], ...]``."""
    created: Mapped[datetime]


class Event(Base):
    """One change of one row. Append-only: no event is deleted or reordered; what must be forgotten is blanked.

    The events of an ``act`` are undone as one. ``before`` and ``after`` are the row's values (``None``: not there). For
    an edit of a text (``tbl`` is ``text``, ``row`` the transcript) they are ``{"start", "length", "text"}``, what
    stood at ``start`` and what stands there now, with ``turns`` where the edit changed the turns, and ``whole`` where a
    better transcription replaced everything and spans were moved one by one; ``before`` has the length ``of`` the text.
    """

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_row", "tbl", "row"),
        Index("ix_events_coder", "coder_id", "clock"),
        Index("ix_events_undoes", "undoes"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    desk: Mapped[str]
    clock: Mapped[int] = mapped_column(index=True)
    act: Mapped[str] = mapped_column(index=True)
    coder_id: Mapped[str] = mapped_column(ForeignKey("coders.id"))
    time: Mapped[datetime]
    what: Mapped[str]
    tbl: Mapped[str]
    row: Mapped[str]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    undoes: Mapped[str | None]
    """The act that this event's act takes back."""


FTS: Final = "turn_index"
FTS_DDL: Final = f'CREATE VIRTUAL TABLE {FTS} USING fts5(body, tokenize = "unicode61 remove_diacritics 2")'
"""The full-text index: one row per turn, under its ``docid``; case and diacritics folded."""

HEAD: Final = "0001"
"""The migration that this program's tables are at; a test compares it with migrations/."""

APPLICATION_ID: Final = 0x49434F44
"""``ICOD``, in the file header: a file without it is not a study."""

CONSENSUS: Final = "00000000-0000-7000-8000-000000000000"
"""The id, in every study, of the coder whose codings are what was agreed on; nobody's own work."""
CONSENSUS_NAME: Final = "consensus"

SPAN_TABLES: Final = (
    "codings",
    "redactions",
    "memos",
    "quote_pieces",
    "quote_edits",
    "settlements",
    "dismissal_places",
)
"""Tables, besides turns, whose ``start`` and ``end`` lie in a transcript."""

USER_TEXT: Final[dict[str, tuple[str, ...]]] = {
    "study": ("title",),
    "sections": ("name", "title"),
    "programmes": ("name",),
    "coders": ("name", "initials"),
    "interviews": ("interviewers",),
    "speakers": ("label",),
    "transcripts": ("text",),
    "codes": ("key", "name", "section", "definition", "use_when", "not_when", "example"),
    "memos": ("body",),
    "kept_words": ("text",),
    "quote_edits": ("text",),
    "verdicts": ("provided", "rationale"),
    "queries": ("name", "expression"),
    "attributes": ("name", "choices"),
    "attribute_values": ("value",),
    "settlements": ("note",),
    "codebook_versions": ("name", "note", "content"),
    "unplaced": ("words", "values"),
    "drafts": ("fields",),
    "events": ("before", "after"),
}

PLAIN_TEXT: Final[dict[str, tuple[str, ...]]] = {
    "study": ("language", "template", "reference_pattern", "mark_style", "desk", "version"),
    "coders": ("colour",),
    "interviews": ("mode", "status"),
    "speakers": ("role",),
    "transcripts": ("digest",),
    "codes": ("kind", "colour", "letter", "mnemonic"),
    "codings": ("stance",),
    "redactions": ("kind", "reason"),
    "reviews": ("digest", "decisions"),
    "quote_pieces": ("kind",),
    "quote_edits": ("kind",),
    "verdicts": ("verdict",),
    "attributes": ("kind",),
    "settlements": ("kind", "decision"),
    "dismissals": ("kind", "codes"),
    "unplaced": ("tbl",),
    "drafts": ("target",),
    "events": ("desk", "act", "what", "tbl", "row", "undoes"),
}


def table(name: str) -> Table:
    """The table of that name."""
    return Base.metadata.tables[name]
