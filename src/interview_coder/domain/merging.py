"""What joining desks tells: what comes in, where the desks differ and what was decided. Plain values."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from msgspec import Struct, field

from interview_coder.i18n import N_, _


class MergePolicy(StrEnum):
    """Who is right where two desks changed the same thing apart."""

    OURS = "ours"
    THEIRS = "theirs"
    NEWEST = "newest"
    ASK = "ask"


POLICIES: dict[MergePolicy, str] = {
    MergePolicy.OURS: N_("what was done at the desk of this study stands, else the newest"),
    MergePolicy.THEIRS: N_("what was done at other desks stands, the newest of it"),
    MergePolicy.NEWEST: N_("the newest stands"),
    MergePolicy.ASK: N_("ask for each"),
}


class ConflictKind(StrEnum):
    """In what two desks differ."""

    CHANGED = "changed"
    DELETED = "deleted"
    TEXT = "text"
    PARTS = "parts"


CONFLICTS: dict[ConflictKind, str] = {
    ConflictKind.CHANGED: N_("both changed it"),
    ConflictKind.DELETED: N_("one took it away, the other changed it"),
    ConflictKind.TEXT: N_("both corrected the same words"),
    ConflictKind.PARTS: N_("both put it together in another way"),
}

BOTH = "both"
"""The decision that keeps two texts, one below the other."""


class Side(Struct, frozen=True):
    """One version: who made it, when, at which desk; ``value`` in words (``None``: taken away)."""

    coder: str
    time: datetime
    desk: str
    value: str | None
    ours: bool
    """Whether it was made at the desk of the study that is merged into."""


class Conflict(Struct, frozen=True):
    """Something that desks changed apart. ``sides`` are the versions, those of this study first."""

    id: str
    kind: ConflictKind
    table: str
    column: str
    about: str
    """What it is, in words: a code, an interview."""
    sides: tuple[Side, ...]
    chosen: int
    """Which side stands."""
    both: bool
    """Whether both texts can be kept."""


class NoticeKind(StrEnum):
    """What a merge did by itself, to be looked at."""

    KEPT = "kept"
    RENAMED = "renamed"
    RENUMBERED = "renumbered"
    TWICE = "twice"
    UNPLACED = "unplaced"
    REDACTED = "redacted"
    RETIRED = "retired"
    LOOP = "loop"
    WORDS = "words"
    DELETED = "deleted"


NOTICES: dict[NoticeKind, str] = {
    NoticeKind.KEPT: N_("taken away at one desk, kept because another uses it"),
    NoticeKind.RENAMED: N_("the same name was given at two desks; the later one was renamed"),
    NoticeKind.RENUMBERED: N_("the same number was given at two desks; the later one got another"),
    NoticeKind.TWICE: N_("the same text was imported at two desks"),
    NoticeKind.UNPLACED: N_("its words were taken out at another desk; it waits to be placed by hand"),
    NoticeKind.REDACTED: N_("a late redaction took a change of the same words along"),
    NoticeKind.RETIRED: N_("codings have a code that is retired"),
    NoticeKind.LOOP: N_("codes were hung below each other; one went back to the top"),
    NoticeKind.WORDS: N_("words were corrected under a collected quote; look at it again"),
    NoticeKind.DELETED: N_("deleted with every trace at one desk, and so everywhere"),
}


class Notice(Struct, frozen=True):
    """One thing that a merge did by itself; ``about`` says to what."""

    kind: NoticeKind
    about: str


class Incoming(Struct, frozen=True):
    """How much of a kind (a table) a coder's work brought: new rows, changed ones, rows that go."""

    coder: str
    table: str
    new: int
    changed: int
    gone: int


KINDS: dict[str, str] = {
    "study": N_("study"),
    "sections": N_("sections"),
    "schools": N_("schools"),
    "programmes": N_("programmes"),
    "coders": N_("coders"),
    "interviews": N_("interviews"),
    "interview_programmes": N_("programmes of interviews"),
    "speakers": N_("speakers"),
    "transcripts": N_("transcripts"),
    "turns": N_("turns"),
    "codes": N_("codes"),
    "codings": N_("codings"),
    "memos": N_("memos"),
    "redactions": N_("redactions"),
    "kept_words": N_("words that are no names"),
    "quotes": N_("quotes"),
    "quote_pieces": N_("passages of quotes"),
    "quote_edits": N_("edits of quotes"),
    "text": N_("text corrections"),
    "verdicts": N_("verdicts"),
    "verdict_quotes": N_("quotes of verdicts"),
    "queries": N_("queries"),
    "attributes": N_("attributes"),
    "attribute_values": N_("values of attributes"),
    "settlements": N_("settlements"),
    "dismissals": N_("dismissed suggestions"),
    "dismissal_places": N_("places of dismissed suggestions"),
    "codebook_versions": N_("versions of the codebook"),
    "assignments": N_("assignments"),
    "unplaced": N_("passages without a place"),
}


COLUMNS: dict[str, str] = {
    "attribute_id": N_("attribute"),
    "blind": N_("blind"),
    "body": N_("text"),
    "choices": N_("choices"),
    "code_id": N_("code"),
    "codes": N_("codes"),
    "coder_id": N_("coder"),
    "coding_id": N_("coding"),
    "content": N_("codes"),
    "date": N_("date"),
    "decision": N_("decision"),
    "definition": N_("definition"),
    "dismissal_id": N_("suggestion"),
    "end": N_("end"),
    "example": N_("example"),
    "expression": N_("query"),
    "first_id": N_("first coder"),
    "interview_id": N_("interview"),
    "interviewers": N_("interviewers"),
    "key": N_("short key"),
    "kind": N_("kind"),
    "language": N_("language"),
    "mark_style": N_("marks of names"),
    "mode": N_("face to face or by telephone"),
    "name": N_("name"),
    "not_when": N_("not when"),
    "note": N_("note"),
    "number": N_("number"),
    "other_code_id": N_("other code"),
    "parent_id": N_("code above it"),
    "programme_id": N_("programme"),
    "provided": N_("provided that"),
    "rationale": N_("rationale"),
    "reference_pattern": N_("form of references"),
    "retired": N_("retired"),
    "role": N_("role"),
    "school_id": N_("school"),
    "second_id": N_("second coder"),
    "section": N_("report section"),
    "section_id": N_("section"),
    "stance": N_("stance"),
    "start": N_("borders"),
    "template": N_("template"),
    "title": N_("title"),
    "transcript_id": N_("interview"),
    "use_when": N_("use when"),
    "value": N_("value"),
    "verdict": N_("verdict"),
}
"""What can differ, in words; to be translated when shown."""


class MergeReport(Struct, frozen=True):
    """What a merge did, or would do."""

    desks: tuple[str, ...]
    """The files, as they were given."""
    changed: bool
    """Whether anything came in."""
    events: int
    incoming: tuple[Incoming, ...]
    conflicts: tuple[Conflict, ...]
    notices: tuple[Notice, ...]
    backup: Path | None = None
    """Where the study lies as it was before; ``None`` where nothing was changed or names went for good."""


class HandoutReport(Struct, frozen=True):
    """What a desk was given."""

    path: Path
    interviews: int
    codings: int
    blind: bool
    desk: str = field(default="")


def conflict_line(conflict: Conflict) -> str:
    """A conflict in a line: what it is about and in what the desks differ."""
    kind = _(KINDS.get(conflict.table, conflict.table))
    # Where only the words of a text differ, its kind of conflict says so.
    column = "" if conflict.kind is ConflictKind.TEXT else _(COLUMNS.get(conflict.column, conflict.column))
    return " · ".join(part for part in (conflict.about or kind, column, _(CONFLICTS[conflict.kind])) if part)
