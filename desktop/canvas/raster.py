"""Paints the polygons of a coverage by the exact part of every pixel that each of them covers.

A painter that lays down polygons one by one lets the ground shine through wherever two of them share a pixel,
and takes a call per polygon. Here every edge adds to the pixels it crosses how much colour begins there, and
a running sum along each row gives the picture: exact antialiasing, no seams, a quarter of the time. The
method is that of font rasterisers (signed-area accumulation), for all colours at once.
"""

import numpy as np
from numpy.typing import NDArray

_BLOCK = 1 << 14
"""Edges handled together: few enough to stay in the processor's cache."""


def fill(
    ends: tuple[NDArray, NDArray, NDArray, NDArray], colours: NDArray[np.float32], width: int, height: int
) -> NDArray[np.uint8]:
    """A picture (height, width, 4) in premultiplied blue, green, red, alpha.

    `ends`: x0, y0, x1, y1 of each edge in pixels, y downwards. `colours` (edges, 4): premultiplied colour,
    0-255, on the left of each edge seen along it with y upwards (the inside of an anticlockwise ring), minus
    that on its right.
    """
    stride = width + 2
    sums = np.zeros((4, height, stride), np.float32)
    x0, y0, x1, y1 = ends
    met = (y0 != y1) & (np.maximum(y0, y1) > 0) & (np.minimum(y0, y1) < height) & (np.minimum(x0, x1) < width)
    met &= colours.any(axis=1)
    chosen = np.flatnonzero(met)
    for begin in range(0, len(chosen), _BLOCK):
        part = chosen[begin : begin + _BLOCK]
        edge, row, column, here, after = _pieces(x0[part], y0[part], x1[part], y1[part], width, height)
        if len(edge) == 0:
            continue
        low, high = int(row.min()), int(row.max()) + 1
        place = (row - low) * stride + column
        size = (high - low) * stride
        for channel in range(4):
            colour = colours[part, channel]
            if not colour.any():
                continue
            weight = colour[edge]
            band = np.bincount(place, here * weight, size)
            band[1:] += np.bincount(place, after * weight, size)[:-1]
            sums[channel, low:high] += band.reshape(high - low, stride)
    np.cumsum(sums, axis=2, out=sums)
    picture = np.empty((height, width, 4), np.uint8)
    for channel in range(4):
        plane = sums[channel, :, :width]
        plane += 0.5
        np.clip(plane, 0, 255, out=plane)
        picture[:, :, channel] = plane
    return picture


def _pieces(
    x0: NDArray, y0: NDArray, x1: NDArray, y1: NDArray, width: int, height: int
) -> tuple[NDArray, NDArray, NDArray, NDArray, NDArray]:
    """Edges cut at the borders of pixels.

    Per piece: position of its edge, row, column, and what it adds to its own pixel and to the next one:
    together the height of the piece (positive where colour begins at its right), shared out by where it lies
    in the pixel.
    """
    down = y1 > y0
    top, bottom = np.where(down, y0, y1), np.where(down, y1, y0)
    slope = (x1 - x0) / (y1 - y0)
    inside = np.maximum(top, 0)
    begin = np.where(down, x0, x1) + (inside - top) * slope
    top, bottom = inside, np.minimum(bottom, height)
    sign = np.where(down, 1, -1).astype(x0.dtype)

    first = np.floor(top)
    edge, step = _spread(np.maximum(np.ceil(bottom) - first, 1).astype(np.int32))
    row = first[edge] + step
    row = np.minimum(row, height - 1)
    above, below = np.maximum(top[edge], row), np.minimum(bottom[edge], row + 1)
    tilt, start, origin = slope[edge], begin[edge], top[edge]
    a, b = start + (above - origin) * tilt, start + (below - origin) * tilt
    drop = (below - above) * sign[edge]
    left, right = np.minimum(a, b), np.maximum(a, b)

    wide = right - left
    level = wide > 1e-6
    rate = drop / np.where(level, wide, 1)
    entered, gone = np.clip(left, 0, width), np.clip(right, 0, width)
    first = np.floor(entered)
    run, step = _spread(np.maximum(np.ceil(gone) - first, 1).astype(np.int32))
    column = first[run] + step
    a, b = np.maximum(entered[run], column), np.minimum(gone[run], column + 1)
    tall = np.where(level[run], (b - a) * rate[run], drop[run])
    after = tall * ((a + b) * 0.5 - column)
    here = tall - after
    edge_of, row_of = edge[run], row.astype(np.int64)[run]

    before = np.flatnonzero((left < 0) & level)
    if len(before):
        # What lies left of the picture fills the whole row from its first column on.
        full = (np.minimum(right[before], 0) - left[before]) * rate[before]
        edge_of = np.concatenate([edge_of, edge[before]])
        row_of = np.concatenate([row_of, row[before].astype(np.int64)])
        column = np.concatenate([column, np.zeros(len(before), column.dtype)])
        here = np.concatenate([here, full])
        after = np.concatenate([after, np.zeros(len(before), after.dtype)])
    return edge_of, row_of, column.astype(np.int64), here, after


def _spread(counts: NDArray[np.int32]) -> tuple[NDArray, NDArray]:
    """For counts 2, 1, 3: the positions 0 0 1 2 2 2 and the steps 0 1 0 0 1 2."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    place = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    step = np.arange(total, dtype=np.int32) - np.repeat((ends - counts).astype(np.int32), counts)
    return place, step
