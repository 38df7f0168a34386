"""Coding blind: whatever a blind coder calls gives what it gave before the colleague coded."""

from __future__ import annotations

import inspect
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from interview_coder.domain.assigning import Work
from interview_coder.domain.model import QuoteFilter, Stance
from interview_coder.errors import InvalidInputError, NotFoundError
from interview_coder.intake import Prepared
from interview_coder.study import Study

TEXTS = ("Hoe is het?", "Er is hier in de regio geen werk te vinden.", "En dan?", "We praten met ouders en leerlingen.")

CHANGES = frozenset(
    [
        "hand_out",
        "merge",
        "import_codebook",
        "add_attribute",
        "add_code",
        "add_coder",
        "add_coding",
        "add_codings",
        "add_passage_memo",
        "add_question",
        "add_section",
        "add_speaker",
        "adopt_agreed",
        "assign",
        "autocode",
        "bring_back",
        "change_attribute",
        "change_code",
        "change_coder",
        "change_memo",
        "change_query",
        "change_quote",
        "change_section",
        "change_speaker",
        "collect",
        "collect_passage",
        "confirm_quote",
        "correct",
        "delete_interview",
        "discard",
        "dismiss",
        "drop_draft",
        "edit_text",
        "erase_names",
        "forget_review",
        "freeze_codebook",
        "join_turns",
        "keep_draft",
        "keep_plan",
        "keep_word",
        "merge_codes",
        "move_code",
        "note_settlement",
        "place",
        "place_quote",
        "recode",
        "redact_passage",
        "redo",
        "remove_attribute",
        "remove_coding",
        "remove_query",
        "remove_quote",
        "remove_section",
        "remove_verdict",
        "remove_version",
        "replace_transcript",
        "retire_code",
        "save_query",
        "save_review",
        "set_attribute",
        "set_code_memo",
        "set_coded_up_to",
        "set_details",
        "set_done",
        "set_interview_memo",
        "set_mark_style",
        "set_memo",
        "set_metadata",
        "set_speaker",
        "set_stance",
        "set_status",
        "set_study_memo",
        "set_verdict",
        "settle",
        "settle_difference",
        "split_turn",
        "store",
        "unassign",
        "undo",
        "undo_to",
        "unkeep_word",
        "unsettle",
    ]
)
"""Calls that change the study."""

APART = frozenset(
    [
        "compare_codebook",
        "create",
        "open",
        "close",
        "backup",
        "path",
        "read_only",
        "coder",
        "prepare",
        "names_in",
        "find_passage",
        "leftovers",
        "standing",
        "leftover_names",
        "known_programmes",
        "checked_value",
        "preview_reference",
        "coding",
        "memo",
        "quote",
        "collected_quote",
        "quote_source",
        "around",
        "autocode_preview",
        "check",
        "codings_of",
        "would_undo",
        "dismissed",
        "query",
        "draft",
        "report_section",
        "codebook_version",
        "codebook_changes",
        "merge_preview",
        "plan_assignments",
    ]
)
"""Calls that read no coding, or want the id of what the blind coder cannot know; the latter are tried below."""

Call = Callable[[Study, str, Path], Any]


def plain(name: str) -> Call:
    return lambda study, _here, _folder: getattr(study, name)()


def on_interview(name: str) -> Call:
    return lambda study, here, _folder: getattr(study, name)(here)


def written(name: str, suffix: str, **options: Any) -> Call:
    def call(study: Study, _here: str, folder: Path) -> bytes:
        path = folder / f"{name}{suffix}"
        getattr(study, name)(path, force=True, **options)
        return path.read_bytes()

    return call


READS: dict[str, Call] = {
    **{
        name: plain(name)
        for name in [
            "attributes",
            "blind_interviews",
            "codebook_versions",
            "coders",
            "coding_progress",
            "collected",
            "collected_codings",
            "conditions",
            "count_history",
            "count_retraced",
            "figures",
            "cooccurrence",
            "drafts",
            "history",
            "history_whats",
            "info",
            "interviews",
            "kept_words",
            "labels",
            "look_alikes",
            "mark_style",
            "matrix",
            "memos",
            "programmes",
            "queries",
            "quote_warnings",
            "quotes",
            "redaction_log",
            "redefined",
            "report_sections",
            "saturation",
            "schools",
            "sections",
            "settlements",
            "study_memo",
            "suggestions",
            "unplaced",
            "unused_codes",
            "verdicts",
            "vocabulary",
            "count_quotes",
            "drift",
        ]
    },
    **{name: on_interview(name) for name in ("codings", "interview", "interview_memo", "passage_memos", "transcript")},
    "collected_ids": lambda study, _here, _folder: [
        study.collected_ids(name) for name in (None, *(one.name for one in study.report_sections()))
    ],
    "agreement": lambda study, _here, _folder: study.agreement(replicates=20),
    "assignments": lambda study, _here, _folder: study.assignments(),
    "code": lambda study, _here, _folder: study.code("V1"),
    "codes": lambda study, _here, _folder: study.codes(include_retired=True),
    "code_counts": lambda study, here, _folder: (study.code_counts(), study.code_counts(here)),
    "code_memo": lambda study, _here, _folder: study.code_memo(study.code("V1").id),
    "condition": lambda study, _here, _folder: study.condition("V1"),
    "count_hits": lambda study, _here, _folder: study.count_hits("werk"),
    "differences": lambda study, _here, _folder: study.differences("Anna", "Bram"),
    "evidence": lambda study, _here, _folder: study.evidence("V1"),
    "found": lambda study, _here, _folder: study.found("code:V1"),
    "search": lambda study, _here, _folder: study.search("werk"),
    "uses": lambda study, _here, _folder: study.uses(study.code("V1").id),
    "export": lambda study, _here, folder: (
        study.export("quotes", folder / "kind.csv", force=True),
        (folder / "kind.csv").read_bytes(),
    ),
    "export_agreement": written("export_agreement", ".md", replicates=20),
    "export_appendix": written("export_appendix", ".md"),
    "export_audit": written("export_audit", ".csv"),
    "export_figures": written("export_figures", ".html"),
    "export_codebook": written("export_codebook", ".csv"),
    "export_cooccurrence": written("export_cooccurrence", ".csv"),
    "export_interviews": written("export_interviews", ".csv"),
    "export_matrix": written("export_matrix", ".csv"),
    "export_memos": written("export_memos", ".csv"),
    "export_quotes": written("export_quotes", ".csv"),
    "export_redaction_log": written("export_redaction_log", ".csv"),
    "export_report": written("export_report", ".md"),
    "export_saturation": written("export_saturation", ".csv"),
    "export_transcripts": written("export_transcripts", ".html"),
}

SAME = frozenset(
    [
        "search",
        "count_hits",
        "attributes",
        "blind_interviews",
        "code_memo",
        "codebook_versions",
        "coder",
        "drafts",
        "kept_words",
        "labels",
        "mark_style",
        "programmes",
        "queries",
        "redaction_log",
        "redefined",
        "schools",
        "sections",
        "study_memo",
        "transcript",
        "unplaced",
        "verdicts",
        "vocabulary",
        "look_alikes",
        "search",
        "count_hits",
        "quote_warnings",
        "suggestions",
        "drift",
        "export_redaction_log",
        "export_interviews",
        "history_whats",
        "settlements",
    ]
)
"""Calls that need not tell the lead of what Anna did."""


def read_all(study: Study, here: str, folder: Path) -> dict[str, Any]:
    found = {}
    for name, call in READS.items():
        try:
            found[name] = call(study, here, folder)
        except InvalidInputError as error:
            found[name] = str(error)
    return found


def code(study: Study, here: str, key: str, words: str, memo: str = "", stance: Stance | None = None) -> str:
    start = study.transcript(here).text.index(words)
    return study.add_coding(here, study.code(key).id, start, start + len(words), stance=stance, memo=memo).id


@pytest.fixture
def given(tmp_path: Path, prepare_turns: Callable[..., Prepared]) -> tuple[Path, str]:
    """Carla leads; Anna and Bram code the interview blind, and Bram has begun."""
    path = tmp_path / "blind.study"
    with Study.create(path, coder="Carla") as study:
        here = study.store(prepare_turns(*TEXTS, name="een.txt")).interview.id
        study.assign([here], "Anna", blind=True)
        study.assign([here], "Bram", blind=True)
    with Study.open(path, coder="Bram") as study:
        code(study, here, "V1", "geen werk", "van Bram", Stance.SUPPORTS)
    return path, here


def work_of_anna(path: Path, here: str) -> dict[str, str]:
    with Study.open(path, coder="Anna") as study:
        ids = {"coding": code(study, here, "V1", "regio geen werk", "zebrapad", Stance.CONTRADICTS)}
        gone = code(study, here, "V2", "leerlingen", "giraffe")
        code(study, here, "V3", "geen werk te vinden", "okapi")
        study.remove_coding(gone)
        study.set_interview_memo(here, "neushoorn")
        ids["memo"] = study.add_passage_memo(here, 0, 11, "tapir").id
        (quote,) = study.collect([ids["coding"]])
        ids["quote"] = quote.id
        study.collect_passage(here, 12, 40, section="4.2")
        study.set_stance(ids["coding"], Stance.MIXED)
        study.undo()
        ids["act"] = study.history(1)[0].act
    with Study.open(path, coder="Carla") as study:
        study.settle("Anna", "Bram", ids["coding"], "first", note="aardvarken")
    return ids


def test_every_call_is_blind_or_looked_at() -> None:
    calls = {name for name, _member in inspect.getmembers(Study) if not name.startswith("_")}
    assert calls == CHANGES | APART | set(READS)
    assert len(calls) == len(CHANGES) + len(APART) + len(READS)


def test_a_blind_coder_reads_what_was_there_before(given: tuple[Path, str], tmp_path: Path) -> None:
    path, here = given
    before = {}
    for name in ("Bram", "Carla"):
        with Study.open(path, coder=name) as study:
            before[name] = read_all(study, here, tmp_path)
    ids = work_of_anna(path, here)
    with Study.open(path, coder="Bram") as study:
        after = read_all(study, here, tmp_path)
        for call, known in (
            (study.coding, "coding"),
            (study.quote, "coding"),
            (study.memo, "memo"),
            (study.collected_quote, "quote"),
            (study.quote_source, "quote"),
        ):
            with pytest.raises(NotFoundError):
                call(ids[known])
        assert study.codings_of(ids["act"]) in (None, [])
        assert study.check() == []
    for name, value in after.items():
        assert value == before["Bram"][name], name
    assert (after["info"].codings, after["info"].memos) == (1, 1)
    assert "zebrapad" not in repr(after)
    with Study.open(path, coder="Carla") as study:
        seen = read_all(study, here, tmp_path)
    assert {name for name, value in seen.items() if value == before["Carla"][name]} <= SAME


def test_read_only_and_damage_of_the_history_are_blind_too(given: tuple[Path, str]) -> None:
    path, here = given
    work_of_anna(path, here)
    with Study.open(path, coder="bram", read_only=True) as study:
        assert [one.memo for one in study.codings(here)] == ["van Bram"]
        assert study.quotes(QuoteFilter(coder="Anna")) == []


def test_a_coder_of_the_screens_reads_blind_after_writing(given: tuple[Path, str]) -> None:
    path, here = given
    work_of_anna(path, here)
    with Study.open(path, coder="Bram") as study:
        code(study, here, "V4", "ouders")
        assert len(study.codings(here)) == 2
        study.undo()
        assert len(study.codings(here)) == 1
        with pytest.raises(InvalidInputError):
            study.unassign([here], "Bram")
        with pytest.raises(InvalidInputError):
            study.assign([here], "Bram", blind=False)
        with pytest.raises(InvalidInputError):
            study.unassign([here], "Anna")
        study.change_coder("Bram", name="Bram de Vries", initials="BV", colour="#aabbcc")
        assert len(study.codings(here)) == 1
        assert (study.coder.name, study.coder.initials, study.coder.colour) == ("Bram de Vries", "BV", "#aabbcc")
        study.undo()
        assert (study.coder.name, len(study.codings(here)), len(study.coders())) == ("Bram", 1, 3)


def test_a_memo_of_a_colleague_is_not_written_over(given: tuple[Path, str]) -> None:
    path, here = given
    work_of_anna(path, here)
    with Study.open(path, coder="Bram") as study:
        study.set_interview_memo(here, "eigen")
        assert study.interview_memo(here) == "eigen"
    with Study.open(path, coder="Carla") as study:
        assert {one.body for one in study.memos()} >= {"eigen", "neushoorn"}


def test_all_done_opens_and_stays_open(given: tuple[Path, str]) -> None:
    path, here = given
    work_of_anna(path, here)
    with Study.open(path, coder="Bram") as study:
        assert study.blind_interviews() == {here}
        assert not study.set_done(here)
        assert not study.set_done(here, False)
        assert not study.set_done(here)
        assert len(study.codings(here)) == 1
    with Study.open(path, coder="Anna") as study:
        assert [one.memo for one in study.codings(here)] == ["zebrapad", "okapi"]
        bram, anna = sorted(study.assignments(interview=here), key=lambda one: one.coder_name)[::-1]
        assert (bram.work, bram.codings, anna.work, anna.codings) == (Work.DONE, None, Work.CODING, 2)
        assert study.set_done(here)
        assert len(study.codings(here)) == 3
        with pytest.raises(InvalidInputError):
            study.set_done(here, False)
    with Study.open(path, coder="Bram") as study:
        assert study.blind_interviews() == set()
        assert len(study.codings(here)) == 3
        assert [one.codings for one in study.assignments()] == [2, 1]


def test_who_is_not_assigned_cannot_be_done(given: tuple[Path, str]) -> None:
    path, here = given
    with Study.open(path, coder="Carla") as study, pytest.raises(NotFoundError):
        study.set_done(here)


def test_plan_is_kept_as_one_act(given: tuple[Path, str], prepare_turns: Callable[..., Prepared]) -> None:
    path, here = given
    with Study.open(path, coder="Carla") as study:
        for index in range(5):
            study.store(prepare_turns("Vraag?", f"Antwoord {index}.", name=f"{index}.txt"))
        made = study.plan_assignments(["Anna", "Bram"], share=0.4, seed=7)
        assert made == study.plan_assignments(["Bram", "Anna"], share=0.4, seed=7)
        assert here not in made.coders
        assert (len(made.coders), made.several) == (5, 2)
        kept = study.keep_plan(made)
        assert len(kept) == 2 + 7
        assert study.history(1)[0].detail == "5 interviews · Anna, Bram"
        study.undo()
        assert len(study.assignments()) == 2
        assert study.check() == []


def test_a_new_coder_is_not_put_in_for_what_is_not_there(given: tuple[Path, str]) -> None:
    with Study.open(given[0], coder="Carla") as study:
        before = study.coders()
        with pytest.raises(NotFoundError):
            study.assign(["99. Niets"], "Dirk")
        assert study.coders() == before


def test_who_plans_may_take_part_blind(given: tuple[Path, str], prepare_turns: Callable[..., Prepared]) -> None:
    path, _here = given
    with Study.open(path, coder="Anna") as study:
        new = study.store(prepare_turns("Vraag?", "Antwoord.", name="nieuw.txt")).interview.id
        study.keep_plan(study.plan_assignments(["Anna", "Bram"], share=1.0))
        assert [one.coder_name for one in study.assignments(interview=new)] == ["Anna", "Bram"]
        # The same again changes nothing; another plan for it is somebody else's to make.
        study.keep_plan(study.plan_assignments(["Anna", "Bram"], share=1.0, interviews=[new]))
        with pytest.raises(InvalidInputError, match="somebody else"):
            study.keep_plan(study.plan_assignments(["Bram"], share=0.0, interviews=[new]))


def test_deleting_an_interview_takes_its_assignments(given: tuple[Path, str]) -> None:
    path, here = given
    with Study.open(path, coder="Carla") as study:
        study.delete_interview(here)
        assert study.assignments() == []
        assert study.check() == []
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT count(*) FROM assignments").fetchone() == (0,)
