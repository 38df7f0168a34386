"""The language of questions to the codings, as docs/queries.md describes it: from text to a tree, with good errors.

What an expression means is told by ``store.querying``; here is only how it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from msgspec import Struct

from interview_coder.domain.model import CodeKind, Mode, Role, Stance
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import N_, _

if TYPE_CHECKING:
    from lark import Lark, Token

MAX_CHARACTERS: Final = 2_000
MAX_PARTS: Final = 100
"""So many codes, fields, brackets and NOTs a query may have together."""
MAX_TURNS: Final = 1_000

NONE: Final = "none"
"""The value, without quotation marks, of what is not known."""

_GRAMMAR: Final = r"""
?start: either
?either: both (_OR both)*                -> either
?both: negated (_AND negated)*           -> both
?negated: _NOT negated                   -> negated
        | placed
?placed: atom
       | placed (WITHIN | OVERLAPS | NEAR) operand   -> placed
?operand: atom
        | _NOT operand                   -> negated
?atom: "(" either ")"
     | field
     | name                              -> code
field: AT? name OPERATOR value
     | AT? name _IN "(" value ("," value)* ")"
name: WORD | STRING
value: WORD | STRING

_OR.2: /or(?![^\s()"])/i
_AND.2: /and(?![^\s()"])/i
_NOT.2: /not(?![^\s()"])/i
_IN.2: /in(?![^\s(])/i
WITHIN.2: /within(?![^\s()"])/i
OVERLAPS.2: /overlaps(?![^\s()"])/i
NEAR.2: /near(\s+\d+(?=[\s(]))?(?![^\s()"])/i
AT: "@"
OPERATOR: /!=|<=|>=|=|:|<|>|~/
WORD: /(?!(?:and|or|not|within|overlaps|near)(?![^\s()"]))[^\s()"=!<>~:,@]+/i
STRING: /"[^"]*"/
%ignore /\s+/
"""

_TYPED: Final = str.maketrans({"\x00": " ", "\n": " ", "\t": " ", "“": '"', "”": '"', "„": '"'})
"""Quotation marks of a text are meant as such; each stays one character, for the places in messages."""


class QueryError(InvalidInputError):
    """A query that cannot be understood: ``sentence`` says why, ``place`` (from 0) at which character of ``query``.

    As text it is the query, a caret under the place, and the sentence.
    """

    def __init__(self, sentence: str, query: str, place: int) -> None:
        self.sentence = sentence
        self.query = query
        self.place = min(max(0, place), len(query))
        super().__init__(f"{query}\n{' ' * self.place}^\n{sentence}")


class Relation(StrEnum):
    """How two codings of an interview lie to one another."""

    WITHIN = "within"
    OVERLAPS = "overlaps"
    NEAR = "near"


class Value(NamedTuple):
    """A value as it was typed, and where; ``none`` says that nothing known is meant."""

    text: str
    at: int
    none: bool


class CodeIs(Struct, frozen=True):
    """The coding bears this code or one below it."""

    ref: str
    at: int


class Field(Struct, frozen=True):
    """Something known of the coding compares with one of some values; ``own``: an attribute that the team made."""

    name: str
    operator: str
    values: tuple[Value, ...]
    at: int
    own: bool = False


class Both(Struct, frozen=True):
    """Everything holds."""

    parts: tuple[Expression, ...]


class Either(Struct, frozen=True):
    """Something of it holds."""

    parts: tuple[Expression, ...]


class Not(Struct, frozen=True):
    """It does not hold."""

    part: Expression


class Placed(Struct, frozen=True):
    """Codings of ``left`` that lie so to one of ``right``, at most ``turns`` turns away where it is ``near``."""

    left: Expression
    relation: Relation
    right: Expression
    turns: int = 0


Expression: TypeAlias = CodeIs | Field | Both | Either | Not | Placed


class Query(Struct, frozen=True):
    """A question as it was typed, and what it says."""

    text: str
    expression: Expression

    def error(self, sentence: str, place: int) -> QueryError:
        """What is wrong with it at a place."""
        return QueryError(sentence, self.text, place)


class SavedQuery(Struct, frozen=True):
    """A query that was kept under a name."""

    id: str
    name: str
    where: str
    coder: str
    changed: datetime


class FieldKind(NamedTuple):
    """How a field compares, what it is (English, to be translated), and what it takes where that is a closed list."""

    operators: tuple[str, ...]
    what: str
    choices: tuple[str, ...] = ()
    check: Callable[[str], str | None] = lambda _text: None
    """A sentence where a value cannot be used."""


def _number(text: str) -> str | None:
    return None if re.fullmatch(r"\d{1,9}", text) else _("“{value}” is no whole number.").format(value=text)


def _date(text: str) -> str | None:
    return (
        None if days(text) else _("“{value}” is no date; write it as 2015-03-12, 2015-03 or 2015.").format(value=text)
    )


_IS: Final = ("=", "!=")
_ORDER: Final = ("=", "!=", "<", "<=", ">", ">=")

FIELDS: Final[dict[str, FieldKind]] = {
    "code": FieldKind(_IS, N_("the code or one above it, by key, name or path")),
    "kind": FieldKind(_IS, N_("the kind of the code"), tuple(CodeKind)),
    "section": FieldKind(_IS, N_("the report section of the code, sub-sections included")),
    "stance": FieldKind(_IS, N_("what the passage says about a condition"), tuple(Stance)),
    "coder": FieldKind(_IS, N_("who coded")),
    "coded": FieldKind(_ORDER, N_("the day on which it was coded"), check=_date),
    "memo": FieldKind(("~", "=", "!="), N_("the memo on the coding")),
    "text": FieldKind(("~",), N_("the words of the passage")),
    "speaker": FieldKind(_IS, N_("who speaks in the passage")),
    "role": FieldKind(_IS, N_("the role of who speaks in the passage"), tuple(Role)),
    "interview": FieldKind(_IS, N_("the interview, by its reference")),
    "programme": FieldKind(_IS, N_("a programme of the interview")),
    "school": FieldKind(_ORDER, N_("the number of the school"), check=_number),
    "date": FieldKind(_ORDER, N_("when the interview was held"), check=_date),
    "mode": FieldKind(_IS, N_("how the interview was held"), tuple(Mode)),
}
"""The fields of a query, in the order of docs/queries.md; ``@name`` is an attribute that the team made."""

OWN: Final = FieldKind((*_ORDER, "~"), N_("an attribute of the interview"))


def parse(text: str) -> Query:
    """The query that somebody typed. Raises QueryError."""
    from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedToken

    plain = text.translate(_TYPED)
    shown = plain[:MAX_CHARACTERS]
    if len(plain) > MAX_CHARACTERS:
        raise QueryError(_("A query has at most {n} characters.").format(n=MAX_CHARACTERS), shown, MAX_CHARACTERS)
    if not plain.strip():
        raise QueryError(_("The query is empty; a code alone is one."), plain, 0)
    _refuse_too_much(plain)
    try:
        tree = _parser().parse(plain)
    except UnexpectedCharacters as error:
        place = int(error.pos_in_stream or 0)
        raise QueryError(_said_of_character(plain, place), plain, place) from None
    except UnexpectedToken as error:
        raise _said_of_token(plain, error.token) from None
    except UnexpectedEOF:
        raise _ends_too_soon(plain) from None
    expression = _Build(plain).expression(tree)
    return Query(plain, expression)


def names_code(expression: Expression) -> bool:
    """Whether a query asks for a code as such, rather than only for the lack of one or for other things known."""
    match expression:
        case CodeIs():
            return True
        case Field():
            return expression.name == "code" and not expression.own and expression.operator == "="
        case Both() | Either():
            return any(map(names_code, expression.parts))
        case Placed():
            return names_code(expression.left)
        case _:
            return False


def days(text: str) -> tuple[date, date] | None:
    """The first and the last day that a date, a month (``2015-03``) or a year means; ``None`` where it is none."""
    if re.fullmatch(r"\d{4}", text) and int(text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if month := re.fullmatch(r"(\d{4})-(\d\d)", text):
        year, number = int(month[1]), int(month[2])
        if not year or not 1 <= number <= 12:
            return None
        following = date(year + number // 12, number % 12 + 1, 1) if year < 9999 or number < 12 else None
        return date(year, number, 1), following - timedelta(1) if following else date.max
    try:
        pattern = "%d-%m-%Y" if re.match(r"\d{1,2}-", text) else "%Y-%m-%d"
        day = datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
    return day, day


def quoted_name(name: str) -> str:
    """A name as a query has it: in quotation marks where it is more than a plain word."""
    plain = re.fullmatch(r'(?!(?:and|or|not|within|overlaps|near|in|none)$)[^\s()"“”„=!<>~:,@]+', name, re.IGNORECASE)
    return name if plain else '"' + re.sub('["“”„]', "'", name) + '"'


@lru_cache(maxsize=1)
def _parser() -> Lark:
    from lark import Lark

    return Lark(_GRAMMAR, parser="lalr", propagate_positions=True)


_PIECES: Final = re.compile(r'"[^"]*"?|[()]|[^\s()"]+')


def _refuse_too_much(text: str) -> None:
    """So that no query, however it came about, is nested deeper than programs can follow."""
    pieces = list(_PIECES.finditer(text))
    if len(pieces) > 4 * MAX_PARTS:
        raise QueryError(_("This query is too long to be followed; save a part of it."), text, pieces[-1].start())
    open_at: list[int] = []
    nots = 0
    for piece in pieces:
        if piece[0] == "(":
            open_at.append(piece.start())
        elif piece[0] == ")":
            if not open_at:
                raise QueryError(_("This closing bracket has no opening one."), text, piece.start())
            open_at.pop()
        elif piece[0].startswith('"') and (len(piece[0]) < 2 or not piece[0].endswith('"')):
            raise QueryError(_("This quotation mark has no closing one."), text, piece.start())
        nots += piece[0].casefold() == "not"
        if len(open_at) + nots > MAX_PARTS // 2:
            raise QueryError(_("The brackets are nested too deeply."), text, piece.start())
    if open_at:
        raise QueryError(_("This bracket is not closed."), text, open_at[-1])


def _said_of_character(text: str, place: int) -> str:
    before = _PIECES.findall(text[:place])
    if text[place] in "=!<>~:" or (before and before[-1][-1:] in "=!<>~:"):
        return _("Known comparisons are =, !=, <, <=, >, >= and ~.")
    return _("“{sign}” cannot stand here.").format(sign=text[place])


def _said_of_token(text: str, token: Token) -> QueryError:
    if token.type == "$END":
        return _ends_too_soon(text)
    place = int(token.start_pos or 0)
    if token.type in ("WORD", "STRING", "LPAR", "_NOT", "AT"):
        sentence = _("AND, OR, within, overlaps or near is missing here; a name with spaces stands in quotation marks.")
    elif token.type == "RPAR":
        sentence = _("Something is missing before this bracket.")
    else:
        sentence = _("Before “{word}” a code or a field is missing.").format(word=str(token).strip())
    return QueryError(sentence, text, place)


def _ends_too_soon(text: str) -> QueryError:
    return QueryError(_("Something is missing at the end: a code, a field or a value."), text, len(text.rstrip()))


class _Build:
    """From lark's tree to an expression; fields and values are checked as far as they can be without a study."""

    def __init__(self, text: str) -> None:
        self._text = text

    def expression(self, tree: Any) -> Expression:
        children = tree.children
        match tree.data:
            case "either" | "both":
                parts = tuple(map(self.expression, children))
                if len(parts) == 1:
                    return parts[0]
                return Either(parts) if tree.data == "either" else Both(parts)
            case "negated":
                return Not(self.expression(children[0]))
            case "placed":
                return self._placed(*children)
            case "code":
                text, at = _unquoted(children[0])
                return CodeIs(text, at)
            case _:
                return self._field(children)

    def _placed(self, left: Any, relation: Token, right: Any) -> Placed:
        kind = Relation(re.match(r"\w+", relation.casefold())[0])  # type: ignore[index]
        given = re.search(r"\d+", relation)
        turns = int(given[0]) if given else 1
        if given and turns > MAX_TURNS:
            place = int(relation.start_pos or 0) + given.start()
            raise QueryError(_("Near is at most {n} turns away.").format(n=MAX_TURNS), self._text, place)
        return Placed(self.expression(left), kind, self.expression(right), turns if kind is Relation.NEAR else 0)

    def _field(self, children: Sequence[Any]) -> Field:
        own = getattr(children[0], "type", "") == "AT"
        name, at = _unquoted(children[1 if own else 0])
        rest = children[2 if own else 1 :]
        operator = "="
        if getattr(rest[0], "type", "") == "OPERATOR":
            operator, rest = str(rest[0]).replace(":", "="), rest[1:]
        values = tuple(self._value(value) for value in rest)
        if own:
            return Field(name, operator, values, at, own=True)
        name = name.casefold()
        if name not in FIELDS:
            raise QueryError(
                _("There is no field “{name}”; known are {known}, and @ before an attribute of your own.").format(
                    name=name, known=", ".join(FIELDS)
                ),
                self._text,
                at,
            )
        field = Field(name, operator, values, at)
        check_field(Query(self._text, field), field, FIELDS[name])
        return field

    @staticmethod
    def _value(tree: Any) -> Value:
        text, at = _unquoted(tree)
        return Value(text, at, none=tree.children[0].type == "WORD" and text.casefold() == NONE)


def check_field(query: Query, field: Field, kind: FieldKind) -> None:
    """Refuse a comparison or a value that a field does not take. Raises QueryError."""
    if field.operator not in kind.operators:
        raise query.error(
            _("“{name}” compares with {operators} only.").format(name=field.name, operators=", ".join(kind.operators)),
            field.at,
        )
    for value in field.values:
        if value.none:
            if field.operator not in _IS:
                raise query.error(_("“none” compares with = or != only."), value.at)
            continue
        if kind.choices and value.text.casefold() not in kind.choices:
            raise query.error(
                _("“{name}” is one of {choices}, or none.").format(name=field.name, choices=", ".join(kind.choices)),
                value.at,
            )
        if field.name == "memo" and field.operator != "~":
            raise query.error(_("A memo is none, or compares with ~ and the words in it."), value.at)
        if sentence := kind.check(value.text):
            raise query.error(sentence, value.at)
        if field.operator == "~" and not words_in(value.text):
            raise query.error(_("Type a word to look for."), value.at)


_TOKEN: Final = re.compile(r"[^\W_]+")


def words_in(text: str) -> list[str]:
    """The words of a phrase to look for, as they stand."""
    return _TOKEN.findall(text)


def _unquoted(tree: Any) -> tuple[str, int]:
    token = tree.children[0]
    text = str(token)
    return text[1:-1] if token.type == "STRING" else text, int(token.start_pos or 0)
