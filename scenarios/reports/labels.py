"""Where names go on a picture: inside their area, beside their symbol, never over each other.

Boxes are (left, top, right, bottom) in picture units. Text widths are estimates on the wide side, since the
reader's font is not known here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

Box = tuple[float, float, float, float]

_NARROW, _WIDE = set("iIjlt.,:;'|!()[] rf·-"), set("mwMWGOQ%&@—")
_STEPS = 22
_LARGE = 18.0
_BESIDE_FIRST = ((1, 0), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1), (0, -1), (0, 1))
_ABOVE_FIRST = ((0, -1), (0, 1), (1, 0), (-1, 0))


def width_of(text: str, size: float, *, capitals: bool = False, bold: bool = False) -> float:
    """The width of a text in units at a font size; `capitals` where it is set in small capitals."""
    parts = (0.33 if c in _NARROW else 0.86 if c in _WIDE else 0.67 if c.isupper() else 0.54 for c in text)
    return sum(parts) * size * (1.22 if capitals else 1.0) * (1.06 if bold else 1.0)


def shortened(text: str, size: float, room: float) -> str:
    """A text cut to a width, with an ellipsis where something went."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes touch."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _holds(outer: Box, box: Box) -> bool:
    return outer[0] <= box[0] and box[2] <= outer[2] and outer[1] <= box[1] and box[3] <= outer[3]


@dataclass(frozen=True, slots=True)
class Name:
    """A name that found a place: its lines, font size, and the middle of its box."""

    lines: tuple[str, ...]
    size: float
    x: float
    y: float
    box: Box


def inside(area: Any, text: str, taken: Sequence[Box], sizes: Sequence[float]) -> Name | None:
    """The best place for a name within a polygon in picture units, as large as fits; None where none does.

    One line where that fits at the largest size, else the halves under each other, else smaller.
    """
    if area.is_empty or area.area < 1:
        return None
    middles = _grid(area)
    shapely.prepare(area)
    for size in sizes:
        for lines in _ways(text):
            across = max(width_of(line, size, capitals=True) for line in lines) + 4
            up = size * 1.15 * len(lines) + 2
            found = _best(area, middles, across, up, taken)
            if found is not None:
                x, y = found
                return Name(lines, size, x, y, (x - across / 2, y - up / 2, x + across / 2, y + up / 2))
    return None


def _ways(text: str) -> list[tuple[str, ...]]:
    """A name whole, and in two lines broken nearest its middle."""
    breaks = [i + 1 for i, c in enumerate(text) if c in " -/" and 0 < i < len(text) - 1]
    if not breaks:
        return [(text,)]
    at = min(breaks, key=lambda i: abs(i - len(text) / 2))
    return [(text,), (text[:at].strip(), text[at:].strip())]


def _grid(area: Any) -> Any:
    x0, y0, x1, y1 = area.bounds
    xs, ys = np.meshgrid(np.linspace(x0, x1, _STEPS + 2)[1:-1], np.linspace(y0, y1, _STEPS + 2)[1:-1])
    return np.column_stack([xs.ravel(), ys.ravel()])


def _best(
    area: Any, middles: Any, across: float, up: float, taken: Sequence[Box]
) -> tuple[float, float] | None:
    x, y = middles[:, 0], middles[:, 1]
    left, right, top, bottom = x - across / 2, x + across / 2, y - up / 2, y + up / 2
    fits = shapely.contains_properly(area, shapely.box(left, top, right, bottom))
    for box in taken:
        fits &= (right < box[0]) | (left > box[2]) | (bottom < box[1]) | (top > box[3])
    if not fits.any():
        return None
    x, y = x[fits], y[fits]
    room = shapely.distance(area.boundary, shapely.points(x, y))
    centre = area.centroid
    best = int(np.argmax(room - 0.5 * np.hypot(x - centre.x, y - centre.y)))
    return float(x[best]), float(y[best])


def beside(
    x: float, y: float, radius: float, across: float, up: float, taken: Sequence[Box], limits: Box
) -> Box:
    """A box of a size next to a round symbol: the first free place, ever farther, else the first of all."""
    first: Box | None = None
    ways = _ABOVE_FIRST if radius > _LARGE else _BESIDE_FIRST
    for distance in (3.0, 14.0, 30.0, 52.0, 80.0):
        for dx, dy in ways:
            gap = radius + distance
            left = x + dx * gap - (across if dx < 0 else across / 2 if dx == 0 else 0)
            top = y + dy * gap - (up if dy < 0 else up / 2 if dy == 0 else 0)
            box = (left, top, left + across, top + up)
            within = _holds(limits, box)
            first = first or (box if within else None)
            if within and not any(overlap(box, other) for other in taken):
                return box
    return first or (x + radius + 3, y - up / 2, x + radius + 3 + across, y + up / 2)
