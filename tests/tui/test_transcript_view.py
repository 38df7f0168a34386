"""The transcript view in a small app, driven by keys and mouse as a user would."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.color import Color
from textual.pilot import Pilot
from textual.strip import Strip

from interview_coder.domain.model import NameKind, Redaction, Role, Speaker, Stance, Transcript, Turn
from interview_coder.tui import themes
from interview_coder.tui.actions import REGISTRY, Place
from interview_coder.tui.widgets.transcript import TRANSCRIPT_KEYS, PassageMark, TranscriptView
from interview_coder.tui.widgets.transcript_model import Unit
from interview_coder.tui.widgets.transcript_palette import contrast

ASKS = Speaker("i", "Interviewer", Role.INTERVIEWER)
ANSWERS = Speaker("r", "Respondent 1", Role.RESPONDENT)
TURNS = (
    "Hoe gaat de intake hier?",
    "Wij kijken naar de stages. Als er geen stage is, houdt het op... [lacht] Zo simpel is het bij ons op school.",
    "En de ouders?",
    "De ouders van […] willen dat ze hier blijven. Het beroep heeft een goed beeld.",
)


def made(turns: Sequence[str] = TURNS, *, times: bool = True) -> Transcript:
    """A transcript of turns by interviewer and respondent."""
    text = "\n".join(turns)
    placed, at = [], 0
    for index, words in enumerate(turns):
        speaker = ANSWERS if index % 2 else ASKS
        placed.append(Turn(str(index), index + 1, at, at + len(words), speaker, index * 61.0 if times else None))
        at += len(words) + 1
    marks = tuple(Redaction(str(m.start()), *m.span(), NameKind.PERSON) for m in re.finditer(r"\[…\]", text))
    return Transcript("t", "i", text, tuple(placed), marks)


def mark(transcript: Transcript, words: str, name: str, **more: Any) -> PassageMark:
    """A coding on some words."""
    start = transcript.text.index(words)
    values = {"letter": name[:1], "colour": "#4c7cc4"} | more
    return PassageMark(name, start, start + len(words), **values)


class Host(App[None]):
    """The view with the keys that a workbench gives it, and a record of what it tells."""

    BINDINGS = [
        Binding("o", "cycle"), Binding("n", "match(1)"), Binding("N", "match(-1)"), Binding("escape", "step_back"),
    ]  # fmt: skip

    def __init__(self, theme: str = themes.DARK) -> None:
        super().__init__()
        for own in themes.THEMES:
            self.register_theme(own)
        self.theme = theme
        self.told: list[Any] = []
        self.backs = 0

    def compose(self) -> ComposeResult:
        yield TranscriptView()

    def action_cycle(self) -> None:
        self.query_one(TranscriptView).cycle_overlaps()

    def action_match(self, direction: int) -> None:
        view = self.query_one(TranscriptView)
        view.next_match() if direction > 0 else view.previous_match()

    def action_step_back(self) -> None:
        self.backs += 1

    def on_transcript_view_selection_changed(self, event: TranscriptView.SelectionChanged) -> None:
        self.told.append(("selected", event.span))

    def on_transcript_view_cursor_moved(self, event: TranscriptView.CursorMoved) -> None:
        self.told.append(("moved", event.offset, event.codings))

    def on_transcript_view_coding_picked(self, event: TranscriptView.CodingPicked) -> None:
        self.told.append(("picked", event.id))

    def on_transcript_view_copy_requested(self, event: TranscriptView.CopyRequested) -> None:
        self.told.append(("copy", event.span))


@dataclass
class Drive:
    """A running app."""

    app: Host
    pilot: Pilot[None]
    view: TranscriptView
    transcript: Transcript
    ids: list[str] = field(default_factory=list)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    @property
    def words(self) -> str:
        return self.view.selected_text

    @property
    def ahead(self) -> str:
        return self.transcript.text[self.view.cursor :]

    def strips(self) -> list[Strip]:
        return [self.view.render_line(y) for y in range(self.view.size.height)]

    def screen(self) -> list[str]:
        return [strip.text for strip in self.strips()]

    def at(self, words: str) -> tuple[int, int]:
        """The cell on screen where some words start."""
        for y, row in enumerate(self.screen()):
            if words in row:
                return cell_len(row[: row.index(words)]), y
        raise AssertionError(words)

    def style_of(self, words: str) -> Any:
        """The style of the first piece of text that starts with some words."""
        for strip in self.strips():
            for segment in strip:
                if segment.text.startswith(words):
                    return segment.style
        raise AssertionError(words)


@asynccontextmanager
async def shown(
    transcript: Transcript | None = None,
    marks: Sequence[PassageMark] = (),
    *,
    size: tuple[int, int] = (60, 24),
    theme: str = themes.DARK,
) -> AsyncIterator[Drive]:
    """The view with a transcript, in focus."""
    transcript = transcript or made()
    app = Host(theme)
    async with app.run_test(size=size) as pilot:
        view = app.query_one(TranscriptView)
        view.show(transcript, marks)
        view.focus()
        await pilot.pause()
        yield Drive(app, pilot, view, transcript)


LONG = made([f"Beurt {n}: " + " ".join(f"woord{n}x{i}" for i in range(3 + n * 7 % 40)) + "." for n in range(200)])


# -- looks


async def test_turns_show_number_speaker_and_time_above_the_text_and_beside_it_where_there_is_room() -> None:
    async with shown() as drive:
        rows = drive.screen()
        assert rows[0].startswith(" 1  Interviewer  0:00")
        assert rows[1].startswith("    Hoe gaat de intake hier?")
        assert rows[3].startswith(" 2  Respondent 1  1:01")
    async with shown(size=(120, 24)) as drive:
        rows = drive.screen()
        assert rows[0].startswith(" 1 Interviewer   0:00  Hoe gaat de intake hier?")
        assert rows[2].startswith(" 2 Respondent 1  1:01  Wij kijken")


async def test_every_row_is_as_wide_as_the_view() -> None:
    marks = [mark(LONG, "Beurt 1:", f"{i}") for i in range(9)]
    async with shown(LONG, marks, size=(60, 10)) as drive:
        for width in (1, 5, 12, 20, 31, 46, 62, 80, 99, 100, 120, 200, 250, 12, 1, 80):
            await drive.pilot.resize_terminal(width, 10)
            await drive.pilot.pause()
            assert drive.view.size.width == width
            for strip in drive.strips():
                assert strip.cell_length == width == sum(cell_len(segment.text) for segment in strip)


async def test_codings_have_a_stripe_with_letter_and_stance_and_a_tint() -> None:
    transcript = made()
    passage = "Als er geen stage is, houdt het op... [lacht] Zo simpel is het"
    marks = [
        mark(transcript, passage, "s", stance=Stance.CONTRADICTS),
        mark(transcript, "Het beroep", "b", stance=Stance.SUPPORTS, own=False),
        mark(transcript, "goed beeld", "g", has_memo=True),
    ]
    async with shown(transcript, marks, size=(50, 24)) as drive:
        rows = drive.screen()
        first = next(y for y, row in enumerate(rows) if "Als er geen" in row)
        assert rows[first].split()[-1] == "s−" or "s−" in rows[first]
        assert "│" in rows[first + 1][40:46]
        assert any("b+" in row for row in rows)
        assert any("g*" in row for row in rows)
        plain = drive.style_of("Wij kijken").bgcolor
        assert drive.style_of("Als er geen").bgcolor != plain
        # The words behind the passage bear no tint.
        assert drive.style_of(" bij ons").bgcolor == plain


async def test_up_to_six_overlapping_codings_have_lanes_and_more_are_counted() -> None:
    transcript = made()
    letters = "abcdefgh"
    marks = [mark(transcript, TURNS[1], letter) for letter in letters]
    async with shown(transcript, marks, size=(80, 24)) as drive:
        row = next(row for row in drive.screen() if "Wij kijken" in row)
        assert [letter for letter in letters if f" {letter} " in row[50:]] == list("abcdef")
        assert "+2" in row
        # The coding at hand is always seen.
        drive.view.focus_coding("h")
        await drive.pilot.pause()
        row = next(row for row in drive.screen() if "Wij kijken" in row)
        assert " h " in row[50:]
        assert "+2" in row


async def test_codings_that_only_share_a_row_do_not_share_a_lane() -> None:
    transcript = made()
    marks = [mark(transcript, "Wij kijken", "a"), mark(transcript, "de stages.", "b")]
    async with shown(transcript, marks) as drive:
        row = next(row for row in drive.screen() if "Wij kijken" in row)
        assert re.search(r"a b", row)


async def test_stripes_go_on_between_turns_and_repeat_their_letter_at_the_top() -> None:
    whole = PassageMark("w", 0, len(LONG.text), "w", "#288828")
    async with shown(LONG, [whole]) as drive:
        assert all("│" in row for row in drive.screen()[2:20])
        drive.view.scroll_to(y=200, animate=False)
        await drive.pilot.pause()
        rows = drive.screen()
        assert " w " in rows[0]
        assert not any(" w " in row for row in rows[1:])


async def test_all_text_keeps_its_contrast_in_every_theme() -> None:
    transcript = made()
    colours = ["#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#808080", "#4c7cc4"]
    places = ["Hoe gaat", "Wij kijken", "Als er", "houdt het", "Zo simpel", "En de", "De ouders van […]", "Het beroep"]
    marks = [
        mark(transcript, words, str(i), colour=colour, own=i % 2 == 0)
        for i, (words, colour) in enumerate(zip(places, colours, strict=True))
    ]
    async with shown(transcript, marks) as drive:
        drive.view.set_matches([(transcript.text.index("stage"), transcript.text.index("stage") + 5)])
        for theme in drive.app.available_themes:
            drive.app.theme = theme
            await drive.pilot.pause()
            drive.view.next_match()
            for name in "0123456":
                drive.view.focus_coding(name)
                check(drive)
            drive.view.select(5, len(transcript.text) - 5)
            check(drive)


def check(drive: Drive) -> None:
    """Every piece of text on screen, the position bar's signs aside, can be read."""
    if drive.app.native_ansi_color:
        assert all(s.style is None or s.style.bgcolor is None for strip in drive.strips() for s in strip)
        return
    for strip in drive.strips():
        for segment in list(strip)[:-2]:
            if segment.text.strip() and segment.style:
                assert segment.style.color
                assert segment.style.bgcolor
                found = contrast(
                    Color.from_rich_color(segment.style.color), Color.from_rich_color(segment.style.bgcolor)
                )
                assert found >= 4.5, (segment.text, segment.style)


@pytest.mark.parametrize("theme", [themes.DARK, "ansi-dark"])
async def test_without_colour_codings_are_underlined_and_the_selection_is_in_reverse(
    theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if theme == themes.DARK:
        monkeypatch.setenv("NO_COLOR", "1")
    transcript = made()
    async with shown(transcript, [mark(transcript, "Als er geen stage", "s")], theme=theme) as drive:
        assert drive.style_of("Als er geen").underline
        assert not drive.style_of("Wij kijken").underline
        drive.view.select(0, 3)
        await drive.pilot.pause()
        assert drive.style_of("Hoe").reverse
        assert drive.style_of("Interviewer").italic
        assert drive.style_of("Respondent").bold


async def test_redaction_marks_look_different_from_what_was_said() -> None:
    async with shown() as drive:
        assert drive.style_of("[…]").italic
        assert drive.style_of("[…]").color != drive.style_of("De ouders").color


async def test_an_empty_view_says_what_to_do_next() -> None:
    async with shown() as drive:
        drive.view.clear()
        await drive.pilot.pause()
        assert "No interview is open" in " ".join(drive.screen())
        drive.view.clear("Press F5 to import.")
        await drive.pilot.pause()
        assert "Press F5 to import." in " ".join(drive.screen())
        assert drive.view.selected_span is None
        await drive.press("w", "x", "v", "down", "o", "]", "pagedown")
        assert drive.view.cursor == 0


async def test_hostile_text_is_shown_and_never_obeyed() -> None:
    hostile = (
        "[@click=app.quit]x[/] [/] [bold]b \x1b[31mrood\x1b]0;titel\x07 \x9b2J \u202elinks\u202c \ud800 \x00 \r \t"
    )
    speaker = Speaker("x", "Respondent\x1b[2J[/]", Role.RESPONDENT)
    transcript = made([hostile, "Gewoon."])
    turn = transcript.turns[0]
    transcript = Transcript(
        "t", "i", transcript.text, (Turn("0", 1, turn.start, turn.end, speaker), transcript.turns[1]), ()
    )
    marks = [PassageMark("h", 0, 9, "\x1b", "no colour")]
    for size in ((60, 24), (120, 24)):
        async with shown(transcript, marks, size=size) as drive:
            text = "".join(drive.screen())
            assert "[@click=app.quit]x[/] [/] [bold]b" in text
            assert "␛[31mrood␛]0;titel␇" in text
            assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cs")]
            assert not set(text) & set("\u202e\u202c")
            assert not [s for strip in drive.strips() for s in strip if s.style and s.style.meta]
            await drive.pilot.click(TranscriptView, offset=drive.at("@click"))
            assert drive.app.is_running


# -- keys


async def test_every_key_of_the_registry_has_a_handler() -> None:
    assert {keys for keys, _, _ in TRANSCRIPT_KEYS} == {",".join(a.keys) for a in REGISTRY[Place.TRANSCRIPT]}
    for _keys, handler, _help in TRANSCRIPT_KEYS:
        assert callable(getattr(TranscriptView, f"action_{handler.partition('(')[0]}"))


async def test_words_sentences_and_turns() -> None:
    async with shown() as drive:
        await drive.press("w", "w")
        assert drive.ahead.startswith("de intake")
        await drive.press("b")
        assert drive.ahead.startswith("gaat")
        await drive.press("s")
        assert drive.ahead.startswith("Wij")
        await drive.press("s", "s")
        assert drive.ahead.startswith("[lacht]")
        await drive.press("S")
        assert drive.ahead.startswith("Als er")
        await drive.press("t")
        assert drive.ahead.startswith("En de")
        await drive.press("w", "T")
        assert drive.ahead.startswith("En de")
        await drive.press("T")
        assert drive.ahead.startswith("Wij")
        await drive.press("ctrl+end")
        assert drive.ahead == ""
        await drive.press("ctrl+home")
        assert drive.view.cursor == 0


async def test_lines_keep_the_column_and_pass_over_headers() -> None:
    async with shown() as drive:
        await drive.press(*["right"] * 6, "down")
        assert drive.ahead.startswith("jken naar de")
        await drive.press("up", "end", "down", "end")
        assert drive.transcript.text[: drive.view.cursor + 1].endswith("stage is, ")
        await drive.press("home")
        assert drive.ahead.startswith("Wij")
        await drive.press("left")
        assert drive.ahead.startswith("\n")


async def test_a_selection_has_no_white_space_at_its_ends_and_keeps_it_inside() -> None:
    async with shown() as drive:
        await drive.press("v", "w", "w")
        assert drive.words == "Hoe gaat"
        await drive.press("s", "w")
        assert drive.words == "Hoe gaat de intake hier?\nWij"
        await drive.press("escape")
        assert drive.view.selected_span is None
        assert drive.ahead.startswith("j kijken")
        await drive.press("shift+right", "shift+right")
        assert drive.words == "j"
        await drive.press("shift+left", "shift+left")
        assert drive.view.selected_span is None
        await drive.press("shift+left", "shift+left")
        assert drive.words == "Wi"


async def test_escape_goes_on_to_the_screen_where_nothing_is_selected() -> None:
    async with shown() as drive:
        await drive.press("x", "escape")
        assert drive.app.backs == 0
        await drive.press("escape")
        assert drive.app.backs == 1


async def test_grow_takes_word_sentence_turn() -> None:
    async with shown() as drive:
        drive.view.goto(drive.transcript.text.index("stage is"))
        grown = []
        for _ in range(4):
            await drive.press("x")
            grown.append(drive.words)
        assert grown == ["stage", "Als er geen stage is, houdt het op...", TURNS[1], TURNS[1]]


async def test_a_selection_takes_a_redaction_mark_whole() -> None:
    async with shown() as drive:
        place = drive.transcript.text.index("[…]")
        drive.view.select(place - 4, place + 1)
        assert drive.words == "van […]"
        drive.view.goto(place + 1)
        await drive.press("x")
        assert drive.words == "[…]"


async def test_signs_of_several_code_points_are_stepped_over_and_selected_whole() -> None:
    async with shown(made(["a👨‍👩‍👧b e\u0301n 🇳🇱!"])) as drive:
        await drive.press("right", "shift+right")
        assert drive.words == "👨‍👩‍👧"
        drive.view.select(2, 3)
        assert drive.words == "👨‍👩‍👧"
        await drive.press("end", "left", "shift+left")
        assert drive.words == "🇳🇱"


async def test_a_page_turns_under_the_cursor_and_back() -> None:
    async with shown(LONG) as drive:
        await drive.press("down", "down")
        row = drive.view.cursor
        await drive.press("pagedown")
        assert drive.view.scroll_offset.y > 10
        assert drive.view.cursor > row
        await drive.press("pageup")
        assert drive.view.scroll_offset.y == 0


async def test_the_cursor_stays_in_view_wherever_it_goes() -> None:
    async with shown(LONG) as drive:
        for keys in (["t"] * 5, ["down"] * 12, ["pagedown"] * 3, ["ctrl+end"], ["S"] * 8, ["up"] * 12, ["ctrl+home"]):
            await drive.press(*keys)
            pieces = [segment for strip in drive.strips() for segment in strip]
            paper = pieces[0].style.bgcolor if pieces[0].style else None
            cursors = [piece.text for piece in pieces if piece.style and piece.style.color == paper]
            assert cursors == [drive.ahead[:1].strip() or " "], keys


# -- codings


def nested() -> tuple[Transcript, list[PassageMark]]:
    """Three codings over one place and one further on."""
    transcript = made()
    marks = [
        mark(transcript, TURNS[1], "outer"),
        mark(transcript, "Als er geen stage is", "middle", own=False),
        mark(transcript, "geen stage", "inner"),
        mark(transcript, "Het beroep", "far"),
    ]
    return transcript, marks


async def test_the_innermost_coding_is_current_and_o_goes_round() -> None:
    transcript, marks = nested()
    async with shown(transcript, marks) as drive:
        drive.view.goto(transcript.text.index("stage is"))
        assert drive.view.codings_at_cursor == ["inner", "middle", "outer"]
        seen = [drive.view.current_coding]
        for _ in range(3):
            await drive.press("o")
            seen.append(drive.view.current_coding)
        assert seen == ["inner", "middle", "outer", "inner"]
        assert ("picked", "middle") in drive.app.told
        assert drive.style_of("geen").underline


async def test_brackets_visit_every_coding_in_order_and_back() -> None:
    transcript, marks = nested()
    marks.append(mark(transcript, "Wij kijken", "twin"))
    async with shown(transcript, marks) as drive:
        forth = []
        for _ in range(5):
            await drive.press("]")
            forth.append(drive.view.current_coding)
        assert forth == ["outer", "twin", "middle", "inner", "far"]
        back = []
        for _ in range(4):
            await drive.press("[")
            back.append(drive.view.current_coding)
        assert back == ["inner", "middle", "twin", "outer"]


async def test_a_passage_just_coded_is_current_and_the_cursor_stays_near() -> None:
    transcript, marks = nested()
    async with shown(transcript, marks) as drive:
        drive.view.goto(transcript.text.index("Als er"))
        await drive.press("v", "s")
        span = drive.view.selected_span
        assert span
        drive.view.put_mark(PassageMark("new", *span, "n", "#b82840"))
        drive.view.clear_selection()
        drive.view.focus_coding("new")
        await drive.pilot.pause()
        assert drive.view.current_coding == "new"
        assert drive.view.cursor == span.end - 1
        assert any("n " in row[45:] for row in drive.screen())
        drive.view.drop_mark("new")
        await drive.pilot.pause()
        assert drive.view.current_coding == "outer"
        assert drive.app.told[-1] == ("moved", span.end - 1, ["outer"])


async def test_single_changes_end_as_all_at_once() -> None:
    _, marks = nested()
    async with shown(made(), marks) as drive, shown(made(), []) as other:
        for one in reversed(marks):
            other.view.put_mark(one)
        other.view.put_mark(mark(made(), "Hoe gaat", "gone"))
        other.view.drop_mark("gone")
        await other.pilot.pause()
        assert other.screen() == drive.screen()


async def test_marks_that_do_not_lie_in_the_text_are_left_out() -> None:
    async with shown(made(), [PassageMark("x", 5, 100_000, "x", "#ffffff"), PassageMark("y", 3, 3, "y", "")]) as drive:
        assert drive.view.codings_at_cursor == []
        drive.view.put_mark(PassageMark("z", -1, 4, "z", "#ffffff"))
        await drive.press("]")
        assert drive.view.cursor == 0


async def test_whatever_is_done_the_screen_shows_what_drawing_it_anew_would_show() -> None:
    dice, length = random.Random(4), len(LONG.text)
    marks: dict[str, PassageMark] = {}

    def put(name: str, start: int) -> None:
        marks[name] = PassageMark(
            name, start, min(length, start + dice.choice((9, 70, 400))), name[-1], "#288828", dice.random() < 0.6
        )

    for number in range(150):
        put(str(number), dice.randrange(length - 1))
    async with shown(LONG, list(marks.values()), size=(62, 20)) as drive:
        view = drive.view

        def change() -> None:
            name = str(dice.randrange(200))
            known = marks.get(name)
            if known and dice.random() < 0.5:
                del marks[name]
                view.drop_mark(name)
                return
            if known and dice.random() < 0.5:
                marks[name] = known._replace(letter="s", own=not known.own)
            else:
                put(name, min(view.cursor, length - 1))
            view.put_mark(marks[name])

        units: tuple[Unit, ...] = ("char", "word", "sentence", "turn", "line", "page", "edge")
        acts: list[Callable[[], object]] = [
            lambda: view.move(dice.choice(units), dice.choice((1, -1)), dice.random() < 0.4),
            lambda: view.goto(dice.randrange(length)),
            lambda: view.select(view.cursor, view.cursor + dice.randrange(200)),
            lambda: view.focus_coding(str(dice.randrange(200))),
            lambda: view.set_matches([(at, at + 3) for at in range(dice.randrange(99), length - 3, 997)]),
            lambda: view.scroll_to(y=dice.randrange(600), animate=False),
            view.grow, view.toggle_visual, view.clear_selection, view.next_coding, view.previous_coding,
            view.cycle_overlaps, view.next_match, change, change,
        ]  # fmt: skip
        for step in range(40):
            # Several changes, each building on what the one before left.
            for _act in range(3):
                dice.choice(acts)()
                await drive.pilot.pause()
            seen = drive.app.export_screenshot(simplify=True)
            view.set_marks(marks.values())
            await drive.pilot.pause()
            assert seen == drive.app.export_screenshot(simplify=True), step
            if span := view.selected_span:
                assert LONG.text[slice(*span)] == LONG.text[slice(*span)].strip()


# -- finding


async def test_places_that_were_found_are_lit_and_n_goes_round() -> None:
    async with shown() as drive:
        found = [m.span() for m in re.finditer("stage", drive.transcript.text)]
        assert drive.view.set_matches(found) == 2
        await drive.pilot.pause()
        assert drive.style_of("stage").bgcolor != drive.style_of("Wij").bgcolor
        visited = []
        for key in "nnnN":
            await drive.press(key)
            visited.append((drive.view.cursor, drive.view.match_index))
        assert visited == [(found[0][0], 0), (found[1][0], 1), (found[0][0], 0), (found[1][0], 1)]
        drive.view.set_matches([])
        cursor = drive.view.cursor
        await drive.press("n")
        assert drive.view.cursor == cursor


# -- mouse


async def test_a_click_puts_the_cursor_and_a_drag_selects() -> None:
    async with shown() as drive:
        await drive.pilot.click(TranscriptView, offset=drive.at("stages"))
        assert drive.ahead.startswith("stages")
        assert drive.view.selected_span is None
        start, end = drive.at("Als er"), drive.at("lacht")
        await drive.pilot.mouse_down(TranscriptView, offset=start)
        await drive.pilot.hover(TranscriptView, offset=end)
        await drive.pilot.mouse_up(TranscriptView, offset=end)
        assert drive.words == "Als er geen stage is, houdt het op... [l"
        # Backwards, from the gutter, past the end of lines: never more than the text between.
        await drive.pilot.mouse_down(TranscriptView, offset=end)
        await drive.pilot.hover(TranscriptView, offset=(0, start[1]))
        await drive.pilot.mouse_up(TranscriptView, offset=(0, start[1]))
        assert drive.words.startswith("Wij kijken")
        assert drive.words.endswith("[l")
        await drive.pilot.hover(TranscriptView, offset=(5, 1))
        assert drive.words.endswith("[l")


async def test_two_clicks_take_a_word_three_a_sentence_four_a_turn() -> None:
    async with shown() as drive:
        place = drive.at("stage is")
        taken = []
        for times in (2, 3, 4):
            drive.view.clear_selection()
            await drive.pilot.click(TranscriptView, offset=(2, 0))
            await drive.pilot.click(TranscriptView, offset=place, times=times)
            taken.append(drive.words)
        assert taken == ["stage", "Als er geen stage is, houdt het op...", TURNS[1]]


async def test_shift_click_extends() -> None:
    async with shown() as drive:
        await drive.pilot.click(TranscriptView, offset=drive.at("Als er"))
        await drive.pilot.click(TranscriptView, offset=drive.at("stage is"), shift=True)
        assert drive.words == "Als er geen s"
        await drive.pilot.click(TranscriptView, offset=drive.at("kijken"), shift=True)
        assert drive.words == "kijken naar de stages."


async def test_a_double_click_that_is_dragged_takes_whole_words() -> None:
    async with shown() as drive:
        place, end = drive.at("kijken"), drive.at("tages")
        await drive.pilot.click(TranscriptView, offset=place)
        await drive.pilot.mouse_down(TranscriptView, offset=place)
        await drive.pilot.hover(TranscriptView, offset=end)
        await drive.pilot.mouse_up(TranscriptView, offset=end)
        assert drive.words == "kijken naar de stages"


async def test_a_drag_at_the_edge_scrolls_and_selects_on() -> None:
    async with shown(LONG) as drive:
        await drive.pilot.mouse_down(TranscriptView, offset=(10, 5))
        await drive.pilot.hover(TranscriptView, offset=(10, 23))
        while drive.view.scroll_offset.y < 6:
            await drive.pilot.pause()
        await drive.pilot.mouse_up(TranscriptView, offset=(10, 23))
        span = drive.view.selected_span
        assert span
        assert span.end > LONG.text.index("Beurt 4")
        scrolled = drive.view.scroll_offset.y
        await drive.pilot.pause(0.15)
        assert drive.view.scroll_offset.y == scrolled


async def test_a_click_on_a_stripe_picks_its_coding_and_on_the_count_the_hidden_ones() -> None:
    transcript = made()
    marks = [mark(transcript, TURNS[1], letter) for letter in "abcdefgh"]
    async with shown(transcript, marks, size=(80, 24)) as drive:
        x, y = drive.at(" c ")
        await drive.pilot.click(TranscriptView, offset=(x + 1, y))
        assert drive.app.told[-1] == ("picked", "c") or ("picked", "c") in drive.app.told
        assert drive.view.current_coding == "c"
        for expected in ("g", "h", "g"):
            await drive.pilot.click(TranscriptView, offset=drive.at("+2"))
            assert drive.view.current_coding == expected


async def test_the_position_bar_goes_where_it_is_clicked_and_the_wheel_scrolls() -> None:
    async with shown(LONG, [PassageMark("m", 9000, 9100, "m", "#288828")]) as drive:
        assert any(row.rstrip().endswith(("▪│", "▪┃")) for row in drive.screen())
        await drive.pilot.click(TranscriptView, offset=(59, 12))
        middle = drive.view.scroll_offset.y
        assert drive.view.virtual_size.height * 0.3 < middle < drive.view.virtual_size.height * 0.7
        assert drive.view.cursor == 0
        await drive.pilot._post_mouse_events([events.MouseScrollDown], TranscriptView, offset=(10, 10))
        await drive.pilot.pause()
        assert drive.view.scroll_offset.y > middle


# -- place


async def test_another_width_keeps_the_passage_at_the_top() -> None:
    async with shown(LONG) as drive:
        drive.view.scroll_to(y=301, animate=False)
        await drive.pilot.pause()
        top = drive.view.position.top
        words = LONG.text[top : top + 8]
        for width in (44, 110, 33, 60):
            await drive.pilot.resize_terminal(width, 24)
            await drive.pilot.pause()
            assert any(words in row for row in drive.screen()[:2]), width
        assert drive.view.position.top == top


async def test_the_position_can_be_kept_and_taken_up_again() -> None:
    async with shown(LONG) as drive:
        drive.view.goto(5000)
        await drive.press("pagedown", "pagedown")
        kept, rows = drive.view.position, drive.screen()
        drive.view.show(made())
        await drive.pilot.pause()
        drive.view.show(LONG)
        drive.view.position = kept
        await drive.pilot.pause()
        assert (drive.view.position, drive.screen()) == (kept, rows)
        # The same transcript after an edit stays where it is.
        drive.view.show(LONG)
        await drive.pilot.pause()
        assert (drive.view.position, drive.screen()) == (kept, rows)


async def test_what_changes_is_told_once() -> None:
    async with shown() as drive:
        drive.app.told.clear()
        await drive.press("shift+right")
        assert drive.app.told == [("moved", 1, []), ("selected", (0, 1))]
        await drive.press("y")
        assert drive.app.told[-1] == ("copy", (0, 1))
        drive.app.told.clear()
        await drive.press("up")
        await drive.press("up")
        assert [told[0] for told in drive.app.told] == ["moved", "selected"]


@pytest.mark.parametrize("turns", [[""], ["a", "", "b"], ["中" * 90, "e\u0301" * 70, "x" * 300]])
async def test_odd_transcripts_can_be_read_and_walked(turns: list[str]) -> None:
    async with shown(made(turns), [PassageMark("m", 0, len("\n".join(turns)), "m", "#4c7cc4")], size=(40, 9)) as drive:
        for key in ("x", "v", "down", "end", "t", "s", "w", "pagedown", "ctrl+end", "T", "S", "b", "pageup", "]", "["):
            await drive.press(key)
            assert all(strip.cell_length == 40 for strip in drive.strips())
        await drive.pilot.click(TranscriptView, offset=(6, 7))


async def test_text_outside_turns_is_shown_too() -> None:
    bare = Transcript("t", "i", "Zonder beurten.\nTwee regels.", (), ())
    async with shown(bare) as drive:
        assert any("Zonder beurten." in row for row in drive.screen())
        assert drive.view.turn_number is None
        await drive.press("down")
        assert drive.ahead.startswith("Twee")
