"""Makes pictures of the map in a worker thread, the latest wish of each view first, so that the window never
waits.

There is one worker for all views: with more of them the window would queue for the interpreter behind each in
turn. What is drawn goes before the ground, which takes longer and changes seldom.
"""

import threading
from collections.abc import Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter

from desktop.canvas.camera import Sight
from desktop.canvas.layers import DRAWN, GROUND, Drawer
from desktop.canvas.scene import Scene

_KEPT = 5
"""Pictures of the ground that are kept: panes of a comparison that show the same place share one."""


URGENCY = ("drawn", "ground", "overview")
"""What can be ordered, the most urgent first."""


@dataclass(frozen=True, eq=False)
class Picture:
    """A finished picture and the sight it was made for."""

    image: QImage
    sight: Sight


def paint(scene: Scene, drawers: Sequence[Drawer], *, opaque: bool) -> QImage:
    """One picture by these drawers, in any thread; transparent where it is not opaque and nothing is
    drawn."""
    sight = scene.sight
    size = QSize(round(sight.width * scene.ratio), round(sight.height * scene.ratio))
    kind = QImage.Format.Format_RGB32 if opaque else QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(size, kind)
    image.setDevicePixelRatio(scene.ratio)
    if not opaque:
        image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    try:
        for drawer in drawers:
            painter.save()
            drawer(painter, scene)
            painter.restore()
    finally:
        painter.end()
    return image


class Studio(QObject):
    """Takes orders for pictures and hands them over on the window's thread by `done(client, what,
    picture)`."""

    done = Signal(object, str, object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._worker = ThreadPoolExecutor(1, "map")
        self._orders: dict[tuple[int, str], tuple[object, Scene]] = {}
        self._lock = threading.Lock()
        self._unfinished = 0
        self._last = ""
        self._grounds: dict[Hashable, Picture] = {}

    def order(self, client: object, what: str, scene: Scene) -> None:
        """Order the `ground`, `overview` or `drawn` picture of a scene; an order that still waits is
        replaced."""
        place = (id(client), what)
        with self._lock:
            waiting = place in self._orders
            self._orders[place] = (client, scene)
            self._unfinished += not waiting
        if not waiting:
            self._worker.submit(self._make)

    def forget(self, client: object) -> None:
        """Drop what a client still waits for."""
        with self._lock:
            for what in URGENCY:
                self._orders.pop((id(client), what), None)

    def idle(self) -> bool:
        """Whether nothing waits or is being made; pictures that are made may still be on their way."""
        return self._unfinished == 0

    def close(self) -> None:
        """Stop: what is being made is finished, what waits is dropped."""
        with self._lock:
            self._orders.clear()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _make(self) -> None:
        with self._lock:
            place = min(self._orders, key=self._turn, default=None)
            client, scene = self._orders.pop(place) if place else (None, None)
            self._last = place[1] if place else ""
        if place and scene is not None:
            self._picture(client, place[1], scene)
        with self._lock:
            self._unfinished -= 1

    def _turn(self, place: tuple[int, str]) -> tuple[bool, int]:
        # In turns, or the ground would never come while the map is dragged.
        return (place[1] == self._last, URGENCY.index(place[1]))

    def _picture(self, client: object, what: str, scene: Scene) -> None:
        try:
            picture = _drawn(scene) if what == "drawn" else self._ground(scene)
        except Exception as error:
            self._tell(self.failed, error)
            return
        self._tell(self.done, client, what, picture)

    def _tell(self, signal: Any, *values: object) -> None:
        try:
            signal.emit(*values)
        except RuntimeError:
            # The application ended while the picture was made.
            return

    def _ground(self, scene: Scene) -> Picture:
        key = _sameness(scene)
        found = self._grounds.get(key)
        if found is None:
            found = Picture(paint(scene, GROUND, opaque=True), scene.sight)
            while len(self._grounds) >= _KEPT:
                self._grounds.pop(next(iter(self._grounds)))
            self._grounds[key] = found
        return found


def _drawn(scene: Scene) -> Picture:
    return Picture(paint(scene, DRAWN, opaque=False), scene.sight)


def _sameness(scene: Scene) -> Hashable:
    """What a picture of the ground depends on."""
    corrections = scene.snapshot.corrections
    return (
        id(scene.atlas),
        scene.sight,
        scene.ratio,
        scene.style.mode,
        tuple(scene.layer(key) for key in ("present", "corrections", "references", "borders")),
        tuple((key, row.geom, row.use, row.rank) for key, row in corrections.items()),
    )


_studio: Studio | None = None


def studio() -> Studio:
    """The one studio of the application; it closes when the application quits."""
    global _studio
    if _studio is None:
        _studio = Studio()
        _studio.failed.connect(_raise)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(_end)
    return _studio


def _end() -> None:
    global _studio
    if _studio is not None:
        _studio.close()
        _studio = None


def _raise(error: Exception) -> None:
    # On the window's thread, where our bugs become crash reports.
    raise error
