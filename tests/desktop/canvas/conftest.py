"""A real map widget on a small project with one variant, and a hand with a mouse."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.canvas.studio import studio
from desktop.canvas.view import MapView
from desktop.session import Session
from scenarios.edits.variants import add_variant
from tests.makers import ORIGIN, square

SIZE = (800, 600)


@pytest.fixture
def drawing(session: Session) -> Session:
    """The open small project in a variant of its own."""
    changes = add_variant(session.need().tables, "Proef")
    session.edit("New variant", changes)
    session.go_to(variant=changes[0].key)
    return session


@pytest.fixture
def make_view(qtbot: Any, dressed: Any) -> Any:
    """Makes shown maps; waits for their pictures at the end, so that none is made for a map that is gone."""

    def make(session: Session, **more: Any) -> MapView:
        view = MapView(session, **more)
        qtbot.addWidget(view)
        view.resize(*SIZE)
        view.show()
        qtbot.waitExposed(view)
        view.zoom_to(square(0, 0, 2000, 1000))
        return view

    yield make
    qtbot.waitUntil(studio().idle, timeout=10_000)


@pytest.fixture
def view(drawing: Session, make_view: Any) -> MapView:
    """A map of the variant with tools."""
    return make_view(drawing)


class Mouse:
    """Real mouse events at places in metres from the test origin."""

    def __init__(self, view: MapView) -> None:
        self.view = view

    def at(self, x: float, y: float) -> QPoint:
        """The pixel of a place."""
        px, py = self.view.sight.to_pixel(ORIGIN[0] + x, ORIGIN[1] + y)
        return QPoint(round(px), round(py))

    def move(self, x: float, y: float, buttons: Qt.MouseButton = Qt.MouseButton.NoButton) -> "Mouse":
        """Move the pointer, with buttons held."""
        return self._move(self.at(x, y), buttons)

    def _move(self, pixel: QPoint, buttons: Qt.MouseButton) -> "Mouse":
        place = QPointF(pixel)
        event = QMouseEvent(
            QMouseEvent.Type.MouseMove,
            place,
            self.view.mapToGlobal(place),
            Qt.MouseButton.NoButton,
            buttons,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self.view, event)
        return self

    def click(
        self, *places: tuple[float, float], button: Qt.MouseButton = Qt.MouseButton.LeftButton
    ) -> "Mouse":
        """Click at places one after another."""
        for x, y in places:
            self.move(x, y)
            QTest.mouseClick(self.view, button, Qt.KeyboardModifier.NoModifier, self.at(x, y))
        return self

    def double(self, x: float, y: float) -> "Mouse":
        """Double-click as Qt tells it: press, release, double click, release."""
        self.click((x, y))
        QTest.mouseDClick(self.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self.at(x, y))
        return self

    def drag(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> "Mouse":
        """Press, move, let go."""
        none = Qt.KeyboardModifier.NoModifier
        # The pixels are worked out first: the map may move under the pointer.
        first, last = self.at(*start), self.at(*end)
        self.move(*start)
        QTest.mousePress(self.view, button, none, first)
        self._move(QPoint((first.x() + last.x()) // 2, (first.y() + last.y()) // 2), button)
        self._move(last, button)
        QTest.mouseRelease(self.view, button, none, last)
        return self

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> "Mouse":
        """Press a key on the map."""
        QTest.keyClick(self.view, key, modifier)
        return self


@pytest.fixture
def mouse(view: MapView) -> Mouse:
    """A hand on the map."""
    return Mouse(view)


@pytest.fixture
def settled(qtbot: Any) -> Callable[[MapView], QImage]:
    """The map as it looks once all its pictures are there."""

    def settle(view: MapView) -> QImage:
        qtbot.waitUntil(studio().idle, timeout=10_000)
        qtbot.wait(20)
        return view.grab().toImage()

    return settle
