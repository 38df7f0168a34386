"""The history as it is read: what was done, on what, by whom, newest first. An act is one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, case, distinct, func, or_, select

from interview_coder.domain.model import HistoryEntry, HistoryFilter
from interview_coder.domain.paged import PAGE, Paged
from interview_coder.i18n import _, ngettext
from interview_coder.store import reading, schema
from interview_coder.store.history import DESKS, TEXT, undone_acts
from interview_coder.store.querying import listed

_NAMED: Final = 2
"""So many codes or interviews are named in a line; of more it says how many there are."""
_FEW: Final = 4
"""So many of other things, as coders, are named."""
_SHOWN: Final = 30
"""So many characters of a correction are shown."""


def history(
    connection: Connection,
    *,
    own: str = "",
    limit: int = 200,
    offset: int = 0,
    wanted: HistoryFilter | None = None,
) -> list[HistoryEntry]:
    """The acts that match, newest first. ``own`` is the coder whose acts are marked so.

    Raises NotFoundError where the filter names a coder, interview or code that does not exist.
    """
    conditions = list(_conditions(connection, wanted or HistoryFilter()))
    return entries(connection, _acts(connection, conditions, limit, offset), own)


def every(connection: Connection, own: str = "") -> Paged[HistoryEntry]:
    """All acts, oldest first, read page by page while the connection is open."""
    event = schema.Event
    acts = connection.scalars(select(event.act).group_by(event.act).order_by(func.min(event.clock))).all()
    # Each page reads what all of them share, such as the names of interviews.
    return Paged(acts, lambda some: entries(connection, some, own), size=10 * PAGE)


def count(connection: Connection) -> int:
    """How many acts there are."""
    return connection.scalar(select(func.count(distinct(schema.Event.act)))) or 0


def entries(connection: Connection, acts: Sequence[str], own: str = "") -> list[HistoryEntry]:
    """These acts, in the order given."""
    if not acts:
        return []
    event = schema.Event
    names = reading.coder_names(connection)
    heads = {
        row.act: row
        for row in connection.execute(
            select(
                event.act,
                event.coder_id,
                event.desk,
                func.min(event.time).label("time"),
                event.what,
                func.max(event.undoes).label("undoes"),
            )
            .where(listed(event.act, acts))
            .group_by(event.act)
        )
    }
    undone = undone_acts(connection)
    about = _About(connection, acts)
    originals = _originals(connection, {row.undoes for row in heads.values() if row.undoes is not None})
    desks = _desks(connection, names)
    found = []
    for act in acts:
        head = heads[act]
        detail = about.sentence(act)
        if head.undoes in originals:
            detail = ": ".join(part for part in (_(originals[head.undoes]), detail) if part)
        if head.desk in desks:
            detail = " · ".join(part for part in (detail, _("desk of {name}").format(name=desks[head.desk])) if part)
        found.append(
            HistoryEntry(
                act=act,
                coder=names[head.coder_id],
                time=head.time,
                what=head.what,
                detail=detail,
                undone=act in undone,
                interview=about.only(act, "interview"),
                code=about.only(act, "code"),
                own=head.coder_id == own,
            )
        )
    return found


def codings_of(connection: Connection, act: str) -> list[str] | None:
    """The codings that an act touched, directly or by their memos; ``None`` where it touched more than codings.

    The status of an interview follows from its codings, so it does not count as more.
    """
    event = schema.Event
    found: dict[str, None] = {}
    for name, row, before, after in connection.execute(
        select(event.tbl, event.row, event.before, event.after).where(event.act == act).order_by(event.clock)
    ):
        match name:
            case "codings":
                found[row] = None
            case "memos" if targets := [
                values["coding_id"] for values in (before, after) if values and values.get("coding_id")
            ]:
                found |= dict.fromkeys(targets)
            case "interviews" if before and after and {**before, "status": ""} == {**after, "status": ""}:
                pass
            case _:
                return None
    return list(found)


def whats(connection: Connection) -> list[str]:
    """The different things that were done, as ``HistoryEntry.what`` names them, in alphabetical order."""
    return sorted(connection.scalars(select(schema.Event.what).distinct()))


def last_change(connection: Connection) -> datetime | None:
    """When the study was changed last."""
    event = schema.Event
    time: datetime | None = connection.scalar(select(event.time).order_by(event.clock.desc()).limit(1))
    return time


def _acts(connection: Connection, conditions: Sequence[ColumnElement[bool]], limit: int, offset: int) -> list[str]:
    """The acts of a page. The events of an act follow each other, so no more is read than the page needs."""
    event = schema.Event
    statement = select(event.act).where(*conditions).order_by(event.clock.desc()).execution_options(yield_per=200)
    acts: dict[str, None] = {}
    for act in connection.scalars(statement):
        acts[act] = None
        if len(acts) > offset + limit:
            acts.popitem()
            break
    return list(acts)[offset:]


def _desks(connection: Connection, names: Mapping[str, str]) -> dict[str, str]:
    """Other desks than this one, by whom they were handed to."""
    event = schema.Event
    own = connection.scalar(select(schema.Study.desk))
    handed = connection.scalars(select(event.after).where(event.tbl == DESKS))
    return {
        after["desk"]: names[after["coder"]]
        for after in handed
        if after and after.get("coder") in names and after["desk"] != own
    }


def _conditions(connection: Connection, wanted: HistoryFilter) -> Iterator[ColumnElement[bool]]:
    event = schema.Event
    if wanted.coder is not None:
        yield event.coder_id == reading.find_coder(connection, wanted.coder).id
    if wanted.what is not None:
        yield event.what == wanted.what
    if wanted.since is not None:
        yield event.time >= wanted.since
    if wanted.until is not None:
        yield event.time <= wanted.until
    if wanted.code is not None:
        code = reading.find_code(reading.codes(connection, counted=False), wanted.code).id
        codings = select(schema.Coding.id).where(schema.Coding.code_id == code)
        yield or_(
            and_(event.tbl == "codes", event.row == code),
            *(side["code_id"].as_string() == code for side in (event.before, event.after)),
            *(side["coding_id"].as_string().in_(codings) for side in (event.before, event.after)),
        )
    if wanted.interview is not None:
        interview = reading.interview_id(connection, wanted.interview)
        transcript = connection.scalar(select(schema.Transcript.id).where(schema.Transcript.interview_id == interview))
        turns = select(schema.Turn.id).where(schema.Turn.transcript_id == transcript)
        codings = select(schema.Coding.id).where(schema.Coding.transcript_id == transcript)
        yield or_(
            and_(event.tbl == "interviews", event.row == interview),
            and_(event.tbl == TEXT, event.row == transcript),
            and_(event.tbl == "turns", event.row.in_(turns)),
            *(side["interview_id"].as_string() == interview for side in (event.before, event.after)),
            *(side["transcript_id"].as_string() == transcript for side in (event.before, event.after)),
            *(side["coding_id"].as_string().in_(codings) for side in (event.before, event.after)),
        )


def _originals(connection: Connection, undone: set[str]) -> dict[str, str]:
    """What the acts were that undos took back; those that redos brought back, which are undos, by their first name."""
    event = schema.Event

    def read(acts: set[str]) -> dict[str, tuple[str, str | None]]:
        rows = connection.execute(
            select(event.act, func.min(event.what), func.max(event.undoes))
            .where(listed(event.act, acts))
            .group_by(event.act)
        )
        return {act: (what, undoes) for act, what, undoes in rows}

    found = read(undone)
    result: dict[str, str] = {}
    pending = dict(found)
    while pending:
        deeper = read({undoes for _what, undoes in pending.values() if undoes is not None} - set(found))
        found.update(deeper)
        pending = {act: value for act, value in deeper.items() if value[1] is not None}
    for act in undone:
        what, undoes = found.get(act, ("", None))
        # What an act takes back is older, and ids sort by time; a file that says otherwise is not followed for ever.
        newest = act
        while undoes is not None and undoes in found and undoes < newest:
            newest = undoes
            what, undoes = found[undoes]
        if what:
            result[act] = what
    return result


_NAMES: Final = frozenset(["sections", "queries", "attributes", "codebook_versions", "programmes"])
"""Tables of things that have a name to tell them by, besides codes and coders."""


class _Row(NamedTuple):
    """Which things an event is about, by their ids."""

    act: str
    tbl: str
    row: str
    code: str | None
    transcript: str | None
    interview: str | None
    coding: str | None
    name: str | None
    who: str | None
    """A coder whom it is about, not who did it."""
    old: str | None
    """Of a correction, the first words that stood there, and below those that came in their place."""
    new: str | None


class _About:
    """What the acts of a page are about: codes and interviews in their present names, and how many codings."""

    def __init__(self, connection: Connection, acts: Sequence[str]) -> None:
        self._codes: dict[str, dict[str, str]] = defaultdict(dict)
        self._interviews: dict[str, dict[str, str]] = defaultdict(dict)
        self._codings: dict[str, set[str]] = defaultdict(set)
        self._edits: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._others: dict[str, dict[str, str]] = defaultdict(dict)
        rows = _events(connection, acts)
        coding, transcript, turn = schema.Coding, schema.Transcript, schema.Turn
        on_codings: dict[str, Sequence[str | None]] = {
            id_: (code, place)
            for id_, code, place in _by_ids(
                connection, select(coding.id, coding.code_id, coding.transcript_id), coding.id, (r.coding for r in rows)
            )
        }
        on_codings |= _gone(
            connection, "codings", {r.coding for r in rows if r.coding} - set(on_codings), "code_id", "transcript_id"
        )
        of_turns = {
            row.id: row.transcript_id
            for row in _by_ids(
                connection, select(turn.id, turn.transcript_id), turn.id, (r.row for r in rows if r.tbl == "turns")
            )
        }
        homes = dict(connection.execute(select(transcript.id, transcript.interview_id)).all())
        references = reading.references(connection)
        names = dict(connection.execute(select(schema.Code.id, schema.Code.name)).all())
        coders = dict(connection.execute(select(schema.Coder.id, schema.Coder.name)).all())
        coded = [
            (row, row.row if row.tbl == "codes" else row.code or on_codings.get(row.coding or "", _NOTHING)[0])
            for row in rows
        ]
        former = _gone(connection, "codes", {code for _row, code in coded if code and code not in names}, "name")
        for row, code in coded:
            place = row.row if row.tbl == TEXT else row.transcript or on_codings.get(row.coding or "", _NOTHING)[1]
            place = place or of_turns.get(row.row)
            interview = row.row if row.tbl == "interviews" else row.interview or homes.get(place or "")
            if code:
                self._codes[row.act][code] = names.get(code) or former.get(code, _NOTHING)[0] or ""
            if interview:
                self._interviews[row.act][interview] = references.get(interview, "")
            if row.who in coders:
                self._others[row.act][row.who] = coders[row.who]
            elif row.tbl in _NAMES and row.name:
                self._others[row.act][row.row] = row.name
            if row.tbl == "codings":
                self._codings[row.act].add(row.row)
            old, new = (row.old or "").strip(), (row.new or "").strip()
            if old or new:
                self._edits[row.act].append((old, new))

    def only(self, act: str, kind: str) -> str | None:
        """The id of the one code or interview that an act is about."""
        found = self._codes[act] if kind == "code" else self._interviews[act]
        return next(iter(found)) if len(found) == 1 else None

    def sentence(self, act: str) -> str:
        """The codes, interviews and number of codings of an act."""
        codes, interviews, codings = self._codes[act], self._interviews[act], len(self._codings[act])
        parts = [
            _named(list(codes.values()), ngettext("{n} code", "{n} codes", len(codes)).format(n=len(codes))),
            _named(
                list(interviews.values()),
                ngettext("{n} interview", "{n} interviews", len(interviews)).format(n=len(interviews)),
            ),
        ]
        others = list(self._others[act].values())
        parts.append(", ".join(others[:_FEW]) + (" …" if len(others) > _FEW else ""))
        # The last edit of an act is the first in the text: corrections are made from behind.
        parts += [_edit(*pair) for pair in self._edits[act][-1:]]
        if (more := len(self._edits[act]) - 1) > 0:
            parts.append(ngettext("{n} more", "{n} more", more).format(n=more))
        if codings > 1:
            parts.append(ngettext("{n} coding", "{n} codings", codings).format(n=codings))
        return " · ".join(part for part in parts if part)


def _edit(old: str, new: str) -> str:
    """A correction in words; beginnings alone where they are long."""
    before, after = (f"“{text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}”" if text else "–" for text in (old, new))
    return f"{before} → {after}"


def _named(names: Sequence[str], many: str) -> str:
    given = [name for name in names if name]
    return many if len(given) > _NAMED else ", ".join(given)


def _events(connection: Connection, acts: Sequence[str]) -> list[_Row]:
    """The events of some acts; of the words that they hold only the first of a correction."""
    event = schema.Event

    def of(key: str) -> Any:
        # A replaced text is long; nothing in it is needed here.
        side = func.coalesce(func.json_extract(event.after, f"$.{key}"), func.json_extract(event.before, f"$.{key}"))
        return case((event.tbl == TEXT, None), else_=side)

    def words(side: Any) -> Any:
        whole = func.json_extract(side, "$.whole")
        corrected = and_(event.tbl == TEXT, whole.is_(None))
        return case((corrected, func.substr(func.json_extract(side, "$.text"), 1, _SHOWN + 1)), else_=None)

    rows = connection.execute(
        select(
            event.act,
            event.tbl,
            event.row,
            of("code_id"),
            of("transcript_id"),
            of("interview_id"),
            of("coding_id"),
            of("name"),
            case(
                (event.tbl == "coders", event.row),
                (event.tbl == DESKS, of("coder")),
                (event.tbl == "assignments", of("coder_id")),
            ),
            words(event.before),
            words(event.after),
        )
        .where(listed(event.act, acts))
        .order_by(event.clock)
    )
    return [_Row(*row) for row in rows]


_NOTHING: Final = (None, None)


def _gone(connection: Connection, table: str, ids: set[str], *keys: str) -> dict[str, Sequence[str | None]]:
    """What the history tells of rows that are there no more: the last that was known under each key."""
    event = schema.Event
    values = [
        func.coalesce(func.json_extract(event.after, f"$.{key}"), func.json_extract(event.before, f"$.{key}"))
        for key in keys
    ]
    found: dict[str, Sequence[str | None]] = {}
    statement = select(event.row, *values).where(event.tbl == table).order_by(event.clock)
    for row, *known in _by_ids(connection, statement, event.row, iter(ids)):
        before = found.get(row, [None] * len(keys))
        found[row] = [new if new is not None else old for new, old in zip(known, before, strict=True)]
    return found


def _by_ids(connection: Connection, statement: Any, column: Any, ids: Iterator[str | None]) -> list[Any]:
    wanted = sorted({one for one in ids if one})
    return list(connection.execute(statement.where(listed(column, wanted)))) if wanted else []
