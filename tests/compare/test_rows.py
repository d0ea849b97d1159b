"""Rows are the same where they were copied from one another, whatever their keys."""

from dataclasses import replace

from scenarios.compare.rows import row_differences
from scenarios.project.model import new_key
from tests.makers import plot, site, snapshot, square, use_change


def copied(row, variant, **columns):
    return replace(row, key=new_key(), variant=variant, **columns)


def test_a_copy_of_a_variant_does_not_differ():
    ours = site(square(100, 100, 300), name="Oost")
    own_plot = plot(square(110, 110, 100), ours, "A02")
    theirs = copied(ours, 2)
    their_plot = copied(own_plot, 2, site=theirs.key)
    assert row_differences(snapshot(ours, own_plot), snapshot(theirs, their_plot, variant=2)) == ()


def test_added_removed_and_changed_rows_are_told_apart():
    kept = site(square(100, 100, 300), name="Oost")
    gone = use_change(square(600, 600, 100), "WON")
    new = use_change(square(10, 10, 50), "GRO", variant=2)
    renamed = copied(kept, 2, name="West", kind="hub")
    found = row_differences(snapshot(kept, gone), snapshot(renamed, new, variant=2))
    assert {(d.table, d.what) for d in found} == {
        ("site", "changed"),
        ("use_change", "removed"),
        ("use_change", "added"),
    }
    changed = next(d for d in found if d.what == "changed")
    assert set(changed.columns) == {"name", "kind"}
    assert changed.row.name == "West"


def test_a_plot_moved_to_another_site_differs_by_its_site():
    first, second = site(square(100, 100, 300)), site(square(500, 100, 300))
    ours = plot(square(110, 110, 100), first)
    first_2, second_2 = copied(first, 2), copied(second, 2)
    theirs = copied(ours, 2, site=second_2.key)
    found = row_differences(snapshot(first, second, ours), snapshot(first_2, second_2, theirs, variant=2))
    assert [(d.table, d.columns) for d in found] == [("plot", ("site",))]


def test_two_copies_of_one_row_in_a_variant_are_both_seen():
    ours = site(square(100, 100, 300))
    twice = copied(ours, 1, name="again")
    found = row_differences(snapshot(ours), snapshot(ours, twice))
    assert [d.what for d in found] == ["added"]
