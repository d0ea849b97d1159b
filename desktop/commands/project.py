"""Making, opening, copying and closing projects."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog

from desktop import look, work
from desktop.canvas.camera import Camera
from desktop.canvas.layers import DRAWN, GROUND
from desktop.canvas.scene import Scene
from desktop.canvas.studio import paint
from desktop.canvas.style import style
from desktop.panels.welcome import keep_picture
from desktop.remember import folder, recall, remember
from desktop.session import Layer, recent
from scenarios.errors import Damaged, Refused
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from desktop.window import Window

PROJECT_FILES = "*.gpkg"


def new(window: Window) -> None:
    """Make a project from files."""
    from desktop.dialogs.new_project import NewProjectDialog

    window.show_dialog("new", lambda: NewProjectDialog(window.session, window))


def open_(window: Window) -> None:
    """Choose a project file and open it."""
    kind = tr("Projects") + f" ({PROJECT_FILES})"
    path, _ = QFileDialog.getOpenFileName(window, tr("Open a project"), last_folder(), kind)
    if path:
        open_path(window, Path(path))


def open_path(window: Window, path: Path, *, editing: bool = True) -> bool:
    """Open a project file; where it cannot be edited but looked at, the message offers that."""
    keep_map(window)
    try:
        window.session.open(path, editing=editing)
    except (Refused, Damaged) as trouble:
        only = (lambda: open_path(window, path, editing=False)) if editing and path.is_file() else None
        window.session.tell(str(trouble), tr("Only look") if only else "", only, grave=True)
        return False
    remember("folder", str(path.absolute().parent))
    return True


def example(window: Window) -> None:
    """Open the built-in example as it was left, or make it where it is not there yet."""
    path = example_path()
    if path.exists():
        if open_path(window, path):
            window.session.tell(
                tr("This is the example as you left it."), tr("Make it afresh"), lambda: fresh_example(window)
            )
        return
    make_example_at(window, path)


def fresh_example(window: Window) -> None:
    """Make the example again under a new name, beside the one that was worked in."""
    first = example_path()
    numbered = (first.with_name(f"{first.stem} {n}{first.suffix}") for n in range(2, 1000))
    make_example_at(window, next(path for path in numbered if not path.exists()))


def make_example_at(window: Window, path: Path) -> None:
    """Make the built-in example in a file and open it."""
    from scenarios.example import make_example

    work.run(
        "example",
        make_example(path),
        on_result=lambda made: open_path(window, path),
        on_error=lambda trouble: window.session.tell(str(trouble), grave=True),
        label=tr("Making the example"),
    )


def example_path() -> Path:
    """Where the built-in example is kept on this machine."""
    return folder("example") / "schuifruimte-voorbeeld.gpkg"


def save_copy(window: Window) -> None:
    """Write the project as it is now to another file."""
    document = window.session.need()
    proposal = document.path.with_name(tr("{name} copy", name=document.path.stem) + document.path.suffix)
    kind = tr("Projects") + f" ({PROJECT_FILES})"
    chosen, _ = QFileDialog.getSaveFileName(window, tr("Save a copy"), str(proposal), kind)
    if chosen:
        path = Path(chosen)
        document.save_copy(path)
        window.session.tell(
            tr("A copy was saved as {file}.", file=path.name), tr("Open it"), lambda: open_path(window, path)
        )


def close(window: Window) -> None:
    """Close the project and show the welcome page."""
    keep_map(window)
    window.session.close()


def keep_map(window: Window) -> None:
    """Keep a small picture of the open project's map for the welcome page."""
    document = window.session.document
    if document is not None:
        keep_picture(document.path, QPixmap.fromImage(small_map(window.session.committed())))


def small_map(snapshot: Snapshot) -> QImage:
    """The whole region in a variant, without names and furniture, for a card of the welcome page."""
    width = look.size("card_width")
    height = width * 9 // 16
    camera = Camera()
    camera.fit(snapshot.region.bounds, width, height)
    scene = Scene(snapshot, camera.sight(width, height), style(), 2.0, {"names": Layer(shown=False)})
    image = paint(scene, GROUND, opaque=True)
    painter = QPainter(image)
    painter.drawImage(0, 0, paint(scene, DRAWN, opaque=False))
    painter.end()
    return image


def fill_recent(window: Window, menu: QMenu) -> None:
    """The projects opened lately, each as an entry."""
    menu.clear()
    for path in recent():
        entry = menu.addAction(path.stem)
        entry.setToolTip(str(path))
        entry.triggered.connect(_opener(window, path))
    if menu.isEmpty():
        menu.addAction(tr("None yet")).setEnabled(False)


def _opener(window: Window, path: Path) -> Callable[..., object]:
    return lambda *_: open_path(window, path)


def last_folder() -> str:
    """The folder that was used last, or the user's documents."""
    kept = recall("folder", "")
    if kept and Path(kept).is_dir():
        return kept
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
