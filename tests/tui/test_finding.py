"""Finding words in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coder.domain.text import fold
from interview_coder.tui.finding import Finder


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("De ouders. DE OUDERS", "de ouders", ["De ouders", "DE OUDERS"]),
        ("één eén een", "een", ["één", "eén", "een"]),
        ("cafe\u0301 en café", "CAFÉ", ["cafe\u0301", "café"]),
        ("Straße en strasse", "strasse", ["Straße", "strasse"]),
        ("zo\nis het", "zo is", ["zo\nis"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("iets", "   ", []),
        ("iets", "niets", []),
        ("日本語 日本", "日本", ["日本", "日本"]),
    ],
)
def test_words_are_found_whatever_their_case_and_accents(text: str, query: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in Finder(text).spans(query)] == found


@given(
    st.text(alphabet="aàÀbßﬁ e\u0301\n日", max_size=60), st.text(alphabet="aàbßsfi e\u0301日", min_size=1, max_size=4)
)
def test_spans_lie_in_the_text_apart_and_hold_the_words(text: str, query: str) -> None:
    behind = 0
    for start, end in Finder(text).spans(query):
        assert behind <= start < end <= len(text)
        assert " ".join(fold(query).split()) in fold(text[start:end]).replace("\n", " ")
        behind = start
