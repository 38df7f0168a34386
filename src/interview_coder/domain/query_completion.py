"""What can come next in a query while it is typed: codes, fields, values of a field, words that join."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import Struct, field

from interview_coder.domain.querying import FIELDS, NONE, OWN, quoted_name
from interview_coder.domain.text import fold
from interview_coder.i18n import N_, _

_JOINS: Final = {
    "AND": N_("both hold"),
    "OR": N_("one of them holds"),
    "within": N_("inside a coding of the other"),
    "overlaps": N_("shares words with the other"),
    "near": N_("at most one turn away; near 3 is three"),
}
_NOT: Final = {"NOT": N_("does not hold")}
_PIECE: Final = re.compile(r'"[^"]*"?|!=|<=|>=|[=:<>~(),@]|[^\s()"=!<>~:,@]+|!')
_OPERATORS: Final = frozenset(("=", "!=", "<=", ">=", "<", ">", "~", ":"))


class Vocabulary(Struct, frozen=True):
    """What a query can name in a study: codes as (key, name), the values of fields, the attributes with theirs."""

    codes: Sequence[tuple[str, str]] = ()
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    attributes: Mapping[str, Sequence[str]] = field(default_factory=dict)


class Suggestion(NamedTuple):
    """What can be put into the query, and what it is."""

    text: str
    what: str


def completions(query: str, at: int, known: Vocabulary, limit: int = 8) -> tuple[int, list[Suggestion]]:
    """What the word that ends at a place can become: where it begins, and the suggestions, the best first.

    Where no word is begun only the values of a field are suggested, behind its operator.
    """
    pieces = [(piece[0], piece.start()) for piece in _PIECE.finditer(query[:at])]
    begun, start = "", at
    if pieces and _is_word(pieces[-1][0]) and (pieces[-1][1] + len(pieces[-1][0]) == at):
        begun, start = pieces.pop()
    if len(begun) > 1 and begun.startswith('"') and begun.endswith('"'):
        return at, []
    before = [piece for piece, _place in pieces]
    wanted = fold(begun.strip('"'))
    if before and before[-1] == "@":
        found = [Suggestion(quoted_name(name) + " = ", _(OWN.what)) for name in known.attributes]
    elif (values := _values(before, known)) is not None:
        found = [Suggestion(value if value == NONE else quoted_name(value), "") for value in values]
    elif not begun:
        return at, []
    elif before and _ends_something(before[-1]):
        found = [Suggestion(word + " ", _(what)) for word, what in _JOINS.items()]
    else:
        found = [Suggestion(quoted_name(key), name if name != key else "") for key, name in known.codes]
        found += [
            Suggestion(f"{name} {kind.operators[0]} ", _(kind.what)) for name, kind in FIELDS.items() if name != "code"
        ]
        found += [Suggestion(word + " ", _(what)) for word, what in _NOT.items()]
    ranked = _ranked(found, wanted)
    if [fold(one.text.strip(' "')) for one in ranked] == [wanted]:
        # It stands there already.
        return at, []
    return start, ranked[:limit]


def _is_word(piece: str) -> bool:
    return piece not in _OPERATORS and piece not in ("(", ")", ",", "@", "!")


def _ends_something(piece: str) -> bool:
    return piece == ")" or (_is_word(piece) and fold(piece) not in ("and", "or", "not", "within", "overlaps", "near"))


def _values(before: Sequence[str], known: Vocabulary) -> list[str] | None:
    """The values that can stand behind these pieces; ``None`` where no value is asked for."""
    rest = list(before)
    if rest and rest[-1] in _OPERATORS:
        rest.pop()
    else:
        while len(rest) > 1 and rest[-1] == "," and _is_word(rest[-2]):
            del rest[-2:]
        if len(rest) < 3 or rest[-1] != "(" or fold(rest[-2]) != "in":
            return None
        del rest[-2:]
    if not rest or not _is_word(rest[-1]):
        return None
    name = rest[-1].strip('"')
    if len(rest) > 1 and rest[-2] == "@":
        return list(next((values for one, values in known.attributes.items() if fold(one) == fold(name)), ()))
    name = fold(name)
    if name == "code":
        return [key for key, _name in known.codes]
    kind = FIELDS.get(name)
    if kind is None:
        return []
    listed = list(kind.choices) or list(known.values.get(name, ()))
    return [*listed, NONE] if listed and "=" in kind.operators and name not in ("coder", "interview") else listed


def _ranked(found: Iterable[Suggestion], wanted: str) -> list[Suggestion]:
    """Those that fit what was typed: first those that begin so, then those with a word that does, then any other."""
    ranks = []
    for place, one in enumerate(found):
        text, what = fold(one.text).strip(' "'), fold(one.what)
        if text.startswith(wanted):
            rank = 0
        elif re.search(rf"\b{re.escape(wanted)}", f"{text} {what}"):
            rank = 1
        elif wanted in text:
            rank = 2
        else:
            continue
        ranks.append((rank, place, one))
    return [one for _rank, _place, one in sorted(ranks, key=lambda each: each[:2])]
