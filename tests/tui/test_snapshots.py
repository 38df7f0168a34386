"""The main screens as text at three sizes, and their colours in three looks, as somebody has seen and approved them.

``make snapshots`` takes them anew; look at what changed before it is kept.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tui.conftest import Drive, Launch
from tests.tui.test_review import prepared

from interview_coder.i18n import use_language
from interview_coder.tui import themes
from interview_coder.tui.screens.review import ReviewScreen

PICTURES = Path(__file__).with_name("snapshots")
SIZES = ((80, 24), (120, 40), (200, 60))
SCREENS: dict[str, tuple[str, ...]] = {
    "workbench": ("v", "s", "1"),
    "picker": ("v", "s", "c", "word:st"),
    "search": ("f7", "word:stage"),
    "help": ("?",),
    "codes": ("f3", "down"),
    "export": ("f6",),
    "palette": ("ctrl+p", "word:re"),
    "keys": ("ctrl+p", "word:change keys", "enter"),
    "quote": ("left_square_bracket", "e", "e", "w", "v", "w", "e"),
    "query": ("q", "word:V3 OR st"),
    "history": ("H",),
    "memos": ("m", "word:Zie ook school 2", "ctrl+s", "f8"),
    "tour": ("ctrl+p", "word:tour", "enter"),
    "looks": ("ctrl+p", "word:look", "enter"),
    "found": ("q", "word:V3", "down"),
    "quotes": ("left_square_bracket", "e", "Q"),
    "conditions": ("V", "down", "down"),
    "figures": ("F",),
}
"""The keys that lead to each screen; 1 gives the theme that was coded first."""
LOOKS: dict[str, Callable[[pytest.MonkeyPatch, Drive], None]] = {
    "dark": lambda _patch, drive: setattr(drive.app, "theme", themes.DARK),
    "light": lambda _patch, drive: setattr(drive.app, "theme", themes.LIGHT),
    "contrast": lambda _patch, drive: setattr(drive.app, "theme", themes.CONTRAST),
}


def compared(name: str, shown: str) -> None:
    """Fail where a picture differs from the one that is kept; take it anew where that is asked for."""
    file = PICTURES / f"{name}.txt"
    text = "\n".join(line.rstrip() for line in shown.splitlines()) + "\n"
    if os.environ.get("RENEW_SNAPSHOTS"):
        file.write_text(text, encoding="utf-8")
    assert file.is_file(), "make snapshots takes it"
    assert text == file.read_text(encoding="utf-8")


async def opened(drive: Drive, keys: tuple[str, ...]) -> None:
    """Code one passage, so that there is something to see, and go where the keys lead."""
    await drive.keys("v", "s", "c", "word:V3", "enter", "+", "t")
    await drive.keys(*keys)
    await drive.settled()
    drive.app.clear_notifications()
    await drive.pilot.pause()


@pytest.mark.parametrize("name", SCREENS)
async def test_screens_look_as_approved(study_file: Path, launch: Launch, name: str) -> None:
    async with launch(study_file, size=SIZES[0]) as drive:
        drive.app.animation_level = "none"
        await opened(drive, SCREENS[name])
        for width, height in SIZES:
            await drive.pilot.resize_terminal(width, height)
            await drive.settled()
            await drive.pilot.pause()
            shown = steady(drive.shown())
            assert all(len(line) <= width for line in shown.splitlines())
            compared(f"{name}-{width}x{height}", shown)


def steady(shown: str) -> str:
    """What is shown, without what differs from day to day and from machine to machine."""
    shown = re.sub(r"\d{4}-\d\d-\d\d", "2026-01-01", shown)
    shown = re.sub(r"\b\d\d:\d\d(:\d\d)?\b", lambda time: "12:00:00"[: len(time[0])], shown)
    return re.sub(r"(File ).*(Where…)", r"\1\2", shown)


async def test_the_review_of_names_looks_as_approved(study_file: Path, launch: Launch) -> None:
    async with launch(study_file, size=SIZES[0]) as drive:
        drive.app.push_screen(ReviewScreen(drive.study, prepared()))
        await drive.settled()
        for width, height in SIZES:
            await drive.pilot.resize_terminal(width, height)
            await drive.settled()
            compared(f"review-{width}x{height}", steady(drive.shown()))


async def test_the_dutch_workbench_looks_as_approved(study_file: Path, launch: Launch) -> None:
    use_language("nl")
    async with launch(study_file, size=SIZES[0]) as drive:
        drive.app.animation_level = "none"
        await opened(drive, ())
        for width, height in SIZES:
            await drive.pilot.resize_terminal(width, height)
            await drive.settled()
            compared(f"dutch-{width}x{height}", steady(drive.shown()))


async def test_the_start_screen_looks_as_approved(launch: Launch) -> None:
    async with launch() as drive:
        for width, height in SIZES:
            await drive.pilot.resize_terminal(width, height)
            await drive.settled()
            compared(f"start-{width}x{height}", steady(drive.shown()).replace(drive.app.settings.coder, "Anna"))


def styles(drive: Drive) -> str:
    """The screen with its colours: each run of one style on a line of its own, blank ones left out."""
    lines = []
    for row, strip in enumerate(drive.app.screen._compositor.render_strips()):
        at = 0
        for segment in strip:
            if segment.text.strip():
                lines.append(f"{row:>2},{at:<3} {segment.text.strip():<40.40} {segment.style or ''}")
            at += segment.cell_length
    return "\n".join(lines)


def _without_meta(shown: str) -> str:
    return "\n".join(line.split(" meta=")[0] for line in shown.splitlines())


@pytest.mark.parametrize("look", LOOKS)
async def test_colours_are_as_approved(
    study_file: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch, look: str
) -> None:
    async with launch(study_file, size=(100, 30)) as drive:
        await opened(drive, ())
        LOOKS[look](monkeypatch, drive)
        await drive.pilot.pause()
        await drive.pilot.pause()
        compared(f"colours-{look}", steady(_without_meta(styles(drive))))


async def test_codings_can_be_told_without_colour(
    study_file: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With NO_COLOR nothing but letters, signs and underlines tells where a coding is and which."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with launch(study_file, size=(100, 30)) as drive:
        await opened(drive, ())
        assert drive.app.no_color
        strips = drive.app.screen._compositor.render_strips()
        runs = [segment for strip in strips for segment in strip]
        marked = [run for run in runs if run.style and run.style.underline and "Hoe gaat" in run.text]
        assert marked, "the coded words are underlined"
        code = next(iter(drive.bench.codings.values())).code
        line = next(line for line in drive.shown().splitlines() if "Hoe gaat" in line)
        assert drive.bench.codes[code].letter in line.partition("Hoe gaat")[2]
        compared("colours-none", steady(drive.shown()))
