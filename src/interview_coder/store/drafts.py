"""What coders were typing, noted as they type: to be offered again after a crash. No acts, nothing is decided yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, insert, select, update

from interview_coder.domain.model import KeptDraft
from interview_coder.domain.text import clean
from interview_coder.store import history, schema

WORDS = "words"
"""How the target of a draft begins that holds words of a transcript."""


def keep(connection: Connection, coder: str, target: str, fields: Mapping[str, str]) -> None:
    """Note what is being typed for a target, in the place of what was noted for it before."""
    row = schema.Draft
    values = {"fields": {name: clean(text) for name, text in fields.items()}, "changed": history.now()}
    known = connection.scalar(select(row.id).where(row.coder_id == coder, row.target == target))
    if known is None:
        connection.execute(insert(row).values(id=history.new_id(), coder_id=coder, target=target, **values))
    else:
        connection.execute(update(row).where(row.id == known).values(**values))


def drop(connection: Connection, coder: str, target: str) -> None:
    """Forget what was noted for a target."""
    connection.execute(delete(schema.Draft).where(schema.Draft.coder_id == coder, schema.Draft.target == target))


def drafts(connection: Connection, coder: str) -> list[KeptDraft]:
    """What a coder was typing, the newest first."""
    row = schema.Draft
    rows = connection.execute(
        select(row.target, row.fields, row.changed).where(row.coder_id == coder).order_by(row.changed.desc(), row.id)
    )
    return [KeptDraft(target, fields, changed) for target, fields, changed in rows]


def forget_words(connection: Connection) -> None:
    """Forget drafts of corrections: they may hold words that are taken out."""
    connection.execute(delete(schema.Draft).where(schema.Draft.target.startswith(f"{WORDS}.")))


def about(connection: Connection, interviews: Collection[str]) -> list[str]:
    """The ids of the drafts that are meant for something of these interviews."""
    transcript = schema.Transcript
    here = select(transcript.id).where(transcript.interview_id.in_(interviews)).scalar_subquery()
    ids = set(interviews)
    for model in (schema.Coding, schema.Turn, schema.Memo):
        ids |= set(connection.scalars(select(model.id).where(model.transcript_id.in_(here))))
    ids |= set(connection.scalars(select(schema.Memo.id).where(schema.Memo.interview_id.in_(interviews))))
    rows = connection.execute(select(schema.Draft.id, schema.Draft.target))
    return [identifier for identifier, target in rows if ids & set(target.split("."))]
