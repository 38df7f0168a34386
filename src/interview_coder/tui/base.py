"""What every screen stands on: app, screen and dialog bases that keep user text away from markup and errors from users.

How to add a screen:

1. Add its actions to the registry (``actions/``) under a ``Place``.
2. ``class MyScreen(Screen[None])`` with ``PLACES = (Place.MINE,)`` (bindings follow from it), ``CSS_PATH = "my.tcss"``
   beside the module, ``compose`` that ends with ``yield KeyBar()`` (a dialog without one shows the keys of the screen
   below), and ``action_<id>`` for each action.
   Dialogs: ``ModalScreen[Result]``; ``dismiss(result)`` closes; Esc dismisses with ``None``.
3. Text of users (names of codes, transcripts, files, errors) goes on screen through ``Plain(text)`` or ``plain(text)``,
   never as a bare ``str`` to Static, Label, OptionList, Button or a border title. Lists: ``widgets.rows.Rows``.
4. The study is ``self.app.study``; settings ``self.app.settings``. An ``InterviewCoderError`` raised in any action or
   handler becomes a toast with its sentence; nothing need be caught. Writing actions are refused when read-only.
5. Slow work: ``@work(thread=True, exclusive=True, exit_on_error=False, group="…")``; the thread only posts messages
   (``self.post_message``) and looks at ``get_current_worker().is_cancelled``; its errors become toasts too. A thread
   that uses the study does so ``with app.holding(study) as open``: closing the study waits until it lets go.
6. Questions, from an ``async`` method under ``@work`` (no thread): ``if await self.app.confirm(_("Delete?"), …)``.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar, cast

import textual.app
import textual.screen
from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.content import Content
from textual.css.query import NoMatches
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.widget import Widget
from textual.widgets import Button, Input, Static
from textual.worker import Worker, WorkerState

from interview_coder.domain.text import safe
from interview_coder.errors import InterviewCoderError
from interview_coder.i18n import _
from interview_coder.settings import Settings
from interview_coder.tui import themes
from interview_coder.tui.actions import Action, Place, bindings_for, writing
from interview_coder.tui.keymap import KeyMap
from interview_coder.tui.style_sheets import StyleSheets

if TYPE_CHECKING:
    from interview_coder.redaction import NameRegistry
    from interview_coder.study import Study

log = logging.getLogger("interview_coder")
Result = TypeVar("Result")


LATEST: Final = 1.0
"""Seconds that a key waits at most for the letters before it."""


class CaughtUp(Message):
    """A mark in the queues of messages: what was posted before it is dealt with. Screens set ``done``."""

    def __init__(self, done: asyncio.Event) -> None:
        self.done = done
        super().__init__()


def plain(text: str, style: str = "") -> Content:
    """User text as it is: no markup is read in it, and nothing in it can steer the terminal."""
    content = Content(safe(text))
    return content.stylize(style) if style else content


class Plain(Static):
    """A piece of text in which nothing is markup. ``update`` takes text or ready-made Content."""

    def __init__(
        self,
        text: str | Content = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(plain(text) if isinstance(text, str) else text, id=id, classes=classes, markup=False)

    def show(self, text: str | Content, *, resized: bool = True) -> None:
        """Show another text; ``resized=False`` says that the widget stays as large as it is, which spares a layout."""
        content = plain(text) if isinstance(text, str) else text
        # What stands there already would cost a layout of the whole screen as well.
        if not (isinstance(self.content, Content) and self.content.is_same(content)):
            self.update(content, layout=resized)


class Placed:
    """A screen or widget whose bindings are those of its places in the registry, and whose errors become toasts."""

    PLACES: ClassVar[tuple[Place, ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "PLACES" in cls.__dict__ and "BINDINGS" not in cls.__dict__:
            cls.BINDINGS = bindings_for(*cls.PLACES)  # type: ignore[attr-defined]
        super().__init_subclass__(**kwargs)

    async def _dispatch_message(self, message: Message) -> None:
        """Deliver a message; an error that has a sentence for the user is told, and work goes on."""
        if isinstance(message, CaughtUp) and isinstance(self, textual.screen.Screen):
            message.stop()
            message.done.set()
            return
        try:
            await super()._dispatch_message(message)  # type: ignore[misc]
        except InterviewCoderError as error:
            _app(self).complain(error)


def _app(node: object) -> App:
    return cast("App", node.app)  # type: ignore[attr-defined]


def _worker_changed(node: object, event: Worker.StateChanged) -> None:
    """Tell the user of a worker that failed."""
    if event.state is WorkerState.ERROR and event.worker.error is not None:
        _app(node).complain(event.worker.error)


class App(Placed, textual.app.App[None]):
    """The app's base: settings, language, theme, the open study, toasts without markup, questions."""

    PLACES = (Place.EVERYWHERE,)
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *, settings: Settings | None = None, debug: bool = False) -> None:
        self.settings = settings or Settings()
        self.study: Study | None = None
        self.registry: NameRegistry | None = None
        """The names of the key file, while it is open; in memory, and gone when the study closes."""
        self.export_query = ""
        """The query typed for an export last: it may have words of a text, so no settings hold it."""
        self.debugging = debug
        self.keymap = KeyMap(self.settings.path.with_name("keys.toml"))
        self._threads_of: Counter[Study] = Counter()
        self._to_close: set[Study] = set()
        self._threads_guard = threading.Lock()
        super().__init__()
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.stylesheet = StyleSheets(variables=self.get_css_variables())
        self.set_keymap(self.keymap.bindings())
        chosen = self.settings.get("theme", default=themes.DARK)
        self.theme = chosen if chosen in self.available_themes else themes.DARK

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our own themes define and others lack: ``$muted``, the colour of what is said in passing."""
        return {"muted": "ansi_default" if self.native_ansi_color else "#8a9099"}

    @property
    def read_only(self) -> bool:
        """Whether the open study refuses changes."""
        return self.study is not None and self.study.read_only

    @contextmanager
    def holding(self, study: Study) -> Iterator[bool]:
        """Keep a study open for as long as a thread works on it. Gives whether it still is: if not, let it be."""
        with self._threads_guard:
            usable = study is self.study
            self._threads_of[study] += usable
        try:
            yield usable
        finally:
            with self._threads_guard:
                self._threads_of[study] -= usable
                last = study in self._to_close and not self._threads_of[study]
                if not self._threads_of[study]:
                    del self._threads_of[study]
            if last:
                try:
                    study.close()
                finally:
                    self._to_close.discard(study)

    def let_study_go(self) -> None:
        """Close the study, if one is open, now or when the last thread that works on it is done."""
        with self._threads_guard:
            study, self.study, self.registry, self.export_query = self.study, None, None, ""
            held = study is not None and self._threads_of[study] > 0
            if study is not None and held:
                self._to_close.add(study)
        if study is not None and not held:
            study.close()

    @property
    def waits_to_close(self) -> bool:
        """Whether a study waits for a thread before it closes."""
        return bool(self._to_close)

    async def all_closed(self) -> None:
        """Wait until no study is about to close."""
        while self._to_close:
            await asyncio.sleep(0.02)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a toast; nothing in it is markup, unless asked for."""
        super().notify(safe(message), title=safe(title), severity=severity, timeout=timeout, markup=markup)

    def complain(self, error: BaseException) -> None:
        """Tell the user what went wrong: the sentence of an error of ours, a general one for anything else."""
        if isinstance(error, InterviewCoderError):
            self.notify(str(error), severity="error", timeout=8)
            return
        # The text of a foreign error may quote a transcript: only where it happened is logged.
        log.error("%s at %s", type(error).__name__, _where(error))
        self.notify(
            _("That did not work because of a mistake in the program. Your study is safe."), severity="error", timeout=8
        )

    def on_key(self, event: events.Key) -> None:
        """A screen with ``take_key(event) -> bool`` gets what no widget used before bindings do.

        Keys come here in the order in which they were typed, so what is typed ahead goes where it was meant to.
        """
        take = getattr(self.screen, "take_key", None)
        if take is not None and take(event):
            event.prevent_default()
            event.stop()

    async def run_action(self, action: Any, default_namespace: Any = None, namespaces: Any = None) -> bool:
        """Do an action; what writes is refused, with a sentence, in a study that is open read-only."""
        target, name, _parameters = self._parse_action(action, default_namespace or self, namespaces)
        if self.read_only and writing(name, getattr(target, "PLACES", ())):
            self.notify(_("This study is open read-only: nothing can be changed."), severity="warning")
            return True
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except InterviewCoderError as error:
            self.complain(error)
            return True

    async def on_event(self, event: events.Event) -> None:
        """Let the field that has the focus take in what was typed before a key that goes before its own.

        Textual does the binding of such a key at once, while letters typed just before it still wait for the field. Nor
        does it wait for a screen that has no widgets yet, on which next to no key can do anything.
        """
        if isinstance(event, events.Key) and not event.is_forwarded and self.screen_stack:
            mounted: asyncio.Event = self.screen._mounted_event
            if not mounted.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(mounted.wait(), LATEST)
        if isinstance(event, events.Key) and not event.is_forwarded and self.focused is not None:
            chain = self.screen._binding_chain
            if any(one.priority for _node, keys in chain for one in keys.key_to_bindings.get(event.key, ())):
                await self._caught_up(self.focused)
        await super().on_event(event)

    async def _caught_up(self, widget: Widget) -> None:
        """Wait until a widget has worked through its messages, and its screen through what came of them."""
        done = asyncio.Event()

        def told() -> None:
            # What the letters led to (``Changed``) is on its way up now: this goes the same way behind it.
            if not widget.post_message(CaughtUp(done)):
                done.set()

        if widget.call_later(told):
            # A handler that waits for the app itself must not hold up the keys for long.
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), LATEST)

    async def confirm(
        self, question: str, detail: str = "", *, yes: str = "", no: str = "", danger: bool = False, typed: str = ""
    ) -> bool:
        """Ask before something is done. ``typed`` must be typed in full first. Call it in an ``async`` worker."""
        dialog = Confirm(question, detail, yes=yes, no=no, danger=danger, typed=typed)
        answer: bool | None = await self.push_screen_wait(dialog)
        return bool(answer)

    async def tell(self, title: str, text: str) -> None:
        """Show a message until it is closed. Call it in an ``async`` worker."""
        await self.push_screen_wait(Message_(title, text))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        _worker_changed(self, event)

    def _fatal_error(self) -> None:
        """Leave after a mistake of ours: a sentence, never a traceback, which would show the user's text."""
        if self._exception is not None:
            log.critical("%s at %s", type(self._exception).__name__, _where(self._exception))
        self.bell()
        self._exit_renderables.append(
            _("The program stopped because of a mistake in it. Everything you confirmed is in the study file.")
        )
        self._close_messages_no_wait()


def _where(error: BaseException) -> str:
    """The places in the code that an error passed, innermost last, without any of its words."""
    import traceback
    from pathlib import Path

    frames = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-12:])


class _Closing(Placed):
    """What screens and dialogs share: the study, a last word before it closes, and closing once."""

    @property
    def study(self) -> Study:
        """The open study."""
        study = _app(self).study
        assert study is not None
        return study

    def leaving(self) -> None:
        """Called before the study closes: keep what is not kept yet."""

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close with a result, once: of two keys that come together the second would close the screen below."""
        top: object = _app(self).screen
        if top is not self:
            return AwaitComplete()
        return super().dismiss(result)  # type: ignore[misc, no-any-return]

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        _worker_changed(self, event)


class Screen(_Closing, textual.screen.Screen[Result]):
    """A whole screen."""

    app: App
    CLOSES: ClassVar[bool] = True
    """Whether one goes back from it, so that its key bar has a sign to click for that."""

    def action_back(self) -> None:
        """Close the screen; the first one stays."""
        if len(self.app.screen_stack) > 2:
            self.dismiss(None)


class ModalScreen(_Closing, textual.screen.ModalScreen[Result]):
    """A dialog over the screen. Give its outermost container the class ``dialog``."""

    # A dialog hides the bindings of the app; these few hold there as well.
    BINDINGS = bindings_for(Place.EVERYWHERE, only=("back", "help", "quit"))
    app: App

    def action_back(self) -> None:
        """Close without a result."""
        self.dismiss(None)

    def on_click(self, event: Any) -> None:
        """A click beside the dialog closes it, as Esc does."""
        try:
            inside = self.query_one(".dialog", Widget).region.contains(event.screen_x, event.screen_y)
        except NoMatches:
            return
        if not inside and event.widget is self:
            self.action_back()


class Confirm(ModalScreen[bool]):
    """A question with yes and no; dangerous ones may ask that something be typed first."""

    PLACES = (Place.CONFIRM,)
    AUTO_FOCUS = "Input, #no"

    def __init__(
        self, question: str, detail: str, *, yes: str = "", no: str = "", danger: bool = False, typed: str = ""
    ) -> None:
        super().__init__()
        self._question, self._detail, self._typed = question, detail, typed
        self._yes, self._no, self._danger = yes or _("Yes"), no or _("Cancel"), danger

    def compose(self) -> ComposeResult:
        from textual.containers import Horizontal, Vertical

        from interview_coder.tui.widgets.keybar import KeyBar

        with Vertical(classes="dialog"):
            yield Plain(self._question, classes="dialog-title")
            if self._detail:
                yield Plain(self._detail, classes="dialog-text")
            if self._typed:
                yield Plain(_("Type {words} to confirm:").format(words=self._typed), classes="dialog-text")
                yield Input(id="typed")
            with Horizontal(classes="buttons"):
                yield Button(
                    plain(self._yes),
                    id="yes",
                    variant="error" if self._danger else "primary",
                    disabled=bool(self._typed),
                )
                yield Button(plain(self._no), id="no")
        yield KeyBar()

    def on_mount(self) -> None:
        if not self._typed and not self._danger:
            self.query_one("#yes").focus()

    def _agreed(self) -> bool:
        return not self._typed or self.query_one(Input).value.strip().casefold() == self._typed.strip().casefold()

    def on_input_changed(self) -> None:
        self.query_one("#yes", Button).disabled = not self._agreed()

    def on_input_submitted(self) -> None:
        if self._agreed():
            self.dismiss(True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def offers(self, action: Action) -> bool:
        """What the footer shows: letters answer nothing where something must be typed."""
        return not (self._typed and action.id in ("yes", "no"))

    def action_yes(self) -> None:
        """Agree."""
        if not self._typed:
            self.dismiss(True)

    def action_no(self) -> None:
        """Do not agree."""
        if not self._typed:
            self.dismiss(False)

    def on_key(self, event: Any) -> None:
        """The arrows go from button to button."""
        if not self._typed and event.key in ("left", "right", "up", "down"):
            self.focus_next() if event.key in ("right", "down") else self.focus_previous()
            # The screen below, which is on top now, must not take it for one of its keys.
            event.stop()


class Message_(ModalScreen[None]):  # noqa: N801 - Textual owns the plain name
    """Something to read, until it is closed."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._heading, self._text = title, text

    def compose(self) -> ComposeResult:
        from textual.containers import Horizontal, Vertical, VerticalScroll

        from interview_coder.tui.widgets.keybar import KeyBar

        with Vertical(classes="dialog"):
            yield Plain(self._heading, classes="dialog-title")
            with VerticalScroll():
                yield Plain(self._text, classes="dialog-text")
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Close")), id="close", variant="primary")
        yield KeyBar()

    def on_button_pressed(self) -> None:
        self.dismiss(None)
