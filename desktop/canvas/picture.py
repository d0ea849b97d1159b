"""The map as a picture for elsewhere: with scale bar, north, legend and what has to be said of it."""

from PySide6.QtGui import QImage, QPainter

from desktop.canvas import furniture
from desktop.canvas.camera import Sight
from desktop.canvas.layers import DRAWN, GROUND
from desktop.canvas.scene import Scene
from desktop.canvas.studio import paint
from desktop.canvas.style import style
from desktop.session import Session
from scenarios.project.snapshot import Snapshot
from scenarios.wording import number, tr


def picture(session: Session, snapshot: Snapshot, sight: Sight, ratio: float = 2.0) -> QImage:
    """What a view of this sight shows, with scale bar, north, legend and notices on it."""
    look, edge = style(), furniture.EDGE
    scene = Scene(snapshot, sight, look, ratio, dict(session.layers))
    written = furniture.legend_box(look, furniture.legend(scene), sight.width - edge, sight.height - edge)
    scene.notes["boxes"] = [*furniture.corners(snapshot, look, sight), written]
    image = paint(scene, GROUND, opaque=True)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.drawImage(0, 0, paint(scene, DRAWN, opaque=False))
    around(painter, scene)
    painter.end()
    dots = round(96 / 0.0254 * ratio)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    image.setText("Title", snapshot.name)
    return image


def around(painter: QPainter, scene: Scene) -> None:
    """The furniture of a picture: all of it, since nobody can unfold a legend on paper."""
    sight, look, edge = scene.sight, scene.style, furniture.EDGE
    right, bottom = sight.width - edge, sight.height - edge
    bar = furniture.scale_bar(painter, look, sight, edge, bottom)
    furniture.north(painter, look, right, edge)
    furniture.legend_list(painter, look, furniture.legend(scene), right, bottom)
    xmin, ymin, xmax, ymax = (round(value) for value in sight.bounds)
    place = f"RD  X {number(xmin)} – {number(xmax)}  Y {number(ymin)} – {number(ymax)}"
    furniture.notice(painter, look, [place], bar.right() + edge, bottom - 24, sight.width / 2)
    said = [_title(scene.snapshot), *furniture.notices(scene.snapshot)]
    furniture.notice(painter, look, said, edge, edge, furniture.beside_north(sight.width))


def _title(snapshot: Snapshot) -> str:
    name = snapshot.name if snapshot.variants.get(snapshot.variant) else tr("Present")
    return f"{name}, {snapshot.year}"
