"""Widgets under each other that scroll where they do not fit."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop import look


def scrolled(widgets: Iterable[QWidget]) -> QScrollArea:
    """A column of widgets, as wide as there is room and never scrolled sideways."""
    inside = QWidget()
    inside.setProperty("plain", "true")
    inside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, look.size("grid"), 0)
    column.setSpacing(look.size("gap"))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inside)
    return scroll
