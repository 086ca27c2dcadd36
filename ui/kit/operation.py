"""The only way a screen runs a use case: in the background, and each kind of failure shown once, in one way."""

from collections.abc import Callable
from functools import partial
from threading import Event
from time import monotonic
from types import CodeType, MethodType
from typing import Generic, Self, TypeVar

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ilp_desktop.domain.problem import Cancelled, Conflict, Fault, Problem, Rejected
from ilp_desktop.domain.progress import Progress, Step
from ilp_desktop.services.answer import Answer
from ui.kit.database_thread import DatabaseThread
from ui.kit.dialogs import ConflictChoice, decide_conflict, tell
from ui.kit.message_strip import Message, MessageStrip, strip_of
from ui.kit.runtime import runtime
from ui.kit.style import Tone

Value = TypeVar("Value")

PATIENCE = 400
"""Milliseconds before work that is still going on is shown."""

_BETWEEN_STEPS = 0.05


class Operation(Generic[Value]):
    """One use case, run once.

    ``Operation(self, lambda: register_visit(workplace, command)).on_success(self.show).run()``

    ``work`` runs on the database thread; everything else on the GUI thread. Its ``Answer.changes`` are broadcast
    even when ``parent`` is gone by then; the callbacks are not called any more. A second press of the same key does
    nothing while the first is under way. Failures: ``Rejected`` goes to ``on_rejected`` (default: the strip),
    ``Conflict`` is shown side by side, ``Fault`` in the strip with ``Ulangi``, ``Cancelled`` not at all, anything else
    as a crash report; after each of them ``on_failure`` is called.
    """

    def __init__(self, parent: QWidget, work: Callable[[], Answer[Value]]) -> None:
        self._parent = parent
        self._work = work
        self._key = (id(parent), _code(work))
        self._success: Callable[[Value], object] | None = None
        self._rejected: Callable[[tuple[Problem, ...]], object] | None = None
        self._conflict: Callable[[ConflictChoice], object] | None = None
        self._failure: Callable[[], object] | None = None
        self._patience: QTimer | None = None
        self._waiting: MessageStrip | None = None
        self._step = Step(doing="Sedang bekerja", done=0, total=0)
        self._stop: Callable[[], None] | None = None

    def on_success(self, callback: Callable[[Value], object]) -> Self:
        """Called with the answer's value."""
        self._success = callback
        return self

    def on_rejected(self, callback: Callable[[tuple[Problem, ...]], object]) -> Self:
        """Called with the problems, to be shown at their fields."""
        self._rejected = callback
        return self

    def on_conflict(self, callback: Callable[[ConflictChoice], object]) -> Self:
        """Called with what the user chose; without it the user only reads the difference."""
        self._conflict = callback
        return self

    def on_failure(self, callback: Callable[[], object]) -> Self:
        """Called after any kind of failure was shown, and after ``Batal``."""
        self._failure = callback
        return self

    def run(self) -> None:
        """Start; returns at once."""
        here = runtime()
        if self._key in here.in_flight:
            return
        here.in_flight.add(self._key)
        self._patience = QTimer(self._parent)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._show_waiting)
        self._patience.start(PATIENCE)
        self._thread().submit(self._carry_out)

    def _thread(self) -> DatabaseThread:
        return runtime().thread

    def _carry_out(self) -> None:
        thread = self._thread()
        try:
            answer = self._work()
        except Exception as failure:  # noqa: BLE001 - every kind of failure is told apart on the GUI thread
            thread.deliver(partial(self._end, None, failure))
        else:
            thread.deliver(partial(self._end, answer, None))

    def _show_step(self, step: Step) -> None:
        self._step = step
        if self._waiting is not None:
            self._show_waiting()

    def _show_waiting(self) -> None:
        strip = strip_of(self._parent) if shiboken6.isValid(self._parent) else None
        if strip is not None:
            self._waiting = strip
            strip.show_progress(self._step, self._stop)

    def _end(self, answer: Answer[Value] | None, failure: Exception | None) -> None:
        here = runtime()
        here.in_flight.discard(self._key)
        if self._patience is not None and shiboken6.isValid(self._patience):
            self._patience.stop()
            self._patience.deleteLater()
        self._patience = None
        if self._waiting is not None and shiboken6.isValid(self._waiting):
            self._waiting.end_progress()
        self._waiting = None
        alive = shiboken6.isValid(self._parent)
        if answer is not None:
            try:
                if alive and self._success is not None:
                    self._success(answer.value)
            finally:
                here.changes.broadcast(answer.changes)
        elif failure is not None and alive:
            self._show_failure(failure)

    def _show_failure(self, failure: Exception) -> None:
        match failure:
            case Rejected() if self._rejected is not None:
                self._rejected(failure.problems)
            case Conflict():
                choice = decide_conflict(self._parent, failure, may_decide=self._conflict is not None)
                if self._conflict is not None:
                    self._conflict(choice)
            case _:
                show_failure(self._parent, failure, self.run)
        if self._failure is not None:
            self._failure()


class LongOperation(Operation[Value]):
    """A use case that tells its progress and can be cancelled; ``doing`` is shown until it says something better."""

    def __init__(self, parent: QWidget, work: Callable[[Progress], Answer[Value]], doing: str) -> None:
        super().__init__(parent, partial(work, self._tell))
        self._stopped = Event()
        self._stop = self._stopped.set
        self._last_told = 0.0
        self._step = Step(doing=doing, done=0, total=0)

    def run(self) -> None:
        self._stopped.clear()
        super().run()

    def _tell(self, step: Step) -> None:
        if self._stopped.is_set():
            raise Cancelled
        now = monotonic()
        if now - self._last_told >= _BETWEEN_STEPS or step.done == step.total:
            self._last_told = now
            runtime().thread.deliver(partial(self._show_step, step))


class SpareOperation(Operation[Value]):
    """A use case that says of itself that it may run on any thread, such as a backup: nobody waits behind it."""

    def _thread(self) -> DatabaseThread:
        return runtime().spare


class Query(Generic[Value]):
    """Reading for a search box or a list: only the answer to the latest question counts.

    Questions that were overtaken are not even run. ``on_answer`` is never called for an older question.
    """

    def __init__(self, parent: QWidget, on_answer: Callable[[Value], object]) -> None:
        self._parent = parent
        self._on_answer = on_answer
        self._latest = 0

    def ask(self, work: Callable[[], Value]) -> None:
        """Run ``work`` on the database thread; its answer goes to ``on_answer`` unless something newer was asked."""
        self._latest += 1
        runtime().thread.submit(partial(self._carry_out, self._latest, work))

    def forget(self) -> None:
        """Let no answer arrive any more to what was asked so far."""
        self._latest += 1

    def _carry_out(self, number: int, work: Callable[[], Value]) -> None:
        if number != self._latest:
            return
        here = runtime()
        try:
            answer = work()
        except Exception as failure:  # noqa: BLE001 - every kind of failure is told apart on the GUI thread
            here.thread.deliver(partial(self._fail, number, work, failure))
        else:
            here.thread.deliver(partial(self._arrive, number, answer))

    def _arrive(self, number: int, answer: Value) -> None:
        if number == self._latest and shiboken6.isValid(self._parent):
            self._on_answer(answer)

    def _fail(self, number: int, work: Callable[[], Value], failure: Exception) -> None:
        if number == self._latest and shiboken6.isValid(self._parent):
            show_failure(self._parent, failure, partial(self.ask, work))


def show_failure(parent: QWidget, failure: BaseException, again: Callable[[], object] | None = None) -> None:
    """Show ``failure`` the one way that its kind is shown; ``again`` is what ``Ulangi`` does after a fault."""
    match failure:
        case Cancelled():
            return
        case Rejected():
            sentences = " ".join(problem.sentence for problem in failure.problems)
            remedies = " ".join(dict.fromkeys(problem.remedy for problem in failure.problems if problem.remedy))
            _say(parent, Message(text=sentences, remedy=remedies, tone=Tone.AMBER))
        case Conflict():
            decide_conflict(parent, failure, may_decide=False)
        case Fault():
            action = "Ulangi" if again is not None else ""
            _say(
                parent,
                Message(text=failure.sentence, remedy=failure.remedy, tone=Tone.RED, action=action, act=again),
            )
        case _:
            from ui.kit.crash import show_crash

            show_crash(parent, failure)


def _say(parent: QWidget, message: Message) -> None:
    strip = strip_of(parent)
    if strip is None:
        tell(parent, message.text, message.remedy, message.tone)
    else:
        strip.show_message(message)


def _code(work: Callable[..., object]) -> CodeType:
    """The place in the program where ``work`` stands: the same key pressed twice has the same."""
    match work:
        case partial():
            return _code(work.func)
        case MethodType():
            return _code(work.__func__)
        case _:
            code = getattr(work, "__code__", None)
            return code if isinstance(code, CodeType) else type(work).__call__.__code__
