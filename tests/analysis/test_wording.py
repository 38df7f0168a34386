"""What figures mean in words, and when they say nothing."""

from __future__ import annotations

import pytest

from interview_coder.analysis.agreement import Figure, Line, LineKind, Measure, agreement
from interview_coder.analysis.wording import sentences
from interview_coder.domain.coded import CodedPassage, ComparedInterview, CompareUnit
from interview_coder.domain.spans import Span

TWO = ("ann", "bob")


def line(value: float | None, low: float | None = None, high: float | None = None, **changes: object) -> Line:
    values: dict[str, object] = {
        "kind": LineKind.CODE,
        "key": "x",
        "coders": TWO,
        "figures": {Measure.ALPHA: Figure(value, low, high), Measure.PERCENT: Figure(0.97)},
        "interviews": 12,
        "decisions": 400,
        "uses": {"ann": 20, "bob": 22},
        "prevalence": 0.2,
    }
    return Line(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (line(0.91, 0.85, 0.95), ["Good enough to conclude from (0.800 or more)."]),
        (line(0.81, 0.6, 0.88), ["code more twice"]),
        (line(0.7, 0.6, 0.8), ["tentative"]),
        (line(0.4, 0.3, 0.5), ["Too low"]),
        (line(-0.1, -0.2, 0.0), ["less than chance"]),
        (line(-0.1, kind=LineKind.ALL), ["shared these interviews out"]),
        (line(0.5, 0.2, 0.9), ["Too low", "interval is wide"]),
        (line(0.5, 0.4, 0.6, prevalence=0.01), ["Too low", "Nearly every decision is a no"]),
        (line(0.9, 0.85, 0.95, uses={"ann": 1, "bob": 1}), ["Good enough", "2 passages: too few"]),
        (line(0.9, 0.85, 0.95, uses={"ann": 0, "bob": 12}), ["Good enough", "Only one of the coders"]),
        (line(0.9, 0.85, 0.95, interviews=3), ["Good enough", "3 interviews"]),
        (line(None), ["without any variation"]),
        (line(0.9, coders=("ann",)), ["nobody to compare with"]),
        (line(0.9, interviews=0), ["coded by two"]),
        (line(0.9, uses={"ann": 0, "bob": 0}), ["Nobody coded anything"]),
    ],
)
def test_a_line_says_what_it_is_worth_and_its_limits(given: Line, words: list[str]) -> None:
    found = sentences(given, CompareUnit.TURN)
    assert len(found) == len(words)
    for sentence, part in zip(found, words, strict=True):
        assert part in sentence


def test_three_coders_who_share_no_interview_are_told_to_go_two_by_two() -> None:
    spans = [Span(0, 9), Span(10, 20)]
    interviews = [
        ComparedInterview("i", 20, frozenset({"ann", "bob"}), spans),
        ComparedInterview("j", 20, frozenset({"bob", "cyd"}), spans),
    ]
    passages = [CodedPassage("ann", "x", "i", 0, 9), CodedPassage("bob", "x", "i", 0, 9)]
    found = agreement(interviews, passages, coders=("ann", "bob", "cyd"), unit=CompareUnit.CONTINUUM)
    assert "two by two" in sentences(found.overall, found.unit)[0]
    both = found.pairs[0]
    assert both.headline.value == 1
    assert "Nobody coded anything" in sentences(found.pairs[2], found.unit)[0]
    assert "coded by two" in sentences(found.pairs[1], found.unit)[0]


def test_a_code_that_stands_everywhere_gives_no_alpha() -> None:
    interviews = [ComparedInterview("i", 20, frozenset(TWO), [Span(0, 9), Span(10, 20)])]
    passages = [CodedPassage(coder, "x", "i", 0, 20) for coder in TWO]
    found = agreement(interviews, passages, coders=TWO, unit=CompareUnit.TURN)
    assert found.overall.figures[Measure.PERCENT].value == 1
    assert found.overall.figures[Measure.AC1].value == 1
    assert "without any variation" in sentences(found.overall, found.unit)[0]
