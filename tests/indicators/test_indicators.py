"""Every indicator worked out by hand on one layout, and what all figures must have."""

import math

import pytest
import shapely

from scenarios.indicators import INDICATORS, Figure, measure
from scenarios.indicators.figure import UNITS
from scenarios.landuse.catalogue import USES
from scenarios.landuse.span import CERTAINTIES
from scenarios.project.model import Conversion, Move, Setting, Variant
from scenarios.wording import set_language
from tests.makers import correction, plot, site, snapshot, square, use_change

CLUSTER = site(square(100, 100, 400))
HUB = site(square(1600, 100, 200), "hub", rank=2)
ASPHALT = plot(square(100, 100, 200, 150), CLUSTER, "F04", rank=3)
CRUSHER = plot(square(300, 100, 200), CLUSTER, "F05", rank=4, jobs=12.0, capacity_t=400_000.0)
TIMBER = plot(square(100, 300, 100), CLUSTER, "A31", rank=5)
ROAD = plot(square(100, 250, 200, 50), CLUSTER, "L03", rank=6)
HOMES = use_change(square(1500, 500, 100), "WON", rank=7)
TAKEN = use_change(square(1000, 900, 100, 50), "GRO", rank=8)
PLAN = Conversion(21, 21, 1, "GM0002", "OVE", "WON", 30_000)
NAMED = Variant(1, "Cluster at once")
ROWS = (CLUSTER, HUB, ASPHALT, CRUSHER, TIMBER, ROAD, HOMES, TAKEN, PLAN, NAMED)


def figures(*rows: object) -> dict[str, Figure]:
    """The figures of a snapshot by key."""
    return {figure.key: figure for figure in measure(snapshot(*rows))}


@pytest.fixture(scope="module")
def layout() -> dict[str, Figure]:
    """The figures of the layout above."""
    return figures(*ROWS)


def spans(figure: Figure) -> tuple[float, float, float]:
    """Value, low and high."""
    return (figure.value, figure.low, figure.high)


def test_jobs(layout):
    # Asphalt 15 (10-20) and the crusher's own 12; 1 ha of timber at 30 (20-40) per hectare; the hub of 4 ha
    # has no plots yet: 77 % (70-80 %) of it at 25 (15-35) jobs per net hectare.
    assert spans(layout["jobs"]) == pytest.approx(
        (15 + 12 + 30 + 4 * 0.77 * 25, 10 + 12 + 20 + 4 * 0.70 * 15, 20 + 12 + 40 + 4 * 0.80 * 35)
    )
    assert layout["jobs"].per_municipality == pytest.approx({"GM0001": 57, "GM0002": 77})
    assert layout["jobs"].certainty == "low"
    assert "given for the plot" in layout["jobs"].sources


def test_dwellings_on_freed_land_are_net_of_housing_that_is_taken(layout):
    # 1 ha becomes housing, 0.5 ha of housing becomes green: 0.5 ha at 45 (25-90) dwellings per hectare.
    assert spans(layout["dwellings_on_freed_land"]) == pytest.approx((22.5, 12.5, 45))
    assert layout["dwellings_on_freed_land"].certainty == "medium"


def test_housing_that_is_lost_is_below_zero():
    lost = figures(use_change(square(1000, 900, 100), "GRO"))["dwellings_on_freed_land"]
    assert spans(lost) == pytest.approx((-45, -90, -25))


def test_land(layout):
    assert layout["cluster_area"].value == 16
    assert layout["hub_area"].value == 4
    assert layout["hub_area"].per_municipality == {"GM0001": 0, "GM0002": 4}
    # Net: asphalt 3 ha, crusher 4 ha, timber 1 ha; the bare hub 77 % of 4 ha.
    assert spans(layout["net_area"]) == pytest.approx((8 + 3.08, 8 + 2.8, 8 + 3.2))
    assert layout["net_share"].value == pytest.approx(100 * 11.08 / 20)
    assert layout["area_HMC"].value == 16 - 1 - 1
    assert layout["area_INF"].value == 1
    assert layout["area_BED"].value == 4 + 1
    assert layout["taken_LAN"].value == 16
    assert layout["taken_OVE"].value == 4 + 1
    assert layout["taken_WON"].per_municipality == {"GM0001": 0, "GM0002": 0.5}
    assert sum(layout[f"area_{use}"].value for use in USES) == pytest.approx(200)


def test_planned_growth_that_is_not_drawn_yet(layout):
    # 3 ha of housing is planned in Beekdorp; 1 ha is drawn, less 0.5 ha that is taken.
    assert layout["not_placed"].per_municipality == {"GM0001": 0, "GM0002": 2.5}
    assert figures(CLUSTER)["not_placed"].value == 0


def test_transport_and_capacity(layout):
    assert spans(layout["trucks"]) == (80 + 105, 60 + 60, 100 + 150)
    assert layout["trucks"].formula.endswith("Plots without a figure, not counted: 1.")
    assert spans(layout["capacity_asphalt"]) == (225_000, 100_000, 450_000)
    assert spans(layout["capacity_crushing"]) == (400_000, 400_000, 400_000)
    assert layout["capacity_crushing"].certainty == "medium"
    assert layout["capacity_concrete"].value == 0


def test_surroundings(layout):
    # The crusher reaches 700 m and holds the asphalt plant's contour inside its own.
    contour = 200 * 200 + 4 * 200 * 700 + 32 * math.sin(math.pi / 32) * 700**2
    total = layout["claimed"].value + layout["claimed_outside"].value
    assert total * 10_000 == pytest.approx(contour - 160_000, abs=5)
    assert layout["claimed"].per_municipality["GM0002"] > 0
    assert layout["sensitive"].value == pytest.approx(
        sum((layout["sensitive"].per_municipality or {}).values()), abs=1e-9
    )
    assert layout["dwellings_in_contours"].value == pytest.approx(layout["sensitive"].value * 45)
    assert layout["dwellings_in_contours"].certainty == "low"
    assert "screening distances" in layout["claimed"].formula


def test_nature_in_contours():
    timber = plot(square(100, 300, 100), CLUSTER, "A31")
    found = figures(CLUSTER, timber, correction(square(50, 300, 40, 100), "NAT"))
    assert found["nature_in_contours"].value == 0.4
    assert found["sensitive"].value == 0


def test_a_project_s_own_assumption_changes_the_figure():
    denser = figures(*ROWS, Setting(1, "dwellings_per_ha", "100"))["dwellings_on_freed_land"]
    assert spans(denser) == pytest.approx((50, 12.5, 50))
    assert denser.sources[0].startswith("set in this project")


def test_a_plot_partly_outside_counts_whole_but_falls_on_municipalities_by_area():
    hub = site(square(-100, 100, 200), "hub")
    found = figures(hub, plot(square(-100, 100, 200), hub, jobs=10.0))["jobs"]
    assert (found.value, found.per_municipality) == (10, {"GM0001": 5})


def test_relocations_without_a_destination_are_counted_where_they_leave():
    hub = site(square(100, 100, 200), "hub")
    target = plot(square(100, 100, 100), hub)
    left = shapely.to_wkb(shapely.MultiPolygon([square(1500, 500, 50)]))
    rows = [
        Move(61, 61, 1, left),
        Move(63, 63, 1, left, plot=target.key),
        Move(65, 65, 1, left, aside=1),
    ]
    found = figures(hub, target, *rows)["open_moves"]
    assert (found.value, found.per_municipality, found.better) == (1, {"GM0001": 0, "GM0002": 1}, "lower")


@pytest.mark.parametrize("rows", [(), ROWS])
def test_every_figure_says_what_it_is(rows):
    found = measure(snapshot(*rows))
    assert len({figure.key for figure in found}) == len(found)
    for figure in found:
        assert figure.low <= figure.value <= figure.high
        assert figure.name and figure.formula and figure.group
        assert figure.unit in UNITS and figure.better in ("higher", "lower", "neither")
        assert figure.certainty in CERTAINTIES
        assert figure.sources or figure.value == 0


def test_keys_and_order_are_the_same_for_every_variant_and_language():
    before = [figure.key for figure in measure(snapshot(*ROWS))]
    set_language("nl")
    assert [figure.key for figure in measure(snapshot())] == before
    assert len({indicator.key for indicator in INDICATORS}) == len(INDICATORS)
