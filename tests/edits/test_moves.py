"""Moving businesses: what is drawn for a move follows it, and a chain goes and comes back as one package."""

from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.edits import moves
from scenarios.edits.shapes import remove as remove_rows
from scenarios.edits.use_changes import draw_use_change
from scenarios.errors import Refused
from scenarios.landuse.balance import balance
from scenarios.landuse.chains import chain_of
from scenarios.landuse.moves import moves as moves_of
from scenarios.project.change import invert
from scenarios.project.model import Business, Variant
from tests.makers import plot, project, site, snapshot, square

CLUSTER = site(square(100, 100, 400), "cluster", name="Kade")
PLOT = plot(square(100, 100, 100), CLUSTER)
POINT = Business(
    71, shapely.to_wkb(shapely.Point(square(1600, 500, 1).centroid)), "Centrale", "4.2", "F04", 2_500.0
)
BASE = snapshot(Variant(1, "x"), CLUSTER, PLOT, POINT)


def after(shown, changes):
    return shown.with_changes(changes)


def one(shown: Any) -> Any:
    (row,) = shown.moves.values()
    return row


class TestPlanning:
    def test_a_business_leaves_a_square_of_its_area_and_its_land_is_drawn(self):
        shown = after(BASE, moves.move_business(BASE, 71, "NAT", leaves=2032))
        row = one(shown)
        change = shown.use_changes[row.change]
        assert row.business == 71 and row.plot is None and row.leaves == 2032
        assert shown.geometry(row).area == pytest.approx(2_500) and shown.geometry(
            change
        ).area == pytest.approx(2_500)
        assert (change.use, change.start_year, change.name) == ("NAT", 2032, "Centrale")
        assert balance(shown).now_m2["GM0002"]["NAT"] == 2_500
        assert sum(balance(shown).now_m2["GM0002"].values()) == 1_000_000

    def test_ground_is_the_outline_or_the_usual_area_of_the_activity_or_refused(self):
        ground = Business(73, shapely.to_wkb(square(0, 0, 30)))
        assert moves.ground_of(BASE, ground).area == 900
        usual = Business(75, POINT.geom, activity="F04")
        assert moves.ground_of(BASE, usual).area > 10_000
        with pytest.raises(Refused, match="fill in its area"):
            moves.ground_of(BASE, Business(77, POINT.geom, "Los"))

    def test_without_a_freed_use_nothing_is_drawn(self):
        shown = after(BASE, moves.plan(BASE, square(1600, 0, 50)))
        assert one(shown).change is None and not shown.use_changes

    def test_what_covers_the_area_already_counts(self):
        drawn = after(BASE, draw_use_change(BASE, square(1500, 400, 300), "NAT"))
        shown = after(drawn, moves.move_business(drawn, 71, "NAT"))
        assert list(shown.use_changes) == [one(shown).change]
        other = after(drawn, moves.move_business(drawn, 71, "WON"))
        assert len(other.use_changes) == 2

    def test_what_cannot_be_is_refused(self):
        present = snapshot(POINT, variant=0)
        with pytest.raises(Refused, match="make a variant first"):
            moves.move_business(present, 71)
        twice = after(BASE, moves.move_business(BASE, 71))
        with pytest.raises(Refused, match="moves already"):
            moves.move_business(twice, 71)
        with pytest.raises(Refused, match="not a known"):
            moves.move_business(BASE, 71, "XXX")
        with pytest.raises(Refused, match="no longer there"):
            moves.move_business(BASE, 71, plot=9)


class TestChanging:
    def planned(self):
        return after(BASE, moves.move_business(BASE, 71, "NAT", leaves=2032))

    def test_what_is_drawn_follows_the_use_and_the_year(self):
        shown = self.planned()
        shown = after(shown, moves.change(shown, one(shown).key, freed_use="WON", leaves="2035"))
        change = shown.use_changes[one(shown).change]
        assert (change.use, change.start_year, one(shown).leaves) == ("WON", 2035, 2035)
        shown = after(shown, moves.change(shown, one(shown).key, freed_use=""))
        assert not shown.use_changes and one(shown).change is None and one(shown).freed_use == ""
        shown = after(shown, moves.change(shown, one(shown).key, freed_use="GRO"))
        assert shown.use_changes[one(shown).change].use == "GRO"

    def test_what_was_erased_is_drawn_again_when_the_use_is_chosen_again(self):
        shown = self.planned()
        shown = after(shown, remove_rows(shown, [("use_change", one(shown).change)]))
        assert one(shown).change is None and moves_of(shown)[0].lights["origin"].state == "open"
        assert not after(shown, moves.change(shown, one(shown).key, leaves=2036)).use_changes
        shown = after(shown, moves.change(shown, one(shown).key, freed_use="NAT"))
        assert shown.use_changes[one(shown).change].use == "NAT"
        assert moves_of(shown)[0].lights["origin"].state == "good"

    def test_a_year_of_its_own_stays(self):
        shown = self.planned()
        from scenarios.edits.values import set_values

        shown = after(shown, set_values(shown, "use_change", one(shown).change, start_year=2038))
        shown = after(shown, moves.change(shown, one(shown).key, leaves=2034))
        assert shown.use_changes[one(shown).change].start_year == 2038

    def test_a_destination_is_linked_and_let_go(self):
        shown = self.planned()
        shown = after(shown, moves.change(shown, one(shown).key, plot=PLOT.key))
        assert one(shown).plot == PLOT.key
        assert one(after(shown, moves.change(shown, one(shown).key, plot=None))).plot is None
        with pytest.raises(Refused):
            moves.change(shown, one(shown).key, plot=12345)

    def test_a_circle_is_refused_by_name(self):
        shown = BASE
        keys = []
        for at, name in enumerate(("Een", "Twee", "Drie")):
            changes = moves.plan(
                shown, square(1500 + 100 * at, 0, 50), name=name, after=keys[-1] if keys else None
            )
            keys.append(changes[0].key)
            shown = after(shown, changes)
        with pytest.raises(Refused, match="wait for each other: Een → Drie → Twee → Een"):
            moves.change(shown, keys[0], after=keys[2])
        with pytest.raises(Refused, match="wait for each other"):
            moves.change(shown, keys[0], after=keys[0])
        assert [row.name for row in chain_of(shown.moves, keys[1])] == ["Een", "Twee", "Drie"]

    def test_removing_takes_what_was_drawn_for_it_alone_and_closes_the_chain(self):
        shown = self.planned()
        first = one(shown).key
        shown = after(shown, moves.plan(shown, square(1500, 0, 50), "WON", after=first, name="Twee"))
        second = next(row for row in shown.moves.values() if row.after)
        shown = after(shown, moves.plan(shown, square(1400, 0, 50), after=second.key, name="Drie"))
        gone = after(shown, moves.remove(shown, [second.key]))
        assert sorted((row.name, row.after) for row in gone.moves.values()) == [("", None), ("Drie", first)]
        assert [change.use for change in gone.use_changes.values()] == ["NAT"]
        assert not after(shown, moves.remove(shown, list(shown.moves))).use_changes

    def test_what_others_share_stays(self):
        drawn = after(BASE, draw_use_change(BASE, square(1500, 400, 300), "NAT"))
        shown = after(drawn, moves.move_business(drawn, 71, "NAT"))
        assert len(after(shown, moves.remove(shown, [one(shown).key])).use_changes) == 1


def test_the_file_refuses_a_circle_that_comes_from_elsewhere(tmp_path):
    from scenarios.edits.variants import add_variant
    from scenarios.project.change import update
    from scenarios.project.document import open_document

    with open_document(project(tmp_path / "p.gpkg")) as document:
        written = document.edit("Variant", add_variant(document.tables, "Proef"))
        variant = written[0].key
        keys = []
        for at in range(2):
            shown = document.snapshot(variant)
            changes = moves.plan(
                shown, square(1500 + 100 * at, 0, 50), name=f"N{at}", after=keys[-1] if keys else None
            )
            keys.append(changes[0].key)
            document.edit("Move", changes, variant=variant)
        closing = update(document.tables["move"][keys[0]], after=keys[1])
        assert closing is not None
        with pytest.raises(Refused, match="in a circle of 2 moves"):
            document.edit("Circle", [closing], variant=variant)
        assert document.tables["move"][keys[0]].after is None


STEP = st.sampled_from(["plan", "chain", "aside", "back", "freed", "leaves", "plot", "remove"])


def step(shown, name, key, one_at, other_at):
    """The changes of one edit of the storm."""
    keys = sorted(shown.moves)
    match name:
        case "plan":
            shape = square(1500 + 60 * one_at, 0, 50)
            return moves.plan(shown, shape, "WON", leaves=2030 + one_at)
        case "chain":
            return moves.change(shown, key, after=keys[other_at % len(keys)])
        case "freed":
            return moves.change(shown, key, freed_use=("", "WON", "NAT")[other_at % 3])
        case "leaves":
            return moves.change(shown, key, leaves=2030 + other_at)
        case "plot":
            return moves.change(shown, key, plot=PLOT.key if other_at % 2 else None)
        case "remove":
            return moves.remove(shown, [key])
    return moves.set_aside(shown, key, name == "aside")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(STEP, st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_any_row_of_edits_keeps_chains_open_and_comes_back_exactly(steps):
    shown, journal = BASE, []
    for name, one_at, other_at in steps:
        keys = sorted(shown.moves)
        if not keys and name != "plan":
            continue
        key = keys[one_at % len(keys)] if keys else 0
        try:
            changes = step(shown, name, key, one_at, other_at)
        except Refused:
            continue
        journal.append(changes)
        shown = shown.with_changes(changes)
        for row in shown.moves.values():
            assert len({r.key for r in chain_of(shown.moves, row.key)}) == len(chain_of(shown.moves, row.key))
            assert row.change is None or row.change in shown.use_changes
            assert row.after is None or row.after in shown.moves
        whole = balance(shown)
        assert {code: sum(uses.values()) for code, uses in whole.now_m2.items()} == whole.area_m2
    for row in list(shown.moves.values())[:1]:
        before = (balance(shown).now_m2, dict(shown.use_changes), dict(shown.moves))
        chain = chain_of(shown.moves, row.key)
        packed = moves.set_aside(shown, row.key)
        away = shown.with_changes(packed)
        assert all(r.aside for r in chain_of(away.moves, row.key))
        again = away.with_changes([invert(change) for change in packed])
        assert (balance(again).now_m2, dict(again.use_changes), dict(again.moves)) == before
        for done in range(len(chain) + 1):
            film = shown.with_changes(moves.played(shown, chain, done))
            assert [r.aside for r in (film.moves[m.key] for m in chain)] == [0] * done + [1] * (
                len(chain) - done
            )
            assert {c: sum(u.values()) for c, u in balance(film).now_m2.items()} == balance(film).area_m2
    for changes in reversed(journal):
        shown = shown.with_changes([invert(change) for change in reversed(changes)])
    assert dict(shown.moves) == {} and dict(shown.use_changes) == {}
