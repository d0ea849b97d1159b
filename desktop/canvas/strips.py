"""Edges that never change, in strips of some dozens with a box round each, so that the few near a place are
found without looking at all of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop.canvas.camera import Bounds

_STRIP = 64
"""Edges per strip: edges that follow each other lie close together."""


@dataclass(frozen=True, eq=False)
class Strips:
    """Edges (n, 4) as x0, y0, x1, y1, m, and the bounds (strips, 4) of each strip."""

    edges: NDArray[np.float64]
    bounds: NDArray[np.float64]

    @staticmethod
    def of(edges: NDArray[np.float64]) -> "Strips":
        """Edges cut into strips."""
        if len(edges) == 0:
            return Strips(edges, np.zeros((0, 4)))
        starts = np.arange(0, len(edges), _STRIP)
        ends = edges.reshape(-1, 2, 2)
        low = np.minimum.reduceat(ends.min(axis=1), starts)
        high = np.maximum.reduceat(ends.max(axis=1), starts)
        return Strips(edges, np.hstack([low, high]))

    def near(self, box: Bounds) -> NDArray[np.float64]:
        """The edges whose own box meets a box."""
        b = self.bounds
        met = (b[:, 0] <= box[2]) & (b[:, 2] >= box[0]) & (b[:, 1] <= box[3]) & (b[:, 3] >= box[1])
        strips = np.flatnonzero(met)
        if len(strips) == 0:
            return self.edges[:0]
        places = (strips[:, None] * _STRIP + np.arange(_STRIP)).ravel()
        found = self.edges[places[places < len(self.edges)]]
        return within(found, box)


def within(edges: NDArray[np.float64], box: Bounds) -> NDArray[np.float64]:
    """The edges whose own box meets a box."""
    low_x, high_x = np.minimum(edges[:, 0], edges[:, 2]), np.maximum(edges[:, 0], edges[:, 2])
    low_y, high_y = np.minimum(edges[:, 1], edges[:, 3]), np.maximum(edges[:, 1], edges[:, 3])
    return edges[(low_x <= box[2]) & (high_x >= box[0]) & (low_y <= box[3]) & (high_y >= box[1])]
