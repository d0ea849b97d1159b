"""Whoever pays for a slider: every municipality closes, limits and locks hold, and back leaves no trace."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scenarios.landuse.catalogue import USES
from scenarios.landuse.limits import bounds, locked
from scenarios.landuse.payers import Payer, filled
from scenarios.landuse.programme import Slide, programme, programme_ledger, slide
from scenarios.project.model import Conversion, Limit, Lock, new_key
from scenarios.project.snapshot import Snapshot
from tests.makers import correction, snapshot, square

HOME, NEXT = "GM0001", "GM0002"
GROUND = (
    correction(square(0, 0, 1000, 300), "BED"),
    correction(square(0, 300, 1000, 90), "GRO"),
    correction(square(0, 390, 1000, 10), "WAT"),
    correction(square(1000, 0, 500, 200), "HMC"),
)
"""Aardam: 30 ha business park, 9 green, 1 water, 10 housing, 50 farmland; Beekdorp: 10 HMC, 40 housing, 50
other."""


def planned(pairs: dict[str, dict[tuple[str, str], int]], *rows: object) -> Snapshot:
    """Conversions by municipality on that ground."""
    drawn = []
    for code, row in pairs.items():
        for (source, target), m2 in row.items():
            key = new_key()
            drawn.append(Conversion(key, key, 1, code, source, target, m2, "slider"))
    return snapshot(*GROUND, *drawn, *rows)


def held(use: str, code: str = "", scope: str = "cell") -> Lock:
    key = new_key()
    return Lock(key, key, 1, code, use, scope)


def limit(use: str, kind: str, m2: int | None = None, code: str = "", reason: str = "") -> Limit:
    key = new_key()
    return Limit(key, key, 1, code, use, kind, m2, reason)


def both(code: str, found: Slide) -> dict[str, dict[tuple[str, str], int]]:
    """The conversions of the municipalities that a slide is about."""
    return {code: found.conversions, **found.also}


class TestOrder:
    RULE = Payer(("GRO", "LAN"))

    def test_the_first_pays_all_it_has_then_the_next(self):
        found = slide(planned({}), HOME, "WON", 200_000, self.RULE)
        assert found.conversions == {("GRO", "WON"): 90_000, ("LAN", "WON"): 10_000}

    def test_what_paid_last_is_paid_back_first(self):
        before = planned({HOME: {("GRO", "WON"): 90_000, ("LAN", "WON"): 10_000}})
        assert slide(before, HOME, "WON", 195_000, self.RULE).conversions[("LAN", "WON")] == 5_000
        assert slide(before, HOME, "WON", 150_000, self.RULE).conversions == {("GRO", "WON"): 50_000}

    def test_it_stops_where_the_order_is_used_up(self):
        found = slide(planned({}), HOME, "WON", 900_000, self.RULE)
        assert found.reached_m2 == 690_000
        assert found.stopped_by == "Everything in the order is used up."


class TestSwap:
    RULE = Payer(("BED",), NEXT)

    def test_the_other_municipality_does_the_opposite(self):
        found = slide(planned({}), HOME, "HMC", 40_000, self.RULE)
        assert both(HOME, found) == {HOME: {("BED", "HMC"): 40_000}, NEXT: {("HMC", "BED"): 40_000}}

    def test_no_regional_total_changes_even_where_it_is_locked(self):
        start = planned({}, held("HMC", scope="total"), held("BED", scope="total"))
        found = slide(start, HOME, "HMC", 40_000, self.RULE)
        after = programme(planned(both(HOME, found)))
        for use in USES:
            assert sum(row[use] for row in after.values()) == sum(
                row[use] for row in programme(start).values()
            )
        assert slide(start, HOME, "HMC", 40_000).stopped_by == (
            "The regional total of Heavy industry HMC4+ is locked: "
            "only a swap with another municipality can move it."
        )

    def test_it_stops_where_the_other_has_no_more_to_give(self):
        found = slide(planned({}), HOME, "HMC", 200_000, self.RULE)
        assert found.reached_m2 == 100_000
        assert found.stopped_by == "Heavy industry HMC4+ in Beekdorp has no land left to give."

    def test_it_stops_at_a_limit_of_the_other(self):
        start = planned({}, limit("BED", "at_most", 30_000, NEXT, "the park is full"))
        found = slide(start, HOME, "HMC", 200_000, self.RULE)
        assert found.reached_m2 == 30_000
        assert found.stopped_by == (
            "Business park up to 3.2 in Beekdorp is at most 3.00 ha: the park is full."
        )

    def test_a_lock_of_the_other_is_told_with_its_name(self):
        found = slide(planned({}, held("HMC", NEXT)), HOME, "HMC", 5, self.RULE)
        assert (found.reached_m2, found.stopped_by) == (
            0,
            "Heavy industry HMC4+ is locked in Beekdorp.",
        )

    def test_a_municipality_cannot_swap_with_itself_or_with_nobody(self):
        for place in (HOME, "GM9999"):
            with pytest.raises(ValueError, match="cannot swap"):
                slide(planned({}), HOME, "HMC", 5, Payer((), place))


class TestStops:
    def test_standing_rules_keep_housing_nature_and_water(self):
        found = slide(planned({}), HOME, "HMC", 10_000_000, standing=True)
        assert found.reached_m2 == 890_000
        assert "kept: Housing (homes are not pulled down for another use)" in found.stopped_by
        named = slide(planned({}), HOME, "HMC", 5, "WAT", standing=True)
        assert named.stopped_by == "Water in Aardam may not shrink: water stays water."
        grown = slide(planned({}), HOME, "WSG", 5, standing=True)
        assert grown.stopped_by == "Water board land in Aardam may not grow: only a water board gets this."

    def test_a_limit_of_ones_own_lifts_a_standing_rule(self):
        lifted = limit("WON", "at_least", 40_000, HOME, "the barracks go")
        found = slide(planned({}, lifted), HOME, "HMC", 10_000_000, "WON", standing=True)
        assert found.reached_m2 == 60_000
        assert found.stopped_by == "Housing in Aardam is at least 4.00 ha: the barracks go."

    def test_a_limit_for_one_goes_before_one_for_each(self):
        rows = (limit("HMC", "at_most", 20_000), limit("HMC", "at_most", 50_000, HOME))
        assert slide(planned({}, *rows), HOME, "HMC", 90_000).reached_m2 == 50_000
        assert slide(planned({}, *rows), NEXT, "HMC", 190_000).reached_m2 == 100_000

    def test_a_limit_of_the_present_keeps_what_there_is(self):
        found = slide(planned({}, limit("LAN", "fixed")), HOME, "WON", 700_000, "LAN")
        assert (found.conversions, found.stopped_by) == ({}, "Agriculture in Aardam is fixed at 50.00 ha.")

    def test_a_cell_beyond_its_limit_may_only_come_nearer(self):
        start = planned({}, limit("BED", "at_most", 100_000))
        assert slide(start, HOME, "BED", 310_000).reached_m2 == 300_000
        assert slide(start, HOME, "BED", 250_000).reached_m2 == 250_000

    def test_receivers_stop_at_their_limits_and_the_others_take_more(self):
        start = planned({}, limit("LAN", "at_most", 510_000))
        found = slide(start, HOME, "BED", 200_000)
        assert found.conversions[("BED", "LAN")] == 10_000
        assert found.reached_m2 == 200_000

    def test_rows_and_columns_lock_all_their_cells(self):
        assert slide(planned({}, held("", HOME, "row")), HOME, "HMC", 5).stopped_by.endswith("is locked.")
        column = planned({}, held("LAN", scope="column"))
        assert slide(column, HOME, "HMC", 5, "LAN").stopped_by == "Agriculture is locked."
        assert locked(column).scope(NEXT, "LAN") == "column"


def test_parts_fill_up_in_proportion_and_stop_at_their_caps():
    assert filled(10, [1, 1, 2], [9, 1, 9]) == [3, 1, 6]
    assert filled(5, [0, 0], [2, 9]) == [2, 3]
    assert filled(12, [100, 1], [2, 10]) == [2, 10]


USE = st.sampled_from(tuple(USES))
CODE = st.sampled_from((HOME, NEXT))
RULES = st.builds(
    Payer,
    st.lists(USE, max_size=4, unique=True).map(tuple),
    st.sampled_from(("", "", HOME, NEXT)),
)
MOVES = st.lists(st.tuples(CODE, USE, st.integers(-1000, 1_100_000), RULES), max_size=10)
SCOPES = st.lists(
    st.one_of(
        st.builds(held, USE, CODE),
        st.builds(held, st.just(""), CODE, st.just("row")),
        st.builds(held, USE, st.just(""), st.sampled_from(("column", "total"))),
    ),
    max_size=3,
)
LIMITS = st.lists(
    st.builds(
        limit,
        USE,
        st.sampled_from(("at_least", "at_most", "fixed")),
        st.none() | st.integers(0, 900_000),
        st.sampled_from(("", HOME, NEXT)),
    ),
    max_size=4,
)


@given(MOVES, SCOPES, LIMITS, st.booleans())
@settings(deadline=None, max_examples=150)
def test_whoever_pays_every_municipality_closes_and_no_lock_or_limit_is_crossed(
    moves, locks, limits, standing
):
    held_pairs: dict[str, dict[tuple[str, str], int]] = {}
    seen = planned(held_pairs, *locks, *limits)
    start = programme(seen)
    for code, use, target, rule in moves:
        if rule.uses == (use,) or rule.place == code:
            continue
        before = programme(seen)
        found = slide(seen, code, use, target, rule, standing=standing)
        held_pairs = {**held_pairs, **both(code, found)}
        seen = planned(held_pairs, *locks, *limits)
        now = programme(seen)
        assert all(sum(row.values()) == 1_000_000 and min(row.values()) >= 0 for row in now.values())
        assert sum(p.m2 for p in programme_ledger(seen)) >= 0
        assert now[code][use] == found.reached_m2
        assert bool(found.stopped_by) == (found.reached_m2 != target)
        assert min(before[code][use], target) <= found.reached_m2 <= max(before[code][use], target)
        for place in (HOME, NEXT):
            for cell_use, bound in bounds(seen, place, standing=standing).items():
                was, now_is = before[place][cell_use], now[place][cell_use]
                assert now_is >= min(bound.low, was) and now_is <= max(bound.high, was)
                assert now_is == start[place][cell_use] or not locked(seen).cell(place, cell_use)
            if place not in (code, rule.place):
                assert now[place] == before[place]
        for cell_use in USES:
            if rule.place or cell_use in locked(seen).totals:
                assert sum(row[cell_use] for row in now.values()) == sum(
                    row[cell_use] for row in before.values()
                )


def beyond(seen: Snapshot, code: str) -> bool:
    """Whether a cell is beyond its limit, from where it could not come back once it has left."""
    row = programme(seen)[code]
    return any(not bound.low <= row[use] <= bound.high for use, bound in bounds(seen, code).items())


@given(
    USE,
    st.lists(st.integers(0, 990_000), min_size=1, max_size=6),
    RULES.filter(lambda rule: rule.place != HOME),
    LIMITS,
)
@settings(deadline=None, max_examples=100)
def test_up_and_down_and_back_leaves_no_trace_whoever_pays(use, targets, rule, limits):
    if rule.uses == (use,):
        return
    seen = planned({}, *limits)
    assume(not any(beyond(seen, code) for code in (HOME, NEXT)))
    start = programme(seen)[HOME][use]
    for target in (*targets, start):
        seen = planned(both(HOME, slide(seen, HOME, use, target, rule)), *limits)
    assert not seen.conversions


@given(CODE, USE, st.integers(-9, 1_100_000), RULES, LIMITS)
@settings(deadline=None, max_examples=100)
def test_where_a_slider_stops_it_cannot_go_one_metre_on(code, use, target, rule, limits):
    if rule.uses == (use,) or rule.place == code:
        return
    first = slide(planned({}, *limits), code, use, target, rule)
    there = planned(both(code, first), *limits)
    again = slide(there, code, use, target, rule)
    assert (again.reached_m2, again.stopped_by) == (first.reached_m2, first.stopped_by)
    assert both(code, again) == both(code, first)


@given(MOVES, LIMITS, st.integers(1, 900_000))
@settings(deadline=None, max_examples=60)
def test_a_cell_below_zero_never_sinks_further(moves, limits, m2):
    """The present may have been corrected after land of it was planned away."""
    pairs = {HOME: {("GLA", "WON"): m2}, NEXT: {("NAT", "HMC"): m2}}
    for code, use, target, rule in moves:
        if rule.uses == (use,) or rule.place == code:
            continue
        before = programme(planned(pairs, *limits))
        found = slide(planned(pairs, *limits), code, use, target, rule)
        pairs = {**pairs, **both(code, found)}
        now = programme(planned(pairs, *limits))
        assert all(sum(row.values()) == 1_000_000 for row in now.values())
        assert all(m2 >= min(0, before[place][u]) for place, row in now.items() for u, m2 in row.items())
