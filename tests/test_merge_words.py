"""Desks that correct, replace and redact the same texts apart: in whatever order they are merged, every coding lies on
its own words, none is lost or doubled, and no word that was taken out for good is left in any file.

Every word is used once, so that what a passage covers can be told by its words alone.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import prepared
from tests.test_merge_random import content, copied, differing, merged

from interview_coder.domain.model import NameKind, Stance
from interview_coder.domain.text import MARK
from interview_coder.errors import InterviewCoderError, NotFoundError
from interview_coder.intake import Prepared
from interview_coder.store.database import open_database
from interview_coder.store.desks.files import Source, read_source
from interview_coder.study import Study

CODERS = ("Bea", "Cor", "Dirk")


class Talk:
    """What the desks have in common in a test: words that were never said before, and what was done to whom."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self._words = (f"zq{number:05}" for number in count(chance.randrange(1000)))
        self.covered: dict[str, tuple[set[str], set[str]]] = {}
        """By coding the words that it was given to, and all others that stood there then."""
        self.secret: set[str] = set()
        """Words that somebody took out for good."""

    def words(self, number: int) -> list[str]:
        return [next(self._words) for _n in range(number)]

    def turn(self) -> str:
        return " ".join(self.words(self.chance.randint(2, 12)))


def words_in(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"zq\d{5}", text))


class Worker:
    """Somebody who does things at a desk, by chance, to whole words."""

    def __init__(self, study: Study, talk: Talk) -> None:
        self.study, self.talk, self.chance = study, talk, talk.chance

    def act(self) -> None:
        acts = [
            *[self.code] * 5, *[self.correct] * 4, *[self.replace] * 2, *[self.redact] * 2, self.erase, self.undo,
            self.redo, self.stance, self.memo, self.passage_memo, self.split, self.join, self.collect, self.define,
        ]  # fmt: skip
        with suppress(InterviewCoderError):
            self.chance.choice(acts)()

    def interview(self) -> str:
        return self.chance.choice(self.study.interviews()).id

    def passage(self, longest: int) -> tuple[str, str, list[re.Match[str]]]:
        """An interview, its text, and some words in a row."""
        interview = self.interview()
        text = self.study.transcript(interview).text
        words = words_in(text)
        if not words:
            raise NotFoundError("no words are left")
        start = self.chance.randrange(len(words))
        return interview, text, words[start : start + self.chance.randint(1, longest)]

    def code(self) -> None:
        interview, text, words = self.passage(6)
        code = self.chance.choice(self.study.codes()[:3])
        coding = self.study.add_coding(interview, code.id, words[0].start(), words[-1].end())
        inside = {word.group() for word in words}
        self.talk.covered.setdefault(coding.id, (inside, {word.group() for word in words_in(text)} - inside))

    def correct(self) -> None:
        interview, _text, words = self.passage(3)
        new = " ".join(self.talk.words(self.chance.randint(0, 3)))
        start, end = words[0].start(), words[-1].end()
        if self.chance.random() < 0.3:
            end, new = start, new + " "
        self.study.edit_text(interview, start, end, new)

    def redact(self) -> None:
        interview, _text, words = self.passage(2)
        self.study.redact_passage(interview, words[0].start(), words[-1].end(), NameKind.PERSON)
        self.talk.secret |= {word.group() for word in words}

    def erase(self) -> None:
        _interview, _text, words = self.passage(1)
        self.study.erase_names([words[0].group()], NameKind.PERSON)
        self.talk.secret.add(words[0].group())

    def replace(self) -> None:
        interview = self.interview()
        self.study.replace_transcript(interview, self.better(self.study.transcript(interview).text))

    def better(self, text: str) -> Prepared:
        """A text with some words more, some less, some others."""
        turns = []
        for line in text.split("\n"):
            new = []
            for word in line.split():
                dice = self.chance.random()
                new += self.talk.words(1) if dice < 0.1 else [] if dice < 0.15 else [word]
                new += self.talk.words(self.chance.random() < 0.05)
            turns.append(" ".join(new or self.talk.words(1)))
        return prepared(*turns)

    def split(self) -> None:
        interview, _text, words = self.passage(1)
        self.study.split_turn(interview, words[0].start())

    def join(self) -> None:
        interview = self.interview()
        self.study.join_turns(interview, self.chance.choice(self.study.transcript(interview).turns).id)

    def coding(self) -> str:
        found = [coding.id for one in self.study.interviews() for coding in self.study.codings(one.id)]
        return self.chance.choice(found or [""])

    def stance(self) -> None:
        self.study.set_stance(self.coding(), self.chance.choice(list(Stance)))

    def memo(self) -> None:
        self.study.set_memo(self.coding(), self.chance.choice(["", "een", "twee"]))

    def passage_memo(self) -> None:
        interview, _text, words = self.passage(4)
        self.study.add_passage_memo(interview, words[0].start(), words[-1].end(), "let op")

    def collect(self) -> None:
        self.study.collect([self.coding()])

    def define(self) -> None:
        self.study.change_code(self.study.codes()[0].id, definition=self.chance.choice(["een", "twee", "drie"]))

    def undo(self) -> None:
        self.study.undo()

    def redo(self) -> None:
        self.study.redo()


def work(path: Path, coder: str, talk: Talk, acts: int) -> None:
    with Study.open(path, coder=coder) as study:
        worker = Worker(study, talk)
        for _n in range(acts):
            worker.act()
        assert study.check() == []


def source_of(path: Path) -> Source:
    database = open_database(path, read_only=True)
    try:
        with database.read() as connection:
            return read_source(connection, path.name)
    finally:
        database.close()


def there(source: Source) -> set[str]:
    """The codings that a file has, those without a place too."""
    return {*source.rows["codings"], *source.rows["unplaced"]}


def expected(sources: Sequence[Source]) -> set[str]:
    """The codings that must come out of merging: all, less what somebody took away again."""
    made = {event.row for source in sources for event in source.events.values() if event.tbl == "codings"}
    gone = {
        event.row
        for source in sources
        for event in source.events.values()
        if event.tbl == "codings" and event.row not in there(source)
    }
    return made - gone


def check_codings(path: Path, wanted: set[str], talk: Talk) -> None:
    source = source_of(path)
    texts = {identifier: row["text"] for identifier, row in source.rows["transcripts"].items()}
    replaced = {
        event.row for event in source.events.values() if event.tbl == "text" and "whole" in (event.before or {})
    }
    codings = source.rows["codings"]
    # Two codings may come to lie on the same words, as others were cut; what was the same from the beginning is one.
    places = [
        (row["code_id"], row["coder_id"], row["start"], row["end"], *sorted(talk.covered[identifier][0]))
        for identifier, row in codings.items()
        if identifier in talk.covered
    ]
    assert len(set(places)) == len(places)
    # What is one coding now has the id of the older one.
    assert len(wanted - there(source)) <= len(talk.covered) - len(there(source) & set(talk.covered))
    for identifier in wanted & set(talk.covered):
        inside, outside = talk.covered[identifier]
        if identifier in codings:
            row = codings[identifier]
            text = texts[row["transcript_id"]]
            lies = text[row["start"] : row["end"]]
            covers = {word.group() for word in words_in(lies)}
            assert not covers & outside, (identifier, covers & outside)
            left = inside & {word.group() for word in words_in(text)}
            # A word alone between others in another transcription is not known again; a mark stands for redacted ones.
            some = row["transcript_id"] in replaced and (covers or MARK in lies)
            assert left <= covers or some, (identifier, left - covers)
        elif identifier in source.rows["unplaced"]:
            row = source.rows["unplaced"][identifier]
            if row["transcript_id"] not in replaced:
                assert not inside & {word.group() for word in words_in(texts[row["transcript_id"]])}, identifier


def check_merged(path: Path, wanted: set[str], talk: Talk) -> dict[str, Any]:
    """Look at what was merged, and do and undo something in it."""
    check_codings(path, wanted, talk)
    assert path_leftovers(path, talk) == {}
    was = content(path)
    with Study.open(path, coder="Anna") as study:
        interview = study.interviews()[0].id
        text = study.transcript(interview).text
        if words := words_in(text):
            # Corrections of two desks may stand against each other without a blank; such a word is not looked for.
            alone = [word for word in text.split() if re.fullmatch(r"zq\d{5}", word)]
            if alone:
                assert interview in [hit.interview for hit in study.search(alone[0])]
            study.add_coding(interview, study.codes()[5].id, words[0].start(), words[0].end())
            study.edit_text(interview, words[-1].start(), words[-1].end(), talk.words(1)[0])
            study.undo()
            study.undo()
            assert study.transcript(interview).text == text
        assert study.check() == []
    now = content(path)
    return {"was": was} | {name: differing({name: was[name]}, {name: now[name]}) for name in ("codings", "turns")}


def path_leftovers(path: Path, talk: Talk) -> dict[str, Any]:
    with Study.open(path, read_only=True) as study:
        return study.leftovers(sorted(talk.secret)) if talk.secret else {}


def check_random(seed: int, acts: int, desks: int, rounds: int) -> None:
    chance = random.Random(seed)
    talk = Talk(chance)
    with TemporaryDirectory() as folder:
        main = Path(folder) / "main.study"
        with Study.create(main, coder="Anna") as study:
            for _n in range(2):
                study.store(prepared(*(talk.turn() for _n in range(chance.randint(2, 5)))))
        work(main, "Anna", talk, 2)
        paths = [Path(folder) / f"desk{n}.study" for n in range(desks)]
        with Study.open(main, coder="Anna") as study:
            for path, coder in zip(paths, CODERS, strict=False):
                study.hand_out(path, coder=coder)
        for round_ in range(rounds):
            for path, coder in zip(paths, CODERS, strict=False):
                work(path, coder, talk, acts)
            work(main, "Anna", talk, chance.randint(0, acts))
            compare(main, paths, talk, f"{round_}")
            merged(main, chance.sample(paths, chance.randint(1, len(paths))))
            if chance.random() < 0.3:
                merged(paths[0], [main])


def compare(main: Path, paths: Sequence[Path], talk: Talk, name: str) -> None:
    sources = [source_of(path) for path in (main, *paths)]
    wanted = expected(sources)
    forth = merged(copied(main, f"forth{name}"), paths)
    back = copied(main, f"back{name}")
    for path in reversed(paths):
        merged(back, [path])
    assert differing(content(forth), content(back)) == []
    first = merged(copied(paths[0], f"group{name}"), [*paths[1:], main])
    assert differing(content(forth), content(first)) == []
    for path in (forth, first):
        assert check_merged(path, wanted, talk)["codings"] == []


@settings(max_examples=2, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 1 << 30))
def test_every_coding_keeps_its_words(seed: int) -> None:
    check_random(seed, acts=5, desks=2, rounds=1)


@pytest.mark.full
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 1 << 30), st.integers(1, 12), st.integers(1, 3), st.integers(1, 3))
def test_every_coding_keeps_its_words_however_long(seed: int, acts: int, desks: int, rounds: int) -> None:
    check_random(seed, acts, desks, rounds)


@pytest.mark.full
@pytest.mark.parametrize(
    ("seed", "acts", "desks", "rounds"),
    [
        # A coding without a place whose date depended on which desks were at hand.
        (17582, 11, 3, 3),
        # A coding that came to lie on nothing but a blank.
        (10581286, 10, 2, 3),
        # Words of a transcription that did not stand, and those that came back in their place.
        (963, 10, 3, 3),
        (1, 9, 2, 3),
        # A coding that waited for a place, had one again by another desk's transcription, and lost it to a later one.
        (3131, 9, 2, 3),
    ],
)
def test_histories_that_went_wrong_once(seed: int, acts: int, desks: int, rounds: int) -> None:
    check_random(seed, acts, desks, rounds)
