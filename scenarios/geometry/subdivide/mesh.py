"""Pieces of land brought to one grid of 1 mm, so that neighbours share their corners and nothing is lost."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

GRID = 0.001
_SLIVER_M2 = 1.0
_THIN_M = 0.4


def meshed(outline: Polygon, pieces: Sequence[BaseGeometry]) -> tuple[list[list[Polygon]], list[Polygon]]:
    """The pieces as polygons that share corners exactly, and the rest of the outline.

    Where pieces overlap the first one has the land. Slivers go to the neighbour they lie longest along.
    """
    lines = [outline.exterior, *(shapely.boundary(p) for p in pieces)]
    noded = shapely.union_all(np.array(lines, dtype=object), grid_size=GRID)
    faces = np.array(
        list(shapely.get_parts(shapely.polygonize(list(shapely.get_parts(noded))))), dtype=object
    )
    inner = shapely.point_on_surface(faces)
    faces = faces[shapely.intersects(outline, inner)]
    inner = shapely.point_on_surface(faces)
    owner = np.full(len(faces), len(pieces))
    found, of = shapely.STRtree(np.array(list(pieces), dtype=object)).query(inner, predicate="intersects")
    np.minimum.at(owner, found, of)
    _adopt(faces, owner)
    parts = [_parts(faces[owner == k]) for k in range(len(pieces) + 1)]
    return parts[:-1], parts[-1]


def _adopt(faces: np.ndarray, owner: np.ndarray) -> None:
    """Give each sliver the owner of the neighbour that it lies longest along."""
    area, length = shapely.area(faces), shapely.length(faces)
    slivers = np.flatnonzero((area < _SLIVER_M2) | (area / length < _THIN_M / 2))
    if not len(slivers):
        return
    tree = shapely.STRtree(faces)
    for k in slivers[np.argsort(area[slivers], kind="stable")].tolist():
        near = [n for n in tree.query(faces[k]).tolist() if n != k and n not in slivers]
        if near:
            along = shapely.length(shapely.intersection(faces[near], faces[k]))
            owner[k] = owner[near[int(np.argmax(along))]]


def _parts(faces: np.ndarray) -> list[Polygon]:
    if not len(faces):
        return []
    whole = shapely.coverage_union_all(faces)
    return [p for p in shapely.get_parts(whole) if isinstance(p, Polygon)]
