"""Conditions: what is said for and against, by whom; verdicts and their history."""

from __future__ import annotations

import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

from interview_coder.domain.conditions import Evidence, Verdict
from interview_coder.domain.model import CodeKind, Metadata, NameKind, Stance
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.intake import Prepared
from interview_coder.study import Study

Turns = Callable[..., Prepared]
Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def interviews(study: Study, prepare_turns: Turns) -> list[str]:
    """Three schools, one of which says nothing of V4; two coders."""
    places = (Metadata(1, ("Zorg",)), Metadata(2, ("Zorg", "Dieren")), Metadata(3, ("Dieren",)))
    talks = [
        prepare_turns("Kan dat?", f"Nee, dat willen ze niet, nummer {number}.", metadata=metadata)
        for number, metadata in enumerate(places)
    ]
    ids = [study.store(talk).interview.id for talk in talks]
    code(study, ids[0], "dat willen ze niet", "V4", Stance.CONTRADICTS)
    code(study, ids[1], "Nee", "V4", Stance.SUPPORTS)
    code(study, ids[1], "dat willen ze niet", "V1a", Stance.MIXED)
    code(study, ids[1], "Kan dat?", "V4")
    study.close()
    with Study.open(study.path, coder="Bram") as other:
        code(other, ids[0], "dat willen ze niet", "V4", Stance.MIXED)
    return ids


def code(study: Study, interview: str, words: str, key: str, stance: Stance | None = None) -> str:
    passage = study.find_passage(interview, words)
    return study.add_coding(interview, study.code(key).id, passage.start, passage.end, stance=stance).id


def test_evidence_counts_passages_and_respondents(study: Study, interviews: list[str]) -> None:
    with Study.open(study.path, coder="Anna") as study:
        found = study.conditions()
        assert [one.code.key for one in found] == [f"V{n}" for n in range(1, 8)]
        four = found[3]
        assert four.total == Evidence(
            supports=1, contradicts=1, mixed=1, neutral=1, passages=3, codings=4, respondents=2, interviews=2
        )
        assert [(one.name, one.evidence.codings) for one in four.programmes] == [("Zorg", 4), ("Dieren", 2)]
        assert [(one.name, one.evidence.contradicts) for one in four.schools] == [("1", 1), ("2", 0), ("3", 0)]
        assert (four.silent_schools, four.silent_programmes) == ((3,), ())
        one = found[0]
        assert one.total.mixed == 1
        assert {part.code.key: part.evidence.mixed for part in one.parts} == {"V1a": 1, "V1b": 0}
        assert found[6].silent_schools == (1, 2, 3)
        rows = study.evidence("V4")
        assert [row.stance for row in rows] == [Stance.CONTRADICTS, Stance.MIXED, Stance.SUPPORTS, None]
        assert study.evidence("V4", limit=1, offset=1) == rows[1:2]
        assert study.evidence("V4", programme="dieren") == rows[2:]
        assert study.evidence("V4", school=1, stance=Stance.MIXED) == rows[1:2]
        assert study.evidence("V1")[0].code_key == "V1a"
        with pytest.raises(NotFoundError, match="no condition"):
            study.condition("stages")
        # Any codebook: what is marked as a condition is one.
        study.change_code(study.code("stages").id, kind=CodeKind.CONDITION)
        assert study.conditions()[-1].code.key == "stages"


def test_verdicts_follow_each_other_and_all_stay_readable(study: Study, interviews: list[str]) -> None:
    with Study.open(study.path, coder="Anna") as study:
        coding = study.evidence("V4")[0]
        first = study.set_verdict("V4", Verdict.PARTLY, rationale="Soms wel.", quotes=[coding.id])
        [quote] = study.collected()
        assert first.quotes == (quote.id,)
        second = study.set_verdict("V4", Verdict.PROVIDED, provided="er stages zijn", quotes=[quote.id])
        third = study.set_verdict("V4", Verdict.NOT, programme="dieren")
        fourth = study.set_verdict("V4", Verdict.CANNOT_BE_SAID, school=3)
        part = study.set_verdict("V1a", Verdict.MET)
        four = study.condition("V4")
        assert four.verdict == second
        assert [share.verdict for share in four.programmes] == [None, third]
        assert four.schools[2].verdict == fourth
        assert study.condition("V1").parts[0].verdict == part
        assert [one.id for one in study.verdicts("V4")] == [fourth.id, third.id, second.id, first.id]
        assert [one.current for one in study.verdicts("V4")] == [True, True, True, False]
        assert [one.id for one in study.verdicts(programme="Dieren", current=True)] == [third.id]
        study.remove_verdict(second.id)
        assert study.condition("V4").verdict is not None
        assert study.condition("V4").verdict.rationale == "Soms wel."  # type: ignore[union-attr]
        assert study.undo().what == "verdict taken back"
        assert study.condition("V4").verdict == second
        study.remove_quote(quote.id)
        assert study.condition("V4").verdict.quotes == ()  # type: ignore[union-attr]
        study.undo()
        assert study.condition("V4").verdict == second
        for bad in (
            {"verdict": Verdict.PROVIDED},
            {"verdict": Verdict.MET, "provided": "x"},
            {"verdict": Verdict.MET, "programme": "Zorg", "school": 1},
        ):
            with pytest.raises(InvalidInputError):
                study.set_verdict("V4", **bad)
        for unknown in ({"programme": "Nee"}, {"school": 9}, {"quotes": ["x"]}):
            with pytest.raises(NotFoundError):
                study.set_verdict("V4", Verdict.MET, **unknown)
        assert len(study.verdicts()) == 5
        study.delete_interview(interviews[0])
        assert study.condition("V4").verdict.quotes == ()  # type: ignore[union-attr]
        assert study.check() == []


def test_a_name_in_a_rationale_goes_late(study: Study) -> None:
    study.set_verdict("V4", Verdict.PROVIDED, provided="Kwispel meedoet", rationale="Kwispel zei het.")
    study.add_section("Kwispel", "Over Kwispel")
    study.erase_names(["Kwispel"], NameKind.PERSON)
    assert study.leftovers(["Kwispel"]) == {}
    [verdict] = study.verdicts()
    assert (verdict.provided, verdict.rationale) == ("[…] meedoet", "[…] zei het.")


def test_by_command(study: Study, interviews: list[str], cli: Run) -> None:
    path = study.path
    listed = cli("conditions", path)
    assert listed.stdout.splitlines()[3].split("\t")[2:] == ["1", "1", "1", "1", "3", "2", "no verdict"]
    rows = json.loads(cli("quotes", path, "--where", "V4 AND stance = contradicts", "--json").stdout)
    assert [row["stance"] for row in rows] == ["contradicts"]
    ran = cli(
        "verdict", path, "--condition", "V4", "--verdict", "provided", "--provided", "er stages zijn",
        "--programme", "Zorg", "--rationale", "Daarom.", "--quote", rows[0]["id"], "--coder", "Anna",
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (0, "met, provided that er stages zijn\n")
    one = json.loads(cli("conditions", path, "--condition", "V4", "--json").stdout)
    assert one["silent_schools"] == [3]
    assert one["programmes"][0]["verdict"]["provided"] == "er stages zijn"
    assert [verdict["rationale"] for verdict in one["verdicts"]] == ["Daarom."]
    assert "Daarom." in cli("conditions", path, "--condition", "V4").stdout
    assert cli("verdict", path, "--condition", "stages", "--verdict", "met").returncode == 1
    assert cli("verdict", path, "--condition", "V4", "--verdict", "maybe").returncode == 2


def test_quotes_are_collected_and_edited_by_command(study: Study, interviews: list[str], cli: Run) -> None:
    path = study.path
    assert (
        cli("sections", path, "--add", "5", "--title", "Slot", "--coder", "Anna").stdout.splitlines()[-1]
        == "5\tSlot\t0"
    )
    ran = cli("collect", path, "--where", "V4 AND stance = contradicts", "--section", "5", "--coder", "Anna", "--json")
    assert ran.returncode == 0, ran.stderr
    [quote] = json.loads(ran.stdout)
    ran = cli(
        "quote", path, quote["id"], "--question", "--elide", "ze", "--insert", "is", "--after", "dat",
        "--coder", "Anna", "--json",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    edited = json.loads(ran.stdout)
    assert edited["printed"] == "Kan dat? “[…] dat [is] willen […] niet” (1. Zorg)"
    assert edited["literal"] == "dat willen ze niet"
    assert [run["italic"] for run in edited["runs"] if run["text"].strip()] == [True, False]
    assert json.loads(cli("quotes", path, "--collected", "--json").stdout) == [edited]
    ran = cli("quote", path, quote["id"], "--plain", "--trim", "willen ze", "--section", "4.1", "--coder", "Anna")
    assert "4.1\t1\t" in ran.stdout
    assert "“… willen ze …”" in ran.stdout
    assert cli("quote", path, quote["id"], "--elide", "olifant").returncode == 1
    assert cli("quote", path, quote["id"], "--after", "ze").returncode == 2
    assert cli("quotes", path, "--collected", "--code", "V4").returncode == 2
    assert cli("quote", path, quote["id"], "--remove", "--coder", "Anna").returncode == 0
    assert json.loads(cli("quotes", path, "--collected", "--json").stdout) == []


def test_a_wrong_query_is_told_with_a_caret(study: Study, cli: Run) -> None:
    study.close()
    ran = cli("quotes", study.path, "--where", "V4 ANDD V5")
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.splitlines()[:2] == ["V4 ANDD V5", "   ^"]
    assert cli("quotes", study.path, "--where", "V4", "--query", "x").returncode == 2
    assert cli("quotes", study.path, "--query", "x").returncode == 1
