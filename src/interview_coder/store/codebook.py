"""Changes of the codebook, each within an act of the history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from interview_coder.domain.codebook import is_mnemonic, make_key, pick_colour, pick_letter, pick_mnemonic
from interview_coder.domain.codebook_changes import CodebookChanges
from interview_coder.domain.model import Code, CodeKind, CodeUse, MergePreview, NewCode, Stance
from interview_coder.domain.text import clean, fold, one_line
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.i18n import _
from interview_coder.store import reading, schema
from interview_coder.store.history import Act, parts
from interview_coder.store.writing import MAX_NAME

_USE = 200
"""So many characters of a passage are read to show what a code is used for."""


def code_for(act: Act, wanted: str | NewCode) -> str:
    """The id of a code that is there, or of one that is made in the act. Raises as ``add_code``, NotFoundError."""
    if not isinstance(wanted, NewCode):
        return reading.code_id(act.connection, wanted)
    return add_code(act, wanted.name, parent=wanted.parent.id if wanted.parent else None, kind=wanted.kind, key=None)


def add_code(act: Act, name: str, *, parent: str | None, kind: CodeKind, key: str | None, **fields: Any) -> str:
    """A new code; key, colour and letter are made up where not given. Returns its id."""
    codes = reading.codes(act.connection)
    name = _code_name(codes, name, parent, None)
    above = None if parent is None else reading.find_code(codes, parent)
    siblings = [code for code in codes if code.parent == (above.id if above else None)]
    if key is not None:
        key = _code_key(codes, key, None)
    given = fields.get("mnemonic")
    mnemonic = _code_mnemonic(codes, given, "") if given else pick_mnemonic(name, [code.mnemonic for code in codes])
    return act.insert(
        "codes",
        key=key or make_key(name, [code.key for code in codes]),
        name=name,
        parent_id=above.id if above else None,
        position=max((code.position for code in siblings), default=-1) + 1,
        kind=kind,
        section=fields.get("section") or None,
        colour=fields.get("colour") or pick_colour([code.colour for code in codes], above.colour if above else None),
        letter=fields.get("letter") or pick_letter(name, [code.letter for code in codes]),
        mnemonic=mnemonic or None,
        definition=clean(fields.get("definition", "")),
        use_when=clean(fields.get("use_when", "")),
        not_when=clean(fields.get("not_when", "")),
        example=clean(fields.get("example", "")),
        pinned=False,
        retired=False,
        coder_id=act.coder,
        created=act.time,
    )


def take_over(act: Act, found: CodebookChanges) -> None:
    """Make the new codes of a codebook and change the known ones."""
    placed = dict(found.placed)
    for one in found.new:
        codes = reading.codes(act.connection, counted=False)
        free = all(code.key.casefold() != one.key.casefold() for code in codes)
        placed[one.key] = add_code(
            act,
            one.name,
            parent=placed[one.parent] if one.parent else None,
            kind=one.kind,
            key=one.key if free else None,
            section=one.section,
            colour=one.colour,
            definition=one.definition,
            use_when=one.use_when,
            not_when=one.not_when,
            example=one.example,
        )
    for code, values in found.changed:
        fields: dict[str, Any] = dict(values)
        if "parent" in fields:
            fields["parent"] = placed[fields["parent"]]
        if "kind" in fields:
            fields["kind"] = CodeKind(fields["kind"])
        change_code(act, code.id, **fields)


_CODE_TEXTS = ("definition", "use_when", "not_when", "example")


def change_code(act: Act, code_id: str, **fields: Any) -> None:
    """Change fields of a code: name, key, mnemonic, letter, colour, kind, section, pinned, retired, descriptions.

    ``parent`` hangs it below another code (``None``: at the top), last among those there.
    """
    codes = reading.codes(act.connection)
    code = reading.find_code(codes, code_id)
    values = dict(fields)
    if "parent" in values:
        move_code(act, code.id, values.pop("parent"), None, name=values.get("name"))
        code = reading.find_code(reading.codes(act.connection), code.id)
    if "name" in values:
        values["name"] = _code_name(codes, values["name"], code.parent, code.id)
    if "key" in values:
        values["key"] = _code_key(codes, values["key"], code.id)
    for field in _CODE_TEXTS:
        if field in values:
            values[field] = clean(values[field])
    if "section" in values:
        values["section"] = one_line(values["section"] or "") or None
    if "letter" in values:
        values["letter"] = (one_line(values["letter"]) or code.letter)[:1]
    if "mnemonic" in values:
        values["mnemonic"] = _code_mnemonic(codes, values["mnemonic"], code.id)
    if "colour" in values and not _is_colour(values["colour"]):
        raise InvalidInputError(_("A colour is written as #rrggbb."), field="colour")
    if values:
        act.update("codes", code.id, **values)


def _code_mnemonic(codes: Sequence[Code], mnemonic: str, this: str) -> str:
    mnemonic = mnemonic.strip().lower()
    if not is_mnemonic(mnemonic):
        raise InvalidInputError(_("A mnemonic is two letters, a to z."), field="mnemonic")
    for code in codes:
        if code.id != this and code.mnemonic == mnemonic:
            raise InvalidInputError(
                _("The mnemonic “{letters}” belongs to “{name}”.").format(letters=mnemonic, name=code.name),
                field="mnemonic",
            )
    return mnemonic


def _is_colour(value: str) -> bool:
    return len(value) == 7 and value[0] == "#" and all(char in "0123456789abcdefABCDEF" for char in value[1:])


def _code_name(codes: Sequence[Code], name: str, parent: str | None, this: str | None) -> str:
    name = one_line(name)
    if not name:
        raise InvalidInputError(_("A code needs a name."), field="name")
    if len(name) > MAX_NAME:
        raise InvalidInputError(_("The name of a code has at most {n} characters.").format(n=MAX_NAME), field="name")
    for code in codes:
        if code.id != this and code.parent == parent and fold(code.name) == fold(name):
            raise InvalidInputError(
                _("There is a code “{name}” at this place already.").format(name=code.name), field="name"
            )
    return name


def _code_key(codes: Sequence[Code], key: str, this: str | None) -> str:
    key = one_line(key)
    if not key or len(key) > 40 or any(char.isspace() or char == "/" for char in key):
        raise InvalidInputError(_("A key is one short word, without spaces and slashes."), field="key")
    for code in codes:
        if code.id != this and fold(code.key) == fold(key):
            raise InvalidInputError(
                _("The key “{key}” belongs to “{name}”.").format(key=key, name=code.name), field="key"
            )
    return key


def move_code(act: Act, code_id: str, parent: str | None, position: int | None, *, name: str | None = None) -> None:
    """Hang a code elsewhere in the tree, at a place among its new siblings in force (0 first; ``None`` last).

    ``name`` is the one that it is about to have there, if another.
    """
    codes = reading.codes(act.connection)
    code = reading.find_code(codes, code_id)
    above = None if parent is None else reading.find_code(codes, parent)
    if above is not None and above.id in reading.with_subcodes(codes, code.id):
        raise InvalidInputError(_("A code cannot stand below itself."), field="parent")
    _code_name(codes, name or code.name, above.id if above else None, code.id)
    siblings = [one for one in codes if one.parent == (above.id if above else None) and one.id != code.id]
    in_force = [one for one in siblings if not one.retired]
    if position is None or position >= len(in_force):
        place = len(siblings)
    else:
        place = siblings.index(in_force[max(0, position)])
    act.update("codes", code.id, parent_id=above.id if above else None, position=place)
    for index, sibling in enumerate(siblings):
        wanted = index if index < place else index + 1
        if sibling.position != wanted:
            act.update("codes", sibling.id, position=wanted)


def merge_codes(act: Act, from_ids: Sequence[str], into_id: str) -> str:
    """Give everything that bears one of some codes to another one, and retire them; returns the id of the other one.

    Codings of one coder on one passage become one; memos are joined; sub-codes move along. Raises InvalidInputError
    where there is nothing to merge.
    """
    codes = reading.codes(act.connection)
    into = reading.find_code(codes, into_id)
    doomed = {reading.find_code(codes, ref).id: reading.find_code(codes, ref) for ref in from_ids}
    if not doomed or into.id in doomed:
        raise InvalidInputError(_("Choose other codes to merge into “{name}”.").format(name=into.name))
    parent = into.parent
    while parent in doomed:
        # The code that stays cannot stay below one that goes.
        parent = doomed[parent].parent
    if parent != into.parent:
        move_code(act, into.id, parent, None)
    coding = schema.Coding
    bearing = act.connection.scalars(select(coding.id).where(coding.code_id.in_(doomed)).order_by(coding.id)).all()
    give_code(act, bearing, into.id)
    for column in (schema.Settlement.code_id, schema.Settlement.other_code_id):
        settled = act.connection.scalars(select(schema.Settlement.id).where(column.in_(doomed))).all()
        act.update_many("settlements", settled, **{column.key: into.id})
    for code in doomed.values():
        for child in [one for one in codes if one.parent == code.id and one.id not in doomed and one.id != into.id]:
            _take_in(act, child, into.id)
        join_memos(act, "code_id", code.id, into.id)
        act.update("codes", code.id, retired=True, pinned=False)
    return into.id


def merge_preview(connection: Connection, from_ids: Sequence[str], into_id: str) -> MergePreview:
    """What ``merge_codes`` would do. Raises NotFoundError."""
    codes = reading.codes(connection, counted=False)
    into = reading.find_code(codes, into_id).id
    doomed = {reading.find_code(codes, ref).id for ref in from_ids} - {into}
    coding = schema.Coding
    place = (coding.transcript_id, coding.coder_id, coding.start, coding.end)
    own = reading.own_work()
    taken = {tuple(row) for row in connection.execute(select(*place).where(coding.code_id == into, own))}
    moving = joined = 0
    for row in connection.execute(select(*place).where(coding.code_id.in_(doomed), own)):
        moving += 1
        joined += tuple(row) in taken
        taken.add(tuple(row))
    memos = connection.scalar(select(func.count()).where(schema.Memo.code_id.in_(doomed))) or 0
    below = sum(code.parent in doomed and code.id not in doomed and code.id != into for code in codes)
    return MergePreview(moving, joined, memos, below)


def uses(connection: Connection, code_id: str, limit: int) -> list[CodeUse]:
    """Passages that have a code, the newest first, with at most 200 characters of their words."""
    coding = schema.Coding
    rows = connection.execute(
        select(
            coding.id,
            schema.Transcript.interview_id,
            schema.Coder.name,
            coding.start,
            coding.end,
            func.substr(schema.Transcript.text, coding.start + 1, func.min(coding.end - coding.start, _USE)),
        )
        .join(schema.Transcript, schema.Transcript.id == coding.transcript_id)
        .join(schema.Coder, schema.Coder.id == coding.coder_id)
        .where(
            coding.id.in_(
                select(coding.id)
                .where(coding.code_id == code_id, reading.own_work())
                .order_by(coding.id.desc())
                .limit(limit)
            )
        )
        .order_by(coding.id.desc())
    ).all()
    references = reading.references(connection, {row[1] for row in rows})
    return [CodeUse(row[0], row[1], references[row[1]], *row[2:]) for row in rows]


def _take_in(act: Act, child: Code, parent: str) -> None:
    """Move a sub-code below another code, under a name that none there has."""
    there = {fold(one.name) for one in reading.codes(act.connection) if one.parent == parent}
    name, number = child.name, 1
    while fold(name) in there:
        number += 1
        name = f"{child.name} ({number})"
    if name != child.name:
        act.update("codes", child.id, name=name)
    move_code(act, child.id, parent, None)


def give_code(act: Act, coding_ids: Sequence[str], code_id: str) -> int:
    """Give codings another code; one that its coder's own coding of the same passage has already joins that one.

    Returns how many changed. Raises NotFoundError where one of them does not exist.
    """
    connection = act.connection
    coding = schema.Coding
    columns = (coding.id, coding.transcript_id, coding.coder_id, coding.start, coding.end, coding.code_id)
    known = {
        (row.transcript_id, row.coder_id, row.start, row.end): row.id
        for row in connection.execute(select(*columns).where(coding.code_id == code_id))
    }
    moved = []
    joined = 0
    for some in parts(list(dict.fromkeys(coding_ids))):
        rows = {row.id: row for row in connection.execute(select(*columns).where(coding.id.in_(some)))}
        for identifier in some:
            if identifier not in rows:
                raise NotFoundError(_("There is no coding “{ref}”.").format(ref=identifier))
            row = rows[identifier]
            if row.code_id == code_id:
                continue
            place = (row.transcript_id, row.coder_id, row.start, row.end)
            if place in known:
                join_codings(act, identifier, known[place])
                joined += 1
            else:
                known[place] = identifier
                moved.append(identifier)
    act.update_many("codings", moved, code_id=code_id, changed=act.time)
    return len(moved) + joined


def join_codings(act: Act, goes: str, stays: str) -> None:
    """Make two codings of a passage one: stances that differ become mixed, memos follow each other."""
    coding = schema.Coding
    stances = {
        stance
        for stance in act.connection.scalars(select(coding.stance).where(coding.id.in_((goes, stays))))
        if stance is not None
    }
    if stances:
        act.update("codings", stays, stance=stances.pop() if len(stances) == 1 else Stance.MIXED)
    join_memos(act, "coding_id", goes, stays)
    for quote in act.connection.scalars(select(schema.Quote.id).where(schema.Quote.coding_id == goes)).all():
        act.update("quotes", quote, coding_id=stays)
    act.delete("codings", goes)


def join_memos(act: Act, column: str, goes: str, stays: str) -> None:
    """Move the memos on one target (``coding_id`` or ``code_id``) to another, behind what is written there."""
    memo = schema.Memo
    target = getattr(memo, column)
    rows = act.connection.execute(select(memo.id, target, memo.body).where(target.in_((goes, stays))).order_by(memo.id))
    by_target: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for identifier, where, body in rows:
        by_target[where].append((identifier, body))
    if not by_target[goes]:
        return
    if not by_target[stays]:
        for identifier, _body in by_target[goes]:
            act.update("memos", identifier, **{column: stays})
        return
    bodies = dict.fromkeys(body for where in (stays, goes) for _id, body in by_target[where])
    act.update("memos", by_target[stays][0][0], body="\n\n".join(bodies), changed=act.time)
    for identifier, _body in by_target[goes]:
        act.delete("memos", identifier)
