"""Detail: what is drawn at a scale is close to the land, without gaps, and no more than needed."""

from typing import Any

import numpy as np
import pytest
import shapely

from desktop.canvas.edges import NOBODY, Detail, edges_of
from desktop.canvas.rings import rings_of, turned

SIDE = 10_000.0


@pytest.fixture(scope="module")
def cells() -> np.ndarray:
    """A coverage of 300 cells whose borders have a corner every 20 m, waved so that they are not straight."""
    points = np.random.default_rng(5).random((300, 2)) * SIDE
    box = shapely.box(0, 0, SIDE, SIDE)
    found = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=box))
    fine = shapely.segmentize(shapely.intersection(found, box), 20.0)

    def wave(xy: np.ndarray) -> np.ndarray:
        return xy + 9.0 * np.sin(xy[:, ::-1] / 70.0)

    return np.array([shapely.transform(cell, wave) for cell in fine], dtype=object)


def signed(x: np.ndarray, y: np.ndarray, x1: np.ndarray, y1: np.ndarray) -> float:
    return float(((x + x1) * (y1 - y) / 2).sum())


def test_outer_rings_run_one_way_and_holes_the_other():
    holed = shapely.box(0, 0, 10, 10).difference(shapely.box(2, 2, 5, 5))
    parted: Any = shapely.union(holed, shapely.box(20, 0, 30, 10))
    both = np.array([parted, holed.reverse()], dtype=object)
    rings = turned(rings_of(both, (3, 4)))
    assert sorted(rings.owner.tolist()) == [0, 0, 0, 1, 1]
    ends = rings.start
    for ring, hole in enumerate(rings.hole):
        x, y = rings.x[ends[ring] : ends[ring + 1]], rings.y[ends[ring] : ends[ring + 1]]
        assert (signed(x, y, np.roll(x, -1), np.roll(y, -1)) < 0) == hole
    assert rings.x.min() == -3 and rings.y.min() == -4


def test_thinning_keeps_areas_and_drops_what_cannot_be_seen(cells):
    plain, thin = rings_of(cells, (0, 0)), rings_of(cells, (0, 0), 0.1 * 16.0**2)
    assert len(thin.x) < 0.4 * len(plain.x)
    assert len(thin.owner) == len(plain.owner)
    for ring in range(0, len(plain.owner), 17):
        before, after = (
            shapely.Polygon(np.column_stack([r.x, r.y])[r.start[ring] : r.start[ring + 1]])
            for r in (plain, thin)
        )
        assert shapely.hausdorff_distance(before, after) < 16.0


def test_thinning_does_not_depend_on_what_else_is_there(cells):
    all_of_them = rings_of(cells, (0, 0), 50.0)
    one = rings_of(cells[7:8], (0, 0), 50.0)
    begin, end = all_of_them.start[7:9]
    assert (all_of_them.x[begin:end] == one.x).all()


def test_neighbours_share_their_edges_at_a_coarse_level(cells):
    edges, chosen = Detail(cells, at_once=0).edges((0, 0, SIDE, SIDE), 12.0)
    assert chosen.all()
    alone = edges.right == NOBODY
    on_rim = np.zeros(len(alone), bool)
    for x, y in ((edges.x0, edges.y0), (edges.x1, edges.y1)):
        east, north = x + edges.origin[0], y + edges.origin[1]
        on_rim |= (np.minimum(east, north) < 60) | (np.maximum(east, north) > SIDE - 60)
    assert (alone & ~on_rim).mean() < 0.02


def test_far_away_everything_is_chosen_and_close_by_what_is_near(cells):
    detail = Detail(cells)
    _, all_of_them = detail.edges((0, 0, SIDE, SIDE), 10.0)
    edges, few = detail.edges((4000, 4000, 4200, 4200), 0.3)
    assert all_of_them.all() and 0 < few.sum() < 12
    assert set(edges.left.tolist()) <= set(np.flatnonzero(few).tolist())


def test_an_empty_coverage_has_no_edges():
    edges, chosen = Detail(np.empty(0, dtype=object)).edges((0, 0, 1, 1), 1.0)
    assert len(edges.x0) == 0 and len(chosen) == 0


def test_edges_of_anything():
    shapes = np.array(
        [shapely.Point(5, 5), shapely.LineString([(0, 0), (1, 1), (2, 0)]), shapely.box(0, 0, 1, 1)],
        dtype=object,
    )
    assert len(edges_of(shapes)) == 1 + 2 + 4
    assert len(edges_of(np.empty(0, dtype=object))) == 0
