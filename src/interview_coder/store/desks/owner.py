"""Whose desk a study file is. Asked at every start, so it stands apart from the work of handing out and joining."""

from __future__ import annotations

from sqlalchemy import select

from interview_coder.store import schema
from interview_coder.store.database import Database
from interview_coder.store.history import DESKS


def whose(database: Database) -> str | None:
    """The name of whom a desk was handed out to; ``None`` for a study, and for a desk that is nobody's."""
    with database.read(whole=True) as connection:
        event = schema.Event
        own = connection.scalar(select(schema.Study.desk))
        if connection.scalar(select(event.desk).order_by(event.clock).limit(1)) == own:
            # Where the study was made. Whoever looks no further leaves the file as it is, to the byte.
            return None
        handed = connection.scalar(
            select(event.after).where(event.tbl == DESKS, event.row == own).order_by(event.clock).limit(1)
        )
        coder = handed.get("coder") if handed else None
        return connection.scalar(select(schema.Coder.name).where(schema.Coder.id == coder)) if coder else None
