"""What is known of moves: lights worked out by hand, ends without a place, and the order of chains."""

from dataclasses import replace
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from scenarios.landuse.balance import balance
from scenarios.landuse.chains import chain_of, circle, order_of
from scenarios.landuse.checks import variant_findings
from scenarios.landuse.moves import BAD, GOOD, LIGHTS, OPEN, line_of_move, moves, unplaced
from scenarios.project.model import Business, Move, Variant, new_key
from tests.makers import plot, site, snapshot, square, use_change

CLUSTER = site(square(100, 100, 400), "cluster", start_year=2030, max_category="4.2", name="Kade")
PLOT = plot(square(100, 100, 100), CLUSTER, start_year=2030, name="A1")
PLANT = Business(71, shapely.to_wkb(square(1600, 500, 50)), "Betoncentrale", "4.2", "A02", 5_000.0)


def move(x: float = 1600, side: float = 50, **columns: Any) -> Move:
    key = columns.pop("key", None) or new_key()
    geom = shapely.to_wkb(shapely.MultiPolygon([square(x, 500, side)]))
    return Move(key, key, 1, geom, **columns)


def facts(*rows, year=2040):
    return moves(snapshot(Variant(1, "x"), *rows, year=year))


def states(*rows):
    return {name: light.state for name, light in facts(*rows)[0].lights.items()}


class TestLights:
    def test_a_move_that_is_known_all_over_is_good(self):
        homes = use_change(square(1600, 500, 50), "WON", start_year=2033)
        row = move(business=71, freed_use="WON", plot=PLOT.key, change=homes.key, lands=2031, leaves=2032)
        (one,) = facts(CLUSTER, PLOT, PLANT, homes, row)
        assert tuple(one.lights) == LIGHTS and one.state == GOOD
        assert (one.name, one.category, one.m2, one.needed_m2) == ("Betoncentrale", "4.2", 2_500, 5_000)
        assert (one.origin, one.destination, one.to) == ("GM0002", "GM0001", "Kade: A1")

    def test_what_is_not_known_stays_open_and_is_counted(self):
        row = move()
        shown = snapshot(Variant(1, "x"), row)
        assert {light.state for light in moves(shown)[0].lights.values()} == {OPEN}
        assert moves(shown)[0].name == "Relocation from Beekdorp"
        assert [(one.category, one.m2, one.move.key) for one in unplaced(shown)] == [("", 2_500, row.key)]
        assert unplaced(snapshot(replace(row, aside=1))) == ()

    def test_the_category_is_its_own_or_that_of_the_business_or_its_activity(self):
        bare = replace(PLANT, category=None, activity="F04")
        assert facts(bare, move(business=71))[0].category == "4.2"
        assert facts(PLANT, move(business=71, category="5.1"))[0].category == "5.1"

    @pytest.mark.parametrize(
        ("years", "said"),
        [
            ({"lands": 2029, "leaves": 2032}, "its plot is there from 2030"),
            ({"lands": 2033, "leaves": 2032}, "leaves in 2032, before it can land in 2033"),
            ({"leaves": 2029}, "before it can land in 2030"),
            ({"lands": 2031, "leaves": 2034}, "used from 2033, before it leaves in 2034"),
        ],
    )
    def test_dates_that_clash_say_which(self, years, said):
        homes = use_change(square(1600, 500, 50), "WON", start_year=2033)
        row = move(business=71, freed_use="WON", plot=PLOT.key, change=homes.key, **years)
        light = facts(CLUSTER, PLOT, PLANT, homes, row)[0].lights["dates"]
        assert light.state == BAD and said in light.text

    def test_what_does_not_fit_is_a_finding_with_its_place(self):
        row = move(name="Weg", plot=PLOT.key, category="5.1")
        shown = snapshot(Variant(1, "x"), CLUSTER, PLOT, row)
        (found,) = [one for one in variant_findings(shown) if one.code == "relocation"]
        assert found.text.startswith("Relocation of Weg: Category 5.1") and found.rows == (("move", row.key),)
        assert shown.geometry(row).contains(shapely.Point(found.place))
        aside = snapshot(Variant(1, "x"), CLUSTER, PLOT, replace(row, aside=1))
        assert all(one.code != "relocation" for one in variant_findings(aside))

    def test_a_move_lands_after_the_one_that_makes_room_has_left(self):
        first = move(key=501, name="Eerst", lands=2031, leaves=2034)
        second = move(1700, key=503, plot=PLOT.key, lands=2033, leaves=2035, after=501, category="3.1")
        light = facts(CLUSTER, PLOT, first, second)[1].lights["dates"]
        assert light.state == BAD and "before Eerst makes room in 2034" in light.text

    def test_a_plot_that_ends_is_no_destination_after_that(self):
        ends = replace(PLOT, end_year=2035)
        light = facts(CLUSTER, ends, move(plot=PLOT.key, lands=2034, leaves=2036))[0].lights["dates"]
        assert light.state == BAD and "only until 2035" in light.text

    def test_a_place_suits_by_category_and_by_the_area_of_all_that_land_there(self):
        suits: Any = {"plot": PLOT.key, "category": "4.2"}
        assert states(CLUSTER, PLOT, move(**suits))["suits"] == GOOD
        assert states(CLUSTER, PLOT, move(**suits | {"category": "5.1"}))["suits"] == BAD
        assert states(CLUSTER, replace(PLOT, category="3.2"), move(**suits))["suits"] == BAD
        assert states(CLUSTER, PLOT, move(plot=PLOT.key))["suits"] == OPEN
        both = facts(CLUSTER, PLOT, move(1600, 80, key=501, name="Een", **suits), move(1700, 70, **suits))
        assert both[0].lights["suits"].state == BAD
        assert "1.13 ha is needed and the plot has 1.00 ha" in both[0].lights["suits"].text
        assert "Een" in both[1].lights["suits"].text


class TestSetAside:
    def test_what_is_drawn_for_a_move_that_is_set_aside_does_not_count(self):
        homes = use_change(square(0, 0, 100), "WON")
        row = move(change=homes.key)
        for rows, counts in (((row,), True), ((replace(row, aside=1),), False)):
            shown = snapshot(Variant(1, "x"), homes, *rows)
            assert bool(balance(shown).ledger) is counts and shown.active(homes) is counts

    def test_it_counts_while_one_of_the_moves_that_have_it_does(self):
        homes = use_change(square(0, 0, 100), "WON")
        rows = (move(change=homes.key, aside=1), move(change=homes.key))
        assert snapshot(homes, *rows).active(homes)


def test_the_line_runs_to_the_plot_or_ends_nowhere():
    shown = snapshot(CLUSTER, PLOT, move(plot=PLOT.key, key=501), move(1700, key=503))
    there, open_end = (line_of_move(shown, shown.moves[key]) for key in (501, 503))
    assert shapely.contains(shown.geometry(PLOT), shapely.Point(there.coords[-1]))
    assert shapely.contains(shown.geometry(shown.moves[501]), shapely.Point(there.coords[0]))
    assert len(open_end.coords) == 2


class TestChains:
    def test_a_chain_is_played_from_what_makes_room_on(self):
        a, b = move(key=501, leaves=2032), move(key=503, after=501, leaves=2034)
        c, d = move(key=505, after=501, leaves=2033), move(key=507, leaves=2031)
        order = order_of({row.key: row for row in (a, b, c, d)})
        assert [(row.key, depth, chain) for row, depth, chain in order] == [
            (507, 0, 507),
            (501, 0, 501),
            (505, 1, 501),
            (503, 1, 501),
        ]
        assert [row.key for row in chain_of({row.key: row for row in (a, b, c)}, 503)] == [501, 505, 503]
        assert chain_of({}, 5) == ()

    @given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30))
    def test_no_step_that_is_let_through_ever_closes_a_circle(self, wishes):
        rows = {key: Move(key, key, 1, b"") for key in range(1, 11)}
        for one, other in wishes:
            if not circle(rows, one + 1, other + 1):
                rows[one + 1] = replace(rows[one + 1], after=other + 1)
        order = [row.key for row, _, _ in order_of(rows)]
        assert sorted(order) == sorted(rows)
        assert all(
            row.after is None or order.index(row.after) < order.index(row.key) for row in rows.values()
        )

    @given(st.lists(st.integers(0, 6), min_size=6, max_size=6))
    def test_every_move_is_listed_once_even_where_a_file_holds_a_circle(self, after):
        rows = {key: Move(key, key, 1, b"", after=after[key - 1] or None) for key in range(1, 7)}
        assert sorted(row.key for row, _, _ in order_of(rows)) == sorted(rows)
