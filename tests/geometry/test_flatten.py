"""Land use is made disjoint: the better rank has the land, and every square metre lost is accounted for."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.geometry.flatten import flatten
from scenarios.progress import drain


def _array(*geoms):
    found = np.empty(len(geoms), dtype=object)
    found[:] = geoms
    return found


def _flat(geoms, rank, borders, label=None):
    rank = np.array(rank)
    return drain(flatten(_array(*geoms), rank, rank if label is None else np.array(label), _array(*borders)))


BORDER = shapely.box(0, 0, 1000, 1000)


def test_the_lower_rank_wins_where_polygons_overlap():
    flat = _flat([shapely.box(0, 0, 100, 100), shapely.box(50, 0, 150, 100)], [2, 1], [BORDER])
    areas = dict(zip(flat.origin.tolist(), shapely.area(flat.geoms).tolist(), strict=True))
    assert areas == {0: 5000, 1: 10_000}
    assert flat.lost_m2 == {(1, 2): 5000}


def test_at_equal_rank_the_first_wins():
    flat = _flat([shapely.box(0, 0, 100, 100), shapely.box(50, 0, 150, 100)], [1, 1], [BORDER])
    assert dict(zip(flat.origin.tolist(), shapely.area(flat.geoms).tolist(), strict=True)) == {
        0: 10_000,
        1: 5000,
    }


def test_polygons_are_cut_along_the_borders_and_outside_them():
    borders = [shapely.box(0, 0, 50, 100), shapely.box(50, 0, 80, 100)]
    flat = _flat([shapely.box(0, 0, 100, 100)], [1], borders)
    assert flat.municipality.tolist() == [0, 1]
    assert shapely.area(flat.geoms).tolist() == [5000, 3000]


def test_a_polygon_that_is_wholly_covered_goes():
    flat = _flat([shapely.box(10, 10, 20, 20), shapely.box(0, 0, 100, 100)], [2, 1], [BORDER])
    assert flat.origin.tolist() == [1]


def test_slivers_are_dropped_and_counted():
    flat = _flat([shapely.box(0, 0, 100, 100), shapely.box(0, 0, 100.005, 100)], [1, 2], [BORDER])
    assert flat.origin.tolist() == [0]
    assert [(r.kind, r.count, round(r.m2, 2)) for r in flat.remarks] == [("sliver", 1, 0.5)]


def test_a_hole_is_filled_by_what_lies_below():
    ring = shapely.box(0, 0, 100, 100).difference(shapely.box(40, 40, 60, 60))
    flat = _flat([ring, shapely.box(30, 30, 70, 70)], [1, 2], [BORDER])
    assert dict(zip(flat.origin.tolist(), shapely.area(flat.geoms).tolist(), strict=True)) == {
        0: 9600,
        1: 400,
    }


def test_what_three_share_is_counted_once():
    box = shapely.box(0, 0, 100, 100)
    flat = _flat([box, box, box], [1, 2, 3], [BORDER])
    assert sum(flat.lost_m2.values()) == pytest.approx(20_000)
    assert flat.lost_m2[(1, 3)] == pytest.approx(flat.lost_m2[(2, 3)])


def test_nothing_given_gives_nothing():
    flat = _flat([], [], [BORDER])
    assert len(flat.geoms) == 0 and not flat.remarks and not flat.lost_m2


def test_progress_comes_and_the_job_can_be_stopped():
    job = flatten(_array(shapely.box(0, 0, 10, 10)), np.array([1]), np.array([1]), _array(BORDER))
    assert next(job).total == 1
    job.close()


@given(st.integers(0, 10_000), st.integers(2, 60))
@settings(max_examples=25, deadline=None)
def test_any_heap_of_polygons_becomes_disjoint_with_the_same_union(seed, count):
    random = np.random.default_rng(seed)
    centres = random.uniform(0, 1000, (count, 2))
    shapes = [
        shapely.Point(c).buffer(r, quad_segs=3)
        for c, r in zip(centres, random.uniform(5, 200, count), strict=True)
    ]
    rank = random.integers(0, 4, count)
    borders = [shapely.box(0, 0, 500, 1000), shapely.box(500, 0, 1000, 1000)]
    flat = _flat(shapes, rank, borders)
    assert shapely.is_valid(flat.geoms).all()
    tree = shapely.STRtree(flat.geoms)
    left, right = tree.query(flat.geoms, predicate="intersects")
    twice = left < right
    assert shapely.area(shapely.intersection(flat.geoms[left[twice]], flat.geoms[right[twice]])).sum() < 1e-3
    inside = shapely.intersection(shapely.union_all(shapes), BORDER).area
    dropped = sum(r.m2 for r in flat.remarks if r.kind == "sliver")
    assert shapely.area(flat.geoms).sum() + dropped == pytest.approx(inside, abs=1e-3)
    lost = sum(shapely.intersection(s, BORDER).area for s in shapes) - inside
    assert sum(flat.lost_m2.values()) == pytest.approx(lost, abs=1e-3)
    for shape, origin in zip(flat.geoms, flat.origin, strict=True):
        better = [s for i, s in enumerate(shapes) if (rank[i], i) < (rank[origin], origin)]
        if better:
            assert shapely.intersection(shape, shapely.union_all(better)).area < 1e-3
