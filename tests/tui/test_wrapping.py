"""Wrapping: no line too wide, no grapheme cut, cells and offsets lead to each other, whatever the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from interview_coder.tui.widgets.wrapping import Lines, fit, is_simple, stops

PIECES = (
    "a", "woord", " ", "  ", "\n", "[…]", "”", "中文", "e\u0301", "\u0301", "\u200b", "\u200d", "\ufe0f", "🇳🇱", "🇳",
    "👍🏽", "👨‍👩‍👧", "❤️", "1️⃣", "각", "ᄀ" * 3, "क्षि", "ำ", "\x1b[31m", "\x9b", "\u202e", "\ud800", "\xad", "\u0600",
    "🏴\U000e0067\U000e0062\U000e007f", "Z" + "\u0335" * 40, "\t", "\xa0", "ﷺ",
)  # fmt: skip
odd = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.text(st.characters(), max_size=40),
    st.text("abc de\n", max_size=200),
    st.text("aa  \n中é\u0301", max_size=60),
)
widths = st.integers(4, 24)


@settings(max_examples=150)
@given(odd, widths)
@example("中aa \nb", 4)
def test_no_line_is_wider_than_asked_and_shown_text_measures_what_it_says(text: str, width: int) -> None:
    lines = Lines(text, width)
    for line in range(len(lines)):
        row = lines.stops(line)
        assert sum(stop.cells for stop in row) <= width
        assert cell_len("".join(stop.shown for stop in row)) == sum(stop.cells for stop in row)


@settings(max_examples=150)
@given(odd, widths)
def test_lines_hold_the_whole_text_and_start_where_stops_start(text: str, width: int) -> None:
    lines = Lines(text, width)
    borders = [stop.start for stop in stops(text)]
    assert lines.starts[0] == 0
    assert set(lines.starts) <= {*borders, len(text)}
    assert "".join(text[slice(*lines.span(line))] for line in range(len(lines))) == text
    # A newline always ends a line.
    assert [text[a - 1] for a in lines.starts[1:] if text[a - 1] == "\n"] == ["\n"] * text.count("\n")


@settings(max_examples=150)
@given(odd, widths)
def test_offset_to_cell_and_back(text: str, width: int) -> None:
    lines = Lines(text, width)
    for offset in [*(stop.start for stop in stops(text)), len(text)]:
        line, cell = lines.line_of(offset), lines.cell_of(offset)
        # Behind a space that hangs at the very end of the text there is one more place for the cursor.
        assert 0 <= cell <= width + (offset == len(text) and text.endswith(" "))
        assert lines.offset_at(line, cell) == offset


@settings(max_examples=80)
@given(odd, widths)
def test_stepping_forth_and_back_visits_every_stop(text: str, width: int) -> None:
    lines = Lines(text, width)
    forth = [0]
    while forth[-1] < len(text):
        forth.append(lines.next_stop(forth[-1]))
    assert forth == [*(stop.start for stop in stops(text)), len(text)]
    back = [len(text)]
    while back[-1] > 0:
        back.append(lines.previous_stop(back[-1]))
    assert back[::-1] == (forth if text else [0])
    for offset in range(len(text)):
        assert lines.stop_start(offset) == max(start for start in forth if start <= offset)


@given(odd)
def test_nothing_that_a_terminal_obeys_is_shown(text: str) -> None:
    shown = "".join(stop.shown for stop in stops(text)).replace("\n", "")
    assert not [char for char in shown if unicodedata.category(char) in ("Cc", "Cs")]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


@pytest.mark.parametrize(
    "whole",
    [
        "e\u0301",
        "👍🏽",
        "👨‍👩‍👧",
        "🇳🇱",
        "❤️",
        "1️⃣",
        "각",
        "\u1100\u1161\u11a8",
        "क्षि",
        "กำ",
        "🏴\U000e0067\U000e0062\U000e007f",
        "a\u200b",
    ],
)
def test_what_a_reader_sees_as_one_sign_is_one_stop(whole: str) -> None:
    assert [(stop.start, stop.end) for stop in stops(whole)] == [(0, len(whole))]
    lines = Lines(f"aaa{whole}" * 5, 4)
    assert all((start % (3 + len(whole))) in (0, 3) or start % (3 + len(whole)) < 3 for start in lines.starts)


def test_flags_pair_and_do_not_chain() -> None:
    assert [stop.cells for stop in stops("🇳🇱🇧🇪🇩")] == [2, 2, 1]


def test_lines_break_at_spaces_one_space_may_hang_and_long_words_are_cut() -> None:
    text = "een twee drievierzes zeven"
    lines = Lines(text, 8)
    assert [text[slice(*lines.shown_span(line))] for line in range(len(lines))] == [
        "een twee",
        "drievier",
        "zes ",
        "zeven",
    ]
    assert lines.cell_of(8) == 8
    assert lines.offset_at(0, 8) == 8


def test_wide_text_breaks_between_its_signs_and_zero_width_space_lets_a_word_break() -> None:
    text = "ab中文字中文字"
    lines = Lines(text, 6)
    assert [text[slice(*lines.span(line))] for line in range(len(lines))] == ["ab中文", "字中文", "字"]
    text = "lang\u200bwoord"
    lines = Lines(text, 7)
    assert [text[slice(*lines.span(line))] for line in range(len(lines))] == ["lang\u200b", "woord"]


@given(
    st.lists(
        st.sampled_from(("中", "か", "각", "\u3099", "！", "a", " ", "\u200d", "👍", "\u0301", "。")), max_size=60
    ),
    widths,
)
def test_runs_of_wide_signs_break_where_one_by_one_they_would(pieces: list[str], width: int) -> None:
    text = "".join(pieces)
    lines = Lines(text, width)
    for line in range(len(lines) - 1):
        used = sum(stop.cells for stop in lines.stops(line))
        following = next(stops(text, lines.starts[line + 1]))
        # A line that could have taken another wide sign does so.
        assert used + following.cells > width or following.cells == 1 or text[following.start - 1] in " \n"


def test_empty_texts_and_lines_have_a_line() -> None:
    assert list(Lines("", 10).starts) == [0]
    assert list(Lines("\n", 10).starts) == [0, 1]
    assert list(Lines("a\n\nb", 10).starts) == [0, 2, 3]
    assert list(Lines("中\n\n文", 10).starts) == [0, 2, 3]


def test_simple_text_is_known_as_such() -> None:
    assert is_simple("Zo’n “geval”: […] — café…\n")
    assert not is_simple("\x1b")
    assert not is_simple("e\u0301")


@given(odd, st.integers(0, 20))
def test_fit_takes_the_cells_it_is_given(text: str, cells: int) -> None:
    assert cell_len(fit(text, cells)) == cells
    assert "\n" not in fit(text, cells)


def test_fit_cuts_with_an_ellipsis() -> None:
    assert fit("Respondent 12", 8) == "Respond…"
    assert fit("R", 3) == "R  "
