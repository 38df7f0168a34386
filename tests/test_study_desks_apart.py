"""What several desks do to one text, one place, one row apart from each other, merged in any order."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.conftest import prepared

from interview_coder import i18n
from interview_coder.domain.coded import Decision
from interview_coder.domain.merging import KINDS, ConflictKind, MergePolicy, conflict_line
from interview_coder.domain.model import DraftSpeaker, NameKind, Role
from interview_coder.store.desks.rules import RULES
from interview_coder.study import Study

WORDS = "De kansen op werk zijn hier slecht en dat weten ze wel, zegt Kees ook, maar de ouders kiezen mee."
BETTER = "De kansen op werk zijn hier heel slecht en dat weten ze wel, zegt Kees ook, maar de ouders beslissen mee."


class Team:
    """A study and desks of it, each with what was done there; merged in all orders, each time from the same files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.main = folder / "main.study"
        with Study.create(self.main, coder="Anna") as study:
            self.interview = study.store(prepared("Hoe is het?", WORDS)).interview.id

    def work(self, **acts: Callable[[Study], object]) -> Team:
        """Hand out a desk for each name, and then do there what is to be done."""
        self.desks = [self.folder / f"{name}.study" for name in acts]
        with Study.open(self.main, coder="Anna") as study:
            for path in self.desks:
                study.hand_out(path, coder=path.stem.capitalize())
        for path, act in zip(self.desks, acts.values(), strict=True):
            with Study.open(path, coder=path.stem.capitalize()) as desk:
                act(desk)
        return self

    def code(self, words: str, key: str = "V1") -> Callable[[Study], object]:
        def act(study: Study) -> object:
            place = study.find_passage(self.interview, words)
            return study.add_coding(self.interview, study.code(key).id, place.start, place.end)

        return act

    def each_order(self) -> Iterator[Study]:
        """The study after merging one by one, in each direction, and in a desk first."""
        first, *others = self.desks
        group = self.folder / "group.study"
        shutil.copy(first, group)
        with Study.open(group, coder="Anna") as study:
            study.merge(others)
        for number, order in enumerate((self.desks, self.desks[::-1], [group])):
            path = self.folder / f"order{number}.study"
            shutil.copy(self.main, path)
            with Study.open(path, coder="Anna") as study:
                for one in order:
                    study.merge([one])
                assert study.check() == []
                assert not study.merge(self.desks).changed
                yield study


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


def test_a_better_transcription_and_work_on_the_old_one(team: Team) -> None:
    team.work(
        bea=lambda study: study.replace_transcript(team.interview, prepared("Hoe is het?", BETTER)),
        cor=lambda study: (team.code("dat weten ze wel")(study), team.code("ouders kiezen mee", "V2")(study)),
        dirk=lambda study: study.erase_names(["Kees"], NameKind.PERSON),
    )
    for study in team.each_order():
        text = study.transcript(team.interview).text
        # What was taken out is gone from the better transcription as well, and nothing else.
        assert text.split("\n")[1] == BETTER.replace("Kees", "[…]")
        assert sorted((one.code_key, one.quote) for one in study.quotes()) == [
            ("V1", "dat weten ze wel"),
            ("V2", "ouders beslissen mee"),
        ]
        assert study.leftovers(["Kees"]) == {}
        assert [hit.interview for hit in study.search("beslissen")] == [team.interview]


def test_a_name_that_the_better_transcription_spells_otherwise_goes_too(team: Team) -> None:
    team.work(
        bea=lambda study: study.replace_transcript(
            team.interview, prepared("Hoe is het?", WORDS.replace("Kees", "Keesje de Vries"))
        ),
        cor=lambda study: study.erase_names(["Kees"], NameKind.PERSON),
    )
    for study in team.each_order():
        assert study.transcript(team.interview).text.endswith("zegt […] ook, maar de ouders kiezen mee.")
        assert study.leftovers(["Kees", "Keesje", "Vries"]) == {}


def test_two_better_transcriptions_are_a_conflict(team: Team) -> None:
    other = WORDS.replace("slecht", "beroerd")
    team.work(
        bea=lambda study: study.replace_transcript(team.interview, prepared("Hoe is het?", BETTER)),
        cor=lambda study: study.replace_transcript(team.interview, prepared("Hoe is het?", other)),
        dirk=team.code("dat weten ze wel"),
    )
    with Study.open(team.main, coder="Anna") as study:
        (conflict,) = study.merge(team.desks, dry_run=True).conflicts
        assert conflict.kind is ConflictKind.TEXT
    for study in team.each_order():
        assert study.transcript(team.interview).text == f"Hoe is het?\n{other}"
        assert [one.quote for one in study.quotes()] == ["dat weten ze wel"]


def test_a_coding_keeps_its_words_where_one_in_the_place_of_two_does_not_stand(team: Team) -> None:
    def misheard(study: Study) -> None:
        team.code("weten ze wel, zegt Kees ook")(study)
        study.replace_transcript(team.interview, prepared("Hoe is het?", WORDS.replace("dat weten", "vergeten")))
        assert [one.quote for one in study.quotes()] == ["vergeten ze wel, zegt Kees ook"]
        # The redaction stands, and moves the coding at the words that do not.
        study.erase_names(["Kees"], NameKind.PERSON)

    team.work(bea=misheard, cor=lambda study: study.replace_transcript(team.interview, prepared("Hoe is het?", BETTER)))
    for study in team.each_order():
        assert study.transcript(team.interview).text.split("\n")[1] == BETTER.replace("Kees", "[…]")
        assert [one.quote for one in study.quotes()] == ["weten ze wel, zegt […] ook"]


def settle(team: Team, decision: Decision) -> Callable[[Study], object]:
    def act(study: Study) -> object:
        coding = next(one for one in study.codings(team.interview) if one.code == study.code("V1").id)
        return study.settle("Anna", "Bea", coding.id, decision)

    return act


@pytest.fixture
def differing(team: Team) -> Team:
    """Anna and Bea gave a passage different codes."""
    with Study.open(team.main, coder="Anna") as study:
        team.code("hier slecht")(study)
    with Study.open(team.main, coder="Bea") as study:
        team.code("hier slecht", "V2")(study)
    return team


def settled(team: Team, study: Study) -> tuple[Decision, list[str]]:
    """How the one place was settled, and the codes of the consensus."""
    (found,) = study.settlements()
    keys = {code.id: code.key for code in study.codes()}
    return found.decision, [keys[one.code] for one in study.codings(team.interview, consensus=True)]


def test_a_place_that_two_desks_settle_in_two_ways(differing: Team) -> None:
    team = differing.work(cor=settle(differing, Decision.FIRST), dirk=settle(differing, Decision.SECOND))
    for study in team.each_order():
        # The newest stands, and the consensus has nothing of the other.
        assert settled(team, study) == (Decision.SECOND, ["V2"])


def test_what_was_decided_by_hand_is_decided_everywhere(differing: Team) -> None:
    team = differing.work(cor=settle(differing, Decision.FIRST), dirk=settle(differing, Decision.SECOND))
    with Study.open(team.main, coder="Anna") as study:
        (conflict,) = study.merge(team.desks, dry_run=True).conflicts
        assert (conflict.table, conflict.column) == ("settlements", "decision")
        assert [side.value for side in conflict.sides] == ["as the first coder", "as the second coder"]
        study.merge(team.desks, decisions={conflict.id: 0})
        assert settled(team, study) == (Decision.FIRST, ["V1"])
        assert not study.merge(team.desks).changed
    cor, dirk = team.desks
    for into, others in ((dirk, [team.main]), (cor, [dirk]), (team.main, [cor, dirk])):
        with Study.open(into, coder="Anna") as study:
            assert study.merge(others, policy=MergePolicy.THEIRS).conflicts == ()
            assert settled(team, study) == (Decision.FIRST, ["V1"])


def test_a_place_that_two_desks_settle_alike_is_settled_once(differing: Team) -> None:
    team = differing.work(cor=settle(differing, Decision.FIRST), dirk=settle(differing, Decision.FIRST))
    for study in team.each_order():
        assert settled(team, study) == (Decision.FIRST, ["V1"])


def test_corrections_inside_a_coding_are_no_conflict_about_its_borders(team: Team) -> None:
    with Study.open(team.main, coder="Anna") as study:
        team.code("kansen op werk zijn hier slecht")(study)

    def replace(words: str, others: str) -> Callable[[Study], object]:
        def act(study: Study) -> object:
            place = study.find_passage(team.interview, words)
            return study.edit_text(team.interview, place.start, place.end, others)

        return act

    team.work(bea=replace("kansen", "vooruitzichten"), cor=replace("slecht", "heel slecht"), dirk=replace("De", "Alle"))
    with Study.open(team.main, coder="Anna") as study:
        assert study.merge(team.desks, dry_run=True).conflicts == ()
    for study in team.each_order():
        assert [one.quote for one in study.quotes()] == ["vooruitzichten op werk zijn hier heel slecht"]


def test_a_desk_that_is_given_twice_is_merged_once(team: Team) -> None:
    team.work(bea=team.code("slecht"))
    with Study.open(team.main, coder="Anna") as study:
        study.merge([*team.desks, *team.desks])
        assert len(study.quotes()) == 1


def test_every_kind_of_row_has_a_name_for_people() -> None:
    assert {name for name, rule in RULES.items() if not rule.local} <= set(KINDS)


def test_conflicts_are_told_in_the_language_of_the_user(team: Team) -> None:
    team.work(
        bea=lambda study: study.change_code("V1", use_when="altijd"),
        cor=lambda study: study.change_code("V1", use_when="nooit"),
    )
    i18n.use_language("nl")
    with Study.open(team.main, coder="Anna") as study:
        (conflict,) = study.merge(team.desks, dry_run=True).conflicts
        assert conflict_line(conflict).split(" · ")[1:] == ["gebruik wanneer", "beide veranderden het"]


@pytest.mark.parametrize(("around", "put"), [("kansen op werk zijn", 0), ("hier slecht en dat", 1)])
def test_what_was_put_into_a_quote_stays_in_it_when_the_words_around_are_replaced(
    team: Team, around: str, put: int
) -> None:
    passage = "werk zijn hier slecht"
    with Study.open(team.main, coder="Anna") as study:
        place = study.find_passage(team.interview, passage)
        quote = study.collect_passage(team.interview, place.start, place.end).id

    def insert(study: Study) -> None:
        source, made = study.transcript(team.interview).text, study.collected_quote(quote).quote
        study.change_quote(quote, made.insert(source, (place.start, place.end)[put], "voor hen"))

    def correct(study: Study) -> None:
        words = study.find_passage(team.interview, around)
        study.edit_text(team.interview, words.start, words.end, "is")

    team.work(bea=insert, cor=correct)
    for study in team.each_order():
        [piece] = study.collected_quote(quote).quote.pieces
        [edit] = piece.edits
        assert edit.text == "voor hen"
        assert piece.start <= edit.start == edit.end <= piece.end


def test_a_memo_keeps_a_coding_that_was_removed_though_its_words_are_gone(team: Team) -> None:
    with Study.open(team.main, coder="Anna") as study:
        coding = team.code("zegt Kees ook")(study).id  # type: ignore[attr-defined]

    def without_words(desk: Study) -> None:
        place = desk.find_passage(team.interview, ", zegt Kees ook")
        desk.edit_text(team.interview, place.start, place.end, "")

    team.work(
        bea=lambda desk: desk.remove_coding(coding),
        cor=lambda desk: desk.set_memo(coding, "Dit is de kern."),
        dirk=without_words,
    )
    for study in team.each_order():
        [left] = study.unplaced()
        assert (left.id, left.words) == (coding, "zegt Kees ook")
        assert study.codings(team.interview) == []
        place = study.find_passage(team.interview, "de ouders")
        study.place(left.id, place.start, place.end)
        assert [one.memo for one in study.codings(team.interview)] == ["Dit is de kern."]


def test_a_label_that_one_desk_gave_to_another_voice_when_its_own_had_gone(team: Team) -> None:
    with Study.open(team.main, coder="Anna") as study:
        tolk = study.add_speaker(team.interview, "Tolk", Role.OTHER)
        study.set_speaker(team.interview, [study.transcript(team.interview).turns[1].id], tolk.id)

    def rename(study: Study) -> None:
        study.replace_transcript(team.interview, prepared("Hoe is het?", BETTER))
        asks = study.transcript(team.interview).turns[0].speaker
        assert asks is not None
        study.change_speaker(team.interview, asks.id, label="Tolk")

    kept = prepared("Hoe is het?", BETTER.replace("heel", "erg"))
    voices = (kept.draft.speakers[0], DraftSpeaker("Tolk", Role.OTHER))
    kept = replace(kept, draft=replace(kept.draft, speakers=voices))
    team.work(bea=rename, cor=lambda study: study.replace_transcript(team.interview, kept))
    for study in team.each_order():
        labels = [turn.speaker.label for turn in study.transcript(team.interview).turns if turn.speaker is not None]
        assert len(set(labels)) == 2
