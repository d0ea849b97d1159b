"""Shapes moved, turned, scaled and mirrored, corner by corner on the 1 mm grid.

Every corner is transformed by itself and rounded in the same way, so corners that shapes share stay shared.
"""

import math
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from scenarios.errors import Refused
from scenarios.geometry.shape import inside
from scenarios.wording import tr

Point = tuple[float, float]

_DECIMALS = 3
_SHORTEST_M = 0.001


def moved(shape: Any, dx: float, dy: float) -> Any:
    """The shape, or every shape of an array, moved by metres on the 1 mm grid.

    Raises Refused where it would leave the country.
    """
    step = np.round(np.array([dx, dy], dtype=float), _DECIMALS)
    return inside(shapely.transform(shape, lambda xy: np.round(xy + step, _DECIMALS)))


def turned(shape: BaseGeometry, angle: float, about: Point) -> Any:
    """The shape turned by degrees, anticlockwise, about a point; raises Refused as `moved` does."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return _mapped(shape, np.array([[cos, -sin], [sin, cos]]), about)


def scaled(shape: BaseGeometry, factor_x: float, factor_y: float, about: Point) -> Any:
    """The shape scaled about a point; a factor below zero mirrors it.

    Raises Refused for a factor that is zero or no number, and as `moved` does.
    """
    if not all(math.isfinite(factor) and factor for factor in (factor_x, factor_y)):
        raise Refused(tr("A factor of zero leaves nothing: type another factor."))
    return _mapped(shape, np.diag([factor_x, factor_y]), about)


def mirrored(shape: BaseGeometry, a: Point, b: Point) -> Any:
    """The shape mirrored in the line through two points; raises Refused where they are one."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy)
    if length < _SHORTEST_M:
        raise Refused(tr("The mirror needs two different points: click farther away."))
    ux, uy = dx / length, dy / length
    return _mapped(shape, np.array([[ux * ux - uy * uy, 2 * ux * uy], [2 * ux * uy, uy * uy - ux * ux]]), a)


def _mapped(shape: BaseGeometry, matrix: np.ndarray, about: Point) -> Any:
    origin = np.array(about, dtype=float)
    after = shapely.transform(shape, lambda xy: np.round((xy - origin) @ matrix.T + origin, _DECIMALS))
    return inside(after)
