"""Where a map looks: one camera can be shared by several views, which then pan and zoom together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

Bounds = tuple[float, float, float, float]

CLOSEST, FARTHEST = 0.02, 2_000.0
"""Limits of the zoom, metres per pixel."""

METRES_PER_PIXEL_AT_1 = 0.0254 / 96
"""The width of a device-independent pixel on paper, m: what a map scale 1:n refers to."""


@dataclass(frozen=True)
class Sight:
    """What one view of a certain size (device-independent pixels) sees: maps RD metres to pixels and back."""

    x: float
    y: float
    metres_per_pixel: float
    width: int
    height: int

    @property
    def bounds(self) -> Bounds:
        """xmin, ymin, xmax, ymax of the view, m."""
        half_width = self.width / 2 * self.metres_per_pixel
        half_height = self.height / 2 * self.metres_per_pixel
        return (self.x - half_width, self.y - half_height, self.x + half_width, self.y + half_height)

    @property
    def denominator(self) -> float:
        """The n of the map scale 1:n."""
        return self.metres_per_pixel / METRES_PER_PIXEL_AT_1

    def to_pixel(self, x: float, y: float) -> tuple[float, float]:
        """The place on the view of an RD coordinate."""
        return (
            (x - self.x) / self.metres_per_pixel + self.width / 2,
            (self.y - y) / self.metres_per_pixel + self.height / 2,
        )

    def to_map(self, px: float, py: float) -> tuple[float, float]:
        """The RD coordinate of a place on the view."""
        return (
            self.x + (px - self.width / 2) * self.metres_per_pixel,
            self.y - (py - self.height / 2) * self.metres_per_pixel,
        )

    def pixels(self, corners: NDArray[np.float64]) -> NDArray[np.float64]:
        """Places on the view (n, 2) of RD coordinates (n, 2)."""
        scale = 1 / self.metres_per_pixel
        return (corners - (self.x, self.y)) * (scale, -scale) + (self.width / 2, self.height / 2)


class Camera(QObject):
    """The centre (RD metres) and the metres per device-independent pixel; `moved` tells every view.

    `place` names the project whose region it was last fitted to, and `fitted` is where that brought it.
    """

    moved = Signal()

    def __init__(
        self, centre: tuple[float, float] = (92_000.0, 437_000.0), metres_per_pixel: float = 60.0
    ) -> None:
        super().__init__()
        self.x, self.y = centre
        self.metres_per_pixel = metres_per_pixel
        self.place = ""
        self.fitted: tuple[float, float, float] | None = None

    def sight(self, width: int, height: int) -> Sight:
        """What a view of this size sees."""
        return Sight(self.x, self.y, self.metres_per_pixel, max(width, 1), max(height, 1))

    def pan(self, dx: float, dy: float) -> None:
        """Shift the map by pixels to the right and down."""
        self._go(
            self.x - dx * self.metres_per_pixel, self.y + dy * self.metres_per_pixel, self.metres_per_pixel
        )

    def zoom(self, factor: float, sight: Sight, px: float, py: float) -> None:
        """Zoom in by a factor so that the place under the pixel stays under it."""
        x, y = sight.to_map(px, py)
        finer = min(max(self.metres_per_pixel / factor, CLOSEST), FARTHEST)
        ratio = finer / self.metres_per_pixel
        self._go(x + (self.x - x) * ratio, y + (self.y - y) * ratio, finer)

    def fit(self, bounds: Sequence[float], width: int, height: int, margin: float = 0.06) -> None:
        """Show these bounds in a view of this size, with a margin as a part of the view."""
        xmin, ymin, xmax, ymax = bounds
        if not all(map(math.isfinite, bounds)):
            return
        room_x, room_y = max(width, 1) * (1 - 2 * margin), max(height, 1) * (1 - 2 * margin)
        needed = max((xmax - xmin) / room_x, (ymax - ymin) / room_y, CLOSEST)
        self._go((xmin + xmax) / 2, (ymin + ymax) / 2, min(needed, FARTHEST))

    def _go(self, x: float, y: float, metres_per_pixel: float) -> None:
        if (x, y, metres_per_pixel) != (self.x, self.y, self.metres_per_pixel):
            self.x, self.y, self.metres_per_pixel = x, y, metres_per_pixel
            self.moved.emit()
