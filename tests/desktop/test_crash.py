"""Mistakes end as a sentence and a report; refusals as their own sentence."""

import sys
import threading

from PySide6.QtCore import QObject

from desktop import crash
from desktop.session import Message
from scenarios.errors import Damaged, Refused, Stopped


def test_a_mistake_is_written_down_and_said(dressed, capsys):
    try:
        _ = {}["missing"]
    except KeyError as error:
        message = crash.said(error)
    assert message is not None and message.grave
    reports = list(crash.reports().glob("crash-*.txt"))
    assert len(reports) == 1 and str(reports[0]) in message.text
    text = reports[0].read_text(encoding="utf-8")
    assert "KeyError: 'missing'" in text and "Python" in text and "Schuifruimte" in text


def test_refusals_speak_for_themselves(dressed):
    assert crash.said(Refused("Too small.")) == Message("Too small.", grave=True)
    assert crash.said(Damaged("Broken.")) == Message("Broken.", grave=True)
    assert crash.said(Stopped()) is None
    assert list(crash.reports().glob("crash-*.txt")) == []


def test_old_reports_go(dressed, capsys):
    for _ in range(crash.MOST_KEPT + 3):
        crash.write_report(ValueError("again"))
    assert len(list(crash.reports().glob("crash-*.txt"))) == crash.MOST_KEPT


def test_exceptions_of_all_threads_reach_the_window(dressed, qtbot, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    owner, said = QObject(), []
    crash.install(said.append, owner)
    sys.excepthook(Refused, Refused("From a slot."), None)

    def fail() -> None:
        raise Refused("From a thread.")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(said) == 2, timeout=2000)
    assert [m.text for m in said] == ["From a slot.", "From a thread."]
