"""Moves by word and sentence: where they land, on any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coder.domain.text import (
    next_sentence,
    next_word,
    previous_sentence,
    previous_word,
    sentence_at,
    sentence_spans,
    word_at,
    word_spans,
)

TEXT = "Ja, dat klopt... Denk ik. [lacht]\nEn zo'n jongen?  Die zegt: “Nee.” Klaar\n\nTot slot"
texts = st.text(st.sampled_from(list("ab'. \n.!?…”)[é-")), max_size=60)


def places(text: str) -> st.SearchStrategy[int]:
    return st.integers(0, len(text))


def test_words_one_after_another() -> None:
    found, offset = [], 0
    while (offset := next_word(TEXT, offset)) < len(TEXT):
        found.append(TEXT[slice(*(word_at(TEXT, offset) or (0, 0)))])
    assert found == [
        "dat",
        "klopt",
        "Denk",
        "ik",
        "lacht",
        "En",
        "zo'n",
        "jongen",
        "Die",
        "zegt",
        "Nee",
        "Klaar",
        "Tot",
        "slot",
    ]


def test_sentences_one_after_another() -> None:
    found, offset = [TEXT[slice(*(sentence_at(TEXT, 0) or (0, 0)))]], 0
    while (offset := next_sentence(TEXT, offset)) < len(TEXT):
        found.append(TEXT[slice(*(sentence_at(TEXT, offset) or (0, 0)))])
    assert found == [
        "Ja, dat klopt...", "Denk ik.", "[lacht]", "En zo'n jongen?", "Die zegt: “Nee.”", "Klaar", "Tot slot",
    ]  # fmt: skip


def test_space_between_sentences_leads_to_the_next() -> None:
    assert sentence_at("Een. Twee.", 4) == (5, 10)
    assert sentence_at("Een.", 4) is None


@given(texts.flatmap(lambda text: st.tuples(st.just(text), places(text))))
def test_words_agree_with_all_words_of_the_text(case: tuple[str, int]) -> None:
    text, offset = case
    starts = [start for start, _ in word_spans(text)]
    assert next_word(text, offset) == next((s for s in starts if s > offset), len(text))
    assert previous_word(text, offset) == max((s for s in starts if s < offset), default=0)
    here = word_at(text, offset)
    line_end = text.find("\n", offset) if "\n" in text[offset:] else len(text)
    expected = next(((s, e) for s, e in word_spans(text) if e > offset and s < line_end), None)
    assert here == expected


@given(texts.flatmap(lambda text: st.tuples(st.just(text), places(text))))
def test_sentences_agree_with_all_sentences_of_the_text(case: tuple[str, int]) -> None:
    text, offset = case
    spans = sentence_spans(text)
    assert next_sentence(text, offset) == next((s for s, _ in spans if s > offset), len(text))
    assert previous_sentence(text, offset) == max((s for s, _ in spans if s < offset), default=0)
    here = sentence_at(text, offset)
    assert here is None or here in spans
    inside = next(((s, e) for s, e in spans if s <= offset < e), None)
    assert inside is None or here == inside


@pytest.mark.parametrize("end", ["", ". Slot"])
def test_moves_in_a_very_long_line_look_near_the_cursor_first_and_still_find_what_is_far(end: str) -> None:
    text = "begin " + " ".join(["woord"] * 5000) + end
    middle = text.index("woord", len(text) // 2)
    assert previous_word(text, middle) == middle - 6
    assert previous_sentence(text, middle) == 0
    assert previous_word("x " + "-" * 9000, 9002) == 0
