"""Sorting, grouping and filtering as numbers, for any number of municipalities."""

import random

from hypothesis import given
from hypothesis import strategies as st

from desktop.panels.tradeoff.cells import Cell, Facts, Table
from desktop.panels.tradeoff.lines import View, groups, lines, offered_groups, region_line
from desktop.panels.tradeoff.units import HECTARES, Unit
from scenarios.project.region import USES

HA = 10_000


def made(count=60, **facts):
    dice = random.Random(count)
    places = tuple((f"GM{i:04d}", f"Place {i:02d}") for i in range(count))
    cells = {
        (code, use): Cell(m2 := dice.randrange(0, 900 * HA), m2, m2 + 1) for code, _ in places for use in USES
    }
    totals = {}
    known = {code: Facts(sum(cells[code, u].present for u in USES), **facts) for code, _ in places}
    return Table(places, cells, totals, known)


@given(
    st.sampled_from(("name", "total", *USES)),
    st.booleans(),
    st.sampled_from(("", "size", "hosts")),
    st.sampled_from(("", "place 1", "0, 59", "nowhere")),
)
def test_however_it_is_looked_at_each_municipality_counts_once(sort, falling, group, typed):
    table = made()
    view = View(sort=sort, falling=falling, group=group, typed=typed)
    shown = lines(table, view, HECTARES)
    codes = [line.code for line in shown if not line.heading]
    assert len(codes) == len(set(codes))
    assert region_line(table, shown).codes == tuple(code for code, _ in table.places)
    if group:
        assert sorted(code for _k, _n, inside in groups(table, group) for code in inside) == sorted(
            code for code, _ in table.places
        )


def test_columns_sort_by_the_unit_that_shows():
    table = made(5)
    view = View(sort="WON", falling=True, unit="%", shown="present")
    shares = [
        table.cell(line.code, "WON").present / table.facts[line.code].area_m2
        for line in lines(table, view, Unit("%"))
    ]
    assert shares == sorted(shares, reverse=True)


def test_names_are_found_without_capitals_or_accents_and_several_at_once():
    table = Table((("GM1", "Súdwest"), ("GM2", "Delft"), ("GM3", "Ede")), {}, {}, {})
    view = View(typed="sud, DELF")
    assert [line.name for line in lines(table, view, HECTARES)] == ["Súdwest", "Delft"]


def test_size_is_by_inhabitants_where_they_are_known_and_urgency_only_where_somebody_gave_one():
    assert groups(made(3, inhabitants=30_000.0), "size")[0][1] == "25 000+ inhabitants"
    assert "ha" in groups(made(3), "size")[0][1]
    assert "urgency" not in dict(offered_groups(made(3)))
    pressing = made(3, urgency=3)
    assert "urgency" in dict(offered_groups(pressing))
    assert groups(pressing, "urgency")[0][1] == "High urgency"
