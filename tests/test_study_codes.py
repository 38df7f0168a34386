"""The code tree as a lead researcher works on it: merge, split, retire, reorder, look-alikes, counts, mnemonics."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from interview_coder.domain.codebook import is_mnemonic, pick_mnemonic
from interview_coder.domain.model import Stance
from interview_coder.errors import CannotUndoError, InvalidInputError, NotFoundError
from interview_coder.intake import Prepared
from interview_coder.study import Study

Turns = Callable[..., Prepared]


@pytest.fixture
def interview(study: Study, prepare_turns: Turns) -> str:
    return study.store(prepare_turns("Hoe is het?", "De kansen op werk zijn hier slecht, zegt men.")).interview.id


def test_merged_codes_give_up_codings_memos_and_subcodes_and_one_undo_gives_them_back(
    study: Study, interview: str
) -> None:
    stays, goes = study.add_code("werk", definition="Over werk"), study.add_code("arbeid")
    child = study.add_code("baan", parent=goes.key)
    study.add_code("baan", parent=stays.key)
    both = [study.add_coding(interview, code.id, 12, 30, memo=f"over {code.name}").id for code in (stays, goes)]
    alone = study.add_coding(interview, goes.id, 32, 40, stance=Stance.SUPPORTS, memo="alleen")
    study.set_code_memo(stays.id, "blijft")
    study.set_code_memo(goes.id, "gaat")
    before = (study.codes(include_retired=True), study.codings(interview), study.code_memo(goes.id))

    merged = study.merge_codes([goes.key], "werk")

    assert merged.codings == 2
    kept, other = study.codings(interview)
    assert (kept.id, kept.memo) == (both[0], "over werk\n\nover arbeid")
    assert (other.id, other.code, other.stance, other.memo) == (alone.id, stays.id, Stance.SUPPORTS, "alleen")
    assert study.code_memo(stays.id) == "blijft\n\ngaat"
    assert study.code(child.id).path == "werk/baan (2)"
    retired = study.code(goes.id)
    assert (retired.retired, retired.codings) == (True, 0)
    assert goes.id not in {code.id for code in study.codes()}
    assert "codes merged" in {entry.what for entry in study.history()}
    assert study.check() == []

    study.undo()
    assert (study.codes(include_retired=True), study.codings(interview), study.code_memo(goes.id)) == before
    study.redo()
    assert [one.code for one in study.codings(interview)] == [stays.id, stays.id]


@pytest.mark.parametrize(
    ("stances", "united"),
    [
        ((None, None), None),
        ((None, Stance.SUPPORTS), Stance.SUPPORTS),
        ((Stance.SUPPORTS, Stance.SUPPORTS), Stance.SUPPORTS),
        ((Stance.SUPPORTS, Stance.CONTRADICTS), Stance.MIXED),
        ((Stance.MIXED, Stance.SUPPORTS), Stance.MIXED),
    ],
)
def test_stances_of_joined_codings_unite(
    study: Study, interview: str, stances: tuple[Stance | None, Stance | None], united: Stance | None
) -> None:
    codes = [study.add_code("een"), study.add_code("twee")]
    for code, stance in zip(codes, stances, strict=True):
        study.add_coding(interview, code.id, 12, 30, stance=stance)
    study.merge_codes([codes[1].id], codes[0].id)
    assert [one.stance for one in study.codings(interview)] == [united]


def test_colleagues_keep_their_own_coding_of_the_same_passage(study: Study, interview: str) -> None:
    first, second = study.add_code("een"), study.add_code("twee")
    study.add_coding(interview, first.id, 12, 30)
    study.close()
    with Study.open(study.path, coder="Bram") as other:
        other.add_coding(interview, second.id, 12, 30)
        other.merge_codes([second.id], first.id)
        assert [(one.code, one.coder) for one in other.codings(interview)] == [
            (first.id, coder.id) for coder in other.coders()
        ]
        [mine] = [one.id for one in other.codings(interview) if one.coder == other.coder.id]
    with Study.open(study.path, coder="Anna") as again:
        again.set_stance(mine, Stance.MIXED)
    with Study.open(study.path, coder="Bram") as other, pytest.raises(CannotUndoError, match="colleague"):
        other.undo()


def test_a_code_merges_into_its_own_subcode_which_takes_its_place(study: Study) -> None:
    above = study.add_code("boven")
    below = study.add_code("onder", parent=above.id)
    sister = study.add_code("zus", parent=above.id)
    study.merge_codes([above.id], below.id)
    assert study.code(below.id).path == "onder"
    assert study.code(sister.id).path == "onder/zus"
    study.undo()
    assert study.code(sister.id).path == "boven/zus"


def test_nothing_merges_with_itself_or_with_what_is_not_there(study: Study) -> None:
    with pytest.raises(InvalidInputError, match="Choose other codes"):
        study.merge_codes(["V1"], "V1")
    with pytest.raises(InvalidInputError):
        study.merge_codes([], "V1")
    with pytest.raises(NotFoundError):
        study.merge_codes(["no such"], "V1")


def test_splitting_gives_chosen_codings_another_code(study: Study, interview: str) -> None:
    broad, narrow = study.add_code("breed"), study.add_code("smal")
    ids = [study.add_coding(interview, broad.id, start, start + 6, memo=str(start)).id for start in (12, 20, 28)]
    study.add_coding(interview, narrow.id, 20, 26)
    assert study.recode([ids[0], ids[1], ids[0]], narrow.key) == 2
    assert {one.id: one.code for one in study.codings(interview) if one.code == broad.id} == {ids[2]: broad.id}
    assert sorted(one.memo for one in study.codings(interview) if one.code == narrow.id) == ["12", "20"]
    study.undo()
    assert study.code(broad.id).codings == 3
    with pytest.raises(NotFoundError):
        study.recode(["none"], narrow.id)


def test_a_place_counts_among_the_codes_in_force(study: Study) -> None:
    root = study.add_code("wortel")
    names = [study.add_code(name, parent=root.id) for name in ("a", "b", "c", "d")]
    study.retire_code(names[1].id)
    study.move_code(names[3].id, root.id, 1)
    assert [code.name for code in study.codes() if code.parent == root.id] == ["a", "d", "c"]
    study.move_code(names[0].id, root.id, 9)
    assert [code.name for code in study.codes() if code.parent == root.id] == ["d", "c", "a"]
    assert study.retire_code(names[1].id, False).retired is False
    assert [entry.what for entry in study.history(limit=1)] == ["code taken back into use"]


def test_look_alikes_are_found_by_name_and_definition_and_come_once(tmp_path: Path) -> None:
    with Study.create(tmp_path / "b.study", template="blank") as study:
        words = "Wat jongeren zeggen over de plaats waar zij stage lopen en wie hen daar begeleidt"
        for name, definition in (
            ("Stageplekken", ""),
            ("stageplekken ", ""),
            ("Stageplaatsen", words),
            ("Begeleiding op het werk", words.replace("jongeren", "leerlingen")),
            ("Ouders", ""),
            ("Invloed van ouders", ""),
            ("Geheel iets anders", ""),
        ):
            parent = study.code("Stageplekken").id if name.endswith(" ") else None
            study.add_code(name, definition=definition, parent=parent)
        pairs = {
            (pair.first.name, pair.second.name): (round(pair.score), pair.reason) for pair in study.look_alikes(75)
        }
    assert pairs["Stageplekken", "stageplekken"] == (100, "names alike")
    assert pairs["Stageplaatsen", "Begeleiding op het werk"][1] == "definitions alike"
    assert pairs["Ouders", "Invloed van ouders"][1] == "one name within the other"
    assert not any("Geheel iets anders" in pair for pair in pairs)


def test_codes_are_counted_per_interview_and_the_unused_ones_named(
    study: Study, interview: str, prepare_turns: Turns
) -> None:
    other = study.store(prepare_turns("En u?", "Prima hoor.")).interview.id
    child = study.code("V1a")
    study.add_coding(interview, child.id, 12, 30)
    study.add_coding(other, child.id, 6, 11)
    study.add_coding(other, study.code("vsv").id, 6, 11)
    assert study.code_counts() == {child.id: 2, study.code("vsv").id: 1}
    assert study.code_counts(interview) == {child.id: 1}
    unused = {code.key for code in study.unused_codes()}
    assert not unused & {"V1a", "V1", "A", "vsv"}
    assert {"V1b", "V2", "stages"} <= unused


def test_every_code_has_two_letters_of_its_own_that_can_be_changed(study: Study) -> None:
    given = {code.mnemonic: code.name for code in study.codes()}
    assert len(given) == len(study.codes())
    assert all(is_mnemonic(letters) for letters in given)
    code = study.add_code("Ouders thuis")
    assert code.mnemonic not in given
    assert study.change_code(code.id, mnemonic="QX ").mnemonic == "qx"
    other = next(iter(given))
    with pytest.raises(InvalidInputError, match="belongs to"):
        study.change_code(code.id, mnemonic=other)
    for wrong in ("q", "qxx", "q1", "é1", ""):
        with pytest.raises(InvalidInputError, match="two letters"):
            study.change_code(code.id, mnemonic=wrong)
    study.undo()
    assert study.code(code.id).mnemonic == code.mnemonic


def test_mnemonics_come_from_the_name_until_all_are_given_away() -> None:
    assert pick_mnemonic("Invloed van ouders", []) == "iv"
    assert pick_mnemonic("Stages", []) == "st"
    assert pick_mnemonic("Stages", ["st"]) == "sa"
    assert pick_mnemonic("日本", []) == "aa"
    taken: set[str] = set()
    for _number in range(26 * 26):
        taken.add(pick_mnemonic("Ouders", taken))
    assert len(taken) == 676
    assert pick_mnemonic("Ouders", taken) == ""


def test_a_study_may_have_more_codes_than_there_are_mnemonics(tmp_path: Path) -> None:
    template = tmp_path / "much.toml"
    template.write_text(
        "".join(f'[[code]]\nname = "c{n}"\n' for n in range(680)) + '[[code]]\nname = "eigen"\nmnemonic = "zz"\n'
    )
    with Study.create(tmp_path / "much.study", template=template) as study:
        given = [code.mnemonic for code in study.codes()]
        assert len(set(given) - {""}) == 676
        assert study.code("eigen").mnemonic == "zz"
        assert study.add_code("nog een").mnemonic == ""
    template.write_text('[[code]]\nname = "a"\nmnemonic = "ab"\n[[code]]\nname = "b"\nmnemonic = "ab"\n')
    with pytest.raises(InvalidInputError, match="given to two codes"):
        Study.create(tmp_path / "twice.study", template=template)
