"""Questions to the codings: what they find, what is said of wrong ones, and that they agree with a naive reading."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import prepared

from interview_coder.domain.model import AttributeKind, Metadata, Mode, NameKind, QuoteFilter, Stance
from interview_coder.domain.querying import Both, CodeIs, Either, Expression, Field, Not, Placed, QueryError, parse
from interview_coder.domain.text import fold
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.study import Study

CODES = ("V1", "V1a", "V4", "stages")
SPANS = ((0, 5), (6, 11), (6, 20), (12, 20), (24, 30), (6, 30), (31, 40), (36, 50))


@pytest.fixture(scope="module")
def world() -> Iterator[Study]:
    """Three interviews with codings of two coders in every way of lying to one another."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "world.study"
        turns = (
            "Hoe is het met de kansen?",
            "Ja, er is geen werk, thuis willen ze. [lacht]",
            "En dan?",
            "Géén keus hoor.",
        )
        metadata = (
            Metadata(1, ("Zorg",), date=date(2015, 3, 12), mode=Mode.TELEPHONE),
            Metadata(2, ("Zorg", "Dieren"), date=date(2015, 11, 2), mode=Mode.FACE_TO_FACE),
            Metadata(),
        )
        pick = 0
        for coder in ("Anna", "Bram"):
            with Study.create(path, coder=coder) if coder == "Anna" else Study.open(path, coder=coder) as study:
                if coder == "Anna":
                    for one in metadata:
                        study.store(prepared(*turns, metadata=one), force=True)
                    size = study.add_attribute("Grootte school", AttributeKind.NUMBER)
                    for interview, value in zip(study.interviews(), (900, 90, None), strict=True):
                        study.set_attribute(interview.id, size.id, value)
                for interview in study.interviews():
                    for start, end in SPANS[pick % 2 :: 1 + pick % 2]:
                        pick += 5
                        study.add_coding(
                            interview.id,
                            study.code(CODES[pick % 4]).id,
                            start,
                            end,
                            stance=[None, *Stance][pick % 3],
                            memo="Waarom geen keus?" if pick % 7 == 0 else "",
                        )
        with Study.open(path, coder="Anna", read_only=True) as study:
            yield study


class Naive:
    """What queries mean, word for word, over all codings one by one."""

    def __init__(self, study: Study) -> None:
        codes = {code.id: code for code in study.codes(include_retired=True)}
        self.codes = list(codes.values())
        texts = {one.id: study.transcript(one.id) for one in study.interviews()}
        size = study.attributes()[0].id
        names = {coder.id: coder.name for coder in study.coders()}
        self.rows = []
        for interview in study.interviews():
            for one in study.codings(interview.id):
                turns = [turn for turn in texts[interview.id].turns if turn.start < one.end and turn.end > one.start]
                said = [fold(texts[interview.id].text[max(one.start, t.start) : min(one.end, t.end)]) for t in turns]
                self.rows.append(
                    SimpleNamespace(
                        id=one.id,
                        code=codes[one.code],
                        coder=names[one.coder],
                        stance=one.stance,
                        memo=one.memo,
                        interview=interview,
                        known=interview.metadata,
                        start=one.start,
                        end=one.end,
                        roles={turn.speaker.role for turn in turns if turn.speaker},
                        words=said,
                        turns=(turns[0].number, turns[-1].number),
                        size=interview.attributes.get(size),
                    )
                )

    def bears(self, row: Any, ref: str) -> bool:
        code = row.code
        while code is not None:
            if ref in (code.key, code.name):
                return True
            code = next((one for one in self.codes if one.id == code.parent), None)
        return False

    def field(self, row: Any, field: Field, value: str, none: bool) -> bool:
        number = {"school": row.known.school, "Grootte school": row.size and float(row.size)}
        if field.name in number:
            here = number[field.name]
            if here is None or none:
                return here is None and none
            return {  # type: ignore[no-any-return]
                "=": here == float(value), "!=": here == float(value), "<": here < float(value),
                "<=": here <= float(value), ">": here > float(value), ">=": here >= float(value),
            }[field.operator]  # fmt: skip
        if field.name == "date":
            if row.known.date is None or none:
                return row.known.date is None and none
            here = str(row.known.date)[: len(value)]
            return {
                "=": here == value, "!=": here == value, "<": here < value,
                "<=": here <= value, ">": here > value, ">=": here >= value,
            }[field.operator]  # fmt: skip
        if field.name in ("text", "memo") and field.operator == "~":
            said = row.words if field.name == "text" else [fold(row.memo)]
            tokens = [re.findall(r"[^\W_]+", one) for one in said]
            wanted = re.findall(r"[^\W_]+", fold(value))
            return any(
                all(
                    got == want or (value.endswith("*") and index == len(wanted) - 1 and got.startswith(want))
                    for index, (got, want) in enumerate(zip(some[at : at + len(wanted)], wanted, strict=True))
                )
                for some in tokens
                for at in range(len(some) - len(wanted) + 1)
            )
        known: dict[str, Any] = {
            "stance": [row.stance] if row.stance else [],
            "coder": [row.coder],
            "programme": list(row.known.programmes),
            "mode": [row.known.mode] if row.known.mode else [],
            "memo": [row.memo] if row.memo else [],
            "role": list(row.roles),
            "kind": [row.code.kind],
        }
        return not known[field.name] if none else bool(value in known[field.name])

    def names(self, expression: Expression) -> bool:
        match expression:
            case CodeIs():
                return True
            case Both() | Either():
                return any(self.names(part) for part in expression.parts)
            case Placed():
                return self.names(expression.left)
        return False

    def passage(self, row: Any, expression: Expression) -> bool:
        """Whether it holds on the passage of a coding."""
        if isinstance(expression, Either):
            return any(self.passage(row, part) for part in expression.parts)
        if not self.names(expression):
            return self.holds(row, expression)
        place = (row.interview, row.start, row.end)
        return any((one.interview, one.start, one.end) == place and self.holds(one, expression) for one in self.rows)

    def holds(self, row: Any, expression: Expression) -> bool:
        match expression:
            case CodeIs():
                return self.bears(row, expression.ref)
            case Field():
                held = any(self.field(row, expression, value.text, value.none) for value in expression.values)
                return held is not (expression.operator == "!=")
            case Not():
                return not self.passage(row, expression.part)
            case Either():
                return any(self.holds(row, part) for part in expression.parts)
            case Both():
                bearing = [part for part in expression.parts if self.names(part)]
                own = not bearing or any(self.holds(row, part) for part in bearing)
                return own and all(self.passage(row, part) for part in expression.parts)
            case Placed():
                return self.holds(row, expression.left) and any(
                    other is not row
                    and other.interview == row.interview
                    and self.placed(row, other, expression.relation, expression.turns)
                    and self.holds(other, expression.right)
                    for other in self.rows
                )

    @staticmethod
    def placed(row: Any, other: Any, relation: str, turns: int) -> bool:
        if relation == "within":
            return bool(other.start <= row.start and row.end <= other.end)
        if relation == "overlaps":
            return bool(other.start < row.end and row.start < other.end)
        apart = max(row.turns[0] - other.turns[1], other.turns[0] - row.turns[1], 0)
        return bool(apart <= turns)


TERMS = st.sampled_from(
    [
        *CODES,
        *("stance = supports", "stance = none", "stance != mixed", "coder = anna", "coder in (Bram, Anna)"),
        *("school = 1", "school > 1", "school != 1", "school = none", "programme = dieren", "programme = none"),
        *("date >= 2015-04", "date < 2015-11-02", "date = 2015", "date != 2015-03", "mode = telephone", "mode = none"),
        *("memo = none", "memo != none", 'memo ~ "geen keus"', "text ~ geen", "text ~ wil*", 'text ~ "geen werk"'),
        *("role = respondent", "role != interviewer", "kind = condition", '@"grootte school" > 100', "@'x"[:0] + "V1a"),
    ]
)
QUERIES = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["AND", "OR", "within", "overlaps", "near", "near 2"]), inner).map(
            lambda parts: f"({' '.join(parts)})"
        ),
        inner.map(lambda part: f"NOT {part}"),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def naive(world: Study) -> Naive:
    return Naive(world)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERIES)
def test_a_query_finds_what_it_says_each_once(world: Study, naive: Naive, query: str) -> None:
    # Names of coders and programmes are found in any case.
    expression = parse(
        query.replace("anna", "Anna").replace("dieren", "Dieren").replace("grootte", "Grootte")
    ).expression
    wanted = [row.id for row in naive.rows if naive.holds(row, expression)]
    found = [row.id for row in world.quotes(where=query)]
    assert sorted(found) == sorted(wanted), query
    assert world.count_quotes(where=query) == len(wanted)
    assert [row.id for row in world.quotes(where=query, limit=3, offset=2)] == found[2:5]
    everything = [row.id for row in world.quotes()]
    assert [one for one in everything if one in set(found)] == found


@pytest.mark.parametrize(
    ("query", "place", "said"),
    [
        ("V4 ANDD V5", 3, "AND, OR, within"),
        ("AND V4", 0, "“AND”"),
        ("V4 AND ", 6, "at the end"),
        ("(V4", 0, "not closed"),
        ("V4)", 2, "no opening"),
        ('V4 AND "V5', 7, "no closing"),
        ("V44", 0, "no code “V44”"),
        ("V4 OR Kansen op werk", 13, "quotation marks"),
        ("foo = 1", 0, "no field “foo”"),
        ("stance = maybe", 9, "supports, contradicts, mixed"),
        ("date = maart", 7, "no date"),
        ("date = 2015-13", 7, "no date"),
        ("school = drie", 9, "no whole number"),
        ("mode < telephone", 0, "compares with"),
        ("V4 AND programme = Zorgg", 19, "no programme"),
        ("coder = Niemand", 8, "no coder"),
        ("interview = 99", 12, "no interview"),
        ("@onbekend = 3", 1, "no attribute"),
        ('@"Grootte school" = veel', 20, "no number"),
        ("text ~ ...", 7, "a word"),
        ("V4 near 5000 V5", 8, "at most"),
        ("", 0, "empty"),
        ("V1 " * 900, 2_000, "at most"),
        ("NOT " * 60 + "V1", 200, "nested"),
    ],
)
def test_a_wrong_query_is_told_where(world: Study, query: str, place: int, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        world.quotes(where=query)
    assert caught.value.place == place
    assert said in caught.value.sentence
    assert caught.value.sentence.count(". ") == 0
    lines = str(caught.value).split("\n")
    assert (lines[-1], lines[-2]) == (caught.value.sentence, " " * place + "^")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet='V4 AND()"=<~@,:near2!oORNT\n', max_size=60) | st.text(max_size=30))
def test_whatever_is_typed_is_answered_or_told(world: Study, text: str) -> None:
    try:
        world.count_quotes(where=text)
    except QueryError as error:
        said = error.sentence
    else:
        said = "."
    assert said.endswith(".")


def test_a_filter_and_a_query_must_both_hold(world: Study) -> None:
    both = world.quotes(QuoteFilter(code="V1", school=1), where="stance = supports")
    assert both
    assert {(row.code_key[:2], row.stance) for row in both} == {("V1", Stance.SUPPORTS)}
    assert world.quotes(QuoteFilter(school=77), where="V1") == []


def test_queries_are_kept_by_name(study: Study, cli: Callable[..., Any]) -> None:
    saved = study.save_query("Tegen", "V4 AND stance = contradicts")
    assert study.queries() == [saved]
    assert study.query("TEGEN").where == "V4 AND stance = contradicts"
    with pytest.raises(InvalidInputError, match="already"):
        study.save_query("tegen", "V4")
    with pytest.raises(QueryError):
        study.save_query("anders", "V4 AND")
    assert study.save_query("tegen", "V5", replace=True).id == saved.id
    study.undo()
    assert study.query("tegen").where.startswith("V4")
    study.save_query("Over Kwispel", 'text ~ "Kwispel"')
    study.erase_names(["Kwispel"], NameKind.PERSON)
    assert study.leftovers(["Kwispel"]) == {}
    study.remove_query("tegen")
    with pytest.raises(NotFoundError):
        study.query("tegen")
    study.undo()
    study.close()
    ran = cli("queries", study.path, "--json")
    assert '"Tegen"' in ran.stdout
    assert cli("quotes", study.path, "--query", "tegen").returncode == 0


def test_counts_are_of_passages_interviews_and_respondents(world: Study) -> None:
    for where in ("V1", "V4 OR stages", "school = 2", "NOT V1"):
        rows, found = world.quotes(where=where), world.found(where)
        assert found.codings == len(rows) == world.count_quotes(where=where)
        assert found.passages == len({(row.interview, row.start, row.end) for row in rows})
        assert found.interviews == len({row.interview for row in rows})
        assert 0 < found.respondents <= found.interviews
    with pytest.raises(QueryError):
        world.found("nothing")


def test_what_stands_around_a_coding_is_shown(world: Study) -> None:
    rows = world.quotes(where="V1 OR V4 OR stages")
    for row, (before, behind) in zip(rows, world.around(rows, 30), strict=True):
        text = world.transcript(row.interview).text
        assert before == text[max(0, row.start - 30) : row.start]
        assert behind.rstrip() == text[row.end : row.end + 30].rstrip()


def test_what_a_query_can_name_is_known(world: Study) -> None:
    known = world.vocabulary()
    assert ("V4", world.code("V4").name) in known.codes
    assert set(known.values["programme"]) >= {"Zorg", "Dieren"}
    assert known.values["school"] == ["1", "2"]
    assert list(known.attributes) == ["Grootte school"]


def test_a_query_gets_another_name(study: Study) -> None:
    one, other = study.save_query("een", "V4"), study.save_query("twee", "V5")
    assert study.change_query("EEN", "drie").name == "drie"
    assert study.change_query(one.id, "Drie").name == "Drie"
    with pytest.raises(InvalidInputError):
        study.change_query(one.id, "Twee")
    with pytest.raises(InvalidInputError):
        study.change_query(one.id, "  ")
    assert [query.name for query in study.queries()] == ["Drie", "twee"]
    study.undo()
    study.undo()
    assert [(query.id, query.name) for query in study.queries()] == [(one.id, "een"), (other.id, "twee")]


def test_queries_and_sections_are_renamed_by_command(study: Study, cli: Callable[..., Any]) -> None:
    study.save_query("een", "V4")
    first, second, *_rest = (one.name for one in study.report_sections())
    path = study.path
    study.close()
    who = ("--coder", "Anna")
    assert cli("queries", path, "--rename", "een", "drie", *who).stdout == "drie\tV4\n"
    ran = cli("sections", path, "--change", first, "--name", "9", "--title", "Slot", "--position", "2", *who)
    assert [line.split("\t")[:2] for line in ran.stdout.splitlines()[:2]][1] == ["9", "Slot"]
    assert ran.stdout.startswith(f"{second}\t")
    assert cli("sections", path, "--title", "Slot", *who).returncode == 2
