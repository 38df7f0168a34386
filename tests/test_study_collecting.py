"""Quotes for the report: collected in sections, edited but never reworded, following their source."""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.conftest import prepared

from interview_coder.domain.collecting import CollectedQuote, WarningKind
from interview_coder.domain.model import Metadata, NameKind
from interview_coder.domain.quote_edits import EditKind, Flaw, Piece, Quote, render
from interview_coder.domain.spans import Edit
from interview_coder.errors import CannotUndoError, InvalidInputError, NotFoundError
from interview_coder.intake import Prepared
from interview_coder.study import Study

Turns = Callable[..., Prepared]

TALK = ("Hoe is het met de kansen?", "Nou ja, de kansen zijn slecht hier.", "En dan?", "Dan niets, zeg maar.")


@pytest.fixture
def interview(study: Study, prepare_turns: Turns) -> str:
    metadata = Metadata(school=6, programmes=("Dierverzorging 2",))
    return study.store(prepare_turns(*TALK, metadata=metadata)).interview.id


def coded(study: Study, interview: str, words: str, code: str = "V4") -> str:
    passage = study.find_passage(interview, words)
    return study.add_coding(interview, study.code(code).id, passage.start, passage.end).id


def span(study: Study, quote: str, words: str) -> tuple[int, int]:
    start = study.quote_source(quote).index(words)
    return start, start + len(words)


def test_a_quote_is_collected_in_the_section_of_its_code_and_edited(study: Study, interview: str) -> None:
    [quote] = study.collect([coded(study, interview, "de kansen zijn slecht hier.")])
    assert (quote.section, quote.position, quote.code_key, quote.edited) == ("4.2", 1, "V4", False)
    assert quote.printed == "“de kansen zijn slecht hier.” (6. Dierverzorging 2)"
    source = study.quote_source(quote.id)
    edited = quote.quote.elide(source, *span(study, quote.id, "slecht"))
    edited = edited.insert(source, span(study, quote.id, "hier")[1], "in de regio")
    quote = study.change_quote(quote.id, edited)
    assert quote.printed == "“de kansen zijn […] hier [in de regio].” (6. Dierverzorging 2)"
    assert quote.literal == "de kansen zijn slecht hier."
    quote = study.add_question(quote.id)
    assert [(run.text, run.italic) for run in quote.runs if run.text.strip()] == [
        ("Hoe is het met de kansen?", True),
        ("“[…] de kansen zijn […] hier [in de regio].”", False),
    ]
    [row] = study.quotes()
    assert row.edited == "[…] de kansen zijn […] hier [in de regio]."
    assert row.runs[0] == ("Hoe is het met de kansen?", True)
    assert study.collect([row.id]) == [quote]
    for what in ("quote edited", "quote edited", "quotes collected", "passage coded"):
        assert study.undo().what == what
    assert study.collected() == []
    assert study.check() == []


def test_a_passage_over_turns_asks_and_answers(study: Study, interview: str) -> None:
    quote = study.collect_passage(interview, 0, len(study.transcript(interview).text), section="4.1")
    assert [piece.question for piece in quote.quote.pieces] == [True, False, True, False]
    assert quote.literal == "Nou ja, de kansen zijn slecht hier. Dan niets, zeg maar."
    assert quote.speakers == ("Interviewer", "Respondent 1")
    assert quote.faithful


def test_words_cannot_be_changed(study: Study, interview: str) -> None:
    [quote] = study.collect([coded(study, interview, "de kansen zijn slecht hier.")])
    for bad in (Quote(()), Quote((Piece(0, 9_999),)), Quote((Piece(1, 9),)), Quote((Piece(5, 10), Piece(0, 3)))):
        with pytest.raises(InvalidInputError):
            study.change_quote(quote.id, bad)
    assert study.collected() == [quote]


def test_a_corrected_source_is_told_until_somebody_looked(study: Study, interview: str) -> None:
    coding = coded(study, interview, "de kansen zijn slecht hier.")
    [quote] = study.collect([coding])
    passage = study.find_passage(interview, "slecht")
    # As long as the words before: nothing but the words tells.
    study.edit_text(interview, passage.start, passage.end, "klein.")
    changed = study.collected_quote(quote.id)
    assert changed.flaws == (Flaw.CHANGED,)
    assert changed.literal == "de kansen zijn klein. hier."
    assert [one.kind for one in study.quote_warnings("4.2")] == [WarningKind.UNFAITHFUL]
    study.undo()
    assert study.collected_quote(quote.id) == quote
    study.redo()
    assert study.confirm_quote(quote.id).faithful
    study.undo()
    assert study.collected_quote(quote.id).flaws == (Flaw.CHANGED,)
    before = study.find_passage(interview, "Nou ja,")
    study.confirm_quote(quote.id)
    study.edit_text(interview, before.start, before.end, "Tja,")
    assert study.collected_quote(quote.id).faithful


def test_a_name_that_goes_late_goes_from_quotes_and_is_told(study: Study, interview: str) -> None:
    [quote] = study.collect([coded(study, interview, "de kansen zijn slecht hier.")])
    source = study.quote_source(quote.id)
    at = span(study, quote.id, "hier")[1]
    study.change_quote(quote.id, quote.quote.insert(source, at, "zegt Kwispel").insert(source, at, "Kwispel"))
    study.erase_names(["slecht", "Kwispel"], NameKind.PERSON)
    changed = study.collected_quote(quote.id)
    assert changed.printed == "“de kansen zijn […] hier [zegt …].” (6. Dierverzorging 2)"
    assert changed.flaws == (Flaw.CHANGED,)
    assert study.leftovers(["slecht", "Kwispel"]) == {}


def test_quotes_whose_words_are_gone_say_so(study: Study, interview: str, prepare_turns: Turns) -> None:
    [quote] = study.collect([coded(study, interview, "Dan niets")])
    study.replace_transcript(interview, prepare_turns("Hoe?", "Heel anders vandaag."))
    assert study.collected_quote(quote.id).problems[0] == "Nothing is left of a passage of the quote."
    study.undo()
    assert study.collected_quote(quote.id) == quote


def test_to_put_a_quote_where_it_stands_is_no_act(study: Study, interview: str) -> None:
    first, second = study.collect([coded(study, interview, words) for words in ("Nou ja", "slecht")], "4.1")
    study.remove_quote(first.id)
    study.place_quote(second.id, "4.1", 1)
    assert study.undo().what == "quote removed"
    assert [quote.id for quote in study.collected("4.1")] == [first.id, second.id]


def test_the_order_is_by_hand_and_sections_are_the_teams_own(study: Study, interview: str) -> None:
    quotes = study.collect([coded(study, interview, words) for words in ("Nou ja", "slecht", "Dan niets")], "4.1")
    study.place_quote(quotes[2].id, "4.1", 1)
    assert [quote.literal for quote in study.collected("4.1")] == ["Dan niets", "Nou ja", "slecht"]
    section = study.add_section("5 Stages", "Wat men zei", position=0)
    assert [one.name for one in study.report_sections()] == ["5 Stages", "4.1", "4.2", "4.3"]
    assert study.place_quote(quotes[0].id, "5 stages").section == "5 Stages"
    assert study.change_section(section.id, name="6").quotes == 1
    with pytest.raises(InvalidInputError):
        study.remove_section("6")
    with pytest.raises(InvalidInputError):
        study.add_section(" 4.1 ")
    with pytest.raises(NotFoundError):
        study.collect([], "niets")
    assert study.place_quote(quotes[0].id, None).section is None
    study.remove_section("6")
    assert [quote.id for quote in study.collected("")] == [quotes[0].id]
    study.remove_quote(quotes[0].id)
    assert len(study.quotes()) == 3
    with pytest.raises(NotFoundError):
        study.collected_quote(quotes[0].id)


def test_warnings_tell_words_used_twice_and_one_voice(study: Study, interview: str, prepare_turns: Turns) -> None:
    for words in ("Nou ja", "kansen zijn", "slecht hier"):
        study.collect([coded(study, interview, words)], "4.1")
    assert study.quote_warnings() == []
    other = study.store(prepare_turns("Hoe?", "Prima hoor.")).interview.id
    study.collect([coded(study, other, "Prima")], "4.1")
    [warning] = study.quote_warnings("4.1")
    assert warning.kind is WarningKind.DOMINATED
    assert warning.sentence == "3 of the 4 quotes are of one respondent, in 6. Dierverzorging 2."
    again = study.collect([coded(study, interview, "zijn slecht", "V5")], "4.3")[0]
    assert [use.section for use in again.uses] == ["4.1", "4.1"]
    assert {one.kind for one in study.quote_warnings("4.3")} == {WarningKind.TWICE}


def test_a_colleague_is_not_undone(study: Study, interview: str) -> None:
    [quote] = study.collect([coded(study, interview, "slecht")])
    study.close()
    with Study.open(study.path, coder="Bram") as other:
        other.place_quote(quote.id, "4.1")
    with Study.open(study.path, coder="Anna") as again, pytest.raises(CannotUndoError):
        again.undo()


@pytest.fixture(scope="module")
def workshop() -> Iterator[Study]:
    with tempfile.TemporaryDirectory() as folder, Study.create(Path(folder) / "a.study", coder="Anna") as study:
        yield study


WORDS = st.lists(
    st.sampled_from(
        ["Nou", "ja,", "de", "kansen", "[lacht]", '"Ga', 'weg",', "zo'n", "[…]", "zij-instromer", "…", "é."]
    ),
    min_size=3,
    max_size=9,
).map(" ".join)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["elide", "trim", "insert", "join", "correct", "correct", "undo"]),
        st.integers(0, 120),
        st.integers(0, 25),
        st.sampled_from(["is", "in de regio", "x"]),
    ),
    min_size=1,
    max_size=6,
)


def as_declared(quote: CollectedQuote, source: str) -> None:
    """The quote prints the words of its source, in their order, and nothing besides what its edits declare."""
    assert quote.runs == render(quote.quote, source)
    kept = []
    for piece in quote.quote.pieces:
        at = piece.start
        for edit in piece.edits:
            kept.append(source[at : edit.start])
            if edit.kind is EditKind.INSERTION:
                kept.append(f"[{edit.text}]")
            at = max(at, edit.end)
        kept.append(source[at : piece.end])
    letters = re.compile(r"[^\W_]+")
    assert letters.findall("".join(run.text for run in quote.runs)) == letters.findall(" ".join(kept))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=st.lists(WORDS, min_size=1, max_size=3), start=st.integers(0, 20), acts=ACTS)
# A correction that takes the first words of the passage with the insertion in them.
@example(
    turns=["Nou Nou Nou Nou Nou Nou Nou Nou kansen"],
    start=15,
    acts=[("correct", 0, 4, "is"), ("correct", 0, 10, "is"), ("insert", 6, 0, "is"), ("correct", 0, 14, "is")],
)
def test_a_quote_is_its_source_with_declared_edits_whatever_is_done(
    workshop: Study, turns: list[str], start: int, acts: list[tuple[str, int, int, str]]
) -> None:
    interview = workshop.store(prepared(*turns), force=True).interview.id
    source = workshop.transcript(interview).text
    start %= len(source)
    try:
        quote = workshop.collect_passage(interview, start, min(start + 60, len(source)))
    except InvalidInputError:
        return
    done = 0
    for act, place, length, text in acts:
        source = workshop.transcript(interview).text
        quote = workshop.collected_quote(quote.id)
        low = place % len(source)
        high = min(low + length, len(source))
        before = workshop.history(limit=1)[0].act
        with contextlib.suppress(InvalidInputError):
            if act == "undo" and done:
                workshop.undo()
                done -= 2
            elif act == "correct":
                transcript = workshop.edit_text(interview, low, high, text)
                moved = quote.quote.moved(Edit(low, high, len(transcript.text) - len(source) + high - low))
                moved = Quote(tuple(piece for piece in moved.pieces if piece.start < piece.end))
                assert workshop.collected_quote(quote.id).quote == moved
            elif act == "insert":
                quote = workshop.change_quote(quote.id, quote.quote.insert(source, low, text))
            elif act in ("elide", "trim", "join"):
                changed = getattr(quote.quote, act)(source, low, high)
                assert workshop.change_quote(quote.id, changed).quote == changed
        done += workshop.history(limit=1)[0].act != before
        source = workshop.transcript(interview).text
        quote = workshop.collected_quote(quote.id)
        assert not set(quote.flaws) & {Flaw.GONE, Flaw.ORDER, Flaw.PLACE, Flaw.TEXT}
        if Flaw.EMPTY not in quote.flaws:
            as_declared(quote, source)
