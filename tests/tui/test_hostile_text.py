"""What users wrote never reaches the terminal raw: looked at in the bytes that the driver writes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.tui.conftest import Launch, add_interview
from textual._compositor import CompositorUpdate

from interview_coder.study import Study

NASTY = (
    "a\x1b]0;stolen\x07b \x1b[2J\x9b31m \u202eomgekeerd\u202c \x00nul \x7f [bold]merk[/] [@click=app.quit]weg[/] \u200f"
)
_OURS = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\]8;[^\x1b]*\x1b\\")
"""What the program itself sends: colours and places."""


@pytest.mark.usefixtures("every_step_drawn")
async def test_hostile_text_never_reaches_the_terminal_raw(tmp_path: Path, launch: Launch) -> None:
    path = tmp_path / "nasty.study"
    with Study.create(path, coder=f"Anna {NASTY}", title=NASTY) as study:
        interview = add_interview(study, "Hoe is het?", f"Nou {NASTY} dus.")
        code = study.add_code(f"code {NASTY}", definition=NASTY)
        study.add_coding(interview, code.id, 12, 30, memo=NASTY)
        study.set_interview_memo(interview, NASTY)
    written: list[str] = []
    async with launch(path, coder=f"Anna {NASTY}") as drive:
        show = drive.app._display

        def display(screen: Any, renderable: Any) -> None:
            if isinstance(renderable, CompositorUpdate):
                written.append(renderable.render_segments(drive.app.console))
            show(screen, renderable)

        drive.app._display = display  # type: ignore[method-assign]
        for keys in (("t",), ("f3", "down"), ("f2",), ("?", "escape"), ("v", "w", "c", "word:code"), ("escape", "f8")):
            await drive.keys(*keys)
        drive.app.notify(NASTY)
        await drive.pilot.pause()
    sent = _OURS.sub("", "".join(written))
    assert "omgekeerd" in sent
    assert "[bold]merk" in sent
    wild = {char for char in sent if (char < " " and char not in "\r\n") or "\x7f" <= char <= "\x9f"}
    assert wild | ({"\u202e", "\u202c", "\u200f"} & set(sent)) == set()
