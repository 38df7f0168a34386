"""The sample study: made once through the study's own door, coded, and free of every name of the samples."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from interview_coder import demo
from interview_coder.domain.assigning import Assignment
from interview_coder.domain.coded import DifferenceKind
from interview_coder.domain.model import CodeKind, QuoteFilter, Stance, Status
from interview_coder.domain.text import MARK
from interview_coder.errors import InvalidInputError
from interview_coder.importing import read_draft
from interview_coder.study import Study

NAMES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "data" / "sample_names.toml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[int, int]]]:
    """The sample study in Dutch, and what was heard of its making."""
    heard: list[tuple[int, int]] = []
    path = demo.make_demo(
        tmp_path_factory.mktemp("demo") / "new" / "folder", progress=lambda done, total: heard.append((done, total))
    )
    return path, heard


@pytest.fixture
def study(made: tuple[Path, list[tuple[int, int]]]) -> Iterator[Study]:
    with Study.open(made[0], read_only=True) as opened:
        yield opened


def test_it_is_one_file_in_the_folder_and_progress_is_counted(made: tuple[Path, list[tuple[int, int]]]) -> None:
    path, heard = made
    assert path.name == "voorbeeld.study"
    assert [entry.name for entry in path.parent.iterdir() if entry.name.startswith(".interview")] == []
    totals = {total for _done, total in heard}
    assert len(totals) == 1
    assert [done for done, _total in heard] == list(range(1, totals.pop() + 1))


def test_interviews_carry_the_references_of_the_report(study: Study) -> None:
    assert [interview.reference for interview in study.interviews()] == [
        "1. Dierverzorging 2",
        "2. Helpende Zorg & Welzijn",
        "3. Administratief Medewerker",
        "4. Administratief Medewerker en Helpende Zorg & Welzijn",
        "5. Dierverzorging 2",
        "6. Helpende Zorg & Welzijn",
        "7. Administratief Medewerker (1)",
        "7. Administratief Medewerker (2)",
        "7. Helpende Zorg & Welzijn",
        "9. Helpende Zorg & Welzijn en Dierverzorging 2",
    ]
    assert {interview.status for interview in study.interviews()} == set(Status)
    assert study.check() == []


def test_two_coders_coded_more_than_a_hundred_passages_as_planned(study: Study) -> None:
    planned = [
        (interview["file"], coding)
        for interview in demo.codings()["interview"]
        for coding in interview.get("coding", [])
    ]
    rows = study.quotes()
    assert 110 <= len(rows) == len(planned) <= 140
    assert Counter(row.coder for row in rows) == Counter(coding["coder"] for _file, coding in planned)
    assert len(study.coders()) == 2
    starts = Counter((coding["coder"], coding["code"], coding["words"]) for _file, coding in planned)
    assert sum(starts.values()) == len(starts)
    for _file, coding in planned:
        row = next(
            row
            for row in rows
            if (row.coder, row.code_key) == (coding["coder"], coding["code"]) and row.quote.startswith(coding["words"])
        )
        assert row.quote.endswith(coding.get("until", coding["words"]))
        assert row.stance == (Stance(coding["stance"]) if "stance" in coding else None)
        assert row.memo == coding.get("memo", "")


def test_three_interviews_were_coded_twice_blind_and_one_is_given_out_so(study: Study) -> None:
    by_interview: dict[str, list[Assignment]] = defaultdict(list)
    for one in study.assignments():
        by_interview[one.reference].append(one)
    twice = {reference: team for reference, team in by_interview.items() if len(team) == 2}
    assert set(twice) == {
        "2. Helpende Zorg & Welzijn",
        "3. Administratief Medewerker",
        "5. Dierverzorging 2",
        "9. Helpende Zorg & Welzijn en Dierverzorging 2",
    }
    assert all(one.blind for team in twice.values() for one in team)
    assert len(by_interview) == 10
    assert [reference for reference, team in twice.items() if not all(one.done for one in team)] == [
        "9. Helpende Zorg & Welzijn en Dierverzorging 2"
    ]


def test_agreement_of_the_two_says_something(study: Study) -> None:
    found = study.agreement(replicates=0)
    assert len(found.interviews) == 3
    alpha = found.overall.headline.value
    assert alpha is not None
    assert 0.667 < alpha < 0.9
    differences = Counter(one.kind for one in study.differences("Esmée", "Joris").differences)
    assert set(differences) == set(DifferenceKind)
    assert study.suggestions()


def test_every_condition_and_theme_has_passages_and_the_stances_differ(study: Study) -> None:
    for key in ("V1", "V2", "V3", "V4", "V5", "V6", "V7", "stages", "doorstroom", "vsv"):
        assert study.quotes(QuoteFilter(code=key)), key
    stances = {(row.code_key[:2], row.stance) for row in study.quotes() if row.code_key.startswith("V")}
    assert {stance for _key, stance in stances} == set(Stance)
    assert all(row.section for row in study.quotes() if row.code_kind is CodeKind.CONDITION)
    for section in ("4.1", "4.2", "4.3"):
        assert study.quotes(QuoteFilter(section=section)), section


def test_codes_came_up_while_coding_and_codings_overlap(study: Study) -> None:
    opened = [code for code in study.codes() if code.kind is CodeKind.OPEN]
    assert {code.key for code in opened} == {"eerlijk", "afstand", "welkom"}
    assert all(code.codings for code in opened)
    overlapping = nested = 0
    for interview in study.interviews():
        # Of one of them: two coders of one interview overlap all over.
        coders = [coding.coder for coding in study.codings(interview.id)]
        spans = [(one.start, one.end) for one in study.codings(interview.id) if one.coder == min(coders)]
        for index, (_start, end) in enumerate(spans):
            for other_start, other_end in spans[index + 1 :]:
                if other_start < end:
                    nested += other_end <= end
                    overlapping += other_end > end
    assert overlapping >= 2
    assert nested >= 2
    assert sum(1 for interview in study.interviews() if study.interview_memo(interview.id)) >= 3


def test_quotes_are_chosen_and_edited_and_verdicts_rest_on_them(study: Study) -> None:
    table = demo.codings()
    quotes = {one.runs[-1].text: one for one in study.collected()}
    assert len(quotes) == len(table["quote"])
    assert study.quote_warnings() == []
    printed = "\n".join(quotes)
    for one in table["quote"]:
        assert one.get("trim", "").removesuffix(".") in printed
        assert f"{one['after']} [{one['insert']}]" in printed if "insert" in one else True
        assert all(words not in printed for words in one.get("elide", ()))
    assert {one.section for one in quotes.values()} == {"4.1", "4.2", "4.3"}
    assert sum(quote.runs[0].italic for quote in quotes.values()) == sum("question" in one for one in table["quote"])
    given = study.verdicts(current=True)
    assert len(given) == len(table["verdict"])
    assert sum(len(one.quotes) for one in given) == sum(len(one.get("quotes", ())) for one in table["verdict"])


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def test_no_name_is_left_in_any_transcript(study: Study) -> None:
    texts = {interview.reference: study.transcript(interview.id).text for interview in study.interviews()}
    left = [
        (reference, entry["text"], text[max(0, match.start() - 30) : match.end() + 20])
        for reference, text in texts.items()
        for entry in NAMES["name"]
        for match in _whole(entry["text"]).finditer(text)
    ]
    assert left == []
    assert sum(text.count(MARK) for text in texts.values()) > 250


def test_words_that_say_what_kind_of_thing_a_name_is_and_national_words_stay(study: Study) -> None:
    redacted = "\n".join(study.transcript(interview.id).text for interview in study.interviews())
    source = "\n".join(read_draft(file).text for file in demo.sample_files())
    for word in NAMES["stays"]:
        found = _whole(word).findall(source)
        assert found
        assert len(_whole(word).findall(redacted)) == len(found), word


def test_no_name_is_in_any_byte_or_column_of_the_file(made: tuple[Path, list[tuple[int, int]]]) -> None:
    names = [entry["text"] for entry in NAMES["name"] if not entry.get("ordinary")]
    everything = b"\n".join(path.read_bytes() for path in sorted(made[0].parent.rglob("*")) if path.is_file())
    found = {name for name in names if len(name) > 5 and name.encode() in everything}
    assert found == set()
    with sqlite3.connect(f"file:{made[0]}?mode=ro", uri=True) as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        values = [
            value
            for table in tables
            for row in database.execute(f'SELECT * FROM "{table}"')
            for value in row
            if isinstance(value, str)
        ]
    database.close()
    text = "\n".join(values)
    assert {name for name in names if _whole(name).search(text)} == set()


def test_a_second_call_keeps_the_study_and_the_work_in_it(
    made: tuple[Path, list[tuple[int, int]]], tmp_path: Path
) -> None:
    path = tmp_path / made[0].name
    with Study.open(made[0], read_only=True) as opened:
        opened.backup(path)
    with Study.open(path, coder="gebruiker") as opened:
        code = opened.add_code("Van mij")
        interview = opened.interviews()[0]
        opened.add_coding(interview.id, code.id, 0, 10)
    before = path.read_bytes()
    assert demo.make_demo(tmp_path) == path
    assert path.read_bytes() == before


def test_a_failure_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        demo.make_demo(tmp_path, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InvalidInputError, match="cannot be made in"):
        demo.make_demo(tmp_path / "file")


def test_without_a_folder_it_lives_beside_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_CODER_CONFIG", str(tmp_path))
    there = tmp_path / "demo" / "sample.study"
    there.parent.mkdir()
    there.write_bytes(b"left as it is")
    assert demo.make_demo(language="en") == there
    assert there.read_bytes() == b"left as it is"


def test_passages_are_found_by_their_ends() -> None:
    assert demo.passage("a b c d c", "b") == (2, 3)
    assert demo.passage("a b c d c", "b", "c") == (2, 5)
    for words, until in [("x", None), ("b", "x"), ("b", "a")]:
        assert demo.passage("a b c d c", words, until) is None


def test_no_planned_passage_begins_or_ends_in_a_name() -> None:
    patterns = [_whole(entry["text"]) for entry in NAMES["name"]]
    for interview in demo.codings()["interview"]:
        for coding in interview.get("coding", []):
            for words in (coding["words"], coding.get("until", "")):
                assert not any(pattern.search(words) for pattern in patterns), words
