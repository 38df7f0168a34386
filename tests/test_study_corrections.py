"""Correcting transcripts after coding: speakers, turns, a better transcription. No coding loses its words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coder.domain.model import NameKind, Role, Stance, Transcript, UnplacedKind
from interview_coder.domain.spans import Span
from interview_coder.errors import CannotUndoError, InvalidInputError, NotFoundError
from interview_coder.intake import Prepared
from interview_coder.store.passages import Placer
from interview_coder.study import Study

Turns = Callable[..., Prepared]
QUESTION = "Hoe is het?"
ANSWER = "De kansen op werk zijn slecht. Dat weten ze wel. En […] zegt dat ook."


@pytest.fixture
def interview(study: Study, prepare_turns: Turns) -> str:
    return study.store(prepare_turns(QUESTION, ANSWER, "En de ouders?", "Die kiezen mee.")).interview.id


def code(study: Study, interview: str, words: str, key: str = "V1", **more: object) -> str:
    place = study.find_passage(interview, words)
    return study.add_coding(interview, study.code(key).id, place.start, place.end, **more).id  # type: ignore[arg-type]


def spoken(transcript: Transcript) -> list[tuple[int, str, str]]:
    return [
        (turn.number, turn.speaker.label if turn.speaker else "", transcript.text[turn.start : turn.end])
        for turn in transcript.turns
    ]


def test_a_turn_is_split_and_joined_again(study: Study, interview: str) -> None:
    ids = [code(study, interview, words) for words in ("werk zijn slecht. Dat weten", "Dat weten ze", "kiezen mee")]
    before = study.transcript(interview)
    respondent = next(one for one in study.interview(interview).speakers if one.role is Role.RESPONDENT)
    interviewer = next(one for one in study.interview(interview).speakers if one.role is Role.INTERVIEWER)
    offset = study.find_passage(interview, "Dat weten").start
    after = study.split_turn(interview, offset, speaker_id=interviewer.id)
    assert spoken(after) == [
        (1, "Interviewer", QUESTION),
        (2, "Respondent 1", "De kansen op werk zijn slecht."),
        (3, "Interviewer", "Dat weten ze wel. En […] zegt dat ook."),
        (4, "Interviewer", "En de ouders?"),
        (5, "Respondent 1", "Die kiezen mee."),
    ]
    assert [study.quote(one).quote for one in ids] == ["werk zijn slecht.\nDat weten", "Dat weten ze", "kiezen mee"]
    assert [study.quote(one).turn for one in ids] == [2, 3, 5]
    assert [(hit.turn, hit.label) for hit in study.search("weten")] == [(3, "Interviewer")]
    assert [hit.turn for hit in study.search("slecht OR weten OR ouders")] == [2, 3, 4]
    assert study.check() == []

    study.set_speaker(interview, [after.turns[2].id], respondent.id)
    joined = study.join_turns(interview, after.turns[1].id)
    assert joined.text == before.text
    assert spoken(joined) == spoken(before)
    assert study.quote(ids[0]).quote == "werk zijn slecht. Dat weten"
    assert study.check() == []
    for _act in range(3):
        study.undo()
    assert study.transcript(interview) == before
    assert study.check() == []
    study.redo()
    assert study.transcript(interview) == after


def test_a_split_takes_any_white_space_and_stays_out_of_marks(study: Study, interview: str) -> None:
    text = study.transcript(interview).text
    inside = text.index("kansen") + 3
    assert [words for _n, _who, words in spoken(study.split_turn(interview, inside))][1:3] == [
        "De kan",
        "sen op werk zijn slecht. Dat weten ze wel. En […] zegt dat ook.",
    ]
    study.undo()
    mark = text.index("[…]")
    for offset in (mark + 1, mark + 2):
        with pytest.raises(InvalidInputError, match="redacted name"):
            study.split_turn(interview, offset)
    assert spoken(study.split_turn(interview, mark))[2][2] == "[…] zegt dat ook."
    assert study.check() == []
    for offset in (0, len(QUESTION), len(QUESTION) + 1, len(study.transcript(interview).text)):
        with pytest.raises(InvalidInputError, match="words before and behind"):
            study.split_turn(interview, offset)
    with pytest.raises(InvalidInputError, match="outside"):
        study.split_turn(interview, 10_000)


def test_the_last_turn_has_none_to_join(study: Study, interview: str) -> None:
    with pytest.raises(InvalidInputError, match="no turn behind"):
        study.join_turns(interview, study.transcript(interview).turns[-1].id)
    with pytest.raises(NotFoundError):
        study.join_turns(interview, "none")


def test_many_splits_stay_in_the_order_of_reading(study: Study, prepare_turns: Turns) -> None:
    first = study.store(prepare_turns("Hoe?", " ".join(f"werk {n}" for n in range(12)))).interview.id
    second = study.store(prepare_turns("En werk?", "Ja, werk.")).interview.id
    for _split in range(11):
        last = study.transcript(first).turns[-1]
        study.split_turn(first, last.start + study.transcript(first).text[last.start :].index("werk", 4))
    hits = study.search("werk", limit=None)
    assert [hit.turn for hit in hits if hit.interview == first] == list(range(2, 14))
    assert [hit.interview for hit in hits] == [first] * 12 + [second] * 2
    assert study.check() == []
    for _split in range(11):
        study.undo()
    assert len(study.transcript(first).turns) == 2
    assert study.check() == []


def test_speakers_are_added_renamed_and_given_to_turns(study: Study, interview: str) -> None:
    before = (study.interview(interview), study.transcript(interview))
    new = study.add_speaker(interview, " Respondent  2 ", Role.RESPONDENT)
    assert new.label == "Respondent 2"
    turn_ids = [turn.id for turn in study.transcript(interview).turns[2:]]
    changed = study.set_speaker(interview, turn_ids, new.id)
    assert [turn.speaker for turn in changed.turns[2:]] == [new, new]
    assert study.change_speaker(interview, new.id, label="Docent", role=Role.OTHER).role is Role.OTHER
    assert study.set_speaker(interview, turn_ids[:1], None).turns[2].speaker is None
    with pytest.raises(InvalidInputError, match="already"):
        study.add_speaker(interview, "docent", Role.OTHER)
    with pytest.raises(InvalidInputError, match="label"):
        study.change_speaker(interview, new.id, label=" ")
    with pytest.raises(NotFoundError):
        study.set_speaker(interview, turn_ids, "no")
    with pytest.raises(NotFoundError):
        study.set_speaker(interview, ["no"], None)
    for _act in range(4):
        study.undo()
    assert (study.interview(interview), study.transcript(interview)) == before


def test_a_speaker_changed_before_a_colleagues_correction_is_still_undone(study: Study, interview: str) -> None:
    turn = study.transcript(interview).turns[3]
    study.set_speaker(interview, [turn.id], None)
    study.close()
    with Study.open(study.path, coder="Bram") as other:
        other.edit_text(interview, 0, 3, "Wat vindt u")
    with Study.open(study.path, coder="Anna") as again:
        again.undo()
        transcript = again.transcript(interview)
        assert spoken(transcript)[3] == (4, "Respondent 1", "Die kiezen mee.")
        assert again.check() == []


def test_a_split_that_a_colleague_builds_on_is_not_undone(study: Study, interview: str) -> None:
    place = study.find_passage(interview, "Dat weten").start
    half = study.split_turn(interview, place).turns[2].id
    study.close()
    with Study.open(study.path, coder="Bram") as other:
        other.set_speaker(interview, [half], None)
    with Study.open(study.path, coder="Anna") as again, pytest.raises(CannotUndoError, match="colleague"):
        again.undo()


def test_how_far_the_coding_is_moves_with_the_words(study: Study, interview: str) -> None:
    at = study.find_passage(interview, "Dat weten").start
    assert study.set_coded_up_to(interview, at).coded_up_to == at
    study.edit_text(interview, 0, 3, "Hoe gaat")
    assert study.interview(interview).coded_up_to == at + 5
    place = study.find_passage(interview, "slecht. Dat weten")
    study.edit_text(interview, place.start, place.end, "x")
    study.undo()
    assert study.interview(interview).coded_up_to == at + 5
    study.undo()
    study.undo()
    assert study.interview(interview).coded_up_to == 0
    with pytest.raises(InvalidInputError):
        study.set_coded_up_to(interview, 10_000)


BETTER = (
    "Hoe is het nu?",
    "Nou, de kansen op werk zijn hier heel slecht. Dat weten ze wel. En […] zegt dat ook, ja.",
    "En verder?",
    "Niets.",
)


def test_a_better_transcription_takes_codings_to_their_words(
    study: Study, interview: str, prepare_turns: Turns
) -> None:
    same = code(study, interview, "Dat weten ze wel.", memo="blijft")
    close = code(study, interview, "De kansen op werk zijn slecht.", "V2", stance=Stance.CONTRADICTS)
    gone = code(study, interview, "Die kiezen mee", "vsv", stance=Stance.MIXED, memo="nergens meer")
    before = (study.transcript(interview), study.quotes(), study.interview(interview))

    report = study.replace_transcript(interview, prepare_turns(*BETTER))

    assert report.transcript.text == "\n".join(BETTER)
    assert (report.kept, report.close) == (1, 1)
    assert study.quote(same).quote == "Dat weten ze wel."
    assert study.quote(close).quote == "de kansen op werk zijn hier heel slecht."
    [left] = report.unplaced
    assert (left.id, left.kind, left.words, left.memo, left.stance) == (
        gone,
        UnplacedKind.CODING,
        "Die kiezen mee",
        "nergens meer",
        Stance.MIXED,
    )
    assert study.unplaced() == study.unplaced(interview) == [left]
    assert {row.id for row in study.quotes()} == {same, close}
    assert [hit.turn for hit in study.search("verder")] == [3]
    assert study.search("ouders") == []
    assert study.check() == []

    study.undo()
    assert (study.transcript(interview), study.quotes(), study.interview(interview)) == before
    assert study.unplaced() == []
    study.redo()
    assert study.unplaced() == [left]
    assert study.check() == []


def test_a_coding_is_not_put_on_what_somebody_else_said_nearly_alike(study: Study, prepare_turns: Turns) -> None:
    interview = study.store(prepare_turns("Wij werken hier graag.", "Zij werken hier graag.")).interview.id
    code(study, interview, "Zij werken hier graag.")
    report = study.replace_transcript(interview, prepare_turns("Wij werken hier graag.", "Geen idee."))
    assert [one.words for one in report.unplaced] == ["Zij werken hier graag."]


def test_a_coding_of_a_mark_alone_is_not_put_on_another_mark(study: Study, prepare_turns: Turns) -> None:
    text = "Toen belde […] mij op, en daarna […] van school."
    interview = study.store(prepare_turns(text)).interview.id
    places = [text.index("[…]"), text.rindex("[…]")]
    ids = [study.add_coding(interview, study.codes()[0].id, place, place + 3).id for place in places]
    better = "Toen belde zij mij op, gisteren, en daarna […] van de school."
    report = study.replace_transcript(interview, prepare_turns(better))
    assert [one.id for one in report.unplaced] == ids[:1]
    [left] = study.codings(interview)
    start = study.transcript(interview).text.index("[…]")
    assert (left.id, left.start, left.end) == (ids[1], start, start + 3)


def test_what_has_no_place_is_placed_by_hand_or_discarded(study: Study, interview: str, prepare_turns: Turns) -> None:
    ids = [code(study, interview, words, memo=words) for words in ("Die kiezen mee", "En de ouders?")]
    study.replace_transcript(interview, prepare_turns(*BETTER))
    place = study.find_passage(interview, "Niets.")
    placed = study.place(ids[0], place.start, place.end)
    assert placed is not None
    assert (placed.id, placed.memo, study.quote(ids[0]).quote) == (ids[0], "Die kiezen mee", "Niets.")
    study.discard(ids[1])
    assert study.unplaced() == []
    with pytest.raises(NotFoundError):
        study.discard(ids[1])
    study.undo()
    study.undo()
    assert {one.id for one in study.unplaced()} == set(ids)
    with pytest.raises(InvalidInputError, match="outside"):
        study.place(ids[0], 5, 10_000)
    assert study.check() == []


def test_new_and_lost_voices_come_and_go_with_the_text(study: Study, interview: str, prepare_turns: Turns) -> None:
    study.add_speaker(interview, "Docent", Role.OTHER)
    before = (study.transcript(interview), study.interview(interview))
    other = prepare_turns("Hoe is het?", "Geheel iets anders.")
    study.replace_transcript(interview, other)
    assert [one.label for one in study.interview(interview).speakers] == ["Interviewer", "Respondent 1"]
    study.undo()
    assert (study.transcript(interview), study.interview(interview)) == before
    study.redo()
    assert study.check() == []
    with pytest.raises(InvalidInputError, match="already"):
        study.replace_transcript(interview, other)


def test_a_replacement_that_a_colleague_coded_is_not_undone(study: Study, interview: str, prepare_turns: Turns) -> None:
    study.replace_transcript(interview, prepare_turns(*BETTER))
    study.close()
    with Study.open(study.path, coder="Bram") as other:
        code(other, interview, "Niets.")
    with Study.open(study.path, coder="Anna") as again:
        with pytest.raises(CannotUndoError):
            again.undo()
        assert again.check() == []


def test_a_name_in_a_replaced_text_is_forgotten_by_a_late_redaction(study: Study, prepare_turns: Turns) -> None:
    interview = study.store(
        prepare_turns("Hoe?", "Kwispelstaartje werkt. Vraag het Kwispelstaartje maar.")
    ).interview.id
    code(study, interview, "Vraag het Kwispelstaartje maar.")
    study.replace_transcript(interview, prepare_turns("Hoe?", "Kwispelstaartje werkt."))
    [left] = study.unplaced(interview)
    study.discard(left.id)
    name = study.find_passage(interview, "Kwispelstaartje")
    study.redact_passage(interview, name.start, name.end, NameKind.PERSON)
    assert study.leftovers(["Kwispelstaartje"]) == {}
    # What is left to undo is the coding; the texts of before are gone for good.
    assert study.undo().what == "passage coded"
    with pytest.raises(CannotUndoError):
        study.undo()
    assert study.transcript(interview).text == "Hoe?\n[…] werkt."
    assert study.check() == []


def test_an_interview_with_unplaced_codings_is_deleted_with_every_trace(
    study: Study, interview: str, prepare_turns: Turns
) -> None:
    code(study, interview, "Die kiezen mee", memo="Rupsmemo")
    study.replace_transcript(interview, prepare_turns(*BETTER))
    study.delete_interview(interview)
    assert study.leftovers(["Rupsmemo", "kiezen mee", "Niets"]) == {}
    assert study.unplaced() == []
    assert study.check() == []


WORDS = st.sampled_from("ja nee de een kans werk stage op in en dan […]".split())  # noqa: SIM905


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40), st.data())
def test_a_span_that_is_placed_has_words_and_the_same_ones_where_it_says_so(
    words: list[str], data: st.DataObject
) -> None:
    old = " ".join(words)
    new = " ".join(data.draw(st.lists(WORDS, min_size=1, max_size=40)))
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    found = Placer(old, new).place(Span(start, end))
    if found is not None:
        assert 0 <= found.start < found.end <= len(new)
        assert new[found.start : found.end].strip() == new[found.start : found.end]
        if found.exact:
            assert new[found.start : found.end] == old[start:end].strip()
    same = Placer(old, old).place(Span(start, end))
    assert (same is not None) == bool(old[start:end].strip())
    assert same is None or same.exact


def test_the_nearest_of_many_like_words_is_taken() -> None:
    lines = [f"Antwoord {n}: ja, dat is zo." for n in range(50)]
    old, new = "\n".join(lines), "\n".join(["Een nieuwe regel.", *lines[:20], *lines[22:]])
    start = old.index("ja, dat", old.index("Antwoord 40"))
    found = Placer(old, new).place(Span(start, start + 16))
    assert found is not None
    assert found.start == new.index("ja, dat", new.index("Antwoord 40"))
