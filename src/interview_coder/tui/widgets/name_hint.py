"""A line below a box that points out what looks like a name in what is being typed there. A warning, never a refusal.

Put a ``NameHint()`` below the box and call ``look(text)`` whenever the text changes, as often as you like: it looks
after a pause, in a thread, and keeps nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import work
from textual.message import Message
from textual.timer import Timer
from textual.worker import Worker, WorkerState, get_current_worker

from interview_coder.domain.text import fold, one_line, safe
from interview_coder.i18n import _, ngettext
from interview_coder.tui.base import App, Placed, Plain, log

if TYPE_CHECKING:
    from interview_coder.study import Study

PAUSE = 0.6
"""Seconds without a key after which is looked."""
SURE: Final = 0.6
"""Finds below this confidence are not pointed out: who types knows an everyday word when they see one."""
SHOWN: Final = 3
"""So many names are named, those that come last in the text, which were typed last; the others are counted."""


def name_warning(app: App, study: Study, text: str) -> str:
    """The sentence about the names in a text, nothing where there are none. Slow at first: call it in a thread."""
    with app.holding(study) as usable:
        finds = study.names_in(text, app.registry) if usable and text.strip() else []
    names = {fold(name): name for find in finds if find.confidence >= SURE for name in [text[find.start : find.end]]}
    if not names:
        return ""
    told = ", ".join(f"“{safe(one_line(name))}”" for name in list(names.values())[-SHOWN:])
    more = len(names) - SHOWN
    if more > 0:
        told = ngettext("{names} and {n} more", "{names} and {n} more", more).format(names=told, n=more)
    return _("Looks like a name: {names}; only what you redact stays out of the study.").format(names=told)


def tell_of_names(app: App, text: str) -> None:
    """Tell of the names in something that is kept already, once they are found."""
    study = app.study
    if study is None:
        return

    def look() -> None:
        if warning := name_warning(app, study, text):
            app.call_from_thread(app.notify, warning, severity="warning")

    app.run_worker(look, thread=True, exit_on_error=False, group="names")


class NameHint(Placed, Plain):
    """The line; hidden while there is nothing to point out."""

    DEFAULT_CSS = """
    NameHint {
        display: none;
        width: 1fr;
        height: auto;
        padding: 0 1;
        color: $warning;
    }
    """

    class Looked(Message):
        """What is to be said of a text, nothing where there is no name in it."""

        def __init__(self, hint: NameHint, text: str, warning: str) -> None:
            self.hint, self.text, self.warning = hint, text, warning
            super().__init__()

        @property
        def control(self) -> NameHint:
            """The line that it is for."""
            return self.hint

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self.looked = ""
        """The text whose names are pointed out, if it has any."""
        self._pause: Timer | None = None

    @property
    def busy(self) -> bool:
        """Whether there is a text whose names are not pointed out yet."""
        return self._typed != self.looked

    def look(self, text: str) -> None:
        """Point out the names in a text once nothing was typed for a moment."""
        if text == self._typed:
            return
        self._typed = text
        if self._pause is not None:
            self._pause.stop()
        if text.strip():
            self._pause = self.set_timer(PAUSE, self._begin)
        else:
            self.looked = text
            self._say("")

    def _begin(self) -> None:
        app: App = self.app  # type: ignore[assignment]
        if app.study is not None:
            self._look_for(app, app.study, self._typed)

    @work(thread=True, exclusive=True, exit_on_error=False, group="names")
    def _look_for(self, app: App, study: Study, text: str) -> None:
        worker = get_current_worker()
        warning = name_warning(app, study, text)
        if not worker.is_cancelled:
            self.post_message(self.Looked(self, text, warning))

    def on_name_hint_looked(self, event: Looked) -> None:
        event.stop()
        if event.text == self._typed:
            self.looked = event.text
            self._say(event.warning)

    def on_unmount(self) -> None:
        """Who kept it quicker than names are found is told all the same."""
        if self.busy and self._typed.strip():
            tell_of_names(self.app, self._typed)  # type: ignore[arg-type]

    def _say(self, warning: str) -> None:
        self.display = bool(warning)
        self.show(warning)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A mistake of ours here must not trouble who is typing."""
        event.stop()
        if event.state is WorkerState.ERROR:
            log.error("%s while looking for names", type(event.worker.error).__name__)
