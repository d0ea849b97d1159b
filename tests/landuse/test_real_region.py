"""On fourteen real municipalities with real land use, balance and contours agree with geopandas."""

from pathlib import Path

import pytest
import shapely

from scenarios.intake import LandUse, NewProject, new_project
from scenarios.landuse.balance import balance
from scenarios.landuse.setbacks import setbacks
from scenarios.landuse.visible import use_of
from scenarios.progress import drain
from scenarios.project.document import open_document
from scenarios.project.snapshot import Snapshot
from tests.landuse import independent
from tests.makers import correction, plot, site, snapshot, use_change

pytestmark = pytest.mark.slow

CODES = (
    *("GM0503", "GM0518", "GM0556", "GM0599", "GM0603", "GM0606", "GM0622", "GM0629", "GM0637", "GM1621"),
    *("GM1783", "GM1842", "GM1916", "GM1926"),
)
DELFT_SOUTH = (84_600.0, 444_100.0)
"""By the Schie, where Delft, Midden-Delfland and Pijnacker-Nootdorp are near each other."""


@pytest.fixture(scope="module")
def layout(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A cluster and a hub with plots, land-use changes and a correction over the real region."""
    path = tmp_path_factory.mktemp("real") / "region.gpkg"
    request = NewProject(
        str(shared_data / "gemeenten-kerncijfers" / "gemeenten_2024.geojson"),
        only=CODES,
        land_use=(LandUse(str(shared_data / "osm-mvt-zuid-holland" / "13")),),
    )
    drain(new_project(path, request))
    with_file = open_document(path, editing=False)
    region = with_file.region
    with_file.close()
    x, y = DELFT_SOUTH
    cluster = site(turned(x, y, 560, 520, 12), rank=1)
    hub = site(turned(x - 1900, y + 2300, 250, 230, -20), "hub", rank=2)
    rows = [
        plot(turned(x - 110, y - 90, 160, 150, 12), cluster, "F05", rank=3),
        plot(turned(x + 90, y - 90, 180, 150, 12), cluster, "F04", rank=4),
        plot(turned(x, y + 120, 300, 120, 12), cluster, "F07", rank=5),
        plot(turned(x, y, 500, 25, 12), cluster, "L03", rank=6),
        plot(turned(x - 1900, y + 2300, 150, 120, -20), hub, "F14", rank=7),
        use_change(turned(x + 700, y + 600, 900, 700, 33), "WON", rank=8),
        use_change(shapely.Point(x - 3000, y + 500).buffer(650), "NAT", rank=9),
        correction(turned(x + 200, y + 900, 1200, 300, 5), "HMC"),
    ]
    return snapshot(cluster, hub, *rows, region=region)


def turned(x: float, y: float, width: float, height: float, degrees: float) -> shapely.Polygon:
    """A rectangle round a centre, turned."""
    from shapely.affinity import rotate

    return rotate(shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2), degrees)


def test_balance_and_contours_agree_with_geopandas_to_the_square_metre(layout: Snapshot):
    uses = {thing.key: use_of(layout, thing) for thing in layout.things}
    ours = balance(layout)
    present, now, postings = independent.balance(layout, uses)
    assert {(c, u): m2 for c, row in ours.present_m2.items() for u, m2 in row.items()} == present
    assert {(c, u): m2 for c, row in ours.now_m2.items() for u, m2 in row.items()} == now
    assert sorted((p.municipality, p.from_use, p.to_use, p.m2, p.cause) for p in ours.ledger) == postings
    assert len({posting.municipality for posting in ours.ledger}) > 1
    assert [sum(row.values()) for row in ours.now_m2.values()] == list(ours.area_m2.values())

    claimed, sensitive, outside = independent.contours(layout, uses)
    found = setbacks(layout)
    assert sum(found.sensitive_m2.values()) > 10_000
    for code in claimed:
        assert found.claimed_m2[code] == pytest.approx(claimed[code], abs=0.501)
        assert found.sensitive_m2[code] == pytest.approx(sensitive[code], abs=0.501)
    assert found.outside_m2 == pytest.approx(outside, abs=0.501)
