"""Where the pointer jumps to."""

from typing import Any

import numpy as np
import pytest
import shapely

from desktop.canvas.atlas import Atlas
from desktop.canvas.snapping import KINDS, crossings, snap, wish
from desktop.canvas.strips import Strips
from desktop.canvas.targets import Targets
from scenarios.project.region import Backdrop, Region
from scenarios.project.snapshot import Snapshot
from tests.makers import ORIGIN, site, small_region, snapshot, square

SITE = site(square(200, 200, 300))
POINTS = ("vertex", "edge")


def region() -> Region:
    plain = small_region()
    road = shapely.LineString([(ORIGIN[0] + 700, ORIGIN[1] + 50), (ORIGIN[0] + 900, ORIGIN[1] + 50)])
    across = shapely.LineString([(ORIGIN[0] + 730, ORIGIN[1] + 20), (ORIGIN[0] + 730, ORIGIN[1] + 90)])
    point = shapely.Point(ORIGIN[0] + 800, ORIGIN[1] + 300)
    backdrop = Backdrop(np.array([road, across, point], dtype=object))
    return Region(plain.municipalities, plain.borders, plain.imported, backdrop, "x")


def targets(there: Snapshot | None = None) -> Targets:
    there = there or snapshot(SITE, region=region())
    atlas = Atlas(there.region)
    atlas.prepare()
    return Targets(there, atlas)


def near(x, y, *, reach=10.0, seen=lambda table: True, apart=(), land=False, budget=None):
    x, y = ORIGIN[0] + x, ORIGIN[1] + y
    box = (x - reach, y - reach, x + reach, y + reach)
    return targets().near(box, seen, apart, land=land, budget=budget)


def snapped(x, y, *, kinds=POINTS, reach=10.0, grid=0.0, **more) -> Any:
    found = snap(ORIGIN[0] + x, ORIGIN[1] + y, reach, kinds, near(x, y, reach=reach, **more), grid)
    return found and (found.x - ORIGIN[0], found.y - ORIGIN[1], found.kind)


@pytest.mark.parametrize(
    ("at", "kind", "place"),
    [
        ((204, 503), "vertex", (200, 500)),
        ((350, 504), "edge", (350, 500)),
        ((1003, 997), "vertex", (1000, 1000)),
        ((1004, 700), "edge", (1000, 700)),
        ((804, 54), "middle", (800, 50)),
        ((804, 54), "edge", (804, 50)),
        ((803, 296), "vertex", (800, 300)),
        ((346, 503), "middle", (350, 500)),
        ((728, 53), "intersection", (730, 50)),
        ((353, 346), "centre", (350, 350)),
    ],
    ids=[
        "corner of a site",
        "edge of a site",
        "corner of a border",
        "border",
        "middle of a road",
        "road",
        "backdrop point",
        "middle of a site's edge",
        "crossing of roads",
        "centre of a site",
    ],
)
def test_it_snaps_to(at, kind, place):
    assert snapped(*at, kinds=(kind,)) == (*place, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_chosen_is_no_target(kind):
    places = {"vertex": (200, 500), "edge": (300, 500), "middle": (350, 500), "centre": (350, 350)}
    x, y = places.get(kind, (730, 50))
    others = [other for other in KINDS if other != kind]
    found = snapped(x, y, kinds=others, grid=7.0)
    assert found is None or found[2] != kind


def test_a_corner_goes_before_an_edge_that_is_nearer():
    assert snapped(208, 501) == (200, 500, "vertex")


def test_of_two_points_the_nearer_one_goes_first_and_of_one_place_the_corner():
    assert snapped(733, 52, kinds=("vertex", "intersection"), reach=60)[2] == "intersection"
    assert snapped(201, 501, kinds=KINDS)[2] == "vertex"


def test_the_grid_comes_last_and_is_never_out_of_reach():
    grid = 25.0
    assert snapped(204, 503, kinds=("vertex", "grid"), grid=grid) == (200, 500, "vertex")
    x, y, kind = snapped(611, 611, kinds=("vertex", "grid"), grid=grid)
    assert kind == "grid" and (ORIGIN[0] + x) % grid == 0 and (ORIGIN[1] + y) % grid == 0


def test_nothing_within_reach():
    assert snapped(600, 600) is None


def test_what_is_being_changed_or_hidden_is_no_target():
    assert snapped(204, 503, apart=(("site", SITE.key),)) is None
    assert snapped(204, 503, seen=lambda table: table != "site") is None
    assert snapped(804, 54, seen=lambda table: table != "reference") is None


def test_the_present_land_use_is_snapped_to_where_it_is_asked():
    kinds = ("centre",)
    middle = shapely.centroid(targets().atlas.region.imported.geoms[0])
    x, y = middle.x - ORIGIN[0], middle.y - ORIGIN[1]
    assert snapped(x + 3, y, kinds=kinds) is None
    assert snapped(x + 3, y, kinds=kinds, land=True) == (x, y, "centre")
    assert snapped(x + 3, y, kinds=kinds, land=True, seen=lambda table: table != "present_use") is None


def test_more_than_the_budget_is_left_out_and_said():
    assert near(204, 503).limited is False
    found = near(500, 500, reach=2000.0, land=True, budget=10)
    assert found.limited and len(found.edges) <= 10


def test_strips_find_what_a_look_at_every_edge_finds():
    random = np.random.default_rng(1)
    start = random.random((1000, 2)) * 1000
    edges = np.hstack([start, start + random.normal(0, 20, (1000, 2))])
    strips = Strips.of(edges)
    for x, y in random.random((20, 2)) * 1000:
        box = (x - 30, y - 30, x + 30, y + 30)
        low, high = np.minimum(edges[:, :2], edges[:, 2:]), np.maximum(edges[:, :2], edges[:, 2:])
        met = (low <= box[2:]).all(axis=1) & (high >= box[:2]).all(axis=1)
        assert strips.near(box).tolist() == edges[met].tolist()
    assert len(Strips.of(edges[:0]).near((0, 0, 1, 1))) == 0


def test_crossings_are_inside_edges_or_where_one_ends_on_another():
    edges = np.array([[0, 0, 10, 0], [5, -5, 5, 5], [8, 0, 8, 9], [10, 0, 20, 0], [0, 1, 10, 1]], float)
    found = sorted(map(tuple, np.round(crossings(edges), 6).tolist()))
    assert found == [(5, 0), (5, 1), (8, 0), (8, 1)]


def test_options_that_make_no_sense_are_the_usual_ones():
    usual = wish({})
    assert wish({"snap_kinds": "vertex,moon", "snap_pixels": "x", "grid": "-3"}) == wish(
        {"snap_kinds": "vertex"}
    )
    assert usual.on and "vertex" in usual.kinds and not wish({"snap": "off"}).on
    assert not wish({"snap_kinds": ""}).kinds
