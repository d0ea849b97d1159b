"""A session in which something is drawn and planned, and ways to work a widget by hand."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from desktop.session import Session
from desktop.widgets.land_slider import LandSlider
from scenarios.edits.plots import draw_plot
from scenarios.edits.sites import draw_site
from scenarios.edits.variants import add_variant
from scenarios.project.model import PRESENT
from tests.makers import square


def add_variant_to(session: Session, name: str, source: int = PRESENT) -> int:
    """Make a variant, go there, and give its key."""
    written = session.edit(f"New {name}", add_variant(session.need().tables, name, source))
    key = next(c.key for c in written if c.table == "variant")
    session.go_to(variant=key, year=2040)
    return key


@pytest.fixture
def planned(session: Session) -> Session:
    """The small project in a variant of its own, nothing drawn or planned."""
    add_variant_to(session, "One cluster")
    return session


@pytest.fixture
def drawn(planned: Session) -> Session:
    """A cluster of 20 ha across the border, 12 ha of it in Aardam on farmland, with a plot of 4 ha."""
    written = planned.edit(
        "Draw cluster", draw_site(planned.committed(), square(700, 100, 500, 400), "cluster", "Noord")
    )
    planned.edit(
        "Draw plot",
        draw_plot(planned.committed(), square(720, 120, 200, 200), written[0].key, activity="F04"),
    )
    return planned


def drag(slider: LandSlider, m2: float, *, steps: int = 4, release: bool = True) -> None:
    """Take the handle and pull it to a difference from the present, in steps, as a hand does."""
    start, end = slider._x(slider.value), slider.width() / 2 + m2 / slider.m2_per_pixel()
    middle = slider.height() / 2
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(start), round(middle)))
    for step in range(1, steps + 1):
        at = QPointF(start + (end - start) * step / steps, middle)
        QTest.mouseMove(slider, at.toPoint())
    if release:
        QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(end), round(middle)))


@pytest.fixture
def show(qtbot) -> Callable[..., Any]:
    """Show a widget in a size and wait until it is there."""

    def shown(widget: Any, width: int = 900, height: int = 700) -> Any:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return shown
