"""The tree of variants: copies with their own keys, names that are unique, deletions that leave nothing."""

import pytest

from scenarios.edits.plots import draw_plot
from scenarios.edits.sites import draw_site
from scenarios.edits.variants import add_variant, delete_variant, free_name, rename_variant
from scenarios.errors import Refused
from scenarios.project.change import applied, invert
from scenarios.project.model import PRESENT, Conversion, Lock
from scenarios.project.snapshot import view
from tests.makers import made, small_region


def after(tables, changes):
    tables = {name: dict(rows) for name, rows in tables.items()}
    for change in changes:
        rows = tables.setdefault(change.table, {})
        row = applied(change, rows.get(change.key))
        if row is None:
            del rows[change.key]
        else:
            rows[change.key] = row
    return tables


def filled():
    """Tables with one variant "One" that has a site, a plot, a conversion and a lock."""
    changes = add_variant({}, "One")
    one = changes[0].key
    tables = after({}, changes)
    for draw in (
        lambda s: draw_site(s, small_region().borders[0].buffer(-100), "cluster"),
        lambda s: draw_plot(s, small_region().borders[0].buffer(-200)),
    ):
        tables = after(tables, draw(view(small_region(), tables, one, 2040, {})))
    tables["conversion"] = {51: Conversion(51, 51, one, "GM0001", "LAN", "WON", 1000)}
    tables["programme_lock"] = {53: Lock(53, 53, one, "GM0001", "NAT")}
    return tables, one


def test_from_the_present_a_variant_is_empty():
    tables, one = filled()
    two = made(add_variant(tables, "Two", PRESENT))
    assert two.parent == PRESENT and two.position > tables["variant"][one].position


def test_a_copy_has_its_own_keys_and_the_same_origins():
    tables, one = filled()
    changes = add_variant(tables, "Two", one)
    two = changes[0].key
    assert made(changes).parent == one
    copied = view(small_region(), after(tables, changes), two, 2040, {})
    original = view(small_region(), after(tables, changes), one, 2040, {})
    for table in ("site", "plot", "conversion", "programme_lock"):
        mine, theirs = list(copied.rows(table).values()), list(original.rows(table).values())
        assert [r.origin for r in mine] == [r.origin for r in theirs]
        assert not {r.key for r in mine} & {r.key for r in theirs}
    (plot,), (site,) = copied.plots.values(), copied.sites.values()
    assert plot.site == site.key


def test_deleting_takes_all_rows_and_lifts_the_children_and_can_be_undone():
    tables, one = filled()
    tables = after(tables, add_variant(tables, "Child", one))
    child = next(v.key for v in tables["variant"].values() if v.name == "Child")
    changes = delete_variant(tables, one)
    left = after(tables, changes)
    assert list(left["variant"]) == [child] and left["variant"][child].parent == PRESENT
    assert all(row.variant == child for t in ("site", "plot", "conversion") for row in left[t].values())
    assert after(left, [invert(c) for c in reversed(changes)]) == tables


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "needs a name"),
        (" one ", "already"),
        ("Present", "stands for the present"),
        ("x" * 200, "200 characters"),
        ("a\nb", "unreadable"),
    ],
)
def test_names_that_cannot_be_are_refused(name, said):
    tables, one = filled()
    with pytest.raises(Refused, match=said):
        add_variant(tables, name, one)


def test_renaming():
    tables, one = filled()
    (change,) = rename_variant(tables, one, "ONE")
    assert change.new == {"name": "ONE"}
    assert rename_variant(tables, one, "One") == []
    with pytest.raises(Refused, match="present cannot"):
        rename_variant(tables, PRESENT, "x")
    with pytest.raises(Refused, match="no longer there"):
        delete_variant(tables, 5)


def test_a_free_name_counts_on():
    tables, _ = filled()
    assert free_name(tables, "Two") == "Two"
    assert free_name(tables, "One") == "One 2"
    assert free_name(after(tables, add_variant(tables, "one 2")), "One") == "One 3"
