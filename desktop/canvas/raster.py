"""Paints the polygons of a coverage by the exact part of every pixel that each of them covers.

A painter that lays down polygons one by one lets the ground shine through wherever two of them share a pixel,
and takes a call per polygon. Here every edge adds to the pixels it crosses how much colour begins there, and
a running sum along each row gives the picture: exact antialiasing, no seams, a quarter of the time. The
method is that of font rasterisers (signed-area accumulation), for all colours at once.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_BLOCK = 1 << 14
"""Edges handled together: few enough to stay in the processor's cache."""

_OPAQUE = 255


def fill(
    ends: tuple[NDArray, NDArray, NDArray, NDArray],
    colours: NDArray[np.float32],
    width: int,
    height: int,
    ground: Sequence[float] = (0.0, 0.0, 0.0),
) -> NDArray[np.uint8]:
    """A picture (height, width, 4): blue, green, red and a fourth value that is always 255.

    `ends`: x0, y0, x1, y1 of each edge in pixels, y downwards. `colours` (3, edges): blue, green and red,
    0-255, at the left of each edge seen along it with y upwards (the inside of an anticlockwise ring), less
    those at its right. `ground`: blue, green and red where there is no polygon; colours are differences from
    it.
    """
    stride = width + 1
    begun = np.zeros((3, height, stride), np.float32)
    partly = np.zeros((3, height, stride), np.float32)
    x0, y0, x1, y1 = ends
    met = (y0 != y1) & (np.maximum(y0, y1) > 0) & (np.minimum(y0, y1) < height) & (np.minimum(x0, x1) < width)
    met &= (colours[0] != 0) | (colours[1] != 0) | (colours[2] != 0)
    chosen = np.flatnonzero(met)
    for begin in range(0, len(chosen), _BLOCK):
        part = chosen[begin : begin + _BLOCK]
        edge, place, rows, tall, inside = _pieces(
            x0.take(part), y0.take(part), x1.take(part), y1.take(part), width, height
        )
        size = (rows[1] - rows[0]) * stride
        for channel in range(3):
            weight = colours[channel].take(part).take(edge)
            band = (rows[1] - rows[0], stride)
            begun[channel, rows[0] : rows[1]] += np.bincount(place, tall * weight, size).reshape(band)
            partly[channel, rows[0] : rows[1]] += np.bincount(place, inside * weight, size).reshape(band)
    return _summed(begun, partly, width, height, ground)


def _summed(
    begun: NDArray[np.float32], partly: NDArray[np.float32], width: int, height: int, ground: Sequence[float]
) -> NDArray[np.uint8]:
    """What begins in the pixels of a row up to each, less the part of it that lies left of where it
    begins."""
    picture = np.empty((height, width, 4), np.uint8)
    picture[:, :, 3] = _OPAQUE
    for channel in range(3):
        plane = begun[channel]
        np.cumsum(plane, axis=1, out=plane)
        plane -= partly[channel]
        plane += ground[channel] + 0.5
        np.clip(plane, 0, _OPAQUE, out=plane)
        picture[:, :, channel] = plane[:, :width]
    return picture


def _pieces(
    x0: NDArray, y0: NDArray, x1: NDArray, y1: NDArray, width: int, height: int
) -> tuple[NDArray, NDArray, tuple[int, int], NDArray, NDArray]:
    """Edges cut at the borders of pixels.

    Per piece: position of its edge; its pixel, counted from the first of the rows that are given (first, last
    + 1); its height, positive where colour begins at its right; and the height times how far it lies into its
    pixel.
    """
    down = y1 > y0
    top, bottom = np.minimum(y0, y1), np.minimum(np.maximum(y0, y1), height)
    slope = (x1 - x0) / (y1 - y0)
    inside = np.maximum(top, 0)
    begin = np.where(down, x0, x1) + (inside - top) * slope
    top = inside
    sign = np.where(down, np.float32(1), np.float32(-1))

    first = np.floor(top)
    edge, step = _spread(np.maximum(np.ceil(bottom) - first, 1).astype(np.int32))
    row = np.minimum(first.take(edge) + step, height - 1)
    origin = top.take(edge)
    above, below = np.maximum(origin, row), np.minimum(bottom.take(edge), row + 1)
    tilt, start = slope.take(edge), begin.take(edge) - origin * slope.take(edge)
    a, b = start + above * tilt, start + below * tilt
    drop = (below - above) * sign.take(edge)
    left, right = np.minimum(a, b), np.maximum(a, b)
    rows = (int(row.min()), int(row.max()) + 1)
    base = ((row - rows[0]) * (width + 1)).astype(np.int64)

    wide = right - left
    level = wide > 1e-6
    rate = drop / np.where(level, wide, 1)
    entered, gone = np.clip(left, 0, width), np.clip(right, 0, width)
    first = np.floor(entered)
    run, step = _spread(np.maximum(np.ceil(gone) - first, 1).astype(np.int32))
    column = first.take(run) + step
    a, b = np.maximum(entered.take(run), column), np.minimum(gone.take(run), column + 1)
    tall = np.where(level.take(run), (b - a) * rate.take(run), drop.take(run))
    into = tall * ((a + b) * 0.5 - column)
    place = base.take(run) + column.astype(np.int64)
    edge_of = edge.take(run)

    before = np.flatnonzero((left < 0) & level)
    if len(before):
        # What lies left of the picture fills the whole row from its first column on.
        full = (np.minimum(right[before], 0) - left[before]) * rate[before]
        edge_of = np.concatenate([edge_of, edge[before]])
        place = np.concatenate([place, base[before]])
        tall = np.concatenate([tall, full])
        into = np.concatenate([into, np.zeros(len(before), into.dtype)])
    return edge_of, place, rows, tall, into


def _spread(counts: NDArray[np.int32]) -> tuple[NDArray, NDArray]:
    """For counts 2, 1, 3: the positions 0 0 1 2 2 2 and the steps 0 1 0 0 1 2."""
    ends = np.cumsum(counts, dtype=np.int32)
    total = int(ends[-1]) if len(ends) else 0
    place = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    step = np.arange(total, dtype=np.int32) - (ends - counts).take(place)
    return place, step.astype(np.float32)
