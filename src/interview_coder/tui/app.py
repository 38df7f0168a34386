"""The program on screen: opens and closes studies, and holds what works everywhere."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from interview_coder.errors import InterviewCoderError, StudyBusyError
from interview_coder.i18n import _
from interview_coder.settings import Settings
from interview_coder.tui import themes
from interview_coder.tui.actions import REGISTRY, Place, keys_shown
from interview_coder.tui.base import App, ModalScreen, Screen, log

if TYPE_CHECKING:
    from interview_coder.study import Study
    from interview_coder.tui.screens.palette import Command


class InterviewCoder(App):
    """The app. With a study it opens the workbench, else the start screen."""

    CSS_PATH = "app.tcss"
    TITLE = "interview coder"

    def __init__(
        self,
        study: Path | None = None,
        *,
        read_only: bool = False,
        coder: str | None = None,
        settings: Settings | None = None,
        debug: bool = False,
    ) -> None:
        super().__init__(settings=settings, debug=debug)
        self._first, self._read_only_wanted, self._coder = study, read_only, coder

    @property
    def coder_name(self) -> str:
        """The name that new codings carry."""
        return self._coder or self.settings.coder

    def on_mount(self) -> None:
        from interview_coder.tui.screens.start import Start

        self.push_screen(Start())
        if self._first is not None:
            self.open_study(self._first, read_only=self._read_only_wanted)

    @work(exclusive=True, exit_on_error=False, group="open")
    async def open_study(self, path: Path, *, read_only: bool = False) -> None:
        """Open a study and show it; offer it read-only where somebody else is at work in it."""
        from interview_coder.study import Study

        try:
            # Opening may back up and migrate; the screen stays live meanwhile.
            study = await asyncio.to_thread(Study.open, path, coder=self.coder_name, read_only=read_only)
        except StudyBusyError as error:
            if await self.confirm(str(error), _("It can be looked at meanwhile."), yes=_("Open read-only")):
                self.open_study(path, read_only=True)
            return
        self.show_study(study)

    def show_study(self, study: Study) -> None:
        """Show a study that is open."""
        from interview_coder.tui.screens.workbench import Workbench

        self.close_study()
        self.study = study
        self.settings.remember(study.path)
        self.push_screen(Workbench())

    def close_study(self) -> None:
        """Close the study, if one is open, and go back to the start screen."""
        for screen in reversed(self.screen_stack[1:]):
            screen.leaving() if isinstance(screen, Screen | ModalScreen) else None
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if self.study is not None:
            study, self.study = self.study, None
            study.close()

    def action_help(self) -> None:
        from interview_coder.tui.screens.help import Help

        if isinstance(self.screen, Help):
            self.screen.dismiss(None)
            return
        self.push_screen(Help(self._places_here()))

    def _places_here(self) -> list[Place]:
        """The places of the focus and of all that it lies in, then those of the other panes."""
        node = self.screen.focused or self.screen
        near = [place for level in node.ancestors_with_self for place in getattr(level, "PLACES", ())]
        # A pane that has no focus now still belongs to the screen.
        others = [widget for widget in self.screen.query("*") if widget.can_focus and widget.display]
        far = [place for widget in others for place in getattr(widget, "PLACES", ())]
        places = [place for place in dict.fromkeys((*near, *far)) if place is not Place.EVERYWHERE]
        if Place.TRANSCRIPT in places and Place.WORKBENCH in places:
            # Moving about is learnt in a minute; what can be done with a passage is what people look up.
            places.remove(Place.TRANSCRIPT)
            places.insert(places.index(Place.WORKBENCH) + 1, Place.TRANSCRIPT)
        return [*places, Place.EVERYWHERE]

    def action_handbook(self) -> None:
        from interview_coder.tui.screens.help import Handbook

        self.push_screen(Handbook())

    def action_theme(self) -> None:
        """The other of the two looks, kept for the next start."""
        self.theme = themes.LIGHT if self.theme == themes.DARK else themes.DARK
        self.settings.set("theme", value=self.theme)

    def action_palette(self) -> None:
        from interview_coder.tui.screens.palette import Palette

        if isinstance(self.screen, ModalScreen):
            return
        self.push_screen(Palette(list(self._commands())), self._run_command)

    def _run_command(self, command: Command | None) -> None:
        if command is not None:
            command.run()

    def _commands(self) -> Iterator[Command]:
        """What the palette offers: the actions of the screen and of everywhere, then what the screen adds."""
        from interview_coder.tui.screens.palette import Command

        here = self.screen
        places = (*getattr(here, "PLACES", ()), Place.EVERYWHERE)
        for place in places:
            for action in REGISTRY[place]:
                if action.palette and not (action.writes and self.read_only):
                    yield Command(
                        f"action.{place}.{action.id}",
                        _(action.label),
                        "",
                        lambda handler=action.handler: self._later(handler),  # type: ignore[misc]
                        help=_(action.help),
                        keys=keys_shown(action).split(" ")[0],
                    )
        extra = getattr(here, "commands", None)
        if extra is not None:
            yield from extra()

    def _later(self, handler: str) -> None:
        self.call_later(self.run_action, handler, self.screen)

    def action_jump(self) -> None:
        from interview_coder.tui.screens.jump import Jump

        if isinstance(self.screen, ModalScreen):
            return
        targets = [widget for widget in self.screen.focus_chain if widget.region]
        self.push_screen(Jump(targets), lambda target: target.focus() if target is not None else None)

    async def action_quit(self) -> None:
        """Leave, with everything kept."""
        with suppress(InterviewCoderError):
            self.close_study()
        self.exit()


def run(study_path: Path | None = None, read_only: bool = False, debug: bool = False, coder: str | None = None) -> int:
    """Run the program on this terminal; returns its exit code."""
    if debug:
        _log_to_file()
    app = InterviewCoder(study_path, read_only=read_only, coder=coder, debug=debug)
    app.run()
    return app.return_code or 0


def _log_to_file() -> None:
    """Write mistakes of the program (where, never which words) to a log beside the settings."""
    import logging

    from interview_coder.settings import folder

    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(place / "debug.log", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
