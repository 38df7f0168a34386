"""History: undo and redo bring back exactly what was, whatever was done, also after a restart."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from tests.conftest import prepared

from interview_coder.domain.conditions import Verdict
from interview_coder.domain.model import Metadata, NameKind, NewCode, Role, Stance, Status, Unit
from interview_coder.errors import CannotUndoError, InvalidInputError
from interview_coder.intake import Prepared
from interview_coder.study import Study

Turns = Callable[..., Prepared]
WORDS = ["Nou", "ja", "de", "kansen", "op", "werk", "zijn", "hier", "slecht", "[…]", "en", "dat", "weten", "ze", "wel"]


def state(study: Study) -> Any:
    """Everything that a user made, as one value."""
    interviews = study.interviews()
    return (
        interviews,
        [study.transcript(one.id) for one in interviews],
        [(row.id, row.quote, row.stance, row.memo, row.start, row.end) for row in study.quotes()],
        [study.interview_memo(one.id) for one in interviews],
        study.codes(include_retired=True),
        study.study_memo(),
        study.programmes(),
        [study.codings(one.id) for one in interviews],
        sorted((row.id, row.kind, row.body, row.start, row.end, row.coding) for row in study.memos()),
        study.attributes(),
        study.unplaced(),
        study.collected(),
        study.report_sections(),
        study.verdicts(),
        study.queries(),
    )


class Walk(RuleBasedStateMachine):
    """Random work on a study; at the end, and now and then, undoing all of it gives the first state."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "walk.study"
        self.study = Study.create(path, coder="Anna")
        for number in range(2):
            turns = [" ".join(WORDS[i % 5 + number :]) for i in range(3)]
            self.study.store(prepared(*turns, metadata=Metadata(school=1, programmes=("Zorg",))))
        self.states = [state(self.study)]
        self.acts = [self.study.history(limit=1)[0].act]
        self.undone: list[tuple[Any, str]] = []

    def teardown(self) -> None:
        while len(self.states) > 1:
            self.take_back()
        with pytest.raises(CannotUndoError):
            self.study.undo()
        assert self.study.check() == []
        self.study.close()
        self.folder.cleanup()

    def done(self) -> None:
        now = state(self.study)
        if now != self.states[-1]:
            self.states.append(now)
            self.acts.append(self.study.history(limit=1)[0].act)
            self.undone.clear()

    def words(self) -> dict[str, list[str]]:
        return {row.id: row.quote.split() for row in self.study.quotes()}

    def interview(self, pick: int) -> str:
        interviews = self.study.interviews()
        return interviews[pick % len(interviews)].id

    @rule(pick=st.integers(0, 9), start=st.integers(0, 200), length=st.integers(1, 80), code=st.integers(0, 30))
    def code(self, pick: int, start: int, length: int, code: int) -> None:
        interview = self.interview(pick)
        codes = self.study.codes()
        given: list[str | NewCode] = [codes[code % len(codes)].id]
        if not code % 3:
            given.append(NewCode(f"eerste {code}", codes[code % len(codes)] if code % 2 else None))
        with contextlib.suppress(InvalidInputError):
            self.study.add_codings(interview, given, start, start + length, memo="m" * (code % 2))
        self.done()

    @rule(
        pick=st.integers(0, 9),
        start=st.integers(0, 200),
        length=st.integers(0, 30),
        words=st.sampled_from(["", "x", "een paar woorden", "é"]),
    )
    def edit(self, pick: int, start: int, length: int, words: str) -> None:
        interview = self.interview(pick)
        before = {
            row.id: [word for word in row.quote.split() if word.isalpha()]
            for row in self.study.quotes()
            if row.interview == interview
        }
        end = min(start + length, len(self.study.transcript(interview).text))
        with contextlib.suppress(InvalidInputError):
            self.study.edit_text(interview, min(start, end), end, words)
        for row in self.study.quotes():
            assert row.id not in before or row.quote.strip()
        self.done()

    @rule(pick=st.integers(0, 9), turn=st.integers(0, 20), words=st.lists(st.sampled_from(WORDS), max_size=6))
    def correct(self, pick: int, turn: int, words: list[str]) -> None:
        transcript = self.study.transcript(self.interview(pick))
        one = transcript.turns[turn % len(transcript.turns)]
        said = transcript.text[one.start : one.end].split(" ")
        with contextlib.suppress(InvalidInputError):
            self.study.correct(
                transcript.interview, one.start, one.end, " ".join([*said[: len(said) // 2], *words, *said[-2:]])
            )
            self.done()

    @precondition(lambda self: self.study.quotes())
    @rule(pick=st.integers(0, 99), what=st.sampled_from(["remove", "memo", "stance", "clear"]))
    def change(self, pick: int, what: str) -> None:
        rows = self.study.quotes()
        row = rows[pick % len(rows)]
        if what == "remove":
            self.study.remove_coding(row.id)
        elif what == "memo":
            self.study.set_memo(row.id, f"memo {pick}")
        elif what == "clear":
            self.study.set_memo(row.id, "")
        else:
            self.study.set_stance(row.id, [None, *Stance][pick % 4])
        self.done()

    @rule(pick=st.integers(0, 9), offset=st.integers(0, 250), other=st.booleans())
    def split(self, pick: int, offset: int, other: bool) -> None:
        interview = self.interview(pick)
        before = self.words()
        with contextlib.suppress(InvalidInputError):
            if other:
                self.study.split_turn(interview, offset, speaker_id=None)
            else:
                self.study.split_turn(interview, offset)
        after = self.words()
        assert {id_: "".join(words) for id_, words in after.items()} == {
            id_: "".join(words) for id_, words in before.items()
        }
        self.done()

    @rule(pick=st.integers(0, 9), turn=st.integers(0, 20))
    def join(self, pick: int, turn: int) -> None:
        transcript = self.study.transcript(self.interview(pick))
        before = self.words()
        with contextlib.suppress(InvalidInputError):
            self.study.join_turns(transcript.interview, transcript.turns[turn % len(transcript.turns)].id)
        assert self.words() == before
        self.done()

    @rule(pick=st.integers(0, 9), turn=st.integers(0, 20), what=st.sampled_from(["add", "change", "give", "none"]))
    def speaker(self, pick: int, turn: int, what: str) -> None:
        interview = self.study.interview(self.interview(pick))
        turns = self.study.transcript(interview.id).turns
        speaker = interview.speakers[turn % len(interview.speakers)]
        with contextlib.suppress(InvalidInputError):
            if what == "add":
                self.study.add_speaker(interview.id, f"Respondent {turn}", Role.RESPONDENT)
            elif what == "change":
                self.study.change_speaker(interview.id, speaker.id, label=f"Stem {turn}", role=Role.OTHER)
            else:
                given = speaker.id if what == "give" else None
                self.study.set_speaker(interview.id, [one.id for one in turns[turn % len(turns) :][:2]], given)
        self.done()

    @rule(pick=st.integers(0, 9), texts=st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), max_size=4))
    def replace(self, pick: int, texts: list[list[str]]) -> None:
        interview = self.interview(pick)
        turns = [self.study.transcript(interview).text.split("\n")[0], *(" ".join(words) for words in texts)]
        with contextlib.suppress(InvalidInputError):
            report = self.study.replace_transcript(interview, prepared(*turns))
            assert {one.id for one in report.unplaced} <= {one.id for one in self.study.unplaced(interview)}
        self.done()

    @precondition(lambda self: self.study.unplaced())
    @rule(pick=st.integers(0, 99), start=st.integers(0, 60), away=st.booleans())
    def place(self, pick: int, start: int, away: bool) -> None:
        waiting = self.study.unplaced()
        one = waiting[pick % len(waiting)]
        if away:
            self.study.discard(one.id)
        else:
            with contextlib.suppress(InvalidInputError):
                self.study.place(one.id, start, start + 8)
        self.done()

    @rule(pick=st.integers(0, 99), into=st.integers(0, 99), several=st.booleans())
    def merge(self, pick: int, into: int, several: bool) -> None:
        codes = self.study.codes(include_retired=True)
        chosen = [codes[pick % len(codes)].id, *([codes[(pick + 3) % len(codes)].id] if several else [])]
        with contextlib.suppress(InvalidInputError):
            self.study.merge_codes(chosen, codes[into % len(codes)].id)
        self.done()

    @precondition(lambda self: self.study.quotes())
    @rule(picks=st.lists(st.integers(0, 99), min_size=1, max_size=5), code=st.integers(0, 99))
    def recode(self, picks: list[int], code: int) -> None:
        rows, codes = self.study.quotes(), self.study.codes()
        self.study.recode([rows[pick % len(rows)].id for pick in picks], codes[code % len(codes)].id)
        self.done()

    @rule(query=st.sampled_from(["kansen", "wel OR ja", "de"]), unit=st.sampled_from(Unit), code=st.integers(0, 99))
    def autocode(self, query: str, unit: Unit, code: int) -> None:
        codes = self.study.codes()
        chosen = codes[code % len(codes)].id
        self.study.autocode(self.study.autocode_preview(self.study.search(query), chosen, unit), chosen)
        self.done()

    @rule(pick=st.integers(0, 9), start=st.integers(0, 200), text=st.sampled_from(["", "over iets", "anders"]))
    def memo(self, pick: int, start: int, text: str) -> None:
        rows = self.study.memos()
        with contextlib.suppress(InvalidInputError):
            if pick % 2 or not rows:
                self.study.add_passage_memo(self.interview(pick), start, start + 10, text)
            else:
                self.study.change_memo(rows[start % len(rows)].id, text)
        self.done()

    @rule(pick=st.integers(0, 9), value=st.integers(0, 200), what=st.sampled_from(["add", "give", "remove", "up to"]))
    def attribute(self, pick: int, value: int, what: str) -> None:
        interview, known = self.interview(pick), self.study.attributes()
        with contextlib.suppress(InvalidInputError):
            if what == "up to":
                self.study.set_coded_up_to(interview, value)
            elif what == "add" or not known:
                self.study.add_attribute(f"wat {pick}")
            elif what == "give":
                self.study.set_attribute(interview, known[value % len(known)].id, str(value % 3 or ""))
            else:
                self.study.remove_attribute(known[value % len(known)].id)
        self.done()

    @rule(pick=st.integers(0, 99), what=st.sampled_from(["add", "rename", "move", "retire", "describe"]))
    def codebook(self, pick: int, what: str) -> None:
        codes = self.study.codes(include_retired=True)
        code, other = codes[pick % len(codes)], codes[(pick * 7) % len(codes)]
        with contextlib.suppress(InvalidInputError):
            if what == "add":
                self.study.add_code(f"nieuw {pick}", parent=code.id if pick % 2 else None)
            elif what == "rename":
                self.study.change_code(code.id, name=f"{code.name} {pick}")
            elif what == "move":
                self.study.move_code(code.id, other.id if pick % 3 else None, pick % 4)
            elif what == "retire":
                self.study.change_code(code.id, retired=not code.retired)
            else:
                self.study.change_code(code.id, definition=f"d{pick}", colour="#123456")
        self.done()

    @precondition(lambda self: self.study.quotes() or self.study.collected())
    @rule(
        pick=st.integers(0, 99), start=st.integers(0, 60), what=st.sampled_from(["collect", "elide", "move", "remove"])
    )
    def quote(self, pick: int, start: int, what: str) -> None:
        rows, quotes = self.study.quotes(), self.study.collected()
        with contextlib.suppress(InvalidInputError):
            if rows and (what == "collect" or not quotes):
                self.study.collect([rows[pick % len(rows)].id], "4.1" if pick % 2 else None)
            elif quotes:
                quote = quotes[pick % len(quotes)]
                source = self.study.quote_source(quote.id)
                if what == "elide":
                    place = start + (quote.quote.pieces[0].start if quote.quote.pieces else 0)
                    self.study.change_quote(quote.id, quote.quote.elide(source, place, place + 5))
                elif what == "move":
                    self.study.place_quote(quote.id, "4.2" if pick % 3 else None, start % 4 + 1)
                elif what == "remove":
                    self.study.remove_quote(quote.id)
        self.done()

    @rule(pick=st.integers(0, 99), what=st.sampled_from(["verdict", "withdraw", "query", "section"]))
    def judge(self, pick: int, what: str) -> None:
        given, quotes = self.study.verdicts(), self.study.collected()
        with contextlib.suppress(InvalidInputError):
            if what == "verdict":
                resting = [quote.id for quote in quotes[: pick % 3]]
                self.study.set_verdict(f"V{pick % 3 + 4}", Verdict.PARTLY, rationale=f"r{pick}", quotes=resting)
            elif what == "withdraw" and given:
                self.study.remove_verdict(given[pick % len(given)].id)
            elif what == "query":
                self.study.save_query(f"q{pick % 3}", "NOT stance = mixed", replace=True)
            elif what == "section":
                self.study.add_section(f"s{pick}", position=pick % 3)
        self.done()

    @rule(pick=st.integers(0, 9), school=st.integers(1, 2), sequence=st.sampled_from([None, 1, 2]))
    def metadata(self, pick: int, school: int, sequence: int | None) -> None:
        programmes = ("Zorg", f"Nieuw {pick}") if pick % 2 else ("Zorg",)
        self.study.set_metadata(self.interview(pick), Metadata(school=school, programmes=programmes, sequence=sequence))
        self.done()

    @rule(pick=st.integers(0, 9), status=st.sampled_from(Status), text=st.sampled_from(["", "een memo"]))
    def about(self, pick: int, status: Status, text: str) -> None:
        self.study.set_status(self.interview(pick), status)
        self.done()
        self.study.set_interview_memo(self.interview(pick), text)
        self.done()

    @precondition(lambda self: len(self.states) > 1)
    @rule()
    def take_back(self) -> None:
        self.study.undo()
        self.undone.append((self.states.pop(), self.acts.pop()))
        assert state(self.study) == self.states[-1]

    @precondition(lambda self: len(self.states) > 1)
    @rule(pick=st.integers(0, 99))
    def take_back_to(self, pick: int) -> None:
        place = pick % (len(self.states) - 1)
        taken = self.study.undo_to(self.acts[place])
        assert len(taken) == len(self.states) - 1 - place
        while len(self.states) > place + 1:
            self.undone.append((self.states.pop(), self.acts.pop()))
        assert state(self.study) == self.states[-1]

    @precondition(lambda self: self.undone)
    @rule()
    def bring_back(self) -> None:
        self.study.redo()
        before, act = self.undone.pop()
        self.states.append(before)
        self.acts.append(act)
        assert state(self.study) == self.states[-1]

    @rule()
    def restart(self) -> None:
        self.study.close()
        self.study = Study.open(self.study.path, coder="Anna")

    @invariant()
    def sound(self) -> None:
        for one in self.study.interviews():
            transcript = self.study.transcript(one.id)
            for coding in self.study.codings(one.id):
                assert 0 <= coding.start < coding.end <= len(transcript.text)
            for mark in transcript.redactions:
                assert transcript.text[mark.start : mark.end] == "[…]"


SETTINGS = settings(
    max_examples=5,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # Each step writes to a disk: shrinking a failure would take minutes.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
TestWalk = Walk.TestCase
TestWalk.settings = SETTINGS


@pytest.mark.full
def test_ten_thousand_random_acts_can_be_taken_back() -> None:
    run_state_machine_as_test(Walk, settings=settings(SETTINGS, max_examples=50, stateful_step_count=200))


@pytest.fixture
def interview(study: Study, prepare_turns: Turns) -> str:
    return study.store(prepare_turns("Hoe is het?", "De kansen op werk zijn hier slecht.")).interview.id


@pytest.mark.parametrize(("start", "end"), [(36, 52), (41, 52), (41, 49), (44, 58)])
def test_a_passage_whose_borders_several_corrections_bring_back_keeps_them_by_undo(
    study: Study, prepare_turns: Turns, start: int, end: int
) -> None:
    before = "ja de kansen op werk zijn hier slecht en en en dat weten ze wel hier Nou ja zijn weten Nou hier"
    after = "ja de kansen op werk zijn hier slecht en en en werk werk Nou hier"
    interview = study.store(prepare_turns(before)).interview.id
    study.add_coding(interview, study.code("V1").id, start, end)
    (coding,) = study.codings(interview)
    study.correct(interview, 0, len(before), after)
    (moved,) = study.codings(interview)
    study.undo()
    assert study.codings(interview) == [coding]
    study.redo()
    assert study.codings(interview) == [moved]


def test_undo_survives_a_restart_and_redo_too(study: Study, interview: str) -> None:
    study.add_coding(interview, study.code("V1").id, 12, 30)
    study.close()
    with Study.open(study.path, coder="Anna") as again:
        assert again.undo().what == "passage coded"
        assert again.quotes() == []
    with Study.open(study.path, coder="Anna") as again:
        assert again.redo().what == "passage coded"
        assert len(again.quotes()) == 1
        with pytest.raises(CannotUndoError):
            again.redo()


def test_one_undoes_only_ones_own_work(study: Study, interview: str) -> None:
    study.add_coding(interview, study.code("V1").id, 12, 30)
    study.close()
    with Study.open(study.path, coder="Bram") as other:
        with pytest.raises(CannotUndoError, match="nothing"):
            other.undo()
        other.add_coding(interview, other.code("V2").id, 12, 30)
        other.undo()
        assert [row.coder for row in other.quotes()] == ["Anna"]


def test_a_code_that_a_colleague_uses_is_not_undone(study: Study, interview: str) -> None:
    code = study.add_code("ouders")
    study.close()
    with Study.open(study.path, coder="Bram") as other:
        other.add_coding(interview, code.id, 12, 30)
    with Study.open(study.path, coder="Anna") as again:
        with pytest.raises(CannotUndoError, match="later work builds on it"):
            again.undo()
        assert len(again.quotes()) == 1
        assert again.check() == []


def test_a_code_that_a_colleague_renamed_is_not_undone(study: Study) -> None:
    code = study.add_code("ouders")
    study.close()
    with Study.open(study.path, coder="Bram") as other:
        other.change_code(code.id, name="ouders en familie")
    with Study.open(study.path, coder="Anna") as again:
        with pytest.raises(CannotUndoError, match="colleague"):
            again.undo()
        assert again.code(code.id).name == "ouders en familie"


def test_a_redone_coding_follows_the_text_that_was_corrected_meanwhile(study: Study, interview: str) -> None:
    passage = study.find_passage(interview, "op werk")
    study.add_coding(interview, study.code("V1").id, passage.start, passage.end)
    study.undo()
    study.close()
    with Study.open(study.path, coder="Bram") as other:
        place = other.find_passage(interview, "De kansen")
        other.edit_text(interview, place.start, place.end, "De goede mogelijkheden")
    with Study.open(study.path, coder="Anna") as again:
        again.redo()
        assert [row.quote for row in again.quotes()] == ["op werk"]


def test_a_late_redaction_is_never_undone_and_its_words_are_forgotten(study: Study, interview: str) -> None:
    passage = study.find_passage(interview, "slecht")
    study.edit_text(interview, passage.start, passage.end, "slecht bij Kwispelstaartje")
    name = study.find_passage(interview, "Kwispelstaartje")
    study.add_coding(interview, study.code("V1").id, name.start - 4, name.end)
    study.redact_passage(interview, name.start, name.end, NameKind.PERSON)
    assert study.leftovers(["Kwispelstaartje"]) == {}
    assert [row.quote for row in study.quotes()] == ["bij […]"]
    study.undo()
    assert study.quotes() == []
    with pytest.raises(CannotUndoError):
        study.undo()
    assert study.transcript(interview).text.endswith("slecht bij […].")
    assert study.check() == []


def test_the_history_says_on_what_a_change_was_also_when_that_is_gone(study: Study, interview: str) -> None:
    code = study.add_code("Nieuw ding")
    coding = study.add_coding(interview, code.id, 0, 9)
    study.set_memo(coding.id, "mooi")
    for _step in range(3):
        study.undo()
    told = [entry.detail for entry in study.history(limit=6)]
    assert all("Nieuw ding" in detail for detail in told)
    assert ["memo changed" in told[2], "passage coded" in told[1], "code created" in told[0]] == [True] * 3


def test_the_history_says_who_did_what(study: Study, interview: str) -> None:
    study.add_coding(interview, study.code("V1").id, 12, 30)
    study.undo()
    entries = study.history()
    assert [entry.what for entry in entries] == ["undo", "passage coded", "interview imported", "study created"]
    assert [entry.undone for entry in entries] == [False, True, False, False]
    assert {entry.coder for entry in entries} == {"Anna"}
    times = [entry.time for entry in entries]
    assert times == sorted(times, reverse=True)


def test_a_mark_of_how_far_the_coding_is_comes_back_with_the_words_before_it(study: Study, interview: str) -> None:
    text = study.transcript(interview).text
    study.set_coded_up_to(interview, len(text))
    study.correct(interview, len(text) - len(" slecht."), len(text), "")
    study.correct(interview, 12, 14, "Alle")
    study.undo()
    study.undo()
    assert study.interviews()[0].coded_up_to == len(text)
    study.redo()
    assert study.interviews()[0].coded_up_to == len(text) - len(" slecht.")


def test_redo_finds_a_mark_that_earlier_changes_of_its_correction_moved(study: Study, prepare_turns: Turns) -> None:
    study.store(prepare_turns("Goed dan.", "de kansen hier slecht […] en dat weten ze wel"))
    interview = study.interviews()[0].id
    turn = study.transcript(interview).turns[1]
    study.correct(interview, turn.start, turn.end, "de kansen hier Nou hier […] de slecht ze wel")
    after = study.transcript(interview)
    study.undo()
    study.redo()
    assert study.transcript(interview) == after
    assert study.check() == []
