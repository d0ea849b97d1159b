"""Where the pointer jumps to."""

import numpy as np
import pytest
import shapely

from desktop.canvas import snapping
from desktop.canvas.atlas import Atlas
from desktop.canvas.snapping import index
from scenarios.project.region import Backdrop, Region
from scenarios.project.snapshot import Snapshot
from tests.makers import ORIGIN, site, small_region, snapshot, square

VIEW = (ORIGIN[0] - 100, ORIGIN[1] - 100, ORIGIN[0] + 2100, ORIGIN[1] + 1100)
SITE = site(square(200, 200, 300))


def region() -> Region:
    plain = small_region()
    road = shapely.LineString([(ORIGIN[0] + 700, ORIGIN[1] + 50), (ORIGIN[0] + 900, ORIGIN[1] + 50)])
    return Region(
        plain.municipalities,
        plain.borders,
        plain.imported,
        Backdrop(np.array([road, shapely.Point(ORIGIN[0] + 800, ORIGIN[1] + 300)], dtype=object)),
        "x",
    )


def snap(x, y, *, reach=10.0, seen=lambda table: True, apart=(), there: Snapshot | None = None):
    there = there or snapshot(SITE, region=region())
    found = index(there, Atlas(there.region), VIEW, seen, apart).snap(ORIGIN[0] + x, ORIGIN[1] + y, reach)
    return found and (found.x - ORIGIN[0], found.y - ORIGIN[1], found.kind)


@pytest.mark.parametrize(
    ("near", "place"),
    [
        ((204, 503), (200, 500, "corner")),
        ((350, 504), (350, 500, "edge")),
        ((1003, 997), (1000, 1000, "corner")),
        ((1004, 700), (1000, 700, "edge")),
        ((804, 54), (804, 50, "edge")),
        ((803, 296), (800, 300, "corner")),
    ],
    ids=["corner of a site", "edge of a site", "corner of a border", "border", "road", "backdrop point"],
)
def test_it_snaps_to(near, place):
    assert snap(*near) == place


def test_a_corner_goes_before_an_edge_that_is_nearer():
    assert snap(208, 501) == (200, 500, "corner")


def test_nothing_within_reach():
    assert snap(600, 600) is None


def test_what_is_being_changed_or_hidden_is_no_target():
    assert snap(204, 503, apart=(("site", SITE.key),)) is None
    assert snap(204, 503, seen=lambda table: table != "site") is None
    assert snap(804, 54, seen=lambda table: table != "reference") is None


def test_only_what_is_in_view_is_searched_within_a_budget(monkeypatch):
    there = snapshot(SITE, region=region())
    close = (ORIGIN[0] + 190, ORIGIN[1] + 190, ORIGIN[0] + 210, ORIGIN[1] + 210)
    assert len(index(there, Atlas(there.region), close, lambda table: True).edges) == 2
    monkeypatch.setattr(snapping, "_BUDGET", 6)
    found = index(there, Atlas(there.region), VIEW, lambda table: True)
    assert found.limited and len(found.edges) == 4
