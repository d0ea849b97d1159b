"""`schuifruimte self-test`: the whole program tried once where nobody sees it, frozen or not.

It starts the window offscreen, opens the example, draws with the mouse, takes back, compares, writes a report
and reads and writes foreign files. Nothing of the user's is touched: all lies in a temporary folder.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.window import Window

PATIENCE = 60.0
"""Seconds to wait for something to appear."""
WIDTH, HEIGHT = 1400, 900


@dataclass(eq=False)
class _Trial:
    """What the steps share: the folder for all files, and the window once it is there."""

    folder: Path
    window: "Window | None" = None

    @property
    def project(self) -> Path:
        return self.folder / "example.gpkg"

    def shown(self) -> "Window":
        if self.window is None:
            raise AssertionError("there is no window")
        return self.window


def run() -> int:
    """Try everything in order; prints a line per step and gives 0, or 1 where a step failed."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    mistakes: list[str] = []
    failed = 0
    with tempfile.TemporaryDirectory(prefix="schuifruimte-", ignore_cleanup_errors=True) as folder:
        trial = _Trial(Path(folder))
        for name, step in STEPS:
            started = time.monotonic()
            try:
                said = step(trial)
                if trial.window is not None:
                    _watch(mistakes)
                if mistakes:
                    raise AssertionError(mistakes.pop(0))
            except Exception as error:
                failed += 1
                print(f"FAILED  {name}: {type(error).__name__}: {error}", flush=True)
                if trial.window is None:
                    break
                continue
            print(
                f"ok      {name} ({time.monotonic() - started:.1f} s){': ' + said if said else ''}",
                flush=True,
            )
        _close(trial)
    print("self-test passed" if not failed else f"self-test: {failed} failed")
    return 1 if failed else 0


def _watch(mistakes: list[str]) -> None:
    """Remember what goes wrong out of sight: Qt swallows the exception of a slot after it was reported."""
    before = sys.excepthook
    if getattr(before, "watches", False):
        return

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        mistakes.append(f"{kind.__name__}: {error}")
        before(kind, error, trace)

    caught.watches = True  # type: ignore[attr-defined]
    sys.excepthook = caught


def _start(trial: _Trial) -> str:
    from PySide6.QtCore import QSettings, qVersion

    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(trial.folder))
    from desktop.session import Session
    from desktop.window import Window, application

    application(["schuifruimte"])
    trial.window = Window(Session())
    trial.window.resize(WIDTH, HEIGHT)
    trial.window.show()
    _settle()
    return f"Qt {qVersion()}, Python {sys.version.split()[0]}"


def _example(trial: _Trial) -> str:
    from scenarios.example import make_example
    from scenarios.progress import drain

    drain(make_example(trial.project))
    session = trial.shown().session
    session.open(trial.project)
    _settle()
    variants = session.need().tables["variant"]
    _expect(len(variants) >= 2, "the example has no variants")
    return f"{len(session.need().region.municipalities)} municipalities, {len(variants)} variants"


def _map(trial: _Trial) -> str:
    """The map has as many colours as a map with land uses has."""
    window = trial.shown()
    window.session.go_to(workspace="draw")
    _until(lambda: window.view() is not None, "there is no map")
    _until(lambda: _colours(trial) >= 6, "the map stays empty")
    return f"{_colours(trial)} colours"


def _colours(trial: _Trial) -> int:
    view = trial.shown().view()
    if view is None:
        return 0
    image = view.grab().toImage()
    places = ((x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9))
    return len({image.pixel(x, y) for x, y in places})


def _draw(trial: _Trial) -> str:
    """A hub of 4 ha, drawn by clicking its corners and Enter."""
    from PySide6.QtCore import QEvent, Qt

    window = trial.shown()
    session = window.session
    session.go_to(variant=min(session.need().tables["variant"]))
    view = window.view()
    if view is None:
        raise AssertionError("there is no map")
    x0, y0, x1, y1 = session.need().region.bounds
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    view.zoom_to((x - 400, y - 400, x + 400, y + 400))
    _settle()
    session.use_tool("hub")
    before = len(session.snapshot().sites)
    for dx, dy in ((-100, -100), (100, -100), (100, 100), (-100, 100)):
        _click(view, *view.sight.to_pixel(x + dx, y + dy))
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        _key(view, kind, Qt.Key.Key_Return)
    _until(lambda: len(session.snapshot().sites) == before + 1, "the hub was not drawn")
    newest = max(session.snapshot().sites.values(), key=lambda site: site.rank)
    return f"{session.snapshot().geometry(newest).area / 10_000:.1f} ha"


def _click(view: object, px: float, py: float) -> None:
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication, QWidget

    assert isinstance(view, QWidget)
    place, world = QPointF(px, py), QPointF(view.mapToGlobal(QPointF(px, py)))
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, button, held in (
        (QEvent.Type.MouseMove, none, none),
        (QEvent.Type.MouseButtonPress, left, left),
        (QEvent.Type.MouseButtonRelease, left, none),
    ):
        event = QMouseEvent(kind, place, world, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, event)
    _settle()


def _key(view: object, kind: object, key: object) -> None:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QWidget

    assert isinstance(view, QWidget) and isinstance(kind, QEvent.Type) and isinstance(key, Qt.Key)
    QApplication.sendEvent(view, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))
    _settle()


def _undo(trial: _Trial) -> str:
    session = trial.shown().session
    drawn = set(session.snapshot().sites)
    session.undo()
    _settle()
    _expect(len(session.snapshot().sites) == len(drawn) - 1, "undo took nothing back")
    session.redo()
    _expect(set(session.snapshot().sites) == drawn, "redo did not bring it back")
    session.undo()
    return ""


def _workspaces(trial: _Trial) -> str:
    from desktop.workspaces import WORKSPACES

    window = trial.shown()
    for workspace in WORKSPACES:
        window.session.go_to(workspace=workspace.key)
        _settle(0.3)
        image = window.grab().toImage()
        _expect(image.width() >= WIDTH and image.height() >= HEIGHT, f"{workspace.key} does not show")
    return ", ".join(workspace.key for workspace in WORKSPACES)


def _compare(trial: _Trial) -> str:
    from scenarios.assessment import comparison
    from scenarios.project.model import PRESENT

    session = trial.shown().session
    document = session.need()
    keys = (PRESENT, *sorted(document.tables["variant"]))
    session.compare(keys)
    session.go_to(workspace="compare")
    _settle(0.5)
    found = comparison([document.snapshot(key) for key in keys])
    differing = [row for row in found["rows"] if any(row["differences"])]
    _expect(bool(differing), "the variants do not differ")
    return f"{len(differing)} of {len(found['rows'])} indicators differ"


def _languages(trial: _Trial) -> str:
    from desktop import text
    from scenarios import wording

    before = wording.language()
    titles = []
    for language in wording.LANGUAGES:
        text.set_language(language, keep=False)
        _settle()
        titles.append(wording.number(1234.5, 1))
    text.set_language(before, keep=False)
    _expect(titles == ["1.234,5", "1,234.5"], f"numbers read {titles}")
    return " ".join(titles)


def _propose(trial: _Trial) -> str:
    from scenarios import resource
    from scenarios.searches.allocation.goal_file import request
    from scenarios.searches.allocation.propose import propose
    from scenarios.searches.allocation.region import space_of

    session = trial.shown().session
    snapshot = session.need().snapshot(session.variant)
    space, name = space_of(snapshot), "least-farmland.toml"
    found = propose(snapshot, space, request(resource.toml("goals", name), name, snapshot, space))
    _expect(found.m2 is not None, "there is no proposal")
    return f"{found.goals['converted']:.1f} ha"


def _report(trial: _Trial) -> str:
    from scenarios.commands.comparing import about, chosen, write_report
    from scenarios.progress import drain

    document = trial.shown().session.need()
    made = drain(write_report(chosen(document, [], None), about(document), trial.folder / "report"))
    pdf = next(path for path in made if path.suffix == ".pdf").read_bytes()
    _expect(pdf.startswith(b"%PDF-") and b"/StructTreeRoot" in pdf, "the report is no tagged PDF")
    return f"{len(made)} files, {sum(path.stat().st_size for path in made) / 1e6:.1f} MB"


def _formats(trial: _Trial) -> str:
    """What was exported in WGS84 is read back, into a new project and a variant."""
    from scenarios.cli import main

    out, again = trial.folder / "municipality.geojson", trial.folder / "again.gpkg"
    shapes, tables = trial.folder / "drawn.gpkg", trial.folder / "tables.xlsx"
    project = str(trial.project)
    variant = next(iter(trial.shown().session.need().tables["variant"].values())).name
    for words in (
        ["export", project, str(out), "--layer", "municipality"],
        ["export", project, str(shapes), "--variant", variant, "--layer", "drawn"],
        ["export", project, str(tables), "--variant", variant],
        ["new", str(again), "--municipalities", str(out), "--code", "code", "--name", "name"],
        ["variant", str(again), "Trial"],
        ["place", str(again), str(shapes), "--variant", "Trial"],
        ["check", str(again)],
    ):
        _expect(_quietly(main, words) == 0, " ".join(words[:1]) + " was refused")
    return "GeoJSON, GeoPackage, XLSX"


def _quietly(main: Callable[[list[str]], int], words: list[str]) -> int:
    """A command without its results; its messages stay on standard error."""
    from contextlib import redirect_stdout
    from io import StringIO

    with redirect_stdout(StringIO()):
        return main(words)


def _sound(trial: _Trial) -> str:
    from scenarios.project.checks import check

    trial.shown().session.close()
    found = check(trial.project)
    _expect(not found, found[0].what if found else "")
    return ""


STEPS: tuple[tuple[str, Callable[[_Trial], str]], ...] = (
    ("starts", _start),
    ("opens the example", _example),
    ("draws the map", _map),
    ("draws a hub by hand", _draw),
    ("takes back and does again", _undo),
    ("shows every workspace", _workspaces),
    ("compares", _compare),
    ("proposes", _propose),
    ("speaks Dutch and English", _languages),
    ("writes a report", _report),
    ("reads and writes other formats", _formats),
    ("leaves a sound file", _sound),
)


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise AssertionError(otherwise)


def _settle(seconds: float = 0.05) -> None:
    """Let the window do what it has to do."""
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + seconds
    while True:
        QApplication.processEvents()
        if time.monotonic() >= end:
            return
        time.sleep(0.005)


def _until(holds: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        _expect(time.monotonic() < end, otherwise)
        _settle()


def _close(trial: _Trial) -> None:
    if trial.window is not None:
        trial.window.close()
        _settle()
