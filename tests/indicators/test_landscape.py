"""Green, water storage, pavement, trees and shade worked out by hand on one layout."""

import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from scenarios.indicators import Figure, measure
from scenarios.landuse.catalogue import GROUPS
from scenarios.landuse.paving import usual_paving
from scenarios.landuse.trees import trees_of
from scenarios.project.model import Setting
from tests.makers import ORIGIN, plot, site, snapshot, square, tree_row

# 4 ha: 2 ha asphalt (90 %, 75-100), 1 ha green (5 %, 0-10), 0.5 ha water (0 %, 0-5) and 0.5 ha without a plot
# (60 %, 20-90).
CLUSTER = site(square(100, 100, 200))
ASPHALT = plot(square(100, 100, 200, 100), CLUSTER, "F04", rank=3)
GREEN = plot(square(100, 200, 100), CLUSTER, "L04", rank=4, storage_m=0.2)
WATER = plot(square(200, 200, 50, 100), CLUSTER, "L05", rank=5, storage_m=0.8)
ROWS = (CLUSTER, ASPHALT, GREEN, WATER)


def line(x: float, y: float, length: float) -> shapely.LineString:
    """A line to the east from metres from the test origin."""
    x0, y0 = ORIGIN[0] + x, ORIGIN[1] + y
    return shapely.LineString([(x0, y0), (x0 + length, y0)])


def figures(*rows: object, year: int = 2040) -> dict[str, Figure]:
    return {figure.key: figure for figure in measure(snapshot(*rows, year=year))}


def spans(figure: Figure) -> tuple[float, float, float]:
    return (figure.value, figure.low, figure.high)


def test_green_in_hectares_and_as_a_share():
    found = figures(*ROWS)
    assert found["layout_green"].value == pytest.approx(1.0)
    assert found["layout_green"].per_municipality == pytest.approx({"GM0001": 1.0, "GM0002": 0.0})
    assert found["layout_green_share"].value == pytest.approx(25.0)


def test_green_that_another_plot_covers_is_gone():
    over = plot(square(100, 200, 50, 100), CLUSTER, "F04", rank=9)
    assert figures(*ROWS, over)["layout_green"].value == pytest.approx(0.5)


def test_land_that_a_site_keeps_green_is_green():
    kept = site(square(100, 100, 200), rest_use="GRO")
    assert figures(kept)["layout_green_share"].value == pytest.approx(100)
    assert figures(kept)["paved_share"].value == pytest.approx(5)


def test_paved_share_by_activity_with_its_range():
    found = figures(*ROWS)["paved_share"]
    assert spans(found) == pytest.approx(
        (
            100 * (2 * 0.90 + 1 * 0.05 + 0.5 * 0.60) / 4,
            100 * (2 * 0.75 + 0.5 * 0.20) / 4,
            100 * (2 * 1.00 + 1 * 0.10 + 0.5 * 0.05 + 0.5 * 0.90) / 4,
        )
    )
    assert found.certainty == "low" and found.better == "lower"


def test_paved_share_given_for_a_plot_counts_before_the_usual_one():
    whole = plot(square(100, 100, 200), CLUSTER, "F04", rank=9, paved_share=0.4)
    found = figures(CLUSTER, whole)["paved_share"]
    assert spans(found) == (40, 40, 40) and found.certainty == "medium"


def test_water_storage_and_what_is_short_of_the_asked_figure():
    found = figures(*ROWS)
    stored = 10_000 * 0.2 + 5_000 * 0.8
    paved = 2 * 0.90 + 0.05 + 0.3
    assert found["water_storage"].value == pytest.approx(stored)
    assert found["water_storage_per_paved_ha"].value == pytest.approx(stored / paved)
    assert found["water_storage_short"].value == 0
    dry = figures(CLUSTER, ASPHALT, plot(square(200, 200, 50, 100), CLUSTER, "L05", rank=5))
    assert dry["water_storage"].value == 0 and "1" in dry["water_storage"].formula
    # The rest of the site is then 1.5 ha.
    assert dry["water_storage_short"].value == pytest.approx(900 * (2 * 0.90 + 1.5 * 0.60))
    assert "900" in dry["water_storage_short"].formula


def test_another_asked_figure_holds():
    asked = Setting(1, "water_storage_asked", "300")
    dry = figures(CLUSTER, ASPHALT, asked)
    assert dry["water_storage_short"].value == pytest.approx(300 * (2 * 0.90 + 2 * 0.60))


def test_trees_and_their_shade():
    # 100 m at 20 m: six trees, and crowns of 10 m that do not meet.
    row = tree_row(line(100, 199.999, 100), 10.0, 20.0)
    found = figures(*ROWS, row)
    crown = 32 * math.sin(math.pi / 32) * 5**2
    assert found["trees"].value == 6
    assert found["tree_shade"].value == pytest.approx(6 * crown)
    assert found["trees"].certainty == "high"
    # Half of every crown lies on the asphalt, the other half on the green; of the first one the left half is
    # outside, and a quarter of the last one lies on the water.
    paved = (2 * 0.90 + 0.05 + 0.3) * 10_000
    shaded = crown / 2 * (5.5 * 0.90 + 5 * 0.05)
    assert found["shaded_pavement"].value == pytest.approx(100 * shaded / paved, rel=1e-3)


def test_crowns_that_overlap_shade_once():
    both = figures(tree_row(line(0, 0, 100), 10.0, 20.0), tree_row(line(0, 0, 100), 10.0, 20.0))
    alone = figures(tree_row(line(0, 0, 100), 10.0, 20.0))
    assert both["trees"].value == 2 * alone["trees"].value
    assert both["tree_shade"].value == pytest.approx(alone["tree_shade"].value)


def test_rows_without_figures_have_those_of_the_project():
    row = tree_row(line(0, 0, 100))
    found = figures(row)
    assert found["trees"].value == 11 and found["trees"].certainty == "low"
    assert figures(row, Setting(1, "tree_spacing", "25"))["trees"].value == 5


def test_trees_stand_in_their_years():
    row = tree_row(line(0, 0, 100), 10.0, 20.0, start_year=2035)
    assert figures(row, year=2030)["trees"].value == 0
    assert figures(row, year=2035)["trees"].value == 6


def test_nothing_drawn_is_nothing():
    found = figures()
    keys = ("layout_green", "layout_green_share", "paved_share", "water_storage", "trees", "shaded_pavement")
    assert [found[key].value for key in keys] == [0] * len(keys)


def test_every_kind_of_activity_has_a_usual_paved_share():
    assert set(usual_paving()) == {*GROUPS, "rest", "unknown"}
    for row in usual_paving().values():
        assert 0 <= row.share.low <= row.share.value <= row.share.high <= 1


@given(st.floats(1, 500), st.floats(1, 30), st.floats(0.5, 40))
def test_trees_fit_their_line(length, spacing, crown):
    row = tree_row(line(0, 0, length), crown, spacing)
    here = snapshot(row)
    found = trees_of(here, row)
    assert found.count == math.floor(length / spacing + 1e-6) + 1
    assert (found.count - 1) * spacing <= length + 1e-3
    assert found.shade.area <= found.count * math.pi * (crown / 2) ** 2
