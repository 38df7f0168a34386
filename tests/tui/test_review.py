"""The redaction review: its decisions, and the screen driven by keys and mouse. Nothing here reaches the disk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from interview_coder.domain.model import Draft, DraftSpeaker, DraftTurn, Find, Metadata, NameKind, Role
from interview_coder.intake import Decision, Prepared
from interview_coder.tui.screens.import_tray import always_kept
from interview_coder.tui.screens.review import ReviewRows, ReviewScreen, ReviewText
from interview_coder.tui.screens.review_queue import Edge, ReviewQueue, Unit
from interview_coder.tui.widgets.wrapping import stops

if TYPE_CHECKING:
    from tests.tui.conftest import Drive, Launch

PERSON, PLACE, ORGANISATION, CONTACT = (
    NameKind.PERSON,
    NameKind.PLACE,
    NameKind.ORGANISATION,
    NameKind.CONTACT,
)
TURNS = (
    "Hoe doet Jan de Vries dat in Rotterdam?",
    "Wil zegt dat Jan de Vries het anders ziet. In Rotterdam is Best een zaak van Zandstad. [lacht]",
    "En Sanne van Dijk?",
    "Sanne van Dijk belt met Wil over Zandstad Noord, zegt Sanne.",
)
FOUND = (
    ("Jan de Vries", PERSON, 0.95),
    ("Rotterdam", PLACE, 0.99),
    ("Wil", PERSON, 0.4),
    ("Zandstad", ORGANISATION, 0.8),
)


def prepared(turns: Sequence[str] = TURNS, found: Sequence[tuple[str, NameKind, float]] = FOUND) -> Prepared:
    """Turns by two voices, with the given words found wherever they stand."""
    draft = Draft(
        turns=tuple(DraftTurn(index % 2, text) for index, text in enumerate(turns)),
        speakers=(DraftSpeaker("Interviewer", Role.INTERVIEWER), DraftSpeaker("Respondent 1", Role.RESPONDENT)),
    )
    finds = [
        Find(match.start(), match.end(), kind, confidence, "list")
        for words, kind, confidence in found
        for match in re.finditer(rf"\b{re.escape(words)}\b", draft.text)
    ]
    finds.sort(key=lambda find: find.start)
    decisions = [Decision(find.start, find.end, find.kind, None, find.reason) for find in finds]
    return Prepared("interview.txt", draft, finds, decisions, Metadata())


def names(queue: ReviewQueue) -> list[str]:
    return [queue.name(index) for index in range(len(queue))]


def first(queue: ReviewQueue, name: str) -> int:
    return names(queue).index(name)


# The queue


def test_the_most_doubtful_come_first_and_the_text_order_is_one_switch_away() -> None:
    queue = ReviewQueue(prepared())
    assert [queue.name(i) for i in queue.rows()][:4] == ["Wil", "Wil", "Zandstad", "Zandstad"]
    queue.doubt_first = False
    assert queue.rows() == list(range(len(queue)))


def test_a_decision_for_all_the_same_reaches_every_one_and_is_one_undo() -> None:
    queue = ReviewQueue(prepared())
    assert queue.decide(first(queue, "Rotterdam"), keep=False, same=True) == 2
    assert queue.decided() == 2
    queue.undo()
    assert queue.decided() == 0
    assert queue.undo() is None


def test_what_is_taken_out_with_the_rest_was_not_looked_at() -> None:
    queue = ReviewQueue(prepared())
    seen = first(queue, "Rotterdam")
    queue.decide(seen, keep=False)
    queue.decide_rest()
    assert [one.reviewed for one in queue.decisions] == [i == seen for i in range(len(queue))]
    queue.decide(first(queue, "Wil"), keep=False)
    assert queue.decisions[first(queue, "Wil")].reviewed


def test_what_is_kept_always_stays_in_the_next_file_too() -> None:
    always: set[str] = set()
    queue = ReviewQueue(prepared(), always)
    queue.decide(first(queue, "Wil"), keep=True, always=True)
    second = ReviewQueue(
        prepared(["WIL gaat ook mee, zegt Wil."], [("Wil", PERSON, 0.4), ("WIL", PERSON, 0.4)]), always
    )
    assert [decision.keep for decision in second.decisions] == [True, True]
    queue.undo()
    assert always == set()


def test_keeping_always_is_part_of_the_decision_until_it_is_decided_otherwise() -> None:
    queue = ReviewQueue(prepared())
    index = first(queue, "Wil")
    queue.decide(index, keep=True, always=True)
    assert queue.decisions[index].reason == "always"
    queue.decide(index, keep=False)
    assert queue.decisions[index].reason == "list"
    queue.undo()
    queue.undo()
    assert queue.decisions[index].reason == "list"


def test_extending_takes_words_and_joins_what_it_meets_until_it_is_shrunk_back() -> None:
    queue = ReviewQueue(prepared(["Ja, Anna van Loon werkt daar."], [("Anna", PERSON, 0.9), ("Loon", PLACE, 0.5)]))
    index = queue.move(0, "end", 1, "word")
    assert index is not None
    assert queue.name(index) == "Anna van"
    index = queue.move(index, "end", 1, "word")
    assert names(queue) == ["Anna van Loon"]
    queue.move(0, "start", -1, "word")
    assert names(queue) == ["Ja, Anna van Loon"]
    queue.move(0, "start", 1, "word")
    queue.move(0, "end", -1, "word")
    assert names(queue) == ["Anna van", "Loon"]
    queue.move(0, "end", -1, "character")
    assert names(queue) == ["Anna va", "Loon"]
    for _ in range(6):
        queue.undo()
    assert names(queue) == ["Anna", "Loon"]


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(["start", "end"]), st.sampled_from([-1, 1]), st.booleans()),
        min_size=4,
        max_size=30,
    )
)
@example([(1, "end", 1, True), *[(2, "end", 1, True)] * 2, (1, "end", 1, True), (1, "end", -1, True)])
def test_no_name_that_was_found_is_lost_by_moving_edges(moves: list[tuple[int, Edge, Any, bool]]) -> None:
    line = "Met Mark de Boer en met Ömer, zei Sanne van Dijk tegen Roos."
    found = [
        ("Mark de Boer", PERSON, 0.9),
        ("Ömer", PERSON, 0.8),
        ("Sanne van Dijk", PERSON, 0.7),
        ("Roos", PERSON, 0.6),
    ]
    queue = ReviewQueue(prepared([line], found))
    own = {0, 1, 2, 3}  # who moved is smaller by the user's own hand
    for index, edge, step, word in moves:
        if index < len(queue):
            here = queue.decisions[index]
            own -= {i for i, (name, *_) in enumerate(found) if line.index(name) == here.start}
            own -= {i for i, (name, *_) in enumerate(found) if line.index(name) + len(name) == here.end}
            queue.move(index, edge, step, "word" if word else "character")
    covered = {i for one in queue.decisions for i in range(one.start, one.end)}
    for name, *_ in (found[i] for i in own):
        start = line.index(name)
        assert covered.issuperset(range(start, start + len(name)))
    spans = [(one.start, one.end) for one in queue.decisions]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_finds_that_were_decided_otherwise_are_decided_anew_where_they_join() -> None:
    queue = ReviewQueue(prepared(["Met Mark en Sanne."], [("Mark", PERSON, 0.9), ("Sanne", PERSON, 0.8)]))
    queue.decide(first(queue, "Mark"), keep=True)
    queue.decide(first(queue, "Sanne"), keep=False)
    queue.move(0, "end", 1, "word")
    queue.move(0, "end", 1, "word")
    assert [(queue.name(0), queue.decisions[0].keep)] == [("Mark en Sanne", None)]


def test_what_is_decided_so_already_is_nothing_to_take_back() -> None:
    queue = ReviewQueue(prepared())
    queue.decide(0, keep=False)
    for _ in range(3):
        queue.decide(0, keep=False)
    queue.undo()
    assert queue.decided() == 0
    assert not queue.touched


def test_an_edge_stays_within_its_turn_and_never_empties_a_find() -> None:
    queue = ReviewQueue(prepared(["Dag Anna", "Dag Piet"], [("Anna", PERSON, 0.9)]))
    assert queue.move(0, "end", 1, "word") is None
    assert queue.move(0, "end", 1, "character") is None
    assert queue.move(0, "end", -1, "word") is None
    for _ in range(9):
        queue.move(0, "start", 1, "character")
    assert names(queue) == ["a"]
    assert queue.move(0, "start", -1, "word") is not None
    assert names(queue) == ["Anna"]


def test_a_missed_name_is_added_here_or_everywhere_as_whole_words() -> None:
    queue = ReviewQueue(prepared())
    start = queue.text.index("Sanne van")
    assert len(queue.add(start, start + 5, PERSON)) == 1
    queue.undo()
    added = queue.add(start, start + 5, PERSON, everywhere=True)
    assert [queue.name(index) for index in added] == ["Sanne"] * 3
    assert all(queue.decisions[index].keep is False for index in added)
    # It joins what it overlaps.
    queue.add(queue.text.index("Zandstad Noord"), queue.text.index("Zandstad Noord") + 14, ORGANISATION)
    assert names(queue).count("Zandstad") == 1
    assert "Zandstad Noord" in names(queue)


def test_the_kind_goes_for_the_same_name_everywhere() -> None:
    queue = ReviewQueue(prepared())
    queue.set_kind(first(queue, "Wil"), PLACE)
    assert [d.kind for i, d in enumerate(queue.decisions) if queue.name(i) == "Wil"] == [PLACE, PLACE]


EDGES: st.SearchStrategy[Edge] = st.sampled_from(("start", "end"))
UNITS: st.SearchStrategy[Unit] = st.sampled_from(("word", "character"))
TEXTS = st.lists(
    st.text(st.sampled_from("Anna Bé́e\u0301 -,.’👨‍👩‍👧 x日"), min_size=1, max_size=30).filter(str.strip),
    min_size=1,
    max_size=4,
)


@given(TEXTS, st.data())
def test_whatever_is_done_finds_stay_apart_whole_and_undoable(turns: list[str], data: st.DataObject) -> None:
    text = "\n".join(turns)
    words = [match.span() for match in re.finditer(r"\w+", text)]
    chosen = data.draw(st.lists(st.sampled_from(words), unique=True)) if words else []
    borders = {0, *(stop.end for stop in stops(text))}
    spans = sorted(span for span in chosen if borders.issuperset(span))
    finds = [Find(start, end, PERSON, 0.5) for start, end in spans]
    made = Prepared(
        "x",
        Draft(tuple(DraftTurn(None, turn) for turn in turns), ()),
        finds,
        [Decision(find.start, find.end, find.kind) for find in finds],
        Metadata(),
    )
    before = [replace(decision) for decision in made.decisions]
    queue = ReviewQueue(made)
    for _ in range(data.draw(st.integers(0, 12))):
        act = data.draw(st.sampled_from(["move", "decide", "add", "kind"]))
        if act == "add":
            start = data.draw(st.integers(0, len(text)))
            end = data.draw(st.integers(start, len(text)))
            if borders.issuperset((start, end)):
                queue.add(start, end, PLACE, everywhere=data.draw(st.booleans()))
        elif not len(queue):
            continue
        elif act == "move":
            index = data.draw(st.integers(0, len(queue) - 1))
            edge = data.draw(EDGES)
            unit = data.draw(UNITS)
            queue.move(index, edge, data.draw(st.sampled_from([-1, 1])), unit)
        elif act == "decide":
            queue.decide(
                data.draw(st.integers(0, len(queue) - 1)), data.draw(st.booleans()), same=data.draw(st.booleans())
            )
        else:
            queue.set_kind(data.draw(st.integers(0, len(queue) - 1)), PLACE)
        behind = 0
        for number, decision in enumerate(queue.decisions):
            name = queue.name(number)
            assert behind <= decision.start < decision.end
            assert name == name.strip()
            assert "\n" not in name
            assert borders.issuperset((decision.start, decision.end))
            behind = decision.end
        assert len(queue.finds) == len(queue.decisions)
    while queue.touched:
        queue.undo()
    assert made.decisions == before


# The screen


async def reviewing(drive: Drive, made: Prepared) -> list[Any]:
    result: list[Any] = []
    drive.app.push_screen(ReviewScreen(drive.study, made), result.append)
    await drive.settled()
    return result


def at(drive: Drive) -> str:
    """The words of the find under the cursor."""
    screen = drive.app.screen
    assert isinstance(screen, ReviewScreen)
    index = screen.current
    assert index is not None
    return screen.queue.name(index)


async def test_every_name_is_decided_by_single_keys(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        made = prepared()
        result = await reviewing(drive, made)
        assert "0 of 8" in drive.shown()
        assert at(drive) == "Wil"
        await drive.keys("k")
        assert "1 of 8" in drive.shown()
        await drive.keys("u", "K", "a")
        assert at(drive) == "Zandstad"
        assert "3 of 8" in drive.shown()
        await drive.keys("A")
        assert at(drive) == "Jan de Vries"
        # Finishing asks about the rest; no goes back to it.
        await drive.keys("f")
        assert "4 names are not decided" in drive.shown()
        await drive.keys("n", "A", "A")
        assert "8 of 8" in drive.shown()
        await drive.keys("f")
        assert result == ["finished"]
        assert made.redacted().text.split("\n")[1] == (
            "Wil zegt dat […] het anders ziet. In […] is Best een zaak van […]. [lacht]"
        )
        assert always_kept(drive.study) == {"wil"}


async def test_one_key_leaves_a_name_in_wherever_it_was_found_in_this_text(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        made = prepared()
        await reviewing(drive, made)
        assert at(drive) == "Wil"
        await drive.keys("ctrl+k")
        assert "2 stay in the text" in drive.shown()
        assert "2 of 8" in drive.shown()
        assert at(drive) == "Zandstad"
        assert [decision.keep for decision in made.decisions].count(True) == 2
        assert always_kept(drive.study) == set()
        await drive.keys("u")
        assert "0 of 8" in drive.shown()


async def test_forty_names_take_some_fifty_keys(study_file: Path, launch: Launch) -> None:
    people = [f"Naam{chr(97 + number)}" for number in range(20)]
    turns = [f"Dan gaat {name} naar school en {name} komt terug. " + "woord " * 130 for name in people]
    async with launch(study_file, size=(80, 24)) as drive:
        made = prepared(turns, [(name, PERSON, 0.5 + number / 100) for number, name in enumerate(people)])
        assert len(made.finds) == 40
        result = await reviewing(drive, made)
        keys = ["a"] * 40 + ["f"]
        await drive.pilot.press(*keys)
        await drive.settled()
        assert result == ["finished"]
        assert made.redacted().text.count("[…]") == 40


async def test_borders_and_kinds_are_changed_by_keys(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        made = prepared()
        await reviewing(drive, made)
        await drive.keys("s", "home")
        assert at(drive) == "Jan de Vries"
        await drive.keys("left")
        assert at(drive) == "Jan de"
        await drive.keys("[", "right", "]", "]")
        assert at(drive) == "Jan de Vries dat"
        await drive.keys("shift+left", "{", "}", "shift+right", "left")
        assert at(drive) == "Jan de Vries"
        await drive.keys("comma", "ctrl+left", ".")
        assert at(drive) == "doet Jan de Vries"
        await drive.keys("ctrl+right", "<", "<")
        assert at(drive) == "et Jan de Vries"
        await drive.keys(">", ">", "l")
        assert at(drive) == "Jan de Vries"
        assert {d.kind for d in made.decisions if made.text[d.start : d.end] == "Jan de Vries"} == {PLACE}
        await drive.keys("o", "c", "p")
        assert {d.kind for d in made.decisions if made.text[d.start : d.end] == "Jan de Vries"} == {PERSON}


async def test_a_missed_name_is_added_by_keyboard_everywhere(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        made = prepared()
        result = await reviewing(drive, made)
        await drive.keys("s", "end", "n")
        assert isinstance(drive.app.focused, ReviewText)
        # From the last find to the word behind it, which is the name that was missed: in front of it, "zegt".
        await drive.keys("T", "x", "p")
        assert "everywhere: 3 places" in drive.shown()
        await drive.keys("e")
        assert isinstance(drive.app.focused, ReviewRows)
        assert at(drive) == "Sanne"
        await drive.keys("f", "y")
        assert result == ["finished"]
        assert "Sanne" not in made.redacted().text
        assert made.redacted().text.count("[…] van Dijk") == 2


async def test_a_missed_name_is_added_by_mouse_here_alone(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        made = prepared()
        await reviewing(drive, made)
        lines = drive.shown().split("\n")
        row = next(number for number, line in enumerate(lines) if "zegt Sanne" in line)
        column = lines[row].index("zegt Sanne") + 7
        await drive.pilot.click(offset=(column, row), times=2)
        await drive.keys("enter", "p", "h")
        added = [d for d in made.decisions if made.text[d.start : d.end] == "Sanne"]
        assert [(d.keep, d.kind, d.reason) for d in added] == [(False, PERSON, "added")]


async def test_before_and_after_kinds_and_order(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        made = prepared()
        await reviewing(drive, made)
        assert "Jan de Vries dat in Rotterdam" in drive.shown()
        await drive.keys("v")
        assert "Hoe doet […] dat in […]?" in drive.shown()
        assert "Jan de Vries dat" not in drive.shown()
        await drive.keys("v")
        assert "Jan de Vries dat in Rotterdam" in drive.shown()
        rows = drive.app.screen.query_one(ReviewRows)
        await drive.keys("t")
        assert {made.decisions[index].kind for index in rows.items} == {PERSON}
        await drive.keys("t", "t")
        assert {made.decisions[index].kind for index in rows.items} == {ORGANISATION}
        await drive.keys("t")
        assert len(rows.items) == 8


async def test_leaving_keeps_decisions_for_later_or_tells_that_they_go(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=(80, 24)) as drive:
        made = prepared()
        result = await reviewing(drive, made)
        await drive.keys("escape")
        assert result == ["later"]
        result = await reviewing(drive, made)
        await drive.keys("a", "a", "escape")
        assert "Nothing of the text is stored yet" in drive.shown()
        await drive.keys("s", "escape", "k")
        assert result == ["later"]
        result = await reviewing(drive, made)
        assert "2 of 8" in drive.shown()
        assert at(drive) == "Zandstad"
        await drive.keys("k", "escape", "t")
        assert result == ["cancelled"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_hostile_words_are_shown_as_they_are(study_file: Path, launch: Launch, size: tuple[int, int]) -> None:
    hostile = ("[@click=app.quit]boem[/]", "[/]", "[red]rood")
    async with launch(study_file, size=size) as drive:
        made = prepared([f"Hier {words} en klaar." for words in hostile], [])
        finds = [Find(made.text.index(words), made.text.index(words) + len(words), PERSON, 0.5) for words in hostile]
        made.finds[:] = finds
        made.decisions[:] = [Decision(find.start, find.end, find.kind) for find in finds]
        await reviewing(drive, made)
        for words in hostile:
            assert words in drive.shown()
        await drive.keys("a", "k", "A")
        assert "3 of 3" in drive.shown()
