"""Indicators stand next to each other by key, with differences from one of them."""

from scenarios.compare.indicators import indicator_rows
from tests.makers import plot, site, snapshot, square, use_change


def test_differences_are_from_the_reference():
    present = snapshot(variant=0, year=2026)
    cluster = site(square(100, 100, 400))
    after = snapshot(
        cluster, plot(square(110, 110, 100), cluster, "A02"), use_change(square(0, 600, 100), "WON")
    )
    rows = {row.about.key: row for row in indicator_rows([present, after])}
    assert rows["cluster_area"].differences == (0, 16.0)
    assert rows["cluster_area"].tone(1) == ""
    assert rows["dwellings_on_freed_land"].tone(1) == "gain"
    assert rows["claimed"].tone(1) == "loss"
    turned = {row.about.key: row for row in indicator_rows([present, after], reference=1)}
    assert turned["cluster_area"].differences == (-16.0, 0)
    assert turned["claimed"].tone(0) == "gain"
    assert turned["claimed"].tone(1) == ""


def test_a_row_is_as_certain_as_its_weakest_figure():
    present = snapshot(variant=0, year=2026)
    cluster = site(square(100, 100, 400))
    after = snapshot(cluster, plot(square(110, 110, 100), cluster, "A02"))
    rows = {row.about.key: row for row in indicator_rows([present, after])}
    jobs = rows["jobs"]
    assert jobs.certainty != "high"
    assert set(jobs.sources) >= set(jobs.figures[1].sources if jobs.figures[1] else ())


def test_every_figure_of_every_snapshot_is_there_once():
    snapshots = [snapshot(), snapshot(site(square(0, 0, 300), "hub"))]
    rows = indicator_rows(snapshots)
    keys = [row.about.key for row in rows]
    assert len(keys) == len(set(keys)) > 20
    assert all(len(row.figures) == 2 for row in rows)
