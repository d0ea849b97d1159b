"""Each remedy takes its finding away, changes nothing else, and is taken back exactly."""

import pytest
import shapely
from hypothesis import given, settings

from scenarios.edits.remedies import LABELS, remedy, remedy_for
from scenarios.errors import Refused
from scenarios.landuse.checks import CODES, SEVERITIES, variant_findings
from scenarios.landuse.sites import site_facts
from scenarios.project.change import invert
from scenarios.project.model import WaitingLand
from tests.landuse.layouts import snapshots
from tests.makers import plot, shape_of, site, snapshot, square, use_change


def findings(shown):
    return [f for facts in site_facts(shown) for f in facts.findings] + list(variant_findings(shown))


def solved(shown, code):
    """The snapshot after the remedy of the first finding of a code: it is gone and no conflict is new."""
    before = findings(shown)
    finding = next(f for f in before if f.code == code)
    label, changes = remedy(shown, finding)
    assert label and finding.remedy in LABELS
    after = shown.with_changes(changes)
    count = sum(f.code == code for f in before)
    assert sum(f.code == code for f in findings(after)) < count
    grave = {f.code for f in findings(after) if f.severity == "conflict"}
    assert grave <= {f.code for f in before}
    back = after.with_changes([invert(change) for change in reversed(changes)])
    assert {name: dict(rows) for name, rows in back.tables.items()} == {
        name: dict(shown.tables.get(name, {})) for name in back.tables
    }
    return after


def test_a_plot_is_trimmed_to_its_site():
    cluster = site(square(100, 100, 400))
    row = plot(square(450, 100, 100), cluster, "A03")
    after = solved(snapshot(cluster, row), "plot_outside")
    assert shape_of(after.plots[row.key]).equals(square(450, 100, 50, 100))


def test_a_plot_wholly_outside_has_no_plain_remedy():
    cluster = site(square(100, 100, 400))
    shown = snapshot(cluster, plot(square(600, 100, 100), cluster, "A03"))
    finding = next(f for f in findings(shown) if f.code == "plot_outside")
    assert remedy_for(shown, finding) is None
    with pytest.raises(Refused):
        remedy(shown, finding)


def test_the_lower_plot_is_cut_so_that_what_counts_stays():
    cluster = site(square(100, 100, 400))
    low = plot(square(100, 100, 100), cluster, "A03", rank=2)
    high = plot(square(150, 100, 100), cluster, "A31", rank=3)
    after = solved(snapshot(cluster, low, high), "plot_overlap")
    assert shape_of(after.plots[low.key]).equals(square(100, 100, 50, 100))
    assert after.plots[high.key] == high


def test_a_plot_that_would_fall_apart_is_left_alone():
    cluster = site(square(100, 100, 400))
    low = plot(square(100, 100, 300, 100), cluster, "A03", rank=2)
    high = plot(square(200, 100, 100), cluster, "A31", rank=3)
    shown = snapshot(cluster, low, high)
    finding = next(f for f in findings(shown) if f.code == "plot_overlap")
    assert remedy_for(shown, finding) is None


def test_sites_are_cut_where_nothing_lies_on_both():
    low, high = site(square(100, 100, 300), rank=1), site(square(350, 100, 300), rank=2)
    after = solved(snapshot(low, high), "site_overlap")
    assert shape_of(after.sites[low.key]).equals(square(100, 100, 250, 300))
    busy = plot(square(300, 100, 90), low, "A03")
    finding = next(f for f in findings(snapshot(low, high, busy)) if f.code == "site_overlap")
    assert remedy_for(snapshot(low, high, busy), finding) is None


def test_a_site_is_trimmed_to_its_host_and_to_the_region():
    over = site(square(700, 100, 400))
    row = plot(square(950, 100, 100), over, "A03")
    after = solved(snapshot(over, row), "border")
    assert shape_of(after.sites[over.key]).equals(square(700, 100, 300, 400))
    assert shape_of(after.plots[row.key]).equals(square(950, 100, 50, 100))
    out = site(square(100, -50, 400))
    after = solved(snapshot(out), "outside_region")
    assert shape_of(after.sites[out.key]).equals(square(100, 0, 400, 350))


def test_a_change_of_use_is_trimmed_to_the_region():
    row = use_change(shapely.multipolygons([square(100, -50, 100)]), "WON")
    after = solved(snapshot(row), "outside_region")
    assert shape_of(after.use_changes[row.key]).equals(square(100, 0, 100, 50))


def test_a_site_admits_what_is_drawn_on_it():
    hub = site(square(100, 100, 200), "hub")
    road = plot(square(100, 200, 200, 10), hub, "L03")
    row = plot(square(100, 100, 100), hub, "A02")
    after = solved(snapshot(hub, road, row), "category")
    assert after.sites[hub.key].max_category == "4.2"


def test_an_access_is_drawn_to_the_road_and_lies_between_them():
    cluster = site(square(100, 100, 400))
    road = plot(square(100, 300, 400, 10), cluster, "L03")
    far = plot(square(200, 100, 100), cluster, "A03")
    near = plot(square(320, 200, 100), cluster, "A03")
    after = solved(snapshot(cluster, road, far, near), "no_access")
    (new,) = after.plots.keys() - {road.key, far.key, near.key}
    strip = after.plots[new]
    assert strip.activity == "L03" and strip.site == cluster.key
    # Twice half as wide again as the narrowest access, and from one to the other.
    assert shape_of(strip).area == pytest.approx(6 * 100, rel=1e-6)
    assert shapely.touches(shape_of(strip), shape_of(far)) and shapely.touches(
        shape_of(strip), shape_of(road)
    )


def test_no_access_is_drawn_over_another_plot_or_out_of_the_site():
    cluster = site(square(100, 100, 400))
    road = plot(square(100, 300, 400, 10), cluster, "L03")
    far = plot(square(200, 100, 100), cluster, "A03")
    wall = plot(square(100, 220, 400, 80), cluster, "A03")
    shown = snapshot(cluster, road, far, wall)
    finding = next(f for f in findings(shown) if f.code == "no_access")
    assert remedy_for(shown, finding) is None


def test_a_site_waits_until_its_land_is_free():
    cluster = site(square(100, 100, 400), start_year=2028)
    row = plot(square(100, 100, 100), cluster, "A03", start_year=2029)
    elsewhere = plot(square(300, 300, 100), cluster, "A31", start_year=2029)
    land = WaitingLand(99, shapely.to_wkb(square(50, 50, 200)), "Slibveld", "Waterschap", "2031-07-01")
    after = solved(snapshot(cluster, row, elsewhere, land), "too_early")
    assert after.sites[cluster.key].start_year == after.plots[row.key].start_year == 2031
    assert after.plots[elsewhere.key].start_year == 2029


@settings(max_examples=40, deadline=None)
@given(snapshots())
def test_no_layout_upsets_the_checks_and_every_remedy_takes_its_finding_away(shown):
    for finding in findings(shown):
        assert finding.code in CODES and finding.severity in SEVERITIES
        cure = remedy_for(shown, finding)
        if cure is None:
            continue
        after = shown.with_changes(cure.changes)
        assert not [f for f in findings(after) if (f.code, f.rows) == (finding.code, finding.rows)]
        for change in cure.changes:
            row = after.rows(change.table)[change.key]
            assert shapely.is_valid(shape_of(row)) and shape_of(row).area >= 1
