"""Queries that are kept under a name."""

from __future__ import annotations

from sqlalchemy import Connection, select

from interview_coder.domain.querying import SavedQuery
from interview_coder.domain.text import fold, one_line
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.i18n import _
from interview_coder.store import reading, schema
from interview_coder.store.history import Act
from interview_coder.store.writing import MAX_NAME


def queries(connection: Connection) -> list[SavedQuery]:
    """The queries, by name."""
    row = schema.SavedQuery
    names = reading.coder_names(connection)
    rows = connection.execute(select(row.id, row.name, row.expression, row.coder_id, row.changed))
    found = [SavedQuery(id_, name, where, names[coder], changed) for id_, name, where, coder, changed in rows]
    return sorted(found, key=lambda query: (fold(query.name), query.id))


def find(connection: Connection, ref: str) -> SavedQuery:
    """The query with that name or id; case and diacritics do not count. Raises NotFoundError."""
    for query in queries(connection):
        if ref == query.id or fold(one_line(ref)) == fold(query.name):
            return query
    raise NotFoundError(_("There is no query “{ref}”; the command “queries” lists them.").format(ref=ref))


def save(act: Act, name: str, where: str, *, replace: bool) -> str:
    """Keep a query; returns its id. Raises InvalidInputError where the name cannot be used or is taken."""
    name, known = _named(act, name)
    values = {"name": name, "expression": one_line(where), "changed": act.time}
    if known is None:
        return act.insert("queries", coder_id=act.coder, created=act.time, **values)
    if not replace:
        raise InvalidInputError(_("There is a query “{name}” already.").format(name=known.name))
    act.update("queries", known.id, **values)
    return known.id


def rename(act: Act, ref: str, name: str) -> str:
    """Give a query another name; returns its id. Raises InvalidInputError, NotFoundError."""
    this = find(act.connection, ref)
    name, known = _named(act, name)
    if known is not None and known.id != this.id:
        raise InvalidInputError(_("There is a query “{name}” already.").format(name=known.name))
    act.update("queries", this.id, name=name, changed=act.time)
    return this.id


def _named(act: Act, name: str) -> tuple[str, SavedQuery | None]:
    """A name as it is kept, and the query that has it. Raises InvalidInputError where it cannot be used."""
    name = one_line(name)
    if not name or len(name) > MAX_NAME:
        raise InvalidInputError(_("A query needs a name of at most {n} characters.").format(n=MAX_NAME))
    return name, next((one for one in queries(act.connection) if fold(one.name) == fold(name)), None)


def remove(act: Act, ref: str) -> None:
    """Forget a query. Raises NotFoundError."""
    act.delete("queries", find(act.connection, ref).id)
