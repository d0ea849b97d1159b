"""Facts and findings of sites by hand: areas, net, where, and each warning once."""

import pytest
import shapely

from scenarios.landuse.sites import site_facts
from scenarios.project.model import Setting
from tests.makers import correction, plot, site, snapshot, square, use_change


def facts(*rows, **when):
    (found,) = site_facts(snapshot(*rows, **when))
    return found


def codes(*rows):
    return [finding.code for finding in facts(*rows).findings]


def test_gross_net_and_municipalities():
    cluster = site(square(800, 100, 400, 400))
    rows = [
        plot(square(800, 100, 100), cluster, "A02"),
        plot(square(900, 100, 100), cluster),
        plot(square(1000, 100, 100), cluster, "L01"),
        plot(square(1100, 100, 100), cluster, "L03"),
        plot(square(800, 200, 100), cluster, "L04"),
        plot(square(900, 200, 100), cluster, "L05"),
        plot(square(1000, 200, 100), cluster, "L06"),
    ]
    found = facts(cluster, *rows)
    assert (found.area_m2, found.net_m2) == (160_000, 30_000)
    assert found.municipalities == {"GM0001": 80_000, "GM0002": 80_000}
    assert found.net_share == pytest.approx(30 / 160)


def test_net_counts_the_plot_on_top_and_only_what_lies_inside_the_site():
    cluster = site(square(100, 100, 400))
    below = plot(square(50, 100, 100), cluster, "A02", rank=2)
    road = plot(square(50, 100, 100, 20), cluster, "L03", rank=3)
    assert facts(cluster, below, road).net_m2 == 50 * 80


def test_only_what_is_there_this_year():
    cluster = site(square(100, 100, 400), start_year=2030)
    row = plot(square(100, 100, 100), cluster, "A02", start_year=2035)
    assert site_facts(snapshot(cluster, row, year=2028)) == ()
    assert facts(cluster, row, year=2030).net_m2 == 0
    assert facts(cluster, row, year=2035).net_m2 == 10_000


@pytest.mark.parametrize(
    ("side", "kind", "warned"),
    [
        (316, "cluster", True),
        (317, "cluster", False),
        (547, "cluster", False),
        (548, "cluster", True),
        (141, "hub", True),
        (142, "hub", False),
        (282, "hub", False),
        (283, "hub", True),
    ],
)
def test_size_is_a_warning_outside_the_estimate(side, kind, warned):
    found = facts(site(square(10, 10, side), kind))
    assert ("size" in [f.code for f in found.findings]) == warned
    if warned:
        assert "(estimate)" in found.findings[0].text


def test_size_follows_the_project():
    row = site(square(10, 10, 200))
    wider = Setting(1, "cluster_min_ha", "3.0")
    assert "size" not in [f.code for f in site_facts(snapshot(row, wider))[0].findings]


def test_cluster_without_heavy_plots_is_said_and_a_hub_is_not():
    cluster = site(square(100, 100, 400))
    road = plot(square(100, 200, 400, 10), cluster, "L03")
    assert codes(cluster) == ["no_hmc"]
    assert codes(cluster, road, plot(square(100, 100, 100), cluster, "A31")) == ["no_hmc"]
    assert codes(cluster, road, plot(square(100, 100, 100), cluster, "A03")) == []
    assert codes(site(square(100, 100, 200), "hub")) == []


def test_site_over_a_border_and_outside_the_region():
    found = facts(site(square(900, -50, 400)))
    by_code = {finding.code: finding for finding in found.findings}
    assert found.outside_m2 == 400 * 50
    assert set(by_code) == {"border", "outside_region", "no_hmc"}
    assert by_code["border"].text == "This site lies in 2 municipalities: Aardam 3.5 ha, Beekdorp 10.5 ha."
    assert by_code["outside_region"].text == "2.00 ha of this site lies outside the region."
    assert square(900, -50, 100, 400).covers(shapely.Point(by_code["border"].place))
    assert square(900, -50, 400, 50).covers(shapely.Point(by_code["outside_region"].place))


def test_plots_outside_their_site_and_on_each_other():
    cluster = site(square(100, 100, 400))
    out = plot(square(450, 100, 100), cluster, "A03", name="Noord")
    on = plot(square(440, 150, 50), cluster, "A31")
    found = {finding.code: finding.text for finding in facts(cluster, out, on).findings}
    assert found["plot_outside"] == "0.50 ha of plot Noord lies outside this site."
    one, other = ("Noord", "Timber prefab") if out.key < on.key else ("Timber prefab", "Noord")
    assert found["plot_overlap"] == f"Plots {one} and {other} overlap by 0.20 ha; the one on top counts."


def test_plots_that_only_touch_do_not_overlap():
    cluster = site(square(100, 100, 400))
    road = plot(square(100, 200, 400, 10), cluster, "L03")
    rows = [plot(square(x, 100, 100), cluster, "A03") for x in (100, 200)]
    assert codes(cluster, road, *rows) == []


def test_plot_of_another_site_on_a_plot_is_said_at_both():
    one, two = site(square(100, 100, 200), "hub"), site(square(250, 100, 200), "hub")
    rows = [plot(square(200, 100, 100), one, "L04"), plot(square(250, 100, 100), two, "L04")]
    found = [[f.code for f in facts.findings] for facts in site_facts(snapshot(one, two, *rows))]
    assert found == [["site_overlap", "plot_overlap"], ["site_overlap", "plot_overlap"]]


def test_contour_over_housing_nature_and_the_border():
    cluster = site(square(560, 300, 400))
    row = plot(square(860, 300, 100), cluster, "A31", category="4.2")
    nature = correction(square(500, 100, 200, 150), "NAT")
    road = plot(square(860, 400, 100, 10), cluster, "L03")
    found = {finding.code: finding for finding in facts(cluster, row, road, nature).findings}
    assert set(found) == {"housing", "nature", "contour_border"}
    assert "of housing: about" in found["housing"].text and "dwellings (" in found["housing"].text
    assert square(1000, 0, 500, 1000).covers(shapely.Point(found["housing"].place))
    assert "in Beekdorp, where this site does not lie" in found["contour_border"].text
    assert square(1000, 0, 1000).covers(shapely.Point(found["contour_border"].place))


def test_housing_drawn_this_year_is_found_too():
    cluster = site(square(100, 100, 400))
    row = plot(square(100, 100, 100), cluster, "A03")
    homes = use_change(square(20, 100, 40), "WON")
    place = {f.code: f.place for f in facts(cluster, row, homes).findings}["housing"]
    assert square(20, 100, 40).covers(shapely.Point(place))
