"""Changes of the codebook, each within an act of the history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from interview_coder.domain.codebook import is_mnemonic, make_key, pick_colour, pick_letter, pick_mnemonic
from interview_coder.domain.model import Code, CodeKind
from interview_coder.domain.text import clean, fold, one_line
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _
from interview_coder.store import reading
from interview_coder.store.history import Act
from interview_coder.store.writing import MAX_NAME


def add_code(act: Act, name: str, *, parent: str | None, kind: CodeKind, key: str | None, **fields: Any) -> str:
    """A new code; key, colour and letter are made up where not given. Returns its id."""
    codes = reading.codes(act.connection)
    name = _code_name(codes, name, parent, None)
    above = None if parent is None else reading.find_code(codes, parent)
    siblings = [code for code in codes if code.parent == (above.id if above else None)]
    if key is not None:
        key = _code_key(codes, key, None)
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
        mnemonic=pick_mnemonic(name, [code.mnemonic for code in codes]) or None,
        definition=clean(fields.get("definition", "")),
        use_when=clean(fields.get("use_when", "")),
        not_when=clean(fields.get("not_when", "")),
        example=clean(fields.get("example", "")),
        pinned=False,
        retired=False,
        coder_id=act.coder,
        created=act.time,
    )


_CODE_TEXTS = ("definition", "use_when", "not_when", "example")


def change_code(act: Act, code_id: str, **fields: Any) -> None:
    """Change fields of a code: name, key, mnemonic, letter, colour, kind, section, pinned, retired, descriptions."""
    codes = reading.codes(act.connection)
    code = reading.find_code(codes, code_id)
    values = dict(fields)
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
        raise InvalidInputError(_("A colour is written as #rrggbb."))
    act.update("codes", code.id, **values)


def _code_mnemonic(codes: Sequence[Code], mnemonic: str, this: str) -> str:
    mnemonic = mnemonic.strip().lower()
    if not is_mnemonic(mnemonic):
        raise InvalidInputError(_("A mnemonic is two letters, a to z."))
    for code in codes:
        if code.id != this and code.mnemonic == mnemonic:
            raise InvalidInputError(
                _("The mnemonic “{letters}” belongs to “{name}”.").format(letters=mnemonic, name=code.name)
            )
    return mnemonic


def _is_colour(value: str) -> bool:
    return len(value) == 7 and value[0] == "#" and all(char in "0123456789abcdefABCDEF" for char in value[1:])


def _code_name(codes: Sequence[Code], name: str, parent: str | None, this: str | None) -> str:
    name = one_line(name)
    if not name:
        raise InvalidInputError(_("A code needs a name."))
    if len(name) > MAX_NAME:
        raise InvalidInputError(_("The name of a code has at most {n} characters.").format(n=MAX_NAME))
    for code in codes:
        if code.id != this and code.parent == parent and fold(code.name) == fold(name):
            raise InvalidInputError(_("There is a code “{name}” at this place already.").format(name=code.name))
    return name


def _code_key(codes: Sequence[Code], key: str, this: str | None) -> str:
    key = one_line(key)
    if not key or len(key) > 40 or any(char.isspace() or char == "/" for char in key):
        raise InvalidInputError(_("A key is one short word, without spaces and slashes."))
    for code in codes:
        if code.id != this and fold(code.key) == fold(key):
            raise InvalidInputError(_("The key “{key}” belongs to “{name}”.").format(key=key, name=code.name))
    return key


def move_code(act: Act, code_id: str, parent: str | None, position: int | None) -> None:
    """Hang a code elsewhere in the tree, at a place among its new siblings (0 first; ``None`` last)."""
    codes = reading.codes(act.connection)
    code = reading.find_code(codes, code_id)
    above = None if parent is None else reading.find_code(codes, parent)
    if above is not None and above.id in reading.with_subcodes(codes, code.id):
        raise InvalidInputError(_("A code cannot stand below itself."))
    _code_name(codes, code.name, above.id if above else None, code.id)
    siblings = [one for one in codes if one.parent == (above.id if above else None) and one.id != code.id]
    place = len(siblings) if position is None else max(0, min(position, len(siblings)))
    act.update("codes", code.id, parent_id=above.id if above else None, position=place)
    for index, sibling in enumerate(siblings):
        wanted = index if index < place else index + 1
        if sibling.position != wanted:
            act.update("codes", sibling.id, position=wanted)
