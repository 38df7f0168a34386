"""Something that must be finished before anything else is done: a dialog that stays until it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeAlias, TypeVar, cast

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import ProgressBar
from textual.worker import get_current_worker

from interview_coder.domain.pace import Pace
from interview_coder.errors import Stopped
from interview_coder.i18n import _
from interview_coder.tui.base import App, ModalScreen, Plain
from interview_coder.tui.widgets.keybar import KeyBar

Result = TypeVar("Result")
Progress: TypeAlias = Callable[[int, int], None]
Job: TypeAlias = Callable[[Progress], Result]


def paced(tell: Callable[[int, int, str], object]) -> Progress:
    """What work in this thread worker calls with how far it is; ``tell`` hears of it now and then, in words too.

    It raises Stopped once the worker is cancelled.
    """
    worker, pace = get_current_worker(), Pace()

    def progress(done: int, total: int) -> None:
        if worker.is_cancelled:
            raise Stopped
        # Now and then: the screen must not drown in what it is told.
        if (told := pace.told(done, total)) is not None:
            tell(done, total, told)

    return progress


class Wait(ModalScreen["Wait.Done"], Generic[Result]):
    """Runs a job on the study in a thread and shows that it does; the result is what came of it.

    A job that takes ``progress`` is shown with a count, and Esc stops it: what it had begun is taken back.
    """

    CSS_PATH = "wait.tcss"

    class Done(Message):
        """The job is over, with its result or what went wrong; both ``None`` where it was stopped."""

        def __init__(self, result: Any, error: Exception | None, *, stopped: bool = False) -> None:
            self.result, self.error, self.stopped = result, error, stopped
            super().__init__()

    class Progressed(Message):
        """So much is done; ``told`` says so."""

        def __init__(self, done: int, total: int, told: str) -> None:
            self.done, self.total, self.told = done, total, told
            super().__init__()

    def __init__(self, told: str, job: Callable[[], Result] | None, stoppable: Job[Result] | None = None) -> None:
        super().__init__()
        self._told, self._job, self._stoppable = told, job, stoppable

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(self._told, classes="dialog-title")
            yield ProgressBar(show_eta=False, show_percentage=False)
            if self._stoppable is not None:
                yield Plain(_("Esc stops it."), id="count")
        yield KeyBar()

    def on_mount(self) -> None:
        self._run_job()

    @work(thread=True, exit_on_error=False, group="wait")
    def _run_job(self) -> None:
        progress = paced(lambda *far: self.post_message(self.Progressed(*far)))
        result, error, stopped = None, None, False
        with self.app.holding(self.study) as usable:
            try:
                if usable and self._stoppable is not None:
                    result = self._stoppable(progress)
                elif usable and self._job is not None:
                    result = self._job()
            except Stopped:
                stopped = True
            except Exception as failure:  # told where the result is waited for
                error = failure
        self.post_message(self.Done(result, error, stopped=stopped))

    def on_wait_progressed(self, event: Progressed) -> None:
        self.query_one(ProgressBar).update(total=event.total or None, progress=event.done)
        self.query_one("#count", Plain).show(event.told + " · " + _("Esc stops it."))

    def on_wait_done(self, event: Done) -> None:
        self.dismiss(event)

    def action_back(self) -> None:
        """Stop it; where that cannot be, say so."""
        if self._stoppable is not None:
            self.workers.cancel_group(self, "wait")
        else:
            self.app.notify(_("Wait a moment: this is finished first."), severity="warning")


async def waiting(app: App, told: str, job: Callable[[], Result]) -> Result:
    """The result of a job that runs in a thread, ``told`` being shown meanwhile. Call it in an ``async`` worker.

    Raises what the job raises.
    """
    done = await app.push_screen_wait(Wait(told, job))
    if done.error is not None:
        raise done.error
    return cast("Result", done.result)


async def waiting_or_stopped(app: App, told: str, job: Job[Result]) -> Result | None:
    """As ``waiting``, for a job that takes ``progress`` and can be stopped; ``None`` where the user did."""
    done = await app.push_screen_wait(Wait(told, None, job))
    if done.error is not None:
        raise done.error
    return None if done.stopped else cast("Result", done.result)
