"""The pictures of the README: the real app over the sample study, driven by keys. Run by ``make screenshot``."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.pilot import Pilot

IMAGES = Path(__file__).parents[1] / "docs" / "images"


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INTERVIEW_CODER_CONFIG"] = str(Path(folder) / "config")
        from interview_coder import i18n
        from interview_coder.demo import make_demo
        from interview_coder.tui.app import InterviewCoder

        i18n.use_language("nl")
        study = make_demo(Path(folder))
        app = InterviewCoder(study, coder="Anna")
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.press("right_square_bracket", *["right_square_bracket"] * 3)
            await pilot.pause()
            _save(app.export_screenshot(title="interview-coder"), "workbench.svg")
            await pilot.press("v", *["w"] * 6, "c", *"stage")
            await pilot.pause()
            _save(app.export_screenshot(title="interview-coder"), "picker.svg")


async def lead() -> None:
    """The pictures of the lead researcher's walk: an interview coded twice at desks, merged, and being settled."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INTERVIEW_CODER_CONFIG"] = str(Path(folder) / "config")
        from interview_coder import i18n
        from interview_coder.demo import make_demo
        from interview_coder.tui.app import InterviewCoder

        i18n.use_language("nl")
        study = make_demo(Path(folder))
        app = InterviewCoder(study, coder="Anna")
        async with app.run_test(size=(120, 30)) as pilot:
            await _shown(pilot)
            await _shown(pilot, "W")
            await _shown(pilot, "end", "right")
            _save(app.export_screenshot(title="interview-coder"), "coders.svg")
            app.close_study()
        _coded_twice(study)
        app = InterviewCoder(study, coder="Anna")
        async with app.run_test(size=(120, 36)) as pilot:
            await _shown(pilot)
            await _shown(pilot, "K")
            await _shown(pilot, "down", "down")
            _save(app.export_screenshot(title="interview-coder"), "agreement.svg")
            await _shown(pilot, "4")
            await _shown(pilot, "enter")
            _save(app.export_screenshot(title="interview-coder"), "settle.svg")


async def _shown(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and wait for what comes of them."""
    await pilot.press(*keys)
    await pilot.pause()
    busy = [worker for worker in pilot.app.workers if worker.group in ("open", "count")]
    if busy:
        await pilot.app.workers.wait_for_complete(busy)
    await pilot.pause()


def _coded_twice(path: Path) -> None:
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


def _save(svg: str, name: str) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    # No fonts from outside: a picture that fetches something tells where it is looked at.
    lines = [line for line in svg.splitlines() if "url(" not in line or "clip-path" in line]
    (IMAGES / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(IMAGES / name)


asyncio.run(main())
asyncio.run(lead())
