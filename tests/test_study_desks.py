"""Handing out desks and merging them: what comes together, what is asked, what is refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.conftest import prepared

from interview_coder.domain.merging import BOTH, COLUMNS, ConflictKind, MergePolicy, NoticeKind
from interview_coder.domain.model import Coding, Metadata, NameKind, Stance
from interview_coder.errors import (
    CannotUndoError,
    InvalidInputError,
    OutputExistsError,
    ReadOnlyError,
    StudyBusyError,
    StudyFileError,
)
from interview_coder.intake import Prepared
from interview_coder.settings import Settings
from interview_coder.store import schema
from interview_coder.store.desks import merging
from interview_coder.store.desks.rules import RULES
from interview_coder.study import Study

Turns = Callable[..., Prepared]
ANSWER = "De kansen op werk zijn slecht. Dat weten ze wel, zegt Kees."


NAMES = ("main", "bea", "cor")


class Desks:
    """A main study and two desks of it, opened one at a time."""

    def __init__(self, folder: Path) -> None:
        self.main, self.bea, self.cor = (folder / f"{name}.study" for name in NAMES)
        self.interview = self.other = self.coding = ""

    def fill(self) -> Desks:
        with Study.create(self.main, coder="Anna") as study:
            self.interview = study.store(prepared("Hoe is het?", ANSWER)).interview.id
            self.other = study.store(prepared("En de ouders?", "Die kiezen mee.")).interview.id
            self.coding = self.code(study, "werk zijn slecht", memo="van Anna").id
            study.hand_out(self.bea, coder="Bea")
            study.hand_out(self.cor, coder="Cor")
        return self

    def copied(self, folder: Path) -> Desks:
        other = Desks(folder)
        other.interview, other.other, other.coding = self.interview, self.other, self.coding
        for name in NAMES:
            shutil.copy(getattr(self, name), folder)
        return other

    def at(self, name: str) -> Study:
        return Study.open(getattr(self, name), coder={"main": "Anna", "bea": "Bea", "cor": "Cor"}[name])

    def code(self, study: Study, words: str, key: str = "V1", **more: object) -> Coding:
        place = study.find_passage(self.interview, words)
        return study.add_coding(self.interview, study.code(key).id, place.start, place.end, **more)  # type: ignore[arg-type]

    def replace(self, study: Study, words: str, others: str) -> None:
        place = study.find_passage(self.interview, words)
        study.edit_text(self.interview, place.start, place.end, others)

    def coded(self, study: Study) -> list[tuple[str, str, str]]:
        return sorted((row.coder, row.code_key, row.quote) for row in study.quotes())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desks:
    return Desks(tmp_path_factory.mktemp("desks")).fill()


@pytest.fixture
def desks(tmp_path: Path, made: Desks) -> Desks:
    return made.copied(tmp_path)


@pytest.fixture
def main(desks: Desks) -> Iterator[Study]:
    with desks.at("main") as study:
        yield study


def test_every_table_has_a_rule() -> None:
    assert set(RULES) == set(schema.Base.metadata.tables)
    for name, rule in RULES.items():
        columns = set(schema.table(name).columns.keys())
        assert {*rule.follows, *rule.lets_go, *filter(None, [rule.group])} <= columns, name


def test_whatever_can_differ_has_a_name() -> None:
    asked = {
        column.name
        for name, rule in RULES.items()
        if not (rule.local or rule.woven or rule.group)
        for column in schema.table(name).columns
        if column.name not in (*rule.quiet, "id")
    }
    # These are never two desks' to choose.
    assert asked - COLUMNS.keys() == {"desk", "purge_pending", "tbl"}
    assert COLUMNS.keys() <= asked


def test_at_a_desk_work_is_by_whom_it_was_handed_to_unless_somebody_says_who(desks: Desks) -> None:
    with Study.open(desks.bea) as desk:
        assert desk.coder.name == "Bea"
    with Study.open(desks.bea, coder="Dirk") as desk:
        assert desk.coder.name == "Dirk"
    Settings().set("coder", value="Evi")
    with Study.open(desks.bea) as desk:
        assert desk.coder.name == "Evi"
    Settings().set("coder", value="")
    with Study.open(desks.main) as study:
        assert study.coder.name == Settings().coder


def test_work_done_apart_comes_together_with_its_words(desks: Desks, main: Study) -> None:
    with desks.at("bea") as bea:
        desks.replace(bea, "slecht", "echt slecht")
        desks.code(bea, "kansen op werk", "V2", stance=Stance.SUPPORTS, memo="van Bea")
    with desks.at("cor") as cor:
        desks.replace(cor, "werk", "arbeid")
        desks.code(cor, "Dat weten ze wel", "V3")
    seen = main.merge([desks.bea, desks.cor], dry_run=True)
    assert seen.changed
    assert desks.coded(main) == [("Anna", "V1", "werk zijn slecht")]
    told = {(one.coder, one.table): (one.new, one.changed, one.gone) for one in seen.incoming}
    assert told["Bea", "codings"] == (1, 1, 0)
    assert told["Cor", "text"] == (0, 1, 0)
    report = main.merge([desks.bea, desks.cor])
    assert report.conflicts == ()
    assert report.backup is not None
    assert report.backup.is_file()
    assert desks.coded(main) == [
        ("Anna", "V1", "arbeid zijn echt slecht"),
        ("Bea", "V2", "kansen op arbeid"),
        ("Cor", "V3", "Dat weten ze wel"),
    ]
    assert main.check() == []
    assert not main.merge([desks.cor, desks.bea]).changed
    assert [hit.interview for hit in main.search("arbeid")] == [desks.interview]
    with pytest.raises(CannotUndoError, match="merged"):
        main.undo()
    desks.code(main, "Dat weten", "V4")
    main.undo()
    with Study.open(report.backup, read_only=True) as before:
        assert desks.coded(before) == [("Anna", "V1", "werk zijn slecht")]


def test_a_desk_goes_on_and_is_merged_again(desks: Desks, main: Study) -> None:
    with desks.at("bea") as bea:
        first = desks.code(bea, "kansen", "V2")
    main.merge([desks.bea])
    with desks.at("bea") as bea:
        bea.remove_coding(first.id)
        desks.code(bea, "weten", "V3")
        bea.undo()
        bea.redo()
    main.merge([desks.bea])
    assert desks.coded(main) == [("Anna", "V1", "werk zijn slecht"), ("Bea", "V3", "weten")]
    with desks.at("bea") as bea:
        bea.merge([desks.cor])
    with desks.at("cor") as cor:
        desks.code(cor, "slecht", "V5")
    main.merge([desks.bea])
    main.merge([desks.cor])
    assert ("Cor", "V5", "slecht") in desks.coded(main)


def test_both_changed_a_definition(desks: Desks, main: Study) -> None:
    for name in ("bea", "cor"):
        with desks.at(name) as study:
            study.change_code("V1", definition=f"zoals {name} zegt")
    (conflict,) = main.merge([desks.bea, desks.cor], dry_run=True).conflicts
    assert (conflict.kind, conflict.table, conflict.column) == (ConflictKind.CHANGED, "codes", "definition")
    assert [(side.coder, side.value) for side in conflict.sides] == [
        ("Bea", "zoals bea zegt"),
        ("Cor", "zoals cor zegt"),
    ]
    assert conflict.chosen == 1
    with pytest.raises(InvalidInputError, match="decided first"):
        main.merge([desks.bea, desks.cor], policy=MergePolicy.ASK)
    main.merge([desks.bea, desks.cor], policy=MergePolicy.ASK, decisions={conflict.id: 0})
    assert main.code("V1").definition == "zoals bea zegt"
    # Decided once is decided for good, whatever the policy.
    assert not main.merge([desks.cor, desks.bea]).changed
    with desks.at("cor") as cor:
        desks.code(cor, "weten")
    assert main.merge([desks.cor], policy=MergePolicy.THEIRS).conflicts == ()
    assert main.code("V1").definition == "zoals bea zegt"


def test_both_definitions_can_be_kept(desks: Desks, main: Study) -> None:
    main.change_code("V1", definition="een")
    with desks.at("bea") as bea:
        bea.change_code("V1", definition="twee")
    (conflict,) = main.merge([desks.bea], dry_run=True).conflicts
    main.merge([desks.bea], decisions={conflict.id: BOTH})
    assert main.code("V1").definition == "een\n\ntwee"
    assert not main.merge([desks.bea]).changed


@pytest.mark.parametrize(("policy", "stands"), [("ours", "van ons"), ("theirs", "van cor"), ("newest", "van cor")])
def test_policies(desks: Desks, main: Study, policy: str, stands: str) -> None:
    main.change_code("V1", definition="van ons")
    for name in ("bea", "cor"):
        with desks.at(name) as study:
            study.change_code("V1", definition=f"van {name}")
    twin = desks.main.with_name("twin.study")
    main.backup(twin)
    main.merge([desks.bea, desks.cor], policy=MergePolicy(policy))
    assert main.code("V1").definition == stands
    with Study.open(twin, coder="Anna") as other:
        other.merge([desks.cor], policy=MergePolicy(policy))
        other.merge([desks.bea], policy=MergePolicy(policy))
        assert other.code("V1").definition == stands


def test_both_corrected_the_same_words(desks: Desks, main: Study) -> None:
    with desks.at("bea") as bea:
        desks.replace(bea, "slecht", "matig")
        desks.code(bea, "zijn matig", "V2")
    with desks.at("cor") as cor:
        desks.replace(cor, "slecht", "beroerd")
        desks.code(cor, "zijn beroerd", "V2")
    (conflict,) = main.merge([desks.bea, desks.cor], dry_run=True).conflicts
    assert conflict.kind is ConflictKind.TEXT
    main.merge([desks.bea, desks.cor], decisions={conflict.id: 0})
    assert "zijn matig. Dat" in main.transcript(desks.interview).text
    assert desks.coded(main) == [
        ("Anna", "V1", "werk zijn matig"),
        ("Bea", "V2", "zijn matig"),
        ("Cor", "V2", "zijn matig"),
    ]
    assert main.check() == []


def test_a_late_redaction_wins_over_a_correction_and_is_forgotten_everywhere(desks: Desks, main: Study) -> None:
    main.set_code_memo("V1", "Kees vindt van wel")
    main.merge([desks.bea])
    with desks.at("bea") as bea:
        desks.replace(bea, "Kees", "Keesje")
        desks.code(bea, "zegt Keesje", "V2")
    with desks.at("cor") as cor:
        cor.erase_names(["Kees"], NameKind.PERSON)
    report = main.merge([desks.bea, desks.cor])
    assert report.backup is None
    text = main.transcript(desks.interview).text
    assert text.endswith("Dat weten ze wel, zegt […].")
    assert ("Bea", "V2", "zegt […]") in desks.coded(main)
    assert [notice.kind for notice in report.notices] == [NoticeKind.REDACTED]
    assert main.check() == []
    # What the lead wrote meanwhile was not known at the desk; its own words are gone.
    places = main.leftovers(["Kees", "Keesje"])
    assert set(places.get("Kees", {})) <= {"memos.body", "events.after", "main.study", "main.study-wal"}
    assert "Keesje" not in places


def test_codings_on_words_that_another_desk_took_out_wait(desks: Desks, main: Study) -> None:
    with desks.at("bea") as bea:
        desks.code(bea, "Dat weten ze wel", "V2", memo="belangrijk")
    with desks.at("cor") as cor:
        desks.replace(cor, " Dat weten ze wel, zegt Kees.", "")
    report = main.merge([desks.bea, desks.cor])
    assert NoticeKind.UNPLACED in [notice.kind for notice in report.notices]
    (waiting,) = main.unplaced()
    assert (waiting.words, waiting.memo, waiting.coder) == ("Dat weten ze wel", "belangrijk", "Bea")
    assert not main.merge([desks.bea]).changed
    main.place(waiting.id, 12, 20)
    assert not main.merge([desks.bea, desks.cor]).changed
    assert main.check() == []


def test_what_another_desk_uses_is_kept(desks: Desks, main: Study) -> None:
    with desks.at("bea") as bea:
        bea.set_memo(desks.coding, "nog iets")
    main.remove_coding(desks.coding)
    (conflict,) = main.merge([desks.bea], policy=MergePolicy.THEIRS).conflicts
    assert conflict.kind is ConflictKind.DELETED
    assert main.coding(desks.coding).memo == "nog iets"
    assert main.check() == []


def test_new_things_of_one_name(desks: Desks, main: Study, prepare_turns: Turns) -> None:
    for name in ("bea", "cor"):
        with desks.at(name) as study:
            study.add_code("Reistijd")
            about = Metadata(school=7, programmes=("Kok",))
            study.store(prepare_turns("Vraag?", f"Antwoord van {name}."), metadata=about)
    report = main.merge([desks.bea, desks.cor])
    assert sorted(code.key for code in main.codes() if code.name.startswith("Reistijd")) == ["reistijd", "reistijd-2"]
    assert len({code.mnemonic for code in main.codes()}) == len(main.codes())
    assert [one.reference for one in main.interviews()][2:] == ["7. Kok (1)", "7. Kok (2)"]
    assert main.programmes().count("Kok") == 1
    assert {NoticeKind.RENAMED, NoticeKind.RENUMBERED} <= {notice.kind for notice in report.notices}
    assert main.check() == []


def test_a_coder_who_worked_at_two_desks_is_one(desks: Desks, main: Study) -> None:
    for path in (desks.bea, desks.cor):
        with Study.open(path, coder="Dirk") as study:
            desks.code(study, "kansen", "V2")
    main.merge([desks.bea, desks.cor])
    assert [coder.name for coder in main.coders()] == ["Anna", "Bea", "Cor", "Dirk"]
    assert desks.coded(main) == [("Anna", "V1", "werk zijn slecht"), ("Dirk", "V2", "kansen")]


def test_part_of_the_study_is_not_the_rest_taken_away(desks: Desks, main: Study, tmp_path: Path) -> None:
    part = tmp_path / "part.study"
    report = main.hand_out(part, coder="Bea", interviews=[desks.interview])
    assert (report.interviews, report.codings) == (1, 1)
    with Study.open(part, coder="Bea") as desk:
        assert [one.id for one in desk.interviews()] == [desks.interview]
        assert desk.check() == []
        desks.code(desk, "kansen", "V2")
    main.merge([part])
    assert len(main.interviews()) == 2
    assert len(desks.coded(main)) == 2


def test_a_blind_desk_has_nothing_of_colleagues_in_its_bytes(desks: Desks, main: Study, tmp_path: Path) -> None:
    main.set_memo(desks.coding, "geheimzinnig woord")
    blind = tmp_path / "blind.study"
    assert main.hand_out(blind, coder="Bea", blind=True).codings == 0
    data = blind.read_bytes()
    assert b"geheimzinnig" not in data
    assert desks.coding.encode() not in data
    with Study.open(blind, coder="Bea") as desk:
        assert desk.codings(desks.interview) == []
        assert desk.memos() == []
        desks.code(desk, "werk zijn slecht", "V1")
    main.merge([blind])
    assert desks.coded(main) == [("Anna", "V1", "werk zijn slecht"), ("Bea", "V1", "werk zijn slecht")]
    assert main.coding(desks.coding).memo == "geheimzinnig woord"
    with pytest.raises(InvalidInputError, match="who will code"):
        main.hand_out(tmp_path / "nobody.study", blind=True)
    with pytest.raises(OutputExistsError):
        main.hand_out(blind, coder="Bea")


def test_an_interview_that_was_deleted_is_gone_everywhere(desks: Desks, main: Study) -> None:
    with desks.at("bea") as bea:
        desks.code(bea, "kansen", "V2", memo="blijft niet")
    with desks.at("cor") as cor:
        cor.delete_interview(desks.interview)
    main.merge([desks.bea])
    main.merge([desks.cor])
    assert [one.id for one in main.interviews()] == [desks.other]
    assert main.leftovers(["slecht", "blijft"]) == {}
    assert not main.merge([desks.bea, desks.cor]).changed
    assert main.check() == []


def test_what_is_no_desk_of_this_study_is_refused(desks: Desks, main: Study, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="itself"):
        main.merge([desks.main])
    with pytest.raises(InvalidInputError, match="which desks"):
        main.merge([])
    with Study.create(tmp_path / "fremd.study", coder="Anna"):
        pass
    with pytest.raises(InvalidInputError, match="another study"):
        main.merge([tmp_path / "fremd.study"])
    with desks.at("bea"), pytest.raises(StudyBusyError):
        main.merge([desks.bea])
    broken = tmp_path / "broken.study"
    broken.write_bytes(desks.cor.read_bytes()[:5000])
    with pytest.raises(StudyFileError):
        main.merge([desks.cor, broken])
    shutil.copy(desks.bea, tmp_path / "copy.study")
    for path in (desks.bea, tmp_path / "copy.study"):
        with Study.open(path, coder="Bea") as study:
            desks.code(study, "kansen", "V2")
    with pytest.raises(StudyFileError, match="plain copy"):
        main.merge([desks.bea, tmp_path / "copy.study"])
    with Study.open(desks.cor, read_only=True, coder="Cor") as reading, pytest.raises(ReadOnlyError):
        reading.merge([desks.bea])
    assert desks.coded(main) == [("Anna", "V1", "werk zijn slecht")]


def test_a_merge_that_is_cut_short_leaves_the_study_as_it_was(
    desks: Desks, main: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desks.at("bea") as bea:
        desks.code(bea, "kansen", "V2")
    before = (desks.coded(main), main.history(), main.coders())

    def stop(done: int, total: int) -> None:
        if done == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        main.merge([desks.bea], progress=stop)
    assert (desks.coded(main), main.history(), main.coders()) == before

    def fail(*_arguments: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(merging, "put_events", fail)
    with pytest.raises(OSError, match="no room"):
        main.merge([desks.bea])
    assert (desks.coded(main), main.history(), main.coders()) == before
    monkeypatch.undo()
    main.merge([desks.bea])
    assert len(desks.coded(main)) == 2
