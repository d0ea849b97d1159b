"""Jobs: results on the window's thread, the latest wins, stop, and what becomes of errors."""

import sys
import threading
import time

import pytest

from desktop import work
from scenarios.errors import Refused, Stopped
from scenarios.progress import Progress

pytestmark = pytest.mark.usefixtures("dressed")


def slow(steps: int, result: object):
    for step in range(steps):
        time.sleep(0.005)
        yield Progress(step, steps)
    return result


def test_results_come_on_the_windows_thread(qtbot):
    got = []
    work.run("sum", slow(3, 6), on_result=lambda r: got.append((r, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(got), timeout=3000)
    assert got == [(6, threading.main_thread())]
    assert work.jobs() == ()


def test_the_latest_under_a_name_wins(qtbot):
    got, errors = [], []
    for number in range(5):
        work.run("same", slow(10, number), on_result=got.append, on_error=errors.append)
    qtbot.waitUntil(lambda: bool(got), timeout=3000)
    qtbot.waitUntil(lambda: not work.jobs(), timeout=3000)
    assert got == [4] and errors == []


def test_progress_is_throttled(qtbot):
    seen, got = [], []

    def quick():
        for step in range(20_000):
            yield Progress(step, 20_000)
        return True

    work.run("quick", quick(), on_progress=seen.append, on_result=got.append)
    qtbot.waitUntil(lambda: bool(got), timeout=10_000)
    assert 0 < len(seen) < 100


def test_stopping_tells_who_waits_and_closes_the_generator(qtbot):
    closed, errors = [], []

    def endless():
        try:
            while True:
                time.sleep(0.005)
                yield Progress(0, 0)
        finally:
            closed.append(True)

    work.run("endless", endless(), on_error=errors.append, label="Working")
    qtbot.waitUntil(lambda: bool(work.jobs()) and work.jobs()[0].label == "Working", timeout=2000)
    work.stop("endless")
    qtbot.waitUntil(lambda: bool(errors), timeout=3000)
    assert isinstance(errors[0], Stopped) and closed == [True]


def test_refusals_reach_who_asked_and_mistakes_reach_the_hook(qtbot, monkeypatch):
    def failing(error: Exception):
        yield Progress(0, 1)
        raise error

    errors, hooked = [], []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: hooked.append(error))
    work.run("a", failing(Refused("no")), on_error=errors.append)
    work.run("b", failing(Refused("nobody takes this")))
    work.run("c", failing(KeyError("ours")), on_error=errors.append)
    qtbot.waitUntil(lambda: len(errors) == 2 and len(hooked) == 2, timeout=3000)
    assert sorted(type(e).__name__ for e in errors) == ["KeyError", "Refused"]
    assert sorted(type(e).__name__ for e in hooked) == ["KeyError", "Refused"]


def test_a_plain_function_can_be_a_job(qtbot):
    got = []
    work.run("plain", work.plain(sum, [1, 2, 3]), on_result=got.append)
    qtbot.waitUntil(lambda: got == [6], timeout=3000)
