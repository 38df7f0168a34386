"""Something that must be finished before anything else is done: a dialog that stays until it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, cast

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import ProgressBar

from interview_coder.i18n import _
from interview_coder.tui.base import App, ModalScreen, Plain
from interview_coder.tui.widgets.keybar import KeyBar

Result = TypeVar("Result")


class Wait(ModalScreen["Wait.Done"], Generic[Result]):
    """Runs a job on the study in a thread and shows that it does; the result is what came of it."""

    CSS_PATH = "wait.tcss"

    class Done(Message):
        """The job is over, with its result or what went wrong."""

        def __init__(self, result: Any, error: Exception | None) -> None:
            self.result, self.error = result, error
            super().__init__()

    def __init__(self, told: str, job: Callable[[], Result]) -> None:
        super().__init__()
        self._told, self._job = told, job

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(self._told, classes="dialog-title")
            yield ProgressBar(show_eta=False, show_percentage=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self._run_job()

    @work(thread=True, exit_on_error=False, group="wait")
    def _run_job(self) -> None:
        result, error = None, None
        with self.app.holding(self.study) as usable:
            try:
                result = self._job() if usable else None
            except Exception as failure:  # told where the result is waited for
                error = failure
        self.post_message(self.Done(result, error))

    def on_wait_done(self, event: Done) -> None:
        self.dismiss(event)

    def action_back(self) -> None:
        """It cannot be left half done."""
        self.app.notify(_("Wait a moment: this is finished first."), severity="warning")


async def waiting(app: App, told: str, job: Callable[[], Result]) -> Result:
    """The result of a job that runs in a thread, ``told`` being shown meanwhile. Call it in an ``async`` worker.

    Raises what the job raises.
    """
    done = await app.push_screen_wait(Wait(told, job))
    if done.error is not None:
        raise done.error
    return cast("Result", done.result)
