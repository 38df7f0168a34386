"""The work that a text costs grows with its length and no faster, whatever stands in it."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from interview_coder.redaction import find_names

# The signs of the shorter of two texts, and how much more than twice its work twice its length may cost.
SIGNS = 4_000
SPARE = 1.3


def effort(text: str) -> int:
    """How many calls it takes to find the names in a text: the same on every machine."""
    calls = 0

    def count(_frame: FrameType, _event: str, _what: object) -> None:
        nonlocal calls
        calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        find_names(text)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    "unit",
    [
        *("Kerkstraat ", "dr. ", "Ja, ", "Ato ", "Plaats ", "AB ", "A\n", "x.x "),
        *("nul zes. ", "Postcode? 4816. GV. ", "bel 13, 13, 13, ", "mail a punt at ", "V, 12, ", "bsn 1 2 3 "),
        *("Jan en ik, ", "bij Oktober ", "Kwast en Lak, ", "Van ", "noemen ze mij de ", "roer mond ", "info@ "),
        *("Ik zag Bart. Bakstenen zegt het. ", "1. Ja\n", "12-03-24 ", "a\t", "Jan   ", "A, Jan de <"),
        *("     1", "12-10-24 bel 06-12345678 eens\n"),
        *("x: Ja, ", "Stichting Zorg ", "Coöperatie Eik ", "06 12, eh, 34, ", "a streepje b, eh, "),
        *("06 12 34, of 7, nee 8. ", "a streepje b, met dubbel r, en dan nul drie. ", "9163, dan de G, en, eh, de L, "),
    ],
)
def test_twice_the_text_is_twice_the_work(unit: str) -> None:
    times = SIGNS // len(unit)
    find_names(unit)
    once = effort(unit * times)
    assert effort(unit * (2 * times)) < 2 * SPARE * once


@pytest.mark.parametrize(
    "text", ["0" * 400, "06" + " 1" * 400, "0-" * 400, "06*" * 300, "12**" * 300, "a*" * 400 + "@", "a." * 300]
)
def test_long_rows_of_signs_come_to_an_end(text: str) -> None:
    # Where a pattern tries every way to part them, this does not end.
    assert all(0 <= find.start < find.end <= len(text) for find in find_names(text))
