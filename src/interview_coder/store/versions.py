"""Versions of the codebook, and codings that are older than the definition of their code."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec.structs import asdict, replace
from sqlalchemy import Connection, select

from interview_coder.domain.model import CodeKind
from interview_coder.domain.text import clean, fold, one_line
from interview_coder.domain.versions import (
    DEFINING,
    CodebookVersion,
    CodeChange,
    FrozenCode,
    Redefined,
    changes,
    frozen,
)
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.i18n import _
from interview_coder.store import reading, schema
from interview_coder.store.history import Act
from interview_coder.store.writing import MAX_NAME

Texts = tuple[str, ...]


def versions(connection: Connection) -> list[CodebookVersion]:
    """The versions, the oldest first, with how many codings were made under each."""
    row = schema.CodebookVersion
    rows = connection.execute(
        select(row.id, row.name, row.note, row.content, row.coder_id, row.created).order_by(row.created, row.id)
    ).all()
    found = [
        CodebookVersion(id_, name, note, tuple(map(_code, content.get("codes", ()))), coder, created)
        for id_, name, note, content, coder, created in rows
    ]
    if not found:
        return []
    times = [one.time for one in found]
    coding = schema.Coding
    made = Counter(
        bisect_right(times, created) for created in connection.scalars(select(coding.created).where(reading.own_work()))
    )
    return [replace(one, codings=made[place + 1]) for place, one in enumerate(found)]


def _code(values: dict[str, Any]) -> FrozenCode:
    return FrozenCode(**(values | {"kind": CodeKind(values["kind"])}))


def find(connection: Connection, ref: str) -> CodebookVersion:
    """The version of that name or id; case and diacritics do not count. Raises NotFoundError."""
    for one in versions(connection):
        if ref == one.id or fold(ref.strip()) == fold(one.name):
            return one
    raise NotFoundError(
        _("There is no version “{name}” of the codebook; the command “versions” lists them.").format(name=ref)
    )


def freeze(act: Act, name: str, note: str) -> str:
    """Keep the codebook as it is now under a name; returns the id. Raises InvalidInputError."""
    name = one_line(name)[:MAX_NAME]
    if not name:
        raise InvalidInputError(_("A version of the codebook needs a name."))
    row = schema.CodebookVersion
    if any(fold(known) == fold(name) for known in act.connection.scalars(select(row.name))):
        raise InvalidInputError(_("There is a version “{name}” already; choose another name.").format(name=name))
    codes = [asdict(one) for one in frozen(reading.codes(act.connection, counted=False))]
    return act.insert(
        "codebook_versions",
        name=name,
        note=clean(note).strip(),
        content={"codes": codes},
        coder_id=act.coder,
        created=act.time,
    )


def compare(connection: Connection, first: CodebookVersion, second: CodebookVersion | None) -> list[CodeChange]:
    """What changed from one version to another, or to now, with how many codings each code got under which."""
    now = second.codes if second is not None else frozen(reading.codes(connection, counted=False))
    found = changes(first.codes, now)
    borders = [first.time] + ([second.time] if second is not None else [])
    coding = schema.Coding
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    wanted = [one.code.id for one in found]
    rows = select(coding.code_id, coding.created).where(coding.code_id.in_(wanted), reading.own_work())
    for code, created in connection.execute(rows):
        counts[code][bisect_right(borders, created)] += 1
    return [
        replace(one, earlier=number[0], under_first=number[1], under_second=number[2])
        for one in found
        for number in [counts[one.code.id]]
    ]


def redefined(connection: Connection, code_id: str | None = None) -> list[Redefined]:
    """The codes whose definition is another now than when some of their codings were made, in the codebook's order.

    What was in force when is read from the history; a definition that was changed back counts as the one it was.
    """
    event = schema.Event
    statement = (
        select(event.row, event.time, event.coder_id, event.before, event.after)
        .where(event.tbl == "codes", event.before.is_not(None), event.after.is_not(None))
        .order_by(event.time, event.clock)
    )
    if code_id is not None:
        statement = statement.where(event.row == code_id)
    history: dict[str, list[tuple[datetime, str, Texts, Texts]]] = defaultdict(list)
    for row, time, coder, before, after in connection.execute(statement):
        then, since = _texts(before), _texts(after)
        if then != since:
            history[row].append((time, coder, then, since))
    if not history:
        return []
    coding = schema.Coding
    made: dict[str, list[tuple[str, datetime]]] = defaultdict(list)
    for code, identifier, created in connection.execute(
        select(coding.code_id, coding.id, coding.created)
        .where(coding.code_id.in_(list(history)), reading.own_work())
        .order_by(coding.created, coding.id)
    ):
        made[code].append((identifier, created))
    found = []
    for one in reading.codes(connection, counted=False):
        told = history.get(one.id)
        if not told:
            continue
        times = [change[0] for change in told]
        now = tuple(str(getattr(one, name)) for name in DEFINING)
        stale = [(id_, old) for id_, created in made[one.id] if (old := _in_force(told, times, created)) != now]
        if stale:
            time, coder = told[-1][0], told[-1][1]
            found.append(Redefined(one.id, time, coder, stale[0][1], now, tuple(id_ for id_, _old in stale)))
    return found


def _texts(values: dict[str, Any]) -> Texts:
    return tuple(str(values.get(name) or "") for name in DEFINING)


def _in_force(told: Sequence[tuple[datetime, str, Texts, Texts]], times: Sequence[datetime], moment: datetime) -> Texts:
    place = bisect_right(times, moment)
    return told[place - 1][3] if place else told[0][2]
