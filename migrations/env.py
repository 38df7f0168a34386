"""Alembic's environment: migrates a study file, or an empty database for ``alembic check``.

The program passes an open connection (``config.attributes["connection"]``) with foreign keys off; the command line
uses an in-memory database unless ``-x study=FILE`` names a study.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, create_engine

from interview_coder.store.schema import FTS, Base


def _is_ours(name: str | None, type_: str, _parent_names: object) -> bool:
    """Whether autogenerate should look at it: the tables of the full-text index are not in the models."""
    return not (type_ == "table" and name is not None and name.startswith(FTS))


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=_is_ours,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def _run() -> None:
    given = context.config.attributes.get("connection")
    if given is not None:
        _migrate(given)
        return
    study = context.get_x_argument(as_dictionary=True).get("study", "")
    with create_engine(f"sqlite:///{study}").connect() as connection:
        _migrate(connection)
        connection.commit()


_run()
