"""Edited quotes: what they print, and that they never reword."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from interview_coder.domain import spans
from interview_coder.domain.quote_edits import (
    FLAWS,
    EditKind,
    Flaw,
    Piece,
    Quote,
    QuoteEdit,
    faithful,
    flaws,
    from_json,
    inner_words,
    render,
    to_json,
)
from interview_coder.errors import InvalidInputError

SOURCE = (
    "En waarom is dat zo?\n"
    'Nou ja, dat [lacht] is omdat […] dat vroeger ook deed. En dan zeg je: "Ga iets met techniek doen", '
    "maar dat werkt niet.\n"
    "En de ouders?\n"
    "De ouders willen het vaak zelf."
)
ANSWER = (SOURCE.index("Nou"), SOURCE.index("\nEn de"))


def at(words: str) -> tuple[int, int]:
    """The span of words in the source."""
    start = SOURCE.index(words)
    return start, start + len(words)


def text(quote: Quote) -> str:
    return "".join(run.text for run in render(quote, SOURCE))


def test_an_unedited_quote_prints_its_words() -> None:
    quote = Quote.of(SOURCE, *at('dan zeg je: "Ga iets met techniek doen", maar dat werkt niet.'))
    assert text(quote) == "“dan zeg je: “Ga iets met techniek doen”, maar dat werkt niet.”"


def test_words_left_out_print_as_a_mark() -> None:
    quote = Quote.of(SOURCE, *at("De ouders willen het vaak zelf.")).elide(SOURCE, *at("het vaak"))
    assert text(quote) == "“De ouders willen […] zelf.”"
    assert text(quote.elide(SOURCE, *at("zelf"))) == "“De ouders willen […].”"
    assert text(quote.without(quote.pieces[0].edits[0])) == "“De ouders willen het vaak zelf.”"


def test_words_put_in_stand_in_brackets_with_spaces_around_them() -> None:
    quote = Quote.of(SOURCE, *at("De ouders willen het vaak zelf."))
    after, before = at("De ouders")[1], at("willen")[0]
    assert text(quote.insert(SOURCE, after, "van de leerling")) == "“De ouders [van de leerling] willen het vaak zelf.”"
    assert text(quote.insert(SOURCE, before, "dat")) == "“De ouders [dat] willen het vaak zelf.”"
    assert text(quote.insert(SOURCE, at("zelf")[1], "ook")) == "“De ouders willen het vaak zelf [ook].”"
    inside = quote.insert(SOURCE, after - 2, "ja")
    assert text(inside) == "“De ouders [ja] willen het vaak zelf.”"


def test_trims_print_an_ellipsis_at_the_border() -> None:
    quote = Quote.of(SOURCE, *at("De ouders willen het vaak zelf."))
    assert text(quote.trim(SOURCE, *at("willen het"))) == "“… willen het …”"
    assert text(quote.trim(SOURCE, *at("ouders willen het vaak zelf."))) == "“… ouders willen het vaak zelf.”"
    again = quote.trim(SOURCE, *at("willen het")).trim(SOURCE, *at("De ouders"))
    assert text(again) == "“De ouders …”"


def test_edits_take_words_and_bracketed_notes_whole() -> None:
    start, end = at("[lacht] is")
    quote = Quote.of(SOURCE, *at("dat [lacht] is omdat")).elide(SOURCE, start + 3, end - 1)
    assert text(quote) == "“dat […] omdat”"
    half = Quote.of(SOURCE, at("ouders willen")[0] + 2, at("ouders willen")[1] - 3)
    assert text(half) == "“ouders willen”"


def test_an_elision_beside_a_redaction_prints_once_and_stays_apart_inside() -> None:
    quote = Quote.of(SOURCE, *at("is omdat […] dat vroeger ook deed."))
    before = quote.elide(SOURCE, *at("omdat"))
    behind = quote.elide(SOURCE, *at("dat vroeger"))
    both = before.elide(SOURCE, *at("dat vroeger"))
    assert text(before) == "“is […] dat vroeger ook deed.”"
    assert text(behind) == "“is omdat […] ook deed.”"
    assert text(both) == "“is […] ook deed.”"
    assert [edit.kind for edit in both.pieces[0].edits] == [EditKind.ELISION, EditKind.ELISION]
    assert "[…]" in SOURCE[both.pieces[0].start : both.pieces[0].end]


def test_an_elision_beside_a_trim_prints_the_ellipsis_only() -> None:
    quote = Quote.of(SOURCE, *at("De ouders willen het vaak zelf."))
    quote = quote.trim(SOURCE, *at("willen het vaak")).elide(SOURCE, *at("willen")).elide(SOURCE, *at("vaak"))
    assert text(quote) == "“… het …”"


def test_an_insertion_between_an_elision_and_its_neighbour_keeps_both() -> None:
    quote = Quote.of(SOURCE, *at("is omdat […] dat")).elide(SOURCE, *at("omdat"))
    assert text(quote.insert(SOURCE, at("omdat")[1], "hier")) == "“is […] [hier] […] dat”"


def test_straight_marks_keep_their_side_when_words_between_them_go() -> None:
    quote = Quote.of(SOURCE, *at('dan zeg je: "Ga iets met techniek doen", maar'))
    assert text(quote.elide(SOURCE, *at("Ga iets met"))) == "“dan zeg je: “[…] techniek doen”, maar”"
    assert text(quote.elide(SOURCE, *at('"Ga iets met'))) == "“dan zeg je: […] techniek doen”, maar”"


def test_a_question_stands_in_italics_without_marks_before_the_answer() -> None:
    quote = Quote.of(SOURCE, *at("Nou ja, dat [lacht] is")).join(SOURCE, *at("En waarom is dat zo?"), question=True)
    runs = render(quote, SOURCE)
    assert [(run.text, run.italic) for run in runs] == [
        ("En waarom is dat zo?", True),
        (" ", False),
        ("“Nou ja, dat [lacht] is”", False),
    ]
    assert inner_words(quote, SOURCE) == "Nou ja, dat [lacht] is"


def test_passages_joined_show_that_words_lie_between_them() -> None:
    quote = Quote.of(SOURCE, *at("maar dat werkt niet.")).join(SOURCE, *at("De ouders willen het vaak zelf."))
    assert text(quote) == "“maar dat werkt niet. […] De ouders willen het vaak zelf.”"
    trimmed = quote.trim(SOURCE, *at("maar dat")).trim(SOURCE, *at("willen het vaak zelf."))
    assert text(trimmed) == "“maar dat […] willen het vaak zelf.”"
    question = quote.join(SOURCE, *at("En de ouders?"), question=True)
    assert text(question) == "“maar dat werkt niet.” En de ouders? “De ouders willen het vaak zelf.”"
    skipped = Quote.of(SOURCE, *at("En de ouders?"), question=True).join(SOURCE, *at("willen het vaak zelf."))
    assert text(skipped) == "En de ouders? “[…] willen het vaak zelf.”"
    beside = Quote.of(SOURCE, *at("Nou ja")).join(SOURCE, *at(", dat [lacht]"))
    assert text(beside) == "“Nou ja, dat [lacht]”"


@pytest.mark.parametrize("words", ["", "  ", "…", "...", "a [b", "b] c"])
def test_what_cannot_stand_in_brackets_is_refused(words: str) -> None:
    quote = Quote.of(SOURCE, *at("De ouders willen"))
    with pytest.raises(InvalidInputError, match="square brackets"):
        quote.insert(SOURCE, at("willen")[0], words)


def test_edits_that_make_no_sense_are_refused() -> None:
    quote = Quote.of(SOURCE, *at("De ouders willen"))
    with pytest.raises(InvalidInputError, match="Nothing is left"):
        quote.elide(SOURCE, *at("De ouders willen"))
    with pytest.raises(InvalidInputError, match="within one passage"):
        quote.elide(SOURCE, *at("vaak"))
    with pytest.raises(InvalidInputError, match="at least one word"):
        Quote.of(SOURCE, 2, 3)
    with pytest.raises(InvalidInputError, match="already"):
        quote.join(SOURCE, *at("ouders willen het"))
    with pytest.raises(InvalidInputError, match="left out"):
        quote.elide(SOURCE, *at("De ouders")).insert(SOURCE, at("De ouders")[0] + 2, "ja")


def test_putting_words_in_and_leaving_them_out_again() -> None:
    quote = Quote.of(SOURCE, *at("De ouders willen het vaak zelf.")).insert(SOURCE, at("willen")[1], "dat")
    assert text(quote.elide(SOURCE, *at("ouders willen het"))) == "“De […] vaak zelf.”"


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        (Piece(5, 5), Flaw.GONE),
        (Piece(0, len(SOURCE) + 1), Flaw.GONE),
        (Piece(1, 9), Flaw.CUT),
        (Piece(0, 20, edits=(QuoteEdit(EditKind.ELISION, 3, 25),)), Flaw.PLACE),
        (
            Piece(0, 20, edits=(QuoteEdit(EditKind.ELISION, 3, 12), QuoteEdit(EditKind.ELISION, 10, 16))),
            Flaw.PLACE,
        ),
        (Piece(0, 20, edits=(QuoteEdit(EditKind.TRIM, 3, 9),)), Flaw.PLACE),
        (Piece(0, 20, edits=(QuoteEdit(EditKind.ELISION, 3, 7),)), Flaw.CUT),
        (Piece(0, 20, edits=(QuoteEdit(EditKind.INSERTION, 2, 2, "a]b"),)), Flaw.TEXT),
        (Piece(0, 20, edits=(QuoteEdit(EditKind.INSERTION, 2, 2),)), Flaw.TEXT),
        (Piece(0, 20, edits=(QuoteEdit(EditKind.ELISION, 3, 9, "anders"),)), Flaw.TEXT),
        (Piece(0, 20, edits=(QuoteEdit(EditKind.ELISION, 0, 20),)), Flaw.EMPTY),
    ],
)
def test_each_flaw_is_found_and_has_a_sentence(piece: Piece, expected: Flaw) -> None:
    assert expected in flaws(Quote((piece,)), SOURCE)
    assert FLAWS[expected].endswith(".")


def test_flaws_of_the_whole_quote() -> None:
    first, second = Piece(*at("En de ouders?")), Piece(*at("En waarom is dat zo?"))
    assert flaws(Quote((first, second)), SOURCE) == (Flaw.ORDER,)
    assert flaws(Quote(()), SOURCE) == (Flaw.EMPTY,)
    quote = Quote.of(SOURCE, *at("De ouders willen"))
    assert faithful(quote, SOURCE, text(quote))
    changed = SOURCE.replace("De ouders willen", "De mensen willen")
    assert flaws(quote, changed, text(quote)) == (Flaw.CHANGED,)


def test_a_quote_moves_with_its_words_when_the_transcript_is_edited() -> None:
    quote = Quote.of(SOURCE, *at("De ouders willen het vaak zelf.")).elide(SOURCE, *at("het vaak"))
    moved = quote.moved(spans.Edit(0, 3, 10))
    source = "x" * 10 + SOURCE[3:]
    assert "".join(run.text for run in render(moved, source)) == text(quote)
    start, end = at("het vaak")
    cut = quote.moved(spans.Edit(start, end + 1, 0))
    source = SOURCE[:start] + SOURCE[end + 1 :]
    assert "".join(run.text for run in render(cut, source)) == "“De ouders willen zelf.”"
    assert faithful(cut, source)


# Dutch-like speech with redaction marks, notes, quotes, punctuation and a few hard characters.
_ODD = ("é", "e\u0301én", "👩\u200d🏫", "שלום", "...", ",", "-", "(soms)", "\n")
_words = st.sampled_from(
    [
        "ja",
        "dat",
        "is",
        "zo'n",
        "'s",
        "school",
        "€5",
        "[…]",
        "[…]’s",
        "[lacht]",
        '"nee"',
        "“goed”",
        "en/of",
        "vmbo-t",
        *_ODD,
    ]
)
_sources = st.lists(_words, min_size=1, max_size=30).map(" ".join).filter(lambda s: any(c.isalnum() for c in s))


@st.composite
def quotes(draw: st.DrawFn) -> tuple[str, Quote]:
    """A source and a quote from it that went through any edits, in any order."""
    source = draw(_sources)
    place = st.integers(0, len(source))
    quote: Quote | None = None
    for _ in range(draw(st.integers(1, 8))):
        start, end = sorted((draw(place), draw(place)))
        act = draw(st.sampled_from(["join", "elide", "insert", "trim"]))
        try:
            if quote is None:
                quote = Quote.of(source, start, end)
            elif act == "join":
                quote = quote.join(source, start, end, question=draw(st.booleans()))
            elif act == "elide":
                quote = quote.elide(source, start, end)
            elif act == "trim":
                quote = quote.trim(source, start, end)
            else:
                quote = quote.insert(source, start, draw(st.sampled_from(["is", "kans op werk", "…s"])))
        except InvalidInputError:
            continue
    return source, quote or Quote.of(source, 0, len(source))


def words_of(text: str) -> list[str]:
    """The words outside brackets."""
    return re.findall(r"[\w\u0300-\u036f'’]+", re.sub(r"\[[^\[\]\n]*\]", " ", text).replace('"', " "))


def is_subsequence(some: list[str], every: list[str]) -> bool:
    rest = iter(every)
    return all(word in rest for word in some)


@given(quotes())
def test_a_printed_quote_minus_brackets_is_a_subsequence_of_the_words_of_its_source(made: tuple[str, Quote]) -> None:
    source, quote = made
    shown = "".join(run.text for run in render(quote, source))
    assert is_subsequence(words_of(shown), words_of(source))
    assert faithful(quote, source, shown)


@given(quotes())
def test_every_word_that_no_edit_takes_out_is_printed(made: tuple[str, Quote]) -> None:
    source, quote = made
    kept = [True] * len(source)
    for index in range(len(source)):
        inside = [piece for piece in quote.pieces if piece.start <= index < piece.end]
        kept[index] = bool(inside) and not any(edit.start <= index < edit.end for edit in inside[0].edits)
    left = "".join(char if keep else " " for char, keep in zip(source, kept, strict=True))
    shown = "".join(run.text for run in render(quote, source))
    assert words_of(shown) == words_of(left)


@given(quotes())
@example((", €5", Quote((Piece(0, 3, edits=(QuoteEdit(EditKind.ELISION, 2, 3),)), Piece(3, 4)))))
def test_marks_never_touch_each_other_or_a_word_and_no_elision_prints_twice(made: tuple[str, Quote]) -> None:
    source, quote = made
    shown = "".join(run.text for run in render(quote, source))
    assert not re.search(r"\][\w\[]", shown)
    assert not re.search(r"\w\[", shown)
    elisions = sum(edit.kind is EditKind.ELISION for piece in quote.pieces for edit in piece.edits)
    in_source = sum(source[piece.start : piece.end].count("[…]") for piece in quote.pieces)
    assert shown.count("[…]") <= elisions + in_source + len(quote.pieces) - 1


@given(quotes())
def test_quotes_survive_being_stored(made: tuple[str, Quote]) -> None:
    source, quote = made
    stored = to_json(quote)
    assert from_json(stored) == quote
    assert to_json(from_json(stored)) == stored
    assert not set(words_of(source)) & set(re.findall(r'"text":"([^"]*)"', stored)) - {"is"}


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"pieces":{}}',
        '{"pieces":[1]}',
        '{"pieces":[{"start":"0","end":1,"question":false,"edits":[]}]}',
        '{"pieces":[{"start":true,"end":1,"question":false,"edits":[]}]}',
        '{"pieces":[{"start":0,"end":1,"question":false,"edits":[{"kind":"rewrite","start":0,"end":1}]}]}',
        "[" * 100_000,
    ],
)
def test_a_damaged_quote_is_refused_with_a_sentence(stored: str) -> None:
    with pytest.raises(InvalidInputError, match="damaged"):
        from_json(stored)


def test_edits_are_kept_in_order_whatever_order_they_came_in() -> None:
    elision, insertion = QuoteEdit(EditKind.ELISION, 3, 9), QuoteEdit(EditKind.INSERTION, 3, 3, "ja")
    piece = Piece(0, 20, edits=(elision, insertion))
    assert piece == replace(piece, edits=(insertion, elision))
    assert text(Quote((piece,))) == "“En [ja] […] is dat zo?”"


def test_stored_json_is_plain() -> None:
    quote = Quote.of(SOURCE, 0, 20, question=True).elide(SOURCE, 3, 9)
    assert json.loads(to_json(quote)) == {
        "pieces": [{"start": 0, "end": 20, "question": True, "edits": [{"kind": "elision", "start": 3, "end": 9}]}]
    }
