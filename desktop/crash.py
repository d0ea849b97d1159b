"""Our own mistakes lose no work: each leaves a report file and a sentence, and the window goes on.

Everything finished is in the project file before the screen shows it, so there is nothing to rescue here.
"""

import faulthandler
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, Qt, Signal, qVersion

from desktop.remember import folder
from desktop.session import Message
from scenarios.errors import Damaged, Refused, Stopped
from scenarios.wording import tr

MOST_KEPT = 20


class _Reporter(QObject):
    """Brings a message from whatever thread to the window's."""

    said = Signal(object)


_kept: list[IO[str]] = []


def reports() -> Path:
    """The folder with crash reports."""
    return folder("crashes")


def install(show: Callable[[Message], object], parent: QObject) -> None:
    """Have every exception that nobody takes end as a sentence: what was refused, or where the report is."""
    reporter = _Reporter(parent)
    reporter.said.connect(show, Qt.ConnectionType.QueuedConnection)

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            return
        message = said(error, trace)
        if message is not None:
            reporter.said.emit(message)

    def caught_in_thread(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            caught(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    sys.excepthook = caught
    threading.excepthook = caught_in_thread


def watch_for_death() -> None:
    """Have the interpreter itself write where it was when the process dies."""
    if not faulthandler.is_enabled():
        log = (reports() / "last-death.txt").open("w", encoding="utf-8")
        _kept.append(log)
        faulthandler.enable(log)


def said(error: BaseException, trace: TracebackType | None = None) -> Message | None:
    """The message for an exception; our own mistakes are written to a report first."""
    if isinstance(error, Stopped):
        return None
    if isinstance(error, Refused | Damaged):
        return Message(str(error), grave=True)
    path = write_report(error, trace)
    text = tr(
        "The program made a mistake. What you finished is safe in the project file. A report is in {path}.",
        path=path,
    )
    return Message(text, grave=True)


def write_report(error: BaseException, trace: TracebackType | None = None) -> Path:
    """Write what went wrong to a new file in the reports folder; the oldest ones go."""
    where = reports()
    path = where / f"crash-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    lines = traceback.format_exception(type(error), error, trace or error.__traceback__)
    head = (
        f"Schuifruimte {version()}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        f"{datetime.now().isoformat(timespec='seconds')}, thread {threading.current_thread().name}",
        "",
    )
    path.write_text("\n".join(head) + "".join(lines), encoding="utf-8")
    for old in sorted(where.glob("crash-*.txt"))[:-MOST_KEPT]:
        old.unlink(missing_ok=True)
    sys.stderr.write("".join(lines))
    return path


def version() -> str:
    """The version of the program."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("schuifruimte")
    except PackageNotFoundError:
        return ""
