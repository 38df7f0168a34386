"""What a team wants to know of every interview besides what the program asks for. Changes lie within an act."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, func, select

from interview_coder.domain.days import day_of
from interview_coder.domain.model import Attribute, AttributeKind
from interview_coder.domain.text import fold, one_line
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.i18n import _
from interview_coder.store import schema
from interview_coder.store.history import Act
from interview_coder.store.writing import MAX_NAME

MAX_VALUE: Final = 1_000


def attributes(connection: Connection) -> list[Attribute]:
    """The attributes of the study, in the order in which they were made."""
    row = schema.Attribute
    rows = connection.execute(select(row.id, row.name, row.kind, row.choices).order_by(row.position, row.id))
    return [Attribute(id_, name, kind, tuple(choices.get("choices", ()))) for id_, name, kind, choices in rows]


def attribute(connection: Connection, attribute_id: str) -> Attribute:
    """The attribute with that id or name. Raises NotFoundError."""
    for one in attributes(connection):
        if attribute_id == one.id or fold(attribute_id.strip()) == fold(one.name):
            return one
    raise NotFoundError(_("There is no attribute “{ref}”.").format(ref=attribute_id))


def add_attribute(act: Act, name: str, kind: AttributeKind, choices: Sequence[str]) -> str:
    """A new attribute; returns its id. Raises InvalidInputError."""
    known = attributes(act.connection)
    last = act.connection.scalar(select(func.max(schema.Attribute.position)))
    return act.insert(
        "attributes",
        name=_name(known, name, None),
        kind=kind,
        choices={"choices": _choices(kind, choices)},
        position=0 if last is None else last + 1,
        coder_id=act.coder,
        created=act.time,
    )


def change_attribute(act: Act, attribute_id: str, name: str | None, choices: Sequence[str] | None) -> None:
    """Give an attribute another name or other choices. Raises InvalidInputError where a choice in use would go."""
    one = attribute(act.connection, attribute_id)
    if name is not None:
        act.update("attributes", one.id, name=_name(attributes(act.connection), name, one.id))
    if choices is not None:
        wanted = _choices(one.kind, choices)
        value = schema.AttributeValue
        used = act.connection.scalars(select(value.value).where(value.attribute_id == one.id).distinct()).all()
        for given in sorted(set(used) - set(wanted)) if one.kind is AttributeKind.CHOICE else ():
            raise InvalidInputError(_("“{choice}” is given to interviews; change those first.").format(choice=given))
        act.update("attributes", one.id, choices={"choices": wanted})


def remove_attribute(act: Act, attribute_id: str) -> None:
    """Take an attribute away, with its values."""
    one = attribute(act.connection, attribute_id)
    value = schema.AttributeValue
    for identifier in act.connection.scalars(select(value.id).where(value.attribute_id == one.id)).all():
        act.delete("attribute_values", identifier)
    act.delete("attributes", one.id)


def set_attribute(act: Act, interview_id: str, attribute_id: str, given: str | float | None) -> None:
    """Give an interview a value; ``None`` and empty text take it away. Raises InvalidInputError, NotFoundError."""
    one = attribute(act.connection, attribute_id)
    text = value_of(one, given)
    value = schema.AttributeValue
    known = act.connection.scalar(
        select(value.id).where(value.interview_id == interview_id, value.attribute_id == one.id)
    )
    if known is None and text:
        act.insert("attribute_values", interview_id=interview_id, attribute_id=one.id, value=text)
    elif known is not None and text:
        act.update("attribute_values", known, value=text)
    elif known is not None:
        act.delete("attribute_values", known)


def value_of(one: Attribute, given: str | float | None) -> str:
    """A value as it is stored, nothing for none. Raises InvalidInputError where it is not one of the attribute's."""
    text = "" if given is None else one_line(str(given))
    if not text:
        return ""
    if len(text) > MAX_VALUE:
        raise InvalidInputError(_("A value has at most {n} characters.").format(n=MAX_VALUE))
    if one.kind is AttributeKind.NUMBER:
        try:
            # Dutch keyboards give a comma.
            number = float(text.replace(",", "."))
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise InvalidInputError(_("“{name}” takes a number, such as 12 or 3.5.").format(name=one.name))
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    if one.kind is AttributeKind.DATE:
        day = day_of(text)
        if day is None:
            raise InvalidInputError(
                _("“{name}” takes a date, such as 2015-03-12, 12-3-2015 or 12 March 2015.").format(name=one.name)
            )
        return day.isoformat()
    if one.kind is AttributeKind.CHOICE:
        for choice in one.choices:
            if fold(choice) == fold(text):
                return choice
        raise InvalidInputError(
            _("“{name}” takes one of {choices}.").format(name=one.name, choices=", ".join(one.choices))
        )
    return text


def _name(known: Sequence[Attribute], name: str, this: str | None) -> str:
    name = one_line(name)
    if not name or len(name) > MAX_NAME:
        raise InvalidInputError(_("An attribute needs a name of at most {n} characters.").format(n=MAX_NAME))
    for one in known:
        if one.id != this and fold(one.name) == fold(name):
            raise InvalidInputError(_("There is an attribute “{name}” already.").format(name=one.name))
    return name


def _choices(kind: AttributeKind, choices: Sequence[str]) -> list[str]:
    wanted: dict[str, str] = {}
    for choice in map(one_line, choices):
        if choice:
            wanted.setdefault(fold(choice), choice)
    result = list(wanted.values())
    if kind is AttributeKind.CHOICE and not result:
        raise InvalidInputError(_("Give what there is to choose from."))
    if kind is not AttributeKind.CHOICE and result:
        raise InvalidInputError(_("Only a choice has things to choose from."))
    return result
