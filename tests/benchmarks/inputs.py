"""Large made-up inputs for measuring, made once and kept in the temporary folder."""

import tempfile
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.project.model import Municipality
from scenarios.project.region import USES, Coverage, Region

HECTARES_PER_CELL = 4.79
EDGE_M = 25.0
"""Cells of this size with edges cut to this length have 38 vertices on average."""

WEIGHTS = (20, 6, 5, 1, 8, 12, 8, 26, 5, 6, 1, 2)
"""How often each land use occurs, in the order of land_uses.csv."""


def voronoi_region(cells: int = 100_000, municipalities: int = 60, seed: int = 1) -> Region:
    """A square of Voronoi cells with edges cut to 25 m, each in the municipality with the nearest centre.

    100 000 cells have 3.8 million vertices. Municipalities are unions of cells, so they are a partition and
    no cell lies in two.
    """
    kept = Path(tempfile.gettempdir()) / f"schuifruimte-voronoi-{cells}-{municipalities}-{seed}.npz"
    if not kept.exists():
        _make(kept, cells, municipalities, seed)
    with np.load(kept) as stored:
        geoms = shapely.from_ragged_array(
            shapely.GeometryType.POLYGON, stored["xy"], (stored["rings"], stored["polygons"])
        )
        owner, use = stored["owner"], stored["use"]
    coverage = Coverage(geoms, owner, use, np.arange(len(geoms), dtype=np.int64) * 2 + 1)
    order = np.argsort(owner, kind="stable")
    ends = np.searchsorted(owner[order], np.arange(municipalities + 1))
    borders = np.array(
        [shapely.coverage_union_all(geoms[order[a:b]]) for a, b in pairwise(ends)],
        dtype=object,
    )
    rows = tuple(
        Municipality(1_000_001 + 2 * i, shapely.to_wkb(border), f"GM{i + 1:04d}", f"Municipality {i + 1}")
        for i, border in enumerate(borders)
    )
    return Region(rows, borders, coverage, stamp=kept.stem)


def _make(kept: Path, cells: int, municipalities: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    side = (cells * HECTARES_PER_CELL * 10_000) ** 0.5
    origin = np.array([60_000.0, 420_000.0])
    box = shapely.box(*origin, *(origin + side))
    points = origin + random.random((cells, 2)) * side
    found = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=box))
    outer = ~shapely.contains_properly(box, found)
    found[outer] = shapely.intersection(found[outer], box)
    found = shapely.segmentize(found[shapely.area(found) > 0], EDGE_M)
    found = shapely.transform(found, lambda xy: np.round(xy, 3))
    centres = shapely.STRtree(shapely.points(origin + random.random((municipalities, 2)) * side))
    owner = centres.nearest(shapely.centroid(found)).astype(np.int32)
    weights = np.array(WEIGHTS) / sum(WEIGHTS)
    use = random.choice(len(USES), size=len(found), p=weights).astype(np.int32)
    _kind, xy, (rings, polygons) = shapely.to_ragged_array(found)
    partial = kept.with_suffix(".part.npz")
    np.savez(partial, xy=xy, rings=rings, polygons=polygons, owner=owner, use=use)
    partial.replace(kept)


def vertices(geoms: NDArray[np.object_]) -> int:
    """The number of vertices of polygons, closing points not counted twice."""
    return int((shapely.get_num_coordinates(geoms) - 1).sum())
