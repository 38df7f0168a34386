"""What the quote editor does to a quote: words selected in the source left out, put back, added; never one changed."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import prepared
from tests.test_study_collecting import WORDS, as_declared

from interview_coder.domain import quote_making as making
from interview_coder.domain.collecting import CollectedQuote
from interview_coder.domain.model import Transcript
from interview_coder.domain.quote_edits import EditKind, Quote
from interview_coder.errors import InvalidInputError
from interview_coder.study import Study

TALK = (
    "Hoe is het met de kansen?",
    "Nou ja, de kansen zijn slecht hier. Dat weet iedereen, denk ik.",
    "En dan?",
    "Dan niets, zeg maar. Zo is het.",
)


@pytest.fixture
def quote(study: Study) -> CollectedQuote:
    interview = study.store(prepared(*TALK)).interview.id
    passage = study.find_passage(interview, "de kansen zijn slecht hier.")
    return study.collect_passage(interview, passage.start, passage.end)


Change = Callable[[Quote, Transcript], Quote]


def printed(study: Study, quote: CollectedQuote, *changes: Change) -> str:
    """How the quote prints after some changes, each stored."""
    transcript = study.transcript(quote.interview)
    quote = study.collected_quote(quote.id)
    for change in changes:
        quote = study.change_quote(quote.id, change(quote.quote, transcript))
        as_declared(quote, transcript.text)
    return "".join(run.text for run in quote.runs)


def on(act: Callable[..., Quote], words: str) -> Change:
    """An act on words of the source."""

    def change(quote: Quote, transcript: Transcript) -> Quote:
        start = transcript.text.index(words)
        given = transcript if act is making.add else transcript.text
        return act(quote, given, start, start + len(words))

    return change


def step(*, end: bool, more: bool) -> Change:
    return lambda quote, transcript: making.stepped(quote, transcript.text, quote.pieces[-1].start, end=end, more=more)


def test_words_that_were_left_out_come_back(study: Study, quote: CollectedQuote) -> None:
    out, back = on(making.leave_out, "zijn slecht"), on(making.add, "slecht")
    assert printed(study, quote, out) == "“de kansen […] hier.”"
    assert printed(study, quote, back) == "“de kansen […] slecht hier.”"
    assert printed(study, quote, on(making.add, "zijn slecht")) == "“de kansen zijn slecht hier.”"


def test_ends_are_cut_off_and_stepped_by_the_word(study: Study, quote: CollectedQuote) -> None:
    assert printed(study, quote, on(making.keep_only, "kansen zijn")) == "“… kansen zijn …”"
    assert printed(study, quote, step(end=True, more=True)) == "“… kansen zijn slecht …”"
    assert printed(study, quote, step(end=True, more=True)) == "“… kansen zijn slecht hier.”"
    assert printed(study, quote, step(end=False, more=True)) == "“de kansen zijn slecht hier.”"
    assert printed(study, quote, step(end=False, more=True)) == "“ja, de kansen zijn slecht hier.”"
    assert printed(study, quote, step(end=True, more=True)) == "“ja, de kansen zijn slecht hier. Dat”"
    assert printed(study, quote, step(end=True, more=False)) == "“ja, de kansen zijn slecht hier …”"


def test_borders_go_around_a_selection_without_a_sign(study: Study, quote: CollectedQuote) -> None:
    def around(words: str) -> Change:
        def change(now: Quote, transcript: Transcript) -> Quote:
            start = transcript.text.index(words)
            return making.moved(now, transcript.text, now.pieces[0].start, start, start + len(words))

        return change

    assert printed(study, quote, around("slecht hier. Dat weet")) == "“slecht hier. Dat weet”"
    assert printed(study, quote, around("Zo is het.")) == "“Zo is het.”"
    with pytest.raises(InvalidInputError):
        printed(study, quote, around("dan?\nDan"))


def test_what_is_added_is_a_question_or_joins_what_it_touches(study: Study, quote: CollectedQuote) -> None:
    text = printed(study, quote, on(making.add, "En dan?\nDan niets"))
    assert text == "“de kansen zijn slecht hier.” […] En dan? “Dan niets”"
    text = printed(study, quote, on(making.add, "hier. Dat weet"))
    assert text == "“de kansen zijn slecht hier. Dat weet” […] En dan? “Dan niets”"
    source = study.quote_source(quote.id)
    now = study.collected_quote(quote.id).quote
    shown = making.parts(now, source)
    assert [piece.question for *_place, piece, _edit in shown] == [False, True, False]
    assert printed(study, quote, lambda _now, _transcript: making.take_back(now, shown[1])).count("“") == 1


def test_the_only_passage_cannot_be_taken_back(study: Study, quote: CollectedQuote) -> None:
    with pytest.raises(InvalidInputError):
        making.take_back(quote.quote, making.parts(quote.quote, study.quote_source(quote.id))[0])


@pytest.fixture(scope="module")
def workshop() -> Iterator[Study]:
    with tempfile.TemporaryDirectory() as folder, Study.create(Path(folder) / "a.study", coder="Anna") as study:
        yield study


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "leave_out",
                "keep_only",
                "add",
                "moved",
                "insert",
                "take_back",
                "more",
                "less",
                "question",
                "undo",
                "redo",
            ]
        ),
        st.integers(0, 120),
        st.integers(1, 40),
    ),
    min_size=1,
    max_size=9,
)


def act_on(study: Study, quote: CollectedQuote, act: str, low: int, length: int) -> None:
    """One act of the editor at a place; what cannot be done is refused."""
    transcript = study.transcript(quote.interview)
    source, now = transcript.text, quote.quote
    low %= len(source)
    high = min(low + length, len(source))
    match act:
        case "leave_out" | "keep_only":
            changed = getattr(making, act)(now, source, low, high)
        case "add":
            changed = making.add(now, transcript, low, high)
        case "moved":
            changed = making.moved(now, source, low, low, high)
        case "insert":
            changed = now.insert(source, low, "is")
        case "take_back":
            shown = making.parts(now, source)
            changed = making.take_back(now, shown[low % len(shown)])
        case "more" | "less":
            changed = making.stepped(now, source, low, end=length % 2 == 0, more=act == "more")
        case _:
            study.add_question(quote.id)
            return
    study.change_quote(quote.id, changed)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=st.lists(WORDS, min_size=1, max_size=4), start=st.integers(0, 40), acts=ACTS)
def test_whatever_the_editor_does_no_word_changes_and_undo_takes_it_all_back(
    workshop: Study, turns: list[str], start: int, acts: list[tuple[str, int, int]]
) -> None:
    interview = workshop.store(prepared(*turns), force=True).interview.id
    source = workshop.transcript(interview).text
    start %= len(source)
    try:
        first = workshop.collect_passage(interview, start, min(start + 60, len(source)))
    except InvalidInputError:
        return
    stack, depth = [first.quote], 0
    for act, low, length in acts:
        quote = workshop.collected_quote(first.id)
        if act == "undo":
            if depth:
                workshop.undo()
                depth -= 1
        elif act == "redo":
            if depth < len(stack) - 1:
                workshop.redo()
                depth += 1
        else:
            with contextlib.suppress(InvalidInputError):
                act_on(workshop, quote, act, low, length)
            changed = workshop.collected_quote(first.id).quote
            if changed != quote.quote:
                stack[depth + 1 :] = [changed]
                depth += 1
        now = workshop.collected_quote(first.id)
        assert now.quote == stack[depth]
        assert not now.flaws
        as_declared(now, source)
        for piece in now.quote.pieces:
            for edit in piece.edits:
                assert edit.text == ("is" if edit.kind is EditKind.INSERTION else "")
        shown = making.parts(now.quote, source)
        assert all(0 <= part.start < part.end <= len(source) for part in shown)
    for _step in range(depth):
        workshop.undo()
    assert workshop.collected_quote(first.id).quote == first.quote
