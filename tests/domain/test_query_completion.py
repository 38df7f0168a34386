"""What a query can become while it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coder.domain.query_completion import Vocabulary, completions
from interview_coder.domain.querying import parse

KNOWN = Vocabulary(
    codes=(
        ("V4", "Kansen op werk"),
        ("V4a", "Kansen hier"),
        ("stages", "Stages"),
        ("keuze ouders", "Keuze van ouders"),
    ),
    values={"programme": ("Dierverzorging 2", "Kok 2"), "coder": ("Anna", "Bram"), "school": ("1", "3")},
    attributes={"Aantal leerlingen": (), "Regio": ("noord", "zuid")},
)


def offered(query: str) -> list[str]:
    return [one.text for one in completions(query, len(query), KNOWN, 20)[1]]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("V", "V4"),
        ("kansen", "V4"),
        ("V4 A", "AND "),
        ("V4 AND ouders", '"keuze ouders"'),
        ("V4 AND (st", "stages"),
        ("prog", "programme = "),
        ("programme = ", '"Dierverzorging 2"'),
        ("programme = ko", '"Kok 2"'),
        ('programme = "Dier', '"Dierverzorging 2"'),
        ("school in (1, ", "1"),
        ("stance = con", "contradicts"),
        ("stance = n", "none"),
        ("coder = b", "Bram"),
        ("V4 AND coder:", "Anna"),
        ("@", '"Aantal leerlingen" = '),
        ("@Reg", "Regio = "),
        ("@Regio = z", "zuid"),
        ("NOT ", ""),
        ("V4 wi", "within "),
        ("no", "NOT "),
    ],
)
def test_the_best_suggestion_comes_first(query: str, first: str) -> None:
    assert (offered(query) or [""])[0] == first


@pytest.mark.parametrize("query", ["", "V4 ", '"V4"', "stages", "memo ~ x", "nothing = "])
def test_where_nothing_helps_nothing_is_offered(query: str) -> None:
    assert offered(query) == []


def test_a_suggestion_takes_the_place_of_what_was_begun() -> None:
    query = "V4 AND kansen hi"
    start, found = completions(query[:13], 13, KNOWN)
    assert (query[start:13], found[0].text) == ("kansen", "V4")


@given(st.text(alphabet='V4aprogme =~<>!"(),@ANDnot ', max_size=30), st.integers(0, 30))
def test_any_text_can_be_completed(query: str, at: int) -> None:
    at = min(at, len(query))
    start, found = completions(query, at, KNOWN)
    assert 0 <= start <= at
    assert len(found) <= 8


@pytest.mark.parametrize("query", ["V", "(kansen", "V4 AND st", "V4 OR NOT stages", "(V4 within ouders"])
def test_a_code_that_is_taken_makes_a_query(query: str) -> None:
    start, found = completions(query, len(query), KNOWN)
    made = query[:start] + (found[0].text if found else query[start:])
    assert parse(made + ")" * made.count("(")).expression
