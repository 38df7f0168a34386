"""The sections of the report: their names, titles and order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, func, select

from interview_coder.domain.collecting import ReportSection
from interview_coder.domain.text import fold, one_line
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.i18n import _
from interview_coder.store import schema
from interview_coder.store.history import Act

MAX_NAME: Final = 200


def sections(connection: Connection) -> list[ReportSection]:
    """The sections of the report, in order, with how many quotes are collected in each."""
    section, quote = schema.Section, schema.Quote
    counts = dict(connection.execute(select(quote.section_id, func.count()).group_by(quote.section_id)).all())
    rows = connection.execute(select(section.id, section.name, section.title).order_by(section.position, section.id))
    return [
        ReportSection(row.id, row.name, row.title, position, counts.get(row.id, 0)) for position, row in enumerate(rows)
    ]


def find_section(connection: Connection, ref: str) -> ReportSection:
    """The section with that name or id; case and diacritics do not count. Raises NotFoundError."""
    known = sections(connection)
    wanted = fold(one_line(ref))
    for section in known:
        if ref == section.id or wanted == fold(section.name):
            return section
    raise NotFoundError(
        _("There is no section “{ref}”; the command “sections” lists them, and adds one.").format(ref=ref)
    )


def add_section(act: Act, name: str, title: str, position: int | None) -> str:
    """A new section, at a place among the others (from 0; ``None``: last); returns its id. Raises InvalidInputError."""
    known = sections(act.connection)
    name = _section_name(known, name, None)
    identifier = act.insert("sections", name=name, title=one_line(title)[:MAX_NAME], position=len(known))
    _order_sections(act, [section.id for section in known], identifier, position)
    return identifier


def change_section(act: Act, ref: str, name: str | None, title: str | None, position: int | None) -> str:
    """Give a section another name, title or place; returns its id. Raises InvalidInputError, NotFoundError."""
    known = sections(act.connection)
    section = find_section(act.connection, ref)
    if name is not None:
        act.update("sections", section.id, name=_section_name(known, name, section.id))
    if title is not None:
        act.update("sections", section.id, title=one_line(title)[:MAX_NAME])
    if position is not None:
        _order_sections(act, [one.id for one in known if one.id != section.id], section.id, position)
    return section.id


def remove_section(act: Act, ref: str) -> None:
    """Take a section away. Raises InvalidInputError where quotes stand in it, NotFoundError."""
    section = find_section(act.connection, ref)
    if section.quotes:
        raise InvalidInputError(
            _("Section {name} has quotes; move or remove these first.").format(name=section.name or section.title)
        )
    act.delete("sections", section.id)


def _section_name(known: Sequence[ReportSection], name: str, this: str | None) -> str:
    name = one_line(name)
    if not name or len(name) > MAX_NAME:
        raise InvalidInputError(_("A section needs a name of at most {n} characters.").format(n=MAX_NAME))
    if any(fold(section.name) == fold(name) and section.id != this for section in known):
        raise InvalidInputError(_("There is a section “{name}” already.").format(name=name))
    return name


def _order_sections(act: Act, others: Sequence[str], this: str, position: int | None) -> None:
    order = list(others)
    order.insert(len(order) if position is None else max(0, position), this)
    for place, identifier in enumerate(order):
        act.update("sections", identifier, position=place)
