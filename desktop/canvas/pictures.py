"""The pictures of one view: asked for when something changed, and painted where they belong by now."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Slot
from PySide6.QtGui import QPainter

from desktop.canvas.camera import Camera, Sight
from desktop.canvas.scene import Scene
from desktop.canvas.studio import Picture, studio

if TYPE_CHECKING:
    from desktop.canvas.view import MapView

_OVERVIEW = 900
"""Pixels of the longer side of the picture of the whole region, which stands in where the map comes into
view."""


class Pictures(QObject):
    """The latest picture of the ground, of what is drawn on it, and of the whole region from afar."""

    def __init__(self, view: "MapView") -> None:
        super().__init__(view)
        self.view = view
        self._kept: dict[str, Picture] = {}
        self._whole: tuple[object, ...] = ()
        studio().done.connect(self._came)

    def clear(self) -> None:
        """Forget the pictures of another region."""
        self._kept.clear()
        self._whole = ()

    def order(self, scene: Scene) -> None:
        """Ask for new pictures of a scene."""
        studio().order(self, "ground", scene)
        studio().order(self, "drawn", scene)
        whole = (id(scene.atlas), scene.style.mode, tuple(sorted(scene.layers.items())))
        if whole != self._whole and len(scene.snapshot.region.borders):
            self._whole = whole
            studio().order(self, "overview", _overview(scene))

    def forget(self) -> None:
        """Take back what was asked for: nobody looks any more."""
        studio().forget(self)

    @Slot(object, str, object)
    def _came(self, client: object, what: str, picture: Picture) -> None:
        if client is self:
            self._kept[what] = picture
            self.view.pictured()

    def paint(self, painter: QPainter, sight: Sight) -> None:
        """The pictures moved and scaled to what is seen now; smoothly only where they stand still."""
        ground = self._kept.get("ground")
        if ground is None or not _covers(ground.sight, sight):
            self._one(painter, "overview", sight)
        self._one(painter, "ground", sight)
        self._one(painter, "drawn", sight)

    def _one(self, painter: QPainter, what: str, sight: Sight) -> None:
        picture = self._kept.get(what)
        if picture is None:
            return
        if picture.sight == sight:
            painter.drawImage(QPointF(0, 0), picture.image)
            return
        xmin, _, _, ymax = picture.sight.bounds
        x, y = sight.to_pixel(xmin, ymax)
        scale = picture.sight.metres_per_pixel / sight.metres_per_pixel
        if scale == 1:
            ratio = picture.image.devicePixelRatio()
            painter.drawImage(QPointF(round(x * ratio) / ratio, round(y * ratio) / ratio), picture.image)
            return
        target = QRectF(x, y, picture.sight.width * scale, picture.sight.height * scale)
        painter.drawImage(target, picture.image, QRectF(picture.image.rect()))


def _covers(have: Sight, want: Sight) -> bool:
    a, b = have.bounds, want.bounds
    return a[0] <= b[0] and a[1] <= b[1] and a[2] >= b[2] and a[3] >= b[3]


def _overview(scene: Scene) -> Scene:
    xmin, ymin, xmax, ymax = scene.snapshot.region.bounds
    longest = max(xmax - xmin, ymax - ymin)
    width = max(round(_OVERVIEW * (xmax - xmin) / longest), 1)
    height = max(round(_OVERVIEW * (ymax - ymin) / longest), 1)
    camera = Camera()
    camera.fit((xmin, ymin, xmax, ymax), width, height, margin=0.1)
    return Scene(scene.snapshot, camera.sight(width, height), scene.style, 1.0, scene.layers)
