"""Text: cleaning, safe display, words and sentences."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from interview_coder.domain.text import clean, count_words, fold, one_line, safe, sentence_spans, slug, word_spans

anything = st.text(alphabet=st.characters(codec=None), max_size=80)
STEERING = {"\x1b", "\x07", "\x00", "\x9b", "\u202e", "\u2066", "\u200f", "\x7f", "\x08"}


@given(anything)
def test_safe_text_steers_no_terminal_and_keeps_offsets(text: str) -> None:
    shown = safe(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(char) in ("Cc", "Cs") and char != "\n" for char in shown)
    assert not STEERING & set(shown)


@given(anything)
def test_cleaning_is_done_once_and_for_all(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert safe(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")


@given(anything)
def test_a_turn_is_one_line(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    assert line == line.strip()
    assert "  " not in line


def test_cleaning_keeps_what_people_wrote() -> None:
    assert clean("Eén […] [lacht] “ja”…\r\n\tgoed") == "Eén […] [lacht] “ja”…\n goed"
    assert clean("Janss\u00aden") == "Janssen"
    assert clean("e\u0301e\u0301n") == "één"
    assert clean("a\x1b[31mb") == "a␛[31mb"


@given(anything)
def test_sentences_hold_every_character_but_white_space(text: str) -> None:
    text = clean(text)
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert {i for i, char in enumerate(text) if not char.isspace()} <= covered


def test_sentences_end_where_a_reader_ends_them() -> None:
    text = "Nou ja... dat weet ik niet. “Echt niet?” Nee!\nEn toen"
    assert [text[start:end] for start, end in sentence_spans(text)] == [
        "Nou ja...",
        "dat weet ik niet.",
        "“Echt niet?”",
        "Nee!",
        "En toen",
    ]


def test_words_are_counted_as_people_count_them() -> None:
    assert count_words("zo'n zij-instromer zei: 'ja'... […] [lacht]") == 4 + 1 - 0
    assert [("a bc"[start:end]) for start, end in word_spans("a bc")] == ["a", "bc"]


def test_folding_and_slugs() -> None:
    assert fold("ÉÉN Straße") == "een strasse"
    assert slug("Helpende Zorg & Welzijn") == "helpende-zorg-en-welzijn"


def test_a_mark_ends_no_sentence() -> None:
    text = "Als hij naar […] had gemoeten, was hij gebleven. En toen?"
    assert [text[start:end] for start, end in sentence_spans(text)] == [
        "Als hij naar […] had gemoeten, was hij gebleven.",
        "En toen?",
    ]
