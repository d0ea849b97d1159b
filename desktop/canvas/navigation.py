"""Moving about: wheel, touchpad and pinch zoom at the pointer; space, middle button and the hand drag; keys
step."""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from desktop.canvas.camera import Camera

if TYPE_CHECKING:
    from desktop.canvas.view import MapView

_NOTCH = 1.25
"""How much a notch of a wheel (120 eighths of a degree) zooms."""

_PIXEL = 1.006
"""How much a pixel of a touchpad zooms."""

_KEY = 1.5
_STEP = 0.15
"""How far an arrow key goes, as a part of the view."""

_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class Navigation:
    """The hand that moves the camera of one view."""

    def __init__(self, view: "MapView", camera: Camera) -> None:
        self.view = view
        self.camera = camera
        self.space = False
        self._from: QPointF | None = None

    @property
    def dragging(self) -> bool:
        """Whether the map is being dragged."""
        return self._from is not None

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom at the pointer: a touchpad by its pixels, a wheel by its notches."""
        pixels, degrees = event.pixelDelta(), event.angleDelta()
        if not pixels.isNull():
            factor = _PIXEL ** pixels.y()
        else:
            factor = _NOTCH ** ((degrees.y() or degrees.x()) / 120)
        self.zoom(factor, event.position())
        event.accept()

    def zoom(self, factor: float, at: QPointF) -> None:
        """Zoom by a factor so that what is under a pixel stays there."""
        if factor > 0 and math.isfinite(factor):
            self.camera.zoom(factor, self.view.sight, at.x(), at.y())

    def gesture(self, event: QEvent) -> bool:
        """A pinch on a touchpad or a touch screen; gives whether it was one."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1 + event.value(), event.position())
                return True
            return False
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                centre = self.view.mapFromGlobal(pinch.centerPoint())
                self.zoom(pinch.scaleFactor(), QPointF(centre))
                event.accept(pinch)
                return True
        return False

    def press(self, event: QMouseEvent, *, hand: bool) -> bool:
        """Begin to drag the map where this press means that; gives whether it does."""
        middle = event.button() == Qt.MouseButton.MiddleButton
        left = event.button() == Qt.MouseButton.LeftButton and (hand or self.space)
        if middle or left:
            self._from = event.position()
        return middle or left

    def move(self, event: QMouseEvent) -> bool:
        """Drag the map on; gives whether it is being dragged."""
        if self._from is None:
            return False
        step = event.position() - self._from
        self._from = event.position()
        self.camera.pan(step.x(), step.y())
        return True

    def release(self, event: QMouseEvent) -> bool:
        """Let the map go; gives whether it was being dragged."""
        held, self._from = self._from is not None, None
        return held

    def key(self, event: QKeyEvent) -> bool:
        """Arrow keys pan, plus and minus zoom, the space bar makes the pointer a hand; gives whether it was
        one."""
        key = Qt.Key(event.key())
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        middle = QPointF(self.view.width() / 2, self.view.height() / 2)
        if key in _ARROWS and plain:
            dx, dy = _ARROWS[key]
            self.camera.pan(dx * self.view.width() * _STEP, dy * self.view.height() * _STEP)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_KEY, middle)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(1 / _KEY, middle)
        elif key == Qt.Key.Key_Space:
            self.space = True
        else:
            return False
        return True

    def key_up(self, event: QKeyEvent) -> bool:
        """Let the space bar go; gives whether it was that."""
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat():
            return False
        self.space = False
        return True

    def rest(self) -> None:
        """Forget what is held: the view lost the keyboard."""
        self.space, self._from = False, None
