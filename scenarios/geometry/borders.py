"""The borders of a partition as lines, so that a border of two is drawn, dashed and labelled once."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray


def border_lines(polygons: NDArray[np.object_]) -> NDArray[np.object_]:
    """The rings of polygons as lines, every stretch that two of them share in the same corners once."""
    corners, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(polygons)), return_index=True)
    joined = ring[1:] == ring[:-1]
    ends = np.hstack([corners[:-1], corners[1:]])[joined]
    if len(ends) == 0:
        return np.empty(0, dtype=object)
    turned = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    ends[turned] = ends[turned][:, [2, 3, 0, 1]]
    order = np.lexsort(ends.T)
    ends = ends[order]
    new = np.ones(len(ends), dtype=bool)
    new[1:] = (ends[1:] != ends[:-1]).any(axis=1)
    segments: Any = shapely.linestrings(ends[new].reshape(-1, 2, 2))
    return np.asarray(shapely.get_parts(shapely.line_merge(shapely.multilinestrings(segments))), dtype=object)
