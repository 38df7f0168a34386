"""Finding words in a study, and coding what was found."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coder.domain.model import Hit, Metadata, Role, SearchFilter, Stance, Status, Unit
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.intake import Prepared
from interview_coder.store.matching import Matcher
from interview_coder.store.query import match_query
from interview_coder.store.schema import FTS_DDL
from interview_coder.study import Study

Turns = Callable[..., Prepared]


@pytest.fixture
def two(study: Study, prepare_turns: Turns) -> list[str]:
    first = prepare_turns(
        "Wat vinden de ouders?",
        "De ouders kiezen mee. Vaak de moeder, zegt men. Eén ouder is genoeg!",
        "En de stage?",
        "Een stage is een plek. Zo'n goede plek vind je niet, zij-instroom wel.",
        metadata=Metadata(school=1, programmes=("Zorg",)),
    )
    second = prepare_turns(
        "Ouders dan?", "Thuis kiezen ze. Niet de ouders.", metadata=Metadata(school=2, programmes=("Zorg", "Dieren"))
    )
    return [study.store(one).interview.id for one in (first, second)]


def turns(hits: list[Hit], ids: list[str]) -> list[tuple[int, int]]:
    return [(ids.index(hit.interview) + 1, hit.turn) for hit in hits]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ouders", [(1, 1), (1, 2), (2, 1), (2, 2)]),
        ("OUDERS kiezen", [(1, 2), (2, 2)]),
        ("ouders, kiezen", [(1, 2), (2, 2)]),
        ("ouders AND kiezen", [(1, 2), (2, 2)]),
        ('"de ouders"', [(1, 1), (1, 2), (2, 2)]),
        ("“de ouders”", [(1, 1), (1, 2), (2, 2)]),
        ("ouder*", [(1, 1), (1, 2), (2, 1), (2, 2)]),
        ("een", [(1, 2), (1, 4)]),
        ("stage OR thuis", [(1, 3), (1, 4), (2, 2)]),
        ("ouders NOT kiezen", [(1, 1), (2, 1)]),
        ("ouders AND NOT kiezen", [(1, 1), (2, 1)]),
        ("(stage OR thuis) kiezen", [(2, 2)]),
        ("moeder OR thuis kiezen", [(1, 2), (2, 2)]),
        ("NEAR(stage plek, 2)", [(1, 4)]),
        ("NEAR(stage plek, 1)", []),
        ("NEAR(stage plek)", [(1, 4)]),
        ("near(stage plek)", []),
        ("zij-instroom", [(1, 4)]),
        ("zo'n", [(1, 4)]),
        ("niet-bestaand", []),
    ],
)
def test_the_search_line_knows_its_small_language(
    study: Study, two: list[str], query: str, found: list[tuple[int, int]]
) -> None:
    hits = study.search(query)
    assert turns(hits, two) == found
    assert study.count_hits(query) == len(found)
    for hit in hits:
        text = study.transcript(hit.interview).text
        assert text[hit.start : hit.end] == hit.snippet
        assert hit.matches
        assert all(hit.start <= start < end <= hit.end for start, end in hit.matches)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Type a word"),
        ("  ?! ", "Type a word"),
        ("NOT ouders", "before “NOT” at character 1"),
        ("ouders OR", "missing at the end"),
        ("ouders AND OR kiezen", "before “OR” at character 12"),
        ("(ouders", "bracket at character 1"),
        ("ouders) kiezen", "“)” at character 7"),
        ('"ouders', "quotation mark at character 1"),
        ("NEAR(ouders)", "two words or more"),
        ("NEAR(ouders kiezen, veel)", "comma at character 19"),
        ("NEAR(a OR b)", "“OR” at character 8"),
        ("(" * 30 + "a" + ")" * 30, "Too many brackets"),
        ("a " * 101, "at most 100 words"),
        ("a" * 2001, "at most 2000"),
    ],
)
def test_what_is_wrong_with_a_search_is_said_with_its_place(
    study: Study, two: list[str], query: str, sentence: str
) -> None:
    with pytest.raises(InvalidInputError) as told:
        study.search(query)
    assert sentence in str(told.value)


PIECES = [
    "a",
    "werk",
    '"',
    "(",
    ")",
    "NEAR",
    "NEAR(",
    "AND",
    "OR",
    "NOT",
    "*",
    ",",
    "5",
    "é",
    "^",
    "+",
    "-",
    ":",
    "\x00",
]


@given(
    st.lists(st.sampled_from([*PIECES, "body:", "{", "²", "日", "'", ";--"]), max_size=12), st.sampled_from(["", " "])
)
def test_nothing_that_is_typed_reaches_the_index_as_syntax(pieces: list[str], between: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute(FTS_DDL)
    try:
        query = match_query(between.join(pieces))
    except InvalidInputError:
        return
    finally:
        rows = connection.execute("SELECT count(*) FROM turn_index").fetchone()
    assert rows == (0,)
    assert connection.execute("SELECT * FROM turn_index WHERE turn_index MATCH ?", (query,)).fetchall() == []
    connection.close()


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (SearchFilter(role=Role.INTERVIEWER), [(1, 1), (2, 1)]),
        (SearchFilter(role=Role.RESPONDENT), [(1, 2), (2, 2)]),
        (SearchFilter(school=2), [(2, 1), (2, 2)]),
        (SearchFilter(programme="dieren"), [(2, 1), (2, 2)]),
        (SearchFilter(programme="Zorg", school=1), [(1, 1), (1, 2)]),
        (SearchFilter(interview="1. Zorg", role=Role.RESPONDENT), [(1, 2)]),
        (SearchFilter(programme="onbekend"), []),
        (SearchFilter(school=9), []),
    ],
)
@pytest.mark.parametrize("regex", [False, True])
def test_a_search_is_narrowed(
    study: Study, two: list[str], where: SearchFilter, found: list[tuple[int, int]], regex: bool
) -> None:
    assert turns(study.search("ouders", where=where, regex=regex), two) == found
    assert study.count_hits("ouders", where=where, regex=regex) == len(found)


def test_an_unknown_interview_is_told(study: Study, two: list[str]) -> None:
    with pytest.raises(NotFoundError):
        study.search("ouders", where=SearchFilter(interview="99. Niets"))


@pytest.mark.parametrize("regex", [False, True])
def test_pages_follow_each_other(study: Study, two: list[str], regex: bool) -> None:
    everything = study.search("ouders", regex=regex, limit=None)
    pages = [study.search("ouders", regex=regex, limit=3, offset=offset) for offset in (0, 3, 6)]
    assert [len(page) for page in pages] == [3, 1, 0]
    assert [hit for page in pages for hit in page] == everything


def test_a_pattern_matches_within_turns_and_ignores_case(study: Study, two: list[str]) -> None:
    [hit] = study.search(r"^thuis\b.*ouders\.$", regex=True)
    assert hit.turn == 2
    assert study.transcript(hit.interview).text[slice(*hit.matches[0])] == "Thuis kiezen ze. Niet de ouders."
    assert study.search(r"mee\.\s+En", regex=True) == []
    assert study.search("x*", regex=True) == []


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("(", "at character 1"),
        ("a)", "at character 2"),
        ("", "Type a pattern"),
        ("a{99999999999999}", "too large"),
        ("a" * 1001, "at most 1000"),
    ],
)
def test_a_wrong_pattern_is_told_with_its_place(study: Study, pattern: str, sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence):
        study.search(pattern, regex=True)


def test_a_pattern_that_would_take_for_ever_is_stopped() -> None:
    with (
        Matcher("(a+)+b", seconds=0.3) as matcher,
        pytest.raises(InvalidInputError, match="takes too long"),
    ):
        matcher.spans(["a" * 60])


def test_a_stopped_pattern_leaves_the_study_usable(
    study: Study, prepare_turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.store(prepare_turns("Hoe?", "a" * 60 + " kansen"))
    monkeypatch.setattr("interview_coder.store.search.Matcher", lambda pattern: Matcher(pattern, seconds=0.3))
    with pytest.raises(InvalidInputError):
        study.search("(a+)+b", regex=True)
    assert len(study.search("kansen", regex=True)) == 1


def test_autocode_shows_the_passages_first_and_codes_them_in_one_act(study: Study, two: list[str]) -> None:
    code = study.code("vsv")
    hits = study.search("ouders OR ouder", where=SearchFilter(role=Role.RESPONDENT))
    words = {unit: [one.words for one in study.autocode_preview(hits, code.id, unit)] for unit in Unit}
    assert words[Unit.MATCH] == ["ouders", "ouder", "ouders"]
    assert words[Unit.SENTENCE] == ["De ouders kiezen mee.", "Eén ouder is genoeg!", "Niet de ouders."]
    assert words[Unit.TURN] == [hit.snippet for hit in hits]

    first = study.find_passage(two[0], "De ouders kiezen mee.")
    study.add_coding(two[0], code.id, first.start, first.end)
    before = study.quotes()
    candidates = study.autocode_preview(hits, "vsv")
    assert [one.coded for one in candidates] == [True, False, False]
    assert [one.reference for one in candidates] == ["1. Zorg", "1. Zorg", "2. Zorg en Dieren"]
    assert study.autocode(candidates, "vsv", stance=Stance.MIXED) == 2
    assert {row.quote: row.stance for row in study.quotes()} == {
        "De ouders kiezen mee.": None,
        "Eén ouder is genoeg!": Stance.MIXED,
        "Niet de ouders.": Stance.MIXED,
    }
    assert study.interview(two[1]).status is Status.CODING
    assert study.undo().what == "passages found and coded"
    assert study.quotes() == before
    assert study.interview(two[1]).status is Status.NOT_STARTED
    assert study.autocode([], "vsv") == 0
    assert study.history(limit=1)[0].what == "undo"


def test_autocode_refuses_where_the_text_was_changed_meanwhile(study: Study, two: list[str]) -> None:
    candidates = study.autocode_preview(study.search("ouders"), "vsv")
    study.edit_text(two[0], 0, 3, "Hoe zo")
    with pytest.raises(InvalidInputError, match="search again"):
        study.autocode(candidates, "vsv")
    assert study.quotes() == []


def test_quotes_come_in_pages(study: Study, two: list[str]) -> None:
    study.autocode(study.autocode_preview(study.search("ouders"), "vsv", Unit.TURN), "vsv")
    study.autocode(study.autocode_preview(study.search("stage"), "V1", Unit.MATCH), "V1")
    everything = study.quotes()
    assert len(everything) == study.count_quotes() == 6
    assert [row for offset in (0, 4, 8) for row in study.quotes(limit=4, offset=offset)] == everything
    assert [study.quote(row.id) for row in everything] == everything


def test_a_quote_over_several_turns_has_all_its_words(study: Study, two: list[str], tmp_path: Path) -> None:
    text = study.transcript(two[0]).text
    start, end = text.index("moeder"), text.index("stage is")
    coding = study.add_coding(two[0], study.code("V1").id, start, end)
    row = study.quote(coding.id)
    assert row.quote == text[start:end].strip()
    assert (row.turn, row.label) == (2, "Respondent 1")
