"""The pictures of the README, and the chapter it links to: the real program over the sample study, driven by keys.

Run by ``make screenshot``. The pages of Word files are drawn by LibreOffice; without it they stay as they are.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from interview_coder.tui.app import InterviewCoder

DOCS: Final = Path(__file__).parents[1] / "docs"
IMAGES: Final = DOCS / "images"
CHAPTER: Final = DOCS / "chapter.md"
TOUR: Final[dict[str, tuple[str, ...]]] = {
    "workbench": ("right_square_bracket",) * 4,
    "picker": ("v", *["w"] * 6, "c", "word:stage"),
    "conditions": ("escape", "escape", "V", "down", "down", "down"),
    "quotes": ("escape", "Q", "down", "down"),
}
"""The keys that lead from each picture to the next."""
GIVEN_OUT: Final[dict[str, tuple[str, ...]]] = {"coders": ("W", "end", "right")}
SETTLED: Final[dict[str, tuple[str, ...]]] = {"agreement": ("K", "down", "down"), "settle": ("4", "enter")}
"""The lead researcher's walk, before and after an interview was coded twice."""
PATIENCE: Final = 120
"""Seconds for one step: whatever hangs ends with an error that says where."""


async def screens(study: Path, walk: dict[str, tuple[str, ...]], height: int = 36) -> None:
    """Take the pictures of a walk; a key that opens something is waited for before the next."""
    from interview_coder.tui.app import InterviewCoder

    app = InterviewCoder(study, coder="Anna")
    async with app.run_test(size=(120, height)) as pilot:
        await settled(app, pilot)
        for name, keys in walk.items():
            for key in keys:
                async with asyncio.timeout(PATIENCE):
                    await pilot.press(*(key.removeprefix("word:") if key.startswith("word:") else [key]))
                    await settled(app, pilot)
            app.clear_notifications()
            await pilot.pause()
            save(app.export_screenshot(title="interview-coder"), f"{name}.svg")
        app.close_study()


async def settled(app: InterviewCoder, pilot: Pilot[None]) -> None:
    """Wait for the threads at work, but not for what waits for the user: a dialog ends only when it is closed."""
    await pilot.pause()
    while any(not worker.is_finished and worker.group != "dialog" for worker in app.workers):
        await pilot.pause(0.02)
    await pilot.pause()


def coded_twice(path: Path) -> None:
    """What the README has the two coders do with the ninth interview, and the merge."""
    from interview_coder.domain.model import Stance
    from interview_coder.study import Study

    desks = {}
    with Study.open(path, coder="Anna") as study:
        ninth = study.interviews()[-1].id
        for name in ("Esmée", "Joris"):
            desks[name] = path.with_name(f"{name}.study")
            study.hand_out(desks[name], coder=name, interviews=[ninth], blind=True)
    for name, second, words in (
        ("Esmée", "V4", "Afstand is hier alles."),
        ("Joris", "V5", "Afstand is hier alles. De bus naar"),
    ):
        with Study.open(desks[name], coder=name) as desk:
            for code, text, stance in (
                ("V2a", "Er is echt zat, ook op niveau 2.", Stance.SUPPORTS),
                (second, "die van de dieren, die buig je niet om", Stance.CONTRADICTS),
                ("afstand", words, None),
            ):
                place = desk.find_passage(ninth, text)
                desk.add_coding(ninth, desk.code(code).id, place.start, place.end, stance=stance)
            desk.set_done(ninth)
    with Study.open(path, coder="Anna") as study:
        study.merge(list(desks.values()))


def save(svg: str, name: str) -> None:
    """Keep a picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    # No fonts from outside: a picture that fetches something tells where it is looked at.
    lines = [line for line in svg.splitlines() if "url(" not in line or "clip-path" in line]
    (IMAGES / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(IMAGES / name)


def chapter(study: Path, folder: Path) -> None:
    """Write the chapter as the README shows it, and draw the first page of it and of the table of quotes."""
    from interview_coder.domain.model import QuoteFilter
    from interview_coder.study import Study

    with Study.open(study, read_only=True) as opened:
        opened.export_report(CHAPTER, force=True)
        print(CHAPTER)
        opened.export_quotes(folder / "table.docx", QuoteFilter(section="4.2"))
        opened.export_report(folder / "chapter.docx")
    lacking = [name for name in ("soffice", "pdftoppm") if shutil.which(name) is None]
    if lacking:
        print(f"left as they are: the pages of Word files; {' and '.join(lacking)} is not there (tools/programs.py)")
        return
    for name in ("table", "chapter"):
        draw(folder / f"{name}.docx", IMAGES / f"{name}.png")


def draw(document: Path, image: Path) -> None:
    """The first page of a Word file as a picture."""
    folder = document.parent
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*office, "--outdir", str(folder), str(document)], check=True, capture_output=True, timeout=PATIENCE)
    pages = ["pdftoppm", "-png", "-r", "75", "-singlefile", str(document.with_suffix(".pdf"))]
    subprocess.run([*pages, str(image.with_suffix(""))], check=True, timeout=PATIENCE)
    print(image)


def main() -> None:
    """Take them all."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["INTERVIEW_CODER_CONFIG"] = str(folder / "config")
        from interview_coder import i18n
        from interview_coder.demo import make_demo

        i18n.use_language("nl")
        study = make_demo(folder)
        asyncio.run(screens(study, TOUR))
        chapter(study, folder)
        asyncio.run(screens(study, GIVEN_OUT, height=30))
        coded_twice(study)
        asyncio.run(screens(study, SETTLED))


if __name__ == "__main__":
    main()
