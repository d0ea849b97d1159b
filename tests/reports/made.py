"""A small comparison for the tests of reports: the present and two variants, with texts that mean harm."""

from datetime import date

from scenarios.project.model import Business, Conversion, Setting, Variant, new_key, table_of
from scenarios.project.snapshot import Snapshot, frozen, view
from scenarios.reports.comparison import About
from tests.makers import plot, site, small_region, square, use_change

HOSTILE = '<script>alert(1)</script> #eval("1") #read("/etc/passwd") $x$ *b* @a [c] & "q"'
FORMULA = '=HYPERLINK("x";"y")'


def snapshots() -> list[Snapshot]:
    """The present in 2026, variant 1 with a cluster and housing, variant 2 with a hub; all in 2040."""
    cluster = site(square(100, 100, 400, 500), name=HOSTILE, fictitious=1)
    hub = site(square(1600, 100, 200), "hub", variant=2, name=FORMULA)
    rows = [
        Variant(1, "Eén cluster", note="Everything at once."),
        Variant(2, "@Hubs"),
        cluster,
        plot(square(120, 120, 150, 200), cluster, "A02"),
        plot(square(300, 120, 150, 200), cluster, "A05", name=FORMULA, rank=3),
        use_change(square(600, 600, 200), "WON", name="New homes", rank=4),
        hub,
        plot(square(1620, 110, 60), hub, "F01"),
        Conversion(5, 5, 1, "GM0001", "LAN", "WON", 50_000),
        Business(new_key(), square(800, 300, 20).wkb, "Plant"),
        Setting(9, "example", '"yes"'),
    ]
    tables: dict = {}
    for row in rows:
        tables.setdefault(table_of(row), {})[row.key] = row
    region, memo = small_region(), {}
    return [
        view(region, frozen(tables), variant, year, memo)
        for variant, year in ((0, 2026), (1, 2040), (2, 2040))
    ]


def about() -> About:
    """What the report says of this project."""
    return About(
        f"Project {HOSTILE}", date(2026, 11, 24), ("Schematic map, areas true", "Fictitious"), "Made up"
    )


__all__ = ["FORMULA", "HOSTILE", "about", "snapshots"]
