"""Long work runs in threads so that the map never waits; only results reach the window, on its own thread.

A job is a generator of the core that yields Progress. Starting the same name again stops the former run: one
name never has more than one job running and one waiting, so quick edits cannot pile up. An exception that
nobody takes goes where every other one goes, to `sys.excepthook`.
"""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from scenarios.errors import Damaged, Refused, Stopped
from scenarios.progress import Job, Progress

_PAUSE = 1 / 20
"""Seconds between two pieces of progress: unthrottled progress starves the window."""


@dataclass(eq=False)
class Running:
    """A job under way or waiting; `label` is its sentence for the status bar (empty: too quick to show)."""

    name: str
    job: Job[Any]
    on_progress: Callable[[Progress], object] | None
    on_result: Callable[[Any], object] | None
    on_error: Callable[[Exception], object] | None
    label: str
    started: float = field(default_factory=time.monotonic)
    progress: Progress = field(default_factory=lambda: Progress(0, 0))
    stopping: bool = False
    outdated: bool = False

    def seconds_left(self) -> float | None:
        """An estimate from the part done so far; None while too little is known."""
        done, total = self.progress.done, self.progress.total
        spent = time.monotonic() - self.started
        if total <= 0 or done <= 0 or spent < 1:
            return None
        return spent * (total - done) / done


class _Board(QObject):
    """Brings calls from the threads to the window's thread; `changed` says that `jobs()` differs."""

    changed = Signal()
    _call = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._call.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], object]) -> None:
        self._call.emit(call)

    def _run(self, call: Callable[[], object]) -> None:
        call()


_board: _Board | None = None
_running: dict[str, Running] = {}
_waiting: dict[str, Running] = {}


def board() -> _Board:
    """The object whose signal `changed()` tells that jobs began, got on or ended."""
    global _board
    if _board is None:
        _board = _Board()
    return _board


def run(
    name: str,
    job: Job[Any],
    on_progress: Callable[[Progress], object] | None = None,
    on_result: Callable[[Any], object] | None = None,
    on_error: Callable[[Exception], object] | None = None,
    *,
    label: str = "",
) -> None:
    """Run a generator in a thread; the latest under a name wins.

    `on_result` gets what the generator returns. `on_error` gets Refused, Damaged, Stopped (only where the
    user stopped it, never where a later run took its place) or our own bug, which makes a crash report as
    well. All three are called on the window's thread.
    """
    new = Running(name, job, on_progress, on_result, on_error, label)
    former = _running.get(name)
    if former is None:
        _begin(new)
    else:
        former.outdated = former.stopping = True
        dropped = _waiting.pop(name, None)
        if dropped is not None:
            dropped.job.close()
        _waiting[name] = new
    board().changed.emit()


def stop(name: str) -> None:
    """Ask a job to stop at its next piece of progress."""
    waiting = _waiting.pop(name, None)
    if waiting is not None:
        waiting.job.close()
    if name in _running:
        _running[name].stopping = True


def stop_all(seconds: float = 5.0) -> None:
    """Stop every job and give the threads some time to leave; used when the window closes."""
    threads = [_threads[job.name] for job in _running.values() if job.name in _threads]
    for name in {*_running, *_waiting}:
        stop(name)
    for running in _running.values():
        running.outdated = True
    end = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))


def jobs() -> tuple[Running, ...]:
    """The jobs under way, oldest first."""
    return tuple(sorted(_running.values(), key=lambda job: job.started))


def plain(function: Callable[..., Any], *arguments: Any) -> Job[Any]:
    """A job out of a function that reports no progress."""
    yield Progress(0, 0)
    return function(*arguments)


_threads: dict[str, threading.Thread] = {}


def _begin(running: Running) -> None:
    _running[running.name] = running
    thread = threading.Thread(target=_work, args=(running, board()), name=running.name, daemon=True)
    _threads[running.name] = thread
    thread.start()


def _work(running: Running, to: _Board) -> None:
    """In the thread: walk the generator, then hand over the end."""
    result: Any = None
    trouble: Exception | None = None
    last = 0.0
    try:
        while True:
            if running.stopping:
                running.job.close()
                raise Stopped
            progress = next(running.job)
            if time.monotonic() - last >= _PAUSE:
                last = time.monotonic()
                to.post(lambda p=progress: _report(running, p))
    except StopIteration as end:
        result = end.value
    except Exception as error:
        trouble = error
    to.post(lambda: _end(running, result, trouble))


def _report(running: Running, progress: Progress) -> None:
    running.progress = progress
    if not running.outdated and running.on_progress is not None:
        running.on_progress(progress)
    board().changed.emit()


def _end(running: Running, result: Any, trouble: Exception | None) -> None:
    if _running.get(running.name) is running:
        del _running[running.name]
        _threads.pop(running.name, None)
    following = _waiting.pop(running.name, None)
    if following is not None:
        _begin(following)
    board().changed.emit()
    if trouble is not None:
        _fail(running, trouble)
    elif not running.outdated and running.on_result is not None:
        running.on_result(result)


def _fail(running: Running, trouble: Exception) -> None:
    expected = isinstance(trouble, Refused | Damaged | Stopped)
    if expected and running.outdated:
        return
    if not running.outdated and running.on_error is not None:
        running.on_error(trouble)
    elif isinstance(trouble, Stopped):
        return
    elif expected:
        sys.excepthook(type(trouble), trouble, trouble.__traceback__)
    if not expected:
        sys.excepthook(type(trouble), trouble, trouble.__traceback__)
