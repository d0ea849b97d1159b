"""The map as a widget: pictures made elsewhere, moved at once and replaced when better ones come, and what
follows the hand painted above them."""

from collections.abc import Callable, Sequence
from typing import Any

import shapely
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop import look
from desktop.canvas import furniture, overlay
from desktop.canvas.camera import Camera, Sight
from desktop.canvas.dropping import Dropping
from desktop.canvas.findings import Signs
from desktop.canvas.hands import Hands
from desktop.canvas.layers import TABLES
from desktop.canvas.navigation import Navigation
from desktop.canvas.picture import picture
from desktop.canvas.pictures import Pictures
from desktop.canvas.readout import read
from desktop.canvas.scene import Scene
from desktop.canvas.style import style
from desktop.session import Layer, Session
from desktop.text import retranslate
from scenarios.project.change import Change
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

_FRAME_MS = 16


class MapView(QWidget):
    """A map of the session's active variant, or of the variant that was given.

    Views that are given the same camera pan and zoom together. `tools`: whether the session's tool works
    here. `hinted(text)` says what the next click does; `pointed(x, y, text)` where the pointer is in RD
    metres (None off the map) and what lies there; `menu_asked(position)` that a right click wants a menu.
    `above` paints what a workspace adds to the map, below scale bar and legend.
    """

    hinted = Signal(str)
    pointed = Signal(object, object, str)
    menu_asked = Signal(object)

    def __init__(
        self,
        session: Session,
        camera: Camera | None = None,
        variant: int | None = None,
        tools: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.variant = session, variant
        self.camera = camera or Camera()
        self.above: Callable[[QPainter, Sight], object] | None = None
        self._place: Sequence[float] | None = session.place
        self._unfolded = False
        self._legend: list[furniture.Entry] = []
        self._legend_box = QRectF()
        self._pointer: QPointF | None = None
        self._shown: Snapshot | None = None
        self._layers: dict[str, Layer] = {}
        self._hidden: frozenset[str] = frozenset()
        self._navigation = Navigation(self, self.camera)
        self._pictures = Pictures(self)
        self._hands = Hands(self) if tools else None
        self._dropping = Dropping(self) if tools else None
        self._signs = Signs(self)
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(_FRAME_MS)
        self._reading.timeout.connect(self._read)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setMinimumSize(160, 120)
        self.camera.moved.connect(self._moved)
        session.edited.connect(self._edited)
        session.focused.connect(self._focused)
        look.restyle(self, self._again)
        retranslate(self, self._word)
        self._edited(())

    # What is looked at

    @property
    def sight(self) -> Sight:
        """What the view sees."""
        return self.camera.sight(self.width(), self.height())

    def snapshot(self) -> Snapshot | None:
        """What the view shows; None while no project is open."""
        if self.session.document is None:
            return None
        known = (
            self.variant is None or self.variant == 0 or self.variant in self.session.need().tables["variant"]
        )
        return self.session.snapshot(self.variant) if known else None

    def scene(self) -> Scene | None:
        """All that a drawer needs for what the view shows; None while no project is open."""
        shown = self.snapshot()
        if shown is None:
            return None
        sight, layers = self.sight, self._layers_now()
        taken = {"boxes": furniture.corners(shown, style(), sight, low=True)}
        return Scene(shown, sight, style(), self.devicePixelRatioF(), layers, taken)

    @property
    def said(self) -> tuple[str, ...]:
        """The figures that the tool in hand shows beside the pointer."""
        return self._hands.preview.lines if self._hands else ()

    def seen(self, table: str) -> bool:
        """Whether the rows of a table are shown."""
        layer = TABLES.get(table)
        return layer is None or (layer not in self._hidden and self.session.layer(layer).shown)

    def hide(self, *layers: str) -> None:
        """Leave layers out of this view, and no others, whatever the session shows."""
        if self._hidden != frozenset(layers):
            self._hidden = frozenset(layers)
            self._focused()

    def _layers_now(self) -> dict[str, Layer]:
        return {**self.session.layers, **{name: Layer(False) for name in self._hidden}}

    def zoom(self, factor: float) -> None:
        """Zoom in by a factor round the middle of the view."""
        self._navigation.zoom(factor, QPointF(self.width() / 2, self.height() / 2))

    def zoom_to(self, place: Any) -> None:
        """Show a geometry, or bounds as xmin, ymin, xmax, ymax in metres."""
        bounds = place.bounds if hasattr(place, "bounds") else place
        self.camera.fit(bounds, self.width(), self.height())

    def zoom_to_all(self) -> None:
        """Show the whole region."""
        shown = self.snapshot()
        if shown is not None:
            self.zoom_to(shown.region.bounds)

    def zoom_to_selection(self) -> None:
        """Show what is selected, or the whole region where nothing is."""
        shown = self.snapshot()
        shapes = [overlay.shape_of(shown, place) for place in self.session.selection] if shown else []
        shapes = [shape for shape in shapes if shape is not None]
        if shapes:
            xmin, ymin, xmax, ymax = shapely.total_bounds(shapes)
            edge = max(xmax - xmin, ymax - ymin, 100.0) * 0.15
            self.zoom_to((xmin - edge, ymin - edge, xmax + edge, ymax + edge))
        else:
            self.zoom_to_all()

    def picture(self, width: int = 0, height: int = 0, ratio: float = 2.0) -> QImage | None:
        """The view as a picture with scale bar, north, legend and notices; None while no project is open."""
        shown = self.snapshot()
        if shown is None:
            return None
        sight = self.camera.sight(width or self.width(), height or self.height())
        return picture(self.session, shown, sight, ratio)

    # What the session says

    def _edited(self, changes: tuple[Change, ...]) -> None:
        if not changes:
            self._pictures.clear()
            self._fit_new()
        self._focused()

    def _focused(self) -> None:
        if self.session.place is not None and self.session.place is not self._place:
            self._place = self.session.place
            self.zoom_to(self._place)
        shown, layers = self.snapshot(), self._layers_now()
        if shown is not self._shown or layers != self._layers:
            self._shown, self._layers = shown, layers
            self._again()
        self.update()

    def _fit_new(self) -> bool:
        """Go to the region of a project that this camera has not looked at yet, or not moved in since; gives
        whether that moved it."""
        document = self.session.document
        if document is None or not self.isVisible():
            return False
        place, now = str(document.path), (self.camera.x, self.camera.y, self.camera.metres_per_pixel)
        if place != self.camera.place or now == self.camera.fitted:
            self.camera.place = place
            self.zoom_to_all()
            self.camera.fitted = (self.camera.x, self.camera.y, self.camera.metres_per_pixel)
            return now != self.camera.fitted
        return False

    def _moved(self) -> None:
        self._again()
        self._reading.start()

    def _again(self) -> None:
        """Order new pictures; the old ones serve until those come."""
        scene = self.scene()
        if scene is not None and self.isVisible():
            self._pictures.order(scene)
        self.update()

    def _word(self) -> None:
        self.setAccessibleName(tr("Map"))
        self._legend = []
        self._again()
        if self._hands:
            self._hands.reword()
        self._reading.start()

    def pictured(self) -> None:
        """A picture came: show it, with the legend of what is in view."""
        scene = self.scene()
        self._legend = furniture.legend(scene) if scene is not None else []
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pictures where they belong now, then the overlay and the furniture."""
        painter = QPainter(self)
        shown, sight, look_ = self.snapshot(), self.sight, style()
        painter.fillRect(self.rect(), look_.ink["outside"])
        if shown is not None:
            self._pictures.paint(painter, sight)
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            overlay.paint(painter, self._overlay(shown, sight))
            if self.above is not None:
                self.above(painter, sight)
            self._furniture(painter, shown, sight)
        painter.end()

    def _overlay(self, shown: Snapshot, sight: Sight) -> overlay.Overlay:
        chosen = self.session.selection
        if self._hands is None:
            return overlay.Overlay(shown, sight, style(), overlay.NOTHING, chosen)
        pointer = None if self._navigation.dragging else self._pointer
        hands = self._hands
        return overlay.Overlay(
            shown,
            sight,
            style(),
            hands.preview,
            chosen,
            pointer,
            hands.pointer.snap,
            self.session.options.get("snap_words") == "on",
            hands.guides(),
            hands.entry.measured(),
            hands.pointer.grid(hands.preview),
        )

    def _furniture(self, painter: QPainter, shown: Snapshot, sight: Sight) -> None:
        look_, edge = style(), furniture.EDGE
        if sight.width < 240 or sight.height < 180:
            return
        furniture.scale_bar(painter, look_, sight, edge, sight.height - edge)
        furniture.north(painter, look_, sight.width - edge, edge)
        right, bottom = sight.width - edge, sight.height - edge
        fits = len(self._legend) * 18 + 12 < sight.height - 2 * edge - 40
        draw = furniture.legend_list if self._unfolded and fits else furniture.legend_chip
        self._legend_box = draw(painter, look_, self._legend, right, bottom) if self._legend else QRectF()
        left = self._legend_box.left() if self._legend else right + edge
        above = left if self._unfolded and fits else right + edge
        furniture.low_notice(painter, look_, furniture.notices(shown), sight, left, above)

    # What the hand does

    def event(self, event: QEvent) -> bool:
        """Gestures zoom; keys that mean something to an unfinished drawing do not reach the window's
        actions."""
        if event.type() in (QEvent.Type.NativeGesture, QEvent.Type.Gesture) and self._navigation.gesture(
            event
        ):
            return True
        if isinstance(event, QHelpEvent) and self._signs.tell(event):
            return True
        pressed = event if event.type() == QEvent.Type.ShortcutOverride else None
        if isinstance(pressed, QKeyEvent) and self._hands and self._hands.claims(pressed):
            event.accept()
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        self._navigation.wheel(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Drag the map, unfold the legend, or let the tool have the click."""
        if event.button() == Qt.MouseButton.LeftButton and self._legend_box.contains(event.position()):
            self._unfolded = not self._unfolded
            self.update()
        elif self._navigation.press(event, hand=self._hands is None or self._hands.is_hand):
            self._show_cursor()
        elif self._hands and not self._signs.press(event):
            self._hands.mouse("press", event)
            if event.button() == Qt.MouseButton.RightButton and not self._hands.drawing:
                self.menu_asked.emit(event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click in quick succession."""
        if self._legend_box.contains(event.position()):
            return
        if self._navigation.press(event, hand=self._hands is None or self._hands.is_hand) or not self._hands:
            return
        self._hands.mouse("double" if event.button() == Qt.MouseButton.LeftButton else "press", event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the map on, or let the tool see where the pointer is."""
        self._pointer = event.position()
        if not self._navigation.move(event) and self._hands:
            self._hands.mouse("move", event)
        if not self._reading.isActive():
            self._reading.start()
        self._show_cursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the map or the tool go."""
        if not self._navigation.release(event) and self._hands:
            self._hands.mouse("release", event)
        self._show_cursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the tool first, then those that move the map."""
        if self._hands and self._hands.key(event):
            return
        if self._navigation.key(event):
            self._show_cursor()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The space bar goes up."""
        if self._navigation.key_up(event):
            self._show_cursor()
            return
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """While something is drawn, Tab goes to what can be typed for it."""
        if self._hands is not None and self._hands.tab(next):
            return True
        return super().focusNextPrevChild(next)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A key that goes up elsewhere is not seen here."""
        self._navigation.rest()
        super().focusOutEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is off the map."""
        self._pointer = None
        if self._hands:
            self._hands.left()
        self.pointed.emit(None, None, "")
        self.update()

    def resizeEvent(self, event: Any) -> None:
        """A new size shows more or less of the same place."""
        if not self._fit_new():
            self._again()

    def showEvent(self, event: Any) -> None:
        """Pictures are only made while they can be seen."""
        if not self._fit_new():
            self._again()

    def hideEvent(self, event: Any) -> None:
        """Nobody looks any more."""
        self._pictures.forget()

    def _show_cursor(self) -> None:
        shape = "arrow" if self._hands is None else self._hands.cursor
        if self._navigation.dragging:
            shape = "held"
        elif self._navigation.space or self._hands is None:
            shape = "hand"
        self.setCursor(CURSORS[shape])

    def _read(self) -> None:
        shown = self.snapshot()
        if shown is None or self._pointer is None:
            return
        x, y = self.sight.to_map(self._pointer.x(), self._pointer.y())
        self.pointed.emit(x, y, read(shown, x, y).text)


CURSORS = {
    "arrow": Qt.CursorShape.ArrowCursor,
    "cross": Qt.CursorShape.CrossCursor,
    "point": Qt.CursorShape.PointingHandCursor,
    "move": Qt.CursorShape.SizeAllCursor,
    "corner": Qt.CursorShape.CrossCursor,
    "hand": Qt.CursorShape.OpenHandCursor,
    "held": Qt.CursorShape.ClosedHandCursor,
    "forbidden": Qt.CursorShape.ForbiddenCursor,
}
"""The pointer's shapes by meaning."""
