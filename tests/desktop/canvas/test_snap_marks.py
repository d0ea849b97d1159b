"""The marks of snapping."""

import pytest
from PySide6.QtGui import QImage, QPainter

from desktop.canvas.camera import Sight
from desktop.canvas.marks import HALF, paint, path_of
from desktop.canvas.snapping import KINDS, Snap
from desktop.canvas.style import style


def test_every_kind_has_a_mark_of_its_own(dressed):
    marks = [path_of(kind, 50.0, 50.0) for kind in KINDS]
    assert all(mark.boundingRect().width() <= 2 * HALF + 0.01 for mark in marks)
    assert all(one != other for i, one in enumerate(marks) for other in marks[:i])


@pytest.mark.parametrize("kind", KINDS)
def test_the_mark_is_painted_with_its_word_where_asked(dressed, kind):
    def painted(words: bool) -> QImage:
        image = QImage(200, 100, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        painter = QPainter(image)
        paint(painter, style(), Sight(0, 0, 1.0, 200, 100), Snap(40.0, 0.0, kind), words)
        painter.end()
        return image

    blank = QImage(200, 100, QImage.Format.Format_RGB32)
    blank.fill(0xFFFFFF)
    assert painted(False) != blank
    assert painted(True) != painted(False)
