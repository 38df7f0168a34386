"""The pictures of the README: the real app over the sample study, driven by keys. Run by ``make screenshot``."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

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


def _save(svg: str, name: str) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    # No fonts from outside: a picture that fetches something tells where it is looked at.
    lines = [line for line in svg.splitlines() if "url(" not in line or "clip-path" in line]
    (IMAGES / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(IMAGES / name)


asyncio.run(main())
