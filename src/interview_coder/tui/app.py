"""The program on screen: opens and closes studies, and holds what works everywhere."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events, work
from textual.widget import Widget

from interview_coder.errors import InterviewCoderError, StudyBusyError
from interview_coder.i18n import _
from interview_coder.tui import themes
from interview_coder.tui.actions import PLACES, REGISTRY, Place, keys_shown
from interview_coder.tui.base import App, ModalScreen, Screen, log
from interview_coder.tui.tidying import Tidying

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from textual.dom import DOMNode

    from interview_coder.domain.marks import MarkStyle
    from interview_coder.settings import Settings
    from interview_coder.study import Study
    from interview_coder.tui.screens.import_tray import ImportOrder
    from interview_coder.tui.screens.palette import Command


class InterviewCoder(App):
    """The app. With a study it opens the workbench, else the start screen; with an order it begins that import.

    ``sample`` says that the study is the sample study, wherever it lies: the tour goes over it at the first time.
    """

    CSS_PATH = "app.tcss"
    TITLE = "interview coder"

    def __init__(
        self,
        study: Path | None = None,
        *,
        read_only: bool = False,
        coder: str | None = None,
        order: ImportOrder | None = None,
        sample: bool = False,
        settings: Settings | None = None,
        debug: bool = False,
    ) -> None:
        super().__init__(settings=settings, debug=debug)
        self._first, self._read_only_wanted, self._coder = study, read_only, coder
        self._order = order
        self._sample = study if sample else None
        self.tidying: Tidying | None = None
        """Of the real program; tests share a process."""

    async def on_event(self, event: events.Event) -> None:
        if self.tidying is not None:
            self.tidying.saw(event)
        await super().on_event(event)

    @property
    def coder_name(self) -> str | None:
        """The name that new codings carry, where the user set one; else that of the desk, or of the login."""
        return self._coder or self.settings.own_name

    def on_mount(self) -> None:
        from interview_coder.tui.screens.start import Start

        self.push_screen(Start(waiting=self._first is not None))
        if not self.is_headless:
            self.tidying = Tidying(self)
        if not self.is_headless and os.isatty(0):
            self.set_interval(2, self._quit_without_terminal)
        if self._first is not None:
            self.open_study(self._first, read_only=self._read_only_wanted)

    @work(exclusive=True, exit_on_error=False, group="open")
    async def open_study(self, path: Path, *, read_only: bool = False) -> None:
        """Open a study and show it; offer it read-only where somebody else is at work in it."""
        from interview_coder.study import Study

        # The same file may be waiting for a thread before it closes.
        await self.all_closed()
        try:
            # Opening may back up and migrate; the screen stays live meanwhile.
            study = await asyncio.to_thread(Study.open, path, coder=self.coder_name, read_only=read_only)
        except StudyBusyError as error:
            self._show_start()
            if await self.confirm(str(error), _("It can be looked at meanwhile."), yes=_("Open read-only")):
                self.open_study(path, read_only=True)
            return
        except BaseException:
            self._show_start()
            raise
        self.show_study(study)

    def _show_start(self) -> None:
        """Draw the start screen where that waited for a study."""
        from interview_coder.tui.screens.start import Start

        for screen in self.screen_stack:
            if isinstance(screen, Start):
                self.call_later(screen.wake)

    def show_study(self, study: Study) -> None:
        """Show a study that is open."""
        from interview_coder.tui.screens.workbench import Workbench

        self._leave()
        self.study = study
        bench = Workbench()
        self.push_screen(bench)
        # Once it is on the screen: writing settings takes longer than a key.
        self.call_after_refresh(self.settings.remember, study.path)
        if not self.settings.get("tour") and self._is_sample(study.path):
            self.call_after_refresh(self._tour, bench)
        order, self._order = self._order, None
        if order is not None and not study.read_only:
            self.call_after_refresh(bench.import_transcripts, order)
        elif order is not None:
            self.notify(_("This study is open read-only: nothing can be imported."), severity="warning")

    def _is_sample(self, path: Path) -> bool:
        from interview_coder.demo import default_folder

        named = self._sample is not None and path.resolve() == self._sample.resolve()
        return named or path.resolve().parent == default_folder().resolve()

    def close_study(self) -> None:
        """Close the study, if one is open, and go back to the start screen."""
        self._show_start()
        self._leave()

    def _leave(self) -> None:
        """Leave the screens of the study and the study, if one is open."""
        for screen in reversed(self.screen_stack[1:]):
            screen.leaving() if isinstance(screen, Screen | ModalScreen) else None
        while len(self.screen_stack) > 2:
            self.pop_screen()
        self.let_study_go()

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

    def action_looks(self) -> None:
        from interview_coder.tui.screens.looks import Looks

        self.push_screen(Looks(), self._keep_look)

    def _keep_look(self, theme: str | None) -> None:
        if theme is not None:
            self.theme = theme
            self.settings.set("theme", value=theme)

    def action_tour(self) -> None:
        """Begin the tour in the study that is open, or in the sample; end it where it is under way."""
        bench = self._bench()
        if bench is None:
            self.settings.set("tour", value=None)
            self.call_later(self.run_action, "demo", self.screen)
        elif bench.query("#tour"):
            bench.query("#tour").remove()
        else:
            self._tour(bench)

    def _tour(self, bench: Screen[None]) -> None:
        from interview_coder.tui.screens.workbench import Workbench
        from interview_coder.tui.widgets.tour import Tour

        if isinstance(bench, Workbench):
            self.settings.set("tour", value="seen")
            bench.mount(Tour(bench))

    def _bench(self) -> Screen[None] | None:
        from interview_coder.tui.screens.workbench import Workbench

        return next((screen for screen in self.screen_stack if isinstance(screen, Workbench)), None)

    def action_keymap(self) -> None:
        from interview_coder.tui.screens.keymap import KeyMapScreen

        self.push_screen(KeyMapScreen(self.keymap))

    def action_palette(self) -> None:
        from interview_coder.tui.screens.palette import Palette

        if isinstance(self.screen, ModalScreen):
            return
        self.push_screen(Palette(list(self._commands())), self._run_command)

    def _run_command(self, command: Command | None) -> None:
        if command is not None:
            command.run()

    def _commands(self) -> Iterator[Command]:
        """What the palette offers: actions of the screen, of everywhere, of its panes; then what the screen adds."""
        from interview_coder.tui.screens.palette import Command

        here = self.screen
        owners: dict[Place, DOMNode] = dict.fromkeys(getattr(here, "PLACES", ()), here)
        owners.setdefault(Place.EVERYWHERE, here)
        for widget in here.query("*"):
            for place in getattr(widget, "PLACES", ()):
                if place not in (Place.LIST, Place.WALK, Place.ARROWS, Place.FINDING):
                    owners.setdefault(place, widget)
        for place, owner in owners.items():
            pane = owner is not here
            for action in REGISTRY[place]:
                if action.offered and not (action.writes and self.read_only):
                    yield Command(
                        f"action.{place}.{action.id}",
                        _(action.label),
                        _(PLACES[place]) if pane else "",
                        partial(self._later, action.handler, owner),
                        help=_(action.help),
                        keys=keys_shown(action).split(" ")[0] if action.keys else "",
                    )
        extra = getattr(here, "commands", None)
        if extra is not None:
            yield from extra()

    def _later(self, handler: str, owner: DOMNode) -> None:
        if isinstance(owner, Widget) and owner is not self.screen and owner.focusable:
            owner.focus()
        self.call_later(self.run_action, handler, owner)

    def action_jump(self) -> None:
        from interview_coder.tui.screens.jump import Jump

        if isinstance(self.screen, ModalScreen):
            return
        targets = [widget for widget in self.screen.focus_chain if widget.region]
        self.push_screen(Jump(targets), lambda target: target.focus() if target is not None else None)

    def _quit_without_terminal(self) -> None:
        """Leave when the terminal was closed and no signal said so (under ``make``): reading would spin for ever."""
        if not os.isatty(0):
            self._quit()

    async def action_quit(self) -> None:
        """Leave, with everything kept."""
        self._quit()

    @work(exclusive=True, exit_on_error=False, group="quit")
    async def _quit(self) -> None:
        with suppress(InterviewCoderError):
            self.close_study()
        if self.waits_to_close:
            self.notify(_("A moment: what you confirmed is being finished, then the program closes."), timeout=60)
            await self.all_closed()
        self.exit()


def run(
    study_path: Path | None = None,
    read_only: bool = False,
    debug: bool = False,
    coder: str | None = None,
    *,
    import_paths: Sequence[Path] = (),
    keys: Path | None = None,
    given: Mapping[str, Any] | None = None,
    model: str | None = None,
    marks: MarkStyle | None = None,
    force: bool = False,
    sample: bool = False,
) -> int:
    """Run the program on this terminal; returns its exit code.

    With ``import_paths`` it begins to import them: with the names of the key file ``keys`` (made where it is not
    there), the metadata ``given`` (fields of ``Metadata``) in the place of what files say, a spaCy ``model``, and a
    style of ``marks`` for the study from then on. ``force`` takes a text that is in the study already once more.
    ``sample`` is for the sample study, over which the tour goes.
    """
    if debug:
        _log_to_file()
    order = None
    if import_paths:
        from interview_coder.tui.screens.import_tray import ImportOrder

        order = ImportOrder(tuple(import_paths), keys, dict(given or {}), model, marks, force=force)
    app = InterviewCoder(study_path, read_only=read_only, coder=coder, order=order, sample=sample, debug=debug)
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
