"""Questions to the codings (``domain.querying``) as conditions of the database.

The answer to a query is a set of codings. What holds of a coding by itself becomes a condition in SQL; how codings lie
to one another is found by sweeps over the spans, and becomes a list of ids.

A code in AND and NOT speaks of the passage: two codings lie on one passage when they begin and end at the same
places of one interview, whoever made them. So ``A AND B`` are the codings of A and of B on passages that bear both,
``A AND NOT B`` those of A on passages that do not bear B. What is known of a coding itself (its stance, coder, memo,
words) is asked of the coding alone. ``left within right`` and its like are codings of ``left``, other codings of any
coder being ``right``.
"""

from __future__ import annotations

import json
import operator
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Connection, FromClause, and_, exists, func, not_, or_, select

from interview_coder.domain.model import Attribute, AttributeKind, Code
from interview_coder.domain.querying import (
    OWN,
    Both,
    CodeIs,
    Either,
    Expression,
    Field,
    FieldKind,
    Not,
    Placed,
    Query,
    Relation,
    Value,
    check_field,
    days,
    names_code,
    words_in,
)
from interview_coder.domain.sweeps import Places, Placing, overlapping, turns_apart, within
from interview_coder.domain.text import fold, slug
from interview_coder.errors import NotFoundError
from interview_coder.i18n import _
from interview_coder.store import reading, schema
from interview_coder.store.attributes import attributes
from interview_coder.store.schema import FTS

if TYPE_CHECKING:
    from sqlalchemy.orm import InstrumentedAttribute

Clause: TypeAlias = Callable[[FromClause], ColumnElement[bool]]
"""A condition on a table of codings, whatever it is called in the statement."""

CODINGS: Final = schema.table("codings")

_COMPARE: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "!=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
"""``!=`` compares as ``=`` and is turned round."""


class Answering:
    """What answering a query needs of the study, and the query in question."""

    def __init__(
        self,
        connection: Connection,
        query: Query,
        *,
        codes: Mapping[str, Code],
        interviews: Mapping[str, reading.Known],
        home: Mapping[str, str],
    ) -> None:
        self._connection = connection
        self._query = query
        self._codes = codes
        self._interviews = interviews
        self._known: dict[int, Clause] = {}
        self.consensus = _asks_for_consensus(query.expression)
        self._transcripts: dict[str, list[str]] = defaultdict(list)
        for transcript, interview in home.items():
            self._transcripts[interview].append(transcript)

    def clause(self) -> Clause:
        """The query as a condition. Raises QueryError where it names what the study does not have."""
        asked = self._rows(self._query.expression)
        return lambda c: and_(self._layer(c), asked(c))

    def _layer(self, c: FromClause) -> ColumnElement[bool]:
        """Coders' own codings, or what was agreed on: a query looks at one of the two."""
        return c.c.coder_id == schema.CONSENSUS if self.consensus else c.c.coder_id != schema.CONSENSUS

    def _rows(self, expression: Expression) -> Clause:
        """The codings that an expression asks for; each part is looked at once."""
        if id(expression) not in self._known:
            self._known[id(expression)] = self._asked(expression)
        return self._known[id(expression)]

    def _asked(self, expression: Expression) -> Clause:
        match expression:
            case CodeIs():
                return self._code(expression.ref, expression.at)
            case Field():
                return self._field(expression)
            case Not():
                lifted = self._passages(expression.part)
                return lambda c: not_(lifted(c))
            case Either():
                parts = [self._rows(part) for part in expression.parts]
                return lambda c: or_(*(part(c) for part in parts))
            case Both():
                return self._both(expression)
            case Placed():
                return self._placed(expression)

    def _both(self, expression: Both) -> Clause:
        bearing = [part for part in expression.parts if names_code(part)]
        # One code needs no look at others on its passage.
        lift = self._passages if len(bearing) > 1 else self._rows
        later = [part for part in expression.parts if isinstance(part, Field) and part.name == "text" and not part.own]
        parts = [
            lift(part) if part in bearing else self._passages(part) for part in expression.parts if part not in later
        ]
        if len(bearing) > 1:
            own = [self._rows(part) for part in bearing]
            parts.append(lambda c: or_(*(part(c) for part in own)))
        # The words of what the rest has left are looked at last.
        for field in later:
            parts.append(self._by_text(field, list(parts)))
        return lambda c: and_(*(part(c) for part in parts))

    def _passages(self, expression: Expression) -> Clause:
        """The codings on whose passage an expression holds: for what is asked of a coding alone, that one."""
        if isinstance(expression, Either):
            parts = [self._passages(part) for part in expression.parts]
            return lambda c: or_(*(part(c) for part in parts))
        rows = self._rows(expression)
        if not names_code(expression):
            return rows

        def lifted(c: FromClause) -> ColumnElement[bool]:
            same = CODINGS.alias()
            return exists(
                select(1)
                .select_from(same)
                .where(
                    same.c.transcript_id == c.c.transcript_id,
                    same.c.start == c.c.start,
                    same.c.end == c.c.end,
                    self._layer(same),
                    rows(same),
                )
            )

        return lifted

    def _placed(self, expression: Placed) -> Clause:
        these, those = self._spans(self._rows(expression.left)), self._spans(self._rows(expression.right))
        if expression.relation is Relation.WITHIN:
            found = within(these, those)
        elif expression.relation is Relation.OVERLAPS:
            found = overlapping(these, those)
        else:
            starts = self._turn_starts({one.text for one in these})
            those = [one for one in those if one.text in starts]
            found = overlapping(turns_apart(these, starts, expression.turns), turns_apart(those, starts))
        return _in("id", found)

    def _spans(self, clause: Clause) -> list[Placing]:
        columns = (CODINGS.c.id, CODINGS.c.transcript_id, CODINGS.c.start, CODINGS.c.end)
        statement = select(*columns).where(self._layer(CODINGS), clause(CODINGS))
        return list(map(Placing._make, self._connection.execute(statement).all()))

    def _turn_starts(self, transcripts: Iterable[str]) -> dict[str, Sequence[int]]:
        turn = schema.table("turns")
        found: dict[str, list[int]] = defaultdict(list)
        statement = select(turn.c.transcript_id, turn.c.start).where(listed(turn.c.transcript_id, transcripts))
        for transcript, start in self._connection.execute(statement.order_by(turn.c.transcript_id, turn.c.start)):
            found[transcript].append(start)
        return dict(found)

    # Fields

    def _field(self, field: Field) -> Clause:
        if field.own:
            return self._own(field)
        answer: Callable[[Field], Clause] = getattr(self, f"_by_{field.name}")
        wanted = answer(field)
        return wanted if field.operator != "!=" else lambda c: not_(wanted(c))

    def _any(self, field: Field, one: Callable[[Value], Clause]) -> Clause:
        """One of the values holds; ``!=`` is turned round by whoever calls."""
        parts = [one(value) for value in field.values]
        return parts[0] if len(parts) == 1 else lambda c: or_(*(part(c) for part in parts))

    def _code(self, ref: str, at: int) -> Clause:
        codes = list(self._codes.values())
        try:
            code = reading.find_code(codes, ref)
        except NotFoundError as error:
            raise self._query.error(str(error), at) from None
        return _in("code_id", reading.with_subcodes(codes, code.id))

    def _by_code(self, field: Field) -> Clause:
        return self._any(field, lambda value: self._code(value.text, value.at))

    def _codes_where(self, holds: Callable[[Code], bool]) -> Clause:
        return _in("code_id", [code.id for code in self._codes.values() if holds(code)])

    def _by_kind(self, field: Field) -> Clause:
        kinds = {value.text.casefold() for value in field.values}
        return self._codes_where(lambda code: code.kind.value in kinds)

    def _by_section(self, field: Field) -> Clause:
        def one(value: Value) -> Clause:
            if value.none:
                return self._codes_where(lambda code: not code.section)
            return self._codes_where(lambda code: reading.in_section(code.section, value.text))

        return self._any(field, one)

    def _by_stance(self, field: Field) -> Clause:
        return self._any(
            field,
            lambda value: (
                (lambda c: c.c.stance.is_(None))
                if value.none
                else (lambda c: c.c.stance.is_not_distinct_from(value.text.casefold()))
            ),
        )

    def _by_coder(self, field: Field) -> Clause:
        def one(value: Value) -> Clause:
            try:
                coder = reading.find_coder(self._connection, value.text).id
            except NotFoundError as error:
                raise self._query.error(str(error), value.at) from None
            return lambda c: c.c.coder_id == coder

        return self._any(field, one)

    def _by_coded(self, field: Field) -> Clause:
        def one(value: Value) -> Clause:
            if value.none:
                return _in("id", ())
            first, last = days(value.text) or (date.min, date.max)
            low = datetime.combine(first, time(), UTC)
            high = datetime.combine(last, time(), UTC) + (timedelta(1) if last < date.max else timedelta())
            return {
                "<": lambda c: c.c.created < low,
                "<=": lambda c: c.c.created < high,
                ">": lambda c: c.c.created >= high,
                ">=": lambda c: c.c.created >= low,
            }.get(field.operator, lambda c: and_(c.c.created >= low, c.c.created < high))

        return self._any(field, one)

    def _by_memo(self, field: Field) -> Clause:
        memo = schema.table("memos")
        if field.operator != "~":
            return lambda c: not_(exists(select(1).select_from(memo).where(memo.c.coding_id == c.c.id)))
        patterns = [_phrase(value.text) for value in field.values]
        rows = self._connection.execute(select(memo.c.coding_id, memo.c.body).where(memo.c.coding_id.is_not(None)))
        return _in("id", [coding for coding, body in rows if any(one.search(fold(body)) for one in patterns)])

    def _by_text(self, field: Field, others: Sequence[Clause] = ()) -> Clause:
        return self._any(field, lambda value: _in("id", self._saying(value.text, others)))

    def _saying(self, text: str, others: Sequence[Clause]) -> list[str]:
        """The codings, of those for which the others hold, in whose words a phrase stands: whole words of one turn."""
        places = Places(_matches(self._connection, text))
        if not places:
            return []
        here = _in("transcript_id", places.texts())
        spans = self._spans(lambda c: and_(here(c), *(other(c) for other in others)))
        return [one.id for one in spans if places.inside(one)]

    def _by_speaker(self, field: Field) -> Clause:
        return self._spoken(field, lambda value, speaker: speaker.c.label == value.text)

    def _by_role(self, field: Field) -> Clause:
        return self._spoken(field, lambda value, speaker: speaker.c.role == value.text.casefold())

    def _spoken(self, field: Field, who: Callable[[Value, FromClause], ColumnElement[bool]]) -> Clause:
        """Some turn that the passage touches is spoken by such a voice, or (none) by nobody who is known."""
        wanted = [value for value in field.values if not value.none]

        def clause(c: FromClause) -> ColumnElement[bool]:
            turn, speaker, first = (schema.table(name).alias() for name in ("turns", "speakers", "turns"))
            begin = (
                select(func.max(first.c.start))
                .where(first.c.transcript_id == c.c.transcript_id, first.c.start <= c.c.start)
                .correlate(c)
                .scalar_subquery()
            )
            voices = [who(value, speaker) for value in wanted]
            if len(wanted) < len(field.values):
                voices.append(speaker.c.id.is_(None))
            return exists(
                select(1)
                .select_from(turn.outerjoin(speaker, speaker.c.id == turn.c.speaker_id))
                .where(
                    turn.c.transcript_id == c.c.transcript_id,
                    turn.c.start >= begin,
                    turn.c.start < c.c.end,
                    or_(*voices),
                )
            )

        return clause

    # What is known of the interview

    def _interviews_where(self, holds: Callable[[str, reading.Known], bool]) -> Clause:
        chosen = [one for id_, known in self._interviews.items() if holds(id_, known) for one in self._transcripts[id_]]
        return _in("transcript_id", chosen)

    def _by_interview(self, field: Field) -> Clause:
        def one(value: Value) -> Clause:
            try:
                wanted = reading.interview_id(self._connection, value.text)
            except NotFoundError as error:
                raise self._query.error(str(error), value.at) from None
            return self._interviews_where(lambda id_, _known: id_ == wanted)

        return self._any(field, one)

    def _by_programme(self, field: Field) -> Clause:
        names = {slug(name) for name in reading.programmes(self._connection)}

        def one(value: Value) -> Clause:
            if value.none:
                return self._interviews_where(lambda _id, known: not known.metadata.programmes)
            if slug(value.text) not in names:
                raise self._query.error(_("There is no programme “{name}”.").format(name=value.text), value.at)
            wanted = slug(value.text)
            return self._interviews_where(lambda _id, known: wanted in map(slug, known.metadata.programmes))

        return self._any(field, one)

    def _by_school(self, field: Field) -> Clause:
        def one(value: Value) -> Clause:
            if value.none:
                return self._interviews_where(lambda _id, known: known.metadata.school is None)
            compare = _COMPARE[field.operator]
            wanted = int(value.text)
            return self._interviews_where(
                lambda _id, known: known.metadata.school is not None and compare(known.metadata.school, wanted)
            )

        return self._any(field, one)

    def _by_date(self, field: Field) -> Clause:
        return self._any(
            field,
            lambda value: self._interviews_where(lambda _id, known: _day_holds(field, value, known.metadata.date)),
        )

    def _by_mode(self, field: Field) -> Clause:
        wanted = {None if value.none else value.text.casefold() for value in field.values}
        return self._interviews_where(lambda _id, known: known.metadata.mode in wanted)

    def _own(self, field: Field) -> Clause:
        known = next((one for one in attributes(self._connection) if fold(one.name) == fold(field.name)), None)
        if known is None:
            raise self._query.error(_("There is no attribute “{ref}”.").format(ref=field.name), field.at)
        check_field(self._query, field, _kind_of(known))
        value = schema.table("attribute_values")
        given = dict(
            self._connection.execute(
                select(value.c.interview_id, value.c.value).where(value.c.attribute_id == known.id)
            ).all()
        )
        wanted = self._interviews_where(
            lambda id_, _known: any(_own_holds(known, field, one, given.get(id_)) for one in field.values)
        )
        return wanted if field.operator != "!=" else lambda c: not_(wanted(c))


def _asks_for_consensus(expression: Expression) -> bool:
    """Whether a query names what was agreed on as a coder that it wants."""
    match expression:
        case Field(name="coder", own=False, operator="="):
            return any(fold(value.text) == schema.CONSENSUS_NAME for value in expression.values if not value.none)
        case Not():
            return False
        case Either() | Both():
            return any(map(_asks_for_consensus, expression.parts))
        case Placed():
            return _asks_for_consensus(expression.left) or _asks_for_consensus(expression.right)
        case _:
            return False


def _kind_of(attribute: Attribute) -> FieldKind:
    def number(text: str) -> str | None:
        return None if _number(text) is not None else _("“{value}” is no number.").format(value=text)

    def day(text: str) -> str | None:
        return (
            None
            if days(text)
            else _("“{value}” is no date; write it as 2015-03-12, 2015-03 or 2015.").format(value=text)
        )

    order = tuple(one for one in OWN.operators if one != "~")
    if attribute.kind is AttributeKind.NUMBER:
        return FieldKind(order, "", check=number)
    if attribute.kind is AttributeKind.DATE:
        return FieldKind(order, "", check=day)
    return FieldKind(("=", "!=", "~"), "")


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _own_holds(attribute: Attribute, field: Field, value: Value, given: str | None) -> bool:
    if given is None or value.none:
        return given is None and value.none
    if attribute.kind is AttributeKind.DATE:
        known = days(given)
        return _day_holds(field, value, known[0] if known else None)
    if attribute.kind is AttributeKind.NUMBER:
        here, wanted = _number(given), _number(value.text)
        return here is not None and wanted is not None and _COMPARE[field.operator](here, wanted)
    if field.operator == "~":
        return bool(_phrase(value.text).search(fold(given)))
    return fold(given) == fold(value.text)


def _day_holds(field: Field, value: Value, day: date | None) -> bool:
    """Whether a day compares so with the day, month or year of a value; ``!=`` counts as ``=`` here."""
    if day is None or value.none:
        return day is None and value.none
    first, last = days(value.text) or (date.min, date.max)
    match field.operator:
        case "<":
            return day < first
        case "<=":
            return day <= last
        case ">":
            return day > last
        case ">=":
            return day >= first
        case _:
            return first <= day <= last


def _phrase(text: str) -> re.Pattern[str]:
    """Finds the words of a phrase, one after the other, in a folded text; with ``*`` at its end the last is a begin."""
    words = r"[\W_]+".join(map(re.escape, words_in(fold(text))))
    return re.compile(rf"(?<![^\W_]){words}" + ("" if text.rstrip().endswith("*") else r"(?![^\W_])"))


_OPEN: Final = "\x02"
_CLOSE: Final = "\x03"
_MARKED: Final = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")


def _matches(connection: Connection, text: str) -> Iterable[tuple[str, int, int]]:
    """Where a phrase stands: transcript, start, end."""
    query = '"' + " ".join(words_in(text)) + '"' + ("*" if text.rstrip().endswith("*") else "")
    rows = connection.exec_driver_sql(
        f"SELECT u.transcript_id, u.start, highlight({FTS}, 0, ?, ?) FROM {FTS} AS f "
        f"CROSS JOIN turns AS u ON u.docid = f.rowid WHERE {FTS} MATCH ?",
        (_OPEN, _CLOSE, query),
    ).all()
    for transcript, offset, marked in rows:
        for index, match in enumerate(_MARKED.finditer(marked)):
            start = offset + match.start() - 2 * index
            yield transcript, start, start + len(match[1])


def _in(column: str, values: Iterable[str]) -> Clause:
    values = list(values)
    return lambda c: listed(c.c[column], values)


def listed(
    column: ColumnElement[str] | InstrumentedAttribute[str] | InstrumentedAttribute[str | None], values: Iterable[str]
) -> ColumnElement[bool]:
    """Whether a column is one of so many values as there are, in one parameter."""
    listing = func.json_each(json.dumps(list(values))).table_valued("value")
    return column.in_(select(listing.c.value))
