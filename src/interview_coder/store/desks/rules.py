"""What each table means when desks are handed out and joined: one rule per table; a test misses none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec import Struct

from interview_coder.domain.text import fold, slug

Row = dict[str, Any]
"""The values of a row, as events hold them."""


class Rule(Struct, frozen=True):
    """How rows of a table are joined.

    ``same`` gives what makes two rows one thing (``None``: only their id does); with ``born`` it is what these columns,
    and the words that the row lay on, were when it was made. ``once`` gives that of which one row is enough. ``quiet``
    are columns where the newest value stands without anybody being asked. The rows of one ``group``
    (a column that points to their owner) are taken from one desk together. Where a row of a table with ``follows``
    loses one of these parents it goes too; columns in ``lets_go`` become empty instead; every other parent is kept
    because it is used. ``private`` rows of colleagues are left out of a blind desk. ``woven`` tables follow from the
    joined texts; ``local`` ones stay where they are.
    """

    same: Callable[[Row], Any] | None = None
    born: tuple[str, ...] = ()
    once: Callable[[Row], Any] | None = None
    quiet: tuple[str, ...] = ()
    group: str | None = None
    follows: tuple[str, ...] = ()
    lets_go: tuple[str, ...] = ()
    private: bool = False
    local: bool = False
    woven: bool = False


def _by(*columns: str) -> Callable[[Row], Any]:
    return lambda row: tuple(row[column] for column in columns)


_TIMES: Final = ("created", "changed")

RULES: Final[Mapping[str, Rule]] = {
    "study": Rule(quiet=("version", "created")),
    "sections": Rule(same=lambda row: fold(row["name"]), quiet=("name", "position")),
    "schools": Rule(same=_by("number")),
    "programmes": Rule(same=lambda row: slug(row["name"]), quiet=("name", "position")),
    "coders": Rule(same=lambda row: fold(row["name"]), quiet=("name", "initials", "colour", *_TIMES)),
    "interviews": Rule(quiet=("number", "sequence", "status", "coded_up_to", "words", "coder_id", *_TIMES)),
    "interview_programmes": Rule(
        once=_by("interview_id", "programme_id"), group="interview_id", follows=("interview_id",), quiet=("position",)
    ),
    "speakers": Rule(
        same=lambda row: (row["interview_id"], fold(row["label"])),
        quiet=("label", "position"),
        follows=("interview_id",),
    ),
    "transcripts": Rule(woven=True),
    "turns": Rule(woven=True),
    "codes": Rule(quiet=("position", "colour", "letter", "mnemonic", "pinned", "coder_id", *_TIMES)),
    "codings": Rule(
        born=("transcript_id", "code_id", "coder_id"),
        quiet=("coder_id", *_TIMES),
        follows=("transcript_id",),
        private=True,
    ),
    "memos": Rule(quiet=("coder_id", *_TIMES), follows=("transcript_id", "interview_id"), private=True),
    "redactions": Rule(quiet=("coder_id", "reviewed", "reason", *_TIMES), follows=("transcript_id",)),
    "kept_words": Rule(same=lambda row: fold(row["text"]), quiet=("text", "coder_id", *_TIMES)),
    "reviews": Rule(local=True),
    "quotes": Rule(
        quiet=("position", "source_changed", "coder_id", *_TIMES),
        follows=("interview_id",),
        lets_go=("coding_id", "section_id"),
        private=True,
    ),
    "quote_pieces": Rule(group="quote_id", follows=("quote_id", "transcript_id"), private=True),
    "quote_edits": Rule(group="piece_id", follows=("piece_id", "transcript_id"), private=True),
    "verdicts": Rule(quiet=("coder_id", *_TIMES), private=True),
    "verdict_quotes": Rule(
        once=_by("verdict_id", "quote_id"), group="verdict_id", follows=("verdict_id", "quote_id"), private=True
    ),
    "queries": Rule(same=lambda row: (fold(row["name"]), row["expression"]), quiet=("name", "coder_id", *_TIMES)),
    "attributes": Rule(
        same=lambda row: (fold(row["name"]), row["kind"]), quiet=("name", "position", "coder_id", *_TIMES)
    ),
    "attribute_values": Rule(same=_by("interview_id", "attribute_id"), follows=("interview_id",)),
    "settlements": Rule(
        born=("transcript_id", "code_id", "other_code_id", "first_id", "second_id"),
        quiet=("coder_id", "kind", *_TIMES),
        follows=("transcript_id",),
        private=True,
    ),
    "dismissals": Rule(quiet=("coder_id", *_TIMES)),
    "dismissal_places": Rule(follows=("dismissal_id", "transcript_id")),
    "codebook_versions": Rule(quiet=("coder_id", *_TIMES)),
    "assignments": Rule(
        same=_by("interview_id", "coder_id"), quiet=("by_id", "done", *_TIMES), follows=("interview_id",)
    ),
    "drafts": Rule(local=True),
    "unplaced": Rule(quiet=("words", "values", *_TIMES), follows=("transcript_id",), private=True),
    "events": Rule(local=True),
}
"""A new table takes ``Rule()`` where its rows are plain: known by their ids, the newest value of a column stands or is
asked for, and what it points to is kept."""
